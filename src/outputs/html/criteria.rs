//! The accessibility ledger as a page shows it.

use serde::Serialize;

use super::here::Here;
use crate::model::ledger::{Criterion, How, Standard};

/// The criteria of a standard.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Group {
    pub title: &'static str,
    pub anchor: String,
    pub counts: Vec<Count>,
    pub rows: Vec<Row>,
}

/// How many are met so.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Count {
    pub how: &'static str,
    pub count: usize,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    /// As the standard numbers it, where that is known.
    pub number: Option<String>,
    pub name: String,
    pub level: Option<String>,
    pub how: &'static str,
    pub note: Option<String>,
}

pub fn groups(here: &Here) -> Vec<Group> {
    let group = |(key, standard): (&str, Standard)| {
        let own: Vec<&Criterion> = here.site.ledger.iter().filter(|criterion| criterion.standard == standard).collect();
        let count = |(_, how): (&str, How)| Count {
            how: how.label(),
            count: own.iter().filter(|criterion| criterion.how == how).count(),
        };
        Group {
            title: standard.title(),
            anchor: format!("criteria-{key}"),
            counts: How::ALL.map(count).into(),
            rows: own.iter().map(|criterion| row(criterion)).collect(),
        }
    };
    Standard::ALL.map(group).into_iter().filter(|group| !group.rows.is_empty()).collect()
}

fn row(criterion: &Criterion) -> Row {
    Row {
        number: Some(&criterion.id.value).filter(|id| id.starts_with(|c: char| c.is_ascii_digit())).cloned(),
        name: criterion.name.clone(),
        level: criterion.level.clone(),
        how: criterion.how.label(),
        note: criterion.note.clone(),
    }
}
