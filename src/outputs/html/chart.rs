//! Bar charts: a list of figures, each with a bar below it, so that the picture and its text equivalent are one thing and
//! cannot drift apart (WCAG 1.1.1). It reads at any width.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::data::{Figure, Sources};
use super::here::Here;
use crate::model::facts::{self, Fact, Value};
use crate::model::number::Notation;
use crate::model::page::Insert;

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Chart {
    pub anchor: String,
    pub caption: String,
    pub bars: Vec<Bar>,
    /// What the shares are of.
    pub of: Option<String>,
    pub sources: Sources,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Bar {
    pub figure: Figure,
    /// So many in a hundred of what the chart is of: `46.5%`, `约3.8%` where a digit is left out. None of that itself.
    pub share: Option<String>,
    /// From its beginning to its end; one where it is not divided.
    pub lengths: Vec<Length>,
    /// What it is divided into.
    pub parts: Vec<Figure>,
}

/// A stretch of a bar, in hundredths of the longest bar, or of the whole where the figures are percentages.
#[derive(Debug, PartialEq, Serialize)]
pub struct Length {
    pub from: f64,
    pub length: f64,
}

impl Hash for Length {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.from.to_bits(), self.length.to_bits()).hash(state);
    }
}

impl Chart {
    pub fn new(here: &Here, chart: &facts::Chart) -> Chart {
        let fact = |name: &str| here.site.facts.fact(name);
        let shown: Vec<&Fact> = chart.shown().filter_map(|name| fact(&name.value)).collect();
        let bars: Vec<(&Fact, Vec<&Fact>)> = chart
            .bars
            .iter()
            .filter_map(|bar| Some((fact(&bar.fact.value)?, bar.parts.iter().filter_map(|p| fact(&p.value)).collect())))
            .collect();
        // Shares are drawn against the whole.
        let shares = shown.iter().all(|fact| fact.unit.as_deref() == Some("%"));
        let whole = if shares { 100.0 } else { 0.0 };
        let longest = bars.iter().map(|(fact, _)| size(fact)).fold(whole, f64::max);
        let of = chart.of.as_ref().and_then(|name| fact(&name.value));
        let bar = |(fact, parts): &(&Fact, Vec<&Fact>)| Bar {
            figure: Figure::new(here, fact, Notation::Grouped),
            share: of.filter(|of| of.name.value != fact.name.value).and_then(|of| share(size(fact), size(of))),
            lengths: lengths(fact, parts, longest),
            parts: parts.iter().map(|part| Figure::new(here, part, Notation::Grouped)).collect(),
        };
        let bars: Vec<Bar> = bars.iter().map(bar).collect();
        let figures = bars.iter().flat_map(|bar| std::iter::once(&bar.figure).chain(&bar.parts));
        let rows = figures.map(|figure| (&*figure.label, figure.source.clone()));
        Chart {
            anchor: Insert::Chart.anchor(&chart.name.value),
            caption: chart.caption.clone(),
            of: of.map(|of| of.label.clone()),
            sources: Sources::new(here, rows, shown.iter().copied()),
            bars,
        }
    }
}

/// What a bar's length stands for.
fn size(fact: &Fact) -> f64 {
    match &fact.value {
        Value::Number { number, .. } => *number,
        Value::Range { to, .. } => *to,
        Value::Text(_) | Value::List(_) => 0.0,
    }
}

fn lengths(fact: &Fact, parts: &[&Fact], longest: f64) -> Vec<Length> {
    let hundredths = |size: f64| if longest > 0.0 { (size / longest * 1000.0).round() / 10.0 } else { 0.0 };
    let mut before = 0.0;
    let whole = [fact];
    let mut stretch = |part: &&Fact| {
        let (from, to) = (hundredths(before), hundredths(before + size(part)));
        before += size(part);
        // Tenths again, which subtraction leaves.
        Length { from, length: ((to - from) * 10.0).round() / 10.0 }
    };
    if parts.is_empty() { whole.iter().map(&mut stretch).collect() } else { parts.iter().map(stretch).collect() }
}

/// A part of a whole in hundredths, to a tenth.
fn share(part: f64, whole: f64) -> Option<String> {
    let exact = part / whole * 100.0;
    let rounded = (exact * 10.0).round() / 10.0;
    let about = if (exact - rounded).abs() > 1e-9 { "约" } else { "" };
    (whole > 0.0 && exact.is_finite()).then(|| format!("{about}{rounded}%"))
}
