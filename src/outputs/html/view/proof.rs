//! What was compared of the outputs, for those who manage the programme: the same as `parity.json` counts.

use serde::Serialize;

use super::{Content, Frame};
use crate::model::Address;
use crate::outputs::html::body::Body;
use crate::outputs::html::here::Here;

/// `proof.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Proof {
    pub frame: Frame,
    pub body: Body,
    /// None in a preview, which compares nothing.
    pub compared: Option<Compared>,
    /// Where every output that was compared is listed.
    pub list: String,
}

/// How much was compared; it all agrees, as nothing is published otherwise.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Compared {
    pub offices: usize,
    pub kinds: Vec<Kind>,
}

/// The outputs of one kind.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Kind {
    pub label: &'static str,
    pub outputs: usize,
    /// Numbered items and places to answer, once in each output.
    pub items: usize,
    pub places: usize,
}

impl Proof {
    pub fn new(here: &Here, compared: Option<&Compared>) -> Proof {
        let Content { frame, body } = Content::new(here);
        Proof { frame, body, compared: compared.cloned(), list: here.href(&Address::parity()) }
    }
}
