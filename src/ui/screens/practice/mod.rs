//! The pictures of a practice session: the clock, the look back, the end.

mod clock;
mod end;
mod look;

use jiff::civil::Date;

use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::practice::{Pause, Phase, SessionKind, Turn};
use crate::story::pace::Seconds;
use crate::story::{Section, one_line};
use crate::ui::page::{PROSE, Page, wrap};
use crate::ui::theme::Role;

/// Draws a session.
pub fn draw(model: &Model, practice: &Practice, page: &mut Page<'_, '_>) {
    match practice.session.phase() {
        Phase::Waiting | Phase::Telling | Phase::FollowUp => tell(model, practice, page),
        Phase::LookBack => look::draw(model, practice, page),
        Phase::End => end::draw(model, practice, page),
    }
}

/// The first line: which session this is, where in it, and the day.
fn head(practice: &Practice, page: &mut Page<'_, '_>) {
    let (at, of) = practice.session.place();
    let phase = practice.session.phase();
    let left = match (practice.session.kind(), phase) {
        (_, Phase::FollowUp) => "They ask".to_owned(),
        (SessionKind::Aloud, _) => "Say it aloud".to_owned(),
        (SessionKind::Daily, _) => format!("Practice, story {at} of {of}"),
        (SessionKind::Mock, _) => format!("Mock loop, question {at} of {of}"),
        (SessionKind::Headlines, _) => format!("Headlines, story {at} of {of}"),
    };
    let day = practice.day.strftime("%a %-d %b").to_string();
    let width = page.area.width;
    let start = page.put_right(width - 1, 0, &day, Role::Muted);
    page.put(1, 0, start.saturating_sub(2), &left, Role::Muted);
}

/// Where the pieces of the clock's screen lie, top to bottom; they stay there whatever is shown.
struct Layout {
    prompt: u16,
    rows: u16,
    clock: u16,
    bar: u16,
    below: u16,
    hints: u16,
    big: bool,
}

fn layout(page: &Page<'_, '_>) -> Layout {
    let floor = crate::ui::floor(page);
    if page.area.height < 18 {
        let bar = floor.saturating_sub(5).max(3);
        let rows = bar.saturating_sub(2).max(1);
        return Layout { prompt: 1, rows, clock: bar - 1, bar, below: bar + 3, hints: bar + 4, big: false };
    }
    let spare = floor.saturating_sub(21);
    let top = 2 + spare / 3;
    Layout {
        prompt: top,
        rows: 4,
        clock: top + 6,
        bar: top + 10,
        below: top + 13,
        hints: top + 14,
        big: true,
    }
}

fn tell(model: &Model, practice: &Practice, page: &mut Page<'_, '_>) {
    let Some(turn) = practice.session.turn() else { return };
    let at = layout(page);
    head(practice, page);
    let asked = practice.session.phase() == Phase::FollowUp;
    let headline = practice.session.kind() == SessionKind::Headlines;
    let name = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id)).map(|s| s.name());
    let text = match (asked, headline, &name) {
        (true, ..) => practice.probe().unwrap_or_default().to_owned(),
        (false, true, Some(name)) => format!("{name}, in three sentences"),
        (false, ..) => model.workspace.asked(&turn.item),
    };
    prompt(&text, &at, page);
    if let (Some(welcome), Phase::Waiting, true) = (&practice.welcome, practice.session.phase(), at.big) {
        center(at.prompt.saturating_sub(1), welcome, Role::Muted, page);
    }
    clock::draw(practice, at.clock, at.bar, at.big, page);
    let state = state_line(practice);
    center(at.below, &state.0, state.1, page);
    if asked {
        note(model, practice, at.hints, page);
    } else {
        hints(model, turn, at.hints, page);
    }
}

/// The prompt, alone in the middle.
fn prompt(text: &str, at: &Layout, page: &mut Page<'_, '_>) {
    let width = page.area.width.saturating_sub(2).min(if at.big { 50 } else { PROSE });
    let mut rows = wrap(text, width);
    if rows.len() > usize::from(at.rows) {
        rows = wrap(text, page.area.width.saturating_sub(2).min(PROSE));
    }
    let skip = usize::from(at.rows).saturating_sub(rows.len()) / 2;
    for (i, row) in rows.iter().take(usize::from(at.rows)).enumerate() {
        center(at.prompt + (skip + i) as u16, row, Role::Strong, page);
    }
}

/// Text in the middle of a row.
fn center(y: u16, text: &str, role: Role, page: &mut Page<'_, '_>) {
    let width = page.area.width - 2;
    let x = 1 + width.saturating_sub(crate::text::columns(text) as u16) / 2;
    if y < crate::ui::floor(page) {
        page.put(x, y, width, text, role);
    }
}

