//! The output folder while a build replaces it: whether it is ours, the lock against a second build, and the recovery after a build
//! that was killed.
//!
//! A claim is taken before anything is built, so that a wrong `--out` is told at once. It holds a lock (released by
//! the system however the program ends) and clears up after a predecessor that was killed: a former output that was
//! being swapped in two steps comes back, and what was not finished goes. What cannot be removed, or is somebody
//! else's, is said and gone around: the hidden folders beside the output are numbered.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, PathError, SystemDisk, open_plain, with_path};
use super::manifest;
use super::output_path::{output_io_diagnostic, output_path};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Address;
use crate::wording::{FilledMessage, message, pipeline};

/// A folder that may be replaced, locked against other builds while the value lives.
#[derive(Debug)]
pub struct OutputDirectory<'d> {
    /// As the user wrote it, for messages.
    given_path: String,
    folder: PathBuf,
    staging: PathBuf,
    former: PathBuf,
    lock: PathBuf,
    /// Folders above the output that were made for it, the deepest first.
    created_folders: Vec<PathBuf>,
    /// What was found beside the output and does not stand in its way.
    pub warnings: Vec<Diagnostic>,
    pub(crate) disk: &'d dyn Disk,
    _lock: fs::File,
}

impl OutputDirectory<'static> {
    /// Claims `out` for the project at `root`; makes the folders above it.
    ///
    /// # Errors
    /// No output may be there, or another build is at it.
    pub fn lock(out: &Path, root: &Path) -> Result<OutputDirectory<'static>, Diagnostic> {
        OutputDirectory::lock_on(&SystemDisk, out, root)
    }
}

