//! Draws Today.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::Model;
use crate::app::screen::today::{Slots, Today, TodayItem};
use crate::interview::Today as Near;
use crate::story::{Stage, StoryId};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, Gauge, HeatMap, Road, Times};

/// Rows of the heat map and the gap above it.
const DAYS: u16 = 8;
/// Stories that are shown before the heat map is.
const FEW: u16 = 3;
/// The indentation of rows below a heading of the road, in columns.
const UNDER_ROAD: u16 = 16;

pub fn draw(model: &Model, today: &Today, canvas: &mut Canvas<'_, '_>) {
    if Today::is_first(&model.workspace) {
        super::welcome::draw(model, today, canvas);
        return;
    }
    let interview = model.workspace.documents.interview_words(model.workspace.view.today);
    let body = crate::ui::head(model, canvas, &interview);
    let tight = canvas.area().is_tight();
    let mut body = body;
    if canvas.area().is_wide() && !tight && !today.standing.stories.is_empty() {
        let [left, rule, right] = layout::today_columns(body);
        for at in layout::below(rule, 1).rows() {
            canvas.text(canvas.theme.signs.column, Role::Rule, at);
        }
        getting_there(today, layout::below(right, 1), canvas);
        body = left;
    }
    let gap = Constraint::Length(u16::from(!tight));
    let [_, day, _, list] = Layout::vertical([gap, gap, gap, Constraint::Fill(1)]).areas(body);
    canvas.text(today.day.as_str(), Role::Strong, layout::margins(day));
    let room = usize::from(list.height);
    let lines = lines(today, tight);
    // The rows above that belong to the selected line stay visible with it; below it, one row is kept for the
    // scroll mark.
    let chosen = lines.iter().position(|l| *l == TodayLine::Item(today.list.chosen)).unwrap_or(0);
    let shown = chosen + if chosen + 1 < lines.len() && room > 1 { 2 } else { 1 };
    let top = shown.saturating_sub(room).min(lines.len().saturating_sub(room));
    for (at, (i, line)) in list.rows().zip(lines.iter().enumerate().skip(top)) {
        if i + 1 == top + room && i + 1 < lines.len() {
            let left = lines.iter().skip(i).filter(|l| matches!(l, TodayLine::Item(_))).count();
            let less = if matches!(today.items.last(), Some(TodayItem::Question { .. })) {
                ""
            } else {
                ", asked less often"
            };
            let text = format!("{left} more{less} {}", canvas.theme.signs.more);
            canvas.text(text, Role::Muted, layout::indented(layout::margins(at), 2));
        } else {
            draw_line(today, *line, layout::margins(at), canvas);
        }
    }
}

/// How far the stories have come: so many of the wanted ones, each with its times, the week, the days.
fn getting_there(today: &Today, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let standing = &today.standing;
    let words = standing.words();
    canvas.text("Getting there", Role::Strong, layout::row(area, 0));
    canvas.render(Gauge::new(&words, standing.ready, standing.wanted, canvas.theme), layout::row(area, 2));
    let list = layout::below(area, 4);
    let told = !standing.week.is_empty();
    // The rows below the stories: the week, and the days if some stories still fit above them.
    let week = if told { 2 } else { 0 };
    let days = if told && list.height >= week + DAYS + FEW { DAYS } else { 0 };
    let room = usize::from(list.height.saturating_sub(week + days));
    let shown = standing.stories.len().min(room);
    for (at, story) in list.rows().zip(standing.stories.iter().take(shown)) {
        let at = layout::standing_row(at, told);
        canvas.render(canvas.stage(story.stage), at.stage);
        canvas.text(story.name.as_str(), Role::Text, at.name);
        canvas.render(Times::new(&story.times, canvas.theme), at.times);
        canvas.render(canvas.theme.label(story.last(), Role::Muted).right_aligned(), at.last);
        canvas.text(story.lacks, Role::Muted, at.lacks);
    }
    let rest = layout::below(list, shown as u16 + 1);
    canvas.text(standing.week.as_str(), Role::Muted, layout::row(rest, 0));
    if days > 0 {
        let map = HeatMap::new(&today.figures.heat, today.first_weekday, canvas.theme);
        canvas.render(map, layout::first_rows(layout::below(rest, 2), DAYS - 1));
    }
}

/// A row of Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TodayLine {
    /// A line that can be selected.
    Item(usize),
    /// The names of the stories to practice.
    Names(usize),
    /// The days up to the interview.
    Road,
    /// How often each story will be told.
    Pace,
    /// The warning that the work does not fit the days left.
    Tight,
    /// The heading of the principles.
    Heading,
    /// An empty row.
    Gap,
}

/// All rows, from top to bottom.
fn lines(today: &Today, tight: bool) -> Vec<TodayLine> {
    let mut lines = Vec::new();
    let first = today
        .items
        .iter()
        .position(|i| matches!(i, TodayItem::Principle(_) | TodayItem::Question { .. } | TodayItem::Rest(_)));
    for (i, item) in today.items.iter().enumerate() {
        if !tight && first == Some(i) {
            if let Some(road) = &today.road {
                lines.extend([TodayLine::Gap, TodayLine::Road]);
                lines.extend(road.pace.as_ref().map(|_| TodayLine::Pace));
                lines.extend(road.tight.then_some(TodayLine::Tight));
            }
            lines.extend([TodayLine::Gap, TodayLine::Heading]);
        }
        lines.push(TodayLine::Item(i));
        if !tight && matches!(item, TodayItem::Practice { .. }) {
            lines.push(TodayLine::Names(i));
        }
    }
    lines
}

