//! The right to replace a folder: whose it is, that nobody else is at it, and what a killed build left.
//!
//! A claim is taken before anything is built, so that a wrong `--out` is told at once. It holds a lock (released by
//! the system however the program ends) and clears up after a predecessor that was killed: a former output that was
//! being swapped in two steps comes back, and what was not finished goes. What cannot be removed, or is somebody
//! else's, is said and gone around: the hidden folders beside the output are numbered.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Fault, System, at, open_plain};
use super::manifest;
use super::place::{failed, place};
use crate::diagnostic::Diagnostic;
use crate::model::Address;
use crate::wording::{Message, pipeline};

/// A folder that may be replaced, locked against other builds while the value lives.
#[derive(Debug)]
pub struct Claim<'d> {
    /// As the user wrote it, for messages.
    written: String,
    folder: PathBuf,
    staging: PathBuf,
    retired: PathBuf,
    lock: PathBuf,
    /// Folders above the output that were made for it, the deepest first.
    made: Vec<PathBuf>,
    /// What was found beside the output and does not stand in its way.
    pub notes: Vec<Diagnostic>,
    pub disk: &'d dyn Disk,
    _held: fs::File,
}

impl Claim<'static> {
    /// Claims `out` for the project at `root`; makes the folders above it.
    ///
    /// # Errors
    /// No output may be there, or another build is at it.
    pub fn take(out: &Path, root: &Path) -> Result<Claim<'static>, Diagnostic> {
        Claim::take_on(&System, out, root)
    }
}

