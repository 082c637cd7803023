//! From a form's definition and a city to the form as its office issues it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::Address;
use super::answers::name::AnswerName;
use super::choice::{ChoiceList, Choices};
use super::expression::Expression;
use super::field::{self, Clause, Field};
use super::fixed_text;
use super::form::{CopyHolders, Form};
use super::issue_publicity::issue_publicity;
use super::issued::{
    ConsentNotice, IssuedArticle, IssuedBody, IssuedCity, IssuedCondition, IssuedConsent, IssuedCopies, IssuedDecision,
    IssuedForm, IssuedItem, IssuedKind, IssuedOffice, IssuedParty, IssuedProgramme, IssuedProse, IssuedQuestion,
    IssuedRule, IssuedSection, IssuedSerial, Obligation, ProseRun,
};
use super::name::Name;
use super::office;
use super::once_value::OnceValue;
use super::overlay::{Overlay, apply_overlay};
use super::prose::{BuiltinInsert, Prose, ProsePiece};
use super::release::state;
use super::setting::Setting;
use super::site::Site;
use crate::source::{Span, Spanned};

/// A form as the office of a city issues it, or the generic one. What a form with faults names and nobody knows is left
/// out, as `check` reports it.
pub fn issue(site: &Site, form: &Form, city: Option<&office::City>) -> IssuedForm {
    let ResolvedForm { body, office_notices: told, .. } = resolved(site, form, city);
    let digest = state::body_digest(&body);
    issued(site, form, city, BodyWithNotices { body: Arc::new(body), office_notices: told, digest })
}

/// Every form as each office issues it: the generic ones first, then those of the cities in their order. Of offices whose forms
/// say the same all have one body.
pub fn issue_for_all_offices(site: &Site) -> Vec<IssuedProgramme> {
    let mut bodies = IssuedBodies::new(site);
    [None].into_iter().chain(site.cities.iter().map(Some)).map(|city| bodies.programme(city)).collect()
}

/// Every form as the office of a city issues it, or the generic ones.
pub fn issue_programme(site: &Site, city: Option<&office::City>) -> IssuedProgramme {
    IssuedBodies::new(site).programme(city)
}

/// The bodies that were made of a site's forms.
struct IssuedBodies<'a> {
    site: &'a Site,
    /// Of each form.
    undecided: Vec<UndecidedBodies<'a>>,
    by_digest: BTreeMap<[u8; 32], Arc<IssuedBody>>,
}

/// The bodies of a form for offices that decide nothing of it.
#[derive(Default)]
struct UndecidedBodies<'a> {
    /// What of an office its texts name, once that is known.
    builtins: Option<BTreeSet<BuiltinInsert>>,
    /// By what is to be said of it.
    bodies: BTreeMap<Vec<Option<&'a str>>, BodyWithNotices>,
}

/// What a form says but for its head and number.
#[derive(Clone)]
struct BodyWithNotices {
    body: Arc<IssuedBody>,
    office_notices: Vec<IssuedProse>,
    /// As of [`state::body_digest`].
    digest: [u8; 32],
}

