//! `content/facts.yaml`: the programme's figures, what must hold between them, and what is drawn of
//! them.

use super::expression::is_dotted;
use super::files::Files;
use super::log::Log;
use super::number::bad_number;
use super::reader::{
    MOST_ENTRIES, MOST_NAME, Map, boolean, condition, date, decimal, entries, few, filled, label, list, map, name,
    named, no_longer, one_of, spanned, string, whole,
};
use super::taken::Taken;
use super::vocabulary;
use super::yaml::{Content, Entry, Node};
use crate::diagnostic::Diagnostic;
use crate::model::facts::{
    Action, Arrow, Bar, Cell, Chart, Claim, Countable, Diagram, Document, Event, Fact, Facts, Measure, Relation, Row,
    Stage, Standing, Step, Table, Timeline, Value,
};
use crate::model::name::Name;
use crate::model::number::{is_numeral, number};
use crate::model::source_path::SourcePath;
use crate::model::web;
use crate::source::Spanned;
use crate::wording::load as words;

/// Characters of a list that is a fact's value.
const LONGEST_LIST: usize = 2_000;

// What is drawn or set as one piece of a page.
const COLUMNS: usize = 20;
const CELLS: usize = 600;
const BARS: usize = 50;
const PARTS: usize = 3;
const STAGES: usize = 30;
/// Steps side by side.
const STEPS: usize = 8;
const EVENTS: usize = 40;

/// Everything in the file.
pub fn facts(files: &Files, log: &Log) -> Facts {
    let tree = files.tree(SourcePath::facts().as_str(), log);
    let mut facts = tree.and_then(|tree| map(&tree, log, all)).unwrap_or_default();
    settle(&mut facts);
    facts
}

/// Gives steps that facts tell of the label and the sections of their fact.
fn settle(facts: &mut Facts) {
    let Facts { facts, diagrams, .. } = facts;
    for step in diagrams.iter_mut().flat_map(|diagram| &mut diagram.stages).flat_map(|stage| &mut stage.steps) {
        let Some(named) = &step.fact else { continue };
        if let Some(fact) = facts.iter().find(|fact| fact.name.value == named.value) {
            step.label = fact.label.clone();
            step.source = fact.source.clone();
        }
    }
}

