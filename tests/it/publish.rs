//! The output folder is the complete old tree or the complete new one, and nobody else's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use formpress::testing::model::{Address, Settings};
use formpress::testing::pipeline::{
    BuiltFile, OutputDirectory, OutputSink, PublishSummary, StagingDirectory, manifest,
};
use formpress::testing::words::{Diagnostic, Lang, Sources, WithDiagnostics};
use jiff::civil::date;
use tempfile::TempDir;

/// A project folder, empty, and the place for its output.
pub struct Room {
    folder: TempDir,
}

impl Room {
    pub fn new() -> Room {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("project/content")).expect("made");
        Room { folder }
    }

    pub fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// The folder that holds the project.
    pub fn above(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub fn out(&self) -> PathBuf {
        self.project().join("output")
    }

    /// Publishes files with their manifest; the refusal's code where it is refused.
    pub fn publish(&self, files: &[(&str, &str)]) -> Result<PublishSummary, &'static str> {
        let claim = OutputDirectory::lock(&self.out(), &self.project()).map_err(|refusal| refusal.message.code)?;
        publish(files, &claim).map(|published| published.value).map_err(|fault| fault.message.code)
    }

    /// Puts a file there that formpress did not make.
    pub fn put(&self, path: &str, text: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().expect("below the output")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// What lies in the project folder beside the sources.
    pub fn left_overs(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.project())
            .expect("readable")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name != "output" && name != "content")
            .collect();
        names.sort();
        names
    }
}

/// Publishes files with their manifest.
pub fn publish(files: &[(&str, &str)], claim: &OutputDirectory) -> Result<WithDiagnostics<PublishSummary>, Diagnostic> {
    let staging = StagingDirectory::new(claim);
    let mut all = BTreeMap::new();
    for (path, text) in files {
        let (address, bytes) = (Address::file(path), text.as_bytes().to_vec());
        let made = BuiltFile::of(&bytes.clone().into());
        staging.put(&address, bytes.into());
        all.insert(address, made);
    }
    let bytes = manifest(&all, &[], &settings(), "0123456789");
    staging.put(&Address::manifest(), bytes.into());
    staging.publish()
}

fn settings() -> Settings {
    Settings {
        standing: None,
        title: String::new(),
        description: String::new(),
        programme: String::new(),
        language: "zh-CN".into(),
        as_of: date(2026, 11, 22),
        base_url: None,
        notice: String::new(),
        unknown_office: String::new(),
        publisher: Default::default(),
        navigation: Vec::new(),
        verification_files: Vec::new(),
        diagnostic_policy: Default::default(),
    }
}

/// Every file and folder below a folder: its bytes (none for a folder) and its time.
pub fn picture(folder: &Path) -> BTreeMap<PathBuf, (Option<Vec<u8>>, SystemTime)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry.expect("readable");
            let bytes = entry.file_type().is_file().then(|| fs::read(entry.path()).expect("readable"));
            let time = entry.metadata().expect("readable").modified().expect("a time");
            (entry.path().to_owned(), (bytes, time))
        })
        .collect()
}

#[test]
fn a_second_publication_of_the_same_touches_nothing() {
    let room = Room::new();
    let files = [("index.html", "a"), ("cities/wuhan/index.html", "b")];
    assert_eq!(room.publish(&files), Ok(PublishSummary { written: 3, unchanged: 0, removed: 0 }));
    let before = picture(&room.out());
    sleep(Duration::from_millis(20));
    assert_eq!(room.publish(&files), Ok(PublishSummary { written: 0, unchanged: 3, removed: 0 }));
    assert_eq!(picture(&room.out()), before);
    assert_eq!(room.left_overs(), Vec::<String>::new());
}

