//! Messages: each has a code of its own, and one that lacks a value for its text does not compile.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use formpress::testing::words::codes;

use crate::{house, repository};

#[test]
fn no_two_messages_have_the_same_code() {
    let mut met = BTreeSet::new();
    let twice: Vec<&str> =
        codes::all_messages().map(|message| message.code).filter(|code| !met.insert(*code)).collect();
    assert!(twice.is_empty() && met.len() > 400, "{twice:?}");
}

#[test]
fn messages_are_made_by_the_macros_alone() {
    let makers = ["Names::of(", "FilledMessage::new(", "PartialMessage::new(", "FilledPhrase::new("];
    let outside = house::source_files().into_iter().filter(|file| !file.path.starts_with("src/wording/"));
    let made = outside.flat_map(|file| {
        let code = file.code();
        makers.iter().filter(move |maker| code.contains(**maker)).map(move |maker| format!("{}: {maker}", file.path))
    });
    house::all(made.collect());
}

/// The smallest program with the macros: the real files, a row of two placeholders, and what is tried.
fn program(tried: &str) -> String {
    let file = |name: &str| repository::path(&format!("src/{name}")).display().to_string();
    format!(
        r##"
#![allow(warnings)]
#[path = {:?}] mod source;
mod wording {{
    #[macro_use] #[path = {:?}] mod row;
    #[path = {:?}] mod template;
    pub use row::*;
    pub(crate) use row::{{argument, message}};
    pub use template::*;
}}
const ROW: wording::Message = wording::Message {{
    code: "unknown-key",
    zh: ["不认识“{{key}}”", "可以写：{{allowed}}"],
    en: ["`{{key}}` is not known", "known here: {{allowed}}"],
    level: wording::Severity::Error,
    origin: wording::Origin::Sources,
}};
pub fn made(key: &str, allowed: &str) -> wording::FilledMessage {{
    wording::{tried}
}}
"##,
        file("source.rs"),
        file("wording/row.rs"),
        file("wording/template.rs"),
    )
}

/// What the compiler says of it; empty where it compiles.
fn compiled(tried: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tried.rs");
    fs::write(&path, program(tried)).expect("written");
    let mut compiler = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    compiler.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--out-dir"]).arg(folder.path()).arg(&path);
    let output = compiler.output().expect("the compiler runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.success(), said.is_empty(), "{tried}: {said}");
    said
}

#[test]
fn a_message_without_all_its_values_does_not_compile() {
    for tried in ["message!(ROW, key, allowed)", "message!(ROW, allowed, key = 3)"] {
        assert_eq!(compiled(tried), "", "{tried}");
    }
    for (tried, said) in [
        ("message!(ROW, key)", "a placeholder without a value: allowed"),
        ("message!(ROW, key, alowed = allowed)", "a placeholder without a value: allowed"),
        ("message!(ROW, key, allowed, near = key)", "no placeholder of this name: near"),
    ] {
        let found = compiled(tried);
        assert!(found.contains(said), "{tried}: {found}");
    }
}
