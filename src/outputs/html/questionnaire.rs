//! The controls of a form that is filled in in a browser.
//!
//! Controls have the names of their answers ([`AnswerName`]), which are also those of the PDF's fields. All that
//! belongs to a control is in words, so that the form is complete without scripts; the data for scripts is
//! [`super::form_data`]. All ids begin with `fill:`, which no anchor of the guide does.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Serialize;

use super::form_data::{self, SharedFormData};
use super::guide::{self, ArticleTextView, ConsentNoticeView, ItemDescriptionView, ProseRunView};
use crate::model::answers::name::repeat_rows;
use crate::model::answers::{AnswerColumn, AnswerName, AnswerOption, AnswerType};
use crate::model::expression::Expression;
use crate::model::field::{self, MatrixRow};
use crate::model::fixed_text;
use crate::model::issued::{self, IssuedBody, IssuedConsent, IssuedForm, IssuedItem, IssuedParty, Obligation};
use crate::wording::records::explain;
use crate::wording::text;

/// The number of hanzi that fit on a line of a narrow page.
const CHARACTERS_PER_LINE: u32 = 20;

/// The form to fill in.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct QuestionnaireView {
    /// The name of the office that issues the form; with it the form has no field for the office.
    pub(crate) office: Option<String>,
    /// The questions above the first section: the office, the sheet's number.
    pub(crate) head: Vec<QuestionView>,
    /// Are there items that must be filled in?
    pub(crate) required: bool,
    /// The sections as markup.
    pub(crate) parts: String,
    /// JSON for the script, safe inside `<script>`.
    pub(crate) data: String,
}

/// The label and details above one or several controls.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub(crate) struct QuestionHeadView {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) said: ItemDescriptionView,
    /// Must it be answered without any condition?
    pub(crate) required: bool,
    /// The index of the condition among the expressions of the data.
    pub(crate) when: Option<usize>,
    /// How the answer is written: 年月，如1988-05
    pub(crate) format: Option<String>,
    /// Is there anything to print under the label?
    pub(crate) told: bool,
}

/// An item with its controls, by shape; the templates have markup for each.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub(crate) enum QuestionnaireBlockView {
    Question(QuestionView),
    Matrix {
        head: QuestionHeadView,
        options: Vec<ColumnHeadingView>,
        note: Option<ColumnHeadingView>,
        rows: Vec<MatrixRowView>,
    },
    Repeat {
        head: QuestionHeadView,
        name: String,
        row_words: Option<String>,
        rows: Vec<RepeatRowView>,
    },
    Photo {
        head: QuestionHeadView,
    },
    Signatures {
        head: QuestionHeadView,
        signers: Vec<SignerView>,
    },
    Note {
        head: QuestionHeadView,
        text: Vec<ProseRunView>,
    },
    Clauses {
        head: QuestionHeadView,
        articles: Vec<ArticleView>,
    },
    Consent {
        head: QuestionHeadView,
        told: Vec<ConsentNoticeView>,
        signatures: [&'static str; 2],
        statements: Vec<QuestionView>,
        date: Option<Box<QuestionView>>,
    },
}

/// A question: one control or one group of ticks.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct QuestionView {
    #[serde(flatten)]
    pub(crate) head: QuestionHeadView,
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    /// The ids for `aria-describedby`.
    pub(crate) described: Option<String>,
    pub(crate) control: ControlView,
}

/// The control of a question.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "control", rename_all = "snake_case")]
pub(crate) enum ControlView {
    Line {
        /// The input's `type`.
        kind: &'static str,
        /// The keyboard it brings up on a phone.
        mode: Option<&'static str>,
        /// Is it a number in boxes, of capitals and digits?
        boxes: bool,
        autocomplete: Option<String>,
    },
    /// A text area; `line` is true for a text that has one line on the sheet but may be longer than a line of the page.
    Area {
        rows: u32,
        line: bool,
        autocomplete: Option<String>,
    },
    Ticks {
        many: bool,
        options: Vec<TickView>,
    },
}

/// A checkbox or radio button of an option.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TickView {
    pub(crate) id: String,
    pub(crate) value: String,
    pub(crate) label: String,
    /// The question for the text after the option “other”.
    pub(crate) other: Option<Box<QuestionView>>,
}

