//! Messages about the syntax of YAML and of expressions.

use super::Message;

// YAML

messages! {
pub(crate) const TAB: Message = Message {
    code: "tab",
    zh: ["行首用了制表符（Tab）", "缩进只能用空格：把 Tab 换成空格，和上下同级的行对齐"],
    en: [
        "the line is indented with a tab",
        "indent with spaces only: replace the tab by spaces, in line with its neighbours",
    ],
};

pub(crate) const INDENTATION: Message = Message {
    code: "indentation",
    zh: ["这一行的缩进和上面的对不上", "同一级的行，行首的空格要一样多；下一级多两个空格"],
    en: [
        "the line's indentation fits none of the lines above",
        "lines of one level begin with the same number of spaces; the next level has two more",
    ],
};

pub(crate) const WIDE_COLON: Message = Message {
    code: "wide-colon",
    zh: ["名称后面用了中文冒号“：”", "改成英文冒号，后面空一格：`名称: 内容`"],
    en: ["a full-width colon `：` follows the key", "write a plain colon and a space: `key: value`"],
};

pub(crate) const WIDE_COMMA: Message = Message {
    code: "wide-comma",
    zh: ["花括号或方括号里用了中文逗号“，”", "改成英文逗号和一个空格"],
    en: ["a full-width comma `，` separates items in brackets", "write a plain comma and a space"],
};

pub(crate) const WIDE_DASH: Message = Message {
    code: "wide-dash",
    zh: ["列表的短横不是半角的", "每一项一行，以半角短横和空格开头：`- 内容`"],
    en: [
        "the dash of a list item is not a plain one",
        "one item a line, each beginning with a plain dash and a space: `- item`",
    ],
};

pub(crate) const WIDE_BRACKETS: Message = Message {
    code: "wide-brackets",
    zh: ["方括号或花括号是全角的", "改成半角的：`[甲, 乙]`、`{名称: 内容}`，逗号也用半角，后面空一格"],
    en: [
        "the brackets are full-width ones",
        "write plain ones: `[a, b]`, `{key: value}`, with plain commas and a space",
    ],
};

pub(crate) const WIDE_HASH: Message = Message {
    code: "wide-hash",
    zh: ["注释用了全角的“＃”", "改成半角的 #，后面空一格：`# 注释`"],
    en: ["a comment begins with a full-width `＃`", "write a plain # and a space: `# comment`"],
};

pub(crate) const WIDE_SPACE: Message = Message {
    code: "wide-space",
    zh: ["行首用了全角空格", "换成普通空格，和上下同级的行对齐"],
    en: ["the line begins with a full-width space", "replace it by plain spaces, in line with its neighbours"],
};

pub(crate) const NO_SPACE_AFTER_COLON: Message = Message {
    code: "no-space-after-colon",
    zh: ["冒号后面少了一个空格", "在冒号后面加一个空格：`名称: 内容`"],
    en: ["a space is missing after the colon", "put a space after the colon: `key: value`"],
};

pub(crate) const NO_SPACE_AFTER_DASH: Message = Message {
    code: "no-space-after-dash",
    zh: ["短横后面少了一个空格", "在短横后面加一个空格：`- 内容`"],
    en: ["a space is missing after the dash", "put a space after the dash: `- item`"],
};

pub(crate) const NO_COLON: Message = Message {
    code: "no-colon",
    zh: [
        "这一行没有“名称: 内容”里的冒号",
        "补上英文冒号和空格；如果它是上一行文字的继续，就缩进到比上一行的名称更靠右",
    ],
    en: [
        "the line has no `key: value` colon",
        "add a colon and a space; if it continues the text above, indent it further than that key",
    ],
};

pub(crate) const COLON_IN_TEXT: Message = Message {
    code: "colon-in-text",
    zh: ["文字里有“: ”（英文冒号加空格），会被当成“名称: 内容”", "给整段文字加英文双引号，或者改用中文冒号“：”"],
    en: [
        "the text holds `: `, which reads as `key: value`",
        "put the whole text in double quotes, or use a full-width colon",
    ],
};

pub(crate) const BRACES_UNQUOTED: Message = Message {
    code: "braces-unquoted",
    zh: ["花括号里的 ${…} 要加引号", "给这一项的内容加英文双引号：`relevant: \"${name} = '1'\"`"],
    en: ["inside braces, `${…}` must be quoted", "put the value in double quotes: `relevant: \"${name} = '1'\"`"],
};

pub(crate) const UNCLOSED_QUOTE: Message = Message {
    code: "unclosed-quote",
    zh: ["引号没有配对", "在这段文字的末尾补上同样的引号；文字里本来就有引号的，改用中文引号“”"],
    en: ["a quote is not closed", "close the text with the same quote; for quotes inside a text use “”"],
};

pub(crate) const AFTER_QUOTE: Message = Message {
    code: "after-quote",
    zh: ["引号已经结束，后面还有文字", "把整段文字放进一对引号；文字里面的引号用中文引号“”"],
    en: ["text follows the closing quote", "put the whole text inside one pair of quotes; for quotes inside it use “”"],
};

pub(crate) const BAD_ESCAPE: Message = Message {
    code: "bad-escape",
    zh: ["双引号里的反斜线 \\ 后面跟了不认识的字符", "写成两个反斜线 \\\\，或者把双引号换成单引号"],
    en: [
        "an unknown character follows a backslash in double quotes",
        "write the backslash twice, or use single quotes",
    ],
};

pub(crate) const UNCLOSED_BRACKET: Message = Message {
    code: "unclosed-bracket",
    zh: ["括号“{sign}”没有正确结束", "检查从这里开始的一对括号：项目之间用英文逗号隔开，末尾要有配对的括号"],
    en: [
        "the bracket `{sign}` is not closed properly",
        "check the pair of brackets that begins here: items are separated by commas, and the closing bracket must match",
    ],
};

pub(crate) const STRAY_BRACKET: Message = Message {
    code: "stray-bracket",
    zh: ["这里的括号或逗号不配对", "检查这一行的方括号、花括号和逗号；文字里有这些符号的，给文字加英文双引号"],
    en: [
        "brackets or commas do not match here",
        "check this line's brackets and commas; put a text that holds such signs in double quotes",
    ],
};

pub(crate) const BAD_CHARACTER: Message = Message {
    code: "bad-character",
    zh: ["文字不能以“{sign}”开头，也不能含有看不见的控制字符", "给文字加英文双引号，或者删掉这个字符"],
    en: [
        "a text cannot begin with `{sign}`, nor hold control characters",
        "put the text in double quotes, or remove the character",
    ],
};

pub(crate) const NO_ANCHORS: Message = Message {
    code: "no-anchors",
    zh: [
        "这里的“{sign}”在 YAML 里是引用记号，这里不用",
        "文字以 {sign} 开头的，加英文双引号；想重复使用几栏的，写进 forms/blocks.yaml",
    ],
    en: [
        "`{sign}` begins an anchor, alias or tag of YAML, which are not used here",
        "put a text that begins with {sign} in double quotes; to use fields again, write a block in forms/blocks.yaml",
    ],
};

pub(crate) const SECOND_DOCUMENT: Message = Message {
    code: "second-document",
    zh: ["文件里有第二个“---”，一个文件只能有一份内容", "删掉这一行，或者把下面的内容放进另一个文件"],
    en: [
        "a second `---` begins another document; a file holds one",
        "remove the line, or move what follows into a file of its own",
    ],
};

pub(crate) const TOO_DEEP: Message = Message {
    code: "too-deep",
    zh: ["套得太深了", "检查这里的缩进和括号；表单最多套十来层"],
    en: ["the nesting is too deep", "check indentation and brackets here; a form has about ten levels"],
};

pub(crate) const TOO_MANY: Message = Message {
    code: "too-many",
    zh: ["文件里的项目太多", "看看是不是放错了文件"],
    en: ["there are too many items in the file", "check that it is the right file"],
};

pub(crate) const BAD_SYNTAX: Message = Message {
    code: "bad-syntax",
    zh: ["这里不合 YAML 的写法（{detail}）", "对照上下几行的写法改"],
    en: ["this is not valid YAML ({detail})", "compare it with the lines around"],
};

pub(crate) const DUPLICATE_KEY: Message = Message {
    code: "duplicate-key",
    zh: ["“{key}”在这里写了两次", "留一个，删掉另一个"],
    en: ["`{key}` is given twice", "keep one and delete the other"],
};

pub(crate) const KEY_NOT_TEXT: Message = Message {
    code: "key-not-text",
    zh: ["冒号前面应当是一个名称", "把这一项写成 `名称: 内容`"],
    en: ["a name belongs before the colon", "write the item as `key: value`"],
};

// Expressions

pub(crate) const EXPRESSION_UNEXPECTED: Message = Message {
    code: "expression-unexpected",
    zh: ["条件在“{found}”这里看不懂", "对照 docs/form-format.md 的“Expressions”一节改"],
    en: ["the expression makes no sense at `{found}`", "see “Expressions” in docs/form-format.md"],
};

pub(crate) const EXPRESSION_ENDS: Message = Message {
    code: "expression-ends",
    zh: ["条件没有写完", "在末尾补上缺的内容，例如比较的另一边，或者右括号"],
    en: [
        "the expression is not finished",
        "add what is missing at its end, such as the other side of a comparison, or a bracket",
    ],
};

pub(crate) const EXPRESSION_NAME: Message = Message {
    code: "expression-name",
    zh: ["“{text}”不是 ${名字} 的写法", "花括号里写一栏的名字：`${met}`"],
    en: ["`{text}` is not of the form ${name}", "write a field's name in the braces: `${met}`"],
};

pub(crate) const EXPRESSION_QUOTE: Message = Message {
    code: "expression-quote",
    zh: ["条件里的引号 {sign} 没有配对", "在这个值的后面补上同样的引号"],
    en: ["a quote {sign} in the expression is not closed", "close the value with the same quote"],
};

pub(crate) const EXPRESSION_SIGN: Message = Message {
    code: "expression-sign",
    zh: ["条件里不用“{sign}”", "改成 {instead}"],
    en: ["`{sign}` is not used in expressions", "write {instead}"],
};

pub(crate) const EXPRESSION_FUNCTION: Message = Message {
    code: "expression-function",
    zh: ["条件里没有“{name}”这个函数", "是不是 {near}？"],
    en: ["there is no function `{name}`", "did you mean {near}?"],
};

pub(crate) const EXPRESSION_ARGUMENTS: Message = Message {
    code: "expression-arguments",
    zh: ["函数括号里的内容不对", "写成 {usage}"],
    en: ["the function's arguments are wrong", "write {usage}"],
};

pub(crate) const EXPRESSION_LONG: Message = Message {
    code: "expression-long",
    zh: ["条件太长了：最多 {most} 个值", "分成几栏，每栏写自己的条件"],
    en: ["the expression is too long: at most {most} values", "spread it over several fields, each with its own"],
};

pub(crate) const PATTERN_SYNTAX: Message = Message {
    code: "pattern-syntax",
    zh: [
        "regex 的格式在“{part}”这里不对",
        "括号、方括号要成对，重复次数写在它重复的字后面；要的就是这个符号本身的，前面加反斜线，如 \\.",
    ],
    en: [
        "the pattern of regex() is wrong at `{part}`",
        "brackets come in pairs, a repetition follows what it repeats; for the sign itself put a backslash before it: \\.",
    ],
};

pub(crate) const PATTERN_NOT_SHARED: Message = Message {
    code: "pattern-not-shared",
    zh: ["格式里的“{part}”不是各处都认，也不是各处都一样，这里不用", "删掉它，写法见 docs/form-format.md 的“Patterns”"],
    en: [
        "`{part}` is not read everywhere in the same way, and is not used in patterns",
        "remove it; see “Patterns” in docs/form-format.md",
    ],
};

pub(crate) const PATTERN_INSTEAD: Message = Message {
    code: "pattern-instead",
    zh: ["格式里的“{part}”不是各处都认，也不是各处都一样，这里不用", "可以写成 {instead} 的样子"],
    en: [
        "`{part}` is not read everywhere in the same way, and is not used in patterns",
        "write something like {instead}",
    ],
};

pub(crate) const PATTERN_LOOKS: Message = Message {
    code: "pattern-looks",
    zh: ["格式里不能用“{part}”：不能向前、向后看，也不能引用前面的组", "把几种情形分别写出来，用 | 隔开"],
    en: ["`{part}` cannot be used: patterns neither look around nor back", "write the cases out, with | between"],
};

pub(crate) const PATTERN_WHOLE: Message = Message {
    code: "pattern-whole",
    zh: ["格式里的“{part}”用不着：总是整个答案合乎格式才算", "删掉它"],
    en: ["`{part}` is not needed: a pattern always holds for the whole answer", "remove it"],
};

pub(crate) const PATTERN_SIZE: Message = Message {
    code: "pattern-size",
    zh: ["格式太长、套得太深，或者重复的次数太多", "写短一些；只想限制字数的，用 length"],
    en: [
        "the pattern is too long, nested too deeply, or repeats too often",
        "make it shorter; a limit on the number of characters is `length`",
    ],
};

pub(crate) const EXPRESSION_DEPTH: Message = Message {
    code: "expression-depth",
    zh: ["条件的括号套得太深了", "拆成简单一些的条件"],
    en: ["the expression is nested too deeply", "split it into simpler ones"],
};
}
