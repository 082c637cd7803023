//! Font lookup: the four faces of the documents, matched exactly by family and weight, with their metrics and glyphs.
//!
//! 1. [`Fonts::find`] looks for Noto Serif/Sans CJK SC, Regular and Bold, among the system's fonts and
//!    in a project's own `fonts` folder. The nearest match of a font query may silently be another
//!    weight or the Japanese face of the same collection (whose “ is 426 wide instead of 1000), so
//!    family and weight are compared here.
//! 2. Advances and glyphs are read once per face, in rows of 256 characters when the first of them is needed; measuring a line
//!    is then a table lookup.
//! 3. The PDF output subsets from [`FontFace::data`].

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, Source, Style, Weight};
use memmap2::Mmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::document::Face;
use crate::diagnostic::Diagnostic;
use crate::model::source_path::SourcePath;
use crate::units::{Mm, Pt};
use crate::wording::message;
use crate::wording::output::{FONT_MISSING, FONT_UNREADABLE};

const SERIF: &str = "Noto Serif CJK SC";
const SANS: &str = "Noto Sans CJK SC";

/// The outline of a glyph in font units, with `y` upwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GlyphOutline {
    pub(crate) contours: Vec<GlyphContour>,
}

/// A closed contour of a glyph, around ink or around a hole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GlyphContour {
    pub(crate) start: (f64, f64),
    pub(crate) segments: Vec<ContourSegment>,
}

/// A segment of a contour, from the end of the previous one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ContourSegment {
    Line((f64, f64)),
    /// A cubic Bézier curve: two control points and the end.
    Curve((f64, f64), (f64, f64), (f64, f64)),
}

/// The fonts of all faces.
#[derive(Debug)]
pub struct Fonts {
    /// In the order of [`Face::ALL`].
    faces: Vec<FontFace>,
}

/// One face of a font file, with its metrics and cached glyphs.
pub struct FontFace {
    pub(crate) family: &'static str,
    /// `Regular` or `Bold`
    pub(crate) style: &'static str,
    pub(crate) postscript_name: String,
    /// The version string of the font's `name` table.
    pub(crate) version: String,
    pub(crate) path: PathBuf,
    pub(crate) metrics: FontMetrics,
    data: Arc<dyn AsRef<[u8]> + Send + Sync>,
    index: u32,
    /// Glyph and advance of each character below U+10000, read when first needed; glyph 0 means none.
    rows: Vec<OnceLock<GlyphRow>>,
    /// The font programs of glyphs, cached when first needed.
    glyph_programs: Mutex<HashMap<u16, Arc<[u8]>>>,
}

/// Glyph and advance of 256 characters whose code points differ in the last byte alone.
type GlyphRow = Box<[(u16, u16)]>;

/// The number of characters of a row.
const GLYPH_ROW_LENGTH: u32 = 0x100;

/// The metrics of a face in font units (OpenType `head`, `post`, `OS/2`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct FontMetrics {
    pub(crate) units_per_em: u16,
    pub(crate) ascender: i16,
    pub(crate) descender: i16,
    pub(crate) cap_height: i16,
    pub(crate) italic_angle: f32,
    /// `[x_min, y_min, x_max, y_max]`
    pub(crate) bounding_box: [i16; 4],
}

impl Fonts {
    /// Finds the four faces among the system's fonts and the files below `folder` (which need not exist).
    ///
    /// # Errors
    /// One diagnostic for each face that is missing or unreadable.
    pub fn find(folder: &Path) -> Result<Fonts, Vec<Diagnostic>> {
        let mut database = Database::new();
        database.load_fonts_dir(folder);
        database.load_system_fonts();
        Fonts::from_database(&database)
    }

