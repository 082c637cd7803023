//! What the file says of itself: the information dictionary and the same in XMP (PDF/A-2, 6.6).
//!
//! The dates are the day of the contents, never the clock's.

use lopdf::{Dictionary, Object, dictionary};

use super::objects::text;
use crate::markup::escape;
use crate::paper::sheet::Identity;

/// The program's name and version, as `Creator` and `Producer`.
const PROGRAM: &str = concat!("formpress ", env!("CARGO_PKG_VERSION"));

/// The information dictionary (ISO 32000-1, 14.3.3).
pub fn information(identity: &Identity) -> Dictionary {
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
fn keywords(identity: &Identity) -> String {
    let city = identity.city.as_ref().map(|city| city.as_str());
    [identity.number.as_str(), identity.form.as_str(), identity.version.as_str()]
        .into_iter()
        .chain(city)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The XMP packet: document metadata, the claims of PDF/A-2a and PDF/UA-1, and the schema of the
/// latter, which PDF/A does not know.
pub fn packet(identity: &Identity) -> String {
    let [title, subject, language] = [&identity.title, &identity.subject, &identity.language].map(|text| escape(text));
    let keywords = escape(&keywords(identity));
    let author = match &identity.author {
        Some(author) => format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n", escape(author)),
        None => String::new(),
    };
    let date = format!("{}T00:00:00Z", identity.as_of);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
{author}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<pdf:Producer>{PROGRAM}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"#,
        bom = '\u{FEFF}',
    )
}
