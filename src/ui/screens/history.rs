//! Draws how the tellings of a story went: their times, their parts, their grades.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::filter;
use crate::interview::date;
use crate::practice::{Mode, Record, Split};
use crate::story::{Section, Story, pace};
use crate::text::columns;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, SplitChart, Times};

/// Rows of the picture of times.
pub const TIMES: u16 = 6;
/// Minimum rows of tellings below the pictures.
const TELLINGS: u16 = 3;

/// Draws all there is room for.
pub fn draw(model: &Model, story: &Story, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let record = workspace.practice.history.record(&story.id).filter(|r| !r.tellings().is_empty());
    let Some(record) = record else {
        canvas.text("How it has gone", Role::Strong, layout::row(area, 0));
        let text = layout::below(area, 1);
        canvas.prose("Not told yet. p tells it, with a clock.", Role::Muted, text);
        return;
    };
    let mut rest = layout::below(area, times(record, area, canvas) + 1);
    let standing = workspace.standing_of(story);
    if !standing.lacks.is_empty() {
        canvas.render(canvas.stage(standing.stage), layout::at_most(layout::row(rest, 0), 1));
        let text = layout::indented(layout::row(rest, 0), 2);
        canvas.text(standing.lacks, Role::Text, text);
        rest = layout::below(rest, 2);
    }
    let split = record.last_split();
    if let Some(split) = split.filter(|_| rest.height >= SplitChart::ROWS + 2 + TELLINGS) {
        canvas.text("Its parts, the last time", Role::Strong, layout::row(rest, 0));
        let at = layout::first_rows(layout::below(rest, 1), SplitChart::ROWS);
        canvas.render(split_chart(model, story, split, canvas), at);
        rest = layout::below(rest, SplitChart::ROWS + 2);
    }
    tellings(model, record, rest, canvas);
    let due = filter::due_words(workspace, story);
    let told = (record.tellings().len() as u16).min(rest.height);
    if !due.is_empty() && told + 2 <= rest.height {
        canvas.text(format!("To tell again: {due}"), Role::Muted, layout::row(rest, told + 1));
    }
}

/// The heading and the times of the tellings against the usual; gives the rows used.
pub fn times(record: &Record, area: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let heading = canvas.theme.label("How it has gone", Role::Strong);
    let told = match record.tellings().len() {
        1 => "told once".to_owned(),
        n => format!("told {n} times"),
    };
    let heading_and_gap = heading.width() + 2;
    let with_last = record.last_seconds().map(|last| format!("{told}, {last} last"));
    let note =
        with_last.filter(|note| usize::from(heading_and_gap) + columns(note) <= usize::from(area.width));
    let note = canvas.theme.label(note.unwrap_or(told), Role::Muted);
    canvas.render(Ends::keep_left(heading, note, 2, 8), layout::row(area, 0));
    let times = record.times();
    if times.is_empty() {
        return 1;
    }
    let at = layout::first_rows(layout::below(area, 1), TIMES);
    canvas.render(Times::new(&times, canvas.theme), at);
    1 + TIMES
}

/// The parts as written and as told.
pub fn split_chart<'a>(
    model: &Model,
    story: &Story,
    split: Split,
    canvas: &Canvas<'a, '_>,
) -> SplitChart<'a> {
    let settings = &model.workspace.coach.settings;
    let written = Section::STAR.map(|s| settings.seconds(pace::words(story.section(s))));
    SplitChart::new(written, Section::STAR.map(|s| split.of(s)), canvas.theme)
}

/// The tellings, latest first.
fn tellings(model: &Model, record: &Record, area: Rect, canvas: &mut Canvas<'_, '_>) {
    for (at, telling) in area.rows().zip(record.tellings().iter().rev()) {
        let day = date::words_from(model.workspace.view.today, telling.day);
        let grade = telling.grade.map_or("no grade", |g| g.grade.name());
        let how = if telling.mode == Mode::Interview { "in the interview" } else { grade };
        let row = format!("{day:<11} {:>5}  {how}", telling.seconds.to_string());
        canvas.text(row, Role::Text, at);
    }
}
