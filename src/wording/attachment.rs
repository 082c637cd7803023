//! Messages about the files that pages show or link to, and about links that lead out of the project.

use super::Message;

messages! {
pub(crate) const LINK_LEADS_OUT: Message = Message {
    code: "link-leads-out",
    zh: ["这是一个链接，通到项目外面的 {target}，没有读，也没有发布", "把要用的文件本身放进项目，再删掉这个链接"],
    en: [
        "this is a link to {target}, outside the project; it was neither read nor published",
        "put the file itself into the project, and remove the link",
    ],
};

pub(crate) const NO_ASSET: Message = Message {
    code: "no-asset",
    zh: ["这不是网页用得到的文件，没有发布", "样式、脚本、图片、字体放在这里；别的移走"],
    en: [
        "pages cannot use such a file; it was not published",
        "keep styles, scripts, pictures and fonts here; move away what is none",
    ],
    level: Warning,
};

pub(crate) const STYLE_LOADS_NOTHING: Message = Message {
    code: "style-loads-nothing",
    zh: [
        "样式里用的“{what}”，templates/assets 里没有（最像的是 {near}）",
        "改正名字，从这份样式算起；样式不能用 @import 引别的样式，把两份写成一份，或者在模板里各写一个 <link>",
    ],
    en: [
        "the style sheet loads `{what}`, which is not in templates/assets (the nearest is {near})",
        "correct the name, as seen from this sheet; a sheet cannot @import another: write them as one, or link to each in the template",
    ],
};

pub(crate) const STYLE_LOADS_ELSEWHERE: Message = Message {
    code: "style-loads-elsewhere",
    zh: ["样式里用的“{what}”不在 templates/assets 里", "把文件放进 templates/assets，从这份样式算起写它的名字"],
    en: [
        "the style sheet loads `{what}`, which does not lie in templates/assets",
        "put the file there, and name it as seen from this sheet",
    ],
};

pub(crate) const NAME_NOT_PORTABLE: Message = Message {
    code: "name-not-portable",
    zh: [
        "这个文件名在 Windows 上或者网址里用不了",
        "改名：不用 < > : \" | ? * \\ # %，不以点或者空格结尾，不叫 con、prn、aux、nul、com1、lpt1，每一段不超过 60 个汉字",
    ],
    en: [
        "Windows or an address cannot carry this name",
        "rename it: without < > : \" | ? * \\ # %, no point or space at the end, not con, prn, aux, nul, com1, lpt1, and no part over 180 bytes",
    ],
};

pub(crate) const PROOF_PLACE: Message = Message {
    code: "publish-place",
    zh: [
        "“{path}”不能写在 publish 里",
        "写 content 里的文件（txt、html、xml、json，或者没有扩展名），例如 MP_verify_x.txt；要放到别的地方，写 {file: security.txt, at: .well-known/security.txt}",
    ],
    en: [
        "`{path}` cannot be named under publish:",
        "name a file of content/ (txt, html, xml, json, or without an ending) such as MP_verify_x.txt; for another place write {file: security.txt, at: .well-known/security.txt}",
    ],
};

pub(crate) const PROOF_MISSING: Message = Message {
    code: "publish-missing",
    zh: ["content 里没有文件“{path}”", "把文件放进 content，或者改正名字（最像的是 {near}）"],
    en: ["there is no file `{path}` in content/", "put it there, or correct the name (the nearest is {near})"],
};

pub(crate) const ATTACHMENT_BROKEN: Message = Message {
    code: "attachment-broken",
    zh: ["文件读不出来，可能没有传完", "打开看看；能打开就另存一份，打不开就换一份"],
    en: ["the file cannot be read; it may not be whole", "open it: save it anew, or get another copy"],
};

pub(crate) const ATTACHMENT_OF_ANOTHER_KIND: Message = Message {
    code: "attachment-of-another-kind",
    zh: ["文件的内容和扩展名对不上", "可能只改了扩展名：用原来的程序打开，另存成这种格式"],
    en: [
        "the contents are not what the ending says",
        "it may only have been renamed: open it and save it in this format",
    ],
};

pub(crate) const PICTURE_TURNED: Message = Message {
    code: "picture-turned",
    zh: ["图片是横着存的", "用看图软件打开，转正，另存为 JPG（RGB 颜色）"],
    en: ["the picture is not kept upright", "open it in a viewer, turn it, and save it as JPG (RGB colours)"],
};

pub(crate) const PICTURE_TOO_LARGE: Message = Message {
    code: "picture-too-large",
    zh: ["图片有 {width} × {height} 个点，太大", "缩小再放进来；网页上用 2000 个点宽就够了，最多 4000 万个点"],
    en: [
        "the picture has {width} × {height} pixels, which is too many",
        "make it smaller: a page needs a width of 2000, and 40 million is the most",
    ],
};

pub(crate) const PLACE_REMOVED: Message = Message {
    code: "place-removed",
    zh: ["里面记着拍摄的地点，发布的那一份已经去掉", "不用做什么；原来的文件没有动，传给别人以前要当心"],
    en: [
        "it tells where it was taken; the published copy does not",
        "nothing is to be done; the file itself still tells it: take care whom you give it to",
    ],
    level: Warning,
};

pub(crate) const DRAWING_BROKEN: Message = Message {
    code: "drawing-broken",
    zh: ["SVG 读不出来：{what}", "用画图的程序打开，另存为“普通 SVG”"],
    en: ["the SVG cannot be read: {what}", "open it in a drawing program and save it as plain SVG"],
};

pub(crate) const DRAWING_DTD: Message = Message {
    code: "drawing-doctype",
    zh: ["SVG 里有 DOCTYPE", "删去 <!DOCTYPE …> 这一行"],
    en: ["the SVG has a DOCTYPE", "remove the line <!DOCTYPE …>"],
};

pub(crate) const DRAWING_RUNS: Message = Message {
    code: "drawing-with-script",
    zh: ["SVG 里有会运行的东西：{what}", "用画图的程序打开，另存为“普通 SVG”；不认识的图不要用"],
    en: [
        "the SVG has something that runs: {what}",
        "save it as plain SVG from a drawing program; use no drawing of unknown origin",
    ],
};

pub(crate) const DRAWING_OUTSIDE: Message = Message {
    code: "drawing-loads",
    zh: ["SVG 里有从别处取的或者嵌进去的东西：{what}", "图里只留线条和文字；照片存成 JPG，单独放进页面"],
    en: [
        "the SVG loads or embeds something: {what}",
        "keep lines and words in it; put photographs into the page as JPG",
    ],
};
}
