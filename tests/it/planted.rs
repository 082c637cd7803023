//! Faults planted one at a time in the tests' programme: each is told by its own diagnostic and no other, and what only looks
//! like one is told by none.

use std::collections::BTreeMap;

use formpress::testing::check::findings;
use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::words::Lang;

use crate::programme::{Files, files};

const LEARN: &str = "content/services/learn.md";
const PLAN: &str = "content/policy/plan.md";
const NEWS: &str = "content/news/opened.md";
const FIGURES: &str = "content/facts.yaml";
const CITY: &str = "content/cities/shijiazhuang.yaml";
const RECORD: &str = "forms/record.yaml";
const GALLERY: &str = "forms/gallery.yaml";
const AGREEMENT: &str = "forms/agreement.yaml";
const INTAKE: &str = "forms/intake.yaml";
const CHOICES: &str = "forms/choices.yaml";

/// The last words of the page [`LEARN`].
const END: &str = "工资和社会保险，与别的职工一样。";

/// Code, file, right text, wrong text; a file that is not there is made.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("not-written-yet", NEWS, "title: 网站开通", "title: 【请写标题：什么事】"),
    ("not-written-yet", LEARN, END, "工资和社会保险，与别的职工一样。【请写正文。】"),
    ("not-written-yet", CITY, "province: 河北省", "province: 【请写省份】"),
    ("not-written-yet", CITY, "adcode: 130100", "adcode: \"000000\""),
    ("not-written-yet", AGREEMENT, "title: 样例协议", "title: 【请写表的名称】"),
    ("not-written-yet", AGREEMENT, "purpose: 写明各做什么", "purpose: 【请写有什么用】"),
    ("not-written-yet", AGREEMENT, "source: 五(四)4\ncopies", "source: 【请写出自方案哪一节】\ncopies"),
    ("not-written-yet", FIGURES, "note: 含社会捐助", "note: 【请写怎么数的】"),
    (
        "count-differs",
        "content/cities/xian.yaml",
        "",
        "id: xian\nname: 西安市\nprovince: 陕西省\nadcode: 610100\noffice: {name: 样例机构, address: 样例路2号, hotline: \"00000001\", hours: 工作日, seal: 样例机构}\n",
    ),
    ("division-of-another", CITY, "130100", "140100"),
    ("division-of-another", CITY, "province: 河北省", "province: 河南省"),
    ("division-of-no-province", CITY, "130100", "170100"),
    ("division-of-no-city", CITY, "130100", "130102"),
    ("division-of-no-city", CITY, "130100", "130000"),
    ("notice-empty", RECORD, "purpose: ${office}建档。", "purpose: 略。"),
    ("notice-empty", RECORD, "method: 存档。", "method: 同上"),
    ("notice-empty", RECORD, "necessity: 要核实。", "necessity: 待定"),
    ("notice-empty", INTAKE, "impact: 不愿写的可以不写。", "impact: 无。"),
    ("notice-empty", RECORD, "retention: 保存${retention}。", "retention: 另行告知"),
    ("notice-empty", RECORD, "rights: 可以查、改、删，电话${hotline}。", "rights: 无。"),
    ("notice-without-right", GALLERY, "rights: 可以查、改、删。", "rights: 由就业机构负责。"),
    ("telephone-in-text", LEARN, END, "工资和社会保险，与别的职工一样。问 13900000000。"),
    ("telephone-in-text", LEARN, END, "工资和社会保险，与别的职工一样。问 139 0000 0000。"),
    ("telephone-in-text", LEARN, END, "工资和社会保险，与别的职工一样。电话：027-87654321。"),
    ("telephone-in-text", RECORD, "hint: 就业服务免费。", "hint: 问（027）87654321。"),
    ("identity-in-text", LEARN, END, "工资和社会保险，与别的职工一样。例如 420106199003070012。"),
    ("person-in-text", LEARN, END, "工资和社会保险，与别的职工一样。联系人：张三。"),
    ("person-in-text", LEARN, END, "工资和社会保险，与别的职工一样。请找李明先生。"),
    ("person-in-text", NEWS, "summary: 网站开通了。", "summary: 王老师说网站开通了。"),
    ("person-in-text", FIGURES, "note: 至少", "note: 负责人：赵四"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了24000名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了24,000 名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了24，000名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了24 000人。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了２４０００名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了2.4万名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了二万四千名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了两万四人。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了2万4千名。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了捐款两千万元。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了捐款0.2亿元。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了46.5％。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了百分之46.5。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了配套1.2亿元。"),
    ("typed-figure", LEARN, END, "工资和社会保险，与别的职工一样。培训了配套一亿两千万元。"),
    ("typed-figure", NEWS, "就业以后", "八百名学员就业以后"),
    ("figure-without-source", LEARN, END, "工资和社会保险，与别的职工一样。已经有 3500 人学完。"),
    ("figure-without-source", LEARN, END, "工资和社会保险，与别的职工一样。百分之十的人找到工作。"),
    ("figure-without-source", NEWS, "就业以后", "三百家单位参加。就业以后"),
    ("term-to-avoid", NEWS, "就业以后有护航", "就业以后有护行"),
    ("term-to-avoid", RECORD, "hint: 就业服务免费。", "hint: 个案跟踪。"),
    ("unpaired", LEARN, END, "工资和社会保险，与别的职工一样。《样例条例第三条。"),
    ("unpaired", LEARN, END, "工资和社会保险，与别的职工一样。学费（不含餐费。"),
    ("unpaired", LEARN, END, "工资和社会保险，与别的职工一样。说“先报名。"),
    ("unpaired", LEARN, END, "工资和社会保险，与别的职工一样。先报名）再学。"),
    ("unpaired", LEARN, END, "工资和社会保险，与别的职工一样。《含餐费）"),
    ("unpaired", RECORD, "hint: 就业服务免费。", "hint: 〔就业服务免费。"),
    ("number-left-out", LEARN, END, "工资和社会保险，与别的职工一样。（1）报名；（2）筛选；（4）培训。"),
    ("number-left-out", LEARN, END, "工资和社会保险，与别的职工一样。①报名；③筛选。"),
    ("number-left-out", LEARN, END, "工资和社会保险，与别的职工一样。\n\n一、报名\n\n二、筛选\n\n四、培训"),
    ("number-left-out", RECORD, "hint: 就业服务免费。", "hint: （一）先报名；（三）再填表。"),
    ("list-number-left-out", LEARN, "3. 参加测试", "4. 参加测试"),
    ("unknown-list", AGREEMENT, "list: trouble", "list: troubel"),
    ("unused-list", CHOICES, "gender:\n", "spare:\n  choices: [{name: 1, label: 一}]\ngender:\n"),
    ("unknown-form", AGREEMENT, "form: gallery", "form: galery"),
    ("unknown-name-in-text", AGREEMENT, "保存${retention}。", "保存${retentoin}。"),
    ("blank-not-in-text", AGREEMENT, "，档案是${sheet}", ""),
    ("unknown-fact", PLAN, "${training.national}", "${training.nation}"),
    ("unknown-insertion", PLAN, "${table:targets}", "${table:target}"),
    ("bars-of-two-units", FIGURES, "bars: [money.donation, money.matching]", "bars: [money.donation, aids.grant]"),
    ("parts-differ", FIGURES, "training.first, training.rest]", "training.first, training.per_city]"),
    ("unknown-step", FIGURES, "{from: high, to: exam}", "{from: high, to: exams}"),
    ("broken-link", LEARN, "(../../forms/intake.yaml)", "(../../forms/intakes.yaml)"),
    ("broken-anchor", PLAN, "(#做法)", "(#办法)"),
    ("unknown-page", "site.yaml", "policy/plan.md,", "policy/paln.md,"),
    ("unknown-audience", LEARN, "audience: 求职者", "audience: 求职"),
    ("updated-in-the-future", LEARN, "updated: 2026-11-02", "updated: 2026-12-02"),
    ("same-answer", INTAKE, "name: phone, type: phone", "name: devices_other, type: phone"),
    ("duplicate", CHOICES, "{name: leave, label: 休假}", "{name: leave, label: 报酬}"),
    ("unknown-option", INTAKE, "${met} = '0'", "${met} = '2'"),
    ("unknown-field", INTAKE, "${met} = '0'", "${mett} = '0'"),
    ("option-not-quoted", INTAKE, "${met} = '0'", "${met} = 0"),
    ("field-too-wide", INTAKE, "label: 月收入, width: 8", "label: 月收入, label_width: 18, width: 8"),
    ("columns-not-24", INTAKE, "label: 要点, width: 12", "label: 要点, width: 11"),
    ("relation-broken", FIGURES, ", acknowledged: 两个数对不上}", "}"),
    ("external-without-address", FIGURES, "external: \"https://example.org/\"", "external: true"),
    ("no-source", FIGURES, "derived: true, source: 二(三)1", "derived: true"),
    (
        "too-public",
        INTAKE,
        "label: 残疾类别, width: 20, required: true, privacy: sensitive",
        "label: 残疾类别, width: 20, required: true, privacy: personal",
    ),
    ("value-missing", AGREEMENT, "retention: {value: 3, unit: 年}", "retention: {value: \"\", unit: 年}"),
    ("bad-serial", INTAKE, "${adcode}-3", "${adcod}-3"),
    ("unsuited-purpose", INTAKE, "autocomplete: tel", "autocomplete: bday"),
    ("certificate-field", INTAKE, "of: id_number, kind", "of: id_nubmer, kind"),
    ("half-width", LEARN, END, "工资和社会保险，与别的职工一样。先报名,再学。"),
    ("left-from-scraping", LEARN, END, "工资和社会保险，与别的职工一样。街接培训。"),
    ("same-title", NEWS, "title: 网站开通", "title: 方案"),
    ("overlay-ahead", "forms/cities/shijiazhuang.yaml", "base: 1.1.0", "base: 9.0.0"),
    ("misspelt-key", INTAKE, "label: 残疾等级", "lable: 残疾等级"),
    ("bad-date", NEWS, "date: 2026-11-01", "date: 2026-11-31"),
    ("raw-html", LEARN, END, "工资和社会保险，与别的职工一样。<b>粗"),
];

