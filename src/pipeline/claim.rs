//! The right to replace a folder: whose it is, that nobody else is at it, and what a killed build left.
//!
//! A claim is taken before anything is built, so that a wrong `--out` is told at once. It holds a
//! lock (released by the system however the program ends) and clears up after a predecessor that was
//! killed: stale staging folders go, and a folder that was being swapped in two steps comes back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest;
use super::publish::{Fault, at};
use crate::diagnostic::Diagnostic;
use crate::model::Address;
use crate::wording::{Message, pipeline};

/// Folders of a project that hold what people wrote.
const SOURCE_FOLDERS: [&str; 4] = ["content", "forms", "templates", "src"];

/// A folder that may be replaced, locked against other builds while the value lives.
#[derive(Debug)]
pub struct Claim {
    /// As the user wrote it, for messages.
    written: String,
    folder: PathBuf,
    staging: PathBuf,
    retired: PathBuf,
    lock: PathBuf,
    _held: fs::File,
}

impl Claim {
    /// Claims `out` for the project at `root`; creates the folders above it.
    pub fn take(out: &Path, root: &Path) -> Result<Claim, Diagnostic> {
        let written = out.display().to_string();
        let refuse = |message: &'static Message| Diagnostic::error(message, written.as_str()).with("out", &written);
        let failed = |fault: &Fault| failed(&written, out.parent().unwrap_or(out), fault);
        let folder = real_path(out).map_err(|fault| failed(&fault))?;
        let root = fs::canonicalize(root).map_err(|error| failed(&at(root)(error)))?;
        let in_sources = SOURCE_FOLDERS.iter().any(|source| folder.starts_with(root.join(source)));
        let (Some(parent), Some(name), false, false) =
            (folder.parent(), folder.file_name(), root.starts_with(&folder), in_sources)
        else {
            return Err(refuse(&pipeline::OUT_HOLDS_SOURCES));
        };
        let beside = |suffix: &str| parent.join(format!(".{}.formpress-{suffix}", name.to_string_lossy()));
        let lock = beside("lock");
        let Some(held) = hold(&lock).map_err(|fault| failed(&fault))? else {
            return Err(refuse(&pipeline::OUT_BUSY));
        };
        let claim = Claim {
            staging: beside("new"),
            retired: beside("old"),
            written: written.clone(),
            folder,
            lock,
            _held: held,
        };
        claim.repair().map_err(|fault| claim.failed(&fault))?;
        claim.inspect()?;
        Ok(claim)
    }

    /// The folder itself, its real path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the next tree is made: beside the folder, on the same disk.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Where the old tree waits while a system that cannot exchange folders swaps them in two steps.
    pub fn retired(&self) -> &Path {
        &self.retired
    }

    pub fn diagnostic(&self, message: &'static Message) -> Diagnostic {
        Diagnostic::error(message, self.written.as_str()).with("out", &self.written)
    }

    pub fn failed(&self, fault: &Fault) -> Diagnostic {
        failed(&self.written, self.folder.parent().unwrap_or(&self.folder), fault)
    }

    /// Puts right what a killed build left.
    fn repair(&self) -> Result<(), Fault> {
        if self.retired.exists() && !self.folder.exists() {
            fs::rename(&self.retired, &self.folder).map_err(at(&self.retired))?;
        }
        for left in [&self.staging, &self.retired] {
            if left.exists() {
                fs::remove_dir_all(left).map_err(at(left))?;
            }
        }
        Ok(())
    }

    /// Refuses a folder that holds what formpress did not make.
    fn inspect(&self) -> Result<(), Diagnostic> {
        if !self.folder.exists() {
            return Ok(());
        }
        if !self.folder.is_dir() {
            return Err(self.diagnostic(&pipeline::OUT_NOT_A_FOLDER));
        }
        let read = || -> io::Result<Vec<PathBuf>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(&self.folder)? {
                names.push(PathBuf::from(entry?.file_name()));
            }
            names.sort();
            Ok(names)
        };
        let names = read().map_err(|error| self.failed(&at(&self.folder)(error)))?;
        if let Some(found) = names.iter().find(|name| name.as_os_str() == ".git") {
            return Err(self.diagnostic(&pipeline::OUT_IS_REPOSITORY).with("found", found.display()));
        }
        let foreign = names.iter().find(|name| !is_placeholder(name) && !is_litter(name));
        match foreign {
            Some(found) if !manifest::is_ours(&self.folder.join(Address::manifest().as_str())) => {
                Err(self.diagnostic(&pipeline::OUT_NOT_OURS).with("found", found.display()))
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        // The lock itself ends with the file handle; a name left behind would only be untidy.
        let _ = fs::remove_file(&self.lock);
    }
}

/// What keeps an empty folder in version control: no content, kept where it is.
pub fn is_placeholder(path: &Path) -> bool {
    [".gitkeep", ".gitignore"].iter().any(|name| path == Path::new(name))
}

/// What file managers leave in folders they show: no content, not kept.
pub fn is_litter(path: &Path) -> bool {
    [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|name| path.file_name().is_some_and(|file| file == *name))
}

/// Absolute, without links; the folder itself need not exist yet, the ones above it are made.
fn real_path(out: &Path) -> Result<PathBuf, Fault> {
    if out.exists() {
        return fs::canonicalize(out).map_err(at(out));
    }
    let absolute = std::path::absolute(out).map_err(at(out))?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else { return Ok(absolute) };
    fs::create_dir_all(parent).map_err(at(parent))?;
    Ok(fs::canonicalize(parent).map_err(at(parent))?.join(name))
}

/// The locked file, or `None` where another process has it.
fn hold(path: &Path) -> Result<Option<fs::File>, Fault> {
    loop {
        let file = fs::File::options().create(true).truncate(false).write(true).open(path).map_err(at(path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(at(path)(error)),
        }
        // The former holder removes the name when it ends: a lock on a file that has no name guards nothing.
        if is_named(&file, path) {
            return Ok(Some(file));
        }
    }
}

#[cfg(unix)]
fn is_named(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        (Ok(_) | Err(_), _) => false,
    }
}

#[cfg(not(unix))]
fn is_named(_file: &fs::File, path: &Path) -> bool {
    path.exists()
}

fn failed(written: &str, parent: &Path, fault: &Fault) -> Diagnostic {
    Diagnostic::error(&pipeline::OUT_FAILED, written)
        .with("out", written)
        .with("path", fault.path.display())
        .with("error", &fault.error)
        .with("parent", parent.display())
}
