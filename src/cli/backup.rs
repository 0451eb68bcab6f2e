//! `starcoach backup`: everything in one file, and back from it.

use std::path::{Path, PathBuf};

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print_json, say, warn};
use crate::store::read_backup;

/// Write everything into one file, a tar archive.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write
    file: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `backup` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Written {
    /// The names of the files in it.
    files: Vec<String>,
    /// The files that could not be read, with the reasons.
    left_out: Vec<String>,
}

/// What `restore --from` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Restored {
    /// The files that were written.
    written: Vec<String>,
    /// The files that were there already, word for word.
    same: Vec<String>,
    /// The files that are not taken from a backup, such as the settings.
    left_out: Vec<String>,
}

impl Backup {
    /// Writes the file.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let now = context.clock.now().wall.timestamp();
        let exists = |error: crate::store::StoreError| {
            let exists = error.kind() == crate::store::ErrorKind::Exists;
            let failure = Failure::from(error);
            if exists { failure.with(" --force replaces it.") } else { failure }
        };
        let done = context.disk.backup(&self.file, self.force, now).map_err(exists)?;
        let left_out: Vec<String> = done.left_out.iter().map(ToString::to_string).collect();
        for error in &left_out {
            warn(&format!("starcoach: {error}"));
        }
        say(&format!("{} in {}.", files_are(done.files.len()), self.file.display()));
        let whole = left_out.is_empty();
        if self.json {
            print_json(&Written { files: done.files, left_out })?;
        }
        if whole { Ok(()) } else { Err(Failure::new(1, "Not everything could be read.")) }
    }
}

/// Brings back what a backup holds: all of it or, where something else is there and nothing may be replaced, nothing.
pub(super) fn restore(context: &mut Context, file: &Path, force: bool, json: bool) -> Result<(), Failure> {
    let now = context.clock.now().wall.timestamp();
    let done = context.disk.restore_backup(&read_backup(file)?, force, now)?;
    if !done.different.is_empty() {
        let names = done.different.join("\n  ");
        let why = format!(
            "Nothing was brought back: these are there and different.\n  {names}\n--force replaces them; their words stay in the history."
        );
        return Err(Failure::new(1, why));
    }
    let already = match done.same.len() {
        0 => String::new(),
        n => format!(" {} there already.", files_are(n)),
    };
    say(&format!("{} back.{already}", files_are(done.written.len())));
    for name in &done.left_out {
        say(&format!("Left in the backup: {name}."));
    }
    if json {
        return print_json(&Restored { written: done.written, same: done.same, left_out: done.left_out });
    }
    Ok(())
}

/// `3 files are`, `1 file is`, `No file is`.
fn files_are(count: usize) -> String {
    match count {
        0 => "No file is".to_owned(),
        1 => "1 file is".to_owned(),
        n => format!("{n} files are"),
    }
}
