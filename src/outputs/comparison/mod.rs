//! The comparison of two states of the forms, as one page of HTML without other files: a table of the forms, then for
//! each changed part a list of changes with their effect, and both sheets side by side.
//!
//! - In: two states of the forms, and their differences (`model::release`).
//! - Out: one page of HTML that needs no other file.
//! - May not know: the website and its templates.

use crate::markup::escape;
use crate::model::release::aspect::Aspect;
use crate::model::release::change::{ReleaseChange, bump_words, value_words};
use crate::model::release::office_states::{ComparedForm, ReleaseComparison, edition};
use crate::model::release::part::{PartKind, StatePart};
use crate::wording::{Lang, Phrase, phrase, release as say};

/// The style sheet of the page.
const STYLE: &str = include_str!("comparison.css");

/// The page; `sides` are the names of the old and the new state, as the user gave them.
pub(crate) fn page(compared_forms: &[ComparedForm], sides: [&str; 2], lang: Lang) -> String {
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = escape(&phrase!(say::PAGE_TITLE, old = sides[0], new = sides[1]).say(lang));
    let rows: String = compared_forms.iter().map(|compared| form_row(compared, lang)).collect();
    let heads = [&say::FORM_HEAD, &say::OLD_HEAD, &say::NEW_HEAD, &say::COUNT_HEAD, &say::STEP_HEAD];
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", head.say(lang))).collect();
    let forms: String = compared_forms.iter().map(|compared| form(compared, lang)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{title}\">\n<table>\n<thead><tr>{heads}</tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</div>\n{forms}</main>\n</body>\n</html>\n"
    )
}

/// A row of the table of forms.
fn form_row(compared: &ComparedForm, lang: Lang) -> String {
    let Some(form) = compared.new.or(compared.old) else { return String::new() };
    let edition = |form: Option<&StatePart>| form.map_or_else(|| say::NOTHING.say(lang).to_owned(), edition);
    let (count, step) = match &compared.comparison {
        Some(comparison) => (comparison.changes.len().to_string(), version_change(comparison, lang)),
        None => (String::new(), presence(compared, lang).to_owned()),
    };
    let cells: String = [edition(compared.old), edition(compared.new), count, step]
        .iter()
        .map(|cell| format!("<td>{}</td>", escape(cell)))
        .collect();
    format!(
        "<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th>{cells}</tr>\n",
        escape(&form.name),
        escape(&form_name(form))
    )
}

fn presence(compared: &ComparedForm, lang: Lang) -> &'static str {
    if compared.old.is_none() { say::FORM_ADDED.say(lang) } else { say::FORM_REMOVED.say(lang) }
}

/// The component of the version number that must increase, and whether it did.
fn version_change(comparison: &ReleaseComparison, lang: Lang) -> String {
    let step = bump_words(comparison.required_bump, lang);
    let phrase =
        if comparison.has_required_bump() { phrase!(say::STEP_MADE, step) } else { phrase!(say::STEP_LEFT, step) };
    phrase.say(lang)
}

/// The number and title of a form: 之三 回访残疾人记录
fn form_name(form: &StatePart) -> String {
    format!("{} {}", form.get(Aspect::Number).unwrap_or_default(), form.display_name())
}

fn form(compared: &ComparedForm, lang: Lang) -> String {
    let Some(form) = compared.new.or(compared.old) else { return String::new() };
    let head = format!("<section>\n<h2 id=\"{}\">{}</h2>\n", escape(&form.name), escape(&form_name(form)));
    let (Some(old), Some(new), Some(comparison)) = (compared.old, compared.new, &compared.comparison) else {
        return format!("{head}<p>{}</p>\n</section>\n", presence(compared, lang));
    };
    if comparison.changes.is_empty() {
        return format!("{head}<p>{}</p>\n</section>\n", say::SAME.say(lang));
    }
    let groups: String = group_changes(&comparison.changes)
        .iter()
        .map(|group| self::change_group(group, old, new, comparison, lang))
        .collect();
    format!("{head}{groups}</section>\n")
}

/// The changes of one item, section or other part of the form in one group, the most serious group first.
fn group_changes(changes: &[ReleaseChange]) -> Vec<Vec<&ReleaseChange>> {
    let mut groups: Vec<Vec<&ReleaseChange>> = Vec::new();
    let top =
        |change: &ReleaseChange| change.path.first().map(|place| (place.kind, place.name.clone(), place.label.clone()));
    for change in changes {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| top(first) == top(change))) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    let gravity =
        |group: &Vec<&ReleaseChange>| group.iter().map(|change| (change.impact.bump, change.impact.sheets)).max();
    groups.sort_by_key(|group| std::cmp::Reverse(gravity(group)));
    groups
}

