//! Filled-in copies: what a table may say, what is wrong with it, and what is printed.

use std::collections::{BTreeMap, BTreeSet};

use formpress::testing::cli::{ReportStyle, report};
use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::model::{Answer, AnswerName, Answers, FieldValues, Name, RuleChecker, issue, issue_programme};
use formpress::testing::paper::{
    FieldBox, FieldBoxValue, FillError, FillErrorReason, FilledDocument, MIN_TYPE_SIZE, PaperDocument, PaperMark,
    PrintLayout, StructureType, TextRun, fill_document, flatten_document, form_document,
};
use formpress::testing::pipeline::{FillJob, FillRequest};
use formpress::testing::records::{self, HeadingNames, RecordTable};
use formpress::testing::table::{csv, workbook};
use formpress::testing::words::{Diagnostic, Lang, Sources, WithDiagnostics, has_errors};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::all_kinds::{ALL_KINDS, RIGHT, csv_of};
use crate::answer_names::{is_place_of, rows_on};
use crate::programme::{FONTS, PROGRAMME, form};
use crate::sample::FILES;

pub fn sample() -> Project {
    let files =
        FILES.into_iter().filter(|(path, _)| *path != "forms/visit.yaml" && !path.ends_with("cities/wuhan.yaml"));
    let files = files.chain([("forms/all.yaml", ALL_KINDS)]);
    let files: Vec<(&str, &[u8])> = files.map(|(path, text)| (path, text.as_bytes())).collect();
    let loaded = load_files(files, &SettingOverrides::default());
    let errors: Vec<&Diagnostic> =
        loaded.diagnostics.iter().filter(|d| d.severity == formpress::testing::words::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded.value
}

fn name(text: &str) -> AnswerName {
    text.parse().expect("a name")
}

/// The table in a file, and what is said of it as a whole.
pub fn table(project: &Project, ending: &str, bytes: Vec<u8>) -> Result<WithDiagnostics<RecordTable>, Diagnostic> {
    let form = &issue(&project.site, &project.site.forms[0], None);
    let columns = form.columns(&BTreeMap::new());
    let names = HeadingNames::new(&columns, form);
    let grid = records::grid(&format!("people.{ending}"), ending, bytes, None, &names)?;
    Ok(records::table(grid, &names))
}

/// A table of rows, of which each changes some cells of the right one.
fn table_of(project: &Project, rows: &[&[(&'static str, &str)]]) -> RecordTable {
    let changes =
        |row: &&[(&'static str, &str)]| row.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    table(project, "csv", csv_of(rows.iter().map(changes)).into_bytes()).expect("a table").value
}

/// The answers of every row.
pub fn read(project: &Project, table: &RecordTable) -> Vec<Result<Answers, Vec<Diagnostic>>> {
    let form = &issue(&project.site, &project.site.forms[0], None);
    let columns = form.columns(&BTreeMap::new());
    let columns = form.columns(&records::repeat_rows(table, &HeadingNames::new(&columns, form)));
    let fields = records::heading_columns(table, &columns, form);
    if has_errors(&fields.diagnostics) {
        return vec![Err(fields.diagnostics)];
    }
    let rules = RuleChecker { form, today: project.site.settings.as_of, partial: false };
    let row = |row| {
        let read = records::answers(table, row, &columns, &fields.value, &rules);
        if read.faults.is_empty() { Ok(read.answers) } else { Err(read.faults) }
    };
    table.rows.iter().map(row).collect()
}

pub fn told(faults: &[Diagnostic], lang: Lang) -> String {
    report::list(faults, &Sources::default(), ReportStyle { lang, color: false })
}

#[test]
fn a_row_without_a_fault_is_read_whole() {
    let project = sample();
    let answers = read(&project, &table_of(&project, &[&[]])).remove(0);
    let answers = answers.unwrap_or_else(|faults| panic!("{}", told(&faults, Lang::Zh)));
    let text: Vec<String> = answers.iter().map(|(name, answer)| format!("{name}: {answer:?}")).collect();
    insta::assert_snapshot!("answers", text.join("\n"));
}

#[test]
fn every_fault_is_named_with_its_row_and_column() {
    let project = sample();
    let long = "字".repeat(7);
    let table = table_of(
        &project,
        &[
            &[("name", "")],
            &[("name", &long)],
            &[("birth", "2027-01")],
            &[("birth", "八八年五月")],
            &[("phone", "1380013800")],
            &[("number", "a1")],
            &[("id", "110105194912310021")],
            &[("id", "11010519491331002X")],
            &[("id", "1101051949123100")],
            &[("id", "11010519491231002Y")],
            &[("id", "1.10105E+17")],
            &[("id", "110105194912310000")],
            &[("certificate", "11010519491231002X93")],
            &[("met", "没访到")],
            &[("met", "是、否")],
            &[("met", ""), ("reason", "")],
            &[("met", "否"), ("checks.pay", ""), ("checks.rest", ""), ("reason", "")],
            &[("met", "否"), ("reason", "外出")],
            &[("reason", "外出")],
            &[("modes", "入户、其他")],
            &[("modes", "入户")],
            &[("times", "0")],
            &[("times", "1.5")],
            &[("times", "两次")],
            &[("income", "-1")],
            &[("to", "2026-10-31")],
            &[("to", "11/20/2026")],
            &[("serial", "420100-2-2026-0001")],
            &[("checks.pay", "")],
            &[("steps.1.what", "")],
            &[("steps.1.how", "其他"), ("steps.1.how_other", "")],
            &[("consent.share.employer", "也许")],
            &[("name", ""), ("id", "1"), ("income", "x"), ("from", "2026-11-31"), ("to", "2026-11-01")],
        ],
    );
    let mut zh = String::new();
    let mut en = String::new();
    for (row, answers) in table.rows.iter().zip(read(&project, &table)) {
        match answers {
            Ok(_) => zh += &format!("row {} is right\n\n", row.number),
            Err(faults) => {
                zh += &told(&faults, Lang::Zh);
                en += &told(&faults, Lang::En);
            }
        }
    }
    insta::assert_snapshot!("faults-in-chinese", zh);
    insta::assert_snapshot!("faults-in-english", en);
}

#[test]
fn headings_are_names_labels_or_both_and_nothing_else() {
    let project = sample();
    let read_csv = |text: &str| {
        let table = table(&project, "csv", text.as_bytes().to_vec()).expect("a table").value;
        read(&project, &table).remove(0)
    };
    let right = "姓名,met（met）,checks.pay,核查：休假落实*\n测试一,是,是,否\n";
    assert!(read_csv(right).is_ok(), "{:?}", read_csv(right));
    let faults = read_csv("姓名,name,met,序号,日期（steps.1.dya）\n1,2,3,4,5\n").expect_err("four wrong headings");
    insta::assert_snapshot!("headings", told(&faults, Lang::Zh));
}

#[test]
fn required_answers_may_be_left_for_the_pen() {
    let project = sample();
    let table = table(&project, "csv", "name\n\"\"\n测试一\n".into()).expect("a table").value;
    assert_eq!(table.rows.len(), 1, "an empty row is no copy");
    let form = &issue(&project.site, &project.site.forms[0], None);
    let columns = form.columns(&BTreeMap::new());
    let fields = records::heading_columns(&table, &columns, form).value;
    let rules = RuleChecker { form, today: project.site.settings.as_of, partial: true };
    let read = records::answers(&table, &table.rows[0], &columns, &fields, &rules);
    assert_eq!(read.faults, []);
    assert_eq!(read.answers, Answers::from([(name("name"), Answer::Text("测试一".into()))]));
    assert_eq!(table.rows[0].number, 3);
}

#[test]
fn a_file_of_another_form_is_refused_by_name() {
    let project = sample();
    let form = &issue(&project.site, &project.site.forms[0], None);
    let columns = form.columns(&BTreeMap::new());
    let names = HeadingNames::new(&columns, form);
    let grid = |text: &str| records::grid("people.json", "json", text.as_bytes().to_vec(), None, &names);
    let said = |text: &str| {
        let grid = grid(text).expect("a table");
        let wanted = FillRequest { form, flatten: false, partial: true };
        FillJob::new(wanted, grid).err().map(|faults| told(&faults, Lang::Zh))
    };
    let of = |form: &str, answers: &str| format!("{{\"form\": \"{form}\", \"copies\": [{answers}]}}");
    assert_eq!(said(&of(form.id.as_str(), "{\"name\": \"测试一\"}")), None);
    // Even where an answer would fit.
    let refused = said(&of("leave-note", "{\"name\": \"测试一\"}")).expect("refused");
    assert!(refused.contains("another-form") && refused.contains("leave-note"), "{refused}");
    for no_table in ["{}", "{\"form\": \"all\"}", "{\"form\": 1, \"copies\": []}", "{\"copies\": []}", "1"] {
        assert!(grid(no_table).is_err(), "{no_table}");
    }
}

#[test]
fn a_file_of_another_city_is_refused_and_names_the_one() {
    let site = &PROGRAMME.site;
    let said = |city: Option<&str>, of: &str| {
        let city = city.map(|id| site.cities.iter().find(|city| city.id == *id).expect("a city"));
        let form = &issue(site, &site.forms[0], city);
        let columns = form.columns(&BTreeMap::new());
        let names = HeadingNames::new(&columns, form);
        let text = format!("{{\"form\": \"{}\", {of} \"copies\": [{{\"name\": \"测试一\"}}]}}", form.id);
        let grid = records::grid("people.json", "json", text.into_bytes(), None, &names).expect("a table");
        FillJob::new(FillRequest { form, flatten: false, partial: true }, grid)
            .err()
            .map(|faults| told(&faults, Lang::Zh))
    };
    assert_eq!(said(Some("wuhan"), "\"city\": \"wuhan\","), None);
    // What was saved on the generic page fills the sheets of any city.
    assert_eq!(said(Some("wuhan"), ""), None);
    for city in [Some("wuhan"), None] {
        let refused = said(city, "\"city\": \"shijiazhuang\",").expect("refused");
        assert!(refused.contains("another-city") && refused.contains("--city shijiazhuang"), "{refused}");
    }
}

#[test]
fn csv_json_and_workbooks_are_read_to_the_same_answers() {
    let project = sample();
    let from = |ending: &str, bytes: Vec<u8>| {
        let table = table(&project, ending, bytes).expect("a table").value;
        read(&project, &table).remove(0).unwrap_or_else(|faults| panic!("{}", told(&faults, Lang::Zh)))
    };
    let expected = read(&project, &table_of(&project, &[&[]])).remove(0).expect("right");

    let line = |texts: Vec<String>, sign: &str| texts.join(sign);
    let quoted = |text: &str| format!("\"{text}\"");
    let headings: Vec<String> = RIGHT.iter().map(|(name, _)| (*name).to_owned()).collect();
    let cells: Vec<String> = RIGHT.iter().map(|(_, value)| quoted(value)).collect();
    let text = |sign: &str| format!("{}\n{}\n", line(headings.clone(), sign), line(cells.clone(), sign));
    let utf8 = text(",");
    let gbk = encoding_rs::GB18030.encode(&utf8).0.into_owned();
    assert_eq!(from("csv", gbk), expected);
    assert_eq!(from("csv", format!("\u{feff}{}", text(",")).into_bytes()), expected);
    let utf16: Vec<u8> = format!("\u{feff}{}", text("\t")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(from("txt", utf16), expected);

    let json = serde_json::json!([{
        "office": "测试机构", "serial": "420100-1-2026-0001", "name": "测试一", "birth": "1988-05",
        "phone": 13_800_138_000_u64, "number": "A001", "id": "11010519491231002X",
        "certificate": "11010519491231002X43B1", "met": 1, "modes": ["other"], "modes_other": "视频",
        "times": 2, "income": 3200.5, "from": "2026-11-01", "to": "2026-11-20", "sheet": "420100-1-2026-0002",
        "remarks": "第一行\n第二行",
        "checks": {"pay": "是", "pay_note": "按月发放", "rest": "否"},
        "steps": [{"day": "2026-11-02", "what": "上门", "how": "入户"}, {"what": null}],
        "tests": {"ability": {"result": "良好"}}, "start": "2026-11-01", "place": "武汉",
        "consent": {"sensitive": "1", "share": {"employer": "2"}, "date": "2026-11-03"},
        "signatures.visitor.date": "2026-11-03",
    }]);
    let mut read_json = from("json", json.to_string().into_bytes());
    // 3200.5 and 3200.50 are one number, printed as they were written.
    read_json.insert(name("income"), expected[&name("income")].clone());
    assert_eq!(read_json, expected);
    // As a page saves it.
    let saved = serde_json::json!({"form": "all", "title": "访问记录", "version": "1.0.0", "copies": json});
    let mut read_saved = from("json", saved.to_string().into_bytes());
    read_saved.insert(name("income"), expected[&name("income")].clone());
    assert_eq!(read_saved, expected);

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, (name, value)) in RIGHT.iter().enumerate() {
        let at = column as u16;
        sheet.write(3, at, *name).expect("written");
        match *name {
            "times" => sheet.write(4, at, 2).map(drop),
            "phone" => sheet.write(4, at, 13_800_138_000_f64).map(drop),
            "from" | "start" => {
                let day = ExcelDateTime::from_ymd(2026, 11, 1).expect("a day");
                sheet.write_with_format(4, at, &day, &date).map(drop)
            }
            _ => sheet.write(4, at, *value).map(drop),
        }
        .expect("written");
    }
    assert_eq!(from("xlsx", book.save_to_buffer().expect("a workbook")), expected);
}

#[test]
fn a_number_that_a_spreadsheet_has_spoilt_is_told() {
    let project = sample();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (name, _)) in RIGHT.iter().enumerate() {
        sheet.write(0, column as u16, *name).expect("written");
    }
    for (column, (name, value)) in RIGHT.iter().enumerate() {
        match *name {
            "id" => sheet.write(1, column as u16, 110_105_194_912_310_021_f64),
            _ => sheet.write(1, column as u16, *value),
        }
        .expect("written");
    }
    let table = table(&project, "xlsx", book.save_to_buffer().expect("a workbook")).expect("a table").value;
    let faults = read(&project, &table).remove(0).expect_err("digits are lost");
    insta::assert_snapshot!("spoilt", told(&faults, Lang::Zh));
}

#[test]
fn templates_are_accepted_as_they_are() {
    let project = &*PROGRAMME;
    for form in &issue_programme(&project.site, None).forms {
        let columns = form.columns(&BTreeMap::new());
        let book = workbook(form, &columns).expect("a workbook");
        assert!(book == workbook(form, &columns).expect("a workbook"), "the same bytes each time");
        for (ending, bytes) in [("csv", csv(&columns)), ("xlsx", book)] {
            let names = HeadingNames::new(&columns, form);
            let grid = records::grid("empty", ending, bytes, None, &names).expect("a file");
            let WithDiagnostics { value: table, diagnostics } = records::table(grid, &names);
            assert_eq!(diagnostics, [], "nothing is passed over");
            assert_eq!(table.rows, [], "explanations are no data");
            let fields = records::heading_columns(&table, &columns, form);
            assert_eq!(fields.diagnostics, [], "{} {ending}", form.id);
            assert_eq!(fields.value.of_heading, (0..columns.len()).collect::<Vec<_>>());
        }
    }
    let form = &issue(&project.site, form("record"), None);
    let columns = form.columns(&BTreeMap::new());
    let text = String::from_utf8(csv(&columns)).expect("UTF-8");
    insta::assert_snapshot!("template", text.replace('\u{feff}', ""));
}

fn fields_of(sheets: &PaperDocument) -> Vec<&FieldBox> {
    let marks = sheets.pages.iter().flat_map(|page| page.marks());
    marks
        .filter_map(|placed| match &placed.mark {
            PaperMark::Field(field) => Some(field),
            _ => None,
        })
        .collect()
}

/// The columns of a form are the places to type in of its sheet, no more and no less.
#[test]
fn every_place_of_a_sheet_has_its_column() {
    let project = &*PROGRAMME;
    let sample = sample();
    let all = project.site.forms.iter().map(|form| (project, form)).chain([(&sample, &sample.site.forms[0])]);
    for (project, form) in all {
        let wuhan = project.site.cities.iter().find(|city| city.id == *"wuhan");
        for city in [None, wuhan] {
            let form = &issue(&project.site, form, city);
            let sheets = form_document(form, PrintLayout::Regular, &FONTS).value;
            let fields = fields_of(&sheets);
            let columns = form.columns(&rows_on(&fields));
            let mut met = BTreeSet::new();
            for field in fields {
                let column = columns.iter().find(|column| is_place_of(field, column));
                let column = column.unwrap_or_else(|| panic!("{}: {} has no column", form.id, field.name));
                met.insert(&column.name);
            }
            for column in &columns {
                assert!(met.contains(&column.name), "{}: {} has no place", form.id, column.name);
            }
        }
    }
}

/// The sample's sheet, filled with the right row and these changes.
fn fill_in(changes: &[(&'static str, &str)]) -> Result<PaperDocument, Vec<FillError>> {
    filled_in(changes).map(|filled| filled.document)
}

fn filled_in(changes: &[(&'static str, &str)]) -> Result<FilledDocument, Vec<FillError>> {
    let project = sample();
    let form = &issue(&project.site, &project.site.forms[0], None);
    let answers = read(&project, &table_of(&project, &[changes])).remove(0);
    let answers = answers.unwrap_or_else(|faults| panic!("{}", told(&faults, Lang::Zh)));
    let columns = form.columns(&BTreeMap::new());
    let blank = form_document(form, PrintLayout::Regular, &FONTS).value;
    fill_document(&blank, &FieldValues::of(&columns, &answers), &FONTS)
}

fn runs_of(sheets: &PaperDocument, name: &str) -> (FieldBox, Vec<TextRun>) {
    let field = fields_of(sheets).into_iter().find(|field| field.name.as_str() == name && field.value.is_some());
    let field = field.unwrap_or_else(|| panic!("{name} is filled")).clone();
    match field.value.clone() {
        Some(FieldBoxValue::Written { runs, .. }) => (field, runs),
        Some(FieldBoxValue::On) | None => (field, Vec::new()),
    }
}

#[test]
fn combs_are_filled_box_by_box() {
    let sheets = fill_in(&[]).expect("it fits");
    let (field, runs) = runs_of(&sheets, "id");
    let side = field.rect.width / 18.0;
    let glyphs: Vec<_> = runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph))).collect();
    let text: String = glyphs.iter().map(|(_, glyph)| glyph.character).collect();
    assert_eq!(text, "11010519491231002X");
    for (index, (run, glyph)) in glyphs.into_iter().enumerate() {
        let width = FONTS.face(run.face).width(glyph.character, run.size);
        let middle = run.origin.x + glyph.x + width / 2.0;
        assert!((middle.0 - (side * (index as f64 + 0.5)).0).abs() < 1e-6, "{} is not in its box", glyph.character);
    }
}

#[test]
fn what_is_too_long_shrinks_to_the_floor_and_then_stands_elsewhere() {
    let size = |text: &str| {
        let sheets = fill_in(&[("place", text)])?;
        let (field, runs) = runs_of(&sheets, "place");
        for run in &runs {
            let last = run.glyphs.last().expect("a glyph");
            let end = run.origin.x + last.x + FONTS.face(run.face).width(last.character, run.size);
            assert!(end.0 <= field.rect.width.0 + 1e-6, "{text} stands out of its blank");
        }
        Ok::<f64, Vec<FillError>>(runs[0].size.0)
    };
    let (short, shrunk) = (size("武汉").expect("fits"), size("武汉市测试路十一号").expect("fits"));
    assert!(shrunk < short && shrunk >= MIN_TYPE_SIZE.0, "{short} {shrunk}");
    let long = "武汉市测试路一百二十三号";
    let filled = filled_in(&[("place", long)]).expect("it goes on");
    assert_eq!(filled.overflow, BTreeSet::from([name("place")]));
    let printed: String =
        runs_of(&filled.document, "place").1.iter().flat_map(|run| &run.glyphs).map(|g| g.character).collect();
    assert_eq!(printed, "见续页");
}

#[test]
fn a_long_line_takes_two_where_there_is_room() {
    let text = "做了很多事情".repeat(6);
    let sheets = fill_in(&[("steps.1.what", &text)]).expect("it fits");
    let (field, runs) = runs_of(&sheets, "steps.1.what");
    let mut lines: Vec<i64> = runs.iter().map(|run| (run.origin.y.0 * 100.0) as i64).collect();
    lines.dedup();
    assert_eq!(lines.len(), 2);
    assert!(runs.iter().all(|run| run.origin.y < field.rect.height && run.size.0 >= MIN_TYPE_SIZE.0));
    let printed: String = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect();
    assert_eq!(printed, text);
}

#[test]
fn rare_hanzi_are_printed_and_what_no_face_has_is_named() {
    let sheets = fill_in(&[("name", "𬸣龘翀")]).expect("the font has them");
    let (_, runs) = runs_of(&sheets, "name");
    let printed: String = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect();
    assert_eq!(printed, "𬸣龘翀");
    let misfits = fill_in(&[("name", "测\u{F0001}")]).expect_err("nobody has it");
    assert_eq!(misfits[0].reason, FillErrorReason::NoGlyph('\u{F0001}'));
}

#[test]
fn rows_that_the_sheet_does_not_have_are_not_lost() {
    let project = sample();
    let form = &issue(&project.site, &project.site.forms[0], None);
    let blank = form_document(form, PrintLayout::Regular, &FONTS).value;
    let columns = form.columns(&BTreeMap::from([(Name::new("steps").expect("a name"), 60)]));
    let answers = Answers::from([(name("steps.60.what"), Answer::Text("上门".into()))]);
    let misfits = fill_document(&blank, &FieldValues::of(&columns, &answers), &FONTS).expect_err("there is no row 60");
    assert_eq!(misfits[0].reason, FillErrorReason::NoPlace);
}

#[test]
fn flattened_values_are_text_of_their_elements() {
    let sheets = fill_in(&[]).expect("it fits");
    let flat = flatten_document(sheets.clone(), &FONTS);
    let empty = fields_of(&flat);
    let is_left = |field: &&FieldBox| field.value.is_none() || field.value == Some(FieldBoxValue::On);
    assert!(empty.iter().all(is_left), "only blanks and ticks are left");
    assert!(empty.len() < fields_of(&sheets).len());
    let mut text = String::new();
    for placed in flat.pages.iter().flat_map(|page| page.marks()) {
        if let (Some(element), PaperMark::Text(run)) = (placed.element, &placed.mark)
            && run.face == formpress::testing::paper::Face::Typed
        {
            let own = match &flat.structure[element.0 as usize].role {
                // A tick stays one; what stands in a blank is of the line it is in.
                StructureType::Form => run.glyphs[0].character == '✓',
                role => matches!(
                    role,
                    StructureType::Span { language: None } | StructureType::Paragraph | StructureType::Cell { .. }
                ),
            };
            assert!(own, "{:?} of {run:?}", flat.structure[element.0 as usize]);
            text += &run.glyphs.iter().map(|glyph| glyph.character).collect::<String>();
            text += " ";
        }
    }
    insta::assert_snapshot!("flattened", text);
}
