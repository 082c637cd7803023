//! Consistency of the identity numbers of a person with other answers (GB 11643-1999; GB/T 43809-2024: the number of a
//! disability certificate consists of the identity number, kind and grade).
//!
//! Which questions these are is declared: `of`, `kind` and `grade` of a certificate's number, and by what
//! they are for (`autocomplete`) `sex` and `bday`.

use jiff::civil::Date;

use super::answer_type::AnswerType;
use super::columns::AnswerColumn;
use super::{Answer, AnswerName, Answers, RowLocation};
use crate::diagnostic::Diagnostic;
use crate::model::field;
use crate::model::fixed_text;
use crate::model::issued::{IssuedBody, IssuedItem, IssuedKind, IssuedQuestion};
use crate::model::kind::id_number;
use crate::model::name::Name;
use crate::source::Spanned;
use crate::wording::{partial_message, records as say};

/// The names of the questions of a form that describe the same person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonQuestions {
    pub(crate) identity: Option<AnswerName>,
    pub(crate) certificate: Option<AnswerName>,
    /// Kind and grade of the disability.
    pub(crate) kind: Option<AnswerName>,
    pub(crate) grade: Option<AnswerName>,
    pub(crate) sex: Option<AnswerName>,
    /// Day or month of birth.
    pub(crate) birth: Option<AnswerName>,
}

impl IssuedBody {
    /// The person a form is about.
    pub(crate) fn person(&self) -> PersonQuestions {
        let name = |item: &IssuedItem| AnswerName::field(&item.name.value);
        let is_kind = |item: &IssuedItem, is_wanted: fn(&field::Question) -> bool| match &item.kind {
            IssuedKind::Question(question) => is_wanted(&question.definition),
            _ => false,
        };
        let mut certificates = self.items().filter_map(|item| match &item.kind {
            IssuedKind::Question(IssuedQuestion {
                definition: field::Question::Certificate { of, kind, grade, .. },
                ..
            }) => Some((item, of, kind, grade)),
            _ => None,
        });
        let certificate = certificates.next().filter(|_| certificates.next().is_none());
        let named = |of: Option<&Option<Spanned<Name>>>| {
            let of = of.and_then(Option::as_ref)?;
            self.items().any(|item| item.name.value == of.value).then(|| AnswerName::field(&of.value))
        };
        let is_identity = |question: &field::Question| question.line() == Some(&id_number::FORMAT);
        let mut identities = self.items().filter(|item| is_kind(item, is_identity));
        let only = identities.next().filter(|_| identities.next().is_none());
        let question =
            |token: &str| self.items().find(|item| item.autocomplete.as_ref().is_some_and(|t| t.value == token));
        let sex = question("sex").filter(|item| match &item.kind {
            IssuedKind::Question(IssuedQuestion {
                definition: field::Question::Select { many: false, .. },
                list,
                ..
            }) => {
                let standard = list.as_ref().and_then(|list| list.standard.as_deref());
                standard.is_some_and(|standard| standard.starts_with("GB/T 2261.1"))
            }
            _ => false,
        });
        let birth = question("bday").filter(|item| is_kind(item, field::Question::is_calendar));
        PersonQuestions {
            identity: named(certificate.map(|(_, of, ..)| of)).or_else(|| only.map(name)),
            certificate: certificate.map(|(item, ..)| name(item)),
            kind: named(certificate.map(|(_, _, kind, _)| kind)),
            grade: named(certificate.map(|(.., grade)| grade)),
            sex: sex.map(name),
            birth: birth.map(name),
        }
    }
}

