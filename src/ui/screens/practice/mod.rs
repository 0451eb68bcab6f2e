//! Draws a practice session: the clock, the review, the end.

mod drill;
mod end;
mod heard;
mod look;

use std::ops::RangeInclusive;

use jiff::civil::Date;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::interview::{cues, date};
use crate::practice::{Pause, Phase, SessionKind, Turn};
use crate::questions::Prompt;
use crate::story::pace::{Seconds, USUAL};
use crate::story::{Section, one_line};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, ClockAreas};
use crate::ui::theme::Role;
use crate::ui::widgets::{BigClock, Ends, TimeBar};

/// Draws a session.
pub fn draw(model: &Model, practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    match practice.session.phase() {
        Phase::Waiting | Phase::Telling | Phase::FollowUp => tell(model, practice, canvas),
        Phase::LookBack if practice.exercise().is_some() => drill::look(practice, canvas),
        Phase::End if practice.session.kind() == SessionKind::Drill => drill::end(practice, canvas),
        Phase::LookBack => look::draw(model, practice, canvas),
        Phase::End => end::draw(model, practice, canvas),
    }
}

/// The header: the kind of session, the position in it, and the day.
fn head(practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let (at, of) = practice.session.place();
    let left = match (practice.session.kind(), practice.session.phase()) {
        (_, Phase::FollowUp) => "They ask".to_owned(),
        (SessionKind::Drill, _) => {
            let name = practice.exercise().map_or("Drill", |exercise| exercise.drill.as_str());
            format!("{name}, {at} of {of}")
        }
        (SessionKind::Aloud, _) => "Say it aloud".to_owned(),
        (SessionKind::Daily, _) => format!("Practice, story {at} of {of}"),
        (SessionKind::Mock, _) => format!("Mock loop, question {at} of {of}"),
        (SessionKind::Headlines, _) => format!("Headlines, story {at} of {of}"),
    };
    let [left, day] = [left, day_of(practice)].map(|t| canvas.theme.label(t, Role::Muted));
    canvas.render(Ends::keep_right(left, day, 1), canvas.regions().head);
}

/// The session's day as shown in the header.
fn day_of(practice: &Practice) -> String {
    date::words_of(practice.day)
}

fn tell(model: &Model, practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let Some(turn) = practice.session.turn() else { return };
    let session = &practice.session;
    let asked = session.phase() == Phase::FollowUp;
    let hints = if asked { Vec::new() } else { hints(model, turn) };
    let areas = layout::clock(canvas.area(), hints.len() as u16);
    head(practice, canvas);
    let headline = session.kind() == SessionKind::Headlines;
    let name = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id)).map(|s| s.name());
    let text = match (asked, headline, &name) {
        (true, ..) => practice.probe().unwrap_or_default().to_owned(),
        (false, true, Some(name)) => format!("{name}, in three sentences"),
        (false, ..) => model.workspace.asked(&turn.item),
    };
    if !areas.covers_prompt {
        prompt(&text, &areas, canvas);
    }
    if let (Some(welcome), Phase::Waiting) = (&practice.welcome, session.phase()) {
        centered(welcome, Role::Muted, areas.welcome, canvas);
    }
    let bar = TimeBar::new(session.elapsed(), session.limit(), canvas.theme);
    let role = match (session.phase(), session.pause()) {
        (Phase::Waiting, _) | (_, Some(_)) => Role::Muted,
        _ if bar.is_over() => Role::Warn,
        _ => Role::Strong,
    };
    canvas.render(BigClock::new(session.elapsed(), role, canvas.theme), areas.clock);
    canvas.render(bar, areas.bar);
    let (state, role) = state_line(practice);
    centered(&state, role, areas.state, canvas);
    if asked {
        note(model, practice, areas.hints, canvas);
    } else {
        draw_hints(&hints, &areas, canvas);
    }
}

/// The prompt, centered.
fn prompt(text: &str, areas: &ClockAreas, canvas: &mut Canvas<'_, '_>) {
    let wrapped = |width: u16| crate::text::wrap(text, usize::from(width));
    let room = areas.prompt;
    let mut rows = wrapped(layout::at_most(room, areas.prompt_width).width);
    if rows.len() > usize::from(room.height) {
        rows = wrapped(layout::at_most(room, layout::PROSE).width);
    }
    let above = room.height.saturating_sub(rows.len() as u16) / 2;
    for (at, row) in layout::below(room, above).rows().zip(&rows) {
        centered(row, Role::Strong, at, canvas);
    }
}

/// Text in the middle of a row.
fn centered(text: &str, role: Role, area: Rect, canvas: &mut Canvas<'_, '_>) {
    canvas.render(canvas.theme.label(text, role).centered(), area);
}

