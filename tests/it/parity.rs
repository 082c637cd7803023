//! What a finished output says otherwise than the form that was issued is noticed, whichever writer it comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use formpress::testing::html::{Templates, Website};
use formpress::testing::load::Project;
use formpress::testing::model::{
    Address, IssuedForm, IssuedItem, IssuedKind, Name, Variant, issue, issue_for_all_offices,
};
use formpress::testing::paper::{self, PaperDocument, PaperMark, PaperPage, PrintLayout};
use formpress::testing::parity::{
    PARAGRAPH_END, ParityCache, ParityOutput, ReadPartCache, compare, difference_diagnostic, document, read_document,
};
use formpress::testing::pdf::{PdfFileOptions, characters_by_face, font_set, pdf};
use formpress::testing::pipeline::{
    BuildJob, LayoutJob, LayoutRequest, MemorySink, NoProgress, OutputFile, PdfProduct, PdfRenderer, PreviousBuild,
    build,
};
use formpress::testing::table;
use formpress::testing::words::{FileContent, Lang, Severity};
use lopdf::{Document, Object, Stream, dictionary};

use crate::programme::{FONTS, Files, PROGRAMME, files, form, loaded};
use crate::report::lines;

/// The form that is issued.
fn gallery() -> IssuedForm {
    issue(&PROGRAMME.site, form("gallery"), None)
}

/// The same with one of its items changed.
fn changed(name: &str, change: impl Fn(&mut IssuedItem)) -> IssuedForm {
    let mut form = gallery();
    let body = Arc::make_mut(&mut form.body);
    let items = body.sections.iter_mut().flat_map(|section| &mut section.items);
    items.filter(|item| item.name.value == *name).for_each(change);
    assert_ne!(form, gallery(), "{name} is changed");
    form
}

/// What a file is said to differ in from the form that is issued, without what stands around it there.
fn told(output: ParityOutput, bytes: &[u8], address: &Address) -> Vec<String> {
    let compared = compare(output, &bytes.to_vec().into(), &gallery(), &ParityCache::default());
    assert!(compared.places > 0, "{address} was read");
    let line = |difference| {
        let [what, _] = difference_diagnostic(difference, address).words(Lang::Zh, &PROGRAMME.sources);
        what.split('；').next().unwrap_or_default().to_owned()
    };
    compared.differences.iter().map(line).collect()
}

fn laid(form: &IssuedForm, variant: Variant) -> PaperDocument {
    paper::form_document(form, PrintLayout::of(variant), &FONTS).value
}

fn printed(sheets: &PaperDocument, variant: Variant) -> Vec<String> {
    let set = font_set(&FONTS, &characters_by_face(sheets)).expect("faces that can be subset");
    let bytes = pdf(sheets, &set, &PdfFileOptions { fillable: variant == Variant::Fillable });
    told(ParityOutput::Sheets, &bytes, &Address::form_pdf(&gallery().id, variant, None))
}

fn page(project: &Project) -> Vec<String> {
    let templates =
        Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets()).value;
    let downloads = BTreeMap::new();
    let website = Website::new(&project.site, &[], &templates, &downloads, "");
    let address = Address::form(&gallery().id);
    let route = website.routes().find(|route| route.address() == address).expect("the form's page");
    told(ParityOutput::Page, website.page(route).html().expect("a page").as_bytes(), &address)
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
    let memory = MemorySink::default();
    let built = build(
        &BuildJob { project: &PROGRAMME, cities: &[], previous: &PreviousBuild::default(), shard: None },
        &memory,
        &NoProgress,
    );
    let told = lines(
        &built.diagnostics.into_iter().filter(|told| told.severity == Severity::Error).collect::<Vec<_>>(),
        &PROGRAMME.sources,
    );
    assert_eq!(told, "");
    let counts = built.value.expect("a site").record.compared.expect("what was compared");
    let files = memory.into_files();
    let (offices, forms) = (PROGRAMME.site.cities.len() + 1, PROGRAMME.site.forms.len());
    // Three sheets and a page of each form, a booklet and what publicises, of each office; two tables of each form that is not said otherwise.
    let issued = issue_for_all_offices(&PROGRAMME.site);
    let said: BTreeSet<_> = issued
        .iter()
        .flat_map(|office| &office.forms)
        .map(|form| (*form.body.digest(), form.office.name.is_some()))
        .collect();
    let publicity: usize = issued.iter().map(|office| office.publicity.len()).sum();
    assert_eq!((counts.offices, counts.outputs), (offices, offices * (forms * 4 + 1) + publicity + said.len() * 2));
    assert!(counts.places > counts.items && counts.items > 0);
    // The page for those who manage the programme says the same, by kind.
    let page = String::from_utf8(files[&Address::parity_page()].to_vec()).expect("UTF-8");
    let cells = page.split("<td class=\"figure\">").skip(1).filter_map(|cell| cell.split('<').next()?.parse().ok());
    let cells: Vec<usize> = cells.collect();
    let sum = |column: usize| cells.iter().skip(column).step_by(3).sum::<usize>();
    assert_eq!([sum(0), sum(1), sum(2)], [counts.outputs, counts.items, counts.places]);
}

