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

/// The last line: the status at the left, the available keys at the right.
fn footer(model: &Model, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    canvas.rule(regions.foot_rule);
    let (state, role) = state_line(model);
    let state = canvas.theme.label(state, role);
    let used = state.width();
    canvas.render(state, regions.foot);
    let hints = layout::indented(regions.foot, used.saturating_add(1));
    canvas.render(Hints::new(hints_of(model), canvas.theme), hints);
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
    if workspace.saving.unsaved() > 0 {
        return ("Saving".to_owned(), Role::Muted);
    }
    let size = workspace.view.size;
    match &workspace.saving.saved_at {
        // A narrow screen needs the space for the keys.
        Some(_) if Rect::new(0, 0, size.columns, size.rows).is_narrow() => ("Saved".to_owned(), Role::Muted),
        Some(at) => (format!("Saved {at}"), Role::Muted),
        None => (String::new(), Role::Muted),
    }
}
