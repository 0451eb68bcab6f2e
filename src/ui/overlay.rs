//! The pictures of pop-ups.

use ratatui::layout::Rect;

use super::page::Page;
use super::theme::Role;
use crate::app::Model;
use crate::app::keymap;
use crate::app::overlay::{Message, Overlay, Picker, PickerItem};

/// The rows that are kept for what the chosen row says in full.
const WORDING: u16 = 2;

/// Draws a pop-up above what is there.
pub fn draw(model: &Model, overlay: &Overlay, page: &mut Page<'_, '_>) {
    match overlay {
        Overlay::Help { top, contexts } => {
            help(&keymap::keys_of(contexts, model.workspace.ascii), *top, page);
        }
        Overlay::Picker(picker) => draw_picker(picker, page),
        Overlay::Message(message) | Overlay::Starter(message) => {
            let width = Message::width(page.area.width);
            let rows = message.rows(page.area.width);
            let at = place(page, width + 4, rows.len() as u16 + 2);
            page.frame(at, &message.title);
            let room = usize::from(at.height.saturating_sub(2));
            let top = message.top.min(rows.len().saturating_sub(room));
            for (i, row) in rows.iter().skip(top).take(room).enumerate() {
                page.put(at.x + 2, at.y + 1 + i as u16, width, row, Role::Text);
            }
            scrolls(at, top, rows.len() > top + room, page);
        }
    }
}

/// A rectangle in the middle of the page, as large as asked where that fits.
fn place(page: &Page<'_, '_>, width: u16, height: u16) -> Rect {
    let width = width.min(page.area.width);
    let height = height.min(page.area.height.saturating_sub(1));
    Rect { x: (page.area.width - width) / 2, y: (page.area.height - height) / 3, width, height }
}

fn help(lines: &[(String, &str)], top: usize, page: &mut Page<'_, '_>) {
    let keys = lines.iter().map(|(k, _)| crate::text::columns(k)).max().unwrap_or(0).min(24) as u16;
    let at = place(page, 66, lines.len() as u16 + 2);
    page.frame(at, "Keys");
    let room = usize::from(at.height.saturating_sub(2));
    let top = top.min(lines.len().saturating_sub(room));
    for (i, (key, title)) in lines.iter().skip(top).take(room).enumerate() {
        let y = at.y + 1 + i as u16;
        page.put(at.x + 2, y, keys, key, Role::Accent);
        page.put(at.x + 4 + keys, y, at.width.saturating_sub(keys + 6), title, Role::Text);
    }
    scrolls(at, top, lines.len() > top + room, page);
}

/// Says on the border of a pop-up that there is more above or below.
fn scrolls(at: Rect, top: usize, below: bool, page: &mut Page<'_, '_>) {
    let (up, down) = (page.theme.signs.above, page.theme.signs.more);
    let x = at.right().saturating_sub(3);
    if top > 0 {
        page.put(x, at.y, 1, up, Role::Muted);
    }
    if below {
        page.put(x, at.bottom().saturating_sub(1), 1, down, Role::Muted);
    }
}

fn draw_picker(picker: &Picker, page: &mut Page<'_, '_>) {
    let rows = picker.rows();
    let room = crate::app::overlay_rows(page.area.height, picker.items.len());
    let width = 66.min(page.area.width);
    // Where a label is too long for its row, the chosen one is shown whole below the list.
    let long =
        picker.items.iter().any(|i| crate::text::columns(&i.label) > usize::from(width.saturating_sub(7)));
    let worded = picker.query.as_ref().is_some_and(|n| !n.wordings.is_empty());
    let typed = u16::from(picker.query.is_some());
    let said = if worded || long { 1 + WORDING } else { 0 };
    let at = place(page, width, room as u16 + 2 + typed + said);
    page.frame(at, &picker.title);
    let width = at.width.saturating_sub(4);
    if let Some(query) = &picker.query {
        page.field(at.x + 2, at.y + 1, width, &query.field, true, &[]);
        if query.field.text().is_empty() {
            page.put(at.x + 2, at.y + 1, width, "Type a word of what you want", Role::Muted);
        }
    }
    let y = at.y + 1 + typed;
    if rows.is_empty() {
        page.put(at.x + 2, y, width, &picker.empty, Role::Muted);
    }
    for (i, item) in
        rows.iter().filter_map(|&r| picker.items.get(r)).enumerate().skip(picker.list.top).take(room)
    {
        row(item, i == picker.list.chosen, Rect { y: y + (i - picker.list.top) as u16, ..at }, page);
    }
    if rows.len() > picker.list.top + room {
        let sign = page.theme.signs.more;
        page.put(at.right().saturating_sub(2), y + room as u16 - 1, 1, sign, Role::Muted);
    }
    let chosen = || picker.chosen().and_then(|at| picker.items.get(at)).filter(|_| long);
    let whole = picker.wording().or_else(|| Some(chosen()?.label.trim_start_matches(['✓', ' '])));
    if let Some(whole) = whole {
        let at = Rect { x: at.x + 2, y: at.bottom().saturating_sub(1 + WORDING), width, height: WORDING };
        page.prose(at, whole, 0, Role::Muted);
    }
}

fn row(item: &PickerItem, chosen: bool, at: Rect, page: &mut Page<'_, '_>) {
    if chosen {
        let sign = page.theme.signs.chosen;
        page.put(at.x + 2, at.y, 1, sign, Role::Chosen);
    }
    let role = if chosen { Role::Chosen } else { Role::Text };
    let end = page.put(at.x + 4, at.y, at.width.saturating_sub(7), &item.label, role);
    let room = at.right().saturating_sub(end + 3);
    if room > 6 || crate::text::columns(&item.note) <= usize::from(room) {
        let note = crate::text::cut(&item.note, usize::from(room)).into_owned();
        page.put_right(at.right() - 2, at.y, &note, Role::Muted);
    }
}
