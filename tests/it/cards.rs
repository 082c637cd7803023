//! The picture that stands for a page where a link to it is passed on.

use std::fs;

use formpress::testing::model::LinkCardText;
use formpress::testing::paper::{CardIllustration, card as placed};
use formpress::testing::words::Mm;

use crate::programme::FONTS;
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

#[test]
fn a_page_shows_its_pictogram_or_that_of_the_page_above_it() {
    let workshop = Workshop::new();
    let drawn = |page: &str| {
        let run = workshop.run(&["build", "--base-url", BASE]);
        assert_eq!(run.code, 0, "{}", run.told());
        fs::read(workshop.path(&format!("output/cards/{page}.png"))).expect("it is there")
    };
    let write = |line: &str| {
        let page = format!("---\ntitle: 更多\ndescription: 样例的另一页\n{line}---\n\n字。\n");
        workshop.write("content/policy/more.md", &page);
    };
    write("");
    let [plain, other] = ["policy/more/index", "cities/wuhan/index"].map(drawn);
    write("pictogram: book\n");
    let book = drawn("policy/more/index");
    assert_ne!(plain, book);
    write("pictogram: policy\n");
    assert_ne!(book, drawn("policy/more/index"));
    assert_eq!(other, drawn("cities/wuhan/index"), "it is not below that page");
    workshop.replace(
        "content/index.md",
        "description: 样例的首页\n---",
        "description: 样例的首页\npictogram: home\n---",
    );
    assert_ne!(other, drawn("cities/wuhan/index"));
}

#[test]
fn a_title_is_as_large_as_there_is_room_for() {
    let long = "武汉市残疾人就业行为观察追踪服务表和政府职能部门解决难点问题记录";
    for (title, least) in [("武汉市", 140.0), ("我要找工作", 120.0), ("从报名到稳定就业", 80.0), (long, 55.0)]
    {
        let words = LinkCardText { title, site: "高科技助残就业", programme: "长江新里程计划" };
        let card = placed(&words, CardIllustration::Pictogram, &FONTS);
        let band = card.band.expect("a band");
        assert!(card.title[0].size.mm() >= Mm(least), "{title}: {:?}", card.title[0].size.mm());
        for run in &card.title {
            let end = run.glyphs.last().expect("a glyph").x + run.origin.x + run.size.mm();
            assert!(end <= band.x && run.origin.y > card.rule.bottom() && run.origin.y < card.size.height, "{title}");
        }
    }
}
