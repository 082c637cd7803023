//! Numbers the footnotes of a page in reading order.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::page::{Block, Footnote, Inline};
use crate::source::Span;
use crate::wording::{message, page as say};

/// The definition of a footnote in the source.
#[derive(Debug)]
pub(crate) struct FootnoteDefinition {
    pub(crate) label: String,
    pub(crate) span: Span,
    pub(crate) blocks: Vec<Block>,
}

/// Numbers the footnote references of a page from 1 in reading order (references inside footnotes come after those of
/// the text), and appends the footnotes in the same order.
pub(crate) fn number(blocks: &mut Vec<Block>, definitions: Vec<FootnoteDefinition>, diagnostics: &mut Vec<Diagnostic>) {
    let mut notes: BTreeMap<String, FootnoteDefinition> = BTreeMap::new();
    for definition in definitions {
        if notes.contains_key(&definition.label) {
            diagnostics
                .push(Diagnostic::new(message!(say::FOOTNOTE_TWICE, label = &definition.label), definition.span));
        } else {
            notes.insert(definition.label.clone(), definition);
        }
    }
    let mut order = FootnoteNumbers::default();
    number_in(blocks, &mut order);
    let mut footnotes = Vec::new();
    let mut next = 0;
    while let Some(label) = order.labels.get(next).cloned() {
        next += 1;
        let mut blocks = notes.remove(&label).map(|definition| definition.blocks).unwrap_or_default();
        number_in(&mut blocks, &mut order);
        footnotes.push(Footnote { label, blocks });
    }
    let mut unused: Vec<FootnoteDefinition> = notes.into_values().collect();
    unused.sort_by_key(|definition| definition.span);
    for definition in unused {
        diagnostics.push(Diagnostic::new(message!(say::FOOTNOTE_UNUSED, label = definition.label), definition.span));
    }
    if !footnotes.is_empty() {
        blocks.push(Block::Footnotes(footnotes));
    }
}

/// The labels of footnotes in the order of their first reference, and the 1-based number of each.
#[derive(Default)]
struct FootnoteNumbers {
    labels: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl FootnoteNumbers {
    fn number(&mut self, label: &str) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        self.labels.push(label.to_owned());
        self.numbers.insert(label.to_owned(), self.labels.len());
        self.labels.len()
    }
}

fn number_in(blocks: &mut [Block], order: &mut FootnoteNumbers) {
    for block in blocks {
        match block {
            Block::Heading { inlines, .. } | Block::Paragraph(inlines) => number_inlines(inlines, order),
            Block::List { items, .. } => items.iter_mut().for_each(|item| number_in(item, order)),
            Block::Quote(inner) => number_in(inner, order),
            Block::Table { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| number_inlines(cell, order));
            }
            Block::Footnotes(_) | Block::Code { .. } | Block::Rule | Block::Insert { .. } => {}
        }
    }
}

fn number_inlines(inlines: &mut [Inline], order: &mut FootnoteNumbers) {
    for inline in inlines {
        match inline {
            Inline::FootnoteReference { number, label } => {
                *number = order.number(label);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
                number_inlines(inner, order);
            }
            Inline::Words(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Fact { .. }
            | Inline::Pictogram(_)
            | Inline::Break => {}
        }
    }
}
