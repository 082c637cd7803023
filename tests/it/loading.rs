//! What the loader makes of sources without a fault, and what it knows of sources with one.

use formpress::testing::load::{SettingOverrides, load_files, schema};
use formpress::testing::model::{
    ConstantValue, EvaluationError, FIELD_KEYS, Field, Incomplete, KINDS, KeyDescription, Prose, ProsePiece, Site,
    manual,
};
use formpress::testing::words::Sources;

use crate::report::{report, said};
use crate::sample::FILES;

/// The sample with some of its files changed.
fn sample(changed: &[(&str, String)]) -> (Site, Sources) {
    let files = FILES.map(|(path, text)| {
        let own = changed.iter().find(|(name, _)| *name == path).map(|(_, text)| text.as_str());
        (path, own.unwrap_or(text).as_bytes())
    });
    let project = load_files(files, &SettingOverrides::default()).value;
    (project.site, project.sources)
}

fn line(field: &Field, sources: &Sources) -> String {
    let source: Vec<&str> = field.source.iter().map(|source| source.value.as_str()).collect();
    let inferred = field.inferred.as_deref().unwrap_or("-");
    let relevant = field.relevant.as_ref().map_or("", |relevant| sources.text(relevant.answers()[0].span));
    format!(
        "{} {} {} {}+{} {:?} source {source:?} inferred {inferred} {relevant}\n",
        sources.locate(field.name.span),
        field.name.value,
        field.label.zh,
        field.label_width,
        field.width,
        field.privacy,
    )
}

#[test]
fn fields_have_their_places_and_what_their_section_gives_them() {
    let (site, sources) = sample(&[]);
    let form = &site.forms[0];
    said!(form.fields().map(|field| line(field, &sources)).collect::<String>());
    assert_eq!(form.version, "1.10.0", "a version is no number");
    assert_eq!(form.retention.value, None, "an empty value is a blank");
}

