//! Tables as offices keep them: what is read of a workbook or CSV as a person reads it, and what is refused
//! with its cell.

use std::io::{Cursor, Write};

use formpress::testing::load::Project;
use formpress::testing::model::{Answer, Answers, issue};
use formpress::testing::records::{self, HeadingNames};
use formpress::testing::words::{Diagnostic, Lang, WithDiagnostics};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use crate::filling::{read, sample, table, told};
use crate::workshop::Workshop;

/// What a workbook comes to: answers or faults by row, and what is said of the whole.
struct Outcome {
    rows: Vec<Result<Answers, Vec<Diagnostic>>>,
    notes: Vec<Diagnostic>,
}

impl Outcome {
    fn of(ending: &str, bytes: Vec<u8>) -> Outcome {
        let project = sample();
        match table(&project, ending, bytes) {
            Ok(WithDiagnostics { value, diagnostics }) => {
                let mut notes = diagnostics;
                notes.extend(all_fields(&project, &value));
                Outcome { rows: read(&project, &value), notes }
            }
            Err(fault) => Outcome { rows: Vec::new(), notes: vec![fault] },
        }
    }

    fn book(fill: impl FnOnce(&mut Worksheet)) -> Outcome {
        let mut book = Workbook::new();
        fill(book.add_worksheet());
        Outcome::of("xlsx", book.save_to_buffer().expect("a workbook"))
    }

    /// The codes of everything that is said, in order.
    fn codes(&self) -> Vec<&'static str> {
        let faults = self.rows.iter().filter_map(|row| row.as_ref().err()).flatten();
        self.notes.iter().chain(faults).map(|fault| fault.message.code).collect()
    }

    fn told(&self) -> String {
        let faults = self.rows.iter().filter_map(|row| row.as_ref().err()).flatten();
        told(&self.notes.iter().chain(faults).cloned().collect::<Vec<_>>(), Lang::Zh)
    }

    /// An answer of a row that has no fault.
    fn answer(&self, row: usize, name: &str) -> Option<&Answer> {
        let answers = self.rows[row].as_ref().unwrap_or_else(|_| panic!("{}", self.told()));
        answers.get(&name.parse().expect("a name"))
    }
}

fn all_fields(project: &Project, table: &records::RecordTable) -> Vec<Diagnostic> {
    let form = &issue(&project.site, &project.site.forms[0], None);
    let columns = form.columns(&Default::default());
    let columns = form.columns(&records::repeat_rows(table, &HeadingNames::new(&columns, form)));
    records::heading_columns(table, &columns, form).diagnostics.into_iter().filter(|d| !is_error(d)).collect()
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == formpress::testing::words::Severity::Error
}

/// The headings that every row of the sample needs, and what is right below them.
const NEEDED: [(&str, &str); 4] = [("姓名", "测试一"), ("met", "是"), ("checks.pay", "是"), ("checks.rest", "否")];

/// Writes the needed headings into a row, and right answers into the next ones.
fn rows(sheet: &mut Worksheet, top: u32, left: u16, count: u32) {
    for (at, (heading, value)) in NEEDED.iter().enumerate() {
        sheet.write(top, left + at as u16, *heading).expect("written");
        for row in 1..=count {
            sheet.write(top + row, left + at as u16, *value).expect("written");
        }
    }
}

fn text(text: &str) -> Option<Answer> {
    Some(Answer::Text(text.to_owned()))
}

/// A day, or the first of a month.
fn of_calendar(written: &str) -> Answer {
    let day = format!("{written}-01")[..10].parse().expect("a day");
    Answer::Date { written: written.to_owned(), day }
}

