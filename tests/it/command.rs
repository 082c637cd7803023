//! The command line as people meet it: help, faults of usage, what is built and what is refused.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use formpress::testing::model::Address;
use formpress::testing::words::sha256;

use crate::report::said;
use crate::workshop::{Workshop, contents};

const COMMANDS: [&str; 9] = ["build", "check", "diff", "release", "identify", "cities", "pdf", "serve", "new"];

fn help(lang: &str) -> String {
    let workshop = Workshop::new();
    let mut text = workshop.run(&["--help", "--lang", lang]).told();
    for command in COMMANDS {
        text.push_str(&format!("\n# {command}\n{}", workshop.run(&[command, "--help", "--lang", lang]).told()));
    }
    text
}

#[test]
fn help_in_chinese() {
    said!(help("zh"));
}

#[test]
fn help_in_english() {
    said!(help("en"));
}

#[test]
fn faults_of_usage() {
    let workshop = Workshop::new();
    let table: [&[&str]; 25] = [
        &["biuld"],
        &["build", "--jbos", "2"],
        &["build", "--jobs"],
        &["build", "--jobs", "0"],
        &["build", "--out", "a", "--out", "b"],
        &["build", "--as-of", "2026-02-30"],
        &["build", "--base-url", "example.org"],
        &["build", "--city", "wuhann"],
        &["build", "--root", "nowhere"],
        &["build", "--out", "."],
        &["build", "--out", "content/site"],
        &["build", "--out", "site.yaml/below"],
        &["check", "--format", "xml"],
        &["pdf"],
        &["pdf", "visitt"],
        &["pdf", "visit", "--variant", "larg"],
        &["pdf", "visit", "--copies", "0"],
        &["pdf", "visit", "--copies", "999"],
        &["pdf", "visit", "--city", "wuhan", "--city", "xiann"],
        &["pdf", "booklet", "--variant", "large"],
        &["pdf", "visit", "-o", "nowhere/visit.pdf"],
        &["serve", "--port", "70000"],
        &["new", "poem", "ode"],
        &["new", "form", "../visit"],
        &["new", "form", "visit"],
    ];
    let mut text = String::new();
    for lang in ["zh", "en"] {
        for arguments in table {
            let run = workshop.run(&[&["--lang", lang], arguments].concat());
            assert_eq!(run.code, 2, "{arguments:?}: {}", run.told());
            text.push_str(&format!("$ formpress {}\n{}\n", arguments.join(" "), run.told()));
        }
    }
    assert!(!workshop.path("output").exists());
    said!(text);
}

#[test]
fn messages_are_in_the_systems_language_or_the_one_asked_for() {
    let workshop = Workshop::new();
    let said = |lang: &str, arguments: &[&str]| {
        let output = workshop.command(arguments).env("LANG", lang).output().expect("it runs");
        String::from_utf8(output.stderr).expect("text").lines().next().expect("a line").to_owned()
    };
    assert_eq!(
        said("zh_CN.UTF-8", &["biuld"]),
        "formpress: 错误[unknown-command]: 没有“biuld”这个命令，是不是“build”？"
    );
    let english = "formpress: error[unknown-command]: there is no command “biuld”; did you mean “build”?";
    assert_eq!(said("de_DE.UTF-8", &["biuld"]), english);
    assert_eq!(said("zh_CN.UTF-8", &["biuld", "--lang=en"]), english);
}

