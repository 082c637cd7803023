//! The project's files as they lie on the disk: found, sorted, read.
//!
//! Texts become [`Sources`]; templates' assets stay bytes. Other files of `content/` are only known by their paths
//! until a page turns out to need one ([`Files::attachment`]). What cannot be read, is not UTF-8 or is far too big is
//! reported, and its path is remembered: nothing else is blamed for it. Links that lead out of the project are not
//! followed ([`Border`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::border::Border;
use super::ledger::PATH as LEDGER;
use super::log::Log;
use super::yaml::{self, Node};
use crate::diagnostic::Diagnostic;
use crate::model::name::{Name, is_portable};
use crate::source::{Part, SourceId, Sources, Span};
use crate::wording::load as words;

/// More than any text of a person, less than what slows a build.
const TEXT_LIMIT: u64 = 2 << 20;
/// A picture or font.
const BYTES_LIMIT: u64 = 64 << 20;

const CONTENT: &str = "content/";
/// What pages load of the project's own: published without being asked for.
const ASSETS: &str = "templates/assets/";
/// Looked through for links that lead out alone: the fonts are found when sheets are laid out.
const FONTS: &str = "fonts";

/// What was found and read, paths sorted.
#[derive(Debug, Default)]
pub struct Files {
    pub sources: Sources,
    texts: Vec<(String, SourceId)>,
    pub bytes: Vec<(String, Vec<u8>)>,
    /// Every file that something reads, read or not.
    paths: BTreeSet<String>,
    /// The other files of `content/`, by path below it.
    others: BTreeMap<String, Held>,
}

/// Where a file's bytes are.
#[derive(Debug)]
enum Held {
    Disk { file: PathBuf, size: u64 },
    Memory(Vec<u8>),
}

/// What a file is read as.
enum Use {
    Text,
    Bytes,
    /// Only known by its path for now.
    Other,
    /// Left alone, as it is not ours or was reported.
    Nothing,
}

impl Files {
    /// Reads `site.yaml`, `forms`, `content`, `templates` and the accessibility ledger below a root.
    pub fn read(root: &Path, log: &Log) -> Files {
        let mut files = Files::default();
        let border = Border::of(root);
        for top in ["site.yaml", "forms", "content", "templates", LEDGER, FONTS] {
            files.walk(root, top, &border, log);
        }
        files
    }

    /// Files that are at hand already: paths below a root, and what they hold.
    pub fn of<'a>(found: impl IntoIterator<Item = (&'a str, &'a [u8])>, log: &Log) -> Files {
        let mut files = Files::default();
        let found: BTreeMap<&str, &[u8]> = found.into_iter().collect();
        for (path, bytes) in found {
            match expected(path) {
                Use::Other => files.other(path, Held::Memory(bytes.to_vec())),
                _ => files.keep(path, bytes.len() as u64, || Ok(bytes.to_vec()), log),
            }
        }
        files
    }

    /// The files of `content/` that are neither pages nor data, by path below it, in order.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.others.keys().map(String::as_str)
    }

    /// What one of them holds; `None` where it cannot be read, which is reported.
    pub fn attachment(&self, path: &str, log: &Log) -> Option<Vec<u8>> {
        let place = format!("{CONTENT}{path}");
        match self.others.get(path)? {
            Held::Memory(bytes) => Some(bytes.clone()),
            Held::Disk { size, .. } if *size > BYTES_LIMIT => {
                log.push(too_big(&place, *size, BYTES_LIMIT));
                None
            }
            Held::Disk { file, .. } => match fs::read(file) {
                Ok(bytes) => Some(bytes),
                Err(error) => {
                    log.push(unreadable(&place, error.kind()));
                    None
                }
            },
        }
    }

    /// Is there such a file, whether it could be read or not?
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Every file below a folder (`forms/`) with an ending (`.yaml`), read or not, in order.
    pub fn paths<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = &'a str> {
        self.paths.iter().map(String::as_str).filter(move |path| path.starts_with(folder) && path.ends_with(ending))
    }

    /// The texts below a folder with an ending, in the order of their paths.
    pub fn texts<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, SourceId)> {
        let texts = self.texts.iter().map(|(path, id)| (path.as_str(), *id));
        texts.filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }

    /// The tree of a YAML file; `None` where it is absent, or broken, which was then reported.
    pub fn tree(&self, path: &str, log: &Log) -> Option<Node> {
        let source = self.text(path)?;
        yaml::parse(Part { source, text: &self.sources.get(source).text, base: 0 }, log)
    }

    /// The text of a path, where it was read.
    pub fn text(&self, path: &str) -> Option<SourceId> {
        self.texts.iter().find(|(name, _)| name == path).map(|(_, id)| *id)
    }

    fn other(&mut self, path: &str, held: Held) {
        let below = path.strip_prefix(CONTENT).unwrap_or(path);
        self.others.insert(below.to_owned(), held);
    }

    fn walk(&mut self, root: &Path, top: &str, border: &Border, log: &Log) {
        let start = root.join(top);
        if !start.exists() && fs::symlink_metadata(&start).is_err() {
            return;
        }
        let visible = |entry: &walkdir::DirEntry| {
            (entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy()))
                && border.holds(entry, || below(root, entry.path()).unwrap_or_else(|| top.to_owned()), log)
        };
        let walk = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible);
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let Some(path) = below(root, entry.path()) else {
                        log.error(&words::NAME_NOT_UNICODE, entry.path().to_string_lossy().into_owned());
                        continue;
                    };
                    self.take(&path, entry.path(), log);
                }
                Err(error) => {
                    let path = error.path().and_then(|path| below(root, path)).unwrap_or_else(|| top.to_owned());
                    let diagnostic = match error.loop_ancestor() {
                        Some(_) => Diagnostic::error(&words::LINK_LOOP, path),
                        None => unreadable(&path, error.io_error().map_or(ErrorKind::Other, std::io::Error::kind)),
                    };
                    log.push(diagnostic);
                }
            }
        }
    }

    fn take(&mut self, path: &str, file: &Path, log: &Log) {
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
                log.error(&words::FOLDER_NOT_FILE, path);
            }
            return;
        }
        if !metadata.is_file() {
            return log.error(&words::SPECIAL_FILE, path);
        }
        match expected(path) {
            Use::Other => self.other(path, Held::Disk { file: file.to_owned(), size: metadata.len() }),
            _ => self.keep(path, metadata.len(), || fs::read(file), log),
        }
    }

    fn keep(&mut self, path: &str, size: u64, read: impl FnOnce() -> std::io::Result<Vec<u8>>, log: &Log) {
        let expected = expected(path);
        let limit = match expected {
            Use::Text => TEXT_LIMIT,
            Use::Bytes => BYTES_LIMIT,
            Use::Other | Use::Nothing => return wrong_extension(path, log),
        };
        self.paths.insert(path.to_owned());
        if size > limit {
            return log.push(too_big(path, size, limit));
        }
        match (read(), expected) {
            (Err(error), _) => log.push(unreadable(path, error.kind())),
            (Ok(bytes), Use::Text) => self.decode(path, &bytes, log),
            (Ok(bytes), Use::Bytes | Use::Other | Use::Nothing) => self.bytes.push((path.to_owned(), bytes)),
        }
    }

    fn decode(&mut self, path: &str, bytes: &[u8], log: &Log) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let id = self.sources.add(path, text);
                self.texts.push((path.to_owned(), id));
            }
            Err(_) if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => {
                log.error(&words::UTF16, path);
            }
            Err(_) if is_gbk(bytes) => log.error(&words::GBK, path),
            Err(error) => {
                let at = error.valid_up_to();
                let id = self.sources.add(path, String::from_utf8_lossy(bytes));
                log.error(&words::NOT_UTF8, Span::new(id, at..at + 1));
            }
        }
    }
}

