//! The HTTP server of the preview: files from memory, PDFs and pictures of sheets made on request, and a notice of every change.
//!
//! What it shows is not published yet, so it answers this computer's own pages alone ([`preview_host`](super::preview_host)).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Path, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Router, middleware};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::preview_host::{AllowedHosts, refuse_other_hosts};
use super::project::run_on_threads;
use crate::load::Project;
use crate::markup::escape;
use crate::model::Address;
use crate::model::name::Name;
use crate::pipeline::export::{ExportJob, SheetOutput, export, find_sheet_output, sheet_drawings};
use crate::pipeline::output_file::MemoryFiles;
use crate::wording::Lang;
use crate::wording::cli::progress;

/// What only the preview has; no file of a site has such a name.
const STYLE_PATH: &str = "/.formpress/preview.css";
const SCRIPT_PATH: &str = "/.formpress/preview.js";
const CHANGES_PATH: &str = "/.formpress/news/{number}";

/// A browser is told that there is no news before it gives up waiting.
const POLL_TIMEOUT: Duration = Duration::from_secs(25);

/// How long somebody may take to send the head of a request.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// What is shown: the last good site, and what stands in the way of a newer one.
#[derive(Clone, Debug, Default)]
pub(crate) struct PreviewState {
    /// One higher with each state.
    number: u64,
    /// `None` until the first good build.
    site: Option<Arc<PreviewSite>>,
    /// The report, as text.
    report: Option<String>,
}

/// A good site.
#[derive(Debug)]
struct PreviewSite {
    /// By address.
    files: HashMap<String, Arc<[u8]>>,
    /// What is made from sheets, as it is asked for.
    sheet_files: Mutex<HashMap<String, Vec<u8>>>,
    project: Project,
    jobs: Option<usize>,
}

impl PreviewSite {
    /// Is it made from sheets?
    fn is_from_sheets(&self, address: &str) -> bool {
        !self.files.contains_key(address) && find_sheet_output(&self.project.site, address).is_some()
    }

    /// The file at an address that is made from sheets, made if nobody has asked for it yet; `None` where there is none
    /// or it cannot be made.
    fn sheet_file(&self, address: &str) -> Option<Vec<u8>> {
        let found = find_sheet_output(&self.project.site, address)?;
        // Held while printing, so that a reader who asks for parts of a file does not have it printed twice.
        let mut made = self.sheet_files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = made.get(address) {
            return Some(bytes.clone());
        }
        match found {
            SheetOutput::Print(product, city) => {
                let cities: Vec<Name> = city.into_iter().cloned().collect();
                let order = ExportJob { product, cities: &cities, copies: 1 };
                let printed = run_on_threads(self.jobs, || export(&self.project, &order)).ok()?.ok()?.value?;
                made.insert(address.to_owned(), printed.bytes);
            }
            SheetOutput::Drawn(form, city) => {
                let drawn = run_on_threads(self.jobs, || sheet_drawings(&self.project, form, city)).ok()?.value;
                made.extend(drawn.into_iter().map(|file| (file.address.to_string(), file.content.into_bytes())));
            }
        }
        made.get(address).cloned()
    }
}

impl PreviewState {
    pub(crate) fn of_site(files: MemoryFiles, project: Project, jobs: Option<usize>) -> PreviewState {
        let files = files.into_iter().map(|(address, bytes)| (address.to_string(), bytes)).collect();
        PreviewState {
            number: 0,
            site: Some(Arc::new(PreviewSite { files, sheet_files: Mutex::default(), project, jobs })),
            report: None,
        }
    }

    /// The state that follows on this one.
    pub(crate) fn followed_by(&self, next: PreviewState) -> PreviewState {
        PreviewState { number: self.number + 1, ..next }
    }

    /// The same site, with a report above every page.
    pub(crate) fn with_faults(self, report: String) -> PreviewState {
        PreviewState { report: Some(report), ..self }
    }
}

/// The server and what it hears from the thread that builds.
#[derive(Clone)]
pub(crate) struct PreviewServer {
    /// State and number come together: a page made of the one never has the number of another.
    pub(crate) state: watch::Receiver<PreviewState>,
    pub(crate) lang: Lang,
}

impl PreviewServer {
    fn state(&self) -> PreviewState {
        self.state.borrow().clone()
    }

