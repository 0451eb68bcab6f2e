//! The picture of Prepare: the one answer, then rows under their headings.

use ratatui::layout::Rect;

use super::page::{PROSE, Page};
use super::theme::Role;
use crate::app::Model;
use crate::app::screen::prepare::{Prepare, Row};
use crate::prepare::outlook;

/// A row of the picture.
enum Line<'a> {
    Gap,
    Heading(&'static str),
    Row(usize, &'a Row),
    Under(&'a str, bool),
}

/// Draws Prepare.
pub fn draw(model: &Model, screen: &Prepare, page: &mut Page) {
    let y = super::head(model, page, &model.desk.interview());
    let tight = page.area.height < 16;
    // One column is left for the sign that there is more.
    let wide = (page.area.width - 3).min(PROSE + 1);
    let y = answer(screen, if tight { y } else { y + 1 }, wide, page);
    let lines = lines(screen, tight);
    let bottom = super::floor(page);
    let room = usize::from(bottom.saturating_sub(y));
    let chosen = lines.iter().position(|l| matches!(l, Line::Row(at, _) if *at == screen.list.chosen));
    let top = top(&lines, chosen.unwrap_or(0), room);
    for (i, line) in lines.iter().skip(top).take(room).enumerate() {
        let y = y + i as u16;
        match line {
            Line::Gap => {}
            Line::Heading(text) => {
                page.put(1, y, wide, text, Role::Strong);
            }
            Line::Row(at, row) => draw_row(row, *at == screen.list.chosen, y, wide, page),
            Line::Under(text, warn) => {
                let role = if *warn { Role::Warn } else { Role::Muted };
                page.put(5, y, wide.saturating_sub(4), text, role);
            }
        }
    }
    if lines.len() > top + room && room > 0 {
        page.put_right(page.area.width - 1, bottom - 1, page.theme.signs.more, Role::Muted);
    }
}

/// The one answer and, where it is so, that this is tight. Gives the first free row.
fn answer(screen: &Prepare, y: u16, wide: u16, page: &mut Page) -> u16 {
    let mut y = y;
    let height = 3;
    let at = Rect { x: 1, y, width: wide, height };
    y += (page.prose(at, &screen.outlook.line, 0, Role::Text) as u16).min(height);
    if screen.outlook.tight {
        let at = Rect { x: 1, y, width: wide, height };
        y += (page.prose(at, outlook::TIGHT, 0, Role::Warn) as u16).min(height);
    }
    y
}

fn lines(screen: &Prepare, tight: bool) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut section = "";
    for (at, row) in screen.rows.iter().enumerate() {
        if row.section != section {
            section = row.section;
            if !(tight && lines.is_empty()) {
                lines.push(Line::Gap);
            }
            lines.push(Line::Heading(section));
        }
        lines.push(Line::Row(at, row));
        lines.extend(row.under.iter().map(|(text, warn)| Line::Under(text, *warn)));
    }
    lines
}

/// The first line in view: as far up as the chosen row with its heading and what stands under it allows.
fn top(lines: &[Line<'_>], chosen: usize, room: usize) -> usize {
    let under = lines.iter().skip(chosen + 1).take_while(|l| matches!(l, Line::Under(..))).count();
    let last = (chosen + under).min(chosen + room.saturating_sub(1));
    let following = lines.len().saturating_sub(last + 1).min(2);
    (last + 1 + following).saturating_sub(room).min(chosen)
}

fn draw_row(row: &Row, chosen: bool, y: u16, wide: u16, page: &mut Page) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        page.put(1, y, 1, page.theme.signs.chosen, Role::Chosen);
    }
    let right = wide + 1;
    let mut x = 3;
    if let Some(done) = row.tick {
        let (sign, role) = if done {
            (page.theme.signs.ticked, Role::Good)
        } else {
            (page.theme.signs.unticked, Role::Muted)
        };
        x = page.put(x, y, 3, sign, role) + 1;
    }
    let x = page.put(x, y, right.saturating_sub(x), &row.label, role);
    let room = right.saturating_sub(x + 2);
    if room >= 8 && !row.note.is_empty() {
        let note = crate::edit::cut(&row.note, usize::from(room)).into_owned();
        page.put_right(right, y, &note, Role::Muted);
    }
}
