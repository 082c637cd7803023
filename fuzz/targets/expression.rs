//! Expressions of conditions and rules.
#![no_main]

use formpress::testing::load::parse;
use formpress::testing::words::{Sources, Span};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Sources::default().add("forms/a.yaml", text);
    // Where a text stands is told in whole letters.
    let place = |start: usize, end: usize| {
        assert!(text.get(start..end).is_some(), "{start}..{end} of {text:?}");
        Span::new(source, start..end)
    };
    let _ = parse(text, &place);
});
