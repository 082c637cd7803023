//! Pages of a small programme, as text.

use std::collections::BTreeMap;

use formpress::model::Site;
use formpress::model::choice::Choices;
use formpress::model::facts::Facts;
use formpress::model::site::{Gaps, Settings};
use formpress::outputs::html::{Templates, Website, routes};
use formpress::source::{SourceId, Sources};

/// The project's templates, as the loader would read them.
fn templates(sources: &mut Sources) -> Vec<SourceId> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = walkdir::WalkDir::new(root.join("templates"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            sources.add(name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn site() -> Site {
    Site {
        settings: Settings {
            title: "助残就业".into(),
            description: "一个样例。".into(),
            programme: "样例项目".into(),
            language: "zh-CN".into(),
            as_of: jiff::civil::date(2026, 11, 22),
            base_url: None,
            notice: "送审稿。".into(),
            unknown_office: "请到当地残联问。".into(),
            organiser: None,
            navigation: Vec::new(),
        },
        choices: Choices::default(),
        forms: Vec::new(),
        cities: Vec::new(),
        pages: Vec::new(),
        files: Vec::new(),
        facts: Facts::default(),
        gaps: Gaps::default(),
    }
}

#[test]
fn every_page_renders() {
    let mut sources = Sources::default();
    let ids = templates(&mut sources);
    let templates = Templates::parse(&sources, &ids);
    assert_eq!(templates.diagnostics, []);
    let site = site();
    let downloads = BTreeMap::new();
    let website = Website { site: &site, templates: &templates.value, sources: &sources, downloads: &downloads };
    for route in routes(&site) {
        website.page(&route).unwrap();
    }
}
