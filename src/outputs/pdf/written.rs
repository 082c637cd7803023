//! What is filled in, as a field's appearance shows it (ISO 32000-1, 12.7.3.3): the very lines that the
//! layout made, in the font that readers type with.

use std::fmt::Write;

use super::fonts::{Coded, Subset};
use super::objects::{places, utf16};
use super::speech;
use crate::paper::sheet::{Entry, FieldBox, TextRun, Value};
use crate::units::{Mm, Rect};

/// How far a glyph may stand from its place, in thousandths of an em.
const SLACK: f64 = 2.0;

/// The content of a text field's appearance, as large as this rectangle of the sheet; `font` is what the font
/// is called.
pub fn content(field: &FieldBox, rect: Rect, font: &str, subset: Option<&Subset>) -> Vec<u8> {
    let (Some(Value::Written { runs, .. }), Some(subset)) = (&field.value, subset) else {
        return b"/Tx BMC\nEMC\n".into();
    };
    let mut text = String::from("/Tx BMC\nq\nBT\n0 g\n");
    let in_boxes = matches!(field.entry, Entry::Comb { .. });
    if in_boxes {
        let word: String =
            utf16(&speech::said(runs)).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02X}"));
        // Strings can be written to.
        let _ = writeln!(text, "/Span <</ActualText <{word}>>> BDC");
    }
    let mut size = None;
    for run in runs {
        if size != Some(run.size) {
            size = Some(run.size);
            // Strings can be written to.
            let _ = writeln!(text, "/{font} {} Tf", places(run.size.0));
        }
        let down = field.rect.y - rect.y;
        show(&mut text, run, rect.height - down, subset);
    }
    text += if in_boxes { "EMC\nET\nQ\nEMC\n" } else { "ET\nQ\nEMC\n" };
    text.into_bytes()
}

/// One line, from its place in the box, which PDF counts from the bottom.
fn show(out: &mut String, run: &TextRun, height: Mm, subset: &Subset) {
    let coded = |glyph: &crate::paper::sheet::Glyph| subset.glyph(glyph.character).map(|coded| (glyph.x, coded));
    let glyphs: Vec<(Mm, Coded)> = run.glyphs.iter().filter_map(coded).collect();
    let Some((first, _)) = glyphs.first() else { return };
    let (x, y) = ((run.origin.x + *first).pt().0, (height - run.origin.y).pt().0);
    let _ = write!(out, "1 0 0 1 {} {} Tm [<", places(x), places(y));
    // In thousandths of an em from the first glyph, as the reader moves its pen.
    let mut pen = 0.0;
    for (x, coded) in &glyphs {
        let back = (pen - (*x - *first).pt().0 * 1000.0 / run.size.0).round();
        if back.abs() > SLACK {
            let _ = write!(out, ">{back}<");
            pen -= back;
        }
        let _ = write!(out, "{:04X}", coded.code);
        pen += f64::from(coded.width);
    }
    *out += ">] TJ\n";
}
