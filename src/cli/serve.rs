//! `formpress serve`: a preview from memory, rebuilt when a source changes.
//!
//! One thread watches the sources and builds; the server hands out the last good site. Every page gets
//! a script, which only the preview has, that asks for the number of the current state and loads the
//! page again when it is another. Nothing is written to disk. Sheets are laid out, so that their faults are
//! seen; a PDF is printed when somebody opens it.

use std::sync::mpsc::{Receiver, channel};

use tokio::net::TcpListener;
use tokio::sync::watch;

use super::command::{Ending, Sources};
use super::console::{Console, Meter, ending};
use super::opening::{is_project, on_threads, open_with_drafts};
use super::preview::{Preview, State};
use super::report::{self, Style};
use super::watching::{self, Watching};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Project;
use crate::pipeline::build::{Drafts, draft};
use crate::pipeline::file::Files;
use crate::wording::cli::{PORT_TAKEN, WATCH_FAILED, progress};

/// Only this computer is served.
const HOST: &str = "127.0.0.1";

pub fn run(sources: &Sources, port: u16, console: Console) -> Result<Ending, Diagnostic> {
    is_project(&sources.root)?;
    let failed = |error: &dyn std::fmt::Display| {
        Diagnostic::error(&PORT_TAKEN, "--port").with("port", port).with("error", error)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| failed(&error))?;
    let listener = runtime.block_on(TcpListener::bind((HOST, port))).map_err(|error| failed(&error))?;
    let address = listener.local_addr().map_err(|error| failed(&error))?;
    let (send, changes) = channel();
    let watching = watching::watch(&sources.root, send)
        .map_err(|error| Diagnostic::error(&WATCH_FAILED, sources.root.display().to_string()).with("error", error))?;

    let mut drafts = Drafts::default();
    let none = State::default();
    let (tell, listen) = watch::channel(none.then(rebuild(sources, none.clone(), &mut drafts, console)));
    console.give(&(console.say(&progress::SERVING, &[("url", format!("http://{address}/"))]) + "\n"));

    let server = Preview { state: listen, lang: console.lang };
    runtime.spawn(server.serve(listener, address.port()));
    keep_up(sources, &tell, &changes, watching, drafts, console)
}

/// Builds again after every change, until the watch ends.
fn keep_up(
    sources: &Sources,
    tell: &watch::Sender<State>,
    changes: &Receiver<()>,
    mut watching: Watching,
    mut drafts: Drafts,
    console: Console,
) -> Result<Ending, Diagnostic> {
    while watching::wait(changes).is_ok() {
        // A folder that was removed and made again is another folder.
        watching.renew();
        let last = tell.borrow().clone();
        let next = last.then(rebuild(sources, last.clone(), &mut drafts, console));
        tell.send_replace(next);
    }
    Ok(Ending::Done)
}

/// The next state: the new site, or the last good one with the findings that stand in the way.
fn rebuild(sources: &Sources, last: State, drafts: &mut Drafts, console: Console) -> State {
    let meter = Meter::new(console);
    match on_threads(sources.jobs, || made(sources, drafts, console)).flatten() {
        Ok(Ok((files, project))) => {
            let seconds = format!("{:.2}", meter.seconds());
            console.tell_line(&console.say(&progress::REBUILT, &[("seconds", seconds)]));
            State::good(files, project, sources.jobs)
        }
        Ok(Err(report)) => {
            console.tell_line(progress::STALE.say(console.lang));
            last.with_faults(report)
        }
        // A project may be gone for a moment, while an editor saves: it is looked for again at the next change.
        Err(fault) => {
            console.refuse(&fault);
            last.with_faults(report::usage(&fault, console.lang))
        }
    }
}

/// The files of a site and what its PDFs are printed from, or the report of its errors.
type Made = Result<(Files, Project), String>;

fn made(sources: &Sources, drafts: &mut Drafts, console: Console) -> Result<Made, Diagnostic> {
    let opened = open_with_drafts(sources)?;
    let project = opened.value;
    let mut diagnostics = opened.diagnostics;
    let files = draft(&project, drafts).take(&mut diagnostics);
    console.tell_findings(&diagnostics, &project.sources);
    Ok(match (files, ending(&diagnostics)) {
        (Some(files), Ending::Done) => Ok((files, project)),
        (Some(_) | None, _) => {
            diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
            Err(report::list(&diagnostics, &project.sources, Style { lang: console.lang, color: false }))
        }
    })
}
