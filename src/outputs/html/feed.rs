//! The news for feed readers, as Atom (RFC 4287).

use crate::markup::escape;
use crate::model::page::Page;
use crate::model::{Address, Site};

/// The feed; `None` where no base URL is set, as entries are identified by their addresses, or there is no news.
pub(crate) fn feed(site: &Site) -> Option<Vec<u8>> {
    let base = site.settings.base_url.as_deref()?;
    let news = site.news();
    let changed = |page: &Page, date| page.updated.unwrap_or(date);
    let latest = news.iter().map(|(date, page)| changed(page, *date)).max()?;
    let feed_url = Address::feed().url(base);
    let home = Address::home().url(base);
    let author = site.settings.publisher.organiser.as_deref().unwrap_or(&site.settings.title);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<link rel=\"self\" href=\"{}\"/>\n<link rel=\"alternate\" href=\"{}\"/>\n\
         <updated>{}</updated>\n<author><name>{}</name></author>\n",
        escape(&site.settings.language),
        escape(&site.settings.title),
        escape(&feed_url),
        escape(&feed_url),
        escape(&home),
        instant(latest),
        escape(author),
    );
    for (date, page) in news {
        let url = escape(&page.address.url(base));
        xml.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link href=\"{url}\"/>\n<published>{}</published>\n\
             <updated>{}</updated>\n<summary>{}</summary>\n</entry>\n",
            escape(&page.title.value),
            instant(date),
            instant(changed(page, date)),
            escape(page.summary.as_deref().unwrap_or(&page.description.value)),
        ));
    }
    xml.push_str("</feed>\n");
    Some(xml.into_bytes())
}

/// The beginning of a day, as RFC 3339 writes it.
fn instant(date: jiff::civil::Date) -> String {
    format!("{date}T00:00:00Z")
}
