//! Layout: the breakpoints, the areas common to all screens, and in [`areas`] those of each screen.

mod areas;

use ratatui::layout::{Constraint, Layout, Margin, Rect};

pub use areas::*;

/// The smallest supported screen, in columns and rows.
pub const SMALLEST: (u16, u16) = (30, 8);
/// Maximum width of prose, in columns.
pub const PROSE: u16 = 76;
/// Maximum width of a row with a note at the right.
pub const ROW: u16 = PROSE + 4;
/// Maximum width of a table, which stays readable at larger widths than prose.
pub const TABLE: u16 = 120;
/// Maximum width of a single question.
pub const QUESTION: u16 = PROSE + 2;
/// Maximum width of a list of questions.
pub const QUESTIONS: u16 = 100;
/// Maximum width of a pop-up.
pub const POPUP: u16 = 66;

/// Up to this width in columns, labels are short and notes are hidden.
const NARROW: u16 = 60;
/// From this width in columns, there is a second column.
const WIDE: u16 = 110;
/// From this width in columns, the four grades are in one row.
const FOUR_GRADES: u16 = 56;
/// Up to this height in rows, rules and gaps are hidden.
const TIGHT: u16 = 16;
/// From this height in rows, the clock has large digits.
const LARGE_CLOCK: u16 = 18;
/// From this height in rows, they are twice as large.
const LARGEST_CLOCK: u16 = 40;
/// From this height in rows, the heat map is shown.
const HEAT_MAP: u16 = 22;

/// Breakpoints by name.
pub trait Fits {
    /// Whether the area is smaller than the smallest supported screen.
    fn is_too_small(&self) -> bool;
    /// Whether labels are short.
    fn is_narrow(&self) -> bool;
    /// Whether rules and gaps are hidden.
    fn is_tight(&self) -> bool;
    /// Whether there is a second column.
    fn is_wide(&self) -> bool;
    /// The rows of the clock's digits.
    fn digits(&self) -> u16;
    /// Whether the heat map fits below the other rows.
    fn fits_heat_map(&self) -> bool;
}

impl Fits for Rect {
    fn is_too_small(&self) -> bool {
        self.width < SMALLEST.0 || self.height < SMALLEST.1
    }

    fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    fn is_tight(&self) -> bool {
        self.height < TIGHT
    }

    fn is_wide(&self) -> bool {
        self.width >= WIDE
    }

    fn digits(&self) -> u16 {
        match self.height {
            ..LARGE_CLOCK => 1,
            LARGEST_CLOCK.. if !self.is_narrow() => 6,
            LARGE_CLOCK.. => 3,
        }
    }

    fn fits_heat_map(&self) -> bool {
        self.height >= HEAT_MAP
    }
}

/// The areas of every screen, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    /// The first row, within the margins.
    pub head: Rect,
    /// The row of the rule below the header; empty on a tight screen.
    pub head_rule: Rect,
    /// The area of the screen itself, at full width.
    pub body: Rect,
    /// The row of the rule above the footer; empty on a tight screen.
    pub foot_rule: Rect,
    /// The last row, within the margins.
    pub foot: Rect,
}

impl Regions {
    /// Everything between the first and the last row except the rule above the footer.
    pub fn below_head(&self) -> Rect {
        self.head_rule.union(self.body)
    }
}

/// Splits a screen.
pub fn regions(area: Rect) -> Regions {
    let rule = Constraint::Length(u16::from(!area.is_tight()));
    let row = Constraint::Length(1);
    let [head, head_rule, body, foot_rule, foot] =
        Layout::vertical([row, rule, Constraint::Fill(1), rule, row]).areas(area);
    Regions { head: margins(head), head_rule, body, foot_rule, foot: margins(foot) }
}

/// An area without its margins of one column each.
pub fn margins(area: Rect) -> Rect {
    area.inner(Margin::new(1, 0))
}

/// An area limited to `width` columns.
pub fn at_most(area: Rect, width: u16) -> Rect {
    Rect { width: area.width.min(width), ..area }
}

