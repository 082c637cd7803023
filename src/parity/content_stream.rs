//! The text of page contents by marked-content identifier (ISO 32000-1, 14.6).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str;
use std::sync::Arc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Object, String as Text};

use super::pdf::{ReadPdf, decode_stream, decode_text_string, object_number, referenced_objects};

/// A font's mapping from character codes of two bytes to Unicode text (`ToUnicode`, ISO 32000-1, 9.10.3).
pub(crate) struct ToUnicodeMap(HashMap<[u8; 2], String>);

/// The fonts of a page: object numbers by resource name.
pub(crate) type ReadPageFonts = BTreeMap<Vec<u8>, u32>;

/// The text operators of a content stream, before its fonts decode the character codes.
pub(crate) struct ReadContentStream {
    operators: Vec<ReadOperator>,
    /// The resource names of the fonts that the stream selects.
    pub(crate) fonts: BTreeSet<Vec<u8>>,
    /// Whether the stream begins and ends outside of marked content and selects a font before it shows text. Its text is then
    /// the same, whatever streams precede and follow it.
    pub(crate) is_self_contained: bool,
}

/// One operator of a content stream that affects text.
enum ReadOperator {
    /// `BDC` or `BMC`: a marked-content sequence begins.
    Begin { mcid: Option<i64>, actual_text: Option<String> },
    /// `EMC`: a marked-content sequence ends.
    End,
    /// `Tf`: a font is selected by its resource name.
    Font(Vec<u8>),
    /// `Tj` and its like: character codes are shown.
    Show(Vec<u8>),
}

/// Text by marked-content identifier (MCID).
pub(crate) type MarkedContentText = BTreeMap<i64, String>;

/// The content streams of a page, in order, and its resource dictionary, by object number.
#[derive(Default)]
pub(crate) struct ReadPageContents {
    pub(crate) streams: Vec<u32>,
    /// The object of the resource dictionary; `None` if the page contains it directly.
    pub(crate) resources: Option<u32>,
}

impl ReadPageContents {
    pub(crate) fn of(pdf: &ReadPdf, page: u32) -> Option<ReadPageContents> {
        let page = pdf.object(page)?.into_dict()?;
        let streams = match page.get_ref("Contents").and_then(object_number) {
            Some(one) => match pdf.object(one)? {
                Object::Array(several) => referenced_objects(&several),
                _ => vec![one],
            },
            None => referenced_objects(
                &page.get_raw::<Object>("Contents").and_then(|object| pdf.resolve(object))?.into_array()?,
            ),
        };
        Some(ReadPageContents { streams, resources: page.get_ref("Resources").and_then(object_number) })
    }

    /// The fonts in the page's resources; empty if there are none.
    pub(crate) fn fonts(&self, pdf: &ReadPdf, page: u32) -> ReadPageFonts {
        let found = || {
            let resources = match self.resources {
                Some(id) => pdf.object(id)?.into_dict()?,
                None => pdf.dictionary(&pdf.object(page)?.into_dict()?, "Resources")?,
            };
            let fonts = pdf.dictionary(&resources, "Font")?;
            let font = |name: &[u8]| Some((name.to_vec(), object_number(fonts.get_ref(name)?)?));
            Some(fonts.keys().filter_map(|name| font(&name)).collect())
        };
        found().unwrap_or_default()
    }
}

impl ToUnicodeMap {
    /// The map of a font and the object number of its stream; `None` if the font has none or the map cannot be read.
    pub(crate) fn of(pdf: &ReadPdf, font: u32) -> Option<(u32, ToUnicodeMap)> {
        let map = object_number(pdf.object(font)?.into_dict()?.get_ref("ToUnicode")?)?;
        let plain = decode_stream(&pdf.object(map)?.into_stream()?)?;
        let mut texts_by_code = HashMap::new();
        // Of the operators that a map may have (9.10.3), this program writes `bfchar` alone.
        let mut parts = str::from_utf8(&plain).ok()?.split("beginbfchar").skip(1);
        parts.try_for_each(|part| {
            let pairs: Vec<&str> = part.split_once("endbfchar")?.0.split_ascii_whitespace().collect();
            pairs.chunks(2).try_for_each(|pair| {
                let [code, units] = pair else { return None };
                let units = [b"\xFE\xFF", &*decode_hexadecimal(units)?].concat();
                texts_by_code.insert(decode_hexadecimal(code)?.try_into().ok()?, decode_text_string(&units));
                Some(())
            })
        })?;
        Some((map, ToUnicodeMap(texts_by_code)))
    }

