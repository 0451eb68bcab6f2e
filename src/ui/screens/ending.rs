//! Draws the end of a walk.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::ending::{Ending, EndingItem};
use crate::coach::check_title;
use crate::story::{Section, Story, pace};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, Label};

/// Columns of the bars of the four parts together.
const BARS: u32 = 24;
/// Maximum rows of a remark.
const REMARK: usize = 2;
/// Columns at the right for a key.
const KEY: u16 = 7;

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Gap,
    /// The question for the title, and the field below it.
    Ask,
    Title,
    /// How long it is, and its shares.
    Time,
    Usual,
    Praise(String),
    Heading(&'static str),
    /// A row of an item: its index, and the text of this row.
    Item(usize, String, bool),
}

pub fn draw(model: &Model, ending: &Ending, canvas: &mut Canvas<'_, '_>) {
    let Some(story) = model.workspace.library.get(&ending.story) else { return };
    let regions = canvas.regions();
    let head = canvas.theme.label(ending.headline.as_str(), Role::Strong);
    let title = if ending.title.is_some() || story.title.is_empty() { String::new() } else { story.name() };
    let title = canvas.theme.label(title, Role::Strong);
    canvas.render(Ends::keep_left(head, title, 2, 9), layout::at_most(regions.head, layout::ROW - 2));
    let body = layout::at_most(layout::margins(regions.below_head()), layout::ROW - 2);
    let lines = lines(ending, canvas, body.width.saturating_sub(2 + KEY));
    let room = usize::from(body.height);
    let chosen = lines.iter().rposition(|line| matches!(line, Line::Item(i, ..) if *i == ending.list.chosen));
    let wanted = if ending.title.is_some() { 0 } else { chosen.unwrap_or(0) };
    let top = (wanted + 1).saturating_sub(room).min(lines.len().saturating_sub(room));
    for (at, line) in body.rows().zip(lines.iter().skip(top)) {
        draw_line(model, ending, story, line, at, canvas);
    }
    if lines.len() > top + room {
        canvas.more(body);
    }
}

/// All rows, from top to bottom.
fn lines(ending: &Ending, canvas: &Canvas<'_, '_>, width: u16) -> Vec<Line> {
    let area = canvas.area();
    let tight = area.is_tight();
    let gap = |lines: &mut Vec<Line>| lines.extend((!tight).then_some(Line::Gap));
    let mut lines = Vec::new();
    gap(&mut lines);
    if ending.title.is_some() {
        lines.extend([Line::Ask, Line::Title]);
        gap(&mut lines);
    }
    lines.push(Line::Time);
    lines.extend((!tight).then_some(Line::Usual));
    gap(&mut lines);
    let most = if tight { 1 } else { 2 };
    let praise = ending.review.praise.iter().take(most);
    lines.extend(praise.map(|p| Line::Praise(format!("+ {}", p.message))));
    let begins = |item: &EndingItem| matches!(item, EndingItem::Improve(_) | EndingItem::Missing(_));
    if !tight && ending.items.first().is_some_and(begins) {
        gap(&mut lines);
        lines.push(Line::Heading("First to improve"));
    }
    let mut then = false;
    for (i, item) in ending.items.iter().enumerate() {
        let on =
            matches!(item, EndingItem::Check(_) | EndingItem::Tell | EndingItem::Next(..) | EndingItem::Done);
        if on && !then {
            then = true;
            gap(&mut lines);
            lines.extend((!tight).then_some(Line::Heading("Then")));
        }
        if matches!(item, EndingItem::Details(_)) {
            gap(&mut lines);
        }
        let mut rows = wrap(&words(item), usize::from(width)).into_iter();
        let first = rows.next().unwrap_or_default();
        lines.push(Line::Item(i, first, true));
        lines.extend(rows.take(REMARK - 1).map(|row| Line::Item(i, row, false)));
    }
    lines
}

/// What a row says.
fn words(item: &EndingItem) -> String {
    match item {
        EndingItem::Missing(part) => format!("Write the {}", part.name()),
        EndingItem::Improve(finding) => format!("{} {}", finding.message, finding.question),
        EndingItem::More(1) => "1 smaller thing".to_owned(),
        EndingItem::More(n) => format!("{n} smaller things"),
        EndingItem::Check(open) => check_title(*open),
        EndingItem::Tell => "Tell it once, aloud".to_owned(),
        EndingItem::Next(..) => "Next question".to_owned(),
        EndingItem::Done => "Done for now".to_owned(),
        EndingItem::Details(_) => "Title, customer, date".to_owned(),
    }
}

