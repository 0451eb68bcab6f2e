//! Drives the app in lines: reads a line, performs what the app wants, says what it has to say.

use std::io::{BufRead as _, Write as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender as Mpsc, channel};

use anyhow::Context as _;

use crate::app::Model;
use crate::app::command::Command;
use crate::app::msg::{Effect, Msg, Now};
use crate::app::workspace::Workspace;
use crate::store::Disk;
use crate::terminal::disk_thread::{DiskReply, DiskRequest, DiskThread};
use crate::terminal::output::Output;
use crate::terminal::persistence::{Persistence, Step};
use crate::terminal::signals::{self, Ending};
use crate::terminal::{Clock, END, Event, NO_THREAD, Start, spawn};

/// The app, driven by lines.
pub struct Driver {
    pub model: Model,
    persistence: Persistence,
    requests: Mpsc<DiskRequest>,
    events: Receiver<Event>,
    lines: Receiver<Option<String>>,
    clock: Clock,
    /// Whether the input has ended.
    ended: bool,
    /// What was said of what cannot be saved.
    trouble: Option<String>,
}

impl Driver {
    /// Starts the disk thread and loads everything.
    pub fn start(start: Start, store: Disk, clock: Clock) -> anyhow::Result<Self> {
        let (sender, events) = channel();
        let (requests, waiting) = channel();
        let (log, open_journal) = (store.log_file(), store.journal_opener());
        let (data_dir, crashes) = (start.data_dir.clone(), store.crash_log());
        DiskThread::new(store, start.practice.day_start, sender).spawn(waiting).context(NO_THREAD)?;
        let mut model = crate::terminal::model(start, None, &clock);
        // Here it is the menu that opens a session.
        model.opens_practice = false;
        requests.send(DiskRequest::Start(None))?;
        let persistence = Persistence::new(open_journal(clock.now().stamp()), log);
        let sync = persistence.sync_handle();
        Ending::new(Output::default(), sync.clone()).on_panic(data_dir, crashes);
        if let Some(sync) = sync {
            requests.send(DiskRequest::Journal(sync))?;
        }
        requests.send(DiskRequest::Load)?;
        let (ended, trouble) = (false, None);
        let lines = read_lines().context(NO_THREAD)?;
        let mut driver = Self { model, persistence, requests, events, lines, clock, ended, trouble };
        driver.rest();
        driver.change(|workspace, _| workspace.index_first());
        Ok(driver)
    }

    /// The present.
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    // ---- what the user does -------------------------------------------------------------------------

    /// Asks for a line; `None` where the input has ended.
    pub fn ask(&mut self, question: &str) -> Option<String> {
        self.tell_news();
        if self.ended {
            return None;
        }
        let mut out = std::io::stdout().lock();
        // A reader that is gone is noticed when the input ends.
        drop(write!(out, "{} ", crate::text::plain(question)).and_then(|()| out.flush()));
        drop(out);
        loop {
            let line = match self.model.next_wake() {
                None => self.lines.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => self.lines.recv_timeout(at.saturating_sub(self.now().mono)),
            };
            match line {
                Ok(Some(line)) => return Some(line),
                Err(RecvTimeoutError::Timeout) => self.update(Msg::Wake),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => {
                    self.ended = true;
                    say("");
                    return None;
                }
            }
        }
    }

    /// Lets the user choose from a numbered list by a number, or by words that leave fewer; `None` to go back.
    pub fn choose(&mut self, question: &str, items: &[String]) -> Option<usize> {
        self.tell_news();
        let mut shown: Vec<usize> = (0..items.len()).collect();
        list(items, &shown);
        loop {
            let line = self.ask(question)?;
            let typed = line.trim();
            if let Ok(number) = typed.parse::<usize>() {
                match number.checked_sub(1).filter(|&at| at < items.len()) {
                    Some(at) => return Some(at),
                    None => say(&format!("Type a number from 1 to {}, or q.", items.len())),
                }
                continue;
            }
            if ["", "q", "b"].contains(&typed) {
                return None;
            }
            if typed == "?" {
                say("Type the number of a line, words that it has, or q to go back.");
                continue;
            }
            let words = typed.to_lowercase();
            let has = |item: &String| words.split_whitespace().all(|word| item.to_lowercase().contains(word));
            shown = (0..items.len()).filter(|&at| items.get(at).is_some_and(has)).collect();
            match shown.as_slice() {
                [] => say("Nothing has these words."),
                _ => list(items, &shown),
            }
        }
    }

