//! Anchors (URL fragments) of the sections and fields on the page of a form.

use std::fmt;

use super::field::Field;
use super::form::Form;
use super::name::Name;

/// The anchor of a section or field: `section-visit`, `field-met`, `field-steps-day` of a column,
/// `field-articles-term-start` of a blank.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor(String);

impl Anchor {
    pub(crate) fn section(section: &Name) -> Anchor {
        Anchor(format!("section-{section}"))
    }

    pub fn field(field: &Name) -> Anchor {
        Anchor(format!("field-{field}"))
    }

    /// The anchor of what stands inside.
    pub fn nested(&self, name: &Name) -> Anchor {
        Anchor(format!("{self}-{name}"))
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Form {
    /// The anchors of all fields, with fields inside fields, in reading order.
    pub(crate) fn anchors(&self) -> Vec<(Anchor, &Field)> {
        let mut anchors = Vec::new();
        for field in self.top_fields() {
            let anchor = Anchor::field(&field.name.value);
            anchors.extend(field.kind.columns().iter().map(|column| (anchor.nested(&column.name.value), column)));
            for clause in field.kind.clauses() {
                let within = anchor.nested(&clause.name.value);
                anchors.extend(clause.blanks.iter().map(|blank| (within.nested(&blank.name.value), blank)));
            }
            anchors.push((anchor, field));
        }
        anchors
    }
}
