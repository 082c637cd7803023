//! Each rule of `check` on a project that is right but for one thing: what is said, word for word.
//!
//! The project without faults is the clean case of every rule.

use std::collections::BTreeSet;

use formpress::testing::check::{CHECKS, all_findings, manual, search};
use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::words::Lang;

use crate::report::{lines, report, said};
use crate::repository;
use crate::sample::{FACTS, FILES};

const PACT: &str = "forms/pact.yaml";
const VISIT: &str = "forms/visit.yaml";
const FIGURES: &str = "content/facts.yaml";
const OVERLAY: &str = "forms/cities/wuhan.yaml";
const DECIDED: &str = "settings: {interval: 6}";
const MORE: &str = "content/policy/more.md";
const HEAD_OF_MORE: &str = "description: 样例的另一页\n---\n";

/// An agreement: articles with blanks, a grid of questions, sensitive information with its consent.
const PACT_TEXT: &str = "\
number: 之二
title: 协议书
version: 1.0.0
effective: 2026-11-01
filled_by: 各方
when: 建档时
purpose: 写明各方做什么
source: 五(四)4
copies: {holders: parties, undecided: 方案没有写份数}
retention: {value: 5, unit: 年}
serial: \"${adcode}-2-____\"
require_covers: [民法典470, 志愿服务条例17]
legal_review: {version: 1.0.0, by: 样例律师}
settings:
  ahead: {label: 提前, type: integer, value: 3, unit: 日, constraint: . >= 1}
  places: {label: 名额, fact: training.per_city}
  closing: {label: 终止, value: 期满, readonly: true}
