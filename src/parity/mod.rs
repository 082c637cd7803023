//! Finished outputs read back and held against the form that was issued.
//!
//! Nothing here knows how an output is made: it reads bytes, as those do who use them.
//!
//! 1. [`page`], [`sheet`] (by [`pdf`]) and [`table`] read an output: a [`Reading`](reading::Reading) of words and places

pub mod page;
pub mod pdf;
pub mod reading;
pub mod sheet;
