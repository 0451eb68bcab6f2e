//! The real program in a real terminal: no typed word is lost however it ends, and the terminal is given back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, not only tests"
)]

mod disk;
pub mod driver;
mod editor;
mod ends;
mod find;
pub mod home;
mod import;
mod input;
mod keep;
mod mouse;
mod others;
mod practice;
mod printed;
mod shell;

use driver::{Start, Terminal, before_cursor, left_on};
use home::Home;

/// Starts the program on a new home and opens the first question.
pub fn begin(home: &Home) -> Terminal {
    let mut app = Start::app(home).run();
    app.wait_for("Write your first story");
    app.send("\r");
    app.wait_until("the first part", |s| before_cursor(s).ends_with("Situation"));
    app
}

/// Whether the long forms of the tests were asked for.
pub fn long() -> bool {
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

/// The terminal is as it was before the program.
fn given_back(app: &Terminal) {
    assert_eq!(left_on(&app.raw), [] as [u32; 0], "modes of the terminal that are still on");
    assert_eq!(app.modes(), app.before, "modes of the line");
    let screen = app.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    let colors = (screen.fgcolor(), screen.bgcolor());
    assert_eq!(colors, (vt100::Color::Default, vt100::Color::Default));
    assert!(!screen.bold() && !screen.dim() && !screen.inverse() && !screen.underline());
}
