//! What a form asks and says, as a list in reading order that any output can be held against.
//!
//! The list is made from the [`IssuedForm`] alone. Outputs put the words of a question together in ways of their own, so each
//! entry has pieces that may stand in any order and pieces that follow one another.

use super::expected_piece::{
    ExpectedAnswer, ExpectedEntry, ExpectedPiece, QuestionPart, answer_piece, date_variants, hint_pieces,
    option_pieces, pattern_variants, remark_pieces, text_piece, texts_between_blanks,
};
use super::read_content::{CHECKBOX, RADIO_BUTTON, TEXT_FIELD, without_separators};
use crate::model::answers::name::{RepeatRow, RowKey};
use crate::model::answers::{AnswerName, AnswerType};
use crate::model::choice::ChoiceList;
use crate::model::field::MatrixRow;
use crate::model::fixed_text;
use crate::model::issued::{
    IssuedArticle, IssuedBody, IssuedConsent, IssuedForm, IssuedItem, IssuedKind, IssuedParty, IssuedProse,
    IssuedQuestion, IssuedSection, Obligation, ProseRun,
};
use crate::model::kind::format::AnswerLimit;
use crate::source::Span;

/// What reads the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpectedMedium {
    /// Sheets with their head, articles with blanks in their sentences, and the instructions at the end.
    Sheet,
    /// The form of a page: articles first, then what their blanks ask for.
    Page,
    /// The explanations of a page, in which nothing is answered.
    Guide,
    /// The columns of a table: as on a page, and what an office's page leaves out.
    Table,
}

/// The beginning of a form's list, which its office has alone.
pub(crate) fn expected_head(form: &IssuedForm, medium: ExpectedMedium) -> Vec<ExpectedEntry> {
    let mut list = ExpectedListBuilder { form, medium, entries: Vec::new() };
    if medium == ExpectedMedium::Sheet {
        let head = [&form.programme, &form.number].into_iter().chain(&form.standing);
        list.add_text(form.span, head.map(String::as_str));
        list.add_text(form.span, [&*form.title.zh]);
    }
    if medium != ExpectedMedium::Guide {
        list.add_head(form);
    }
    list.entries
}

/// The list of a form behind its head.
pub(crate) fn expected_body(form: &IssuedForm, medium: ExpectedMedium) -> Vec<ExpectedEntry> {
    let mut list = ExpectedListBuilder { form, medium, entries: Vec::new() };
    form.sections.iter().for_each(|section| list.add_section(section));
    if medium == ExpectedMedium::Sheet && !form.instructions.is_empty() {
        list.add_text(form.span, [fixed_text::INSTRUCTIONS]);
        for (index, passage) in form.instructions.iter().enumerate() {
            list.add_prose(passage);
            list.allow_text([format!("{}.", index + 1)]);
        }
    }
    list.entries
}

/// How many questions, tables and other numbered items a form has.
pub(crate) fn numbered_items(form: &IssuedBody) -> usize {
    form.items().filter(|item| item.number.is_some()).count()
}

struct ExpectedListBuilder<'a> {
    form: &'a IssuedForm,
    medium: ExpectedMedium,
    entries: Vec<ExpectedEntry>,
}

