//! Stretches of time side by side: bars over a scale of years, and the same as a list.

use std::fmt::Write;

use serde::Serialize;

use super::data::{Figure, sections};
use super::day::Day;
use super::here::Here;
use crate::markup::escape;
use crate::model::facts::{self, Event};
use crate::model::number::Notation;
use crate::model::page::Insert;
use crate::model::terms;

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Timeline {
    pub anchor: String,
    pub caption: String,
    pub svg: String,
    pub events: Vec<Stretch>,
    /// The day the site speaks of, which the drawing marks.
    pub as_of: Day,
}

/// One stretch in words.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Stretch {
    pub when: String,
    pub label: String,
    pub source: Option<String>,
    /// Is it over on the day the site speaks of?
    pub over: bool,
}

/// A stretch as it is drawn, in years.
struct Bar {
    from: f64,
    to: f64,
    label: String,
    when: String,
}

impl Timeline {
    pub fn new(here: &Here, timeline: &facts::Timeline) -> Timeline {
        let as_of = here.site.settings.as_of;
        let now = year(as_of);
        let anchor = Insert::Timeline.anchor(&timeline.name.value);
        let made: Vec<(Bar, Option<String>)> = timeline.events.iter().filter_map(|event| bar(here, event)).collect();
        let stretch = |(bar, source): &(Bar, Option<String>)| Stretch {
            when: bar.when.clone(),
            label: bar.label.clone(),
            source: source.clone(),
            over: bar.to < now,
        };
        Timeline {
            svg: svg(made.iter().map(|(bar, _)| bar), now, &terms::day(as_of), &format!("{anchor}-caption")),
            events: made.iter().map(stretch).collect(),
            caption: timeline.caption.clone(),
            as_of: Day::new(as_of),
            anchor,
        }
    }
}

fn bar(here: &Here, event: &Event) -> Option<(Bar, Option<String>)> {
    let facts = &here.site.facts;
    match event {
        Event::Years(name) => {
            let fact = facts.fact(&name.value)?;
            let (from, to) = fact.value.years()?;
            let (from, to) = (f64::from(from), f64::from(to));
            let figure = Figure::new(here, fact, Notation::Grouped);
            let document = facts.document(&fact.document.value)?;
            let label = format!("{}：{}", document.title, fact.label);
            Some((Bar { from, to: to + 1.0, label, when: fact.with_unit() }, figure.source))
        }
        Event::Document(name) => {
            let document = facts.document(&name.value)?;
            let (from, to) = (document.issued?, document.until?);
            let number = document.number.as_deref().map(terms::bracketed).unwrap_or_default();
            let label = format!("{}{number}", document.title);
            let when = format!("{}至{}", terms::day(from), terms::day(to));
            Some((Bar { from: year(from), to: year(to), label, when }, sections(&[])))
        }
    }
}

/// A day as a year with a fraction; months of equal length do for a drawing.
fn year(day: jiff::civil::Date) -> f64 {
    f64::from(day.year()) + (f64::from(day.month()) - 1.0) / 12.0 + (f64::from(day.day()) - 1.0) / 372.0
}

// The drawing, in pixels at its full width.
const WIDTH: f64 = 720.0;
const MARGIN: f64 = 30.0;
const TOP: f64 = 34.0;
const ROW: f64 = 58.0;
const HEIGHT_OF_BAR: f64 = 16.0;

/// Years that are marked on a scale: all of a short one, of a longer one every fifth, fiftieth …
fn years(first: i32, last: i32) -> impl Iterator<Item = i32> {
    let steps = [(12, 1), (150, 5), (1_500, 50)];
    let step = steps.into_iter().find(|(span, _)| last - first <= *span).map_or(500, |(_, step)| step);
    (first..=last).step_by(step)
}

fn svg<'b>(bars: impl Iterator<Item = &'b Bar>, now: f64, today: &str, caption: &str) -> String {
    let bars: Vec<&Bar> = bars.collect();
    let first = bars.iter().map(|bar| bar.from).fold(now, f64::min).floor();
    let last = bars.iter().map(|bar| bar.to).fold(now, f64::max).ceil();
    let x = |year: f64| MARGIN + (year - first) / (last - first).max(1.0) * (WIDTH - 2.0 * MARGIN);
    let bottom = TOP + ROW * bars.len() as f64;
    let height = bottom + 34.0;
    let mut out = format!(
        "<svg class=\"drawing\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"{caption}\">"
    );
    for at in years(first as i32, last as i32) {
        let line = x(f64::from(at));
        let _ = write!(
            out,
            "<path class=\"timeline-year\" d=\"M{line:.1} {TOP}V{bottom}\"/><text class=\"drawing-title\" x=\"{line:.1}\" \
             y=\"22\" text-anchor=\"middle\">{at}</text>"
        );
    }
    for (row, bar) in bars.iter().enumerate() {
        let top = TOP + ROW * row as f64 + 30.0;
        let (from, to) = (x(bar.from), x(bar.to));
        // A label that would run out on the right ends where its bar ends.
        let right = (from + to) / 2.0 > WIDTH / 2.0;
        let (at, anchor) = if right { (to, "end") } else { (from, "start") };
        let _ = write!(
            out,
            "<text class=\"timeline-label\" paint-order=\"stroke\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>\
             <rect class=\"bar-length\" x=\"{from:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{HEIGHT_OF_BAR}\"/>",
            top - 8.0,
            escape(&bar.label),
            (to - from).max(3.0)
        );
    }
    let line = x(now);
    let _ = write!(
        out,
        "<path class=\"timeline-now\" d=\"M{line:.1} {TOP}V{bottom}\"/><text class=\"timeline-label\" paint-order=\"stroke\" x=\"{line:.1}\" \
         y=\"{:.1}\" text-anchor=\"end\">{today}</text></svg>",
        bottom + 20.0
    );
    out
}
