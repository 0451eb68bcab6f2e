//! Editing a section in `$VISUAL` or `$EDITOR`.
//!
//! Three steps, since only the disk thread accesses files: it writes the text to a file with mode 0600; the loop parks
//! the input thread, which would read the editor's keys, and runs the editor; the disk thread reads the file back.
//! The file is removed once its text is in the journal; if the app is gone before, the next start takes it up.
//!
//! An editor with a window of its own may return at once and save later: its file is then looked at again when the
//! user comes back.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::disk_thread::DiskRequest;
use super::{Loop, input, signals};
use crate::app::msg::{Input, Msg};
use crate::store::StoreError;
use crate::story::{DocumentId, Section, StoryId};

/// An editor that leaves its text unchanged within this time may still be open in a window.
const AT_ONCE: Duration = Duration::from_millis(1500);
/// While keys come, the file of an editor that may still be open is read once in this time.
const AGAIN: Duration = Duration::from_secs(2);
/// Tried in this order where the user names no editor.
const FALLBACKS: [&str; 2] = ["nano", "vi"];

/// A text that is with an outside editor.
#[derive(Debug)]
pub struct Editing {
    doc: DocumentId,
    /// The text that the editor was given.
    before: String,
    /// The file, once the editor has returned from it.
    file: Option<PathBuf>,
    /// Whether the editor may still be open in a window.
    open: bool,
    /// When the file was last read.
    read: Instant,
}

/// Requests the file. Keys are held until its text is read back.
pub fn ask(app: &mut Loop, story: StoryId, section: Section, text: String) {
    app.held.get_or_insert_default();
    let (before, read, doc) = (text.clone(), Instant::now(), DocumentId::Story(story.clone()));
    app.editing = Some(Editing { doc, before, file: None, open: false, read });
    app.order(DiskRequest::EditorFile(story, section, text));
}

/// Runs the user's editor on the file.
pub fn run(app: &mut Loop, written: Result<PathBuf, StoreError>) {
    let path = match written {
        Ok(path) => path,
        Err(error) => return refused(app, error.to_string()),
    };
    if !app.parking.park() {
        app.order(DiskRequest::EditorDone(path));
        return refused(app, "Press any key, then try again.".to_owned());
    }
    // While the editor runs, Ctrl-C belongs to it.
    app.keyboard.close();
    app.output.leave();
    let modes = tcgetattr(io::stdout());
    let start = Instant::now();
    let ended = edit(&path);
    let at_once = start.elapsed() < AT_ONCE;
    if let Ok(modes) = modes {
        // An editor that was killed leaves the line as it was using it; a terminal that is gone is noticed elsewhere.
        let _ = tcsetattr(io::stdout(), OptionalActions::Now, &modes);
    }
    let entered = app.output.enter();
    if let Ok((keyboard, keys)) = signals::keyboard() {
        // Without its thread the program goes on: no key sends a signal while it has the terminal.
        drop(keys.start(app.ending.clone(), app.sender.clone()));
        app.keyboard = keyboard;
    }
    // Answers to what the editor asked the terminal are no text of ours.
    input::discard();
    app.parking.unpark();
    if entered.is_ok() {
        app.redraw();
    }
    if let Some(editing) = &mut app.editing {
        editing.open = at_once && ended.is_ok();
    }
    if let Err(why) = ended {
        say(app, why);
    }
    app.order(DiskRequest::EditorTake(path));
}

/// Takes over the edited text; a missing or unreadable file changes nothing.
pub fn take(app: &mut Loop, path: PathBuf, left: Result<String, StoreError>) {
    take_text(app, path, left);
    app.release();
}

fn take_text(app: &mut Loop, path: PathBuf, left: Result<String, StoreError>) {
    let Some(mut editing) = app.editing.take() else { return };
    let text = match left {
        Ok(text) => text,
        Err(error) => {
            let why = format!("Your editor left no text that can be read, so the part is as it was: {error}");
            return say(app, why);
        }
    };
    let again = editing.file.is_some();
    if editing.open && text == editing.before {
        if app.leaving {
            return app.order(DiskRequest::EditorDone(path));
        }
        if !again {
            say(app, "Is your editor still open? What you save there comes here next.".to_owned());
        }
        (editing.file, editing.read) = (Some(path), Instant::now());
        app.editing = Some(editing);
        return;
    }
    if again && !app.model.holds(&editing.doc, &editing.before) {
        // The words stay in the file: what was written here meanwhile is not replaced.
        let why = format!("The part has changed since. What your editor saved is in {}.", path.display());
        return say(app, why);
    }
    app.update(Msg::Edited { before: editing.before, outcome: Ok(text) });
    app.order(DiskRequest::EditorDone(path));
}

