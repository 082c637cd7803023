//! The requirements of a document, one sentence each, and what serves them (requirements traceability, ISO/IEC/IEEE
//! 29148).

use std::fmt;

use super::name::Name;
use crate::source::Spanned;

/// The contents of `content/requirements.yaml`; empty if there is no such file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Requirements {
    /// The document that asks, one of [`super::facts::Facts::documents`].
    pub(crate) document: Option<Spanned<Name>>,
    /// Its sections, in its order.
    pub(crate) sections: Vec<DocumentSection>,
    pub(crate) requirements: Vec<Requirement>,
}

/// A section of the document, with a title in plain words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DocumentSection {
    pub(crate) number: Spanned<SectionNumber>,
    pub(crate) title: String,
}

/// One requirement of a section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Requirement {
    pub(crate) section: Spanned<SectionNumber>,
    /// In our own words.
    pub(crate) what: String,
    /// The items of forms that serve it, as [`super::traceability::TracedPart::reference`] says them. Where a section has one requirement
    /// that names none, they are all whose `source` is the section.
    pub(crate) items: Vec<Spanned<String>>,
    /// The pages that serve it, by path below `content/`.
    pub(crate) pages: Vec<Spanned<String>>,
    /// Why nothing serves it yet, or not all of it.
    pub(crate) undecided: Option<Spanned<String>>,
}

/// The number of a section of a document: 五(七)7(1), or with words behind it 五(七)末“流程”.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SectionNumber {
    text: String,
    /// Where each of its parts ends: 五, 五(七), 五(七)7, 五(七)7(1).
    ends: Vec<usize>,
}

impl SectionNumber {
    /// The number that a text is; `None` where it does not begin with a Chinese numeral, as names of laws do not.
    pub(crate) fn new(text: &str) -> Option<SectionNumber> {
        let mut ends = Vec::new();
        let mut at = 0;
        while at < text.len() {
            at += first_part(&text[at..], ends.is_empty())?;
            ends.push(at);
        }
        (!ends.is_empty()).then(|| SectionNumber { text: text.to_owned(), ends })
    }

    /// Is the other this section, or below it?
    pub(crate) fn contains(&self, other: &SectionNumber) -> bool {
        other.text.starts_with(&self.text) && other.ends.contains(&self.text.len())
    }

    /// Is one of both in the other?
    pub(crate) fn overlaps(&self, other: &SectionNumber) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The part of the document that it is in, by its first two parts: 五(七).
    pub(crate) fn chapter(&self) -> &str {
        self.ends.get(1).or(self.ends.last()).map_or("", |end| &self.text[..*end])
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

/// How many bytes the first part of a text takes: a numeral, a number in brackets, digits, or the rest of it.
fn first_part(text: &str, is_first: bool) -> Option<usize> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let run = |is_of: &dyn Fn(char) -> bool| text.find(|c| !is_of(c)).unwrap_or(text.len());
    let numeral = run(&|c| NUMERALS.contains(c));
    if is_first {
        return (numeral > 0).then_some(numeral);
    }
    let digits = run(&|c| c.is_ascii_digit());
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.find(')')).map_or(0, |close| close + 2);
    Some([digits, bracketed, text.len()].into_iter().find(|length| *length > 0).unwrap_or(text.len()))
}

impl fmt::Display for SectionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Requirements {
    /// A section by its number.
    pub(crate) fn section(&self, number: &SectionNumber) -> Option<&DocumentSection> {
        self.sections.iter().find(|section| section.number.value == *number)
    }

    /// What a section itself asks for.
    pub(crate) fn of<'a>(&'a self, number: &'a SectionNumber) -> impl Iterator<Item = &'a Requirement> {
        self.requirements.iter().filter(move |requirement| requirement.section.value == *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> SectionNumber {
        SectionNumber::new(text).expect(text)
    }

    #[test]
    fn a_number_is_its_parts() {
        let table = [
            ("五", vec!["五"], "五"),
            ("五(七)10(1)", vec!["五", "五(七)", "五(七)10", "五(七)10(1)"], "五(七)"),
            ("二(三)1", vec!["二", "二(三)", "二(三)1"], "二(三)"),
            ("五(七)末“流程”", vec!["五", "五(七)", "五(七)末“流程”"], "五(七)"),
            ("十一", vec!["十一"], "十一"),
        ];
        for (text, parts, chapter) in table {
            let number = number(text);
            let found: Vec<&str> = number.ends.iter().map(|end| &text[..*end]).collect();
            assert_eq!((found, number.chapter()), (parts, chapter), "{text}");
        }
        for none in ["", "封面", "残疾人就业条例第二十二条", "(七)1", "7"] {
            assert_eq!(SectionNumber::new(none), None, "{none}");
        }
    }

    #[test]
    fn a_section_holds_what_is_below_it() {
        let table = [
            ("五(七)1", "五(七)1", true),
            ("五(七)", "五(七)7(1)", true),
            ("五(七)1", "五(七)10", false),
            ("五(七)1", "五(七)", false),
            ("五", "五(七)", true),
            ("一", "十一", false),
            ("十", "十一", false),
        ];
        for (above, below, holds) in table {
            assert_eq!(number(above).contains(&number(below)), holds, "{above} {below}");
        }
    }
}
