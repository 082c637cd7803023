//! Message templates: texts with `{names}`, the values that fill them, and the compile-time check that both agree.
//!
//! A placeholder is a name of small letters, digits and `_` in braces: `{near}`. Braces behind a `$` and those around
//! anything else are text: `${name}`, `{甲, 乙}`, `{{ asset(…) }}`.

use std::fmt::Display;
use std::hash::{Hash, Hasher};

use crate::source::{Sources, Span};

/// The language of messages (not of the site, which is the sources' own).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

/// Characters of a value that fills a placeholder; of a longer one its beginning is shown.
const LONGEST_ARGUMENT: usize = 1_000;

/// The value of a placeholder: a text, a bilingual text or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    /// `[Chinese, English]`
    Words([String; 2]),
    /// A place in the sources, printed as `path:line:column`.
    Place(Span),
}

impl Hash for Argument {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Argument::Text(text) => text.hash(state),
            Argument::Words(words) => words.hash(state),
            // A span adds nothing to a hash by itself, and messages may differ in it alone.
            Argument::Place(Span { source, start, end }) => (source, start, end).hash(state),
        }
    }
}

impl Argument {
    /// The text that replaces the placeholder.
    pub(crate) fn text(&self, lang: Lang, sources: &Sources) -> String {
        match (self, lang) {
            (Argument::Text(text), _)
            | (Argument::Words([text, _]), Lang::Zh)
            | (Argument::Words([_, text]), Lang::En) => text.clone(),
            (Argument::Place(span), _) => sources.locate(*span),
        }
    }
}

/// A value that can fill a placeholder: anything that implements `Display`, a text in both languages, or a place in the
/// sources.
pub trait IntoArgument {
    fn to_argument(&self) -> Argument;
}

impl<T: Display> IntoArgument for T {
    fn to_argument(&self) -> Argument {
        let mut text = self.to_string();
        if let Some((end, _)) = text.char_indices().nth(LONGEST_ARGUMENT) {
            text.truncate(end);
            text.push_str("……");
        }
        Argument::Text(text)
    }
}

/// A value with a text in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bilingual {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl IntoArgument for Bilingual {
    fn to_argument(&self) -> Argument {
        Argument::Words([self.zh.clone(), self.en.clone()])
    }
}

impl IntoArgument for Span {
    fn to_argument(&self) -> Argument {
        Argument::Place(*self)
    }
}

/// The names of the values of a template; they must equal the names of its placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names<const N: usize>([&'static str; N]);