/// The line below the bar: the state of the clock, or the parts so far.
fn state_line(practice: &Practice) -> (String, Role) {
    let session = &practice.session;
    match (session.pause(), session.phase()) {
        (Some(Pause::Asked), _) => ("Paused".to_owned(), Role::Accent),
        (Some(Pause::Away(away)), _) => {
            (format!("You were away for {}; that time doesn't count", span(away)), Role::Accent)
        }
        (None, Phase::Waiting) if session.kind() == SessionKind::Aloud => {
            ("Say it however it comes out. Nothing is recorded".to_owned(), Role::Muted)
        }
        (None, Phase::Waiting | Phase::Telling) if practice.exercise().is_some() => {
            (practice.exercise().map(|exercise| exercise.say.clone()).unwrap_or_default(), Role::Muted)
        }
        (None, Phase::Waiting) => (String::new(), Role::Muted),
        (None, Phase::FollowUp) if practice.is_over() => {
            ("That's your time. Wrap it up".to_owned(), Role::Warn)
        }
        (None, Phase::FollowUp) => ("Answer it aloud".to_owned(), Role::Muted),
        (None, Phase::Telling | Phase::LookBack | Phase::End) => (parts(practice), Role::Muted),
    }
}

/// The parts told so far with their times, then the current one.
fn parts(practice: &Practice) -> String {
    let session = &practice.session;
    let story = |t: &&Turn| t.item.story.is_some() && t.item.pitch.is_none() && t.item.exercise.is_none();
    let Some(turn) = session.turn().filter(story) else { return String::new() };
    let on = session.part();
    let split = session.split();
    let lesson = turn.item.lesson;
    let mut out = Vec::new();
    for section in Section::ALL.into_iter().filter(|&s| s != Section::Lesson || lesson) {
        if section == on {
            out.push(format!("{} …", section.name()));
            break;
        }
        if let Some(seconds) = split.of(section) {
            out.push(format!("{} {seconds}", section.name()));
        }
    }
    out.join("    ")
}

/// A duration in words: `40 seconds`, `5 minutes`, `2 hours`.
fn span(seconds: Seconds) -> String {
    let (n, unit) = match seconds.0 {
        s @ 0..=89 => (s, "second"),
        s @ 90..=5399 => ((s + 30) / 60, "minute"),
        s => ((s + 1800) / 3600, "hour"),
    };
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

/// The hints shown with Tab: the story's name, then its cues with their labels.
fn hints(model: &Model, turn: &Turn) -> Vec<(&'static str, String)> {
    let story = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id));
    let Some(story) = story.filter(|_| turn.hints > 0) else { return Vec::new() };
    let mut rows = vec![("", story.name())];
    if turn.hints > 1 {
        let label = |i: usize| Section::STAR.get(i).map_or("Also", |&s| story.part_name(s));
        let cues = cues::by_part(story).into_iter().enumerate();
        let cues = cues.filter(|(_, c)| !c.trim().is_empty());
        rows.extend(cues.map(|(i, c)| (label(i), c)));
    }
    rows
}

/// Draws the hints; where they take the prompt's rows, the name goes first.
fn draw_hints(hints: &[(&str, String)], areas: &ClockAreas, canvas: &mut Canvas<'_, '_>) {
    let rows = hints.iter().skip(usize::from(areas.covers_prompt));
    for (at, (label, text)) in areas.hints.rows().zip(rows) {
        if label.is_empty() {
            centered(text, Role::Strong, at, canvas);
        } else {
            let [label_at, text_at] = layout::cue(at);
            canvas.text(*label, Role::Muted, label_at);
            canvas.text(cues::fitting(text, usize::from(text_at.width)), Role::Text, text_at);
        }
    }
}

/// The note on the follow-up, on the last row if there is no other: being typed, or as saved.
fn note(model: &Model, practice: &Practice, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let body = layout::margins(canvas.regions().body);
    let row = layout::row(body, area.y.min(body.bottom().saturating_sub(1)) - body.y);
    let text = layout::indented(row, 2);
    let text = layout::at_most(Rect { width: text.width.saturating_sub(2), ..text }, layout::PROSE);
    let Some(field) = &practice.note else {
        let noted = one_line(practice.noted(&model.workspace), usize::from(text.width));
        canvas.text(noted, Role::Text, text);
        return;
    };
    canvas.text(canvas.theme.signs.bar, Role::Focus, layout::at_most(row, 1));
    if field.text().is_empty() {
        canvas.text("Your answer, in a few words", Role::Muted, text);
    }
    canvas.field(field, true, &[], text);
}

/// A time relative to the usual range: `within the usual`, `0:12 over`, `0:08 short`.
fn against(told: Seconds, usual: &RangeInclusive<Seconds>) -> String {
    if told < *usual.start() {
        format!("{} short", Seconds(usual.start().0 - told.0))
    } else if told > *usual.end() {
        format!("{} over", Seconds(told.0 - usual.end().0))
    } else {
        "within the usual".to_owned()
    }
}

/// How long an answer to a question usually takes.
fn usual(prompt: Option<&Prompt>) -> RangeInclusive<Seconds> {
    prompt.map_or(USUAL, |prompt| prompt.usual.clone())
}

/// A date relative to `on`: `today`, `tomorrow`, `Thu, Nov 26`.
fn day_words(date: Date, on: Date) -> String {
    if date <= on {
        "today".to_owned()
    } else if on.tomorrow().is_ok_and(|t| t == date) {
        "tomorrow".to_owned()
    } else {
        format!("on {}", date::words_of(date))
    }
}
