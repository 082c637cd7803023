//! A subset of a face as a composite font with Identity-H (ISO 32000-1, 9.7). The code of a character is its glyph in
//! the subset, counted from 1 in the order of the characters, so that the same characters always give the same bytes.
//! `ToUnicode` maps each glyph to its character, the joined dash to the pair of dashes it represents.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::objects::{StreamReuse, deflate, name};
use super::{cff, embolden};
use crate::diagnostic::Diagnostic;
use crate::model::source_path::SourcePath;
use crate::paper::document::{Face, LONG_DASH};
use crate::paper::fonts::FontFace;
use crate::wording::{message, output::FONT_UNREADABLE};

/// A face with only the glyphs that are needed, ready to be embedded.
#[derive(Debug)]
pub(crate) struct FontSubset {
    /// The PostScript name, after the tag of the subset (ISO 32000-1, 9.6.4).
    name: String,
    glyphs: BTreeMap<char, GlyphCode>,
    outlines: FontProgramFormat,
    /// The font program, deflated.
    program: Vec<u8>,
    to_unicode: Vec<u8>,
    widths: Vec<Object>,
    descriptor: Dictionary,
}

/// A character's code and its width in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GlyphCode {
    pub(crate) code: u16,
    pub(crate) width: u16,
}

/// The format of a font program.
#[derive(Clone, Copy, Debug)]
enum FontProgramFormat {
    /// A bare CFF table.
    Cff,
    /// A complete font file, of this many bytes.
    TrueType { length: usize },
}

impl FontSubset {
    /// The subset of a face; `heavier` thousandths of an em are added to horizontal strokes.
    pub(crate) fn of(
        font: &FontFace,
        characters: &BTreeSet<char>,
        heavier: f64,
        reuse: StreamReuse,
    ) -> Result<FontSubset, Diagnostic> {
        let per_em = f64::from(font.metrics.units_per_em);
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        // A space is written between words that are drawn apart.
        for character in characters.iter().copied().chain([' ']) {
            if let (Some(glyph), Some(advance)) = (font.glyph(character), font.advance(character)) {
                let coded = GlyphCode { code: remapper.remap(glyph), width: (advance * 1000.0).round() as u16 };
                glyphs.insert(character, coded);
            }
        }
        let fault = || {
            Diagnostic::new(message!(FONT_UNREADABLE, family = font.family, weight = font.style), SourcePath::fonts())
        };
        let (outlines, program) = if font.metrics.units_per_em == UNITS_PER_EM {
            (FontProgramFormat::Cff, emboldened_program(font, &remapper, heavier))
        } else {
            let sfnt = subsetter::subset(font.data(), font.index(), &remapper).map_err(|_| fault())?;
            match font_table(&sfnt, b"CFF ") {
                Some(cff) => (FontProgramFormat::Cff, cff.to_vec()),
                None => (FontProgramFormat::TrueType { length: sfnt.len() }, sfnt),
            }
        };
        let name = format!("{}+{}", subset_tag(&program), font.postscript_name);
        let thousandths = |units: i16| Object::Integer((f64::from(units) * 1000.0 / per_em).round() as i64);
        let metrics = font.metrics;
        let descriptor = dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => super::objects::name(name.as_str()),
            // Symbolic: its characters are not those of the standard Latin set (table 123).
            "Flags" => 4,
            "FontBBox" => metrics.bounding_box.map(thousandths).to_vec(),
            "ItalicAngle" => metrics.italic_angle.round() as i64,
            "Ascent" => thousandths(metrics.ascender),
            "Descent" => thousandths(metrics.descender),
            "CapHeight" => thousandths(metrics.cap_height),
            "StemV" => if font.style == "Bold" { 140 } else { 80 },
        };
        Ok(FontSubset {
            to_unicode: deflate(to_unicode(&glyphs).as_bytes(), reuse),
            widths: widths(&glyphs),
            program: deflate(&program, reuse),
            name,
            glyphs,
            outlines,
            descriptor,
        })
    }

    pub(crate) fn characters(&self) -> impl Iterator<Item = char> {
        self.glyphs.keys().copied()
    }

    pub(crate) fn glyph(&self, character: char) -> Option<GlyphCode> {
        self.glyphs.get(&character).copied()
    }

    /// Adds the font to a document (ISO 32000-1, 9.7.6).
    pub(crate) fn write(&self, document: &mut Document) -> ObjectId {
        let flate = || ("Filter", name("FlateDecode"));
        let stream = |entries: Vec<(&str, Object)>, bytes: &Vec<u8>| {
            let dictionary: Dictionary = entries.into_iter().chain([flate()]).collect();
            Stream::new(dictionary, bytes.clone()).with_compression(false)
        };
        let mut descriptor = self.descriptor.clone();
        let subtype = match self.outlines {
            FontProgramFormat::Cff => {
                let program = stream(vec![("Subtype", name("CIDFontType0C"))], &self.program);
                descriptor.set("FontFile3", document.add_object(program));
                "CIDFontType0"
            }
            FontProgramFormat::TrueType { length } => {
                let program = stream(vec![("Length1", Object::Integer(length as i64))], &self.program);
                descriptor.set("FontFile2", document.add_object(program));
                "CIDFontType2"
            }
        };
        let ascii = |text: &str| Object::String(text.into(), StringFormat::Literal);
        let mut descendant = dictionary! {
            "Type" => "Font",
            "Subtype" => subtype,
            "BaseFont" => name(self.name.as_str()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => ascii("Adobe"),
                "Ordering" => ascii("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => document.add_object(descriptor),
            "DW" => i64::from(FULL_WIDTH),
            "W" => self.widths.clone(),
        };
        if subtype == "CIDFontType2" {
            descendant.set("CIDToGIDMap", name("Identity"));
        }
        let descendant = document.add_object(descendant);
        let to_unicode = document.add_object(stream(vec![], &self.to_unicode));
        document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => name(self.name.as_str()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => to_unicode,
        })
    }
}

