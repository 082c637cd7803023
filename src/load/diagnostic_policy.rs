//! Loader of `checks:` and `acknowledged:` in `site.yaml`.

use super::diagnostic_log::DiagnosticLog;
use super::reader::{MOST_ENTRIES, at_most, entries, list, map, one_of, spanned, string};
use super::yaml::YamlNode;
use crate::diagnostic::{Severity, closest_name};
use crate::model::diagnostic_policy::{Acknowledgement, SeverityOverride};
use crate::source::Spanned;
use crate::wording::{codes, diagnostic_policy as say, message};

/// Reads a map from message codes to severities.
pub(crate) fn severity_overrides(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<SeverityOverride>> {
    const LEVELS: &[(&str, Option<Severity>)] =
        &[("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("off", None)];
    let level = |entry: &super::yaml::YamlEntry| {
        let code = warning_code(entry.key.clone(), log)?;
        one_of(LEVELS)(&entry.value, log).map(|severity| SeverityOverride { code, severity })
    };
    entries(node, log).map(|entries| at_most(entries, MOST_ENTRIES, node.span, log).iter().filter_map(level).collect())
}

/// Reads the list of acknowledged diagnostics.
pub(crate) fn acknowledged(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Acknowledgement>> {
    list(node, log, |node, log| {
        map(node, log, |map| {
            let code = map.required("code", spanned).and_then(|code| warning_code(code, log));
            let (file, text) = (map.required("file", string), map.optional("text", string));
            let reason = map.required("reason", string);
            Some(Acknowledgement { code: code?.value, file: file?, text, reason: reason?, span: node.span })
        })?
    })
}

/// Returns the code if it is the code of a warning. For any other code, the reason why a project cannot override it is
/// reported.
fn warning_code(code: Spanned<String>, log: &DiagnosticLog) -> Option<Spanned<String>> {
    let level =
        codes::source_messages().filter(|message| message.code == code.value).map(|message| message.level).min();
    let wrong = match level {
        Some(Severity::Warning) => return Some(code),
        Some(Severity::Error) => message!(say::JUDGED_ERROR, code = code.value),
        Some(Severity::Undecided | Severity::Acknowledged) => message!(say::JUDGED_OPEN, code = code.value),
        None => {
            let known = codes::source_messages().filter(|message| message.level == Severity::Warning);
            let near = closest_name(&code.value, known.map(|message| message.code)).unwrap_or("—");
            message!(say::UNKNOWN_CODE, code = code.value, near)
        }
    };
    log.error(wrong, code.span);
    None
}
