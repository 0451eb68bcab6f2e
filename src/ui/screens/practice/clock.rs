//! The big clock and the bar to scale.

use crate::app::screen::practice::Practice;
use crate::practice::Phase;
use crate::story::pace::{Seconds, USUAL};
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// The columns that the bar takes at most, and the seconds that it stands for.
const BAR: (u16, u32) = (60, 180);

type Glyph = [&'static str; 3];

const DIGITS: [Glyph; 10] = [
    ["█▀█", "█ █", "▀▀▀"],
    ["▀█ ", " █ ", "▀▀▀"],
    ["▀▀█", "█▀▀", "▀▀▀"],
    ["▀▀█", " ▀█", "▀▀▀"],
    ["█ █", "▀▀█", "  ▀"],
    ["█▀▀", "▀▀█", "▀▀▀"],
    ["█▀▀", "█▀█", "▀▀▀"],
    ["▀▀█", "  █", "  ▀"],
    ["█▀█", "█▀█", "▀▀▀"],
    ["█▀█", "▀▀█", "▀▀▀"],
];
const COLON: Glyph = [" ", "▪", "▪"];

const PLAIN_DIGITS: [Glyph; 10] = [
    [" _ ", "| |", "|_|"],
    ["   ", "  |", "  |"],
    [" _ ", " _|", "|_ "],
    [" _ ", " _|", " _|"],
    ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"],
    [" _ ", "|_ ", "|_|"],
    [" _ ", "  |", "  |"],
    [" _ ", "|_|", "|_|"],
    [" _ ", "|_|", " _|"],
];
const PLAIN_COLON: Glyph = [" ", ".", "."];

/// Draws the clock at row `y` and the bar at row `bar`; without `big` the clock is one row.
pub fn draw(practice: &Practice, y: u16, bar: u16, big: bool, page: &mut Page<'_, '_>) {
    let session = &practice.session;
    let told = session.elapsed();
    let role = match (session.phase(), session.pause()) {
        (Phase::Waiting, _) | (_, Some(_)) => Role::Muted,
        _ => Role::Strong,
    };
    if big {
        digits(told, y, role, page);
    } else {
        super::center(y, &told.to_string(), role, page);
    }
    match session.limit() {
        Some(limit) => limited(told, limit, bar, page),
        None => to_scale(told, bar, page),
    }
}

/// The time in large digits, three rows high.
fn digits(told: Seconds, y: u16, role: Role, page: &mut Page<'_, '_>) {
    let plain = page.theme.signs.bars.first().is_some_and(|b| b.is_ascii());
    let text = told.to_string();
    let glyphs: Vec<Glyph> = text
        .chars()
        .map(|c| match c.to_digit(10).map(|d| d as usize) {
            Some(d) if plain => PLAIN_DIGITS.get(d).copied().unwrap_or_default(),
            Some(d) => DIGITS.get(d).copied().unwrap_or_default(),
            None if plain => PLAIN_COLON,
            None => COLON,
        })
        .collect();
    for row in 0..3 {
        let parts: Vec<&str> = glyphs.iter().filter_map(|g| g.get(row).copied()).collect();
        super::center(y + row as u16, &parts.join("  "), role, page);
    }
}

/// The bar's first column and its width.
fn place(page: &Page<'_, '_>) -> (u16, u16) {
    let width = page.area.width.saturating_sub(4).min(BAR.0);
    ((page.area.width - width) / 2, width)
}

fn strip(x: u16, y: u16, width: u16, full: u16, role: Role, page: &mut Page<'_, '_>) {
    let [done, left, _] = page.theme.signs.bars;
    let full = full.min(width);
    page.put(x, y, width, &done.repeat(usize::from(full)), role);
    page.put(x + full, y, width - full, &left.repeat(usize::from(width - full)), Role::Muted);
}

/// The bar of a telling: three minutes, with marks and what is usual.
fn to_scale(told: Seconds, y: u16, page: &mut Page<'_, '_>) {
    let (x, width) = place(page);
    let column = |seconds: u32| (seconds * u32::from(width) / BAR.1) as u16;
    let role = if told > *USUAL.end() {
        Role::Warn
    } else if told >= *USUAL.start() {
        Role::Good
    } else {
        Role::Accent
    };
    strip(x, y, width, column(told.0.min(BAR.1)), role, page);
    let mark = page.theme.signs.bars[2];
    let mut free = 0;
    for seconds in [30, USUAL.start().0, USUAL.end().0, BAR.1] {
        let at = x + column(seconds);
        page.put(at, y + 1, 1, mark, Role::Muted);
        let start = at.saturating_sub(1).min(page.area.width.saturating_sub(4));
        if start >= free {
            page.put(start, y + 2, 4, &Seconds(seconds).to_string(), Role::Muted);
            free = start + 5;
        }
    }
    let (from, to) = (column(USUAL.start().0), column(USUAL.end().0));
    if to - from > 8 {
        page.put(x + from + (to - from) / 2 - 2, y + 1, 5, "usual", Role::Muted);
    }
}

/// The bar of a follow-up or a headline: up to the time that it aims at.
fn limited(told: Seconds, limit: Seconds, y: u16, page: &mut Page<'_, '_>) {
    let (x, width) = place(page);
    let full = (told.0.min(limit.0) * u32::from(width)).checked_div(limit.0).unwrap_or(0) as u16;
    let role = if told > limit { Role::Warn } else { Role::Accent };
    strip(x, y, width, full, role, page);
    let mark = page.theme.signs.bars[2];
    page.put(x + width - 1, y + 1, 1, mark, Role::Muted);
    page.put_right(x + width, y + 2, &limit.to_string(), Role::Muted);
}