fn file(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn hidden_sheets_are_not_read_and_several_are_not_chosen_from() {
    let hidden = file(|book| {
        let old = book.add_worksheet();
        rows(old, 0, 0, 3);
        old.set_hidden(true);
        let new = book.add_worksheet();
        rows(new, 0, 0, 1);
        new.set_active(true);
    });
    let outcome = Outcome::of("xlsx", hidden);
    assert_eq!((outcome.rows.len(), outcome.codes()), (1, vec!["sheets-left"]), "{}", outcome.told());

    let two = file(|book| {
        rows(book.add_worksheet().set_name("一月").expect("a name"), 0, 0, 1);
        rows(book.add_worksheet().set_name("二月").expect("a name"), 0, 0, 1);
        book.add_worksheet();
    });
    let outcome = Outcome::of("xlsx", two);
    assert_eq!(outcome.codes(), ["several-sheets"]);
    insta::assert_snapshot!("several-sheets", outcome.told());

    let only_hidden = file(|book| {
        rows(book.add_worksheet().set_hidden(true), 0, 0, 1);
        book.add_worksheet().set_active(true);
    });
    assert_eq!(Outcome::of("xlsx", only_hidden).codes(), ["sheets-hidden"]);

    let beside = file(|book| {
        book.add_worksheet().set_name("封面").expect("a name").write(0, 0, "2026 年名单").expect("written");
        rows(book.add_worksheet().set_name("名单").expect("a name"), 0, 0, 2);
    });
    let outcome = Outcome::of("xlsx", beside);
    assert_eq!((outcome.rows.len(), outcome.codes()), (2, vec!["sheets-left"]));
}

#[test]
fn rows_that_a_filter_hides_are_not_read() {
    let outcome = Outcome::book(|sheet| {
        rows(sheet, 0, 0, 3);
        sheet.set_row_hidden(2).expect("hidden");
    });
    assert_eq!((outcome.rows.len(), outcome.codes()), (2, vec!["rows-hidden"]), "{}", outcome.told());
}

#[test]
fn merged_cells_count_for_every_row_or_are_a_fault() {
    let outcome = Outcome::book(|sheet| {
        rows(sheet, 0, 0, 3);
        sheet.write(0, 4, "工号").expect("written");
        sheet.merge_range(1, 4, 3, 4, "A001", &Format::new()).expect("merged");
    });
    for row in 0..3 {
        assert_eq!(outcome.answer(row, "number").cloned(), text("A001"), "{}", outcome.told());
    }
    let outcome = Outcome::book(|sheet| {
        rows(sheet, 0, 0, 1);
        sheet.write(0, 4, "工号").expect("written").write(0, 5, "备注").expect("written");
        sheet.merge_range(1, 4, 1, 5, "A001", &Format::new()).expect("merged");
    });
    assert_eq!(outcome.codes(), ["merged-across"]);
    assert!(outcome.told().contains("第2行 E列"), "{}", outcome.told());
}

/// A workbook of one row whose last cell is this, in a column of this name.
fn cell(heading: &str, write: impl FnOnce(&mut Worksheet, u32, u16)) -> Outcome {
    Outcome::book(|sheet| {
        rows(sheet, 0, 0, 1);
        sheet.write(0, 4, heading).expect("written");
        write(sheet, 1, 4);
    })
}

fn number(heading: &str, value: f64, format: &str) -> Outcome {
    cell(heading, |sheet, row, column| {
        sheet.write_with_format(row, column, value, &Format::new().set_num_format(format)).expect("written");
    })
}

#[test]
fn a_cell_says_what_it_shows_or_is_refused() {
    assert_eq!(number("number", 42.0, "\"A\"000").answer(0, "number").cloned(), text("A042"));
    assert_eq!(number("times", 1234.5678, "0").codes(), ["shown-otherwise"]);
    assert_eq!(number("income", 0.85, "0%").codes(), ["shown-unclearly"]);
    assert_eq!(number("times", 3.0, ";;;").codes(), ["shown-otherwise"]);
    let income = number("income", 0.1 + 0.2, "General");
    let expected = Answer::Number { written: "0.3".into(), value: 0.3 };
    assert_eq!(income.answer(0, "income"), Some(&expected));
    assert_eq!(number("income", 1200.0, "[$¥-804]#,##0.00").codes(), Vec::<&str>::new());
    assert_eq!(number("income", 3.0, "0\"万\"").codes(), ["not-a-number"], "3万 is not 3");
    // The day of a month that shows no day was nobody's.
    let day = |heading: &str, format: &str| number(heading, 46327.0, format);
    assert_eq!(day("from", "yyyy-mm-dd").answer(0, "from"), Some(&of_calendar("2026-11-01")));
    assert_eq!(day("from", "yyyy\"年\"m\"月\"").codes(), ["day-shown-partly"]);
    assert_eq!(number("birth", 32264.0, "mmm-yy").answer(0, "birth"), Some(&of_calendar("1988-05")));
    assert_eq!(day("serial", "m\"月\"d\"日\"").codes(), ["became-a-day"]);
    // A time of day is what its cell shows, to the minute; a length of time is none.
    assert_eq!(number("remarks", 8.5 / 24.0, "h:mm").answer(0, "remarks").cloned(), text("08:30"));
    assert_eq!(number("remarks", 8.5 / 24.0, "h").codes(), ["no-day"]);
    assert_eq!(number("remarks", 8.5 / 24.0, "[h]:mm").codes(), ["no-day"]);
    assert_eq!(number("phone", 13_800_138_000.0, "General").answer(0, "phone").cloned(), text("13800138000"));
    assert_eq!(number("id", 110_105_194_912_310_021_f64, "0").codes(), ["digits-lost"]);
    assert_eq!(
        cell("number", |sheet, row, column| drop(sheet.write(row, column, "4.20106E+17"))).codes(),
        ["digits-lost"]
    );
}

#[test]
fn a_formula_needs_a_value_that_was_saved() {
    let formula = |result: &'static str| {
        cell("number", move |sheet, row, column| {
            sheet
                .write_formula(row, column, Formula::new("=CONCAT(\"A\",\"001\")").set_result(result))
                .expect("written");
        })
    };
    assert_eq!(formula("A001").answer(0, "number").cloned(), text("A001"));
    let bytes = file(|book| {
        let sheet = book.add_worksheet();
        rows(sheet, 0, 0, 1);
        sheet.write(0, 4, "number").expect("written");
        sheet.write_formula(1, 4, Formula::new("=A2").set_result("12345")).expect("written");
    });
    // As libraries write it that calculate nothing.
    let outcome = Outcome::of("xlsx", part(&bytes, "xl/worksheets/sheet1.xml", |xml| xml.replace("<v>12345</v>", "")));
    assert_eq!(outcome.codes(), ["formula-empty"], "{}", outcome.told());
    assert!(outcome.told().contains("第2行 E列"), "{}", outcome.told());
}

