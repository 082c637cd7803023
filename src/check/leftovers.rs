//! Rule `leftovers`: sources contain no remnants of copying from the web or of scanning, no markup in plain texts, and
//! no placeholders of `formpress new`.

use aho_corasick::AhoCorasick;

use super::Check;
use super::support::reader_texts;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::office::{City, UNKNOWN_DIVISION};
use crate::model::stray_markup;
use crate::source::Span;
use crate::wording::{check as say, message, page};

pub(crate) const CHECK: Check = Check {
    code: "leftovers",
    title: "残留的广告、错字和记号",
    catches: "从文库网页抄来的广告词（连着写的“模板下载合伙协议”、开通vip 等；“表格下载”这样的标题不算），和扫描识别的错字（慈普、街接、指施 等）；表单、facts.yaml、文件头的文字里不起作用的记号（$｛…｝、**、[文字](路径)、<br>、＃）；formpress new 留下的“【请写…】”和 000000。",
    hurts: "公示的文字里混进广告、错字和看不懂的记号。",
    example: "签定助残协议模板下载合伙人协议下载渠道分销协议。",
    fix: "删去，或者照原文改正；${名字} 的符号都用半角。",
    messages: &[&say::LEFT_FROM_SCRAPING, &say::NOT_WRITTEN_YET, &page::PLACEHOLDER_NOT_READ, &page::MARKUP_IN_YAML],
    run,
};

/// Page numbers, advertisements of document-sharing sites and misread characters from the two source documents, limited
/// to sequences that no person writes on purpose.
///
/// A page may well offer a 表格下载; advertisements are therefore recognised because they continue without a break
/// (模板下载合伙人协议), where a sentence or heading of a person ends.
const REMNANTS: [&str; 8] = ["PAGEPAGE", "开通vip", "慈普", "指施", "街接", "培有", "项目执市", "年.通过"];

/// Beginning of the placeholders that `formpress new` writes.
pub(crate) const TO_WRITE: &str = "【请写";

/// End of an advertisement; [`NEXT_DOCUMENT`] is what follows it without punctuation: the next document's name.
const ADVERTISED: [&str; 4] = ["模板下载", "计划下载", "方案下载", "协议下载"];
const NEXT_DOCUMENT: [&str; 5] = ["协议", "计划", "方案", "课程", "渠道"];

/// Remnants that are correct text before these characters: 指施工单位.
const NOT_AFTER: [(&str, &str); 2] = [("指施", "工"), ("指施", "行")];

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = unwritten_texts(site);
    let any = AhoCorasick::new(REMNANTS.iter().chain(&ADVERTISED).chain(&[TO_WRITE])).ok();
    for reader_text in reader_texts::reader_texts(site) {
        let text = &*reader_text.text;
        let signs = stray_markup::PLACEHOLDERS.into_iter().chain(stray_markup::IN_YAML);
        for (sign, message) in signs.filter(|_| reader_text.is_yaml() && stray_markup::may_contain(text)) {
            let position = text.find(sign);
            found.extend(position.map(|at| Diagnostic::new(message(sign), reader_text.span(at..at + sign.len()))));
        }
        // One pass excludes most texts.
        if any.as_ref().is_some_and(|any| !any.is_match(text)) {
            continue;
        }
        if let Some(at) = text.find(TO_WRITE) {
            let rest = &text[at..];
            let end = at + rest.find('】').map_or(rest.len(), |end| end + '】'.len_utf8());
            let open =
                Diagnostic::new(message!(say::NOT_WRITTEN_YET, words = &text[at..end]), reader_text.span(at..end));
            found.push(open);
        }
        let remnants = REMNANTS.iter().chain(&ADVERTISED).flat_map(|words| text.match_indices(words));
        for (at, words) in remnants {
            let after = &text[at + words.len()..];
            let advertised = !ADVERTISED.contains(&words) || NEXT_DOCUMENT.iter().any(|next| after.starts_with(next));
            let meant = NOT_AFTER.iter().any(|(of, next)| *of == words && after.starts_with(next));
            if advertised && !meant {
                found.push(Diagnostic::new(
                    message!(say::LEFT_FROM_SCRAPING, words),
                    reader_text.span(at..at + words.len()),
                ));
            }
        }
    }
    found
}

/// Placeholders of `formpress new` outside the texts for readers: in the data of a city, and in the sources of a form.
fn unwritten_texts(site: &Site) -> Vec<Diagnostic> {
    let mut texts: Vec<(&str, Span)> = Vec::new();
    for City { name, province, adcode, spans: written, .. } in &site.cities {
        texts.extend([(name.as_str(), written.name), (province.as_str(), written.province)]);
        if adcode == UNKNOWN_DIVISION {
            texts.push((adcode, written.adcode));
        }
    }
    for form in &site.forms {
        let sections = form.sections.iter();
        let reasons = sections.clone().filter_map(|section| Some((section.inferred.as_deref()?, section.name.span)));
        let sources = form.source.iter().chain(sections.flat_map(|section| &section.source));
        texts.extend(sources.map(|source| (source.value.as_str(), source.span)).chain(reasons));
    }
    let is_open = |(words, _): &(&str, Span)| words.starts_with(TO_WRITE) || *words == UNKNOWN_DIVISION;
    texts
        .into_iter()
        .filter(is_open)
        .map(|(words, span)| Diagnostic::new(message!(say::NOT_WRITTEN_YET, words), span))
        .collect()
}
