//! A time in large digits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::label::Label;
use crate::story::pace::Seconds;
use crate::ui::theme::{Role, Theme};

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

const ASCII_DIGITS: [Glyph; 10] = [
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
const ASCII_COLON: Glyph = [" ", ".", "."];

/// A centered time with digits six or three rows high, or as plain text if the area has only one row.
#[derive(Debug, Clone)]
pub struct BigClock<'a> {
    time: Seconds,
    role: Role,
    theme: &'a Theme,
}

impl<'a> BigClock<'a> {
    pub const fn new(time: Seconds, role: Role, theme: &'a Theme) -> Self {
        Self { time, role, theme }
    }
}

impl Widget for BigClock<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let text = self.time.to_string();
        if area.height < 3 {
            self.theme.label(text, self.role).centered().render(area, buf);
            return;
        }
        let (digits, colon) =
            if self.theme.signs.ascii { (ASCII_DIGITS, ASCII_COLON) } else { (DIGITS, COLON) };
        let glyph = |c: char| c.to_digit(10).and_then(|d| digits.get(d as usize).copied()).unwrap_or(colon);
        let glyphs: Vec<Glyph> = text.chars().map(glyph).collect();
        let twice = area.height >= 6 && !self.theme.signs.ascii;
        let rows = (0..3).map(|i| glyphs.iter().filter_map(|g| g.get(i).copied()).collect::<Vec<_>>());
        let rows = rows.map(|parts| parts.join("  "));
        let rows: Vec<String> =
            if twice { rows.flat_map(|row| doubled(&row)).collect() } else { rows.collect() };
        for (at, row) in area.rows().zip(rows) {
            Label::new(row, self.theme.style(self.role)).centered().render(at, buf);
        }
    }
}

/// A row of glyphs twice as large: two rows, and two columns for each.
fn doubled(row: &str) -> [String; 2] {
    let half = |top: bool| {
        let cell = move |sign: char| match (sign, top) {
            ('█', _) | ('▀', true) => "██",
            // Two dots of the colon in two rows each.
            ('▪', true) => "▄▄",
            ('▪', false) => "▀▀",
            _ => "  ",
        };
        row.chars().map(cell).collect()
    };
    [half(true), half(false)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Colors, Palette};

    fn drawn(theme: &Theme, height: u16) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, height));
        BigClock::new(Seconds(83), Role::Strong, theme).render(buf.area, &mut buf);
        buf.content.chunks(20).map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
    }

    #[test]
    fn a_clock_has_large_digits() {
        let rows = drawn(&Theme::named(), 3);
        assert_eq!(rows, ["  ▀█      ▀▀█  ▀▀█  ", "   █   ▪  █▀▀   ▀█  ", "  ▀▀▀  ▪  ▀▀▀  ▀▀▀  "]);
    }

    #[test]
    fn a_clock_is_twice_as_large_where_there_is_room() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 6));
        BigClock::new(Seconds(10), Role::Strong, &Theme::named()).render(buf.area, &mut buf);
        let rows: Vec<String> =
            buf.content.chunks(40).map(|r| r.iter().map(ratatui::buffer::Cell::symbol).collect()).collect();
        let at = |y: usize| rows[y].trim();
        assert_eq!(at(0), "██████          ████      ██████");
        assert_eq!(at(1), "██  ██            ██      ██  ██");
        assert_eq!(at(2), "██  ██    ▄▄      ██      ██  ██");
        assert_eq!(at(3), "██  ██    ▀▀      ██      ██  ██");
        assert_eq!(at(4), "██████    ▄▄    ██████    ██████");
        assert_eq!(at(5), "▀▀");
    }

    #[test]
    fn a_clock_can_be_drawn_in_ascii_or_on_one_row() {
        assert!(drawn(&Theme::new(Palette::Mono, Colors::None, true), 3).concat().is_ascii());
        assert_eq!(drawn(&Theme::named(), 1), ["        1:23        "]);
    }
}
