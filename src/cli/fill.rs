//! `formpress fill`: a table of data to filled-in copies of a form, and the empty table for it.
//!
//! Rows with faults are reported whole and not printed; the others are. Nothing that is there is ever
//! overwritten: a file must be new, a folder new or empty, or hold nothing but files that this very run would write, byte
//! for byte, as one that was stopped leaves them: then the rest is written. Where writing fails, what this run wrote is
//! taken away again. What a table says goes into these files, and into messages on the terminal, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::atomic_file::{create, is_leftover, remove_leftovers_in, remove_leftovers_of};
use super::command::{ExitStatus, FillArguments, FillTask, SourceArguments};
use super::console::{Console, ProgressMeter, exit_status, size};
use super::pdf;
use super::project::{city_names, form_name, open_project, run_on_threads};
use crate::check;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::{Project, records};
use crate::model::source_path::SourcePath;
use crate::model::{IssuedForm, issue};
use crate::outputs::table;
use crate::paper::fonts::Fonts;
use crate::pipeline::export::MAX_PAGES;
use crate::pipeline::fill::{FillJob, FillRenderer, FillRequest, FillRow};
use crate::pipeline::output_path::is_in_project;
use crate::pipeline::progress::{BuildStage, Progress};
use crate::wording::cli::{NOT_WRITTEN, fill as say, progress, severity};
use crate::wording::{message, phrase};

pub(crate) fn run(
    sources: &SourceArguments,
    options: &FillArguments,
    console: Console,
) -> Result<ExitStatus, Diagnostic> {
    run_on_threads(sources.jobs, || {
        let opened = open_project(sources)?;
        let project = opened.value;
        let id = form_name(&project, &options.form, "formpress fill", console.lang)?;
        let city = options.city.iter().cloned().collect::<Vec<_>>();
        let city = city_names(&project, &city, console.lang)?;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(check::findings(&project));
        diagnostics.retain(|d| pdf::affects_form(pdf::diagnostic_path(d, &project.sources), Some(&id), &city));
        let found = project.site.form(&id);
        let (Some(form), ExitStatus::Done) = (found, exit_status(&diagnostics)) else {
            console.report_findings(&diagnostics, &project.sources);
            return Ok(exit_status(&diagnostics));
        };
        let city = city.first().and_then(|city| project.site.city(city));
        let form = &issue(&project.site, form, city);
        match &options.task {
            FillTask::Template { file } => write_template(form, file.as_deref(), console),
            FillTask::Copies { data, out, sheet, flatten, partial } => {
                let columns = form.columns(&BTreeMap::new());
                let names = records::HeadingNames::new(&columns, form);
                let grid = records::read(data, sheet.as_deref(), &names)?;
                let wanted = FillRequest { form, flatten: *flatten, partial: *partial };
                FillCommand { project: &project, console, out }.fill_copies(wanted, grid)
            }
        }
    })?
}

fn write_template(form: &IssuedForm, file: Option<&Path>, console: Console) -> Result<ExitStatus, Diagnostic> {
    let path = file.map_or_else(|| PathBuf::from(format!("{}.xlsx", form.id)), Path::to_path_buf);
    let columns = form.columns(&BTreeMap::new());
    let bytes = match file_extension(&path).as_str() {
        "csv" => table::csv(&columns),
        "xlsx" => table::workbook(form, &columns).map_err(|error| not_written(&path, &error))?,
        _ => return Err(Diagnostic::new(message!(say::TEMPLATE_KIND), path.display().to_string())),
    };
    new_file(&path)?;
    remove_leftovers_of(&path);
    create(&path, &bytes).map_err(|error| not_written(&path, &error))?;
    let city = form.office.city.as_ref().map(|city| format!(" --city {}", city.id)).unwrap_or_default();
    let (path, columns) = (path.display(), columns.len());
    console.print_notice_line(&console.phrase(&phrase!(progress::TEMPLATE, path, columns, form = form.id, city)));
    Ok(ExitStatus::Done)
}

/// A run of `formpress fill`: the project, the console, and the place the copies go to.
struct FillCommand<'a> {
    project: &'a Project,
    console: Console,
    out: &'a Path,
}

