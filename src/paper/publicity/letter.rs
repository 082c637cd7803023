//! A letter: whose it is above, title, words and signature in the middle, where to ask on a ground below.

use super::column::{Composed, height, lay};
use super::setting::{Setter, decoration};
use crate::model::issued_publicity::Block as Said;
use crate::model::publicity::PaperPart;
use crate::paper::block::Block;
use crate::paper::paragraph::Align;
use crate::paper::sheet::{Colour, Role, Sheet};
use crate::units::{Mm, Rect};

pub fn compose(setter: &mut Setter) -> Composed {
    let look = setter.look;
    let publicity = setter.publicity;
    let (left, measure) = (look.sides, look.measure());
    let deep = look.colours.deep;
    let mut sheet = Block::default();

    let programme = setter.words(&publicity.programme, look.programme, measure, Align::Left, (Role::Paragraph, deep));
    sheet.lay(&programme, left, look.ends);
    if let Some((_, city)) = &publicity.city {
        let city = setter.words(city, look.city, measure, Align::Right, (Role::Paragraph, deep));
        sheet.lay(&city, left, look.ends);
    }
    let mut y = look.ends + programme.height + Mm(1.5);
    sheet.marks.push(decoration(Rect::new(left, y, measure, Mm(0.7)), deep));
    sheet.marks.push(decoration(Rect::new(left, y, Mm(22.0), Mm(1.6)), look.colours.warm));
    y += Mm(11.0);
    let title =
        setter.words(&publicity.title.value, look.title, measure, Align::Center, (Role::Heading(1), Colour::BLACK));
    sheet.lay(&title, left, y);
    y = y + title.height + Mm(6.0);
    if let Some(summary) = &publicity.summary {
        let summary = setter.words(summary, look.summary, measure, Align::Center, (Role::Paragraph, Colour::BLACK));
        sheet.lay(&summary, left, y);
        y = y + summary.height + Mm(4.0);
    }

    let office = publicity.blocks.iter().position(|block| *block == Said::Part(PaperPart::Office));
    let (body, foot) = publicity.blocks.split_at(office.unwrap_or(publicity.blocks.len()));
    let body = setter.column(body, measure);
    let has_code = publicity.url.is_some();
    let code_width = look.code * 1.9;
    let foot_measure = if has_code { measure - code_width - Mm(8.0) } else { measure };
    let (codes, rest): (Vec<Said>, Vec<Said>) =
        foot.iter().cloned().partition(|block| has_code && *block == Said::Part(PaperPart::Code));
    let rest = setter.column(&rest, foot_measure);
    let codes = setter.column(&codes, code_width);
    let notice = setter.words(&publicity.notice, look.small, measure, Align::Left, (Role::Paragraph, Colour::BLACK));
    let padding = Mm(6.0);
    let content = height(&rest).max(height(&codes));
    let foot_height = content + padding * 2.0 + notice.height + Mm(8.0);
    let foot_top = look.page.height - foot_height;
    lay(&mut sheet, &rest, (left, foot_top + padding), Mm::ZERO);
    lay(&mut sheet, &codes, (left + measure - code_width, foot_top + padding), Mm::ZERO);
    sheet.lay(&notice, left, foot_top + padding + content + Mm(3.0));

    let end = lay(&mut sheet, &body, (left, y), Mm::ZERO);
    sheet.ground(Rect::new(Mm::ZERO, foot_top, look.page.width, foot_height), look.colours.ground);
    let over = end + Mm(6.0) - foot_top;
    Composed { pages: vec![Sheet::of(look.page, sheet.marks)], outline: Vec::new(), over }
}
