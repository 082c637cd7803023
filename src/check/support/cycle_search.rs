//! Finds cycles in a graph of dependencies, in which each node reads others.

use std::collections::BTreeMap;

/// Names that a message shows of a cycle; a longer cycle is shown with its beginning.
const MOST_SHOWN: usize = 12;

/// The cycles in a graph, given as the indexes that each node reads. A node is in one cycle at most, and each cycle is
/// the shortest from its first node. The cost is linear in the number of edges, plus the length of the cycles.
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
            if let Some(path) = shortest_path(&inside, to, from) {
                let cycle: Vec<usize> = std::iter::once(from).chain(path).collect();
                cycle.iter().for_each(|&node| known[node] = true);
                found.push(cycle);
            }
        }
    }
    found
}

/// A cycle as text: `a → b → a`.
pub(crate) fn cycle_path<'a>(names: impl ExactSizeIterator<Item = &'a str> + Clone) -> String {
    let (first, count) = (names.clone().next(), names.len());
    let shown: Vec<&str> = names.take(MOST_SHOWN).collect();
    let ellipsis = if count > MOST_SHOWN { " → ……" } else { "" };
    format!("{}{ellipsis} → {}", shown.join(" → "), first.unwrap_or_default())
}

/// The number of each node's strongly connected component: its nodes reach each other (Tarjan 1972, without recursion).
fn strong_components(reads: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = reads.len();
    let (mut index, mut low, mut group) = (vec![NEW; count], vec![0; count], vec![NEW; count]);
    let (mut next, mut groups) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    for root in 0..count {
        // A node, and the index of the next edge to follow.
        let mut work = if index[root] == NEW { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, at)) = work.pop() {
            if at == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            }
            match reads[node].get(at) {
                Some(&read) => {
                    work.push((node, at + 1));
                    if index[read] == NEW {
                        work.push((read, 0));
                    } else if group[read] == NEW {
                        low[node] = low[node].min(index[read]);
                    }
                }
                None => {
                    if low[node] == index[node] {
                        while let Some(member) = open.pop() {
                            group[member] = groups;
                            if member == node {
                                break;
                            }
                        }
                        groups += 1;
                    }
                    if let Some(&(above, _)) = work.last() {
                        low[above] = low[above].min(low[node]);
                    }
                }
            }
        }
    }
    group
}

/// The nodes of the shortest path from one node up to, but without, another; each node reads the next.
fn shortest_path(reads: &[Vec<usize>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = vec![from];
    let mut next = 0;
    while let Some(&node) = queue.get(next) {
        next += 1;
        if node == to {
            // Follow the path back to `from`, which has no predecessor.
            let mut path: Vec<usize> =
                std::iter::successors(before.get(&node), |node| before.get(node)).copied().collect();
            path.reverse();
            return Some(path);
        }
        for &read in &reads[node] {
            if read != from && !before.contains_key(&read) {
                before.insert(read, node);
                queue.push(read);
            }
        }
    }
    None
}
