//! The form in the browser asks what the sheet asks, by the same names.

use std::collections::{BTreeMap, BTreeSet};

use formpress::testing::html::{Templates, Website};
use formpress::testing::model::{Address, issue};

use crate::programme::PROGRAMME;

/// What stands between two marks, everywhere in a text.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn controls_bear_the_names_of_the_columns() {
    let project = &*PROGRAMME;
    let templates =
        Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets()).value;
    let downloads = BTreeMap::new();
    let website = Website::new(&project.site, &[], &templates, &downloads, "");
    let offices = || [None].into_iter().chain(project.site.cities.iter().map(Some));
    for (form, city) in project.site.forms.iter().flat_map(|form| offices().map(move |city| (form, city))) {
        let address = city.map_or_else(|| Address::form(&form.id), |city| Address::city_form(&city.id, &form.id));
        let route = website.routes().find(|route| route.address() == address).unwrap();
        let html = website.page(route).html().unwrap();
        let [asked] = between(&html, "<form class=\"fill\" ", "</form>")[..] else {
            panic!("{}: not one form", form.id)
        };
        let names: BTreeSet<&str> = between(asked, " name=\"", "\"").into_iter().collect();
        let issued = issue(&project.site, form, city).on_page();
        let columns = issued.columns(&BTreeMap::new());
        let columns: BTreeSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, columns, "{}", form.id);
        // Every `<` of the data is written so that no tag can begin there.
        let [data] = between(&html, "id=\"form-data\">", "</script>")[..] else { panic!("{}: no data", form.id) };
        assert!(!data.contains('<'), "{}", form.id);
        assert!(data.contains("\"asks\""), "{}", form.id);
    }
}
