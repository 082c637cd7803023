//! Compares two states of a form. Each difference is listed once, where it was made; differences that only follow from
//! others are left out.
//!
//! Numbers of items, words for conditions, texts into which a setting's value was put follow from other parts
//! ([`Aspect`] says which), and are not told again.

use std::collections::BTreeMap;

use super::aspect::Aspect;
use super::change::{ReleaseChange, StatePartLocation};
use super::impact::{self, ChangeKind};
use super::pairs::{PartPairs, by_name, by_text, moved, of_choices};
use super::part::{PartKind, StatePart};
use super::state::EMPTY;
use crate::model::version::VersionBump;

/// What a later state of a form differs in from an earlier one, in the order of the form.
pub fn differences(old: &StatePart, new: &StatePart) -> Vec<ReleaseChange> {
    let mut differ = StateComparer::new(old, new);
    differ.form();
    differ.changes
}

/// What an office's form differs in from the generic one; what is put into blanks of texts is the office's name, or follows from
/// a setting.
pub(crate) fn of_office(generic: &StatePart, office: &StatePart) -> Vec<ReleaseChange> {
    let mut differ = StateComparer { fills_blanks: true, ..StateComparer::new(generic, office) };
    differ.form();
    differ.changes
}

/// Compares two states and collects their differences.
struct StateComparer<'a> {
    old: &'a StatePart,
    new: &'a StatePart,
    /// What texts may have in place of what they had, as a setting has another value.
    follows: Vec<(String, String)>,
    /// Former and present names of items, as expressions write them.
    renamed: Vec<(String, String)>,
    /// May a blank of a text have become anything?
    fills_blanks: bool,
    changes: Vec<ReleaseChange>,
}

/// The position of two parts that are compared.
#[derive(Clone, Copy)]
struct PartContext<'p> {
    path: &'p [StatePartLocation],
    /// What they stand in, as it is now.
    part: &'p StatePart,
    /// The item or section that they are in, by name: before, and now.
    top: [Option<&'p str>; 2],
}

