//! Addresses that leave the site, and the site's own: whole, of a closed list of schemes, and escaped for machines.

use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::model::{check_external_link, parse_base_url};

use crate::report::{report, said};
use crate::sample::{FACTS, FILES, INDEX, SITE};
use crate::workshop::Workshop;

#[test]
fn links_lead_to_the_web_a_mailbox_or_a_telephone_and_nowhere_else() {
    let good = [
        "https://example.org",
        "HTTP://example.org/a?b=c#d",
        "https://例子.公益/表",
        "https://[::1]:80/",
        "mailto:a@example.org",
        "mailto:a@example.org,b@example.org?subject=x",
        "tel:+86-27-8280000",
        "tel:110",
    ];
    let bad = [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "file:///C:/Users/zhang/list.docx",
        "C:/Users/zhang/list.docx",
        "htp://example.org",
        "ftp://example.org/a",
        "https:example.org",
        "https:/example.org",
        "https:///example.org",
        "https://",
        "https://?a",
        "https://exa mple.org",
        "https://user:secret@example.org",
        "https://example.org:99999",
        "mailto:",
        "mailto:zhang",
        "mailto:a@b@example.org",
        "mailto:a@example",
        "tel:",
        "tel:12",
        "tel:０２７８２８０",
        "//example.org/a",
    ];
    good.iter().for_each(|link| assert!(check_external_link(link).is_ok(), "{link}"));
    bad.iter().for_each(|link| assert!(check_external_link(link).is_err(), "{link}"));
}

/// What loading says of the sample with one file written otherwise.
fn after(path: &str, text: &str) -> String {
    let others = FILES.iter().filter(|(name, _)| *name != path).map(|(name, text)| (*name, text.as_bytes()));
    report(&load_files(others.chain([(path, text.as_bytes())]), &SettingOverrides::default()))
}

#[test]
fn wherever_an_address_can_be_written_it_is_looked_at() {
    let page = format!(
        "{INDEX}\n[一](javascript:x)、![二](https://example.org/a.png)、[三][r]、<htp://example.org/a>、[四](//example.org)、\
         [五](C:/list.docx)、[六](https://)、[**七**](mailto:)。\n\n[r]: data:text/html,x\n"
    );
    let mut told = after("content/index.md", &page);
    told.push_str(&after(
        "content/facts.yaml",
        &FACTS.replace("document: plan, source: 二(三)1}", "document: plan, external: \"https:///x\"}"),
    ));
    for address in ["javascript:x", "mailto:", "tel:110"] {
        told.push_str(&after("site.yaml", &format!("{SITE}publisher: {{error_report: \"{address}\"}}\n")));
    }
    for address in ["https:/example.org", "https://example.org/?a", "ftp://example.org", "https://a:b@example.org"] {
        told.push_str(&after("site.yaml", &format!("{SITE}base_url: \"{address}\"\n")));
    }
    said!(told);
}

#[test]
fn the_sites_own_address_is_written_as_machines_want_it() {
    let table = [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://www.example.org/表/sub/", "https://www.example.org/%E8%A1%A8/sub"),
        ("https://例子.公益/", "https://xn--fsqu00a.xn--55qw42g"),
        ("https://EXAMPLE.org/%E8%A1%A8", "https://example.org/%E8%A1%A8"),
    ];
    for (written, wanted) in table {
        assert_eq!(parse_base_url(written).as_deref(), Ok(wanted), "{written}");
    }
    let workshop = Workshop::new();
    workshop.write(
        "content/news/opened.md",
        "---\ntitle: 开通\ndescription: 开通的消息\ndate: 2026-11-01\n---\n\n开通了。\n",
    );
    let run = workshop.run(&["build", "--base-url", "https://例子.公益/表/"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let whole = "https://xn--fsqu00a.xn--55qw42g/%E8%A1%A8/";
    for path in ["sitemap.xml", "robots.txt", "news/feed.xml", "index.html", "news/opened/index.html"] {
        let text = workshop.read(&format!("output/{path}"));
        assert!(text.contains(whole) && !text.contains("例子.公益"), "{path}: {text}");
    }
    let missing = workshop.read("output/404.html");
    let style = workshop.named("output", "assets/site.css");
    assert!(missing.contains(&format!("href=\"/%E8%A1%A8/{style}\"")), "{missing}");
}

#[test]
fn the_page_for_what_is_not_found_links_from_the_root_of_the_host() {
    let workshop = Workshop::new();
    assert_eq!(workshop.run(&["build"]).code, 0);
    let missing = workshop.read("output/404.html");
    let links = missing
        .match_indices("href=\"")
        .chain(missing.match_indices("src=\""))
        .map(|(at, sign)| &missing[at + sign.len()..]);
    for link in links {
        assert!(link.starts_with(['/', '#']), "{}", &link[..40.min(link.len())]);
    }
    let [style, script] = ["assets/site.css", "assets/site.js"].map(|path| workshop.named("output", path));
    assert!(missing.contains(&format!("href=\"/{style}\"")), "{missing}");
    assert!(missing.contains(&format!("src=\"/{script}\"")), "{missing}");
}
