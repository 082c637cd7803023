//! Rule `overlays`: an office decides only what it may decide, and only narrows forms.

use super::Check;
use super::form_references::unknown_form;
use super::support::condition_scope::{scoped_conditions, single_answer_fields};
use super::support::suggestions::{most_similar_name, suggestion};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::choice::Choice;
use crate::model::expression::Expression;
use crate::model::field::{Field, FieldKind, Question};
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::overlay::{FieldAddition, ListExtension, Overlay, SettingValue};
use crate::source::{Span, Spanned};
use crate::wording::overlays;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "overlays",
    title: "办事机构的决定",
    catches: "forms/cities 里写了没有的表单、栏目、选项表、待定事项；改了方案定的数、主办单位才能定的事项；值不是表单要的数，或者超出范围；加的栏目、选项顶替了原有的，选项的代码不以本市行政区划代码开头，国家标准的选项表加了选项；网页上收起了必填的、告知签名的、别的栏目要看的；表单的版本变了，还没有确认。",
    hurts: "各市收上来的表合不到一起；少问了法律和方案要问的；城市以为已经定了，印出来还是原来的样子。",
    example: "follow-up-record:\n  base: 1.0.0\n  settings: {interval: 很久}",
    fix: "照每一条说的改；办事机构只能加、只能更严。",
    messages: &[
        &say::UNKNOWN_FORM,
        &overlays::LAGGING,
        &overlays::BASE_AHEAD,
        &say::UNKNOWN_SETTING,
        &overlays::SETTING_OF_FACT,
        &overlays::SETTING_READONLY,
        &overlays::NOT_A_NUMBER_HERE,
        &overlays::NOT_WHOLE_HERE,
        &overlays::OUT_OF_RANGE,
        &overlays::FIELD_UNKNOWN,
        &overlays::NAME_TAKEN,
        &overlays::CANNOT_REQUIRE,
        &overlays::LIST_UNUSED_HERE,
        &overlays::LIST_OF_STANDARD,
        &overlays::LIST_TAKEN,
        &overlays::CODE_OUT_OF_RANGE,
        &overlays::OPTION_THERE,
        &overlays::HIDES_REQUIRED,
        &overlays::HIDES_DUTY,
        &overlays::HIDES_READ,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for overlay in &site.overlays {
        match site.form(&overlay.form.value) {
            Some(form) => OverlayCheck { site, form, overlay }.faults(&mut found),
            None if site.has_form(&overlay.form.value) => {}
            None => found.push(unknown_form(site, &overlay.form)),
        }
    }
    found
}

/// An overlay with the form that it narrows.
struct OverlayCheck<'a> {
    site: &'a Site,
    form: &'a Form,
    overlay: &'a Overlay,
}

