//! The picture of Prepare: the one answer, then rows under their headings.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::interview::{InterviewRow, Prepare};
use crate::interview::progress;
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// A row of the picture.
enum InterviewLine<'a> {
    Gap,
    Heading(&'static str),
    /// With its label, and with its note where that stands beside it.
    Row(usize, &'a InterviewRow, String, &'a str),
    Rest(usize, String),
    Under(String, bool),
}

/// Draws Prepare.
pub fn draw(model: &Model, screen: &Prepare, page: &mut Page<'_, '_>) {
    let y = crate::ui::head(model, page, &model.workspace.interview_words());
    let tight = page.area.height < 16;
    // One column is left for the sign that there is more.
    let wide = (page.area.width - 3).min(PROSE + 1);
    let y = answer(screen, if tight { y } else { y + 1 }, wide, page);
    let y = if tight { y } else { y + 1 };
    let wide = if page.area.width >= WIDE { (page.area.width - 6) / 2 } else { wide };
    let mut lines = lines(screen, wide, tight);
    // A wide page has two columns: the second begins with the section nearest to the middle.
    if page.area.width >= WIDE {
        let half = lines.len() / 2;
        let heads = lines.iter().enumerate().filter(|(_, l)| matches!(l, InterviewLine::Heading(_)));
        let second = heads.map(|(at, _)| at).min_by_key(|at| at.abs_diff(half)).unwrap_or(0);
        let right = lines.split_off(second);
        if matches!(lines.last(), Some(InterviewLine::Gap)) {
            lines.pop();
        }
        column(screen, &lines, (1, y), wide, page);
        column(screen, &right, (wide + 4, y), wide, page);
    } else {
        column(screen, &lines, (1, y), wide, page);
    }
}

/// From here on the rows stand in two columns.
const WIDE: u16 = 110;

/// Some of the rows, one below the other, scrolled so that the chosen one is in view.
fn column(
    screen: &Prepare,
    lines: &[InterviewLine<'_>],
    (x, y): (u16, u16),
    wide: u16,
    page: &mut Page<'_, '_>,
) {
    let bottom = crate::ui::floor(page);
    let room = usize::from(bottom.saturating_sub(y));
    let chosen =
        lines.iter().position(|l| matches!(l, InterviewLine::Row(at, ..) if *at == screen.list.chosen));
    let top = chosen.map_or(0, |chosen| top(lines, chosen, room));
    for (i, line) in lines.iter().skip(top).take(room).enumerate() {
        let y = y + i as u16;
        match line {
            InterviewLine::Gap => {}
            InterviewLine::Heading(text) => {
                page.put(x, y, wide, text, Role::Strong);
            }
            InterviewLine::Row(at, row, label, note) => {
                draw_row(row, (label, note), *at == screen.list.chosen, (x, y), wide, page);
            }
            InterviewLine::Rest(at, text) => {
                let role = if *at == screen.list.chosen { Role::Chosen } else { Role::Text };
                page.put(x + 4, y, wide.saturating_sub(4), text, role);
            }
            InterviewLine::Under(text, warn) => {
                let role = if *warn { Role::Warn } else { Role::Muted };
                page.put(x + 4, y, wide.saturating_sub(4), text, role);
            }
        }
    }
    let signs = page.theme.signs;
    if top > 0 && room > 1 {
        page.put(x + wide, y, 1, signs.above, Role::Muted);
    }
    if lines.len() > top + room && room > 0 {
        page.put(x + wide, bottom - 1, 1, signs.more, Role::Muted);
    }
}

/// The one answer and, where it is so, that this is tight. Gives the first free row.
fn answer(screen: &Prepare, y: u16, wide: u16, page: &mut Page<'_, '_>) -> u16 {
    let mut y = y;
    let height = 3;
    let at = Rect { x: 1, y, width: wide, height };
    y += (page.prose(at, &screen.progress.line, 0, Role::Text) as u16).min(height);
    if screen.progress.tight {
        let at = Rect { x: 1, y, width: wide, height };
        y += (page.prose(at, progress::TIGHT, 0, Role::Warn) as u16).min(height);
    }
    y
}

fn lines(screen: &Prepare, wide: u16, tight: bool) -> Vec<InterviewLine<'_>> {
    let mut lines = Vec::new();
    let mut section = "";
    for (at, row) in screen.rows.iter().enumerate() {
        if row.section != section {
            section = row.section;
            if !lines.is_empty() {
                lines.push(InterviewLine::Gap);
            }
            lines.push(InterviewLine::Heading(section));
        }
        let mut rows = crate::ui::page::wrap(&row.label, wide.saturating_sub(5)).into_iter();
        let label = rows.next().unwrap_or_default();
        // A note that has no room beside its row stands below it, where the page has the height.
        let beside = 4 + crate::text::columns(&label) + 2 + crate::text::columns(&row.note);
        let below = !tight && beside > usize::from(wide);
        lines.push(InterviewLine::Row(at, row, label, if below { "" } else { &row.note }));
        lines.extend(rows.map(|text| InterviewLine::Rest(at, text)));
        if below {
            // Two rows of it: the second is cut where there is more.
            let mut note = crate::ui::page::wrap(&row.note, wide.saturating_sub(4));
            let rest = note.split_off(1.min(note.len())).join(" ");
            note.extend(Some(rest).filter(|rest| !rest.is_empty()));
            lines.extend(note.into_iter().map(|text| InterviewLine::Under(text, false)));
        }
        lines.extend(row.under.iter().map(|(text, warn)| InterviewLine::Under(text.clone(), *warn)));
    }
    lines
}

/// The first line in view: as far up as the chosen row with its heading and what stands under it allows.
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
    (left, y): (u16, u16),
    wide: u16,
    page: &mut Page<'_, '_>,
) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        page.put(left, y, 1, page.theme.signs.chosen, Role::Chosen);
    }
    let right = left + wide;
    let mut x = left + 2;
    if let Some(done) = row.tick {
        let (sign, role) = if done {
            (page.theme.signs.ticked, Role::Good)
        } else {
            (page.theme.signs.unticked, Role::Muted)
        };
        x = page.put(x, y, 3, sign, role) + 1;
    }
    let x = page.put(x, y, right.saturating_sub(x), label, role);
    let room = right.saturating_sub(x + 2);
    if room >= 8 && !note.is_empty() {
        let note = crate::text::cut(note, usize::from(room)).into_owned();
        page.put_right(right, y, &note, Role::Muted);
    }
}
