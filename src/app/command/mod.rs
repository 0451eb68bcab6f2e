//! The commands: what can be done, where, with which keys.
//!
//! One file per group of commands, with its enum and its rows of the table. The footer, the help, the palette
//! and the documented keys are derived from the table; tests check that they agree. The handlers match
//! exhaustively: a command without a handler does not compile.

mod app;
mod ask;
mod bring;
mod cards;
mod coach;
mod compare;
mod context;
mod draft;
mod ending;
mod example;
mod field;
mod form;
mod interview;
pub mod key;
pub mod keymap;
mod list;
mod offer;
mod practice;
mod questions;
mod row;
mod stories;
mod story;
pub mod synonyms;
mod table;
mod today;
mod viewer;

pub use app::AppCommand;
pub use ask::AskCommand;
pub use bring::BringCommand;
pub use cards::CardsCommand;
pub use coach::CoachCommand;
pub use compare::CompareCommand;
pub use context::{Context, Place};
pub use draft::DraftCommand;
pub use ending::EndingCommand;
pub use example::ExampleCommand;
pub use field::FieldCommand;
pub use form::FormCommand;
pub use interview::InterviewCommand;
pub use list::{ListCommand, Move};
pub use offer::OfferCommand;
pub use practice::{PracticeCommand, SessionCommand};
pub use questions::QuestionsCommand;
pub use stories::StoriesCommand;
pub use story::StoryCommand;
pub use table::{Command, CommandRow, rows};
pub use today::TodayCommand;
pub use viewer::ViewerCommand;
