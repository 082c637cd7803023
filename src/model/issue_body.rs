//! Resolves the body of one form for one office: sections, items, texts and option lists with the office's decisions applied.
//!
//! `${name}` in texts becomes words or a blank here. [`super::issue`](fn@super::issue) adds the head (office, number, code).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::answers::name::AnswerName;
use super::choice::{ChoiceList, Choices};
use super::expression::Expression;
use super::field::{self, Clause, Field};
use super::fixed_text;
use super::form::{CopyHolders, Form};
use super::issued::{
    ConsentNotice, IssuedArticle, IssuedBody, IssuedCondition, IssuedConsent, IssuedCopies, IssuedDecision, IssuedItem,
    IssuedKind, IssuedParty, IssuedProse, IssuedQuestion, IssuedRule, IssuedSection, Obligation, ProseRun,
};
use super::name::Name;
use super::office;
use super::once_value::OnceValue;
use super::overlay::{Overlay, apply_overlay};
use super::prose::{BuiltinInsert, Prose, ProsePiece};
use super::setting::Setting;
use super::site::Site;
use crate::source::{Span, Spanned};

/// The decisions of a city's office about a form; `None` for the generic form or where the office decides nothing.
pub(super) fn overlay<'a>(site: &'a Site, form: &Form, city: Option<&office::City>) -> Option<&'a Overlay> {
    city.and_then(|city| site.overlay(&form.id, &city.id))
}

/// A form's body resolved for one office, with what else the resolution found.
pub(super) struct ResolvedForm {
    pub(super) body: IssuedBody,
    /// The consent notices that contain the office's name or telephone, in the order of [`ConsentNotice::OfOffice`].
    pub(super) office_notices: Vec<IssuedProse>,
    /// The built-ins (city, office, hotline) that the form's texts insert.
    pub(super) builtins: BTreeSet<BuiltinInsert>,
}

/// Resolves a form for the office of a city, or the generic form for `None`.
pub(super) fn resolve(site: &Site, form: &Form, city: Option<&office::City>) -> ResolvedForm {
    let narrowed = overlay(site, form, city).map(|overlay| apply_overlay(form, &site.choices, overlay));
    let (form, choices) = narrowed.as_ref().map_or((form, &site.choices), |(form, choices)| (form, choices));
    let builtins = RefCell::default();
    let (lists, office_notices) = (BTreeMap::new(), Vec::new());
    let mut issuer = FormIssuer { site, form, choices, city, builtins: &builtins, lists, office_notices, articles: 0 };
    let body = issuer.body();
    ResolvedForm { body, office_notices: issuer.office_notices, builtins: builtins.into_inner() }
}

/// The pattern of a sheet's number for a city: its fixed characters, and `_` for each character to fill in.
pub(super) fn serial_pattern(form: &Form, city: Option<&office::City>) -> String {
    let adcode = city.map_or("______", |city| city.adcode.as_str());
    form.serial.as_ref().map_or_else(|| "_".repeat(16), |pattern| pattern.value.replace("${adcode}", adcode))
}

/// The text that a built-in inserts for an office; `None` for the generic form and where the office has not given it.
pub(super) fn office_value(builtin: BuiltinInsert, city: Option<&office::City>) -> Option<&str> {
    let city = city?;
    match builtin {
        BuiltinInsert::Copies => None,
        BuiltinInsert::City => Some(&city.name),
        BuiltinInsert::Office => city.office.name.as_deref(),
        BuiltinInsert::Hotline => city.office.hotline.as_deref(),
    }
}

/// Builds the [`IssuedBody`] of one form for one office, in reading order.
struct FormIssuer<'a> {
    site: &'a Site,
    form: &'a Form,
    choices: &'a Choices,
    city: Option<&'a office::City>,
    /// The built-ins that the texts so far have inserted.
    builtins: &'a RefCell<BTreeSet<BuiltinInsert>>,
    /// The option lists used so far, so that items share one copy of each.
    lists: BTreeMap<&'a Name, Arc<ChoiceList>>,
    /// The consent notices so far that contain the office's name or telephone.
    office_notices: Vec<IssuedProse>,
    /// The number of articles so far: articles are numbered through the whole form.
    articles: usize,
}

