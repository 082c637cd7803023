//! Chinese sentences for the conditions and rules of a form, shown to the person who fills it in.
//!
//! Every output prints the same words, so they are made here: the author's own (`relevant_text`, `constraint_text`), or
//! words made from the labels of the fields and options that the expression names: `${met} = '1'` is “是否访到本人”选“是”,
//! `. >= 16 and . <= 59` is 16至59岁.

use super::answer_comparison::{AnswerComparison, choice, is_about_own, is_own, is_same};
use super::choice::{ChoiceList, Choices};
use super::expression::{Expression, ExpressionNode, Operator};
use super::field::Field;
use super::fixed_text;
use super::form::Form;

impl Form {
    /// A condition as it stands beside a label, without a full stop: “是否访到本人”选“是”时填.
    pub(crate) fn condition_words(&self, choices: &Choices, condition: &Expression) -> String {
        custom_words(condition).unwrap_or_else(|| format!("{}时填", self.expression_words(choices, condition, None)))
    }

    /// The rule for a field's answer as it stands beside the question, without a full stop: 不晚于填表当天.
    pub(crate) fn rule_words(&self, choices: &Choices, field: &Field) -> Option<String> {
        let rule = &field.constraint.as_ref()?.expression;
        Some(custom_words(rule).unwrap_or_else(|| self.expression_words(choices, rule, Some(field))))
    }

    /// What is said of an answer that breaks the field's rule: its message, or the rule itself.
    pub(crate) fn broken_rule_words(&self, choices: &Choices, field: &Field) -> Option<String> {
        match &field.constraint.as_ref()?.message {
            Some(message) => Some(message.zh.clone()),
            None => self.rule_words(choices, field),
        }
    }

    fn expression_words(&self, choices: &Choices, expression: &Expression, own: Option<&Field>) -> String {
        ConditionWriter { form: self, choices, own, nested_fields: self.nested_fields(expression) }
            .words(&expression.node)
    }

    /// The columns of the table, or the blanks of the article, that an expression is written in: their names go before
    /// the form's.
    fn nested_fields(&self, expression: &Expression) -> &[Field] {
        let is_here = |field: &Field| {
            let rule = field.constraint.as_ref().map(|constraint| &constraint.expression);
            field.relevant.iter().chain(rule).any(|written| written.span == expression.span)
        };
        let mut inner = self.top_fields().flat_map(|field| field.kind.inner());
        inner.find(|fields| fields.iter().any(is_here)).unwrap_or_default()
    }
}

/// The author's words for an expression.
fn custom_words(expression: &Expression) -> Option<String> {
    expression.wording.as_ref().map(|words| words.zh.trim_end_matches(fixed_text::FULL_STOP).to_owned())
}

/// Writes an expression of one form as Chinese text.
struct ConditionWriter<'a> {
    form: &'a Form,
    choices: &'a Choices,
    /// The field that `.` refers to; `None` for a condition.
    own: Option<&'a Field>,
    nested_fields: &'a [Field],
}

