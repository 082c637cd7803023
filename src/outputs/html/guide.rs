//! What is explained of each item of a form: how it is answered, why it is there.

use serde::Serialize;

use super::data::sections;
use super::here::{Here, Link};
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::field::{MatrixRow, Privacy, Question};
use crate::model::form::Form;
use crate::model::issued::{Article as Issued, Consent, IssuedForm, Item, Kind, Party, Passage, Section};
use crate::model::kind::format::{Limit, LineFormat};
use crate::model::{Address, issued, terms};
use crate::source::Spanned;

/// What is said of a section, where it is filled in and where it is explained.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Opening {
    /// 一, 二 …
    pub number: String,
    pub title: String,
    pub hint: Option<Vec<Run>>,
    pub condition: Option<String>,
}

/// What is said of an item, where it is filled in and where it is explained.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub struct Said {
    /// The number it bears on the sheet; none for texts, articles, consents and signatures.
    pub number: Option<usize>,
    pub label: String,
    /// When it must be answered.
    pub obligation: Option<&'static str>,
    pub privacy: Option<&'static str>,
    pub condition: Option<String>,
    pub hint: Option<Vec<Run>>,
    /// What the answer must satisfy.
    pub rule: Option<String>,
}

/// What an article says.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Wording {
    /// 第一条, on through the whole form
    pub number: String,
    pub title: Option<String>,
    pub text: Vec<Run>,
    pub points: Vec<Vec<Run>>,
}

/// A stretch of resolved prose: words, or a blank with the label of what is written there.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Run {
    pub words: Option<String>,
    pub blank: Option<String>,
}

/// What the guide says of one field.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Entry {
    #[serde(flatten)]
    pub said: Said,
    pub anchor: String,
    pub source: Option<String>,
    /// Is it there although the programme does not ask for it?
    pub added: bool,
    pub inferred: Option<String>,
    pub basis: Option<String>,
    pub answer: Answer,
}