    fn from_database(database: &Database) -> Result<Fonts, Vec<Diagnostic>> {
        let found = Face::ALL.map(|face| FontFace::load(database, face));
        let mut faces = Vec::new();
        let mut diagnostics = Vec::new();
        for face in found {
            match face {
                Ok(face) => faces.push(face),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        if diagnostics.is_empty() { Ok(Fonts { faces }) } else { Err(diagnostics) }
    }

    pub fn face(&self, face: Face) -> &FontFace {
        let face = if face == Face::Typed { Face::Hei } else { face };
        &self.faces[face as usize]
    }

    /// Every face with its font.
    pub(crate) fn faces(&self) -> impl Iterator<Item = (Face, &FontFace)> {
        Face::ALL.into_iter().zip(&self.faces)
    }
}

impl FontFace {
    fn load(database: &Database, face: Face) -> Result<FontFace, Diagnostic> {
        let (family, weight, style) = match face {
            Face::Song => (SERIF, Weight::NORMAL, "Regular"),
            Face::SongBold => (SERIF, Weight::BOLD, "Bold"),
            Face::Hei | Face::Typed => (SANS, Weight::NORMAL, "Regular"),
            Face::HeiBold => (SANS, Weight::BOLD, "Bold"),
        };
        let diagnostic = |message| Diagnostic::new(message, SourcePath::fonts());
        let matches_face = |info: &&FaceInfo| {
            info.weight == weight && info.style == Style::Normal && info.families.iter().any(|(name, _)| name == family)
        };
        let info = database
            .faces()
            .find(matches_face)
            .ok_or_else(|| diagnostic(message!(FONT_MISSING, family, weight = style)))?;
        FontFace::read(info, family, style).ok_or_else(|| diagnostic(message!(FONT_UNREADABLE, family, weight = style)))
    }

    fn read(info: &FaceInfo, family: &'static str, style: &'static str) -> Option<FontFace> {
        let (data, path): (Arc<dyn AsRef<[u8]> + Send + Sync>, PathBuf) = match &info.source {
            Source::Binary(data) => (data.clone(), PathBuf::new()),
            Source::SharedFile(path, data) => (data.clone(), path.clone()),
            Source::File(path) => (Arc::new(map_file(path).ok()?), path.clone()),
        };
        let font = FontRef::from_index((*data).as_ref(), info.index).ok()?;
        let (head, os2) = (font.head().ok()?, font.os2().ok()?);
        let metrics = FontMetrics {
            units_per_em: head.units_per_em(),
            ascender: os2.s_typo_ascender(),
            descender: os2.s_typo_descender(),
            cap_height: os2.s_cap_height().unwrap_or_else(|| os2.s_typo_ascender()),
            italic_angle: font.post().ok()?.italic_angle().to_f32(),
            bounding_box: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
        };
        let rows = vec![OnceLock::new(); 0x100];
        let version = font.localized_strings(StringId::VERSION_STRING).english_or_first();
        let version = version.map(|version| version.to_string()).unwrap_or_default();
        let postscript_name = info.post_script_name.clone();
        Some(FontFace {
            family,
            style,
            postscript_name,
            version,
            path,
            metrics,
            data,
            index: info.index,
            rows,
            glyph_programs: Mutex::default(),
        })
    }

    /// The font file, which may be a collection; see [`FontFace::index`].
    pub(crate) fn data(&self) -> &[u8] {
        (*self.data).as_ref()
    }

    /// Outlines and advances of glyphs, in font units; empty and 0 for a glyph that the face does not have.
    pub(crate) fn outlines(&self, glyphs: &[u16]) -> Vec<(GlyphOutline, u16)> {
        let Some(font) = self.font() else { return Vec::new() };
        let (outlines, advances) = (font.outline_glyphs(), font.hmtx().ok());
        let outlined = glyphs.iter().map(|glyph| {
            let glyph = GlyphId::from(*glyph);
            let mut outline = GlyphOutline::default();
            if let Some(glyph_outline) = outlines.get(glyph) {
                // A glyph that cannot be drawn has no contours.
                let unscaled = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
                let _ = glyph_outline.draw(unscaled, &mut outline);
            }
            (outline, advances.as_ref().and_then(|advances| advances.advance(glyph)).unwrap_or(0))
        });
        outlined.collect()
    }

    /// The font programs of these glyphs, made from outline and advance once for each glyph, as most forms use the same few
    /// hundred hanzi. All calls for one face must pass the same `make`.
    pub(crate) fn cached_programs(
        &self,
        glyphs: &[u16],
        make: impl Fn(GlyphOutline, u16) -> Vec<u8>,
    ) -> Vec<Arc<[u8]>> {
        let lock = || self.glyph_programs.lock().unwrap_or_else(PoisonError::into_inner);
        let cached: Vec<Option<Arc<[u8]>>> = {
            let programs = lock();
            glyphs.iter().map(|glyph| programs.get(glyph).cloned()).collect()
        };
        let missing = glyphs.iter().zip(&cached).filter(|(_, cached)| cached.is_none()).map(|(glyph, _)| *glyph);
        let missing: Vec<u16> = missing.collect();
        let outlines = self.outlines(&missing).into_iter();
        let mut made = outlines.map(|(outline, advance)| Arc::from(make(outline, advance)));
        let all: Vec<Arc<[u8]>> = cached.into_iter().filter_map(|cached| cached.or_else(|| made.next())).collect();
        lock().extend(glyphs.iter().copied().zip(all.iter().cloned()));
        all
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.data(), self.index).ok()
    }

    /// The index of the face in the font collection.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    /// The glyph of a character; `None` if the face has none.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        self.lookup(character).map(|(glyph, _)| glyph)
    }

    /// The advance width of a character, in ems; `None` if the face has no glyph for the character.
    pub(crate) fn advance(&self, character: char) -> Option<f64> {
        self.lookup(character).map(|(_, advance)| f64::from(advance) / f64::from(self.metrics.units_per_em))
    }

    /// The advance width of a character at a type size; one em for a character without a glyph.
    pub fn width(&self, character: char, size: Pt) -> Mm {
        size.mm() * self.advance(character).unwrap_or(1.0)
    }

    fn lookup(&self, character: char) -> Option<(u16, u16)> {
        let number = u32::from(character);
        let (glyph, advance) = match self.rows.get((number / GLYPH_ROW_LENGTH) as usize) {
            Some(row) => *row
                .get_or_init(|| self.read_row(number - number % GLYPH_ROW_LENGTH))
                .get((number % GLYPH_ROW_LENGTH) as usize)?,
            None => *self.glyphs_and_advances(number..=number).first()?,
        };
        (glyph != 0).then_some((glyph, advance))
    }