/// Why a section was added holds for all in it, whatever sections a field names, until one says its own.
#[test]
fn a_source_of_its_own_does_not_hide_that_a_field_was_added() {
    let form = crate::sample::VISIT
        .replace("    source: 五(七)7(5)\n", "    inferred: 同类表都设\n")
        .replace("label: 是否访到\n", "label: 是否访到\n        source: 五(七)7\n")
        .replace("label: 未访到原因,", "label: 未访到原因, inferred: 要再访,")
        .replace("label: 日期, width: 6}", "label: 日期, width: 6, source: 五(七)7(5)}");
    let (site, _) = sample(&[("forms/visit.yaml", form)]);
    let said = |field: &Field| {
        let source = field.source.iter().map(|source| source.value.clone()).collect::<Vec<_>>().join("，");
        format!("{} {source} {}", field.name.value, field.inferred.as_deref().unwrap_or("-"))
    };
    let fields: Vec<String> = site.forms[0].sections[1].fields.iter().flat_map(Field::with_inner).map(said).collect();
    let expected = [
        "met 五(七)7 同类表都设",
        "reason  要再访",
        "steps  同类表都设",
        "day 五(七)7(5) 同类表都设",
        "what  同类表都设",
        "signatures  同类表都设",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn only_takes_some_fields_of_a_block_in_the_order_it_names() {
    let form = crate::sample::VISIT.replace("- block: person", "- {block: person, only: [phone, name]}");
    let (site, _) = sample(&[("forms/visit.yaml", form)]);
    let names: Vec<&str> = site.forms[0].sections[0].fields.iter().map(|field| field.name.value.as_str()).collect();
    assert_eq!(names, ["phone", "name", "birth"]);
}

#[test]
fn forms_stand_by_number_cities_by_code_and_pages_by_path() {
    let form = |number: &str| crate::sample::VISIT.replace("之一", number);
    let city = |id: &str, code: &str| crate::sample::WUHAN.replace("wuhan", id).replace("420100", code);
    let page = crate::sample::INDEX;
    let files = [
        ("forms/a.yaml", form("之十")),
        ("forms/b.yaml", form("之二")),
        ("forms/blocks.yaml", crate::sample::BLOCKS.to_owned()),
        ("content/cities/anshan.yaml", city("anshan", "210300")),
        ("content/cities/beijing.yaml", city("beijing", "110000")),
        ("content/policy/plan.md", page.to_owned()),
        ("content/about.md", page.to_owned()),
    ];
    let loaded = load_files(files.iter().map(|(path, text)| (*path, text.as_bytes())), &SettingOverrides::default());
    let site = &loaded.value.site;
    let forms = site.forms.iter().map(|form| form.id.as_str()).collect::<Vec<_>>();
    let cities = site.cities.iter().map(|city| city.id.as_str()).collect::<Vec<_>>();
    let pages = site.pages.iter().map(|page| page.path.as_str()).collect::<Vec<_>>();
    assert_eq!((forms, cities, pages), (vec!["b", "a"], vec!["beijing", "anshan"], vec!["about.md", "policy/plan.md"]));
}

#[test]
fn the_command_line_goes_before_site_yaml() {
    let overrides = SettingOverrides {
        as_of: Some(jiff::civil::date(2030, 1, 2)),
        base_url: Some("https://example.org/forms/".to_owned()),
        drafts: false,
    };
    let settings = load_files(FILES.map(|(path, text)| (path, text.as_bytes())), &overrides).value.site.settings;
    assert_eq!(settings.as_of.to_string(), "2030-01-02");
    assert_eq!(settings.base_url.as_deref(), Some("https://example.org/forms"));
}

/// What a fault in one file leaves unknown, so that nothing else is blamed for it.
#[test]
fn a_broken_file_leaves_a_gap() {
    let gaps = |path, text: &str| sample(&[(path, text.to_owned())]).0.incomplete;
    let broken = "a: b: c\n";
    let names =
        |names: &[formpress::testing::model::Name]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
    assert_eq!(sample(&[]).0.incomplete, Incomplete::default());
    assert!(gaps("forms/choices.yaml", broken).choices);
    assert!(gaps("content/facts.yaml", broken).facts);
    assert_eq!(names(&gaps("forms/visit.yaml", broken).forms), ["visit"]);
    assert_eq!(names(&gaps("forms/blocks.yaml", broken).forms), ["visit"], "any field may be in the block");
    assert_eq!(names(&gaps("content/cities/wuhan.yaml", broken).cities), ["wuhan"]);
    assert_eq!(gaps("content/index.md", "---\na: b: c\n---\n").pages, ["index.md"]);
    let visit = crate::sample::VISIT.replace("type: month", "type: moon");
    assert_eq!(names(&gaps("forms/visit.yaml", &visit).forms), ["visit"], "one field is missing");
}

#[test]
fn relations_between_facts_come_to_what_they_say() {
    let value = |name: &str| match name {
        "a" => Some(ConstantValue::Number(30.0)),
        "b.from" => Some(ConstantValue::Number(34.0)),
        "word" => Some(ConstantValue::Text("亲友".to_owned())),
        _ => None,
    };
    let holds = |text: &str| {
        let facts = format!("relations:\n  r: {{holds: {text:?}}}\n");
        let (site, _) = sample(&[("content/facts.yaml", facts)]);
        site.facts.relations[0].holds.holds(&value)
    };
    assert_eq!(holds("${a} * ${b.from} + 2 = 1022"), Ok(true));
    assert_eq!(holds("2 + 3 * 4 - 6 div 2 = 11"), Ok(true));
    assert_eq!(holds("0.1 + 0.2 = 0.3"), Ok(true), "figures are compared as figures, not as floating point");
    assert_eq!(holds("0.1 + 0.2 > 0.3"), Ok(false));
    assert_eq!(holds("${a} < 30 or not(${a} != 30) and -1 <= 0"), Ok(true));
    assert_eq!(holds("${word} = '亲属'"), Ok(false));
    assert_eq!(holds("${word} = 3"), Err(EvaluationError::MixedTypes));
    assert_eq!(holds("1 div (${a} - 30) = 1"), Err(EvaluationError::DivisionByZero));
    assert_eq!(holds("today() = 1"), Err(EvaluationError::Unsupported));
    assert!(matches!(holds("${gone} = 1"), Err(EvaluationError::UnknownName(name)) if name.value == "gone"));
}

/// The table of kinds is the loader's: a kind with only its required keys misses nothing, and what an
/// unknown key could have been is what the table says.
#[test]
fn every_kind_takes_the_keys_of_its_row() {
    for row in KINDS {
        let form = crate::sample::VISIT.replace(
            "{name: birth, type: month, label: 出生年月}",
            &format!("{{name: x, type: {}, label: 甲, zzzzzz: 1}}", row.name),
        );
        let files = FILES
            .map(|(path, text)| (path, if path == "forms/visit.yaml" { form.as_bytes() } else { text.as_bytes() }));
        let said = report(&load_files(files, &SettingOverrides::default()));
        let mut allowed: Vec<&str> = FIELD_KEYS.iter().chain(row.keys).map(|key| key.name).collect();
        let (_, listed) = said.split_once("这里可以写：").expect("an unknown key");
        let mut listed: Vec<&str> = listed.lines().next().expect("a line").split('、').collect();
        allowed.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, allowed, "{}", row.name);
        for KeyDescription { name, required, .. } in row.keys {
            assert_eq!(said.contains(&format!("少了“{name}”")), *required, "{}: {name}\n{said}", row.name);
        }
    }
}

/// The table of kinds in `docs/form-format.md` is made from what is said of them; `UPDATE_DOCS=1 cargo test` writes it anew.
#[test]
fn the_kinds_in_the_docs_are_up_to_date() {
    let path = crate::repository::path("docs/form-format.md");
    let text = std::fs::read_to_string(&path).expect("the manual").replace("\r\n", "\n");
    let (before, rest) = text.split_once("### Kinds\n\n").expect("a heading");
    let (table, after) = rest.split_once("\n\n").expect("a table");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let anew = format!("{before}### Kinds\n\n{}\n{after}", manual());
        std::fs::write(&path, anew).expect("written");
    } else {
        assert_eq!(format!("{table}\n"), manual(), "run: UPDATE_DOCS=1 cargo test --release kinds_in_the_docs");
    }
}

