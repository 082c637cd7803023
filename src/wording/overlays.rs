//! Messages about settings and about the decisions of offices.

use super::{Message, Phrase, PhraseTemplate};

messages! {
pub(crate) const NOT_A_NUMBER_HERE: Message = Message {
    code: "setting-not-a-number",
    zh: ["“{label}”写的“{text}”不是数", "只写数字，例如 3；单位写在 unit 里"],
    en: ["`{text}` for “{label}” is no number", "write digits alone, such as 3; the unit stands in unit"],
};

pub(crate) const NOT_WHOLE_HERE: Message = Message {
    code: "setting-not-whole",
    zh: ["“{label}”写的“{text}”不是整数", "写整数，例如 3；确实有小数的，表单里写 type: decimal"],
    en: ["`{text}` for “{label}” is no whole number", "write one, such as 3; type: decimal in the form takes others"],
};

pub(crate) const OUT_OF_RANGE: Message = Message {
    code: "setting-out-of-range",
    zh: ["“{label}”不能是“{text}”：{rule}", "改成合乎规定的值；规定写在表单的 constraint 里"],
    en: [
        "“{label}” cannot be `{text}`: {rule}",
        "write a value that keeps the rule, which stands in the form's constraint",
    ],
};

pub(crate) const READS_OTHERS: Message = Message {
    code: "setting-rule-reads-others",
    zh: ["待定事项的 constraint 只能写它自己的值（.）和数、文字", "去掉 ${…} 和 today()"],
    en: ["a setting's constraint reads its own value (.), numbers and texts alone", "take ${…} and today() out"],
};

pub(crate) const FACT_DECIDES: Message = Message {
    code: "setting-of-a-fact",
    zh: ["写了 fact，值和单位就是 facts.yaml 里的，不能再写 {key}", "删去 {key}；或者删去 fact，自己写值"],
    en: [
        "with fact, value and unit are those of facts.yaml, and {key} says nothing",
        "remove {key}, or remove fact and give the value here",
    ],
};

pub(crate) const SETTINGS_MOVED: Message = Message {
    code: "settings-moved",
    zh: [
        "城市文件里不再写 settings：办事机构对表单的决定写在 {path}",
        "在那里写：表单的 id、base: 表单的版本、settings: {名字: 值}，再删去这里的",
    ],
    en: [
        "a city's file has no settings any more: what an office decides of forms stands in {path}",
        "write there the form's id with base: (the form's version) and settings: {name: value}, and remove this",
    ],
};

pub(crate) const CITY_UNKNOWN: Message = Message {
    code: "overlay-of-no-city",
    zh: ["没有城市“{name}”，这个文件里写的用不上", "文件名写 content/cities 里有的城市（最像的是 {near}）"],
    en: [
        "there is no city `{name}` whose office this could be of",
        "name the file after a city of content/cities (the nearest is `{near}`)",
    ],
};

// What an overlay may not say: it would take away or change what the programme asks.

pub(crate) const DELETES: Message = Message {
    code: "overlay-deletes",
    zh: [
        "办事机构不能删去或者换掉表里的栏目、选项（{key}）：各市收上来的表要能合在一起",
        "本市网页上用不着的栏目写 hide，纸上仍然有；确实不该问的，请项目办改表",
    ],
    en: [
        "an office cannot take fields or options away ({key}): what all offices collect must stay one",
        "hide leaves a field out of the office's page, and paper keeps it; what should not be asked at all is the programme's to change",
    ],
};

pub(crate) const RETYPES: Message = Message {
    code: "overlay-retypes",
    zh: ["办事机构不能改栏目的类型和大小（{key}）：同一栏在各市要填同样的内容", "另外要问的，用 add 加一栏"],
    en: [
        "an office cannot change what a field is ({key}): it holds the same in every city",
        "ask what else is needed in a field of your own, with add",
    ],
};

pub(crate) const RECODES: Message = Message {
    code: "overlay-recodes",
    zh: [
        "办事机构不能改选项的代码、说法和次序（{key}）：旧表上的代码会变成别的意思",
        "要多几个选项，用 extend 加上代码以本市行政区划代码开头的选项",
    ],
    en: [
        "an office cannot change codes, words or order of options ({key}): answers already given would mean something else",
        "extend adds options, with codes that begin with the city's division code",
    ],
};

pub(crate) const EXPOSES: Message = Message {
    code: "overlay-weakens-privacy",
    zh: [
        "办事机构不能改个人信息的级别和告知内容（{key}）：告知和单独同意是法律的要求，各市一样",
        "删去这一项；告知写错了，请项目办改表",
    ],
    en: [
        "an office cannot change how private an answer is, nor what people are told of it ({key}): the law asks for it everywhere",
        "remove it; a wrong notice is the programme's to mend",
    ],
};

pub(crate) const RENAMES: Message = Message {
    code: "overlay-renames",
    zh: [
        "办事机构不能改表名、栏名和说明（{key}）：同一张表在各市的叫法要一样",
        "要提醒填表的人，用 relabel 改这一栏的提示：- {field: 栏目, hint: …}",
    ],
    en: [
        "an office cannot change titles, labels and instructions ({key}): a form is called the same in every city",
        "relabel gives a field another hint: - {field: name, hint: …}",
    ],
};

pub(crate) const LOOSENS: Message = Message {
    code: "overlay-loosens",
    zh: [
        "办事机构不能改什么时候填、填什么才对（{key}）：必填的会变成不填，不对的会变成对的",
        "要必填的，写进 require；别的删去",
    ],
    en: [
        "an office cannot change when something is asked or what an answer must satisfy ({key}): less would be asked",
        "require names what must be answered; remove the rest",
    ],
};

pub(crate) const UNSIGNS: Message = Message {
    code: "overlay-drops-signatures",
    zh: ["办事机构不能改谁签名、怎么签、一式几份（{key}）：少一方签名，表就不算数", "删去这一项"],
    en: [
        "an office cannot change who signs, how, and how many copies there are ({key}): without a signature the sheet is not valid",
        "remove it",
    ],
};

pub(crate) const REARRANGES: Message = Message {
    code: "overlay-rearranges",
    zh: [
        "办事机构不能改表的编号、版本、章节和次序（{key}）：各市要说得清是同一张表的哪一版",
        "删去这一项；新加的一栏放在哪里，用 add 的 after 写明",
    ],
    en: [
        "an office cannot change a form's number, version, sections and order ({key}): every city must mean the same sheet",
        "remove it; where a field of your own stands is said by after",
    ],
};

// What the rule `overlays` says.

pub(crate) const LAGGING: Message = Message {
    code: "overlay-lags",
    zh: [
        "“{city}”的决定是按表“{form}”的 {base} 版写的，表已经是 {version} 版，还没有确认",
        "对着新表看一遍，合适就把 base 改成 {version}",
    ],
    en: [
        "what {city} decides of `{form}` was made for version {base}; the form is at {version} and nobody has confirmed it",
        "go through it beside the new form, then write base: {version}",
    ],
    level: Warning,
};

pub(crate) const BASE_AHEAD: Message = Message {
    code: "overlay-ahead",
    zh: ["base 写的 {base} 版还没有：表“{form}”是 {version} 版（{there}）", "写 base: {version}"],
    en: ["there is no version {base} of `{form}` yet: it is at {version} ({there})", "write base: {version}"],
};

pub(crate) const SETTING_OF_FACT: Message = Message {
    code: "setting-decided-by-fact",
    zh: ["“{label}”是方案定的（事实 {fact}，{there}），办事机构不能改", "删去这一项；数字不对，改 content/facts.yaml"],
    en: [
        "“{label}” is decided by the fact `{fact}` ({there}), not by an office",
        "remove it; a wrong figure is mended in content/facts.yaml",
    ],
};

pub(crate) const SETTING_READONLY: Message = Message {
    code: "setting-readonly",
    zh: ["“{label}”只能由主办单位定（{there} 写了 readonly），办事机构不能改", "删去这一项"],
    en: ["“{label}” is the programme's alone (readonly at {there}), not an office's", "remove it"],
};

pub(crate) const FIELD_UNKNOWN: Message = Message {
    code: "overlay-of-no-field",
    zh: ["表“{form}”的各节里没有栏目“{name}”", "写栏目的 name（最像的是 {near}）；表格的列、条款的填空不能单独改"],
    en: [
        "no section of `{form}` has a field `{name}`",
        "write a field's name (the nearest is `{near}`); columns of tables and blanks of articles go with theirs",
    ],
};

pub(crate) const NAME_TAKEN: Message = Message {
    code: "overlay-name-taken",
    zh: ["表“{form}”里已经有“{name}”（{there}）：加的栏目不能顶替它", "换一个名字"],
    en: ["`{form}` has `{name}` already ({there}), which a field of your own cannot replace", "choose another name"],
};

pub(crate) const CANNOT_REQUIRE: Message = Message {
    code: "overlay-requires-no-answer",
    zh: ["“{label}”不是要回答的栏目，谈不上必填（{there}）", "从 require 里删去"],
    en: ["“{label}” asks for no answer that could be required ({there})", "take it out of require"],
};

pub(crate) const LIST_UNUSED_HERE: Message = Message {
    code: "overlay-list-unused",
    zh: ["表“{form}”没有一栏用选项表“{name}”", "写这张表用到的选项表（最像的是 {near}）"],
    en: ["no field of `{form}` offers the list `{name}`", "name a list of this form (the nearest is `{near}`)"],
};

pub(crate) const LIST_OF_STANDARD: Message = Message {
    code: "overlay-extends-standard",
    zh: ["选项表“{name}”是国家标准 {standard} 的代码（{there}），不能加选项", "另外要问的，用 add 加一栏"],
    en: [
        "the list `{name}` is of the standard {standard} ({there}), which has no codes of a city's",
        "ask for more in a field of your own, with add",
    ],
};

pub(crate) const LIST_TAKEN: Message = Message {
    code: "overlay-list-taken",
    zh: ["已经有选项表“{name}”（{there}），不能顶替它", "换一个名字；要加选项，用 extend"],
    en: [
        "there is a list `{name}` already ({there}), which yours cannot replace",
        "choose another name; extend adds options",
    ],
};

pub(crate) const CODE_OUT_OF_RANGE: Message = Message {
    code: "overlay-code-out-of-range",
    zh: [
        "选项“{label}”的代码“{name}”不是本市的：以后方案或者别的市可能用它表示别的",
        "代码以“{range}”开头，例如 {range}1",
    ],
    en: [
        "the code `{name}` of “{label}” is not the city's own: the programme or another city may mean something else by it",
        "begin codes with `{range}`, such as {range}1",
    ],
};

pub(crate) const OPTION_THERE: Message = Message {
    code: "overlay-option-there",
    zh: ["“{word}”已经是选项“{other}”（{there}），不能再表示别的", "换一个；原来的选项不用再写"],
    en: [
        "`{word}` is the option “{other}” already ({there}) and cannot mean another",
        "choose another; options there are need not be repeated",
    ],
};

pub(crate) const HIDES_REQUIRED: Message = Message {
    code: "overlay-hides-required",
    zh: ["“{label}”是必填的（{there}），网页上不能收起", "从 hide 里删去"],
    en: ["“{label}” must be answered ({there}) and cannot be left out of the page", "take it out of hide"],
};

pub(crate) const HIDES_DUTY: Message = Message {
    code: "overlay-hides-duty",
    zh: ["“{label}”是告知、签名或者条款（{there}），网页上不能收起", "从 hide 里删去"],
    en: [
        "“{label}” is a notice, a signature or an article ({there}) and cannot be left out of the page",
        "take it out of hide",
    ],
};

pub(crate) const HIDES_READ: Message = Message {
    code: "overlay-hides-what-is-read",
    zh: ["别的栏目要看“{label}”填了什么（{there}），网页上不能收起", "从 hide 里删去"],
    en: ["another field depends on the answer to “{label}” ({there}), so the page needs it", "take it out of hide"],
};
}

