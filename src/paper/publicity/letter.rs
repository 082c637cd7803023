//! Layout of letters: programme and city at the top, then title, text and signature, and contacts on a background below.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{PublicityTypesetter, decorative_box};
use crate::model::issued_publicity::PublicityBlock;
use crate::model::publicity::PaperInsert;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, PaperPage, StructureType};
use crate::paper::paragraph::TextAlign;
use crate::units::{Mm, Rect};

/// Lays out the page in the typesetter's style.
pub(crate) fn compose(typesetter: &mut PublicityTypesetter) -> PublicityPages {
    let style = typesetter.style;
    let publicity = typesetter.publicity;
    let (left, measure) = (style.side_margin, style.measure());
    let title_colour = style.colours.deep;
    let mut block_of_page = LayoutBlock::default();

    let programme = typesetter.text_block(
        &publicity.programme,
        style.programme,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, title_colour),
    );
    block_of_page.place(&programme, left, style.end_margin);
    if let Some((_, city)) = &publicity.city {
        let city = typesetter.text_block(
            city,
            style.city,
            measure,
            TextAlign::Right,
            (StructureType::Paragraph, title_colour),
        );
        block_of_page.place(&city, left, style.end_margin);
    }
    let mut y = style.end_margin + programme.height + Mm(1.5);
    block_of_page.marks.push(decorative_box(Rect::new(left, y, measure, Mm(0.7)), title_colour));
    block_of_page.marks.push(decorative_box(Rect::new(left, y, Mm(22.0), Mm(1.6)), style.colours.warm));
    y += Mm(11.0);
    let title = typesetter.text_block(
        &publicity.title.value,
        style.title,
        measure,
        TextAlign::Center,
        (StructureType::Heading(1), Colour::BLACK),
    );
    block_of_page.place(&title, left, y);
    y = y + title.height + Mm(6.0);
    if let Some(summary) = &publicity.summary {
        let summary = typesetter.text_block(
            summary,
            style.summary,
            measure,
            TextAlign::Center,
            (StructureType::Paragraph, Colour::BLACK),
        );
        block_of_page.place(&summary, left, y);
        y = y + summary.height + Mm(4.0);
    }

    let office = publicity.blocks.iter().position(|block| *block == PublicityBlock::Insert(PaperInsert::Office));
    let (body, foot) = publicity.blocks.split_at(office.unwrap_or(publicity.blocks.len()));
    let body = typesetter.column_items(body, measure);
    let has_code = publicity.url.is_some();
    let code_width = style.code * 1.9;
    let foot_measure = if has_code { measure - code_width - Mm(8.0) } else { measure };
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
    let padding = Mm(6.0);
    let content = column_height(&foot_items).max(column_height(&code_items));
    let foot_height = content + padding * 2.0 + notice.height + Mm(8.0);
    let foot_top = style.page.height - foot_height;
    place_items(&mut block_of_page, &foot_items, (left, foot_top + padding), Mm::ZERO);
    place_items(&mut block_of_page, &code_items, (left + measure - code_width, foot_top + padding), Mm::ZERO);
    block_of_page.place(&notice, left, foot_top + padding + content + Mm(3.0));

    let end = place_items(&mut block_of_page, &body, (left, y), Mm::ZERO);
    block_of_page
        .add_background(Rect::new(Mm::ZERO, foot_top, style.page.width, foot_height), style.colours.background);
    let excess = end + Mm(6.0) - foot_top;
    PublicityPages {
        pages: vec![PaperPage::new(style.page, block_of_page.marks)],
        outline: Vec::new(),
        overflow: excess,
    }
}
