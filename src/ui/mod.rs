//! Draws the model on a ratatui frame.
//!
//! Owns how everything looks. Reads the model and changes nothing.

mod overlay;
mod page;
mod screens;
pub mod theme;

use ratatui::Frame;

use crate::app::Model;
use crate::app::command::Place;
use crate::app::keymap;
use crate::story::Stage;
use page::Page;
use theme::{Role, Theme};

/// The smallest screen that is drawn, in columns and rows.
pub const SMALLEST: (u16, u16) = (30, 8);

/// Draws the model on an empty frame.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let mut page = Page::new(frame, theme);
    screen(model, &mut page);
    page.finish();
}

fn screen(model: &Model, page: &mut Page<'_, '_>) {
    if page.area.width < SMALLEST.0 || page.area.height < SMALLEST.1 {
        let area = page.area;
        page.prose(area, "Enlarge the window. All is kept.", 0, Role::Text);
        return;
    }
    screens::draw(model, page);
    footer(model, page);
    for overlay in &model.overlays {
        page.hide_cursor();
        overlay::draw(model, overlay, page);
    }
}

/// The head of a place: the places, and what is said at the right. Gives the first free row.
fn head(model: &Model, page: &mut Page<'_, '_>, right: &str) -> u16 {
    let mut x = 1;
    for (i, place) in Place::ALL.into_iter().enumerate() {
        let here = place == model.place;
        let role = if here { Role::Chosen } else { Role::Muted };
        x = page.put(x, 0, 20, &format!("{} {}", i + 1, place.name()), role)
            + if page.area.width < 60 { 1 } else { 3 };
    }
    let width = crate::text::columns(right) as u16;
    if x + width < page.area.width {
        page.put_right(page.area.width - 1, 0, right, Role::Muted);
    }
    if page.area.height < 16 {
        return 1;
    }
    page.rule(1);
    2
}

/// The first row of the footer: what a screen draws ends above it.
fn floor(page: &Page<'_, '_>) -> u16 {
    page.area.height - if page.area.height < 16 { 1 } else { 2 }
}

/// The last line: left the state, right the keys that matter here.
fn footer(model: &Model, page: &mut Page<'_, '_>) {
    let y = page.area.height - 1;
    if page.area.height >= 16 {
        page.rule(y - 1);
    }
    let workspace = &model.workspace;
    let width = page.area.width;
    let (state, role) = state_line(model);
    let hints: Vec<String> = if model.pending.is_empty() {
        model
            .hints()
            .iter()
            .map(|(key, row)| format!("{} {}", keymap::label(key, workspace.ascii), model.hint(row)))
            .collect()
    } else {
        let going = keymap::continuations(&model.contexts(), &model.pending);
        going.iter().map(|(key, row)| format!("{} {}", key.label(workspace.ascii), row.title)).collect()
    };
    let left = (crate::text::columns(&state) as u16).min(width - 2);
    let room = width.saturating_sub(left + 3);
    let mut shown = String::new();
    for hint in hints {
        let gap = if shown.is_empty() { "" } else { "   " };
        if crate::text::columns(&shown) + gap.len() + crate::text::columns(&hint) > usize::from(room) {
            break;
        }
        shown.push_str(gap);
        shown.push_str(&hint);
    }
    page.put(1, y, width - 2, &state, role);
    let x = page.area.width - 1 - crate::text::columns(&shown) as u16;
    hint_text(page, x, y, &shown);
}

/// Hints with their keys set off: the first word of each is the key.
fn hint_text(page: &mut Page<'_, '_>, mut x: u16, y: u16, shown: &str) {
    for (i, hint) in shown.split("   ").enumerate() {
        if i > 0 {
            x += 3;
        }
        let (key, rest) = hint.split_once(' ').unwrap_or((hint, ""));
        x = page.put(x, y, 40, key, Role::Accent);
        x = page.put(x, y, 40, &format!(" {rest}"), Role::Muted);
    }
}

/// What the last line says at its left, and how.
fn state_line(model: &Model) -> (String, Role) {
    let workspace = &model.workspace;
    if let Some(problem) = workspace.trouble() {
        return (problem.what.clone(), Role::Warn);
    }
    if let Some(toast) = &workspace.toast {
        return (toast.text.clone(), Role::Strong);
    }
    if workspace.unsaved() > 0 {
        return ("Saving".to_owned(), Role::Muted);
    }
    match &workspace.saved_at {
        // On a narrow screen the keys need the room.
        Some(_) if workspace.size.columns < 60 => ("Saved".to_owned(), Role::Muted),
        Some(at) => (format!("Saved {at}"), Role::Muted),
        None => (String::new(), Role::Muted),
    }
}

/// The sign of a story's state, and its role.
fn mark(page: &Page<'_, '_>, state: Stage) -> (&'static str, Role) {
    match state {
        Stage::Draft => (page.theme.signs.draft, Role::Muted),
        Stage::Solid => (page.theme.signs.solid, Role::Accent),
        Stage::Ready => (page.theme.signs.ready, Role::Good),
    }
}