    /// Serves until the program ends.
    pub(crate) async fn serve(self, listener: TcpListener, port: u16) {
        let home = get(|shared: Shared<PreviewServer>| async move { shared.answer("") });
        let other = get(|Shared(preview): Shared<PreviewServer>, Path(path): Path<String>| async move {
            if !preview.state().site.is_some_and(|site| site.is_from_sheets(&path)) {
                return preview.answer(&path);
            }
            // Printing takes a moment, in which pages are to be answered.
            let printed = tokio::task::spawn_blocking(move || preview.answer(&path)).await;
            printed.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
        });
        let router = Router::new()
            .route("/", home)
            .route(STYLE_PATH, get(|| async { file(STYLE_PATH, include_bytes!("preview/preview.css").to_vec()) }))
            .route(SCRIPT_PATH, get(|| async { file(SCRIPT_PATH, include_bytes!("preview/preview.js").to_vec()) }))
            .route(CHANGES_PATH, get(wait_for_change))
            .route("/{*path}", other)
            .layer(middleware::from_fn_with_state(AllowedHosts { port, lang: self.lang }, refuse_other_hosts))
            .with_state(self);
        let service = TowerToHyperService::new(router);
        loop {
            // One that cannot be accepted (too many are open) is tried again, when some have ended.
            let Ok((stream, _)) = listener.accept().await else {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
            let connection = http.serve_connection(TokioIo::new(stream), service.clone());
            // A connection that breaks is the browser's business.
            tokio::spawn(async { drop(connection.await) });
        }
    }

    /// The answer to a path, without the slash at its beginning.
    fn answer(&self, path: &str) -> Response {
        let state = self.state();
        let Some(site) = &state.site else {
            return self.page(StatusCode::SERVICE_UNAVAILABLE, EMPTY_PAGE.as_bytes(), &state);
        };
        let files = &site.files;
        let wanted = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        match files.get(&wanted) {
            Some(bytes) if wanted.ends_with(".html") => self.page(StatusCode::OK, bytes, &state),
            Some(bytes) => file(&wanted, bytes.to_vec()),
            None if site.is_from_sheets(&wanted) => match site.sheet_file(&wanted) {
                Some(bytes) => file(&wanted, bytes),
                None if wanted.ends_with(".pdf") => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                None => self.missing(site, &state),
            },
            None if files.contains_key(&format!("{wanted}/index.html")) => {
                Redirect::temporary(&format!("/{path}/")).into_response()
            }
            None => self.missing(site, &state),
        }
    }

    fn missing(&self, site: &PreviewSite, state: &PreviewState) -> Response {
        let missing = site.files.get(Address::not_found().as_str()).map_or(EMPTY_PAGE.as_bytes(), |bytes| bytes);
        self.page(StatusCode::NOT_FOUND, missing, state)
    }

    /// A page with the report, where there is one, and the script that loads it again.
    fn page(&self, status: StatusCode, html: &[u8], state: &PreviewState) -> Response {
        let html = String::from_utf8_lossy(html);
        let report = state.report.as_deref().map(|report| self.report(report)).unwrap_or_default();
        let number = state.number;
        let script = format!("<script src=\"{SCRIPT_PATH}\" data-state=\"{number}\"></script>");
        let (head, tail) = html.split_at(html.rfind("</body>").unwrap_or(html.len()));
        let body = format!("{head}{report}{script}{tail}");
        let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
        (status, headers, body).into_response()
    }

    /// An overlay, which can be put aside to see the last good page.
    fn report(&self, report: &str) -> String {
        let (title, close) = (progress::STALE.say(self.lang), progress::CLOSE.say(self.lang));
        format!(
            "<link rel=\"stylesheet\" href=\"{STYLE_PATH}\"><section class=\"formpress-report\" role=\"alert\">\
            <p><strong>{title}</strong> <button type=\"button\" hidden>{close}</button></p><pre>{}</pre></section>",
            escape(report.trim_end())
        )
    }
}

const EMPTY_PAGE: &str =
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>formpress</title></head><body></body></html>";

/// Answers as soon as the state's number is another than the one a page was made in: a script that loads the page
/// again. A page may forbid everything but scripts of its own origin, and still hears of it.
async fn wait_for_change(Shared(preview): Shared<PreviewServer>, Path(seen): Path<u64>) -> Response {
    let mut state = preview.state.clone();
    let other = tokio::time::timeout(POLL_TIMEOUT, state.wait_for(|now| now.number != seen)).await;
    let script = if other.is_ok_and(|seen| seen.is_ok()) { "location.reload();" } else { "formpressWait();" };
    file(SCRIPT_PATH, script.as_bytes().to_vec())
}

fn file(path: &str, bytes: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type(path)), (header::CACHE_CONTROL, "no-store")];
    (headers, bytes).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "vtt" => "text/vtt; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
