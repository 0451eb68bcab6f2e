//! Drives the app without a terminal: keys in, snapshots out, simulated time, real files.
//!
//! What is typed goes through the program's own [`Persistence`] and disk [`DiskThread`] into a directory of the test's,
//! at once instead of on another thread. A test reads like the behavior:
//!
//! ```text
//! let mut app = Harness::new(80, 24);
//! app.keys("<enter>We lost a client<tab>");
//! assert!(app.screen().contains("Task"));
//! ```

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "helpers of tests")]

use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::tz::{TimeZone, offset};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use starcoach::app::Model;
use starcoach::app::background::Job;
use starcoach::app::command::key::{Code, Key};
use starcoach::app::msg::{Bookmark, Effect, Input, Msg, Now, Pipe, RunId, Size};
use starcoach::questions::Bank;
use starcoach::search::Matcher;
use starcoach::store::{self, Places, RealFs};
use starcoach::story::Story;
use starcoach::terminal::Event;
use starcoach::terminal::disk_thread::{DiskReply, DiskRequest, DiskThread};
use starcoach::terminal::persistence::{Persistence, Step};
use starcoach::ui::{self, theme::Role, theme::Theme};

/// The hour at which a day of practice begins.
const DAY_START: u8 = 4;

/// Read once: they are the same for all.
static BANK: OnceLock<Arc<Bank>> = OnceLock::new();
static MATCHER: OnceLock<Arc<Matcher>> = OnceLock::new();

/// The files of one user, who may start the app again and again.
struct Home {
    _dir: tempfile::TempDir,
    places: Places,
}

/// Held for reading by whoever needs locks of files to be free once they were let go: a process that is being
/// spawned has them for a moment, too.
static SPAWNING: RwLock<()> = RwLock::new(());

/// Spawns a process while nobody needs a lock to be free.
pub fn spawn<T>(start: impl FnOnce() -> T) -> T {
    let _alone = SPAWNING.write().unwrap_or_else(PoisonError::into_inner);
    start()
}

/// A running app and everything around it.
pub struct Harness {
    /// The app.
    pub model: Model,
    /// What was put on the clipboard.
    pub copied: Vec<String>,
    /// The user's own programs that were run, and those that were told to end.
    pub pipes: Vec<Pipe>,
    pub stopped: Vec<RunId>,
    /// Whether the user has left.
    pub left: bool,
    /// What the user's own editor will leave when it is opened.
    pub editor: Option<String>,
    /// The text that it is given.
    given: String,
    now: Now,
    home: Rc<Home>,
    persistence: Persistence,
    disk_thread: DiskThread,
    jobs: Vec<Job>,
    answers: Receiver<Event>,
    /// Stands for the start on the disk thread's clock.
    start: Instant,
    /// When the oldest words were typed that a power cut would lose.
    unsynced_since: Option<Duration>,
}

