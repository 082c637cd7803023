//! One answer has one name, on the sheet, in the PDF, on the page and in tables; and no two answers have the same.

use std::collections::{BTreeMap, BTreeSet};

use formpress::testing::check::all_findings;
use formpress::testing::html::{Templates, Website};
use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::model::{
    Address, AnswerColumn, AnswerLimit, AnswerName, AnswerType, DAY, KINDS, Name, RepeatRow, issue, nested,
};
use formpress::testing::paper::{FieldBox, FieldBoxKind, PaperDocument, PaperMark, PrintLayout, form_document};
use formpress::testing::pdf::{PdfFileOptions, characters_by_face, font_set, pdf};
use formpress::testing::svg::SharedSvg;
use html5gum::{HtmlString, Token, Tokenizer};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::{Value, json};

use crate::all_kinds::ALL_KINDS;
use crate::house::source_files;
use crate::pdf::reading::Reading;
use crate::programme::FONTS;
use crate::report::lines;
use crate::repository;
use crate::sample::{CHOICES, FILES};
use crate::workshop::Workshop;

/// Everything there is to ask, and what else has a shape of its own: a choice and a month in a sentence, a table
/// with rows of both sorts.
fn every_kind() -> String {
    let more = [
        ("number: 之一", "number: 之二"),
        (
            "      - name: steps\n",
            "      - {name: photo, type: photo, label: 照片, label_width: 4, width: 8}\n      - {name: say, type: note, label: 下面由机构填。}\n      - name: steps\n",
        ),
        ("        label: 测验\n", "        label: 测验\n        blank_rows: 1\n"),
        ("地点${place}。", "地点${place}，按${ways}，到${until}。"),
        (
            "label: 地点}\n",
            "label: 地点}\n              - {name: ways, type: select_multiple, list: mode, label: 办法}\n              - {name: until, type: month, label: 到何时}\n",
        ),
    ];
    let whole = more.iter().fold(ALL_KINDS.to_owned(), |form, (from, to)| {
        assert!(form.contains(from), "there is no {from:?}");
        form.replacen(from, to, 1)
    });
    // What one control answers and takes no keys needs no example of its own.
    let mut fields = String::new();
    for kind in KINDS.iter().filter(|kind| !whole.contains(&format!("type: {}", kind.name))) {
        assert!(kind.shape.is_simple() && kind.keys.iter().all(|key| !key.required), "no field is a {}", kind.name);
        fields += &format!("      - {{name: more_{0}, type: {0}, label: {1}}}\n", kind.name, kind.zh);
    }
    whole.replacen("      - {name: photo,", &format!("{fields}      - {{name: photo,"), 1)
}

fn names<'a>(names: impl IntoIterator<Item = &'a AnswerName>) -> BTreeSet<String> {
    names.into_iter().map(AnswerName::to_string).collect()
}

fn fields(sheets: &PaperDocument) -> Vec<&FieldBox> {
    let marks = sheets.pages.iter().flat_map(|page| page.marks());
    let field = marks.filter_map(|placed| match &placed.mark {
        PaperMark::Field(field) => Some(field),
        _ => None,
    });
    field.collect()
}

/// How many blank rows the tables of a sheet have.
pub fn rows_on(fields: &[&FieldBox]) -> BTreeMap<Name, u32> {
    let mut rows = BTreeMap::new();
    for name in fields.iter().map(|field| &field.name) {
        // Above the parts of a date or the boxes of a choice stands what is asked.
        let asked: Vec<&str> = name.parts().take(3).collect();
        let asked = asked.join(".").parse::<AnswerName>().expect("a name");
        if let Some((repeat, number, _)) = asked.in_blank_row() {
            let most = rows.entry(repeat).or_default();
            *most = number.max(*most);
        }
    }
    rows
}

/// Is it a place on the sheet where the column's answer is written or ticked?
pub fn is_place_of(field: &FieldBox, column: &AnswerColumn) -> bool {
    let own = &column.name;
    let options = |value: &str| match &column.answer_type {
        AnswerType::Options { offered, .. } => offered.iter().any(|option| option.value == value),
        _ => false,
    };
    match (&column.answer_type, &field.kind) {
        (AnswerType::Date(format), FieldBoxKind::Text { .. }) => {
            field.name == *own || format.parts.iter().any(|part| field.name == own.part(part))
        }
        (AnswerType::Line { limit: AnswerLimit { pattern: Some(_), .. }, .. }, FieldBoxKind::Text { .. }) => {
            field.name == *own || (1..9).any(|at| field.name == own.blank(at))
        }
        (AnswerType::Options { many: true, .. }, FieldBoxKind::Check { value }) => {
            field.name == own.option(value) && options(value)
        }
        (AnswerType::Options { many: false, .. }, FieldBoxKind::Radio { value }) => {
            field.name == *own && options(value)
        }
        (_, FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. }) => field.name == *own,
        (_, FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. }) => false,
    }
}

