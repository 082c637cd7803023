//! All forms of a city in one file to print on both sides and bind: cover, contents with who fills in
//! what and when, then each form with its continuation sheets, beginning on a right-hand page.

use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::draft::{Draft, words};
use super::flow::{self, Slab};
use super::fonts::Fonts;
use super::form::{Layout, blank_rows, laid_out};
use super::identity;
use super::paragraph::{Align, Type};
use super::plate::{Matter, Own, Pages, Plate};
use super::sheet::{Dash, ElementId, Face, Identity, Mark, OutlineEntry, PageLabels, Placed, Role, Sheet, Sheets};
use super::style::{COVER, CoverStyle, Style};
use crate::diagnostic::Checked;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::name::Name;
use crate::model::release::state::issue_of_all;
use crate::model::sheet_code::SheetCode;
use crate::model::terms;
use crate::units::{Mm, Point, Pt, Rect};

/// Front matter before its own length is known: cover, blank back, one page, blank back.
const FRONT_EXPECTED: usize = 4;

/// The booklet of an office, or the generic one. The diagnostics are those of [`super::sheets`].
pub fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> Checked<Plate> {
    let mut diagnostics = Vec::new();
    let mut forms: Vec<Plate> = Vec::new();
    for form in &programme.forms {
        // A continuation sheet of each table, to be copied when rows run out.
        let rows = blank_rows(form).map(|(table, rows)| (table.clone(), rows + 1)).collect();
        let laid = laid_out(form, Layout::Regular, &rows, &[], fonts);
        let mut plate = laid.finish(forms.len()).take(&mut diagnostics);
        // Whose booklet it is says its cover.
        plate.sheets.identity.title = title(form);
        forms.push(plate);
    }
    let identity = identity::of_booklet(programme);
    let Some(first) = programme.forms.first() else {
        return Checked { value: Plate::bound(Vec::new(), identity), diagnostics };
    };
    let mut front = Front { draft: Draft::new(first, fonts, Style::regular()), programme, identity: &identity };
    let tried = front.plate(&forms, FRONT_EXPECTED);
    let front_pages = tried.sheets.pages.len().next_multiple_of(2);
    let laid = if front_pages == FRONT_EXPECTED { tried } else { front.plate(&forms, front_pages) };
    let contents = 2..laid.sheets.pages.len();
    let mut whole = Plate::bound([vec![laid], forms].concat(), identity.clone());
    front.folios(&mut whole.sheets.pages, contents);
    diagnostics.append(&mut front.draft.faults);
    Checked { value: whole, diagnostics }
}

/// What a form is called in a booklet.
fn title(form: &IssuedForm) -> String {
    format!("{} {}", form.number, form.title.zh)
}

/// The paragraphs of a cover that say whose booklet it is: number, city, office.
#[derive(Clone, Debug)]
pub struct Places([ElementId; 3]);

impl Own for Places {
    fn form<'a>(&self, matter: Matter<'a>) -> Option<&'a IssuedForm> {
        matter.form(0)
    }

    /// What is known of the office on the cover, and the codes of the contents.
    fn draw(&self, draft: &mut Draft, matter: Matter, pages: Pages) -> Option<Vec<Vec<Placed>>> {
        let Matter::Booklet(programme) = matter else { return None };
        let own = pages.drawn.iter().map(|page| match page {
            0 => self.cover(draft, programme, &COVER).marks,
            1 => Vec::new(),
            contents => code(draft, programme, contents + 1, pages.whole).marks,
        });
        Some(own.collect())
    }
}

impl Places {
    fn cover(&self, draft: &mut Draft, programme: &IssuedProgramme, style: &CoverStyle) -> Block {
        let city = programme.office.city.as_ref().map(|city| words(&city.name, draft.body(), None));
        let known = [draft.serial(), city.into_iter().collect(), draft.office_known()];
        let mut block = Block::default();
        let x = draft.style.body.x + style.frame_indent + style.label_width + style.padding;
        let measure = draft.style.body.width - style.frame_indent * 2.0 - style.label_width - style.padding * 2.0;
        for ((row, element), pieces) in ROWS_KNOWN.into_iter().zip(self.0).zip(known) {
            if !pieces.is_empty() {
                let inside = draft.paragraph(&pieces, measure, Align::Left, element);
                let top = style.frame_top + style.row * row as f64;
                block.lay(&inside, x, top + (style.row - inside.height) / 2.0);
            }
        }
        block
    }
}

/// The rows of a cover's frame whose contents are known: number, city and office; a name is written in by hand.
const ROWS_KNOWN: [usize; 3] = [0, 2, 3];

