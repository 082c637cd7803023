//! The statements of a consent that a person agrees to separately, in the words that sheet, page and table share.

use super::answers::answer_type::AnswerOption;
use super::answers::name::Agreement;
use super::field::{Consent, Field, FieldKind, Privacy};
use super::fixed_text;
use super::form::{Form, Section};

/// One statement of a consent, answered with yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ConsentStatement {
    pub(crate) agreement: Agreement,
    pub(crate) words: String,
}

impl ConsentStatement {
    /// Yes and no, by stored value and label.
    pub(crate) fn options(&self) -> Vec<AnswerOption<'static>> {
        let offered = |value, label| AnswerOption { value, label, also: &[] };
        vec![offered("1", fixed_text::AGREE), offered("2", fixed_text::DISAGREE)]
    }
}

impl Form {
    /// What is agreed to separately: the sensitive items together, and passing on to each receiver.
    pub(crate) fn consent_statements(&self, consent: &Consent) -> Vec<ConsentStatement> {
        let sensitive = self.sensitive_items().map(|_| {
            let words = fixed_text::SENSITIVE_CONSENT.to_owned();
            ConsentStatement { agreement: Agreement::Sensitive, words }
        });
        let shared = consent.share_with.iter().map(|receiver| ConsentStatement {
            agreement: Agreement::Share(receiver.name.value.clone()),
            words: fixed_text::sharing_consent(&receiver.to.zh, &receiver.what.zh, &receiver.purpose.zh),
        });
        sensitive.into_iter().chain(shared).collect()
    }

    /// The sensitive items by their labels, a group for each section: 服务对象（照片、身份证号）；辅具（配备辅具）.
    pub(crate) fn sensitive_items(&self) -> Option<String> {
        let groups: Vec<String> = self.sections.iter().filter_map(sensitive_of).collect();
        (!groups.is_empty()).then(|| groups.join(fixed_text::SEMICOLON))
    }
}

fn sensitive_of(section: &Section) -> Option<String> {
    let mut labels: Vec<&str> = Vec::new();
    for label in section.fields.iter().flat_map(sensitive_labels) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    (!labels.is_empty()).then(|| fixed_text::of_section_items(&section.title.zh, &labels))
}

/// The label of a field that is sensitive or a table of what is; of an agreement, those of its blanks.
fn sensitive_labels(field: &Field) -> Vec<&str> {
    let is_sensitive = |field: &&Field| field.privacy == Privacy::Sensitive;
    match &field.kind {
        FieldKind::Clauses { .. } => {
            field.with_inner().into_iter().filter(is_sensitive).map(|field| field.label.zh.as_str()).collect()
        }
        _ if field.with_inner().iter().any(is_sensitive) => vec![field.label.zh.as_str()],
        _ => Vec::new(),
    }
}
