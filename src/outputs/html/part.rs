//! What a form's page says of each item, in the order of the sheet: its controls, and what explains it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::data::sections;
use super::guide::{self, Answer, Entry, Opening};
use super::here::Here;
use super::questionnaire::{Block, Controls, id};
use super::script::Common;
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::issued::{IssuedForm, Item, Kind, Section};
use crate::model::terms;

/// A section of the form where it is filled in.
#[derive(Debug, PartialEq, Serialize)]
pub struct Part {
    pub id: String,
    #[serde(flatten)]
    pub opening: Opening,
    /// The condition's index among the data's expressions.
    pub when: Option<usize>,
    /// How its items are filled in; a choice whose list is not known has none.
    pub blocks: Vec<Block>,
}

/// A section of the form where it is explained.
#[derive(Debug, PartialEq, Serialize)]
pub struct Explained {
    pub anchor: String,
    #[serde(flatten)]
    pub opening: Opening,
    /// What holds for all its items; an item says only what differs.
    pub source: Option<String>,
    pub inferred: Option<String>,
    pub basis: Option<String>,
    pub entries: Vec<Entry>,
}

/// The sections of a form.
pub struct Parts {
    pub parts: Vec<Part>,
    pub explained: Vec<Explained>,
    /// What scripts know of them.
    pub data: Common,
    /// Are there items that must be filled in?
    pub required: bool,
}

impl Parts {
    pub fn new(here: &Here, form: &IssuedForm) -> Parts {
        let (head, body) = (form.head_columns(), form.body.columns(&BTreeMap::new()));
        let mut author = Author { here, form, controls: Controls::new(&body) };
        let (parts, explained) = form.sections.iter().map(|section| author.part(section)).unzip();
        let data = author.controls.finish(form, &head, &body);
        Parts { parts, explained, data, required: body.iter().any(|column| column.obligation.is_some()) }
    }
}

struct Author<'a> {
    here: &'a Here<'a>,
    form: &'a IssuedForm,
    controls: Controls<'a>,
}

impl<'a> Author<'a> {
    fn part(&mut self, section: &'a Section) -> (Part, Explained) {
        let when = self.controls.when(&section.condition);
        let items = section.items.iter().map(|item| self.item(section, item));
        let (blocks, entries): (Vec<Option<Block>>, Vec<Entry>) = items.unzip();
        let part = Part {
            // No name begins with a colon, so that a part and a field may be called the same.
            id: id(format_args!(":{}", section.name.value)),
            opening: Opening::of(section),
            when,
            blocks: blocks.into_iter().flatten().collect(),
        };
        let explained = Explained {
            anchor: Anchor::section(&section.name.value).to_string(),
            opening: Opening::of(section),
            source: sections(&section.source),
            inferred: section.inferred.as_deref().map(terms::sentence),
            basis: guide::laws(&section.basis),
            entries,
        };
        (part, explained)
    }

    fn item(&mut self, section: &Section, item: &'a Item) -> (Option<Block>, Entry) {
        let (here, controls) = (self.here, &mut self.controls);
        let (name, anchor) = (AnswerName::field(&item.name.value), Anchor::field(&item.name.value));
        let (answer, block) = match &item.kind {
            Kind::Question(question) => {
                (Answer::of(here, question), controls.question(item, &name).map(Block::Question))
            }
            Kind::Matrix { list, rows, note } => (
                Answer::Matrix {
                    options: guide::choices(list),
                    rows: rows.iter().map(|row| guide::row(row, item)).collect(),
                    remark: note.as_ref().map(|column| column.label.zh.clone()),
                },
                Some(controls.matrix(item, rows, note.as_ref())),
            ),
            Kind::Repeat { columns, rows, blank_rows, row_height: _ } => {
                let column = |column: &Item| Entry::of_column(here, column, item, &anchor);
                let explained = Answer::Repeat {
                    rows: rows.iter().map(|row| guide::row(row, item)).collect(),
                    blank_rows: *blank_rows,
                    columns: columns.iter().map(column).collect(),
                };
                (explained, Some(controls.repeat(item, columns, rows, *blank_rows)))
            }
            Kind::Photo { width, height } => (
                Answer::Photo { width: width.0.to_string(), height: height.0.to_string() },
                Some(Block::Photo { head: controls.head(item, &name) }),
            ),
            Kind::Signatures { parties } => {
                let head = controls.head(item, &name);
                let signers =
                    parties.iter().map(|party| controls.signer(party, &name.party_date(&party.name.value))).collect();
                let explained = Answer::Signatures { parties: parties.iter().map(guide::Signer::of).collect() };
                (explained, Some(Block::Signatures { head, signers }))
            }
            Kind::Note { text } => (
                Answer::Note { text: guide::runs(text, &[]) },
                Some(Block::Note { head: controls.head(item, &name), text: guide::runs(text, &[]) }),
            ),
            Kind::Clauses { articles } => {
                let explained = |article| guide::Article::of(here, article, item, &anchor);
                let clauses = articles.iter().map(explained).collect();
                let head = controls.head(item, &name);
                let articles = articles.iter().map(|article| controls.article(article)).collect();
                (Answer::Clauses { clauses }, Some(Block::Clauses { head, articles }))
            }
            Kind::Consent(consent) => {
                let told = guide::notices(self.form, consent);
                let statements = consent.statements.iter().map(|statement| statement.words.clone()).collect();
                (Answer::Consent { told: told.clone(), statements }, Some(controls.consent(item, consent, told)))
            }
        };
        let entry = Entry::new(item, &anchor, answer);
        (block, entry.within(item, &section.source, section.inferred.as_ref()))
    }
}
