//! Messages of the checks about front matter of pages, the publisher, and pages in easy words.

use super::Message;

messages! {
pub(crate) const LINK_WITHHELD: Message = Message {
    code: "link-to-withheld-page",
    zh: ["链接的页面“{path}”现在不发布", "那一页是草稿，过了期，或者日期还没有到：改掉链接，或者改那一页的文件头"],
    en: [
        "the page `{path}` is not published now",
        "it is a draft, has expired, or its day has not come: change the link or that page's head",
    ],
};

pub(crate) const UNKNOWN_AUDIENCE: Message = Message {
    code: "unknown-audience",
    zh: ["audiences 里没有“{name}”", "改正（最像的是 {near}），或者在 content/facts.yaml 的 audiences 里加上"],
    en: [
        "there is no audience `{name}`",
        "correct it (the nearest is `{near}`), or add it to audiences: in content/facts.yaml",
    ],
};

pub(crate) const UNKNOWN_DEPARTMENT: Message = Message {
    code: "unknown-department",
    zh: ["departments 里没有“{name}”", "改正（最像的是 {near}），或者在 content/facts.yaml 的 departments 里加上"],
    en: [
        "there is no department `{name}`",
        "correct it (the nearest is `{near}`), or add it to departments: in content/facts.yaml",
    ],
};

pub(crate) const PAGE_DRAFT: Message = Message {
    code: "page-is-draft",
    zh: ["草稿“{path}”不发布", "写好了，删去文件头里的 draft；预览里一直看得到"],
    en: ["the draft `{path}` is not published", "remove draft from its head when it is ready; the preview shows it"],
    level: Undecided,
};

pub(crate) const PAGE_EXPIRED: Message = Message {
    code: "page-has-expired",
    zh: ["页面“{path}”只显示到 {last}，不再发布", "不要了就删去文件；还要就改 expires"],
    en: [
        "the page `{path}` was shown until {last} and is not published any more",
        "delete the file, or change expires",
    ],
    level: Undecided,
};

pub(crate) const PAGE_WAITS: Message = Message {
    code: "news-of-the-future",
    zh: [
        "消息“{path}”的日期是 {date}，比 as_of（{as_of}）晚，先不发布",
        "日期写错了就改；到了那一天，把 site.yaml 的 as_of 改到那一天，再生成",
    ],
    en: [
        "the news `{path}` is of {date}, after as_of ({as_of}), and is not published yet",
        "correct the date; or set as_of in site.yaml to that day when it has come, and build again",
    ],
    level: Warning,
};

pub(crate) const UPDATED_LATER: Message = Message {
    code: "updated-in-the-future",
    zh: ["updated 写的是 {updated}，比 as_of（{as_of}）还晚", "改正 updated，或者把 site.yaml 的 as_of 改到那一天"],
    en: [
        "updated says {updated}, which is after as_of ({as_of})",
        "correct updated, or set as_of in site.yaml to that day",
    ],
    level: Warning,
};

pub(crate) const FILE_UNLINKED: Message = Message {
    code: "file-not-published",
    zh: [
        "没有页面用到这个文件，没有发布",
        "要发布，就在页面里写链接或者图片（能发布的有 {kinds}；页面以 .md 结尾）；名单、底稿、备份不要放在 content 里",
    ],
    en: [
        "no page shows this file or links to it; it is not published",
        "to publish it, link to it from a page ({kinds} can be published; pages end in .md); keep lists of people, drafts and copies out of content/",
    ],
    level: Warning,
};

pub(crate) const FILE_WITHHELD: Message = Message {
    code: "file-of-withheld-page",
    zh: ["只有不发布的页面 {page} 用到这个文件，没有发布", "那一页发布的时候，它跟着发布"],
    en: [
        "only {page}, which is not published, uses this file; it is not published",
        "it will be, together with that page",
    ],
    level: Warning,
};

pub(crate) const FILES_UNPUBLISHED: Message = Message {
    code: "more-files-not-published",
    zh: ["content 里还有 {count} 个文件没有发布", "把不要发布的移到 content 外面，剩下的就会一一列出"],
    en: [
        "{count} more files of content/ are not published",
        "move what is not to be published out of content/; the rest is then named",
    ],
    level: Warning,
};

pub(crate) const NOT_A_PICTURE: Message = Message {
    code: "not-a-picture",
    zh: ["{path} 不是网页能显示的图片", "图片用 {kinds}；别的文件写成链接：[文字](路径)"],
    en: ["{path} is not a picture that pages show", "use one of {kinds}; link to other files: [words](path)"],
};

pub(crate) const LINK_TO_OTHER_KIND: Message = Message {
    code: "link-to-unpublished-kind",
    zh: ["{path} 这种文件不发布", "能发布的有 {kinds}：文档和表格存成 PDF（或者写进页面），照片存成 JPG"],
    en: [
        "files such as {path} are not published",
        "{kinds} are: save documents and tables as PDF, or write them into a page; save photographs as JPG",
    ],
};

pub(crate) const PROFILE_UNDECIDED: Message = Message {
    code: "publisher-undecided",
    zh: ["没有写网站由哪一类单位发布", "定了以后在 site.yaml 的 publisher 里写 profile: gov 或者 org"],
    en: [
        "nobody has said what kind of body publishes the site",
        "write profile: gov or org below publisher: in site.yaml once it is decided",
    ],
    level: Undecided,
};

pub(crate) const PUBLISHER_MISSING: Message = Message {
    code: "publisher-incomplete",
    zh: ["publisher 里缺少 {key}", "由主办单位提供以后写上；没有就空着，不要编造"],
    en: ["publisher: lacks {key}", "write it once the publisher has given it; never invent one"],
    level: Undecided,
};

pub(crate) const EASY_SENTENCE_LONG: Message = Message {
    code: "easy-sentence-long",
    zh: ["易读版的这一句有 {count} 个汉字", "拆成几句，每句不超过 {most} 个汉字"],
    en: ["this sentence of an easy-read page has {count} hanzi", "make several of it, of {most} hanzi at most"],
    level: Warning,
};

pub(crate) const EASY_SIGN: Message = Message {
    code: "easy-sign",
    zh: ["易读版里有“{sign}”", "把话拆开，单写一句"],
    en: ["an easy-read page has `{sign}`", "say it in a sentence of its own"],
    level: Warning,
};

pub(crate) const EASY_WITHOUT_PICTOGRAM: Message = Message {
    code: "easy-without-pictogram",
    zh: [
        "易读版的这一条前面没有图标",
        "前面写 ${pictogram:…}；解释上一条的话，并到上一条里，行末加 \\ 换行",
    ],
    en: [
        "no pictogram stands before this item of an easy-read page",
        "put ${pictogram:…} before it; what explains the item above belongs to that one, behind a line end with \\",
    ],
    level: Warning,
};
}
