//! The controls of the form that is filled in in a browser.
//!
//! Controls bear the names of their answers ([`AnswerName`]), which are those of the PDF's fields, and
//! everything about them is said in words, so that the form is whole without a script. What a script needs
//! to know beyond that is [`script`](super::script). All ids begin with `fill:`, which no anchor of the guide does.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

use super::guide::{self, Notice, Run, Said, Wording};
use super::script::{self, Common};
use crate::model::answers::name::repeat_rows;
use crate::model::answers::{AnswerName, Asks, Column, Offered};
use crate::model::expression::Expression;
use crate::model::field::{self, MatrixRow};
use crate::model::issued::{self, Consent, IssuedBody, IssuedForm, Item, Obligation, Party};
use crate::model::terms;
use crate::wording::fill;
use crate::wording::records::explain;

/// So many hanzi fit on a line of a narrow page.
const LINE: u32 = 20;

/// The form to fill in.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Questionnaire {
    /// The office that issues it, where nobody has to write it.
    pub office: Option<String>,
    /// What stands above the first part: the office, the sheet's number.
    pub head: Vec<Question>,
    /// Are there items that must be filled in?
    pub required: bool,
    /// Its parts as markup.
    pub parts: String,
    /// JSON for the script, safe inside `<script>`.
    pub data: String,
}

/// What stands above one or several controls.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub struct Head {
    pub id: String,
    #[serde(flatten)]
    pub said: Said,
    /// Must it be answered, whatever else is?
    pub required: bool,
    /// The condition's index among the data's expressions.
    pub when: Option<usize>,
    /// How it is written: 年月，如1988-05
    pub format: Option<String>,
    /// Is there anything under the label?
    pub told: bool,
}

/// A field in its shape; the templates have markup for each.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    Question(Question),
    Matrix {
        head: Head,
        options: Vec<Heading>,
        note: Option<Heading>,
        rows: Vec<Line>,
    },
    Repeat {
        head: Head,
        name: String,
        row_words: Option<String>,
        rows: Vec<Row>,
    },
    Photo {
        head: Head,
    },
    Signatures {
        head: Head,
        signers: Vec<Signer>,
    },
    Note {
        head: Head,
        text: Vec<Run>,
    },
    Clauses {
        head: Head,
        articles: Vec<Article>,
    },
    Consent {
        head: Head,
        told: Vec<Notice>,
        signatures: [&'static str; 2],
        statements: Vec<Question>,
        date: Option<Box<Question>>,
    },
}

/// What one control or one group of ticks answers.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Question {
    #[serde(flatten)]
    pub head: Head,
    pub name: String,
    pub unit: Option<String>,
    /// Ids for `aria-describedby`.
    pub described: Option<String>,
    pub control: Control,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "control", rename_all = "snake_case")]
pub enum Control {
    Line {
        /// The input's `type`.
        kind: &'static str,
        /// The keyboard it brings up on a phone.
        mode: Option<&'static str>,
        /// Is it a number in boxes, of capitals and digits?
        boxes: bool,
        autocomplete: Option<String>,
    },
    /// Text that may take more than a line of the page; what is one line on the sheet is `line`.
    Area {
        rows: u32,
        line: bool,
        autocomplete: Option<String>,
    },
    Ticks {
        many: bool,
        options: Vec<Tick>,
    },
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Tick {
    pub id: String,
    pub value: String,
    pub label: String,
    /// What to write behind it.
    pub other: Option<Box<Question>>,
}

/// A column's header.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Heading {
    pub id: String,
    pub label: String,
}

/// A row of a matrix.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Line {
    pub id: String,
    pub name: String,
    pub label: String,
    pub required: bool,
    pub ticks: Vec<Tick>,
    /// The note's name.
    pub note: Option<String>,
}

/// A row of a repeat.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    pub name: String,
    pub label: String,
    /// A blank one, of which there may be more?
    pub blank: bool,
    pub questions: Vec<Question>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Signer {
    pub label: String,
    pub modes: Vec<&'static str>,
    pub hint: Option<Vec<Run>>,
    pub date: Option<Question>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Article {
    #[serde(flatten)]
    pub wording: Wording,
    pub blanks: Vec<Question>,
}

impl Question {
    /// Something stands printed before what is written.
    fn follows(&mut self, printed: &str) {
        self.head.format = Some(terms::sentence(&terms::printed_before(printed)));
        self.head.told = true;
        self.described = Some(format!("{}:hint", self.head.id));
    }
}

/// What makes the controls of a form's answers.
pub struct Controls<'a> {
    columns: BTreeMap<&'a AnswerName, &'a Column<'a>>,
    /// Every condition met so far, once each.
    expressions: Vec<&'a Expression>,
}

