//! Messages of the checks about personal information, agreements and law.

use super::Message;

messages! {
pub(crate) const TOO_PUBLIC: Message = Message {
    code: "too-public",
    zh: ["“{label}”至少是 {least}，写的是 {written}", "写 privacy: {least}"],
    en: ["`{label}` is at least {least}, but says {written}", "write privacy: {least}"],
};

pub(crate) const CONSENT_MISSING: Message = Message {
    code: "consent-missing",
    zh: [
        "收集“{label}”这样的敏感信息，没有单独同意",
        "加一栏 type: consent，写明目的、方式、必要性、影响、保存期限和权利（个人信息保护法 29、30）",
    ],
    en: [
        "sensitive information such as `{label}` is asked for without a separate consent",
        "add a field of type: consent with purpose, method, necessity, impact, retention and rights (个人信息保护法 29, 30)",
    ],
};

pub(crate) const CONSENT_UNSIGNED: Message = Message {
    code: "consent-unsigned",
    zh: ["有单独同意，没有签名的地方", "加一栏 type: signatures"],
    en: ["there is a consent, but nowhere to sign it", "add a field of type: signatures"],
};

pub(crate) const CONSENT_BEHIND: Message = Message {
    code: "consent-behind",
    zh: ["“{label}”填了以后才告知和同意", "把 type: consent 移到所有个人信息的前面（个人信息保护法 14、17）"],
    en: [
        "`{label}` is asked for before the person is told and agrees",
        "move the consent before all that is personal (个人信息保护法 14, 17)",
    ],
    level: Warning,
};

pub(crate) const OTHERS_UNTOLD: Message = Message {
    code: "others-untold",
    zh: ["表上写到别人（“{label}”），没有说怎样告诉他们", "在 consent 里写 third_parties（个人信息保护法 17）"],
    en: [
        "the form names others (`{label}`), and does not say how they hear of it",
        "write third_parties in the consent (个人信息保护法 17)",
    ],
    level: Warning,
};

pub(crate) const LEGAL_REVIEW_OPEN: Message = Message {
    code: "legal-review-open",
    zh: ["待法律审核：{laws}", "请懂法律的人核对以后写 legal_review：version 写 {version}，by 写谁审核的"],
    en: [
        "nobody has held it against the law: {laws}",
        "have it looked at; then write legal_review, with version {version} and by whom",
    ],
    level: Undecided,
};

pub(crate) const LEGAL_REVIEW_LAGS: Message = Message {
    code: "legal-review-lags",
    zh: ["待法律审核：审核的是 {looked_at} 版，现在是 {version} 版：{laws}", "请懂法律的人再核对，改 legal_review"],
    en: [
        "version {looked_at} was held against the law, and this is {version}: {laws}",
        "have it looked at again; then write the version in legal_review",
    ],
    level: Undecided,
};

pub(crate) const RECEIVER_ALONE: Message = Message {
    code: "receiver-alone",
    zh: ["只写了提供给“{to}”", "写成一组 name、to、what（哪些信息）、for（做什么用），每一方都由本人单独同意（个人信息保护法 23）"],
    en: [
        "only `{to}` is named",
        "write name, to, what (the kinds of information) and for: each receiver is agreed to by itself (个人信息保护法 23)",
    ],
};

pub(crate) const LAW_NOT_COVERED: Message = Message {
    code: "law-not-covered",
    zh: ["没有一条写明落实“{law}”", "补上条款，在它的 covers 里写 {law}"],
    en: ["no article says that it meets {law}", "add one, and write {law} under its covers"],
};

pub(crate) const NO_REQUIRED_LAWS: Message = Message {
    code: "no-required-laws",
    zh: ["有条款的表没有写 require_covers", "写上法律对这份协议的要求，例如 民法典470"],
    en: ["the form has articles but no require_covers", "list what the law asks of the agreement, such as 民法典470"],
    level: Warning,
};
}
