//! Deliberate faults, each in a small project that is otherwise right, and what is said of them word
//! for word: the place, and what to do.

use formpress::testing::load::{SettingOverrides, load_files};

use crate::report::{report, said};
use crate::sample::FILES;

/// Something done to the sample: in a file, replace one text by another, or the whole by bytes.
enum Change {
    Replace(&'static str, &'static str, &'static str),
    Write(&'static str, Vec<u8>),
}

use Change::{Replace, Write};

const VISIT: &str = "forms/visit.yaml";
const CHOICES: &str = "forms/choices.yaml";
const BLOCKS: &str = "forms/blocks.yaml";
const FACTS: &str = "content/facts.yaml";
const WUHAN: &str = "content/cities/wuhan.yaml";
const FORMER_LEDGER: &str = "docs/accessibility/ledger.yaml";

fn write(path: &'static str, text: impl Into<Vec<u8>>) -> Change {
    Write(path, text.into())
}

/// The report on the sample after some changes.
fn after(changes: Vec<Change>) -> String {
    let mut files: Vec<(&str, Vec<u8>)> = FILES.iter().map(|(path, text)| (*path, text.as_bytes().to_vec())).collect();
    for change in changes {
        let (path, bytes) = match change {
            Replace(path, from, to) => {
                let text = FILES.iter().find(|(name, _)| *name == path).expect("a file of the sample").1;
                let current = files.iter().find(|(name, _)| *name == path).expect("a file of the sample");
                let text_now = String::from_utf8(current.1.clone()).expect("text");
                assert!(text_now.contains(from), "{path} holds no {from:?}:\n{text}");
                (path, text_now.replacen(from, to, 1).into_bytes())
            }
            Write(path, bytes) => (path, bytes),
        };
        files.retain(|(name, _)| *name != path);
        files.push((path, bytes));
    }
    report(&load_files(files.iter().map(|(path, bytes)| (*path, bytes.as_slice())), &SettingOverrides::default()))
}

fn table(faults: Vec<(&str, Vec<Change>)>) -> String {
    faults
        .into_iter()
        .map(|(title, changes)| {
            let said = after(changes);
            assert_ne!(said, "", "nobody noticed: {title}");
            format!("# {title}\n{said}\n")
        })
        .collect()
}

#[test]
fn the_sample_has_none() {
    assert_eq!(after(Vec::new()), "");
}

#[test]
fn in_syntax() {
    said!(table(vec![
        ("tab", vec![Replace(VISIT, "    title: 回访情况", "\ttitle: 回访情况")]),
        ("bad indentation, too deep", vec![Replace(VISIT, "    title: 回访情况", "      title: 回访情况")]),
        ("bad indentation, between", vec![Replace(VISIT, "    title: 回访情况", "   title: 回访情况")]),
        ("full-width colon", vec![Replace(VISIT, "    title: 回访情况", "    title：回访情况")]),
        ("full-width colon in braces", vec![Replace(VISIT, "label: 出生年月", "label：出生年月")]),
        ("full-width colon, first line", vec![Replace("site.yaml", "title: 助残就业", "title：助残就业")]),
        (
            "full-width colon in a text in two languages",
            vec![Replace(VISIT, "title: {zh: 回访记录, en: Visit record}", "title:\n  zh：回访记录")]
        ),
        ("full-width comma", vec![Replace(VISIT, "type: month, label", "type: month， label")]),
        ("full-width space", vec![Replace(VISIT, "purpose: ", "　purpose: ")]),
        ("no space after the colon", vec![Replace(VISIT, "purpose: ", "purpose:")]),
        ("no space after the dash", vec![Replace(VISIT, "- 一式", "-一式")]),
        ("no colon", vec![Replace(VISIT, "purpose: 了解", "purpose 了解")]),
        ("a colon in the text", vec![Replace(VISIT, "purpose: 了解", "purpose: 目的: 了解")]),
        ("an insertion in braces", vec![Replace(VISIT, "\"${met} = '2'\"", "${met} = '2'")]),
        ("an open quote", vec![Replace(VISIT, "purpose: 了解", "purpose: \"了解")]),
        ("text after the quote", vec![Replace(VISIT, "purpose: 了解", "purpose: \"了解\"")]),
        ("an open bracket", vec![Replace(VISIT, "[机构存档, 服务对象]", "[机构存档, 服务对象")]),
        ("the wrong bracket", vec![Replace(VISIT, "modes: [sign]", "modes: [sign}")]),
        ("an anchor", vec![Replace(VISIT, "purpose: 了解", "purpose: &p 了解")]),
        ("a text beginning with a star", vec![Replace(VISIT, "label: 是否访到", "label: *是否访到")]),
        ("a text beginning with an exclamation mark", vec![Replace(VISIT, "label: 是否访到", "label: !是否访到")]),
        ("a text beginning with an at sign", vec![Replace(VISIT, "label: 是否访到", "label: @是否访到")]),
        ("a second document", vec![Replace(VISIT, "purpose: 了解", "---\npurpose: 了解")]),
        ("a key twice", vec![Replace(VISIT, "purpose: 了解", "version: 1.0.0\npurpose: 了解")]),
        ("a bad escape", vec![Replace(VISIT, "purpose: 了解就业情况", "purpose: \"了\\解\"")]),
        ("an alias bomb", vec![write(VISIT, bomb())]),
        ("deep nesting", vec![write(VISIT, "[".repeat(100_000))]),
        ("empty", vec![write(VISIT, "")]),
        ("only remarks", vec![write(VISIT, "# 还没有写\n")]),
        (
            "Windows line ends and a byte order mark, with a fault",
            vec![write(WUHAN, "\u{feff}id: wuhan\r\nname: 武汉市\r\nprovince: 湖北省\r\nadcode: 4201\r\n")]
        ),
    ]));
}

fn options(count: usize) -> String {
    (0..count).map(|n| format!("    - {{name: o{n}, label: 选项{n}}}\n")).collect()
}

/// Blocks each of which contains the next.
fn nested(count: usize) -> String {
    let level = |n: usize| format!("n{n}:\n  - block: n{}\n", n + 1);
    (0..count).map(level).collect::<String>() + &format!("n{count}:\n  - {{name: n, type: text, label: 甲}}\n")
}

/// Blocks each of which contains the next four times.
fn doubled(count: usize) -> String {
    let level = |n: usize| format!("m{n}:\n{}", format!("  - block: m{}\n", n + 1).repeat(4));
    (0..count).map(level).collect::<String>() + &format!("m{count}:\n  - {{name: n, type: text, label: 甲}}\n")
}

/// Ten references to ten references …, nine levels: a billion texts if they were followed.
fn bomb() -> String {
    let level = |n: usize| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "));
    format!("a0: &a0 哈\n{}", (1..10).map(level).collect::<String>())
}

#[test]
fn in_files() {
    let gbk = b"title: \xd6\xfa\xb2\xd0\xbe\xcd\xd2\xb5\n".to_vec();
    let utf16 = b"\xff\xfet\0i\0t\0l\0e\0".to_vec();
    said!(table(vec![
        ("GBK", vec![Write("site.yaml", gbk)]),
        ("UTF-16", vec![Write("site.yaml", utf16)]),
        ("not UTF-8", vec![Write("content/cities/wuhan.yaml", b"id: wuhan\nname: \xe6\xad\xa6\xff\x80\n".to_vec())]),
        ("not UTF-8: option lists, while fields name them", vec![Write(CHOICES, b"yes_no: \xff\xff\xff\n".to_vec())]),
        ("a city that climbs out", vec![Replace(WUHAN, "id: wuhan", "id: ../wuhan")]),
        ("a city of another name", vec![Replace(WUHAN, "id: wuhan", "id: beijing")]),
        ("a form with a bad file name", vec![write("forms/Visit 2.yaml", crate::sample::VISIT)]),
        ("a form with a device's name", vec![write("forms/nul.yaml", crate::sample::VISIT)]),
        ("the wrong ending", vec![write("forms/agreement.yml", "number: 之四\n")]),
        ("the ledger where it was before", vec![write(FORMER_LEDGER, "[]\n")]),
        ("the ledger in both places", vec![write(FORMER_LEDGER, "[]\n"), write("content/accessibility.yaml", "[]\n")]),
        (
            "a ledger with a criterion twice, and one whose test is not named",
            vec![write(
                "content/accessibility.yaml",
                "- {id: 1.1.1, standard: wcag22, name: 非文本内容, how: design, where: templates/base.html}\n\
                 - {id: 1.1.1, standard: gbt37668, name: 非文本内容, how: design, where: templates/base.html}\n\
                 - {id: 1.1.1, standard: wcag22, name: 非文本内容, how: test}\n",
            )],
        ),
        ("too big", vec![Write(VISIT, vec![b'#'; 3 << 20])]),
    ]));
}

#[test]
fn in_keys_and_values() {
    said!(table(vec![
        ("an unknown key", vec![Replace(VISIT, "purpose: 了解", "colour: red\npurpose: 了解")]),
        ("a mistyped key, which is missing too", vec![Replace(VISIT, "purpose: 了解", "purpos: 了解")]),
        ("a missing key", vec![Replace(VISIT, "version: 1.10.0\n", "")]),
        ("a key without a value", vec![Replace(VISIT, "purpose: 了解就业情况", "purpose:")]),
        ("an unknown kind", vec![Replace(VISIT, "type: month", "type: montth")]),
        ("another kind's key", vec![Replace(VISIT, "type: month,", "type: month, list: yes_no,")]),
        ("a rule where nothing is answered", vec![Replace(VISIT, "type: month,", "type: photo, constraint: . > 1,")]),
        ("a kind without its key", vec![Replace(VISIT, "        list: yes_no\n", "")]),
        ("a receiver without what it gets", vec![Replace(
            VISIT,
            "type: month, label: 出生年月}",
            "type: consent, label: 同意, purpose: 一, method: 二, necessity: 三, impact: 四, retention: 五, rights: 六, \
             share_with: [用工单位, {name: school, to: 学校}]}",
        )]),
        ("a list for a text", vec![Replace(VISIT, "label: 出生年月", "label: [出生, 年月]")]),
        ("a text for a map", vec![Replace(VISIT, "copies: {holders: [机构存档, 服务对象]}", "copies: 两份")]),
        ("a text for a list", vec![Replace(VISIT, "modes: [sign]", "modes: sign")]),
        ("an empty list", vec![Replace(VISIT, "modes: [sign]", "modes: []")]),
        ("an unknown word", vec![Replace(VISIT, "modes: [sign]", "modes: [sign, stamp]")]),
        ("yes for true", vec![Replace(VISIT, "required: true", "required: yes")]),
        ("a bad date", vec![Replace(VISIT, "2026-11-01", "2026-13-01")]),
        ("a date of another shape", vec![Replace(VISIT, "2026-11-01", "2026年11月1日")]),
        ("a bad version", vec![Replace(VISIT, "1.10.0", "1.10")]),
        ("a bad number of a form", vec![Replace(VISIT, "之一", "1")]),
        ("full-width digits", vec![Replace(VISIT, "blank_rows: 3", "blank_rows: ３")]),
        ("too many rows", vec![Replace(VISIT, "blank_rows: 3", "blank_rows: 3000")]),
        ("a name in hanzi", vec![Replace(VISIT, "name: birth", "name: 出生")]),
        ("a name twice in a form", vec![Replace(VISIT, "name: reason", "name: met")]),
        (
            "a name twice through a block",
            vec![Replace(
                VISIT,
                "      - block: person\n",
                "      - block: person\n      - {block: person, only: [phone]}\n"
            )]
        ),
        ("a name twice in a table", vec![Replace(VISIT, "name: what", "name: day")]),
        ("a section twice", vec![Replace(VISIT, "name: visit\n", "name: who\n")]),
        ("an option twice", vec![Replace(CHOICES, "name: 2", "name: 1")]),
        ("a column that is a table", vec![Replace(VISIT, "name: day, type: date", "name: day, type: photo")]),
        (
            "words without what they say",
            vec![Replace(VISIT, "type: month,", "type: month, relevant_text: 访到的填, constraint_text: 过去的, constraint_message: 不对,")]
        ),
        ("a bad insertion", vec![Replace(VISIT, "间隔${interval}", "间隔${间隔}")]),
        ("an open insertion", vec![Replace(VISIT, "间隔${interval}", "间隔${interval")]),
        ("a reserved name", vec![Replace(VISIT, "  interval: {label", "  city: {label")]),
        ("an unknown block", vec![Replace(VISIT, "block: person", "block: persn")]),
        ("a name that the block has not", vec![Replace(VISIT, "- block: person", "- {block: person, only: [nam]}")]),
        ("a ring of blocks", vec![Replace(BLOCKS, "contact:\n", "contact:\n  - block: person\n")]),
        ("a block in itself", vec![Replace(BLOCKS, "contact:\n", "contact:\n  - block: contact\n")]),
        ("a fault in a block that a form uses", vec![Replace(BLOCKS, "type: phone", "type: fone")]),
        ("a bad division code", vec![Replace(WUHAN, "420100", "42010")]),
        ("dashes of another keyboard", vec![Replace(VISIT, "  - 一式", "  － 一式")]),
        ("a wide dash before a map", vec![Replace(VISIT, "  - name: who\n", "  － name: who\n")]),
        ("wide brackets", vec![Replace(VISIT, "[机构存档, 服务对象]", "［机构存档，服务对象］")]),
        ("a comment with a wide sign", vec![Replace(VISIT, "number: 之一\n", "number: 之一\n＃ 编号\n")]),
        ("a bad base address", vec![Replace("site.yaml", "language:", "base_url: example.org\nlanguage:")]),
        ("a fact's bad name", vec![Replace(FACTS, "training.national: {", "training..national: {")]),
        ("a fact without a source", vec![Replace(FACTS, ", source: 二(三)1", "")]),
        (
            "a row of too few cells",
            vec![Replace(FACTS, "[training.national, training.per_city]", "[training.national]")]
        ),
        ("a figure of too many digits", vec![Replace(FACTS, "value: 24000", "value: 24000000000000000")]),
        (
            "a label that swallowed what follows",
            vec![write(VISIT, crate::sample::VISIT.replace("label: 出生年月", &format!("label: {}", "长".repeat(1001))))]
        ),
        (
            "a list without end",
            vec![write(CHOICES, format!("{}many:\n  choices:\n{}", crate::sample::CHOICES, options(501)))]
        ),
        ("too many who sign", vec![write(VISIT, crate::sample::VISIT.replace(
            "          - {name: visitor, label: 回访人, modes: [sign]}",
            &(0..21).map(|n| format!("          - {{name: v{n}, label: 人, modes: [sign]}}\n")).collect::<String>(),
        ))]),
        ("too many rows in all", vec![write(VISIT, crate::sample::VISIT.replace(
            "          - {name: what, type: text, label: 做了什么, width: 18}",
            &(0..18).map(|n| format!("          - {{name: w{n}, type: text, label: 甲, width: 1}}\n")).collect::<String>(),
        ).replace("blank_rows: 3", "blank_rows: 100").replace(
            "      - name: signatures\n",
            "      - {name: t, type: repeat, label: 表, blank_rows: 100, columns: [{name: a, type: select_one, list: mode, label: 甲, width: 24}]}\n      - {name: t2, type: repeat, label: 表, blank_rows: 100, columns: [{name: a, type: text, label: 甲, width: 12}, {name: b, type: select_one, list: mode, label: 甲, width: 6}, {name: c, type: select_one, list: mode, label: 甲, width: 6}, {name: d, type: select_one, list: mode, label: 甲, width: 6}, {name: e, type: select_one, list: mode, label: 甲, width: 6}]}\n      - name: signatures\n",
        ))]),
        ("blocks inside each other", vec![write(BLOCKS, format!("{}{}", crate::sample::BLOCKS, nested(9)))]),
        ("a block of more and more", vec![write(BLOCKS, format!("{}{}", crate::sample::BLOCKS, doubled(7)))]),
        ("a range upside down", vec![Replace(FACTS, "value: 800", "value: [50, 34]")]),
    ]));
}

#[test]
fn in_expressions() {
    let relevant = |text: &'static str| vec![Replace(VISIT, "${met} = '2'", text)];
    said!(table(vec![
        ("double equals", relevant("${met} == '2'")),
        ("unfinished", relevant("${met} =")),
        ("full-width quotes", relevant("${met} = ‘2’")),
        ("an open quote", relevant("${met} = '2")),
        ("an unknown function", relevant("select(${met}, '2')")),
        ("wrong arguments", relevant("selected('2')")),
        ("a comparison of comparisons", relevant("1 < ${met} < 3")),
        ("a name in hanzi", relevant("${访到} = '2'")),
        ("an open bracket", relevant("(${met} = '2'")),
        ("a number of too many digits", relevant("${met} = 1234567890123456")),
        ("a division by a number of two points", relevant("${met} = 1.2.3")),
        ("a pattern of too many brackets", relevant("regex(${reason}, '[0-9')")),
        ("a pattern of one dialect, a class", relevant("regex(${reason}, '[[:alpha:]]+')")),
        ("a pattern of one dialect, a group's name", relevant("regex(${reason}, '(?P<n>a)')")),
        ("a pattern of one dialect, an escape", relevant("regex(${reason}, '[0-9]+\\\\-[0-9]+')")),
        ("a pattern that looks ahead", relevant("regex(${reason}, '培训(?=班)')")),
        ("a pattern with an end inside", relevant("regex(${reason}, 'a$|b')")),
        ("a pattern repeated without end", relevant("regex(${reason}, '(a{900}){900}')")),
        ("nested too deeply", relevant("((((((((((((((((((((((((((((((((((((((((${met}")),
        (
            "after an escape, the place still holds",
            vec![Replace(FACTS, "${training.per_city} * 30", "\\x24{training.per_city} x 30")]
        ),
        (
            "over two lines, the place still holds",
            vec![Replace(
                VISIT,
                "relevant: \"${met} = '2'\"",
                "relevant: \"${met} = '2'\n          and ${met} ! '3'\""
            )]
        ),
    ]));
}

#[test]
fn several_in_one_file_and_in_several_files() {
    said!(after(vec![
        Replace("site.yaml", "as_of: 2026-11-22", "as_of: 今天"),
        Replace(CHOICES, "label: 是", "lable: 是"),
        Replace(VISIT, "version: 1.10.0", "version: 一"),
        Replace(VISIT, "type: month", "type: moth"),
        Replace(VISIT, "    title: 回访情况", "    title：回访情况"),
        Replace(VISIT, "blank_rows: 3", "blank_rows: 三"),
        Replace(VISIT, "${met} = '2'", "${met} = 2)"),
        Replace(WUHAN, "province: 湖北省\n", ""),
        Replace(FACTS, "document: plan, source: 二(三)1}\n  training.per", "document: plan}\n  training.per"),
        write("content/cities/beijing.yaml", "id: beijing\n\tname: 北京市\n"),
    ]));
}
