//! What formpress promises, one file a promise.

mod markdown;
mod publish;
