//! The real terminal: events in, effects performed, always restored.
//!
//! Owns the loop, its helper threads (input, disk, and those that wait for a signal or for the
//! terminal to go) and the one channel that the loop sleeps on. [`persistence`] is the one place where a store's result
//! becomes a message. Must not know what anything means.

#![expect(clippy::disallowed_methods, reason = "the clock, the environment and the process of the app")]

mod clock;
mod decoder;
pub mod disk_thread;
mod editor;
mod inbox;
mod input;
mod mouse;
mod output;
mod pager;
mod perform;
pub mod persistence;
mod pipe;
pub mod plain;
mod screen;
mod signals;

use std::io::Write as _;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender as Mpsc, channel};
use std::time::{Duration, Instant};

use anyhow::Context as _;

pub use clock::Clock;
pub use editor::edit as edit_file;
pub use pager::page;
pub use signals::{canceled, remove_at_end};

use crate::app::Model;
use crate::app::background::Job;
use crate::app::command::keymap::Keymap;
use crate::app::msg::{Bookmark, Effect, Input, Msg, Problem, Size, TextCopy};
use crate::app::workspace::Voice;
use crate::questions::Bank;
use crate::store::{Disk, StoreError};
use crate::ui::{self, theme::Theme};
use disk_thread::{DiskReply, DiskRequest, DiskThread};
use inbox::Inbox;
use output::Output;
use persistence::Persistence;
use pipe::Pipes;
use screen::Screen;
use signals::Ending;

/// While input keeps coming, a frame is drawn at the latest this long after the one before.
const FRAME: Duration = Duration::from_millis(8);
/// The first frame waits at most this long for the stories, so that a small store is there at once.
const FIRST: Duration = Duration::from_millis(1);
/// While keys come, files are looked at for changes from outside once in this time.
const RESCAN: Duration = Duration::from_secs(2);
/// Asks the terminal for the color of its background; one that knows answers, others ignore it.
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// At the end the loop waits this long for the disk; what is not saved by then is in the journal.
const END: Duration = Duration::from_secs(3);
/// Why the app cannot start.
const NO_THREAD: &str = "The system lets this program start no more threads.";

/// What wakes the loop.
#[derive(Debug)]
pub enum Event {
    /// The user did something.
    Input(Input),
    /// The disk thread answers.
    Disk(DiskReply),
    /// The process runs again after it was stopped.
    Continued,
    /// The terminal is gone.
    Gone,
}

/// The sending end of the loop's channel.
pub type Sender = Mpsc<Event>;

/// What the screen is started with.
#[expect(clippy::struct_excessive_bools, reason = "each is a setting or an option of its own")]
pub struct Start {
    /// What is asked.
    pub bank: Arc<Bank>,
    /// How it looks.
    pub theme: Theme,
    /// Whether there are colors even where the environment forbids them.
    pub forces_color: bool,
    /// Whether only ASCII signs are drawn.
    pub ascii: bool,
    /// Whether the bell rings when the time is up.
    pub bell: bool,
    /// The coach's settings.
    pub coach: crate::coach::Settings,
    /// The user's own programs for recording and hearing, and which of all their programs may run.
    pub voice: crate::voice::Settings,
    pub allowed: Vec<Vec<String>>,
    /// When and how long to practice.
    pub practice: crate::practice::Settings,
    /// Whether to open straight into the day's session.
    pub opens_practice: bool,
    /// The data directory as the user reads it.
    pub data_dir: String,
    /// Directories where copies may be kept when the usual one cannot be written.
    pub elsewhere: Vec<String>,
    /// The keys in use.
    pub keymap: Keymap,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Said at the start.
    pub greeting: Option<&'static str>,
    /// Told once at the start: what is wrong with the settings or packs.
    pub notices: Vec<String>,
}

/// Runs the app on the terminal until the user leaves. The terminal is given back even where that fails.
pub fn run(start: Start, store: Disk, clock: Clock) -> anyhow::Result<()> {
    if start.forces_color {
        crossterm::style::force_color_output(true);
    }
    let output = Output::new(start.mouse);
    run_on(&output, start, store, clock).inspect_err(|_| output.close())
}

