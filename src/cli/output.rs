//! Where a command's words go: output to standard output, through a pager where it is long and a person reads it;
//! everything else to standard error.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Serialize;

use super::Failure;
use crate::text;

/// How this run of the program talks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Say nothing but output and failures.
    pub quiet: bool,
    /// Never start a pager.
    pub no_pager: bool,
}

static MANNER: OnceLock<Manner> = OnceLock::new();

/// Sets the manner, before anything is printed.
pub fn talk(manner: Manner) {
    let _ = MANNER.set(manner);
}

fn manner() -> Manner {
    MANNER.get().copied().unwrap_or_default()
}

/// The version of the JSON that commands print. It rises when a name goes or means something else.
pub const SCHEMA: u32 = 1;

/// What a command prints as JSON: an object that begins with its version.
#[derive(Serialize, JsonSchema)]
pub struct Versioned<T> {
    /// The version of this form; it rises when a name goes or means something else.
    schema: u32,
    #[serde(flatten)]
    value: T,
}

/// Writes text for people, with terminal control sequences made visible.
pub fn write(to: &mut dyn Write, text: &str) -> std::io::Result<()> {
    to.write_all(text::plain(text).as_bytes())
}

/// Prints text for people on standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let text = text::plain(text);
    let stdout = std::io::stdout();
    if !manner().no_pager && stdout.is_terminal() && crate::terminal::page(&text) {
        return Ok(());
    }
    done(stdout.lock().write_all(text.as_bytes()))
}

/// Says something that is not output: on standard error, so that a script does not read it as data.
pub fn say(text: &str) {
    if !manner().quiet {
        warn(text);
    }
}

/// Says what somebody has to know even with `--quiet`.
pub fn warn(text: &str) {
    drop(write(&mut std::io::stderr().lock(), &format!("{text}\n")));
}

/// Prints an object as JSON on standard output, with the version of its form first and a newline last.
pub fn print_json<T: Serialize>(value: &T) -> Result<(), Failure> {
    let value = serde_json::to_value(Versioned { schema: SCHEMA, value }).map_err(anyhow::Error::from)?;
    print_raw(&escape(&format!("{value:#}\n")))
}

/// Prints what another program will read: unchanged, but on a terminal like any other text.
pub fn print_raw(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let shown = if stdout.is_terminal() { text::plain(text) } else { Cow::Borrowed(text) };
    done(stdout.write_all(shown.as_bytes()))
}

/// JSON text in which everything that a terminal may obey or hide is written as an escape; its value is the
/// same.
///
/// serde writes only C0 characters so. Outside strings JSON holds none of the others.
pub fn escape(json: &str) -> Cow<'_, str> {
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
    use serde_json::Value;

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
