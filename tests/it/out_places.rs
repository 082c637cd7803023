//! Where an output may be, and that a refusal is told at once and leaves nothing behind.

use std::fs;
use std::path::{Path, PathBuf};

use formpress::testing::model::TOP_LEVEL;
use formpress::testing::pipeline::OutputDirectory;

use crate::publish::{Room, picture};

const MARK: &str = "{\n  \"generator\": \"formpress\"\n}\n";

/// A room with sources, some of them behind links, and what else there may be.
fn room() -> Room {
    let room = Room::new();
    for path in ["project/site.yaml", "project/fonts/song.otf", "project/file", "pages/index.md", "other/site.yaml"] {
        let path = room.above().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "").expect("written");
    }
    room
}

/// The code of the refusal of `out`, which must leave everything as it was.
fn refusal(room: &Room, out: &Path) -> &'static str {
    let before = picture(&room.above());
    let refusal = OutputDirectory::lock(out, &room.project()).expect_err(&out.display().to_string());
    assert!(picture(&room.above()) == before, "{} left something behind", out.display());
    refusal.message.code
}

#[test]
fn sources_are_never_an_output_nor_around_it_nor_within_it() {
    let room = room();
    let (project, above) = (room.project(), room.above());
    let mut refused = vec![
        project.clone(),
        above.clone(),
        PathBuf::from("/"),
        project.join("content/a/b"),
        project.join("fonts/site"),
        project.join("nonexist/../content/zzz"),
        project.join("nonexist/deeper/../../forms"),
        project.join(".git/site"),
        // Of another project.
        above.join("other/content/site"),
        above.join("other"),
    ];
    // Whatever a build reads, but the one file.
    refused.extend(TOP_LEVEL.map(|top| project.join(top)).into_iter().filter(|top| !top.is_file()));
    if cfg!(unix) {
        // The folder of pages is a link, and so is the way to the output.
        fs::remove_dir(project.join("content")).expect("removed");
        link(&above.join("pages"), &project.join("content"));
        link(&project.join("templates"), &above.join("way"));
        fs::create_dir(project.join("templates")).expect("made");
        refused.extend([above.join("pages"), above.join("pages/zzz"), above.join("way"), above.join("way/zzz")]);
    }
    for out in refused {
        assert_eq!(refusal(&room, &out), "out-holds-sources", "{}", out.display());
    }
    // A file, a name below one, nothing at all.
    assert_eq!(refusal(&room, &project.join("file")), "out-not-a-folder");
    assert_eq!(refusal(&room, &project.join("file/below/it")), "out-not-a-folder");
    assert_eq!(refusal(&room, &project.join("fonts/song.otf/../../site")), "out-not-a-folder");
    assert_eq!(refusal(&room, Path::new("")), "out-empty");
}

#[test]
fn what_only_looks_like_a_source_is_none() {
    let room = room();
    for out in ["contents", "content-site", "nonexist/../site", "deep/er/site", "site.yaml.d"] {
        OutputDirectory::lock(&room.project().join(out), &room.project()).expect(out);
        // What was made above it went again, as nothing was put into it.
        assert_eq!(room.left_overs(), ["file", "fonts", "site.yaml"], "{out}");
    }
}

#[test]
fn outputs_do_not_lie_in_one_another() {
    let room = room();
    room.publish(&[("index.html", "a")]).expect("published");
    assert_eq!(refusal(&room, &room.out().join("wuhan")), "out-within-output");
    assert_eq!(refusal(&room, &room.out().join("a/b/c")), "out-within-output");
    room.put("wuhan/manifest.json", MARK);
    assert_eq!(refusal(&room, &room.out()), "out-around-output");
    // Another program's manifest is no output.
    room.put("wuhan/manifest.json", "{\"name\": \"an app's manifest\"}");
    room.publish(&[("index.html", "b")]).expect("published");
}

#[cfg(unix)]
#[test]
fn links_are_followed_where_they_lead_somewhere() {
    let room = room();
    link(Path::new("gone"), &room.project().join("lost"));
    link(Path::new("round"), &room.project().join("round"));
    for out in ["lost", "lost/site", "round"] {
        assert_eq!(refusal(&room, &room.project().join(out)), "out-link", "{out}");
    }
    let real = room.above().join("server");
    fs::create_dir(&real).expect("made");
    link(&real, &room.out());
    room.publish(&[("index.html", "a")]).expect("published");
    assert!(fs::symlink_metadata(room.out()).expect("there").is_symlink(), "the link is gone");
    assert_eq!(fs::read_to_string(real.join("index.html")).expect("published"), "a");
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused_before_the_work() {
    // Everywhere there is one that holds nothing a build could harm, as it is refused.
    let room = room();
    let refusal = OutputDirectory::lock(Path::new("/proc"), &room.project()).expect_err("refused");
    assert_eq!(refusal.message.code, "out-is-mount");
}

#[cfg(unix)]
#[test]
fn the_lock_is_no_link_and_nobody_elses_file() {
    let room = room();
    let lock = room.project().join(".output.formpress-lock");
    link(&room.above().join("made-by-the-lock"), &lock);
    assert_eq!(refusal(&room, &room.out()), "out-beside");
    assert!(!room.above().join("made-by-the-lock").exists());
    fs::remove_file(&lock).expect("removed");
    fs::create_dir(&lock).expect("made");
    assert_eq!(refusal(&room, &room.out()), "out-beside");
    fs::remove_dir(&lock).expect("removed");
    fs::write(&lock, "somebody's").expect("written");
    room.publish(&[("index.html", "a")]).expect("published");
    assert_eq!(fs::read_to_string(&lock).expect("left"), "somebody's");
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("linked");
}

#[cfg(not(unix))]
fn link(_to: &Path, _at: &Path) {}
