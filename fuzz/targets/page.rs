//! A page of the site and a table in CSV, read back and held against a form.
#![no_main]

use std::sync::LazyLock;

use formpress::testing::model::IssuedForm;
use formpress::testing::parity::{ParityCache, ParityOutput, compare};
use formpress::testing::words::FileContent;
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));

fuzz_target!(|data: &[u8]| {
    let content = FileContent::from(data.to_vec());
    for output in [ParityOutput::Page, ParityOutput::Questionnaire, ParityOutput::Csv] {
        let _ = compare(output, &content, &FORM, &ParityCache::default());
    }
});
