//! All forms of a city in one file to print on both sides and bind: cover, contents with who fills in
//! what and when, then each form with its continuation sheets, beginning on a right-hand page.

use super::block::Block;
use super::draft::{Draft, Piece, words};
use super::flow::{self, Slab};
use super::fonts::Fonts;
use super::paragraph::{Align, Type};
use super::sheet::{Dash, ElementId, Face, Identity, Mark, OutlineEntry, PageLabels, Role, Sheet, Sheets};
use super::stack::stack;
use super::style::{COVER, CoverStyle, Style};
use super::{Layout, blank_rows, with_rows};
use crate::diagnostic::Checked;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::name::Name;
use crate::model::terms;
use crate::units::{Mm, Point, Pt, Rect};

/// Front matter before its own length is known: cover, blank back, one page, blank back.
const FRONT_EXPECTED: usize = 4;

/// The booklet of an office, or the generic one. The diagnostics are those of [`super::sheets`].
pub fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> Checked<Sheets> {
    let mut diagnostics = Vec::new();
    let forms: Vec<Sheets> = programme
        .forms
        .iter()
        .map(|form| {
            // A continuation sheet of each table, to be copied when rows run out.
            let rows = blank_rows(form).map(|(table, rows)| (table.clone(), rows + 1)).collect();
            with_rows(form, Layout::Regular, &rows, &[], fonts).take(&mut diagnostics)
        })
        .collect();
    let identity = identity(programme);
    let Some(first) = programme.forms.first() else {
        return Checked { value: stack(Vec::new(), identity), diagnostics };
    };
    let mut front = Front { draft: Draft::new(first, fonts, Style::regular()), programme, identity: &identity };
    let tried = front.sheets(&forms, FRONT_EXPECTED);
    let front_pages = tried.pages.len().next_multiple_of(2);
    let laid = if front_pages == FRONT_EXPECTED { tried } else { front.sheets(&forms, front_pages) };
    diagnostics.append(&mut front.draft.faults);
    let mut whole = stack([vec![laid], forms].concat(), identity.clone());
    front.folios(&mut whole.pages);
    Checked { value: whole, diagnostics }
}

fn identity(programme: &IssuedProgramme) -> Identity {
    let city = programme.office.city.as_ref();
    let place = city.map(|city| terms::bracketed(&city.name)).unwrap_or_default();
    Identity {
        form: Name::booklet(),
        number: String::new(),
        title: format!("{}{}{place}", programme.title, terms::BOOKLET),
        subject: programme.description.clone(),
        version: String::new(),
        city: city.map(|city| city.id.clone()),
        language: programme.language.clone(),
        as_of: programme.as_of,
        author: programme.office.name.clone(),
    }
}

/// Cover and contents; the draft's form changes as forms are spoken of.
struct Front<'a, 'd> {
    draft: Draft<'d>,
    programme: &'d IssuedProgramme,
    identity: &'a Identity,
}

impl Front<'_, '_> {
    fn sheets(&mut self, forms: &[Sheets], front_pages: usize) -> Sheets {
        self.draft.structure.clear();
        let cover = self.cover(&COVER);
        let slabs = self.contents(forms, front_pages);
        let corner = self.draft.code_corner("");
        let style = self.draft.style.above_foot(corner.height);
        let contents = flow::pages(&slabs, &style);
        let blank = Sheet { size: style.page, marks: Vec::new() };
        let pages = [vec![cover, blank], contents.sheets].concat();
        let label = |from, prefix: &str, counted| PageLabels { from, prefix: prefix.to_owned(), counted };
        let labels = vec![
            label(0, terms::COVER, false),
            label(1, terms::BLANK_PAGE, false),
            label(2, &format!("{}-", terms::CONTENTS), true),
        ];
        let identity = Identity { title: terms::COVER_AND_CONTENTS.to_owned(), ..self.identity.clone() };
        let structure = self.draft.structure.clone();
        let outline =
            contents.outline.into_iter().map(|entry| OutlineEntry { page: entry.page + 2, ..entry }).collect();
        Sheets { identity, pages, labels, structure, outline }
    }

