//! Disks that refuse something, and what earlier builds left: the next build goes on, and tells the truth.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use formpress::testing::pipeline::{Disk, OutputDirectory, SystemDisk};
use formpress::testing::words::{Diagnostic, Lang, Sources};

use crate::publish::{Room, picture, publish};

/// A disk that cannot exchange folders, and refuses whatever is named.
#[derive(Debug, Default)]
struct Odd {
    /// The numbers of the renamings that fail, from 1.
    renames: &'static [usize],
    renamed: Mutex<usize>,
    /// The last renaming that is done; the next one ends the build as a kill would.
    killed_after: Option<usize>,
    no_links: bool,
    no_times: bool,
    no_locks: bool,
    /// Folders with this in their name stay.
    stays: Option<&'static str>,
}

fn refused<T>() -> io::Result<T> {
    Err(io::Error::from(io::ErrorKind::PermissionDenied))
}

impl Disk for Odd {
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut renamed = self.renamed.lock().expect("one at a time");
        *renamed += 1;
        assert!(self.killed_after.is_none_or(|last| *renamed <= last), "killed");
        if self.renames.contains(&renamed) { refused() } else { SystemDisk.rename(from, to) }
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        if self.no_links { refused() } else { SystemDisk.link(file, name) }
    }

    fn set_time(&self, file: &Path, time: SystemTime) -> io::Result<()> {
        if self.no_times { refused() } else { SystemDisk.set_time(file, time) }
    }

    fn lock(&self, file: &fs::File) -> Result<(), fs::TryLockError> {
        const ENOLCK: i32 = 37;
        if self.no_locks {
            return Err(fs::TryLockError::Error(io::Error::from_raw_os_error(ENOLCK)));
        }
        SystemDisk.lock(file)
    }

    fn remove(&self, folder: &Path, last: &str) -> io::Result<()> {
        let stays = self.stays.is_some_and(|part| folder.to_string_lossy().contains(part));
        if stays { refused() } else { SystemDisk.remove(folder, last) }
    }
}

const OLD: [(&str, &str); 3] = [("index.html", "old"), ("same.html", "same"), ("cities/index.html", "c")];
const NEW: [(&str, &str); 3] = [("index.html", "new"), ("same.html", "same"), ("cities/index.html", "c")];

/// Publishes on this disk: the codes of what is told beside it, or the refusal.
fn publish_on(disk: &dyn Disk, room: &Room, files: &[(&str, &str)]) -> Result<Vec<&'static str>, Diagnostic> {
    let claim = OutputDirectory::lock_on(disk, &room.out(), &room.project())?;
    let mut told = claim.warnings.clone();
    publish(files, &claim)?.collect_into(&mut told);
    Ok(told.iter().map(|note| note.message.code).collect())
}

fn home(room: &Room) -> String {
    fs::read_to_string(room.out().join("index.html")).unwrap_or_else(|_| "missing".to_owned())
}

#[test]
fn a_swap_in_two_steps_is_whole() {
    let room = Room::new();
    for files in [OLD, NEW, OLD] {
        assert_eq!(publish_on(&Odd::default(), &room, &files).expect("published"), [""; 0]);
        assert_eq!(home(&room), files[0].1);
        assert_eq!(room.left_overs(), [""; 0]);
    }
}

#[test]
fn a_swap_that_fails_tells_where_the_former_output_is() {
    // Which renamings fail; the refusal; what is in the output then.
    let table: [(&[usize], &str, &str); 3] =
        [(&[1], "out-not-swapped", "old"), (&[2], "out-not-swapped", "old"), (&[2, 3], "out-former-waits", "missing")];
    for (renames, code, there) in table {
        let room = Room::new();
        room.publish(&OLD).expect("published");
        let before = picture(&room.out());
        let refusal = publish_on(&Odd { renames, ..Odd::default() }, &room, &NEW).expect_err("refused");
        assert_eq!((refusal.message.code, home(&room).as_str()), (code, there), "{renames:?}");
        let [told, _] = refusal.words(Lang::En, &Sources::default());
        if there == "missing" {
            let waits = room.project().join(".output.formpress-old");
            let waits = fs::canonicalize(waits).expect("it is there");
            assert!(told.contains(&*waits.to_string_lossy()), "{told}");
            assert_eq!(room.left_overs(), [".output.formpress-old"]);
        } else {
            assert_eq!(room.left_overs(), [""; 0]);
        }
        // The next claim puts it back, whether its own build is good or not.
        drop(OutputDirectory::lock(&room.out(), &room.project()).expect("free"));
        assert!(picture(&room.out()) == before, "{renames:?}: it did not come back as it was");
        room.publish(&NEW).expect("published");
        assert_eq!((home(&room).as_str(), room.left_overs()), ("new", Vec::new()));
    }
}

#[test]
fn a_kill_at_any_step_of_a_swap_leaves_the_former_output_or_the_new_one_after_the_next_start() {
    for (last, then) in [(0, "old"), (1, "old"), (2, "new")] {
        let room = Room::new();
        room.publish(&OLD).expect("published");
        let disk = Odd { killed_after: Some(last), ..Odd::default() };
        std::thread::scope(|scope| {
            let killed = scope.spawn(|| publish_on(&disk, &room, &NEW).is_ok()).join();
            assert!(killed.is_err(), "it was not killed after {last}");
        });
        drop(OutputDirectory::lock(&room.out(), &room.project()).expect("the dead leave no lock"));
        assert_eq!((home(&room).as_str(), room.left_overs()), (then, Vec::new()), "killed after {last}");
    }
}

