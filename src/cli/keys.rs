//! `starcoach keys`: every key, by where it works.

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print, print_json};
use crate::app::command::CommandRow;
use crate::app::command::keymap::{self, Keymap};

/// List every key, by where it works.
#[derive(Debug, Args)]
pub struct Keys {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `keys` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Table {
    keys: Vec<KeyRow>,
}

/// A command with its keys in one place.
#[derive(Serialize, JsonSchema)]
struct KeyRow {
    /// The command's id, by which it can be given other keys.
    command: &'static str,
    title: &'static str,
    /// Where the keys work.
    place: &'static str,
    /// As they are written in the settings; several keys of a sequence are separated by spaces.
    keys: Vec<String>,
}

impl Keys {
    /// Prints them all.
    pub fn run(&self, context: &Context) -> Result<(), Failure> {
        let (keymap, _) = Keymap::with(&context.config.keys);
        let pages = keymap.pages();
        if self.json {
            let row = |place, row: &CommandRow| KeyRow {
                command: row.id,
                title: row.title,
                place,
                keys: keymap.keys(row).into_iter().map(str::to_owned).collect(),
            };
            let keys = pages.iter().flat_map(|page| page.rows.iter().map(|r| row(page.place, r))).collect();
            return print_json(&Table { keys });
        }
        let mut text = String::new();
        for page in pages {
            text.push_str(&format!("{}\n", page.place));
            for row in page.rows {
                let keys: Vec<String> =
                    keymap.keys(row).into_iter().map(|k| keymap::label(k, false)).collect();
                text.push_str(&format!("  {:<18}  {:<50}  {}\n", keys.join(" "), row.title, row.id));
            }
            text.push('\n');
        }
        print(&format!("{}\n", text.trim_end()))
    }
}
