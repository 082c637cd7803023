//! Running lines: the foot of every page, and the head of every page from the second on, which identify a loose sheet.
//!
//! All of them are artifacts, as they are not to be read on every page; in fillable documents the serial number in the head is a
//! further widget of the form's field.

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

/// The side of a QR code: 33 modules of 0.5 mm, which a scan at 200 dpi shows as four pixels; with fewer, a blurred copy
/// of a copy cannot be read. With an address the code has 45 modules.
const CODE_SIDE: Mm = Mm(16.5);
const CODE_SIDE_WITH_ADDRESS: Mm = Mm(22.5);
/// The white margin around a code: four modules (GB/T 18284).
const QUIET_ZONE: Mm = Mm(2.0);
/// The least and the greatest width of a serial number's character in the running head, in ems.
const SERIAL_PLACE: (f64, f64) = (0.7, 1.2);

/// The page count that the height of the foot is computed with: page numbers are not wider.
const PAGES_EXPECTED: usize = 88;

/// The running lines that differ between offices, with the sizes that the layout depends on.
#[derive(Clone, Debug)]
pub(crate) struct OfficeRunningLines {
    /// Form, version and city, at the foot of every page.
    lines: LayoutBlock,
    /// Title and number, at the head of every page from the second on.
    head: LayoutBlock,
    /// The height of the lines below them, which is the same on every page.
    height_below: Mm,
    /// The side of the code beside them.
    code_side: Mm,
}

impl OfficeRunningLines {
    /// The heights of the lines, which the positions of everything else depend on.
    pub(crate) fn heights(&self) -> [Mm; 3] {
        [self.lines.height, self.head.height, self.height_below]
    }

    /// The distance of the code's top from the foot's top, if the lines are higher than the code.
    fn code_top(&self) -> Mm {
        (self.lines.height + self.height_below - self.code_side).max(Mm::ZERO)
    }
}

