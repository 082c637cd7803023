//! Time and peak memory of builds of the project in this repository: `make bench`.
//!
//! Each build is a process of its own, as on the command line, in a copy of the project; the median of
//! several runs is printed, as a table for the README.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use formpress::load::{Overrides, load};
use formpress::pipeline::build::build;
use formpress::pipeline::claim::Claim;
use formpress::pipeline::progress::Silent;
use formpress::pipeline::publish::publish;
use formpress::pipeline::stock::Stock;
use walkdir::WalkDir;

const RUNS: usize = 5;
const SOURCES: [&str; 5] = ["content", "forms", "templates", "fonts", "site.yaml"];

/// What happens between two builds.
enum Edit {
    /// The output is taken away.
    Anew,
    Nothing,
    /// A line is put at the end of a file.
    Line(&'static str),
}

fn main() {
    if let Some(project) = env::args_os().nth(1) {
        return once(Path::new(&project));
    }
    let project = copy();
    println!("| build | seconds | of them publishing | peak memory | files written |\n|---|---|---|---|---|");
    for (name, edit) in [
        ("full, into an empty folder", Edit::Anew),
        ("nothing changed", Edit::Nothing),
        ("one line of a page changed", Edit::Line("content/about.md")),
        ("one line of a form changed", Edit::Line("forms/follow-up-record.yaml")),
    ] {
        row(name, &edit, &project);
    }
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

fn row(name: &str, edit: &Edit, project: &Path) {
    let mut runs: Vec<[f64; 4]> = (0..RUNS)
        .map(|run| {
            prepare(edit, project, run);
            let output = Command::new(env::current_exe().expect("a program has a path")).arg(project).output();
            let said = String::from_utf8(output.expect("the build starts").stdout).expect("numbers");
            let numbers: Vec<f64> = said.split_whitespace().map(|word| word.parse().expect("a number")).collect();
            numbers.try_into().expect("four numbers: the build has no faults")
        })
        .collect();
    runs.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let [seconds, publishing, memory, written] = runs[RUNS / 2];
    println!("| {name} | {seconds:.2} | {publishing:.2} | {memory:.0} MB | {written} |");
}

fn prepare(edit: &Edit, project: &Path, run: usize) {
    match edit {
        Edit::Anew => drop(fs::remove_dir_all(project.join("output"))),
        Edit::Nothing => {}
        Edit::Line(file) => {
            let path = project.join(file);
            let text = fs::read_to_string(&path).expect("a source can be read");
            let changed = match file.ends_with(".md") {
                true => format!("{}\n\n这是基准测试加的第{run}行。\n", text.trim_end()),
                // A form's first 填表说明 gets another sentence.
                false => text.replacen("instructions:\n  - ", "instructions:\n  - 逐项填写。", 1),
            };
            assert_ne!(text, changed, "{file} has no such line");
            fs::write(path, changed).expect("a source can be written");
        }
    }
}

/// One build; says seconds, seconds of publishing, megabytes and files written.
fn once(project: &Path) {
    let begun = Instant::now();
    let claim = Claim::take(&project.join("output"), project).expect("the output is free");
    let loaded = load(project, &Overrides::default());
    let files = build(&loaded.value, &[], &mut Stock::default(), &Silent).value.expect("the project has no faults");
    let built = begun.elapsed().as_secs_f64();
    let published = publish(&files, &claim).expect("the output can be written");
    let seconds = begun.elapsed().as_secs_f64();
    println!("{seconds} {} {} {}", seconds - built, peak_memory(), published.written);
}

/// In megabytes; 0 where the system does not tell (only Linux has `/proc`).
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0 / 1e6
}
