//! Loader of `content/search.yaml`: search queries of visitors, and the pages that each should find.

use super::diagnostic_log::DiagnosticLog;
use super::files::SourceFiles;
use super::page::source_file;
use super::reader::{MOST_ENTRIES, at_most, label, map, one_or_many};
use super::yaml::{YamlContent, YamlNode};
use crate::model::search::{ExpectedResult, SearchQuery};
use crate::model::source_path::SourcePath;
use crate::source::Spanned;

/// The word that means the entry pages instead of a page.
const ENTRY_PAGES: &str = "doors";

/// Reads all queries in file order; none where the file is absent.
pub(crate) fn queries(files: &SourceFiles, log: &DiagnosticLog) -> Vec<SearchQuery> {
    let read = |node: &YamlNode| map(node, log, |map| map.required_list_at_most("queries", MOST_ENTRIES, queries_of));
    let tree = files.tree(SourcePath::queries().as_str(), log);
    let queries: Vec<SearchQuery> =
        tree.and_then(|tree| read(&tree)).unwrap_or_default().into_iter().flatten().collect();
    let span = queries.last().map(|query| query.text.span);
    span.map_or_else(Vec::new, |span| at_most(&queries, MOST_ENTRIES, span, log).to_vec())
}

/// Reads one entry: `{ask: 怎么报名, find: services/find-work.md}`; each value may be a list.
fn queries_of(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<SearchQuery>> {
    map(node, log, |map| {
        let queries = map.required_many("ask", query_text);
        let expected = map.required("find", expected)?;
        Some(queries.into_iter().map(|query| SearchQuery { text: query, expected: expected.clone() }).collect())
    })?
}

fn query_text(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<String>> {
    label(node, log).map(|text| Spanned::new(text, node.span))
}

fn expected(node: &YamlNode, log: &DiagnosticLog) -> Option<ExpectedResult> {
    if matches!(&node.content, YamlContent::Scalar(scalar) if scalar.text == ENTRY_PAGES) {
        return Some(ExpectedResult::EntryPages);
    }
    one_or_many(node, log, source_file).map(ExpectedResult::Pages)
}
