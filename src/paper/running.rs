//! What runs along the foot of every page, and along the head from the second on: a loose sheet still
//! says what it belongs to. All of it is decoration, as none of it is to be read on every page.

use fast_qr::{ECL, QRBuilder, Version};

use super::block::Block;
use super::draft::{Draft, words};
use super::paragraph::{Align, Part};
use super::sheet::{Code, Mark, Sheet, TextRun};
use crate::model::terms;
use crate::units::{Mm, Point, Rect};

/// The side of a code: 33 modules of 0.5 mm, which a scan at 200 dpi shows as four pixels; with less a
/// soft copy of a copy is not read.
const CODE_SIDE: Mm = Mm(16.5);
/// Four modules around a code stay white (GB/T 18284).
const QUIET_ZONE: Mm = Mm(2.0);
/// Room for a number in the running head, in ems.
const SERIAL_BLANKS: f64 = 12.0;
/// As much of it stays, however long the title.
const LEAST_SERIAL_BLANKS: f64 = 5.0;
/// 33 modules a side hold 62 bytes at 15 % repair: every form, city and page of a programme.
const CODE_VERSION: Version = Version::V04;

impl Draft<'_> {
    /// Draws the running lines of each page.
    pub fn running_lines(&mut self, sheets: &mut [Sheet]) {
        let pages = sheets.len();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let foot = self.foot(index + 1, pages);
            let mut block = Block::default();
            block.lay(&foot, self.style.body.x, self.style.body.bottom());
            if index > 0 {
                let head = self.running_head();
                let y = self.style.body.y - head.height - Mm(0.6);
                block.lay(&head, self.style.body.x, y);
            }
            sheet.marks.extend(block.marks);
        }
    }

    /// Which form, version and city, who keeps which copy, which page; at the right the same as a code,
    /// with its words below it.
    pub fn foot(&mut self, page: usize, pages: usize) -> Block {
        let measure = self.style.body.width;
        let city = self.city.map_or("", |city| city.name.as_str());
        let form = self.form;
        let title = format!("{}　{}", form.number, form.title.zh);
        let version = format!("{}　{city}", terms::version(&form.version, &form.effective.to_string()));
        let mut lines = Block::default();
        let beside = measure - CODE_SIDE - QUIET_ZONE * 2.0;
        let together = format!("{title}　{version}");
        if self.width(&together, self.small()) <= beside {
            lines.stack(&self.running_words(&together, beside, Align::Left));
        } else {
            lines.stack(&self.running_words(&title, beside, Align::Left));
            lines.stack(&self.running_words(&version, beside, Align::Left));
        }
        let copies = self.copy_line();
        if !copies.is_empty() && self.width(&copies, self.small()) <= beside {
            lines.stack(&self.running_words(&copies, beside, Align::Left));
        }
        lines.stack(&self.running_words(&terms::page_of(page, pages), beside, Align::Left));
        let text = self.code_text(page, pages);
        let corner = self.code_corner(&text);
        // Lines that are higher than the code stand above its words too.
        let more = (lines.height - CODE_SIDE).max(Mm::ZERO);
        let mut foot = Block::space(corner.height + more);
        foot.lay(&lines, Mm::ZERO, QUIET_ZONE);
        foot.lay(&corner, Mm::ZERO, more);
        foot
    }

    /// A code at the right edge, with its words below it.
    pub fn code_corner(&mut self, text: &str) -> Block {
        let measure = self.style.body.width;
        let mut corner = Block::space(QUIET_ZONE + CODE_SIDE + Mm(0.2));
        if let Some(code) = code(text) {
            let rect = Rect::new(measure - CODE_SIDE, QUIET_ZONE, CODE_SIDE, CODE_SIDE);
            corner.artifact(Mark::Code(Code { rect, ..code }));
        }
        let below = self.running_words(text, measure, Align::Right);
        corner.stack(&below);
        corner
    }

    /// What a page's code says: form, version, city, page; never anything about a person.
    fn code_text(&self, page: usize, pages: usize) -> String {
        terms::code(self.form.id.as_str(), &self.form.version, self.city.map(|city| city.id.as_str()), page, pages)
    }

    /// 第一联 机构存档　第二联 服务对象; nothing where there is one copy. The foot leaves it out where it
    /// takes more than a line, as the instructions say it too.
    fn copy_line(&self) -> String {
        let holders = self.form.holders();
        if holders.len() < 2 {
            return String::new();
        }
        let copies = holders.iter().enumerate().map(|(index, holder)| terms::copy(index + 1, holder));
        copies.collect::<Vec<_>>().join("　")
    }

    /// The form's title, shortened where it would leave no room for its number, and that room: as much as
    /// the line has left. The foot has the whole title.
    fn running_head(&mut self) -> Block {
        let (measure, em) = (self.style.body.width, self.style.small.mm());
        let lead = format!("{}{}", terms::SERIAL, terms::COLON);
        let beside = measure - self.width(&lead, self.small()) - em * 2.0;
        let title = self.shortened(&self.form.title.zh, beside - em * LEAST_SERIAL_BLANKS);
        let left = beside - self.width(&title, self.small());
        let blanks = (left / em).floor().clamp(0.0, SERIAL_BLANKS) as usize;
        let mut head = self.running_words(&title, measure, Align::Left);
        let serial = self.running_words(&format!("{lead}{}", "＿".repeat(blanks)), measure, Align::Right);
        head.lay(&serial, Mm::ZERO, Mm::ZERO);
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
        let height = self.style.line_height(self.style.small);
        let baseline = super::draft::baseline(height, self.style.small);
        let mut block = Block::default();
        for line in &set.lines {
            let mut row = Block::space(height);
            for part in &line.parts {
                if let Part::Run { style, x, glyphs } = part {
                    let origin = Point { x: *x, y: baseline };
                    let run = TextRun { face: style.face, size: style.size, origin, glyphs: glyphs.clone() };
                    row.artifact(Mark::Text(run));
                }
            }
            block.stack(&row);
        }
        block
    }
}

/// A code that says this; `None` for more than a code can hold.
fn code(text: &str) -> Option<Code> {
    let usual = QRBuilder::new(text).version(CODE_VERSION).ecl(ECL::M).build();
    let code = usual.or_else(|_| QRBuilder::new(text).ecl(ECL::L).build()).ok()?;
    let dark = (0..code.size).flat_map(|row| code[row][..code.size].iter().map(|module| module.value())).collect();
    Some(Code { text: text.to_owned(), rect: Rect::default(), side: code.size, dark })
}
