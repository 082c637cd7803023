//! A file is read as it is, whatever was read before of another that begins the same.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use formpress::testing::load::Project;
use formpress::testing::model::{IssuedForm, Variant, issue};
use formpress::testing::parity::{OutputComparison, ParityCache, ParityOutput, compare};
use formpress::testing::words::FileContent;
use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};

use crate::parity::{CITIES, agreements};
use crate::programme::{Files, files, loaded};

/// The programme with offices that are called alike.
static ALIKE: LazyLock<Project> = LazyLock::new(|| {
    let mut files: Files = files();
    let path = "content/cities/wuhan.yaml";
    let city = "id: wuhan\nname: 武汉市\nprovince: 湖北省\nadcode: 420100\noffice: {}\n";
    assert!(files.insert(path.to_owned(), city.into()).is_some());
    loaded(&files, &Default::default()).value
});

/// Of two offices the file to type into.
static FILES: LazyLock<[FileContent; 2]> = LazyLock::new(|| {
    let files = agreements(&ALIKE, Variant::Fillable);
    let [first, second] = files.each_ref().map(FileContent::prefix);
    assert!(Arc::ptr_eq(first, second) && !first.bytes().is_empty(), "they begin the same");
    files
});

/// What an office issues.
fn issued(city: &str) -> IssuedForm {
    let form = ALIKE.site.forms.iter().find(|form| form.id == *"agreement").expect("a form");
    issue(&ALIKE.site, form, ALIKE.site.cities.iter().find(|known| known.id == *city))
}

fn parsed(content: &FileContent) -> Document {
    Document::load_mem(&content.to_bytes()).expect("a PDF")
}

