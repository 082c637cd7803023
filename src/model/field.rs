//! A field: its kind, and what fields of every kind have.
//!
//! What a person fills in is not decided here but by [`super::control`], of which there are few.

use super::expression::Expression;
use super::kind::format::{DateFormat, LineFormat};
pub use super::mode::Mode;
use super::name::Name;
pub use super::privacy::Privacy;
use super::prose::{Prose, Text};
use super::terms;
use crate::source::Spanned;
use crate::units::Mm;

/// The grid every section is laid on has this many columns.
pub const GRID_COLUMNS: u32 = 24;

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Unique within the form, and within its repeat, clause or matrix.
    pub name: Spanned<Name>,
    pub label: Text,
    pub hint: Option<Prose>,
    pub required: bool,
    /// "Ask only if" (XLSForm: `relevant`).
    pub relevant: Option<Expression>,
    pub constraint: Option<Constraint>,
    pub privacy: Privacy,
    /// What a person would enter there about themselves, as HTML names it for browsers that fill in what
    /// they know (WCAG 1.3.5): `name`, `bday`.
    pub autocomplete: Option<Spanned<String>>,
    /// Sections of the plan the field is derived from; its section's where it has none of its own.
    pub source: Vec<Spanned<String>>,
    /// Why the field is there although the plan does not ask for it.
    pub inferred: Option<String>,
    /// The articles of law it rests on.
    pub basis: Vec<Spanned<String>>,
    /// Columns of the grid for the label's cell; 0 puts the label inside the field's own cell.
    pub label_width: u32,
    /// Columns of the grid for the field's own cell.
    pub width: u32,
    /// Rows of the grid the field's cell spans.
    pub row_span: u32,
    /// Did an office add it, beside what the programme asks?
    pub of_office: bool,
    /// Does the page of an office's form leave it out? Paper has it.
    pub hidden_on_page: bool,
    pub kind: Kind,
}

/// A rule for a field's value.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    pub expression: Expression,
    /// What to say of a value that breaks it; the rule itself where it is missing.
    pub message: Option<Text>,
}

impl Field {
    /// What the author says of the field's condition and rule.
    pub fn worded(&self) -> impl Iterator<Item = &Text> {
        let expressions = self.relevant.iter().chain(self.constraint.as_ref().map(|rule| &rule.expression));
        let message = self.constraint.as_ref().and_then(|rule| rule.message.as_ref());
        expressions.filter_map(|expression| expression.wording.as_ref()).chain(message)
    }

    /// Its running texts, with the blanks that they may insert.
    pub fn prose(&self) -> Vec<(&Prose, &[Field])> {
        self.hint.iter().map(|hint| (hint, &[][..])).chain(self.kind.prose()).collect()
    }

    /// The field itself, then the fields inside it, in reading order.
    pub fn with_inner(&self) -> Vec<&Field> {
        std::iter::once(self).chain(self.kind.inner().into_iter().flatten()).collect()
    }
}

/// A field's kind with what only that kind has.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Asked with one control.
    Question(Question),
    /// Rows times the options of a list, with room for a note beside each row.
    Matrix {
        list: Spanned<Name>,
        rows: Vec<MatrixRow>,
        note: Option<Column>,
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

/// A question that one control answers; it may stand on the grid, in a table's column or in a sentence.
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

/// A row of a matrix.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct MatrixRow {
    pub name: Spanned<Name>,
    pub label: Text,
    pub source: Vec<Spanned<String>>,
    /// The articles of law it rests on.
    pub basis: Vec<Spanned<String>>,
    pub inferred: Option<String>,
}

/// A heading and a width in columns of the grid of 24.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Column {
    pub label: Text,
    pub width: u32,
}

/// Someone who signs.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    pub name: Spanned<Name>,
    pub label: Text,
    /// In the order they are printed; any one of them binds (民法典 490).
    pub modes: Vec<Mode>,
    pub date: bool,
    /// May a guardian have to sign for them or with them (民法典 18–23)?
    pub guardian: bool,
    pub hint: Option<Prose>,
}

/// One article of an agreement. Its number runs on through the whole form.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub name: Spanned<Name>,
    pub title: Option<Text>,
    pub text: Prose,
    /// What stands below the article, numbered （一）（二）….
    pub points: Vec<Prose>,
    /// The fields that `${name}` in text and points stands for.
    pub blanks: Vec<Field>,
    /// Laws whose demand on the agreement this article meets.
    pub covers: Vec<Spanned<String>>,
    pub source: Vec<Spanned<String>>,
    pub inferred: Option<String>,
}

/// The five things a person must be told, and what they agree to.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    pub purpose: Prose,
    pub method: Prose,
    /// Why sensitive information is needed (个人信息保护法 30).
    pub necessity: Prose,
    /// What it means for the person (个人信息保护法 30).
    pub impact: Prose,
    pub retention: Prose,
    pub rights: Prose,
    /// How those hear of it whom the form names beside the person: guardian, volunteer, somebody to call.
    pub third_parties: Option<Prose>,
    /// How it is had of somebody who is asked by telephone.
    pub by_phone: Option<Prose>,
    /// To whom it is passed on, each of which is agreed to by itself (个人信息保护法 23).
    pub share_with: Vec<Receiver>,
}

