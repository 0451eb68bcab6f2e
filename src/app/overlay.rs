//! Pop-ups above a screen: the help, a list to pick from, a text to read.
//!
//! What was picked goes back to the opener of the list.

use super::command::{Command, Context, DraftCommand, ListCommand};
use super::list::List;
use super::msg::{Now, Size};
use super::open::Picked;
use super::scroll::Scroll;
use crate::text::{self, Edit, Field, Lines};

/// One row of a picker.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerItem {
    pub label: String,
    /// Additional information, or the key.
    pub note: String,
    /// The result of picking it; `None` for a row that cannot be picked.
    pub pick: Option<Picked>,
}

/// A list to pick from.
#[derive(Debug, Clone)]
pub struct Picker {
    pub title: String,
    pub items: Vec<PickerItem>,
    /// The selection, as an index into the visible rows.
    pub list: List,
    /// The text shown when the list is empty.
    pub empty: String,
    /// The filter as typed; `None` if letters are commands.
    pub query: Option<Field>,
    /// The full text of each row, shown below the list and searched too; empty if the labels are complete.
    pub wordings: Vec<String>,
    /// Other words by which each row is found; empty if there are none.
    pub also: Vec<String>,
    /// The row that wants a second Enter, as an index into the items.
    pub armed: Option<usize>,
    /// Where to go if the list is closed without a pick.
    pub back: Option<Picked>,
}

/// A text to read.
#[derive(Debug, Clone)]
pub struct Message {
    pub title: String,
    pub lines: Vec<String>,
    /// The scroll position.
    pub scroll: Scroll,
    /// What Enter does besides closing it, with its label in the footer.
    pub accept: Option<(Picked, &'static str)>,
}

/// The keys of a screen, to search in.
#[derive(Debug, Clone)]
pub struct Help {
    /// Every key that works, with what it does.
    keys: Vec<(String, &'static str)>,
    /// The filter as typed.
    pub query: Field,
    pub scroll: Scroll,
}

impl Help {
    /// The help with these keys.
    pub fn new(keys: Vec<(String, &'static str)>) -> Self {
        Self { keys, query: Field::new(Lines::One, ""), scroll: Scroll::default() }
    }

    /// The keys that have every typed word in their name or in what they do.
    pub fn rows(&self) -> Vec<&(String, &'static str)> {
        let typed = self.query.text().to_lowercase();
        let has = |(key, title): &&(String, &'static str)| {
            let (key, title) = (key.to_lowercase(), title.to_lowercase());
            let is_key = |word: &str| key.split(' ').any(|key| key == word);
            typed.split_whitespace().all(|word| title.contains(word) || is_key(word))
        };
        self.keys.iter().filter(has).collect()
    }

    /// The rows of all keys, by which the pop-up is made.
    pub fn most(&self) -> usize {
        self.keys.len()
    }
}

/// A pop-up.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The keys of the screen below.
    Help(Help),
    /// A list to pick from.
    Picker(Picker),
    /// A text to read.
    Message(Message),
    /// A text that helps to start writing: typing closes it and goes to the open part, and so does Enter.
    Starter(Message),
}

/// The effect of a command on a pop-up.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// It stays open.
    Stay,
    /// It closes with this result.
    Close(Option<Picked>),
}

impl Picker {
    /// A picker with the first row selected.
    pub fn new(title: impl Into<String>, items: Vec<PickerItem>, empty: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            items,
            list: List::default(),
            empty: empty.into(),
            query: None,
            wordings: Vec::new(),
            also: Vec::new(),
            armed: None,
            back: None,
        }
    }

    /// A picker with a filter; the full text of each row may contain more than its label.
    pub fn searched(title: impl Into<String>, items: Vec<PickerItem>, wordings: Vec<String>) -> Self {
        let query = Some(Field::new(Lines::One, ""));
        Self { query, wordings, ..Self::new(title, items, "Nothing has these words.") }
    }

    /// The indexes of the visible rows: all, or those that contain every typed word, matches in the label
    /// first.
    pub fn rows(&self) -> Vec<usize> {
        let Some(query) = &self.query else { return (0..self.items.len()).collect() };
        let typed = query.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let label = item.label.to_lowercase();
            let wording = self.wordings.get(at).map_or("", String::as_str);
            let also = self.also.get(at).map_or("", String::as_str);
            let whole = format!("{label} {} {wording} {also}", item.note).to_lowercase();
            if words.iter().all(|w| whole.contains(w)) {
                let begins = |w: &&&str| label.split_whitespace().any(|l| l.starts_with(**w));
                let rank = |w: &&str| usize::from(label.contains(w)) + usize::from(begins(&w));
                found.push((words.iter().map(rank).sum(), at));
            }
        }
        let destroys =
            |at: usize| self.items.get(at).and_then(|i| i.pick.as_ref()).is_some_and(Picked::destroys);
        found.sort_by_key(|&(rank, at)| (destroys(at), std::cmp::Reverse(rank)));
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// The index of the selected row.
    pub fn chosen(&self) -> Option<usize> {
        self.rows().get(self.list.chosen).copied()
    }

