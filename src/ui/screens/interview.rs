//! Draws Prepare: the progress line, then rows under their headings.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::interview::{Interview, InterviewRow, Tick};
use crate::interview::progress;
use crate::text::{columns, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// Maximum rows of the progress line.
const ANSWER: u16 = 3;
/// Maximum and minimum columns of a bar.
const GAUGE: usize = 6;
const SHORTEST_GAUGE: usize = 3;
/// The indentation of continuation rows, in columns.
const UNDER: u16 = 4;
/// Minimum columns for showing a note beside its row.
const NOTE: u16 = 8;

/// A row as drawn.
enum InterviewLine<'a> {
    Gap,
    Heading(&'static str),
    /// With its label, and its note if that is on the same row.
    Row(usize, &'a InterviewRow, String, &'a str),
    Rest(usize, String),
    Under(String, bool),
}

pub fn draw(model: &Model, screen: &Interview, canvas: &mut Canvas<'_, '_>) {
    let body = crate::ui::head(
        model,
        canvas,
        &model.workspace.documents.interview_words(model.workspace.view.today),
    );
    let tight = canvas.area().is_tight();
    let gap = u16::from(!tight);
    let body = layout::below(layout::margins(body), gap);
    // One column is reserved for the scroll mark.
    let text = layout::at_most(body, (body.width - 1).min(layout::PROSE + 1));
    let used = answer(screen, text, body, canvas);
    if !canvas.area().is_wide() {
        let column = layout::below(text, used + gap);
        draw_column(screen, &lines(screen, column.width, tight), column, canvas);
        return;
    }
    // A wide screen has two columns; the second begins with the section nearest to the middle.
    let [left, right] = layout::prepare_columns(layout::below(body, used + gap));
    let mut lines = lines(screen, left.width, tight);
    let half = lines.len() / 2;
    let heads = lines.iter().enumerate().filter(|(_, l)| matches!(l, InterviewLine::Heading(_)));
    let second = heads.map(|(at, _)| at).min_by_key(|at| at.abs_diff(half)).unwrap_or(0);
    let rest = lines.split_off(second);
    if matches!(lines.last(), Some(InterviewLine::Gap)) {
        lines.pop();
    }
    draw_column(screen, &lines, left, canvas);
    draw_column(screen, &rest, right, canvas);
}

/// Draws some of the rows, scrolled so that the selected one is visible.
fn draw_column(screen: &Interview, lines: &[InterviewLine<'_>], area: Rect, canvas: &mut Canvas<'_, '_>) {
    let room = usize::from(area.height);
    let chosen =
        lines.iter().position(|l| matches!(l, InterviewLine::Row(at, ..) if *at == screen.list.chosen));
    let top = chosen.map_or(0, |chosen| top(lines, chosen, room));
    for (at, line) in area.rows().zip(lines.iter().skip(top)) {
        let under = layout::indented(at, UNDER);
        match line {
            InterviewLine::Gap => {}
            InterviewLine::Heading(text) => canvas.text(*text, Role::Strong, at),
            InterviewLine::Row(i, row, label, note) => {
                draw_row(row, (label, note), *i == screen.list.chosen, at, canvas);
            }
            InterviewLine::Rest(i, text) => {
                let role = if *i == screen.list.chosen { Role::Chosen } else { Role::Text };
                canvas.text(text.as_str(), role, under);
            }
            InterviewLine::Under(text, warn) => {
                canvas.text(text.as_str(), if *warn { Role::Warn } else { Role::Muted }, under);
            }
        }
    }
    let with_sign = Rect { width: area.width + 1, ..area };
    if top > 0 && room > 1 {
        let above = canvas.theme.label(canvas.theme.signs.above, Role::Muted).right_aligned();
        canvas.render(above, layout::row(with_sign, 0));
    }
    if lines.len() > top + room {
        canvas.more(with_sign);
    }
}

/// How far it all is, across the whole width where there is room for bars, and, if time is tight, the warning. Returns
/// the rows used.
fn answer(screen: &Interview, area: Rect, whole: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let used = if canvas.area().is_tight() || canvas.area().is_narrow() {
        canvas.prose(&screen.progress.line, Role::Text, layout::first_rows(area, ANSWER))
    } else {
        gauges(screen, layout::row(whole, 0), canvas)
    };
    if !screen.progress.tight {
        return used;
    }
    let below = layout::below(area, used);
    used + canvas.prose(progress::TIGHT, Role::Warn, layout::first_rows(below, ANSWER))
}

/// How far stories, answers and research are, each with a bar. Returns the rows used.
fn gauges(screen: &Interview, area: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let p = &screen.progress;
    let when = p.line.split_once(':').map_or("", |(when, _)| when);
    let done = p.research - p.open.len().min(p.research);
    let counts = [
        ("Stories ready", p.ready, p.stories),
        ("Answers", p.answered, p.questions),
        ("Research", done, p.research),
    ];
    let gauge = |(name, have, of): (&str, usize, usize), most: usize| {
        let long = of.min(most);
        let filled = (have * long).checked_div(of).unwrap_or(0);
        // Some is never shown as none.
        let filled = filled.max(usize::from(have > 0 && long > 1));
        let [full, _, empty, _] = canvas.theme.signs.days;
        let bar = format!("{}{}", full.repeat(filled), empty.repeat(long - filled));
        let role = if have >= of { Role::Good } else { Role::Accent };
        let pieces = [(name.to_owned(), Role::Muted), (bar, role), (format!("{have} of {of}"), Role::Text)];
        pieces.into_iter().filter(|(text, _)| !text.is_empty()).collect::<Vec<_>>()
    };
    let width = |most: usize| {
        let pieces = counts.into_iter().flat_map(|count| gauge(count, most));
        columns(when) + 2 + pieces.map(|(text, _)| columns(&text) + 1).sum::<usize>() + 2 * (counts.len() - 1)
    };
    // The bars are as long as there is room; one too short to show how far it is says nothing.
    let most =
        (SHORTEST_GAUGE..=GAUGE).rev().find(|&most| width(most) <= usize::from(area.width)).unwrap_or(0);
    let lines = counts.map(|count| gauge(count, most));
    canvas.text(when, Role::Strong, area);
    let mut at = layout::indented(area, columns(when) as u16 + 3);
    for (text, role) in
        lines.into_iter().flat_map(|line| line.into_iter().chain([(" ".to_owned(), Role::Text)]))
    {
        let used = columns(&text) as u16;
        canvas.text(text, role, at);
        at = layout::indented(at, used + 1);
    }
    1
}

fn lines(screen: &Interview, width: u16, tight: bool) -> Vec<InterviewLine<'_>> {
    let mut lines = Vec::new();
    let mut section = "";
    let width = usize::from(width);
    for (at, row) in screen.rows.iter().enumerate() {
        if row.section != section {
            section = row.section;
            if !lines.is_empty() {
                lines.push(InterviewLine::Gap);
            }
            lines.push(InterviewLine::Heading(section));
        }
        let mut rows = wrap(&row.label, width.saturating_sub(5)).into_iter();
        let label = rows.next().unwrap_or_default();
        // A note that does not fit beside its row goes below it, if the screen is tall enough.
        let below = !tight && 4 + columns(&label) + 2 + columns(&row.note) > width;
        lines.push(InterviewLine::Row(at, row, label, if below { "" } else { &row.note }));
        lines.extend(rows.map(|text| InterviewLine::Rest(at, text)));
        if below {
            // At most two rows; the second is truncated.
            let mut note = wrap(&row.note, width.saturating_sub(4));
            let rest = note.split_off(1.min(note.len())).join(" ");
            note.extend(Some(rest).filter(|rest| !rest.is_empty()));
            lines.extend(note.into_iter().map(|text| InterviewLine::Under(text, false)));
        }
        lines.extend(row.under.iter().map(|(text, warn)| InterviewLine::Under(text.clone(), *warn)));
    }
    lines
}

/// The first visible line, such that the selected row, its heading and the lines below it are visible.
fn top(lines: &[InterviewLine<'_>], chosen: usize, room: usize) -> usize {
    let under = lines
        .iter()
        .skip(chosen + 1)
        .take_while(|l| matches!(l, InterviewLine::Under(..) | InterviewLine::Rest(..)))
        .count();
    let last = (chosen + under).min(chosen + room.saturating_sub(1));
    let following = lines.len().saturating_sub(last + 1).min(2);
    (last + 1 + following).saturating_sub(room).min(chosen)
}

fn draw_row(
    row: &InterviewRow,
    (label, note): (&str, &str),
    chosen: bool,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    if chosen {
        canvas.chosen(area);
    }
    let mut text = layout::indented(area, if row.indented { UNDER } else { 2 });
    if let Some(tick) = row.tick {
        let signs = canvas.theme.signs;
        let (sign, role) = match tick {
            Tick::Done => (signs.ticked, Role::Good),
            Tick::Written => (signs.solid, Role::Accent),
            Tick::Open => (signs.unticked, Role::Muted),
        };
        canvas.text(sign, role, layout::at_most(text, 1));
        text = layout::indented(text, 2);
    }
    let label = canvas.theme.label(label, if chosen { Role::Chosen } else { Role::Text });
    canvas.render(Ends::keep_left(label, canvas.theme.label(note, Role::Muted), 2, NOTE), text);
}
