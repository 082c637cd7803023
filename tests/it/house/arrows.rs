//! The graph of the source files: which file names what of which other, read from their tokens.
//!
//! An arrow is a name: `use` and paths that begin with `crate`, `super`, `self`, a module beside or below, or a name that
//! was brought in. It leads to the file that defines what is named, so a re-export (`pub use`) is an arrow for whoever names
//! something through it, and for the file it stands in only where that file uses the name itself. Declaring or importing
//! a module is no arrow: what is named in it is. What is used without being named (a method's result) cannot be seen.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::slice::Iter;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::SourceFile;

/// One file names something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    /// From the repository's top, as `to`.
    pub from: String,
    pub to: String,
    /// What is named, as a path from the crate's root.
    pub name: String,
    /// Is it named by a test inside the file alone?
    pub tested: bool,
}

/// A path from the crate's root: `["model", "form", "Form"]`.
type Names = Vec<String>;

/// What one file says about names.
#[derive(Default)]
struct Said {
    /// Names brought in by `use`: where they lead as written, and from which module.
    brought: BTreeMap<String, Use>,
    /// What else is imported: as `*`, or where inner modules bring in a name once more.
    more: Vec<Use>,
    /// Paths of the code, single names included.
    paths: Vec<Use>,
}

#[derive(Clone)]
struct Use {
    /// The module it is written in.
    module: Names,
    path: Names,
    public: bool,
    tested: bool,
}

/// Every arrow between two files, sorted.
pub fn arrows(files: &[SourceFile]) -> BTreeSet<Arrow> {
    let files: Vec<&SourceFile> = files.iter().filter(|file| file.path != "src/main.rs").collect();
    let modules: BTreeMap<Names, usize> = files.iter().enumerate().map(|(at, file)| (module(&file.path), at)).collect();
    let said = files.iter().map(|file| Said::of(file)).collect();
    let graph = Graph { modules, said };
    let mut arrows = BTreeSet::new();
    for (at, file) in files.iter().enumerate() {
        for (name, tested) in graph.named_by(at) {
            let Some((to, name)) = graph.definition(name) else { continue };
            let to = files[to].path.clone();
            if to != file.path {
                arrows.insert(Arrow { from: file.path.clone(), to, name: name.join("::"), tested });
            }
        }
    }
    let everywhere: BTreeSet<Arrow> = arrows.iter().filter(|arrow| !arrow.tested).cloned().collect();
    arrows.retain(|arrow| !arrow.tested || !everywhere.contains(&Arrow { tested: false, ..arrow.clone() }));
    arrows
}

/// Sets of files that lead back to one another (strongly connected components), in the order of their names.
pub fn circles(arrows: &BTreeSet<Arrow>) -> BTreeSet<BTreeSet<&str>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|file| (*file, reached(file, &next))).collect();
    let leads_back = |from: &str, to: &str| reached.get(from).is_some_and(|reached| reached.contains(to));
    let around =
        reached.iter().map(|(file, all)| all.iter().copied().filter(|other| leads_back(other, file)).collect());
    around.filter(|circle: &BTreeSet<&str>| !circle.is_empty()).collect()
}

fn reached<'a>(file: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![file];
    while let Some(file) = waiting.pop() {
        waiting.extend(next.get(file).into_iter().flatten().filter(|next| reached.insert(**next)));
    }
    reached
}

/// `src/outputs/html/mod.rs` as `["outputs", "html"]`.
fn module(path: &str) -> Names {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| !["lib", "mod"].contains(part)).map(str::to_owned).collect()
}

struct Graph {
    modules: BTreeMap<Names, usize>,
    said: Vec<Said>,
}

impl Graph {
    /// Everything a file names, as paths from the crate's root, and whether only tests do.
    fn named_by(&self, file: usize) -> Vec<(Names, bool)> {
        let said = &self.said[file];
        let imported = said.brought.values().filter(|used| !used.public).chain(&said.more);
        let in_code = said.paths.iter().filter(|used| {
            used.path.len() > 1 || said.brought.get(&used.path[0]).is_some_and(|brought| brought.public)
        });
        imported.chain(in_code).filter_map(|used| Some((self.absolute(file, used)?, used.tested))).collect()
    }

