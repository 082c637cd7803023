//! What a build leaves for the next one, as that reads it: the manifest of an output, and the record beside it.
#![no_main]

use std::fs;
use std::path::Path;

use formpress::pipeline::claim::Claim;
use formpress::pipeline::manifest::{Listed, is_ours};
use formpress::pipeline::record::Stock;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

fuzz_target!(|data: &[u8]| {
    let folder = formpress_fuzz::folder("record");
    let claim = Claim::take(&folder.join("output"), &folder).expect("the output is free");
    // With the right digest of itself, without which it is none.
    let digest: String = Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(claim.record(), [format!("formpress made 1 {digest}\n").as_bytes(), data].concat())
        .expect("can be written");
    let stock = Stock::of(&claim);
    let _ = stock.files().count();
    // Not above the output, which would lie in another one.
    let manifest = folder.join("listed.json");
    fs::write(&manifest, data).expect("can be written");
    let _ = is_ours(&manifest);
    let _ = Listed::read(&manifest).holds(Path::new("/nowhere"), Path::new("index.html"));
});
