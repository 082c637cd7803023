//! The page of a form: its purpose, its sheets, the form in the browser, and the guide; and the page of a city's form,
//! which links to the generic one for the guide.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::diagnostic::Location;
use crate::digest::digest;
use crate::model::anchor::Anchor;
use crate::model::issued::{self, IssuedDecision, IssuedForm, IssuedProse};
use crate::model::office;
use crate::model::page::DataInsert;
use crate::model::{Address, fixed_text};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::downloads::{self, DownloadRowView, SheetPictureView, VariantFileView, VariantView};
use crate::outputs::html::figures::sections;
use crate::outputs::html::form_sections::{FormSections, GuideSectionView, QuestionnaireSectionView};
use crate::outputs::html::guide::{self, ProseRunView};
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::outputs::html::page_lists::{self, ProvinceView};
use crate::outputs::html::questionnaire::{ControlsBuilder, QuestionnaireView};
use crate::outputs::html::questionnaire_body::QuestionnaireBody;
use crate::outputs::html::template::{PARTS_TEMPLATE, Templates};

/// The variables of `form.html`.
#[derive(Hash, Serialize)]
pub(crate) struct FormPageView<'a> {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub id: String,
    pub(crate) title: String,
    pub(crate) brief: FormSummaryView,
    pub(crate) pictures: Vec<SheetPictureView>,
    /// The link to the script with the places on its sheets.
    pub(crate) places: String,
    /// The generic form in every variant.
    pub(crate) offers: Vec<VariantFileView>,
    pub(crate) choices: Vec<VariantView>,
    pub(crate) cities: Vec<DownloadRowView>,
    /// The form in the browser as each city issues it.
    pub(crate) provinces: Vec<ProvinceView>,
    #[serde(skip)]
    pub(crate) deferred_form: DeferredForm<'a>,
    /// The steps of the programme that use the form.
    pub(crate) steps: Vec<LinkView>,
    /// Are there items that must be filled in?
    pub(crate) required: bool,
    /// Are there items that the programme does not ask for?
    pub(crate) inferred: bool,
}

/// The variables of `city-form.html`.
#[derive(Hash, Serialize)]
pub(crate) struct CityFormPageView<'a> {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The city's page.
    pub(crate) city: LinkView,
    pub(crate) brief: FormSummaryView,
    pub(crate) pictures: Vec<SheetPictureView>,
    /// The link to the script with the places on its sheets.
    pub(crate) places: String,
    /// The city's form in every variant.
    pub(crate) offers: Vec<VariantFileView>,
    #[serde(skip)]
    pub(crate) deferred_form: DeferredForm<'a>,
    /// The generic form's page.
    pub(crate) generic: LinkView,
    /// The sections of its guide.
    pub(crate) guide: Vec<LinkView>,
}

/// A form with its page, before the controls and the guide are made. These are by far the largest part of a page, so
/// that they are made when the page is rendered; the key of the page is made from the form.
pub(crate) struct DeferredForm<'a> {
    context: PageContext<'a>,
    form: IssuedForm,
}

/// The variables of `parts.html`.
#[derive(Serialize)]
pub struct QuestionnaireSectionsView {
    parts: Vec<QuestionnaireSectionView>,
}

/// The form to fill in and the guide, as pages print them.
#[derive(Serialize)]
pub(crate) struct FormContentView {
    pub(crate) questionnaire: QuestionnaireView,
    /// The sections of the guide; `None` on a city's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<Vec<GuideSectionView>>,
}

