//! Maps the headings of a table to the columns of the form.
//!
//! A heading is a column's name, its Chinese label, or both as in templates: 姓名（name）. Unknown columns are reported and
//! skipped, unless they were probably meant for the form.

use std::collections::{BTreeMap, HashMap};

use super::RecordTable;
use crate::diagnostic::{Diagnostic, WithDiagnostics, closest_name, column_letters};
use crate::model::IssuedForm;
use crate::model::answers::name::RepeatRow;
use crate::model::answers::{AnswerColumn, AnswerName, text_cleanup};
use crate::model::fixed_text;
use crate::model::issued::IssuedKind;
use crate::model::name::Name;
use crate::wording::{message, records as say};

/// Limit of rows of a repeat: more than any sheet has, and as many as the page in the browser accepts.
const MOST_ROWS: u32 = 1000;
/// Number of skipped columns that a message names.
const MOST_NAMED: usize = 12;

/// The columns of a form that occur in a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadingColumns {
    /// The index of the form's column for each heading; `usize::MAX` where the heading is none.
    pub of_heading: Vec<usize>,
    /// The table's 1-based column of each answer name, for locations; empty where a table has no columns.
    pub(crate) column_numbers: BTreeMap<AnswerName, usize>,
}

/// All headings that a form's table may have.
#[derive(Debug)]
pub struct HeadingNames<'a> {
    by_name: HashMap<&'a AnswerName, usize>,
    /// Column indexes by label, without white space and marks.
    by_label: HashMap<String, Vec<usize>>,
    /// Name, label and number of blank rows of each repeat.
    repeats: Vec<(&'a Name, String, u32)>,
}

/// The result of looking up a heading.
enum HeadingMatch {
    Column(usize),
    /// The heading matches several columns.
    Several(Vec<usize>),
    /// A row of a repeat that the form would need in addition: the repeat's name and the 1-based row number.
    Row(Name, u32),
    Unknown,
}

impl<'a> HeadingNames<'a> {
    pub fn new(columns: &'a [AnswerColumn], form: &'a IssuedForm) -> HeadingNames<'a> {
        let mut by_label: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, column) in columns.iter().enumerate() {
            by_label.entry(plain(&column.label)).or_default().push(index);
        }
        let by_name = columns.iter().enumerate().map(|(index, column)| (&column.name, index)).collect();
        let repeats = form.items().filter_map(|field| match &field.kind {
            IssuedKind::Repeat { blank_rows, .. } => Some((&field.name.value, plain(&field.label.zh), *blank_rows)),
            _ => None,
        });
        HeadingNames { by_name, by_label, repeats: repeats.collect() }
    }

    /// Is this a heading of the form, for any column?
    pub(crate) fn contains(&self, heading: &str) -> bool {
        !matches!(self.look_up(heading), HeadingMatch::Unknown)
    }

    fn look_up(&self, heading: &str) -> HeadingMatch {
        let heading = text_cleanup::clean_text(heading).text;
        let heading = heading.as_str();
        let name = name_in(heading).parse::<AnswerName>().ok();
        if let Some(column) = name.as_ref().and_then(|name| self.by_name.get(name)) {
            return HeadingMatch::Column(*column);
        }
        // Text in brackets after a label only explains the label.
        let label = plain(heading);
        let bare = label.split(['（', '(']).next().unwrap_or_default();
        for label in [label.as_str(), bare] {
            match self.by_label.get(label).map(Vec::as_slice) {
                Some([column]) => return HeadingMatch::Column(*column),
                Some(several) => return HeadingMatch::Several(several.to_vec()),
                None => {}
            }
        }
        self.row_of(name.as_ref(), &label).unwrap_or(HeadingMatch::Unknown)
    }

    /// A row of a repeat beyond those of the form: `steps.40.what` or 经过40 做了什么.
    fn row_of(&self, name: Option<&AnswerName>, label: &str) -> Option<HeadingMatch> {
        let by_name = name.and_then(AnswerName::in_blank_row).and_then(|(repeat, number, column)| {
            let first = RepeatRow::blank(&repeat, 1).column(&column);
            self.by_name.contains_key(&first).then_some((repeat, number))
        });
        let by_label = |(repeat, title, _): &(&Name, String, u32)| {
            let rest = label.strip_prefix(title.as_str())?;
            let (number, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
            let like_first = self.by_label.contains_key(&format!("{title}1{rest}"));
            let row = ((*repeat).clone(), number.parse().unwrap_or(u32::MAX));
            (!number.is_empty() && !rest.is_empty() && like_first).then_some(row)
        };
        let (repeat, number) = by_name.or_else(|| self.repeats.iter().find_map(by_label))?;
        let (.., blank) = self.repeats.iter().find(|(known, ..)| **known == repeat)?;
        (number > *blank && *blank > 0).then_some(HeadingMatch::Row(repeat, number))
    }
}

