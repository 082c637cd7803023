//! Rule `paper`: publicity pages contain only what can be printed, and state what printed publicity must state.

use super::Check;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Site;
use crate::model::expiry_notice::of_page;
use crate::model::page::{Block, DataInsert, Inline, Page};
use crate::model::publicity::{PANELS, PaperInsert, Publicity};
use crate::wording::{message, page as say};

pub(crate) const CHECK: Check = Check {
    code: "paper",
    title: "宣传品",
    catches: "印成海报、折页、信或者易读小册子的页面里，有纸上印不了的内容（表格、图、图片、脚注、代码）；折页不是六面；文件到期了，却没有写 ${paper:until}；不是宣传品的页面写了 ${paper:…}；没有 base_url，印不了二维码。",
    hurts: "网页上有的话纸上没有；拿着海报来问的人，不知道项目已经到期；二维码打不开。",
    example: "product: handout                            # 只写了三个 ${paper:fold}",
    fix: "纸上印不了的改成段落或者列表；折页写五个 ${paper:fold}，分成六面；在 site.yaml 里写上 base_url，就会印二维码。",
    messages: &[
        &say::PAPER_CANNOT_HAVE,
        &say::PAPER_PANELS,
        &say::PAPER_WITHOUT_UNTIL,
        &say::PAPER_PART_ON_PAGE,
        &say::PAPER_WITHOUT_CODE,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in &site.pages {
        match page.publicity() {
            Some(kind) => check_paper(site, page, kind, &mut found),
            None => {
                let parts = page.inserts().into_iter().filter(|(kind, _)| *kind == DataInsert::Paper);
                found.extend(parts.map(|(_, name)| {
                    Diagnostic::new(message!(say::PAPER_PART_ON_PAGE, name = &name.value), name.span)
                }));
            }
        }
    }
    found
}

fn check_paper(site: &Site, page: &Page, kind: Publicity, found: &mut Vec<Diagnostic>) {
    let title = Location::Span(page.title.span);
    let cannot = |what: &str, place: Location| Diagnostic::new(message!(say::PAPER_CANNOT_HAVE, what), place);
    page.visit(&mut |block| match block {
        Block::Table { .. } => found.push(cannot("表格", title.clone())),
        Block::Code { .. } => found.push(cannot("代码", title.clone())),
        Block::Footnotes(_) => found.push(cannot("脚注", title.clone())),
        Block::Rule => found.push(cannot("---", title.clone())),
        Block::Insert { kind: DataInsert::Paper, .. }
        | Block::Heading { .. }
        | Block::Paragraph(_)
        | Block::List { .. }
        | Block::Quote(_) => {}
        Block::Insert { kind, name } => {
            found.push(cannot(&format!("${{{}:{}}}", kind.key(), name.value), Location::Span(name.span)));
        }
    });
    found.extend(page.inlines().into_iter().filter_map(|inline| match inline {
        Inline::Image { span, alternative, .. } => Some(cannot(alternative, Location::Span(*span))),
        _ => None,
    }));
    let parts: Vec<_> = page.inserts().into_iter().filter(|(kind, _)| *kind == DataInsert::Paper).collect();
    let has =
        |part: PaperInsert| parts.iter().find(|(_, name)| PaperInsert::from_name(name.value.as_str()) == Some(part));
    if kind == Publicity::Handout {
        let folds =
            parts.iter().filter(|(_, name)| PaperInsert::from_name(name.value.as_str()) == Some(PaperInsert::Fold));
        let panels = folds.count() + 1;
        if panels != PANELS {
            found.push(Diagnostic::new(message!(say::PAPER_PANELS, panels, wanted = PANELS), title.clone()));
        }
    }
    let is_over = of_page(site, page).is_some();
    if kind != Publicity::EasyRead && is_over && has(PaperInsert::Until).is_none() {
        found.push(Diagnostic::new(message!(say::PAPER_WITHOUT_UNTIL), title));
    }
    if site.settings.base_url.is_none()
        && let Some((_, code)) = has(PaperInsert::Code)
    {
        found.push(Diagnostic::new(message!(say::PAPER_WITHOUT_CODE), code.span));
    }
}
