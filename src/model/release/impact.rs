//! What a change means: for sheets that are printed, answers that were collected, scans and tables, and for the version.
//!
//! What cannot be told from the definitions is taken for the worse: whether a rule was loosened, or other words mean something else. The
//! rows follow those who guard interfaces (buf, oasdiff, cargo-semver-checks): to ask more of people, or to take away what answers are
//! read by, breaks; to offer more does not.

use super::aspect::Aspect;
use super::part::{Part, PartKind};
use crate::model::version::Step;
use crate::wording::{Phrase, release as say};

/// What happened to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Added,
    Removed,
    /// It has another name, and is called the same.
    Renamed,
    /// An option with the same label has another code.
    Recoded,
    Moved,
    Changed(Aspect),
}

impl What {
    /// The word by which programs know it.
    pub fn name(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Renamed => "renamed",
            What::Recoded => "recoded",
            What::Moved => "moved",
            What::Changed(_) => "changed",
        }
    }
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Impact {
    pub stock: Stock,
    pub answers: Answers,
    pub scans: Scans,
    /// The least step of the version that says so.
    pub step: Step,
}

/// What becomes of printed sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stock {
    /// 仍可用
    Good,
    /// Until the new version is in use.
    Until,
    /// 收回
    Withdraw,
}

/// What becomes of answers that were collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answers {
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

/// What becomes of reading sheets and files by machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scans {
    Same,
    /// Places moved on the sheet: read by the places of its own issue.
    Moved,
    /// Names or codes are others: read by those of its own issue.
    Codes,
}

impl Stock {
    pub const ALL: [(&'static str, &'static Phrase, Stock); 3] = [
        ("good", &say::STOCK_GOOD, Stock::Good),
        ("until", &say::STOCK_UNTIL, Stock::Until),
        ("withdraw", &say::STOCK_WITHDRAW, Stock::Withdraw),
    ];
}

impl Answers {
    pub const ALL: [(&'static str, &'static Phrase, Answers); 8] = [
        ("same", &say::ANSWERS_SAME, Answers::Same),
        ("signed", &say::ANSWERS_SIGNED, Answers::Signed),
        ("former", &say::ANSWERS_FORMER, Answers::Former),
        ("recheck", &say::ANSWERS_RECHECK, Answers::Recheck),
        ("lacking", &say::ANSWERS_LACKING, Answers::Lacking),
        ("convert", &say::ANSWERS_CONVERT, Answers::Convert),
        ("apart", &say::ANSWERS_APART, Answers::Apart),
        ("anew", &say::ANSWERS_ANEW, Answers::Anew),
    ];
}

impl Scans {
    pub const ALL: [(&'static str, &'static Phrase, Scans); 3] = [
        ("same", &say::SCANS_SAME, Scans::Same),
        ("moved", &say::SCANS_MOVED, Scans::Moved),
        ("codes", &say::SCANS_CODES, Scans::Codes),
    ];
}

const fn impact(stock: Stock, answers: Answers, scans: Scans, step: Step) -> Impact {
    Impact { stock, answers, scans, step }
}

/// Other words for the same.
const WORDS: Impact = impact(Stock::Good, Answers::Same, Scans::Same, Step::Patch);
/// It stands elsewhere, or takes other room.
const PLACE: Impact = impact(Stock::Good, Answers::Same, Scans::Moved, Step::Patch);
/// What people agree to by signing.
const TERMS: Impact = impact(Stock::Withdraw, Answers::Signed, Scans::Same, Step::Minor);
/// What people consent to.
const CONSENT: Impact = impact(Stock::Withdraw, Answers::Anew, Scans::Same, Step::Major);
/// It has another name or code.
const CODES: Impact = impact(Stock::Good, Answers::Convert, Scans::Codes, Step::Major);
/// The sheet says something else that people act on.
const SAID: Impact = impact(Stock::Until, Answers::Same, Scans::Same, Step::Minor);
/// It is asked besides.
const MORE: Impact = impact(Stock::Until, Answers::Lacking, Scans::Moved, Step::Minor);
/// It is asked besides, of everybody.
const DEMANDED: Impact = impact(Stock::Withdraw, Answers::Lacking, Scans::Moved, Step::Major);
/// It is not asked any more.
const LESS: Impact = impact(Stock::Until, Answers::Former, Scans::Moved, Step::Major);

/// What a change of a part means; `within` is what the part stands in, as it is now.
pub fn of(what: What, old: Option<&Part>, new: Option<&Part>, within: &Part) -> Impact {
    let Some(part) = new.or(old) else { return WORDS };
    match what {
        What::Added => added(part, within),
        What::Removed => removed(part),
        What::Renamed => match part.kind {
            kind if kind.is_asked() => CODES,
            PartKind::Row | PartKind::Party => CODES,
            _ => WORDS,
        },
        What::Recoded => CODES,
        What::Moved => match part.kind {
            PartKind::Article | PartKind::Point => Impact { scans: Scans::Moved, ..TERMS },
            PartKind::Told => WORDS,
            _ => Impact { step: Step::Minor, ..PLACE },
        },
        What::Changed(aspect) => changed(aspect, part, old, new),
    }
}

/// The type of an item that asks nothing of its own, but says or binds.
fn binds(part: &Part) -> bool {
    matches!(part.get(Aspect::Type), Some("signatures" | "clauses"))
}

