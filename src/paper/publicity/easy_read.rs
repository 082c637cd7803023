//! A booklet in easy words: a cover, then one idea below the other; no idea is parted by the end of a page.

use super::column::{Composed, height, lay};
use super::setting::{Setter, Slab, decoration, piece};
use crate::model::terms;
use crate::paper::block::Block;
use crate::paper::paragraph::{self, Align, Part};
use crate::paper::sheet::{Colour, Mark, OutlineEntry, Role, Sheet, TextRun};
use crate::units::{Mm, Point, Rect};

/// From the foot of the page to the line of its number.
const NUMBER: Mm = Mm(9.0);

/// The pictogram of the cover.
const PICTURE: Mm = Mm(42.0);

pub fn compose(setter: &mut Setter) -> Composed {
    let look = setter.look;
    let measure = look.measure();
    let cover = cover(setter);
    let blocks = &setter.publicity.blocks;
    let mut slabs = setter.column(blocks, measure);
    let notice = setter.publicity.notice.clone();
    let block = setter.words(&notice, look.small, measure, Align::Left, (Role::Paragraph, Colour::BLACK));
    slabs.push(Slab { block, gap: look.heading_gap, ..Slab::default() });
    let mut pages = vec![cover];
    let mut outline = Vec::new();
    let (top, bottom) = (look.ends, look.page.height - look.ends - NUMBER);
    let (mut page, mut y, mut over) = (Block::default(), top, Mm::ZERO - look.page.height);
    let mut rest = &slabs[..];
    while !rest.is_empty() {
        let together = rest.iter().take_while(|slab| slab.keep).count() + 1;
        let (group, others) = rest.split_at(together.min(rest.len()));
        rest = others;
        let is_first = y == top;
        let gap = if is_first { Mm::ZERO } else { group[0].gap };
        let high = height(group);
        over = over.max(high - (bottom - top));
        if !is_first && y + gap + high > bottom {
            pages.push(Sheet::of(look.page, std::mem::take(&mut page).marks));
            y = top;
        } else {
            y += gap;
        }
        if let Some(title) = group[0].heading.clone() {
            outline.push(OutlineEntry { title, page: pages.len(), y, level: 1 });
        }
        y = lay(&mut page, group, (look.sides, y), Mm::ZERO);
    }
    pages.push(Sheet::of(look.page, page.marks));
    number(setter, &mut pages);
    Composed { pages, outline, over }
}

/// Title and summary on a ground, and below it until when the document ran.
fn cover(setter: &mut Setter) -> Sheet {
    let look = setter.look;
    let publicity = setter.publicity;
    let (left, measure, deep) = (look.sides, look.measure(), look.colours.deep);
    let mut sheet = Block::default();
    let programme = setter.words(&publicity.programme, look.programme, measure, Align::Left, (Role::Paragraph, deep));
    sheet.lay(&programme, left, look.ends);
    let mut y = look.ends + programme.height + Mm(14.0);
    sheet.marks.push(decoration(Rect::new(left, y, Mm(24.0), Mm(2.2)), look.colours.warm));
    y += Mm(7.0);
    let title = setter.balanced(&publicity.title.value, look.title, measure, (Role::Heading(1), deep));
    sheet.lay(&title, left, y);
    y = y + title.height + Mm(5.0);
    if let Some(summary) = &publicity.summary {
        let summary = setter.words(summary, look.summary, measure, Align::Left, (Role::Paragraph, Colour::BLACK));
        sheet.lay(&summary, left, y);
        y += summary.height;
    }
    y += Mm(8.0);
    if publicity.pictogram.is_some() {
        setter.pictogram(&mut sheet, publicity.pictogram.as_ref(), (left, y), PICTURE);
        y = y + PICTURE + Mm(8.0);
    }
    let ground = Rect::new(Mm::ZERO, Mm::ZERO, look.page.width, y);
    if let Some(until) = setter.until(measure) {
        sheet.lay(&until, left, y + Mm(10.0));
    }
    sheet.ground(ground, look.colours.ground);
    Sheet::of(look.page, sheet.marks)
}

/// The number of each page but the cover at its foot, which is decoration.
fn number(setter: &Setter, pages: &mut [Sheet]) {
    let look = setter.look;
    let count = pages.len();
    for (index, sheet) in pages.iter_mut().enumerate().skip(1) {
        let pieces = [piece(&terms::page_of(index + 1, count), look.small)];
        let set = paragraph::set(&pieces, look.measure(), Align::Right, setter.fonts);
        for part in set.lines.iter().flat_map(|line| &line.parts) {
            if let Part::Run { style, x, glyphs } = part {
                let origin = Point { x: look.sides + *x, y: look.page.height - NUMBER };
                let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                let run = TextRun { face, size, origin, glyphs, colour: Colour::BLACK, apart: false };
                sheet.own.push(crate::paper::sheet::Placed { element: None, mark: Mark::Text(run) });
            }
        }
    }
}
