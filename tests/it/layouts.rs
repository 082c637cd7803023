//! Whatever a form asks for, its sheets hold: nothing leaves the frame, lies on something else or parts from
//! its box, or the form is told where it does not.
//!
//! The forms are generated, always the same ones: labels long and short, Chinese and Latin, in cells of any
//! width, fields that span rows, every kind, hints and conditions, parties in all their ways of signing.

use std::collections::BTreeMap;

use formpress::testing::check::all_findings;
use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::model::{
    Field, FieldGrid, FieldKind, Form, GridArea, GridGap, IssuedItem, issue, issue_programme, place_fields,
};
use formpress::testing::paper::{
    A4, FieldBox, FieldBoxKind, PaperDocument, PaperMark, PaperPage, PaperStyle, PlacedMark, PrintLayout, TextRun,
    booklet, form_document, form_document_with_rows,
};
use formpress::testing::words::{Diagnostic, Location, Mm, Point, Rect, Severity, WithDiagnostics, has_errors};

use crate::programme::{FONTS, PROGRAMME};
use crate::sample::FILES;

/// Sums of lengths are not exact, and edges may touch.
const SLACK: Mm = Mm(0.05);

const CHOICES: &str = "\
yes_no: {choices: [{name: 1, label: 是}, {name: 2, label: 否}]}
wide:
  choices:
    - {name: a, label: 到乡镇（街道）残联或者社区服务中心当面申请}
    - {name: b, label: 委托监护人、近亲属或者村（居）委会代办}
    - {name: c, label: Windows}
    - {name: d, label: 其他, other: true}
";

/// Labels as people write them, and worse.
const LABELS: [&str; 14] = [
    "姓名",
    "性别",
    "住",
    "5G",
    "QQ",
    "残疾人证号码",
    "家庭成员和主要社会关系",
    "本人（或监护人）联系电话",
    "是否接种COVID-19疫苗",
    "微信Wechat账号",
    "Identification number",
    "E-mail address",
    "有无Windows系统使用经验",
    "Pneumonoultramicroscopic",
];

const TITLES: [&str; 5] = [
    "基本情况",
    "家庭成员和主要社会关系基本情况登记",
    "家庭成员和主要社会关系基本情况登记（十八周岁以上）",
    "家庭成员和主要社会关系基本情况登记（十八周岁以上共同居住的填写本栏目，其他人不填写）",
    "Employment and training",
];

const FORM_TITLES: [&str; 3] = [
    "登记表",
    "残疾人基本服务状况和需求信息数据动态更新登记表",
    "全国残疾人基本服务状况和需求信息数据动态更新残疾人登记表及其说明",
];

const OFFICE: &str = "office: {name: 武汉市残疾人劳动就业服务中心（武汉市残疾人辅助器具中心、职业培训基地）}";

/// Numbers that look random and are always the same (Knuth's linear congruences).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// One time in so many.
    fn once_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

/// A form's YAML as it grows.
struct Writer {
    dice: Dice,
    yaml: String,
    fields: usize,
}

impl Writer {
    fn form(seed: u64) -> String {
        let mut writer = Writer { dice: Dice(seed), yaml: String::new(), fields: 0 };
        let title = writer.dice.one_of(&FORM_TITLES);
        writer.yaml = format!(
            "number: 之一\ntitle: {title}\nversion: 1.0.0\neffective: 2026-11-01\nfilled_by: 办事人员\nwhen: 随时\n\
             purpose: 试填\nsource: 五(七)7\ncopies: {{holders: [机构存档]}}\nretention: {{value: 3, unit: 年}}\n\
             instructions: [逐项填写。]\n"
        );
        if writer.dice.once_in(2) {
            writer.yaml += "serial: \"${adcode}-1-____-_____\"\n";
        }
        writer.yaml += "sections:\n";
        for section in 0..3 + writer.dice.below(3) {
            writer.section(section);
        }
        writer.yaml
    }

    fn section(&mut self, number: usize) {
        let title = self.dice.one_of(&TITLES);
        self.yaml += &format!("  - name: s{number}\n    title: {title}\n    source: 五(四)1\n");
        if self.dice.once_in(2) {
            self.yaml += "    hint: 请如实填写，没有的写“无”。\n";
        }
        if number > 0 && self.dice.once_in(4) {
            self.yaml += "    relevant: ${first} = '1'\n";
        }
        self.yaml += "    fields:\n";
        if number == 0 {
            self.yaml += "      - {name: first, type: select_one, list: yes_no, label: 是否访到}\n";
        }
        for _ in 0..2 + self.dice.below(5) {
            match self.dice.below(10) {
                0..5 => self.on_grid(),
                5 => self.spanning(),
                _ => self.whole_width(),
            }
        }
    }

