//! Makes the form that an office issues from the form's definition and the city's decisions.
//!
//! [`super::issue_body`] resolves the body; this module adds the head and shares equal bodies between offices.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::Address;
use super::answers::name::AnswerName;
use super::fixed_text;
use super::form::Form;
use super::issue_body::{ResolvedForm, office_value, overlay, push, resolve, serial_pattern};
use super::issue_publicity::issue_publicity;
use super::issued::{
    IssuedBody, IssuedCity, IssuedForm, IssuedOffice, IssuedProgramme, IssuedProse, IssuedSerial, ProseRun,
};
use super::office;
use super::prose::BuiltinInsert;
use super::release::state;
use super::site::Site;

/// Returns a form as the office of a city issues it, or the generic form for `None`. References to what is not defined are
/// left out; `check` reports them.
pub fn issue(site: &Site, form: &Form, city: Option<&office::City>) -> IssuedForm {
    let ResolvedForm { body, office_notices, .. } = resolve(site, form, city);
    let digest = state::body_digest(&body);
    with_head(site, form, city, BodyWithNotices { body: Arc::new(body), office_notices, digest })
}

/// Returns every form as each office issues it: the generic forms first, then those of the cities in their order. Offices with
/// equal forms share one body.
pub fn issue_for_all_offices(site: &Site) -> Vec<IssuedProgramme> {
    let mut bodies = IssuedBodies::new(site);
    [None].into_iter().chain(site.cities.iter().map(Some)).map(|city| bodies.programme(city)).collect()
}

/// Returns every form as the office of a city issues it, or the generic forms for `None`.
pub fn issue_programme(site: &Site, city: Option<&office::City>) -> IssuedProgramme {
    IssuedBodies::new(site).programme(city)
}

/// The issued bodies made so far, each kept once by its digest.
struct IssuedBodies<'a> {
    site: &'a Site,
    /// One for each form, in the order of the site.
    undecided: Vec<UndecidedBodies<'a>>,
    by_digest: BTreeMap<[u8; 32], Arc<IssuedBody>>,
}

/// The bodies of one form for offices without decisions about it. They differ only in the built-ins that the texts insert.
#[derive(Default)]
struct UndecidedBodies<'a> {
    /// The built-ins that the form's texts insert; `None` before the form is first resolved.
    builtins: Option<BTreeSet<BuiltinInsert>>,
    /// By the office's values of these built-ins.
    bodies: BTreeMap<Vec<Option<&'a str>>, BodyWithNotices>,
}

/// The part of an issued form that offices can share: its body and notices, without head and number.
#[derive(Clone)]
struct BodyWithNotices {
    body: Arc<IssuedBody>,
    office_notices: Vec<IssuedProse>,
    /// As of [`state::body_digest`].
    digest: [u8; 32],
}

impl<'a> IssuedBodies<'a> {
    fn new(site: &'a Site) -> IssuedBodies<'a> {
        let undecided = site.forms.iter().map(|_| UndecidedBodies::default()).collect();
        IssuedBodies { site, undecided, by_digest: BTreeMap::new() }
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
        let has_decisions = overlay(self.site, form, city).is_some();
        let office_values =
            |builtins: &BTreeSet<BuiltinInsert>| builtins.iter().map(|builtin| office_value(*builtin, city)).collect();
        let undecided = &mut self.undecided[at];
        if !has_decisions
            && let Some(builtins) = &undecided.builtins
            && let Some(shared) = undecided.bodies.get::<Vec<_>>(&office_values(builtins))
        {
            return with_head(self.site, form, city, shared.clone());
        }
        let ResolvedForm { body, office_notices, builtins } = resolve(self.site, form, city);
        let digest = state::body_digest(&body);
        let body = self.by_digest.entry(*body.digest()).or_insert_with(|| Arc::new(body)).clone();
        let resolved = BodyWithNotices { body, office_notices, digest };
        if !has_decisions {
            undecided.bodies.insert(office_values(&builtins), resolved.clone());
            undecided.builtins = Some(builtins);
        }
        with_head(self.site, form, city, resolved)
    }
}

/// Adds the head of an office to a resolved body: office, number and issue code.
fn with_head(
    site: &Site,
    form: &Form,
    city: Option<&office::City>,
    BodyWithNotices { body, office_notices, digest }: BodyWithNotices,
) -> IssuedForm {
    let serial = IssuedSerial {
        pattern: serial_pattern(form, city),
        span: form.serial.as_ref().map_or(form.span, |serial| serial.span),
    };
    let office = office(site, city, Some(form));
    let issue_code = state::issue_code(&digest, &serial_pattern(form, None), &office_notices, &office);
    IssuedForm { office, serial, issue_code, office_notices, body }
}

/// The head line of an office: its name, or blanks to write in, with its telephone and the address of its page.
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
