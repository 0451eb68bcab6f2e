//! The picture of two versions: side by side where there is room, else one below the other.

use crate::app::Model;
use crate::app::screen::compare::{Compare, OtherVersion};
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Draws the two versions.
pub fn draw(model: &Model, screen: &Compare, page: &mut Page<'_, '_>) {
    let name = model.workspace.library.get(&screen.story).map(|s| s.name()).unwrap_or_default();
    let width = page.area.width;
    let (here, there) = match &screen.kind {
        OtherVersion::Sibling(_) => ("Yours".to_owned(), "Changed elsewhere".to_owned()),
        OtherVersion::Earlier(at) => ("Now".to_owned(), format!("As it was on {at}")),
    };
    page.put(1, 0, width - 2, &format!("Two versions of \"{name}\""), Role::Strong);
    let top = if page.area.height < 16 { 1 } else { 2 };
    let bottom = crate::ui::floor(page);
    let wide = width >= 90;
    let column = if wide { ((width - 6) / 2).min(PROSE) } else { (width - 4).min(PROSE) };
    let mut rows: Vec<[(String, Role); 2]> = Vec::new();
    let none = || (String::new(), Role::Text);
    for difference in &screen.differences {
        let left = cells(&difference.name, &here, &difference.here, column);
        let right = cells(&difference.name, &there, &difference.there, column);
        if wide {
            for i in 0..left.len().max(right.len()) {
                rows.push([
                    left.get(i).cloned().unwrap_or_else(none),
                    right.get(i).cloned().unwrap_or_else(none),
                ]);
            }
        } else {
            rows.extend(left.into_iter().chain(right).map(|cell| [cell, none()]));
        }
        rows.push([none(), none()]);
    }
    if rows.is_empty() {
        page.put(1, top, width - 2, "They say the same.", Role::Muted);
    }
    let room = usize::from(bottom.saturating_sub(top));
    let first = screen.top.min(rows.len().saturating_sub(room));
    for (y, [left, right]) in (top..bottom).zip(rows.iter().skip(first)) {
        page.put(1, y, column, &left.0, left.1);
        page.put(3 + column, y, column, &right.0, right.1);
    }
    if rows.len() > first + room {
        page.put_right(width, bottom.saturating_sub(1), page.theme.signs.more, Role::Muted);
    }
}

fn cells(name: &str, whose: &str, text: &str, width: u16) -> Vec<(String, Role)> {
    let mut out = vec![(format!("{name}, {}", lower(whose)), Role::Accent)];
    if text.trim().is_empty() {
        out.push(("Nothing.".to_owned(), Role::Muted));
    } else {
        out.extend(crate::ui::page::wrap(text, width).into_iter().map(|row| (row, Role::Text)));
    }
    out
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}