    fn name(&mut self) -> String {
        self.fields += 1;
        format!("f{}", self.fields)
    }

    /// Hint, condition and obligation, sometimes.
    fn extras(&mut self) -> String {
        let mut keys = String::new();
        if self.dice.once_in(4) {
            keys += ", hint: 按户口簿或者居民身份证填写";
        }
        if self.dice.once_in(5) {
            keys += ", relevant: \"${first} = '1'\"";
        }
        if self.dice.once_in(3) {
            keys += ", required: true";
        }
        keys
    }

    fn question(&mut self) -> &'static str {
        self.dice.one_of(&[
            "type: text",
            "type: text",
            "type: multiline, rows: 2",
            "type: date",
            "type: month",
            "type: decimal, unit: 元",
            "type: phone",
            "type: id_number, privacy: personal",
            "type: certificate_number, privacy: personal",
            "type: select_one, list: yes_no",
            "type: select_multiple, list: wide",
        ])
    }

    fn on_grid(&mut self) {
        let label_width = [0, 3, 4, 4, 6, 8][self.dice.below(6)];
        let width = 4 + self.dice.below(24 - 4 - label_width + 1);
        self.field(label_width, width, 1);
    }

    fn field(&mut self, label_width: usize, width: usize, rows: usize) {
        let (name, label) = (self.name(), self.dice.one_of(&LABELS));
        if rows == 1 && self.dice.once_in(9) {
            self.yaml += &format!("      - {{name: {name}, type: note, label: 以下由{label}填写。}}\n");
            return;
        }
        let kind = match rows {
            1 => self.question(),
            _ => self.dice.one_of(&["type: photo", "type: multiline", "type: text"]),
        };
        let extras = self.extras();
        let widths = format!("label_width: {label_width}, width: {width}, row_span: {rows}");
        self.yaml += &format!("      - {{name: {name}, {kind}, label: {label}, {widths}{extras}}}\n");
    }

    /// A field that spans rows, at the left, the right or between others that fill the rows beside it.
    fn spanning(&mut self) {
        let (rows, span) = (2 + self.dice.below(3), 5 + self.dice.below(4));
        let left = [0, 24 - span, 9][self.dice.below(3)];
        let right = 24 - span - left;
        for row in 0..rows {
            if left > 0 {
                self.field(4, left - 4, 1);
            }
            if row == 0 {
                self.field(0, span, rows);
            }
            if right > 0 {
                self.field(4, right - 4, 1);
            }
        }
    }

    fn whole_width(&mut self) {
        let (name, label) = (self.name(), self.dice.one_of(&LABELS));
        let lead = format!("      - name: {name}\n        label: {label}\n");
        let label = self.dice.one_of(&LABELS);
        let own = match self.dice.below(8) {
            0 => format!(
                "        type: matrix\n        list: yes_no\n        label_width: 8\n        note: {{label: {label}, width: 8}}\n        \
                 rows:\n          - {{name: r1, label: {label}}}\n          - {{name: r2, label: 休假落实}}\n"
            ),
            1 => {
                let first = 2 + self.dice.below(8);
                let second = 3 + self.dice.below(8);
                let kinds = [self.question(), self.question(), self.question()];
                let rest = 24 - first - second;
                format!(
                    "        type: repeat\n        blank_rows: 2\n        columns:\n          \
                     - {{name: a, {}, label: {label}, width: {first}}}\n          \
                     - {{name: b, {}, label: 情况, width: {second}}}\n          \
                     - {{name: c, {}, label: 结果, width: {rest}}}\n",
                    kinds[0], kinds[1], kinds[2]
                )
            }
            2 => "        type: clauses\n        clauses:\n          - name: ${name}c\n            title: 期限\n            \
                  text: 甲方自愿选择${way}方式提供扶助，期限自${from}起，地点在${place}，双方按照约定履行各自的义务。\n            \
                  blanks:\n"
                .to_owned()
                + &format!(
                    "              - {{name: {name}w, type: select_one, list: wide, label: 方式}}\n              \
                     - {{name: {name}d, type: date, label: 开始}}\n              \
                     - {{name: {name}p, type: text, label: 地点}}\n"
                ),
            3 => format!(
                "        type: matrix\n        list: wide\n        label_width: {}\n        rows:\n          \
                 - {{name: r1, label: {label}}}\n",
                3 + self.dice.below(9)
            ),
            4 => {
                let (lead, width) = (3 + self.dice.below(7), 4 + self.dice.below(6));
                let kinds = [self.question(), self.question()];
                format!(
                    "        type: repeat\n        label_width: {lead}\n        rows: [{{name: r1, label: {label}}}]\n        \
                     columns:\n          - {{name: a, {}, label: 测验日期, width: {width}}}\n          \
                     - {{name: b, {}, label: {label}, width: {}}}\n",
                    kinds[0],
                    kinds[1],
                    24 - lead - width
                )
            }
            5 => "        type: consent\n        purpose: 办事。\n        method: 存档。\n        necessity: 需要。\n        \
                  impact: 保密。\n        retention: 三年。\n        rights: 可以查阅。\n        share_with: [{name: all, to: 用工单位、就业机构和志愿者, what: 姓名, for: 办事}]\n"
                .to_owned(),
            _ => self.parties(),
        };
        let own = own
            .replace("${name}", &name)
            .replace("${way}", &format!("${{{name}w}}"))
            .replace("${from}", &format!("${{{name}d}}"));
        self.yaml += &(lead + &own.replace("${place}", &format!("${{{name}p}}")));
    }

    fn parties(&mut self) -> String {
        let mut own = "        type: signatures\n        parties:\n".to_owned();
        for party in 0..1 + self.dice.below(5) {
            let label =
                self.dice.one_of(&["甲", "村（社区）意见", "本人（或监护人）", "乡镇人民政府或者街道办事处意见"]);
            let all = ["sign", "seal", "fingerprint", "sign, seal", "sign, fingerprint", "seal, fingerprint"];
            let modes = if self.dice.once_in(4) { "sign, seal, fingerprint" } else { self.dice.one_of(&all) };
            let date = self.dice.once_in(3);
            let hint = if self.dice.once_in(3) {
                ", hint: 经审核，情况属实，同意上报的，由经办人签名并加盖公章。"
            } else {
                ""
            };
            own +=
                &format!("          - {{name: p{party}, label: {label}, modes: [{modes}], date: {}{hint}}}\n", !date);
        }
        own
    }
}

