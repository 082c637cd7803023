//! `forms/blocks.yaml`: groups of fields that several forms contain.
//!
//! A list of fields is read to [`FieldListEntry`]s first, faults and all, and only then spread out: a fault in a
//! block is reported once, however many forms use it.

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

/// Blocks inside each other.
const DEEPEST: usize = 8;
/// Fields of a form, columns and blanks counted: more would be some twenty-five sheets.
pub(crate) const MOST_FIELDS: usize = 400;
/// Names of a ring that are shown.
const MOST_SHOWN: usize = 12;

/// One entry of a list of fields.
#[derive(Clone, Debug)]
pub(crate) enum FieldListEntry {
    Field(Box<FieldDeclaration>),
    Block(BlockReference),
}

/// `- block: person`, perhaps `only: [name, sex]`, which then also says the order.
#[derive(Clone, Debug)]
pub(crate) struct BlockReference {
    name: Spanned<Name>,
    only: Option<Vec<Spanned<Name>>>,
    span: Span,
}

/// Every block, none of which contains itself.
#[derive(Debug, Default)]
pub(crate) struct FieldBlocks {
    blocks: Vec<(Spanned<Name>, Vec<FieldListEntry>)>,
    /// Where the first block of a name stands among them.
    numbers: HashMap<Name, usize>,
    /// The file was not read whole: any field may be in it.
    pub(crate) incomplete: bool,
}

/// A field of a section, and the `- block:` that brought it there.
#[derive(Debug)]
pub(crate) struct ExpandedField {
    pub(crate) declaration: FieldDeclaration,
    pub(crate) block_span: Option<Span>,
}

/// The blocks of the file; those that would contain themselves lose the reference that closes the ring.
pub(crate) fn blocks(files: &SourceFiles, log: &DiagnosticLog) -> FieldBlocks {
    let before = log.count();
    let tree = files.tree(SourcePath::blocks().as_str(), log);
    let block = |name: Spanned<Name>, node: &YamlNode| non_empty_list(node, log, item).map(|items| (name, items));
    let mut blocks = tree.and_then(|tree| named_entries(&tree, log, block)).unwrap_or_default();
    let path = SourcePath::blocks();
    let gap = files.has(path.as_str()) && (files.text(path.as_str()).is_none() || log.count() > before);
    limit_blocks(&mut blocks, log);
    let mut numbers = HashMap::new();
    for (at, (name, _)) in blocks.iter().enumerate() {
        numbers.entry(name.value.clone()).or_insert(at);
    }
    let blocks = FieldBlocks { blocks, numbers, incomplete: gap };
    for (_, items) in &blocks.blocks {
        items.iter().for_each(|item| _ = blocks.expand_entry(item, log));
    }
    FieldBlocks { incomplete: gap || log.count() > before, ..blocks }
}

/// A field or a block, as it is written.
pub(crate) fn item(node: &YamlNode, log: &DiagnosticLog) -> Option<FieldListEntry> {
    let is_block =
        matches!(&node.content, YamlContent::Map(entries) if entries.iter().any(|entry| entry.key.value == "block"));
    if !is_block {
        return field_declaration(node, FieldRole::Field, log).map(|draft| FieldListEntry::Field(Box::new(draft)));
    }
    map(node, log, |map| {
        let block = map.required("block", name);
        let only = map.optional("only", |node, log| list(node, log, name));
        Some(FieldListEntry::Block(BlockReference { name: block?, only, span: node.span }))
    })?
}

/// Takes out of blocks what would make them endless or huge: the use that closes a ring, what nests too deeply,
/// and what brings more fields than a form may have. Nothing is spread before; a block comes after those it uses.
fn limit_blocks(blocks: &mut [(Spanned<Name>, Vec<FieldListEntry>)], log: &DiagnosticLog) {
    let numbers: HashMap<Name, usize> =
        blocks.iter().enumerate().rev().map(|(at, (name, _))| (name.value.clone(), at)).collect();
    let mut sizes: Vec<Option<ExpandedSize>> = vec![None; blocks.len()];
    let mut deep = false;
    for root in 0..blocks.len() {
        // The blocks that are open, and which of their items is next.
        let mut way: Vec<(usize, usize)> = if sizes[root].is_none() { vec![(root, 0)] } else { Vec::new() };
        let mut open: HashSet<usize> = way.iter().map(|(at, _)| *at).collect();
        while let Some((at, next)) = way.pop() {
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
                    way.push((at, next));
                    let FieldListEntry::Block(closing) = blocks[at].1.remove(next) else { continue };
                    let from = way.iter().position(|(open, _)| *open == used).unwrap_or_default();
                    let round = cycle_text(way[from..].iter().map(|(at, _)| blocks[*at].0.value.as_str()));
                    log.push(Diagnostic::new(message!(words::BLOCK_RING, way = round), closing.name.span));
                }
                Some(used) if sizes[used].is_none() => {
                    way.push((at, next));
                    way.push((used, 0));
                    open.insert(used);
                }
                Some(_) | None => way.push((at, next + 1)),
            }
        }
    }
}

