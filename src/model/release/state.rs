//! Makes the state of an issued form: the tree of its parts.

use std::collections::BTreeMap;

use super::aspect::Aspect;
use super::json;
use super::part::{PartKind, StatePart};
use crate::digest::{digest, hexadecimal};
use crate::model::answers::name::{Agreement, AnswerName};
use crate::model::choice::ChoiceList;
use crate::model::consent::ConsentStatement;
use crate::model::expression::Expression;
use crate::model::field::{self, MatrixRow};
use crate::model::fixed_text;
use crate::model::issued::{
    ConsentNotice, IssuedArticle, IssuedBody, IssuedCondition, IssuedConsent, IssuedDecision, IssuedForm, IssuedItem,
    IssuedKind, IssuedOffice, IssuedProse, IssuedQuestion, IssuedRule, IssuedSection, Obligation, ProseRun,
};
use crate::model::name::Name;
use crate::model::privacy::Privacy;
use crate::model::prose::LocalizedText;
use crate::model::signing_mode::SigningMode;
use crate::source::Spanned;
use crate::units::Mm;

/// What stands for a blank to write in by hand.
pub(crate) const EMPTY: &str = "＿＿";

/// Bytes of a state's digest that tell it from others of its version.
const ISSUE: usize = 3;

/// A form as an office issues it.
pub fn state(form: &IssuedForm) -> StatePart {
    let state = body(form, &form.office_notices).with(Aspect::Issue, &form.issue_code);
    match form.office.city {
        None => state.with(Aspect::Serial, &form.serial.pattern),
        // What begins a city's numbers is its division code.
        Some(_) => state.with(Aspect::OfficeLine, head(&form.office)),
    }
}

/// Who issues the form, as the head of its sheets says it; empty where nothing is known but the city.
fn head(office: &IssuedOffice) -> String {
    let behind_blank = office.line.iter().skip_while(|run| !matches!(run, ProseRun::Blank(_))).nth(1);
    if office.name.is_some() || behind_blank.is_some() { run_words(&office.line) } else { String::new() }
}

/// The digest of what a body says, without what follows from it: the same of every build of the program.
pub(crate) fn body_digest(body: &IssuedBody) -> [u8; 32] {
    let mut state = self::body(body, &[]);
    state.drop_derived();
    digest(json::text(&state).as_str())
}

/// What tells a form as an office issues it from other forms of its version, in six hexadecimal digits: the beginning of the digest of
/// its body, the pattern of the generic form's numbers, what is told in the office's words and what its head says.
pub(crate) fn issue_code(body: &[u8; 32], serial: &str, notices: &[IssuedProse], office: &IssuedOffice) -> String {
    let notices: Vec<String> = notices.iter().map(words).collect();
    let all = [&hexadecimal(body), serial, &notices.join("\n"), &head(office)].join("\n");
    hexadecimal(&digest(all.as_str())[..ISSUE])
}

/// What all forms of a booklet say, told from others as one form is.
pub(crate) fn programme_issue_code<'a>(forms: impl IntoIterator<Item = &'a IssuedForm>) -> String {
    let issues: Vec<&str> = forms.into_iter().map(|form| form.issue_code.as_str()).collect();
    hexadecimal(&digest(issues.join("\n").as_str())[..ISSUE])
}

fn body(form: &IssuedBody, notices: &[IssuedProse]) -> StatePart {
    let mut lists = BTreeMap::new();
    let holders = form.copies.holders.iter().filter(|_| !form.copies.of_parties);
    let written = form.instructions.len().saturating_sub(1);
    let settings = form.decisions.iter().chain([&form.retention]).map(setting);
    let instructions =
        form.instructions[..written].iter().map(|text| StatePart::text(PartKind::Instruction, words(text)));
    let sections: Vec<StatePart> =
        form.sections.iter().map(|section| self::section(section, notices, &mut lists)).collect();
    titled(StatePart::new(PartKind::Form, &form.id), &form.title)
        .with(Aspect::Number, &form.number)
        .with(Aspect::Version, &form.version)
        .with_optional(Aspect::Effective, form.effective.day)
        .with_flag(Aspect::EffectiveUndecided, form.effective.undecided.is_some())
        .with_optional(Aspect::Standing, form.standing.as_ref())
        .with_optional(Aspect::Reviewed, form.reviewed.as_ref())
        .with(Aspect::Programme, &form.programme)
        .with(Aspect::Language, &form.language)
        .with(Aspect::FilledBy, words(&form.filled_by))
        .with(Aspect::When, words(&form.when))
        .with(Aspect::Purpose, words(&form.purpose))
        .with_flag(Aspect::CopiesOfParties, form.copies.of_parties)
        .with_flag(Aspect::CopiesUndecided, form.copies.undecided.is_some())
        .with(Aspect::Source, joined(&form.source))
        .with_parts(holders.map(|holder| StatePart::text(PartKind::Holder, holder)))
        .with_parts(settings)
        .with_parts(instructions)
        .with_parts(sections)
        .with_parts(lists.into_values().map(list))
}

