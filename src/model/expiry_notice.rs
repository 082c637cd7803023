//! The notice on a page after the last day of its document, for all outputs, in words for its readers.

use jiff::civil::Date;

use super::facts::PolicyDocument;
use super::fixed_text;
use super::page::Page;
use super::site::Site;

/// An expiry notice: a line for the top of a page, in parts, and two sentences for paper, where no link can be
/// followed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpiryNotice {
    /// What is over, up to what is to be done.
    pub(crate) statement: String,
    /// What to do, which on a page leads to the offices.
    pub(crate) advice: &'static str,
    pub(crate) full_stop: &'static str,
    /// The same with the day, as paper says it.
    pub(crate) sentences: [String; 2],
    /// Where that is not the site's.
    pub(crate) language: Option<&'static str>,
}

/// The readers that a notice is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeReader {
    Anyone,
    /// Of easy words.
    Easy,
    /// Of English.
    English,
}

/// What stands on a page whose `document:` ran until a day before `as_of`; nothing while it runs.
pub(crate) fn of_page(site: &Site, page: &Page) -> Option<ExpiryNotice> {
    let document = site.facts.document(&page.document.as_ref()?.value)?;
    let is_english = page.language.as_deref().is_some_and(|tag| tag == "en" || tag.starts_with("en-"));
    let reader = match page.easy_read_of {
        _ if is_english => NoticeReader::English,
        Some(_) => NoticeReader::Easy,
        None => NoticeReader::Anyone,
    };
    of_document(document, site.settings.as_of, reader)
}

/// The words of a document that ran until a day before `as_of`.
pub(crate) fn of_document(document: &PolicyDocument, as_of: Date, reader: NoticeReader) -> Option<ExpiryNotice> {
    let until = document.until.filter(|until| *until < as_of)?;
    let (year, day) = (until.year(), fixed_text::day(until));
    let called = document.short_title.as_deref().unwrap_or(fixed_text::PLAN);
    Some(match reader {
        NoticeReader::English => ExpiryNotice {
            statement: format!("The programme on this page ended in {year}. "),
            advice: "Ask your local disabled persons’ federation first",
            full_stop: ".",
            sentences: [
                format!("The programme ended in {year}."),
                "Ask your local disabled persons’ federation what help there is today.".to_owned(),
            ],
            language: Some("en"),
        },
        NoticeReader::Easy => ExpiryNotice {
            statement: format!("这个{called}{year}年结束了。"),
            advice: "现在有没有帮助，请问残联",
            full_stop: fixed_text::FULL_STOP,
            sentences: [format!("这个{called}{year}年结束了。"), "现在有没有这样的帮助，请问残联。".to_owned()],
            language: None,
        },
        NoticeReader::Anyone => ExpiryNotice {
            statement: format!("{called}{year}年已到期，"),
            advice: "先问当地残联",
            full_stop: fixed_text::FULL_STOP,
            sentences: [
                format!("这个{called}的期限到{day}，已经过了。"),
                "现在有没有这些帮助、怎么办，请先问当地残联。".to_owned(),
            ],
            language: None,
        },
    })
}
