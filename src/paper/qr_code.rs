//! QR codes (GB/T 18284): what one says and where it stands; its modules are reckoned when it is first drawn.

use std::sync::Arc;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::model::once_value::OnceValue;
use crate::units::{Mm, Rect};

/// 33 modules a side hold 62 bytes at 15 % repair: every form, city and page of a programme.
const VERSION: u8 = 4;
/// 45 modules a side hold 122 bytes at 15 % repair, 154 at 7 %: the address of a form's page as well.
const VERSION_OF_TWO_LINES: u8 = 7;
/// The mask that is likest a chessboard: looking for the best of all eight takes ten times as long, and readers of copies
/// of copies tell no difference.
const MASK: u8 = 0;
/// What the largest code holds in bytes, at the least repair (GB/T 18284, table 7).
const MAX_BYTES: usize = 2953;

/// A square of dark and light modules; the quiet zone around it is not part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct QrSymbol {
    /// What it says.
    pub text: String,
    pub rect: Rect,
    /// One for all copies of this code.
    modules: Arc<OnceValue<QrModules>>,
}

/// The modules of a code.
#[derive(Clone, Debug, Default)]
pub struct QrModules {
    /// Modules a side.
    pub side: usize,
    /// Is a module dark? Row by row from the top left.
    pub dark: Vec<bool>,
}

impl QrSymbol {
    /// A code that says this; `None` for more than a code can hold.
    pub fn new(text: &str, rect: Rect) -> Option<QrSymbol> {
        (text.len() <= MAX_BYTES).then(|| QrSymbol { text: text.to_owned(), rect, modules: Arc::default() })
    }

    /// The same code moved by a distance.
    pub(crate) fn shifted(&self, dx: Mm, dy: Mm) -> QrSymbol {
        QrSymbol { rect: self.rect.shifted(dx, dy), ..self.clone() }
    }

    pub fn modules(&self) -> &QrModules {
        self.modules.get_or_compute(|| encode(&self.text).unwrap_or_default())
    }
}

/// Dark modules that fill a rectangle; in modules from the code's top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ModuleRect {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl QrModules {
    /// All dark modules: neighbours of a row together, and with them those below that are as wide.
    pub(crate) fn rectangles(&self) -> Vec<ModuleRect> {
        let mut all: Vec<ModuleRect> = Vec::with_capacity(self.dark.len() / 4);
        // Which of them reach down to the row before.
        let mut above: Vec<usize> = Vec::new();
        for (y, row) in self.dark.chunks(self.side.max(1)).enumerate() {
            let mut here = Vec::new();
            let mut x = 0;
            for neighbours in row.chunk_by(|a, b| a == b) {
                let width = neighbours.len();
                if neighbours[0] {
                    let is_as_wide = |at: &usize| all[*at].x == x && all[*at].width == width;
                    let at = above.iter().copied().find(is_as_wide).unwrap_or(all.len());
                    match all.get_mut(at) {
                        Some(dark) => dark.height += 1,
                        None => all.push(ModuleRect { x, y, width, height: 1 }),
                    }
                    here.push(at);
                }
                x += width;
            }
            above = here;
        }
        all
    }
}

fn encode(text: &str) -> Option<QrModules> {
    let segments = QrSegment::make_segments(text);
    let version = if text.contains('\n') { VERSION_OF_TWO_LINES } else { VERSION };
    let (usual, mask) = (Version::new(version), Some(Mask::new(MASK)));
    let encoded = |repair, most| QrCode::encode_segments_advanced(&segments, repair, usual, most, mask, false).ok();
    let code = encoded(QrCodeEcc::Medium, usual).or_else(|| encoded(QrCodeEcc::Low, Version::MAX))?;
    let side = code.size();
    let dark = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| code.get_module(x, y)).collect();
    Some(QrModules { side: side as usize, dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_modules_fill_rectangles() {
        let rows = ["##.#", "##.#", "#..#", "####"];
        let dark: Vec<bool> = rows.iter().flat_map(|row| row.chars()).map(|module| module == '#').collect();
        let rectangles = QrModules { side: 4, dark: dark.clone() }.rectangles();
        assert_eq!(rectangles.len(), 4);
        let mut painted = vec![0; dark.len()];
        for ModuleRect { x, y, width, height } in rectangles {
            (y..y + height).for_each(|y| (x..x + width).for_each(|x| painted[y * 4 + x] += 1));
        }
        assert_eq!(painted, dark.iter().map(|dark| i32::from(*dark)).collect::<Vec<_>>());
    }
}
