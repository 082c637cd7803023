//! The figures and lists of the programme (`content/facts.yaml`). Every number on a page or sheet is defined there
//! once, with its source.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::expression::Expression;
use super::name::Name;
use super::number::{self, Notation, Numeral};
use super::vocabulary::{Audience, Department, GlossaryTerm};
use crate::source::{Span, Spanned};

/// The contents of `content/facts.yaml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub(crate) documents: Vec<PolicyDocument>,
    pub facts: Vec<Fact>,
    pub relations: Vec<Relation>,
    pub(crate) tables: Vec<FactTable>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) diagrams: Vec<Diagram>,
    pub(crate) actions: Vec<Action>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) audiences: Vec<Audience>,
    pub(crate) departments: Vec<Department>,
    pub(crate) glossary: Vec<GlossaryTerm>,
    pub(crate) timelines: Vec<Timeline>,
    pub(crate) claims: Vec<Claim>,
}

/// Words that need a source wherever they are used (`claims:`), and the files that give it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim {
    pub(crate) words: Vec<String>,
    /// Sections of documents and of laws.
    pub(crate) source: Vec<String>,
    /// Pages by path below `content/`, forms as `forms/<id>.yaml`.
    pub(crate) files: Vec<Spanned<String>>,
}

/// A document that facts are taken from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PolicyDocument {
    pub(crate) name: Spanned<Name>,
    pub(crate) title: String,
    /// What readers call what it is about: 项目.
    pub(crate) short_title: Option<String>,
    /// Such as 送审稿.
    pub(crate) status: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) issued: Option<Date>,
    /// The last day its targets ran to.
    pub(crate) until: Option<Date>,
    /// What replaced it, and who says so.
    pub(crate) superseded: Option<String>,
}

/// One figure or short statement with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Dotted: `training.national`.
    pub name: Spanned<String>,
    pub(crate) label: String,
    pub value: FactValue,
    pub unit: Option<String>,
    pub(crate) document: Spanned<Name>,
    /// The section of the document; `None` only for external facts.
    pub(crate) source: Vec<Spanned<String>>,
    pub origin: FactOrigin,
    pub(crate) note: Option<String>,
    /// What of the project the figure says the number of (`counts`).
    pub(crate) counts: Option<Spanned<Countable>>,
    /// A target's deadline; past it (against `as_of`) the site marks the target as expired.
    pub(crate) by: Option<Date>,
}

/// A list of the project whose length a fact may give (`counts`); `check` compares the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Countable {
    Cities,
    Forms,
    Actions,
    Measures,
}

impl Countable {
    pub(crate) const ALL: [(&'static str, Countable); 4] = [
        ("cities", Countable::Cities),
        ("forms", Countable::Forms),
        ("actions", Countable::Actions),
        ("measures", Countable::Measures),
    ];

    /// The word that the sources have for it.
    pub(crate) fn key(self) -> &'static str {
        Countable::ALL.iter().find(|(_, countable)| *countable == self).map_or("", |(key, _)| key)
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// As written, and as a number.
    Number {
        text: String,
        number: f64,
    },
    /// From – to.
    Range {
        from: f64,
        to: f64,
    },
    Text(String),
    List(Vec<String>),
}

/// Years that a programme's papers speak of.
pub(crate) const YEARS: RangeInclusive<u16> = 1800..=2999;

impl FactValue {
    /// From – to, where the value is a range of years ([`YEARS`]).
    pub(crate) fn years(&self) -> Option<(u16, u16)> {
        let FactValue::Range { from, to } = *self else { return None };
        let year = |number: f64| (number.fract() == 0.0).then_some(number as u16).filter(|year| YEARS.contains(year));
        Some((year(from)?, year(to)?))
    }
}

/// The origin of a fact: stated, derived or external.
#[derive(Clone, Debug, PartialEq)]
pub enum FactOrigin {
    /// Said in the document.
    Stated,
    /// Computed from stated facts; the expression is checked.
    Derived(Option<Expression>),
    /// From outside the documents, with an address; to be verified before it is relied on.
    External { url: Option<String> },
}

/// A condition between facts that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    pub(crate) name: Spanned<Name>,
    pub holds: Expression,
    /// The reason a broken relation is accepted; the figures of such a one are marked wherever they stand.
    pub(crate) acknowledged: Option<Spanned<String>>,
}