sections:
  - name: who
    title: 各方
    hint: 提前${ahead}，名额${places}，到${closing}为止。
    source: 五(四)4
    fields:
      - {name: consent, type: consent, label: 同意, purpose: 办理帮扶, method: 纸面, necessity: 核对身份, impact: 各方会知道, retention: 五年, rights: 可以查阅}
      - {name: visit, type: reference, form: visit, label: 回访编号}
      - {name: certificate, type: certificate_number, label: 残疾人证号, privacy: sensitive}
      - {name: helped, type: select_one, list: yes_no, label: 有人帮扶}
      - {name: level, type: select_one, list: level, label: 级别}
      - {name: ways, type: select_multiple, list: mode, label: 方式, relevant: \"${helped} = '1'\"}
      - {name: often, type: integer, label: 次数, width: 6, relevant: \"selected(${ways}, 'home') and count-selected(${ways}) > 1\", constraint: . >= 1}
      - {name: rights, type: matrix, list: yes_no, label: 核查, rows: [{name: pay, label: 报酬}], note: {label: 说明, width: 8}}
  - name: terms
    title: 条款
    inferred: 方案没有写条款
    fields:
      - name: clauses
        type: clauses
        label: 条款
        clauses:
          - {name: term, text: \"自${start}起\", blanks: [{name: start, type: date, label: 开始}], covers: [民法典470.6]}
          - {name: safety, text: 活动前买保险。, covers: [志愿服务条例17]}
      - {name: signatures, type: signatures, label: 签章, parties: [{name: person, label: 本人, modes: [sign]}]}
serves: 五(四)4
";

const MORE_TEXT: &str = "\
---
title: 更多
description: 样例的另一页
---

## 怎么去

见[首页](../index.md)、[回访表](../../forms/visit.yaml)、[武汉](../cities/wuhan.yaml)、[上面](#怎么去)、![图](flow.svg)。

${table:targets}

${diagram:process}
";

/// What the plan asks for, and what serves it.
const ASKED: &str = "content/requirements.yaml";
const ASKED_TEXT: &str = "\
document: plan
sections:
  五(四): 准备
  五(四)1: 标准
  五(四)4: 协议
  五(七)7: 回访
  五(七)7(5): 记录
requirements:
  - {section: 五(四)1, what: 认人, items: visit.birth}
  - {section: 五(四)4, what: 签协议}
  - {section: 五(七)7(5), what: 做记录, items: [visit.met, visit.steps.day], pages: index.md}
";

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><path d=\"M0 0h4\"/></svg>";

/// More kinds of figures than loading needs.
fn figures() -> String {
    let more_facts = "
  share: {label: 比例, value: 3.3, unit: \"%\", document: plan, derived: \"${training.per_city} div ${training.national} * 100\"}
  span: {label: 家数, value: [34, 50], unit: 家, document: plan, source: 二}
  counted: {label: 数出来的, value: 14, unit: 条, document: plan, derived: true, note: 逐条数得}
  outside: {label: 外来的, value: 99, unit: 人, document: plan, external: \"https://example.org/\"}
relations:
  known: {holds: \"${span.to} * 30 <= 1000\", acknowledged: 方案这样写}";
    let more = "
charts:
  trained: {caption: 培训, bars: [training.national, training.per_city]}
diagrams:
  process:
    caption: 流程
    stages:
      - {title: 准备, steps: [{name: register, label: 报名, forms: [visit]}, {name: train, label: 培训}]}
    arrows:
      - {from: register, to: train}
actions:
  - {number: 1, title: 带头, source: 二(一)}
measures:
  - {number: 1, action: 1, what: 招人, targets: [training.national], source: 二(一)1}
";
    let claims = "
claims:
  - {words: [不花钱], source: 样例条例第三条, where: index.md}
relations:";
    let more_facts = &more_facts.replace("\nrelations:", claims);
    FACTS.replace("\nrelations:", more_facts).replace("until: 2011-12-31", "until: 2011-12-31, superseded: 无") + more
}

/// The clean project.
fn clean() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let level = "level:\n  standard: GB/T 1\n  choices:\n    - {name: 1, label: 一级}\n";
    files.iter_mut().filter(|(path, _)| path == "forms/choices.yaml").for_each(|(_, text)| text.push_str(level));
    files.retain(|(path, _)| path != FIGURES);
    files.push((FIGURES.into(), figures()));
    files.iter_mut().filter(|(path, _)| path == "content/index.md").for_each(|(_, text)| text.push_str("\n不花钱。\n"));
    files.push((PACT.into(), PACT_TEXT.into()));
    files.push((MORE.into(), MORE_TEXT.into()));
    files.push((ASKED.into(), ASKED_TEXT.into()));
    files.push(("content/policy/flow.svg".into(), DRAWING.into()));
    files.push(("content/policy/way.svg".into(), DRAWING.into()));
    files.push(("content/policy/roster.xlsx".into(), "names".into()));
    files
}

/// What the rules say of the project after one text in it was replaced by another, line by line; what
/// loading says is not their matter and must be nothing.
fn after(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = clean();
    match files.iter_mut().find(|(name, _)| name == path) {
        Some((_, text)) => {
            assert!(text.contains(from), "{path} holds no {from:?}");
            *text = text.replacen(from, to, 1);
        }
        None if path.ends_with('/') => files.extend((0..14).map(|n| (format!("{path}{n}.heic"), to.to_owned()))),
        None => files.push((path.to_owned(), to.to_owned())),
    }
    let loaded =
        load_files(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())), &SettingOverrides::default());
    assert_eq!(report(&loaded), "", "{path}: {to}");
    let found = all_findings(&loaded.value.site);
    lines(&found, &loaded.value.sources).lines().map(str::to_owned).collect()
}

fn unspoilt() -> Vec<String> {
    after(MORE, "更多", "更多")
}

#[test]
fn a_right_project_has_only_what_is_open_and_what_is_known() {
    said!(unspoilt().join("\n"));
}

/// Three characters more than a description may have.
const LONG: &str = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三";

/// Rule, file, right text, wrong text.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("lists", PACT, "list: yes_no, label: 有人", "list: yes_on, label: 有人"),
    ("lists", "forms/choices.yaml", "mode:\n", "spare:\n  choices: [{name: 1, label: 一}]\nmode:\n"),
    ("form-references", PACT, "form: visit,", "form: visti,"),
    ("form-references", "content/forms/vist.md", "", "---\ntitle: 回访\ndescription: 怎么填\n---\n"),
    ("texts", VISIT, "间隔${interval}", "间隔${intervall}"),
    ("texts", PACT, "自${start}起", "自即日起"),
    ("texts", PACT, "名额${places}，", ""),
    ("insertions", VISIT, "label: 间隔, value: 3, unit: 个月", "label: 间隔, fact: traning.national"),
    ("insertions", "content/index.md", "${training.national}", "${traning.national}"),
    ("insertions", MORE, "${table:targets}", "${table:target}"),
    ("insertions", MORE, "${table:targets}", "${list:form}"),
    ("pictograms", MORE, "${table:targets}", "${pictogram:fone} 电话"),
    ("figures", FIGURES, "unit: 名, document: plan", "unit: 名, document: plann"),
    (
        "figures",
        FIGURES,
        "cells: [training.national, training.per_city]",
        "cells: [training.nation, training.per_city]",
    ),
    ("figures", FIGURES, "bars: [training.national, training.per_city]", "bars: [training.national, span, share]"),
    (
        "figures",
        FIGURES,
        "bars: [training.national, training.per_city]",
        "bars: [{fact: training.national, parts: [training.per_city]}, training.per_city]",
    ),
    ("figures", FIGURES, "to: train}", "to: trian}"),
    ("figures", FIGURES, "action: 1,", "action: 2,"),
    ("figures", FIGURES, "forms: [visit]", "forms: [visits]"),
    ("figures", FIGURES, "charts:\n", "timelines:\n  years: {caption: 何时, events: [{years: counted}]}\ncharts:\n"),
    ("figures", FIGURES, "charts:\n", "timelines:\n  years: {caption: 何时, events: [{years: span}]}\ncharts:\n"),
    (
        "front-matter",
        MORE,
        "description:",
        "easy_read_of: policy/mroe.md\ncards: [indx.md]\nrelated: [forms/vist.yaml]\ndescription:",
    ),
    ("front-matter", MORE, "description:", "audience: 求职\ndescription:"),
    ("front-matter", "content/draft.md", "", "---\ntitle: 草稿\ndescription: 没有写好\ndraft: true\n---\n"),
    ("front-matter", "content/over.md", "", "---\ntitle: 过期\ndescription: 过了期\nexpires: 2020-01-01\n---\n"),
    ("front-matter", "content/soon.md", "", "---\ntitle: 招聘会\ndescription: 招聘会的消息\ndate: 2026-12-05\n---\n"),
    ("front-matter", MORE, "description:", "updated: 2026-11-23\ndescription:"),
    ("publication", "content/cities/roster.csv", "", "张三"),
    ("publication", "content/photos/", "", "a folder of them"),
    (
        "publication",
        "content/draft.md",
        "",
        "---\ntitle: 草稿\ndescription: 没有写好\ndraft: true\n---\n\n![路线](policy/way.svg)\n",
    ),
    ("measures", FIGURES, "what: 招人,", "what: 招人, departments: [市残联], audience: [求职者],"),
    ("publisher", "site.yaml", "as_of:", "publisher: {profile: gov, organiser: 甲}\nas_of:"),
    ("links", MORE, "(../index.md)", "(../indx.md)"),
    ("links", MORE, "(../../forms/visit.yaml)", "(../../forms/vist.yaml)"),
    ("links", MORE, "(../cities/wuhan.yaml)", "(../cities/hankou.yaml)"),
    ("links", MORE, "(#怎么去)", "(#怎么走)"),
    ("links", MORE, "(../index.md)", "(../index.md#没有)"),
    ("links", MORE, "(flow.svg)", "(flaw.svg)"),
    ("links", MORE, "![图](flow.svg)", "![图](../index.md)"),
    ("links", MORE, "[首页](../index.md)", "[名册](roster.xlsx)"),
    ("links", "content/index.md", "description:", "draft: true\ndescription:"),
    ("search", "content/search.yaml", "", "queries: [{ask: 报名, find: policy/mroe.md}]\n"),
    ("navigation", "site.yaml", "[index.md]", "[index.md, policy/mroe.md, index.md]"),
    ("overlays", OVERLAY, DECIDED, "settings: {intervall: 6}\nvist:\n  base: 1.0.0"),
    (
        "overlays",
        OVERLAY,
        DECIDED,
        "settings: {interval: 6}\npact:\n  base: 0.9.0\n  settings: {ahead: 很久, places: 3, closing: 完}",
    ),
    ("overlays", OVERLAY, DECIDED, "settings: {interval: 6}\npact:\n  base: 1.0.1\n  settings: {ahead: 1.5}"),
    ("overlays", OVERLAY, DECIDED, "settings: {interval: 6}\npact:\n  base: 1.0.0\n  settings: {ahead: 0}"),
    (
        "overlays",
        OVERLAY,
        DECIDED,
        "add:\n    - {after: birth, field: {name: met, type: date, label: 日期, inferred: 样例}}\n  relabel: [{field: nobody, hint: 一}]\n  require: [signatures]",
    ),
    (
        "overlays",
        OVERLAY,
        DECIDED,
        "extend:\n    - {list: mode, choices: [{name: 420100-1, label: 甲}]}\n    - {list: yes_no, choices: [{name: 1, label: 甲}]}\npact:\n  base: 1.0.0\n  extend: [{list: level, choices: [{name: 420100-1, label: 甲}]}]\n  lists: {mode: {choices: [{name: 1, label: 甲}]}}",
    ),
    ("overlays", OVERLAY, DECIDED, "hide: [met, signatures]\npact:\n  base: 1.0.0\n  hide: [helped]"),
    ("releases", "forms/releases/visit-1.10.0.json", "", "{\"form_id\": \"visit\", \"version\": \"1.10.0\"}"),
    ("releases", "forms/releases/visit-9.0.0.json", "", "{\"form_id\": \"visit\", \"version\": \"9.0.0\"}"),
    ("duplicates", PACT, "number: 之二", "number: 之一"),
    ("duplicates", "forms/choices.yaml", "label: 入户", "label: 其他"),
    (
        "duplicates",
        "content/cities/hankou.yaml",
        "",
        "id: hankou\nname: 武汉市\nprovince: 湖北省\nadcode: 420100\noffice: {name: 一, address: 二, hotline: 三, hours: 四, seal: 五}\n",
    ),
    ("duplicates", "content/policy/more/index.md", "", "---\ntitle: 再多\ndescription: 同一个网址\n---\n"),
    (
        "duplicates",
        FIGURES,
        "  - {number: 1, action: 1",
        "  - {number: 1, action: 1, what: 又, source: 三}\n  - {number: 1, action: 1",
    ),
    (
        "answer-names",
        PACT,
        "label: 回访编号}",
        "label: 回访编号}\n      - {name: ways_other, type: text, label: 别的}\n      - {name: office, type: note, label: 单位}\n      - {name: clauses-term-start, type: text, label: 另外}",
    ),
    ("conditions", PACT, "${helped} = '1'", "${helpd} = '1'"),
    ("conditions", PACT, "label: 回访编号}", "label: 回访编号, relevant: \"${certificate} != ''\"}"),
    ("conditions", PACT, "${helped} = '1'", "${certificate} = ${visit} and ${helped} = '3'"),
    ("conditions", PACT, "${helped} = '1'", "${helped} = 1"),
    ("conditions", PACT, "${helped} = '1'", ". = 'home'"),
    ("conditions", PACT, "selected(${ways}, 'home')", "selected(${ways}, 'house')"),
    ("conditions", PACT, "selected(${ways}, 'home')", "selected(${visit}, 'home')"),
    ("conditions", PACT, "count-selected(${ways})", "count-selected(${helped})"),
    ("conditions", VISIT, "label: 签名\n", "label: 签名\n        relevant: \"${steps} = 'x'\"\n"),
    ("conditions", PACT, "count-selected(${ways}) > 1", "count-selected(${ways}) > 1 div 0"),
    ("conditions", PACT, "count-selected(${ways}) > 1", "count-selected(${ways}) > 999999999999999 * 999999999999999"),
    ("cycles", PACT, "label: 有人帮扶}", "label: 有人帮扶, relevant: \"selected(${ways}, 'home')\"}"),
    ("cycles", PACT, "${helped} = '1'", "selected(${ways}, 'home')"),
    ("grid", PACT, "label: 次数, width: 6", "label: 次数, label_width: 20, width: 6"),
    (
        "grid",
        PACT,
        "label: 回访编号}",
        "label: 回访编号, label_width: 0, width: 6, row_span: 2}\n      - {name: more, type: text, label: 备注, label_width: 4, width: 18}",
    ),
    ("grid", VISIT, "label: 做了什么, width: 18", "label: 做了什么, width: 20"),
    ("grid", PACT, "label: 说明, width: 8", "label: 说明, width: 18"),
    (
        "relations",
        FIGURES,
        "training.per_city: {label: 每市培训, value: 800",
        "training.per_city: {label: 每市培训, value: 810",
    ),
    ("relations", FIGURES, "${span.to} * 30 <= 1000", "${span.to} * 30 >= 1000"),
    ("relations", FIGURES, "${span.to} * 30 <= 1000", "${span} * 30 <= 1000"),
    ("relations", FIGURES, "${span.to} * 30 <= 1000", "${span.to} div (30 - 30) <= 1000"),
    ("relations", FIGURES, "${span.to} * 30 <= 1000", "${spam.to} * 30 <= 1000"),
    ("relations", FIGURES, "${span.to} * 30 <= 1000", "${span.to} * 999999999999999 * 999 <= 1000"),
    ("derived", FIGURES, "derived: \"${training.per_city} div", "derived: \"${share} div"),
    ("derived", FIGURES, "derived: \"${training.per_city} div", "derived: \"999999999999999 * 999999999999999 div"),
    ("derived", FIGURES, "value: 3.3, unit", "value: 3.4, unit"),
    ("derived", FIGURES, "derived: \"${training.per_city} div", "derived: \"${training.city} div"),
    ("derived", FIGURES, "derived: \"${training.per_city} div", "derived: \"${span} div"),
    ("derived", FIGURES, "derived: \"${training.per_city} div", "derived: \"'八百' div"),
    ("external", FIGURES, "external: \"https://example.org/\"", "external: true"),
    ("deadlines", FIGURES, ", superseded: 无", ""),
    ("sources", PACT, "    source: 五(四)4\n    fields", "    fields"),
    ("sources", FIGURES, "derived: true, note: 逐条数得", "derived: true"),
    ("sources", FIGURES, "title: 带头, source: 二(一)", "title: 带头"),
    ("trace", PACT, "serves: 五(四)4", "serves: [五(四)1, 五(七)]"),
    ("trace", PACT, "serves: 五(四)4", "serves: [五(四)4, 五(四)40, 民法典470]"),
    ("trace", VISIT, "source: 五(四)1\n", "source: 五(四)11\n"),
    ("trace", ASKED, "items: visit.birth", "items: visit.brith"),
    ("trace", ASKED, "items: visit.birth", "items: visit.met"),
    ("trace", ASKED, "pages: index.md", "pages: indx.md"),
    ("trace", ASKED, "what: 签协议}", "what: 签协议}\n  - {section: 五(四)4, what: 存协议, undecided: 没有写份数}"),
    ("trace", ASKED, "  - {section: 五(四)4, what: 签协议}\n", ""),
    ("trace", ASKED, "section: 五(四)4, what", "section: 五(四)5, what"),
    ("trace", ASKED, "document: plan", "document: plam"),
    ("claims", MORE, "## 怎么去\n", "## 怎么去\n\n培训不花钱。\n"),
    ("claims", PACT, "purpose: 写明各方做什么", "purpose: 不花钱地写明各方做什么"),
    ("claims", "content/index.md", "不花钱。", "。"),
    ("front-matter", MORE, "description:", "document: plam\ndescription:"),
    ("leftovers", MORE, "description: 样例的另一页", "description: 【请写一句话】"),
    ("privacy", PACT, "label: 残疾人证号, privacy: sensitive", "label: 残疾人证号, privacy: personal"),
    ("privacy", VISIT, "label: 出生年月}", "label: 出生年月, privacy: sensitive}"),
    (
        "privacy",
        PACT,
        "type: signatures, label: 签章, parties: [{name: person, label: 本人, modes: [sign]}]",
        "type: note, label: 各方签名",
    ),
    (
        "privacy",
        PACT,
        "label: 回访编号}",
        "label: 回访编号}\n      - {name: friend, type: text, label: 亲友, privacy: personal, autocomplete: section-friend name}",
    ),
    (
        "privacy",
        PACT,
        "- {name: consent,",
        "- {name: early, type: text, label: 先填的, privacy: personal}\n      - {name: consent,",
    ),
    ("undecided", VISIT, "value: \"\", unit: 年, undecided: 方案没有写", "value: \"\", unit: 年"),
    (
        "undecided",
        VISIT,
        "label: 间隔, value: 3, unit: 个月",
        "label: 间隔, value: 3, unit: 个月, undecided: 只写定期。",
    ),
    (
        "undecided",
        PACT,
        "type: signatures, label: 签章, parties: [{name: person, label: 本人, modes: [sign]}]",
        "type: note, label: 各方签名",
    ),
    ("undecided", PACT, "effective: 2026-11-01", "effective: {value: \"\"}"),
    ("undecided", PACT, "effective: 2026-11-01", "effective: {value: 2026-11-01, undecided: 没有印发。}"),
    ("undecided", PACT, "effective: 2026-11-01", "effective: {value: \"\", undecided: 没有印发}"),
    ("law", PACT, "legal_review: {version: 1.0.0, by: 样例律师}\n", ""),
    ("law", PACT, "legal_review: {version: 1.0.0,", "legal_review: {version: 0.9.0,"),
    ("law", VISIT, "label: 出生年月}", "label: 出生年月, basis: 《残疾人就业条例》第十三条, hint: 见《甲法》第3条}"),
    ("offices", "content/cities/wuhan.yaml", "office: {}", "office: {name: 一, address: 二, hours: 四}"),
    ("serial", PACT, "${adcode}-2-____", "${adcod}-2-____"),
    ("serial", PACT, "${adcode}-2-____", "第-${adcode}-2"),
    ("autocomplete", PACT, "label: 回访编号}", "label: 回访编号, autocomplete: name}"),
    ("certificates", PACT, "label: 残疾人证号,", "label: 残疾人证号, of: id_nmuber, grade: name,"),
    ("autocomplete", PACT, "label: 残疾人证号,", "label: 残疾人证号, autocomplete: section-person nam,"),
    ("agreement", PACT, "covers: [志愿服务条例17]", "covers: [志愿服务条例170]"),
    ("agreement", PACT, "require_covers: [民法典470, 志愿服务条例17]\n", ""),
    ("punctuation", MORE, "## 怎么去\n", "## 怎么去\n\n先报名,**再**培训(免费);共${training.national}:全国。A, b: c\n"),
    ("punctuation", PACT, "活动前买保险。", "活动前买保险;再出发。"),
    ("leftovers", MORE, "## 怎么去\n", "## 怎么去\n\n合伙协议模板下载渠道协议，街接。\n"),
    ("leftovers", PACT, "活动前买保险。", "\"活动前**买保险**$｛start｝<br>。\""),
    ("leftovers", VISIT, "label: 出生年月}", "label: \"出生年月${interval}\"}"),
    ("leftovers", FIGURES, "caption: 目标", "caption: 目标 ＃注释"),
    ("counts", FIGURES, "value: 14, unit: 条,", "value: 14, unit: 条, counts: measures,"),
    ("counts", FIGURES, "value: [34, 50], unit: 家,", "value: [34, 50], unit: 家, counts: cities,"),
    ("divisions", "content/cities/wuhan.yaml", "adcode: 420100", "adcode: 430100"),
    ("divisions", "content/cities/wuhan.yaml", "adcode: 420100", "adcode: 170100"),
    ("divisions", "content/cities/wuhan.yaml", "adcode: 420100", "adcode: 420102"),
    ("notices", PACT, "rights: 可以查阅", "rights: 无。"),
    ("notices", PACT, "rights: 可以查阅", "rights: 由机构负责"),
    ("persons", MORE, "## 怎么去\n", "## 怎么去\n\n联系人：张三，13900000000，420106199003070012。\n"),
    ("pairs", MORE, "## 怎么去\n", "## 怎么去\n\n《条例第三条。\n"),
    ("numbering", MORE, "## 怎么去\n", "## 怎么去\n\n（1）报名；（3）培训。\n"),
    (
        "glossary",
        FIGURES,
        "charts:\n",
        "glossary: [{group: 词, terms: {aim: {term: 任务, means: 要做到的, avoid: 目标}}}]\ncharts:\n",
    ),
    ("typed-figures", MORE, "## 怎么去\n", "## 怎么去\n\n培训24,000名，每市 800 名，1800名不算。\n"),
    (
        "easy-read",
        MORE,
        "description: 样例的另一页\n---\n\n## 怎么去\n",
        "description: 样例的另一页\neasy_read_of: index.md\n---\n\n## 怎么去\n\n- ${pictogram:letter} 好。\n  - 里面的不算。\n- 就业机构可以给您写推荐信，也可以安排您和单位面谈（不收钱）。\n",
    ),
    ("paper", MORE, HEAD_OF_MORE, "description: 样例的另一页\nproduct: letter\n---\n"),
    ("paper", MORE, HEAD_OF_MORE, "description: 样例的另一页\nproduct: handout\n---\n\n${paper:fold}\n"),
    ("paper", MORE, HEAD_OF_MORE, "description: 样例的另一页\nproduct: poster\ndocument: plan\n---\n\n${paper:code}\n"),
    ("paper", MORE, "## 怎么去\n", "## 怎么去\n\n${paper:fold}\n"),
    ("descriptions", MORE, "样例的另一页", LONG),
    ("descriptions", MORE, "title: 更多\ndescription: 样例的另一页", "title: 首页\ndescription: 样例的首页"),
];

#[test]
fn each_rule_notices_its_faults() {
    let before: BTreeSet<String> = unspoilt().into_iter().collect();
    let mut report = String::new();
    let said = |line: &str, code: &str| line.contains(&format!("[{code}]"));
    let of_rules = || CHECKS.iter().flat_map(|check| check.messages.iter().map(|message| (check.code, message.code)));
    let mut noticed: BTreeSet<(&str, &str)> =
        of_rules().filter(|(_, code)| before.iter().any(|line| said(line, code))).collect();
    for (rule, path, from, to) in FAULTS {
        let check = CHECKS.iter().find(|check| check.code == *rule).expect("a rule of that code");
        let found: Vec<String> = after(path, from, to).into_iter().filter(|line| !before.contains(line)).collect();
        let codes: Vec<&str> = check.messages.iter().map(|message| message.code).collect();
        let own = codes.iter().filter(|code| found.iter().any(|line| said(line, code)));
        let own: Vec<(&str, &str)> = own.map(|code| (*rule, *code)).collect();
        assert!(!own.is_empty(), "{rule} did not notice {to:?}: {found:?}");
        noticed.extend(own);
        report.push_str(&format!("# {rule}: {}\n{}\n\n", to.trim().replace('\n', "⏎"), found.join("\n")));
    }
    said!(report);
    // What the search finds is known when the pages are made (`searching.rs`).
    let unseen: Vec<_> =
        of_rules().filter(|pair| !noticed.contains(pair) && !search::is_found_in_build(pair.1)).collect();
    assert!(unseen.is_empty(), "no case makes these say anything: {unseen:?}");
}

#[test]
fn words_that_people_write_are_no_leftovers() {
    for title in ["表格下载", "协议模板下载", "实施方案下载（PDF）", "施工中指施工单位负责", "计划下载说明"]
    {
        let found = after(MORE, "title: 更多", &format!("title: {title}"));
        assert!(!found.join("").contains("left-from-scraping"), "{title}: {found:?}");
    }
}

#[test]
fn a_broken_file_is_not_blamed_on_others() {
    let mut files = clean();
    for (path, text) in &mut files {
        if path == FIGURES || path == "forms/choices.yaml" || path == PACT {
            *text = "[".to_owned();
        }
    }
    let loaded =
        load_files(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())), &SettingOverrides::default());
    let found = lines(&all_findings(&loaded.value.site), &loaded.value.sources);
    let errors: Vec<&str> = found.lines().filter(|line| line.contains(": error[")).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Of a form that was read but for the text that prints a setting, nobody says that nothing prints it.
#[test]
fn a_setting_is_not_blamed_for_a_text_that_was_not_read() {
    let mut files = clean();
    for (_, text) in files.iter_mut().filter(|(path, _)| path == PACT) {
        *text = text.replace("    hint: 提前${ahead}，名额${places}，到${closing}为止。\n", "    hint: [提前]\n");
    }
    let loaded =
        load_files(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())), &SettingOverrides::default());
    assert!(!loaded.value.site.incomplete.forms.is_empty(), "a fault was met");
    let found = lines(&all_findings(&loaded.value.site), &loaded.value.sources);
    assert!(!found.contains("setting-unprinted"), "{found}");
}

/// `docs/checks.md` is made from the rules; `UPDATE_DOCS=1 cargo test` writes it anew.
#[test]
fn the_manual_of_the_rules_is_up_to_date() {
    let path = repository::path("docs/checks.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, manual()).expect("docs can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        written == manual(),
        "docs/checks.md is not what the rules say; run: UPDATE_DOCS=1 cargo test --release manual"
    );
}

#[test]
fn every_rule_is_told_whole() {
    let mut codes = BTreeSet::new();
    for check in CHECKS {
        assert!(codes.insert(check.code), "two rules are called {}", check.code);
        for part in [check.title, check.catches, check.hurts, check.example, check.fix] {
            assert!(!part.trim().is_empty(), "{} leaves something unsaid", check.code);
        }
        assert_ne!(check.words(Lang::En), check.words(Lang::Zh), "{} has no manual in English", check.code);
    }
}
