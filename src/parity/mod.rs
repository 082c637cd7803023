//! Comparison of finished outputs with the issued form: every output is read back from its bytes, as its users read it.
//!
//! - In: the bytes of a finished output ([`FileContent`]), and the form or the publicity as it was issued.
//! - Out: an [`OutputComparison`]: how much was compared, and a [`ParityDifference`] for each difference; a diagnostic of each.
//! - May not know: the writers of outputs (`paper`, `outputs`), only what their outputs must contain. Pages are read by
//!   html5gum, PDFs by hayro-syntax, which have written none of them.
//!
//! 1. [`html_page`] (with [`html_tree`]) and [`document`] (with [`structure_tree`], [`content_stream`] and [`pdf`]) read an
//!    output as a [`ReadContent`] of characters and fields; [`table`] reads headings and their
//!    explanations.
//! 2. [`expected`] (with [`expected_agreement`]) lists what a form asks and prints, each entry made of [`expected_piece`]s.
//!    [`parity_cache`] keeps (in a [`Cache`](crate::cache::Cache)) what many outputs of one form have in common.
//! 3. [`compare`](mod@compare) and [`columns`] compare the two.
//! 4. [`diagnostics`] turns differences into diagnostics.
//!
//! Publicity asks no questions: [`publicity_texts`] looks for its texts.

pub(crate) mod columns;
pub mod compare;
pub(crate) mod content_stream;
pub(crate) mod diagnostics;
pub(crate) mod document;
pub(crate) mod expected;
mod expected_agreement;
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

/// The kind of output that is read back: a PDF, a page or a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParityOutput {
    /// A PDF of one form, to print or to fill in on a screen.
    Sheets,
    /// An HTML page with the form to fill in and its explanations.
    Page,
    /// An HTML page with the form to fill in, without explanations.
    Questionnaire,
    Csv,
    Workbook,
}

/// The result of comparing one output with its form: counts and differences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutputComparison {
    /// Numbered items of the form.
    pub(crate) items: usize,
    /// Fields that were read in the output; columns of a table.
    pub places: usize,
    pub differences: Vec<ParityDifference>,
}

/// Reads an output of a form and compares it with the issued form.
pub fn compare(
    output: ParityOutput,
    content: &FileContent,
    form: &IssuedForm,
    cache: &ParityCache,
) -> OutputComparison {
    let on_page = (output == ParityOutput::Page).then(|| form.on_page());
    let form = on_page.as_ref().unwrap_or(form);
    let items = expected::numbered_items(form);
    let compare_content = |medium: ExpectedMedium, read: &ReadContent, strictness: Strictness| {
        differences(&expected_head(form, medium), &cache.list(form, medium), read, strictness, &cache.matched_ends)
    };
    let bytes = || content.to_bytes();
    let found = match output {
        ParityOutput::Sheets => document::read_document(content, &cache.documents).map(|document| {
            let mut found = compare_content(ExpectedMedium::Sheet, &document.content, Strictness::Exact);
            found.extend(tab_order_difference(&document, form));
            (document.content.fields.len(), found)
        }),
        ParityOutput::Page | ParityOutput::Questionnaire => {
            let page = cache.pages.read_page(&bytes(), *form.body.digest());
            let mut found = compare_content(ExpectedMedium::Page, &page.form, Strictness::Loose);
            if output == ParityOutput::Page {
                found.extend(compare_content(ExpectedMedium::Guide, &page.rest, Strictness::Loose));
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
                    (expected_head(form, ExpectedMedium::Table), cache.list(form, ExpectedMedium::Table));
                let entries: Vec<&ExpectedEntry> = head.iter().chain(&body.entries).collect();
                (columns.len(), columns::column_differences(&entries, &columns))
            })
        }
    };
    match found {
        Some((places, differences)) => OutputComparison { items, places, differences },
        None => OutputComparison { items, places: 0, differences: vec![unreadable_difference(form)] },
    }
}

/// The number of pages of a booklet; `None` if the booklet cannot be read or its outline lacks one of the forms, in order.
pub fn booklet_pages<'a>(content: &FileContent, forms: impl IntoIterator<Item = &'a IssuedForm>) -> Option<usize> {
    let (pages, titles) = document::read_booklet(content)?;
    let mut titles = titles.iter();
    let is_next_title = |form: &IssuedForm| titles.any(|title| title.contains(&*form.title.zh));
    forms.into_iter().all(is_next_title).then_some(pages)
}

/// The difference of a document in which the tab key reaches fields in another order than they are read; `None` if the orders
/// agree.
fn tab_order_difference(document: &document::ReadDocument, form: &IssuedForm) -> Option<ParityDifference> {
    let name = document.misplaced_field.clone()?;
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
