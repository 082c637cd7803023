//! Words for the released states of a form: parts, aspects, differences and their impact.

use super::{Message, Phrase, PhraseTemplate};

// Parts of a form

pub(crate) const FORM: Phrase = Phrase::new("整张表", "the form");
pub(crate) const HOLDER: Phrase = Phrase::new("存表的一方", "keeper of a copy");
pub(crate) const SETTING: Phrase = Phrase::new("待定事项", "setting");
pub(crate) const INSTRUCTION: Phrase = Phrase::new("填表说明", "instruction");
pub(crate) const SECTION: Phrase = Phrase::new("节", "section");
pub(crate) const ITEM: Phrase = Phrase::new("栏目", "item");
pub(crate) const COLUMN: Phrase = Phrase::new("列", "column");
pub(crate) const ROW: Phrase = Phrase::new("行", "row");
pub(crate) const ARTICLE: Phrase = Phrase::new("条款", "article");
pub(crate) const POINT: Phrase = Phrase::new("条款的分项", "point of an article");
pub(crate) const BLANK: Phrase = Phrase::new("条款里的空", "blank of an article");
pub(crate) const TOLD: Phrase = Phrase::new("告知", "what is told");
pub(crate) const AGREEMENT: Phrase = Phrase::new("单独同意", "separate consent");
pub(crate) const PARTY: Phrase = Phrase::new("签名的一方", "party that signs");
pub(crate) const LIST: Phrase = Phrase::new("选项表", "option list");
pub(crate) const CHOICE: Phrase = Phrase::new("选项", "option");
pub(crate) const OFFICE: Phrase = Phrase::new("办事机构", "office");
pub(crate) const DECISION: Phrase = Phrase::new("机构的决定", "decision of an office");

// What is said of a part

