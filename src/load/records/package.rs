//! Reads properties of a workbook's package that no library provides: its unpacked size, and the hidden rows and
//! columns of a sheet.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

/// Limit of the unpacked size in bytes of the parts that are read: five thousand rows of a hundred columns are half of
/// it.
const UNPACKED: u64 = 32 << 20;

/// The hidden rows and columns of a sheet, 1-based.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HiddenCells {
    pub(crate) rows: BTreeSet<usize>,
    /// First and last column of each hidden range.
    pub(crate) columns: Vec<(usize, usize)>,
}

/// Reason why a package cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PackageFault {
    /// The file is not a package, or is damaged: the error text.
    Broken(String),
    /// The unpacked size exceeds this limit in MB.
    TooLarge(u64),
}

/// Unpacks each part and discards it, so that no more than the limit is ever held in memory: the sizes that a package
/// declares may be wrong.
pub(crate) fn check_size(bytes: &[u8]) -> Result<(), PackageFault> {
    let broken = |error: &dyn std::fmt::Display| PackageFault::Broken(error.to_string());
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let (mut remaining, mut spare) = (UNPACKED, bytes.len() as u64);
    for index in 0..package.len() {
        let mut part = package.by_index(index).map_err(|error| broken(&error))?;
        // A picture is already compressed. Only its growth counts, because any part may be named like a picture.
        let is_text = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        let spared = if is_text { 0 } else { part.compressed_size().min(spare) };
        spare -= spared;
        let read = std::io::copy(&mut part.by_ref().take(remaining + spared + 1), &mut std::io::sink());
        let read = read.map_err(|error| broken(&error))?;
        remaining = remaining.checked_sub(read.saturating_sub(spared)).ok_or(PackageFault::TooLarge(UNPACKED >> 20))?;
    }
    Ok(())
}

/// Finds the hidden rows of a sheet, including rows excluded by a filter, and its hidden columns.
pub(crate) fn hidden(bytes: &[u8], sheet: &str) -> Option<HiddenCells> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut id = None;
    each(&mut package, "xl/workbook.xml", |element| {
        if is(element, "sheet") && attribute(element, "name").as_deref() == Some(sheet) {
            id = element.attributes().flatten().find(|a| a.key.as_ref().ends_with(":id")).map(|a| a.value.into_owned());
        }
    })?;
    let id = id?;
    let mut target = None;
    each(&mut package, "xl/_rels/workbook.xml.rels", |element| {
        if is(element, "Relationship") && attribute(element, "Id").as_ref() == Some(&id) {
            target = attribute(element, "Target");
        }
    })?;
    let target = target?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let mut hidden = HiddenCells::default();
    let mut row = 0;
    each(&mut package, &path, |element| {
        let is_hidden = || matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
        let number = |name: &str| attribute(element, name).and_then(|text| text.parse::<usize>().ok());
        if is(element, "row") {
            row = number("r").unwrap_or(row + 1);
            if is_hidden() {
                hidden.rows.insert(row);
            }
        } else if is(element, "col") && is_hidden() {
            hidden.columns.extend(number("min").zip(number("max")));
        }
    })?;
    Some(hidden)
}

/// Calls `look` for each element of an XML part.
fn each(package: &mut ZipArchive<Cursor<&[u8]>>, path: &str, mut visit: impl FnMut(&BytesStart)) -> Option<()> {
    let mut reader = Reader::from_reader(BufReader::new(package.by_name(path).ok()?));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

fn is(element: &BytesStart, name: &str) -> bool {
    element.local_name().as_ref() == name
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