/// What the first frame can do without comes after it: the journal, which is there before the first key is read, and
/// all threads but the one that the disk may need.
fn run_on(output: &Output, start: Start, store: Disk, clock: Clock) -> anyhow::Result<()> {
    let (sender, events) = channel();
    let (requests, waiting) = channel();
    let signals = signals::listen().context("Could not listen for signals.")?;
    let (keyboard, keys) = signals::keyboard().context("Could not listen for signals.")?;
    let (data_dir, crashes) = (start.data_dir.clone(), store.crash_log());
    Ending::early(output.clone()).on_panic(data_dir.clone(), crashes.clone());
    let bookmark = bookmark(&store, &clock);
    let (log, open_journal) = (store.log_file(), store.journal_opener());
    let first = bookmark.as_ref().and_then(|b| b.story.clone());
    let disk_thread = DiskThread::new(store, start.practice.day_start, sender.clone());
    let idle = read(disk_thread, waiting, &requests, DiskRequest::Start(first), &clock)?;

    output.enter().context("Could not set the terminal up.")?;
    let theme = start.theme;
    let mut model = model(start, bookmark, &clock);
    let mut inbox = Inbox::new(events);
    let (effects, late) = before_first_frame(&mut model, &mut inbox, &clock);
    let mut screen =
        Screen::new(output, model.workspace.view.size).context("Could not set the screen up.")?;
    shown(screen.draw(|frame| ui::draw(&model, &theme, frame)))?;

    let journal = open_journal(clock.now().stamp());
    let persistence = Persistence::new(journal, log);
    let sync = persistence.sync_handle();
    let ending = Ending::new(output.clone(), sync.clone());
    ending.clone().on_panic(data_dir, crashes);
    if let Some((disk_thread, waiting)) = idle {
        disk_thread.spawn(waiting).context(NO_THREAD)?;
    }
    drop(sync.map(|sync| requests.send(DiskRequest::Journal(sync))));
    let parking = listen(&sender, output, &theme)?;
    let jobs = start_threads([signals, keys], &ending, &sender).context(NO_THREAD)?;
    let mut app = Loop {
        dirty: persistence.trouble().is_some(),
        model,
        theme,
        clock,
        persistence,
        requests,
        jobs,
        inbox,
        output: output.clone(),
        parking,
        keyboard,
        sender,
        screen,
        rescanned: Instant::now(),
        held: None,
        editing: None,
        pipes: Pipes::default(),
        ending,
        leaving: false,
        rescue: Vec::new(),
    };
    for effect in effects {
        app.perform(effect);
    }
    for event in late {
        app.take(event);
    }
    app.run()
}

/// Starts the threads that wait for signals and for work.
fn start_threads(
    listeners: [signals::Listener; 2],
    ending: &Ending,
    to: &Sender,
) -> std::io::Result<Mpsc<Job>> {
    for listener in listeners {
        listener.start(ending.clone(), to.clone())?;
    }
    compute(to.clone())
}

/// Where the user was earlier today.
fn bookmark(store: &Disk, clock: &Clock) -> Option<Bookmark> {
    let bookmark: Bookmark = serde_json::from_value(store.read_ui()?).ok()?;
    (bookmark.day == clock.now().wall.date().to_string()).then_some(bookmark)
}

/// Reads what the first frame shows: here where that is quick, and the disk thread is still to be started, else on
/// the disk thread.
fn read(
    mut disk_thread: DiskThread,
    waiting: Receiver<DiskRequest>,
    requests: &Mpsc<DiskRequest>,
    begin: DiskRequest,
    clock: &Clock,
) -> anyhow::Result<Option<(DiskThread, Receiver<DiskRequest>)>> {
    if !disk_thread.starts_quickly() {
        disk_thread.spawn(waiting).context(NO_THREAD)?;
        drop(requests.send(begin));
        return Ok(None);
    }
    disk_thread.perform(begin, clock.now().stamp(), Instant::now());
    Ok(Some((disk_thread, waiting)))
}

/// Waits for what the first frame shows, but not long. Gives what follows from it, and what else came.
fn before_first_frame(model: &mut Model, inbox: &mut Inbox, clock: &Clock) -> (Vec<Effect>, Vec<Event>) {
    let (mut effects, mut late) = (Vec::new(), Vec::new());
    let begin = Instant::now();
    while let Ok(event) = inbox.recv_timeout(FIRST.saturating_sub(begin.elapsed())) {
        match event {
            Event::Disk(DiskReply::Started) => break,
            Event::Disk(DiskReply::Msg(msg)) => effects.extend(model.update(msg, &clock.now())),
            other => late.push(other),
        }
    }
    effects.extend(model.update(Msg::Wake, &clock.now()));
    (effects, late)
}

