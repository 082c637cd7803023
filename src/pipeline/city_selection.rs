//! Reduces a site to some of its cities, for `--city`.
//!
//! The rest of the site is as it was, but what leads to a city that is left out is no link any more:
//! its words stay.

use std::collections::BTreeSet;

use super::plan::products;
use crate::model::name::Name;
use crate::model::page::{Block, Inline, LinkTarget};
use crate::model::{Address, Site};

/// The site with only these cities.
pub(crate) fn select_cities(site: &Site, cities: &[Name]) -> Site {
    let mut site = site.clone();
    let (kept, dropped) = std::mem::take(&mut site.cities).into_iter().partition(|city| cities.contains(&city.id));
    site.cities = kept;
    site.overlays.retain(|overlay| cities.contains(&overlay.city));
    let gone = dropped
        .iter()
        .flat_map(|city: &crate::model::office::City| {
            products(&site).map(|product| product.address(Some(&city.id))).chain([Address::city(&city.id)])
        })
        .collect();
    for page in &mut site.pages {
        unlink_blocks(&mut page.blocks, &gone);
    }
    site
}

fn unlink_blocks(blocks: &mut [Block], gone: &BTreeSet<Address>) {
    for block in blocks {
        match block {
            Block::Heading { inlines, .. } | Block::Paragraph(inlines) => unlink(inlines, gone),
            Block::List { items, .. } => items.iter_mut().for_each(|item| unlink_blocks(item, gone)),
            Block::Quote(blocks) => unlink_blocks(blocks, gone),
            Block::Table { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| unlink(cell, gone));
            }
            Block::Footnotes(notes) => notes.iter_mut().for_each(|note| unlink_blocks(&mut note.blocks, gone)),
            Block::Code { .. } | Block::Rule | Block::Insert { .. } => {}
        }
    }
}

fn unlink(inlines: &mut Vec<Inline>, gone: &BTreeSet<Address>) {
    let mut kept = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        match &mut inline {
            Inline::Link { target: LinkTarget::Internal { address, .. }, inlines, .. } if gone.contains(address) => {
                kept.append(inlines);
                continue;
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
                unlink(inner, gone)
            }
            Inline::Words(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Fact { .. }
            | Inline::Pictogram(_)
            | Inline::FootnoteReference { .. }
            | Inline::Break => {}
        }
        kept.push(inline);
    }
    *inlines = kept;
}
