//! What can be wrong with files and folders themselves.

use std::fs::{self, File};
use std::path::Path;
use std::time::Instant;

use formpress::testing::load::SettingOverrides;
use tempfile::TempDir;

use crate::report::{report, said};
use crate::repository::load;
use crate::sample::FILES;

/// The report on the sample on a disk, after something was done to its folder.
fn after(spoil: impl Fn(&Path)) -> String {
    let root = TempDir::new().expect("a temporary folder");
    for (path, text) in FILES {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    spoil(root.path());
    report(&load(root.path(), &SettingOverrides::default()))
}

#[test]
fn the_sample_has_no_fault() {
    assert_eq!(after(|_| {}), "");
}

#[test]
fn an_empty_folder_is_no_project() {
    let root = TempDir::new().expect("a temporary folder");
    said!(report(&load(root.path(), &SettingOverrides::default())));
}

#[test]
fn without_site_yaml() {
    said!(after(|root| fs::remove_file(root.join("site.yaml")).expect("removed")));
}

#[test]
fn a_file_of_200_mb_is_refused_unread() {
    let start = Instant::now();
    said!(after(|root| {
        File::create(root.join("forms/visit.yaml")).and_then(|file| file.set_len(200 << 20)).expect("made");
    }));
    assert!(start.elapsed().as_secs() < 2, "it was read");
}

#[test]
fn a_folder_where_a_file_belongs() {
    said!(after(|root| {
        fs::remove_file(root.join("site.yaml")).expect("removed");
        fs::create_dir(root.join("site.yaml")).expect("made");
        fs::create_dir(root.join("forms/new.yaml")).expect("made");
    }));
}

#[test]
fn files_of_editors_and_systems_are_left_alone() {
    let names =
        ["forms/.visit.yaml.swp", "forms/~$visit.yaml", "forms/visit.yaml~", "content/.DS_Store", "forms/notes.docx"];
    assert_eq!(after(|root| names.iter().for_each(|name| fs::write(root.join(name), "\0").expect("written"))), "");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_back() {
    use std::os::unix::fs::symlink;
    said!(after(|root| {
        symlink("gone.yaml", root.join("forms/lost.yaml")).expect("linked");
        symlink("..", root.join("content/round")).expect("linked");
    }));
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_never_opened() {
    said!(after(|root| {
        std::os::unix::net::UnixListener::bind(root.join("forms/talk.yaml")).expect("bound");
    }));
}

/// Where the one who runs the tests may read everything, there is nothing to see.
#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let said = after(|root| {
        let path = root.join("forms/visit.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
        if File::open(&path).is_ok() {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
        }
    });
    let expected =
        "forms/visit.yaml: error[no-permission]: 没有读这个文件的权限 — 改文件的权限，或者用有权限的账户运行\n";
    assert!(said.is_empty() || said == expected, "{said}");
}
