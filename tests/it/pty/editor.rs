//! A part in the user's own editor and back: the text is kept whatever the editor does.

use rustix::process::Signal;

use super::driver::{Start, Terminal, left_on};
use super::given_back;
use super::home::Home;

/// The program with an editor of these lines of `sh`; "Before" is typed, and the editor asked for.
fn edit(home: &Home, lines: &str) -> Terminal {
    let editor = home.script("editor", lines);
    let mut app = Start::app(home).env("EDITOR", editor).run();
    app.wait_for("Write your first story");
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
fn an_editor_that_dies_leaves_nothing_switched_on() {
    let home = Home::new();
    let lines = r#"printf '\033[?1000h\033[?1003h\033[31m\033[?1h'; stty raw -echo; printf ' and after' >> "$1"; kill -9 $$"#;
    let mut app = edit(&home, lines);
    app.wait_for("signal: 9");
    assert_eq!(go_on(&home, app, "Before and after"), "Before and after typed afterwards");
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
    app.wait_for("Write your first story");
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

#[test]
fn keys_that_come_before_the_text_is_back_type_after_it() {
    let home = Home::new();
    let editor = home.script("editor", r#"printf ' and after' >> "$1""#);
    let mut app = Start::app(&home).env("EDITOR", editor).run();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    // All at once: what comes behind the command is neither for the editor nor undone by what it leaves.
    app.send("Before\x18\x05, at once");
    assert_eq!(go_on(&home, app, "Before and after, at once"), "Before and after, at once typed afterwards");
}

#[test]
fn an_editor_is_given_its_quoted_arguments_whole() {
    let home = Home::new();
    let editor =
        home.script("editor", r#"for last; do :; done; printf '%s arguments, %s' $# "$1" > "$last""#);
    let mut app = Start::app(&home).env("EDITOR", format!("{editor} '+set tw=72'")).run();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    app.type_text("", "Before");
    app.send("\x18\x05");
    assert_eq!(go_on(&home, app, "2 arguments, +set tw=72"), "2 arguments, +set tw=72 typed afterwards");
}

#[test]
fn nano_or_vi_is_the_editor_of_a_user_who_names_none() {
    let home = Home::new();
    // A shell by the name of vi: it runs the text, which adds to its own file.
    std::fs::create_dir(home.path("bin")).unwrap();
    std::os::unix::fs::symlink("/bin/sh", home.path("bin/vi")).unwrap();
    let bin = home.path("bin").to_str().unwrap().to_owned();
    let mut app = Start::app(&home).env("EDITOR", " ").env("VISUAL", "").env("PATH", bin).run();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    app.type_burst("printf _more>>$0");
    app.send("\x18\x05");
    assert_eq!(go_on(&home, app, "printf _more>>$0_more"), "printf _more>>$0_more typed afterwards");
}

#[test]
fn what_a_window_editor_saves_later_is_taken_when_the_user_comes_back() {
    let home = Home::new();
    let note = home.path("note");
    let mut app = edit(&home, &format!(r#"printf '%s' "$1" > '{}'"#, note.display()));
    app.wait_for("Is your editor still open?");
    app.type_text("Before", "");
    std::fs::write(std::fs::read_to_string(note).unwrap(), "saved in the window").unwrap();
    // The window of the terminal comes to the front.
    app.send("\x1b[I");
    assert_eq!(go_on(&home, app, "saved in the window"), "saved in the window typed afterwards");
    assert_eq!(files_of_editors(&home), 0);
}

#[test]
fn a_window_editor_that_saves_nothing_leaves_no_file() {
    let home = Home::new();
    let mut app = edit(&home, ":");
    app.wait_for("Is your editor still open?");
    assert_eq!(go_on(&home, app, "Before"), "Before typed afterwards");
    assert_eq!(files_of_editors(&home), 0);
}

#[test]
fn a_part_that_changed_meanwhile_is_not_replaced_by_a_window_editor() {
    let home = Home::new();
    let note = home.path("note");
    let mut app = edit(&home, &format!(r#"printf '%s' "$1" > '{}'"#, note.display()));
    app.wait_for("Is your editor still open?");
    app.type_text("Before", " and after");
    std::fs::write(std::fs::read_to_string(note).unwrap(), "saved in the window").unwrap();
    app.press("\x1b[I", "The part has changed since.");
    assert_eq!(go_on(&home, app, "Before and after"), "Before and after typed afterwards");
    // The next start took it up as a second version.
    assert_eq!(files_of_editors(&home), 0);
    let all = home.run(&["list", "--json", "--all"]).out;
    assert!(
        all.contains("saved in the window") && all.contains("Before and after typed afterwards"),
        "{all}"
    );
}

#[test]
fn what_the_editor_saved_is_there_after_the_app_or_the_terminal_died_meanwhile() {
    for end in [Signal::KILL, Signal::TERM, Signal::HUP] {
        let home = Home::new();
        let mut app = edit(&home, r#"printf ' and after' >> "$1"; echo "What more?"; read line"#);
        app.wait_for("What more?");
        app.signal(end);
        app.wait_for_end();
        drop(app);
        let mut app = Start::app(&home).run();
        app.wait_for("Found 1 unsaved change to");
        app.send("\x03");
        app.wait_for_end();
        assert_eq!(home.story()["situation"], "Before and after", "{end:?}");
        assert_eq!(files_of_editors(&home), 0);
    }
}

#[test]
fn what_nobody_read_while_the_editor_ran_is_no_text() {
    let home = Home::new();
    let mut app = edit(&home, r#"echo "What more?"; read line; printf ' %s' "$line" >> "$1""#);
    app.wait_for("What more?");
    // A terminal's answer to a question of the editor (OSC 11), and a key that came too late for it.
    app.send("and more\r\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\:q");
    assert_eq!(go_on(&home, app, "Before and more"), "Before and more typed afterwards");
}

#[test]
fn an_editor_that_dies_with_the_line_raw_leaves_the_shell_as_it_was() {
    let home = Home::new();
    let app = edit(&home, r#"stty raw -echo; printf ' and after' >> "$1"; kill -KILL $$"#);
    // `go_on` looks at the modes of the line after the end.
    assert_eq!(go_on(&home, app, "Before and after"), "Before and after typed afterwards");
}
