//! The parts of a form as an office issues it: all that it means to whoever fills it in, collects it or reads it.

use std::collections::BTreeMap;

use super::aspect::Aspect;
use super::json;
use super::part::{Part, PartKind};
use crate::digest::{digest, hexadecimal};
use crate::model::answers::name::{Agreement, AnswerName};
use crate::model::choice::ChoiceList;
use crate::model::consent::Statement;
use crate::model::expression::Expression;
use crate::model::field::{self, MatrixRow};
use crate::model::issued::{
    Article, Condition, Consent, Decision, IssuedBody, IssuedForm, Item, Kind, Obligation, Office, Passage, Question,
    Rule, Run, Section, Told,
};
use crate::model::mode::Mode;
use crate::model::name::Name;
use crate::model::privacy::Privacy;
use crate::model::prose::Text;
use crate::model::terms;
use crate::source::Spanned;
use crate::units::Mm;

/// What stands for a blank to write in by hand.
pub const EMPTY: &str = "＿＿";

/// Bytes of a state's digest that tell it from others of its version.
const ISSUE: usize = 3;

/// A form as an office issues it.
pub fn state(form: &IssuedForm) -> Part {
    let state = body(form, &form.told).with(Aspect::Issue, &form.issue);
    match form.office.city {
        None => state.with(Aspect::Serial, &form.serial.pattern),
        // What begins a city's numbers is its division code.
        Some(_) => state.with(Aspect::OfficeLine, head(&form.office)),
    }
}

/// Who issues the form, as the head of its sheets says it; empty where nothing is known but the city.
fn head(office: &Office) -> String {
    let behind_blank = office.line.iter().skip_while(|run| !matches!(run, Run::Blank(_))).nth(1);
    if office.name.is_some() || behind_blank.is_some() { run_words(&office.line) } else { String::new() }
}

/// The digest of what a body says, without what follows from it: the same of every build of the program.
pub fn body_digest(body: &IssuedBody) -> [u8; 32] {
    let mut state = self::body(body, &[]);
    state.drop_derived();
    digest(json::text(&state).as_str())
}

/// What tells a form as an office issues it from other forms of its version, in six hexadecimal digits: the beginning of the digest of
/// its body, the pattern of the generic form's numbers, what is told in the office's words and what its head says.
pub fn issue(body: &[u8; 32], serial: &str, told: &[Passage], office: &Office) -> String {
    let told: Vec<String> = told.iter().map(words).collect();
    let all = [&hexadecimal(body), serial, &told.join("\n"), &head(office)].join("\n");
    hexadecimal(&digest(all.as_str())[..ISSUE])
}

/// What all forms of a booklet say, told from others as one form is.
pub fn issue_of_all<'a>(forms: impl IntoIterator<Item = &'a IssuedForm>) -> String {
    let issues: Vec<&str> = forms.into_iter().map(|form| form.issue.as_str()).collect();
    hexadecimal(&digest(issues.join("\n").as_str())[..ISSUE])
}

fn body(form: &IssuedBody, told: &[Passage]) -> Part {
    let mut lists = BTreeMap::new();
    let holders = form.copies.holders.iter().filter(|_| !form.copies.of_parties);
    let written = form.instructions.len().saturating_sub(1);
    let settings = form.decisions.iter().chain([&form.retention]).map(setting);
    let instructions = form.instructions[..written].iter().map(|text| Part::text(PartKind::Instruction, words(text)));
    let sections: Vec<Part> = form.sections.iter().map(|section| self::section(section, told, &mut lists)).collect();
    titled(Part::new(PartKind::Form, &form.id), &form.title)
        .with(Aspect::Number, &form.number)
        .with(Aspect::Version, &form.version)
        .with_some(Aspect::Effective, form.effective.day)
        .with_yes(Aspect::EffectiveUndecided, form.effective.undecided.is_some())
        .with_some(Aspect::Standing, form.standing.as_ref())
        .with_some(Aspect::Reviewed, form.reviewed.as_ref())
        .with(Aspect::Programme, &form.programme)
        .with(Aspect::Language, &form.language)
        .with(Aspect::FilledBy, words(&form.filled_by))
        .with(Aspect::When, words(&form.when))
        .with(Aspect::Purpose, words(&form.purpose))
        .with_yes(Aspect::CopiesOfParties, form.copies.of_parties)
        .with_yes(Aspect::CopiesUndecided, form.copies.undecided.is_some())
        .with(Aspect::Source, joined(&form.source))
        .having(holders.map(|holder| Part::text(PartKind::Holder, holder)))
        .having(settings)
        .having(instructions)
        .having(sections)
        .having(lists.into_values().map(list))
}

/// The option lists met so far, by name.
type Lists<'a> = BTreeMap<&'a Name, &'a ChoiceList>;

