//! A page of the site and a table in CSV, read back and held against a form.
#![no_main]

use std::sync::LazyLock;

use formpress::content::Content;
use formpress::model::IssuedForm;
use formpress::parity::known::Known;
use formpress::parity::{Output, compare};
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));

fuzz_target!(|data: &[u8]| {
    let content = Content::from(data.to_vec());
    for output in [Output::Page, Output::Questionnaire, Output::Csv] {
        let _ = compare(output, &content, &FORM, &Known::default());
    }
});