    fn decode(&self, codes: &[u8]) -> String {
        codes.as_chunks().0.iter().filter_map(|code| self.0.get(code)).map(String::as_str).collect()
    }
}

/// The bytes of a string in hexadecimal digits between angle brackets.
fn decode_hexadecimal(string: &str) -> Option<Vec<u8>> {
    let digits = string.strip_prefix('<')?.strip_suffix('>')?;
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// A marked-content sequence that has begun and not yet ended.
struct OpenMarkedContent {
    mcid: Option<i64>,
    actual_text: Option<String>,
    text: String,
}

impl ReadContentStream {
    /// Reads these streams, joined in order; `None` if one of them cannot be decoded.
    pub(crate) fn read_streams(pdf: &ReadPdf, streams: &[u32]) -> Option<ReadContentStream> {
        let plain = |id: &u32| decode_stream(&pdf.object(*id)?.into_stream()?);
        let plain: Vec<Vec<u8>> = streams.iter().map(plain).collect::<Option<_>>()?;
        Some(ReadContentStream::parse(&plain.join(&b"\n"[..])))
    }

    /// Reads the operators of a stream.
    fn parse(plain: &[u8]) -> ReadContentStream {
        let mut operators = Vec::new();
        let mut instructions = UntypedIter::new(plain);
        while let Some(instruction) = instructions.next() {
            let last = || instruction.operands().last();
            match &**instruction.operator {
                b"BDC" | b"BMC" => {
                    let properties = if let Some(Object::Dict(properties)) = last() { Some(properties) } else { None };
                    let actual_text = properties.and_then(|properties| properties.get::<Text>("ActualText"));
                    operators.push(ReadOperator::Begin {
                        mcid: properties.and_then(|properties| properties.get::<i32>("MCID")).map(i64::from),
                        actual_text: actual_text.map(|words| decode_text_string(&words)),
                    });
                }
                b"EMC" => operators.push(ReadOperator::End),
                b"Tf" => {
                    if let Some(Object::Name(name)) = instruction.operands().next() {
                        operators.push(ReadOperator::Font(name.to_vec()));
                    }
                }
                b"Tj" | b"'" | b"\"" => {
                    if let Some(Object::String(codes)) = last() {
                        operators.push(ReadOperator::Show(codes.as_bytes().to_vec()));
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(parts)) = last() {
                        let codes = parts.iter::<Object>().filter_map(Object::into_string);
                        operators.extend(codes.map(|codes| ReadOperator::Show(codes.as_bytes().to_vec())));
                    }
                }
                _ => {}
            }
        }
        let mut fonts = BTreeSet::new();
        let (mut depth, mut is_self_contained) = (0_usize, true);
        for operator in &operators {
            match operator {
                ReadOperator::Begin { .. } => depth += 1,
                ReadOperator::End => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => is_self_contained = false,
                },
                ReadOperator::Font(name) => {
                    fonts.insert(name.clone());
                }
                ReadOperator::Show(_) => is_self_contained &= !fonts.is_empty(),
            }
        }
        ReadContentStream { operators, fonts, is_self_contained: is_self_contained && depth == 0 }
    }

    /// The stream's text, decoded with the maps of its page's fonts.
    pub(crate) fn marked_text(&self, fonts: &mut dyn FnMut(&[u8]) -> Option<Arc<ToUnicodeMap>>) -> MarkedContentText {
        let mut texts = MarkedContentText::new();
        let mut open_sequences: Vec<OpenMarkedContent> = Vec::new();
        let mut font = None;
        for operator in &self.operators {
            match operator {
                ReadOperator::Begin { mcid, actual_text } => {
                    open_sequences.push(OpenMarkedContent {
                        mcid: *mcid,
                        actual_text: actual_text.clone(),
                        text: String::new(),
                    });
                }
                // Content without an identifier is an artifact and is not read.
                ReadOperator::End => {
                    let Some(OpenMarkedContent { mcid, actual_text, text }) = open_sequences.pop() else { continue };
                    let text = actual_text.unwrap_or(text);
                    match (mcid, open_sequences.last_mut()) {
                        (Some(mcid), _) => *texts.entry(mcid).or_default() += &text,
                        (None, Some(outer)) => outer.text += &text,
                        (None, None) => {}
                    }
                }
                ReadOperator::Font(name) => font = fonts(name),
                ReadOperator::Show(codes) => {
                    if let (Some(font), Some(outer)) = (&font, open_sequences.last_mut()) {
                        outer.text += &font.decode(codes);
                    }
                }
            }
        }
        texts
    }
}
