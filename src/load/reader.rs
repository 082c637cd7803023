//! Reads values from the YAML tree; each fault is logged, and reading continues.
//!
//! A reader is a function `fn(&YamlNode, &DiagnosticLog) -> Option<T>`: `None` means that the reason is in the log. A
//! list keeps its valid items; a map reports all its unknown and missing keys at once. [`map`] and [`list`] combine
//! readers; the rest of this file reads single values.

use jiff::civil::Date;

use super::diagnostic_log::DiagnosticLog;
use super::expression;
use super::number::bad_number;
use super::yaml::{YamlContent, YamlEntry, YamlNode, YamlScalar};
use super::yaml_syntax;
use crate::diagnostic::{Diagnostic, closest_name};
use crate::model::character::in_one_line;
use crate::model::name::Name;
use crate::model::number::parse_number;
use crate::model::prose::LocalizedText;
use crate::model::{self, expression::Expression};
use crate::source::{Span, Spanned};
use crate::wording::{FilledMessage, load as words, message, syntax as grammar};

/// Characters of a name.
pub(crate) const MOST_NAME: usize = 100;
/// Characters of a label or title; [`MOST_TEXT`] limits any other text (a page on paper has about two thousand
/// characters).
const MOST_LABEL: usize = 1_000;
const MOST_TEXT: usize = 10_000;
/// Items of a list without a limit of its own; [`MOST_ENTRIES`] limits a map of names.
const MOST_ITEMS: usize = 500;
pub(crate) const MOST_ENTRIES: usize = 2_000;

/// A map that is being read: the keys that were requested, missing or refused so far.
pub(crate) struct MapReader<'n> {
    entries: &'n [YamlEntry],
    pub(crate) span: Span,
    log: &'n DiagnosticLog,
    requested: Vec<&'static str>,
    missing: Vec<&'static str>,
    refused: Vec<&'static str>,
}

/// Reads a map with `read`; afterwards reports the keys that were not requested and the required keys that are absent.
/// A missing key with an unknown key of a similar name is one fault, not two.
pub(crate) fn map<T>(node: &YamlNode, log: &DiagnosticLog, read: impl FnOnce(&mut MapReader) -> T) -> Option<T> {
    let mut map = MapReader {
        entries: entries(node, log)?,
        span: node.span,
        log,
        requested: Vec::new(),
        missing: Vec::new(),
        refused: Vec::new(),
    };
    let value = read(&mut map);
    map.close();
    Some(value)
}

impl<'n> MapReader<'n> {
    /// The value of a key as a node, for a caller with its own reader.
    pub(crate) fn node(&mut self, key: &'static str) -> Option<&'n YamlNode> {
        if !self.requested.contains(&key) {
            self.requested.push(key);
        }
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        Some(&entry.value).filter(|node| node.content != YamlContent::Null)
    }

    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Option<T> {
        self.node(key).and_then(|node| read(node, self.log))
    }

    /// Reads a required value. An absent key and a key without a value are reported.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Option<T> {
        match self.node(key) {
            Some(node) => read(node, self.log),
            None => {
                match self.entries.iter().find(|entry| entry.key.value == key) {
                    Some(empty) => {
                        self.log.push(Diagnostic::new(message!(words::EMPTY_VALUE, key), empty.key.span));
                    }
                    None => self.missing.push(key),
                }
                None
            }
        }
    }

