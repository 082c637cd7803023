"""Websites of many pages, beside Hugo's.

Each number is a site of so many pages of 3 KB: running text with headings, lists, tables and links from page to page, the same
Markdown for both. Both refuse links that lead nowhere and write the words of all pages down for a search; formpress also looks for
words of a glossary, and its pages have more around them. Builds take turns, each into an empty folder. A further page costs what the
largest site costs more than the next one, for each page that it has more; the exponent is that of the growth between them.

    python3 bench/sites.py 1000 FOLDER

writes a site: FOLDER/formpress and FOLDER/hugo.
"""

import math
import random
import shutil
import sys
from pathlib import Path

import measure

TOP = Path(__file__).resolve().parent.parent
# Of a folder of pages, its index among them.
FOLDER = 50
# Words of the glossary, and how many of the pages' words are among them.
TERMS = 60
WORDS = (
    "残疾人 就业 培训 单位 社区 中心 服务 登记 岗位 辅具 家庭 学校 医院 老师 工资 合同 时间 地点 材料 申请 办理 审核 公示 补贴 资金 项目 "
    "计划 目标 责任 人员 名单 电话 窗口 手续 表格 签字 盖章 日期 年度 季度 检查 评估 报告 回访 记录 问题 意见 建议 安全 健康 设备 技术 网络 "
    "信息 系统 数据 保密 保护 权利 义务 规定 办法 通知 要求 标准 质量 效果 结果 情况 原因 方法 步骤 流程 开始 结束 继续 停止 增加 减少 提高 "
    "改善 支持 帮助 参加 组织 安排 协调 联系 合作 交流 学习 工作 生活 交通 住房 饮食 无障碍 盲道 手语 字幕 轮椅 助听器 读屏 大字版"
).split()
JOINS = "的 和 在 由 向 为 把 对 与 按 从 到 先 再 也 都 要 应当 可以 已经".split()
TITLE = "{number}号问答：{first}与{second}"


def title(number):
    chance = random.Random(f"title {number}")
    return TITLE.format(number=number, first=chance.choice(WORDS), second=chance.choice(WORDS))


def sentence(chance):
    words = [chance.choice(WORDS) + (chance.choice(JOINS) if chance.random() < 0.4 else "") for _ in range(chance.randint(6, 14))]
    cut = len(words) // 2
    return "".join(words[:cut]) + "，" + "".join(words[cut:]) + "。"


def paragraph(chance):
    return "".join(sentence(chance) for _ in range(chance.randint(1, 3)))


def path(number):
    """Below the folder of contents: the first of a folder is its index."""
    folder, at = divmod(number, FOLDER)
    return f"part-{folder:04}/" + ("index.md" if at == 0 else f"page-{number:06}.md")


def link(chance, number, count):
    to = chance.randrange(count)
    folder, other = path(number).split("/")[0], path(to)
    return f"[{title(to)}]({other.split('/')[1] if other.startswith(folder + '/') else '../' + other})"


def body(number, count):
    """The Markdown of a page."""
    chance = random.Random(f"page {number}")
    parts = [paragraph(chance)]
    for heading in range(3):
        parts.append(f"## {chance.choice(WORDS)}怎样{chance.choice(WORDS)}{heading + 1}")
        parts.append(f"{paragraph(chance)}参见{link(chance, number, count)}。{sentence(chance)}")
        if heading % 2:
            parts.append("\n".join(f"- {sentence(chance)}" for _ in range(3)))
        else:
            parts.append(f"### {chance.choice(WORDS)}之外{heading + 1}")
            parts.append(f"**{sentence(chance)}** {paragraph(chance)}")
    rows = [f"| {chance.choice(WORDS)} | {chance.choice(WORDS)} | {chance.randint(1, 9999)} |" for _ in range(3)]
    parts.append("\n".join(["| 项目 | 单位 | 数 |", "| --- | --- | ---: |", *rows]))
    return "\n\n".join(parts) + "\n"


