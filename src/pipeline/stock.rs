//! What was printed before, for the next build in the same program.
//!
//! A preview builds after every save, and most saves change no sheet or those of one form. What a run
//! was laid out from is kept beside what was printed of it; while that is the same, and the fonts are,
//! the PDFs are handed out again.

use super::build::File;
use super::manifest::FontRecord;
use super::press::Wanted;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::Site;

/// PDFs by what they were made from; empty at first.
#[derive(Debug, Default)]
pub struct Stock {
    fonts: Vec<FontRecord>,
    runs: Vec<Printed>,
}

/// A run, whole and without an error.
#[derive(Debug)]
struct Printed {
    seen: Site,
    files: Vec<File>,
    diagnostics: Vec<Diagnostic>,
}

impl Stock {
    /// Other fonts make other sheets: what was printed with them goes.
    pub fn with_fonts(&mut self, fonts: &[FontRecord]) {
        if self.fonts != fonts {
            *self = Stock { fonts: fonts.to_vec(), runs: Vec::new() };
        }
    }

    /// What is wanted, if all of it was printed from the same.
    pub fn find(&self, seen: &Site, wanted: &[Wanted]) -> Option<Checked<Vec<File>>> {
        self.runs.iter().find_map(|run| {
            let file = |(address, _, _): &Wanted| run.files.iter().find(|file| file.address == **address).cloned();
            let value = wanted.iter().map(file).collect::<Option<Vec<File>>>().filter(|_| run.seen == *seen)?;
            Some(Checked { value, diagnostics: run.diagnostics.clone() })
        })
    }

    /// Keeps a run in the place of the one that had the same files.
    pub fn keep(&mut self, seen: Site, printed: &Checked<Vec<File>>) {
        let Some(first) = printed.value.first() else { return };
        self.runs.retain(|run| run.files.first().is_none_or(|file| file.address != first.address));
        let (files, diagnostics) = (printed.value.clone(), printed.diagnostics.clone());
        self.runs.push(Printed { seen, files, diagnostics });
    }
}
