//! The command line: parses arguments, runs a command and reports its result.
//!
//! - In: the arguments, the environment, the terminal.
//! - Out: reports on standard output and standard error, an exit status; a preview server.
//! - May not know: how anything is read, laid out or written: it asks the floors below.
//!
//! 1. [`arguments`]: the words typed, understood as a [`command`](mod@command); [`usage`] says where they make no sense
//! 2. [`project`]: the project read, the threads started
//! 3. one file a command: [`build`], [`check`], [`explain`], [`cities`], [`diff`] with [`form_states`] and [`git`], [`release`], [`identify`], [`pdf`], [`fill`], [`serve`] with [`source_watcher`], [`preview`] and [`preview_host`], [`new_file`]
//! 4. [`atomic_file`]: one file onto the disk, whole or not at all
//! 5. [`console`], [`report`] and [`sarif`]: what is said, and how findings look

pub(crate) mod arguments;
pub(crate) mod atomic_file;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod cities;
pub(crate) mod command;
pub(crate) mod console;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fill;
pub(crate) mod form_states;
pub(crate) mod git;
pub(crate) mod identify;
pub(crate) mod new_file;
pub(crate) mod pdf;
pub(crate) mod preview;
pub(crate) mod preview_host;
pub(crate) mod project;
pub(crate) mod release;
pub(crate) mod report;
pub(crate) mod sarif;
pub(crate) mod serve;
pub(crate) mod source_watcher;
pub(crate) mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use command::{Command, CommandRequest, ExitStatus, Invocation};
use console::Console;

use crate::diagnostic::Diagnostic;
use crate::wording::Lang;

/// Runs one command.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let ending = match arguments::parse(&arguments) {
        CommandRequest::Run(Invocation { lang, command }) => {
            let console = Console { lang };
            execute(command, console).unwrap_or_else(|fault| console.report_failure(&fault))
        }
        CommandRequest::Say(text) => {
            Console { lang: Lang::En }.print_result(&text);
            ExitStatus::Done
        }
        CommandRequest::Refuse(text) => {
            Console { lang: Lang::En }.print_notice(&text);
            ExitStatus::Failed
        }
    };
    ending.into()
}

fn execute(command: Command, console: Console) -> Result<ExitStatus, Diagnostic> {
    match command {
        Command::Build { sources, out, cities, shard, parts } => {
            build::run(&sources, build::BuildArguments { out, cities: &cities, shard, parts: &parts }, console)
        }
        Command::Check { sources, format, all } => check::run(&sources, format, all, console),
        Command::Explain { code } => explain::run(&code, console),
        Command::Cities { sources, format } => cities::run(&sources, format, console),
        Command::Diff { root, old, new, rendering, file } => {
            let file = file.as_deref();
            diff::run(&diff::DiffArguments { root: &root, old: &old, new: &new, rendering, file }, console)
        }
        Command::Fill { sources, options } => fill::run(&sources, &options, console),
        Command::Pdf { sources, form, cities, variant, copies, file } => {
            pdf::run(&sources, &pdf::PdfArguments { form: &form, cities: &cities, variant, copies, file }, console)
        }
        Command::Release { sources, forms } => release::run(&sources, &forms, console),
        Command::Identify { sources, codes } => identify::run(&sources, &codes, console),
        Command::Serve { sources, port } => serve::run(&sources, port, console),
        Command::New { root, kind, id } => new_file::run(&root, kind, &id, console),
    }
}
