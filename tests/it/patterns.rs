//! Patterns of `regex()`: what they mean, in the program and, by the same table, in browsers.

use formpress::load::pattern::parse;
use serde_json::{Value, json};

/// Patterns and texts that they are held against; `tests/browser/patterns.py` asks a browser the same.
const TABLE: [(&str, &[&str]); 30] = [
    ("", &["", "a"]),
    ("[0-9]{6}", &["420100", "42010", "4201000", "４２０１００"]),
    ("^[0-9]{6}$", &["420100", "42010", "x420100", "420100\n"]),
    (r"\d+", &["0", "٣", "３", ""]),
    (r"\D\d", &["字1", "11", "\n1"]),
    (r"\w*", &["aZ_9", "é", "ſ", "K", "汉"]),
    (r"\W", &["-", "汉", "_", "😀"]),
    (r"\s", &[" ", "\u{3000}", "\u{a0}", "\u{85}", "\u{feff}", "\u{180e}", "\u{200b}", "\t"]),
    (r"\S\s\S", &["甲\u{3000}乙", "甲 乙", "   ", "甲\u{85}乙"]),
    (".", &["a", "😀", "\n", "\r", "\u{2028}", "\u{85}", "", "ab"]),
    (".*班", &["培训班", "班", "培训", "培\n训班"]),
    ("[^，。]+", &["甲乙", "甲，乙", "甲\n乙", ""]),
    (r"[\s\d]{2}", &["1 ", "\u{3000}2", "ab"]),
    (r"[^\s]", &["a", " ", "\u{feff}", "\u{85}"]),
    ("[一-龥]{2,4}", &["张三", "欧阳娜娜", "张", "Zhang", "𠮷田"]),
    ("[😀-😂]", &["😁", "😃", "\u{1f600}"]),
    (r"\u{4e00}|\u4e8c", &["一", "二", "三"]),
    (r"\x41[\x42-\x44]", &["AC", "AE"]),
    ("a|ab|", &["a", "ab", "", "b"]),
    ("(甲|乙)(丙|丁)?", &["甲", "乙丁", "丙", "甲丙丁"]),
    ("(?:[0-9]+、)*[0-9]+", &["1", "1、22、3", "1、", "、1"]),
    ("(a+)+", &["aaaaaaaa", "aaab", ""]),
    ("(a*)*b", &["b", "aaab", "aaa"]),
    ("(a|aa)*?c", &["c", "aaac", "aab"]),
    ("a{2,}b{0,2}c?", &["aa", "aaabbc", "abc", "aabbb"]),
    ("(a{2}){2,3}", &["aaaa", "aaaaaa", "aaaaa", "aaaaaaa"]),
    (r"0\d{2,3}-\d{7,8}(-\d{1,4})?", &["027-12345678", "0711-1234567-12", "27-12345678"]),
    (r".+@.+\..+", &["a@b.cn", "a@b", "@b.c"]),
    (r"[a\-z]\.\/[\]\[\\^]", &["-./]", "b./]", "a./^", "a./\\"]),
    (r"[-+]?[0-9.,]+[%-]", &["-1,200.5%", "+3-", "3"]),
];

/// What a browser is asked: a pattern, its states, and of each text whether it matches.
fn table() -> String {
    let row = |(pattern, texts): &(&str, &[&str])| -> Value {
        let made = parse(pattern).unwrap_or_else(|fault| panic!("{pattern}: {}", fault.message.code));
        let states: Value = made.states.iter().map(|state| json!([state.characters, state.next, state.ends])).collect();
        let texts: Value = texts.iter().map(|text| json!([text, made.matches(text)])).collect();
        json!({"pattern": pattern, "states": states, "texts": texts})
    };
    let rows: Vec<String> = TABLE.iter().map(|entry| row(entry).to_string()).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

/// `tests/browser/patterns.json` is what the program says; write it anew with `UPDATE_PATTERNS=1 cargo test`.
#[test]
fn the_table_for_browsers_is_what_the_program_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/patterns.json");
    if std::env::var_os("UPDATE_PATTERNS").is_some() {
        std::fs::write(&path, table()).expect("written");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("the table").replace("\r\n", "\n"), table());
    let verdicts = table();
    assert!(verdicts.matches(",true]").count() > 30 && verdicts.matches(",false]").count() > 30);
}

/// What only one of the two dialects takes, or what they take to mean different things, and the part that is named.
#[test]
fn what_is_not_the_same_everywhere_is_refused_at_its_place() {
    let table = [
        ("(?P<n>a)", "pattern-not-shared", "(?P<n"),
        ("(?<n>a)", "pattern-not-shared", "(?<n"),
        ("a(?i)b", "pattern-not-shared", "(?i)"),
        ("(?i:a)", "pattern-not-shared", "i"),
        ("a(?=b)", "pattern-looks", "(?="),
        ("a(?!b)", "pattern-looks", "(?!"),
        ("(?<=a)b", "pattern-looks", "(?<="),
        (r"(a)\1", "pattern-looks", r"\1"),
        ("[[:alpha:]]", "pattern-not-shared", "[:alpha:]"),
        ("[a[b]]", "pattern-not-shared", "[b]"),
        ("[a-z&&b]", "pattern-not-shared", "a-z&&b"),
        ("[]a]", "pattern-not-shared", "]"),
        ("[a-c-e]", "pattern-not-shared", "-"),
        (r"\p{Han}", "pattern-not-shared", r"\p{Han}"),
        (r"\pL", "pattern-not-shared", r"\pL"),
        (r"a\-b", "pattern-not-shared", r"\-"),
        (r"a\#b", "pattern-not-shared", r"\#"),
        (r"[\&]", "pattern-not-shared", r"\&"),
        (r"\a", "pattern-not-shared", r"\a"),
        (r"\x{41}", "pattern-not-shared", r"\x{41}"),
        (r"\U00000041", "pattern-not-shared", r"\U00000041"),
        ("a]", "pattern-not-shared", "]"),
        ("a}", "pattern-not-shared", "}"),
        ("a{2", "pattern-syntax", "{2"),
        ("a{,3}", "pattern-syntax", ","),
        ("a{ 2 }", "pattern-not-shared", "{ 2 }"),
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
        Err(fault) => (fault.message.code, pattern[fault.at].to_owned()),
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
