//! `$VISUAL` or `$EDITOR` on a part of a story, and back, without losing a word.
//!
//! Three steps, so that the disk thread alone touches the file: it writes the text to a file that only the
//! user can read; here the input thread is parked, so that it does not steal the editor's keys, and the
//! editor runs; the disk thread reads what it left. The file goes only when its text is in the journal.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::disk_thread::DiskRequest;
use super::{Loop, signals};
use crate::app::msg::Msg;
use crate::store::StoreError;
use crate::story::DocumentId;

/// Asks for the file; keys that come before its text is taken back wait, so that they type after it.
pub fn ask(app: &mut Loop, doc: DocumentId, text: String) {
    app.held.get_or_insert_default();
    app.order(DiskRequest::EditorFile(doc, text));
}

/// Runs the user's editor on the file that was written for it.
pub fn run(app: &mut Loop, written: Result<PathBuf, StoreError>) {
    let path = match written {
        Ok(path) => path,
        Err(error) => return refused(app, error.to_string()),
    };
    let Some(program) = program() else {
        app.order(DiskRequest::EditorDone(path));
        return refused(app, "Set EDITOR to the editor you like, then try again.".to_owned());
    };
    if !app.parking.park() {
        app.order(DiskRequest::EditorDone(path));
        return refused(app, "Press any key, then try again.".to_owned());
    }
    // Ctrl-C is the editor's as long as it runs, and none of ours afterwards.
    app.keyboard.close();
    app.output.leave();
    let ended = start(&program, &path);
    let entered = app.output.enter();
    if let Ok((keyboard, keys)) = signals::keyboard() {
        keys.start(app.output.clone(), app.persistence.sync_handle(), app.sender.clone());
        app.keyboard = keyboard;
    }
    app.parking.unpark();
    if entered.is_ok() {
        app.redraw();
    }
    if let Err(why) = ended {
        failed(app, why);
    }
    app.order(DiskRequest::EditorTake(path));
}

/// Takes the text that the editor left; one that is gone or cannot be read changes nothing.
pub fn take(app: &mut Loop, path: PathBuf, left: Result<String, StoreError>) {
    match left {
        Ok(text) => {
            app.update(Msg::Edited { outcome: Ok(text) });
            app.order(DiskRequest::EditorDone(path));
        }
        Err(error) => failed(
            app,
            format!("Your editor left no text that can be read, so the part is as it was: {error}"),
        ),
    }
    app.release();
}

fn refused(app: &mut Loop, why: String) {
    failed(app, why);
    app.release();
}

fn failed(app: &mut Loop, why: String) {
    app.update(Msg::Edited { outcome: Err(why) });
}

/// The user's editor with its own arguments.
fn program() -> Option<Vec<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter();
    let named = named.filter_map(|name| std::env::var(name).ok()).find(|v| !v.trim().is_empty())?;
    Some(named.split_whitespace().map(str::to_owned).collect())
}

fn start(program: &[String], path: &Path) -> Result<(), String> {
    let Some((name, arguments)) = program.split_first() else { return Ok(()) };
    match Command::new(name).args(arguments).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} ended with {status}.")),
        Err(error) => Err(format!("Could not start {name}: {error}.")),
    }
}
