//! Draws praise and findings, as a list or as the second column beside a story.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::coach::{Finding, Review};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;

/// A row: its text and role, and whether it begins the selected finding.
type FindingRow = (String, Role, bool);

/// Draws praise, then the findings; the selected one stays visible.
pub fn list(review: &Review, chosen: Option<usize>, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let (rows, chosen_rows) = rows(review, chosen, area.width);
    let top = chosen_rows.end.saturating_sub(usize::from(area.height)).min(chosen_rows.start);
    for (at, (text, role, marked)) in area.rows().zip(rows.iter().skip(top)) {
        if *marked {
            canvas.chosen(at);
        }
        canvas.text(text.as_str(), *role, layout::indented(at, 2));
    }
    if rows.len() > top + usize::from(area.height) {
        canvas.more(Rect { width: area.width + 1, ..area });
    }
}

/// The rows that praise and findings take.
pub fn height(review: &Review, width: u16) -> u16 {
    rows(review, None, width).0.len() as u16
}

/// All rows, and which of them are those of the selected finding.
fn rows(review: &Review, chosen: Option<usize>, width: u16) -> (Vec<FindingRow>, Range<usize>) {
    let width = width.saturating_sub(2);
    let mut rows: Vec<FindingRow> = Vec::new();
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
    if rows.last().is_some_and(|(text, ..)| text.is_empty()) {
        rows.pop();
    }
    (rows, chosen_rows)
}

fn wrapped(text: &str, width: u16, role: Role) -> Vec<FindingRow> {
    wrap(text, usize::from(width)).into_iter().map(|row| (row, role, false)).collect()
}

fn one(finding: &Finding, chosen: bool, width: u16) -> Vec<FindingRow> {
    let place = finding.section.map_or("The whole story", crate::story::Section::name);
    let head = match finding.quotes().as_str() {
        "" => place.to_owned(),
        quotes => format!("{place}: {quotes}"),
    };
    let role = if chosen { Role::Chosen } else { Role::Strong };
    let mut rows = wrapped(&head, width, role);
    rows.extend(wrapped(&finding.message, width, Role::Text));
    rows.extend(wrapped(&finding.question, width, Role::Accent));
    if let Some(first) = rows.first_mut() {
        first.2 = chosen;
    }
    rows
}
