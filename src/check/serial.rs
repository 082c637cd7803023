//! Rule `serial`: the pattern of serial numbers contains only known parts.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "serial",
    title: "编号的写法",
    catches: "serial 里有不认识的写法；能用的是字母、数字、-、_（一个空格子）和 ${adcode}。",
    hurts: "右上角印出看不懂的字。",
    example: "serial: \"${adcod}-3-____-_____\"",
    fix: "照例子改：\"${adcode}-3-____-_____\"。",
    messages: &[&say::BAD_SERIAL],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let serials = site.forms.iter().filter_map(|form| form.serial.as_ref());
    let bad = serials.filter_map(|serial| unknown_part(&serial.value).map(|part| (part, serial.span)));
    bad.map(|(part, span)| Diagnostic::new(message!(say::BAD_SERIAL, part), span)).collect()
}

/// The first unknown part: a `${…}`, or a single character.
fn unknown_part(serial: &str) -> Option<&str> {
    let rest = serial.replace("${adcode}", "");
    let unknown = rest.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
    let mut from = 0;
    loop {
        let at = from + serial[from..].find(unknown)?;
        if !serial[at..].starts_with("${adcode}") {
            let end = serial[at..].find('}').filter(|_| unknown == '$').map_or(unknown.len_utf8(), |close| close + 1);
            return Some(&serial[at..at + end]);
        }
        from = at + unknown.len_utf8();
    }
}
