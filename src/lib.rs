//! starcoach: a STAR story coach in the terminal.
//!
//! The layers, from the bottom up. A module may use those that its row in `tests/architecture` names, all of which are
//! in layers below it.
//!
//! | layer | module | what it owns |
//! |---|---|---|
//! | 0 | [`language`] | English as data and rules: words, sentences, quantities, stems, stop words |
//! | 0 | [`story`] | what a story is: parts, ids, pace, three-way merge |
//! | 0 | [`text`] | a text field: graphemes, motions, soft wrap, undo; what a cell may show |
//! | 1 | [`questions`] | what is asked: principles, prompts, probes; built in and the user's own |
//! | 2 | [`coach`] | what makes a story good: one rule a file, findings as data |
//! | 2 | [`practice`] | when and how to rehearse: schedule, session, log |
//! | 2 | [`search`] | which story: by words, or by an interviewer's question |
//! | 2 | [`interview`] | the interview: date, coverage, loop plan, readiness |
//! | 2 | [`voice`] | what a recording of a telling says: pauses, pace, what was said against the cues |
//! | 3 | [`export`] | a story or a bank as Markdown, HTML, text, JSON |
//! | 3 | [`store`] | the data directory: files, journal, recovery, history, trash |
//! | 4 | [`app`] | the state machine: messages in, effects out |
//! | 5 | [`ui`] | state to frame: theme, widgets, one file per screen |
//! | 6 | [`terminal`], [`cli`] | the outside: settings, the real terminal, subcommands |

pub mod app;
pub mod cli;
pub mod coach;
pub mod export;
pub mod interview;
pub mod language;
pub mod practice;
pub mod questions;
pub mod search;
pub mod store;
pub mod story;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod voice;
