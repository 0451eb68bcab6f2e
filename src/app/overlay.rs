//! What pops up above a screen: the keys, a list to pick from, a text to read.
//!
//! What was picked goes back to whoever opened the list.

use super::command::{Command, Context, DraftCommand, ListCommand, keymap};
use super::list::List;
use super::msg::{Now, Size};
use super::open::Picked;
use super::scroll::Scroll;
use crate::text::{self, Edit, Field, Lines};

/// One row of a picker.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerItem {
    /// What it is.
    pub label: String,
    /// What else is worth knowing, or the key.
    pub note: String,
    /// What picking it gives; `None` for a row that only informs.
    pub pick: Option<Picked>,
}

/// A list to pick from.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What is picked.
    pub title: String,
    /// All rows.
    pub items: Vec<PickerItem>,
    /// The chosen one of the rows in view.
    pub list: List,
    /// What stands there when there is nothing to pick.
    pub empty: String,
    /// Typing narrows it; `None` where letters are keys.
    pub query: Option<Query>,
    /// What leaving it without a pick leads back to.
    pub back: Option<Picked>,
}

/// What narrows a list as it is typed.
#[derive(Debug, Clone)]
pub struct Query {
    /// What was typed.
    pub field: Field,
    /// What each row says in full, which is searched too; empty where the rows say it all.
    pub wordings: Vec<String>,
}

/// A text to read.
#[derive(Debug, Clone)]
pub struct Message {
    /// What it is about.
    pub title: String,
    /// The paragraphs.
    pub lines: Vec<String>,
    /// The part of it that is in view.
    pub scroll: Scroll,
}

/// A pop-up.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there are a handful of pop-ups at a time")]
pub enum Overlay {
    /// The keys of the screen below.
    Help {
        /// The part of them that is in view.
        scroll: Scroll,
        /// The contexts of the screen below.
        contexts: Vec<Context>,
    },
    /// A list to pick from.
    Picker(Picker),
    /// A text to read.
    Message(Message),
    /// A text that helps to begin: a letter typed below it goes into the open part, and so does Enter.
    Starter(Message),
}

/// What a key did to a pop-up.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// It stays.
    Stay,
    /// It goes, and this follows.
    Close(Option<Picked>),
}

impl Picker {
    /// A picker with its first row chosen.
    pub fn new(title: impl Into<String>, items: Vec<PickerItem>, empty: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            items,
            list: List::default(),
            empty: empty.into(),
            query: None,
            back: None,
        }
    }

    /// A picker that typing narrows; each row may say more in full than its label.
    pub fn searched(title: impl Into<String>, items: Vec<PickerItem>, wordings: Vec<String>) -> Self {
        let query = Query { field: Field::new(Lines::One, ""), wordings };
        Self { query: Some(query), ..Self::new(title, items, "Nothing has these words.") }
    }

    /// The numbers of the rows in view: all, or those that hold every typed word, the labels that do first.
    pub fn rows(&self) -> Vec<usize> {
        let Some(query) = &self.query else { return (0..self.items.len()).collect() };
        let typed = query.field.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let label = item.label.to_lowercase();
            let wording = query.wordings.get(at).map_or("", String::as_str);
            let whole = format!("{label} {} {wording}", item.note).to_lowercase();
            if words.iter().all(|w| whole.contains(w)) {
                let begins = |w: &&&str| label.split_whitespace().any(|l| l.starts_with(**w));
                let rank = |w: &&str| usize::from(label.contains(w)) + usize::from(begins(&w));
                found.push((words.iter().map(rank).sum(), at));
            }
        }
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// The number of the chosen row.
    pub fn chosen(&self) -> Option<usize> {
        self.rows().get(self.list.chosen).copied()
    }

    /// What the chosen row says in full, where its label does not.
    pub fn wording(&self) -> Option<&str> {
        self.query.as_ref()?.wordings.get(self.chosen()?).map(String::as_str)
    }
}

impl Message {
    /// How wide the text is set on a screen of `columns` columns.
    pub fn width(columns: u16) -> u16 {
        columns.saturating_sub(8).clamp(1, 64)
    }

    /// The rows of the text on a screen of `columns` columns.
    pub fn rows(&self, columns: u16) -> Vec<String> {
        let width = usize::from(Self::width(columns));
        self.lines.iter().flat_map(|line| text::wrap(line, width)).collect()
    }
}

impl Overlay {
    /// Where keys are looked up while this pop-up is on top.
    pub fn contexts(&self) -> Vec<Context> {
        match self {
            Self::Help { .. } => vec![Context::Help],
            Self::Picker(picker) if picker.query.is_some() => vec![Context::Palette, Context::Field],
            Self::Picker(_) => vec![Context::Picker],
            Self::Message(_) => vec![Context::Message],
            Self::Starter(_) => vec![Context::Starter],
        }
    }