impl DeferredForm<'_> {
    /// The sections of the form to fill in, before they are rendered.
    pub(crate) fn questionnaire_sections(&self) -> QuestionnaireSectionsView {
        QuestionnaireSectionsView { parts: FormSections::new(&self.context, &self.form).questionnaire }
    }

    /// The sections of the guide.
    pub(crate) fn guide_sections(&self) -> Vec<GuideSectionView> {
        FormSections::new(&self.context, &self.form).guide
    }

    /// The form to fill in.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub(crate) fn questionnaire(&self, templates: &Templates) -> Result<QuestionnaireView, (Location, String)> {
        let questionnaire_body = self.questionnaire_body(templates)?;
        let head = self.form.head_columns();
        Ok(QuestionnaireView {
            office: self.form.office.name.clone(),
            head: ControlsBuilder::new(&head).sheet_head_questions(&self.form),
            required: questionnaire_body.required,
            parts: questionnaire_body.parts.clone(),
            data: questionnaire_body.shared_data.to_json(&self.form, &head),
        })
    }

    /// The part that is the same for offices with the same contents, rendered once.
    fn questionnaire_body(&self, templates: &Templates) -> Result<Arc<QuestionnaireBody>, (Location, String)> {
        let key = digest(&(self.form.content_digest(), self.form.office.name.is_some()));
        if let Some(questionnaire_body) = self.context.questionnaire_bodies.get(&key) {
            return Ok(questionnaire_body);
        }
        let FormSections { questionnaire: parts, shared_data: data, required, .. } =
            FormSections::new(&self.context, &self.form);
        let parts = templates.render(PARTS_TEMPLATE, &QuestionnaireSectionsView { parts })?;
        Ok(self.context.questionnaire_bodies.insert(key, QuestionnaireBody { parts, shared_data: data, required }))
    }
}

impl Hash for DeferredForm<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.form.hash(state);
        // The page links to other forms, by their titles.
        for form in &self.context.site.forms {
            (&form.title, self.context.href(&Address::form(&form.id))).hash(state);
        }
    }
}

/// The facts about a form that a reader needs before filling it in.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FormSummaryView {
    /// 之一 … 之四
    pub(crate) number: String,
    pub(crate) version: String,
    /// The day from which it is used.
    pub(crate) effective: String,
    /// The reason why that day is not decided.
    pub(crate) open: Option<String>,
    /// The status of a form that no office has issued yet.
    pub(crate) standing: Option<String>,
    /// The office that issues it; `None` for the generic form.
    pub(crate) office: Option<Vec<ProseRunView>>,
    pub(crate) filled_by: Vec<ProseRunView>,
    pub(crate) when: Vec<ProseRunView>,
    pub(crate) purpose: Vec<ProseRunView>,
    pub(crate) source: Option<String>,
    /// The articles of law that it is based on or names.
    pub(crate) laws: Option<String>,
    /// Who checked it against the law.
    pub(crate) reviewed: Option<String>,
    pub(crate) copies: CopiesView,
    pub(crate) retention: SettingView,
    pub(crate) settings: Vec<SettingView>,
    pub(crate) instructions: Vec<Vec<ProseRunView>>,
}

/// The number of copies and who keeps them.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CopiesView {
    /// In Chinese numerals.
    pub(crate) count: String,
    pub(crate) holders: Vec<String>,
    /// Is there one copy for each party that signs?
    pub(crate) parties: bool,
    pub(crate) undecided: Option<String>,
}

/// A decision that the programme leaves open, with its value.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SettingView {
    pub(crate) label: String,
    pub value: Option<String>,
    /// Did the office decide it?
    pub of_office: bool,
    pub(crate) source: Option<String>,
    pub(crate) undecided: Option<String>,
}

