//! What reading a content page says.

use super::Message;

pub const LINK_EMPTY: Message = Message {
    code: "link-empty",
    zh: ["链接没有写去处", "在圆括号里写源文件的路径，例如 (../forms/index.md)"],
    en: ["the link leads nowhere", "write a source file's path in the parentheses, such as (../forms/index.md)"],
};

pub const LINK_NOT_A_PATH: Message = Message {
    code: "link-not-a-path",
    zh: ["“{link}”不是源文件的路径", "从本页所在文件夹写起，用 / 分隔，例如 ../cities/wuhan.yaml"],
    en: [
        "`{link}` is not the path of a source file",
        "write it from this page's folder, with /, such as ../cities/wuhan.yaml",
    ],
};

pub const LINK_OUTSIDE: Message = Message {
    code: "link-outside",
    zh: ["“{link}”不在网站里", "能链接的是 content 里的页面和文件、content/cities 里的城市、forms 里的表单"],
    en: [
        "`{link}` is not part of the site",
        "link to pages and files in content/, cities in content/cities/ or forms in forms/",
    ],
};

pub const LINK_TO_FOLDER: Message = Message {
    code: "link-to-folder",
    zh: ["“{link}”是文件夹", "写上文件夹里的页面，例如 {link}index.md"],
    en: ["`{link}` is a folder", "name the page in it, such as {link}index.md"],
};

pub const IMAGE_OUTSIDE: Message = Message {
    code: "image-outside",
    zh: ["图片“{link}”不是 content 里的文件", "把图片放进 content 文件夹，写它的路径；网页不从别处取东西"],
    en: [
        "the image `{link}` is not a file in content/",
        "put the picture into content/ and write its path; pages load nothing from elsewhere",
    ],
};

pub const IMAGE_WITHOUT_TEXT: Message = Message {
    code: "image-without-text",
    zh: ["图片没有替代文字", "在方括号里用一句话写出图片说了什么，看不见图的人靠它（WCAG 1.1.1）"],
    en: [
        "the image has no text equivalent",
        "say in the square brackets what the picture tells; people who cannot see it rely on that (WCAG 1.1.1)",
    ],
};

pub const HEADING_FIRST_LEVEL: Message = Message {
    code: "heading-first-level",
    zh: ["正文里有一级标题", "一级标题就是文件头的 title；正文从二级标题（##）写起"],
    en: ["a first-level heading in the text", "the first level is the title at the head of the file; begin with ##"],
};

pub const HEADING_JUMP: Message = Message {
    code: "heading-jump",
    zh: [
        "标题从第 {from} 级跳到了第 {to} 级",
        "改成第 {next} 级，或补上中间的标题；读屏软件按级别找内容（WCAG 1.3.1）",
    ],
    en: [
        "the heading jumps from level {from} to level {to}",
        "make it level {next}, or add the heading between; screen readers navigate by level (WCAG 1.3.1)",
    ],
};

pub const HEADING_EMPTY: Message = Message {
    code: "heading-empty",
    zh: ["标题没有文字", "写上标题，或删去井号"],
    en: ["the heading is empty", "write the heading, or remove the number signs"],
};

pub const EMPHASIS_LEFT: Message = Message {
    code: "emphasis-left",
    zh: ["“**”没有配成对，会照样印出来", "加粗的两头都写 **，里面紧挨着字，不留空格；要印星号本身，写 \\*\\*"],
    en: [
        "`**` has no partner and would be printed",
        "write ** at both ends, right beside the words; to print asterisks write \\*\\*",
    ],
};

pub const RAW_HTML: Message = Message {
    code: "raw-html",
    zh: ["HTML 标签不起作用，会原样显示", "用 Markdown 写；要讲解标签本身，用反引号括起来"],
    en: ["HTML has no effect and is shown as it is", "write Markdown; to show a tag, put it between backquotes"],
};

pub const INSERT_UNCLOSED: Message = Message {
    code: "insert-unclosed",
    zh: ["“${”没有写完", "补上 }；要印“${”本身，写 \\${"],
    en: ["`${` is not closed", "add }; to print `${` itself write \\${"],
};

pub const INSERT_NOT_A_NAME: Message = Message {
    code: "insert-not-a-name",
    zh: ["“${{name}}”不是名字", "写 facts.yaml 里的名字，例如 ${training.national}，或 ${table:targets}"],
    en: [
        "`${{name}}` is not a name",
        "write a name from facts.yaml, such as ${training.national}, or ${table:targets}",
    ],
};

pub const INSERT_UNKNOWN_KIND: Message = Message {
    code: "insert-unknown-kind",
    zh: ["没有“{kind}”这种插入", "可以写 {known}"],
    en: ["there is no insertion `{kind}`", "there are {known}"],
};

pub const INSERT_NOT_ALONE: Message = Message {
    code: "insert-not-alone",
    zh: ["${{kind}:{name}} 要独占一段", "把它单独放一行，上下各空一行"],
    en: [
        "${{kind}:{name}} must be a paragraph of its own",
        "put it on a line of its own, with an empty line above and below",
    ],
};

pub const FOOTNOTE_UNDEFINED: Message = Message {
    code: "footnote-undefined",
    zh: ["脚注 [^{label}] 没有内容", "在页面末尾写一行 [^{label}]: 脚注的内容"],
    en: ["footnote [^{label}] has no text", "write [^{label}]: and the text at the end of the page"],
};

pub const FOOTNOTE_UNUSED: Message = Message {
    code: "footnote-unused",
    zh: ["正文没有用到脚注 [^{label}]", "在正文里写 [^{label}]，或删去这条脚注"],
    en: ["nothing refers to footnote [^{label}]", "write [^{label}] in the text, or remove the footnote"],
};

pub const FOOTNOTE_TWICE: Message = Message {
    code: "footnote-twice",
    zh: ["脚注 [^{label}] 写了两次", "换一个记号，或删去一条"],
    en: ["footnote [^{label}] is defined twice", "give it another label, or remove one"],
};

pub const NESTED_TOO_DEEP: Message = Message {
    code: "nested-too-deep",
    zh: ["一层套一层太深，超过 {most} 层", "把列表、引用的层次改浅"],
    en: ["nested deeper than {most} levels", "use fewer levels of lists and quotes"],
};

pub const LINK_NOT_READ: Message = Message {
    code: "link-not-read",
    zh: ["这里像是链接，但没有读成链接", "写成 [文字](路径)：圆括号用半角，紧跟方括号，路径里不留空格"],
    en: [
        "this looks like a link but is not one",
        "write [words](path): ASCII parentheses right behind the bracket, no spaces in the path",
    ],
};

pub const NO_FRONT_MATTER: Message = Message {
    code: "no-front-matter",
    zh: ["文件头没有写", "在第一行写 ---，接着写 title: 和 description:，再写一行 ---，下面才是正文"],
    en: [
        "the head of the file is missing",
        "begin with a line ---, then title: and description:, then another line ---; the text follows",
    ],
};
