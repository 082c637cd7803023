//! Bar charts: a list of figures, each with a bar below it. Picture and text equivalent are one thing and cannot drift
//! apart (WCAG 1.1.1); the list reads at any width.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::figures::{FigureSourcesView, FigureView};
use super::page_context::PageContext;
use crate::model::facts::{self, Fact, FactValue};
use crate::model::number::Notation;
use crate::model::page::DataInsert;

/// A bar chart, as a template prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ChartView {
    pub(crate) anchor: String,
    pub(crate) caption: String,
    pub(crate) bars: Vec<ChartBarView>,
    /// The label of the whole that the shares are part of.
    pub(crate) of: Option<String>,
    pub(crate) sources: FigureSourcesView,
}

/// A bar of a chart with its figure.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ChartBarView {
    pub(crate) figure: FigureView,
    /// The share of the whole in percent: `46.5%`, `约3.8%` where it is rounded. `None` for the whole itself.
    pub(crate) share: Option<String>,
    /// The segments of the bar from its beginning to its end; one where it is not divided.
    pub(crate) lengths: Vec<BarSegmentView>,
    /// The figures of the parts that the bar is divided into.
    pub(crate) parts: Vec<FigureView>,
}

/// A segment of a bar, in hundredths of the longest bar, or of the whole where the figures are percentages.
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
    pub(crate) fn new(context: &PageContext, chart: &facts::Chart) -> ChartView {
        let fact = |name: &str| context.site.facts.fact(name);
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
            figure: FigureView::new(context, fact, Notation::Grouped),
            share: of
                .filter(|of| of.name.value != fact.name.value)
                .and_then(|of| share(bar_value(fact), bar_value(of))),
            lengths: bar_segments(fact, parts, longest),
            parts: parts.iter().map(|part| FigureView::new(context, part, Notation::Grouped)).collect(),
        };
        let bars: Vec<ChartBarView> = bars.iter().map(bar).collect();
        let figures = bars.iter().flat_map(|bar| std::iter::once(&bar.figure).chain(&bar.parts));
        let rows = figures.map(|figure| (&*figure.label, figure.source.clone()));
        ChartView {
            anchor: DataInsert::Chart.anchor(&chart.name.value),
            caption: chart.caption.clone(),
            of: of.map(|of| of.label.clone()),
            sources: FigureSourcesView::new(context, rows, shown.iter().copied()),
            bars,
        }
    }
}

/// The value that a bar's length shows; 0 for a text.
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
    let mut segment = |part: &&Fact| {
        let (from, to) = (hundredths(before), hundredths(before + bar_value(part)));
        before += bar_value(part);
        // Tenths again, which subtraction leaves.
        BarSegmentView { from, length: ((to - from) * 10.0).round() / 10.0 }
    };
    if parts.is_empty() { whole.iter().map(&mut segment).collect() } else { parts.iter().map(segment).collect() }
}

/// A part of a whole in percent, to a tenth; `None` where the whole is 0.
fn share(part: f64, whole: f64) -> Option<String> {
    let exact = part / whole * 100.0;
    let rounded = (exact * 10.0).round() / 10.0;
    let about = if (exact - rounded).abs() > 1e-9 { "约" } else { "" };
    (whole > 0.0 && exact.is_finite()).then(|| format!("{about}{rounded}%"))
}
