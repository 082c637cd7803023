//! Skip instructions on paper: where to continue after an answer.
//!
//! A browser hides what a condition rules out; paper says where to go on: 选“否”的，跳到第 14 项. The
//! instruction is derived from the conditions of the items that follow, so it always names their true
//! numbers.

use super::choice::{ChoiceList, Choices};
use super::constant_evaluation::ConstantValue;
use super::expression::{ExpressionNode, Operator};
use super::field::{Field, FieldKind, Question};
use super::fixed_text;
use super::form::{Form, Section};

/// A field with the answer it is assumed to have.
struct KnownAnswer<'a> {
    field: &'a Field,
    value: &'a str,
}

/// The place where a skip instruction continues.
#[derive(Clone, Copy, Debug, PartialEq)]
enum SkipTarget<'a> {
    Item(usize),
    /// What follows has no number: its section is named.
    Section(&'a Section),
}

impl Form {
    /// The instruction to print behind a field: where to go on after an option, or, behind an item that
    /// is itself asked only after one, where to go on after it. `None` where nothing is skipped.
    pub(crate) fn skip_words(&self, choices: &Choices, field: &Field) -> Option<String> {
        let mut instructions = self.after_options(choices, field);
        if let Some(condition) = &field.relevant {
            let known = known_answer(self, &condition.node);
            instructions.extend(
                known
                    .and_then(|answer| self.target(field, &answer))
                    .map(|target| fixed_text::skip_after_item(&target.words())),
            );
        }
        (!instructions.is_empty()).then(|| instructions.join(fixed_text::FULL_STOP))
    }

    /// One instruction for all options that lead to one place.
    fn after_options(&self, choices: &Choices, field: &Field) -> Vec<String> {
        let Some(list) = chosen_from(choices, field) else { return Vec::new() };
        let targets: Vec<(&str, Option<SkipTarget>)> = list
            .choices
            .iter()
            .map(|choice| {
                let answer = KnownAnswer { field, value: &choice.name.value };
                (choice.label.zh.as_str(), self.target(field, &answer))
            })
            .collect();
        let mut told: Vec<SkipTarget> = Vec::new();
        let mut instructions = Vec::new();
        for target in targets.iter().filter_map(|(_, target)| *target) {
            if told.contains(&target) {
                continue;
            }
            told.push(target);
            let (here, elsewhere): (Vec<_>, Vec<_>) = targets.iter().partition(|(_, other)| *other == Some(target));
            let labels = |options: &[&(&str, Option<SkipTarget>)]| -> Vec<String> {
                options.iter().map(|(label, _)| fixed_text::quoted(label)).collect()
            };
            instructions.push(match elsewhere[..] {
                [_] if here.len() > 1 => fixed_text::skip_unless(&labels(&elsewhere).concat(), &target.words()),
                _ => fixed_text::skip_after_option(&labels(&here).join(fixed_text::OR), &target.words()),
            });
        }
        instructions
    }

    /// Where one goes on after a field when an answer is known; `None` where that is simply what follows.
    fn target(&self, field: &Field, answer: &KnownAnswer) -> Option<SkipTarget<'_>> {
        let fields = self.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)));
        let ruled_out = |(section, next): &(&Section, &Field)| {
            let conditions = [&section.relevant, &next.relevant].into_iter().flatten();
            conditions.into_iter().any(|condition| is_false(&condition.node, answer))
        };
        let mut after = fields.skip_while(|(_, other)| other.name != field.name).skip(1).peekable();
        after.next_if(ruled_out)?;
        let (section, next) = after.find(|next| !ruled_out(next))?;
        Some(self.item_number(next).map_or(SkipTarget::Section(section), SkipTarget::Item))
    }
}

impl SkipTarget<'_> {
    fn words(&self) -> String {
        match self {
            SkipTarget::Item(number) => fixed_text::item(*number),
            SkipTarget::Section(section) => fixed_text::quoted(&section.title.zh),
        }
    }
}

/// The list of which one option is chosen.
fn chosen_from<'a>(choices: &'a Choices, field: &Field) -> Option<&'a ChoiceList> {
    match &field.kind {
        FieldKind::Question(Question::Select { list, many: false }) => choices.get(&list.value),
        _ => None,
    }
}

/// The answer that a condition amounts to, where it is simply one: `${met} = '1'`.
fn known_answer<'a>(form: &'a Form, node: &'a ExpressionNode) -> Option<KnownAnswer<'a>> {
    let (ExpressionNode::Binary(Operator::Equal, name, value) | ExpressionNode::Selected(name, value)) = node else {
        return None;
    };
    let (ExpressionNode::Answer(name), ExpressionNode::Text(value)) = (&**name, &**value) else { return None };
    let field = form.top_fields().find(|field| field.name.value == *name.value.as_str())?;
    Some(KnownAnswer { field, value })
}

