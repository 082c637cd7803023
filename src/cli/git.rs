//! Reads the files of a project at a git revision, by calling the git program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::diagnostic::Diagnostic;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::wording::{message, release as say};

/// Files of a project that are asked for, and their bytes in all.
const MAX_FILES: usize = 5_000;
const MAX_BYTES: usize = 256 << 20;

/// The files that forms are made of, as they were at a revision: paths below the project's root, and what they held.
///
/// # Errors
/// Where there is no git, no such revision, or no project in it.
pub(crate) fn files(root: &Path, revision: &str) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let unknown = |why: String| Diagnostic::new(message!(say::NO_REVISION, revision, why), root.display().to_string());
    if revision.is_empty() || revision.starts_with('-') {
        return Err(unknown(String::new()));
    }
    let commit = run_git(root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")], &[])?;
    let commit = String::from_utf8(commit.map_err(unknown)?).unwrap_or_default().trim().to_owned();
    let listed = run_git(root, &["ls-tree", "-r", "-z", &commit], &[])?.map_err(unknown)?;
    let files: Vec<(String, String)> = listed.split(|byte| *byte == 0).filter_map(listed_file).collect();
    if !files.iter().any(|(path, _)| path == SourcePath::settings().as_str()) {
        return Err(Diagnostic::new(message!(say::NO_PROJECT_AT, revision), root.display().to_string()));
    }
    if files.len() > MAX_FILES {
        return Err(unknown(format!("> {MAX_FILES}")));
    }
    let wanted: String = files.iter().map(|(_, object)| format!("{object}\n")).collect();
    let held = run_git(root, &["cat-file", "--batch"], wanted.as_bytes())?.map_err(unknown)?;
    parse_batch_output(files.into_iter().map(|(path, _)| path), &held).ok_or_else(|| unknown("cat-file".to_owned()))
}

/// Path and object of a file of `ls-tree` that forms are made of: `100644 blob <object>\t<path>`.
fn listed_file(line: &[u8]) -> Option<(String, String)> {
    let (head, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    let mut head = head.split(' ');
    let (_, kind, object) = (head.next()?, head.next()?, head.next()?);
    let is_wanted = match SourceKind::of(path) {
        SourceKind::Settings
        | SourceKind::Choices
        | SourceKind::Blocks
        | SourceKind::Form(_)
        | SourceKind::Overlay(_)
        | SourceKind::Release(_)
        | SourceKind::Facts
        | SourceKind::City(_) => true,
        SourceKind::Accessibility
        | SourceKind::Requirements
        | SourceKind::Queries
        | SourceKind::Page(_)
        | SourceKind::File(_)
        | SourceKind::OtherYaml(_)
        | SourceKind::Template(_)
        | SourceKind::Asset(_)
        | SourceKind::Pictogram(_)
        | SourceKind::Font
        | SourceKind::FormerAccessibility
        | SourceKind::Unknown => false,
    };
    (kind == "blob" && is_wanted).then(|| (path.to_owned(), object.to_owned()))
}

/// What `cat-file --batch` gave, an object a file: `<object> blob <size>\n<bytes>\n`.
fn parse_batch_output(paths: impl Iterator<Item = String>, mut held: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for path in paths {
        let end = held.iter().position(|byte| *byte == b'\n')?;
        let size: usize = std::str::from_utf8(&held[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
        let rest = &held[end + 1..];
        files.push((path, rest.get(..size)?.to_vec()));
        held = rest.get(size + 1..)?;
    }
    Some(files)
}

/// Runs git in a folder: what it wrote, or what it said where it failed. It asks nobody for anything and fetches nothing.
fn run_git(root: &Path, arguments: &[&str], input: &[u8]) -> Result<Result<Vec<u8>, String>, Diagnostic> {
    let missing = |error: std::io::Error| Diagnostic::new(message!(say::NO_GIT, error), "git");
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, value) in [("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_OPTIONAL_LOCKS", "0")] {
        command.env(name, value);
    }
    let mut child = command.spawn().map_err(missing)?;
    let stdin = child.stdin.take();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let output = child.wait_with_output().map_err(missing)?;
    let _ = writer.join();
    if !output.status.success() || output.stdout.len() > MAX_BYTES {
        return Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(Ok(output.stdout))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_taken_apart() {
        let held = b"0a1b blob 4\na\nb\n\n0c1d blob 0\n\n";
        let paths = || ["forms/a.yaml".to_owned(), "forms/b.yaml".to_owned()].into_iter();
        let files = parse_batch_output(paths(), held).expect("two");
        assert_eq!(files, [("forms/a.yaml".to_owned(), b"a\nb\n".to_vec()), ("forms/b.yaml".to_owned(), Vec::new())]);
        assert_eq!(parse_batch_output(paths(), &held[..20]), None, "it broke off");
        assert_eq!(parse_batch_output(paths(), b"0a1b missing\n"), None);
    }
}
