//! Continuation sheets: more rows of a table, on pages of their own behind the form.

use std::collections::BTreeMap;

use super::block::Block;
use super::draft::{Draft, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Face, Role};
use super::table::RowsToFill;
use crate::model::issued::{Item, Kind};
use crate::model::name::Name;
use crate::model::terms;
use crate::source::Span;
use crate::units::Mm;

impl Draft<'_> {
    /// A page or more for each table that goes on; the last of them filled with rows to its end.
    pub fn continuations(&mut self, continued: &BTreeMap<Name, u32>) -> Vec<Slab> {
        let form = self.form;
        let mut slabs = Vec::new();
        for field in form.items() {
            if let Some(rows) = continued.get(&field.name.value) {
                slabs.extend(self.continuation(field, *rows));
            }
        }
        slabs
    }

    fn continuation(&mut self, field: &Item, rows: u32) -> Vec<Slab> {
        let Kind::Repeat { columns, blank_rows, row_height, .. } = &field.kind else { return Vec::new() };
        let first = blank_rows + 1;
        let table = |blank| RowsToFill { columns, named: &[], blank, first, least: *row_height };
        let of_page = self.rows_of_page(field, &table(1));
        let section = self.element(Role::Section, None);
        let mut slabs = vec![self.table_heading(field, section)];
        slabs.extend(self.repeat(field, &table(rows.div_ceil(of_page) * of_page), section));
        slabs
    }

    /// How many rows a page takes below heading and head, tried out on a draft of its own.
    fn rows_of_page(&self, field: &Item, one_row: &RowsToFill) -> u32 {
        let mut trial = Draft::new(self.form, self.fonts, self.style);
        let section = trial.element(Role::Section, None);
        let heading = trial.table_heading(field, section);
        let slabs = trial.repeat(field, one_row, section);
        let (row, above) = match slabs.split_last() {
            // In one column every row is several slabs, and has no head.
            Some(_) if self.breaks_up(field, one_row.columns, &[]) => {
                (slabs.iter().map(|slab| slab.block.height).sum(), Mm::ZERO)
            }
            Some((row, head)) => (row.block.height, head.iter().map(|slab| slab.block.height).sum()),
            None => return 1,
        };
        let room = self.style.body.height - heading.block.height - above;
        ((room / row).floor() as u32).max(1)
    }

    /// 追踪观察记录（续页）
    fn table_heading(&mut self, field: &Item, parent: ElementId) -> Slab {
        self.continuation_heading(&terms::continuation(&field.label.zh), Some(field.label.span), parent)
    }

    /// The heading that begins a page behind the form.
    pub fn continuation_heading(&mut self, title: &str, span: Option<Span>, parent: ElementId) -> Slab {
        let heading = self.element(Role::Heading(2), Some(parent));
        let strong = Type { face: Face::HeiBold, size: self.style.heading };
        let pieces = [words(title, strong, span)];
        let padding = self.style.padding;
        let set = self.paragraph(&pieces, self.style.body.width - padding * 2.0, Align::Left, heading);
        let mut block = Block::space(set.height + Mm(2.4));
        block.lay(&set, padding, Mm(1.2));
        self.bottom_rule(&mut block);
        Slab { outline: Some(title.to_owned()), new_page: true, ..Slab::framed(block).kept() }
    }
}
