//! What is to be seen, row by row, before it is cells.
//!
//! Owns what each row of the screen says. After a key most rows say what they said before; who shows the picture
//! compares rows, and makes cells of those alone that changed. Must not know a screen, nor what shows it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::theme::{Role, Theme};
use crate::text;

/// All rows of a screen, and where its cursor stands.
#[derive(Debug, Default)]
pub struct Picture {
    width: u16,
    rows: Vec<Row>,
    /// The column and row of the terminal's cursor; `None` where none is shown.
    pub cursor: Option<(u16, u16)>,
}

impl Picture {
    /// An empty picture.
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, rows: vec![Row::default(); usize::from(height)], cursor: None }
    }

    /// The area it covers.
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.width, self.rows.len() as u16)
    }

    /// Takes everything off it.
    pub fn clear(&mut self) {
        self.cursor = None;
        for row in &mut self.rows {
            row.text.clear();
            row.runs.clear();
        }
    }

    /// The row at `y`; `None` below the last.
    pub(super) fn row_mut(&mut self, y: u16) -> Option<&mut Row> {
        self.rows.get_mut(usize::from(y))
    }

    /// The whole picture in cells.
    pub fn cells(&self, theme: &Theme) -> Buffer {
        let mut buffer = Buffer::empty(self.area());
        for (y, row) in self.rows.iter().enumerate() {
            row.paint(y as u16, &mut buffer, theme);
        }
        buffer
    }
}

/// A picture that is shown, and the cells that show it.
#[derive(Debug)]
pub struct Shown {
    picture: Picture,
    /// A row that never said anything has no cells.
    rows: Vec<Buffer>,
}

impl Shown {
    /// An empty screen.
    pub fn new(width: u16, height: u16) -> Self {
        Self { picture: Picture::new(width, height), rows: vec![Buffer::default(); usize::from(height)] }
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.picture.cursor
    }

    /// Shows the next picture, of the same size, and leaves in its place the one that was shown, to be drawn upon.
    /// Gives where cells change; only rows that say something new are painted.
    pub fn turn(&mut self, next: &mut Picture, theme: &Theme) -> Vec<Position> {
        let mut changes = Vec::new();
        let rows = next.rows.iter().zip(&self.picture.rows).zip(&mut self.rows).enumerate();
        for (y, ((row, _), cells)) in rows.filter(|(_, ((row, before), _))| row != before) {
            let area = Rect::new(0, y as u16, next.width, 1);
            if cells.area != area {
                *cells = Buffer::empty(area);
            }
            let mut fresh = Buffer::empty(area);
            row.paint(y as u16, &mut fresh, theme);
            changes.extend(cells.diff(&fresh).into_iter().map(|(x, y, _)| Position { x, y }));
            *cells = fresh;
        }
        std::mem::swap(&mut self.picture, next);
        changes
    }

    /// The cells at these places, with their column and row.
    pub fn cells<'a>(&'a self, at: &'a [Position]) -> impl Iterator<Item = (u16, u16, &'a Cell)> {
        let cell = |p: &Position| self.rows.get(usize::from(p.y))?.cell(*p);
        at.iter().filter_map(move |p| Some((p.x, p.y, cell(p)?)))
    }
}

/// What one row says: runs of text, each at its column, a later one over an earlier.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Row {
    text: String,
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    x: u16,
    /// What reaches beyond so many columns is not drawn.
    width: u16,
    /// Where its text ends in the row's.
    end: usize,
    /// `None` takes off what was there.
    role: Option<Role>,
}

impl Row {
    /// Writes text that holds nothing but what may be shown; gives the column after it.
    pub(super) fn put(&mut self, x: u16, width: u16, shown: &str, role: Role) -> u16 {
        self.text.push_str(shown);
        self.end_run(x, width, Some(role));
        x.saturating_add((text::columns(shown) as u16).min(width))
    }

    /// Writes a sign over and over, `width` times.
    pub(super) fn fill(&mut self, x: u16, width: u16, sign: &str, role: Role) {
        for _ in 0..width {
            self.text.push_str(sign);
        }
        self.end_run(x, width, Some(role));
    }

