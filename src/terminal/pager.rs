//! A pager for text that is longer than the screen.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;

use crate::text;

/// The pager of who names none.
const PAGER: &str = "less";
/// What it is told where the user has no wish of their own: to end at once where one screen is enough after all, and
/// to leave the text on the screen.
const OPTIONS: (&str, &str) = ("LESS", "FRX");

/// Shows a text in the user's pager if it does not fit on the screen; `false` if it was not shown.
pub fn page(text: &str) -> bool {
    let Some(size) = super::size() else { return false };
    if rows(text, usize::from(size.columns)) < usize::from(size.rows) {
        return false;
    }
    let named = ["STARCOACH_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
    match named.map_or(Ok(vec![PAGER.to_owned()]), |named| shell_words::split(&named)) {
        Ok(words) => words.split_first().is_some_and(|(program, arguments)| show(program, arguments, text)),
        Err(_) => false,
    }
}

/// Runs the pager to its end; `false` where there is no such program.
fn show(program: &str, arguments: &[String], text: &str) -> bool {
    let (name, usual) = OPTIONS;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    if std::env::var_os(name).is_none() {
        command.env(name, usual);
    }
    // While it runs, Ctrl-C belongs to it.
    drop(signal_hook::flag::register(SIGINT, Arc::new(AtomicBool::new(false))));
    let Ok(mut pager) = command.spawn() else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // Whoever leaves it early does not want the rest.
        drop(input.write_all(text.as_bytes()));
    }
    drop(pager.wait());
    true
}

/// The rows that a text takes on a screen of so many columns.
fn rows(text: &str, columns: usize) -> usize {
    text.lines().map(|line| text::columns(line).div_ceil(columns.max(1)).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_takes_the_rows_that_the_terminal_makes_of_it() {
        assert_eq!(rows("", 10), 0);
        assert_eq!(rows("one\n\nthree\n", 10), 3);
        assert_eq!(rows(&"x".repeat(21), 10), 3);
        assert_eq!(rows("家家家家家家", 10), 2);
    }
}
