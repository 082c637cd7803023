//! The accessibility ledger as a page shows it.

use serde::Serialize;

use super::page_context::PageContext;
use crate::model::accessibility::{AccessibilityCriterion, AccessibilityStandard, ConformanceMethod};

/// The criteria of a standard.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct CriteriaGroupView {
    pub title: &'static str,
    pub anchor: String,
    pub counts: Vec<CriteriaCountView>,
    pub rows: Vec<CriterionView>,
}

/// How many are met so.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct CriteriaCountView {
    pub how: &'static str,
    pub count: usize,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct CriterionView {
    /// As the standard numbers it, where that is known.
    pub number: Option<String>,
    pub name: String,
    pub level: Option<String>,
    pub how: &'static str,
    pub note: Option<String>,
}

pub fn criteria_groups(here: &PageContext) -> Vec<CriteriaGroupView> {
    let group = |(key, standard): (&str, AccessibilityStandard)| {
        let own: Vec<&AccessibilityCriterion> =
            here.site.criteria.iter().filter(|criterion| criterion.standard == standard).collect();
        let count = |(_, how): (&str, ConformanceMethod)| CriteriaCountView {
            how: how.label(),
            count: own.iter().filter(|criterion| criterion.method == how).count(),
        };
        CriteriaGroupView {
            title: standard.title(),
            anchor: format!("criteria-{key}"),
            counts: ConformanceMethod::ALL.map(count).into(),
            rows: own.iter().map(|criterion| row(criterion)).collect(),
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