impl<'a> IssuedBodies<'a> {
    fn new(site: &'a Site) -> IssuedBodies<'a> {
        let plain = site.forms.iter().map(|_| UndecidedBodies::default()).collect();
        IssuedBodies { site, undecided: plain, by_digest: BTreeMap::new() }
    }

    fn programme(&mut self, city: Option<&'a office::City>) -> IssuedProgramme {
        let site = self.site;
        let forms = site.forms.iter().enumerate();
        IssuedProgramme {
            title: site.settings.programme.clone(),
            description: site.settings.description.clone(),
            standing: site.settings.standing.clone(),
            language: site.settings.language.clone(),
            as_of: site.settings.as_of,
            office: office(site, city, None),
            forms: forms.map(|(at, form)| self.form(at, form, city)).collect(),
            publicity: issue_publicity(site, city),
        }
    }

    fn form(&mut self, at: usize, form: &Form, city: Option<&'a office::City>) -> IssuedForm {
        let decides = overlay(self.site, form, city).is_some();
        let of_office =
            |named: &BTreeSet<BuiltinInsert>| named.iter().map(|builtin| office_value(*builtin, city)).collect();
        let plain = &mut self.undecided[at];
        if !decides
            && let Some(named) = &plain.builtins
            && let Some(said) = plain.bodies.get::<Vec<_>>(&of_office(named))
        {
            return issued(self.site, form, city, said.clone());
        }
        let ResolvedForm { body, office_notices: told, builtins: named } = resolved(self.site, form, city);
        let digest = state::body_digest(&body);
        let body = self.by_digest.entry(*body.digest()).or_insert_with(|| Arc::new(body)).clone();
        let said = BodyWithNotices { body, office_notices: told, digest };
        if !decides {
            plain.bodies.insert(of_office(&named), said.clone());
            plain.builtins = Some(named);
        }
        issued(self.site, form, city, said)
    }
}

fn issued(
    site: &Site,
    form: &Form,
    city: Option<&office::City>,
    BodyWithNotices { body, office_notices: told, digest }: BodyWithNotices,
) -> IssuedForm {
    let serial = IssuedSerial {
        pattern: serial_pattern(form, city),
        span: form.serial.as_ref().map_or(form.span, |serial| serial.span),
    };
    let office = office(site, city, Some(form));
    let issue = state::issue_code(&digest, &serial_pattern(form, None), &told, &office);
    IssuedForm { office, serial, issue_code: issue, office_notices: told, body }
}

fn overlay<'a>(site: &'a Site, form: &Form, city: Option<&office::City>) -> Option<&'a Overlay> {
    city.and_then(|city| site.overlay(&form.id, &city.id))
}

/// What a form says where the office of a city issues it.
struct ResolvedForm {
    body: IssuedBody,
    office_notices: Vec<IssuedProse>,
    /// What of the office its texts name.
    builtins: BTreeSet<BuiltinInsert>,
}

fn resolved(site: &Site, form: &Form, city: Option<&office::City>) -> ResolvedForm {
    let narrowed = overlay(site, form, city).map(|overlay| apply_overlay(form, &site.choices, overlay));
    let (form, choices) = narrowed.as_ref().map_or((form, &site.choices), |(form, choices)| (form, choices));
    let named = RefCell::default();
    let (lists, told) = (BTreeMap::new(), Vec::new());
    let mut issuer =
        FormIssuer { site, form, choices, city, builtins: &named, lists, office_notices: told, articles: 0 };
    let body = issuer.body();
    ResolvedForm { body, office_notices: issuer.office_notices, builtins: named.into_inner() }
}

/// How a sheet's number is written for a city, `_` for each place to fill in.
fn serial_pattern(form: &Form, city: Option<&office::City>) -> String {
    let adcode = city.map_or("______", |city| city.adcode.as_str());
    form.serial.as_ref().map_or_else(|| "_".repeat(16), |pattern| pattern.value.replace("${adcode}", adcode))
}

fn office(site: &Site, city: Option<&office::City>, form: Option<&Form>) -> IssuedOffice {
    let name = city.and_then(|city| city.office.name.clone());
    let blank = ProseRun::Blank(AnswerName::office());
    let mut line = match (city, &name) {
        (_, Some(name)) => vec![ProseRun::Words(name.clone())],
        (Some(city), None) => vec![ProseRun::Words(city.name.clone()), blank],
        (None, None) => vec![blank],
    };
    if let Some(hotline) = city.and_then(|city| city.office.hotline.as_deref()) {
        push(&mut line, ProseRun::Words(fixed_text::telephone(hotline)));
    }
    let page = Address::of_office(city.map(|city| &city.id), form.map(|form| &form.id));
    let page = site.settings.base_url.as_deref().map(|base| page.url(base));
    let city = city.map(|city| IssuedCity { id: city.id.clone(), name: city.name.clone(), span: city.span });
    IssuedOffice { city, line, name, page }
}

/// What is said of an office where a text names it.
fn office_value(builtin: BuiltinInsert, city: Option<&office::City>) -> Option<&str> {
    let city = city?;
    match builtin {
        BuiltinInsert::Copies => None,
        BuiltinInsert::City => Some(&city.name),
        BuiltinInsert::Office => city.office.name.as_deref(),
        BuiltinInsert::Hotline => city.office.hotline.as_deref(),
    }
}