fn all(map: &mut Map) -> Facts {
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

/// A map from names to maps, each read in the same way.
fn each<T>(node: &Node, log: &Log, read: impl Fn(Spanned<Name>, &mut Map) -> Option<T>) -> Option<Vec<T>> {
    named(node, log, |name, node| map(node, log, |map| read(name, map))?)
}

fn claim(node: &Node, log: &Log) -> Option<Claim> {
    map(node, log, |map| Claim {
        words: map.required_many("words", string),
        source: map.required_many("source", string),
        files: map.one_or_many("where", spanned),
    })
}

fn documents(node: &Node, log: &Log) -> Option<Vec<Document>> {
    each(node, log, |name, map| {
        Some(Document {
            name,
            title: map.required("title", string).unwrap_or_default(),
            called: map.optional("called", label),
            status: map.optional("status", string),
            number: map.optional("number", string),
            issued: map.optional("issued", date),
            until: map.optional("until", date),
            superseded: map.optional("superseded", string),
        })
    })
}

fn figures(node: &Node, log: &Log) -> Option<Vec<Fact>> {
    let figure = |entry: &Entry| {
        let name = dotted(&entry.key, log)?;
        map(&entry.value, log, |map| fact(name, map, log))?
    };
    entries(node, log).map(|entries| few(entries, MOST_ENTRIES, node.span, log).iter().filter_map(figure).collect())
}

fn fact(name: Spanned<String>, map: &mut Map, log: &Log) -> Option<Fact> {
    let (label, value) = (map.required("label", string), map.required("value", value));
    let unit = map.optional("unit", string);
    let document = map.required("document", super::reader::name);
    let standing = standing(map, log);
    let source = match standing {
        Standing::Stated => map.required_many("source", spanned),
        Standing::Derived(_) | Standing::External { .. } => map.one_or_many("source", spanned),
    };
    let (note, by) = (map.optional("note", string), map.optional("by", date));
    let counts = map.optional("counts", |node, log| {
        one_of(&Countable::ALL)(node, log).map(|countable| Spanned::new(countable, node.span))
    });
    Some(Fact { name, label: label?, value: value?, unit, document: document?, source, standing, note, counts, by })
}

fn standing(map: &mut Map, log: &Log) -> Standing {
    if map.has("derived")
        && let (Some(_), Some(external)) = (map.node("derived"), map.node("external"))
    {
        log.error(&words::DERIVED_AND_EXTERNAL, external.span);
    }
    if map.has("external") {
        return Standing::External { url: map.optional("external", address) };
    }
    match map.node("derived") {
        Some(node) if matches!(&node.content, Content::Scalar(scalar) if scalar.text == "true") => {
            Standing::Derived(None)
        }
        Some(node) => Standing::Derived(condition(node, log)),
        None => Standing::Stated,
    }
}

/// `true` where the source is known but has no address.
fn address(node: &Node, log: &Log) -> Option<String> {
    let text = string(node, log)?;
    if text == "true" {
        return None;
    }
    if !web::is_web(&text) {
        log.push(Diagnostic::error(&words::BAD_URL, node.span).with("text", &text));
        return None;
    }
    Some(text)
}

/// A number, `[from, to]`, a text, or `{list: […]}`.
fn value(node: &Node, log: &Log) -> Option<Value> {
    match &node.content {
        Content::Seq(_) => match list(node, log, decimal)?[..] {
            [from, to] if from <= to => Some(Value::Range { from, to }),
            _ => {
                log.error(&words::BAD_RANGE, node.span);
                None
            }
        },
        Content::Map(_) => map(node, log, |map| {
            let items = map.required_list("list", label);
            let fits = no_longer(&items.concat(), LONGEST_LIST, node.span, log);
            (fits && !items.is_empty()).then_some(Value::List(items))
        })?,
        Content::Null | Content::Scalar(_) => {
            let text = string(node, log)?;
            let quoted = matches!(&node.content, Content::Scalar(scalar) if scalar.quoted);
            match number(&text) {
                Some(number) if !quoted => Some(Value::Number { text, number }),
                None if !quoted && is_numeral(&text) => {
                    log.push(bad_number(&text, node.span));
                    None
                }
                Some(_) | None => label(node, log).map(Value::Text),
            }
        }
    }
}

fn relations(node: &Node, log: &Log) -> Option<Vec<Relation>> {
    each(node, log, |name, map| {
        let (holds, acknowledged) = (map.required("holds", condition), map.optional("acknowledged", spanned));
        Some(Relation { name, holds: holds?, acknowledged })
    })
}

fn tables(node: &Node, log: &Log) -> Option<Vec<Table>> {
    each(node, log, |name, map| {
        let caption = map.required("caption", string).unwrap_or_default();
        let columns = map.required_few("columns", COLUMNS, string);
        let most = CELLS / columns.len().max(1);
        let rows = map.required_few("rows", most, |node, log| row(node, columns.len(), log));
        Some(Table { name, caption, columns, rows })
    })
}

/// A row has a cell for each column but the first, which holds its label.
fn row(node: &Node, columns: usize, log: &Log) -> Option<Row> {
    map(node, log, |map| {
        let label = map.required("label", string);
        let cells = map.required("cells", |node, log| {
            let cells = filled(node, log, |node, log| Some(cell(node, log)))?;
            if columns > 0 && cells.len() + 1 != columns {
                let wrong = Diagnostic::error(&words::CELLS_COUNT, node.span).with("cells", cells.len());
                log.push(wrong.with("columns", columns - 1));
            }
            Some(cells.into_iter().flatten().collect())
        });
        Some(Row { label: label?, cells: cells? })
    })?
}

/// The name of a fact, `=words` or nothing.
fn cell(node: &Node, log: &Log) -> Option<Cell> {
    if node.content == Content::Null {
        return Some(Cell::Empty);
    }
    let text = spanned(node, log)?;
    match text.value.strip_prefix('=') {
        Some(words) => Some(Cell::Words(words.to_owned())),
        None => dotted(&text, log).map(Cell::Fact),
    }
}

fn charts(node: &Node, log: &Log) -> Option<Vec<Chart>> {
    each(node, log, |name, map| {
        let caption = map.required("caption", string).unwrap_or_default();
        Some(Chart { name, caption, bars: map.required_few("bars", BARS, bar), of: map.optional("of", fact_name) })
    })
}

/// A fact's name, or one with the facts that it is made of.
fn bar(node: &Node, log: &Log) -> Option<Bar> {
    match node.content {
        Content::Map(_) => map(node, log, |map| {
            let (fact, parts) = (map.required("fact", fact_name), map.required_few("parts", PARTS, fact_name));
            Some(Bar { fact: fact?, parts })
        })?,
        Content::Null | Content::Scalar(_) | Content::Seq(_) => {
            Some(Bar { fact: fact_name(node, log)?, parts: Vec::new() })
        }
    }
}

fn diagrams(node: &Node, log: &Log) -> Option<Vec<Diagram>> {
    let diagrams = each(node, log, |name, map| {
        Some(Diagram {
            name,
            caption: map.required("caption", string).unwrap_or_default(),
            note: map.optional("note", string),
            stages: map.required_few("stages", STAGES, stage),
            arrows: map.list("arrows", arrow),
        })
    })?;
    for diagram in &diagrams {
        let mut taken = Taken::new(log);
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        steps.for_each(|step| taken.take(&step.name.value, step.name.span));
    }
    Some(diagrams)
}

fn timelines(node: &Node, log: &Log) -> Option<Vec<Timeline>> {
    each(node, log, |name, map| {
        let caption = map.required("caption", string).unwrap_or_default();
        Some(Timeline { name, caption, events: map.required_few("events", EVENTS, event) })
    })
}

/// `{years: fact}` or `{document: name}`.
fn event(node: &Node, log: &Log) -> Option<Event> {
    map(node, log, |map| match map.optional("years", fact_name) {
        Some(fact) => Some(Event::Years(fact)),
        None => map.required("document", name).map(Event::Document),
    })?
}

fn stage(node: &Node, log: &Log) -> Option<Stage> {
    map(node, log, |map| {
        let (title, steps) = (map.required("title", string), map.required_few("steps", STEPS, step));
        Some(Stage { title: title?, steps })
    })?
}

fn step(node: &Node, log: &Log) -> Option<Step> {
    map(node, log, |map| {
        let (name, fact) = (map.required("name", name), map.optional("fact", fact_name));
        let label = if fact.is_some() { Some(String::new()) } else { map.required("label", string) };
        let (source, forms) = (map.one_or_many("source", spanned), map.one_or_many("forms", super::reader::name));
        let pictogram = map.optional("pictogram", super::reader::name);
        Some(Step { name: name?, label: label?, fact, source, pictogram, forms })
    })?
}

fn arrow(node: &Node, log: &Log) -> Option<Arrow> {
    map(node, log, |map| {
        let (from, to) = (map.required("from", name), map.required("to", name));
        let label = map.optional("label", string);
        let inferred = map.optional("inferred", boolean).unwrap_or(false);
        Some(Arrow { from: from?, to: to?, label, inferred })
    })?
}

fn action(node: &Node, log: &Log) -> Option<Action> {
    map(node, log, |map| {
        let (number, title) = (map.required("number", whole(1, 99)), map.required("title", string));
        Some(Action { number: number?, title: title?, source: map.one_or_many("source", spanned) })
    })?
}

fn measure(node: &Node, log: &Log) -> Option<Measure> {
    let counted = |node: &Node, log: &Log| whole(1, 99)(node, log).map(|number| Spanned::new(number, node.span));
    map(node, log, |map| {
        let (number, action) = (map.required("number", counted), map.required("action", counted));
        let what = map.required("what", string);
        let (departments, targets) = (map.list("departments", spanned), map.list("targets", fact_name));
        let source = map.one_or_many("source", spanned);
        let (note, audience) = (map.optional("note", string), map.list("audience", spanned));
        Some(Measure { number: number?, action: action?, what: what?, departments, targets, source, note, audience })
    })?
}

fn fact_name(node: &Node, log: &Log) -> Option<Spanned<String>> {
    spanned(node, log).and_then(|text| dotted(&text, log))
}

/// A fact's name: names with dots between.
fn dotted(text: &Spanned<String>, log: &Log) -> Option<Spanned<String>> {
    if !no_longer(&text.value, MOST_NAME, text.span, log) {
        return None;
    }
    if !is_dotted(&text.value) {
        log.push(Diagnostic::error(&words::BAD_FACT_NAME, text.span).with("name", &text.value));
        return None;
    }
    Some(text.clone())
}
