//! The metadata of a file: the information dictionary and the same as XMP (PDF/A-2, 6.6).
//!
//! The dates are the reference day of the contents, never the clock's.

use lopdf::{Dictionary, Object, dictionary};
use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

use super::objects::text;
use crate::paper::document::DocumentMetadata;

/// The program's name and version, for `Creator` and `Producer`.
const PROGRAM: &str = concat!("formpress ", env!("CARGO_PKG_VERSION"));

/// The information dictionary (ISO 32000-1, 14.3.3).
pub(crate) fn information_dictionary(document_metadata: &DocumentMetadata) -> Dictionary {
    let day = document_metadata.as_of;
    let date = format!("D:{:04}{:02}{:02}000000Z", day.year(), day.month(), day.day());
    let mut information = dictionary! {
        "Title" => text(&document_metadata.title),
        "Subject" => text(&document_metadata.subject),
        "Keywords" => text(&keywords(document_metadata)),
        "Creator" => text(PROGRAM),
        "Producer" => text(PROGRAM),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    };
    if let Some(author) = &document_metadata.author {
        information.set("Author", text(author));
    }
    information
}

/// The keywords for archives: number, form, version and city.
fn keywords(document_metadata: &DocumentMetadata) -> String {
    let city = document_metadata.city.as_ref().map(|city| city.as_str());
    [document_metadata.number.as_str(), document_metadata.form.as_str(), document_metadata.version.as_str()]
        .into_iter()
        .chain(city)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The XMP packet: document metadata, the conformance claims of PDF/A-2a and PDF/UA-1, and the schema of the latter,
/// which PDF/A does not define. It is not compressed, as archives recognise a PDF/A by this text in its bytes.
pub(crate) fn xmp_packet(document_metadata: &DocumentMetadata) -> String {
    let mut xmp = XmpWriter::new();
    xmp.format("application/pdf")
        .title([(None, document_metadata.title.as_str())])
        .description([(None, document_metadata.subject.as_str())])
        .language([LangId(&document_metadata.language)]);
    if let Some(author) = &document_metadata.author {
        xmp.creator([author.as_str()]);
    }
    let date = start_of_day(document_metadata.as_of);
    xmp.creator_tool(PROGRAM).create_date(date).modify_date(date).metadata_date(date);
    xmp.producer(PROGRAM).pdf_keywords(&keywords(document_metadata));
    xmp.pdfa_part(2).pdfa_conformance("A").pdfua_part(1);
    xmp.extension_schemas().pdfua_id().properties().describe_part();
    xmp.finish(None)
}

/// The first moment of a day.
fn start_of_day(day: jiff::civil::Date) -> DateTime {
    let part = |number: i8| u8::try_from(number).ok();
    DateTime {
        year: day.year().unsigned_abs(),
        month: part(day.month()),
        day: part(day.day()),
        hour: Some(0),
        minute: Some(0),
        second: Some(0),
        timezone: Some(Timezone::Utc),
    }
}
