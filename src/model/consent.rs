//! What is agreed to separately, and of what, in the words that sheet, page and table of data share.

use super::answers::asks::Offered;
use super::answers::name::Agreement;
use super::field::{Consent, Field, Kind, Privacy};
use super::form::{Form, Section};
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
    /// What is agreed to separately: the sensitive items together, and passing on to each receiver.
    pub fn consent_statements(&self, consent: &Consent) -> Vec<Statement> {
        let sensitive = self.sensitive_items().map(|_| {
            let words = terms::SENSITIVE_CONSENT.to_owned();
            Statement { to: Agreement::Sensitive, words }
        });
        let shared = consent.share_with.iter().map(|receiver| Statement {
            to: Agreement::Share(receiver.name.value.clone()),
            words: terms::sharing_consent(&receiver.to.zh, &receiver.what.zh, &receiver.purpose.zh),
        });
        sensitive.into_iter().chain(shared).collect()
    }

    /// The sensitive items by their labels, a group for each section: 服务对象（照片、身份证号）；辅具（配备辅具）.
    pub fn sensitive_items(&self) -> Option<String> {
        let groups: Vec<String> = self.sections.iter().filter_map(sensitive_of).collect();
        (!groups.is_empty()).then(|| groups.join(terms::SEMICOLON))
    }
}

fn sensitive_of(section: &Section) -> Option<String> {
    let mut labels: Vec<&str> = Vec::new();
    for label in section.fields.iter().flat_map(sensitive_labels) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    (!labels.is_empty()).then(|| terms::of_section_items(&section.title.zh, &labels))
}

/// The label of a field that is sensitive or a table of what is; of an agreement, those of its blanks.
fn sensitive_labels(field: &Field) -> Vec<&str> {
    let is_sensitive = |field: &&Field| field.privacy == Privacy::Sensitive;
    match &field.kind {
        Kind::Clauses { .. } => {
            field.with_inner().into_iter().filter(is_sensitive).map(|field| field.label.zh.as_str()).collect()
        }
        _ if field.with_inner().iter().any(is_sensitive) => vec![field.label.zh.as_str()],
        _ => Vec::new(),
    }
}
