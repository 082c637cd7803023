//! The row types of the message tables: messages and phrases in Chinese and English, and the macros that fill them.

use super::template::{self, Argument, IntoArgument, Lang, Names};
use crate::source::Sources;

/// The constants of messages of a file, and a list of them. A message is an error that the sources cause where its row or
/// the head of the list (`origin: System;`) says nothing else. Both languages must have the same placeholders.
macro_rules! messages {
    (@level) => { $crate::wording::Severity::Error };
    (@level $level:ident) => { $crate::wording::Severity::$level };
    (@origin $default:ident) => { $crate::wording::Origin::$default };
    (@origin $default:ident $origin:ident) => { $crate::wording::Origin::$origin };
    (origin: $default:ident; $($(#[$doc:meta])* pub(crate) const $name:ident: $type:ty = $message:ident {
        code: $code:expr, zh: $zh:expr, en: $en:expr $(, level: $level:ident)? $(, origin: $origin:ident)? $(,)?
    };)+) => {
        $($(#[$doc])* pub(crate) const $name: $type = $message {
            code: $code,
            zh: $zh,
            en: $en,
            level: messages!(@level $($level)?),
            origin: messages!(@origin $default $($origin)?),
        };)+

        $(const _: () = $crate::wording::assert_alike(&$name.zh, &$name.en);)+

        /// Every message of this file.
        pub(crate) const ALL: &[&$crate::wording::Message] = &[$(&$name),+];
    };
    ($($rows:tt)+) => { messages! { origin: Sources; $($rows)+ } };
}

/// A message in both languages: what happened, and what to do about it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// A stable name, as printed in brackets and in the JSON report.
    pub code: &'static str,
    /// `[what happened, what to do]`
    pub zh: [&'static str; 2],
    /// `[what happened, what to do]`
    pub en: [&'static str; 2],
    /// The default severity, unless the place or `site.yaml` says otherwise.
    pub level: Severity,
    /// The cause of the problem. The exit status follows from it.
    pub origin: Origin,
}

/// The cause of a message: what has to change so that it goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The files of the project, or a table of data.
    Sources,
    /// The command line: its options and the paths that it names.
    Usage,
    /// The computer: fonts, disks, ports, other programs.
    System,
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build is refused.
    Error,
    /// Reported; the build goes on.
    Warning,
    /// The sources leave it open: a written default or an empty blank is used, and the programme must decide.
    Undecided,
    /// Known, and accepted with a reason: a contradiction of the data, or a finding that `site.yaml` names.
    Acknowledged,
}

/// A text in both languages that reports no problem: help, progress, a summary.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// A phrase with placeholders, the same in both languages. [`phrase!`] fills them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PhraseTemplate {
    zh: &'static str,
    en: &'static str,
}

impl PhraseTemplate {
    /// The texts of a constant. It does not compile where one language has a placeholder that the other has not.
    pub(crate) const fn new(zh: &'static str, en: &'static str) -> PhraseTemplate {
        template::assert_alike(&[zh], &[en]);
        PhraseTemplate { zh, en }
    }

    /// Both texts.
    pub(crate) const fn texts(&self) -> [&'static str; 2] {
        [self.zh, self.en]
    }
}

/// A phrase with a value for each of its placeholders. [`phrase!`] makes it, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilledPhrase {
    template: &'static PhraseTemplate,
    arguments: Vec<(&'static str, Argument)>,
}

impl FilledPhrase {
    /// From names that were held against the placeholders.
    pub(crate) fn new<const N: usize>(
        template: &'static PhraseTemplate,
        names: Names<N>,
        values: [Argument; N],
    ) -> FilledPhrase {
        FilledPhrase { template, arguments: names.with(values) }
    }

    pub(crate) fn say(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::Zh => self.template.zh,
            Lang::En => self.template.en,
        };
        template::fill(text, |name| {
            self.arguments.iter().find(|(n, _)| *n == name).map(|(_, value)| value.text(lang, &Sources::default()))
        })
    }
}

impl Phrase {
    /// The texts of a constant. It does not compile where they have a placeholder.
    pub(crate) const fn new(zh: &'static str, en: &'static str) -> Phrase {
        let _: Names<0> = Names::of(&[zh, en], []);
        Phrase { zh, en }
    }

