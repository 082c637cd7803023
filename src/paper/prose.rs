//! Layout of running text: articles with blanks, and instructions.
//!
//! Each line of a paragraph is a flow item; the first two and the last two lines stay on one page.

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

/// The width of a blank in a sentence without a length limit, in ems.
const BLANK_WIDTH: u32 = 8;
const NUMBER_BLANK_WIDTH: f64 = 3.0;

impl LayoutContext<'_> {
    /// The flow items of a section's articles.
    pub(crate) fn article_items(
        &mut self,
        field: &IssuedItem,
        articles: &[IssuedArticle],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        // Remarks on all articles are spoken at the first blank.
        let mut item_remarks = self.item_remarks(field);
        let mut items = Vec::new();
        for article in articles {
            let mut blank_labels: Vec<AccessibleLabel> = article.blanks.iter().map(blank_label).collect();
            if let Some(first) = blank_labels.first_mut() {
                *first = first.clone().with_remarks(std::mem::take(&mut item_remarks));
            }
            let anchor = Anchor::field(&field.name.value).nested(&article.name.value);
            items.extend(self.article(article, anchor, &blank_labels, parent));
        }
        items
    }

    /// The flow items of an article; `blank_labels` are the labels of its blanks, in order.
    fn article(
        &mut self,
        article: &IssuedArticle,
        anchor: Anchor,
        blank_labels: &[AccessibleLabel],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.prose };
        let mut inlines = vec![text_inline(&fixed_text::article(article.number), strong, None), self.space_inline(1.0)];
        if let Some(title) = &article.title {
            inlines.extend(self.text_inlines(title, strong));
            inlines.push(self.space_inline(1.0));
        }
        inlines.extend(self.with_blanks(&article.text, article, blank_labels));
        let mut items = self.prose_paragraph(&inlines, Mm::ZERO, parent);
        if let (false, Some(last)) = (article.points.is_empty(), items.last_mut()) {
            last.keep_with_next = true;
        }
        for (index, point) in article.points.iter().enumerate() {
            let mut inlines = vec![text_inline(&fixed_text::point(index + 1), self.article_type(), None)];
            inlines.extend(self.with_blanks(point, article, blank_labels));
            items.extend(self.prose_paragraph(&inlines, self.style.prose.mm() * 2.0, parent));
        }
        let remarks = self.blank_remarks(article);
        if let (false, Some(last)) = (remarks.is_empty(), items.last_mut()) {
            last.keep_with_next = true;
            items.extend(self.prose_paragraph(&remarks, self.style.prose.mm() * 2.0, parent));
        }
        if let Some(first) = items.first_mut() {
            first.space_above = Mm(1.6);
            first.anchors.push(anchor);
        }
        items
    }

    /// The remarks of an article's blanks, in small type below the article.
    fn blank_remarks(&self, article: &IssuedArticle) -> Vec<FormInline> {
        let mut inlines = Vec::new();
        for blank in &article.blanks {
            let remark = self.remark_inlines(blank);
            if !remark.is_empty() {
                let label = format!("{}{}", fixed_text::quoted(&blank.label.zh), fixed_text::COLON);
                inlines.push(text_inline(&label, self.small_type(), Some(blank.label.span)));
                inlines.extend(remark);
                inlines.push(text_inline(fixed_text::FULL_STOP, self.small_type(), None));
            }
        }
        inlines
    }

    fn article_type(&self) -> TypeStyle {
        TypeStyle { face: self.style.text_face, size: self.style.prose }
    }

    fn space_inline(&self, ems: f64) -> FormInline {
        FormInline::Space { width: self.style.prose.mm() * ems }
    }

    /// The inlines of a passage with its blanks.
    fn with_blanks(
        &self,
        passage: &IssuedProse,
        article: &IssuedArticle,
        blank_labels: &[AccessibleLabel],
    ) -> Vec<FormInline> {
        let mut inlines = Vec::new();
        for run in &passage.runs {
            match run {
                ProseRun::Blank(name) => {
                    let mut blanks = article.blanks.iter().zip(blank_labels);
                    let found = blanks.find(|(_, label)| label.name == *name);
                    inlines.extend(found.map(|(blank, label)| self.marked_blank(label, blank)).unwrap_or_default());
                }
                ProseRun::Words(_) | ProseRun::Empty { .. } => {
                    inlines.extend(self.run_inline(run, self.article_type(), passage.span))
                }
            }
        }
        inlines
    }

    /// A blank in a sentence, with the mark of its obligation before it.
    fn marked_blank(&self, accessible_label: &AccessibleLabel, field: &IssuedItem) -> Vec<FormInline> {
        let mut inlines = self.blank(accessible_label, field);
        if let (Some(_), Some(first)) = (field.obligation, inlines.first_mut()) {
            let mark = text_inline(fixed_text::REQUIRED_MARK, self.article_type(), None);
            *first = FormInline::Whole(vec![mark, first.clone()]);
        }
        inlines
    }

    /// A blank in a sentence, as its control requires.
    fn blank(&self, accessible_label: &AccessibleLabel, field: &IssuedItem) -> Vec<FormInline> {
        let em = self.style.prose.mm();
        let ruled = |width: Mm, length: Option<u32>| {
            let kind = FieldBoxKind::Text { multiline: false, length, centered: true };
            let field = Some(accessible_label.field_box("", kind, self));
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
                let mut inlines = vec![ruled(em * NUMBER_BLANK_WIDTH, None)];
                inlines.extend(unit.map(|unit| text_inline(unit, self.article_type(), None)));
                inlines
            }
            Some(Control::Date(format)) => self.date(accessible_label, format, true, self.style.body.width),
            Some(Control::Ticks { list, many }) => self.inline_options(accessible_label, list, many),
            None => Vec::new(),
        }
    }

    /// A justified paragraph as flow items, one for each line.
    fn prose_paragraph(&mut self, inlines: &[FormInline], indent: Mm, parent: ElementId) -> Vec<FlowItem> {
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        let mut items = Vec::new();
        for (line, keep) in self.justified_lines(inlines, self.style.body.width - indent, element) {
            let mut block = LayoutBlock::space(line.height * self.style.prose_leading);
            block.place(&line, indent, (block.height - line.height) / 2.0);
            items.push(FlowItem { keep_with_next: keep, ..FlowItem::unframed(block) });
        }
        items
    }

    /// The lines of a justified paragraph, each with whether no page break may follow it.
    pub(crate) fn justified_lines(
        &mut self,
        inlines: &[FormInline],
        measure: Mm,
        element: ElementId,
    ) -> Vec<(LayoutBlock, bool)> {
        let paragraph = self.typeset(inlines, measure, TextAlign::Justify);
        let count = paragraph.lines.len();
        let keep_with_next = |index| (index == 0 && count > 1) || index + 2 == count;
        paragraph
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| (self.line_block(line, element), keep_with_next(index)))
            .collect()
    }

    /// The instructions below the frame: how to fill in the form, how many copies there are and how long they are kept.
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
        let mut items = vec![
            FlowItem { outline: Some(fixed_text::INSTRUCTIONS.into()), ..FlowItem::unframed(title) }
                .keep_with_next()
                .with_space_above(Mm(3.0)),
        ];
        let list = self.add_element(StructureType::List, Some(section));
        for (index, prose) in form.instructions.iter().enumerate() {
            let inlines = self.prose_inlines(prose, self.small_type());
            items.extend(self.list_item(index + 1, &inlines, list));
        }
        items
    }

    /// A list item in small type, with a hanging number.
    fn list_item(&mut self, number: usize, inlines: &[FormInline], list: ElementId) -> Vec<FlowItem> {
        let item = self.add_element(StructureType::ListItem, Some(list));
        let (label_element, element) =
            (self.add_element(StructureType::Label, Some(item)), self.add_element(StructureType::Body, Some(item)));
        let small = self.small_type();
        let indent = small.size.mm() * 1.7;
        let label = self.text_line_block(&format!("{number}."), small, indent, TextAlign::Left, label_element);
        let mut items = Vec::new();
        let lines = self.justified_lines(inlines, self.style.body.width - indent, element);
        for (index, (line, keep)) in lines.into_iter().enumerate() {
            let mut block = LayoutBlock::space(line.height);
            if index == 0 {
                block.place(&label, Mm::ZERO, Mm::ZERO);
            }
            block.place(&line, indent, Mm::ZERO);
            items.push(FlowItem { keep_with_next: keep, ..FlowItem::unframed(block) });
        }
        items
    }
}

fn blank_label(blank: &IssuedItem) -> AccessibleLabel {
    AccessibleLabel::of_item(blank, AnswerName::field(&blank.name.value))
}