#[test]
fn a_workbook_that_counts_from_1904_is_read_so() {
    let bytes = file(|book| {
        let sheet = book.add_worksheet();
        rows(sheet, 0, 0, 1);
        sheet.write(0, 4, "from").expect("written").write(0, 5, "to").expect("written");
        sheet.write(1, 4, 44_865).expect("written");
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(1, 5, 44_866, &format).expect("written");
    });
    let bytes = part(&bytes, "xl/workbook.xml", |xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    let outcome = Outcome::of("xlsx", bytes);
    assert_eq!(outcome.answer(0, "from"), Some(&of_calendar("2026-11-01")), "{}", outcome.told());
    assert_eq!(outcome.answer(0, "to"), Some(&of_calendar("2026-11-02")));
}

/// A workbook with one part of its package changed.
fn part(book: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(book)).expect("a package");
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).expect("read");
        let path = part.name().expect("a name").into_owned();
        if path == name {
            let before = String::from_utf8(bytes).expect("UTF-8");
            let after = change(before.clone());
            assert!(before != after, "{name} is as it was");
            bytes = after.into_bytes();
        }
        written.start_file(path, zip::write::SimpleFileOptions::default()).expect("begun");
        written.write_all(&bytes).expect("written");
    }
    written.finish().expect("whole").into_inner()
}

#[test]
fn a_ledger_is_read_as_it_is() {
    let outcome = Outcome::book(|sheet| {
        sheet.merge_range(0, 0, 0, 6, "2026 年服务对象台账", &Format::new()).expect("merged");
        sheet.write(2, 0, "序号").expect("written").write(2, 5, "接收人").expect("written");
        rows(sheet, 2, 1, 2);
        for (row, number) in [(3, 1), (4, 2), (6, 3)] {
            sheet.write(row, 0, number).expect("written");
        }
        sheet.write(7, 0, "合 计").expect("written").write(7, 1, 2).expect("written");
        sheet.write(9, 0, "填表人：某某").expect("written");
    });
    assert_eq!(outcome.rows.len(), 2, "{}", outcome.told());
    assert!(outcome.rows.iter().all(Result::is_ok), "{}", outcome.told());
    insta::assert_snapshot!("ledger", outcome.told());
}

