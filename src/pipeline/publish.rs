//! Publishes an output: files are written into a hidden folder beside it, and the folders are exchanged when all are there.
//!
//! What changed is written into a hidden folder beside the output as it is made ([`StagingDirectory`]); what did not is hard-linked
//! at the end, so that it keeps its bytes and its time. Then the two folders change places in one step, and the old one is
//! removed. A build that is killed at any moment leaves the complete old tree or the complete new one, and what it leaves
//! behind in hidden folders the next start clears up; where folders change places in two steps ([`swap`]), the
//! next start puts the old one back. When nothing changed, nothing on disk is touched.
//!
//! What is found in the output and was not made by formpress, or was changed since, is put aside, not lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::disk::{FileStat, PathError, flush_folder, with_path};
use super::manifest::{ManifestFiles, folder_mark};
use super::output_directory::{OutputDirectory, is_file_manager_file, is_placeholder};
use super::output_file::{BuiltFile, OutputSink};
use super::swap::swap;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::file_content::FileContent;
use crate::model::Address;
use crate::wording::{message, pipeline};

/// What publishing did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishSummary {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl PublishSummary {
    fn nothing_changed(self) -> bool {
        self.written == 0 && self.removed == 0
    }
}

/// The next tree, while it is made; it goes with the value, unless it is published.
#[derive(Debug)]
pub struct StagingDirectory<'c> {
    output: &'c OutputDirectory<'c>,
    state: Mutex<StagingState>,
}

/// The state of a staging folder, shared by the threads that write into it.
#[derive(Debug, Default)]
struct StagingState {
    /// By path below the output: is the file that is there the same?
    files: BTreeMap<PathBuf, bool>,
    /// Folders that are in the hidden folder; none where nothing was written.
    folders: BTreeSet<PathBuf>,
    /// Where it differs from the one that is there.
    manifest: Option<FileContent>,
    /// What could not be written first.
    error: Option<PathError>,
}

impl OutputSink for StagingDirectory<'_> {
    fn put(&self, address: &Address, content: FileContent) {
        let path = PathBuf::from(address.as_str());
        let same = is_same(&self.output.folder().join(&path), &content);
        let is_manifest = *address == Address::manifest();
        if !same && !is_manifest && !self.is_closed() {
            let written =
                self.make_parent_folder(&path).and_then(|()| write(&self.output.staging().join(&path), &content));
            if let Err(fault) = written {
                self.state().error.get_or_insert(fault);
            }
        }
        let mut state = self.state();
        state.manifest = state.manifest.take().or((!same && is_manifest).then_some(content));
        state.files.insert(path, same);
    }

    fn reuse(&self, address: &Address, made: &BuiltFile, seen: Option<&FileStat>) -> bool {
        let path = PathBuf::from(address.as_str());
        let there = self.output.folder().join(&path);
        let is_so = seen.is_some() && FileStat::of(&there).as_ref() == seen || made.is_unchanged_at(&there);
        if is_so {
            self.state().files.insert(path, true);
        }
        is_so
    }

    fn is_closed(&self) -> bool {
        self.state().error.is_some()
    }
}