/// What a sheet says of a person twice, and differently.
pub(crate) fn contradictions(
    person: &PersonQuestions,
    columns: &[AnswerColumn],
    answers: &Answers,
    today: Date,
    place: &RowLocation,
) -> Vec<Diagnostic> {
    let column = |name: &Option<AnswerName>| columns.iter().find(|column| Some(&column.name) == name.as_ref());
    let text = |name: &Option<AnswerName>| match answers.get(name.as_ref()?)? {
        Answer::Text(text) => Some(text.as_str()),
        _ => None,
    };
    let chosen = |name: &Option<AnswerName>| match answers.get(name.as_ref()?)? {
        Answer::Chosen(chosen) if chosen.len() == 1 => Some(chosen[0].as_str()),
        _ => None,
    };
    let mut faults = Vec::new();
    for column in columns.iter().filter(|column| column.answer_type.is_birth_date()) {
        if let Some(Answer::Text(number)) = answers.get(&column.name)
            && birth_date(number).is_some_and(|born| born > today)
        {
            let (birth, today) = (&number[6..14], fixed_text::day(today));
            faults.push(place.fault(column, partial_message!(say::BORN_LATER, [column], birth, today)));
        }
    }
    let (identity, certificate) = (text(&person.identity), text(&person.certificate));
    if let (Some(identity), Some(certificate), Some(at)) = (identity, certificate, column(&person.certificate))
        && certificate.get(..18) != Some(identity)
    {
        let of = column(&person.identity).map(AnswerColumn::title).unwrap_or_default();
        let other = partial_message!(say::OTHER_PERSON, [column], value = certificate, number = identity, of);
        faults.push(place.fault(at, other));
    }
    let (number, source) = match (identity, certificate) {
        (Some(identity), _) => (identity, &person.identity),
        (None, Some(certificate)) => (certificate, &person.certificate),
        (None, None) => return faults,
    };
    let mut otherwise = |of: &Option<AnswerName>, source: &Option<AnswerName>, says: &str| {
        let (Some(column), Some(source)) = (column(of), self::column(columns, source)) else { return };
        let Some(answer) = answers.get(&column.name) else { return };
        let (value, number) = (column.answer_excerpt(answer), source.title());
        faults.push(place.fault(column, partial_message!(say::NUMBER_SAYS_OTHERWISE, [column], value, number, says)));
    };
    if let (Some(born), Some(answer)) = (birth_date(number), person.birth.as_ref().and_then(|birth| answers.get(birth)))
    {
        let born = born.to_string();
        // A month is the beginning of its days.
        if let Answer::Date { written, .. } = answer
            && !born.starts_with(written)
        {
            otherwise(&person.birth, source, born.get(..written.len()).unwrap_or(&born));
        }
    }
    let labelled = |of: &Option<AnswerName>, code: &str| match column(of).map(|column| &column.answer_type) {
        Some(AnswerType::Options { offered, .. }) => {
            offered.iter().find(|option| option.value == code).map_or(code.to_owned(), |option| option.label.to_owned())
        }
        _ => code.to_owned(),
    };
    // An odd place 17 is a man's.
    let sex = if number.as_bytes().get(16).is_some_and(|digit| digit % 2 == 1) { "1" } else { "2" };
    if chosen(&person.sex).is_some_and(|chosen| matches!(chosen, "1" | "2") && chosen != sex) {
        otherwise(&person.sex, source, &labelled(&person.sex, sex));
    }
    for (of, at) in [(&person.kind, 18), (&person.grade, 19)] {
        let digit = certificate.and_then(|certificate| certificate.get(at..=at));
        if let (Some(digit), Some(chosen)) = (digit, chosen(of))
            && digit != chosen
        {
            otherwise(of, &person.certificate, &labelled(of, digit));
        }
    }
    faults
}

fn column<'a>(columns: &'a [AnswerColumn<'a>], name: &Option<AnswerName>) -> Option<&'a AnswerColumn<'a>> {
    columns.iter().find(|column| Some(&column.name) == name.as_ref())
}

/// The day of birth in an identity number.
fn birth_date(number: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<i16>().ok();
    Date::new(part(6..10)?, i8::try_from(part(10..12)?).ok()?, i8::try_from(part(12..14)?).ok()?).ok()
}
