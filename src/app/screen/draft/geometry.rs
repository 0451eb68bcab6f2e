//! The layout of Draft, shared by the state machine and the view.

use crate::app::msg::Size;
use crate::story::Section;

/// From this width in columns, there is a panel beside the text.
const WITH_PANEL: u16 = 100;
/// Minimum columns of the panel.
const PANEL: usize = 32;
/// Columns around the text and the panel: margins, the bar, the rule between.
const AROUND: usize = 8;
/// Maximum columns of text.
const WIDEST: usize = 76;
/// From this many rows of text, all parts are open; below, one at a time.
const ALL_OPEN: usize = 16;
/// Minimum rows of the part in focus while the other parts are open too.
const IN_FOCUS: usize = 4;
/// Minimum rows of another open part.
const ANOTHER: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// Whether there is space for a short header only.
    pub compact: bool,
    /// Columns of the text.
    pub columns: usize,
    /// Columns of the panel beside the text; 0 without one.
    pub panel: usize,
    /// Rows of the text if one part is open.
    pub rows: usize,
    /// Rows above the parts.
    pub above: usize,
    /// Whether there is space for the pace line and the coach's line.
    pub lines: bool,
    /// Rows of the coach's line; 0 where the panel has what it says.
    pub coach: u16,
}

/// The layout for a screen size and a number of parts.
pub fn geometry(size: Size, parts: usize) -> Geometry {
    let rows = usize::from(size.rows);
    let compact = size.rows < 16 || size.columns < 60;
    let lines = rows >= 10;
    let above = if compact { 1 } else { 4 };
    let wide = size.columns >= WITH_PANEL && !compact;
    let columns = usize::from(size.columns);
    let (columns, panel) = if wide {
        let text = columns.saturating_sub(AROUND + PANEL).min(WIDEST);
        (text, columns.saturating_sub(text + AROUND).min(WIDEST))
    } else {
        (columns.saturating_sub(4).clamp(1, WIDEST), 0)
    };
    let coach = match (panel > 0, compact || rows < 20) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    let below = match (compact, lines) {
        (false, _) => 4 + usize::from(coach),
        // A narrow screen that is tall enough has the rule above the footer too.
        (true, true) => 3 + usize::from(rows >= 16),
        (true, false) => 1,
    };
    let rows = rows.saturating_sub(above + below + parts).max(1);
    Geometry { compact, columns, panel, rows, above, lines, coach }
}

/// The rows of each part's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartRows {
    /// Rows of each part below its name; 0 for one that shows its first words beside its name.
    pub text: [usize; 5],
    /// Whether all parts are open, with an empty row between them.
    pub all_open: bool,
}

impl PartRows {
    /// Rows of a part's text.
    pub fn of(&self, section: Section) -> usize {
        self.text.get(section.index()).copied().unwrap_or_default()
    }
}

/// Divides the rows among the parts: all are open if the screen is large, else only the one in focus.
///
/// `wanted` are the rows that each part would take. Where they are too many, the longest of the other parts
/// are cut first, so that little moves while somebody types.
pub fn part_rows(g: Geometry, shown: &[Section], focus: Section, wanted: [usize; 5]) -> PartRows {
    let mut text = [0; 5];
    let want = |s: Section| wanted.get(s.index()).copied().unwrap_or_default();
    let in_focus = want(focus).max(1);
    let others = || shown.iter().filter(|&&s| s != focus).map(|&s| want(s));
    let all_open = !g.compact && g.rows >= ALL_OPEN;
    let (most, focused) = if all_open {
        let room = g.rows - shown.len().saturating_sub(1);
        let least: usize = others().map(|rows| rows.min(ANOTHER)).sum();
        let focused = in_focus.min((room / 2).max(IN_FOCUS)).min(room.saturating_sub(least));
        // Each of the others gets as many rows as fit beside the part in focus, which gets what is left.
        let taken = |most: usize| others().map(|rows| rows.min(most)).sum::<usize>();
        let longest = others().max().unwrap_or_default().max(ANOTHER);
        let most = (ANOTHER..=longest).rev().find(|&most| taken(most) + focused <= room);
        let most = most.unwrap_or(ANOTHER);
        (most, in_focus.min(room.saturating_sub(taken(most))).max(1))
    } else {
        (0, g.rows)
    };
    for &section in shown {
        if let Some(rows) = text.get_mut(section.index()) {
            *rows = if section == focus { focused } else { want(section).min(most) };
        }
    }
    PartRows { text, all_open }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn everything_fits_and_the_open_part_gets_the_rest() {
        for rows in 8..80 {
            for columns in 30..200 {
                let g = geometry(Size { columns, rows }, 5);
                let panel = if g.panel > 0 { g.panel + AROUND - 4 } else { 0 };
                assert!(g.rows >= 1 && g.columns <= 76 && g.columns + panel + 4 <= usize::from(columns));
                assert!(g.panel == 0 || g.panel >= PANEL);
                let below = if g.lines { 2 } else { 1 };
                assert!(g.above + 5 + g.rows + below <= usize::from(rows).max(8), "{columns}x{rows}: {g:?}");
            }
        }
    }

    fn rows(columns: u16, rows: u16, wanted: [usize; 5]) -> PartRows {
        part_rows(geometry(Size { columns, rows }, 5), &Section::ALL, Section::Action, wanted)
    }

    #[test]
    fn every_part_is_open_where_there_is_room() {
        let all = rows(160, 50, [5, 3, 8, 4, 0]);
        assert_eq!(all, PartRows { text: [5, 3, 8, 4, 0], all_open: true });
        assert!(!rows(80, 24, [5, 3, 8, 4, 0]).all_open, "one part at a time on a small screen");
        assert_eq!(rows(80, 24, [5, 3, 8, 4, 0]).text, [0, 0, 9, 0, 0]);
        assert!(rows(80, 40, [5, 3, 8, 4, 0]).all_open, "a tall one has room without a panel");
    }

    #[test]
    fn a_long_part_is_cut_before_the_others_are_closed() {
        let some = rows(120, 40, [12, 3, 8, 4, 0]);
        assert!(some.all_open);
        assert_eq!(some.text, [8, 3, 8, 4, 0]);
    }

    proptest! {
        #[test]
        fn the_parts_never_take_more_rows_than_there_are(
            columns in 30_u16..200,
            height in 8_u16..70,
            wanted in prop::array::uniform5(0_usize..60),
            focus in 0_usize..5,
        ) {
            let g = geometry(Size { columns, rows: height }, 5);
            let focus = Section::ALL[focus];
            let rows = part_rows(g, &Section::ALL, focus, wanted);
            let gaps = if rows.all_open { 4 } else { 0 };
            prop_assert!(rows.text.iter().sum::<usize>() + gaps <= g.rows);
            prop_assert!(rows.of(focus) >= 1);
            for section in Section::ALL {
                let (got, wanted) = (rows.of(section), wanted[section.index()]);
                prop_assert!(section == focus || got <= wanted);
                prop_assert!(!rows.all_open || section == focus || got >= wanted.min(ANOTHER));
            }
        }
    }
}
