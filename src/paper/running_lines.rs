//! What runs along the foot of every page, and along the head from the second on: a loose sheet still
//! says what it belongs to. All of it is decoration, as none of it is to be read on every page; where one
//! types, the number in the head is a further place of the form's.

use std::sync::Arc;

use super::block::LayoutBlock;
use super::document::{Colour, FieldBox, PaperMark, PaperPage, TextRun};
use super::layout_context::{BELOW_BASELINE, BLANK_HEIGHT, InlineObject, LayoutContext, text_inline};
use super::paragraph::{LinePart, TextAlign, TypesetLine};
use super::qr_code::QrSymbol;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::fixed_text;
use crate::model::sheet_code::SheetCode;
use crate::units::{Mm, Point, Rect};
use crate::wording::{message, output::CELL_TOO_NARROW};

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
pub(crate) struct OfficeRunningLines {
    /// Form, version and city, at the foot of every page.
    lines: LayoutBlock,
    /// Title and number, at the head of every page from the second on.
    head: LayoutBlock,
    /// The height of what stands below the lines, the same on every page.
    height_below: Mm,
    /// The side of the code beside them.
    code_side: Mm,
}

impl OfficeRunningLines {
    /// What decides where everything else stands: the heights of its lines.
    pub(crate) fn heights(&self) -> [Mm; 3] {
        [self.lines.height, self.head.height, self.height_below]
    }

    /// How far the code's top is below the foot's: lines that are higher than the code stand above its words too.
    fn code_top(&self) -> Mm {
        (self.lines.height + self.height_below - self.code_side).max(Mm::ZERO)
    }
}

