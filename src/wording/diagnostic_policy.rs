//! Messages about `checks:` and `acknowledged:` in `site.yaml`.

use super::Message;

messages! {
pub(crate) const UNKNOWN_CODE: Message = Message {
    code: "unknown-code",
    zh: ["没有“{code}”这种警告", "写报告里方括号中的代码（最像的是 {near}）"],
    en: ["there is no warning `{code}`", "write a code as reports have it in brackets (the nearest is `{near}`)"],
};

pub(crate) const JUDGED_ERROR: Message = Message {
    code: "level-of-error",
    zh: ["“{code}”是错误：带着它生成，印出来的表或者网页就是错的，不能降级、关掉或者确认", "改正源文件；能调整的只有警告"],
    en: [
        "`{code}` is an error: sheets or pages made in spite of it would be wrong, so it can be neither lowered nor acknowledged",
        "mend the sources; only warnings can be judged",
    ],
};

pub(crate) const JUDGED_OPEN: Message = Message {
    code: "level-of-open",
    zh: ["“{code}”列的是没有定的事或者已知的矛盾，不能调整或者确认", "由该定的人定；报告里这些平时只占一行"],
    en: [
        "`{code}` lists what is undecided or a known contradiction, and cannot be judged",
        "let those decide who have to; reports give it a single line",
    ],
};

pub(crate) const ACKNOWLEDGED_NOTHING: Message = Message {
    code: "acknowledged-nothing",
    zh: ["acknowledged 确认的“{code}”，{file} 里没有了", "已经改好的，删去这一条；文字变了的，照现在的写"],
    en: [
        "`{code}` is acknowledged, but {file} has no such finding",
        "remove the entry if it was mended; if the words changed write them as they are now",
    ],
    level: Warning,
};
}
