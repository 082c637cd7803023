//! The type of a rule: its manual, its messages, and its function.

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{Lang, Message, rules};

/// A rule of `check`, with its manual.
pub struct Check {
    /// Stable code of the rule: its heading in the manual.
    pub code: &'static str,
    pub title: &'static str,
    /// The faults that the rule finds.
    pub catches: &'static str,
    /// The harm of such a fault.
    pub hurts: &'static str,
    /// A fault in the notation of the source files.
    pub example: &'static str,
    pub fix: &'static str,
    /// All messages that the rule may report.
    pub messages: &'static [&'static Message],
    pub(crate) run: fn(&Site) -> Vec<Diagnostic>,
}

impl Check {
    /// The title, the faults, the harm and the fix, in a language.
    pub fn words(&self, lang: Lang) -> [&'static str; 4] {
        let chinese = [self.title, self.catches, self.hurts, self.fix];
        match lang {
            Lang::Zh => chinese,
            Lang::En => rules::ENGLISH.iter().find(|(code, _)| *code == self.code).map_or(chinese, |(_, words)| *words),
        }
    }
}
