//! `formpress serve`: serves a preview from memory and rebuilds it when a source changes.
//!
//! One thread watches the sources and builds; the server hands out the last good site. Every page gets
//! a script, which only the preview has, that asks for the number of the current state and loads the
//! page again when it is another. Nothing is written to disk. Sheets are laid out, so that their faults are
//! seen; a PDF is printed when somebody opens it.

use std::sync::mpsc::{Receiver, channel};

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::command::{ExitStatus, SourceArguments};
use super::console::{Console, ProgressMeter, exit_status};
use super::preview::{PreviewServer, PreviewState};
use super::project::{open_project_with_drafts, require_project, run_on_threads};
use super::report::{self, ReportStyle};
use super::source_watcher::{self, SourceWatcher};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Project;
use crate::pipeline::build::{PreviewCache, build_preview};
use crate::pipeline::output_file::MemoryFiles;
use crate::wording::cli::{PORT_TAKEN, WATCH_FAILED, progress};
use crate::wording::{message, phrase};

/// Only this computer is served.
const HOST: &str = "127.0.0.1";

pub(crate) fn run(sources: &SourceArguments, port: u16, console: Console) -> Result<ExitStatus, Diagnostic> {
    require_project(&sources.root)?;
    let failed = |error: &dyn std::fmt::Display| Diagnostic::new(message!(PORT_TAKEN, port, error), "--port");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| failed(&error))?;
    let listener = runtime.block_on(TcpListener::bind((HOST, port))).map_err(|error| failed(&error))?;
    let address = listener.local_addr().map_err(|error| failed(&error))?;
    let (send, changes) = channel();
    let watching = source_watcher::watch(&sources.root, send)
        .map_err(|error| Diagnostic::new(message!(WATCH_FAILED, error), sources.root.display().to_string()))?;

    let mut drafts = PreviewCache::default();
    let none = PreviewState::default();
    let (tell, listen) = watch::channel(none.followed_by(rebuild(sources, none.clone(), &mut drafts, console)));
    console.print_result(&(console.phrase(&phrase!(progress::SERVING, url = format!("http://{address}/"))) + "\n"));

    let server = PreviewServer { state: listen, lang: console.lang };
    runtime.spawn(server.serve(listener, address.port()));
    rebuild_on_changes(sources, &tell, &changes, watching, drafts, console)
}

/// Builds again after every change, until the watch ends.
fn rebuild_on_changes(
    sources: &SourceArguments,
    tell: &watch::Sender<PreviewState>,
    changes: &Receiver<()>,
    mut watching: SourceWatcher,
    mut drafts: PreviewCache,
    console: Console,
) -> Result<ExitStatus, Diagnostic> {
    while source_watcher::wait_for_change(changes).is_ok() {
        // A folder that was removed and made again is another folder.
        watching.refresh();
        let last = tell.borrow().clone();
        let next = last.followed_by(rebuild(sources, last.clone(), &mut drafts, console));
        tell.send_replace(next);
    }
    Ok(ExitStatus::Done)
}

/// The next state: the new site, or the last good one with the findings that stand in the way.
fn rebuild(sources: &SourceArguments, last: PreviewState, drafts: &mut PreviewCache, console: Console) -> PreviewState {
    let meter = ProgressMeter::new(console);
    match run_on_threads(sources.jobs, || build_site(sources, drafts, console)).flatten() {
        Ok(Ok((files, project))) => {
            let seconds = format!("{:.2}", meter.seconds());
            console.print_notice_line(&console.phrase(&phrase!(progress::REBUILT, seconds)));
            PreviewState::of_site(files, project, sources.jobs)
        }
        Ok(Err(report)) => {
            console.print_notice_line(progress::STALE.say(console.lang));
            last.with_faults(report)
        }
        // A project may be gone for a moment, while an editor saves: it is looked for again at the next change.
        Err(fault) => {
            console.report_failure(&fault);
            last.with_faults(report::usage_error(&fault, console.lang))
        }
    }
}

/// The files of a site and what its PDFs are printed from, or the report of its errors.
type PreviewBuild = Result<(MemoryFiles, Project), String>;

fn build_site(
    sources: &SourceArguments,
    drafts: &mut PreviewCache,
    console: Console,
) -> Result<PreviewBuild, Diagnostic> {
    let opened = open_project_with_drafts(sources)?;
    let project = opened.value;
    let mut diagnostics = opened.diagnostics;
    let files = build_preview(&project, drafts).collect_into(&mut diagnostics);
    console.report_findings(&diagnostics, &project.sources);
    Ok(match (files, exit_status(&diagnostics)) {
        (Some(files), ExitStatus::Done) => Ok((files, project)),
        (Some(_) | None, _) => {
            diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
            Err(report::list(&diagnostics, &project.sources, ReportStyle { lang: console.lang, color: false }))
        }
    })
}
