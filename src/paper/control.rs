//! Layout of answer cells, by the control of a field: lines, boxes, dates, options.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::document::{ElementId, FieldBox, FieldBoxKind, PaperMark};
use super::layout_context::{FormInline, InlineObject, LayoutContext, text_inline};
use super::paragraph::TextAlign;
use crate::model::choice::{Choice, ChoiceList};
use crate::model::control::Control;
use crate::model::fixed_text;
use crate::model::issued::IssuedItem;
use crate::model::kind::format::{DateFormat, DatePart, LineFormat};
use crate::units::{Mm, Point, Pt, Rect};

/// The content of a cell: the printed block, and the area to write in.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellLayout {
    pub(crate) block: LayoutBlock,
    /// The area to write in, beside and below the block; its rectangle is computed with that of the cell.
    pub(crate) entry_area: Option<EntryArea>,
    /// The least height inside the cell's padding.
    pub(crate) min_height: Mm,
    /// Whether the block is at the top of the cell instead of in the middle.
    pub(crate) align_top: bool,
}

/// The empty area of a cell to write in, with its field and the widths that are kept free.
#[derive(Clone, Debug)]
pub(crate) struct EntryArea {
    pub(crate) field: FieldBox,
    pub(crate) element: ElementId,
    /// The unit, printed in the free space at the right.
    pub(crate) unit: Option<LayoutBlock>,
    pub(crate) right: Mm,
    /// The width that is kept free at the left for a label in the same cell.
    pub(crate) left: Mm,
    /// The height of the printed content above the area, if that is not the whole block.
    pub(crate) printed_height: Option<Mm>,
}

/// The distance between a box and its option; that between options is `OPTION_GAP`.
pub(crate) const TICK_GAP: Mm = Mm(1.0);
const OPTION_GAP: Mm = Mm(4.5);
/// The additional space between lines of options, which separates the boxes.
const OPTION_LEADING: Mm = Mm(0.6);
/// The width of the blank behind 其他.
const OTHER_BLANK: Mm = Mm(24.0);
/// The usual widths of the blanks of a date.
const YEAR_BLANK: Mm = Mm(12.0);
const MONTH_BLANK: Mm = Mm(8.5);
/// The least width of a cell for year, month and day.
const MIN_DATE_WIDTH: Mm = Mm(27.0);
/// From this width on a date is at the left of its cell.
const MIN_LINE_CELL_WIDTH: Mm = Mm(60.0);
/// The greatest width of a comb's box, and its height.
const COMB_BOX: Mm = Mm(6.4);
const COMB_HEIGHT: Mm = Mm(7.0);
/// The greatest share of a line that remarks may take on it.
const MAX_REMARK_SHARE: f64 = 0.42;
/// The least share of their usual width that the blanks of a date keep behind remarks.
const MIN_DATE_SHARE: f64 = 0.8;
/// The least width of a comb's box for a digit.
const MIN_BOX_WIDTH: Mm = Mm(3.5);