/// The sample with this form in place of its own, and of its options.
fn project(form: &str) -> Project {
    // The city decides nothing of a form that is not there.
    let files = FILES.iter().filter(|(path, _)| !path.starts_with("forms/cities/"));
    let files: Vec<(&str, String)> = files
        .map(|(path, text)| match *path {
            "forms/visit.yaml" => (*path, form.to_owned()),
            "forms/choices.yaml" => (*path, CHOICES.to_owned()),
            // The office has a long name.
            "content/cities/wuhan.yaml" => (*path, text.replace("office: {}", OFFICE)),
            _ => (*path, (*text).to_owned()),
        })
        .collect();
    let loaded = load_files(files.iter().map(|(path, text)| (*path, text.as_bytes())), &SettingOverrides::default());
    assert!(!has_errors(&loaded.diagnostics), "{:?}\n{form}", loaded.diagnostics);
    loaded.value
}

/// What is wrong with a sheet, in words.
struct Judge<'s> {
    style: PaperStyle,
    form: &'s Form,
    sheet: &'s PaperPage,
    found: Vec<String>,
}

fn words(run: &TextRun) -> String {
    run.glyphs.iter().map(|glyph| glyph.character).collect()
}

/// What the ink of a run covers: in height that of hanzi, in width all of it but the empty half of a mark at
/// its end.
fn ink(run: &TextRun) -> Rect {
    let em = run.size.mm();
    let width = run.glyphs.last().map_or(Mm::ZERO, |last| {
        let own = FONTS.face(run.face).width(last.character, run.size);
        let half = "，。、；：）》”’…".contains(last.character) || last.character == '＿';
        last.x + if half { own / 2.0 } else { own }
    });
    let left = run.glyphs.first().filter(|first| "（《“‘".contains(first.character)).map_or(Mm::ZERO, |_| em / 2.0);
    Rect::new(run.origin.x + left, run.origin.y - em * 0.8, width - left, em * 0.85)
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x + SLACK < b.right() && b.x + SLACK < a.right() && a.y + SLACK < b.bottom() && b.y + SLACK < a.bottom()
}