impl FillCommand<'_> {
    fn fill_copies(&self, wanted: FillRequest, grid: records::CellGrid) -> Result<ExitStatus, Diagnostic> {
        let in_one = file_extension(self.out) == "pdf";
        if is_in_project(self.out, &self.project.root) {
            return Err(Diagnostic::new(message!(say::IN_SITE), self.out.display().to_string()));
        }
        let created = if in_one { new_file(self.out).map(|()| false) } else { new_folder(self.out) }?;
        let result = self.fill_rows(wanted, grid, in_one);
        if created && !matches!(result, Ok((_, 1..))) {
            // Only where nothing was put into it.
            let _ = fs::remove_dir(self.out);
        }
        result.map(|(ending, _)| ending)
    }

    /// How it ended, and how many copies were written.
    fn fill_rows(
        &self,
        wanted: FillRequest,
        grid: records::CellGrid,
        in_one: bool,
    ) -> Result<(ExitStatus, usize), Diagnostic> {
        let mut faults = Vec::new();
        let job = match FillJob::new(wanted, grid) {
            Ok(job) => job.collect_into(&mut faults),
            Err(faults) => return Ok((self.report_rows(&faults), 0)),
        };
        let rows = job.checked_rows().collect_into(&mut faults);
        if rows.is_empty() {
            let ending = self.report_rows(&faults);
            self.print_summary(0, job.row_count(), None);
            return Ok((ending, 0));
        }
        let fonts = match Fonts::find(&self.project.root.join(SourcePath::fonts())) {
            Ok(fonts) => fonts,
            Err(faults) => return Ok((self.report_rows(&faults), 0)),
        };
        let press = match FillRenderer::new(&job, &rows, &fonts) {
            Ok(press) => press,
            Err(faults) => return Ok((self.report_rows(&faults), 0)),
        };
        let pages = press.page_count() * rows.len();
        if in_one && pages > MAX_PAGES {
            return Err(Diagnostic::new(
                message!(say::TOO_MANY, count = pages, most = MAX_PAGES),
                self.out.display().to_string(),
            ));
        }
        let meter = ProgressMeter::new(self.console);
        meter.begin(BuildStage::Printing, rows.len());
        let made =
            if in_one { self.write_one_file(&press, &rows, &meter) } else { self.write_folder(&press, &rows, &meter) };
        meter.finish();
        let (written, misfits) = made?;
        faults.extend(misfits);
        let ending = self.report_rows(&faults);
        self.print_summary(written, job.row_count(), Some(meter.seconds()));
        Ok((ending, written))
    }

    /// The first findings of a sort in full, of the others their rows.
    fn report_rows(&self, faults: &[Diagnostic]) -> ExitStatus {
        let (shown, rest) = group_findings(faults);
        self.console.report_findings(&shown, &self.project.sources);
        for ((code, column), mut rows) in rest {
            let count = rows.len();
            rows.dedup();
            let more = phrase!(severity::MORE, count, code, column, rows = records::number_ranges(&rows));
            self.console.print_notice_line(&self.console.phrase(&more));
        }
        exit_status(faults)
    }

    fn print_summary(&self, written: usize, rows: usize, seconds: Option<f64>) {
        let (path, faulty) = (self.out.display(), rows - written);
        let seconds = format!("{:.1}", seconds.unwrap_or_default());
        let words = match (written, faulty) {
            (0, _) => progress::NONE_FILLED.say(self.console.lang).to_owned(),
            (_, 0) => self.console.phrase(&phrase!(progress::ALL_FILLED, written, path, seconds)),
            (_, _) => self.console.phrase(&phrase!(progress::SOME_FILLED, written, path, faulty, seconds)),
        };
        self.console.print_notice_line(&words);
    }

    fn write_one_file(
        &self,
        press: &FillRenderer,
        rows: &[FillRow],
        meter: &ProgressMeter,
    ) -> Result<(usize, Vec<Diagnostic>), Diagnostic> {
        let made = press.render_combined(rows, &|| meter.step());
        let mut unfit: Vec<Option<usize>> = made.diagnostics.iter().map(row_of).collect();
        unfit.dedup();
        let Some(bytes) = made.value else { return Ok((0, made.diagnostics)) };
        remove_leftovers_of(self.out);
        create(self.out, &bytes).map_err(|error| not_written(self.out, &error))?;
        let wrote = phrase!(progress::WROTE_STACK, path = self.out.display(), bytes = size(bytes.len()));
        self.console.print_notice_line(&self.console.phrase(&wrote));
        Ok((rows.len() - unfit.len(), made.diagnostics))
    }

    /// A file a row, each written by whoever printed it: as many are in memory as there are threads. What a stopped run
    /// of the same filling wrote is known by its bytes, and stays.
    fn write_folder(
        &self,
        press: &FillRenderer,
        rows: &[FillRow],
        meter: &ProgressMeter,
    ) -> Result<(usize, Vec<Diagnostic>), Diagnostic> {
        let last = rows.last().map_or(0, |copy| copy.row);
        let digits = last.to_string().len().max(4);
        let name = |copy: &FillRow| format!("{:0digits$}.pdf", copy.row);
        let there = file_names(self.out)?;
        let names: BTreeSet<String> = rows.iter().map(name).collect();
        if !there.is_subset(&names) {
            return Err(Diagnostic::new(message!(say::FOLDER_NOT_EMPTY), self.out.display().to_string()));
        }
        let (done, missing): (Vec<&FillRow>, Vec<&FillRow>) = rows.iter().partition(|copy| there.contains(&name(copy)));
        done.par_iter().try_for_each(|copy| {
            let path = self.out.join(name(copy));
            let is_same = press.render_copy(copy).is_ok_and(|bytes| fs::read(&path).is_ok_and(|old| old == bytes));
            meter.step();
            if is_same { Ok(()) } else { Err(Diagnostic::new(message!(say::COPY_DIFFERS), path.display().to_string())) }
        })?;
        remove_leftovers_in(self.out);
        let written: Mutex<Vec<PathBuf>> = Mutex::default();
        let made: Vec<Result<Vec<Diagnostic>, Diagnostic>> = missing
            .par_iter()
            .map(|copy| {
                let bytes = match press.render_copy(copy) {
                    Ok(bytes) => bytes,
                    Err(faults) => return Ok(faults),
                };
                let path = self.out.join(name(copy));
                create(&path, &bytes).map_err(|error| not_written(&path, &error))?;
                if let Ok(mut written) = written.lock() {
                    written.push(path);
                }
                meter.step();
                Ok(Vec::new())
            })
            .collect();
        let written = written.into_inner().unwrap_or_default();
        let faults: Result<Vec<Vec<Diagnostic>>, Diagnostic> = made.into_iter().collect();
        match faults {
            Ok(faults) => {
                if !done.is_empty() {
                    let before = phrase!(progress::FILLED_BEFORE, count = done.len());
                    self.console.print_notice_line(&self.console.phrase(&before));
                }
                Ok((done.len() + written.len(), faults.concat()))
            }
            Err(fault) => {
                for path in &written {
                    let _ = fs::remove_file(path);
                }
                Err(fault)
            }
        }
    }
}

