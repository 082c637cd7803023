//! A handout: six panels on both sides of a sheet that is folded in three, the right one first.
//!
//! Opened, three panels stand side by side; the right one is folded in and a little narrower. On the other side there are,
//! from the left, the back of it, which is met when the cover is turned; the back of the whole; the cover.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{PublicityTypesetter, decorative_box};
use crate::model::issued_publicity::PublicityBlock as Said;
use crate::model::publicity::{PANELS, PaperInsert};
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, PaperPage, StructureType};
use crate::paper::paragraph::TextAlign;
use crate::units::{Mm, Rect};

/// The panel that is folded in.
const INNER_PANEL_WIDTH: Mm = Mm(97.0);
/// How long a mark is that shows where to fold, at the edge of the sheet.
const FOLD_MARK_LENGTH: Mm = Mm(5.0);
const FOLD_MARK_WIDTH: Mm = Mm(0.25);

/// The pictogram of the cover.
const COVER_PICTOGRAM: Mm = Mm(46.0);

/// Where a panel is: the side of the sheet, from where to where.
#[derive(Clone, Copy)]
struct HandoutPanel {
    side: usize,
    x: Mm,
    width: Mm,
}

pub(crate) fn compose(setter: &mut PublicityTypesetter) -> PublicityPages {
    let look = setter.style;
    let publicity = setter.publicity;
    let panel = |side, x, width| HandoutPanel { side, x, width };
    let outer = (look.page.width - INNER_PANEL_WIDTH) / 2.0;
    // In the order in which they are read.
    let panels: [HandoutPanel; PANELS] = [
        panel(0, INNER_PANEL_WIDTH + outer, outer),
        panel(0, Mm::ZERO, INNER_PANEL_WIDTH),
        panel(1, Mm::ZERO, outer),
        panel(1, outer, outer),
        panel(1, outer * 2.0, INNER_PANEL_WIDTH),
        panel(0, INNER_PANEL_WIDTH, outer),
    ];
    let mut sides = [LayoutBlock::default(), LayoutBlock::default()];
    let mut grounds = Vec::new();
    let mut over = -look.page.height;
    let room = look.page.height - look.end_margin * 2.0;
    let said: Vec<&[Said]> = publicity.blocks.split(|block| *block == Said::Insert(PaperInsert::Fold)).collect();
    for (number, (HandoutPanel { side, x, width }, said)) in panels.into_iter().zip(said).enumerate() {
        let (left, measure) = (x + look.side_margin, width - look.side_margin * 2.0);
        let mut y = look.end_margin;
        let mut bottom = look.page.height - look.end_margin;
        if number == 0 {
            let city;
            (y, city) = cover(setter, &mut sides[side], (left, measure));
            grounds.push((side, Rect::new(x, Mm::ZERO, width, look.page.height)));
            if let Some(city) = city {
                bottom -= city.height;
                sides[side].place(&city, left, bottom);
                bottom -= Mm(4.0);
                sides[side].marks.push(decorative_box(Rect::new(left, bottom, measure, Mm(1.4)), look.colours.warm));
                bottom -= Mm(6.0);
            }
        }
        let slabs = setter.column_items(said, measure);
        if number == PANELS - 1 {
            let style = (StructureType::Paragraph, Colour::BLACK);
            let notice = setter.text_block(&publicity.notice, look.small, measure, TextAlign::Left, style);
            bottom -= notice.height;
            sides[side].place(&notice, left, bottom);
            bottom -= Mm(4.0);
        }
        over = over.max(column_height(&slabs) + y - bottom);
        place_items(&mut sides[side], &slabs, (left, y), Mm::ZERO);
    }
    for (side, ground) in grounds {
        sides[side].add_background(ground, look.colours.ground);
    }
    let folds = [[INNER_PANEL_WIDTH, INNER_PANEL_WIDTH + outer], [outer, outer * 2.0]];
    for (block, folds) in sides.iter_mut().zip(folds) {
        for x in folds {
            for y in [Mm::ZERO, look.page.height - FOLD_MARK_LENGTH] {
                let mark = Rect::new(x - FOLD_MARK_WIDTH / 2.0, y, FOLD_MARK_WIDTH, FOLD_MARK_LENGTH);
                block.marks.push(decorative_box(mark, Colour::Grey(0.4)));
            }
        }
    }
    let pages = sides.map(|side| PaperPage::new(look.page, side.marks)).into();
    PublicityPages { pages, outline: Vec::new(), overflow: over.min(room) }
}

/// Programme, title and summary: where what else stands on the cover begins, and the city's name, which stands at its foot.
fn cover(
    setter: &mut PublicityTypesetter,
    side: &mut LayoutBlock,
    (left, measure): (Mm, Mm),
) -> (Mm, Option<LayoutBlock>) {
    let look = setter.style;
    let publicity = setter.publicity;
    let deep = look.colours.deep;
    let programme = setter.text_block(
        &publicity.programme,
        look.programme,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, deep),
    );
    side.place(&programme, left, look.end_margin);
    let city = publicity.city.as_ref();
    let city = city.map(|(_, name)| {
        setter.text_block(name, look.city, measure, TextAlign::Left, (StructureType::Paragraph, deep))
    });
    let mut y = look.end_margin + Mm(30.0);
    side.marks.push(decorative_box(Rect::new(left, y, Mm(24.0), Mm(2.2)), look.colours.warm));
    y += Mm(8.0);
    let title = setter.balanced_block(&publicity.title.value, look.title, measure, (StructureType::Heading(1), deep));
    side.place(&title, left, y);
    y = y + title.height + Mm(6.0);
    if let Some(summary) = &publicity.summary {
        let style = (StructureType::Paragraph, Colour::BLACK);
        let summary = setter.text_block(summary, look.summary, measure, TextAlign::Left, style);
        side.place(&summary, left, y);
        y += summary.height;
    }
    y += Mm(9.0);
    setter.add_pictogram(side, publicity.pictogram.as_ref(), (left, y - side.height), COVER_PICTOGRAM);
    (y + COVER_PICTOGRAM, city)
}