    /// Reads an optional list.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, |node, log| list(node, log, item)).unwrap_or_default()
    }

    /// Reads a required list with at least one item.
    pub(crate) fn required_list<T>(
        &mut self,
        key: &'static str,
        item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Vec<T> {
        self.required(key, |node, log| non_empty_list(node, log, item)).unwrap_or_default()
    }

    /// Reads a required list with at most `most` items.
    pub(crate) fn required_list_at_most<T>(
        &mut self,
        key: &'static str,
        most: usize,
        item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Vec<T> {
        self.required(key, |node, log| non_empty_list_at_most(node, most, log, item)).unwrap_or_default()
    }

    /// Reads one item or a list of items; no items where the key is absent.
    pub(crate) fn one_or_many<T>(
        &mut self,
        key: &'static str,
        item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, |node, log| one_or_many(node, log, item)).unwrap_or_default()
    }

    /// Reads one item or a list of items; at least one is required.
    pub(crate) fn required_many<T>(
        &mut self,
        key: &'static str,
        item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
    ) -> Vec<T> {
        self.required(key, |node, log| one_or_many(node, log, item)).unwrap_or_default()
    }

    /// Does the map have the key with a value?
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.value == key && entry.value.content != YamlContent::Null)
    }

    /// The span of a key that this map may not have; the caller reports it with its own message.
    pub(crate) fn refused(&mut self, key: &'static str) -> Option<Span> {
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        let new = !self.requested.contains(&key) && !self.refused.contains(&key);
        self.refused.push(key);
        new.then_some(entry.key.span)
    }

    fn close(self) {
        let known = |key: &str| self.requested.contains(&key) || self.refused.contains(&key);
        let unknown: Vec<&YamlEntry> = self.entries.iter().filter(|entry| !known(&entry.key.value)).collect();
        let mut missing = self.missing;
        for entry in unknown {
            let near = closest_name(&entry.key.value, missing.iter().copied())
                .or_else(|| closest_name(&entry.key.value, self.requested.iter().copied()));
            missing.retain(|key| Some(*key) != near);
            let key = &entry.key.value;
            self.log.error(
                match near {
                    Some(near) => message!(words::UNKNOWN_KEY_NEAR, key, near),
                    None => message!(words::UNKNOWN_KEY, key, allowed = self.requested.join("、")),
                },
                entry.key.span,
            );
        }
        for key in missing {
            self.log.push(Diagnostic::new(message!(words::MISSING_KEY, key), self.span));
        }
    }
}

/// Reads the entries of a map with names as keys.
pub(crate) fn named_entries<T>(
    node: &YamlNode,
    log: &DiagnosticLog,
    item: impl Fn(Spanned<Name>, &YamlNode) -> Option<T>,
) -> Option<Vec<T>> {
    let good = |entry: &YamlEntry| name_key(entry, log).and_then(|name| item(name, &entry.value));
    entries(node, log).map(|entries| at_most(entries, MOST_ENTRIES, node.span, log).iter().filter_map(good).collect())
}

/// At most `most` items; an excess is reported.
pub(crate) fn at_most<'n, T>(items: &'n [T], most: usize, span: Span, log: &DiagnosticLog) -> &'n [T] {
    if items.len() > most {
        log.push(Diagnostic::new(message!(words::LIST_TOO_LONG, count = items.len(), most), span));
    }
    &items[..items.len().min(most)]
}

/// The entries of a map with arbitrary keys.
pub(crate) fn entries<'n>(node: &'n YamlNode, log: &DiagnosticLog) -> Option<&'n [YamlEntry]> {
    match &node.content {
        YamlContent::Map(entries) => Some(entries),
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Seq(_) => {
            wrong_type(node, ExpectedNode::Map, log);
            None
        }
    }
}

/// Reads a list and returns its valid items.
pub(crate) fn list<T>(
    node: &YamlNode,
    log: &DiagnosticLog,
    item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
) -> Option<Vec<T>> {
    match &node.content {
        YamlContent::Seq(items) => {
            Some(at_most(items, MOST_ITEMS, node.span, log).iter().filter_map(|node| item(node, log)).collect())
        }
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Map(_) => {
            wrong_type(node, ExpectedNode::List, log);
            None
        }
    }
}

/// Reads the valid items of a list, or one item instead of a list.
pub(crate) fn one_or_many<T>(
    node: &YamlNode,
    log: &DiagnosticLog,
    item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
) -> Option<Vec<T>> {
    match &node.content {
        YamlContent::Seq(_) => non_empty_list(node, log, item),
        YamlContent::Scalar(scalar) if !scalar.quoted && yaml_syntax::wide_brackets(&scalar.text) => {
            wrong_type(node, ExpectedNode::List, log);
            None
        }
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Map(_) => item(node, log).map(|item| vec![item]),
    }
}

/// Reads the valid items of a list that may not be empty.
pub(crate) fn non_empty_list<T>(
    node: &YamlNode,
    log: &DiagnosticLog,
    item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
) -> Option<Vec<T>> {
    if matches!(&node.content, YamlContent::Seq(items) if items.is_empty()) {
        log.error(message!(words::EMPTY_LIST), node.span);
        return None;
    }
    list(node, log, item)
}

/// Like [`non_empty_list`], with at most `most` items.
pub(crate) fn non_empty_list_at_most<T>(
    node: &YamlNode,
    most: usize,
    log: &DiagnosticLog,
    item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>,
) -> Option<Vec<T>> {
    let YamlContent::Seq(items) = &node.content else { return non_empty_list(node, log, item) };
    if items.is_empty() {
        return non_empty_list(node, log, item);
    }
    Some(at_most(items, most, node.span, log).iter().filter_map(|node| item(node, log)).collect())
}

/// The type of node that a reader expects.
enum ExpectedNode {
    Map,
    List,
    Text,
}