/// Findings of a sort: their message and column.
type FindingGroup = (&'static str, String);

/// Of each sort of findings the first few, and the rows of the others.
fn group_findings(faults: &[Diagnostic]) -> (Vec<Diagnostic>, BTreeMap<FindingGroup, Vec<usize>>) {
    const IN_FULL: usize = 10;
    let mut counts: BTreeMap<FindingGroup, usize> = BTreeMap::new();
    let mut rest: BTreeMap<FindingGroup, Vec<usize>> = BTreeMap::new();
    let mut shown = Vec::new();
    for fault in faults {
        let sort = (fault.message.code, fault.argument("column").unwrap_or_default().to_owned());
        let count = counts.entry(sort.clone()).or_default();
        *count += 1;
        match row_of(fault).filter(|_| *count > IN_FULL) {
            Some(row) => rest.entry(sort).or_default().push(row),
            None => shown.push(fault.clone()),
        }
    }
    (shown, rest)
}

fn row_of(fault: &Diagnostic) -> Option<usize> {
    match &fault.location {
        Location::Cell(cell) => Some(cell.row),
        Location::Span(_) | Location::Path(_) => None,
    }
}

fn file_extension(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn not_written(path: &Path, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(message!(NOT_WRITTEN, error), path.display().to_string())
}

/// A place where there is no file yet.
fn new_file(path: &Path) -> Result<(), Diagnostic> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(Diagnostic::new(message!(say::FILE_THERE), path.display().to_string()));
    }
    Ok(())
}

/// A folder with nothing in it that no filling makes, made if there is none; says whether it was made.
fn new_folder(path: &Path) -> Result<bool, Diagnostic> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir(path).map(|()| true).map_err(|error| not_written(path, &error))
        }
        Ok(_) | Err(_) => {
            let is_copy = |name: &String| name.strip_suffix(".pdf").is_some_and(|row| row.parse::<usize>().is_ok());
            if !file_names(path)?.iter().all(is_copy) {
                return Err(Diagnostic::new(message!(say::FOLDER_NOT_EMPTY), path.display().to_string()));
            }
            Ok(false)
        }
    }
}

/// The names in a folder, but for what a stopped run did not finish.
fn file_names(folder: &Path) -> Result<BTreeSet<String>, Diagnostic> {
    let names = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned())).collect()
    });
    let mut names: BTreeSet<String> = names.map_err(|error: io::Error| not_written(folder, &error))?;
    names.retain(|name| !is_leftover(name, ""));
    Ok(names)
}
