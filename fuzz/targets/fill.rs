//! Answers in JSON, filled into a form as far as the PDF: what keeps the rules is printed, with fields and without.
#![no_main]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use formpress::testing::model::IssuedForm;
use formpress::testing::paper::Fonts;
use formpress::testing::pipeline::{FillJob, FillRenderer, FillRequest};
use formpress::testing::records::{HeadingNames, grid};
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));
static FONTS: LazyLock<Fonts> =
    LazyLock::new(|| Fonts::find(Path::new("fonts")).expect("the fonts of the sheets are installed"));

fuzz_target!(|data: &[u8]| {
    let columns = FORM.columns(&BTreeMap::new());
    let Ok(grid) = grid("data", "json", data.to_vec(), None, &HeadingNames::new(&columns, &FORM)) else { return };
    let request = FillRequest { form: &FORM, flatten: data.len() % 2 == 0, partial: true };
    let Ok(job) = FillJob::new(request, grid) else { return };
    let job = job.value;
    let copies = job.checked_rows().value;
    let Some(copy) = copies.first() else { return };
    if let Ok(renderer) = FillRenderer::new(&job, &copies[..1], &FONTS) {
        let _ = renderer.render_copy(copy);
    }
});
