//! Every screen at three sizes, as text; at 80x24 also with the role of each piece and the cursor.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};
use starcoach::ui;
use starcoach::ui::theme::{Colors, Palette, Role, Theme};

use super::scenes::{self, SCENES};
use crate::harness::Harness;

fn picture(name: &str, size: (u16, u16), app: &Harness) {
    let (columns, rows) = size;
    let text = if size == (80, 24) { app.snapshot() } else { app.screen() };
    insta::with_settings!({ snapshot_path => "../snapshots/screens", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), text);
    });
}

#[test]
fn every_screen_looks_as_it_did() {
    for scene in SCENES {
        let roomy: &[(u16, u16)] = if ROOMY.contains(&scene.0) { &[(160, 50), (100, 30)] } else { &[] };
        for size in [(80, 24), (120, 40), (40, 12)].iter().chain(roomy) {
            picture(scene.0, *size, &scenes::app(scene, size.0, size.1));
        }
    }
}

/// The screens that use the room of a large window, each in its own way.
const ROOMY: [&str; 20] = [
    "today-3",
    "today-48",
    "today-told",
    "questions-left",
    "questions-48",
    "stories-48",
    "stories-reading",
    "stories-told",
    "draft-empty",
    "draft-writing",
    "draft-later",
    "draft-told",
    "coach",
    "compare",
    "practice-telling",
    "practice-48",
    "look-told",
    "progress",
    "progress-0",
    "progress-48",
];

#[test]
fn a_screen_too_small_says_so() {
    picture("too-small", (29, 7), &Harness::new(29, 7));
}

#[test]
fn no_row_is_wider_than_the_screen_and_prose_stays_narrow() {
    for scene in SCENES {
        let app = scenes::app(scene, 200, 50);
        assert_eq!(app.rows().len(), 50);
        let longest = app.rows().iter().map(|r| starcoach::text::columns(r)).max();
        assert!(longest <= Some(200));
    }
}

/// The sizes at which rules hold for every screen.
const SIZES: [(u16, u16); 7] = [(80, 24), (120, 40), (40, 12), (160, 50), (100, 30), (80, 18), (30, 8)];

/// A theme for each palette, on a dark background and a light one.
fn themes() -> Vec<(String, Theme)> {
    let of = |palette: Palette, light: bool| {
        (format!("{}, light: {light}", palette.name()), Theme::new(palette, Colors::Many, false).on(light))
    };
    Palette::ALL.into_iter().flat_map(|palette| [of(palette, false), of(palette, true)]).collect()
}

/// The screen in a theme.
fn drawn(app: &Harness, theme: &Theme) -> Buffer {
    let size = app.model.workspace.view.size;
    let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).unwrap();
    terminal.draw(|frame| ui::draw(&app.model, theme, frame)).unwrap().buffer.clone()
}

#[test]
fn no_cell_keeps_a_style_of_what_lay_below_it() {
    for scene in SCENES {
        let mut app = scenes::app(scene, 80, 24);
        for (columns, rows) in SIZES {
            app.resize(columns, rows);
            for (name, theme) in themes() {
                let base = theme.base().unwrap_or_default();
                let style = |role| {
                    let mut cell = Cell::EMPTY;
                    cell.set_style(base).set_style(theme.style(role)).style()
                };
                let styles = Role::ALL.map(style);
                let buffer = drawn(&app, &theme);
                let mixed = buffer.content.iter().find(|c| !styles.contains(&c.style()));
                assert_eq!(mixed, None, "{} at {columns}x{rows}, {name}:\n{}", scene.0, app.screen());
            }
        }
    }
}

/// Whether a sign was cut off a text here: an ellipsis that nobody wrote.
fn cuts(row: &str) -> Vec<usize> {
    let cells: Vec<char> = row.chars().collect();
    let cut = |&at: &usize| {
        let blank = cells.iter().skip(at + 1).take_while(|c| **c == ' ').count();
        // After a whole word it says that the text goes on in rows that are not shown.
        let word = cells[at] == '…' && at > 0 && cells[at - 1] != ' ';
        word && blank > MOST_BLANK
    };
    (0..cells.len()).filter(cut).collect()
}

/// The most empty columns after a text that is cut: the column of a key, and the gap before it.
const MOST_BLANK: usize = 7;

#[test]
fn no_text_is_cut_while_its_row_has_room() {
    let mut found = Vec::new();
    for scene in SCENES {
        let mut app = scenes::app(scene, 80, 24);
        for (columns, rows) in SIZES {
            app.resize(columns, rows);
            let wide =
                app.rows().into_iter().map(|row| format!("{row:<width$}", width = usize::from(columns)));
            for row in wide {
                for at in cuts(&row) {
                    found.push(format!("{} at {columns}x{rows}, column {at}: {}", scene.0, row.trim_end()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_theme_looks_as_it_did() {
    let mut text = String::new();
    for (name, theme) in themes() {
        let style = |role: Role| format!("  {:<9} {:?}", role.name(), theme.style(role));
        text += &format!("{name}\n{}\n", Role::ALL.map(style).join("\n"));
    }
    insta::with_settings!({ snapshot_path => "../snapshots/screens", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("themes", text);
    });
}

#[test]
fn a_role_that_the_user_sets_goes_before_the_theme_on_any_background() {
    let style = Style::new().fg(Color::Rgb(200, 0, 100));
    let theme = Theme::new(Palette::Auto, Colors::Many, false).with(Role::Accent, style);
    assert_eq!([theme, theme.on(true)].map(|t| t.style(Role::Accent)), [style; 2]);
    assert_ne!(theme.style(Role::Good), theme.on(true).style(Role::Good));
}

#[test]
fn a_theme_with_a_background_covers_every_cell() {
    for scene in ["today-3", "palette", "practice-telling"] {
        let scene = SCENES.iter().find(|s| s.0 == scene).unwrap();
        let buffer = drawn(&scenes::app(scene, 80, 24), &Theme::new(Palette::Contrast, Colors::Many, false));
        assert!(buffer.content.iter().all(|c| c.bg == Color::Indexed(16)), "{}", scene.0);
    }
}
