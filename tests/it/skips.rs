//! Where paper tells people to go on, with the true numbers of items.

use std::path::Path;

use formpress::load::{Overrides, load};

/// Every instruction of every real form, as printed.
#[test]
fn instructions_name_true_items() {
    let project = load(Path::new("."), &Overrides::default()).value;
    let mut told = String::new();
    for form in &project.site.forms {
        for field in form.top_fields() {
            if let Some(words) = form.skip_words(&project.site, field) {
                let number = form.item_number(field).unwrap_or(0);
                told += &format!("{} {number} {}: {words}\n", form.number, field.label.zh);
            }
        }
    }
    insta::assert_snapshot!(told);
}
