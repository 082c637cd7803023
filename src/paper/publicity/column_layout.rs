//! Placing of column items on pages, one below the other.

use super::typesetting::{ColumnItem, stack_items};
use crate::paper::block::LayoutBlock;
use crate::paper::document::{OutlineEntry, PaperPage};
use crate::units::Mm;

/// The pages of publicity, and by how much its text does not fit.
#[derive(Debug, Default)]
pub(crate) struct PublicityPages {
    pub(crate) pages: Vec<PaperPage>,
    pub(crate) outline: Vec<OutlineEntry>,
    /// The height in millimetres by which the fullest column exceeds its room; negative if there is room left.
    pub(crate) overflow: Mm,
}

/// Places items in a block from a position on, with `extra` added to each gap, and returns the end.
pub(crate) fn place_items(block: &mut LayoutBlock, items: &[ColumnItem], (x, y): (Mm, Mm), extra: Mm) -> Mm {
    let mut y = y;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            y = y + item.space_above + if item.heading.is_some() { extra * 1.5 } else { extra };
        }
        block.place(&item.block, x, y);
        y += item.block.height;
    }
    y
}

/// The height of items placed below one another.
pub(crate) fn column_height(items: &[ColumnItem]) -> Mm {
    stack_items(items).height
}