/// The second office's file, which begins as the first's, with other objects behind its beginning and its cross-references
/// changed.
fn tampered(objects: &[(u32, String)], change: impl Fn(&mut BTreeMap<u32, XrefEntry>)) -> FileContent {
    let content = &FILES[1];
    let (document, before) = (parsed(content), content.prefix().bytes().len());
    let mut entries = document.reference_table.entries.clone();
    let mut own = content.suffix().to_vec();
    for (id, object) in objects {
        let offset = u32::try_from(before + own.len()).expect("a small file");
        entries.insert(*id, XrefEntry::Normal { offset, generation: 0 });
        own.extend(format!("{id} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    change(&mut entries);
    let start = before + own.len();
    let size = entries.keys().max().expect("there are objects") + 1;
    let table: Vec<u8> = (0..size)
        .flat_map(|id| {
            let (kind, first, second) = match entries.get(&id) {
                Some(XrefEntry::Normal { offset, .. }) => (1, *offset, 0),
                Some(XrefEntry::Compressed { container, index }) => (2, *container, *index),
                _ => (0, 0, 0),
            };
            [&[kind], &first.to_be_bytes()[..], &second.to_be_bytes()].concat()
        })
        .collect();
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).expect("a catalog").0;
    let length = table.len();
    own.extend(
        format!("{size} 0 obj\n<</Type/XRef/Root {root} 0 R/Size {size}/W[1 4 2]/Length {length}>>stream\n")
            .into_bytes(),
    );
    own.extend(table);
    own.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").into_bytes());
    FileContent::new(content.prefix().clone(), own)
}

/// What is found in a file, which is the same whether the first office's was read before or nothing.
fn found(content: &FileContent) -> OutputComparison {
    let known = ParityCache::default();
    assert_eq!(compare(ParityOutput::Sheets, &FILES[0], &issued(CITIES[0]), &known).differences, []);
    let found = compare(ParityOutput::Sheets, content, &issued(CITIES[1]), &known);
    assert_eq!(found, compare(ParityOutput::Sheets, content, &issued(CITIES[1]), &ParityCache::default()));
    assert_eq!(compare(ParityOutput::Sheets, &FILES[1], &issued(CITIES[1]), &known).differences, []);
    found
}

fn is_noticed(content: &FileContent) -> bool {
    !found(content).differences.is_empty()
}

/// An entry of a page that refers to objects.
fn referred(document: &Document, page: u32, key: &[u8]) -> Vec<u32> {
    let page = document.get_dictionary(document.get_pages()[&page]).expect("a page");
    let entries = page.get(key).and_then(Object::as_array).expect("an array");
    entries.iter().map(|entry| entry.as_reference().expect("a reference").0).collect()
}

#[test]
fn what_is_only_written_otherwise_says_the_same() {
    assert!(!is_noticed(&FILES[1]));
    assert!(!is_noticed(&tampered(&[], |_| {})));
    // The cross-references lead to a copy of a page's words.
    let document = parsed(&FILES[1]);
    let body = referred(&document, 1, b"Contents")[0];
    let stream = document.get_object((body, 0)).and_then(Object::as_stream).expect("a stream");
    let plain = String::from_utf8(stream.decompressed_content().expect("it is deflated")).expect("ASCII");
    let copy = format!("<</Length {}>>stream\n{plain}\nendstream", plain.len());
    assert!(!is_noticed(&tampered(&[(body, copy)], |_| {})));
}

#[test]
fn an_object_in_place_of_one_of_the_beginning_is_noticed() {
    let document = parsed(&FILES[1]);
    let body = referred(&document, 1, b"Contents")[0];
    let empty = "<</Length 0>>stream\n\nendstream".to_owned();
    assert!(is_noticed(&tampered(&[(body, empty)], |_| {})), "a page's words");
    let tree = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).and_then(Object::as_reference);
    let tree = tree.expect("a tree").0;
    assert!(is_noticed(&tampered(&[(tree, "<</Type/StructTreeRoot/K[]>>".to_owned())], |_| {})), "the tree");
    let pages = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let fewer = "<</Type/Pages/Kids[]/Count 0>>".to_owned();
    assert!(is_noticed(&tampered(&[(pages.expect("pages").0, fewer)], |_| {})), "the pages");
    let fonts = document.get_page_fonts(document.get_pages()[&1]).expect("fonts");
    let map = |font: &&lopdf::Dictionary| font.get(b"ToUnicode").and_then(Object::as_reference).ok();
    let map = fonts.get(&b"Song"[..]).and_then(map).expect("a map").0;
    assert!(is_noticed(&tampered(&[(map, "<</Length 0>>stream\n\nendstream".to_owned())], |_| {})), "what codes say");
    let widget = referred(&document, 1, b"Annots")[3];
    assert!(is_noticed(&tampered(&[(widget, "<</Type/Annot/FT/Tx/T(x)>>".to_owned())], |_| {})), "a field");
}

#[test]
fn cross_references_that_lead_elsewhere_are_noticed() {
    let document = parsed(&FILES[1]);
    let [first, second] = referred(&document, 1, b"Contents")[..] else { panic!("a body, and an office's own") };
    let swap = |entries: &mut BTreeMap<u32, XrefEntry>| {
        let (a, b) = (entries[&first].clone(), entries[&second].clone());
        entries.insert(first, b);
        entries.insert(second, a);
    };
    assert!(is_noticed(&tampered(&[], swap)));
    let gone = |entries: &mut BTreeMap<u32, XrefEntry>| {
        entries.remove(&first);
    };
    assert!(is_noticed(&tampered(&[], gone)));
}

#[test]
fn a_later_revision_is_noticed() {
    let (content, document) = (&FILES[1], parsed(&FILES[1]));
    let (body, root) = (referred(&document, 1, b"Contents")[0], document.trailer.get(b"Root").expect("a catalog"));
    let root = root.as_reference().expect("a reference").0;
    let (before, size) = (document.xref_start, document.max_id + 1);
    let mut own = content.suffix().to_vec();
    let at = content.size();
    own.extend(format!("{body} 0 obj\n<</Length 0>>stream\n\nendstream\nendobj\n").into_bytes());
    let start = content.prefix().bytes().len() + own.len();
    let trailer = format!("<</Size {size}/Root {root} 0 R/Prev {before}>>");
    own.extend(
        format!("xref\n{body} 1\n{at:010} 00000 n \ntrailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").into_bytes(),
    );
    let content = FileContent::new(content.prefix().clone(), own);
    // Others read it as the file with a page that says nothing.
    assert!(parsed(&content).get_object((body, 0)).and_then(Object::as_stream).expect("a stream").content.is_empty());
    assert!(is_noticed(&content));
}

/// Whatever object is missing, and wherever another stands: what is found is what would be found of the file alone.
#[test]
fn a_file_is_read_as_it_is_whatever_object_is_another() {
    let size = parsed(&FILES[1]).max_id;
    let mut noticed = 0;
    for id in (1..=size).step_by(5) {
        noticed += usize::from(is_noticed(&tampered(&[(id, "<<>>".to_owned())], |_| {})));
        found(&tampered(&[], |entries| {
            let other = entries.get(&(id % size + 1)).cloned();
            other.map(|other| entries.insert(id, other));
        }));
    }
    assert!(noticed > 10, "{noticed} of {size}");
}
