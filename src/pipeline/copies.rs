//! Filled-in copies of one form: what all of them share is made once, then a copy a row.
//!
//! 1. [`Job::new`] lays out the form and says what a table may hold
//! 2. [`Job::answers`] reads the rows and goes through the rules
//! 3. [`Press`] is the job with its faces; [`Press::copy`] fills and prints a row, [`Press::stack`] all
//!    of them in one file
//!
//! A row with a fault is not printed at all. Nothing is written here, and nothing is kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Checked, Diagnostic, any_error};
use crate::load::records::{self, Grid, Names, Row, Table};
use crate::model::IssuedForm;
use crate::model::answers::places::Entries;
use crate::model::answers::rules::Rules;
use crate::model::answers::{Answer, AnswerName, Answers, Column, RowPlace, excerpt};
use crate::model::issued::Kind;
use crate::model::name::Name;
use crate::model::script::code_point;
use crate::outputs::pdf::{self, FontSet, Typing};
use crate::paper::fonts::Fonts;
use crate::paper::rest::Rest;
use crate::paper::sheet::{LONG_DASH, Sheets};
use crate::paper::{self, filling, stack};
use crate::wording::Message;
use crate::wording::records as say;

/// Of an answer on a continuation sheet, some five pages.
const MOST_CHARACTERS: usize = 10_000;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub form: &'a IssuedForm,
    /// What is filled in becomes part of the sheet, without fields.
    pub flatten: bool,
    /// What is required may be left to be written by hand.
    pub partial: bool,
}

/// A form and a table to fill it from.
#[derive(Debug)]
pub struct Job<'a> {
    pub wanted: Wanted<'a>,
    table: Table,
    columns: Vec<Column<'a>>,
    fields: records::Fields,
}

/// A row of the table whose answers keep all rules.
#[derive(Debug)]
pub struct Copy {
    /// The row in the table.
    pub row: usize,
    answers: Answers,
}

impl<'a> Job<'a> {
    /// The job, if the headings are right, and what is said of the table.
    ///
    /// # Errors
    /// The file is another form's or another city's, or everything found in the table as a whole, some of it a fault.
    pub fn new(wanted: Wanted<'a>, grid: Grid) -> Result<Checked<Job<'a>>, Vec<Diagnostic>> {
        let form = wanted.form;
        if let Some(other) = grid.of_form.as_deref().filter(|other| *other != form.id.as_str()) {
            let another = Diagnostic::error(&say::ANOTHER_FORM, grid.file.clone());
            return Err(vec![another.with("other", other).with("form", &form.id)]);
        }
        let city = form.office.city.as_ref().map(|city| city.id.as_str());
        if let Some(other) = grid.of_city.as_deref().filter(|other| Some(*other) != city) {
            return Err(vec![Diagnostic::error(&say::ANOTHER_CITY, grid.file.clone()).with("other", other)]);
        }
        let known = form.columns(&BTreeMap::new());
        let names = Names::new(&known, form);
        let mut diagnostics = Vec::new();
        let table = records::table(grid, &names).take(&mut diagnostics);
        let columns = form.columns(&records::rows_wanted(&table, &names));
        let fields = records::fields(&table, &columns, form).take(&mut diagnostics);
        if table.rows.is_empty() && !any_error(&diagnostics) {
            diagnostics.push(Diagnostic::error(&say::DATA_EMPTY, table.file.clone()).with("form", &form.id));
        }
        if any_error(&diagnostics) {
            return Err(diagnostics);
        }
        Ok(Checked { value: Job { wanted, table, columns, fields }, diagnostics })
    }

    /// How many rows the table has.
    pub fn rows_given(&self) -> usize {
        self.table.rows.len()
    }

    /// The rows that can be printed, and the faults of the others.
    pub fn answers(&self) -> Checked<Vec<Copy>> {
        let Wanted { form, partial, .. } = self.wanted;
        let rules = Rules { form, today: form.as_of, partial };
        let read = |row: &Row| (row.number, records::answers(&self.table, row, &self.columns, &self.fields, &rules));
        let read: Vec<(usize, records::Read)> = self.table.rows.par_iter().map(read).collect();
        let mut diagnostics = Vec::new();
        let twice = records::among(&self.table, &self.columns, &self.fields, form, &read).take(&mut diagnostics);
        let mut copies = Vec::new();
        for (row, read) in read {
            if !any_error(&read.faults) && !twice.contains(&row) {
                copies.push(Copy { row, answers: read.answers });
            }
            diagnostics.extend(read.faults);
        }
        Checked { value: copies, diagnostics }
    }

    /// The rows that a copy's tables have, where those are more than the form's.
    fn rows(&self, copy: &Copy) -> BTreeMap<Name, u32> {
        let mut rows: BTreeMap<Name, u32> = BTreeMap::new();
        for column in self.columns.iter().filter(|column| copy.answers.contains_key(&column.name)) {
            let Some(row) = &column.row else { continue };
            let Some(number) = row.number() else { continue };
            let most = rows.entry(row.repeat.clone()).or_default();
            *most = number.max(*most);
        }
        rows.retain(|table, number| *number > blank_rows(self.wanted.form, table));
        rows
    }

    /// The whole answers of these columns, for a continuation sheet.
    fn rest(&self, copy: &Copy, columns: &BTreeSet<AnswerName>) -> Result<Vec<Rest>, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut rest = Vec::new();
        for column in self.columns.iter().filter(|column| columns.contains(&column.name)) {
            let Some(answer) = copy.answers.get(&column.name) else { continue };
            let text = column.whole(answer);
            let count = text.chars().count();
            if count > MOST_CHARACTERS {
                let fault = self.fault(copy.row, &column.name, &say::TOO_MUCH);
                faults.push(fault.with("count", count).with("most", MOST_CHARACTERS));
            }
            rest.push(Rest { number: column.number, label: column.label.clone(), text });
        }
        if faults.is_empty() { Ok(rest) } else { Err(faults) }
    }