    pub(crate) fn say(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

impl Message {
    /// What happened and what to do, with placeholders as they stand in the row.
    pub(crate) fn template(&self, lang: Lang) -> [&'static str; 2] {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// All texts of the row.
    pub const fn texts(&self) -> [&'static str; 4] {
        [self.zh[0], self.zh[1], self.en[0], self.en[1]]
    }

    /// What happened and what to do, filled.
    pub(crate) fn fill(&self, lang: Lang, sources: &Sources, arguments: &[(&'static str, Argument)]) -> [String; 2] {
        let value = |name: &str| arguments.iter().find(|(n, _)| *n == name).map(|(_, value)| value.text(lang, sources));
        self.template(lang).map(|text| template::fill(text, value))
    }
}

/// A message with a value for each of its placeholders. [`message!`] makes it, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilledMessage {
    message: &'static Message,
    arguments: Vec<(&'static str, Argument)>,
}

impl FilledMessage {
    /// From names that were held against the placeholders.
    pub fn new<const N: usize>(message: &'static Message, names: Names<N>, values: [Argument; N]) -> FilledMessage {
        FilledMessage { message, arguments: names.with(values) }
    }

    pub fn message(&self) -> &'static Message {
        self.message
    }

    pub(crate) fn into_parts(self) -> (&'static Message, Vec<(&'static str, Argument)>) {
        (self.message, self.arguments)
    }
}

/// A message with one value left to be filled in by another part of the program: the title of a column.
/// [`partial_message!`] makes it, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PartialMessage(FilledMessage);

impl PartialMessage {
    /// From names that were held against the placeholders; the last one's value is an empty text yet.
    pub(crate) fn new<const N: usize>(
        message: &'static Message,
        names: Names<N>,
        values: [Argument; N],
    ) -> PartialMessage {
        PartialMessage(FilledMessage::new(message, names, values))
    }

    pub(crate) fn message(&self) -> &'static Message {
        self.0.message
    }

    pub(crate) fn fill(self, value: impl IntoArgument) -> FilledMessage {
        let FilledMessage { message, mut arguments } = self.0;
        if let Some((_, last)) = arguments.last_mut() {
            *last = value.to_argument();
        }
        FilledMessage { message, arguments }
    }
}

/// A row of messages with its placeholders filled: `message!(load::UNKNOWN_KEY, key, near = word)`. A placeholder
/// without a value, or a value without a placeholder, does not compile.
macro_rules! message {
    ($row:expr $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const NAMES: $crate::wording::Names<{ <[&str]>::len(&[$(stringify!($name)),*]) }> =
            $crate::wording::Names::of(&$row.texts(), [$(stringify!($name)),*]);
        $crate::wording::FilledMessage::new(&$row, NAMES, [$($crate::wording::argument!($name $(= $value)?)),*])
    }};
}

/// The same with one placeholder left open: `partial_message!(records::NOT_A_DATE, [column], value = text)`.
macro_rules! partial_message {
    ($row:expr, [$open:ident] $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const NAMES: $crate::wording::Names<{ <[&str]>::len(&[$(stringify!($name),)* stringify!($open)]) }> =
            $crate::wording::Names::of(&$row.texts(), [$(stringify!($name),)* stringify!($open)]);
        $crate::wording::PartialMessage::new(
            &$row,
            NAMES,
            [$($crate::wording::argument!($name $(= $value)?),)* $crate::wording::Argument::Text(String::new())],
        )
    }};
}

/// A phrase with its placeholders filled, checked as by [`message!`]: `phrase!(progress::WROTE, path, pages = count)`.
macro_rules! phrase {
    ($row:expr $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const NAMES: $crate::wording::Names<{ <[&str]>::len(&[$(stringify!($name)),*]) }> =
            $crate::wording::Names::of(&$row.texts(), [$(stringify!($name)),*]);
        $crate::wording::FilledPhrase::new(&$row, NAMES, [$($crate::wording::argument!($name $(= $value)?)),*])
    }};
}

/// A constant text of one language with its placeholders filled, checked as by [`message!`]: `text!(explain::UNIT, unit)`.
macro_rules! text {
    ($text:expr $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const NAMES: $crate::wording::Names<{ <[&str]>::len(&[$(stringify!($name)),*]) }> =
            $crate::wording::Names::of(&[$text], [$(stringify!($name)),*]);
        NAMES.fill($text, [$($crate::wording::argument!($name $(= $value)?)),*])
    }};
}

/// The value of a placeholder: what stands behind its name, or the variable of that name.
macro_rules! argument {
    ($name:ident) => {
        $crate::wording::IntoArgument::to_argument(&$name)
    };
    ($name:ident = $value:expr) => {
        $crate::wording::IntoArgument::to_argument(&$value)
    };
}

pub(crate) use {argument, message, partial_message, phrase, text};