#[test]
fn what_changed_is_written_what_did_not_keeps_its_time_what_nobody_makes_goes() {
    let room = Room::new();
    room.publish(&[("index.html", "a"), ("old/index.html", "b"), ("same.txt", "c")]).expect("published");
    let before = picture(&room.out());
    sleep(Duration::from_millis(20));
    let published = room.publish(&[("index.html", "A"), ("same.txt", "c")]);
    // The index and the manifest are new; the old page and its folder are gone.
    assert_eq!(published, Ok(PublishSummary { written: 2, unchanged: 1, removed: 2 }));
    let after = picture(&room.out());
    assert_eq!(after[&room.out().join("same.txt")], before[&room.out().join("same.txt")]);
    assert_eq!(after[&room.out().join("index.html")].0.as_deref(), Some(b"A".as_slice()));
    assert!(!room.out().join("old").exists());
    assert_eq!(room.left_overs(), Vec::<String>::new());
}

#[test]
fn what_somebody_put_into_the_output_or_changed_is_set_aside_and_told() {
    let room = Room::new();
    let files = [("index.html", "a"), ("page/index.html", "b")];
    room.publish(&files).expect("published");
    room.put("index.html", "z");
    room.put(".well-known/security.txt", "not ours");
    room.put("Thumbs.db", "of a file manager");
    fs::remove_file(room.out().join("page/index.html")).expect("removed");
    let claim = OutputDirectory::lock(&room.out(), &room.project()).expect("free");
    let published = publish(&files, &claim).expect("published");
    // The folder .well-known counts, too.
    assert_eq!(published.value, PublishSummary { written: 2, unchanged: 1, removed: 2 });
    let [note] = &published.diagnostics[..] else { panic!("{:?}", published.diagnostics) };
    let [told, _] = note.words(Lang::En, &Sources::default());
    assert_eq!(note.message.code, "out-set-aside");
    assert!(told.contains("2 files") && told.contains("index.html") && told.contains("security.txt"), "{told}");
    let read = |path: &str| fs::read_to_string(room.project().join(path)).expect(path);
    assert_eq!(read("output/index.html"), "a");
    assert!(!room.out().join(".well-known").exists());
    assert_eq!(read("output-set-aside/index.html"), "z");
    assert_eq!(read("output-set-aside/.well-known/security.txt"), "not ours");
    drop(claim);
    // Another change of the same file does not take the first one's place.
    room.put("index.html", "y");
    room.publish(&files).expect("published");
    assert_eq!(read("output-set-aside/index.html"), "z");
    assert_eq!(read("output-set-aside/2/index.html"), "y");
    // What formpress made itself is not set aside, whatever changes.
    room.publish(&[("index.html", "b"), ("new.html", "c")]).expect("published");
    assert_eq!(room.left_overs(), ["output-set-aside"]);
    assert_eq!(
        picture(&room.project().join("output-set-aside")).values().filter(|(bytes, _)| bytes.is_some()).count(),
        3
    );
}

#[test]
fn folders_that_hold_what_others_made_are_refused_and_left_alone() {
    let files = [("index.html", "a")];
    type Found = &'static [(&'static str, &'static str)];
    let table: [(Found, Result<(), &str>); 7] = [
        (&[("letter.txt", "dear")], Err("out-not-ours")),
        (&[("manifest.json", "{\"name\": \"an app's manifest\"}")], Err("out-not-ours")),
        (&[("manifest.json", "{\"generator\": \"formpress\"}"), (".git/config", "")], Err("out-is-repository")),
        (&[(".git", "gitdir: elsewhere")], Err("out-is-repository")),
        (&[(".gitkeep", "")], Ok(())),
        (&[(".gitignore", "*"), (".DS_Store", "")], Ok(())),
        (&[("manifest.json", "{\"generator\": \"formpress\"}")], Ok(())),
    ];
    for (there, expected) in table {
        let room = Room::new();
        there.iter().for_each(|(path, text)| room.put(path, text));
        let before = picture(&room.out());
        assert_eq!(room.publish(&files).map(|_| ()), expected, "{there:?}");
        if expected.is_err() {
            assert_eq!(picture(&room.out()), before);
        }
    }
}