impl<'d> OutputDirectory<'d> {
    /// As [`OutputDirectory::lock`], on this disk.
    ///
    /// # Errors
    /// As [`OutputDirectory::lock`].
    pub fn lock_on(disk: &'d dyn Disk, out: &Path, root: &Path) -> Result<OutputDirectory<'d>, Diagnostic> {
        let written = out.display().to_string();
        let folder = output_path(out, root)?;
        let above = folder.parent().unwrap_or(&folder).to_owned();
        let refuse = |message| Diagnostic::new(message, written.as_str());
        let failed = |fault: &PathError| output_io_diagnostic(&written, &above, fault);
        check_contents(&folder, &written, &failed)?;
        let made = CreatedFolders(above.ancestors().take_while(|above| !above.exists()).map(Path::to_owned).collect());
        fs::create_dir_all(&above).map_err(|error| failed(&with_path(&above)(error)))?;
        let lock = hidden_sibling(&folder, "lock");
        if fs::symlink_metadata(&lock).is_ok_and(|found| !found.is_file()) {
            return Err(refuse(message!(pipeline::OUT_BESIDE, path = lock.display())).with_severity(Severity::Error));
        }
        let (held, mut notes) = match try_lock(disk, &lock).map_err(|fault| failed(&fault))? {
            LockAttempt::Locked(held) => (held, Vec::new()),
            LockAttempt::Unlocked(held, error) => {
                (held, vec![path_diagnostic(message!(pipeline::OUT_UNLOCKED, error), &folder)])
            }
            LockAttempt::Busy => return Err(refuse(message!(pipeline::OUT_BUSY, out = written))),
        };
        let mut claim = OutputDirectory {
            staging: PathBuf::new(),
            former: PathBuf::new(),
            lock,
            created_folders: made.into_paths(),
            warnings: Vec::new(),
            disk,
            _lock: held,
            given_path: written.clone(),
            folder,
        };
        claim.restore_former()?;
        notes.extend(claim.remove_leftovers()?);
        claim.warnings = notes;
        [claim.staging, claim.former] =
            ["new", "old"].map(|suffix| unused_path(&hidden_sibling(&claim.folder, suffix)));
        // A former output that came back is looked at, too.
        check_contents(&claim.folder, &written, &failed)?;
        Ok(claim)
    }

    /// The folder itself, its real path.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the next tree is made: beside the folder, on the same disk. What has such a name is nobody's output.
    pub(crate) fn staging(&self) -> &Path {
        &self.staging
    }

    /// Where the old tree waits while a system that cannot exchange folders swaps them in two steps. What has such a
    /// name is a whole output.
    pub(crate) fn former(&self) -> &Path {
        &self.former
    }

    /// Where files go that are found in the output and were not made by formpress.
    pub(crate) fn set_aside_folder(&self) -> PathBuf {
        self.folder.with_file_name(format!("{}-set-aside", name_of(&self.folder)))
    }

    /// Where the record of what was made is.
    pub fn record_path(&self) -> PathBuf {
        hidden_sibling(&self.folder, "made")
    }

    /// Where the next record is written, before it takes the place of the last.
    pub(crate) fn new_record_path(&self) -> PathBuf {
        hidden_sibling(&self.folder, "made-new")
    }

    /// The output folder as it was named on the command line.
    pub(crate) fn written(&self) -> &str {
        &self.given_path
    }

    pub(crate) fn io_diagnostic(&self, fault: &PathError) -> Diagnostic {
        output_io_diagnostic(&self.given_path, self.folder.parent().unwrap_or(&self.folder), fault)
    }

    /// Removes a folder beside the output that is formpress's own.
    ///
    /// # Errors
    /// The note that it is still there.
    pub(crate) fn remove(&self, folder: &Path) -> Result<(), Diagnostic> {
        let removed = self.disk.remove(folder, Address::manifest().as_str());
        removed.map_err(|error| path_diagnostic(message!(pipeline::OUT_LEFTOVER, error), folder))
    }

    /// Puts a former output back that a build was killed over, between the two steps of a swap.
    fn restore_former(&self) -> Result<(), Diagnostic> {
        let is_gone = match fs::read_dir(&self.folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        let waiting = leftovers(&self.folder, "old").map_err(|fault| self.io_diagnostic(&fault))?;
        let Some(former) = waiting.into_iter().rfind(|former| is_made_by_formpress(former)).filter(|_| is_gone) else {
            return Ok(());
        };
        if self.folder.exists() {
            fs::remove_dir(&self.folder).map_err(|error| self.io_diagnostic(&with_path(&self.folder)(error)))?;
        }
        self.disk.rename(&former, &self.folder).map_err(|error| {
            let (out, retired) = (self.written(), former.display());
            Diagnostic::new(message!(pipeline::OUT_NOT_RESTORED, out, retired, error), out)
        })
    }

    /// Removes what a killed build left; the notes are of what stays.
    fn remove_leftovers(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut notes = Vec::new();
        for suffix in ["new", "old"] {
            for path in leftovers(&self.folder, suffix).map_err(|fault| self.io_diagnostic(&fault))? {
                if is_made_by_formpress(&path) {
                    notes.extend(self.remove(&path).err());
                } else {
                    notes.push(path_diagnostic(message!(pipeline::OUT_BESIDE, path = path.display()), &path));
                }
            }
        }
        Ok(notes)
    }
}

impl Drop for OutputDirectory<'_> {
    fn drop(&mut self) {
        // The lock itself ends with the file handle; a name left behind would only be untidy. What has content is
        // somebody's.
        if fs::symlink_metadata(&self.lock).is_ok_and(|found| found.is_file() && found.len() == 0) {
            let _ = fs::remove_file(&self.lock);
        }
        drop(CreatedFolders(std::mem::take(&mut self.created_folders)));
    }
}

/// Folders that were made, the deepest first; those that are still empty go again.
struct CreatedFolders(Vec<PathBuf>);

impl CreatedFolders {
    fn into_paths(mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.0)
    }
}

