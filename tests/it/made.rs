//! What is made from the same as before is not made again, and what comes out is what a build without any record makes.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};

use formpress::testing::load::SettingOverrides;
use formpress::testing::model::Address;
use formpress::testing::pipeline::{
    BuildJob, BuiltFile, FileStat, NoProgress, OutputDirectory, OutputSink, PreviewCache, PreviousBuild,
    StagingDirectory, build, build_preview, write,
};
use formpress::testing::words::FileContent;

use crate::kills::Seeded;
use crate::repository::load;
use crate::workshop::{Run, Workshop, contents};

const RECORD: &str = ".output.formpress-made";

/// Tells what it is given anew.
struct Counting<'c> {
    staging: &'c StagingDirectory<'c>,
    put: Mutex<Vec<String>>,
}

impl OutputSink for Counting<'_> {
    fn put(&self, address: &Address, content: FileContent) {
        self.put.lock().expect("one at a time").push(address.to_string());
        self.staging.put(address, content);
    }

    fn reuse(&self, address: &Address, made: &BuiltFile, seen: Option<&FileStat>) -> bool {
        self.staging.reuse(address, made, seen)
    }
}

/// What a build makes anew.
fn made(workshop: &Workshop) -> Vec<String> {
    let claim = OutputDirectory::lock(&workshop.path("output"), &workshop.path("")).expect("free");
    let staging = StagingDirectory::new(&claim);
    let counting = Counting { staging: &staging, put: Mutex::default() };
    let loaded = load(&workshop.path(""), &SettingOverrides::default()).value;
    let order = BuildJob { project: &loaded, cities: &[], previous: &PreviousBuild::of_output(&claim), shard: None };
    let built = build(&order, &counting, &NoProgress).value.expect("no faults");
    let mut put = counting.put.into_inner().expect("nobody else has it");
    staging.publish().expect("published");
    write(&claim, built.record, built.files);
    put.sort();
    put
}

/// What is made in every build in which something changed.
const ALWAYS: [&str; 5] =
    ["about/parity/index.html", "manifest.json", "parity.json", "robots.txt", "sitemap/index.html"];

/// What the search looks through.
fn is_of_search(path: &str) -> bool {
    path.starts_with("search/") && path.ends_with(".js")
}

fn besides(put: Vec<String>) -> Vec<String> {
    let is_always = |path: &str| ALWAYS.contains(&path) || is_of_search(path) || path.starts_with("assets/");
    put.into_iter().filter(|path| !is_always(path)).collect()
}

#[test]
fn only_what_changed_is_made() {
    let workshop = Workshop::new();
    assert!(made(&workshop).len() > 30);
    assert_eq!(made(&workshop), [""; 0]);
    workshop.replace("content/index.md", "培训", "培训和实习");
    assert_eq!(besides(made(&workshop)), ["index.html"]);
    // An office's name stands on its sheets and pages, and on no other city's; for programs, where its form says what all issue.
    workshop.replace("content/cities/wuhan.yaml", "office: {}", "office: {name: 某某站, address: 某路1号}");
    let put = besides(made(&workshop));
    assert!(put.contains(&"cities/wuhan/visit.pdf".to_owned()), "{put:?}");
    let others: Vec<&String> = put.iter().filter(|path| !path.starts_with("cities/wuhan/")).collect();
    assert_eq!(others, ["forms/visit/issued.json"]);
    // What is not as it was made is made again, and what nobody recorded.
    workshop.replace("output/index.html", "培训", "别的");
    fs::remove_file(workshop.path("output/forms/visit/visit-large.pdf")).expect("removed");
    let put = made(&workshop);
    assert!(
        ["index.html", "forms/visit/visit-large.pdf"].iter().all(|path| put.iter().any(|made| made == path)),
        "{put:?}"
    );
    assert!(!put.iter().any(|path| path == "forms/visit/visit.pdf"), "{put:?}");
}

