//! A workbook: any bytes, or the form's empty one with the part that the first byte chooses made of the others.
#![no_main]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use formpress::testing::model::IssuedForm;
use formpress::testing::parity::{ParityCache, ParityOutput, compare};
use formpress::testing::pipeline::{FillJob, FillRequest};
use formpress::testing::records::{HeadingNames, grid};
use formpress::testing::table;
use formpress::testing::words::FileContent;
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
    let _ = compare(ParityOutput::Workbook, &FileContent::from(bytes.clone()), &FORM, &ParityCache::default());
    let columns = FORM.columns(&BTreeMap::new());
    let Ok(grid) = grid("data", "xlsx", bytes, None, &HeadingNames::new(&columns, &FORM)) else { return };
    let request = FillRequest { form: &FORM, flatten: true, partial: false };
    if let Ok(job) = FillJob::new(request, grid) {
        let _ = job.value.checked_rows();
    }
});
