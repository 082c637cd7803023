//! Files in memory to a folder on disk, all or nothing.
//!
//! The new tree is staged in a hidden folder beside the output: what did not change is hard-linked,
//! so that it keeps its bytes and its time; what changed is written. Then the two folders change places
//! in one step, and the old one is removed. A build that is killed at any moment leaves the complete
//! old tree or the complete new one; what it leaves behind in hidden folders, the next start clears
//! up. When nothing changed, nothing on disk is touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::build::File;
use super::claim::{Claim, is_litter, is_placeholder};
use super::swap;
use crate::diagnostic::Diagnostic;
use crate::wording::pipeline;

/// What publishing did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl Published {
    fn nothing_changed(self) -> bool {
        self.written == 0 && self.removed == 0
    }
}

/// Makes the claimed folder hold exactly these files.
pub fn publish(files: &[File], claim: &Claim) -> Result<Published, Diagnostic> {
    let old = Tree::read(claim.folder()).map_err(|fault| claim.failed(&fault))?;
    let same: Vec<bool> =
        files.par_iter().map(|file| is_same(&claim.folder().join(file.address.as_str()), &file.bytes)).collect();
    let made: BTreeSet<PathBuf> = files.iter().map(|file| PathBuf::from(file.address.as_str())).collect();
    let folders: BTreeSet<&Path> = made.iter().flat_map(|path| path.ancestors().skip(1)).collect();
    let stale = |path: &PathBuf| !made.contains(path) && !is_litter(path) && !is_placeholder(path);
    let unchanged = same.iter().filter(|same| **same).count();
    let published = Published {
        written: files.len() - unchanged,
        unchanged,
        removed: old.files.iter().filter(|path| stale(path)).count()
            + old.folders.iter().filter(|path| !folders.contains(path.as_path())).count(),
    };
    if published.nothing_changed() {
        return Ok(published);
    }
    stage(files, &same, &folders, &old, claim).map_err(|fault| {
        // What could not be finished is of no use; what cannot be removed now, the next start removes.
        let _ = fs::remove_dir_all(claim.staging());
        claim.failed(&fault)
    })?;
    swap::swap(claim).map_err(|error| {
        let _ = fs::remove_dir_all(claim.staging());
        claim.diagnostic(&pipeline::OUT_NOT_SWAPPED).with("error", error)
    })?;
    Ok(published)
}

/// An input or output error and the path it is about.
#[derive(Debug)]
pub struct Fault {
    pub path: PathBuf,
    pub error: io::Error,
}

/// Attaches the path to an error.
pub fn at<'a>(path: &'a Path) -> impl Fn(io::Error) -> Fault + 'a {
    move |error| Fault { path: path.to_owned(), error }
}

/// The files and folders below a folder, by relative path.
struct Tree {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Tree {
    fn read(folder: &Path) -> Result<Tree, Fault> {
        let mut tree = Tree { files: Vec::new(), folders: Vec::new() };
        if !folder.exists() {
            return Ok(tree);
        }
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Fault { path, error: error.into() }
            })?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            match entry.file_type().is_dir() {
                true => tree.folders.push(path),
                false => tree.files.push(path),
            }
        }
        Ok(tree)
    }
}

/// Is there a plain file with exactly these bytes?
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let length = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len());
    length == Some(bytes.len() as u64) && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Writes the whole new tree into the staging folder.
fn stage(files: &[File], same: &[bool], folders: &BTreeSet<&Path>, old: &Tree, claim: &Claim) -> Result<(), Fault> {
    let (from, to) = (claim.folder(), claim.staging());
    for folder in folders {
        let folder = to.join(folder);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    files.par_iter().zip(same).try_for_each(|(file, same)| {
        let (old, new) = (from.join(file.address.as_str()), to.join(file.address.as_str()));
        if *same { keep(&old, &new) } else { write(&new, &file.bytes) }
    })?;
    for placeholder in old.files.iter().filter(|path| is_placeholder(path)) {
        if !to.join(placeholder).exists() {
            keep(&from.join(placeholder), &to.join(placeholder))?;
        }
    }
    for folder in folders {
        swap::settle(&to.join(folder));
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let write = || {
        let mut file = fs::File::create_new(path)?;
        io::Write::write_all(&mut file, bytes)?;
        // A power cut after the swap must not find empty files behind complete names.
        file.sync_data()
    };
    write().map_err(at(path))
}

/// The same file under a second name; a copy with the same time where the disk has no hard links.
fn keep(old: &Path, new: &Path) -> Result<(), Fault> {
    let copy = || {
        fs::copy(old, new)?;
        let modified = fs::metadata(old)?.modified()?;
        fs::File::options().write(true).open(new)?.set_modified(modified)
    };
    fs::hard_link(old, new).or_else(|_| copy()).map_err(at(new))
}
