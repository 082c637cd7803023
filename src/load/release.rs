//! Loader of `forms/releases/<form>-<version>.json`: the released states of forms.

use super::diagnostic_log::DiagnosticLog;
use super::files::SourceFiles;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::release::aspect::Aspect;
use crate::model::release::json;
use crate::model::release::office_states::Release;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::Span;
use crate::wording::{message, release as say};

/// Reads every release, in file order.
pub(crate) fn releases(files: &SourceFiles, log: &DiagnosticLog) -> Vec<Release> {
    let is_release = |kind| matches!(kind, SourceKind::Release(_)).then_some(());
    let mut found = Vec::new();
    for ((), id) in files.texts_of_kind(is_release) {
        let source = files.sources.get(id);
        let span = Span::new(id, 0..0);
        match json::read(&source.text) {
            Ok(form) => {
                let path = SourcePath::release(&form.name, form.get(Aspect::Version).unwrap_or_default());
                if path.as_str() == source.path {
                    found.push(Release { form, span });
                } else {
                    log.push(Diagnostic::new(message!(say::MISNAMED, path), span));
                }
            }
            Err(why) => {
                let broken = why.position().map(|position| source.offset(position.line, position.column));
                let at = broken.or_else(|| source.text.find(&format!("\"{}\"", why.value())));
                let place = Location::Span(at.map_or(span, |at| Span::new(id, at..at)));
                log.push(Diagnostic::new(why.message(), place));
            }
        }
    }
    found
}
