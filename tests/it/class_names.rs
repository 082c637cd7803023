//! Classes are named after the convention at the head of `site.css`, and styles, pages and scripts know the same ones.

use std::collections::BTreeSet;

use formpress::testing::model::SourceKind;

use crate::house::{SourceFile, source_files};
use crate::pages::Example;
use crate::repository;

type Classes = BTreeSet<String>;

/// `block`, `block__element`, each with or without `--modifier`: words in small letters, joined by hyphens.
fn is_after_the_convention(class: &str) -> bool {
    let is_words = |part: &str| {
        let is_word = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase()) && word.bytes().all(is_of_a_word);
        part.split('-').all(is_word)
    };
    let (base, modifier) = class.split_once("--").unwrap_or((class, "none"));
    let (block, element) = base.split_once("__").unwrap_or((base, "none"));
    [block, element, modifier].into_iter().all(is_words)
}

fn is_of_a_word(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// The block of an element, what is modified by a modifier.
fn base(class: &str) -> Option<&str> {
    class.split_once("--").or_else(|| class.split_once("__")).map(|(base, _)| base)
}

/// What selectors name.
fn of_styles(css: &str) -> Classes {
    let bare: String = css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, after)| after)).collect();
    let selectors = bare.split(['}', ';']).filter_map(|part| part.rsplit_once('{').map(|(selectors, _)| selectors));
    let named = selectors.flat_map(|selectors| selectors.split('.').skip(1)).map(|after| {
        after
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    named.filter(|class| class.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}

/// What elements of a page or of a template have; of a name that a template puts together, nothing.
fn of_markup(markup: &str) -> Classes {
    let mut markup = markup.to_owned();
    for (open, close) in [("{%", "%}"), ("{{", "}}")] {
        let outside = |part: &str| part.split_once(close).map_or(part.to_owned(), |(_, after)| format!(" {after}"));
        markup = markup.split(open).map(outside).collect();
    }
    let values = markup.split(" class=\"").skip(1).filter_map(|after| after.split('"').next());
    let names =
        values.flat_map(str::split_whitespace).filter(|class| !class.ends_with('-') && !class.contains(['{', '}']));
    names.map(str::to_owned).collect()
}

/// The words of a script's texts.
fn of_script(script: &str) -> Classes {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    let texts =
        lines.flat_map(|line| ['"', '`'].map(|quote| line.split(quote).skip(1).step_by(2)).into_iter().flatten());
    let words = texts.flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What a script gives to elements.
fn given_by_script(script: &str) -> Classes {
    let gives = ["className: \"", "className = \"", "classList.add(\"", "classList.toggle(\""];
    let values = gives.iter().flat_map(|gives| script.split(gives).skip(1)).filter_map(|after| after.split('"').next());
    values.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

fn assets(ending: &str, classes: impl Fn(&str) -> Classes) -> Classes {
    let files = std::fs::read_dir(repository::path("templates/assets")).unwrap().map(|file| file.unwrap().path());
    let of_kind = files.filter(|file| file.extension().is_some_and(|found| found == ending));
    of_kind.flat_map(|file| classes(&std::fs::read_to_string(file).unwrap())).collect()
}

#[test]
fn classes_are_named_after_one_convention_and_known_on_both_sides() {
    for class in ["card", "find-city", "card__title", "mark--open", "print-sheet__text--one"] {
        assert!(is_after_the_convention(class), "{class}");
    }
    for class in ["Card", "card_title", "card__title__link", "mark--open--late", "card-", "__title", "card---a", "2up"]
    {
        assert!(!is_after_the_convention(class), "{class}");
    }
    let example = Example::new();
    let mut markup = assets("js", given_by_script);
    for source in example.sources().iter() {
        if let SourceKind::Template(_) = SourceKind::of(&source.path) {
            markup.extend(of_markup(&source.text));
        }
    }
    // What only some tables and diagrams have: as the program writes it.
    for SourceFile { path, text } in source_files() {
        if path.starts_with("src/outputs/html/") {
            markup.extend(of_markup(&text.replace("\\\"", "\"")));
        }
    }
    for website in [example.website(), example.published()] {
        markup.extend(website.routes().flat_map(|route| of_markup(&website.page(route).html().unwrap())));
    }
    let (styles, scripts) = (assets("css", of_styles), assets("js", of_script));
    let all: Classes = markup.union(&styles).cloned().collect();
    let odd: Vec<&String> = all.iter().filter(|class| !is_after_the_convention(class)).collect();
    assert_eq!(odd, [""; 0], "not after the convention");
    let alone: Vec<&String> = all.iter().filter(|class| base(class).is_some_and(|base| !all.contains(base))).collect();
    assert_eq!(alone, [""; 0], "no block of theirs");
    let unused: Vec<&String> =
        styles.iter().filter(|class| !markup.contains(*class) && !scripts.contains(*class)).collect();
    assert_eq!(unused, [""; 0], "no page and no script uses them");
    // Of what has modifiers, the styles may show some alone; a block may be there for its elements.
    let is_known = |class: &String| {
        let has_elements = || styles.iter().any(|known| known.starts_with(&format!("{class}__")));
        let is_modifier = || class.split_once("--").is_some_and(|(base, _)| styles.contains(base));
        styles.contains(class) || scripts.contains(class) || has_elements() || is_modifier()
    };
    let unknown: Vec<&String> = markup.iter().filter(|class| !is_known(class)).collect();
    assert_eq!(unknown, [""; 0], "no style and no script knows them");
}
