//! The picture of the coach's pane.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::Screen;
use crate::app::screen::coach::CoachScreen;
use crate::coach::{Finding, Review};
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// From this width on the pane stands beside the text.
pub const BESIDE: u16 = 110;

/// Draws the pane: beside the text where there is room, else alone.
pub fn draw(model: &Model, pane: &CoachScreen, page: &mut Page<'_, '_>) {
    if page.area.width >= BESIDE
        && let Some(Screen::Draft(draft)) = model.under()
    {
        super::draft::draw(model, draft, page);
        page.hide_cursor();
        clear(page);
        beside(&pane.review, Some(pane.list.chosen), page);
        return;
    }
    let name = model.workspace.library.get(&pane.story).map(|s| s.name()).unwrap_or_default();
    let x = page.put(1, 0, page.area.width - 2, &pane.review.summary(), Role::Muted);
    let room = page.area.width.saturating_sub(x + 3);
    let name = crate::text::cut(&name, usize::from(room)).into_owned();
    page.put_right(page.area.width - 1, 0, &name, Role::Strong);
    let top = if page.area.height < 16 { 1 } else { 2 };
    let width = page.area.width.saturating_sub(2).min(PROSE);
    let at = Rect { x: 1, y: top, width, height: crate::ui::floor(page).saturating_sub(top) };
    list(&pane.review, Some(pane.list.chosen), at, page);
}

fn column(page: &Page<'_, '_>) -> Rect {
    let x = 84;
    let height = page.area.height.saturating_sub(6);
    Rect { x, y: 4, width: page.area.width.saturating_sub(x + 1).min(PROSE), height }
}

fn clear(page: &mut Page<'_, '_>) {
    let at = column(page);
    let blank = " ".repeat(usize::from(at.width));
    for y in at.top()..at.bottom() {
        page.put(at.x, y, at.width, &blank, Role::Text);
    }
}

/// The pane as a second column.
pub fn beside(review: &Review, chosen: Option<usize>, page: &mut Page<'_, '_>) {
    let at = column(page);
    page.put(at.x, at.y, at.width, &review.summary(), Role::Muted);
    let below = Rect { y: at.y + 2, height: at.height.saturating_sub(2), ..at };
    list(review, chosen, below, page);
}

/// What is good, then the findings; the chosen one is kept in view.
fn list(review: &Review, chosen: Option<usize>, at: Rect, page: &mut Page<'_, '_>) {
    let width = at.width.saturating_sub(2);
    let mut rows: Vec<(String, Role, bool)> = Vec::new();
    for praise in &review.praise {
        let said = wrapped(&praise.message, width.saturating_sub(2), Role::Good);
        rows.extend(said.into_iter().enumerate().map(|(i, (row, role, chosen))| {
            (format!("{}{row}", if i == 0 { "+ " } else { "  " }), role, chosen)
        }));
    }
    if !review.praise.is_empty() {
        rows.push((String::new(), Role::Text, false));
    }
    let mut chosen_rows = 0..0;
    for (i, finding) in review.findings.iter().enumerate() {
        let start = rows.len();
        rows.extend(one(finding, chosen == Some(i), width));
        if chosen == Some(i) {
            chosen_rows = start..rows.len();
        }
        rows.push((String::new(), Role::Text, false));
    }
    let room = usize::from(at.height);
    let top = chosen_rows.end.saturating_sub(room).min(chosen_rows.start);
    for (i, (text, role, marked)) in rows.iter().skip(top).take(room).enumerate() {
        let y = at.y + i as u16;
        if *marked {
            let sign = page.theme.signs.chosen;
            page.put(at.x, y, 1, sign, Role::Chosen);
        }
        page.put(at.x + 2, y, width, text, *role);
    }
}

fn wrapped(text: &str, width: u16, role: Role) -> Vec<(String, Role, bool)> {
    crate::ui::page::wrap(text, width).into_iter().map(|row| (row, role, false)).collect()
}

fn one(finding: &Finding, chosen: bool, width: u16) -> Vec<(String, Role, bool)> {
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
