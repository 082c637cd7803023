//! The characters that may be typed into a fillable sheet.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use encoding_rs::GBK;

/// The signs that are typed beside hanzi; every fillable file has them. PDFium draws a letter that the font lacks as
/// the glyph with the same number, whatever that is.
const TYPING_SIGNS: &str = "·—…‘’“”、。《》（），：；！？％℃×①②③④⑤⑥⑦⑧⑨⑩";

/// Letters, digits and signs.
pub(crate) fn basic_typing_characters() -> impl Iterator<Item = char> {
    (' '..='~').chain(TYPING_SIGNS.chars())
}

/// The 3,755 hanzi of GB 2312 level 1, which are those of names, places and daily life, and the punctuation, numerals
/// and full-width forms of its first three rows.
pub fn gb2312_level_1() -> BTreeSet<char> {
    const SIGNS: RangeInclusive<u8> = 0xA1..=0xA3;
    const HANZI: RangeInclusive<u8> = 0xB0..=0xD7;
    let pairs = SIGNS.chain(HANZI).flat_map(|row| (0xA1..=0xFE).map(move |cell| [row, cell]));
    let mut characters = BTreeSet::new();
    for pair in pairs {
        let (decoded, _, _) = GBK.decode(&pair);
        // Cells that the standard leaves empty decode to a replacement or private-use character.
        characters.extend(decoded.chars().filter(|c| !matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')));
    }
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_1_is_whole() {
        let characters = gb2312_level_1();
        assert_eq!(characters.iter().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(*c)).count(), 3755);
        assert!("啊座、。“”①".chars().all(|c| characters.contains(&c)));
        assert!(!characters.contains(&'亍'), "亍 is of level 2");
    }
}