/// The page of a sheet that an item stands on is known from what was made before.
#[test]
fn where_items_stand_is_known_of_sheets_that_are_not_laid_out() {
    let workshop = Workshop::new();
    let asked = "document: plan\nsections: {五(四)1: 标准, 五(七)7: 回访, 五(七)7(5): 记录}\nrequirements: [{section: 五(七)7(5), what: 记录, items: visit.met}]\n";
    workshop.write("content/requirements.yaml", asked);
    made(&workshop);
    let page = fs::read_to_string(workshop.path("output/policy/trace/index.html")).expect("the page");
    assert!(page.contains("visit.pdf#page=1"), "{page}");
    workshop.replace("content/index.md", "培训", "培训和实习");
    assert_eq!(besides(made(&workshop)), ["index.html"]);
}

/// Builds with the record and without any; both say the same and make the same.
fn compare(workshop: &Workshop, options: &[&str], what: &str) -> i32 {
    let _ = fs::remove_dir_all(workshop.path("clean"));
    let _ = fs::remove_file(workshop.path(".clean.formpress-made"));
    let cached = workshop.run(&[&["build"], options].concat());
    let clean = workshop.run(&[&["build", "--out", "clean"], options].concat());
    // How much there was to do is another matter.
    let said = |run: &Run| {
        let lines: Vec<String> = run.err.lines().filter(|line| !line.ends_with(')')).map(str::to_owned).collect();
        (run.code, lines)
    };
    assert_eq!(said(&cached), said(&clean), "{what}");
    if clean.code == 0 {
        let [cached, clean] = ["output", "clean"].map(|folder| contents(workshop.picture(folder)));
        let differ: Vec<_> = clean.iter().filter(|(path, bytes)| cached.get(*path) != Some(bytes)).collect();
        let differ: Vec<_> = differ.into_iter().map(|(path, _)| path).collect();
        assert!(differ.is_empty() && cached.len() == clean.len(), "{what}: {differ:?}");
    }
    clean.code
}

/// Edits of one place each, which no rule has anything against.
const EDITS: [(&str, &str, &str); 12] = [
    ("content/index.md", "培训", "实习"),
    ("content/news/opened.md", "开班了", "结业了"),
    ("content/news/opened.md", "title: 开班", "title: 结业"),
    ("forms/visit.yaml", "回访记录", "走访记录"),
    ("forms/visit.yaml", "label: 间隔, value: 3", "label: 间隔, value: 4"),
    ("forms/visit.yaml", "version: 1.10.0", "version: 1.11.0"),
    ("forms/blocks.yaml", "label: 姓名", "label: 名字"),
    ("forms/choices.yaml", "label: 入户", "label: 上门"),
    ("content/cities/xian.yaml", "西安市", "长安市"),
    ("site.yaml", "programme: 样例项目", "programme: 另一个项目"),
    ("site.yaml", "title: 助残就业", "title: 就业"),
    ("site.yaml", "as_of: 2026-11-22", "as_of: 2026-11-23"),
];

fn with_news() -> Workshop {
    let workshop = Workshop::new();
    workshop
        .write("content/news/opened.md", "---\ntitle: 开班\ndescription: 一条\ndate: 2026-11-01\n---\n\n开班了。\n");
    workshop
}

#[test]
fn after_any_edit_a_preview_shows_what_a_new_one_would() {
    let workshop = with_news();
    let mut drafts = PreviewCache::default();
    let shown = |drafts: &mut PreviewCache| {
        build_preview(&load(&workshop.path(""), &SettingOverrides::default()).value, drafts).value
    };
    let mut before = shown(&mut drafts).expect("no faults");
    for (file, from, to) in EDITS {
        // What cannot be shown for a moment changes nothing.
        workshop.write("content/broken.md", "---\ntitle: 坏\ndescription: 一条\n---\n\n[去](nowhere.md)\n");
        assert!(shown(&mut drafts).is_none());
        fs::remove_file(workshop.path("content/broken.md")).expect("removed");
        workshop.replace(file, from, to);
        let now = shown(&mut drafts).expect("no faults");
        assert!(now == shown(&mut PreviewCache::default()).expect("no faults"), "{file}: {from}");
        assert!(now != before, "{file}: {from}");
        // A page that says nothing of it is the one that was there.
        let missing = Address::not_found();
        assert!(Arc::ptr_eq(&now[&missing], &before[&missing]) || file == "site.yaml", "{file}: {from}");
        before = now;
    }
}