/// The edges of what is ruled.
fn rules(mark: &PaperMark) -> Vec<(Point, Point)> {
    match mark {
        PaperMark::Line { from, to, .. } => vec![(*from, *to)],
        PaperMark::Box { rect, stroke: Some(_), .. } => {
            let [left, right] = [rect.x, rect.right()];
            let [top, bottom] = [rect.y, rect.bottom()];
            let point = |x, y| Point { x, y };
            vec![
                (point(left, top), point(right, top)),
                (point(left, bottom), point(right, bottom)),
                (point(left, top), point(left, bottom)),
                (point(right, top), point(right, bottom)),
            ]
        }
        _ => Vec::new(),
    }
}

/// Does an upright or level rule run through a rectangle?
fn crosses((from, to): (Point, Point), rect: Rect) -> bool {
    let rule = Rect::new(
        from.x.min(to.x),
        from.y.min(to.y),
        (to.x - from.x).max(from.x - to.x),
        (to.y - from.y).max(from.y - to.y),
    );
    let inside = rect.inset(SLACK * 2.0);
    inside.width > Mm::ZERO
        && rule.x < inside.right()
        && rule.right() > inside.x
        && rule.y < inside.bottom()
        && rule.bottom() > inside.y
}

/// Does a rectangle reach into a circle?
fn reaches(center: Point, radius: Mm, rect: Rect) -> bool {
    let x = center.x.max(rect.x).min(rect.right()) - center.x;
    let y = center.y.max(rect.y).min(rect.bottom()) - center.y;
    (x.0 * x.0 + y.0 * y.0).sqrt() + SLACK.0 < radius.0
}

impl Judge<'_> {
    fn marks(&self) -> impl Iterator<Item = &PaperMark> {
        self.sheet.marks().map(|PlacedMark { mark, .. }| mark)
    }

    fn texts(&self) -> Vec<(Rect, String)> {
        self.marks()
            .filter_map(|mark| if let PaperMark::Text(run) = mark { Some((ink(run), words(run))) } else { None })
            .collect()
    }

    fn fields(&self) -> Vec<&FieldBox> {
        self.marks().filter_map(|mark| if let PaperMark::Field(field) = mark { Some(field) } else { None }).collect()
    }

    fn judge(&mut self) {
        let mut found = Vec::new();
        let (texts, fields) = (self.texts(), self.fields());
        let body = self.style.body;
        let mut keeps = |rect: Rect, what: &str| {
            let sides = rect.x + SLACK >= body.x && rect.right() <= body.right() + SLACK;
            if !sides || rect.y < Mm(5.0) || rect.bottom() > A4.height - Mm(5.0) {
                found.push(format!("“{what}” leaves the frame: {rect:?}"));
            }
        };
        texts.iter().for_each(|(rect, words)| keeps(*rect, words));
        fields.iter().for_each(|field| keeps(field.rect, field.name.as_str()));
        for mark in self.marks() {
            for (from, to) in rules(mark) {
                keeps(Rect::new(from.x, from.y, to.x - from.x, to.y - from.y), "a rule");
            }
        }
        for (index, (rect, words)) in texts.iter().enumerate() {
            if let Some((_, other)) = texts[..index].iter().find(|(other, _)| overlap(*rect, *other)) {
                found.push(format!("“{words}” lies on “{other}”"));
            }
            if self.marks().flat_map(rules).any(|rule| crosses(rule, *rect)) {
                found.push(format!("a rule runs through “{words}”"));
            }
            let codes = self
                .marks()
                .filter_map(|mark| if let PaperMark::QrSymbol(code) = mark { Some(code.rect) } else { None });
            if codes.into_iter().any(|code| overlap(*rect, code)) {
                found.push(format!("“{words}” lies on the code"));
            }
            if let Some(field) = fields.iter().find(|field| overlap(*rect, field.rect.inset(Mm(0.3)))) {
                found.push(format!("“{words}” lies on the room of {}", field.name));
            }
        }
        for (index, field) in fields.iter().enumerate() {
            if let Some(other) = fields[..index].iter().find(|other| overlap(field.rect, other.rect)) {
                found.push(format!("{} lies on {}", field.name, other.name));
            }
            let comb = matches!(field.kind, FieldBoxKind::Comb { .. });
            if !comb && self.marks().flat_map(rules).any(|rule| crosses(rule, field.rect.inset(Mm(0.3)))) {
                found.push(format!("a rule runs through {}", field.name));
            }
            let ticked = matches!(field.kind, FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. });
            if ticked && !self.beside(field, &texts) {
                found.push(format!("a box of {} has no words on its line", field.name));
            }
        }
        for mark in self.marks() {
            let PaperMark::Circle { center, radius, .. } = mark else { continue };
            keeps_out(*center, *radius, &texts, self.marks(), &mut found);
        }
        self.found = found;
    }

    /// Words behind a box on its line, or in a table its column's head.
    fn beside(&self, tick: &FieldBox, texts: &[(Rect, String)]) -> bool {
        let near = Mm(3.0) * self.style.scale();
        let right = tick.rect.right();
        let middle = tick.rect.y + tick.rect.height / 2.0;
        let behind =
            |rect: &Rect| rect.x >= right && rect.x <= right + near && rect.y < middle && rect.bottom() > middle;
        // In a booklet the form's part stands before the field's name.
        let of_matrix = |field: &&Field| {
            let named = |part: &str| part == field.name.value.as_str();
            matches!(field.kind, FieldKind::Matrix { .. }) && tick.name.parts().any(named)
        };
        let in_table = !self.style.one_column && self.form.top_fields().any(|field| of_matrix(&field));
        in_table || texts.iter().any(|(rect, _)| behind(rect))
    }
}

