//! Typesetting of publicity: the blocks of a page become column items, one below the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::style::PublicityStyle;
use crate::model::issued_publicity::{self as issued, IssuedPublicity, PublicityItem, PublicityLine};
use crate::model::pictogram::Pictogram;
use crate::model::publicity::PaperInsert;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, ElementId, Face, PaperMark, StructureElement, StructureType, TextRun};
use crate::paper::fonts::Fonts;
use crate::paper::layout_context::baseline;
use crate::paper::paragraph::{self, InlineItem, LinePart, TextAlign, TypeStyle};
use crate::units::{Mm, Point, Pt, Rect};

/// An inline item of publicity: words in a type.
pub(crate) type TextInline = InlineItem<()>;

/// A block of a column, with the space above it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColumnItem {
    pub(crate) block: LayoutBlock,
    /// The space above the item, unless it is the first.
    pub(crate) space_above: Mm,
    /// Whether the item is on the same page as the next one.
    pub(crate) keep_with_next: bool,
    /// The title of a heading, for the outline.
    pub(crate) heading: Option<String>,
}

/// The state of typesetting publicity: style, fonts, structure tree, and the problems found.
pub(crate) struct PublicityTypesetter<'a> {
    pub(crate) publicity: &'a IssuedPublicity,
    pub(crate) fonts: &'a Fonts,
    pub(crate) style: PublicityStyle,
    pub(crate) structure: Vec<StructureElement>,
    /// Characters without a glyph, with their face.
    pub(crate) missing: BTreeMap<(char, Face), ()>,
    /// The first text with a word that is wider than its column.
    pub(crate) broken_word: Option<String>,
}

