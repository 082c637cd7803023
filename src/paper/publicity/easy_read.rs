//! A booklet in easy words: a cover, then one idea below the other; no idea is parted by the end of a page.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{ColumnItem, PublicityTypesetter, decorative_box, text_inline};
use crate::model::fixed_text;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, OutlineEntry, PaperMark, PaperPage, StructureType, TextRun};
use crate::paper::paragraph::{self, LinePart, TextAlign};
use crate::units::{Mm, Point, Rect};

/// From the foot of the page to the line of its number.
const NUMBER_BASELINE: Mm = Mm(9.0);

/// The pictogram of the cover.
const COVER_PICTOGRAM: Mm = Mm(42.0);

pub(crate) fn compose(setter: &mut PublicityTypesetter) -> PublicityPages {
    let look = setter.style;
    let measure = look.measure();
    let cover = cover(setter);
    let blocks = &setter.publicity.blocks;
    let mut slabs = setter.column_items(blocks, measure);
    let notice = setter.publicity.notice.clone();
    let block =
        setter.text_block(&notice, look.small, measure, TextAlign::Left, (StructureType::Paragraph, Colour::BLACK));
    slabs.push(ColumnItem { block, space_above: look.heading_gap, ..ColumnItem::default() });
    let mut pages = vec![cover];
    let mut outline = Vec::new();
    let (top, bottom) = (look.end_margin, look.page.height - look.end_margin - NUMBER_BASELINE);
    let (mut page, mut y, mut over) = (LayoutBlock::default(), top, Mm::ZERO - look.page.height);
    let mut rest = &slabs[..];
    while !rest.is_empty() {
        let together = rest.iter().take_while(|slab| slab.keep_with_next).count() + 1;
        let (group, others) = rest.split_at(together.min(rest.len()));
        rest = others;
        let is_first = y == top;
        let gap = if is_first { Mm::ZERO } else { group[0].space_above };
        let high = column_height(group);
        over = over.max(high - (bottom - top));
        if !is_first && y + gap + high > bottom {
            pages.push(PaperPage::new(look.page, std::mem::take(&mut page).marks));
            y = top;
        } else {
            y += gap;
        }
        if let Some(title) = group[0].heading.clone() {
            outline.push(OutlineEntry { title, page: pages.len(), y, level: 1 });
        }
        y = place_items(&mut page, group, (look.side_margin, y), Mm::ZERO);
    }
    pages.push(PaperPage::new(look.page, page.marks));
    add_page_numbers(setter, &mut pages);
    PublicityPages { pages, outline, overflow: over }
}

/// Title and summary on a ground, and below it until when the document ran.
fn cover(setter: &mut PublicityTypesetter) -> PaperPage {
    let look = setter.style;
    let publicity = setter.publicity;
    let (left, measure, deep) = (look.side_margin, look.measure(), look.colours.deep);
    let mut sheet = LayoutBlock::default();
    let programme = setter.text_block(
        &publicity.programme,
        look.programme,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, deep),
    );
    sheet.place(&programme, left, look.end_margin);
    let mut y = look.end_margin + programme.height + Mm(14.0);
    sheet.marks.push(decorative_box(Rect::new(left, y, Mm(24.0), Mm(2.2)), look.colours.warm));
    y += Mm(7.0);
    let title = setter.balanced_block(&publicity.title.value, look.title, measure, (StructureType::Heading(1), deep));
    sheet.place(&title, left, y);
    y = y + title.height + Mm(5.0);
    if let Some(summary) = &publicity.summary {
        let summary = setter.text_block(
            summary,
            look.summary,
            measure,
            TextAlign::Left,
            (StructureType::Paragraph, Colour::BLACK),
        );
        sheet.place(&summary, left, y);
        y += summary.height;
    }
    y += Mm(8.0);
    if publicity.pictogram.is_some() {
        setter.add_pictogram(&mut sheet, publicity.pictogram.as_ref(), (left, y), COVER_PICTOGRAM);
        y = y + COVER_PICTOGRAM + Mm(8.0);
    }
    let ground = Rect::new(Mm::ZERO, Mm::ZERO, look.page.width, y);
    if let Some(until) = setter.expiry_notice_box(measure) {
        sheet.place(&until, left, y + Mm(10.0));
    }
    sheet.add_background(ground, look.colours.ground);
    PaperPage::new(look.page, sheet.marks)
}

/// The number of each page but the cover at its foot, which is decoration.
fn add_page_numbers(setter: &PublicityTypesetter, pages: &mut [PaperPage]) {
    let look = setter.style;
    let count = pages.len();
    for (index, sheet) in pages.iter_mut().enumerate().skip(1) {
        let pieces = [text_inline(&fixed_text::page_of(index + 1, count), look.small)];
        let set = paragraph::typeset(&pieces, look.measure(), TextAlign::Right, setter.fonts);
        for part in set.lines.iter().flat_map(|line| &line.parts) {
            if let LinePart::Run { style, x, glyphs } = part {
                let origin = Point { x: look.side_margin + *x, y: look.page.height - NUMBER_BASELINE };
                let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                let run = TextRun { face, size, origin, glyphs, colour: Colour::BLACK, starts_text: false };
                sheet
                    .office_marks
                    .push(crate::paper::document::PlacedMark { element: None, mark: PaperMark::Text(run) });
            }
        }
    }
}