pub(crate) const NUMBER: Phrase = Phrase::new("表号", "number");
pub(crate) const ITEM_NUMBER: Phrase = Phrase::new("项号", "item number");
pub(crate) const TITLE: Phrase = Phrase::new("名称", "title");
pub(crate) const TITLE_ENGLISH: Phrase = Phrase::new("英文名称", "English title");
pub(crate) const LABEL: Phrase = Phrase::new("说法", "label");
pub(crate) const LABEL_ENGLISH: Phrase = Phrase::new("英文说法", "English label");
pub(crate) const TEXT: Phrase = Phrase::new("文字", "text");
pub(crate) const VERSION: Phrase = Phrase::new("版本", "version");
pub(crate) const EFFECTIVE: Phrase = Phrase::new("起用日期", "day of effect");
pub(crate) const EFFECTIVE_UNDECIDED: Phrase = Phrase::new("起用日期没有定", "the day of effect is undecided");
pub(crate) const STANDING: Phrase = Phrase::new("还没有印发", "not issued yet");
pub(crate) const REVIEWED: Phrase = Phrase::new("法律审核", "held against the law by");
pub(crate) const ISSUE: Phrase = Phrase::new("表样", "issue");
pub(crate) const PROGRAMME: Phrase = Phrase::new("项目名称", "programme");
pub(crate) const LANGUAGE: Phrase = Phrase::new("语言", "language");
pub(crate) const FILLED_BY: Phrase = Phrase::new("谁填", "who fills it in");
pub(crate) const WHEN: Phrase = Phrase::new("什么时候填", "when it is filled in");
pub(crate) const PURPOSE: Phrase = Phrase::new("用途", "purpose");
pub(crate) const SERIAL: Phrase = Phrase::new("编号的写法", "how numbers are written");
pub(crate) const COPIES_OF_PARTIES: Phrase = Phrase::new("签名各方各一份", "a copy for each party");
pub(crate) const COPIES_UNDECIDED: Phrase = Phrase::new("份数待定", "copies are undecided");
pub(crate) const TYPE: Phrase = Phrase::new("填法", "type");
pub(crate) const LIST_NAME: Phrase = Phrase::new("选项表", "option list");
pub(crate) const UNIT: Phrase = Phrase::new("单位", "unit");
pub(crate) const LENGTH: Phrase = Phrase::new("最多字数", "length");
pub(crate) const WRITING_ROWS: Phrase = Phrase::new("书写行数", "rows to write on");
pub(crate) const BLANK_ROWS: Phrase = Phrase::new("空行数", "blank rows");
pub(crate) const ROW_HEIGHT: Phrase = Phrase::new("行高", "row height");
pub(crate) const SIZE: Phrase = Phrase::new("大小", "size");
pub(crate) const REFERS_TO: Phrase = Phrase::new("所指的表", "form referred to");
pub(crate) const PATTERN: Phrase = Phrase::new("所指编号的写法", "how the number referred to is written");
pub(crate) const SAME_AS: Phrase = Phrase::new("应当一致的栏目", "items that must agree with it");
pub(crate) const REQUIRED: Phrase = Phrase::new("必填", "required");
pub(crate) const CONDITION: Phrase = Phrase::new("填写条件", "condition");
pub(crate) const CONDITION_TEXT: Phrase = Phrase::new("填写条件的说法", "words for the condition");
pub(crate) const CONDITION_WORDS: Phrase = Phrase::new("填写条件", "condition in words");
pub(crate) const RULE: Phrase = Phrase::new("填写要求", "rule");
pub(crate) const RULE_TEXT: Phrase = Phrase::new("填写要求的说法", "words for the rule");
pub(crate) const RULE_WORDS: Phrase = Phrase::new("填写要求", "rule in words");
pub(crate) const RULE_MESSAGE: Phrase = Phrase::new("不合要求时的提示", "message where the rule is broken");
pub(crate) const SKIP: Phrase = Phrase::new("跳填说明", "skip instruction");
pub(crate) const HINT: Phrase = Phrase::new("提示", "hint");
pub(crate) const NOTE: Phrase = Phrase::new("旁注栏", "room for a note");
pub(crate) const PRIVACY: Phrase = Phrase::new("个人信息的级别", "privacy");
pub(crate) const AUTOCOMPLETE: Phrase = Phrase::new("自动填写的用途", "autocomplete");
pub(crate) const LAYOUT: Phrase = Phrase::new("版面", "layout");
pub(crate) const HIDDEN_ON_PAGE: Phrase = Phrase::new("网页上收起", "left out of the page");
pub(crate) const OTHER: Phrase = Phrase::new("后面另写", "room to write behind it");
pub(crate) const ALSO: Phrase = Phrase::new("数据表里的别称", "other words of tables");
pub(crate) const STANDARD: Phrase = Phrase::new("国家标准", "standard");
pub(crate) const MODES: Phrase = Phrase::new("签署方式", "ways to sign");
pub(crate) const DATED: Phrase = Phrase::new("写日期", "dated");
pub(crate) const VALUE: Phrase = Phrase::new("值", "value");
pub(crate) const UNDECIDED: Phrase = Phrase::new("还没有定", "undecided");
pub(crate) const OFFICE_LINE: Phrase = Phrase::new("表头的机构和电话", "office and telephone in the head");
pub(crate) const COVERS: Phrase = Phrase::new("满足的法律要求", "demands of law it meets");
pub(crate) const BASIS: Phrase = Phrase::new("法律依据", "legal basis");
pub(crate) const SOURCE: Phrase = Phrase::new("出处", "source");
pub(crate) const INFERRED: Phrase = Phrase::new("增设的理由", "reason why it was added");

// Where something is, and what differs

pub(crate) const NUMBERED: PhraseTemplate = PhraseTemplate::new("第{number}项“{label}”", "item {number} “{label}”");
pub(crate) const CALLED: PhraseTemplate = PhraseTemplate::new("{kind}“{label}”", "{kind} “{label}”");
pub(crate) const OFFERED_BY: PhraseTemplate =
    PhraseTemplate::new("{path}（用于{items}）", "{path} (offered by {items})");
pub(crate) const NOTHING: Phrase = Phrase::new("（无）", "(nothing)");
pub(crate) const YES: Phrase = Phrase::new("是", "yes");
pub(crate) const ADDED: Phrase = Phrase::new("新增", "added");
pub(crate) const REMOVED: Phrase = Phrase::new("去掉", "removed");
pub(crate) const RENAMED: PhraseTemplate =
    PhraseTemplate::new("内部名字 {before} 改为 {after}", "name {before} became {after}");
pub(crate) const RECODED: PhraseTemplate =
    PhraseTemplate::new("代码 {before} 改为 {after}", "code {before} became {after}");
pub(crate) const MOVED: PhraseTemplate =
    PhraseTemplate::new("换了位置：原来在{before}，现在在{after}", "moved: it stood {before} and stands {after}");