    /// The result of Enter on the selected row; one that destroys something only arms the row at first.
    fn enter(&mut self) -> Outcome {
        let Some(at) = self.chosen() else {
            return if self.items.is_empty() { Outcome::Close(None) } else { Outcome::Stay };
        };
        let pick = self.items.get(at).and_then(|item| item.pick.clone());
        if pick.as_ref().is_some_and(Picked::destroys) && self.armed != Some(at) {
            self.armed = Some(at);
            return Outcome::Stay;
        }
        if pick.is_some() { Outcome::Close(pick) } else { Outcome::Stay }
    }

    /// The full text of the selected row, if it differs from the label.
    pub fn wording(&self) -> Option<&str> {
        self.wordings.get(self.chosen()?).map(String::as_str)
    }
}

impl Message {
    /// A text at its start.
    pub fn new(title: impl Into<String>, lines: Vec<String>) -> Self {
        Self { title: title.into(), lines, scroll: Scroll::default(), accept: None }
    }

    /// The text width on a screen of `columns` columns.
    pub fn width(columns: u16) -> u16 {
        columns.saturating_sub(8).clamp(1, 64)
    }

    /// The wrapped text on a screen of `columns` columns.
    pub fn rows(&self, columns: u16) -> Vec<String> {
        let width = usize::from(Self::width(columns));
        self.lines.iter().flat_map(|line| text::wrap(line, width)).collect()
    }
}

impl Overlay {
    /// The contexts for key lookup while this pop-up is on top.
    pub fn contexts(&self) -> Vec<Context> {
        match self {
            Self::Help(_) => vec![Context::Help, Context::Field],
            Self::Picker(picker) if picker.query.is_some() => vec![Context::Palette, Context::Field],
            Self::Picker(_) => vec![Context::Picker],
            Self::Message(_) => vec![Context::Message],
            Self::Starter(_) => vec![Context::Starter],
        }
    }

    /// The footer label of Enter, if it does not open the row.
    pub fn enter_hint(&self) -> Option<&'static str> {
        if let Self::Message(Message { accept: Some((_, hint)), .. }) = self {
            return Some(*hint);
        }
        let Self::Picker(picker) = self else { return None };
        let at = picker.chosen()?;
        if picker.armed == Some(at) {
            return Some("yes, do it");
        }
        let act = picker.items.get(at)?.pick.as_ref()?;
        act.ticks().then_some("tick")
    }

    /// Sets where to go if the pop-up is closed without a pick.
    pub fn lead_back(&mut self, to: Option<Picked>) {
        if let Self::Picker(picker) = self {
            picker.back = to;
        }
    }

    /// Where to go if the pop-up is closed without a pick.
    pub fn back(self) -> Option<Picked> {
        match self {
            Self::Picker(picker) => picker.back,
            Self::Help(_) | Self::Message(_) | Self::Starter(_) => None,
        }
    }

    /// Moves, picks or closes, given the size of the screen.
    pub fn run(&mut self, command: ListCommand, size: Size) -> Outcome {
        let (rows, page) = (self.text_rows(size), self.text_page(size));
        match (self, command) {
            (Self::Help(_), ListCommand::Open) => return Outcome::Close(None),
            (Self::Message(message), ListCommand::Open) => {
                return Outcome::Close(message.accept.take().map(|(pick, _)| pick));
            }
            (Self::Starter(_), ListCommand::Open) => {
                return Outcome::Close(Some(Picked::Run(Command::Draft(DraftCommand::Write))));
            }
            (Self::Picker(picker), ListCommand::Open) => return picker.enter(),
            (Self::Help(help), ListCommand::Move(to)) => help.scroll.run(to, rows, page),
            (Self::Message(message) | Self::Starter(message), ListCommand::Move(to)) => {
                message.scroll.run(to, rows, page);
            }
            (Self::Picker(picker), ListCommand::Move(to)) => {
                let len = picker.rows().len();
                picker.armed = None;
                picker.list.run(to, len, overlay_rows(size.rows, len));
            }
        }
        Outcome::Stay
    }

    /// The rows of a scrolling text; 0 for a list.
    fn text_rows(&self, size: Size) -> usize {
        match self {
            Self::Help(help) => help.rows().len(),
            Self::Message(message) | Self::Starter(message) => message.rows(size.columns).len(),
            Self::Picker(_) => 0,
        }
    }

    /// Adjusts the scroll position to the size of the screen.
    pub fn fit(&mut self, size: Size) {
        let (rows, page) = (self.text_rows(size), self.text_page(size));
        match self {
            Self::Help(help) => {
                help.query.set_view(usize::from(size.columns.saturating_sub(8)).clamp(1, 60), 1);
                help.scroll.fit(rows, page);
            }
            Self::Message(message) | Self::Starter(message) => message.scroll.fit(rows, page),
            Self::Picker(picker) => {
                let len = picker.rows().len();
                if let Some(query) = &mut picker.query {
                    query.set_view(usize::from(size.columns.saturating_sub(8)).clamp(1, 60), 1);
                }
                picker.list.fit(len, overlay_rows(size.rows, len));
            }
        }
    }

    /// Edits the filter, if there is one.
    pub fn edit(&mut self, edit: Edit, cut: &mut String, now: &Now) {
        if let Self::Help(help) = self {
            if !help.query.apply(edit, cut, now.mono).is_empty() {
                help.scroll = Scroll::default();
            }
            return;
        }
        if let Self::Picker(Picker { query: Some(query), list, armed, .. }) = self {
            let changed = query.apply(edit, cut, now.mono);
            *armed = None;
            if !changed.is_empty() {
                *list = List::default();
            }
        }
    }

    /// The field being typed in.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Picker(picker) => picker.query.as_mut(),
            Self::Help(help) => Some(&mut help.query),
            Self::Message(_) | Self::Starter(_) => None,
        }
    }

    /// The visible rows of a text: the screen without the border, the filter and the last line.
    fn text_page(&self, size: Size) -> usize {
        let filter = u16::from(matches!(self, Self::Help(_)));
        usize::from(size.rows.saturating_sub(3 + filter))
    }
}

