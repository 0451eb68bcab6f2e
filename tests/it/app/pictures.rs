//! Every screen at three sizes, as text; at 80x24 also with the role of each piece and the cursor.

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