/// The tags of a page with their attributes.
fn tags(html: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let text = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    let tag = |token| match token {
        Ok(Token::StartTag(tag)) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
            Some((text(&tag.name), attributes.collect()))
        }
        _ => None,
    };
    Tokenizer::new(html).filter_map(tag).collect()
}

#[test]
fn an_answer_has_one_name_everywhere() {
    let workshop = Workshop::new();
    workshop.write("forms/all.yaml", &every_kind());
    let project = repository::load(&workshop.path(""), &SettingOverrides::default()).value;
    let site = &project.site;
    let form = site.forms.iter().find(|form| form.id == *"all").expect("it is read");
    let form = &issue(site, form, None);
    let columns = form.columns(&BTreeMap::new());
    let of_columns = names(columns.iter().map(|column| &column.name));
    assert_eq!(of_columns.len(), columns.len());

    for layout in PrintLayout::ALL {
        let laid = form_document(form, layout, &FONTS);
        assert_eq!(laid.diagnostics, []);
        let fields = fields(&laid.value);
        // Tables go on to the foot of a page.
        let columns = form.columns(&rows_on(&fields));
        let of_columns = names(columns.iter().map(|column| &column.name));
        let column = |field: &&FieldBox| {
            let of: Vec<&AnswerColumn> = columns.iter().filter(|column| is_place_of(field, column)).collect();
            assert_eq!(of.len(), 1, "{layout:?}: {} is a place of {of:?}", field.name);
            &of[0].name
        };
        assert_eq!(names(fields.iter().map(column)), of_columns, "{layout:?}: columns that have a place");

        let on_sheets = names(fields.iter().map(|field| &field.name));
        let set = font_set(&FONTS, &characters_by_face(&laid.value)).expect("faces that can be subset");
        let read = Reading::of(&pdf(&laid.value, &set, &PdfFileOptions { fillable: true })).fields();
        let in_pdf: BTreeSet<String> =
            read.lines().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect();
        assert_eq!(in_pdf, on_sheets, "{layout:?}: fields of the PDF");

        let script = SharedSvg::new(&laid.value).places(&laid.value, "0123abcd");
        let in_script: BTreeSet<String> =
            script.split("{\"name\":\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
        assert_eq!(in_script, on_sheets, "{layout:?}: places on the pictures");
    }

    let templates =
        Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets()).value;
    let downloads = BTreeMap::new();
    let website = Website::new(site, &[], &templates, &downloads, "");
    let route = website.routes().find(|route| route.address() == Address::form(&form.id)).expect("its page");
    let html = website.page(route).html().expect("made");
    let attribute = |html: &str, of: &[&str], name: &str| -> Vec<String> {
        let wanted = tags(html).into_iter().filter(|(tag, _)| of.is_empty() || of.contains(&tag.as_str()));
        wanted.filter_map(|(_, mut attributes)| attributes.remove(name)).collect()
    };
    let start = html.find("<form class=\"fill\"").expect("the form to fill in");
    let end = start + html[start..].find("</form>").expect("its end");
    let asked = &html[start..end];
    let controls = attribute(asked, &["input", "textarea", "select"], "name");
    assert_eq!(controls.into_iter().collect::<BTreeSet<String>>(), of_columns, "controls of the page");
    let questions = attribute(asked, &[], "data-ask");
    assert_eq!(questions.into_iter().collect::<BTreeSet<String>>(), of_columns, "questions of the page");
    let ids = attribute(&html, &[], "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id is there twice");
}

/// The sample with this form and these options, as the rule of names sees it.
fn found(form: &str, choices: &str) -> (Vec<String>, Project) {
    let files = FILES.into_iter().filter(|(path, _)| *path != "forms/choices.yaml");
    let files = files.chain([("forms/all.yaml", form), ("forms/choices.yaml", choices)]);
    let loaded = load_files(files.map(|(path, text)| (path, text.as_bytes())), &SettingOverrides::default());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|found| found.message.code != "left-out").collect();
    assert!(errors.iter().all(|found| found.message.code != "duplicate-name"), "{errors:?}");
    let told = lines(&all_findings(&loaded.value.site), &loaded.value.sources);
    let of_rule =
        |line: &&str| ["same-answer", "reserved-answer", "same-anchor"].iter().any(|code| line.contains(code));
    (told.lines().filter(of_rule).map(str::to_owned).collect(), loaded.value)
}