#[test]
fn each_office_is_named_in_its_own_outputs_alone() {
    let mut files = files();
    let path = "content/cities/shijiazhuang.yaml";
    let named = String::from_utf8(files[path].clone()).expect("UTF-8");
    let named = named.replace("office: {}", "office: {name: 另一机构, hotline: \"11111111\"}");
    files.insert(path.to_owned(), named.into_bytes());
    let project = loaded(&files, &Default::default()).value;
    let memory = MemorySink::default();
    let order = BuildJob { project: &project, cities: &[], previous: &PreviousBuild::default(), shard: None };
    assert!(build(&order, &memory, &NoProgress).value.is_some(), "all outputs agree with what is issued");
    let files = memory.into_files();
    for (city, [own, other]) in
        [("shijiazhuang", ["另一机构建档", "样例机构"]), ("wuhan", ["样例机构建档", "另一机构"])]
    {
        let page = Address::city_form(&Name::new(city).expect("a name"), &Name::new("record").expect("a name"));
        let page = String::from_utf8(files[&page].to_vec()).expect("UTF-8");
        assert!(page.contains(own) && !page.contains(other), "{city}");
    }
}

#[test]
fn a_label_that_the_page_alone_says_otherwise() {
    let after = page_with("forms/gallery.yaml", "label: 说了什么", "label: 谈了什么");
    insta::assert_snapshot!(new(page(&PROGRAMME), after));
}

#[test]
fn a_hint_that_a_template_leaves_out() {
    let hint = "<p>{{ <prose runs={ask.hint} /> }}</p>";
    let after = page_with("templates/pieces/questions.html", hint, "");
    insta::assert_snapshot!(new(page(&PROGRAMME), after));
}

#[test]
fn a_field_that_the_widgets_alone_lack() {
    let before = laid(&gallery(), Variant::Fillable);
    let mut after = before.clone();
    let is_it = |mark: &PaperMark| matches!(mark, PaperMark::Field(field) if field.name.as_str() == "words");
    let body = |page: &mut PaperPage| Arc::make_mut(&mut page.shared_marks).retain(|placed| !is_it(&placed.mark));
    after.pages.iter_mut().for_each(body);
    let [before, after] = [before, after].map(|sheets| printed(&sheets, Variant::Fillable));
    insta::assert_snapshot!(new(before, after));
}

