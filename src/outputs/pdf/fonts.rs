//! The faces of a form as a PDF embeds them: subset, compressed and described once for all its cities.
//!
//! 1. [`used`] says which characters of which faces some sheets need. Those of a form's generic sheets go
//!    into one [`FontSet`], which every city's file has; what a city's sheets need besides is a second,
//!    small subset of the same face in that city's files alone ([`FontSet::with_own`]).
//! 2. A face becomes a composite font with Identity-H (ISO 32000-1, 9.7): a character's code is its
//!    glyph in the subset, counted from 1 in the order of the characters, so that the same characters
//!    always give the same bytes.
//! 3. `ToUnicode` says what each glyph is; the joined dash says the pair of dashes it stands for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::objects::{Had, deflate, name};
use super::typed::typed;
use super::{cff, weight};
use crate::diagnostic::Diagnostic;
use crate::model::source_path::SourcePath;
use crate::paper::fonts::{FontFace, Fonts};
use crate::paper::sheet::{Face, LONG_DASH, Mark, Placed, Sheet, Sheets};
use crate::wording::output::FONT_UNREADABLE;

/// The faces of a file.
#[derive(Clone, Debug)]
pub struct FontSet {
    subsets: BTreeMap<FontKey, Arc<Subset>>,
    typing: Option<Arc<Typing>>,
}

/// Which font of a file: a face, and which part of its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontKey {
    part: Part,
    face: Face,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Those that the files of all offices have in common.
    Shared,
    /// Those that sheets with this body need besides.
    Body,
    /// Those that only this office's file needs.
    Own,
}

/// The font of what is typed into a fillable sheet; one serves every form.
#[derive(Debug)]
pub struct Typing(Subset);

/// A face with only the glyphs that are needed.
#[derive(Debug)]
pub struct Subset {
    /// With the tag of a subset before it (ISO 32000-1, 9.6.4).
    name: String,
    glyphs: BTreeMap<char, Coded>,
    outlines: Outlines,
    /// The font program, deflated.
    program: Vec<u8>,
    to_unicode: Vec<u8>,
    widths: Vec<Object>,
    descriptor: Dictionary,
}

/// A character's code and its width in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    pub code: u16,
    pub width: u16,
}

#[derive(Clone, Copy, Debug)]
enum Outlines {
    /// A bare CFF table.
    Cff,
    /// A whole font file, of this many bytes.
    TrueType { length: usize },
}

/// The characters that sheets print, by face.
pub fn used(sheets: &Sheets) -> BTreeMap<Face, BTreeSet<char>> {
    characters(sheets.pages.iter().flat_map(Sheet::marks))
}

fn characters<'a>(marks: impl Iterator<Item = &'a Placed>) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for placed in marks {
        if let Mark::Text(run) = &placed.mark {
            used.entry(run.face).or_default().extend(run.glyphs.iter().map(|glyph| glyph.character));
        }
    }
    used
}

/// Subsets each face to its characters.
///
/// # Errors
/// A diagnostic for each face whose outlines cannot be subset (CFF2 ones, for instance).
pub fn fonts(fonts: &Fonts, used: &BTreeMap<Face, BTreeSet<char>>) -> Result<FontSet, Vec<Diagnostic>> {
    let mut set = FontSet { subsets: BTreeMap::new(), typing: None };
    set.add(Part::Shared, fonts, used)?;
    Ok(set)
}

/// What is said of faces that no file can have.
pub fn unfit(faces: &Fonts) -> Vec<Diagnostic> {
    let used = Face::ALL.map(|face| (face, BTreeSet::from([' '])));
    fonts(faces, &BTreeMap::from(used)).err().unwrap_or_default()
}

/// The font of what is typed: Hei with letters, digits, signs and these characters.
///
/// # Errors
/// As [`fonts`].
pub fn typing(fonts: &Fonts, characters: &BTreeSet<char>) -> Result<Typing, Diagnostic> {
    let characters = typed().chain(characters.iter().copied()).collect();
    Subset::of(fonts.face(Face::Hei), &characters, 0.0).map(Typing)
}

impl FontSet {
    /// For typing in the sheet's own face, whose subset has letters, digits and signs besides.
    ///
    /// # Errors
    /// As [`fonts`].
    pub fn to_type_in(&self, fonts: &Fonts) -> Result<FontSet, Vec<Diagnostic>> {
        let mut set = self.clone();
        if let Some((key, subset)) = self.subsets.first_key_value() {
            let characters = subset.glyphs.keys().copied().chain(typed()).collect();
            set.add(key.part, fonts, &BTreeMap::from([(key.face, characters)]))?;
        }
        Ok(set)
    }

    /// For typing in a font of its own.
    pub fn with_typing(self, typing: Arc<Typing>) -> FontSet {
        FontSet { typing: Some(typing), ..self }
    }

