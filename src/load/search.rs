//! `content/search.yaml`: what people type into the search, and what they are to find.

use super::files::Files;
use super::log::Log;
use super::page::source_file;
use super::reader::{MOST_ENTRIES, few, label, many, map};
use super::yaml::{Content, Node};
use crate::model::search::{Expected, Query};
use crate::model::source_path::SourcePath;
use crate::source::Spanned;

/// The word that stands for no page.
const DOORS: &str = "doors";

/// Every query of the file, in its order; none where there is no such file.
pub fn queries(files: &Files, log: &Log) -> Vec<Query> {
    let read = |node: &Node| map(node, log, |map| map.required_few("queries", MOST_ENTRIES, queries_of));
    let tree = files.tree(SourcePath::queries().as_str(), log);
    let queries: Vec<Query> = tree.and_then(|tree| read(&tree)).unwrap_or_default().into_iter().flatten().collect();
    let span = queries.last().map(|query| query.asked.span);
    span.map_or_else(Vec::new, |span| few(&queries, MOST_ENTRIES, span, log).to_vec())
}

/// `{ask: 怎么报名, find: services/find-work.md}`, of which either may be a list.
fn queries_of(node: &Node, log: &Log) -> Option<Vec<Query>> {
    map(node, log, |map| {
        let asked = map.required_many("ask", asked);
        let expected = map.required("find", expected)?;
        Some(asked.into_iter().map(|asked| Query { asked, expected: expected.clone() }).collect())
    })?
}

fn asked(node: &Node, log: &Log) -> Option<Spanned<String>> {
    label(node, log).map(|asked| Spanned::new(asked, node.span))
}

fn expected(node: &Node, log: &Log) -> Option<Expected> {
    if matches!(&node.content, Content::Scalar(scalar) if scalar.text == DOORS) {
        return Some(Expected::Doors);
    }
    many(node, log, source_file).map(Expected::Pages)
}