impl<'a> FormIssuer<'a> {
    fn body(&mut self) -> IssuedBody {
        let (site, form) = (self.site, self.form);
        let sections = form.sections.iter().enumerate();
        let sections = sections.map(|(index, section)| self.section(index + 1, section)).collect();
        let instructions = form.instructions.iter().map(|text| self.prose(text, &[]));
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
            filled_by: self.prose(&form.filled_by, &[]),
            when: self.prose(&form.when, &[]),
            purpose: self.prose(&form.purpose, &[]),
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
        let obligation = if section.relevant.is_some() { Obligation::WhenAsked } else { Obligation::Always };
        IssuedSection {
            name: section.name.clone(),
            number,
            title: section.title.clone(),
            hint: section.hint.as_ref().map(|hint| self.prose(hint, &[])),
            condition: section.relevant.as_ref().map(|relevant| self.condition(relevant)),
            source: section.source.clone(),
            inferred: section.inferred.clone(),
            basis: values(&section.basis),
            items: self.items(&section.fields, obligation),
        }
    }

    /// An item of the form. `obligation` says when a required field must be answered.
    fn item(&mut self, field: &'a Field, obligation: Obligation) -> IssuedItem {
        let obligation = match obligation {
            Obligation::Always if field.relevant.is_some() => Obligation::WhenAsked,
            other => other,
        };
        let consent_basis =
            matches!(field.kind, field::FieldKind::Consent(_)).then(|| fixed_text::CONSENT_BASIS.to_owned());
        IssuedItem {
            name: field.name.clone(),
            number: self.form.item_number(field),
            label: field.label.clone(),
            obligation: field.required.then_some(obligation),
            hint: field.hint.as_ref().map(|hint| self.prose(hint, &[])),
            condition: field.relevant.as_ref().map(|relevant| self.condition(relevant)),
            rule: self.rule(field),
            skip: self.form.skip_words(self.choices, field),
            privacy: field.privacy,
            autocomplete: field.autocomplete.clone(),
            source: field.source.clone(),
            inferred: field.inferred.clone(),
            basis: values(&field.basis).into_iter().chain(consent_basis).collect(),
            label_width: field.label_width,
            width: field.width,
            row_span: field.row_span,
            of_office: field.of_office,
            hidden_on_page: field.hidden_on_page,
            kind: self.kind(field, obligation),
        }
    }

    fn items(&mut self, fields: &'a [Field], obligation: Obligation) -> Vec<IssuedItem> {
        fields.iter().map(|field| self.item(field, obligation)).collect()
    }

