//! What lies in a programme's folder and is nobody's business stays there: only what a page needs is published.

use std::fs;

use crate::report::said;
use crate::workshop::{Workshop, contents};

const NEWS: &str = "---\ntitle: 招聘会\ndescription: 招聘会的消息\ndate: 2026-12-05\n---\n\n![会场](hall.svg)\n";
/// A photograph with the place where it was taken.
fn photograph() -> Vec<u8> {
    let jpeg = include_bytes!("../fixtures/pictures/quarters.jpg");
    let place =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x01\0\x02\0\x05\0\x03\0\0\0\0\0\0\0";
    let length = u16::try_from(place.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, place, &jpeg[2..]].concat()
}

const DRAFT: &str = "---\ntitle: 家访\ndescription: 还没有写好\ndraft: true\n---\n\n![照片](home.svg)\n";
const PAGE: &str = "---\ntitle: 通知\ndescription: 一份通知\n---\n\n[全文](notice.PDF)，![路线](<way to us.svg>)，![现场](photo.jpg)。\n";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><path d=\"M0 0h4\"/></svg>";

/// A sample into whose folder everything fell that falls into folders.
fn littered() -> Workshop {
    let workshop = Workshop::new();
    for (path, text) in [
        ("content/news/fair.md", NEWS),
        ("content/news/hall.svg", DRAWING),
        ("content/policy/visits.md", DRAFT),
        ("content/policy/home.svg", DRAWING),
        ("content/policy/notice.md", PAGE),
        ("content/policy/notice.PDF", "%PDF-1.7"),
        ("content/policy/way to us.svg", DRAWING),
        ("content/cities/参加人员.xlsx", "张三，13800000000"),
        ("content/cities/wuhan.yaml.bak", "id: wuhan"),
        ("content/index.md.orig", "former"),
        ("content/密码.txt", "former"),
        ("content/policy/list.yaml", "[张三]"),
        ("templates/assets/site.css.orig", "former"),
    ] {
        workshop.write(path, text);
    }
    fs::write(workshop.path("content/policy/photo.jpg"), photograph()).expect("written");
    workshop
}

#[test]
fn only_what_a_published_page_needs_is_published_and_everything_else_is_named() {
    let workshop = littered();
    let run = workshop.run(&["build", "--base-url", "https://example.org"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let published: Vec<String> = contents(workshop.picture("output"))
        .into_iter()
        .filter_map(|(path, bytes)| bytes.map(|_| path.to_string_lossy().replace('\\', "/")))
        .filter(|path| {
            !path.starts_with("assets/") && ![".html", ".js", ".json", ".xml"].iter().any(|e| path.ends_with(e))
        })
        .filter(|path| !path.starts_with("forms/") && !path.starts_with("cards/"))
        .filter(|path| !(path.starts_with("cities/") && (path.ends_with(".pdf") || path.contains("/sheet-"))))
        .collect();
    assert_eq!(published, ["policy/notice.PDF", "policy/photo.jpg", "policy/way to us.svg", "robots.txt"]);
    assert!(!workshop.path("output/assets/site.css.orig").exists());
    assert!(workshop.read("output/policy/notice/index.html").contains("src=\"../way%20to%20us.svg\""));
    assert!(
        workshop
            .read("output/policy/notice/index.html")
            .contains("src=\"../photo.jpg\" alt=\"现场\" width=\"24\" height=\"16\"")
    );
    let photo = fs::read(workshop.path("output/policy/photo.jpg")).expect("there");
    assert!(!photo.windows(4).any(|window| window == b"Exif"));
    let named: Vec<&str> =
        run.err.lines().filter(|line| line.contains("content/") || line.contains("assets/")).collect();
    for path in [
        "content/cities/参加人员.xlsx",
        "content/cities/wuhan.yaml.bak",
        "content/index.md.orig",
        "content/密码.txt",
        "content/policy/list.yaml",
        "content/policy/home.svg",
        "content/policy/photo.jpg",
        "content/news/hall.svg",
        "templates/assets/site.css.orig",
    ] {
        assert!(named.iter().any(|line| line.contains(path)), "{path} is not named: {}", run.err);
    }
}

#[test]
fn news_of_a_day_to_come_waits_and_is_seen_nowhere() {
    let workshop = littered();
    workshop.write(
        "content/news/opened.md",
        &NEWS.replace("2026-12-05", "2026-11-22").replace("招聘会", "开通").replace("![会场](hall.svg)", "开通了。"),
    );
    let run = workshop.run(&["build", "--base-url", "https://example.org"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("2026-12-05"), "{}", run.err);
    for (path, bytes) in contents(workshop.picture("output")) {
        let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
        assert!(!text.contains("招聘会") && !text.contains("news/fair"), "{} tells of it", path.display());
    }
    let run = workshop.run(&["build", "--as-of", "2026-12-05", "--base-url", "https://example.org"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(workshop.read("output/news/feed.xml").contains("招聘会") && workshop.path("output/news/hall.svg").exists());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::TempDir::new().expect("a temporary folder");
    let elsewhere = fs::canonicalize(outside.path()).expect("there");
    fs::write(elsewhere.join("key.png"), "secret").expect("written");
    let link = |workshop: &Workshop, to: &str, at: &str| {
        fs::create_dir_all(workshop.path(at).parent().expect("a folder")).expect("made");
        symlink(elsewhere.join(to), workshop.path(at)).expect("linked");
    };
    let told = |workshop: &Workshop| {
        let run = workshop.run(&["check"]);
        let said = run.err.replace(&*elsewhere.to_string_lossy(), "<elsewhere>")
            + &run.out().replace(&*elsewhere.to_string_lossy(), "<elsewhere>");
        let found = |line: &&str| line.contains("<elsewhere>");
        (run.code, said.lines().filter(found).map(str::to_owned).collect::<Vec<_>>().join("\n"))
    };

    // A file beside the pages is one of those that are not published.
    let workshop = littered();
    link(&workshop, "key.png", "content/news/pic.png");
    fs::remove_file(workshop.path("content/news/hall.svg")).expect("removed");
    symlink("../policy/home.svg", workshop.path("content/news/hall.svg")).expect("linked");
    let run = workshop.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!workshop.path("output/news/pic.png").exists());
    let (_, mut report) = told(&workshop);

    // What the site would be without is an error.
    for at in ["content/secret", "templates/assets/key.png", "forms/more.yaml", "content/policy/more.md", "fonts/more"]
    {
        let workshop = littered();
        link(&workshop, if at.ends_with("secret") || at.ends_with("fonts/more") { "" } else { "key.png" }, at);
        let (code, said) = told(&workshop);
        assert_eq!(code, 1, "{at}: {said}");
        report.push_str(&format!("\n{said}"));
    }
    // A folder of the sources as a whole.
    let workshop = littered();
    fs::rename(workshop.path("content"), elsewhere.join("content")).expect("moved");
    link(&workshop, "content", "content");
    let (code, said) = told(&workshop);
    assert_eq!(code, 1);
    said!(format!("{report}\n{said}"));
}
