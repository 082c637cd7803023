//! A form's sections to sheets: its slabs from the head to the last continuation sheet, broken into pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::block::Block;
use super::draft::{Draft, OfOffice, words};
use super::flow::{self, Slab};
use super::fonts::Fonts;
use super::identity;
use super::paragraph::{Align, Type};
use super::plate::{OfForm, Plate};
use super::rest::Rest;
use super::room;
use super::running::Imprint;
use super::sheet::{ElementId, Face, Role, Sheets};
use super::style::Style;
use super::table::RowsToFill;
use crate::diagnostic::Checked;
use crate::model::anchor::Anchor;
use crate::model::issued::{IssuedForm, Item, Kind, Section};
use crate::model::name::Name;
use crate::model::terms;
use crate::model::variant::Variant;
use crate::units::{Mm, Point};
use crate::wording::output::TOO_HIGH;

/// For whose eyes a form is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    Regular,
    /// 18 pt and up, sans serif, one column where the grid no longer fits.
    Large,
}

impl Layout {
    pub const ALL: [Layout; 2] = [Layout::Regular, Layout::Large];

    /// The layout a variant is made from.
    pub fn of(variant: Variant) -> Layout {
        match variant {
            Variant::Blank | Variant::Fillable => Layout::Regular,
            Variant::Large => Layout::Large,
        }
    }
}

/// A form laid out for a city, or with the office left blank. The diagnostics name characters that no
/// face can print and cells too narrow for what they hold.
pub fn sheets(form: &IssuedForm, layout: Layout, fonts: &Fonts) -> Checked<Sheets> {
    with_rows(form, layout, &BTreeMap::new(), &[], fonts)
}

/// As [`sheets`], to be had for other offices, too.
pub fn plate(form: &IssuedForm, layout: Layout, fonts: &Fonts) -> Checked<Plate> {
    laid_out(form, layout, &BTreeMap::new(), &[], fonts).finish(0)
}

/// As [`sheets`], with at least so many rows in the tables of these fields: what the sheet itself has no
/// room for stands on continuation sheets at the end, numbered on, and behind them the answers that have no room in
/// their cells.
pub fn with_rows(
    form: &IssuedForm,
    layout: Layout,
    wanted: &BTreeMap<Name, u32>,
    rest: &[Rest],
    fonts: &Fonts,
) -> Checked<Sheets> {
    let Checked { value, diagnostics } = laid_out(form, layout, wanted, rest, fonts).finish(0);
    Checked { value: value.sheets, diagnostics }
}

/// A form with as many rows as these, before its pages are finished.
pub fn laid_out<'a>(
    form: &'a IssuedForm,
    layout: Layout,
    wanted: &BTreeMap<Name, u32>,
    rest: &[Rest],
    fonts: &'a Fonts,
) -> LaidOut<'a> {
    let lay_out = |style: Style| lay_out(form, fonts, style);
    let laid = match layout {
        Layout::Large => lay_out(Style::large()),
        Layout::Regular => {
            let regular = lay_out(Style::regular());
            let tight = (regular.last_page_filled() <= WORTH_SAVING)
                .then(|| lay_out(Style::tight()))
                .filter(|tight| tight.pages.sheets.len() < regular.pages.sheets.len());
            tight.unwrap_or(regular)
        }
    };
    let continued: BTreeMap<Name, u32> = blank_rows(form)
        .filter_map(|(table, rows)| Some((table.clone(), wanted.get(table)?.checked_sub(rows)?)))
        .filter(|(_, beyond)| *beyond > 0)
        .collect();
    let goes_on = !continued.is_empty() || !rest.is_empty();
    if goes_on { laid.gone_on(&continued, rest) } else { laid }
}

/// The tables whose rows have no names, and how many they have.
pub fn blank_rows(form: &IssuedForm) -> impl Iterator<Item = (&Name, u32)> {
    form.items().filter_map(|item| match &item.kind {
        Kind::Repeat { rows, blank_rows, .. } if rows.is_empty() => Some((&item.name.value, *blank_rows)),
        _ => None,
    })
}

/// A last page filled less than this is saved by setting the form a little tighter, where that does it.
const WORTH_SAVING: f64 = 0.7;

/// Parts of a page's height.
const MOST_OF_A_PAGE: f64 = 0.8;
const SMALL_TABLE: f64 = 0.3;

/// A form laid out on trial.
pub struct LaidOut<'a> {
    draft: Draft<'a>,
    imprint: Imprint,
    slabs: Vec<Slab>,
    pages: flow::Pages,
}

fn lay_out<'a>(form: &'a IssuedForm, fonts: &'a Fonts, style: Style) -> LaidOut<'a> {
    let mut draft = Draft::new(form, fonts, style);
    let imprint = draft.imprint();
    draft.style = draft.style.above_foot(draft.foot_height(&imprint));
    let mut slabs = draft.head();
    for section in &form.sections {
        slabs.extend(draft.section(section));
    }
    apart_from_text(&mut slabs);
    slabs.extend(draft.instructions());
    let pages = flow::pages(&slabs, &draft.style);
    LaidOut { draft, imprint, slabs, pages }
}

