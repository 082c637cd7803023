//! Messages of loading: files, keys and values, and the contents that each kind of file must have.

use super::Message;
pub(crate) use super::attachment::*;

// Files

messages! {
pub(crate) const NO_PROJECT: Message = Message {
    code: "empty-project",
    zh: ["这里没有项目：没有 site.yaml，也没有 forms 和 content", "用 --root 指到项目所在的文件夹"],
    en: ["there is no project here: no site.yaml, forms or content", "point --root at the project's folder"],
};

pub(crate) const NO_SITE_FILE: Message = Message {
    code: "no-site-file",
    zh: [
        "没有 site.yaml",
        "在项目文件夹里写一个 site.yaml，写法见 docs/content-format.md；或者用 --root 指到项目所在的文件夹",
    ],
    en: [
        "there is no site.yaml",
        "write a site.yaml in the project's folder (see docs/content-format.md), or point --root at the project",
    ],
};

pub(crate) const UNREADABLE: Message = Message {
    code: "unreadable",
    zh: ["读不了：{reason}", "看看文件是不是还在、有没有读的权限，是不是正被别的程序占用"],
    en: [
        "cannot be read: {reason}",
        "check that it is there, that you may read it, and that no other program holds it",
    ],
};

pub(crate) const NO_PERMISSION: Message = Message {
    code: "no-permission",
    zh: ["没有读这个文件的权限", "改文件的权限，或者用有权限的账户运行"],
    en: ["there is no permission to read this", "change its permissions, or run as a user who may read it"],
};

pub(crate) const GONE: Message = Message {
    code: "gone",
    zh: ["文件不见了，或者链接指向不存在的文件", "把文件放回来，或者删掉这个链接"],
    en: ["it is gone, or a link that leads nowhere", "put the file back, or remove the link"],
};

pub(crate) const LEDGER_MOVED: Message = Message {
    code: "ledger-moved",
    zh: ["无障碍台账不再放在这里，这个文件没有读", "把它移到 {path}；那里已经有了的，把这个删去"],
    en: [
        "the accessibility ledger has another place now, this file is not read",
        "move it to {path}; where it is there already, delete this one",
    ],
};

pub(crate) const FOLDER_NOT_FILE: Message = Message {
    code: "folder-not-file",
    zh: ["这里应当是一个文件，却是文件夹", "把文件夹改名或者移走，再放一个文件在这里"],
    en: ["a file belongs here, but this is a folder", "rename or move the folder, and put a file in its place"],
};

pub(crate) const SPECIAL_FILE: Message = Message {
    code: "special-file",
    zh: ["这不是普通文件，不能读", "把它移走"],
    en: ["this is not an ordinary file and cannot be read", "move it away"],
};

pub(crate) const LINK_LOOP: Message = Message {
    code: "link-loop",
    zh: ["文件夹的链接绕回了自己", "删掉这个链接"],
    en: ["a folder's link leads back to itself", "remove the link"],
};

pub(crate) const FILE_TOO_BIG: Message = Message {
    code: "file-too-big",
    zh: ["文件有 {size}，最多读 {limit}", "看看是不是放错了文件；正文和表单的文件通常不到 100 KB"],
    en: [
        "the file has {size}; at most {limit} are read",
        "check that it is the right file; texts and forms are usually below 100 KB",
    ],
};

pub(crate) const BAD_FILE_NAME: Message = Message {
    code: "bad-file-name",
    zh: ["文件名“{name}”不能用", "文件名会成为网址：只用小写字母、数字、- 和 _，以字母开头"],
    en: [
        "the file name `{name}` cannot be used",
        "file names become addresses: use lower-case letters, digits, - and _, beginning with a letter",
    ],
};

pub(crate) const NAME_NOT_UNICODE: Message = Message {
    code: "file-name-not-unicode",
    zh: ["文件名不是 Unicode 文字", "给文件改个名字"],
    en: ["the file's name is not Unicode text", "rename the file"],
};

pub(crate) const WRONG_EXTENSION: Message = Message {
    code: "wrong-extension",
    zh: ["文件名以 .{extension} 结尾，没有读", "把扩展名改成 .{wanted}"],
    en: ["a file ending in .{extension} is not read", "rename it to end in .{wanted}"],
};

pub(crate) const GBK: Message = Message {
    code: "gbk",
    zh: ["文件是 GBK 编码，要用 UTF-8", "用 WPS 或记事本打开，点“另存为”，编码选 UTF-8，再保存"],
    en: [
        "the file is in GBK; UTF-8 is needed",
        "open it in WPS or Notepad, choose Save As, and pick the encoding UTF-8",
    ],
};

pub(crate) const UTF16: Message = Message {
    code: "utf-16",
    zh: ["文件是 UTF-16 编码（记事本叫 Unicode），要用 UTF-8", "用 WPS 或记事本打开，点“另存为”，编码选 UTF-8，再保存"],
    en: [
        "the file is in UTF-16 (which Notepad calls Unicode); UTF-8 is needed",
        "open it in WPS or Notepad, choose Save As, and pick the encoding UTF-8",
    ],
};

pub(crate) const NOT_UTF8: Message = Message {
    code: "not-utf-8",
    zh: ["从这里起不是 UTF-8 文字", "用文本编辑器打开，删掉这里的乱码，另存为 UTF-8"],
    en: [
        "from here on this is not UTF-8 text",
        "open it in a text editor, remove what is garbled here, and save it as UTF-8",
    ],
};

pub(crate) const EMPTY_FILE: Message = Message {
    code: "empty-file",
    zh: ["文件是空的", "照 docs 里的格式填写，或者删掉这个文件"],
    en: ["the file is empty", "fill it in as docs/ describes, or delete it"],
};

// site.yaml, content/cities
pub(crate) const BAD_BASE_URL: Message = Message {
    code: "bad-base-url",
    zh: ["“{text}”不是网站的网址", "以 https:// 或 http:// 开头，不带 ? 和 #，例如 https://example.org/forms"],
    en: [
        "`{text}` is not the address of a site",
        "begin with https:// or http://, without ? and #, such as https://example.org/forms",
    ],
};

pub(crate) const BAD_URL: Message = Message {
    code: "bad-url",
    zh: ["“{text}”不是网址", "写以 https:// 或 http:// 开头的完整网址"],
    en: ["`{text}` is not an address", "write a whole address beginning with https:// or http://"],
};

pub(crate) const BAD_LANGUAGE: Message = Message {
    code: "bad-language",
    zh: ["“{text}”不是语言代码", "写成 zh-CN 的样子"],
    en: ["`{text}` is not a language tag", "write one such as zh-CN"],
};

pub(crate) const LANGUAGE_NOT_SPOKEN: Message = Message {
    code: "language-not-spoken",
    zh: [
        "整个网站不能用“{text}”：导航、表单和提示都是简体中文",
        "写 {spoken} 中的一个；只有几页是别的语言的，在那几页的文件头写 language:",
    ],
    en: [
        "the site as a whole cannot be in `{text}`: navigation, forms and messages are in simplified Chinese",
        "write one of {spoken}; pages in another language say language: in their own heads",
    ],
};

pub(crate) const BAD_ADCODE: Message = Message {
    code: "bad-adcode",
    zh: ["“{text}”不是行政区划代码", "写六位数字，如 420100"],
    en: ["`{text}` is not a division code", "write six digits, such as 420100"],
};

pub(crate) const ID_NOT_FILE_NAME: Message = Message {
    code: "id-not-file-name",
    zh: ["id 是“{id}”，文件名却是“{file}”", "把 id 和文件名改成一样"],
    en: ["the id is `{id}`, but the file is named `{file}`", "make the id and the file name the same"],
};

// Keys and values

pub(crate) const UNKNOWN_KEY: Message = Message {
    code: "unknown-key",
    zh: ["不认识“{key}”这一项", "这里可以写：{allowed}"],
    en: ["`{key}` is not known here", "known here: {allowed}"],
};

pub(crate) const UNKNOWN_KEY_NEAR: Message = Message {
    code: "misspelt-key",
    zh: ["不认识“{key}”这一项", "是不是 `{near}`？"],
    en: ["`{key}` is not known here", "did you mean `{near}`?"],
};

pub(crate) const KEY_WITHOUT_ANSWER: Message = Message {
    code: "key-without-answer",
    zh: ["“{key}”说的是一个答案，{kind} 没有自己的答案", "删掉它，或者写到里面的栏上"],
    en: ["`{key}` is about an answer, and {kind} has none of its own", "remove it, or write it for the fields inside"],
};

pub(crate) const KEY_OF_OTHER_KIND: Message = Message {
    code: "key-of-other-kind",
    zh: ["{kind} 没有“{key}”这一项", "删掉它，或者把 type 改成 {others}"],
    en: ["{kind} has no `{key}`", "remove it, or change the type to {others}"],
};

pub(crate) const MISSING_KEY: Message = Message {
    code: "missing-key",
    zh: ["少了“{key}”", "补上一行 `{key}: ……`"],
    en: ["`{key}` is missing", "add `{key}: …`"],
};

pub(crate) const EMPTY_VALUE: Message = Message {
    code: "empty-value",
    zh: ["“{key}”后面没有内容", "在冒号后面写上内容"],
    en: ["`{key}` has no value", "write a value after the colon"],
};

pub(crate) const NOTHING_HERE: Message = Message {
    code: "nothing-here",
    zh: ["这里没有内容", "写上内容，或者删掉这一项"],
    en: ["there is nothing here", "write a value, or remove the item"],
};

pub(crate) const EMPTY_LIST: Message = Message {
    code: "empty-list",
    zh: ["列表是空的", "至少写一项"],
    en: ["the list is empty", "give at least one item"],
};

pub(crate) const WANTED_MAP: Message = Message {
    code: "wanted-map",
    zh: ["这里应当是几行“名称: 内容”", "写成 `名称: 内容`，一行一项，比上一级多缩进两个空格"],
    en: ["lines of `key: value` belong here", "write `key: value` lines, indented by two more spaces"],
};

pub(crate) const WANTED_LIST: Message = Message {
    code: "wanted-list",
    zh: ["这里应当是一个列表", "每一项一行，以短横和空格开头：`- 内容`；或者写在方括号里：`[甲, 乙]`"],
    en: ["a list belongs here", "one item a line, each beginning with `- `, or `[a, b]`"],
};

pub(crate) const WANTED_TEXT: Message = Message {
    code: "wanted-text",
    zh: ["这里应当是一段文字", "只写文字，不要写成列表或“名称: 内容”；文字里有特殊符号的，加英文双引号"],
    en: [
        "a plain text belongs here",
        "write just a text, neither a list nor `key: value`; quote it if it holds special signs",
    ],
};

pub(crate) const BAD_NAME: Message = Message {
    code: "bad-name",
    zh: ["“{name}”不能作名字", "名字只用英文字母、数字、- 和 _，以字母开头"],
    en: ["`{name}` cannot be a name", "names are ASCII letters, digits, - and _, beginning with a letter"],
};

pub(crate) const BAD_SLUG: Message = Message {
    code: "bad-slug",
    zh: ["“{name}”不能作网址里的名字", "只用小写字母、数字、- 和 _，以字母开头"],
    en: ["`{name}` cannot be part of an address", "use lower-case letters, digits, - and _, beginning with a letter"],
};

pub(crate) const BAD_WHOLE: Message = Message {
    code: "bad-whole-number",
    zh: ["“{text}”不是 {least} 到 {most} 之间的整数", "用半角数字写一个整数，不带单位"],
    en: [
        "`{text}` is not a whole number from {least} to {most}",
        "write a whole number in plain digits, without a unit",
    ],
};

pub(crate) const BAD_NUMBER: Message = Message {
    code: "bad-number",
    zh: ["“{text}”不是数字", "用半角数字写，不带单位和千分位逗号"],
    en: ["`{text}` is not a number", "write it in plain digits, without unit or thousands separator"],
};

pub(crate) const NUMBER_TOO_LONG: Message = Message {
    code: "number-too-long",
    zh: ["“{text}”的位数太多：一个数最多 {most} 位，再多就不准了", "看看是不是多写了；不拿来算的号码，加英文双引号"],
    en: [
        "`{text}` has too many digits: beyond {most} a number is not exact",
        "check it; put a number that nobody computes with in double quotes",
    ],
};

pub(crate) const BAD_DATE: Message = Message {
    code: "bad-date",
    zh: ["“{text}”不是日期", "写成 2026-11-01 的样子，月和日都是两位"],
    en: ["`{text}` is not a date", "write it as 2026-11-01, month and day with two digits"],
};

pub(crate) const BAD_VERSION: Message = Message {
    code: "bad-version",
    zh: ["“{text}”不是版本号", "写成三个用点隔开的数，如 1.0.0"],
    en: ["`{text}` is not a version", "write three numbers with dots between, such as 1.0.0"],
};

pub(crate) const UNKNOWN_WORD: Message = Message {
    code: "unknown-word",
    zh: ["不认识“{text}”", "可以写：{allowed}"],
    en: ["`{text}` is not known here", "known here: {allowed}"],
};

pub(crate) const UNKNOWN_WORD_NEAR: Message = Message {
    code: "misspelt-word",
    zh: ["不认识“{text}”", "是不是 `{near}`？"],
    en: ["`{text}` is not known here", "did you mean `{near}`?"],
};

pub(crate) const DUPLICATE_NAME: Message = Message {
    code: "duplicate-name",
    zh: ["名字“{name}”已经用过了", "换一个名字；先前的在{there}"],
    en: ["the name `{name}` is taken", "choose another name; the first is at {there}"],
};

// Forms, options, blocks and facts

pub(crate) const BAD_INSERT: Message = Message {
    code: "bad-insert",
    zh: ["“{text}”不是 ${名字} 的写法", "名字只用英文字母、数字、- 和 _，花括号要成对，都用英文符号"],
    en: ["`{text}` is not of the form ${name}", "names are ASCII letters, digits, - and _; close the brace"],
};

pub(crate) const DUPLICATE_OPTION: Message = Message {
    code: "duplicate-option",
    zh: ["选项“{name}”在 {list} 里写了两次", "换一个值，或者删掉一个"],
    en: ["the option `{name}` stands twice in {list}", "give it another value, or delete one"],
};

pub(crate) const SAME_WORD: Message = Message {
    code: "same-word",
    zh: ["选项表“{list}”里不止一项叫“{word}”", "also 里的说法只能属于一项"],
    en: ["more than one option of `{list}` is called “{word}”", "a word of `also` belongs to one option"],
};

pub(crate) const BAD_CODE: Message = Message {
    code: "bad-code",
    zh: ["“{text}”不能作选项的值", "只用字母、数字、- 和 _，不要空格和引号"],
    en: ["`{text}` cannot be an option's value", "use letters, digits, - and _, without spaces or quotes"],
};

pub(crate) const BLOCKS_TOO_DEEP: Message = Message {
    code: "blocks-too-deep",
    zh: ["block 里套 block，最多套 {most} 层", "把里面的几栏直接写出来"],
    en: ["blocks stand inside each other, {most} deep at most", "write the inner fields themselves"],
};

pub(crate) const TOO_MANY_FIELDS: Message = Message {
    code: "too-many-fields",
    zh: [
        "一张表最多 {most} 栏（表格的列、条款的空也算），到这里超过了",
        "分成几张表；同一个 block 写了几次的，看看是不是多写了",
    ],
    en: [
        "a form has at most {most} fields, columns and blanks counted; here they are exceeded",
        "make several forms of it; see whether a block is named too often",
    ],
};

pub(crate) const TOO_MANY_PLACES: Message = Message {
    code: "too-many-places",
    zh: ["这张表要写、要勾的地方到这一栏有 {count} 处，最多 {most} 处", "减少空行、列或选项；真要这么多的，分成几张表"],
    en: [
        "up to this field the form has {count} places to write or tick in; at most {most} are printed",
        "give it fewer rows, columns or options, or make several forms of it",
    ],
};

pub(crate) const FORM_TOO_LONG: Message = Message {
    code: "form-too-long",
    zh: [
        "这张表的文字到这一栏有 {count} 个字（选项印几次算几次），最多 {most} 个",
        "写短一些，或者分成几张表；一长串选项在表格里每行都印的，改成单独一栏",
    ],
    en: [
        "up to this field the form prints {count} characters (options as often as they are printed); at most {most}",
        "make its texts shorter, or make several forms of it; do not print a long list of options in every row of a table",
    ],
};

pub(crate) const TOO_MANY_TERMS: Message = Message {
    code: "too-many-terms",
    zh: ["这张表的条件和格式到这一栏一共太多了，最多 {most} 个部分", "把条件写短，或者分成几张表"],
    en: [
        "up to this field the form's conditions and patterns have too many parts; at most {most} are read",
        "make the conditions shorter, or make several forms of it",
    ],
};

pub(crate) const LIST_TOO_LONG: Message = Message {
    code: "list-too-long",
    zh: ["列表有 {count} 项，最多 {most} 项", "减少几项，或者分成几个列表"],
    en: ["the list has {count} items; at most {most} are read", "remove some, or make several lists of it"],
};

pub(crate) const TEXT_TOO_LONG: Message = Message {
    code: "text-too-long",
    zh: ["这段文字有 {count} 个字，最多 {most} 个", "写短一些；看看是不是引号没有配对，把后面的都算进来了"],
    en: [
        "the text has {count} characters; at most {most} are read",
        "make it shorter, and see whether an open quote swallowed what follows",
    ],
};

pub(crate) const LEFT_OUT: Message = Message {
    code: "left-out",
    zh: ["这样的问题（{code}）还有 {count} 处，没有列出", "改好列出的，再运行一次"],
    en: ["{count} more of this kind ({code}) are not listed", "mend those listed, and run again"],
};

pub(crate) const BLOCK_RING: Message = Message {
    code: "block-ring",
    zh: ["块绕回了自己：{way}", "删掉其中一个 `- block:`"],
    en: ["the block leads back to itself: {way}", "remove one of these `- block:` lines"],
};

pub(crate) const NOT_IN_BLOCK: Message = Message {
    code: "not-in-block",
    zh: ["块里没有“{name}”", "可以写：{allowed}"],
    en: ["there is no `{name}` in the block", "known there: {allowed}"],
};

pub(crate) const NOT_SIMPLE: Message = Message {
    code: "not-simple",
    zh: ["这种栏目不能放在表格的列或者句子的空里", "换一种简单的 type，如 text、date、integer、select_one"],
    en: [
        "this kind cannot be a column or a blank in a sentence",
        "use a simple kind such as text, date, integer, select_one",
    ],
};

pub(crate) const WORDS_WITHOUT_CONDITION: Message = Message {
    code: "words-without-condition",
    zh: ["写了 {words}，却没有 {key}", "补上 {key}，或者删掉这句话"],
    en: ["there is a {words} but no {key}", "add the {key}, or remove the words"],
};

pub(crate) const BAD_LENGTH: Message = Message {
    code: "bad-length",
    zh: ["{text} 毫米不合适", "写 {least} 到 {most} 之间的数，单位是毫米"],
    en: ["{text} mm does not do", "write a number from {least} to {most}, in millimetres"],
};

pub(crate) const WANTED_PAIR: Message = Message {
    code: "wanted-pair",
    zh: ["这里应当是宽和高两个数", "写成 [25, 35]，单位是毫米"],
    en: ["width and height belong here", "write [25, 35], in millimetres"],
};

pub(crate) const BAD_FORM_NUMBER: Message = Message {
    code: "bad-form-number",
    zh: ["“{text}”不是表的编号", "写成 之一、之二 的样子"],
    en: ["`{text}` is not a form's number", "write 之一, 之二 and so on"],
};

pub(crate) const RESERVED_NAME: Message = Message {
    code: "reserved-name",
    zh: ["“{name}”是程序自己用的名字", "给这个设置换一个名字"],
    en: ["`{name}` is a name of the program's own", "give the setting another name"],
};

pub(crate) const DERIVED_AND_EXTERNAL: Message = Message {
    code: "derived-and-external",
    zh: ["推算（derived）和外来（external）只能写一个", "删掉不对的那一个"],
    en: ["a fact is either derived or external", "remove the one that does not hold"],
};

pub(crate) const BAD_RANGE: Message = Message {
    code: "bad-range",
    zh: ["这里应当是从小到大两个数", "写成 [34, 50]"],
    en: ["two numbers belong here, the lower first", "write [34, 50]"],
};

pub(crate) const CELLS_COUNT: Message = Message {
    code: "cells-count",
    zh: ["这一行有 {cells} 格，表头除了行名有 {columns} 栏", "补上或者删掉几格；没有内容的格写 null"],
    en: [
        "the row has {cells} cells, but the header has {columns} columns beside the first",
        "add or remove cells; write null for an empty one",
    ],
};

pub(crate) const BAD_FACT_NAME: Message = Message {
    code: "bad-fact-name",
    zh: ["“{name}”不能作数字的名字", "用英文字母、数字、- 和 _，层次之间用点，如 training.national"],
    en: [
        "`{name}` cannot be a fact's name",
        "use ASCII letters, digits, - and _, with dots between levels, such as training.national",
    ],
};
}
