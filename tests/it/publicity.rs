//! Paper that publicises: it says what was issued, of its own office alone, and what has no room is told.

use formpress::content::Content;
use formpress::diagnostic::Severity;
use formpress::model::{Address, issue_every};
use formpress::parity::known::Known;
use formpress::parity::publicity::lacking;
use formpress::pipeline::build::{Order, build};
use formpress::pipeline::file::Memory;
use formpress::pipeline::progress::Silent;
use formpress::pipeline::record::Stock;

use crate::programme::{PROGRAMME, files, loaded};
use crate::report::lines;

#[test]
fn each_office_has_its_own_and_nobody_elses() {
    let memory = Memory::default();
    let order = Order { project: &PROGRAMME, cities: &[], stock: &Stock::default(), shard: None };
    assert!(build(&order, &memory, &Silent).value.is_some());
    let made = memory.into_files();
    let offices = issue_every(&PROGRAMME.site);
    let read = Known::default();
    for office in &offices {
        for publicity in &office.publicity {
            let of = |other: &formpress::model::IssuedProgramme| {
                let made = &made[&Address::publicity(&publicity.page, other.city())];
                lacking(&Content::from(made.to_vec()), publicity, &read.files).expect("it can be read")
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
    let memory = Memory::default();
    let built =
        build(&Order { project: &project, cities: &[], stock: &Stock::default(), shard: None }, &memory, &Silent);
    assert!(built.value.is_none(), "nothing is published");
    let told: Vec<_> = built.diagnostics.into_iter().filter(|told| told.severity == Severity::Error).collect();
    let told = lines(&told, &project.sources);
    assert!(told.lines().any(|line| line.contains("publicity-overfull") && line.contains(path)), "{told}");
}
