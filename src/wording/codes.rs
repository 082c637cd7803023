//! The table of all messages by their codes.

use super::{
    Message, attachment, check, cli, diagnostic_policy, figures, fill, law, load, output, overlays, page, parity,
    persons, pictogram, pipeline, prose, publishing, records, release, search, syntax, tables, trace,
};

/// What may be said of the sources of a project, while they are read and by the rules, and of what they said before.
const OF_SOURCES: [&[&Message]; 16] = [
    syntax::ALL,
    load::ALL,
    attachment::ALL,
    page::ALL,
    pictogram::ALL,
    overlays::ALL,
    check::ALL,
    law::ALL,
    search::ALL,
    trace::ALL,
    prose::ALL,
    publishing::ALL,
    persons::ALL,
    figures::ALL,
    diagnostic_policy::ALL,
    release::ALL,
];

/// What is said of outputs, tables of data and the command line.
const OF_RUNS: [&[&Message]; 7] =
    [output::ALL, parity::ALL, pipeline::ALL, records::ALL, tables::ALL, cli::ALL, fill::ALL];

/// Every message; no two have the same code.
pub fn all_messages() -> impl Iterator<Item = &'static Message> {
    OF_SOURCES.into_iter().chain(OF_RUNS).flatten().copied()
}

/// Those about the sources.
pub fn source_messages() -> impl Iterator<Item = &'static Message> {
    OF_SOURCES.into_iter().flatten().copied()
}
