//! The faces of a form as a PDF embeds them: subset, compressed and described once for all its cities.
//!
//! 1. [`characters_by_face`] returns the characters of each face that sheets need. Those of a form's generic sheets go
//!    into one [`FontSet`], which every city's file has. Further characters of a body and of an office's marks are
//!    small subsets of the same face ([`FontSet::with_body`], [`FontSet::with_office`]).
//! 2. [`super::subset`] writes a face as a font of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::objects::StreamReuse;
use super::subset::{FontSubset, GlyphCode, added_weight};
use super::typing_characters::basic_typing_characters;
use crate::diagnostic::Diagnostic;
use crate::paper::document::{Face, PaperDocument, PaperMark, PaperPage, PlacedMark};
use crate::paper::fonts::Fonts;

/// The font subsets of a file.
#[derive(Clone, Debug)]
pub struct FontSet {
    subsets: BTreeMap<FontKey, Arc<FontSubset>>,
    typing: Option<Arc<TypingFont>>,
}

/// The identity of a font in a file: a face, and the part of its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FontKey {
    part: SubsetPart,
    face: Face,
}

/// The part of a face's characters that a subset contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SubsetPart {
    /// The characters that the files of all offices have in common.
    Shared,
    /// Further characters of sheets with this body.
    Body,
    /// Further characters of this office's file.
    Own,
    /// The characters for typed text, in whichever subset they are.
    Typing,
}

/// The font of typed text.
pub(crate) const TYPING_FONT: FontKey = FontKey { part: SubsetPart::Typing, face: Face::Typed };

/// The font of text that is typed into a fillable sheet; one for all forms.
#[derive(Debug)]
pub struct TypingFont(FontSubset);

/// The characters that sheets print, by face.
pub fn characters_by_face(sheets: &PaperDocument) -> BTreeMap<Face, BTreeSet<char>> {
    mark_characters(sheets.pages.iter().flat_map(PaperPage::marks))
}

fn mark_characters<'a>(marks: impl Iterator<Item = &'a PlacedMark>) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for placed in marks {
        if let PaperMark::Text(run) = &placed.mark {
            used.entry(run.face).or_default().extend(run.glyphs.iter().map(|glyph| glyph.character));
        }
    }
    used
}

/// Subsets each face to its characters.
///
/// # Errors
/// A diagnostic for each face with outlines that cannot be subset (CFF2, for instance).
pub fn font_set(fonts: &Fonts, used: &BTreeMap<Face, BTreeSet<char>>) -> Result<FontSet, Vec<Diagnostic>> {
    let mut set = FontSet { subsets: BTreeMap::new(), typing: None };
    set.add(SubsetPart::Shared, fonts, used)?;
    Ok(set)
}

/// The diagnostics for faces that no file can embed.
pub(crate) fn unusable_faces(faces: &Fonts) -> Vec<Diagnostic> {
    let used = Face::ALL.map(|face| (face, BTreeSet::from([' '])));
    font_set(faces, &BTreeMap::from(used)).err().unwrap_or_default()
}

/// The font of typed text: Hei with letters, digits, signs and these characters.
///
/// # Errors
/// As [`font_set`].
pub fn typing_font(fonts: &Fonts, characters: &BTreeSet<char>) -> Result<TypingFont, Diagnostic> {
    let characters = basic_typing_characters().chain(characters.iter().copied()).collect();
    FontSubset::of(fonts.face(Face::Hei), &characters, 0.0, StreamReuse::ByMany).map(TypingFont)
}

impl FontSet {
    /// The set for typing in the face of the sheet; its subset has letters, digits and signs as well.
    ///
    /// # Errors
    /// As [`font_set`].
    pub fn with_typing_in_face(&self, fonts: &Fonts) -> Result<FontSet, Vec<Diagnostic>> {
        let mut set = self.clone();
        if let Some((key, subset)) = self.subsets.first_key_value() {
            let characters = subset.characters().chain(basic_typing_characters()).collect();
            set.add(key.part, fonts, &BTreeMap::from([(key.face, characters)]))?;
        }
        Ok(set)
    }

    /// The set with a separate font for typed text.
    pub fn with_typing(self, typing: Arc<TypingFont>) -> FontSet {
        FontSet { typing: Some(typing), ..self }
    }

    /// The set with the missing characters of these sheets' bodies, in separate subsets.
    ///
    /// # Errors
    /// As [`font_set`].
    pub fn with_body(&self, fonts: &Fonts, sheets: &PaperDocument) -> Result<FontSet, Vec<Diagnostic>> {
        self.with_marks(SubsetPart::Body, fonts, sheets.pages.iter().flat_map(|page| page.shared_marks.iter()))
    }

