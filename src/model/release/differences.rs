//! What differs between two states of a form: each thing once, where it was changed, and nothing that only follows from it.
//!
//! Numbers of items, words for conditions, texts into which a setting's value was put follow from other parts
//! ([`Aspect`] says which), and are not told again.

use std::collections::BTreeMap;

use super::aspect::Aspect;
use super::change::{Change, Place};
use super::impact::{self, What};
use super::pairs::{Pairs, by_name, by_text, moved, of_choices};
use super::part::{Part, PartKind};
use super::state::EMPTY;
use crate::model::version::Step;

/// What a later state of a form differs in from an earlier one, in the order of the form.
pub fn differences(old: &Part, new: &Part) -> Vec<Change> {
    let mut differ = Differ::new(old, new);
    differ.form();
    differ.changes
}

/// What an office's form differs in from the generic one; what is put into blanks of texts is the office's name, or follows from
/// a setting.
pub fn of_office(generic: &Part, office: &Part) -> Vec<Change> {
    let mut differ = Differ { fills_blanks: true, ..Differ::new(generic, office) };
    differ.form();
    differ.changes
}

struct Differ<'a> {
    old: &'a Part,
    new: &'a Part,
    /// What texts may have in place of what they had, as a setting has another value.
    follows: Vec<(String, String)>,
    /// Former and present names of items, as expressions write them.
    renamed: Vec<(String, String)>,
    /// May a blank of a text have become anything?
    fills_blanks: bool,
    changes: Vec<Change>,
}

/// Where two parts stand.
#[derive(Clone, Copy)]
struct Within<'p> {
    path: &'p [Place],
    /// What they stand in, as it is now.
    part: &'p Part,
    /// The item or section that they are in, by name: before, and now.
    top: [Option<&'p str>; 2],
}

