//! What a command prints: text for people, JSON, and text for other programs, on standard output.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use serde_json::Value;

use super::Failure;
use crate::text;

/// Writes text for people, with terminal control sequences made visible.
pub(super) fn write(to: &mut dyn Write, text: &str) -> std::io::Result<()> {
    to.write_all(text::plain(text).as_bytes())
}

/// Prints text for people on standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    done(write(&mut std::io::stdout().lock(), text))
}

/// Says something that is not output: on standard error, so that a script does not read it as data.
pub(super) fn say(text: &str) {
    drop(write(&mut std::io::stderr().lock(), &format!("{text}\n")));
}

/// Prints JSON on standard output with a trailing newline.
pub(super) fn print_json(value: &Value) -> Result<(), Failure> {
    print_raw(&escape(&format!("{value:#}\n")))
}

/// Prints what another program will read: unchanged, but on a terminal like any other text.
pub(super) fn print_raw(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let shown = if stdout.is_terminal() { text::plain(text) } else { Cow::Borrowed(text) };
    done(stdout.write_all(shown.as_bytes()))
}

/// JSON text in which everything that a terminal may obey or hide is written as an escape; its value is the
/// same.
///
/// serde writes only C0 characters so. Outside strings JSON holds none of the others.
pub(super) fn escape(json: &str) -> Cow<'_, str> {
    if !json.contains(is_escaped) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_escaped(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn is_escaped(c: char) -> bool {
    c != '\n' && text::is_hidden(c)
}

/// Treats a closed pipe, as with `head`, as success.
fn done(result: std::io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::new(1, error.to_string()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_obeys_or_hides_is_an_escape() {
        assert_eq!(escape("\"a\u{9b}\u{7f}\u{202e}b\""), r#""a\u009b\u007f\u202eb""#);
        assert_eq!(escape("\"\u{e0080}\""), r#""\udb40\udc80""#);
        let kept = "{\n  \"Zoë\": \"家 👩‍👩‍👧 می\u{200C}خواهم\"\n}\n";
        assert!(matches!(escape(kept), Cow::Borrowed(same) if same == kept));
    }

    proptest! {
        #[test]
        fn escaped_json_means_the_same_and_is_shown_as_it_is(text in any::<String>(), key in any::<String>()) {
            let mut value = Value::Object(serde_json::Map::new());
            value[key] = Value::String(text);
            let json = format!("{value:#}\n");
            let escaped = escape(&json).into_owned();
            prop_assert_eq!(serde_json::from_str::<Value>(&escaped).unwrap(), value);
            prop_assert!(!escaped.chars().any(|c| c != '\n' && text::is_hidden(c)));
        }
    }
}
