//! Loader of `forms/blocks.yaml`: named groups of fields that several forms contain.
//!
//! A list of fields is first read to [`FieldListEntry`] values, and only then expanded. A fault in a block is therefore
//! reported once, however many forms use the block.

use std::collections::{HashMap, HashSet};

use super::diagnostic_log::DiagnosticLog;
use super::field::{FieldDeclaration, FieldRole, field_declaration};
use super::files::SourceFiles;
use super::reader::{list, map, name, named_entries, non_empty_list, unknown_word};
use super::yaml::{YamlContent, YamlNode};
use crate::diagnostic::{Diagnostic, closest_name};
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::source::{Span, Spanned};
use crate::wording::{load as words, message};

/// Nesting depth of blocks.
const DEEPEST: usize = 8;
/// Fields of a form, columns and blanks included: more would fill some twenty-five pages.
pub(crate) const MOST_FIELDS: usize = 400;
/// Names that a message shows of a cycle of blocks.
const MOST_SHOWN: usize = 12;

/// One entry of a list of fields: a field, or a reference to a block.
#[derive(Clone, Debug)]
pub(crate) enum FieldListEntry {
    Field(Box<FieldDeclaration>),
    Block(BlockReference),
}

/// A reference to a block: `- block: person`, optionally with `only: [name, sex]`, which also sets the order.
#[derive(Clone, Debug)]
pub(crate) struct BlockReference {
    name: Spanned<Name>,
    only: Option<Vec<Spanned<Name>>>,
    span: Span,
}

/// All blocks of a project, without cycles.
#[derive(Debug, Default)]
pub(crate) struct FieldBlocks {
    blocks: Vec<(Spanned<Name>, Vec<FieldListEntry>)>,
    /// The 0-based index in `blocks` of the first block with each name.
    numbers: HashMap<Name, usize>,
    /// True if the file could not be read completely: any field may be missing from it.
    pub(crate) incomplete: bool,
}

/// A field of a section, and the span of the `- block:` entry through which it was included.
#[derive(Debug)]
pub(crate) struct ExpandedField {
    pub(crate) declaration: FieldDeclaration,
    pub(crate) block_span: Option<Span>,
}

/// Reads the blocks of the file. A reference that would close a cycle is reported and removed.
pub(crate) fn blocks(files: &SourceFiles, log: &DiagnosticLog) -> FieldBlocks {
    let before = log.count();
    let tree = files.tree(SourcePath::blocks().as_str(), log);
    let block = |name: Spanned<Name>, node: &YamlNode| non_empty_list(node, log, item).map(|items| (name, items));
    let mut blocks = tree.and_then(|tree| named_entries(&tree, log, block)).unwrap_or_default();
    let path = SourcePath::blocks();
    let incomplete = files.has(path.as_str()) && (files.text(path.as_str()).is_none() || log.count() > before);
    limit_blocks(&mut blocks, log);
    let mut numbers = HashMap::new();
    for (at, (name, _)) in blocks.iter().enumerate() {
        numbers.entry(name.value.clone()).or_insert(at);
    }
    let blocks = FieldBlocks { blocks, numbers, incomplete };
    for (_, items) in &blocks.blocks {
        items.iter().for_each(|item| _ = blocks.expand_entry(item, log));
    }
    FieldBlocks { incomplete: incomplete || log.count() > before, ..blocks }
}

/// Reads one entry of a list of fields: a field, or a reference to a block.
pub(crate) fn item(node: &YamlNode, log: &DiagnosticLog) -> Option<FieldListEntry> {
    let is_block =
        matches!(&node.content, YamlContent::Map(entries) if entries.iter().any(|entry| entry.key.value == "block"));
    if !is_block {
        return field_declaration(node, FieldRole::Field, log)
            .map(|declaration| FieldListEntry::Field(Box::new(declaration)));
    }
    map(node, log, |map| {
        let block = map.required("block", name);
        let only = map.optional("only", |node, log| list(node, log, name));
        Some(FieldListEntry::Block(BlockReference { name: block?, only, span: node.span }))
    })?
}