def page(number, count):
    front = f"---\ntitle: {title(number)}\ndescription: {number}号问答的说明，{random.Random(number).choice(WORDS)}在里面。\n---\n\n"
    return front + body(number, count)


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_site(count, top):
    ours, hugo = top / "formpress", top / "hugo"
    shutil.copytree(TOP / "templates", ours / "templates")
    write(
        ours / "site.yaml",
        "title: 问答大全\ndescription: 很多页问答。\nprogramme: 测速\nlanguage: zh-CN\nas_of: 2026-11-22\nbase_url: null\n"
        "notice: 这是测速用的。\nunknown_office: 请到当地残联问。\nnavigation: [index.md, part-0000/index.md]\n",
    )
    terms = "".join(f"      t{i}: {{term: {WORDS[-1 - i]}, means: {WORDS[-1 - i]}的意思。}}\n" for i in range(TERMS))
    write(ours / "content/facts.yaml", f"documents: {{}}\nfacts: {{}}\nglossary:\n  - group: 词\n    terms:\n{terms}")
    write(ours / "content/words.md", "---\ntitle: 词语解释\ndescription: 难懂的词。\n---\n\n${list:glossary}\n")
    home = "---\ntitle: 问答大全\ndescription: 首页。\n---\n\n" + "".join(
        f"- [{title(number)}]({path(number)})\n" for number in range(0, count, FOLDER)
    )
    write(ours / "content/index.md", home)
    write(hugo / "content/_index.md", home)
    write(hugo / "hugo.yaml", HUGO)
    write(hugo / "layouts/_default/_markup/render-link.html", LINK)
    write(hugo / "layouts/index.json", '[{{ range $i, $page := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "u" .RelPermalink "t" .Title "p" .Plain | jsonify }}{{ end }}]\n')
    write(hugo / "layouts/_default/baseof.html", BASE)
    write(hugo / "layouts/_default/single.html", '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}{{ end }}\n')
    write(
        hugo / "layouts/_default/list.html",
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
    )
    for number in range(count):
        text = page(number, count)
        write(ours / "content" / path(number), text)
        write(hugo / "content" / path(number).replace("/index.md", "/_index.md"), text)


HUGO = """
baseURL: https://example.org/
languageCode: zh-CN
title: 问答大全
disableKinds: [taxonomy, term, RSS]
hasCJKLanguage: true
outputs: {home: [html, json]}
"""

LINK = """{{- $to := urls.Parse .Destination -}}
{{- if $to.IsAbs -}}
<a href="{{ .Destination }}">{{ .Text }}</a>
{{- else -}}
{{- with .PageInner.GetPage $to.Path -}}
<a href="{{ .RelPermalink }}">{{ $.Text }}</a>
{{- else -}}
{{ errorf "%s: no page %s" .Page.Path .Destination }}
{{- end -}}
{{- end -}}
"""

BASE = """<!DOCTYPE html>
<html lang="{{ site.LanguageCode }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"></head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
<nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</nav>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
"""


def builds(formpress, hugo, counts, folder):
    """Rows of sites with ever more pages."""
    commands = {
        "formpress": ([formpress, "build", "--lang", "en"], "formpress", "output"),
        "formpress `check`": ([formpress, "check", "--lang", "en"], "formpress", None),
        "Hugo": ([hugo, "--quiet"], "hugo", "public"),
    }
    rows, found = [], {}
    for count in counts:
        site = folder / f"site-{count}"
        write_site(count, site)

        def anew(command, below, output):
            def program():
                for path in [*(site / below).glob(f"{output}*"), *(site / below).glob(f".{output}*")] if output else []:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                return measure.run(command, site / below)[0]

            return program

        found[count] = measure.in_turn({name: anew(*command) for name, command in commands.items()})
        rows += [[f"{count} pages, {name}", *measure.row("", uses)[1:]] for name, uses in found[count].items()]
        shutil.rmtree(site)
    measure.table(["site", "wall, s", "processor, s", "memory, MB"], rows)
    if len(counts) > 1:
        few, many = counts[-2:]
        cost = {name: [measure.of(found[count][name]).processor for count in (few, many)] for name in commands}
        slope = {name: (much - little) / (many - few) for name, (little, much) in cost.items()}
        rows = [
            [name, f"{slope[name] * 1e3:.2f}", f"{slope['Hugo'] / slope[name]:.1f}", f"{math.log(much / little) / math.log(many / few):.2f}"]
            for name, (little, much) in cost.items()
        ]
        measure.table(["a further page", "processor, ms", "Hugo's time over it", "exponent"], rows)


if __name__ == "__main__":
    write_site(int(sys.argv[1]), Path(sys.argv[2]))