/// The heading of a column.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ColumnHeadingView {
    pub(crate) id: String,
    pub(crate) label: String,
}

/// A row of a matrix.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct MatrixRowView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) required: bool,
    pub(crate) ticks: Vec<TickView>,
    /// The answer name of the row's note.
    pub(crate) note: Option<String>,
}

/// A row of a repeating table.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct RepeatRowView {
    pub(crate) name: String,
    pub(crate) label: String,
    /// Is it a blank row? A script can add more of them.
    pub(crate) blank: bool,
    pub(crate) questions: Vec<QuestionView>,
}

/// A party that signs, with the question for the date.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SignerView {
    pub(crate) label: String,
    pub(crate) modes: Vec<&'static str>,
    pub(crate) hint: Option<Vec<ProseRunView>>,
    pub(crate) date: Option<QuestionView>,
}

/// An article with the questions of its blanks.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ArticleView {
    #[serde(flatten)]
    pub(crate) wording: ArticleTextView,
    pub(crate) blanks: Vec<QuestionView>,
}

impl QuestionView {
    /// Adds the hint that `printed` is printed on the sheet before the answer.
    fn set_printed_prefix(&mut self, printed: &str) {
        self.head.format = Some(fixed_text::sentence(&fixed_text::printed_before(printed)));
        self.head.told = true;
        self.described = Some(format!("{}:hint", self.head.id));
    }
}

/// Builds the controls of a form's answers, and collects the conditions that they refer to.
pub(crate) struct ControlsBuilder<'a> {
    columns: BTreeMap<&'a AnswerName, &'a AnswerColumn<'a>>,
    /// All conditions so far, each once.
    expressions: Vec<&'a Expression>,
}

/// The id of a section or, by the name of its answer, of a control.
pub(crate) fn control_id(name: impl Display) -> String {
    format!("fill:{name}")
}