impl Drop for CreatedFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn path_diagnostic(message: FilledMessage, path: &Path) -> Diagnostic {
    Diagnostic::new(message, path.display().to_string())
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A hidden name beside the output: `.output.formpress-new`.
fn hidden_sibling(folder: &Path, suffix: &str) -> PathBuf {
    folder.with_file_name(format!(".{}.formpress-{suffix}", name_of(folder)))
}

/// The name itself, or the first of `…-2`, `…-3` … that nothing has.
fn unused_path(path: &Path) -> PathBuf {
    let numbered = (2..).map(|number: u32| path.with_file_name(format!("{}-{number}", name_of(path))));
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    [path.to_owned()].into_iter().chain(numbered).find(is_free).unwrap_or_else(|| path.to_owned())
}

/// What lies beside the output under a hidden name with this suffix, with a number or without, in their order.
fn leftovers(folder: &Path, suffix: &str) -> Result<Vec<PathBuf>, PathError> {
    let plain = name_of(&hidden_sibling(folder, suffix));
    let number = |name: &str| match name.strip_prefix(&plain)? {
        "" => Some(1),
        rest => rest.strip_prefix('-')?.parse::<u32>().ok(),
    };
    let above = folder.parent().unwrap_or(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(above).map_err(with_path(above))? {
        let entry = entry.map_err(with_path(above))?;
        found.extend(number(&entry.file_name().to_string_lossy()).map(|number| (number, entry.path())));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// Is a folder beside the output formpress's own: with its mark, or without any content?
fn is_made_by_formpress(folder: &Path) -> bool {
    let manifest = folder.join(Address::manifest().as_str());
    let is_begun = |path: &Path| *path == manifest && fs::symlink_metadata(path).is_ok_and(|found| found.len() == 0);
    let is_blank = || {
        fs::read_dir(folder).is_ok_and(|mut entries| {
            entries.all(|entry| entry.is_ok_and(|entry| is_ignorable(&entry.path()) || is_begun(&entry.path())))
        })
    };
    fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir())
        && (manifest::is_formpress_manifest(&manifest) || is_blank())
}

fn is_ignorable(path: &Path) -> bool {
    is_file_manager_file(path) || path.file_name().is_some_and(|name| is_placeholder(Path::new(name)))
}

/// Refuses a folder that holds what formpress did not make.
fn check_contents(folder: &Path, written: &str, failed: &dyn Fn(&PathError) -> Diagnostic) -> Result<(), Diagnostic> {
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
    let names = read().map_err(|error| failed(&with_path(folder)(error)))?;
    if let Some(found) = names.iter().find(|name| name.as_os_str() == ".git") {
        return Err(Diagnostic::new(
            message!(pipeline::OUT_IS_REPOSITORY, out = written, found = found.display()),
            written,
        ));
    }
    let foreign = names.iter().find(|name| !is_ignorable(name));
    match foreign {
        Some(found) if !manifest::is_formpress_manifest(&folder.join(Address::manifest().as_str())) => {
            Err(Diagnostic::new(message!(pipeline::OUT_NOT_OURS, out = written, found = found.display()), written))
        }
        Some(_) | None => Ok(()),
    }
}

/// What keeps an empty folder in version control: no content, kept where it is.
pub(crate) fn is_placeholder(path: &Path) -> bool {
    [".gitkeep", ".gitignore"].iter().any(|name| path == Path::new(name))
}

/// What file managers leave in folders they show: no content, not kept.
pub(crate) fn is_file_manager_file(path: &Path) -> bool {
    [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|name| path.file_name().is_some_and(|file| file == *name))
}

/// The result of trying to lock a file.
enum LockAttempt {
    Locked(fs::File),
    /// The disk knows no locks.
    Unlocked(fs::File, io::Error),
    /// Another process has it.
    Busy,
}

fn try_lock(disk: &dyn Disk, path: &Path) -> Result<LockAttempt, PathError> {
    loop {
        let file = open_plain(path).map_err(with_path(path))?;
        match disk.lock(&file) {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(LockAttempt::Busy),
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(fs::TryLockError::Error(error)) => return Ok(LockAttempt::Unlocked(file, error)),
        }
        // The former holder removes the name when it ends: a lock on a file that has no name guards nothing.
        if has_path(&file, path) {
            return Ok(LockAttempt::Locked(file));
        }
    }
}

#[cfg(unix)]
fn has_path(file: &fs::File, path: &Path) -> bool {
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
