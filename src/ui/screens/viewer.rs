//! Draws a full-screen text.

use crate::app::screen::viewer::Viewer;
use crate::app::text_row::Tone;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;

pub fn draw(viewer: &Viewer, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    canvas.text(viewer.title, Role::Muted, layout::at_most(regions.head, layout::PROSE));
    let text = layout::at_most(layout::margins(regions.body), layout::PROSE);
    for (at, row) in text.rows().zip(viewer.rows.iter().skip(viewer.scroll.top)) {
        if row.tone == Tone::Rule {
            canvas.text(canvas.theme.signs.rule.repeat(row.text.len()), Role::Text, at);
        } else {
            canvas.text(row.text.as_str(), Role::of(row.tone), at);
        }
    }
    if !viewer.scroll.is_at_end(viewer.rows.len(), usize::from(text.height)) {
        canvas.more(layout::margins(regions.body));
    }
}
