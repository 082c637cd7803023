//! Answers in JSON, filled into a form as far as the PDF: what keeps the rules is printed, with fields and without.
#![no_main]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use formpress::load::records::{Names, grid};
use formpress::model::IssuedForm;
use formpress::paper::fonts::Fonts;
use formpress::pipeline::copies::{Job, Press, Wanted};
use libfuzzer_sys::fuzz_target;

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));
static FONTS: LazyLock<Fonts> =
    LazyLock::new(|| Fonts::find(Path::new("fonts")).expect("the fonts of the sheets are installed"));

fuzz_target!(|data: &[u8]| {
    let columns = FORM.columns(&BTreeMap::new());
    let Ok(grid) = grid("data", "json", data.to_vec(), None, &Names::new(&columns, &FORM)) else { return };
    let wanted = Wanted { form: &FORM, flatten: data.len() % 2 == 0, partial: true };
    let Ok(job) = Job::new(wanted, grid) else { return };
    let job = job.value;
    let copies = job.answers().value;
    let Some(copy) = copies.first() else { return };
    if let Ok(press) = Press::new(&job, &copies[..1], &FONTS) {
        let _ = press.copy(copy);
    }
});