/// Removes from blocks the references that close a cycle, that nest too deeply, or that include more fields than a form
/// may have. No block is expanded before; each block is handled after the blocks that it uses.
fn limit_blocks(blocks: &mut [(Spanned<Name>, Vec<FieldListEntry>)], log: &DiagnosticLog) {
    let numbers: HashMap<Name, usize> =
        blocks.iter().enumerate().rev().map(|(at, (name, _))| (name.value.clone(), at)).collect();
    let mut sizes: Vec<Option<ExpandedSize>> = vec![None; blocks.len()];
    let mut deep = false;
    for root in 0..blocks.len() {
        // The stack of open blocks (index) and the index of the next item of each.
        let mut path: Vec<(usize, usize)> = if sizes[root].is_none() { vec![(root, 0)] } else { Vec::new() };
        let mut open: HashSet<usize> = path.iter().map(|(at, _)| *at).collect();
        while let Some((at, next)) = path.pop() {
            let Some(item) = blocks[at].1.get(next) else {
                let (size, too_deep) = limit_entries(&mut blocks[at].1, &numbers, &sizes, deep, log);
                deep |= too_deep;
                sizes[at] = Some(size);
                open.remove(&at);
                continue;
            };
            let used = item.block().and_then(|name| numbers.get(name)).copied();
            match used {
                Some(used) if open.contains(&used) => {
                    path.push((at, next));
                    let FieldListEntry::Block(closing) = blocks[at].1.remove(next) else { continue };
                    let from = path.iter().position(|(open, _)| *open == used).unwrap_or_default();
                    let cycle = cycle_text(path[from..].iter().map(|(at, _)| blocks[*at].0.value.as_str()));
                    log.push(Diagnostic::new(message!(words::BLOCK_RING, way = cycle), closing.name.span));
                }
                Some(used) if sizes[used].is_none() => {
                    path.push((at, next));
                    path.push((used, 0));
                    open.insert(used);
                }
                Some(_) | None => path.push((at, next + 1)),
            }
        }
    }
}

/// The size of a block when it is expanded.
#[derive(Clone, Copy, Debug, Default)]
struct ExpandedSize {
    fields: usize,
    /// Nesting depth of blocks, this block included.
    depth: usize,
}

/// The size of a block, computed from the known sizes of its references; entries that are too deep or too many are
/// removed. Excessive depth is reported once for all blocks.
fn limit_entries(
    items: &mut Vec<FieldListEntry>,
    numbers: &HashMap<Name, usize>,
    sizes: &[Option<ExpandedSize>],
    depth_reported: bool,
    log: &DiagnosticLog,
) -> (ExpandedSize, bool) {
    let mut total = ExpandedSize { fields: 0, depth: 1 };
    let (mut too_deep, mut too_many) = (false, false);
    items.retain(|item| {
        let size = item.size(|name| numbers.get(name).and_then(|&at| sizes[at]));
        let deep = size.depth >= DEEPEST;
        let many = total.fields + size.fields > MOST_FIELDS;
        if deep && !depth_reported && !too_deep {
            log.push(Diagnostic::new(message!(words::BLOCKS_TOO_DEEP, most = DEEPEST), item.span()));
        } else if many && !deep && !too_many {
            log.push(Diagnostic::new(message!(words::TOO_MANY_FIELDS, most = MOST_FIELDS), item.span()));
        }
        too_deep |= deep;
        too_many |= many;
        if deep || many {
            return false;
        }
        total.fields += size.fields;
        total.depth = total.depth.max(size.depth + 1);
        true
    });
    (total, too_deep)
}

/// A cycle of block names as text: `a → b → a`; of a long cycle, its beginning.
fn cycle_text<'a>(names: impl ExactSizeIterator<Item = &'a str> + Clone) -> String {
    let (first, count) = (names.clone().next().unwrap_or_default(), names.len());
    let shown: Vec<&str> = names.take(MOST_SHOWN).collect();
    format!("{}{} → {first}", shown.join(" → "), if count > MOST_SHOWN { " → ……" } else { "" })
}

