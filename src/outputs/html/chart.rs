//! Bar charts: a list of figures, each with a bar below it, so that the picture and its text equivalent are one thing and
//! cannot drift apart (WCAG 1.1.1). It reads at any width.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::figures::{FigureSourcesView, FigureView};
use super::page_context::PageContext;
use crate::model::facts::{self, Fact, FactValue};
use crate::model::number::Notation;
use crate::model::page::DataInsert;

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ChartView {
    pub(crate) anchor: String,
    pub(crate) caption: String,
    pub(crate) bars: Vec<ChartBarView>,
    /// What the shares are of.
    pub(crate) of: Option<String>,
    pub(crate) sources: FigureSourcesView,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ChartBarView {
    pub(crate) figure: FigureView,
    /// So many in a hundred of what the chart is of: `46.5%`, `约3.8%` where a digit is left out. None of that itself.
    pub(crate) share: Option<String>,
    /// From its beginning to its end; one where it is not divided.
    pub(crate) lengths: Vec<BarSegmentView>,
    /// What it is divided into.
    pub(crate) parts: Vec<FigureView>,
}

/// A stretch of a bar, in hundredths of the longest bar, or of the whole where the figures are percentages.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct BarSegmentView {
    pub(crate) from: f64,
    pub(crate) length: f64,
}

impl Hash for BarSegmentView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.from.to_bits(), self.length.to_bits()).hash(state);
    }
}

impl ChartView {
    pub(crate) fn new(here: &PageContext, chart: &facts::Chart) -> ChartView {
        let fact = |name: &str| here.site.facts.fact(name);
        let shown: Vec<&Fact> = chart.facts().filter_map(|name| fact(&name.value)).collect();
        let bars: Vec<(&Fact, Vec<&Fact>)> = chart
            .bars
            .iter()
            .filter_map(|bar| Some((fact(&bar.fact.value)?, bar.parts.iter().filter_map(|p| fact(&p.value)).collect())))
            .collect();
        // Shares are drawn against the whole.
        let shares = shown.iter().all(|fact| fact.unit.as_deref() == Some("%"));
        let whole = if shares { 100.0 } else { 0.0 };
        let longest = bars.iter().map(|(fact, _)| bar_value(fact)).fold(whole, f64::max);
        let of = chart.of.as_ref().and_then(|name| fact(&name.value));
        let bar = |(fact, parts): &(&Fact, Vec<&Fact>)| ChartBarView {
            figure: FigureView::new(here, fact, Notation::Grouped),
            share: of
                .filter(|of| of.name.value != fact.name.value)
                .and_then(|of| share(bar_value(fact), bar_value(of))),
            lengths: bar_segments(fact, parts, longest),
            parts: parts.iter().map(|part| FigureView::new(here, part, Notation::Grouped)).collect(),
        };
        let bars: Vec<ChartBarView> = bars.iter().map(bar).collect();
        let figures = bars.iter().flat_map(|bar| std::iter::once(&bar.figure).chain(&bar.parts));
        let rows = figures.map(|figure| (&*figure.label, figure.source.clone()));
        ChartView {
            anchor: DataInsert::Chart.anchor(&chart.name.value),
            caption: chart.caption.clone(),
            of: of.map(|of| of.label.clone()),
            sources: FigureSourcesView::new(here, rows, shown.iter().copied()),
            bars,
        }
    }
}

/// What a bar's length stands for.
fn bar_value(fact: &Fact) -> f64 {
    match &fact.value {
        FactValue::Number { number, .. } => *number,
        FactValue::Range { to, .. } => *to,
        FactValue::Text(_) | FactValue::List(_) => 0.0,
    }
}

fn bar_segments(fact: &Fact, parts: &[&Fact], longest: f64) -> Vec<BarSegmentView> {
    let hundredths = |size: f64| if longest > 0.0 { (size / longest * 1000.0).round() / 10.0 } else { 0.0 };
    let mut before = 0.0;
    let whole = [fact];
    let mut stretch = |part: &&Fact| {
        let (from, to) = (hundredths(before), hundredths(before + bar_value(part)));
        before += bar_value(part);
        // Tenths again, which subtraction leaves.
        BarSegmentView { from, length: ((to - from) * 10.0).round() / 10.0 }
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
