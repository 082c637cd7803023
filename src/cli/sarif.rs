//! Formats diagnostics as SARIF 2.1.0 (OASIS), which hosts of code show beside the lines.

use serde::Serialize;
use serde_json::{Value, json};

use super::report::{listed_findings, pretty};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::address::escaped;
use crate::source::{Position, Sources, Span};
use crate::wording::{Lang, Message};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What paths are below: the folder of the project.
const ROOT: &str = "PROJECTROOT";

/// One run with a rule for each code that was met and a result for each finding. Columns are counted in characters, from 1,
/// and a region ends before its last column.
pub(crate) fn report(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let kept = listed_findings(diagnostics);
    let mut rules: Vec<&'static Message> = kept.iter().map(|diagnostic| diagnostic.message).collect();
    rules.sort_by_key(|message| message.code);
    rules.dedup_by_key(|message| message.code);
    let index = |message: &Message| rules.iter().position(|rule| rule.code == message.code);
    let results = kept.iter().map(|diagnostic| result(diagnostic, index(diagnostic.message), sources, lang));
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    };
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": language,
        "rules": rules.iter().map(|message| rule(message, lang)).collect::<Vec<_>>(),
    });
    pretty(&SarifLog {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [json!({
            "tool": {"driver": driver},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "the folder of the project"}}},
            "results": results.collect::<Vec<_>>(),
        })],
    })
}

/// The top object of a SARIF file (SARIF 2.1.0, 3.13 sarifLog object).
#[derive(Serialize)]
struct SarifLog {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Value; 1],
}

/// A code with what its message says, before its placeholders are filled.
fn rule(message: &Message, lang: Lang) -> Value {
    let [what, hint] = message.template(lang);
    let help = if hint.is_empty() { what } else { hint };
    json!({
        "id": message.code,
        "shortDescription": {"text": what},
        "help": {"text": help},
        "defaultConfiguration": {"level": sarif_level(message.level)},
    })
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, sources: &Sources, lang: Lang) -> Value {
    let [what, hint] = diagnostic.words(lang, sources);
    let text = if hint.is_empty() { what } else { format!("{what}\n{hint}") };
    let level = if diagnostic.reason.is_some() { diagnostic.message.level } else { diagnostic.severity };
    let mut result = json!({
        "ruleId": diagnostic.message.code,
        "ruleIndex": rule,
        "level": sarif_level(level),
        "message": {"text": text},
        "locations": [{"physicalLocation": location(&diagnostic.location, sources)}],
    });
    if let Some(there) = diagnostic.second_place() {
        let there = json!([{"id": 0, "physicalLocation": region_of_span(there, sources)}]);
        result["relatedLocations"] = there;
    }
    if diagnostic.severity == Severity::Acknowledged {
        // What the data itself declares is suppressed where it stands; what `site.yaml` names, elsewhere.
        let (kind, reason) = match &diagnostic.reason {
            Some(reason) => ("external", Some(&**reason)),
            None => ("inSource", diagnostic.argument("reason")),
        };
        let mut suppression = json!({"kind": kind, "status": "accepted"});
        if let Some(reason) = reason {
            suppression["justification"] = json!(reason);
        }
        result["suppressions"] = json!([suppression]);
    }
    result
}

fn location(place: &Location, sources: &Sources) -> Value {
    match place {
        Location::Span(span) => region_of_span(*span, sources),
        Location::Path(path) => json!({"artifactLocation": artifact(path)}),
        Location::Cell(cell) => json!({"artifactLocation": artifact(&cell.file)}),
    }
}

fn region_of_span(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    let Position { line, column } = start;
    json!({
        "artifactLocation": artifact(&source.path),
        "region": {"startLine": line, "startColumn": column, "endLine": end.line, "endColumn": end.column},
    })
}

fn artifact(path: &str) -> Value {
    json!({"uri": escaped(path), "uriBaseId": ROOT})
}

/// A level as SARIF names it: what asks nobody to mend anything is a note.
fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Undecided | Severity::Acknowledged => "note",
    }
}
