//! The requirements of the plan, and where they are recorded: a requirements traceability matrix (ISO/IEC/IEEE 29148),
//! for those who manage the programme.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::requirement::SectionNumber;
use crate::model::traceability::{TracedPart, TracedRequirement, trace};
use crate::model::{Address, Variant, fixed_text};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::figures::SourceDocumentView;
use crate::outputs::html::page_context::{LinkView, PageContext};

/// The variables of `trace.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TracePageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The document with the requirements.
    pub(crate) document: Option<SourceDocumentView>,
    pub(crate) chapters: Vec<TraceChapterView>,
    pub(crate) count: TraceCountView,
}

/// The number of requirements: all, recorded in a form, served by a page alone, and undecided in whole or in part.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub(crate) struct TraceCountView {
    pub(crate) all: usize,
    pub(crate) recorded: usize,
    pub(crate) told: usize,
    pub(crate) undecided: usize,
}

/// The requirements of a chapter of the document.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TraceChapterView {
    pub(crate) anchor: String,
    /// 五（七）
    pub(crate) number: String,
    pub(crate) title: Option<String>,
    pub(crate) sections: Vec<TraceSectionView>,
}

/// The requirements of a section of a chapter.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TraceSectionView {
    /// 五（七）7（1）
    pub(crate) number: String,
    pub title: Option<String>,
    pub(crate) rows: Vec<RequirementView>,
}

/// A requirement, with the items and pages that serve it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct RequirementView {
    pub(crate) what: String,
    pub(crate) items: Vec<RequirementItemView>,
    pub(crate) pages: Vec<LinkView>,
    /// The reason why it is undecided, as a sentence.
    pub(crate) undecided: Option<String>,
}

/// An item of a form that serves a requirement, or a part of an item.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct RequirementItemView {
    /// 之三
    pub(crate) form: String,
    pub(crate) number: Option<usize>,
    /// The link to the item on the form's page.
    pub(crate) link: LinkView,
    /// The page of the generic blank sheets; `None` where these are not made.
    pub(crate) sheet: Option<PdfPageLinkView>,
}

/// A page of a PDF, 1-based, with the link that opens the PDF at it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PdfPageLinkView {
    pub(crate) page: usize,
    pub(crate) href: String,
}

impl TracePageView {
    pub(crate) fn new(context: &PageContext) -> TracePageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        let (requirements, facts) = (&context.site.requirements, &context.site.facts);
        let traced = trace(context.site);
        let mut count = TraceCountView { all: traced.len(), ..TraceCountView::default() };
        for TracedRequirement { requirement, parts } in &traced {
            count.recorded += usize::from(!parts.is_empty());
            count.told += usize::from(parts.is_empty() && !requirement.pages.is_empty());
            count.undecided += usize::from(requirement.undecided.is_some());
        }
        let title = |number: &SectionNumber| requirements.section(number).map(|section| section.title.clone());
        let section = |traced: &[TracedRequirement]| {
            let number = traced.first()?.section();
            Some(TraceSectionView {
                number: fixed_text::section(number.as_str()),
                title: title(number),
                rows: traced.iter().map(|traced| row(context, traced)).collect(),
            })
        };
        let chapter = |traced: &[TracedRequirement]| {
            let number = SectionNumber::new(traced.first()?.section().chapter())?;
            Some(TraceChapterView {
                anchor: number.to_string(),
                number: fixed_text::section(number.as_str()),
                title: title(&number),
                sections: traced.chunk_by(|one, next| one.section() == next.section()).filter_map(section).collect(),
            })
        };
        let same =
            |one: &TracedRequirement, next: &TracedRequirement| one.section().chapter() == next.section().chapter();
        let document = requirements.document.as_ref().and_then(|name| facts.document(&name.value));
        TracePageView {
            frame,
            body,
            document: document.map(|document| SourceDocumentView::new(context, document)),
            chapters: traced.chunk_by(same).filter_map(chapter).collect(),
            count,
        }
    }
}

fn row(context: &PageContext, traced: &TracedRequirement) -> RequirementView {
    let TracedRequirement { requirement, parts } = traced;
    RequirementView {
        what: requirement.what.clone(),
        items: parts.iter().map(|part| item(context, part)).collect(),
        pages: requirement.pages.iter().filter_map(|page| context.link(&Address::page(&page.value))).collect(),
        undecided: requirement.undecided.as_ref().map(|reason| fixed_text::sentence(&reason.value)),
    }
}

fn item(context: &PageContext, part: &TracedPart) -> RequirementItemView {
    let page = Address::form(&part.form.id);
    let sheets = Address::form_pdf(&part.form.id, Variant::Blank, None);
    let first_page =
        context.downloads.get(&sheets).and_then(|sheets| sheets.anchor_pages.get(&part.sheet_anchor.to_string()));
    RequirementItemView {
        form: part.form.number.clone(),
        number: part.form.item_number(part.item),
        link: LinkView {
            label: part.labels.join(fixed_text::COLON),
            href: format!("{}#{}", context.href(&page), part.anchor),
        },
        sheet: first_page.map(|&page| PdfPageLinkView { page, href: format!("{}#page={page}", context.href(&sheets)) }),
    }
}