fn too_big(path: &str, size: u64, limit: u64) -> Diagnostic {
    let wrong = Diagnostic::error(&words::FILE_TOO_BIG, path).with("size", megabytes(size));
    wrong.with("limit", megabytes(limit))
}

fn unreadable(path: &str, kind: ErrorKind) -> Diagnostic {
    match kind {
        ErrorKind::PermissionDenied => Diagnostic::error(&words::NO_PERMISSION, path),
        ErrorKind::NotFound => Diagnostic::error(&words::GONE, path),
        other => Diagnostic::error(&words::UNREADABLE, path).with("reason", other),
    }
}

/// What a path is for. Files at places that nothing reads are left alone; in `content/` they are told of, as whoever
/// put them there may take them for published.
fn expected(path: &str) -> Use {
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    let (template, content) = (path.starts_with("templates/"), path.starts_with(CONTENT));
    if path.starts_with(ASSETS) {
        if is_asset(path) { Use::Bytes } else { Use::Nothing }
    } else if path.starts_with("fonts/") {
        Use::Nothing
    } else if content && ends(&[".yaml"]) && !is_data(path) {
        Use::Other
    } else if template || ends(&[".yaml"]) || (content && ends(&[".md"])) {
        Use::Text
    } else if !content || ends(&[".yml", ".markdown", ".YAML", ".YML", ".MD"]) {
        Use::Nothing
    } else {
        Use::Other
    }
}

/// What a page may load of the project's own. Endings of editors' copies (`site.css.orig`) are not among them.
fn is_asset(path: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["css", "js", "svg", "png", "jpg", "jpeg", "webp", "gif", "ico", "woff2", "woff", "ttf", "otf", "webmanifest"];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Is a YAML file of `content/` one that is read?
fn is_data(path: &str) -> bool {
    path == super::facts::PATH || path.starts_with("content/cities/")
}

/// Reports an ending that is nearly right, and what is no asset of pages; other files that nothing reads are left alone.
fn wrong_extension(path: &str, log: &Log) {
    if path.starts_with(ASSETS) {
        return log.push(Diagnostic::warning(&words::NO_ASSET, path));
    }
    let Some((_, extension)) = path.rsplit_once('.').filter(|_| !path.starts_with("fonts/")) else { return };
    let wanted = match extension {
        "yml" | "YAML" | "YML" => "yaml",
        "markdown" | "MD" if path.starts_with(CONTENT) => "md",
        _ => return,
    };
    let wrong = Diagnostic::error(&words::WRONG_EXTENSION, path).with("extension", extension);
    log.push(wrong.with("wanted", wanted));
}

/// Files of editors and systems: `.git`, `.DS_Store`, `~$form.yaml`, `form.yaml~`, `Thumbs.db`.
fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '~', '#']) || name.ends_with(['~', '#']) || matches!(name, "Thumbs.db" | "desktop.ini")
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

/// The name that a file's path gives its form or city; a name that cannot be a folder's is reported.
pub fn slug(path: &str, folder: &str, ending: &str, log: &Log) -> Option<Name> {
    let stem = path.strip_prefix(folder)?.strip_suffix(ending)?;
    let name = Name::new(stem).filter(Name::is_slug);
    if name.is_none() {
        log.push(Diagnostic::error(&words::BAD_FILE_NAME, path).with("name", stem));
    } else if !is_portable(stem) {
        log.push(Diagnostic::error(&words::NAME_NOT_PORTABLE, path));
    }
    name
}
