//! Files in memory to a folder on disk, all or nothing.
//!
//! The new tree is staged in a hidden folder beside the output: what did not change is hard-linked, so that it keeps its
//! bytes and its time; what changed is written. Then the two folders change places in one step, and the old one is
//! removed. A build that is killed at any moment leaves the complete old tree or the complete new one, and what it leaves
//! behind in hidden folders the next start clears up; where folders change places in two steps ([`swap`](mod@swap)), the
//! next start puts the old one back. When nothing changed, nothing on disk is touched.
//!
//! What is found in the output and was not made by formpress, or was changed since, is put aside, not lost.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::claim::{Claim, is_litter, is_placeholder};
use super::disk::{Fault, at, settle};
use super::file::File;
use super::manifest::Made;
use super::swap::swap;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::Address;
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

/// Makes the claimed folder hold exactly these files; what could not be done as it should beside that is told.
///
/// # Errors
/// The new tree is not there: the former one is, or the error says where.
pub fn publish(files: &[File], claim: &Claim) -> Result<Checked<Published>, Diagnostic> {
    let failed = |fault: Fault| claim.failed(&fault);
    let old = Tree::read(claim.folder()).map_err(failed)?;
    let same: Vec<bool> =
        files.par_iter().map(|file| is_same(&claim.folder().join(file.address.as_str()), &file.bytes)).collect();
    let made: BTreeSet<PathBuf> = files.iter().map(|file| PathBuf::from(file.address.as_str())).collect();
    let folders: BTreeSet<&Path> = made.iter().flat_map(|path| path.ancestors().skip(1)).collect();
    let is_content = |path: &&PathBuf| !is_litter(path) && !is_placeholder(path);
    let unchanged = same.iter().filter(|same| **same).count();
    let value = Published {
        written: files.len() - unchanged,
        unchanged,
        removed: old.files.iter().filter(is_content).filter(|path| !made.contains(*path)).count()
            + old.folders.iter().filter(|path| !folders.contains(path.as_path())).count(),
    };
    let mut diagnostics = Vec::new();
    if value.nothing_changed() {
        return Ok(Checked { value, diagnostics });
    }
    let kept: BTreeSet<PathBuf> =
        files.iter().zip(&same).filter(|(_, same)| **same).map(|(file, _)| file.address.as_str().into()).collect();
    let gone: Vec<&PathBuf> = old.files.iter().filter(is_content).filter(|path| !kept.contains(*path)).collect();
    diagnostics.extend(set_aside(&gone, claim).map_err(failed)?);
    let unstage = || {
        // What could not be finished is of no use; what cannot be removed now, the next start removes.
        let _ = claim.remove(claim.staging());
    };
    diagnostics.extend(stage(files, &same, &folders, &old, claim).map_err(|fault| {
        unstage();
        claim.failed(&fault)
    })?);
    let old = swap(claim).map_err(|unswapped| {
        unstage();
        let refusal = match &unswapped.former {
            None => claim.diagnostic(&pipeline::OUT_NOT_SWAPPED),
            Some(former) => claim.diagnostic(&pipeline::OUT_FORMER_WAITS).with("retired", former.display()),
        };
        refusal.with("error", unswapped.error)
    })?;
    diagnostics.extend(old.and_then(|old| claim.remove(&old).err()));
    Ok(Checked { value, diagnostics })
}

