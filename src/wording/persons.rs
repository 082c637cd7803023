//! Messages about texts that name persons, and about consents without the required notice.

use super::Message;

messages! {
pub(crate) const TELEPHONE_IN_TEXT: Message = Message {
    code: "telephone-in-text",
    zh: ["“{text}”像是电话号码", "个人的删去；机构的写进城市文件的 office.hotline"],
    en: ["`{text}` looks like a telephone number", "remove a person's; an office's goes under office.hotline of its city"],
    level: Warning,
};

pub(crate) const IDENTITY_IN_TEXT: Message = Message {
    code: "identity-in-text",
    zh: ["“{text}”像是身份证号", "删去；要举例的，写明显不是真的号码"],
    en: ["`{text}` looks like a number of identity", "remove it; for an example write one that is plainly none"],
    level: Warning,
};

pub(crate) const PERSON_IN_TEXT: Message = Message {
    code: "person-in-text",
    zh: ["“{text}”像是人的姓名", "删去，写职务或者“请问当地残联”"],
    en: ["`{text}` looks like the name of a person", "remove it; write the post, or whom to ask"],
    level: Warning,
};

pub(crate) const NOTICE_EMPTY: Message = Message {
    code: "notice-empty",
    zh: ["告知的 {key} 只写了“{words}”，没有告诉人什么", "写出真实的内容（个人信息保护法17、30）；没有定的，写 settings 里的 ${名字}"],
    en: [
        "the notice says `{words}` for {key}, which tells nobody anything",
        "say what is true (个人信息保护法 17, 30); of what is undecided insert a setting by ${name}",
    ],
};

pub(crate) const NOTICE_WITHOUT_RIGHT: Message = Message {
    code: "notice-without-right",
    zh: ["告知的 rights 没有说可以查阅、更正、删除、撤回里的哪一种", "写明有什么权利、怎么行使（个人信息保护法17）"],
    en: [
        "the notice names no right: to see, correct, delete or withdraw",
        "say which rights there are and how to use them (个人信息保护法 17)",
    ],
    level: Warning,
};
}