impl<'c> StagingDirectory<'c> {
    pub fn new(claim: &'c OutputDirectory<'c>) -> StagingDirectory<'c> {
        StagingDirectory { output: claim, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, StagingState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the folders of a file, and the hidden one first, with the mark in it by which whoever finds it knows whose it
    /// is.
    fn make_parent_folder(&self, path: &Path) -> Result<(), PathError> {
        let to = self.output.staging();
        let mut state = self.state();
        if state.folders.is_empty() {
            fs::create_dir(to).map_err(with_path(to))?;
            state.folders.insert(PathBuf::new());
            write(&to.join(Address::manifest().as_str()), &folder_mark().into())?;
        }
        let folder = path.parent().unwrap_or(path);
        if !state.folders.contains(folder) {
            fs::create_dir_all(to.join(folder)).map_err(with_path(&to.join(folder)))?;
            state.folders.extend(folder.ancestors().map(Path::to_owned));
        }
        Ok(())
    }

    /// Makes the claimed folder hold exactly the files that were put; what could not be done as it should beside that
    /// is told.
    ///
    /// # Errors
    /// The new tree is not there: the former one is, or the error says where.
    pub fn publish(self) -> Result<WithDiagnostics<PublishSummary>, Diagnostic> {
        let claim = self.output;
        let failed = |fault: PathError| claim.io_diagnostic(&fault);
        if let Some(fault) = self.state().error.take() {
            return Err(failed(fault));
        }
        let old = DirectoryTree::read(claim.folder()).map_err(failed)?;
        let files = std::mem::take(&mut self.state().files);
        let folders: BTreeSet<&Path> = files.keys().flat_map(|path| path.ancestors().skip(1)).collect();
        let is_content = |path: &&PathBuf| !is_file_manager_file(path) && !is_placeholder(path);
        let is_kept = |path: &&PathBuf| files.get(*path).is_some_and(|same| *same);
        let unchanged = files.values().filter(|same| **same).count();
        let value = PublishSummary {
            written: files.len() - unchanged,
            unchanged,
            removed: old.files.iter().filter(is_content).filter(|path| !files.contains_key(*path)).count()
                + old.folders.iter().filter(|path| !folders.contains(path.as_path())).count(),
        };
        let mut diagnostics = Vec::new();
        if value.nothing_changed() {
            return Ok(WithDiagnostics { value, diagnostics });
        }
        let gone: Vec<&PathBuf> = old.files.iter().filter(is_content).filter(|path| !is_kept(path)).collect();
        diagnostics.extend(set_aside(&gone, claim).map_err(failed)?);
        diagnostics.extend(self.add_unchanged(&files, &old).map_err(failed)?);
        let old = swap(claim).map_err(|unswapped| {
            let (out, error) = (claim.written(), &unswapped.error);
            let refusal = match &unswapped.former {
                None => message!(pipeline::OUT_NOT_SWAPPED, out, error),
                Some(former) => message!(pipeline::OUT_FORMER_WAITS, out, retired = former.display(), error),
            };
            Diagnostic::new(refusal, out)
        })?;
        // What has the name of the hidden folder now is the former output.
        self.state().folders.clear();
        diagnostics.extend(old.and_then(|old| claim.remove(&old).err()));
        Ok(WithDiagnostics { value, diagnostics })
    }

    /// Adds to the hidden folder what did not change, and the manifest last. Says where a time could not be kept.
    fn add_unchanged(
        &self,
        files: &BTreeMap<PathBuf, bool>,
        old: &DirectoryTree,
    ) -> Result<Option<Diagnostic>, PathError> {
        let (claim, from, to) = (self.output, self.output.folder(), self.output.staging());
        let manifest = PathBuf::from(Address::manifest().as_str());
        let manifest = manifest.as_path();
        files.keys().map(PathBuf::as_path).chain([manifest]).try_for_each(|path| self.make_parent_folder(path))?;
        let timeless = AtomicBool::new(false);
        let keep = |path: &Path, name: &Path| {
            let kept = link_or_copy(&from.join(path), &to.join(name), claim)?;
            timeless.fetch_or(!kept, Ordering::Relaxed);
            Ok(())
        };
        files
            .par_iter()
            .filter(|(path, same)| **same && *path != manifest)
            .try_for_each(|(path, _)| keep(path, path))?;
        for placeholder in old.files.iter().filter(|path| is_placeholder(path) && !files.contains_key(*path)) {
            let folder = placeholder.parent().unwrap_or(placeholder);
            if to.join(folder).is_dir() {
                keep(placeholder, placeholder)?;
            }
        }
        // It takes the place of the mark in one step: at no time is there neither.
        let whole = to.join(UNFINISHED_MANIFEST);
        let changed = self.state().manifest.take();
        match changed {
            Some(content) => write(&whole, &content)?,
            None => keep(manifest, &whole)?,
        }
        fs::rename(&whole, to.join(manifest)).map_err(with_path(&whole))?;
        let written: Vec<PathBuf> = files.iter().filter(|(_, same)| !**same).map(|(path, _)| to.join(path)).collect();
        flush_folder(to, &written)?;
        let told = Diagnostic::new(message!(pipeline::OUT_TIMELESS), from.display().to_string());
        Ok(Some(told).filter(|_| timeless.into_inner()))
    }
}

impl Drop for StagingDirectory<'_> {
    fn drop(&mut self) {
        if !self.state().folders.is_empty() {
            // What was not finished is of no use; what cannot be removed now, the next start removes.
            let _ = self.output.remove(self.output.staging());
        }
    }
}

/// The manifest of a tree that is not whole yet; no file of an output is called so.
const UNFINISHED_MANIFEST: &str = ".manifest.json";

/// Gives those files of the output a second name outside of it that are not as formpress made them; a file that is
/// there already with other bytes is left, and the new one numbered.
fn set_aside(gone: &[&PathBuf], claim: &OutputDirectory) -> Result<Option<Diagnostic>, PathError> {
    const NAMED: usize = 5;
    let made = ManifestFiles::read(&claim.folder().join(Address::manifest().as_str()));
    let manifest = Path::new(Address::manifest().as_str()).to_owned();
    let is_foreign = |path: &&&PathBuf| ***path != manifest && !made.is_unchanged(claim.folder(), path);
    let foreign: Vec<&PathBuf> = gone.par_iter().filter(is_foreign).copied().collect();
    if foreign.is_empty() {
        return Ok(None);
    }
    let aside = claim.set_aside_folder();
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
            fs::create_dir_all(folder).map_err(with_path(folder))?;
            link_or_copy(&from, &to, claim)?;
            break;
        }
    }
    let names: Vec<String> = foreign.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    let more = if foreign.len() > NAMED { " …" } else { "" };
    let (out, names) = (claim.folder().display(), names.join(" ") + more);
    let told = message!(pipeline::OUT_SET_ASIDE, out, count = foreign.len(), names);
    Ok(Some(Diagnostic::new(told, aside.display().to_string())))
}

/// The files and folders below a folder, by relative path.
struct DirectoryTree {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl DirectoryTree {
    fn read(folder: &Path) -> Result<DirectoryTree, PathError> {
        let mut tree = DirectoryTree { files: Vec::new(), folders: Vec::new() };
        if !folder.exists() {
            return Ok(tree);
        }
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                PathError { path, error: error.into() }
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
fn is_same(path: &Path, content: &FileContent) -> bool {
    let length = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len());
    length == Some(content.size()) && fs::read(path).is_ok_and(|old| content.equals(&old))
}

fn write(path: &Path, content: &FileContent) -> Result<(), PathError> {
    fs::File::create_new(path).and_then(|mut file| content.write(&mut file)).map_err(with_path(path))
}

/// The same file under a second name; where the disk has no hard links a copy, if it may be, with the same time, which
/// the answer tells.
fn link_or_copy(old: &Path, new: &Path, claim: &OutputDirectory) -> Result<bool, PathError> {
    if claim.disk.link(old, new).is_ok() {
        return Ok(true);
    }
    write(new, &fs::read(old).map_err(with_path(old))?.into())?;
    let modified = fs::metadata(old).and_then(|old| old.modified()).map_err(with_path(old))?;
    Ok(claim.disk.set_time(new, modified).is_ok())
}
