//! What is filled in, as a field's appearance shows it (ISO 32000-1, 12.7.3.3): the very lines that the
//! layout made, in the font that readers type with.

use std::fmt::Write;

use super::fonts::{Coded, Subset};
use super::objects::places;
use crate::paper::sheet::{FieldBox, TextRun, Value};
use crate::units::Mm;

/// How far a glyph may stand from its place, in thousandths of an em.
const SLACK: f64 = 2.0;

/// The content of a text field's appearance; `font` is what the font is called.
pub fn content(field: &FieldBox, font: &str, subset: Option<&Subset>) -> Vec<u8> {
    let (Some(Value::Written { runs, .. }), Some(subset)) = (&field.value, subset) else {
        return b"/Tx BMC\nEMC\n".into();
    };
    let mut text = String::from("/Tx BMC\nq\nBT\n0 g\n");
    let mut size = None;
    for run in runs {
        if size != Some(run.size) {
            size = Some(run.size);
            // Strings can be written to.
            let _ = writeln!(text, "/{font} {} Tf", places(run.size.0));
        }
        show(&mut text, run, field.rect.height, subset);
    }
    text += "ET\nQ\nEMC\n";
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

/// Does a text take several lines, in a field that was meant for one?
pub fn is_wrapped(field: &FieldBox) -> bool {
    match &field.value {
        Some(Value::Written { runs, .. }) => runs.windows(2).any(|pair| pair[0].origin.y != pair[1].origin.y),
        Some(Value::On) | None => false,
    }
}
