//! What a form's page says of each item, in the order of the sheet: its controls, and what explains it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::sections;
use super::form_data::SharedFormData;
use super::guide::{self, AnswerFormatView, GuideEntryView, SectionHeadingView};
use super::page_context::PageContext;
use super::questionnaire::{ControlsBuilder, QuestionnaireBlockView, control_id};
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::fixed_text;
use crate::model::issued::{IssuedForm, IssuedItem, IssuedKind, IssuedSection};

/// A section of the form where it is filled in.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct QuestionnaireSectionView {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) opening: SectionHeadingView,
    /// The condition's index among the data's expressions.
    pub(crate) when: Option<usize>,
    /// How its items are filled in; a choice whose list is not known has none.
    pub(crate) blocks: Vec<QuestionnaireBlockView>,
}

/// A section of the form where it is explained.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct GuideSectionView {
    pub(crate) anchor: String,
    #[serde(flatten)]
    pub(crate) opening: SectionHeadingView,
    /// What holds for all its items; an item says only what differs.
    pub(crate) source: Option<String>,
    pub(crate) inferred: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) entries: Vec<GuideEntryView>,
}

/// The sections of a form.
pub(crate) struct FormSections {
    pub(crate) questionnaire: Vec<QuestionnaireSectionView>,
    pub(crate) guide: Vec<GuideSectionView>,
    /// What scripts know of them.
    pub(crate) shared_data: SharedFormData,
    /// Are there items that must be filled in?
    pub(crate) required: bool,
}

impl FormSections {
    pub(crate) fn new(here: &PageContext, form: &IssuedForm) -> FormSections {
        let (head, body) = (form.head_columns(), form.body.columns(&BTreeMap::new()));
        let mut author = SectionsBuilder { context: here, form, controls: ControlsBuilder::new(&body) };
        let (parts, explained) = form.sections.iter().map(|section| author.section(section)).unzip();
        let data = author.controls.finish(form, &head, &body);
        FormSections {
            questionnaire: parts,
            guide: explained,
            shared_data: data,
            required: body.iter().any(|column| column.obligation.is_some()),
        }
    }
}

struct SectionsBuilder<'a> {
    context: &'a PageContext<'a>,
    form: &'a IssuedForm,
    controls: ControlsBuilder<'a>,
}

impl<'a> SectionsBuilder<'a> {
    fn section(&mut self, section: &'a IssuedSection) -> (QuestionnaireSectionView, GuideSectionView) {
        let when = self.controls.condition_index(&section.condition);
        let items = section.items.iter().map(|item| self.item(section, item));
        let (blocks, entries): (Vec<Option<QuestionnaireBlockView>>, Vec<GuideEntryView>) = items.unzip();
        let part = QuestionnaireSectionView {
            // No name begins with a colon, so that a part and a field may be called the same.
            id: control_id(format_args!(":{}", section.name.value)),
            opening: SectionHeadingView::of(section),
            when,
            blocks: blocks.into_iter().flatten().collect(),
        };
        let explained = GuideSectionView {
            anchor: Anchor::section(&section.name.value).to_string(),
            opening: SectionHeadingView::of(section),
            source: sections(&section.source),
            inferred: section.inferred.as_deref().map(fixed_text::sentence),
            basis: guide::laws(&section.basis),
            entries,
        };
        (part, explained)
    }

    fn item(
        &mut self,
        section: &IssuedSection,
        item: &'a IssuedItem,
    ) -> (Option<QuestionnaireBlockView>, GuideEntryView) {
        let (here, controls) = (self.context, &mut self.controls);
        let (name, anchor) = (AnswerName::field(&item.name.value), Anchor::field(&item.name.value));
        let (answer, block) = match &item.kind {
            IssuedKind::Question(question) => (
                AnswerFormatView::of(here, question),
                controls.question(item, &name).map(QuestionnaireBlockView::Question),
            ),
            IssuedKind::Matrix { list, rows, note } => (
                AnswerFormatView::Matrix {
                    options: guide::choices(list),
                    rows: rows.iter().map(|row| guide::row(row, item)).collect(),
                    remark: note.as_ref().map(|column| column.label.zh.clone()),
                },
                Some(controls.matrix(item, rows, note.as_ref())),
            ),
            IssuedKind::Repeat { columns, rows, blank_rows, row_height: _ } => {
                let column = |column: &IssuedItem| GuideEntryView::of_column(here, column, item, &anchor);
                let explained = AnswerFormatView::Repeat {
                    rows: rows.iter().map(|row| guide::row(row, item)).collect(),
                    blank_rows: *blank_rows,
                    columns: columns.iter().map(column).collect(),
                };
                (explained, Some(controls.repeat(item, columns, rows, *blank_rows)))
            }
            IssuedKind::Photo { width, height } => (
                AnswerFormatView::Photo { width: width.0.to_string(), height: height.0.to_string() },
                Some(QuestionnaireBlockView::Photo { head: controls.head(item, &name) }),
            ),
            IssuedKind::Signatures { parties } => {
                let head = controls.head(item, &name);
                let signers =
                    parties.iter().map(|party| controls.signer(party, &name.party_date(&party.name.value))).collect();
                let explained =
                    AnswerFormatView::Signatures { parties: parties.iter().map(guide::GuideSignerView::of).collect() };
                (explained, Some(QuestionnaireBlockView::Signatures { head, signers }))
            }
            IssuedKind::Note { text } => (
                AnswerFormatView::Note { text: guide::passage_runs(text, &[]) },
                Some(QuestionnaireBlockView::Note {
                    head: controls.head(item, &name),
                    text: guide::passage_runs(text, &[]),
                }),
            ),
            IssuedKind::Clauses { articles } => {
                let explained = |article| guide::GuideArticleView::of(here, article, item, &anchor);
                let clauses = articles.iter().map(explained).collect();
                let head = controls.head(item, &name);
                let articles = articles.iter().map(|article| controls.article(article)).collect();
                (AnswerFormatView::Clauses { clauses }, Some(QuestionnaireBlockView::Clauses { head, articles }))
            }
            IssuedKind::Consent(consent) => {
                let told = guide::consent_notices(self.form, consent);
                let statements = consent.statements.iter().map(|statement| statement.words.clone()).collect();
                (
                    AnswerFormatView::Consent { told: told.clone(), statements },
                    Some(controls.consent(item, consent, told)),
                )
            }
        };
        let entry = GuideEntryView::new(item, &anchor, answer);
        (block, entry.without_inherited(item, &section.source, section.inferred.as_ref()))
    }
}
