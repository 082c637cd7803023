//! The kinds for running text on the sheet: notes, articles with blanks, and consents.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};

/// Articles of an agreement.
pub(crate) const ARTICLES: KeyValueType = KeyValueType::List(&KeyValueType::Map(&[
    KeyDescription::required("name", KeyValueType::Name),
    KeyDescription::optional("title", KeyValueType::Text),
    KeyDescription::required("text", KeyValueType::Prose),
    KeyDescription::optional("points", KeyValueType::List(&KeyValueType::Prose)),
    KeyDescription::optional("blanks", KeyValueType::Fields),
    KeyDescription::optional("covers", KeyValueType::Strings),
    KeyDescription::optional("source", KeyValueType::Strings),
    KeyDescription::optional("inferred", KeyValueType::String),
]));

/// Those to whom information is passed on: to whom, what, for what.
pub(crate) const RECEIVERS: KeyValueType = KeyValueType::List(&KeyValueType::Map(&[
    KeyDescription::required("name", KeyValueType::Name),
    KeyDescription::required("to", KeyValueType::Text),
    KeyDescription::required("what", KeyValueType::Text),
    KeyDescription::required("for", KeyValueType::Text),
]));

pub(crate) const NOTE: KindDescription = KindDescription {
    name: "note",
    xlsform: "note",
    keys: &[],
    shape: FieldShape::Note,
    zh: "说明文字",
    en: "static text: the `label` is the text (prose)",
};

pub(crate) const CLAUSES: KindDescription = KindDescription {
    name: "clauses",
    xlsform: "begin_group",
    keys: &[KeyDescription::required("clauses", ARTICLES)],
    shape: FieldShape::Clauses,
    zh: "带填空的条款",
    en: "numbered articles, `[{name, title, text, points, blanks, covers, source, inferred}]`; text and points are prose, `blanks` are fields (simple kinds)",
};

pub(crate) const CONSENT: KindDescription = KindDescription {
    name: "consent",
    xlsform: "acknowledge",
    keys: &[
        KeyDescription::required("purpose", KeyValueType::Prose),
        KeyDescription::required("method", KeyValueType::Prose),
        KeyDescription::required("necessity", KeyValueType::Prose),
        KeyDescription::required("impact", KeyValueType::Prose),
        KeyDescription::required("retention", KeyValueType::Prose),
        KeyDescription::required("rights", KeyValueType::Prose),
        KeyDescription::optional("third_parties", KeyValueType::Prose),
        KeyDescription::optional("by_phone", KeyValueType::Prose),
        KeyDescription::optional("share_with", RECEIVERS),
    ],
    shape: FieldShape::Consent,
    zh: "个人信息告知和单独同意",
    en: "notice and separate consent for personal information (个人信息保护法 17, 23, 29, 30), prose; `share_with: [{name, to, what, for}]` the receivers, each of which is agreed to by itself; `third_parties` tells others whom the form names, `by_phone` how one agrees on the telephone",
};