/// A schema in `docs/` is what the program says; write it anew with `UPDATE_SCHEMA=1 cargo test`.
fn in_docs(name: &str, schema: &serde_json::Value) {
    let path = crate::repository::path(&format!("docs/{name}"));
    let written = serde_json::to_string_pretty(schema).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &written).expect("written");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("the schema").replace("\r\n", "\n"), written);
}

#[test]
fn the_schemas_in_the_docs_are_up_to_date() {
    let schema = schema::form();
    in_docs("form.schema.json", &schema);
    in_docs("overlay.schema.json", &schema::overlay());
    let form = crate::sample::VISIT.replace("purpose: ", "zzzzzzzzz: 1\npurpose: ");
    let said = report(&load_files([("forms/visit.yaml", form.as_bytes())], &SettingOverrides::default()));
    let (_, listed) = said.split_once("zzz”这一项 — 这里可以写：").expect("an unknown key");
    let mut listed: Vec<&str> = listed.lines().next().expect("a line").split('、').collect();
    listed.sort_unstable();
    let keys: Vec<&String> = schema["properties"].as_object().expect("keys").keys().collect();
    assert_eq!(keys, listed);
    let overlay = "visit:\n  zzzzzzzzz: 1\n  base: 1.10.0\n";
    let said = report(&load_files([("forms/cities/wuhan.yaml", overlay.as_bytes())], &SettingOverrides::default()));
    let (_, listed) = said.split_once("zzz”这一项 — 这里可以写：").expect("an unknown key");
    let mut listed: Vec<&str> = listed.lines().next().expect("a line").split('、').collect();
    listed.sort_unstable();
    let keys = schema::overlay()["additionalProperties"]["properties"].as_object().expect("keys").clone();
    assert_eq!(keys.keys().collect::<Vec<_>>(), listed);
}

/// The words of the sample's form and page after some of its texts were written over several lines.
fn over_lines(of_form: &str, of_page: &str) -> Site {
    let form = crate::sample::VISIT.replace("  - 一式${copies}份，间隔${interval}。\n", of_form);
    let page = crate::sample::INDEX.replace("description: 样例的首页\n", of_page);
    let (site, sources) = sample(&[("forms/visit.yaml", form), ("content/index.md", page)]);
    for prose in site.forms[0].instructions.iter().flat_map(|prose| prose.inserts()) {
        assert_eq!(sources.text(prose.span), format!("${{{}}}", prose.value), "the place holds");
    }
    site
}

