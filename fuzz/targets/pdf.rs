//! A PDF, read back and held against a form.
#![no_main]

use std::sync::LazyLock;

use formpress::model::IssuedForm;
use formpress::parity::known::Known;
use formpress::parity::{Output, bound, compare};
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));

fuzz_target!(|data: &[u8]| {
    let _ = compare(Output::Sheets, data, &FORM, &Known::default());
    let _ = bound(data, [&*FORM], &Known::default());
});