#[test]
fn a_placeholder_of_version_control_stays() {
    let room = Room::new();
    room.put(".gitkeep", "");
    room.publish(&[("index.html", "a")]).expect("published");
    room.publish(&[("index.html", "b")]).expect("published");
    assert!(room.out().join(".gitkeep").exists());
}

#[test]
fn two_builds_do_not_write_one_folder() {
    let room = Room::new();
    let first = OutputDirectory::lock(&room.out(), &room.project()).expect("free");
    assert_eq!(room.publish(&[("index.html", "a")]), Err("out-busy"));
    drop(first);
    assert!(room.publish(&[("index.html", "a")]).is_ok());
}

#[test]
fn an_interrupted_swap_in_two_steps_is_put_right_at_the_next_start() {
    let room = Room::new();
    room.publish(&[("index.html", "old")]).expect("published");
    // As after a kill between the two renamings of a system that cannot exchange folders.
    fs::rename(room.out(), room.project().join(".output.formpress-old")).expect("renamed");
    fs::create_dir(room.project().join(".output.formpress-new")).expect("made");
    let claim = OutputDirectory::lock(&room.out(), &room.project()).expect("free");
    assert_eq!(fs::read_to_string(room.out().join("index.html")).expect("back"), "old");
    drop(claim);
    assert_eq!(room.left_overs(), Vec::<String>::new());
}

const KILLED: &str = "FORMPRESS_TEST_PROJECT";

/// Two trees of many files, some of which they share.
fn big(tree: usize) -> Vec<(String, String)> {
    (0..150)
        .map(|number| {
            let text = if number % 3 == 0 { "shared".to_owned() } else { format!("{tree} {number} ").repeat(200) };
            (format!("folder{}/file{}{number}.txt", number % 7, if number % 5 == 0 { tree } else { 0 }), text)
        })
        .collect()
}

fn publish_big(out: &Path, project: &Path, number: usize) {
    let files = big(number);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let claim = OutputDirectory::lock(out, project).expect("free");
    publish(&files, &claim).expect("published");
}

/// Not a test by itself: the process that the next test kills. It publishes one tree after the other.
#[test]
#[ignore = "runs until it is killed"]
fn publishes_for_ever() {
    let Some(project) = std::env::var_os(KILLED).map(PathBuf::from) else { return };
    loop {
        publish_big(&project.join("output"), &project, 1);
        publish_big(&project.join("output"), &project, 2);
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_complete_tree() {
    let room = Room::new();
    publish_big(&room.out(), &room.project(), 1);
    let contents = || -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        picture(&room.out()).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
    };
    let one = contents();
    let begun = Instant::now();
    publish_big(&room.out(), &room.project(), 2);
    // On this machine, now: the kills are spread over the time of two publications, again where
    // they have not met both trees; how often they do is the machine's business, not a promise.
    let once = begun.elapsed();
    let two = contents();
    let mut seen = [0, 0];
    for (kills, delay) in (0..60).map(|step| (step, once * (step * 7 % 20) / 10)) {
        if kills >= 20 && seen.iter().all(|times| *times > 0) {
            break;
        }
        drop(OutputDirectory::lock(&room.out(), &room.project()).expect("the dead leave no lock"));
        assert_eq!(room.left_overs(), Vec::<String>::new(), "the next start clears up");
        let mut child = Command::new(std::env::current_exe().expect("this test's own program"))
            .args(["--exact", "publish::publishes_for_ever", "--ignored"])
            .env(KILLED, room.project())
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        let staging = room.project().join(".output.formpress-new");
        let begun = Instant::now();
        while !staging.exists() && begun.elapsed() < Duration::from_secs(20) {
            sleep(Duration::from_micros(200));
        }
        sleep(delay);
        child.kill().expect("killed");
        child.wait().expect("ended");
        let now = contents();
        assert!(now == one || now == two, "a mixed tree after {delay:?}");
        seen[usize::from(now == two)] += 1;
    }
}
