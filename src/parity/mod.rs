//! Finished outputs read back and held against the form that was issued.
//!
//! - In: the bytes of a finished output, and the form as it was issued (`IssuedForm`).
//! - Out: how much was compared, and each difference.
//! - May not know: the writers of outputs (`paper`, `outputs`), only what they have to say. Pages are read by
//!   html5gum, PDFs by hayro-syntax, which have written none of them.
//!
//! Nothing here knows how an output is made: it reads bytes, as those do who use them.
//!
//! 1. [`html_page`] (by [`html_tree`]) and [`document`] (by [`structure_tree`], [`content_stream`] and [`pdf`]) read an output: a [`ReadContent`](read_content::ReadContent) of words and places; [`table`] reads
//!    headings and what is explained of them
//! 2. [`expected`] lists what a form asks and says, each entry of [`expected_piece`]s
//!    [`parity_cache`] keeps (by [`Kept`](crate::cache::Cache)) what many outputs of one form have in common
//! 3. [`compare`] and [`columns`] hold the one against the other: a [`ParityDifference`] for each thing that is not the same
//! 4. [`diagnostics`] puts differences in words
//!
//! What publicises asks nothing: [`publicity_texts`] looks for its texts.

pub(crate) mod columns;
pub mod compare;
pub(crate) mod content_stream;
pub(crate) mod diagnostics;
pub(crate) mod document;
pub(crate) mod expected;
pub(crate) mod expected_piece;
pub(crate) mod html_page;
pub(crate) mod html_tree;
pub(crate) mod parity_cache;
pub(crate) mod pdf;
pub(crate) mod publicity_texts;
pub(crate) mod read_content;
pub(crate) mod structure_tree;
pub(crate) mod table;

use crate::file_content::FileContent;
use crate::model::IssuedForm;
use compare::{ParityDifference, ParityFault, Strictness, differences};
use expected::{ExpectedMedium, expected_head};
use expected_piece::ExpectedEntry;
use parity_cache::ParityCache;
use read_content::ReadContent;

/// What kind of output some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParityOutput {
    /// A PDF of one form's sheets, to write or to type in.
    Sheets,
    /// A page with the form to fill in and its explanations.
    Page,
    /// A page with the form to fill in alone.
    Questionnaire,
    Csv,
    Workbook,
}

/// What was found in an output.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutputComparison {
    /// Numbered items that were looked for.
    pub(crate) items: usize,
    /// Places to answer that were met; of tables the columns.
    pub places: usize,
    pub differences: Vec<ParityDifference>,
}

/// Reads an output of a form and holds it against what was issued.
pub fn compare(
    output: ParityOutput,
    content: &FileContent,
    form: &IssuedForm,
    known: &ParityCache,
) -> OutputComparison {
    let on_page = (output == ParityOutput::Page).then(|| form.on_page());
    let form = on_page.as_ref().unwrap_or(form);
    let items = expected::numbered_items(form);
    let held = |medium: ExpectedMedium, reading: &ReadContent, strictness: Strictness| {
        differences(&expected_head(form, medium), &known.list(form, medium), reading, strictness, &known.matched_ends)
    };
    let bytes = || content.to_bytes();
    let found = match output {
        ParityOutput::Sheets => document::read_document(content, &known.documents).map(|sheets| {
            let mut found = held(ExpectedMedium::Sheet, &sheets.content, Strictness::Exact);
            found.extend(tab_order_difference(&sheets, form));
            (sheets.content.fields.len(), found)
        }),
        ParityOutput::Page | ParityOutput::Questionnaire => {
            let page = known.pages.read_page(&bytes(), *form.body.digest());
            let mut found = held(ExpectedMedium::Page, &page.form, Strictness::Loose);
            if output == ParityOutput::Page {
                found.extend(held(ExpectedMedium::Guide, &page.rest, Strictness::Loose));
            }
            Some((page.form.fields.len(), found))
        }
        ParityOutput::Csv | ParityOutput::Workbook => {
            let read = if output == ParityOutput::Csv {
                table::csv_columns(&bytes(), form)
            } else {
                table::workbook_columns(&bytes(), form)
            };
            read.map(|columns| {
                let (head, body) =
                    (expected_head(form, ExpectedMedium::Table), known.list(form, ExpectedMedium::Table));
                let list: Vec<&ExpectedEntry> = head.iter().chain(&body.entries).collect();
                (columns.len(), columns::column_differences(&list, &columns))
            })
        }
    };
    match found {
        Some((places, differences)) => OutputComparison { items, places, differences },
        None => OutputComparison { items, places: 0, differences: vec![unreadable_difference(form)] },
    }
}

/// Pages and forms of a booklet; `None` where it cannot be read or lacks one of the forms.
pub fn booklet_pages<'a>(content: &FileContent, forms: impl IntoIterator<Item = &'a IssuedForm>) -> Option<usize> {
    let (pages, titles) = document::read_booklet(content)?;
    let mut titles = titles.iter();
    let has = |form: &IssuedForm| titles.any(|title| title.contains(&*form.title.zh));
    forms.into_iter().all(has).then_some(pages)
}

/// The tab key meets fields in the order in which they are read.
fn tab_order_difference(sheets: &document::ReadDocument, form: &IssuedForm) -> Option<ParityDifference> {
    let name = sheets.misplaced_field.clone()?;
    let fault = ParityFault::Order(name.clone());
    Some(ParityDifference { span: Some(form.span), label: form.title.zh.clone(), fault, excerpt: name })
}

fn unreadable_difference(form: &IssuedForm) -> ParityDifference {
    ParityDifference {
        span: Some(form.span),
        label: form.title.zh.clone(),
        fault: ParityFault::Unreadable,
        excerpt: String::new(),
    }
}
