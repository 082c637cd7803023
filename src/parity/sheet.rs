//! A PDF of sheets as a screen reader meets it: the structure tree with the words and the fields in it.
//!
//! A table is read row by row, each cell with the heading of its column, so that it says the same as a list of its rows.
//! What is decoration says nothing.
//!
//! Files that begin the same say the same but for their own words and fields: what they have in common is read once
//! ([`Body`]), with a mark for each of their own, and holds for another file where it has the same objects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

use super::contents::{Contents, Drawn, Fonts, Meanings, Words};
use super::pdf::{Grounds, Pdf};
use super::reading::{CHECK, Place, RADIO, Reading, bare, is_place};
use super::structure::{Cell, Field, Heads, Node, Structure, field, outline};
use crate::content::{Beginning, Content};
use crate::kept::{Kept, key};

/// The first of the marks that stand for a file's own words (no character has this code or a higher one).
const OWN: u32 = 0x10_0000;

/// What a file of sheets says.
#[derive(Debug, Default, PartialEq)]
pub struct Sheets {
    pub reading: Reading,
    /// The first field that the tab key meets in another order than it is read in.
    pub astray: Option<String>,
}

/// What was read of files so far, by what they begin with.
pub struct Files(Kept<Body>);

impl Default for Files {
    fn default() -> Files {
        Files(Kept::new(16))
    }
}

/// What files say that begin the same.
struct Body {
    beginning: Weak<Beginning>,
    grounds: Grounds,
    pages: Vec<Page>,
    /// Their fields that do not stand in the beginning.
    fields: BTreeMap<u32, Option<Field>>,
    /// Where their own words stand: page and marked content.
    own: Vec<(usize, i64)>,
    /// With a mark from [`OWN`] on for each of their own words.
    reading: Reading,
    astray: Option<String>,
    meanings: BTreeMap<u32, (u32, Arc<Meanings>)>,
}

/// A page, whose words are the body's and the file's own.
struct Page {
    id: u32,
    contents: Contents,
    /// The streams of its contents in the beginning, and those that are the file's own.
    shared: Vec<u32>,
    own: Vec<u32>,
    /// The fonts that the streams in the beginning take.
    fonts: BTreeMap<Vec<u8>, Option<u32>>,
    /// Is all of its content read as one, and the file's own?
    is_one: bool,
}

/// A file's own words.
type Own = BTreeMap<(usize, i64), String>;

/// The fonts of a file.
struct FileFonts<'a> {
    pdf: &'a Pdf<'a>,
    known: Option<&'a Body>,
    of_resources: BTreeMap<Option<u32>, Arc<Fonts>>,
    meanings: BTreeMap<u32, Option<(u32, Arc<Meanings>)>>,
}

/// Reads a file; `None` where it is no tagged PDF.
pub fn sheets(content: &Content, files: &Files) -> Option<Sheets> {
    let pdf = Pdf::read(content)?;
    let beginning = Arc::downgrade(content.beginning());
    let key = key([&(beginning.as_ptr() as usize).to_le_bytes()[..]]);
    let known = files.0.known(&key).filter(|known| known.beginning.ptr_eq(&beginning));
    if let Some(sheets) = known.and_then(|known| known.sheets(&pdf)) {
        return Some(sheets);
    }
    let (body, own) = Body::of(&pdf, beginning)?;
    let sheets = body.with(&own, &BTreeMap::new());
    if !content.beginning().bytes().is_empty() {
        files.0.keep(key, body);
    }
    Some(sheets)
}

/// How many pages a booklet has, and the titles of its outline.
pub fn bound(content: &Content) -> Option<(usize, Vec<String>)> {
    let pdf = Pdf::read(content)?;
    Some((pdf.pages().len(), outline(&pdf)))
}

impl Page {
    fn of(pdf: &Pdf, id: u32) -> Page {
        let contents = Contents::of(pdf, id).unwrap_or_default();
        let (shared, own) = contents.streams.iter().copied().partition(|stream| pdf.is_shared(*stream));
        Page { id, contents, shared, own, fonts: BTreeMap::new(), is_one: false }
    }

    /// What the file's own streams say; `None` where they do not stand alone and are to be read with the others.
    fn own(&self, fonts: &mut FileFonts) -> Option<Words> {
        let of_page = fonts.of_page(self);
        let mut words = Words::new();
        let parts: Vec<&[u32]> = match self.is_one {
            true => vec![&self.contents.streams],
            false => self.own.chunks(1).collect(),
        };
        for part in parts {
            let Some(drawn) = Drawn::of(fonts.pdf, part) else { continue };
            if !self.is_one && !drawn.stands_alone {
                return None;
            }
            for (mcid, said) in drawn.words(&mut |name| fonts.meaning(*of_page.get(name)?)) {
                *words.entry(mcid).or_default() += &said;
            }
        }
        words.retain(|_, said| !bare(said).is_empty());
        Some(words)
    }

