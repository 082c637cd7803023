//! Markdown to the tree of a page: what is written on the left, what is read on the right.

use formpress::testing::load::body;
use formpress::testing::model::{Block, Inline, LinkTarget, PageText};
use formpress::testing::words::{Diagnostic, Lang, Location, Sources};

macro_rules! snapshot {
    ($text:expr) => {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!($text) })
    };
}

/// The tree as indented text, then each diagnostic with its place.
fn read(text: &str) -> String {
    let mut sources = Sources::default();
    let source = sources.add("content/policy/page.md", text);
    let read = body::read(source, text, 0, "policy/page.md");
    let mut out = String::new();
    blocks(&read.value.blocks, 0, &mut out);
    for diagnostic in &read.diagnostics {
        out.push_str(&report(&sources, diagnostic));
    }
    out
}

fn report(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let Location::Span(span) = diagnostic.location else { return format!("{diagnostic:?}\n") };
    let position = sources.get(span.source).position(span.start);
    let [what, hint] = diagnostic.words(Lang::Zh, sources);
    let (line, column, code) = (position.line, position.column, diagnostic.message.code);
    format!("{line}:{column} `{}` [{code}] {what};{hint}\n", sources.text(span))
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        out.push_str(&"  ".repeat(depth));
        match block {
            Block::Heading { level, anchor, inlines } => {
                out.push_str(&format!("h{level} #{anchor}: {}\n", line(inlines)))
            }
            Block::Paragraph(inlines) => out.push_str(&format!("p: {}\n", line(inlines))),
            Block::List { start, items } => {
                out.push_str(&format!("list{}\n", start.map(|s| format!(" from {s}")).unwrap_or_default()));
                for item in items {
                    out.push_str(&"  ".repeat(depth + 1));
                    out.push_str("item\n");
                    blocks(item, depth + 2, out);
                }
            }
            Block::Quote(inner) => {
                out.push_str("quote\n");
                blocks(inner, depth + 1, out);
            }
            Block::Table { header, rows, align } => {
                out.push_str(&format!("table {align:?}\n"));
                for row in [header].into_iter().chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| line(cell)).collect();
                    out.push_str(&"  ".repeat(depth + 1));
                    out.push_str(&format!("| {}\n", cells.join(" | ")));
                }
            }
            Block::Code { language, text } => out.push_str(&format!("code {language:?}: {text:?}\n")),
            Block::Rule => out.push_str("rule\n"),
            Block::Footnotes(notes) => {
                out.push_str("footnotes\n");
                for (at, note) in notes.iter().enumerate() {
                    out.push_str(&"  ".repeat(depth + 1));
                    out.push_str(&format!("{} [{}]\n", at + 1, note.label));
                    blocks(&note.blocks, depth + 2, out);
                }
            }
            Block::Insert { kind, name } => out.push_str(&format!("insert {kind:?} {}\n", name.value)),
        }
    }
}

fn line(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Words(words) => words.clone(),
        Inline::Strong(inner) => format!("<b>{}</b>", line(inner)),
        Inline::Emphasis(inner) => format!("<i>{}</i>", line(inner)),
        Inline::Code(code) => format!("<code>{code}</code>"),
        Inline::Link { target, inlines, .. } => format!("<a {}>{}</a>", aim(target), line(inlines)),
        Inline::Image { target, alternative, .. } => format!("<img {} {alternative}>", aim(target)),
        Inline::Fact { name, unit } => format!("<{}{}>", name.value, if *unit { "" } else { "!" }),
        Inline::FootnoteReference { number, label } => format!("<note {number} {label}>"),
        Inline::Pictogram(name) => format!("<pictogram {}>", name.value),
        Inline::Break => "<br>".to_owned(),
    }
}

fn aim(target: &LinkTarget) -> String {
    match target {
        LinkTarget::External(url) => url.clone(),
        LinkTarget::Internal { address, anchor } => format!("{address} {}", anchor.as_deref().unwrap_or_default()),
        LinkTarget::SamePage(anchor) => format!("#{anchor}"),
        LinkTarget::Broken(written) => format!("broken {written}"),
    }
}

#[test]
fn a_pictogram_begins_what_it_stands_for_and_is_no_word() {
    snapshot!(read(
        "## ${pictogram:ear} 听\n\n${pictogram:eye}  看，\n和**读**。\n\n- ${pictogram:hand}**手**\n- 脚\n  - ${pictogram:eye}[看](a.md)\n"
    ));
    snapshot!(read(
        "前 ${pictogram:ear}\n\n**${pictogram:ear} 粗**\n\n${pictogram:ear}\n\n${pictogram:a}${pictogram:b} 两个\n\n\
         [${pictogram:ear} 链](a.md)\n\n| ${pictogram:ear} 甲 |\n|---|\n| 乙 |\n\n\\${pictogram:ear} 字\n\n${pictogram:坏} 字\n"
    ));
}

