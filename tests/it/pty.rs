//! The real program in a real terminal: no typed word is lost however it ends, and the terminal is given back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, not only tests"
)]

mod driver;
mod ends;
pub mod home;
mod keep;

use driver::{Start, Terminal};
use home::Home;

/// Starts the program on a new home and opens the first question.
fn begin(home: &Home) -> Terminal {
    let mut app = Start::app(home).run();
    app.wait_for("Enter writes the first.");
    app.press("\r", "stop writing");
    app
}

/// Whether the long forms of the tests were asked for.
fn long() -> bool {
    std::env::var_os("STARCOACH_LONG").is_some_and(|v| v == "1")
}

/// Prose of so many letters, no part of which is like another.
fn prose(letters: usize) -> String {
    let mut text = String::new();
    for n in 0.. {
        text.push_str(&format!("word {n} of it and "));
        if text.len() >= letters {
            break;
        }
    }
    text.truncate(letters);
    // A blank at the end could not be seen.
    text.pop();
    text.push('z');
    text
}