    /// What the streams in the beginning say; `None` where they are to be read with the others.
    fn shared(&mut self, fonts: &mut FileFonts) -> Option<Words> {
        let pdf = fonts.pdf;
        let of_page = pdf.unasked(|| fonts.of_page(self));
        let mut words = Words::new();
        for stream in self.shared.chunks(1) {
            let drawn = Drawn::of(pdf, stream)?;
            self.fonts.extend(drawn.fonts.iter().map(|name| (name.clone(), of_page.get(name).copied())));
            for (mcid, said) in drawn.words(&mut |name| fonts.meaning(*of_page.get(name)?)) {
                *words.entry(mcid).or_default() += &said;
            }
            if !drawn.stands_alone || words.values().flat_map(|said| said.chars()).any(|c| c as u32 >= OWN) {
                return None;
            }
        }
        Some(words)
    }
}

impl FileFonts<'_> {
    fn of_page(&mut self, page: &Page) -> Arc<Fonts> {
        let read = || Arc::new(page.contents.fonts(self.pdf, page.id));
        match page.contents.resources {
            Some(id) => self.of_resources.entry(Some(id)).or_insert_with(read).clone(),
            None => read(),
        }
    }

    fn meaning(&mut self, font: u32) -> Option<Arc<Meanings>> {
        let pdf = self.pdf;
        if let Some(known) = self.known
            && let Some((map, meanings)) = known.meanings.get(&font)
            && pdf.has(&known.grounds, font)
            && pdf.has(&known.grounds, *map)
        {
            return Some(meanings.clone());
        }
        let read = || Meanings::of(pdf, font).map(|(map, meanings)| (map, Arc::new(meanings)));
        Some(self.meanings.entry(font).or_insert_with(read).as_ref()?.1.clone())
    }
}

impl Body {
    /// Reads what a file says and others may say that begin the same, and its own words.
    fn of(pdf: &Pdf, beginning: Weak<Beginning>) -> Option<(Body, Own)> {
        pdf.asked();
        let ids = pdf.pages();
        let mut pages: Vec<Page> = ids.iter().map(|id| Page::of(pdf, *id)).collect();
        let Structure { tree, tabs, own: fields } = Structure::of(pdf, &ids)?;
        let mut fonts = FileFonts { pdf, known: None, of_resources: BTreeMap::new(), meanings: BTreeMap::new() };
        let mut shared: Vec<Words> = Vec::new();
        for page in &mut pages {
            let words = page.shared(&mut fonts);
            page.is_one = words.is_none();
            shared.push(words.unwrap_or_default());
        }
        let grounds = pdf.grounds(pdf.asked());
        let mut words = Own::new();
        for (number, (page, shared)) in pages.iter_mut().zip(&mut shared).enumerate() {
            let own = page.own(&mut fonts).filter(|own| !own.keys().any(|mcid| shared.contains_key(mcid)));
            let own = match own {
                Some(own) => own,
                None => {
                    page.is_one = true;
                    shared.clear();
                    page.own(&mut fonts)?
                }
            };
            words.extend(own.into_iter().map(|(mcid, said)| ((number, mcid), said)));
        }
        let own: Vec<(usize, i64)> = words.keys().copied().collect();
        for (mark, (page, mcid)) in (OWN..).zip(&own) {
            shared[*page].insert(*mcid, char::from_u32(mark)?.to_string());
        }
        let mut reader = Reader { words: shared, reading: Reading::default() };
        tree.iter().for_each(|node| reader.read(node));
        let reading = reader.reading;
        let astray = astray(&reading, &tabs);
        let meanings = fonts.meanings.into_iter().filter_map(|(font, found)| Some((font, found?))).collect();
        Some((Body { beginning, grounds, pages, fields, own, reading, astray, meanings }, words))
    }

    /// What another file says that begins the same; `None` where it has not the same here.
    fn sheets(&self, pdf: &Pdf) -> Option<Sheets> {
        if !self.grounds.hold(pdf) {
            return None;
        }
        let mut fonts = FileFonts { pdf, known: Some(self), of_resources: BTreeMap::new(), meanings: BTreeMap::new() };
        for page in &self.pages {
            let of_page = fonts.of_page(page);
            if !page.fonts.iter().all(|(name, font)| of_page.get(name) == font.as_ref()) {
                return None;
            }
        }
        let mut places = BTreeMap::new();
        for (id, before) in &self.fields {
            match (before, field(pdf, *id)) {
                (None, None) => {}
                (Some((mark, before)), Some((now, place))) if *mark == now && before.name == place.name => {
                    places.insert(Arc::as_ptr(before), place);
                }
                _ => return None,
            }
        }
        let own = own(&self.pages, &mut fonts)?;
        own.keys().eq(&self.own).then(|| self.with(&own, &places))
    }

