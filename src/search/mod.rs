//! Finds stories: by words, or by an interviewer's question.
//!
//! Two kinds of queries, one index of the stories:
//!
//! - [`Index::find`] searches as you type, over titles (fuzzy), text, customers and the names of principles,
//!   and returns the passages to underline.
//! - [`Matcher::principles`] and [`Matcher::stories`] take a question as an interviewer asks it, in full or
//!   in shorthand ("diff cust", "conflict w boss"), and return the principle it tests and the stories to
//!   tell, with reasons in words. If the first story does not [`StoryMatch::fits`], no story answers the
//!   question: the screen then says so and names it as the closest.
//!
//! ```
//! # use starcoach::{questions::Bank, search::{Index, Matcher}};
//! let matcher = Matcher::new(&Bank::built_in()); // some milliseconds: once per bank
//! let index = Index::build(&[]); // in the background
//! let asked = matcher.principles("conflict w boss");
//! assert_eq!(asked[0].id, "have-backbone-disagree-and-commit");
//! assert!(matcher.stories("conflict w boss", &index, 5).is_empty());
//! ```
//!
//! The method is lexical and explainable: stems, a concept table (`concepts.txt`), the words of the packs.
//! Scores are never shown; reasons are.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod concepts;
mod fields;
mod index;
mod kinds;
mod matcher;
mod parts;
mod pitches;
mod postings;
mod principles;
mod question;
mod weights;

pub use fields::{Field, Mark};
pub use index::{Hit, Index};
pub use matcher::{Matcher, StoryMatch};
pub use parts::Parts;
pub use pitches::pitch;
pub use principles::{Scored, likely};
