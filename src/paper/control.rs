//! What stands in the cell one writes in: by control, not by kind.

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

/// A cell's content: what is printed, and what is typed over the room that is left.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellLayout {
    pub(crate) block: LayoutBlock,
    /// Takes the cell's room beside and below the block; its rectangle is set when the cell's is known.
    pub(crate) entry_area: Option<EntryArea>,
    /// The least height of the cell's inside.
    pub(crate) min_height: Mm,
    /// Printed at the cell's top rather than in its middle.
    pub(crate) align_top: bool,
}

/// Empty room to write in.
#[derive(Clone, Debug)]
pub(crate) struct EntryArea {
    pub(crate) field: FieldBox,
    pub(crate) element: ElementId,
    /// Printed over the room kept free for it at the right.
    pub(crate) unit: Option<LayoutBlock>,
    pub(crate) right: Mm,
    /// Kept free at the left for a label in the same cell.
    pub(crate) left: Mm,
    /// The height of what is printed over it, where that is not the whole block.
    pub(crate) printed_height: Option<Mm>,
}

/// Between a box and its option, and between options.
pub(crate) const TICK_GAP: Mm = Mm(1.0);
const OPTION_GAP: Mm = Mm(4.5);
/// Between lines of options, so that boxes stand apart.
const OPTION_LEADING: Mm = Mm(0.6);
/// The blank behind 其他.
const OTHER_BLANK: Mm = Mm(24.0);
/// The blanks of a date, widest first to shrink to.
const YEAR_BLANK: Mm = Mm(12.0);
const MONTH_BLANK: Mm = Mm(8.5);
/// Less than year, month and day take at their tightest.
const MIN_DATE_WIDTH: Mm = Mm(27.0);
/// A cell this wide is a line to write on from the left.
const MIN_LINE_CELL_WIDTH: Mm = Mm(60.0);
/// A comb's box: never wider, and as high as one writes.
const COMB_BOX: Mm = Mm(6.4);
const COMB_HEIGHT: Mm = Mm(7.0);
/// What is said of a line stands on it, where it takes no more of it than this.
const MAX_REMARK_SHARE: f64 = 0.42;
/// So much of their usual width a date's blanks keep behind words.
const MIN_DATE_SHARE: f64 = 0.8;
/// Nobody writes a digit in a narrower box.
const MIN_BOX_WIDTH: Mm = Mm(3.5);

