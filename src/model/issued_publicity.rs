//! A publicity product of one office: the content of a page for paper, with texts resolved and facts inserted.
//!
//! It stands between pages ([`super::page`]) and paper, as [`super::issued`] does for forms; [`super::issue_publicity`] makes it.

use std::sync::Arc;

use jiff::civil::Date;

use super::fixed_text;
use super::name::Name;
use super::once_value::OnceValue;
use super::pictogram::Pictogram;
use super::publicity::{Accent, PaperInsert, Publicity};
use crate::digest::digest;
use crate::source::{Span, Spanned};

/// A page as the publicity product of one office, or the generic one.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedPublicity {
    pub kind: Publicity,
    /// The page's path below `content/`.
    pub page: String,
    pub(crate) title: Spanned<String>,
    pub(crate) summary: Option<String>,
    /// The page's own.
    pub(crate) pictogram: Option<Arc<Pictogram>>,
    pub(crate) programme: String,
    /// That the plan is a draft, as every page of the site says it.
    pub(crate) notice: String,
    /// BCP 47.
    pub(crate) language: String,
    pub(crate) as_of: Date,
    pub(crate) accent: Accent,
    /// The city of the office, by id and name; none of the generic one.
    pub(crate) city: Option<(Name, String)>,
    /// What is known of the office, in the order in which it is printed: label, and words or a blank.
    pub(crate) contacts: Vec<(&'static str, Option<String>)>,
    /// The public address of the city's page, of all cities' or of the page in easy words; none where no base URL is known.
    pub(crate) url: Option<String>,
    /// Until when the document ran, a sentence each; none while it runs.
    pub(crate) expiry_notice: Vec<String>,
    pub(crate) blocks: Vec<PublicityBlock>,
    pub(crate) span: Span,
    pub(super) digest: OnceValue<[u8; 32]>,
}

/// A block of a publicity product.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) enum PublicityBlock {
    /// `level` from 2.
    Heading {
        level: u8,
        line: PublicityLine,
    },
    Paragraph(PublicityLine),
    /// Numbered from `first` on, or not at all.
    List {
        first: Option<u64>,
        items: Vec<PublicityItem>,
    },
    Quote(Vec<PublicityBlock>),
    Insert(PaperInsert),
}

/// An item of a list, with the items nested below it.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) struct PublicityItem {
    pub(crate) line: PublicityLine,
    pub(crate) children: Vec<PublicityItem>,
}

/// The text of a paragraph, heading or list item.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub(crate) struct PublicityLine {
    /// Beside it, for those who read little.
    pub(crate) pictogram: Option<Arc<Pictogram>>,
    pub(crate) words: Vec<PublicityRun>,
}

/// A run of text of one weight; `\n` in it breaks the line.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) struct PublicityRun {
    pub(crate) text: String,
    pub(crate) strong: bool,
}

impl PublicityLine {
    /// All of it as one text.
    pub(crate) fn text(&self) -> String {
        self.words.iter().map(|words| words.text.as_str()).collect()
    }
}

impl IssuedPublicity {
    /// The name of the office, where it is known.
    pub(crate) fn office(&self) -> Option<&str> {
        self.contacts.first().and_then(|(_, name)| name.as_deref())
    }

    /// The address of the web as people read and type it: without scheme and the last `/`.
    pub(crate) fn display_url(&self) -> Option<&str> {
        let url = self.url.as_deref()?;
        let host = url.split_once("://").map_or(url, |(_, host)| host);
        Some(host.strip_suffix('/').unwrap_or(host))
    }

    /// What tells it from what says anything else.
    pub(crate) fn digest(&self) -> &[u8; 32] {
        self.digest.get_or_compute(|| digest(self))
    }

    /// Every text that the paper says, in the order in which it is read.
    pub(crate) fn texts(&self) -> Vec<String> {
        let city = self.city.as_ref().map(|(_, name)| name.clone());
        let head = [Some(self.programme.clone()), city, Some(self.title.value.clone()), self.summary.clone()];
        let mut says: Vec<String> = head.into_iter().flatten().collect();
        if self.kind == Publicity::EasyRead {
            says.extend(self.expiry_notice.iter().cloned());
        }
        self.add_blocks(&self.blocks, &mut says);
        says.push(self.notice.clone());
        says
    }

    fn add_blocks(&self, blocks: &[PublicityBlock], says: &mut Vec<String>) {
        for block in blocks {
            match block {
                PublicityBlock::Heading { line, .. } | PublicityBlock::Paragraph(line) => says.push(line.text()),
                PublicityBlock::List { items, .. } => add_items(items, says),
                PublicityBlock::Quote(inner) => self.add_blocks(inner, says),
                PublicityBlock::Insert(PaperInsert::Until) => says.extend(self.expiry_notice.iter().cloned()),
                PublicityBlock::Insert(PaperInsert::Office) => {
                    for (label, value) in &self.contacts {
                        says.extend([(*label).to_owned()].into_iter().chain(value.clone()));
                    }
                }
                PublicityBlock::Insert(PaperInsert::Code) => {
                    says.push(self.display_url().unwrap_or(fixed_text::ASK_THE_OFFICE).to_owned());
                }
                PublicityBlock::Insert(PaperInsert::Signature) => says.extend(self.office().map(ToOwned::to_owned)),
                PublicityBlock::Insert(PaperInsert::Fold | PaperInsert::Addressee) => {}
            }
        }
    }
}

fn add_items(items: &[PublicityItem], says: &mut Vec<String>) {
    for item in items {
        says.push(item.line.text());
        add_items(&item.children, says);
    }
}
