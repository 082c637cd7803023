//! The articles of law that a form rests on or names: what somebody who knows the law has to hold it against.

use super::field::{Field, Kind};
use super::form::{Form, Review};
use super::terms;

impl Form {
    /// The articles of law that it says it rests on, that its texts name, and that its consents rest on, each once, in
    /// reading order.
    pub fn laws(&self) -> Vec<String> {
        let mut laws: Vec<String> = Vec::new();
        let mut add = |law: String| {
            if !laws.contains(&law) {
                laws.push(law);
            }
        };
        self.require_covers.iter().for_each(|law| add(law.value.clone()));
        for section in &self.sections {
            section.basis.iter().for_each(|law| add(law.value.clone()));
            section.inferred.iter().flat_map(|reason| named(reason)).for_each(&mut add);
            section.fields.iter().flat_map(Field::with_inner).flat_map(of_field).for_each(&mut add);
        }
        self.may_need_guardian().into_iter().flat_map(|_| terms::WHO_SIGNS_BASIS).for_each(|law| add(law.to_owned()));
        self.prose().into_iter().flat_map(|(prose, _)| named(&prose.words())).for_each(&mut add);
        laws
    }

    /// Who held this very version against the law.
    pub fn reviewed(&self) -> Option<&Review> {
        self.legal_review.as_ref().filter(|review| review.version.value == self.version)
    }
}

fn of_field(field: &Field) -> Vec<String> {
    let clauses = field.kind.clauses();
    let written = field.basis.iter().chain(field.kind.rows().iter().flat_map(|row| &row.basis));
    let written = written.chain(clauses.iter().flat_map(|clause| &clause.covers)).map(|law| law.value.clone());
    let reasons = field.inferred.iter().chain(field.kind.rows().iter().filter_map(|row| row.inferred.as_ref()));
    let reasons = reasons.chain(clauses.iter().filter_map(|clause| clause.inferred.as_ref()));
    let of_consent = matches!(field.kind, Kind::Consent(_)).then(|| terms::CONSENT_BASIS.to_owned());
    written.chain(reasons.flat_map(|reason| named(reason))).chain(of_consent).collect()
}

/// The articles that a text names: a title in 《》, and behind it 第…条, with 款 and 项 and further articles.
fn named(text: &str) -> Vec<String> {
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
    use super::named;

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
            assert_eq!(named(text), laws, "{text}");
        }
    }
}