/// Under the bar: what the clock does, or the parts so far.
fn state_line(practice: &Practice) -> (String, Role) {
    let session = &practice.session;
    match (session.pause(), session.phase()) {
        (Some(Pause::Asked), _) => ("Paused".to_owned(), Role::Accent),
        (Some(Pause::Away(away)), _) => {
            (format!("You were away for {}. That is not counted", span(away)), Role::Accent)
        }
        (None, Phase::Waiting) if session.kind() == SessionKind::Aloud => {
            ("However it comes. Nothing is recorded".to_owned(), Role::Muted)
        }
        (None, Phase::Waiting) => (String::new(), Role::Muted),
        (None, Phase::FollowUp) => ("Answer it aloud".to_owned(), Role::Muted),
        (None, Phase::Telling | Phase::LookBack | Phase::End) => (parts(practice), Role::Muted),
    }
}

/// The parts told so far with their times, then the one that is on.
fn parts(practice: &Practice) -> String {
    let session = &practice.session;
    let Some(turn) = session.turn().filter(|t| t.item.story.is_some()) else { return String::new() };
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

/// A length of time in words: `40 seconds`, `5 minutes`, `2 hours`.
fn span(seconds: Seconds) -> String {
    let (n, unit) = match seconds.0 {
        s @ 0..=89 => (s, "second"),
        s @ 90..=5399 => ((s + 30) / 60, "minute"),
        s => ((s + 1800) / 3600, "hour"),
    };
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

/// What Tab has shown so far: the story's name, then its cues.
fn hints(model: &Model, turn: &Turn, y: u16, page: &mut Page<'_, '_>) {
    let Some(story) = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id)) else { return };
    if turn.hints == 0 {
        return;
    }
    let width = page.area.width.saturating_sub(2).min(PROSE);
    let x = (page.area.width.saturating_sub(width)) / 2;
    let floor = crate::ui::floor(page);
    let cues = crate::interview::cues::by_part(story);
    let mut rows: Vec<(&str, String, Role)> = Vec::new();
    let tight = page.area.height < 18;
    if turn.hints == 1 || !tight {
        rows.push(("", story.name(), Role::Strong));
    }
    if turn.hints > 1 {
        let labels = Section::STAR.map(Section::name);
        let cues = cues.into_iter().enumerate().filter(|(_, c)| !c.trim().is_empty());
        rows.extend(cues.map(|(i, c)| (labels.get(i).copied().unwrap_or("Also"), c, Role::Text)));
    }
    // Where there is no room below, the cues take the rows of what has been read already: the prompt's.
    let room = floor.saturating_sub(y);
    let y = if rows.len() as u16 > room && tight { 1 } else { y };
    for (y, (label, text, role)) in (y..floor).zip(rows) {
        if tight {
            page.put(0, y, page.area.width, &" ".repeat(usize::from(page.area.width)), Role::Text);
        }
        if label.is_empty() {
            center(y, &text, role, page);
        } else {
            page.put(x, y, 10, label, Role::Muted);
            page.put(x + 11, y, width.saturating_sub(11), &text, role);
        }
    }
}

/// The note to the follow-up: as it is typed, or as it stands.
fn note(model: &Model, practice: &Practice, y: u16, page: &mut Page<'_, '_>) {
    let y = y.min(crate::ui::floor(page).saturating_sub(1));
    let width = page.area.width.saturating_sub(6).min(PROSE);
    let noted = practice.noted(&model.workspace);
    match &practice.note {
        Some(field) => {
            page.put(1, y, 1, page.theme.signs.bar, Role::Focus);
            if field.text().is_empty() {
                page.put(3, y, width, "Your answer, in a few words", Role::Muted);
            }
            page.field(3, y, width, field, true, &[]);
        }
        None if !noted.is_empty() => {
            page.put(3, y, width, &one_line(noted, usize::from(width)), Role::Text);
        }
        None => {}
    }
}

/// How a told time stands to the usual one: `within the usual`, `0:12 over`, `0:08 short`.
fn against(told: Seconds) -> String {
    let usual = crate::story::pace::USUAL;
    if told < *usual.start() {
        format!("{} short of the usual", Seconds(usual.start().0 - told.0))
    } else if told > *usual.end() {
        format!("{} over the usual", Seconds(told.0 - usual.end().0))
    } else {
        "within the usual".to_owned()
    }
}

/// A date as people read it, seen from `on`: `today`, `tomorrow`, `Thu 26 Nov`.
fn day_words(date: Date, on: Date) -> String {
    if date <= on {
        "today".to_owned()
    } else if on.tomorrow().is_ok_and(|t| t == date) {
        "tomorrow".to_owned()
    } else {
        format!("on {}", date.strftime("%a %-d %b"))
    }
}