/// The option lists used so far, by name.
type ListsByName<'a> = BTreeMap<&'a Name, &'a ChoiceList>;

fn section<'a>(section: &'a IssuedSection, notices: &[IssuedProse], lists: &mut ListsByName<'a>) -> StatePart {
    let part = titled(StatePart::new(PartKind::Section, &section.name.value), &section.title)
        .with_optional(Aspect::Hint, section.hint.as_ref().map(words))
        .with(Aspect::Source, joined(&section.source))
        .with_optional(Aspect::Inferred, section.inferred.as_ref())
        .with(Aspect::Basis, section.basis.join(COMMA));
    let part = conditional(part, section.condition.as_ref());
    part.with_parts(
        section.items.iter().map(|item| self::item(PartKind::Item, item, notices, lists)).collect::<Vec<_>>(),
    )
}

fn item<'a>(kind: PartKind, item: &'a IssuedItem, notices: &[IssuedProse], lists: &mut ListsByName<'a>) -> StatePart {
    let layout = match (item.label_width, item.row_span) {
        (0, 1) => item.width.to_string(),
        (label, 1) => format!("{label}+{}", item.width),
        (label, rows) => format!("{label}+{}×{rows}", item.width),
    };
    let same = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let part = labelled(StatePart::new(kind, &item.name.value), &item.label)
        .with_optional(Aspect::ItemNumber, item.number)
        .with_optional(Aspect::Required, item.obligation.map(obligation))
        .with_optional(Aspect::Hint, item.hint.as_ref().map(words))
        .with_optional(Aspect::Skip, item.skip.as_ref())
        .with(Aspect::Privacy, word(Privacy::ALL, item.privacy))
        .with_optional(Aspect::Autocomplete, same(&item.autocomplete))
        .with(Aspect::Layout, layout)
        .with_flag(Aspect::HiddenOnPage, item.hidden_on_page)
        .with(Aspect::Source, joined(&item.source))
        .with_optional(Aspect::Inferred, item.inferred.as_ref())
        .with(Aspect::Basis, item.basis.join(COMMA));
    let part = ruled(conditional(part, item.condition.as_ref()), item.rule.as_ref());
    kind_aspects(part, &item.kind, notices, lists)
}

/// Adds what only a kind has.
fn kind_aspects<'a>(
    part: StatePart,
    kind: &'a IssuedKind,
    notices: &[IssuedProse],
    lists: &mut ListsByName<'a>,
) -> StatePart {
    match kind {
        IssuedKind::Question(asked) => question(part, asked, lists),
        IssuedKind::Matrix { list, rows, note } => {
            lists.insert(&list.name.value, list);
            let note = note.as_ref().map(|note| note.label.zh.as_str());
            part.with(Aspect::Type, "matrix")
                .with(Aspect::List, &list.name.value)
                .with_optional(Aspect::Note, note)
                .with_parts(rows.iter().map(row))
        }
        IssuedKind::Repeat { columns, rows, blank_rows, row_height } => part
            .with(Aspect::Type, "repeat")
            .with(Aspect::BlankRows, blank_rows)
            .with_optional(Aspect::RowHeight, row_height.map(millimetres))
            .with_parts(columns.iter().map(|column| item(PartKind::Column, column, notices, lists)).collect::<Vec<_>>())
            .with_parts(rows.iter().map(row)),
        IssuedKind::Photo { width, height } => part
            .with(Aspect::Type, "photo")
            .with(Aspect::Size, format!("{}×{}", millimetres(*width), millimetres(*height))),
        IssuedKind::Signatures { parties } => {
            let party = |party: &crate::model::issued::IssuedParty| {
                let modes: Vec<&str> = party.modes.iter().map(|mode| word(SigningMode::ALL, *mode)).collect();
                labelled(StatePart::new(PartKind::Party, &party.name.value), &party.label)
                    .with(Aspect::Modes, modes.join(COMMA))
                    .with_flag(Aspect::Dated, party.date)
                    .with_optional(Aspect::Hint, party.hint.as_ref().map(words))
            };
            part.with(Aspect::Type, "signatures").with_parts(parties.iter().map(party))
        }
        IssuedKind::Note { text } => part.with(Aspect::Type, "note").with(Aspect::Text, words(text)),
        IssuedKind::Clauses { articles } => part
            .with(Aspect::Type, "clauses")
            .with_parts(articles.iter().map(|article| self::article(article, notices, lists)).collect::<Vec<_>>()),
        IssuedKind::Consent(consent) => self::consent(part.with(Aspect::Type, "consent"), consent, notices),
    }
}

