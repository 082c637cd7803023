//! A timeline: periods as bars over a scale of years, and the same as a list.

use std::fmt::Write;

use serde::Serialize;

use super::date::DateView;
use super::figures::{FigureView, sections};
use super::page_context::PageContext;
use crate::markup::escape;
use crate::model::facts::{self, TimelineEvent};
use crate::model::fixed_text;
use crate::model::number::Notation;
use crate::model::page::DataInsert;

/// A timeline, as a template prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TimelineView {
    pub(crate) anchor: String,
    pub(crate) caption: String,
    pub(crate) svg: String,
    pub(crate) events: Vec<TimelineEventView>,
    /// The reference day of the site, which the drawing marks.
    pub(crate) as_of: DateView,
}

/// An event with its period, in words.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TimelineEventView {
    pub(crate) when: String,
    pub(crate) label: String,
    pub(crate) source: Option<String>,
    /// Has it ended on the reference day of the site?
    pub(crate) over: bool,
}

/// The bar of an event; times are years with a fraction.
struct TimelineBar {
    from: f64,
    to: f64,
    label: String,
    period: String,
}

impl TimelineView {
    pub(crate) fn new(context: &PageContext, timeline: &facts::Timeline) -> TimelineView {
        let as_of = context.site.settings.as_of;
        let now = year(as_of);
        let anchor = DataInsert::Timeline.anchor(&timeline.name.value);
        let bars: Vec<(TimelineBar, Option<String>)> =
            timeline.events.iter().filter_map(|event| bar(context, event)).collect();
        let event_view = |(bar, source): &(TimelineBar, Option<String>)| TimelineEventView {
            when: bar.period.clone(),
            label: bar.label.clone(),
            source: source.clone(),
            over: bar.to < now,
        };
        TimelineView {
            svg: svg(bars.iter().map(|(bar, _)| bar), now, &fixed_text::day(as_of), &format!("{anchor}-caption")),
            events: bars.iter().map(event_view).collect(),
            caption: timeline.caption.clone(),
            as_of: DateView::new(as_of),
            anchor,
        }
    }
}

fn bar(context: &PageContext, event: &TimelineEvent) -> Option<(TimelineBar, Option<String>)> {
    let facts = &context.site.facts;
    match event {
        TimelineEvent::Years(name) => {
            let fact = facts.fact(&name.value)?;
            let (from, to) = fact.value.years()?;
            let (from, to) = (f64::from(from), f64::from(to));
            let figure = FigureView::new(context, fact, Notation::Grouped);
            let document = facts.document(&fact.document.value)?;
            let label = format!("{}：{}", document.title, fact.label);
            Some((TimelineBar { from, to: to + 1.0, label, period: fact.with_unit() }, figure.source))
        }
        TimelineEvent::Document(name) => {
            let document = facts.document(&name.value)?;
            let (from, to) = (document.issued?, document.until?);
            let number = document.number.as_deref().map(fixed_text::bracketed).unwrap_or_default();
            let label = format!("{}{number}", document.title);
            let when = format!("{}至{}", fixed_text::day(from), fixed_text::day(to));
            Some((TimelineBar { from: year(from), to: year(to), label, period: when }, sections(&[])))
        }
    }
}

/// A day as a year with a fraction; months of equal length are exact enough for a drawing.
fn year(day: jiff::civil::Date) -> f64 {
    f64::from(day.year()) + (f64::from(day.month()) - 1.0) / 12.0 + (f64::from(day.day()) - 1.0) / 372.0
}

// The drawing, in pixels at its full width.
const WIDTH: f64 = 720.0;
const MARGIN: f64 = 30.0;
const TOP: f64 = 34.0;
const ROW_HEIGHT: f64 = 58.0;
const BAR_HEIGHT: f64 = 16.0;

/// The years that are marked on a scale: all of a short one, every fifth, fiftieth … of a longer one.
fn years(first: i32, last: i32) -> impl Iterator<Item = i32> {
    let steps = [(12, 1), (150, 5), (1_500, 50)];
    let step = steps.into_iter().find(|(span, _)| last - first <= *span).map_or(500, |(_, step)| step);
    (first..=last).step_by(step)
}

fn svg<'b>(bars: impl Iterator<Item = &'b TimelineBar>, now: f64, today: &str, caption: &str) -> String {
    let bars: Vec<&TimelineBar> = bars.collect();
    let first = bars.iter().map(|bar| bar.from).fold(now, f64::min).floor();
    let last = bars.iter().map(|bar| bar.to).fold(now, f64::max).ceil();
    let x = |year: f64| MARGIN + (year - first) / (last - first).max(1.0) * (WIDTH - 2.0 * MARGIN);
    let bottom = TOP + ROW_HEIGHT * bars.len() as f64;
    let height = bottom + 34.0;
    let mut out = format!(
        "<svg class=\"drawing\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"{caption}\">"
    );
    for at in years(first as i32, last as i32) {
        let line = x(f64::from(at));
        let _ = write!(
            out,
            "<path class=\"timeline__year\" d=\"M{line:.1} {TOP}V{bottom}\"/><text class=\"drawing__title\" x=\"{line:.1}\" \
             y=\"22\" text-anchor=\"middle\">{at}</text>"
        );
    }
    for (row, bar) in bars.iter().enumerate() {
        let top = TOP + ROW_HEIGHT * row as f64 + 30.0;
        let (from, to) = (x(bar.from), x(bar.to));
        // A label that would run out on the right ends where its bar ends.
        let right = (from + to) / 2.0 > WIDTH / 2.0;
        let (at, anchor) = if right { (to, "end") } else { (from, "start") };
        let _ = write!(
            out,
            "<text class=\"timeline__label\" paint-order=\"stroke\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>\
             <rect class=\"bar__length\" x=\"{from:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{BAR_HEIGHT}\"/>",
            top - 8.0,
            escape(&bar.label),
            (to - from).max(3.0)
        );
    }
    let line = x(now);
    let _ = write!(
        out,
        "<path class=\"timeline__now\" d=\"M{line:.1} {TOP}V{bottom}\"/><text class=\"timeline__label\" paint-order=\"stroke\" x=\"{line:.1}\" \
         y=\"{:.1}\" text-anchor=\"end\">{today}</text></svg>",
        bottom + 20.0
    );
    out
}