fn section<'a>(section: &'a Section, told: &[Passage], lists: &mut Lists<'a>) -> Part {
    let part = titled(Part::new(PartKind::Section, &section.name.value), &section.title)
        .with_some(Aspect::Hint, section.hint.as_ref().map(words))
        .with(Aspect::Source, joined(&section.source))
        .with_some(Aspect::Inferred, section.inferred.as_ref())
        .with(Aspect::Basis, section.basis.join(COMMA));
    let part = conditional(part, section.condition.as_ref());
    part.having(section.items.iter().map(|item| self::item(PartKind::Item, item, told, lists)).collect::<Vec<_>>())
}

fn item<'a>(kind: PartKind, item: &'a Item, told: &[Passage], lists: &mut Lists<'a>) -> Part {
    let layout = match (item.label_width, item.row_span) {
        (0, 1) => item.width.to_string(),
        (label, 1) => format!("{label}+{}", item.width),
        (label, rows) => format!("{label}+{}×{rows}", item.width),
    };
    let same = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let part = labelled(Part::new(kind, &item.name.value), &item.label)
        .with_some(Aspect::ItemNumber, item.number)
        .with_some(Aspect::Required, item.obligation.map(obligation))
        .with_some(Aspect::Hint, item.hint.as_ref().map(words))
        .with_some(Aspect::Skip, item.skip.as_ref())
        .with(Aspect::Privacy, word(Privacy::ALL, item.privacy))
        .with_some(Aspect::Autocomplete, same(&item.autocomplete))
        .with(Aspect::Layout, layout)
        .with_yes(Aspect::HiddenOnPage, item.hidden_on_page)
        .with(Aspect::Source, joined(&item.source))
        .with_some(Aspect::Inferred, item.inferred.as_ref())
        .with(Aspect::Basis, item.basis.join(COMMA));
    let part = ruled(conditional(part, item.condition.as_ref()), item.rule.as_ref());
    asked(part, &item.kind, told, lists)
}

/// Adds what only a kind has.
fn asked<'a>(part: Part, kind: &'a Kind, told: &[Passage], lists: &mut Lists<'a>) -> Part {
    match kind {
        Kind::Question(asked) => question(part, asked, lists),
        Kind::Matrix { list, rows, note } => {
            lists.insert(&list.name.value, list);
            let note = note.as_ref().map(|note| note.label.zh.as_str());
            part.with(Aspect::Type, "matrix")
                .with(Aspect::List, &list.name.value)
                .with_some(Aspect::Note, note)
                .having(rows.iter().map(row))
        }
        Kind::Repeat { columns, rows, blank_rows, row_height } => part
            .with(Aspect::Type, "repeat")
            .with(Aspect::BlankRows, blank_rows)
            .with_some(Aspect::RowHeight, row_height.map(millimetres))
            .having(columns.iter().map(|column| item(PartKind::Column, column, told, lists)).collect::<Vec<_>>())
            .having(rows.iter().map(row)),
        Kind::Photo { width, height } => part
            .with(Aspect::Type, "photo")
            .with(Aspect::Size, format!("{}×{}", millimetres(*width), millimetres(*height))),
        Kind::Signatures { parties } => {
            let party = |party: &crate::model::issued::Party| {
                let modes: Vec<&str> = party.modes.iter().map(|mode| word(Mode::ALL, *mode)).collect();
                labelled(Part::new(PartKind::Party, &party.name.value), &party.label)
                    .with(Aspect::Modes, modes.join(COMMA))
                    .with_yes(Aspect::Dated, party.date)
                    .with_some(Aspect::Hint, party.hint.as_ref().map(words))
            };
            part.with(Aspect::Type, "signatures").having(parties.iter().map(party))
        }
        Kind::Note { text } => part.with(Aspect::Type, "note").with(Aspect::Text, words(text)),
        Kind::Clauses { articles } => part
            .with(Aspect::Type, "clauses")
            .having(articles.iter().map(|article| self::article(article, told, lists)).collect::<Vec<_>>()),
        Kind::Consent(consent) => self::consent(part.with(Aspect::Type, "consent"), consent, told),
    }
}

