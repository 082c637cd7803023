//! The expected list: everything that a form asks and prints, in reading order, to compare any output with.
//!
//! The list is made from the [`IssuedForm`] alone. Outputs arrange the words of a question in different ways, so each entry
//! has pieces in any order and pieces in a fixed order.

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
    IssuedBody, IssuedForm, IssuedItem, IssuedKind, IssuedProse, IssuedQuestion, IssuedSection, Obligation, ProseRun,
};
use crate::model::kind::format::AnswerLimit;
use crate::source::Span;

/// The medium that is compared with the list: a sheet, the two parts of a page, or a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpectedMedium {
    /// A sheet with its head, articles with blanks in their sentences, and the instructions at the end.
    Sheet,
    /// The form of a page: articles first, then the questions of their blanks.
    Page,
    /// The explanations of a page, which have no fields.
    Guide,
    /// The columns of a table: as on a page, with the items that an office's page leaves out.
    Table,
}

/// The beginning of a form's list, which differs by office: the head of a sheet, the office and the serial number.
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

/// The expected entries of a form behind its head.
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

/// The number of questions, tables and other numbered items of a form.
pub(crate) fn numbered_items(form: &IssuedBody) -> usize {
    form.items().filter(|item| item.number.is_some()).count()
}

/// The state of building an expected list for one form and medium.
pub(super) struct ExpectedListBuilder<'a> {
    pub(super) form: &'a IssuedForm,
    pub(super) medium: ExpectedMedium,
    pub(super) entries: Vec<ExpectedEntry>,
}

