//! Messages of reading a content page.

use super::Message;

messages! {
pub(crate) const LINK_EMPTY: Message = Message {
    code: "link-empty",
    zh: ["链接没有写去处", "在圆括号里写源文件的路径，例如 (../forms/index.md)"],
    en: ["the link leads nowhere", "write a source file's path in the parentheses, such as (../forms/index.md)"],
};

pub(crate) const LINK_NOT_A_PATH: Message = Message {
    code: "link-not-a-path",
    zh: ["“{link}”不是源文件的路径", "从本页所在文件夹写起，用 / 分隔，例如 ../cities/wuhan.yaml"],
    en: [
        "`{link}` is not the path of a source file",
        "write it from this page's folder, with /, such as ../cities/wuhan.yaml",
    ],
};

pub(crate) const LINK_SCHEME: Message = Message {
    code: "link-scheme",
    zh: [
        "“{link}”不是别人点得开的地址",
        "网址写 https:// 或 http:// 开头的全文，邮箱写 mailto:，电话写 tel:；自己电脑上的文件放进 content，写它的路径",
    ],
    en: [
        "`{link}` is no address that others can open",
        "write a whole https:// or http:// address, mailto: or tel:; put a file of your own computer into content/ and write its path",
    ],
};

pub(crate) const LINK_NOT_WHOLE: Message = Message {
    code: "link-not-whole",
    zh: [
        "“{link}”这个地址不完整",
        "https:// 后面写网站的名字，mailto: 后面写邮箱，tel: 后面写电话号码（半角数字，不留空格）；用户名和密码不能写在网址里",
    ],
    en: [
        "the address `{link}` is not whole",
        "write a host after https://, a mail address after mailto:, a number in plain digits after tel:; never a user's name or password",
    ],
};

pub(crate) const LINK_OUTSIDE: Message = Message {
    code: "link-outside",
    zh: ["“{link}”不在网站里", "能链接的是 content 里的页面和文件、content/cities 里的城市、forms 里的表单"],
    en: [
        "`{link}` is not part of the site",
        "link to pages and files in content/, cities in content/cities/ or forms in forms/",
    ],
};

pub(crate) const LINK_TO_FOLDER: Message = Message {
    code: "link-to-folder",
    zh: ["“{link}”是文件夹", "写上文件夹里的页面，例如 {link}index.md"],
    en: ["`{link}` is a folder", "name the page in it, such as {link}index.md"],
};

pub(crate) const IMAGE_OUTSIDE: Message = Message {
    code: "image-outside",
    zh: ["图片“{link}”不是 content 里的文件", "把图片放进 content 文件夹，写它的路径；网页不从别处取东西"],
    en: [
        "the image `{link}` is not a file in content/",
        "put the picture into content/ and write its path; pages load nothing from elsewhere",
    ],
};

pub(crate) const IMAGE_WITHOUT_TEXT: Message = Message {
    code: "image-without-text",
    zh: ["图片没有替代文字", "在方括号里用一句话写出图片说了什么，看不见图的人靠它（WCAG 1.1.1）"],
    en: [
        "the image has no text equivalent",
        "say in the square brackets what the picture tells; people who cannot see it rely on that (WCAG 1.1.1)",
    ],
};

pub(crate) const HEADING_FIRST_LEVEL: Message = Message {
    code: "heading-first-level",
    zh: ["正文里有一级标题", "一级标题就是文件头的 title；正文从二级标题（##）写起"],
    en: ["a first-level heading in the text", "the first level is the title at the head of the file; begin with ##"],
};

pub(crate) const HEADING_JUMP: Message = Message {
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

pub(crate) const HEADING_EMPTY: Message = Message {
    code: "heading-empty",
    zh: ["标题没有文字", "写上标题，或删去井号"],
    en: ["the heading is empty", "write the heading, or remove the number signs"],
};

pub(crate) const EMPHASIS_LEFT: Message = Message {
    code: "emphasis-left",
    zh: ["“**”没有配成对，会照样印出来", "加粗的两头都写 **，里面紧挨着字，不留空格；要印星号本身，写 \\*\\*"],
    en: [
        "`**` has no partner and would be printed",
        "write ** at both ends, right beside the words; to print asterisks write \\*\\*",
    ],
};

pub(crate) const RAW_HTML: Message = Message {
    code: "raw-html",
    zh: ["HTML 标签不起作用，会原样显示", "用 Markdown 写；要讲解标签本身，用反引号括起来"],
    en: ["HTML has no effect and is shown as it is", "write Markdown; to show a tag, put it between backquotes"],
    level: Warning,
};

pub(crate) const INSERT_UNCLOSED: Message = Message {
    code: "insert-unclosed",
    zh: ["“${”没有写完", "补上 }；要印“${”本身，写 \\${"],
    en: ["`${` is not closed", "add }; to print `${` itself write \\${"],
};

pub(crate) const INSERT_NOT_A_NAME: Message = Message {
    code: "insert-not-a-name",
    zh: ["“${{name}}”不是名字", "写 facts.yaml 里的名字，例如 ${training.national}，或 ${table:targets}"],
    en: [
        "`${{name}}` is not a name",
        "write a name from facts.yaml, such as ${training.national}, or ${table:targets}",
    ],
};

pub(crate) const INSERTS_TOO_MANY: Message = Message {
    code: "inserts-too-many",
    zh: ["一页里的 ${名字} 最多 {most} 处，从这一段起超过了", "分成几页"],
    en: ["a page has at most {most} ${name}s; from this paragraph on there are more", "make several pages of it"],
};

pub(crate) const FIGURES_TOO_MANY: Message = Message {
    code: "figures-too-many",
    zh: ["一页里的表、图、清单最多 {most} 个，从这一段起超过了", "分成几页"],
    en: [
        "a page has at most {most} tables, charts and lists; from this one on there are more",
        "make several pages of it",
    ],
};

pub(crate) const INSERT_UNKNOWN_KIND: Message = Message {
    code: "insert-unknown-kind",
    zh: ["没有“{kind}”这种插入", "可以写 {known}"],
    en: ["there is no insertion `{kind}`", "there are {known}"],
};

pub(crate) const PICTOGRAM_NOT_FIRST: Message = Message {
    code: "pictogram-not-first",
    zh: ["${pictogram:{name}} 要写在一段、一条或者一个标题的最前面，后面接着写字", "移到最前面；表格里不用"],
    en: [
        "${pictogram:{name}} begins a paragraph, an item or a heading, with words behind it",
        "put it first; tables have none",
    ],
};

pub(crate) const INSERT_NOT_ALONE: Message = Message {
    code: "insert-not-alone",
    zh: ["${{kind}:{name}} 要独占一段", "把它单独放一行，上下各空一行"],
    en: [
        "${{kind}:{name}} must be a paragraph of its own",
        "put it on a line of its own, with an empty line above and below",
    ],
};

pub(crate) const FOOTNOTE_UNDEFINED: Message = Message {
    code: "footnote-undefined",
    zh: ["脚注 [^{label}] 没有内容", "在页面末尾写一行 [^{label}]: 脚注的内容"],
    en: ["footnote [^{label}] has no text", "write [^{label}]: and the text at the end of the page"],
};

pub(crate) const FOOTNOTE_UNUSED: Message = Message {
    code: "footnote-unused",
    zh: ["正文没有用到脚注 [^{label}]", "在正文里写 [^{label}]，或删去这条脚注"],
    en: ["nothing refers to footnote [^{label}]", "write [^{label}] in the text, or remove the footnote"],
    level: Warning,
};

pub(crate) const FOOTNOTE_TWICE: Message = Message {
    code: "footnote-twice",
    zh: ["脚注 [^{label}] 写了两次", "换一个记号，或删去一条"],
    en: ["footnote [^{label}] is defined twice", "give it another label, or remove one"],
};

pub(crate) const NESTED_TOO_DEEP: Message = Message {
    code: "nested-too-deep",
    zh: ["一层套一层太深，超过 {most} 层", "把列表、引用的层次改浅"],
    en: ["nested deeper than {most} levels", "use fewer levels of lists and quotes"],
};

pub(crate) const LINK_NOT_READ: Message = Message {
    code: "link-not-read",
    zh: ["这里像是链接，但没有读成链接", "写成 [文字](路径)：圆括号用半角，紧跟方括号，路径里不留空格"],
    en: [
        "this looks like a link but is not one",
        "write [words](path): ASCII parentheses right behind the bracket, no spaces in the path",
    ],
};

pub(crate) const NO_FRONT_MATTER: Message = Message {
    code: "no-front-matter",
    zh: ["文件头没有写", "在第一行写 ---，接着写 title: 和 description:，再写一行 ---，下面才是正文"],
    en: [
        "the head of the file is missing",
        "begin with a line ---, then title: and description:, then another line ---; the text follows",
    ],
};

// What looks like Markdown and is not read as such

pub(crate) const HEADING_NOT_READ: Message = Message {
    code: "heading-not-read",
    zh: [
        "这里像是标题，但没有读成标题，“{sign}”会照样印出来",
        "写成“## 标题”：行首就是半角的 ##，后面空一个半角空格；要印 # 本身，写 \\#",
    ],
    en: [
        "this looks like a heading but is not one, and `{sign}` would be printed",
        "write `## Heading`: ASCII number signs first in the line, then a plain space; to print # write \\#",
    ],
};

pub(crate) const LIST_NOT_READ: Message = Message {
    code: "list-not-read",
    zh: [
        "“{sign}”开头的不是列表，各行会连成一段",
        "每条写成“1. 内容”或“- 内容”（半角符号，后面空一格），列表前空一行；不是列表的，把“{sign}”移到行中间，或者各自成段，中间空一行",
    ],
    en: [
        "lines that begin like `{sign}` are no list and run together",
        "write `1. item` or `- item` (plain signs and a space), with an empty line before; if it is no list, let no line begin so, or put empty lines between",
    ],
    level: Warning,
};

pub(crate) const TABLE_NOT_READ: Message = Message {
    code: "table-not-read",
    zh: [
        "这里像是表格，但没有读成表格，各行会连成一段",
        "表头下面要有一行 |---|---|（每栏一个），竖线用半角 |，表格前空一行；要印竖线本身，写 \\|",
    ],
    en: [
        "this looks like a table but is not one, and its rows run together",
        "below the header write |---|---|, one for each column, with plain bars and an empty line before; to print a bar write \\|",
    ],
};

pub(crate) const LINE_NOT_READ: Message = Message {
    code: "line-not-read",
    zh: [
        "行首的“{sign}”不起作用，会照样印出来",
        "引用写“> 内容”，横线单独一行写 ---，代码上下各一行 ```，都用半角，前面空一行；打勾的方框没有",
    ],
    en: [
        "`{sign}` at the beginning of a line has no effect and would be printed",
        "write `> words` for a quote, --- for a rule, ``` around code, in plain signs after an empty line; there are no boxes to tick",
    ],
    level: Warning,
};

pub(crate) const INDENTED_LINE: Message = Message {
    code: "indented-line",
    zh: ["这一行前面空了两格，像是另起一段，却会和上一行连成一段", "另起一段，就在前面空一行；段首不用打空格"],
    en: [
        "the line is indented like a new paragraph, but goes on in the one before",
        "put an empty line before a new paragraph; it needs no indentation",
    ],
    level: Warning,
};

pub(crate) const INDENTED_CODE: Message = Message {
    code: "indented-code",
    zh: ["行首空了四格以上，这一段会当成代码照样印", "删去行首的空格；真是代码，上下各写一行 ```"],
    en: [
        "four spaces at the beginning of a line make it code",
        "remove them; if it is code, put a line ``` above and below",
    ],
    level: Warning,
};

pub(crate) const UNDERLINED_HEADING: Message = Message {
    code: "underlined-heading",
    zh: ["这一行紧跟在文字下面，上面的文字成了标题", "要横线，在前面空一行；要标题，写成“## 标题”"],
    en: [
        "the line right below the words makes them a heading",
        "for a rule put an empty line before it; for a heading write `## Heading`",
    ],
    level: Warning,
};

pub(crate) const STAR_BETWEEN_NUMBERS: Message = Message {
    code: "star-between-numbers",
    zh: ["“{text}”里的星号成了斜体（加粗）的记号，印不出来", "乘号写 ×；要印星号本身，写 \\*"],
    en: ["the asterisks in `{text}` became emphasis and are not printed", "write × for times; to print * write \\*"],
    level: Warning,
};

pub(crate) const PLACEHOLDER_NOT_READ: Message = Message {
    code: "placeholder-not-read",
    zh: ["“{sign}”不会换成内容，会照样印出来", "写成 ${名字}：符号都用半角，中间没有空格"],
    en: ["`{sign}` stands for nothing and would be printed", "write ${name}: plain signs, without spaces"],
};

pub(crate) const FOOTNOTE_NOT_READ: Message = Message {
    code: "footnote-not-read",
    zh: ["“{sign}”像是脚注，但没有读成脚注", "写成 [^1]，方括号和 ^ 都用半角"],
    en: ["`{sign}` looks like a footnote but is not one", "write [^1] with plain brackets and a plain ^"],
};

pub(crate) const SIGN_NOT_READ: Message = Message {
    code: "sign-not-read",
    zh: [
        "“{sign}”在这里不起作用，会照样印出来",
        "强调写 **加粗**，链接写 [文字](路径)；别的删去。要印符号本身，在前面加反斜线 \\，或者用反引号括起来",
    ],
    en: [
        "`{sign}` has no effect here and would be printed",
        "write **bold** for emphasis and [words](path) for a link; remove other signs. To print the sign put a backslash before it, or backquotes around it",
    ],
    level: Warning,
};

pub(crate) const IMAGE_NOT_READ: Message = Message {
    code: "image-not-read",
    zh: ["图片前面的“！”是全角的，图片成了链接", "写成 ![说明](图片的路径)，叹号用半角"],
    en: [
        "a full-width `！` stands before the picture, which became a link",
        "write ![description](path) with a plain !",
    ],
};

pub(crate) const MARKUP_IN_YAML: Message = Message {
    code: "markup-in-yaml",
    zh: [
        "“{sign}”在这里不起作用，会照样印出来",
        "这里只写文字；加粗、链接、注释都不写在里面（注释用半角的 #，前面空一格）",
    ],
    en: [
        "`{sign}` has no effect here and would be printed",
        "write just words here, without bold, links or comments (a comment begins with a space and a plain #)",
    ],
};

pub(crate) const LIST_NUMBER_LEFT_OUT: Message = Message {
    code: "list-number-left-out",
    zh: ["列表的编号跳了：前面是 {last}，这里是“{mark}”；网页上会按顺序重编", "改成连着的号，或者都写成 1."],
    en: [
        "a number of the list is left out: `{mark}` comes after {last}, and the page will count on",
        "number the items one after the other, or write 1. for all of them",
    ],
    level: Warning,
};

pub(crate) const PAPER_CANNOT_HAVE: Message = Message {
    code: "paper-cannot-have",
    zh: ["这一页要印在纸上，纸上印不了“{what}”", "改成段落或者列表，或者放到别的页面，在这里写一句话"],
    en: ["this page is printed, and paper cannot have “{what}”", "make it a paragraph or a list, or move it to another page"],
};

pub(crate) const PAPER_PANELS: Message = Message {
    code: "paper-panels",
    zh: ["折页有 {panels} 面，要有 {wanted} 面", "一个 ${paper:fold} 折一次，写五个：封面、翻开后右边的一面、里面三面、封底"],
    en: [
        "the handout has {panels} panels, and needs {wanted}",
        "each ${paper:fold} begins the next: cover, the panel met when it is turned, three inside, the back",
    ],
};

pub(crate) const PAPER_WITHOUT_UNTIL: Message = Message {
    code: "paper-without-until",
    zh: ["这一页讲的文件已经到期，纸上没有说", "在读的人一定看得到的地方写一行 ${paper:until}"],
    en: ["what this page is about is over, and the paper does not say so", "write a line ${paper:until} where nobody misses it"],
};

pub(crate) const PAPER_PART_ON_PAGE: Message = Message {
    code: "paper-part-on-page",
    zh: ["${paper:{name}} 只能写在宣传品里，这一页不是", "删去，或者在页面开头写 product"],
    en: ["${paper:{name}} is for pages that are printed, and this is none", "remove it, or name a product in the page's head"],
};

pub(crate) const PAPER_WITHOUT_CODE: Message = Message {
    code: "paper-without-code",
    zh: ["网站的正式网址没有定，这里不印二维码，印的是请读的人去问当地残联", "网址定了以后写进 site.yaml 的 base_url"],
    en: [
        "the site's address is not decided, so no code is printed here but whom to ask",
        "write it as base_url in site.yaml once it is",
    ],
    level: Undecided,
};
}
