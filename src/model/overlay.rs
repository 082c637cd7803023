//! The decisions of an office about forms (`forms/cities/<city>.yaml`), and the form with them applied.
//!
//! An overlay only narrows: it adds fields, hints and options, makes answers required, sets settings. Nothing in it can take away,
//! rename or recode what the programme asks, so that what offices collect stays one.

use super::choice::{Choice, ChoiceList, Choices};
use super::field::Field;
use super::form::Form;
use super::name::Name;
use super::prose::Prose;
use super::version::Version;
use crate::source::Spanned;

/// The decisions of one office about one form.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// The office's city.
    pub city: Name,
    pub form: Spanned<Name>,
    /// The version of the form that it was made for, or last confirmed for.
    pub(crate) base: Spanned<String>,
    pub(crate) settings: Vec<SettingValue>,
    /// Option lists of the office's own.
    pub(crate) lists: Vec<ChoiceList>,
    pub add: Vec<FieldAddition>,
    pub(crate) relabel: Vec<HintReplacement>,
    /// Fields that must be answered.
    pub(crate) require: Vec<Spanned<Name>>,
    pub(crate) extend: Vec<ListExtension>,
    /// Fields that the form's page leaves out; paper has them.
    pub(crate) hide: Vec<Spanned<Name>>,
}

/// The value that an office gives to a setting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SettingValue {
    pub(crate) setting: Spanned<Name>,
    pub(crate) value: Spanned<String>,
}

/// A field that an office adds to a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldAddition {
    /// The field of a section that it follows.
    pub(crate) after: Spanned<Name>,
    pub(crate) field: Field,
}

/// The hint with which an office replaces the hint of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HintReplacement {
    pub(crate) field: Spanned<Name>,
    pub(crate) hint: Prose,
}

/// The options that an office adds to an option list of the programme.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListExtension {
    pub(crate) list: Spanned<Name>,
    pub(crate) choices: Vec<Choice>,
}

impl Overlay {
    /// Has the form moved on since the overlay was made: more or other fields or options, not wording alone?
    pub fn is_outdated(&self, form: &Form) -> bool {
        self.versions(form).is_some_and(|[base, now]| base.fields_changed_until(&now))
    }

    /// Was the overlay made for a version that the form has not reached?
    pub fn is_ahead(&self, form: &Form) -> bool {
        self.versions(form).is_some_and(|[base, now]| base > now)
    }

    /// The version it was made for, and the form's.
    fn versions(&self, form: &Form) -> Option<[Version; 2]> {
        Some([self.base.value.parse().ok()?, form.version.parse().ok()?])
    }

    /// What the codes of a city's own options begin with, so that those of two cities never mean two things.
    pub(crate) fn code_range(adcode: &str) -> String {
        format!("{adcode}-")
    }
}

/// The form and the option lists as the overlay's office issues them. What names nothing there is, or what is not an office's to
/// decide, is left out: the rule `overlays` reports it.
pub fn apply_overlay(form: &Form, choices: &Choices, overlay: &Overlay) -> (Form, Choices) {
    let (mut form, mut choices) = (form.clone(), choices.clone());
    for SettingValue { setting, value } in &overlay.settings {
        let all = form.settings.iter_mut().chain([&mut form.retention]);
        let open = all.filter(|open| open.name.value == setting.value && open.fact.is_none() && !open.readonly);
        for open in open {
            open.value = Some(value.value.clone());
            open.undecided = None;
            open.of_office = true;
        }
    }
    for name in &overlay.require {
        of_programme(&mut form, &name.value).for_each(|field| field.required = true);
    }
    for HintReplacement { field, hint } in &overlay.relabel {
        of_programme(&mut form, &field.value).for_each(|field| field.hint = Some(hint.clone()));
    }
    for name in &overlay.hide {
        of_programme(&mut form, &name.value).for_each(|field| field.hidden_on_page = true);
    }
    overlay.add.iter().for_each(|addition| add(&mut form, addition));
    for ListExtension { list, choices: more } in &overlay.extend {
        let own = choices.0.iter_mut().filter(|known| known.name.value == list.value && known.standard.is_none());
        own.for_each(|known| extend(known, more));
    }
    choices.0.extend(overlay.lists.iter().cloned());
    (form, choices)
}

/// The programme's field of this name in a section.
fn of_programme<'a>(form: &'a mut Form, name: &'a Name) -> impl Iterator<Item = &'a mut Field> {
    form.sections.iter_mut().flat_map(|section| &mut section.fields).filter(|field| field.name.value == *name)
}

/// Puts a field behind another, and behind those that were put there before it.
fn add(form: &mut Form, addition: &FieldAddition) {
    let FieldAddition { after, field } = addition;
    if form.field(&field.name.value).is_some() {
        return;
    }
    for section in &mut form.sections {
        let Some(at) = section.fields.iter().position(|known| known.name.value == after.value) else { continue };
        let before = section.fields[at + 1..].iter().take_while(|known| known.of_office).count();
        section.fields.insert(at + 1 + before, Field { of_office: true, ..field.clone() });
        return;
    }
}

/// Puts options into a list, before a 其他 that ends it.
fn extend(list: &mut ChoiceList, more: &[Choice]) {
    let last = list.choices.last().is_some_and(|choice| choice.other);
    let at = list.choices.len() - usize::from(last);
    let new = more.iter().filter(|choice| list.choice(&choice.name.value).is_none()).cloned().collect::<Vec<_>>();
    list.choices.splice(at..at, new);
}
