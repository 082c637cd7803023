//! Paper that publicises: it says what was issued, of its own office alone, and what has no room is told.

use formpress::testing::model::{Address, issue_for_all_offices};
use formpress::testing::parity::{ParityCache, missing_texts};
use formpress::testing::pipeline::{BuildJob, MemorySink, NoProgress, PreviousBuild, build};
use formpress::testing::words::{FileContent, Severity};

use crate::programme::{PROGRAMME, files, loaded};
use crate::report::lines;

#[test]
fn each_office_has_its_own_and_nobody_elses() {
    let memory = MemorySink::default();
    let order = BuildJob { project: &PROGRAMME, cities: &[], previous: &PreviousBuild::default(), shard: None };
    assert!(build(&order, &memory, &NoProgress).value.is_some());
    let made = memory.into_files();
    let offices = issue_for_all_offices(&PROGRAMME.site);
    let read = ParityCache::default();
    for office in &offices {
        for publicity in &office.publicity {
            let of = |other: &formpress::testing::model::IssuedProgramme| {
                let made = &made[&Address::publicity(&publicity.page, other.city())];
                missing_texts(&FileContent::from(made.to_vec()), publicity, &read.documents).expect("it can be read")
            };
            assert_eq!(of(office), Vec::<String>::new(), "{} of {:?}", publicity.page, office.city());
            if !publicity.kind.is_of_cities() {
                continue;
            }
            for other in offices.iter().filter(|other| other.city() != office.city() && office.city().is_some()) {
                assert!(!of(other).is_empty(), "{} of {:?} names {:?}", publicity.page, other.city(), office.city());
            }
        }
    }
}

#[test]
fn what_has_no_room_is_told_and_nothing_is_cut() {
    let mut files = files();
    let path = "content/publicity/poster.md";
    let text = String::from_utf8(files[path].clone()).expect("UTF-8");
    let long = "这一段话很长，一张海报上印不下。".repeat(200);
    files.insert(path.to_owned(), format!("{text}\n{long}\n").into_bytes());
    let project = loaded(&files, &Default::default()).value;
    let memory = MemorySink::default();
    let built = build(
        &BuildJob { project: &project, cities: &[], previous: &PreviousBuild::default(), shard: None },
        &memory,
        &NoProgress,
    );
    assert!(built.value.is_none(), "nothing is published");
    let told: Vec<_> = built.diagnostics.into_iter().filter(|told| told.severity == Severity::Error).collect();
    let told = lines(&told, &project.sources);
    assert!(told.lines().any(|line| line.contains("publicity-overfull") && line.contains(path)), "{told}");
}
