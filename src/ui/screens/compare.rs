//! Draws two versions of a story: side by side if there is space, else one below the other.

use ratatui::layout::{Constraint, Layout};

use crate::app::Model;
use crate::app::screen::compare::Compare;
use crate::app::screen::differences::{Differences, version_columns};
use crate::text::columns as columns_of;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;

pub fn draw(model: &Model, screen: &Compare, canvas: &mut Canvas<'_, '_>) {
    let here = model.workspace.library.get(&screen.story).map(|s| s.name());
    let name = here.unwrap_or_else(|| screen.other.name());
    differences(model, &format!("Two versions of \"{name}\""), &screen.differences, canvas);
}

/// Draws what differs, below a title.
pub fn differences(model: &Model, title: &str, screen: &Differences, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    canvas.text(title, Role::Strong, regions.head);
    let body = layout::margins(regions.body);
    let g = version_columns(model.workspace.view.size);
    let width = g.columns as u16;
    let columns = [width, if g.beside { width } else { 0 }].map(Constraint::Length);
    let [left, right] = Layout::horizontal(columns).spacing(2).areas(body);
    if screen.rows.is_empty() {
        canvas.text("They say the same.", Role::Muted, layout::row(body, 0));
    }
    for ((left, right), row) in left.rows().zip(right.rows()).zip(screen.rows.iter().skip(screen.scroll.top))
    {
        for (at, cell) in [left, right].into_iter().zip(row) {
            let Some(row) = &cell.row else { continue };
            canvas.text(row.text.as_str(), Role::of(row.tone), at);
            for mark in &cell.marks {
                let before = row.text.get(..mark.start).unwrap_or_default();
                let found = row.text.get(mark.clone()).unwrap_or_default();
                canvas.text(found, Role::Phrase, layout::indented(at, columns_of(before) as u16));
            }
        }
    }
    if !screen.scroll.is_at_end(screen.rows.len(), usize::from(body.height)) {
        canvas.more(regions.body);
    }
}
