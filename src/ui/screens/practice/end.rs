//! The end of a session: what was told, what comes tomorrow, twelve weeks of days.

use jiff::ToSpan as _;

use super::{against, day_words};
use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::practice::{SessionKind, Turn, stats};
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Draws the end of a session.
pub fn draw(model: &Model, practice: &Practice, page: &mut Page<'_, '_>) {
    let width = page.area.width;
    let tight = page.area.height < 16;
    let day = practice.day.strftime("%a %-d %b").to_string();
    let start = page.put_right(width - 1, 0, &day, Role::Muted);
    page.put(1, 0, start.saturating_sub(2), "Told today", Role::Strong);
    let floor = crate::ui::floor(page);
    let map = !tight && page.area.height >= 22;
    let below = if map { 11 } else { 3 };
    let mut y = if tight { 1 } else { 2 };
    let told: Vec<&Turn> = practice.session.turns().iter().filter(|t| t.told.is_some()).collect();
    let room = usize::from(floor.saturating_sub(y + below)).max(1);
    // The last ones are what was done last; a long session keeps them in view.
    for turn in told.iter().skip(told.len().saturating_sub(room)) {
        row(model, practice, turn, y, page);
        y += 1;
    }
    y += u16::from(!tight);
    if let Some(text) = tomorrow(model, practice) {
        page.put(1, y, width - 2, &text, Role::Text);
        y += 1;
    }
    y += u16::from(!tight);
    let recent = stats::recent_words(&model.workspace.history, practice.day);
    page.put(1, y, width - 2, &recent, Role::Muted);
    if map {
        heat(model, practice, y + 1, page);
    }
}

fn row(model: &Model, practice: &Practice, turn: &Turn, y: u16, page: &mut Page<'_, '_>) {
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
    let right = page.area.width.min(PROSE + 4) - 1;
    let narrow = page.area.width < 60;
    let headline = practice.session.kind() == SessionKind::Headlines;
    let length = match (headline, narrow) {
        (true, _) | (_, true) => String::new(),
        (false, false) => against(told.seconds),
    };
    let next = turn.item.story.as_ref().filter(|_| turn.grade.is_some()).and_then(|id| {
        let due = workspace.history.record(id)?.due(practice.day, workspace.interview())?;
        Some(day_words(due, practice.day))
    });
    let grade = match (turn.grade, turn.item.story.is_some()) {
        (Some(grade), _) => grade.name(),
        (None, false) => "no story yet",
        (None, true) => "",
    };
    let grade_at = if narrow { right.saturating_sub(12) } else { right.saturating_sub(27) };
    page.put(grade_at, y, 12, grade, Role::Text);
    if !narrow {
        page.put_right(right, y, &next.unwrap_or_default(), Role::Muted);
    }
    let time_at = grade_at.saturating_sub(if narrow { 6 } else { 32 });
    page.put(time_at, y, 6, &told.seconds.to_string(), Role::Strong);
    page.put(time_at + 6, y, grade_at.saturating_sub(time_at + 8), &length, Role::Muted);
    page.put(1, y, time_at.saturating_sub(2), &name, Role::Text);
}

/// What the next day holds.
fn tomorrow(model: &Model, practice: &Practice) -> Option<String> {
    let day = practice.day.tomorrow().ok()?;
    if model.workspace.interview() == Some(practice.day) {
        return None;
    }
    let plan = model.workspace.plan(day);
    Some(if plan.items.is_empty() {
        "Tomorrow: nothing is due. Rest, or tell one for the pleasure of it.".to_owned()
    } else {
        format!("Tomorrow: {}.", plan.words())
    })
}

/// Twelve weeks, a column a week, Monday on top; this week is the last, as far as it has come.
fn heat(model: &Model, practice: &Practice, y: u16, page: &mut Page<'_, '_>) {
    let heat = stats::heat(&model.workspace.history, practice.day);
    let [much, some, ..] = page.theme.signs.days;
    let none = page.theme.signs.none;
    let Ok(first) = practice.day.checked_sub((i64::try_from(heat.len()).unwrap_or(1) - 1).days()) else {
        return;
    };
    let offset = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    for (row, name) in [(0, "Mon"), (3, "Thu"), (6, "Sun")] {
        page.put(1, y + row, 4, name, Role::Muted);
    }
    // A week that is only half among the days would stand a column before all others.
    let before = if offset == 0 { 0 } else { 7 - offset };
    for (at, count) in heat.iter().skip(before).enumerate() {
        let (x, y) = (6 + (at / 7) as u16 * 2, y + (at % 7) as u16);
        let (sign, role) = match count {
            0 => (none, Role::Muted),
            1 | 2 => (some, Role::Accent),
            _ => (much, Role::Accent),
        };
        page.put(x, y, 1, sign, role);
    }
    page.put(36, y + 6, 43, &format!("{some} one or two told   {much} three or more"), Role::Muted);
}
