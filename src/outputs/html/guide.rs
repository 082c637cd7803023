//! The field-by-field guide of a form, from the definition the sheet is drawn from.

use serde::Serialize;

use super::data::sections;
use super::here::{Here, Link};
use crate::model::anchor::Anchor;
use crate::model::control::{Control, Input};
use crate::model::field::{Clause, Consent, Field, Kind, MatrixRow, Party, Privacy, Question};
use crate::model::form::{Form, Inline, Section};
use crate::model::prose::Prose;
use crate::model::{Address, terms};

/// A section of the form.
#[derive(Debug, PartialEq, Serialize)]
pub struct Part {
    /// 一, 二 …
    pub number: String,
    pub anchor: String,
    pub title: String,
    pub hint: Option<Vec<Run>>,
    pub condition: Option<String>,
    /// What holds for all its fields; a field says only what differs.
    pub source: Option<String>,
    pub inferred: Option<String>,
    pub entries: Vec<Entry>,
}

/// A stretch of resolved prose: words, or a blank with the label of what is written there.
#[derive(Debug, PartialEq, Serialize)]
pub struct Run {
    pub words: Option<String>,
    pub blank: Option<String>,
}

/// What the guide says of one field.
#[derive(Debug, PartialEq, Serialize)]
pub struct Entry {
    pub anchor: String,
    /// The number it bears on the sheet; none for texts, articles, consents and signatures.
    pub number: Option<usize>,
    pub label: String,
    pub hint: Option<Vec<Run>>,
    pub required: bool,
    pub condition: Option<String>,
    /// What the answer must satisfy.
    pub rule: Option<String>,
    pub privacy: Option<&'static str>,
    pub source: Option<String>,
    /// Is it there although the programme does not ask for it?
    pub added: bool,
    pub inferred: Option<String>,
    pub answer: Answer,
}

