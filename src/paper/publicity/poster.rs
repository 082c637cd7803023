//! A poster: title and city on a ground above, what there is to get in the middle, where to ask on a ground below.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{ColumnItem, PublicityTypesetter, decorative_box};
use crate::model::issued_publicity::PublicityBlock as Said;
use crate::model::publicity::PaperInsert;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, PaperPage, StructureType};
use crate::paper::paragraph::TextAlign;
use crate::units::{Mm, Rect};

/// The most that is added to a gap of the middle.
const MAX_ADDED_GAP: Mm = Mm(12.0);

/// Above the middle and below it, at the least.
const MARGIN: Mm = Mm(7.0);
/// Between two columns.
const GUTTER: Mm = Mm(8.0);

pub(crate) fn compose(setter: &mut PublicityTypesetter) -> PublicityPages {
    let look = setter.style;
    let publicity = setter.publicity;
    let (left, measure) = (look.side_margin, look.measure());
    let mut sheet = LayoutBlock::default();

    // Above.
    let role = (StructureType::Paragraph, look.colours.deep);
    let mut y = look.end_margin;
    let programme = setter.text_block(&publicity.programme, look.programme, measure, TextAlign::Right, role.clone());
    let city =
        publicity.city.as_ref().map(|(_, city)| setter.text_block(city, look.city, measure, TextAlign::Left, role));
    let line = city.as_ref().map_or(programme.height, |city| city.height);
    // On the line that the city's name stands on.
    let lower = if city.is_some() { look.city.size.mm() * 0.17 } else { Mm::ZERO };
    sheet.place(&programme, left, y + line - programme.height - lower);
    city.iter().for_each(|city| sheet.place(city, left, y));
    y = y + line + Mm(2.0);
    sheet.marks.push(decorative_box(Rect::new(left, y, measure, Mm(2.6)), look.colours.warm));
    y += Mm(7.0);
    let title = setter.balanced_block(
        &publicity.title.value,
        look.title,
        measure,
        (StructureType::Heading(1), look.colours.deep),
    );
    sheet.place(&title, left, y);
    y = y + title.height + Mm(4.0);
    if let Some(summary) = &publicity.summary {
        let summary = setter.balanced_block(summary, look.summary, measure, (StructureType::Paragraph, Colour::BLACK));
        sheet.place(&summary, left, y);
        y += summary.height;
    }
    y += Mm(7.0);
    let above = Rect::new(Mm::ZERO, Mm::ZERO, look.page.width, y);

    // The middle, and what stands below.
    let (middle, foot) = publicity.blocks.split_at(foot_start(&publicity.blocks));
    let middle = columns(setter, middle, measure);
    let code_width = look.code * 1.32;
    let gutter = Mm(14.0);
    let has_code = publicity.url.is_some();
    let foot_measure = if has_code { measure - code_width - gutter } else { measure };
    let (codes, rest): (Vec<Said>, Vec<Said>) =
        foot.iter().cloned().partition(|block| has_code && *block == Said::Insert(PaperInsert::Code));
    let rest = setter.column_items(&rest, foot_measure);
    let codes = setter.column_items(&codes, code_width);
    let notice = setter.text_block(
        &publicity.notice,
        look.small,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, Colour::BLACK),
    );
    let padding = Mm(7.5);
    let content = column_height(&rest).max(column_height(&codes));
    let foot_height = content + padding * 2.0 + notice.height + Mm(5.0);
    let foot_top = look.page.height - foot_height;
    let below = Rect::new(Mm::ZERO, foot_top, look.page.width, foot_height);
    place_items(&mut sheet, &rest, (left, foot_top + padding), Mm::ZERO);
    place_items(&mut sheet, &codes, (left + measure - code_width, foot_top + padding), Mm::ZERO);
    sheet.place(&notice, left, foot_top + padding + content + Mm(5.0));

    // The room that is left is shared out among the gaps.
    let room = foot_top - above.bottom();
    let natural = column_height(&middle);
    let spare = room - natural - MARGIN * 2.0;
    let gaps = middle.len().max(1) as f64 + 1.0;
    let more = (spare / gaps).max(Mm::ZERO).min(MAX_ADDED_GAP);
    let used = natural + more * (middle.len().saturating_sub(1)) as f64;
    let top = above.bottom() + ((room - used) / 2.0).max(MARGIN);
    place_items(&mut sheet, &middle, (left, top), more);

    sheet.add_background(above, look.colours.ground);
    sheet.add_background(below, look.colours.ground);
    PublicityPages { pages: vec![PaperPage::new(look.page, sheet.marks)], outline: Vec::new(), overflow: -spare }
}

/// Blocks of the middle; lists of it stand in two columns.
fn columns(setter: &mut PublicityTypesetter, blocks: &[Said], measure: Mm) -> Vec<ColumnItem> {
    let of_block = |block: &Said| match block {
        Said::List { first: None, items } if items.iter().all(|item| item.children.is_empty()) => {
            vec![setter.two_column_list(items, measure, GUTTER)]
        }
        other => setter.column_items(std::slice::from_ref(other), measure),
    };
    blocks.iter().flat_map(of_block).collect()
}

/// Where what stands below begins: the heading above what is said of the office.
fn foot_start(blocks: &[Said]) -> usize {
    let office = blocks.iter().position(|block| *block == Said::Insert(PaperInsert::Office)).unwrap_or(blocks.len());
    let heading = blocks[..office].iter().rposition(|block| matches!(block, Said::Heading { .. }));
    heading.filter(|_| office < blocks.len()).unwrap_or(office)
}
