//! Draws the coach's review.

use crate::app::Model;
use crate::app::screen::Screen;
use crate::app::screen::coach::CoachScreen;
use crate::app::screen::draft::geometry;
use crate::story::Section;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::screens::findings;
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// Draws the review: beside the text if there is space, else alone.
pub fn draw(model: &Model, screen: &CoachScreen, canvas: &mut Canvas<'_, '_>) {
    if geometry(model.workspace.view.size, Section::ALL.len()).panel > 0
        && let Some(Screen::Draft(draft)) = model.under()
    {
        super::draft::with_coach(model, draft, Some(screen), canvas);
        canvas.forget_marks();
        return;
    }
    let regions = canvas.regions();
    let name = model.workspace.library.get(&screen.story).map(|s| s.name()).unwrap_or_default();
    let summary = canvas.theme.label(screen.review.summary(), Role::Muted);
    let name = canvas.theme.label(name, Role::Strong);
    canvas.render(Ends::keep_left(summary, name, 2, 1), regions.head);
    let body = layout::at_most(layout::margins(regions.body), layout::PROSE);
    findings::list(&screen.review, Some(screen.list.chosen), body, canvas);
}
