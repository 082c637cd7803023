//! Rule `grid`: the widths of fields fit the grid of 24 columns.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::field::{Field, FieldKind, GRID_COLUMNS};
use crate::model::form::Form;
use crate::model::grid::place_fields;
use crate::model::issued::{IssuedForm, IssuedItem};
use crate::model::{Site, issue};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "grid",
    title: "二十四格",
    catches: "标签加填写的格子超过 24 格；跨行的栏旁边有空格子；表格各栏加起来不是 24；逐行选择的说明栏太宽。",
    hurts: "纸上排不下。",
    example: "{name: address, type: text, label: 住址, label_width: 4, width: 22}",
    fix: "改 label_width、width，使一行正好放得下。",
    messages: &[&say::FIELD_TOO_WIDE, &say::GRID_HOLE, &say::COLUMNS_NOT_24, &say::NOTE_TOO_WIDE],
    run,
};

/// Width limit of a matrix's note column: half of the grid is for rows and options.
const MAX_NOTE_WIDTH: u32 = GRID_COLUMNS / 2;

fn run(site: &Site) -> Vec<Diagnostic> {
    let of_form = |form| check_form_fields(form).chain(check_holes(&issue(site, form, None))).collect::<Vec<_>>();
    site.forms.iter().flat_map(of_form).collect()
}

fn check_form_fields(form: &Form) -> impl Iterator<Item = Diagnostic> {
    form.top_fields().flat_map(check_field)
}

/// Reports the first empty area beside each field that spans several rows.
fn check_holes(form: &IssuedForm) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let runs = form
        .sections
        .iter()
        .flat_map(|section| section.items.chunk_by(|one, other| one.kind.is_on_grid() == other.kind.is_on_grid()));
    for run in runs.filter(|run| run[0].kind.is_on_grid()) {
        let items: Vec<&IssuedItem> = run.iter().collect();
        for hole in place_fields(&items).gaps {
            let place = hole.neighbor.name.span;
            let (label, rows) = (&hole.neighbor.label.zh, hole.neighbor.row_span);
            let diagnostic = Diagnostic::new(message!(say::GRID_HOLE, label, rows, columns = hole.columns), place);
            if found.last().is_none_or(|last| last.location != diagnostic.location) {
                found.push(diagnostic);
            }
        }
    }
    found
}

fn check_field(field: &Field) -> Vec<Diagnostic> {
    let place = field.name.span;
    let mut found = Vec::new();
    if field.label_width.saturating_add(field.width) > GRID_COLUMNS {
        found.push(Diagnostic::new(
            message!(say::FIELD_TOO_WIDE, label = field.label_width, width = field.width),
            place,
        ));
    }
    match &field.kind {
        FieldKind::Repeat { columns, rows, .. } => {
            // The names of rows are in an additional column with the width of a label.
            let named = if rows.is_empty() { 0 } else { u64::from(field.label_width) };
            let sum = named + columns.iter().map(|column| u64::from(column.width)).sum::<u64>();
            if sum != u64::from(GRID_COLUMNS) {
                found.push(Diagnostic::new(message!(say::COLUMNS_NOT_24, sum), place));
            }
        }
        FieldKind::Matrix { note: Some(note), .. } if note.width > MAX_NOTE_WIDTH => {
            found.push(Diagnostic::new(
                message!(say::NOTE_TOO_WIDE, width = note.width, most = MAX_NOTE_WIDTH),
                note.label.span,
            ));
        }
        _ => {}
    }
    found
}
