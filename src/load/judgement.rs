//! `checks:` and `acknowledged:` of `site.yaml`.

use super::log::Log;
use super::reader::{MOST_ENTRIES, entries, few, list, map, one_of, spanned, string};
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::model::judgement::{Acknowledgement, Level};
use crate::source::Spanned;
use crate::wording::{codes, judgement as say};

/// What a message is told as: a map from codes to levels.
pub fn levels(node: &Node, log: &Log) -> Option<Vec<Level>> {
    const LEVELS: &[(&str, Option<Severity>)] =
        &[("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("off", None)];
    let level = |entry: &super::yaml::Entry| {
        let code = judged(entry.key.clone(), log)?;
        one_of(LEVELS)(&entry.value, log).map(|severity| Level { code, severity })
    };
    entries(node, log).map(|entries| few(entries, MOST_ENTRIES, node.span, log).iter().filter_map(level).collect())
}

/// Findings that are accepted.
pub fn acknowledged(node: &Node, log: &Log) -> Option<Vec<Acknowledgement>> {
    list(node, log, |node, log| {
        map(node, log, |map| {
            let code = map.required("code", spanned).and_then(|code| judged(code, log));
            let (file, text) = (map.required("file", string), map.optional("text", string));
            let reason = map.required("reason", string);
            Some(Acknowledgement { code: code?.value, file: file?, text, reason: reason?, span: node.span })
        })?
    })
}

/// The code of a message that is a warning; of any other it is said why a project cannot judge it.
fn judged(code: Spanned<String>, log: &Log) -> Option<Spanned<String>> {
    let level = codes::of_sources().filter(|message| message.code == code.value).map(|message| message.level).min();
    let wrong = match level {
        Some(Severity::Warning) => return Some(code),
        Some(Severity::Error) => Diagnostic::error(&say::JUDGED_ERROR, code.span),
        Some(Severity::Undecided | Severity::Acknowledged) => Diagnostic::error(&say::JUDGED_OPEN, code.span),
        None => {
            let known = codes::of_sources().filter(|message| message.level == Severity::Warning);
            let near = nearest(&code.value, known.map(|message| message.code)).unwrap_or("—");
            Diagnostic::error(&say::UNKNOWN_CODE, code.span).with("near", near)
        }
    };
    log.push(wrong.with("code", code.value));
    None
}
