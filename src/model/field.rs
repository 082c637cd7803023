//! A field of a form: its kind, and the properties that fields of every kind have.
//!
//! What a person fills in is not decided here but by [`super::control`], of which there are few.

use super::expression::Expression;
use super::fixed_text;
use super::kind::format::{DateFormat, LineFormat};
use super::name::Name;
pub(crate) use super::privacy::Privacy;
use super::prose::{LocalizedText, Prose};
pub(crate) use super::signing_mode::SigningMode;
use crate::source::Spanned;
use crate::units::Mm;

/// The grid every section is laid on has this many columns.
pub(crate) const GRID_COLUMNS: u32 = 24;

/// One field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Unique within the form, and within its repeat, clause or matrix.
    pub name: Spanned<Name>,
    pub label: LocalizedText,
    pub hint: Option<Prose>,
    pub required: bool,
    /// "Ask only if" (XLSForm: `relevant`).
    pub relevant: Option<Expression>,
    pub constraint: Option<Constraint>,
    pub privacy: Privacy,
    /// What a person would enter there about themselves, as HTML names it for browsers that fill in what
    /// they know (WCAG 1.3.5): `name`, `bday`.
    pub(crate) autocomplete: Option<Spanned<String>>,
    /// Sections of the plan the field is derived from; its section's where it has none of its own.
    pub source: Vec<Spanned<String>>,
    /// Why the field is there although the plan does not ask for it.
    pub inferred: Option<String>,
    /// The articles of law it rests on.
    pub(crate) basis: Vec<Spanned<String>>,
    /// Columns of the grid for the label's cell; 0 puts the label inside the field's own cell.
    pub label_width: u32,
    /// Columns of the grid for the field's own cell.
    pub width: u32,
    /// Rows of the grid the field's cell spans.
    pub(crate) row_span: u32,
    /// Did an office add it, beside what the programme asks?
    pub of_office: bool,
    /// Does the page of an office's form leave it out? Paper has it.
    pub hidden_on_page: bool,
    pub kind: FieldKind,
}

/// A condition that the value of a field must satisfy.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    pub expression: Expression,
    /// What to say of a value that breaks it; the rule itself where it is missing.
    pub(crate) message: Option<LocalizedText>,
}

impl Field {
    /// What the author says of the field's condition and rule.
    pub(crate) fn custom_texts(&self) -> impl Iterator<Item = &LocalizedText> {
        let expressions = self.relevant.iter().chain(self.constraint.as_ref().map(|rule| &rule.expression));
        let message = self.constraint.as_ref().and_then(|rule| rule.message.as_ref());
        expressions.filter_map(|expression| expression.wording.as_ref()).chain(message)
    }

    /// Its running texts, with the blanks that they may insert.
    pub(crate) fn prose(&self) -> Vec<(&Prose, &[Field])> {
        self.hint.iter().map(|hint| (hint, &[][..])).chain(self.kind.prose()).collect()
    }

    /// The field itself, then the fields inside it, in reading order.
    pub fn with_inner(&self) -> Vec<&Field> {
        std::iter::once(self).chain(self.kind.inner().into_iter().flatten()).collect()
    }
}

/// The kind of a field with the properties that only this kind has.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Asked with one control.
    Question(Question),
    /// Rows times the options of a list, with room for a note beside each row.
    Matrix {
        list: Spanned<Name>,
        rows: Vec<MatrixRow>,
        note: Option<MatrixNoteColumn>,
    },
    /// A table with rows to write in, first those that are named, then blank ones; its header is
    /// repeated on each page.
    Repeat {
        columns: Vec<Field>,
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
        parties: Vec<Party>,
    },
    /// Static text; the field's label is what it says (XLSForm: `note`).
    Note {
        text: Prose,
    },
    /// Numbered articles with blanks inside the sentence.
    Clauses {
        clauses: Vec<Clause>,
    },
    /// Notice and separate consent for personal information (个人信息保护法 17, 23, 29, 30).
    Consent(Box<Consent>),
}

