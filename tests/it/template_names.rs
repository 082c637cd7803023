//! Templates name only what their views have.
//!
//! A name that does not exist fails when it is printed, but is silently false behind `if`. So every
//! template is read here the way tera reads it, and each dotted name is looked up in the views of all
//! pages of the example programme, taken together.

use std::collections::{BTreeMap, BTreeSet};

use formpress::testing::html::{PARTS_TEMPLATE, TEMPLATES};
use formpress::testing::model::SourceKind;
use serde_json::Value;

use crate::pages::Example;

/// What all values at one place have between them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shape {
    keys: BTreeMap<String, Shape>,
    item: Option<Box<Shape>>,
    /// Was it ever anything but null?
    filled: bool,
}

impl Shape {
    fn scalar() -> Shape {
        Shape { filled: true, ..Shape::default() }
    }

    fn merge(&mut self, other: &Shape) {
        self.filled |= other.filled;
        for (key, shape) in &other.keys {
            self.keys.entry(key.clone()).or_default().merge(shape);
        }
        if let Some(item) = &other.item {
            self.item.get_or_insert_default().merge(item);
        }
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Null => {}
            Value::Bool(_) | Value::Number(_) | Value::String(_) => self.filled = true,
            Value::Array(items) => {
                self.filled = true;
                items.iter().for_each(|item| self.item.get_or_insert_default().add(item));
            }
            Value::Object(keys) => {
                self.filled = true;
                keys.iter().for_each(|(key, value)| self.keys.entry(key.clone()).or_default().add(value));
            }
        }
    }
}

type Scope = BTreeMap<String, Shape>;

/// A tag of a template: `{% … %}` or `{{ … }}`, without its braces.
enum Tag<'t> {
    Statement(&'t str),
    Output(&'t str),
}

fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let from = &rest[open..];
        type Make = fn(&str) -> Tag;
        let (close, make): (&str, Option<Make>) = match from.as_bytes().get(1) {
            Some(b'%') => ("%}", Some(|tag| Tag::Statement(tag))),
            Some(b'{') => ("}}", Some(|tag| Tag::Output(tag))),
            Some(b'#') => ("#}", None),
            _ => {
                rest = &from[1..];
                continue;
            }
        };
        // An argument's brace may stand right before the tag's own.
        let mut end = from.find(close).expect("a tag is closed");
        while from[end + close.len()..].starts_with('}') {
            end += 1;
        }
        if let Some(make) = make {
            tags.push(make(from[2..end].trim_matches(['-', ' ', '\n'])));
        }
        rest = &from[end + close.len()..];
    }
    tags
}