/// Gives those files of the output a second name outside of it that are not as formpress made them; a file that is
/// there already with other bytes is left, and the new one numbered.
fn set_aside(gone: &[&PathBuf], claim: &Claim) -> Result<Option<Diagnostic>, Fault> {
    const NAMED: usize = 5;
    let made = Made::read(&claim.folder().join(Address::manifest().as_str()));
    let manifest = Path::new(Address::manifest().as_str()).to_owned();
    let is_foreign = |path: &&&PathBuf| ***path != manifest && !made.holds(claim.folder(), path);
    let foreign: Vec<&PathBuf> = gone.par_iter().filter(is_foreign).copied().collect();
    if foreign.is_empty() {
        return Ok(None);
    }
    let aside = claim.aside();
    for path in &foreign {
        let from = claim.folder().join(path);
        let is_same = |to: &Path| match (fs::read(&from), fs::read(to)) {
            (Ok(from), Ok(to)) => from == to,
            (Ok(_) | Err(_), _) => false,
        };
        let names = (1..).map(|number| match number {
            1 => aside.join(path),
            _ => aside.join(format!("{number}")).join(path),
        });
        for to in names {
            if fs::symlink_metadata(&to).is_ok() {
                if is_same(&to) { break } else { continue }
            }
            let folder = to.parent().unwrap_or(&aside);
            fs::create_dir_all(folder).map_err(at(folder))?;
            keep(&from, &to, claim)?;
            break;
        }
    }
    let names: Vec<String> = foreign.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    let more = if foreign.len() > NAMED { " …" } else { "" };
    let told = Diagnostic::warning(&pipeline::OUT_SET_ASIDE, aside.display().to_string());
    let told = told.with("out", claim.folder().display()).with("count", foreign.len());
    Ok(Some(told.with("names", names.join(" ") + more)))
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

/// Writes the whole new tree into the staging folder, its mark first, so that whoever finds it knows whose it is. Says
/// where a time could not be kept.
fn stage(
    files: &[File],
    same: &[bool],
    folders: &BTreeSet<&Path>,
    old: &Tree,
    claim: &Claim,
) -> Result<Option<Diagnostic>, Fault> {
    let (from, to) = (claim.folder(), claim.staging());
    let timeless = AtomicBool::new(false);
    let keep = |old: &Path, new: &Path| keep(old, new, claim).map(|kept| timeless.fetch_or(!kept, Ordering::Relaxed));
    let put = |(file, same): (&File, &bool)| {
        let (old, new) = (from.join(file.address.as_str()), to.join(file.address.as_str()));
        if *same { keep(&old, &new).map(drop) } else { write(&new, &file.bytes) }
    };
    fs::create_dir(to).map_err(at(to))?;
    let is_mark = |file: &File| file.address == Address::manifest();
    files.iter().zip(same).filter(|(file, _)| is_mark(file)).try_for_each(put)?;
    for folder in folders {
        let folder = to.join(folder);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    files.par_iter().zip(same).filter(|(file, _)| !is_mark(file)).try_for_each(put)?;
    for placeholder in old.files.iter().filter(|path| is_placeholder(path)) {
        if !to.join(placeholder).exists() {
            keep(&from.join(placeholder), &to.join(placeholder))?;
        }
    }
    for folder in folders {
        settle(&to.join(folder));
    }
    let told = Diagnostic::warning(&pipeline::OUT_TIMELESS, from.display().to_string());
    Ok(Some(told).filter(|_| timeless.into_inner()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let write = || {
        let mut file = fs::File::create_new(path)?;
        io::Write::write_all(&mut file, bytes)?;
        // A power cut after the swap must not find empty files behind complete names; some disks know no such thing.
        match file.sync_data() {
            Err(error) if [io::ErrorKind::Unsupported, io::ErrorKind::InvalidInput].contains(&error.kind()) => Ok(()),
            result => result,
        }
    };
    write().map_err(at(path))
}

/// The same file under a second name; where the disk has no hard links a copy, if it may be, with the same time, which
/// the answer tells.
fn keep(old: &Path, new: &Path, claim: &Claim) -> Result<bool, Fault> {
    if claim.disk.link(old, new).is_ok() {
        return Ok(true);
    }
    write(new, &fs::read(old).map_err(at(old))?)?;
    let modified = fs::metadata(old).and_then(|old| old.modified()).map_err(at(old))?;
    Ok(claim.disk.set_time(new, modified).is_ok())
}
