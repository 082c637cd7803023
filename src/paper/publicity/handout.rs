//! A handout: six panels on both sides of a sheet that is folded in three, the right one first.
//!
//! Opened, three panels stand side by side; the right one is folded in and a little narrower. On the other side there are,
//! from the left, the back of it, which is met when the cover is turned; the back of the whole; the cover.

use super::column::{Composed, height, lay};
use super::setting::{Setter, decoration};
use crate::model::issued_publicity::Block as Said;
use crate::model::publicity::{PANELS, PaperPart};
use crate::paper::block::Block;
use crate::paper::paragraph::Align;
use crate::paper::sheet::{Colour, Role, Sheet};
use crate::units::{Mm, Rect};

/// The panel that is folded in.
const INNER: Mm = Mm(97.0);
/// How long a mark is that shows where to fold, at the edge of the sheet.
const MARK: Mm = Mm(5.0);
const MARK_WIDTH: Mm = Mm(0.25);

/// The pictogram of the cover.
const PICTURE: Mm = Mm(46.0);

/// Where a panel is: the side of the sheet, from where to where.
#[derive(Clone, Copy)]
struct Panel {
    side: usize,
    x: Mm,
    width: Mm,
}

pub fn compose(setter: &mut Setter) -> Composed {
    let look = setter.look;
    let publicity = setter.publicity;
    let panel = |side, x, width| Panel { side, x, width };
    let outer = (look.page.width - INNER) / 2.0;
    // In the order in which they are read.
    let panels: [Panel; PANELS] = [
        panel(0, INNER + outer, outer),
        panel(0, Mm::ZERO, INNER),
        panel(1, Mm::ZERO, outer),
        panel(1, outer, outer),
        panel(1, outer * 2.0, INNER),
        panel(0, INNER, outer),
    ];
    let mut sides = [Block::default(), Block::default()];
    let mut grounds = Vec::new();
    let mut over = -look.page.height;
    let room = look.page.height - look.ends * 2.0;
    let said: Vec<&[Said]> = publicity.blocks.split(|block| *block == Said::Part(PaperPart::Fold)).collect();
    for (number, (Panel { side, x, width }, said)) in panels.into_iter().zip(said).enumerate() {
        let (left, measure) = (x + look.sides, width - look.sides * 2.0);
        let mut y = look.ends;
        let mut bottom = look.page.height - look.ends;
        if number == 0 {
            let city;
            (y, city) = cover(setter, &mut sides[side], (left, measure));
            grounds.push((side, Rect::new(x, Mm::ZERO, width, look.page.height)));
            if let Some(city) = city {
                bottom -= city.height;
                sides[side].lay(&city, left, bottom);
                bottom -= Mm(4.0);
                sides[side].marks.push(decoration(Rect::new(left, bottom, measure, Mm(1.4)), look.colours.warm));
                bottom -= Mm(6.0);
            }
        }
        let slabs = setter.column(said, measure);
        if number == PANELS - 1 {
            let style = (Role::Paragraph, Colour::BLACK);
            let notice = setter.words(&publicity.notice, look.small, measure, Align::Left, style);
            bottom -= notice.height;
            sides[side].lay(&notice, left, bottom);
            bottom -= Mm(4.0);
        }
        over = over.max(height(&slabs) + y - bottom);
        lay(&mut sides[side], &slabs, (left, y), Mm::ZERO);
    }
    for (side, ground) in grounds {
        sides[side].ground(ground, look.colours.ground);
    }
    let folds = [[INNER, INNER + outer], [outer, outer * 2.0]];
    for (block, folds) in sides.iter_mut().zip(folds) {
        for x in folds {
            for y in [Mm::ZERO, look.page.height - MARK] {
                let mark = Rect::new(x - MARK_WIDTH / 2.0, y, MARK_WIDTH, MARK);
                block.marks.push(decoration(mark, Colour::Grey(0.4)));
            }
        }
    }
    let pages = sides.map(|side| Sheet::of(look.page, side.marks)).into();
    Composed { pages, outline: Vec::new(), over: over.min(room) }
}

/// Programme, title and summary: where what else stands on the cover begins, and the city's name, which stands at its foot.
fn cover(setter: &mut Setter, side: &mut Block, (left, measure): (Mm, Mm)) -> (Mm, Option<Block>) {
    let look = setter.look;
    let publicity = setter.publicity;
    let deep = look.colours.deep;
    let programme = setter.words(&publicity.programme, look.programme, measure, Align::Left, (Role::Paragraph, deep));
    side.lay(&programme, left, look.ends);
    let city = publicity.city.as_ref();
    let city = city.map(|(_, name)| setter.words(name, look.city, measure, Align::Left, (Role::Paragraph, deep)));
    let mut y = look.ends + Mm(30.0);
    side.marks.push(decoration(Rect::new(left, y, Mm(24.0), Mm(2.2)), look.colours.warm));
    y += Mm(8.0);
    let title = setter.balanced(&publicity.title.value, look.title, measure, (Role::Heading(1), deep));
    side.lay(&title, left, y);
    y = y + title.height + Mm(6.0);
    if let Some(summary) = &publicity.summary {
        let style = (Role::Paragraph, Colour::BLACK);
        let summary = setter.words(summary, look.summary, measure, Align::Left, style);
        side.lay(&summary, left, y);
        y += summary.height;
    }
    y += Mm(9.0);
    setter.pictogram(side, publicity.pictogram.as_ref(), (left, y - side.height), PICTURE);
    (y + PICTURE, city)
}
