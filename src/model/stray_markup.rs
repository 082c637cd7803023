//! Markup in source texts that was not parsed and would be published as plain characters.

use crate::wording::{FilledMessage, message, page as say};

/// A character sequence of markup, with the function that makes the message about it.
pub(crate) type MarkupSign = (&'static str, fn(&str) -> FilledMessage);

const PLACEHOLDER_NOT_READ: fn(&str) -> FilledMessage = |sign| message!(say::PLACEHOLDER_NOT_READ, sign);
const EMPHASIS_LEFT: fn(&str) -> FilledMessage = |_| message!(say::EMPHASIS_LEFT);
const LINK_NOT_READ: fn(&str) -> FilledMessage = |_| message!(say::LINK_NOT_READ);
const FOOTNOTE_NOT_READ: fn(&str) -> FilledMessage = |sign| message!(say::FOOTNOTE_NOT_READ, sign);
const SIGN_NOT_READ: fn(&str) -> FilledMessage = |sign| message!(say::SIGN_NOT_READ, sign);
const MARKUP_IN_YAML: fn(&str) -> FilledMessage = |sign| message!(say::MARKUP_IN_YAML, sign);

/// In texts of every kind: `${name}` in wide signs or with a space.
pub(crate) const PLACEHOLDERS: [MarkupSign; 5] = [
    ("$｛", PLACEHOLDER_NOT_READ),
    ("＄{", PLACEHOLDER_NOT_READ),
    ("＄｛", PLACEHOLDER_NOT_READ),
    ("$ {", PLACEHOLDER_NOT_READ),
    ("{{", PLACEHOLDER_NOT_READ),
];

/// In pages: Markdown that was not understood, and markup of other programs.
pub(crate) const IN_PAGES: [MarkupSign; 10] = [
    ("**", EMPHASIS_LEFT),
    ("](", LINK_NOT_READ),
    ("]\u{ff08}", LINK_NOT_READ),
    ("[[", LINK_NOT_READ),
    ("【^", FOOTNOTE_NOT_READ),
    ("［^", FOOTNOTE_NOT_READ),
    ("~~", SIGN_NOT_READ),
    ("==", SIGN_NOT_READ),
    ("{#", SIGN_NOT_READ),
    ("[TOC]", SIGN_NOT_READ),
];

/// In texts of YAML, which know no markup; `${name}` only where the text takes one, which is then no part of the words.
pub(crate) const IN_YAML: [MarkupSign; 8] = [
    ("${", MARKUP_IN_YAML),
    ("**", MARKUP_IN_YAML),
    ("](", MARKUP_IN_YAML),
    ("]\u{ff08}", MARKUP_IN_YAML),
    ("~~", MARKUP_IN_YAML),
    ("<br", MARKUP_IN_YAML),
    ("＃", MARKUP_IN_YAML),
    ("[^", MARKUP_IN_YAML),
];

/// Brackets that look like those of a link, and are one where a path stands in the second pair.
pub(crate) const LINK_LIKE: [&str; 6] = ["】（", "】(", "］（", "］(", "] (", "] （"];

/// What all signs and brackets of this file begin with.
const BEGINNINGS: [char; 14] = ['$', '＄', '{', '*', '[', ']', '【', '】', '［', '］', '~', '=', '<', '＃'];

/// May one of them stand in a text? In most texts none does, which is seen at once.
pub(crate) fn may_contain(text: &str) -> bool {
    text.contains(BEGINNINGS)
}

/// Is it what stands in the second pair of brackets of a link: a path, an address or an anchor?
pub(crate) fn is_link_destination(text: &str) -> bool {
    let text = text.trim();
    let named = [".md", ".yaml", ".html", ".pdf", ".png", ".jpg"].iter().any(|end| text.contains(end));
    named || text.contains("://") || text.starts_with("mailto:") || (text.is_ascii() && text.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::{IN_PAGES, IN_YAML, LINK_LIKE, PLACEHOLDERS, may_contain};

    #[test]
    fn every_sign_is_seen_by_its_beginning() {
        let signs = PLACEHOLDERS.iter().chain(&IN_PAGES).chain(&IN_YAML).map(|(sign, _)| *sign);
        for sign in signs.chain(LINK_LIKE).chain(["[^"]) {
            assert!(may_contain(&format!("甲{sign}乙")), "{sign}");
        }
        assert!(!may_contain("甲（乙），1.5 丙!"));
    }
}
