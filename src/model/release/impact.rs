//! The impact of a change on printed sheets, collected answers, scans and tables, and on the version.
//!
//! What cannot be told from the definitions is taken for the worse: whether a rule was loosened, or other words mean something else. The
//! rows follow those who guard interfaces (buf, oasdiff, cargo-semver-checks): to ask more of people, or to take away what answers are
//! read by, breaks; to offer more does not.

use super::aspect::Aspect;
use super::part::{PartKind, StatePart};
use crate::model::version::VersionBump;
use crate::wording::{Lang, phrase, release as say};

/// The kind of a change to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChangeKind {
    Added,
    Removed,
    /// It has another name, and is called the same.
    Renamed,
    /// An option with the same label has another code.
    CodeChanged,
    Moved,
    Changed(Aspect),
}

impl ChangeKind {
    /// The word by which programs know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Renamed => "renamed",
            ChangeKind::CodeChanged => "recoded",
            ChangeKind::Moved => "moved",
            ChangeKind::Changed(_) => "changed",
        }
    }
}

/// The impact of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChangeImpact {
    pub(crate) sheets: PrintedSheetImpact,
    pub(crate) answers: CollectedAnswerImpact,
    pub(crate) scans: ScanImpact,
    /// The least step of the version that says so.
    pub(crate) bump: VersionBump,
}

/// The impact on printed sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PrintedSheetImpact {
    /// 仍可用
    Good,
    /// Until the new version is in use.
    Until,
    /// 收回
    Withdraw,
}

/// The impact on answers already collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CollectedAnswerImpact {
    Same,
    /// What was signed holds as it was signed.
    Signed,
    /// They have what is not asked any more.
    Former,
    /// They may not hold to what holds now.
    Recheck,
    /// They lack what is asked now.
    Lacking,
    /// Another name or code, or another unit: to be converted.
    Convert,
    /// They mean something else and are not to be counted together.
    Apart,
    /// What was agreed to does not cover it (个人信息保护法 14): consent has to be asked for anew.
    Anew,
}

/// The impact on reading scans and files by machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScanImpact {
    Same,
    /// Places moved on the sheet: read by the places of its own issue.
    Moved,
    /// Names or codes are others: read by those of its own issue.
    Codes,
}

impl PrintedSheetImpact {
    /// Its name in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PrintedSheetImpact::Good => "good",
            PrintedSheetImpact::Until => "until",
            PrintedSheetImpact::Withdraw => "withdraw",
        }
    }

    /// A phrase without a full stop; `version` is the new one.
    pub(crate) fn words(self, lang: Lang, version: &str) -> String {
        let phrase = match self {
            PrintedSheetImpact::Good => &say::STOCK_GOOD,
            PrintedSheetImpact::Until => return phrase!(say::STOCK_UNTIL, version).say(lang),
            PrintedSheetImpact::Withdraw => &say::STOCK_WITHDRAW,
        };
        phrase.say(lang).to_owned()
    }
}

impl CollectedAnswerImpact {
    /// Its name in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CollectedAnswerImpact::Same => "same",
            CollectedAnswerImpact::Signed => "signed",
            CollectedAnswerImpact::Former => "former",
            CollectedAnswerImpact::Recheck => "recheck",
            CollectedAnswerImpact::Lacking => "lacking",
            CollectedAnswerImpact::Convert => "convert",
            CollectedAnswerImpact::Apart => "apart",
            CollectedAnswerImpact::Anew => "anew",
        }
    }

    /// A phrase without a full stop.
    pub(crate) fn words(self, lang: Lang) -> String {
        let phrase = match self {
            CollectedAnswerImpact::Same => &say::ANSWERS_SAME,
            CollectedAnswerImpact::Signed => &say::ANSWERS_SIGNED,
            CollectedAnswerImpact::Former => &say::ANSWERS_FORMER,
            CollectedAnswerImpact::Recheck => &say::ANSWERS_RECHECK,
            CollectedAnswerImpact::Lacking => &say::ANSWERS_LACKING,
            CollectedAnswerImpact::Convert => &say::ANSWERS_CONVERT,
            CollectedAnswerImpact::Apart => &say::ANSWERS_APART,
            CollectedAnswerImpact::Anew => &say::ANSWERS_ANEW,
        };
        phrase.say(lang).to_owned()
    }
}

