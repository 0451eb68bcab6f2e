//! The state machine: messages in, effects out.
//!
//! Owns everything that the screen shows and every decision about it. Knows no terminal, no file and no
//! clock: time comes with each message, and what shall happen outside leaves as an [`Effect`].

#![deny(clippy::wildcard_enum_match_arm)]

pub mod background;
pub mod command;
pub mod documents;
pub mod exports;
pub mod key;
pub mod keymap;
pub mod library;
pub mod list;
mod menus;
pub mod msg;
pub mod overlay;
mod practice_log;
mod practise;
mod route;
pub mod screen;
mod typing;
pub mod workspace;

use std::sync::Arc;
use std::time::Duration;

use command::{AppCommand, Command, CommandRow, Context, DraftCommand, ListCommand, Place, TABLE};
use key::Key;
use keymap::Meaning;
use msg::{Bookmark, Effect, Input, Msg, Now, Size};
use overlay::Overlay;
use screen::{Screen, interview::Prepare, questions::Questions, stories::Stories, today::Today};
use workspace::{Go, Workspace};

use crate::questions::Bank;
use crate::story::PromptId;
use crate::text::Edit;

/// Everything the app knows.
#[derive(Debug)]
pub struct Model {
    /// What all screens share.
    pub workspace: Workspace,
    /// The place that lies at the bottom.
    pub place: Place,
    /// The pop-ups, topmost last.
    pub overlays: Vec<Overlay>,
    /// The keys of an unfinished sequence.
    pub pending: Vec<Key>,
    /// Whether the day's session opens as soon as the stories and the log are read.
    pub straight: bool,
    places: [Screen; 4],
    stack: Vec<Screen>,
    bookmark: Option<Bookmark>,
}

impl Model {
    /// The app as it starts, before any story is read.
    pub fn new(size: Size, bank: Arc<Bank>, data_dir: String, seed: u64) -> Self {
        let places = [
            Screen::Today(Today::default()),
            Screen::Questions(Questions::default()),
            Screen::Stories(Stories::default()),
            Screen::Prepare(Prepare::default()),
        ];
        Self {
            workspace: Workspace::new(size, bank, data_dir, seed),
            place: Place::Today,
            overlays: Vec::new(),
            pending: Vec::new(),
            straight: false,
            places,
            stack: Vec::new(),
            bookmark: None,
        }
    }

    /// The screen on top.
    pub fn screen(&self) -> &Screen {
        let [today, questions, stories, prepare] = &self.places;
        let place = match self.place {
            Place::Today => today,
            Place::Questions => questions,
            Place::Stories => stories,
            Place::Prepare => prepare,
        };
        self.stack.last().unwrap_or(place)
    }

    /// The screen that lies under the one on top.
    pub fn under(&self) -> Option<&Screen> {
        self.stack.len().checked_sub(2).and_then(|at| self.stack.get(at))
    }

    /// The screen on top with the workspace beside it.
    fn top(&mut self) -> (&mut Screen, &mut Workspace) {
        let [today, questions, stories, prepare] = &mut self.places;
        let place = match self.place {
            Place::Today => today,
            Place::Questions => questions,
            Place::Stories => stories,
            Place::Prepare => prepare,
        };
        (self.stack.last_mut().unwrap_or(place), &mut self.workspace)
    }

    /// Where keys are looked up now, topmost first.
    pub fn contexts(&self) -> Vec<Context> {
        match self.overlays.last() {
            Some(overlay) => overlay.contexts(),
            None => self.screen().contexts(&self.workspace),
        }
    }

    /// Takes a message in and says what shall happen.
    pub fn update(&mut self, msg: Msg, now: &Now) -> Vec<Effect> {
        if self.workspace.toast.as_ref().is_some_and(|t| t.until <= now.mono) {
            self.workspace.toast = None;
        }
        self.workspace.today = now.wall.date();
        if let Msg::Input(input) = msg {
            self.input(input, now);
        } else {
            self.told(msg, now);
        }
        self.settle(now);
        self.workspace.save_due(now, false);
        if self.workspace.effects.iter().any(|e| matches!(e, Effect::Save { .. })) {
            // A start after a crash comes back near to where the last words were typed.
            self.remember(now);
        }
        self.workspace.log_due(now, false);
        std::mem::take(&mut self.workspace.effects)
    }

