//! Changes of a project's sources, as they happen.
//!
//! Folders are watched, not files: an editor that saves by writing a new file and renaming it leaves a
//! watch on the old file without news. The output is not watched, nor what editors keep for themselves.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use crate::model::source_path::{TOPS, is_source};
use notify_debouncer_full::notify::{self, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// A watch; it ends with the value.
pub struct Watching {
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    root: PathBuf,
}

/// Sends word of every change below the root that matters, once for all that happen within `quiet`.
pub fn watch(root: &Path, quiet: Duration, changes: Sender<()>) -> notify::Result<Watching> {
    let root = root.canonicalize()?;
    let top = root.clone();
    let told = move |result: DebounceEventResult| {
        let news = match result {
            Ok(events) => events.iter().any(|event| {
                !event.kind.is_access() && event.paths.iter().any(|path| path.strip_prefix(&top).is_ok_and(matters))
            }),
            // What was missed cannot be known: better build once too often.
            Err(_) => true,
        };
        if news {
            // Nobody listens any more when the program is ending.
            let _ = changes.send(());
        }
    };
    let mut watching = Watching { debouncer: new_debouncer(quiet, None, told)?, root };
    watching.debouncer.watch(&watching.root, RecursiveMode::NonRecursive)?;
    watching.renew();
    Ok(watching)
}

impl Watching {
    /// Watches the folders that are there now.
    pub fn renew(&mut self) {
        for folder in TOPS.map(|folder| self.root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            // The watch of the root tells when a folder comes or goes.
            let _ = self.debouncer.watch(folder, RecursiveMode::Recursive);
        }
    }
}

/// Can a change at this path, below the root, change what a build makes?
fn matters(path: &Path) -> bool {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    is_source(&names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::matters;
    use std::path::Path;

    #[test]
    fn sources_are_told_from_the_rest() {
        let table = [
            ("site.yaml", true),
            ("content/policy/plan.md", true),
            ("forms", true),
            ("fonts/a.otf", true),
            ("output/index.html", false),
            (".output.formpress-new", false),
            ("content/.plan.md.swp", false),
            ("content/plan.md~", false),
            ("Cargo.toml", false),
        ];
        for (path, expected) in table {
            assert_eq!(matters(Path::new(path)), expected, "{path}");
        }
    }
}
