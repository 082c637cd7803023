//! A poster: title and city on a ground above, what there is to get in the middle, where to ask on a ground below.

use super::column::{Composed, height, lay};
use super::setting::{Setter, Slab, decoration};
use crate::model::issued_publicity::Block as Said;
use crate::model::publicity::PaperPart;
use crate::paper::block::Block;
use crate::paper::paragraph::Align;
use crate::paper::sheet::{Colour, Role, Sheet};
use crate::units::{Mm, Rect};

/// The most that is added to a gap of the middle.
const LOOSEST: Mm = Mm(12.0);

/// Above the middle and below it, at the least.
const MARGIN: Mm = Mm(7.0);
/// Between two columns.
const GUTTER: Mm = Mm(8.0);

pub fn compose(setter: &mut Setter) -> Composed {
    let look = setter.look;
    let publicity = setter.publicity;
    let (left, measure) = (look.sides, look.measure());
    let mut sheet = Block::default();

    // Above.
    let role = (Role::Paragraph, look.colours.deep);
    let mut y = look.ends;
    let programme = setter.words(&publicity.programme, look.programme, measure, Align::Right, role.clone());
    let city = publicity.city.as_ref().map(|(_, city)| setter.words(city, look.city, measure, Align::Left, role));
    let line = city.as_ref().map_or(programme.height, |city| city.height);
    // On the line that the city's name stands on.
    let lower = if city.is_some() { look.city.size.mm() * 0.17 } else { Mm::ZERO };
    sheet.lay(&programme, left, y + line - programme.height - lower);
    city.iter().for_each(|city| sheet.lay(city, left, y));
    y = y + line + Mm(2.0);
    sheet.marks.push(decoration(Rect::new(left, y, measure, Mm(2.6)), look.colours.warm));
    y += Mm(7.0);
    let title = setter.balanced(&publicity.title.value, look.title, measure, (Role::Heading(1), look.colours.deep));
    sheet.lay(&title, left, y);
    y = y + title.height + Mm(4.0);
    if let Some(summary) = &publicity.summary {
        let summary = setter.balanced(summary, look.summary, measure, (Role::Paragraph, Colour::BLACK));
        sheet.lay(&summary, left, y);
        y += summary.height;
    }
    y += Mm(7.0);
    let above = Rect::new(Mm::ZERO, Mm::ZERO, look.page.width, y);

    // The middle, and what stands below.
    let (middle, foot) = publicity.blocks.split_at(foot_of(&publicity.blocks));
    let middle = columns(setter, middle, measure);
    let code_width = look.code * 1.32;
    let gutter = Mm(14.0);
    let has_code = publicity.url.is_some();
    let foot_measure = if has_code { measure - code_width - gutter } else { measure };
    let (codes, rest): (Vec<Said>, Vec<Said>) =
        foot.iter().cloned().partition(|block| has_code && *block == Said::Part(PaperPart::Code));
    let rest = setter.column(&rest, foot_measure);
    let codes = setter.column(&codes, code_width);
    let notice = setter.words(&publicity.notice, look.small, measure, Align::Left, (Role::Paragraph, Colour::BLACK));
    let padding = Mm(7.5);
    let content = height(&rest).max(height(&codes));
    let foot_height = content + padding * 2.0 + notice.height + Mm(5.0);
    let foot_top = look.page.height - foot_height;
    let below = Rect::new(Mm::ZERO, foot_top, look.page.width, foot_height);
    lay(&mut sheet, &rest, (left, foot_top + padding), Mm::ZERO);
    lay(&mut sheet, &codes, (left + measure - code_width, foot_top + padding), Mm::ZERO);
    sheet.lay(&notice, left, foot_top + padding + content + Mm(5.0));

    // The room that is left is shared out among the gaps.
    let room = foot_top - above.bottom();
    let natural = height(&middle);
    let spare = room - natural - MARGIN * 2.0;
    let gaps = middle.len().max(1) as f64 + 1.0;
    let more = (spare / gaps).max(Mm::ZERO).min(LOOSEST);
    let used = natural + more * (middle.len().saturating_sub(1)) as f64;
    let top = above.bottom() + ((room - used) / 2.0).max(MARGIN);
    lay(&mut sheet, &middle, (left, top), more);

    sheet.ground(above, look.colours.ground);
    sheet.ground(below, look.colours.ground);
    Composed { pages: vec![Sheet::of(look.page, sheet.marks)], outline: Vec::new(), over: -spare }
}

/// Blocks of the middle; lists of it stand in two columns.
fn columns(setter: &mut Setter, blocks: &[Said], measure: Mm) -> Vec<Slab> {
    let of_block = |block: &Said| match block {
        Said::List { first: None, items } if items.iter().all(|item| item.below.is_empty()) => {
            vec![setter.grid(items, measure, GUTTER)]
        }
        other => setter.column(std::slice::from_ref(other), measure),
    };
    blocks.iter().flat_map(of_block).collect()
}

/// Where what stands below begins: the heading above what is said of the office.
fn foot_of(blocks: &[Said]) -> usize {
    let office = blocks.iter().position(|block| *block == Said::Part(PaperPart::Office)).unwrap_or(blocks.len());
    let heading = blocks[..office].iter().rposition(|block| matches!(block, Said::Heading { .. }));
    heading.filter(|_| office < blocks.len()).unwrap_or(office)
}