#[test]
fn nobody_below_a_sum_is_lost() {
    let csv =
        "姓名,met,checks.pay,checks.rest\n测试一,是,是,否\n小计,1,,\n测试二,是,是,否\n合计,2,,\n测试三,是,是,否\n";
    let outcome = Outcome::of("csv", csv.into());
    assert_eq!(outcome.rows.len(), 2);
    assert_eq!(outcome.codes(), ["below-sum", "lines-left"]);
}

#[test]
fn two_lines_of_headings_are_one() {
    let outcome = Outcome::book(|sheet| {
        for (at, (heading, value)) in NEEDED.iter().enumerate() {
            sheet.merge_range(0, at as u16, 1, at as u16, heading, &Format::new()).expect("merged");
            sheet.write(2, at as u16, *value).expect("written");
        }
        sheet.merge_range(0, 4, 0, 5, "经过1", &Format::new()).expect("merged");
        sheet.write(1, 4, "日期").expect("written").write(1, 5, "做了什么").expect("written");
        sheet.write(2, 4, "2026-11-02").expect("written").write(2, 5, "上门").expect("written");
    });
    assert_eq!(outcome.answer(0, "steps.1.what").cloned(), text("上门"), "{}", outcome.told());
    assert_eq!(outcome.answer(0, "name").cloned(), text("测试一"));
}

#[test]
fn words_that_are_declared_for_an_option_are_read() {
    let workshop = declared();
    workshop.replace("forms/choices.yaml", "label: 三级}", "label: 三级, also: [3级]}");
    let head = "name,grade,met,checks.pay,checks.rest\n甲,3级,是,是,否\n乙,三等,是,是,否\n";
    workshop.write("people.csv", head);
    let run = workshop.run(&["fill", "all", "--data", "people.csv", "-o", "copies"]);
    assert!(run.err.contains("1 份已填好") && run.err.contains("没有“三等”这个选项"), "{}", run.told());
    workshop.replace("forms/choices.yaml", "label: 四级}", "label: 四级, also: [3级]}");
    let run = workshop.run(&["check"]);
    assert!(run.told().contains("same-word"), "{}", run.told());
}

#[test]
fn columns_that_are_nearly_the_forms_are_told() {
    let csv = "姓名,met,checks.pay,checks.rest,出生日期,联系人\n测试一,是,是,否,1988-05,某某\n";
    let outcome = Outcome::of("csv", csv.into());
    insta::assert_snapshot!("nearly", outcome.told());
}

#[test]
fn csv_keeps_to_what_was_written() {
    let csv = "sep=;\n姓名;met;checks.pay;checks.rest;工号;phone\n测试一;是;是;否;=\"A001\";'02712345678\n";
    let outcome = Outcome::of("csv", csv.into());
    assert_eq!(outcome.answer(0, "number").cloned(), text("A001"), "{}", outcome.told());
    assert_eq!(outcome.answer(0, "phone").cloned(), text("02712345678"));
    let open = "姓名,met,checks.pay,checks.rest\n\"测试一,是,是,否\n测试二,是,是,否\n";
    let outcome = Outcome::of("csv", open.into());
    assert_eq!(outcome.codes(), ["quote-open"]);
    assert!(outcome.told().contains("第2行"), "{}", outcome.told());
    let quoted = "姓名,met,checks.pay,checks.rest,备注\n测试一,是,是,否,\"他说\"\"好\"\"\n再见\"\n";
    assert_eq!(Outcome::of("csv", quoted.into()).answer(0, "remarks").cloned(), text("他说\"好\"\n再见"));
}