impl LayoutContext<'_> {
    /// The content of a field's answer cell, of this measure, with its remarks.
    pub(crate) fn cell_layout(
        &mut self,
        field: &IssuedItem,
        accessible_label: &AccessibleLabel,
        control: &Control,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        let remark = self.remark_inlines(field);
        if let (Control::Date(format), false, true) = (control, remark.is_empty(), self.has_lines(field))
            && let Some(inlines) = self.date_beside_remark(&remark, accessible_label, format, measure)
        {
            return CellLayout {
                block: self.paragraph_block(&inlines, measure, TextAlign::Left, element),
                ..CellLayout::default()
            };
        }
        let mut content = self.control_layout(accessible_label, control, measure, element);
        self.add_skip(&mut content, field, measure, element);
        if remark.is_empty() {
            return content;
        }
        if let (Some(entry_area), Control::Line { .. } | Control::Number { .. } | Control::Area { rows: 1 }) =
            (&mut content.entry_area, control)
            && !content.block.has_text()
            && self.has_lines(field)
            && self.natural_width(&remark) <= measure * MAX_REMARK_SHARE
        {
            // The remarks are on the line to write on.
            entry_area.left = self.natural_width(&remark) + self.style.padding;
            entry_area.printed_height = Some(Mm::ZERO);
            content.block = self.paragraph_block(&remark, measure, TextAlign::Left, element);
            content.align_top = false;
            return content;
        }
        let mut block = self.paragraph_block(&remark, measure, TextAlign::Left, element);
        content.min_height += block.height;
        block.append_below(&content.block);
        content.block = block;
        content.align_top |= content.entry_area.is_some();
        content
    }

    /// Returns whether a field has an answer cell beside a label cell, on the grid.
    fn has_lines(&self, field: &IssuedItem) -> bool {
        !self.style.one_column && field.label_width > 0
    }

    /// A date on the same line as its remarks; `None` if the remarks do not leave enough room.
    fn date_beside_remark(
        &self,
        remark: &[FormInline],
        accessible_label: &AccessibleLabel,
        format: &'static DateFormat,
        measure: Mm,
    ) -> Option<Vec<FormInline>> {
        let letters_width = self.style.text.mm() * format.parts.len() as f64;
        let usual_width =
            self.natural_width(&self.date(accessible_label, format, false, measure * 2.0)) - letters_width;
        let available = measure - self.natural_width(remark) - self.style.padding;
        (available - letters_width >= usual_width * MIN_DATE_SHARE).then(|| {
            let gap = FormInline::Space { width: self.style.padding };
            let date = self.date(accessible_label, format, false, available);
            remark.iter().cloned().chain([gap]).chain(date).collect()
        })
    }

    /// The content of a cell for a control, of this measure.
    pub(crate) fn control_layout(
        &mut self,
        accessible_label: &AccessibleLabel,
        control: &Control,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        let line_height = self.style.entry_row_height - self.style.padding * 2.0;
        match control {
            Control::Line { format: LineFormat { boxes: Some(_), .. }, length: Some(boxes) } => {
                // Instead of boxes that are too narrow for a digit there is a line.
                if measure < MIN_BOX_WIDTH * f64::from(*boxes) {
                    let kind = FieldBoxKind::Text { multiline: false, length: Some(*boxes), centered: false };
                    self.entry_area(accessible_label, kind, element, line_height)
                } else {
                    self.comb(accessible_label, *boxes, measure, element)
                }
            }
            Control::Line { length, .. } => {
                let kind = FieldBoxKind::Text { multiline: false, length: *length, centered: false };
                self.entry_area(accessible_label, kind, element, line_height)
            }
            Control::Area { rows } => {
                let kind = FieldBoxKind::Text { multiline: true, length: None, centered: false };
                let mut content =
                    self.entry_area(accessible_label, kind, element, self.style.handwriting_leading * f64::from(*rows));
                content.align_top = true;
                content
            }
            Control::Number { unit, .. } => self.number(accessible_label, *unit, measure, element),
            // In a narrow table column a date is one field, in any notation.
            Control::Date(_) if measure < MIN_DATE_WIDTH * self.style.scale() => {
                let kind = FieldBoxKind::Text { multiline: false, length: None, centered: true };
                self.entry_area(accessible_label, kind, element, line_height)
            }
            Control::Date(format) => {
                // In a single column the blanks have a rule to write on.
                let inlines = self.date(accessible_label, format, self.style.one_column, measure);
                // In a wide cell a date is at the left, like other answers.
                let align = if measure > MIN_LINE_CELL_WIDTH * self.style.scale() {
                    TextAlign::Left
                } else {
                    TextAlign::Center
                };
                CellLayout { block: self.paragraph_block(&inlines, measure, align, element), ..CellLayout::default() }
            }
            Control::Ticks { list, many } => {
                let block = self.options(accessible_label, list, *many, measure, element);
                CellLayout { block, ..CellLayout::default() }
            }
        }
    }

    /// Adds the instruction where to continue, in small type below the options or at the top of the entry area.
    fn add_skip(&mut self, content: &mut CellLayout, field: &IssuedItem, measure: Mm, element: ElementId) {
        let Some(instruction) = &field.skip else { return };
        let skip_block = self.text_line_block(instruction, self.small_type(), measure, TextAlign::Left, element);
        content.block.append_below(&skip_block);
        if content.entry_area.is_some() {
            content.align_top = true;
            content.min_height += skip_block.height;
        }
    }

    /// The block of condition, hint and rule in small type; `None` if there is none of them.
    pub(crate) fn remark_block(&mut self, field: &IssuedItem, measure: Mm, element: ElementId) -> Option<LayoutBlock> {
        let inlines = self.remark_inlines(field);
        (!inlines.is_empty()).then(|| self.paragraph_block(&inlines, measure, TextAlign::Left, element))
    }

    /// The inlines of condition, hint and rule in small type, separated by full stops.
    pub(crate) fn remark_inlines(&self, field: &IssuedItem) -> Vec<FormInline> {
        let small = self.small_type();
        let small_inline = |text: &str| vec![text_inline(text, small, None)];
        let condition =
            field.condition.as_ref().map(|condition| (small_inline(&condition.words), condition.words.clone()));
        let hint = field.hint.as_ref().map(|hint| (self.prose_inlines(hint, small), hint.words("")));
        let rule = field.rule_words().map(|rule| (small_inline(rule), rule.to_owned()));
        let mut inlines = Vec::new();
        let mut previous = String::new();
        for (part_inlines, text) in [condition, hint, rule].into_iter().flatten() {
            if !inlines.is_empty() && !fixed_text::is_sentence(&previous) {
                inlines.extend(small_inline(fixed_text::FULL_STOP));
            }
            inlines.extend(part_inlines);
            previous = text;
        }
        inlines
    }

    fn entry_area(
        &self,
        accessible_label: &AccessibleLabel,
        kind: FieldBoxKind,
        element: ElementId,
        min_height: Mm,
    ) -> CellLayout {
        let field = accessible_label.field_box("", kind, self);
        let entry_area =
            Some(EntryArea { field, element, unit: None, left: Mm::ZERO, right: Mm::ZERO, printed_height: None });
        CellLayout { block: LayoutBlock::default(), entry_area, min_height, align_top: false }
    }

    fn number(
        &mut self,
        accessible_label: &AccessibleLabel,
        unit: Option<&str>,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        let kind = FieldBoxKind::Text { multiline: false, length: None, centered: false };
        let mut content =
            self.entry_area(accessible_label, kind, element, self.style.entry_row_height - self.style.padding * 2.0);
        if let (Some(unit), Some(entry_area)) = (unit, &mut content.entry_area) {
            entry_area.right = self.text_width(unit, self.body_type()) + TICK_GAP * self.style.scale();
            entry_area.unit = Some(self.text_line_block(unit, self.body_type(), measure, TextAlign::Left, element));
        }
        content
    }

    /// The inlines of a date: 年 月 日 with a blank before each, which has a rule if `ruled`.
    pub(crate) fn date(
        &self,
        accessible_label: &AccessibleLabel,
        format: &'static DateFormat,
        ruled: bool,
        measure: Mm,
    ) -> Vec<FormInline> {
        let style = self.body_type();
        let blank_width = |part: &DatePart| if part.digits > 2 { YEAR_BLANK } else { MONTH_BLANK } * self.style.scale();
        let blanks_width = format.parts.iter().map(blank_width).fold(Mm::ZERO, |all, blank_width| all + blank_width);
        let letters_width = style.size.mm() * format.parts.len() as f64;
        let factor = ((measure - letters_width) / blanks_width).clamp(0.6, 1.0);
        let mut inlines = Vec::new();
        for (index, part) in format.parts.iter().enumerate() {
            let kind = FieldBoxKind::Text { multiline: false, length: Some(part.digits), centered: true };
            let part_label = accessible_label.with_name(accessible_label.name.part(part));
            let part_label = if index == 0 { part_label } else { part_label.continued() };
            let part_field = part_label.field_box(part.letter, kind, self);
            let field =
                Some(FieldBox { numeric: true, group_label: Some(accessible_label.group_label()), ..part_field });
            let width = blank_width(part) * factor;
            inlines.push(FormInline::Object { width, glued: true, object: InlineObject::Blank { field, ruled } });
            inlines.push(text_inline(part.letter, style, None));
        }
        inlines
    }

    fn comb(&mut self, accessible_label: &AccessibleLabel, boxes: u32, measure: Mm, element: ElementId) -> CellLayout {
        let side = (COMB_BOX * self.style.scale()).min(measure / f64::from(boxes));
        let height = COMB_HEIGHT * self.style.scale();
        let mut block = LayoutBlock::space(height);
        let width = side * f64::from(boxes);
        let rect = Rect::new(Mm::ZERO, Mm::ZERO, width, height);
        block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(Pt(0.75)) });
        for index in 1..boxes {
            let x = side * f64::from(index);
            block.add_rule(Point { x, y: Mm::ZERO }, Point { x, y: height }, Pt(0.5));
        }
        let part = fixed_text::places(boxes);
        let field = FieldBox { rect, ..accessible_label.field_box(&part, FieldBoxKind::Comb { boxes }, self) };
        self.place_field(&mut block, field, element);
        CellLayout { block, ..CellLayout::default() }
    }

    /// The block of options with their boxes, as many on a line as fit.
    pub(crate) fn options(
        &mut self,
        accessible_label: &AccessibleLabel,
        list: &ChoiceList,
        many: bool,
        measure: Mm,
        element: ElementId,
    ) -> LayoutBlock {
        let option = |choice| [self.option(accessible_label, choice, many, measure)];
        let options: Vec<[FormInline; 1]> = list.choices.iter().map(option).collect();
        let widths: Vec<Mm> = options.iter().map(|option| self.natural_width(option).min(measure)).collect();
        let positions = option_positions(&widths, measure, OPTION_GAP * self.style.scale());
        let mut block = LayoutBlock::default();
        let mut line = LayoutBlock::default();
        let mut current = 0;
        for (option, position) in options.iter().zip(positions) {
            if position.line != current {
                line.height += OPTION_LEADING * self.style.scale();
                block.append_below(&line);
                line = LayoutBlock::default();
                current = position.line;
            }
            let option_block = self.paragraph_block(option, measure - position.x, TextAlign::Left, element);
            line.place(&option_block, position.x, Mm::ZERO);
            line.height = line.height.max(option_block.height);
        }
        block.append_below(&line);
        block
    }

    /// The inline of an option: box, label, and the blank of 其他, not wider than the measure.
    fn option(&self, accessible_label: &AccessibleLabel, choice: &Choice, many: bool, measure: Mm) -> FormInline {
        let value = choice.name.value.clone();
        let label = &choice.label.zh;
        let tick = if many {
            let option_label = accessible_label.with_name(accessible_label.name.option(&value));
            option_label.field_box(label, FieldBoxKind::Check { value }, self)
        } else {
            accessible_label.field_box(label, FieldBoxKind::Radio { value }, self)
        };
        let mut label = self.text_inlines(&choice.label, self.body_type());
        if choice.other {
            let kind = FieldBoxKind::Text { multiline: false, length: None, centered: false };
            let other = accessible_label.with_name(accessible_label.name.other()).optional();
            let blank = other.field_box(&choice.label.zh, kind, self);
            let object = InlineObject::Blank { field: Some(blank), ruled: true };
            let width = (OTHER_BLANK * self.style.scale()).min(measure);
            label.push(FormInline::Object { width, glued: false, object });
        }
        self.tick_with_label(tick, label)
    }

    /// A box and its label, which stay on one line if the line is wide enough for both.
    pub(crate) fn tick_with_label(&self, tick: FieldBox, label: Vec<FormInline>) -> FormInline {
        let mut inlines = vec![
            FormInline::Object { width: self.style.tick_size, glued: true, object: InlineObject::Tick(tick) },
            FormInline::Object { width: TICK_GAP * self.style.scale(), glued: true, object: InlineObject::Gap },
        ];
        inlines.extend(label);
        FormInline::Whole(inlines)
    }

    /// The options of a choice in a sentence.
    pub(crate) fn inline_options(
        &self,
        accessible_label: &AccessibleLabel,
        list: &ChoiceList,
        many: bool,
    ) -> Vec<FormInline> {
        let mut inlines = Vec::new();
        for choice in &list.choices {
            inlines.push(self.option(accessible_label, choice, many, self.style.body.width));
            inlines.push(FormInline::Space { width: TICK_GAP * self.style.scale() * 2.0 });
        }
        inlines.pop();
        inlines
    }
}

/// The position of an option: its 0-based line, and its distance from the left.
struct OptionPosition {
    line: usize,
    x: Mm,
}

/// The positions of options of these widths, as many on a line as fit.
fn option_positions(widths: &[Mm], measure: Mm, gap: Mm) -> Vec<OptionPosition> {
    let mut positions: Vec<OptionPosition> = Vec::new();
    let (mut line, mut pen) = (0, Mm::ZERO);
    for &width in widths {
        if pen > Mm::ZERO && pen + width > measure + Mm(1e-6) {
            line += 1;
            pen = Mm::ZERO;
        }
        positions.push(OptionPosition { line, x: pen });
        pen += width + gap;
    }
    positions
}
