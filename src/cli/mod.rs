//! The command line: what was asked for, done, and what came of it said.
//!
//! 1. [`args`]: the words typed, understood as a [`command`](mod@command); [`usage`] says where they make no sense
//! 2. [`opening`]: the project read, the threads started
//! 3. one file a command: [`build`], [`check`], [`explain`], [`cities`], [`diff`] with [`states`] and [`git`], [`release`], [`identify`], [`pdf`], [`fill`], [`serve`] with [`watching`], [`preview`] and [`host`], [`new`]
//! 4. [`writing`]: one file onto the disk, whole or not at all
//! 5. [`console`], [`report`] and [`sarif`]: what is said, and how findings look

pub mod args;
pub mod build;
pub mod check;
pub mod cities;
pub mod command;
pub mod console;
pub mod diff;
pub mod explain;
pub mod fill;
pub mod git;
pub mod host;
pub mod identify;
pub mod new;
pub mod opening;
pub mod pdf;
pub mod preview;
pub mod release;
pub mod report;
pub mod sarif;
pub mod serve;
pub mod states;
pub mod usage;
pub mod watching;
pub mod writing;

use std::ffi::OsString;
use std::process::ExitCode;

use command::{Command, Ending, Invocation, Request};
use console::Console;

use crate::diagnostic::Diagnostic;
use crate::wording::Lang;

/// Runs one command.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let ending = match args::parse(&arguments) {
        Request::Run(Invocation { lang, command }) => {
            let console = Console { lang };
            obey(command, console).unwrap_or_else(|fault| console.refuse(&fault))
        }
        Request::Say(text) => {
            Console { lang: Lang::En }.give(&text);
            Ending::Done
        }
        Request::Refuse(text) => {
            Console { lang: Lang::En }.tell(&text);
            Ending::Failed
        }
    };
    ending.into()
}

fn obey(command: Command, console: Console) -> Result<Ending, Diagnostic> {
    match command {
        Command::Build { sources, out, cities, shard, parts } => {
            build::run(&sources, build::Wish { out, cities: &cities, shard, parts: &parts }, console)
        }
        Command::Check { sources, format, all } => check::run(&sources, format, all, console),
        Command::Explain { code } => explain::run(&code, console),
        Command::Cities { sources, format } => cities::run(&sources, format, console),
        Command::Diff { root, old, new, rendering, file } => {
            let file = file.as_deref();
            diff::run(&diff::Wish { root: &root, old: &old, new: &new, rendering, file }, console)
        }
        Command::Fill { sources, options } => fill::run(&sources, &options, console),
        Command::Pdf { sources, form, cities, variant, copies, file } => {
            pdf::run(&sources, &pdf::Wish { form: &form, cities: &cities, variant, copies, file }, console)
        }
        Command::Release { sources, forms } => release::run(&sources, &forms, console),
        Command::Identify { sources, codes } => identify::run(&sources, &codes, console),
        Command::Serve { sources, port } => serve::run(&sources, port, console),
        Command::New { root, kind, id } => new::run(&root, kind, &id, console),
    }
}
