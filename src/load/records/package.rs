//! What no library tells of a workbook's package: how large it is unpacked, and what a sheet hides.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

/// What the parts of a package that are read come to at most: five thousand rows of a hundred columns are half
/// of it.
const UNPACKED: u64 = 32 << 20;

/// The rows and columns of a sheet that nobody sees, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HiddenCells {
    pub(crate) rows: BTreeSet<usize>,
    /// First and last of each run.
    pub(crate) columns: Vec<(usize, usize)>,
}

/// Why a package is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PackageFault {
    /// Not a package at all, or a broken one.
    Broken(String),
    /// Larger than this many MB when unpacked.
    TooLarge(u64),
}

/// Unpacks every part and forgets it, so that nothing larger than the limit is ever held: what a package says of
/// its size need not be so.
pub(crate) fn check_size(bytes: &[u8]) -> Result<(), PackageFault> {
    let broken = |error: &dyn std::fmt::Display| PackageFault::Broken(error.to_string());
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let (mut left, mut spare) = (UNPACKED, bytes.len() as u64);
    for index in 0..package.len() {
        let mut part = package.by_index(index).map_err(|error| broken(&error))?;
        // A picture is packed already; what it grows by counts, as anything may be called a picture.
        let is_text = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        let spared = if is_text { 0 } else { part.compressed_size().min(spare) };
        spare -= spared;
        let read = std::io::copy(&mut part.by_ref().take(left + spared + 1), &mut std::io::sink());
        let read = read.map_err(|error| broken(&error))?;
        left = left.checked_sub(read.saturating_sub(spared)).ok_or(PackageFault::TooLarge(UNPACKED >> 20))?;
    }
    Ok(())
}

/// What a sheet hides: rows, among them those that a filter leaves out, and columns.
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

/// Goes through the elements of a part.
fn each(package: &mut ZipArchive<Cursor<&[u8]>>, path: &str, mut look: impl FnMut(&BytesStart)) -> Option<()> {
    let mut reader = Reader::from_reader(BufReader::new(package.by_name(path).ok()?));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => look(&element),
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
