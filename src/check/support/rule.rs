//! What a rule is: its manual, what it may report, and the rule itself.

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{Lang, Message, rules};

/// One rule.
pub struct Check {
    /// A stable name: the rule's heading in the manual.
    pub code: &'static str,
    pub title: &'static str,
    /// What it catches.
    pub catches: &'static str,
    /// Whom it hurts, and how.
    pub hurts: &'static str,
    /// A fault, as it would be written in the sources.
    pub example: &'static str,
    pub fix: &'static str,
    /// What it may report.
    pub messages: &'static [&'static Message],
    pub(crate) run: fn(&Site) -> Vec<Diagnostic>,
}

impl Check {
    /// Title, what it catches, whom it hurts and how to mend it.
    pub fn words(&self, lang: Lang) -> [&'static str; 4] {
        let own = [self.title, self.catches, self.hurts, self.fix];
        match lang {
            Lang::Zh => own,
            Lang::En => rules::ENGLISH.iter().find(|(code, _)| *code == self.code).map_or(own, |(_, words)| *words),
        }
    }
}
