//! The record of a build for the next one: for each output file the digest of its inputs, its size and its state on the disk.
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

use super::disk::FileStat;
use super::output_directory::OutputDirectory;
use super::output_file::{BuiltFile, FileKey, Sha256Sum};
use super::parity::ParityCounts;
use crate::diagnostic::Diagnostic;
use crate::digest::hexadecimal;
use crate::model::Address;
use crate::wording::{message, pipeline::NOT_A_PART};

/// The beginning of the first line, before the digest of the rest.
const MARK: &str = "formpress made 1 ";

/// What was made, and what of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BuildRecord {
    /// Of everything that was read; none where something was said of how sheets are laid out, which is to be said again.
    pub(crate) inputs: Option<FileKey>,
    pub compared: Option<ParityCounts>,
    /// By the path of a file that is large and seldom changes: the program, fonts.
    digests: BTreeMap<String, CachedDigest>,
    /// By address.
    files: BTreeMap<String, BuildRecordRow>,
}

/// One file of the record: how it was made, and its state on the disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct BuildRecordRow {
    made: BuiltFile,
    /// None in a part, which lies otherwise wherever it is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<FileStat>,
}

/// The digest of a file as long as it lies as it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct CachedDigest {
    seen: FileStat,
    sha256: Sha256Sum,
}

impl BuildRecord {
    /// A record without files.
    pub(crate) fn new(inputs: Option<FileKey>, compared: Option<ParityCounts>, digests: DigestCache) -> BuildRecord {
        let digests = digests.current.into_inner().unwrap_or_else(PoisonError::into_inner);
        BuildRecord { inputs, compared, digests, files: BTreeMap::new() }
    }

    /// The text of a record of these files, which goes with them.
    pub(crate) fn of_part(files: &BTreeMap<Address, BuiltFile>) -> Vec<u8> {
        let row = |(address, made): (&Address, &BuiltFile)| {
            (address.to_string(), BuildRecordRow { made: made.clone(), seen: None })
        };
        let record = BuildRecord { files: files.iter().map(row).collect(), ..BuildRecord::default() };
        let mut text = record.first_line().into_bytes();
        // Plain data always becomes JSON.
        let _ = serde_json::to_writer(&mut text, &record);
        text
    }

    /// What the rest is known by. Of many offices the text is large, and is made once more when it is written, to be nowhere whole.
    fn first_line(&self) -> String {
        let mut rest = HashWriter::default();
        let _ = serde_json::to_writer(&mut rest, self);
        record_first_line(&rest.0)
    }
}

/// What is written is hashed.
#[derive(Default)]
struct HashWriter(Sha256);

impl Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn record_first_line(rest: &Sha256) -> String {
    format!("{MARK}{}\n", hexadecimal(&rest.clone().finalize()))
}

/// Files that were made before, by what they were made from.
#[derive(Debug, Default)]
pub struct PreviousBuild {
    record: BuildRecord,
    by_key: HashMap<FileKey, Vec<String>>,
    parts: Vec<(PathBuf, PreviousBuild)>,
}

impl PreviousBuild {
    /// What the last build into this folder made.
    pub fn of_output(claim: &OutputDirectory) -> PreviousBuild {
        PreviousBuild::new(read(&claim.record_path()).unwrap_or_default())
    }

    /// What was made into a memory.
    pub(crate) fn of_files(files: BTreeMap<Address, BuiltFile>) -> PreviousBuild {
        let row = |(address, made): (Address, BuiltFile)| (address.to_string(), BuildRecordRow { made, seen: None });
        PreviousBuild::new(BuildRecord { files: files.into_iter().map(row).collect(), ..BuildRecord::default() })
    }

    /// The same, with what is in these parts of an output.
    ///
    /// # Errors
    /// One of them is none.
    pub(crate) fn with_parts(self, folders: &[PathBuf]) -> Result<PreviousBuild, Diagnostic> {
        let part = |folder: &PathBuf| match read(&folder.join(Address::shard().as_str())) {
            Some(record) => Ok((folder.clone(), PreviousBuild::new(record))),
            None => Err(Diagnostic::new(message!(NOT_A_PART), folder.display().to_string())),
        };
        Ok(PreviousBuild { parts: folders.iter().map(part).collect::<Result<_, _>>()?, ..self })
    }

    /// What some part has of this, with its bytes, if all of it is as it was made.
    pub(crate) fn files_in_parts(&self, key: &FileKey) -> Option<Vec<(Address, &BuiltFile, Vec<u8>)>> {
        self.parts.iter().find_map(|(folder, part)| {
            let files: Option<Vec<_>> = part
                .files_by_key(key)
                .into_iter()
                .map(|(address, made, _)| {
                    let bytes = fs::read(folder.join(address.as_str())).ok().filter(|bytes| made.has_bytes(bytes))?;
                    Some((address, made, bytes))
                })
                .collect();
            files.filter(|files| !files.is_empty())
        })
    }

