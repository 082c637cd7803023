//! The picture that stands for a page where a link to it is passed on.

use std::fs;

use crate::workshop::Workshop;

const BASE: &str = "https://example.org/a";

/// The address of what a page names as its picture.
fn card(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("<meta property=\"og:image\" content=\"")?;
    rest.split('"').next()?.strip_prefix(BASE)?.strip_prefix('/')
}

/// Width and height of a PNG (ISO/IEC 15948, 11.2.1).
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn every_page_has_its_own_where_the_base_url_is_known() {
    let workshop = Workshop::new();
    let run = workshop.run(&["build", "--base-url", BASE]);
    assert_eq!(run.code, 0, "{}", run.told());
    let mut cards = Vec::new();
    for path in ["index", "forms/index", "forms/visit/index", "cities/wuhan/index", "sitemap/index"] {
        let page = workshop.read(&format!("output/{path}.html"));
        assert_eq!(card(&page), Some(&*format!("cards/{path}.png")));
        let png = fs::read(workshop.path(&format!("output/cards/{path}.png"))).expect("it is there");
        assert_eq!(size(&png), (1200, 630));
        assert!(png.len() < 40_000, "{path}: {} bytes", png.len());
        cards.push(png);
    }
    cards.sort();
    cards.dedup();
    assert_eq!(cards.len(), 5, "two pages have one picture");
    let missing = workshop.read("output/404.html");
    assert_eq!(card(&missing), None, "nobody passes this on");
    workshop.run(&["build"]);
    assert!(!workshop.path("output/cards").exists(), "no link to a picture can be written");
    assert!(!workshop.read("output/index.html").contains("og:image"));
}
