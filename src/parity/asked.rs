//! What a form asks and says, as a list in reading order that any output can be held against.
//!
//! The list is made from the [`IssuedForm`] alone. Outputs put the words of a question together in ways of their own, so each
//! entry has pieces that may stand in any order and pieces that follow one another.

use super::piece::{Answer, Asked, Part, Piece, dated, hint, options, patterned, piece, place, told, words_of};
use super::reading::{CHECK, LINE, RADIO, bare};
use crate::model::answers::name::{RepeatRow, RowKey};
use crate::model::answers::{AnswerName, Asks};
use crate::model::choice::ChoiceList;
use crate::model::field::MatrixRow;
use crate::model::issued::{
    Article, Consent, IssuedBody, IssuedForm, Item, Kind, Obligation, Party, Passage, Question, Run, Section,
};
use crate::model::kind::format::Limit;
use crate::model::terms;
use crate::source::Span;

/// What reads the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
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
pub fn head(form: &IssuedForm, medium: Medium) -> Vec<Asked> {
    let mut list = List { form, medium, entries: Vec::new() };
    if medium == Medium::Sheet {
        let head = [&form.programme, &form.number].into_iter().chain(&form.standing);
        list.text(form.span, head.map(String::as_str));
        list.text(form.span, [&*form.title.zh]);
    }
    if medium != Medium::Guide {
        list.head(form);
    }
    list.entries
}

/// The list of a form behind its head.
pub fn body(form: &IssuedForm, medium: Medium) -> Vec<Asked> {
    let mut list = List { form, medium, entries: Vec::new() };
    form.sections.iter().for_each(|section| list.section(section));
    if medium == Medium::Sheet && !form.instructions.is_empty() {
        list.text(form.span, [terms::INSTRUCTIONS]);
        for (index, passage) in form.instructions.iter().enumerate() {
            list.passage(passage);
            list.may([format!("{}.", index + 1)]);
        }
    }
    list.entries
}

/// Everything that a list says and asks, by which two that say the same are known.
pub fn words(list: &[Asked]) -> String {
    let mut words = String::new();
    for piece in list.iter().flat_map(|entry| entry.says.iter().chain(&entry.then)) {
        words += &piece.words.concat();
        if let Some(answer) = &piece.answer {
            words += answer.name.as_str();
            words += answer.value.as_deref().unwrap_or_default();
            words += &answer.limit.map(|most| most.to_string()).unwrap_or_default();
        }
        words.push('\n');
    }
    words
}

/// How many questions, tables and other numbered items a form has.
pub fn items(form: &IssuedBody) -> usize {
    form.items().filter(|item| item.number.is_some()).count()
}

struct List<'a> {
    form: &'a IssuedForm,
    medium: Medium,
    entries: Vec<Asked>,
}