/// Reports that a node has another type than expected; a key that is joined to its value (`zh：中文`) is reported as such.
fn wrong_type(node: &YamlNode, expected: ExpectedNode, log: &DiagnosticLog) {
    let joined = match &node.content {
        YamlContent::Scalar(YamlScalar { text, quoted: false, .. }) => yaml_syntax::key_joined_to_value(text),
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Seq(_) | YamlContent::Map(_) => None,
    };
    let dash = matches!(&node.content, YamlContent::Scalar(scalar) if !scalar.quoted && scalar.text.starts_with('-'));
    let begins = match &node.content {
        YamlContent::Scalar(scalar) if !scalar.quoted => &scalar.text,
        YamlContent::Map(entries) => entries.first().map_or("", |entry| &entry.key.value),
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Seq(_) => "",
    };
    match (expected, joined) {
        (ExpectedNode::List | ExpectedNode::Map, _) if yaml_syntax::wide_brackets(begins) => {
            log.error(message!(grammar::WIDE_BRACKETS), node.span);
        }
        (ExpectedNode::List, _) if yaml_syntax::wide_dash(begins) => log.error(message!(grammar::WIDE_DASH), node.span),
        (ExpectedNode::Map, Some((message, end, begin))) => {
            let start = node.span.start;
            log.error(message, Span { start: start + end as u32, end: start + begin as u32, ..node.span });
        }
        (ExpectedNode::Map, None) => log.error(message!(words::WANTED_MAP), node.span),
        (ExpectedNode::List, None) if dash => log.error(message!(grammar::NO_SPACE_AFTER_DASH), node.span),
        (ExpectedNode::List, _) => log.error(message!(words::WANTED_LIST), node.span),
        (ExpectedNode::Text, _) => log.error(message!(words::WANTED_TEXT), node.span),
    }
}

/// Reads a scalar; a null is reported.
pub(crate) fn scalar<'n>(node: &'n YamlNode, log: &DiagnosticLog) -> Option<&'n YamlScalar> {
    match &node.content {
        YamlContent::Scalar(scalar) => Some(scalar),
        YamlContent::Null => {
            log.error(message!(words::NOTHING_HERE), node.span);
            None
        }
        YamlContent::Seq(_) | YamlContent::Map(_) => {
            wrong_type(node, ExpectedNode::Text, log);
            None
        }
    }
}

/// Reads a text that is not empty; its lines (`|`) are joined to one line.
pub(crate) fn string(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let text = string_or_empty(node, log)?;
    if text.trim().is_empty() {
        log.error(message!(words::NOTHING_HERE), node.span);
        return None;
    }
    Some(text)
}

/// Reads a text in one line, which may be `""`.
pub(crate) fn string_or_empty(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let text = &scalar(node, log)?.text;
    check_length(text, MOST_TEXT, node.span, log).then(|| match text.contains('\n') {
        true => in_one_line(text),
        false => text.clone(),
    })
}

/// Has the text at most `most` characters? A longer text is reported.
pub(crate) fn check_length(text: &str, most: usize, span: Span, log: &DiagnosticLog) -> bool {
    let count = if text.len() > most { text.chars().count() } else { 0 };
    if count > most {
        log.push(Diagnostic::new(message!(words::TEXT_TOO_LONG, count, most), span));
    }
    count <= most
}

/// Like [`label`], but may be `""`.
pub(crate) fn label_or_empty(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    string_or_empty(node, log).filter(|text| check_length(text, MOST_LABEL, node.span, log))
}

/// Reads a label or title, which is printed in a cell of a sheet or a line of a page.
pub(crate) fn label(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    string(node, log).filter(|text| check_length(text, MOST_LABEL, node.span, log))
}