const LAST: &str = "      - {name: remarks,";
const WIDE: &str = "label_width: 4, width: 20}";

/// What answers have one name, what is put where, and with what the rule's words begin and end.
const ONE_NAME: &[(&str, &str, &str, &str)] = &[
    (
        "what 其他 is, and a field",
        LAST,
        "      - {name: modes_other, type: text, label: 别的, WIDE\n      - {name: remarks,",
        "“别的”和“方式：其他”填的内容都叫“modes_other” — 给其中一个换一个名字；另一个在forms/all.yaml:26:16",
    ),
    (
        "a field, and what 其他 is, further down",
        "      - {name: phone,",
        "      - {name: modes_other, type: text, label: 别的, WIDE\n      - {name: phone,",
        "都叫“modes_other” — 给其中一个换一个名字；另一个在forms/all.yaml:27:16",
    ),
    (
        "what 其他 is, and a blank of an article",
        "              - {name: place,",
        "              - {name: modes_other, type: text, label: 别的}\n              - {name: place,",
        "都叫“modes_other” — 给其中一个换一个名字；另一个在forms/all.yaml:26:16",
    ),
    (
        "what 其他 is, and a column of its table",
        "          - {name: how, type: select_one, list: mode, label: 方式, width: 9}",
        "          - {name: how, type: select_one, list: mode, label: 方式, width: 4}\n          - {name: how_other, type: text, label: 别的, width: 5}",
        "“经过1 别的”和“经过1 方式：其他”填的内容都叫“steps.1.how_other”",
    ),
    (
        "what 其他 is, and a column, in rows with names",
        "        columns: [{name: result, type: text, label: 结果, width: 18}]",
        "        columns: [{name: how, type: select_one, list: mode, label: 方式, width: 9}, {name: how_other, type: text, label: 别的, width: 9}]",
        "都叫“tests.ability.how_other”",
    ),
    (
        "a note, and a row",
        "          - {name: rest,",
        "          - {name: pay_note, label: 按月}\n          - {name: rest,",
        "“核查：按月”和“核查：报酬平等 说明”填的内容都叫“checks.pay_note”",
    ),
    (
        "the office, and a field",
        LAST,
        "      - {name: office, type: text, label: 单位, WIDE\n      - {name: remarks,",
        "“单位”和“填报单位”填的内容都叫“office” — 给其中一个换一个名字；另一个在forms/all.yaml:1:1",
    ),
    (
        "the sheet's number, and a field",
        LAST,
        "      - {name: serial, type: text, label: 号, WIDE\n      - {name: remarks,",
        "“号”和“编号”填的内容都叫“serial” — 给其中一个换一个名字；另一个在forms/all.yaml:11:9",
    ),
    (
        "the sheet's number, and a blank of an article",
        "{name: place,",
        "{name: serial, type: text, label: 号}\n              - {name: place,",
        "“号”和“编号”填的内容都叫“serial”",
    ),
    (
        "the sheet's number, and a table",
        "name: checks",
        "name: serial",
        "“核查”的名字“serial”是程序自己用的 — 给它换一个名字",
    ),
    (
        "a further copy in one file, and a field",
        LAST,
        "      - {name: part2, type: text, label: 二, WIDE\n      - {name: remarks,",
        "“二”的名字“part2”是程序自己用的",
    ),
    (
        "the entry of a column, and of a field",
        LAST,
        "      - {name: steps-what, type: text, label: 别的, WIDE\n      - {name: remarks,",
        "在网页上的位置都叫“field-steps-what”",
    ),
    (
        "the entry of a blank, and of a field",
        LAST,
        "      - {name: clauses-term-place, type: text, label: 别的, WIDE\n      - {name: remarks,",
        "在网页上的位置都叫“field-clauses-term-place”",
    ),
];

/// The same of option lists: they stand beside the forms.
const ONE_OPTION: &[(&str, &str, &str)] = &[
    (
        "boxes of options, but for a dot",
        "{name: 1_5, label: 乙}\n    - {name: 1.5, label: 甲}",
        "“甲”和“乙”填的内容都叫“mode.1_5” — 给其中一个换一个名字；另一个在forms/choices.yaml:8:14",
    ),
    ("two 其他 of one list", "{name: else, label: 另外, other: true}", "“其他”和“另外”填的内容都叫“mode_other”"),
];

