//! The state machine: messages in, effects out.
//!
//! Holds all state shown on the screen and makes every decision about it. Time comes with each message, and
//! everything to be done outside leaves as an [`msg::Effect`].

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

pub mod background;
pub mod command;
mod dispatch;
mod events;
pub mod exports;
pub mod list;
mod memo;
mod menus;
pub mod msg;
pub mod nav;
pub mod open;
pub mod overlay;
pub mod page;
pub mod screen;
pub mod scroll;
#[cfg(test)]
mod testing;
pub mod text_row;
mod undo;
pub mod workspace;

use std::sync::Arc;
use std::time::Duration;

use command::key::Key;
use command::keymap::{self, Keymap, Meaning};
use command::{AppCommand, Command, Context, DraftCommand, ListCommand, Move, Place};
use msg::{Bookmark, Effect, Input, Msg, Now, Size};
use nav::Go;
use open::Open;
use overlay::Overlay;
use screen::Screen;
use workspace::Workspace;

use crate::questions::Bank;
use crate::story::{DocumentId, StoryId};
use crate::text::Edit;

/// The most bytes that a paste may make of a document: half of what its file may hold, so that one can type on.
const MOST_TEXT: usize = 4 << 20;

/// The state of the app.
#[derive(Debug)]
pub struct Model {
    /// The state shared by all screens.
    pub workspace: Workspace,
    /// The place at the bottom of the screen stack.
    pub place: Place,
    /// The pop-ups, topmost last.
    pub overlays: Vec<Overlay>,
    /// The keys in use.
    pub keymap: Keymap,
    /// The keys of an incomplete key sequence.
    pub pending: Vec<Key>,
    /// Whether to open the daily session once the stories and the log are loaded.
    pub opens_practice: bool,
    places: [Screen; 4],
    stack: Vec<Screen>,
    bookmark: Option<Bookmark>,
}

impl Model {
    /// The initial state, before any story is loaded.
    pub fn new(size: Size, bank: Arc<Bank>, data_dir: String, seed: u64) -> Self {
        Self {
            workspace: Workspace::new(size, bank, data_dir, seed),
            place: Place::Today,
            overlays: Vec::new(),
            keymap: Keymap::default(),
            pending: Vec::new(),
            opens_practice: false,
            places: Place::ALL.map(Screen::place),
            stack: Vec::new(),
            bookmark: None,
        }
    }

    /// The screen on top.
    pub fn screen(&self) -> &Screen {
        let [today, questions, stories, interview] = &self.places;
        let place = match self.place {
            Place::Today => today,
            Place::Questions => questions,
            Place::Stories => stories,
            Place::Prepare => interview,
        };
        self.stack.last().unwrap_or(place)
    }

    /// The screen below the top one.
    pub fn under(&self) -> Option<&Screen> {
        self.stack.len().checked_sub(2).and_then(|at| self.stack.get(at))
    }

    /// The top screen and the workspace, borrowed together.
    fn top(&mut self) -> (&mut Screen, &mut Workspace) {
        let [today, questions, stories, interview] = &mut self.places;
        let place = match self.place {
            Place::Today => today,
            Place::Questions => questions,
            Place::Stories => stories,
            Place::Prepare => interview,
        };
        (self.stack.last_mut().unwrap_or(place), &mut self.workspace)
    }

    /// The contexts for key lookup, topmost first.
    pub fn contexts(&self) -> Vec<Context> {
        match self.overlays.last() {
            Some(overlay) => overlay.contexts(),
            None => self.screen().contexts(&self.workspace),
        }
    }

    /// Handles a message; returns the effects to perform.
    pub fn update(&mut self, msg: Msg, now: &Now) -> Vec<Effect> {
        self.workspace.view.expire(now);
        // One day for all screens: at one in the night it is still the evening's practice.
        self.workspace.view.today = self.workspace.practice.day(now);
        if let Msg::Input(input) = msg {
            self.input(input, now);
        } else {
            self.handle_event(msg, now);
        }
        self.settle(now);
        self.workspace.save_due(now, false);
        if self.workspace.effects.iter().any(|e| matches!(e, Effect::Save { .. })) {
            // A start after a crash returns to the place of the last edit.
            self.remember(now);
        }
        self.workspace.log_due(now, false);
        std::mem::take(&mut self.workspace.effects)
    }

