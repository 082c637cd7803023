//! The project's files as they lie on the disk: found, sorted, read.
//!
//! Texts become [`Sources`]; templates' assets stay bytes. Other files of `content/` are only known by their paths
//! until a page turns out to need one ([`SourceFiles::attachment`]). What cannot be read, is not UTF-8 or is far too big is
//! reported, and its path is remembered: nothing else is blamed for it. Links that lead out of the project are not
//! followed ([`ProjectBoundary`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::boundary::ProjectBoundary;
use super::diagnostic_log::DiagnosticLog;
use super::yaml::{self, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::name::{Name, is_portable};
use crate::model::source_path::{SourceKind, SourcePath, TOP_LEVEL, is_hidden};
use crate::source::{SourceId, SourceSlice, Sources, Span};
use crate::wording::{load as words, message};

/// More than any text of a person, less than what slows a build.
const TEXT_LIMIT: u64 = 2 << 20;
/// A picture or font.
const BYTES_LIMIT: u64 = 64 << 20;

/// What was found and read, paths sorted.
#[derive(Debug, Default)]
pub(crate) struct SourceFiles {
    pub(crate) sources: Sources,
    texts: Vec<(String, SourceId)>,
    pub(crate) bytes: Vec<(String, Vec<u8>)>,
    /// Every file that something reads, read or not.
    paths: BTreeSet<String>,
    /// The other files of `content/`, by path below it.
    others: BTreeMap<String, FileStorage>,
}

/// Where a file's bytes are.
#[derive(Debug)]
enum FileStorage {
    Disk { file: PathBuf, size: u64 },
    Memory(Vec<u8>),
}

/// What a file is read as.
enum FileRole<'a> {
    Text,
    Bytes,
    /// Only known by its path below `content/` for now.
    Other(&'a str),
    /// Only that it is there is known.
    Presence,
    /// Left alone, as it is not ours or was reported.
    Nothing,
}

impl SourceFiles {
    /// Reads what lies at the places of sources below a root ([`TOP_LEVEL`]).
    pub(crate) fn read(root: &Path, log: &DiagnosticLog) -> SourceFiles {
        let mut files = SourceFiles::default();
        let border = ProjectBoundary::of(root);
        for top in TOP_LEVEL {
            files.walk(root, top, &border, log);
        }
        let former = SourcePath::former_accessibility();
        if root.join(&former).exists() {
            files.paths.insert(former.as_str().to_owned());
        }
        files
    }

    /// Files that are at hand already: paths below a root, and what they hold.
    pub(crate) fn from_memory<'a>(
        found: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        log: &DiagnosticLog,
    ) -> SourceFiles {
        let mut files = SourceFiles::default();
        let found: BTreeMap<&str, &[u8]> = found.into_iter().collect();
        for (path, bytes) in found {
            match file_role(path) {
                FileRole::Other(below) => files.add_other(below, FileStorage::Memory(bytes.to_vec())),
                _ => files.add_file(path, bytes.len() as u64, || Ok(bytes.to_vec()), log),
            }
        }
        files
    }

    /// The files of `content/` that are neither pages nor data, by path below it, in order.
    pub(crate) fn others(&self) -> impl Iterator<Item = &str> {
        self.others.keys().map(String::as_str)
    }

    /// What one of them holds; `None` where it cannot be read, which is reported.
    pub(crate) fn attachment(&self, path: &str, log: &DiagnosticLog) -> Option<Vec<u8>> {
        let place = SourcePath::file(path);
        match self.others.get(path)? {
            FileStorage::Memory(bytes) => Some(bytes.clone()),
            FileStorage::Disk { size, .. } if *size > BYTES_LIMIT => {
                log.push(too_big(place.as_str(), *size, BYTES_LIMIT));
                None
            }
            FileStorage::Disk { file, .. } => match fs::read(file) {
                Ok(bytes) => Some(bytes),
                Err(error) => {
                    log.push(unreadable(place.as_str(), error.kind()));
                    None
                }
            },
        }
    }

    /// Is there such a file, whether it could be read or not?
    pub(crate) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Is there none of the files that something reads?
    pub(crate) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The files of a kind, read or not, in the order of their paths; each with what `wanted` takes from its kind.
    pub(crate) fn of_kind<'a, T>(
        &'a self,
        wanted: impl Fn(SourceKind<'a>) -> Option<T>,
    ) -> impl Iterator<Item = (&'a str, T)> {
        self.paths.iter().filter_map(move |path| Some((path.as_str(), wanted(SourceKind::of(path))?)))
    }

    /// The texts of a kind, in the order in which they were read.
    pub(crate) fn texts_of_kind<'a, T>(
        &'a self,
        wanted: impl Fn(SourceKind<'a>) -> Option<T>,
    ) -> impl Iterator<Item = (T, SourceId)> {
        self.texts.iter().filter_map(move |(path, id)| Some((wanted(SourceKind::of(path))?, *id)))
    }

    /// The tree of a YAML file; `None` where it is absent, or broken, which was then reported.
    pub(crate) fn tree(&self, path: &str, log: &DiagnosticLog) -> Option<YamlNode> {
        let source = self.text(path)?;
        yaml::parse(SourceSlice { source, text: &self.sources.get(source).text, base: 0 }, log)
    }

    /// The text of a path, where it was read.
    pub(crate) fn text(&self, path: &str) -> Option<SourceId> {
        self.texts.iter().find(|(name, _)| name == path).map(|(_, id)| *id)
    }

    fn add_other(&mut self, below: &str, held: FileStorage) {
        self.others.insert(below.to_owned(), held);
    }

    fn walk(&mut self, root: &Path, top: &str, border: &ProjectBoundary, log: &DiagnosticLog) {
        let start = root.join(top);
        if !start.exists() && fs::symlink_metadata(&start).is_err() {
            return;
        }
        let visible = |entry: &walkdir::DirEntry| {
            (entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy()))
                && border.contains(entry, || below(root, entry.path()).unwrap_or_else(|| top.to_owned()), log)
        };
        let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible);
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let Some(path) = below(root, entry.path()) else {
                        log.error(message!(words::NAME_NOT_UNICODE), entry.path().to_string_lossy().into_owned());
                        continue;
                    };
                    self.read_file(&path, entry.path(), log);
                }
                Err(error) => {
                    let path = error.path().and_then(|path| below(root, path)).unwrap_or_else(|| top.to_owned());
                    let diagnostic = match error.loop_ancestor() {
                        Some(_) => Diagnostic::new(message!(words::LINK_LOOP), path),
                        None => unreadable(&path, error.io_error().map_or(ErrorKind::Other, std::io::Error::kind)),
                    };
                    log.push(diagnostic);
                }
            }
        }
    }

    fn read_file(&mut self, path: &str, file: &Path, log: &DiagnosticLog) {
        let metadata = match fs::metadata(file) {
            Ok(metadata) => metadata,
            Err(error) => {
                self.paths.insert(path.to_owned());
                return log.push(unreadable(path, error.kind()));
            }
        };
        if metadata.is_dir() {
            if path.ends_with(".yaml") || path.ends_with(".md") {
                self.paths.insert(path.to_owned());
                log.error(message!(words::FOLDER_NOT_FILE), path);
            }
            return;
        }
        if !metadata.is_file() {
            return log.error(message!(words::SPECIAL_FILE), path);
        }
        match file_role(path) {
            FileRole::Other(below) => {
                self.add_other(below, FileStorage::Disk { file: file.to_owned(), size: metadata.len() })
            }
            _ => self.add_file(path, metadata.len(), || fs::read(file), log),
        }
    }

    fn add_file(
        &mut self,
        path: &str,
        size: u64,
        read: impl FnOnce() -> std::io::Result<Vec<u8>>,
        log: &DiagnosticLog,
    ) {
        let expected = file_role(path);
        let limit = match expected {
            FileRole::Text => TEXT_LIMIT,
            FileRole::Bytes => BYTES_LIMIT,
            FileRole::Presence => {
                self.paths.insert(path.to_owned());
                return;
            }
            FileRole::Other(_) | FileRole::Nothing => return wrong_extension(path, log),
        };
        self.paths.insert(path.to_owned());
        if size > limit {
            return log.push(too_big(path, size, limit));
        }
        match (read(), expected) {
            (Err(error), _) => log.push(unreadable(path, error.kind())),
            (Ok(bytes), FileRole::Text) => self.decode(path, &bytes, log),
            (Ok(bytes), FileRole::Bytes | FileRole::Other(_) | FileRole::Presence | FileRole::Nothing) => {
                self.bytes.push((path.to_owned(), bytes))
            }
        }
    }

    fn decode(&mut self, path: &str, bytes: &[u8], log: &DiagnosticLog) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let id = self.sources.add(path, text);
                self.texts.push((path.to_owned(), id));
            }
            Err(_) if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => {
                log.error(message!(words::UTF16), path);
            }
            Err(_) if is_gbk(bytes) => log.error(message!(words::GBK), path),
            Err(error) => {
                let at = error.valid_up_to();
                let id = self.sources.add(path, String::from_utf8_lossy(bytes));
                log.error(message!(words::NOT_UTF8), Span::new(id, at..at + 1));
            }
        }
    }
}