/// The code of a page of the contents, which are of the booklet itself, whose version is its day.
fn code(draft: &mut Draft, programme: &IssuedProgramme, page: usize, pages: usize) -> Block {
    let city = programme.office.city.as_ref().map(|city| city.id.to_string());
    let (form, version) = (Name::BOOKLET.to_owned(), programme.as_of.to_string());
    let issue = Some(issue_of_all(&programme.forms));
    let (layout, address) = (Some(draft.style.one_column), programme.office.page.clone());
    let code = SheetCode { form, version, issue, city, layout, page, pages, address };
    let corner = draft.code_corner(&code.to_string());
    let mut block = Block::default();
    block.lay(&corner, draft.style.body.x, draft.style.body.bottom() - corner.height);
    block
}

/// Cover and contents; the draft's form changes as forms are spoken of.
struct Front<'a, 'd> {
    draft: Draft<'d>,
    programme: &'d IssuedProgramme,
    identity: &'a Identity,
}

impl Front<'_, '_> {
    fn plate(&mut self, forms: &[Plate], front_pages: usize) -> Plate {
        self.draft.structure.clear();
        let (cover, places) = self.cover(&COVER);
        let first = self.draft.structure.len();
        let own = places.cover(&mut self.draft, self.programme, &COVER).marks;
        let elements = first..self.draft.structure.len();
        let slabs = self.contents(forms, front_pages);
        let corner = self.draft.code_corner("");
        let style = self.draft.style.above_foot(corner.height);
        let contents = flow::pages(&slabs, &style);
        let cover = Sheet { own, ..Sheet::of(style.page, cover.marks) };
        let pages = [vec![cover, Sheet::of(style.page, Vec::new())], contents.sheets].concat();
        let label = |from, prefix: &str, counted| PageLabels { from, prefix: prefix.to_owned(), counted };
        let labels = vec![
            label(0, terms::COVER, false),
            label(1, terms::BLANK_PAGE, false),
            label(2, &format!("{}-", terms::CONTENTS), true),
        ];
        let identity = Identity { title: terms::COVER_AND_CONTENTS.to_owned(), ..self.identity.clone() };
        let structure = Arc::new(self.draft.structure.clone());
        let outline =
            contents.outline.into_iter().map(|entry| OutlineEntry { page: entry.page + 2, ..entry }).collect();
        let sheets = Sheets { identity, pages, labels, structure, outline, begins: Arc::default() };
        Plate::of_one(sheets, self.draft.style, elements, Arc::new(places))
    }

    /// Programme, title and forms above; below, in a frame, whose booklet it is, and the paragraphs that say it.
    fn cover(&mut self, style: &CoverStyle) -> (Block, Places) {
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
        let &CoverStyle { frame_top: top, row: row_height, label_width, .. } = style;
        let frame_left = left + style.frame_indent;
        let width = measure - style.frame_indent * 2.0;
        let labels = [terms::FILE_NUMBER, terms::NAME, terms::CITY, terms::OFFICE];
        let rows = labels.map(|_| draft.element(Role::Paragraph, None));
        for (index, (label, element)) in labels.into_iter().zip(rows).enumerate() {
            let y = top + row_height * index as f64;
            let ground = Rect::new(frame_left, y, label_width, row_height);
            block.artifact(Mark::Box { rect: ground, fill: Some(draft.style.ground), stroke: None });
            let label = draft.words(label, draft.label(), label_width, Align::Center, element);
            block.lay(&label, frame_left, y + (row_height - label.height) / 2.0);
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
        let standing = self.programme.standing.iter().map(|standing| format!("{standing}　"));
        let day: String = standing.chain([terms::as_of(&terms::day(self.programme.as_of))]).collect();
        let day = draft.words(&day, draft.small(), measure, Align::Center, element);
        block.lay(&day, left, style.day_top);
        (Block { marks: flow::grounds_first(block.marks), ..block }, Places(ROWS_KNOWN.map(|row| rows[row])))
    }

    /// Each form with its page, its continuation sheets, and who fills it in, when and what for.
    fn contents(&mut self, forms: &[Plate], front_pages: usize) -> Vec<Slab> {
        let mut slabs = vec![self.title(terms::CONTENTS)];
        let list = self.draft.element(Role::List, None);
        let mut first = front_pages;
        for (form, Plate { sheets, .. }) in self.programme.forms.iter().zip(forms) {
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
    fn folios(&mut self, pages: &mut [Sheet], contents: Range<usize>) {
        let count = pages.len();
        let style = self.draft.style;
        for (index, sheet) in pages.iter_mut().enumerate().skip(1).filter(|(_, sheet)| sheet.marks().next().is_some()) {
            if contents.contains(&index) {
                sheet.own.extend(code(&mut self.draft, self.programme, index + 1, count).marks);
            }
            let folio = terms::folio(index + 1, count);
            let line = self.draft.running_words(&folio, style.body.width, Align::Left);
            let mut block = Block::default();
            block.lay(&line, style.body.x, style.body.bottom() - line.height);
            Arc::make_mut(&mut sheet.body).extend(block.marks);
        }
    }
}
