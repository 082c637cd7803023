//! A PDF of sheets as a screen reader meets it: the structure tree with the words and the fields in it.
//!
//! A table is read row by row, each cell with the heading of its column, so that it says the same as a list of its rows.
//! What is decoration says nothing.

use std::sync::Arc;

use super::pdf::{Contents, Grounds, Pdf, Streams};
use super::reading::{CHECK, RADIO, Reading, is_place};
use super::structure::{Cell, Heads, Node, Structure};
use crate::kept::Kept;

/// What a file of sheets says.
#[derive(Debug, Default, PartialEq)]
pub struct Sheets {
    pub reading: Reading,
    /// What it is built of.
    pub structure: Arc<Structure>,
}

/// What was read of files so far.
pub struct Files {
    streams: Streams,
    /// With what shows that another file is built the same.
    structures: Kept<(Grounds, Arc<Structure>)>,
}

impl Default for Files {
    fn default() -> Files {
        Files { streams: Streams::default(), structures: Kept::new(16) }
    }
}

/// Reads a file; `None` where it is no tagged PDF.
pub fn sheets(bytes: &[u8], files: &Files) -> Option<Sheets> {
    let pdf = Pdf::read(bytes, &files.streams)?;
    let structure = structure(&pdf, files);
    let contents = structure.pages.iter().map(|page| pdf.contents(*page, &files.streams).unwrap_or_default());
    let mut reader = Reader { contents: contents.collect(), reading: Reading::default() };
    structure.tree.as_ref()?.iter().for_each(|node| reader.read(node));
    Some(Sheets { reading: reader.reading, structure })
}

/// What a booklet says of itself, without its words: pages and outline.
pub fn bound(bytes: &[u8], files: &Files) -> Option<Sheets> {
    let pdf = Pdf::read(bytes, &files.streams)?;
    Some(Sheets { structure: structure(&pdf, files), ..Sheets::default() })
}

/// What a file is built of: what another is, where every object is the same that tells it.
fn structure(pdf: &Pdf, files: &Files) -> Arc<Structure> {
    let key = pdf.key_of_tree();
    if let Some(known) = key.and_then(|key| files.structures.known(&key)).filter(|known| known.0.hold(pdf)) {
        return known.1.clone();
    }
    let (structure, grounds) = pdf.grounded(|pdf| Arc::new(Structure::of(pdf)));
    if let Some(key) = key {
        files.structures.keep(key, (grounds, structure.clone()));
    }
    structure
}

struct Reader {
    /// Of each page, stream by stream.
    contents: Vec<Vec<Arc<Contents>>>,
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
                let streams = self.contents.get(*page).into_iter().flatten();
                let words = streams.filter_map(|contents| contents.0.get(mcid));
                words.for_each(|words| self.reading.say(words));
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