/// An id in the form to fill in: of a part, or of a control by its answer's name.
pub fn id(name: impl Display) -> String {
    format!("fill:{name}")
}

impl<'a> Controls<'a> {
    pub fn new(columns: &'a [Column<'a>]) -> Controls<'a> {
        let columns = columns.iter().map(|column| (&column.name, column)).collect();
        Controls { columns, expressions: Vec::new() }
    }

    /// What asks for the office and the sheet's number.
    pub fn head_of_sheet(&mut self, form: &IssuedForm) -> Vec<Question> {
        let names = [AnswerName::office(), AnswerName::serial()];
        let mut head: Vec<Question> = names.iter().filter_map(|name| self.plain(name, None)).collect();
        if let (Some(city), None, Some(office)) = (&form.office.city, &form.office.name, head.first_mut()) {
            office.follows(&city.name);
        }
        head
    }

    /// What scripts know of the form, when every item was met.
    pub fn finish(mut self, form: &'a IssuedBody, head: &'a [Column<'a>], body: &'a [Column<'a>]) -> Common {
        Common::new(form, [head, body], &mut self.expressions)
    }

    /// What a field says above its controls; `name` is what their names are or begin with.
    pub fn head(&mut self, field: &'a Item, name: &AnswerName) -> Head {
        let said = Said::of(field);
        Head {
            id: id(name),
            required: field.obligation == Some(Obligation::Always),
            told: said.is_more(),
            when: self.when(&field.condition),
            format: None,
            said,
        }
    }

    /// A condition's index among the data's expressions.
    pub fn when(&mut self, condition: &'a Option<issued::Condition>) -> Option<usize> {
        condition.as_ref().map(|condition| script::index(&mut self.expressions, &condition.expression))
    }

    pub fn matrix(&mut self, field: &'a Item, rows: &[MatrixRow], note: Option<&field::Column>) -> Block {
        let name = &AnswerName::field(&field.name.value);
        let head = self.head(field, name);
        let lines: Vec<Line> = rows.iter().filter_map(|row| self.line(field, row, note.is_some())).collect();
        let titles = lines.first().map(|line| line.ticks.as_slice()).unwrap_or_default();
        let heading =
            |(at, tick): (usize, &Tick)| Heading { id: id(format_args!("{name}:{at}")), label: tick.label.clone() };
        let options = titles.iter().enumerate().map(heading).collect();
        let note = note.map(|note| Heading { id: id(format_args!("{name}:note")), label: note.label.zh.clone() });
        Block::Matrix { head, options, note, rows: lines }
    }

    pub fn repeat(&mut self, field: &'a Item, columns: &'a [Item], named: &[MatrixRow], blank_rows: u32) -> Block {
        let name = AnswerName::field(&field.name.value);
        let head = self.head(field, &name);
        let rows = repeat_rows(&field.name.value, named, 1..=blank_rows).map(|(row, named)| {
            let inner = |column: &'a Item| self.question(column, &row.column(&column.name.value));
            let questions = columns.iter().filter_map(inner).collect();
            let number = || terms::row_number(&row.key.to_string());
            let label = named.map_or_else(number, |named| named.label.zh.clone());
            Row { name: row.to_string(), label, blank: named.is_none(), questions }
        });
        let rows: Vec<Row> = rows.collect();
        let row_words = (blank_rows > 0).then(|| terms::row_number("{number}"));
        Block::Repeat { head, name: name.to_string(), row_words, rows }
    }

    pub fn question(&mut self, field: &'a Item, name: &AnswerName) -> Option<Question> {
        let column = *self.columns.get(name)?;
        let head = self.head(field, name);
        let autocomplete = field.autocomplete.as_ref().map(|token| token.value.clone());
        Some(self.asked(column, head, autocomplete))
    }

    /// What no field of the form asks for, with a label where the column's is too long.
    fn plain(&mut self, name: &AnswerName, label: Option<&str>) -> Option<Question> {
        let column = *self.columns.get(name)?;
        let label = label.unwrap_or(&column.label).to_owned();
        let said = Said { label, ..Said::default() };
        let head = Head { id: id(name), said, ..Head::default() };
        Some(self.asked(column, head, None))
    }

    fn asked(&mut self, column: &'a Column<'a>, head: Head, autocomplete: Option<String>) -> Question {
        let name = &column.name;
        let format = format_words(&column.asks);
        let head = Head { told: head.told || format.is_some(), format, ..head };
        let unit = match &column.asks {
            Asks::Number { unit, .. } => unit.map(str::to_owned),
            _ => None,
        };
        let hint = head.told.then(|| id(format_args!("{name}:hint")));
        let described: Vec<String> =
            hint.into_iter().chain(unit.as_ref().map(|_| id(format_args!("{name}:unit")))).collect();
        let control = match &column.asks {
            Asks::Options { offered, many } => Control::Ticks {
                many: *many,
                options: (offered.iter().enumerate())
                    .map(|(at, option)| {
                        let other = self.other(name, option.value);
                        Tick {
                            id: id(format_args!("{name}:{at}")),
                            value: option.value.to_owned(),
                            label: option.label.to_owned(),
                            other: other.map(Box::new),
                        }
                    })
                    .collect(),
            },
            Asks::Area { rows } => Control::Area { rows: (*rows).max(2), line: false, autocomplete },
            asks if is_long(asks) => Control::Area { rows: 1, line: true, autocomplete },
            asks => line(asks, autocomplete),
        };
        Question {
            name: name.to_string(),
            unit,
            described: (!described.is_empty()).then(|| described.join(" ")),
            control,
            head,
        }
    }

    /// What is written where an option stands for what the list does not hold.
    fn other(&mut self, of: &AnswerName, value: &str) -> Option<Question> {
        let name = of.other();
        match &self.columns.get(&name)?.asks {
            Asks::Other { option, label, .. } if *option == value => {
                let words = fill(explain::OTHER, &[("option", (*label).to_owned())]);
                self.plain(&name, Some(&words))
            }
            _ => None,
        }
    }

    fn line(&mut self, field: &'a Item, row: &MatrixRow, has_note: bool) -> Option<Line> {
        let name = AnswerName::field(&field.name.value).row(&row.name.value);
        let column = *self.columns.get(&name)?;
        let Asks::Options { offered, .. } = &column.asks else { return None };
        let tick = |(at, option): (usize, &Offered)| Tick {
            id: id(format_args!("{name}:{at}")),
            value: option.value.to_owned(),
            label: option.label.to_owned(),
            other: None,
        };
        Some(Line {
            id: id(&name),
            label: row.label.zh.clone(),
            required: column.obligation == Some(Obligation::Always),
            ticks: offered.iter().enumerate().map(tick).collect(),
            note: has_note.then(|| name.note().to_string()),
            name: name.to_string(),
        })
    }

    pub fn signer(&mut self, party: &Party, date: &AnswerName) -> Signer {
        Signer {
            label: party.label.zh.clone(),
            modes: party.modes.iter().map(|mode| terms::mode(*mode)).collect(),
            hint: party.hint.as_ref().map(guide::sentence),
            date: self.plain(date, None),
        }
    }

    pub fn article(&mut self, article: &'a issued::Article) -> Article {
        let blanks = article.blanks.iter();
        Article {
            wording: Wording::of(article),
            blanks: blanks.filter_map(|blank| self.question(blank, &AnswerName::field(&blank.name.value))).collect(),
        }
    }

    pub fn consent(&mut self, field: &'a Item, consent: &Consent, told: Vec<Notice>) -> Block {
        let name = AnswerName::field(&field.name.value);
        Block::Consent {
            head: self.head(field, &name),
            told,
            signatures: [consent.signature, consent.guardian],
            statements: consent
                .statements
                .iter()
                .filter_map(|agreed| self.plain(&name.agreement(&agreed.to), None))
                .collect(),
            date: self.plain(&name.date(), None).map(Box::new),
        }
    }
}

/// How an answer is written, where the control does not show it.
fn format_words(asks: &Asks) -> Option<String> {
    match asks {
        Asks::Line { format, limit } => format.hint(limit),
        Asks::Date(format) => format.says.then(|| format.words.to_owned()),
        Asks::Area { .. } | Asks::Number { .. } | Asks::Options { .. } | Asks::Other { .. } => None,
    }
    .map(|words| terms::sentence(&words))
}

/// May a text be longer than a line of a narrow page? An `input` shows and prints one line of it, whatever it
/// holds; a `textarea` all lines.
fn is_long(asks: &Asks) -> bool {
    match asks {
        Asks::Line { limit, .. } => asks.is_text() && limit.most.is_none_or(|most| most > LINE),
        Asks::Other { .. } => true,
        Asks::Area { .. } | Asks::Number { .. } | Asks::Date(_) | Asks::Options { .. } => false,
    }
}

/// The input of what stands on one line. No control has a `maxlength`: it would cut in silence, and counts in units
/// of UTF-16.
fn line(asks: &Asks, autocomplete: Option<String>) -> Control {
    let (kind, mode, boxes) = match asks {
        Asks::Number { decimal: true, .. } => ("text", Some("decimal"), false),
        Asks::Number { decimal: false, .. } => ("text", Some("numeric"), false),
        Asks::Date(format) => (format.input, None, false),
        Asks::Line { format, .. } => (format.input, format.mode, format.code),
        Asks::Area { .. } | Asks::Other { .. } | Asks::Options { .. } => ("text", None, false),
    };
    Control::Line { kind, mode, boxes, autocomplete }
}
