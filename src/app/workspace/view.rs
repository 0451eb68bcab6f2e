//! View state besides the data: the screen size, the message, and pending navigation.

use std::time::Duration;

use jiff::civil::Date;

use crate::app::command::Place;
use crate::app::msg::{Now, Size};
use crate::app::nav::{Focus, Go, Toast, Undo};
use crate::app::open::{Open, Picked};
use crate::app::overlay::Overlay;

/// How long a message is shown; twice as long if it offers undo.
const TOAST: Duration = Duration::from_secs(8);

/// So many changes can be undone after their messages are gone.
const UNDOS: usize = 20;

/// View state besides the data.
#[derive(Debug)]
pub struct View {
    pub size: Size,
    /// Whether only ASCII characters are drawn.
    pub ascii: bool,
    /// Whether the terminal's bell rings when the time for a telling is up.
    pub bell: bool,
    /// The civil day of the last message.
    pub today: Date,
    /// The data directory, for display.
    pub data_dir: String,
    /// Directories for copies when the data directory cannot be written.
    pub elsewhere: Vec<String>,
    /// What is wrong with the settings and packs, a sentence each.
    pub notices: Vec<String>,
    pub toast: Option<Toast>,
    /// What can be undone, oldest first, each with the message that offered it.
    undos: Vec<(String, Undo)>,
    /// The text that was last cut or copied.
    pub clipboard: String,
    /// What the next top screen should select, until a screen takes it.
    pub focus: Option<Focus>,
    /// Pending navigation, performed by the root.
    pub(in crate::app) go: Vec<Go>,
}

impl View {
    /// An empty view of a screen of this size.
    pub fn new(size: Size, data_dir: String) -> Self {
        Self {
            size,
            ascii: false,
            bell: false,
            today: Date::default(),
            data_dir,
            elsewhere: Vec::new(),
            notices: Vec::new(),
            toast: None,
            undos: Vec::new(),
            clipboard: String::new(),
            focus: None,
            go: Vec::new(),
        }
    }

    /// Opens a screen on top.
    pub fn open(&mut self, open: Open) {
        self.go.push(Go::Push(open));
    }

    /// Replaces this screen.
    pub fn replace(&mut self, open: Open) {
        self.go.push(Go::Replace(open));
    }

    /// Leaves this screen.
    pub fn leave(&mut self) {
        self.go.push(Go::Pop);
    }

    /// Goes to a place and closes all screens above it.
    pub fn go_to(&mut self, place: Place) {
        self.go.push(Go::Place(place));
    }

    /// Opens a pop-up.
    pub fn pop_up(&mut self, overlay: Overlay) {
        self.go.push(Go::PopUp(Box::new(overlay)));
    }

    /// Handles this as if it had been picked on the screen that is on top after other navigation.
    pub fn pick(&mut self, picked: Picked) {
        self.go.push(Go::Pick(picked));
    }

    /// Shows a message for some seconds.
    pub fn say(&mut self, text: impl Into<String>, now: &Now) {
        self.toast = Some(Toast { text: text.into(), undo: None, refusal: false, until: now.mono + TOAST });
    }

    /// Shows why a key does nothing here, until the next key.
    pub fn refuse(&mut self, why: &str, now: &Now) {
        self.toast = Some(Toast { text: why.to_owned(), undo: None, refusal: true, until: now.mono + TOAST });
    }

    /// Shows a message that offers undo.
    pub fn say_undo(&mut self, text: impl Into<String>, undo: Undo, now: &Now) {
        let (text, until) = (text.into(), now.mono + TOAST * 2);
        if self.undos.last().is_none_or(|(_, last)| *last != undo) {
            // Without the key.
            let said = text.rsplit_once(" u ").map_or(text.as_str(), |(said, _)| said);
            self.undos.push((said.to_owned(), undo.clone()));
            self.undos.drain(..self.undos.len().saturating_sub(UNDOS));
        }
        self.toast = Some(Toast { text, undo: Some(undo), refusal: false, until });
    }

    /// Takes the last thing that can be undone, with the message that offered it.
    pub fn take_undo(&mut self) -> Option<(String, Undo)> {
        self.undos.pop()
    }

    /// The undo that is currently offered.
    pub fn offered_undo(&self) -> Option<&Undo> {
        self.toast.as_ref()?.undo.as_ref()
    }

    /// Removes an expired message.
    pub fn expire(&mut self, now: &Now) {
        self.toast.take_if(|toast| toast.until <= now.mono);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::at;
    use crate::story::StoryId;

    fn view() -> View {
        View::new(Size { columns: 80, rows: 24 }, "~/data".to_owned())
    }

    #[test]
    fn a_message_goes_after_eight_seconds_and_one_with_undo_after_sixteen() {
        let mut view = view();
        view.say("Saved.", &at(1));
        view.expire(&at(8));
        assert_eq!(view.toast.as_ref().unwrap().text, "Saved.");
        view.expire(&at(9));
        assert!(view.toast.is_none());
        let undo = Undo::Restore(StoryId::from_bits(1));
        view.say_undo("In the trash.", undo.clone(), &at(10));
        view.expire(&at(25));
        assert_eq!(view.offered_undo(), Some(&undo));
        view.expire(&at(26));
        assert_eq!(view.offered_undo(), None);
    }

    #[test]
    fn where_to_go_is_kept_in_order() {
        let mut view = view();
        view.leave();
        view.open(Open::Ask);
        view.go_to(Place::Today);
        assert!(matches!(view.go.as_slice(), [Go::Pop, Go::Push(Open::Ask), Go::Place(Place::Today)]));
    }
}