    fn fault(&self, row: usize, name: &AnswerName, message: &'static Message) -> Diagnostic {
        let place = RowPlace { file: &self.table.file, row, columns: &self.fields.places };
        let title = self.columns.iter().find(|column| column.name == *name).map(Column::title).unwrap_or_default();
        Diagnostic::error(message, place.of(name)).with("column", title)
    }

    fn misfit(&self, row: usize, misfit: &filling::Misfit) -> Diagnostic {
        let fault = |message| self.fault(row, &misfit.column, message);
        let value = excerpt(&misfit.text);
        match misfit.why {
            filling::Why::NoPlace => fault(&say::NO_PLACE).with("value", value),
            filling::Why::NoGlyph(character) => {
                fault(&say::UNPRINTABLE).with("character", character).with("code", code_point(character))
            }
        }
    }
}

/// A job with the blank sheets and their faces.
#[derive(Debug)]
pub struct Press<'a> {
    job: &'a Job<'a>,
    fonts: &'a Fonts,
    blank: Sheets,
    faces: FontSet,
}

impl<'a> Press<'a> {
    /// Lays out the form and makes ready what is typed in these copies.
    ///
    /// # Errors
    /// What is wrong with the form's layout, or with the fonts.
    pub fn new(job: &'a Job<'a>, copies: &[Copy], fonts: &'a Fonts) -> Result<Press<'a>, Vec<Diagnostic>> {
        let Wanted { form, flatten, .. } = job.wanted;
        let blank = laid_out(form, &BTreeMap::new(), &[], fonts)?;
        let faces = pdf::fonts(fonts, &pdf::used(&blank))?;
        let faces = if flatten { faces } else { faces.with_typing(typing(copies, fonts)?) };
        Ok(Press { job, fonts, blank, faces })
    }

    /// The pages of a copy without continuation sheets.
    pub fn pages(&self) -> usize {
        self.blank.pages.len()
    }

    /// The blank sheets for a copy, with continuation sheets where its tables are longer than the form's, and for what
    /// has no room in its cells.
    fn blank(&self, rows: &BTreeMap<Name, u32>, rest: &[Rest]) -> Result<Cow<'_, Sheets>, Vec<Diagnostic>> {
        if rows.is_empty() && rest.is_empty() {
            return Ok(Cow::Borrowed(&self.blank));
        }
        laid_out(self.job.wanted.form, rows, rest, self.fonts).map(Cow::Owned)
    }