    /// What Enter does to the chosen row, where it does not open it.
    pub fn enter_hint(&self) -> Option<&'static str> {
        let Self::Picker(picker) = self else { return None };
        let act = picker.items.get(picker.chosen()?)?.pick.as_ref()?;
        act.ticks().then_some("tick")
    }

    /// Says what leaving it leads back to.
    pub fn lead_back(&mut self, to: Option<Picked>) {
        if let Self::Picker(picker) = self {
            picker.back = to;
        }
    }

    /// What leaving it leads back to.
    pub fn back(self) -> Option<Picked> {
        match self {
            Self::Picker(picker) => picker.back,
            Self::Help { .. } | Self::Message(_) | Self::Starter(_) => None,
        }
    }

    /// Moves, picks or closes, on a screen of this size.
    pub fn run(&mut self, command: ListCommand, size: Size, ascii: bool) -> Outcome {
        let (rows, page) = (self.text_rows(size, ascii), text_page(size));
        match self {
            Self::Help { .. } | Self::Message(_) if command == ListCommand::Open => Outcome::Close(None),
            Self::Starter(_) if command == ListCommand::Open => {
                Outcome::Close(Some(Picked::Run(Command::Draft(DraftCommand::Write))))
            }
            Self::Help { scroll, .. } => {
                scroll.run(command, rows, page);
                Outcome::Stay
            }
            Self::Message(message) | Self::Starter(message) => {
                message.scroll.run(command, rows, page);
                Outcome::Stay
            }
            Self::Picker(picker) if command == ListCommand::Open => {
                let pick = picker.chosen().and_then(|at| picker.items.get(at)?.pick.clone());
                let close = pick.is_some() || picker.items.is_empty();
                if close { Outcome::Close(pick) } else { Outcome::Stay }
            }
            Self::Picker(picker) => {
                let len = picker.rows().len();
                picker.list.run(command, len, overlay_rows(size.rows, len));
                Outcome::Stay
            }
        }
    }

    /// The rows of a text that scrolls; 0 for a list.
    fn text_rows(&self, size: Size, ascii: bool) -> usize {
        match self {
            Self::Help { contexts, .. } => keymap::keys_of(contexts, ascii).len(),
            Self::Message(message) | Self::Starter(message) => message.rows(size.columns).len(),
            Self::Picker(_) => 0,
        }
    }

    /// Keeps what is in view within the pop-up on a screen of this size.
    pub fn fit(&mut self, size: Size, ascii: bool) {
        let (rows, page) = (self.text_rows(size, ascii), text_page(size));
        match self {
            Self::Help { scroll, .. } => scroll.fit(rows, page),
            Self::Message(message) | Self::Starter(message) => message.scroll.fit(rows, page),
            Self::Picker(picker) => {
                let len = picker.rows().len();
                if let Some(query) = &mut picker.query {
                    query.field.set_view(usize::from(size.columns.saturating_sub(8)).clamp(1, 60), 1);
                }
                picker.list.fit(len, overlay_rows(size.rows, len));
            }
        }
    }

    /// Types into the pop-up where it has a field.
    pub fn edit(&mut self, edit: Edit, cut: &mut String, now: &Now) {
        if let Self::Picker(Picker { query: Some(query), list, .. }) = self {
            let changed = query.field.apply(edit, cut, now.mono);
            if !changed.is_empty() {
                *list = List::default();
            }
        }
    }

    /// The field being typed in.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Picker(picker) => picker.query.as_mut().map(|n| &mut n.field),
            Self::Help { .. } | Self::Message(_) | Self::Starter(_) => None,
        }
    }
}

/// How many rows of a list a pop-up shows on a screen of `rows` rows.
pub fn overlay_rows(rows: u16, len: usize) -> usize {
    len.min(usize::from(rows.saturating_sub(8))).clamp(1, 18)
}

/// The rows of a text in view: the screen but for the border and the last line.
fn text_page(size: Size) -> usize {
    usize::from(size.rows.saturating_sub(3))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            overlay.run(ListCommand::Open, SIZE, false),
            Outcome::Close(Some(Picked::CopyTo("A refusal".into())))
        );
    }

    #[test]
    fn a_row_that_only_informs_cannot_be_picked() {
        let rows = vec![PickerItem { pick: None, ..item("Only to read", "") }];
        let mut overlay = Overlay::Picker(Picker::new("Read", rows, ""));
        assert_eq!(overlay.run(ListCommand::Open, SIZE, false), Outcome::Stay);
        let mut empty = Overlay::Picker(Picker::new("None", Vec::new(), "Nothing."));
        assert_eq!(empty.run(ListCommand::Open, SIZE, false), Outcome::Close(None));
    }
}