/// A seal's circle lies on no words, no box and no other circle.
fn keeps_out<'m>(
    center: Point,
    radius: Mm,
    texts: &[(Rect, String)],
    marks: impl Iterator<Item = &'m PaperMark>,
    found: &mut Vec<String>,
) {
    for (_, words) in texts.iter().filter(|(rect, _)| reaches(center, radius, *rect)) {
        found.push(format!("“{words}” stands in a seal's circle"));
    }
    for mark in marks {
        match mark {
            // Not the frame, which is around it.
            PaperMark::Box { rect, stroke: Some(_), .. } if rect.width < Mm(60.0) && reaches(center, radius, *rect) => {
                found.push(format!("a box lies on a seal's circle: {rect:?}"));
            }
            PaperMark::Line { from, to, .. } => {
                let rect = Rect::new(from.x, from.y, to.x - from.x, to.y - from.y);
                if reaches(center, radius, rect) {
                    found.push(format!("a rule runs through a seal's circle: {rect:?}"));
                }
            }
            PaperMark::Field(field) if reaches(center, radius, field.rect) => {
                found.push(format!("{} lies on a seal's circle", field.name));
            }
            PaperMark::Circle { center: other, .. } if *other != center => {
                let (x, y) = (other.x - center.x, other.y - center.y);
                if (x.0 * x.0 + y.0 * y.0).sqrt() < radius.0 * 2.0 {
                    found.push("two seals' circles overlap".to_owned());
                }
            }
            _ => {}
        }
    }
}

fn judged(laid: &PaperDocument, form: &Form, layout: PrintLayout) -> Vec<String> {
    let style = match layout {
        PrintLayout::Regular => PaperStyle::regular(),
        PrintLayout::Large => PaperStyle::large(),
    };
    let mut found = Vec::new();
    for (index, sheet) in laid.pages.iter().enumerate() {
        let mut judge = Judge { style, form, sheet, found: Vec::new() };
        judge.judge();
        found.extend(judge.found.into_iter().map(|fault| format!("{layout:?}, page {}: {fault}", index + 1)));
    }
    found
}

/// Is something said with this code, at a place?
fn told(diagnostics: &[Diagnostic], code: &str) -> bool {
    diagnostics.iter().any(|found| found.message.code == code && matches!(found.location, Location::Span(_)))
}

