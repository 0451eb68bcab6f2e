//! Draws the end of a session: what was told, the next day, the heat map.

use jiff::ToSpan as _;
use ratatui::layout::Rect;

use super::{against, day_of, day_words};
use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::practice::{SessionKind, Turn, stats};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, HeatMap};

/// The rows below the tellings: the next day, the last days, and the gaps.
const BELOW: u16 = 3;
/// The rows of the heat map and the gap above it.
const MAP: u16 = 8;

pub fn draw(model: &Model, practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let title = canvas.theme.label("Told today", Role::Strong);
    let day = canvas.theme.label(day_of(practice), Role::Muted);
    canvas.render(Ends::keep_right(title, day, 1), regions.head);
    let gap = u16::from(!canvas.area().is_tight());
    let map = canvas.area().fits_heat_map();
    let below = BELOW + if map { MAP } else { 0 };
    let told: Vec<&Turn> = practice.session.turns().iter().filter(|t| t.told.is_some()).collect();
    let mut rest = layout::margins(regions.body);
    let room = usize::from(rest.height.saturating_sub(below)).max(1);
    // In a long session the last tellings stay visible.
    for turn in told.iter().skip(told.len().saturating_sub(room)) {
        row(model, practice, turn, layout::row(rest, 0), canvas);
        rest = layout::below(rest, 1);
    }
    rest = layout::below(rest, gap);
    if let Some(text) = tomorrow(model, practice) {
        canvas.text(text, Role::Text, layout::row(rest, 0));
        rest = layout::below(rest, 1);
    }
    rest = layout::below(rest, gap);
    let recent = stats::recent_words(&model.workspace.practice.history, practice.day);
    canvas.text(recent, Role::Muted, layout::row(rest, 0));
    if map {
        heat_map(model, practice, layout::below(rest, 1), canvas);
    }
}

fn row(model: &Model, practice: &Practice, turn: &Turn, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let Some(told) = turn.told else { return };
    let workspace = &model.workspace;
    let name = match turn.item.story.as_ref().and_then(|id| workspace.library.get(id)) {
        Some(story) => story.name(),
        None => turn
            .item
            .prompt()
            .and_then(|p| workspace.bank.prompt(p))
            .map(|p| p.short.clone())
            .unwrap_or_default(),
    };
    let next = turn.item.story.as_ref().filter(|_| turn.grade.is_some()).and_then(|id| {
        let due =
            workspace.practice.history.record(id)?.due(practice.day, workspace.documents.interview())?;
        Some(day_words(due, practice.day))
    });
    let grade = match (turn.grade, turn.item.story.is_some()) {
        (Some(grade), _) => grade.name(),
        (None, false) => "no story yet",
        (None, true) => "",
    };
    let at = layout::told(area, canvas.area().is_narrow());
    canvas.text(name, Role::Text, at.name);
    canvas.text(told.seconds.to_string(), Role::Strong, at.time);
    if practice.session.kind() != SessionKind::Headlines {
        canvas.text(against(told.seconds), Role::Muted, at.against);
    }
    canvas.text(grade, Role::Text, at.grade);
    canvas.render(canvas.theme.label(next.unwrap_or_default(), Role::Muted).right_aligned(), at.next);
}

/// The practice on the next day.
fn tomorrow(model: &Model, practice: &Practice) -> Option<String> {
    let day = practice.day.tomorrow().ok()?;
    if model.workspace.documents.interview() == Some(practice.day) {
        return None;
    }
    let plan = model.workspace.plan(day);
    Some(if plan.items.is_empty() {
        "Tomorrow: nothing is due. Rest, or tell one for the pleasure of it.".to_owned()
    } else {
        format!("Tomorrow: {}.", plan.words())
    })
}

/// Twelve weeks, ending with the days of this week so far.
fn heat_map(model: &Model, practice: &Practice, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let counts = stats::heat(&model.workspace.practice.history, practice.day);
    let days_before = i64::try_from(counts.len()).unwrap_or(1) - 1;
    let Ok(first) = practice.day.checked_sub(days_before.days()) else { return };
    let weekday = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    canvas.render(HeatMap::new(&counts, weekday, canvas.theme), area);
}
