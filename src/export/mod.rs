//! A story or a bank of stories as Markdown, HTML, plain text or JSON, and the way back in.
//!
//! Owns the form of what leaves and enters the program. Text out, text in; must not know a file, a
//! clock, a terminal. What a reader of plain text must not see (control characters) is the caller's.

pub mod import;

use crate::story::Story;

/// The stories as a JSON array in the form of their files, which [`import::json`] takes back without loss.
///
/// Pretty-printed, with a final newline.
pub fn json(stories: &[&Story]) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(stories)?;
    text.push('\n');
    Ok(text)
}