/// Reads the file of an editor that may still be open, when the user comes back or types. Input is held meanwhile.
pub fn look(app: &mut Loop, input: &Input) {
    let Some(Editing { file: Some(path), read, .. }) = &mut app.editing else { return };
    if *input == Input::FocusGained || read.elapsed() >= AGAIN {
        *read = Instant::now();
        let path = path.clone();
        app.held.get_or_insert_default();
        app.order(DiskRequest::EditorTake(path));
    }
}

/// Reads that file for the last time.
pub fn end(app: &mut Loop) {
    if let Some(Editing { file: Some(path), .. }) = &app.editing {
        app.order(DiskRequest::EditorTake(path.clone()));
        app.rest();
    }
}

fn refused(app: &mut Loop, why: String) {
    app.editing = None;
    say(app, why);
    app.release();
}

fn say(app: &mut Loop, why: String) {
    app.update(Msg::Edited { before: String::new(), outcome: Err(why) });
}

/// Runs the editor that the user names, else one that is there.
pub fn edit(path: &Path) -> Result<(), String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    let Some(named) = named.into_iter().find(|value| !value.trim().is_empty()) else {
        return match FALLBACKS.into_iter().find_map(|name| started(&[name.to_owned()], path).transpose()) {
            Some(status) => ended(status),
            None => Err("Set EDITOR to the editor you like, then try again.".to_owned()),
        };
    };
    let home = std::env::var("HOME").ok();
    let commands = commands(&named, home.as_deref())?;
    match commands.iter().find_map(|command| started(command, path).transpose()) {
        Some(status) => ended(status),
        None => Err(format!("Could not start {named}: there is no such program.")),
    }
}

/// The ways to read an editor's command line: split as a shell does, then as the path of a program.
fn commands(named: &str, home: Option<&str>) -> Result<[Vec<String>; 2], String> {
    let words = shell_words::split(named).map_err(|_| format!("A quote is missing in EDITOR: {named}"))?;
    let expand = |word: String| match (word.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => format!("{home}/{rest}"),
        _ => word,
    };
    let whole = expand(named.trim().to_owned());
    Ok([words.into_iter().map(expand).collect(), vec![whole]])
}

/// Runs a program to its end; `None` where there is no such program.
fn started(command: &[String], path: &Path) -> Result<Option<(String, ExitStatus)>, String> {
    let Some((name, arguments)) = command.split_first() else { return Ok(None) };
    match Command::new(name).args(arguments).arg(path).status() {
        Ok(status) => Ok(Some((name.clone(), status))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("Could not start {name}: {error}.")),
    }
}

fn ended(done: Result<(String, ExitStatus), String>) -> Result<(), String> {
    let (name, status) = done?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}.")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_split_as_a_shell_does() {
        let words = |named: &str| commands(named, Some("/home/ada")).unwrap()[0].join("|");
        for (named, split) in [
            ("vi", "vi"),
            (" code  --wait ", "code|--wait"),
            ("vim '+set tw=72'", "vim|+set tw=72"),
            (r#"emacsclient -c -a "" --eval "(x \"y\")""#, r#"emacsclient|-c|-a||--eval|(x "y")"#),
            (r"/opt/my\ editor/ed -w", "/opt/my editor/ed|-w"),
            ("'/Applications/Sublime Text.app/subl' -n -w", "/Applications/Sublime Text.app/subl|-n|-w"),
            ("~/bin/ed -u ~/.edrc", "/home/ada/bin/ed|-u|/home/ada/.edrc"),
        ] {
            assert_eq!(words(named), split, "{named}");
        }
    }

    #[test]
    fn a_path_with_spaces_is_also_tried_whole() {
        let [_, whole] = commands("/my ed/ed", None).unwrap();
        assert_eq!(whole, ["/my ed/ed"]);
        assert_eq!(commands("~/my ed/ed", Some("/home/ada")).unwrap()[1], ["/home/ada/my ed/ed"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_named() {
        assert!(commands("vim '+set", None).unwrap_err().contains("quote"));
    }
}