impl<const N: usize> Names<N> {
    /// The names, held against the placeholders of all texts.
    ///
    /// # Panics
    /// When compiling, if a placeholder has no value, or a value has no placeholder: the macros of [`crate::wording`]
    /// call it in constants alone.
    pub const fn of(texts: &[&str], names: [&'static str; N]) -> Names<N> {
        let mut text = 0;
        while text < texts.len() {
            let mut from = 0;
            while let Some((start, end)) = placeholder(texts[text].as_bytes(), from) {
                let name = texts[text].as_bytes().split_at(end).0.split_at(start).1;
                refuse_unless(is_among(name, &names), "the text has a placeholder without a value: ", name);
                from = end;
            }
            text += 1;
        }
        let mut name = 0;
        while name < N {
            refuse_unless(
                stands_in(names[name], texts),
                "the text has no placeholder of this name: ",
                names[name].as_bytes(),
            );
            name += 1;
        }
        Names(names)
    }

    /// A text of one language with its placeholders filled.
    pub(crate) fn fill(self, text: &str, values: [Argument; N]) -> String {
        let arguments = self.with(values);
        fill(text, |name| {
            let value = arguments.iter().find(|(n, _)| *n == name);
            value.map(|(_, value)| value.text(Lang::Zh, &Sources::default()))
        })
    }

    /// Each name with its value.
    pub(crate) fn with(self, values: [Argument; N]) -> Vec<(&'static str, Argument)> {
        self.0.into_iter().zip(values).collect()
    }
}

/// Refuses two texts of which one has a placeholder that the other has not.
///
/// # Panics
/// When compiling, as [`Names::of`].
pub(crate) const fn assert_alike(zh: &[&str], en: &[&str]) {
    assert_held(zh, en);
    assert_held(en, zh);
}

const fn assert_held(texts: &[&str], others: &[&str]) {
    let mut text = 0;
    while text < texts.len() {
        let mut from = 0;
        while let Some((start, end)) = placeholder(texts[text].as_bytes(), from) {
            let name = texts[text].as_bytes().split_at(end).0.split_at(start).1;
            refuse_unless(is_placeholder_of(name, others), "a placeholder stands in one language alone: ", name);
            from = end;
        }
        text += 1;
    }
}

/// The first placeholder behind a byte: the first byte of its name, and the byte behind it.
const fn placeholder(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut open = from;
    while open < text.len() {
        if text[open] == b'{' && (open == 0 || text[open - 1] != b'$') {
            let start = open + 1;
            let mut end = start;
            while end < text.len() && matches!(text[end], b'a'..=b'z' | b'0'..=b'9' | b'_') {
                end += 1;
            }
            if end > start && end < text.len() && text[end] == b'}' {
                return Some((start, end));
            }
        }
        open += 1;
    }
    None
}

const fn stands_in(name: &str, texts: &[&str]) -> bool {
    is_placeholder_of(name.as_bytes(), texts)
}

const fn is_placeholder_of(name: &[u8], texts: &[&str]) -> bool {
    let mut text = 0;
    while text < texts.len() {
        let mut from = 0;
        while let Some((start, end)) = placeholder(texts[text].as_bytes(), from) {
            if is_same(name, texts[text].as_bytes().split_at(end).0.split_at(start).1) {
                return true;
            }
            from = end;
        }
        text += 1;
    }
    false
}

const fn is_among(name: &[u8], names: &[&str]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if is_same(name, names[at].as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// Stops the compiler with a sentence that ends with a name.
const fn refuse_unless(is_right: bool, sentence: &str, name: &[u8]) {
    const LONGEST: usize = 120;
    if is_right {
        return;
    }
    let mut text = [b' '; LONGEST];
    let mut at = 0;
    while at < LONGEST && at < sentence.len() + name.len() {
        text[at] = if at < sentence.len() { sentence.as_bytes()[at] } else { name[at - sentence.len()] };
        at += 1;
    }
    match str::from_utf8(text.split_at(at).0) {
        Ok(text) => assert!(is_right, "{}", text),
        Err(_) => assert!(is_right, "a name of a placeholder is too long"),
    }
}

/// A template with its placeholders replaced; one without a value stays as it is.
pub(crate) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut done = 0;
    while let Some((start, end)) = placeholder(template.as_bytes(), done) {
        match value(&template[start..end]) {
            Some(value) => {
                out.push_str(&template[done..start - 1]);
                out.push_str(&value);
            }
            None => out.push_str(&template[done..=end]),
        }
        done = end + 1;
    }
    out + &template[done..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> String {
        fill(template, |name| (name != "unknown").then(|| format!("<{name}>")))
    }

    #[test]
    fn placeholders_are_names_in_braces() {
        for (template, expected) in [
            ("没有“{near}”", "没有“<near>”"),
            ("{a}{b_2}", "<a><b_2>"),
            ("写成 ${name}，不是 {name}", "写成 ${name}，不是 <name>"),
            ("${{name}}", "${<name>}"),
            ("{{ asset(x) }} {} {甲} {A} {a", "{{ asset(x) }} {} {甲} {A} {a"),
            ("{unknown} {a}", "{unknown} <a>"),
        ] {
            assert_eq!(filled(template), expected);
        }
    }

    #[test]
    fn names_are_those_of_the_placeholders() {
        let _ = Names::of(&["{a} ${c}", "{b}{a}"], ["b", "a"]);
        let _ = Names::of(&["without"], []);
        assert_alike(&["{a}", "{b}"], &["{b} {a}", ""]);
    }

    #[test]
    #[should_panic(expected = "the text has a placeholder without a value: near")]
    fn a_forgotten_name_is_refused() {
        let _ = Names::of(&["{a}", "{a} {near}"], ["a"]);
    }

    #[test]
    #[should_panic(expected = "the text has no placeholder of this name: naer")]
    fn a_needless_name_is_refused() {
        let _ = Names::of(&["{near}"], ["near", "naer"]);
    }

    #[test]
    #[should_panic(expected = "a placeholder stands in one language alone: b")]
    fn languages_have_the_same_placeholders() {
        assert_alike(&["{a}"], &["{a} {b}"]);
    }

    #[test]
    fn of_a_very_long_value_the_beginning_is_shown() {
        let Argument::Text(text) = "字".repeat(2 * LONGEST_ARGUMENT).to_argument() else { panic!("no text") };
        assert_eq!(text.chars().count(), LONGEST_ARGUMENT + 2);
    }
}
