//! What answers and conditions mean, by one file of vectors, `tests/vectors/answers.json`, which `tests/scripts` holds the
//! scripts of the pages to as well.

use std::collections::BTreeMap;
use std::path::PathBuf;

use formpress::testing::html::{Templates, Website};
use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::model::{
    Address, Answer, AnswerColumn, AnswerContext, Answers, IssuedForm, RawCell, RowLocation, RuleChecker, issue,
};
use formpress::testing::words::{Diagnostic, Severity};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::repository;
use crate::workshop::Workshop;

const FORM: &str = include_str!("../vectors/form.yaml");
const CHOICES: &str = include_str!("../vectors/choices.yaml");

fn path(name: &str) -> PathBuf {
    repository::path("tests/vectors").join(name)
}

/// A file of vectors.
pub fn vectors(name: &str) -> Value {
    let text = std::fs::read_to_string(path(name)).expect("a file of vectors");
    serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

/// Holds a file that the program makes to what it makes now, or writes it anew where `UPDATE_VECTORS` is set.
pub fn hold(name: &str, made: &str) {
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(path(name), made).expect("written");
    }
    let text = std::fs::read_to_string(path(name)).expect("a file of vectors").replace("\r\n", "\n");
    assert!(text == made, "tests/vectors/{name} is not what the program makes: UPDATE_VECTORS=1 cargo test vectors");
}

fn pairs(list: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    list.as_array().expect("a list").iter().map(|pair| (&pair[0], &pair[1]))
}

/// The form of the vectors, with a question for every condition, whose constraint it is.
struct Vectors {
    vectors: Value,
    project: Project,
    form: IssuedForm,
}

impl Vectors {
    fn new() -> Vectors {
        let vectors = vectors("answers.json");
        let workshop = Workshop::new();
        let mut form = FORM.to_owned();
        form += "  - name: conditions\n    title: 条件\n    source: 五(七)7\n    fields:\n";
        for (at, condition) in vectors["conditions"].as_array().expect("conditions").iter().enumerate() {
            let (number, constraint) = (at + 1, &condition["expression"]);
            form += &format!(
                "      - {{name: condition_{number}, type: text, label: 条件{number}, constraint: {constraint}}}\n"
            );
        }
        workshop.write("forms/vectors.yaml", &form);
        workshop.write("forms/choices.yaml", &(workshop.read("forms/choices.yaml") + CHOICES));
        let loaded = repository::load(&workshop.path(""), &SettingOverrides::default());
        let errors = loaded.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        assert_eq!(errors.map(|found| found.message.code).collect::<Vec<_>>(), Vec::<&str>::new());
        let project = loaded.value;
        let form = project.site.forms.iter().find(|form| form.id == *"vectors").expect("the form of the vectors");
        Vectors { vectors, form: issue(&project.site, form, None), project }
    }

    fn columns(&self) -> Vec<AnswerColumn<'_>> {
        self.form.columns(&BTreeMap::new())
    }

    fn today(&self) -> Date {
        self.vectors["today"].as_str().expect("a day").parse().expect("a day")
    }

    /// The data that the page of the form gives its scripts.
    fn page(&self) -> Value {
        let templates = Templates::parse(
            &self.project.sources,
            &self.project.templates,
            &self.project.site.pictograms,
            &self.project.own_assets(),
        )
        .value;
        let downloads = BTreeMap::new();
        let website = Website::new(&self.project.site, &[], &templates, &downloads, "");
        let address = Address::form(&self.form.id);
        let route = website.routes().find(|route| route.address() == address).expect("a page");
        let html = website.page(route).html().expect("a page");
        let data = html.split("id=\"form-data\">").nth(1).and_then(|rest| rest.split("</script>").next());
        serde_json::from_str(data.expect("data")).expect("JSON")
    }
}

fn column<'a>(columns: &'a [AnswerColumn<'a>], name: &str) -> &'a AnswerColumn<'a> {
    columns.iter().find(|column| column.name.to_string() == name).unwrap_or_else(|| panic!("no column {name}"))
}

/// What is given for a column, read as a cell of a table is.
fn read(column: &AnswerColumn, given: &Value) -> Result<Option<Answer>, Diagnostic> {
    let cleaned = |text: &Value| column.clean_text(text.as_str().expect("a text")).text;
    let given = match given {
        Value::Array(texts) => RawCell::Several(texts.iter().map(cleaned).collect()),
        text => RawCell::Text(cleaned(text)),
    };
    column.parse_cell(&given, &RowLocation { file: "vectors", row: 1, columns: &BTreeMap::new() })
}