impl ConditionWriter<'_> {
    fn words(&self, node: &ExpressionNode) -> String {
        match node {
            ExpressionNode::Own => "本项".to_owned(),
            ExpressionNode::Answer(name) => {
                fixed_text::quoted(self.field(node).map_or(&name.value, |field| &field.label.zh))
            }
            ExpressionNode::Number(number) => number.to_string(),
            ExpressionNode::Text(text) => fixed_text::quoted(text),
            ExpressionNode::Today => "填表当天".to_owned(),
            ExpressionNode::Not(inner) => self.negated(inner),
            ExpressionNode::Binary(operator, left, right) => self.binary(*operator, left, right),
            ExpressionNode::Selected(answer, option) => {
                let verb = if is_own(answer) { "选" } else { "选了" };
                format!("{}{verb}{}", self.subject(answer), self.option(answer, option))
            }
            ExpressionNode::CountSelected(answer) => format!("{}所选的项数", self.words(answer)),
            ExpressionNode::Regex(answer, _) => format!("{}合乎规定的格式", self.subject(answer)),
        }
    }

    fn negated(&self, inner: &ExpressionNode) -> String {
        match inner {
            ExpressionNode::Selected(answer, option) => {
                format!("{}{}{}", self.subject(answer), not_chosen(answer), self.option(answer, option))
            }
            ExpressionNode::Regex(answer, _) => format!("{}不合乎规定的格式", self.subject(answer)),
            _ => match inner.negation() {
                ExpressionNode::Not(inner) => format!("不是{}的情形", self.words(&inner)),
                plain => self.words(&plain),
            },
        }
    }

    fn binary(&self, operator: Operator, left: &ExpressionNode, right: &ExpressionNode) -> String {
        let arithmetic = |verb| {
            let above = operator.precedence();
            format!("{}{verb}{}", self.operand(left, above - 1), self.operand(right, above))
        };
        match operator {
            Operator::Or => self.either(left, right),
            Operator::And => self.all(left, right),
            Operator::Add | Operator::Subtract if self.is_date(left) => self.days(operator, left, right),
            Operator::Add => arithmetic("加"),
            Operator::Subtract => arithmetic("减"),
            Operator::Multiply => arithmetic("乘以"),
            Operator::Divide => arithmetic("除以"),
            Operator::Equal
            | Operator::NotEqual
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => self.compared(&AnswerComparison::new(operator, left, right)),
        }
    }

    /// Days before or after a day, or between two.
    fn days(&self, operator: Operator, day: &ExpressionNode, other: &ExpressionNode) -> String {
        let [day, days] = [self.operand(day, Operator::COMPARES), self.operand(other, Operator::Add.precedence())];
        match operator {
            Operator::Subtract if self.is_date(other) => format!("{days}到{day}的天数"),
            Operator::Subtract => format!("{day}前{days}天"),
            _ => format!("{day}后{days}天"),
        }
    }

    /// `a = '1' or a = '2'` names the question once: “类别”选“听力”或“言语”.
    fn either(&self, left: &ExpressionNode, right: &ExpressionNode) -> String {
        let cases = chain(Operator::Or, left, right);
        let chosen: Option<Vec<(&ExpressionNode, &ExpressionNode)>> = cases.iter().map(|case| choice(case)).collect();
        match chosen {
            Some(chosen) if chosen.iter().all(|(answer, _)| is_same(answer, chosen[0].0)) => {
                let options: Vec<String> = chosen.iter().map(|(answer, option)| self.option(answer, option)).collect();
                format!("{}选{}", self.subject(chosen[0].0), options.join(fixed_text::OR))
            }
            _ => cases.iter().map(|case| self.grouped(case)).collect::<Vec<_>>().join("，或者"),
        }
    }

    /// Two bounds of one number are said as one: 16至59岁. What is all about the own answer needs no 并且.
    fn all(&self, left: &ExpressionNode, right: &ExpressionNode) -> String {
        let parts = chain(Operator::And, left, right);
        let mut phrases = Vec::new();
        let mut rest = parts.iter().copied().peekable();
        while let Some(part) = rest.next() {
            match rest.peek().and_then(|next| self.range(part, next)) {
                Some(range) => {
                    rest.next();
                    phrases.push(range);
                }
                None => phrases.push(self.grouped(part)),
            }
        }
        let between = if parts.into_iter().all(is_about_own) { fixed_text::COMMA } else { "，并且" };
        phrases.join(between)
    }

    fn range(&self, one: &ExpressionNode, other: &ExpressionNode) -> Option<String> {
        let (one, other) = (AnswerComparison::of(one)?, AnswerComparison::of(other)?);
        let (least, most) = if one.operator == Operator::GreaterOrEqual { (one, other) } else { (other, one) };
        let are_bounds = least.operator == Operator::GreaterOrEqual && most.operator == Operator::LessOrEqual;
        let (ExpressionNode::Number(from), ExpressionNode::Number(to)) = (least.value, most.value) else { return None };
        if !are_bounds || from >= to || !is_same(least.answer, most.answer) {
            return None;
        }
        Some(match least.answer {
            ExpressionNode::CountSelected(answer) => {
                format!("{}选{}至{}项", self.subject(answer), count(*from), count(*to))
            }
            answer => {
                let verb = if is_own(answer) { "" } else { "为" };
                format!("{}{verb}{from}至{}", self.subject(answer), self.quantity(answer, most.value))
            }
        })
    }

    fn compared(&self, comparison: &AnswerComparison) -> String {
        let AnswerComparison { operator, answer, value } = *comparison;
        let equal = operator == Operator::Equal;
        let is_equation = equal || operator == Operator::NotEqual;
        match (answer, value) {
            (ExpressionNode::CountSelected(inner), ExpressionNode::Number(number)) => {
                self.counted(operator, inner, *number)
            }
            (_, ExpressionNode::Text(text)) if is_equation && text.is_empty() => {
                format!("{}{}", self.subject(answer), if equal { "没有填" } else { "已填" })
            }
            (_, ExpressionNode::Text(_) | ExpressionNode::Number(_)) if is_equation && self.list(answer).is_some() => {
                let verb = if equal { "选" } else { not_chosen(answer) };
                format!("{}{verb}{}", self.subject(answer), self.option(answer, value))
            }
            _ => {
                let verb = verb(operator, self.is_date(answer) || self.is_date(value));
                format!("{}{verb}{}", self.subject(answer), self.quantity(answer, value))
            }
        }
    }

    /// How many options are chosen; less than three is at most two.
    fn counted(&self, operator: Operator, answer: &ExpressionNode, number: f64) -> String {
        let (operator, number) = match operator {
            Operator::Less => (Operator::LessOrEqual, number.ceil() - 1.0),
            Operator::Greater => (Operator::GreaterOrEqual, number.floor() + 1.0),
            same => (same, number),
        };
        let verb = match operator {
            Operator::LessOrEqual | Operator::Equal if number <= 0.0 => {
                return format!("{}一项也{}", self.subject(answer), not_chosen(answer));
            }
            Operator::LessOrEqual => "最多选",
            Operator::GreaterOrEqual => "至少选",
            Operator::NotEqual => "所选的不是",
            _ => "恰好选",
        };
        format!("{}{verb}{}项", self.subject(answer), count(number))
    }

    /// What a sentence is about; the own answer, beside which the sentence stands, is not named.
    fn subject(&self, node: &ExpressionNode) -> String {
        if is_own(node) { String::new() } else { self.operand(node, Operator::COMPARES) }
    }

    /// A number with the unit of the field it is compared with; a day as people write it.
    fn quantity(&self, answer: &ExpressionNode, value: &ExpressionNode) -> String {
        if let (ExpressionNode::Text(text), true) = (value, self.is_date(answer))
            && let Ok(date) = text.parse()
        {
            return fixed_text::day(date);
        }
        let unit = match value {
            ExpressionNode::Number(_) => self.field(answer).and_then(|field| field.kind.question()?.unit()),
            _ => None,
        };
        format!("{}{}", self.operand(value, Operator::COMPARES), unit.unwrap_or_default())
    }

    /// A part of an operation, bracketed where it would be reckoned in another order without.
    fn operand(&self, node: &ExpressionNode, above: u8) -> String {
        let is_looser = match node {
            ExpressionNode::Binary(operator, ..) => operator.precedence() <= above,
            ExpressionNode::Not(_) | ExpressionNode::Selected(..) | ExpressionNode::Regex(..) => true,
            ExpressionNode::Own
            | ExpressionNode::Answer(_)
            | ExpressionNode::Number(_)
            | ExpressionNode::Text(_)
            | ExpressionNode::Today
            | ExpressionNode::CountSelected(_) => false,
        };
        if is_looser { fixed_text::bracketed(&self.words(node)) } else { self.words(node) }
    }

    /// Conditions inside conditions are bracketed where they would run together.
    fn grouped(&self, node: &ExpressionNode) -> String {
        let words = self.words(node);
        let is_chain = |node: &ExpressionNode| matches!(node, ExpressionNode::Binary(Operator::And | Operator::Or, ..));
        let is_chained = is_chain(node) || matches!(node, ExpressionNode::Not(inner) if is_chain(inner));
        if is_chained && words.contains(fixed_text::COMMA) { fixed_text::bracketed(&words) } else { words }
    }

    /// An option by its label, or as it is written where the list does not know it.
    fn option(&self, answer: &ExpressionNode, value: &ExpressionNode) -> String {
        let name = match value {
            ExpressionNode::Text(text) => text.clone(),
            ExpressionNode::Number(number) => number.to_string(),
            _ => return self.words(value),
        };
        let label = self.list(answer).and_then(|list| list.choice(&name)).map(|choice| &choice.label.zh);
        fixed_text::quoted(label.unwrap_or(&name))
    }

    fn list(&self, answer: &ExpressionNode) -> Option<&ChoiceList> {
        self.choices.get(&self.field(answer)?.kind.list()?.value)
    }

    fn is_date(&self, node: &ExpressionNode) -> bool {
        match node {
            ExpressionNode::Today => true,
            ExpressionNode::Binary(Operator::Add | Operator::Subtract, day, days) => {
                self.is_date(day) && !self.is_date(days)
            }
            _ => self.field(node).is_some_and(|field| field.kind.is_calendar()),
        }
    }

    fn field(&self, node: &ExpressionNode) -> Option<&Field> {
        match node {
            ExpressionNode::Own => self.own,
            ExpressionNode::Answer(name) => {
                let mut fields = self.nested_fields.iter().chain(self.form.fields());
                fields.find(|field| field.name.value == *name.value.as_str())
            }
            _ => None,
        }
    }
}

