//! A form as one office issues it: texts resolved, items numbered, option lists included.
//!
//! It is made from the definitions ([`super::form`], an office's own decisions, facts); all outputs read it: sheets, pages, fillable files,
//! tables and what is read back of them are drawn from it and from nothing else. [`super::issue`](fn@super::issue) makes it; nothing in it is
//! optional to print.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use super::answers::answer_type::AnswerType;
use super::choice::ChoiceList;
use super::consent::ConsentStatement;
use super::control::Control;
use super::expression::Expression;
use super::field::{self, MatrixNoteColumn, MatrixRow, Privacy, SigningMode};
use super::fixed_text;
use super::form::EffectiveDate;
pub(crate) use super::issued_prose::{IssuedProse, ProseRun};
use super::issued_publicity::IssuedPublicity;
use super::name::Name;
use super::once_value::OnceValue;
use super::prose::LocalizedText;
use crate::digest::digest;
use crate::source::{Span, Spanned};
use crate::units::Mm;

/// A form as one office issues it, or the generic form: the head of the office, and the body that offices with equal
/// forms share.
#[derive(Clone, Debug, PartialEq)]
pub struct IssuedForm {
    pub office: IssuedOffice,
    pub serial: IssuedSerial,
    /// What tells it from other forms of its version, in six hexadecimal digits ([`super::release::state::issue_code`]).
    pub(crate) issue_code: String,
    /// What its consents tell with the office's name or telephone in it, by number ([`ConsentNotice::OfOffice`]).
    pub office_notices: Vec<IssuedProse>,
    pub body: Arc<IssuedBody>,
}

/// The content of an issued form without the head, the number and the notices that contain
/// the office's name or telephone.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedBody {
    pub id: Name,
    /// 之一 … 之四
    pub(crate) number: String,
    pub(crate) title: LocalizedText,
    pub(crate) version: String,
    pub(crate) effective: EffectiveDate,
    /// The programme, as sheets name it above the title.
    pub(crate) programme: String,
    /// The status of a form that is not issued yet: 样表; `None` once it is issued.
    pub(crate) standing: Option<String>,
    /// BCP 47, such as `zh-CN`.
    pub(crate) language: String,
    /// The day the sources speak of.
    pub(crate) as_of: Date,
    pub(crate) filled_by: IssuedProse,
    pub(crate) when: IssuedProse,
    pub(crate) purpose: IssuedProse,
    pub(crate) source: Vec<Spanned<String>>,
    /// The articles of law it rests on or names, and who held it against the law.
    pub(crate) laws: Vec<String>,
    pub(crate) reviewed: Option<String>,
    pub(crate) copies: IssuedCopies,
    /// How long copies are kept.
    pub(crate) retention: IssuedDecision,
    /// What the programme leaves open, and what was decided.
    pub(crate) decisions: Vec<IssuedDecision>,
    /// 填表说明, a paragraph each; the last says how many copies there are and how long they are kept.
    pub(crate) instructions: Vec<IssuedProse>,
    pub sections: Vec<IssuedSection>,
    /// The form's file as a whole.
    pub(crate) span: Span,
    pub(super) digest: OnceValue<[u8; 32]>,
    /// The form as its page asks it, where that is another one.
    pub(super) on_page: OnceValue<Option<Arc<IssuedBody>>>,
}

/// All forms and publicity products of a programme as one office issues them.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedProgramme {
    pub(crate) title: String,
    pub(crate) description: String,
    /// As of [`IssuedBody::standing`].
    pub(crate) standing: Option<String>,
    /// BCP 47.
    pub(crate) language: String,
    pub(crate) as_of: Date,
    pub office: IssuedOffice,
    pub forms: Vec<IssuedForm>,
    /// What the office has on paper to publicise, in the order of the pages.
    pub publicity: Vec<IssuedPublicity>,
}

/// The office that issues a form.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedOffice {
    /// The city it is of; none on the generic form.
    pub city: Option<IssuedCity>,
    /// The office as the sheet's head names it: its name; or the city and a blank; or a blank. Behind it its telephone, where that is known.
    pub line: Vec<ProseRun>,
    pub name: Option<String>,
    /// The public address of the page that what it issues belongs to: of a form, or of all; none where the base URL is not known.
    pub(crate) page: Option<String>,
}

