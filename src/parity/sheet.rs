//! A PDF of sheets as a screen reader meets it: the structure tree with the words and the fields in it.
//!
//! A table is read row by row, each cell with the heading of its column, so that it says the same as a list of its rows.
//! What is decoration says nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId};

use super::pdf::{Contents, Pdf, Streams, string};
use super::reading::{CHECK, LINE, Place, RADIO, Reading, is_place};

/// Bits of `Ff` (ISO 32000-1, tables 221 and 226).
const REQUIRED: i64 = 1 << 1;
const IS_RADIO: i64 = 1 << 15;

/// Deeper than any sheet's tree.
const DEEPEST: usize = 60;

/// What a file of sheets says.
#[derive(Debug, Default, PartialEq)]
pub struct Sheets {
    pub reading: Reading,
    pub pages: usize,
    /// The names of the fields as the tab key meets them first.
    pub tabs: Vec<String>,
    /// What the outline's first level lists.
    pub outline: Vec<String>,
}

/// Reads a file; `None` where it is no tagged PDF.
pub fn sheets(bytes: &[u8], streams: &Streams) -> Option<Sheets> {
    let pdf = Pdf::read(bytes, streams)?;
    let pages = pdf.pages();
    let contents: BTreeMap<ObjectId, Vec<Arc<Contents>>> =
        pages.iter().filter_map(|page| Some((*page, pdf.contents(*page, streams)?))).collect();
    let mut reader = Reader { pdf: &pdf, contents, reading: Reading::default(), texts: BTreeSet::new() };
    let root = pdf.entry(pdf.catalog()?, "StructTreeRoot")?.as_dict().ok()?;
    reader.kids(root, None, 0);
    let reading = reader.reading;
    Some(Sheets { reading, pages: pages.len(), tabs: tabs(&pdf, &pages), outline: outline(&pdf) })
}

/// What a booklet says of itself, without its words: pages and outline.
pub fn bound(bytes: &[u8], streams: &Streams) -> Option<Sheets> {
    let pdf = Pdf::read(bytes, streams)?;
    Some(Sheets { pages: pdf.pages().len(), outline: outline(&pdf), ..Sheets::default() })
}

fn outline(pdf: &Pdf) -> Vec<String> {
    /// More than any file of ours lists.
    const MOST: usize = 10_000;
    let root = pdf.catalog().and_then(|catalog| pdf.entry(catalog, "Outlines")?.as_dict().ok());
    let mut next = root.and_then(|root| pdf.entry(root, "First"));
    let mut titles = Vec::new();
    while let Some(entry) = next.and_then(|entry| entry.as_dict().ok()).filter(|_| titles.len() < MOST) {
        titles.push(string(pdf.entry(entry, "Title")));
        next = pdf.entry(entry, "Next");
    }
    titles
}

