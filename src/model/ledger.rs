//! The accessibility ledger: every criterion of the standards, and how the site meets it
//! (`content/accessibility.yaml`).

use crate::source::Spanned;

/// A criterion of a standard.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// The number of its clause where the standard is at hand, such as `1.4.3`; otherwise a name of ours.
    pub id: Spanned<String>,
    pub standard: Standard,
    pub name: String,
    /// A, AA, AAA, or a standard's own.
    pub level: Option<String>,
    pub how: How,
    /// The test, the template or the module that sees to it, or what a person has to try.
    pub place: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// W3C, Web Content Accessibility Guidelines 2.2
    Wcag22,
    /// GB/T 37668-2019
    GbT37668,
    /// 互联网网站适老化通用设计规范, 2021
    Ageing,
}

impl Standard {
    pub const ALL: [(&'static str, Standard); 3] =
        [("wcag22", Standard::Wcag22), ("gbt37668", Standard::GbT37668), ("mit-ageing", Standard::Ageing)];

    pub fn title(self) -> &'static str {
        match self {
            Standard::Wcag22 => "《网页内容无障碍指南》（WCAG）2.2",
            Standard::GbT37668 => "GB/T 37668-2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》",
            Standard::Ageing => "《互联网网站适老化通用设计规范》",
        }
    }
}

/// How a criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Test,
    Design,
    Manual,
    NotApplicable,
}

impl How {
    pub const ALL: [(&'static str, How); 4] =
        [("test", How::Test), ("design", How::Design), ("manual", How::Manual), ("not_applicable", How::NotApplicable)];

    pub fn label(self) -> &'static str {
        match self {
            How::Test => "有测试",
            How::Design => "设计时做到",
            How::Manual => "要人来试",
            How::NotApplicable => "用不着",
        }
    }
}
