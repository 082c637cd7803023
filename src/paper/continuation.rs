//! Continuation sheets: more rows of a table, on pages of their own behind the form.

use std::collections::BTreeMap;

use super::block::LayoutBlock;
use super::document::{ElementId, Face, StructureType};
use super::flow::FlowItem;
use super::layout_context::{LayoutContext, text_inline};
use super::paragraph::{TextAlign, TypeStyle};
use super::table::RepeatTable;
use crate::model::fixed_text;
use crate::model::issued::{IssuedItem, IssuedKind};
use crate::model::name::Name;
use crate::source::Span;
use crate::units::Mm;

impl LayoutContext<'_> {
    /// A page or more for each table that goes on; the last of them filled with rows to its end.
    pub(crate) fn continuations(&mut self, continued: &BTreeMap<Name, u32>) -> Vec<FlowItem> {
        let form = self.form;
        let mut slabs = Vec::new();
        for field in form.items() {
            if let Some(rows) = continued.get(&field.name.value) {
                slabs.extend(self.continuation(field, *rows));
            }
        }
        slabs
    }

    fn continuation(&mut self, field: &IssuedItem, rows: u32) -> Vec<FlowItem> {
        let IssuedKind::Repeat { columns, blank_rows, row_height, .. } = &field.kind else { return Vec::new() };
        let first = blank_rows + 1;
        let table = |blank| RepeatTable {
            columns,
            named: &[],
            blank_rows: blank,
            first_number: first,
            min_row_height: *row_height,
        };
        let of_page = self.rows_of_page(field, &table(1));
        let section = self.add_element(StructureType::Section, None);
        let mut slabs = vec![self.table_heading(field, section)];
        slabs.extend(self.repeat_rows(field, &table(rows.div_ceil(of_page) * of_page), section));
        slabs
    }

    /// How many rows a page takes below heading and head, tried out on a draft of its own.
    fn rows_of_page(&self, field: &IssuedItem, one_row: &RepeatTable) -> u32 {
        let mut trial = LayoutContext::new(self.form, self.fonts, self.style);
        let section = trial.add_element(StructureType::Section, None);
        let heading = trial.table_heading(field, section);
        let slabs = trial.repeat_rows(field, one_row, section);
        let (row, above) = match slabs.split_last() {
            // In one column every row is several slabs, and has no head.
            Some(_) if self.needs_single_column(field, one_row.columns, &[]) => {
                (slabs.iter().map(|slab| slab.block.height).sum(), Mm::ZERO)
            }
            Some((row, head)) => (row.block.height, head.iter().map(|slab| slab.block.height).sum()),
            None => return 1,
        };
        let room = self.style.body.height - heading.block.height - above;
        ((room / row).floor() as u32).max(1)
    }

    /// 追踪观察记录（续页）
    fn table_heading(&mut self, field: &IssuedItem, parent: ElementId) -> FlowItem {
        self.continuation_heading(&fixed_text::continuation(&field.label.zh), Some(field.label.span), parent)
    }

    /// The heading that begins a page behind the form.
    pub(crate) fn continuation_heading(&mut self, title: &str, span: Option<Span>, parent: ElementId) -> FlowItem {
        let heading = self.add_element(StructureType::Heading(2), Some(parent));
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.heading };
        let pieces = [text_inline(title, strong, span)];
        let padding = self.style.padding;
        let set = self.paragraph_block(&pieces, self.style.body.width - padding * 2.0, TextAlign::Left, heading);
        let mut block = LayoutBlock::space(set.height + Mm(2.4));
        block.place(&set, padding, Mm(1.2));
        self.add_bottom_rule(&mut block);
        FlowItem { outline: Some(title.to_owned()), new_page: true, ..FlowItem::framed(block).keep_with_next() }
    }
}
