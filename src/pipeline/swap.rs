//! Replaces the output folder by the new one in one step, or in two where the file system cannot exchange folders.

use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::disk::{Disk, flush_folder_names};
use super::output_directory::OutputDirectory;

/// The trees did not change places.
#[derive(Debug)]
pub(crate) struct SwapError {
    pub(crate) error: io::Error,
    /// Where the former output is, if not in its place.
    pub(crate) former: Option<PathBuf>,
}

/// Puts the staged tree where the claimed folder is; the old one, if there was one, is then where the answer says.
///
/// Where both exist they are exchanged in one step. A system or disk that cannot do that renames twice: for the
/// moment in between there is no folder of this name, and the former output waits in [`OutputDirectory::former`]. A claim taken
/// after a kill in that moment puts it back.
///
/// # Errors
/// The new tree is not in its place.
pub(crate) fn swap(claim: &OutputDirectory) -> Result<Option<PathBuf>, SwapError> {
    let (folder, staging, retired) = (claim.folder(), claim.staging(), claim.former());
    let in_place = |error| SwapError { error, former: None };
    let rename = |from: &Path, to: &Path| rename_with_retry(claim.disk, from, to);
    let old = if !folder.exists() {
        rename(staging, folder).map_err(in_place)?;
        None
    } else if claim.disk.exchange(staging, folder).map_err(in_place)? {
        Some(staging.to_owned())
    } else {
        rename(folder, retired).map_err(in_place)?;
        if let Err(error) = rename(staging, folder) {
            let former = rename(retired, folder).is_err().then(|| retired.to_owned());
            return Err(SwapError { error, former });
        }
        // From here on it is nobody's output.
        let renamed = rename(retired, staging).is_ok();
        Some(if renamed { staging } else { retired }.to_owned())
    };
    if let Some(parent) = folder.parent() {
        flush_folder_names(parent);
    }
    Ok(old)
}

/// Windows lets nobody rename a folder in which a virus scanner or an indexer is reading; they are soon done.
fn rename_with_retry(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    let waits: &[u64] = if cfg!(windows) { &[10, 30, 100, 300, 600, 1000] } else { &[] };
    for wait in waits {
        match disk.rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied || is_sharing_violation(&error) => {
                sleep(Duration::from_millis(*wait));
            }
            result => return result,
        }
    }
    disk.rename(from, to)
}

fn is_sharing_violation(error: &io::Error) -> bool {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    cfg!(windows) && error.raw_os_error() == Some(ERROR_SHARING_VIOLATION)
}