impl FieldListEntry {
    fn block(&self) -> Option<&Name> {
        match self {
            FieldListEntry::Block(used) => Some(&used.name.value),
            FieldListEntry::Field(_) => None,
        }
    }

    fn size(&self, block: impl Fn(&Name) -> Option<ExpandedSize>) -> ExpandedSize {
        match self {
            FieldListEntry::Field(declaration) => {
                ExpandedSize { fields: declaration.field.with_inner().len(), depth: 0 }
            }
            FieldListEntry::Block(used) => {
                let ExpandedSize { fields, depth } = block(&used.name.value).unwrap_or_default();
                ExpandedSize {
                    fields: used.only.as_ref().map_or(fields, |only| fields.min(only.len() * MOST_FIELDS)),
                    depth,
                }
            }
        }
    }

    fn span(&self) -> Span {
        match self {
            FieldListEntry::Field(declaration) => declaration.field.name.span,
            FieldListEntry::Block(used) => used.span,
        }
    }
}

/// Fields, each with the span of the `- block:` entry in the expanded list through which it was included.
type BorrowedFields<'a> = Vec<(&'a FieldDeclaration, Option<Span>)>;

impl FieldBlocks {
    /// Expands the blocks of a list and returns the fields in reading order. Unknown blocks and names, and fields
    /// beyond the limit of a form, are reported.
    pub(crate) fn expand(&self, items: &[FieldListEntry], log: &DiagnosticLog) -> Vec<ExpandedField> {
        let mut fields = Vec::new();
        let mut count = 0;
        for item in items {
            let expanded = self.expand_entry(item, log);
            count += expanded.iter().map(|(declaration, _)| declaration.field.with_inner().len()).sum::<usize>();
            if count > MOST_FIELDS {
                log.push(Diagnostic::new(message!(words::TOO_MANY_FIELDS, most = MOST_FIELDS), item.span()));
                break;
            }
            fields.extend(
                expanded
                    .into_iter()
                    .map(|(declaration, block_span)| ExpandedField { declaration: declaration.clone(), block_span }),
            );
        }
        fields
    }

    fn expand_entry<'a>(&'a self, item: &'a FieldListEntry, log: &DiagnosticLog) -> BorrowedFields<'a> {
        let used = match item {
            FieldListEntry::Field(declaration) => return vec![(declaration, None)],
            FieldListEntry::Block(used) => used,
        };
        let Some(&at) = self.numbers.get(&used.name.value) else {
            if !self.incomplete {
                let names: Vec<&str> = self.blocks.iter().map(|(name, _)| name.value.as_str()).collect();
                log.push(unknown_word(used.name.value.as_str(), &names, used.name.span));
            }
            return Vec::new();
        };
        let muted = DiagnosticLog::default();
        let mut fields: BorrowedFields =
            self.blocks[at].1.iter().flat_map(|item| self.expand_entry(item, &muted)).collect();
        fields.iter_mut().for_each(|(_, block_span)| *block_span = Some(used.span));
        match &used.only {
            None => fields,
            Some(only) => only.iter().filter_map(|name| self.select_field(name, &mut fields, log)).collect(),
        }
    }

    fn select_field<'a>(
        &self,
        name: &Spanned<Name>,
        fields: &mut BorrowedFields<'a>,
        log: &DiagnosticLog,
    ) -> Option<(&'a FieldDeclaration, Option<Span>)> {
        if let Some(at) = fields.iter().position(|(declaration, _)| declaration.field.name.value == name.value) {
            return Some(fields.remove(at));
        }
        if !self.incomplete {
            let names: Vec<&str> =
                fields.iter().map(|(declaration, _)| declaration.field.name.value.as_str()).collect();
            let near = closest_name(name.value.as_str(), names.iter().copied());
            log.push(Diagnostic::new(
                message!(
                    words::NOT_IN_BLOCK,
                    name = &name.value,
                    allowed = near.map_or_else(|| names.join("、"), str::to_owned)
                ),
                name.span,
            ));
        }
        None
    }
}