/// How it is answered; the templates have words for each.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    Line {
        length: Option<u32>,
    },
    Phone,
    Area,
    Number {
        decimal: bool,
        unit: Option<String>,
    },
    Date {
        day: bool,
    },
    Comb {
        boxes: u32,
    },
    Ticks {
        many: bool,
        standard: Option<String>,
        options: Vec<Choice>,
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
    Consent(Box<Told>),
    /// The list it names does not exist, which `check` reports.
    Unknown,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The national standard's code, where the list has a standard.
    pub code: Option<String>,
    pub label: String,
    pub other: bool,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Row {
    pub label: String,
    pub source: Option<String>,
    pub basis: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Signer {
    pub label: String,
    pub modes: Vec<&'static str>,
    pub date: bool,
    pub hint: Option<Vec<Run>>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Article {
    /// 一, 二 … through the whole form.
    pub number: String,
    pub title: Option<String>,
    pub text: Vec<Run>,
    pub points: Vec<Vec<Run>>,
    pub blanks: Vec<Entry>,
    pub covers: Option<String>,
    pub source: Option<String>,
    pub inferred: Option<String>,
}

/// What a person is told before agreeing.
#[derive(Debug, PartialEq, Serialize)]
pub struct Told {
    pub purpose: Vec<Run>,
    pub method: Vec<Run>,
    pub necessity: Vec<Run>,
    pub impact: Vec<Run>,
    pub retention: Vec<Run>,
    pub rights: Vec<Run>,
    pub share_with: Vec<String>,
}

/// The whole guide, in the order of the sheet.
pub fn guide(here: &Here, form: &Form) -> Vec<Part> {
    let mut author = Author { here, form, articles: 0 };
    form.sections.iter().enumerate().map(|(index, section)| author.part(index + 1, section)).collect()
}

/// Prose for the generic sheet; what is not known is a blank.
pub fn runs(form: &Form, prose: &Prose, blanks: &[Field]) -> Vec<Run> {
    form.resolve(prose, blanks, None)
        .into_iter()
        .map(|inline| match inline {
            Inline::Words(words) => Run { words: Some(words), blank: None },
            Inline::Blank(field) => Run { words: None, blank: Some(field.label.zh.clone()) },
            Inline::Empty { characters: _ } => Run { words: None, blank: Some(String::new()) },
        })
        .collect()
}

/// Prose with a full stop at its end.
pub fn sentence(form: &Form, prose: &Prose) -> Vec<Run> {
    let mut runs = runs(form, prose, &[]);
    match runs.last_mut() {
        Some(Run { words: Some(words), .. }) => *words = terms::sentence(words),
        Some(_) => runs.push(Run { words: Some(terms::sentence("")), blank: None }),
        None => {}
    }
    runs
}

/// Prose as plain words, a blank as two low lines.
pub fn plain(form: &Form, prose: &Prose) -> String {
    runs(form, prose, &[]).into_iter().map(|run| run.words.unwrap_or_else(|| terms::BLANK.to_owned())).collect()
}

struct Author<'a> {
    here: &'a Here<'a>,
    form: &'a Form,
    /// Articles written so far: their numbers run on through the form.
    articles: usize,
}

impl Author<'_> {
    fn part(&mut self, number: usize, section: &Section) -> Part {
        Part {
            number: terms::numeral(number),
            anchor: Anchor::section(&section.name.value).to_string(),
            title: section.title.zh.clone(),
            hint: section.hint.as_ref().map(|hint| sentence(self.form, hint)),
            condition: section
                .relevant
                .as_ref()
                .map(|c| terms::sentence(&self.form.condition_words(self.here.site, c))),
            source: sections(&section.source),
            inferred: section.inferred.as_deref().map(terms::sentence),
            entries: section.fields.iter().map(|field| self.entry_of(section, field)).collect(),
        }
    }

    fn entry_of(&mut self, section: &Section, field: &Field) -> Entry {
        let mut entry = self.entry(field, &Anchor::field(&field.name.value));
        if field.source == section.source {
            entry.source = None;
        }
        if field.inferred == section.inferred {
            entry.inferred = None;
        }
        entry
    }

    fn entry(&mut self, field: &Field, anchor: &Anchor) -> Entry {
        let site = self.here.site;
        Entry {
            number: self.form.item_number(field),
            label: field.label.zh.clone(),
            hint: field.hint.as_ref().map(|hint| sentence(self.form, hint)),
            required: field.required,
            condition: field
                .relevant
                .as_ref()
                .map(|condition| terms::sentence(&self.form.condition_words(site, condition))),
            rule: self.form.rule_words(site, field).map(|rule| terms::sentence(&rule)),
            privacy: match field.privacy {
                Privacy::Public => None,
                Privacy::Personal => Some(terms::PERSONAL),
                Privacy::Sensitive => Some(terms::SENSITIVE),
            },
            source: sections(&field.source),
            added: field.inferred.is_some(),
            inferred: field.inferred.as_deref().map(terms::sentence),
            answer: self.answer(field, anchor),
            anchor: anchor.to_string(),
        }
    }

    fn answer(&mut self, field: &Field, anchor: &Anchor) -> Answer {
        let site = self.here.site;
        match &field.kind {
            Kind::Matrix { list, rows, note } => Answer::Matrix {
                options: site.choices.get(&list.value).map(choices).unwrap_or_default(),
                rows: rows.iter().map(row).collect(),
                remark: note.as_ref().map(|column| column.label.zh.clone()),
            },
            Kind::Repeat { columns, rows, blank_rows, row_height: _ } => Answer::Repeat {
                rows: rows.iter().map(row).collect(),
                blank_rows: *blank_rows,
                columns: columns.iter().map(|column| self.entry(column, &anchor.inner(&column.name.value))).collect(),
            },
            Kind::Photo { width, height } => Answer::Photo { width: width.0.to_string(), height: height.0.to_string() },
            Kind::Signatures { parties } => {
                Answer::Signatures { parties: parties.iter().map(|party| self.signer(party)).collect() }
            }
            Kind::Note { text } => Answer::Note { text: runs(self.form, text, &[]) },
            Kind::Clauses { clauses } => {
                Answer::Clauses { clauses: clauses.iter().map(|clause| self.article(clause, anchor)).collect() }
            }
            Kind::Consent(consent) => Answer::Consent(Box::new(told(self.form, consent))),
            Kind::Question(Question::Reference { form }) => {
                let target = site.form(&form.value);
                Answer::Reference {
                    form: target.map(|form| Link {
                        label: form.title.zh.clone(),
                        href: self.here.href(&Address::form(&form.id)),
                    }),
                }
            }
            Kind::Question(
                Question::Text { .. }
                | Question::Multiline { .. }
                | Question::Integer { .. }
                | Question::Decimal { .. }
                | Question::Date
                | Question::Month
                | Question::Phone
                | Question::IdNumber
                | Question::CertificateNumber { .. }
                | Question::SelectOne { .. }
                | Question::SelectMultiple { .. },
            ) => field.kind.control(site).map_or(Answer::Unknown, simple),
        }
    }

    fn signer(&self, party: &Party) -> Signer {
        Signer {
            label: party.label.zh.clone(),
            modes: party.modes.iter().map(|mode| terms::mode(*mode)).collect(),
            date: party.date,
            hint: party.hint.as_ref().map(|hint| sentence(self.form, hint)),
        }
    }

    fn article(&mut self, clause: &Clause, anchor: &Anchor) -> Article {
        self.articles += 1;
        let within = anchor.inner(&clause.name.value);
        Article {
            number: terms::numeral(self.articles),
            title: clause.title.as_ref().map(|title| title.zh.clone()),
            text: runs(self.form, &clause.text, &clause.blanks),
            points: clause.points.iter().map(|point| runs(self.form, point, &clause.blanks)).collect(),
            blanks: clause.blanks.iter().map(|blank| self.entry(blank, &within.inner(&blank.name.value))).collect(),
            covers: sections(&clause.covers),
            source: sections(&clause.source),
            inferred: clause.inferred.as_deref().map(terms::sentence),
        }
    }
}

/// What a person is told before agreeing.
pub fn told(form: &Form, consent: &Consent) -> Told {
    let say = |prose: &Prose| runs(form, prose, &[]);
    Told {
        purpose: say(&consent.purpose),
        method: say(&consent.method),
        necessity: say(&consent.necessity),
        impact: say(&consent.impact),
        retention: say(&consent.retention),
        rights: say(&consent.rights),
        share_with: consent.share_with.clone(),
    }
}

fn simple(control: Control) -> Answer {
    match control {
        Control::Line { length, input: Input::Text } => Answer::Line { length },
        Control::Line { length: _, input: Input::Phone } => Answer::Phone,
        Control::Area { rows: _ } => Answer::Area,
        Control::Number { decimal, unit } => Answer::Number { decimal, unit: unit.map(str::to_owned) },
        Control::Date { day } => Answer::Date { day },
        Control::Comb { boxes } => Answer::Comb { boxes },
        Control::Ticks { list, many } => {
            Answer::Ticks { many, standard: list.standard.clone(), options: choices(list) }
        }
    }
}

fn choices(list: &crate::model::choice::ChoiceList) -> Vec<Choice> {
    let choice = |choice: &crate::model::choice::Choice| Choice {
        code: list.standard.as_ref().map(|_| choice.name.value.clone()),
        label: choice.label.zh.clone(),
        other: choice.other,
    };
    list.choices.iter().map(choice).collect()
}

fn row(row: &MatrixRow) -> Row {
    Row {
        label: row.label.zh.clone(),
        source: sections(&row.source),
        basis: row.basis.clone(),
        inferred: row.inferred.as_deref().map(terms::sentence),
    }
}
