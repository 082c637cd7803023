//! Rule `typed-figures`: figures are not typed by hand if a fact has them, and other figures have a source.

use std::collections::BTreeMap;

use super::Check;
use super::support::quantities::{ONE, Quantity, quantities};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::{Fact, FactValue};
use crate::model::number::is_numeral;
use crate::model::page::PageText;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "typed-figures",
    title: "手写的数",
    catches: "页面里手写的数（10 以上，带单位），不论怎么写（24000、24,000、2.4万、二万四千、两万四、10％、百分之十），和 facts.yaml 里的一个数一样；或者 facts.yaml 里没有，同一段里也没有写出处（《文件》、第几条、章节、出处）。",
    hurts: "数改了，手写的地方没有改，两处就不一样了；没有出处的数，没有人说得出是哪里来的。",
    example: "全国培训2.4万名残疾人。",
    fix: "写成 ${training.national}，不要单位的写 ${training.national!}；facts.yaml 里没有的，连同出处加进去，或者在同一段写明出处。",
    messages: &[&say::TYPED_FIGURE, &say::FIGURE_WITHOUT_SOURCE],
    run,
};

/// Smaller amounts are too often equal by chance.
const MIN_AMOUNT: u128 = 10 * ONE;

/// Units that count persons.
const PERSONS: [&str; 3] = ["名", "人", "位"];

/// Units of figures that need a source, in addition to the units of facts.
const COUNTED_UNITS: [&str; 12] = ["名", "人次", "人", "位", "家", "个", "所", "元", "场", "天", "小时", "分钟"];

/// Signs of a source in a passage.
const SOURCE_SIGNS: [&str; 5] = ["《", "出处", "来源", "〔", "条例"];

/// The figure of a fact, for comparison with figures in texts.
struct FactFigure<'a> {
    /// The amount in millionths of the unit.
    amount: u128,
    /// The unit without a leading 万 or 亿; empty for a percentage.
    unit: &'a str,
    percent: bool,
    fact: &'a Fact,
}

/// Figures by amount and by whether they are percentages.
type FiguresByAmount<'a> = BTreeMap<(u128, bool), Vec<FactFigure<'a>>>;

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut figures = FiguresByAmount::new();
    for figure in site.facts.facts.iter().filter_map(fact_figure) {
        figures.entry((figure.amount, figure.percent)).or_default().push(figure);
    }
    let units = figures.values().flatten().map(|figure| figure.unit).filter(|unit| !unit.is_empty());
    let mut units: Vec<&str> = units.chain(COUNTED_UNITS).collect();
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    units.dedup();
    let passages = site.pages.iter().flat_map(|page| &page.texts);
    let found = passages.flat_map(|page_text| check_page_text(page_text, &figures, &units, site.incomplete.facts));
    found.collect()
}

fn check_page_text(
    page_text: &PageText,
    figures: &FiguresByAmount,
    units: &[&str],
    incomplete: bool,
) -> Vec<Diagnostic> {
    let text = &page_text.text;
    let mut found = Vec::new();
    let mut sourced = None;
    for quantity in quantities(text).into_iter().filter(|quantity| quantity.amount >= MIN_AMOUNT && !quantity.rough) {
        let after = text[quantity.range.end..].trim_start();
        let space_before = text[quantity.range.end..].len() - after.len();
        let equal = figures.get(&(quantity.amount, quantity.percent)).into_iter().flatten();
        let same: Vec<&FactFigure> = equal.filter(|figure| unit_length(figure, after).is_some()).collect();
        if let Some(nearest) = same.iter().max_by_key(|figure| figure.unit.len()) {
            let names: Vec<String> = same
                .iter()
                .filter(|figure| figure.unit.len() == nearest.unit.len())
                .map(|figure| format!("${{{}}}", figure.fact.name.value))
                .collect();
            let unit =
                unit_length(nearest, after).filter(|length| *length > 0).map_or(0, |length| space_before + length);
            let whole = quantity.range.start..quantity.range.end + unit;
            found.push(Diagnostic::new(
                message!(say::TYPED_FIGURE, text = &text[whole.clone()], names = names.join("、")),
                page_text.span(whole),
            ));
        } else if !incomplete
            && let Some(unit) = counted_unit_length(&quantity, after, units)
            && !*sourced.get_or_insert_with(|| page_text.cites || has_source(text))
        {
            let whole = quantity.range.start..quantity.range.end + if unit > 0 { space_before + unit } else { 0 };
            found.push(Diagnostic::new(
                message!(say::FIGURE_WITHOUT_SOURCE, text = &text[whole.clone()]),
                page_text.span(whole),
            ));
        }
    }
    found
}

/// The length in bytes of a figure's unit at the start of a text; 0 for a percentage.
fn unit_length(figure: &FactFigure, after: &str) -> Option<usize> {
    let unit = if PERSONS.contains(&figure.unit) {
        PERSONS.into_iter().find(|unit| after.starts_with(unit) && !after.starts_with("人次"))?
    } else {
        after.starts_with(figure.unit).then_some(figure.unit)?
    };
    Some(unit.len())
}

/// The length in bytes of the unit, if the quantity needs a source.
fn counted_unit_length(quantity: &Quantity, after: &str, units: &[&str]) -> Option<usize> {
    if quantity.percent {
        return Some(0);
    }
    units.iter().find(|unit| after.starts_with(**unit)).map(|unit| unit.len())
}

/// Does the text state the source of its figures: a document, an article or a section?
fn has_source(text: &str) -> bool {
    let article = |part: &str| part.chars().take(8).any(|c| c == '条');
    SOURCE_SIGNS.iter().any(|source| text.contains(source)) || text.split('第').skip(1).any(article)
}

/// The figure of a fact; `None` for a year and for small amounts.
fn fact_figure(fact: &Fact) -> Option<FactFigure<'_>> {
    let (FactValue::Number { text, .. }, Some(unit)) = (&fact.value, fact.unit.as_deref()) else { return None };
    let (factor, unit) = match unit.chars().next()? {
        '万' => (10_000, &unit['万'.len_utf8()..]),
        '亿' => (100_000_000, &unit['亿'.len_utf8()..]),
        _ => (1, unit),
    };
    let [plain] = &quantities(text)[..] else { return None };
    let amount = plain.amount * factor;
    let percent = matches!(unit, "%" | "％");
    let is_figure = is_numeral(text) && amount >= MIN_AMOUNT && unit != "年";
    is_figure.then_some(FactFigure { amount, unit: if percent { "" } else { unit }, percent, fact })
}