#[test]
fn a_build_is_complete_and_a_second_one_touches_nothing() {
    let workshop = Workshop::new();
    let first = workshop.run(&["build", "--jobs", "1"]);
    assert_eq!(first.code, 0, "{}", first.told());
    let before = workshop.picture("output");
    for path in [
        "index.html",
        "404.html",
        "robots.txt",
        "forms/index.html",
        "forms/visit/index.html",
        "forms/visit/visit.pdf",
        "forms/visit/visit-fillable.pdf",
        "forms/visit/visit-large.pdf",
        "forms/visit/sheet-1.svg",
        "forms/booklet.pdf",
        "cities/index.html",
        "cities/wuhan/index.html",
        "cities/wuhan/visit.pdf",
        "cities/wuhan/visit-fillable.pdf",
        "cities/wuhan/visit-large.pdf",
        "cities/wuhan/booklet.pdf",
        "cities/xian/visit.pdf",
    ] {
        assert!(before.contains_key(Path::new(path)), "{path} is missing");
    }
    workshop.named("output", "forms/visit/places.js");
    assert!(!before.contains_key(Path::new("sitemap.xml")), "no base URL is known");
    let second = workshop.run(&["build", "--jobs", "8"]);
    assert_eq!(second.code, 0, "{}", second.told());
    assert_eq!(workshop.picture("output"), before);
}

#[test]
fn one_thread_and_many_make_the_same_bytes() {
    let workshop = Workshop::new();
    for (jobs, out) in [("1", "one"), ("8", "many")] {
        workshop.run(&["build", "--jobs", jobs, "--out", out, "--base-url", "https://example.org"]);
    }
    let one = contents(workshop.picture("one"));
    assert!(one.len() > 20);
    assert!(one == contents(workshop.picture("many")));
}

#[test]
fn the_manifest_names_every_other_file() {
    let workshop = Workshop::new();
    workshop.run(&["build", "--base-url", "https://example.org/a/"]);
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(workshop.path("output/manifest.json")).expect("there")).expect("JSON");
    let listed: Vec<(String, u64, String)> = manifest["files"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| {
            let text = |key: &str| file[key].as_str().expect("a text").to_owned();
            (text("path"), file["size"].as_u64().expect("a number"), text("sha256"))
        })
        .collect();
    let there: Vec<(String, u64, String)> = contents(workshop.picture("output"))
        .into_iter()
        .filter_map(|(path, bytes)| Some((path.to_string_lossy().replace('\\', "/"), bytes?)))
        .filter(|(path, _)| path != "manifest.json")
        .map(|(path, bytes)| {
            let sum = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            (path, bytes.len() as u64, sum)
        })
        .collect();
    let (mut listed, mut there) = (listed, there);
    listed.sort();
    there.sort();
    assert_eq!(listed, there);
    let pdfs: Vec<String> = manifest["files"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|file| file.get("pages").is_some() && file["city"] != "xian")
        .map(|file| {
            let keys = ["path", "form", "number", "version", "city", "variant"];
            keys.map(|key| file[key].as_str().unwrap_or("-")).join(" ")
        })
        .collect();
    assert_eq!(
        pdfs,
        [
            "cities/wuhan/booklet.pdf - - - wuhan booklet",
            "cities/wuhan/visit-fillable.pdf visit 之一 1.10.0 wuhan fillable",
            "cities/wuhan/visit-large.pdf visit 之一 1.10.0 wuhan large",
            "cities/wuhan/visit.pdf visit 之一 1.10.0 wuhan blank",
            "forms/booklet.pdf - - - - booklet",
            "forms/visit/visit-fillable.pdf visit 之一 1.10.0 - fillable",
            "forms/visit/visit-large.pdf visit 之一 1.10.0 - large",
            "forms/visit/visit.pdf visit 之一 1.10.0 - blank",
        ]
    );
    assert_eq!(manifest["base_url"], "https://example.org/a");
    assert_eq!(manifest["fonts"].as_array().map(Vec::len), Some(4));
}