/// The number of blank rows that a table needs for each repeat, where the form has fewer.
pub fn repeat_rows(table: &RecordTable, names: &HeadingNames) -> BTreeMap<Name, u32> {
    let mut row_counts: BTreeMap<Name, u32> = BTreeMap::new();
    for heading in &table.headings {
        if let HeadingMatch::Row(repeat, number) = names.look_up(&heading.text)
            && number <= MOST_ROWS
        {
            let most = row_counts.entry(repeat).or_default();
            *most = number.max(*most);
        }
    }
    row_counts
}

/// Finds the column of each heading; skipped columns are reported.
///
/// Faults are headings that match several columns, occur twice, or were probably meant for the form.
pub fn heading_columns(
    table: &RecordTable,
    columns: &[AnswerColumn],
    form: &IssuedForm,
) -> WithDiagnostics<HeadingColumns> {
    let names = HeadingNames::new(columns, form);
    let mut fields = HeadingColumns::default();
    let mut diagnostics = Vec::new();
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut skipped: Vec<usize> = Vec::new();
    let mut any_known = false;
    for (index, heading) in table.headings.iter().enumerate() {
        let column = match names.look_up(&heading.text) {
            HeadingMatch::Column(column) => column,
            other => {
                any_known |= !matches!(other, HeadingMatch::Unknown);
                fields.of_heading.push(usize::MAX);
                let suggested = if diagnostics.len() < MOST_NAMED { columns } else { &columns[..1] };
                match fault(table, index, suggested, form, other) {
                    Some(fault) => diagnostics.push(fault),
                    None => skipped.push(index),
                }
                continue;
            }
        };
        any_known = true;
        match first.get(&column) {
            Some(before) => diagnostics.push(Diagnostic::new(
                message!(
                    say::COLUMN_TWICE,
                    column = columns[column].title(),
                    first = column_letters(table.headings[*before].column),
                    second = column_letters(heading.column)
                ),
                table.heading(index),
            )),
            None => drop(first.insert(column, index)),
        }
        if table.in_columns {
            fields.column_numbers.insert(columns[column].name.clone(), heading.column);
        }
        fields.of_heading.push(column);
    }
    if !any_known && diagnostics.is_empty() && !table.headings.is_empty() {
        let found: Vec<&str> = table.headings.iter().take(MOST_NAMED).map(|heading| heading.text.as_str()).collect();
        diagnostics.push(Diagnostic::new(
            message!(say::NO_HEADINGS, found = found.join(fixed_text::ENUMERATION_COMMA), form = &form.id),
            table.file.as_str(),
        ));
    } else if !skipped.is_empty() {
        diagnostics.extend(skipped_columns(table, &skipped, columns, form));
    }
    WithDiagnostics { value: fields, diagnostics }
}