#[test]
fn whatever_is_asked_for_holds_or_is_told() {
    let mut faults = Vec::new();
    let mut holding = 0;
    const FORMS: u64 = 60;
    for seed in 0..FORMS {
        let yaml = Writer::form(seed);
        let project = project(&yaml);
        let form = project.site.forms.first().unwrap_or_else(|| panic!("form {seed} is not read:\n{yaml}"));
        // What the grid itself has no place for is told by its check.
        if all_findings(&project.site).iter().any(|found| found.message.code == "grid-hole") {
            continue;
        }
        let city = project.site.cities.first().filter(|_| seed % 2 == 1);
        let table =
            form.top_fields().find(|field| matches!(&field.kind, FieldKind::Repeat { rows, .. } if rows.is_empty()));
        let more = table.map(|table| BTreeMap::from([(table.name.value.clone(), 9)])).unwrap_or_default();
        let issued = issue(&project.site, form, city);
        let mut all: Vec<(PrintLayout, WithDiagnostics<PaperDocument>)> = Vec::new();
        for layout in PrintLayout::ALL {
            all.push((layout, form_document_with_rows(&issued, layout, &more, &[], &FONTS)));
        }
        if seed % 16 == 0 {
            all.push((PrintLayout::Regular, booklet(&issue_programme(&project.site, city), &FONTS)));
        }
        // The large print holds whatever the other sheet holds.
        let errors = |laid: &WithDiagnostics<PaperDocument>| has_errors(&laid.diagnostics);
        assert!(errors(&all[0].1) || !errors(&all[1].1), "form {seed}: {:?}", all[1].1.diagnostics);
        for (layout, laid) in all {
            for diagnostic in &laid.diagnostics {
                assert!(matches!(diagnostic.location, Location::Span(_)), "told without a place: {diagnostic:?}");
            }

            // What does not hold was told.
            if !has_errors(&laid.diagnostics) {
                holding += 1;
                faults
                    .extend(judged(&laid.value, form, layout).into_iter().map(|fault| format!("form {seed}, {fault}")));
            }
        }
    }

    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(40)].join("\n"));
    assert!(holding > FORMS as usize, "only {holding} of {} sheets hold: the test sees too little", FORMS * 2);
}

