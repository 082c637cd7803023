//! The one step in which a new tree takes the place of the old.

use std::fs;
use std::io;
use std::path::Path;

use super::claim::Claim;

/// Puts the staged tree where the claimed folder is, and removes the old one.
///
/// Where both exist they are exchanged in one step (Linux `RENAME_EXCHANGE`, macOS `RENAME_SWAP`);
/// a system or disk that cannot do that renames twice, and a claim taken after a kill in between
/// puts the old tree back.
pub fn swap(claim: &Claim) -> io::Result<()> {
    let (folder, staging, retired) = (claim.folder(), claim.staging(), claim.retired());
    if !folder.exists() {
        fs::rename(staging, folder)?;
    } else if exchange(staging, folder)? {
        remove_old(staging);
    } else {
        fs::rename(folder, retired)?;
        if let Err(error) = fs::rename(staging, folder) {
            fs::rename(retired, folder)?;
            return Err(error);
        }
        remove_old(retired);
    }
    if let Some(parent) = folder.parent() {
        settle(parent);
    }
    Ok(())
}

/// The new tree is in place: an old one that cannot be removed now is removed at the next start.
fn remove_old(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}

/// Exchanges two folders; `false` where the system or the disk does not know how.
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

/// Brings a folder's list of names to the disk; a system that cannot is no reason to fail.
pub fn settle(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