/// The city of an office.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedCity {
    pub id: Name,
    pub name: String,
    pub(crate) span: Span,
}

/// The pattern of a sheet's number, with `_` for each character to fill in.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedSerial {
    pub pattern: String,
    pub(crate) span: Span,
}

/// The number of copies and their holders, in order.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) struct IssuedCopies {
    pub(crate) count: usize,
    pub(crate) holders: Vec<String>,
    /// One each for those who sign?
    pub(crate) of_parties: bool,
    pub(crate) undecided: Option<Spanned<String>>,
}

/// A setting of the programme with the decided value.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) struct IssuedDecision {
    pub(crate) name: Spanned<Name>,
    pub(crate) label: String,
    /// With its unit; `None` is printed as a blank.
    pub(crate) value: Option<String>,
    /// Did the office decide it?
    pub(crate) of_office: bool,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) undecided: Option<Spanned<String>>,
}

/// A group of items under one heading.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedSection {
    pub name: Spanned<Name>,
    /// From 1.
    pub(crate) number: usize,
    pub title: LocalizedText,
    pub(crate) hint: Option<IssuedProse>,
    pub(crate) condition: Option<IssuedCondition>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
    /// The articles of law it rests on.
    pub(crate) basis: Vec<String>,
    pub items: Vec<IssuedItem>,
}

/// The condition under which an item or section applies.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) struct IssuedCondition {
    /// “是否访到本人”选“是”时填
    pub(crate) words: String,
    pub(crate) expression: Expression,
}

/// The condition that an answer must satisfy.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedRule {
    /// As forms print it, without a full stop.
    pub(crate) words: String,
    /// The message for an answer that violates it, without a full stop.
    pub(crate) message: String,
    pub expression: Expression,
}

/// A field of an issued form: an item of a section, a column of a table or a blank of an article.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedItem {
    pub name: Spanned<Name>,
    /// The number it bears on paper and page alike; none inside others and for what is not asked.
    pub(crate) number: Option<usize>,
    pub(crate) label: LocalizedText,
    /// When it must be answered; `None` where it need not be.
    pub(crate) obligation: Option<Obligation>,
    pub hint: Option<IssuedProse>,
    pub(crate) condition: Option<IssuedCondition>,
    pub rule: Option<IssuedRule>,
    /// The skip instruction printed on paper.
    pub(crate) skip: Option<String>,
    pub(crate) privacy: Privacy,
    pub(crate) autocomplete: Option<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
    /// The articles of law it rests on.
    pub(crate) basis: Vec<String>,
    /// Columns of the grid for the label's cell, for the item's own, and rows the item spans.
    pub(crate) label_width: u32,
    pub(crate) width: u32,
    pub(crate) row_span: u32,
    /// Did the office add it, beside what the programme asks?
    pub(crate) of_office: bool,
    /// Does the office's page leave it out? Paper has it.
    pub(crate) hidden_on_page: bool,
    pub kind: IssuedKind,
}

/// When an item must be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Obligation {
    Always,
    /// Where its condition holds, or that of what it stands in.
    WhenAsked,
    /// In a row of a table that has at least one answer.
    InRow,
}

impl Obligation {
    /// 必填
    pub(crate) fn words(self) -> &'static str {
        match self {
            Obligation::Always => fixed_text::REQUIRED,
            Obligation::WhenAsked => fixed_text::REQUIRED_WHEN_ASKED,
            Obligation::InRow => fixed_text::REQUIRED_IN_ROW,
        }
    }
}

impl IssuedProgramme {
    pub(crate) fn form(&self, id: &Name) -> Option<&IssuedForm> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// What a page says on paper, by its path below `content/`; none where the office does not have it.
    pub(crate) fn publicity(&self, page: &str) -> Option<&IssuedPublicity> {
        self.publicity.iter().find(|publicity| publicity.page == page)
    }

    /// The same without what publicises: all that a booklet of forms is made from.
    pub(crate) fn of_forms(&self) -> IssuedProgramme {
        IssuedProgramme { publicity: Vec::new(), ..self.clone() }
    }

