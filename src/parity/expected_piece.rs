//! The words and places that an entry of the list consists of.

use super::read_content::{CHECKBOX, RADIO_BUTTON, TEXT_FIELD, without_separators};
use crate::cache::CacheKey;
use crate::model::answers::AnswerName;
use crate::model::choice::ChoiceList;
use crate::model::issued::{IssuedItem, IssuedProse, Obligation, ProseRun};
use crate::source::Span;

/// What a form asks and says behind its head.
pub(crate) struct ExpectedList {
    /// Of the body that says it, and of what reads it.
    pub(crate) key: CacheKey,
    pub(crate) entries: Vec<ExpectedEntry>,
}

/// One thing that is asked or said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ExpectedEntry {
    /// Where it is defined.
    pub(crate) span: Option<Span>,
    /// What messages call it: its label, with the row it is in.
    pub(crate) label: String,
    /// Each of these once, in any order.
    pub(crate) unordered: Vec<ExpectedPiece>,
    /// Each of these once, in this order.
    pub(crate) ordered: Vec<ExpectedPiece>,
    /// Words that may stand there too.
    pub(crate) optional: Vec<String>,
}

/// Words or places that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedPiece {
    pub(crate) part: QuestionPart,
    /// Without what joins words, with marks for places; one of these.
    pub(crate) variants: Vec<String>,
    /// What the places in it answer.
    pub(crate) answer: Option<ExpectedAnswer>,
}

/// What a piece is of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum QuestionPart {
    Number,
    Label,
    Obligation,
    Hint,
    Condition,
    Rule,
    Skip,
    Unit,
    Row,
    Option,
    Place,
    Text,
}

/// What is known of an answer beside its words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedAnswer {
    pub(crate) name: AnswerName,
    /// The code of an option.
    pub(crate) value: Option<String>,
    /// Must it be answered whatever else is?
    pub(crate) required: bool,
    /// When it must be answered.
    pub(crate) obligation: Option<Obligation>,
    /// The most characters, where the form limits them.
    pub(crate) limit: Option<u32>,
    /// What is heard of its place.
    pub(crate) accessible_texts: Vec<(QuestionPart, String)>,
}

/// Words that are one part of a question.
pub(crate) fn text_piece(part: QuestionPart, words: impl AsRef<str>) -> ExpectedPiece {
    ExpectedPiece { part, variants: vec![without_separators(words.as_ref())], answer: None }
}

/// Condition, hint and rule.
pub(crate) fn remark_pieces(item: &IssuedItem) -> Vec<ExpectedPiece> {
    let condition = item.condition.iter().map(|condition| text_piece(QuestionPart::Condition, &condition.words));
    let rule = item.rule_words().map(|rule| text_piece(QuestionPart::Rule, rule));
    condition.chain(item.hint.iter().flat_map(hint_pieces)).chain(rule).collect()
}

/// A hint's words.
pub(crate) fn hint_pieces(passage: &IssuedProse) -> Vec<ExpectedPiece> {
    texts_between_blanks(passage).into_iter().map(|words| text_piece(QuestionPart::Hint, words)).collect()
}

/// A passage's words between its blanks.
pub(crate) fn texts_between_blanks(passage: &IssuedProse) -> Vec<&str> {
    let words = passage.runs.iter().filter_map(|run| match run {
        ProseRun::Words(words) => Some(words.as_str()),
        ProseRun::Blank(_) | ProseRun::Empty { .. } => None,
    });
    words.filter(|words| !without_separators(words).is_empty()).collect()
}

/// Marks of places, and what they answer.
pub(crate) fn answer_piece(
    words: Vec<String>,
    name: AnswerName,
    required: bool,
    limit: Option<u32>,
    heard: Vec<(QuestionPart, String)>,
) -> ExpectedPiece {
    let answer = ExpectedAnswer { name, value: None, required, obligation: None, limit, accessible_texts: heard };
    ExpectedPiece { part: QuestionPart::Place, variants: words, answer: Some(answer) }
}

/// Ticks with their labels, and the place behind one that is none of the list.
pub(crate) fn option_pieces(
    list: &ChoiceList,
    many: bool,
    name: &AnswerName,
    heard: &[(QuestionPart, String)],
) -> Vec<ExpectedPiece> {
    let mark = if many { CHECKBOX } else { RADIO_BUTTON };
    let mut pieces = Vec::new();
    for choice in &list.choices {
        let mut of_tick = heard.to_vec();
        of_tick.push((QuestionPart::Option, without_separators(&choice.label.zh)));
        let tick = answer_piece(
            vec![format!("{mark}{}", without_separators(&choice.label.zh))],
            name.clone(),
            false,
            None,
            of_tick,
        );
        let answer = tick.answer.map(|answer| ExpectedAnswer { value: Some(choice.name.value.clone()), ..answer });
        pieces.push(ExpectedPiece { part: QuestionPart::Option, answer, ..tick });
        if choice.other {
            let heard = vec![(QuestionPart::Option, without_separators(&choice.label.zh))];
            pieces.push(answer_piece(vec![TEXT_FIELD.to_string()], name.other(), false, None, heard));
        }
    }
    pieces
}

/// A place for each part of a date with its word behind it, or one for all of them.
pub(crate) fn date_variants(parts: &[&str]) -> Vec<String> {
    vec![parts.iter().map(|part| format!("{TEXT_FIELD}{part}")).collect(), TEXT_FIELD.to_string()]
}

/// A pattern's places with the words between them, or one place for all of it.
pub(crate) fn pattern_variants(pattern: &str) -> Vec<String> {
    let mut words = String::new();
    for character in without_separators(pattern).chars() {
        match character {
            '_' if words.ends_with(TEXT_FIELD) => {}
            '_' => words.push(TEXT_FIELD),
            other => words.push(other),
        }
    }
    vec![words, TEXT_FIELD.to_string()]
}
