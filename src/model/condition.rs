//! Expressions in plain Chinese: what a condition says to the person who fills in the form.
//!
//! Paper and pages print the same words, so the words are made here, from the labels of the fields
//! and options the expression names: `${met} = '1'` is “是否访到本人”选“是”.

use super::choice::ChoiceList;
use super::expression::{Expression, Node, Operator};
use super::field::{Field, Kind, Question};
use super::form::Form;
use super::site::Site;

impl Form {
    /// A condition as it stands behind a field's label: “是否访到本人”选“是”时填.
    pub fn condition_words(&self, site: &Site, condition: &Expression) -> String {
        format!("{}时填", self.expression_words(site, condition))
    }

    /// What an expression says, without a full stop; the field's own answer (`.`) is 本项.
    pub fn expression_words(&self, site: &Site, expression: &Expression) -> String {
        Reader { form: self, site }.words(&expression.node)
    }
}

/// What one of the four orderings is called between numbers, between dates, and of options chosen.
struct Comparison {
    numbers: &'static str,
    dates: &'static str,
    counts: &'static str,
}

const LESS: Comparison = Comparison { numbers: "小于", dates: "早于", counts: "选的少于" };
const LESS_OR_EQUAL: Comparison = Comparison { numbers: "不大于", dates: "不晚于", counts: "最多选" };
const GREATER: Comparison = Comparison { numbers: "大于", dates: "晚于", counts: "选的多于" };
const GREATER_OR_EQUAL: Comparison = Comparison { numbers: "不小于", dates: "不早于", counts: "至少选" };

struct Reader<'a> {
    form: &'a Form,
    site: &'a Site,
}

impl Reader<'_> {
    fn words(&self, node: &Node) -> String {
        match node {
            Node::Own => "本项".to_owned(),
            Node::Answer(name) => match self.field(node) {
                Some(field) => format!("“{}”", field.label.zh),
                None => format!("“{}”", name.value),
            },
            Node::Number(number) => number.to_string(),
            Node::Text(text) => format!("“{text}”"),
            Node::Today => "填表当天".to_owned(),
            Node::Not(inner) => self.negated(inner),
            Node::Binary(operator, left, right) => self.binary(*operator, left, right),
            Node::Selected(answer, option) => {
                format!("{}选了{}", self.words(answer), self.option(answer, option))
            }
            Node::CountSelected(answer) => format!("{}所选的项数", self.words(answer)),
            Node::Regex(answer, _) => format!("{}合乎规定的格式", self.words(answer)),
        }
    }

    fn negated(&self, inner: &Node) -> String {
        match inner {
            Node::Selected(answer, option) => {
                format!("{}没有选{}", self.words(answer), self.option(answer, option))
            }
            Node::Regex(answer, _) => format!("{}不合乎规定的格式", self.words(answer)),
            Node::Not(inner) => self.words(inner),
            Node::Own
            | Node::Answer(_)
            | Node::Number(_)
            | Node::Text(_)
            | Node::Today
            | Node::Binary(..)
            | Node::CountSelected(_) => format!("不是{}的情形", self.grouped(inner)),
        }
    }

    fn binary(&self, operator: Operator, left: &Node, right: &Node) -> String {
        match operator {
            Operator::Or => self.either(left, right),
            Operator::And => format!("{}，并且{}", self.grouped(left), self.grouped(right)),
            Operator::Equal | Operator::NotEqual => self.equality(operator == Operator::Equal, left, right),
            Operator::Less => self.comparison(&LESS, left, right),
            Operator::LessOrEqual => self.comparison(&LESS_OR_EQUAL, left, right),
            Operator::Greater => self.comparison(&GREATER, left, right),
            Operator::GreaterOrEqual => self.comparison(&GREATER_OR_EQUAL, left, right),
            Operator::Add => format!("{}加{}", self.words(left), self.words(right)),
            Operator::Subtract => format!("{}减{}", self.words(left), self.words(right)),
            Operator::Multiply => format!("{}乘以{}", self.words(left), self.words(right)),
            Operator::Divide => format!("{}除以{}", self.words(left), self.words(right)),
        }
    }

    /// `a = '1' or a = '2'` names the question once: “类别”选“听力”或“言语”.
    fn either(&self, left: &Node, right: &Node) -> String {
        let mut cases = Vec::new();
        flatten(left, &mut cases);
        flatten(right, &mut cases);
        let chosen: Option<Vec<(&Node, &Node)>> = cases.iter().map(|case| choice(case)).collect();
        match chosen {
            Some(chosen) if chosen.iter().all(|(answer, _)| same_answer(answer, chosen[0].0)) => {
                let options: Vec<String> = chosen.iter().map(|(answer, option)| self.option(answer, option)).collect();
                format!("{}选{}", self.words(chosen[0].0), options.join("或"))
            }
            _ => cases.iter().map(|case| self.grouped(case)).collect::<Vec<_>>().join("，或者"),
        }
    }

    fn equality(&self, equal: bool, left: &Node, right: &Node) -> String {
        let (answer, value) =
            if matches!(left, Node::Text(_) | Node::Number(_)) { (right, left) } else { (left, right) };
        match (answer, value) {
            (_, Node::Text(text)) if text.is_empty() => {
                format!("{}{}", self.words(answer), if equal { "没有填" } else { "已填" })
            }
            (Node::CountSelected(inner), _) => {
                let verb = if equal { "恰好选" } else { "所选的不是" };
                format!("{}{verb}{}项", self.words(inner), self.words(value))
            }
            (_, Node::Text(_) | Node::Number(_)) if self.list(answer).is_some() => {
                let verb = if equal { "选" } else { "没有选" };
                format!("{}{verb}{}", self.words(answer), self.option(answer, value))
            }
            _ => {
                let verb = if equal { "等于" } else { "不等于" };
                format!("{}{verb}{}", self.words(answer), self.quantity(answer, value))
            }
        }
    }

    fn comparison(&self, words: &Comparison, left: &Node, right: &Node) -> String {
        if let Node::CountSelected(answer) = left {
            return format!("{}{}{}项", self.words(answer), words.counts, self.words(right));
        }
        let verb = if self.is_date(left) || self.is_date(right) { words.dates } else { words.numbers };
        format!("{}{verb}{}", self.words(left), self.quantity(left, right))
    }

    /// A number with the unit of the field it is compared with.
    fn quantity(&self, answer: &Node, value: &Node) -> String {
        let unit = match (value, self.field(answer).map(|field| &field.kind)) {
            (Node::Number(_), Some(Kind::Question(Question::Integer { unit } | Question::Decimal { unit }))) => {
                unit.as_deref()
            }
            _ => None,
        };
        format!("{}{}", self.words(value), unit.unwrap_or_default())
    }

    /// Conditions inside conditions are bracketed where they would run together.
    fn grouped(&self, node: &Node) -> String {
        match node {
            Node::Binary(Operator::And | Operator::Or, ..) => {
                let words = self.words(node);
                if words.contains('，') { format!("（{words}）") } else { words }
            }
            Node::Binary(..)
            | Node::Own
            | Node::Answer(_)
            | Node::Number(_)
            | Node::Text(_)
            | Node::Today
            | Node::Not(_)
            | Node::Selected(..)
            | Node::CountSelected(_)
            | Node::Regex(..) => self.words(node),
        }
    }

    /// An option by its label, or as it is written where the list does not know it.
    fn option(&self, answer: &Node, value: &Node) -> String {
        let name = match value {
            Node::Text(text) => text.clone(),
            Node::Number(number) => number.to_string(),
            _ => return self.words(value),
        };
        let label = self.list(answer).and_then(|list| list.choice(&name)).map(|choice| &choice.label.zh);
        format!("“{}”", label.unwrap_or(&name))
    }

    fn list(&self, answer: &Node) -> Option<&ChoiceList> {
        self.site.choices.get(&self.field(answer)?.kind.list()?.value)
    }

    fn is_date(&self, node: &Node) -> bool {
        matches!(node, Node::Today)
            || self
                .field(node)
                .is_some_and(|field| matches!(field.kind, Kind::Question(Question::Date | Question::Month)))
    }

    fn field(&self, node: &Node) -> Option<&Field> {
        match node {
            Node::Answer(name) => self.form.fields().find(|field| field.name.value == *name.value.as_str()),
            _ => None,
        }
    }
}