impl<'a> StateComparer<'a> {
    fn new(old: &'a StatePart, new: &'a StatePart) -> StateComparer<'a> {
        let (mut follows, mut renamed) = (Vec::new(), Vec::new());
        for (before, now) in
            by_name(&parts_of_kind(old, PartKind::Setting), &parts_of_kind(new, PartKind::Setting)).both
        {
            match (before.get(Aspect::Value), now.get(Aspect::Value)) {
                (Some(before), Some(now)) if before != now => follows.push((before.to_owned(), now.to_owned())),
                // A blank stands with its unit.
                (Some(value), None) => follows.extend(with_unit(value).map(|blank| (value.to_owned(), blank))),
                (None, Some(value)) => follows.extend(with_unit(value).map(|blank| (blank, value.to_owned()))),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        let copies = |form: &StatePart| form.of_kind(PartKind::Holder).count();
        if copies(old) != copies(new) {
            let words = |form| crate::model::fixed_text::numeral(copies(form));
            follows.push((words(old), words(new)));
        }
        let items = |form: &'a StatePart| form.items().map(|(_, item)| item).collect::<Vec<_>>();
        for (before, now) in by_name(&items(old), &items(new)).both {
            if before.name != now.name {
                renamed.push((format!("${{{}}}", before.name), format!("${{{}}}", now.name)));
            }
        }
        StateComparer { old, new, follows, renamed, fills_blanks: false, changes: Vec::new() }
    }

    fn form(&mut self) {
        let (old, new) = (self.old, self.new);
        let at = PartContext { path: &[], part: new, top: [None, None] };
        self.aspects(old, new, at);
        for kind in [PartKind::Holder, PartKind::Setting, PartKind::Instruction] {
            self.parts(&parts_of_kind(old, kind), &parts_of_kind(new, kind), at);
        }
        self.sections(at);
        self.lists(at);
        self.offices(at);
    }

    /// What offices have otherwise than the programme. It is theirs, and no matter of the form's version.
    fn offices(&mut self, at: PartContext) {
        let last = |form: &'a StatePart| -> BTreeMap<&'a str, &'a StatePart> {
            form.of_kind(PartKind::Office).map(|office| (office.name.as_str(), office)).collect()
        };
        let (old, new) = (last(self.old), last(self.new));
        let first = self.changes.len();
        for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
            let (before, now) = (old.get(name), new.get(name));
            let Some(place) = now.or(before).map(|office| StatePartLocation::of(office)) else { continue };
            let office_line = |office: Option<&&'a StatePart>| office.and_then(|office| office.get(Aspect::OfficeLine));
            let path = [place];
            let inside = PartContext { path: &path, ..at };
            if office_line(before) != office_line(now) {
                let what = ChangeKind::Changed(Aspect::OfficeLine);
                let texts = [office_line(before), office_line(now)].map(|text| text.map(str::to_owned));
                self.record(
                    what,
                    path.to_vec(),
                    at.top,
                    texts,
                    impact::impact_of(what, before.copied(), now.copied(), at.part),
                );
            }
            let decisions = |office: Option<&&'a StatePart>| {
                office.map_or_else(Vec::new, |part| parts_of_kind(part, PartKind::Decision))
            };
            self.parts(&decisions(before), &decisions(now), inside);
        }
        for change in &mut self.changes[first..] {
            change.impact.bump = VersionBump::None;
        }
    }

    /// Sections, and the items of all of them.
    fn sections(&mut self, at: PartContext) {
        let (old, new) = (self.old, self.new);
        let sections = by_name(&parts_of_kind(old, PartKind::Section), &parts_of_kind(new, PartKind::Section));
        let mut now_called: BTreeMap<&str, &str> = BTreeMap::new();
        for (before, now) in &sections.both {
            now_called.insert(&before.name, &now.name);
        }
        let items = |form: &'a StatePart| form.items().map(|(_, item)| item).collect::<Vec<_>>();
        let section_of = |form: &'a StatePart, item: &StatePart| {
            form.items().find(|(_, other)| std::ptr::eq(*other, item)).map_or("", |(section, _)| section.name.as_str())
        };
        let pairs = by_name(&items(old), &items(new));
        self.section_aspects(&sections, at);
        for (before, now) in &sections.both {
            // What was in this section before and is now, in its present order.
            let here: Vec<&(&StatePart, &StatePart)> =
                pairs.both.iter().filter(|(_, item)| section_of(new, item) == now.name).collect();
            let from_here = |item: &StatePart| section_of(old, item) == before.name;
            let stayed: Vec<&&(&StatePart, &StatePart)> = here.iter().filter(|(item, _)| from_here(item)).collect();
            let places: Vec<usize> =
                stayed.iter().filter_map(|(item, _)| place(&parts_of_kind(before, PartKind::Item), item)).collect();
            let moved: Vec<&StatePart> =
                stayed.iter().zip(moved(&places)).filter(|(_, moved)| *moved).map(|((_, item), _)| *item).collect();
            for (item, after) in here {
                if !from_here(item) || moved.iter().any(|other| std::ptr::eq(*other, *after)) {
                    self.moved(item, after, at);
                }
            }
        }
        for section in &sections.added {
            let here = pairs.both.iter().filter(|(_, item)| section_of(new, item) == section.name).copied();
            here.collect::<Vec<_>>().into_iter().for_each(|(before, now)| self.moved(before, now, at));
        }
        for (before, now) in &pairs.both {
            self.pair(before, now, at);
        }
        self.added_and_removed(&pairs, at);
    }

    /// The option lists that items offer, before and now.
    fn lists(&mut self, at: PartContext) {
        let pairs = by_name(&parts_of_kind(self.old, PartKind::List), &parts_of_kind(self.new, PartKind::List));
        for (before, now) in pairs.both.into_iter().filter(|(before, now)| before.name == now.name) {
            let offered_by = self.items_offering(&now.name);
            let first = self.changes.len();
            let path = [StatePartLocation::of(now)];
            let inside = PartContext { path: &path, part: now, ..at };
            self.aspects(before, now, PartContext { path: &path, ..at });
            self.choices(before, now, inside);
            for change in &mut self.changes[first..] {
                change.offered_by.clone_from(&offered_by);
            }
        }
    }

    /// The items, columns and blanks that offer a list.
    fn items_offering(&self, list: &str) -> Vec<StatePartLocation> {
        let all = self.new.items().flat_map(|(_, item)| item.all());
        all.filter(|part| part.get(Aspect::List) == Some(list)).map(StatePartLocation::of).collect()
    }

    fn choices(&mut self, old: &'a StatePart, new: &'a StatePart, at: PartContext) {
        let (before, now) = (parts_of_kind(old, PartKind::Choice), parts_of_kind(new, PartKind::Choice));
        let pairs = of_choices(&before, &now);
        self.order(&pairs, &before, at);
        for (before, now) in &pairs.both {
            if before.name != now.name {
                self.push(
                    ChangeKind::CodeChanged,
                    Some(before),
                    Some(now),
                    at,
                    [Some(before.name.clone()), Some(now.name.clone())],
                );
            }
            self.aspects_of(before, now, at);
        }
        self.added_and_removed(&pairs, at);
    }

    /// Parts of one kind beside each other.
    fn parts(&mut self, old: &[&'a StatePart], new: &[&'a StatePart], at: PartContext) {
        let Some(kind) = old.first().or(new.first()).map(|part| part.kind) else { return };
        let pairs = if kind.description().named {
            by_name(old, new)
        } else {
            by_text(old, new, |before, now| self.is_following(before.display_name(), now.display_name()))
        };
        let has_order = !matches!(kind, PartKind::Setting | PartKind::Office | PartKind::Decision);
        if kind.description().named && has_order {
            self.order(&pairs, old, at);
        }
        for (before, now) in &pairs.both {
            self.pair(before, now, at);
        }
        self.added_and_removed(&pairs, at);
    }

    /// Sections: their own aspects, names and order.
    fn section_aspects(&mut self, pairs: &PartPairs<'a>, at: PartContext) {
        self.order(pairs, &parts_of_kind(self.old, PartKind::Section), at);
        for (before, now) in &pairs.both {
            self.named(before, now, at);
            self.aspects_of(before, now, at);
        }
        self.added_and_removed(pairs, at);
    }

    /// What stands in another order.
    fn order(&mut self, pairs: &PartPairs<'a>, old: &[&'a StatePart], at: PartContext) {
        let places: Vec<usize> = pairs.both.iter().filter_map(|(before, _)| place(old, before)).collect();
        for ((before, now), moved) in pairs.both.iter().zip(moved(&places)) {
            if moved {
                self.moved(before, now, at);
            }
        }
    }

    /// A part of another section is told by that, too.
    fn moved(&mut self, before: &StatePart, now: &StatePart, at: PartContext) {
        let (old, new) = (place_within(self.old, before), place_within(self.new, now));
        let is_same = old.0.map(|parent| &parent.name) == new.0.map(|parent| &parent.name);
        let text = |(parent, behind): (Option<&StatePart>, Option<&StatePart>)| {
            let parts = [parent.filter(|_| !is_same), behind].into_iter().flatten();
            let labels: Vec<&str> = parts.map(StatePart::display_name).collect();
            (!labels.is_empty()).then(|| labels.join(" › "))
        };
        self.push(ChangeKind::Moved, Some(before), Some(now), at, [text(old), text(new)]);
    }

    /// What is there only before, or only now.
    fn added_and_removed(&mut self, pairs: &PartPairs<'a>, at: PartContext) {
        for part in &pairs.removed {
            self.push(ChangeKind::Removed, Some(part), None, at, [part_text(part), None]);
        }
        for part in &pairs.added {
            self.push(ChangeKind::Added, None, Some(part), at, [None, part_text(part)]);
        }
    }

    /// Two states of one part, with all within it.
    fn pair(&mut self, before: &'a StatePart, now: &'a StatePart, at: PartContext) {
        self.named(before, now, at);
        self.aspects_of(before, now, at);
        if before.get(Aspect::Type) != now.get(Aspect::Type) {
            return;
        }
        let path: Vec<StatePartLocation> = at.path.iter().cloned().chain([StatePartLocation::of(now)]).collect();
        let top = if at.path.is_empty() { [Some(&*before.name), Some(&*now.name)] } else { at.top };
        let inside = PartContext { path: &path, part: now, top };
        if let (Some(old), Some(new)) = (before.get(Aspect::List), now.get(Aspect::List))
            && old != new
        {
            let list = |form: &'a StatePart, name: &str| form.of_kind(PartKind::List).find(|list| list.name == name);
            if let (Some(old), Some(new)) = (list(self.old, old), list(self.new, new)) {
                self.choices(old, new, inside);
            }
        }
        let kinds: Vec<PartKind> = super::part::PART_KINDS.iter().map(|row| row.kind).collect();
        for kind in kinds {
            self.parts(&parts_of_kind(before, kind), &parts_of_kind(now, kind), inside);
        }
    }

    fn named(&mut self, before: &StatePart, now: &StatePart, at: PartContext) {
        if before.name != now.name {
            let names = [Some(before.name.clone()), Some(now.name.clone())];
            self.push(ChangeKind::Renamed, Some(before), Some(now), at, names);
        }
    }

    fn aspects_of(&mut self, before: &StatePart, now: &StatePart, at: PartContext) {
        let path: Vec<StatePartLocation> = at.path.iter().cloned().chain([StatePartLocation::of(now)]).collect();
        let top = if at.path.is_empty() { [Some(&*before.name), Some(&*now.name)] } else { at.top };
        self.aspects(before, now, PartContext { path: &path, top, ..at });
    }

    /// What is said otherwise of the part at the end of the path.
    fn aspects(&mut self, before: &StatePart, now: &StatePart, at: PartContext) {
        let is_retyped = before.get(Aspect::Type) != now.get(Aspect::Type);
        let mut aspects: Vec<Aspect> = before.aspects.keys().chain(now.aspects.keys()).copied().collect();
        aspects.sort_unstable();
        aspects.dedup();
        for aspect in aspects {
            let (old, new) = (before.get(aspect), now.get(aspect));
            let is_same = match aspect {
                _ if aspect.description().derived || old == new => true,
                // What the list offers is told instead.
                Aspect::List => true,
                // Always, or where it is asked: its condition says which.
                Aspect::Required => old.is_some() == new.is_some(),
                _ if is_retyped && of_type(aspect) => true,
                _ if aspect.is_expression() => old.map(|old| self.with_new_names(old)).as_deref() == new,
                _ if aspect.is_text() => old.zip(new).is_some_and(|(old, new)| self.is_following(old, new)),
                _ => false,
            };
            if !is_same {
                let impact = impact::impact_of(ChangeKind::Changed(aspect), Some(before), Some(now), at.part);
                let texts = [old, new].map(|text| text.map(str::to_owned));
                self.record(ChangeKind::Changed(aspect), at.path.to_vec(), at.top, texts, impact);
            }
        }
    }

    fn push(
        &mut self,
        what: ChangeKind,
        old: Option<&StatePart>,
        new: Option<&StatePart>,
        at: PartContext,
        texts: [Option<String>; 2],
    ) {
        let Some(part) = new.or(old) else { return };
        // What is told of sensitive items and agreed to is there where there are some.
        if matches!(part.kind, PartKind::Agreement | PartKind::ConsentNotice) && part.get(Aspect::Text).is_none() {
            return;
        }
        let path = at.path.iter().cloned().chain([StatePartLocation::of(part)]).collect();
        let top = match at.path {
            [] => [old, new].map(|part| part.map(|part| part.name.as_str())),
            [..] => at.top,
        };
        let impact = impact::impact_of(what, old, new, at.part);
        self.record(what, path, top, texts, impact);
    }

    fn record(
        &mut self,
        what: ChangeKind,
        path: Vec<StatePartLocation>,
        top: [Option<&str>; 2],
        [before, after]: [Option<String>; 2],
        impact: impact::ChangeImpact,
    ) {
        let within = top.map(|name| name.map(str::to_owned));
        self.changes.push(ReleaseChange {
            kind: what,
            path,
            before,
            after,
            offered_by: Vec::new(),
            impact,
            context: within,
        });
    }

    fn with_new_names(&self, expression: &str) -> String {
        self.renamed.iter().fold(expression.to_owned(), |text, (old, new)| text.replace(old, new))
    }

    /// Is a text what another became because a setting has another value?
    fn is_following(&self, old: &str, new: &str) -> bool {
        old == new || follows(old, new, &self.follows, self.fills_blanks, &mut MOST_STEPS.clone())
    }
}

