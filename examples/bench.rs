//! What `make bench` times and no command of formpress does alone.
//!
//! - `load PROJECT` loads a project and finds the fonts: what the others take besides.
//! - `proof PROJECT` reads its output back and holds it against what is issued.
//! - `pdfs PROJECT FORM VARIANT` prints the PDFs of all cities, and says how many bytes they have together.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use formpress::testing::load::{Project, SettingOverrides, load};
use formpress::testing::model::{Address, Variant, issue_for_all_offices};
use formpress::testing::paper::Fonts;
use formpress::testing::pipeline::{
    LayoutJob, LayoutRequest, NoProgress, OutputFile, ParityChecker, PdfProduct, PdfRenderer,
};
use rayon::prelude::*;
use walkdir::WalkDir;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [what, folder, rest @ ..] = &arguments[..] else { panic!("what, and a project") };
    let project = load(Path::new(folder), &SettingOverrides::default()).value;
    let fonts = Fonts::find(&project.root.join("fonts")).expect("the fonts are there");
    match (*what, rest) {
        ("load", []) => {}
        ("proof", []) => proof(&project),
        ("pdfs", [form, variant]) => println!("{}", pdfs(&project, &fonts, form, variant)),
        _ => panic!("{arguments:?}"),
    }
}

fn proof(project: &Project) {
    let offices = issue_for_all_offices(&project.site);
    let proof = ParityChecker::new(&offices);
    let output = project.root.join("output");
    let files: Vec<_> = WalkDir::new(&output).into_iter().filter_map(Result::ok).collect();
    files.par_iter().filter(|entry| entry.file_type().is_file()).for_each(|entry| {
        let below = entry.path().strip_prefix(&output).expect("below the output").to_string_lossy();
        proof.read(&Address::file(&below), &fs::read(entry.path()).expect("a file can be read").into());
    });
    assert!(proof.finish().value.is_some(), "the output says what is issued");
}

fn pdfs(project: &Project, fonts: &Fonts, form: &str, variant: &str) -> usize {
    let site = &project.site;
    let form = site.forms.iter().find(|known| known.id == *form).expect("a form of the project");
    let (_, variant) = Variant::ALL.into_iter().find(|(_, known)| known.name() == variant).expect("a variant");
    let product = PdfProduct::Form(form, variant);
    let addresses: Vec<Address> = site.cities.iter().map(|city| product.address(Some(&city.id))).collect();
    let wanted = |address| LayoutRequest { pdfs: vec![(address, product, None)], drawings: false, drawings_key: None };
    let orders: BTreeMap<_, _> =
        site.cities.iter().zip(&addresses).map(|(city, address)| (Some(&city.id), wanted(address))).collect();
    let bytes = AtomicUsize::new(0);
    let take = |file: OutputFile| {
        bytes.fetch_add(file.content.size() as usize, Ordering::Relaxed);
    };
    let found = PdfRenderer::new(fonts).render(
        &LayoutJob::for_product(product),
        &issue_for_all_offices(site),
        &orders,
        &take,
        &NoProgress,
    );
    assert!(found.is_empty(), "{found:?}");
    bytes.into_inner()
}
