//! Builds and fillings that are killed at any moment: no file is half, and the next run goes on from there.
//!
//! `FORMPRESS_TEST_KILLS=50 cargo test --release kills` kills more often than the suite does.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::all_kinds::{ALL_KINDS, csv_of};
use crate::workshop::{Workshop, contents};

type Contents = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn kills() -> u32 {
    std::env::var("FORMPRESS_TEST_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(12)
}

/// Numbers from 0 to 1, the same in every run.
pub struct Seeded(pub u64);

impl Seeded {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn start(workshop: &Workshop, arguments: &[&str]) -> Child {
    workshop.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

fn kill(mut child: Child) {
    let _ = child.kill();
    child.wait().expect("ended");
}

fn hidden(workshop: &Workshop) -> Vec<String> {
    let names = fs::read_dir(workshop.path("")).expect("readable");
    let names = names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    // The record of what was made stays.
    names.filter(|name| name.contains(".formpress-") && !name.ends_with("-made")).collect()
}

#[test]
fn a_build_leaves_the_former_site_or_the_new_one() {
    let workshop = Workshop::new();
    // Every page and every sheet names the programme, so that most files are another.
    let names = ["programme: 样例项目", "programme: 另一个项目"];
    let begun = Instant::now();
    let one_site = workshop.read("site.yaml");
    let [one, two] = names.map(|name| {
        workshop.write("site.yaml", &one_site.replace(names[0], name));
        let run = workshop.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.told());
        contents(workshop.picture("output"))
    });
    let once = begun.elapsed() / 2;
    assert!(one.iter().filter(|(path, bytes)| two.get(*path) != Some(bytes)).count() > 10, "too few files change");
    let mut seeded = Seeded(7);
    let mut seen = [0, 0];
    for turn in 0..kills() {
        let now = contents(workshop.picture("output"));
        // Whichever stands there: this build would make the other one.
        let before = if now == two { &two } else { &one };
        workshop.write("site.yaml", &one_site.replace(names[0], names[usize::from(now == one)]));
        let child = start(&workshop, &["build"]);
        if turn % 2 == 0 {
            sleep(once.mul_f64(seeded.next() * 1.2));
        } else {
            // While it publishes, which is the shorter part.
            let begun = Instant::now();
            while !workshop.path(".output.formpress-new").exists() && begun.elapsed() < Duration::from_secs(60) {
                sleep(Duration::from_micros(300));
            }
            sleep(Duration::from_micros((seeded.next() * 30_000.0) as u64));
        }
        kill(child);
        let now = contents(workshop.picture("output"));
        assert!(now == one || now == two, "a mixed tree at kill {turn}");
        seen[usize::from(now != *before)] += 1;
    }
    println!("{} kills left the former site, {} the new one", seen[0], seen[1]);
    let run = workshop.run(&["build"]);
    assert_eq!((run.code, hidden(&workshop)), (0, Vec::new()), "{}", run.told());
    // Whatever the record says after the kills, what is built is what the sources say.
    let said = if workshop.read("site.yaml").contains(names[0]) { &one } else { &two };
    assert!(contents(workshop.picture("output")) == *said, "the build after the kills is another one");
}

#[test]
fn a_filling_leaves_whole_copies_and_is_taken_up_again() {
    let workshop = Workshop::new();
    workshop.write("forms/all.yaml", &ALL_KINDS.replace("number: 之一", "number: 之二"));
    let row = |row: usize| vec![("name", format!("测试{row}")), ("serial", format!("420100-1-2026-{row:04}"))];
    workshop.write("people.csv", &csv_of((2..=41).map(row)));
    let fill = |out: &'static str| ["fill", "all", "--data", "people.csv", "--flatten", "-o", out];
    let begun = Instant::now();
    let run = workshop.run(&fill("whole"));
    let once = begun.elapsed();
    assert_eq!(run.code, 0, "{}", run.told());
    let whole: Contents = contents(workshop.picture("whole"));
    let mut seeded = Seeded(11);
    let mut most = 0;
    for turn in 0..kills() {
        if turn % 3 == 0 {
            let _ = fs::remove_dir_all(workshop.path("copies"));
        }
        let child = start(&workshop, &fill("copies"));
        sleep(once.mul_f64(seeded.next()));
        kill(child);
        if !workshop.path("copies").exists() {
            continue;
        }
        let mut left = contents(workshop.picture("copies"));
        left.retain(|path, _| !path.to_string_lossy().ends_with(".part"));
        most = most.max(left.len() - 1);
        for (path, bytes) in left {
            assert!(whole.get(&path) == Some(&bytes), "{} is not whole at kill {turn}", path.display());
        }
    }
    println!("at most {most} of {} copies were there after a kill", whole.len() - 1);
    let times = || workshop.picture("copies");
    let before = times();
    let run = workshop.run(&fill("copies"));
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(contents(times()) == whole, "the run after it did not make the rest, or left something beside it");
    for (path, file) in before.into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "pdf")) {
        assert!(times()[&path] == file, "{} was there and was written again", path.display());
    }
    // Once more: nothing is left to do, and it says so.
    let run = workshop.run(&fill("copies"));
    assert!(run.code == 0 && run.err.contains("其中 40 份上次已经写好"), "{}", run.told());

    // What is another, or more, than this run would write is never touched.
    fs::write(workshop.path("copies/0007.pdf"), "somebody's").expect("written");
    let before = times();
    let run = workshop.run(&fill("copies"));
    assert!(run.code == 2 && run.err.contains("[copy-differs]") && run.err.contains("0007.pdf"), "{}", run.told());
    fs::remove_file(workshop.path("copies/0009.pdf")).expect("removed");
    let run = workshop.run(&fill("copies"));
    assert!(run.code == 2 && !workshop.path("copies/0009.pdf").exists(), "{}", run.told());
    fs::write(workshop.path("copies/0009.pdf"), before[&PathBuf::from("0009.pdf")].0.as_ref().expect("a file"))
        .expect("put back");
    workshop.write("people.csv", &csv_of((2..=5).map(row)));
    let run = workshop.run(&fill("copies"));
    assert!(run.code == 2 && run.err.contains("[folder-not-empty]"), "{}", run.told());
    assert!(contents(times()) == contents(before), "something was written or taken away");
}