fn tabs(pdf: &Pdf, pages: &[ObjectId]) -> Vec<String> {
    let (mut names, mut met) = (Vec::new(), BTreeSet::new());
    for page in pages.iter().filter_map(|page| pdf.page(*page)) {
        let Some(Object::Array(widgets)) = pdf.entry(page, "Annots") else { continue };
        for widget in widgets.iter().filter_map(|widget| pdf.dictionary(widget)) {
            let name = name(pdf, widget, 0);
            if met.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    names
}

struct Reader<'a> {
    pdf: &'a Pdf,
    /// Of each page, stream by stream.
    contents: BTreeMap<ObjectId, Vec<Arc<Contents>>>,
    reading: Reading,
    /// The text fields met so far.
    texts: BTreeSet<Option<String>>,
}

/// A cell of a table.
struct Cell {
    /// Of a column, of a row, or neither.
    heads: Heads,
    columns: usize,
    says: Reading,
}

#[derive(Clone, Copy, PartialEq)]
enum Heads {
    Column,
    Row,
    Nothing,
}

impl<'a> Reader<'a> {
    fn kids(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match self.pdf.entry(element, "K") {
            Some(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, page, depth)),
            Some(kid) => self.kid(kid, page, depth),
            None => {}
        }
    }

    fn kid(&mut self, kid: &'a Object, page: Option<ObjectId>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match self.pdf.resolved(kid) {
            Some(Object::Integer(mcid)) => self.content(page, *mcid),
            Some(Object::Dictionary(below)) => match below.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => {
                    let page = below.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    self.content(page, below.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1));
                }
                Ok(b"OBJR") => {
                    if let Some(widget) = self.pdf.entry(below, "Obj").and_then(|widget| widget.as_dict().ok()) {
                        let (mark, place) = widget_place(self.pdf, widget);
                        // A further widget of a text field shows what is typed in the first.
                        if mark != LINE || self.texts.insert(place.name.clone()) {
                            self.reading.ask(mark, place);
                        }
                    }
                }
                _ => self.element(below, page, depth + 1),
            },
            _ => {}
        }
    }

    fn content(&mut self, page: Option<ObjectId>, mcid: i64) {
        let streams = page.and_then(|page| self.contents.get(&page));
        let words = streams.into_iter().flatten().filter_map(|contents| contents.0.get(&mcid));
        words.for_each(|words| self.reading.say(words));
    }

    fn element(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) {
        match element.get(b"S").and_then(Object::as_name).unwrap_or_default() {
            b"Table" => self.table(element, page, depth),
            b"Form" => self.form(element, page, depth),
            b"Span" | b"Lbl" | b"LBody" => self.kids(element, page, depth),
            _ => {
                self.reading.end();
                self.kids(element, page, depth);
                self.reading.end();
            }
        }
    }

    /// A field, or a blank of a printed sheet with what it is for; one for nothing that is known is no place.
    fn form(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) {
        let before = self.reading.places.len();
        self.kids(element, page, depth);
        if self.reading.places.len() > before {
            return;
        }
        let Some(attributes) = self.pdf.entry(element, "A").and_then(|a| a.as_dict().ok()) else { return };
        let label = string(self.pdf.entry(attributes, "Desc"));
        if label.is_empty() {
            return;
        }
        let mark = match attributes.get(b"Role").and_then(Object::as_name) {
            Ok(b"rb") => RADIO,
            Ok(b"cb") => CHECK,
            _ => LINE,
        };
        self.reading.ask(mark, Place { label, ..Place::default() });
    }

    fn table(&mut self, table: &'a Dictionary, page: Option<ObjectId>, depth: usize) {
        let rows = self.rows(table, page, depth);
        let is_head = |row: &Vec<Cell>| !row.is_empty() && row.iter().all(|cell| cell.heads == Heads::Column);
        let heads = rows.iter().take_while(|row| is_head(row)).count();
        let mut columns: Vec<Reading> = Vec::new();
        for row in &rows[..heads] {
            let mut at = 0;
            for cell in row {
                for column in at..at + cell.columns {
                    if columns.len() <= column {
                        columns.resize_with(column + 1, Reading::default);
                    }
                    columns[column].append(&cell.says);
                }
                at += cell.columns;
            }
        }
        self.reading.end();
        // What stands above the headings of rows is about the table.
        if rows.get(heads).and_then(|row| row.first()).is_some_and(|cell| cell.heads == Heads::Row)
            && let Some(first) = columns.first()
        {
            self.reading.append(first);
            self.reading.end();
        }
        for row in &rows[heads..] {
            let mut at = 0;
            for cell in row {
                let head = columns.get(at).filter(|_| cell.heads == Heads::Nothing);
                let is_ticks = !cell.says.has_words() && cell.says.words.iter().any(|c| matches!(*c, RADIO | CHECK));
                match head {
                    // A tick alone in its cell is what stands above it.
                    Some(head) if is_ticks => {
                        self.reading.append(&without_end(&cell.says));
                        self.reading.append(head);
                    }
                    Some(head) => {
                        self.reading.append(head);
                        self.reading.append(&cell.says);
                    }
                    None => self.reading.append(&cell.says),
                }
                self.reading.end();
                at += cell.columns;
            }
        }
    }

    fn rows(&mut self, table: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Vec<Vec<Cell>> {
        let pdf = self.pdf;
        let page = table.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut rows = Vec::new();
        for row in elements(pdf, table) {
            match row.get(b"S").and_then(Object::as_name).unwrap_or_default() {
                b"THead" | b"TBody" | b"TFoot" if depth < DEEPEST => rows.extend(self.rows(row, page, depth + 1)),
                b"TR" => rows.push(elements(pdf, row).into_iter().map(|cell| self.cell(cell, page, depth)).collect()),
                _ => {}
            }
        }
        rows
    }

    fn cell(&mut self, cell: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Cell {
        let attributes = self.pdf.entry(cell, "A").and_then(|a| a.as_dict().ok());
        let columns = attributes.and_then(|a| a.get(b"ColSpan").and_then(Object::as_i64).ok()).unwrap_or(1);
        let scope = attributes.and_then(|a| a.get(b"Scope").and_then(Object::as_name).ok());
        let heads = match (cell.get(b"S").and_then(Object::as_name), scope) {
            (Ok(b"TH"), Some(b"Row")) => Heads::Row,
            (Ok(b"TH"), _) => Heads::Column,
            _ => Heads::Nothing,
        };
        let around = std::mem::take(&mut self.reading);
        self.kids(cell, page, depth + 1);
        let says = std::mem::replace(&mut self.reading, around);
        Cell { heads, columns: usize::try_from(columns).unwrap_or(1).clamp(1, 100), says }
    }
}

fn without_end(reading: &Reading) -> Reading {
    let words = reading.words.iter().copied().filter(|c| is_place(*c)).collect();
    Reading { words, places: reading.places.clone() }
}

/// The elements below one.
fn elements<'a>(pdf: &'a Pdf, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    match pdf.entry(element, "K") {
        Some(Object::Array(kids)) => kids.iter().filter_map(|kid| pdf.dictionary(kid)).collect(),
        Some(Object::Dictionary(kid)) => vec![kid],
        _ => Vec::new(),
    }
}