    /// With the characters of these sheets' bodies that are not in it yet, in subsets of their own.
    ///
    /// # Errors
    /// As [`fonts`].
    pub fn with_body(&self, fonts: &Fonts, sheets: &Sheets) -> Result<FontSet, Vec<Diagnostic>> {
        self.with(Part::Body, fonts, sheets.pages.iter().flat_map(|page| page.body.iter()))
    }

    /// With the characters of what is an office's own on these sheets that are not in it yet, in subsets of their own: a
    /// file holds nothing of what is in the others.
    ///
    /// # Errors
    /// As [`fonts`].
    pub fn with_own(&self, fonts: &Fonts, sheets: &Sheets) -> Result<FontSet, Vec<Diagnostic>> {
        self.with(Part::Own, fonts, sheets.pages.iter().flat_map(|page| &page.own))
    }

    fn with<'a>(
        &self,
        part: Part,
        fonts: &Fonts,
        marks: impl Iterator<Item = &'a Placed>,
    ) -> Result<FontSet, Vec<Diagnostic>> {
        let mut missing = characters(marks);
        for (face, characters) in &mut missing {
            let font = fonts.face(*face);
            characters.retain(|character| self.glyph(*face, *character).is_none() && font.glyph(*character).is_some());
        }
        missing.retain(|_, characters| !characters.is_empty());
        let mut set = self.clone();
        set.add(part, fonts, &missing)?;
        Ok(set)
    }

    fn add(&mut self, part: Part, fonts: &Fonts, used: &BTreeMap<Face, BTreeSet<char>>) -> Result<(), Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        for (&face, characters) in used {
            match Subset::of(fonts.face(face), characters, added_weight(face)) {
                Ok(subset) => drop(self.subsets.insert(FontKey { part, face }, Arc::new(subset))),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        if diagnostics.is_empty() { Ok(()) } else { Err(diagnostics) }
    }

    /// The glyph of a character of a face, and the font that it is in.
    pub fn glyph(&self, face: Face, character: char) -> Option<(FontKey, Coded)> {
        [Part::Shared, Part::Body, Part::Own].into_iter().find_map(|part| {
            let key = FontKey { part, face };
            Some((key, self.subset(key)?.glyph(character)?))
        })
    }

    pub fn subset(&self, key: FontKey) -> Option<&Subset> {
        self.subsets.get(&key).map(Arc::as_ref)
    }

    /// The font of what is typed; `None` for sheets without a word.
    pub fn typing(&self) -> Option<&Subset> {
        self.typing.as_deref().map(|Typing(subset)| subset).or_else(|| self.subsets.values().next().map(Arc::as_ref))
    }

    /// Adds the fonts of what all offices have to a document.
    pub fn write(&self, document: &mut Document) -> Written {
        let shared = self.subsets.iter().filter(|(key, _)| key.part != Part::Own);
        Written(shared.map(|(key, subset)| (*key, subset.write(document))).collect())
    }

    /// Adds the fonts that are not among these to a document; the result is all of them.
    pub fn write_others(&self, document: &mut Document, Written(known): &Written) -> Written {
        let all = self.subsets.iter().map(|(key, subset)| {
            let font = known.get(key).copied();
            (*key, font.unwrap_or_else(|| subset.write(document)))
        });
        Written(all.collect())
    }

    /// The font of what is typed, added to a document if the sheet's own is not it; `None` for sheets
    /// without a word.
    pub fn write_typing(&self, document: &mut Document, Written(fonts): &Written) -> Option<ObjectId> {
        let typing = self.typing.as_deref().map(|Typing(subset)| subset.write(document));
        typing.or_else(|| fonts.values().next().copied())
    }
}

/// The fonts of a document.
pub struct Written(BTreeMap<FontKey, ObjectId>);

impl Written {
    /// The resource dictionary of pages.
    pub fn resources(&self) -> Dictionary {
        self.0.iter().map(|(key, font)| (key.resource(), Object::Reference(*font))).collect()
    }
}

impl FontKey {
    /// What a font is called among a page's resources.
    pub fn resource(self) -> String {
        let face = match self.face {
            Face::Song => "Song",
            Face::SongBold => "SongBold",
            Face::Hei => "Hei",
            Face::HeiBold => "HeiBold",
            Face::Typed => "Typed",
        };
        match self.part {
            Part::Shared => face.to_owned(),
            Part::Body => format!("{face}Body"),
            Part::Own => format!("{face}Own"),
        }
    }
}

