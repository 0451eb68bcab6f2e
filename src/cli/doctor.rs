//! `starcoach doctor`: facts about the program, its files and the terminal; no word of a story.

use std::path::Path;

use clap::Args;
use serde_json::{Map, Value, json};

use super::{Context, Failure, home_short, print, print_json};
use crate::practice;
use crate::store::{Limit, NOWHERE, Place, StoreError, StoreFacts};
use crate::voice;

/// Show what works here and what does not; no word of your stories is shown.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `doctor` prints as JSON: facts by name, more of them in later versions.
pub type Report = Map<String, Value>;

impl Doctor {
    /// Prints the facts.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let clock = context.clock.clone();
        let facts = context.disk.facts(&|| clock.now().mono);
        let unreadable = facts.log.unreadable
            + practice::Log::parse(facts.log.lines.iter().map(String::as_bytes)).unreadable;
        let value = to_json(&facts, unreadable, context);
        let found = found(&facts, unreadable, context);
        if self.json {
            print_json(&value)?;
        } else {
            print(&format!("{}{}{}", verdict(&facts, &found), recording(context), text(&value)))?;
        }
        // The report says it all.
        if found.is_empty() { Ok(()) } else { Err(Failure::new(1, "")) }
    }
}

fn to_json(facts: &StoreFacts, unreadable: usize, context: &Context) -> Value {
    let damaged: Vec<Value> =
        facts.damaged.iter().map(|(file, reason)| json!({"file": file, "reason": reason})).collect();
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|v| !v.is_empty());
    let size = crate::terminal::size();
    json!({
        "version": env!("STARCOACH_VERSION"),
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "data": place(&facts.data, &context.places.data),
        "state": place(&facts.state, &context.places.state),
        "config": {
            "path": context.places.config.display().to_string(),
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
        "editor_files_left": facts.edits.len(),
        "log_lines_unreadable": unreadable,
        "log_files_passed_over": facts.log.passed_over.iter().map(file_of).collect::<Vec<_>>(),
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

/// One directory, called as `paths` calls it.
fn place(place: &Place, path: &Path) -> Value {
    json!({
        "path": (path != NOWHERE).then(|| path.display().to_string()),
        "mode": place.stamp.map(|s| format!("{:04o}", s.mode & 0o7777)),
        "owner": place.stamp.map(|s| s.owner),
        "file_system": place.file_system,
        "free_bytes": place.free,
        "durable_write_microseconds": place.write.as_ref().ok().map(|d| d.as_micros() as u64),
        "problem": place.write.as_ref().err(),
        "limits": place.limits.iter().map(|limit| limit.text()).collect::<Vec<_>>(),
    })
}

/// The same facts as lines: a name, two spaces, the value.
fn text(value: &Value) -> String {
    let mut out = String::new();
    lines("", value, &mut out);
    out
}

/// The name of the file that a failure is about.
fn file_of(error: &StoreError) -> String {
    error.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What needs attention, in plain words.
fn found(facts: &StoreFacts, unreadable: usize, context: &Context) -> Vec<String> {
    let mut found: Vec<String> = context.notices.clone();
    found.extend(facts.problems.iter().cloned());
    for (name, place) in [("stories", &facts.data), ("unsaved words", &facts.state)] {
        // That there is no such place is told by a notice.
        if let Err(why) = &place.write
            && !place.path.starts_with(NOWHERE)
        {
            found.push(format!("Your {name} cannot be written to {}: {why}", home_short(&place.path)));
        }
        let open = place.stamp.is_some_and(|stamp| stamp.mode & 0o022 != 0);
        if open && !place.limits.contains(&Limit::Permissions) {
            found.push(format!("Others can add and remove files in {}.", home_short(&place.path)));
        }
    }
    for (file, reason) in &facts.damaged {
        found.push(format!("{file} cannot be read ({reason}). It is left as it is."));
    }
    for error in &facts.log.passed_over {
        let (file, reason) = (file_of(error), error.reason());
        found.push(format!("{file} cannot be read ({reason}). Its tellings do not count."));
    }
    for path in &facts.edits {
        found.push(format!("A text that an editor left is in {}.", home_short(path)));
    }
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    found.extend(count(facts.open_to_others, "file can be read by others.", "files can be read by others."));
    found.extend(count(
        unreadable,
        "line of the practice log cannot be read. It is left as it is.",
        "lines of the practice log cannot be read. They are left as they are.",
    ));
    found.extend(count(
        facts.unread,
        "file of unsaved words could not be taken in whole; it is kept.",
        "files of unsaved words could not be taken in whole; they are kept.",
    ));
    found
}

/// Whether all works, in plain words; then what does not.
fn verdict(facts: &StoreFacts, found: &[String]) -> String {
    let stories = match facts.stories {
        0 => "There is no story yet.".to_owned(),
        1 => "1 story is there and can be read.".to_owned(),
        n => format!("{n} stories are there and can be read."),
    };
    let limits = limits(facts);
    match found {
        [] => format!("Everything looks good. {stories}\n{limits}\n"),
        found => format!("To look at:\n- {}\n{stories}\n{limits}\n", found.join("\n- ")),
    }
}

/// How tellings could be recorded with what is installed, where nothing is set.
fn recording(context: &Context) -> String {
    if context.config.voice != voice::Settings::default() {
        return String::new();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let lines = voice::proposals(|program| context.disk.has_program(&path, program));
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "Tellings can be recorded and heard with programs that are installed here; put this into config.toml:\n\
         [voice]\n{}\n",
        lines.join("\n")
    )
}

/// What the places of the files cannot do, a line each.
fn limits(facts: &StoreFacts) -> String {
    let mut out = String::new();
    for place in [&facts.data, &facts.state] {
        for limit in &place.limits {
            out.push_str(&format!("{}: {}\n", home_short(&place.path), limit.text()));
        }
    }
    out
}

/// What a fact is called in plain words.
fn words_for(key: &str) -> String {
    match key {
        "locks" => "can be locked".to_owned(),
        "durable_write_microseconds" => "write takes, microseconds".to_owned(),
        "unsaved_journals" => "files with unsaved words".to_owned(),
        "journals_put_aside" => "unsaved words put aside".to_owned(),
        "log_files_passed_over" => "practice log, unreadable files".to_owned(),
        "log_lines_unreadable" => "practice log, unreadable lines".to_owned(),
        "newer" => "stories of a newer version".to_owned(),
        "versions" => "second versions".to_owned(),
        other => other.replace('_', " "),
    }
}

fn lines(name: &str, value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = words_for(key);
                let name = if name.is_empty() { key } else { format!("{name} {key}") };
                lines(&name, value, out);
            }
        }
        Value::Array(list) if list.is_empty() => out.push_str(&format!("{name:<32} none\n")),
        Value::Array(list) => list.iter().for_each(|value| lines(name, value, out)),
        Value::Null if name.ends_with("problem") => out.push_str(&format!("{name:<32} none\n")),
        Value::Null => out.push_str(&format!("{name:<32} unknown\n")),
        Value::String(text) => out.push_str(&format!("{name:<32} {text}\n")),
        Value::Bool(yes) => out.push_str(&format!("{name:<32} {}\n", if *yes { "yes" } else { "no" })),
        Value::Number(number) => out.push_str(&format!("{name:<32} {number}\n")),
    }
}
