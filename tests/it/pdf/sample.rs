//! Hand-made sheets that hold every mark, role and entry, on two pages.

use std::sync::Arc;

use formpress::testing::model::Name;
use formpress::testing::paper::{
    A4, Colour, DashPattern, DocumentMetadata, ElementId, Face, FieldBox, FieldBoxKind, Fonts, Glyph, HeaderScope,
    OutlineEntry, PageLabels, PaperDocument, PaperMark, PaperPage, PlacedMark, QrSymbol, StructureElement,
    StructureType, TextRun,
};
use formpress::testing::words::{Mm, Point, Pt, Rect};

use crate::programme::PROGRAMME;

pub struct Builder<'a> {
    fonts: &'a Fonts,
    sheets: PaperDocument,
}

impl<'a> Builder<'a> {
    pub fn new(fonts: &'a Fonts) -> Builder<'a> {
        let identity = DocumentMetadata {
            form: Name::new("follow-up-record").expect("a name"),
            number: "之三".into(),
            title: "跟踪服务记录(样张)".into(),
            subject: "所有的标记、角色和填写方式 <&> 都在这里".into(),
            version: "1.0".into(),
            issue: "a1b2c3".into(),
            city: Name::new("wuhan"),
            language: "zh-CN".into(),
            as_of: jiff::civil::date(2025, 11, 22),
            author: None,
        };
        let sheets = PaperDocument {
            metadata: identity,
            pages: Vec::new(),
            labels: Vec::new(),
            structure: Arc::default(),
            outline: Vec::new(),
            anchor_pages: Arc::default(),
        };
        Builder { fonts, sheets }
    }

    fn page(&mut self) {
        self.sheets.pages.push(PaperPage::new(A4, Vec::new()));
    }

    fn element(&mut self, role: StructureType, parent: Option<ElementId>) -> ElementId {
        Arc::make_mut(&mut self.sheets.structure).push(StructureElement { role, parent });
        ElementId(self.sheets.structure.len() as u32 - 1)
    }

    fn mark(&mut self, element: Option<ElementId>, mark: PaperMark) {
        Arc::make_mut(&mut self.sheets.pages.last_mut().expect("a page").shared_marks)
            .push(PlacedMark { element, mark });
    }

    /// Words at a place; the result is where they end.
    fn text(&mut self, element: Option<ElementId>, face: Face, size: f64, (x, y): (f64, f64), words: &str) -> f64 {
        let size = Pt(size);
        let mut pen = Mm::ZERO;
        let mut glyphs = Vec::new();
        for character in words.chars() {
            glyphs.push(Glyph { character, x: pen });
            pen += self.fonts.face(face).width(character, size);
        }
        let run = TextRun {
            face,
            size,
            origin: Point { x: Mm(x), y: Mm(y) },
            glyphs,
            colour: Colour::BLACK,
            starts_text: false,
        };
        self.mark(element, PaperMark::Text(run));
        x + pen.0
    }

    /// Words as justification and squeezing leave them: stretched, with one pair pulled together.
    fn justified(&mut self, element: ElementId, (x, y): (f64, f64), words: &str) {
        self.text(Some(element), Face::Song, 10.5, (x, y), words);
        let Some(PaperMark::Text(run)) =
            self.sheets.pages.last_mut().and_then(|page| page.marks_mut().last()).map(|p| &mut p.mark)
        else {
            return;
        };
        let half = Pt(5.25).mm();
        for (place, glyph) in run.glyphs.iter_mut().enumerate() {
            glyph.x += Mm(0.137) * place as f64;
            if place > 4 {
                glyph.x -= half;
            }
        }
    }

    fn frame(&mut self, [x, y, width, height]: [f64; 4], fill: Option<f64>) {
        let rect = Rect::new(Mm(x), Mm(y), Mm(width), Mm(height));
        self.mark(None, PaperMark::Box { rect, fill: fill.map(Colour::Grey), stroke: Some(Pt(0.5)) });
    }

    fn field(
        &mut self,
        element: ElementId,
        name: &str,
        tooltip: &str,
        [x, y, width, height]: [f64; 4],
        entry: FieldBoxKind,
    ) {
        let rect = Rect::new(Mm(x), Mm(y), Mm(width), Mm(height));
        let required = tooltip.contains("必填");
        let (name, tooltip) = (name.parse().expect("a name"), tooltip.into());
        self.mark(
            Some(element),
            PaperMark::Field(FieldBox {
                name,
                tooltip,
                rect,
                size: Pt(10.0),
                required,
                group_label: None,
                kind: entry,
                numeric: false,
                in_line: false,
                value: None,
            }),
        );
    }

    /// A row of a label and a cell with one field.
    fn row(&mut self, table: ElementId, y: f64, label: &str, name: &str, entry: FieldBoxKind) {
        let row = self.element(StructureType::Row, Some(table));
        let head = self.element(StructureType::HeaderCell { scope: HeaderScope::Row, columns: 1, rows: 1 }, Some(row));
        let cell = self.element(StructureType::Cell { columns: 1, rows: 1 }, Some(row));
        self.frame([20.0, y, 40.0, 12.0], Some(0.92));
        self.frame([60.0, y, 130.0, 12.0], None);
        self.text(Some(head), Face::Hei, 10.5, (22.0, y + 7.5), label);
        let form = self.element(StructureType::Form, Some(cell));
        self.field(form, name, label, [61.0, y + 1.0, 128.0, 10.0], entry);
    }

    /// A square to tick and its words.
    fn tick(
        &mut self,
        cell: ElementId,
        (x, y): (f64, f64),
        words: &str,
        name: &str,
        tooltip: &str,
        entry: FieldBoxKind,
    ) -> f64 {
        let form = self.element(StructureType::Form, Some(cell));
        let rect = Rect::new(Mm(x), Mm(y - 3.6), Mm(4.0), Mm(4.0));
        self.mark(Some(form), PaperMark::Box { rect, fill: None, stroke: Some(Pt(0.6)) });
        self.field(form, name, tooltip, [x, y - 3.6, 4.0, 4.0], entry);
        self.text(Some(cell), Face::Song, 10.5, (x + 5.0, y), words) + 4.0
    }
}

fn line(multiline: bool, length: Option<u32>, centered: bool) -> FieldBoxKind {
    FieldBoxKind::Text { multiline, length, centered }
}

pub fn sheets(fonts: &Fonts) -> PaperDocument {
    let mut b = Builder::new(fonts);
    b.page();
    b.text(None, Face::Song, 9.0, (20.0, 12.0), "表之三 · 武汉");
    let title = b.element(StructureType::Heading(1), None);
    b.text(Some(title), Face::SongBold, 18.0, (60.0, 25.0), "跟踪服务记录\u{2E3A}样张");

    let section = b.element(StructureType::Section, None);
    let heading = b.element(StructureType::Heading(2), Some(section));
    b.text(Some(heading), Face::HeiBold, 12.0, (20.0, 36.0), "一、约定");
    let clause = b.element(StructureType::Paragraph, Some(section));
    let end = b.text(Some(clause), Face::Song, 10.5, (20.0, 44.0), "甲方每月支付");
    let blank = b.element(StructureType::Form, Some(clause));
    let (from, to) = (Point { x: Mm(end), y: Mm(45.0) }, Point { x: Mm(end + 25.0), y: Mm(45.0) });
    b.mark(Some(blank), PaperMark::Line { from, to, width: Pt(0.5), dash: DashPattern::Solid });
    b.field(blank, "pay.monthly", "每月报酬,元,必填", [end, 39.5, 25.0, 5.5], line(false, Some(8), true));
    let end = b.text(Some(clause), Face::Song, 10.5, (end + 25.0, 44.0), "元,按");
    let english = b.element(StructureType::Span { language: Some("en".into()) }, Some(clause));
    let end = b.text(Some(english), Face::Song, 10.5, (end, 44.0), "ISO 32000");
    b.text(Some(clause), Face::Song, 10.5, (end, 44.0), "存档。");

    let table = b.element(StructureType::Table { summary: "本人情况".into() }, Some(section));
    let head = b.element(StructureType::Row, Some(table));
    let left = b.element(StructureType::HeaderCell { scope: HeaderScope::Both, columns: 1, rows: 1 }, Some(head));
    let right = b.element(StructureType::HeaderCell { scope: HeaderScope::Column, columns: 1, rows: 1 }, Some(head));
    b.frame([20.0, 50.0, 40.0, 8.0], Some(0.85));
    b.frame([60.0, 50.0, 130.0, 8.0], Some(0.85));
    b.text(Some(left), Face::Hei, 10.5, (22.0, 55.5), "项目");
    b.text(Some(right), Face::Hei, 10.5, (62.0, 55.5), "内容");
    b.row(table, 58.0, "姓名,必填", "person.name", line(false, None, false));
    b.row(table, 70.0, "经过", "story", line(true, None, false));
    b.row(table, 82.0, "身份证号码,18 格,必填", "person.id", FieldBoxKind::Comb { boxes: 18 });
    for n in 1..18 {
        let x = Mm(61.0 + 128.0 / 18.0 * f64::from(n));
        let (from, to) = (Point { x, y: Mm(83.0) }, Point { x, y: Mm(93.0) });
        b.mark(None, PaperMark::Line { from, to, width: Pt(0.35), dash: DashPattern::Dashed(Mm(0.5)) });
    }

    let row = b.element(StructureType::Row, Some(table));
    let wide = b.element(StructureType::Cell { columns: 2, rows: 1 }, Some(row));
    b.frame([20.0, 94.0, 170.0, 12.0], None);
    let x = b.text(Some(wide), Face::Hei, 10.5, (22.0, 101.5), "性别") + 4.0;
    let radio = |value: &str| FieldBoxKind::Radio { value: value.into() };
    let check = |value: &str| FieldBoxKind::Check { value: value.into() };
    let x = b.tick(wide, (x, 101.5), "男", "person.sex", "性别:男", radio("1"));
    let x = b.tick(wide, (x, 101.5), "女", "person.sex", "性别:女", radio("2"));
    let x = b.text(Some(wide), Face::Hei, 10.5, (x + 6.0, 101.5), "需要") + 4.0;
    let x = b.tick(wide, (x, 101.5), "培训", "needs.training", "需要:培训", check("training"));
    let x = b.tick(wide, (x, 101.5), "其他", "needs.other", "需要:其他", check("other"));
    let x = b.tick(wide, (x, 101.5), "同意公开", "consent", "同意公开", check("yes"));
    assert!(x < 190.0, "the ticks fit their row");
    b.text(None, Face::Song, 9.0, (95.0, 288.0), "第 1 页,共 2 页");

    b.page();
    // The table goes on: its header is repeated as decoration.
    b.frame([20.0, 20.0, 170.0, 8.0], Some(0.85));
    b.text(None, Face::Hei, 10.5, (22.0, 25.5), "项目");
    b.row(table, 28.0, "备注", "person.note", line(false, None, false));
    let row = b.element(StructureType::Row, Some(table));
    let head = b.element(StructureType::HeaderCell { scope: HeaderScope::Row, columns: 1, rows: 1 }, Some(row));
    let cell = b.element(StructureType::Cell { columns: 1, rows: 1 }, Some(row));
    b.text(Some(head), Face::Hei, 10.5, (22.0, 46.5), "日期");
    // Three fields and words in what says it is one form.
    let date = b.element(StructureType::Form, Some(cell));
    for (number, (name, unit)) in [("date.year", "年"), ("date.month", "月"), ("date.day", "日")].iter().enumerate()
    {
        let x = 62.0 + 20.0 * number as f64;
        b.field(date, name, &format!("日期,{unit}"), [x, 41.0, 14.0, 7.0], line(false, Some(4), true));
        b.text(Some(date), Face::Song, 10.5, (x + 14.5, 46.5), unit);
    }
    let list = b.element(StructureType::List, Some(section));
    let item = b.element(StructureType::ListItem, Some(list));
    let label = b.element(StructureType::Label, Some(item));
    let body = b.element(StructureType::Body, Some(item));
    let end = b.text(Some(label), Face::Song, 10.5, (20.0, 54.0), "1.");
    b.text(Some(body), Face::Song, 10.5, (end + 2.0, 54.0), "本表一式两份。");
    let prose = b.element(StructureType::Paragraph, Some(section));
    b.justified(prose, (20.0, 60.0), "(本协议)。双方各执一份,ABC 均有同等效力");
    let center = Point { x: Mm(150.0), y: Mm(90.0) };
    b.mark(None, PaperMark::Circle { center, radius: Mm(20.0), width: Pt(0.5), dash: DashPattern::Dashed(Mm(1.0)) });
    let seal = b.element(StructureType::Paragraph, Some(section));
    b.text(Some(seal), Face::Hei, 9.0, (140.0, 115.0), "(盖章)");
    b.text(None, Face::Song, 9.0, (95.0, 288.0), "第 2 页,共 2 页");
    let rect = Rect::new(Mm(176.0), Mm(270.0), Mm(14.0), Mm(14.0));
    let code = QrSymbol::new("FP1 follow-up-record 1.0 wuhan 2/2", rect).expect("a short text");
    b.mark(None, PaperMark::QrSymbol(code));
    let pictogram = PROGRAMME.site.pictograms.get("clock").expect("a pictogram").clone();
    let at = Point { x: Mm(20.0), y: Mm(120.0) };
    b.mark(Some(seal), PaperMark::Pictogram { pictogram, at, size: Mm(16.0), colour: Colour::Rgb(10, 74, 92) });
    b.sheets.labels = vec![
        PageLabels { from: 0, prefix: String::new(), counted: false },
        PageLabels { from: 1, prefix: "之三-".into(), counted: true },
    ];
    b.sheets.outline = vec![
        OutlineEntry { title: "一、约定".into(), page: 0, y: Mm(32.0), level: 1 },
        OutlineEntry { title: "本人情况".into(), page: 0, y: Mm(50.0), level: 2 },
        OutlineEntry { title: "盖章".into(), page: 1, y: Mm(60.0), level: 1 },
    ];
    b.sheets
}