fn added(part: &Part, within: &Part) -> Impact {
    match part.kind {
        kind if kind.is_asked() => match part.get(Aspect::Type) {
            Some("note") => PLACE,
            Some("consent") => CONSENT,
            _ if binds(part) => Impact { step: Step::Major, ..TERMS },
            _ if part.get(Aspect::Required).is_some() => DEMANDED,
            _ => MORE,
        },
        PartKind::Row if within.get(Aspect::Required).is_some() => DEMANDED,
        PartKind::Row => MORE,
        PartKind::Choice => Impact { scans: Scans::Moved, ..SAID },
        PartKind::Party => Impact { scans: Scans::Moved, step: Step::Major, ..TERMS },
        PartKind::Article | PartKind::Point => Impact { scans: Scans::Moved, ..TERMS },
        PartKind::Told | PartKind::Agreement => CONSENT,
        PartKind::Section => Impact { step: Step::Minor, ..PLACE },
        PartKind::Setting => Impact { step: Step::Minor, ..WORDS },
        PartKind::Holder | PartKind::Decision => SAID,
        _ => WORDS,
    }
}

fn removed(part: &Part) -> Impact {
    match part.kind {
        kind if kind.is_asked() => match part.get(Aspect::Type) {
            Some("note") => PLACE,
            Some("consent") => CONSENT,
            _ if binds(part) => Impact { step: Step::Major, ..TERMS },
            // Nobody may go on collecting what is not needed (个人信息保护法 6).
            _ if is_private(part) => Impact { stock: Stock::Withdraw, ..LESS },
            _ => LESS,
        },
        PartKind::Row => LESS,
        PartKind::Choice => impact(Stock::Withdraw, Answers::Apart, Scans::Moved, Step::Major),
        PartKind::Party => impact(Stock::Until, Answers::Signed, Scans::Moved, Step::Major),
        PartKind::Article | PartKind::Point => Impact { scans: Scans::Moved, step: Step::Major, ..TERMS },
        PartKind::Told | PartKind::Agreement => CONSENT,
        PartKind::Section => Impact { step: Step::Minor, ..PLACE },
        PartKind::Setting => Impact { step: Step::Minor, ..WORDS },
        PartKind::Holder | PartKind::Decision => SAID,
        _ => WORDS,
    }
}

fn is_private(part: &Part) -> bool {
    matches!(part.get(Aspect::Privacy), Some("personal" | "sensitive"))
}

fn changed(aspect: Aspect, part: &Part, old: Option<&Part>, new: Option<&Part>) -> Impact {
    let of = |part: Option<&'_ Part>| part.and_then(|part| part.get(aspect)).map(str::to_owned);
    let (before, after) = (of(old), of(new));
    let is_required = new.is_some_and(|part| part.get(Aspect::Required).is_some());
    match aspect {
        Aspect::Label if part.kind == PartKind::Choice => {
            impact(Stock::Until, Answers::Recheck, Scans::Same, Step::Minor)
        }
        Aspect::Title | Aspect::Text => match part.kind {
            PartKind::Article | PartKind::Point => TERMS,
            PartKind::Agreement => CONSENT,
            PartKind::Told if is_purpose(part) => CONSENT,
            PartKind::Told => TERMS,
            PartKind::Holder => SAID,
            _ => WORDS,
        },
        Aspect::Number | Aspect::Serial | Aspect::CopiesOfParties | Aspect::Value => SAID,
        Aspect::Type => match (before.as_deref(), after.as_deref()) {
            (Some("integer"), Some("decimal")) => Impact { step: Step::Minor, ..PLACE },
            (Some("multiline"), Some("text")) => Impact { answers: Answers::Recheck, step: Step::Minor, ..PLACE },
            // Whatever is written on a line is a text.
            (Some(before), Some("text" | "multiline")) if is_line(before) => Impact { step: Step::Minor, ..PLACE },
            _ => impact(Stock::Withdraw, Answers::Apart, Scans::Codes, Step::Major),
        },
        Aspect::Unit => impact(Stock::Withdraw, Answers::Convert, Scans::Same, Step::Major),
        Aspect::Length => {
            let length = |text: Option<String>| text.and_then(|text| text.parse().ok()).unwrap_or(u64::MAX);
            let answers = if length(after) < length(before) { Answers::Recheck } else { Answers::Same };
            Impact { answers, step: Step::Minor, ..PLACE }
        }
        Aspect::BlankRows => Impact { step: Step::Minor, ..PLACE },
        Aspect::WritingRows | Aspect::RowHeight | Aspect::Size | Aspect::Layout => PLACE,
        Aspect::RefersTo => impact(Stock::Withdraw, Answers::Apart, Scans::Same, Step::Major),
        Aspect::SameAs => impact(Stock::Good, Answers::Recheck, Scans::Same, Step::Minor),
        Aspect::Required if after.is_some() => impact(Stock::Until, Answers::Lacking, Scans::Same, Step::Major),
        Aspect::Required => Impact { step: Step::Minor, ..WORDS },
        Aspect::Condition => {
            let step = if is_required { Step::Major } else { Step::Minor };
            impact(Stock::Until, Answers::Recheck, Scans::Same, step)
        }
        Aspect::Rule if after.is_some() => impact(Stock::Good, Answers::Recheck, Scans::Same, Step::Major),
        Aspect::Rule => Impact { step: Step::Minor, ..WORDS },
        Aspect::Note | Aspect::Other => match (before, after) {
            (None, _) => MORE,
            (_, None) => LESS,
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
            if rank(after) > rank(before) { CONSENT } else { Impact { step: Step::Minor, ..WORDS } }
        }
        Aspect::Modes => impact(Stock::Until, Answers::Signed, Scans::Same, Step::Minor),
        Aspect::Dated => impact(Stock::Until, Answers::Signed, Scans::Moved, Step::Minor),
        Aspect::OfficeLine => Impact { step: Step::None, ..SAID },
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
fn is_purpose(part: &Part) -> bool {
    [crate::model::terms::PURPOSE, crate::model::terms::METHOD].contains(&&*part.name)
}
