//! The entries of the expected list and the pieces that an entry consists of: texts and fields.

use super::read_content::{CHECKBOX, RADIO_BUTTON, TEXT_FIELD, without_separators};
use crate::cache::CacheKey;
use crate::model::answers::AnswerName;
use crate::model::choice::ChoiceList;
use crate::model::issued::{IssuedItem, IssuedProse, Obligation, ProseRun};
use crate::source::Span;

/// The expected entries of a form behind its head, in reading order.
pub(crate) struct ExpectedList {
    /// The key of the form's content and the medium.
    pub(crate) key: CacheKey,
    pub(crate) entries: Vec<ExpectedEntry>,
}

/// One expected thing: an item, a row, a party, an article or a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ExpectedEntry {
    /// The place of its definition in the sources.
    pub(crate) span: Option<Span>,
    /// The label that messages name the entry by, with its row.
    pub(crate) label: String,
    /// Pieces that occur once each, in any order.
    pub(crate) unordered: Vec<ExpectedPiece>,
    /// Pieces that occur once each, in this order.
    pub(crate) ordered: Vec<ExpectedPiece>,
    /// Texts that are allowed and not required.
    pub(crate) optional: Vec<String>,
}

/// Words and fields that follow one another without anything between them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedPiece {
    pub(crate) part: QuestionPart,
    /// The possible texts, without separators and with marks for fields; one of them is expected.
    pub(crate) variants: Vec<String>,
    /// The answer of the fields in the piece.
    pub(crate) answer: Option<ExpectedAnswer>,
}

/// The part of a question that a piece is.
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

/// The expected properties of a field: answer name, value, obligation, limit and accessible texts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedAnswer {
    pub(crate) name: AnswerName,
    /// The code of an option.
    pub(crate) value: Option<String>,
    /// Whether the field must be answered, whatever the other answers are.
    pub(crate) required: bool,
    /// When the field must be answered; `None` if never.
    pub(crate) obligation: Option<Obligation>,
    /// The most characters, where the form limits them.
    pub(crate) limit: Option<u32>,
    /// The texts that the field's accessible label and description must contain.
    pub(crate) accessible_texts: Vec<(QuestionPart, String)>,
}

/// A piece of words alone.
pub(crate) fn text_piece(part: QuestionPart, words: impl AsRef<str>) -> ExpectedPiece {
    ExpectedPiece { part, variants: vec![without_separators(words.as_ref())], answer: None }
}

/// The pieces of an item's condition, hint and rule.
pub(crate) fn remark_pieces(item: &IssuedItem) -> Vec<ExpectedPiece> {
    let condition = item.condition.iter().map(|condition| text_piece(QuestionPart::Condition, &condition.words));
    let rule = item.rule_words().map(|rule| text_piece(QuestionPart::Rule, rule));
    condition.chain(item.hint.iter().flat_map(hint_pieces)).chain(rule).collect()
}

/// The pieces of a hint.
pub(crate) fn hint_pieces(passage: &IssuedProse) -> Vec<ExpectedPiece> {
    texts_between_blanks(passage).into_iter().map(|words| text_piece(QuestionPart::Hint, words)).collect()
}

/// The words of a passage between its blanks.
pub(crate) fn texts_between_blanks(passage: &IssuedProse) -> Vec<&str> {
    let words = passage.runs.iter().filter_map(|run| match run {
        ProseRun::Words(words) => Some(words.as_str()),
        ProseRun::Blank(_) | ProseRun::Empty { .. } => None,
    });
    words.filter(|words| !without_separators(words).is_empty()).collect()
}

/// A piece with fields, and their answer.
pub(crate) fn answer_piece(
    variants: Vec<String>,
    name: AnswerName,
    required: bool,
    limit: Option<u32>,
    accessible_texts: Vec<(QuestionPart, String)>,
) -> ExpectedPiece {
    let answer = ExpectedAnswer { name, value: None, required, obligation: None, limit, accessible_texts };
    ExpectedPiece { part: QuestionPart::Place, variants, answer: Some(answer) }
}

/// Radio buttons or checkboxes with their labels, and the text field behind an option for other answers.
pub(crate) fn option_pieces(
    list: &ChoiceList,
    multiple: bool,
    name: &AnswerName,
    accessible_texts: &[(QuestionPart, String)],
) -> Vec<ExpectedPiece> {
    let mark = if multiple { CHECKBOX } else { RADIO_BUTTON };
    let mut pieces = Vec::new();
    for choice in &list.choices {
        let mut tick_texts = accessible_texts.to_vec();
        tick_texts.push((QuestionPart::Option, without_separators(&choice.label.zh)));
        let tick = answer_piece(
            vec![format!("{mark}{}", without_separators(&choice.label.zh))],
            name.clone(),
            false,
            None,
            tick_texts,
        );
        let answer = tick.answer.map(|answer| ExpectedAnswer { value: Some(choice.name.value.clone()), ..answer });
        pieces.push(ExpectedPiece { part: QuestionPart::Option, answer, ..tick });
        if choice.other {
            let accessible_texts = vec![(QuestionPart::Option, without_separators(&choice.label.zh))];
            pieces.push(answer_piece(vec![TEXT_FIELD.to_string()], name.other(), false, None, accessible_texts));
        }
    }
    pieces
}

/// The variants of a date: a field for each part with its word behind it, or one field for all parts.
pub(crate) fn date_variants(parts: &[&str]) -> Vec<String> {
    vec![parts.iter().map(|part| format!("{TEXT_FIELD}{part}")).collect(), TEXT_FIELD.to_string()]
}

/// The variants of a pattern: its fields with the words between them, or one field for all of it.
pub(crate) fn pattern_variants(pattern: &str) -> Vec<String> {
    let mut text = String::new();
    for character in without_separators(pattern).chars() {
        match character {
            '_' if text.ends_with(TEXT_FIELD) => {}
            '_' => text.push(TEXT_FIELD),
            other => text.push(other),
        }
    }
    vec![text, TEXT_FIELD.to_string()]
}