/// How it is answered; the templates have words for each.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// What is filled in: 文字，最多40字.
    Line {
        words: String,
    },
    Area,
    Number {
        decimal: bool,
        unit: Option<String>,
    },
    Comb {
        boxes: u32,
    },
    Ticks {
        many: bool,
        standard: Option<String>,
        options: Vec<Choice>,
        /// Why some of them are there although the programme does not name them.
        inferred: Option<String>,
    },
    Matrix {
        options: Vec<Choice>,
        rows: Vec<Row>,
        remark: Option<String>,
    },
    Repeat {
        rows: Vec<Row>,
        blank_rows: u32,
        columns: Vec<Entry>,
    },
    /// In millimetres.
    Photo {
        width: String,
        height: String,
    },
    Signatures {
        parties: Vec<Signer>,
    },
    Note {
        text: Vec<Run>,
    },
    Clauses {
        clauses: Vec<Article>,
    },
    Reference {
        form: Option<Link>,
    },
    Consent {
        told: Vec<Notice>,
        statements: Vec<String>,
    },
    /// The list it names does not exist, which `check` reports.
    Unknown,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Choice {
    /// The national standard's code, where the list has a standard.
    pub code: Option<String>,
    pub label: String,
    pub other: bool,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    pub label: String,
    pub added: bool,
    pub source: Option<String>,
    pub basis: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Signer {
    pub label: String,
    pub modes: Vec<&'static str>,
    pub date: bool,
    pub hint: Option<Vec<Run>>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Article {
    #[serde(flatten)]
    pub wording: Wording,
    pub anchor: String,
    pub added: bool,
    pub blanks: Vec<Entry>,
    pub covers: Option<String>,
    pub source: Option<String>,
    pub inferred: Option<String>,
}

/// What a person is told before agreeing.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Notice {
    pub heading: &'static str,
    pub words: Vec<Run>,
}

/// A passage; `blanks` are what its blanks ask for.
pub fn runs(passage: &Passage, blanks: &[Item]) -> Vec<Run> {
    said(&passage.runs, blanks)
}

/// As [`runs`].
pub fn said(runs: &[issued::Run], blanks: &[Item]) -> Vec<Run> {
    let blank = |name: &AnswerName| blanks.iter().find(|blank| AnswerName::field(&blank.name.value) == *name);
    let run = |run: &issued::Run| match run {
        issued::Run::Words(words) => Run { words: Some(words.clone()), blank: None },
        issued::Run::Blank(name) => {
            let label = blank(name).map(|blank| blank.label.zh.clone());
            Run { words: None, blank: Some(label.unwrap_or_default()) }
        }
        issued::Run::Empty { characters: _ } => Run { words: None, blank: Some(String::new()) },
    };
    runs.iter().map(run).collect()
}

/// A passage with a full stop at its end.
pub fn sentence(passage: &Passage) -> Vec<Run> {
    let mut runs = runs(passage, &[]);
    match runs.last_mut() {
        Some(Run { words: Some(words), .. }) => *words = terms::sentence(words),
        Some(_) => runs.push(Run { words: Some(terms::sentence("")), blank: None }),
        None => {}
    }
    runs
}

impl Opening {
    pub fn of(section: &Section) -> Opening {
        Opening {
            number: terms::numeral(section.number),
            title: section.title.zh.clone(),
            hint: section.hint.as_ref().map(sentence),
            condition: section.condition.as_ref().map(|condition| terms::sentence(&condition.words)),
        }
    }
}

impl Said {
    pub fn of(item: &Item) -> Said {
        Said {
            number: item.number,
            label: item.label.zh.clone(),
            obligation: item.obligation.map(issued::Obligation::words),
            privacy: match item.privacy {
                Privacy::Public => None,
                Privacy::Personal => Some(terms::PERSONAL),
                Privacy::Sensitive => Some(terms::SENSITIVE),
            },
            condition: item.condition.as_ref().map(|condition| terms::sentence(&condition.words)),
            hint: item.hint.as_ref().map(sentence),
            rule: item.rule_words().map(terms::sentence),
        }
    }

    /// Is there anything to say under the label?
    pub fn is_more(&self) -> bool {
        self.condition.is_some() || self.hint.is_some() || self.rule.is_some()
    }
}

impl Wording {
    pub fn of(article: &Issued) -> Wording {
        Wording {
            number: terms::article(article.number),
            title: article.title.as_ref().map(|title| title.zh.clone()),
            text: runs(&article.text, &article.blanks),
            points: article.points.iter().map(|point| runs(point, &article.blanks)).collect(),
        }
    }
}

impl Entry {
    /// What is explained of an item that is answered so.
    pub fn new(item: &Item, anchor: &Anchor, answer: Answer) -> Entry {
        Entry {
            said: Said::of(item),
            source: sections(&item.source),
            added: item.inferred.is_some(),
            inferred: item.inferred.as_deref().map(terms::sentence),
            basis: laws(&item.basis),
            answer,
            anchor: anchor.to_string(),
        }
    }

    /// What is explained of a table's column, which is a question.
    pub fn of_column(here: &Here, column: &Item, table: &Item, anchor: &Anchor) -> Entry {
        let anchor = anchor.inner(&column.name.value);
        Entry::inside(here, column, &anchor, &table.source, table.inferred.as_ref())
    }

    /// What is explained of a question inside what says already where it comes from.
    fn inside(
        here: &Here,
        item: &Item,
        anchor: &Anchor,
        source: &[Spanned<String>],
        inferred: Option<&String>,
    ) -> Entry {
        let entry = Entry::of_question(here, item, anchor).within(item, source, inferred);
        Entry { added: entry.inferred.is_some(), ..entry }
    }

    fn of_question(here: &Here, item: &Item, anchor: &Anchor) -> Entry {
        let answer = match &item.kind {
            Kind::Question(question) => Answer::of(here, question),
            _ => Answer::Unknown,
        };
        Entry::new(item, anchor, answer)
    }

    /// The same without what holds for all that the item stands in.
    pub fn within(self, item: &Item, source: &[Spanned<String>], inferred: Option<&String>) -> Entry {
        Entry {
            source: self.source.filter(|_| item.source != source),
            inferred: self.inferred.filter(|_| item.inferred.as_ref() != inferred),
            ..self
        }
    }
}

impl Answer {
    /// How a question is answered.
    pub fn of(here: &Here, question: &issued::Question) -> Answer {
        match &question.asked {
            Question::Reference { form } => {
                let target = here.site.form(&form.value);
                let link =
                    |form: &Form| Link { label: form.title.zh.clone(), href: here.href(&Address::form(&form.id)) };
                Answer::Reference { form: target.map(link) }
            }
            _ => question.control().map_or(Answer::Unknown, simple),
        }
    }
}

impl Signer {
    pub fn of(party: &Party) -> Signer {
        Signer {
            label: party.label.zh.clone(),
            modes: party.modes.iter().map(|mode| terms::mode(*mode)).collect(),
            date: party.date,
            hint: party.hint.as_ref().map(sentence),
        }
    }
}

impl Article {
    /// Of an item's articles one; `anchor` is the item's.
    pub fn of(here: &Here, article: &Issued, item: &Item, anchor: &Anchor) -> Article {
        let within = anchor.inner(&article.name.value);
        let blank = |blank: &Item| {
            let anchor = within.inner(&blank.name.value);
            Entry::inside(here, blank, &anchor, &article.source, article.inferred.as_ref())
        };
        Article {
            anchor: within.to_string(),
            added: article.inferred.is_some(),
            wording: Wording::of(article),
            blanks: article.blanks.iter().map(blank).collect(),
            covers: sections(&article.covers),
            source: sections(&article.source).filter(|_| article.source != item.source),
            inferred: reason(article.inferred.as_ref(), item),
        }
    }
}

/// What a person is told before agreeing.
pub fn notices(form: &IssuedForm, consent: &Consent) -> Vec<Notice> {
    form.told(consent).map(|(heading, told)| Notice { heading, words: runs(told, &[]) }).collect()
}

/// Articles of law in words.
pub fn laws<'a>(laws: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let laws: Vec<&str> = laws.into_iter().map(String::as_str).collect();
    (!laws.is_empty()).then(|| laws.join(terms::SEMICOLON))
}

