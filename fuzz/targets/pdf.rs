//! A PDF, read back and held against a form: any bytes, or the form's sheets with the stream that the first byte chooses made
//! of the others.
#![no_main]

use std::sync::LazyLock;

use formpress::testing::model::IssuedForm;
use formpress::testing::parity::{ParityCache, ParityOutput, booklet_pages, compare};
use formpress::testing::words::FileContent;
use libfuzzer_sys::fuzz_target;
use lopdf::{Document, Object, ObjectId};

static FORM: LazyLock<IssuedForm> = LazyLock::new(|| formpress_fuzz::form("gallery"));

static SHEETS: LazyLock<(Document, Vec<ObjectId>)> = LazyLock::new(|| {
    let document = Document::load_mem(&formpress_fuzz::sheets("gallery")).expect("sheets can be read");
    let streams = document.objects.iter().filter(|(_, object)| object.as_stream().is_ok()).map(|(id, _)| *id).collect();
    (document, streams)
});

fn sheets(chosen: usize, text: &[u8]) -> Vec<u8> {
    let (document, streams) = &*SHEETS;
    let mut document = document.clone();
    let id = streams[chosen % streams.len()];
    if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
        stream.set_plain_content(text.to_vec());
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a document can be written");
    bytes
}

fuzz_target!(|data: &[u8]| {
    let Some((chosen, text)) = data.split_first() else { return };
    let bytes = match data.starts_with(b"%PDF") {
        true => data.to_vec(),
        false => sheets(usize::from(*chosen), text),
    };
    let content = FileContent::from(bytes);
    let _ = compare(ParityOutput::Sheets, &content, &FORM, &ParityCache::default());
    let _ = booklet_pages(&content, [&*FORM]);
});
