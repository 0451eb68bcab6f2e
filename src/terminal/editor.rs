//! Editing a section in `$VISUAL` or `$EDITOR`.
//!
//! Three steps, since only the disk thread accesses files: it writes the text to a file with mode 0600; the loop parks
//! the input thread, which would read the editor's keys, and runs the editor; the disk thread reads the file back.
//! The file is removed once its text is in the journal.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::disk_thread::DiskRequest;
use super::{Loop, signals};
use crate::app::msg::Msg;
use crate::store::StoreError;
use crate::story::DocumentId;

/// Requests the file. Keys are held until its text is read back.
pub fn ask(app: &mut Loop, doc: DocumentId, text: String) {
    app.held.get_or_insert_default();
    app.order(DiskRequest::EditorFile(doc, text));
}

/// Runs the user's editor on the file.
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
    // While the editor runs, Ctrl-C belongs to it.
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

/// Takes over the edited text; a missing or unreadable file changes nothing.
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

/// The editor's command line, split at white space.
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
