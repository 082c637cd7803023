//! Messages of layout and of writing outputs.

use super::Message;

messages! {
pub(crate) const FONT_MISSING: Message = Message {
    code: "font-missing",
    zh: [
        "没有找到字体“{family}”（{weight}）",
        "请安装：Debian、Ubuntu 用 apt-get install fonts-noto-cjk；其他系统从 Noto CJK 官方发布页下载简体中文 OTC 字体装上，或把字体文件放进项目的 fonts 文件夹",
    ],
    en: [
        "the font “{family}” ({weight}) was not found",
        "install it: on Debian and Ubuntu apt-get install fonts-noto-cjk; elsewhere install the Noto CJK collections (OTC), or put the font files into the project's fonts folder",
    ],    origin: System,
};

pub(crate) const FONT_UNREADABLE: Message = Message {
    code: "font-unreadable",
    zh: ["字体“{family}”（{weight}）读不出来", "请重新安装这个字体"],
    en: ["the font “{family}” ({weight}) cannot be read", "install it again"],    origin: System,
};

pub(crate) const GLYPH_MISSING: Message = Message {
    code: "glyph-missing",
    zh: ["字体“{family}”里没有“{character}”（{code}），印不出来", "换一个写法；方框请用选项和填空，不要打字符"],
    en: [
        "the font “{family}” has no glyph for “{character}” ({code}), so it cannot be printed",
        "write it another way; for boxes use options and blanks, not characters",
    ],
};

pub(crate) const CELL_TOO_NARROW: Message = Message {
    code: "cell-too-narrow",
    zh: ["“{label}”的格子太窄，排不下", "把 width 或 label_width 加大，或者把文字缩短"],
    en: [
        "the cell of “{label}” is too narrow for what it holds",
        "make width or label_width larger, or the words fewer",
    ],
};

pub(crate) const WORD_BROKEN: Message = Message {
    code: "word-broken",
    zh: [
        "“{label}”里的“{word}”比格子宽，用最小的字也放不下，印出来会从中间断开",
        "把 width 或 label_width 加大，或者换一个短的写法",
    ],
    en: [
        "“{word}” of “{label}” is wider than its cell, even in the smallest type, and is broken in print",
        "make width or label_width larger, or choose a shorter word",
    ],
    level: Warning,
};

pub(crate) const TOO_HIGH: Message = Message {
    code: "too-high",
    zh: [
        "“{label}”这一块高 {height} 毫米，一页只有 {room} 毫米，会印到纸外面",
        "把 rows、row_span、row_height 或 size 改小，或者把文字分成几段",
    ],
    en: [
        "“{label}” is {height} mm high, but a page has {room} mm, so it would run off the paper",
        "make rows, row_span, row_height or size smaller, or divide the text",
    ],
};

pub(crate) const TOO_LITTLE_ROOM: Message = Message {
    code: "too-little-room",
    zh: [
        "“{label}”最多写 {length} 个字，用最小的字（9 磅）要 {needed} 毫米宽，这里只有 {room} 毫米，写得下 {most} 个字",
        "把 width 加大，或者把 length 改成 {most} 以内",
    ],
    en: [
        "“{label}” may have {length} characters, which take {needed} mm in the smallest type (9 pt); there are {room} mm, room for {most}",
        "make width larger, or length {most} at most",
    ],
};

pub(crate) const PUBLICITY_OVERFULL: Message = Message {
    code: "publicity-overfull",
    zh: [
        "“{title}”的字太多，用最小的字（{size} 磅）还多出 {over} 毫米，印不下",
        "把文字缩短，或者减少条目；折页也可以把内容移到别的一面",
    ],
    en: [
        "“{title}” has too many words: in the smallest type ({size} pt) it is {over} mm higher than its room",
        "write less, or fewer items; of a handout move something to another panel",
    ],
};

pub(crate) const PUBLICITY_WORD_BROKEN: Message = Message {
    code: "publicity-word-broken",
    zh: ["“{text}”里有一个词比一行还宽，用最小的字也放不下", "换一个短的写法"],
    en: ["a word of “{text}” is wider than its line, even in the smallest type", "choose a shorter word"],
};

pub(crate) const TEMPLATE_MISSING: Message = Message {
    code: "template-missing",
    zh: ["缺少模板 templates/{name}", "从 formpress 的仓库里取回这个文件，或者把改了名的文件改回来"],
    en: [
        "the template templates/{name} is missing",
        "take the file from formpress's repository again, or give a renamed file its name back",
    ],
};

pub(crate) const TEMPLATE_BROKEN: Message = Message {
    code: "template-broken",
    zh: ["模板读不懂：{problem}", "照 Tera 的语法改这一行；标签要成对：{% if %} … {% endif %}"],
    en: [
        "the template cannot be read: {problem}",
        "mend this line after Tera's syntax; tags come in pairs: {% if %} … {% endif %}",
    ],
};

pub(crate) const ASSET_MISSING: Message = Message {
    code: "asset-missing",
    zh: [
        "templates/assets 里没有“{name}”（最像的是 {near}）",
        "照文件的名字写，例如 {{ asset(name=\"site.css\") }}；名字要直接写在模板里，不能用变量",
    ],
    en: [
        "there is no `{name}` in templates/assets (the nearest is {near})",
        "name the file as it is called, as in {{ asset(name=\"site.css\") }}; the name stands in the template itself, not in a variable",
    ],
};

pub(crate) const TEMPLATE_FAILED: Message = Message {
    code: "template-failed",
    zh: ["做 {page} 时模板出错：{problem}", "改这一行；模板里能用的名字，在 src/outputs/html/view/ 里逐个列着"],
    en: [
        "the template failed on {page}: {problem}",
        "mend this line; the names a template may use are listed in src/outputs/html/view/",
    ],
};
}
