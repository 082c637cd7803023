//! Pictures and films of the kind that the first byte chooses, cleaned.
#![no_main]

use formpress::testing::load::clean;
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 5] = ["jpg", "png", "webp", "gif", "mp4"];

fuzz_target!(|data: &[u8]| {
    let Some((chosen, bytes)) = data.split_first() else { return };
    let path = format!("a.{}", ENDINGS[usize::from(*chosen) % ENDINGS.len()]);
    if let Ok(cleaned) = clean(&path, bytes.to_vec()) {
        // What was cleaned is clean.
        let again = clean(&path, cleaned.bytes.clone()).expect("what was cleaned can be read");
        assert!(again.bytes == cleaned.bytes && again.size == cleaned.size, "cleaned twice is not cleaned once");
    }
});
