//! The layout of Draft, shared by the state machine and the view.

use crate::app::msg::Size;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// Whether there is space for a short header only.
    pub compact: bool,
    /// Columns of the text.
    pub columns: usize,
    /// Rows of the open part's text.
    pub rows: usize,
    /// Rows above the parts.
    pub above: usize,
    /// Whether there is space for the pace line and the coach's line.
    pub lines: bool,
    /// Rows of the coach's line.
    pub coach: u16,
}

/// The layout for a screen size and a number of parts.
pub fn geometry(size: Size, parts: usize) -> Geometry {
    let rows = usize::from(size.rows);
    let compact = size.rows < 16 || size.columns < 60;
    let lines = rows >= 10;
    let above = if compact { 1 } else { 4 };
    let coach = if compact || rows < 20 { 1 } else { 2 };
    let below = match (compact, lines) {
        (false, _) => 4 + usize::from(coach),
        // A narrow screen that is tall enough has the rule above the footer too.
        (true, true) => 3 + usize::from(rows >= 16),
        (true, false) => 1,
    };
    let columns = usize::from(size.columns.saturating_sub(4).clamp(1, 76));
    Geometry {
        compact,
        columns,
        rows: rows.saturating_sub(above + below + parts).max(1),
        above,
        lines,
        coach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_fits_and_the_open_part_gets_the_rest() {
        for rows in 8..80 {
            for columns in 30..200 {
                let g = geometry(Size { columns, rows }, 5);
                assert!(g.rows >= 1 && g.columns <= 76 && g.columns + 4 <= usize::from(columns));
                let below = if g.lines { 2 } else { 1 };
                assert!(g.above + 5 + g.rows + below <= usize::from(rows).max(8), "{columns}x{rows}: {g:?}");
            }
        }
    }
}
