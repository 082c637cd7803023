//! One vocabulary: each type has a name of its own in the crate, and begins with a sentence that says what it is; names have
//! no words that a reader would have to decode.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{SourceFile, all, source_files};

/// A type, module or function, where its name is declared.
struct Declaration {
    keyword: String,
    name: String,
    /// The text of its doc comment.
    doc: String,
    place: String,
}

/// Everything that a file declares, but for its tests; inside `impl` and `trait`, functions alone.
fn declarations(file: &SourceFile) -> Vec<Declaration> {
    let mut found = Vec::new();
    read(file.text.parse().expect("Rust"), &file.path, false, &mut found);
    found
}

fn read(tokens: TokenStream, path: &str, in_implementation: bool, found: &mut Vec<Declaration>) {
    let (mut doc, mut is_test, mut before) = (String::new(), false, ' ');
    let (mut opens_implementation, mut in_signature) = (false, false);
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && before == '#' => {
                let text = group.stream().to_string();
                is_test |= text.replace(' ', "") == "cfg(test)";
                if let Some(comment) = text.strip_prefix("doc = ") {
                    doc.push_str(comment.trim_start_matches('r').trim_matches(['"', '#']));
                }
            }
            TokenTree::Group(group) => {
                if !is_test {
                    read(group.stream(), path, opens_implementation, found);
                }
                if group.delimiter() == Delimiter::Brace {
                    (is_test, opens_implementation, in_signature) = (false, false, false);
                    doc.clear();
                }
            }
            TokenTree::Ident(word) => {
                let word = word.to_string();
                in_signature |= word == "fn";
                opens_implementation |= !in_signature && (word == "impl" || word == "trait");
                let declares = match word.as_str() {
                    "struct" | "enum" | "trait" | "union" | "type" => !in_implementation && before != '\'',
                    "mod" | "fn" => true,
                    _ => false,
                };
                if let (true, false, Some(TokenTree::Ident(name))) = (declares, is_test, tokens.peek()) {
                    let (name, line) = (name.to_string(), name.span().start().line);
                    let place = format!("{path}:{line}");
                    found.push(Declaration { keyword: word, name, doc: std::mem::take(&mut doc), place });
                }
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => {
                (is_test, opens_implementation, in_signature) = (false, false, false);
                doc.clear();
            }
            TokenTree::Punct(sign) => {
                before = sign.as_char();
                continue;
            }
            TokenTree::Literal(_) => {}
        }
        before = ' ';
    }
}

fn types() -> Vec<Declaration> {
    let files = source_files();
    let declared = files.iter().flat_map(declarations);
    declared.filter(|declared| !["mod", "fn"].contains(&declared.keyword.as_str())).collect()
}

/// The places of each name that more than one type has.
fn shared(types: &[Declaration]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for declared in types {
        places.entry(&declared.name).or_default().push(&declared.place);
    }
    let shared = places.into_iter().filter(|(_, places)| places.len() > 1);
    shared.map(|(name, places)| format!("{name}: {}", places.join(", "))).collect()
}

#[test]
fn no_two_types_have_one_name() {
    let types = types();
    assert!(types.len() > 500, "{} types were found", types.len());
    all(shared(&types));
}

#[test]
fn every_type_begins_with_a_sentence() {
    let silent = types().into_iter().filter(|declared| declared.doc.split_whitespace().count() < 3);
    all(silent.map(|declared| format!("{}: {} says nothing of itself", declared.place, declared.name)).collect());
}

/// Words that were once names here and must be explained before they say anything, whatever stands beside them.
const DECODED: [&str; 12] =
    ["slab", "slabs", "press", "proofs", "wish", "obey", "settle", "told", "gaps", "withheld", "stock", "kept"];

/// The words of a name: `LayoutJob` and `layout_job` have two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for sign in name.chars() {
        if sign == '_' || sign.is_uppercase() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (sign != '_', words.last_mut()) {
            word.extend(sign.to_lowercase());
        }
    }
    words
}

#[test]
fn no_name_must_be_decoded() {
    let files = source_files();
    let declared = files.iter().flat_map(declarations);
    let riddles = declared.filter(|declared| words(&declared.name).iter().any(|word| DECODED.contains(&&**word)));
    all(riddles.map(|declared| format!("{}: {} {}", declared.place, declared.keyword, declared.name)).collect());
}

#[test]
fn declarations_are_seen_wherever_they_stand() {
    let text = "//! A module.\n/// A table of data.\n#[derive(Debug)]\npub struct Table<'a>(&'a str);\n\
                trait Named { type Table; }\nimpl Named for Table<'_> { type Table = u8; fn slab_of() {} }\n\
                fn local() -> impl Named { enum Table { A } }\n#[cfg(test)]\nmod tests { struct Table; }\nstruct Table2 { table: u8 }";
    let file = SourceFile { path: "src/table.rs".to_owned(), text: text.to_owned() };
    let found = declarations(&file);
    let seen: Vec<String> = found.iter().map(|one| format!("{} {} {}", one.keyword, one.name, one.place)).collect();
    assert_eq!(
        seen,
        [
            "struct Table src/table.rs:4",
            "trait Named src/table.rs:5",
            "fn slab_of src/table.rs:6",
            "fn local src/table.rs:7",
            "enum Table src/table.rs:7",
            "struct Table2 src/table.rs:10",
        ]
    );
    assert_eq!(found[0].doc.trim(), "A table of data.");
    assert_eq!(shared(&found), ["Table: src/table.rs:4, src/table.rs:7"]);
    assert_eq!(words("SlabOf_kept"), ["", "slab", "of", "kept"].map(String::from).to_vec()[..]);
}
