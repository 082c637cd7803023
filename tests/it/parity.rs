//! What a finished output says otherwise than the form that was issued is noticed, whichever writer it comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use formpress::diagnostic::Severity;
use formpress::load::Project;
use formpress::model::issued::{IssuedForm, Item, Kind};
use formpress::model::{Address, Variant, issue, issue_every};
use formpress::outputs::html::{Templates, Website};
use formpress::outputs::pdf::{Options, fonts, pdf, used};
use formpress::outputs::table;
use formpress::paper::sheet::{Mark, Sheet, Sheets};
use formpress::paper::{self, Layout};
use formpress::parity::known::Known;
use formpress::parity::said::said;
use formpress::parity::{Output, compare};
use formpress::pipeline::build::{Order, build};
use formpress::pipeline::file::Memory;
use formpress::pipeline::progress::Silent;
use formpress::pipeline::record::Stock;
use formpress::wording::Lang;

use crate::programme::{FONTS, Files, PROGRAMME, files, form, loaded};
use crate::report::lines;

/// The form that is issued.
fn gallery() -> IssuedForm {
    issue(&PROGRAMME.site, form("gallery"), None)
}

/// The same with one of its items changed.
fn changed(name: &str, change: impl Fn(&mut Item)) -> IssuedForm {
    let mut form = gallery();
    let body = Arc::make_mut(&mut form.body);
    let items = body.sections.iter_mut().flat_map(|section| &mut section.items);
    items.filter(|item| item.name.value == *name).for_each(change);
    assert_ne!(form, gallery(), "{name} is changed");
    form
}

/// What a file is said to differ in from the form that is issued, without what stands around it there.
fn told(output: Output, bytes: &[u8], address: &Address) -> Vec<String> {
    let compared = compare(output, bytes, &gallery(), &Known::default());
    assert!(compared.places > 0, "{address} was read");
    let line = |difference| {
        let [what, _] = said(difference, address).words(Lang::Zh, &PROGRAMME.sources);
        what.split('；').next().unwrap_or_default().to_owned()
    };
    compared.differences.iter().map(line).collect()
}

fn laid(form: &IssuedForm, variant: Variant) -> Sheets {
    paper::sheets(form, Layout::of(variant), &FONTS).value
}

fn printed(sheets: &Sheets, variant: Variant) -> Vec<String> {
    let set = fonts(&FONTS, &used(sheets)).expect("faces that can be subset");
    let bytes = pdf(sheets, &set, &Options { fillable: variant == Variant::Fillable });
    told(Output::Sheets, &bytes, &Address::sheet(&gallery().id, variant, None))
}

fn page(project: &Project) -> Vec<String> {
    let templates = Templates::parse(&project.sources, &project.templates).value;
    let downloads = BTreeMap::new();
    let website = Website::new(&project.site, &[], &templates, &downloads, "");
    let address = Address::form(&gallery().id);
    let route = website.routes().find(|route| route.address() == address).expect("the form's page");
    told(Output::Page, website.page(route).html().expect("a page").as_bytes(), &address)
}

/// The page of a project with a text of one file replaced.
fn page_with(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files: Files = files();
    let text = String::from_utf8(files[path].clone()).expect("UTF-8");
    assert!(text.contains(from), "{path} has {from}");
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
    page(&loaded(&files, &Default::default()).value)
}

/// What is told now, where nothing was before.
fn new(before: Vec<String>, after: Vec<String>) -> String {
    assert_eq!(before, Vec::<String>::new());
    after.join("\n")
}

#[test]
fn outputs_that_are_not_spoilt_agree() {
    let memory = Memory::default();
    let built = build(&Order { project: &PROGRAMME, cities: &[], stock: &Stock::default() }, &memory, &Silent);
    let told = lines(
        &built.diagnostics.into_iter().filter(|told| told.severity == Severity::Error).collect::<Vec<_>>(),
        &PROGRAMME.sources,
    );
    assert_eq!(told, "");
    let counts = built.value.expect("a site").record.compared.expect("what was compared");
    let files = memory.into_files();
    let (offices, forms) = (PROGRAMME.site.cities.len() + 1, PROGRAMME.site.forms.len());
    // Three sheets and a page of each form and a booklet of each office; two tables of each form that is not said otherwise.
    let issued = issue_every(&PROGRAMME.site);
    let said: BTreeSet<_> = issued
        .iter()
        .flat_map(|office| &office.forms)
        .map(|form| (*form.body.digest(), form.office.name.is_some()))
        .collect();
    assert_eq!((counts.offices, counts.outputs), (offices, offices * (forms * 4 + 1) + said.len() * 2));
    assert!(counts.places > counts.items && counts.items > 0);
    // The page for those who manage the programme says the same, by kind.
    let page = String::from_utf8(files[&Address::proof()].clone()).expect("UTF-8");
    let cells = page.split("<td class=\"figure\">").skip(1).filter_map(|cell| cell.split('<').next()?.parse().ok());
    let cells: Vec<usize> = cells.collect();
    let sum = |column: usize| cells.iter().skip(column).step_by(3).sum::<usize>();
    assert_eq!([sum(0), sum(1), sum(2)], [counts.outputs, counts.items, counts.places]);
}

