//! What a page says of itself where its document has run out: once for every output, in words its reader understands.

use super::page::Page;
use super::site::Site;
use super::terms;

/// Sentences to stand at the top of a page, and the language they are in where that is not the site's.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    pub sentences: Vec<String>,
    pub language: Option<&'static str>,
}

/// What stands on a page whose `document:` ran until a day before `as_of`; nothing while it runs.
pub fn over(site: &Site, page: &Page) -> Option<Over> {
    let named = &page.document.as_ref()?.value;
    let document = site.facts.documents.iter().find(|document| document.name.value == *named)?;
    let until = document.until.filter(|until| *until < site.settings.as_of)?;
    let is_english = page.language.as_deref().is_some_and(|tag| tag == "en" || tag.starts_with("en-"));
    let chinese = |sentences| Over { sentences, language: None };
    Some(if is_english {
        let sentences = vec![
            format!("The programme on this page ended in {}.", until.year()),
            "Ask the local disabled persons’ federation what help there is today.".to_owned(),
        ];
        Over { sentences, language: Some("en") }
    } else if page.easy_read_of.is_some() {
        chinese(vec![format!("这个项目{}年结束了。", until.year()), "现在有没有这样的帮助，请问残联。".to_owned()])
    } else {
        chinese(vec![
            format!("{}的期限到{}，已经过了。", document.title, terms::day(until)),
            "现在有没有、怎么办，请先问当地残联。".to_owned(),
        ])
    })
}