impl ScanImpact {
    /// Its name in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ScanImpact::Same => "same",
            ScanImpact::Moved => "moved",
            ScanImpact::Codes => "codes",
        }
    }

    /// A phrase without a full stop.
    pub(crate) fn words(self, lang: Lang) -> String {
        let phrase = match self {
            ScanImpact::Same => &say::SCANS_SAME,
            ScanImpact::Moved => &say::SCANS_MOVED,
            ScanImpact::Codes => &say::SCANS_CODES,
        };
        phrase.say(lang).to_owned()
    }
}

const fn impact(
    stock: PrintedSheetImpact,
    answers: CollectedAnswerImpact,
    scans: ScanImpact,
    step: VersionBump,
) -> ChangeImpact {
    ChangeImpact { sheets: stock, answers, scans, bump: step }
}

/// Other words for the same.
const WORDS: ChangeImpact =
    impact(PrintedSheetImpact::Good, CollectedAnswerImpact::Same, ScanImpact::Same, VersionBump::Patch);
/// It stands elsewhere, or takes other room.
const PLACE: ChangeImpact =
    impact(PrintedSheetImpact::Good, CollectedAnswerImpact::Same, ScanImpact::Moved, VersionBump::Patch);
/// What people agree to by signing.
const TERMS: ChangeImpact =
    impact(PrintedSheetImpact::Withdraw, CollectedAnswerImpact::Signed, ScanImpact::Same, VersionBump::Minor);
/// What people consent to.
const CONSENT: ChangeImpact =
    impact(PrintedSheetImpact::Withdraw, CollectedAnswerImpact::Anew, ScanImpact::Same, VersionBump::Major);
/// It has another name or code.
const CODES: ChangeImpact =
    impact(PrintedSheetImpact::Good, CollectedAnswerImpact::Convert, ScanImpact::Codes, VersionBump::Major);
/// The sheet says something else that people act on.
const INFORMATION: ChangeImpact =
    impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Same, ScanImpact::Same, VersionBump::Minor);
/// It is asked besides.
const QUESTION_ADDED: ChangeImpact =
    impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Lacking, ScanImpact::Moved, VersionBump::Minor);
/// It is asked besides, of everybody.
const REQUIRED_ADDED: ChangeImpact =
    impact(PrintedSheetImpact::Withdraw, CollectedAnswerImpact::Lacking, ScanImpact::Moved, VersionBump::Major);
/// It is not asked any more.
const QUESTION_REMOVED: ChangeImpact =
    impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Former, ScanImpact::Moved, VersionBump::Major);

/// What a change of a part means; `within` is what the part stands in, as it is now.
pub(crate) fn impact_of(
    what: ChangeKind,
    old: Option<&StatePart>,
    new: Option<&StatePart>,
    within: &StatePart,
) -> ChangeImpact {
    let Some(part) = new.or(old) else { return WORDS };
    match what {
        ChangeKind::Added => added(part, within),
        ChangeKind::Removed => removed(part),
        ChangeKind::Renamed => match part.kind {
            kind if kind.is_question() => CODES,
            PartKind::Row | PartKind::Party => CODES,
            _ => WORDS,
        },
        ChangeKind::CodeChanged => CODES,
        ChangeKind::Moved => match part.kind {
            PartKind::Article | PartKind::Point => ChangeImpact { scans: ScanImpact::Moved, ..TERMS },
            PartKind::ConsentNotice => WORDS,
            _ => ChangeImpact { bump: VersionBump::Minor, ..PLACE },
        },
        ChangeKind::Changed(aspect) => changed(aspect, part, old, new),
    }
}

/// The type of an item that asks nothing of its own, but says or binds.
fn is_binding_text(part: &StatePart) -> bool {
    matches!(part.get(Aspect::Type), Some("signatures" | "clauses"))
}

