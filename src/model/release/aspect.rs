//! The aspects of a part of a form: the properties that are recorded and compared.

use crate::wording::{Phrase, release as say};

/// A property of a part, in the order in which properties are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    Number,
    /// The number of an item, which follows from its place.
    ItemNumber,
    Title,
    TitleEnglish,
    Label,
    LabelEnglish,
    /// The words of a part that has only words.
    Text,
    /// Words that follow from other parts.
    DerivedText,
    Version,
    Effective,
    EffectiveUndecided,
    /// The status of a form that is not issued yet: 样表.
    Standing,
    /// Who held it against the law.
    Reviewed,
    /// The beginning of the state's digest.
    Issue,
    Programme,
    Language,
    FilledBy,
    When,
    Purpose,
    Serial,
    CopiesOfParties,
    CopiesUndecided,
    Type,
    List,
    Unit,
    Length,
    WritingRows,
    BlankRows,
    RowHeight,
    Size,
    RefersTo,
    /// How the number that is referred to is written: the other form says so.
    Pattern,
    SameAs,
    Required,
    Condition,
    /// The author's own words for a condition.
    ConditionText,
    /// A condition in words, which follow from it and from other labels.
    ConditionWords,
    Rule,
    RuleText,
    /// As [`Aspect::ConditionWords`], of a rule.
    RuleWords,
    /// What is said where a rule is broken, where the author says it.
    RuleMessage,
    /// Where one goes on, which follows from the conditions of what comes next.
    Skip,
    Hint,
    Note,
    Privacy,
    Autocomplete,
    Layout,
    HiddenOnPage,
    Other,
    Also,
    Standard,
    Modes,
    Dated,
    Value,
    Undecided,
    /// Who issues the form, where that is known, as the head of its sheets says it.
    OfficeLine,
    Covers,
    Basis,
    Source,
    Inferred,
}

/// The JSON key and the display name of an aspect.
pub(crate) struct AspectDescription {
    pub(crate) aspect: Aspect,
    /// In JSON.
    pub(crate) key: &'static str,
    pub(crate) phrase: &'static Phrase,
    /// Does it follow from something else, so that no change of it is one of its own?
    pub(crate) derived: bool,
}

