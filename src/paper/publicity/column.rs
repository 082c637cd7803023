//! Columns put onto pages: what comes of it, and how slabs are laid below one another.

use super::setting::{Slab, stacked};
use crate::paper::block::Block;
use crate::paper::sheet::{OutlineEntry, Sheet};
use crate::units::Mm;

/// Columns put onto pages.
#[derive(Debug, Default)]
pub struct Composed {
    pub pages: Vec<Sheet>,
    pub outline: Vec<OutlineEntry>,
    /// By how much the fullest column is higher than its room.
    pub over: Mm,
}

/// Slabs laid into a block from a height on; gaps are so much larger than they want to be.
pub fn lay(block: &mut Block, slabs: &[Slab], (x, y): (Mm, Mm), more: Mm) -> Mm {
    let mut y = y;
    for (index, slab) in slabs.iter().enumerate() {
        if index > 0 {
            y = y + slab.gap + if slab.heading.is_some() { more * 1.5 } else { more };
        }
        block.lay(&slab.block, x, y);
        y += slab.block.height;
    }
    y
}

/// How high slabs are below one another.
pub fn height(slabs: &[Slab]) -> Mm {
    stacked(slabs).height
}
