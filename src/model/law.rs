//! The articles of law that a form cites, for the legal review of the form.

use super::field::{Field, FieldKind};
use super::fixed_text;
use super::form::{Form, LegalReview};

impl Form {
    /// The laws that it says it rests on, that its texts name, and that its consents rest on, each once with its articles:
    /// 《民法典》第四百七十条、第四百九十条.
    pub(crate) fn laws(&self) -> Vec<String> {
        let mut laws: Vec<(String, Vec<String>)> = Vec::new();
        for cited in self.cited() {
            let (title, articles) = law(&cited);
            let at = laws.iter().position(|(known, _)| *known == title).unwrap_or_else(|| {
                laws.push((title, Vec::new()));
                laws.len() - 1
            });
            for article in articles {
                if !laws[at].1.contains(&article) {
                    laws[at].1.push(article);
                }
            }
        }
        laws.into_iter()
            .map(|(title, articles)| format!("《{title}》{}", articles.join(fixed_text::ENUMERATION_COMMA)))
            .collect()
    }

    /// What it names of the law, as it is written, in reading order.
    fn cited(&self) -> Vec<String> {
        let mut cited: Vec<String> = self.require_covers.iter().map(|law| law.value.clone()).collect();
        for section in &self.sections {
            cited.extend(section.basis.iter().map(|law| law.value.clone()));
            cited.extend(section.inferred.iter().flat_map(|reason| laws_in(reason)));
            cited.extend(section.fields.iter().flat_map(Field::with_inner).flat_map(of_field));
        }
        cited.extend(self.may_need_guardian().into_iter().flat_map(|_| fixed_text::SIGNING_BASIS).map(str::to_owned));
        cited.extend(self.prose().into_iter().flat_map(|(prose, _)| laws_in(&prose.words())));
        cited
    }

    /// Who held this very version against the law.
    pub(crate) fn reviewed(&self) -> Option<&LegalReview> {
        self.legal_review.as_ref().filter(|review| review.version.value == self.version)
    }
}

fn of_field(field: &Field) -> Vec<String> {
    let clauses = field.kind.clauses();
    let written = field.basis.iter().chain(field.kind.rows().iter().flat_map(|row| &row.basis));
    let written = written.chain(clauses.iter().flat_map(|clause| &clause.covers)).map(|law| law.value.clone());
    let reasons = field.inferred.iter().chain(field.kind.rows().iter().filter_map(|row| row.inferred.as_ref()));
    let reasons = reasons.chain(clauses.iter().filter_map(|clause| clause.inferred.as_ref()));
    let of_consent = matches!(field.kind, FieldKind::Consent(_)).then(|| fixed_text::CONSENT_BASIS.to_owned());
    written.chain(reasons.flat_map(|reason| laws_in(reason))).chain(of_consent).collect()
}

/// A law's title and articles, of 《民法典》第四百七十条第一款、第四百九十条 or, for short, 民法典470(1); of an article no paragraphs.
fn law(cited: &str) -> (String, Vec<String>) {
    if let Some((title, articles)) = cited.strip_prefix('《').and_then(|rest| rest.split_once('》')) {
        let article = |written: &str| {
            let (article, behind) = written.split_once('条')?;
            Some(if behind.starts_with('至') { written.to_owned() } else { format!("{article}条") })
        };
        return (title.to_owned(), articles.split(fixed_text::ENUMERATION_COMMA).filter_map(article).collect());
    }
    let (title, number) = cited.split_at(cited.find(|c: char| c.is_ascii_digit()).unwrap_or(cited.len()));
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let article = digits.parse().ok().map(fixed_text::article);
    (title.to_owned(), article.into_iter().collect())
}

/// The articles that a text names: a title in 《》, and behind it 第…条, with 款 and 项 and further articles.
fn laws_in(text: &str) -> Vec<String> {
    let laws = text.match_indices('《').filter_map(|(from, _)| {
        let title = from + text[from..].find('》')? + '》'.len_utf8();
        let numbers: usize = text[title..].chars().take_while(|c| is_of_number(*c)).map(char::len_utf8).sum();
        let end = text[title..title + numbers].rmatch_indices(['条', '款', '项']).next()?;
        Some(text[from..title + end.0 + end.1.len()].to_owned())
    });
    laws.collect()
}

/// May it stand in the numbers of articles: 第十四条、第十五条第一款?
fn is_of_number(character: char) -> bool {
    "第零一二三四五六七八九十百条款项、至（）".contains(character) || character.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::{law, laws_in};

    #[test]
    fn articles_that_a_text_names_are_found() {
        for (text, laws) in [
            ("就业服务免费（《残疾人就业条例》第二十二条）。", vec!["《残疾人就业条例》第二十二条"]),
            ("依《民法典》第四百九十条和《劳动法》。", vec!["《民法典》第四百九十条"]),
            ("《甲法》第3条第一款、第5条，《乙法》第六条", vec!["《甲法》第3条第一款、第5条", "《乙法》第六条"]),
            ("《甲法》第一条、《乙法》", vec!["《甲法》第一条"]),
            ("见《登记表》第", vec![]),
            ("《没有完", vec![]),
        ] {
            assert_eq!(laws_in(text), laws, "{text}");
        }
    }

    #[test]
    fn a_law_is_its_title_and_its_articles() {
        for (cited, title, articles) in [
            ("《甲法》第三条第一款、第二款、第五条", "甲法", vec!["第三条", "第五条"]),
            ("《甲法》第三条至第五条", "甲法", vec!["第三条至第五条"]),
            ("《甲法》", "甲法", vec![]),
            ("民法典470(1)", "民法典", vec!["第四百七十条"]),
            ("志愿服务条例17.2", "志愿服务条例", vec!["第十七条"]),
            ("甲法", "甲法", vec![]),
            ("甲法99999999999999999999999", "甲法", vec![]),
        ] {
            let (known, numbers) = law(cited);
            assert_eq!((known.as_str(), numbers.iter().map(String::as_str).collect()), (title, articles), "{cited}");
        }
    }
}
