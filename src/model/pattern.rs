//! The pattern of a `regex()` as a finite automaton. Matching takes time linear in the text, whatever the pattern, and
//! the browser uses the same states, so that both give the same result.

/// A pattern that an answer must match as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The first is where every text begins; no character leads back to it.
    pub states: Vec<PatternState>,
}

/// A state of the automaton, given by the characters that lead into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatternState {
    /// The code points that lead here, from and to, in order.
    pub characters: Vec<(u32, u32)>,
    /// The states that may come next, in order.
    pub next: Vec<usize>,
    /// May the text end here?
    pub ends: bool,
}

impl Pattern {
    /// Does the whole text match? Every character costs at most as much as there are ways from state to state.
    pub fn matches(&self, text: &str) -> bool {
        let mut here = vec![0];
        let mut marked = vec![false; self.states.len()];
        for character in text.chars() {
            let mut next = Vec::new();
            for &to in here.iter().flat_map(|&state| &self.states[state].next) {
                if !marked[to] && self.states[to].takes(u32::from(character)) {
                    marked[to] = true;
                    next.push(to);
                }
            }
            next.iter().for_each(|&state| marked[state] = false);
            here = next;
            if here.is_empty() {
                return false;
            }
        }
        here.iter().any(|&state| self.states[state].ends)
    }
}

impl PatternState {
    fn takes(&self, character: u32) -> bool {
        self.characters.iter().any(|&(from, to)| (from..=to).contains(&character))
    }
}
