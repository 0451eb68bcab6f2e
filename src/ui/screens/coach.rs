//! What the coach says, as a screen or as the second column beside a story.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::Screen;
use crate::app::screen::coach::CoachScreen;
use crate::coach::{Finding, Review};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// A row: its text and role, and whether it begins what is chosen.
type CoachRow = (String, Role, bool);

/// Draws what the coach says: beside the text where there is room, else alone.
pub fn draw(model: &Model, screen: &CoachScreen, canvas: &mut Canvas<'_, '_>) {
    if canvas.area().is_wide()
        && let Some(Screen::Draft(draft)) = model.under()
    {
        super::draft::draw(model, draft, canvas);
        canvas.hide_cursor();
        canvas.render(ratatui::widgets::Clear, layout::second_column(canvas.area()));
        beside(&screen.review, Some(screen.list.chosen), canvas);
        return;
    }
    let regions = canvas.regions();
    let name = model.workspace.library.get(&screen.story).map(|s| s.name()).unwrap_or_default();
    let summary = canvas.theme.label(screen.review.summary(), Role::Muted);
    let name = canvas.theme.label(name, Role::Strong);
    canvas.render(Ends::keep_left(summary, name, 2, 1), regions.head);
    let body = layout::at_most(layout::margins(regions.body), layout::PROSE);
    list(&screen.review, Some(screen.list.chosen), body, canvas);
}

/// Draws it as the second column.
pub fn beside(review: &Review, chosen: Option<usize>, canvas: &mut Canvas<'_, '_>) {
    let column = layout::second_column(canvas.area());
    canvas.text(review.summary(), Role::Muted, layout::row(column, 0));
    list(review, chosen, layout::below(column, 2), canvas);
}

/// What is good, then the findings; the chosen one is kept in view.
fn list(review: &Review, chosen: Option<usize>, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let width = area.width.saturating_sub(2);
    let mut rows: Vec<CoachRow> = Vec::new();
    for praise in &review.praise {
        let said = wrapped(&praise.message, width.saturating_sub(2), Role::Good);
        rows.extend(said.into_iter().enumerate().map(|(i, (row, role, chosen))| {
            (format!("{}{row}", if i == 0 { "+ " } else { "  " }), role, chosen)
        }));
    }
    let gap = || (String::new(), Role::Text, false);
    if !review.praise.is_empty() {
        rows.push(gap());
    }
    let mut chosen_rows = 0..0;
    for (i, finding) in review.findings.iter().enumerate() {
        let start = rows.len();
        rows.extend(one(finding, chosen == Some(i), width));
        if chosen == Some(i) {
            chosen_rows = start..rows.len();
        }
        rows.push(gap());
    }
    let top = chosen_rows.end.saturating_sub(usize::from(area.height)).min(chosen_rows.start);
    for (at, (text, role, marked)) in area.rows().zip(rows.iter().skip(top)) {
        if *marked {
            canvas.chosen(at);
        }
        canvas.text(text.as_str(), *role, layout::indented(at, 2));
    }
}

fn wrapped(text: &str, width: u16, role: Role) -> Vec<CoachRow> {
    wrap(text, usize::from(width)).into_iter().map(|row| (row, role, false)).collect()
}

fn one(finding: &Finding, chosen: bool, width: u16) -> Vec<CoachRow> {
    let place = finding.section.map_or("The whole story", crate::story::Section::name);
    let head =
        if finding.quote.is_empty() { place.to_owned() } else { format!("{place}: \"{}\"", finding.quote) };
    let role = if chosen { Role::Chosen } else { Role::Strong };
    let mut rows = wrapped(&head, width, role);
    rows.extend(wrapped(&finding.message, width, Role::Text));
    rows.extend(wrapped(&finding.question, width, Role::Accent));
    if let Some(first) = rows.first_mut() {
        first.2 = chosen;
    }
    rows
}