#[test]
fn after_any_edit_the_output_is_a_clean_builds() {
    let workshop = with_news();
    compare(&workshop, &[], "at first");
    for (file, from, to) in EDITS {
        workshop.replace(file, from, to);
        assert_eq!(compare(&workshop, &[], &format!("{file}: {from}")), 0);
    }
    // A template that many pages include, one that a page has, and a style.
    for (path, bytes) in crate::repository::files("templates") {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let changed = match path.as_str() {
            "templates/home.html" | "templates/pieces/questions.html" => text.replacen("<p", "<p data-new", 1),
            "templates/assets/site.css" => format!("{text}\n.new {{ color: red }}\n"),
            _ => continue,
        };
        assert_ne!(changed, text, "{path}");
        workshop.write(&path, &changed);
        assert_eq!(compare(&workshop, &[], &path), 0);
    }
    // Files come, go, and change their names and places.
    workshop
        .write("content/news/second.md", "---\ntitle: 第二\ndescription: 又一条\ndate: 2026-11-02\n---\n\n第二条。\n");
    assert_eq!(compare(&workshop, &[], "a page comes"), 0);
    let [one, two] = ["content/news/opened.md", "content/news/second.md"].map(|path| workshop.read(path));
    workshop.write("content/news/opened.md", &two);
    workshop.write("content/news/second.md", &one);
    assert_eq!(compare(&workshop, &[], "two pages swap"), 0);
    fs::rename(workshop.path("content/news/second.md"), workshop.path("content/news/third.md")).expect("renamed");
    assert_eq!(compare(&workshop, &[], "a page is renamed"), 0);
    fs::remove_file(workshop.path("content/news/third.md")).expect("removed");
    assert_eq!(compare(&workshop, &[], "a page goes"), 0);
    fs::rename(workshop.path("content/cities/xian.yaml"), workshop.path("content/cities/changan.yaml"))
        .expect("renamed");
    workshop.replace("content/cities/changan.yaml", "id: xian", "id: changan");
    assert_eq!(compare(&workshop, &[], "a city is renamed"), 0);
    // Options; each way.
    for options in [&["--base-url", "https://example.org/a"][..], &["--city", "wuhan"], &["--as-of", "2026-12-01"], &[]]
    {
        assert_eq!(compare(&workshop, options, &format!("{options:?}")), 0);
    }
    // A build that is refused, and the next.
    workshop.replace("forms/visit.yaml", "purpose:", "porpose:");
    assert_eq!(compare(&workshop, &[], "a fault"), 1);
    workshop.replace("forms/visit.yaml", "porpose:", "purpose:");
    assert_eq!(compare(&workshop, &[], "no fault any more"), 0);
}

#[test]
fn a_record_that_is_not_whole_is_none() {
    let workshop = Workshop::new();
    made(&workshop);
    let record = fs::read(workshop.path(RECORD)).expect("a record");
    let middle = record.len() / 2;
    let flipped: Vec<u8> =
        record.iter().enumerate().map(|(at, byte)| if at == middle { byte ^ 1 } else { *byte }).collect();
    let other = String::from_utf8_lossy(&record).replacen("formpress made 1 ", "formpress made 0 ", 1).into_bytes();
    let spoilt = [record[..middle].to_vec(), record[..5].to_vec(), Vec::new(), flipped, other];
    for (number, bytes) in spoilt.into_iter().enumerate() {
        fs::write(workshop.path(RECORD), bytes).expect("written");
        assert!(made(&workshop).len() > 30, "{number} was believed");
    }
    fs::remove_file(workshop.path(RECORD)).expect("removed");
    assert!(made(&workshop).len() > 30);
    // One of another output says nothing of this one's files.
    workshop.replace("content/index.md", "培训", "培训和实习");
    made(&workshop);
    fs::write(workshop.path(RECORD), &record).expect("written");
    assert_eq!(compare(&workshop, &[], "an old record"), 0);
    // Somebody's own file of this name stays, and builds go on.
    fs::write(workshop.path(RECORD), "dear").expect("written");
    assert!(made(&workshop).len() > 30);
    assert_eq!(workshop.read(RECORD), "dear");
}

