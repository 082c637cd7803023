//! The words of pages' contents, by marked content (ISO 32000-1, 14.6).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str;
use std::sync::Arc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Object, String as Text};

use super::pdf::{ReadPdf, decode_stream, decode_text_string, object_number, referenced_objects};

/// What the codes of a font say (`ToUnicode`), each of two bytes.
pub(crate) struct ToUnicodeMap(HashMap<[u8; 2], String>);

/// The fonts of a page: the objects that they are, by what the page calls them.
pub(crate) type ReadPageFonts = BTreeMap<Vec<u8>, u32>;

/// What a content stream draws of words, before fonts tell what they are.
pub(crate) struct ReadContentStream {
    operators: Vec<ReadOperator>,
    /// The fonts it takes, as its page calls them.
    pub(crate) fonts: BTreeSet<Vec<u8>>,
    /// Does it begin and end outside of marked content, and take a font before it shows anything? What it says is the same
    /// then, whatever streams stand around it.
    pub(crate) is_self_contained: bool,
}

enum ReadOperator {
    /// Marked content begins.
    Begin {
        mcid: Option<i64>,
        actual: Option<String>,
    },
    End,
    Font(Vec<u8>),
    Show(Vec<u8>),
}

/// The words of content by marked-content number.
pub(crate) type MarkedContentText = BTreeMap<i64, String>;

/// What a page's contents consist of.
#[derive(Default)]
pub(crate) struct ReadPageContents {
    pub(crate) streams: Vec<u32>,
    /// The object that has the fonts; none where the page has them in itself.
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

    /// The fonts of the page.
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
    /// What a font's codes say, and the object that tells it.
    pub(crate) fn of(pdf: &ReadPdf, font: u32) -> Option<(u32, ToUnicodeMap)> {
        let map = object_number(pdf.object(font)?.into_dict()?.get_ref("ToUnicode")?)?;
        let plain = decode_stream(&pdf.object(map)?.into_stream()?)?;
        let mut meanings = HashMap::new();
        // Of all that a map may tell, ours tell single codes (9.10.3).
        let mut parts = str::from_utf8(&plain).ok()?.split("beginbfchar").skip(1);
        parts.try_for_each(|part| {
            let pairs: Vec<&str> = part.split_once("endbfchar")?.0.split_ascii_whitespace().collect();
            pairs.chunks(2).try_for_each(|pair| {
                let [code, units] = pair else { return None };
                let units = [b"\xFE\xFF", &*decode_hexadecimal(units)?].concat();
                meanings.insert(decode_hexadecimal(code)?.try_into().ok()?, decode_text_string(&units));
                Some(())
            })
        })?;
        Some((map, ToUnicodeMap(meanings)))
    }

    fn decode(&self, codes: &[u8]) -> String {
        codes.as_chunks().0.iter().filter_map(|code| self.0.get(code)).map(String::as_str).collect()
    }
}

/// The bytes of a string in hexadecimal digits.
fn decode_hexadecimal(written: &str) -> Option<Vec<u8>> {
    let digits = written.strip_prefix('<')?.strip_suffix('>')?;
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Marked content that has begun.
struct OpenMarkedContent {
    mcid: Option<i64>,
    actual: Option<String>,
    words: String,
}

impl ReadContentStream {
    /// What these streams draw, one after the other.
    pub(crate) fn read_streams(pdf: &ReadPdf, streams: &[u32]) -> Option<ReadContentStream> {
        let plain = |id: &u32| decode_stream(&pdf.object(*id)?.into_stream()?);
        let plain: Vec<Vec<u8>> = streams.iter().map(plain).collect::<Option<_>>()?;
        Some(ReadContentStream::parse(&plain.join(&b"\n"[..])))
    }

    /// Reads the operators of a stream.
    fn parse(plain: &[u8]) -> ReadContentStream {
        let mut steps = Vec::new();
        let mut operators = UntypedIter::new(plain);
        while let Some(instruction) = operators.next() {
            let last = || instruction.operands().last();
            match &**instruction.operator {
                b"BDC" | b"BMC" => {
                    let properties = if let Some(Object::Dict(properties)) = last() { Some(properties) } else { None };
                    let actual = properties.and_then(|properties| properties.get::<Text>("ActualText"));
                    steps.push(ReadOperator::Begin {
                        mcid: properties.and_then(|properties| properties.get::<i32>("MCID")).map(i64::from),
                        actual: actual.map(|words| decode_text_string(&words)),
                    });
                }
                b"EMC" => steps.push(ReadOperator::End),
                b"Tf" => {
                    if let Some(Object::Name(name)) = instruction.operands().next() {
                        steps.push(ReadOperator::Font(name.to_vec()));
                    }
                }
                b"Tj" | b"'" | b"\"" => {
                    if let Some(Object::String(codes)) = last() {
                        steps.push(ReadOperator::Show(codes.as_bytes().to_vec()));
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(parts)) = last() {
                        let codes = parts.iter::<Object>().filter_map(Object::into_string);
                        steps.extend(codes.map(|codes| ReadOperator::Show(codes.as_bytes().to_vec())));
                    }
                }
                _ => {}
            }
        }
        let mut fonts = BTreeSet::new();
        let (mut depth, mut stands_alone) = (0_usize, true);
        for step in &steps {
            match step {
                ReadOperator::Begin { .. } => depth += 1,
                ReadOperator::End => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => stands_alone = false,
                },
                ReadOperator::Font(name) => {
                    fonts.insert(name.clone());
                }
                ReadOperator::Show(_) => stands_alone &= !fonts.is_empty(),
            }
        }
        ReadContentStream { operators: steps, fonts, is_self_contained: stands_alone && depth == 0 }
    }

    /// What it says with the meanings of its page's fonts.
    pub(crate) fn marked_text(&self, fonts: &mut dyn FnMut(&[u8]) -> Option<Arc<ToUnicodeMap>>) -> MarkedContentText {
        let mut said = MarkedContentText::new();
        let mut open: Vec<OpenMarkedContent> = Vec::new();
        let mut font = None;
        for step in &self.operators {
            match step {
                ReadOperator::Begin { mcid, actual } => {
                    open.push(OpenMarkedContent { mcid: *mcid, actual: actual.clone(), words: String::new() });
                }
                // What is in no numbered content is decoration, and says nothing.
                ReadOperator::End => {
                    let Some(OpenMarkedContent { mcid, actual, words }) = open.pop() else { continue };
                    let words = actual.unwrap_or(words);
                    match (mcid, open.last_mut()) {
                        (Some(mcid), _) => *said.entry(mcid).or_default() += &words,
                        (None, Some(around)) => around.words += &words,
                        (None, None) => {}
                    }
                }
                ReadOperator::Font(name) => font = fonts(name),
                ReadOperator::Show(codes) => {
                    if let (Some(font), Some(around)) = (&font, open.last_mut()) {
                        around.words += &font.decode(codes);
                    }
                }
            }
        }
        said
    }
}
