//! Rule `notices`: the information that persons receive before they consent is not empty.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::character::is_hanzi;
use crate::model::field::{Consent, FieldKind};
use crate::model::prose::{Prose, ProsePiece};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "notices",
    title: "告知的内容",
    catches: "单独同意的目的、方式、必要性、影响、保存期限、权利，只写了“无”“略”“待定”“同上”，或者短得说不出事；权利里没有查阅、更正、撤回这样的一种。",
    hurts: "没有告知的同意不算同意：个人信息保护法第十七条要求用清晰易懂的话，真实、准确、完整地告知。",
    example: "rights: 无。",
    fix: "写出这张表上真实的内容；还没有定的，在 settings 里写 undecided，文字里用 ${名字} 取。",
    messages: &[&say::NOTICE_EMPTY, &say::NOTICE_WITHOUT_RIGHT],
    run,
};

/// Phrases that fill a text without information.
const EMPTY_PHRASES: [&str; 15] = [
    "无",
    "没有",
    "暂无",
    "略",
    "从略",
    "待定",
    "待补",
    "待补充",
    "同上",
    "见上",
    "不详",
    "不知道",
    "未定",
    "空",
    "另行告知",
];

/// Shortest text with information, in hanzi and letters.
const MIN_LENGTH: usize = 2;

/// Rights of a person regarding personal data (个人信息保护法 15, 44–47).
const RIGHTS: [&str; 8] = ["查", "复制", "改", "更正", "补充", "删", "撤", "转移"];

fn run(site: &Site) -> Vec<Diagnostic> {
    let fields = site.forms.iter().flat_map(|form| form.fields());
    let consents =
        fields.filter_map(|field| if let FieldKind::Consent(consent) = &field.kind { Some(consent) } else { None });
    consents.flat_map(|consent| check_consent(consent)).collect()
}

fn check_consent(consent: &Consent) -> Vec<Diagnostic> {
    let Consent { purpose, method, necessity, impact, retention, rights, .. } = consent;
    let parts = [
        ("purpose", purpose),
        ("method", method),
        ("necessity", necessity),
        ("impact", impact),
        ("retention", retention),
        ("rights", rights),
    ];
    let mut found: Vec<Diagnostic> = parts
        .into_iter()
        .filter(|(_, prose)| is_empty(prose))
        .map(|(key, prose)| Diagnostic::new(message!(say::NOTICE_EMPTY, key, words = notice_text(prose)), prose.span))
        .collect();
    let has_right = RIGHTS.iter().any(|right| notice_text(rights).contains(right));
    if !has_right && !is_empty(rights) {
        found.push(Diagnostic::new(message!(say::NOTICE_WITHOUT_RIGHT), rights.span));
    }
    found
}

/// Is the text without information? An insert counts as information.
fn is_empty(prose: &Prose) -> bool {
    let inserts = prose.pieces.iter().any(|piece| matches!(piece, ProsePiece::Insert(_)));
    let words = notice_text(prose);
    let plain = words.trim_matches(|c: char| !is_hanzi(c) && !c.is_alphanumeric());
    let count = plain.chars().filter(|c| is_hanzi(*c) || c.is_alphanumeric()).count();
    !inserts && (EMPTY_PHRASES.contains(&plain) || count < MIN_LENGTH)
}

fn notice_text(prose: &Prose) -> String {
    let words = prose
        .pieces
        .iter()
        .filter_map(|piece| if let ProsePiece::Words(words) = piece { Some(words.as_str()) } else { None });
    words.collect()
}