fn added(part: &StatePart, within: &StatePart) -> ChangeImpact {
    match part.kind {
        kind if kind.is_question() => match part.get(Aspect::Type) {
            Some("note") => PLACE,
            Some("consent") => CONSENT,
            _ if is_binding_text(part) => ChangeImpact { bump: VersionBump::Major, ..TERMS },
            _ if part.get(Aspect::Required).is_some() => REQUIRED_ADDED,
            _ => QUESTION_ADDED,
        },
        PartKind::Row if within.get(Aspect::Required).is_some() => REQUIRED_ADDED,
        PartKind::Row => QUESTION_ADDED,
        PartKind::Choice => ChangeImpact { scans: ScanImpact::Moved, ..INFORMATION },
        PartKind::Party => ChangeImpact { scans: ScanImpact::Moved, bump: VersionBump::Major, ..TERMS },
        PartKind::Article | PartKind::Point => ChangeImpact { scans: ScanImpact::Moved, ..TERMS },
        PartKind::ConsentNotice | PartKind::Agreement => CONSENT,
        PartKind::Section => ChangeImpact { bump: VersionBump::Minor, ..PLACE },
        PartKind::Setting => ChangeImpact { bump: VersionBump::Minor, ..WORDS },
        PartKind::Holder | PartKind::Decision => INFORMATION,
        _ => WORDS,
    }
}

fn removed(part: &StatePart) -> ChangeImpact {
    match part.kind {
        kind if kind.is_question() => match part.get(Aspect::Type) {
            Some("note") => PLACE,
            Some("consent") => CONSENT,
            _ if is_binding_text(part) => ChangeImpact { bump: VersionBump::Major, ..TERMS },
            // Nobody may go on collecting what is not needed (个人信息保护法 6).
            _ if is_private(part) => ChangeImpact { sheets: PrintedSheetImpact::Withdraw, ..QUESTION_REMOVED },
            _ => QUESTION_REMOVED,
        },
        PartKind::Row => QUESTION_REMOVED,
        PartKind::Choice => {
            impact(PrintedSheetImpact::Withdraw, CollectedAnswerImpact::Apart, ScanImpact::Moved, VersionBump::Major)
        }
        PartKind::Party => {
            impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Signed, ScanImpact::Moved, VersionBump::Major)
        }
        PartKind::Article | PartKind::Point => {
            ChangeImpact { scans: ScanImpact::Moved, bump: VersionBump::Major, ..TERMS }
        }
        PartKind::ConsentNotice | PartKind::Agreement => CONSENT,
        PartKind::Section => ChangeImpact { bump: VersionBump::Minor, ..PLACE },
        PartKind::Setting => ChangeImpact { bump: VersionBump::Minor, ..WORDS },
        PartKind::Holder | PartKind::Decision => INFORMATION,
        _ => WORDS,
    }
}

fn is_private(part: &StatePart) -> bool {
    matches!(part.get(Aspect::Privacy), Some("personal" | "sensitive"))
}

