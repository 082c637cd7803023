//! Filled-in copies of one form: what all of them share is made once, then a copy a row.
//!
//! 1. [`FillJob::new`] lays out the form and says what a table may hold
//! 2. [`FillJob::checked_rows`] reads the rows and goes through the rules
//! 3. [`FillRenderer`] is the job with its faces; [`FillRenderer::render_copy`] fills and prints a row, [`FillRenderer::render_combined`] all
//!    of them in one file
//!
//! A row with a fault is not printed at all. Nothing is written here, and nothing is kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, WithDiagnostics, has_errors};
use crate::load::records::{self, CellGrid, HeadingNames, RecordRow, RecordTable};
use crate::model::IssuedForm;
use crate::model::answers::field_values::FieldValues;
use crate::model::answers::rules::RuleChecker;
use crate::model::answers::{Answer, AnswerColumn, AnswerName, Answers, RowLocation, excerpt};
use crate::model::character::code_point;
use crate::model::issued::IssuedKind;
use crate::model::name::Name;
use crate::outputs::pdf::{self, FontSet, TypingFont};
use crate::paper::document::{LONG_DASH, PaperDocument};
use crate::paper::fonts::Fonts;
use crate::paper::overflow::OverflowAnswer;
use crate::paper::{self, filling, stack};
use crate::wording::records as say;
use crate::wording::{PartialMessage, message, partial_message};

/// Of an answer on a continuation sheet, some five pages.
const MAX_ANSWER_CHARACTERS: usize = 10_000;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct FillRequest<'a> {
    pub form: &'a IssuedForm,
    /// What is filled in becomes part of the sheet, without fields.
    pub flatten: bool,
    /// What is required may be left to be written by hand.
    pub partial: bool,
}

/// A form and a table to fill it from.
#[derive(Debug)]
pub struct FillJob<'a> {
    pub(crate) request: FillRequest<'a>,
    table: RecordTable,
    columns: Vec<AnswerColumn<'a>>,
    fields: records::HeadingColumns,
}

/// A row of the table whose answers keep all rules.
#[derive(Debug)]
pub struct FillRow {
    /// The row in the table.
    pub(crate) row: usize,
    answers: Answers,
}

impl<'a> FillJob<'a> {
    /// The job, if the headings are right, and what is said of the table.
    ///
    /// # Errors
    /// The file is another form's or another city's, or everything found in the table as a whole, some of it a fault.
    pub fn new(wanted: FillRequest<'a>, grid: CellGrid) -> Result<WithDiagnostics<FillJob<'a>>, Vec<Diagnostic>> {
        let form = wanted.form;
        if let Some(other) = grid.of_form.as_deref().filter(|other| *other != form.id.as_str()) {
            return Err(vec![Diagnostic::new(message!(say::ANOTHER_FORM, other, form = &form.id), grid.file.clone())]);
        }
        let city = form.office.city.as_ref().map(|city| city.id.as_str());
        if let Some(other) = grid.of_city.as_deref().filter(|other| Some(*other) != city) {
            return Err(vec![Diagnostic::new(message!(say::ANOTHER_CITY, other), grid.file.clone())]);
        }
        let known = form.columns(&BTreeMap::new());
        let names = HeadingNames::new(&known, form);
        let mut diagnostics = Vec::new();
        let table = records::table(grid, &names).collect_into(&mut diagnostics);
        let columns = form.columns(&records::repeat_rows(&table, &names));
        let fields = records::heading_columns(&table, &columns, form).collect_into(&mut diagnostics);
        if table.rows.is_empty() && !has_errors(&diagnostics) {
            diagnostics.push(Diagnostic::new(message!(say::DATA_EMPTY, form = &form.id), table.file.clone()));
        }
        if has_errors(&diagnostics) {
            return Err(diagnostics);
        }
        Ok(WithDiagnostics { value: FillJob { request: wanted, table, columns, fields }, diagnostics })
    }

    /// How many rows the table has.
    pub(crate) fn row_count(&self) -> usize {
        self.table.rows.len()
    }

    /// The rows that can be printed, and the faults of the others.
    pub fn checked_rows(&self) -> WithDiagnostics<Vec<FillRow>> {
        let FillRequest { form, partial, .. } = self.request;
        let rules = RuleChecker { form, today: form.as_of, partial };
        let read =
            |row: &RecordRow| (row.number, records::answers(&self.table, row, &self.columns, &self.fields, &rules));
        let read: Vec<(usize, records::RecordAnswers)> = self.table.rows.par_iter().map(read).collect();
        let mut diagnostics = Vec::new();
        let twice =
            records::compare_rows(&self.table, &self.columns, &self.fields, form, &read).collect_into(&mut diagnostics);
        let mut copies = Vec::new();
        for (row, read) in read {
            if !has_errors(&read.faults) && !twice.contains(&row) {
                copies.push(FillRow { row, answers: read.answers });
            }
            diagnostics.extend(read.faults);
        }
        WithDiagnostics { value: copies, diagnostics }
    }

    /// The rows that a copy's tables have, where those are more than the form's.
    fn table_rows(&self, copy: &FillRow) -> BTreeMap<Name, u32> {
        let mut rows: BTreeMap<Name, u32> = BTreeMap::new();
        for column in self.columns.iter().filter(|column| copy.answers.contains_key(&column.name)) {
            let Some(row) = &column.row else { continue };
            let Some(number) = row.number() else { continue };
            let most = rows.entry(row.repeat.clone()).or_default();
            *most = number.max(*most);
        }
        rows.retain(|table, number| *number > blank_rows(self.request.form, table));
        rows
    }

    /// The whole answers of these columns, for a continuation sheet.
    fn continuation_answers(
        &self,
        copy: &FillRow,
        columns: &BTreeSet<AnswerName>,
    ) -> Result<Vec<OverflowAnswer>, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut rest = Vec::new();
        for column in self.columns.iter().filter(|column| columns.contains(&column.name)) {
            let Some(answer) = copy.answers.get(&column.name) else { continue };
            let text = column.answer_text(answer);
            let count = text.chars().count();
            if count > MAX_ANSWER_CHARACTERS {
                let message = partial_message!(say::TOO_MUCH, [column], count, most = MAX_ANSWER_CHARACTERS);
                faults.push(self.answer_diagnostic(copy.row, &column.name, message));
            }
            rest.push(OverflowAnswer { number: column.number, label: column.label.clone(), text });
        }
        if faults.is_empty() { Ok(rest) } else { Err(faults) }
    }