pub(crate) const FIRST: Phrase = Phrase::new("最前面", "first");
pub(crate) const BEHIND: PhraseTemplate = PhraseTemplate::new("“{label}”后面", "behind “{label}”");
pub(crate) const CHANGED: PhraseTemplate =
    PhraseTemplate::new("{aspect}：{before} → {after}", "{aspect}: {before} → {after}");

// What it means

pub(crate) const STOCK_GOOD: Phrase = Phrase::new("仍可用", "still good");
pub(crate) const STOCK_UNTIL: PhraseTemplate =
    PhraseTemplate::new("用到 {version} 版起用为止", "good until version {version} is in use");
pub(crate) const STOCK_WITHDRAW: Phrase = Phrase::new("收回", "to be withdrawn");
pub(crate) const ANSWERS_SAME: Phrase = Phrase::new("照旧", "as they were");
pub(crate) const ANSWERS_SIGNED: Phrase =
    Phrase::new("已经签了的，以签的为准", "what was signed holds as it was signed");
pub(crate) const ANSWERS_FORMER: Phrase =
    Phrase::new("旧表多出这一项，不再收集", "they have what is not asked any more");
pub(crate) const ANSWERS_RECHECK: Phrase = Phrase::new("旧答案要对着新要求看一遍", "to be looked at by what holds now");
pub(crate) const ANSWERS_LACKING: Phrase = Phrase::new("旧表没有这一项，汇总时空着", "they lack it");
pub(crate) const ANSWERS_CONVERT: Phrase =
    Phrase::new("汇总前要换算", "to be converted before they are counted together");
pub(crate) const ANSWERS_APART: Phrase =
    Phrase::new("意思不同，不能合在一起算", "they mean something else and are not counted together");
pub(crate) const ANSWERS_ANEW: Phrase =
    Phrase::new("以前的同意不包括它，要重新取得同意", "consent does not cover it and is asked for anew");
pub(crate) const SCANS_SAME: Phrase = Phrase::new("照旧", "as before");
pub(crate) const SCANS_MOVED: Phrase = Phrase::new("按印刷时的版面读", "read by the places of their own issue");
pub(crate) const SCANS_CODES: Phrase =
    Phrase::new("按印刷时的名字和代码读", "read by the names and codes of their own issue");
pub(crate) const STEP_NONE: Phrase = Phrase::new("不用改版本", "none");
pub(crate) const STEP_PATCH: Phrase = Phrase::new("末位加一", "the last number");
pub(crate) const STEP_MINOR: Phrase = Phrase::new("中间一位加一", "the middle number");
pub(crate) const STEP_MAJOR: Phrase = Phrase::new("首位加一", "the first number");

// How it is told

pub(crate) const OF_FORM: PhraseTemplate = PhraseTemplate::new("{number} {title}（{id}）", "{number} {title} ({id})");
pub(crate) const FORM_ADDED: Phrase = Phrase::new("新增的表", "a form that was not there");
pub(crate) const FORM_REMOVED: Phrase =
    Phrase::new("这张表没有了：印好的收回，收回来的答案照留", "the form is gone: printed sheets are to be withdrawn");
pub(crate) const SAME: Phrase = Phrase::new("没有变化", "nothing differs");
pub(crate) const MEANS: PhraseTemplate = PhraseTemplate::new(
    "印好的表：{stock}；收回来的答案：{answers}；扫描和填写文件：{scans}；版本：{step}",
    "printed stock: {stock}; collected answers: {answers}; scans and files: {scans}; version: {step}",
);
pub(crate) const CHANGE: PhraseTemplate = PhraseTemplate::new("{place}：{what}", "{place}: {what}");
pub(crate) const VERSIONED: PhraseTemplate = PhraseTemplate::new(
    "共 {count} 处；版本该{step}，已经改够",
    "{count} in all; of the version {step} has to go up, and did",
);
pub(crate) const NOT_VERSIONED: PhraseTemplate = PhraseTemplate::new(
    "共 {count} 处；版本该{step}，没有改够",
    "{count} in all; of the version {step} has to go up, and did not",
);

pub(crate) const PAGE_TITLE: PhraseTemplate =
    PhraseTemplate::new("{old} 和 {new} 的表单有什么不同", "What the forms of {old} and {new} differ in");
