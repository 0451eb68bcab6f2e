//! The scroll position of a text; used by the reader, the viewer, the comparison, the help and messages.

use super::command::Move;
use super::msg::Size;

/// The scroll position of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first visible row, from 0.
    pub top: usize,
}

impl Scroll {
    /// Scrolls in a text of `rows` rows with `page` visible rows, clamped to its end.
    pub fn run(&mut self, to: Move, rows: usize, page: usize) {
        self.top = match to {
            Move::Up => self.top.saturating_sub(1),
            Move::Down => self.top + 1,
            Move::PageUp => self.top.saturating_sub(page.max(1)),
            Move::PageDown => self.top + page.max(1),
            Move::First => 0,
            Move::Last => rows,
        };
        self.fit(rows, page);
    }

    /// Clamps the position after the text or the page size changed.
    pub fn fit(&mut self, rows: usize, page: usize) {
        self.top = self.top.min(rows.saturating_sub(page));
    }

    /// Whether the last row is visible.
    pub const fn is_at_end(self, rows: usize, page: usize) -> bool {
        self.top + page >= rows
    }
}

/// Up to this many rows, a screen has no rules around its body.
const TIGHT: u16 = 16;

/// The rows between the header and the footer.
pub const fn body_rows(size: Size) -> usize {
    let around = if size.rows < TIGHT { 2 } else { 4 };
    size.rows.saturating_sub(around) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MOVES: [Move; 6] = [Move::Up, Move::Down, Move::PageUp, Move::PageDown, Move::First, Move::Last];

    proptest! {
        #[test]
        fn there_is_never_a_blank_row_below_the_end_while_there_is_text_above(
            moves in proptest::collection::vec(0..MOVES.len(), 0..40),
            rows in 0_usize..60,
            page in 1_usize..30,
            smaller in 1_usize..30,
        ) {
            let mut scroll = Scroll::default();
            for at in moves {
                scroll.run(MOVES[at], rows, page);
                prop_assert!(scroll.top == 0 || scroll.top + page <= rows);
            }
            scroll.run(Move::Last, rows, page);
            prop_assert!(scroll.is_at_end(rows, page));
            let end = scroll;
            scroll.run(Move::Down, rows, page);
            prop_assert_eq!(scroll, end, "down at the end stays");
            scroll.fit(rows, smaller);
            prop_assert!(scroll.top == 0 || scroll.top + smaller <= rows);
            scroll.run(Move::Up, rows, page);
            prop_assert!(scroll.top < end.top || end.top == 0, "and up moves at once");
        }
    }

    #[test]
    fn a_page_further_and_back_is_where_it_was() {
        let mut scroll = Scroll::default();
        scroll.run(Move::PageDown, 100, 20);
        assert_eq!(scroll.top, 20);
        scroll.run(Move::PageUp, 100, 20);
        assert_eq!(scroll.top, 0);
    }
}