/// The note and the key at the right of a row.
fn note(item: &EndingItem, pitch: bool) -> (&str, &'static str) {
    match item {
        EndingItem::Missing(_) | EndingItem::Improve(_) => ("", "enter"),
        EndingItem::More(_) => ("", "c"),
        EndingItem::Check(_) => ("20 seconds", "y"),
        EndingItem::Tell => (if pitch { "a minute" } else { "two minutes" }, "p"),
        EndingItem::Next(_, short) => (short, "n"),
        EndingItem::Done => ("", "d"),
        EndingItem::Details(details) => (details, "t"),
    }
}

fn draw_line(
    model: &Model,
    ending: &Ending,
    story: &Story,
    line: &Line,
    at: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let inside = layout::indented(at, 2);
    match line {
        Line::Gap => {}
        Line::Ask => canvas.text("What will you call it?", Role::Strong, inside),
        Line::Title => {
            canvas.text(canvas.theme.signs.bar, Role::Focus, layout::at_most(at, 1));
            if let Some(field) = &ending.title {
                canvas.field(field, true, &[], layout::at_most(inside, layout::PROSE));
            }
        }
        Line::Time => time(model, story, inside, canvas),
        Line::Usual => {
            let prompt = ending.prompt.as_ref().and_then(|id| model.workspace.bank.prompt(id));
            let usual = prompt.map_or(pace::USUAL, |prompt| prompt.usual.clone());
            let usual = format!("usual {} to {}", usual.start(), usual.end());
            canvas.text(usual, Role::Muted, inside);
        }
        Line::Praise(praise) => canvas.text(praise.as_str(), Role::Good, inside),
        Line::Heading(heading) => canvas.text(*heading, Role::Muted, inside),
        Line::Item(i, text, first) => {
            let Some(item) = ending.items.get(*i) else { return };
            let chosen = *i == ending.list.chosen && ending.title.is_none();
            item_row((item, story.is_pitch()), (text, *first), chosen, at, canvas);
        }
    }
}

fn item_row(
    (item, pitch): (&EndingItem, bool),
    (text, first): (&str, bool),
    chosen: bool,
    at: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    let before_key = layout::indented(Rect { width: at.width.saturating_sub(KEY), ..at }, 2);
    let text = canvas.theme.label(text, role);
    if !first {
        canvas.render(text, before_key);
        return;
    }
    let (note, key) = note(item, pitch);
    let key = if key == "enter" && !chosen { "" } else { key };
    if chosen {
        canvas.chosen(at);
    }
    canvas.render(canvas.theme.label(key, Role::Accent).right_aligned(), at);
    let note = canvas.theme.label(note, Role::Muted);
    canvas.render(Ends::keep_left(text, note, 2, 7), before_key);
}

/// The time that it takes, and how the parts share it.
fn time(model: &Model, story: &Story, at: Rect, canvas: &mut Canvas<'_, '_>) {
    let estimate = model.workspace.coach.settings.seconds(pace::story_words(story));
    let time = match model.workspace.practice.told(&story.id) {
        Some(told) => format!("{told} last time"),
        None => format!("About {estimate} aloud"),
    };
    let time = canvas.theme.label(time, Role::Strong);
    let shares = if story.is_complete() && !story.is_pitch() {
        shares(story, canvas)
    } else {
        canvas.theme.label("", Role::Muted)
    };
    let least = shares.width();
    canvas.render(Ends::keep_left(time, shares, 2, least), at);
}

/// The four parts, each with a bar as long as its share of the words.
fn shares(story: &Story, canvas: &Canvas<'_, '_>) -> Label<'static> {
    let narrow = canvas.area().is_narrow();
    let counts = Section::STAR.map(|part| pace::words(story.section(part)).0);
    let all = counts.iter().sum::<u32>().max(1);
    let columns = if narrow { BARS / 2 } else { BARS };
    let [bar, ..] = canvas.theme.signs.bars;
    let part = |(part, words): (Section, u32)| {
        let name = if narrow { part.name().get(..1).unwrap_or_default() } else { part.name() };
        let long = ((words * columns + all / 2) / all).max(1);
        format!("{name} {}", bar.repeat(long as usize))
    };
    let parts: Vec<String> = Section::STAR.into_iter().zip(counts).map(part).collect();
    canvas.theme.label(parts.join("  "), Role::Muted)
}
