//! Diagnostics as text, for tests to compare: `path:line:column: severity[code]: what — hint`.

use formpress::testing::load::Project;
use formpress::testing::words::{Diagnostic, Lang, Location, Sources, WithDiagnostics};

/// Every diagnostic of a load, one a line, in Chinese.
pub fn report(loaded: &WithDiagnostics<Project>) -> String {
    lines(&loaded.diagnostics, &loaded.value.sources)
}

/// Diagnostics of a project with these sources, one a line, in Chinese.
pub fn lines(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, sources)).collect()
}

fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = match &diagnostic.location {
        Location::Span(span) => {
            let source = sources.get(span.source);
            let position = source.position(span.start);
            format!("{}:{}:{}", source.path, position.line, position.column)
        }
        Location::Path(path) => path.clone(),
        Location::Cell(cell) => format!("{}:{}:{:?}", cell.file, cell.row, cell.column),
    };
    let severity = format!("{:?}", diagnostic.severity).to_lowercase();
    let [what, hint] = diagnostic.words(Lang::Zh, sources);
    format!("{place}: {severity}[{}]: {what} — {hint}\n", diagnostic.message.code)
}

/// Compares with what was said before; the snapshot holds the report alone.
macro_rules! said {
    ($report:expr) => {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!($report) })
    };
}
pub(crate) use said;
