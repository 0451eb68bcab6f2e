//! Draws the first start.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::today::Today;
use crate::app::screen::welcome::Door;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// What a story is.
const INTRO: &str = "Interviewers ask for stories. You tell each in two minutes, in four parts.";
/// The parts: what belongs into each, and for how many seconds of two minutes.
const PARTS: [(&str, &str, usize); 4] = [
    ("Situation", "who, where, what was wrong", 25),
    ("Task", "what was yours to do", 10),
    ("Action", "what you did, step by step", 60),
    ("Result", "what changed, in a number", 25),
];
/// Seconds for each column of a part's bar.
const SECONDS: usize = 6;
/// Rows with which nothing has to be left out.
const ROOMY: u16 = 18;

pub fn draw(model: &Model, today: &Today, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let workspace = &model.workspace;
    let name = canvas.theme.label("starcoach", Role::Strong);
    let interview = workspace.documents.interview_words(workspace.view.today);
    let interview = canvas.theme.label(interview, Role::Muted);
    canvas.render(Ends::keep_left(name, interview, 2, 9), regions.head);
    canvas.rule(regions.head_rule);
    let body = layout::margins(regions.body);
    if canvas.area().is_narrow() || body.height < ROOMY {
        return close(model, today, layout::at_most(body, layout::ROW - 2), canvas);
    }
    let inside = |at: Rect| layout::indented(at, 2);
    let mut rest = layout::at_most(layout::below(body, 1), layout::ROW - 2);
    canvas.text(INTRO, Role::Strong, inside(layout::row(rest, 0)));
    rest = layout::below(rest, 2);
    for (at, part) in rest.rows().zip(PARTS) {
        part_row(part, inside(at), canvas);
    }
    rest = layout::below(rest, PARTS.len() as u16 + 1);
    for (i, door) in Door::ALL.into_iter().enumerate() {
        if door == Door::Date {
            rest = layout::below(rest, 1);
        }
        door_row(model, door, i == today.list.chosen, layout::row(rest, 0), canvas);
        rest = layout::below(rest, 1);
        if door == Door::Write {
            let asked = canvas.theme.label(question(model), Role::Muted);
            let good = canvas.theme.label("a good one to begin with", Role::Muted);
            let before_key = layout::at_most(rest, rest.width.saturating_sub(7));
            let at = layout::indented(layout::row(before_key, 0), 4);
            canvas.render(Ends::keep_left(asked, good, 2, 24), at);
            rest = layout::below(rest, 1);
        }
    }
    let (stays, place) = ("Everything stays on this machine.", workspace.view.data_dir.as_str());
    let [stays, place] = [stays, place].map(|text| canvas.theme.label(text, Role::Muted));
    canvas.render(Ends::keep_left(stays, place, 2, 9), inside(layout::row(layout::below(rest, 1), 0)));
    sample(today, canvas);
}

/// The question to begin with.
fn question(model: &Model) -> String {
    let workspace = &model.workspace;
    let prompt = workspace.first_prompt().and_then(|id| workspace.bank.prompt(&id));
    prompt.map(|p| p.text.clone()).unwrap_or_default()
}

/// A part of a story: its letter, its name, what belongs into it, how long it takes.
fn part_row((name, what, seconds): (&str, &str, usize), area: Rect, canvas: &mut Canvas<'_, '_>) {
    let [letter, name_at, what_at, bar_at, time_at] = layout::part_of_a_story(area);
    canvas.text(name.chars().take(1).collect::<String>(), Role::Chosen, letter);
    canvas.text(name, Role::Text, name_at);
    canvas.text(what, Role::Muted, what_at);
    let [bar, ..] = canvas.theme.signs.bars;
    canvas.text(bar.repeat(seconds / SECONDS), Role::Accent, bar_at);
    let time = format!("{}:{:02}", seconds / 60, seconds % 60);
    canvas.render(canvas.theme.label(time, Role::Muted).right_aligned(), time_at);
}

fn door_row(model: &Model, door: Door, chosen: bool, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let date =
        workspace.documents.interview().map(|_| workspace.documents.interview_words(workspace.view.today));
    let (text, note, key) = match door {
        Door::Write => ("Write your first story", "about 10 minutes", if chosen { "enter" } else { "" }),
        Door::Choose => ("Pick a different question", "ten about customers", "n"),
        Door::Example => ("Look at a finished story", "two minutes", "e"),
        Door::Bring => ("Bring in stories you have", ".docx .md .txt .html .csv, or paste", "i"),
        Door::Date => match &date {
            Some(date) => ("Change your interview date", date.as_str(), "4"),
            None => ("Enter your interview date", "\"in 12 days\" will do", "4"),
        },
    };
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        canvas.chosen(area);
    }
    canvas.render(canvas.theme.label(key, Role::Accent).right_aligned(), area);
    let before_key = layout::at_most(layout::indented(area, 2), area.width.saturating_sub(9));
    let text = canvas.theme.label(text, role).at_most(before_key.width);
    let note = canvas.theme.label(note, Role::Muted);
    let least = note.width();
    canvas.render(Ends::keep_left(text, note, 2, least), before_key);
}

/// On a small screen: the ways to begin, and as much of the rest as fits.
fn close(model: &Model, today: &Today, body: Rect, canvas: &mut Canvas<'_, '_>) {
    let mut room = body.height.saturating_sub(Door::ALL.len() as u16);
    let mut fits = |rows: u16| {
        let fits = rows <= room;
        room -= if fits { rows } else { 0 };
        fits
    };
    let intro = fits(wrap(INTRO, usize::from(body.width)).len() as u16);
    let [parts, asked, gap, stays] = [fits(1), fits(1), fits(1), fits(1)];
    let mut rest = body;
    if intro {
        let rows = canvas.prose(INTRO, Role::Strong, rest);
        rest = layout::below(rest, rows);
    }
    if parts {
        canvas.text("Situation, Task, Action, Result", Role::Accent, layout::row(rest, 0));
        rest = layout::below(rest, 1);
    }
    rest = layout::below(rest, u16::from(gap));
    for (i, door) in Door::ALL.into_iter().enumerate() {
        door_row(model, door, i == today.list.chosen, layout::row(rest, 0), canvas);
        rest = layout::below(rest, 1);
        if door == Door::Write && asked {
            canvas.text(question(model), Role::Muted, layout::indented(layout::row(rest, 0), 4));
            rest = layout::below(rest, 1);
        }
    }
    if stays {
        canvas.text("Everything stays on this machine.", Role::Muted, layout::row(rest, 0));
    }
}

/// A finished story in the second column of a wide screen.
fn sample(today: &Today, canvas: &mut Canvas<'_, '_>) {
    if today.sample.is_empty() {
        return;
    }
    let column = layout::second_column(canvas.area());
    for (at, row) in column.rows().zip(&today.sample) {
        canvas.text(row.text.as_str(), Role::of(row.tone), at);
    }
}