impl LayoutContext<'_> {
    /// The content of a field's own cell, `measure` wide inside, with all that is said of it.
    pub(crate) fn cell_layout(
        &mut self,
        field: &IssuedItem,
        asked: &AccessibleLabel,
        control: &Control,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        let remark = self.remark_inlines(field);
        if let (Control::Date(format), false, true) = (control, remark.is_empty(), self.has_lines(field))
            && let Some(pieces) = self.date_beside_remark(&remark, asked, format, measure)
        {
            return CellLayout {
                block: self.paragraph_block(&pieces, measure, TextAlign::Left, element),
                ..CellLayout::default()
            };
        }
        let mut content = self.control_layout(asked, control, measure, element);
        self.add_skip(&mut content, field, measure, element);
        if remark.is_empty() {
            return content;
        }
        if let (Some(room), Control::Line { .. } | Control::Number { .. } | Control::Area { rows: 1 }) =
            (&mut content.entry_area, control)
            && !content.block.has_text()
            && self.has_lines(field)
            && self.natural_width(&remark) <= measure * MAX_REMARK_SHARE
        {
            // On the line one writes on.
            room.left = self.natural_width(&remark) + self.style.padding;
            room.printed_height = Some(Mm::ZERO);
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

    /// Does it have a cell of its own, with lines of one height?
    fn has_lines(&self, field: &IssuedItem) -> bool {
        !self.style.one_column && field.label_width > 0
    }

    /// A date on the line of what is said of it, where that leaves it most of its room.
    fn date_beside_remark(
        &self,
        remark: &[FormInline],
        asked: &AccessibleLabel,
        format: &'static DateFormat,
        measure: Mm,
    ) -> Option<Vec<FormInline>> {
        let letters = self.style.text.mm() * format.parts.len() as f64;
        let usual = self.natural_width(&self.date(asked, format, false, measure * 2.0)) - letters;
        let room = measure - self.natural_width(remark) - self.style.padding;
        (room - letters >= usual * MIN_DATE_SHARE).then(|| {
            let gap = FormInline::Space { width: self.style.padding };
            let date = self.date(asked, format, false, room);
            remark.iter().cloned().chain([gap]).chain(date).collect()
        })
    }

    /// What one writes in or ticks, `measure` wide.
    pub(crate) fn control_layout(
        &mut self,
        asked: &AccessibleLabel,
        control: &Control,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        let row = self.style.entry_row_height - self.style.padding * 2.0;
        match control {
            Control::Line { format: LineFormat { boxes: Some(_), .. }, length: Some(boxes) } => {
                // Boxes too small for a digit are no help: there one writes on a line.
                if measure < MIN_BOX_WIDTH * f64::from(*boxes) {
                    let entry = FieldBoxKind::Text { multiline: false, length: Some(*boxes), centered: false };
                    self.entry_area(asked, entry, element, row)
                } else {
                    self.comb(asked, *boxes, measure, element)
                }
            }
            Control::Line { length, .. } => {
                let entry = FieldBoxKind::Text { multiline: false, length: *length, centered: false };
                self.entry_area(asked, entry, element, row)
            }
            Control::Area { rows } => {
                let entry = FieldBoxKind::Text { multiline: true, length: None, centered: false };
                let mut content =
                    self.entry_area(asked, entry, element, self.style.handwriting_leading * f64::from(*rows));
                content.align_top = true;
                content
            }
            Control::Number { unit, .. } => self.number(asked, *unit, measure, element),
            // In a table's narrow column one writes the date as one likes.
            Control::Date(_) if measure < MIN_DATE_WIDTH * self.style.scale() => {
                let entry = FieldBoxKind::Text { multiline: false, length: None, centered: true };
                self.entry_area(asked, entry, element, row)
            }
            Control::Date(format) => {
                // Where there is room, blanks have a rule to write on.
                let pieces = self.date(asked, format, self.style.one_column, measure);
                // In a wide cell a date stands where one begins to write.
                let align = if measure > MIN_LINE_CELL_WIDTH * self.style.scale() {
                    TextAlign::Left
                } else {
                    TextAlign::Center
                };
                CellLayout { block: self.paragraph_block(&pieces, measure, align, element), ..CellLayout::default() }
            }
            Control::Ticks { list, many } => {
                let block = self.options(asked, list, *many, measure, element);
                CellLayout { block, ..CellLayout::default() }
            }
        }
    }

    /// Where to go on, in small type below the options or in the room's upper edge.
    fn add_skip(&mut self, content: &mut CellLayout, field: &IssuedItem, measure: Mm, element: ElementId) {
        let Some(instruction) = &field.skip else { return };
        let words = self.text_line_block(instruction, self.small_type(), measure, TextAlign::Left, element);
        content.block.append_below(&words);
        if content.entry_area.is_some() {
            content.align_top = true;
            content.min_height += words.height;
        }
    }

    /// Condition, hint and rule in small type.
    pub(crate) fn remark_block(&mut self, field: &IssuedItem, measure: Mm, element: ElementId) -> Option<LayoutBlock> {
        let pieces = self.remark_inlines(field);
        (!pieces.is_empty()).then(|| self.paragraph_block(&pieces, measure, TextAlign::Left, element))
    }

    /// Condition, hint and rule in small type, each a sentence but for the end of the last.
    pub(crate) fn remark_inlines(&self, field: &IssuedItem) -> Vec<FormInline> {
        let small = self.small_type();
        let plain = |text: &str| vec![text_inline(text, small, None)];
        let condition = field.condition.as_ref().map(|condition| (plain(&condition.words), condition.words.clone()));
        let hint = field.hint.as_ref().map(|hint| (self.prose_inlines(hint, small), hint.words("")));
        let rule = field.rule_words().map(|rule| (plain(rule), rule.to_owned()));
        let mut pieces = Vec::new();
        let mut before = String::new();
        for (more, text) in [condition, hint, rule].into_iter().flatten() {
            if !pieces.is_empty() && !fixed_text::is_sentence(&before) {
                pieces.extend(plain(fixed_text::FULL_STOP));
            }
            pieces.extend(more);
            before = text;
        }
        pieces
    }

    fn entry_area(&self, asked: &AccessibleLabel, entry: FieldBoxKind, element: ElementId, least: Mm) -> CellLayout {
        let field = asked.field_box("", entry, self);
        let room =
            Some(EntryArea { field, element, unit: None, left: Mm::ZERO, right: Mm::ZERO, printed_height: None });
        CellLayout { block: LayoutBlock::default(), entry_area: room, min_height: least, align_top: false }
    }

    fn number(&mut self, asked: &AccessibleLabel, unit: Option<&str>, measure: Mm, element: ElementId) -> CellLayout {
        let entry = FieldBoxKind::Text { multiline: false, length: None, centered: false };
        let mut content =
            self.entry_area(asked, entry, element, self.style.entry_row_height - self.style.padding * 2.0);
        if let (Some(unit), Some(room)) = (unit, &mut content.entry_area) {
            room.right = self.text_width(unit, self.body_type()) + TICK_GAP * self.style.scale();
            room.unit = Some(self.text_line_block(unit, self.body_type(), measure, TextAlign::Left, element));
        }
        content
    }

    /// 年 月 日 with room before each; `ruled` inside a sentence.
    pub(crate) fn date(
        &self,
        asked: &AccessibleLabel,
        format: &'static DateFormat,
        ruled: bool,
        measure: Mm,
    ) -> Vec<FormInline> {
        let style = self.body_type();
        let blank = |part: &DatePart| if part.digits > 2 { YEAR_BLANK } else { MONTH_BLANK } * self.style.scale();
        let blanks = format.parts.iter().map(blank).fold(Mm::ZERO, |all, blank| all + blank);
        let letters = style.size.mm() * format.parts.len() as f64;
        let factor = ((measure - letters) / blanks).clamp(0.6, 1.0);
        let mut pieces = Vec::new();
        for (index, part) in format.parts.iter().enumerate() {
            let entry = FieldBoxKind::Text { multiline: false, length: Some(part.digits), centered: true };
            let named = asked.with_name(asked.name.part(part));
            let named = if index == 0 { named } else { named.continued() };
            let place = named.field_box(part.letter, entry, self);
            let field = Some(FieldBox { numeric: true, group_label: Some(asked.group_label()), ..place });
            let width = blank(part) * factor;
            pieces.push(FormInline::Object { width, glued: true, object: InlineObject::Blank { field, ruled } });
            pieces.push(text_inline(part.letter, style, None));
        }
        pieces
    }

    fn comb(&mut self, asked: &AccessibleLabel, boxes: u32, measure: Mm, element: ElementId) -> CellLayout {
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
        let field = FieldBox { rect, ..asked.field_box(&part, FieldBoxKind::Comb { boxes }, self) };
        self.place_field(&mut block, field, element);
        CellLayout { block, ..CellLayout::default() }
    }

    /// Options with their boxes, running on.
    pub(crate) fn options(
        &mut self,
        asked: &AccessibleLabel,
        list: &ChoiceList,
        many: bool,
        measure: Mm,
        element: ElementId,
    ) -> LayoutBlock {
        let option = |choice| [self.option(asked, choice, many, measure)];
        let options: Vec<[FormInline; 1]> = list.choices.iter().map(option).collect();
        let widths: Vec<Mm> = options.iter().map(|option| self.natural_width(option).min(measure)).collect();
        let places = option_positions(&widths, measure, OPTION_GAP * self.style.scale());
        let mut block = LayoutBlock::default();
        let mut line = LayoutBlock::default();
        let mut current = 0;
        for (option, place) in options.iter().zip(places) {
            if place.line != current {
                line.height += OPTION_LEADING * self.style.scale();
                block.append_below(&line);
                line = LayoutBlock::default();
                current = place.line;
            }
            let set = self.paragraph_block(option, measure - place.x, TextAlign::Left, element);
            line.place(&set, place.x, Mm::ZERO);
            line.height = line.height.max(set.height);
        }
        block.append_below(&line);
        block
    }

    /// One option: box, label, and the blank of 其他, which is no wider than the measure.
    fn option(&self, asked: &AccessibleLabel, choice: &Choice, many: bool, measure: Mm) -> FormInline {
        let value = choice.name.value.clone();
        let label = &choice.label.zh;
        let tick = if many {
            let named = asked.with_name(asked.name.option(&value));
            named.field_box(label, FieldBoxKind::Check { value }, self)
        } else {
            asked.field_box(label, FieldBoxKind::Radio { value }, self)
        };
        let mut label = self.text_inlines(&choice.label, self.body_type());
        if choice.other {
            let entry = FieldBoxKind::Text { multiline: false, length: None, centered: false };
            let other = asked.with_name(asked.name.other()).optional();
            let blank = other.field_box(&choice.label.zh, entry, self);
            let object = InlineObject::Blank { field: Some(blank), ruled: true };
            let width = (OTHER_BLANK * self.style.scale()).min(measure);
            label.push(FormInline::Object { width, glued: false, object });
        }
        self.tick_with_label(tick, label)
    }

    /// A box and what it is for, which no line parts where it is wide enough for both.
    pub(crate) fn tick_with_label(&self, tick: FieldBox, label: Vec<FormInline>) -> FormInline {
        let mut pieces = vec![
            FormInline::Object { width: self.style.tick_size, glued: true, object: InlineObject::Tick(tick) },
            FormInline::Object { width: TICK_GAP * self.style.scale(), glued: true, object: InlineObject::Gap },
        ];
        pieces.extend(label);
        FormInline::Whole(pieces)
    }

    /// A sentence's choice: its options one after the other.
    pub(crate) fn inline_options(&self, asked: &AccessibleLabel, list: &ChoiceList, many: bool) -> Vec<FormInline> {
        let mut pieces = Vec::new();
        for choice in &list.choices {
            pieces.push(self.option(asked, choice, many, self.style.body.width));
            pieces.push(FormInline::Space { width: TICK_GAP * self.style.scale() * 2.0 });
        }
        pieces.pop();
        pieces
    }
}

struct OptionPosition {
    line: usize,
    x: Mm,
}

/// One option after the other, as many on a line as fit.
fn option_positions(widths: &[Mm], measure: Mm, gap: Mm) -> Vec<OptionPosition> {
    let mut places: Vec<OptionPosition> = Vec::new();
    let (mut line, mut pen) = (0, Mm::ZERO);
    for &width in widths {
        if pen > Mm::ZERO && pen + width > measure + Mm(1e-6) {
            line += 1;
            pen = Mm::ZERO;
        }
        places.push(OptionPosition { line, x: pen });
        pen += width + gap;
    }
    places
}
