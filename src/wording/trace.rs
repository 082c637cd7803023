//! Messages about the requirements of the plan and what serves them.

use super::Message;

messages! {
pub(crate) const NO_SECTION_NUMBER: Message = Message {
    code: "no-section-number",
    zh: ["“{text}”不是章节号", "照方案写，括号用半角，例如 五(七)7(1)"],
    en: ["`{text}` is no number of a section", "write it as the plan does, with narrow brackets: 五(七)7(1)"],
};

pub(crate) const SECTION_UNKNOWN: Message = Message {
    code: "section-unknown",
    zh: [
        "方案没有“{section}”这一节",
        "改正章节号（最像的是 {near}），或者在 content/requirements.yaml 的 sections: 里加上",
    ],
    en: [
        "the plan has no section {section}",
        "correct the number (the nearest is {near}), or add it to sections: in content/requirements.yaml",
    ],
};

pub(crate) const SECTION_NOT_SERVED: Message = Message {
    code: "section-not-served",
    zh: [
        "本表应当落实{section}，可是没有一栏的 source 是它",
        "补上这一栏；或者从 serves 里删去，在 content/requirements.yaml 里写明由谁落实",
    ],
    en: [
        "the form must serve {section}, and no field has it as its source",
        "add the field; or take the section off serves, and say in content/requirements.yaml what serves it",
    ],
    level: Warning,
};

pub(crate) const FIELD_SERVES_NOTHING: Message = Message {
    code: "field-of-no-section",
    zh: [
        "“{label}”的出处{section}，不是本表应当落实的（serves）",
        "改正 source；确实要这一栏的，在 serves 里加上这一节",
    ],
    en: [
        "“{label}” is from {section}, which is none of the sections that the form serves",
        "correct its source; or add the section to serves, if the field belongs here",
    ],
    level: Warning,
};

pub(crate) const REQUIREMENT_UNSERVED: Message = Message {
    code: "requirement-unserved",
    zh: [
        "{section}“{what}”没有一张表、一页落实，也没有写为什么",
        "在 items 里写表单的栏目，在 pages 里写页面，或者写 undecided: 为什么",
    ],
    en: [
        "nothing serves “{what}” of {section}, and nobody says why",
        "name items of forms in items, pages in pages, or write undecided: why",
    ],
    level: Warning,
};

pub(crate) const REQUIREMENT_UNDECIDED: Message = Message {
    code: "requirement-undecided",
    zh: ["{section}“{what}”待定：{reason}", "由主办单位决定"],
    en: ["“{what}” of {section} is undecided: {reason}", "the organiser has to decide"],
    level: Undecided,
};

pub(crate) const SECTION_WITHOUT_REQUIREMENT: Message = Message {
    code: "section-without-requirement",
    zh: ["{section}没有一条要求", "在 requirements: 里写这一节要求做什么"],
    en: ["{section} has no requirement", "say in requirements: what the section asks for"],
    level: Warning,
};

pub(crate) const ITEM_UNKNOWN: Message = Message {
    code: "item-unknown",
    zh: ["没有“{item}”这一栏", "写 表单.栏目，行、列、条款再加一点，例如 visit.checks.pay（最像的是 {near}）"],
    en: [
        "there is no item `{item}`",
        "write form.field, and for a row, column or article a further dot: visit.checks.pay (the nearest is `{near}`)",
    ],
};

pub(crate) const PAGE_UNKNOWN: Message = Message {
    code: "page-unknown",
    zh: ["没有“{path}”这一页", "写 content 下面的路径（最像的是 {near}）；草稿、过期的页面不算"],
    en: [
        "there is no page {path}",
        "write a path below content/ (the nearest is {near}); drafts and expired pages do not count",
    ],
};

pub(crate) const ITEM_OF_OTHER_SECTION: Message = Message {
    code: "item-of-other-section",
    zh: ["“{item}”的 source 不是{section}", "在那一栏的 source 里加上这一节，或者换一栏"],
    en: ["`{item}` is not from {section}", "add the section to the field's source, or name another item"],
    level: Warning,
};
}