fn question<'a>(part: StatePart, question: &'a IssuedQuestion, lists: &mut ListsByName<'a>) -> StatePart {
    let part = part.with_optional(Aspect::Pattern, question.pattern.as_ref());
    match &question.definition {
        field::Question::Line { format, length } => {
            part.with(Aspect::Type, format.name).with_optional(Aspect::Length, *length)
        }
        field::Question::Area { rows } => part.with(Aspect::Type, "multiline").with(Aspect::WritingRows, rows),
        field::Question::Number { decimal, unit } => part
            .with(Aspect::Type, if *decimal { "decimal" } else { "integer" })
            .with_optional(Aspect::Unit, unit.as_ref()),
        field::Question::Date(format) => part.with(Aspect::Type, format.name),
        field::Question::Certificate { format, boxes, of, kind, grade } => {
            let same: Vec<&str> = [of, kind, grade].into_iter().flatten().map(|name| name.value.as_str()).collect();
            part.with(Aspect::Type, format.name).with(Aspect::Length, boxes).with(Aspect::SameAs, same.join(COMMA))
        }
        field::Question::Select { list, many } => {
            lists.extend(question.list.as_deref().map(|known| (&known.name.value, known)));
            part.with(Aspect::Type, if *many { "select_multiple" } else { "select_one" })
                .with(Aspect::List, &list.value)
        }
        field::Question::Reference { form } => part.with(Aspect::Type, "reference").with(Aspect::RefersTo, &form.value),
    }
}

fn row(row: &MatrixRow) -> StatePart {
    labelled(StatePart::new(PartKind::Row, &row.name.value), &row.label)
        .with(Aspect::Basis, joined(&row.basis))
        .with(Aspect::Source, joined(&row.source))
        .with_optional(Aspect::Inferred, row.inferred.as_ref())
}

fn article<'a>(article: &'a IssuedArticle, notices: &[IssuedProse], lists: &mut ListsByName<'a>) -> StatePart {
    let part = StatePart::new(PartKind::Article, &article.name.value)
        .with_optional(Aspect::Title, article.title.as_ref().map(|title| &title.zh))
        .with_optional(Aspect::TitleEnglish, article.title.as_ref().and_then(|title| title.en.as_ref()))
        .with(Aspect::Text, words(&article.text))
        .with(Aspect::Covers, joined(&article.covers))
        .with(Aspect::Source, joined(&article.source))
        .with_optional(Aspect::Inferred, article.inferred.as_ref());
    part.with_parts(article.points.iter().map(|point| StatePart::text(PartKind::Point, words(point))))
        .with_parts(article.blanks.iter().map(|blank| item(PartKind::Blank, blank, notices, lists)).collect::<Vec<_>>())
}

fn consent(part: StatePart, consent: &IssuedConsent, notices: &[IssuedProse]) -> StatePart {
    let paragraph = |(heading, passage): &(&'static str, ConsentNotice)| {
        let passage = match passage {
            ConsentNotice::Shared(passage) => Some(passage),
            ConsentNotice::OfOffice(number) => notices.get(*number),
        };
        // Which items are sensitive, they say themselves.
        let said = if *heading == fixed_text::SENSITIVE { Aspect::DerivedText } else { Aspect::Text };
        StatePart::new(PartKind::ConsentNotice, heading).with(said, passage.map(words).unwrap_or_default())
    };
    let agreement = |statement: &ConsentStatement| {
        let name = AnswerName::field(&Name::retention()).agreement(&statement.agreement);
        let name = name.parts().skip(1).collect::<Vec<_>>().join(".");
        let said = if matches!(statement.agreement, Agreement::Sensitive) { Aspect::DerivedText } else { Aspect::Text };
        StatePart::new(PartKind::Agreement, name).with(said, &statement.words)
    };
    part.with_parts(consent.notices.iter().map(paragraph)).with_parts(consent.statements.iter().map(agreement))
}

