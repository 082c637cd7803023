//! Running text on the sheet: notes, articles with blanks, the notice before a consent.

use super::description::{Key, KeyValue, KindRow, Shape};

/// Articles of an agreement.
pub const ARTICLES: KeyValue = KeyValue::List(&KeyValue::Map(&[
    Key::required("name", KeyValue::Name),
    Key::optional("title", KeyValue::Text),
    Key::required("text", KeyValue::Prose),
    Key::optional("points", KeyValue::List(&KeyValue::Prose)),
    Key::optional("blanks", KeyValue::Fields),
    Key::optional("covers", KeyValue::Strings),
    Key::optional("source", KeyValue::Strings),
    Key::optional("inferred", KeyValue::String),
]));

/// Those to whom information is passed on: to whom, what, for what.
pub const RECEIVERS: KeyValue = KeyValue::List(&KeyValue::Map(&[
    Key::required("name", KeyValue::Name),
    Key::required("to", KeyValue::Text),
    Key::required("what", KeyValue::Text),
    Key::required("for", KeyValue::Text),
]));

pub const NOTE: KindRow = KindRow {
    name: "note",
    xlsform: "note",
    keys: &[],
    shape: Shape::Note,
    zh: "说明文字",
    en: "static text: the `label` is the text (prose)",
};

pub const CLAUSES: KindRow = KindRow {
    name: "clauses",
    xlsform: "begin_group",
    keys: &[Key::required("clauses", ARTICLES)],
    shape: Shape::Clauses,
    zh: "带填空的条款",
    en: "numbered articles, `[{name, title, text, points, blanks, covers, source, inferred}]`; text and points are prose, `blanks` are fields (simple kinds)",
};

pub const CONSENT: KindRow = KindRow {
    name: "consent",
    xlsform: "acknowledge",
    keys: &[
        Key::required("purpose", KeyValue::Prose),
        Key::required("method", KeyValue::Prose),
        Key::required("necessity", KeyValue::Prose),
        Key::required("impact", KeyValue::Prose),
        Key::required("retention", KeyValue::Prose),
        Key::required("rights", KeyValue::Prose),
        Key::optional("third_parties", KeyValue::Prose),
        Key::optional("by_phone", KeyValue::Prose),
        Key::optional("share_with", RECEIVERS),
    ],
    shape: Shape::Consent,
    zh: "个人信息告知和单独同意",
    en: "notice and separate consent for personal information (个人信息保护法 17, 23, 29, 30), prose; `share_with: [{name, to, what, for}]` the receivers, each of which is agreed to by itself; `third_parties` tells others whom the form names, `by_phone` how one agrees on the telephone",
};