#[test]
fn a_killed_filling_into_one_file_leaves_no_file() {
    let workshop = Workshop::new();
    workshop.write("forms/all.yaml", &ALL_KINDS.replace("number: 之一", "number: 之二"));
    let row = |row: usize| vec![("name", format!("测试{row}")), ("serial", format!("420100-1-2026-{row:04}"))];
    workshop.write("people.csv", &csv_of((2..=9).map(row)));
    workshop.write(".all.pdf.formpress-aB3xYz.part", "as a kill leaves it");
    let fill = ["fill", "all", "--data", "people.csv", "--flatten", "-o", "all.pdf"];
    let run = workshop.run(&fill);
    assert_eq!((run.code, hidden(&workshop)), (0, Vec::new()), "{}", run.told());
    let again = workshop.run(&fill);
    assert!(again.code == 2 && again.err.contains("[file-there]"), "{}", again.told());
}

#[test]
fn what_is_filled_in_never_lies_with_the_site() {
    let workshop = Workshop::new();
    workshop.write("forms/all.yaml", &ALL_KINDS.replace("number: 之一", "number: 之二"));
    workshop.write("people.csv", &csv_of([vec![]]));
    let built = workshop.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.told());
    let before = workshop.picture("");
    for out in ["output/copies", "output/all.pdf", "output", "content/cities/list", "content/all.pdf", "templates/a"] {
        let run = workshop.run(&["fill", "all", "--data", "people.csv", "-o", out]);
        assert!(run.code == 2 && run.err.contains("[fill-in-site]"), "{out}: {}", run.told());
    }
    assert!(workshop.picture("") == before, "something was written");
}
