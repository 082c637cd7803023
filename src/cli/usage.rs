//! clap's faults in our own words.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::command::CommandRequest;
use super::report;
use crate::diagnostic::Diagnostic;
use crate::wording::{Lang, Message, cli};

/// What to answer where clap did not return a command: help that was asked for, or a refusal.
pub fn usage_answer(error: &Error, lang: Lang) -> CommandRequest {
    let refuse = |message: &'static Message, argument: ContextKind, suggestion: ContextKind| {
        let nearest = context_words(error, suggestion).map(|name| cli::NEAREST.fill(lang, &[("name", name)]));
        let fault = Diagnostic::error(message, "formpress")
            .with("argument", context_words(error, argument).unwrap_or_default())
            .with("nearest", nearest.unwrap_or_default())
            .with("error", error.kind())
            .with("command", "formpress");
        CommandRequest::Refuse(report::usage_error(&fault, lang))
    };
    use ContextKind::{InvalidArg, InvalidSubcommand, SuggestedArg, SuggestedSubcommand};
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => CommandRequest::Say(error.render().to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => CommandRequest::Refuse(error.render().to_string()),
        ErrorKind::UnknownArgument => refuse(&cli::UNKNOWN_OPTION, InvalidArg, SuggestedArg),
        ErrorKind::InvalidSubcommand => refuse(&cli::UNKNOWN_COMMAND, InvalidSubcommand, SuggestedSubcommand),
        ErrorKind::MissingRequiredArgument => refuse(&cli::MISSING_ARGUMENT, InvalidArg, SuggestedArg),
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            refuse(&cli::VALUE_MISSING, InvalidArg, SuggestedArg)
        }
        ErrorKind::ArgumentConflict => refuse(&cli::GIVEN_TWICE, InvalidArg, SuggestedArg),
        // clap may add kinds of its own; they are told in its words.
        _ => refuse(&cli::BAD_USAGE, InvalidArg, SuggestedArg),
    }
}

fn context_words(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(" ")),
        _ => None,
    }
}