#[test]
fn a_label_that_the_page_alone_says_otherwise() {
    let after = page_with("forms/gallery.yaml", "label: 说了什么", "label: 谈了什么");
    insta::assert_snapshot!(new(page(&PROGRAMME), after));
}

#[test]
fn a_hint_that_a_template_leaves_out() {
    let hint = "{% if ask.hint %}<p>{{ <prose runs={ask.hint} /> }}</p>\n{% endif %}";
    let after = page_with("templates/pieces/questions.html", hint, "");
    insta::assert_snapshot!(new(page(&PROGRAMME), after));
}

#[test]
fn a_field_that_the_widgets_alone_lack() {
    let before = laid(&gallery(), Variant::Fillable);
    let mut after = before.clone();
    let is_it = |mark: &Mark| matches!(mark, Mark::Field(field) if field.name.as_str() == "words");
    let body = |page: &mut Sheet| Arc::make_mut(&mut page.body).retain(|placed| !is_it(&placed.mark));
    after.pages.iter_mut().for_each(body);
    let [before, after] = [before, after].map(|sheets| printed(&sheets, Variant::Fillable));
    insta::assert_snapshot!(new(before, after));
}

#[test]
fn options_that_paper_alone_has_in_another_order() {
    let swapped = changed("met", |item| {
        if let Kind::Question(question) = &mut item.kind
            && let Some(list) = &mut question.list
        {
            Arc::make_mut(list).choices.swap(0, 1);
        }
    });
    for variant in [Variant::Blank, Variant::Fillable, Variant::Large] {
        let [before, after] = [&gallery(), &swapped].map(|form| printed(&laid(form, variant), variant));
        insta::assert_snapshot!(format!("swapped-{}", variant.name()), new(before, after));
    }
}

#[test]
fn a_row_that_paper_alone_has_fewer_of() {
    let fewer = changed("log", |item| {
        if let Kind::Repeat { blank_rows, .. } = &mut item.kind {
            *blank_rows -= 1;
        }
    });
    let [before, after] = [&gallery(), &fewer].map(|form| printed(&laid(form, Variant::Large), Variant::Large));
    insta::assert_snapshot!("fewer-large", new(before, after));
    let after = page_with("forms/gallery.yaml", "blank_rows: 3", "blank_rows: 2");
    insta::assert_snapshot!("fewer-page", new(page(&PROGRAMME), after));
}

#[test]
fn a_hint_that_paper_alone_leaves_out() {
    let silent = changed("month", |item| item.hint = None);
    for variant in [Variant::Blank, Variant::Fillable] {
        let [before, after] = [&gallery(), &silent].map(|form| printed(&laid(form, variant), variant));
        insta::assert_snapshot!(format!("silent-{}", variant.name()), new(before, after));
    }
}

#[test]
fn a_code_that_a_table_alone_has_otherwise() {
    let recoded = changed("trouble", |item| {
        if let Kind::Question(question) = &mut item.kind
            && let Some(list) = &mut question.list
        {
            Arc::make_mut(list).choices[0].name.value = "wages".to_owned();
        }
    });
    let read = |form: &IssuedForm| {
        let columns = form.columns(&BTreeMap::new());
        let workbook = table::workbook(form, &columns).expect("a workbook");
        let csv = told(Output::Csv, &table::csv(&columns), &Address::asset("gallery.csv"));
        [csv, told(Output::Workbook, &workbook, &Address::asset("gallery.xlsx"))].concat()
    };
    insta::assert_snapshot!(new(read(&gallery()), read(&recoded)));
}