fn setting(decision: &IssuedDecision) -> StatePart {
    StatePart::new(PartKind::Setting, &decision.name.value)
        .with(Aspect::Label, &decision.label)
        .with_optional(Aspect::Value, decision.value.as_ref())
        .with_flag(Aspect::Undecided, decision.undecided.is_some())
        .with(Aspect::Source, joined(&decision.source))
}

fn list(list: &ChoiceList) -> StatePart {
    let choices = list.choices.iter().map(|choice| {
        labelled(StatePart::new(PartKind::Choice, &choice.name.value), &choice.label)
            .with_flag(Aspect::Other, choice.other)
            .with(Aspect::Also, choice.also.join(COMMA))
    });
    StatePart::new(PartKind::List, &list.name.value)
        .with_optional(Aspect::Standard, list.standard.as_ref())
        .with(Aspect::Source, joined(&list.source))
        .with_optional(Aspect::Inferred, list.inferred.as_ref())
        .with_parts(choices)
}

/// Between several things said in one text.
const COMMA: &str = ", ";

fn titled(part: StatePart, title: &LocalizedText) -> StatePart {
    part.with(Aspect::Title, &title.zh).with_optional(Aspect::TitleEnglish, title.en.as_ref())
}

fn labelled(part: StatePart, label: &LocalizedText) -> StatePart {
    part.with(Aspect::Label, &label.zh).with_optional(Aspect::LabelEnglish, label.en.as_ref())
}

fn conditional(part: StatePart, condition: Option<&IssuedCondition>) -> StatePart {
    let Some(IssuedCondition { words, expression }) = condition else { return part };
    part.with(Aspect::Condition, plain(&expression.text))
        .with_optional(Aspect::ConditionText, custom_words(expression))
        .with(Aspect::ConditionWords, words)
}

fn ruled(part: StatePart, rule: Option<&IssuedRule>) -> StatePart {
    let Some(IssuedRule { words, message, expression, .. }) = rule else { return part };
    // What the author left open follows from the rule.
    let own = Some(message).filter(|message| *message != words);
    part.with(Aspect::Rule, plain(&expression.text))
        .with_optional(Aspect::RuleText, custom_words(expression))
        .with(Aspect::RuleWords, words)
        .with_optional(Aspect::RuleMessage, own)
}

fn custom_words(expression: &Expression) -> Option<&String> {
    expression.wording.as_ref().map(|words| &words.zh)
}

fn obligation(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::Always => "always",
        Obligation::WhenAsked => "when-asked",
        Obligation::InRow => "in-row",
    }
}

/// The word of the sources for a value of a closed set.
fn word<T: PartialEq, const N: usize>(all: [(&'static str, T); N], value: T) -> &'static str {
    all.into_iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}

fn joined(texts: &[Spanned<String>]) -> String {
    texts.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join(COMMA)
}

/// A length in mm without a nought behind it.
fn millimetres(length: Mm) -> String {
    format!("{}", (length.0 * 100.0).round() / 100.0)
}

/// A passage in words; of a blank its name.
fn words(passage: &IssuedProse) -> String {
    run_words(&passage.runs)
}

fn run_words(runs: &[ProseRun]) -> String {
    let word = |run: &ProseRun| match run {
        ProseRun::Words(words) => words.clone(),
        ProseRun::Blank(name) => format!("${{{name}}}"),
        ProseRun::Empty { .. } => EMPTY.to_owned(),
    };
    runs.iter().map(word).collect()
}

/// An expression with the spaces it needs and no others, so that how it is set makes no difference.
fn plain(expression: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "_}{$-.'\"".contains(c);
    let (mut out, mut quote, mut space) = (String::new(), None, false);
    for c in expression.chars() {
        if quote.is_none() && c.is_whitespace() {
            space = true;
            continue;
        }
        if space && is_word(c) && out.chars().next_back().is_some_and(is_word) {
            out.push(' ');
        }
        space = false;
        match quote {
            None if c == '\'' || c == '"' => quote = Some(c),
            Some(open) if c == open => quote = None,
            Some(_) | None => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn how_an_expression_is_set_makes_no_difference() {
        for (written, expected) in [
            ("${met} = '1'", "${met}='1'"),
            ("${met}='1'  and\n. > 3", "${met}='1' and .>3"),
            ("regex(., ' a  b ')", "regex(.,' a  b ')"),
            ("3 - 2", "3 - 2"),
        ] {
            assert_eq!(plain(written), expected);
        }
    }
}