/// A table of facts, inserted in a page by `${table:name}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactTable {
    pub(crate) name: Spanned<Name>,
    pub(crate) caption: String,
    pub(crate) columns: Vec<String>,
    pub rows: Vec<FactTableRow>,
}

/// A row of a table of facts: its label, then its cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactTableRow {
    pub(crate) label: String,
    pub(crate) cells: Vec<FactTableCell>,
}

/// A cell of a table of facts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FactTableCell {
    /// A fact by its name.
    Fact(Spanned<String>),
    Words(String),
    /// An empty cell.
    Empty,
}

/// A bar chart of facts with one unit, inserted in a page by `${chart:name}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart {
    pub(crate) name: Spanned<Name>,
    pub(crate) caption: String,
    pub(crate) bars: Vec<ChartBar>,
    /// The fact that the bars are shares of.
    pub(crate) of: Option<Spanned<String>>,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChartBar {
    /// By its name.
    pub(crate) fact: Spanned<String>,
    /// The facts that it is made of, from its beginning to its end.
    pub(crate) parts: Vec<Spanned<String>>,
}

impl Chart {
    /// All facts it shows, by their names.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.bars.iter().flat_map(|bar| std::iter::once(&bar.fact).chain(&bar.parts))
    }
}

/// A flow diagram, inserted in a page by `${diagram:name}`. Its text equivalent is made from the same data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Diagram {
    pub(crate) name: Spanned<Name>,
    pub(crate) caption: String,
    /// Said under the drawing.
    pub(crate) note: Option<String>,
    /// From top to bottom; steps of one stage stand side by side.
    pub(crate) stages: Vec<DiagramStage>,
    pub(crate) arrows: Vec<DiagramArrow>,
}

/// A stage of a diagram: a row of steps with a title.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DiagramStage {
    pub(crate) title: String,
    pub(crate) steps: Vec<DiagramStep>,
}

/// A step of a diagram, drawn as a box.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DiagramStep {
    pub(crate) name: Spanned<Name>,
    /// A fact's label where the step is one the facts tell of.
    pub(crate) label: String,
    pub(crate) fact: Option<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) pictogram: Option<Spanned<Name>>,
    /// Forms used at this step.
    pub(crate) forms: Vec<Spanned<Name>>,
}

/// An arrow from one step of a diagram to another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DiagramArrow {
    pub(crate) from: Spanned<Name>,
    pub(crate) to: Spanned<Name>,
    pub(crate) label: Option<String>,
    /// Drawn from the text, not from the source's own drawing.
    pub(crate) inferred: bool,
}

/// One of the ten actions of Wuhan's plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Action {
    pub(crate) number: u32,
    pub(crate) title: String,
    pub(crate) source: Vec<Spanned<String>>,
}

/// One of the twenty-one measures of Wuhan's plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) number: Spanned<u32>,
    pub(crate) action: Spanned<u32>,
    /// In our own words.
    pub(crate) what: String,
    /// Labels of the departments in charge, the lead first.
    pub(crate) departments: Vec<Spanned<String>>,
    /// Facts that are the measure's targets.
    pub(crate) targets: Vec<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) note: Option<String>,
    /// Labels of those it concerns.
    pub(crate) audience: Vec<Spanned<String>>,
}

/// A timeline, inserted in a page by `${timeline:name}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Timeline {
    pub(crate) name: Spanned<Name>,
    pub(crate) caption: String,
    pub(crate) events: Vec<TimelineEvent>,
}

/// A period of time on a timeline, taken from a fact or a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TimelineEvent {
    /// A fact whose value is a range of years.
    Years(Spanned<String>),
    /// A document, from the day it was issued to the last day of its targets.
    Document(Spanned<Name>),
}

