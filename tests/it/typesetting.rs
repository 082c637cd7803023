//! Lines of the sheets: no forbidden break and nothing out of the measure, at any width.

use formpress::testing::paper::{
    Face, InlineItem, LONG_DASH, LinePart, TextAlign, TypeStyle, TypesetLine, is_break_forbidden, natural_width,
    typeset,
};
use formpress::testing::words::{Mm, Pt};

use crate::programme::FONTS;

const BODY: TypeStyle = TypeStyle { face: Face::Song, size: Pt(10.5) };

fn lines(text: &str, measure: Mm, align: TextAlign) -> (Vec<TypesetLine<()>>, bool) {
    let inline: InlineItem<()> = InlineItem::Words { text: text.into(), style: BODY, span: None };
    let set = typeset(&[inline], measure, align, &FONTS);
    (set.lines, set.overfull)
}

fn text(line: &TypesetLine<()>) -> String {
    let glyphs = line.parts.iter().flat_map(|part| match part {
        LinePart::Run { glyphs, .. } => glyphs.as_slice(),
        LinePart::Object { .. } => &[],
    });
    glyphs.map(|glyph| glyph.character).collect()
}

/// Paragraphs with every mark, numbers, units and Latin words.
const PROSE: &str = include_str!("../fixtures/prose.txt");

#[test]
fn no_width_forbids_or_overflows() {
    let mut faults = Vec::new();
    for paragraph in PROSE.lines() {
        for points in 40..=460 {
            let measure = Pt(f64::from(points)).mm();
            let (lines, overfull) = lines(paragraph, measure, TextAlign::Justify);
            if overfull {
                faults.push(format!("{points} pt: out of the measure: {paragraph}"));
            }
            for pair in lines.windows(2) {
                let (before, after) = (text(&pair[0]), text(&pair[1]));
                if let (Some(last), Some(first)) = (before.chars().last(), after.chars().next())
                    && is_break_forbidden(last, first)
                {
                    faults.push(format!("{points} pt: {last}|{first} in {paragraph}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults, the first: {}", faults.len(), faults[0]);
}

/// Lines as they break at a measure of so many ems, one a line.
fn check(ems: f64, words: &str, expected: &[&str]) {
    let (lines, _) = lines(words, BODY.size.mm() * ems, TextAlign::Left);
    let lines: Vec<String> = lines.iter().map(text).collect();
    assert_eq!(lines, expected);
}

/// A box never parts from what it is for, and an option is broken only where no line is wide enough for it.
#[test]
fn boxes_keep_to_their_options() {
    let option = |label: &str| {
        let side = BODY.size.mm();
        let tick = InlineItem::Object { width: side, glued: true, object: () };
        let words = InlineItem::Words { text: label.into(), style: BODY, span: None };
        InlineItem::Whole(vec![tick, words])
    };
    let inlines = [
        InlineItem::Words { text: "我愿意：".into(), style: BODY, span: None },
        InlineItem::Space { width: Mm(3.0) },
        option("单独同意"),
        InlineItem::Space { width: Mm(3.0) },
        option("不同意Windows"),
    ];
    for points in 24..=260 {
        let measure = Pt(f64::from(points)).mm();
        let set = typeset(&inlines, measure, TextAlign::Left, &FONTS);
        for line in &set.lines {
            let last = line.parts.last();
            assert!(!matches!(last, Some(LinePart::Object { .. })), "{points} pt: a box at the end of a line");
        }
        let lines: Vec<String> = set.lines.iter().map(text).collect();
        let whole = |label: &str| lines.iter().any(|line| line.contains(label));
        // As wide as the wider of the two.
        if measure > BODY.size.mm() * 9.0 {
            assert!(whole("单独同意") && whole("不同意Windows"), "{points} pt: {lines:?}");
        }
    }
}

/// The face says which marks are as wide as a hanzi, and half empty.
#[test]
fn adjacent_punctuation_shares_its_room() {
    let (lines, _) = lines("甲）（乙", Mm(100.0), TextAlign::Left);
    assert!((lines[0].width.0 / BODY.size.mm().0 - 3.5).abs() < 1e-9, "{:?}", lines[0].width);
}

#[test]
fn a_pair_of_dashes_is_one_glyph() {
    let (lines, _) = lines("甲——乙", Mm(100.0), TextAlign::Left);
    assert_eq!(text(&lines[0]), format!("甲{LONG_DASH}乙"));
}

#[test]
fn justified_lines_end_at_the_measure() {
    let measure = Mm(80.0);
    let paragraph = PROSE.lines().max_by_key(|paragraph| paragraph.len()).expect("paragraphs");
    let (lines, _) = lines(paragraph, measure, TextAlign::Justify);
    let (last, full) = lines.split_last().expect("prose has lines");
    let stretched = full.iter().filter(|line| (measure - line.width).0.abs() < 1e-6).count();
    assert!(stretched * 10 >= full.len() * 8, "{stretched} of {} lines reach the edge", full.len());
    assert!(last.width <= measure);
}

#[test]
fn a_line_end_in_the_words_ends_a_line() {
    check(20.0, "带身份证\n带残疾人证、照片", &["带身份证", "带残疾人证、照片"]);
    check(4.0, "带身份证\n照片", &["带身份证", "照片"]);
    let words = InlineItem::Words::<()> { text: "甲\n乙".into(), style: BODY, span: None };
    let blank = InlineItem::Object { width: Mm(20.0), glued: false, object: () };
    let both = [words, blank];
    assert_eq!(typeset(&both, Mm(80.0), TextAlign::Justify, &FONTS).missing, [], "no font is asked for a line end");
    assert!(natural_width(&both, &FONTS) < Mm(28.0), "as wide as its longest line: {:?}", natural_width(&both, &FONTS));
}
