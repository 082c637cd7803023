//! What a page says, set in a column: blocks to slabs, one below the other, which are kept together or may be parted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::look::Look;
use crate::model::issued_publicity::{self as issued, IssuedPublicity, Item, Line};
use crate::model::pictogram::Pictogram;
use crate::model::publicity::PaperPart;
use crate::paper::block::Block;
use crate::paper::draft::baseline;
use crate::paper::fonts::Fonts;
use crate::paper::paragraph::{self, Align, Inline, Part, Type};
use crate::paper::sheet::{Colour, Element, ElementId, Face, Mark, Role, TextRun};
use crate::units::{Mm, Point, Pt, Rect};

/// Words in a type.
pub type Piece = Inline<()>;

/// Something that stands in a column by itself.
#[derive(Clone, Debug, Default)]
pub struct Slab {
    pub block: Block,
    /// What it wants above it, unless it is the first.
    pub gap: Mm,
    /// Not parted from what follows.
    pub keep: bool,
    /// A heading, for the outline.
    pub heading: Option<String>,
}

/// What is being set, and what does not hold.
pub struct Setter<'a> {
    pub publicity: &'a IssuedPublicity,
    pub fonts: &'a Fonts,
    pub look: Look,
    pub structure: Vec<Element>,
    /// Characters without a glyph.
    pub missing: BTreeMap<(char, Face), ()>,
    /// The first text of which a word is wider than its column.
    pub torn: Option<String>,
}

