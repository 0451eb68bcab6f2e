//! Draws the review of a telling: the beats, the grades, the due date.

use ratatui::layout::Rect;

use super::{against, day_words, heard};
use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::interview::{cues, numbers};
use crate::practice::{Beat, Grade, Split, Turn};
use crate::story::pace::USUAL;
use crate::story::{Section, Story};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::screens::history;
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, SplitChart};

pub fn draw(model: &Model, practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let Some(turn) = practice.session.turn() else { return };
    let Some(told) = turn.told else { return };
    let regions = canvas.regions();
    let story = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id));
    let Some(story) = story else {
        canvas.text("This story is gone. Esc goes on.", Role::Muted, regions.head);
        return;
    };
    let time = if canvas.area().is_narrow() {
        told.seconds.to_string()
    } else {
        format!("{}, {}", told.seconds, against(told.seconds, &turn.item.pitch.clone().unwrap_or(USUAL)))
    };
    let name = canvas.theme.label(story.name(), Role::Strong);
    canvas.render(Ends::keep_right(name, canvas.theme.label(time, Role::Muted), 2), regions.head);
    let gap = u16::from(!canvas.area().is_tight());
    let body = layout::at_most(layout::margins(regions.body), layout::ROW - 2);
    let rest = layout::below(body, beats(story, turn, body, canvas) + gap);
    let used = grades(model, practice, turn, rest, canvas) + gap;
    let mut used = rest.y + used - body.y;
    if let Some(take) = model.workspace.voice.take(told.telling) {
        let has_number = !numbers::numbers(story).is_empty();
        used += heard::draw(take, has_number, layout::below(body, used), canvas) + gap;
    }
    let rest = layout::below(layout::margins(regions.body), used);
    let rest = layout::below(rest, follow_up(model, practice, rest, canvas) + gap);
    if told.split != Split::default() && rest.height >= SplitChart::ROWS {
        let chart = history::split_chart(model, story, told.split, canvas);
        let rows = if rest.height >= SplitChart::ROWS + 3 { SplitChart::ROWS + 3 } else { SplitChart::ROWS };
        canvas.render(chart, layout::at_most(layout::first_rows(rest, rows), layout::ROW - 2));
    }
}

/// The beats with ticks, cues and measured times; returns the rows used.
fn beats(story: &Story, turn: &Turn, area: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    if turn.item.pitch.is_some() {
        return 0;
    }
    let narrow = canvas.area().is_narrow();
    let cues = cues::by_part(story);
    let split = turn.told.map(|t| t.split).unwrap_or_default();
    for (i, (section, row)) in Section::STAR.into_iter().zip(area.rows()).enumerate() {
        let at = layout::beat(row, narrow);
        tick(turn, Beat::of(section), at.tick, canvas);
        canvas.text(section.name(), Role::Text, at.name);
        let time = split.of(section).map(|s| s.to_string()).unwrap_or_default();
        let cue = cues.get(i).map_or("", String::as_str);
        let cue = canvas.theme.label(cues::fitting(cue, usize::from(at.cue.width)), Role::Muted);
        let time = canvas.theme.label(time, Role::Muted);
        let gap = if time.width() > 0 { 2 } else { 0 };
        canvas.render(Ends::keep_right(cue, time, gap), at.cue);
    }
    // On the narrowest screens the names need the right margin too.
    let mut rest = layout::indented(layout::row(Rect { width: area.width + 1, ..area }, 4), 1);
    for (beat, name) in
        [(Beat::Number, "a number"), (Beat::Customer, "the customer"), (Beat::Lesson, "the lesson")]
    {
        if beat != Beat::Lesson || turn.item.lesson {
            tick(turn, beat, rest, canvas);
            let name = if narrow { name.trim_start_matches("the ") } else { name };
            let name = canvas.theme.label(name, Role::Text);
            let used = 4 + name.width() + 2;
            canvas.render(name, layout::indented(rest, 4));
            // The second row is below the cues.
            let least = if narrow || beat != Beat::Number { used } else { used.max(16) };
            rest = layout::indented(rest, least);
        }
    }
    5
}

/// The key of a beat and its tick.
fn tick(turn: &Turn, beat: Beat, area: Rect, canvas: &mut Canvas<'_, '_>) {
    canvas.text(beat.key().to_string(), Role::Accent, layout::at_most(area, 1));
    if turn.beats.has(beat) {
        canvas.text(canvas.theme.signs.tick, Role::Good, layout::at_most(layout::indented(area, 2), 1));
    }
}

/// The four grades, the suggested one marked, and the due date that it gives; returns the rows used.
fn grades(model: &Model, practice: &Practice, turn: &Turn, area: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let suggested = practice.session.suggested();
    let areas = layout::grades(area);
    for (grade, at) in Grade::ALL.into_iter().zip(areas.each) {
        let chosen = suggested == Some(grade);
        canvas.text(grade.key().to_string(), Role::Accent, layout::at_most(at, 1));
        let role = if chosen { Role::Strong } else { Role::Text };
        canvas.text(grade.name(), role, layout::indented(at, 2));
        if chosen && areas.one_row {
            let under = Rect { y: at.y + 1, width: 1, ..at };
            canvas.text(canvas.theme.signs.under, Role::Accent, under.intersection(area));
        }
    }
    if let (Some(grade), Some(story)) = (suggested, &turn.item.story) {
        let dates = model.workspace.practice.history.dates(
            story,
            practice.day,
            model.workspace.documents.interview(),
        );
        let at = usize::from(grade.key()).saturating_sub(1);
        if let Some(&date) = dates.get(at) {
            let words = match grade {
                Grade::Blanked => "again before you finish today".to_owned(),
                Grade::Rambled | Grade::ToldIt | Grade::NailedIt => {
                    format!("again {}", day_words(date, practice.day))
                }
            };
            if areas.one_row {
                // Below its grade, or as far to the left as it must be.
                let label = canvas.theme.label(words, Role::Muted);
                let under = areas.each.get(at).map_or(area.x, |grade| grade.x + 2);
                let x = under.min(area.right().saturating_sub(label.width()));
                canvas.render(label, Rect { x, width: area.right() - x, ..areas.date });
            } else {
                let text = format!("{}: {words}", grade.name());
                canvas.render(canvas.theme.label(text, Role::Muted).right_aligned(), areas.date);
            }
        }
    }
    areas.date.bottom() - area.y
}

/// The follow-up, and the saved answer; gives the rows used.
fn follow_up(model: &Model, practice: &Practice, area: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let Some(probe) = practice.probe() else { return 0 };
    let text = layout::indented(area, 2);
    let text = layout::at_most(Rect { width: text.width.saturating_sub(1), ..text }, layout::PROSE);
    let rows = if practice.note.is_some() && canvas.area().is_tight() {
        0
    } else {
        canvas.text("?", Role::Accent, layout::at_most(layout::row(area, 0), 1));
        canvas.prose(probe, Role::Text, text)
    };
    super::note(model, practice, layout::below(area, rows), canvas);
    rows + 1
}
