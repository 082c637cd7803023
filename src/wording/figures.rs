//! What checking says of figures that are computed or drawn.

use super::Message;

messages! {
pub const NOT_YEARS: Message = Message {
    code: "not-years",
    zh: ["时间线上的“{name}”是 {value}，不是年份", "改成 {first} 到 {last} 之间的两个年份，如 [2007, 2011]"],
    en: [
        "`{name}` in the timeline is {value}, which are no years",
        "write two years from {first} to {last}, such as [2007, 2011]",
    ],
};

pub const NUMBERS_TOO_LARGE: Message = Message {
    code: "numbers-too-large",
    zh: ["算出来的数太大，超过 16 位就不准了：{values}", "看看数字和算式是不是多写了零、多乘了一次"],
    en: [
        "the numbers become too large to be exact, more than 16 digits: {values}",
        "check the figures and the expression for zeros or factors too many",
    ],
};

pub const DERIVED_FROM_ITSELF: Message = Message {
    code: "derived-from-itself",
    zh: ["推算绕成了圈：{path}", "至少有一个数要从文件里来：去掉它的 derived，写上 source"],
    en: [
        "the figures are derived from each other in a circle: {path}",
        "one of them must come from a document: remove its derived, and give its source",
    ],
};

pub const NOT_COMPUTABLE: Message = Message {
    code: "not-computable",
    zh: ["算不出来：{values}", "只用 + - * div、比较和 and or not，两边都是数或都是文字，不除以零"],
    en: [
        "cannot be computed: {values}",
        "use + - * div, comparisons, and or not; numbers with numbers, texts with texts, and never divide by zero",
    ],
};

pub const NOT_A_NUMBER: Message = Message {
    code: "not-a-number",
    zh: ["“{name}”不是一个数", "区间写 ${{name}.from} 或 ${{name}.to}；文字和清单只能用 = 比"],
    en: [
        "`{name}` is not a single number",
        "write ${{name}.from} or ${{name}.to} for a range; texts and lists can only be compared with =",
    ],
};

pub const DERIVED_WRONG: Message = Message {
    code: "derived-wrong",
    zh: ["“{name}”写的是 {value}，按算式是 {computed}", "改正 value，或者改正 derived 的算式"],
    en: ["`{name}` says {value}, but its expression comes to {computed}", "correct the value, or the expression"],
};
}