impl ExpectedListBuilder<'_> {
    /// Adds an entry of texts in this order.
    pub(super) fn add_text<'w>(&mut self, span: Span, words: impl IntoIterator<Item = &'w str>) {
        let pieces: Vec<ExpectedPiece> = words.into_iter().map(|words| text_piece(QuestionPart::Text, words)).collect();
        let label = pieces.first().map(|first| first.variants.concat()).unwrap_or_default();
        self.entries.push(ExpectedEntry { span: Some(span), label, ordered: pieces, ..ExpectedEntry::default() });
    }

    fn add_prose(&mut self, passage: &IssuedProse) {
        self.add_text(passage.span, texts_between_blanks(passage));
    }

    /// Allows texts at the last entry, without requiring them.
    fn allow_text(&mut self, words: impl IntoIterator<Item = String>) {
        if let Some(last) = self.entries.last_mut() {
            last.optional.extend(words.into_iter().map(|words| without_separators(&words)));
        }
    }

    /// Adds the office and the serial number.
    fn add_head(&mut self, form: &IssuedForm) {
        let mut office = ExpectedEntry {
            span: Some(form.span),
            label: fixed_text::OFFICE.to_owned(),
            ordered: vec![text_piece(QuestionPart::Label, fixed_text::OFFICE)],
            ..ExpectedEntry::default()
        };
        // The form on a page names the office; its telephone is printed above the form.
        let office_name = form.office.name.as_ref().filter(|_| self.medium != ExpectedMedium::Sheet);
        office.ordered.extend(office_name.map(|name| text_piece(QuestionPart::Text, name)));
        let line = form.office.line.iter().filter(|_| office_name.is_none());
        let is_telephone = |run: &ProseRun| self.medium != ExpectedMedium::Sheet && matches!(run, ProseRun::Words(_));
        for run in line.filter(|run| !is_telephone(run)) {
            office.ordered.push(match run {
                ProseRun::Words(words) => text_piece(QuestionPart::Text, words),
                ProseRun::Blank(_) | ProseRun::Empty { .. } => {
                    let accessible_texts = vec![(QuestionPart::Label, without_separators(fixed_text::OFFICE))];
                    answer_piece(vec![TEXT_FIELD.to_string()], AnswerName::office(), false, None, accessible_texts)
                }
            });
        }
        self.entries.push(office);
        let accessible_texts = vec![(QuestionPart::Label, without_separators(fixed_text::SERIAL))];
        let serial =
            answer_piece(pattern_variants(&form.serial.pattern), AnswerName::serial(), false, None, accessible_texts);
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
        let is_shown = |item: &&IssuedItem| {
            !item.hidden_on_page || matches!(self.medium, ExpectedMedium::Sheet | ExpectedMedium::Table)
        };
        let items: Vec<&IssuedItem> = section.items.iter().filter(is_shown).collect();
        for item in items {
            let first_entry = self.entries.len();
            self.add_item(item);
            // A section's title may contain the label of its item, and a consent alone in its section has the section's title.
            let is_alone = section.items.len() == 1 && matches!(item.kind, IssuedKind::Consent(_));
            let is_label_optional = item.number.is_none() && (is_alone || section.title.zh.contains(&item.label.zh));
            if let Some(entry) =
                self.entries.get_mut(first_entry).filter(|_| is_label_optional && self.medium == ExpectedMedium::Sheet)
            {
                entry.unordered.retain(|piece| piece.part != QuestionPart::Label);
                entry.optional.push(without_separators(&item.label.zh));
            }
        }
    }

    /// The entry of an item's number, label, obligation and remarks, without its fields.
    pub(super) fn item_entry(&self, item: &IssuedItem) -> ExpectedEntry {
        // Before a label that begins with a digit the number has no visible end, so that both count as one label.
        let part = if item.label.zh.starts_with(|c: char| c.is_ascii_digit()) {
            QuestionPart::Label
        } else {
            QuestionPart::Number
        };
        let mut pieces: Vec<ExpectedPiece> =
            item.number.map(|number| text_piece(part, number.to_string())).into_iter().collect();
        pieces.push(text_piece(QuestionPart::Label, &item.label.zh));
        pieces.extend(item.obligation.map(|obligation| match self.medium {
            ExpectedMedium::Sheet => text_piece(QuestionPart::Obligation, fixed_text::REQUIRED_MARK),
            ExpectedMedium::Page | ExpectedMedium::Guide | ExpectedMedium::Table => {
                text_piece(QuestionPart::Obligation, obligation.words())
            }
        }));
        pieces.extend(remark_pieces(item));
        if self.medium == ExpectedMedium::Sheet {
            pieces.extend(item.skip.as_ref().map(|skip| text_piece(QuestionPart::Skip, skip)));
        }
        ExpectedEntry {
            span: Some(item.name.span),
            label: item.label.zh.clone(),
            unordered: pieces,
            ..ExpectedEntry::default()
        }
    }

    pub(super) fn add_item(&mut self, item: &IssuedItem) {
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

    /// Adds a question's fields to an entry; `row_labels` are the labels of the table row that contains the question.
    pub(super) fn add_question(
        &self,
        entry: &mut ExpectedEntry,
        item: &IssuedItem,
        question: &IssuedQuestion,
        name: AnswerName,
        row_labels: &[&str],
    ) {
        let Some(answer_type) = question.answer_type() else { return };
        let mut accessible_texts: Vec<(QuestionPart, String)> =
            row_labels.iter().map(|label| (QuestionPart::Row, without_separators(label))).collect();
        accessible_texts.push((QuestionPart::Label, without_separators(&item.label.zh)));
        accessible_texts.extend(
            remark_pieces(item)
                .into_iter()
                .flat_map(|piece| piece.variants.into_iter().map(move |variants| (piece.part, variants))),
        );
        let is_required = item.obligation == Some(Obligation::Always);
        let with_obligation =
            |answer: ExpectedAnswer| ExpectedAnswer { required: is_required, obligation: item.obligation, ..answer };
        let mut add_field = |variants: Vec<String>, name: AnswerName, limit: Option<u32>| {
            let mut piece = answer_piece(variants, name, false, limit, accessible_texts.clone());
            piece.answer = piece.answer.map(with_obligation);
            entry.ordered.push(piece);
        };
        let mut unit_label = None;
        match &answer_type {
            AnswerType::Options { many, .. } => {
                let list = question.list.as_deref();
                let options = list.map(|list| option_pieces(list, *many, &name, &accessible_texts)).unwrap_or_default();
                if self.medium == ExpectedMedium::Guide {
                    let labels = options.iter().filter(|option| option.part == QuestionPart::Option);
                    entry.ordered.extend(labels.map(|option| {
                        text_piece(QuestionPart::Option, option.variants[0].replace([RADIO_BUTTON, CHECKBOX], ""))
                    }));
                } else {
                    // Of a multiple choice no single checkbox is required.
                    let is_required = is_required && !many;
                    for mut option in options {
                        let is_tick = option.part == QuestionPart::Option;
                        option.answer = option.answer.map(|answer| ExpectedAnswer {
                            required: is_required && is_tick,
                            obligation: item.obligation.filter(|_| is_tick),
                            ..answer
                        });
                        entry.ordered.push(option);
                    }
                }
                return;
            }
            AnswerType::Number { unit, .. } => {
                unit_label = *unit;
                add_field(vec![TEXT_FIELD.to_string()], name, None);
            }
            AnswerType::Date(format) => {
                let letters: Vec<&str> = format.parts.iter().map(|part| part.letter).collect();
                add_field(date_variants(&letters), name, None);
            }
            AnswerType::Line { limit: AnswerLimit { pattern: Some(pattern), .. }, .. } => {
                add_field(pattern_variants(pattern), name, None)
            }
            AnswerType::Line { limit, .. } => add_field(vec![TEXT_FIELD.to_string()], name, limit.most),
            AnswerType::Area { .. } | AnswerType::Other { .. } => add_field(vec![TEXT_FIELD.to_string()], name, None),
        }
        if self.medium == ExpectedMedium::Guide {
            entry.ordered.clear();
        }
        entry.unordered.extend(unit_label.map(|unit| text_piece(QuestionPart::Unit, unit)));
    }

    fn add_matrix_row(&mut self, item: &IssuedItem, list: &ChoiceList, row: &MatrixRow, note: Option<&str>) {
        let name = AnswerName::field(&item.name.value).row(&row.name.value);
        let mut entry = ExpectedEntry {
            span: Some(row.name.span),
            label: format!("{} {}", item.label.zh, row.label.zh),
            unordered: vec![text_piece(QuestionPart::Row, &row.label.zh)],
            ..ExpectedEntry::default()
        };
        let accessible_texts = vec![(QuestionPart::Row, without_separators(&row.label.zh))];
        // A matrix has no fields behind its options.
        let ticks = option_pieces(list, false, &name, &accessible_texts)
            .into_iter()
            .filter(|piece| piece.part == QuestionPart::Option);
        let with_obligation = |mut tick: ExpectedPiece| {
            let is_required = item.obligation == Some(Obligation::Always);
            tick.answer = tick.answer.map(|answer| ExpectedAnswer {
                required: is_required,
                obligation: item.obligation,
                ..answer
            });
            tick
        };
        entry.ordered.extend(ticks.map(with_obligation));
        if let Some(note) = note {
            let accessible_texts = vec![
                (QuestionPart::Row, without_separators(&row.label.zh)),
                (QuestionPart::Label, without_separators(note)),
            ];
            entry.ordered.push(text_piece(QuestionPart::Label, note));
            entry.ordered.push(answer_piece(vec![TEXT_FIELD.to_string()], name.note(), false, None, accessible_texts));
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
            let row_labels = [label.as_str()];
            if let IssuedKind::Question(question) = &column.kind {
                self.add_question(&mut entry, column, question, row.column(&column.name.value), &row_labels);
            }
            self.entries.push(entry);
        }
    }
}