impl ExpectedListBuilder<'_> {
    /// Words that follow one another.
    fn add_text<'w>(&mut self, span: Span, words: impl IntoIterator<Item = &'w str>) {
        let then: Vec<ExpectedPiece> = words.into_iter().map(|words| text_piece(QuestionPart::Text, words)).collect();
        let called = then.first().map(|first| first.variants.concat()).unwrap_or_default();
        self.entries.push(ExpectedEntry { span: Some(span), label: called, ordered: then, ..ExpectedEntry::default() });
    }

    fn add_prose(&mut self, passage: &IssuedProse) {
        self.add_text(passage.span, texts_between_blanks(passage));
    }

    /// Words that may stand beside the last entry.
    fn allow_text(&mut self, words: impl IntoIterator<Item = String>) {
        if let Some(last) = self.entries.last_mut() {
            last.optional.extend(words.into_iter().map(|words| without_separators(&words)));
        }
    }

    /// The office and the sheet's number.
    fn add_head(&mut self, form: &IssuedForm) {
        let mut office = ExpectedEntry {
            span: Some(form.span),
            label: fixed_text::OFFICE.to_owned(),
            ordered: vec![text_piece(QuestionPart::Label, fixed_text::OFFICE)],
            ..ExpectedEntry::default()
        };
        // The form on a page names the office; where it is reached stands above it.
        let named = form.office.name.as_ref().filter(|_| self.medium != ExpectedMedium::Sheet);
        office.ordered.extend(named.map(|name| text_piece(QuestionPart::Text, name)));
        let line = form.office.line.iter().filter(|_| named.is_none());
        let is_telephone = |run: &ProseRun| self.medium != ExpectedMedium::Sheet && matches!(run, ProseRun::Words(_));
        for run in line.filter(|run| !is_telephone(run)) {
            office.ordered.push(match run {
                ProseRun::Words(words) => text_piece(QuestionPart::Text, words),
                ProseRun::Blank(_) | ProseRun::Empty { .. } => {
                    let heard = vec![(QuestionPart::Label, without_separators(fixed_text::OFFICE))];
                    answer_piece(vec![TEXT_FIELD.to_string()], AnswerName::office(), false, None, heard)
                }
            });
        }
        self.entries.push(office);
        let heard = vec![(QuestionPart::Label, without_separators(fixed_text::SERIAL))];
        let serial = answer_piece(pattern_variants(&form.serial.pattern), AnswerName::serial(), false, None, heard);
        self.entries.push(ExpectedEntry {
            span: Some(form.serial.span),
            label: fixed_text::SERIAL.to_owned(),
            ordered: vec![text_piece(QuestionPart::Label, fixed_text::SERIAL), serial],
            ..ExpectedEntry::default()
        });
    }

    fn add_section(&mut self, section: &IssuedSection) {
        let heading = fixed_text::heading(section.number, &section.title.zh);
        let mut entry = ExpectedEntry {
            span: Some(section.name.span),
            label: heading.clone(),
            unordered: vec![text_piece(QuestionPart::Label, heading)],
            ..ExpectedEntry::default()
        };
        entry.unordered.extend(section.hint.iter().flat_map(hint_pieces));
        entry
            .unordered
            .extend(section.condition.as_ref().map(|condition| text_piece(QuestionPart::Condition, &condition.words)));
        self.entries.push(entry);
        let is_there = |item: &&IssuedItem| {
            !item.hidden_on_page || matches!(self.medium, ExpectedMedium::Sheet | ExpectedMedium::Table)
        };
        let items: Vec<&IssuedItem> = section.items.iter().filter(is_there).collect();
        for item in items {
            let from = self.entries.len();
            self.add_item(item);
            // A section's title may say what its item is called, and a consent that is all of its section has its title.
            let alone = section.items.len() == 1 && matches!(item.kind, IssuedKind::Consent(_));
            let is_said = item.number.is_none() && (alone || section.title.zh.contains(&item.label.zh));
            if let Some(entry) = self.entries.get_mut(from).filter(|_| is_said && self.medium == ExpectedMedium::Sheet)
            {
                entry.unordered.retain(|piece| piece.part != QuestionPart::Label);
                entry.optional.push(without_separators(&item.label.zh));
            }
        }
    }

    /// What an item says above its places.
    fn item_entry(&self, item: &IssuedItem) -> ExpectedEntry {
        // Before a label that begins with a digit nobody can tell where the number ends: they are one.
        let part = if item.label.zh.starts_with(|c: char| c.is_ascii_digit()) {
            QuestionPart::Label
        } else {
            QuestionPart::Number
        };
        let mut says: Vec<ExpectedPiece> =
            item.number.map(|number| text_piece(part, number.to_string())).into_iter().collect();
        says.push(text_piece(QuestionPart::Label, &item.label.zh));
        says.extend(item.obligation.map(|obligation| match self.medium {
            ExpectedMedium::Sheet => text_piece(QuestionPart::Obligation, fixed_text::REQUIRED_MARK),
            ExpectedMedium::Page | ExpectedMedium::Guide | ExpectedMedium::Table => {
                text_piece(QuestionPart::Obligation, obligation.words())
            }
        }));
        says.extend(remark_pieces(item));
        if self.medium == ExpectedMedium::Sheet {
            says.extend(item.skip.as_ref().map(|skip| text_piece(QuestionPart::Skip, skip)));
        }
        ExpectedEntry {
            span: Some(item.name.span),
            label: item.label.zh.clone(),
            unordered: says,
            ..ExpectedEntry::default()
        }
    }

    fn add_item(&mut self, item: &IssuedItem) {
        let name = AnswerName::field(&item.name.value);
        match &item.kind {
            IssuedKind::Question(question) => {
                let mut entry = self.item_entry(item);
                self.add_question(&mut entry, item, question, name, &[]);
                self.entries.push(entry);
            }
            IssuedKind::Matrix { list, rows, note } => {
                let mut entry = self.item_entry(item);
                if self.medium == ExpectedMedium::Guide {
                    entry.ordered.extend(rows.iter().map(|row| text_piece(QuestionPart::Row, &row.label.zh)));
                    return self.entries.push(entry);
                }
                self.entries.push(entry);
                for row in rows {
                    self.add_matrix_row(item, list, row, note.as_ref().map(|note| note.label.zh.as_str()));
                }
            }
            IssuedKind::Repeat { columns, rows, blank_rows, .. } => {
                let mut entry = self.item_entry(item);
                if self.medium == ExpectedMedium::Guide {
                    entry.ordered.extend(rows.iter().map(|row| text_piece(QuestionPart::Row, &row.label.zh)));
                    entry
                        .ordered
                        .extend(columns.iter().map(|column| text_piece(QuestionPart::Label, &column.label.zh)));
                    entry.unordered.extend(columns.iter().flat_map(remark_pieces));
                    return self.entries.push(entry);
                }
                self.entries.push(entry);
                let named = rows.iter().map(|row| (RowKey::Named(row.name.value.clone()), Some(row)));
                let blank = (1..=*blank_rows).map(|number| (RowKey::Blank(number), None));
                for (key, named) in named.chain(blank) {
                    self.add_repeat_row(item, columns, RepeatRow { repeat: item.name.value.clone(), key }, named);
                }
            }
            IssuedKind::Photo { width, height } => {
                let mut entry = self.item_entry(item);
                entry.optional.push(without_separators(&format!("{}×{} mm", width.0, height.0)));
                self.entries.push(entry);
            }
            IssuedKind::Signatures { parties } => {
                self.entries.push(self.item_entry(item));
                parties.iter().for_each(|party| self.add_party(&name, party));
            }
            IssuedKind::Note { text } => {
                self.add_prose(text);
                if let Some(last) = self.entries.last_mut() {
                    last.unordered.extend(remark_pieces(item));
                }
            }
            IssuedKind::Clauses { articles } => {
                self.entries.push(self.item_entry(item));
                articles.iter().for_each(|article| self.add_article(article));
            }
            IssuedKind::Consent(consent) => self.add_consent(item, &name, consent),
        }
    }

    /// Adds a question's places; `within` are the labels of what it stands in.
    fn add_question(
        &self,
        entry: &mut ExpectedEntry,
        item: &IssuedItem,
        question: &IssuedQuestion,
        name: AnswerName,
        within: &[&str],
    ) {
        let Some(asks) = question.answer_type() else { return };
        let mut heard: Vec<(QuestionPart, String)> =
            within.iter().map(|label| (QuestionPart::Row, without_separators(label))).collect();
        heard.push((QuestionPart::Label, without_separators(&item.label.zh)));
        heard.extend(
            remark_pieces(item)
                .into_iter()
                .flat_map(|piece| piece.variants.into_iter().map(move |words| (piece.part, words))),
        );
        let is_firm = item.obligation == Some(Obligation::Always);
        let firm = |answer: ExpectedAnswer| ExpectedAnswer { required: is_firm, obligation: item.obligation, ..answer };
        let mut put = |words: Vec<String>, name: AnswerName, limit: Option<u32>| {
            let mut piece = answer_piece(words, name, false, limit, heard.clone());
            piece.answer = piece.answer.map(firm);
            entry.ordered.push(piece);
        };
        let mut unit_of = None;
        match &asks {
            AnswerType::Options { many, .. } => {
                let list = question.list.as_deref();
                let options = list.map(|list| option_pieces(list, *many, &name, &heard)).unwrap_or_default();
                if self.medium == ExpectedMedium::Guide {
                    let labels = options.iter().filter(|option| option.part == QuestionPart::Option);
                    entry.ordered.extend(labels.map(|option| {
                        text_piece(QuestionPart::Option, option.variants[0].replace([RADIO_BUTTON, CHECKBOX], ""))
                    }));
                } else {
                    // Of a choice of several no single tick is required.
                    let is_firm = is_firm && !many;
                    for mut option in options {
                        let is_tick = option.part == QuestionPart::Option;
                        option.answer = option.answer.map(|answer| ExpectedAnswer {
                            required: is_firm && is_tick,
                            obligation: item.obligation.filter(|_| is_tick),
                            ..answer
                        });
                        entry.ordered.push(option);
                    }
                }
                return;
            }
            AnswerType::Number { unit, .. } => {
                unit_of = *unit;
                put(vec![TEXT_FIELD.to_string()], name, None);
            }
            AnswerType::Date(format) => {
                let letters: Vec<&str> = format.parts.iter().map(|part| part.letter).collect();
                put(date_variants(&letters), name, None);
            }
            AnswerType::Line { limit: AnswerLimit { pattern: Some(pattern), .. }, .. } => {
                put(pattern_variants(pattern), name, None)
            }
            AnswerType::Line { limit, .. } => put(vec![TEXT_FIELD.to_string()], name, limit.most),
            AnswerType::Area { .. } | AnswerType::Other { .. } => put(vec![TEXT_FIELD.to_string()], name, None),
        }
        if self.medium == ExpectedMedium::Guide {
            entry.ordered.clear();
        }
        entry.unordered.extend(unit_of.map(|unit| text_piece(QuestionPart::Unit, unit)));
    }

    fn add_matrix_row(&mut self, item: &IssuedItem, list: &ChoiceList, row: &MatrixRow, note: Option<&str>) {
        let name = AnswerName::field(&item.name.value).row(&row.name.value);
        let mut entry = ExpectedEntry {
            span: Some(row.name.span),
            label: format!("{} {}", item.label.zh, row.label.zh),
            unordered: vec![text_piece(QuestionPart::Row, &row.label.zh)],
            ..ExpectedEntry::default()
        };
        let heard = vec![(QuestionPart::Row, without_separators(&row.label.zh))];
        // What stands behind an option of a matrix has no room.
        let ticks =
            option_pieces(list, false, &name, &heard).into_iter().filter(|piece| piece.part == QuestionPart::Option);
        let obliging = |mut tick: ExpectedPiece| {
            let is_firm = item.obligation == Some(Obligation::Always);
            tick.answer =
                tick.answer.map(|answer| ExpectedAnswer { required: is_firm, obligation: item.obligation, ..answer });
            tick
        };
        entry.ordered.extend(ticks.map(obliging));
        if let Some(note) = note {
            let heard = vec![
                (QuestionPart::Row, without_separators(&row.label.zh)),
                (QuestionPart::Label, without_separators(note)),
            ];
            entry.ordered.push(text_piece(QuestionPart::Label, note));
            entry.ordered.push(answer_piece(vec![TEXT_FIELD.to_string()], name.note(), false, None, heard));
        }
        self.entries.push(entry);
    }

    fn add_repeat_row(&mut self, item: &IssuedItem, columns: &[IssuedItem], row: RepeatRow, named: Option<&MatrixRow>) {
        let number = row.key.to_string();
        let label = named.map_or_else(|| fixed_text::row_number(&number), |named| named.label.zh.clone());
        if let Some(named) = named {
            self.add_text(named.name.span, [&*named.label.zh]);
        }
        for (index, column) in columns.iter().enumerate() {
            let mut entry = self.item_entry(column);
            if named.is_none() && index == 0 {
                entry.optional.extend([
                    without_separators(&fixed_text::row(&item.label.zh, &number)),
                    without_separators(&label),
                ]);
            }
            entry.label = format!("{} {label} {}", item.label.zh, column.label.zh);
            let within = [label.as_str()];
            if let IssuedKind::Question(question) = &column.kind {
                self.add_question(&mut entry, column, question, row.column(&column.name.value), &within);
            }
            self.entries.push(entry);
        }
    }

    fn add_party(&mut self, signatures: &AnswerName, party: &IssuedParty) {
        let mut says = vec![text_piece(QuestionPart::Label, &party.label.zh)];
        says.extend(party.hint.iter().flat_map(hint_pieces));
        says.extend(party.modes.iter().map(|mode| text_piece(QuestionPart::Option, fixed_text::mode(*mode))));
        let mut entry = ExpectedEntry {
            span: Some(party.name.span),
            label: party.label.zh.clone(),
            unordered: says,
            ..ExpectedEntry::default()
        };
        entry.optional.extend([fixed_text::SIGN, fixed_text::GUARDIAN_SIGNS, fixed_text::DATE].map(str::to_owned));
        if party.date && self.medium != ExpectedMedium::Guide {
            let heard = vec![(QuestionPart::Label, without_separators(&party.label.zh))];
            let name = signatures.party_date(&party.name.value);
            if self.medium == ExpectedMedium::Page {
                entry.ordered.push(text_piece(QuestionPart::Label, format!("{}{}", party.label.zh, fixed_text::DATE)));
            }
            entry.ordered.push(answer_piece(
                date_variants(&[fixed_text::YEAR, fixed_text::MONTH, fixed_text::DAY]),
                name,
                false,
                None,
                heard,
            ));
        }
        self.entries.push(entry);
    }

    fn add_article(&mut self, article: &IssuedArticle) {
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
        // What a sheet says of a blank beside its sentence.
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

    /// An article's words, on a sheet with the places of its blanks among them.
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
                    let is_it = |blank: &&IssuedItem| AnswerName::field(&blank.name.value) == *name;
                    let Some(blank) = article.blanks.iter().find(is_it) else { continue };
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

    fn add_consent(&mut self, item: &IssuedItem, name: &AnswerName, consent: &IssuedConsent) {
        self.entries.push(self.item_entry(item));
        for (heading, passage) in self.form.consent_notices(consent) {
            self.add_text(passage.span, std::iter::once(heading).chain(texts_between_blanks(passage)));
        }
        if self.medium == ExpectedMedium::Guide {
            return;
        }
        for statement in &consent.statements {
            let name = name.agreement(&statement.agreement);
            let heard = [(QuestionPart::Label, without_separators(&statement.words))];
            let tick = |offered: crate::model::answers::AnswerOption<'static>| {
                let mut heard = heard.to_vec();
                heard.push((QuestionPart::Option, without_separators(offered.label)));
                let mut tick = answer_piece(
                    vec![format!("{RADIO_BUTTON}{}", without_separators(offered.label))],
                    name.clone(),
                    false,
                    None,
                    heard,
                );
                tick.part = QuestionPart::Option;
                tick.answer =
                    tick.answer.map(|answer| ExpectedAnswer { value: Some(offered.value.to_owned()), ..answer });
                tick
            };
            let ticks = statement.options().into_iter().map(tick);
            let then = std::iter::once(text_piece(QuestionPart::Label, &statement.words)).chain(ticks).collect();
            self.entries.push(ExpectedEntry {
                span: Some(item.name.span),
                label: statement.words.clone(),
                ordered: then,
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
