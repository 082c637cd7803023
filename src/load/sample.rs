//! Expressions and small sites for unit tests, given in the notation of the source files.

use super::{SettingOverrides, expression, load_files};
use crate::model::expression::Expression;
use crate::model::name::Name;
use crate::model::site::Site;
use crate::model::source_path::SourcePath;
use crate::source::{Sources, Span};

const SITE: &str = "\
title: 样例
description: 样例
programme: 样例项目
language: zh-CN
as_of: 2026-11-22
notice: 送审稿。
unknown_office: 请到当地残联问。
navigation: [index.md]
";

const CHOICES: &str = "\
yes_no:
  choices:
    - {name: 1, label: 是}
    - {name: 2, label: 否}
mode:
  choices:
    - {name: home, label: 入户}
    - {name: phone, label: 电话}
    - {name: letter, label: 书信}
";

const FORM: &str = "\
number: 之一
title: 样表
version: 1.0.0
effective: 2026-11-01
filled_by: 回访人员
when: 每次回访时填写
purpose: 了解情况
source: 一
copies: {holders: [存档]}
retention: {value: 3, unit: 年, source: 一}
sections:
";

/// Parses an expression with the loader's parser; panics if it is invalid.
pub(crate) fn expression(text: &str) -> Expression {
    let id = Sources::default().add("expression", text);
    let place = |start, end| Span::new(id, start..end);
    let node = expression::parse(text, &place).expect("an expression");
    Expression { node, text: text.to_owned(), wording: None, span: place(0, text.len()) }
}

/// A site with one form, with its sections given in YAML, and with the option lists `yes_no` (是, 否) and `mode` (入户, 电话,
/// 书信); panics if the YAML has faults.
pub(crate) fn site(sections: &str) -> Site {
    let form = format!("{FORM}{sections}");
    let path = SourcePath::form(&Name::new("sample").expect("a name"));
    let texts = [(SourcePath::settings(), SITE), (SourcePath::choices(), CHOICES), (path, &form)];
    let files = texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
    let loaded = load_files(files, &SettingOverrides::default());
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    loaded.value.site
}
