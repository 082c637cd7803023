//! The definition of a form: purpose, sections and fields. [`super::issued`] is the form as an office issues it.

use jiff::civil::Date;

use super::expression::Expression;
use super::field::{Field, FieldKind};
use super::fixed_text;
use super::name::Name;
use super::prose::{LocalizedText, Prose};
use super::setting::Setting;
use crate::source::{Span, Spanned};

/// One form of the programme (`forms/<id>.yaml`).
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub id: Name,
    /// 之一 … 之四
    pub(crate) number: String,
    pub(crate) title: LocalizedText,
    pub version: String,
    /// Where the version is written.
    pub(crate) version_span: Span,
    pub(crate) effective: EffectiveDate,
    pub(crate) filled_by: Prose,
    pub(crate) when: Prose,
    pub purpose: Prose,
    /// Other words that people search for the form with; no sheet has them, and they are no part of its state.
    pub(crate) also: Vec<String>,
    pub(crate) copies: Copies,
    pub retention: Setting,
    /// How sheets are numbered, such as `${adcode}-3-____-_____`; a blank where none is given.
    pub(crate) serial: Option<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    /// Drawn where the form is chosen among others; what sheets and pages ask says nothing of it, so it is no part of a
    /// form as issued or released.
    pub(crate) pictogram: Option<Spanned<Name>>,
    /// The sections of the plan that its fields must serve; where there are none, nothing is asked of them.
    pub(crate) serves: Vec<Spanned<String>>,
    /// Values that the programme leaves to offices, with a default; texts insert them as `${name}`.
    pub settings: Vec<Setting>,
    /// The laws whose demands the form's articles must meet between them, such as 民法典470; an article
    /// says in `covers` which of them it meets.
    pub(crate) require_covers: Vec<Spanned<String>>,
    /// The legal review; `None` if there was none.
    pub(crate) legal_review: Option<LegalReview>,
    /// 填表说明, one paragraph each.
    pub instructions: Vec<Prose>,
    pub sections: Vec<Section>,
    /// The file as a whole.
    pub(crate) span: Span,
}

/// The legal review of one version of a form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LegalReview {
    /// The version that was looked at; a later one has to be looked at again.
    pub(crate) version: Spanned<String>,
    pub(crate) by: String,
}

/// The day from which the form is used.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(crate) struct EffectiveDate {
    /// `None` where there is none, not even for now.
    pub(crate) day: Option<Date>,
    /// The reason why the day is not decided.
    pub(crate) undecided: Option<Spanned<String>>,
    pub(crate) span: Span,
}

impl EffectiveDate {
    /// As sheets and pages print it: 2026年11月1日起用; with what is only for now, or not known, said so.
    pub(crate) fn words(&self) -> String {
        match (self.day, &self.undecided) {
            (None, _) => fixed_text::EFFECTIVE_UNKNOWN.to_owned(),
            (Some(day), undecided) => fixed_text::effective(&fixed_text::day(day), undecided.is_some()),
        }
    }
}

/// The number of copies and their holders.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Copies {
    pub(crate) holders: CopyHolders,
    pub(crate) undecided: Option<Spanned<String>>,
}

/// The holders of the copies of a filled-in form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CopyHolders {
    /// One copy each, in this order: 机构存档, 服务对象.
    Named(Vec<String>),
    /// As many as the parties of the form's signature block, one each.
    Parties,
}

/// A group of fields under one heading: 一、基本情况.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub name: Spanned<Name>,
    pub title: LocalizedText,
    pub(crate) hint: Option<Prose>,
    pub relevant: Option<Expression>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
    /// The articles of law it rests on.
    pub(crate) basis: Vec<Spanned<String>>,
    pub fields: Vec<Field>,
}

impl Form {
    /// Every field with fields inside fields, in reading order; the blanks of clauses, the columns of
    /// repeats included.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| section.fields.iter()).flat_map(Field::with_inner)
    }

    /// The fields directly in sections, in reading order.
    pub fn top_fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| section.fields.iter())
    }

    /// Every running text, with the blanks that `${name}` may stand for in it beside settings and built-ins.
    pub(crate) fn prose(&self) -> Vec<(&Prose, &[Field])> {
        let about = [&self.filled_by, &self.when, &self.purpose].into_iter().chain(&self.instructions);
        let hints = self.sections.iter().filter_map(|section| section.hint.as_ref());
        let found = about.chain(hints).map(|prose| (prose, &[][..]));
        found.chain(self.fields().flat_map(Field::prose)).collect()
    }

    /// The first field that a guardian may have to sign: a consent, or a party for whom one may.
    pub(crate) fn may_need_guardian(&self) -> Option<&Field> {
        self.top_fields().find(|field| {
            matches!(field.kind, FieldKind::Consent(_)) || field.kind.parties().iter().any(|party| party.guardian)
        })
    }

    pub fn field(&self, name: &Name) -> Option<&Field> {
        self.fields().find(|field| field.name.value == *name)
    }

    /// The number a field bears on paper and page alike: 1, 2, 3 … through the whole form in reading
    /// order. `None` for fields inside fields and for what is not asked (see [`FieldKind::is_question`]).
    pub(crate) fn item_number(&self, field: &Field) -> Option<usize> {
        self.top_fields()
            .filter(|field| field.kind.is_question())
            .position(|item| item.name == field.name)
            .map(|before| before + 1)
    }

    pub fn setting(&self, name: &Name) -> Option<&Setting> {
        self.settings.iter().chain([&self.retention]).find(|setting| setting.name.value == *name)
    }

    /// How many copies are made: the holders, or the parties that sign.
    pub(crate) fn copy_count(&self) -> usize {
        match &self.copies.holders {
            CopyHolders::Named(holders) => holders.len(),
            CopyHolders::Parties => self.party_count(),
        }
    }

    fn party_count(&self) -> usize {
        self.top_fields().map(|field| field.kind.parties().len()).max().unwrap_or(0)
    }

    /// Who keeps the copies, in order.
    pub(crate) fn holders(&self) -> Vec<&str> {
        match &self.copies.holders {
            CopyHolders::Named(holders) => holders.iter().map(String::as_str).collect(),
            CopyHolders::Parties => {
                let parties = self.top_fields().flat_map(|field| field.kind.parties());
                parties.map(|party| party.label.zh.as_str()).collect()
            }
        }
    }
}