/// An answer as the vectors write it.
fn written(answer: &Answer) -> Value {
    match answer {
        Answer::Text(text) | Answer::Number { written: text, .. } | Answer::Date { written: text, .. } => json!(text),
        Answer::Chosen(chosen) => json!(chosen),
    }
}

fn answers(columns: &[AnswerColumn], given: &Value) -> Answers {
    let given = given.as_object().expect("answers by name").iter();
    given
        .map(|(name, given)| {
            let column = column(columns, name);
            let answer = read(column, given).ok().flatten().unwrap_or_else(|| panic!("{name}: {given} is no answer"));
            (column.name.clone(), answer)
        })
        .collect()
}

#[test]
fn what_is_written_is_read() {
    let vectors = Vectors::new();
    let columns = vectors.columns();
    for (name, cases) in vectors.vectors["values"].as_object().expect("values by column") {
        let column = column(&columns, name);
        for (given, expected) in pairs(cases) {
            let taken = match read(column, given) {
                Ok(answer) => answer.as_ref().map_or(Value::Null, written),
                Err(fault) => json!({"fault": fault.message.code}),
            };
            assert_eq!(taken, *expected, "{name}: {given}");
        }
    }
}

#[test]
fn conditions_hold_do_not_hold_or_nobody_knows() {
    let vectors = Vectors::new();
    let columns = vectors.columns();
    for (at, condition) in vectors.vectors["conditions"].as_array().expect("conditions").iter().enumerate() {
        let own = column(&columns, &format!("condition_{}", at + 1));
        let rule = own.item.and_then(|item| item.rule.as_ref()).expect("the condition");
        for (given, expected) in pairs(&condition["cases"]) {
            let answers = answers(&columns, given);
            let sheet = AnswerContext { answers: &answers, own: &own.name, row: None, today: vectors.today() };
            let verdict = rule.expression.truth_value(&sheet);
            assert_eq!(json!(verdict), *expected, "{} of {given}", condition["expression"]);
        }
    }
}

#[test]
fn the_rules_of_a_sheet_are_kept_or_broken() {
    let vectors = Vectors::new();
    let columns = vectors.columns();
    let rules = RuleChecker { form: &vectors.form, today: vectors.today(), partial: true };
    let places = columns.iter().enumerate().map(|(at, column)| (column.name.clone(), at + 1)).collect();
    let place = RowLocation { file: "vectors", row: 1, columns: &places };
    for (given, expected) in pairs(&vectors.vectors["sheets"]) {
        let broken = rules.violations(&columns, &answers(&columns, given), &[], &place);
        let faults: Map<String, Value> = broken
            .iter()
            .map(|fault| {
                let own = columns.iter().find(|column| place.cell(&column.name) == fault.location);
                (own.expect("a column").name.to_string(), json!(fault.message.code.trim_end_matches("-today")))
            })
            .collect();
        assert_eq!(Value::Object(faults), *expected, "{given}");
    }
}

/// What `tests/scripts` gives the scripts is what pages give them: columns, rules and conditions as trees.
#[test]
fn scripts_are_given_what_pages_give_them() {
    let vectors = Vectors::new();
    let page = vectors.page();
    let expression = |column: &Value| &page["expressions"][column["constraint"].as_u64().expect("an index") as usize];
    let (conditions, columns): (Vec<Value>, Vec<Value>) = page["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .cloned()
        .partition(|column| column["name"].as_str().is_some_and(|name| name.starts_with("condition_")));
    let expressions = columns.iter().filter_map(|column| column["constraint"].as_u64()).max().expect("a rule") as usize;
    let lines = |list: &[Value]| list.iter().map(|item| format!("    {item}")).collect::<Vec<_>>().join(",\n");
    let texts = vectors.vectors["conditions"].as_array().expect("conditions").iter();
    let trees = texts.zip(&conditions).map(|(text, own)| format!("    {}: {}", text["expression"], expression(own)));
    let messages: Vec<&String> = page["messages"].as_object().expect("messages by name").keys().collect();
    let parts = [
        format!("\"columns\": [\n{}\n  ]", lines(&columns)),
        format!("\"expressions\": [\n{}\n  ]", lines(&page["expressions"].as_array().expect("rules")[..=expressions])),
        format!("\"conditions\": {{\n{}\n  }}", trees.collect::<Vec<_>>().join(",\n")),
        format!("\"derived\": {}", page["derived"]),
        format!("\"messages\": {}", json!(messages)),
        format!("\"forHanzi\": {}", page["forHanzi"]),
    ];
    hold("page.json", &format!("{{\n  {}\n}}\n", parts.join(",\n  ")));
}
