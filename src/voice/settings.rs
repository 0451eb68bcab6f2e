//! The user's own programs for recording and hearing, from `[voice]` in config.toml.

use serde::Deserialize;

/// What stands for the recording's file in a command line.
pub const WAV: &str = "{wav}";

/// Which recordings stay after the look back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    #[default]
    None,
    /// Only the last one.
    Last,
    All,
}

/// The command lines, each as a list of the program and its arguments; empty for one that is not wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
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
