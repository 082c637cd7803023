//! A small project without a fault, for tests to spoil.

pub const SITE: &str = "\
title: 助残就业
description: 一个样例
programme: 样例项目
language: zh-CN
as_of: 2026-11-22
notice: 送审稿。
unknown_office: 请到当地残联问。
navigation: [index.md]
";

pub const CHOICES: &str = "\
yes_no:
  choices:
    - {name: 1, label: 是}
    - {name: 2, label: {zh: 否, en: no}}
mode:
  source: 五(七)7
  choices:
    - {name: home, label: 入户}
    - {name: other, label: 其他, other: true}
";

pub const BLOCKS: &str = "\
person:
  - {name: name, type: text, label: 姓名, width: 8, privacy: personal, inferred: 同类表都设}
  - block: contact
contact:
  - {name: phone, type: phone, label: 电话, width: 8, privacy: personal, inferred: 要能联系}
";

pub const VISIT: &str = "\
number: 之一
title: {zh: 回访记录, en: Visit record}
version: 1.10.0
effective: 2026-11-01
filled_by: 回访人员
when: 每次回访时填写，间隔${interval}
purpose: 了解就业情况
source: 五(七)7
copies: {holders: [机构存档, 服务对象]}
retention: {value: \"\", unit: 年, undecided: 方案没有写}
settings:
  interval: {label: 间隔, value: 3, unit: 个月}
instructions:
  - 一式${copies}份，间隔${interval}。
sections:
  - name: who
    title: 服务对象
    source: 五(四)1
    fields:
      - block: person
      - {name: birth, type: month, label: 出生年月}
  - name: visit
    title: 回访情况
    source: 五(七)7(5)
    fields:
      - name: met
        type: select_one
        list: yes_no
        label: 是否访到
        required: true
      - {name: reason, type: multiline, rows: 2, label: 未访到原因, relevant: \"${met} = '2'\"}
      - name: steps
        type: repeat
        label: 经过
        blank_rows: 3
        columns:
          - {name: day, type: date, label: 日期, width: 6}
          - {name: what, type: text, label: 做了什么, width: 18}
      - name: signatures
        type: signatures
        label: 签名
        parties:
          - {name: visitor, label: 回访人, modes: [sign]}
";

pub const FACTS: &str = "\
documents:
  plan: {title: 方案, status: 送审稿, until: 2011-12-31}
facts:
  training.national: {label: 培训, value: 24000, unit: 名, document: plan, source: 二(三)1}
  training.per_city: {label: 每市培训, value: 800, unit: 名, document: plan, source: 二(三)1}
relations:
  training: {holds: \"${training.per_city} * 30 = ${training.national}\"}
tables:
  targets:
    caption: 目标
    columns: [项目, 全国, 每市]
    rows:
      - {label: 培训, cells: [training.national, training.per_city]}
";

pub const WUHAN: &str = "\
id: wuhan
name: 武汉市
province: 湖北省
adcode: 420100
office: {}
";

pub const OVERLAY: &str = "\
visit:
  base: 1.10.0
  settings: {interval: 6}
";

pub const INDEX: &str = "\
---
title: 首页
description: 样例的首页
---

培训${training.national}。
";

/// Path and text of every file.
pub const FILES: [(&str, &str); 8] = [
    ("site.yaml", SITE),
    ("forms/choices.yaml", CHOICES),
    ("forms/blocks.yaml", BLOCKS),
    ("forms/visit.yaml", VISIT),
    ("content/facts.yaml", FACTS),
    ("content/cities/wuhan.yaml", WUHAN),
    ("forms/cities/wuhan.yaml", OVERLAY),
    ("content/index.md", INDEX),
];
