//! Watches the files of a project's sources and reports their changes.
//!
//! Folders are watched, not files: an editor that saves by writing a new file and renaming it leaves a
//! watch on the old file without news. The output is not watched, nor what editors keep for themselves.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvError, Sender};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::model::source_path::{TOP_LEVEL, is_source};

/// An editor saves in several steps, and several files may be saved at once: what follows within this is one change.
const QUIET_PERIOD: Duration = Duration::from_millis(15);

/// After so many in a row nobody waits for quiet.
const MAX_CHANGES: usize = 10_000;

/// A watch; it ends with the value.
pub(crate) struct SourceWatcher {
    watcher: RecommendedWatcher,
    root: PathBuf,
}

/// Sends word of every change below the root that matters.
pub(crate) fn watch(root: &Path, changes: Sender<()>) -> notify::Result<SourceWatcher> {
    let root = root.canonicalize()?;
    let top = root.clone();
    let told = move |event: notify::Result<Event>| {
        let is_news = match event {
            Ok(event) => {
                let matters = |path: &PathBuf| path.strip_prefix(&top).is_ok_and(is_relevant);
                event.need_rescan() || !event.kind.is_access() && event.paths.iter().any(matters)
            }
            // What was missed cannot be known: better build once too often.
            Err(_) => true,
        };
        if is_news {
            // Nobody listens any more when the program is ending.
            let _ = changes.send(());
        }
    };
    let mut watching = SourceWatcher { watcher: recommended_watcher(told)?, root };
    watching.watcher.watch(&watching.root, RecursiveMode::NonRecursive)?;
    watching.refresh();
    Ok(watching)
}

/// Waits for a change, and until it is over.
///
/// # Errors
/// The watch has ended.
pub(crate) fn wait_for_change(changes: &Receiver<()>) -> Result<(), RecvError> {
    changes.recv()?;
    let _ = (0..MAX_CHANGES).take_while(|_| changes.recv_timeout(QUIET_PERIOD).is_ok()).count();
    Ok(())
}

impl SourceWatcher {
    /// Watches the folders that are there now.
    pub(crate) fn refresh(&mut self) {
        for folder in TOP_LEVEL.map(|folder| self.root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            // The watch of the root tells when a folder comes or goes.
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
        }
    }
}

/// Can a change at this path, below the root, change what a build makes?
fn is_relevant(path: &Path) -> bool {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    is_source(&names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::is_relevant;
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
            assert_eq!(is_relevant(Path::new(path)), expected, "{path}");
        }
    }
}