impl LayoutContext<'_> {
    /// Lays out the running lines that differ between offices.
    pub(crate) fn office_running_lines(&mut self) -> OfficeRunningLines {
        let lines = self.form_and_city_lines();
        let head = self.running_head();
        let height_below = self.copies_and_page(PAGES_EXPECTED, PAGES_EXPECTED).height;
        OfficeRunningLines { lines, head, height_below, code_side: self.code_side() }
    }

    /// The height of the running foot.
    pub(crate) fn foot_height(&mut self, running_lines: &OfficeRunningLines) -> Mm {
        let text = self.code_text(PAGES_EXPECTED, PAGES_EXPECTED);
        self.code_corner(&text).height + running_lines.code_top()
    }

    /// Draws the running lines of each page: those of all offices into its shared marks, those of this office into its own.
    pub(crate) fn draw_running_lines(&mut self, pages: &mut [PaperPage], running_lines: &OfficeRunningLines) {
        let page_count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            let mut shared = LayoutBlock::default();
            let lines = self.copies_and_page(index + 1, page_count);
            let y = self.style.body.bottom() + QUIET_ZONE + running_lines.lines.height;
            shared.place(&lines, self.style.body.x, y);
            Arc::make_mut(&mut page.shared_marks).extend(shared.marks);
            page.office_marks.extend(self.office_lines_of_page(running_lines, index + 1, page_count).marks);
        }
    }

    /// The running lines of this office on a page, from the page's top left corner: title and serial number in the head; form,
    /// version, city and a QR code of the same in the foot.
    pub(crate) fn office_lines_of_page(
        &mut self,
        running_lines: &OfficeRunningLines,
        page: usize,
        pages: usize,
    ) -> LayoutBlock {
        let (x, bottom) = (self.style.body.x, self.style.body.bottom());
        let mut office_block = LayoutBlock::default();
        office_block.place(&running_lines.lines, x, bottom + QUIET_ZONE);
        let corner = self.code_corner(&self.code_text(page, pages));
        office_block.place(&corner, x, bottom + running_lines.code_top());
        if page > 1 {
            let y = self.style.body.y - running_lines.head.height - Mm(0.6);
            let first = office_block.marks.len();
            office_block.place(&running_lines.head, x, y);
            for placed in &mut office_block.marks[first..] {
                if let PaperMark::Field(field) = &mut placed.mark {
                    field.tooltip = fixed_text::on_page(page, &field.tooltip);
                }
            }
        }
        office_block
    }

    /// The lines of form, version, city and web address at the foot.
    fn form_and_city_lines(&mut self) -> LayoutBlock {
        let city = self.form.office.city.as_ref().map_or("", |city| city.name.as_str());
        let form = self.form;
        let title = format!("{}　{}", form.number, form.title.zh);
        let version = format!("{}　{city}", fixed_text::version(&form.version, &form.effective.words()));
        let mut lines = LayoutBlock::default();
        let measure = self.measure_beside_code();
        let one_line = format!("{title}　{version}");
        if self.text_width(&one_line, self.small_type()) <= measure {
            lines.append_below(&self.running_words(&one_line, measure, TextAlign::Left));
        } else {
            lines.append_below(&self.running_words(&title, measure, TextAlign::Left));
            lines.append_below(&self.running_words(&version, measure, TextAlign::Left));
        }
        if let Some(page) = &form.office.page {
            // The address is broken behind its label or behind a slash, which cannot be taken for a hyphen.
            let mut rows = vec![String::new()];
            for part in fixed_text::on_the_web(page).split_inclusive(['：', '/']) {
                let row = rows.last().map_or_else(String::new, |row| format!("{row}{part}"));
                match rows.last_mut() {
                    Some(last) if last.is_empty() || self.text_width(&row, self.small_type()) <= measure => *last = row,
                    _ => rows.push(part.to_owned()),
                }
            }
            if rows.iter().all(|row| self.text_width(row, self.small_type()) <= measure) {
                rows.iter().for_each(|row| lines.append_below(&self.running_words(row, measure, TextAlign::Left)));
            }
        }
        lines
    }

    /// The lines at the foot that all offices share: who keeps which copy, the page number, and the standing of the form.
    fn copies_and_page(&mut self, page: usize, pages: usize) -> LayoutBlock {
        let mut lines = LayoutBlock::default();
        let measure = self.measure_beside_code();
        let copies = self.copy_line();
        if !copies.is_empty() && self.text_width(&copies, self.small_type()) <= measure {
            lines.append_below(&self.running_words(&copies, measure, TextAlign::Left));
        }
        let standing = self.form.standing.iter().map(|standing| format!("　{standing}"));
        let line: String = [fixed_text::page_of(page, pages)].into_iter().chain(standing).collect();
        lines.append_below(&self.running_words(&line, measure, TextAlign::Left));
        lines
    }

    fn code_side(&self) -> Mm {
        if self.form.office.page.is_some() { CODE_SIDE_WITH_ADDRESS } else { CODE_SIDE }
    }

    fn measure_beside_code(&self) -> Mm {
        self.style.body.width - self.code_side() - QUIET_ZONE * 2.0
    }

    /// A QR code at the right edge, with the first line of its text below it.
    pub(crate) fn code_corner(&mut self, text: &str) -> LayoutBlock {
        let (measure, side) = (self.style.body.width, self.code_side());
        let mut corner = LayoutBlock::space(QUIET_ZONE + side + Mm(0.2));
        let rect = Rect::new(measure - side, QUIET_ZONE, side, side);
        QrSymbol::new(text, rect).into_iter().for_each(|code| corner.add_artifact(PaperMark::QrSymbol(code)));
        let below = self.running_words(text.lines().next().unwrap_or_default(), measure, TextAlign::Right);
        corner.append_below(&below);
        corner
    }

    /// The text of a page's QR code, whose first line is printed below the code.
    fn code_text(&self, page: usize, pages: usize) -> String {
        let form = self.form;
        let city = form.office.city.as_ref().map(|city| city.id.to_string());
        let (id, version, issue) = (form.id.to_string(), form.version.clone(), Some(form.issue_code.clone()));
        let (layout, address) = (Some(self.style.one_column), form.office.page.clone());
        SheetCode { form: id, version, issue_code: issue, city, layout, page, pages, address }.to_string()
    }

    /// The line of copies, such as 第一联 机构存档　第二联 服务对象; empty if there is one copy. The foot leaves the line out if it
    /// is too wide, as the instructions have the same text.
    fn copy_line(&self) -> String {
        let holders = &self.form.copies.holders;
        if holders.len() < 2 {
            return String::new();
        }
        let copies = holders.iter().enumerate().map(|(index, holder)| fixed_text::copy(index + 1, holder));
        copies.collect::<Vec<_>>().join("　")
    }

    /// The running head: the form's title, shortened if it leaves no room for the serial number, and the number in the rest of
    /// the line. The foot has the whole title.
    fn running_head(&mut self) -> LayoutBlock {
        let (measure, small) = (self.style.body.width, self.small_type());
        let em = small.size.mm();
        let label = text_inline(&format!("{}{}", fixed_text::SERIAL, fixed_text::COLON), small, None);
        let characters = self.form.serial.pattern.matches('_').count().max(1) as f64;
        let fixed_width =
            self.natural_width(std::slice::from_ref(&label)) + self.natural_width(&self.serial_inlines_in(small, 0.0));
        let free_width = measure - fixed_width - em * 2.0;
        let title = self.shortened(&self.form.title.zh, free_width - em * (characters * SERIAL_PLACE.0));
        let remaining = free_width - self.text_width(&title, small);
        let width_in_ems = (remaining / (em * characters)).clamp(SERIAL_PLACE.0, SERIAL_PLACE.1);
        let mut head = self.running_words(&title, measure, TextAlign::Left);
        let mut inlines = vec![label];
        inlines.extend(self.serial_inlines_in(small, width_in_ems));
        let paragraph = self.typeset_silently(&inlines, measure - self.text_width(&title, small), TextAlign::Right);
        if paragraph.lines.len() > 1 || paragraph.overfull {
            let diagnostic = Diagnostic::new(
                message!(CELL_TOO_NARROW, label = fixed_text::SERIAL),
                Location::Span(self.form.serial.span),
            );
            self.report(diagnostic);
        }
        for line in &paragraph.lines {
            let line = self.running_line(line);
            head.place(&line, self.text_width(&title, small), Mm::ZERO);
        }
        head
    }

    /// The title for a following page, with as many of its characters as fit the measure.
    fn shortened(&self, title: &str, measure: Mm) -> String {
        let full_title = fixed_text::continued(title);
        if self.text_width(&full_title, self.small_type()) <= measure {
            return full_title;
        }
        let shortened_titles =
            title.char_indices().map(|(end, _)| fixed_text::continued(&format!("{}…", &title[..end])));
        let fits = |words: &String| self.text_width(words, self.small_type()) <= measure;
        shortened_titles.take_while(fits).last().unwrap_or_default()
    }

    /// A text in small type as an artifact.
    pub(crate) fn running_words(&mut self, text: &str, measure: Mm, align: TextAlign) -> LayoutBlock {
        let paragraph = self.typeset(&[text_inline(text.trim_end(), self.small_type(), None)], measure, align);
        let mut block = LayoutBlock::default();
        for line in &paragraph.lines {
            block.append_line(&self.running_line(line));
        }
        block
    }

    /// A line in small type as an artifact; its blanks become further widgets of the form's fields.
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