    /// A path as it is written, from the crate's root; `None` where it leads to another crate or nowhere.
    fn absolute(&self, file: usize, used: &Use) -> Option<Names> {
        let Use { module, path, .. } = used;
        let (first, rest) = path.split_first()?;
        let mut here = module.clone();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([here, rest.to_vec()].concat()),
            "super" => {
                here.pop();
                match rest.first().map(String::as_str) {
                    Some("super") => self.absolute(file, &Use { module: here, path: rest.to_vec(), ..used.clone() }),
                    _ => Some([here, rest.to_vec()].concat()),
                }
            }
            name => {
                if let Some(brought) = self.said[file].brought.get(name).filter(|brought| brought.path != *path) {
                    return Some([self.absolute(file, brought)?, rest.to_vec()].concat());
                }
                here.push(name.to_owned());
                self.modules.contains_key(&here).then(|| [here, rest.to_vec()].concat())
            }
        }
    }

    /// The file that defines what is named, and the name there; `None` for a module as a whole.
    fn definition(&self, name: Names) -> Option<(usize, Names)> {
        let length = (0..=name.len()).rev().find(|length| self.modules.contains_key(&name[..*length]))?;
        let file = self.modules[&name[..length]];
        let (item, rest) = name[length..].split_first()?;
        match self.said[file].brought.get(item) {
            Some(brought) => {
                let onward = [self.absolute(file, brought)?, rest.to_vec()].concat();
                if onward == name { None } else { self.definition(onward) }
            }
            None => Some((file, name[..=length].to_vec())),
        }
    }
}

impl Said {
    fn of(file: &SourceFile) -> Said {
        let tokens: TokenStream = file.text.parse().expect("Rust");
        let mut said = Said::default();
        said.read(tokens, &module(&file.path), false);
        said
    }

    /// Reads the tokens of a module, or of a group within it.
    fn read(&mut self, tokens: TokenStream, module: &Names, tested: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = tokens.iter().peekable();
        let (mut for_tests, mut public, mut within, mut before) = (false, false, None, ' ');
        while let Some(token) = rest.next() {
            match token {
                TokenTree::Ident(word) if word == "use" => {
                    let used = Use { module: module.clone(), path: Vec::new(), public, tested: tested || for_tests };
                    self.tree(&mut rest, &used);
                    (for_tests, public) = (false, false);
                }
                TokenTree::Ident(word) if word == "pub" => public = true,
                TokenTree::Ident(word) if word == "mod" => {
                    let Some(TokenTree::Ident(name)) = rest.next() else { continue };
                    within = Some([module.clone(), vec![name.to_string()]].concat());
                }
                TokenTree::Ident(word) => {
                    let path = path(word.to_string(), &mut rest);
                    if before != '.' {
                        self.paths.push(Use {
                            module: module.clone(),
                            path,
                            public: false,
                            tested: tested || for_tests,
                        });
                    }
                    before = ' ';
                    continue;
                }
                TokenTree::Group(group) => {
                    let inner = within.take();
                    self.read(group.stream(), inner.as_ref().unwrap_or(module), tested || for_tests);
                    for_tests |= group.delimiter() == Delimiter::Bracket && group.to_string() == "[cfg (test)]";
                    if group.delimiter() == Delimiter::Brace {
                        (for_tests, public) = (false, false);
                    }
                }
                TokenTree::Punct(sign) if sign.as_char() == ';' => (for_tests, public, within) = (false, false, None),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            before = if let TokenTree::Punct(sign) = token { sign.as_char() } else { ' ' };
        }
    }

    /// Reads what stands behind `use`, or in braces there, to its end.
    fn tree(&mut self, tokens: &mut Peekable<Iter<TokenTree>>, prefix: &Use) {
        let (mut used, mut name, mut renamed) = (prefix.clone(), None, false);
        loop {
            match tokens.next() {
                Some(TokenTree::Ident(word)) if word == "as" => renamed = true,
                Some(TokenTree::Ident(word)) => {
                    if !renamed && (word != "self" || used.path.is_empty()) {
                        used.path.push(word.to_string());
                    }
                    name = if renamed { Some(word.to_string()) } else { used.path.last().cloned() };
                }
                Some(TokenTree::Group(group)) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.tree(&mut inner.iter().peekable(), &used);
                    name = None;
                }
                Some(TokenTree::Punct(sign)) if sign.as_char() == '*' => {
                    self.more.push(Use { path: [used.path.clone(), vec!["*".to_owned()]].concat(), ..used.clone() });
                    name = None;
                }
                Some(TokenTree::Punct(sign)) if sign.as_char() == ':' => {}
                end => {
                    if let Some(name) = name.take() {
                        match self.brought.entry(name) {
                            Entry::Vacant(place) => drop(place.insert(used)),
                            Entry::Occupied(_) => self.more.push(used),
                        }
                    }
                    match end {
                        Some(TokenTree::Punct(sign)) if sign.as_char() == ',' => {
                            (used, renamed) = (prefix.clone(), false)
                        }
                        _ => return,
                    }
                }
            }
        }
    }
}

/// A word and what follows it behind `::`.
fn path(word: String, rest: &mut Peekable<Iter<TokenTree>>) -> Names {
    let mut path = vec![word];
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ':');
    loop {
        let mut ahead = rest.clone();
        let colons = ahead.next().is_some_and(is_colon) && ahead.next().is_some_and(is_colon);
        let Some(TokenTree::Ident(word)) = ahead.next().filter(|_| colons) else { return path };
        path.push(word.to_string());
        *rest = ahead;
    }
}