#[test]
fn options_that_paper_alone_has_in_another_order() {
    let swapped = changed("met", |item| {
        if let IssuedKind::Question(question) = &mut item.kind
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
        if let IssuedKind::Repeat { blank_rows, .. } = &mut item.kind {
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
        if let IssuedKind::Question(question) = &mut item.kind
            && let Some(list) = &mut question.list
        {
            Arc::make_mut(list).choices[0].name.value = "wages".to_owned();
        }
    });
    let read = |form: &IssuedForm| {
        let columns = form.columns(&BTreeMap::new());
        let workbook = table::workbook(form, &columns).expect("a workbook");
        let csv = told(ParityOutput::Csv, &table::csv(&columns), &Address::asset("gallery.csv"));
        [csv, told(ParityOutput::Workbook, &workbook, &Address::asset("gallery.xlsx"))].concat()
    };
    insta::assert_snapshot!(new(read(&gallery()), read(&recoded)));
}

/// The cities' files of the agreement, which says the same in all cities but for its head.
pub fn agreements(project: &Project, variant: Variant) -> [FileContent; 2] {
    let form = project.site.forms.iter().find(|form| form.id == *"agreement").expect("a form");
    let product = PdfProduct::Form(form, variant);
    let addresses = CITIES.map(Address::asset);
    let cities = CITIES.map(|city| project.site.cities.iter().find(|known| known.id == *city).map(|city| &city.id));
    let wanted = |address| LayoutRequest { pdfs: vec![(address, product, None)], ..LayoutRequest::default() };
    let orders = cities.into_iter().zip(&addresses).map(|(city, address)| (city, wanted(address))).collect();
    let files = Mutex::new(BTreeMap::new());
    let take = |file: OutputFile| {
        files.lock().expect("nobody failed").insert(file.address, file.content);
    };
    let run = LayoutJob::for_product(product);
    let found =
        PdfRenderer::new(&FONTS).render(&run, &issue_for_all_offices(&project.site), &orders, &take, &NoProgress);
    assert_eq!(found, []);
    let mut files = files.into_inner().expect("nobody failed");
    addresses.map(|address| files.remove(&address).expect("a file"))
}

/// Two whose forms say the same.
pub const CITIES: [&str; 2] = ["wuhan", "shijiazhuang"];

#[test]
fn a_file_of_one_city_alone_that_says_otherwise() {
    let mut files: Files = files();
    let path = "forms/agreement.yaml";
    let text = String::from_utf8(files[path].clone()).expect("UTF-8");
    files.insert(path.to_owned(), text.replace("保存", "留存").into_bytes());
    let other = loaded(&files, &Default::default()).value;
    let form = |city: &str| {
        issue(&PROGRAMME.site, form("agreement"), PROGRAMME.site.cities.iter().find(|known| known.id == *city))
    };
    for variant in [Variant::Blank, Variant::Fillable, Variant::Large] {
        let [wuhan, shijiazhuang] = agreements(&PROGRAMME, variant);
        let [reworded, _] = agreements(&other, variant);
        // What was read of the files before makes no difference, in whatever order they come.
        let known = ParityCache::default();
        for (city, file, differs) in [
            ("shijiazhuang", &shijiazhuang, None),
            ("wuhan", &wuhan, None),
            ("wuhan", &shijiazhuang, Some("样例机构")),
            ("wuhan", &reworded, Some("保存")),
            ("shijiazhuang", &wuhan, Some("石家庄市")),
            ("wuhan", &wuhan, None),
        ] {
            let compared = compare(ParityOutput::Sheets, file, &form(city), &known);
            assert_eq!(compared, compare(ParityOutput::Sheets, file, &form(city), &ParityCache::default()));
            let told = format!("{:?}", compared.differences);
            assert_eq!(compared.differences.is_empty(), differs.is_none(), "{city} {variant:?}: {told}");
            assert!(told.contains(differs.unwrap_or_default()), "{city} {variant:?}: {told}");
        }
    }
}

/// The page on which a city's form is filled in.
fn city_page(city: &str) -> String {
    let (downloads, offices) = (BTreeMap::new(), issue_for_all_offices(&PROGRAMME.site));
    let templates =
        Templates::parse(&PROGRAMME.sources, &PROGRAMME.templates, &PROGRAMME.site.pictograms, &PROGRAMME.own_assets())
            .value;
    let website = Website::new(&PROGRAMME.site, &offices, &templates, &downloads, "");
    let city = PROGRAMME.site.cities.iter().find(|known| known.id == *city).expect("a city");
    let address = Address::city_form(&city.id, &form("agreement").id);
    let route = website.routes().find(|route| route.address() == address).expect("the form's page");
    website.page(route).html().expect("a page")
}

#[test]
fn a_page_says_the_same_whatever_was_read_of_others_before() {
    let of_city = |city: &str| {
        issue(&PROGRAMME.site, form("agreement"), PROGRAMME.site.cities.iter().find(|known| known.id == *city))
    };
    let [before, form] = ["wuhan", "shijiazhuang"].map(of_city);
    let [first, page] = ["wuhan", "shijiazhuang"].map(city_page);
    assert_eq!(before.body.digest(), form.body.digest(), "the pages have parts in common");
    let (begin, end) = ("<div class=\"fill__part\" role=\"group\"", "</form>\n<script");
    let parts: Vec<&str> = page.split_inclusive(begin).collect();
    let around = |opening: &str, closing: &str| {
        let opened = page.replacen(begin, &format!("{opening}{begin}"), 1);
        opened.replacen(end, &format!("{closing}{end}"), 1)
    };
    let before_form = |markup: &str| page.replacen("<form class=\"fill\"", &format!("{markup}<form class=\"fill\""), 1);
    let in_parts = &page[page.find(begin).expect("a part")..];
    let second = page.match_indices(begin).nth(1).expect("a second part").0;
    let damaged = [
        ("it is whole", page.clone(), true),
        ("in a comment", around("<!--", "-->"), false),
        ("in a tag", around("<p ", ""), false),
        ("in a value", around("<p title='", "'>"), false),
        ("in a script", around("<script>", "</script>"), false),
        ("hidden", around("<div hidden>", "</div>"), false),
        ("behind the form", around("</form>", "<form>"), false),
        ("in an element", around("<div>", "</div>"), true),
        ("in a table", around("<table><caption>另有说明</caption>", "</table>"), true),
        ("in a label of the form", around("<label>别的", "</label>"), true),
        ("in a label", before_form("<label>别的"), true),
        ("in a group", before_form("<fieldset><legend>别的</legend>"), true),
        ("words of another name", before_form("<p id=\"fill:from:hint\">别的</p>"), false),
        ("a label of another", before_form("<label for=\"fill:from\">别的</label>"), false),
        ("one twice", format!("{}{in_parts}", &page[..second]), false),
        ("one is missing", page.replacen(&page[page.find(begin).expect("a part")..second], "", 1), false),
        ("another word", page.replacen("说明原因", "讲明原因", 1), false),
        (
            "another word at last",
            format!("{}{}", parts[..parts.len() - 1].concat(), parts[parts.len() - 1].replacen("</", "又</", 1)),
            true,
        ),
    ];
    for (what, html, agrees) in damaged {
        let (parts, key) = (ReadPartCache::default(), *form.body.digest());
        parts.read_page(first.as_bytes(), key);
        let [after, alone] = [&parts, &ReadPartCache::default()].map(|parts| parts.read_page(html.as_bytes(), key));
        assert!(after == alone, "{what}");
        let known = ParityCache::default();
        assert_eq!(
            compare(ParityOutput::Questionnaire, &first.as_bytes().to_vec().into(), &before, &known).differences,
            []
        );
        let told = compare(ParityOutput::Questionnaire, &html.as_bytes().to_vec().into(), &form, &known).differences;
        assert_eq!(told.is_empty(), agrees, "{what}: {told:?}");
    }
}

/// What a tagged page says, a paragraph each, whose content consists of these streams.
fn words(contents: &[&str]) -> Vec<String> {
    let map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
               /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
               /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
               1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
               2 beginbfchar\n<0001> <7532>\n<0002> <4E59>\nendbfchar\n\
               endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    let mut document = Document::with_version("1.7");
    let map = document.add_object(Stream::new(dictionary! {}, map.into()));
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H", "ToUnicode" => map };
    let font = document.add_object(font);
    let stream = |part: &&str| Object::from(document.add_object(Stream::new(dictionary! {}, part.as_bytes().to_vec())));
    let contents: Vec<Object> = contents.iter().map(stream).collect();
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    let page = document.add_object(dictionary! { "Type" => "Page", "Contents" => contents, "Resources" => resources });
    let paragraph = |mcid: i64| Object::from(dictionary! { "S" => "P", "Pg" => page, "K" => mcid });
    let root = dictionary! { "Type" => "StructTreeRoot", "K" => vec![paragraph(0), paragraph(1)] };
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1 };
    let (root, pages) = (document.add_object(root), document.add_object(pages));
    let catalog = dictionary! { "Type" => "Catalog", "Pages" => pages, "StructTreeRoot" => root };
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).expect("a file");
    let sheets = read_document(&bytes.into(), &document::ReadDocumentCache::default()).expect("a tagged file");
    sheets
        .content
        .words
        .split(|c| *c == PARAGRAPH_END)
        .filter(|words| !words.is_empty())
        .map(String::from_iter)
        .collect()
}

#[test]
fn words_of_a_page_whose_content_consists_of_several_streams() {
    let whole = "/P <</MCID 0>> BDC BT /F1 9 Tf <0001> Tj ET EMC /P <</MCID 1>> BDC BT <0002> Tj ET EMC";
    assert_eq!(words(&[whole]), ["甲", "乙"]);
    // Within marked content, before and behind words; and between, where the font was taken before.
    for end in ["BDC ", "Tj ", "EMC "] {
        let (first, second) = whole.split_at(whole.find(end).expect("it is there") + end.len());
        assert_eq!(words(&[first, second]), ["甲", "乙"], "cut behind {end}");
    }
}
