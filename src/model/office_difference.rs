//! Differences between the form of an office and the form of the programme.

use super::choice::Choices;
use super::field::Field;
use super::fixed_text;
use super::form::Form;
use super::name::Name;
use super::office::City;
use super::overlay::{Overlay, apply_overlay};
use super::prose::{Prose, ProsePiece};
use super::site::Site;
use crate::source::Span;
use crate::wording::{Lang, overlays as say, phrase};

/// What a hint inserts of which nothing is known.
const BLANK: &str = "＿＿";

/// One decision of an office, with the place where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficeDifference {
    pub change: OfficeChange,
    pub span: Span,
}

/// The content of one decision; labels and hints as forms print them.
#[derive(Clone, Debug, PartialEq)]
pub enum OfficeChange {
    /// A setting's value with its unit, and the programme's, where it has one.
    Setting { label: String, value: String, former: Option<String> },
    /// A field added by the office, and the field that it follows.
    Added { label: String, after: String },
    /// A field's hint, and the programme's, where it has one.
    Relabelled { label: String, hint: String, former: Option<String> },
    /// A field that must be answered.
    Required { label: String },
    /// Options of the office's own, for the fields that offer them.
    Extended { labels: Vec<String>, options: Vec<String> },
    /// A field that the page leaves out.
    Hidden { label: String },
}

/// A form with the decisions of one office about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OfficeFormDifferences<'a> {
    pub(crate) city: &'a City,
    pub(crate) form: &'a Form,
    pub(crate) overlay: &'a Overlay,
    /// Was the form changed after the overlay was last confirmed?
    pub(crate) lagging: bool,
    pub(crate) differences: Vec<OfficeDifference>,
}

/// Every form that an office has decided something of, in the order of the cities and then of the forms.
pub(crate) fn office_differences(site: &Site) -> Vec<OfficeFormDifferences<'_>> {
    let of_city = |city| site.forms.iter().filter_map(move |form| differences_of_office(site, form, city));
    site.cities.iter().flat_map(of_city).collect()
}

/// A form as a city's office issues it, beside the programme's; none where the office decided nothing of it.
pub(crate) fn differences_of_office<'a>(
    site: &'a Site,
    form: &'a Form,
    city: &'a City,
) -> Option<OfficeFormDifferences<'a>> {
    let overlay = site.overlay(&form.id, &city.id)?;
    let differences = differences(form, &site.choices, overlay);
    Some(OfficeFormDifferences { city, form, overlay, lagging: overlay.is_outdated(form), differences })
}

/// How many cities decide something of their own, how many of them lag, and how many issue the programme's forms: a line without a
/// full stop.
pub(crate) fn summary(site: &Site, found: &[OfficeFormDifferences], lang: Lang) -> String {
    let cities = |among: &dyn Fn(&OfficeFormDifferences) -> bool| {
        site.cities.iter().filter(|city| found.iter().any(|one| one.city.id == city.id && among(one))).count()
    };
    let (own, lagging) = (cities(&|_| true), cities(&|one| one.lagging));
    if own == 0 {
        return say::NO_CITY.say(lang).to_owned();
    }
    let rest = site.cities.len() - own;
    phrase!(say::COUNT, own, lagging, rest).say(lang)
}