fn question<'a>(part: Part, question: &'a Question, lists: &mut Lists<'a>) -> Part {
    let part = part.with_some(Aspect::Pattern, question.pattern.as_ref());
    match &question.asked {
        field::Question::Line { format, length } => {
            part.with(Aspect::Type, format.name).with_some(Aspect::Length, *length)
        }
        field::Question::Area { rows } => part.with(Aspect::Type, "multiline").with(Aspect::WritingRows, rows),
        field::Question::Number { decimal, unit } => {
            part.with(Aspect::Type, if *decimal { "decimal" } else { "integer" }).with_some(Aspect::Unit, unit.as_ref())
        }
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

fn row(row: &MatrixRow) -> Part {
    labelled(Part::new(PartKind::Row, &row.name.value), &row.label)
        .with(Aspect::Basis, joined(&row.basis))
        .with(Aspect::Source, joined(&row.source))
        .with_some(Aspect::Inferred, row.inferred.as_ref())
}

fn article<'a>(article: &'a Article, told: &[Passage], lists: &mut Lists<'a>) -> Part {
    let part = Part::new(PartKind::Article, &article.name.value)
        .with_some(Aspect::Title, article.title.as_ref().map(|title| &title.zh))
        .with_some(Aspect::TitleEnglish, article.title.as_ref().and_then(|title| title.en.as_ref()))
        .with(Aspect::Text, words(&article.text))
        .with(Aspect::Covers, joined(&article.covers))
        .with(Aspect::Source, joined(&article.source))
        .with_some(Aspect::Inferred, article.inferred.as_ref());
    part.having(article.points.iter().map(|point| Part::text(PartKind::Point, words(point))))
        .having(article.blanks.iter().map(|blank| item(PartKind::Blank, blank, told, lists)).collect::<Vec<_>>())
}

fn consent(part: Part, consent: &Consent, told: &[Passage]) -> Part {
    let paragraph = |(heading, passage): &(&'static str, Told)| {
        let passage = match passage {
            Told::Plain(passage) => Some(passage),
            Told::OfOffice(number) => told.get(*number),
        };
        // Which items are sensitive, they say themselves.
        let said = if *heading == terms::SENSITIVE { Aspect::Said } else { Aspect::Text };
        Part::new(PartKind::Told, heading).with(said, passage.map(words).unwrap_or_default())
    };
    let agreement = |statement: &Statement| {
        let name = AnswerName::field(&Name::retention()).agreement(&statement.to);
        let name = name.parts().skip(1).collect::<Vec<_>>().join(".");
        let said = if matches!(statement.to, Agreement::Sensitive) { Aspect::Said } else { Aspect::Text };
        Part::new(PartKind::Agreement, name).with(said, &statement.words)
    };
    part.having(consent.told.iter().map(paragraph)).having(consent.statements.iter().map(agreement))
}

fn setting(decision: &Decision) -> Part {
    Part::new(PartKind::Setting, &decision.name.value)
        .with(Aspect::Label, &decision.label)
        .with_some(Aspect::Value, decision.value.as_ref())
        .with_yes(Aspect::Undecided, decision.undecided.is_some())
        .with(Aspect::Source, joined(&decision.source))
}

fn list(list: &ChoiceList) -> Part {
    let choices = list.choices.iter().map(|choice| {
        labelled(Part::new(PartKind::Choice, &choice.name.value), &choice.label)
            .with_yes(Aspect::Other, choice.other)
            .with(Aspect::Also, choice.also.join(COMMA))
    });
    Part::new(PartKind::List, &list.name.value)
        .with_some(Aspect::Standard, list.standard.as_ref())
        .with(Aspect::Source, joined(&list.source))
        .with_some(Aspect::Inferred, list.inferred.as_ref())
        .having(choices)
}

/// Between several things said in one text.
const COMMA: &str = ", ";

fn titled(part: Part, title: &Text) -> Part {
    part.with(Aspect::Title, &title.zh).with_some(Aspect::TitleEnglish, title.en.as_ref())
}

fn labelled(part: Part, label: &Text) -> Part {
    part.with(Aspect::Label, &label.zh).with_some(Aspect::LabelEnglish, label.en.as_ref())
}

fn conditional(part: Part, condition: Option<&Condition>) -> Part {
    let Some(Condition { words, expression }) = condition else { return part };
    part.with(Aspect::Condition, plain(&expression.text))
        .with_some(Aspect::ConditionText, own_words(expression))
        .with(Aspect::ConditionWords, words)
}

fn ruled(part: Part, rule: Option<&Rule>) -> Part {
    let Some(Rule { words, message, expression, .. }) = rule else { return part };
    // What the author left open follows from the rule.
    let own = Some(message).filter(|message| *message != words);
    part.with(Aspect::Rule, plain(&expression.text))
        .with_some(Aspect::RuleText, own_words(expression))
        .with(Aspect::RuleWords, words)
        .with_some(Aspect::RuleMessage, own)
}

fn own_words(expression: &Expression) -> Option<&String> {
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
fn words(passage: &Passage) -> String {
    run_words(&passage.runs)
}

fn run_words(runs: &[Run]) -> String {
    let word = |run: &Run| match run {
        Run::Words(words) => words.clone(),
        Run::Blank(name) => format!("${{{name}}}"),
        Run::Empty { .. } => EMPTY.to_owned(),
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