#[test]
fn two_answers_with_one_name_are_a_fault_that_names_both_places() {
    for (what, from, to, told) in ONE_NAME {
        assert!(ALL_KINDS.contains(from), "{what}: there is no {from:?}");
        let (found, _) = found(&ALL_KINDS.replacen(from, &to.replace("WIDE", WIDE), 1), CHOICES);
        assert!(found.len() == 1 && found[0].contains(told), "{what}: {found:#?}");
        assert!(found[0].starts_with("forms/all.yaml:"), "{what}: {found:#?}");
    }
    for (what, option, told) in ONE_OPTION {
        let choices = CHOICES.replace("    - {name: home,", &format!("    - {option}\n    - {{name: home,"));
        let (found, _) = found(ALL_KINDS, &choices);
        assert!(found.len() == 1 && found[0].contains(told), "{what}: {found:#?}");
    }
}

#[test]
fn names_that_only_look_alike_are_no_fault() {
    let alike = [
        (
            "          - {name: day,",
            "          - {name: year, type: text, label: 年份, width: 1}\n          - {name: office, type: text, label: 单位, width: 1}\n          - {name: serial, type: text, label: 号, width: 1}\n          - {name: day,",
        ),
        (
            LAST,
            "      - {name: parts, type: text, label: 零件, WIDE\n      - {name: met_other, type: text, label: 别的, WIDE\n      - {name: pay_note, type: text, label: 附, WIDE\n      - {name: remarks,",
        ),
        (
            "          - {name: rest,",
            "          - {name: note, label: 附注}\n          - {name: other, label: 其他}\n          - {name: rest,",
        ),
        ("name: visitor", "name: date"),
    ];
    let form = alike.iter().fold(ALL_KINDS.to_owned(), |form, (from, to)| {
        assert!(form.contains(from), "there is no {from:?}");
        form.replacen(from, &to.replace("WIDE", WIDE), 1)
    });
    let choices = CHOICES.replace(
        "    - {name: home,",
        "    - {name: Off, label: 关}\n    - {name: office, label: 单位}\n    - {name: home,",
    );
    let (found, project) = found(&form, &choices);
    assert_eq!(found, Vec::<String>::new());
    let issued = issue(&project.site, &project.site.forms[0], None);
    let columns = issued.columns(&BTreeMap::new());
    assert_eq!(names(columns.iter().map(|column| &column.name)).len(), columns.len());
}

/// Where names of answers go about.
const ROOMS: [&str; 10] = [
    "src/model/answers/",
    "src/model/consent.rs",
    "src/load/records/",
    "src/paper/",
    "src/outputs/html/questionnaire.rs",
    "src/outputs/html/form_data.rs",
    "src/outputs/pdf/widgets.rs",
    "src/outputs/svg/places.rs",
    "src/outputs/table.rs",
    "src/pipeline/fill.rs",
];

/// Of them, where a dot stands in numbers, in days, and in headings as an office writes them.
const OTHER_DOTS: [&str; 4] = [
    "src/model/answers/dates.rs",
    "src/model/answers/cell_parser.rs",
    "src/load/records/headings.rs",
    "src/load/records/number_format.rs",
];