/// A question answered with one control; it may be an item on the grid, a column of a table or a blank in a sentence.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Question {
    /// One line, written after a format.
    Line {
        format: &'static LineFormat,
        /// In characters, where it is limited.
        length: Option<u32>,
    },
    /// Several lines; `rows` of writing room on paper.
    Area {
        rows: u32,
    },
    Number {
        decimal: bool,
        unit: Option<String>,
    },
    /// A date, a month, a time of day.
    Date(&'static DateFormat),
    /// A disability certificate's number: the 18 of the identity number, kind, grade, and room for a
    /// reissue suffix up to `boxes` places.
    Certificate {
        format: &'static LineFormat,
        boxes: u32,
        /// The questions that say the same of the person: identity number, kind and grade.
        of: Option<Spanned<Name>>,
        kind: Option<Spanned<Name>>,
        grade: Option<Spanned<Name>>,
    },
    Select {
        list: Spanned<Name>,
        many: bool,
    },
    /// The number of a sheet of another form.
    Reference {
        form: Spanned<Name>,
    },
}

/// A named row of a matrix or repeat.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct MatrixRow {
    pub name: Spanned<Name>,
    pub label: LocalizedText,
    pub(crate) source: Vec<Spanned<String>>,
    /// The articles of law it rests on.
    pub(crate) basis: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
}

/// The note column of a matrix: its heading, and its width in columns of the grid of 24.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct MatrixNoteColumn {
    pub label: LocalizedText,
    pub(crate) width: u32,
}

/// A party that signs.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    pub(crate) name: Spanned<Name>,
    pub(crate) label: LocalizedText,
    /// In the order they are printed; any one of them binds (民法典 490).
    pub(crate) modes: Vec<SigningMode>,
    pub(crate) date: bool,
    /// May a guardian have to sign for them or with them (民法典 18–23)?
    pub(crate) guardian: bool,
    pub(crate) hint: Option<Prose>,
}

/// One article of an agreement. Articles are numbered through the whole form.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub name: Spanned<Name>,
    pub(crate) title: Option<LocalizedText>,
    pub(crate) text: Prose,
    /// The points below the article, numbered （一）（二）….
    pub(crate) points: Vec<Prose>,
    /// The fields that `${name}` in text and points stands for.
    pub(crate) blanks: Vec<Field>,
    /// Laws whose demand on the agreement this article meets.
    pub(crate) covers: Vec<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
}

/// A consent: the notices that the law requires, and the recipients that are agreed to separately.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    pub(crate) purpose: Prose,
    pub(crate) method: Prose,
    /// Why sensitive information is needed (个人信息保护法 30).
    pub(crate) necessity: Prose,
    /// What it means for the person (个人信息保护法 30).
    pub(crate) impact: Prose,
    pub(crate) retention: Prose,
    pub(crate) rights: Prose,
    /// How other persons named in the form are informed: guardian, volunteer, emergency contact.
    pub(crate) third_parties: Option<Prose>,
    /// How consent is obtained by telephone.
    pub(crate) by_phone: Option<Prose>,
    /// To whom it is passed on, each of which is agreed to by itself (个人信息保护法 23).
    pub(crate) share_with: Vec<DataRecipient>,
}

/// A recipient of personal information.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DataRecipient {
    pub(crate) name: Spanned<Name>,
    pub(crate) to: LocalizedText,
    /// The kinds of information.
    pub(crate) what: LocalizedText,
    pub(crate) purpose: LocalizedText,
}

impl Consent {
    /// So many things are told before the list of what is sensitive: why and how it is used.
    pub(crate) const BEFORE_SENSITIVE: usize = 2;

    /// What is told, each under its heading, in the order it is told.
    pub(crate) fn notices(&self) -> impl Iterator<Item = (&'static str, &Prose)> {
        let required = [
            (fixed_text::PURPOSE, &self.purpose),
            (fixed_text::METHOD, &self.method),
            (fixed_text::NECESSITY, &self.necessity),
            (fixed_text::IMPACT, &self.impact),
            (fixed_text::RETENTION, &self.retention),
            (fixed_text::RIGHTS, &self.rights),
        ];
        let more = [(fixed_text::THIRD_PARTIES, &self.third_parties), (fixed_text::BY_PHONE, &self.by_phone)];
        let more = more.into_iter().filter_map(|(heading, prose)| Some((heading, prose.as_ref()?)));
        required.into_iter().chain(more)
    }
}

