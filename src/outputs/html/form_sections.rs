//! The sections of a form's page, in the order of the sheet: the controls of each item, and its explanation.

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

/// A section of the form that is filled in.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct QuestionnaireSectionView {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) opening: SectionHeadingView,
    /// The index of the section's condition among the expressions of the data.
    pub(crate) when: Option<usize>,
    /// The controls of its items; a choice with an unknown list has none.
    pub(crate) blocks: Vec<QuestionnaireBlockView>,
}

/// A section of the guide, which explains the form.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct GuideSectionView {
    pub(crate) anchor: String,
    #[serde(flatten)]
    pub(crate) opening: SectionHeadingView,
    /// The source of all its items; an item has its own only where it differs.
    pub(crate) source: Option<String>,
    pub(crate) inferred: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) entries: Vec<GuideEntryView>,
}

/// The sections of a form, to fill in and to explain.
pub(crate) struct FormSections {
    pub(crate) questionnaire: Vec<QuestionnaireSectionView>,
    pub(crate) guide: Vec<GuideSectionView>,
    /// The data for scripts.
    pub(crate) shared_data: SharedFormData,
    /// Are there items that must be filled in?
    pub(crate) required: bool,
}

impl FormSections {
    pub(crate) fn new(here: &PageContext, form: &IssuedForm) -> FormSections {
        let (head, body) = (form.head_columns(), form.body.columns(&BTreeMap::new()));
        let mut builder = SectionsBuilder { context: here, form, controls: ControlsBuilder::new(&body) };
        let (questionnaire, guide) = form.sections.iter().map(|section| builder.section(section)).unzip();
        let shared_data = builder.controls.finish(form, &head, &body);
        FormSections {
            questionnaire,
            guide,
            shared_data,
            required: body.iter().any(|column| column.obligation.is_some()),
        }
    }
}

/// Builds the sections of a form one after the other.
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
        let questionnaire_section = QuestionnaireSectionView {
            // No name begins with a colon, so that a section and a field may have the same name.
            id: control_id(format_args!(":{}", section.name.value)),
            opening: SectionHeadingView::of(section),
            when,
            blocks: blocks.into_iter().flatten().collect(),
        };
        let guide_section = GuideSectionView {
            anchor: Anchor::section(&section.name.value).to_string(),
            opening: SectionHeadingView::of(section),
            source: sections(&section.source),
            inferred: section.inferred.as_deref().map(fixed_text::sentence),
            basis: guide::laws(&section.basis),
            entries,
        };
        (questionnaire_section, guide_section)
    }

    fn item(
        &mut self,
        section: &IssuedSection,
        item: &'a IssuedItem,
    ) -> (Option<QuestionnaireBlockView>, GuideEntryView) {
        let (context, controls) = (self.context, &mut self.controls);
        let (name, anchor) = (AnswerName::field(&item.name.value), Anchor::field(&item.name.value));
        let (answer, block) = match &item.kind {
            IssuedKind::Question(question) => (
                AnswerFormatView::of(context, question),
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
                let column = |column: &IssuedItem| GuideEntryView::of_column(context, column, item, &anchor);
                let format = AnswerFormatView::Repeat {
                    rows: rows.iter().map(|row| guide::row(row, item)).collect(),
                    blank_rows: *blank_rows,
                    columns: columns.iter().map(column).collect(),
                };
                (format, Some(controls.repeat(item, columns, rows, *blank_rows)))
            }
            IssuedKind::Photo { width, height } => (
                AnswerFormatView::Photo { width: width.0.to_string(), height: height.0.to_string() },
                Some(QuestionnaireBlockView::Photo { head: controls.head(item, &name) }),
            ),
            IssuedKind::Signatures { parties } => {
                let head = controls.head(item, &name);
                let signers =
                    parties.iter().map(|party| controls.signer(party, &name.party_date(&party.name.value))).collect();
                let format =
                    AnswerFormatView::Signatures { parties: parties.iter().map(guide::GuideSignerView::of).collect() };
                (format, Some(QuestionnaireBlockView::Signatures { head, signers }))
            }
            IssuedKind::Note { text } => (
                AnswerFormatView::Note { text: guide::passage_runs(text, &[]) },
                Some(QuestionnaireBlockView::Note {
                    head: controls.head(item, &name),
                    text: guide::passage_runs(text, &[]),
                }),
            ),
            IssuedKind::Clauses { articles } => {
                let clause = |article| guide::GuideArticleView::of(context, article, item, &anchor);
                let clauses = articles.iter().map(clause).collect();
                let head = controls.head(item, &name);
                let articles = articles.iter().map(|article| controls.article(article)).collect();
                (AnswerFormatView::Clauses { clauses }, Some(QuestionnaireBlockView::Clauses { head, articles }))
            }
            IssuedKind::Consent(consent) => {
                let notices = guide::consent_notices(self.form, consent);
                let statements = consent.statements.iter().map(|statement| statement.words.clone()).collect();
                (
                    AnswerFormatView::Consent { told: notices.clone(), statements },
                    Some(controls.consent(item, consent, notices)),
                )
            }
        };
        let entry = GuideEntryView::new(item, &anchor, answer);
        (block, entry.without_inherited(item, &section.source, section.inferred.as_ref()))
    }
}