impl<'a> Setter<'a> {
    pub fn new(publicity: &'a IssuedPublicity, fonts: &'a Fonts, look: Look) -> Setter<'a> {
        Setter { publicity, fonts, look, structure: Vec::new(), missing: BTreeMap::new(), torn: None }
    }

    /// A new element at the end of its parent, or of the document.
    pub fn element(&mut self, role: Role, parent: Option<ElementId>) -> ElementId {
        self.structure.push(Element { role, parent });
        ElementId(self.structure.len() as u32 - 1)
    }

    /// A paragraph of an element.
    pub fn set(&mut self, pieces: &[Piece], measure: Mm, align: Align, element: ElementId, colour: Colour) -> Block {
        let set = paragraph::set(pieces, measure, align, self.fonts);
        self.missing.extend(set.missing.iter().map(|(character, face, _)| ((*character, *face), ())));
        if !set.holds() && self.torn.is_none() {
            self.torn = Some(said(pieces));
        }
        let mut block = Block::default();
        for line in &set.lines {
            let mut sizes = line.parts.iter().filter_map(|part| match part {
                Part::Run { style, .. } => Some(style.size),
                Part::Object { .. } => None,
            });
            let size = sizes.next().unwrap_or(self.look.text.size);
            let size = sizes.fold(size, |a, b| if b.0 > a.0 { b } else { a });
            let height = size.mm() * self.leading(size);
            let mut row = Block::space(height);
            for part in &line.parts {
                if let Part::Run { style, x, glyphs } = part {
                    let origin = Point { x: *x, y: baseline(height, size) };
                    let (face, size, glyphs) = (style.face, style.size, glyphs.clone());
                    row.mark(element, Mark::Text(TextRun { face, size, origin, glyphs, colour, apart: false }));
                }
            }
            block.go_on(&row);
        }
        block
    }

    fn leading(&self, size: Pt) -> f64 {
        if size.0 >= self.look.heading.size.0 { self.look.title_leading } else { self.look.leading }
    }

    /// Words of one type.
    pub fn words(
        &mut self,
        text: &str,
        style: Type,
        measure: Mm,
        align: Align,
        (role, colour): (Role, Colour),
    ) -> Block {
        let element = self.element(role, None);
        self.set(&[piece(text, style)], measure, align, element, colour)
    }

    /// Words on lines of about one length, as many as they take.
    pub fn balanced(&mut self, text: &str, style: Type, measure: Mm, (role, colour): (Role, Colour)) -> Block {
        let pieces = [piece(text, style)];
        let lines = |measure: Mm| {
            let set = paragraph::set(&pieces, measure, Align::Left, self.fonts);
            if set.holds() { set.lines.len() } else { usize::MAX }
        };
        let most = lines(measure);
        let narrower = (10..20).map(|part| measure * (f64::from(part) / 20.0)).find(|measure| lines(*measure) == most);
        let element = self.element(role, None);
        self.set(&pieces, narrower.unwrap_or(measure), Align::Left, element, colour)
    }

    fn pieces(&self, line: &Line, text: Type, strong: Type) -> Vec<Piece> {
        line.words.iter().map(|words| piece(&words.text, if words.strong { strong } else { text })).collect()
    }

    /// Blocks as slabs of a column.
    pub fn column(&mut self, blocks: &[issued::Block], measure: Mm) -> Vec<Slab> {
        let mut slabs = Vec::new();
        for block in blocks {
            let first = slabs.len();
            match block {
                issued::Block::Heading { level, line } => slabs.push(self.heading(*level, line, measure)),
                issued::Block::Paragraph(line) => slabs.push(self.paragraph(line, measure)),
                issued::Block::List { first: number, items } => {
                    let list = self.element(Role::List, None);
                    self.items(items, *number, list, (Mm::ZERO, measure), &mut slabs);
                    slabs.iter_mut().skip(first).take(1).for_each(|slab| slab.gap = self.look.gap);
                }
                issued::Block::Quote(inner) => {
                    let padding = self.look.gap;
                    let inside = self.column(inner, measure - padding * 3.0);
                    slabs.push(Slab { gap: self.look.gap, ..self.boxed(&inside, measure, padding) });
                }
                issued::Block::Part(part) => slabs.extend(self.part(*part, measure)),
            }
        }
        slabs
    }

    fn part(&mut self, part: PaperPart, measure: Mm) -> Vec<Slab> {
        let slab = |block: Block, gap: Mm| Slab { block, gap, ..Slab::default() };
        match part {
            PaperPart::Office => vec![slab(self.office(measure), self.look.gap)],
            PaperPart::Code => vec![slab(self.code(measure), self.look.gap)],
            PaperPart::Until => self.until(measure).map(|block| slab(block, self.look.gap * 1.5)).into_iter().collect(),
            PaperPart::Addressee => vec![slab(self.addressee(measure), self.look.gap)],
            PaperPart::Signature => vec![slab(self.signature(measure), self.look.gap * 3.0)],
            PaperPart::Fold => Vec::new(),
        }
    }

    /// A heading; one of the second level stands below a short bar.
    fn heading(&mut self, level: u8, line: &Line, measure: Mm) -> Slab {
        let look = self.look;
        let element = self.element(Role::Heading(level), None);
        let style = if level == 2 { look.heading } else { look.minor };
        let em = style.size.mm();
        let pieces = self.pieces(line, style, style);
        let drawn = em * 1.5;
        let left = if line.pictogram.is_some() { drawn + em * 0.45 } else { Mm::ZERO };
        let words = self.set(&pieces, measure - left, Align::Left, element, look.colours.deep);
        let mut block = Block::default();
        if level == 2 && look.indent == 0.0 {
            let bar = Rect::new(Mm::ZERO, Mm::ZERO, em * 1.6, em * 0.16);
            block.artifact(Mark::Box { rect: bar, fill: Some(look.colours.warm), stroke: None });
            block.height = em * 0.42;
        }
        let height = if line.pictogram.is_some() { words.height.max(drawn) } else { words.height };
        self.pictogram(&mut block, line.pictogram.as_ref(), (Mm::ZERO, (height - drawn) / 2.0), drawn);
        let top = block.height + (height - words.height) / 2.0;
        block.lay(&words, left, top);
        block.height += height;
        Slab { block, gap: look.heading_gap, keep: true, heading: Some(line.text()) }
    }

    /// A pictogram, if there is one, at a place from the foot of a block.
    pub fn pictogram(&self, block: &mut Block, pictogram: Option<&Arc<Pictogram>>, (x, y): (Mm, Mm), side: Mm) {
        if let Some(pictogram) = pictogram {
            let at = Point { x, y: block.height + y };
            let colour = self.look.colours.deep;
            block.artifact(Mark::Pictogram { pictogram: pictogram.clone(), at, size: side, colour });
        }
    }

    /// A paragraph, with its pictogram at the left.
    fn paragraph(&mut self, line: &Line, measure: Mm) -> Slab {
        let look = self.look;
        let element = self.element(Role::Paragraph, None);
        let mut pieces = self.pieces(line, look.text, look.strong);
        if look.indent > 0.0 {
            let width = look.text.size.mm() * look.indent;
            pieces.insert(0, Inline::Object { width, glued: true, object: () });
        }
        let left = if line.pictogram.is_some() { look.beside_pictogram() } else { Mm::ZERO };
        let words = self.set(&pieces, measure - left, look.align, element, Colour::BLACK);
        Slab { block: self.beside(line, words, (Mm::ZERO, left)), gap: look.gap, ..Slab::default() }
    }

    /// Words with the pictogram of their line at `left`, themselves at `right`; the lower of the two in the middle.
    fn beside(&self, line: &Line, words: Block, (left, right): (Mm, Mm)) -> Block {
        let side = self.look.pictogram;
        let height = if line.pictogram.is_some() { words.height.max(side) } else { words.height };
        let mut block = Block::default();
        // Of several lines the first is beside it.
        let top = if words.height > side { Mm::ZERO } else { (height - side) / 2.0 };
        self.pictogram(&mut block, line.pictogram.as_ref(), (left, top), side);
        block.lay(&words, right, (height - words.height) / 2.0);
        block.height = height;
        block
    }

    /// Items of a list, each a slab, its number or sign at the left.
    fn items(
        &mut self,
        items: &[Item],
        number: Option<u64>,
        list: ElementId,
        (left, measure): (Mm, Mm),
        slabs: &mut Vec<Slab>,
    ) {
        let is_drawn = items.iter().any(|item| item.line.pictogram.is_some());
        for (index, item) in items.iter().enumerate() {
            let entry = self.element(Role::ListItem, Some(list));
            let number = number.map(|first| first + index as u64);
            let (block, body, indent) = self.item(item, (number, is_drawn), entry, measure - left);
            let keep = !item.below.is_empty();
            let mut shifted = Block::space(block.height);
            shifted.lay(&block, left, Mm::ZERO);
            slabs.push(Slab { block: shifted, gap: self.look.item_gap, keep, ..Slab::default() });
            if keep {
                let below = self.element(Role::List, Some(body));
                self.items(&item.below, None, below, (left + indent, measure), slabs);
            }
        }
    }

    /// An item without what is below it; the element of its words, and how far they are indented.
    fn item(
        &mut self,
        item: &Item,
        (number, is_drawn): (Option<u64>, bool),
        entry: ElementId,
        measure: Mm,
    ) -> (Block, ElementId, Mm) {
        let look = self.look;
        let em = look.text.size.mm();
        let sign = match number {
            Some(_) => look.strong.size.mm() * 1.75,
            None if is_drawn => Mm::ZERO,
            None => em * 1.1,
        };
        let mut beside = Block::default();
        if let Some(number) = number {
            let label = self.element(Role::Label, Some(entry));
            let figure = [piece(&number.to_string(), Type { face: Face::HeiBold, size: look.strong.size })];
            beside = self.set(&figure, sign, Align::Left, label, look.colours.deep);
        } else if !is_drawn {
            let side = em * 0.26;
            let rect = Rect::new(Mm::ZERO, em * look.leading / 2.0 - side / 2.0, side, side);
            beside.artifact(Mark::Box { rect, fill: Some(look.colours.deep), stroke: None });
        }
        let indent = if is_drawn { sign + look.beside_pictogram() } else { sign };
        let body = self.element(Role::Body, Some(entry));
        let pieces = self.pieces(&item.line, look.text, look.strong);
        let words = self.set(&pieces, measure - indent, Align::Left, body, Colour::BLACK);
        let words_height = words.height;
        let mut block = self.beside(&item.line, words, (sign, indent));
        block.lay(&beside, Mm::ZERO, (block.height - words_height) / 2.0);
        (block, body, indent)
    }

    /// The items of a list in two columns, row by row.
    pub fn grid(&mut self, items: &[Item], measure: Mm, gutter: Mm) -> Slab {
        let list = self.element(Role::List, None);
        let width = (measure - gutter) / 2.0;
        let is_drawn = items.iter().any(|item| item.line.pictogram.is_some());
        let mut block = Block::default();
        for (row, pair) in items.chunks(2).enumerate() {
            if row > 0 {
                block.height += self.look.item_gap;
            }
            let mut height = Mm::ZERO;
            for (column, item) in pair.iter().enumerate() {
                let entry = self.element(Role::ListItem, Some(list));
                let (cell, ..) = self.item(item, (None, is_drawn), entry, width);
                block.lay(&cell, (width + gutter) * column as f64, block.height);
                height = height.max(cell.height);
            }
            block.height += height;
        }
        Slab { block, gap: self.look.gap, ..Slab::default() }
    }

    /// Slabs in a box on a ground, with a bar at its left.
    fn boxed(&mut self, inside: &[Slab], measure: Mm, padding: Mm) -> Slab {
        let content = stacked(inside);
        let mut block = Block::space(content.height + padding * 2.0);
        block.lay(&content, padding * 2.0, padding);
        let ground = Rect::new(Mm::ZERO, Mm::ZERO, measure, block.height);
        let bar = Rect { width: padding * 0.3, ..ground };
        block.marks.insert(0, decoration(bar, self.look.colours.warm));
        block.ground(ground, self.look.colours.note);
        Slab { block, ..Slab::default() }
    }

    /// Until when the document ran, and whom to ask, in a box.
    pub fn until(&mut self, measure: Mm) -> Option<Block> {
        if self.publicity.over.is_empty() {
            return None;
        }
        let padding = self.look.gap;
        let text = self.publicity.over.concat();
        let element = self.element(Role::Paragraph, None);
        let pieces = [piece(&text, self.look.text)];
        let block = self.set(&pieces, measure - padding * 3.0, Align::Left, element, Colour::BLACK);
        Some(self.boxed(&[Slab { block, ..Slab::default() }], measure, padding).block)
    }
}

/// Slabs below one another.
pub fn stacked(slabs: &[Slab]) -> Block {
    let mut whole = Block::default();
    for (index, slab) in slabs.iter().enumerate() {
        if index > 0 {
            whole.height += slab.gap;
        }
        whole.stack(&slab.block);
    }
    whole
}

/// Words as a piece.
pub fn piece(text: &str, style: Type) -> Piece {
    Inline::Words { text: text.to_owned(), style, span: None }
}

/// A filled rectangle that is decoration.
pub fn decoration(rect: Rect, colour: Colour) -> crate::paper::sheet::Placed {
    crate::paper::sheet::Placed { element: None, mark: Mark::Box { rect, fill: Some(colour), stroke: None } }
}

fn said(pieces: &[Piece]) -> String {
    let words = pieces.iter().filter_map(|piece| match piece {
        Inline::Words { text, .. } => Some(text.as_str()),
        Inline::Object { .. } | Inline::Space { .. } | Inline::Whole(_) => None,
    });
    words.collect()
}
