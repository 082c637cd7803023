//! From a form's definition and a city to the form as its office issues it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::name::AnswerName;
use super::choice::{ChoiceList, Choices};
use super::expression::Expression;
use super::field::{self, Clause, Field};
use super::form::{Form, Holders};
use super::issued::{
    Article, City, Condition, Consent, Copies, Decision, IssuedForm, IssuedProgramme, Item, Kind, Obligation, Office,
    Party, Passage, Question, Rule, Run, Section, Serial,
};
use super::name::Name;
use super::office;
use super::overlay::narrow;
use super::prose::{Builtin, Piece, Prose};
use super::setting::Setting;
use super::site::Site;
use super::terms;

/// A form as the office of a city issues it, or the generic one. What a form with faults names and nobody knows is left
/// out, as `check` reports it.
pub fn issue(site: &Site, form: &Form, city: Option<&office::City>) -> IssuedForm {
    match city.and_then(|city| site.overlay(&form.id, &city.id)) {
        Some(overlay) => {
            let (form, choices) = narrow(form, &site.choices, overlay);
            resolved(site, &form, &choices, city)
        }
        None => resolved(site, form, &site.choices, city),
    }
}

fn resolved(site: &Site, form: &Form, choices: &Choices, city: Option<&office::City>) -> IssuedForm {
    let mut issuer = Issuer { site, form, choices, city, lists: BTreeMap::new(), articles: 0 };
    let sections =
        form.sections.iter().enumerate().map(|(index, section)| issuer.section(index + 1, section)).collect();
    let instructions = form.instructions.iter().map(|prose| issuer.passage(prose, &[]));
    IssuedForm {
        id: form.id.clone(),
        number: form.number.clone(),
        title: form.title.clone(),
        version: form.version.clone(),
        effective: form.effective,
        programme: site.settings.programme.clone(),
        language: site.settings.language.clone(),
        as_of: site.settings.as_of,
        office: office(city),
        serial: Serial {
            pattern: serial_pattern(form, city),
            span: form.serial.as_ref().map_or(form.span, |serial| serial.span),
        },
        filled_by: issuer.passage(&form.filled_by, &[]),
        when: issuer.passage(&form.when, &[]),
        purpose: issuer.passage(&form.purpose, &[]),
        source: form.source.clone(),
        copies: Copies {
            count: form.copy_count(),
            holders: form.holders().into_iter().map(str::to_owned).collect(),
            of_parties: matches!(form.copies.holders, Holders::Parties),
            undecided: form.copies.undecided.clone(),
        },
        retention: issuer.decision(&form.retention),
        decisions: form.settings.iter().map(|setting| issuer.decision(setting)).collect(),
        instructions: instructions.chain((!form.instructions.is_empty()).then(|| issuer.kept())).collect(),
        sections,
        span: form.span,
    }
}

/// Every form as each office issues it: the generic ones first, then those of the cities in their order.
pub fn issue_every(site: &Site) -> Vec<IssuedProgramme> {
    [None].into_iter().chain(site.cities.iter().map(Some)).map(|city| issue_all(site, city)).collect()
}

/// Every form as the office of a city issues it, or the generic ones.
pub fn issue_all(site: &Site, city: Option<&office::City>) -> IssuedProgramme {
    IssuedProgramme {
        title: site.settings.programme.clone(),
        description: site.settings.description.clone(),
        language: site.settings.language.clone(),
        as_of: site.settings.as_of,
        office: office(city),
        forms: site.forms.iter().map(|form| issue(site, form, city)).collect(),
    }
}

/// How a sheet's number is written for a city, `_` for each place to fill in.
fn serial_pattern(form: &Form, city: Option<&office::City>) -> String {
    let adcode = city.map_or("______", |city| city.adcode.as_str());
    form.serial.as_ref().map_or_else(|| "_".repeat(16), |pattern| pattern.value.replace("${adcode}", adcode))
}

fn office(city: Option<&office::City>) -> Office {
    let name = city.and_then(|city| city.office.name.clone());
    let blank = Run::Blank(AnswerName::office());
    let mut line = match (city, &name) {
        (_, Some(name)) => vec![Run::Words(name.clone())],
        (Some(city), None) => vec![Run::Words(city.name.clone()), blank],
        (None, None) => vec![blank],
    };
    if let Some(hotline) = city.and_then(|city| city.office.hotline.as_deref()) {
        push(&mut line, Run::Words(terms::telephone(hotline)));
    }
    Office { city: city.map(|city| City { id: city.id.clone(), name: city.name.clone(), span: city.span }), line, name }
}