    /// Programme, title and forms above; below, in a frame, whose booklet it is.
    fn cover(&mut self, style: &CoverStyle) -> Sheet {
        let draft = &mut self.draft;
        let measure = draft.style.body.width;
        let left = draft.style.body.x;
        let mut block = Block::default();
        let programme = draft.element(Role::Paragraph, None);
        let line = draft.words(&self.programme.title, style.programme, measure, Align::Center, programme);
        block.lay(&line, left, style.programme_top);
        let heading = draft.element(Role::Heading(1), None);
        let title = draft.words(terms::BOOKLET, style.title, measure, Align::Center, heading);
        block.lay(&title, left, style.title_top);
        let mut y = style.forms_top;
        for form in &self.programme.forms {
            let element = draft.element(Role::Paragraph, None);
            let words = format!("{}　{}", form.number, form.title.zh);
            let line = draft.words(&words, style.forms, style.forms_width, Align::Left, element);
            block.lay(&line, left + style.forms_indent, y);
            y += line.height + style.forms_gap;
        }
        let rows: [(&str, Vec<Piece>); 4] = [
            (terms::FILE_NUMBER, draft.serial()),
            (terms::NAME, Vec::new()),
            (
                terms::CITY,
                self.programme
                    .office
                    .city
                    .as_ref()
                    .map(|city| vec![words(&city.name, draft.body(), None)])
                    .unwrap_or_default(),
            ),
            (terms::OFFICE, draft.office_known()),
        ];
        let &CoverStyle { frame_top: top, row: row_height, label_width, padding, .. } = style;
        let frame_left = left + style.frame_indent;
        let width = measure - style.frame_indent * 2.0;
        for (index, (label, pieces)) in rows.into_iter().enumerate() {
            let y = top + row_height * index as f64;
            let element = draft.element(Role::Paragraph, None);
            let ground = Rect::new(frame_left, y, label_width, row_height);
            block.artifact(Mark::Box { rect: ground, fill: Some(draft.style.ground), stroke: None });
            let label = draft.words(label, draft.label(), label_width, Align::Center, element);
            block.lay(&label, frame_left, y + (row_height - label.height) / 2.0);
            if !pieces.is_empty() {
                let inside = draft.paragraph(&pieces, width - label_width - padding * 2.0, Align::Left, element);
                block.lay(&inside, frame_left + label_width + padding, y + (row_height - inside.height) / 2.0);
            }
            let (from, to) = (Point { x: frame_left, y }, Point { x: frame_left + width, y });
            if index > 0 {
                block.rule(from, to, draft.style.hairline);
            }
        }
        let height = row_height * 4.0;
        let x = frame_left + label_width;
        block.rule(Point { x, y: top }, Point { x, y: top + height }, draft.style.hairline);
        let rect = Rect::new(frame_left, top, width, height);
        block.artifact(Mark::Box { rect, fill: None, stroke: Some(draft.style.frame) });
        let element = draft.element(Role::Paragraph, None);
        let day = terms::as_of(&terms::day(self.programme.as_of));
        let day = draft.words(&day, draft.small(), measure, Align::Center, element);
        block.lay(&day, left, style.day_top);
        Sheet { size: draft.style.page, marks: flow::grounds_first(block.marks) }
    }

    /// Each form with its page, its continuation sheets, and who fills it in, when and what for.
    fn contents(&mut self, forms: &[Sheets], front_pages: usize) -> Vec<Slab> {
        let mut slabs = vec![self.title(terms::CONTENTS)];
        let list = self.draft.element(Role::List, None);
        let mut first = front_pages;
        for (form, sheets) in self.programme.forms.iter().zip(forms) {
            slabs.push(self.entry(&sheets.identity.title, first + 1, Mm::ZERO, list));
            let titles: Vec<String> = form.items().map(|field| terms::continuation(&field.label.zh)).collect();
            for entry in sheets.outline.iter().filter(|entry| titles.contains(&entry.title)) {
                slabs.push(self.entry(&entry.title, first + entry.page + 1, Mm(12.0), list));
            }
            first = (first + sheets.pages.len()).next_multiple_of(2);
        }
        slabs.push(self.title(terms::HOW_TO_USE));
        for form in &self.programme.forms {
            self.draft.form = form;
            slabs.extend(self.about(form));
        }
        slabs
    }