/// Starts to read the keyboard, and asks for the background where the theme depends on it.
fn listen(sender: &Sender, output: &Output, theme: &Theme) -> anyhow::Result<input::Parking> {
    let parking = input::start(sender.clone()).context("Could not read the keyboard.")?;
    if theme.follows_background() {
        shown(output.send(ASK_BACKGROUND))?;
    }
    Ok(parking)
}

/// A terminal that is gone is noticed by the signal or the input thread; any other failure to write ends the app.
fn shown(done: std::io::Result<()>) -> anyhow::Result<()> {
    match done {
        Err(error) if error.kind() == std::io::ErrorKind::Other || error.raw_os_error() == Some(5) => Ok(()),
        done => done.context("Could not write to the terminal."),
    }
}

/// The app as it starts.
fn model(start: Start, bookmark: Option<Bookmark>, clock: &Clock) -> Model {
    let now = clock.now();
    let size = size().unwrap_or(Size { columns: 80, rows: 24 });
    let seed = now.wall.timestamp().as_nanosecond() as u64 ^ u64::from(std::process::id()).rotate_left(32);
    let mut model = Model::new(size, start.bank, start.data_dir, seed);
    model.workspace.view.ascii = start.ascii;
    model.workspace.view.bell = start.bell;
    model.workspace.coach.settings = start.coach;
    model.workspace.view.elsewhere = start.elsewhere;
    model.workspace.practice.settings = start.practice;
    model.workspace.voice = Voice::new(start.voice, start.allowed);
    model.keymap = start.keymap;
    model.opens_practice = start.opens_practice;
    if let Some(greeting) = start.greeting {
        model.workspace.view.say(greeting, &now);
    }
    if !start.notices.is_empty() {
        model.workspace.view.say("Some settings cannot be used.", &now);
        model.workspace.view.notices = start.notices;
    }
    if let Some(bookmark) = bookmark {
        model.resume(bookmark, &now);
    }
    model
}

/// The loop and everything it owns.
pub struct Loop {
    model: Model,
    theme: Theme,
    clock: Clock,
    persistence: Persistence,
    requests: Mpsc<DiskRequest>,
    jobs: Mpsc<Job>,
    inbox: Inbox,
    output: Output,
    parking: input::Parking,
    keyboard: signal_hook::iterator::Handle,
    /// For threads that start later.
    sender: Sender,
    screen: Screen,
    rescanned: Instant,
    /// Keys and pastes that came while a text is with an outside editor.
    held: Option<Vec<Input>>,
    /// The text that is with an outside editor.
    editing: Option<editor::Editing>,
    /// The user's own programs that run.
    pipes: Pipes,
    dirty: bool,
    ending: Ending,
    leaving: bool,
    /// Printed once the terminal is given back: words that could be kept nowhere.
    rescue: Vec<TextCopy>,
}

impl Loop {
    /// Runs until the user leaves.
    fn run(mut self) -> anyhow::Result<()> {
        if let Some(problem) = self.persistence.trouble() {
            self.model.workspace.saving.problem.get_or_insert_with(|| problem.clone());
        }
        self.order(DiskRequest::Load);
        self.order(DiskRequest::DropRecordings(self.model.workspace.voice.kept()));
        self.draw()?;
        let mut drawn = Instant::now();
        while !self.leaving {
            let Some(event) = self.wait() else { continue };
            self.take(event);
            // Draws when nothing waits, or when the last frame is old enough; not once a key.
            while !self.leaving && drawn.elapsed() < FRAME {
                match self.inbox.try_recv() {
                    Ok(event) => self.take(event),
                    Err(_) => break,
                }
            }
            self.draw()?;
            drawn = Instant::now();
        }
        self.end();
        Ok(())
    }

