//! Stopped and continued: by Ctrl-Z under a shell with job control, and by signals.

use rustix::process::Signal;
use vt100::Screen;

use super::driver::{Start, Terminal, left_on};
use super::home::Home;
use super::{begin, given_back};

fn shell(home: &Home) -> Terminal {
    let mut shell = Start::program(home, "/bin/sh", &["-i"]).env("PS1", "ready> ").env("ENV", "").run();
    wait_for_prompt(&mut shell);
    shell
}

/// Waits until the shell asks for a command.
fn wait_for_prompt(shell: &mut Terminal) {
    shell.wait_until("the shell", |s| {
        !s.alternate_screen() && s.contents().trim_end().lines().last().is_some_and(|l| l.trim() == "ready>")
    });
}

/// Whether the line above the footer is as wide as the screen, so that all was drawn for this size.
fn drawn_for(screen: &Screen, columns: u16, rows: u16) -> bool {
    let row = screen.rows(0, columns).nth(usize::from(rows) - 2).unwrap_or_default();
    row == "─".repeat(usize::from(columns))
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let home = Home::new();
    let mut shell = shell(&home);
    let modes = shell.modes();
    shell.send("$PROGRAM\r");
    shell.wait_for("Write your first story");
    shell.press("\r", "stop writing");
    let mut text = "Before".to_owned();
    shell.type_text("", &text);
    for (more, columns, rows) in [(" and after", 60, 16), (" and again", 90, 24)] {
        shell.send("\x1a");
        wait_for_prompt(&mut shell);
        assert_eq!(shell.modes(), modes, "the shell has its line back");
        assert_eq!(left_on(&shell.raw), [] as [u32; 0]);
        assert_eq!(home.story()["situation"], text.as_str(), "what was typed is in its file");
        shell.resize(columns, rows);
        shell.send("fg\r");
        shell.wait_until("the program, in its new size", |s| drawn_for(s, columns, rows));
        shell.type_text(&text, more);
        text.push_str(more);
    }
    shell.send("\x03");
    wait_for_prompt(&mut shell);
    assert_eq!(shell.modes(), modes);
    assert_eq!(left_on(&shell.raw), [] as [u32; 0]);
    assert_eq!(home.story()["situation"], text.as_str());
    shell.send("exit\r");
    assert_eq!(shell.wait_for_end().exit_code(), 0);
}

#[test]
fn ctrl_z_where_no_shell_waits_stops_nothing() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "Before");
    app.send("\x1a");
    app.type_text("Before", " and after");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    given_back(&app);
    assert_eq!(home.story()["situation"], "Before and after");
}

#[test]
fn what_stood_on_the_screen_before_is_gone() {
    let home = Home::new();
    let noise = r"printf '\033[?1049h'; for n in 1 2 3 4 5 6 7 8 9; do printf 'noise noise noise\r\n'; done; exec $PROGRAM";
    let mut app = Start::program(&home, "/bin/sh", &["-c", noise]).run();
    app.wait_for("Write your first story");
    assert!(!app.text().contains("noise"), "{}", app.text());
    app.press("\r", "stop writing");
    app.type_text("", "Before");
    // A blank that was written and one that was not are the same to see.
    let rows = |app: &Terminal| app.text().lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    let clean = rows(&app);
    app.write_to_line(b"\x1b[5;5Hnoise from another program");
    app.wait_for("noise");
    app.send("\x0c");
    app.wait_until("a clean screen", |s| !s.contents().contains("noise"));
    app.wait_for_typed("Before");
    assert_eq!(rows(&app), clean);
}

#[test]
fn a_stop_from_outside_is_survived() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "Before");
    app.signal(Signal::STOP);
    app.resize(60, 16);
    app.send(" and");
    app.signal(Signal::CONT);
    app.wait_until("the program, in its new size", |s| drawn_for(s, 60, 16));
    app.wait_for_typed("Before and");
    app.type_text("Before and", " after");
    app.signal(Signal::TERM);
    assert_eq!(app.wait_for_end().exit_code(), 143);
    given_back(&app);
    assert_eq!(home.story()["situation"], "Before and after");
}
