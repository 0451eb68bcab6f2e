//! The look back at a telling: what was there, how it went, when it comes again.

use super::{against, day_words};
use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::practice::{Beat, Grade, Turn};
use crate::story::{Section, Story, one_line};
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Draws the look back.
pub fn draw(model: &Model, practice: &Practice, page: &mut Page<'_, '_>) {
    let Some(turn) = practice.session.turn() else { return };
    let Some(told) = turn.told else { return };
    let story = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id));
    let Some(story) = story else {
        page.put(1, 0, page.area.width - 2, "This story is gone. Esc goes on.", Role::Muted);
        return;
    };
    let width = page.area.width;
    let narrow = width < 60;
    let time = if narrow {
        told.seconds.to_string()
    } else {
        format!("{}, {}", told.seconds, against(told.seconds))
    };
    let start = page.put_right(width - 1, 0, &time, Role::Muted);
    page.put(1, 0, start.saturating_sub(3), &story.name(), Role::Strong);
    let tight = page.area.height < 16;
    let y = if tight { 1 } else { 2 };
    let y = beats(story, turn, y, narrow, page);
    let y = grades(model, practice, turn, if tight { y } else { y + 1 }, page);
    follow_up(model, practice, if tight { y } else { y + 1 }, page);
}

/// The beats with their ticks, the cues and the measured times; gives the row below.
fn beats(story: &Story, turn: &Turn, y: u16, narrow: bool, page: &mut Page<'_, '_>) -> u16 {
    let right = page.area.width.min(PROSE + 4) - 1;
    let cues = crate::interview::cues::by_part(story);
    let split = turn.told.map(|t| t.split).unwrap_or_default();
    for (i, section) in Section::STAR.into_iter().enumerate() {
        let y = y + i as u16;
        tick(turn, Beat::of(section), 2, y, page);
        let label = if narrow { 6 } else { 18 };
        if !narrow {
            page.put(6, y, 10, section.name(), Role::Text);
        }
        let time = split.of(section).map(|s| s.to_string()).unwrap_or_default();
        let start = page.put_right(right, y, &time, Role::Muted);
        let cue = cues.get(i).map_or("", String::as_str);
        let room = start.saturating_sub(label + u16::from(!time.is_empty()) * 2);
        page.put(label, y, room, &one_line(cue, usize::from(room)), Role::Muted);
    }
    let y = y + 4;
    let mut x = 2;
    for (beat, name) in
        [(Beat::Number, "a number"), (Beat::Customer, "the customer"), (Beat::Lesson, "the lesson")]
    {
        if beat != Beat::Lesson || turn.item.lesson {
            tick(turn, beat, x, y, page);
            x = page.put(
                x + 4,
                y,
                14,
                if narrow { name.trim_start_matches("the ") } else { name },
                Role::Text,
            ) + 2;
            x = if narrow { x } else { x.max(18) };
        }
    }
    y + 1
}

/// The key of a beat and its tick.
fn tick(turn: &Turn, beat: Beat, x: u16, y: u16, page: &mut Page<'_, '_>) {
    page.put(x, y, 1, &beat.key().to_string(), Role::Accent);
    if turn.beats.has(beat) {
        let sign = page.theme.signs.tick;
        page.put(x + 2, y, 1, sign, Role::Good);
    }
}

/// The four grades, the suggested one marked, and the one date that it gives; gives the row below.
fn grades(model: &Model, practice: &Practice, turn: &Turn, y: u16, page: &mut Page<'_, '_>) -> u16 {
    let suggested = practice.session.suggested();
    let width = page.area.width.min(PROSE + 4) - 3;
    let columns: u16 = if width < 56 { 2 } else { 4 };
    let step = width / columns;
    let mut mark = (2, y + 1);
    for (i, grade) in Grade::ALL.into_iter().enumerate() {
        let i = i as u16;
        let (x, y) = (2 + (i % columns) * step, y + i / columns);
        let chosen = suggested == Some(grade);
        if chosen {
            mark = (x, y + 1);
        }
        page.put(x, y, 1, &grade.key().to_string(), Role::Accent);
        page.put(
            x + 2,
            y,
            step.saturating_sub(2),
            grade.name(),
            if chosen { Role::Strong } else { Role::Text },
        );
    }
    let under = y + 4 / columns;
    if columns == 4 {
        let sign = page.theme.signs.under;
        page.put(mark.0, mark.1, 1, sign, Role::Accent);
    }
    if let (Some(grade), Some(story)) = (suggested, &turn.item.story) {
        let dates = model.workspace.history.dates(story, practice.day, model.workspace.interview());
        let at = usize::from(grade.key()).saturating_sub(1);
        if let Some(&date) = dates.get(at) {
            let words = match grade {
                Grade::Blanked => "again before you finish today".to_owned(),
                Grade::Rambled | Grade::ToldIt | Grade::NailedIt => {
                    format!("again {}", day_words(date, practice.day))
                }
            };
            let text = if columns == 4 { words } else { format!("{}: {words}", grade.name()) };
            page.put_right(width + 2, under, &text, Role::Muted);
        }
    }
    under + 1
}

/// The follow-up that was asked, and the answer as noted.
fn follow_up(model: &Model, practice: &Practice, y: u16, page: &mut Page<'_, '_>) {
    let Some(probe) = practice.probe() else { return };
    let width = page.area.width.saturating_sub(5).min(PROSE);
    let floor = crate::ui::floor(page);
    let tight = page.area.height < 16;
    let mut at = y;
    let rows = super::wrap(probe, width);
    let shown = if practice.note.is_some() && tight { 0 } else { rows.len() };
    for row in rows.iter().take(shown) {
        if at < floor {
            page.put(1, at, 1, if at == y { "?" } else { "" }, Role::Accent);
            page.put(3, at, width, row, Role::Text);
        }
        at += 1;
    }
    super::note(model, practice, at, page);
}