    /// Sleeps until something happens or the model wants to be woken.
    fn wait(&mut self) -> Option<Event> {
        let event = match self.model.next_wake() {
            None => self.inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => self.inbox.recv_timeout(at.saturating_sub(self.clock.now().mono)),
        };
        match event {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => {
                self.update(Msg::Wake);
                drop(self.draw());
                None
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.leaving = true;
                None
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Input(input) => {
                editor::look(self, &input);
                if let (Some(held), Input::Key(_) | Input::Paste(_)) = (&mut self.held, &input) {
                    held.push(input);
                    return;
                }
                if let Input::Background(light) = input {
                    self.theme =
                        if self.theme.follows_background() { self.theme.on(light) } else { self.theme };
                    self.dirty = true;
                    return;
                }
                if let Input::Resize(size) = input {
                    self.resize(size);
                }
                self.rescan();
                if let Input::Mouse(mouse) = input {
                    return mouse::take(self, mouse);
                }
                let input = if self.model.types() { self.inbox.gather(input) } else { input };
                self.update(Msg::Input(input));
            }
            Event::Disk(answer) => self.answer(answer),
            Event::Continued => self.continued(),
            Event::Gone => self.ending.by_signal(signal_hook::consts::SIGHUP),
        }
    }

    /// Takes the keys that were held back.
    fn release(&mut self) {
        for input in self.held.take().unwrap_or_default() {
            self.take(Event::Input(input));
        }
    }

    /// While keys come, looks now and then whether somebody else changed something.
    fn rescan(&mut self) {
        if self.rescanned.elapsed() >= RESCAN {
            self.rescanned = Instant::now();
            let open = self.model.screen().story(&self.model.workspace);
            drop(self.requests.send(DiskRequest::Rescan(open, false)));
        }
    }

    fn update(&mut self, msg: Msg) {
        let effects = self.model.update(msg, &self.clock.now());
        self.dirty = true;
        for effect in effects {
            self.perform(effect);
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        if !std::mem::take(&mut self.dirty) {
            return Ok(());
        }
        let (model, theme) = (&self.model, &self.theme);
        shown(self.screen.draw(|frame| ui::draw(model, theme, frame)))
    }

    /// Waits for the disk, ends the journal in order and gives the terminal back.
    fn end(mut self) {
        editor::end(&mut self);
        drop(self.requests.send(DiskRequest::Rest));
        let start = Instant::now();
        while let Ok(event) = self.inbox.recv_timeout(END.saturating_sub(start.elapsed())) {
            match event {
                Event::Disk(DiskReply::Resting) => break,
                Event::Disk(answer) => self.answer(answer),
                Event::Input(_) | Event::Continued | Event::Gone => {}
            }
        }
        self.pipes.end();
        self.persistence.close();
        self.output.close();
        for TextCopy { text, .. } in &self.rescue {
            print!("{text}");
        }
        if let Some(text) =
            self.model.workspace.farewell(&self.clock.now()).filter(|_| self.rescue.is_empty())
        {
            // The terminal may be gone.
            drop(writeln!(std::io::stdout(), "{text}"));
        }
    }
}

/// The size of the terminal; `None` where there is none.
pub fn size() -> Option<Size> {
    // Asked here first: crossterm opens the terminal anew for it.
    let asked = rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|w| (w.ws_col, w.ws_row));
    let size = asked.filter(|&(columns, rows)| columns > 0 && rows > 0);
    size.or_else(|| crossterm::terminal::size().ok()).map(|(columns, rows)| Size { columns, rows })
}

/// Starts the thread that runs long computations, one after the other; of several that wait and ask for the
/// same, only the last is worth running.
fn compute(to: Sender) -> std::io::Result<Mpsc<Job>> {
    let (jobs, inbox) = channel();
    spawn(move || {
        let mut waiting: Vec<Job> = Vec::new();
        while let Some(job) = waiting.pop().or_else(|| inbox.recv().ok()) {
            waiting.push(job);
            while let Ok(later) = inbox.try_recv() {
                waiting.retain(|earlier| !later.replaces(earlier));
                waiting.push(later);
            }
            let computed = waiting.remove(0).run();
            if to.send(Event::Disk(DiskReply::Msg(Msg::Computed(computed)))).is_err() {
                return;
            }
        }
    })?;
    Ok(jobs)
}

/// Starts a thread. Where the system allows no more, that is an error, not a panic.
fn spawn(work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().spawn(work).map(drop)
}

/// A store's error as the app tells it.
fn problem(error: &StoreError, journaled: bool) -> Problem {
    let safe = if journaled { "Your words are safe; trying again" } else { "Your words are only in memory" };
    Problem { what: format!("{}. {safe}", error.short()), detail: error.to_string(), journaled }
}
