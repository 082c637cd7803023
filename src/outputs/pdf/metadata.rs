//! What the file says of itself: the information dictionary and the same in XMP (PDF/A-2, 6.6).
//!
//! The dates are the day of the contents, never the clock's.

use lopdf::{Dictionary, Object, dictionary};
use xmp_writer::{DateTime, LangId, Timezone, XmpWriter};

use super::objects::text;
use crate::paper::document::DocumentMetadata;

/// The program's name and version, as `Creator` and `Producer`.
const PROGRAM: &str = concat!("formpress ", env!("CARGO_PKG_VERSION"));

/// The information dictionary (ISO 32000-1, 14.3.3).
pub(crate) fn information_dictionary(identity: &DocumentMetadata) -> Dictionary {
    let day = identity.as_of;
    let date = format!("D:{:04}{:02}{:02}000000Z", day.year(), day.month(), day.day());
    let mut information = dictionary! {
        "Title" => text(&identity.title),
        "Subject" => text(&identity.subject),
        "Keywords" => text(&keywords(identity)),
        "Creator" => text(PROGRAM),
        "Producer" => text(PROGRAM),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    };
    if let Some(author) = &identity.author {
        information.set("Author", text(author));
    }
    information
}

/// Number, form, version and city: what an archive searches by.
fn keywords(identity: &DocumentMetadata) -> String {
    let city = identity.city.as_ref().map(|city| city.as_str());
    [identity.number.as_str(), identity.form.as_str(), identity.version.as_str()]
        .into_iter()
        .chain(city)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The XMP packet: document metadata, the claims of PDF/A-2a and PDF/UA-1, and the schema of the
/// latter, which PDF/A does not know. It is not compressed, as archives know a PDF/A by this text in its bytes.
pub(crate) fn xmp_packet(identity: &DocumentMetadata) -> String {
    let mut xmp = XmpWriter::new();
    xmp.format("application/pdf")
        .title([(None, identity.title.as_str())])
        .description([(None, identity.subject.as_str())])
        .language([LangId(&identity.language)]);
    if let Some(author) = &identity.author {
        xmp.creator([author.as_str()]);
    }
    let date = start_of_day(identity.as_of);
    xmp.creator_tool(PROGRAM).create_date(date).modify_date(date).metadata_date(date);
    xmp.producer(PROGRAM).pdf_keywords(&keywords(identity));
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
