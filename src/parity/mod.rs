//! Finished outputs read back and held against the form that was issued.
//!
//! Nothing here knows how an output is made: it reads bytes, as those do who use them.
//!
//! 1. [`page`] (by [`tree`]) and [`sheet`] (by [`structure`], [`contents`] and [`pdf`]) read an output: a [`Reading`](reading::Reading) of words and places; [`table`] reads
//!    headings and what is explained of them
//! 2. [`asked`] lists what a form asks and says, each entry of [`piece`]s
//!    [`known`] keeps (by [`Kept`](crate::kept::Kept)) what many outputs of one form have in common
//! 3. [`compare`] and [`columns`] hold the one against the other: a [`Difference`] for each thing that is not the same
//! 4. [`said`] puts differences in words
//!
//! What publicises asks nothing: [`publicity`] looks for its texts.

pub mod asked;
pub mod columns;
pub mod compare;
pub mod contents;
pub mod known;
pub mod page;
pub mod pdf;
pub mod piece;
pub mod publicity;
pub mod reading;
pub mod said;
pub mod sheet;
pub mod structure;
pub mod table;
pub mod tree;

use crate::content::Content;
use crate::model::IssuedForm;
use asked::{Medium, head};
use compare::{Difference, Fault, Strictness, differences};
use known::Known;
use piece::Asked;
use reading::Reading;

/// What kind of output some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Output {
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
pub struct Compared {
    /// Numbered items that were looked for.
    pub items: usize,
    /// Places to answer that were met; of tables the columns.
    pub places: usize,
    pub differences: Vec<Difference>,
}

/// Reads an output of a form and holds it against what was issued.
pub fn compare(output: Output, content: &Content, form: &IssuedForm, known: &Known) -> Compared {
    let on_page = (output == Output::Page).then(|| form.on_page());
    let form = on_page.as_ref().unwrap_or(form);
    let items = asked::items(form);
    let held = |medium: Medium, reading: &Reading, strictness: Strictness| {
        differences(&head(form, medium), &known.list(form, medium), reading, strictness, &known.agreed)
    };
    let bytes = || content.to_bytes();
    let found = match output {
        Output::Sheets => sheet::sheets(content, &known.files).map(|sheets| {
            let mut found = held(Medium::Sheet, &sheets.reading, Strictness::Exact);
            found.extend(tabs(&sheets, form));
            (sheets.reading.places.len(), found)
        }),
        Output::Page | Output::Questionnaire => {
            let page = known.pages.page(&bytes(), *form.body.digest());
            let mut found = held(Medium::Page, &page.form, Strictness::Loose);
            if output == Output::Page {
                found.extend(held(Medium::Guide, &page.rest, Strictness::Loose));
            }
            Some((page.form.places.len(), found))
        }
        Output::Csv | Output::Workbook => {
            let read = if output == Output::Csv { table::csv(&bytes(), form) } else { table::workbook(&bytes(), form) };
            read.map(|columns| {
                let (head, body) = (head(form, Medium::Table), known.list(form, Medium::Table));
                let list: Vec<&Asked> = head.iter().chain(&body.entries).collect();
                (columns.len(), columns::differences(&list, &columns))
            })
        }
    };
    match found {
        Some((places, differences)) => Compared { items, places, differences },
        None => Compared { items, places: 0, differences: vec![unreadable(form)] },
    }
}

/// Pages and forms of a booklet; `None` where it cannot be read or lacks one of the forms.
pub fn bound<'a>(content: &Content, forms: impl IntoIterator<Item = &'a IssuedForm>) -> Option<usize> {
    let (pages, titles) = sheet::bound(content)?;
    let mut titles = titles.iter();
    let has = |form: &IssuedForm| titles.any(|title| title.contains(&*form.title.zh));
    forms.into_iter().all(has).then_some(pages)
}

/// The tab key meets fields in the order in which they are read.
fn tabs(sheets: &sheet::Sheets, form: &IssuedForm) -> Option<Difference> {
    let name = sheets.astray.clone()?;
    let fault = Fault::Order(name.clone());
    Some(Difference { span: Some(form.span), called: form.title.zh.clone(), fault, says: name })
}

fn unreadable(form: &IssuedForm) -> Difference {
    Difference { span: Some(form.span), called: form.title.zh.clone(), fault: Fault::Unreadable, says: String::new() }
}