impl List<'_> {
    /// Words that follow one another.
    fn text<'w>(&mut self, span: Span, words: impl IntoIterator<Item = &'w str>) {
        let then: Vec<Piece> = words.into_iter().map(|words| piece(Part::Text, words)).collect();
        let called = then.first().map(|first| first.words.concat()).unwrap_or_default();
        self.entries.push(Asked { span: Some(span), called, then, ..Asked::default() });
    }

    fn passage(&mut self, passage: &Passage) {
        self.text(passage.span, words_of(passage));
    }

    /// Words that may stand beside the last entry.
    fn may(&mut self, words: impl IntoIterator<Item = String>) {
        if let Some(last) = self.entries.last_mut() {
            last.may.extend(words.into_iter().map(|words| bare(&words)));
        }
    }

    /// The office and the sheet's number.
    fn head(&mut self, form: &IssuedForm) {
        let mut office = Asked {
            span: Some(form.span),
            called: terms::OFFICE.to_owned(),
            then: vec![piece(Part::Label, terms::OFFICE)],
            ..Asked::default()
        };
        // The form on a page names the office; where it is reached stands above it.
        let named = form.office.name.as_ref().filter(|_| self.medium != Medium::Sheet);
        office.then.extend(named.map(|name| piece(Part::Text, name)));
        let line = form.office.line.iter().filter(|_| named.is_none());
        let is_telephone = |run: &Run| self.medium != Medium::Sheet && matches!(run, Run::Words(_));
        for run in line.filter(|run| !is_telephone(run)) {
            office.then.push(match run {
                Run::Words(words) => piece(Part::Text, words),
                Run::Blank(_) | Run::Empty { .. } => {
                    let heard = vec![(Part::Label, bare(terms::OFFICE))];
                    place(vec![LINE.to_string()], AnswerName::office(), false, None, heard)
                }
            });
        }
        self.entries.push(office);
        let heard = vec![(Part::Label, bare(terms::SERIAL))];
        let serial = place(patterned(&form.serial.pattern), AnswerName::serial(), false, None, heard);
        self.entries.push(Asked {
            span: Some(form.serial.span),
            called: terms::SERIAL.to_owned(),
            then: vec![piece(Part::Label, terms::SERIAL), serial],
            ..Asked::default()
        });
    }

    fn section(&mut self, section: &Section) {
        let heading = terms::heading(section.number, &section.title.zh);
        let mut entry = Asked {
            span: Some(section.name.span),
            called: heading.clone(),
            says: vec![piece(Part::Label, heading)],
            ..Asked::default()
        };
        entry.says.extend(section.hint.iter().flat_map(hint));
        entry.says.extend(section.condition.as_ref().map(|condition| piece(Part::Condition, &condition.words)));
        self.entries.push(entry);
        let is_there = |item: &&Item| !item.hidden_on_page || matches!(self.medium, Medium::Sheet | Medium::Table);
        let items: Vec<&Item> = section.items.iter().filter(is_there).collect();
        for item in items {
            let from = self.entries.len();
            self.item(item);
            // A section's title may say what its item is called, and a consent that is all of its section has its title.
            let alone = section.items.len() == 1 && matches!(item.kind, Kind::Consent(_));
            let is_said = item.number.is_none() && (alone || section.title.zh.contains(&item.label.zh));
            if let Some(entry) = self.entries.get_mut(from).filter(|_| is_said && self.medium == Medium::Sheet) {
                entry.says.retain(|piece| piece.part != Part::Label);
                entry.may.push(bare(&item.label.zh));
            }
        }
    }

    /// What an item says above its places.
    fn entry(&self, item: &Item) -> Asked {
        // Before a label that begins with a digit nobody can tell where the number ends: they are one.
        let part = if item.label.zh.starts_with(|c: char| c.is_ascii_digit()) { Part::Label } else { Part::Number };
        let mut says: Vec<Piece> = item.number.map(|number| piece(part, number.to_string())).into_iter().collect();
        says.push(piece(Part::Label, &item.label.zh));
        says.extend(item.obligation.map(|obligation| match self.medium {
            Medium::Sheet => piece(Part::Obligation, terms::REQUIRED_MARK),
            Medium::Page | Medium::Guide | Medium::Table => piece(Part::Obligation, obligation.words()),
        }));
        says.extend(told(item));
        if self.medium == Medium::Sheet {
            says.extend(item.skip.as_ref().map(|skip| piece(Part::Skip, skip)));
        }
        Asked { span: Some(item.name.span), called: item.label.zh.clone(), says, ..Asked::default() }
    }

    fn item(&mut self, item: &Item) {
        let name = AnswerName::field(&item.name.value);
        match &item.kind {
            Kind::Question(question) => {
                let mut entry = self.entry(item);
                self.question(&mut entry, item, question, name, &[]);
                self.entries.push(entry);
            }
            Kind::Matrix { list, rows, note } => {
                let mut entry = self.entry(item);
                if self.medium == Medium::Guide {
                    entry.then.extend(rows.iter().map(|row| piece(Part::Row, &row.label.zh)));
                    return self.entries.push(entry);
                }
                self.entries.push(entry);
                for row in rows {
                    self.matrix_row(item, list, row, note.as_ref().map(|note| note.label.zh.as_str()));
                }
            }
            Kind::Repeat { columns, rows, blank_rows, .. } => {
                let mut entry = self.entry(item);
                if self.medium == Medium::Guide {
                    entry.then.extend(rows.iter().map(|row| piece(Part::Row, &row.label.zh)));
                    entry.then.extend(columns.iter().map(|column| piece(Part::Label, &column.label.zh)));
                    entry.says.extend(columns.iter().flat_map(told));
                    return self.entries.push(entry);
                }
                self.entries.push(entry);
                let named = rows.iter().map(|row| (RowKey::Named(row.name.value.clone()), Some(row)));
                let blank = (1..=*blank_rows).map(|number| (RowKey::Blank(number), None));
                for (key, named) in named.chain(blank) {
                    self.row(item, columns, RepeatRow { repeat: item.name.value.clone(), key }, named);
                }
            }
            Kind::Photo { width, height } => {
                let mut entry = self.entry(item);
                entry.may.push(bare(&format!("{}×{} mm", width.0, height.0)));
                self.entries.push(entry);
            }
            Kind::Signatures { parties } => {
                self.entries.push(self.entry(item));
                parties.iter().for_each(|party| self.party(&name, party));
            }
            Kind::Note { text } => {
                self.passage(text);
                if let Some(last) = self.entries.last_mut() {
                    last.says.extend(told(item));
                }
            }
            Kind::Clauses { articles } => {
                self.entries.push(self.entry(item));
                articles.iter().for_each(|article| self.article(article));
            }
            Kind::Consent(consent) => self.consent(item, &name, consent),
        }
    }

    /// Adds a question's places; `within` are the labels of what it stands in.
    fn question(&self, entry: &mut Asked, item: &Item, question: &Question, name: AnswerName, within: &[&str]) {
        let Some(asks) = question.asks() else { return };
        let mut heard: Vec<(Part, String)> = within.iter().map(|label| (Part::Row, bare(label))).collect();
        heard.push((Part::Label, bare(&item.label.zh)));
        heard.extend(
            told(item).into_iter().flat_map(|piece| piece.words.into_iter().map(move |words| (piece.part, words))),
        );
        let is_firm = item.obligation == Some(Obligation::Always);
        let firm = |answer: Answer| Answer { required: is_firm, obligation: item.obligation, ..answer };
        let mut put = |words: Vec<String>, name: AnswerName, limit: Option<u32>| {
            let mut piece = place(words, name, false, limit, heard.clone());
            piece.answer = piece.answer.map(firm);
            entry.then.push(piece);
        };
        let mut unit_of = None;
        match &asks {
            Asks::Options { many, .. } => {
                let list = question.list.as_deref();
                let options = list.map(|list| options(list, *many, &name, &heard)).unwrap_or_default();
                if self.medium == Medium::Guide {
                    let labels = options.iter().filter(|option| option.part == Part::Option);
                    entry
                        .then
                        .extend(labels.map(|option| piece(Part::Option, option.words[0].replace([RADIO, CHECK], ""))));
                } else {
                    // Of a choice of several no single tick is required.
                    let is_firm = is_firm && !many;
                    for mut option in options {
                        let is_tick = option.part == Part::Option;
                        option.answer = option.answer.map(|answer| Answer {
                            required: is_firm && is_tick,
                            obligation: item.obligation.filter(|_| is_tick),
                            ..answer
                        });
                        entry.then.push(option);
                    }
                }
                return;
            }
            Asks::Number { unit, .. } => {
                unit_of = *unit;
                put(vec![LINE.to_string()], name, None);
            }
            Asks::Date(format) => {
                let letters: Vec<&str> = format.parts.iter().map(|part| part.letter).collect();
                put(dated(&letters), name, None);
            }
            Asks::Line { limit: Limit { pattern: Some(pattern), .. }, .. } => put(patterned(pattern), name, None),
            Asks::Line { limit, .. } => put(vec![LINE.to_string()], name, limit.most),
            Asks::Area { .. } | Asks::Other { .. } => put(vec![LINE.to_string()], name, None),
        }
        if self.medium == Medium::Guide {
            entry.then.clear();
        }
        entry.says.extend(unit_of.map(|unit| piece(Part::Unit, unit)));
    }

    fn matrix_row(&mut self, item: &Item, list: &ChoiceList, row: &MatrixRow, note: Option<&str>) {
        let name = AnswerName::field(&item.name.value).row(&row.name.value);
        let mut entry = Asked {
            span: Some(row.name.span),
            called: format!("{} {}", item.label.zh, row.label.zh),
            says: vec![piece(Part::Row, &row.label.zh)],
            ..Asked::default()
        };
        let heard = vec![(Part::Row, bare(&row.label.zh))];
        // What stands behind an option of a matrix has no room.
        let ticks = options(list, false, &name, &heard).into_iter().filter(|piece| piece.part == Part::Option);
        let obliging = |mut tick: Piece| {
            let is_firm = item.obligation == Some(Obligation::Always);
            tick.answer = tick.answer.map(|answer| Answer { required: is_firm, obligation: item.obligation, ..answer });
            tick
        };
        entry.then.extend(ticks.map(obliging));
        if let Some(note) = note {
            let heard = vec![(Part::Row, bare(&row.label.zh)), (Part::Label, bare(note))];
            entry.then.push(piece(Part::Label, note));
            entry.then.push(place(vec![LINE.to_string()], name.note(), false, None, heard));
        }
        self.entries.push(entry);
    }

    fn row(&mut self, item: &Item, columns: &[Item], row: RepeatRow, named: Option<&MatrixRow>) {
        let number = row.key.to_string();
        let label = named.map_or_else(|| terms::row_number(&number), |named| named.label.zh.clone());
        if let Some(named) = named {
            self.text(named.name.span, [&*named.label.zh]);
        }
        for (index, column) in columns.iter().enumerate() {
            let mut entry = self.entry(column);
            if named.is_none() && index == 0 {
                entry.may.extend([bare(&terms::row(&item.label.zh, &number)), bare(&label)]);
            }
            entry.called = format!("{} {label} {}", item.label.zh, column.label.zh);
            let within = [label.as_str()];
            if let Kind::Question(question) = &column.kind {
                self.question(&mut entry, column, question, row.column(&column.name.value), &within);
            }
            self.entries.push(entry);
        }
    }

    fn party(&mut self, signatures: &AnswerName, party: &Party) {
        let mut says = vec![piece(Part::Label, &party.label.zh)];
        says.extend(party.hint.iter().flat_map(hint));
        says.extend(party.modes.iter().map(|mode| piece(Part::Option, terms::mode(*mode))));
        let mut entry = Asked { span: Some(party.name.span), called: party.label.zh.clone(), says, ..Asked::default() };
        entry.may.extend([terms::SIGN, terms::GUARDIAN_SIGNS, terms::DATE].map(str::to_owned));
        if party.date && self.medium != Medium::Guide {
            let heard = vec![(Part::Label, bare(&party.label.zh))];
            let name = signatures.party_date(&party.name.value);
            if self.medium == Medium::Page {
                entry.then.push(piece(Part::Label, format!("{}{}", party.label.zh, terms::DATE)));
            }
            entry.then.push(place(dated(&[terms::YEAR, terms::MONTH, terms::DAY]), name, false, None, heard));
        }
        self.entries.push(entry);
    }

    fn article(&mut self, article: &Article) {
        let mut entry = Asked {
            span: Some(article.name.span),
            called: terms::article(article.number),
            then: vec![piece(Part::Number, terms::article(article.number))],
            ..Asked::default()
        };
        entry.then.extend(article.title.as_ref().map(|title| piece(Part::Label, &title.zh)));
        let mut blanks = Vec::new();
        self.article_text(&mut entry, article, &article.text, &mut blanks);
        for (index, point) in article.points.iter().enumerate() {
            if self.medium == Medium::Sheet {
                entry.then.push(piece(Part::Number, terms::point(index + 1)));
            }
            self.article_text(&mut entry, article, point, &mut blanks);
        }
        // What a sheet says of a blank beside its sentence.
        for blank in blanks {
            entry.says.extend(told(blank));
            entry.says.extend(blank.obligation.map(|_| piece(Part::Obligation, terms::REQUIRED_MARK)));
            entry.may.extend([bare(&blank.label.zh), terms::quoted(&bare(&blank.label.zh))]);
        }
        self.entries.push(entry);
        if self.medium != Medium::Sheet {
            article.blanks.iter().for_each(|blank| self.item(blank));
        }
    }

    /// An article's words, on a sheet with the places of its blanks among them.
    fn article_text<'a>(&self, entry: &mut Asked, article: &'a Article, passage: &Passage, blanks: &mut Vec<&'a Item>) {
        for run in &passage.runs {
            match run {
                Run::Words(words) if bare(words).is_empty() => {}
                Run::Words(words) => entry.then.push(piece(Part::Text, words)),
                Run::Blank(name) => {
                    let is_it = |blank: &&Item| AnswerName::field(&blank.name.value) == *name;
                    let Some(blank) = article.blanks.iter().find(is_it) else { continue };
                    let Kind::Question(question) = &blank.kind else { continue };
                    if self.medium != Medium::Sheet {
                        entry.then.push(piece(Part::Label, &blank.label.zh));
                        continue;
                    }
                    let mut inner = Asked::default();
                    self.question(&mut inner, blank, question, name.clone(), &[]);
                    entry.then.append(&mut inner.then);
                    entry.then.append(&mut inner.says);
                    blanks.push(blank);
                }
                Run::Empty { .. } => {}
            }
        }
    }

    fn consent(&mut self, item: &Item, name: &AnswerName, consent: &Consent) {
        self.entries.push(self.entry(item));
        for (heading, passage) in self.form.told(consent) {
            self.text(passage.span, std::iter::once(heading).chain(words_of(passage)));
        }
        if self.medium == Medium::Guide {
            return;
        }
        for statement in &consent.statements {
            let name = name.agreement(&statement.to);
            let heard = [(Part::Label, bare(&statement.words))];
            let tick = |offered: crate::model::answers::Offered<'static>| {
                let mut heard = heard.to_vec();
                heard.push((Part::Option, bare(offered.label)));
                let mut tick = place(vec![format!("{RADIO}{}", bare(offered.label))], name.clone(), false, None, heard);
                tick.part = Part::Option;
                tick.answer = tick.answer.map(|answer| Answer { value: Some(offered.value.to_owned()), ..answer });
                tick
            };
            let ticks = statement.offered().into_iter().map(tick);
            let then = std::iter::once(piece(Part::Label, &statement.words)).chain(ticks).collect();
            self.entries.push(Asked {
                span: Some(item.name.span),
                called: statement.words.clone(),
                then,
                ..Asked::default()
            });
        }
        let date = dated(&[terms::YEAR, terms::MONTH, terms::DAY]);
        let mut entry = Asked {
            span: Some(item.name.span),
            called: format!("{} {}", item.label.zh, terms::DATE),
            then: vec![place(date, name.date(), false, None, vec![(Part::Label, bare(consent.date))])],
            ..Asked::default()
        };
        if self.medium == Medium::Page {
            entry.then.insert(0, piece(Part::Label, consent.date));
        }
        entry.may.extend([consent.signature, consent.guardian, terms::SIGN, terms::DATE].map(bare));
        self.entries.push(entry);
    }
}
