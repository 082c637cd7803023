//! What a build leaves for the next one: what each file was made from, and how it lay on the disk.
//!
//! It lies beside the output under a hidden name (`.output.formpress-made`), with its own digest in its first line: one that is
//! damaged, cut, of another version or not there is none, and everything is made. Whatever it says, a file is taken
//! over only if it is on the disk as it was made.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::claim::Claim;
use super::disk::Stat;
use super::file::{Key, Made, Sum};
use super::parity::Counts;
use crate::diagnostic::Diagnostic;
use crate::digest::hexadecimal;
use crate::model::Address;
use crate::wording::pipeline::NOT_A_PART;

/// The beginning of the first line, before the digest of the rest.
const MARK: &str = "formpress made 1 ";

/// What was made, and what of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Of everything that was read; none where something was said of how sheets are laid out, which is to be said again.
    pub inputs: Option<Key>,
    pub compared: Option<Counts>,
    /// By the path of a file that is large and seldom changes: the program, fonts.
    digests: BTreeMap<String, Known>,
    /// By address.
    files: BTreeMap<String, Row>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    made: Made,
    /// None in a part, which lies otherwise wherever it is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<Stat>,
}

/// The digest of a file as long as it lies as it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    seen: Stat,
    sha256: Sum,
}

impl Record {
    /// A record without files.
    pub fn new(inputs: Option<Key>, compared: Option<Counts>, digests: Digests) -> Record {
        let digests = digests.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        Record { inputs, compared, digests, files: BTreeMap::new() }
    }

    /// The text of a record of these files, which goes with them.
    pub fn of_part(files: &BTreeMap<Address, Made>) -> Vec<u8> {
        let row = |(address, made): (&Address, &Made)| (address.to_string(), Row { made: made.clone(), seen: None });
        let record = Record { files: files.iter().map(row).collect(), ..Record::default() };
        let mut text = record.first_line().into_bytes();
        // Plain data always becomes JSON.
        let _ = serde_json::to_writer(&mut text, &record);
        text
    }

    /// What the rest is known by. Of many offices the text is large, and is made once more when it is written, to be nowhere whole.
    fn first_line(&self) -> String {
        let mut rest = Hashed::default();
        let _ = serde_json::to_writer(&mut rest, self);
        first_line(&rest.0)
    }
}

/// What is written is hashed.
#[derive(Default)]
struct Hashed(Sha256);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn first_line(rest: &Sha256) -> String {
    format!("{MARK}{}\n", hexadecimal(&rest.clone().finalize()))
}

/// Files that were made before, by what they were made from.
#[derive(Debug, Default)]
pub struct Stock {
    record: Record,
    by_key: HashMap<Key, Vec<String>>,
    parts: Vec<(PathBuf, Stock)>,
}

impl Stock {
    /// What the last build into this folder made.
    pub fn of(claim: &Claim) -> Stock {
        Stock::new(read(&claim.record()).unwrap_or_default())
    }

    /// What was made into a memory.
    pub fn of_files(files: BTreeMap<Address, Made>) -> Stock {
        let row = |(address, made): (Address, Made)| (address.to_string(), Row { made, seen: None });
        Stock::new(Record { files: files.into_iter().map(row).collect(), ..Record::default() })
    }

    /// The same, with what is in these parts of an output.
    ///
    /// # Errors
    /// One of them is none.
    pub fn with_parts(self, folders: &[PathBuf]) -> Result<Stock, Diagnostic> {
        let part = |folder: &PathBuf| match read(&folder.join(Address::part().as_str())) {
            Some(record) => Ok((folder.clone(), Stock::new(record))),
            None => Err(Diagnostic::error(&NOT_A_PART, folder.display().to_string())),
        };
        Ok(Stock { parts: folders.iter().map(part).collect::<Result<_, _>>()?, ..self })
    }

    /// What some part has of this, with its bytes, if all of it is as it was made.
    pub fn in_parts(&self, key: &Key) -> Option<Vec<(Address, &Made, Vec<u8>)>> {
        self.parts.iter().find_map(|(folder, part)| {
            let files: Option<Vec<_>> = part
                .made_of(key)
                .into_iter()
                .map(|(address, made, _)| {
                    let bytes = fs::read(folder.join(address.as_str())).ok().filter(|bytes| made.is_of(bytes))?;
                    Some((address, made, bytes))
                })
                .collect();
            files.filter(|files| !files.is_empty())
        })
    }

    fn new(record: Record) -> Stock {
        let mut by_key: HashMap<Key, Vec<String>> = HashMap::new();
        for (address, row) in &record.files {
            if let Some(key) = &row.made.key {
                by_key.entry(key.clone()).or_default().push(address.clone());
            }
        }
        Stock { record, by_key, parts: Vec::new() }
    }

    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What everything was made from.
    pub fn inputs(&self) -> Option<&Key> {
        self.record.inputs.as_ref()
    }