#[test]
fn blocks_and_inlines() {
    snapshot!(read(
        "## 谁能参加 A-b\n\n第一行\u{ff0c}\n第二行 word\nword 第三行。  \n换行,`代码 ${x}`,*斜体*。\n\n\
         - 一\n- 二\n  - 里面\n\n3. 三\n\n   又一段\n\n> 引用\n\n---\n\n```yaml\na: 1\n```\n\n\
         | 项目 | 数 |\n|:--|--:|\n| 培训 | **${a.b}** |\n| 缺 |\n\n### 谁能参加 A-b\n"
    ));
}

#[test]
fn bold_beside_chinese_punctuation() {
    for (written, bold) in [
        ("**中文。**中文", "p: <b>中文。</b>中文\n"),
        ("中文**「强调」**中文", "p: 中文<b>「强调」</b>中文\n"),
        ("培训**${training.national}**,每市", "p: 培训<b><training.national></b>,每市\n"),
        ("共**${a.b}**名,**50%**的", "p: 共<b><a.b></b>名,<b>50%</b>的\n"),
        ("他说**“好”**就去", "p: 他说<b>“好”</b>就去\n"),
        ("**甲。**乙。**丙。**丁", "p: <b>甲。</b>乙。<b>丙。</b>丁\n"),
        ("**[链接](a.md)**后面", "p: <b><a policy/a/index.html >链接</a></b>后面\n"),
        ("***甲(乙)***丙", "p: <i><b>甲(乙)</b></i>丙\n"),
        ("*注:*后文", "p: <i>注:</i>后文\n"),
        ("`**中文。**中文`", "p: <code>**中文。**中文</code>\n"),
        ("\\*\\*中文。\\*\\*中文", "p: **中文。**中文\n"),
        ("```\n**中文。**中文\n```", "code None: \"**中文。**中文\\n\"\n"),
        ("plain **bold.** text", "p: plain <b>bold.</b> text\n"),
    ] {
        assert_eq!(read(written), bold, "{written}");
    }
}

#[test]
fn links_lead_to_what_the_source_file_becomes() {
    for (written, aim) in [
        ("../forms/index.md", "forms/index.html "),
        ("../cities/wuhan.yaml", "cities/wuhan/index.html "),
        ("../../forms/follow-up-record.yaml", "forms/follow-up-record/index.html "),
        ("plan.md#经费", "policy/plan/index.html 经费"),
        ("./index.md", "policy/index.html "),
        ("../index.md", "index.html "),
        ("#%E7%BB%8F%E8%B4%B9", "#经费"),
        ("../files/flow.png", "files/flow.png "),
        ("https://example.org/a", "https://example.org/a"),
    ] {
        assert_eq!(read(&format!("[x]({written})")), format!("p: <a {aim}>x</a>\n"), "{written}");
    }
}

#[test]
fn footnotes_are_numbered_as_they_are_met() {
    snapshot!(read(
        "乙[^b]甲[^a]又乙[^b]无[^none]。\n\n[^a]: 甲的注。\n[^b]: 乙的注,见[^c]。\n[^c]: **丙。**注\n\n    第二段\n\n[^a]: 又一次\n[^d]: 没人用\n"
    ));
}

#[test]
fn faults_have_their_places() {
    snapshot!(read(
        "# 一级\r\n\r\n#### 跳级\r\n\r\n##\r\n\r\n前 ${table:targets} 后\r\n\r\n${table:targets}\r\n\r\n${tabel:x}和${坏名}和${没完\r\n\r\n\
         **没 配对 **的\r\n\r\n[空]() [外](../../../x.md) [夹](../forms/) [绝](/a.md) [全角](a.md) [空 格](a b.md)\r\n\r\n\
         ![](a.png) ![外](https://x/y.png)\r\n\r\n<div>\r\n块\r\n</div>\r\n\r\n行内<b>粗</b><!-- 注 -->。\r\n\r\n<!-- 作者的话 -->\r\n\r\n\\${a} 和 `${b}`\r\n"
    ));
}

#[test]
fn nothing_is_nested_without_end() {
    let nested = read(&format!("{}底", "> ".repeat(20_000)));
    assert_eq!(nested.lines().filter(|line| line.contains("[nested-too-deep]")).count(), 1);
    assert_eq!(nested.lines().filter(|line| line.trim() == "quote").count(), 24);
}