impl<'a> ControlsBuilder<'a> {
    pub(crate) fn new(columns: &'a [AnswerColumn<'a>]) -> ControlsBuilder<'a> {
        let columns = columns.iter().map(|column| (&column.name, column)).collect();
        ControlsBuilder { columns, expressions: Vec::new() }
    }

    /// The questions for the office and the sheet's number.
    pub(crate) fn sheet_head_questions(&mut self, form: &IssuedForm) -> Vec<QuestionView> {
        let names = [AnswerName::office(), AnswerName::serial()];
        let mut head: Vec<QuestionView> = names.iter().filter_map(|name| self.plain_question(name, None)).collect();
        if let (Some(city), None, Some(office)) = (&form.office.city, &form.office.name, head.first_mut()) {
            office.set_printed_prefix(&city.name);
        }
        head
    }

    /// The data for scripts; to be called after the controls of all items are built.
    pub(crate) fn finish(
        mut self,
        form: &'a IssuedBody,
        head: &'a [AnswerColumn<'a>],
        body: &'a [AnswerColumn<'a>],
    ) -> SharedFormData {
        SharedFormData::new(form, [head, body], &mut self.expressions)
    }

    /// The head of a field; `name` is the name of its control or the prefix of the names of its controls.
    pub(crate) fn head(&mut self, field: &'a IssuedItem, name: &AnswerName) -> QuestionHeadView {
        let description = ItemDescriptionView::of(field);
        QuestionHeadView {
            id: control_id(name),
            required: field.obligation == Some(Obligation::Always),
            told: description.has_details(),
            when: self.condition_index(&field.condition),
            format: None,
            said: description,
        }
    }

    /// The index of a condition among the expressions of the data.
    pub(crate) fn condition_index(&mut self, condition: &'a Option<issued::IssuedCondition>) -> Option<usize> {
        condition.as_ref().map(|condition| form_data::expression_index(&mut self.expressions, &condition.expression))
    }

    pub(crate) fn matrix(
        &mut self,
        field: &'a IssuedItem,
        rows: &[MatrixRow],
        note: Option<&field::MatrixNoteColumn>,
    ) -> QuestionnaireBlockView {
        let name = &AnswerName::field(&field.name.value);
        let head = self.head(field, name);
        let matrix_rows: Vec<MatrixRowView> =
            rows.iter().filter_map(|row| self.matrix_row(field, row, note.is_some())).collect();
        let first_ticks = matrix_rows.first().map(|row| row.ticks.as_slice()).unwrap_or_default();
        let heading = |(at, tick): (usize, &TickView)| ColumnHeadingView {
            id: control_id(format_args!("{name}:{at}")),
            label: tick.label.clone(),
        };
        let options = first_ticks.iter().enumerate().map(heading).collect();
        let note = note.map(|note| ColumnHeadingView {
            id: control_id(format_args!("{name}:note")),
            label: note.label.zh.clone(),
        });
        QuestionnaireBlockView::Matrix { head, options, note, rows: matrix_rows }
    }

    pub(crate) fn repeat(
        &mut self,
        field: &'a IssuedItem,
        columns: &'a [IssuedItem],
        named: &[MatrixRow],
        blank_rows: u32,
    ) -> QuestionnaireBlockView {
        let name = AnswerName::field(&field.name.value);
        let head = self.head(field, &name);
        let rows = repeat_rows(&field.name.value, named, 1..=blank_rows).map(|(row, named)| {
            let inner = |column: &'a IssuedItem| self.question(column, &row.column(&column.name.value));
            let questions = columns.iter().filter_map(inner).collect();
            let number = || fixed_text::row_number(&row.key.to_string());
            let label = named.map_or_else(number, |named| named.label.zh.clone());
            RepeatRowView { name: row.to_string(), label, blank: named.is_none(), questions }
        });
        let rows: Vec<RepeatRowView> = rows.collect();
        let row_words = (blank_rows > 0).then(|| fixed_text::row_number("{number}"));
        QuestionnaireBlockView::Repeat { head, name: name.to_string(), row_words, rows }
    }

    pub(crate) fn question(&mut self, field: &'a IssuedItem, name: &AnswerName) -> Option<QuestionView> {
        let column = *self.columns.get(name)?;
        let head = self.head(field, name);
        let autocomplete = field.autocomplete.as_ref().map(|token| token.value.clone());
        Some(self.column_question(column, head, autocomplete))
    }

    /// A question for an answer that no field of the form asks for; `label` replaces the column's label where that is
    /// too long.
    fn plain_question(&mut self, name: &AnswerName, label: Option<&str>) -> Option<QuestionView> {
        let column = *self.columns.get(name)?;
        let label = label.unwrap_or(&column.label).to_owned();
        let description = ItemDescriptionView { label, ..ItemDescriptionView::default() };
        let head = QuestionHeadView { id: control_id(name), said: description, ..QuestionHeadView::default() };
        Some(self.column_question(column, head, None))
    }

    fn column_question(
        &mut self,
        column: &'a AnswerColumn<'a>,
        head: QuestionHeadView,
        autocomplete: Option<String>,
    ) -> QuestionView {
        let name = &column.name;
        let format = format_words(&column.answer_type);
        let head = QuestionHeadView { told: head.told || format.is_some(), format, ..head };
        let unit = match &column.answer_type {
            AnswerType::Number { unit, .. } => unit.map(str::to_owned),
            _ => None,
        };
        let hint = head.told.then(|| control_id(format_args!("{name}:hint")));
        let described: Vec<String> =
            hint.into_iter().chain(unit.as_ref().map(|_| control_id(format_args!("{name}:unit")))).collect();
        let control = match &column.answer_type {
            AnswerType::Options { offered, many } => ControlView::Ticks {
                many: *many,
                options: (offered.iter().enumerate())
                    .map(|(at, option)| {
                        let other = self.other_question(name, option.value);
                        TickView {
                            id: control_id(format_args!("{name}:{at}")),
                            value: option.value.to_owned(),
                            label: option.label.to_owned(),
                            other: other.map(Box::new),
                        }
                    })
                    .collect(),
            },
            AnswerType::Area { rows } => ControlView::Area { rows: (*rows).max(2), line: false, autocomplete },
            answer_type if is_long(answer_type) => ControlView::Area { rows: 1, line: true, autocomplete },
            answer_type => line_control(answer_type, autocomplete),
        };
        QuestionView {
            name: name.to_string(),
            unit,
            described: (!described.is_empty()).then(|| described.join(" ")),
            control,
            head,
        }
    }

    /// The question for the text after an option that means “not in the list”.
    fn other_question(&mut self, of: &AnswerName, value: &str) -> Option<QuestionView> {
        let name = of.other();
        match &self.columns.get(&name)?.answer_type {
            AnswerType::Other { option, label, .. } if *option == value => {
                let words = text!(explain::OTHER, option = label);
                self.plain_question(&name, Some(&words))
            }
            _ => None,
        }
    }

    fn matrix_row(&mut self, field: &'a IssuedItem, row: &MatrixRow, has_note: bool) -> Option<MatrixRowView> {
        let name = AnswerName::field(&field.name.value).row(&row.name.value);
        let column = *self.columns.get(&name)?;
        let AnswerType::Options { offered, .. } = &column.answer_type else { return None };
        let tick = |(at, option): (usize, &AnswerOption)| TickView {
            id: control_id(format_args!("{name}:{at}")),
            value: option.value.to_owned(),
            label: option.label.to_owned(),
            other: None,
        };
        Some(MatrixRowView {
            id: control_id(&name),
            label: row.label.zh.clone(),
            required: column.obligation == Some(Obligation::Always),
            ticks: offered.iter().enumerate().map(tick).collect(),
            note: has_note.then(|| name.note().to_string()),
            name: name.to_string(),
        })
    }

    pub(crate) fn signer(&mut self, party: &IssuedParty, date: &AnswerName) -> SignerView {
        SignerView {
            label: party.label.zh.clone(),
            modes: party.modes.iter().map(|mode| fixed_text::mode(*mode)).collect(),
            hint: party.hint.as_ref().map(guide::sentence),
            date: self.plain_question(date, None),
        }
    }

    pub(crate) fn article(&mut self, article: &'a issued::IssuedArticle) -> ArticleView {
        let blanks = article.blanks.iter();
        ArticleView {
            wording: ArticleTextView::of(article),
            blanks: blanks.filter_map(|blank| self.question(blank, &AnswerName::field(&blank.name.value))).collect(),
        }
    }

    pub(crate) fn consent(
        &mut self,
        field: &'a IssuedItem,
        consent: &IssuedConsent,
        notices: Vec<ConsentNoticeView>,
    ) -> QuestionnaireBlockView {
        let name = AnswerName::field(&field.name.value);
        QuestionnaireBlockView::Consent {
            head: self.head(field, &name),
            told: notices,
            signatures: [consent.signature, consent.guardian],
            statements: consent
                .statements
                .iter()
                .filter_map(|statement| self.plain_question(&name.agreement(&statement.agreement), None))
                .collect(),
            date: self.plain_question(&name.date(), None).map(Box::new),
        }
    }
}