/// The full name of a field: the names of its parents and its own, with dots between (12.7.3.2).
fn name(pdf: &Pdf, field: &Dictionary, depth: usize) -> String {
    let above = || pdf.entry(field, "Parent")?.as_dict().ok().filter(|_| depth < DEEPEST);
    let above = above().map(|above| name(pdf, above, depth + 1)).unwrap_or_default();
    let own = string(pdf.entry(field, "T"));
    match (above.is_empty(), own.is_empty()) {
        (false, false) => format!("{above}.{own}"),
        (true, _) => own,
        (_, true) => above,
    }
}

/// An entry of a field or of what it inherits it from.
fn inherited<'a>(pdf: &'a Pdf, field: &'a Dictionary, key: &str, depth: usize) -> Option<&'a Object> {
    let above = || pdf.entry(field, "Parent")?.as_dict().ok().filter(|_| depth < DEEPEST);
    pdf.entry(field, key).or_else(|| inherited(pdf, above()?, key, depth + 1))
}

fn widget_place(pdf: &Pdf, widget: &Dictionary) -> (char, Place) {
    let number = |key| inherited(pdf, widget, key, 0).and_then(|number| number.as_i64().ok());
    let flags = number("Ff").unwrap_or_default();
    let is_button = inherited(pdf, widget, "FT", 0).and_then(|kind| kind.as_name().ok()) == Some(b"Btn");
    let looks = pdf.entry(widget, "AP").and_then(|looks| pdf.entry(looks.as_dict().ok()?, "N"));
    let states = looks.and_then(|looks| looks.as_dict().ok()).filter(|_| is_button);
    let value = states.and_then(|states| states.iter().map(|(state, _)| state).find(|state| *state != b"Off"));
    let mut around = String::new();
    let mut above = pdf.entry(widget, "Parent").and_then(|above| above.as_dict().ok());
    for _ in 0..DEEPEST {
        let Some(group) = above else { break };
        around += &string(pdf.entry(group, "TU"));
        above = pdf.entry(group, "Parent").and_then(|above| above.as_dict().ok());
    }
    let place = Place {
        name: Some(name(pdf, widget, 0)),
        label: string(pdf.entry(widget, "TU")),
        around,
        value: value.map(|state| String::from_utf8_lossy(state).into_owned()),
        required: Some(flags & REQUIRED != 0),
        limit: number("MaxLen").and_then(|most| u32::try_from(most).ok()),
    };
    let mark = match is_button {
        true if flags & IS_RADIO != 0 => RADIO,
        true => CHECK,
        false => LINE,
    };
    (mark, place)
}
