//! The help to search in, keys of one's own, and the cursor that shows where the chosen row is.

use starcoach::app::command::keymap::{Keymap, OwnKeys};
use starcoach::app::msg::{Input, Msg};
use starcoach::app::overlay::Overlay;

use super::full;
use super::scenes::{self, SCENES};
use crate::harness::Harness;

/// An app with these keys instead of the usual ones.
fn with_keys(keys: &[(&str, &str)]) -> Harness {
    let own: OwnKeys = keys.iter().map(|&(id, key)| (id.to_owned(), vec![key.to_owned()])).collect();
    let mut app = Harness::with(160, 40, &[full(1, "The auditor", 0)]);
    app.model.keymap = Keymap::with(&own).0;
    app
}

#[test]
fn the_help_is_searched_by_what_a_key_does_and_by_the_key() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.keys("?");
    assert!(app.screen().contains("Type a key or a word"), "{}", app.screen());
    app.keys("everything saved");
    let screen = app.screen();
    assert!(screen.contains("Quit (everything's saved)") && !screen.contains("All commands"), "{screen}");
    app.keys("<ctrl-u>q");
    assert!(app.screen().contains("Quit (everything's saved)"), "{}", app.screen());
    app.keys("<ctrl-u>zzz");
    assert!(app.screen().contains("Nothing has these words."), "{}", app.screen());
    app.keys("<esc>q");
    assert!(app.left, "Esc closes it, and letters are commands again");
}

#[test]
fn the_help_turns_its_pages_while_one_types() {
    let mut app = Harness::with(40, 12, &[full(1, "The auditor", 0)]);
    app.keys("?");
    let first = app.screen();
    app.keys("<pagedown>");
    let second = app.screen();
    assert_ne!(first, second);
    app.keys("<down>");
    assert_ne!(app.screen(), second);
    app.keys("<up><pageup>");
    assert_eq!(app.screen(), first);
}

#[test]
fn footer_help_and_list_of_commands_show_the_keys_in_use() {
    let mut app = with_keys(&[("app.quit", "Q"), ("app.help", "H")]);
    app.keys("3");
    assert!(app.footer().contains("Q quit") && !app.footer().contains("q quit"), "{}", app.footer());
    app.keys("q?");
    assert!(!app.left && !app.screen().contains("Keys"), "{}", app.screen());
    app.keys("H");
    assert!(app.screen().contains("Q          Quit") || app.screen().contains("Q ^C"), "{}", app.screen());
    app.keys("<esc>:quit");
    let row = app.rows().into_iter().find(|row| row.contains("Quit (everything's saved)")).unwrap();
    assert!(row.contains('Q'), "{row}");
    app.keys("<esc>Q");
    assert!(app.left);
}

#[test]
fn the_cursor_is_on_the_chosen_row_where_nothing_is_typed() {
    for scene in SCENES {
        let app = scenes::app(scene, 80, 24);
        // In Ask the sign also stands before what was asked.
        let is_chosen = |row: &str| row.contains('▸') && !row.contains("asked ▸");
        let chosen: Vec<usize> = (0..24).filter(|&y| is_chosen(&app.rows()[y])).collect();
        let Some((x, y)) = app.cursor() else {
            // A row behind a text to read cannot be chosen now.
            let reads = matches!(app.model.overlays.last(), Some(Overlay::Message(_) | Overlay::Starter(_)));
            assert!(chosen.is_empty() || reads, "{}: no cursor\n{}", scene.0, app.screen());
            continue;
        };
        if !app.model.types() && chosen.len() == 1 {
            assert_eq!(usize::from(y), chosen[0], "{}:\n{}", scene.0, app.screen());
            let before: String = app.rows()[chosen[0]].chars().take(usize::from(x)).collect();
            assert!(!before.contains('▸'), "{}: at {x}", scene.0);
        }
    }
}

#[test]
fn what_is_pointed_at_is_chosen_as_if_by_keys() {
    let stories: Vec<_> = (1..6).map(|n| full(n, &format!("Story {n}"), 0)).collect();
    let mut app = Harness::with(80, 24, &stories);
    app.tell(Msg::Input(Input::Place(starcoach::app::command::Place::Stories)));
    assert!(app.screen().contains("Story 1"), "{}", app.screen());
    let by_keys = app.keys("<down><down>").screen();
    app.keys("g");
    app.tell(Msg::Input(Input::Row(2)));
    assert_eq!(app.screen(), by_keys);
    app.tell(Msg::Input(Input::Row(-2)));
    assert_eq!(app.screen(), app.keys("g").screen());
}
