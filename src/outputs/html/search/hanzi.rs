//! Hanzi for the search: traditional ones as simplified ones, and their pronunciation. The only file that names hanconv
//! and pinyin.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hanconv::RawDictionary;
use pinyin::{ToPinyin, ToPinyinMulti};

/// Traditional hanzi with the simplified one of each, both in the basic plane (OpenCC's table of characters).
static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let single = |text: &str| {
        let mut signs = text.chars();
        signs.next().filter(|sign| signs.next().is_none() && u32::from(*sign) < 0x10000)
    };
    let pair = |(from, to): (&str, &str)| Some((single(from)?, single(to)?));
    RawDictionary::TSCharacters.iter().filter_map(pair).filter(|(from, to)| from != to).collect()
});

/// The simplified form of a hanzi; any other character as it is.
pub(crate) fn simplified(sign: char) -> char {
    SIMPLIFIED.get(&sign).copied().unwrap_or(sign)
}

/// Traditional hanzi with their simplified form, for the simplified hanzi that `has` selects.
pub(crate) fn traditional_variants(has: impl Fn(char) -> bool) -> impl Iterator<Item = (char, char)> {
    SIMPLIFIED.iter().map(|(from, to)| (*from, *to)).filter(move |(_, to)| has(*to))
}

/// The pronunciations of a hanzi: syllables of pinyin without tones, `ü` as `v`, each once.
pub(crate) fn pinyin_syllables(sign: char) -> Vec<String> {
    let plain = |syllable: &str| syllable.replace('ü', "v");
    let mut sounds: Vec<String> = match sign.to_pinyin_multi() {
        Some(several) => several.into_iter().map(|one| plain(one.plain())).collect(),
        None => sign.to_pinyin().map(|one| plain(one.plain())).into_iter().collect(),
    };
    sounds.sort();
    sounds.dedup();
    sounds
}

/// The most frequent pronunciation of a hanzi.
pub(crate) fn main_pinyin_syllable(sign: char) -> Option<String> {
    sign.to_pinyin().map(|one| one.plain().replace('ü', "v"))
}
