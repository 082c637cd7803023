//! Messages about differences between a finished output and the issued form.

use super::Message;

messages! {
pub(crate) const MISSING: Message = Message {
    code: "parity-missing",
    zh: [
        "{output} 里没有“{called}”的 {part}：“{expected}”；那里写的是“{says}”",
        "定义写了的，每一种输出都要有：改模板或者程序里写这种输出的地方",
    ],
    en: [
        "{output} lacks {part} of “{called}”, “{expected}”; there it says “{says}”",
        "every output has what is defined: mend the template, or what writes this output in the program",
    ],
};

pub(crate) const EXTRA: Message = Message {
    code: "parity-extra",
    zh: [
        "{output} 里，“{called}”前面多了“{says}”，表单没有这样写",
        "多出来的去掉，或者写进表单：改模板或者程序里写这种输出的地方",
    ],
    en: [
        "{output} says “{says}” before “{called}”, which the form does not",
        "take it away, or write it in the form: mend the template, or what writes this output in the program",
    ],
};

pub(crate) const DIFFERS: Message = Message {
    code: "parity-differs",
    zh: [
        "{output} 里“{called}”的 {part} 不是“{expected}”；那里写的是“{says}”",
        "每一种输出都照定义：改模板或者程序里写这种输出的地方",
    ],
    en: [
        "in {output} {part} of “{called}” is not “{expected}”; there it says “{says}”",
        "every output follows the definition: mend the template, or what writes this output in the program",
    ],
};

pub(crate) const UNREADABLE: Message = Message {
    code: "parity-unreadable",
    zh: ["{output} 读不回来，没法和“{called}”对照", "这是程序的毛病，请告诉写程序的人"],
    en: [
        "{output} cannot be read back and held against “{called}”",
        "this is a fault of the program; please tell its makers",
    ],
};

pub(crate) const LACKING: Message = Message {
    code: "parity-lacking",
    zh: ["{output} 里没有“{called}”的“{expected}”，或者次序不对", "这是程序的毛病，请告诉写程序的人"],
    en: [
        "{output} lacks “{expected}” of “{called}”, or has it in another place",
        "this is a fault of the program; please tell its makers",
    ],
};

pub(crate) const UNBOUND: Message = Message {
    code: "parity-unbound",
    zh: ["{output} 里的表不全，或者次序不对，或者读不回来", "这是程序的毛病，请告诉写程序的人"],
    en: [
        "{output} lacks a form, has them in another order, or cannot be read back",
        "this is a fault of the program; please tell its makers",
    ],
};
}