/// Between articles and a frame below them.
fn apart_from_text(slabs: &mut [Slab]) {
    let mut in_form = false;
    let mut before_is_text = false;
    for slab in slabs {
        if slab.framed && before_is_text {
            slab.gap = slab.gap.max(Mm(2.5));
        }
        in_form |= slab.outline.is_some();
        before_is_text = in_form && !slab.framed;
    }
}

impl LaidOut<'_> {
    /// With continuation sheets behind it.
    fn gone_on(mut self, continued: &BTreeMap<Name, u32>, rest: &[Rest]) -> Self {
        self.slabs.extend(self.draft.continuations(continued));
        self.slabs.extend(self.draft.rest(rest));
        self.pages = flow::pages(&self.slabs, &self.draft.style);
        self
    }

    /// How much of the last page is used, from 0 to 1; a single page counts as full.
    fn last_page_filled(&self) -> f64 {
        if self.pages.sheets.len() == 1 { 1.0 } else { self.pages.last_height / self.draft.style.body.height }
    }

    /// The sheets with their running lines, which say how many there are; the form is the programme's of this number.
    pub fn finish(mut self, number: usize) -> Checked<Plate> {
        self.draft.running_lines(&mut self.pages.sheets, &self.imprint);
        let Draft { form, style, structure, mut faults, own, .. } = self.draft;
        let flow::Pages { sheets: pages, outline, begins, own: places, .. } = self.pages;
        let lines = self.imprint.heights();
        let identity = identity::of_form(form);
        // Nothing is typed into large print.
        if !style.one_column {
            faults.extend(room::faults(&pages, &form.columns(&BTreeMap::new())));
        }
        let (structure, begins) = (Arc::new(structure), Arc::new(begins));
        let sheets = Sheets { identity, pages, labels: Vec::new(), structure, outline, begins };
        let OfOffice { elements, height, told } = own;
        let value = Plate::of_one(sheets, style, elements, Arc::new(OfForm { number, places, height, told, lines }));
        Checked { value, diagnostics: faults }
    }
}

