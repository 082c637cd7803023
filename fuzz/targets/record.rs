//! What a build leaves for the next one, as that reads it: the manifest of an output, and the record beside it.
#![no_main]

use std::fs;
use std::path::Path;

use formpress::testing::pipeline::{ManifestFiles, OutputDirectory, PreviousBuild, is_formpress_manifest};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

fuzz_target!(|data: &[u8]| {
    let folder = formpress_fuzz::folder("record");
    let output = OutputDirectory::lock(&folder.join("output"), &folder).expect("the output is free");
    // With the right digest of itself, without which it is none.
    let digest: String = Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(output.record_path(), [format!("formpress made 1 {digest}\n").as_bytes(), data].concat())
        .expect("can be written");
    let previous = PreviousBuild::of_output(&output);
    let _ = previous.files().count();
    // Not above the output, which would lie in another one.
    let manifest = folder.join("listed.json");
    fs::write(&manifest, data).expect("can be written");
    let _ = is_formpress_manifest(&manifest);
    let _ = ManifestFiles::read(&manifest).is_unchanged(Path::new("/nowhere"), Path::new("index.html"));
});
