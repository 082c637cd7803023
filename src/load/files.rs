//! Finds, sorts and reads the files of a project on disk.
//!
//! Texts become [`Sources`]; templates' assets stay bytes. Other files of `content/` are only listed by path until a
//! page needs one ([`SourceFiles::attachment`]). A file that cannot be read, is not UTF-8 or is far too large is
//! reported, and its path is remembered, so that no other diagnostic follows from it. Links that lead out of the
//! project are not followed ([`ProjectBoundary`]).

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

/// Size limit of a text file in bytes: more than a person writes, less than what slows a build.
const TEXT_LIMIT: u64 = 2 << 20;
/// Size limit of a picture or font file in bytes.
const BYTES_LIMIT: u64 = 64 << 20;

/// The files of a project that were found and read, sorted by path.
#[derive(Debug, Default)]
pub(crate) struct SourceFiles {
    pub(crate) sources: Sources,
    texts: Vec<(String, SourceId)>,
    pub(crate) bytes: Vec<(String, Vec<u8>)>,
    /// The paths of all files that some loader needs, including those that could not be read.
    paths: BTreeSet<String>,
    /// The other files of `content/`, by path below that folder.
    others: BTreeMap<String, FileStorage>,
}

/// Where the bytes of a file are: on disk or in memory.
#[derive(Debug)]
enum FileStorage {
    Disk { file: PathBuf, size: u64 },
    Memory(Vec<u8>),
}

/// How a file is read, according to its path.
enum FileRole<'a> {
    Text,
    Bytes,
    /// Listed only, by its path below `content/`.
    Other(&'a str),
    /// Only the existence of the file matters.
    Presence,
    /// Not read: the file does not belong to a project, or was reported.
    Nothing,
}

impl SourceFiles {
    /// Reads the files below a root in the folders of sources ([`TOP_LEVEL`]).
    pub(crate) fn read(root: &Path, log: &DiagnosticLog) -> SourceFiles {
        let mut files = SourceFiles::default();
        let boundary = ProjectBoundary::of(root);
        for top in TOP_LEVEL {
            files.walk(root, top, &boundary, log);
        }
        let former = SourcePath::former_accessibility();
        if root.join(&former).exists() {
            files.paths.insert(former.as_str().to_owned());
        }
        files
    }

    /// Takes files from memory: paths below a root, each with its bytes.
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

    /// The paths below `content/` of files that are neither pages nor data, in order.
    pub(crate) fn others(&self) -> impl Iterator<Item = &str> {
        self.others.keys().map(String::as_str)
    }

    /// The bytes of a file listed by [`SourceFiles::others`]; `None` where it cannot be read, which is reported.
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

    /// Does the file exist, even if it could not be read?
    pub(crate) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Are there no files that a loader needs?
    pub(crate) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The files of a kind in path order, even those that could not be read, each with the value that `wanted` returns
    /// for its kind.
    pub(crate) fn of_kind<'a, T>(
        &'a self,
        wanted: impl Fn(SourceKind<'a>) -> Option<T>,
    ) -> impl Iterator<Item = (&'a str, T)> {
        self.paths.iter().filter_map(move |path| Some((path.as_str(), wanted(SourceKind::of(path))?)))
    }

    /// The texts of a kind in the order in which they were read, each with the value that `wanted` returns for its
    /// kind.
    pub(crate) fn texts_of_kind<'a, T>(
        &'a self,
        wanted: impl Fn(SourceKind<'a>) -> Option<T>,
    ) -> impl Iterator<Item = (T, SourceId)> {
        self.texts.iter().filter_map(move |(path, id)| Some((wanted(SourceKind::of(path))?, *id)))
    }

    /// The tree of a YAML file; `None` where it is absent or broken; a broken file is reported.
    pub(crate) fn tree(&self, path: &str, log: &DiagnosticLog) -> Option<YamlNode> {
        let source = self.text(path)?;
        yaml::parse(SourceSlice { source, text: &self.sources.get(source).text, base: 0 }, log)
    }

    /// The source id of a path; `None` where the file was not read as text.
    pub(crate) fn text(&self, path: &str) -> Option<SourceId> {
        self.texts.iter().find(|(name, _)| name == path).map(|(_, id)| *id)
    }

    fn add_other(&mut self, below: &str, storage: FileStorage) {
        self.others.insert(below.to_owned(), storage);
    }

    fn walk(&mut self, root: &Path, top: &str, boundary: &ProjectBoundary, log: &DiagnosticLog) {
        let start = root.join(top);
        if !start.exists() && fs::symlink_metadata(&start).is_err() {
            return;
        }
        let visible = |entry: &walkdir::DirEntry| {
            (entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy()))
                && boundary.contains(entry, || below(root, entry.path()).unwrap_or_else(|| top.to_owned()), log)
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

/// The role of a path. Files that no loader needs are ignored; in `content/` they are reported, because their author
/// may expect them to be published.
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
        // Fonts are found during layout.
        SourceKind::Asset(_) | SourceKind::File(_) | SourceKind::Font | SourceKind::Unknown => FileRole::Nothing,
    }
}

/// May a page load this file as an asset? Backup copies of editors (`site.css.orig`) are excluded.
fn is_asset(path: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["css", "js", "svg", "png", "jpg", "jpeg", "webp", "gif", "ico", "woff2", "woff", "ttf", "otf", "webmanifest"];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Reports an extension that is nearly right, and a file that cannot be an asset; other files that no loader needs are
/// ignored.
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

/// An extension that is nearly that of a page or data file, and the intended extension.
fn intended_extension(path: &str) -> Option<(&str, &'static str)> {
    let (_, extension) = path.rsplit_once('.')?;
    match extension {
        "yml" | "YAML" | "YML" => Some((extension, "yaml")),
        "markdown" | "MD" => Some((extension, "md")),
        _ => None,
    }
}

/// The path below the root, with `/` between its parts; `None` where a part is not Unicode.
fn below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

/// Is a text that is not UTF-8 probably GBK?
///
/// Every byte must fit the encoding, and most pairs must be common characters and punctuation of GB 2312 (rows 1 to 3
/// and 16 to 55).
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

/// The name of a form or city in the path of its file; a name that cannot be part of an address is reported.
pub(crate) fn slug(path: &str, stem: &str, log: &DiagnosticLog) -> Option<Name> {
    let name = Name::new(stem).filter(Name::is_slug);
    if name.is_none() {
        log.push(Diagnostic::new(message!(words::BAD_FILE_NAME, name = stem), path));
    } else if !is_portable(stem) {
        log.push(Diagnostic::new(message!(words::NAME_NOT_PORTABLE), path));
    }
    name
}