fn edits() -> usize {
    std::env::var("FORMPRESS_TEST_EDITS").ok().and_then(|number| number.parse().ok()).unwrap_or(60)
}

/// `FORMPRESS_TEST_EDITS=400 cargo test --release any_edits` tries more than the suite does.
#[test]
fn any_edits_one_after_the_other_leave_a_clean_builds_output() {
    let workshop = Workshop::new();
    let mut seeded = Seeded(23);
    let mut pick = move |count: usize| ((seeded.next() * count as f64) as usize).min(count.saturating_sub(1));
    let first = sources(&workshop);
    let mut good = first.clone();
    let mut codes = BTreeMap::new();
    for turn in 0..edits() {
        let paths: Vec<String> = sources(&workshop).into_keys().filter(|path| path != "site.yaml").collect();
        let (one, two) = (paths[pick(paths.len())].clone(), paths[pick(paths.len())].clone());
        let text = workshop.read(&one);
        let lines: Vec<&str> = text.lines().collect();
        let at = pick(lines.len());
        let kind = pick(9);
        let what = match kind {
            0 => {
                // A character, which is most often one of a word.
                let places: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii()).collect();
                let Some((at, c)) = places.get(pick(places.len().max(1))) else { continue };
                workshop.write(&one, &format!("{}字{}", &text[..*at], &text[at + c.len_utf8()..]));
                "another character"
            }
            1 => {
                let kept: Vec<&str> =
                    lines.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, line)| *line).collect();
                workshop.write(&one, &(kept.join("\n") + "\n"));
                "a line less"
            }
            2 => {
                workshop.write(&one, &format!("{text}\n"));
                "an empty line more"
            }
            3 => {
                let digit =
                    text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect::<Vec<_>>();
                let Some(at) = digit.get(pick(digit.len().max(1))) else { continue };
                workshop.write(&one, &format!("{}{}{}", &text[..*at], pick(10), &text[at + 1..]));
                "another digit"
            }
            4 => {
                workshop.write(&two.clone(), &text);
                workshop.write(&one, &good.get(&two).cloned().unwrap_or_default());
                "two files swapped"
            }
            5 => {
                fs::remove_file(workshop.path(&one)).expect("removed");
                "a file less"
            }
            6 => {
                let name = one.replacen('.', &format!("-{turn}."), 1);
                fs::rename(workshop.path(&one), workshop.path(&name)).expect("renamed");
                "another name"
            }
            7 => {
                // What is published is touched, spoilt or taken away; the mark of the folder is not.
                let files: Vec<_> = contents(workshop.picture("output"))
                    .into_iter()
                    .filter(|(path, bytes)| bytes.is_some() && !path.ends_with("manifest.json"))
                    .collect();
                let Some((path, Some(bytes))) = files.get(pick(files.len().max(1))).cloned() else { continue };
                let path = workshop.path("output").join(path);
                match pick(3) {
                    0 => fs::write(path, bytes).expect("written"),
                    1 => fs::write(path, bytes.iter().rev().copied().collect::<Vec<u8>>()).expect("written"),
                    _ => fs::remove_file(path).expect("removed"),
                }
                let _ = workshop.run(&["build"]);
                "an output"
            }
            _ => {
                for (path, text) in &first {
                    workshop.write(path, text);
                }
                "the first sources"
            }
        };
        let code = compare(&workshop, &[], &format!("turn {turn}, {what}: {one}, {two}"));
        *codes.entry((kind, code)).or_insert(0) += 1;
        let now = sources(&workshop);
        if code == 0 {
            good = now;
        } else {
            // On from the last good state.
            now.keys()
                .filter(|path| !good.contains_key(*path))
                .for_each(|path| fs::remove_file(workshop.path(path)).expect("removed"));
            good.iter().for_each(|(path, text)| workshop.write(path, text));
        }
    }
    println!("{codes:?}");
    assert!(codes.keys().any(|(_, code)| *code == 0), "no edit was good");
}