struct Issuer<'a> {
    site: &'a Site,
    form: &'a Form,
    choices: &'a Choices,
    city: Option<&'a office::City>,
    /// The option lists met so far.
    lists: BTreeMap<&'a Name, Arc<ChoiceList>>,
    /// Articles met so far: their numbers run on through the form.
    articles: usize,
}

impl<'a> Issuer<'a> {
    fn section(&mut self, number: usize, section: &'a super::form::Section) -> Section {
        let asked = if section.relevant.is_some() { Obligation::WhenAsked } else { Obligation::Always };
        Section {
            name: section.name.clone(),
            number,
            title: section.title.clone(),
            hint: section.hint.as_ref().map(|hint| self.passage(hint, &[])),
            condition: section.relevant.as_ref().map(|relevant| self.condition(relevant)),
            source: section.source.clone(),
            inferred: section.inferred.clone(),
            items: self.items(&section.fields, asked),
        }
    }

    /// `asked`: when it must be answered, if it must be.
    fn item(&mut self, field: &'a Field, asked: Obligation) -> Item {
        let asked = match asked {
            Obligation::Always if field.relevant.is_some() => Obligation::WhenAsked,
            of_others => of_others,
        };
        Item {
            name: field.name.clone(),
            number: self.form.item_number(field),
            label: field.label.clone(),
            obligation: field.required.then_some(asked),
            hint: field.hint.as_ref().map(|hint| self.passage(hint, &[])),
            condition: field.relevant.as_ref().map(|relevant| self.condition(relevant)),
            rule: self.rule(field),
            skip: self.form.skip_words(self.choices, field),
            privacy: field.privacy,
            autocomplete: field.autocomplete.clone(),
            source: field.source.clone(),
            inferred: field.inferred.clone(),
            label_width: field.label_width,
            width: field.width,
            row_span: field.row_span,
            of_office: field.of_office,
            hidden_on_page: field.hidden_on_page,
            kind: self.kind(field, asked),
        }
    }

    fn items(&mut self, fields: &'a [Field], asked: Obligation) -> Vec<Item> {
        fields.iter().map(|field| self.item(field, asked)).collect()
    }

    fn kind(&mut self, field: &'a Field, asked: Obligation) -> Kind {
        match &field.kind {
            field::Kind::Question(asked) => Kind::Question(Question {
                list: field.kind.list().and_then(|list| self.list(&list.value)),
                pattern: match asked {
                    field::Question::Reference { form } => {
                        self.site.form(&form.value).map(|form| serial_pattern(form, None))
                    }
                    _ => None,
                },
                asked: asked.clone(),
            }),
            field::Kind::Matrix { list, rows, note } => {
                // A list that nobody knows has no options.
                let none = || ChoiceList {
                    name: list.clone(),
                    standard: None,
                    source: Vec::new(),
                    inferred: None,
                    choices: Vec::new(),
                };
                let list = self.list(&list.value).unwrap_or_else(|| Arc::new(none()));
                Kind::Matrix { list, rows: rows.clone(), note: note.clone() }
            }
            field::Kind::Repeat { columns, rows, blank_rows, row_height } => Kind::Repeat {
                columns: self.items(columns, Obligation::InRow),
                rows: rows.clone(),
                blank_rows: *blank_rows,
                row_height: *row_height,
            },
            field::Kind::Photo { width, height } => Kind::Photo { width: *width, height: *height },
            field::Kind::Signatures { parties } => {
                Kind::Signatures { parties: parties.iter().map(|party| self.party(party)).collect() }
            }
            field::Kind::Note { text } => Kind::Note { text: self.passage(text, &[]) },
            field::Kind::Clauses { clauses } => {
                Kind::Clauses { articles: clauses.iter().map(|clause| self.article(clause, asked)).collect() }
            }
            field::Kind::Consent(consent) => Kind::Consent(self.consent(consent)),
        }
    }

    fn list(&mut self, name: &'a Name) -> Option<Arc<ChoiceList>> {
        let list = self.choices.get(name)?;
        Some(self.lists.entry(name).or_insert_with(|| Arc::new(list.clone())).clone())
    }

    fn party(&self, party: &field::Party) -> Party {
        Party {
            name: party.name.clone(),
            label: party.label.clone(),
            modes: party.modes.clone(),
            date: party.date,
            hint: party.hint.as_ref().map(|hint| self.passage(hint, &[])),
        }
    }