/// File, text, and a text that is as right.
const RIGHT: &[(&str, &str, &str)] = &[
    (LEARN, END, "培训了两万多名。几百人参加，十来个人学完。"),
    (LEARN, END, "《样例办法》第二十九条要求 3500 人。"),
    (LEARN, END, "已经有 3500 人学完[^a]。\n\n[^a]: 样例的注。"),
    (LEARN, END, "GB/T 37668-2019，2.2.1，2026年11月1日，二〇二六年，“十四五”，第24000号。"),
    (LEARN, END, "万一不行，千万别急；十分简单，百分之百可以。"),
    (LEARN, END, "八九个人，三四天，12385，00000000。"),
    (LEARN, END, "联系人：本人或者亲友。负责人签名。指导师：受过专门培训。"),
    (LEARN, END, "各位老师，这位先生，培训老师，任课老师。"),
    (LEARN, END, "原文写作“护行”，又写作“个案跟踪”。"),
    (LEARN, END, "（见《样例办法》（试行）“第一章”〔附〕）。"),
    (LEARN, END, "1）先报名；2）再学。"),
    (LEARN, END, "（1）报名；（2）培训；见（4）项和五（七）10（3）。"),
    (LEARN, END, "\n\n一、报名\n\n（一）到街道\n\n（二）填表\n\n二、培训\n\n三、上岗"),
    (LEARN, "2. 填[登记表](../../forms/intake.yaml)，写上电话和残疾人证号。\n3. ", "1. 填写。\n1. "),
    (LEARN, "3. 参加测试", "3. 参加 2.4 小时的测试"),
    (NEWS, "就业以后有护航", "就业以后有护航，护航就是护航"),
    (CITY, "130100", "139001"),
    (CITY, "province: 河北省", "province: 河北"),
    (RECORD, "rights: 可以查、改、删，电话${hotline}。", "rights: 随时可以撤回同意。"),
    (RECORD, "retention: 保存${retention}。", "retention: 五年"),
    (GALLERY, "purpose: 建档。", "purpose: 没有工作的，为您找工作。"),
];