fn too_big(path: &str, size: u64, limit: u64) -> Diagnostic {
    Diagnostic::new(message!(words::FILE_TOO_BIG, size = megabytes(size), limit = megabytes(limit)), path)
}

fn unreadable(path: &str, kind: ErrorKind) -> Diagnostic {
    match kind {
        ErrorKind::PermissionDenied => Diagnostic::new(message!(words::NO_PERMISSION), path),
        ErrorKind::NotFound => Diagnostic::new(message!(words::GONE), path),
        other => Diagnostic::new(message!(words::UNREADABLE, reason = other), path),
    }
}

/// What a path is for. Files at places that nothing reads are left alone; in `content/` they are told of, as whoever
/// put them there may take them for published.
fn file_role(path: &str) -> FileRole<'_> {
    match SourceKind::of(path) {
        SourceKind::Settings
        | SourceKind::Choices
        | SourceKind::Blocks
        | SourceKind::Form(_)
        | SourceKind::Overlay(_)
        | SourceKind::Release(_)
        | SourceKind::Facts
        | SourceKind::Accessibility
        | SourceKind::Requirements
        | SourceKind::Queries
        | SourceKind::City(_)
        | SourceKind::Page(_)
        | SourceKind::Template(_)
        | SourceKind::Pictogram(_) => FileRole::Text,
        SourceKind::Asset(asset) if is_asset(asset) => FileRole::Bytes,
        SourceKind::OtherYaml(below) => FileRole::Other(below),
        SourceKind::File(below) if intended_extension(below).is_none() => FileRole::Other(below),
        SourceKind::FormerAccessibility => FileRole::Presence,
        // The fonts are found when sheets are laid out.
        SourceKind::Asset(_) | SourceKind::File(_) | SourceKind::Font | SourceKind::Unknown => FileRole::Nothing,
    }
}

