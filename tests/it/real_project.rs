//! The project in this repository loads without a fault.

use std::path::Path;

use formpress::load::{Overrides, load};

use crate::report::report;

#[test]
fn loads_without_a_fault() {
    let loaded = load(Path::new(env!("CARGO_MANIFEST_DIR")), &Overrides::default());
    assert_eq!(report(&loaded), "");
    let forms: Vec<&str> = loaded.value.site.forms.iter().map(|form| form.id.as_str()).collect();
    assert_eq!(forms, ["tracking-sheet", "government-issue-log", "follow-up-record", "support-agreement"]);
    assert_eq!(loaded.value.site.cities.len(), 30);
}