struct FormIssuer<'a> {
    site: &'a Site,
    form: &'a Form,
    choices: &'a Choices,
    city: Option<&'a office::City>,
    /// What of the office was named so far.
    builtins: &'a RefCell<BTreeSet<BuiltinInsert>>,
    /// The option lists met so far.
    lists: BTreeMap<&'a Name, Arc<ChoiceList>>,
    /// What is told in the office's words, met so far.
    office_notices: Vec<IssuedProse>,
    /// Articles met so far: their numbers run on through the form.
    articles: usize,
}

impl<'a> FormIssuer<'a> {
    fn body(&mut self) -> IssuedBody {
        let (site, form) = (self.site, self.form);
        let sections = form.sections.iter().enumerate();
        let sections = sections.map(|(index, section)| self.section(index + 1, section)).collect();
        let instructions = form.instructions.iter().map(|prose| self.passage(prose, &[]));
        IssuedBody {
            id: form.id.clone(),
            number: form.number.clone(),
            title: form.title.clone(),
            version: form.version.clone(),
            effective: form.effective.clone(),
            programme: site.settings.programme.clone(),
            standing: site.settings.standing.clone(),
            language: site.settings.language.clone(),
            as_of: site.settings.as_of,
            filled_by: self.passage(&form.filled_by, &[]),
            when: self.passage(&form.when, &[]),
            purpose: self.passage(&form.purpose, &[]),
            source: form.source.clone(),
            laws: form.laws(),
            reviewed: form.reviewed().map(|review| review.by.clone()),
            copies: IssuedCopies {
                count: form.copy_count(),
                holders: form.holders().into_iter().map(str::to_owned).collect(),
                of_parties: matches!(form.copies.holders, CopyHolders::Parties),
                undecided: form.copies.undecided.clone(),
            },
            retention: self.decision(&form.retention),
            decisions: form.settings.iter().map(|setting| self.decision(setting)).collect(),
            instructions: instructions
                .chain(self.signing_note())
                .chain((!form.instructions.is_empty()).then(|| self.retention_note()))
                .collect(),
            sections,
            span: form.span,
            digest: OnceValue::default(),
            on_page: OnceValue::default(),
        }
    }

    fn section(&mut self, number: usize, section: &'a super::form::Section) -> IssuedSection {
        let asked = if section.relevant.is_some() { Obligation::WhenAsked } else { Obligation::Always };
        IssuedSection {
            name: section.name.clone(),
            number,
            title: section.title.clone(),
            hint: section.hint.as_ref().map(|hint| self.passage(hint, &[])),
            condition: section.relevant.as_ref().map(|relevant| self.condition(relevant)),
            source: section.source.clone(),
            inferred: section.inferred.clone(),
            basis: values(&section.basis),
            items: self.items(&section.fields, asked),
        }
    }

    /// `asked`: when it must be answered, if it must be.
    fn item(&mut self, field: &'a Field, asked: Obligation) -> IssuedItem {
        let asked = match asked {
            Obligation::Always if field.relevant.is_some() => Obligation::WhenAsked,
            of_others => of_others,
        };
        let of_consent =
            matches!(field.kind, field::FieldKind::Consent(_)).then(|| fixed_text::CONSENT_BASIS.to_owned());
        IssuedItem {
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
            basis: values(&field.basis).into_iter().chain(of_consent).collect(),
            label_width: field.label_width,
            width: field.width,
            row_span: field.row_span,
            of_office: field.of_office,
            hidden_on_page: field.hidden_on_page,
            kind: self.kind(field, asked),
        }
    }

    fn items(&mut self, fields: &'a [Field], asked: Obligation) -> Vec<IssuedItem> {
        fields.iter().map(|field| self.item(field, asked)).collect()
    }

