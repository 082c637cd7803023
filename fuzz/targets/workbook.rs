//! A workbook: any bytes, or the form's empty one with the part that the first byte chooses made of the others.
#![no_main]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use formpress::content::Content;
use formpress::load::records::{Names, grid};
use formpress::model::IssuedForm;
use formpress::outputs::table;
use formpress::parity::known::Known;
use formpress::parity::{Output, compare};
use formpress::pipeline::copies::{Job, Wanted};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));

static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let workbook = table::workbook(&FORM, &FORM.columns(&BTreeMap::new())).expect("a workbook can be made");
    let mut package = ZipArchive::new(Cursor::new(workbook)).expect("a package");
    let count = package.len();
    let part = |number| {
        let mut part = package.by_index(number).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a part can be read");
        (part.name().expect("a name in UTF-8").into_owned(), bytes)
    };
    (0..count).map(part).collect()
});

fn package(chosen: usize, text: &[u8]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (number, (name, bytes)) in PARTS.iter().enumerate() {
        package.start_file(name.as_str(), stored).expect("a part can be begun");
        package.write_all(if number == chosen { text } else { bytes }).expect("a part can be written");
    }
    package.finish().expect("a package can be written").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let Some((chosen, text)) = data.split_first() else { return };
    let bytes = match data.starts_with(b"PK") {
        true => data.to_vec(),
        false => package(usize::from(*chosen) % PARTS.len(), text),
    };
    let _ = compare(Output::Workbook, &Content::from(bytes.clone()), &FORM, &Known::default());
    let columns = FORM.columns(&BTreeMap::new());
    let Ok(grid) = grid("data", "xlsx", bytes, None, &Names::new(&columns, &FORM)) else { return };
    let wanted = Wanted { form: &FORM, flatten: true, partial: false };
    if let Ok(job) = Job::new(wanted, grid) {
        let _ = job.value.answers();
    }
});