/// Draws a row within the margins; only the longest texts extend beyond the width of a table.
fn draw_line(today: &Today, line: TodayLine, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let table = layout::at_most(area, layout::TABLE - 2);
    let under_road = layout::indented(area, UNDER_ROAD);
    match line {
        TodayLine::Item(at) => {
            if let Some(item) = today.items.get(at) {
                row(item, at == today.list.chosen, table, canvas);
            }
        }
        TodayLine::Names(at) => {
            if let Some(TodayItem::Practice { names, .. }) = today.items.get(at) {
                canvas.text(names.as_str(), Role::Muted, layout::indented(table, 4));
            }
        }
        TodayLine::Road => {
            if let Some(road) = &today.road {
                canvas.text("Countdown", Role::Strong, layout::at_most(area, UNDER_ROAD - 1));
                let days = Rect { width: table.width + 1, ..table };
                let road = Road::new(&road.marks, &road.end, canvas.theme);
                canvas.render(road, layout::indented(days, UNDER_ROAD));
            }
        }
        TodayLine::Pace => {
            let pace = today.road.as_ref().and_then(|r| r.pace.as_deref()).unwrap_or_default();
            let pace = canvas.theme.label(pace, Role::Muted);
            let at = if pace.width() > under_road.width { layout::indented(area, 2) } else { under_road };
            canvas.render(pace, at);
        }
        TodayLine::Tight => {
            canvas.text("This is tight. 4 says what could help.", Role::Warn, under_road);
        }
        TodayLine::Heading => {
            let signs = canvas.theme.signs;
            let legend = format!("{} draft   {} solid   {} ready", signs.draft, signs.solid, signs.ready);
            let legend = canvas.theme.label(legend, Role::Muted);
            let heading = canvas.theme.label(heading(today), Role::Strong);
            let least = legend.width();
            canvas.render(Ends::keep_left(heading, legend, 1, least), table);
        }
        TodayLine::Gap => {}
    }
}

fn row(item: &TodayItem, chosen: bool, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        canvas.chosen(area);
    }
    let (text, note, key) = match item {
        TodayItem::Day(near) => (near.text(), String::new(), if *near == Near::OpenAsk { "a" } else { "" }),
        TodayItem::Practice { what, note, .. } => (what.clone(), note.clone(), "p"),
        TodayItem::Cards(1) => ("Look at your cue card".to_owned(), "a minute".to_owned(), "c"),
        TodayItem::Cards(n) => (format!("Flip through {n} cue cards"), format!("about {n} minutes"), "c"),
        TodayItem::Advice(n) => (format!("{n} tips for the day itself"), "a minute".to_owned(), ""),
        TodayItem::Finish { name, note, .. } => (format!("Finish \"{name}\""), note.clone(), "e"),
        TodayItem::Write { what, about, .. } => (format!("Write {what}"), about.clone(), "d"),
        TodayItem::Question { short, story, .. } => {
            question(short, story.as_ref(), role, area, canvas);
            return;
        }
        TodayItem::Principle(slots) => {
            principle(slots, role, area, canvas);
            return;
        }
        TodayItem::Rest(n) => (format!("{n} more principles"), "mostly for managers".to_owned(), "2"),
    };
    canvas.render(canvas.theme.label(key, Role::Accent).right_aligned(), area);
    let before_key = layout::at_most(layout::indented(area, 2), area.width.saturating_sub(5));
    let text = canvas.theme.label(text, role).at_most(before_key.width.saturating_sub(1));
    let note = canvas.theme.label(note, Role::Muted);
    canvas.render(Ends::keep_left(text, note, 2, 9), before_key);
}

/// What stands above the principles, or above the first questions.
fn heading(today: &Today) -> String {
    let questions = today.items.iter().filter_map(|item| match item {
        TodayItem::Question { story, .. } => Some(story.is_some()),
        TodayItem::Day(_)
        | TodayItem::Cards(_)
        | TodayItem::Advice(_)
        | TodayItem::Practice { .. }
        | TodayItem::Finish { .. }
        | TodayItem::Write { .. }
        | TodayItem::Principle(_)
        | TodayItem::Rest(_) => None,
    });
    let (all, answered) = questions.fold((0, 0), |(all, n), answered| (all + 1, n + usize::from(answered)));
    match all {
        0 => "Three stories each".to_owned(),
        all => format!("Questions about customers, {answered} of {all} answered"),
    }
}

/// One of the first questions, with the story that answers it.
fn question(
    short: &str,
    story: Option<&(StoryId, Stage, String)>,
    role: Role,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let at = layout::indented(area, 2);
    match story {
        Some((_, stage, _)) => canvas.render(canvas.stage(*stage), layout::at_most(at, 1)),
        None => canvas.text(canvas.theme.signs.none, Role::Muted, layout::at_most(at, 1)),
    }
    let text = canvas.theme.label(short, role);
    let name = canvas.theme.label(story.map_or("", |(.., name)| name.as_str()), Role::Muted);
    canvas.render(Ends::keep_left(text, name, 2, 9), layout::indented(at, 2));
}

/// A principle with its three slots.
fn principle(slots: &Slots, role: Role, area: Rect, canvas: &mut Canvas<'_, '_>) {
    // Beside the standing, which names the stories, the marks are enough.
    let narrow = canvas.area().is_narrow() || area.width < canvas.area().width * 3 / 4;
    let areas = layout::principle_with_slots(area, narrow);
    canvas.text(slots.name.as_str(), role, areas.name);
    for (i, at) in areas.slots.into_iter().enumerate() {
        match slots.stories.get(i) {
            Some((_, stage, name)) => {
                canvas.render(canvas.stage(*stage), layout::at_most(at, 1));
                if !narrow {
                    canvas.text(name.as_str(), Role::Text, layout::indented(at, 2));
                }
            }
            None => canvas.text(canvas.theme.signs.none, Role::Muted, layout::at_most(at, 1)),
        }
    }
}
