//! What is said of settings, and of what offices decide of forms.

use super::Message;

pub const NOT_A_NUMBER_HERE: Message = Message {
    code: "setting-not-a-number",
    zh: ["“{label}”写的“{text}”不是数", "只写数字，例如 3；单位写在 unit 里"],
    en: ["`{text}` for “{label}” is no number", "write digits alone, such as 3; the unit stands in unit"],
};

pub const NOT_WHOLE_HERE: Message = Message {
    code: "setting-not-whole",
    zh: ["“{label}”写的“{text}”不是整数", "写整数，例如 3；确实有小数的，表单里写 type: decimal"],
    en: ["`{text}` for “{label}” is no whole number", "write one, such as 3; type: decimal in the form takes others"],
};

pub const OUT_OF_RANGE: Message = Message {
    code: "setting-out-of-range",
    zh: ["“{label}”不能是“{text}”：{rule}", "改成合乎规定的值；规定写在表单的 constraint 里"],
    en: [
        "“{label}” cannot be `{text}`: {rule}",
        "write a value that keeps the rule, which stands in the form's constraint",
    ],
};

pub const READS_OTHERS: Message = Message {
    code: "setting-rule-reads-others",
    zh: ["待定事项的 constraint 只能写它自己的值（.）和数、文字", "去掉 ${…} 和 today()"],
    en: ["a setting's constraint reads its own value (.), numbers and texts alone", "take ${…} and today() out"],
};

pub const FACT_DECIDES: Message = Message {
    code: "setting-of-a-fact",
    zh: ["写了 fact，值和单位就是 facts.yaml 里的，不能再写 {key}", "删去 {key}；或者删去 fact，自己写值"],
    en: [
        "with fact, value and unit are those of facts.yaml, and {key} says nothing",
        "remove {key}, or remove fact and give the value here",
    ],
};
