//! Rule `easy-read`: easy-read pages have short sentences with one thought each.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::character::is_hanzi;
use crate::model::page::{Page, PageText};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "easy-read",
    title: "易读版的句子和图标",
    catches: "易读版（写了 easy_read_of 的页面）里，一句超过 15 个汉字，或者用了括号、分号，或者一条前面没有图标。",
    hurts: "易读版是写给读长句吃力的人的；句子一长，就和完整版一样难。",
    example: "- 就业机构可以给您写推荐信，也可以安排您和单位面谈。",
    fix: "拆成几句，一句说一件事；括号里的话单写一句；每一条前面写 ${pictogram:…}，解释的话写在同一条里。",
    messages: &[&say::EASY_SENTENCE_LONG, &say::EASY_SIGN, &say::EASY_WITHOUT_PICTOGRAM],
    run,
};

/// Length of a sentence in hanzi.
const MAX_SENTENCE_LENGTH: usize = 15;

fn run(site: &Site) -> Vec<Diagnostic> {
    let easy = site.pages.iter().filter(|page| page.easy_read_of.is_some());
    easy.flat_map(check_page).collect()
}

fn check_page(page: &Page) -> Vec<Diagnostic> {
    page.texts.iter().flat_map(check_page_text).collect()
}

fn check_page_text(page_text: &PageText) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in page_text.text.split_inclusive(['。', '！', '？']) {
        let end = start + sentence.len();
        let count = sentence.chars().filter(|c| is_hanzi(*c)).count();
        if count > MAX_SENTENCE_LENGTH {
            let message = message!(say::EASY_SENTENCE_LONG, count, most = MAX_SENTENCE_LENGTH);
            found.push(Diagnostic::new(message, page_text.span(start..end)));
        }
        start = end;
    }
    if page_text.is_list_item && !page_text.has_pictogram {
        found.push(Diagnostic::new(message!(say::EASY_WITHOUT_PICTOGRAM), page_text.span(0..page_text.text.len())));
    }
    for (at, sign) in page_text.text.match_indices(['（', '）', '；']) {
        found.push(Diagnostic::new(message!(say::EASY_SIGN, sign), page_text.span(at..at + sign.len())));
    }
    found
}
