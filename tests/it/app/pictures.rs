//! Every screen at three sizes, as text; at 80x24 also with the role of each piece and the cursor.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::style::Style;
use starcoach::ui;
use starcoach::ui::theme::{Role, Theme};

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
        for size in [(80, 24), (120, 40), (40, 12)] {
            picture(scene.0, size, &scenes::app(scene, size.0, size.1));
        }
    }
}

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

#[test]
fn no_cell_keeps_a_style_of_what_lay_below_it() {
    let theme = Theme::new(true, false);
    let styles: Vec<Style> = Role::ALL
        .into_iter()
        .map(|role| {
            let mut cell = Cell::EMPTY;
            cell.set_style(theme.style(role)).style()
        })
        .collect();
    for scene in SCENES {
        let mut app = scenes::app(scene, 80, 24);
        for (columns, rows) in SIZES {
            app.resize(columns, rows);
            let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
            terminal.draw(|frame| ui::draw(&app.model, &theme, frame)).unwrap();
            let mixed = terminal.backend().buffer().content.iter().find(|c| !styles.contains(&c.style()));
            assert_eq!(mixed, None, "{} at {columns}x{rows}:\n{}", scene.0, app.screen());
        }
    }
}
