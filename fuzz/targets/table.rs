//! A table of data in CSV or JSON, read for a form as far as its answers.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use formpress::testing::model::IssuedForm;
use formpress::testing::pipeline::{FillJob, FillRequest};
use formpress::testing::records::{HeadingNames, grid};
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));

fuzz_target!(|data: &[u8]| {
    let ending = if data.first().is_some_and(|first| b"{[ \n".contains(first)) { "json" } else { "csv" };
    let columns = FORM.columns(&BTreeMap::new());
    let Ok(grid) = grid("data", ending, data.to_vec(), None, &HeadingNames::new(&columns, &FORM)) else { return };
    let request = FillRequest { form: &FORM, flatten: true, partial: false };
    if let Ok(job) = FillJob::new(request, grid) {
        let _ = job.value.checked_rows();
    }
});
