//! Loader of `forms/choices.yaml`: the option lists that forms share.

use std::collections::HashSet;

use super::diagnostic_log::DiagnosticLog;
use super::files::SourceFiles;
use super::reader::{MapReader, boolean, map, named_entries, spanned, string, text};
use super::yaml::YamlNode;
use crate::diagnostic::Diagnostic;
use crate::model::choice::{Choice, ChoiceList, Choices};
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::source::Spanned;
use crate::wording::{load as words, message};

/// Reads the option lists in file order.
pub(crate) fn choices(files: &SourceFiles, log: &DiagnosticLog) -> Choices {
    let tree = files.tree(SourcePath::choices().as_str(), log);
    let list = |name: Spanned<Name>, node: &YamlNode| map(node, log, |map| list(name, map, log));
    Choices(tree.and_then(|tree| named_entries(&tree, log, list)).unwrap_or_default())
}

/// Reads one option list. Options with the same name, and words that mean two options, are reported.
pub(crate) fn list(name: Spanned<Name>, map: &mut MapReader, log: &DiagnosticLog) -> ChoiceList {
    let list = ChoiceList {
        name,
        standard: map.optional("standard", string),
        source: map.one_or_many("source", spanned),
        inferred: map.optional("inferred", string),
        choices: map.required_list("choices", choice),
    };
    let mut names = HashSet::new();
    for choice in &list.choices {
        if !names.insert(&choice.name.value) {
            log.push(Diagnostic::new(
                message!(words::DUPLICATE_OPTION, name = &choice.name.value, list = &list.name.value),
                choice.name.span,
            ));
        }
    }
    for (at, choice) in list.choices.iter().enumerate() {
        let others = || list.choices.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        let means = |other: &Choice, word: &String| {
            other.name.value == *word || other.label.zh == *word || other.also.contains(word)
        };
        for word in choice.also.iter().filter(|word| others().any(|other| means(other, word))) {
            log.push(Diagnostic::new(message!(words::SAME_WORD, word, list = &list.name.value), choice.name.span));
        }
    }
    list
}

/// Reads one option.
pub(crate) fn choice(node: &YamlNode, log: &DiagnosticLog) -> Option<Choice> {
    map(node, log, |map| {
        let (name, label) = (map.required("name", code), map.required("label", text));
        let (also, other) = (map.list("also", string), map.optional("other", boolean).unwrap_or(false));
        Some(Choice { name: name?, label: label?, also, other })
    })?
}

/// Reads an option's stored value: a code without spaces or quotes, so that conditions can name it.
fn code(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<String>> {
    let code = spanned(node, log)?;
    let plain =
        !code.value.is_empty() && code.value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if !plain {
        log.push(Diagnostic::new(message!(words::BAD_CODE, text = &code.value), code.span));
    }
    plain.then_some(code)
}
