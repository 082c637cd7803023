//! The sample project on a disk, and the real program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::SystemTime;

use formpress::testing::model::Address;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::repository;
use crate::sample::{FILES, WUHAN};

/// A folder with the sample, a second city and the repository's templates.
pub struct Workshop {
    folder: TempDir,
}

/// What a run said and how it ended.
pub struct Run {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
    folder: PathBuf,
}

/// Every file and folder below a folder: its bytes (none for a folder) and its time.
pub type Picture = BTreeMap<PathBuf, (Option<Vec<u8>>, SystemTime)>;

impl Workshop {
    pub fn new() -> Workshop {
        let workshop = Workshop::holding(repository::files("templates"));
        for (path, text) in FILES {
            workshop.write(path, text);
        }
        let xian = WUHAN.replace("wuhan", "xian").replace("武汉市", "西安市").replace("湖北", "陕西");
        workshop.write("content/cities/xian.yaml", &xian.replace("420100", "610100"));
        workshop
    }

    /// A folder with these files and nothing else.
    pub fn holding(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Workshop {
        let workshop = Workshop { folder: TempDir::new().expect("a temporary folder") };
        files.into_iter().for_each(|(path, bytes)| workshop.write_bytes(&path, &bytes));
        workshop
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn write(&self, below: &str, text: &str) {
        self.write_bytes(below, text.as_bytes());
    }

    fn write_bytes(&self, below: &str, bytes: &[u8]) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).expect("a text")
    }

    /// Replaces a text, which must be there, by another.
    pub fn replace(&self, below: &str, from: &str, to: &str) {
        let text = self.read(below);
        assert!(text.contains(from), "{below} holds no {from:?}");
        self.write(below, &text.replacen(from, to, 1));
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_formpress"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["LANGUAGE", "LC_ALL", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        command.env("LANG", "zh_CN.UTF-8");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().expect("it runs");
        let code = output.status.code().expect("it ends by itself");
        let err = String::from_utf8(output.stderr).expect("text");
        Run { code, out: output.stdout, err, folder: self.folder.path().to_owned() }
    }

    /// Runs in the background.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts")
    }

    /// The path of a file below a folder whose name says what the file holds, by the path without that.
    pub fn named(&self, folder: &str, below: &str) -> String {
        let wanted = Some(Address::file(below));
        let mut found = self.picture(folder).into_keys().map(|path| path.to_string_lossy().replace('\\', "/"));
        found.find(|path| Address::file(path).without_digest() == wanted).expect("it is there")
    }

    pub fn picture(&self, below: &str) -> Picture {
        picture(&self.path(below))
    }
}

pub fn picture(folder: &Path) -> Picture {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry.expect("readable");
            let bytes = entry.file_type().is_file().then(|| fs::read(entry.path()).expect("readable"));
            let time = entry.metadata().expect("readable").modified().expect("a time");
            (entry.path().strip_prefix(folder).expect("below").to_owned(), (bytes, time))
        })
        .collect()
}

/// The bytes of a picture, without the times.
pub fn contents(picture: Picture) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    picture.into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

impl Run {
    pub fn out(&self) -> String {
        String::from_utf8(self.out.clone()).expect("text")
    }

    /// Everything said and the exit status, for a snapshot; the folder's own name is left out.
    pub fn told(&self) -> String {
        let folder = self.folder.canonicalize().expect("there");
        let said = format!("{}{}", self.out(), self.err).replace(&*folder.to_string_lossy(), "<project>");
        let said = said.replace(&*self.folder.to_string_lossy(), "<project>");
        format!("{}\nexit {}\n", said.trim_end(), self.code)
    }
}
