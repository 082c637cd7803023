//! Figures typed by hand.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::{Fact, Value};
use crate::wording::check as say;

pub const CHECK: Check = Check {
    code: "typed-figures",
    title: "手写的数",
    catches: "页面里手写的数（两位以上，带单位）和 facts.yaml 里的一个数一样。",
    hurts: "数改了，手写的地方没有改，两处就不一样了。",
    example: "全国培训24000名残疾人。",
    fix: "写成 ${training.national}，不要单位的写 ${training.national!}。",
    messages: &[&say::TYPED_FIGURE],
    run,
};

/// Shorter figures are equal by chance too often.
const SHORTEST: usize = 2;

fn run(site: &Site) -> Vec<Diagnostic> {
    let figures: Vec<(&str, &str, &Fact)> = site.facts.facts.iter().filter_map(figure).collect();
    let mut found = Vec::new();
    for passage in site.pages.iter().flat_map(|page| &page.passages) {
        for (start, end) in numbers(&passage.text) {
            let number = passage.text[start..end].replace([',', '，'], "");
            let after = passage.text[end..].trim_start();
            let gap = passage.text[end..].len() - after.len();
            let same: Vec<&(&str, &str, &Fact)> =
                figures.iter().filter(|(text, unit, _)| *text == number && after.starts_with(unit)).collect();
            let Some((_, unit, _)) = same.iter().max_by_key(|(_, unit, _)| unit.len()) else { continue };
            let names: Vec<String> = same
                .iter()
                .filter(|(_, other, _)| other == unit)
                .map(|(_, _, fact)| format!("${{{}}}", fact.name.value))
                .collect();
            let whole = start..end + gap + unit.len();
            let typed = Diagnostic::warning(&say::TYPED_FIGURE, passage.span(whole.clone()));
            found.push(typed.with("text", &passage.text[whole]).with("names", names.join("、")));
        }
    }
    found
}

/// A fact that would be noticed: a number of some length, with a unit. Years are dates.
fn figure(fact: &Fact) -> Option<(&str, &str, &Fact)> {
    match (&fact.value, fact.unit.as_deref()) {
        (Value::Number { text, .. }, Some(unit)) if text.len() >= SHORTEST && unit != "年" => Some((text, unit, fact)),
        (Value::Number { .. } | Value::Range { .. } | Value::Text(_) | Value::List(_), _) => None,
    }
}

/// Where numbers stand, thousands separators and decimals included; not inside names and codes.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + first;
        let length =
            text[start..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len() - start);
        let end = start + text[start..start + length].trim_end_matches(['.', ',']).len();
        let before = text[..start].chars().next_back();
        if !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '～' | '.')) {
            found.push((start, end));
        }
        at = start + length;
    }
    found
}
