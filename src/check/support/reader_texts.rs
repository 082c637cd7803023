//! Collects all texts of the sources that readers see, for rules about wording.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Site;
use crate::model::field::{Field, FieldKind};
use crate::model::form::Form;
use crate::model::overlay::Overlay;
use crate::model::page::PageText;
use crate::model::prose::{LocalizedText, Prose, ProsePiece};
use crate::source::Span;

/// A text for readers, with its location.
#[derive(Debug)]
pub(crate) struct ReaderText<'a> {
    pub(crate) text: Cow<'a, str>,
    place: ReaderTextPlace<'a>,
}

/// The location of a text for readers.
#[derive(Debug)]
enum ReaderTextPlace<'a> {
    /// Text of a page body: each byte range has its own span.
    Passage(&'a PageText),
    /// Text of a YAML value: quotes and folded lines separate the text from the file, and every range has the span of
    /// the whole value.
    Whole(Span),
}

impl ReaderText<'_> {
    /// Is the text from YAML, which has no markup? Page bodies were read as Markdown.
    pub(crate) fn is_yaml(&self) -> bool {
        matches!(self.place, ReaderTextPlace::Whole(_))
    }

    pub(crate) fn span(&self, part: Range<usize>) -> Span {
        match self.place {
            ReaderTextPlace::Passage(passage) => passage.span(part),
            ReaderTextPlace::Whole(span) => span,
        }
    }
}

/// All texts, in the order pages, forms, overlays, option lists, facts.
pub(crate) fn reader_texts(site: &Site) -> Vec<ReaderText<'_>> {
    let pages = site.pages.iter().flat_map(|page| {
        let front_matter = [
            words_text(&page.title.value, page.title.span),
            words_text(&page.description.value, page.description.span),
        ];
        let optional = [&page.nav_title, &page.summary].into_iter().flatten();
        let optional = optional.map(|words| words_text(words, page.title.span));
        let passages =
            page.texts.iter().map(|p| ReaderText { text: Cow::Borrowed(&p.text), place: ReaderTextPlace::Passage(p) });
        front_matter.into_iter().chain(optional).chain(passages)
    });
    let options = site.choices.0.iter().flat_map(|list| list.choices.iter().map(|choice| plain_text(&choice.label)));
    let overlays = site.overlays.iter().flat_map(overlay_texts);
    pages.chain(site.forms.iter().flat_map(form_texts)).chain(overlays).chain(options).chain(fact_texts(site)).collect()
}

fn form_texts(form: &Form) -> Vec<ReaderText<'_>> {
    let mut texts = vec![plain_text(&form.title)];
    for section in &form.sections {
        let condition = section.relevant.as_ref().and_then(|relevant| relevant.wording.as_ref());
        texts.extend([&section.title].into_iter().chain(condition).map(plain_text));
    }
    form.fields().for_each(|field| field_texts(field, &mut texts));
    texts.extend(form.prose().into_iter().map(|(prose, _)| prose_text(prose)));
    texts
}

/// Adds the texts of a field except its prose.
fn field_texts<'a>(field: &'a Field, texts: &mut Vec<ReaderText<'a>>) {
    texts.push(plain_text(&field.label));
    texts.extend(field.custom_texts().map(plain_text));
    texts.extend(field.kind.rows().iter().map(|row| plain_text(&row.label)));
    if let FieldKind::Matrix { note: Some(note), .. } = &field.kind {
        texts.push(plain_text(&note.label));
    }
    texts.extend(field.kind.parties().iter().map(|party| plain_text(&party.label)));
    let receivers = field.kind.recipients().iter();
    texts.extend(receivers.flat_map(|receiver| [&receiver.to, &receiver.what, &receiver.purpose]).map(plain_text));
    texts.extend(field.kind.clauses().iter().filter_map(|clause| clause.title.as_ref()).map(plain_text));
}

/// The texts of the fields, hints, settings and options that an office adds.
fn overlay_texts(overlay: &Overlay) -> Vec<ReaderText<'_>> {
    let mut texts = Vec::new();
    for field in overlay.add.iter().flat_map(|addition| addition.field.with_inner()) {
        field_texts(field, &mut texts);
        texts.extend(field.prose().into_iter().map(|(prose, _)| prose_text(prose)));
    }
    texts.extend(overlay.relabel.iter().map(|relabelling| prose_text(&relabelling.hint)));
    texts.extend(overlay.settings.iter().map(|decided| words_text(&decided.value.value, decided.value.span)));
    let lists = overlay.lists.iter().map(|list| &list.choices);
    let options = overlay.extend.iter().map(|extension| &extension.choices).chain(lists).flatten();
    texts.extend(options.map(|choice| plain_text(&choice.label)));
    texts
}

fn fact_texts(site: &Site) -> Vec<ReaderText<'_>> {
    let facts = &site.facts;
    let mut texts = Vec::new();
    for fact in &facts.facts {
        texts.push(words_text(&fact.label, fact.span()));
        texts.extend(fact.note.iter().map(|note| words_text(note, fact.span())));
        texts.push(ReaderText { text: Cow::Owned(fact.with_unit()), place: ReaderTextPlace::Whole(fact.span()) });
    }
    texts.extend(facts.relations.iter().filter_map(|r| r.acknowledged.as_ref()).map(|r| words_text(&r.value, r.span)));
    for table in &facts.tables {
        let rows = table.rows.iter().map(|row| &row.label);
        texts.extend(
            [&table.caption].into_iter().chain(&table.columns).chain(rows).map(|w| words_text(w, table.name.span)),
        );
    }
    texts.extend(facts.charts.iter().map(|chart| words_text(&chart.caption, chart.name.span)));
    for diagram in &facts.diagrams {
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.label);
        let titles = diagram.stages.iter().map(|stage| &stage.title);
        let words = [&diagram.caption].into_iter().chain(&diagram.note).chain(titles).chain(steps);
        texts.extend(words.map(|words| words_text(words, diagram.name.span)));
    }
    for measure in &facts.measures {
        let words = [&measure.what].into_iter().chain(&measure.note);
        texts.extend(words.map(|words| words_text(words, measure.number.span)));
    }
    texts
}

fn words_text(words: &str, span: Span) -> ReaderText<'_> {
    ReaderText { text: Cow::Borrowed(words), place: ReaderTextPlace::Whole(span) }
}

fn plain_text(text: &LocalizedText) -> ReaderText<'_> {
    words_text(&text.zh, text.span)
}

fn prose_text(prose: &Prose) -> ReaderText<'_> {
    let mut text = String::new();
    for piece in &prose.pieces {
        match piece {
            ProsePiece::Words(words) => text.push_str(words),
            ProsePiece::Insert(_) => text.push(PageText::INSERT),
        }
    }
    ReaderText { text: Cow::Owned(text), place: ReaderTextPlace::Whole(prose.span) }
}