    fn kind(&mut self, field: &'a Field, asked: Obligation) -> IssuedKind {
        match &field.kind {
            field::FieldKind::Question(asked) => IssuedKind::Question(IssuedQuestion {
                list: field.kind.list().and_then(|list| self.list(&list.value)),
                pattern: match asked {
                    field::Question::Reference { form } => {
                        self.site.form(&form.value).map(|form| serial_pattern(form, None))
                    }
                    _ => None,
                },
                definition: asked.clone(),
            }),
            field::FieldKind::Matrix { list, rows, note } => {
                // A list that nobody knows has no options.
                let none = || ChoiceList {
                    name: list.clone(),
                    standard: None,
                    source: Vec::new(),
                    inferred: None,
                    choices: Vec::new(),
                };
                let list = self.list(&list.value).unwrap_or_else(|| Arc::new(none()));
                IssuedKind::Matrix { list, rows: rows.clone(), note: note.clone() }
            }
            field::FieldKind::Repeat { columns, rows, blank_rows, row_height } => IssuedKind::Repeat {
                columns: self.items(columns, Obligation::InRow),
                rows: rows.clone(),
                blank_rows: *blank_rows,
                row_height: *row_height,
            },
            field::FieldKind::Photo { width, height } => IssuedKind::Photo { width: *width, height: *height },
            field::FieldKind::Signatures { parties } => {
                IssuedKind::Signatures { parties: parties.iter().map(|party| self.party(party)).collect() }
            }
            field::FieldKind::Note { text } => IssuedKind::Note { text: self.passage(text, &[]) },
            field::FieldKind::Clauses { clauses } => {
                IssuedKind::Clauses { articles: clauses.iter().map(|clause| self.article(clause, asked)).collect() }
            }
            field::FieldKind::Consent(consent) => IssuedKind::Consent(self.consent(consent, field.name.span)),
        }
    }

    fn list(&mut self, name: &'a Name) -> Option<Arc<ChoiceList>> {
        let list = self.choices.get(name)?;
        Some(self.lists.entry(name).or_insert_with(|| Arc::new(list.clone())).clone())
    }

    fn party(&self, party: &field::Party) -> IssuedParty {
        IssuedParty {
            name: party.name.clone(),
            label: party.label.clone(),
            modes: party.modes.clone(),
            date: party.date,
            guardian: party.guardian,
            hint: self.party_hint(party),
        }
    }

    /// What is said of a party, and where a guardian may have to sign, who does.
    fn party_hint(&self, party: &field::Party) -> Option<IssuedProse> {
        let written = party.hint.as_ref().map(|hint| self.passage(hint, &[]));
        if !party.guardian {
            return written;
        }
        let mut passage = written.unwrap_or(IssuedProse { runs: Vec::new(), span: party.name.span });
        if !passage.runs.is_empty() {
            push(&mut passage.runs, ProseRun::Words(fixed_text::SEMICOLON.to_owned()));
        }
        push(&mut passage.runs, ProseRun::Words(fixed_text::GUARDIAN_NEEDED.to_owned()));
        Some(passage)
    }