/// The number of list rows that a pop-up shows on a screen of `rows` rows.
pub fn overlay_rows(rows: u16, len: usize) -> usize {
    len.min(usize::from(rows.saturating_sub(8))).clamp(1, 18)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Move;

    const SIZE: Size = Size { columns: 80, rows: 24 };

    fn item(label: &str, note: &str) -> PickerItem {
        let pick = Some(Picked::CopyTo(label.to_owned()));
        PickerItem { label: label.to_owned(), note: note.to_owned(), pick }
    }

    fn type_into(picker: &mut Overlay, text: &str) {
        let now = crate::app::testing::now();
        picker.edit(Edit::Type(text.to_owned()), &mut String::new(), &now);
    }

    #[test]
    fn typing_narrows_and_a_label_that_begins_like_it_comes_first() {
        let items = vec![item("Say no", "a refusal"), item("A refusal", ""), item("Late", "")];
        let wordings = vec![String::new(), String::new(), "a refused order".to_owned()];
        let mut overlay = Overlay::Picker(Picker::searched("All", items, wordings));
        type_into(&mut overlay, "refus");
        let Overlay::Picker(picker) = &overlay else { panic!() };
        assert_eq!(picker.rows(), [1, 0, 2], "the label, then the note, then the wording");
        assert_eq!(
            overlay.run(ListCommand::Open, SIZE),
            Outcome::Close(Some(Picked::CopyTo("A refusal".into())))
        );
    }

    #[test]
    fn a_row_that_destroys_something_is_last_and_wants_a_second_enter() {
        let trash = PickerItem { pick: Some(Picked::QuitAnyway), ..item("Throw it away", "") };
        let mut overlay = Overlay::Picker(Picker::searched(
            "All",
            vec![trash, item("Bring it back from where it was thrown", "")],
            Vec::new(),
        ));
        type_into(&mut overlay, "throw");
        let Overlay::Picker(picker) = &overlay else { panic!() };
        assert_eq!(picker.rows(), [1, 0]);
        let run = |overlay: &mut Overlay, command| overlay.run(command, SIZE);
        run(&mut overlay, ListCommand::Move(Move::Down));
        assert_eq!(run(&mut overlay, ListCommand::Open), Outcome::Stay);
        assert_eq!(overlay.enter_hint(), Some("yes, do it"));
        run(&mut overlay, ListCommand::Move(Move::Up));
        run(&mut overlay, ListCommand::Move(Move::Down));
        assert_eq!(run(&mut overlay, ListCommand::Open), Outcome::Stay, "moving away takes it back");
        assert_eq!(run(&mut overlay, ListCommand::Open), Outcome::Close(Some(Picked::QuitAnyway)));
    }

    #[test]
    fn a_row_that_only_informs_cannot_be_picked() {
        let rows = vec![PickerItem { pick: None, ..item("Only to read", "") }];
        let mut overlay = Overlay::Picker(Picker::new("Read", rows, ""));
        assert_eq!(overlay.run(ListCommand::Open, SIZE), Outcome::Stay);
        let mut empty = Overlay::Picker(Picker::new("None", Vec::new(), "Nothing."));
        assert_eq!(empty.run(ListCommand::Open, SIZE), Outcome::Close(None));
    }
}
