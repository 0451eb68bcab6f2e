//! The selection and scroll position of a list.

use super::command::Move;

/// The selected row and the first visible row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct List {
    /// The selected row, from 0.
    pub chosen: usize,
    /// The first visible row, from 0.
    pub top: usize,
}

impl List {
    /// Moves the selection in a list of `len` rows with `page` visible rows.
    pub fn run(&mut self, to: Move, len: usize, page: usize) {
        let last = len.saturating_sub(1);
        self.chosen = match to {
            Move::Up => self.chosen.saturating_sub(1),
            Move::Down => self.chosen + 1,
            Move::First => 0,
            Move::Last => last,
            Move::PageUp => self.chosen.saturating_sub(page.max(1)),
            Move::PageDown => self.chosen + page.max(1),
        }
        .min(last);
    }

    /// Scrolls the selected row into view.
    pub fn fit(&mut self, len: usize, page: usize) {
        let page = page.max(1);
        self.chosen = self.chosen.min(len.saturating_sub(1));
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(page));
        self.top = self.top.min(len.saturating_sub(page.min(len)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_stays_in_the_list_and_in_view() {
        let mut list = List::default();
        for to in [Move::Up, Move::Down, Move::Last, Move::PageDown] {
            list.run(to, 0, 10);
            list.fit(0, 10);
            assert_eq!(list, List::default());
        }
        list.run(Move::Last, 100, 10);
        list.fit(100, 10);
        assert_eq!(list, List { chosen: 99, top: 90 });
        list.run(Move::PageUp, 100, 10);
        list.fit(100, 10);
        assert_eq!(list, List { chosen: 89, top: 89 });
        list.fit(5, 10);
        assert_eq!(list, List { chosen: 4, top: 0 });
    }
}