pub(crate) fn spanned(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<String>> {
    string(node, log).map(|text| Spanned::new(text, node.span))
}

/// Reads a text in Chinese, or `{zh: …, en: …}`.
pub(crate) fn text(node: &YamlNode, log: &DiagnosticLog) -> Option<LocalizedText> {
    if let YamlContent::Map(_) = &node.content {
        return map(node, log, |map| {
            let zh = map.required("zh", label);
            let en = map.optional("en", label);
            zh.map(|zh| LocalizedText { zh, en, span: node.span })
        })?;
    }
    if let YamlContent::Scalar(scalar) = &node.content
        && !scalar.quoted
        && (scalar.text.starts_with("zh：") || scalar.text.starts_with("en："))
    {
        wrong_type(node, ExpectedNode::Map, log);
        return None;
    }
    label(node, log).map(|zh| LocalizedText { zh, en: None, span: node.span })
}

/// Reads a name of letters, digits, `-` and `_`.
pub(crate) fn name(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<Name>> {
    let text = string(node, log).filter(|text| check_length(text, MOST_NAME, node.span, log))?;
    let name = Name::new(&text);
    if name.is_none() {
        log.push(Diagnostic::new(message!(words::BAD_NAME, name = &text), node.span));
    }
    name.map(|name| Spanned::new(name, node.span))
}

fn name_key(entry: &YamlEntry, log: &DiagnosticLog) -> Option<Spanned<Name>> {
    if !check_length(&entry.key.value, MOST_NAME, entry.key.span, log) {
        return None;
    }
    let name = Name::new(&entry.key.value);
    if name.is_none() {
        log.push(Diagnostic::new(message!(words::BAD_NAME, name = &entry.key.value), entry.key.span));
    }
    name.map(|name| Spanned::new(name, entry.key.span))
}

/// A reader of whole numbers from `least` to `most`.
pub(crate) fn whole_number(least: u32, most: u32) -> impl Fn(&YamlNode, &DiagnosticLog) -> Option<u32> {
    move |node, log| {
        let text = string(node, log)?;
        let number = digits(&text).filter(|number| (least..=most).contains(number));
        if number.is_none() {
            log.push(Diagnostic::new(message!(words::BAD_WHOLE, text = &text, least, most), node.span));
        }
        number
    }
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Reads a decimal number: digits, at most one point, an optional minus.
pub(crate) fn decimal(node: &YamlNode, log: &DiagnosticLog) -> Option<f64> {
    let text = string(node, log)?;
    let number = parse_number(&text);
    if number.is_none() {
        log.push(bad_number(&text, node.span));
    }
    number
}

pub(crate) fn boolean(node: &YamlNode, log: &DiagnosticLog) -> Option<bool> {
    one_of(&[("true", true), ("false", false)])(node, log)
}

/// Reads a date, `2026-11-01`.
pub(crate) fn date(node: &YamlNode, log: &DiagnosticLog) -> Option<Date> {
    let text = string(node, log)?;
    parse_date(&text).map_err(|message| log.error(message, node.span)).ok()
}

/// Parses a date ([`model::iso_date`]); the error is the message for the text.
pub(crate) fn parse_date(text: &str) -> Result<Date, FilledMessage> {
    model::iso_date::parse_iso_date(text).ok_or_else(|| message!(words::BAD_DATE, text))
}

/// A reader of one word of a closed set.
pub(crate) fn one_of<T: Copy>(set: &'static [(&'static str, T)]) -> impl Fn(&YamlNode, &DiagnosticLog) -> Option<T> {
    move |node, log| {
        let text = string(node, log)?;
        let found = set.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let allowed: Vec<&str> = set.iter().map(|(word, _)| *word).collect();
            log.push(unknown_word(&text, &allowed, node.span));
        }
        found
    }
}

/// The diagnostic for a word outside a set, with the most similar allowed word.
pub(crate) fn unknown_word(text: &str, allowed: &[&str], span: Span) -> Diagnostic {
    match closest_name(text, allowed.iter().copied()) {
        Some(near) => Diagnostic::new(message!(words::UNKNOWN_WORD_NEAR, text, near), span),
        None => Diagnostic::new(message!(words::UNKNOWN_WORD, text, allowed = allowed.join("、")), span),
    }
}

/// Reads a condition, constraint or relation.
pub(crate) fn condition(node: &YamlNode, log: &DiagnosticLog) -> Option<Expression> {
    let scalar = scalar(node, log)?;
    let place = |start: usize, end: usize| Span::new(node.span.source, scalar.offsets.range(start..end.max(start + 1)));
    match expression::parse(&scalar.text, &place) {
        Ok(node_) => Some(Expression { node: node_, text: scalar.text.clone(), wording: None, span: node.span }),
        Err(diagnostic) => {
            log.push(diagnostic);
            None
        }
    }
}

/// Reads the condition of a field or section under `key`, with the author's wording of it under `text_key`.
pub(crate) fn worded_condition(
    map: &mut MapReader,
    key: &'static str,
    text_key: &'static str,
    log: &DiagnosticLog,
) -> Option<Expression> {
    let wording = map.optional(text_key, text);
    if let (Some(wording), false) = (&wording, map.has(key)) {
        log.push(Diagnostic::new(message!(words::WORDS_WITHOUT_CONDITION, words = text_key, key), wording.span));
    }
    map.optional(key, condition).map(|condition| Expression { wording, ..condition })
}