/// How an answer is written; `None` where the control shows it.
fn format_words(answer_type: &AnswerType) -> Option<String> {
    match answer_type {
        AnswerType::Line { format, limit } => format.hint(limit),
        AnswerType::Date(format) => format.shows_hint.then(|| format.words.to_owned()),
        AnswerType::Area { .. } | AnswerType::Number { .. } | AnswerType::Options { .. } | AnswerType::Other { .. } => {
            None
        }
    }
    .map(|words| fixed_text::sentence(&words))
}

/// May a text be longer than a line of a narrow page? An `input` shows and prints one line of its value, a `textarea`
/// all lines.
fn is_long(answer_type: &AnswerType) -> bool {
    match answer_type {
        AnswerType::Line { limit, .. } => {
            answer_type.is_text() && limit.most.is_none_or(|most| most > CHARACTERS_PER_LINE)
        }
        AnswerType::Other { .. } => true,
        AnswerType::Area { .. } | AnswerType::Number { .. } | AnswerType::Date(_) | AnswerType::Options { .. } => false,
    }
}

/// The `input` of an answer of one line. No control has a `maxlength`: it would cut off silently, and it counts UTF-16
/// code units.
fn line_control(answer_type: &AnswerType, autocomplete: Option<String>) -> ControlView {
    let (kind, mode, boxes) = match answer_type {
        AnswerType::Number { decimal: true, .. } => ("text", Some("decimal"), false),
        AnswerType::Number { decimal: false, .. } => ("text", Some("numeric"), false),
        AnswerType::Date(format) => (format.input, None, false),
        AnswerType::Line { format, .. } => (format.input, format.inputmode, format.is_code),
        AnswerType::Area { .. } | AnswerType::Other { .. } | AnswerType::Options { .. } => ("text", None, false),
    };
    ControlView::Line { kind, mode, boxes, autocomplete }
}
