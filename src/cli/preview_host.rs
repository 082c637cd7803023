//! Checks the `Host` of requests to the preview, which answers only pages that know this computer by its own name.
//!
//! A page of any site may send requests to this computer. One whose name was made to lead here (DNS rebinding) is known
//! by the `Host` it asks for; others are kept by the browser from reading what they get
//! (`Cross-Origin-Resource-Policy`).

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, HeaderValue};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::wording::cli::progress;
use crate::wording::{Lang, phrase};

/// The names of this computer for itself.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The port of HTTP, which browsers leave out.
const DEFAULT_HTTP_PORT: u16 = 80;

/// What a preview is asked for by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AllowedHosts {
    pub(crate) port: u16,
    pub(crate) lang: Lang,
}

impl AllowedHosts {
    fn allows(self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            Some(_) | None => (host, Some(DEFAULT_HTTP_PORT)),
        };
        port == Some(self.port) && NAMES.iter().any(|own| name.eq_ignore_ascii_case(own))
    }
}

/// Answers what is asked of this computer by its own name, and says so to everybody else.
pub(crate) async fn refuse_other_hosts(State(hosts): State<AllowedHosts>, request: Request, next: Next) -> Response {
    let named: Vec<&HeaderValue> = request.headers().get_all(HOST).iter().collect();
    let is_own = |host: &str| hosts.allows(host);
    let is_asked = matches!(&named[..], [host] if host.to_str().is_ok_and(is_own));
    // A request may name the host once more, in front of the path.
    let is_meant = request.uri().authority().is_none_or(|authority| is_own(authority.as_str()));
    let mut response = if is_asked && is_meant {
        next.run(request).await
    } else {
        let words = phrase!(progress::OTHER_HOST, port = hosts.port).say(hosts.lang);
        let kind = [(CONTENT_TYPE, "text/plain; charset=utf-8")];
        (StatusCode::MISDIRECTED_REQUEST, kind, words + "\n").into_response()
    };
    const POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(POLICY, HeaderValue::from_static("same-origin"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_this_computer_with_the_port() {
        let has = |port, host| AllowedHosts { port, lang: Lang::En }.allows(host);
        for host in ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"] {
            assert!(has(8000, host), "{host}");
            assert!(!has(8001, host), "{host}");
        }
        for host in ["", "evil.example:8000", "127.0.0.1", "localhost", "[::1]", "127.0.0.1.evil.example:8000", ":8000"]
        {
            assert!(!has(8000, host), "{host}");
        }
        for host in ["localhost:8000:8000", "x@localhost:8000", "localhost:", "localhost:99999", "127.0.0.2:8000"] {
            assert!(!has(8000, host), "{host}");
        }
        assert!(has(80, "localhost") && has(80, "[::1]") && has(80, "127.0.0.1:80"));
    }
}
