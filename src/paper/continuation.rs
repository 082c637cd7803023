//! Continuation sheets: further rows of a table, on separate pages behind the form.

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
    /// The flow items of the continuation sheets: one or more pages for each of these tables, the last page filled with rows.
    pub(crate) fn continuations(&mut self, continued: &BTreeMap<Name, u32>) -> Vec<FlowItem> {
        let form = self.form;
        let mut items = Vec::new();
        for field in form.items() {
            if let Some(rows) = continued.get(&field.name.value) {
                items.extend(self.continuation(field, *rows));
            }
        }
        items
    }

    fn continuation(&mut self, field: &IssuedItem, rows: u32) -> Vec<FlowItem> {
        let IssuedKind::Repeat { columns, blank_rows, row_height, .. } = &field.kind else { return Vec::new() };
        let first = blank_rows + 1;
        let table = |blank_rows_of| RepeatTable {
            columns,
            named: &[],
            blank_rows: blank_rows_of,
            first_number: first,
            min_row_height: *row_height,
        };
        let rows_of_page = self.rows_of_page(field, &table(1));
        let section = self.add_element(StructureType::Section, None);
        let mut items = vec![self.table_heading(field, section)];
        items.extend(self.repeat_rows(field, &table(rows.div_ceil(rows_of_page) * rows_of_page), section));
        items
    }

    /// The number of rows that fit on a page below heading and table head, found by a trial layout.
    fn rows_of_page(&self, field: &IssuedItem, one_row: &RepeatTable) -> u32 {
        let mut trial = LayoutContext::new(self.form, self.fonts, self.style);
        let section = trial.add_element(StructureType::Section, None);
        let heading = trial.table_heading(field, section);
        let items = trial.repeat_rows(field, one_row, section);
        let (row, above) = match items.split_last() {
            // In a single column every row is several items, without a table head.
            Some(_) if self.needs_single_column(field, one_row.columns, &[]) => {
                (items.iter().map(|item| item.block.height).sum(), Mm::ZERO)
            }
            Some((row, head)) => (row.block.height, head.iter().map(|item| item.block.height).sum()),
            None => return 1,
        };
        let available = self.style.body.height - heading.block.height - above;
        ((available / row).floor() as u32).max(1)
    }

    /// 追踪观察记录（续页）
    fn table_heading(&mut self, field: &IssuedItem, parent: ElementId) -> FlowItem {
        self.continuation_heading(&fixed_text::continuation(&field.label.zh), Some(field.label.span), parent)
    }

    /// The heading at the top of a page behind the form.
    pub(crate) fn continuation_heading(&mut self, title: &str, span: Option<Span>, parent: ElementId) -> FlowItem {
        let heading = self.add_element(StructureType::Heading(2), Some(parent));
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.heading };
        let inlines = [text_inline(title, strong, span)];
        let padding = self.style.padding;
        let text_block =
            self.paragraph_block(&inlines, self.style.body.width - padding * 2.0, TextAlign::Left, heading);
        let mut block = LayoutBlock::space(text_block.height + Mm(2.4));
        block.place(&text_block, padding, Mm(1.2));
        self.add_bottom_rule(&mut block);
        FlowItem { outline: Some(title.to_owned()), new_page: true, ..FlowItem::framed(block).keep_with_next() }
    }
}
