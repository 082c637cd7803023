//! The accessibility ledger: every criterion of the standards, and how the site meets it
//! (`content/accessibility.yaml`).

use super::source_path::SourcePath;
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

/// The ledger as a Markdown document, from which `docs/accessibility/README.md` is kept.
pub fn document(ledger: &[Criterion]) -> String {
    let mut text = format!(
        "# 无障碍台账\n\n这一页由 {} 生成，不要手改；网站的“无障碍说明”也由它生成。\n`UPDATE_DOCS=1 cargo test --release ledger` 重写。\n",
        SourcePath::ledger()
    );
    for (_, standard) in Standard::ALL {
        let own: Vec<&Criterion> = ledger.iter().filter(|criterion| criterion.standard == standard).collect();
        if own.is_empty() {
            continue;
        }
        let count = |how| own.iter().filter(|criterion| criterion.how == how).count();
        let counts: Vec<String> =
            How::ALL.iter().map(|(_, how)| format!("{} {} 条", how.label(), count(*how))).collect();
        text.push_str(&format!("\n## {}\n\n{}。\n\n", standard.title(), counts.join("，")));
        text.push_str("| 编号 | 要求 | 级别 | 做法 | 在哪里 | 说明 |\n|---|---|---|---|---|---|\n");
        for criterion in own {
            let cell = |text: &Option<String>| text.as_deref().unwrap_or_default().replace('|', "\\|");
            text.push_str(&format!(
                "| {} | {} | {} | {} | {} | {} |\n",
                criterion.id.value,
                criterion.name,
                cell(&criterion.level),
                criterion.how.label(),
                cell(&criterion.place),
                cell(&criterion.note),
            ));
        }
    }
    text
}
