//! A letter: whose it is above, title, words and signature in the middle, where to ask on a ground below.

use super::column_layout::{PublicityPages, column_height, place_items};
use super::typesetting::{PublicityTypesetter, decorative_box};
use crate::model::issued_publicity::PublicityBlock as Said;
use crate::model::publicity::PaperInsert;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, PaperPage, StructureType};
use crate::paper::paragraph::TextAlign;
use crate::units::{Mm, Rect};

pub(crate) fn compose(setter: &mut PublicityTypesetter) -> PublicityPages {
    let look = setter.style;
    let publicity = setter.publicity;
    let (left, measure) = (look.side_margin, look.measure());
    let deep = look.colours.deep;
    let mut sheet = LayoutBlock::default();

    let programme = setter.text_block(
        &publicity.programme,
        look.programme,
        measure,
        TextAlign::Left,
        (StructureType::Paragraph, deep),
    );
    sheet.place(&programme, left, look.end_margin);
    if let Some((_, city)) = &publicity.city {
        let city = setter.text_block(city, look.city, measure, TextAlign::Right, (StructureType::Paragraph, deep));
        sheet.place(&city, left, look.end_margin);
    }
    let mut y = look.end_margin + programme.height + Mm(1.5);
    sheet.marks.push(decorative_box(Rect::new(left, y, measure, Mm(0.7)), deep));
    sheet.marks.push(decorative_box(Rect::new(left, y, Mm(22.0), Mm(1.6)), look.colours.warm));
    y += Mm(11.0);
    let title = setter.text_block(
        &publicity.title.value,
        look.title,
        measure,
        TextAlign::Center,
        (StructureType::Heading(1), Colour::BLACK),
    );
    sheet.place(&title, left, y);
    y = y + title.height + Mm(6.0);
    if let Some(summary) = &publicity.summary {
        let summary = setter.text_block(
            summary,
            look.summary,
            measure,
            TextAlign::Center,
            (StructureType::Paragraph, Colour::BLACK),
        );
        sheet.place(&summary, left, y);
        y = y + summary.height + Mm(4.0);
    }

    let office = publicity.blocks.iter().position(|block| *block == Said::Insert(PaperInsert::Office));
    let (body, foot) = publicity.blocks.split_at(office.unwrap_or(publicity.blocks.len()));
    let body = setter.column_items(body, measure);
    let has_code = publicity.url.is_some();
    let code_width = look.code * 1.9;
    let foot_measure = if has_code { measure - code_width - Mm(8.0) } else { measure };
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
    let padding = Mm(6.0);
    let content = column_height(&rest).max(column_height(&codes));
    let foot_height = content + padding * 2.0 + notice.height + Mm(8.0);
    let foot_top = look.page.height - foot_height;
    place_items(&mut sheet, &rest, (left, foot_top + padding), Mm::ZERO);
    place_items(&mut sheet, &codes, (left + measure - code_width, foot_top + padding), Mm::ZERO);
    sheet.place(&notice, left, foot_top + padding + content + Mm(3.0));

    let end = place_items(&mut sheet, &body, (left, y), Mm::ZERO);
    sheet.add_background(Rect::new(Mm::ZERO, foot_top, look.page.width, foot_height), look.colours.ground);
    let over = end + Mm(6.0) - foot_top;
    PublicityPages { pages: vec![PaperPage::new(look.page, sheet.marks)], outline: Vec::new(), overflow: over }
}