/// Every aspect, in the order of [`Aspect`].
pub(crate) const ASPECTS: [AspectDescription; 60] = [
    own(Aspect::Number, "number", &say::NUMBER),
    derived(Aspect::ItemNumber, "item", &say::ITEM_NUMBER),
    own(Aspect::Title, "title", &say::TITLE),
    own(Aspect::TitleEnglish, "title_en", &say::TITLE_ENGLISH),
    own(Aspect::Label, "label", &say::LABEL),
    own(Aspect::LabelEnglish, "label_en", &say::LABEL_ENGLISH),
    own(Aspect::Text, "text", &say::TEXT),
    derived(Aspect::DerivedText, "says", &say::TEXT),
    derived(Aspect::Version, "version", &say::VERSION),
    own(Aspect::Effective, "effective", &say::EFFECTIVE),
    own(Aspect::EffectiveUndecided, "effective_undecided", &say::EFFECTIVE_UNDECIDED),
    own(Aspect::Standing, "standing", &say::STANDING),
    own(Aspect::Reviewed, "reviewed", &say::REVIEWED),
    derived(Aspect::Issue, "issue", &say::ISSUE),
    own(Aspect::Programme, "programme", &say::PROGRAMME),
    own(Aspect::Language, "language", &say::LANGUAGE),
    own(Aspect::FilledBy, "filled_by", &say::FILLED_BY),
    own(Aspect::When, "when", &say::WHEN),
    own(Aspect::Purpose, "purpose", &say::PURPOSE),
    own(Aspect::Serial, "serial", &say::SERIAL),
    own(Aspect::CopiesOfParties, "copies_of_parties", &say::COPIES_OF_PARTIES),
    own(Aspect::CopiesUndecided, "copies_undecided", &say::COPIES_UNDECIDED),
    own(Aspect::Type, "type", &say::TYPE),
    own(Aspect::List, "list", &say::LIST_NAME),
    own(Aspect::Unit, "unit", &say::UNIT),
    own(Aspect::Length, "length", &say::LENGTH),
    own(Aspect::WritingRows, "writing_rows", &say::WRITING_ROWS),
    own(Aspect::BlankRows, "blank_rows", &say::BLANK_ROWS),
    own(Aspect::RowHeight, "row_height", &say::ROW_HEIGHT),
    own(Aspect::Size, "size", &say::SIZE),
    own(Aspect::RefersTo, "form", &say::REFERS_TO),
    derived(Aspect::Pattern, "pattern", &say::PATTERN),
    own(Aspect::SameAs, "same_as", &say::SAME_AS),
    own(Aspect::Required, "required", &say::REQUIRED),
    own(Aspect::Condition, "asked_if", &say::CONDITION),
    own(Aspect::ConditionText, "asked_if_text", &say::CONDITION_TEXT),
    derived(Aspect::ConditionWords, "asked_if_words", &say::CONDITION_WORDS),
    own(Aspect::Rule, "rule", &say::RULE),
    own(Aspect::RuleText, "rule_text", &say::RULE_TEXT),
    derived(Aspect::RuleWords, "rule_words", &say::RULE_WORDS),
    own(Aspect::RuleMessage, "rule_message", &say::RULE_MESSAGE),
    derived(Aspect::Skip, "skip", &say::SKIP),
    own(Aspect::Hint, "hint", &say::HINT),
    own(Aspect::Note, "note", &say::NOTE),
    own(Aspect::Privacy, "privacy", &say::PRIVACY),
    own(Aspect::Autocomplete, "autocomplete", &say::AUTOCOMPLETE),
    own(Aspect::Layout, "layout", &say::LAYOUT),
    own(Aspect::HiddenOnPage, "hidden_on_page", &say::HIDDEN_ON_PAGE),
    own(Aspect::Other, "other", &say::OTHER),
    own(Aspect::Also, "also", &say::ALSO),
    own(Aspect::Standard, "standard", &say::STANDARD),
    own(Aspect::Modes, "modes", &say::MODES),
    own(Aspect::Dated, "dated", &say::DATED),
    own(Aspect::Value, "value", &say::VALUE),
    own(Aspect::Undecided, "undecided", &say::UNDECIDED),
    own(Aspect::OfficeLine, "office", &say::OFFICE_LINE),
    own(Aspect::Covers, "covers", &say::COVERS),
    own(Aspect::Basis, "basis", &say::BASIS),
    own(Aspect::Source, "source", &say::SOURCE),
    own(Aspect::Inferred, "inferred", &say::INFERRED),
];

const fn own(aspect: Aspect, key: &'static str, phrase: &'static Phrase) -> AspectDescription {
    AspectDescription { aspect, key, phrase, derived: false }
}

const fn derived(aspect: Aspect, key: &'static str, phrase: &'static Phrase) -> AspectDescription {
    AspectDescription { aspect, key, phrase, derived: true }
}

impl Aspect {
    pub(crate) fn description(self) -> &'static AspectDescription {
        &ASPECTS[self as usize]
    }

    /// The aspect that is written with this key.
    pub(crate) fn of_key(key: &str) -> Option<Aspect> {
        ASPECTS.iter().find(|row| row.key == key).map(|row| row.aspect)
    }

    /// Is it running text, into which settings and names may be put?
    pub(crate) fn is_text(self) -> bool {
        matches!(
            self,
            Aspect::Text
                | Aspect::Hint
                | Aspect::FilledBy
                | Aspect::When
                | Aspect::Purpose
                | Aspect::RuleMessage
                | Aspect::ConditionText
                | Aspect::RuleText
        )
    }

    /// Is it an expression, which names answers?
    pub(crate) fn is_expression(self) -> bool {
        matches!(self, Aspect::Condition | Aspect::Rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aspects_stand_in_their_order_with_keys_of_their_own() {
        assert!(ASPECTS.iter().enumerate().all(|(at, row)| row.aspect as usize == at));
        assert!(ASPECTS.iter().all(|row| Aspect::of_key(row.key) == Some(row.aspect)));
    }
}
