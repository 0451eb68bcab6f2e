//! The mouse: what it points at is what the view has drawn there.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Rect};

use super::Loop;
use crate::app::command::key::{Code, Key};
use crate::app::msg::{Input, Mouse, Msg};
use crate::ui::{self, Marks};

/// The rows by which one step of the wheel scrolls.
const WHEEL: usize = 3;
/// More rows than any screen shows.
const MOST: usize = 500;

/// Does what the mouse says, with the means of the keys.
pub fn take(app: &mut Loop, mouse: Mouse) {
    match mouse {
        // As terminals without a mouse mode have it: the arrows, which each screen knows.
        Mouse::Wheel { down } => {
            for _ in 0..WHEEL {
                let arrow = if down { Code::Down } else { Code::Up };
                app.update(Msg::Input(Input::Key(Key::plain(arrow))));
            }
        }
        Mouse::Click { column, row } => click(app, Position { x: column, y: row }),
    }
}

/// Goes to the place whose tab was clicked, or chooses the row of the list that is there.
fn click(app: &mut Loop, at: Position) {
    let Some(marks) = marks(app) else { return };
    if let Some((_, place)) = marks.tabs.iter().find(|(area, _)| area.contains(at)) {
        return app.update(Msg::Input(Input::Place(*place)));
    }
    let Some(mut chosen) = marks.chosen.filter(|row| (row.left()..row.right()).contains(&at.x)) else {
        return;
    };
    let by = if at.y < chosen.y { -1 } else { 1 };
    // Rows differ in height, and headings stand between them: the next one that is drawn there is the one.
    for _ in 0..MOST {
        if on(chosen, at) {
            return;
        }
        app.update(Msg::Input(Input::Row(by)));
        let Some(next) = self::marks(app).and_then(|marks| marks.chosen) else { return };
        if next == chosen || by < 0 && next.y <= at.y {
            return;
        }
        if by > 0 && next.y > at.y {
            // It was a further line of the one before.
            return app.update(Msg::Input(Input::Row(-1)));
        }
        chosen = next;
    }
}

/// Whether a cell is in a row.
fn on(row: Rect, at: Position) -> bool {
    (row.top()..row.bottom().max(row.top() + 1)).contains(&at.y)
}

/// What stands where now.
fn marks(app: &Loop) -> Option<Marks> {
    let size = app.model.workspace.view.size;
    let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).ok()?;
    let mut marks = None;
    terminal.draw(|frame| marks = Some(ui::draw_marked(&app.model, &app.theme, frame))).ok()?;
    marks
}
