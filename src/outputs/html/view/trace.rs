//! What the plan asks for, and where it is recorded: a requirements traceability matrix (ISO/IEC/IEEE 29148), for those who
//! manage the programme.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::requirement::SectionNumber;
use crate::model::traceability::{TracedPart, TracedRequirement, trace};
use crate::model::{Address, Variant, fixed_text};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::figures::SourceDocumentView;
use crate::outputs::html::page_context::{LinkView, PageContext};

/// `trace.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TracePageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The document that asks.
    pub(crate) document: Option<SourceDocumentView>,
    pub(crate) chapters: Vec<TraceChapterView>,
    pub(crate) count: TraceCountView,
}

/// How many requirements there are: all, recorded in a form, served by a page alone, and undecided in whole or in part.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub(crate) struct TraceCountView {
    pub(crate) all: usize,
    pub(crate) recorded: usize,
    pub(crate) told: usize,
    pub(crate) undecided: usize,
}

/// What a chapter of the document asks for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TraceChapterView {
    pub(crate) anchor: String,
    /// 五（七）
    pub(crate) number: String,
    pub(crate) title: Option<String>,
    pub(crate) sections: Vec<TraceSectionView>,
}

/// What a section of it asks for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TraceSectionView {
    /// 五（七）7（1）
    pub(crate) number: String,
    pub title: Option<String>,
    pub(crate) rows: Vec<RequirementView>,
}

/// A requirement.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct RequirementView {
    pub(crate) what: String,
    pub(crate) items: Vec<RequirementItemView>,
    pub(crate) pages: Vec<LinkView>,
    /// A sentence.
    pub(crate) undecided: Option<String>,
}

/// An item that serves it, or a part of one.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct RequirementItemView {
    /// 之三
    pub(crate) form: String,
    pub(crate) number: Option<usize>,
    /// On the form's page.
    pub(crate) link: LinkView,
    /// Of the generic blank sheets; not known where there are none.
    pub(crate) sheet: Option<PdfPageLinkView>,
}

/// A page of a PDF, counted from 1, and where to open it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PdfPageLinkView {
    pub(crate) page: usize,
    pub(crate) href: String,
}

impl TracePageView {
    pub(crate) fn new(here: &PageContext) -> TracePageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        let (asked, facts) = (&here.site.requirements, &here.site.facts);
        let served = trace(here.site);
        let mut count = TraceCountView { all: served.len(), ..TraceCountView::default() };
        for TracedRequirement { requirement, parts } in &served {
            count.recorded += usize::from(!parts.is_empty());
            count.told += usize::from(parts.is_empty() && !requirement.pages.is_empty());
            count.undecided += usize::from(requirement.undecided.is_some());
        }
        let title = |number: &SectionNumber| asked.section(number).map(|section| section.title.clone());
        let section = |served: &[TracedRequirement]| {
            let number = served.first()?.section();
            Some(TraceSectionView {
                number: fixed_text::section(number.as_str()),
                title: title(number),
                rows: served.iter().map(|served| row(here, served)).collect(),
            })
        };
        let chapter = |served: &[TracedRequirement]| {
            let number = SectionNumber::new(served.first()?.section().chapter())?;
            Some(TraceChapterView {
                anchor: number.to_string(),
                number: fixed_text::section(number.as_str()),
                title: title(&number),
                sections: served.chunk_by(|one, next| one.section() == next.section()).filter_map(section).collect(),
            })
        };
        let same =
            |one: &TracedRequirement, next: &TracedRequirement| one.section().chapter() == next.section().chapter();
        let document = asked.document.as_ref().and_then(|name| facts.document(&name.value));
        TracePageView {
            frame,
            body,
            document: document.map(|document| SourceDocumentView::new(here, document)),
            chapters: served.chunk_by(same).filter_map(chapter).collect(),
            count,
        }
    }
}

fn row(here: &PageContext, served: &TracedRequirement) -> RequirementView {
    let TracedRequirement { requirement, parts } = served;
    RequirementView {
        what: requirement.what.clone(),
        items: parts.iter().map(|part| item(here, part)).collect(),
        pages: requirement.pages.iter().filter_map(|page| here.link(&Address::page(&page.value))).collect(),
        undecided: requirement.undecided.as_ref().map(|reason| fixed_text::sentence(&reason.value)),
    }
}

fn item(here: &PageContext, part: &TracedPart) -> RequirementItemView {
    let page = Address::form(&part.form.id);
    let sheets = Address::form_pdf(&part.form.id, Variant::Blank, None);
    let begins = here.downloads.get(&sheets).and_then(|sheets| sheets.anchor_pages.get(&part.sheet_anchor.to_string()));
    RequirementItemView {
        form: part.form.number.clone(),
        number: part.form.item_number(part.item),
        link: LinkView {
            label: part.labels.join(fixed_text::COLON),
            href: format!("{}#{}", here.href(&page), part.anchor),
        },
        sheet: begins.map(|&page| PdfPageLinkView { page, href: format!("{}#page={page}", here.href(&sheets)) }),
    }
}
