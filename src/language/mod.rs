//! English as data and rules: words, sentences, quantities, names of months, stop words.
//!
//! Owns how a text is taken apart and what its words are, not what they are worth: the coach, the search, the
//! interview and the pace of a telling build on it. Word lists are the `.txt` files beside the modules.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

pub mod accents;
pub mod calendar;
pub mod graphemes;
pub mod numerals;
pub mod phrases;
pub mod quantity;
mod sentences;
mod speech;
pub mod spelling;
pub mod stem;
pub mod stop_words;
mod text;
pub mod vocabulary;
pub mod word_list;
pub mod words;

pub use text::{Text, Word, is_i};
