//! The expected entries of agreements: parties that sign, articles with blanks, and consents.

use super::expected::{ExpectedListBuilder, ExpectedMedium};
use super::expected_piece::{
    ExpectedAnswer, ExpectedEntry, QuestionPart, answer_piece, date_variants, hint_pieces, remark_pieces, text_piece,
    texts_between_blanks,
};
use super::read_content::{RADIO_BUTTON, without_separators};
use crate::model::answers::{AnswerName, AnswerOption};
use crate::model::fixed_text;
use crate::model::issued::{IssuedArticle, IssuedConsent, IssuedItem, IssuedKind, IssuedParty, IssuedProse, ProseRun};

impl ExpectedListBuilder<'_> {
    /// Adds a party that signs: label, hint, signing modes and date.
    pub(super) fn add_party(&mut self, signatures: &AnswerName, party: &IssuedParty) {
        let mut pieces = vec![text_piece(QuestionPart::Label, &party.label.zh)];
        pieces.extend(party.hint.iter().flat_map(hint_pieces));
        pieces.extend(party.modes.iter().map(|mode| text_piece(QuestionPart::Option, fixed_text::mode(*mode))));
        let mut entry = ExpectedEntry {
            span: Some(party.name.span),
            label: party.label.zh.clone(),
            unordered: pieces,
            ..ExpectedEntry::default()
        };
        entry.optional.extend([fixed_text::SIGN, fixed_text::GUARDIAN_SIGNS, fixed_text::DATE].map(str::to_owned));
        if party.date && self.medium != ExpectedMedium::Guide {
            let accessible_texts = vec![(QuestionPart::Label, without_separators(&party.label.zh))];
            let name = signatures.party_date(&party.name.value);
            if self.medium == ExpectedMedium::Page {
                entry.ordered.push(text_piece(QuestionPart::Label, format!("{}{}", party.label.zh, fixed_text::DATE)));
            }
            entry.ordered.push(answer_piece(
                date_variants(&[fixed_text::YEAR, fixed_text::MONTH, fixed_text::DAY]),
                name,
                false,
                None,
                accessible_texts,
            ));
        }
        self.entries.push(entry);
    }

    /// Adds an article with its points; its blanks are in the sentences of a sheet, and items of their own elsewhere.
    pub(super) fn add_article(&mut self, article: &IssuedArticle) {
        let mut entry = ExpectedEntry {
            span: Some(article.name.span),
            label: fixed_text::article(article.number),
            ordered: vec![text_piece(QuestionPart::Number, fixed_text::article(article.number))],
            ..ExpectedEntry::default()
        };
        entry.ordered.extend(article.title.as_ref().map(|title| text_piece(QuestionPart::Label, &title.zh)));
        let mut blanks = Vec::new();
        self.add_article_text(&mut entry, article, &article.text, &mut blanks);
        for (index, point) in article.points.iter().enumerate() {
            if self.medium == ExpectedMedium::Sheet {
                entry.ordered.push(text_piece(QuestionPart::Number, fixed_text::point(index + 1)));
            }
            self.add_article_text(&mut entry, article, point, &mut blanks);
        }
        // The remarks on a blank, which a sheet prints below the article.
        for blank in blanks {
            entry.unordered.extend(remark_pieces(blank));
            entry
                .unordered
                .extend(blank.obligation.map(|_| text_piece(QuestionPart::Obligation, fixed_text::REQUIRED_MARK)));
            entry.optional.extend([
                without_separators(&blank.label.zh),
                fixed_text::quoted(&without_separators(&blank.label.zh)),
            ]);
        }
        self.entries.push(entry);
        if self.medium != ExpectedMedium::Sheet {
            article.blanks.iter().for_each(|blank| self.add_item(blank));
        }
    }

    /// Adds the words of an article's passage; on a sheet, the fields of its blanks are among them.
    fn add_article_text<'a>(
        &self,
        entry: &mut ExpectedEntry,
        article: &'a IssuedArticle,
        passage: &IssuedProse,
        blanks: &mut Vec<&'a IssuedItem>,
    ) {
        for run in &passage.runs {
            match run {
                ProseRun::Words(words) if without_separators(words).is_empty() => {}
                ProseRun::Words(words) => entry.ordered.push(text_piece(QuestionPart::Text, words)),
                ProseRun::Blank(name) => {
                    let is_named = |blank: &&IssuedItem| AnswerName::field(&blank.name.value) == *name;
                    let Some(blank) = article.blanks.iter().find(is_named) else { continue };
                    let IssuedKind::Question(question) = &blank.kind else { continue };
                    if self.medium != ExpectedMedium::Sheet {
                        entry.ordered.push(text_piece(QuestionPart::Label, &blank.label.zh));
                        continue;
                    }
                    let mut inner = ExpectedEntry::default();
                    self.add_question(&mut inner, blank, question, name.clone(), &[]);
                    entry.ordered.append(&mut inner.ordered);
                    entry.ordered.append(&mut inner.unordered);
                    blanks.push(blank);
                }
                ProseRun::Empty { .. } => {}
            }
        }
    }

    /// Adds a consent: notices, statements with their options, and the date of the signature.
    pub(super) fn add_consent(&mut self, item: &IssuedItem, name: &AnswerName, consent: &IssuedConsent) {
        self.entries.push(self.item_entry(item));
        for (heading, passage) in self.form.consent_notices(consent) {
            self.add_text(passage.span, std::iter::once(heading).chain(texts_between_blanks(passage)));
        }
        if self.medium == ExpectedMedium::Guide {
            return;
        }
        for statement in &consent.statements {
            let name = name.agreement(&statement.agreement);
            let accessible_texts = [(QuestionPart::Label, without_separators(&statement.words))];
            let option_piece = |option: AnswerOption<'static>| {
                let mut accessible_texts = accessible_texts.to_vec();
                accessible_texts.push((QuestionPart::Option, without_separators(option.label)));
                let mut option_piece = answer_piece(
                    vec![format!("{RADIO_BUTTON}{}", without_separators(option.label))],
                    name.clone(),
                    false,
                    None,
                    accessible_texts,
                );
                option_piece.part = QuestionPart::Option;
                option_piece.answer =
                    option_piece.answer.map(|answer| ExpectedAnswer { value: Some(option.value.to_owned()), ..answer });
                option_piece
            };
            let option_pieces = statement.options().into_iter().map(option_piece);
            let pieces =
                std::iter::once(text_piece(QuestionPart::Label, &statement.words)).chain(option_pieces).collect();
            self.entries.push(ExpectedEntry {
                span: Some(item.name.span),
                label: statement.words.clone(),
                ordered: pieces,
                ..ExpectedEntry::default()
            });
        }
        let date = date_variants(&[fixed_text::YEAR, fixed_text::MONTH, fixed_text::DAY]);
        let mut entry = ExpectedEntry {
            span: Some(item.name.span),
            label: format!("{} {}", item.label.zh, fixed_text::DATE),
            ordered: vec![answer_piece(
                date,
                name.date(),
                false,
                None,
                vec![(QuestionPart::Label, without_separators(consent.date))],
            )],
            ..ExpectedEntry::default()
        };
        if self.medium == ExpectedMedium::Page {
            entry.ordered.insert(0, text_piece(QuestionPart::Label, consent.date));
        }
        entry
            .optional
            .extend([consent.signature, consent.guardian, fixed_text::SIGN, fixed_text::DATE].map(without_separators));
        self.entries.push(entry);
    }
}