/// The texts that are read, by path.
fn sources(workshop: &Workshop) -> BTreeMap<String, String> {
    let all = ["forms", "content", "templates"].into_iter().flat_map(|top| {
        contents(workshop.picture(top))
            .into_iter()
            .map(move |(path, bytes)| (format!("{top}/{}", path.display()), bytes))
    });
    let texts = all.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes?).ok()?)));
    texts.chain([("site.yaml".to_owned(), workshop.read("site.yaml"))]).collect()
}

#[test]
fn parts_are_joined_into_what_one_build_makes() {
    let workshop = Workshop::new();
    let done = |arguments: &[&str]| {
        let run = workshop.run(arguments);
        assert_eq!(run.code, 0, "{}", run.told());
        run
    };
    done(&["build", "--out", "clean"]);
    for (shard, folder) in [("1/2", "part-1"), ("2/2", "part-2")] {
        done(&["build", "--shard", shard, "--out", folder]);
        assert!(!workshop.path(folder).join("index.html").exists());
    }
    // Each has other offices: the generic one and every second city, and the rest.
    let has = |part: &str, file: &str| workshop.path(part).join(file).exists();
    assert!(has("part-1", "forms/visit/visit.pdf") && !has("part-2", "forms/visit/visit.pdf"));
    assert!(has("part-2", "cities/wuhan/visit.pdf") && !has("part-1", "cities/wuhan/visit.pdf"));
    let same = |folder: &str| contents(workshop.picture(folder)) == contents(workshop.picture("clean"));
    done(&["merge", "part-1", "part-2", "--out", "whole"]);
    assert!(same("whole"));
    // What was made is taken, not made again: what is spoilt in a part is not believed.
    workshop.replace("part-2/cities/wuhan/visit/index.html", "<main", "<main data-spoilt");
    fs::remove_file(workshop.path("part-1/forms/visit/visit-large.pdf")).expect("removed");
    done(&["merge", "part-1", "part-2", "--out", "again"]);
    assert!(same("again"));
    // A part is no output, and an output no part.
    let before = contents(workshop.picture(""));
    let refused: [(&[&str], &str); 4] = [
        (&["build", "--out", "part-1"], "[out-is-part]"),
        (&["build", "--shard", "1/2", "--out", "clean"], "[out-is-no-part]"),
        (&["merge", "clean", "part-2"], "[not-a-part]"),
        (&["build", "--shard", "3/2"], "[bad-shard]"),
    ];
    for (arguments, code) in refused {
        let run = workshop.run(arguments);
        assert!(run.code == 2 && run.err.contains(code), "{arguments:?}: {}", run.told());
    }
    assert!(contents(workshop.picture("")) == before, "something was written");
    // A part is made anew where it is, as an output is.
    workshop.replace("forms/visit.yaml", "回访记录", "走访记录");
    done(&["build", "--out", "clean"]);
    done(&["build", "--shard", "2/2", "--out", "part-2"]);
    done(&["merge", "part-1", "part-2", "--out", "whole"]);
    assert!(same("whole"));
}

#[test]
fn parts_give_what_a_merge_need_not_make() {
    let workshop = Workshop::new();
    for (shard, folder) in [("1/2", "part-1"), ("2/2", "part-2")] {
        let run = workshop.run(&["build", "--shard", shard, "--out", folder]);
        assert_eq!(run.code, 0, "{}", run.told());
    }
    let run = workshop.run(&["merge", "part-1", "part-2"]);
    // No PDF is left to do.
    assert!(run.code == 0 && run.err.contains("生成 PDF (0)"), "{}", run.told());
    let run = workshop.run(&["merge", "part-1", "--out", "half"]);
    assert!(run.code == 0 && !run.err.contains("生成 PDF (0)"), "{}", run.told());
}