impl Subset {
    /// `heavier` thousandths of an em are added to horizontal strokes.
    fn of(font: &FontFace, characters: &BTreeSet<char>, heavier: f64) -> Result<Subset, Diagnostic> {
        let per_em = f64::from(font.metrics.units_per_em);
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        // A space parts words that are drawn apart.
        for character in characters.iter().copied().chain([' ']) {
            if let (Some(glyph), Some(advance)) = (font.glyph(character), font.advance(character)) {
                let coded = Coded { code: remapper.remap(glyph), width: (advance * 1000.0).round() as u16 };
                glyphs.insert(character, coded);
            }
        }
        let fault = || {
            Diagnostic::error(&FONT_UNREADABLE, SourcePath::fonts())
                .with("family", font.family)
                .with("weight", font.style)
        };
        let (outlines, program) = if font.metrics.units_per_em == UNITS_PER_EM {
            (Outlines::Cff, drawn(font, &remapper, heavier))
        } else {
            let sfnt = subsetter::subset(font.data(), font.index(), &remapper).map_err(|_| fault())?;
            match table(&sfnt, b"CFF ") {
                Some(cff) => (Outlines::Cff, cff.to_vec()),
                None => (Outlines::TrueType { length: sfnt.len() }, sfnt),
            }
        };
        let name = format!("{}+{}", tag(&program), font.postscript_name);
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
        Ok(Subset {
            to_unicode: deflate(to_unicode(&glyphs).as_bytes(), Had::ByMany),
            widths: widths(&glyphs),
            program: deflate(&program, Had::ByMany),
            name,
            glyphs,
            outlines,
            descriptor,
        })
    }

    pub fn glyph(&self, character: char) -> Option<Coded> {
        self.glyphs.get(&character).copied()
    }

    /// Adds the font to a document (ISO 32000-1, 9.7.6).
    pub fn write(&self, document: &mut Document) -> ObjectId {
        let flate = || ("Filter", name("FlateDecode"));
        let stream = |entries: Vec<(&str, Object)>, bytes: &Vec<u8>| {
            let dictionary: Dictionary = entries.into_iter().chain([flate()]).collect();
            Stream::new(dictionary, bytes.clone()).with_compression(false)
        };
        let mut descriptor = self.descriptor.clone();
        let subtype = match self.outlines {
            Outlines::Cff => {
                let program = stream(vec![("Subtype", name("CIDFontType0C"))], &self.program);
                descriptor.set("FontFile3", document.add_object(program));
                "CIDFontType0"
            }
            Outlines::TrueType { length } => {
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

/// What horizontal strokes get besides what the font gives them, in thousandths of an em: those of Song
/// are 29, of which a copier at 200 dpi loses more than half in small type. They show whole from about
/// 0.36 pt, which is 38 of type of 9.5 pt.
fn added_weight(face: Face) -> f64 {
    match face {
        Face::Song => 10.0,
        Face::SongBold | Face::Hei | Face::HeiBold | Face::Typed => 0.0,
    }
}

/// What a drawn program counts in; the faces of the sheets do.
const UNITS_PER_EM: u16 = 1000;

/// A program of the same glyphs, with horizontals heavier where that is asked for.
fn drawn(font: &FontFace, remapper: &GlyphRemapper, heavier: f64) -> Vec<u8> {
    let glyphs: Vec<u16> = remapper.remapped_gids().collect();
    let glyphs: Vec<cff::Glyph> = font
        .outlines(&glyphs)
        .into_iter()
        .map(|(outline, advance)| {
            let outline = if heavier > 0.0 { weight::heavier(&outline, heavier) } else { outline };
            cff::Glyph { outline, advance }
        })
        .collect();
    cff::program(&font.postscript_name, font.metrics.bounding_box, &glyphs)
}

/// The width of a code that has no entry: hanzi are a thousand wide.
const FULL_WIDTH: u16 = 1000;

/// The widths that are not a full em, in runs of neighbouring codes (ISO 32000-1, 9.7.4.3).
fn widths(glyphs: &BTreeMap<char, Coded>) -> Vec<Object> {
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

/// What each code means (ISO 32000-1, 9.10.3).
fn to_unicode(glyphs: &BTreeMap<char, Coded>) -> String {
    let mut meanings: BTreeMap<u16, char> = BTreeMap::new();
    for (&character, coded) in glyphs {
        let meaning = meanings.entry(coded.code).or_insert(character);
        // Radicals share their glyphs with hanzi, and the hanzi is what is meant.
        if is_radical(*meaning) {
            *meaning = character;
        }
    }
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let meanings: Vec<(u16, char)> = meanings.into_iter().collect();
    // A block holds at most a hundred entries.
    for block in meanings.chunks(100) {
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
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// A table of an OpenType file (OpenType 1.9, table directory).
fn table<'a>(sfnt: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
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
        let coded = |(character, code, width)| (character, Coded { code, width });
        let glyphs = [('1', 1, 555), ('2', 2, 555), ('一', 3, 1000), ('·', 4, 327)].map(coded).into();
        assert_eq!(format!("{:?}", widths(&glyphs)), "[1, [555 555], 4, [327]]");
    }

    #[test]
    fn glyphs_say_what_is_meant() {
        let coded = |(character, code)| (character, Coded { code, width: 1000 });
        // The radical ⼈ shares its glyph with the hanzi 人.
        let cmap = to_unicode(&[('⼈', 7), ('人', 7), (LONG_DASH, 8)].map(coded).into());
        assert!(cmap.contains("<0007> <4EBA>\n<0008> <20142014>\n"), "{cmap}");
    }
}
