//! Pop-ups: help, messages, pickers.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::layout;
use super::theme::Role;
use super::widgets::{Ends, PopUp};
use crate::app::overlay::{Help, Message, Overlay, Picker, PickerItem};

/// Maximum rows for the full text of the selected row.
const WORDING: u16 = 3;
/// Rows for a label that is cut in its row.
const CUT: u16 = 2;
/// Maximum width of the key column.
const KEYS: usize = 24;

/// Draws a pop-up on top of the screen.
pub fn draw(overlay: &Overlay, canvas: &mut Canvas<'_, '_>) {
    match overlay {
        Overlay::Help(help) => draw_help(help, canvas),
        Overlay::Picker(picker) => draw_picker(picker, canvas),
        Overlay::Message(message) | Overlay::Starter(message) => {
            let columns = canvas.area().width;
            let rows = message.rows(columns);
            let (inside, top) =
                page(&message.title, rows.len(), message.scroll.top, Message::width(columns) + 4, canvas);
            for (at, row) in inside.rows().zip(rows.iter().skip(top)) {
                canvas.text(row.as_str(), Role::Text, at);
            }
        }
    }
}

fn draw_help(help: &Help, canvas: &mut Canvas<'_, '_>) {
    let keys = help.rows();
    let columns = keys.iter().map(|(k, _)| crate::text::columns(k)).max().unwrap_or(0).min(KEYS);
    // As high as with all keys, so that it stays where it is while somebody types.
    let area = layout::popup(canvas.area(), layout::POPUP, help.most() as u16 + 3);
    let room = usize::from(area.height.saturating_sub(3));
    let top = help.scroll.top.min(keys.len().saturating_sub(room));
    let inside = frame("Keys", (top > 0, keys.len() > top + room), area, canvas);
    let filter = layout::row(inside, 0);
    canvas.field(&help.query, true, &[], filter);
    if help.query.text().is_empty() {
        canvas.text("Type a key or a word of what it does", Role::Muted, filter);
    }
    let list = layout::below(inside, 1);
    if keys.is_empty() {
        canvas.text("Nothing has these words.", Role::Muted, layout::row(list, 0));
    }
    for (at, (key, title)) in list.rows().zip(keys.into_iter().skip(top)) {
        let [key_at, title_at] = layout::key(at, columns as u16);
        canvas.text(key.as_str(), Role::Accent, key_at);
        canvas.text(*title, Role::Text, title_at);
    }
}

/// Draws a pop-up for `len` rows, scrolled to `top` if they do not fit. Returns the inner area and the first
/// visible row.
fn page(title: &str, len: usize, top: usize, width: u16, canvas: &mut Canvas<'_, '_>) -> (Rect, usize) {
    let area = layout::popup(canvas.area(), width, len as u16 + 2);
    let room = usize::from(area.height.saturating_sub(2));
    let top = top.min(len.saturating_sub(room));
    (frame(title, (top > 0, len > top + room), area, canvas), top)
}

/// Draws the border of a pop-up with marks for more rows above and below. Returns the inner area without
/// margins.
fn frame(title: &str, (above, below): (bool, bool), area: Rect, canvas: &mut Canvas<'_, '_>) -> Rect {
    canvas.render(PopUp::new(title, canvas.theme).more(above, below), area);
    layout::margins(PopUp::inner(area))
}

fn draw_picker(picker: &Picker, canvas: &mut Canvas<'_, '_>) {
    let rows = picker.rows();
    let room = crate::app::overlay::overlay_rows(canvas.area().height, picker.items.len()) as u16;
    let width = layout::POPUP.min(canvas.area().width);
    // A truncated label of the selected row is shown in full below the list.
    let is_cut = |i: &PickerItem| crate::text::columns(&i.label) > usize::from(width.saturating_sub(7));
    let long = picker.items.iter().any(is_cut);
    let typed = u16::from(picker.query.is_some());
    let wrapped = |text: &String| crate::text::wrap(text, usize::from(width.saturating_sub(4))).len() as u16;
    let worded = picker.wordings.iter().map(wrapped).max().map(|rows| rows.min(WORDING));
    let wording = worded.unwrap_or(if long { CUT } else { 0 });
    let said = if wording > 0 { 1 + wording } else { 0 };
    let area = layout::popup(canvas.area(), width, room + 2 + typed + said);
    let inside = frame(&picker.title, (false, false), area, canvas);
    if let Some(query) = &picker.query {
        let at = layout::row(inside, 0);
        canvas.field(query, true, &[], at);
        if query.text().is_empty() {
            canvas.text("Type to search", Role::Muted, at);
        }
    }
    let list = layout::first_rows(layout::below(inside, typed), room);
    if rows.is_empty() {
        canvas.text(picker.empty.as_str(), Role::Muted, layout::row(list, 0));
    }
    let items = rows.iter().filter_map(|&r| picker.items.get(r)).enumerate();
    for (at, (i, item)) in list.rows().zip(items.skip(picker.list.top)) {
        let armed = picker.armed.is_some() && i == picker.list.chosen;
        row(item, i == picker.list.chosen, armed, at, canvas);
    }
    if rows.len() > picker.list.top + usize::from(room) {
        canvas.more(Rect { width: list.width + 1, ..list });
    }
    let chosen = || picker.chosen().and_then(|at| picker.items.get(at)).filter(|i| is_cut(i));
    let whole = picker.wording().or_else(|| Some(chosen()?.label.trim_start_matches(['✓', ' '])));
    if let Some(whole) = whole {
        canvas.prose(whole, Role::Muted, layout::last_rows(inside, wording));
    }
}

fn row(item: &PickerItem, chosen: bool, armed: bool, area: Rect, canvas: &mut Canvas<'_, '_>) {
    if chosen {
        canvas.chosen(area);
    }
    let role = if chosen { Role::Chosen } else { Role::Text };
    let at = layout::indented(area, 2);
    let label = canvas.theme.label(item.label.as_str(), role).at_most(at.width.saturating_sub(1));
    let note = if armed {
        canvas.theme.label("enter again", Role::Warn)
    } else {
        canvas.theme.label(item.note.as_str(), Role::Muted)
    };
    let least = note.width().min(7);
    canvas.render(Ends::keep_left(label, note, 1, least), at);
}