/// The thickness that is added to the horizontal strokes of a face, in thousandths of an em. Those of Song are 29, of
/// which a copier at 200 dpi loses more than half in small type. They are copied whole from about 0.36 pt, which is 38
/// in type of 9.5 pt.
pub(crate) fn added_weight(face: Face) -> f64 {
    match face {
        Face::Song => 10.0,
        Face::SongBold | Face::Hei | Face::HeiBold | Face::Typed => 0.0,
    }
}

/// The units per em of a font program made by [`cff`]; the faces of the sheets have the same.
const UNITS_PER_EM: u16 = 1000;

/// A font program of the same glyphs, with heavier horizontal strokes where `heavier` is positive.
fn emboldened_program(font: &FontFace, remapper: &GlyphRemapper, heavier: f64) -> Vec<u8> {
    let glyphs: Vec<u16> = remapper.remapped_gids().collect();
    let glyphs = font.cached_programs(&glyphs, |outline, advance| {
        let outline = if heavier > 0.0 { embolden::embolden(&outline, heavier) } else { outline };
        cff::charstring_of_glyph(&outline, advance)
    });
    cff::font_program(&font.postscript_name, font.metrics.bounding_box, &glyphs)
}

/// The width of a code that has no entry: hanzi are a thousand wide.
const FULL_WIDTH: u16 = 1000;

/// The widths that are not a full em, in runs of neighbouring codes (ISO 32000-1, 9.7.4.3).
fn widths(glyphs: &BTreeMap<char, GlyphCode>) -> Vec<Object> {
    let by_code: BTreeMap<u16, u16> = glyphs.values().map(|coded| (coded.code, coded.width)).collect();
    let mut widths: Vec<Object> = Vec::new();
    let mut next = None;
    for (code, width) in by_code.into_iter().filter(|(_, width)| *width != FULL_WIDTH) {
        match (next, widths.last_mut()) {
            (Some(next), Some(Object::Array(run))) if next == code => run.push(width.into()),
            _ => widths.extend([code.into(), Object::Array(vec![width.into()])]),
        }
        next = Some(code + 1);
    }
    widths
}

/// The character of each code (ISO 32000-1, 9.10.3), as a CMap.
fn to_unicode(glyphs: &BTreeMap<char, GlyphCode>) -> String {
    let mut characters: BTreeMap<u16, char> = BTreeMap::new();
    for (&character, coded) in glyphs {
        let mapped = characters.entry(coded.code).or_insert(character);
        // Radicals share their glyphs with hanzi, and the hanzi is the intended character.
        if is_radical(*mapped) {
            *mapped = character;
        }
    }
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let characters: Vec<(u16, char)> = characters.into_iter().collect();
    // A block holds at most a hundred entries.
    for block in characters.chunks(100) {
        cmap += &format!("{} beginbfchar\n", block.len());
        for (code, character) in block {
            let text = if *character == LONG_DASH { "——".to_owned() } else { character.to_string() };
            let utf16: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            cmap += &format!("<{code:04X}> <{utf16}>\n");
        }
        cmap += "endbfchar\n";
    }
    cmap + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
}

fn is_radical(character: char) -> bool {
    ('\u{2E80}'..='\u{2FDF}').contains(&character) && character != LONG_DASH
}

/// Six letters from the subset's bytes.
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// A table of an OpenType file (OpenType 1.9, table directory).
fn font_table<'a>(sfnt: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let number = |at: usize| Some(u32::from_be_bytes(sfnt.get(at..at + 4)?.try_into().ok()?) as usize);
    let count = usize::from(u16::from_be_bytes(sfnt.get(4..6)?.try_into().ok()?));
    let record = (0..count).map(|n| 12 + 16 * n).find(|&at| sfnt.get(at..at + 4) == Some(tag))?;
    let (start, length) = (number(record + 8)?, number(record + 12)?);
    sfnt.get(start..start.checked_add(length)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_listed_in_runs() {
        let coded = |(character, code, width)| (character, GlyphCode { code, width });
        let glyphs = [('1', 1, 555), ('2', 2, 555), ('一', 3, 1000), ('·', 4, 327)].map(coded).into();
        assert_eq!(format!("{:?}", widths(&glyphs)), "[1, [555 555], 4, [327]]");
    }

    #[test]
    fn glyphs_say_what_is_meant() {
        let coded = |(character, code)| (character, GlyphCode { code, width: 1000 });
        // The radical ⼈ shares its glyph with the hanzi 人.
        let cmap = to_unicode(&[('⼈', 7), ('人', 7), (LONG_DASH, 8)].map(coded).into());
        assert!(cmap.contains("<0007> <4EBA>\n<0008> <20142014>\n"), "{cmap}");
    }
}