fn changed(aspect: Aspect, part: &StatePart, old: Option<&StatePart>, new: Option<&StatePart>) -> ChangeImpact {
    let of = |part: Option<&'_ StatePart>| part.and_then(|part| part.get(aspect)).map(str::to_owned);
    let (before, after) = (of(old), of(new));
    let is_required = new.is_some_and(|part| part.get(Aspect::Required).is_some());
    match aspect {
        Aspect::Label if part.kind == PartKind::Choice => {
            impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Recheck, ScanImpact::Same, VersionBump::Minor)
        }
        Aspect::Title | Aspect::Text => match part.kind {
            PartKind::Article | PartKind::Point => TERMS,
            PartKind::Agreement => CONSENT,
            PartKind::ConsentNotice if is_purpose(part) => CONSENT,
            PartKind::ConsentNotice => TERMS,
            PartKind::Holder => INFORMATION,
            _ => WORDS,
        },
        Aspect::Number | Aspect::Serial | Aspect::CopiesOfParties | Aspect::Value => INFORMATION,
        Aspect::Type => match (before.as_deref(), after.as_deref()) {
            (Some("integer"), Some("decimal")) => ChangeImpact { bump: VersionBump::Minor, ..PLACE },
            (Some("multiline"), Some("text")) => {
                ChangeImpact { answers: CollectedAnswerImpact::Recheck, bump: VersionBump::Minor, ..PLACE }
            }
            // Whatever is written on a line is a text.
            (Some(before), Some("text" | "multiline")) if is_line(before) => {
                ChangeImpact { bump: VersionBump::Minor, ..PLACE }
            }
            _ => impact(
                PrintedSheetImpact::Withdraw,
                CollectedAnswerImpact::Apart,
                ScanImpact::Codes,
                VersionBump::Major,
            ),
        },
        Aspect::Unit => {
            impact(PrintedSheetImpact::Withdraw, CollectedAnswerImpact::Convert, ScanImpact::Same, VersionBump::Major)
        }
        Aspect::Length => {
            let length = |text: Option<String>| text.and_then(|text| text.parse().ok()).unwrap_or(u64::MAX);
            let answers = if length(after) < length(before) {
                CollectedAnswerImpact::Recheck
            } else {
                CollectedAnswerImpact::Same
            };
            ChangeImpact { answers, bump: VersionBump::Minor, ..PLACE }
        }
        Aspect::BlankRows => ChangeImpact { bump: VersionBump::Minor, ..PLACE },
        Aspect::WritingRows | Aspect::RowHeight | Aspect::Size | Aspect::Layout => PLACE,
        Aspect::RefersTo => {
            impact(PrintedSheetImpact::Withdraw, CollectedAnswerImpact::Apart, ScanImpact::Same, VersionBump::Major)
        }
        Aspect::SameAs => {
            impact(PrintedSheetImpact::Good, CollectedAnswerImpact::Recheck, ScanImpact::Same, VersionBump::Minor)
        }
        Aspect::Required if after.is_some() => {
            impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Lacking, ScanImpact::Same, VersionBump::Major)
        }
        Aspect::Required => ChangeImpact { bump: VersionBump::Minor, ..WORDS },
        Aspect::Condition => {
            let step = if is_required { VersionBump::Major } else { VersionBump::Minor };
            impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Recheck, ScanImpact::Same, step)
        }
        Aspect::Rule if after.is_some() => {
            impact(PrintedSheetImpact::Good, CollectedAnswerImpact::Recheck, ScanImpact::Same, VersionBump::Major)
        }
        Aspect::Rule => ChangeImpact { bump: VersionBump::Minor, ..WORDS },
        Aspect::Note | Aspect::Other => match (before, after) {
            (None, _) => QUESTION_ADDED,
            (_, None) => QUESTION_REMOVED,
            _ => WORDS,
        },
        Aspect::Privacy => {
            let rank = |level: Option<String>| {
                level.map_or(0, |level| match &*level {
                    "sensitive" => 2,
                    "personal" => 1,
                    _ => 0,
                })
            };
            if rank(after) > rank(before) { CONSENT } else { ChangeImpact { bump: VersionBump::Minor, ..WORDS } }
        }
        Aspect::Modes => {
            impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Signed, ScanImpact::Same, VersionBump::Minor)
        }
        Aspect::Dated => {
            impact(PrintedSheetImpact::Until, CollectedAnswerImpact::Signed, ScanImpact::Moved, VersionBump::Minor)
        }
        Aspect::OfficeLine => ChangeImpact { bump: VersionBump::None, ..INFORMATION },
        _ => WORDS,
    }
}

/// Is it a type whose answers are figures or words on one line?
fn is_line(kind: &str) -> bool {
    const LINES: [&str; 11] = [
        "text",
        "integer",
        "decimal",
        "date",
        "month",
        "time",
        "phone",
        "email",
        "url",
        "id_number",
        "certificate_number",
    ];
    LINES.contains(&kind)
}

/// Is it what is done with the data, and how?
fn is_purpose(part: &StatePart) -> bool {
    [crate::model::fixed_text::PURPOSE, crate::model::fixed_text::METHOD].contains(&&*part.name)
}
