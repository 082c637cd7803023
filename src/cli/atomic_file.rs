//! Writes one file to the disk, whole or not at all.
//!
//! It is written beside its place under a name that nothing has, and then renamed: a run that is killed leaves at most
//! such a hidden file (`.visit.pdf.formpress-aB3xYz.part`), which the next run into the same folder removes. A run
//! holds a lock on its own, so that two runs do not take each other's away.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

const TEMPORARY_MARK: &str = ".formpress-";
const TEMPORARY_SUFFIX: &str = ".part";
/// Of the characters that make the name one that nothing has.
const RANDOM_CHARACTERS: usize = 6;

/// Writes a file, in the place of one that is there; what is no file (a device, a pipe) is written to.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays, and the file it leads to is replaced.
    let real = fs::canonicalize(path);
    let path = real.as_deref().unwrap_or(path);
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return fs::File::options().write(true).open(path)?.write_all(bytes);
    }
    remove_leftovers_of(path);
    write_temporary(path, bytes)?.persist(path).map(drop).map_err(|failed| failed.error)
}

/// Writes a new file.
///
/// # Errors
/// `AlreadyExists` where there is one.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match write_temporary(path, bytes)?.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Err(failed.error),
        // Some disks cannot give a file its name only if nothing has it.
        Err(failed) if fs::symlink_metadata(path).is_err() => {
            failed.file.persist(path).map(drop).map_err(|failed| failed.error)
        }
        Err(failed) => Err(failed.error),
    }
}

/// Removes what runs that are over left of this file.
pub(crate) fn remove_leftovers_of(path: &Path) {
    remove_leftovers(folder_of(path), &name_of(path));
}

/// Removes what runs that are over left of any file in a folder.
pub(crate) fn remove_leftovers_in(folder: &Path) {
    remove_leftovers(folder, "");
}

fn remove_leftovers(folder: &Path, name: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_leftover(&entry.file_name().to_string_lossy(), name) {
            continue;
        }
        let held = fs::File::options().write(true).open(entry.path());
        if held.is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Is this the hidden name of a file that a run did not finish: of the one with this name, or of any where it is empty?
pub(crate) fn is_leftover(left: &str, name: &str) -> bool {
    let random = |rest: &str| rest.len() == RANDOM_CHARACTERS && rest.chars().all(char::is_alphanumeric);
    let Some((of, rest)) = left.strip_prefix('.').and_then(|left| left.rsplit_once(TEMPORARY_MARK)) else {
        return false;
    };
    (name.is_empty() || of == name) && rest.strip_suffix(TEMPORARY_SUFFIX).is_some_and(random)
}

/// The bytes in a file beside the place.
fn write_temporary(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let prefix = format!(".{}{TEMPORARY_MARK}", name_of(path));
    let open = |path: &Path| fs::File::options().read(true).write(true).create_new(true).open(path);
    let mut file = Builder::new()
        .prefix(&prefix)
        .suffix(TEMPORARY_SUFFIX)
        .rand_bytes(RANDOM_CHARACTERS)
        .make_in(folder_of(path), open)?;
    // Where the disk knows no locks, the file may be taken for one that a killed run left; then writing fails, and is told.
    let _ = file.as_file().try_lock();
    file.write_all(bytes)?;
    // A power cut after the renaming must not find an empty file behind the name; not every disk knows how.
    let _ = file.as_file().sync_data();
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
