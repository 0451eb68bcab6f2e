//! Every list and every text scrolls by the same rules, at three sizes.

use super::full;
use super::scenes::{self, Files, Scene};
use crate::harness::Harness;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// What scrolls or has a chosen row: a name, what is in the files, and the keys that lead to it.
const SCROLLS: &[Scene] = &[
    ("today", Files::Twelve, ""),
    ("principles", Files::Twelve, "2"),
    ("prompts", Files::Twelve, "2l"),
    ("found questions", Files::Three, "2/time<esc>"),
    ("an open question", Files::Three, "2<enter><down><down><down><enter>"),
    ("stories", Files::Twelve, "3"),
    ("the reader", Files::Twelve, "3<enter>"),
    ("the reader, openings", Files::Twelve, "3<enter>vvv"),
    ("prepare", Files::Twelve, "4"),
    ("the page", Files::Twelve, "4v"),
    ("what the coach says", Files::Three, "3ec"),
    ("why the coach asks", Files::Three, "3ecw"),
    ("two versions", Files::Versions, "3G<enter>"),
    ("what else to do", Files::Three, "3m"),
];

/// What is on the screen but for the footer, which may say why a key did nothing.
fn body(app: &Harness) -> String {
    let mut rows = app.rows();
    rows.pop();
    rows.join("\n")
}

fn after(app: &mut Harness, keys: &str) -> String {
    // On a narrow screen a message covers the last row until it is gone.
    body(app.keys(keys).wait(20_000))
}

/// What each row says at its left, of a pop-up only what is inside, without signs; a row that counts the others is
/// left out.
fn said(app: &Harness) -> Vec<String> {
    let popup = app.screen().contains('│');
    let inside = |row: &String| match row.split('│').collect::<Vec<_>>().as_slice() {
        [_, inside, _] => Some((*inside).to_owned()),
        _ => (!popup).then(|| row.clone()),
    };
    let counts = |row: &String| row.contains(" more, asked less often");
    let rows = body(app).lines().map(str::to_owned).filter(|row| !counts(row)).collect::<Vec<_>>();
    let label = |row: String| {
        let row = row.replace(['▸', '▌', '↓', '↑'], " ");
        row.trim().split("   ").next().unwrap_or_default().trim_end_matches('…').to_owned()
    };
    rows.iter().filter_map(inside).map(label).collect()
}

/// Presses a key until the screen stays the same, and gives that screen.
fn until_it_rests(app: &mut Harness, key: &str) -> String {
    let mut screen = body(app);
    for _ in 0..400 {
        let next = after(app, key);
        if next == screen {
            return screen;
        }
        screen = next;
    }
    panic!("{key} never rests:\n{screen}");
}

#[test]
fn every_list_and_every_text_scrolls_by_the_same_rules() {
    for scene in SCROLLS {
        for (columns, rows) in SIZES {
            let mut app = scenes::app(scene, columns, rows);
            let at = format!("{} at {columns}x{rows}", scene.0);
            let start = after(&mut app, "g");
            assert_eq!(after(&mut app, "<home>"), start, "{at}: Home is g");
            let end = after(&mut app, "G");
            assert_eq!(after(&mut app, "<end>"), end, "{at}: End is G");
            assert_eq!(after(&mut app, "j<down><pagedown>"), end, "{at}: there is nothing below the end");
            assert_eq!(after(&mut app, "g"), start, "{at}: and back");
            assert_eq!(after(&mut app, "k<up><pageup>"), start, "{at}: there is nothing above the start");
            assert_eq!(until_it_rests(&mut app, "j"), end, "{at}: j leads to the end");
            if end != start {
                assert_ne!(after(&mut app, "k"), end, "{at}: k moves at once after many j");
            }
            assert_eq!(until_it_rests(&mut app, "k"), start, "{at}: k leads to the start");
            assert_eq!(until_it_rests(&mut app, "<pagedown>"), end, "{at}: PgDn leads to the end");
            assert_eq!(until_it_rests(&mut app, "<pageup>"), start, "{at}: PgUp leads to the start");
        }
    }
}