impl Draft<'_> {
    /// A section: its heading, then its fields in the order they stand, those on the grid together.
    fn section(&mut self, section: &Section) -> Vec<Slab> {
        let element = self.element(Role::Section, None);
        let framed = !section.items.iter().any(|field| matches!(field.kind, Kind::Clauses { .. }));
        let mut slabs = vec![self.section_heading(section, framed, element)];
        let mut on_grid: Vec<&Item> = Vec::new();
        for field in &section.items {
            if field.kind.stands_on_grid() {
                on_grid.push(field);
                continue;
            }
            slabs.extend(self.grid(&std::mem::take(&mut on_grid), element));
            self.begin(&field.label);
            let mut own = self.own_slabs(section, field, element);
            if let Some(first) = own.first_mut() {
                first.begins.push(Anchor::field(&field.name.value));
            }
            self.begin(&field.label);
            let mut own: Vec<Slab> = own.into_iter().map(|slab| self.on_a_page(slab)).collect();
            match &field.kind {
                Kind::Matrix { .. } | Kind::Repeat { .. } => self.keep_together(&mut own, SMALL_TABLE),
                Kind::Consent(_) => self.keep_together(&mut own, MOST_OF_A_PAGE),
                _ => {}
            }
            slabs.extend(own);
        }
        slabs.extend(self.grid(&on_grid, element));
        if section.items.iter().any(|field| matches!(field.kind, Kind::Signatures { .. })) {
            self.keep_together(&mut slabs, MOST_OF_A_PAGE);
        }
        slabs
    }

    /// No page break between these, unless they fill more than this much of a page: signatures stay
    /// with their heading and each other, and a small table stays whole.
    fn keep_together(&self, slabs: &mut [Slab], most: f64) {
        let height: Mm = slabs.iter().map(|slab| slab.block.height).sum();
        let Some((_, others)) = slabs.split_last_mut() else { return };
        if height < self.style.body.height * most {
            others.iter_mut().for_each(|slab| slab.keep = true);
        }
    }

    /// The slabs of a kind that takes the whole width.
    fn own_slabs(&mut self, section: &Section, field: &Item, parent: ElementId) -> Vec<Slab> {
        match &field.kind {
            Kind::Matrix { list, rows, note } => self.matrix(field, list, rows, note.as_ref(), parent),
            Kind::Repeat { columns, rows, blank_rows, row_height } => {
                let in_column = self.breaks_up(field, columns, rows);
                // With named rows the table's first head cell says what the band would.
                let mut slabs =
                    if rows.is_empty() || in_column { self.band(section, field, true, parent) } else { Vec::new() };
                let table = RowsToFill { columns, named: rows, blank: *blank_rows, first: 1, least: *row_height };
                slabs.extend(self.repeat(field, &table, parent));
                slabs
            }
            Kind::Signatures { parties } => {
                let mut slabs = self.band(section, field, true, parent);
                slabs.extend(self.signatures(field, parties, parent));
                slabs
            }
            Kind::Consent(consent) => {
                let mut slabs = self.band(section, field, true, parent);
                slabs.extend(self.consent(field, consent, parent));
                slabs
            }
            Kind::Clauses { articles } => {
                let mut slabs = self.band(section, field, false, parent);
                slabs.extend(self.clauses(field, articles, parent));
                slabs
            }
            Kind::Question(_) | Kind::Photo { .. } | Kind::Note { .. } => Vec::new(),
        }
    }

    /// 一、基本情况, with condition and hint in small type behind it, or below it where the line is too short.
    fn section_heading(&mut self, section: &Section, framed: bool, parent: ElementId) -> Slab {
        self.begin(&section.title);
        let heading = self.element(Role::Heading(2), Some(parent));
        let strong = Type { face: Face::HeiBold, size: self.style.heading };
        let padding = if framed { self.style.padding } else { Mm::ZERO };
        let measure = self.style.body.width - padding * 2.0;
        let title = terms::heading(section.number, &section.title.zh);
        let title = [words(&title, strong, Some(section.title.span))];
        let set = self.paragraph(&title, measure, Align::Left, heading);
        let height = set.height + Mm(2.4);
        let mut block = Block::space(height);
        block.lay(&set, padding, (height - set.height) / 2.0);
        let mut remarks = Vec::new();
        if let Some(condition) = &section.condition {
            remarks.push(words(&terms::bracketed(&condition.words), self.small(), None));
        }
        if let Some(hint) = &section.hint {
            remarks.extend(self.prose(hint, self.small()));
        }
        if !remarks.is_empty() {
            let element = self.element(Role::Paragraph, Some(parent));
            let behind = self.natural(&title) + Mm(3.0);
            let beside = behind + self.natural(&remarks) <= measure;
            let x = if beside { behind } else { Mm::ZERO };
            let remark = self.paragraph(&remarks, measure - x, Align::Left, element);
            let y = if beside { (height - remark.height) / 2.0 } else { height - Mm(1.2) };
            block.lay(&remark, padding + x, y);
            block.height = block.height.max(y + remark.height + Mm(1.2));
        }
        if framed {
            self.bottom_rule(&mut block);
        }
        let gap = if framed { Mm::ZERO } else { Mm(3.0) };
        let slab = Slab { framed, keep: true, gap, outline: Some(section.title.zh.clone()), block, ..Slab::default() };
        self.on_a_page(slab)
    }

    /// Says of a slab that no page has room for it.
    pub(crate) fn on_a_page(&mut self, slab: Slab) -> Slab {
        let height = slab.block.height + slab.head.as_ref().map_or(Mm::ZERO, |head| head.height);
        let room = self.style.body.height;
        if height > room + Mm(1e-6) {
            let fault = self.fault(&TOO_HIGH).with("height", height.0.ceil());
            self.note(fault.with("room", room.0.floor()));
        }
        slab
    }

    pub(crate) fn bottom_rule(&self, block: &mut Block) {
        let y = block.height;
        let (from, to) = (Point { x: Mm::ZERO, y }, Point { x: self.style.body.width, y });
        block.rule(from, to, self.style.hairline);
    }

    /// Number and label of what takes the whole width, where the section's title does not say it already, and what is said
    /// of it; in the frame or above articles.
    fn band(&mut self, section: &Section, field: &Item, framed: bool, parent: ElementId) -> Vec<Slab> {
        // A consent that is all of its section is called as that is.
        let alone = section.items.len() == 1 && matches!(field.kind, Kind::Consent(_));
        let is_said = alone || section.title.zh == field.label.zh;
        let mut pieces = Vec::new();
        if !is_said || field.number.is_some() || field.obligation.is_some() {
            pieces.extend(self.numbered(field));
        }
        let remark = self.remark_pieces(field);
        if !pieces.is_empty() && !remark.is_empty() {
            pieces.push(words("　", self.small(), None));
        }
        pieces.extend(remark);
        if pieces.is_empty() {
            return Vec::new();
        }
        let element = self.element(Role::Paragraph, Some(parent));
        let padding = if framed { self.style.padding } else { Mm::ZERO };
        let set = self.paragraph(&pieces, self.style.body.width - padding * 2.0, Align::Left, element);
        let mut block = Block::space(set.height + padding);
        block.lay(&set, padding, padding / 2.0);
        if framed {
            self.bottom_rule(&mut block);
        }
        let gap = if framed { Mm::ZERO } else { Mm(1.6) };
        vec![Slab { framed, gap, ..Slab::open(block).kept() }]
    }
}