fn written(prose: &Prose) -> String {
    let said = prose.pieces.iter().map(|piece| match piece {
        ProsePiece::Words(words) => words.clone(),
        ProsePiece::Insert(name) => format!("<{}>", name.value),
    });
    said.collect()
}

#[test]
fn a_line_end_in_yaml_is_nothing_between_hanzi_and_a_space_between_words() {
    for (yaml, read) in [
        ("  - 表填好，\n    交给机构\n", "表填好，交给机构"),
        ("  - \"表填好\n    交给机构\"\n", "表填好交给机构"),
        ("  - '表填好。\n\n    交给机构'\n", "表填好。\n交给机构"),
        ("  - >\n    表填好\n    交给机构\n", "表填好交给机构"),
        ("  - >-\n    一式\n    ${copies}\n    份\n", "一式<copies>份"),
        ("  - |\n    带身份证\n    带残疾人证\n\n    带照片\n", "带身份证\n带残疾人证\n带照片"),
        ("  - |-\n    每${interval}\n    一次\n", "每<interval>\n一次"),
        ("  - >\n    use Adobe\n    Reader or\n    福昕\n", "use Adobe Reader or 福昕"),
        ("  - 共\n    30\n    市\n", "共30市"),
        ("  - 用 WPS 打开，\r\n    再打印\r\n", "用 WPS 打开，再打印"),
        ("  - \"甲 乙\n    丙\"\n", "甲 乙丙"),
        ("  - \"甲\\n\n    乙\"\n", "甲\n乙"),
    ] {
        let site = over_lines(yaml, "description: 样例的首页\n");
        assert_eq!(written(&site.forms[0].instructions[0]), read, "{yaml}");
    }
}

#[test]
fn a_text_of_one_line_has_no_line_end_however_it_was_written() {
    for (yaml, read) in [
        ("description: |\n  学技术，\n  找工作\n", "学技术，找工作"),
        ("description: >\n  学技术\n\n  找工作\n", "学技术找工作"),
        ("description: |\n  Learn a trade,\n  find work\n", "Learn a trade, find work"),
        ("description: 学技术、\n  找工作\n", "学技术、找工作"),
    ] {
        let site = over_lines("  - 一式${copies}份。\n", yaml);
        assert_eq!(site.pages[0].description.value, read, "{yaml}");
    }
    let form = crate::sample::VISIT
        .replace("purpose: 了解就业情况", "purpose: |\n  了解就业\n  情况${copies}\n  份")
        .replace("title: 服务对象\n", "title: |\n      服务\n      对象\n");
    let city = crate::sample::WUHAN.replace("office: {}", "office:\n  address: |\n    江岸区\n    某路 1 号");
    let (site, _) = sample(&[("forms/visit.yaml", form), ("content/cities/wuhan.yaml", city)]);
    assert_eq!(written(&site.forms[0].purpose), "了解就业情况<copies>份");
    assert_eq!(site.forms[0].sections[0].title.zh, "服务对象");
    assert_eq!(site.cities[0].office.address.as_deref(), Some("江岸区某路 1 号"));
}

#[test]
fn the_site_speaks_chinese_and_single_pages_what_they_say() {
    let speaks = |tag: &str, of_page: &str| {
        let own = crate::sample::SITE.replace("zh-CN", tag);
        let page = crate::sample::INDEX.replace("title:", &format!("{of_page}title:"));
        let files = FILES.map(|(path, text)| match path {
            "site.yaml" => (path, own.as_bytes()),
            "content/index.md" => (path, page.as_bytes()),
            _ => (path, text.as_bytes()),
        });
        report(&load_files(files, &SettingOverrides::default()))
    };
    for tag in ["zh-CN", "zh", "zh-hans"] {
        assert_eq!(speaks(tag, "language: ug\n"), "", "{tag}");
    }
    for tag in ["en", "zh-TW", "zh-Hant", "bo-CN"] {
        let said = speaks(tag, "");
        assert!(said.contains("site.yaml:4:11: error[language-not-spoken]") && said.contains(tag), "{said}");
        assert!(said.contains("zh-CN"), "it says what can be written: {said}");
    }
}
