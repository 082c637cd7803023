//! Resolves the path of an output folder and refuses one that would overwrite sources or a folder of others; it writes nothing.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::disk::{PathError, is_mount_point, with_path};
use super::manifest;
use crate::diagnostic::Diagnostic;
use crate::model::Address;
use crate::model::source_path::{SourcePath, TOP_LEVEL};
use crate::wording::{message, pipeline};

/// What people wrote and no build reads: the program's own sources, and what was before.
const OTHER_SOURCE_FOLDERS: [&str; 2] = ["src", ".git"];

/// The real path of the folder that `out` names, which need not be there yet, for the project at `root`.
///
/// # Errors
/// No output may be there.
pub(crate) fn output_path(out: &Path, root: &Path) -> Result<PathBuf, Diagnostic> {
    let written = out.display().to_string();
    if out.as_os_str().is_empty() {
        return Err(Diagnostic::new(message!(pipeline::OUT_EMPTY), "--out"));
    }
    let refuse = |message| Diagnostic::new(message, written.as_str());
    let folder = real_path(out).map_err(|why| match why {
        RealPathError::Link(PathError { path, error }) => {
            refuse(message!(pipeline::OUT_LINK, out = written, path = path.display(), error))
        }
        RealPathError::File(path) => refuse(message!(pipeline::OUT_NOT_A_FOLDER, out = written, path = path.display())),
        RealPathError::Fault(fault) => output_io_diagnostic(&written, out.parent().unwrap_or(out), &fault),
    })?;
    let root = fs::canonicalize(root).map_err(|error| output_io_diagnostic(&written, root, &with_path(root)(error)))?;
    if folder.file_name().is_none() || overlaps_sources(&folder, &root) {
        return Err(refuse(message!(pipeline::OUT_HOLDS_SOURCES, out = written)));
    }
    let manifest = Address::manifest();
    if let Some(other) = folder.parent().and_then(enclosing_output) {
        return Err(refuse(message!(pipeline::OUT_WITHIN_OUTPUT, out = written, other = other.display())));
    }
    if is_mount_point(&folder) {
        return Err(refuse(message!(pipeline::OUT_IS_MOUNT, out = written)));
    }
    // Whoever else's folder it is, it is not gone through.
    let is_output = manifest::is_formpress_manifest(&folder.join(manifest.as_str()));
    let below = WalkDir::new(&folder).min_depth(2).into_iter().take_while(|_| is_output).flatten();
    let mut other =
        below.filter(|entry| entry.file_name() == manifest.as_str() && manifest::is_formpress_manifest(entry.path()));
    if let Some(other) = other.next() {
        let other = other.path().parent().unwrap_or(&folder);
        return Err(refuse(message!(pipeline::OUT_AROUND_OUTPUT, out = written, other = other.display())));
    }
    Ok(folder)
}

/// Is a file or folder, which need not be there yet, in an output or among sources: where it may be published?
pub(crate) fn is_in_project(path: &Path, root: &Path) -> bool {
    let real = |path| real_path(path).ok();
    let (Some(path), Some(root)) = (real(path), real(root)) else { return false };
    enclosing_output(&path).is_some() || overlaps_sources(&path, &root)
}

/// The output that a place lies in, or is.
fn enclosing_output(place: &Path) -> Option<&Path> {
    let manifest = Address::manifest();
    place.ancestors().find(|above| manifest::is_formpress_manifest(&above.join(manifest.as_str())))
}

/// An input or output error of an output folder; nothing was changed yet.
pub(crate) fn output_io_diagnostic(written: &str, parent: &Path, fault: &PathError) -> Diagnostic {
    Diagnostic::new(
        message!(
            pipeline::OUT_FAILED,
            out = written,
            path = fault.path.display(),
            error = &fault.error,
            parent = parent.display()
        ),
        written,
    )
}

/// Does the folder hold sources of this project or of one it lies in, or lie within them? Folders of sources may be
/// links: what counts is where they are.
fn overlaps_sources(folder: &Path, root: &Path) -> bool {
    let around = folder.ancestors().filter(|above| above.join(SourcePath::settings()).is_file());
    let meets = |source: &Path| folder.starts_with(source) || source.starts_with(folder);
    [root].into_iter().chain(around).any(|project| {
        let mut sources = TOP_LEVEL.iter().chain(&OTHER_SOURCE_FOLDERS).map(|source| project.join(source));
        project.starts_with(folder)
            || sources.any(|source| meets(&source) || fs::canonicalize(&source).is_ok_and(|source| meets(&source)))
    })
}

/// Why there is no real path.
enum RealPathError {
    /// A link leads nowhere.
    Link(PathError),
    /// There is a file where a folder should be.
    File(PathBuf),
    Fault(PathError),
}

/// Absolute and without links. `..` behind a folder that is not there is what it would be if it were there.
fn real_path(out: &Path) -> Result<PathBuf, RealPathError> {
    let absolute = std::path::absolute(out).map_err(|error| RealPathError::Fault(with_path(out)(error)))?;
    let mut real = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::Prefix(_) | Component::RootDir => real.push(component),
            Component::CurDir => {}
            // There is no link in it any more that would lead somewhere else.
            Component::ParentDir => drop(real.pop()),
            Component::Normal(name) => {
                real.push(name);
                match fs::symlink_metadata(&real) {
                    Ok(found) if found.is_symlink() => {
                        real = fs::canonicalize(&real).map_err(|error| RealPathError::Link(with_path(&real)(error)))?;
                    }
                    Ok(_) => {}
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(RealPathError::Fault(with_path(&real)(error))),
                }
                if !real.is_dir() {
                    return Err(RealPathError::File(real));
                }
            }
        }
    }
    // As the system writes it: Windows and macOS do not tell upper from lower case.
    let there = real.ancestors().find(|above| above.exists()).unwrap_or(&real);
    let base = fs::canonicalize(there).map_err(|error| RealPathError::Fault(with_path(there)(error)))?;
    Ok(real.strip_prefix(there).unwrap_or(&real).iter().fold(base, |path, name| path.join(name)))
}