/// The literals of a text of Rust, each with the sign before it; what attributes say is left out, comments included.
fn literals(tokens: TokenStream, found: &mut Vec<(Option<char>, String)>) {
    let mut before = None;
    for token in tokens {
        match &token {
            TokenTree::Group(group) if before == Some('#') && group.delimiter() == Delimiter::Bracket => {}
            TokenTree::Group(group) => literals(group.stream(), found),
            TokenTree::Literal(literal) => found.push((before, literal.to_string())),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
        before = match token {
            TokenTree::Punct(sign) => Some(sign.as_char()),
            _ => None,
        };
    }
}

/// What in a text of Rust joins or splits names of answers, or spells one.
fn spelt(code: &str, dots: bool) -> Vec<String> {
    let mut found = Vec::new();
    literals(code.parse().expect("Rust"), &mut found);
    let joins = |literal: &str| {
        let placed = literal
            .match_indices("}.")
            .any(|(at, dot)| literal[at + dot.len()..].starts_with(|c: char| c == '{' || c.is_ascii_lowercase()));
        placed
            || ["_other", "_note", ".{", "\".year", "\".month", "\".day", "\".date"]
                .iter()
                .any(|part| literal.contains(part))
    };
    let is_spelt = |(before, literal): &(Option<char>, String)| {
        let own = literal == "\"office\"" || (literal == "\"serial\"" && *before != Some(':'));
        own || joins(literal) || (!dots && ["'.'", "\".\""].contains(&literal.as_str()))
    };
    found.into_iter().filter(is_spelt).map(|(_, literal)| literal).collect()
}

/// The code of a file without its own tests.
fn untested(text: &str) -> &str {
    &text[..text.find("#[cfg(test)]").unwrap_or(text.len())]
}

#[test]
fn nobody_else_joins_or_splits_names_of_answers() {
    let mut faults = Vec::new();
    let is_room = |path: &str| ROOMS.iter().any(|room| path == *room || room.ends_with('/') && path.starts_with(room));
    for file in source_files().iter().filter(|file| file.path != "src/model/answers/name.rs") {
        let code = untested(&file.text);
        if is_room(&file.path) {
            let spelt = spelt(code, OTHER_DOTS.contains(&file.path.as_str()));
            faults.extend(spelt.iter().map(|literal| format!("{}: {literal}", file.path)));
        }
        // Only what people wrote above a column is read as a name.
        let reads = code.contains("AnswerName::from_str") || code.contains("parse::<AnswerName>");
        if reads && !file.path.ends_with("headings.rs") {
            faults.push(format!("{}: makes a name of a text", file.path));
        }
    }
    crate::house::all(faults);
    for (code, literal) in [
        ("format!(\"{name}_other\")", "\"{name}_other\""),
        ("format!(\"{}.{}\", row, column)", "\"{}.{}\""),
        ("format!(\"{name}.year\")", "\"{name}.year\""),
        ("name.to_string() + \".date\"", "\".date\""),
        ("[row, column].join(\".\")", "\".\""),
        ("name.as_str().split_once('.')", "'.'"),
        ("name.as_str().ends_with(\"_note\")", "\"_note\""),
        ("name.as_str() == \"serial\"", "\"serial\""),
    ] {
        assert_eq!(spelt(code, false), [literal], "{code}");
    }
    for code in ["/// `a.{b}_other`\nname.other()", "json!({\"asks\": \"serial\"})", "format!(\"{label}：{title}\")"] {
        assert_eq!(spelt(code, false), Vec::<String>::new(), "{code}");
    }
}

/// `tests/scripts` holds the scripts to the same file.
#[test]
fn scripts_and_program_spell_names_alike() {
    let vectors: Vec<(String, Vec<Value>, Value)> =
        serde_json::from_str(include_str!("../vectors/names.json")).expect("what is asked, of what, and the answer");
    for (how, given, expected) in vectors {
        let text = |at: usize| given[at].as_str().expect("a text");
        let number = |at: usize| given[at].as_u64().expect("a number") as u32;
        let name = |text: &str| text.parse::<AnswerName>().expect("an answer's name");
        let written = |text: &str| Name::new(text).expect("a name");
        let row = |text: &str| {
            let (repeat, number, _) = name(&format!("{text}.column")).in_blank_row().expect("a blank row");
            RepeatRow::blank(&repeat, number)
        };
        let spelt = match how.as_str() {
            "row" => RepeatRow::blank(&written(text(0)), number(1)).to_string().into(),
            "inRow" => row(text(0)).column(&written(text(1))).to_string().into(),
            "isInRow" => row(text(1)).is_begun(&BTreeMap::from([(name(text(0)), ())])).into(),
            "rowOf" => name(text(0)).in_blank_row().map_or(Value::Null, |(repeat, number, column)| {
                json!({"repeat": repeat.as_str(), "number": number, "column": column.as_str()})
            }),
            "part" => match given[1].as_str() {
                Some(part) => {
                    let part = DAY.parts.iter().find(|known| known.name == part).expect("a part of a day");
                    name(text(0)).part(part).to_string().into()
                }
                None => name(text(0)).blank(number(1) as usize).to_string().into(),
            },
            "option" => name(text(0)).option(text(1)).to_string().into(),
            "nested" => match given[1].as_str() {
                Some(key) => nested(text(0), key).into(),
                None => nested(text(0), number(1)).into(),
            },
            other => panic!("nobody knows {other}"),
        };
        assert_eq!(spelt, expected, "{how} of {given:?}");
    }
}