impl<'a> PublicityTypesetter<'a> {
    pub(crate) fn new(
        publicity: &'a IssuedPublicity,
        fonts: &'a Fonts,
        style: PublicityStyle,
    ) -> PublicityTypesetter<'a> {
        PublicityTypesetter {
            publicity,
            fonts,
            style,
            structure: Vec::new(),
            missing: BTreeMap::new(),
            broken_word: None,
        }
    }

    /// Adds a structure element as the last child of its parent, or of the document.
    pub(crate) fn add_element(&mut self, role: StructureType, parent: Option<ElementId>) -> ElementId {
        self.structure.push(StructureElement { role, parent });
        ElementId(self.structure.len() as u32 - 1)
    }

    /// A paragraph as a block of an element.
    pub(crate) fn paragraph_block(
        &mut self,
        inlines: &[TextInline],
        measure: Mm,
        align: TextAlign,
        element: ElementId,
        colour: Colour,
    ) -> LayoutBlock {
        let paragraph = paragraph::typeset(inlines, measure, align, self.fonts);
        self.missing.extend(paragraph.missing.iter().map(|(character, face, _)| ((*character, *face), ())));
        if !paragraph.fits() && self.broken_word.is_none() {
            self.broken_word = Some(plain_text(inlines));
        }
        let mut block = LayoutBlock::default();
        for line in &paragraph.lines {
            let mut sizes = line.parts.iter().filter_map(|part| match part {
                LinePart::Run { style, .. } => Some(style.size),
                LinePart::Object { .. } => None,
            });
            let size = sizes.next().unwrap_or(self.style.text.size);
            let size = sizes.fold(size, |a, b| if b.0 > a.0 { b } else { a });
            let height = size.mm() * self.leading(size);
            let mut line_block = LayoutBlock::space(height);
            for part in &line.parts {
                if let LinePart::Run { style, x, glyphs } = part {
                    let origin = Point { x: *x, y: baseline(height, size) };
                    let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                    line_block.add_mark(
                        element,
                        PaperMark::Text(TextRun { face, size, origin, glyphs, colour, starts_text: false }),
                    );
                }
            }
            block.append_line(&line_block);
        }
        block
    }

    fn leading(&self, size: Pt) -> f64 {
        if size.0 >= self.style.heading.size.0 { self.style.title_leading } else { self.style.leading }
    }

    /// A text of one type as a block.
    pub(crate) fn text_block(
        &mut self,
        text: &str,
        style: TypeStyle,
        measure: Mm,
        align: TextAlign,
        (role, colour): (StructureType, Colour),
    ) -> LayoutBlock {
        let element = self.add_element(role, None);
        self.paragraph_block(&[text_inline(text, style)], measure, align, element, colour)
    }

    /// A text as a block of lines of about equal length.
    pub(crate) fn balanced_block(
        &mut self,
        text: &str,
        style: TypeStyle,
        measure: Mm,
        (role, colour): (StructureType, Colour),
    ) -> LayoutBlock {
        let inlines = [text_inline(text, style)];
        let line_count = |measure: Mm| {
            let paragraph = paragraph::typeset(&inlines, measure, TextAlign::Left, self.fonts);
            if paragraph.fits() { paragraph.lines.len() } else { usize::MAX }
        };
        let max_lines = line_count(measure);
        let narrower =
            (10..20).map(|part| measure * (f64::from(part) / 20.0)).find(|measure| line_count(*measure) == max_lines);
        let element = self.add_element(role, None);
        self.paragraph_block(&inlines, narrower.unwrap_or(measure), TextAlign::Left, element, colour)
    }

    fn line_inlines(&self, line: &PublicityLine, text: TypeStyle, strong: TypeStyle) -> Vec<TextInline> {
        line.words.iter().map(|words| text_inline(&words.text, if words.strong { strong } else { text })).collect()
    }

    /// The column items of these blocks.
    pub(crate) fn column_items(&mut self, blocks: &[issued::PublicityBlock], measure: Mm) -> Vec<ColumnItem> {
        let mut column = Vec::new();
        for block in blocks {
            let first = column.len();
            match block {
                issued::PublicityBlock::Heading { level, line } => column.push(self.heading(*level, line, measure)),
                issued::PublicityBlock::Paragraph(line) => column.push(self.paragraph(line, measure)),
                issued::PublicityBlock::List { first: number, items } => {
                    let list = self.add_element(StructureType::List, None);
                    self.list_items(items, *number, list, (Mm::ZERO, measure), &mut column);
                    column.iter_mut().skip(first).take(1).for_each(|item| item.space_above = self.style.gap);
                }
                issued::PublicityBlock::Quote(inner) => {
                    let padding = self.style.gap;
                    let quoted_items = self.column_items(inner, measure - padding * 3.0);
                    column.push(ColumnItem {
                        space_above: self.style.gap,
                        ..self.boxed_items(&quoted_items, measure, padding)
                    });
                }
                issued::PublicityBlock::Insert(part) => column.extend(self.paper_part_items(*part, measure)),
            }
        }
        column
    }

    fn paper_part_items(&mut self, part: PaperInsert, measure: Mm) -> Vec<ColumnItem> {
        let item = |block: LayoutBlock, gap: Mm| ColumnItem { block, space_above: gap, ..ColumnItem::default() };
        match part {
            PaperInsert::Office => vec![item(self.office_block(measure), self.style.gap)],
            PaperInsert::Code => vec![item(self.code_block(measure), self.style.gap)],
            PaperInsert::Until => {
                self.expiry_notice_box(measure).map(|block| item(block, self.style.gap * 1.5)).into_iter().collect()
            }
            PaperInsert::Addressee => vec![item(self.addressee_block(measure), self.style.gap)],
            PaperInsert::Signature => vec![item(self.signature_block(measure), self.style.gap * 3.0)],
            PaperInsert::Fold => Vec::new(),
        }
    }

    /// A heading; one of the second level has a short bar above it.
    fn heading(&mut self, level: u8, line: &PublicityLine, measure: Mm) -> ColumnItem {
        let style = self.style;
        let element = self.add_element(StructureType::Heading(level), None);
        let heading_type = if level == 2 { style.heading } else { style.minor };
        let em = heading_type.size.mm();
        let inlines = self.line_inlines(line, heading_type, heading_type);
        let pictogram_side = em * 1.5;
        let left = if line.pictogram.is_some() { pictogram_side + em * 0.45 } else { Mm::ZERO };
        let text_block = self.paragraph_block(&inlines, measure - left, TextAlign::Left, element, style.colours.deep);
        let mut block = LayoutBlock::default();
        if level == 2 && style.indent == 0.0 {
            let bar = Rect::new(Mm::ZERO, Mm::ZERO, em * 1.6, em * 0.16);
            block.add_artifact(PaperMark::Box { rect: bar, fill: Some(style.colours.warm), stroke: None });
            block.height = em * 0.42;
        }
        let height = if line.pictogram.is_some() { text_block.height.max(pictogram_side) } else { text_block.height };
        self.add_pictogram(
            &mut block,
            line.pictogram.as_ref(),
            (Mm::ZERO, (height - pictogram_side) / 2.0),
            pictogram_side,
        );
        let top = block.height + (height - text_block.height) / 2.0;
        block.place(&text_block, left, top);
        block.height += height;
        ColumnItem { block, space_above: style.heading_gap, keep_with_next: true, heading: Some(line.text()) }
    }

    /// Adds a pictogram, if there is one, at a position relative to the lower edge of a block.
    pub(crate) fn add_pictogram(
        &self,
        block: &mut LayoutBlock,
        pictogram: Option<&Arc<Pictogram>>,
        (x, y): (Mm, Mm),
        side: Mm,
    ) {
        if let Some(pictogram) = pictogram {
            let at = Point { x, y: block.height + y };
            let colour = self.style.colours.deep;
            block.add_artifact(PaperMark::Pictogram { pictogram: pictogram.clone(), at, size: side, colour });
        }
    }

    /// A paragraph with its pictogram at the left.
    fn paragraph(&mut self, line: &PublicityLine, measure: Mm) -> ColumnItem {
        let style = self.style;
        let element = self.add_element(StructureType::Paragraph, None);
        let mut inlines = self.line_inlines(line, style.text, style.strong);
        if style.indent > 0.0 {
            let width = style.text.size.mm() * style.indent;
            inlines.insert(0, InlineItem::Object { width, glued: true, object: () });
        }
        let left = if line.pictogram.is_some() { style.beside_pictogram() } else { Mm::ZERO };
        let text_block = self.paragraph_block(&inlines, measure - left, style.align, element, Colour::BLACK);
        ColumnItem {
            block: self.block_with_pictogram(line, text_block, (Mm::ZERO, left)),
            space_above: style.gap,
            ..ColumnItem::default()
        }
    }

    /// A text at `right` with the pictogram of its line at `left`; the lower of the two is centred vertically.
    fn block_with_pictogram(
        &self,
        line: &PublicityLine,
        text_block: LayoutBlock,
        (left, right): (Mm, Mm),
    ) -> LayoutBlock {
        let side = self.style.pictogram;
        let height = if line.pictogram.is_some() { text_block.height.max(side) } else { text_block.height };
        let mut block = LayoutBlock::default();
        // The pictogram is beside the first of several lines.
        let top = if text_block.height > side { Mm::ZERO } else { (height - side) / 2.0 };
        self.add_pictogram(&mut block, line.pictogram.as_ref(), (left, top), side);
        block.place(&text_block, right, (height - text_block.height) / 2.0);
        block.height = height;
        block
    }

    /// Adds the items of a list, each with its number or bullet at the left.
    fn list_items(
        &mut self,
        items: &[PublicityItem],
        number: Option<u64>,
        list: ElementId,
        (left, measure): (Mm, Mm),
        column: &mut Vec<ColumnItem>,
    ) {
        let has_pictograms = items.iter().any(|item| item.line.pictogram.is_some());
        for (index, item) in items.iter().enumerate() {
            let entry = self.add_element(StructureType::ListItem, Some(list));
            let number = number.map(|first| first + index as u64);
            let (block, body, indent) = self.list_item(item, (number, has_pictograms), entry, measure - left);
            let has_children = !item.children.is_empty();
            let mut shifted = LayoutBlock::space(block.height);
            shifted.place(&block, left, Mm::ZERO);
            column.push(ColumnItem {
                block: shifted,
                space_above: self.style.item_gap,
                keep_with_next: has_children,
                ..ColumnItem::default()
            });
            if has_children {
                let sublist = self.add_element(StructureType::List, Some(body));
                self.list_items(&item.children, None, sublist, (left + indent, measure), column);
            }
        }
    }

    /// A list item without its sublist: its block, the element of its text, and the indent of the text.
    fn list_item(
        &mut self,
        item: &PublicityItem,
        (number, has_pictograms): (Option<u64>, bool),
        entry: ElementId,
        measure: Mm,
    ) -> (LayoutBlock, ElementId, Mm) {
        let style = self.style;
        let em = style.text.size.mm();
        let marker_width = match number {
            Some(_) => style.strong.size.mm() * 1.75,
            None if has_pictograms => Mm::ZERO,
            None => em * 1.1,
        };
        let mut marker_block = LayoutBlock::default();
        if let Some(number) = number {
            let label = self.add_element(StructureType::Label, Some(entry));
            let number_inline =
                [text_inline(&number.to_string(), TypeStyle { face: Face::HeiBold, size: style.strong.size })];
            marker_block =
                self.paragraph_block(&number_inline, marker_width, TextAlign::Left, label, style.colours.deep);
        } else if !has_pictograms {
            let side = em * 0.26;
            let rect = Rect::new(Mm::ZERO, em * style.leading / 2.0 - side / 2.0, side, side);
            marker_block.add_artifact(PaperMark::Box { rect, fill: Some(style.colours.deep), stroke: None });
        }
        let indent = if has_pictograms { marker_width + style.beside_pictogram() } else { marker_width };
        let body = self.add_element(StructureType::Body, Some(entry));
        let inlines = self.line_inlines(&item.line, style.text, style.strong);
        let text_block = self.paragraph_block(&inlines, measure - indent, TextAlign::Left, body, Colour::BLACK);
        let text_height = text_block.height;
        let mut block = self.block_with_pictogram(&item.line, text_block, (marker_width, indent));
        block.place(&marker_block, Mm::ZERO, (block.height - text_height) / 2.0);
        (block, body, indent)
    }

    /// A list in two columns, row by row.
    pub(crate) fn two_column_list(&mut self, items: &[PublicityItem], measure: Mm, gutter: Mm) -> ColumnItem {
        let list = self.add_element(StructureType::List, None);
        let width = (measure - gutter) / 2.0;
        let has_pictograms = items.iter().any(|item| item.line.pictogram.is_some());
        let mut block = LayoutBlock::default();
        for (row, pair) in items.chunks(2).enumerate() {
            if row > 0 {
                block.height += self.style.item_gap;
            }
            let mut height = Mm::ZERO;
            for (column, item) in pair.iter().enumerate() {
                let entry = self.add_element(StructureType::ListItem, Some(list));
                let (cell, ..) = self.list_item(item, (None, has_pictograms), entry, width);
                block.place(&cell, (width + gutter) * column as f64, block.height);
                height = height.max(cell.height);
            }
            block.height += height;
        }
        ColumnItem { block, space_above: self.style.gap, ..ColumnItem::default() }
    }

    /// Items in a box with a background and a bar at the left.
    fn boxed_items(&mut self, items: &[ColumnItem], measure: Mm, padding: Mm) -> ColumnItem {
        let content = stack_items(items);
        let mut block = LayoutBlock::space(content.height + padding * 2.0);
        block.place(&content, padding * 2.0, padding);
        let background = Rect::new(Mm::ZERO, Mm::ZERO, measure, block.height);
        let bar = Rect { width: padding * 0.3, ..background };
        block.marks.insert(0, decorative_box(bar, self.style.colours.warm));
        block.add_background(background, self.style.colours.note);
        ColumnItem { block, ..ColumnItem::default() }
    }

    /// The expiry notice in a box: until when the document of the page was valid, and whom to ask; `None` if there is none.
    pub(crate) fn expiry_notice_box(&mut self, measure: Mm) -> Option<LayoutBlock> {
        if self.publicity.expiry_notice.is_empty() {
            return None;
        }
        let padding = self.style.gap;
        let text = self.publicity.expiry_notice.concat();
        let element = self.add_element(StructureType::Paragraph, None);
        let inlines = [text_inline(&text, self.style.text)];
        let block = self.paragraph_block(&inlines, measure - padding * 3.0, TextAlign::Left, element, Colour::BLACK);
        Some(self.boxed_items(&[ColumnItem { block, ..ColumnItem::default() }], measure, padding).block)
    }
}

/// Stacks items below one another.
pub(crate) fn stack_items(items: &[ColumnItem]) -> LayoutBlock {
    let mut block = LayoutBlock::default();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            block.height += item.space_above;
        }
        block.append_below(&item.block);
    }
    block
}

/// Words as an inline.
pub(crate) fn text_inline(text: &str, style: TypeStyle) -> TextInline {
    InlineItem::Words { text: text.to_owned(), style, span: None }
}

/// A filled rectangle as an artifact.
pub(crate) fn decorative_box(rect: Rect, colour: Colour) -> crate::paper::document::PlacedMark {
    crate::paper::document::PlacedMark {
        element: None,
        mark: PaperMark::Box { rect, fill: Some(colour), stroke: None },
    }
}

fn plain_text(inlines: &[TextInline]) -> String {
    let words = inlines.iter().filter_map(|inline| match inline {
        InlineItem::Words { text, .. } => Some(text.as_str()),
        InlineItem::Object { .. } | InlineItem::Space { .. } | InlineItem::Whole(_) => None,
    });
    words.collect()
}
