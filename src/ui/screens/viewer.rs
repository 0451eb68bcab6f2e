//! A text that fills the screen.

use crate::app::screen::viewer::Viewer;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;

/// Draws a text to read.
pub fn draw(viewer: &Viewer, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    canvas.text(viewer.title, Role::Muted, layout::at_most(regions.head, layout::PROSE));
    let text = layout::at_most(layout::margins(regions.body), layout::PROSE);
    let room = usize::from(text.height);
    let mut rows: Vec<String> = Vec::new();
    for line in viewer.lines.iter().skip(viewer.top) {
        if rows.len() > room {
            break;
        }
        // A line of equals signs underlines a title: a rule of its length.
        if !line.is_empty() && line.bytes().all(|b| b == b'=') {
            rows.push(canvas.theme.signs.rule.repeat(line.len().min(usize::from(text.width))));
            continue;
        }
        // The text is set for 76 columns; only a narrower screen wraps it again, keeping its indentation.
        let indent = line.len() - line.trim_start().len();
        let wrapped = wrap(line.trim_start(), usize::from(text.width).saturating_sub(indent).max(10));
        rows.extend(wrapped.into_iter().map(|row| format!("{}{row}", " ".repeat(indent))));
    }
    for (at, row) in text.rows().zip(&rows) {
        canvas.text(row.as_str(), Role::Text, at);
    }
    if rows.len() > room {
        canvas.more(layout::margins(regions.body));
    }
}
