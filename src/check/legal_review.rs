//! Rule `law`: lists the legal provisions of forms that no legal expert has reviewed.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::fixed_text;
use crate::model::form::Form;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "law",
    title: "法律依据待审核",
    catches: "表单依据的法律条文（basis、covers、require_covers，个人信息的告知和同意），和文字里写到的条文，一张表一条列出，直到有懂法律的人审核过这一版。",
    hurts: "写表的人不一定懂法律；条文引错了，或者漏了要求，出了事由残疾人承担。",
    example: "basis: 《残疾人就业条例》第十三条",
    fix: "请懂法律的人核对以后，写 legal_review: {version: 1.0.0, by: 谁审核的}；版本改了，要再审核。",
    messages: &[&say::LEGAL_REVIEW_OPEN, &say::LEGAL_REVIEW_LAGS],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    site.forms.iter().filter_map(check_form).collect()
}

fn check_form(form: &Form) -> Option<Diagnostic> {
    let laws = form.laws();
    if laws.is_empty() || form.reviewed().is_some() {
        return None;
    }
    let (version, laws) = (&form.version, laws.join(fixed_text::SEMICOLON));
    Some(match &form.legal_review {
        None => Diagnostic::new(message!(say::LEGAL_REVIEW_OPEN, version, laws), form.span),
        Some(review) => {
            let looked_at = &review.version.value;
            Diagnostic::new(message!(say::LEGAL_REVIEW_LAGS, looked_at, version, laws), review.version.span)
        }
    })
}