    fn new(record: BuildRecord) -> PreviousBuild {
        let mut by_key: HashMap<FileKey, Vec<String>> = HashMap::new();
        for (address, row) in &record.files {
            if let Some(key) = &row.made.key {
                by_key.entry(key.clone()).or_default().push(address.clone());
            }
        }
        PreviousBuild { record, by_key, parts: Vec::new() }
    }

    pub(crate) fn record(&self) -> &BuildRecord {
        &self.record
    }

    /// What everything was made from.
    pub(crate) fn inputs(&self) -> Option<&FileKey> {
        self.record.inputs.as_ref()
    }

    /// Everything that was made.
    pub fn files(&self) -> impl Iterator<Item = (Address, &BuiltFile, Option<&FileStat>)> {
        self.record.files.iter().map(|(address, row)| (Address::file(address), &row.made, row.seen.as_ref()))
    }

    /// What was made of this: a file, or the pictures of some sheets; nothing where nothing was.
    pub(crate) fn files_by_key(&self, key: &FileKey) -> Vec<(Address, &BuiltFile, Option<&FileStat>)> {
        let addresses = self.by_key.get(key).into_iter().flatten();
        let row = |address: &String| {
            self.record.files.get(address).map(|row| (Address::file(address), &row.made, row.seen.as_ref()))
        };
        addresses.filter_map(row).collect()
    }
}

/// The digests of files that are large and seldom change.
#[derive(Debug, Default)]
pub(crate) struct DigestCache {
    current: Mutex<BTreeMap<String, CachedDigest>>,
}

impl DigestCache {
    /// The SHA-256 of a file, read once, and only if it lies otherwise than the last build saw it.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn of(&self, path: &Path, stock: &PreviousBuild) -> io::Result<Sha256Sum> {
        let name = path.to_string_lossy().into_owned();
        let seen = FileStat::of(&fs::canonicalize(path)?);
        let is_so = |known: &&CachedDigest| Some(&known.seen) == seen.as_ref();
        let now = || self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let read = now().get(&name).filter(is_so).map(|known| known.sha256);
        if let Some(sha256) = read {
            return Ok(sha256);
        }
        let sha256 = match stock.record.digests.get(&name).filter(is_so) {
            Some(known) => known.sha256,
            None => sha256(path)?,
        };
        if let Some(seen) = seen {
            now().insert(name, CachedDigest { seen, sha256 });
        }
        Ok(sha256)
    }
}

/// The SHA-256 of a file, read piece by piece.
fn sha256(path: &Path) -> io::Result<Sha256Sum> {
    const PIECE: usize = 1 << 16;
    let (mut file, mut digest, mut piece) = (fs::File::open(path)?, Sha256::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(Sha256Sum(digest.finalize().into())),
            read => digest.update(&piece[..read]),
        }
    }
}

/// Reads a record; `None` where there is none, or it is not whole.
fn read(path: &Path) -> Option<BuildRecord> {
    let bytes = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| fs::read(path).ok())?;
    let text = bytes.strip_prefix(MARK.as_bytes())?;
    let (digest, rest) = text.split_at_checked(64)?;
    let rest = rest.strip_prefix(b"\n")?;
    (hexadecimal(&Sha256::digest(rest)).as_bytes() == digest).then(|| serde_json::from_slice(rest).ok())?
}

/// Writes what was made beside the output it now is. What has its name and is none stays; what cannot be written is no reason to
/// fail, as the next build then makes everything.
pub fn write(claim: &OutputDirectory, mut record: BuildRecord, files: BTreeMap<Address, BuiltFile>) {
    let count = files.len();
    let row = |(address, made): (Address, BuiltFile)| {
        let seen = Some(FileStat::of(&claim.folder().join(address.as_str()))?);
        Some((address.to_string(), BuildRecordRow { made, seen }))
    };
    record.files = files.into_iter().filter_map(row).collect();
    if record.files.len() < count {
        record.inputs = None;
    }
    let first = record.first_line();
    let (path, new) = (claim.record_path(), claim.new_record_path());
    let is_somebodys = |path: &Path| match fs::symlink_metadata(path) {
        Ok(found) => !found.is_file() || found.len() > 0 && !begins_like_record(path),
        Err(_) => false,
    };
    if is_somebodys(&path) || is_somebodys(&new) || is_record_at(&path, &first).unwrap_or_default() {
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
fn is_record_at(path: &Path, first: &str) -> io::Result<bool> {
    let mut file = BufReader::new(fs::File::open(path)?);
    let (mut line, mut rest) = (Vec::new(), HashWriter::default());
    (&mut file).take(first.len() as u64).read_to_end(&mut line)?;
    io::copy(&mut file, &mut rest)?;
    Ok(line == first.as_bytes() && record_first_line(&rest.0) == first)
}

/// Is there a part of an output in this folder?
pub(crate) fn is_part(folder: &Path) -> bool {
    let part = folder.join(Address::shard().as_str());
    fs::symlink_metadata(&part).is_ok_and(|found| found.is_file()) && begins_like_record(&part)
}

/// Does a file begin as a record does, as far as it goes?
fn begins_like_record(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut beginning));
    read.is_ok() && MARK.as_bytes().starts_with(&beginning)
}