impl Facts {
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name.value == name)
    }

    /// The number an expression means by `${name}`: a number's own, and of a range its ends,
    /// `${name.from}` and `${name.to}`. `None` where there is no such fact or it is not a number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        match &self.fact(Facts::of_answer(name))?.value {
            FactValue::Number { number, .. } if self.fact(name).is_some() => Some(*number),
            FactValue::Range { from, .. } if name.ends_with(".from") => Some(*from),
            FactValue::Range { to, .. } if name.ends_with(".to") => Some(*to),
            FactValue::Number { .. } | FactValue::Range { .. } | FactValue::Text(_) | FactValue::List(_) => None,
        }
    }

    /// The fact an answer in an expression belongs to: `partners.per_city.to` to `partners.per_city`.
    pub(crate) fn of_answer(name: &str) -> &str {
        name.strip_suffix(".from").or_else(|| name.strip_suffix(".to")).unwrap_or(name)
    }

    pub(crate) fn document(&self, name: &Name) -> Option<&PolicyDocument> {
        self.documents.iter().find(|document| document.name.value == *name)
    }

    /// The contradictions that are acknowledged: the facts of each, once, and the relation that does not hold.
    pub(crate) fn contradictions(&self) -> impl Iterator<Item = (Vec<&str>, &Relation)> {
        self.relations.iter().filter(|relation| relation.acknowledged.is_some()).map(|relation| {
            let mut names: Vec<&str> = Vec::new();
            for name in relation.holds.answers().iter().map(|name| Facts::of_answer(&name.value)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (names, relation)
        })
    }
}

impl Relation {
    /// Its anchor in `${list:contradictions}`.
    pub(crate) fn anchor(&self) -> String {
        format!("contradiction-{}", self.name.value)
    }
}

impl Facts {
    /// The deadlines of a measure's targets, each once, the earliest first; `None` stands for a measure that
    /// has a deadline nowhere.
    pub(crate) fn deadlines(&self, measure: &Measure) -> Vec<Option<Date>> {
        let targets = measure.targets.iter().filter_map(|name| self.fact(&name.value));
        let mut days: Vec<Option<Date>> = targets.filter_map(|fact| fact.by.map(Some)).collect();
        days.sort();
        days.dedup();
        if days.is_empty() { vec![None] } else { days }
    }
}

impl Measure {
    /// The anchor of the measure in `${list:measures}`.
    pub(crate) fn anchor(&self) -> String {
        format!("measure-{}", self.number.value)
    }
}

impl Fact {
    /// The value as it stands in the data, without its unit: a range 34–50, a list with 、 between, or ； where an item
    /// has a pause of its own.
    pub fn text(&self) -> String {
        match &self.value {
            FactValue::Number { text, .. } | FactValue::Text(text) => text.clone(),
            FactValue::Range { from, to } => format!("{from}–{to}"),
            FactValue::List(items) => {
                let paused = items.iter().any(|item| item.contains(['、', '，']));
                items.join(if paused { "；" } else { "、" })
            }
        }
    }

    /// The value and its unit as they are written for a reader.
    pub fn numeral(&self, notation: Notation) -> Numeral {
        let unit = self.unit.as_deref().unwrap_or_default();
        let plain = || Numeral { text: self.text(), unit: unit.to_owned() };
        match &self.value {
            FactValue::Number { text, number: value } if !self.is_year(*value) => {
                number::format_number(text, unit, notation)
            }
            FactValue::Range { from, to } if self.value.years().is_none() => {
                let [from, to] = [from, to].map(|end| number::format_number(&end.to_string(), unit, notation));
                Numeral { text: format!("{}–{}", from.text, to.text), unit: to.unit }
            }
            FactValue::Number { .. } | FactValue::Range { .. } | FactValue::Text(_) | FactValue::List(_) => plain(),
        }
    }

    /// Is the number a year, which is never cut into groups?
    fn is_year(&self, number: f64) -> bool {
        self.unit.as_deref() == Some("年") && number.fract() == 0.0 && YEARS.contains(&(number as u16))
    }

    /// The value with its unit behind it, as running text has it.
    pub fn with_unit(&self) -> String {
        let Numeral { text, unit } = self.numeral(Notation::Short);
        format!("{text}{unit}")
    }

    pub(crate) fn expired(&self, as_of: Date) -> bool {
        self.by.is_some_and(|by| by < as_of)
    }

    pub(crate) fn span(&self) -> Span {
        self.name.span
    }
}