/// Severity, code and words of everything that is found, and how often.
type Found = BTreeMap<(String, &'static str, [String; 2]), usize>;

fn found(files: &Files) -> Found {
    let loaded =
        load_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())), &SettingOverrides::default());
    let mut all = loaded.diagnostics;
    all.extend(findings(&loaded.value));
    let mut found = Found::new();
    for diagnostic in all {
        let words = diagnostic.words(Lang::Zh, &loaded.value.sources);
        *found.entry((format!("{:?}", diagnostic.severity), diagnostic.message.code, words)).or_default() += 1;
    }
    found
}

/// What is found in a programme with one text in the place of another, beside what is found without.
fn planted(before: &Found, path: &str, from: &str, to: &str) -> Vec<(String, &'static str, [String; 2])> {
    let mut files = files();
    let text = files.get(path).map(|bytes| String::from_utf8(bytes.clone()).expect("UTF-8")).unwrap_or_default();
    assert!(text.contains(from), "{path} holds no {from:?}");
    files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
    let mut now = found(&files);
    now.iter_mut().for_each(|(what, count)| *count -= before.get(what).copied().unwrap_or(0).min(*count));
    now.into_iter().flat_map(|(what, count)| std::iter::repeat_n(what, count)).collect()
}

#[test]
fn each_fault_is_told_by_its_diagnostic_and_no_other() {
    assert!(FAULTS.len() >= 80, "{} faults", FAULTS.len());
    let before = found(&files());
    let mut wrong = Vec::new();
    for (code, path, from, to) in FAULTS {
        let told = planted(&before, path, from, to);
        if told.iter().map(|(_, code, _)| code).ne([code]) {
            wrong.push(format!("{code}: {to:?} in {path}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_only_looks_like_a_fault_is_told_by_none() {
    let before = found(&files());
    let mut wrong = Vec::new();
    for (path, from, to) in RIGHT {
        let told = planted(&before, path, from, to);
        if !told.is_empty() {
            wrong.push(format!("{to:?} in {path}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