fn simple(control: Control) -> Answer {
    match control {
        Control::Line { format: LineFormat { boxes: Some(_), .. }, length: Some(boxes) } => Answer::Comb { boxes },
        Control::Line { format, length } => {
            Answer::Line { words: format.words(&Limit { most: length, pattern: None }) }
        }
        Control::Area { rows: _ } => Answer::Area,
        Control::Number { decimal, unit } => Answer::Number { decimal, unit: unit.map(str::to_owned) },
        Control::Date(format) => Answer::Line { words: format.letters() },
        Control::Ticks { list, many } => Answer::Ticks {
            many,
            standard: list.standard.clone(),
            options: choices(list),
            inferred: list.inferred.as_deref().map(terms::sentence),
        },
    }
}

pub fn choices(list: &crate::model::choice::ChoiceList) -> Vec<Choice> {
    let choice = |choice: &crate::model::choice::Choice| Choice {
        code: list.standard.as_ref().map(|_| choice.name.value.clone()),
        label: choice.label.zh.clone(),
        other: choice.other,
    };
    list.choices.iter().map(choice).collect()
}

/// Why a part of an item was added, where the item does not say it already.
fn reason(inferred: Option<&String>, item: &Item) -> Option<String> {
    inferred.filter(|_| inferred != item.inferred.as_ref()).map(|inferred| terms::sentence(inferred))
}

/// A row of an item.
pub fn row(row: &MatrixRow, item: &Item) -> Row {
    Row {
        added: row.inferred.is_some(),
        label: row.label.zh.clone(),
        source: sections(&row.source),
        basis: laws(row.basis.iter().map(|law| &law.value)),
        inferred: reason(row.inferred.as_ref(), item),
    }
}