#[test]
fn a_former_output_that_cannot_come_back_is_told_and_stays_where_it_is() {
    let room = Room::new();
    room.publish(&OLD).expect("published");
    let waiting = room.project().join(".output.formpress-old");
    fs::rename(room.out(), &waiting).expect("renamed");
    let refusal = publish_on(&Odd { renames: &[1], ..Odd::default() }, &room, &NEW).expect_err("refused");
    assert_eq!(refusal.message.code, "out-not-restored");
    assert!(waiting.join("index.html").exists());
    // Somebody made the folder anew: what waits is still the former output.
    fs::create_dir(room.out()).expect("made");
    drop(OutputDirectory::lock(&room.out(), &room.project()).expect("free"));
    assert_eq!((home(&room).as_str(), room.left_overs()), ("old", Vec::new()));
}

#[test]
fn what_cannot_be_removed_refuses_no_build_and_is_told() {
    let room = Room::new();
    room.publish(&OLD).expect("published");
    let stays = || Odd { stays: Some(".formpress-"), ..Odd::default() };
    assert_eq!(publish_on(&stays(), &room, &NEW).expect("published"), ["out-leftover"]);
    assert_eq!(room.left_overs(), [".output.formpress-new"]);
    // One of before that still stays, and one of this build.
    assert_eq!(publish_on(&stays(), &room, &OLD).expect("published"), ["out-leftover"; 2]);
    assert_eq!((home(&room).as_str(), room.left_overs().len()), ("old", 2));
    // Where nobody holds them any more, they go.
    assert_eq!(publish_on(&Odd::default(), &room, &NEW).expect("published"), [""; 0]);
    assert_eq!((home(&room).as_str(), room.left_overs()), ("new", Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_removed_with_the_former_output() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    room.publish(&OLD).expect("published");
    // To the one who may write everywhere this is no obstacle; to all others it was one for ever.
    fs::set_permissions(room.out().join("cities"), fs::Permissions::from_mode(0o555)).expect("set");
    assert_eq!(publish_on(&SystemDisk, &room, &NEW).expect("published"), [""; 0]);
    assert_eq!((home(&room).as_str(), room.left_overs()), ("new", Vec::new()));
}

#[test]
fn what_others_call_like_our_folders_is_left_alone_and_told() {
    let room = Room::new();
    room.publish(&OLD).expect("published");
    for name in [".output.formpress-old", ".output.formpress-new"] {
        fs::create_dir(room.project().join(name)).expect("made");
        fs::write(room.project().join(name).join("letter.txt"), "dear").expect("written");
    }
    fs::write(room.project().join(".output.formpress-old-2"), "a file").expect("written");
    // Neither theirs nor any other name that only looks like one.
    fs::write(room.project().join(".output.formpress-old-x"), "a file").expect("written");
    let before = room.left_overs();
    assert_eq!(publish_on(&Odd::default(), &room, &NEW).expect("published"), ["out-beside"; 3]);
    assert_eq!((home(&room).as_str(), room.left_overs()), ("new", before));
    let letters = [".output.formpress-old", ".output.formpress-new"].map(|name| room.project().join(name));
    for folder in letters {
        assert_eq!(fs::read_to_string(folder.join("letter.txt")).expect("left"), "dear");
    }
    // Nor does it come back as an output.
    fs::remove_dir_all(room.out()).expect("removed");
    drop(OutputDirectory::lock(&room.out(), &room.project()).expect("free"));
    assert!(!room.out().exists());
}

#[test]
fn what_a_kill_leaves_of_a_staging_folder_is_known_as_ours() {
    let contents: [&[(&str, &str)]; 4] = [
        &[],
        &[("manifest.json", "")],
        &[("manifest.json", "{\n  \"generator\": \"formpress\",\n  \"gene")],
        &[("manifest.json", "{\"generator\": \"formpress\"}"), ("index.html", "half")],
    ];
    for files in contents {
        let room = Room::new();
        let staging: PathBuf = room.project().join(".output.formpress-new");
        fs::create_dir(&staging).expect("made");
        files.iter().for_each(|(name, text)| fs::write(staging.join(name), text).expect("written"));
        assert_eq!(publish_on(&SystemDisk, &room, &OLD).expect("published"), [""; 0], "{files:?}");
        assert_eq!(room.left_overs(), [""; 0], "{files:?}");
    }
}

#[test]
fn a_disk_without_locks_links_or_times_is_no_reason_to_fail() {
    let room = Room::new();
    room.publish(&OLD).expect("published");
    let time =
        |room: &Room| fs::metadata(room.out().join("same.html")).and_then(|file| file.modified()).expect("a time");
    let before = time(&room);
    let poor = Odd { no_links: true, no_locks: true, ..Odd::default() };
    assert_eq!(publish_on(&poor, &room, &NEW).expect("published"), ["out-unlocked"]);
    assert_eq!((home(&room).as_str(), time(&room), room.left_overs()), ("new", before, Vec::new()));
    let poorer = Odd { no_links: true, no_times: true, ..Odd::default() };
    assert_eq!(publish_on(&poorer, &room, &OLD).expect("published"), ["out-timeless"]);
    assert_eq!((home(&room).as_str(), room.left_overs()), ("old", Vec::new()));
}
