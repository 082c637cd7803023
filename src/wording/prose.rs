//! Messages of the checks about readable text: punctuation, leftover markup, figures and titles.

use super::Message;

messages! {
pub(crate) const HALF_WIDTH: Message = Message {
    code: "half-width",
    zh: ["“{around}”里用了半角的“{mark}”", "改成全角的“{wide}”"],
    en: ["half-width `{mark}` in “{around}”", "write the full-width {wide}"],
    level: Warning,
};

pub(crate) const LEFT_FROM_SCRAPING: Message = Message {
    code: "left-from-scraping",
    zh: ["“{words}”像是从网页或扫描件带来的", "删去或改正"],
    en: ["`{words}` looks like a remnant of a web page or a scan", "remove or correct it"],
};

pub(crate) const NOT_WRITTEN_YET: Message = Message {
    code: "not-written-yet",
    zh: ["“{words}”还没有写", "换成要发布的话，括号也删去"],
    en: ["`{words}` is still to be written", "put your own words in its place, brackets included"],
    level: Warning,
};

pub(crate) const TYPED_FIGURE: Message = Message {
    code: "typed-figure",
    zh: ["“{text}”是手写的数，facts.yaml 里有", "写成 {names}，以后改一处就行"],
    en: ["`{text}` is typed by hand, and facts.yaml has it", "write {names}, so that there is one place to change"],
    level: Warning,
};

pub(crate) const FIGURE_WITHOUT_SOURCE: Message = Message {
    code: "figure-without-source",
    zh: ["“{text}”不是 facts.yaml 里的数，这一段也没有写出处", "连同出处写进 content/facts.yaml，用 ${名字} 取；或者在这一段写明出处；没有依据的删去"],
    en: [
        "`{text}` is none of facts.yaml's figures, and the paragraph names no source",
        "add it with its source to content/facts.yaml and insert it by ${name}, or name the source here; remove it if there is none",
    ],
    level: Warning,
};

pub(crate) const DESCRIPTION_LONG: Message = Message {
    code: "description-long",
    zh: ["说明有 {length} 个字，搜索引擎只显示前 {most} 个左右", "改短"],
    en: ["the description has {length} characters; search engines show about {most}", "shorten it"],
    level: Warning,
};

pub(crate) const SAME_TITLE: Message = Message {
    code: "same-title",
    zh: ["这一页和 {other} 的标题一样", "标题要分得清（WCAG 2.4.2）"],
    en: ["the page has the same title as {other}", "titles must tell pages apart (WCAG 2.4.2)"],
    level: Warning,
};

pub(crate) const SAME_DESCRIPTION: Message = Message {
    code: "same-description",
    zh: ["这一页和 {other} 的说明一样", "各写各的"],
    en: ["the page has the same description as {other}", "describe each page for itself"],
    level: Warning,
};

pub(crate) const TERM_TO_AVOID: Message = Message {
    code: "term-to-avoid",
    zh: ["“{word}”在这里叫“{term}”", "改成“{term}”；照引原文的加引号“”"],
    en: ["`{word}` is called `{term}` here", "write {term}; put “” around what is quoted"],
    level: Warning,
};

pub(crate) const UNPAIRED: Message = Message {
    code: "unpaired",
    zh: ["“{mark}”缺了另一半", "补上缺的一半，或者删去这一半"],
    en: ["`{mark}` lacks its other half", "add the other half, or remove this one"],
    level: Warning,
};

pub(crate) const NUMBER_LEFT_OUT: Message = Message {
    code: "number-left-out",
    zh: ["编号跳了：前面是 {last}，这里是“{mark}”", "改成连着的号"],
    en: ["a number is left out: `{mark}` comes after {last}", "number the items one after the other"],
    level: Warning,
};
}