fn change_group(
    group: &[&ReleaseChange],
    old: &StatePart,
    new: &StatePart,
    comparison: &ReleaseComparison,
    lang: Lang,
) -> String {
    let Some(first) = group.first() else { return String::new() };
    let title = first.path.first().map_or_else(|| say::FORM.say(lang).to_owned(), |place| place.words(lang));
    let changes: String = group.iter().map(|change| change_item(change, comparison, lang)).collect();
    let sheets = match first.path.first() {
        None => changed_texts(group, lang),
        Some(place) if !place.kind.description().named => changed_texts(group, lang),
        Some(place) => {
            let names = [&first.context[0], &first.context[1]].map(|name| name.as_deref().unwrap_or(&place.name));
            let parts = [find_part(old, place.kind, names[0]), find_part(new, place.kind, names[1])];
            side_by_side([part_texts(parts[0], old, lang), part_texts(parts[1], new, lang)], lang)
        }
    };
    format!("<section class=\"part\">\n<h3>{}</h3>\n<ul>\n{changes}</ul>\n{sheets}</section>\n", escape(&title))
}

/// A change with its effect.
fn change_item(change: &ReleaseChange, comparison: &ReleaseComparison, lang: Lang) -> String {
    let inner: Vec<String> = change.path.iter().skip(1).map(|place| place.words(lang)).collect();
    let what = change.words(lang);
    let what = if inner.is_empty() { what } else { format!("{} › {what}", inner.join(" › ")) };
    let [stock, answers, scans] = change.impact.words(lang, &comparison.version);
    let step = bump_words(change.impact.bump, lang);
    let means = phrase!(say::MEANS, stock, answers, scans, step).say(lang);
    let gravity = change.impact.bump.name();
    format!("<li class=\"{gravity}\">{}<br><small>{}</small></li>\n", escape(&what), escape(&means))
}

/// A part directly in the form or in one of its sections.
fn find_part<'a>(form: &'a StatePart, kind: PartKind, name: &str) -> Option<&'a StatePart> {
    let sections = form.of_kind(PartKind::Section).flat_map(|section| &section.parts);
    form.parts.iter().chain(sections).find(|part| part.kind == kind && part.name == name)
}

/// The texts of a part and of its inner parts, each with a heading.
fn part_texts(part: Option<&StatePart>, form: &StatePart, lang: Lang) -> Vec<(String, String)> {
    let Some(part) = part else { return Vec::new() };
    let mut lines: Vec<(String, String)> = aspect_texts(part, lang);
    let list = part.get(Aspect::List).and_then(|name| find_part(form, PartKind::List, name));
    // A section's items are listed as parts of their own.
    let inner = part.parts.iter().filter(|inner| inner.kind != PartKind::Item);
    for inner in inner.chain(list.into_iter().flat_map(|list| &list.parts)) {
        let label_heading = Aspect::Label.description().phrase.say(lang);
        let texts = aspect_texts(inner, lang).into_iter();
        let texts: Vec<String> = texts
            .map(|(aspect, text)| if aspect == label_heading { text } else { format!("{aspect} {text}") })
            .collect();
        let name = if inner.kind == PartKind::Choice { format!("{} ", inner.name) } else { String::new() };
        lines.push((inner.kind.description().phrase.say(lang).to_owned(), format!("{name}{}", texts.join("；"))));
    }
    lines
}

/// The texts of a part; of conditions and constraints only the words.
fn aspect_texts(part: &StatePart, lang: Lang) -> Vec<(String, String)> {
    let is_shown = |aspect: &Aspect| {
        !matches!(aspect, Aspect::Condition | Aspect::Rule | Aspect::ConditionText | Aspect::RuleText)
    };
    let shown = part.aspects.iter().filter(|(aspect, _)| is_shown(aspect));
    shown
        .map(|(aspect, text)| (aspect.description().phrase.say(lang).to_owned(), value_words(*aspect, text, lang)))
        .collect()
}

/// The old and the new texts of changes, side by side.
fn changed_texts(group: &[&ReleaseChange], lang: Lang) -> String {
    let lines = |text: fn(&ReleaseChange) -> &Option<String>| {
        let line = |change: &&ReleaseChange| Some((String::new(), text(change).clone()?));
        group.iter().filter_map(line).collect::<Vec<_>>()
    };
    side_by_side([lines(|change| &change.before), lines(|change| &change.after)], lang)
}

/// Both sheets side by side; a line that only one of them has is marked as deleted or inserted.
fn side_by_side([old, new]: [Vec<(String, String)>; 2], lang: Lang) -> String {
    let side = |side_lines: &[(String, String)], other: &[(String, String)], mark: &str, head: &Phrase| {
        let line = |line: &(String, String)| {
            let (heading, text) = (escape(&line.0), escape(&line.1));
            let text = if other.contains(line) { text } else { format!("<{mark}>{text}</{mark}>") };
            format!("<div><dt>{heading}</dt><dd>{text}</dd></div>\n")
        };
        let lines: String = side_lines.iter().map(line).collect();
        let empty = format!("<p>{}</p>\n", say::NOTHING.say(lang));
        let lines = if side_lines.is_empty() { empty } else { format!("<dl>\n{lines}</dl>\n") };
        format!("<div class=\"sheet\">\n<h4>{}</h4>\n{lines}</div>\n", head.say(lang))
    };
    let (before, now) = (side(&old, &new, "del", &say::OLD_HEAD), side(&new, &old, "ins", &say::NEW_HEAD));
    format!("<div class=\"sheets\">\n{before}{now}</div>\n")
}
