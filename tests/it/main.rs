//! What formpress promises, one file a promise.

mod publish;
