//! Layout of booklets in easy language: a cover, then one idea below the other, without a page break inside an idea.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{ColumnItem, PublicityTypesetter, decorative_box, text_inline};
use crate::model::fixed_text;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, OutlineEntry, PaperMark, PaperPage, StructureType, TextRun};
use crate::paper::paragraph::{self, LinePart, TextAlign};
use crate::units::{Mm, Point, Rect};

/// The distance of the page number's baseline from the lower edge.
const NUMBER_BASELINE: Mm = Mm(9.0);

/// The side of the cover's pictogram.
const COVER_PICTOGRAM: Mm = Mm(42.0);

/// Lays out the pages in the typesetter's style.
pub(crate) fn compose(typesetter: &mut PublicityTypesetter) -> PublicityPages {
    let style = typesetter.style;
    let measure = style.measure();
    let cover = cover(typesetter);
    let blocks = &typesetter.publicity.blocks;
    let mut items = typesetter.column_items(blocks, measure);
    let notice = typesetter.publicity.notice.clone();
    let block = typesetter.text_block(
        &notice,
        style.small,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, Colour::BLACK),
    );
    items.push(ColumnItem { block, space_above: style.heading_gap, ..ColumnItem::default() });
    let mut pages = vec![cover];
    let mut outline = Vec::new();
    let (top, bottom) = (style.end_margin, style.page.height - style.end_margin - NUMBER_BASELINE);
    let (mut page, mut y, mut excess) = (LayoutBlock::default(), top, Mm::ZERO - style.page.height);
    let mut remaining = &items[..];
    while !remaining.is_empty() {
        let group_length = remaining.iter().take_while(|item| item.keep_with_next).count() + 1;
        let (group, others) = remaining.split_at(group_length.min(remaining.len()));
        remaining = others;
        let is_first = y == top;
        let gap = if is_first { Mm::ZERO } else { group[0].space_above };
        let height = column_height(group);
        excess = excess.max(height - (bottom - top));
        if !is_first && y + gap + height > bottom {
            pages.push(PaperPage::new(style.page, std::mem::take(&mut page).marks));
            y = top;
        } else {
            y += gap;
        }
        if let Some(title) = group[0].heading.clone() {
            outline.push(OutlineEntry { title, page: pages.len(), y, level: 1 });
        }
        y = place_items(&mut page, group, (style.side_margin, y), Mm::ZERO);
    }
    pages.push(PaperPage::new(style.page, page.marks));
    add_page_numbers(typesetter, &mut pages);
    PublicityPages { pages, outline, overflow: excess }
}

/// The cover: title and summary on a background, and the expiry notice below.
fn cover(typesetter: &mut PublicityTypesetter) -> PaperPage {
    let style = typesetter.style;
    let publicity = typesetter.publicity;
    let (left, measure, title_colour) = (style.side_margin, style.measure(), style.colours.deep);
    let mut block = LayoutBlock::default();
    let programme = typesetter.text_block(
        &publicity.programme,
        style.programme,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, title_colour),
    );
    block.place(&programme, left, style.end_margin);
    let mut y = style.end_margin + programme.height + Mm(14.0);
    block.marks.push(decorative_box(Rect::new(left, y, Mm(24.0), Mm(2.2)), style.colours.warm));
    y += Mm(7.0);
    let title = typesetter.balanced_block(
        &publicity.title.value,
        style.title,
        measure,
        (StructureType::Heading(1), title_colour),
    );
    block.place(&title, left, y);
    y = y + title.height + Mm(5.0);
    if let Some(summary) = &publicity.summary {
        let summary = typesetter.text_block(
            summary,
            style.summary,
            measure,
            TextAlign::Left,
            (StructureType::Paragraph, Colour::BLACK),
        );
        block.place(&summary, left, y);
        y += summary.height;
    }
    y += Mm(8.0);
    if publicity.pictogram.is_some() {
        typesetter.add_pictogram(&mut block, publicity.pictogram.as_ref(), (left, y), COVER_PICTOGRAM);
        y = y + COVER_PICTOGRAM + Mm(8.0);
    }
    let background = Rect::new(Mm::ZERO, Mm::ZERO, style.page.width, y);
    if let Some(notice) = typesetter.expiry_notice_box(measure) {
        block.place(&notice, left, y + Mm(10.0));
    }
    block.add_background(background, style.colours.background);
    PaperPage::new(style.page, block.marks)
}

/// Adds page numbers as artifacts to all pages except the cover.
fn add_page_numbers(typesetter: &PublicityTypesetter, pages: &mut [PaperPage]) {
    let publicity_style = typesetter.style;
    let page_count = pages.len();
    for (index, page) in pages.iter_mut().enumerate().skip(1) {
        let inlines = [text_inline(&fixed_text::page_of(index + 1, page_count), publicity_style.small)];
        let paragraph = paragraph::typeset(&inlines, publicity_style.measure(), TextAlign::Right, typesetter.fonts);
        for part in paragraph.lines.iter().flat_map(|line| &line.parts) {
            if let LinePart::Run { style, x, glyphs } = part {
                let origin =
                    Point { x: publicity_style.side_margin + *x, y: publicity_style.page.height - NUMBER_BASELINE };
                let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                let run = TextRun { face, size, origin, glyphs, colour: Colour::BLACK, starts_text: false };
                page.office_marks
                    .push(crate::paper::document::PlacedMark { element: None, mark: PaperMark::Text(run) });
            }
        }
    }
}
