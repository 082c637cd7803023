//! Any file of the sources: loaded, gone through by all rules, and its templates parsed.
#![no_main]

use std::collections::BTreeMap;

use formpress::testing::html::Templates;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    if let Some((project, _)) = formpress_fuzz::programme(data) {
        let _ = Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &BTreeMap::new());
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match seed % 2 {
        0 => fuzzer_mutate(data, size, max_size),
        _ => formpress_fuzz::lines(&mut data[..max_size], size, seed / 2),
    }
});
