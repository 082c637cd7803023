//! Finds the headings and the rows of a table as offices write it: a title above, one or two heading lines, sums and
//! signatures below.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{
    CellContent, CellGrid, CellLine, RecordHeading, RecordRow, RecordTable, content_text, number_ranges,
};
use super::headings::HeadingNames;
use crate::diagnostic::{CellLocation, Diagnostic, Location, WithDiagnostics};
use crate::model::answers::RawCell;
use crate::wording::{message, partial_message, records as say};

/// Number of non-empty lines that are searched for headings.
const SEARCHED: usize = 15;
/// A line that begins with one of these words ends the data.
const SUMS: [&str; 4] = ["合计", "总计", "共计", "累计"];
/// A line that begins with one of these words is skipped.
const SUBTOTALS: [&str; 1] = ["小计"];
/// First words of lines below a table, each followed by a colon.
const SIGNATURE_WORDS: [&str; 18] = [
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "经办人",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "负责人",
    "单位负责人",
    "联系人",
    "填表日期",
    "填报日期",
    "填报单位",
    "备注",
    "注",
    "说明",
];

/// The first and last heading line, by 0-based index of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HeadingLines {
    first: usize,
    last: usize,
}

/// Finds the table in a file. `names` are the heading names of the form's columns.
pub fn table(grid: CellGrid, names: &HeadingNames) -> WithDiagnostics<RecordTable> {
    let CellGrid { file, of_form: _, of_city: _, headings, lines, merged_columns, mut notes } = grid;
    let in_columns = headings.is_none();
    let of_line = |line: &CellLine| RecordRow { number: line.number, cells: line.cells.clone() };
    if let Some(headings) = headings {
        let index = |mut row: RecordRow| {
            row.cells.iter_mut().for_each(|(column, _)| *column -= 1);
            row
        };
        let rows = lines.iter().map(|line| index(of_line(line))).filter(|row| !row.cells.is_empty()).collect();
        let table = RecordTable { file, headings, heading_row: 1, rows, in_columns };
        return WithDiagnostics { value: table, diagnostics: notes };
    }
    let merged_ranges = |line: &CellLine| merged_columns.get(&line.number).map(Vec::as_slice).unwrap_or_default();
    let head = heading_lines(&lines, names, &merged_ranges);
    let headings = head.map(|head| heading_texts(&lines, head, names, &merged_ranges)).unwrap_or_default();
    let heading_row = head.map_or(1, |head| lines[head.last].number);
    let below = head.map_or(lines.len(), |head| head.last + 1);
    let known: BTreeSet<usize> =
        headings.iter().filter(|heading| names.contains(&heading.text)).map(|heading| heading.column).collect();
    let mut table = RecordTable { file, headings, heading_row, rows: Vec::new(), in_columns };
    let mut skipped = SkippedLines {
        titles: lines[..head.map_or(0, |head| head.first)].iter().map(|line| line.number).collect(),
        ..SkippedLines::default()
    };
    for line in &lines[below..] {
        let place =
            |column: Option<usize>| Location::Cell(CellLocation { file: table.file.clone(), row: line.number, column });
        match line_kind(line) {
            DataLineKind::Explanation => continue,
            DataLineKind::Sum => {
                skipped.sum.get_or_insert(line.number);
                skipped.sums.push(line.number);
                continue;
            }
            DataLineKind::Subtotal => {
                skipped.sums.push(line.number);
                continue;
            }
            DataLineKind::Signed => {
                skipped.signed.push(line.number);
                continue;
            }
            DataLineKind::Data => {}
        }
        let filled = line.cells.iter().filter(|(column, _)| known.contains(column)).count();
        if let Some(sum) = skipped.sum {
            // Words below the sum are skipped; a line that looks like a row is reported, because it may be a person's.
            if filled > 1 {
                notes.push(Diagnostic::new(message!(say::BELOW_SUM, sum), place(None)));
            } else {
                skipped.signed.push(line.number);
            }
            continue;
        }
        // A row with content only in columns that the form does not use is empty.
        let is_without_heading =
            |(column, _): &(usize, CellContent)| table.headings.iter().all(|heading| heading.column != *column);
        if filled == 0 && !known.is_empty() && !line.cells.iter().any(is_without_heading) {
            continue;
        }
        let mut row = RecordRow { number: line.number, cells: Vec::new() };
        for (column, content) in &line.cells {
            match table.headings.binary_search_by_key(column, |heading| heading.column) {
                Ok(index) => {
                    let merged = merged_ranges(line)
                        .iter()
                        .find(|(first, last)| first == column && known.range(*first..=*last).count() > 1);
                    let content = match merged {
                        Some(_) => {
                            let value = content_text(content);
                            CellContent::Broken(partial_message!(say::MERGED_ACROSS, [column], value), value)
                        }
                        None => content.clone(),
                    };
                    row.cells.push((index, content));
                }
                Err(_) => row.cells.push((usize::MAX, CellContent::WithoutHeading(content_text(content)))),
            }
        }
        table.rows.push(row);
    }
    notes.extend(skipped.diagnostic(&table));
    WithDiagnostics { value: table, diagnostics: notes }
}

