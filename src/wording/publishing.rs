//! What the rules say of the heads of pages, of who publishes them, and of easy words.

use super::Message;

pub const LINK_WITHHELD: Message = Message {
    code: "link-to-withheld-page",
    zh: ["链接的页面“{path}”现在不发布", "那一页是草稿，或者已经过期：改掉链接，或者改那一页的文件头"],
    en: ["the page `{path}` is not published now", "it is a draft or has expired: change the link or that page's head"],
};

pub const UNKNOWN_AUDIENCE: Message = Message {
    code: "unknown-audience",
    zh: ["audiences 里没有“{name}”", "改正（最像的是 {near}），或者在 content/facts.yaml 的 audiences 里加上"],
    en: [
        "there is no audience `{name}`",
        "correct it (the nearest is `{near}`), or add it to audiences: in content/facts.yaml",
    ],
};

pub const UNKNOWN_DEPARTMENT: Message = Message {
    code: "unknown-department",
    zh: ["departments 里没有“{name}”", "改正（最像的是 {near}），或者在 content/facts.yaml 的 departments 里加上"],
    en: [
        "there is no department `{name}`",
        "correct it (the nearest is `{near}`), or add it to departments: in content/facts.yaml",
    ],
};

pub const PAGE_DRAFT: Message = Message {
    code: "page-is-draft",
    zh: ["草稿“{path}”不发布", "写好了，删去文件头里的 draft；预览里一直看得到"],
    en: ["the draft `{path}` is not published", "remove draft from its head when it is ready; the preview shows it"],
};

pub const PAGE_EXPIRED: Message = Message {
    code: "page-has-expired",
    zh: ["页面“{path}”只显示到 {last}，不再发布", "不要了就删去文件；还要就改 expires"],
    en: [
        "the page `{path}` was shown until {last} and is not published any more",
        "delete the file, or change expires",
    ],
};

pub const PROFILE_UNDECIDED: Message = Message {
    code: "publisher-undecided",
    zh: ["没有写网站由哪一类单位发布", "定了以后在 site.yaml 的 publisher 里写 profile: gov 或者 org"],
    en: [
        "nobody has said what kind of body publishes the site",
        "write profile: gov or org below publisher: in site.yaml once it is decided",
    ],
};

pub const PUBLISHER_MISSING: Message = Message {
    code: "publisher-incomplete",
    zh: ["publisher 里缺少 {key}", "由主办单位提供以后写上；没有就空着，不要编造"],
    en: ["publisher: lacks {key}", "write it once the publisher has given it; never invent one"],
};

pub const EASY_SENTENCE_LONG: Message = Message {
    code: "easy-sentence-long",
    zh: ["易读版的这一句有 {count} 个汉字", "拆成几句，每句不超过 {most} 个汉字"],
    en: ["this sentence of an easy-read page has {count} hanzi", "make several of it, of {most} hanzi at most"],
};

pub const EASY_SIGN: Message = Message {
    code: "easy-sign",
    zh: ["易读版里有“{sign}”", "把话拆开，单写一句"],
    en: ["an easy-read page has `{sign}`", "say it in a sentence of its own"],
};
