//! Messages of the checks over a loaded site, one paragraph for each check, in the order of `check::CHECKS`.

pub(crate) use super::figures::*;
pub(crate) use super::persons::*;

use super::Message;
pub(crate) use super::law::*;
pub(crate) use super::prose::*;
pub(crate) use super::publishing::*;

messages! {
pub(crate) const UNKNOWN_LIST: Message = Message {
    code: "unknown-list",
    zh: ["choices.yaml 里没有选项表“{name}”", "改用已有的表（最像的是 {near}），或者在 forms/choices.yaml 里加上"],
    en: [
        "there is no option list `{name}`",
        "use one of forms/choices.yaml (the nearest is `{near}`), or add it there",
    ],
};

pub(crate) const UNUSED_LIST: Message = Message {
    code: "unused-list",
    zh: ["没有一栏用到选项表“{name}”", "确实不用，就从 forms/choices.yaml 里删去"],
    en: ["no field uses the option list `{name}`", "remove it from forms/choices.yaml if nothing needs it"],
    level: Warning,
};

pub(crate) const CERTIFICATE_FIELD: Message = Message {
    code: "certificate-field",
    zh: [
        "{key} 写的“{name}”不是能和残疾人证号对照的栏目",
        "of 写身份证号（id_number）的 name；kind、grade 写单选栏的 name，选项表的 standard 是 GB/T 26341",
    ],
    en: [
        "`{name}` in {key} is no field that a certificate's number can be held against",
        "of names an id_number; kind and grade name a select_one whose list is of GB/T 26341",
    ],
};

pub(crate) const UNKNOWN_FORM: Message = Message {
    code: "unknown-form",
    zh: ["没有表单“{name}”", "写 forms 文件夹里有的表（最像的是 {near}）"],
    en: ["there is no form `{name}`", "name a form of the folder forms/ (the nearest is `{near}`)"],
};

pub(crate) const SETTING_UNPRINTED: Message = Message {
    code: "setting-unprinted",
    zh: ["“{label}”定了也没有人看到：表上没有一处印它", "在填表说明、提示或者条款里写上 ${{name}}"],
    en: [
        "nobody sees what is decided of “{label}”: no sheet prints it",
        "name it in instructions, a hint or an article: ${{name}}",
    ],
    level: Warning,
};

pub(crate) const UNKNOWN_INSERT: Message = Message {
    code: "unknown-name-in-text",
    zh: [
        "文字里的 ${{name}} 不是这条的填空，不是本表的待定事项，也不是 {builtins}",
        "改正名字（最像的是 {near}），或者在 blanks: 或 settings: 里加上",
    ],
    en: [
        "`${{name}}` is no blank of this article, no setting of the form, and none of {builtins}",
        "correct it (the nearest is `{near}`), or add it to blanks: or settings:",
    ],
};

pub(crate) const BLANK_UNUSED: Message = Message {
    code: "blank-not-in-text",
    zh: ["填空“{name}”没有写进条款", "在 text 或 points 里写 ${{name}}，不然印不出来"],
    en: [
        "the article's text never says where the blank `{name}` goes",
        "write ${{name}} in its text or points, or it will not be printed",
    ],
};

pub(crate) const UNKNOWN_FACT: Message = Message {
    code: "unknown-fact",
    zh: ["facts.yaml 里没有“{name}”", "改正名字（最像的是 {near}），或者在 content/facts.yaml 里加上"],
    en: ["there is no fact `{name}`", "correct it (the nearest is `{near}`), or add it to content/facts.yaml"],
};

pub(crate) const UNKNOWN_FIGURE: Message = Message {
    code: "unknown-insertion",
    zh: ["没有 {kind}:{name}", "改正名字（最像的是 {near}），或者在 content/facts.yaml 里加上"],
    en: ["there is no {kind}:{name}", "correct it (the nearest is `{near}`), or add it to content/facts.yaml"],
};

pub(crate) const UNKNOWN_DOCUMENT: Message = Message {
    code: "unknown-document",
    zh: ["documents 里没有文件“{name}”", "改正名字（最像的是 {near}），或者在 content/facts.yaml 的 documents: 里加上"],
    en: [
        "there is no document `{name}`",
        "correct it (the nearest is `{near}`), or add it to documents: in content/facts.yaml",
    ],
};

pub(crate) const UNKNOWN_STEP: Message = Message {
    code: "unknown-step",
    zh: ["图“{diagram}”里没有步骤“{name}”", "箭头的两头写 steps 里的 name（最像的是 {near}）"],
    en: [
        "the diagram `{diagram}` has no step `{name}`",
        "arrows lead from and to the name of a step (the nearest is `{near}`)",
    ],
};

pub(crate) const UNKNOWN_ACTION: Message = Message {
    code: "unknown-action",
    zh: ["没有第 {number} 项行动", "写 actions: 里有的编号"],
    en: ["there is no action {number}", "write a number of actions:"],
};

pub(crate) const UNKNOWN_PAGE: Message = Message {
    code: "unknown-page",
    zh: ["导航里的“{path}”不是 content 里的页面", "改正路径（最像的是 {near}）"],
    en: ["`{path}` in the navigation is not a page of content/", "correct the path (the nearest is {near})"],
};

pub(crate) const PAGE_OF_NO_FORM: Message = Message {
    code: "page-of-no-form",
    zh: ["没有表单“{name}”，这一页不会和表单放在一起", "文件名和表的 id 一样（最像的是 {near}），或者放到别的文件夹"],
    en: [
        "there is no form `{name}` that this page could stand with",
        "name the file after a form's id (the nearest is `{near}`), or move it to another folder",
    ],
};

pub(crate) const UNKNOWN_SETTING: Message = Message {
    code: "unknown-setting",
    zh: ["表“{form}”没有待定事项“{name}”", "改正名字（最像的是 {near}），城市只能决定表里列出的事项"],
    en: [
        "the form `{form}` has no setting `{name}`",
        "correct it (the nearest is `{near}`); a city decides only what the form leaves open",
    ],
};

pub(crate) const BAR_NOT_A_NUMBER: Message = Message {
    code: "bar-not-a-number",
    zh: ["“{name}”不是一个数，画不成条", "条形图只放数字"],
    en: ["`{name}` is not a number and cannot be a bar", "a chart shows numbers only"],
};

pub(crate) const BARS_OF_TWO_UNITS: Message = Message {
    code: "bars-of-two-units",
    zh: ["“{name}”的单位是“{unit}”，前面的是“{first}”", "一张图只放同一单位的数"],
    en: ["`{name}` is in {unit}, the bars before it in {first}", "a chart compares numbers of one unit"],
};

pub(crate) const LINK_UNKNOWN: Message = Message {
    code: "broken-link",
    zh: ["网站里没有 {path}", "改正路径（最像的是 {near}），或者补上这个文件"],
    en: ["the site has no {path}", "correct the path (the nearest is {near}), or add the file"],
};

pub(crate) const ANCHOR_UNKNOWN: Message = Message {
    code: "broken-anchor",
    zh: ["{path} 里没有“#{anchor}”", "写那一页的标题（最像的是 {near}）"],
    en: ["{path} has no `#{anchor}`", "write a heading of that page (the nearest is {near})"],
};

pub(crate) const DUPLICATE: Message = Message {
    code: "duplicate",
    zh: ["“{name}”写了两次（{key}）", "换一个，或者删去一个；另一个在 {other}"],
    en: ["`{name}` is there twice ({key})", "change or remove one of them; the other is in {other}"],
};

pub(crate) const SAME_ANSWER: Message = Message {
    code: "same-answer",
    zh: ["“{label}”和“{other}”填的内容都叫“{name}”", "给其中一个换一个名字；另一个在{there}"],
    en: [
        "what is filled in at “{label}” and at “{other}” would have one name, `{name}`",
        "rename one; the other is at {there}",
    ],
};

pub(crate) const RESERVED_ANSWER: Message = Message {
    code: "reserved-answer",
    zh: ["“{label}”的名字“{name}”是程序自己用的", "给它换一个名字"],
    en: ["`{name}`, the name of “{label}”, is the program's own", "give it another name"],
};

pub(crate) const SAME_ANCHOR: Message = Message {
    code: "same-anchor",
    zh: ["“{label}”和“{other}”在网页上的位置都叫“{name}”", "给其中一个换一个名字；另一个在{there}"],
    en: ["“{label}” and “{other}” have the same anchor on the page, `{name}`", "rename one; the other is at {there}"],
};

pub(crate) const SAME_ADDRESS: Message = Message {
    code: "same-address",
    zh: ["{address} 已经是 {other} 的网址", "给其中一个文件改名"],
    en: ["{address} is already the address of {other}", "rename one of the two files"],
};

pub(crate) const UNKNOWN_FIELD: Message = Message {
    code: "unknown-field",
    zh: ["这里读不到“{name}”这一栏", "改正名字（最像的是 {near}）；表格里的栏只能在同一行里读"],
    en: [
        "no field `{name}` can be read here",
        "correct it (the nearest is `{near}`); columns are read only within their row",
    ],
};

pub(crate) const READS_LATER: Message = Message {
    code: "reads-later",
    zh: ["“{name}”在这一栏后面，填到这里还没有答案", "把条件写到后面那一栏，或者把“{name}”移到前面"],
    en: [
        "`{name}` comes after this field and has no answer yet",
        "put the condition on the later field, or move `{name}` before it",
    ],
};

pub(crate) const READS_NO_ANSWER: Message = Message {
    code: "reads-no-answer",
    zh: ["“{name}”是 {kind}，没有一个可以比较的答案", "改读一个有单个答案的栏"],
    en: ["`{name}` is a {kind} and has no single answer", "read a field with one answer instead"],
};

pub(crate) const OWN_IN_CONDITION: Message = Message {
    code: "own-in-condition",
    zh: ["“.”是本栏自己的答案，不能用来决定本栏填不填", "改写成前面一栏的 ${名字}，或者把它移到 constraint"],
    en: [
        "`.` is the field's own answer and cannot decide whether it is asked",
        "read an earlier field with ${name}, or make it a constraint",
    ],
};

pub(crate) const UNKNOWN_OPTION: Message = Message {
    code: "unknown-option",
    zh: ["选项表“{list}”里没有“{option}”", "写选项的 name（有 {options}）"],
    en: ["the list `{list}` has no option `{option}`", "write an option's name (there are {options})"],
};

pub(crate) const OPTION_NOT_QUOTED: Message = Message {
    code: "option-not-quoted",
    zh: ["选项要当文字比：{option} 没有加引号", "写成 '{option}'"],
    en: ["options are compared as text: {option} is not quoted", "write '{option}'"],
};

pub(crate) const NOT_A_CHOICE: Message = Message {
    code: "not-a-choice",
    zh: ["“{name}”不是选择题，不能用 {function}()", "改用 = 比较"],
    en: ["`{name}` is not a choice, so {function}() cannot be asked of it", "compare with = instead"],
};

pub(crate) const CYCLE: Message = Message {
    code: "cycle",
    zh: ["条件绕成了圈：{path}", "去掉其中一个条件，不然谁也填不了"],
    en: [
        "the conditions read each other in a circle: {path}",
        "remove one of them, or none of the fields can be filled in",
    ],
};

pub(crate) const FIELD_TOO_WIDE: Message = Message {
    code: "field-too-wide",
    zh: ["标签 {label} 格加填写 {width} 格，超过一行的 24 格", "改小 label_width 或 width"],
    en: [
        "a label of {label} columns and a cell of {width} do not fit a row of 24",
        "make label_width or width smaller",
    ],
};

pub(crate) const GRID_HOLE: Message = Message {
    code: "grid-hole",
    zh: [
        "“{label}”跨 {rows} 行，旁边有 {columns} 格没有栏排得进去",
        "把旁边各栏的 label_width 加 width 改得正好排满，或者换个顺序、改 row_span",
    ],
    en: [
        "“{label}” spans {rows} rows, and {columns} columns beside it are left empty",
        "choose the label_width and width of the fields beside it so that they fill the rows, or change their order or row_span",
    ],
};

pub(crate) const COLUMNS_NOT_24: Message = Message {
    code: "columns-not-24",
    zh: ["各栏的 width 加起来是 {sum}，不是 24", "改到正好 24"],
    en: ["the columns' widths add up to {sum}, not 24", "make them add up to 24"],
};

pub(crate) const NOTE_TOO_WIDE: Message = Message {
    code: "note-too-wide",
    zh: ["说明栏宽 {width} 格，没有给各行和选项留地方", "说明栏最多 {most} 格"],
    en: ["the note column of {width} leaves no room for rows and options", "give it at most {most}"],
};

pub(crate) const RELATION_BROKEN: Message = Message {
    code: "relation-broken",
    zh: ["这个关系不成立：{values}", "改正数字；原文就是这样矛盾的，写 acknowledged 说明理由"],
    en: [
        "the relation does not hold: {values}",
        "correct the figures; if the source itself contradicts, say why under acknowledged",
    ],
};

pub(crate) const RELATION_ACKNOWLEDGED: Message = Message {
    code: "relation-acknowledged",
    zh: ["已知的矛盾：{values}。{reason}", "网站上会注明"],
    en: ["a known contradiction: {values}. {reason}", "the site says so in a note"],
    level: Acknowledged,
};

pub(crate) const RELATION_HOLDS: Message = Message {
    code: "relation-holds",
    zh: ["这个关系成立（{values}），不用 acknowledged", "删去 acknowledged"],
    en: ["the relation holds ({values}) and needs no acknowledgement", "remove acknowledged"],
    level: Warning,
};

pub(crate) const EXTERNAL_WITHOUT_ADDRESS: Message = Message {
    code: "external-without-address",
    zh: ["“{name}”是外来的数，没有写从哪里来", "在 external 后面写网址"],
    en: ["`{name}` comes from elsewhere, and nothing says where", "write its address after external"],
};

pub(crate) const EXTERNAL_UNVERIFIED: Message = Message {
    code: "external-unverified",
    zh: ["“{name}”（{value}）来自方案以外，须由主办单位核实", "核实以后改成原文的出处，或者删去"],
    en: [
        "`{name}` ({value}) comes from outside the documents and must be verified by the organiser",
        "once verified give its document and section, or remove it",
    ],
    level: Undecided,
};

pub(crate) const DOCUMENT_EXPIRED: Message = Message {
    code: "document-expired",
    zh: ["{title}的目标到 {until} 为止，已经过了", "查明有没有接续的文件，写进 superseded"],
    en: [
        "the targets of {title} ran until {until}, which is past",
        "find out what follows it and write it under superseded",
    ],
    level: Undecided,
};

pub(crate) const NO_SOURCE: Message = Message {
    code: "no-source",
    zh: ["“{name}”没有写出处", "写 source: 方案的章节；方案没有写的，写 inferred: 为什么要有"],
    en: ["`{name}` has no source", "write the section as source:, or inferred: with the reason why it is there"],
};

pub(crate) const CLAIM_WITHOUT_SOURCE: Message = Message {
    code: "claim-without-source",
    zh: [
        "“{word}”写在这里，没有登记出处",
        "{source} 没有说到的，删去；说到的，写明出处，并在 content/facts.yaml 的 claims 里给 where 加上 {path}",
    ],
    en: [
        "`{word}` stands here without a known source",
        "remove it where {source} does not say so; where it does, name the source and add {path} to where: under claims in content/facts.yaml",
    ],
    level: Warning,
};

pub(crate) const CLAIM_NOT_THERE: Message = Message {
    code: "claim-not-there",
    zh: ["{path} 里没有{words}", "从 claims 的 where 里删去，或者改正路径"],
    en: ["{path} holds none of {words}", "remove it from where: under claims, or correct the path"],
    level: Warning,
};

pub(crate) const SETTING_UNDECIDED: Message = Message {
    code: "undecided-setting",
    zh: ["待定：{label}，暂用“{value}”。{reason}", "由主办单位决定，或者由各市在 settings 里写"],
    en: ["undecided: {label}, for now `{value}`. {reason}", "the organiser decides, or each city in its settings"],
    level: Undecided,
};

pub(crate) const SETTING_BLANK: Message = Message {
    code: "undecided-blank",
    zh: ["待定：{label}，印成空白。{reason}", "由主办单位决定，或者由各市在 settings 里写"],
    en: ["undecided: {label}, printed as a blank. {reason}", "the organiser decides, or each city in its settings"],
    level: Undecided,
};

pub(crate) const COPIES_UNDECIDED: Message = Message {
    code: "undecided-copies",
    zh: ["待定：份数，暂按一式 {count} 份。{reason}", "由主办单位决定"],
    en: ["undecided: the number of copies, for now {count}. {reason}", "the organiser decides"],
    level: Undecided,
};

pub(crate) const EFFECTIVE_UNDECIDED: Message = Message {
    code: "undecided-effective",
    zh: ["待定：起用日期，表上印“{printed}”。{reason}", "由主办单位决定以后写 effective: 年-月-日"],
    en: [
        "undecided: the day of effect, printed as `{printed}`. {reason}",
        "the organiser decides; then write effective: year-month-day",
    ],
    level: Undecided,
};

pub(crate) const OFFICE_UNKNOWN: Message = Message {
    code: "office-unknown",
    zh: ["{city}的机构还不知道：{what}", "查实以后写进 office；不知道的不要写"],
    en: ["of {city}'s office nobody has said: {what}", "write it under office once it is certain, and nothing before"],
    level: Undecided,
};

pub(crate) const VALUE_MISSING: Message = Message {
    code: "value-missing",
    zh: ["“{name}”没有值，也没有说为什么", "写 value，或者写 undecided: 为什么还没有定"],
    en: ["`{name}` has no value, and nothing says why", "write a value, or undecided: with the reason"],
};

pub(crate) const NO_COPIES: Message = Message {
    code: "no-copies",
    zh: ["一份也没有人存", "在 holders 里写谁存；写 parties 的，表里要有 signatures"],
    en: ["nobody keeps a copy", "name the holders; parties needs a field of type signatures"],
};

pub(crate) const BAD_SERIAL: Message = Message {
    code: "bad-serial",
    zh: ["编号里的“{part}”不认识", "只用字母、数字、-、_（空格）和 ${adcode}"],
    en: ["`{part}` in the serial is not understood", "use letters, digits, -, _ (a blank) and ${adcode} only"],
};

pub(crate) const UNKNOWN_PURPOSE: Message = Message {
    code: "unknown-purpose",
    zh: ["autocomplete 里没有“{purpose}”这种用途", "改用 WCAG 2.2 第 7 章列出的用途（最像的是 {near}），或者不写"],
    en: [
        "`{purpose}` is no purpose of an input",
        "use one of those in WCAG 2.2, section 7 (the nearest is `{near}`), or leave it out",
    ],
};

pub(crate) const UNSUITED_PURPOSE: Message = Message {
    code: "unsuited-purpose",
    zh: [
        "用途“{purpose}”和这一栏的类型对不上",
        "bday 用于 date 和 month，tel 用于 phone，sex 用于 select_one，street-address 用于 multiline，其余用于 text",
    ],
    en: [
        "the purpose `{purpose}` does not suit a field of this type",
        "bday is for date and month, tel for phone, sex for select_one, street-address for multiline, others for text",
    ],
};

pub(crate) const NOT_A_RANGE: Message = Message {
    code: "not-a-range",
    zh: ["“{name}”不是起止年份", "时间线用写成 [2007, 2011] 的事实"],
    en: ["`{name}` is no range of years", "timelines take facts written as [2007, 2011]"],
};
}
