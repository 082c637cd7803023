//! Makes the publicity products of an office from pages and the city.
//!
//! What paper cannot have (tables, pictures of the web) is left out here, as `check` reports it.

use std::sync::Arc;

use super::address::Address;
use super::expiry_notice::of_page;
use super::fixed_text;
use super::issued_publicity::{IssuedPublicity, PublicityBlock, PublicityItem, PublicityLine, PublicityRun};
use super::name::Name;
use super::office;
use super::once_value::OnceValue;
use super::page::{self, DataInsert, Inline, Page};
use super::pictogram::Pictogram;
use super::publicity::{PaperInsert, Publicity};
use super::site::Site;
use crate::source::Spanned;

/// What of a site is issued on paper to publicise, for the office of a city or the generic one, in the order of the pages.
pub(crate) fn issue_publicity(site: &Site, city: Option<&office::City>) -> Vec<IssuedPublicity> {
    let is_had = |kind: Publicity| city.is_none() || kind.is_of_cities();
    let kinds = site.pages.iter().filter_map(|page| Some((page, page.publicity()?)));
    kinds.filter(|(_, kind)| is_had(*kind)).map(|(page, kind)| issue(site, page, kind, city)).collect()
}

fn issue(site: &Site, page: &Page, kind: Publicity, city: Option<&office::City>) -> IssuedPublicity {
    let settings = &site.settings;
    let known = city.map(|city| city.office.clone()).unwrap_or_default();
    let opened = match (kind, city) {
        (Publicity::EasyRead, _) => page.address.clone(),
        (_, Some(city)) => Address::city(&city.id),
        (_, None) => Address::cities(),
    };
    IssuedPublicity {
        kind,
        page: page.path.clone(),
        title: page.title.clone(),
        summary: page.summary.clone(),
        pictogram: page.pictogram.as_ref().and_then(|name| pictogram(site, name)),
        programme: settings.programme.clone(),
        notice: settings.notice.clone(),
        language: page.language.clone().unwrap_or_else(|| settings.language.clone()),
        as_of: settings.as_of,
        accent: page.accent,
        city: city.map(|city| (city.id.clone(), city.name.clone())),
        contacts: vec![
            (fixed_text::OFFICE_NAME, known.name),
            (fixed_text::OFFICE_ADDRESS, known.address),
            (fixed_text::OFFICE_TELEPHONE, known.hotline),
            (fixed_text::OFFICE_HOURS, known.hours),
        ],
        url: settings.base_url.as_deref().map(|base| opened.url(base)),
        expiry_notice: of_page(site, page).map(|over| over.sentences.into()).unwrap_or_default(),
        blocks: blocks(site, &page.blocks),
        span: page.span,
        digest: OnceValue::default(),
    }
}

fn blocks(site: &Site, blocks: &[page::Block]) -> Vec<PublicityBlock> {
    let block = |block: &page::Block| match block {
        page::Block::Heading { level, inlines, .. } => {
            Some(PublicityBlock::Heading { level: *level, line: line(site, inlines) })
        }
        page::Block::Paragraph(inlines) => Some(PublicityBlock::Paragraph(line(site, inlines))),
        page::Block::List { start, items } => {
            let items = items.iter().map(|blocks| item(site, blocks)).collect();
            Some(PublicityBlock::List { first: *start, items })
        }
        page::Block::Quote(inner) => Some(PublicityBlock::Quote(self::blocks(site, inner))),
        page::Block::Insert { kind: DataInsert::Paper, name } => {
            PaperInsert::from_name(name.value.as_str()).map(PublicityBlock::Insert)
        }
        page::Block::Table { .. }
        | page::Block::Code { .. }
        | page::Block::Rule
        | page::Block::Footnotes(_)
        | page::Block::Insert { .. } => None,
    };
    blocks.iter().filter_map(block).collect()
}

fn pictogram(site: &Site, name: &Spanned<Name>) -> Option<Arc<Pictogram>> {
    site.pictograms.get(name.value.as_str()).cloned()
}

/// An item's own words, and what its lists hold.
fn item(site: &Site, blocks: &[page::Block]) -> PublicityItem {
    let mut item = PublicityItem { line: PublicityLine::default(), children: Vec::new() };
    for block in blocks {
        match block {
            page::Block::Paragraph(inlines) => add(&mut item.line, site, inlines, false),
            page::Block::List { items, .. } => {
                item.children.extend(items.iter().map(|below| self::item(site, below)));
            }
            _ => {}
        }
    }
    item
}

fn line(site: &Site, inlines: &[Inline]) -> PublicityLine {
    let mut line = PublicityLine::default();
    add(&mut line, site, inlines, false);
    line
}

fn add(line: &mut PublicityLine, site: &Site, inlines: &[Inline], strong: bool) {
    for inline in inlines {
        match inline {
            Inline::Words(text) | Inline::Code(text) => push(line, text, strong),
            Inline::Strong(inner) | Inline::Emphasis(inner) => add(line, site, inner, true),
            Inline::Link { inlines, .. } => add(line, site, inlines, strong),
            Inline::Fact { name, unit } => {
                if let Some(fact) = site.facts.fact(&name.value) {
                    push(line, &if *unit { fact.with_unit() } else { fact.text() }, strong);
                }
            }
            Inline::Break => push(line, "\n", strong),
            Inline::Pictogram(name) => line.pictogram = pictogram(site, name),
            Inline::Image { .. } | Inline::FootnoteReference { .. } => {}
        }
    }
}

fn push(line: &mut PublicityLine, text: &str, strong: bool) {
    match line.words.last_mut() {
        Some(last) if last.strong == strong => last.text.push_str(text),
        _ => line.words.push(PublicityRun { text: text.to_owned(), strong }),
    }
}
