//! The bytes that terminals send, into the real program: keys, new lines, pastes and answers.

use super::driver::{Start, Terminal};
use super::home::Home;
use super::{begin, given_back};

/// Ends the program, and gives what was kept of the first part.
fn kept(home: &Home, mut app: Terminal) -> String {
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    given_back(&app);
    home.story()["situation"].as_str().unwrap().to_owned()
}

#[test]
fn every_way_to_type_a_new_line_begins_one() {
    let home = Home::new();
    let mut app = begin(&home);
    // Enter; Ctrl-J; Alt-Enter; Shift-Enter of kitty, of xterm and of Konsole.
    app.send("one\rtwo\nthree\x1b\rfour\x1b[13;2ufive\x1b[27;2;13~six\x1bOMseven");
    app.wait_for_typed("seven");
    assert_eq!(kept(&home, app), "one\ntwo\nthree\nfour\nfive\nsix\nseven");
}

#[test]
fn arrows_are_keys_whole_in_pieces_and_with_option() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "We told them");
    // iTerm2, Terminal.app and rxvt send ESC ESC [ D for Option-Left; then two arrows, one of them in pieces.
    app.send("\x1b\x1b[D");
    for piece in ["\x1b[", "D", "\x1bO", "D"] {
        app.send(piece);
    }
    app.send("X");
    app.wait_until("the X", |s| s.contents().contains("We tolXd them"));
    assert_eq!(kept(&home, app), "We tolXd them");
}

#[test]
fn answers_of_the_terminal_change_nothing() {
    let home = Home::new();
    let mut app = begin(&home);
    app.send("a\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\b\x1b[?62;4cc\x1bP>|kitty(0.36.4)\x1b\\d\x1b[24;80R\x1b[Oe");
    app.wait_for_typed("abcde");
    assert_eq!(kept(&home, app), "abcde");
}

#[test]
fn a_whole_story_pasted_with_cr_is_offered_in_parts() {
    for end in ["\r", "\r\n", "\n"] {
        let home = Home::new();
        let mut app = begin(&home);
        let lines =
            ["Situation: 31 mugs cracked.", "Task: I owned the kilns.", "Action: I put a probe in each."];
        app.send(format!("\x1b[200~{}{end}Result: 31 fell to 2.{end}\x1b[201~", lines.join(end)));
        app.wait_for("This looks like a whole story");
        app.press("\r", "31 fell to 2.");
        assert_eq!(kept(&home, app), "31 mugs cracked.");
    }
}

#[test]
fn a_paste_where_no_text_is_says_so_and_runs_no_command() {
    let home = Home::new();
    let mut app = Start::app(&home).run();
    app.wait_for("Write your first story");
    app.press("\x1b[200~q\rx\x1b[201~", "There is no text to paste into here.");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
}

#[test]
fn a_locale_without_utf_8_draws_ascii() {
    let home = Home::new();
    let mut app = Start::app(&home).env("LC_ALL", "de_DE.ISO-8859-1").run();
    app.wait_for("Write your first story");
    app.press("\r", "stop writing");
    app.type_text("", "I asked");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert!(app.raw.is_ascii(), "{}", app.text());
}
