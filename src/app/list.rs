//! The selection and scroll position of a list.

use super::command::ListCommand;

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
    pub fn run(&mut self, command: ListCommand, len: usize, page: usize) {
        let last = len.saturating_sub(1);
        self.chosen = match command {
            ListCommand::Up => self.chosen.saturating_sub(1),
            ListCommand::Down => self.chosen + 1,
            ListCommand::First => 0,
            ListCommand::Last => last,
            ListCommand::PageUp => self.chosen.saturating_sub(page.max(1)),
            ListCommand::PageDown => self.chosen + page.max(1),
            ListCommand::Left | ListCommand::Right | ListCommand::Open => self.chosen,
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
        for command in [ListCommand::Up, ListCommand::Down, ListCommand::Last, ListCommand::PageDown] {
            list.run(command, 0, 10);
            list.fit(0, 10);
            assert_eq!(list, List::default());
        }
        list.run(ListCommand::Last, 100, 10);
        list.fit(100, 10);
        assert_eq!(list, List { chosen: 99, top: 90 });
        list.run(ListCommand::PageUp, 100, 10);
        list.fit(100, 10);
        assert_eq!(list, List { chosen: 89, top: 89 });
        list.fit(5, 10);
        assert_eq!(list, List { chosen: 4, top: 0 });
    }
}
