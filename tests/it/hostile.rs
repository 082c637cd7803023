//! Sources that somebody made to bring the program down, or that a slip makes so: each in a copy of the tests'
//! programme, checked by the real program. Each gets its diagnostics, in no more than 2 s and 300 MB beyond what
//! the right programme takes in the same run.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::programme;
use crate::workshop::Workshop;

/// CPU time beyond the clean programme's, in seconds, and memory, in kB.
const SECONDS: f64 = 2.0;
const KILOBYTES: u64 = 300_000;
/// On a machine so slow that the clean programme itself takes long, so many times what that takes.
const TIMES: f64 = 8.0;
/// What takes this much is stopped.
const STOPPED: f64 = 15.0;
const STOPPED_KILOBYTES: u64 = 2_000_000;

const FACTS: &str = "content/facts.yaml";
const BLOCKS: &str = "forms/blocks.yaml";
const CHOICES: &str = "forms/choices.yaml";
const GALLERY: &str = "forms/gallery.yaml";
const PAGE: &str = "content/policy/more.md";

/// Something done to the copy: a text after another is put in, or a file is written whole.
enum Change {
    After(&'static str, &'static str, String),
    Write(&'static str, String),
}

use Change::{After, Write};

/// A hostile source and the kind of finding that must be among those it gets; `""` where it is no fault, only much.
type Case = (&'static str, &'static str, Vec<Change>);

fn field(text: &str) -> Vec<Change> {
    vec![After(GALLERY, "      - block: person\n", format!("      - {text}\n"))]
}

fn facts(text: &str) -> Vec<Change> {
    vec![After(FACTS, "facts:\n", text.to_owned())]
}

fn relation(holds: &str) -> Vec<Change> {
    vec![After(FACTS, "relations:\n", format!("  more: {{holds: \"{holds}\"}}\n"))]
}

fn page(body: String) -> Vec<Change> {
    vec![Write(PAGE, format!("---\ntitle: 更多\ndescription: 另一页\n---\n\n{body}\n"))]
}

fn years(value: &str) -> Vec<Change> {
    let fact = format!("  span: {{label: 年份, value: {value}, document: plan, source: 一}}\n");
    vec![After(FACTS, "facts:\n", fact), After(FACTS, "    events: [", "{years: span}, ".to_owned())]
}

fn derived(name: &str, value: &str, expression: &str) -> String {
    format!("  {name}: {{label: 推算, value: {value}, document: plan, derived: \"{expression}\"}}\n")
}

fn fields(count: usize, field: impl Fn(usize) -> String) -> Vec<Change> {
    let all: String = (0..count).map(|n| format!("      - {{{}}}\n", field(n))).collect();
    vec![After(GALLERY, "      - block: person\n", all)]
}

fn repeats(count: usize, rows: usize) -> Vec<Change> {
    fields(count, |n| {
        format!(
            "name: r{n}, type: repeat, label: 表, blank_rows: {rows}, columns: [{{name: a, type: text, label: 甲, \
             width: 12}}, {{name: b, type: text, label: 乙, width: 12}}]"
        )
    })
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn pattern(pattern: &str) -> Vec<Change> {
    field(&format!("{{name: p, type: text, label: 格式, constraint: \"regex(., '{pattern}')\"}}"))
}

/// A table as large as can be, and a page of nothing but it.
fn one_table_again_and_again() -> Vec<Change> {
    let rows = lines(90, |n| format!("{{label: 行{n}, cells: [{}]}}, ", "training.national, ".repeat(18)));
    let columns = lines(19, |n| format!("列{n}, "));
    let table = format!("  huge: {{caption: 表, columns: [{columns}], rows: [{rows}]}}\n");
    let mut changes = page("${table:huge}\n\n".repeat(40_000));
    changes.push(After(FACTS, "tables:\n", table));
    changes
}

fn cases() -> Vec<Case> {
    let nines = "9".repeat(300);
    vec![
        ("a million spaces in a text of two lines", "text-too-long", {
            field(&format!("{{name: l, type: text, label: 长{}长\n          的}}", " ".repeat(1_000_000)))
        }),
        ("300 options and conditions of 99 values", "too-many-terms", {
            let list = lines(300, |n| format!("    - {{name: {n}, label: 选{n}}}\n"));
            let mut changes = vec![After(CHOICES, "", format!("many:\n  choices:\n{list}"))];
            let all = " or ${f0} = '1'".repeat(99);
            changes.extend(fields(300, |n| match n {
                0 => "name: f0, type: select_one, list: many, label: 甲".to_owned(),
                n => format!("name: f{n}, type: text, label: 甲, relevant: \"${{f0}} = '1'{all}\""),
            }));
            changes
        }),
        ("a table 40 000 times", "figures-too-many", one_table_again_and_again()),
        ("100 000 times a long fact", "inserts-too-many", {
            let fact = format!("  long: {{label: 长, value: {}, document: plan, source: 一}}\n", "长".repeat(900));
            let mut changes = page("${long} ".repeat(100_000));
            changes.extend(facts(&fact));
            changes
        }),
        ("500 labels of 900 characters", "form-too-long", {
            fields(450, |n| format!("name: l{n}, type: text, label: {}", "长".repeat(900)))
        }),
        ("long options in every row", "form-too-long", {
            let list = lines(25, |n| format!("    - {{name: o{n}, label: {}}}\n", "长".repeat(900)));
            let mut changes = vec![After(CHOICES, "", format!("many:\n  choices:\n{list}"))];
            changes.extend(field("{name: r, type: repeat, label: 表, blank_rows: 100, columns: [{name: a, type: select_one, list: many, label: 甲, width: 24}]}"));
            changes
        }),
        ("a pattern that is none", "pattern-syntax", pattern("[A-Z")),
        ("a pattern of only one dialect", "pattern-instead", pattern("(?i)a")),
        ("a huge pattern", "pattern-size", pattern("((a{1000}){1000}){1000}")),
        ("an empty repetition without end", "pattern-size", pattern("(){1000000000}")),
        ("5000 brackets in a pattern", "pattern-size", pattern(&format!("{}a{}", "(".repeat(5000), ")".repeat(5000)))),
        ("years with a comma forgotten", "not-years", years("[2007, 20112011]")),
        ("years without end", "not-years", years("[0, 999999999999999]")),
        ("years beyond every number", "number-too-long", years("[0, 99999999999999999999]")),
        ("a sum of 10 000", "expression-long", relation(&format!("1{} = 1", " + 1".repeat(10_000)))),
        ("100 000 cases", "expression-long", {
            let cases = " or ${met} = '2'".repeat(100_000);
            field(&format!("{{name: c, type: text, label: 栏, relevant: \"${{met}} = '1'{cases}\"}}"))
        }),
        ("100 000 brackets", "expression-depth", relation(&format!("{}1 = 1", "(".repeat(100_000)))),
        ("100 000 minus signs", "expression-unexpected", relation(&format!("{}1 = 1", "- ".repeat(100_000)))),
        ("20 levels of blocks, each twice", "blocks-too-deep", {
            let level = |n: usize| format!("z{n}:\n  - block: z{}\n  - block: z{}\n", n + 1, n + 1);
            vec![After(BLOCKS, "", lines(20, level) + "z20:\n  - {name: z, type: text, label: 甲}\n")]
        }),
        ("8 levels of blocks, each eight times", "too-many-fields", {
            let level = |n: usize| format!("z{n}:\n{}", format!("  - block: z{}\n", n + 1).repeat(8));
            vec![After(BLOCKS, "", lines(7, level) + "z7:\n  - {name: z, type: text, label: 甲}\n")]
        }),
        ("1 900 blocks in a row", "blocks-too-deep", {
            let level = |n: usize| format!("z{n}:\n  - block: z{}\n", n + 1);
            vec![After(BLOCKS, "", lines(1_900, level) + "z1900:\n  - {name: z, type: text, label: 甲}\n")]
        }),
        ("1 900 blocks in a ring", "block-ring", {
            let level = |n: usize| format!("z{n}:\n  - block: z{}\n", (n + 1) % 1_900);
            vec![After(BLOCKS, "", lines(1_900, level))]
        }),
        ("a figure derived from itself", "derived-from-itself", facts(&derived("own", "5", "${own}"))),
        ("two figures derived from each other", "derived-from-itself", {
            facts(&(derived("xx.a", "7", "${xx.b} + 1") + &derived("xx.b", "6", "${xx.a} - 1")))
        }),
        ("2 000 figures derived in a ring", "derived-from-itself", {
            facts(&lines(2_000, |n| derived(&format!("d{n}"), "5", &format!("${{d{}}}", (n + 1) % 2_000))))
        }),
        ("a product of 300 nines", "number-too-long", relation(&format!("{nines} * {nines} = 5"))),
        ("a product that is too large", "numbers-too-large", relation("999999999999999 * 999999999999999 = 5")),
        ("a derived figure that is too large", "numbers-too-large", {
            facts(&derived("large", "5", "999999999999999 * 999999999999999 * 999999999999999"))
        }),
        ("8 000 equal headings", "", page("## 一样的标题\n\n字\n\n".repeat(8_000))),
        ("50 000 nested links", "link-not-read", page(format!("{}a{}", "[".repeat(50_000), "](b)".repeat(50_000)))),
        ("500 000 brackets", "", page("[".repeat(500_000))),
        ("100 000 quotes in quotes", "nested-too-deep", page("> ".repeat(100_000) + "字")),
        ("10 000 footnotes", "", page(lines(10_000, |n| format!("字[^{n}]\n\n[^{n}]: 注\n\n")))),
        (
            "20 000 keys of one map",
            "unknown-key",
            vec![After(CHOICES, "", {
                format!("more:\n  choices: [{{name: 1, label: 甲}}]\n{}", lines(20_000, |n| format!("  k{n}: 1\n")))
            })],
        ),
        ("50 000 equal keys", "left-out", vec![After(CHOICES, "", "k: 1\n".repeat(50_000))]),
        ("200 000 items", "too-many", vec![Write(CHOICES, format!("a: [{}]\n", "1, ".repeat(200_000)))]),
        ("brackets without end", "too-deep", vec![Write(CHOICES, "[".repeat(300_000))]),
        ("200 tables of 100 rows", "too-many-places", repeats(200, 100)),
        ("20 tables of 50 rows", "", repeats(20, 50)),
        ("rows without number", "bad-whole-number", repeats(1, 1_000_000_000)),
        (
            "a label of 900 kB",
            "text-too-long",
            field(&format!("{{name: l, type: text, label: {}}}", "长".repeat(300_000))),
        ),
        ("a hint of 900 kB", "text-too-long", {
            field(&format!("{{name: l, type: text, label: 甲, hint: {}}}", "长".repeat(300_000)))
        }),
        (
            "a key of 900 kB",
            "unclosed-bracket",
            field(&format!("{{name: l, type: text, label: 甲, {}: 1}}", "k".repeat(900_000))),
        ),
        (
            "4 000 chained fields",
            "too-many-fields",
            fields(4_000, |n| format!("name: f{}, type: text, label: 甲, relevant: \"${{f{n}}} = '1'\"", n + 1)),
        ),
        (
            "300 chained fields",
            "",
            fields(300, |n| match n {
                0 => "name: f0, type: text, label: 甲, width: 8".to_owned(),
                n => format!("name: f{n}, type: text, label: 甲, relevant: \"${{f{}}} = '1'\"", n - 1),
            }),
        ),
        (
            "300 conditions in a ring",
            "cycle",
            fields(300, |n| format!("name: f{n}, type: text, label: 甲, relevant: \"${{f{}}} = '1'\"", (n + 1) % 300)),
        ),
        ("3 000 options, asked for 100 times", "list-too-long", {
            let list = lines(3_000, |n| format!("    - {{name: o{n}, label: 选项{n}}}\n"));
            let mut changes = vec![After(CHOICES, "", format!("many:\n  choices:\n{list}"))];
            changes.extend(fields(100, |n| format!("name: o{n}, type: select_one, list: many, label: 甲")));
            changes
        }),
        ("10 000 unknown facts", "unknown-fact", page(lines(10_000, |n| format!("${{no.fact{n}}} ")))),
        ("2 000 terms on a page with all of them", "", {
            let terms = lines(2_000, |n| format!("      t{n}: {{term: 词语{n}号, means: 意思}}\n"));
            let mut changes = page(lines(2_000, |n| format!("词语{n}号。")));
            changes.push(After(FACTS, "    terms:\n", terms));
            changes
        }),
        ("a diagram of 2 000 steps", "list-too-long", {
            let stages = lines(1_000, |n| format!("{{title: 甲, steps: [{{name: s{n}, label: 步}}]}}, "));
            vec![After(FACTS, "diagrams:\n", format!("  more: {{caption: 图, stages: [{stages}]}}\n"))]
        }),
        ("500 signers", "list-too-long", {
            let parties = lines(500, |n| format!("{{name: p{n}, label: 人, modes: [sign]}}, "));
            field(&format!("{{name: s, type: signatures, label: 签, parties: [{parties}]}}"))
        }),
    ]
}

fn copy() -> Workshop {
    Workshop::holding(programme::files())
}

fn change(workshop: &Workshop, change: &Change) {
    match change {
        After(path, before, text) => {
            let old = workshop.read(path);
            let (head, tail) = if before.is_empty() {
                (old.as_str(), "")
            } else {
                old.split_at(old.find(before).unwrap_or_else(|| panic!("{before:?} in {path}")) + before.len())
            };
            workshop.write(path, &format!("{head}{text}{tail}"));
        }
        Write(path, text) => workshop.write(path, text),
    }
}

/// What a check said and how it ended, the CPU time in seconds and the memory at its largest in kB.
struct Took {
    said: serde_json::Value,
    code: Option<i32>,
    seconds: f64,
    kilobytes: u64,
}

/// Checks a folder. The kernel says what the process took: its memory at its largest as long as it runs, looked
/// up every few milliseconds, and its time when it has ended, before anybody asks how.
fn check(workshop: &Workshop) -> Took {
    let output = workshop.path("said.json");
    let mut child = workshop
        .command(&["check", "--format", "json", "--lang", "en", "--jobs", "1"])
        .stdout(fs::File::create(&output).expect("made"))
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let process = format!("/proc/{}", child.id());
    let about = |name: &str| fs::read_to_string(format!("{process}/{name}")).expect("still there");
    let mut kilobytes = 0;
    let seconds = loop {
        let status = about("status");
        let peak =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        kilobytes = kilobytes.max(peak.unwrap_or(0));
        // Behind the name, which is in brackets: the state, and as 12th and 13th of the rest hundredths of seconds.
        let stat = about("stat");
        let stat: Vec<&str> = stat.rsplit(") ").next().expect("a name").split(' ').collect();
        let ticks = |at: usize| stat[at].parse::<f64>().expect("a number");
        let seconds = (ticks(11) + ticks(12)) / 100.0;
        if stat[0] == "Z" {
            break seconds;
        }
        if seconds > STOPPED || kilobytes > STOPPED_KILOBYTES {
            child.kill().expect("stopped");
        }
        std::thread::sleep(Duration::from_millis(4));
    };
    let code = child.wait().expect("it ended").code();
    let said = fs::read(&output).expect("there");
    Took { said: serde_json::from_slice(&said).unwrap_or_default(), code, seconds, kilobytes }
}

#[test]
fn each_gets_its_diagnostics_soon_and_in_little_memory() {
    let clean = check(&copy());
    assert!(clean.code.is_some_and(|code| code < 2), "{}", clean.said);
    let codes = |said: &serde_json::Value| -> BTreeSet<String> {
        let found = said["diagnostics"].as_array().into_iter().flatten();
        found.filter_map(|found| found["code"].as_str()).map(str::to_owned).collect()
    };
    // Much is undecided in it.
    let usual = codes(&clean.said);
    let cases = cases();
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    let work = || {
        while let Some((title, wanted, changes)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let workshop = copy();
            changes.iter().for_each(|one| change(&workshop, one));
            let took = check(&workshop);
            let found: BTreeSet<String> = codes(&took.said).difference(&usual).cloned().collect();
            let told = wanted.is_empty() || found.contains(*wanted);
            let (seconds, kilobytes) = (took.seconds - clean.seconds, took.kilobytes.saturating_sub(clean.kilobytes));
            let cheap = seconds <= SECONDS.max(TIMES * clean.seconds) && kilobytes <= KILOBYTES;
            println!("{seconds:6.2} s {:6} MB {title}: {found:?}", kilobytes / 1000);
            if !told || !cheap || took.code.is_none_or(|code| code > 1) {
                let said = format!("{title}: {seconds:.2} s and {kilobytes} kB more, {:?}, {found:?}", took.code);
                faults.lock().expect("nobody fell").push(said);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let faults = faults.into_inner().expect("nobody fell");
    assert!(faults.is_empty(), "the clean programme takes {:.2} s\n{}", clean.seconds, faults.join("\n"));
}
