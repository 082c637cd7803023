//! What the search finds: asked of the tests' programme, by the queries that stand beside it, and written down for the script that
//! asks in the browser (`tests/scripts/search.test.js`).

use std::collections::BTreeMap;

use formpress::testing::html::{SearchIndex, Templates, Website, search_terms};
use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::model::{Address, ExpectedResult, FIRST_RESULTS};
use formpress::testing::pipeline::dry_run;
use serde_json::{Value, json};

use crate::programme::{files, loaded, with};
use crate::report::lines;
use crate::vectors::{hold, vectors};

/// The files of the index of a project, and the index itself.
fn index(project: &Project) -> SearchIndex {
    let templates =
        Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets()).value;
    let downloads = BTreeMap::new();
    let website = Website::new(&project.site, &[], &templates, &downloads, "");
    let words: Vec<String> = website
        .routes()
        .filter_map(|route| website.search_entry(route, &website.page(route).html().expect("a page")))
        .collect();
    website.search_index(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What a file of the index hands over.
fn handed(bytes: &[u8]) -> Value {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let line = text.lines().last().expect("a line");
    let (_, value) = line.split_once(" = ").expect("a value");
    serde_json::from_str(value.trim_end_matches(';')).expect("JSON")
}

#[test]
fn what_people_ask_is_found() {
    let project = with(&SettingOverrides::default());
    let index = index(&project);
    assert!(project.site.queries.len() > 20);
    for query in &project.site.queries {
        let found = index.find(&query.text.value);
        let first = &found[..found.len().min(FIRST_RESULTS)];
        match &query.expected {
            ExpectedResult::EntryPages => assert_eq!(first, [], "{}", query.text.value),
            ExpectedResult::Pages(pages) => {
                assert!(pages.iter().any(|page| first.contains(&page.value)), "{}: {first:?}", query.text.value)
            }
        }
    }
}

#[test]
fn what_is_not_found_is_told_with_its_line() {
    let mut files = files();
    let queries = "queries:\n  - {ask: [盲人按摩, 手语], find: services/hire.md}\n  - {ask: 杭州, find: doors}\n  - {ask: 登记表, find: doors}\n";
    files.insert("content/search.yaml".to_owned(), queries.into());
    let project = loaded(&files, &SettingOverrides::default()).value;
    let mut found = dry_run(&project);
    found.retain(|found| found.message.code.starts_with("query-"));
    insta::assert_snapshot!(lines(&found, &project.sources));
    let settings = files.get_mut("site.yaml").expect("the settings");
    settings.extend_from_slice(
        "acknowledged:\n  - {code: query-not-found, file: content/search.yaml, text: 手语, reason: 还没有写}\n"
            .as_bytes(),
    );
    let project = loaded(&files, &SettingOverrides::default()).value;
    let mut found = dry_run(&project);
    found.retain(|found| found.message.code == "acknowledged-nothing");
    assert_eq!(lines(&found, &project.sources), "");
}

/// The index of the pages of the vectors.
fn of_vectors() -> SearchIndex {
    let pages: Vec<String> =
        vectors("search.json")["pages"].as_array().expect("pages").iter().map(Value::to_string).collect();
    SearchIndex::new(&[], &pages.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn the_scripts_index_is_this_one() {
    let index = of_vectors();
    let files = index.files();
    let of = |name: &str| {
        let named = Address::search_part(name);
        files
            .iter()
            .filter(|(address, _)| address.without_digest().as_ref() == Some(&named))
            .map(|(_, bytes)| handed(bytes))
            .collect::<Vec<_>>()
    };
    let (address, head) = &files[0];
    assert_eq!(*address, Address::search_index());
    let mut head = handed(head);
    let keys: serde_json::Map<String, Value> =
        of("keys").into_iter().flat_map(|part| part.as_object().expect("keys").clone()).collect();
    let addresses: Vec<Value> = of("pages")
        .iter()
        .flat_map(|block| block.as_array().expect("pages").clone())
        .map(|page| page["u"].clone())
        .collect();
    for named in ["parts", "blocks", "sounds"] {
        assert!(head.as_object_mut().expect("a map").remove(named).is_some());
    }
    let made = json!({"head": head, "keys": keys, "sounds": of("sounds")[0], "addresses": addresses});
    hold("search-index.json", &format!("{}\n", serde_json::to_string(&made).expect("JSON")));
}

#[test]
fn queries_are_read_and_answered_as_the_vectors_say() {
    let vectors = vectors("search.json");
    let index = of_vectors();
    for case in vectors["terms"].as_array().expect("cases") {
        let (query, expected) = (case[0].as_str().expect("a query"), &case[1]);
        let asked = search_terms(query);
        let terms: Vec<Value> =
            asked.terms.iter().map(|term| json!([term.text, term.positions, term.is_prefix])).collect();
        assert_eq!(&json!(terms), expected, "{query}");
    }
    for case in vectors["found"].as_array().expect("cases") {
        let (query, expected) = (case[0].as_str().expect("a query"), &case[1]);
        let found = index.find(query);
        let first: Vec<&str> = found.iter().take(FIRST_RESULTS).map(Address::as_str).collect();
        assert_eq!(&json!(first), expected, "{query}");
    }
}
