//! Turns clap's usage errors into messages of our own, in Chinese or English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::command::CommandRequest;
use super::report;
use crate::diagnostic::Diagnostic;
use crate::wording::{Lang, cli, message, phrase};

/// What to answer where clap did not return a command: help that was asked for, or a refusal.
pub(crate) fn usage_answer(error: &Error, lang: Lang) -> CommandRequest {
    let command = "formpress";
    let refuse = |message| CommandRequest::Refuse(report::usage_error(&Diagnostic::new(message, command), lang));
    let context = |kind| context_words(error, kind).unwrap_or_default();
    let nearest = |kind| {
        let name = context_words(error, kind);
        name.map(|name| phrase!(cli::NEAREST, name).say(lang)).unwrap_or_default()
    };
    use ContextKind::{InvalidArg, InvalidSubcommand, SuggestedArg, SuggestedSubcommand};
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => CommandRequest::Say(error.render().to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => CommandRequest::Refuse(error.render().to_string()),
        ErrorKind::UnknownArgument => refuse(message!(
            cli::UNKNOWN_OPTION,
            argument = context(InvalidArg),
            nearest = nearest(SuggestedArg),
            command
        )),
        ErrorKind::InvalidSubcommand => refuse(message!(
            cli::UNKNOWN_COMMAND,
            argument = context(InvalidSubcommand),
            nearest = nearest(SuggestedSubcommand),
            command
        )),
        ErrorKind::MissingRequiredArgument => {
            refuse(message!(cli::MISSING_ARGUMENT, argument = context(InvalidArg), command))
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            refuse(message!(cli::VALUE_MISSING, argument = context(InvalidArg), command))
        }
        ErrorKind::ArgumentConflict => refuse(message!(cli::GIVEN_TWICE, argument = context(InvalidArg))),
        // clap may add kinds of its own; they are told in its words.
        _ => refuse(message!(cli::BAD_USAGE, error = error.kind(), command)),
    }
}

fn context_words(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(" ")),
        _ => None,
    }
}