    /// Everything that was made.
    pub fn files(&self) -> impl Iterator<Item = (Address, &Made, Option<&Stat>)> {
        self.record.files.iter().map(|(address, row)| (Address::file(address), &row.made, row.seen.as_ref()))
    }

    /// What was made of this: a file, or the pictures of some sheets; nothing where nothing was.
    pub fn made_of(&self, key: &Key) -> Vec<(Address, &Made, Option<&Stat>)> {
        let addresses = self.by_key.get(key).into_iter().flatten();
        let row = |address: &String| {
            self.record.files.get(address).map(|row| (Address::file(address), &row.made, row.seen.as_ref()))
        };
        addresses.filter_map(row).collect()
    }
}

/// The digests of files that are large and seldom change.
#[derive(Debug, Default)]
pub struct Digests {
    now: Mutex<BTreeMap<String, Known>>,
}

impl Digests {
    /// The SHA-256 of a file, read once, and only if it lies otherwise than the last build saw it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(&self, path: &Path, stock: &Stock) -> io::Result<Sum> {
        let name = path.to_string_lossy().into_owned();
        let seen = Stat::of(&fs::canonicalize(path)?);
        let is_so = |known: &&Known| Some(&known.seen) == seen.as_ref();
        let now = || self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let read = now().get(&name).filter(is_so).map(|known| known.sha256);
        if let Some(sha256) = read {
            return Ok(sha256);
        }
        let sha256 = match stock.record.digests.get(&name).filter(is_so) {
            Some(known) => known.sha256,
            None => sha256(path)?,
        };
        if let Some(seen) = seen {
            now().insert(name, Known { seen, sha256 });
        }
        Ok(sha256)
    }
}

/// The SHA-256 of a file, read piece by piece.
fn sha256(path: &Path) -> io::Result<Sum> {
    const PIECE: usize = 1 << 16;
    let (mut file, mut digest, mut piece) = (fs::File::open(path)?, Sha256::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(Sum(digest.finalize().into())),
            read => digest.update(&piece[..read]),
        }
    }
}

/// Reads a record; `None` where there is none, or it is not whole.
fn read(path: &Path) -> Option<Record> {
    let bytes = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| fs::read(path).ok())?;
    let text = bytes.strip_prefix(MARK.as_bytes())?;
    let (digest, rest) = text.split_at_checked(64)?;
    let rest = rest.strip_prefix(b"\n")?;
    (hexadecimal(&Sha256::digest(rest)).as_bytes() == digest).then(|| serde_json::from_slice(rest).ok())?
}

/// Writes what was made beside the output it now is. What has its name and is none stays; what cannot be written is no reason to
/// fail, as the next build then makes everything.
pub fn write(claim: &Claim, mut record: Record, files: BTreeMap<Address, Made>) {
    let count = files.len();
    let row = |(address, made): (Address, Made)| {
        let seen = Some(Stat::of(&claim.folder().join(address.as_str()))?);
        Some((address.to_string(), Row { made, seen }))
    };
    record.files = files.into_iter().filter_map(row).collect();
    if record.files.len() < count {
        record.inputs = None;
    }
    let first = record.first_line();
    let (path, new) = (claim.record(), claim.record_anew());
    let is_somebodys = |path: &Path| match fs::symlink_metadata(path) {
        Ok(found) => !found.is_file() || found.len() > 0 && !is_ours(path),
        Err(_) => false,
    };
    if is_somebodys(&path) || is_somebodys(&new) || is_there(&path, &first).unwrap_or_default() {
        return;
    }
    let written = fs::File::create(&new).and_then(|file| {
        let mut file = BufWriter::new(file);
        file.write_all(first.as_bytes())?;
        serde_json::to_writer(&mut file, &record)?;
        file.flush()
    });
    if written.and_then(|()| fs::rename(&new, &path)).is_err() {
        let _ = fs::remove_file(&new);
    }
}

/// Is there a whole record that begins with this line?
fn is_there(path: &Path, first: &str) -> io::Result<bool> {
    let mut file = BufReader::new(fs::File::open(path)?);
    let (mut line, mut rest) = (Vec::new(), Hashed::default());
    (&mut file).take(first.len() as u64).read_to_end(&mut line)?;
    io::copy(&mut file, &mut rest)?;
    Ok(line == first.as_bytes() && first_line(&rest.0) == first)
}

/// Is there a part of an output in this folder?
pub fn is_part(folder: &Path) -> bool {
    let part = folder.join(Address::part().as_str());
    fs::symlink_metadata(&part).is_ok_and(|found| found.is_file()) && is_ours(&part)
}

/// Does a file begin as a record does, as far as it goes?
fn is_ours(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut beginning));
    read.is_ok() && MARK.as_bytes().starts_with(&beginning)
}