    /// What a file says with these words and places of its own, of which those stand for others.
    fn with(&self, own: &Own, places: &BTreeMap<*const Place, Arc<Place>>) -> Sheets {
        let said: Vec<&String> = own.values().collect();
        let mut reading = Reading::default();
        let mut rest = &self.reading.words[..];
        while let Some(at) = rest.iter().position(|c| *c as u32 >= OWN) {
            reading.words.extend_from_slice(&rest[..at]);
            said.get((rest[at] as u32 - OWN) as usize).into_iter().for_each(|words| reading.say(words));
            rest = &rest[at + 1..];
        }
        reading.words.extend_from_slice(rest);
        let place = |place: &Arc<Place>| places.get(&Arc::as_ptr(place)).unwrap_or(place).clone();
        reading.places = self.reading.places.iter().map(place).collect();
        Sheets { reading, astray: self.astray.clone() }
    }
}

/// The words that a file has of its own.
fn own(pages: &[Page], fonts: &mut FileFonts) -> Option<Own> {
    let mut own = Own::new();
    for (number, page) in pages.iter().enumerate() {
        own.extend(page.own(fonts)?.into_iter().map(|(mcid, words)| ((number, mcid), words)));
    }
    Some(own)
}

/// The first field that the tab key meets in another order than it is read in.
fn astray(reading: &Reading, tabs: &[String]) -> Option<String> {
    if tabs.is_empty() {
        return None;
    }
    let mut met = BTreeSet::new();
    let mut read = reading.places.iter().filter_map(|place| place.name.as_deref()).filter(|name| met.insert(*name));
    let mut tabs = tabs.iter();
    let astray = read.find(|name| tabs.next().is_none_or(|tab| tab != name)).map(str::to_owned);
    astray.or_else(|| tabs.next().cloned())
}

struct Reader {
    /// Of each page.
    words: Vec<Words>,
    reading: Reading,
}

/// A cell of a table that was read.
struct Said<'a> {
    cell: &'a Cell,
    says: Reading,
}

impl Reader {
    fn read(&mut self, node: &Node) {
        match node {
            Node::Words { page, mcid } => {
                if let Some(words) = self.words.get(*page).and_then(|words| words.get(mcid)) {
                    self.reading.say(words);
                }
            }
            Node::Place(mark, place) => self.reading.ask(*mark, place.clone()),
            Node::Block(kids) => {
                self.reading.end();
                kids.iter().for_each(|kid| self.read(kid));
                self.reading.end();
            }
            Node::Table(rows) => self.table(rows),
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        let rows: Vec<Vec<Said>> = rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        let is_head = |row: &Vec<Said>| !row.is_empty() && row.iter().all(|said| said.cell.heads == Heads::Column);
        let heads = rows.iter().take_while(|row| is_head(row)).count();
        let mut columns: Vec<Reading> = Vec::new();
        for row in &rows[..heads] {
            let mut at = 0;
            for Said { cell, says } in row {
                for column in at..at + cell.columns {
                    if columns.len() <= column {
                        columns.resize_with(column + 1, Reading::default);
                    }
                    columns[column].append(says);
                }
                at += cell.columns;
            }
        }
        self.reading.end();
        // What stands above the headings of rows is about the table.
        if rows.get(heads).and_then(|row| row.first()).is_some_and(|said| said.cell.heads == Heads::Row)
            && let Some(first) = columns.first()
        {
            self.reading.append(first);
            self.reading.end();
        }
        for row in &rows[heads..] {
            let mut at = 0;
            for Said { cell, says } in row {
                let head = columns.get(at).filter(|_| cell.heads == Heads::Nothing);
                let is_ticks = !says.has_words() && says.words.iter().any(|c| matches!(*c, RADIO | CHECK));
                match head {
                    // A tick alone in its cell is what stands above it.
                    Some(head) if is_ticks => {
                        self.reading.append(&without_end(says));
                        self.reading.append(head);
                    }
                    Some(head) => {
                        self.reading.append(head);
                        self.reading.append(says);
                    }
                    None => self.reading.append(says),
                }
                self.reading.end();
                at += cell.columns;
            }
        }
    }

    fn cell<'c>(&mut self, cell: &'c Cell) -> Said<'c> {
        let around = std::mem::take(&mut self.reading);
        cell.says.iter().for_each(|node| self.read(node));
        Said { cell, says: std::mem::replace(&mut self.reading, around) }
    }
}

fn without_end(reading: &Reading) -> Reading {
    let words = reading.words.iter().copied().filter(|c| is_place(*c)).collect();
    Reading { words, places: reading.places.clone() }
}
