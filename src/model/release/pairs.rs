//! Matches the parts of two states: which part of one is the same part in the other.

use std::collections::BTreeMap;

use super::aspect::Aspect;
use super::part::StatePart;

/// The matched and unmatched parts of two lists, each in the order of its list.
#[derive(Debug, Default)]
pub(crate) struct PartPairs<'a> {
    /// In the order of the new list.
    pub(crate) both: Vec<(&'a StatePart, &'a StatePart)>,
    pub(crate) removed: Vec<&'a StatePart>,
    pub(crate) added: Vec<&'a StatePart>,
}

/// Parts by their names; of the rest those that are called the same and are of one type.
pub(crate) fn by_name<'a>(old: &[&'a StatePart], new: &[&'a StatePart]) -> PartPairs<'a> {
    let mut left: BTreeMap<&str, &StatePart> = old.iter().map(|part| (part.name.as_str(), *part)).collect();
    let found: Vec<(Option<&StatePart>, &StatePart)> =
        new.iter().map(|part| (left.remove(part.name.as_str()), *part)).collect();
    let is_left = |part: &&&StatePart| left.get(part.name.as_str()).is_some_and(|left| std::ptr::eq(*left, **part));
    let mut removed: Vec<&StatePart> = old.iter().filter(is_left).copied().collect();
    let (mut both, mut added) = (Vec::new(), Vec::new());
    for (before, part) in found {
        let renamed = |removed: &mut Vec<&'a StatePart>| {
            let at = removed.iter().position(|other| is_renamed(other, part))?;
            Some(removed.remove(at))
        };
        match before.or_else(|| renamed(&mut removed)) {
            Some(before) => both.push((before, part)),
            None => added.push(part),
        }
    }
    PartPairs { both, removed, added }
}

fn is_renamed(old: &StatePart, new: &StatePart) -> bool {
    let same = |aspect| old.get(aspect) == new.get(aspect);
    let names = [Aspect::Label, Aspect::Title, Aspect::Text];
    let called = names.into_iter().find(|aspect| old.get(*aspect).is_some());
    called.is_some_and(same) && same(Aspect::Type)
}

/// Options by their labels, then by their codes: an option is what it says, and one whose code says something else now is another.
pub(crate) fn of_choices<'a>(old: &[&'a StatePart], new: &[&'a StatePart]) -> PartPairs<'a> {
    let label = |part: &'a StatePart| part.get(Aspect::Label);
    let (mut left_old, mut left_new) = (old.to_vec(), new.to_vec());
    let mut pairs: Vec<(&StatePart, &StatePart)> = Vec::new();
    let same_both = |a: &'a StatePart, b: &'a StatePart| a.name == b.name && label(a) == label(b);
    let same_label = |a: &'a StatePart, b: &'a StatePart| label(a) == label(b);
    let same_code = |a: &'a StatePart, b: &'a StatePart| a.name == b.name;
    let rules: [&dyn Fn(&'a StatePart, &'a StatePart) -> bool; 3] = [&same_both, &same_label, &same_code];
    for is_same in rules {
        left_new.retain(|part| match left_old.iter().position(|other| is_same(other, part)) {
            Some(at) => {
                pairs.push((left_old.remove(at), part));
                false
            }
            None => true,
        });
    }
    let place = |part: &StatePart| new.iter().position(|other| std::ptr::eq(*other, part));
    pairs.sort_by_key(|(_, part)| place(part));
    PartPairs { both: pairs, removed: left_old, added: left_new }
}

/// More comparisons than this are not made to find which texts are the same.
const MOST_COMPARED: usize = 1_000_000;

/// Parts without names: the same texts in the same order, then what stands between two such in order, as one that was changed.
pub(crate) fn by_text<'a>(
    old: &[&'a StatePart],
    new: &[&'a StatePart],
    is_same: impl Fn(&StatePart, &StatePart) -> bool,
) -> PartPairs<'a> {
    let mut pairs = PartPairs::default();
    let (mut o, mut n) = (0, 0);
    for (at_old, at_new) in common(old, new, is_same).into_iter().chain([(old.len(), new.len())]) {
        let changed = (at_old - o).min(at_new - n);
        pairs.both.extend(old[o..o + changed].iter().copied().zip(new[n..].iter().copied()));
        pairs.removed.extend(&old[o + changed..at_old]);
        pairs.added.extend(&new[n + changed..at_new]);
        (o, n) = (at_old + 1, at_new + 1);
    }
    pairs
}

/// The longest common subsequence, as places in both.
fn common(
    old: &[&StatePart],
    new: &[&StatePart],
    is_same: impl Fn(&StatePart, &StatePart) -> bool,
) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_COMPARED {
        return Vec::new();
    }
    let width = new.len() + 1;
    let mut longest = vec![0_usize; (old.len() + 1) * width];
    for (o, before) in old.iter().enumerate().rev() {
        for (n, after) in new.iter().enumerate().rev() {
            let below = longest[(o + 1) * width + n].max(longest[o * width + n + 1]);
            longest[o * width + n] = if is_same(before, after) { longest[(o + 1) * width + n + 1] + 1 } else { below };
        }
    }
    let (mut o, mut n, mut found) = (0, 0, Vec::new());
    while o < old.len() && n < new.len() {
        if is_same(old[o], new[n]) && longest[o * width + n] == longest[(o + 1) * width + n + 1] + 1 {
            found.push((o, n));
            (o, n) = (o + 1, n + 1);
        } else if longest[(o + 1) * width + n] >= longest[o * width + n + 1] {
            o += 1;
        } else {
            n += 1;
        }
    }
    found
}

/// Which of these places, each given as it was before and in the order of now, moved: as few as there can be.
pub(crate) fn moved(places: &[usize]) -> Vec<bool> {
    // The longest rising subsequence stays; for each, how long the longest that ends there is, and what is before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end] < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut moved = vec![true; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        moved[at] = false;
        next = before[at];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_can_be_moved() {
        for (places, expected) in [
            (&[0, 1, 2][..], &[][..]),
            (&[1, 2, 3, 0], &[3]),
            (&[3, 0, 1, 2], &[0]),
            (&[0, 3, 1, 2, 4], &[1]),
            (&[2, 0, 1, 5, 3, 4], &[0, 3]),
        ] {
            let moved: Vec<usize> = moved(places).iter().enumerate().filter(|(_, is)| **is).map(|(at, _)| at).collect();
            assert_eq!(moved, expected, "{places:?}");
        }
    }
}
