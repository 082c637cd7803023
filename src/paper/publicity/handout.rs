//! Layout of handouts: six panels on both sides of a sheet that is folded in three.
//!
//! On the inside are three panels, of which the right one is folded in and a little narrower. On the outside, from the left, are
//! the back of that panel, which is seen first when the cover is opened; the back of the handout; the cover.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{PublicityTypesetter, decorative_box};
use crate::model::issued_publicity::PublicityBlock as Said;
use crate::model::publicity::{PANELS, PaperInsert};
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, PaperPage, StructureType};
use crate::paper::paragraph::TextAlign;
use crate::units::{Mm, Rect};

/// The width of the panel that is folded in.
const INNER_PANEL_WIDTH: Mm = Mm(97.0);
/// The length of a fold mark at the edge of the sheet.
const FOLD_MARK_LENGTH: Mm = Mm(5.0);
const FOLD_MARK_WIDTH: Mm = Mm(0.25);

/// The side of the cover's pictogram.
const COVER_PICTOGRAM: Mm = Mm(46.0);

/// The position of a panel: the side of the sheet (0 outside, 1 inside), its left edge and its width.
#[derive(Clone, Copy)]
struct HandoutPanel {
    side: usize,
    x: Mm,
    width: Mm,
}

/// Lays out both sides in the typesetter's style.
pub(crate) fn compose(typesetter: &mut PublicityTypesetter) -> PublicityPages {
    let style = typesetter.style;
    let publicity = typesetter.publicity;
    let panel = |side, x, width| HandoutPanel { side, x, width };
    let outer = (style.page.width - INNER_PANEL_WIDTH) / 2.0;
    // In reading order.
    let panels: [HandoutPanel; PANELS] = [
        panel(0, INNER_PANEL_WIDTH + outer, outer),
        panel(0, Mm::ZERO, INNER_PANEL_WIDTH),
        panel(1, Mm::ZERO, outer),
        panel(1, outer, outer),
        panel(1, outer * 2.0, INNER_PANEL_WIDTH),
        panel(0, INNER_PANEL_WIDTH, outer),
    ];
    let mut sides = [LayoutBlock::default(), LayoutBlock::default()];
    let mut backgrounds = Vec::new();
    let mut excess = -style.page.height;
    let available = style.page.height - style.end_margin * 2.0;
    let panel_blocks: Vec<&[Said]> =
        publicity.blocks.split(|block| *block == Said::Insert(PaperInsert::Fold)).collect();
    for (number, (HandoutPanel { side, x, width }, panel_blocks)) in panels.into_iter().zip(panel_blocks).enumerate() {
        let (left, measure) = (x + style.side_margin, width - style.side_margin * 2.0);
        let mut y = style.end_margin;
        let mut bottom = style.page.height - style.end_margin;
        if number == 0 {
            let city;
            (y, city) = cover(typesetter, &mut sides[side], (left, measure));
            backgrounds.push((side, Rect::new(x, Mm::ZERO, width, style.page.height)));
            if let Some(city) = city {
                bottom -= city.height;
                sides[side].place(&city, left, bottom);
                bottom -= Mm(4.0);
                sides[side].marks.push(decorative_box(Rect::new(left, bottom, measure, Mm(1.4)), style.colours.warm));
                bottom -= Mm(6.0);
            }
        }
        let items = typesetter.column_items(panel_blocks, measure);
        if number == PANELS - 1 {
            let role_and_colour = (StructureType::Paragraph, Colour::BLACK);
            let notice =
                typesetter.text_block(&publicity.notice, style.small, measure, TextAlign::Left, role_and_colour);
            bottom -= notice.height;
            sides[side].place(&notice, left, bottom);
            bottom -= Mm(4.0);
        }
        excess = excess.max(column_height(&items) + y - bottom);
        place_items(&mut sides[side], &items, (left, y), Mm::ZERO);
    }
    for (side, background) in backgrounds {
        sides[side].add_background(background, style.colours.background);
    }
    let folds = [[INNER_PANEL_WIDTH, INNER_PANEL_WIDTH + outer], [outer, outer * 2.0]];
    for (block, folds) in sides.iter_mut().zip(folds) {
        for x in folds {
            for y in [Mm::ZERO, style.page.height - FOLD_MARK_LENGTH] {
                let mark = Rect::new(x - FOLD_MARK_WIDTH / 2.0, y, FOLD_MARK_WIDTH, FOLD_MARK_LENGTH);
                block.marks.push(decorative_box(mark, Colour::Grey(0.4)));
            }
        }
    }
    let pages = sides.map(|side| PaperPage::new(style.page, side.marks)).into();
    PublicityPages { pages, outline: Vec::new(), overflow: excess.min(available) }
}

/// Draws programme, title and summary of the cover; returns the height at which further content begins, and the block of the
/// city's name for its foot.
fn cover(
    typesetter: &mut PublicityTypesetter,
    side: &mut LayoutBlock,
    (left, measure): (Mm, Mm),
) -> (Mm, Option<LayoutBlock>) {
    let style = typesetter.style;
    let publicity = typesetter.publicity;
    let title_colour = style.colours.deep;
    let programme = typesetter.text_block(
        &publicity.programme,
        style.programme,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, title_colour),
    );
    side.place(&programme, left, style.end_margin);
    let city = publicity.city.as_ref();
    let city = city.map(|(_, name)| {
        typesetter.text_block(name, style.city, measure, TextAlign::Left, (StructureType::Paragraph, title_colour))
    });
    let mut y = style.end_margin + Mm(30.0);
    side.marks.push(decorative_box(Rect::new(left, y, Mm(24.0), Mm(2.2)), style.colours.warm));
    y += Mm(8.0);
    let title = typesetter.balanced_block(
        &publicity.title.value,
        style.title,
        measure,
        (StructureType::Heading(1), title_colour),
    );
    side.place(&title, left, y);
    y = y + title.height + Mm(6.0);
    if let Some(summary) = &publicity.summary {
        let role_and_colour = (StructureType::Paragraph, Colour::BLACK);
        let summary = typesetter.text_block(summary, style.summary, measure, TextAlign::Left, role_and_colour);
        side.place(&summary, left, y);
        y += summary.height;
    }
    y += Mm(9.0);
    typesetter.add_pictogram(side, publicity.pictogram.as_ref(), (left, y - side.height), COVER_PICTOGRAM);
    (y + COVER_PICTOGRAM, city)
}
