//! Draws a worked example.

use crate::app::screen::example::ExampleScreen;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

pub fn draw(example: &ExampleScreen, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let what = if example.is_first_try { "a first try" } else { "a finished story" };
    let head = canvas.theme.label(format!("{}, {what}", example.principle), Role::Muted);
    let title = canvas.theme.label(example.title(), Role::Strong);
    canvas.render(Ends::keep_left(head, title, 2, 12), layout::at_most(regions.head, layout::ROW - 2));
    canvas.rule(regions.head_rule);
    let text = layout::at_most(layout::margins(regions.body), layout::PROSE);
    for (at, row) in text.rows().zip(example.rows.iter().skip(example.scroll.top)) {
        canvas.text(row.text.as_str(), Role::of(row.tone), at);
    }
    if !example.scroll.is_at_end(example.rows.len(), usize::from(text.height)) {
        canvas.more(layout::at_most(layout::margins(regions.body), layout::ROW - 2));
    }
    if example.beside {
        let column = layout::second_column(canvas.area());
        canvas.text(example.review.summary(), Role::Muted, layout::row(column, 0));
        super::findings::list(&example.review, None, layout::below(column, 2), canvas);
    }
}