/// What an operator that compares is called between numbers, or between dates.
fn verb(operator: Operator, dates: bool) -> &'static str {
    match (operator, dates) {
        (Operator::Less, false) => "小于",
        (Operator::Less, true) => "早于",
        (Operator::LessOrEqual, false) => "不大于",
        (Operator::LessOrEqual, true) => "不晚于",
        (Operator::Greater, false) => "大于",
        (Operator::Greater, true) => "晚于",
        (Operator::GreaterOrEqual, false) => "不小于",
        (Operator::GreaterOrEqual, true) => "不早于",
        (Operator::NotEqual, _) => "不等于",
        _ => "等于",
    }
}

/// How many options.
fn count(number: f64) -> String {
    match number as usize {
        _ if number.fract() != 0.0 || number < 0.0 => number.to_string(),
        number => fixed_text::counted(number),
    }
}

/// Beside a question one is told what not to choose; of another, that it was not chosen.
fn not_chosen(answer: &ExpressionNode) -> &'static str {
    if is_own(answer) { "不选" } else { "没有选" }
}

/// The parts of a chain of one operator.
fn chain<'a>(operator: Operator, left: &'a ExpressionNode, right: &'a ExpressionNode) -> Vec<&'a ExpressionNode> {
    let mut parts = Vec::new();
    for node in [left, right] {
        match node {
            ExpressionNode::Binary(of, left, right) if *of == operator => parts.extend(chain(operator, left, right)),
            _ => parts.push(node),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::load::sample::{expression, site};
    use crate::model::form::Form;
    use crate::model::site::Site;

    const SECTIONS: &str = "
  - name: visit
    title: 回访
    source: 一
    fields:
      - {name: met, type: select_one, list: yes_no, label: 是否访到}
      - {name: ways, type: select_multiple, list: mode, label: 方式}
      - {name: times, type: integer, unit: 次, label: 次数}
      - {name: from, type: date, label: 开始}
      - {name: to, type: month, label: 结束}
      - {name: note, type: text, label: 说明}
      - name: trips
        type: repeat
        label: 出行
        columns:
          - {name: from, type: text, label: 出发地, width: 12}
          - {name: where, type: text, label: 去处, width: 12, relevant: \"${from} != ''\"}
";

    #[test]
    fn conditions_are_said_in_chinese() {
        let site = site(SECTIONS);
        let form = &site.forms[0];
        for (text, expected) in [
            ("${met} = '1'", "“是否访到”选“是”"),
            ("'1' = ${met}", "“是否访到”选“是”"),
            ("${met} != '1'", "“是否访到”没有选“是”"),
            ("${met} = '3'", "“是否访到”选“3”"),
            ("selected(${ways}, 'home')", "“方式”选了“入户”"),
            ("not(selected(${ways}, 'home'))", "“方式”没有选“入户”"),
            // One question is named once.
            ("${met} = '1' or ${met} = '2'", "“是否访到”选“是”或“否”"),
            ("selected(${ways}, 'home') or selected(${ways}, 'phone')", "“方式”选“入户”或“电话”"),
            ("${met} = '1' or selected(${ways}, 'home')", "“是否访到”选“是”，或者“方式”选了“入户”"),
            ("${met} = '1' and ${times} > 2", "“是否访到”选“是”，并且“次数”大于2次"),
            ("${times} >= 16 and ${times} <= 59", "“次数”为16至59次"),
            // What would run together is bracketed, what would not is not.
            (
                "${met} = '1' and (${times} < 2 or ${note} = '')",
                "“是否访到”选“是”，并且（“次数”小于2次，或者“说明”没有填）",
            ),
            ("(${met} = '1' or ${met} = '2') and ${note} != ''", "“是否访到”选“是”或“否”，并且“说明”已填"),
            ("not(${times} = 2)", "“次数”不等于2次"),
            ("not(${times} < 2)", "“次数”不小于2次"),
            (
                "not(${met} = '1' and ${note} = '' and ${times} > 1)",
                "“是否访到”没有选“是”，或者“说明”已填，或者“次数”不大于1次",
            ),
            (
                "not(${met} = '1' and ${note} = '') and ${times} > 1",
                "（“是否访到”没有选“是”，或者“说明”已填），并且“次数”大于1次",
            ),
            ("not(${met} = '1' or not(${note} = ''))", "“是否访到”没有选“是”，并且“说明”没有填"),
            ("not(not(${times} != 2))", "“次数”不等于2次"),
            ("count-selected(${ways}) >= 1", "“方式”至少选一项"),
            ("count-selected(${ways}) < 3", "“方式”最多选两项"),
            ("count-selected(${ways}) > 2", "“方式”至少选三项"),
            ("count-selected(${ways}) = 2", "“方式”恰好选两项"),
            ("count-selected(${ways}) = 0", "“方式”一项也没有选"),
            ("count-selected(${ways}) <= ${times}", "“方式”所选的项数不大于“次数”"),
            ("${to} < ${from}", "“结束”早于“开始”"),
            ("2 < ${times}", "“次数”大于2次"),
            ("${nobody} = 'x'", "“nobody”等于“x”"),
            ("${from} >= '2026-11-01'", "“开始”不早于2026年11月1日"),
            ("${to} <= ${from} + 30", "“结束”不晚于“开始”后30天"),
            ("${from} > today() - 7", "“开始”晚于填表当天前7天"),
            ("${to} - ${from} <= 30", "“开始”到“结束”的天数不大于30"),
            // Reckoned in the order that is written.
            ("${times} * 2 + 1 > 3", "“次数”乘以2加1大于3"),
            ("(${times} + 1) * 2 > 3", "（“次数”加1）乘以2大于3"),
            ("${times} - (1 - 2) > 3", "“次数”减（1减2）大于3"),
            ("${times} - 1 - 2 > 3", "“次数”减1减2大于3"),
            ("(${times} = 1) = (${met} = '1')", "（“次数”等于1次）等于（“是否访到”选“是”）"),
        ] {
            let said = form.condition_words(&site.choices, &expression(text));
            assert_eq!(said.strip_suffix("时填"), Some(expected), "{text}");
        }
    }

    /// What is said of a rule, and of an answer that breaks it, where a field has these keys.
    fn rule(keys: &str) -> (Option<String>, Option<String>) {
        let fields = format!("{SECTIONS}      - {{name: asked, label: 所问, {keys}}}\n");
        let site = site(&fields);
        let form = &site.forms[0];
        let field = form.top_fields().last().expect("the field");
        (form.rule_words(&site.choices, field), form.broken_rule_words(&site.choices, field))
    }

    #[test]
    fn rules_are_said_as_sheets_say_them() {
        for (kind, text, expected) in [
            ("select_multiple, list: mode", "count-selected(.) <= 2", "最多选两项"),
            ("select_multiple, list: mode", "count-selected(.) >= 2 and count-selected(.) <= 3", "选两至三项"),
            ("select_multiple, list: mode", "count-selected(.) = 0", "一项也不选"),
            (
                "select_multiple, list: mode",
                "not(selected(., 'home') and count-selected(.) > 1)",
                "不选“入户”，或者最多选一项",
            ),
            ("select_one, list: mode", ". = 'home' or . = 'phone'", "选“入户”或“电话”"),
            ("select_one, list: mode", ". != 'home'", "不选“入户”"),
            ("integer, unit: 岁", ". >= 16 and . <= 59", "16至59岁"),
            ("integer, unit: 岁", "59 >= . and 16 <= .", "16至59岁"),
            ("integer", ". >= 16 and . <= 59 and . != 20", "16至59，不等于20"),
            ("integer", "(. >= 16 and . <= 59) or . = 0", "16至59，或者等于0"),
            ("decimal, unit: 元", ". >= 0", "不小于0元"),
            ("integer", ". > 0 and . <= ${times}", "大于0，不大于“次数”"),
            ("integer", ". > 0 and ${times} > 0", "大于0，并且“次数”大于0次"),
            ("integer", ". * 2 > ${times}", "本项乘以2大于“次数”"),
            ("date", ". <= today()", "不晚于填表当天"),
            ("date", "${from} <= . and . <= today()", "不早于“开始”，不晚于填表当天"),
            ("text", "regex(., '[A-Z]+')", "合乎规定的格式"),
            ("text", "not(regex(., '[A-Z]+'))", "不合乎规定的格式"),
        ] {
            let said = Some(expected.to_owned());
            assert_eq!(rule(&format!("type: {kind}, constraint: \"{text}\"")), (said.clone(), said), "{text}");
        }
        assert_eq!(rule("type: text"), (None, None));
    }

    #[test]
    fn the_authors_words_go_before() {
        let of = |keys: &str| rule(&format!("type: date, constraint: . <= today(){keys}"));
        let said = |words: &str| Some(words.to_owned());
        let (printed, broken) = (", constraint_text: 填已经过去的日子。", ", constraint_message: 日子还没有到");
        assert_eq!(of(printed), (said("填已经过去的日子"), said("填已经过去的日子")));
        assert_eq!(of(broken), (said("不晚于填表当天"), said("日子还没有到")));
        assert_eq!(of(&format!("{printed}{broken}")), (said("填已经过去的日子"), said("日子还没有到")));
        let site = site(&format!(
            "{SECTIONS}      - {{name: who, type: text, label: 受访人, relevant: \"${{met}} = '1'\", relevant_text: 访到的填}}\n"
        ));
        assert_eq!(condition_of_last(&site, &site.forms[0]), said("访到的填"));
    }

    fn condition_of_last(site: &Site, form: &Form) -> Option<String> {
        let condition = form.fields().last()?.relevant.as_ref()?;
        Some(form.condition_words(&site.choices, condition))
    }

    #[test]
    fn a_name_in_a_row_is_that_of_the_row() {
        let site = site(SECTIONS);
        assert_eq!(condition_of_last(&site, &site.forms[0]), Some("“出发地”已填时填".to_owned()));
    }
}