    fn filled(&self, copy: &Copy) -> Result<Sheets, Vec<Diagnostic>> {
        let entries = Entries::of(&self.job.columns, &copy.answers);
        let rows = self.job.rows(copy);
        let fill = |rest: &[Rest]| {
            filling::filled(self.blank(&rows, rest)?.as_ref(), &entries, self.fonts).map_err(|misfits| {
                misfits.iter().map(|misfit| self.job.misfit(copy.row, misfit)).collect::<Vec<Diagnostic>>()
            })
        };
        let mut filled = fill(&[])?;
        if !filled.rest.is_empty() {
            filled = fill(&self.job.rest(copy, &filled.rest)?)?;
        }
        let sheets = filled.sheets;
        Ok(if self.job.wanted.flatten { filling::flattened(sheets, self.fonts) } else { sheets })
    }

    fn print(&self, sheets: &Sheets) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let options = pdf::Options { fillable: !self.job.wanted.flatten };
        let faces = self.faces.with_body(self.fonts, sheets)?.with_own(self.fonts, sheets)?;
        Ok(pdf::pdf(sheets, &faces, &options))
    }

    /// The PDF of one copy.
    ///
    /// # Errors
    /// What does not fit or cannot be printed.
    pub fn copy(&self, copy: &Copy) -> Result<Vec<u8>, Vec<Diagnostic>> {
        self.print(&self.filled(copy)?)
    }

    /// All copies in one file, to be printed on both sides; those that do not fit are left out and
    /// their faults are beside it. `None` where none is left.
    pub fn stack(&self, copies: &[Copy], step: &(dyn Fn() + Sync)) -> Checked<Option<Vec<u8>>> {
        let filled = |copy: &Copy| {
            let filled = self.filled(copy);
            step();
            filled
        };
        let all: Vec<Result<Sheets, Vec<Diagnostic>>> = copies.par_iter().map(filled).collect();
        let mut diagnostics = Vec::new();
        let mut parts = Vec::new();
        for filled in all {
            match filled {
                Ok(sheets) => parts.push(sheets),
                Err(faults) => diagnostics.extend(faults),
            }
        }
        if parts.is_empty() {
            return Checked { value: None, diagnostics };
        }
        let whole = stack::stack(parts, self.blank.identity.clone());
        let value = self.print(&whole).map_err(|faults| diagnostics.extend(faults)).ok();
        Checked { value, diagnostics }
    }
}

/// A form with at least these numbers of rows in its tables, and these answers on continuation sheets.
fn laid_out(
    form: &IssuedForm,
    rows: &BTreeMap<Name, u32>,
    rest: &[Rest],
    fonts: &Fonts,
) -> Result<Sheets, Vec<Diagnostic>> {
    let laid = paper::with_rows(form, paper::Layout::Regular, rows, rest, fonts);
    if laid.diagnostics.is_empty() { Ok(laid.value) } else { Err(laid.diagnostics) }
}

/// How many blank rows a form gives a table.
fn blank_rows(form: &IssuedForm, table: &Name) -> u32 {
    match form.items().find(|item| item.name.value == *table).map(|item| &item.kind) {
        Some(Kind::Repeat { blank_rows, .. }) => *blank_rows,
        _ => 0,
    }
}

/// The font to type with, which holds what is filled in.
fn typing(copies: &[Copy], fonts: &Fonts) -> Result<Arc<Typing>, Vec<Diagnostic>> {
    let mut characters: BTreeSet<char> = pdf::gb2312_level_1();
    characters.insert(LONG_DASH);
    for answer in copies.iter().flat_map(|copy| copy.answers.values()) {
        if let Answer::Text(text) = answer {
            characters.extend(text.chars().filter(|c| !c.is_control()));
        }
    }
    pdf::typing(fonts, &characters).map(Arc::new).map_err(|fault| vec![fault])
}
