//! The user's own programs for recording and hearing, from `[voice]` in config.toml.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What stands for the recording's file in a command line.
pub const WAV: &str = "{wav}";

/// Which recordings stay after the look back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    #[default]
    None,
    /// Only the last one.
    Last,
    All,
}

/// The command lines, each as a list of the program and its arguments; empty for one that is not wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Records into `{wav}` until it is interrupted.
    pub record: Vec<String>,
    /// Plays `{wav}`.
    pub play: Vec<String>,
    /// Writes what is said in `{wav}` to its standard output.
    pub transcribe: Vec<String>,
    /// Speaks the text of its standard input.
    pub say: Vec<String>,
    pub keep: Keep,
}

/// Command lines of programs that many machines have, by the key of the setting; the first that is there is the best.
///
/// A transcriber needs a model that only its user knows the place of, so none is proposed.
pub const PROPOSALS: [(&str, &[&str]); 11] = [
    ("record", &["arecord", "-q", "-f", "S16_LE", "-r", "16000", "-c", "1", WAV]),
    ("record", &["pw-record", "--rate", "16000", "--channels", "1", WAV]),
    ("record", &["rec", "-q", "-r", "16000", "-c", "1", WAV]),
    ("play", &["aplay", "-q", WAV]),
    ("play", &["paplay", WAV]),
    ("play", &["pw-play", WAV]),
    ("play", &["play", "-q", WAV]),
    ("play", &["afplay", WAV]),
    ("say", &["espeak-ng", "-s", "150"]),
    ("say", &["espeak", "-s", "150"]),
    ("say", &["say"]),
];

/// The lines for config.toml of what is there, one a key.
pub fn proposals(is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (key, argv) in PROPOSALS {
        let there = argv.first().is_some_and(|program| is_there(program));
        if there && !lines.iter().any(|(known, _)| *known == key) {
            let words = argv.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ");
            lines.push((key, format!("{key} = [{words}]")));
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}
