//! Layout of posters: title and city on a background at the top, the offers in the middle, contacts on a background below.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{ColumnItem, PublicityTypesetter, decorative_box};
use crate::model::issued_publicity::PublicityBlock;
use crate::model::publicity::PaperInsert;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, PaperPage, StructureType};
use crate::paper::paragraph::TextAlign;
use crate::units::{Mm, Rect};

/// The greatest height that is added to a gap of the middle.
const MAX_ADDED_GAP: Mm = Mm(12.0);

/// The least space above and below the middle.
const MARGIN: Mm = Mm(7.0);
/// The distance between two columns.
const GUTTER: Mm = Mm(8.0);

/// Lays out the page in the typesetter's style.
pub(crate) fn compose(typesetter: &mut PublicityTypesetter) -> PublicityPages {
    let style = typesetter.style;
    let publicity = typesetter.publicity;
    let (left, measure) = (style.side_margin, style.measure());
    let mut block_of_page = LayoutBlock::default();

    // The top.
    let role = (StructureType::Paragraph, style.colours.deep);
    let mut y = style.end_margin;
    let programme =
        typesetter.text_block(&publicity.programme, style.programme, measure, TextAlign::Right, role.clone());
    let city = publicity
        .city
        .as_ref()
        .map(|(_, city)| typesetter.text_block(city, style.city, measure, TextAlign::Left, role));
    let line = city.as_ref().map_or(programme.height, |city| city.height);
    // On the baseline of the city's name.
    let baseline_shift = if city.is_some() { style.city.size.mm() * 0.17 } else { Mm::ZERO };
    block_of_page.place(&programme, left, y + line - programme.height - baseline_shift);
    city.iter().for_each(|city| block_of_page.place(city, left, y));
    y = y + line + Mm(2.0);
    block_of_page.marks.push(decorative_box(Rect::new(left, y, measure, Mm(2.6)), style.colours.warm));
    y += Mm(7.0);
    let title = typesetter.balanced_block(
        &publicity.title.value,
        style.title,
        measure,
        (StructureType::Heading(1), style.colours.deep),
    );
    block_of_page.place(&title, left, y);
    y = y + title.height + Mm(4.0);
    if let Some(summary) = &publicity.summary {
        let summary =
            typesetter.balanced_block(summary, style.summary, measure, (StructureType::Paragraph, Colour::BLACK));
        block_of_page.place(&summary, left, y);
        y += summary.height;
    }
    y += Mm(7.0);
    let top_rect = Rect::new(Mm::ZERO, Mm::ZERO, style.page.width, y);

    // The middle, and the foot.
    let (middle, foot) = publicity.blocks.split_at(foot_start(&publicity.blocks));
    let middle = columns(typesetter, middle, measure);
    let code_width = style.code * 1.32;
    let gutter = Mm(14.0);
    let has_code = publicity.url.is_some();
    let foot_measure = if has_code { measure - code_width - gutter } else { measure };
    let (code_items, foot_items): (Vec<PublicityBlock>, Vec<PublicityBlock>) =
        foot.iter().cloned().partition(|block| has_code && *block == PublicityBlock::Insert(PaperInsert::Code));
    let foot_items = typesetter.column_items(&foot_items, foot_measure);
    let code_items = typesetter.column_items(&code_items, code_width);
    let notice = typesetter.text_block(
        &publicity.notice,
        style.small,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, Colour::BLACK),
    );
    let padding = Mm(7.5);
    let content = column_height(&foot_items).max(column_height(&code_items));
    let foot_height = content + padding * 2.0 + notice.height + Mm(5.0);
    let foot_top = style.page.height - foot_height;
    let foot_rect = Rect::new(Mm::ZERO, foot_top, style.page.width, foot_height);
    place_items(&mut block_of_page, &foot_items, (left, foot_top + padding), Mm::ZERO);
    place_items(&mut block_of_page, &code_items, (left + measure - code_width, foot_top + padding), Mm::ZERO);
    block_of_page.place(&notice, left, foot_top + padding + content + Mm(5.0));

    // The remaining space is distributed over the gaps.
    let available = foot_top - top_rect.bottom();
    let natural = column_height(&middle);
    let spare = available - natural - MARGIN * 2.0;
    let gaps = middle.len().max(1) as f64 + 1.0;
    let extra = (spare / gaps).max(Mm::ZERO).min(MAX_ADDED_GAP);
    let used_height = natural + extra * (middle.len().saturating_sub(1)) as f64;
    let top = top_rect.bottom() + ((available - used_height) / 2.0).max(MARGIN);
    place_items(&mut block_of_page, &middle, (left, top), extra);

    block_of_page.add_background(top_rect, style.colours.background);
    block_of_page.add_background(foot_rect, style.colours.background);
    PublicityPages {
        pages: vec![PaperPage::new(style.page, block_of_page.marks)],
        outline: Vec::new(),
        overflow: -spare,
    }
}

/// The items of the middle, with lists in two columns.
fn columns(typesetter: &mut PublicityTypesetter, blocks: &[PublicityBlock], measure: Mm) -> Vec<ColumnItem> {
    let block_items = |block: &PublicityBlock| match block {
        PublicityBlock::List { first: None, items } if items.iter().all(|item| item.children.is_empty()) => {
            vec![typesetter.two_column_list(items, measure, GUTTER)]
        }
        other => typesetter.column_items(std::slice::from_ref(other), measure),
    };
    blocks.iter().flat_map(block_items).collect()
}

/// The index at which the foot begins: the heading above the office's contacts.
fn foot_start(blocks: &[PublicityBlock]) -> usize {
    let office =
        blocks.iter().position(|block| *block == PublicityBlock::Insert(PaperInsert::Office)).unwrap_or(blocks.len());
    let heading = blocks[..office].iter().rposition(|block| matches!(block, PublicityBlock::Heading { .. }));
    heading.filter(|_| office < blocks.len()).unwrap_or(office)
}
