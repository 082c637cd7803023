//! Drawings in SVG.
#![no_main]

use formpress::testing::load::faults;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for fault in faults(text) {
        assert!(text.get(fault.range.clone()).is_some(), "{:?} of {text:?}", fault.range);
    }
});
