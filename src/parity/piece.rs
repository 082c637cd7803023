//! The words and places that an entry of the list consists of.

use super::reading::{CHECK, LINE, RADIO, bare};
use crate::kept::Key;
use crate::model::answers::AnswerName;
use crate::model::choice::ChoiceList;
use crate::model::issued::{Item, Obligation, Passage, Run};
use crate::source::Span;

/// What a form asks and says behind its head.
pub struct List {
    /// Of the body that says it, and of what reads it.
    pub key: Key,
    pub entries: Vec<Asked>,
}

/// One thing that is asked or said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Where it is defined.
    pub span: Option<Span>,
    /// What messages call it: its label, with the row it is in.
    pub called: String,
    /// Each of these once, in any order.
    pub says: Vec<Piece>,
    /// Each of these once, in this order.
    pub then: Vec<Piece>,
    /// Words that may stand there too.
    pub may: Vec<String>,
}

/// Words or places that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub part: Part,
    /// Without what joins words, with marks for places; one of these.
    pub words: Vec<String>,
    /// What the places in it answer.
    pub answer: Option<Answer>,
}

/// What a piece is of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
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
pub struct Answer {
    pub name: AnswerName,
    /// The code of an option.
    pub value: Option<String>,
    /// Must it be answered whatever else is?
    pub required: bool,
    /// When it must be answered.
    pub obligation: Option<Obligation>,
    /// The most characters, where the form limits them.
    pub limit: Option<u32>,
    /// What is heard of its place.
    pub heard: Vec<(Part, String)>,
}

/// Words that are one part of a question.
pub fn piece(part: Part, words: impl AsRef<str>) -> Piece {
    Piece { part, words: vec![bare(words.as_ref())], answer: None }
}

/// Condition, hint and rule.
pub fn told(item: &Item) -> Vec<Piece> {
    let condition = item.condition.iter().map(|condition| piece(Part::Condition, &condition.words));
    let rule = item.rule_words().map(|rule| piece(Part::Rule, rule));
    condition.chain(item.hint.iter().flat_map(hint)).chain(rule).collect()
}

/// A hint's words.
pub fn hint(passage: &Passage) -> Vec<Piece> {
    words_of(passage).into_iter().map(|words| piece(Part::Hint, words)).collect()
}

/// A passage's words between its blanks.
pub fn words_of(passage: &Passage) -> Vec<&str> {
    let words = passage.runs.iter().filter_map(|run| match run {
        Run::Words(words) => Some(words.as_str()),
        Run::Blank(_) | Run::Empty { .. } => None,
    });
    words.filter(|words| !bare(words).is_empty()).collect()
}

/// Marks of places, and what they answer.
pub fn place(
    words: Vec<String>,
    name: AnswerName,
    required: bool,
    limit: Option<u32>,
    heard: Vec<(Part, String)>,
) -> Piece {
    let answer = Answer { name, value: None, required, obligation: None, limit, heard };
    Piece { part: Part::Place, words, answer: Some(answer) }
}

/// Ticks with their labels, and the place behind one that is none of the list.
pub fn options(list: &ChoiceList, many: bool, name: &AnswerName, heard: &[(Part, String)]) -> Vec<Piece> {
    let mark = if many { CHECK } else { RADIO };
    let mut pieces = Vec::new();
    for choice in &list.choices {
        let mut of_tick = heard.to_vec();
        of_tick.push((Part::Option, bare(&choice.label.zh)));
        let tick = place(vec![format!("{mark}{}", bare(&choice.label.zh))], name.clone(), false, None, of_tick);
        let answer = tick.answer.map(|answer| Answer { value: Some(choice.name.value.clone()), ..answer });
        pieces.push(Piece { part: Part::Option, answer, ..tick });
        if choice.other {
            let heard = vec![(Part::Option, bare(&choice.label.zh))];
            pieces.push(place(vec![LINE.to_string()], name.other(), false, None, heard));
        }
    }
    pieces
}

/// A place for each part of a date with its word behind it, or one for all of them.
pub fn dated(parts: &[&str]) -> Vec<String> {
    vec![parts.iter().map(|part| format!("{LINE}{part}")).collect(), LINE.to_string()]
}

/// A pattern's places with the words between them, or one place for all of it.
pub fn patterned(pattern: &str) -> Vec<String> {
    let mut words = String::new();
    for character in bare(pattern).chars() {
        match character {
            '_' if words.ends_with(LINE) => {}
            '_' => words.push(LINE),
            other => words.push(other),
        }
    }
    vec![words, LINE.to_string()]
}
