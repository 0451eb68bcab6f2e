//! Draws what follows an exercise of a drill, and the end of a drill.

use ratatui::layout::Rect;

use super::head;
use crate::app::screen::practice::Practice;
use crate::practice::Turn;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// What was asked, and what there is to compare with.
pub fn look(practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let Some(exercise) = practice.exercise() else { return };
    head(practice, canvas);
    let regions = canvas.regions();
    let gap = u16::from(!canvas.area().is_tight());
    let body = layout::at_most(layout::margins(regions.below_head()), layout::PROSE);
    let mut rest = layout::below(body, gap);
    rest = layout::below(rest, canvas.prose(&exercise.ask, Role::Muted, rest) + gap);
    for (i, line) in exercise.answer.iter().enumerate() {
        let role = if i == 0 { Role::Strong } else { Role::Text };
        rest = layout::below(rest, canvas.prose(line, role, rest));
    }
}

/// The exercises with their times, and how many of them were known.
pub fn end(practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let turns = practice.session.turns();
    let name = turns.first().and_then(|turn| Some(turn.item.exercise.as_ref()?.drill.clone()));
    canvas.text(name.unwrap_or_default(), Role::Strong, regions.head);
    let gap = u16::from(!canvas.area().is_tight());
    let body = layout::at_most(layout::margins(regions.body), layout::ROW - 2);
    let told: Vec<&Turn> = turns.iter().filter(|turn| turn.told.is_some()).collect();
    for (at, turn) in body.rows().zip(&told) {
        row(turn, at, canvas);
    }
    let rest = layout::below(body, told.len() as u16 + gap);
    let known = told.iter().filter(|turn| turn.answered == Some(true)).count();
    let words = match (told.len(), told.iter().any(|turn| turn.answered.is_some())) {
        (all, true) => format!("You had {known} of {all}."),
        (1, false) => "1 answered aloud.".to_owned(),
        (all, false) => format!("{all} answered aloud."),
    };
    let rows = canvas.prose(&words, Role::Text, rest);
    let note = "Drills aren't graded, and your schedule stays as it was.";
    canvas.prose(note, Role::Muted, layout::below(rest, rows));
}

/// An exercise: what was asked, the time, and whether it was known.
fn row(turn: &Turn, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let Some((exercise, told)) = turn.item.exercise.as_ref().zip(turn.told) else { return };
    let over = told.seconds > exercise.limit;
    let how = match turn.answered {
        Some(true) => "had it",
        Some(false) => "missed",
        None if over => "over",
        None => "in time",
    };
    let role = if over || turn.answered == Some(false) { Role::Warn } else { Role::Muted };
    let ask = canvas.theme.label(exercise.ask.as_str(), Role::Text);
    let how = canvas.theme.label(format!("{}  {how:<7}", told.seconds), role);
    canvas.render(Ends::keep_right(ask, how, 2), area);
}
