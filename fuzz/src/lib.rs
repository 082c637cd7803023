//! What the fuzz targets share: the programme of the tests, with a file of it made another.
//!
//! A target is a file in `targets/`: it takes any bytes and asks for nothing but that formpress answers, with values and
//! with findings, in bounded time and memory. `seeds.py` writes what they begin with; `make fuzz` runs them all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use formpress::testing::check::all_findings;
use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::model::{IssuedForm, Variant, issue};
use formpress::testing::pipeline::{ExportJob, PdfProduct, export};
use formpress::testing::words::{Severity, has_errors};

/// Path and bytes of every file of the programme.
type Files = BTreeMap<String, Vec<u8>>;

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Files::new();
    below(&top.join("tests/fixtures/programme"), "", &mut files);
    below(&top.join("templates"), "templates/", &mut files);
    files
});

/// Those that may be another: neither scripts nor styles, which are given to pages as they lie.
static TEXTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| FILES.keys().map(String::as_str).filter(|path| !path.starts_with("templates/assets/")).collect());

static PROGRAMME: LazyLock<Project> = LazyLock::new(|| loaded(FILES.iter()));

fn below(folder: &Path, prefix: &str, files: &mut Files) {
    let entries = fs::read_dir(folder).expect("the programme of the tests is there");
    for path in entries.map(|entry| entry.expect("a folder can be read").path()) {
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        match path.is_dir() {
            true => below(&path, &format!("{name}/"), files),
            false => drop(files.insert(name, fs::read(path).expect("a file can be read"))),
        }
    }
}

fn loaded<'a>(files: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> Project {
    let files = files.map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    load_files(files, &SettingOverrides::default()).value
}

/// The programme with the file that the first byte chooses made of the others, loaded and gone through by all rules; and
/// whether it may be built.
pub fn programme(data: &[u8]) -> Option<(Project, bool)> {
    let (chosen, text) = data.split_first()?;
    let path = TEXTS[usize::from(*chosen) % TEXTS.len()];
    let files = FILES.iter().map(|(own, bytes)| (own.as_str(), if own == path { text } else { bytes.as_slice() }));
    let loaded = load_files(files, &SettingOverrides::default());
    let mut found = loaded.diagnostics;
    found.extend(all_findings(&loaded.value.site));
    for diagnostic in &found {
        // Its words and its place are told to people.
        let _ = diagnostic.words(formpress::testing::words::Lang::Zh, &loaded.value.sources);
    }
    let right = !has_errors(&found) && found.iter().all(|found| found.severity != Severity::Error);
    Some((loaded.value, right))
}

/// A form as the programme issues it.
pub fn form(id: &str) -> IssuedForm {
    let site = &PROGRAMME.site;
    let form = site.forms.iter().find(|form| form.id == *id).expect("a form of the programme");
    issue(site, form, None)
}

/// The generic sheets of a form, as a PDF.
pub fn sheets(id: &str) -> Vec<u8> {
    let form = PROGRAMME.site.forms.iter().find(|form| form.id == *id).expect("a form of the programme");
    let job = ExportJob { product: PdfProduct::Form(form, Variant::Blank), cities: &[], copies: 1 };
    let printed = export(&PROGRAMME, &job).expect("a few pages").value;
    printed.expect("the fonts of the sheets are installed").bytes
}

/// A folder that this run alone has, for what is read from a disk.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("formpress-fuzz-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Lines put in another order, taken out or said twice: what is written in lines is seldom met by changing bytes.
/// The bytes of `data` up to `size` are changed in place; how many there are then.
pub fn lines(data: &mut [u8], size: usize, seed: u32) -> usize {
    let most = data.len();
    let mut lines: Vec<Vec<u8>> = data[..size].split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return size;
    }
    let seed = seed as usize;
    let [one, other] = [seed / 5 % lines.len(), seed / 5 / lines.len() % lines.len()];
    match seed % 5 {
        0 => drop(lines.remove(one)),
        1 => lines.swap(one, other),
        2 => lines.insert(other, lines[one].clone()),
        // One step to the right or to the left, which is another place in YAML and in Markdown's lists.
        3 => lines[one].splice(0..0, *b"  ").for_each(drop),
        _ => {
            let few = lines[one].len().min(2);
            drop(lines[one].drain(..few));
        }
    }
    let made = lines.concat();
    let size = made.len().min(most);
    data[..size].copy_from_slice(&made[..size]);
    size
}