#[test]
fn what_a_file_asks_for_is_bounded() {
    let rows = format!("name,steps.{}.what\n测试一,上门\n", u32::MAX);
    assert_eq!(Outcome::of("csv", rows.into()).codes(), ["too-many-rows"]);
    let far = Outcome::book(|sheet| {
        self::rows(sheet, 0, 0, 1);
        sheet.write(1_048_575, 16_383, "x").expect("written");
    });
    assert_eq!(far.codes()[0], "too-many-cells", "one cell in the last corner is one cell: {}", far.told());
    let bomb = Outcome::of("xlsx", {
        let book = file(|book| _ = book.add_worksheet());
        part(&book, "docProps/app.xml", |xml| xml + &" ".repeat(120 << 20))
    });
    assert_eq!(bomb.codes(), ["data-too-large"]);
    let deep = format!("[{}]", "{\"a\":".repeat(50_000));
    assert_eq!(Outcome::of("json", deep.into()).codes(), ["data-unreadable"]);
    let many = format!("[{}{{}}]", "{},".repeat(200_000));
    assert_eq!(Outcome::of("json", many.into()).codes(), ["too-many-cells-in-all"]);
}

#[test]
fn numbers_of_days_and_moments_are_never_another_day_in_silence() {
    let from = |value: &str| {
        let json = format!("[{{\"姓名\":\"测试一\",\"met\":1,\"checks\":{{\"pay\":1,\"rest\":2}},\"from\":{value}}}]");
        Outcome::of("json", json.into_bytes())
    };
    let day = of_calendar("2026-05-03");
    assert_eq!(from("\"2026-05-02T16:00:00.000Z\"").answer(0, "from"), Some(&day));
    assert_eq!(from("\"2026-05-02T18:30:00Z\"").codes(), ["time-zone"]);
    assert_eq!(from("46145").codes(), ["not-a-date"], "JSON has no day nought");
    assert_eq!(from("20260503").answer(0, "from"), Some(&day));
}

/// The sample's form with what says the same of a person declared.
fn declared() -> Workshop {
    let workshop = Workshop::new();
    let form = crate::all_kinds::ALL_KINDS
        .replace("number: 之一", "number: 之二")
        .replace("{name: birth, type: month,", "{name: birth, type: month, autocomplete: bday,")
        .replace("type: certificate_number,", "type: certificate_number, of: id, grade: grade,")
        .replace(
            "      - {name: met,",
            "      - {name: grade, type: select_one, list: grades, label: 等级, label_width: 4, width: 20, privacy: sensitive}\n      - {name: met,",
        );
    workshop.write("forms/all.yaml", &form);
    let grades = "grades:\n  standard: GB/T 26341-2010\n  choices:\n    - {name: 3, label: 三级}\n    - {name: 4, label: 四级}\n";
    workshop.write("forms/choices.yaml", &format!("{}{grades}", crate::sample::CHOICES));
    workshop
}

#[test]
fn numbers_that_contradict_each_other_and_rows_that_are_there_twice_are_told() {
    let workshop = declared();
    let head = "serial,name,birth,id,certificate,grade,met,checks.pay,checks.rest\n";
    let rows = [
        "420100-1-2026-0001,甲,1949-12,11010519491231002X,11010519491231002X43,3,是,是,否",
        // Another month, another grade, another person's certificate, and one born tomorrow.
        "420100-1-2026-0002,乙,1949-11,11010519491231002X,,,是,是,否",
        "420100-1-2026-0003,丙,,,11010519491231002X43,4,是,是,否",
        "420100-1-2026-0004,丁,,440524188001010014,11010519491231002X43,,是,是,否",
        "420100-1-2026-0005,戊,,11010520300101001X,,,是,是,否",
        "420100-1-2026-0006,己,,,,,是,是,否",
        "420100-1-2026-0006,庚,,,,,是,是,否",
        ",辛,,,,,是,是,否",
        ",辛,,,,,是,是,否",
    ];
    workshop.write("people.csv", &format!("{head}{}\n", rows.join("\n")));
    let run = workshop.run(&["fill", "all", "--data", "people.csv", "-o", "copies"]);
    assert_eq!(run.code, 1, "{}", run.told());
    // The last line says how long it took.
    let told: Vec<&str> = run.err.lines().filter(|line| !line.contains("用时")).collect();
    assert!(run.err.contains("3 份已填好") && run.err.contains("6 行有错"), "{}", run.told());
    insta::assert_snapshot!("contradictions", told.join("\n"));
}