impl<'a> FormPageView<'a> {
    pub(crate) fn new(context: &PageContext<'a>, form: &IssuedForm) -> FormPageView<'a> {
        let ContentPageView { frame, mut body } = ContentPageView::new(context);
        body.kicker = Some(kicker(form));
        FormPageView {
            frame,
            body,
            id: form.id.to_string(),
            title: form.title.zh.clone(),
            brief: FormSummaryView::new(form),
            pictures: downloads::sheet_pictures(context, &form.id, None),
            places: downloads::places_script(context, &form.id, None),
            offers: downloads::variant_files(context, &form.id, None),
            choices: downloads::variants(),
            cities: downloads::downloads_by_city(context, form),
            provinces: page_lists::by_province(context, |city| {
                let href = context.href(&Address::city_form(&city.id, &form.id));
                Some(LinkView { label: city.name.clone(), href })
            }),
            deferred_form: DeferredForm { context: context.clone(), form: form.clone() },
            steps: steps(context, form),
            required: form.all_items().any(|item| item.obligation.is_some()),
            inferred: form.all_items().any(|item| item.inferred.is_some()),
        }
    }
}

impl<'a> CityFormPageView<'a> {
    pub(crate) fn new(context: &PageContext<'a>, city: &office::City, form: &IssuedForm) -> CityFormPageView<'a> {
        let ContentPageView { frame, mut body } = ContentPageView::new(context);
        body.kicker = Some(kicker(form));
        let generic = context.href(&Address::form(&form.id));
        let guide_link = |section: &issued::IssuedSection| LinkView {
            label: fixed_text::heading(section.number, &section.title.zh),
            href: format!("{generic}#{}", Anchor::section(&section.name.value)),
        };
        CityFormPageView {
            frame,
            body,
            city: LinkView { label: city.name.clone(), href: context.href(&Address::city(&city.id)) },
            brief: FormSummaryView::new(form),
            pictures: downloads::sheet_pictures(context, &form.id, Some(&city.id)),
            places: downloads::places_script(context, &form.id, Some(&city.id)),
            offers: downloads::variant_files(context, &form.id, Some(&city.id)),
            deferred_form: DeferredForm { context: context.clone(), form: form.clone() },
            guide: form.sections.iter().map(guide_link).collect(),
            generic: LinkView { label: form.title.zh.clone(), href: generic },
        }
    }
}

/// The line above the title: the form's number, its city, and its status where it is not issued.
fn kicker(form: &IssuedForm) -> String {
    let words = [Some(&form.number), form.office.city.as_ref().map(|city| &city.name), form.standing.as_ref()];
    words.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(fixed_text::COMMA)
}

impl FormSummaryView {
    fn new(form: &IssuedForm) -> FormSummaryView {
        let runs = |passage: &IssuedProse| guide::passage_runs(passage, &[]);
        FormSummaryView {
            number: form.number.clone(),
            version: form.version.clone(),
            effective: form.effective.words(),
            open: form.effective.undecided.as_ref().map(|reason| reason.value.clone()),
            standing: form.standing.clone(),
            office: form.office.city.as_ref().map(|_| guide::prose_runs(&form.office.line, &[])),
            filled_by: runs(&form.filled_by),
            when: runs(&form.when),
            purpose: runs(&form.purpose),
            source: sections(&form.source),
            laws: guide::laws(&form.laws),
            reviewed: form.reviewed.clone(),
            copies: CopiesView {
                count: fixed_text::counted(form.copies.count),
                holders: form.copies.holders.clone(),
                parties: form.copies.of_parties,
                undecided: form.copies.undecided.as_ref().map(|reason| reason.value.clone()),
            },
            retention: SettingView::new(&form.retention),
            settings: form.decisions.iter().map(SettingView::new).collect(),
            instructions: form.instructions.iter().map(runs).collect(),
        }
    }
}

/// The links to the steps of diagrams that use the form, on pages that show the diagram.
fn steps(context: &PageContext, form: &IssuedForm) -> Vec<LinkView> {
    let mut links = Vec::new();
    for diagram in &context.site.facts.diagrams {
        // The home page shows the drawing; the page of the process has the steps in words.
        let pages = context.references.diagram(&diagram.name.value).iter();
        let Some(page) = pages.max_by_key(|page| page.path.len()) else { continue };
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        links.extend(steps.filter(|step| step.forms.iter().any(|name| name.value == form.id)).map(|step| LinkView {
            label: step.label.clone(),
            href: format!(
                "{}#{}-{}",
                context.href(&page.address),
                DataInsert::Diagram.anchor(&diagram.name.value),
                step.name.value
            ),
        }));
    }
    links
}

impl SettingView {
    fn new(setting: &IssuedDecision) -> SettingView {
        SettingView {
            label: setting.label.clone(),
            value: setting.value.clone(),
            of_office: setting.of_office,
            source: sections(&setting.source),
            undecided: setting.undecided.as_ref().map(|reason| reason.value.clone()),
        }
    }
}