pub(crate) const FORM_HEAD: Phrase = Phrase::new("表单", "form");
pub(crate) const OLD_HEAD: Phrase = Phrase::new("旧表", "former sheet");
pub(crate) const NEW_HEAD: Phrase = Phrase::new("新表", "present sheet");
pub(crate) const COUNT_HEAD: Phrase = Phrase::new("几处不同", "differences");
pub(crate) const STEP_HEAD: Phrase = Phrase::new("版本", "version");
pub(crate) const STEP_MADE: PhraseTemplate = PhraseTemplate::new("该{step}，已经改够", "{step} has to go up, and did");
pub(crate) const STEP_LEFT: PhraseTemplate =
    PhraseTemplate::new("该{step}，没有改够", "{step} has to go up, and did not");
pub(crate) const PUBLIC: Phrase = Phrase::new("不是个人信息", "public");
pub(crate) const PERSONAL: Phrase = Phrase::new("个人信息", "personal");
pub(crate) const SENSITIVE: Phrase = Phrase::new("敏感个人信息", "sensitive");
pub(crate) const ALWAYS: Phrase = Phrase::new("必填", "always");
pub(crate) const WHEN_ASKED: Phrase = Phrase::new("符合条件时必填", "where it is asked");
pub(crate) const IN_ROW: Phrase = Phrase::new("用到的行里必填", "in a row that is used");

// Faults

messages! {
pub(crate) const NO_GIT: Message = Message {
    code: "git-missing",
    zh: ["运行不了 git：{error}", "装上 git，或者把旧的源文件另放一个文件夹，写文件夹的名字"],
    en: ["git cannot be run: {error}", "install git, or put the former sources into a folder and name that"],    origin: System,
};

pub(crate) const NO_REVISION: Message = Message {
    code: "revision-unknown",
    zh: [
        "“{revision}”不是这里有的文件夹、文件，也不是 git 里的版本 {why}",
        "写文件夹、输出、发布的文件，或者 git 的版本，例如 HEAD~1、git:v1.0",
    ],
    en: [
        "`{revision}` is no folder or file here, nor a revision that git knows {why}",
        "name a folder, an output, a file of a release, or a revision such as HEAD~1 or git:v1.0",
    ],    origin: Usage,
};

pub(crate) const NO_PROJECT_AT: Message = Message {
    code: "no-project-at-revision",
    zh: ["git 的版本 {revision} 里，这个文件夹没有 site.yaml", "用 --root 写项目所在的文件夹，或者换一个版本"],
    en: [
        "at the revision {revision} this folder has no site.yaml",
        "name the project with --root, or another revision",
    ],    origin: Usage,
};

pub(crate) const NO_STATES: Message = Message {
    code: "no-issued-forms",
    zh: [
        "这个文件夹既不是项目（没有 site.yaml），也不是带表样的输出",
        "写项目的文件夹；旧程序生成的输出没有表样，请重新生成",
    ],
    en: [
        "this folder is no project (it has no site.yaml) and no output with issued states",
        "name a project's folder; outputs of former programs have no states and must be built anew",
    ],    origin: Usage,
};

pub(crate) const NOT_READ: Message = Message {
    code: "state-not-read",
    zh: ["读不了这个文件：{error}", "看看有没有读的权限，是不是 UTF-8 的文本"],
    en: ["the file cannot be read: {error}", "see that it may be read and is text in UTF-8"],    origin: System,
};

pub(crate) const NOT_JSON: Message = Message {
    code: "state-not-json",
    zh: ["这个文件不是完整的 JSON：{value}", "发布的表样由 formpress release 写出，不要手改；用版本库里的原样恢复"],
    en: [
        "the file is no whole JSON: {value}",
        "formpress release writes it and nobody edits it: take it from the repository",
    ],
};

pub(crate) const UNKNOWN_KEY: Message = Message {
    code: "state-key-unknown",
    zh: ["表样里有不认识的项“{value}”", "可能是更新的程序写的：换新的程序；手改过的，恢复原样"],
    en: ["the state has a key `{value}` that is not known", "a newer program may have written it; undo edits by hand"],
};

pub(crate) const WRONG_VALUE: Message = Message {
    code: "state-value",
    zh: ["表样里“{value}”的值不对", "表样不要手改；用版本库里的原样恢复"],
    en: ["the value of `{value}` in the state is of the wrong kind", "undo edits by hand"],
};

pub(crate) const NAMELESS: Message = Message {
    code: "state-without-name",
    zh: ["表样里“{value}”的一项没有名字", "表样不要手改；用版本库里的原样恢复"],
    en: ["something in `{value}` of the state has no name", "undo edits by hand"],
};

pub(crate) const TOO_MUCH: Message = Message {
    code: "state-too-large",
    zh: ["表样太大，不像是一张表", "表样不要手改；用版本库里的原样恢复"],
    en: ["the state is larger than any form's", "undo edits by hand"],
};

pub(crate) const BAD_RENDERING: Message = Message {
    code: "bad-comparison-format",
    zh: ["没有“{value}”这种格式", "写 text、json 或 html"],
    en: ["there is no format `{value}`", "write text, json or html"],    origin: Usage,
};

pub(crate) const MISNAMED: Message = Message {
    code: "release-misnamed",
    zh: ["文件名和里面写的表单、版本对不上", "按里面写的，应当叫 {path}；发布的文件不要改名、不要手改"],
    en: [
        "the file's name is not that of the form and version in it",
        "by what it says it is {path}; releases are not renamed",
    ],
};

pub(crate) const STEP_MISSING: Message = Message {
    code: "release-step",
    zh: [
        "和发布的 {released} 版有 {count} 处不同，版本还是 {now}：{changes}",
        "version 至少改成 {version}，或者把内容改回去；formpress diff {path} . 逐处说明",
    ],
    en: [
        "it differs from the release {released} in {count} places, and its version is still {now}: {changes}",
        "make version {version} at least, or undo the changes; formpress diff {path} . names them all",
    ],
};

pub(crate) const VERSION_BACK: Message = Message {
    code: "release-version-back",
    zh: ["版本 {now} 比已经发布的 {released} 还低", "版本只能往上走：写比 {released} 高的版本"],
    en: ["the version {now} is below the release {released}", "versions go up alone: write one above {released}"],
};

}

