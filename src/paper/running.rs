//! What runs along the foot of every page, and along the head from the second on: a loose sheet still
//! says what it belongs to. All of it is decoration, as none of it is to be read on every page; where one
//! types, the number in the head is a further place of the form's.

use std::sync::Arc;

use super::block::Block;
use super::code::Code;
use super::draft::{BELOW_BASELINE, BLANK_HEIGHT, Draft, Object, words};
use super::paragraph::{Align, Line, Part};
use super::sheet::{Colour, FieldBox, Mark, Sheet, TextRun};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::sheet_code::SheetCode;
use crate::model::terms;
use crate::units::{Mm, Point, Rect};
use crate::wording::output::CELL_TOO_NARROW;

/// The side of a code: 33 modules of 0.5 mm, which a scan at 200 dpi shows as four pixels; with less a
/// soft copy of a copy is not read. Where it has an address, too, 45 modules.
const CODE_SIDE: Mm = Mm(16.5);
const CODE_SIDE_WITH_ADDRESS: Mm = Mm(22.5);
/// Four modules around a code stay white (GB/T 18284).
const QUIET_ZONE: Mm = Mm(2.0);
/// Ems for each character of a number in the running head, at the least and at the most.
const SERIAL_PLACE: (f64, f64) = (0.7, 1.2);

/// As wide as numbers of pages get, for the foot's height.
const PAGES_EXPECTED: usize = 88;

/// What running lines say of the office.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// Form, version and city, at the foot of every page.
    lines: Block,
    /// Title and number, at the head of every page from the second on.
    head: Block,
    /// The height of what stands below the lines, the same on every page.
    below: Mm,
    /// The side of the code beside them.
    code: Mm,
}

impl Imprint {
    /// What decides where everything else stands: the heights of its lines.
    pub fn heights(&self) -> [Mm; 3] {
        [self.lines.height, self.head.height, self.below]
    }

    /// How far the code's top is below the foot's: lines that are higher than the code stand above its words too.
    fn code_top(&self) -> Mm {
        (self.lines.height + self.below - self.code).max(Mm::ZERO)
    }
}

