//! `starcoach doctor`: facts about the program, its files and the terminal; no word of a story.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Failure, home_short, print, print_json};
use crate::store::{Facts, Place};

/// Show what works here and what does not; no word of your stories is shown.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Doctor {
    /// Prints the facts.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let clock = context.clock.clone();
        let facts = context.disk.facts(&|| clock.now().mono)?;
        let value = to_json(&facts, context);
        if self.json { print_json(&value) } else { print(&text(&value)) }
    }
}

fn to_json(facts: &Facts, context: &Context) -> Value {
    let damaged: Vec<Value> =
        facts.damaged.iter().map(|(file, reason)| json!({"file": file, "reason": reason})).collect();
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|v| !v.is_empty());
    let size = crate::terminal::size();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "data": place(&facts.data),
        "state": place(&facts.state),
        "config": {
            "path": home_short(&context.places.config),
            "there": facts.config.is_some(),
            "problems": context.notices,
        },
        "locks": facts.locks,
        "stories": facts.stories,
        "newer": facts.newer,
        "damaged": damaged,
        "versions": facts.versions,
        "readable_by_others": facts.open_to_others,
        "unsaved_journals": facts.orphans,
        "journals_put_aside": facts.unread,
        "editor_files_left": facts.edits,
        "log_lines_unreadable": facts.log_unreadable,
        "terminal": {
            "term": var("TERM"),
            "colorterm": var("COLORTERM"),
            "no_color": !var("NO_COLOR").is_empty(),
            "multiplexer": if !var("TMUX").is_empty() { "tmux" } else if !var("STY").is_empty() { "screen" } else { "" },
            "locale": locale,
            "columns": size.map(|s| s.columns),
            "rows": size.map(|s| s.rows),
        },
    })
}

fn place(place: &Place) -> Value {
    json!({
        "path": home_short(Path::new(&place.path)),
        "mode": place.stamp.map(|s| format!("{:04o}", s.mode & 0o7777)),
        "owner": place.stamp.map(|s| s.owner),
        "file_system": place.file_system,
        "free_bytes": place.free,
        "durable_write_microseconds": place.write.as_ref().ok().map(|d| d.as_micros() as u64),
        "problem": place.write.as_ref().err(),
    })
}

/// The same facts as lines: a name, two spaces, the value.
fn text(value: &Value) -> String {
    let mut out = String::new();
    lines("", value, &mut out);
    out
}

fn lines(name: &str, value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace('_', " ");
                let name = if name.is_empty() { key } else { format!("{name} {key}") };
                lines(&name, value, out);
            }
        }
        Value::Array(list) if list.is_empty() => out.push_str(&format!("{name:<32} none\n")),
        Value::Array(list) => list.iter().for_each(|value| lines(name, value, out)),
        Value::Null => out.push_str(&format!("{name:<32} unknown\n")),
        Value::String(text) => out.push_str(&format!("{name:<32} {text}\n")),
        Value::Bool(yes) => out.push_str(&format!("{name:<32} {}\n", if *yes { "yes" } else { "no" })),
        Value::Number(number) => out.push_str(&format!("{name:<32} {number}\n")),
    }
}
