//! Counts the answer areas and characters that a form prints, before layout, and limits them.
//!
//! The cost of a sheet is rows times columns times options; each of the three is small by itself.

use super::block::MOST_FIELDS;
use super::diagnostic_log::DiagnosticLog;
use crate::diagnostic::Diagnostic;
use crate::model::choice::Choices;
use crate::model::expression::{Expression, ExpressionNode};
use crate::model::field::{Clause, DataRecipient, Field, FieldKind, MatrixRow, Party, Question};
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::prose::{Prose, ProsePiece};
use crate::wording::{load as words, message};

/// Answer areas of one form: more than twenty full pages.
const MOST_PLACES: usize = 3_000;

/// Characters of one form, options counted wherever they are printed.
const MOST_CHARACTERS: usize = 24_000;
/// Characters counted for a `${name}` with a value from a city.
const MOST_INSERTED: usize = 30;

/// Terms of all expressions of a form, including the states of patterns.
const MOST_TERMS: usize = 4_000;

/// Removes from forms the fields beyond the limits of one form, reports the first of each form, and returns the ids of
/// the forms that lost fields.
pub(crate) fn limit_forms(forms: &mut [Form], choices: &Choices, log: &DiagnosticLog) -> Vec<Name> {
    let mut reduced = Vec::new();
    for form in forms {
        let (mut fields, mut places) = (0, 0_usize);
        let values = form.settings.iter().filter_map(|setting| setting.value.as_ref()).map(String::len).max();
        let text = TextCounter { choices, inserted: values.unwrap_or_default().max(MOST_INSERTED) };
        let instructions = form.instructions.iter().map(|prose| text.of_prose(prose));
        let mut characters = instructions.fold(text.of_prose(&form.purpose), usize::saturating_add);
        let mut terms = 0;
        let mut full = false;
        for section in &mut form.sections {
            terms += section.relevant.as_ref().map_or(0, self::terms);
            section.fields.retain(|field| {
                if full {
                    return false;
                }
                let more = field.with_inner().len();
                let field_places = self::places(field, choices);
                if fields + more > MOST_FIELDS {
                    log.push(Diagnostic::new(message!(words::TOO_MANY_FIELDS, most = MOST_FIELDS), field.name.span));
                    full = true;
                } else if places.saturating_add(field_places) > MOST_PLACES {
                    log.push(Diagnostic::new(
                        message!(
                            words::TOO_MANY_PLACES,
                            count = places.saturating_add(field_places),
                            most = MOST_PLACES
                        ),
                        field.name.span,
                    ));
                    full = true;
                } else if characters.saturating_add(text.of(field)) > MOST_CHARACTERS {
                    log.push(Diagnostic::new(
                        message!(words::FORM_TOO_LONG, count = characters + text.of(field), most = MOST_CHARACTERS),
                        field.name.span,
                    ));
                    full = true;
                } else if terms + of_conditions(field) > MOST_TERMS {
                    log.push(Diagnostic::new(message!(words::TOO_MANY_TERMS, most = MOST_TERMS), field.name.span));
                    full = true;
                }
                fields += more;
                terms += of_conditions(field);
                places = places.saturating_add(field_places);
                characters = characters.saturating_add(text.of(field));
                !full
            });
        }
        if full {
            reduced.push(form.id.clone());
        }
    }
    reduced
}

/// Terms of the expressions of a field and of its inner fields.
fn of_conditions(field: &Field) -> usize {
    let field_terms = |field: &&Field| {
        let constraint = field.constraint.as_ref().map(|constraint| &constraint.expression);
        field.relevant.iter().chain(constraint).map(terms).sum::<usize>()
    };
    field.with_inner().iter().map(field_terms).sum()
}

fn terms(expression: &Expression) -> usize {
    let mut count = 0;
    expression.node.visit(&mut |node| {
        count += 1;
        if let ExpressionNode::Regex(_, pattern) = node {
            count += pattern.states.len();
        }
    });
    count
}

/// Counts the characters that fields print.
struct TextCounter<'a> {
    choices: &'a Choices,
    /// Characters counted for each `${name}` in prose.
    inserted: usize,
}