impl<'d> Claim<'d> {
    /// As [`Claim::take`], on this disk.
    ///
    /// # Errors
    /// As [`Claim::take`].
    pub fn take_on(disk: &'d dyn Disk, out: &Path, root: &Path) -> Result<Claim<'d>, Diagnostic> {
        let written = out.display().to_string();
        let folder = place(out, root)?;
        let above = folder.parent().unwrap_or(&folder).to_owned();
        let refuse = |message| Diagnostic::error(message, written.as_str()).with("out", &written);
        let failed = |fault: &Fault| failed(&written, &above, fault);
        inspect(&folder, &refuse, &failed)?;
        let made = Made(above.ancestors().take_while(|above| !above.exists()).map(Path::to_owned).collect());
        fs::create_dir_all(&above).map_err(|error| failed(&at(&above)(error)))?;
        let lock = beside(&folder, "lock");
        if fs::symlink_metadata(&lock).is_ok_and(|found| !found.is_file()) {
            return Err(refuse(&pipeline::OUT_BESIDE).with("path", lock.display()));
        }
        let (held, mut notes) = match hold(disk, &lock).map_err(|fault| failed(&fault))? {
            Held::Locked(held) => (held, Vec::new()),
            Held::Unlocked(held, error) => (held, vec![note(&pipeline::OUT_UNLOCKED, &folder).with("error", error)]),
            Held::Busy => return Err(refuse(&pipeline::OUT_BUSY)),
        };
        let mut claim = Claim {
            staging: PathBuf::new(),
            retired: PathBuf::new(),
            lock,
            made: made.keep(),
            notes: Vec::new(),
            disk,
            _held: held,
            written: written.clone(),
            folder,
        };
        claim.restore()?;
        notes.extend(claim.clear()?);
        claim.notes = notes;
        [claim.staging, claim.retired] = ["new", "old"].map(|suffix| free(&beside(&claim.folder, suffix)));
        // A former output that came back is looked at, too.
        inspect(&claim.folder, &refuse, &failed)?;
        Ok(claim)
    }

    /// The folder itself, its real path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the next tree is made: beside the folder, on the same disk. What has such a name is nobody's output.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Where the old tree waits while a system that cannot exchange folders swaps them in two steps. What has such a
    /// name is a whole output.
    pub fn retired(&self) -> &Path {
        &self.retired
    }

    /// Where files go that are found in the output and were not made by formpress.
    pub fn aside(&self) -> PathBuf {
        self.folder.with_file_name(format!("{}-set-aside", name_of(&self.folder)))
    }

    /// Where the record of what was made is.
    pub fn record(&self) -> PathBuf {
        beside(&self.folder, "made")
    }

    /// Where the next record is written, before it takes the place of the last.
    pub fn record_anew(&self) -> PathBuf {
        beside(&self.folder, "made-new")
    }

    pub fn diagnostic(&self, message: &'static Message) -> Diagnostic {
        Diagnostic::error(message, self.written.as_str()).with("out", &self.written)
    }

    pub fn failed(&self, fault: &Fault) -> Diagnostic {
        failed(&self.written, self.folder.parent().unwrap_or(&self.folder), fault)
    }

    /// Removes a folder beside the output that is formpress's own.
    ///
    /// # Errors
    /// The note that it is still there.
    pub fn remove(&self, folder: &Path) -> Result<(), Diagnostic> {
        let removed = self.disk.remove(folder, Address::manifest().as_str());
        removed.map_err(|error| note(&pipeline::OUT_LEFTOVER, folder).with("error", error))
    }

    /// Puts a former output back that a build was killed over, between the two steps of a swap.
    fn restore(&self) -> Result<(), Diagnostic> {
        let is_gone = match fs::read_dir(&self.folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        let waiting = left(&self.folder, "old").map_err(|fault| self.failed(&fault))?;
        let Some(former) = waiting.into_iter().rfind(|former| is_ours(former)).filter(|_| is_gone) else {
            return Ok(());
        };
        if self.folder.exists() {
            fs::remove_dir(&self.folder).map_err(|error| self.failed(&at(&self.folder)(error)))?;
        }
        self.disk.rename(&former, &self.folder).map_err(|error| {
            self.diagnostic(&pipeline::OUT_NOT_RESTORED).with("retired", former.display()).with("error", error)
        })
    }

    /// Removes what a killed build left; the notes are of what stays.
    fn clear(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut notes = Vec::new();
        for suffix in ["new", "old"] {
            for path in left(&self.folder, suffix).map_err(|fault| self.failed(&fault))? {
                if is_ours(&path) {
                    notes.extend(self.remove(&path).err());
                } else {
                    notes.push(note(&pipeline::OUT_BESIDE, &path).with("path", path.display()));
                }
            }
        }
        Ok(notes)
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        // The lock itself ends with the file handle; a name left behind would only be untidy. What has content is
        // somebody's.
        if fs::symlink_metadata(&self.lock).is_ok_and(|found| found.is_file() && found.len() == 0) {
            let _ = fs::remove_file(&self.lock);
        }
        drop(Made(std::mem::take(&mut self.made)));
    }
}

/// Folders that were made, the deepest first; those that are still empty go again.
struct Made(Vec<PathBuf>);

impl Made {
    fn keep(mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn note(message: &'static Message, path: &Path) -> Diagnostic {
    Diagnostic::new(message, path.display().to_string())
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A hidden name beside the output: `.output.formpress-new`.
fn beside(folder: &Path, suffix: &str) -> PathBuf {
    folder.with_file_name(format!(".{}.formpress-{suffix}", name_of(folder)))
}

/// The name itself, or the first of `…-2`, `…-3` … that nothing has.
fn free(path: &Path) -> PathBuf {
    let numbered = (2..).map(|number: u32| path.with_file_name(format!("{}-{number}", name_of(path))));
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    [path.to_owned()].into_iter().chain(numbered).find(is_free).unwrap_or_else(|| path.to_owned())
}

/// What lies beside the output under a hidden name with this suffix, with a number or without, in their order.
fn left(folder: &Path, suffix: &str) -> Result<Vec<PathBuf>, Fault> {
    let plain = name_of(&beside(folder, suffix));
    let number = |name: &str| match name.strip_prefix(&plain)? {
        "" => Some(1),
        rest => rest.strip_prefix('-')?.parse::<u32>().ok(),
    };
    let above = folder.parent().unwrap_or(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(above).map_err(at(above))? {
        let entry = entry.map_err(at(above))?;
        found.extend(number(&entry.file_name().to_string_lossy()).map(|number| (number, entry.path())));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Is a folder beside the output formpress's own: with its mark, or without any content?
fn is_ours(folder: &Path) -> bool {
    let manifest = folder.join(Address::manifest().as_str());
    let is_begun = |path: &Path| *path == manifest && fs::symlink_metadata(path).is_ok_and(|found| found.len() == 0);
    let is_blank = || {
        fs::read_dir(folder).is_ok_and(|mut entries| {
            entries.all(|entry| entry.is_ok_and(|entry| is_no_content(&entry.path()) || is_begun(&entry.path())))
        })
    };
    fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) && (manifest::is_ours(&manifest) || is_blank())
}

fn is_no_content(path: &Path) -> bool {
    is_litter(path) || path.file_name().is_some_and(|name| is_placeholder(Path::new(name)))
}

/// Refuses a folder that holds what formpress did not make.
fn inspect(
    folder: &Path,
    refuse: &dyn Fn(&'static Message) -> Diagnostic,
    failed: &dyn Fn(&Fault) -> Diagnostic,
) -> Result<(), Diagnostic> {
    if !folder.exists() {
        return Ok(());
    }
    let read = || -> io::Result<Vec<PathBuf>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            names.push(PathBuf::from(entry?.file_name()));
        }
        names.sort();
        Ok(names)
    };
    let names = read().map_err(|error| failed(&at(folder)(error)))?;
    if let Some(found) = names.iter().find(|name| name.as_os_str() == ".git") {
        return Err(refuse(&pipeline::OUT_IS_REPOSITORY).with("found", found.display()));
    }
    let foreign = names.iter().find(|name| !is_no_content(name));
    match foreign {
        Some(found) if !manifest::is_ours(&folder.join(Address::manifest().as_str())) => {
            Err(refuse(&pipeline::OUT_NOT_OURS).with("found", found.display()))
        }
        Some(_) | None => Ok(()),
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

enum Held {
    Locked(fs::File),
    /// The disk knows no locks.
    Unlocked(fs::File, io::Error),
    /// Another process has it.
    Busy,
}

fn hold(disk: &dyn Disk, path: &Path) -> Result<Held, Fault> {
    loop {
        let file = open_plain(path).map_err(at(path))?;
        match disk.lock(&file) {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(Held::Busy),
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(fs::TryLockError::Error(error)) => return Ok(Held::Unlocked(file, error)),
        }
        // The former holder removes the name when it ends: a lock on a file that has no name guards nothing.
        if is_named(&file, path) {
            return Ok(Held::Locked(file));
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
