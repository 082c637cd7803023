//! Text in HTML and XML.

use html5gum::{Emitter, ForwardingEmitter};

/// Text as HTML and XML write it: the five characters that mean something there are replaced (HTML 13.3, XML 4.6).
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

/// Tells no faults of the markup that is read: nobody asks for them, and every byte would be looked at.
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
