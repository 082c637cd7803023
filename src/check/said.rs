//! All that the sources say to readers, for rules about wording.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Site;
use crate::model::field::{Field, Kind};
use crate::model::form::Form;
use crate::model::overlay::Overlay;
use crate::model::page::Passage;
use crate::model::prose::{Piece, Prose, Text};
use crate::source::Span;

/// A text with its place.
#[derive(Debug)]
pub struct Said<'a> {
    pub text: Cow<'a, str>,
    place: Within<'a>,
}

#[derive(Debug)]
enum Within<'a> {
    /// Each part of a page's passage has its own place.
    Passage(&'a Passage),
    /// Quotes and folds of YAML are between the text and the file: the place is the whole text.
    Whole(Span),
}

impl Said<'_> {
    /// Was it written in YAML, which has no markup? What stands in a page was read as Markdown.
    pub fn is_yaml(&self) -> bool {
        matches!(self.place, Within::Whole(_))
    }

    pub fn span(&self, part: Range<usize>) -> Span {
        match self.place {
            Within::Passage(passage) => passage.span(part),
            Within::Whole(span) => span,
        }
    }
}

/// Everything, in the order pages, forms, overlays, option lists, facts.
pub fn all(site: &Site) -> Vec<Said<'_>> {
    let pages = site.pages.iter().flat_map(|page| {
        let head = [whole(&page.title.value, page.title.span), whole(&page.description.value, page.description.span)];
        let more = [&page.nav_title, &page.summary].into_iter().flatten();
        let more = more.map(|words| whole(words, page.title.span));
        let passages = page.passages.iter().map(|p| Said { text: Cow::Borrowed(&p.text), place: Within::Passage(p) });
        head.into_iter().chain(more).chain(passages)
    });
    let options = site.choices.0.iter().flat_map(|list| list.choices.iter().map(|choice| text(&choice.label)));
    let overlays = site.overlays.iter().flat_map(of_overlay);
    pages.chain(site.forms.iter().flat_map(of_form)).chain(overlays).chain(options).chain(of_facts(site)).collect()
}

fn of_form(form: &Form) -> Vec<Said<'_>> {
    let mut said = vec![text(&form.title)];
    for section in &form.sections {
        let condition = section.relevant.as_ref().and_then(|relevant| relevant.wording.as_ref());
        said.extend([&section.title].into_iter().chain(condition).map(text));
    }
    form.fields().for_each(|field| of_field(field, &mut said));
    said.extend(form.prose().into_iter().map(|(prose, _)| running(prose)));
    said
}

/// What a field says beside its running texts.
fn of_field<'a>(field: &'a Field, said: &mut Vec<Said<'a>>) {
    said.push(text(&field.label));
    said.extend(field.worded().map(text));
    said.extend(field.kind.rows().iter().map(|row| text(&row.label)));
    if let Kind::Matrix { note: Some(note), .. } = &field.kind {
        said.push(text(&note.label));
    }
    said.extend(field.kind.parties().iter().map(|party| text(&party.label)));
    let receivers = field.kind.receivers().iter();
    said.extend(receivers.flat_map(|receiver| [&receiver.to, &receiver.what, &receiver.purpose]).map(text));
    said.extend(field.kind.clauses().iter().filter_map(|clause| clause.title.as_ref()).map(text));
}

/// What an office's own fields, hints and options say.
fn of_overlay(overlay: &Overlay) -> Vec<Said<'_>> {
    let mut said = Vec::new();
    for field in overlay.add.iter().flat_map(|addition| addition.field.with_inner()) {
        of_field(field, &mut said);
        said.extend(field.prose().into_iter().map(|(prose, _)| running(prose)));
    }
    said.extend(overlay.relabel.iter().map(|relabelling| running(&relabelling.hint)));
    said.extend(overlay.settings.iter().map(|decided| whole(&decided.value.value, decided.value.span)));
    let lists = overlay.lists.iter().map(|list| &list.choices);
    let options = overlay.extend.iter().map(|extension| &extension.choices).chain(lists).flatten();
    said.extend(options.map(|choice| text(&choice.label)));
    said
}

fn of_facts(site: &Site) -> Vec<Said<'_>> {
    let facts = &site.facts;
    let mut said = Vec::new();
    for fact in &facts.facts {
        said.push(whole(&fact.label, fact.span()));
        said.extend(fact.note.iter().map(|note| whole(note, fact.span())));
        said.push(Said { text: Cow::Owned(fact.with_unit()), place: Within::Whole(fact.span()) });
    }
    said.extend(facts.relations.iter().filter_map(|r| r.acknowledged.as_ref()).map(|r| whole(&r.value, r.span)));
    for table in &facts.tables {
        let rows = table.rows.iter().map(|row| &row.label);
        said.extend([&table.caption].into_iter().chain(&table.columns).chain(rows).map(|w| whole(w, table.name.span)));
    }
    said.extend(facts.charts.iter().map(|chart| whole(&chart.caption, chart.name.span)));
    for diagram in &facts.diagrams {
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| &step.label);
        let titles = diagram.stages.iter().map(|stage| &stage.title);
        let words = [&diagram.caption].into_iter().chain(&diagram.note).chain(titles).chain(steps);
        said.extend(words.map(|words| whole(words, diagram.name.span)));
    }
    for measure in &facts.measures {
        let words = [&measure.what].into_iter().chain(&measure.note);
        said.extend(words.map(|words| whole(words, measure.number.span)));
    }
    said
}

fn whole(words: &str, span: Span) -> Said<'_> {
    Said { text: Cow::Borrowed(words), place: Within::Whole(span) }
}

fn text(text: &Text) -> Said<'_> {
    whole(&text.zh, text.span)
}

fn running(prose: &Prose) -> Said<'_> {
    let mut text = String::new();
    for piece in &prose.pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Insert(_) => text.push(Passage::INSERT),
        }
    }
    Said { text: Cow::Owned(text), place: Within::Whole(prose.span) }
}
