//! One difference between two states of a form, and its description in words.

use super::aspect::Aspect;
use super::impact::{ChangeImpact, ChangeKind};
use super::part::{PartKind, StatePart, YES};
use crate::model::fixed_text;
use crate::model::kind::KINDS;
use crate::model::version::VersionBump;
use crate::wording::{Lang, Phrase, phrase, release as say};

/// One difference between two states of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleaseChange {
    pub(crate) kind: ChangeKind,
    /// From what stands in the form down to the part; empty for the form itself.
    pub(crate) path: Vec<StatePartLocation>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// Of an option: the items that offer its list.
    pub(crate) offered_by: Vec<StatePartLocation>,
    pub(crate) impact: ChangeImpact,
    /// The item, section or other part directly in the form or a section that it is in, by name: before, and now.
    pub(crate) context: [Option<String>; 2],
}

/// One step of the path to a part: its kind, name, number and label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatePartLocation {
    pub(crate) kind: PartKind,
    pub(crate) name: String,
    /// The number on the sheet.
    pub(crate) number: Option<String>,
    pub(crate) label: String,
}

impl StatePartLocation {
    pub(crate) fn of(part: &StatePart) -> StatePartLocation {
        let number = part.get(Aspect::ItemNumber).map(str::to_owned);
        StatePartLocation { kind: part.kind, name: part.name.clone(), number, label: part.display_name().to_owned() }
    }

    /// 第5项“是否访到”
    pub(crate) fn words(&self, lang: Lang) -> String {
        let label = shortened(&self.label);
        let kind = self.kind.description().phrase.say(lang);
        match &self.number {
            Some(number) => phrase!(say::NUMBERED, number, label).say(lang),
            None => phrase!(say::CALLED, kind, label).say(lang),
        }
    }
}

/// Characters of a text that stand for it.
const BEGINNING: usize = 30;

/// The beginning of a text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl ReleaseChange {
    /// Where it is: the parts from the form down, and who offers an option.
    pub(crate) fn place(&self, lang: Lang) -> String {
        let path: Vec<String> = self.path.iter().map(|place| place.words(lang)).collect();
        let path = if path.is_empty() { say::FORM.say(lang).to_owned() } else { path.join(" › ") };
        if self.offered_by.is_empty() {
            return path;
        }
        let items: Vec<String> = self.offered_by.iter().map(|place| place.words(lang)).collect();
        phrase!(say::OFFERED_BY, path, items = items.join(fixed_text::ENUMERATION_COMMA)).say(lang)
    }

    /// What is different, without a full stop.
    pub(crate) fn words(&self, lang: Lang) -> String {
        let aspect = if let ChangeKind::Changed(aspect) = self.kind { aspect } else { Aspect::Text };
        let value = |value: &Option<String>| match value.as_deref() {
            None => say::NOTHING.say(lang).to_owned(),
            Some(text) => value_words(aspect, text, lang),
        };
        let place = |before: &Option<String>| match before {
            None => say::FIRST.say(lang).to_owned(),
            Some(text) => phrase!(say::BEHIND, label = shortened(text)).say(lang),
        };
        let (before, after) = (value(&self.before), value(&self.after));
        match self.kind {
            ChangeKind::Added => say::ADDED.say(lang).to_owned(),
            ChangeKind::Removed => say::REMOVED.say(lang).to_owned(),
            ChangeKind::Renamed => phrase!(say::RENAMED, before, after).say(lang),
            ChangeKind::CodeChanged => phrase!(say::RECODED, before, after).say(lang),
            ChangeKind::Moved => {
                phrase!(say::MOVED, before = place(&self.before), after = place(&self.after)).say(lang)
            }
            ChangeKind::Changed(aspect) => {
                phrase!(say::CHANGED, aspect = aspect.description().phrase.say(lang), before, after).say(lang)
            }
        }
    }

    /// Where it is and what is different, in one line.
    pub(crate) fn line(&self, lang: Lang) -> String {
        phrase!(say::CHANGE, place = self.place(lang), what = self.words(lang).replace('\n', " ")).say(lang)
    }

    /// By what it is told from other changes of the form, in any language: `changed item/met required`.
    pub fn key(&self) -> String {
        let aspect = if let ChangeKind::Changed(aspect) = self.kind { aspect.description().key } else { "" };
        [self.kind.name(), &self.keys(), aspect].join(" ").trim_end().to_owned()
    }

    /// Its path for programs, as the keys and names of JSON: `items/checks/rows/pay`.
    pub(crate) fn keys(&self) -> String {
        let path = self.path.iter().map(|place| format!("{}/{}", place.kind.description().key, place.name));
        path.collect::<Vec<_>>().join("/")
    }
}

/// A value as people say it.
pub(crate) fn value_words(aspect: Aspect, text: &str, lang: Lang) -> String {
    let of = |phrases: &[(&str, &'static Phrase)]| {
        phrases.iter().find(|(word, _)| *word == text).map(|(_, phrase)| phrase.say(lang).to_owned())
    };
    let words = match aspect {
        Aspect::Type => KINDS.iter().find(|kind| kind.name == text).map(|kind| match lang {
            Lang::Zh => kind.zh.to_owned(),
            Lang::En => kind.name.to_owned(),
        }),
        Aspect::Privacy => {
            of(&[("public", &say::PUBLIC), ("personal", &say::PERSONAL), ("sensitive", &say::SENSITIVE)])
        }
        Aspect::Required => of(&[("always", &say::ALWAYS), ("when-asked", &say::WHEN_ASKED), ("in-row", &say::IN_ROW)]),
        _ => of(&[(YES, &say::YES)]),
    };
    words.unwrap_or_else(|| text.to_owned())
}

/// Which number of the version goes up for a step.
pub(crate) fn bump_words(step: VersionBump, lang: Lang) -> &'static str {
    let phrase: &Phrase = match step {
        VersionBump::None => &say::STEP_NONE,
        VersionBump::Patch => &say::STEP_PATCH,
        VersionBump::Minor => &say::STEP_MINOR,
        VersionBump::Major => &say::STEP_MAJOR,
    };
    phrase.say(lang)
}

impl ChangeImpact {
    /// What it means for printed sheets, answers and scans, each a phrase without a full stop; `version` is the new one.
    pub(crate) fn words(&self, lang: Lang, version: &str) -> [String; 3] {
        [self.sheets.words(lang, version), self.answers.words(lang), self.scans.words(lang)]
    }
}
