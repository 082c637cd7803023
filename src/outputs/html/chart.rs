//! Bar charts. A chart is a table whose cells hold the bars, so the picture and its text equivalent are
//! one thing and cannot drift apart (WCAG 1.1.1); it reads at any width.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::data::{Document, Figure, Notes, sections};
use super::here::Here;
use crate::model::facts::{self, Value};
use crate::model::number::Notation;
use crate::model::page::Insert;

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Chart {
    pub anchor: String,
    pub caption: String,
    pub bars: Vec<Bar>,
    pub source: Option<String>,
    pub documents: Vec<Document>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Bar {
    pub figure: Figure,
    /// From 0 to 100: of the longest bar, or of the whole where the figures are percentages.
    pub length: f64,
}

impl Hash for Bar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.figure, self.length.to_bits()).hash(state);
    }
}

impl Chart {
    pub fn new(here: &Here, chart: &facts::Chart, notes: &mut Notes) -> Chart {
        let facts: Vec<_> = chart.bars.iter().filter_map(|name| here.site.facts.fact(&name.value)).collect();
        let size = |value: &Value| match value {
            Value::Number { number, .. } => *number,
            Value::Range { to, .. } => *to,
            Value::Text(_) | Value::List(_) => 0.0,
        };
        // Shares are drawn against the whole.
        let shares = facts.iter().all(|fact| fact.unit.as_deref() == Some("%"));
        let whole = if shares { 100.0 } else { 0.0 };
        let longest = facts.iter().map(|fact| size(&fact.value)).fold(whole, f64::max);
        let length = |value: &Value| if longest > 0.0 { (size(value) / longest * 1000.0).round() / 10.0 } else { 0.0 };
        Chart {
            anchor: Insert::Chart.anchor(&chart.name.value),
            caption: chart.caption.clone(),
            source: sections(facts.iter().flat_map(|fact| &fact.source)),
            documents: Document::of(here, facts.iter().copied(), notes),
            bars: facts
                .iter()
                .map(|fact| Bar {
                    figure: Figure::new(here, fact, Notation::Grouped, notes),
                    length: length(&fact.value),
                })
                .collect(),
        }
    }
}
