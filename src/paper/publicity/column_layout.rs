//! Columns put onto pages: what comes of it, and how slabs are laid below one another.

use super::typesetting::{ColumnItem, stack_items};
use crate::paper::block::LayoutBlock;
use crate::paper::document::{OutlineEntry, PaperPage};
use crate::units::Mm;

/// Columns put onto pages.
#[derive(Debug, Default)]
pub(crate) struct PublicityPages {
    pub(crate) pages: Vec<PaperPage>,
    pub(crate) outline: Vec<OutlineEntry>,
    /// By how much the fullest column is higher than its room.
    pub(crate) overflow: Mm,
}

/// Slabs laid into a block from a height on; gaps are so much larger than they want to be.
pub(crate) fn place_items(block: &mut LayoutBlock, slabs: &[ColumnItem], (x, y): (Mm, Mm), more: Mm) -> Mm {
    let mut y = y;
    for (index, slab) in slabs.iter().enumerate() {
        if index > 0 {
            y = y + slab.space_above + if slab.heading.is_some() { more * 1.5 } else { more };
        }
        block.place(&slab.block, x, y);
        y += slab.block.height;
    }
    y
}

/// How high slabs are below one another.
pub(crate) fn column_height(slabs: &[ColumnItem]) -> Mm {
    stack_items(slabs).height
}
