//! Every thing of the output as bytes, in memory.

use crate::model::Address;
use crate::model::name::Name;

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
    pub form: Name,
    pub number: String,
    pub version: String,
    pub city: Option<Name>,
    pub variant: Variant,
    pub pages: usize,
}

/// What a PDF is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// To be printed and filled in by hand.
    Print,
}

impl Variant {
    pub fn name(self) -> &'static str {
        match self {
            Variant::Print => "print",
        }
    }
}