/// Ways that are tried to find whether a text follows from another.
const MOST_STEPS: usize = 1_000;

fn follows(old: &str, new: &str, changed: &[(String, String)], fills_blanks: bool, left: &mut usize) -> bool {
    let Some(fewer) = left.checked_sub(1) else { return false };
    *left = fewer;
    let (mut old, mut new) = (old, new);
    while old != new {
        for (before, after) in changed {
            if let Some((old, new)) = old.strip_prefix(before.as_str()).zip(new.strip_prefix(after.as_str()))
                && follows(old, new, changed, fills_blanks, left)
            {
                return true;
            }
        }
        if fills_blanks && let Some(rest) = old.strip_prefix(EMPTY) {
            let mut ends = new.char_indices().map(|(at, _)| at).chain([new.len()]).skip(1);
            return ends.any(|at| follows(rest, &new[at..], changed, fills_blanks, left));
        }
        match (old.chars().next(), new.chars().next()) {
            (Some(a), Some(b)) if a == b => (old, new) = (&old[a.len_utf8()..], &new[b.len_utf8()..]),
            _ => return false,
        }
    }
    true
}

/// What may stand where a value with a unit is not known: a blank, with any end of it behind.
fn with_unit(value: &str) -> impl Iterator<Item = String> {
    const LONGEST_UNIT: usize = 6;
    let ends = value.char_indices().rev().map(|(at, _)| &value[at..]).take(LONGEST_UNIT);
    std::iter::once("").chain(ends).map(|unit| format!("{EMPTY}{unit}"))
}