/// The arguments of `formpress pdf` and the site's file that they make.
const PDFS: [(&[&str], &str); 8] = [
    (&["visit"], "forms/visit/visit.pdf"),
    (&["visit", "--variant", "fillable"], "forms/visit/visit-fillable.pdf"),
    (&["visit", "--variant", "large"], "forms/visit/visit-large.pdf"),
    (&["booklet"], "forms/booklet.pdf"),
    (&["visit", "--city", "xian"], "cities/xian/visit.pdf"),
    (&["visit", "--city", "xian", "--variant", "fillable"], "cities/xian/visit-fillable.pdf"),
    (&["visit", "--city", "xian", "--variant", "large"], "cities/xian/visit-large.pdf"),
    (&["booklet", "--city", "xian"], "cities/xian/booklet.pdf"),
];

#[test]
fn a_site_of_one_city_has_the_same_sheets_and_no_link_to_the_others() {
    let workshop = Workshop::new();
    workshop.replace("content/index.md", "培训", "[武汉](cities/wuhan.yaml)和[西安](cities/xian.yaml)培训");
    let all = workshop.run(&["build"]);
    assert_eq!(all.code, 0, "{}", all.told());
    let one = workshop.run(&["build", "--city", "xian", "--out", "one"]);
    assert_eq!(one.code, 0, "{}", one.told());
    for sheet in PDFS.map(|(_, path)| path) {
        let [all, one] = ["output", "one"].map(|out| fs::read(workshop.path(out).join(sheet)).expect("there"));
        assert!(all == one, "{sheet} depends on the other cities");
    }
    assert!(!workshop.path("one/cities/wuhan").exists());
    for (path, bytes) in contents(workshop.picture("one")) {
        let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
        assert!(!text.contains("wuhan"), "{} names a city that is not there", path.display());
    }
    assert!(workshop.read("one/index.html").contains("武汉和<a href=\"cities/xian/index.html\">西安</a>培训"));
}

#[test]
fn sources_with_faults_leave_the_output_as_it_was() {
    let workshop = Workshop::new();
    workshop.run(&["build"]);
    let before = workshop.picture("output");
    workshop.replace("forms/visit.yaml", "label: 是否访到", "lable: 是否访到");
    workshop.replace("content/index.md", "description:", "descripton:");
    workshop.replace("templates/home.html", "{%", "{% fi %}{%");
    let build = workshop.run(&["build"]);
    assert_eq!(build.code, 1, "{}", build.told());
    assert_eq!(workshop.picture("output"), before);
    let check = workshop.run(&["check"]);
    assert_eq!(check.code, 1);
    // All of them in one run, whatever floor finds them.
    for place in ["forms/visit.yaml:29:9: ", "content/index.md:3:1: ", "templates/home.html:1:4: "] {
        assert!(
            check.out().contains(&format!("\n{place}")) || check.out().starts_with(place),
            "{place}: {}",
            check.out()
        );
    }
    assert_eq!(workshop.picture("output"), before);
}

#[test]
fn check_writes_nothing_and_speaks_json() {
    let workshop = Workshop::new();
    let before = workshop.picture("");
    let check = workshop.run(&["check", "--format", "json", "--lang", "en"]);
    assert_eq!(check.code, 0, "{}", check.told());
    let report: serde_json::Value = serde_json::from_slice(&check.out).expect("JSON");
    assert_eq!(report["errors"], 0);
    workshop.replace("forms/visit.yaml", "type: month", "type: moonth");
    let check = workshop.run(&["check", "--format", "json", "--lang", "en"]);
    assert_eq!(check.code, 1);
    let report: serde_json::Value = serde_json::from_slice(&check.out).expect("JSON");
    let first = report["diagnostics"].as_array().expect("a list").iter().find(|d| d["severity"] == "error");
    let first = first.expect("an error");
    assert_eq!(
        (&first["path"], &first["line"], &first["column"]),
        (&"forms/visit.yaml".into(), &21.into(), &29.into())
    );
    workshop.replace("forms/visit.yaml", "type: moonth", "type: month");
    assert!(contents(workshop.picture("")) == contents(before));
}

