//! Time and peak memory of builds of the project in this repository, and what a page and a PDF cost:
//! `make bench`.
//!
//! Each build is a process of its own, as on the command line, in a copy of the project; the median of
//! several runs is printed, as a table for the README. What one thing costs is measured on one thread.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use formpress::load::{Overrides, Project, load};
use formpress::model::issue_every;
use formpress::model::name::Name;
use formpress::model::variant::Variant;
use formpress::outputs::html::{Templates, Website};
use formpress::outputs::pdf;
use formpress::paper::Layout;
use formpress::paper::fonts::Fonts;
use formpress::pipeline::build::{Order, build, draft};
use formpress::pipeline::claim::Claim;
use formpress::pipeline::press::{Press, Run};
use formpress::pipeline::progress::Silent;
use formpress::pipeline::proofs::Proofs;
use formpress::pipeline::publish::Staging;
use formpress::pipeline::record::{self, Stock};
use walkdir::WalkDir;

const RUNS: usize = 5;
const SOURCES: [&str; 5] = ["content", "forms", "templates", "fonts", "site.yaml"];

/// What happens before a build.
#[derive(Clone, Copy)]
enum Edit {
    /// The output is taken away.
    Anew,
    Nothing,
    /// A line is changed in a file.
    Line(&'static str),
    /// The same, in a preview that has built the site before.
    Saved(&'static str),
}

const BUILDS: [(&str, Edit); 7] = [
    ("full, into an empty folder", Edit::Anew),
    ("nothing changed", Edit::Nothing),
    ("one line of a page changed", Edit::Line(PAGE)),
    ("one line of a form changed", Edit::Line(FORM)),
    ("preview: one line of a page saved", Edit::Saved(PAGE)),
    ("preview: one line of a form saved", Edit::Saved(FORM)),
    ("preview: one line of the longest form saved", Edit::Saved(LONGEST)),
];
const PAGE: &str = "content/about.md";
const FORM: &str = "forms/follow-up-record.yaml";
const LONGEST: &str = "forms/tracking-sheet.yaml";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [project, number] = &arguments[..] {
        let (_, edit) = BUILDS[number.parse::<usize>().expect("a build's number")];
        return once(Path::new(project), edit);
    }
    let project = copy();
    println!("| build | seconds | of them publishing | peak memory | files written |\n|---|---|---|---|---|");
    for (number, (name, edit)) in BUILDS.into_iter().enumerate() {
        row(name, number, edit, &project);
    }
    println!("\na saved page is on the screen after {:.0} ms", reload(&project) * 1e3);
    println!("\n| of each | how many | laid out, ms | made, ms | kB |\n|---|---|---|---|---|");
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    alone.install(|| costs(&load(&project, &Overrides::default()).value));
}

/// The project's sources in a folder beside this program, so that nothing of the repository is touched.
fn copy() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = env::current_exe().expect("a program has a path");
    let project = own.with_file_name("benchmark-project");
    let _ = fs::remove_dir_all(&project);
    for entry in SOURCES.iter().flat_map(|source| WalkDir::new(top.join(source))).filter_map(Result::ok) {
        let to = project.join(entry.path().strip_prefix(top).expect("below the top"));
        if entry.file_type().is_file() {
            fs::create_dir_all(to.parent().expect("below the project")).expect("a folder can be made");
            fs::copy(entry.path(), to).expect("a source can be copied");
        }
    }
    project
}

fn row(name: &str, number: usize, edit: Edit, project: &Path) {
    let mut runs: Vec<[f64; 4]> = (0..RUNS)
        .map(|_| {
            prepare(edit, project);
            let program = env::current_exe().expect("a program has a path");
            let output = Command::new(program).arg(project).arg(number.to_string()).output();
            let said = String::from_utf8(output.expect("the build starts").stdout).expect("numbers");
            let numbers: Vec<f64> = said.split_whitespace().map(|word| word.parse().expect("a number")).collect();
            numbers.try_into().expect("four numbers: the build has no faults")
        })
        .collect();
    runs.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let [seconds, publishing, memory, written] = runs[RUNS / 2];
    match edit {
        Edit::Saved(_) => println!("| {name} | {seconds:.2} | – | {memory:.0} MB | – |"),
        Edit::Anew | Edit::Nothing | Edit::Line(_) => {
            println!("| {name} | {seconds:.2} | {publishing:.2} | {memory:.0} MB | {written} |");
        }
    }
}

fn prepare(edit: Edit, project: &Path) {
    match edit {
        Edit::Anew => drop(fs::remove_dir_all(project.join("output"))),
        Edit::Nothing | Edit::Saved(_) => {}
        Edit::Line(file) => change(file, project),
    }
}

fn change(file: &str, project: &Path) {
    let path = project.join(file);
    let text = fs::read_to_string(&path).expect("a source can be read");
    let changed = match file.ends_with(".md") {
        true => format!("{}\n\n这是基准测试加的一行。\n", text.trim_end()),
        // A form's first 填表说明 gets another sentence.
        false => text.replacen("instructions:\n  - ", "instructions:\n  - 逐项填写。", 1),
    };
    assert_ne!(text, changed, "{file} has no such line");
    fs::write(path, changed).expect("a source can be written");
}