impl LayoutContext<'_> {
    /// What the running lines of every page say of the office.
    pub(crate) fn office_running_lines(&mut self) -> OfficeRunningLines {
        let lines = self.form_and_city_lines();
        let head = self.running_head();
        let below = self.copies_and_page(PAGES_EXPECTED, PAGES_EXPECTED).height;
        OfficeRunningLines { lines, head, height_below: below, code_side: self.code_side() }
    }

    /// The height of the running foot.
    pub(crate) fn foot_height(&mut self, imprint: &OfficeRunningLines) -> Mm {
        let text = self.code_text(PAGES_EXPECTED, PAGES_EXPECTED);
        self.code_corner(&text).height + imprint.code_top()
    }

    /// Draws the running lines of each page: what all offices' sheets have into its body, and an office's own.
    pub(crate) fn draw_running_lines(&mut self, sheets: &mut [PaperPage], imprint: &OfficeRunningLines) {
        let pages = sheets.len();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let mut shared = LayoutBlock::default();
            let lines = self.copies_and_page(index + 1, pages);
            let y = self.style.body.bottom() + QUIET_ZONE + imprint.lines.height;
            shared.place(&lines, self.style.body.x, y);
            Arc::make_mut(&mut sheet.shared_marks).extend(shared.marks);
            sheet.office_marks.extend(self.office_lines_of_page(imprint, index + 1, pages).marks);
        }
    }

    /// The office's own running lines on a page, from the page's top left corner: in its head the number, in its foot
    /// form, version and city and a code that says the same.
    pub(crate) fn office_lines_of_page(
        &mut self,
        imprint: &OfficeRunningLines,
        page: usize,
        pages: usize,
    ) -> LayoutBlock {
        let (x, bottom) = (self.style.body.x, self.style.body.bottom());
        let mut own = LayoutBlock::default();
        own.place(&imprint.lines, x, bottom + QUIET_ZONE);
        let corner = self.code_corner(&self.code_text(page, pages));
        own.place(&corner, x, bottom + imprint.code_top());
        if page > 1 {
            let y = self.style.body.y - imprint.head.height - Mm(0.6);
            let first = own.marks.len();
            own.place(&imprint.head, x, y);
            for placed in &mut own.marks[first..] {
                if let PaperMark::Field(field) = &mut placed.mark {
                    field.tooltip = fixed_text::on_page(page, &field.tooltip);
                }
            }
        }
        own
    }

    /// Which form, version and city.
    fn form_and_city_lines(&mut self) -> LayoutBlock {
        let city = self.form.office.city.as_ref().map_or("", |city| city.name.as_str());
        let form = self.form;
        let title = format!("{}　{}", form.number, form.title.zh);
        let version = format!("{}　{city}", fixed_text::version(&form.version, &form.effective.words()));
        let mut lines = LayoutBlock::default();
        let beside = self.measure_beside_code();
        let together = format!("{title}　{version}");
        if self.text_width(&together, self.small_type()) <= beside {
            lines.append_below(&self.running_words(&together, beside, TextAlign::Left));
        } else {
            lines.append_below(&self.running_words(&title, beside, TextAlign::Left));
            lines.append_below(&self.running_words(&version, beside, TextAlign::Left));
        }
        if let Some(page) = &form.office.page {
            // Where it has to be broken, it is so behind what it is called or a slash, which nobody takes for a hyphen.
            let mut rows = vec![String::new()];
            for part in fixed_text::on_the_web(page).split_inclusive(['：', '/']) {
                let row = rows.last().map_or_else(String::new, |row| format!("{row}{part}"));
                match rows.last_mut() {
                    Some(last) if last.is_empty() || self.text_width(&row, self.small_type()) <= beside => *last = row,
                    _ => rows.push(part.to_owned()),
                }
            }
            if rows.iter().all(|row| self.text_width(row, self.small_type()) <= beside) {
                rows.iter().for_each(|row| lines.append_below(&self.running_words(row, beside, TextAlign::Left)));
            }
        }
        lines
    }

    /// Who keeps which copy, which page it is, and what it is a page of.
    fn copies_and_page(&mut self, page: usize, pages: usize) -> LayoutBlock {
        let mut lines = LayoutBlock::default();
        let beside = self.measure_beside_code();
        let copies = self.copy_line();
        if !copies.is_empty() && self.text_width(&copies, self.small_type()) <= beside {
            lines.append_below(&self.running_words(&copies, beside, TextAlign::Left));
        }
        let standing = self.form.standing.iter().map(|standing| format!("　{standing}"));
        let line: String = [fixed_text::page_of(page, pages)].into_iter().chain(standing).collect();
        lines.append_below(&self.running_words(&line, beside, TextAlign::Left));
        lines
    }

    fn code_side(&self) -> Mm {
        if self.form.office.page.is_some() { CODE_SIDE_WITH_ADDRESS } else { CODE_SIDE }
    }

    fn measure_beside_code(&self) -> Mm {
        self.style.body.width - self.code_side() - QUIET_ZONE * 2.0
    }

    /// A code at the right edge, with its first line in words below it.
    pub(crate) fn code_corner(&mut self, text: &str) -> LayoutBlock {
        let (measure, side) = (self.style.body.width, self.code_side());
        let mut corner = LayoutBlock::space(QUIET_ZONE + side + Mm(0.2));
        let rect = Rect::new(measure - side, QUIET_ZONE, side, side);
        QrSymbol::new(text, rect).into_iter().for_each(|code| corner.add_artifact(PaperMark::QrSymbol(code)));
        let below = self.running_words(text.lines().next().unwrap_or_default(), measure, TextAlign::Right);
        corner.append_below(&below);
        corner
    }

    /// What a page's code says; its first line stands below it in words.
    fn code_text(&self, page: usize, pages: usize) -> String {
        let form = self.form;
        let city = form.office.city.as_ref().map(|city| city.id.to_string());
        let (id, version, issue) = (form.id.to_string(), form.version.clone(), Some(form.issue_code.clone()));
        let (layout, address) = (Some(self.style.one_column), form.office.page.clone());
        SheetCode { form: id, version, issue_code: issue, city, layout, page, pages, address }.to_string()
    }

    /// 第一联 机构存档　第二联 服务对象; nothing where there is one copy. The foot leaves it out where it
    /// takes more than a line, as the instructions say it too.
    fn copy_line(&self) -> String {
        let holders = &self.form.copies.holders;
        if holders.len() < 2 {
            return String::new();
        }
        let copies = holders.iter().enumerate().map(|(index, holder)| fixed_text::copy(index + 1, holder));
        copies.collect::<Vec<_>>().join("　")
    }

    /// The form's title, shortened where it would leave no room for its number, and the number, which has what
    /// the line leaves. The foot has the whole title.
    fn running_head(&mut self) -> LayoutBlock {
        let (measure, small) = (self.style.body.width, self.small_type());
        let em = small.size.mm();
        let lead = text_inline(&format!("{}{}", fixed_text::SERIAL, fixed_text::COLON), small, None);
        let places = self.form.serial.pattern.matches('_').count().max(1) as f64;
        let fixed =
            self.natural_width(std::slice::from_ref(&lead)) + self.natural_width(&self.serial_inlines_in(small, 0.0));
        let beside = measure - fixed - em * 2.0;
        let title = self.shortened(&self.form.title.zh, beside - em * (places * SERIAL_PLACE.0));
        let left = beside - self.text_width(&title, small);
        let place = (left / (em * places)).clamp(SERIAL_PLACE.0, SERIAL_PLACE.1);
        let mut head = self.running_words(&title, measure, TextAlign::Left);
        let mut pieces = vec![lead];
        pieces.extend(self.serial_inlines_in(small, place));
        let set = self.typeset_silently(&pieces, measure - self.text_width(&title, small), TextAlign::Right);
        if set.lines.len() > 1 || set.overfull {
            let fault = Diagnostic::new(
                message!(CELL_TOO_NARROW, label = fixed_text::SERIAL),
                Location::Span(self.form.serial.span),
            );
            self.report(fault);
        }
        for line in &set.lines {
            let line = self.running_line(line);
            head.place(&line, self.text_width(&title, small), Mm::ZERO);
        }
        head
    }

    /// A title on a following page, with as many of its characters as the measure has room for.
    fn shortened(&self, title: &str, measure: Mm) -> String {
        let whole = fixed_text::continued(title);
        if self.text_width(&whole, self.small_type()) <= measure {
            return whole;
        }
        let ends = title.char_indices().map(|(end, _)| fixed_text::continued(&format!("{}…", &title[..end])));
        let fits = |words: &String| self.text_width(words, self.small_type()) <= measure;
        ends.take_while(fits).last().unwrap_or_default()
    }

    /// Words as decoration.
    pub(crate) fn running_words(&mut self, text: &str, measure: Mm, align: TextAlign) -> LayoutBlock {
        let set = self.typeset(&[text_inline(text.trim_end(), self.small_type(), None)], measure, align);
        let mut block = LayoutBlock::default();
        for line in &set.lines {
            block.append_line(&self.running_line(line));
        }
        block
    }

    /// A line in small type as decoration, its blanks further places of the form's fields.
    fn running_line(&self, line: &TypesetLine<InlineObject>) -> LayoutBlock {
        let size = self.style.small;
        let mut row = LayoutBlock::space(self.style.line_height(size));
        let baseline = super::layout_context::baseline(row.height, size);
        for part in &line.parts {
            match part {
                LinePart::Run { style, x, glyphs } => {
                    let origin = Point { x: *x, y: baseline };
                    let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                    row.add_artifact(PaperMark::Text(TextRun {
                        face,
                        size,
                        origin,
                        glyphs,
                        colour: Colour::BLACK,
                        starts_text: false,
                    }));
                }
                LinePart::Object { x, width, object: InlineObject::Blank { field, .. } } => {
                    let y = baseline + BELOW_BASELINE;
                    row.add_rule(Point { x: *x, y }, Point { x: *x + *width, y }, self.style.hairline_width);
                    if let Some(field) = field {
                        let height = size.mm() * BLANK_HEIGHT;
                        let rect = Rect::new(*x, y - height, *width, height);
                        row.add_artifact(PaperMark::Field(FieldBox { rect, ..field.clone() }));
                    }
                }
                LinePart::Object { object: InlineObject::Tick(_) | InlineObject::Gap, .. } => {}
            }
        }
        row
    }
}
