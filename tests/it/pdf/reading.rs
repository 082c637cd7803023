//! Reads a PDF back as a screen reader and a form filler would, and says it as text.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

pub struct Reading {
    document: Document,
    /// Text by page and marked-content number.
    contents: BTreeMap<(ObjectId, i64), String>,
    /// Text of artifacts.
    pub artifacts: Vec<String>,
    /// Where each glyph is drawn, in points from the bottom left.
    pub glyphs: Vec<(f64, f64)>,
    /// The rectangles of each path that is filled: left, bottom, width and height in points.
    pub fills: Vec<Vec<[f64; 4]>>,
}

/// Marked content that has begun.
struct Open {
    kind: String,
    properties: Dictionary,
    text: String,
}

fn said(open: &mut [Open]) -> &mut String {
    &mut open.last_mut().expect("text only in marked content").text
}

/// A side from its lower end.
fn ordered(start: f64, length: f64) -> (f64, f64) {
    if length < 0.0 { (start + length, -length) } else { (start, length) }
}

/// What a font says of its codes.
struct Font {
    meanings: BTreeMap<u16, String>,
    /// In thousandths of an em, where not a full one.
    widths: BTreeMap<u16, f64>,
}

impl Reading {
    pub fn of(bytes: &[u8]) -> Reading {
        let document = Document::load_mem(bytes).expect("a PDF that can be read");
        let (contents, artifacts, glyphs, fills) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
        let mut reading = Reading { document, contents, artifacts, glyphs, fills };
        for page in reading.document.get_pages().into_values() {
            reading.read_page(page);
        }
        reading
    }

