//! Names the project's own assets by a digest of their bytes. A page therefore never loads a script or a style sheet of
//! another build.

use std::collections::BTreeMap;
use std::ops::Range;

use super::attachment::Asset;
use super::diagnostic_log::DiagnosticLog;
use crate::diagnostic::closest_name;
use crate::digest::sha256;
use crate::model::address::Address;
use crate::model::source_path::SourceKind;
use crate::source::{Sources, Span};
use crate::wording::{FilledMessage, attachment as words, message};

/// Addresses of assets, by their paths below `templates/assets/`.
type AssetAddresses = BTreeMap<String, Address>;

/// Gives each of the project's own files (path below the root, bytes) its address, and rewrites the links in style
/// sheets to the new addresses. A link in a style sheet to a file that is absent is reported.
pub(crate) fn assets(files: Vec<(String, Vec<u8>)>, sources: &mut Sources, log: &DiagnosticLog) -> Vec<Asset> {
    let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_style_sheet(path));
    let mut assets: Vec<Asset> = others.into_iter().map(|(path, bytes)| with_digest_name(path, bytes)).collect();
    let names: AssetAddresses =
        assets.iter().map(|asset| (below(&asset.path).to_owned(), asset.address.clone())).collect();
    for (path, bytes) in sheets {
        // A style sheet that is not UTF-8 has no links that could be rewritten.
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => {
                let (linked, faults) = resolve_links(&text, below(&path), &names);
                if !faults.is_empty() {
                    let source = sources.add(&path, &text);
                    faults.into_iter().for_each(|fault| log.error(fault.message, Span::new(source, fault.range)));
                }
                linked.into_bytes()
            }
            Err(error) => error.into_bytes(),
        };
        assets.push(with_digest_name(path, bytes));
    }
    assets
}

fn with_digest_name(path: String, bytes: Vec<u8>) -> Asset {
    let address = Address::asset(below(&path)).with_digest(&sha256(&bytes));
    Asset { address, path, bytes }
}

fn below(path: &str) -> &str {
    match SourceKind::of(path) {
        SourceKind::Asset(below) => below,
        _ => path,
    }
}

fn is_style_sheet(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".css")
}

/// A link in a style sheet that is not allowed, or has no target file.
struct StyleSheetFault {
    message: FilledMessage,
    range: Range<usize>,
}

/// Replaces each link in a style sheet (`url()`, CSS Values 4, 4.5) by the new address, and returns the links that are
/// faults. `sheet` is its path below `templates/assets/`.
fn resolve_links(text: &str, sheet: &str, names: &AssetAddresses) -> (String, Vec<StyleSheetFault>) {
    let (mut linked, mut faults, mut copied) = (String::with_capacity(text.len()), Vec::new(), 0);
    for range in loaded_urls(text) {
        let what = &text[range.clone()];
        let is_within = what.starts_with('#') || what.starts_with("data:");
        let end = what.find(['?', '#']).unwrap_or(what.len());
        match relative_path(sheet, &what[..end]).map(|path| (names.get(&path), path)) {
            _ if is_within => {}
            Some((Some(address), _)) => {
                linked.push_str(&text[copied..range.start]);
                linked.push_str(&Address::asset(sheet).link(address));
                copied = range.start + end;
            }
            Some((None, path)) => {
                let near = closest_name(&path, names.keys().map(String::as_str)).unwrap_or("—");
                faults.push(StyleSheetFault { message: message!(words::STYLE_LOADS_NOTHING, what, near), range });
            }
            None => faults.push(StyleSheetFault { message: message!(words::STYLE_LOADS_ELSEWHERE, what), range }),
        }
    }
    linked.push_str(&text[copied..]);
    (linked, faults)
}

/// The path below `templates/assets/` of a relative link in a style sheet; `None` for every other link.
fn relative_path(sheet: &str, target: &str) -> Option<String> {
    if target.is_empty() || target.starts_with('/') || target.contains([':', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = sheet.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The byte ranges of the links in a style sheet: in `url()` and after `@import`. Comments and other strings are
/// skipped.
fn loaded_urls(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut is_import = false;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        let begins = |word: &str| rest.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if first == '"' || first == '\'' {
            let end = quoted_length(rest);
            if std::mem::take(&mut is_import) {
                found.push(at + 1..at + end);
            }
            at += end + 1;
        } else if begins("url(") {
            let inner = rest[4..].trim_start();
            let start = text.len() - inner.len();
            let range = match inner.chars().next() {
                Some('"' | '\'') => start + 1..start + quoted_length(inner),
                _ => start..start + inner[..inner.find(')').unwrap_or(inner.len())].trim_end().len(),
            };
            at = range.end + 1;
            is_import = false;
            found.push(range);
        } else {
            is_import |= begins("@import");
            at += first.len_utf8();
        }
    }
    found
}

/// The byte position of the quotation mark that closes the string at the start of `text`; its length where no mark
/// closes the string.
fn quoted_length(text: &str) -> usize {
    let mark = text.chars().next();
    let mut is_escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if Some(sign) == mark => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{AssetAddresses, resolve_links};
    use crate::model::address::Address;

    fn names() -> AssetAddresses {
        let name = |path: &str| (path.to_owned(), Address::asset(path).with_digest(&[0xab; 32]));
        ["dot.svg", "type/song.woff2"].map(name).into()
    }

    #[test]
    fn what_a_style_sheet_loads_has_its_new_name() {
        let resolve = |text| {
            let (linked, faults) = resolve_links(text, "print/a.css", &names());
            let faults: Vec<String> = faults
                .into_iter()
                .map(|fault| format!("{}: {}", fault.message.message().code, &text[fault.range]))
                .collect();
            format!("{linked} | {}", faults.join(", "))
        };
        assert_eq!(resolve("a { b: url(../dot.svg#x) }"), "a { b: url(../dot.abababab.svg#x) } | ");
        assert_eq!(resolve("URL( \"../type/song.woff2?v\" )"), "URL( \"../type/song.abababab.woff2?v\" ) | ");
        assert_eq!(
            resolve("/* url(no.svg) */ a { content: \"url(no.svg)\" } url(#a) url(data:,)"),
            "/* url(no.svg) */ a { content: \"url(no.svg)\" } url(#a) url(data:,) | "
        );
        assert_eq!(resolve("url(../dott.svg)"), "url(../dott.svg) | style-loads-nothing: ../dott.svg");
        assert_eq!(
            resolve("url('https://example.org/a.svg')"),
            "url('https://example.org/a.svg') | style-loads-elsewhere: https://example.org/a.svg"
        );
        assert_eq!(resolve("url(../../dot.svg"), "url(../../dot.svg | style-loads-elsewhere: ../../dot.svg");
        assert_eq!(resolve("@import \"b.css\";"), "@import \"b.css\"; | style-loads-nothing: b.css");
    }
}