/// Somebody to whom personal information is passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Receiver {
    pub name: Spanned<Name>,
    pub to: Text,
    /// The kinds of information.
    pub what: Text,
    pub purpose: Text,
}

impl Consent {
    /// So many things are told before the list of what is sensitive: why and how it is used.
    pub const BEFORE_SENSITIVE: usize = 2;

    /// What is told, each under its heading, in the order it is told.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, &Prose)> {
        let told = [
            (terms::PURPOSE, &self.purpose),
            (terms::METHOD, &self.method),
            (terms::NECESSITY, &self.necessity),
            (terms::IMPACT, &self.impact),
            (terms::RETENTION, &self.retention),
            (terms::RIGHTS, &self.rights),
        ];
        let more = [(terms::THIRD_PARTIES, &self.third_parties), (terms::BY_PHONE, &self.by_phone)];
        let more = more.into_iter().filter_map(|(heading, prose)| Some((heading, prose.as_ref()?)));
        told.into_iter().chain(more)
    }
}

impl Question {
    /// How its one line is written.
    pub fn line(&self) -> Option<&'static LineFormat> {
        match self {
            Question::Line { format, .. } | Question::Certificate { format, .. } => Some(format),
            _ => None,
        }
    }

    /// Is it a day or a month?
    pub fn is_calendar(&self) -> bool {
        matches!(self, Question::Date(format) if format.of_calendar)
    }

    /// The unit of a number.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Question::Number { unit, .. } => unit.as_deref(),
            _ => None,
        }
    }
}

impl Kind {
    /// The fields inside it: the columns of a table, the blanks of each article.
    pub fn inner(&self) -> Vec<&[Field]> {
        let blanks = self.clauses().iter().map(|clause| &clause.blanks[..]);
        [self.columns()].into_iter().chain(blanks).collect()
    }

    /// The option list that is chosen from.
    pub fn list(&self) -> Option<&Spanned<Name>> {
        match self {
            Kind::Question(Question::Select { list, .. }) | Kind::Matrix { list, .. } => Some(list),
            _ => None,
        }
    }

    /// What one control answers.
    pub fn question(&self) -> Option<&Question> {
        match self {
            Kind::Question(question) => Some(question),
            _ => None,
        }
    }

    /// As of [`Question`].
    pub fn line(&self) -> Option<&'static LineFormat> {
        self.question()?.line()
    }

    /// As of [`Question`].
    pub fn is_calendar(&self) -> bool {
        self.question().is_some_and(Question::is_calendar)
    }

    /// The columns of a table with rows to write in.
    pub fn columns(&self) -> &[Field] {
        match self {
            Kind::Repeat { columns, .. } => columns,
            _ => &[],
        }
    }

    /// The rows that are named.
    pub fn rows(&self) -> &[MatrixRow] {
        match self {
            Kind::Matrix { rows, .. } | Kind::Repeat { rows, .. } => rows,
            _ => &[],
        }
    }

    /// The articles.
    pub fn clauses(&self) -> &[Clause] {
        match self {
            Kind::Clauses { clauses } => clauses,
            _ => &[],
        }
    }

    /// Those who sign.
    pub fn parties(&self) -> &[Party] {
        match self {
            Kind::Signatures { parties } => parties,
            _ => &[],
        }
    }

    /// As of [`Field::prose`].
    fn prose(&self) -> Vec<(&Prose, &[Field])> {
        match self {
            Kind::Note { text } => vec![(text, &[])],
            Kind::Signatures { parties } => {
                parties.iter().filter_map(|party| party.hint.as_ref()).map(|hint| (hint, &[][..])).collect()
            }
            Kind::Clauses { clauses } => clauses
                .iter()
                .flat_map(|clause| [&clause.text].into_iter().chain(&clause.points).map(|p| (p, &clause.blanks[..])))
                .collect(),
            Kind::Consent(consent) => consent.told().map(|(_, prose)| (prose, &[][..])).collect(),
            Kind::Question(_) | Kind::Matrix { .. } | Kind::Repeat { .. } | Kind::Photo { .. } => Vec::new(),
        }
    }

    /// To whom a consent passes information on.
    pub fn receivers(&self) -> &[Receiver] {
        match self {
            Kind::Consent(consent) => &consent.share_with,
            _ => &[],
        }
    }

    /// Does it stand in a cell of the grid, beside others?
    pub fn stands_on_grid(&self) -> bool {
        matches!(self, Kind::Question(_) | Kind::Photo { .. } | Kind::Note { .. })
    }

    /// Is it asked and answered, so that it bears a number? Texts, articles, consents and signatures
    /// stand for themselves.
    pub fn is_asked(&self) -> bool {
        matches!(self, Kind::Question(_) | Kind::Matrix { .. } | Kind::Repeat { .. } | Kind::Photo { .. })
    }
}