/// The fault of a heading that matches no single column, if it was probably meant to match one.
fn fault(
    table: &RecordTable,
    index: usize,
    columns: &[AnswerColumn],
    form: &IssuedForm,
    found: HeadingMatch,
) -> Option<Diagnostic> {
    let heading = &table.headings[index].text;
    let place = table.heading(index);
    match found {
        HeadingMatch::Several(several) => {
            let titled = |column: &usize| columns.get(*column).map(AnswerColumn::title);
            let titles: Vec<String> = several.iter().take(MOST_NAMED).filter_map(titled).collect();
            Some(Diagnostic::new(
                message!(
                    say::SAME_LABEL,
                    heading,
                    names = titles.join(fixed_text::ENUMERATION_COMMA),
                    first = titles.first().map_or("", String::as_str)
                ),
                place,
            ))
        }
        HeadingMatch::Row(..) => Some(Diagnostic::new(message!(say::TOO_MANY_ROWS, heading, most = MOST_ROWS), place)),
        // A machine-readable name is written on purpose.
        HeadingMatch::Unknown if name_in(heading) != heading.trim() || heading.contains('.') => {
            let near = closest_name(name_in(heading), columns.iter().map(|column| column.name.as_str()));
            let near = near.and_then(|near| columns.iter().find(|column| column.name.as_str() == near));
            // 体重(kg) contains a unit, not a name.
            if near.is_none() && !name_in(heading).contains('.') {
                return None;
            }
            let near = near.or_else(|| columns.first());
            Some(Diagnostic::new(
                message!(
                    say::UNKNOWN_COLUMN,
                    heading,
                    near = near.map(AnswerColumn::title).unwrap_or_default(),
                    form = &form.id
                ),
                place,
            ))
        }
        HeadingMatch::Unknown | HeadingMatch::Column(_) => None,
    }
}

/// One note about all skipped columns, and one warning for each that is nearly a column of the form.
fn skipped_columns(
    table: &RecordTable,
    skipped: &[usize],
    columns: &[AnswerColumn],
    form: &IssuedForm,
) -> Vec<Diagnostic> {
    let titled = |index: &usize| {
        let heading = &table.headings[*index];
        match table.in_columns {
            true => format!("{}（{}）", heading.text, column_letters(heading.column)),
            false => heading.text.clone(),
        }
    };
    let mut named = skipped.iter().take(MOST_NAMED).map(titled).collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA);
    if skipped.len() > MOST_NAMED {
        named += "……";
    }
    let file = table.file.as_str();
    let mut diagnostics = vec![Diagnostic::new(
        message!(say::COLUMNS_LEFT, columns = named, count = skipped.len(), form = &form.id),
        file,
    )];
    for index in skipped.iter().take(MOST_NAMED) {
        let heading = &table.headings[*index].text;
        // In a heading of two characters, one different character is half of it: 序号 is not 编号.
        let names = columns.iter().flat_map(|column| [column.name.as_str(), column.label.as_str()]);
        let near = (heading.chars().count() > 2).then(|| closest_name(heading, names)).flatten();
        let Some(near) = near.and_then(|near| columns.iter().find(|c| c.name.as_str() == near || c.label == near))
        else {
            continue;
        };
        let is_present = table.headings.iter().any(|other| [near.name.as_str(), &near.label].contains(&&*other.text));
        if !is_present {
            diagnostics.push(Diagnostic::new(
                message!(say::NEARLY_A_COLUMN, heading, near = near.title()),
                table.heading(*index),
            ));
        }
    }
    diagnostics
}

/// A text without white space, invisible characters and the mark of required fields.
fn plain(text: &str) -> String {
    text_cleanup::clean_text(text).text.chars().filter(|c| !c.is_whitespace() && *c != '*' && *c != '＊').collect()
}

/// The name in the last brackets of a heading, or the whole heading.
fn name_in(heading: &str) -> &str {
    let heading = heading.trim().trim_end_matches('*').trim_end();
    let inside = heading.strip_suffix(['）', ')']).and_then(|open| {
        let at = open.rfind(['（', '('])?;
        let name = open[at..].trim_start_matches(['（', '(']).trim();
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(' ');
        name.is_ascii().then_some(name).filter(|_| is_name)
    });
    inside.unwrap_or(heading)
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
        assert_eq!(name_in("生日（1988-05）"), "生日（1988-05）");
    }
}