    fn title(&mut self, words: &str) -> Slab {
        let draft = &mut self.draft;
        let heading = draft.element(Role::Heading(2), None);
        let strong = Type { face: Face::HeiBold, size: Pt(16.0) };
        let block = draft.words(words, strong, draft.style.body.width, Align::Left, heading);
        Slab { outline: Some(words.to_owned()), ..Slab::open(block).kept().below(Mm(8.0)) }
    }

    /// A title, dots, a page of the booklet.
    fn entry(&mut self, title: &str, page: usize, indent: Mm, list: ElementId) -> Slab {
        let draft = &mut self.draft;
        let item = draft.element(Role::ListItem, Some(list));
        let element = draft.element(Role::Body, Some(item));
        let measure = draft.style.body.width;
        let words = draft.words(title, draft.body(), measure - indent, Align::Left, element);
        let number = page.to_string();
        let mut block = Block::space(words.height + Mm(2.0));
        block.lay(&words, indent, Mm(1.0));
        let [from, to] = [
            indent + draft.width(title, draft.body()) + Mm(2.0),
            measure - draft.width(&number, draft.body()) - Mm(2.0),
        ];
        let y = words.height * 0.68 + Mm(1.0);
        let (from, to) = (Point { x: from, y }, Point { x: to, y });
        block.artifact(Mark::Line { from, to, width: Pt(0.5), dash: Dash::Dashed(Mm(0.6)) });
        let number = draft.words(&number, draft.body(), measure, Align::Right, element);
        block.lay(&number, Mm::ZERO, Mm(1.0));
        Slab::open(block)
    }

    fn about(&mut self, form: &IssuedForm) -> Vec<Slab> {
        let draft = &mut self.draft;
        let heading = draft.element(Role::Heading(3), None);
        let title = format!("{}　{}", form.number, form.title.zh);
        let measure = draft.style.body.width;
        let strong = Type { face: Face::HeiBold, size: draft.style.heading };
        let title = draft.words(&title, strong, measure, Align::Left, heading);
        let mut slabs = vec![Slab::open(title).kept().below(Mm(4.0))];
        let copies = terms::copies(form.copies.count, &form.copies.holders.join(terms::PAUSE));
        let told = [
            (terms::FILLED_BY, draft.prose(&form.filled_by, draft.body())),
            (terms::WHEN, draft.prose(&form.when, draft.body())),
            (terms::WHAT_FOR, draft.prose(&form.purpose, draft.body())),
            (terms::COPIES, vec![words(copies.trim_end_matches(terms::STOP), draft.body(), None)]),
        ];
        for (label, prose) in told {
            let element = draft.element(Role::Paragraph, None);
            let mut pieces = vec![words(&format!("{label}{}", terms::COLON), draft.label(), None)];
            pieces.extend(prose);
            pieces.push(words(terms::STOP, draft.body(), None));
            let block = draft.paragraph(&pieces, measure, Align::Justify, element);
            slabs.push(Slab::open(block).kept());
        }
        if let Some(last) = slabs.last_mut() {
            last.keep = false;
        }
        slabs
    }

    /// The page of the whole booklet in the free corner of each foot, and on the contents the booklet's own
    /// code; nothing on the cover and blank backs.
    fn folios(&mut self, pages: &mut [Sheet]) {
        let count = pages.len();
        let style = self.draft.style;
        let city = self.identity.city.as_ref().map(Name::as_str);
        let day = self.identity.as_of.to_string();
        for (index, sheet) in pages.iter_mut().enumerate().skip(1) {
            if sheet.marks.is_empty() {
                continue;
            }
            // The contents are of the booklet itself, whose version is its day.
            if !sheet.marks.iter().any(|placed| matches!(placed.mark, Mark::Code(_))) {
                let code = terms::code(self.identity.form.as_str(), &day, city, index + 1, count);
                let corner = self.draft.code_corner(&code);
                let mut block = Block::default();
                block.lay(&corner, style.body.x, style.body.bottom() - corner.height);
                sheet.marks.extend(block.marks);
            }
            let folio = terms::folio(index + 1, count);
            let line = self.draft.running_words(&folio, style.body.width, Align::Left);
            let mut block = Block::default();
            block.lay(&line, style.body.x, style.body.bottom() - line.height);
            sheet.marks.extend(block.marks);
        }
    }
}
