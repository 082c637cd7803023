//! `formpress build`: everything made, published, summed up.

use std::path::PathBuf;

use super::command::{ExitStatus, SourceArguments};
use super::console::{Console, ProgressMeter, exit_status, size};
use super::project::{city_names, open_project, run_on_threads};
use crate::diagnostic::Diagnostic;
use crate::model::Address;
use crate::pipeline::build::{BuildJob, BuildOutcome, build};
use crate::pipeline::build_record::{self, PreviousBuild, is_part};
use crate::pipeline::manifest::is_formpress_manifest;
use crate::pipeline::output_directory::OutputDirectory;
use crate::pipeline::parity::ParityCounts;
use crate::pipeline::plan::BuildShard;
use crate::pipeline::progress::{BuildStage, Progress};
use crate::pipeline::publish::{PublishSummary, StagingDirectory};
use crate::wording::cli::progress;
use crate::wording::pipeline::{OUT_IS_NO_PART, OUT_IS_PART};
use crate::wording::{message, phrase};

/// The folder below the project's where the output goes if nobody says otherwise.
pub(crate) const OUTPUT_FOLDER: &str = "output";

/// What is wished for, as it was typed.
pub(crate) struct BuildArguments<'a> {
    pub(crate) out: Option<PathBuf>,
    pub(crate) cities: &'a [String],
    pub(crate) shard: Option<BuildShard>,
    /// Folders with parts of the output.
    pub(crate) parts: &'a [PathBuf],
}

pub(crate) fn run(sources: &SourceArguments, wish: BuildArguments, console: Console) -> Result<ExitStatus, Diagnostic> {
    let BuildArguments { out, cities: wanted, shard, parts } = wish;
    let meter = ProgressMeter::new(console);
    super::project::require_project(&sources.root)?;
    let mut claim = OutputDirectory::lock(&out.unwrap_or_else(|| sources.root.join(OUTPUT_FOLDER)), &sources.root)?;
    let notes = std::mem::take(&mut claim.warnings);
    let out = claim.written();
    match (shard, is_part(claim.folder()), is_formpress_manifest(&claim.folder().join(Address::manifest().as_str()))) {
        (None, true, _) => return Err(Diagnostic::new(message!(OUT_IS_PART, out), out)),
        (Some(_), false, true) => return Err(Diagnostic::new(message!(OUT_IS_NO_PART, out), out)),
        (None, false, _) | (Some(_), true, _) | (Some(_), _, false) => {}
    }
    let stock = PreviousBuild::of_output(&claim).with_parts(parts)?;
    run_on_threads(sources.jobs, || {
        let opened = open_project(sources)?;
        let project = opened.value;
        let cities = city_names(&project, wanted, console.lang)?;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(notes);
        let staging = StagingDirectory::new(&claim);
        let order = BuildJob { project: &project, cities: &cities, previous: &stock, shard };
        let built = build(&order, &staging, &meter).collect_into(&mut diagnostics);
        let ending = exit_status(&diagnostics);
        let published = match (built, ending) {
            (Some(built), ExitStatus::Done) => {
                meter.begin(BuildStage::Publishing, built.files.len());
                let published = staging.publish();
                Some(published.map(|published| (published.collect_into(&mut diagnostics), built)))
            }
            (Some(_) | None, _) => None,
        };
        meter.finish();
        console.report_findings(&diagnostics, &project.sources);
        match published {
            Some(Err(refusal)) => return Err(refusal),
            Some(Ok((published, built))) => {
                console.print_result(&summary(&built, published, &claim, &meter, console));
                build_record::write(&claim, built.record, built.files);
            }
            None => console.print_notice_line(progress::REFUSED.say(console.lang)),
        }
        Ok(ending)
    })?
}

fn summary(
    built: &BuildOutcome,
    published: PublishSummary,
    claim: &OutputDirectory,
    meter: &ProgressMeter,
    console: Console,
) -> String {
    let pages = built.files.keys().filter(|address| address.as_str().ends_with(".html")).count();
    let pdfs = built.files.values().filter(|made| made.sheet.is_some()).count();
    let bytes: u64 = built.files.values().map(|made| made.size).sum();
    let home = claim.folder().join(Address::home().as_str());
    let bytes = size(usize::try_from(bytes).unwrap_or(usize::MAX));
    let seconds = format!("{:.2}", meter.seconds());
    let PublishSummary { written, unchanged, removed } = published;
    let agrees = built.record.compared.map(|ParityCounts { outputs, offices, items, places }| {
        phrase!(progress::AGREES, outputs, offices, items, places)
    });
    let lines = [phrase!(progress::DONE, pages, pdfs, bytes, seconds)].into_iter().chain(agrees).chain([
        phrase!(progress::CHANGED, written, unchanged, removed),
        phrase!(progress::OPEN, path = home.display()),
    ]);
    lines.map(|line| console.phrase(&line) + "\n").collect()
}
