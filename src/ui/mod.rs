//! Draws the model on a ratatui frame.
//!
//! Owns the appearance. Reads the model and changes nothing.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod canvas;
mod layout;
mod overlay;
mod screens;
pub mod theme;
mod widgets;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

use crate::app::Model;
use crate::app::command::Place;
use crate::app::command::keymap;
use crate::app::screen::Screen;
use canvas::Canvas;
use layout::Fits as _;
pub use layout::SMALLEST;
use theme::{Role, Theme};
use widgets::{Hints, Places};

/// What stands where on a drawn frame, for the mouse.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Marks {
    /// The chosen row of the list on top.
    pub chosen: Option<Rect>,
    /// The tabs of the places, where they can be chosen.
    pub tabs: Vec<(Rect, Place)>,
}
/// So many keys are always in the last line.
const KEPT: usize = 2;
/// Maximum rows of a status above the last line.
const ABOVE: usize = 3;

/// Draws the model on an empty frame.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    draw_marked(model, theme, frame);
}

/// Draws the model on an empty frame, and says what stands where.
pub fn draw_marked(model: &Model, theme: &Theme, frame: &mut Frame<'_>) -> Marks {
    let mut canvas = Canvas::new(frame, theme);
    if canvas.area().is_too_small() {
        canvas.prose("Enlarge the window. All is kept.", Role::Text, canvas.area());
        return Marks::default();
    }
    screens::draw(model, &mut canvas);
    footer(model, &mut canvas);
    for overlay in &model.overlays {
        canvas.forget_marks();
        canvas.dim();
        // The keys in the footer are those of the pop-up.
        canvas.render(Clear, canvas.regions().foot);
        footer(model, &mut canvas);
        overlay::draw(overlay, &mut canvas);
    }
    canvas.finish()
}

/// Draws the header of a place: the tabs, and a note at the right if it fits. Returns the area below.
fn head(model: &Model, canvas: &mut Canvas<'_, '_>, note: &str) -> Rect {
    let regions = canvas.regions();
    let tabs = Places::new(model.place, canvas.area().is_narrow(), canvas.theme);
    for (area, place) in tabs.areas(regions.head).zip(Place::ALL) {
        canvas.tab(area, place);
    }
    let used = tabs.width();
    // On the narrowest screens the tabs need the right margin too.
    canvas.render(tabs, Rect { width: regions.head.width + 1, ..regions.head });
    let note = canvas.theme.label(note, Role::Muted).right_aligned();
    if used + note.width() <= regions.head.width {
        canvas.render(note, regions.head);
    }
    canvas.rule(regions.head_rule);
    regions.body
}

/// The last line: the status at the left, the available keys at the right. A message that leaves no room for the two most
/// important keys stands above the line.
fn footer(model: &Model, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    canvas.rule(regions.foot_rule);
    let (state, role) = state_line(model);
    let hints = Hints::new(hints_of(model), canvas.theme);
    let label = canvas.theme.label(state.as_str(), role);
    let used = label.width().saturating_add(1);
    if used + hints.width_of(KEPT) <= regions.foot.width {
        canvas.render(label, regions.foot);
        canvas.render(hints, layout::indented(regions.foot, used));
        return;
    }
    canvas.render(hints, regions.foot);
    if role == Role::Muted {
        // Whether all is saved is not worth a row of the text.
        return;
    }
    let above = regions.body.union(regions.foot_rule);
    let rows = crate::text::wrap(&state, usize::from(regions.foot.width));
    let area = layout::last_rows(above, rows.len().min(ABOVE) as u16);
    canvas.render(Clear, area);
    for (at, row) in area.rows().zip(&rows) {
        canvas.text(row.as_str(), role, layout::margins(at));
    }
}

/// The available keys with their labels.
fn hints_of(model: &Model) -> Vec<(String, &'static str)> {
    let ascii = model.workspace.view.ascii;
    if model.pending.is_empty() {
        let hints = model.hints();
        return hints.iter().map(|(key, row)| (keymap::label(key, ascii), model.hint(row))).collect();
    }
    let next = model.keymap.continuations(&model.contexts(), &model.pending);
    next.iter().map(|(key, row)| (key.label(ascii), row.title)).collect()
}

/// The status in the last line, with its role.
fn state_line(model: &Model) -> (String, Role) {
    let workspace = &model.workspace;
    if let Some(problem) = workspace.trouble() {
        return (problem.what.clone(), Role::Warn);
    }
    if let Some(toast) = &workspace.view.toast {
        return (toast.text.clone(), Role::Strong);
    }
    let size = workspace.view.size;
    // A narrow screen needs the space for the keys.
    let narrow = Rect::new(0, 0, size.columns, size.rows).is_narrow();
    let saved = match &workspace.saving.saved_at {
        _ if workspace.saving.unsaved() > 0 => "Saving".to_owned(),
        Some(_) if narrow => "Saved".to_owned(),
        Some(at) => format!("Saved {at}"),
        None => String::new(),
    };
    let mode = if let Screen::Draft(draft) = model.screen()
        && model.overlays.is_empty()
        && !narrow
    {
        if draft.writing { "Writing" } else { "Reading" }
    } else {
        ""
    };
    let between = if mode.is_empty() || saved.is_empty() { "" } else { " · " };
    (format!("{mode}{between}{saved}"), Role::Muted)
}