/// A page with everything in it.
const RICH: &str = "## 标题\n\n**中文。**中文 ${a.b!}，`码`[链接](a.md#b)\\*字[^n]\n第二行 word\n\n- 一\n  - *二（三）*四\n\n| 甲 | 乙 |\n|---|--:|\n| **「x」**丙 | ${c} |\n\n> 引\n\n${table:t}\n\n[^n]: 注&amp;释\n\n<b>\n\n![图](p.png)\n";

const ODD: [&str; 28] = [
    "\u{3000}",
    "＃",
    "1、",
    "· ",
    "｜",
    "】（a.md）",
    "*",
    "**",
    "`",
    "[",
    "](",
    ")",
    "${",
    "}",
    "\n",
    "\n\n",
    "\\",
    "<",
    "|",
    "> ",
    "- ",
    "[^n]",
    "[^n]: ",
    "_",
    "「",
    "。",
    "\r\n",
    "<!---->",
];

#[test]
fn whatever_is_written_every_place_is_where_the_words_stand() {
    for (turn, (at, _)) in RICH.char_indices().enumerate() {
        for step in 0..4 {
            let odd = ODD[(turn * 7 + step * 5) % ODD.len()];
            places_are_true(&format!("{}{odd}{}", &RICH[..at], &RICH[at..]));
        }
    }
}

fn places_are_true(text: &str) {
    let mut sources = Sources::default();
    let source = sources.add("content/policy/page.md", text);
    let read = body::read(source, text, 0, "policy/page.md");
    for diagnostic in &read.diagnostics {
        let Location::Span(span) = diagnostic.location else { panic!("{diagnostic:?}") };
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{text:?}: {diagnostic:?}");
    }
    for passage in &read.value.texts {
        for (at, c) in passage.text.char_indices() {
            let written = sources.text(passage.span(at..at + c.len_utf8()));
            let same = written.starts_with(c) || c == PageText::INSERT || c == ' ' || written.starts_with('&');
            assert!(same, "{text:?}: {c:?} is said to be {written:?}");
        }
    }
}

/// What is said of a text, without the tree.
fn named(text: &str) -> Vec<String> {
    let said = read(text);
    said.lines().filter_map(|line| line.split_once(" [")?.1.split_once(']')).map(|(code, _)| code.to_owned()).collect()
}

#[test]
fn what_looks_like_markdown_and_is_not_read_as_such_is_named() {
    snapshot!(read(
        "##报名\n\n##\u{3000}报名\n\n##\u{a0}报名\n\n＃＃ 报名\n\n\u{200b}## 报名\n\n文字\n####### 七级\n\n## 报名##\n\n\
         1、登记\n2、评估\n\n要带：\n（1）身份证\n\n·照片\n\n-照片\n\n第一步：报名\n第二步：面谈\n\n\
         | 项目 | 数 |\n| 培训 | 一 |\n\n项目｜数\n培训｜一\n\n＞ 引用\n\n———\n\n\u{3000}\u{3000}段首。\n\u{3000}\u{3000}又一段。\n\n\
         文字\n---\n\n    空了四格\n\n$｛a.b｝、＄{a.b}、$ {a.b}\n\n【表】（../forms/index.md）、[表] (index.md)、[[表]]、！[图](a.png)\n\n\
         ~~旧~~、==亮==、{#apply}、【^1】\n\n每市800*30，共5*6。\n"
    ));
}

#[test]
fn what_is_meant_is_not_named() {
    for text in [
        "# 别处",
        "\\## 报名",
        "#助残日# 活动",
        "`##报名`和`$｛a｝`、`[[表]]`",
        "```\n1、登记\n2、评估\n| a |\n```",
        "1、只有一段",
        "1、登记  \n2、评估",
        "1、登记\n\n2、评估",
        "见方案五\n（七）7",
        "2026年\n1.5倍",
        "——引自方案",
        "零下\n-5度",
        "\u{3000}\u{3000}段首空两格。",
        "3*4=12",
        "*斜体*和**加粗**、2*3",
        "\\~~旧\\~~、\\[\\[表]]、\\==",
        "【通知】（2023）4号",
        "首页 | 关于",
        "- 一\n- 二\n\n1. 一\n2. 二",
        "姓名：______",
        "十一五期间，\n十、百、千都有。",
    ] {
        let named: Vec<String> = named(text).into_iter().filter(|code| code != "heading-first-level").collect();
        assert!(named.is_empty(), "{text}: {named:?}");
    }
    assert_eq!(read("\u{3000}\u{3000}段首。"), "p: 段首。\n");
    assert_eq!(read("甲\n\u{a0}乙"), "p: 甲乙\n");
}