/// Skipped lines, by 1-based row number.
#[derive(Default)]
struct SkippedLines {
    titles: Vec<usize>,
    sums: Vec<usize>,
    /// The first line with a sum of all rows.
    sum: Option<usize>,
    signed: Vec<usize>,
}

impl SkippedLines {
    fn diagnostic(&self, table: &RecordTable) -> Option<Diagnostic> {
        let parts = [(&self.titles, say::LEFT_TITLES), (&self.sums, say::LEFT_SUMS), (&self.signed, say::LEFT_SIGNED)];
        let parts_text: Vec<String> = parts
            .iter()
            .filter(|(lines, _)| !lines.is_empty())
            .map(|(lines, what)| format!("{}（{what}）", number_ranges(lines)))
            .collect();
        (!parts_text.is_empty()).then(|| {
            Diagnostic::new(
                message!(say::LINES_LEFT, lines = parts_text.join("、"), heading = table.heading_row),
                table.file.as_str(),
            )
        })
    }
}

/// The kind of a line below the headings.
enum DataLineKind {
    Data,
    /// A line of a template that explains the allowed values.
    Explanation,
    Sum,
    Subtotal,
    Signed,
}

/// The kind of a line below the headings, by its first words.
fn line_kind(line: &CellLine) -> DataLineKind {
    let Some((_, CellContent::Raw(RawCell::Text(text)))) = line.cells.first() else { return DataLineKind::Data };
    if text.starts_with(say::explain::MARK) {
        return DataLineKind::Explanation;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| "：:（(".contains(c) || c.is_ascii_digit());
    let begins = |words: &[&str]| words.iter().any(|word| text.strip_prefix(word).is_some_and(ends));
    if begins(&SUMS) {
        return DataLineKind::Sum;
    }
    if begins(&SUBTOTALS) {
        return DataLineKind::Subtotal;
    }
    let signed =
        SIGNATURE_WORDS.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':'])));
    if signed { DataLineKind::Signed } else { DataLineKind::Data }
}

/// The line, or the two lines, with the most headings of the form; `None` without lines.
fn heading_lines<'a>(
    lines: &'a [CellLine],
    names: &HeadingNames,
    merged_ranges: &dyn Fn(&'a CellLine) -> &'a [(usize, usize)],
) -> Option<HeadingLines> {
    let count = |head: HeadingLines| {
        heading_texts(lines, head, names, merged_ranges).iter().filter(|heading| names.contains(&heading.text)).count()
    };
    let mut best: Option<(usize, HeadingLines)> = None;
    for at in 0..lines.len().min(SEARCHED) {
        let one = HeadingLines { first: at, last: at };
        let found = count(one);
        if best.is_none_or(|(most, _)| found > most) {
            best = Some((found, one));
        }
        // A second line of headings is one that holds nothing else.
        let Some(next) = lines.get(at + 1) else { continue };
        let two = HeadingLines { first: at, last: at + 1 };
        let below = heading_texts(lines, two, names, merged_ranges);
        let all = next.cells.iter().all(|(column, _)| {
            below.iter().find(|heading| heading.column == *column).is_some_and(|heading| names.contains(&heading.text))
        });
        let both = count(two);
        if all && both > found && best.is_none_or(|(most, _)| both > most) {
            best = Some((both, two));
        }
    }
    best.map(|(_, head)| head)
}

/// The headings of one or two lines: of two lines the lower, prefixed with the upper only where the combination is a
/// known heading.
fn heading_texts<'a>(
    lines: &'a [CellLine],
    head: HeadingLines,
    names: &HeadingNames,
    merged_ranges: &dyn Fn(&'a CellLine) -> &'a [(usize, usize)],
) -> Vec<RecordHeading> {
    let line =
        |at: usize| lines[at].cells.iter().map(|(column, content)| (*column, content_text(content).trim().to_owned()));
    if head.first == head.last {
        return line(head.first)
            .map(|(column, text)| RecordHeading { text, column })
            .filter(|h| !h.text.is_empty())
            .collect();
    }
    let upper: BTreeMap<usize, String> = line(head.first).collect();
    let lower: BTreeMap<usize, String> = line(head.last).collect();
    let columns: BTreeSet<usize> = upper.keys().chain(lower.keys()).copied().collect();
    let merged = merged_ranges(&lines[head.first]);
    let above = |column: usize| {
        let cell =
            merged.iter().find(|(first, last)| (*first..=*last).contains(&column)).map_or(column, |(first, _)| *first);
        // CSV has no merged cells: an empty cell above belongs to the nearest cell on its left.
        let left = || upper.range(..column).next_back().map(|(_, text)| text);
        upper.get(&cell).or_else(|| if merged.is_empty() && lower.contains_key(&column) { left() } else { None })
    };
    let heading = |column: usize| {
        let (upper_text, lower_text) = (above(column), lower.get(&column));
        let text = match (upper_text, lower_text) {
            (Some(upper_text), Some(lower_text))
                if !names.contains(lower_text) && names.contains(&format!("{upper_text}{lower_text}")) =>
            {
                format!("{upper_text}{lower_text}")
            }
            (_, Some(lower_text)) => lower_text.clone(),
            (Some(upper_text), None) => upper_text.clone(),
            (None, None) => String::new(),
        };
        RecordHeading { text, column }
    };
    columns.into_iter().map(heading).filter(|heading| !heading.text.is_empty()).collect()
}