    /// The set with the missing characters of the office's marks on these sheets, in separate subsets: a file contains
    /// nothing of other offices.
    ///
    /// # Errors
    /// As [`font_set`].
    pub fn with_office(&self, fonts: &Fonts, sheets: &PaperDocument) -> Result<FontSet, Vec<Diagnostic>> {
        self.with_marks(SubsetPart::Own, fonts, sheets.pages.iter().flat_map(|page| &page.office_marks))
    }

    fn with_marks<'a>(
        &self,
        part: SubsetPart,
        fonts: &Fonts,
        marks: impl Iterator<Item = &'a PlacedMark>,
    ) -> Result<FontSet, Vec<Diagnostic>> {
        let mut missing = mark_characters(marks);
        for (face, characters) in &mut missing {
            let font = fonts.face(*face);
            characters.retain(|character| self.glyph(*face, *character).is_none() && font.glyph(*character).is_some());
        }
        missing.retain(|_, characters| !characters.is_empty());
        let mut set = self.clone();
        set.add(part, fonts, &missing)?;
        Ok(set)
    }

    fn add(
        &mut self,
        part: SubsetPart,
        fonts: &Fonts,
        used: &BTreeMap<Face, BTreeSet<char>>,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        for (&face, characters) in used {
            let reuse = if part == SubsetPart::Own { StreamReuse::ByEach } else { StreamReuse::ByMany };
            match FontSubset::of(fonts.face(face), characters, added_weight(face), reuse) {
                Ok(subset) => drop(self.subsets.insert(FontKey { part, face }, Arc::new(subset))),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        if diagnostics.is_empty() { Ok(()) } else { Err(diagnostics) }
    }

    /// The glyph of a character of a face, and its font.
    pub(crate) fn glyph(&self, face: Face, character: char) -> Option<(FontKey, GlyphCode)> {
        [SubsetPart::Shared, SubsetPart::Body, SubsetPart::Own].into_iter().find_map(|part| {
            let key = FontKey { part, face };
            Some((key, self.subset(key)?.glyph(character)?))
        })
    }

    pub(crate) fn subset(&self, key: FontKey) -> Option<&FontSubset> {
        if key == TYPING_FONT { self.typing() } else { self.subsets.get(&key).map(Arc::as_ref) }
    }

    /// The font of typed text; `None` for sheets without text.
    fn typing(&self) -> Option<&FontSubset> {
        self.typing
            .as_deref()
            .map(|TypingFont(subset)| subset)
            .or_else(|| self.subsets.values().next().map(Arc::as_ref))
    }

    /// Adds the fonts that all offices share to a document.
    pub(crate) fn embed_shared(&self, document: &mut Document) -> EmbeddedFonts {
        let shared = self.subsets.iter().filter(|(key, _)| key.part != SubsetPart::Own);
        EmbeddedFonts(shared.map(|(key, subset)| (*key, subset.write(document))).collect())
    }

    /// Adds the missing fonts to a document; returns all fonts.
    pub(crate) fn embed_others(&self, document: &mut Document, EmbeddedFonts(known): &EmbeddedFonts) -> EmbeddedFonts {
        let all = self.subsets.iter().map(|(key, subset)| {
            let font = known.get(key).copied();
            (*key, font.unwrap_or_else(|| subset.write(document)))
        });
        EmbeddedFonts(all.collect())
    }

    /// Adds the font of typed text to a document if it is not that of the sheet; `None` for sheets without text.
    pub(crate) fn embed_typing(
        &self,
        document: &mut Document,
        EmbeddedFonts(fonts): &EmbeddedFonts,
    ) -> Option<ObjectId> {
        let typing = self.typing.as_deref().map(|TypingFont(subset)| subset.write(document));
        typing.or_else(|| fonts.values().next().copied())
    }
}

/// The font objects of a document, by font.
pub(crate) struct EmbeddedFonts(BTreeMap<FontKey, ObjectId>);

impl EmbeddedFonts {
    /// The font dictionary of the pages' resources.
    pub(crate) fn resources(&self) -> Dictionary {
        self.0.iter().map(|(key, font)| (key.resource_name(), Object::Reference(*font))).collect()
    }
}

impl FontKey {
    /// The name of the font in a page's resources.
    pub(crate) fn resource_name(self) -> String {
        let face = match self.face {
            Face::Song => "Song",
            Face::SongBold => "SongBold",
            Face::Hei => "Hei",
            Face::HeiBold => "HeiBold",
            Face::Typed => "Typed",
        };
        match self.part {
            SubsetPart::Shared => face.to_owned(),
            SubsetPart::Body => format!("{face}Body"),
            SubsetPart::Own => format!("{face}Own"),
            SubsetPart::Typing => "Typing".to_owned(),
        }
    }
}