impl Harness {
    /// The app at its very first start, on Mon, Nov 23, 2026 at 14:02.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, &[])
    }

    /// The app started with these stories in their files.
    pub fn with(columns: u16, rows: u16, stories: &[Story]) -> Self {
        let files = stories.iter().map(|s| (format!("{}.json", s.id), serde_json::to_string(s).unwrap()));
        Self::with_files(columns, rows, &files.collect::<Vec<_>>())
    }

    /// The app started with these files among the stories.
    pub fn with_files(columns: u16, rows: u16, files: &[(String, String)]) -> Self {
        // In memory where there is such a place: tests wait for nothing, and thousands of saves are made.
        let memory = std::path::Path::new("/dev/shm");
        let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let at = |name: &str| dir.path().join(name);
        let places = Places { data: at("data"), state: at("state"), config: at("config") };
        std::fs::create_dir_all(places.data.join("stories")).unwrap();
        for (name, text) in files {
            std::fs::write(places.data.join("stories").join(name), text).unwrap();
        }
        let home = Rc::new(Home { _dir: dir, places });
        Self::start(home, Size { columns, rows }, at_first())
    }

    fn start(home: Rc<Home>, size: Size, now: Now) -> Self {
        let (journal, disk) = store::open(&home.places, Arc::new(RealFs), now.stamp()).unwrap();
        let bookmark = disk.read_ui().and_then(|ui| serde_json::from_value::<Bookmark>(ui).ok());
        let persistence = Persistence::new(Ok(journal), disk.log_file());
        let (to, answers) = channel();
        let disk_thread = DiskThread::new(disk, DAY_START, to);
        let seed = now.wall.timestamp().as_second().unsigned_abs();
        let bank = Arc::clone(BANK.get_or_init(|| Arc::new(Bank::built_in())));
        let matcher = Arc::clone(MATCHER.get_or_init(|| Arc::new(Matcher::new(&bank))));
        let mut model = Model::new(size, bank, "~/.local/share/starcoach".to_owned(), seed);
        model.workspace.finder.matcher = Some(matcher);
        let (copied, left, editor) = (Vec::new(), false, None);
        let mut app = Self {
            model,
            copied,
            pipes: Vec::new(),
            stopped: Vec::new(),
            left,
            editor,
            given: String::new(),
            now,
            home,
            persistence,
            disk_thread,
            jobs: Vec::new(),
            answers,
            start: Instant::now(),
            unsynced_since: None,
        };
        if let Some(bookmark) = bookmark {
            app.model.resume(bookmark, &app.now);
        }
        app.order(DiskRequest::Start(None));
        let journal = app.persistence.sync_handle().unwrap();
        app.order(DiskRequest::Journal(journal));
        app.order(DiskRequest::Load);
        app.settle(VecDeque::new());
        app.compute();
        app
    }

    // ---- what the user does ---------------------------------------------------------------------

    /// Presses keys: `<enter>` or `<ctrl-w>` by name, everything else as it is typed.
    pub fn keys(&mut self, text: &str) -> &mut Self {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            let (key, after) = match named.and_then(|(name, after)| Some((Key::parse(name)?, after))) {
                Some(found) => found,
                None => (Key::char(c), &rest[c.len_utf8()..]),
            };
            rest = after;
            if !matches!(key.code, Code::Char(_)) {
                self.compute();
            }
            self.settle(VecDeque::from([Msg::Input(Input::Key(key))]));
        }
        self.compute();
        self
    }

    /// Types letters so fast that they wait one behind the other.
    pub fn burst(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Input(Input::Typed(text.to_owned())));
        self
    }

    /// Pastes text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Input(Input::Paste(text.to_owned())));
        self
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.tell(Msg::Input(Input::Resize(Size { columns, rows })));
        self
    }

    /// Goes to another window and comes back.
    pub fn look_away(&mut self) -> &mut Self {
        self.tell(Msg::Input(Input::FocusGained));
        self
    }

    /// Lets time pass; the app is woken when it wants to be, and must not want it again at once.
    pub fn wait(&mut self, milliseconds: u64) -> &mut Self {
        let end = self.now.mono + Duration::from_millis(milliseconds);
        while let Some(at) = self.model.next_wake().filter(|at| *at <= end) {
            self.pass(at.max(self.now.mono));
            self.tell(Msg::Wake);
            let next = self.model.next_wake();
            assert!(next.is_none_or(|n| n > self.now.mono), "it would never sleep: {next:?}");
        }
        self.pass(end);
        self
    }

    /// The process is stopped for so long, and then goes on.
    pub fn sleep(&mut self, milliseconds: u64) -> &mut Self {
        self.pass(self.now.mono + Duration::from_millis(milliseconds));
        self.tell(Msg::Wake);
        self
    }

    /// How long the oldest words have waited that a power cut would lose.
    pub fn unsynced_for(&self) -> Duration {
        self.unsynced_since.map_or(Duration::ZERO, |since| self.now.mono.saturating_sub(since))
    }

    fn pass(&mut self, to: Duration) {
        while let Some(due) = self.disk_thread.next_sync().filter(|due| *due <= self.start + to) {
            self.disk_thread.wake(due);
            self.note_synced();
        }
        let by = to.saturating_sub(self.now.mono);
        self.now.wall = self.now.wall.checked_add(by).unwrap();
        self.now.mono = to;
    }

    /// Leaves with Ctrl-C from wherever that is, and starts again.
    pub fn restart(&mut self) -> &mut Self {
        self.restart_after(Duration::ZERO)
    }

    /// Leaves, and starts again on the next day at the same time.
    pub fn next_day(&mut self) -> &mut Self {
        self.restart_after(Duration::from_secs(24 * 60 * 60))
    }

    fn restart_after(&mut self, pause: Duration) -> &mut Self {
        // Once may copy what is selected, and once may stop a clock.
        for _ in 0..4 {
            if !self.left {
                self.keys("<ctrl-c>");
            }
        }
        assert!(self.left, "Ctrl-C does not leave:\n{}", self.screen());
        let gone = self.no_keeper();
        std::mem::replace(&mut self.persistence, gone).close();
        self.again(pause)
    }

    /// The process dies without a word, and is started again.
    pub fn crash(&mut self) -> &mut Self {
        self.again(Duration::ZERO)
    }

    /// What stands in the place of a persistence that is gone.
    fn no_keeper(&self) -> Persistence {
        let disk = store::Disk::open(&self.home.places, Arc::new(RealFs), self.now.stamp()).unwrap();
        let gone = store::StoreError::new("save", std::path::Path::new("gone"), store::Cause::Exists);
        Persistence::new(Err(gone), disk.log_file())
    }

    fn again(&mut self, pause: Duration) -> &mut Self {
        let _nobody_spawns = SPAWNING.read().unwrap_or_else(PoisonError::into_inner);
        let (to, answers) = channel();
        let disk = store::Disk::open(&self.home.places, Arc::new(RealFs), self.now.stamp()).unwrap();
        // The locks of the one that is gone are free only once it is.
        self.persistence = self.no_keeper();
        self.disk_thread = DiskThread::new(disk, DAY_START, to);
        self.answers = answers;
        let mut now = self.now.clone();
        now.mono = Duration::ZERO;
        now.wall = now.wall.checked_add(pause + Duration::from_secs(1)).unwrap();
        let size = self.model.workspace.view.size;
        *self = Self::start(Rc::clone(&self.home), size, now);
        self
    }

    // ---- what the app sees ------------------------------------------------------------------------

    /// Tells the app something, performs what it wants, and tells it what came of that.
    pub fn tell(&mut self, msg: Msg) {
        self.settle(VecDeque::from([msg]));
        self.compute();
    }

    /// Runs the long computations, as beside the loop: while somebody types, only the last is worth running.
    fn compute(&mut self) {
        while !self.jobs.is_empty() {
            let done = self.jobs.remove(0).run();
            self.settle(VecDeque::from([Msg::Computed(done)]));
        }
    }

    fn settle(&mut self, mut inbox: VecDeque<Msg>) {
        loop {
            while let Ok(Event::Disk(answer)) = self.answers.try_recv() {
                inbox.extend(self.persistence.answer(answer).or_else(|other| self.in_editor(other)));
            }
            let Some(msg) = inbox.pop_front() else {
                if self.model.workspace.saving.unsaved() == 0 {
                    self.unsynced_since = None;
                }
                return;
            };
            for effect in self.model.update(msg, &self.now) {
                if matches!(effect, Effect::Journal(_)) {
                    self.unsynced_since.get_or_insert(self.now.mono);
                }
                for step in self.persistence.perform(effect) {
                    match step {
                        Step::Disk(order) => self.order(order),
                        Step::Tell(msg) => inbox.push_back(msg),
                        Step::Outside(Effect::Copy(text)) => self.copied.push(text),
                        Step::Outside(Effect::Compute(job)) => {
                            self.jobs.retain(|earlier| !job.replaces(earlier));
                            self.jobs.push(job);
                        }
                        Step::Outside(Effect::Pipe(pipe)) => self.pipes.push(pipe),
                        Step::Outside(Effect::StopPipe(run)) => self.stopped.push(run),
                        Step::Outside(Effect::Quit) => self.left = true,
                        Step::Outside(_) => {}
                    }
                }
            }
        }
    }

    fn order(&mut self, order: DiskRequest) {
        self.disk_thread.perform(order, self.now.stamp(), self.start + self.now.mono);
        self.note_synced();
    }

    fn note_synced(&mut self) {
        if !self.persistence.sync_handle().is_some_and(|journal| journal.is_behind()) {
            self.unsynced_since = None;
        }
    }

    /// The user's own editor: opens the file, leaves its text in it, and ends.
    fn in_editor(&mut self, answer: DiskReply) -> Result<Msg, ()> {
        match answer {
            DiskReply::EditorFile(Ok(path)) => {
                self.given = std::fs::read_to_string(&path).unwrap();
                if let Some(text) = self.editor.take() {
                    std::fs::write(&path, text).unwrap();
                }
                self.order(DiskRequest::EditorTake(path));
            }
            DiskReply::EditorText(path, Ok(text)) => {
                self.order(DiskRequest::EditorDone(path));
                let before = std::mem::take(&mut self.given);
                return Ok(Msg::Edited { before, outcome: Ok(text) });
            }
            _ => {}
        }
        Err(())
    }

    /// The stories as the app holds them, in their order.
    pub fn stories(&self) -> Vec<Story> {
        let library = &self.model.workspace.library;
        library.ids().iter().filter_map(|id| library.get(id)).map(|s| Story::clone(s)).collect()
    }

    /// The story as it is in its file.
    pub fn on_disk(&self, story: &Story) -> Option<Story> {
        let text = std::fs::read_to_string(self.dir("stories").join(format!("{}.json", story.id))).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// The time as the app knows it.
    pub fn now(&self) -> Now {
        self.now.clone()
    }

    /// A directory of the user's data.
    pub fn dir(&self, name: &str) -> PathBuf {
        self.home.places.data.join(name)
    }

    /// What this machine keeps beside the user's data.
    pub fn state_dir(&self) -> PathBuf {
        self.home.places.state.clone()
    }

    // ---- what the user sees -----------------------------------------------------------------------

    fn drawn(&self) -> TestBackend {
        let size = self.model.workspace.view.size;
        let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).unwrap();
        terminal.draw(|frame| ui::draw(&self.model, &Theme::named(), frame)).unwrap();
        let cursor = terminal.backend().cursor_position();
        assert!(cursor.x < size.columns && cursor.y < size.rows, "the cursor is at {cursor}");
        terminal.backend().clone()
    }

    /// The cells of each row.
    fn cells(&self) -> Vec<Vec<Cell>> {
        let screen = self.drawn();
        let width = usize::from(screen.buffer().area.width.max(1));
        screen.buffer().content.chunks(width).map(<[Cell]>::to_vec).collect()
    }

    /// Where the cursor is, column and row from 0; `None` where none is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.drawn();
        screen.cursor_visible().then(|| screen.cursor_position().into())
    }

    /// The rows of the screen as people read them.
    pub fn rows(&self) -> Vec<String> {
        let row = |cells: &Vec<Cell>| {
            let mut text = String::new();
            let mut skip = 0;
            for cell in cells {
                if skip == 0 {
                    text.push_str(cell.symbol());
                    skip = starcoach::text::columns(cell.symbol()).max(1);
                }
                skip -= 1;
            }
            text.trim_end().to_owned()
        };
        self.cells().iter().map(row).collect()
    }

    /// The whole screen as text.
    pub fn screen(&self) -> String {
        self.rows().join("\n")
    }

    /// The last row: the state and the keys.
    pub fn footer(&self) -> String {
        self.rows().pop().unwrap_or_default()
    }

    /// What the last rows say, where a message stands, without the wrapping.
    pub fn message(&self) -> String {
        let rows = self.rows();
        let last = rows.get(rows.len().saturating_sub(4)..).unwrap_or_default();
        last.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The roles of each row in runs of columns: `4: focus 1..2, text 3..40`.
    pub fn roles(&self) -> String {
        let mut out = String::new();
        for (y, cells) in self.cells().iter().enumerate() {
            let mut runs: Vec<(Role, usize, usize)> = Vec::new();
            for (x, cell) in cells.iter().enumerate() {
                if cell.fg == ratatui::style::Color::Reset {
                    continue;
                }
                let role = Theme::role(cell.style());
                match runs.last_mut() {
                    Some((last, _, end)) if *last == role && *end == x => *end += 1,
                    _ => runs.push((role, x, x + 1)),
                }
            }
            let runs: Vec<String> = runs.iter().map(|(r, a, b)| format!("{} {a}..{b}", r.name())).collect();
            if !runs.is_empty() {
                out.push_str(&format!("{y:>2}: {}\n", runs.join(", ")));
            }
        }
        out
    }

    /// The screen, its roles and its cursor, as a snapshot with readable diffs.
    pub fn snapshot(&self) -> String {
        let cursor = self.cursor().map_or("none".to_owned(), |(x, y)| format!("{x},{y}"));
        format!("{}\n\n{}cursor: {cursor}", self.screen(), self.roles())
    }
}

/// Mon, Nov 23, 2026, 14:02, an hour ahead of Greenwich.
fn at_first() -> Now {
    let wall = jiff::civil::date(2026, 11, 23).at(14, 2, 0, 0);
    let zone = TimeZone::fixed(offset(1));
    Now { mono: Duration::ZERO, wall: wall.to_zoned_datetime(zone).unwrap() }
}