/// What a block comes to when it is spread.
#[derive(Clone, Copy, Debug, Default)]
struct ExpandedSize {
    fields: usize,
    /// Blocks inside each other, itself counted.
    depth: usize,
}

/// The size of a block whose own blocks are known, without what is too deep or too much. Too deep is one fault,
/// said once for all.
fn limit_entries(
    items: &mut Vec<FieldListEntry>,
    numbers: &HashMap<Name, usize>,
    sizes: &[Option<ExpandedSize>],
    said: bool,
    log: &DiagnosticLog,
) -> (ExpandedSize, bool) {
    let mut whole = ExpandedSize { fields: 0, depth: 1 };
    let (mut too_deep, mut too_many) = (false, false);
    items.retain(|item| {
        let size = item.size(|name| numbers.get(name).and_then(|&at| sizes[at]));
        let deep = size.depth >= DEEPEST;
        let many = whole.fields + size.fields > MOST_FIELDS;
        if deep && !said && !too_deep {
            log.push(Diagnostic::new(message!(words::BLOCKS_TOO_DEEP, most = DEEPEST), item.span()));
        } else if many && !deep && !too_many {
            log.push(Diagnostic::new(message!(words::TOO_MANY_FIELDS, most = MOST_FIELDS), item.span()));
        }
        too_deep |= deep;
        too_many |= many;
        if deep || many {
            return false;
        }
        whole.fields += size.fields;
        whole.depth = whole.depth.max(size.depth + 1);
        true
    });
    (whole, too_deep)
}

/// Names of blocks that lead round: `a → b → a`; of many the first.
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
            FieldListEntry::Field(draft) => ExpandedSize { fields: draft.field.with_inner().len(), depth: 0 },
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
            FieldListEntry::Field(draft) => draft.field.name.span,
            FieldListEntry::Block(used) => used.span,
        }
    }
}

/// A field where it stands, and the `- block:` of the list that was asked for which brought it.
type BorrowedFields<'a> = Vec<(&'a FieldDeclaration, Option<Span>)>;

impl FieldBlocks {
    /// The fields of a list, blocks opened, in reading order. Unknown blocks and names are reported, and what is
    /// more than a form may have.
    pub(crate) fn expand(&self, items: &[FieldListEntry], log: &DiagnosticLog) -> Vec<ExpandedField> {
        let mut fields = Vec::new();
        let mut count = 0;
        for item in items {
            let opened = self.expand_entry(item, log);
            count += opened.iter().map(|(draft, _)| draft.field.with_inner().len()).sum::<usize>();
            if count > MOST_FIELDS {
                log.push(Diagnostic::new(message!(words::TOO_MANY_FIELDS, most = MOST_FIELDS), item.span()));
                break;
            }
            fields.extend(
                opened
                    .into_iter()
                    .map(|(draft, through)| ExpandedField { declaration: draft.clone(), block_span: through }),
            );
        }
        fields
    }

    fn expand_entry<'a>(&'a self, item: &'a FieldListEntry, log: &DiagnosticLog) -> BorrowedFields<'a> {
        let used = match item {
            FieldListEntry::Field(draft) => return vec![(draft, None)],
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
        fields.iter_mut().for_each(|(_, through)| *through = Some(used.span));
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
        if let Some(at) = fields.iter().position(|(draft, _)| draft.field.name.value == name.value) {
            return Some(fields.remove(at));
        }
        if !self.incomplete {
            let names: Vec<&str> = fields.iter().map(|(draft, _)| draft.field.name.value.as_str()).collect();
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