    fn read_page(&mut self, page: ObjectId) {
        let fonts: BTreeMap<Vec<u8>, Font> = self
            .document
            .get_page_fonts(page)
            .expect("fonts")
            .into_iter()
            .map(|(name, font)| (name, Font { meanings: self.meanings(font), widths: self.widths(font) }))
            .collect();
        let content = self.document.get_page_content(page);
        let (mut font, mut size, mut spacing, mut pen) = (Vec::new(), 0.0, 0.0, (0.0, 0.0));
        let (mut open, mut path, mut matrix) = (Vec::<Open>::new(), Vec::new(), [1.0, 1.0, 0.0, 0.0]);
        for operation in Content::decode(&content).expect("page contents").operations {
            let operands = &operation.operands;
            let number = |at: usize| f64::from(operands[at].as_float().expect("a number"));
            match operation.operator.as_str() {
                "BDC" => {
                    let kind = ascii(operands[0].as_name().expect("a tag"));
                    let properties = operands[1].as_dict().expect("properties").clone();
                    open.push(Open { kind, properties, text: String::new() });
                }
                "EMC" => self.close(page, &mut open),
                "Tf" => (font, size) = (operands[0].as_name().expect("a font's name").to_vec(), number(1)),
                "Tc" => spacing = number(0),
                "Tm" => pen = (number(4), number(5)),
                "TJ" => {
                    for part in operands[0].as_array().expect("strings") {
                        if let Ok(back) = part.as_float() {
                            pen.0 -= f64::from(back) * size / 1000.0;
                            continue;
                        }
                        let codes = part.as_str().expect("codes").chunks(2);
                        for code in codes.map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
                            *said(&mut open) += &fonts[&font].meanings[&code];
                            self.glyphs.push(pen);
                            let width = fonts[&font].widths.get(&code).copied().unwrap_or(1000.0);
                            pen.0 += width * size / 1000.0 + spacing;
                        }
                    }
                }
                // A space between words that stand apart.
                "Tj" => {
                    let code = operands[0].as_str().expect("a code");
                    *said(&mut open) += &fonts[&font].meanings[&u16::from_be_bytes([code[0], code[1]])];
                }
                "cm" => {
                    assert_eq!([number(1), number(2)], [0.0, 0.0], "nothing is turned");
                    matrix = [number(0), number(3), number(4), number(5)];
                }
                "Q" => matrix = [1.0, 1.0, 0.0, 0.0],
                "re" => {
                    let [a, d, e, f] = matrix;
                    let (x, width) = ordered(a * number(0) + e, a * number(2));
                    let (y, height) = ordered(d * number(1) + f, d * number(3));
                    path.push([x, y, width, height]);
                }
                "f" => self.fills.push(std::mem::take(&mut path)),
                "S" | "B" | "n" => path.clear(),
                _ => {}
            }
        }
    }

    /// Marked content ends: what was said in it goes to its element, to what is around it, or is decoration.
    fn close(&mut self, page: ObjectId, open: &mut Vec<Open>) {
        let Open { kind, properties, text } = open.pop().expect("marked content");
        let entry = |key: &[u8]| properties.get(key).map(string);
        if let Ok(mcid) = properties.get(b"MCID").and_then(Object::as_i64) {
            self.contents.insert((page, mcid), text);
        } else if kind == "Span" {
            let actual = entry(b"ActualText").map(|actual| format!("‹{text}›{actual}"));
            let spoken = entry(b"Lang").map(|language| format!("‹{language}: {text}›"));
            *said(open) += &actual.or(spoken).unwrap_or(text);
        } else if !text.is_empty() {
            let kind = entry(b"Subtype").or(entry(b"Type")).expect("what an artifact is for");
            let edge = entry(b"Attached").map(|edge| format!(" at {edge}")).unwrap_or_default();
            self.artifacts.push(format!("{kind}{edge}: {text}"));
        }
    }

    /// A font's `W`.
    fn widths(&self, font: &Dictionary) -> BTreeMap<u16, f64> {
        let below = font.get(b"DescendantFonts").and_then(Object::as_array).expect("a descendant font");
        let mut widths = BTreeMap::new();
        let mut code = 0;
        for entry in self.dictionary(&below[0]).get(b"W").and_then(Object::as_array).expect("widths") {
            match entry {
                Object::Integer(first) => code = *first as u16,
                other => {
                    for width in other.as_array().expect("a run of widths") {
                        widths.insert(code, f64::from(width.as_float().expect("a width")));
                        code += 1;
                    }
                }
            }
        }
        widths
    }

    /// A font's `ToUnicode`.
    fn meanings(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let stream = font.get_deref(b"ToUnicode", &self.document).and_then(Object::as_stream).expect("ToUnicode");
        let map = String::from_utf8(stream.decompressed_content().expect("a stream")).expect("ASCII");
        let hex = |text: &str| u16::from_str_radix(text, 16).expect("hexadecimal");
        map.lines()
            .filter_map(|line| line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <"))
            .filter(|(from, _)| *from != "0000")
            .map(|(code, units)| {
                let units: Vec<u16> = (0..units.len() / 4).map(|n| hex(&units[n * 4..n * 4 + 4])).collect();
                (hex(code), String::from_utf16(&units).expect("UTF-16"))
            })
            .collect()
    }

    pub fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.document.dereference(object).and_then(|(_, object)| object.as_dict()).expect("a dictionary")
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalog")
    }

    pub fn information(&self) -> String {
        let information = self.dictionary(self.document.trailer.get(b"Info").expect("Info"));
        let entry = |(key, value): (&Vec<u8>, &Object)| format!("{}: {}\n", ascii(key), string(value));
        information.iter().map(entry).collect()
    }

    /// What a reader calls the pages (ISO 32000-1, 12.4.2).
    pub fn page_labels(&self) -> Vec<String> {
        let labels = self.dictionary(self.catalog().get(b"PageLabels").expect("page labels"));
        let ranges = labels.get(b"Nums").and_then(Object::as_array).expect("a number tree");
        let from = |range: &[Object]| range[0].as_i64().expect("a page");
        let label = |page: i64| {
            let range = ranges.chunks(2).rfind(|range| from(range) <= page).expect("a range from the first page");
            let label = self.dictionary(&range[1]);
            let prefix = label.get(b"P").map(string).unwrap_or_default();
            let number = label.has(b"S").then(|| (page - from(range) + 1).to_string());
            format!("{prefix}{}", number.unwrap_or_default())
        };
        (0..self.document.get_pages().len() as i64).map(label).collect()
    }

    /// What a reader's window lists: an entry a line, those below it further in.
    pub fn outline(&self) -> String {
        let mut lines = String::new();
        if let Ok(root) = self.catalog().get(b"Outlines") {
            self.outline_below(self.dictionary(root), 0, &mut lines);
        }
        lines
    }

    fn outline_below(&self, above: &Dictionary, depth: usize, lines: &mut String) {
        let mut next = above.get(b"First").ok();
        while let Some(entry) = next.map(|entry| self.dictionary(entry)) {
            let title = string(entry.get(b"Title").expect("a title"));
            let place = entry.get(b"Dest").and_then(Object::as_array).expect("a place");
            let page = place[0].as_reference().expect("a page");
            let number = self.document.get_pages().into_iter().find(|(_, id)| *id == page).expect("a page").0;
            *lines += &format!("{}{title} … {number}\n", "  ".repeat(depth));
            self.outline_below(entry, depth + 1, lines);
            next = entry.get(b"Next").ok();
        }
    }

    /// The structure tree, a line an element, with its attributes, text and fields.
    pub fn tags(&self) -> String {
        let root = self.dictionary(self.catalog().get(b"StructTreeRoot").expect("a structure tree"));
        let mut lines = String::new();
        self.element(root.get(b"K").expect("a document"), None, 0, &mut lines);
        lines
    }

    fn element(&self, object: &Object, page: Option<ObjectId>, depth: usize, lines: &mut String) {
        let element = self.dictionary(object);
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let indent = "  ".repeat(depth);
        *lines += &format!("{indent}{}", ascii(element.get(b"S").and_then(Object::as_name).expect("a type")));
        if let Ok(language) = element.get(b"Lang") {
            *lines += &format!(" Lang={}", string(language));
        }
        if let Ok(words) = element.get(b"Alt") {
            *lines += &format!(" Alt={}", string(words));
        }
        if let Ok(attributes) = element.get(b"A").and_then(Object::as_dict) {
            for (key, value) in attributes {
                *lines += &format!(" {}={}", ascii(key), string(value));
            }
        }
        lines.push('\n');
        let Ok(kids) = element.get(b"K") else { return };
        let kids = kids.as_array().map_or(vec![kids], |kids| kids.iter().collect());
        for kid in kids {
            if let Ok(mcid) = kid.as_i64() {
                *lines += &format!("{indent}  “{}”\n", self.contents[&(page.expect("a page"), mcid)]);
                continue;
            }
            let below = self.dictionary(kid);
            match below.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => {
                    let page = below.get(b"Pg").and_then(Object::as_reference).expect("a page");
                    let mcid = below.get(b"MCID").and_then(Object::as_i64).expect("a number");
                    *lines += &format!("{indent}  “{}”\n", self.contents[&(page, mcid)]);
                }
                Ok(b"OBJR") => {
                    let widget = self.dictionary(below.get(b"Obj").expect("a widget"));
                    *lines += &format!("{indent}  field {}\n", self.name(widget));
                }
                _ => self.element(kid, page, depth + 1, lines),
            }
        }
    }

    fn name(&self, field: &Dictionary) -> String {
        let above = field.get(b"Parent").map(|parent| self.name(self.dictionary(parent)));
        let own = field.get(b"T").map(string);
        match (above, own) {
            (Ok(above), Ok(own)) => format!("{above}.{own}"),
            (Ok(name), Err(_)) | (Err(_), Ok(name)) => name,
            (Err(_), Err(_)) => String::new(),
        }
    }

    fn inherited<'a>(&'a self, field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let above = || self.inherited(self.dictionary(field.get(b"Parent").ok()?), key);
        field.get(key).ok().or_else(above)
    }

    /// The fields in the order of the tab key: page, name, kind, most characters, states, tooltip, and what
    /// the group of a tick asks.
    pub fn fields(&self) -> String {
        let mut lines = String::new();
        for (number, page) in self.document.get_pages() {
            let page = self.document.get_dictionary(page).expect("a page");
            let Ok(widgets) = page.get_deref(b"Annots", &self.document).and_then(Object::as_array) else { continue };
            assert_eq!(page.get(b"Tabs").and_then(Object::as_name).ok(), Some(&b"S"[..]));
            for widget in widgets {
                let widget = self.dictionary(widget);
                let key = |key: &[u8]| self.inherited(widget, key);
                let flags = key(b"Ff").map_or(0, |flags| flags.as_i64().expect("flags"));
                let mut line =
                    format!("{number} {} {}", self.name(widget), kind(&string(key(b"FT").expect("a type")), flags));
                line += &key(b"MaxLen").map(|most| format!(" ≤{}", string(most))).unwrap_or_default();
                let normal = self.dictionary(widget.get(b"AP").expect("an appearance")).get(b"N").expect("N");
                if let Ok(states) = normal.as_dict() {
                    let states: Vec<String> = states.iter().map(|(state, _)| ascii(state)).collect();
                    line += &format!(" {}", states.join("/"));
                }
                line += &format!(" “{}”", string(widget.get(b"TU").expect("a tooltip")));
                let above = widget.get(b"Parent").ok().and_then(|above| self.dictionary(above).get(b"TU").ok());
                line += &above.map(|question| format!(" of “{}”", string(question))).unwrap_or_default();
                lines += &line;
                lines.push('\n');
            }
        }
        lines
    }
}

/// What kind of field it is (ISO 32000-1, tables 221, 226 and 228).
fn kind(kind: &str, flags: i64) -> String {
    let names = [(1, "required"), (12, "multiline"), (15, "radio"), (16, "button"), (23, "unscrolled"), (24, "comb")];
    let set = names.iter().filter(|(bit, _)| flags >> bit & 1 == 1).map(|(_, name)| *name);
    let first = match kind {
        "Tx" => "text",
        "Btn" => "tick",
        other => other,
    };
    [first].into_iter().chain(set).collect::<Vec<_>>().join(" ")
}

fn ascii(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn string(object: &Object) -> String {
    match object {
        Object::String(..) => decode_text_string(object).expect("a text string"),
        Object::Name(name) => ascii(name),
        Object::Integer(number) => number.to_string(),
        Object::Real(number) => number.to_string(),
        Object::Array(items) => items.iter().map(string).collect::<Vec<_>>().join(","),
        other => format!("{other:?}"),
    }
}
