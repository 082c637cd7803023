//! Escaping of text for HTML and XML, and a quiet emitter for the HTML tokenizer.

use html5gum::{Emitter, ForwardingEmitter};

/// Returns text escaped for HTML and XML: the five characters with a meaning there are replaced (HTML 13.3, XML 4.6).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

/// A tokenizer emitter that reports no parse errors: no caller reads them, and checking for them would cost time for
/// every byte.
pub(crate) struct SilentEmitter<E>(pub(crate) E);

impl<E: Emitter> ForwardingEmitter for SilentEmitter<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