    fn answer_diagnostic(&self, row: usize, name: &AnswerName, message: PartialMessage) -> Diagnostic {
        let place = RowLocation { file: &self.table.file, row, columns: &self.fields.column_numbers };
        let title =
            self.columns.iter().find(|column| column.name == *name).map(AnswerColumn::title).unwrap_or_default();
        Diagnostic::new(message.fill(title), place.cell(name))
    }

    fn misfit_diagnostic(&self, row: usize, misfit: &filling::FillError) -> Diagnostic {
        let message = match misfit.reason {
            filling::FillErrorReason::NoPlace => {
                partial_message!(say::NO_PLACE, [column], value = excerpt(&misfit.text))
            }
            filling::FillErrorReason::NoGlyph(character) => {
                partial_message!(say::UNPRINTABLE, [column], character, code = code_point(character))
            }
        };
        self.answer_diagnostic(row, &misfit.column, message)
    }
}

/// A job with the blank sheets and their faces.
#[derive(Debug)]
pub struct FillRenderer<'a> {
    job: &'a FillJob<'a>,
    fonts: &'a Fonts,
    blank: PaperDocument,
    font_set: FontSet,
}

impl<'a> FillRenderer<'a> {
    /// Lays out the form and makes ready what is typed in these copies.
    ///
    /// # Errors
    /// What is wrong with the form's layout, or with the fonts.
    pub fn new(
        job: &'a FillJob<'a>,
        copies: &[FillRow],
        fonts: &'a Fonts,
    ) -> Result<FillRenderer<'a>, Vec<Diagnostic>> {
        let FillRequest { form, flatten, .. } = job.request;
        let blank = lay_out(form, &BTreeMap::new(), &[], fonts)?;
        let faces = pdf::font_set(fonts, &pdf::characters_by_face(&blank))?;
        let faces = if flatten { faces } else { faces.with_typing(typing_font(copies, fonts)?) };
        Ok(FillRenderer { job, fonts, blank, font_set: faces })
    }

    /// The pages of a copy without continuation sheets.
    pub(crate) fn page_count(&self) -> usize {
        self.blank.pages.len()
    }

    /// The blank sheets for a copy, with continuation sheets where its tables are longer than the form's, and for what
    /// has no room in its cells.
    fn blank_sheets(
        &self,
        rows: &BTreeMap<Name, u32>,
        rest: &[OverflowAnswer],
    ) -> Result<Cow<'_, PaperDocument>, Vec<Diagnostic>> {
        if rows.is_empty() && rest.is_empty() {
            return Ok(Cow::Borrowed(&self.blank));
        }
        lay_out(self.job.request.form, rows, rest, self.fonts).map(Cow::Owned)
    }

    fn filled_sheets(&self, copy: &FillRow) -> Result<PaperDocument, Vec<Diagnostic>> {
        let entries = FieldValues::of(&self.job.columns, &copy.answers);
        let rows = self.job.table_rows(copy);
        let fill = |rest: &[OverflowAnswer]| {
            filling::fill_document(self.blank_sheets(&rows, rest)?.as_ref(), &entries, self.fonts).map_err(|misfits| {
                misfits.iter().map(|misfit| self.job.misfit_diagnostic(copy.row, misfit)).collect::<Vec<Diagnostic>>()
            })
        };
        let mut filled = fill(&[])?;
        if !filled.overflow.is_empty() {
            filled = fill(&self.job.continuation_answers(copy, &filled.overflow)?)?;
        }
        let sheets = filled.document;
        Ok(if self.job.request.flatten { filling::flatten_document(sheets, self.fonts) } else { sheets })
    }

    fn render_sheets(&self, sheets: &PaperDocument) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let options = pdf::PdfFileOptions { fillable: !self.job.request.flatten };
        let faces = self.font_set.with_body(self.fonts, sheets)?.with_office(self.fonts, sheets)?;
        Ok(pdf::pdf(sheets, &faces, &options))
    }

    /// The PDF of one copy.
    ///
    /// # Errors
    /// What does not fit or cannot be printed.
    pub fn render_copy(&self, copy: &FillRow) -> Result<Vec<u8>, Vec<Diagnostic>> {
        self.render_sheets(&self.filled_sheets(copy)?)
    }

    /// All copies in one file, to be printed on both sides; those that do not fit are left out and
    /// their faults are beside it. `None` where none is left.
    pub(crate) fn render_combined(
        &self,
        copies: &[FillRow],
        step: &(dyn Fn() + Sync),
    ) -> WithDiagnostics<Option<Vec<u8>>> {
        let filled = |copy: &FillRow| {
            let filled = self.filled_sheets(copy);
            step();
            filled
        };
        let all: Vec<Result<PaperDocument, Vec<Diagnostic>>> = copies.par_iter().map(filled).collect();
        let mut diagnostics = Vec::new();
        let mut parts = Vec::new();
        for filled in all {
            match filled {
                Ok(sheets) => parts.push(sheets),
                Err(faults) => diagnostics.extend(faults),
            }
        }
        if parts.is_empty() {
            return WithDiagnostics { value: None, diagnostics };
        }
        let whole = stack::combine(parts, self.blank.metadata.clone());
        let value = self.render_sheets(&whole).map_err(|faults| diagnostics.extend(faults)).ok();
        WithDiagnostics { value, diagnostics }
    }
}