// Releases and codes

pub(crate) const RELEASED: PhraseTemplate = PhraseTemplate::new("已发布：{path}", "released: {path}");
pub(crate) const RELEASED_BEFORE: PhraseTemplate =
    PhraseTemplate::new("早已发布，没有变：{path}", "released before, and the same: {path}");
pub(crate) const OFFICES_ADDED: PhraseTemplate =
    PhraseTemplate::new("补记了办事机构后来的决定：{path}", "what offices decided since was added: {path}");
pub(crate) const OF_CODE: PhraseTemplate = PhraseTemplate::new(
    "{form}，版本 {version}，表样 {issue}，{office}，{layout}，第 {page} 页，共 {pages} 页",
    "{form}, version {version}, issue {issue}, {office}, {layout}, page {page} of {pages}",
);
pub(crate) const NO_OFFICE: Phrase = Phrase::new("通用表（没有写机构）", "the generic sheet");
pub(crate) const NOT_SAID: Phrase = Phrase::new("没有写", "not said");
pub(crate) const LAYOUT_REGULAR: Phrase = Phrase::new("普通版面", "regular layout");
pub(crate) const LAYOUT_LARGE: Phrase = Phrase::new("大字版", "large print");
pub(crate) const NO_CODE: Phrase = Phrase::new("不是表上的码", "this is no code of a sheet");
pub(crate) const CODE_OF_BOOKLET: Phrase = Phrase::new(
    "这是表册目录的码；里面每张表各有自己的码",
    "it is of a booklet's contents; each form in it has codes of its own",
);
pub(crate) const FORM_UNKNOWN: Phrase = Phrase::new("这里没有这张表", "there is no such form here");
pub(crate) const IS_CURRENT: Phrase = Phrase::new("就是现在的表", "it is the present sheet");
pub(crate) const IS_RELEASE: PhraseTemplate = PhraseTemplate::new(
    "是发布过的旧表；现在是 {version} 版，改了这些：",
    "it is of a former release; the present version is {version}, and since then changed:",
);
pub(crate) const VERSION_ALONE: Phrase = Phrase::new(
    "版本和现在的一样；这个码是旧程序印的，没有写表样，是不是一模一样看不出来",
    "its version is the present one; the code is of a former program and names no issue, so that more cannot be told",
);
pub(crate) const ISSUE_UNKNOWN: PhraseTemplate = PhraseTemplate::new(
    "发布过 {version} 版，但不是这个样子：可能是发布以前的草稿，或者是别处改过的表，不要用",
    "version {version} was released, but not as this: it may be of a draft, or was changed elsewhere, and is not to be used",
);
pub(crate) const VERSION_UNKNOWN: PhraseTemplate = PhraseTemplate::new(
    "没有发布过这样的 {version} 版：可能是草稿，或者是发布以前印的；查得到源文件的，用 formpress diff 对照",
    "no such version {version} was released: it may be of a draft; where its sources can be had, formpress diff compares them",
);