#[test]
fn the_forms_of_the_fixture_hold() {
    let project = &*PROGRAMME;
    let mut faults = Vec::new();
    for form in &project.site.forms {
        for city in [None].into_iter().chain(project.site.cities.iter().map(Some)) {
            for layout in PrintLayout::ALL {
                let laid = form_document(&issue(&project.site, form, city), layout, &FONTS);
                assert_eq!(laid.diagnostics, [], "{}", form.id);
                faults
                    .extend(judged(&laid.value, form, layout).into_iter().map(|fault| format!("{}, {fault}", form.id)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The judge of these tests sees what is spoilt.
#[test]
fn the_judge_notices() {
    let project = with_fields(
        "      - {name: a, type: select_one, list: yes_no, label: 是否访到}\n      - {name: b, type: signatures, label: 签章, parties: [{name: p, label: 甲, modes: [sign, seal, fingerprint]}]}\n",
    );
    let (right, _) = laid(&project, PrintLayout::Regular);
    let spoilt = |what: &dyn Fn(&PaperMark) -> Option<(f64, f64)>| {
        let mut sheets = right.clone();
        for placed in sheets.pages[0].marks_mut() {
            if let Some((dx, dy)) = what(&placed.mark) {
                placed.mark = placed.mark.shifted(Mm(dx), Mm(dy));
            }
        }
        judged(&sheets, &project.site.forms[0], PrintLayout::Regular).join("; ")
    };
    assert_eq!(spoilt(&|_| None), "");
    let text = |mark: &PaperMark, wanted: &str| matches!(mark, PaperMark::Text(run) if words(run) == wanted);
    assert!(spoilt(&|mark| text(mark, "甲").then_some((-5.0, 0.0))).contains("leaves the frame"));
    assert!(spoilt(&|mark| text(mark, "是").then_some((0.0, 4.0))).contains("a rule runs through"));
    assert!(spoilt(&|mark| text(mark, "是").then_some((0.0, 20.0))).contains("no words on its line"));
    assert!(spoilt(&|mark| text(mark, "甲").then_some((110.0, 20.0))).contains("in a seal's circle"));
    assert!(
        spoilt(&|mark| matches!(mark, PaperMark::Circle { .. }).then_some((20.0, 0.0)))
            .contains("lies on a seal's circle")
    );
    assert!(spoilt(&|mark| text(mark, "否").then_some((-12.0, 0.0))).contains("lies on"));
}

/// The sample's form with these fields in a section of its own.
fn with_fields(fields: &str) -> Project {
    let form = "number: 之一\ntitle: 小例\nversion: 1.0.0\neffective: 2026-11-01\nfilled_by: 办事人员\nwhen: 随时\n\
                purpose: 试填\nsource: 五(七)7\ncopies: {holders: [机构存档]}\nretention: {value: 3, unit: 年}\n\
                instructions: [逐项填写。]\nsections:\n  - name: s\n    title: 栏目\n    source: 五(四)1\n    fields:\n";
    project(&format!("{form}{fields}"))
}

fn laid(project: &Project, layout: PrintLayout) -> (PaperDocument, Vec<Diagnostic>) {
    let laid = form_document(&issue(&project.site, &project.site.forms[0], None), layout, &FONTS);
    (laid.value, laid.diagnostics)
}

fn all_words(sheets: &PaperDocument) -> Vec<String> {
    let marks = sheets.pages.iter().flat_map(|sheet| sheet.marks());
    marks.filter_map(|placed| if let PaperMark::Text(run) = &placed.mark { Some(words(run)) } else { None }).collect()
}

/// A label's word is broken nowhere that it fits, whatever the cell's width; where it fits nowhere, that is said.
#[test]
fn words_of_labels_stay_whole() {
    for label_width in 3..=9 {
        for (label, word) in [
            ("Registration number", "Registration"),
            ("紧急Telephone号码", "Telephone"),
            ("使用Bluetooth设备", "Bluetooth"),
        ] {
            let width = 24 - label_width;
            let field = format!(
                "      - {{name: a, type: text, label: {label}, label_width: {label_width}, width: {width}}}\n"
            );
            for layout in PrintLayout::ALL {
                let (sheets, diagnostics) = laid(&with_fields(&field), layout);
                let whole = all_words(&sheets).iter().any(|words| words.contains(word));
                assert!(
                    whole != told(&diagnostics, "word-broken"),
                    "{label} in {label_width}, {layout:?}: {diagnostics:?}"
                );
                assert!(whole || label_width == 3, "{label} fits a cell of {label_width} columns");
            }
        }
    }
}

/// What every layout of signatures keeps apart, each way of signing beside each other one.
#[test]
fn ways_of_signing_keep_apart() {
    let ways = [
        "sign",
        "seal",
        "fingerprint",
        "sign, seal",
        "sign, fingerprint",
        "seal, fingerprint",
        "sign, seal, fingerprint",
    ];
    for first in ways {
        for second in ways {
            let party = |name, modes, label| {
                format!("{{name: {name}, label: {label}, modes: [{modes}], hint: 情况属实的签。}}")
            };
            for parties in [
                vec![party("a", first, "甲")],
                vec![party("a", first, "甲"), party("b", second, "乡镇（街道）意见")],
                vec![
                    party("a", first, "甲"),
                    party("b", second, "乙"),
                    party("c", first, "丙"),
                    party("d", second, "丁"),
                ],
            ] {
                let list = parties.join(", ");
                let project =
                    with_fields(&format!("      - {{name: s, type: signatures, label: 签章, parties: [{list}]}}\n"));
                for layout in PrintLayout::ALL {
                    let (sheets, diagnostics) = laid(&project, layout);
                    assert_eq!(diagnostics, []);
                    assert_eq!(judged(&sheets, &project.site.forms[0], layout), Vec::<String>::new(), "{list}");
                    assert!(all_words(&sheets).contains(&"签章".to_owned()), "the label is not printed");
                }
            }
        }
    }
}

/// Places of fields on the grid: label, row and rows, column and columns.
fn check_places(fields: &[(u32, u32, u32)], expected: &[&str]) {
    let yaml = fields.iter().enumerate().map(|(index, (label_width, width, rows))| {
        let name = (b'a' + index as u8) as char;
        let widths = format!("label_width: {label_width}, width: {width}, row_span: {rows}");
        format!("      - {{name: {name}, type: text, label: 甲, {widths}}}\n")
    });
    let project = with_fields(&yaml.collect::<String>());
    let form = issue(&project.site, &project.site.forms[0], None);
    let fields: Vec<&IssuedItem> = form.items().collect();
    let FieldGrid { areas: spots, gaps: holes, .. } = place_fields(&fields);
    let spot = |spot: &GridArea| {
        let GridArea { field, row, rows, column, columns } = spot;
        format!("{} {row}+{rows} {column}+{columns}", field.name.value)
    };
    let hole =
        |hole: &GridGap| format!("hole {} {}+{} by {}", hole.row, hole.column, hole.columns, hole.neighbor.name.value);
    let places: Vec<String> = spots.iter().map(spot).chain(holes.iter().map(hole)).collect();
    assert_eq!(places, expected);
}

#[test]
fn a_field_that_spans_rows_stands_where_it_was_put() {
    // At the left, the fields beside it in the rows next to it.
    check_places(
        &[(0, 6, 3), (4, 14, 1), (4, 14, 1), (4, 14, 1), (4, 20, 1)],
        &["a 0+3 0+6", "b 0+1 6+18", "c 1+1 6+18", "d 2+1 6+18", "e 3+1 0+24"],
    );
    // In the middle, on both sides of it.
    check_places(
        &[(4, 4, 1), (0, 8, 2), (4, 4, 1), (4, 4, 1), (4, 4, 1)],
        &["a 0+1 0+8", "b 0+2 8+8", "c 0+1 16+8", "d 1+1 0+8", "e 1+1 16+8"],
    );
    // At the right; a field that asks for a whole row takes what there is of it.
    check_places(
        &[(4, 6, 1), (4, 6, 1), (0, 4, 2), (4, 20, 1), (4, 20, 1)],
        &["a 0+1 0+10", "b 0+1 10+10", "c 0+2 20+4", "d 1+1 0+20", "e 2+1 0+24"],
    );
    // What is left in its row goes to the field before it.
    check_places(&[(4, 8, 1), (0, 4, 2), (4, 14, 1)], &["a 0+1 0+20", "b 0+2 20+4", "c 1+1 0+20"]);
    // Alone it takes the row, and with too few fields beside it those grow as high.
    check_places(&[(0, 4, 3)], &["a 0+3 0+24"]);
    check_places(&[(4, 6, 1), (4, 6, 1), (0, 4, 3)], &["a 0+3 0+10", "b 0+3 10+10", "c 0+3 20+4"]);
    // What fits nowhere beside it leaves a hole, which is a fault.
    check_places(&[(0, 6, 2), (4, 18, 1)], &["a 0+2 0+6", "b 2+1 0+24", "hole 0 6+18 by a", "hole 1 6+18 by a"]);
}

/// Where a page does not hold a field or two more, the form is set tighter before it takes a second page.
#[test]
fn a_form_is_set_tighter_before_a_page_with_next_to_nothing_is_added() {
    let set = |count: usize| {
        let field = |n: usize| format!("      - {{name: f{n}, type: text, label: 甲, width: 20}}\n");
        let (sheets, diagnostics) =
            laid(&with_fields(&(0..count).map(field).collect::<String>()), PrintLayout::Regular);
        assert_eq!(diagnostics, []);
        let marks = sheets.pages.iter().flat_map(|sheet| sheet.marks());
        let heights = marks.filter_map(|placed| match &placed.mark {
            PaperMark::Field(field) if field.name.to_string() == "f0" => Some(field.rect.height),
            _ => None,
        });
        let tight = heights.fold(Mm::ZERO, Mm::max) < PaperStyle::regular().entry_row_height - Mm(1.3);
        (sheets.pages.len(), if tight { "tight" } else { "regular" })
    };
    let mut sets: Vec<(usize, &str)> = (12..30).map(set).collect();
    sets.dedup();
    assert_eq!(sets, [(1, "regular"), (1, "tight"), (2, "regular")]);
}

/// What cannot stand on a page is said, with its place.
#[test]
fn what_no_page_can_hold_is_told() {
    let cases = [
        ("      - {name: a, type: multiline, label: 经过, rows: 40}\n", "too-high"),
        (
            "      - {name: a, type: decimal, unit: 立方米每小时, label: 量, label_width: 4, width: 2}\n      \
             - {name: b, type: text, label: 乙, label_width: 4, width: 14}\n",
            "cell-too-narrow",
        ),
    ];
    for (fields, code) in cases {
        let (_, diagnostics) = laid(&with_fields(fields), PrintLayout::Regular);
        assert!(told(&diagnostics, code), "{code}: {diagnostics:?}");
        assert!(diagnostics.iter().all(|found| found.severity == Severity::Error), "{diagnostics:?}");
    }
}