/// A form with at least these numbers of rows in its tables, and these answers on continuation sheets.
fn lay_out(
    form: &IssuedForm,
    rows: &BTreeMap<Name, u32>,
    rest: &[OverflowAnswer],
    fonts: &Fonts,
) -> Result<PaperDocument, Vec<Diagnostic>> {
    let laid = paper::form_document_with_rows(form, paper::PrintLayout::Regular, rows, rest, fonts);
    if laid.diagnostics.is_empty() { Ok(laid.value) } else { Err(laid.diagnostics) }
}

/// How many blank rows a form gives a table.
fn blank_rows(form: &IssuedForm, table: &Name) -> u32 {
    match form.items().find(|item| item.name.value == *table).map(|item| &item.kind) {
        Some(IssuedKind::Repeat { blank_rows, .. }) => *blank_rows,
        _ => 0,
    }
}

/// The font to type with, which holds what is filled in.
fn typing_font(copies: &[FillRow], fonts: &Fonts) -> Result<Arc<TypingFont>, Vec<Diagnostic>> {
    let mut characters: BTreeSet<char> = pdf::gb2312_level_1();
    characters.insert(LONG_DASH);
    for answer in copies.iter().flat_map(|copy| copy.answers.values()) {
        if let Answer::Text(text) = answer {
            characters.extend(text.chars().filter(|c| !c.is_control()));
        }
    }
    pdf::typing_font(fonts, &characters).map(Arc::new).map_err(|fault| vec![fault])
}