/// The words of `--help`.
pub(crate) mod help {
    use super::Phrase;

    pub(crate) const DIFF: Phrase = Phrase::new(
        "说明两个时候的表单有什么不同、意味着什么",
        "Say what two states of the forms differ in, and what that means",
    );
    pub(crate) const DIFF_MORE: Phrase = Phrase::new(
        "旧的和新的可以是源文件的文件夹、生成的输出、发布的文件，或者 git 的版本（和文件夹重名时写 git:版本）。每一处都说明印好的表还能不能用、收回来的答案怎么办、扫描按什么读、版本该改哪一位。\n\n例子：\n  formpress diff HEAD .\n  formpress diff git:v1.0 HEAD --format html -o 变化.html\n  formpress diff 旧输出 output",
        "Each side is a folder of sources, a built output, a file of a release, or a revision of git (git:REV where a folder has that name). For each difference it says whether printed sheets are still good, what becomes of collected answers and scans, and which number of the version goes up.\n\nExamples:\n  formpress diff HEAD .\n  formpress diff git:v1.0 HEAD --format html -o changes.html\n  formpress diff former-output output",
    );
    pub(crate) const RELEASE: Phrase =
        Phrase::new("发布表单：把现在的样子按版本存下来", "Keep what the forms say now under their versions");
    pub(crate) const RELEASE_MORE: Phrase = Phrase::new(
        "写到 forms/releases/表单-版本.json，和源文件一起提交。发布过的不会被改：表单再有改动，check 会要求改版本；办事机构后来的决定补记在后面。\n\n例子：\n  formpress release\n  formpress release follow-up-record",
        "They are written to forms/releases/FORM-VERSION.json, to be committed with the sources. What was released is never changed: check asks for another version where the form changes, and what offices decide later is added behind.\n\nExamples:\n  formpress release\n  formpress release follow-up-record",
    );
    pub(crate) const RELEASE_FORMS: Phrase = Phrase::new("表单的 id（默认：全部）", "ids of forms (default: all)");
    pub(crate) const IDENTIFY: Phrase =
        Phrase::new("看表上的码说的是哪张表，是不是现在的", "Say which sheet a code is of, and whether it is today's");
    pub(crate) const IDENTIFY_MORE: Phrase = Phrase::new(
        "码是扫二维码读出的一行字，也印在二维码下面；不写就从标准输入读，一行一个。旧表会说明后来改了什么、还能不能用。有认不出的，退出码是 1。\n\n例子：\n  formpress identify \"FP2 follow-up-record 1.1.0+a1b2c3 wuhan R 1/2\"\n  formpress identify < 码.txt",
        "A code is the line that a reader of QR codes shows, and that stands below it; without one, standard input is read, a code a line. Of former sheets it says what changed since and whether they are still good. The exit status is 1 where one is not known.\n\nExamples:\n  formpress identify \"FP2 follow-up-record 1.1.0+a1b2c3 wuhan R 1/2\"\n  formpress identify < codes.txt",
    );
    pub(crate) const CODE: Phrase = Phrase::new("码", "CODE");
    pub(crate) const CODES: Phrase = Phrase::new("表上的码", "codes of sheets");
    pub(crate) const SIDE: Phrase = Phrase::new("文件夹或版本", "DIR or REV");
    pub(crate) const OLD: Phrase = Phrase::new("旧的", "the former state");
    pub(crate) const NEW: Phrase = Phrase::new("新的", "the present state");
    pub(crate) const RENDERING: Phrase = Phrase::new(
        "text 给人看（默认）、json 给程序看、html 两张表并排的网页",
        "text for people (default), json for programs, or html: a page with both sheets beside each other",
    );
    pub(crate) const DIFF_OUT: Phrase =
        Phrase::new("写到哪个文件（默认：标准输出）", "the file to write (default: standard output)");
}