    fn article(&mut self, clause: &'a Clause, asked: Obligation) -> Article {
        self.articles += 1;
        Article {
            name: clause.name.clone(),
            number: self.articles,
            title: clause.title.clone(),
            text: self.passage(&clause.text, &clause.blanks),
            points: clause.points.iter().map(|point| self.passage(point, &clause.blanks)).collect(),
            blanks: self.items(&clause.blanks, asked),
            covers: clause.covers.clone(),
            source: clause.source.clone(),
            inferred: clause.inferred.clone(),
        }
    }

    fn consent(&self, consent: &field::Consent) -> Consent {
        let told = [
            (terms::PURPOSE, &consent.purpose),
            (terms::METHOD, &consent.method),
            (terms::NECESSITY, &consent.necessity),
            (terms::IMPACT, &consent.impact),
            (terms::RETENTION, &consent.retention),
            (terms::RIGHTS, &consent.rights),
        ];
        Consent {
            told: told.into_iter().map(|(heading, prose)| (heading, self.passage(prose, &[]))).collect(),
            statements: self.form.consent_statements(consent),
            signature: terms::PERSON_OR_GUARDIAN,
            date: format!("{}{}", terms::PERSON_OR_GUARDIAN, terms::DATE),
        }
    }

    fn condition(&self, relevant: &Expression) -> Condition {
        Condition { words: self.form.condition_words(self.choices, relevant), expression: relevant.clone() }
    }

    fn rule(&self, field: &Field) -> Option<Rule> {
        Some(Rule {
            words: self.form.rule_words(self.choices, field)?,
            message: self.form.broken_rule_words(self.choices, field)?,
            expression: field.constraint.as_ref()?.expression.clone(),
        })
    }

    fn decision(&self, setting: &Setting) -> Decision {
        Decision {
            name: setting.name.clone(),
            label: setting.label.clone(),
            value: setting.with_unit(),
            of_office: setting.of_office,
            source: setting.source.clone(),
            undecided: setting.undecided.clone(),
        }
    }

    /// How many copies there are, who keeps them, and for how long.
    fn kept(&self) -> Passage {
        let setting = &self.form.retention;
        let copies = terms::copies(self.form.copy_count(), &self.form.holders().join(terms::PAUSE));
        let mut runs = vec![Run::Words(format!("{copies}{}{}", setting.label, terms::COLON))];
        self.value(&setting.name.value).into_iter().for_each(|run| push(&mut runs, run));
        push(&mut runs, Run::Words(terms::STOP.to_owned()));
        Passage { runs, span: setting.name.span }
    }

    /// What a text says: `blanks` are the fields that the text's own `${name}`s may stand for, and go before settings and
    /// built-ins.
    fn passage(&self, prose: &Prose, blanks: &[Field]) -> Passage {
        let mut runs = Vec::new();
        for piece in &prose.pieces {
            match piece {
                Piece::Words(words) => push(&mut runs, Run::Words(words.clone())),
                Piece::Insert(name) => match blanks.iter().find(|field| field.name.value == name.value) {
                    Some(field) => push(&mut runs, Run::Blank(AnswerName::field(&field.name.value))),
                    None => self.value(&name.value).into_iter().for_each(|run| push(&mut runs, run)),
                },
            }
        }
        Passage { runs, span: prose.span }
    }

    /// What `${name}` says when it is not a blank of a clause: words, or a blank with the setting's unit behind it.
    fn value(&self, name: &Name) -> Vec<Run> {
        let office = self.city.map(|city| &city.office);
        let known = match Builtin::named(name.as_str()) {
            Some(Builtin::Copies) => Some(terms::numeral(self.form.copy_count())),
            Some(Builtin::City) => self.city.map(|city| city.name.clone()),
            Some(Builtin::Office) => office.and_then(|office| office.name.clone()),
            Some(Builtin::Hotline) => office.and_then(|office| office.hotline.clone()),
            None => return self.setting(name),
        };
        vec![known.map_or(Run::Empty { characters: 10 }, Run::Words)]
    }

    fn setting(&self, name: &Name) -> Vec<Run> {
        let setting = self.form.setting(name);
        let unit = setting.and_then(|setting| setting.unit.as_deref()).unwrap_or_default();
        match setting.and_then(|setting| self.decision(setting).value) {
            Some(value) => vec![Run::Words(value)],
            None if unit.is_empty() => vec![Run::Empty { characters: 6 }],
            None => vec![Run::Empty { characters: 6 }, Run::Words(unit.to_owned())],
        }
    }
}

/// Adds a run; words to words.
fn push(runs: &mut Vec<Run>, run: Run) {
    match (runs.last_mut(), run) {
        (Some(Run::Words(before)), Run::Words(words)) => before.push_str(&words),
        (_, run) => runs.push(run),
    }
}