impl OverlayCheck<'_> {
    fn faults(&self, found: &mut Vec<Diagnostic>) {
        found.extend(self.check_version());
        found.extend(self.overlay.settings.iter().filter_map(|decided| self.check_setting(decided)));
        for FieldAddition { after, field } in &self.overlay.add {
            // It may come after another added field.
            let is_own = self.overlay.add.iter().any(|other| other.field.name.value == after.value);
            found.extend(self.unknown_field(after).filter(|_| !is_own));
            found.extend(self.name_conflict(field));
        }
        found.extend(self.overlay.relabel.iter().filter_map(|relabelling| self.unknown_field(&relabelling.field)));
        for name in &self.overlay.require {
            found.extend(self.unknown_field(name));
            found.extend(self.field(&name.value).filter(|field| !field.kind.is_question()).map(|field| {
                Diagnostic::new(
                    message!(overlays::CANNOT_REQUIRE, there = field.name.span, label = &field.label.zh),
                    name.span,
                )
            }));
        }
        self.overlay.extend.iter().for_each(|extension| self.check_extension(extension, found));
        for list in &self.overlay.lists {
            found.extend(self.site.choices.get(&list.name.value).map(|known| {
                Diagnostic::new(
                    message!(overlays::LIST_TAKEN, there = known.span(), name = &list.name.value),
                    list.name.span,
                )
            }));
        }
        for name in &self.overlay.hide {
            found.extend(self.unknown_field(name));
            found.extend(self.field(&name.value).and_then(|field| self.reason_to_keep(field, name)));
        }
    }

    fn field(&self, name: &Name) -> Option<&Field> {
        self.form.top_fields().find(|field| field.name.value == *name)
    }

    fn check_version(&self) -> Option<Diagnostic> {
        let Overlay { base, city, .. } = self.overlay;
        let (form, version) = (&self.form.id, &self.form.version);
        let message = if self.overlay.is_outdated(self.form) {
            let city = self.site.city(city).map_or(city.as_str(), |city| &city.name);
            message!(overlays::LAGGING, city, form, base = &base.value, version)
        } else if self.overlay.is_ahead(self.form) {
            message!(overlays::BASE_AHEAD, there = self.form.span, form, base = &base.value, version)
        } else {
            return None;
        };
        Some(Diagnostic::new(message, base.span))
    }

    fn check_setting(&self, decided: &SettingValue) -> Option<Diagnostic> {
        let SettingValue { setting: name, value } = decided;
        let Some(setting) = self.form.setting(&name.value) else {
            let names = self.form.settings.iter().chain([&self.form.retention]);
            let names = names.map(|setting| setting.name.value.as_str());
            let near = suggestion(name.value.as_str(), names, self.site.incomplete.forms.contains(&self.form.id))?;
            return Some(Diagnostic::new(
                message!(say::UNKNOWN_SETTING, form = &self.form.id, name = &name.value, near),
                name.span,
            ));
        };
        let label = &setting.label;
        match &setting.fact {
            Some(fact) => Some(Diagnostic::new(
                message!(overlays::SETTING_OF_FACT, there = fact.span, label, fact = &fact.value),
                name.span,
            )),
            None if setting.readonly => {
                Some(Diagnostic::new(message!(overlays::SETTING_READONLY, there = setting.name.span, label), name.span))
            }
            None => setting.value_fault(value),
        }
    }

    fn unknown_field(&self, name: &Spanned<Name>) -> Option<Diagnostic> {
        let names = self.form.top_fields().map(|field| field.name.value.as_str());
        let near = suggestion(name.value.as_str(), names, self.site.incomplete.forms.contains(&self.form.id))?;
        Some(Diagnostic::new(
            message!(overlays::FIELD_UNKNOWN, form = &self.form.id, name = &name.value, near),
            name.span,
        ))
    }

    /// Reports a field of the form with the same name as an added field, or as a blank in it.
    fn name_conflict(&self, added: &Field) -> Option<Diagnostic> {
        let blanks = if added.kind.clauses().is_empty() { vec![added] } else { added.with_inner() };
        blanks.into_iter().find_map(|field| {
            let known = single_answer_fields(self.form).find(|known| known.name.value == field.name.value)?;
            Some(Diagnostic::new(
                message!(overlays::NAME_TAKEN, there = known.name.span, form = &self.form.id, name = &field.name.value),
                field.name.span,
            ))
        })
    }

    fn check_extension(&self, extension: &ListExtension, found: &mut Vec<Diagnostic>) {
        let name = &extension.list;
        let used = || self.form.fields().filter_map(|field| field.kind.list()).map(|list| list.value.as_str());
        let Some(list) = self.site.choices.get(&name.value).filter(|_| used().any(|used| used == name.value.as_str()))
        else {
            if !self.site.incomplete.choices {
                let near = most_similar_name(name.value.as_str(), used());
                found.push(Diagnostic::new(
                    message!(overlays::LIST_UNUSED_HERE, form = &self.form.id, name = &name.value, near),
                    name.span,
                ));
            }
            return;
        };
        if let Some(standard) = &list.standard {
            found.push(Diagnostic::new(
                message!(overlays::LIST_OF_STANDARD, there = list.span(), name = &name.value, standard),
                name.span,
            ));
            return;
        }
        for (at, choice) in extension.choices.iter().enumerate() {
            found.extend(
                duplicate_option(choice, &list.choices).or_else(|| duplicate_option(choice, &extension.choices[..at])),
            );
            found.extend(self.out_of_range(choice));
        }
    }

    fn out_of_range(&self, choice: &Choice) -> Option<Diagnostic> {
        // An unknown city was already reported.
        let range = Overlay::code_range(&self.site.city(&self.overlay.city)?.adcode);
        let is_own = choice.name.value.strip_prefix(&range).is_some_and(|number| !number.is_empty());
        let Choice { label, name, .. } = choice;
        let message = || message!(overlays::CODE_OUT_OF_RANGE, label = &label.zh, name = &name.value, range);
        (!is_own).then(|| Diagnostic::new(message(), name.span))
    }

    /// The diagnostic that explains why the page cannot hide a field.
    fn reason_to_keep(&self, field: &Field, name: &Spanned<Name>) -> Option<Diagnostic> {
        let label = &field.label.zh;
        let fault = |message| Some(Diagnostic::new(message, name.span));
        if !field.kind.is_question() && !matches!(field.kind, FieldKind::Note { .. }) {
            return fault(message!(overlays::HIDES_DUTY, label, there = field.name.span));
        }
        if field.required {
            return fault(message!(overlays::HIDES_REQUIRED, label, there = field.name.span));
        }
        if let Some(required) = self.overlay.require.iter().find(|required| required.value == field.name.value) {
            return fault(message!(overlays::HIDES_REQUIRED, label, there = required.span));
        }
        self.dependent_field(field).and_then(|there| fault(message!(overlays::HIDES_READ, label, there)))
    }

    /// The span where another field, of the form or of the overlay, depends on this field's answer.
    fn dependent_field(&self, field: &Field) -> Option<Span> {
        let read = |name: &Name| *name == field.name.value;
        let mut of_form = scoped_conditions(self.form).into_iter().map(|condition| condition.expression);
        let by_condition = of_form.find(|rule| rule.reads(&field.name.value));
        let added = self.overlay.add.iter().flat_map(|addition| addition.field.with_inner());
        let by_added = added.flat_map(field_expressions).find(|rule| rule.reads(&field.name.value));
        let by_certificate = self.form.fields().find_map(|other| match &other.kind {
            FieldKind::Question(Question::Certificate { of, kind, grade, .. }) => {
                [of, kind, grade].into_iter().flatten().find(|name| read(&name.value)).map(|name| name.span)
            }
            _ => None,
        });
        by_condition.or(by_added).map(|rule| rule.span).or(by_certificate)
    }
}

/// The expressions of a field: its condition and its constraint.
fn field_expressions(field: &Field) -> impl Iterator<Item = &Expression> {
    field.relevant.iter().chain(field.constraint.as_ref().map(|constraint| &constraint.expression))
}

/// Reports an option that equals a known one in its code, or in a word that tables use for it.
fn duplicate_option(new: &Choice, known: &[Choice]) -> Option<Diagnostic> {
    let words = |choice: &Choice| -> Vec<String> {
        [&choice.name.value, &choice.label.zh].into_iter().chain(&choice.also).cloned().collect()
    };
    let new_words = words(new);
    let (word, other) = known.iter().find_map(|other| {
        let word = words(other).into_iter().find(|word| new_words.contains(word))?;
        Some((word, other))
    })?;
    Some(Diagnostic::new(
        message!(overlays::OPTION_THERE, there = other.name.span, word, other = &other.label.zh),
        new.name.span,
    ))
}