/// What a page may load of the project's own. Endings of editors' copies (`site.css.orig`) are not among them.
fn is_asset(path: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["css", "js", "svg", "png", "jpg", "jpeg", "webp", "gif", "ico", "woff2", "woff", "ttf", "otf", "webmanifest"];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Reports an ending that is nearly right, and what is no asset of pages; other files that nothing reads are left alone.
fn wrong_extension(path: &str, log: &DiagnosticLog) {
    let is_page = match SourceKind::of(path) {
        SourceKind::Asset(_) => return log.push(Diagnostic::new(message!(words::NO_ASSET), path)),
        SourceKind::Font => return,
        kind => matches!(kind, SourceKind::File(_)),
    };
    let Some((extension, wanted)) = intended_extension(path).filter(|(_, wanted)| is_page || *wanted == "yaml") else {
        return;
    };
    log.push(Diagnostic::new(message!(words::WRONG_EXTENSION, extension, wanted), path));
}

/// An ending that is nearly that of a page or of data, and the one that is meant.
fn intended_extension(path: &str) -> Option<(&str, &'static str)> {
    let (_, extension) = path.rsplit_once('.')?;
    match extension {
        "yml" | "YAML" | "YML" => Some((extension, "yaml")),
        "markdown" | "MD" => Some((extension, "md")),
        _ => None,
    }
}

/// The path below the root with `/` between its parts.
fn below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

/// Does a text that is not UTF-8 read as GBK? Every byte fits the encoding, and most pairs are among
/// the common characters and punctuation of GB 2312 (rows 1 to 3 and 16 to 55).
fn is_gbk(bytes: &[u8]) -> bool {
    let (mut pairs, mut common) = (0_u32, 0_u32);
    let mut rest = bytes;
    while let [lead, after @ ..] = rest {
        rest = after;
        if lead.is_ascii() {
            continue;
        }
        let [trail, after @ ..] = after else { return false };
        if !matches!(lead, 0x81..=0xFE) || !matches!(trail, 0x40..=0x7E | 0x80..=0xFE) {
            return false;
        }
        pairs += 1;
        common += u32::from(matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7) && *trail >= 0xA1);
        rest = after;
    }
    pairs > 0 && common * 10 >= pairs * 7
}

/// The name of a form or city that its file has in its path; one that cannot be a folder's is reported.
pub(crate) fn slug(path: &str, stem: &str, log: &DiagnosticLog) -> Option<Name> {
    let name = Name::new(stem).filter(Name::is_slug);
    if name.is_none() {
        log.push(Diagnostic::new(message!(words::BAD_FILE_NAME, name = stem), path));
    } else if !is_portable(stem) {
        log.push(Diagnostic::new(message!(words::NAME_NOT_PORTABLE), path));
    }
    name
}