    fn article(&mut self, clause: &'a Clause, asked: Obligation) -> IssuedArticle {
        self.articles += 1;
        IssuedArticle {
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

    fn consent(&mut self, consent: &field::Consent, span: Span) -> IssuedConsent {
        let mut told: Vec<(&'static str, ConsentNotice)> =
            consent.notices().map(|(heading, prose)| (heading, self.consent_notice(prose))).collect();
        if let Some(items) = self.form.sensitive_items() {
            let passage = IssuedProse { runs: vec![ProseRun::Words(items)], span };
            told.insert(field::Consent::BEFORE_SENSITIVE, (fixed_text::SENSITIVE, ConsentNotice::Shared(passage)));
        }
        IssuedConsent {
            notices: told,
            statements: self.form.consent_statements(consent),
            signature: fixed_text::PERSON_SIGNS,
            guardian: fixed_text::GUARDIAN_SIGNS,
            date: fixed_text::CONSENT_DATE,
        }
    }

    fn consent_notice(&mut self, prose: &Prose) -> ConsentNotice {
        let of_office = |piece: &ProsePiece| match piece {
            ProsePiece::Insert(name) => {
                BuiltinInsert::from_name(name.value.as_str()).and_then(|builtin| office_value(builtin, self.city))
            }
            ProsePiece::Words(_) => None,
        };
        let names_office = prose.pieces.iter().any(|piece| of_office(piece).is_some());
        let passage = self.passage(prose, &[]);
        if !names_office || !passage.runs.iter().all(|run| matches!(run, ProseRun::Words(_))) {
            return ConsentNotice::Shared(passage);
        }
        self.office_notices.push(passage);
        ConsentNotice::OfOffice(self.office_notices.len() - 1)
    }

    fn condition(&self, relevant: &Expression) -> IssuedCondition {
        IssuedCondition { words: self.form.condition_words(self.choices, relevant), expression: relevant.clone() }
    }

    fn rule(&self, field: &Field) -> Option<IssuedRule> {
        Some(IssuedRule {
            words: self.form.rule_words(self.choices, field)?,
            message: self.form.broken_rule_words(self.choices, field)?,
            expression: field.constraint.as_ref()?.expression.clone(),
        })
    }

    fn decision(&self, setting: &Setting) -> IssuedDecision {
        IssuedDecision {
            name: setting.name.clone(),
            label: setting.label.clone(),
            value: setting.with_unit(),
            of_office: setting.of_office,
            source: setting.source.clone(),
            undecided: setting.undecided.clone(),
        }
    }

    /// Who signs, where that may be a guardian.
    fn signing_note(&self) -> Option<IssuedProse> {
        let first = self.form.may_need_guardian()?;
        let words = fixed_text::signing_note(self.form.reviewed().is_none());
        Some(IssuedProse { runs: vec![ProseRun::Words(words)], span: first.name.span })
    }

    /// How many copies there are, who keeps them, and for how long.
    fn retention_note(&self) -> IssuedProse {
        let setting = &self.form.retention;
        let copies =
            fixed_text::copies(self.form.copy_count(), &self.form.holders().join(fixed_text::ENUMERATION_COMMA));
        let mut runs = vec![ProseRun::Words(format!("{copies}{}{}", setting.label, fixed_text::COLON))];
        self.value(&setting.name.value).into_iter().for_each(|run| push(&mut runs, run));
        push(&mut runs, ProseRun::Words(fixed_text::FULL_STOP.to_owned()));
        IssuedProse { runs, span: setting.name.span }
    }

    /// What a text says: `blanks` are the fields that the text's own `${name}`s may stand for, and go before settings and
    /// built-ins.
    fn passage(&self, prose: &Prose, blanks: &[Field]) -> IssuedProse {
        let mut runs = Vec::new();
        for piece in &prose.pieces {
            match piece {
                ProsePiece::Words(words) => push(&mut runs, ProseRun::Words(words.clone())),
                ProsePiece::Insert(name) => match blanks.iter().find(|field| field.name.value == name.value) {
                    Some(field) => push(&mut runs, ProseRun::Blank(AnswerName::field(&field.name.value))),
                    None => self.value(&name.value).into_iter().for_each(|run| push(&mut runs, run)),
                },
            }
        }
        IssuedProse { runs, span: prose.span }
    }

    /// What `${name}` says when it is not a blank of a clause: words, or a blank with the setting's unit behind it.
    fn value(&self, name: &Name) -> Vec<ProseRun> {
        let known = match BuiltinInsert::from_name(name.as_str()) {
            Some(BuiltinInsert::Copies) => Some(fixed_text::counted(self.form.copy_count())),
            Some(builtin) => {
                self.builtins.borrow_mut().insert(builtin);
                office_value(builtin, self.city).map(str::to_owned)
            }
            None => return self.setting(name),
        };
        vec![known.map_or(ProseRun::Empty { characters: 10 }, ProseRun::Words)]
    }

    fn setting(&self, name: &Name) -> Vec<ProseRun> {
        let setting = self.form.setting(name);
        let unit = setting.and_then(|setting| setting.unit.as_deref()).unwrap_or_default();
        match setting.and_then(|setting| self.decision(setting).value) {
            Some(value) => vec![ProseRun::Words(value)],
            None if unit.is_empty() => vec![ProseRun::Empty { characters: 6 }],
            None => vec![ProseRun::Empty { characters: 6 }, ProseRun::Words(unit.to_owned())],
        }
    }
}

/// What is said, without its places.
fn values(said: &[Spanned<String>]) -> Vec<String> {
    said.iter().map(|said| said.value.clone()).collect()
}

/// Adds a run; words to words.
fn push(runs: &mut Vec<ProseRun>, run: ProseRun) {
    match (runs.last_mut(), run) {
        (Some(ProseRun::Words(before)), ProseRun::Words(words)) => before.push_str(&words),
        (_, run) => runs.push(run),
    }
}
