//! Rule `glossary`: texts do not use words that the glossary replaces.

use aho_corasick::{AhoCorasick, MatchKind};

use super::Check;
use super::support::reader_texts;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "glossary",
    title: "统一的用语",
    catches: "页面、表单和 facts.yaml 的文字里，用了 glossary 里 avoid 列出的说法。引号“”里的是引用原文，不在此列。",
    hurts: "同一件事有几个名字，读的人以为是几件事；表上和页面上对不起来。",
    example: "配套资金到位以前，先用匹配资金。        # glossary: {term: 配套资金, avoid: [匹配资金]}",
    fix: "改成 glossary 的用语；确要照引原文，加引号“”。",
    messages: &[&say::TERM_TO_AVOID],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let terms = &site.facts.glossary;
    let avoided: Vec<(&str, &str)> =
        terms.iter().flat_map(|term| term.avoid.iter().map(|word| (word.as_str(), term.term.as_str()))).collect();
    // A correct term that contains a word to avoid is not a fault.
    let words: Vec<&str> =
        avoided.iter().map(|(word, _)| *word).chain(terms.iter().map(|term| term.term.as_str())).collect();
    let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words);
    let (Ok(searcher), false) = (searcher, avoided.is_empty()) else { return Vec::new() };
    let mut found = Vec::new();
    for reader_text in reader_texts::reader_texts(site) {
        let (mut checked_to, mut quoted) = (0, false);
        for occurrence in searcher.find_iter(&*reader_text.text) {
            quoted = is_quoted(&reader_text.text[checked_to..occurrence.start()], quoted);
            checked_to = occurrence.end();
            let Some((word, term)) = avoided.get(occurrence.pattern().as_usize()) else { continue };
            if !quoted {
                found.push(Diagnostic::new(
                    message!(say::TERM_TO_AVOID, word, term),
                    reader_text.span(occurrence.range()),
                ));
            }
        }
    }
    found
}

/// Is the end of this part of a text inside a quotation? `before` is the state at its start.
fn is_quoted(part: &str, before: bool) -> bool {
    part.rfind(['“', '”']).map_or(before, |mark| part[mark..].starts_with('“'))
}
