//! A figure is written once: changed in `content/facts.yaml`, it is another on every page and sheet, and the former is
//! nowhere.

use std::collections::BTreeMap;

use formpress::testing::html::{Download, Templates, Website};
use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::model::{Address, Fact, FactOrigin, FactValue, Notation, Numeral, Setting, Variant, issue};
use formpress::testing::paper::{Fonts, PaperMark, PrintLayout, form_document};
use rayon::prelude::*;

use crate::programme::{FONTS, Files, files, loaded};

const FACTS: &str = "content/facts.yaml";

fn project(files: &Files) -> Project {
    loaded(files, &SettingOverrides::default()).value
}

/// The words of every page, what the search knows, and, with fonts, every generic sheet, by address.
fn said(project: &Project, fonts: Option<&Fonts>) -> BTreeMap<String, String> {
    let site = &project.site;
    let templates =
        Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets()).value;
    let downloads: BTreeMap<Address, Download> = BTreeMap::new();
    let website = Website::new(site, &[], &templates, &downloads, "");
    let mut said = BTreeMap::new();
    let mut words = String::new();
    for route in website.routes() {
        let html = website.page(route).html().expect("a page");
        words.extend(website.search_entry(route, &html));
        said.insert(route.address().to_string(), html.replace("<span class=\"figures__unit\">", ""));
    }
    said.insert(Address::search_index().to_string(), words);
    for (form, fonts) in site.forms.iter().filter_map(|form| Some((form, fonts?))) {
        let laid_out = form_document(&issue(site, form, None), PrintLayout::Regular, fonts).value;
        let runs = laid_out.pages.iter().flat_map(|page| page.marks()).filter_map(|placed| match &placed.mark {
            PaperMark::Text(run) => Some(run.glyphs.iter().map(|glyph| glyph.character).collect::<String>()),
            _ => None,
        });
        said.insert(Address::form_pdf(&form.id, Variant::Blank, None).to_string(), runs.collect());
    }
    said
}

/// How often a figure stands in a text: not as a part of a longer number.
fn count(text: &str, figure: &str) -> usize {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == '–');
    text.match_indices(figure).filter(|(at, _)| !part(text[..*at].chars().next_back())).count()
}

/// How often a figure stands in a text, in any of the ways it is written.
fn count_written(text: &str, fact: &Fact) -> usize {
    let written = |notation| fact.numeral(notation);
    let mut spellings = [Notation::Short, Notation::Grouped]
        .map(written)
        .map(|Numeral { text, unit }| format!("{text}{unit}"))
        .to_vec();
    spellings.dedup();
    spellings.iter().map(|spelling| count(text, spelling)).sum()
}

/// Another number that is written in as many ways.
fn another(number: &str) -> String {
    let other = |c: char| match c {
        '1'..='9' => char::from(b'1' + (c as u8 - b'0' + 3) % 9),
        _ => c,
    };
    number.chars().map(other).collect()
}

/// Stated numbers that no other fact writes alike, with their units, and that are no mere counts: `3个` stands for many
/// things.
fn distinct(facts: &[Fact]) -> Vec<&Fact> {
    let number = |fact: &&Fact| matches!((&fact.value, &fact.origin), (FactValue::Number { .. }, FactOrigin::Stated));
    let alike = |fact: &Fact| facts.iter().filter(|other| count(&other.with_unit(), &fact.with_unit()) > 0).count();
    let telling =
        |fact: &&Fact| fact.text().len() >= 3 || fact.unit.as_ref().is_some_and(|unit| unit.chars().count() > 1);
    facts.iter().filter(number).filter(telling).filter(|fact| fact.unit.is_some() && alike(fact) == 1).collect()
}

#[test]
fn a_changed_figure_is_changed_everywhere() {
    let files = files();
    let before = project(&files);
    let fonts = &*FONTS;
    let original = said(&before, Some(fonts));
    let facts = distinct(&before.site.facts.facts);
    assert!(facts.len() >= 6, "only {} figures can be told apart", facts.len());
    let settings: Vec<&Setting> = before.site.forms.iter().flat_map(|form| &form.settings).collect();
    let on_sheets = |fact: &Fact| {
        settings.iter().any(|setting| setting.fact.as_ref().is_some_and(|name| name.value == fact.name.value))
    };
    assert!(facts.iter().any(|fact| on_sheets(fact)), "no figure stands on a sheet");
    let yaml = String::from_utf8(files[FACTS].clone()).expect("UTF-8");
    let faults: Vec<String> = facts
        .par_iter()
        .flat_map(|fact| {
            let line = yaml.lines().find(|line| line.starts_with(&format!("  {}: {{", fact.name.value)));
            let Some(line) = line else { return vec![format!("{}: not on one line", fact.name.value)] };
            let value = |number: &str| format!("value: {number},");
            let changed = line.replace(&value(&fact.text()), &value(&another(&fact.text())));
            let mut files = files.clone();
            files.insert(FACTS.to_owned(), yaml.replace(line, &changed).into_bytes());
            let project = project(&files);
            let now = said(&project, Some(fonts).filter(|_| on_sheets(fact)));
            let Some(new) = project.site.facts.fact(&fact.name.value) else { return vec![changed] };
            let mut faults = Vec::new();
            if original.values().all(|text| count_written(text, fact) == 0) {
                return faults;
            }
            for (address, text) in &now {
                let (was, stale) = (count_written(&original[address], fact), count_written(text, fact));
                let is = count_written(text, new) - count_written(&original[address], new);
                if stale > 0 || is != was {
                    let (old, new) = (fact.with_unit(), new.with_unit());
                    faults
                        .push(format!("{address}: {old} stood there {was} times; now {new} {is} times, {old} {stale}"));
                }
            }
            faults
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