impl Question {
    /// The format of a question of one line; `None` for other questions.
    pub(crate) fn line(&self) -> Option<&'static LineFormat> {
        match self {
            Question::Line { format, .. } | Question::Certificate { format, .. } => Some(format),
            _ => None,
        }
    }

    /// Is it a day or a month?
    pub(crate) fn is_calendar(&self) -> bool {
        matches!(self, Question::Date(format) if format.is_calendar)
    }

    /// The unit of a number.
    pub(crate) fn unit(&self) -> Option<&str> {
        match self {
            Question::Number { unit, .. } => unit.as_deref(),
            _ => None,
        }
    }
}

impl FieldKind {
    /// The fields inside it: the columns of a table, the blanks of each article.
    pub(crate) fn inner(&self) -> Vec<&[Field]> {
        let blanks = self.clauses().iter().map(|clause| &clause.blanks[..]);
        [self.columns()].into_iter().chain(blanks).collect()
    }

    /// The option list that is chosen from.
    pub(crate) fn list(&self) -> Option<&Spanned<Name>> {
        match self {
            FieldKind::Question(Question::Select { list, .. }) | FieldKind::Matrix { list, .. } => Some(list),
            _ => None,
        }
    }

    /// What one control answers.
    pub fn question(&self) -> Option<&Question> {
        match self {
            FieldKind::Question(question) => Some(question),
            _ => None,
        }
    }

    /// As of [`Question`].
    pub(crate) fn line(&self) -> Option<&'static LineFormat> {
        self.question()?.line()
    }

    /// As of [`Question`].
    pub(crate) fn is_calendar(&self) -> bool {
        self.question().is_some_and(Question::is_calendar)
    }

    /// The columns of a table with rows to write in.
    pub(crate) fn columns(&self) -> &[Field] {
        match self {
            FieldKind::Repeat { columns, .. } => columns,
            _ => &[],
        }
    }

    /// The rows that are named.
    pub(crate) fn rows(&self) -> &[MatrixRow] {
        match self {
            FieldKind::Matrix { rows, .. } | FieldKind::Repeat { rows, .. } => rows,
            _ => &[],
        }
    }

    /// The articles.
    pub fn clauses(&self) -> &[Clause] {
        match self {
            FieldKind::Clauses { clauses } => clauses,
            _ => &[],
        }
    }

    /// Those who sign.
    pub(crate) fn parties(&self) -> &[Party] {
        match self {
            FieldKind::Signatures { parties } => parties,
            _ => &[],
        }
    }

    /// As of [`Field::prose`].
    fn prose(&self) -> Vec<(&Prose, &[Field])> {
        match self {
            FieldKind::Note { text } => vec![(text, &[])],
            FieldKind::Signatures { parties } => {
                parties.iter().filter_map(|party| party.hint.as_ref()).map(|hint| (hint, &[][..])).collect()
            }
            FieldKind::Clauses { clauses } => clauses
                .iter()
                .flat_map(|clause| [&clause.text].into_iter().chain(&clause.points).map(|p| (p, &clause.blanks[..])))
                .collect(),
            FieldKind::Consent(consent) => consent.notices().map(|(_, prose)| (prose, &[][..])).collect(),
            FieldKind::Question(_) | FieldKind::Matrix { .. } | FieldKind::Repeat { .. } | FieldKind::Photo { .. } => {
                Vec::new()
            }
        }
    }

    /// To whom a consent passes information on.
    pub(crate) fn recipients(&self) -> &[DataRecipient] {
        match self {
            FieldKind::Consent(consent) => &consent.share_with,
            _ => &[],
        }
    }

    /// Is it asked and answered, so that it bears a number? Texts, articles, consents and signatures
    /// stand for themselves.
    pub fn is_question(&self) -> bool {
        matches!(
            self,
            FieldKind::Question(_) | FieldKind::Matrix { .. } | FieldKind::Repeat { .. } | FieldKind::Photo { .. }
        )
    }
}