    /// The city whose office it is; none of the generic one.
    pub fn city(&self) -> Option<&Name> {
        self.office.city.as_ref().map(|city| &city.id)
    }
}

impl IssuedForm {
    /// The title behind the city's name, where a city's office issues it.
    pub(crate) fn full_title(&self) -> String {
        let city = self.office.city.as_ref().map(|city| city.name.as_str()).unwrap_or_default();
        format!("{city}{}", self.title.zh)
    }

    /// The form as its page asks it: without what the office leaves to paper alone.
    pub fn on_page(&self) -> IssuedForm {
        let body = self.body.on_page.get_or_compute(|| self.body.without_hidden().map(Arc::new)).as_ref();
        IssuedForm { body: body.unwrap_or(&self.body).clone(), ..self.clone() }
    }

    /// What is told in a consent of this form, with its heading.
    pub(crate) fn consent_notices<'a>(
        &'a self,
        consent: &'a IssuedConsent,
    ) -> impl Iterator<Item = (&'static str, &'a IssuedProse)> {
        consent.notices.iter().filter_map(|(heading, told)| Some((*heading, self.notice_text(told)?)))
    }

    /// The words of what is told; `None` where the office has none of this number, which no issued form lacks.
    pub(crate) fn notice_text<'a>(&'a self, told: &'a ConsentNotice) -> Option<&'a IssuedProse> {
        match told {
            ConsentNotice::Shared(passage) => Some(passage),
            ConsentNotice::OfOffice(number) => self.office_notices.get(*number),
        }
    }

    /// The digest of the content, without head and number.
    pub(crate) fn content_digest(&self) -> [u8; 32] {
        digest(&(self.body.digest(), &self.office_notices))
    }

    /// The digest of the whole: the body as in [`IssuedBody::digest`], with office and number.
    pub fn digest(&self) -> [u8; 32] {
        digest(self)
    }
}

/// A form's body speaks for it.
impl Deref for IssuedForm {
    type Target = IssuedBody;

    fn deref(&self) -> &IssuedBody {
        &self.body
    }
}

impl Hash for IssuedForm {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.office, &self.serial, &self.office_notices, self.body.digest()).hash(state);
    }
}

impl IssuedBody {
    /// The SHA-256 of all it says, wherever that is written; reckoned once.
    pub fn digest(&self) -> &[u8; 32] {
        self.digest.get_or_compute(|| digest(self))
    }

    /// The body without what the office leaves to paper alone, and without sections that ask nothing; `None` where it has neither.
    fn without_hidden(&self) -> Option<IssuedBody> {
        let all_stay = |section: &IssuedSection| {
            !section.items.is_empty() && !section.items.iter().any(|item| item.hidden_on_page)
        };
        if self.sections.iter().all(all_stay) {
            return None;
        }
        let mut body = self.clone();
        body.sections.iter_mut().for_each(|section| section.items.retain(|item| !item.hidden_on_page));
        body.sections.retain(|section| !section.items.is_empty());
        Some(body)
    }

    /// The items of all sections, in reading order.
    pub fn items(&self) -> impl std::iter::Iterator<Item = &IssuedItem> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// Every item with items inside items, in reading order.
    pub(crate) fn all_items(&self) -> impl std::iter::Iterator<Item = &IssuedItem> {
        self.items().flat_map(IssuedItem::with_inner)
    }
}

impl IssuedItem {
    /// The item itself, then the items inside it, in reading order.
    pub(crate) fn with_inner(&self) -> Vec<&IssuedItem> {
        std::iter::once(self).chain(self.kind.inner().into_iter().flatten()).collect()
    }

    /// The rule in words, where the hint does not say it already.
    pub(crate) fn rule_words(&self) -> Option<&str> {
        let rule = &self.rule.as_ref()?.words;
        let hint = self.hint.as_ref().map(|hint| hint.words("")).unwrap_or_default();
        (!hint.contains(rule.as_str())).then_some(rule)
    }
}