/// The cases of a chain of `or`.
fn flatten<'a>(node: &'a Node, cases: &mut Vec<&'a Node>) {
    match node {
        Node::Binary(Operator::Or, left, right) => {
            flatten(left, cases);
            flatten(right, cases);
        }
        _ => cases.push(node),
    }
}

/// The question and the option where a case is that one option is chosen.
fn choice(node: &Node) -> Option<(&Node, &Node)> {
    match node {
        Node::Binary(Operator::Equal, answer, value) | Node::Selected(answer, value) if matches!(**value, Node::Text(ref text) if !text.is_empty()) => {
            Some((answer, value))
        }
        _ => None,
    }
}

/// Do two nodes name the same field, wherever each is written?
fn same_answer(left: &Node, right: &Node) -> bool {
    match (left, right) {
        (Node::Answer(left), Node::Answer(right)) => left.value == right.value,
        (Node::Own, Node::Own) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::load::sample::{expression, site};

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
";

    #[test]
    fn expressions_are_said_in_chinese() {
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
            // What would run together is bracketed, what would not is not.
            (
                "${met} = '1' and (${times} < 2 or ${note} = '')",
                "“是否访到”选“是”，并且（“次数”小于2次，或者“说明”没有填）",
            ),
            ("(${met} = '1' or ${met} = '2') and ${note} != ''", "“是否访到”选“是”或“否”，并且“说明”已填"),
            ("not(${times} = 2)", "不是“次数”等于2次的情形"),
            ("not(not(${times} != 2))", "“次数”不等于2次"),
            ("count-selected(.) <= 2", "本项最多选2项"),
            ("count-selected(${ways}) >= 1", "“方式”至少选1项"),
            ("count-selected(${ways}) < 3", "“方式”选的少于3项"),
            ("count-selected(${ways}) = 2", "“方式”恰好选2项"),
            // Days are earlier or later, numbers larger or smaller.
            (". <= today()", "本项不晚于填表当天"),
            ("${to} < ${from}", "“结束”早于“开始”"),
            ("${times} >= 1", "“次数”不小于1次"),
            (". > ${times} * 2 + 1", "本项大于“次数”乘以2加1"),
            ("regex(., '[A-Z]+')", "本项合乎规定的格式"),
            ("not(regex(., '[A-Z]+'))", "本项不合乎规定的格式"),
            ("${nobody} = 'x'", "“nobody”等于“x”"),
        ] {
            assert_eq!(form.expression_words(&site, &expression(text)), expected, "{text}");
        }
        assert_eq!(form.condition_words(&site, &expression("${met} = '1'")), "“是否访到”选“是”时填");
    }
}