    fn kind(&mut self, field: &'a Field, obligation: Obligation) -> IssuedKind {
        match &field.kind {
            field::FieldKind::Question(question) => IssuedKind::Question(IssuedQuestion {
                list: field.kind.list().and_then(|list| self.list(&list.value)),
                pattern: match question {
                    field::Question::Reference { form } => {
                        self.site.form(&form.value).map(|form| serial_pattern(form, None))
                    }
                    _ => None,
                },
                definition: question.clone(),
            }),
            field::FieldKind::Matrix { list, rows, note } => {
                // A list that is not defined has no options; `check` reports it.
                let empty = || ChoiceList {
                    name: list.clone(),
                    standard: None,
                    source: Vec::new(),
                    inferred: None,
                    choices: Vec::new(),
                };
                let list = self.list(&list.value).unwrap_or_else(|| Arc::new(empty()));
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
            field::FieldKind::Note { text } => IssuedKind::Note { text: self.prose(text, &[]) },
            field::FieldKind::Clauses { clauses } => IssuedKind::Clauses {
                articles: clauses.iter().map(|clause| self.article(clause, obligation)).collect(),
            },
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

    /// The hint of a party: the written one, then the sentence about guardians where one may have to sign.
    fn party_hint(&self, party: &field::Party) -> Option<IssuedProse> {
        let written = party.hint.as_ref().map(|hint| self.prose(hint, &[]));
        if !party.guardian {
            return written;
        }
        let mut prose = written.unwrap_or(IssuedProse { runs: Vec::new(), span: party.name.span });
        if !prose.runs.is_empty() {
            push(&mut prose.runs, ProseRun::Words(fixed_text::SEMICOLON.to_owned()));
        }
        push(&mut prose.runs, ProseRun::Words(fixed_text::GUARDIAN_NEEDED.to_owned()));
        Some(prose)
    }

    fn article(&mut self, clause: &'a Clause, obligation: Obligation) -> IssuedArticle {
        self.articles += 1;
        IssuedArticle {
            name: clause.name.clone(),
            number: self.articles,
            title: clause.title.clone(),
            text: self.prose(&clause.text, &clause.blanks),
            points: clause.points.iter().map(|point| self.prose(point, &clause.blanks)).collect(),
            blanks: self.items(&clause.blanks, obligation),
            covers: clause.covers.clone(),
            source: clause.source.clone(),
            inferred: clause.inferred.clone(),
        }
    }

    fn consent(&mut self, consent: &field::Consent, span: Span) -> IssuedConsent {
        let mut notices: Vec<(&'static str, ConsentNotice)> =
            consent.notices().map(|(heading, prose)| (heading, self.consent_notice(prose))).collect();
        if let Some(items) = self.form.sensitive_items() {
            let prose = IssuedProse { runs: vec![ProseRun::Words(items)], span };
            notices.insert(field::Consent::BEFORE_SENSITIVE, (fixed_text::SENSITIVE, ConsentNotice::Shared(prose)));
        }
        IssuedConsent {
            notices,
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
        let prose = self.prose(prose, &[]);
        if !names_office || !prose.runs.iter().all(|run| matches!(run, ProseRun::Words(_))) {
            return ConsentNotice::Shared(prose);
        }
        self.office_notices.push(prose);
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

    /// The instruction about who signs, where a guardian may have to.
    fn signing_note(&self) -> Option<IssuedProse> {
        let first = self.form.may_need_guardian()?;
        let words = fixed_text::signing_note(self.form.reviewed().is_none());
        Some(IssuedProse { runs: vec![ProseRun::Words(words)], span: first.name.span })
    }

    /// The instruction about the number of copies, who keeps them, and for how long.
    fn retention_note(&self) -> IssuedProse {
        let setting = &self.form.retention;
        let copies =
            fixed_text::copies(self.form.copy_count(), &self.form.holders().join(fixed_text::ENUMERATION_COMMA));
        let mut runs = vec![ProseRun::Words(format!("{copies}{}{}", setting.label, fixed_text::COLON))];
        self.value(&setting.name.value).into_iter().for_each(|run| push(&mut runs, run));
        push(&mut runs, ProseRun::Words(fixed_text::FULL_STOP.to_owned()));
        IssuedProse { runs, span: setting.name.span }
    }

    /// A text with every `${name}` resolved. A name is looked up in `blanks` first, then in settings and built-ins.
    fn prose(&self, prose: &Prose, blanks: &[Field]) -> IssuedProse {
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

    /// The runs for a `${name}` that is no blank of a clause: words, or an empty space followed by the setting's unit.
    fn value(&self, name: &Name) -> Vec<ProseRun> {
        let text = match BuiltinInsert::from_name(name.as_str()) {
            Some(BuiltinInsert::Copies) => Some(fixed_text::counted(self.form.copy_count())),
            Some(builtin) => {
                self.builtins.borrow_mut().insert(builtin);
                office_value(builtin, self.city).map(str::to_owned)
            }
            None => return self.setting(name),
        };
        vec![text.map_or(ProseRun::Empty { characters: 10 }, ProseRun::Words)]
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

/// The values of texts, without their spans.
fn values(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// Appends a run; words after words become one run.
pub(super) fn push(runs: &mut Vec<ProseRun>, run: ProseRun) {
    match (runs.last_mut(), run) {
        (Some(ProseRun::Words(before)), ProseRun::Words(words)) => before.push_str(&words),
        (_, run) => runs.push(run),
    }
}
