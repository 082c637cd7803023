//! Messages about the queries of the search.

use super::Message;

messages! {
pub(crate) const NOT_FOUND: Message = Message {
    code: "query-not-found",
    zh: [
        "搜“{query}”，前三条是 {found}，没有 {expected}",
        "在那一页的标题、小标题里用上人们说的词，或者把这个说法写进那一页的 also:；是别的词的另一种说法的，写进 facts.yaml 里那个词的 also:",
    ],
    en: [
        "a search for `{query}` first finds {found}, not {expected}",
        "use the words in that page's title or headings, or write them into its also:; another word for a term goes into also: of the term in facts.yaml",
    ],
    level: Warning,
};

pub(crate) const FOUND_IN_VAIN: Message = Message {
    code: "query-found-in-vain",
    zh: ["搜“{query}”应当什么都不找到，却找到了 {found}", "看这几页是不是真能回答；能的，把 find 改成那一页；不能的，看看它们的 also: 是不是写宽了"],
    en: [
        "a search for `{query}` is to find nothing, and finds {found}",
        "see whether those pages answer it: if so, name one in find:; if not, their also: may say too much",
    ],
    level: Warning,
};
}