/// Is a condition certainly false, whatever the other answers are?
fn is_false(node: &ExpressionNode, answer: &KnownAnswer) -> bool {
    match node {
        ExpressionNode::Binary(Operator::And, left, right) => is_false(left, answer) || is_false(right, answer),
        ExpressionNode::Binary(Operator::Or, left, right) => is_false(left, answer) && is_false(right, answer),
        ExpressionNode::Selected(name, value) => match (&**name, &**value) {
            (ExpressionNode::Answer(name), ExpressionNode::Text(value)) => {
                answer.field.name.value == *name.value.as_str() && value != answer.value
            }
            _ => false,
        },
        _ => {
            let value =
                |name: &str| (answer.field.name.value == *name).then(|| ConstantValue::Text(answer.value.to_owned()));
            node.holds(&value) == Ok(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::load::sample::site;

    /// What stands behind the items of a form with these sections, each with its number.
    fn instructions(sections: &str) -> Vec<(usize, String)> {
        let site = site(sections);
        let form = &site.forms[0];
        let of = |field| Some((form.item_number(field).unwrap_or(0), form.skip_words(&site.choices, field)?));
        form.top_fields().filter_map(of).collect()
    }

    /// The instructions of one section, whose fields have these types, names and conditions.
    fn told(fields: &[(&str, &str, &str)]) -> Vec<(usize, String)> {
        let field = |(kind, name, relevant): &(&str, &str, &str)| {
            let condition = if relevant.is_empty() { String::new() } else { format!(", relevant: \"{relevant}\"") };
            format!("      - {{name: {name}, label: {name}, {kind}{condition}}}\n")
        };
        let fields: String = fields.iter().map(field).collect();
        instructions(&format!("  - name: all\n    title: 全部\n    source: 一\n    fields:\n{fields}"))
    }

    const YES_NO: &str = "type: select_one, list: yes_no";
    const MODE: &str = "type: select_one, list: mode";
    const TEXT: &str = "type: text";

    #[test]
    fn an_option_leads_past_what_it_rules_out() {
        let told = told(&[
            (YES_NO, "met", ""),
            (TEXT, "who", "${met} = '1'"),
            (TEXT, "how", "${met} = '1' and ${who} != ''"),
            (TEXT, "end", ""),
        ]);
        assert_eq!(told, [(1, "选“否”的，跳到第 4 项".to_owned())]);
    }

    #[test]
    fn an_item_for_some_leads_past_the_item_for_others() {
        let told = told(&[
            (YES_NO, "met", ""),
            (TEXT, "who", "${met} = '1'"),
            (TEXT, "why", "${met} = '2'"),
            (TEXT, "end", ""),
        ]);
        // Who was not met goes on with the next item but one; who was met skips the reason.
        assert_eq!(told, [(1, "选“否”的，跳到第 3 项".to_owned()), (2, "填完跳到第 4 项".to_owned())]);
    }

    #[test]
    fn options_with_one_target_are_told_together() {
        let skipped = |condition| told(&[(MODE, "way", ""), (TEXT, "why", condition), (TEXT, "end", "")]);
        assert_eq!(skipped("${way} = 'letter'"), [(1, "不选“书信”的，跳到第 3 项".to_owned())]);
        let two = [(1, "选“书信”的，跳到第 3 项".to_owned())];
        assert_eq!(skipped("selected(${way}, 'home') or ${way} = 'phone'"), two);
        assert_eq!(skipped("not(${way} = 'letter')"), two);
    }

    #[test]
    fn what_other_answers_may_ask_for_is_not_skipped() {
        let told = told(&[
            (YES_NO, "met", ""),
            (TEXT, "name", ""),
            (TEXT, "who", "${met} = '1' or ${name} = 'x'"),
            (TEXT, "end", "${name} = 'x'"),
        ]);
        assert_eq!(told, []);
    }

    #[test]
    fn nothing_is_said_where_nothing_follows() {
        assert_eq!(told(&[(YES_NO, "met", ""), (TEXT, "who", "${met} = '1'")]), []);
    }

    #[test]
    fn a_section_is_skipped_whole_and_named_where_it_has_no_numbers() {
        let sections = "
  - name: first
    title: 回访
    source: 一
    fields:
      - {name: met, label: 访到, type: select_one, list: yes_no}
  - name: second
    title: 详情
    source: 一
    relevant: \"${met} = '1'\"
    fields:
      - {name: who, label: 受访人, type: text}
      - {name: how, label: 经过, type: text}
  - name: third
    title: 告知
    source: 一
    fields:
      - {name: told, type: note, label: 请保管好。}
";
        assert_eq!(instructions(sections), [(1, "选“否”的，跳到“告知”".to_owned())]);
    }
}
