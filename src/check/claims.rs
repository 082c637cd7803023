//! Rule `claims`: words that promise something, such as 免费, occur only in files with a known source for them.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use super::support::reader_texts;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::Claim;
use crate::model::source_path::SourcePath;
use crate::source::SourceId;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "claims",
    title: "要有出处的话",
    catches: "facts.yaml 的 claims 里列出的词（如“免费”），写在了没有登记的页面或表单里；登记了的文件里没有这个词。事实、措施和选项各有自己的出处，不在此列。",
    hurts: "有人照着“免费”去办，却被收了钱；写的人说不出依据哪一条。",
    example: "summary: 可以免费得到这些帮助。",
    fix: "出处没有写的，删去；确有出处的，在那里写明，并把文件登记到 claims 的 where 里。",
    messages: &[&say::CLAIM_WITHOUT_SOURCE, &say::CLAIM_NOT_THERE],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    site.facts.claims.iter().flat_map(|claim| check_claim(site, claim)).collect()
}

fn check_claim(site: &Site, claim: &Claim) -> Vec<Diagnostic> {
    let pages = site.pages.iter().map(|page| (page.span.source, page.path.clone()));
    let forms = site.forms.iter().map(|form| (form.span.source, SourcePath::form(&form.id).to_string()));
    let overlays = site.overlays.iter();
    let overlays = overlays.map(|overlay| (overlay.form.span.source, SourcePath::overlay(&overlay.city).to_string()));
    let files: BTreeMap<SourceId, String> = pages.chain(forms).chain(overlays).collect();
    let known: BTreeSet<&str> = claim.files.iter().map(|file| file.value.as_str()).collect();
    let mut found = Vec::new();
    let mut files_with_claim: BTreeSet<&str> = BTreeSet::new();
    for reader_text in reader_texts::reader_texts(site) {
        for word in &claim.words {
            let Some(at) = reader_text.text.find(word.as_str()) else { continue };
            let span = reader_text.span(at..at + word.len());
            let Some(path) = files.get(&span.source) else { continue };
            files_with_claim.insert(path);
            if !known.contains(path.as_str()) {
                found.push(Diagnostic::new(
                    message!(say::CLAIM_WITHOUT_SOURCE, word, source = claim.source.join("、"), path),
                    span,
                ));
            }
        }
    }
    let forms = site.incomplete.forms.iter().map(|id| SourcePath::form(id).to_string());
    let broken = site.incomplete.pages.iter().cloned().chain(forms);
    let broken: BTreeSet<String> = broken.chain(site.unpublished_pages.iter().map(|page| page.path.clone())).collect();
    let unused = claim
        .files
        .iter()
        .filter(|file| !files_with_claim.contains(file.value.as_str()) && !broken.contains(&file.value));
    found.extend(unused.map(|file| {
        Diagnostic::new(message!(say::CLAIM_NOT_THERE, path = &file.value, words = claim.words.join("、")), file.span)
    }));
    found
}
