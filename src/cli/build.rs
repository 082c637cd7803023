//! `formpress build`: everything made, published, summed up.

use std::path::PathBuf;

use super::command::{Ending, Sources};
use super::console::{Console, Meter, ending, size};
use super::opening::{cities, on_threads, open};
use crate::diagnostic::Diagnostic;
use crate::model::Address;
use crate::pipeline::build::{Built, Order, build};
use crate::pipeline::claim::Claim;
use crate::pipeline::manifest::is_ours;
use crate::pipeline::plan::Shard;
use crate::pipeline::progress::{Progress, Stage};
use crate::pipeline::publish::{Published, Staging};
use crate::pipeline::record::{self, Stock, is_part};
use crate::wording::cli::progress;
use crate::wording::pipeline::{OUT_IS_NO_PART, OUT_IS_PART};

/// The folder below the project's where the output goes if nobody says otherwise.
pub const OUTPUT_FOLDER: &str = "output";

/// What is wished for, as it was typed.
pub struct Wish<'a> {
    pub out: Option<PathBuf>,
    pub cities: &'a [String],
    pub shard: Option<Shard>,
    /// Folders with parts of the output.
    pub parts: &'a [PathBuf],
}

pub fn run(sources: &Sources, wish: Wish, console: Console) -> Result<Ending, Diagnostic> {
    let Wish { out, cities: wanted, shard, parts } = wish;
    let meter = Meter::new(console);
    super::opening::is_project(&sources.root)?;
    let mut claim = Claim::take(&out.unwrap_or_else(|| sources.root.join(OUTPUT_FOLDER)), &sources.root)?;
    let notes = std::mem::take(&mut claim.notes);
    match (shard, is_part(claim.folder()), is_ours(&claim.folder().join(Address::manifest().as_str()))) {
        (None, true, _) => return Err(claim.diagnostic(&OUT_IS_PART)),
        (Some(_), false, true) => return Err(claim.diagnostic(&OUT_IS_NO_PART)),
        (None, false, _) | (Some(_), true, _) | (Some(_), _, false) => {}
    }
    let stock = Stock::of(&claim).with_parts(parts)?;
    on_threads(sources.jobs, || {
        let opened = open(sources)?;
        let project = opened.value;
        let cities = cities(&project, wanted, console.lang)?;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(notes);
        let staging = Staging::new(&claim);
        let order = Order { project: &project, cities: &cities, stock: &stock, shard };
        let built = build(&order, &staging, &meter).take(&mut diagnostics);
        let ending = ending(&diagnostics);
        let published = match (built, ending) {
            (Some(built), Ending::Done) => {
                meter.begin(Stage::Publishing, built.files.len());
                let published = staging.publish();
                Some(published.map(|published| (published.take(&mut diagnostics), built)))
            }
            (Some(_) | None, _) => None,
        };
        meter.finish();
        console.tell_findings(&diagnostics, &project.sources);
        match published {
            Some(Err(refusal)) => return Err(refusal),
            Some(Ok((published, built))) => {
                console.give(&summary(&built, published, &claim, &meter, console));
                record::write(&claim, built.record, built.files);
            }
            None => console.tell_line(progress::REFUSED.say(console.lang)),
        }
        Ok(ending)
    })?
}

fn summary(built: &Built, published: Published, claim: &Claim, meter: &Meter, console: Console) -> String {
    let pages = built.files.keys().filter(|address| address.as_str().ends_with(".html")).count();
    let pdfs = built.files.values().filter(|made| made.sheet.is_some()).count();
    let bytes: u64 = built.files.values().map(|made| made.size).sum();
    let home = claim.folder().join(Address::home().as_str());
    let done = [
        ("pages", pages.to_string()),
        ("pdfs", pdfs.to_string()),
        ("bytes", size(usize::try_from(bytes).unwrap_or(usize::MAX))),
        ("seconds", format!("{:.2}", meter.seconds())),
    ];
    let changed = [
        ("written", published.written.to_string()),
        ("unchanged", published.unchanged.to_string()),
        ("removed", published.removed.to_string()),
    ];
    let agrees = built.record.compared.map(|counts| {
        let counted = [
            ("outputs", counts.outputs.to_string()),
            ("offices", counts.offices.to_string()),
            ("items", counts.items.to_string()),
            ("places", counts.places.to_string()),
        ];
        console.say(&progress::AGREES, &counted)
    });
    let lines = [console.say(&progress::DONE, &done)].into_iter().chain(agrees).chain([
        console.say(&progress::CHANGED, &changed),
        console.say(&progress::OPEN, &[("path", home.display().to_string())]),
    ]);
    lines.map(|line| line + "\n").collect()
}