    /// Takes off what stands in these columns.
    pub(super) fn blank(&mut self, x: u16, width: u16) {
        self.end_run(x, width, None);
    }

    fn end_run(&mut self, x: u16, width: u16, role: Option<Role>) {
        self.runs.push(Run { x, width, end: self.text.len(), role });
    }

    /// Makes cells of it, in the row `y` of a buffer.
    fn paint(&self, y: u16, buffer: &mut Buffer, theme: &Theme) {
        let mut start = 0;
        for run in &self.runs {
            let text = self.text.get(start..run.end).unwrap_or_default();
            start = run.end;
            let Some(role) = run.role else {
                let right = run.x.saturating_add(run.width).min(buffer.area.right());
                for x in run.x..right {
                    if let Some(cell) = buffer.cell_mut((x, y)) {
                        *cell = Cell::EMPTY;
                    }
                }
                continue;
            };
            paint(text, (run.x, y), run.width, buffer, theme.style(role));
        }
    }
}

fn paint(text: &str, (x, y): (u16, u16), width: u16, buffer: &mut Buffer, style: Style) {
    // Most text is of letters that take a cell each: no need to look for graphemes.
    if !text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        buffer.set_stringn(x, y, text, usize::from(width), style);
        return;
    }
    let right = x.saturating_add(width).min(buffer.area.right());
    for (x, letter) in (x..right).zip(text.chars()) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_char(letter).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: (u16, u16) = (12, 3);

    type Put = (u16, u16, u16, String, Option<Role>);

    fn any_put() -> impl Strategy<Value = Put> {
        let text = prop_oneof!["[a-c ]{0,9}", "[a家é▌👩‍👧]{0,6}"];
        let role = proptest::option::weighted(0.8, proptest::sample::select(Role::ALL.to_vec()));
        (0..SIZE.0, 0..SIZE.1, 0..=SIZE.0, text, role)
    }

    fn draw(puts: &[Put], picture: &mut Picture) {
        picture.clear();
        for (x, y, width, text, role) in puts {
            let Some(row) = picture.row_mut(*y) else { continue };
            match role {
                Some(role) => drop(row.put(*x, *width, text, *role)),
                None => row.blank(*x, *width),
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_the_picture_whatever_was_there_before(
            pictures in proptest::collection::vec(proptest::collection::vec(any_put(), 0..4), 1..8)
        ) {
            let theme = Theme::named();
            let mut shown = Shown::new(SIZE.0, SIZE.1);
            let mut next = Picture::new(SIZE.0, SIZE.1);
            for puts in &pictures {
                draw(puts, &mut next);
                let whole = next.cells(&theme);
                shown.turn(&mut next, &theme);
                for (y, row) in shown.rows.iter().enumerate() {
                    let blank = Buffer::empty(Rect::new(0, y as u16, SIZE.0, 1));
                    let cells = if row.content.is_empty() { &blank } else { row };
                    let from = y * usize::from(SIZE.0);
                    prop_assert_eq!(&cells.content, &whole.content[from..from + usize::from(SIZE.0)]);
                }
            }
        }
    }

    #[test]
    fn a_row_that_says_the_same_changes_nothing() {
        let theme = Theme::named();
        let mut shown = Shown::new(SIZE.0, SIZE.1);
        let mut next = Picture::new(SIZE.0, SIZE.1);
        let puts = |last: &str| {
            vec![
                (0, 0, 9, "same".to_owned(), Some(Role::Text)),
                (2, 1, 9, last.to_owned(), Some(Role::Strong)),
            ]
        };
        draw(&puts("one"), &mut next);
        assert_eq!(shown.turn(&mut next, &theme).len(), 7);
        draw(&puts("onx"), &mut next);
        let changes = shown.turn(&mut next, &theme);
        let cells = shown.cells(&changes).map(|(x, y, c)| (x, y, c.symbol()));
        assert_eq!(cells.collect::<Vec<_>>(), [(4, 1, "x")]);
    }
}