struct Reader<'a> {
    texts: BTreeMap<&'a str, &'a str>,
    /// Where each component is defined: the tags between its first and its last.
    components: BTreeMap<&'a str, Vec<Tag<'a>>>,
    /// What each component is given, over all places that use it.
    given: BTreeMap<String, Shape>,
    faults: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    fn new(texts: BTreeMap<&'a str, &'a str>) -> Reader<'a> {
        let mut components = BTreeMap::new();
        for text in texts.values() {
            let mut open: Option<(&str, Vec<Tag>)> = None;
            for tag in tags(text) {
                match (tag, &mut open) {
                    (Tag::Statement(words), None) if words.starts_with("component ") => {
                        let name = words["component ".len()..].split('(').next().unwrap();
                        open = Some((name.trim(), Vec::new()));
                    }
                    (Tag::Statement(words), Some(_)) if words.starts_with("endcomponent") => {
                        let (name, tags) = open.take().unwrap();
                        components.insert(name, tags);
                    }
                    (tag, Some((_, inside))) => inside.push(tag),
                    (_, None) => {}
                }
            }
        }
        Reader { texts, components, given: BTreeMap::new(), faults: BTreeSet::new() }
    }

    fn template(&mut self, name: &str, scope: &Scope) {
        let text = self.texts[name];
        self.walk(name, &tags(text), scope);
    }

    fn walk(&mut self, file: &str, tags: &[Tag], scope: &Scope) {
        let mut scopes = vec![scope.clone()];
        let mut inside_component = false;
        for tag in tags {
            let scope = scopes.last().unwrap().clone();
            match tag {
                Tag::Statement(words) if words.starts_with("component ") => inside_component = true,
                Tag::Statement(words) if words.starts_with("endcomponent") => inside_component = false,
                _ if inside_component => {}
                Tag::Statement(words) => {
                    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
                    match verb {
                        "for" => {
                            let (variable, list) = rest.split_once(" in ").expect("for … in …");
                            let item = self.look(file, list, &scope).item.map(|item| *item).unwrap_or_default();
                            let mut inner = scope.clone();
                            inner.insert(variable.trim().to_owned(), item);
                            inner.insert("loop".to_owned(), loop_shape());
                            scopes.push(inner);
                        }
                        "endfor" => drop(scopes.pop()),
                        "if" | "elif" => self.expression(file, rest, &scope),
                        "include" | "extends" => self.template(rest.trim().trim_matches('"'), &scope),
                        "else" | "endif" | "block" | "endblock" => {}
                        other => panic!("{file}: the test does not know {{% {other} %}}"),
                    }
                }
                Tag::Output(words) => match words.strip_prefix('<') {
                    Some(call) => self.call(file, call, &scope),
                    None => self.expression(file, words, &scope),
                },
            }
        }
    }

    /// `name a={path} b="words" /`
    fn call(&mut self, file: &str, call: &str, scope: &Scope) {
        let (name, mut rest) = call.split_once(' ').expect("a component has arguments");
        while let Some((argument, value)) = rest.split_once("={") {
            let (path, after) = value.split_once('}').expect("an argument is closed");
            let is_path = path.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
            let shape = if is_path {
                self.look(file, path, scope)
            } else {
                self.expression(file, path, scope);
                Shape::scalar()
            };
            let given = self.given.entry(name.to_owned()).or_default();
            given.keys.entry(argument.trim().to_owned()).or_default().merge(&shape);
            rest = after;
        }
    }

    /// Components use components: their arguments are gathered until no more are found.
    fn components(&mut self) {
        let outside = std::mem::take(&mut self.faults);
        loop {
            let before = self.given.clone();
            self.faults.clear();
            let components = std::mem::take(&mut self.components);
            for (name, tags) in &components {
                let given = before.get(*name).map(|shape| shape.keys.clone()).unwrap_or_default();
                self.walk(name, tags, &given);
            }
            self.components = components;
            if self.given == before {
                break;
            }
        }
        self.faults.extend(outside);
    }

    fn expression(&mut self, file: &str, words: &str, scope: &Scope) {
        const WORDS: [&str; 11] = ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "defined"];
        let mut quote = None;
        let mut plain = String::new();
        for character in words.chars() {
            match quote {
                Some(open) if character == open => quote = None,
                Some(_) => {}
                None if matches!(character, '"' | '\'' | '`') => {
                    quote = Some(character);
                    plain.push(' ');
                }
                None => plain.push(character),
            }
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let mut filter = false;
        for part in plain.split_inclusive(|c: char| !is_name(c)) {
            let name = part.trim_matches(|c: char| !is_name(c));
            // A function and its arguments, which tera knows: `asset(name=…)`.
            let of_function = part.ends_with(['(', '=']) && part.len() > 1;
            if of_function {
                continue;
            }
            if name.starts_with(|c: char| c.is_ascii_lowercase()) && !WORDS.contains(&name) && !filter {
                self.look(file, name, scope);
            }
            filter = part.contains('|') || (filter && name.is_empty());
        }
    }

    fn look(&mut self, file: &str, path: &str, scope: &Scope) -> Shape {
        let mut parts = path.trim().split('.');
        let first = parts.next().unwrap();
        if first.parse::<u32>().is_ok() {
            return Shape::scalar();
        }
        let Some(mut shape) = scope.get(first) else {
            self.faults.insert(format!("{file}: nothing is called {first}"));
            return Shape::default();
        };
        for part in parts {
            match shape.keys.get(part) {
                Some(next) => shape = next,
                None => {
                    self.faults.insert(format!("{file}: {path} does not exist"));
                    return Shape::default();
                }
            }
        }
        if !shape.filled {
            self.faults.insert(format!("{file}: {path} is never filled in the example programme"));
        }
        shape.clone()
    }
}

fn loop_shape() -> Shape {
    let names = ["index", "index0", "first", "last"];
    Shape { keys: names.map(|name| (name.to_owned(), Shape::scalar())).into(), item: None, filled: true }
}

#[test]
fn templates_name_only_what_views_have() {
    let example = Example::new();
    let mut views: BTreeMap<&str, Shape> = BTreeMap::new();
    let mut everywhere = Shape::default();
    for website in [example.website(), example.published()] {
        for route in website.routes() {
            let page = website.page(route);
            let parts =
                page.questionnaire_sections().map(|parts| (PARTS_TEMPLATE, serde_json::to_value(parts).unwrap()));
            let whole = serde_json::to_value(page.template_context().unwrap()).unwrap();
            everywhere.add(&whole);
            for (template, view) in parts.into_iter().chain([(page.template, whole)]) {
                views.entry(template).or_default().add(&view);
            }
        }
    }
    assert_eq!(views.keys().copied().collect::<BTreeSet<_>>(), TEMPLATES.into(), "every template has a page");
    let texts = example
        .sources()
        .iter()
        .filter_map(|source| match SourceKind::of(&source.path) {
            SourceKind::Template(name) => Some((name, source.text.as_str())),
            _ => None,
        })
        .collect();
    let mut reader = Reader::new(texts);
    for (template, mut shape) in views {
        // What several kinds of pages have is filled by some page.
        for shared in ["frame", "body", "brief", "questionnaire"] {
            if let Some(own) = shape.keys.get_mut(shared) {
                *own = everywhere.keys[shared].clone();
            }
        }
        reader.template(template, &shape.keys);
    }
    reader.components();
    assert!(reader.faults.is_empty(), "{:#?}", reader.faults);
}
