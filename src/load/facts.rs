//! Loader of `content/facts.yaml`: the programme's figures, the relations between them, and the tables, charts and
//! diagrams made of them.

use super::diagnostic_log::DiagnosticLog;
use super::duplicate_names::NameScope;
use super::expression::is_dotted;
use super::files::SourceFiles;
use super::number::bad_number;
use super::reader::{
    MOST_ENTRIES, MOST_NAME, MapReader, at_most, boolean, check_length, condition, date, decimal, entries, label, list,
    map, name, named_entries, non_empty_list, one_of, spanned, string, whole_number,
};
use super::vocabulary;
use super::yaml::{YamlContent, YamlEntry, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::facts::{
    Action, Chart, ChartBar, Claim, Countable, Diagram, DiagramArrow, DiagramStage, DiagramStep, Fact, FactOrigin,
    FactTable, FactTableCell, FactTableRow, FactValue, Facts, Measure, PolicyDocument, Relation, Timeline,
    TimelineEvent,
};
use crate::model::name::Name;
use crate::model::number::{is_numeral, parse_number};
use crate::model::source_path::SourcePath;
use crate::model::web;
use crate::source::Spanned;
use crate::wording::{load as words, message};

/// Characters of all items of a list that is a fact's value.
const LONGEST_LIST: usize = 2_000;

// Limits of one table, chart, diagram or timeline, each of which is one block of a page.
const COLUMNS: usize = 20;
const CELLS: usize = 600;
const BARS: usize = 50;
const PARTS: usize = 3;
const STAGES: usize = 30;
/// Steps of one stage, side by side.
const STEPS: usize = 8;
const EVENTS: usize = 40;

/// Reads all entries of the file.
pub(crate) fn facts(files: &SourceFiles, log: &DiagnosticLog) -> Facts {
    let tree = files.tree(SourcePath::facts().as_str(), log);
    let mut facts = tree.and_then(|tree| map(&tree, log, all)).unwrap_or_default();
    fill_steps_from_facts(&mut facts);
    facts
}

/// Copies the label and the sources of a fact to each step of a diagram that names the fact.
fn fill_steps_from_facts(facts: &mut Facts) {
    let Facts { facts, diagrams, .. } = facts;
    for step in diagrams.iter_mut().flat_map(|diagram| &mut diagram.stages).flat_map(|stage| &mut stage.steps) {
        let Some(named) = &step.fact else { continue };
        if let Some(fact) = facts.iter().find(|fact| fact.name.value == named.value) {
            step.label = fact.label.clone();
            step.source = fact.source.clone();
        }
    }
}

fn all(map: &mut MapReader) -> Facts {
    Facts {
        documents: map.optional("documents", documents).unwrap_or_default(),
        facts: map.optional("facts", figures).unwrap_or_default(),
        relations: map.optional("relations", relations).unwrap_or_default(),
        tables: map.optional("tables", tables).unwrap_or_default(),
        charts: map.optional("charts", charts).unwrap_or_default(),
        diagrams: map.optional("diagrams", diagrams).unwrap_or_default(),
        actions: map.list("actions", action),
        measures: map.list("measures", measure),
        audiences: map.optional("audiences", vocabulary::audiences).unwrap_or_default(),
        departments: map.optional("departments", vocabulary::departments).unwrap_or_default(),
        glossary: map.optional("glossary", vocabulary::glossary).unwrap_or_default(),
        timelines: map.optional("timelines", timelines).unwrap_or_default(),
        claims: map.list("claims", claim),
    }
}

/// Reads a map from names to maps, each entry with the same reader.
fn each<T>(
    node: &YamlNode,
    log: &DiagnosticLog,
    read: impl Fn(Spanned<Name>, &mut MapReader) -> Option<T>,
) -> Option<Vec<T>> {
    named_entries(node, log, |name, node| map(node, log, |map| read(name, map))?)
}

fn claim(node: &YamlNode, log: &DiagnosticLog) -> Option<Claim> {
    map(node, log, |map| Claim {
        words: map.required_many("words", string),
        source: map.required_many("source", string),
        files: map.one_or_many("where", spanned),
    })
}

fn documents(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<PolicyDocument>> {
    each(node, log, |name, map| {
        Some(PolicyDocument {
            name,
            title: map.required("title", string).unwrap_or_default(),
            short_title: map.optional("called", label),
            status: map.optional("status", string),
            number: map.optional("number", string),
            issued: map.optional("issued", date),
            until: map.optional("until", date),
            superseded: map.optional("superseded", string),
        })
    })
}

fn figures(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Fact>> {
    let figure = |entry: &YamlEntry| {
        let name = dotted(&entry.key, log)?;
        map(&entry.value, log, |map| fact(name, map, log))?
    };
    entries(node, log).map(|entries| at_most(entries, MOST_ENTRIES, node.span, log).iter().filter_map(figure).collect())
}

fn fact(name: Spanned<String>, map: &mut MapReader, log: &DiagnosticLog) -> Option<Fact> {
    let (label, value) = (map.required("label", string), map.required("value", value));
    let unit = map.optional("unit", string);
    let document = map.required("document", super::reader::name);
    let origin = fact_origin(map, log);
    let source = match origin {
        FactOrigin::Stated => map.required_many("source", spanned),
        FactOrigin::Derived(_) | FactOrigin::External { .. } => map.one_or_many("source", spanned),
    };
    let (note, by) = (map.optional("note", string), map.optional("by", date));
    let counts = map.optional("counts", |node, log| {
        one_of(&Countable::ALL)(node, log).map(|countable| Spanned::new(countable, node.span))
    });
    Some(Fact { name, label: label?, value: value?, unit, document: document?, source, origin, note, counts, by })
}

fn fact_origin(map: &mut MapReader, log: &DiagnosticLog) -> FactOrigin {
    if map.has("derived")
        && let (Some(_), Some(external)) = (map.node("derived"), map.node("external"))
    {
        log.error(message!(words::DERIVED_AND_EXTERNAL), external.span);
    }
    if map.has("external") {
        return FactOrigin::External { url: map.optional("external", address) };
    }
    match map.node("derived") {
        Some(node) if matches!(&node.content, YamlContent::Scalar(scalar) if scalar.text == "true") => {
            FactOrigin::Derived(None)
        }
        Some(node) => FactOrigin::Derived(condition(node, log)),
        None => FactOrigin::Stated,
    }
}

/// Reads a web address; `true` means that the external source is known but has no address.
fn address(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let text = string(node, log)?;
    if text == "true" {
        return None;
    }
    if !web::is_web_address(&text) {
        log.push(Diagnostic::new(message!(words::BAD_URL, text = &text), node.span));
        return None;
    }
    Some(text)
}

/// Reads a fact's value: a number, `[from, to]`, a text, or `{list: […]}`.
fn value(node: &YamlNode, log: &DiagnosticLog) -> Option<FactValue> {
    match &node.content {
        YamlContent::Seq(_) => match list(node, log, decimal)?[..] {
            [from, to] if from <= to => Some(FactValue::Range { from, to }),
            _ => {
                log.error(message!(words::BAD_RANGE), node.span);
                None
            }
        },
        YamlContent::Map(_) => map(node, log, |map| {
            let items = map.required_list("list", label);
            let fits = check_length(&items.concat(), LONGEST_LIST, node.span, log);
            (fits && !items.is_empty()).then_some(FactValue::List(items))
        })?,
        YamlContent::Null | YamlContent::Scalar(_) => {
            let text = string(node, log)?;
            let quoted = matches!(&node.content, YamlContent::Scalar(scalar) if scalar.quoted);
            match parse_number(&text) {
                Some(number) if !quoted => Some(FactValue::Number { text, number }),
                None if !quoted && is_numeral(&text) => {
                    log.push(bad_number(&text, node.span));
                    None
                }
                Some(_) | None => label(node, log).map(FactValue::Text),
            }
        }
    }
}

fn relations(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Relation>> {
    each(node, log, |name, map| {
        let (holds, acknowledged) = (map.required("holds", condition), map.optional("acknowledged", spanned));
        Some(Relation { name, holds: holds?, acknowledged })
    })
}

fn tables(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<FactTable>> {
    each(node, log, |name, map| {
        let caption = map.required("caption", string).unwrap_or_default();
        let columns = map.required_list_at_most("columns", COLUMNS, string);
        let most = CELLS / columns.len().max(1);
        let rows = map.required_list_at_most("rows", most, |node, log| row(node, columns.len(), log));
        Some(FactTable { name, caption, columns, rows })
    })
}

/// Reads a row of a table: its label, and a cell for each column except the first.
fn row(node: &YamlNode, columns: usize, log: &DiagnosticLog) -> Option<FactTableRow> {
    map(node, log, |map| {
        let label = map.required("label", string);
        let cells = map.required("cells", |node, log| {
            let cells = non_empty_list(node, log, |node, log| Some(cell(node, log)))?;
            if columns > 0 && cells.len() + 1 != columns {
                log.push(Diagnostic::new(
                    message!(words::CELLS_COUNT, cells = cells.len(), columns = columns - 1),
                    node.span,
                ));
            }
            Some(cells.into_iter().flatten().collect())
        });
        Some(FactTableRow { label: label?, cells: cells? })
    })?
}

/// Reads a cell of a table: the name of a fact, `=words`, or nothing.
fn cell(node: &YamlNode, log: &DiagnosticLog) -> Option<FactTableCell> {
    if node.content == YamlContent::Null {
        return Some(FactTableCell::Empty);
    }
    let text = spanned(node, log)?;
    match text.value.strip_prefix('=') {
        Some(words) => Some(FactTableCell::Words(words.to_owned())),
        None => dotted(&text, log).map(FactTableCell::Fact),
    }
}

fn charts(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Chart>> {
    each(node, log, |name, map| {
        let caption = map.required("caption", string).unwrap_or_default();
        Some(Chart {
            name,
            caption,
            bars: map.required_list_at_most("bars", BARS, bar),
            of: map.optional("of", fact_name),
        })
    })
}

/// Reads a bar of a chart: the name of a fact, or a fact with the facts of its parts.
fn bar(node: &YamlNode, log: &DiagnosticLog) -> Option<ChartBar> {
    match node.content {
        YamlContent::Map(_) => map(node, log, |map| {
            let (fact, parts) = (map.required("fact", fact_name), map.required_list_at_most("parts", PARTS, fact_name));
            Some(ChartBar { fact: fact?, parts })
        })?,
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Seq(_) => {
            Some(ChartBar { fact: fact_name(node, log)?, parts: Vec::new() })
        }
    }
}

fn diagrams(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Diagram>> {
    let diagrams = each(node, log, |name, map| {
        Some(Diagram {
            name,
            caption: map.required("caption", string).unwrap_or_default(),
            note: map.optional("note", string),
            stages: map.required_list_at_most("stages", STAGES, stage),
            arrows: map.list("arrows", arrow),
        })
    })?;
    for diagram in &diagrams {
        let mut step_names = NameScope::new(log);
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        steps.for_each(|step| step_names.declare(&step.name.value, step.name.span));
    }
    Some(diagrams)
}

fn timelines(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Timeline>> {
    each(node, log, |name, map| {
        let caption = map.required("caption", string).unwrap_or_default();
        Some(Timeline { name, caption, events: map.required_list_at_most("events", EVENTS, event) })
    })
}

/// Reads an event of a timeline: `{years: fact}` or `{document: name}`.
fn event(node: &YamlNode, log: &DiagnosticLog) -> Option<TimelineEvent> {
    map(node, log, |map| match map.optional("years", fact_name) {
        Some(fact) => Some(TimelineEvent::Years(fact)),
        None => map.required("document", name).map(TimelineEvent::Document),
    })?
}

fn stage(node: &YamlNode, log: &DiagnosticLog) -> Option<DiagramStage> {
    map(node, log, |map| {
        let (title, steps) = (map.required("title", string), map.required_list_at_most("steps", STEPS, step));
        Some(DiagramStage { title: title?, steps })
    })?
}

fn step(node: &YamlNode, log: &DiagnosticLog) -> Option<DiagramStep> {
    map(node, log, |map| {
        let (name, fact) = (map.required("name", name), map.optional("fact", fact_name));
        let label = if fact.is_some() { Some(String::new()) } else { map.required("label", string) };
        let (source, forms) = (map.one_or_many("source", spanned), map.one_or_many("forms", super::reader::name));
        let pictogram = map.optional("pictogram", super::reader::name);
        Some(DiagramStep { name: name?, label: label?, fact, source, pictogram, forms })
    })?
}

fn arrow(node: &YamlNode, log: &DiagnosticLog) -> Option<DiagramArrow> {
    map(node, log, |map| {
        let (from, to) = (map.required("from", name), map.required("to", name));
        let label = map.optional("label", string);
        let inferred = map.optional("inferred", boolean).unwrap_or(false);
        Some(DiagramArrow { from: from?, to: to?, label, inferred })
    })?
}

fn action(node: &YamlNode, log: &DiagnosticLog) -> Option<Action> {
    map(node, log, |map| {
        let (number, title) = (map.required("number", whole_number(1, 99)), map.required("title", string));
        Some(Action { number: number?, title: title?, source: map.one_or_many("source", spanned) })
    })?
}

fn measure(node: &YamlNode, log: &DiagnosticLog) -> Option<Measure> {
    let counted = |node: &YamlNode, log: &DiagnosticLog| {
        whole_number(1, 99)(node, log).map(|number| Spanned::new(number, node.span))
    };
    map(node, log, |map| {
        let (number, action) = (map.required("number", counted), map.required("action", counted));
        let what = map.required("what", string);
        let (departments, targets) = (map.list("departments", spanned), map.list("targets", fact_name));
        let source = map.one_or_many("source", spanned);
        let (note, audience) = (map.optional("note", string), map.list("audience", spanned));
        Some(Measure { number: number?, action: action?, what: what?, departments, targets, source, note, audience })
    })?
}

fn fact_name(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<String>> {
    spanned(node, log).and_then(|text| dotted(&text, log))
}

/// Checks the name of a fact: names separated by dots.
fn dotted(text: &Spanned<String>, log: &DiagnosticLog) -> Option<Spanned<String>> {
    if !check_length(&text.value, MOST_NAME, text.span, log) {
        return None;
    }
    if !is_dotted(&text.value) {
        log.push(Diagnostic::new(message!(words::BAD_FACT_NAME, name = &text.value), text.span));
        return None;
    }
    Some(text.clone())
}