impl Draft<'_> {
    /// What the running lines of every page say of the office.
    pub fn imprint(&mut self) -> Imprint {
        let lines = self.imprint_lines();
        let head = self.running_head();
        let below = self.copies_and_page(PAGES_EXPECTED, PAGES_EXPECTED).height;
        Imprint { lines, head, below, code: self.code_side() }
    }

    /// The height of the running foot.
    pub fn foot_height(&mut self, imprint: &Imprint) -> Mm {
        let text = self.code_text(PAGES_EXPECTED, PAGES_EXPECTED);
        self.code_corner(&text).height + imprint.code_top()
    }

    /// Draws the running lines of each page: what all offices' sheets have into its body, and an office's own.
    pub fn running_lines(&mut self, sheets: &mut [Sheet], imprint: &Imprint) {
        let pages = sheets.len();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let mut shared = Block::default();
            let lines = self.copies_and_page(index + 1, pages);
            let y = self.style.body.bottom() + QUIET_ZONE + imprint.lines.height;
            shared.lay(&lines, self.style.body.x, y);
            Arc::make_mut(&mut sheet.body).extend(shared.marks);
            sheet.own.extend(self.own_lines(imprint, index + 1, pages).marks);
        }
    }

    /// The office's own running lines on a page, from the page's top left corner: in its head the number, in its foot
    /// form, version and city and a code that says the same.
    pub fn own_lines(&mut self, imprint: &Imprint, page: usize, pages: usize) -> Block {
        let (x, bottom) = (self.style.body.x, self.style.body.bottom());
        let mut own = Block::default();
        own.lay(&imprint.lines, x, bottom + QUIET_ZONE);
        let corner = self.code_corner(&self.code_text(page, pages));
        own.lay(&corner, x, bottom + imprint.code_top());
        if page > 1 {
            let y = self.style.body.y - imprint.head.height - Mm(0.6);
            let first = own.marks.len();
            own.lay(&imprint.head, x, y);
            for placed in &mut own.marks[first..] {
                if let Mark::Field(field) = &mut placed.mark {
                    field.tooltip = terms::on_page(page, &field.tooltip);
                }
            }
        }
        own
    }

    /// Which form, version and city.
    fn imprint_lines(&mut self) -> Block {
        let city = self.form.office.city.as_ref().map_or("", |city| city.name.as_str());
        let form = self.form;
        let title = format!("{}　{}", form.number, form.title.zh);
        let version = format!("{}　{city}", terms::version(&form.version, &form.effective.words()));
        let mut lines = Block::default();
        let beside = self.beside_code();
        let together = format!("{title}　{version}");
        if self.width(&together, self.small()) <= beside {
            lines.stack(&self.running_words(&together, beside, Align::Left));
        } else {
            lines.stack(&self.running_words(&title, beside, Align::Left));
            lines.stack(&self.running_words(&version, beside, Align::Left));
        }
        if let Some(page) = &form.office.page {
            // Where it has to be broken, it is so behind what it is called or a slash, which nobody takes for a hyphen.
            let mut rows = vec![String::new()];
            for part in terms::on_the_web(page).split_inclusive(['：', '/']) {
                let row = rows.last().map_or_else(String::new, |row| format!("{row}{part}"));
                match rows.last_mut() {
                    Some(last) if last.is_empty() || self.width(&row, self.small()) <= beside => *last = row,
                    _ => rows.push(part.to_owned()),
                }
            }
            if rows.iter().all(|row| self.width(row, self.small()) <= beside) {
                rows.iter().for_each(|row| lines.stack(&self.running_words(row, beside, Align::Left)));
            }
        }
        lines
    }

    /// Who keeps which copy, which page it is, and what it is a page of.
    fn copies_and_page(&mut self, page: usize, pages: usize) -> Block {
        let mut lines = Block::default();
        let beside = self.beside_code();
        let copies = self.copy_line();
        if !copies.is_empty() && self.width(&copies, self.small()) <= beside {
            lines.stack(&self.running_words(&copies, beside, Align::Left));
        }
        let standing = self.form.standing.iter().map(|standing| format!("　{standing}"));
        let line: String = [terms::page_of(page, pages)].into_iter().chain(standing).collect();
        lines.stack(&self.running_words(&line, beside, Align::Left));
        lines
    }

    fn code_side(&self) -> Mm {
        if self.form.office.page.is_some() { CODE_SIDE_WITH_ADDRESS } else { CODE_SIDE }
    }

    fn beside_code(&self) -> Mm {
        self.style.body.width - self.code_side() - QUIET_ZONE * 2.0
    }

    /// A code at the right edge, with its first line in words below it.
    pub fn code_corner(&mut self, text: &str) -> Block {
        let (measure, side) = (self.style.body.width, self.code_side());
        let mut corner = Block::space(QUIET_ZONE + side + Mm(0.2));
        let rect = Rect::new(measure - side, QUIET_ZONE, side, side);
        Code::new(text, rect).into_iter().for_each(|code| corner.artifact(Mark::Code(code)));
        let below = self.running_words(text.lines().next().unwrap_or_default(), measure, Align::Right);
        corner.stack(&below);
        corner
    }

    /// What a page's code says; its first line stands below it in words.
    fn code_text(&self, page: usize, pages: usize) -> String {
        let form = self.form;
        let city = form.office.city.as_ref().map(|city| city.id.to_string());
        let (id, version, issue) = (form.id.to_string(), form.version.clone(), Some(form.issue.clone()));
        let (layout, address) = (Some(self.style.one_column), form.office.page.clone());
        SheetCode { form: id, version, issue, city, layout, page, pages, address }.to_string()
    }

    /// 第一联 机构存档　第二联 服务对象; nothing where there is one copy. The foot leaves it out where it
    /// takes more than a line, as the instructions say it too.
    fn copy_line(&self) -> String {
        let holders = &self.form.copies.holders;
        if holders.len() < 2 {
            return String::new();
        }
        let copies = holders.iter().enumerate().map(|(index, holder)| terms::copy(index + 1, holder));
        copies.collect::<Vec<_>>().join("　")
    }

    /// The form's title, shortened where it would leave no room for its number, and the number, which has what
    /// the line leaves. The foot has the whole title.
    fn running_head(&mut self) -> Block {
        let (measure, small) = (self.style.body.width, self.small());
        let em = small.size.mm();
        let lead = words(&format!("{}{}", terms::SERIAL, terms::COLON), small, None);
        let places = self.form.serial.pattern.matches('_').count().max(1) as f64;
        let fixed = self.natural(std::slice::from_ref(&lead)) + self.natural(&self.serial_in(small, 0.0));
        let beside = measure - fixed - em * 2.0;
        let title = self.shortened(&self.form.title.zh, beside - em * (places * SERIAL_PLACE.0));
        let left = beside - self.width(&title, small);
        let place = (left / (em * places)).clamp(SERIAL_PLACE.0, SERIAL_PLACE.1);
        let mut head = self.running_words(&title, measure, Align::Left);
        let mut pieces = vec![lead];
        pieces.extend(self.serial_in(small, place));
        let set = self.trial(&pieces, measure - self.width(&title, small), Align::Right);
        if set.lines.len() > 1 || set.overfull {
            let fault =
                Diagnostic::error(&CELL_TOO_NARROW, Place::Span(self.form.serial.span)).with("label", terms::SERIAL);
            self.note(fault);
        }
        for line in &set.lines {
            let line = self.running_line(line);
            head.lay(&line, self.width(&title, small), Mm::ZERO);
        }
        head
    }

    /// A title on a following page, with as many of its characters as the measure has room for.
    fn shortened(&self, title: &str, measure: Mm) -> String {
        let whole = terms::continued(title);
        if self.width(&whole, self.small()) <= measure {
            return whole;
        }
        let ends = title.char_indices().map(|(end, _)| terms::continued(&format!("{}…", &title[..end])));
        let fits = |words: &String| self.width(words, self.small()) <= measure;
        ends.take_while(fits).last().unwrap_or_default()
    }

    /// Words as decoration.
    pub fn running_words(&mut self, text: &str, measure: Mm, align: Align) -> Block {
        let set = self.set(&[words(text.trim_end(), self.small(), None)], measure, align);
        let mut block = Block::default();
        for line in &set.lines {
            block.go_on(&self.running_line(line));
        }
        block
    }

    /// A line in small type as decoration, its blanks further places of the form's fields.
    fn running_line(&self, line: &Line<Object>) -> Block {
        let size = self.style.small;
        let mut row = Block::space(self.style.line_height(size));
        let baseline = super::draft::baseline(row.height, size);
        for part in &line.parts {
            match part {
                Part::Run { style, x, glyphs } => {
                    let origin = Point { x: *x, y: baseline };
                    let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                    row.artifact(Mark::Text(TextRun {
                        face,
                        size,
                        origin,
                        glyphs,
                        colour: Colour::BLACK,
                        apart: false,
                    }));
                }
                Part::Object { x, width, object: Object::Blank { field, .. } } => {
                    let y = baseline + BELOW_BASELINE;
                    row.rule(Point { x: *x, y }, Point { x: *x + *width, y }, self.style.hairline);
                    if let Some(field) = field {
                        let height = size.mm() * BLANK_HEIGHT;
                        let rect = Rect::new(*x, y - height, *width, height);
                        row.artifact(Mark::Field(FieldBox { rect, ..field.clone() }));
                    }
                }
                Part::Object { object: Object::Tick(_) | Object::Gap, .. } => {}
            }
        }
        row
    }
}
