//! What a page says of itself where its document has run out: once for every output, in words its reader understands.

use jiff::civil::Date;

use super::facts::Document;
use super::page::Page;
use super::site::Site;
use super::terms;

/// A line for the top of a page, in parts, and sentences for paper, which nobody can look up.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// What is over, up to what is to be done.
    pub ended: String,
    /// What to do, which on a page leads to the offices.
    pub ask: &'static str,
    pub stop: &'static str,
    /// The same with the day, as paper says it.
    pub sentences: [String; 2],
    /// Where that is not the site's.
    pub language: Option<&'static str>,
}

/// Whom the words are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Anyone,
    /// Of easy words.
    Easy,
    /// Of English.
    English,
}

/// What stands on a page whose `document:` ran until a day before `as_of`; nothing while it runs.
pub fn over(site: &Site, page: &Page) -> Option<Over> {
    let document = site.facts.document(&page.document.as_ref()?.value)?;
    let is_english = page.language.as_deref().is_some_and(|tag| tag == "en" || tag.starts_with("en-"));
    let reader = match page.easy_read_of {
        _ if is_english => Reader::English,
        Some(_) => Reader::Easy,
        None => Reader::Anyone,
    };
    of_document(document, site.settings.as_of, reader)
}

/// The words of a document that ran until a day before `as_of`.
pub fn of_document(document: &Document, as_of: Date, reader: Reader) -> Option<Over> {
    let until = document.until.filter(|until| *until < as_of)?;
    let (year, day) = (until.year(), terms::day(until));
    let called = document.called.as_deref().unwrap_or(terms::PLAN);
    Some(match reader {
        Reader::English => Over {
            ended: format!("The programme on this page ended in {year}. "),
            ask: "Ask your local disabled persons’ federation first",
            stop: ".",
            sentences: [
                format!("The programme ended in {year}."),
                "Ask your local disabled persons’ federation what help there is today.".to_owned(),
            ],
            language: Some("en"),
        },
        Reader::Easy => Over {
            ended: format!("这个{called}{year}年结束了。"),
            ask: "现在有没有帮助，请问残联",
            stop: terms::STOP,
            sentences: [format!("这个{called}{year}年结束了。"), "现在有没有这样的帮助，请问残联。".to_owned()],
            language: None,
        },
        Reader::Anyone => Over {
            ended: format!("{called}{year}年已到期，"),
            ask: "先问当地残联",
            stop: terms::STOP,
            sentences: [
                format!("这个{called}的期限到{day}，已经过了。"),
                "现在有没有这些帮助、怎么办，请先问当地残联。".to_owned(),
            ],
            language: None,
        },
    })
}
