//! The parsed commands with their arguments, and the exit status of a run: plain data that every command may name.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use crate::model::Variant;
use crate::pipeline::plan::BuildShard;
use crate::wording::Lang;

/// What to do.
#[derive(Debug)]
pub enum CommandRequest {
    Run(Invocation),
    /// Help was asked for, or the version.
    Say(String),
    /// The words make no sense; says why.
    Refuse(String),
}

/// A command and the language to answer in.
#[derive(Clone, Debug, PartialEq)]
pub struct Invocation {
    pub(crate) lang: Lang,
    pub command: Command,
}

/// A command with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Build {
        sources: SourceArguments,
        /// `None` is the project's `output`.
        out: Option<PathBuf>,
        cities: Vec<String>,
        /// Only a part of it.
        shard: Option<BuildShard>,
        /// Folders with parts that were made before.
        parts: Vec<PathBuf>,
    },
    Check {
        sources: SourceArguments,
        format: ReportFormat,
        /// Is what is undecided or acknowledged listed, too?
        all: bool,
    },
    Cities {
        sources: SourceArguments,
        format: OutputFormat,
    },
    Explain {
        code: String,
    },
    Diff {
        /// The folder in whose repository revisions are.
        root: PathBuf,
        /// A folder, a file or a revision.
        old: String,
        new: String,
        rendering: DiffFormat,
        file: Option<PathBuf>,
    },
    Fill {
        sources: SourceArguments,
        options: FillArguments,
    },
    Pdf {
        sources: SourceArguments,
        /// A form's id, or `booklet`.
        form: String,
        cities: Vec<String>,
        variant: Option<Variant>,
        copies: usize,
        file: Option<PathBuf>,
    },
    /// Keeps forms under their versions; all where none is named.
    Release {
        sources: SourceArguments,
        forms: Vec<String>,
    },
    /// Says which sheets codes are of; codes from standard input where there are none.
    Identify {
        sources: SourceArguments,
        codes: Vec<String>,
    },
    Serve {
        sources: SourceArguments,
        port: u16,
    },
    New {
        root: PathBuf,
        kind: NewFileKind,
        id: String,
    },
}

/// What is read, and what the command line says in place of `site.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceArguments {
    pub(crate) root: PathBuf,
    pub as_of: Option<Date>,
    /// Without a slash at the end.
    pub base_url: Option<String>,
    /// Threads; `None` is one a core.
    pub(crate) jobs: Option<usize>,
}

/// The format of a result on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    Text,
    Json,
}

/// How findings are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    Text,
    Json,
    Sarif,
}

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    Text,
    Json,
    Html,
}

/// The kind of source file that `formpress new` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewFileKind {
    Form,
    Page,
    News,
    City,
}

/// What `fill` is asked for, as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct FillArguments {
    pub(crate) form: String,
    pub(crate) city: Option<String>,
    pub(crate) task: FillTask,
}

/// What `formpress fill` makes: the empty table of a form, or filled-in copies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FillTask {
    /// The empty table.
    Template { file: Option<PathBuf> },
    Copies {
        data: PathBuf,
        /// A folder, or a file that ends with `.pdf`.
        out: PathBuf,
        /// The sheet of a workbook.
        sheet: Option<String>,
        flatten: bool,
        partial: bool,
    },
}

/// How a run ended, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    Done,
    /// The sources have faults.
    Faults,
    /// Wrong usage, or input and output failed.
    Failed,
}

impl From<ExitStatus> for ExitCode {
    fn from(ending: ExitStatus) -> ExitCode {
        ExitCode::from(match ending {
            ExitStatus::Done => 0,
            ExitStatus::Faults => 1,
            ExitStatus::Failed => 2,
        })
    }
}
