//! A form that asks for everything there is to ask, and a row of data that answers all of it.

/// A form that asks for everything.
pub const ALL_KINDS: &str = "\
number: 之一
title: 全部栏目
version: 1.0.0
effective: 2026-11-01
filled_by: 办事人员
when: 随时
purpose: 试填
source: 五(七)7
copies: {holders: [机构存档]}
retention: {value: 3, unit: 年}
serial: \"${adcode}-1-____-____\"
instructions: [逐项填写。]
sections:
  - name: who
    title: 服务对象
    source: 五(四)1
    fields:
      - {name: name, type: text, label: 姓名, label_width: 4, width: 8, length: 6, required: true, privacy: personal}
      - {name: birth, type: month, label: 出生年月, label_width: 4, width: 8, constraint: . <= today(), constraint_message: 出生年月不能晚于今天}
      - {name: phone, type: phone, label: 电话, label_width: 4, width: 8, privacy: personal}
      - {name: number, type: text, label: 工号, label_width: 4, width: 8, constraint: \"regex(., '[A-Z][0-9]{3}')\"}
      - {name: id, type: id_number, label: 身份证号, label_width: 4, width: 20, privacy: sensitive}
      - {name: certificate, type: certificate_number, boxes: 22, label: 残疾人证号, label_width: 4, width: 20, privacy: sensitive}
      - {name: met, type: select_one, list: yes_no, label: 是否访到, label_width: 4, width: 8, required: true}
      - {name: reason, type: text, label: 原因, label_width: 4, width: 8, required: true, relevant: \"${met} = '2'\"}
      - {name: modes, type: select_multiple, list: mode, label: 方式, label_width: 4, width: 20, constraint: count-selected(.) <= 1}
      - {name: times, type: integer, label: 次数, label_width: 4, width: 8, unit: 次, constraint: . >= 1}
      - {name: income, type: decimal, label: 收入, label_width: 4, width: 8, unit: 元, privacy: sensitive, constraint: . >= 0, constraint_message: 金额不能小于0}
      - {name: from, type: date, label: 开始, label_width: 4, width: 8}
      - {name: to, type: date, label: 结束, label_width: 4, width: 8, constraint: \". >= ${from}\", constraint_message: 结束不能早于开始}
      - {name: sheet, type: reference, form: all, label: 原表编号, label_width: 4, width: 8}
      - {name: remarks, type: multiline, rows: 2, label: 备注, label_width: 4, width: 20}
      - name: checks
        type: matrix
        list: yes_no
        label: 核查
        label_width: 8
        required: true
        relevant: \"${met} = '1'\"
        note: {label: 说明, width: 8}
        rows:
          - {name: pay, label: 报酬平等}
          - {name: rest, label: 休假落实}
      - name: steps
        type: repeat
        label: 经过
        blank_rows: 2
        columns:
          - {name: day, type: date, label: 日期, width: 3}
          - {name: what, type: text, label: 做了什么, width: 12, required: true}
          - {name: how, type: select_one, list: mode, label: 方式, width: 9}
      - name: tests
        type: repeat
        label: 测验
        label_width: 6
        rows: [{name: ability, label: 能力}]
        columns: [{name: result, type: text, label: 结果, width: 18}]
  - name: terms
    title: 条款
    source: 五(四)4
    fields:
      - name: clauses
        type: clauses
        label: 条款
        clauses:
          - name: term
            text: 期限自${start}起，地点${place}。
            blanks:
              - {name: start, type: date, label: 期限开始}
              - {name: place, type: text, label: 地点}
      - name: consent
        type: consent
        label: 告知和同意
        purpose: 办事。
        method: 存档。
        necessity: 需要。
        impact: 保密。
        retention: 三年。
        rights: 可以查阅。
        share_with: [{name: employer, to: 用工单位, what: 姓名, for: 办事}]
      - name: signatures
        type: signatures
        label: 签名
        parties:
          - {name: visitor, label: 回访人, modes: [sign], date: true}
";

/// A right row, to be spoilt: name and value of each column.
pub const RIGHT: [(&str, &str); 34] = [
    ("office", "测试机构"),
    ("serial", "420100-1-2026-0001"),
    ("name", "测试一"),
    ("birth", "1988-05"),
    ("phone", "13800138000"),
    ("number", "A001"),
    ("id", "11010519491231002X"),
    ("certificate", "11010519491231002X43B1"),
    ("met", "是"),
    ("reason", ""),
    ("modes", "其他"),
    ("modes_other", "视频"),
    ("times", "2"),
    ("income", "3,200.50元"),
    ("from", "2026年11月1日"),
    ("to", "2026/11/20"),
    ("sheet", "420100-1-2026-0002"),
    ("remarks", "第一行\n第二行"),
    ("checks.pay", "1"),
    ("checks.pay_note", "按月发放"),
    ("checks.rest", "2 否"),
    ("checks.rest_note", ""),
    ("steps.1.day", "2026-11-02"),
    ("steps.1.what", "上门"),
    ("steps.1.how", "home"),
    ("steps.1.how_other", ""),
    ("steps.2.what", ""),
    ("tests.ability.result", "良好"),
    ("start", "2026-11-01"),
    ("place", "武汉"),
    ("consent.sensitive", "同意"),
    ("consent.share.employer", "不同意"),
    ("consent.date", "2026-11-03"),
    ("signatures.visitor.date", "2026-11-03"),
];

/// CSV of rows, of which each changes some cells of the right one.
pub fn csv_of(rows: impl IntoIterator<Item = Vec<(&'static str, String)>>) -> String {
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = RIGHT.map(|(name, _)| cell(name)).join(",") + "\r\n";
    for changes in rows {
        let cells = RIGHT.map(|(name, value)| {
            let changed = changes.iter().find(|(column, _)| *column == name);
            cell(changed.map_or(value, |(_, value)| value))
        });
        text += &(cells.join(",") + "\r\n");
    }
    text
}