impl<'a> Differ<'a> {
    fn new(old: &'a Part, new: &'a Part) -> Differ<'a> {
        let (mut follows, mut renamed) = (Vec::new(), Vec::new());
        for (before, now) in by_name(&of(old, PartKind::Setting), &of(new, PartKind::Setting)).both {
            match (before.get(Aspect::Value), now.get(Aspect::Value)) {
                (Some(before), Some(now)) if before != now => follows.push((before.to_owned(), now.to_owned())),
                // A blank stands with its unit.
                (Some(value), None) => follows.extend(with_unit(value).map(|blank| (value.to_owned(), blank))),
                (None, Some(value)) => follows.extend(with_unit(value).map(|blank| (blank, value.to_owned()))),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        let copies = |form: &Part| form.of_kind(PartKind::Holder).count();
        if copies(old) != copies(new) {
            let words = |form| crate::model::terms::numeral(copies(form));
            follows.push((words(old), words(new)));
        }
        let items = |form: &'a Part| form.items().map(|(_, item)| item).collect::<Vec<_>>();
        for (before, now) in by_name(&items(old), &items(new)).both {
            if before.name != now.name {
                renamed.push((format!("${{{}}}", before.name), format!("${{{}}}", now.name)));
            }
        }
        Differ { old, new, follows, renamed, fills_blanks: false, changes: Vec::new() }
    }

    fn form(&mut self) {
        let (old, new) = (self.old, self.new);
        let at = Within { path: &[], part: new, top: [None, None] };
        self.aspects(old, new, at);
        for kind in [PartKind::Holder, PartKind::Setting, PartKind::Instruction] {
            self.parts(&of(old, kind), &of(new, kind), at);
        }
        self.sections(at);
        self.lists(at);
        self.offices(at);
    }

    /// What offices have otherwise than the programme. It is theirs, and no matter of the form's version.
    fn offices(&mut self, at: Within) {
        let last = |form: &'a Part| -> BTreeMap<&'a str, &'a Part> {
            form.of_kind(PartKind::Office).map(|office| (office.name.as_str(), office)).collect()
        };
        let (old, new) = (last(self.old), last(self.new));
        let first = self.changes.len();
        for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
            let (before, now) = (old.get(name), new.get(name));
            let Some(place) = now.or(before).map(|office| Place::of(office)) else { continue };
            let said = |office: Option<&&'a Part>| office.and_then(|office| office.get(Aspect::OfficeLine));
            let path = [place];
            let inside = Within { path: &path, ..at };
            if said(before) != said(now) {
                let what = What::Changed(Aspect::OfficeLine);
                let texts = [said(before), said(now)].map(|text| text.map(str::to_owned));
                self.record(
                    what,
                    path.to_vec(),
                    at.top,
                    texts,
                    impact::of(what, before.copied(), now.copied(), at.part),
                );
            }
            let decisions =
                |office: Option<&&'a Part>| office.map_or_else(Vec::new, |part| of(part, PartKind::Decision));
            self.parts(&decisions(before), &decisions(now), inside);
        }
        for change in &mut self.changes[first..] {
            change.impact.step = Step::None;
        }
    }

    /// Sections, and the items of all of them.
    fn sections(&mut self, at: Within) {
        let (old, new) = (self.old, self.new);
        let sections = by_name(&of(old, PartKind::Section), &of(new, PartKind::Section));
        let mut now_called: BTreeMap<&str, &str> = BTreeMap::new();
        for (before, now) in &sections.both {
            now_called.insert(&before.name, &now.name);
        }
        let items = |form: &'a Part| form.items().map(|(_, item)| item).collect::<Vec<_>>();
        let section_of = |form: &'a Part, item: &Part| {
            form.items().find(|(_, other)| std::ptr::eq(*other, item)).map_or("", |(section, _)| section.name.as_str())
        };
        let pairs = by_name(&items(old), &items(new));
        self.shallow(&sections, at);
        for (before, now) in &sections.both {
            // What was in this section before and is now, in its present order.
            let here: Vec<&(&Part, &Part)> =
                pairs.both.iter().filter(|(_, item)| section_of(new, item) == now.name).collect();
            let from_here = |item: &Part| section_of(old, item) == before.name;
            let stayed: Vec<&&(&Part, &Part)> = here.iter().filter(|(item, _)| from_here(item)).collect();
            let places: Vec<usize> =
                stayed.iter().filter_map(|(item, _)| place(&of(before, PartKind::Item), item)).collect();
            let moved: Vec<&Part> =
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
        self.alone(&pairs, at);
    }

    /// The option lists that items offer, before and now.
    fn lists(&mut self, at: Within) {
        let pairs = by_name(&of(self.old, PartKind::List), &of(self.new, PartKind::List));
        for (before, now) in pairs.both.into_iter().filter(|(before, now)| before.name == now.name) {
            let offered_by = self.offering(&now.name);
            let first = self.changes.len();
            let path = [Place::of(now)];
            let inside = Within { path: &path, part: now, ..at };
            self.aspects(before, now, Within { path: &path, ..at });
            self.choices(before, now, inside);
            for change in &mut self.changes[first..] {
                change.offered_by.clone_from(&offered_by);
            }
        }
    }

    /// The items, columns and blanks that offer a list.
    fn offering(&self, list: &str) -> Vec<Place> {
        let all = self.new.items().flat_map(|(_, item)| item.all());
        all.filter(|part| part.get(Aspect::List) == Some(list)).map(Place::of).collect()
    }

    fn choices(&mut self, old: &'a Part, new: &'a Part, at: Within) {
        let (before, now) = (of(old, PartKind::Choice), of(new, PartKind::Choice));
        let pairs = of_choices(&before, &now);
        self.order(&pairs, &before, at);
        for (before, now) in &pairs.both {
            if before.name != now.name {
                self.push(
                    What::Recoded,
                    Some(before),
                    Some(now),
                    at,
                    [Some(before.name.clone()), Some(now.name.clone())],
                );
            }
            self.aspects_of(before, now, at);
        }
        self.alone(&pairs, at);
    }

    /// Parts of one kind beside each other.
    fn parts(&mut self, old: &[&'a Part], new: &[&'a Part], at: Within) {
        let Some(kind) = old.first().or(new.first()).map(|part| part.kind) else { return };
        let pairs = if kind.row().named {
            by_name(old, new)
        } else {
            by_text(old, new, |before, now| self.is_following(before.called(), now.called()))
        };
        let has_order = !matches!(kind, PartKind::Setting | PartKind::Office | PartKind::Decision);
        if kind.row().named && has_order {
            self.order(&pairs, old, at);
        }
        for (before, now) in &pairs.both {
            self.pair(before, now, at);
        }
        self.alone(&pairs, at);
    }

    /// Sections: their own aspects, names and order.
    fn shallow(&mut self, pairs: &Pairs<'a>, at: Within) {
        self.order(pairs, &of(self.old, PartKind::Section), at);
        for (before, now) in &pairs.both {
            self.named(before, now, at);
            self.aspects_of(before, now, at);
        }
        self.alone(pairs, at);
    }

    /// What stands in another order.
    fn order(&mut self, pairs: &Pairs<'a>, old: &[&'a Part], at: Within) {
        let places: Vec<usize> = pairs.both.iter().filter_map(|(before, _)| place(old, before)).collect();
        for ((before, now), moved) in pairs.both.iter().zip(moved(&places)) {
            if moved {
                self.moved(before, now, at);
            }
        }
    }

    /// A part of another section is told by that, too.
    fn moved(&mut self, before: &Part, now: &Part, at: Within) {
        let (old, new) = (place_within(self.old, before), place_within(self.new, now));
        let is_same = old.0.map(|parent| &parent.name) == new.0.map(|parent| &parent.name);
        let text = |(parent, behind): (Option<&Part>, Option<&Part>)| {
            let parts = [parent.filter(|_| !is_same), behind].into_iter().flatten();
            let labels: Vec<&str> = parts.map(Part::called).collect();
            (!labels.is_empty()).then(|| labels.join(" › "))
        };
        self.push(What::Moved, Some(before), Some(now), at, [text(old), text(new)]);
    }

    /// What is there only before, or only now.
    fn alone(&mut self, pairs: &Pairs<'a>, at: Within) {
        for part in &pairs.removed {
            self.push(What::Removed, Some(part), None, at, [said(part), None]);
        }
        for part in &pairs.added {
            self.push(What::Added, None, Some(part), at, [None, said(part)]);
        }
    }

    /// Two states of one part, with all within it.
    fn pair(&mut self, before: &'a Part, now: &'a Part, at: Within) {
        self.named(before, now, at);
        self.aspects_of(before, now, at);
        if before.get(Aspect::Type) != now.get(Aspect::Type) {
            return;
        }
        let path: Vec<Place> = at.path.iter().cloned().chain([Place::of(now)]).collect();
        let top = if at.path.is_empty() { [Some(&*before.name), Some(&*now.name)] } else { at.top };
        let inside = Within { path: &path, part: now, top };
        if let (Some(old), Some(new)) = (before.get(Aspect::List), now.get(Aspect::List))
            && old != new
        {
            let list = |form: &'a Part, name: &str| form.of_kind(PartKind::List).find(|list| list.name == name);
            if let (Some(old), Some(new)) = (list(self.old, old), list(self.new, new)) {
                self.choices(old, new, inside);
            }
        }
        let kinds: Vec<PartKind> = super::part::PART_KINDS.iter().map(|row| row.kind).collect();
        for kind in kinds {
            self.parts(&of(before, kind), &of(now, kind), inside);
        }
    }

    fn named(&mut self, before: &Part, now: &Part, at: Within) {
        if before.name != now.name {
            let names = [Some(before.name.clone()), Some(now.name.clone())];
            self.push(What::Renamed, Some(before), Some(now), at, names);
        }
    }

    fn aspects_of(&mut self, before: &Part, now: &Part, at: Within) {
        let path: Vec<Place> = at.path.iter().cloned().chain([Place::of(now)]).collect();
        let top = if at.path.is_empty() { [Some(&*before.name), Some(&*now.name)] } else { at.top };
        self.aspects(before, now, Within { path: &path, top, ..at });
    }

    /// What is said otherwise of the part at the end of the path.
    fn aspects(&mut self, before: &Part, now: &Part, at: Within) {
        let is_retyped = before.get(Aspect::Type) != now.get(Aspect::Type);
        let mut aspects: Vec<Aspect> = before.aspects.keys().chain(now.aspects.keys()).copied().collect();
        aspects.sort_unstable();
        aspects.dedup();
        for aspect in aspects {
            let (old, new) = (before.get(aspect), now.get(aspect));
            let is_same = match aspect {
                _ if aspect.row().derived || old == new => true,
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
                let impact = impact::of(What::Changed(aspect), Some(before), Some(now), at.part);
                let texts = [old, new].map(|text| text.map(str::to_owned));
                self.record(What::Changed(aspect), at.path.to_vec(), at.top, texts, impact);
            }
        }
    }

    fn push(&mut self, what: What, old: Option<&Part>, new: Option<&Part>, at: Within, texts: [Option<String>; 2]) {
        let Some(part) = new.or(old) else { return };
        // What is told of sensitive items and agreed to is there where there are some.
        if matches!(part.kind, PartKind::Agreement | PartKind::Told) && part.get(Aspect::Text).is_none() {
            return;
        }
        let path = at.path.iter().cloned().chain([Place::of(part)]).collect();
        let top = match at.path {
            [] => [old, new].map(|part| part.map(|part| part.name.as_str())),
            [..] => at.top,
        };
        let impact = impact::of(what, old, new, at.part);
        self.record(what, path, top, texts, impact);
    }

    fn record(
        &mut self,
        what: What,
        path: Vec<Place>,
        top: [Option<&str>; 2],
        [before, after]: [Option<String>; 2],
        impact: impact::Impact,
    ) {
        let within = top.map(|name| name.map(str::to_owned));
        self.changes.push(Change { what, path, before, after, offered_by: Vec::new(), impact, within });
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

fn of(part: &Part, kind: PartKind) -> Vec<&Part> {
    part.of_kind(kind).collect()
}

fn place(parts: &[&Part], part: &Part) -> Option<usize> {
    parts.iter().position(|other| std::ptr::eq(*other, part))
}

/// What a part alone says, where it has no name of its own or is no more than its label.
fn said(part: &Part) -> Option<String> {
    let said = match part.kind {
        PartKind::Setting | PartKind::Decision => part.get(Aspect::Value),
        PartKind::Choice => Some(part.name.as_str()),
        _ => part.get(Aspect::Text),
    };
    said.map(str::to_owned)
}

/// What a part stands in, and what of its kind it stands behind there.
fn place_within<'f>(form: &'f Part, part: &Part) -> (Option<&'f Part>, Option<&'f Part>) {
    let holds = |parent: &&'f Part| parent.parts.iter().any(|child| std::ptr::eq(child, part));
    let parent = form.all().into_iter().find(holds);
    let before =
        parent.and_then(|parent| parent.of_kind(part.kind).take_while(|child| !std::ptr::eq(*child, part)).last());
    (parent, before)
}
