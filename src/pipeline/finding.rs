//! What the search finds, held against what people are to find (`content/search.yaml`).

use crate::check;
use crate::diagnostic::Diagnostic;
use crate::load::Project;
use crate::model::Address;
use crate::model::search::{Expected, FIRST, Query};
use crate::model::source_path::SourcePath;
use crate::outputs::html::SearchIndex;
use crate::wording::search as say;

/// The queries that do not find what they are to find, as the project judges that.
pub fn findings(project: &Project, index: &SearchIndex) -> Vec<Diagnostic> {
    let found = project.site.queries.iter().filter_map(|query| of_query(query, &index.find(&query.asked.value)));
    let (mut found, met) = project.site.settings.judgement.settle(found.collect(), &project.sources);
    found.extend(check::idle(project, |index, code| !met.contains(&index) && check::search::is_late(code)));
    found
}

fn of_query(query: &Query, found: &[Address]) -> Option<Diagnostic> {
    let named = |address: &Address| SourcePath::of_address(address).named().to_owned();
    let first = &found[..found.len().min(FIRST)];
    let list = first.iter().map(named).collect::<Vec<_>>().join("、");
    let said = |message| Diagnostic::new(message, query.asked.span).with("query", &query.asked.value);
    match &query.expected {
        Expected::Doors if found.is_empty() => None,
        Expected::Doors => Some(said(&say::FOUND_IN_VAIN).with("found", list)),
        Expected::Pages(pages) if pages.iter().any(|page| first.contains(&page.value)) => None,
        Expected::Pages(pages) => {
            let expected = pages.iter().map(|page| named(&page.value)).collect::<Vec<_>>().join("、");
            let list = if list.is_empty() { "—".to_owned() } else { list };
            Some(said(&say::NOT_FOUND).with("found", list).with("expected", expected))
        }
    }
}