/// What the form differs in for an overlay's office, in the order of the overlay's keys. What changes nothing is no difference.
pub fn differences(form: &Form, choices: &Choices, overlay: &Overlay) -> Vec<OfficeDifference> {
    let (narrowed, lists) = apply_overlay(form, choices, overlay);
    let words = |prose: &Prose| words(prose, &narrowed);
    let changed = |name: &Name| {
        let named = |field: &&Field| field.name.value == *name;
        form.top_fields().find(named).zip(narrowed.top_fields().find(named))
    };
    let settings = overlay.settings.iter().filter_map(|decided| {
        let (before, now) = (form.setting(&decided.setting.value)?, narrowed.setting(&decided.setting.value)?);
        let value = now.with_unit().filter(|value| before.with_unit().as_ref() != Some(value))?;
        let change = OfficeChange::Setting { label: now.label.clone(), value, former: before.with_unit() };
        Some(OfficeDifference { change, span: decided.value.span })
    });
    let mut found: Vec<OfficeDifference> = settings.collect();
    let added = narrowed.sections.iter().flat_map(|section| section.fields.windows(2)).filter(|pair| pair[1].of_office);
    found.extend(added.map(|pair| OfficeDifference {
        change: OfficeChange::Added { label: pair[1].label.zh.clone(), after: pair[0].label.zh.clone() },
        span: pair[1].name.span,
    }));
    found.extend(overlay.relabel.iter().filter_map(|relabelling| {
        let (before, now) = changed(&relabelling.field.value)?;
        let (hint, former) = (words(now.hint.as_ref()?), before.hint.as_ref().map(words));
        let change = OfficeChange::Relabelled { label: now.label.zh.clone(), hint, former };
        Some(OfficeDifference { change, span: relabelling.hint.span })
    }));
    found.extend(overlay.require.iter().filter_map(|name| {
        let (_, now) = changed(&name.value).filter(|(before, now)| !before.required && now.required)?;
        Some(OfficeDifference { change: OfficeChange::Required { label: now.label.zh.clone() }, span: name.span })
    }));
    found.extend(overlay.extend.iter().filter_map(|extension| {
        let (before, now) = (choices.get(&extension.list.value)?, lists.get(&extension.list.value)?);
        let new = now.choices.iter().filter(|choice| before.choice(&choice.name.value).is_none());
        let options: Vec<String> = new.map(|choice| choice.label.zh.clone()).collect();
        let offer = |field: &&Field| field.kind.list().is_some_and(|list| list.value == extension.list.value);
        let labels = narrowed.fields().filter(offer).map(|field| field.label.zh.clone()).collect();
        let difference =
            OfficeDifference { change: OfficeChange::Extended { labels, options }, span: extension.list.span };
        (now.choices.len() > before.choices.len()).then_some(difference)
    }));
    found.extend(overlay.hide.iter().filter_map(|name| {
        let (_, now) = changed(&name.value).filter(|(_, now)| now.hidden_on_page)?;
        Some(OfficeDifference { change: OfficeChange::Hidden { label: now.label.zh.clone() }, span: name.span })
    }));
    found
}

/// A hint in words; of what it inserts, the settings' values.
fn words(prose: &Prose, form: &Form) -> String {
    let words = |piece: &ProsePiece| match piece {
        ProsePiece::Words(words) => words.clone(),
        ProsePiece::Insert(name) => {
            let value = form.setting(&name.value).and_then(|setting| setting.with_unit());
            value.unwrap_or_else(|| BLANK.to_owned())
        }
    };
    prose.pieces.iter().map(words).collect()
}

impl OfficeFormDifferences<'_> {
    /// The version it was made for, and whether it lags, without a full stop.
    pub(crate) fn status_words(&self, lang: Lang) -> String {
        let base = &self.overlay.base.value;
        if self.lagging {
            phrase!(say::LAGS, base, version = self.form.version).say(lang)
        } else {
            phrase!(say::CONFIRMED, base).say(lang)
        }
    }
}

impl OfficeChange {
    /// What kind of change it is, by its key in the overlay.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            OfficeChange::Setting { .. } => "settings",
            OfficeChange::Added { .. } => "add",
            OfficeChange::Relabelled { .. } => "relabel",
            OfficeChange::Required { .. } => "require",
            OfficeChange::Extended { .. } => "extend",
            OfficeChange::Hidden { .. } => "hide",
        }
    }

    /// The change in a line, without a full stop.
    pub fn words(&self, lang: Lang) -> String {
        let before = |former: &Option<String>| former.clone().unwrap_or_else(|| say::NOTHING.say(lang).to_owned());
        match self {
            OfficeChange::Setting { label, value, former } => {
                phrase!(say::SET, label, value, former = before(former)).say(lang)
            }
            OfficeChange::Added { label, after } => phrase!(say::ADDED, label, after).say(lang),
            OfficeChange::Relabelled { label, hint, former } => {
                phrase!(say::RELABELLED, label, hint, former = before(former)).say(lang)
            }
            OfficeChange::Required { label } => phrase!(say::REQUIRED, label).say(lang),
            OfficeChange::Extended { labels, options } => {
                let (labels, options) =
                    (labels.join(fixed_text::ENUMERATION_COMMA), options.join(fixed_text::ENUMERATION_COMMA));
                phrase!(say::EXTENDED, labels, options).say(lang)
            }
            OfficeChange::Hidden { label } => phrase!(say::HIDDEN, label).say(lang),
        }
    }
}