    fn input(&mut self, input: Input, now: &Now) {
        let pressed = matches!(input, Input::Key(_) | Input::Typed(_) | Input::Paste(_));
        self.workspace.view.toast.take_if(|toast| pressed && toast.refusal);
        match input {
            Input::Key(key) => self.key(key, now),
            Input::Typed(text) if self.types() => self.edit(Edit::Type(text), now),
            Input::Typed(text) => {
                for c in text.chars() {
                    self.key(Key::char(c), now);
                    self.settle(now);
                }
            }
            Input::Paste(text) => self.edit(Edit::Paste(text), now),
            Input::Resize(size) => self.resize(size, now),
            Input::FocusGained => self.rescan(),
            Input::Place(place) => self.run(Command::App(AppCommand::Go(place)), now),
            Input::Row(by) => {
                let to = if by < 0 { Move::Up } else { Move::Down };
                for _ in 0..by.unsigned_abs() {
                    self.run(Command::List(ListCommand::Move(to)), now);
                }
            }
            // The driver tells what the mouse points at, and colors are the view's.
            Input::Mouse(_) | Input::Background(_) => {}
        }
    }

    /// Lays out every screen that may be seen: one may show another beside it.
    fn resize(&mut self, size: Size, now: &Now) {
        self.workspace.view.size = size;
        for screen in &mut self.stack {
            screen.refresh(&mut self.workspace, now);
        }
    }

    /// Whether the document is a story that is open, and one of its parts holds this text.
    pub fn holds(&self, doc: &DocumentId, text: &str) -> bool {
        let Screen::Draft(draft) = self.screen() else { return false };
        *doc == DocumentId::Story(draft.story.clone()) && draft.holding(text).is_some()
    }

    /// Whether letters are currently typed into a field.
    pub fn types(&self) -> bool {
        self.pending.is_empty() && self.contexts().into_iter().any(keymap::types)
    }

    /// Requests a check for files changed by other programs.
    fn rescan(&mut self) {
        let open = self.screen().story(&self.workspace);
        self.workspace.effect(Effect::Rescan(open));
    }

    // ---- navigation ---------------------------------------------------------------------------------

