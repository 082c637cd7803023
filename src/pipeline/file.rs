//! Files of an output in memory, and what is known of the PDFs among them.

use crate::model::name::Name;
use crate::model::{Address, Variant};

/// One file of the output.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub address: Address,
    pub bytes: Vec<u8>,
    /// What a PDF is of.
    pub sheet: Option<SheetRecord>,
}

/// What the manifest says about a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRecord {
    /// `None` of a booklet.
    pub form: Option<FormRecord>,
    pub city: Option<Name>,
    /// `None` of a booklet.
    pub variant: Option<Variant>,
    pub pages: usize,
}

/// Which form, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRecord {
    pub id: Name,
    pub number: String,
    pub version: String,
}
