//! Any file of the sources: loaded and, where no rule is against it, laid out, printed and drawn, with all pages of the site
//! and a file of several copies.
#![no_main]

use formpress::testing::model::Variant;
use formpress::testing::pipeline::{ExportJob, PdfProduct, PreviewCache, build_preview, export};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    let Some((project, true)) = formpress_fuzz::programme(data) else { return };
    let _ = build_preview(&project, &mut PreviewCache::default());
    let cities: Vec<_> = project.site.cities.iter().map(|city| city.id.clone()).collect();
    for form in &project.site.forms {
        for (_, variant) in Variant::ALL {
            let _ = export(&project, &ExportJob { product: PdfProduct::Form(form, variant), cities: &[], copies: 1 });
        }
    }
    let _ = export(&project, &ExportJob { product: PdfProduct::Booklet, cities: &cities, copies: 1 });
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match seed % 2 {
        0 => fuzzer_mutate(data, size, max_size),
        _ => formpress_fuzz::lines(&mut data[..max_size], size, seed / 2),
    }
});
