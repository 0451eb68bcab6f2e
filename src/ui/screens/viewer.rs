//! The picture of a text that fills the screen.

use crate::app::screen::viewer::Viewer;
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Draws a text to read.
pub fn draw(reading: &Viewer, page: &mut Page<'_, '_>) {
    let wide = (page.area.width - 2).min(PROSE);
    let tight = page.area.height < 16;
    page.put(1, 0, wide, &reading.title, Role::Muted);
    let y = if tight { 1 } else { 2 };
    let bottom = crate::ui::floor(page);
    let room = usize::from(bottom.saturating_sub(y));
    let mut rows: Vec<String> = Vec::new();
    for line in reading.lines.iter().skip(reading.top) {
        if rows.len() > room {
            break;
        }
        // The line under the title is drawn, not set.
        if !line.is_empty() && line.bytes().all(|b| b == b'=') {
            rows.push(page.theme.signs.rule.repeat(line.len().min(usize::from(wide))));
            continue;
        }
        // The text is set for 76 columns; only a narrower screen wraps it again, keeping its indentation.
        let indent = line.len() - line.trim_start().len();
        let wrapped = crate::ui::page::wrap(line.trim_start(), wide.saturating_sub(indent as u16).max(10));
        rows.extend(wrapped.into_iter().map(|row| format!("{}{row}", " ".repeat(indent))));
    }
    for (i, row) in rows.iter().take(room).enumerate() {
        page.put(1, y + i as u16, wide, row, Role::Text);
    }
    if rows.len() > room && room > 0 {
        page.put_right(page.area.width - 1, bottom - 1, page.theme.signs.more, Role::Muted);
    }
}
