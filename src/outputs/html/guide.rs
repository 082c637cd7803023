//! The guide to a form: how each item is answered, and why it is there.

use serde::Serialize;

use super::figures::sections;
use super::page_context::{LinkView, PageContext};
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::field::{MatrixRow, Privacy, Question};
use crate::model::form::Form;
use crate::model::issued::{
    IssuedArticle as Issued, IssuedConsent, IssuedForm, IssuedItem, IssuedKind, IssuedParty, IssuedProse, IssuedSection,
};
use crate::model::kind::format::{AnswerLimit, LineFormat};
use crate::model::{Address, fixed_text, issued};
use crate::source::Spanned;

/// The heading of a section, where it is filled in and where it is explained.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SectionHeadingView {
    /// 一, 二 …
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) hint: Option<Vec<ProseRunView>>,
    pub(crate) condition: Option<String>,
}

/// The label of an item with its details, where it is filled in and where it is explained.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub(crate) struct ItemDescriptionView {
    /// The number of the item on the sheet; none for texts, articles, consents and signatures.
    pub(crate) number: Option<usize>,
    pub(crate) label: String,
    /// When it must be answered.
    pub(crate) obligation: Option<&'static str>,
    pub(crate) privacy: Option<&'static str>,
    pub(crate) condition: Option<String>,
    pub(crate) hint: Option<Vec<ProseRunView>>,
    /// The constraint on the answer, in words.
    pub(crate) rule: Option<String>,
}

/// The text of an article.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ArticleTextView {
    /// 第一条, numbered through the whole form.
    pub(crate) number: String,
    pub(crate) title: Option<String>,
    pub(crate) text: Vec<ProseRunView>,
    pub(crate) points: Vec<Vec<ProseRunView>>,
}

/// A run of resolved prose: words, or a blank with the label of what is written there.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ProseRunView {
    pub(crate) words: Option<String>,
    pub(crate) blank: Option<String>,
}

/// The explanation of one field.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GuideEntryView {
    #[serde(flatten)]
    pub(crate) said: ItemDescriptionView,
    pub(crate) anchor: String,
    pub(crate) source: Option<String>,
    /// Is the item there although the programme does not ask for it?
    pub(crate) added: bool,
    pub(crate) inferred: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) answer: AnswerFormatView,
}

/// The format of an answer; the templates have words for each.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub(crate) enum AnswerFormatView {
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
        options: Vec<GuideChoiceView>,
        /// Why some of them are there although the programme does not name them.
        inferred: Option<String>,
    },
    Matrix {
        options: Vec<GuideChoiceView>,
        rows: Vec<GuideRowView>,
        remark: Option<String>,
    },
    Repeat {
        rows: Vec<GuideRowView>,
        blank_rows: u32,
        columns: Vec<GuideEntryView>,
    },
    /// In millimetres.
    Photo {
        width: String,
        height: String,
    },
    Signatures {
        parties: Vec<GuideSignerView>,
    },
    Note {
        text: Vec<ProseRunView>,
    },
    Clauses {
        clauses: Vec<GuideArticleView>,
    },
    Reference {
        form: Option<LinkView>,
    },
    Consent {
        told: Vec<ConsentNoticeView>,
        statements: Vec<String>,
    },
    /// The field names a list that does not exist, which `check` reports.
    Unknown,
}

/// A choice of a list, as the guide prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GuideChoiceView {
    /// The code in the national standard, where the list has a standard.
    pub(crate) code: Option<String>,
    pub label: String,
    pub(crate) other: bool,
}

/// A named row of a table, as the guide prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GuideRowView {
    pub(crate) label: String,
    pub(crate) added: bool,
    pub(crate) source: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) inferred: Option<String>,
}

/// A party that signs, as the guide prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GuideSignerView {
    pub(crate) label: String,
    pub(crate) modes: Vec<&'static str>,
    pub(crate) date: bool,
    pub(crate) hint: Option<Vec<ProseRunView>>,
}

/// An article with the explanation of its blanks.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GuideArticleView {
    #[serde(flatten)]
    pub(crate) wording: ArticleTextView,
    pub(crate) anchor: String,
    pub(crate) added: bool,
    pub(crate) blanks: Vec<GuideEntryView>,
    pub(crate) covers: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) inferred: Option<String>,
}

/// A notice that a person must read before agreeing.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ConsentNoticeView {
    pub(crate) heading: &'static str,
    pub(crate) words: Vec<ProseRunView>,
}

/// The runs of a passage; `blanks` are the fields of its blanks.
pub(crate) fn passage_runs(passage: &IssuedProse, blanks: &[IssuedItem]) -> Vec<ProseRunView> {
    prose_runs(&passage.runs, blanks)
}

