//! The data of a form for scripts, as JSON: columns, conditions as trees, and the messages for faults.
//!
//! The meaning is that of [`crate::model::answers`]: `templates/assets/form-reading.js` reads answers as
//! `text_cleanup`, `cell_parser` and the formats of the kinds do, `form-verdict.js` judges them as `three_valued_logic`
//! and `person` do.

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use crate::model::answers::name::RepeatRow;
use crate::model::answers::person::PersonQuestions;
use crate::model::answers::{AnswerColumn, AnswerName, AnswerOption, AnswerType, text_cleanup};
use crate::model::expression::{Expression, ExpressionNode, Operator};
use crate::model::fixed_text;
use crate::model::issued::{IssuedBody, IssuedForm, IssuedItem, IssuedKind};
use crate::model::pattern::Pattern;
use crate::wording::{Message, records as say};

/// The index of an expression in the list; a new expression is added.
pub(crate) fn expression_index<'a>(expressions: &mut Vec<&'a Expression>, expression: &'a Expression) -> usize {
    expressions.iter().position(|known| known.text == expression.text).unwrap_or_else(|| {
        expressions.push(expression);
        expressions.len() - 1
    })
}

/// The part of a form's data that is the same for all offices with the same contents, as JSON.
#[derive(Debug)]
pub(crate) struct SharedFormData {
    columns: Vec<Box<RawValue>>,
    derived: Box<RawValue>,
    expressions: Box<RawValue>,
    for_hanzi: Box<RawValue>,
    messages: Box<RawValue>,
    repeats: Box<RawValue>,
    terms: Box<RawValue>,
}

/// The data of a form, with its keys in alphabetical order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FormData<'a> {
    as_of: String,
    city: Option<&'a str>,
    columns: Vec<&'a RawValue>,
    derived: &'a RawValue,
    expressions: &'a RawValue,
    for_hanzi: &'a RawValue,
    form: &'a str,
    messages: &'a RawValue,
    repeats: &'a RawValue,
    terms: &'a RawValue,
    title: String,
    version: &'a str,
}

impl SharedFormData {
    /// The data of a form with these columns in its head and its body. `expressions` are those that the form's parts
    /// refer to by index; the expressions of constraints are added.
    pub(crate) fn new<'a>(
        form: &'a IssuedBody,
        [head, body]: [&'a [AnswerColumn<'a>]; 2],
        expressions: &mut Vec<&'a Expression>,
    ) -> SharedFormData {
        // The first of the blank rows is enough: the others are like it.
        let number = |column: &AnswerColumn| column.row.as_ref().and_then(RepeatRow::number);
        let like_the_first = |column: &&AnswerColumn| number(column).is_none_or(|number| number == 1);
        let columns = body.iter().filter(like_the_first).map(|column| json(&self::column(column, expressions)));
        let columns = columns.collect();
        let repeats = form.items().filter_map(|field| {
            let rows = blank_rows(field)?;
            Some((field.name.value.to_string(), json!({"label": field.label.zh, "rows": rows})))
        });
        let terms = json!({"year": fixed_text::YEAR, "month": fixed_text::MONTH, "day": fixed_text::DAY, "comma": fixed_text::COMMA,
            "pause": fixed_text::ENUMERATION_COMMA, "stop": fixed_text::FULL_STOP, "rest": fixed_text::CONTINUATION, "restNote": fixed_text::REST_NOTE,
            "seeRest": fixed_text::SEE_CONTINUATION, "restLabel": fixed_text::rest_label(Some("{number}"), "{label}")});
        SharedFormData {
            columns,
            derived: json(&derived_answers(form)),
            expressions: json(&expressions.iter().map(|expression| expression_tree(&expression.node)).collect()),
            for_hanzi: json(&hanzi_lookalikes().into()),
            messages: json(&messages(head.iter().chain(body))),
            repeats: json(&repeats.collect::<Map<String, Value>>().into()),
            terms: json(&terms),
        }
    }

    /// The data of an office's form with these columns in its head, as JSON.
    pub(crate) fn to_json(&self, form: &IssuedForm, head: &[AnswerColumn]) -> String {
        // No column of the head has a rule.
        let head: Vec<Box<RawValue>> = head.iter().map(|column| json(&self::column(column, &mut Vec::new()))).collect();
        let data = FormData {
            as_of: form.as_of.to_string(),
            city: form.office.city.as_ref().map(|city| city.id.as_str()),
            columns: head.iter().chain(&self.columns).map(|column| &**column).collect(),
            derived: &self.derived,
            expressions: &self.expressions,
            for_hanzi: &self.for_hanzi,
            form: form.id.as_str(),
            messages: &self.messages,
            repeats: &self.repeats,
            terms: &self.terms,
            title: form.full_title(),
            version: &form.version,
        };
        // `</script` must not occur in a script. Plain data always becomes JSON.
        serde_json::to_string(&data).unwrap_or_default().replace('<', "\\u003c")
    }
}

