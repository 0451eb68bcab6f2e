//! A part in the user's own editor and back: the text is kept whatever the editor does.

use super::driver::{Start, Terminal, left_on};
use super::given_back;
use super::home::Home;

/// The program with an editor of these lines of `sh`; "Before" is typed, and the editor asked for.
fn edit(home: &Home, lines: &str) -> Terminal {
    let editor = home.script("editor", lines);
    let mut app = Start::app(home).env("EDITOR", editor).run();
    app.wait_for("Enter writes the first.");
    app.press("\r", "stop writing");
    app.type_text("", "Before");
    app.send("\x18\x05");
    app
}

/// Types more after what the editor left, ends, and gives what was kept of the part.
fn go_on(home: &Home, mut app: Terminal, after: &str) -> String {
    app.wait_for_typed(after);
    app.type_text(after, " typed afterwards");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    given_back(&app);
    home.story()["situation"].as_str().unwrap().to_owned()
}

fn files_of_editors(home: &Home) -> usize {
    home.below("state", "/edit/").len()
}

#[test]
fn what_the_editor_adds_is_kept_and_the_editor_gets_the_keys() {
    let home = Home::new();
    let mut app = edit(&home, r#"echo "What more?"; read line; printf ' %s' "$line" >> "$1""#);
    app.wait_for("What more?");
    assert_eq!(app.modes(), app.before, "the editor has the line as it was");
    assert_eq!(left_on(&app.raw), [] as [u32; 0]);
    app.send("and a line for the editor\r");
    let kept = go_on(&home, app, "Before and a line for the editor");
    assert_eq!(kept, "Before and a line for the editor typed afterwards");
    assert_eq!(files_of_editors(&home), 0);
}

#[test]
fn an_editor_that_fails_after_a_change_loses_nothing() {
    let home = Home::new();
    let mut app = edit(&home, r#"printf ' and after' >> "$1"; exit 1"#);
    app.wait_for("ended with exit status: 1");
    assert_eq!(go_on(&home, app, "Before and after"), "Before and after typed afterwards");
    assert_eq!(files_of_editors(&home), 0);
}

#[test]
fn an_editor_that_deletes_its_file_changes_nothing() {
    let home = Home::new();
    let mut app = edit(&home, r#"rm "$1""#);
    app.wait_for("so the part is as it was");
    assert_eq!(go_on(&home, app, "Before"), "Before typed afterwards");
}

#[test]
fn an_editor_that_puts_another_file_in_place_is_read() {
    let home = Home::new();
    let app = edit(&home, r#"printf 'All new' > "$1.new"; mv "$1.new" "$1""#);
    assert_eq!(go_on(&home, app, "All new"), "All new typed afterwards");
    assert_eq!(files_of_editors(&home), 0);
}

#[test]
fn text_that_cannot_be_read_stays_where_the_editor_left_it() {
    let home = Home::new();
    let mut app = edit(&home, r#"printf 'Caf\351' > "$1""#);
    app.wait_for("so the part is as it was");
    assert_eq!(go_on(&home, app, "Before"), "Before typed afterwards");
    let [left] = home.below("state", "/edit/").try_into().unwrap();
    assert_eq!(std::fs::read(left).unwrap(), b"Caf\xe9");
}

#[test]
fn an_editor_that_cannot_be_started_is_named() {
    let home = Home::new();
    let mut app = Start::app(&home).env("EDITOR", "no-such-editor-anywhere").run();
    app.wait_for("Enter writes the first.");
    app.press("\r", "stop writing");
    app.type_text("", "Before");
    app.press("\x18\x05", "no-such-editor-anywhere");
    assert_eq!(go_on(&home, app, "Before"), "Before typed afterwards");
}

#[test]
fn ctrl_c_meant_for_the_editor_does_not_end_the_program() {
    let home = Home::new();
    let app =
        edit(&home, r#"trap '' INT QUIT; kill -INT $PPID; kill -QUIT $PPID; printf ' and after' >> "$1""#);
    assert_eq!(go_on(&home, app, "Before and after"), "Before and after typed afterwards");
}