/// An item's kind with what only that kind has, resolved as [`IssuedForm`] is.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum IssuedKind {
    /// Asked with one control.
    Question(IssuedQuestion),
    /// Rows times options, with room for a note beside each row.
    Matrix {
        list: Arc<ChoiceList>,
        rows: Vec<MatrixRow>,
        note: Option<MatrixNoteColumn>,
    },
    /// A table with rows to write in, first those that are named, then so many blank ones.
    Repeat {
        columns: Vec<IssuedItem>,
        rows: Vec<MatrixRow>,
        blank_rows: u32,
        row_height: Option<Mm>,
    },
    /// A place for a photograph of the given size.
    Photo {
        width: Mm,
        height: Mm,
    },
    Signatures {
        parties: Vec<IssuedParty>,
    },
    /// Static text; the item's label is what it says.
    Note {
        text: IssuedProse,
    },
    /// Numbered articles with blanks inside the sentence.
    Clauses {
        articles: Vec<IssuedArticle>,
    },
    /// Notice and separate consent for personal information (个人信息保护法 17, 23, 29, 30).
    Consent(IssuedConsent),
}

/// A question that one control answers.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedQuestion {
    pub(crate) definition: field::Question,
    /// The options of a choice; none where the list is not known, which `check` reports.
    pub list: Option<Arc<ChoiceList>>,
    /// How the number of another form's sheet is written.
    pub(crate) pattern: Option<String>,
}

/// Someone who signs.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedParty {
    pub(crate) name: Spanned<Name>,
    pub(crate) label: LocalizedText,
    pub(crate) modes: Vec<SigningMode>,
    pub(crate) date: bool,
    /// Is there room for a guardian's signature, too?
    pub(crate) guardian: bool,
    pub(crate) hint: Option<IssuedProse>,
}

/// One article of an agreement.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedArticle {
    pub(crate) name: Spanned<Name>,
    /// From 1, running on through the whole form.
    pub(crate) number: usize,
    pub(crate) title: Option<LocalizedText>,
    pub(crate) text: IssuedProse,
    /// Numbered （一）（二）….
    pub(crate) points: Vec<IssuedProse>,
    /// What the blanks of text and points ask for.
    pub(crate) blanks: Vec<IssuedItem>,
    pub(crate) covers: Vec<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
}

/// A consent: its notices, its statements, and the places to sign.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedConsent {
    /// Heading and paragraph of each thing that is told; [`IssuedForm::consent_notices`] has their words.
    pub(crate) notices: Vec<(&'static str, ConsentNotice)>,
    pub(crate) statements: Vec<ConsentStatement>,
    /// What stands before the places for the signatures, and what the day of signing is called.
    pub(crate) signature: &'static str,
    pub(crate) guardian: &'static str,
    pub(crate) date: &'static str,
}

/// One notice of a consent: shared text, or the number of a text with the office's name.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) enum ConsentNotice {
    /// With these words, whichever office hands the form out.
    Shared(IssuedProse),
    /// With the office's name or telephone, and no blank: this one of [`IssuedForm::consent_notices`].
    OfOffice(usize),
}

impl IssuedQuestion {
    /// What one fills in; none where the list is not known.
    pub(crate) fn control(&self) -> Option<Control<'_>> {
        self.definition.control(self.list.as_deref())
    }

    /// What may be answered; none where the list is not known.
    pub(crate) fn answer_type(&self) -> Option<AnswerType<'_>> {
        AnswerType::of(&self.definition, self.list.as_deref(), self.pattern.as_deref())
    }
}

impl IssuedKind {
    /// The items inside it: the columns of a table, the blanks of each article.
    pub(crate) fn inner(&self) -> Vec<&[IssuedItem]> {
        match self {
            IssuedKind::Repeat { columns, .. } => vec![columns],
            IssuedKind::Clauses { articles } => articles.iter().map(|article| &article.blanks[..]).collect(),
            _ => Vec::new(),
        }
    }

    /// What one fills in, of a question.
    pub(crate) fn control(&self) -> Option<Control<'_>> {
        match self {
            IssuedKind::Question(question) => question.control(),
            _ => None,
        }
    }

    /// Does it stand in a cell of the grid, beside others?
    pub(crate) fn is_on_grid(&self) -> bool {
        matches!(self, IssuedKind::Question(_) | IssuedKind::Photo { .. } | IssuedKind::Note { .. })
    }
}