/// One build; says seconds, seconds of publishing, megabytes and files written.
fn once(project: &Path, edit: Edit) {
    let begun = Instant::now();
    if let Edit::Saved(file) = edit {
        return saved(project, file);
    }
    let claim = Claim::take(&project.join("output"), project).expect("the output is free");
    let loaded = load(project, &Overrides::default());
    let staging = Staging::new(&claim);
    let order = Order { project: &loaded.value, cities: &[], stock: &Stock::of(&claim) };
    let made = build(&order, &staging, &Silent).value.expect("the project has no faults");
    let built = begun.elapsed().as_secs_f64();
    let published = staging.publish().expect("the output can be written");
    record::write(&claim, made.record, &made.files);
    let seconds = begun.elapsed().as_secs_f64();
    println!("{seconds} {} {} {}", seconds - built, peak_memory(), published.value.written);
}

/// What a preview does after a save.
fn saved(project: &Path, file: &str) {
    let mut proofs = Proofs::default();
    let mut see = || {
        let loaded = load(project, &Overrides::default());
        draft(&loaded.value, &mut proofs).value.expect("the project has no faults")
    };
    drop(see());
    change(file, project);
    let begun = Instant::now();
    drop(see());
    println!("{} 0 {} 0", begun.elapsed().as_secs_f64(), peak_memory());
}

/// Seconds from saving a page until the browser has the new one, as the preview's own script asks for it; the
/// median of several saves.
fn reload(project: &Path) -> f64 {
    let program = env::current_exe().expect("a program has a path");
    // Beside the folder of examples.
    let program = program.parent().and_then(Path::parent).expect("a target folder").join("formpress");
    let mut command = Command::new(program);
    let serving = command.args(["serve", "--port", "0", "--lang", "en"]).current_dir(project).stdout(Stdio::piped());
    let mut server = serving.stderr(Stdio::null()).spawn().expect("formpress is built: cargo build --release");
    let mut line = String::new();
    BufReader::new(server.stdout.take().expect("piped")).read_line(&mut line).expect("an address");
    let host = line.split_once("http://").and_then(|(_, rest)| rest.split('/').next()).expect("an address").to_owned();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(&host).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer
    };
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let before = get("/about/");
            let state =
                before.split_once("data-state=\"").and_then(|(_, rest)| rest.split('"').next()).expect("a state");
            change(PAGE, project);
            let begun = Instant::now();
            assert!(get(&format!("/.formpress/news/{state}")).contains("reload"), "no news of the change");
            assert_ne!(get("/about/"), before, "the page is the former one");
            begun.elapsed().as_secs_f64()
        })
        .collect();
    let _ = server.kill();
    let _ = server.wait();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// In megabytes; 0 where the system does not tell (only Linux has `/proc`).
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0 / 1e6
}

/// What all of one kind took.
#[derive(Default)]
struct Cost {
    count: usize,
    /// Seconds; of the fillable ones none, as they are printed from the sheets of the blank ones.
    laid_out: f64,
    made: f64,
    bytes: usize,
}

/// What a page, a PDF of each variant and a booklet cost; faces, which all cities share, are left out.
fn costs(project: &Project) {
    let site = &project.site;
    let fonts = Fonts::find(&project.root.join("fonts")).expect("the fonts are there");
    let press = Press::new(&fonts);
    let offices = issue_every(site);
    let offices: Vec<_> = offices.iter().collect();
    let mut costs: BTreeMap<&str, Cost> = BTreeMap::new();
    for run in Run::all(site) {
        let names = match run {
            Run::Form(_, Layout::Regular) => vec![Variant::Blank.name(), Variant::Fillable.name()],
            Run::Form(_, Layout::Large) => vec![Variant::Large.name()],
            Run::Booklets => vec![Name::BOOKLET],
        };
        let begun = Instant::now();
        let sheets = press.lay_out(&run, &offices, || {}).value;
        costs.entry(names[0]).or_default().laid_out += begun.elapsed().as_secs_f64();
        let faces = press.faces(&sheets).expect("the faces can be subset");
        for name in names {
            let cost = costs.entry(name).or_default();
            let begun = Instant::now();
            for sheets in &sheets {
                let options = pdf::Options { fillable: name == Variant::Fillable.name() };
                cost.bytes += pdf::pdf(sheets, &faces, &options).len();
                cost.count += 1;
            }
            cost.made += begun.elapsed().as_secs_f64();
        }
    }
    let templates = Templates::parse(&project.sources, &project.templates).value;
    let downloads = BTreeMap::new();
    let website = Website::new(site, &[], &templates, &downloads, "");
    let cost = costs.entry("page of the site").or_default();
    for route in website.routes() {
        let begun = Instant::now();
        cost.bytes += website.page(route).html().expect("a page").len();
        cost.made += begun.elapsed().as_secs_f64();
        cost.count += 1;
    }
    for (name, Cost { count, laid_out, made, bytes }) in costs {
        let each = |total: f64| total / count as f64;
        let [laid_out, made] = [laid_out, made].map(|seconds| each(seconds * 1e3));
        println!("| {name} | {count} | {laid_out:.1} | {made:.1} | {:.0} |", each(bytes as f64 / 1e3));
    }
}
