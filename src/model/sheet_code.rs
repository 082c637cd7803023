//! The content of the code printed on each page of a sheet, also printed as text below the code. It never contains anything about a person. The first line
//! is for programs; the second, if known, is the address of the web page of the sheet.

use std::fmt;
use std::str::FromStr;

use super::name::Name;

/// The programme of codes and its version; [`FORMER`] had neither issue nor layout.
const CURRENT: &str = "FP2";
const FORMER: &str = "FP1";
/// For no city.
const NO_CITY: &str = "-";
const REGULAR: &str = "R";
const LARGE: &str = "L";
/// A longer text is no code.
const LONGEST: usize = 400;
/// Bytes of both lines: what a code of 45 modules a side holds (GB/T 18284, version 7 at its least repair). With a longer address
/// it has its first line alone.
const LONGEST_WITH_ADDRESS: usize = 154;

/// The content of a sheet code: form, version, issue, city, layout and page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetCode {
    /// A form's id, or `booklet`.
    pub(crate) form: String,
    /// Of a booklet the day of its contents.
    pub(crate) version: String,
    /// As of [`super::issued::IssuedForm::issue_code`].
    pub(crate) issue_code: Option<String>,
    pub(crate) city: Option<String>,
    /// In large print? `None` where the code does not say.
    pub(crate) layout: Option<bool>,
    /// From 1.
    pub(crate) page: usize,
    pub(crate) pages: usize,
    /// Of a page of the web.
    pub(crate) address: Option<String>,
}

/// The error for a text that is not a sheet code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidSheetCode;

impl SheetCode {
    /// `FP2 visit 1.0.0+a1b2c3 wuhan R 1/2`, as short as a small code asks for.
    fn first_line(&self) -> String {
        let SheetCode { form, version, issue_code: issue, city, layout, page, pages, address: _ } = self;
        let city = city.as_deref().unwrap_or(NO_CITY);
        match (issue, layout) {
            (Some(issue), Some(large)) => {
                let layout = if *large { LARGE } else { REGULAR };
                format!("{CURRENT} {form} {version}+{issue} {city} {layout} {page}/{pages}")
            }
            _ => format!("{FORMER} {form} {version} {city} {page}/{pages}"),
        }
    }
}

impl fmt::Display for SheetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first_line();
        f.write_str(&first)?;
        match &self.address {
            Some(address) if first.len() + 1 + address.len() <= LONGEST_WITH_ADDRESS => write!(f, "\n{address}"),
            _ => Ok(()),
        }
    }
}

/// Is a line an address, as the second one of a code is?
pub(crate) fn is_address(line: &str) -> bool {
    let is_of_web = line.starts_with("https://") || line.starts_with("http://");
    is_of_web && !line.contains(|c: char| c.is_whitespace() || c.is_control())
}

impl FromStr for SheetCode {
    type Err = InvalidSheetCode;

    fn from_str(text: &str) -> Result<SheetCode, InvalidSheetCode> {
        if text.len() > LONGEST {
            return Err(InvalidSheetCode);
        }
        let (first, address) =
            text.split_once('\n').map_or((text, None), |(first, rest)| (first, Some(rest.trim_end())));
        if !address.is_none_or(is_address) {
            return Err(InvalidSheetCode);
        }
        let words: Vec<&str> = first.trim_end().split(' ').collect();
        let (form, version, issue, city, layout, page) = match words[..] {
            [CURRENT, form, edition, city, layout @ (REGULAR | LARGE), page] => {
                let (version, issue) = edition.split_once('+').ok_or(InvalidSheetCode)?;
                (form, version, Some(issue), city, Some(layout == LARGE), page)
            }
            [FORMER, form, version, city, page] => (form, version, None, city, None, page),
            _ => return Err(InvalidSheetCode),
        };
        let is_name = |text: &str| Name::new(text).is_some();
        let is_issue = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (page, pages) = page.split_once('/').ok_or(InvalidSheetCode)?;
        let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0).ok_or(InvalidSheetCode);
        let (page, pages) = (number(page)?, number(pages)?);
        let right = is_name(form) && (city == NO_CITY || is_name(city)) && issue.is_none_or(is_issue) && page <= pages;
        let is_version =
            !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        if !right || !is_version {
            return Err(InvalidSheetCode);
        }
        Ok(SheetCode {
            form: form.to_owned(),
            version: version.to_owned(),
            issue_code: issue.map(str::to_owned),
            city: (city != NO_CITY).then(|| city.to_owned()),
            layout,
            page,
            pages,
            address: address.map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written() {
        for text in [
            "FP2 visit 1.0.0+a1b2c3 wuhan R 1/2",
            "FP2 booklet 2026-11-22+a1b2c3 - L 3/12",
            "FP1 visit 1.0.0 - 2/2",
            "FP2 visit 1.0.0+a1b2c3 wuhan R 1/2\nhttps://example.org/cities/wuhan/visit/",
        ] {
            assert_eq!(text.parse::<SheetCode>().map(|code| code.to_string()), Ok(text.to_owned()));
        }
        for text in [
            "",
            "https://example.org/",
            "FP3 visit 1.0.0 - 1/2",
            "FP2 visit 1.0.0 - R 1/2",
            "FP2 visit 1.0.0+xyz - R 1/2",
            "FP2 visit 1.0.0+a1b2c3 - Q 1/2",
            "FP2 visit 1.0.0+a1b2c3 - R 3/2",
            "FP2 visit 1.0.0+a1b2c3 - R 0/2",
            "FP2 ../visit 1.0.0+a1b2c3 - R 1/2",
            "FP2 visit 1.0.0+a1b2c3 - R 1/2\nsee you there",
            "https://example.org/\nFP2 visit 1.0.0+a1b2c3 - R 1/2",
        ] {
            assert_eq!(text.parse::<SheetCode>(), Err(InvalidSheetCode), "{text}");
        }
    }

    /// 62 bytes have room in the small code.
    #[test]
    fn the_longest_code_of_a_programme_stays_small() {
        let code = "FP2 government-issue-log 10.12.3+a1b2c3 shijiazhuang R 12/34".parse::<SheetCode>().expect("a code");
        assert!(code.to_string().len() <= 62);
        let with = |host: &str| {
            let address = format!("https://{host}/cities/shijiazhuang/government-issue-log/");
            SheetCode { address: Some(address), ..code.clone() }.to_string()
        };
        assert_eq!(with("jiuye.example-city.gov.cn").lines().count(), 2);
        let host = format!("{}.example", "very-".repeat(10));
        assert_eq!(with(&host), code.to_string(), "an address that a code cannot hold is left out");
    }
}
