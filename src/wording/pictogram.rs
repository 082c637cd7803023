//! Messages of reading pictograms and of references to them.

use super::Message;

messages! {
pub(crate) const HEAD: Message = Message {
    code: "pictogram-head",
    zh: ["图标的 <svg> 要写 {what}", "照 templates/pictograms 里别的图标抄第一行；一家图标要一样的格子、一样的粗细"],
    en: [
        "the <svg> of a pictogram must say {what}",
        "copy the first line of another file in templates/pictograms; a family has one grid and one weight",
    ],
};

pub(crate) const ELEMENT: Message = Message {
    code: "pictogram-element",
    zh: ["图标里不能有 {what}", "只用 path、circle、ellipse、rect、line、polyline，不套在别的里面，不写字"],
    en: [
        "a pictogram cannot have {what}",
        "use path, circle, ellipse, rect, line and polyline alone, none within another, and no words",
    ],
};

pub(crate) const ATTRIBUTE: Message = Message {
    code: "pictogram-attribute",
    zh: [
        "图标里不能写 {what}",
        "颜色和粗细由页面定，删去；实心的点写成 <circle … fill=\"currentColor\" stroke=\"none\"/>",
    ],
    en: [
        "a pictogram cannot say {what}",
        "remove it, as pages say colour and weight; a dot is <circle … fill=\"currentColor\" stroke=\"none\"/>",
    ],
};

pub(crate) const NUMBER: Message = Message {
    code: "pictogram-number",
    zh: ["图标里的 {what} 读不出来", "写上数，例如 cx=\"24\"；d 照 SVG 的路径语法写"],
    en: ["{what} in the pictogram cannot be read", "write numbers, such as cx=\"24\", and the path syntax of SVG in d"],
};

pub(crate) const OFF_GRID: Message = Message {
    code: "pictogram-off-grid",
    zh: ["这一笔画到了格子外面：{what}", "线的中心要在 4 到 44 之间，各个图标才一样大"],
    en: [
        "this line leaves the grid: {what}",
        "keep the middle of lines between 4 and 44, so that all pictograms are of one size",
    ],
};

pub(crate) const TOO_MUCH: Message = Message {
    code: "pictogram-too-much",
    zh: ["图标画得太细：{what}", "少画几笔；小到 24 像素也要看得清"],
    en: ["the pictogram has too much in it: {what}", "draw less; it has to be clear at 24 pixels"],
};

pub(crate) const UNKNOWN: Message = Message {
    code: "unknown-pictogram",
    zh: ["没有图标“{name}”", "写 templates/pictograms 里有的（最像的是 {near}）"],
    en: ["there is no pictogram `{name}`", "name one of templates/pictograms/ (the nearest is `{near}`)"],
};
}