/// The same for the runs of a passage.
pub(crate) fn prose_runs(runs: &[issued::ProseRun], blanks: &[IssuedItem]) -> Vec<ProseRunView> {
    let blank = |name: &AnswerName| blanks.iter().find(|blank| AnswerName::field(&blank.name.value) == *name);
    let run = |run: &issued::ProseRun| match run {
        issued::ProseRun::Words(words) => ProseRunView { words: Some(words.clone()), blank: None },
        issued::ProseRun::Blank(name) => {
            let label = blank(name).map(|blank| blank.label.zh.clone());
            ProseRunView { words: None, blank: Some(label.unwrap_or_default()) }
        }
        issued::ProseRun::Empty { characters: _ } => ProseRunView { words: None, blank: Some(String::new()) },
    };
    runs.iter().map(run).collect()
}

/// A passage with a full stop at its end.
pub(crate) fn sentence(passage: &IssuedProse) -> Vec<ProseRunView> {
    let mut runs = passage_runs(passage, &[]);
    match runs.last_mut() {
        Some(ProseRunView { words: Some(words), .. }) => *words = fixed_text::sentence(words),
        Some(_) => runs.push(ProseRunView { words: Some(fixed_text::sentence("")), blank: None }),
        None => {}
    }
    runs
}

impl SectionHeadingView {
    pub(crate) fn of(section: &IssuedSection) -> SectionHeadingView {
        SectionHeadingView {
            number: fixed_text::numeral(section.number),
            title: section.title.zh.clone(),
            hint: section.hint.as_ref().map(sentence),
            condition: section.condition.as_ref().map(|condition| fixed_text::sentence(&condition.words)),
        }
    }
}

impl ItemDescriptionView {
    pub(crate) fn of(item: &IssuedItem) -> ItemDescriptionView {
        ItemDescriptionView {
            number: item.number,
            label: item.label.zh.clone(),
            obligation: item.obligation.map(issued::Obligation::words),
            privacy: match item.privacy {
                Privacy::Public => None,
                Privacy::Personal => Some(fixed_text::PERSONAL),
                Privacy::Sensitive => Some(fixed_text::SENSITIVE),
            },
            condition: item.condition.as_ref().map(|condition| fixed_text::sentence(&condition.words)),
            hint: item.hint.as_ref().map(sentence),
            rule: item.rule_words().map(fixed_text::sentence),
        }
    }

    /// Is there anything to print under the label?
    pub(crate) fn has_details(&self) -> bool {
        self.condition.is_some() || self.hint.is_some() || self.rule.is_some()
    }
}

impl ArticleTextView {
    pub(crate) fn of(article: &Issued) -> ArticleTextView {
        ArticleTextView {
            number: fixed_text::article(article.number),
            title: article.title.as_ref().map(|title| title.zh.clone()),
            text: passage_runs(&article.text, &article.blanks),
            points: article.points.iter().map(|point| passage_runs(point, &article.blanks)).collect(),
        }
    }
}

impl GuideEntryView {
    /// The explanation of an item with this format of answer.
    pub(crate) fn new(item: &IssuedItem, anchor: &Anchor, answer: AnswerFormatView) -> GuideEntryView {
        GuideEntryView {
            said: ItemDescriptionView::of(item),
            source: sections(&item.source),
            added: item.inferred.is_some(),
            inferred: item.inferred.as_deref().map(fixed_text::sentence),
            basis: laws(&item.basis),
            answer,
            anchor: anchor.to_string(),
        }
    }

    /// The explanation of a table's column, which is a question.
    pub(crate) fn of_column(
        context: &PageContext,
        column: &IssuedItem,
        table: &IssuedItem,
        anchor: &Anchor,
    ) -> GuideEntryView {
        let anchor = anchor.nested(&column.name.value);
        GuideEntryView::of_nested(context, column, &anchor, &table.source, table.inferred.as_ref())
    }

    /// The explanation of a question inside a table or an article, without the source and the reason of those.
    fn of_nested(
        context: &PageContext,
        item: &IssuedItem,
        anchor: &Anchor,
        source: &[Spanned<String>],
        inferred: Option<&String>,
    ) -> GuideEntryView {
        let entry = GuideEntryView::of_question(context, item, anchor).without_inherited(item, source, inferred);
        GuideEntryView { added: entry.inferred.is_some(), ..entry }
    }

    fn of_question(context: &PageContext, item: &IssuedItem, anchor: &Anchor) -> GuideEntryView {
        let answer = match &item.kind {
            IssuedKind::Question(question) => AnswerFormatView::of(context, question),
            _ => AnswerFormatView::Unknown,
        };
        GuideEntryView::new(item, anchor, answer)
    }