    // ---- what the app does --------------------------------------------------------------------------

    /// Changes the workspace.
    pub fn change(&mut self, change: impl FnOnce(&mut Workspace, &Now)) {
        let now = self.now();
        change(&mut self.model.workspace, &now);
        self.update(Msg::Wake);
    }

    /// Runs a command of the screen on top, or of the whole app.
    pub fn run(&mut self, command: Command) {
        let now = self.now();
        self.model.run(command, &now);
        self.update(Msg::Wake);
    }

    /// Saves everything now.
    pub fn save(&mut self) {
        self.change(|workspace, now| workspace.save_due(now, true));
        self.rest();
    }

    /// Takes over what other programs changed.
    pub fn look_outside(&mut self) {
        self.update(Msg::Resumed);
        self.rest();
    }

    fn update(&mut self, msg: Msg) {
        let effects = self.model.update(msg, &self.clock.now());
        for effect in effects {
            for step in self.persistence.perform(effect) {
                match step {
                    // The disk thread only goes when this does.
                    Step::Disk(request) => drop(self.requests.send(request)),
                    Step::Tell(msg) => self.update(msg),
                    Step::Outside(Effect::Compute(job)) => self.update(Msg::Computed(job.run())),
                    Step::Outside(_) => {}
                }
            }
        }
    }

    /// Waits until the disk has done everything, but not for ever, and takes its answers.
    fn rest(&mut self) {
        drop(self.requests.send(DiskRequest::Rest));
        while let Ok(Event::Disk(reply)) = self.events.recv_timeout(END) {
            match self.persistence.answer(reply) {
                Ok(msg) => self.update(msg),
                Err(DiskReply::Resting) => return,
                Err(_) => {}
            }
        }
    }

    /// Says what the app would show in its last line.
    fn tell_news(&mut self) {
        self.rest();
        if let Some(toast) = self.model.workspace.view.toast.take() {
            // There is no key for it here.
            say(toast.text.trim_end_matches(" u undo").trim_end_matches(". u brings it back"));
        }
        let trouble = self.model.workspace.trouble().map(|problem| problem.detail.clone());
        if trouble != self.trouble {
            if let Some(detail) = &trouble {
                say(detail);
            }
            self.trouble = trouble;
        }
    }

    /// Saves everything and ends the journal in order.
    pub fn end(mut self) {
        self.save();
        self.tell_news();
        if self.model.workspace.only_in_memory() {
            for copy in self.model.workspace.unsaved_copies() {
                say(&format!("{}:\n{}", copy.file, copy.text.trim_end()));
            }
        }
        self.persistence.close();
    }
}

/// Says these rows of a list, with their numbers.
fn list(items: &[String], shown: &[usize]) {
    let rows = shown.iter().filter_map(|&at| Some(format!("{}  {}", at + 1, items.get(at)?)));
    say(&format!("\n{}", rows.collect::<Vec<_>>().join("\n")));
}

/// Says a text, on lines of its own.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    drop(writeln!(out, "{}", crate::text::plain(text)));
}

/// Reads lines on a thread of its own, so that a clock can run meanwhile; the last is `None`, also on a signal that
/// asks the program to end.
fn read_lines() -> std::io::Result<Receiver<Option<String>>> {
    let (to, lines) = channel();
    let end = to.clone();
    signals::ask_to_end(move || drop(end.send(None)))?;
    spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let mut bytes = Vec::new();
            let line = match input.read_until(b'\n', &mut bytes) {
                Ok(0) | Err(_) => None,
                Ok(_) => Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()),
            };
            let last = line.is_none();
            if to.send(line).is_err() || last {
                return;
            }
        }
    })?;
    Ok(lines)
}
