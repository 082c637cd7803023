//! A pattern, and a text behind a line's end that is held against it.
#![no_main]

use formpress::testing::load::pattern::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (pattern, text) = text.split_once('\n').unwrap_or((text, text));
    if let Ok(pattern) = parse(pattern) {
        let _ = pattern.matches(text);
    }
});
