//! The record of accessibility criteria, as a page shows it.

use serde::Serialize;

use super::page_context::PageContext;
use crate::model::accessibility::{AccessibilityCriterion, AccessibilityStandard, ConformanceMethod};

/// The criteria of one accessibility standard.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CriteriaGroupView {
    pub(crate) title: &'static str,
    pub(crate) anchor: String,
    pub(crate) counts: Vec<CriteriaCountView>,
    pub(crate) rows: Vec<CriterionView>,
}

/// The number of criteria that are met by one method.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CriteriaCountView {
    pub(crate) how: &'static str,
    pub(crate) count: usize,
}

/// A criterion with its level and the method by which it is met.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CriterionView {
    /// The number that the standard gives it; `None` where that is not known.
    pub(crate) number: Option<String>,
    pub(crate) name: String,
    pub(crate) level: Option<String>,
    pub(crate) how: &'static str,
    pub(crate) note: Option<String>,
}

pub(crate) fn criteria_groups(context: &PageContext) -> Vec<CriteriaGroupView> {
    let group = |(key, standard): (&str, AccessibilityStandard)| {
        let criteria: Vec<&AccessibilityCriterion> =
            context.site.criteria.iter().filter(|criterion| criterion.standard == standard).collect();
        let count = |(_, how): (&str, ConformanceMethod)| CriteriaCountView {
            how: how.label(),
            count: criteria.iter().filter(|criterion| criterion.method == how).count(),
        };
        CriteriaGroupView {
            title: standard.title(),
            anchor: format!("criteria-{key}"),
            counts: ConformanceMethod::ALL.map(count).into(),
            rows: criteria.iter().map(|criterion| row(criterion)).collect(),
        }
    };
    AccessibilityStandard::ALL.map(group).into_iter().filter(|group| !group.rows.is_empty()).collect()
}

fn row(criterion: &AccessibilityCriterion) -> CriterionView {
    CriterionView {
        number: Some(&criterion.id.value).filter(|id| id.starts_with(|c: char| c.is_ascii_digit())).cloned(),
        name: criterion.name.clone(),
        level: criterion.level.clone(),
        how: criterion.method.label(),
        note: criterion.note.clone(),
    }
}