fn json(value: &Value) -> Box<RawValue> {
    to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn blank_rows(field: &IssuedItem) -> Option<u32> {
    match &field.kind {
        IssuedKind::Repeat { blank_rows, .. } if *blank_rows > 0 => Some(*blank_rows),
        _ => None,
    }
}

fn column<'a>(column: &'a AnswerColumn<'a>, expressions: &mut Vec<&'a Expression>) -> Value {
    let mut data = match &column.answer_type {
        AnswerType::Line { format, limit } => {
            // The length of a text is shown while it is typed, that of a code is not.
            let most = if format.is_code { "boxes" } else { "length" };
            json!({"asks": format.name, most: limit.most, "pattern": limit.pattern})
        }
        AnswerType::Area { .. } => json!({"asks": "text", "lines": true}),
        AnswerType::Number { decimal, unit } => json!({"asks": "number", "decimal": decimal, "unit": unit}),
        AnswerType::Date(format) => {
            json!({"asks": format.name, "parts": format.parts.iter().map(|part| part.name).collect::<Vec<_>>()})
        }
        AnswerType::Options { offered, many } => {
            // Value, label, and other words that tables use for it.
            let words = |option: &AnswerOption| -> Vec<String> {
                [option.value, option.label].map(str::to_owned).into_iter().chain(option.also.iter().cloned()).collect()
            };
            let options: Vec<Vec<String>> = offered.iter().map(words).collect();
            json!({"asks": "options", "many": many, "options": options})
        }
        AnswerType::Other { of, option, label } => {
            json!({"asks": "other", "of": of.as_str(), "option": option, "optionLabel": label})
        }
    };
    if let Some(data) = data.as_object_mut() {
        data.insert("name".into(), json!(column.name.as_str()));
        data.insert("label".into(), json!(column.label));
        data.extend(column.number.map(|number| ("number".into(), json!(number))));
        if column.obligation.is_some() {
            data.insert("required".into(), json!(true));
        }
        data.extend(column.row.as_ref().map(|row| ("row".into(), json!(row.to_string()))));
        if let Some(rule) = column.item.and_then(|item| item.rule.as_ref()) {
            data.insert("constraint".into(), json!(expression_index(expressions, &rule.expression)));
            data.insert("rule".into(), json!(rule.message));
        }
        data.retain(|_, value| !value.is_null() && *value != json!(false));
    }
    data
}

/// An expression as nested lists; the first item of each list is the operation.
fn expression_tree(node: &ExpressionNode) -> Value {
    match node {
        ExpressionNode::Own => json!(["own"]),
        ExpressionNode::Answer(name) => json!(["answer", name.value]),
        ExpressionNode::Number(number) => json!(["number", number]),
        ExpressionNode::Text(text) => json!(["text", text]),
        ExpressionNode::Today => json!(["today"]),
        ExpressionNode::Not(inner) => json!(["not", expression_tree(inner)]),
        ExpressionNode::Binary(operator, left, right) => {
            json!([operator_sign(*operator), expression_tree(left), expression_tree(right)])
        }
        ExpressionNode::Selected(of, option) => json!(["selected", expression_tree(of), expression_tree(option)]),
        ExpressionNode::CountSelected(of) => json!(["count", expression_tree(of)]),
        ExpressionNode::Regex(of, pattern) => json!(["regex", expression_tree(of), pattern_states(pattern)]),
    }
}

/// The states of a pattern: the characters that lead to each, the states that may follow, and whether the text may end
/// there.
fn pattern_states(pattern: &Pattern) -> Value {
    pattern.states.iter().map(|state| json!([state.characters, state.next, state.ends])).collect()
}

fn operator_sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
    }
}

/// The questions whose answers follow from one another for one person: identity number, certificate, sex, birth …
fn derived_answers(form: &IssuedBody) -> Value {
    let PersonQuestions { identity, certificate, kind, grade, sex, birth } = form.person();
    let questions = [
        ("identity", identity),
        ("certificate", certificate),
        ("kind", kind),
        ("grade", grade),
        ("sex", sex),
        ("birth", birth),
    ];
    let named = |(of, name): (&str, Option<AnswerName>)| (of.to_owned(), json!(name.map(|name| name.to_string())));
    questions.into_iter().map(named).collect::<Map<String, Value>>().into()
}

/// Characters that are typed in place of a hanzi, each before that hanzi, but for those that Unicode normalisation
/// (NFKC) replaces.
fn hanzi_lookalikes() -> String {
    let signs: Vec<char> = text_cleanup::HANZI_LOOKALIKES.trim_end().chars().collect();
    let pairs = signs.chunks(2).filter(|pair| !('\u{2f00}'..='\u{2fd5}').contains(&pair[0]));
    pairs.flatten().collect()
}

/// The messages for faults in answers to these columns, each with its advice, by code in the spelling of scripts.
fn messages<'a>(columns: impl Iterator<Item = &'a AnswerColumn<'a>>) -> Value {
    let first = |message: &'static Message| (message, &message.zh[..1]);
    // The advice for these is plain, and `--partial` is of no use here.
    let plain = [&say::NOT_ANSWERED, &say::UNKNOWN_COLUMN, &say::DATA_SHAPE].map(first);
    let of_all =
        [&say::NOT_A_VALUE, &say::BORN_LATER, &say::OTHER_PERSON, &say::NUMBER_SAYS_OTHERWISE, &say::RULE_BROKEN];
    let of_columns = columns.flat_map(|column| column.answer_type.faults());
    let whole = of_all.iter().chain(of_columns).map(|message| (*message, &message.zh[..]));
    plain.into_iter().chain(whole).map(|(message, words)| (camel_case(message.code), json!(words))).collect()
}

/// `not-a-date` as `notADate`.
fn camel_case(code: &str) -> String {
    let mut words = code.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_ascii_uppercase() + rest
    })
}
