//! Rule `figures`: tables, charts, diagrams and measures of `facts.yaml` use existing facts, and charts compare equal
//! units.

use super::Check;
use super::form_references::unknown_form;
use super::page_insertions::unknown_fact;
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::{Chart, ChartBar, Diagram, FactTable, FactTableCell, FactValue, Facts, TimelineEvent, YEARS};
use crate::model::name::Name;
use crate::source::Spanned;
use crate::wording::{check as say, figures, message};

pub(crate) const CHECK: Check = Check {
    code: "figures",
    title: "表、图、措施用的数据",
    catches: "facts.yaml 里的表、条形图、流程图、时间线、武汉措施，用了没有的事实、文件、步骤、行动或表单；条形图里有不是数的、单位不同的；一条里各段加起来不是这一条的数。",
    hurts: "图表缺一块，或者把不能比的数画在一起。",
    example: "- {label: 培训, cells: [training.nation, training.per_city]}",
    fix: "改正名字；一张图只放同一单位的数。",
    messages: &[
        &say::UNKNOWN_FACT,
        &say::UNKNOWN_DOCUMENT,
        &say::UNKNOWN_STEP,
        &say::UNKNOWN_ACTION,
        &say::UNKNOWN_FORM,
        &say::BAR_NOT_A_NUMBER,
        &say::BARS_OF_TWO_UNITS,
        &figures::PARTS_DIFFER,
        &say::NOT_A_RANGE,
        &say::NOT_YEARS,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let (facts, incomplete) = (&site.facts, site.incomplete.facts);
    let mut found = Vec::new();
    for fact in &facts.facts {
        found.extend(unknown_document(&fact.document, facts, incomplete));
    }
    facts.tables.iter().for_each(|table| check_table(table, facts, incomplete, &mut found));
    facts.charts.iter().for_each(|chart| check_chart(chart, facts, incomplete, &mut found));
    facts.diagrams.iter().for_each(|diagram| check_diagram(diagram, incomplete, &mut found));
    for measure in &facts.measures {
        measure.targets.iter().for_each(|target| found.extend(unknown_fact(target, facts, incomplete)));
        if !incomplete && !facts.actions.iter().any(|action| action.number == measure.action.value) {
            let action = &measure.action;
            found.push(Diagnostic::new(message!(say::UNKNOWN_ACTION, number = action.value), action.span));
        }
    }
    for event in facts.timelines.iter().flat_map(|timeline| &timeline.events) {
        found.extend(match event {
            TimelineEvent::Years(fact) => check_years(fact, facts, incomplete),
            TimelineEvent::Document(document) => unknown_document(document, facts, incomplete),
        });
    }
    let steps = facts.diagrams.iter().flat_map(|diagram| &diagram.stages).flat_map(|stage| &stage.steps);
    found.extend(steps.filter_map(|step| step.fact.as_ref()).filter_map(|fact| unknown_fact(fact, facts, incomplete)));
    let stages = facts.diagrams.iter().flat_map(|diagram| &diagram.stages);
    let forms = stages.flat_map(|stage| &stage.steps).flat_map(|step| &step.forms);
    found.extend(forms.filter(|form| !site.has_form(&form.value)).map(|form| unknown_form(site, form)));
    found
}

fn unknown_document(document: &Spanned<Name>, facts: &Facts, incomplete: bool) -> Option<Diagnostic> {
    let documents = facts.documents.iter().map(|document| document.name.value.as_str());
    let near = suggestion(document.value.as_str(), documents, incomplete)?;
    Some(Diagnostic::new(message!(say::UNKNOWN_DOCUMENT, name = &document.value, near), document.span))
}

fn check_years(name: &Spanned<String>, facts: &Facts, incomplete: bool) -> Option<Diagnostic> {
    match facts.fact(&name.value) {
        Some(fact) if fact.value.years().is_some() => None,
        Some(fact) if matches!(fact.value, FactValue::Range { .. }) => Some(Diagnostic::new(
            message!(
                say::NOT_YEARS,
                name = &name.value,
                value = fact.text(),
                first = YEARS.start(),
                last = YEARS.end()
            ),
            name.span,
        )),
        Some(_) => Some(Diagnostic::new(message!(say::NOT_A_RANGE, name = &name.value), name.span)),
        None => unknown_fact(name, facts, incomplete),
    }
}

fn check_table(table: &FactTable, facts: &Facts, incomplete: bool, found: &mut Vec<Diagnostic>) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        match cell {
            FactTableCell::Fact(name) => found.extend(unknown_fact(name, facts, incomplete)),
            FactTableCell::Words(_) | FactTableCell::Empty => {}
        }
    }
}

fn check_chart(chart: &Chart, facts: &Facts, incomplete: bool, found: &mut Vec<Diagnostic>) {
    let mut first: Option<&str> = None;
    for name in chart.facts().chain(&chart.of) {
        let Some(fact) = facts.fact(&name.value) else {
            found.extend(unknown_fact(name, facts, incomplete));
            continue;
        };
        if !matches!(fact.value, FactValue::Number { .. }) {
            found.push(Diagnostic::new(message!(say::BAR_NOT_A_NUMBER, name = &name.value), name.span));
        }
        let unit = fact.unit.as_deref().unwrap_or_default();
        let first = *first.get_or_insert(unit);
        if unit != first {
            found.push(Diagnostic::new(message!(say::BARS_OF_TWO_UNITS, name = &name.value, unit, first), name.span));
        }
    }
    found.extend(chart.bars.iter().filter(|bar| !bar.parts.is_empty()).filter_map(|bar| parts_differ(bar, facts)));
}

/// Reports a bar that differs from the sum of its parts.
fn parts_differ(bar: &ChartBar, facts: &Facts) -> Option<Diagnostic> {
    let whole = facts.number(&bar.fact.value)?;
    let sum: f64 = bar.parts.iter().map(|part| facts.number(&part.value)).sum::<Option<f64>>()?;
    ((sum - whole).abs() > 1e-9 * whole.abs()).then(|| {
        Diagnostic::new(message!(figures::PARTS_DIFFER, name = &bar.fact.value, value = whole, sum), bar.fact.span)
    })
}

fn check_diagram(diagram: &Diagram, incomplete: bool, found: &mut Vec<Diagnostic>) {
    let steps: Vec<&str> =
        diagram.stages.iter().flat_map(|stage| &stage.steps).map(|step| step.name.value.as_str()).collect();
    for end in diagram.arrows.iter().flat_map(|arrow| [&arrow.from, &arrow.to]) {
        if let Some(near) = suggestion(end.value.as_str(), steps.iter().copied(), incomplete) {
            found.push(Diagnostic::new(
                message!(say::UNKNOWN_STEP, name = &end.value, diagram = &diagram.name.value, near),
                end.span,
            ));
        }
    }
}
