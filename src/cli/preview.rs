//! The server of the preview: files from memory, and word of every change.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bytes::Bytes;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use crate::model::Address;
use crate::pipeline::build::File;
use crate::wording::Lang;
use crate::wording::cli::progress;

/// Where the script asks for the state's number; no file of a site has such a name.
const CHANGES: &str = "/.formpress/changes";

/// What is shown: the last good site, and what stands in the way of a newer one.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// By address; `None` until the first good build.
    files: Option<Arc<HashMap<String, Bytes>>>,
    /// The report, as text.
    faults: Option<String>,
}

impl State {
    pub fn good(files: Vec<File>) -> State {
        let files = files.into_iter().map(|file| (file.address.to_string(), file.bytes)).collect();
        State { files: Some(Arc::new(files)), faults: None }
    }

    /// The same site, with a report above every page.
    pub fn with_faults(self, report: String) -> State {
        State { faults: Some(report), ..self }
    }
}

/// The server and what it shares with the thread that builds.
#[derive(Clone)]
pub struct Preview {
    pub state: Arc<RwLock<State>>,
    /// The number of the state, one higher with each.
    pub number: watch::Receiver<u64>,
    pub lang: Lang,
}

impl Preview {
    pub fn state(&self) -> State {
        // A thread that panicked while it held the lock left a whole state behind: it is replaced in one step.
        self.state.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    pub fn replace(&self, next: State) {
        *self.state.write().unwrap_or_else(std::sync::PoisonError::into_inner) = next;
    }

    /// Serves until the program ends.
    pub async fn serve(self, listener: TcpListener) {
        let home = get(|shared: Shared<Preview>| async move { shared.answer("") });
        let other = get(|shared: Shared<Preview>, Path(path): Path<String>| async move { shared.answer(&path) });
        let router =
            Router::new().route("/", home).route(CHANGES, get(changes)).route("/{*path}", other).with_state(self);
        // An accept that fails is tried again by axum; there is nothing else to fail.
        let _ = axum::serve(listener, router).await;
    }

    /// The answer to a path, without the slash at its beginning.
    fn answer(&self, path: &str) -> Response {
        let state = self.state();
        let Some(files) = &state.files else {
            return self.page(StatusCode::SERVICE_UNAVAILABLE, EMPTY_PAGE.as_bytes(), &state);
        };
        let wanted = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        match files.get(&wanted) {
            Some(bytes) if wanted.ends_with(".html") => self.page(StatusCode::OK, bytes, &state),
            Some(bytes) => {
                let headers = [(header::CONTENT_TYPE, media_type(&wanted)), (header::CACHE_CONTROL, "no-store")];
                (headers, bytes.clone()).into_response()
            }
            None if files.contains_key(&format!("{wanted}/index.html")) => {
                Redirect::temporary(&format!("/{path}/")).into_response()
            }
            None => {
                let missing = files.get(Address::not_found().as_str()).map_or(EMPTY_PAGE.as_bytes(), Bytes::as_ref);
                self.page(StatusCode::NOT_FOUND, missing, &state)
            }
        }
    }

    /// A page with the report, where there is one, and the script that loads it again.
    fn page(&self, status: StatusCode, html: &[u8], state: &State) -> Response {
        let html = String::from_utf8_lossy(html);
        let report = state.faults.as_deref().map(|report| self.report(report)).unwrap_or_default();
        let script = SCRIPT.replace("{number}", &self.number.borrow().to_string()).replace("{changes}", CHANGES);
        let (head, tail) = html.split_at(html.rfind("</body>").unwrap_or(html.len()));
        let body = format!("{head}{report}{script}{tail}");
        let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
        (status, headers, body).into_response()
    }

    fn report(&self, report: &str) -> String {
        let escaped = report.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        REPORT.replace("{title}", progress::STALE.say(self.lang)).replace("{report}", escaped.trim_end())
    }
}

const EMPTY_PAGE: &str =
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>formpress</title></head><body></body></html>";

/// Stands before the page's own content, whatever its style.
const REPORT: &str = "<section role=\"alert\" style=\"position:fixed;inset:0 0 auto 0;max-height:70vh;overflow:auto;\
z-index:9999;margin:0;padding:1rem 1.5rem;background:#fff;color:#000;border-bottom:.4rem solid #b00020;font:1rem/1.5 sans-serif\">\
<strong>{title}</strong><pre style=\"white-space:pre-wrap;font:.9rem/1.5 monospace;background:none;color:inherit\">{report}</pre></section>";

const SCRIPT: &str =
    "<script>new EventSource(\"{changes}\").onmessage=(news)=>{if(news.data!==\"{number}\")location.reload()}</script>";

/// The number of the state now, and again whenever it changes.
async fn changes(shared: Shared<Preview>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let numbers = WatchStream::new(shared.number.clone());
    Sse::new(numbers.map(|number| Ok(Event::default().data(number.to_string())))).keep_alive(KeepAlive::default())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
