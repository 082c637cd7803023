//! Patterns of `regex()`: what they mean, in the program and, by the same table, in browsers.

use formpress::testing::load::pattern::parse;
use serde_json::{Value, json};

use crate::vectors::{hold, vectors};

/// The table's patterns mean to the program what it says; the states beside them are those that pages are given, written
/// anew with `UPDATE_VECTORS=1 cargo test`.
#[test]
fn patterns_match_what_the_table_says() {
    let mut rows = Vec::new();
    for row in vectors("patterns.json").as_array().expect("rows") {
        let pattern = row["pattern"].as_str().expect("a pattern");
        let made =
            parse(pattern).unwrap_or_else(|fault| panic!("{pattern}: {}", fault.message(pattern).message().code));
        for case in row["texts"].as_array().expect("texts") {
            let text = case[0].as_str().expect("a text");
            assert_eq!(made.matches(text), case[1], "{pattern} of {text:?}");
        }
        let states: Value = made.states.iter().map(|state| json!([state.characters, state.next, state.ends])).collect();
        rows.push(json!({"pattern": pattern, "states": states, "texts": row["texts"]}).to_string());
    }
    hold("patterns.json", &format!("[\n{}\n]\n", rows.join(",\n")));
}

/// What only one of the two dialects takes, or what they take to mean different things, and the part that is named.
#[test]
fn what_is_not_the_same_everywhere_is_refused_at_its_place() {
    let table = [
        ("(?P<n>a)", "pattern-instead", "(?P<n"),
        ("(?<n>a)", "pattern-instead", "(?<n"),
        ("a(?i)b", "pattern-instead", "(?i)"),
        ("(?i:a)", "pattern-instead", "i"),
        ("a(?=b)", "pattern-looks", "(?="),
        ("a(?!b)", "pattern-looks", "(?!"),
        ("(?<=a)b", "pattern-looks", "(?<="),
        (r"(a)\1", "pattern-looks", r"\1"),
        ("[[:alpha:]]", "pattern-instead", "[:alpha:]"),
        ("[a[b]]", "pattern-instead", "[b]"),
        ("[a-z&&b]", "pattern-not-shared", "a-z&&b"),
        ("[]a]", "pattern-instead", "]"),
        ("[a-c-e]", "pattern-instead", "-"),
        (r"\p{Han}", "pattern-instead", r"\p{Han}"),
        (r"\pL", "pattern-instead", r"\pL"),
        (r"a\-b", "pattern-instead", r"\-"),
        (r"a\#b", "pattern-not-shared", r"\#"),
        (r"[\&]", "pattern-not-shared", r"\&"),
        (r"\a", "pattern-not-shared", r"\a"),
        (r"\x{41}", "pattern-instead", r"\x{41}"),
        (r"\U00000041", "pattern-instead", r"\U00000041"),
        ("a]", "pattern-instead", "]"),
        ("a}", "pattern-instead", "}"),
        ("a{2", "pattern-syntax", "{2"),
        ("a{,3}", "pattern-syntax", ","),
        ("a{ 2 }", "pattern-instead", "{ 2 }"),
        ("a{3,2}", "pattern-syntax", "{3,2}"),
        ("a**", "pattern-not-shared", "*"),
        ("a*+", "pattern-not-shared", "+"),
        ("*a", "pattern-syntax", "*"),
        ("a^b", "pattern-whole", "^"),
        (r"\ba\b", "pattern-whole", r"\b"),
        (r"\Aa\z", "pattern-whole", r"\A"),
        ("[A-Z", "pattern-syntax", "["),
        ("(a", "pattern-syntax", "("),
        ("a)", "pattern-syntax", ")"),
        (r"a\", "pattern-syntax", r"\"),
        ("[z-a]", "pattern-syntax", "z-a"),
        ("(a{1000}){1000}", "pattern-size", "a"),
        ("(){1000000000}", "pattern-size", ""),
        ("((((((((((((((a))))))))))))))", "pattern-size", "((a))"),
    ];
    let said = |pattern: &str| match parse(pattern) {
        Ok(_) => ("taken", String::new()),
        Err(fault) => (fault.message(pattern).message().code, pattern[fault.at].to_owned()),
    };
    let said = table.iter().map(|(pattern, code, part)| (pattern, said(pattern), (*code, part.to_string())));
    let wrong: Vec<_> = said.filter(|(_, said, right)| said != right).collect();
    assert!(wrong.is_empty(), "pattern, said, right: {wrong:#?}");
}

/// Twice the text is about twice the work, whatever the pattern: no way is gone twice at one character.
#[test]
fn no_text_makes_a_pattern_slow() {
    for pattern in ["(a+)+", "(a|a)*", "(a*)*", "(a?b?)*", ".*.*.*.*.*", "(a|aa|aaa)*c"] {
        let pattern = parse(pattern).expect("taken");
        let ways: usize = pattern.states.iter().map(|state| state.next.len()).sum();
        assert!(ways < 100, "{ways} ways at each character");
        assert!(!pattern.matches(&("a".repeat(100_000) + "!")) || pattern.matches("!"));
    }
}
