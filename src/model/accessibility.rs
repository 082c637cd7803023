//! The list of accessibility criteria and how the site meets each (`content/accessibility.yaml`).

use crate::source::Spanned;

/// One criterion of an accessibility standard, with the method by which the site meets it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AccessibilityCriterion {
    /// The number of its clause where the standard is at hand, such as `1.4.3`; otherwise a name of ours.
    pub(crate) id: Spanned<String>,
    pub(crate) standard: AccessibilityStandard,
    pub(crate) name: String,
    /// A, AA, AAA, or a standard's own.
    pub(crate) level: Option<String>,
    pub(crate) method: ConformanceMethod,
    /// The test, the template or the module that sees to it, or what a person has to try.
    pub(crate) location: Option<String>,
    pub(crate) note: Option<String>,
}

/// An accessibility standard that the site is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccessibilityStandard {
    /// W3C, Web Content Accessibility Guidelines 2.2
    Wcag22,
    /// GB/T 37668-2019
    GbT37668,
    /// 互联网网站适老化通用设计规范, 2021
    Ageing,
}

impl AccessibilityStandard {
    pub(crate) const ALL: [(&'static str, AccessibilityStandard); 3] = [
        ("wcag22", AccessibilityStandard::Wcag22),
        ("gbt37668", AccessibilityStandard::GbT37668),
        ("mit-ageing", AccessibilityStandard::Ageing),
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            AccessibilityStandard::Wcag22 => "《网页内容无障碍指南》（WCAG）2.2",
            AccessibilityStandard::GbT37668 => "GB/T 37668-2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》",
            AccessibilityStandard::Ageing => "《互联网网站适老化通用设计规范》",
        }
    }
}

/// The method by which a criterion is met, or why it does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConformanceMethod {
    Test,
    Design,
    Manual,
    NotApplicable,
}

impl ConformanceMethod {
    pub(crate) const ALL: [(&'static str, ConformanceMethod); 4] = [
        ("test", ConformanceMethod::Test),
        ("design", ConformanceMethod::Design),
        ("manual", ConformanceMethod::Manual),
        ("not_applicable", ConformanceMethod::NotApplicable),
    ];

    pub(crate) fn label(self) -> &'static str {
        match self {
            ConformanceMethod::Test => "有测试",
            ConformanceMethod::Design => "设计时做到",
            ConformanceMethod::Manual => "要人来试",
            ConformanceMethod::NotApplicable => "用不着",
        }
    }
}