// Differences, a line each.

pub(crate) const SET: PhraseTemplate =
    PhraseTemplate::new("“{label}”是{value}（通用表：{former}）", "“{label}” is {value} (generic form: {former})");
pub(crate) const ADDED: PhraseTemplate =
    PhraseTemplate::new("“{after}”后面加了一栏“{label}”", "the field “{label}” is added behind “{after}”");
pub(crate) const RELABELLED: PhraseTemplate = PhraseTemplate::new(
    "“{label}”的提示是“{hint}”（通用表：{former}）",
    "the hint of “{label}” is “{hint}” (generic form: {former})",
);
pub(crate) const REQUIRED: PhraseTemplate = PhraseTemplate::new("“{label}”必须填写", "“{label}” must be answered");
pub(crate) const EXTENDED: PhraseTemplate =
    PhraseTemplate::new("“{labels}”多了选项：{options}", "“{labels}” offers also {options}");
pub(crate) const HIDDEN: PhraseTemplate =
    PhraseTemplate::new("“{label}”只在纸上填，网页上没有", "“{label}” is on paper alone, not on the page");
pub(crate) const NOTHING: Phrase = Phrase::new("没有写", "nothing");
pub(crate) const CONFIRMED: PhraseTemplate = PhraseTemplate::new("按{base}版写的", "made for version {base}");
pub(crate) const LAGS: PhraseTemplate = PhraseTemplate::new(
    "按{base}版写的，表已经是{version}版，还没有确认",
    "made for version {base}; the form is at {version} and nobody has confirmed it",
);
pub(crate) const COUNT: PhraseTemplate = PhraseTemplate::new(
    "{own}个城市有自己的决定，其中{lagging}个还没有确认；其余{rest}个城市和方案的表一样",
    "cities that decide something of their own: {own}, unconfirmed: {lagging}; that issue the programme's forms: {rest}",
);
pub(crate) const NO_CITY: Phrase = Phrase::new("各市的表都和方案的一样", "every city issues the programme's forms");
