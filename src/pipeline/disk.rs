//! The operations of a file system beyond reading and writing: exchange of two folders, hard links, times of change, locks.
//!
//! Some disks refuse some of it (network shares, memory sticks, every Windows); whoever asks says what is done
//! then. [`SystemDisk`] asks the system; a test puts a disk in its place that refuses.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// An input or output error and the path it is about.
#[derive(Debug)]
pub(crate) struct PathError {
    pub(crate) path: PathBuf,
    pub(crate) error: io::Error,
}

/// Attaches the path to an error.
pub(crate) fn with_path<'a>(path: &'a Path) -> impl Fn(io::Error) -> PathError + 'a {
    move |error| PathError { path: path.to_owned(), error }
}

/// A disk, as it behaves.
pub trait Disk: Sync + std::fmt::Debug {
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Exchanges two folders in one step (Linux `RENAME_EXCHANGE`, macOS `RENAME_SWAP`); `false` where the system or
    /// the disk does not know how.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        exchange(one, other)
    }

    /// Gives a file a second name.
    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        fs::hard_link(file, name)
    }

    fn set_time(&self, file: &Path, time: SystemTime) -> io::Result<()> {
        fs::File::options().write(true).open(file)?.set_modified(time)
    }

    fn lock(&self, file: &fs::File) -> Result<(), fs::TryLockError> {
        file.try_lock()
    }

    /// Removes a folder with all it holds, the file `last` at its top last of all; what may not be removed because
    /// it may not be written to is made writable and tried again.
    fn remove(&self, folder: &Path, last: &str) -> io::Result<()> {
        remove_all(folder, last).or_else(|_| {
            make_writable(folder);
            remove_all(folder, last)
        })
    }
}

/// The disk that the system has.
#[derive(Debug)]
pub struct SystemDisk;

impl Disk for SystemDisk {}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    // Two names of one error on some systems, two errors on others.
    const UNABLE: [Errno; 4] = [Errno::NOSYS, Errno::INVAL, Errno::OPNOTSUPP, Errno::NOTSUP];
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(errno) if UNABLE.contains(&errno) => Ok(false),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Goes on after what cannot be removed; the error is the first one.
fn remove_all(folder: &Path, last: &str) -> io::Result<()> {
    let mut result = Ok(());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == last {
            continue;
        }
        let path = entry.path();
        let removed = match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(&path),
            // A link to a folder is a folder to Windows.
            false => fs::remove_file(&path).or_else(|error| fs::remove_dir(&path).map_err(|_| error)),
        };
        result = result.and(removed);
    }
    result?;
    match fs::remove_file(folder.join(last)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    fs::remove_dir(folder)
}

/// Folders may be written to; on Windows files too, where one that is read-only cannot be removed. Elsewhere a file may
/// be the new tree's as well, and stays as it is.
fn make_writable(folder: &Path) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        make_path_writable(&folder);
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && cfg!(windows) => make_path_writable(&entry.path()),
                Ok(_) | Err(_) => {}
            }
        }
    }
}

#[cfg(unix)]
fn make_path_writable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if let Ok(found) = fs::metadata(path) {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(found.permissions().mode() | 0o700));
    }
}

#[cfg(not(unix))]
fn permit(path: &Path) {
    if let Ok(found) = fs::metadata(path) {
        let mut permissions = found.permissions();
        permissions.set_readonly(false);
        let _ = fs::set_permissions(path, permissions);
    }
}

/// How a file lies on a disk: what changes when its bytes do, whatever is done to hide it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStat {
    size: u64,
    /// Of its bytes and of what is known of it, in seconds and nanoseconds since 1970.
    modified: (i64, i64),
    changed: (i64, i64),
    inode: u64,
}

impl FileStat {
    /// Of the plain file at a path.
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> Option<FileStat> {
        use std::os::unix::fs::MetadataExt;
        let found = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(FileStat {
            size: found.len(),
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
            inode: found.ino(),
        })
    }

    /// Of the plain file at a path.
    #[cfg(not(unix))]
    pub(crate) fn of(path: &Path) -> Option<FileStat> {
        let found = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        let since = |time: io::Result<SystemTime>| {
            let since = time.ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            Some((i64::try_from(since.as_secs()).ok()?, i64::from(since.subsec_nanos())))
        };
        Some(FileStat {
            size: found.len(),
            modified: since(found.modified())?,
            changed: since(found.created())?,
            inode: 0,
        })
    }
}

/// Brings everything to the disk that was written below a folder, with the names: a power cut after it finds all of it.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn flush_folder(folder: &Path, files: &[PathBuf]) -> Result<(), PathError> {
    // One order for the whole disk: an order for each of a thousand files takes many times as long.
    let flushed = fs::File::open(folder).and_then(|folder| Ok(rustix::fs::syncfs(folder)?));
    match flushed {
        Err(error) if is_unsupported(&error) => flush_files(files),
        flushed => flushed.map_err(with_path(folder)),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn flush(folder: &Path, files: &[PathBuf]) -> Result<(), PathError> {
    flush_files(files)?;
    let below = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_dir());
    below.for_each(|folder| flush_folder_names(folder.path()));
    Ok(())
}

fn flush_files(files: &[PathBuf]) -> Result<(), PathError> {
    files.par_iter().try_for_each(|path| {
        // Windows flushes only what may be written to.
        let flushed = fs::File::options().write(true).open(path).and_then(|file| file.sync_data());
        match flushed {
            Err(error) if is_unsupported(&error) => Ok(()),
            flushed => flushed.map_err(with_path(path)),
        }
    })
}

/// Does the disk know no such order?
fn is_unsupported(error: &io::Error) -> bool {
    [io::ErrorKind::Unsupported, io::ErrorKind::InvalidInput].contains(&error.kind())
}

/// Brings a folder's list of names to the disk; a system that cannot is no reason to fail.
pub(crate) fn flush_folder_names(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Opens a file to write, made if it is not there, and never another one that a link of this name leads to.
pub(crate) fn open_plain(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::File::options();
    options.create(true).truncate(false).write(true);
    follow_no_link(&mut options);
    options.open(path)
}

#[cfg(unix)]
fn follow_no_link(options: &mut fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
}

#[cfg(windows)]
fn follow_no_link(options: &mut fs::OpenOptions) {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
}

#[cfg(not(any(unix, windows)))]
fn follow_no_link(_options: &mut fs::OpenOptions) {}

/// Is it where another disk, or a part of one, was hung into this one? Such a folder cannot be renamed.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn is_mount_point(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    // Not asked of the disk's number: parts of one disk have several (btrfs), and can be renamed.
    statx(CWD, folder, AtFlags::NO_AUTOMOUNT, StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub(crate) fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| fs::metadata(path).ok().map(|found| found.dev());
    folder.parent().is_some_and(|parent| disk(parent) != disk(folder))
}

#[cfg(not(unix))]
pub(crate) fn is_mount_point(_folder: &Path) -> bool {
    false
}
