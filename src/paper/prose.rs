//! Running text on the sheet: articles with blanks, notes, instructions.
//!
//! A paragraph's lines are slabs of their own; its first two and its last two stay together.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::document::{ElementId, Face, FieldBoxKind, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, InlineObject, LayoutContext, text_inline};
use super::paragraph::{TextAlign, TypeStyle};
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::fixed_text;
use crate::model::issued::{IssuedArticle, IssuedItem, IssuedProse, ProseRun};
use crate::model::kind::format::LineFormat;
use crate::units::Mm;

/// How wide a blank in a sentence is, in characters.
const BLANK_WIDTH: u32 = 8;
const NUMBER_BLANK_WIDTH: f64 = 3.0;

impl LayoutContext<'_> {
    /// The articles of a section.
    pub(crate) fn article_items(
        &mut self,
        field: &IssuedItem,
        articles: &[IssuedArticle],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        // What is said of all of them is heard at the first blank.
        let mut whole = self.item_remarks(field);
        let mut slabs = Vec::new();
        for article in articles {
            let mut asked: Vec<AccessibleLabel> = article.blanks.iter().map(blank_label).collect();
            if let Some(first) = asked.first_mut() {
                *first = first.clone().with_remarks(std::mem::take(&mut whole));
            }
            let anchor = Anchor::field(&field.name.value).nested(&article.name.value);
            slabs.extend(self.article(article, anchor, &asked, parent));
        }
        slabs
    }

    /// `asked`: what each of its blanks asks.
    fn article(
        &mut self,
        article: &IssuedArticle,
        anchor: Anchor,
        asked: &[AccessibleLabel],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.prose };
        let mut pieces = vec![text_inline(&fixed_text::article(article.number), strong, None), self.space_inline(1.0)];
        if let Some(title) = &article.title {
            pieces.extend(self.text_inlines(title, strong));
            pieces.push(self.space_inline(1.0));
        }
        pieces.extend(self.with_blanks(&article.text, article, asked));
        let mut slabs = self.prose_paragraph(&pieces, Mm::ZERO, parent);
        if let (false, Some(last)) = (article.points.is_empty(), slabs.last_mut()) {
            last.keep_with_next = true;
        }
        for (index, point) in article.points.iter().enumerate() {
            let mut pieces = vec![text_inline(&fixed_text::point(index + 1), self.article_type(), None)];
            pieces.extend(self.with_blanks(point, article, asked));
            slabs.extend(self.prose_paragraph(&pieces, self.style.prose.mm() * 2.0, parent));
        }
        let remarks = self.blank_remarks(article);
        if let (false, Some(last)) = (remarks.is_empty(), slabs.last_mut()) {
            last.keep_with_next = true;
            slabs.extend(self.prose_paragraph(&remarks, self.style.prose.mm() * 2.0, parent));
        }
        if let Some(first) = slabs.first_mut() {
            first.space_above = Mm(1.6);
            first.anchors.push(anchor);
        }
        slabs
    }

    /// Below an article in small type: what is said of each of its blanks.
    fn blank_remarks(&self, article: &IssuedArticle) -> Vec<FormInline> {
        let mut pieces = Vec::new();
        for blank in &article.blanks {
            let remark = self.remark_inlines(blank);
            if !remark.is_empty() {
                let label = format!("{}{}", fixed_text::quoted(&blank.label.zh), fixed_text::COLON);
                pieces.push(text_inline(&label, self.small_type(), Some(blank.label.span)));
                pieces.extend(remark);
                pieces.push(text_inline(fixed_text::FULL_STOP, self.small_type(), None));
            }
        }
        pieces
    }

    fn article_type(&self) -> TypeStyle {
        TypeStyle { face: self.style.text_face, size: self.style.prose }
    }

    fn space_inline(&self, ems: f64) -> FormInline {
        FormInline::Space { width: self.style.prose.mm() * ems }
    }

    /// Prose whose `${name}`s may be blanks to fill in.
    fn with_blanks(
        &self,
        passage: &IssuedProse,
        article: &IssuedArticle,
        asked: &[AccessibleLabel],
    ) -> Vec<FormInline> {
        let mut pieces = Vec::new();
        for run in &passage.runs {
            match run {
                ProseRun::Blank(name) => {
                    let mut blanks = article.blanks.iter().zip(asked);
                    let found = blanks.find(|(_, asked)| asked.name == *name);
                    pieces.extend(found.map(|(blank, asked)| self.marked_blank(asked, blank)).unwrap_or_default());
                }
                ProseRun::Words(_) | ProseRun::Empty { .. } => {
                    pieces.extend(self.run_inline(run, self.article_type(), passage.span))
                }
            }
        }
        pieces
    }

    /// A blank in a sentence, the mark of its obligation before it.
    fn marked_blank(&self, asked: &AccessibleLabel, field: &IssuedItem) -> Vec<FormInline> {
        let mut pieces = self.blank(asked, field);
        if let (Some(_), Some(first)) = (field.obligation, pieces.first_mut()) {
            let mark = text_inline(fixed_text::REQUIRED_MARK, self.article_type(), None);
            *first = FormInline::Whole(vec![mark, first.clone()]);
        }
        pieces
    }

    /// A blank in a sentence, by its control.
    fn blank(&self, asked: &AccessibleLabel, field: &IssuedItem) -> Vec<FormInline> {
        let em = self.style.prose.mm();
        let ruled = |width: Mm, length: Option<u32>| {
            let entry = FieldBoxKind::Text { multiline: false, length, centered: true };
            let field = Some(asked.field_box("", entry, self));
            FormInline::Object { width, glued: false, object: InlineObject::Blank { field, ruled: true } }
        };
        match field.kind.control() {
            Some(Control::Area { .. } | Control::Line { format: LineFormat { boxes: Some(_), .. }, .. }) => {
                vec![ruled(em * 20.0, None)]
            }
            Some(Control::Line { length, .. }) => {
                let characters = length.unwrap_or(BLANK_WIDTH).clamp(4, 16);
                vec![ruled(em * f64::from(characters), length)]
            }
            Some(Control::Number { unit, .. }) => {
                let mut pieces = vec![ruled(em * NUMBER_BLANK_WIDTH, None)];
                pieces.extend(unit.map(|unit| text_inline(unit, self.article_type(), None)));
                pieces
            }
            Some(Control::Date(format)) => self.date(asked, format, true, self.style.body.width),
            Some(Control::Ticks { list, many }) => self.inline_options(asked, list, many),
            None => Vec::new(),
        }
    }

    /// A justified paragraph as slabs, one a line.
    fn prose_paragraph(&mut self, pieces: &[FormInline], indent: Mm, parent: ElementId) -> Vec<FlowItem> {
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        let mut slabs = Vec::new();
        for (line, keep) in self.justified_lines(pieces, self.style.body.width - indent, element) {
            let mut block = LayoutBlock::space(line.height * self.style.prose_leading);
            block.place(&line, indent, (block.height - line.height) / 2.0);
            slabs.push(FlowItem { keep_with_next: keep, ..FlowItem::unframed(block) });
        }
        slabs
    }

    /// The lines of a justified paragraph, and whether each stays on the page of the next.
    pub(crate) fn justified_lines(
        &mut self,
        pieces: &[FormInline],
        measure: Mm,
        element: ElementId,
    ) -> Vec<(LayoutBlock, bool)> {
        let set = self.typeset(pieces, measure, TextAlign::Justify);
        let count = set.lines.len();
        let kept = |index| (index == 0 && count > 1) || index + 2 == count;
        set.lines.iter().enumerate().map(|(index, line)| (self.line_block(line, element), kept(index))).collect()
    }

    /// Under the frame: how to fill the form in, how many copies there are and how long they are kept.
    pub(crate) fn instructions(&mut self) -> Vec<FlowItem> {
        let form = self.form;
        if form.instructions.is_empty() {
            return Vec::new();
        }
        let section = self.add_element(StructureType::Section, None);
        let heading = self.add_element(StructureType::Heading(2), Some(section));
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.text };
        let title =
            self.text_line_block(fixed_text::INSTRUCTIONS, strong, self.style.body.width, TextAlign::Left, heading);
        let mut slabs = vec![
            FlowItem { outline: Some(fixed_text::INSTRUCTIONS.into()), ..FlowItem::unframed(title) }
                .keep_with_next()
                .with_space_above(Mm(3.0)),
        ];
        let list = self.add_element(StructureType::List, Some(section));
        for (index, prose) in form.instructions.iter().enumerate() {
            let pieces = self.prose_inlines(prose, self.small_type());
            slabs.extend(self.list_item(index + 1, &pieces, list));
        }
        slabs
    }

    /// A list's item in small type, its number hanging.
    fn list_item(&mut self, number: usize, pieces: &[FormInline], list: ElementId) -> Vec<FlowItem> {
        let item = self.add_element(StructureType::ListItem, Some(list));
        let (lead, element) =
            (self.add_element(StructureType::Label, Some(item)), self.add_element(StructureType::Body, Some(item)));
        let small = self.small_type();
        let indent = small.size.mm() * 1.7;
        let label = self.text_line_block(&format!("{number}."), small, indent, TextAlign::Left, lead);
        let mut slabs = Vec::new();
        let lines = self.justified_lines(pieces, self.style.body.width - indent, element);
        for (index, (line, keep)) in lines.into_iter().enumerate() {
            let mut block = LayoutBlock::space(line.height);
            if index == 0 {
                block.place(&label, Mm::ZERO, Mm::ZERO);
            }
            block.place(&line, indent, Mm::ZERO);
            slabs.push(FlowItem { keep_with_next: keep, ..FlowItem::unframed(block) });
        }
        slabs
    }
}

fn blank_label(blank: &IssuedItem) -> AccessibleLabel {
    AccessibleLabel::of_item(blank, AnswerName::field(&blank.name.value))
}