/// An area without its first `columns` columns.
pub fn indented(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// An area without its first `rows` rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The row of an area at an index from 0; empty below the last.
pub fn row(area: Rect, at: u16) -> Rect {
    Rect { height: 1, ..below(area, at) }.intersection(area)
}

/// At most `rows` rows from the top of an area.
pub fn first_rows(area: Rect, rows: u16) -> Rect {
    Rect { height: area.height.min(rows), ..area }
}

/// At most `rows` rows from the bottom of an area.
pub fn last_rows(area: Rect, rows: u16) -> Rect {
    below(area, area.height.saturating_sub(rows))
}

/// An area without `left` columns at its left and `right` columns at its right.
pub fn between(area: Rect, left: u16, right: u16) -> Rect {
    let area = indented(area, left);
    Rect { width: area.width.saturating_sub(right), ..area }
}

/// The first column of the second column of a wide screen.
const SECOND_COLUMN: u16 = 84;

/// The second column of a wide screen, from below the header to above the bottom lines.
pub fn second_column(area: Rect) -> Rect {
    let column = Rect { height: area.height.saturating_sub(6), ..below(area, 4) };
    let column = indented(column, SECOND_COLUMN);
    at_most(Rect { width: column.width.saturating_sub(1), ..column }, PROSE)
}

/// The area of a pop-up: as large as requested if that fits, slightly above the middle.
pub fn popup(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height.saturating_sub(1));
    Rect { x: (area.width - width) / 2, y: (area.height - height) / 3, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::Size;
    use crate::app::screen::draft::geometry;

    #[test]
    fn a_screen_is_split_without_gaps_or_overlaps() {
        for height in SMALLEST.1..60 {
            let area = Rect::new(0, 0, 80, height);
            let r = regions(area);
            let rows = [r.head, r.head_rule, r.body, r.foot_rule, r.foot];
            let mut next = 0;
            for part in rows.iter().filter(|p| p.height > 0) {
                assert_eq!(part.y, next, "at {height} rows");
                next = part.bottom();
            }
            assert_eq!(next, height);
        }
    }

    #[test]
    fn a_tight_screen_has_no_rules() {
        let tight = regions(Rect::new(0, 0, 80, TIGHT - 1));
        assert!(tight.head_rule.is_empty() && tight.foot_rule.is_empty());
        let roomy = regions(Rect::new(0, 0, 80, TIGHT));
        assert_eq!((roomy.head_rule.height, roomy.foot_rule.height), (1, 1));
    }

    #[test]
    fn a_row_below_the_last_is_empty() {
        let area = Rect::new(2, 3, 10, 2);
        assert_eq!(row(area, 1), Rect::new(2, 4, 10, 1));
        assert!(row(area, 2).is_empty());
    }

    #[test]
    fn the_parts_of_a_draft_end_above_its_pace() {
        for (columns, rows) in
            [(30, 8), (40, 12), (50, 20), (59, 40), (80, 16), (80, 24), (100, 30), (120, 40), (160, 50)]
        {
            for parts in 4..=5 {
                let geometry = geometry(Size { columns, rows }, parts);
                let areas = draft(Rect::new(0, 0, columns, rows), geometry);
                let end = usize::from(areas.parts.y) + parts + geometry.rows;
                let panel = areas.panel;
                assert!(panel.is_empty() || panel.x > areas.parts.right() && panel.right() < columns);
                let room = if geometry.lines {
                    areas.pace.y
                } else {
                    regions(Rect::new(0, 0, columns, rows)).foot.y
                };
                assert!(
                    end <= usize::from(room),
                    "{parts} parts at {columns}x{rows} end in row {end}, not {room}"
                );
            }
        }
    }

    #[test]
    fn a_popup_stays_on_the_screen() {
        let area = Rect::new(0, 0, 40, 12);
        assert_eq!(popup(area, 66, 30), Rect::new(0, 0, 40, 11));
        assert_eq!(popup(area, 20, 5), Rect::new(10, 2, 20, 5));
    }
}
