//! The words of pages' contents, by marked content (ISO 32000-1, 14.6).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str;
use std::sync::Arc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Object, String as Text};

use super::pdf::{Pdf, number, references, text, unpacked};

/// What the codes of a font say (`ToUnicode`), each of two bytes.
pub struct Meanings(HashMap<[u8; 2], String>);

/// The fonts of a page: the objects that they are, by what the page calls them.
pub type Fonts = BTreeMap<Vec<u8>, u32>;

/// What a content stream draws of words, before fonts tell what they are.
pub struct Drawn {
    steps: Vec<Step>,
    /// The fonts it takes, as its page calls them.
    pub fonts: BTreeSet<Vec<u8>>,
    /// Does it begin and end outside of marked content, and take a font before it shows anything? What it says is the same
    /// then, whatever streams stand around it.
    pub stands_alone: bool,
}

enum Step {
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
pub type Words = BTreeMap<i64, String>;

/// What a page's contents consist of.
#[derive(Default)]
pub struct Contents {
    pub streams: Vec<u32>,
    /// The object that has the fonts; none where the page has them in itself.
    pub resources: Option<u32>,
}

impl Contents {
    pub fn of(pdf: &Pdf, page: u32) -> Option<Contents> {
        let page = pdf.object(page)?.into_dict()?;
        let streams = match page.get_ref("Contents").and_then(number) {
            Some(one) => match pdf.object(one)? {
                Object::Array(several) => references(&several),
                _ => vec![one],
            },
            None => {
                references(&page.get_raw::<Object>("Contents").and_then(|object| pdf.resolved(object))?.into_array()?)
            }
        };
        Some(Contents { streams, resources: page.get_ref("Resources").and_then(number) })
    }

    /// The fonts of the page.
    pub fn fonts(&self, pdf: &Pdf, page: u32) -> Fonts {
        let found = || {
            let resources = match self.resources {
                Some(id) => pdf.object(id)?.into_dict()?,
                None => pdf.dictionary(&pdf.object(page)?.into_dict()?, "Resources")?,
            };
            let fonts = pdf.dictionary(&resources, "Font")?;
            let font = |name: &[u8]| Some((name.to_vec(), number(fonts.get_ref(name)?)?));
            Some(fonts.keys().filter_map(|name| font(&name)).collect())
        };
        found().unwrap_or_default()
    }
}

impl Meanings {
    /// What a font's codes say, and the object that tells it.
    pub fn of(pdf: &Pdf, font: u32) -> Option<(u32, Meanings)> {
        let map = number(pdf.object(font)?.into_dict()?.get_ref("ToUnicode")?)?;
        let plain = unpacked(&pdf.object(map)?.into_stream()?)?;
        let mut meanings = HashMap::new();
        // Of all that a map may tell, ours tell single codes (9.10.3).
        let mut parts = str::from_utf8(&plain).ok()?.split("beginbfchar").skip(1);
        parts.try_for_each(|part| {
            let pairs: Vec<&str> = part.split_once("endbfchar")?.0.split_ascii_whitespace().collect();
            pairs.chunks(2).try_for_each(|pair| {
                let [code, units] = pair else { return None };
                let units = [b"\xFE\xFF", &*hexadecimal(units)?].concat();
                meanings.insert(hexadecimal(code)?.try_into().ok()?, text(&units));
                Some(())
            })
        })?;
        Some((map, Meanings(meanings)))
    }

    fn words(&self, codes: &[u8]) -> String {
        codes.as_chunks().0.iter().filter_map(|code| self.0.get(code)).map(String::as_str).collect()
    }
}

/// The bytes of a string in hexadecimal digits.
fn hexadecimal(written: &str) -> Option<Vec<u8>> {
    let digits = written.strip_prefix('<')?.strip_suffix('>')?;
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Marked content that has begun.
struct Open {
    mcid: Option<i64>,
    actual: Option<String>,
    words: String,
}

impl Drawn {
    /// What these streams draw, one after the other.
    pub fn of(pdf: &Pdf, streams: &[u32]) -> Option<Drawn> {
        let plain = |id: &u32| unpacked(&pdf.object(*id)?.into_stream()?);
        let plain: Vec<Vec<u8>> = streams.iter().map(plain).collect::<Option<_>>()?;
        Some(Drawn::read(&plain.join(&b"\n"[..])))
    }

    /// Reads the operators of a stream.
    fn read(plain: &[u8]) -> Drawn {
        let mut steps = Vec::new();
        let mut operators = UntypedIter::new(plain);
        while let Some(instruction) = operators.next() {
            let last = || instruction.operands().last();
            match &**instruction.operator {
                b"BDC" | b"BMC" => {
                    let properties = if let Some(Object::Dict(properties)) = last() { Some(properties) } else { None };
                    let actual = properties.and_then(|properties| properties.get::<Text>("ActualText"));
                    steps.push(Step::Begin {
                        mcid: properties.and_then(|properties| properties.get::<i32>("MCID")).map(i64::from),
                        actual: actual.map(|words| text(&words)),
                    });
                }
                b"EMC" => steps.push(Step::End),
                b"Tf" => {
                    if let Some(Object::Name(name)) = instruction.operands().next() {
                        steps.push(Step::Font(name.to_vec()));
                    }
                }
                b"Tj" | b"'" | b"\"" => {
                    if let Some(Object::String(codes)) = last() {
                        steps.push(Step::Show(codes.as_bytes().to_vec()));
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(parts)) = last() {
                        let codes = parts.iter::<Object>().filter_map(Object::into_string);
                        steps.extend(codes.map(|codes| Step::Show(codes.as_bytes().to_vec())));
                    }
                }
                _ => {}
            }
        }
        let mut fonts = BTreeSet::new();
        let (mut depth, mut stands_alone) = (0_usize, true);
        for step in &steps {
            match step {
                Step::Begin { .. } => depth += 1,
                Step::End => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => stands_alone = false,
                },
                Step::Font(name) => {
                    fonts.insert(name.clone());
                }
                Step::Show(_) => stands_alone &= !fonts.is_empty(),
            }
        }
        Drawn { steps, fonts, stands_alone: stands_alone && depth == 0 }
    }

    /// What it says with the meanings of its page's fonts.
    pub fn words(&self, fonts: &mut dyn FnMut(&[u8]) -> Option<Arc<Meanings>>) -> Words {
        let mut said = Words::new();
        let mut open: Vec<Open> = Vec::new();
        let mut font = None;
        for step in &self.steps {
            match step {
                Step::Begin { mcid, actual } => {
                    open.push(Open { mcid: *mcid, actual: actual.clone(), words: String::new() });
                }
                // What is in no numbered content is decoration, and says nothing.
                Step::End => {
                    let Some(Open { mcid, actual, words }) = open.pop() else { continue };
                    let words = actual.unwrap_or(words);
                    match (mcid, open.last_mut()) {
                        (Some(mcid), _) => *said.entry(mcid).or_default() += &words,
                        (None, Some(around)) => around.words += &words,
                        (None, None) => {}
                    }
                }
                Step::Font(name) => font = fonts(name),
                Step::Show(codes) => {
                    if let (Some(font), Some(around)) = (&font, open.last_mut()) {
                        around.words += &font.words(codes);
                    }
                }
            }
        }
        said
    }
}
