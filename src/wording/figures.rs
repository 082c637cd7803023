//! Messages of the checks about figures that are computed or drawn.

use super::Message;

messages! {
pub(crate) const NOT_YEARS: Message = Message {
    code: "not-years",
    zh: ["时间线上的“{name}”是 {value}，不是年份", "改成 {first} 到 {last} 之间的两个年份，如 [2007, 2011]"],
    en: [
        "`{name}` in the timeline is {value}, which are no years",
        "write two years from {first} to {last}, such as [2007, 2011]",
    ],
};

pub(crate) const PARTS_DIFFER: Message = Message {
    code: "parts-differ",
    zh: ["条形图里“{name}”是 {value}，parts 加起来是 {sum}", "各段要正好是这一条：改正 parts，或者不分段"],
    en: [
        "in the chart `{name}` is {value}, but its parts come to {sum}",
        "parts must make up their bar: correct them, or do without",
    ],
};

pub(crate) const NUMBERS_TOO_LARGE: Message = Message {
    code: "numbers-too-large",
    zh: ["算出来的数太大，超过 16 位就不准了：{values}", "看看数字和算式是不是多写了零、多乘了一次"],
    en: [
        "the numbers become too large to be exact, more than 16 digits: {values}",
        "check the figures and the expression for zeros or factors too many",
    ],
};

pub(crate) const DERIVED_FROM_ITSELF: Message = Message {
    code: "derived-from-itself",
    zh: ["推算绕成了圈：{path}", "至少有一个数要从文件里来：去掉它的 derived，写上 source"],
    en: [
        "the figures are derived from each other in a circle: {path}",
        "one of them must come from a document: remove its derived, and give its source",
    ],
};

pub(crate) const NOT_COMPUTABLE: Message = Message {
    code: "not-computable",
    zh: ["算不出来：{values}", "只用 + - * div、比较和 and or not，两边都是数或都是文字，不除以零"],
    en: [
        "cannot be computed: {values}",
        "use + - * div, comparisons, and or not; numbers with numbers, texts with texts, and never divide by zero",
    ],
};

pub(crate) const NOT_A_NUMBER: Message = Message {
    code: "fact-not-a-number",
    zh: ["“{name}”不是一个数", "区间写 ${{name}.from} 或 ${{name}.to}；文字和清单只能用 = 比"],
    en: [
        "`{name}` is not a single number",
        "write ${{name}.from} or ${{name}.to} for a range; texts and lists can only be compared with =",
    ],
};

pub(crate) const DERIVED_WRONG: Message = Message {
    code: "derived-wrong",
    zh: ["“{name}”写的是 {value}，按算式是 {computed}", "改正 value，或者改正 derived 的算式"],
    en: ["`{name}` says {value}, but its expression comes to {computed}", "correct the value, or the expression"],
};

pub(crate) const COUNT_DIFFERS: Message = Message {
    code: "count-differs",
    zh: ["“{name}”写的是 {value}，{of} 数出来是 {count}", "多加的删去，缺的补上；数真的变了，连同出处改这个事实"],
    en: [
        "`{name}` says {value}, but there are {count} {of}",
        "remove what is too many or add what is missing; if the figure itself changed, correct it with its source",
    ],
    level: Warning,
};

pub(crate) const DIVISION_OF_NO_PROVINCE: Message = Message {
    code: "division-of-no-province",
    zh: ["行政区划代码“{adcode}”的前两位不是哪个省、自治区、直辖市的", "照民政部公布的代码改，如 420100"],
    en: [
        "the first two digits of the division code {adcode} are those of no province",
        "correct it by the published codes (GB/T 2260), such as 420100",
    ],
    level: Warning,
};

pub(crate) const DIVISION_OF_ANOTHER: Message = Message {
    code: "division-of-another",
    zh: ["行政区划代码“{adcode}”是{other}的，province 写的是“{province}”", "改正代码或者省份"],
    en: ["the division code {adcode} is one of {other}, but the province is `{province}`", "correct one of the two"],
    level: Warning,
};

pub(crate) const DIVISION_OF_NO_CITY: Message = Message {
    code: "division-of-no-city",
    zh: ["行政区划代码“{adcode}”不是一个市的：“{name}”", "地级市以 00 结尾、中间不是 00（420100）；后四位是 0 的是整个省或者直辖市（110000）"],
    en: [
        "the division code {adcode} is not that of a city: `{name}`",
        "a city's ends in 00 and has no 00 before it (420100); four zeros are a whole province or a municipality (110000)",
    ],
    level: Warning,
};
}
