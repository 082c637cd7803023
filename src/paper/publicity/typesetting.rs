//! What a page says, set in a column: blocks to slabs, one below the other, which are kept together or may be parted.

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

/// Words in a type.
pub(crate) type TextInline = InlineItem<()>;

/// Something that stands in a column by itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColumnItem {
    pub(crate) block: LayoutBlock,
    /// What it wants above it, unless it is the first.
    pub(crate) space_above: Mm,
    /// Not parted from what follows.
    pub(crate) keep_with_next: bool,
    /// A heading, for the outline.
    pub(crate) heading: Option<String>,
}

/// What is being set, and what does not hold.
pub(crate) struct PublicityTypesetter<'a> {
    pub(crate) publicity: &'a IssuedPublicity,
    pub(crate) fonts: &'a Fonts,
    pub(crate) style: PublicityStyle,
    pub(crate) structure: Vec<StructureElement>,
    /// Characters without a glyph.
    pub(crate) missing: BTreeMap<(char, Face), ()>,
    /// The first text of which a word is wider than its column.
    pub(crate) broken_word: Option<String>,
}

impl<'a> PublicityTypesetter<'a> {
    pub(crate) fn new(
        publicity: &'a IssuedPublicity,
        fonts: &'a Fonts,
        look: PublicityStyle,
    ) -> PublicityTypesetter<'a> {
        PublicityTypesetter {
            publicity,
            fonts,
            style: look,
            structure: Vec::new(),
            missing: BTreeMap::new(),
            broken_word: None,
        }
    }

    /// A new element at the end of its parent, or of the document.
    pub(crate) fn add_element(&mut self, role: StructureType, parent: Option<ElementId>) -> ElementId {
        self.structure.push(StructureElement { role, parent });
        ElementId(self.structure.len() as u32 - 1)
    }

    /// A paragraph of an element.
    pub(crate) fn paragraph_block(
        &mut self,
        pieces: &[TextInline],
        measure: Mm,
        align: TextAlign,
        element: ElementId,
        colour: Colour,
    ) -> LayoutBlock {
        let set = paragraph::typeset(pieces, measure, align, self.fonts);
        self.missing.extend(set.missing.iter().map(|(character, face, _)| ((*character, *face), ())));
        if !set.fits() && self.broken_word.is_none() {
            self.broken_word = Some(plain_text(pieces));
        }
        let mut block = LayoutBlock::default();
        for line in &set.lines {
            let mut sizes = line.parts.iter().filter_map(|part| match part {
                LinePart::Run { style, .. } => Some(style.size),
                LinePart::Object { .. } => None,
            });
            let size = sizes.next().unwrap_or(self.style.text.size);
            let size = sizes.fold(size, |a, b| if b.0 > a.0 { b } else { a });
            let height = size.mm() * self.leading(size);
            let mut row = LayoutBlock::space(height);
            for part in &line.parts {
                if let LinePart::Run { style, x, glyphs } = part {
                    let origin = Point { x: *x, y: baseline(height, size) };
                    let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                    row.add_mark(
                        element,
                        PaperMark::Text(TextRun { face, size, origin, glyphs, colour, starts_text: false }),
                    );
                }
            }
            block.append_line(&row);
        }
        block
    }

    fn leading(&self, size: Pt) -> f64 {
        if size.0 >= self.style.heading.size.0 { self.style.title_leading } else { self.style.leading }
    }

    /// Words of one type.
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

    /// Words on lines of about one length, as many as they take.
    pub(crate) fn balanced_block(
        &mut self,
        text: &str,
        style: TypeStyle,
        measure: Mm,
        (role, colour): (StructureType, Colour),
    ) -> LayoutBlock {
        let pieces = [text_inline(text, style)];
        let lines = |measure: Mm| {
            let set = paragraph::typeset(&pieces, measure, TextAlign::Left, self.fonts);
            if set.fits() { set.lines.len() } else { usize::MAX }
        };
        let most = lines(measure);
        let narrower = (10..20).map(|part| measure * (f64::from(part) / 20.0)).find(|measure| lines(*measure) == most);
        let element = self.add_element(role, None);
        self.paragraph_block(&pieces, narrower.unwrap_or(measure), TextAlign::Left, element, colour)
    }

    fn line_inlines(&self, line: &PublicityLine, text: TypeStyle, strong: TypeStyle) -> Vec<TextInline> {
        line.words.iter().map(|words| text_inline(&words.text, if words.strong { strong } else { text })).collect()
    }

    /// Blocks as slabs of a column.
    pub(crate) fn column_items(&mut self, blocks: &[issued::PublicityBlock], measure: Mm) -> Vec<ColumnItem> {
        let mut slabs = Vec::new();
        for block in blocks {
            let first = slabs.len();
            match block {
                issued::PublicityBlock::Heading { level, line } => slabs.push(self.heading(*level, line, measure)),
                issued::PublicityBlock::Paragraph(line) => slabs.push(self.paragraph(line, measure)),
                issued::PublicityBlock::List { first: number, items } => {
                    let list = self.add_element(StructureType::List, None);
                    self.list_items(items, *number, list, (Mm::ZERO, measure), &mut slabs);
                    slabs.iter_mut().skip(first).take(1).for_each(|slab| slab.space_above = self.style.gap);
                }
                issued::PublicityBlock::Quote(inner) => {
                    let padding = self.style.gap;
                    let inside = self.column_items(inner, measure - padding * 3.0);
                    slabs.push(ColumnItem {
                        space_above: self.style.gap,
                        ..self.boxed_items(&inside, measure, padding)
                    });
                }
                issued::PublicityBlock::Insert(part) => slabs.extend(self.paper_part_items(*part, measure)),
            }
        }
        slabs
    }

    fn paper_part_items(&mut self, part: PaperInsert, measure: Mm) -> Vec<ColumnItem> {
        let slab = |block: LayoutBlock, gap: Mm| ColumnItem { block, space_above: gap, ..ColumnItem::default() };
        match part {
            PaperInsert::Office => vec![slab(self.office_block(measure), self.style.gap)],
            PaperInsert::Code => vec![slab(self.code_block(measure), self.style.gap)],
            PaperInsert::Until => {
                self.expiry_notice_box(measure).map(|block| slab(block, self.style.gap * 1.5)).into_iter().collect()
            }
            PaperInsert::Addressee => vec![slab(self.addressee_block(measure), self.style.gap)],
            PaperInsert::Signature => vec![slab(self.signature_block(measure), self.style.gap * 3.0)],
            PaperInsert::Fold => Vec::new(),
        }
    }

    /// A heading; one of the second level stands below a short bar.
    fn heading(&mut self, level: u8, line: &PublicityLine, measure: Mm) -> ColumnItem {
        let look = self.style;
        let element = self.add_element(StructureType::Heading(level), None);
        let style = if level == 2 { look.heading } else { look.minor };
        let em = style.size.mm();
        let pieces = self.line_inlines(line, style, style);
        let drawn = em * 1.5;
        let left = if line.pictogram.is_some() { drawn + em * 0.45 } else { Mm::ZERO };
        let words = self.paragraph_block(&pieces, measure - left, TextAlign::Left, element, look.colours.deep);
        let mut block = LayoutBlock::default();
        if level == 2 && look.indent == 0.0 {
            let bar = Rect::new(Mm::ZERO, Mm::ZERO, em * 1.6, em * 0.16);
            block.add_artifact(PaperMark::Box { rect: bar, fill: Some(look.colours.warm), stroke: None });
            block.height = em * 0.42;
        }
        let height = if line.pictogram.is_some() { words.height.max(drawn) } else { words.height };
        self.add_pictogram(&mut block, line.pictogram.as_ref(), (Mm::ZERO, (height - drawn) / 2.0), drawn);
        let top = block.height + (height - words.height) / 2.0;
        block.place(&words, left, top);
        block.height += height;
        ColumnItem { block, space_above: look.heading_gap, keep_with_next: true, heading: Some(line.text()) }
    }

    /// A pictogram, if there is one, at a place from the foot of a block.
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

    /// A paragraph, with its pictogram at the left.
    fn paragraph(&mut self, line: &PublicityLine, measure: Mm) -> ColumnItem {
        let look = self.style;
        let element = self.add_element(StructureType::Paragraph, None);
        let mut pieces = self.line_inlines(line, look.text, look.strong);
        if look.indent > 0.0 {
            let width = look.text.size.mm() * look.indent;
            pieces.insert(0, InlineItem::Object { width, glued: true, object: () });
        }
        let left = if line.pictogram.is_some() { look.beside_pictogram() } else { Mm::ZERO };
        let words = self.paragraph_block(&pieces, measure - left, look.align, element, Colour::BLACK);
        ColumnItem {
            block: self.block_with_pictogram(line, words, (Mm::ZERO, left)),
            space_above: look.gap,
            ..ColumnItem::default()
        }
    }

    /// Words with the pictogram of their line at `left`, themselves at `right`; the lower of the two in the middle.
    fn block_with_pictogram(&self, line: &PublicityLine, words: LayoutBlock, (left, right): (Mm, Mm)) -> LayoutBlock {
        let side = self.style.pictogram;
        let height = if line.pictogram.is_some() { words.height.max(side) } else { words.height };
        let mut block = LayoutBlock::default();
        // Of several lines the first is beside it.
        let top = if words.height > side { Mm::ZERO } else { (height - side) / 2.0 };
        self.add_pictogram(&mut block, line.pictogram.as_ref(), (left, top), side);
        block.place(&words, right, (height - words.height) / 2.0);
        block.height = height;
        block
    }

    /// Items of a list, each a slab, its number or sign at the left.
    fn list_items(
        &mut self,
        items: &[PublicityItem],
        number: Option<u64>,
        list: ElementId,
        (left, measure): (Mm, Mm),
        slabs: &mut Vec<ColumnItem>,
    ) {
        let is_drawn = items.iter().any(|item| item.line.pictogram.is_some());
        for (index, item) in items.iter().enumerate() {
            let entry = self.add_element(StructureType::ListItem, Some(list));
            let number = number.map(|first| first + index as u64);
            let (block, body, indent) = self.list_item(item, (number, is_drawn), entry, measure - left);
            let keep = !item.children.is_empty();
            let mut shifted = LayoutBlock::space(block.height);
            shifted.place(&block, left, Mm::ZERO);
            slabs.push(ColumnItem {
                block: shifted,
                space_above: self.style.item_gap,
                keep_with_next: keep,
                ..ColumnItem::default()
            });
            if keep {
                let below = self.add_element(StructureType::List, Some(body));
                self.list_items(&item.children, None, below, (left + indent, measure), slabs);
            }
        }
    }

    /// An item without what is below it; the element of its words, and how far they are indented.
    fn list_item(
        &mut self,
        item: &PublicityItem,
        (number, is_drawn): (Option<u64>, bool),
        entry: ElementId,
        measure: Mm,
    ) -> (LayoutBlock, ElementId, Mm) {
        let look = self.style;
        let em = look.text.size.mm();
        let sign = match number {
            Some(_) => look.strong.size.mm() * 1.75,
            None if is_drawn => Mm::ZERO,
            None => em * 1.1,
        };
        let mut beside = LayoutBlock::default();
        if let Some(number) = number {
            let label = self.add_element(StructureType::Label, Some(entry));
            let figure = [text_inline(&number.to_string(), TypeStyle { face: Face::HeiBold, size: look.strong.size })];
            beside = self.paragraph_block(&figure, sign, TextAlign::Left, label, look.colours.deep);
        } else if !is_drawn {
            let side = em * 0.26;
            let rect = Rect::new(Mm::ZERO, em * look.leading / 2.0 - side / 2.0, side, side);
            beside.add_artifact(PaperMark::Box { rect, fill: Some(look.colours.deep), stroke: None });
        }
        let indent = if is_drawn { sign + look.beside_pictogram() } else { sign };
        let body = self.add_element(StructureType::Body, Some(entry));
        let pieces = self.line_inlines(&item.line, look.text, look.strong);
        let words = self.paragraph_block(&pieces, measure - indent, TextAlign::Left, body, Colour::BLACK);
        let words_height = words.height;
        let mut block = self.block_with_pictogram(&item.line, words, (sign, indent));
        block.place(&beside, Mm::ZERO, (block.height - words_height) / 2.0);
        (block, body, indent)
    }

    /// The items of a list in two columns, row by row.
    pub(crate) fn two_column_list(&mut self, items: &[PublicityItem], measure: Mm, gutter: Mm) -> ColumnItem {
        let list = self.add_element(StructureType::List, None);
        let width = (measure - gutter) / 2.0;
        let is_drawn = items.iter().any(|item| item.line.pictogram.is_some());
        let mut block = LayoutBlock::default();
        for (row, pair) in items.chunks(2).enumerate() {
            if row > 0 {
                block.height += self.style.item_gap;
            }
            let mut height = Mm::ZERO;
            for (column, item) in pair.iter().enumerate() {
                let entry = self.add_element(StructureType::ListItem, Some(list));
                let (cell, ..) = self.list_item(item, (None, is_drawn), entry, width);
                block.place(&cell, (width + gutter) * column as f64, block.height);
                height = height.max(cell.height);
            }
            block.height += height;
        }
        ColumnItem { block, space_above: self.style.gap, ..ColumnItem::default() }
    }

    /// Slabs in a box on a ground, with a bar at its left.
    fn boxed_items(&mut self, inside: &[ColumnItem], measure: Mm, padding: Mm) -> ColumnItem {
        let content = stack_items(inside);
        let mut block = LayoutBlock::space(content.height + padding * 2.0);
        block.place(&content, padding * 2.0, padding);
        let ground = Rect::new(Mm::ZERO, Mm::ZERO, measure, block.height);
        let bar = Rect { width: padding * 0.3, ..ground };
        block.marks.insert(0, decorative_box(bar, self.style.colours.warm));
        block.add_background(ground, self.style.colours.note);
        ColumnItem { block, ..ColumnItem::default() }
    }

    /// Until when the document ran, and whom to ask, in a box.
    pub(crate) fn expiry_notice_box(&mut self, measure: Mm) -> Option<LayoutBlock> {
        if self.publicity.expiry_notice.is_empty() {
            return None;
        }
        let padding = self.style.gap;
        let text = self.publicity.expiry_notice.concat();
        let element = self.add_element(StructureType::Paragraph, None);
        let pieces = [text_inline(&text, self.style.text)];
        let block = self.paragraph_block(&pieces, measure - padding * 3.0, TextAlign::Left, element, Colour::BLACK);
        Some(self.boxed_items(&[ColumnItem { block, ..ColumnItem::default() }], measure, padding).block)
    }
}

/// Slabs below one another.
pub(crate) fn stack_items(slabs: &[ColumnItem]) -> LayoutBlock {
    let mut whole = LayoutBlock::default();
    for (index, slab) in slabs.iter().enumerate() {
        if index > 0 {
            whole.height += slab.space_above;
        }
        whole.append_below(&slab.block);
    }
    whole
}

/// Words as a piece.
pub(crate) fn text_inline(text: &str, style: TypeStyle) -> TextInline {
    InlineItem::Words { text: text.to_owned(), style, span: None }
}

/// A filled rectangle that is decoration.
pub(crate) fn decorative_box(rect: Rect, colour: Colour) -> crate::paper::document::PlacedMark {
    crate::paper::document::PlacedMark {
        element: None,
        mark: PaperMark::Box { rect, fill: Some(colour), stroke: None },
    }
}

fn plain_text(pieces: &[TextInline]) -> String {
    let words = pieces.iter().filter_map(|piece| match piece {
        InlineItem::Words { text, .. } => Some(text.as_str()),
        InlineItem::Object { .. } | InlineItem::Space { .. } | InlineItem::Whole(_) => None,
    });
    words.collect()
}
