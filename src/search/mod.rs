//! Which story: by words, or by an interviewer's question.
//!
//! Two ways to ask, one index of the stories:
//!
//! - [`Index::find`] finds as you type, over titles (fuzzy), text, customers and the names of principles,
//!   with the places to underline.
//! - [`Matcher::principles`] and [`Matcher::stories`] take a question as an interviewer asks it, in full or
//!   in shorthand ("diff cust", "conflict w boss"), and say which principle it tests and which story to
//!   tell, each with its reasons in words. When the first story does not [`StoryMatch::fits`], nothing of
//!   the user's answers the question: the screen then says so and names it as the closest.
//!
//! ```
//! # use starcoach::{questions::Bank, search::{Index, Matcher}};
//! let matcher = Matcher::new(&Bank::built_in()); // some milliseconds: once, and when the packs change
//! let index = Index::build(&[]); // on the worker
//! let asked = matcher.principles("conflict w boss");
//! assert_eq!(asked[0].id, "have-backbone-disagree-and-commit");
//! assert!(matcher.stories("conflict w boss", &index, 5).is_empty());
//! ```
//!
//! The method is lexical and can be read: stems, a table of meanings (`concepts.txt`), the words of the
//! packs. No score is shown to anyone; reasons are.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod concepts;
mod fields;
mod index;
mod matcher;
mod parts;
mod postings;
mod principles;
mod question;

pub use fields::{Field, Mark};
pub use index::{Hit, Index};
pub use matcher::{Matcher, StoryMatch};
pub use parts::Parts;
pub use principles::Scored;
