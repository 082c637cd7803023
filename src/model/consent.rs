//! What is agreed to separately on a sheet, in the words that sheet and table of data share.

use super::answers::asks::Offered;
use super::answers::name::Agreement;
use super::field::{Consent, Privacy};
use super::form::Form;
use super::terms;

/// One thing to agree to or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement {
    pub to: Agreement,
    pub words: String,
}

impl Statement {
    /// Yes and no, by stored value and label.
    pub fn offered(&self) -> Vec<Offered<'static>> {
        let offered = |value, label| Offered { value, label, also: &[] };
        vec![offered("1", terms::AGREE), offered("2", terms::DISAGREE)]
    }
}

impl Form {
    /// What is agreed to separately: sensitive items by number, and passing on.
    pub fn consent_statements(&self, consent: &Consent) -> Vec<Statement> {
        let sensitive: Vec<usize> = self
            .top_fields()
            .filter(|field| field.with_inner().iter().any(|inner| inner.privacy == Privacy::Sensitive))
            .filter_map(|field| self.item_number(field))
            .collect();
        let mut statements = Vec::new();
        if !sensitive.is_empty() {
            statements
                .push(Statement { to: Agreement::Sensitive, words: terms::sensitive_consent(&ranges(&sensitive)) });
        }
        if !consent.share_with.is_empty() {
            let receivers = consent.share_with.join(terms::PAUSE);
            statements.push(Statement { to: Agreement::Share, words: terms::sharing_consent(&receivers) });
        }
        statements
    }
}

/// Item numbers, runs joined: 3、5–7.
fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => runs.push((number, number)),
        }
    }
    let written = runs.iter().map(|(start, end)| match end - start {
        0 => start.to_string(),
        1 => format!("{start}{}{end}", terms::PAUSE),
        _ => format!("{start}–{end}"),
    });
    written.collect::<Vec<_>>().join(terms::PAUSE)
}