#[test]
fn a_pdf_alone_is_the_one_of_the_site() {
    let workshop = Workshop::new();
    workshop.run(&["build"]);
    for (arguments, path) in PDFS {
        let run = workshop.run(&[&["pdf", "-o", "表.pdf"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.told());
        let [alone, site] = [workshop.path("表.pdf"), workshop.path("output").join(path)];
        assert!(fs::read(alone).expect("there") == fs::read(site).expect("there"), "{path} is another");
    }
    // A fault of a page is nothing to the sheet.
    workshop.replace("content/index.md", "description:", "descripton:");
    let site = fs::read(workshop.path("output/cities/wuhan/visit.pdf")).expect("there");
    assert!(workshop.run(&["pdf", "visit", "--city=wuhan", "--output=-"]).out == site);
    workshop.replace("forms/visit.yaml", "list: yes_no", "list: yes_now");
    for product in ["visit", "booklet"] {
        let refused = workshop.run(&["pdf", product, "-o", "other.pdf"]);
        assert_eq!(refused.code, 1, "{}", refused.told());
    }
    assert!(!workshop.path("other.pdf").exists());
}

#[test]
fn several_cities_and_copies_are_one_file_that_comes_apart_when_printed_on_both_sides() {
    let workshop = Workshop::new();
    let pages = |arguments: &[&str], file: &str| {
        let run = workshop.run(&[&["pdf"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.told());
        let document = lopdf::Document::load(workshop.path(file)).expect("a PDF");
        fs::remove_file(workshop.path(file)).expect("removed");
        document.get_pages().len()
    };
    let both = ["--city", "wuhan", "--city", "xian", "--city", "wuhan"];
    for (product, name, one) in [
        (vec!["visit"], "visit.pdf", pages(&["visit"], "visit.pdf")),
        (
            vec!["visit", "--variant", "large"],
            "visit-large.pdf",
            pages(&["visit", "--variant=large"], "visit-large.pdf"),
        ),
        (vec!["visit", "--variant", "fillable"], "visit-fillable.pdf", pages(&["visit"], "visit.pdf")),
        (vec!["booklet"], "booklet.pdf", pages(&["booklet"], "booklet.pdf")),
    ] {
        let even = one.next_multiple_of(2);
        let stack = pages(&[&product[..], &both, &["--copies", "3"]].concat(), name);
        assert_eq!(stack, 5 * even + one, "{product:?}: all parts but the last have a back");
        let copies = pages(&[&product[..], &["--city", "xian", "--copies", "2"]].concat(), &format!("xian-{name}"));
        assert_eq!(copies, even + one, "{product:?}");
    }
}

#[test]
fn what_is_new_can_be_built_as_it_is_and_is_never_overwritten() {
    let workshop = Workshop::new();
    for (arguments, path) in [
        (["new", "form", "exit-interview"], "forms/exit-interview.yaml"),
        (["new", "page", "policy/faq"], "content/policy/faq.md"),
        (["new", "city", "xiangyang"], "content/cities/xiangyang.yaml"),
        (["new", "page", "news/2026-10-08-job-fair"], "content/news/2026-10-08-job-fair.md"),
        (["new", "news", "2026-09-01-open-day"], "content/news/2026-09-01-open-day.md"),
        (["new", "news", "visit"], "content/news/2026-11-22-visit.md"),
    ] {
        let run = workshop.run(&arguments);
        assert_eq!(run.code, 0, "{}", run.told());
        workshop.write(path, &(workshop.read(path) + "\n"));
        let own = workshop.read(path);
        assert_eq!(workshop.run(&arguments).code, 2);
        assert_eq!(workshop.read(path), own);
    }
    assert!(workshop.read("forms/exit-interview.yaml").contains("number: 之二"));
    assert!(
        workshop.read("content/news/2026-10-08-job-fair.md").contains("date: 2026-10-08\n"),
        "the name gives the day"
    );
    assert!(workshop.read("content/news/2026-11-22-visit.md").contains("date: 2026-11-22\n"), "as_of is the day");
    // A form of such a name would be read as option lists or blocks.
    for path in ["forms/choices.yaml", "forms/blocks.yaml"] {
        let former = workshop.read(path);
        std::fs::remove_file(workshop.path(path)).expect("it was there");
        let id = path.trim_start_matches("forms/").trim_end_matches(".yaml");
        let run = workshop.run(&["new", "form", id]);
        assert!(run.code == 2 && !workshop.path(path).exists(), "{id}: {}", run.told());
        workshop.write(path, &former);
    }
    for id in ["news/2026-13-01-x", "news/Job", "2026-02-30-x"] {
        let kind = if id.contains('/') { "page" } else { "news" };
        let run = workshop.run(&["new", kind, id]);
        let path = format!("content/{}{id}.md", if kind == "news" { "news/" } else { "" });
        assert!(run.code == 2 && !workshop.path(&path).exists(), "{id}: {}", run.told());
    }
    let check = workshop.run(&["check"]);
    assert!(check.told().contains("【请写标题：什么事】"), "what is left to write is named: {}", check.told());
    let build = workshop.run(&["build"]);
    assert_eq!(build.code, 0, "{}", build.told());
    assert!(workshop.path("output/cities/xiangyang/exit-interview.pdf").exists());
    assert!(workshop.path("output/news/2026-10-08-job-fair/index.html").exists());
    assert!(workshop.path("output/policy/faq/index.html").exists());
}

#[test]
fn two_files_never_take_one_place() {
    let icon = sha256(Workshop::new().read("templates/assets/icon.svg").as_bytes());
    let icon = format!("content/{}", Address::asset("icon.svg").with_digest(&icon));
    for (path, place) in [
        (&*icon, "templates/assets/icon.svg: "),
        (&*icon.replace("assets", "ASSETS"), "templates/assets/icon.svg: "),
        ("content/index.html/picture.svg", "content/index.md: "),
        ("content/forms/visit/sheet-1.svg", "content/forms/visit/sheet-1.svg: "),
        ("content/forms/visit/Sheet-20.svg", "content/forms/visit/Sheet-20.svg: "),
    ] {
        let workshop = Workshop::new();
        workshop.write(path, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"/>");
        let link = path.trim_start_matches("content/");
        workshop.write("content/uses.md", &format!("---\ntitle: 图\ndescription: 有图的一页\n---\n\n[图]({link})\n"));
        let run = workshop.run(&["build", "--lang", "en"]);
        assert_eq!(run.code, 1, "{path}: {}", run.told());
        let told = run.err.lines().any(|line| line.starts_with(place) && line.contains("[address-taken]"));
        assert!(told, "{path}: {}", run.told());
        assert!(!workshop.path("output").exists());
    }
}

#[test]
fn a_pdf_takes_nothing_from_the_files_beside_it() {
    let workshop = Workshop::new();
    workshop.write("x.pdf.part", "a user's");
    workshop.write(".x.pdf.part", "a user's");
    workshop.write(".x.pdf.formpress-notes.part", "a user's");
    // As a run leaves it that was killed while it wrote, of this file and of another.
    workshop.write(".x.pdf.formpress-aB3xYz.part", "half");
    workshop.write(".y.pdf.formpress-aB3xYz.part", "half");
    let print = |file: &str| {
        let run = workshop.run(&["pdf", "visit", "-o", file]);
        assert_eq!(run.code, 0, "{}", run.told());
        fs::read(workshop.path(file)).expect("printed")
    };
    let pdf = print("x.pdf");
    for name in ["x.pdf.part", ".x.pdf.part", ".x.pdf.formpress-notes.part"] {
        assert_eq!(workshop.read(name), "a user's", "{name}");
    }
    assert!(!workshop.path(".x.pdf.formpress-aB3xYz.part").exists(), "what a killed run left is still there");
    assert!(workshop.path(".y.pdf.formpress-aB3xYz.part").exists(), "it may be written this very moment");
    let hidden = |name: &&String| name.contains(".formpress-");
    let names: Vec<String> = fs::read_dir(workshop.path(""))
        .expect("readable")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.iter().filter(hidden).count(), 2, "{names:?}");

    // In the place of a former one; through a link, which stays; to what is no file.
    assert!(print("x.pdf") == pdf);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink("x.pdf", workshop.path("latest.pdf")).expect("linked");
        assert_eq!(workshop.run(&["pdf", "visit", "--variant", "large", "-o", "x.pdf"]).code, 0);
        assert!(print("latest.pdf") == pdf);
        assert!(fs::symlink_metadata(workshop.path("latest.pdf")).expect("there").is_symlink());
        assert!(fs::read(workshop.path("x.pdf")).expect("there") == pdf);
        // Whoever may read other new files may read this one.
        workshop.write("plain", "");
        let mode = |name: &str| fs::metadata(workshop.path(name)).expect("there").permissions().mode();
        assert_eq!(mode("x.pdf"), mode("plain"));
        let run = workshop.run(&["pdf", "visit", "-o", "/dev/stdout"]);
        assert!(run.code == 0 && run.out == pdf, "{}", run.err);
    }
}

#[test]
fn a_pdf_that_somebody_filled_in_is_not_written_over() {
    let workshop = Workshop::new();
    let print = || workshop.run(&["pdf", "visit", "--variant", "fillable", "--lang", "en"]);
    assert_eq!(print().code, 0);
    let path = workshop.path("visit-fillable.pdf");
    let blank = fs::read(&path).expect("printed");
    assert_eq!(print().code, 0, "nobody typed anything");

    // Saved with what was typed at its end, as PDFium does; written anew, as others do; and something else altogether.
    let mut saved = lopdf::IncrementalDocument::load(&path).expect("a PDF");
    saved.new_document.add_object(lopdf::dictionary! { "V" => lopdf::text_string("张三") });
    let mut appended = Vec::new();
    saved.save_to(&mut appended).expect("in memory");
    let mut anew = Vec::new();
    lopdf::Document::load(&path).expect("a PDF").save_to(&mut anew).expect("in memory");
    for typed in
        [appended, anew, [&blank[..blank.len() / 2], b" ", &blank[blank.len() / 2..]].concat(), b"a list".to_vec()]
    {
        fs::write(&path, &typed).expect("saved");
        let run = print();
        assert!(run.code == 2 && run.err.contains("[file-changed]"), "{}", run.told());
        assert!(fs::read(&path).expect("there") == typed, "it was touched");
    }
}

#[test]
fn what_is_wrong_with_the_output_folder_is_told_before_the_work() {
    let workshop = Workshop::new();
    workshop.run(&["build"]);
    let before = workshop.picture("");
    for (out, code) in [("", "out-empty"), ("output/wuhan", "out-within-output"), ("site.yaml", "out-not-a-folder")] {
        let run = workshop.run(&["build", "--out", out]);
        assert!(run.code == 2 && run.err.contains(&format!("[{code}]")), "{}", run.told());
        // A stage of the work is told as it begins.
        assert_eq!(run.err.lines().count(), 2, "{}", run.told());
    }
    assert!(workshop.picture("") == before, "something was made or touched");
}

#[test]
fn files_that_somebody_put_into_the_output_are_named() {
    let workshop = Workshop::new();
    workshop.run(&["build"]);
    workshop.write("output/CNAME", "example.org");
    workshop.write("output/.well-known/security.txt", "Contact: …");
    let run = workshop.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.told());
    for word in ["[out-set-aside]", "CNAME", "security.txt", "publish:"] {
        assert!(run.err.contains(word), "{word}: {}", run.told());
    }
    assert_eq!(workshop.read("output-set-aside/CNAME"), "example.org");
    assert!(!workshop.path("output/CNAME").exists());
}