    fn input(&mut self, input: Input, now: &Now) {
        let pressed = matches!(input, Input::Key(_) | Input::Typed(_) | Input::Paste(_));
        self.workspace.toast.take_if(|toast| pressed && toast.refusal);
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
            Input::Resize(size) => self.workspace.size = size,
            Input::FocusGained => self.rescan(),
        }
    }

    /// Whether every letter is typed into a field now.
    pub fn types(&self) -> bool {
        self.pending.is_empty() && self.contexts().into_iter().any(keymap::types)
    }

    /// Asks whether files changed without us.
    fn rescan(&mut self) {
        let open = self.screen().story(&self.workspace);
        self.workspace.effect(Effect::Rescan(open));
    }

    /// Carries out what the screens asked for and brings the top screen up to date.
    fn settle(&mut self, now: &Now) {
        while !self.workspace.go.is_empty() {
            for go in std::mem::take(&mut self.workspace.go) {
                self.follow(go, now);
            }
        }
        let (screen, workspace) = self.top();
        screen.refresh(workspace, now);
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.fit(self.workspace.size, self.workspace.ascii);
        }
    }

    fn follow(&mut self, go: Go, now: &Now) {
        match go {
            Go::Push(screen) => self.stack.push(*screen),
            Go::Replace(screen) => {
                self.stack.pop();
                self.stack.push(*screen);
            }
            Go::Pop => {
                self.leave_blank(now);
                self.stack.pop();
                let (screen, workspace) = self.top();
                screen.sync(workspace);
            }
            Go::Place(place) => {
                self.stack.clear();
                self.place = place;
            }
            Go::Overlay(overlay) => self.overlays.push(*overlay),
        }
        self.remember(now);
    }

    /// A story that was begun and emptied again goes to the trash when it is left.
    fn leave_blank(&mut self, now: &Now) {
        let Some(Screen::Draft(draft)) = self.stack.last() else { return };
        let id = draft.story.clone();
        if draft.fresh.is_none() && self.workspace.library.get(&id).is_some_and(|s| s.is_blank()) {
            self.workspace.trash(&id, now);
            self.workspace.toast = None;
        }
    }

    // ---- keys -----------------------------------------------------------------------------------

    fn key(&mut self, key: Key, now: &Now) {
        let contexts = self.contexts();
        let meaning = keymap::resolve(&contexts, &self.pending, key);
        let was_pending = !self.pending.is_empty();
        self.pending.clear();
        match meaning {
            Meaning::Command(command) => self.run(command, now),
            Meaning::Type(c) => self.edit(Edit::Insert(c), now),
            Meaning::Unfinished => self.pending.push(key),
            Meaning::Nothing if was_pending && key != Key::plain(key::Code::Esc) => self.key(key, now),
            Meaning::Nothing => {}
        }
    }

    /// Carries out a command, or says why it cannot be.
    pub fn run(&mut self, command: Command, now: &Now) {
        if let Err(why) = self.available(command) {
            if !why.is_empty() {
                self.workspace.refuse(why, now);
            }
            return;
        }
        route::run(self, command, now);
    }

    /// Whether a command can be carried out now, and if not why.
    pub fn available(&self, command: Command) -> Result<(), &'static str> {
        route::available(self, command)
    }

    /// Types into the field in focus, of the pop-up or of the screen.
    fn edit(&mut self, edit: Edit, now: &Now) {
        if matches!(self.overlays.last(), Some(Overlay::Starter(_))) {
            // Whoever types here means the story below.
            self.overlays.pop();
            self.run(Command::Draft(DraftCommand::Write), now);
            if !self.types() {
                return;
            }
        }
        if let Some(overlay) = self.overlays.last_mut() {
            overlay.edit(edit, &mut self.workspace.cut, now);
            return;
        }
        let typing = self.contexts().contains(&Context::Field);
        if !typing && matches!(edit, Edit::Paste(_)) && !matches!(self.screen(), Screen::Draft(_)) {
            return;
        }
        let (screen, workspace) = self.top();
        let before = screen.story(workspace);
        screen.edit(workspace, edit, now);
        if screen.story(workspace) != before {
            // The first word made a story: from now on a start returns to it.
            self.remember(now);
        }
    }

    // ---- what the picture needs -------------------------------------------------------------------

    /// What the footer says that a row of the table does here.
    pub fn hint(&self, row: &CommandRow) -> &'static str {
        let enter = matches!(row.command, Command::List(ListCommand::Open));
        let here = self.overlays.last().filter(|_| enter).and_then(Overlay::enter_hint);
        here.unwrap_or(row.hint)
    }

    /// The rows of the table that the footer shows here, most important first, with their keys.
    pub fn hints(&self) -> Vec<(&'static str, &'static CommandRow)> {
        let contexts = self.contexts();
        let mut seen = Vec::new();
        let mut out = Vec::new();
        for row in
            TABLE.iter().filter(|r| !r.hint.is_empty() && r.contexts.iter().any(|c| contexts.contains(c)))
        {
            let idle = row.command == Command::App(AppCommand::Back) && self.at_rest();
            if seen.contains(&row.hint) || idle || self.available(row.command).is_err() {
                continue;
            }
            if let Some(key) = keymap::shown(&contexts, row) {
                seen.push(row.hint);
                out.push((key, row));
            }
        }
        out
    }

    /// Whether Esc has nowhere to go.
    fn at_rest(&self) -> bool {
        if !self.overlays.is_empty() || !self.stack.is_empty() {
            return false;
        }
        match self.screen() {
            Screen::Stories(s) => !s.reading && s.query.text().is_empty() && s.filter.is_open(),
            Screen::Today(_) | Screen::Questions(_) | Screen::Prepare(_) => self.place == Place::Today,
            Screen::Offer(_)
            | Screen::Draft(_)
            | Screen::Form(_)
            | Screen::Viewer(_)
            | Screen::Coach(_)
            | Screen::Compare(_)
            | Screen::Ask(_) => true,
            Screen::Practice(_) => false,
        }
    }

    /// When the app wants to be woken without input.
    pub fn next_wake(&self) -> Option<Duration> {
        let toast = self.workspace.toast.as_ref().map(|t| t.until);
        let clock = match self.screen() {
            Screen::Ask(ask) => ask.next_wake(),
            Screen::Practice(practice) => practice.session.next_wake(),
            Screen::Today(_)
            | Screen::Questions(_)
            | Screen::Stories(_)
            | Screen::Prepare(_)
            | Screen::Viewer(_)
            | Screen::Offer(_)
            | Screen::Draft(_)
            | Screen::Form(_)
            | Screen::Coach(_)
            | Screen::Compare(_) => None,
        };
        [toast, clock, self.workspace.next_save(), self.workspace.next_log()].into_iter().flatten().min()
    }

    // ---- coming back ------------------------------------------------------------------------------

    /// Notes where the user was earlier today; taken up as soon as the story is there.
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

    /// Opens the bookmarked story once it is on the library, unless the user has gone somewhere by then.
    fn take_up(&mut self, now: &Now) {
        let Some(bookmark) = &self.bookmark else { return };
        let Some(story) = &bookmark.story else { return };
        if !self.workspace.library.has(story) || !self.stack.is_empty() {
            return;
        }
        let prompt = bookmark.prompt.clone().map(PromptId);
        if let Some(mut draft) = screen::draft::Draft::open(story, prompt, &mut self.workspace) {
            draft.resume(bookmark);
            self.stack.push(Screen::Draft(draft));
        }
        self.bookmark = None;
        let (screen, workspace) = self.top();
        screen.refresh(workspace, now);
    }

    /// Where the user is now.
    pub fn place_now(&self, now: &Now) -> Bookmark {
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

/// How many rows of a list a pop-up shows on a screen of `rows` rows.
pub fn overlay_rows(rows: u16, len: usize) -> usize {
    len.min(usize::from(rows.saturating_sub(8))).clamp(1, 18)
}
