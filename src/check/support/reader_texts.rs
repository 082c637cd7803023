//! All that the sources say to readers, for rules about wording.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Site;
use crate::model::field::{Field, FieldKind};
use crate::model::form::Form;
use crate::model::overlay::Overlay;
use crate::model::page::PageText;
use crate::model::prose::{LocalizedText, Prose, ProsePiece};
use crate::source::Span;

/// A text with its place.
#[derive(Debug)]
pub(crate) struct ReaderText<'a> {
    pub(crate) text: Cow<'a, str>,
    place: ReaderTextPlace<'a>,
}

#[derive(Debug)]
enum ReaderTextPlace<'a> {
    /// Each part of a page's passage has its own place.
    Passage(&'a PageText),
    /// Quotes and folds of YAML are between the text and the file: the place is the whole text.
    Whole(Span),
}

impl ReaderText<'_> {
    /// Was it written in YAML, which has no markup? What stands in a page was read as Markdown.
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

/// Everything, in the order pages, forms, overlays, option lists, facts.
pub(crate) fn reader_texts(site: &Site) -> Vec<ReaderText<'_>> {
    let pages = site.pages.iter().flat_map(|page| {
        let head = [
            words_text(&page.title.value, page.title.span),
            words_text(&page.description.value, page.description.span),
        ];
        let more = [&page.nav_title, &page.summary].into_iter().flatten();
        let more = more.map(|words| words_text(words, page.title.span));
        let passages =
            page.texts.iter().map(|p| ReaderText { text: Cow::Borrowed(&p.text), place: ReaderTextPlace::Passage(p) });
        head.into_iter().chain(more).chain(passages)
    });
    let options = site.choices.0.iter().flat_map(|list| list.choices.iter().map(|choice| plain_text(&choice.label)));
    let overlays = site.overlays.iter().flat_map(overlay_texts);
    pages.chain(site.forms.iter().flat_map(form_texts)).chain(overlays).chain(options).chain(fact_texts(site)).collect()
}

fn form_texts(form: &Form) -> Vec<ReaderText<'_>> {
    let mut said = vec![plain_text(&form.title)];
    for section in &form.sections {
        let condition = section.relevant.as_ref().and_then(|relevant| relevant.wording.as_ref());
        said.extend([&section.title].into_iter().chain(condition).map(plain_text));
    }
    form.fields().for_each(|field| field_texts(field, &mut said));
    said.extend(form.prose().into_iter().map(|(prose, _)| prose_text(prose)));
    said
}

/// What a field says beside its running texts.
fn field_texts<'a>(field: &'a Field, said: &mut Vec<ReaderText<'a>>) {
    said.push(plain_text(&field.label));
    said.extend(field.custom_texts().map(plain_text));
    said.extend(field.kind.rows().iter().map(|row| plain_text(&row.label)));
    if let FieldKind::Matrix { note: Some(note), .. } = &field.kind {
        said.push(plain_text(&note.label));
    }
    said.extend(field.kind.parties().iter().map(|party| plain_text(&party.label)));
    let receivers = field.kind.recipients().iter();
    said.extend(receivers.flat_map(|receiver| [&receiver.to, &receiver.what, &receiver.purpose]).map(plain_text));
    said.extend(field.kind.clauses().iter().filter_map(|clause| clause.title.as_ref()).map(plain_text));
}

/// What an office's own fields, hints and options say.
fn overlay_texts(overlay: &Overlay) -> Vec<ReaderText<'_>> {
    let mut said = Vec::new();
    for field in overlay.add.iter().flat_map(|addition| addition.field.with_inner()) {
        field_texts(field, &mut said);
        said.extend(field.prose().into_iter().map(|(prose, _)| prose_text(prose)));
    }
    said.extend(overlay.relabel.iter().map(|relabelling| prose_text(&relabelling.hint)));
    said.extend(overlay.settings.iter().map(|decided| words_text(&decided.value.value, decided.value.span)));
    let lists = overlay.lists.iter().map(|list| &list.choices);
    let options = overlay.extend.iter().map(|extension| &extension.choices).chain(lists).flatten();
    said.extend(options.map(|choice| plain_text(&choice.label)));
    said
}

fn fact_texts(site: &Site) -> Vec<ReaderText<'_>> {
    let facts = &site.facts;
    let mut said = Vec::new();
    for fact in &facts.facts {
        said.push(words_text(&fact.label, fact.span()));
        said.extend(fact.note.iter().map(|note| words_text(note, fact.span())));
        said.push(ReaderText { text: Cow::Owned(fact.with_unit()), place: ReaderTextPlace::Whole(fact.span()) });
    }
    said.extend(facts.relations.iter().filter_map(|r| r.acknowledged.as_ref()).map(|r| words_text(&r.value, r.span)));
    for table in &facts.tables {
        let rows = table.rows.iter().map(|row| &row.label);
        said.extend(
            [&table.caption].into_iter().chain(&table.columns).chain(rows).map(|w| words_text(w, table.name.span)),
        );
    }
    said.extend(facts.charts.iter().map(|chart| words_text(&chart.caption, chart.name.span)));
    for diagram in &facts.diagrams {
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.label);
        let titles = diagram.stages.iter().map(|stage| &stage.title);
        let words = [&diagram.caption].into_iter().chain(&diagram.note).chain(titles).chain(steps);
        said.extend(words.map(|words| words_text(words, diagram.name.span)));
    }
    for measure in &facts.measures {
        let words = [&measure.what].into_iter().chain(&measure.note);
        said.extend(words.map(|words| words_text(words, measure.number.span)));
    }
    said
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
