//! A page's key: while it is the same, so is the page, and what the search knows of it.

use std::collections::BTreeMap;

use formpress::testing::html::{Templates, Website};
use formpress::testing::load::SettingOverrides;
use formpress::testing::model::issue_for_all_offices;

use crate::programme::{Files, files, loaded};

/// Of a page.
#[derive(PartialEq)]
struct Made {
    key: [u8; 32],
    html: String,
    words: Option<String>,
}

/// Every page by its address.
fn made(files: &Files) -> BTreeMap<String, Made> {
    let base_url = Some("https://example.org".to_owned());
    let project = loaded(files, &SettingOverrides { base_url, ..SettingOverrides::default() }).value;
    let templates =
        Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets());
    assert_eq!(templates.diagnostics, []);
    let (offices, downloads) = (issue_for_all_offices(&project.site), BTreeMap::new());
    let website = Website::new(&project.site, &offices, &templates.value, &downloads, "0123456789");
    let page = |route| {
        let page = website.page(route);
        let html = page.html().expect("a page");
        Made { key: page.key(), words: website.search_entry(route, &html), html }
    };
    website.routes().map(|route| (route.address().to_string(), page(route))).collect()
}

/// The programme with one word of a file put for another.
fn edited(file: &str, from: &str, to: &str) -> Files {
    let mut files = files();
    let text = String::from_utf8(files[file].clone()).expect("UTF-8");
    assert!(text.contains(from), "{file} has no {from}");
    files.insert(file.to_owned(), text.replace(from, to).into_bytes());
    files
}

/// The pages that an edit makes others; each has another key, and some have not.
fn changed(before: &BTreeMap<String, Made>, edit: &Files, of: &str) -> Vec<String> {
    let after = made(edit);
    assert!(before.keys().eq(after.keys()), "{of}");
    let pairs = || before.iter().zip(after.values()).map(|((address, before), after)| (address, before, after));
    let others = pairs().filter(|(_, before, after)| (&before.html, &before.words) != (&after.html, &after.words));
    let others: Vec<(&String, &Made, &Made)> = others.collect();
    for (address, before, after) in &others {
        assert!(before.key != after.key, "{of}: {address} has the key it had");
    }
    others.into_iter().map(|(address, ..)| address.clone()).collect()
}

#[test]
fn another_text_gives_the_pages_that_say_it_another_key() {
    let before = made(&files());
    let again = made(&files());
    assert!(before.iter().eq(again.iter()), "the same sources give the same keys");
    let edits = [
        ("site.yaml", "助残就业", "助残创业"),
        ("site.yaml", "方案是送审稿", "方案是草稿"),
        ("content/index.md", "title: 助残就业", "title: 助残上岗"),
        ("content/policy/plan.md", "title: ", "title: 另"),
        ("content/facts.yaml", "24000", "24001"),
        ("content/facts.yaml", "上岗以后有人管", "上岗以后有人问"),
        ("content/cities/wuhan.yaml", "00000000", "027-12345"),
        ("forms/record.yaml", "version: ", "version: 9."),
        ("forms/choices.yaml", "label: ", "label: 又"),
        ("forms/gallery.yaml", "{zh: 样例表", "{zh: 样例新表"),
    ];
    for (file, from, to) in edits {
        let changed = changed(&before, &edited(file, from, to), file);
        assert!(!changed.is_empty(), "{file}: {to} stands on no page");
    }
}

#[test]
fn another_template_gives_the_pages_that_need_it_another_key() {
    let before = made(&files());
    let names: Vec<String> = files().into_keys().filter(|path| path.ends_with(".html")).collect();
    let edited = |name: &str| edited(name, "</", "—</");
    let with_markup = |name: &&String| files()[*name].windows(2).any(|pair| pair == b"</");
    for name in names.iter().filter(with_markup) {
        let changed = changed(&before, &edited(name), name);
        assert!(!changed.is_empty(), "{name} is needed by no page");
    }
    let of_one = edited("templates/site-map.html");
    let keys = made(&of_one);
    let kept = before.iter().filter(|(address, page)| keys[*address].key == page.key).count();
    assert_eq!(kept, before.len() - 1, "one page has this template");
}

#[test]
fn another_pictogram_gives_the_pages_that_draw_it_another_key() {
    let changed =
        changed(&made(&files()), &edited("templates/pictograms/easy-read.svg", "\"3\"", "\"4\""), "easy-read");
    assert!(!changed.is_empty(), "no page draws it");
}
