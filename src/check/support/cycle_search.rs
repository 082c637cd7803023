//! Ways round: what reads something that reads something … that reads it again.

use std::collections::BTreeMap;

/// Of a way round, the names that are shown; of a longer one, its beginning.
const MOST_SHOWN: usize = 12;

/// The ways round among things that read others, each given by what it reads, by number. A thing is in one of
/// them at most, and each is the shortest from its first thing on. Costs as much as there are things read, and
/// beside that only what the ways found are long.
pub(crate) fn shortest_cycles(reads: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let group = strong_components(reads);
    let inside: Vec<Vec<usize>> = reads
        .iter()
        .enumerate()
        .map(|(from, read)| read.iter().copied().filter(|&to| group[to] == group[from]).collect())
        .collect();
    let mut known = vec![false; reads.len()];
    let mut found = Vec::new();
    for from in 0..reads.len() {
        for &to in &inside[from] {
            if known[from] {
                break;
            }
            if let Some(way) = shortest_path(&inside, to, from) {
                let ring: Vec<usize> = std::iter::once(from).chain(way).collect();
                ring.iter().for_each(|&thing| known[thing] = true);
                found.push(ring);
            }
        }
    }
    found
}

/// A way round in words: `a → b → a`.
pub(crate) fn cycle_path<'a>(names: impl ExactSizeIterator<Item = &'a str> + Clone) -> String {
    let (first, count) = (names.clone().next(), names.len());
    let shown: Vec<&str> = names.take(MOST_SHOWN).collect();
    let gap = if count > MOST_SHOWN { " → ……" } else { "" };
    format!("{}{gap} → {}", shown.join(" → "), first.unwrap_or_default())
}

/// For each thing the number of its group: things of one group reach each other (Tarjan 1972, without recursion).
fn strong_components(reads: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = reads.len();
    let (mut index, mut low, mut group) = (vec![NEW; count], vec![0; count], vec![NEW; count]);
    let (mut next, mut groups) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    for root in 0..count {
        // A thing, and which of those it reads is looked at next.
        let mut work = if index[root] == NEW { vec![(root, 0)] } else { Vec::new() };
        while let Some((thing, at)) = work.pop() {
            if at == 0 {
                index[thing] = next;
                low[thing] = next;
                next += 1;
                open.push(thing);
            }
            match reads[thing].get(at) {
                Some(&read) => {
                    work.push((thing, at + 1));
                    if index[read] == NEW {
                        work.push((read, 0));
                    } else if group[read] == NEW {
                        low[thing] = low[thing].min(index[read]);
                    }
                }
                None => {
                    if low[thing] == index[thing] {
                        while let Some(member) = open.pop() {
                            group[member] = groups;
                            if member == thing {
                                break;
                            }
                        }
                        groups += 1;
                    }
                    if let Some(&(above, _)) = work.last() {
                        low[above] = low[above].min(low[thing]);
                    }
                }
            }
        }
    }
    group
}

/// The things from one up to, but without, another, each reading the next; the shortest such way.
fn shortest_path(reads: &[Vec<usize>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = vec![from];
    let mut next = 0;
    while let Some(&thing) = queue.get(next) {
        next += 1;
        if thing == to {
            // Back along the way that was found; `from` itself has nothing before it.
            let mut way: Vec<usize> =
                std::iter::successors(before.get(&thing), |thing| before.get(thing)).copied().collect();
            way.reverse();
            return Some(way);
        }
        for &read in &reads[thing] {
            if read != from && !before.contains_key(&read) {
                before.insert(read, thing);
                queue.push(read);
            }
        }
    }
    None
}
