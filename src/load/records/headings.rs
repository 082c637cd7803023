//! Which heading is which column of the form.
//!
//! A heading is a column's name, its Chinese label, or both as templates have it: 姓名（name）.

use std::collections::BTreeMap;

use super::Table;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::answers::Column;
use crate::model::form::Form;
use crate::model::kind::Kind;
use crate::model::name::Name;
use crate::wording::records as say;

/// The columns of a form that a table has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// The form's column of each heading, by index.
    pub of_heading: Vec<usize>,
    /// The table's column of each name, from 1, for places; empty where a table has no columns.
    pub places: BTreeMap<String, usize>,
}

/// How many blank rows of its repeats a table asks for, where that is more than the form has.
pub fn rows_wanted(table: &Table, form: &Form) -> BTreeMap<Name, u32> {
    let mut wanted = BTreeMap::new();
    for field in form.top_fields() {
        let Kind::Repeat { blank_rows, .. } = &field.kind else { continue };
        let start = format!("{}.", field.name.value);
        let number = |heading: &super::Heading| -> Option<u32> {
            name_in(&heading.text).strip_prefix(&start)?.split('.').next()?.parse().ok()
        };
        let most = table.headings.iter().filter_map(number).max().filter(|most| most > blank_rows);
        wanted.extend(most.map(|most| (field.name.value.clone(), most)));
    }
    wanted
}

/// Finds the column of every heading.
///
/// # Errors
/// Headings that are no column, may be several, or stand there twice.
pub fn fields(table: &Table, columns: &[Column], form: &Form) -> Checked<Fields> {
    let mut fields = Fields::default();
    let mut diagnostics = Vec::new();
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, heading) in table.headings.iter().enumerate() {
        let column = match found(columns, &heading.text) {
            Ok(column) => column,
            Err(wrong) => {
                diagnostics.push(wrong.fault(table, index, columns, form));
                fields.of_heading.push(usize::MAX);
                continue;
            }
        };
        match first.get(&column) {
            Some(before) => diagnostics.push(
                Diagnostic::error(&say::COLUMN_TWICE, table.heading(index))
                    .with("column", columns[column].title())
                    .with("first", table.headings[*before].column)
                    .with("second", heading.column),
            ),
            None => drop(first.insert(column, index)),
        }
        if table.in_columns {
            fields.places.insert(columns[column].name.clone(), heading.column);
        }
        fields.of_heading.push(column);
    }
    Checked { value: fields, diagnostics }
}

enum Wrong {
    Unknown,
    /// Of these columns.
    Several(Vec<usize>),
}

fn found(columns: &[Column], heading: &str) -> Result<usize, Wrong> {
    let name = name_in(heading);
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect::<String>();
    if let Some(column) = columns.iter().position(|column| column.name == name) {
        return Ok(column);
    }
    let label = plain(heading);
    let labelled: Vec<usize> = (0..columns.len()).filter(|index| plain(&columns[*index].label) == label).collect();
    match labelled[..] {
        [column] => Ok(column),
        [] => Err(Wrong::Unknown),
        _ => Err(Wrong::Several(labelled)),
    }
}

/// The name in a heading's last brackets, or the heading itself.
fn name_in(heading: &str) -> &str {
    let heading = heading.trim().trim_end_matches('*').trim_end();
    let inside = heading.strip_suffix(['）', ')']).and_then(|open| {
        let at = open.rfind(['（', '('])?;
        let name = open[at..].trim_start_matches(['（', '(']).trim();
        name.is_ascii().then_some(name).filter(|name| !name.is_empty())
    });
    inside.unwrap_or(heading)
}

impl Wrong {
    fn fault(&self, table: &Table, index: usize, columns: &[Column], form: &Form) -> Diagnostic {
        let heading = &table.headings[index].text;
        let place = table.heading(index);
        match self {
            Wrong::Unknown => {
                let near = |column: &&Column| {
                    strsim::osa_distance(name_in(heading), &column.name)
                        .min(strsim::osa_distance(heading, &column.label))
                };
                let near = columns.iter().min_by_key(near).map(Column::title).unwrap_or_default();
                let unknown = Diagnostic::error(&say::UNKNOWN_COLUMN, place).with("heading", heading);
                unknown.with("near", near).with("form", &form.id)
            }
            Wrong::Several(several) => {
                let titles: Vec<String> = several.iter().map(|column| columns[*column].title()).collect();
                Diagnostic::error(&say::SAME_LABEL, place)
                    .with("heading", heading)
                    .with("names", titles.join("、"))
                    .with("first", &titles[0])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn names_stand_in_brackets_or_alone() {
        assert_eq!(name_in("姓名（name）"), "name");
        assert_eq!(name_in("姓名 (name) *"), "name");
        assert_eq!(name_in("checks.pay"), "checks.pay");
        assert_eq!(name_in("受访人（或监护人）日期（signatures.person.date）"), "signatures.person.date");
        assert_eq!(name_in("受访人（或监护人）"), "受访人（或监护人）");
    }
}
