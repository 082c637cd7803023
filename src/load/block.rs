//! `forms/blocks.yaml`: groups of fields that several forms contain.
//!
//! A list of fields is read to [`Item`]s first, faults and all, and only then spread out: a fault in a
//! block is reported once, however many forms use it.

use super::field::{Draft, Role, draft};
use super::files::Files;
use super::log::Log;
use super::reader::{filled, list, map, name, named, unknown_word};
use super::yaml::{Content, Node};
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::name::Name;
use crate::source::{Span, Spanned};
use crate::wording::load as words;

pub const PATH: &str = "forms/blocks.yaml";

/// One entry of a list of fields.
#[derive(Clone, Debug)]
pub enum Item {
    Field(Box<Draft>),
    Block(Use),
}

/// `- block: person`, perhaps `only: [name, sex]`, which then also says the order.
#[derive(Clone, Debug)]
pub struct Use {
    name: Spanned<Name>,
    only: Option<Vec<Spanned<Name>>>,
    span: Span,
}

/// Every block, none of which contains itself.
#[derive(Debug, Default)]
pub struct Blocks {
    blocks: Vec<(Spanned<Name>, Vec<Item>)>,
    /// The file was not read whole: any field may be in it.
    pub gap: bool,
}

/// A field of a section, and the `- block:` that brought it there.
#[derive(Debug)]
pub struct Placed {
    pub draft: Draft,
    pub through: Option<Span>,
}

/// The blocks of the file; those that would contain themselves lose the reference that closes the ring.
pub fn blocks(files: &Files, log: &Log) -> Blocks {
    let before = log.count();
    let tree = files.tree(PATH, log);
    let block = |name: Spanned<Name>, node: &Node| filled(node, log, item).map(|items| (name, items));
    let mut blocks = tree.and_then(|tree| named(&tree, log, block)).unwrap_or_default();
    let gap = files.has(PATH) && (files.text(PATH).is_none() || log.count() > before);
    open_rings(&mut blocks, log);
    let blocks = Blocks { blocks, gap };
    for (_, items) in &blocks.blocks {
        blocks.spread(items, log);
    }
    Blocks { gap: gap || log.count() > before, ..blocks }
}

/// A field or a block, as it is written.
pub fn item(node: &Node, log: &Log) -> Option<Item> {
    let is_block =
        matches!(&node.content, Content::Map(entries) if entries.iter().any(|entry| entry.key.value == "block"));
    if !is_block {
        return draft(node, Role::Field, log).map(|draft| Item::Field(Box::new(draft)));
    }
    map(node, log, |map| {
        let block = map.required("block", name);
        let only = map.optional("only", |node, log| list(node, log, name));
        Some(Item::Block(Use { name: block?, only, span: node.span }))
    })?
}

/// Cuts every ring of blocks, reporting the way round.
fn open_rings(blocks: &mut [(Spanned<Name>, Vec<Item>)], log: &Log) {
    let mut done: Vec<Name> = Vec::new();
    for at in 0..blocks.len() {
        let start = blocks[at].0.value.clone();
        open_rings_from(&start, &mut Vec::new(), &mut done, blocks, log);
    }
}

fn open_rings_from(
    block: &Name,
    way: &mut Vec<Name>,
    done: &mut Vec<Name>,
    blocks: &mut [(Spanned<Name>, Vec<Item>)],
    log: &Log,
) {
    let Some(at) = blocks.iter().position(|(name, _)| name.value == *block) else { return };
    if done.contains(block) {
        return;
    }
    way.push(block.clone());
    blocks[at].1.retain(|item| {
        let Item::Block(used) = item else { return true };
        let Some(ring) = way.iter().position(|name| *name == used.name.value) else { return true };
        let round = way[ring..].iter().chain([&used.name.value]).map(Name::as_str).collect::<Vec<_>>().join(" → ");
        log.push(Diagnostic::error(&words::BLOCK_RING, used.name.span).with("way", round));
        false
    });
    let inner: Vec<Name> = blocks[at].1.iter().filter_map(Item::block).cloned().collect();
    for name in inner {
        open_rings_from(&name, way, done, blocks, log);
    }
    way.pop();
    done.push(block.clone());
}

impl Item {
    fn block(&self) -> Option<&Name> {
        match self {
            Item::Block(used) => Some(&used.name.value),
            Item::Field(_) => None,
        }
    }
}

impl Blocks {
    /// The fields of a list, blocks opened, in reading order. Unknown blocks and names are reported.
    pub fn spread(&self, items: &[Item], log: &Log) -> Vec<Placed> {
        items.iter().flat_map(|item| self.open(item, log)).collect()
    }

    fn open(&self, item: &Item, log: &Log) -> Vec<Placed> {
        let used = match item {
            Item::Field(draft) => return vec![Placed { draft: (**draft).clone(), through: None }],
            Item::Block(used) => used,
        };
        let Some((_, items)) = self.blocks.iter().find(|(name, _)| name.value == used.name.value) else {
            if !self.gap {
                let names: Vec<&str> = self.blocks.iter().map(|(name, _)| name.value.as_str()).collect();
                log.push(unknown_word(used.name.value.as_str(), &names, used.name.span));
            }
            return Vec::new();
        };
        let muted = Log::default();
        let mut fields = self.spread(items, &muted);
        fields.iter_mut().for_each(|field| field.through = Some(used.span));
        match &used.only {
            None => fields,
            Some(only) => only.iter().filter_map(|name| self.pick(name, &mut fields, log)).collect(),
        }
    }

    fn pick(&self, name: &Spanned<Name>, fields: &mut Vec<Placed>, log: &Log) -> Option<Placed> {
        if let Some(at) = fields.iter().position(|field| field.draft.field.name.value == name.value) {
            return Some(fields.remove(at));
        }
        if !self.gap {
            let names: Vec<&str> = fields.iter().map(|field| field.draft.field.name.value.as_str()).collect();
            let near = nearest(name.value.as_str(), names.iter().copied());
            let unknown = Diagnostic::error(&words::NOT_IN_BLOCK, name.span).with("name", &name.value);
            log.push(unknown.with("allowed", near.map_or_else(|| names.join("、"), str::to_owned)));
        }
        None
    }
}