    fn read_row(&self, first: u32) -> GlyphRow {
        self.glyphs_and_advances(first..=first + GLYPH_ROW_LENGTH - 1).into()
    }

    fn glyphs_and_advances(&self, numbers: RangeInclusive<u32>) -> Vec<(u16, u16)> {
        let Some(font) = self.font() else { return Vec::new() };
        let (characters, advances) = (font.charmap(), font.hmtx().ok());
        let advance = |glyph| advances.as_ref().and_then(|advances| advances.advance(glyph)).unwrap_or(0);
        let entry = |number: u32| {
            let glyph = characters.map(number)?;
            Some((u16::try_from(glyph.to_u32()).ok()?, advance(glyph)))
        };
        numbers.map(|number| entry(number).unwrap_or_default()).collect()
    }
}

/// The outlines of a bare CFF table, for tests; here because this file alone may use the crate that reads them.
#[cfg(test)]
pub(crate) fn cff_outlines(program: &[u8]) -> Vec<GlyphOutline> {
    let table = skrifa::raw::ps::cff::CffFontRef::new(program, 0, Some(1000)).expect("a CFF table");
    let outline = |glyph| {
        let mut outline = GlyphOutline::default();
        let part = table.subfont_index(glyph).and_then(|index| table.subfont(index, &[]).ok()).expect("a part");
        table.draw(&part, glyph, &[], None, &mut outline).expect("a charstring");
        outline
    };
    (0..table.num_glyphs()).map(GlyphId::new).map(outline).collect()
}

impl GlyphOutline {
    fn push(&mut self, segment: ContourSegment) {
        if let Some(contour) = self.contours.last_mut() {
            contour.segments.push(segment);
        }
    }

    /// The end of the last segment.
    fn pen(&self) -> (f64, f64) {
        let Some(contour) = self.contours.last() else { return (0.0, 0.0) };
        contour.segments.last().map_or(contour.start, |segment| match segment {
            ContourSegment::Line(to) | ContourSegment::Curve(_, _, to) => *to,
        })
    }
}

impl OutlinePen for GlyphOutline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(GlyphContour { start: (x.into(), y.into()), segments: Vec::new() });
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(ContourSegment::Line((x.into(), y.into())));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, handle, to): (_, (f64, f64), (f64, f64)) =
            (self.pen(), (x1.into(), y1.into()), (x.into(), y.into()));
        let control_point =
            |end: (f64, f64)| (end.0 + (handle.0 - end.0) * 2.0 / 3.0, end.1 + (handle.1 - end.1) * 2.0 / 3.0);
        self.push(ContourSegment::Curve(control_point(from), control_point(to), to));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push(ContourSegment::Curve((x1.into(), y1.into()), (x2.into(), y2.into()), (x.into(), y.into())));
    }

    fn close(&mut self) {}
}

impl std::fmt::Debug for FontFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FontFace({} {}, {})", self.family, self.style, self.version)
    }
}

/// A font file mapped into memory: of 20 MB only the pages that are read count.
#[allow(
    unsafe_code,
    reason = "mapping a file has no safe form; fonts are installed files that nobody rewrites in place"
)]
fn map_file(path: &Path) -> io::Result<Mmap> {
    let file = File::open(path)?;
    // SAFETY: the file is a font of the system, replaced by renaming and never truncated in place.
    unsafe { Mmap::map(&file) }
}

/// The characters of a text for which a face has no glyph, each once, in order.
pub(crate) fn missing_characters(face: &FontFace, text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars() {
        if face.glyph(character).is_none() && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::{ASCENT, DESCENT};

    #[test]
    fn missing_faces_are_all_named() {
        let faults = Fonts::from_database(&Database::new()).expect_err("an empty database has no faces");
        let weights: Vec<&str> = faults.iter().map(|fault| fault.argument("weight").unwrap_or_default()).collect();
        assert_eq!(weights, ["Regular", "Bold", "Regular", "Bold"]);
    }

    #[test]
    fn the_simplified_chinese_face_is_taken() {
        let fonts = Fonts::find(SourcePath::fonts().as_ref()).expect("the fonts of the sheets are installed");
        // The Japanese face of the same collection has a narrow quotation mark.
        for (face, font) in fonts.faces() {
            assert_eq!(font.advance('“'), Some(1.0), "{face:?}");
        }
        assert_eq!(fonts.face(Face::Song).glyph('☐'), None);
    }
    #[test]
    fn the_faces_agree_on_the_em_box() {
        let fonts = Fonts::find(Path::new("fonts")).expect("the fonts of the sheets are installed");
        for (face, font) in fonts.faces() {
            let em = f64::from(font.metrics.units_per_em);
            let (above, below) = (f64::from(font.metrics.ascender) / em, f64::from(font.metrics.descender) / em);
            assert_eq!((above, below), (ASCENT, -DESCENT), "{face:?}");
        }
    }
}