/// Does an aspect say what a type has?
fn of_type(aspect: Aspect) -> bool {
    matches!(
        aspect,
        Aspect::List
            | Aspect::Unit
            | Aspect::Length
            | Aspect::WritingRows
            | Aspect::BlankRows
            | Aspect::RowHeight
            | Aspect::Size
            | Aspect::RefersTo
            | Aspect::SameAs
            | Aspect::Note
            | Aspect::Text
    )
}

fn parts_of_kind(part: &StatePart, kind: PartKind) -> Vec<&StatePart> {
    part.of_kind(kind).collect()
}

fn place(parts: &[&StatePart], part: &StatePart) -> Option<usize> {
    parts.iter().position(|other| std::ptr::eq(*other, part))
}

/// What a part alone says, where it has no name of its own or is no more than its label.
fn part_text(part: &StatePart) -> Option<String> {
    let text = match part.kind {
        PartKind::Setting | PartKind::Decision => part.get(Aspect::Value),
        PartKind::Choice => Some(part.name.as_str()),
        _ => part.get(Aspect::Text),
    };
    text.map(str::to_owned)
}

/// What a part stands in, and what of its kind it stands behind there.
fn place_within<'f>(form: &'f StatePart, part: &StatePart) -> (Option<&'f StatePart>, Option<&'f StatePart>) {
    let holds = |parent: &&'f StatePart| parent.parts.iter().any(|child| std::ptr::eq(child, part));
    let parent = form.all().into_iter().find(holds);
    let before =
        parent.and_then(|parent| parent.of_kind(part.kind).take_while(|child| !std::ptr::eq(*child, part)).last());
    (parent, before)
}