impl TextCounter<'_> {
    fn of(&self, field: &Field) -> usize {
        let hint = field.hint.as_ref().map_or(0, |hint| self.of_prose(hint));
        let words: usize = field.custom_texts().map(|words| count(&words.zh)).sum();
        count(&field.label.zh) + hint + words + self.of_kind(&field.kind)
    }

    fn of_kind(&self, kind: &FieldKind) -> usize {
        let rows = |rows: &[MatrixRow]| rows.iter().map(|row| count(&row.label.zh)).sum::<usize>();
        match kind {
            FieldKind::Question(Question::Select { list, .. }) => self.of_options(&list.value),
            FieldKind::Question(_) | FieldKind::Photo { .. } => 0,
            FieldKind::Matrix { list, rows: named, note: _ } => {
                rows(named) + named.len() * self.of_options(&list.value)
            }
            FieldKind::Repeat { columns, rows: named, blank_rows, .. } => {
                let heads: usize = columns.iter().map(|column| self.of(column)).sum();
                let cells: usize = columns.iter().map(|column| self.of_kind(&column.kind)).sum();
                heads + rows(named) + (named.len() + *blank_rows as usize) * cells
            }
            FieldKind::Signatures { parties } => {
                let hint = |party: &Party| party.hint.as_ref().map_or(0, |hint| self.of_prose(hint));
                parties.iter().map(|party| count(&party.label.zh) + hint(party)).sum()
            }
            FieldKind::Note { text } => self.of_prose(text),
            FieldKind::Clauses { clauses } => clauses.iter().map(|clause| self.of_clause(clause)).sum(),
            FieldKind::Consent(consent) => {
                let of = |receiver: &DataRecipient| {
                    [&receiver.to, &receiver.what, &receiver.purpose]
                        .into_iter()
                        .map(|words| count(&words.zh))
                        .sum::<usize>()
                };
                consent.notices().map(|(_, prose)| self.of_prose(prose)).sum::<usize>()
                    + consent.share_with.iter().map(of).sum::<usize>()
            }
        }
    }

    fn of_clause(&self, clause: &Clause) -> usize {
        let title = clause.title.as_ref().map_or(0, |title| count(&title.zh));
        let points: usize = clause.points.iter().map(|point| self.of_prose(point)).sum();
        let blanks: usize = clause.blanks.iter().map(|blank| self.of(blank)).sum();
        title + self.of_prose(&clause.text) + points + blanks
    }

    fn of_options(&self, list: &Name) -> usize {
        self.choices.get(list).map_or(0, |list| list.choices.iter().map(|choice| count(&choice.label.zh)).sum())
    }

    fn of_prose(&self, prose: &Prose) -> usize {
        let piece = |piece: &ProsePiece| match piece {
            ProsePiece::Words(words) => count(words),
            ProsePiece::Insert(_) => self.inserted,
        };
        prose.pieces.iter().map(piece).sum()
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The answer areas of one field: options, cells and lines.
fn places(field: &Field, choices: &Choices) -> usize {
    let options = |list: &Name| choices.get(list).map_or(1, |list| list.choices.len());
    match &field.kind {
        FieldKind::Question(Question::Select { list, .. }) => options(&list.value),
        FieldKind::Question(_) | FieldKind::Photo { .. } | FieldKind::Note { .. } => 1,
        FieldKind::Matrix { list, rows, note } => rows.len() * (options(&list.value) + usize::from(note.is_some())),
        FieldKind::Repeat { columns, rows, blank_rows, .. } => {
            let row: usize = columns.iter().map(|column| places(column, choices)).sum();
            (rows.len() + *blank_rows as usize) * row
        }
        FieldKind::Signatures { parties } => {
            parties.iter().map(|party| party.modes.len() + usize::from(party.date)).sum()
        }
        FieldKind::Clauses { clauses } => {
            let clause = |blanks: &[Field]| 1 + blanks.iter().map(|blank| places(blank, choices)).sum::<usize>();
            clauses.iter().map(|clause_| clause(&clause_.blanks) + clause_.points.len()).sum()
        }
        FieldKind::Consent(consent) => consent.notices().count() + consent.share_with.len(),
    }
}
