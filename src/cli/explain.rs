//! `formpress explain`: prints the manual of a message code, or of a check.

use super::command::ExitStatus;
use super::console::Console;
use super::report::severity_words;
use crate::check::{CHECKS, Check};
use crate::diagnostic::{Diagnostic, Severity, closest_name};
use crate::wording::cli::{NEAREST, NO_SUCH_CODE, manual, severity};
use crate::wording::{FilledPhrase, Lang, Message, codes, message, phrase};

pub(crate) fn run(code: &str, console: Console) -> Result<ExitStatus, Diagnostic> {
    match explanation(code, console.lang) {
        Some(text) => {
            console.print_result(&text);
            Ok(ExitStatus::Done)
        }
        None => {
            let known = codes::all_messages().map(|message| message.code).chain(CHECKS.iter().map(|check| check.code));
            let meant = closest_name(code, known).map(|name| console.phrase(&phrase!(NEAREST, name)));
            Err(Diagnostic::new(
                message!(NO_SUCH_CODE, value = code, nearest = meant.unwrap_or_default()),
                "formpress explain",
            ))
        }
    }
}

/// Everything that is known of a code; `None` where it is nobody's.
pub fn explanation(code: &str, lang: Lang) -> Option<String> {
    let messages: Vec<&Message> = codes::all_messages().filter(|message| message.code == code).collect();
    let rules = CHECKS.iter().filter(|check| {
        check.code == code || check.messages.iter().any(|message| messages.iter().any(|known| known == message))
    });
    let parts: Vec<String> = messages
        .iter()
        .map(|message| of_message(message, lang))
        .chain(rules.map(|check| of_rule(check, check.code == code, lang)))
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// Its level, what it says with the names of what fills it, and what to do.
fn of_message(message: &Message, lang: Lang) -> String {
    let [what, hint] = message.template(lang);
    let mut text = format!("{}[{}]: {what}\n", severity_words(message.level).say(lang), message.code);
    if !hint.is_empty() {
        text.push_str(&format!("   = {}{hint}\n", severity::HINT.say(lang)));
    }
    if message.level == Severity::Warning && codes::source_messages().any(|known| known == message) {
        text.push_str(&format!("   = {}\n", phrase!(manual::JUDGED, code = message.code).say(lang)));
    }
    text
}

fn of_rule(check: &Check, whole: bool, lang: Lang) -> String {
    let [title, catches, hurts, fix] = check.words(lang);
    let example: String = check.example.lines().map(|line| format!("    {line}\n")).collect();
    let line = |phrase: FilledPhrase| phrase.say(lang) + "\n";
    let mut text = line(phrase!(manual::RULE, code = check.code, title)) + "\n";
    text += &line(phrase!(manual::CATCHES, words = catches));
    text += &line(phrase!(manual::HURTS, words = hurts));
    text += &line(phrase!(manual::FIX, words = fix));
    text += &(manual::EXAMPLE.say(lang).to_owned() + "\n\n" + &example);
    if whole {
        let codes: Vec<&str> = check.messages.iter().map(|message| message.code).collect();
        let codes = codes.join(severity::BETWEEN.say(lang));
        text += &("\n".to_owned() + &line(phrase!(manual::MESSAGES, codes)));
    }
    text
}
