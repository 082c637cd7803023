//! Checks of web addresses: external links of pages, and the base URL of the site.
//!
//! The list of schemes is closed: whatever else a browser takes for an address is a dead link for the public, a path of
//! somebody's own computer, or a script. This file alone names url.

use url::{Host, Url};

use crate::wording::{FilledMessage, load as words, message, page as say};

/// Can people be sent to this address? If not, what is wrong with it.
pub fn check_external_link(written: &str) -> Result<(), FilledMessage> {
    let of_no_scheme = || message!(say::LINK_SCHEME, link = written);
    let (scheme, rest) = written.split_once(':').ok_or_else(of_no_scheme)?;
    let whole = match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => web(written).is_some(),
        "mailto" => rest.split('?').next().is_some_and(|to| to.split(',').all(is_mail)),
        "tel" => is_number(rest),
        _ => return Err(of_no_scheme()),
    };
    if whole { Ok(()) } else { Err(message!(say::LINK_NOT_WHOLE, link = written)) }
}

/// Is it a whole address of the web, with a host and nobody's password?
pub(crate) fn is_web_address(written: &str) -> bool {
    web(written).is_some()
}

/// The address that paths can be added to, as machines write it (RFC 3986, RFC 5891): hosts and folders of hanzi
/// escaped, no slash at the end.
pub fn parse_base_url(written: &str) -> Result<String, FilledMessage> {
    let url = web(written).filter(|url| url.query().is_none() && url.fragment().is_none());
    url.map(|url| url.as_str().trim_end_matches('/').to_owned())
        .ok_or_else(|| message!(words::BAD_BASE_URL, text = written))
}

/// The same without its folders.
pub(crate) fn origin(base: &str) -> String {
    Url::parse(base).map_or_else(|_| base.to_owned(), |url| url.origin().ascii_serialization())
}

fn web(written: &str) -> Option<Url> {
    let (scheme, rest) = written.split_once("://")?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | '`');
    let named = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !named || rest.starts_with('/') || written.contains(odd) {
        return None;
    }
    let url = Url::parse(written).ok()?;
    let host = match url.host()? {
        Host::Domain(name) => !name.trim_matches('.').is_empty() && !name.contains(".."),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    (host && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// A mail address as people write it.
fn is_mail(address: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | ':' | ';');
    address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
    }) && address.matches('@').count() == 1
        && !address.contains(odd)
}

/// A number to call, at least the three digits of an emergency.
fn is_number(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && number.bytes().all(|byte| byte.is_ascii_digit() || b"+-().*#".contains(&byte))
}