    /// The entry without the source and the reason that hold for its whole container.
    pub(crate) fn without_inherited(
        self,
        item: &IssuedItem,
        source: &[Spanned<String>],
        inferred: Option<&String>,
    ) -> GuideEntryView {
        GuideEntryView {
            source: self.source.filter(|_| item.source != source),
            inferred: self.inferred.filter(|_| item.inferred.as_ref() != inferred),
            ..self
        }
    }
}

impl AnswerFormatView {
    /// The format of the answer to a question.
    pub(crate) fn of(context: &PageContext, question: &issued::IssuedQuestion) -> AnswerFormatView {
        match &question.definition {
            Question::Reference { form } => {
                let target = context.site.form(&form.value);
                let link = |form: &Form| LinkView {
                    label: form.title.zh.clone(),
                    href: context.href(&Address::form(&form.id)),
                };
                AnswerFormatView::Reference { form: target.map(link) }
            }
            _ => question.control().map_or(AnswerFormatView::Unknown, control_format),
        }
    }
}

impl GuideSignerView {
    pub(crate) fn of(party: &IssuedParty) -> GuideSignerView {
        GuideSignerView {
            label: party.label.zh.clone(),
            modes: party.modes.iter().map(|mode| fixed_text::mode(*mode)).collect(),
            date: party.date,
            hint: party.hint.as_ref().map(sentence),
        }
    }
}

impl GuideArticleView {
    /// The explanation of one of an item's articles; `anchor` is that of the item.
    pub(crate) fn of(context: &PageContext, article: &Issued, item: &IssuedItem, anchor: &Anchor) -> GuideArticleView {
        let article_anchor = anchor.nested(&article.name.value);
        let blank = |blank: &IssuedItem| {
            let anchor = article_anchor.nested(&blank.name.value);
            GuideEntryView::of_nested(context, blank, &anchor, &article.source, article.inferred.as_ref())
        };
        GuideArticleView {
            anchor: article_anchor.to_string(),
            added: article.inferred.is_some(),
            wording: ArticleTextView::of(article),
            blanks: article.blanks.iter().map(blank).collect(),
            covers: sections(&article.covers),
            source: sections(&article.source).filter(|_| article.source != item.source),
            inferred: inferred_reason(article.inferred.as_ref(), item),
        }
    }
}

/// The notices that a person must read before agreeing.
pub(crate) fn consent_notices(form: &IssuedForm, consent: &IssuedConsent) -> Vec<ConsentNoticeView> {
    form.consent_notices(consent)
        .map(|(heading, notice)| ConsentNoticeView { heading, words: passage_runs(notice, &[]) })
        .collect()
}

/// Articles of law in words; `None` where there are none.
pub(crate) fn laws<'a>(laws: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let laws: Vec<&str> = laws.into_iter().map(String::as_str).collect();
    (!laws.is_empty()).then(|| laws.join(fixed_text::SEMICOLON))
}

fn control_format(control: Control) -> AnswerFormatView {
    match control {
        Control::Line { format: LineFormat { boxes: Some(_), .. }, length: Some(boxes) } => {
            AnswerFormatView::Comb { boxes }
        }
        Control::Line { format, length } => {
            AnswerFormatView::Line { words: format.words(&AnswerLimit { most: length, pattern: None }) }
        }
        Control::Area { rows: _ } => AnswerFormatView::Area,
        Control::Number { decimal, unit } => AnswerFormatView::Number { decimal, unit: unit.map(str::to_owned) },
        Control::Date(format) => AnswerFormatView::Line { words: format.letters() },
        Control::Ticks { list, many } => AnswerFormatView::Ticks {
            many,
            standard: list.standard.clone(),
            options: choices(list),
            inferred: list.inferred.as_deref().map(fixed_text::sentence),
        },
    }
}

pub(crate) fn choices(list: &crate::model::choice::ChoiceList) -> Vec<GuideChoiceView> {
    let choice = |choice: &crate::model::choice::Choice| GuideChoiceView {
        code: list.standard.as_ref().map(|_| choice.name.value.clone()),
        label: choice.label.zh.clone(),
        other: choice.other,
    };
    list.choices.iter().map(choice).collect()
}

/// The reason why a part of an item was added; `None` where the item states it already.
fn inferred_reason(inferred: Option<&String>, item: &IssuedItem) -> Option<String> {
    inferred.filter(|_| inferred != item.inferred.as_ref()).map(|inferred| fixed_text::sentence(inferred))
}

/// A row of an item.
pub(crate) fn row(row: &MatrixRow, item: &IssuedItem) -> GuideRowView {
    GuideRowView {
        added: row.inferred.is_some(),
        label: row.label.zh.clone(),
        source: sections(&row.source),
        basis: laws(row.basis.iter().map(|law| &law.value)),
        inferred: inferred_reason(row.inferred.as_ref(), item),
    }
}
