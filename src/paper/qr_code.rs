//! QR codes (GB/T 18284): text and position of a symbol, whose modules are computed when it is first drawn.

use std::sync::Arc;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::model::once_value::OnceValue;
use crate::units::{Mm, Rect};

/// The version of codes of one line: 33 modules a side, 62 bytes at error correction level M (15 %), enough for every form,
/// city and page of a programme.
const VERSION: u8 = 4;
/// The version of codes of two lines: 45 modules a side, 122 bytes at level M (15 %), 154 at level L (7 %), enough for the
/// address of a form's page as well.
const VERSION_OF_TWO_LINES: u8 = 7;
/// The mask pattern, which is the most similar to a chessboard. The search for the best of all eight takes ten times as long, and
/// for scanners of a copy of a copy it makes no difference.
const MASK: u8 = 0;
/// The capacity of the largest code in bytes, at the lowest error correction level (GB/T 18284, table 7).
const MAX_BYTES: usize = 2953;

/// A QR code symbol: its text and its square on the page, without the quiet zone.
#[derive(Clone, Debug, PartialEq)]
pub struct QrSymbol {
    /// The encoded text.
    pub text: String,
    pub rect: Rect,
    /// The modules, shared by all copies of this symbol.
    modules: Arc<OnceValue<QrModules>>,
}

/// The modules of a symbol, dark or light.
#[derive(Clone, Debug, Default)]
pub struct QrModules {
    /// The number of modules of a side.
    pub side: usize,
    /// Whether each module is dark, row by row from the top left.
    pub dark: Vec<bool>,
}

impl QrSymbol {
    /// A symbol of this text; `None` if the text is longer than 2953 bytes.
    pub fn new(text: &str, rect: Rect) -> Option<QrSymbol> {
        (text.len() <= MAX_BYTES).then(|| QrSymbol { text: text.to_owned(), rect, modules: Arc::default() })
    }

    /// The same symbol moved by a distance.
    pub(crate) fn shifted(&self, dx: Mm, dy: Mm) -> QrSymbol {
        QrSymbol { rect: self.rect.shifted(dx, dy), ..self.clone() }
    }

    pub fn modules(&self) -> &QrModules {
        self.modules.get_or_compute(|| encode(&self.text).unwrap_or_default())
    }
}

/// A rectangle of dark modules, in modules from the symbol's top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ModuleRect {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl QrModules {
    /// All dark modules as rectangles: neighbours of a row together, and joined with equal runs of the rows below.
    pub(crate) fn rectangles(&self) -> Vec<ModuleRect> {
        let mut all: Vec<ModuleRect> = Vec::with_capacity(self.dark.len() / 4);
        // The indices of the rectangles that end in the row above.
        let mut above: Vec<usize> = Vec::new();
        for (y, row) in self.dark.chunks(self.side.max(1)).enumerate() {
            let mut in_row = Vec::new();
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let width = run.len();
                if run[0] {
                    let is_same_run = |at: &usize| all[*at].x == x && all[*at].width == width;
                    let at = above.iter().copied().find(is_same_run).unwrap_or(all.len());
                    match all.get_mut(at) {
                        Some(rectangle) => rectangle.height += 1,
                        None => all.push(ModuleRect { x, y, width, height: 1 }),
                    }
                    in_row.push(at);
                }
                x += width;
            }
            above = in_row;
        }
        all
    }
}

fn encode(text: &str) -> Option<QrModules> {
    let segments = QrSegment::make_segments(text);
    let version = if text.contains('\n') { VERSION_OF_TWO_LINES } else { VERSION };
    let (version, mask) = (Version::new(version), Some(Mask::new(MASK)));
    let encode_at =
        |level, max_version| QrCode::encode_segments_advanced(&segments, level, version, max_version, mask, false).ok();
    let code = encode_at(QrCodeEcc::Medium, version).or_else(|| encode_at(QrCodeEcc::Low, Version::MAX))?;
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