    /// Performs the navigation that screens asked for and refreshes the top screen.
    fn settle(&mut self, now: &Now) {
        while !self.workspace.view.go.is_empty() {
            for go in std::mem::take(&mut self.workspace.view.go) {
                self.follow(go, now);
            }
        }
        let (screen, workspace) = self.top();
        screen.refresh(workspace, now);
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.fit(self.workspace.view.size);
        }
    }

    fn follow(&mut self, go: Go, now: &Now) {
        match go {
            Go::Push(open) => {
                self.cover(now);
                self.push(open, now);
            }
            Go::Replace(open) => {
                self.cover(now);
                self.stack.pop();
                self.push(open, now);
            }
            Go::Pop => {
                self.cover(now);
                self.leave_blank(now);
                self.stack.pop();
                let (screen, workspace) = self.top();
                screen.sync(workspace);
            }
            Go::Place(place) => {
                self.cover(now);
                self.stack.clear();
                self.place = place;
            }
            Go::PopUp(overlay) => self.overlays.push(*overlay),
            Go::Pick(picked) => self.pick(picked, now),
        }
        self.remember(now);
    }

    /// Tells the top screen that it goes out of sight.
    fn cover(&mut self, now: &Now) {
        let (screen, workspace) = self.top();
        screen.covered(workspace, now);
    }

    /// Opens a screen, unless its subject is gone; the end of a walk that is open just below is gone back to.
    fn push(&mut self, open: Open, now: &Now) {
        let below =
            |story: &StoryId| matches!(self.under(), Some(Screen::Ending(ending)) if ending.story == *story);
        if matches!(&open, Open::Ending(story, _) if below(story)) {
            self.stack.pop();
            let (screen, workspace) = self.top();
            screen.sync(workspace);
            return;
        }
        if let Some(screen) = Screen::open(open, &mut self.workspace, now) {
            self.stack.push(screen);
        }
    }

    /// Moves a new story that was emptied again to the trash when it is left.
    fn leave_blank(&mut self, now: &Now) {
        let Some(Screen::Draft(draft)) = self.stack.last() else { return };
        let id = draft.story.clone();
        if draft.fresh.is_none() && self.workspace.library.get(&id).is_some_and(|s| s.is_blank()) {
            self.workspace.trash(&id, now);
            self.workspace.view.toast = None;
        }
    }

    // ---- keys -----------------------------------------------------------------------------------

    fn key(&mut self, key: Key, now: &Now) {
        let contexts = self.contexts();
        let meaning = self.keymap.resolve(&contexts, &self.pending, key);
        let was_pending = !self.pending.is_empty();
        self.pending.clear();
        match meaning {
            Meaning::Command(command) => self.run(command, now),
            Meaning::Type(c) => self.edit(Edit::Insert(c), now),
            Meaning::Unfinished => self.pending.push(key),
            Meaning::Nothing if was_pending && key != Key::plain(command::key::Code::Esc) => {
                self.key(key, now);
            }
            Meaning::Nothing => {}
        }
    }

    /// Sends an edit to the focused field of the pop-up or the screen.
    fn edit(&mut self, edit: Edit, now: &Now) {
        if matches!(self.overlays.last(), Some(Overlay::Starter(_))) {
            // Typing below a starter text goes to the story.
            self.overlays.pop();
            self.run(Command::Draft(DraftCommand::Write), now);
            if !self.types() {
                return;
            }
        }
        let takes_text = match self.overlays.last_mut() {
            Some(overlay) => overlay.field_mut().is_some(),
            None => self.contexts().contains(&Context::Field) || self.screen().takes_paste(),
        };
        if !takes_text && matches!(edit, Edit::Paste(_)) {
            self.workspace.view.refuse("There is no text to paste into here.", now);
            return;
        }
        if let (Edit::Paste(text), true) = (&edit, self.overlays.is_empty())
            && let Some(why) = self.too_much(text)
        {
            self.workspace.view.refuse(&why, now);
            return;
        }
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.edit(edit, &mut self.workspace.view.clipboard, now);
            return;
        }
        let (screen, workspace) = self.top();
        let before = screen.story(workspace);
        screen.edit(workspace, edit, now);
        if screen.story(workspace) != before {
            // The first word creates the story: from now on a start returns to it.
            self.remember(now);
        }
    }

    /// Why a text is too long to be pasted here: its document could not be saved any more.
    fn too_much(&self, text: &str) -> Option<String> {
        let screen = self.screen();
        let there = match screen.story(&self.workspace).and_then(|id| self.workspace.library.get(&id)) {
            Some(story) => serde_json::to_string(story.as_ref()).map_or(0, |json| json.len()),
            None => self.workspace.documents.value(&DocumentId::Preparation).to_string().len(),
        };
        // Quotes and line ends take two bytes in the file.
        let more = serde_json::to_string(text).map_or(usize::MAX, |json| json.len());
        let megabytes = |bytes: usize| bytes.div_ceil(1 << 20);
        (there.saturating_add(more) > MOST_TEXT).then(|| {
            let (most, more) = (megabytes(MOST_TEXT), megabytes(text.len()));
            format!("Nothing was pasted: there is room for {most} MB of text, and that is {more} MB more.")
        })
    }

    // ---- for the view -------------------------------------------------------------------------------

    /// Whether the footer need not say where Esc goes.
    fn is_at_rest(&self) -> bool {
        self.overlays.is_empty() && self.stack.is_empty() && self.screen().is_at_rest()
    }

    /// When to wake the app without input.
    pub fn next_wake(&self) -> Option<Duration> {
        let toast = self.workspace.view.toast.as_ref().map(|t| t.until);
        let (saves, lines) = (self.workspace.saving.next_due(), self.workspace.practice.next_due());
        [toast, self.screen().next_wake(), saves, lines].into_iter().flatten().min()
    }

    // ---- restoring the last place -------------------------------------------------------------------

    /// Remembers a bookmark of the same day, to be restored once its story is loaded.
    pub fn resume(&mut self, bookmark: Bookmark, now: &Now) {
        if bookmark.day != now.wall.date().to_string() {
            return;
        }
        if let Some(place) = Place::ALL.into_iter().find(|p| p.name().to_lowercase() == bookmark.place) {
            self.place = place;
        }
        self.bookmark = Some(bookmark);
        self.take_up(now);
    }

    /// Restores the bookmark once its story is loaded, unless the user has moved in the meantime.
    fn take_up(&mut self, now: &Now) {
        let Some(story) = self.bookmark.as_ref().and_then(|b| b.story.clone()) else { return };
        if !self.workspace.library.has(&story) || !self.stack.is_empty() {
            return;
        }
        let Some(bookmark) = self.bookmark.take() else { return };
        self.push(Open::Story(story, bookmark.prompt()), now);
        if let Some(Screen::Draft(draft)) = self.stack.last_mut() {
            draft.resume(&bookmark);
        }
        let (screen, workspace) = self.top();
        screen.refresh(workspace, now);
    }

    /// A bookmark of the current place.
    fn place_now(&self, now: &Now) -> Bookmark {
        let mut bookmark = Bookmark {
            day: now.wall.date().to_string(),
            place: self.place.name().to_lowercase(),
            story: None,
            prompt: None,
            section: None,
            cursor: 0,
        };
        for screen in &self.stack {
            if let Screen::Draft(draft) = screen {
                draft.bookmark(&mut bookmark);
            }
        }
        bookmark
    }

    fn remember(&mut self, now: &Now) {
        let bookmark = self.place_now(now);
        self.workspace.effect(Effect::Remember(bookmark));
    }
}
