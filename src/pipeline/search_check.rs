//! Asks the built search index the queries of `content/search.yaml` and reports those that do not find the page they name.

use crate::check;
use crate::diagnostic::Diagnostic;
use crate::load::Project;
use crate::model::Address;
use crate::model::search::{ExpectedResult, FIRST_RESULTS, SearchQuery};
use crate::model::source_path::SourcePath;
use crate::outputs::html::SearchIndex;
use crate::wording::{message, search as say};

/// The queries that do not find what they are to find, as the project judges that.
pub(crate) fn search_failures(project: &Project, index: &SearchIndex) -> Vec<Diagnostic> {
    let found = project.site.queries.iter().filter_map(|query| query_failure(query, &index.find(&query.text.value)));
    let (mut found, met) = project.site.settings.diagnostic_policy.apply(found.collect(), &project.sources);
    found.extend(check::unused_acknowledgements(project, |index, code| {
        !met.contains(&index) && check::search::is_found_in_build(code)
    }));
    found
}

fn query_failure(query: &SearchQuery, found: &[Address]) -> Option<Diagnostic> {
    let named = |address: &Address| SourcePath::of_address(address).reference().to_owned();
    let first = &found[..found.len().min(FIRST_RESULTS)];
    let list = first.iter().map(named).collect::<Vec<_>>().join("、");
    let query_text = &query.text.value;
    let said = |message| Some(Diagnostic::new(message, query.text.span));
    match &query.expected {
        ExpectedResult::EntryPages if found.is_empty() => None,
        ExpectedResult::EntryPages => said(message!(say::FOUND_IN_VAIN, query = query_text, found = list)),
        ExpectedResult::Pages(pages) if pages.iter().any(|page| first.contains(&page.value)) => None,
        ExpectedResult::Pages(pages) => {
            let expected = pages.iter().map(|page| named(&page.value)).collect::<Vec<_>>().join("、");
            let list = if list.is_empty() { "—".to_owned() } else { list };
            said(message!(say::NOT_FOUND, query = query_text, found = list, expected))
        }
    }
}
