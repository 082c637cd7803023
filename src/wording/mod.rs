//! Every word formpress says to the people who run it, in Chinese and English, and nowhere else.
//!
//! - In: nothing; the tables are constants.
//! - Out: [`Message`] and [`Phrase`], to be filled with arguments in the reader's [`Lang`].
//! - May not know: which file says a message, and where it is shown.
//!
//! A [`Message`] is a row of a table: what happened and what to do, in both languages, with
//! `{names}` to be filled from a diagnostic's arguments. The tables are split by the floor that
//! speaks; words printed on the paper or the pages are not here but in the sources and templates, except what an office's
//! form differs in ([`overlays`]), which command and page say alike.

/// Constants of messages, and a list of them, which Rust cannot make of constants by itself; what does not say its level is
/// an error.
macro_rules! messages {
    ($($(#[$doc:meta])* pub const $name:ident: $type:ty = $message:ident {
        code: $code:expr, zh: $zh:expr, en: $en:expr $(, level: $level:ident)? $(,)?
    };)+) => {
        $($(#[$doc])* pub const $name: $type =
            $message { code: $code, zh: $zh, en: $en, level: messages!(@ $($level)?) };)+

        /// Every message of this file.
        pub const ALL: &[&$crate::wording::Message] = &[$(&$name),+];
    };
    (@) => { $crate::wording::Severity::Error };
    (@ $level:ident) => { $crate::wording::Severity::$level };
}

pub mod attachment;
pub mod check;
pub mod cli;
pub mod codes;
pub mod diagnostic_policy;
pub mod figures;
pub mod fill;
pub mod law;
pub mod load;
pub mod output;
pub mod overlays;
pub mod page;
pub mod parity;
pub mod persons;
pub mod pictogram;
pub mod pipeline;
pub mod prose;
pub mod publishing;
pub mod records;
pub mod release;
pub mod rules;
pub mod search;
pub mod syntax;
mod tables;
pub mod trace;

/// The language of messages (not of the site, which is the sources' own).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

/// What happened, and what to do about it, in both languages.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// A stable name, as printed in brackets and in the JSON report.
    pub code: &'static str,
    /// `[what happened, what to do]`
    pub zh: [&'static str; 2],
    /// `[what happened, what to do]`
    pub en: [&'static str; 2],
    /// How much it matters, unless the place or `site.yaml` says otherwise.
    pub level: Severity,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build is refused.
    Error,
    /// Reported; the build goes on.
    Warning,
    /// The sources leave it open: a written default or an empty blank is used, and somebody must decide.
    Undecided,
    /// Known, and accepted with a reason: a contradiction of the data, or a finding that `site.yaml` names.
    Acknowledged,
}

/// Something said that is no fault: help, progress, a summary.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Phrase {
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The phrase with `{names}` filled.
    pub fn fill(&self, lang: Lang, arguments: &[(&'static str, String)]) -> String {
        fill(self.text(lang), arguments)
    }
}

impl Message {
    /// What happened and what to do, with `{names}` filled.
    pub fn fill(&self, lang: Lang, arguments: &[(&'static str, String)]) -> [String; 2] {
        let [what, hint] = match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        };
        [fill(what, arguments), fill(hint, arguments)]
    }
}

/// Replaces each `{name}` of a template by its argument; a name without an argument stays as it is.
pub fn fill(template: &str, arguments: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let argument = from.find('}').and_then(|close| {
            let name = &from[1..close];
            arguments.iter().find(|(n, _)| *n == name).map(|(_, value)| (value, close))
        });
        match argument {
            Some((value, close)) => {
                out.push_str(value);
                rest = &from[close + 1..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