#[test]
fn a_page_passes_over_nothing() {
    // Beside these lists, or in the chosen row, stands more of what is chosen: a row never says the same twice.
    let beside = ["principles", "prompts", "found questions", "stories", "an open question"];
    for scene in SCROLLS.iter().filter(|scene| !beside.contains(&scene.0)) {
        for (columns, rows) in SIZES {
            if scene.0.starts_with("the reader") && columns >= 100 {
                continue;
            }
            let mut app = scenes::app(scene, columns, rows);
            app.keys("g");
            let mut paged = said(&app);
            let mut before = String::new();
            while before != body(&app) {
                before = body(&app);
                app.keys("<pagedown>");
                paged.extend(said(&app));
            }
            app.keys("g");
            before = String::new();
            while before != body(&app) {
                before = body(&app);
                for row in said(&app) {
                    // The sign that there is more may cut a row.
                    let seen =
                        paged.iter().any(|p| p.starts_with(&row) || (p.len() > 9 && row.starts_with(p)));
                    assert!(seen, "{} at {columns}x{rows}: {row:?} was passed over", scene.0);
                }
                app.keys("j");
            }
        }
    }
}

#[test]
fn what_is_scrolled_stays_full_when_the_window_changes() {
    for scene in SCROLLS {
        for (columns, rows) in SIZES {
            let mut app = scenes::app(scene, columns, rows);
            app.keys("G");
            let end = body(&app);
            for (other_columns, other_rows) in SIZES {
                let there = body(app.resize(other_columns, other_rows));
                let moved = after(&mut app, "k");
                let start = after(&mut app, "g");
                assert!(moved != there || start == there, "{} went blank:\n{there}", scene.0);
                app.keys("G");
            }
            assert_eq!(body(app.resize(columns, rows)), end, "{} at {columns}x{rows}", scene.0);
        }
    }
}

// ---- the faults that these rules came from -----------------------------------------------------------

fn long_story() -> Harness {
    let mut story = full(1, "The auditor", 0);
    story.action = "I asked her to show me one more total. ".repeat(60);
    let mut older = full(2, "Night pager", 1);
    older.updated = jiff::Timestamp::UNIX_EPOCH;
    Harness::with(80, 24, &[story, older])
}

#[test]
fn the_reader_does_not_scroll_into_nothing_and_comes_back_at_once() {
    let mut app = long_story();
    app.keys("3<enter>").keys(&"j".repeat(300));
    let end = app.screen();
    assert!(end.contains("Not told yet"), "the last row is in view:\n{end}");
    assert_ne!(app.keys("k").screen(), end);
}

#[test]
fn reading_on_shows_no_blank_page_and_then_the_next_story() {
    let mut app = long_story();
    app.keys("3<enter>");
    for _ in 0..20 {
        let body = app.rows()[3..20].concat();
        assert!(!body.trim().is_empty(), "a blank page:\n{}", app.screen());
        if app.rows()[2].contains("Night pager") {
            return;
        }
        app.keys("<space>");
    }
    panic!("the next story never came:\n{}", app.screen());
}

#[test]
fn the_end_while_reading_is_the_end_of_this_story() {
    let mut app = long_story();
    app.keys("3<enter>");
    let before = app.model.screen().story(&app.model.workspace);
    app.keys("G");
    assert_eq!(app.model.screen().story(&app.model.workspace), before);
    assert!(app.screen().contains("Not told yet"), "{}", app.screen());
}

#[test]
fn the_end_of_a_comparison_is_its_end() {
    let mut story = full(1, "The auditor", 0);
    let name = format!("{}.json", story.id);
    let ours = serde_json::to_string(&story).unwrap();
    story.action = "She asked for one more total. ".repeat(60);
    let theirs = serde_json::to_string(&story).unwrap();
    let copy = name.replace(".json", ".sync-conflict-20261120.json");
    let mut app = Harness::with_files(80, 24, &[(name, ours), (copy, theirs)]);
    let start = app.keys("3G<enter>").screen();
    let end = app.keys("G").screen();
    assert_ne!(end, start);
    assert_eq!(app.keys("j").screen(), end);
    assert_ne!(app.keys("k").screen(), end);
}
