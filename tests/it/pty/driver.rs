//! A terminal that a test drives: keys in, screen and bytes out.
//!
//! Never sleeps and never polls: it waits on a channel that the reader of the terminal and the waiter for the
//! process fill, and gives up after [`WATCHDOG`], showing what was on the screen.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process};
use vt100::Screen;

use super::home::{Home, PROGRAM};
use crate::harness::spawn;

/// A wait that takes longer than this has failed.
pub const WATCHDOG: Duration = Duration::from_secs(20);
/// Written behind the last output of a process that has ended, to know that all of it was read.
const MARK: &[u8] = b"\x1b]9;end of output\x07";
/// Written to wake a reader that waits for output.
const WAKE: &[u8] = b"\x1b]9;wake\x07";
/// The modes that the program switches off at its start whoever left them on: cursor keys and the mouse.
const OFF_AT_START: [u32; 6] = [1, 1000, 1002, 1003, 1006, 1015];

enum Heard {
    Bytes(Vec<u8>),
    Ended(ExitStatus),
    /// The reader has let go of the terminal.
    LetGo,
}

/// Whether what the terminal is sent is read.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Reading {
    #[default]
    Goes,
    /// It stops after what is read now.
    Stops,
    Stopped,
}

/// What runs in the terminal.
pub struct Start<'h> {
    pub home: &'h Home,
    pub columns: u16,
    pub rows: u16,
    pub program: String,
    pub args: Vec<String>,
    pub env: Vec<(&'static str, String)>,
    pub controlling: bool,
}

impl<'h> Start<'h> {
    /// The program itself, 100 columns by 30 rows.
    pub fn app(home: &'h Home) -> Self {
        Self::program(home, PROGRAM, &[])
    }

    pub fn program(home: &'h Home, program: &str, args: &[&str]) -> Self {
        let (program, args) = (program.to_owned(), args.iter().map(|&a| a.to_owned()).collect());
        Self { home, columns: 100, rows: 30, program, args, env: Vec::new(), controlling: true }
    }

    pub fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    pub fn run(self) -> Terminal {
        Terminal::start(&self)
    }
}

/// A terminal with a process in it.
pub struct Terminal {
    parser: vt100::Parser,
    /// Every byte that the terminal was sent.
    pub raw: Vec<u8>,
    /// How long each wait may take.
    pub watchdog: Duration,
    /// The modes of the line before the process began.
    pub before: String,
    heard: Receiver<Heard>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    /// Kept so that the modes of the line can be read after the process has ended.
    _slave: Box<dyn SlavePty + Send>,
    line: PathBuf,
    closing: Arc<AtomicBool>,
    reading: Arc<(Mutex<Reading>, Condvar)>,
    pid: Pid,
    ended: Option<ExitStatus>,
    let_go: bool,
}

impl Terminal {
    fn start(start: &Start) -> Self {
        let size = PtySize { rows: start.rows, cols: start.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = modes(pair.master.as_ref());
        let mut command = CommandBuilder::new(&start.program);
        command.args(&start.args);
        command.env_clear();
        for (name, value) in start.home.env().into_iter().chain(start.env.clone()) {
            command.env(name, value);
        }
        command.cwd(start.home.path("."));
        command.set_controlling_tty(start.controlling);
        let mut child = spawn(|| pair.slave.spawn_command(command)).unwrap();
        let pid = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        let (to, heard) = channel();
        let (closing, reading) = (Arc::new(AtomicBool::new(false)), Arc::default());
        let reader = pair.master.try_clone_reader().unwrap();
        read(reader, to.clone(), Arc::clone(&closing), Arc::clone(&reading));
        std::thread::spawn(move || {
            if let Ok(status) = child.wait() {
                drop(to.send(Heard::Ended(status)));
            }
        });
        Self {
            parser: vt100::Parser::new(start.rows, start.columns, 0),
            raw: Vec::new(),
            watchdog: WATCHDOG,
            before,
            heard,
            line: pair.master.tty_name().unwrap(),
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            _slave: pair.slave,
            closing,
            reading,
            pid,
            ended: None,
            let_go: false,
        }
    }

    // ---- what is seen ---------------------------------------------------------------------------

    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// The screen as text, a line a row.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// Waits until the screen shows this text.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as `fits` wants it; `what` says what that is.
    pub fn wait_until(&mut self, what: &str, fits: impl Fn(&Screen) -> bool) {
        let start = Instant::now();
        while !fits(self.screen()) {
            assert!(
                self.hear(start) && self.ended.is_none(),
                "waited for {what}; there was:\n{}",
                self.text()
            );
        }
    }

    /// Waits until this many bytes more have come.
    pub fn wait_for_bytes(&mut self, more: usize) {
        let (start, until) = (Instant::now(), self.raw.len() + more);
        while self.raw.len() < until {
            assert!(
                self.hear(start) && self.ended.is_none(),
                "waited for output; there was:\n{}",
                self.text()
            );
        }
    }

    /// Waits until so many bytes have come in all, or the process has ended.
    pub fn wait_for_bytes_or_end(&mut self, bytes: usize) {
        let start = Instant::now();
        while self.raw.len() < bytes && self.ended.is_none() {
            assert!(self.hear(start), "waited for output; there was:\n{}", self.text());
        }
    }

    /// Takes in the next thing heard; `false` where nothing came before the watchdog.
    fn hear(&mut self, since: Instant) -> bool {
        match self.heard.recv_timeout(self.watchdog.saturating_sub(since.elapsed())) {
            Ok(Heard::Bytes(bytes)) => {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
            }
            Ok(Heard::Ended(status)) => self.ended = Some(status),
            Ok(Heard::LetGo) => self.let_go = true,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    // ---- what is done ---------------------------------------------------------------------------

    /// Sends bytes as the keyboard would.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Sends a key and waits until the screen shows this.
    pub fn press(&mut self, key: &str, then: &str) {
        self.send(key);
        self.wait_for(then);
    }

    /// Types into an empty field, or one of which `after` is the end: each key when the last is on the screen.
    pub fn type_text(&mut self, after: &str, text: &str) {
        let mut typed = after.to_owned();
        for c in text.chars() {
            typed.push(c);
            self.send(c.to_string());
            if c.is_alphanumeric() {
                self.wait_for_typed(&typed);
            }
        }
    }

    /// Types all at once and waits until its end is on the screen.
    pub fn type_burst(&mut self, text: &str) {
        self.send(text);
        self.wait_for_typed(text);
    }

    /// Waits until the end of this text stands before the cursor.
    pub fn wait_for_typed(&mut self, text: &str) {
        let end = end_of(text, 24);
        self.wait_until(&format!("{end:?} before the cursor"), |s| before_cursor(s).ends_with(&end));
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
        self.parser.screen_mut().set_size(rows, columns);
    }

    /// Sends a signal to the process that was started.
    pub fn signal(&self, signal: Signal) {
        assert!(self.ended.is_none(), "it has ended");
        kill_process(self.pid, signal).unwrap();
    }

    /// Sends several signals at once; the process may have ended at any of them.
    pub fn signals(&self, signals: &[Signal]) {
        for &signal in signals {
            let _ = kill_process(self.pid, signal);
        }
    }

    /// The modes of the line now.
    pub fn modes(&self) -> String {
        modes(self.master.as_deref().unwrap())
    }

    /// The process that was started.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Reads nothing more, and fills the terminal until it takes no byte.
    pub fn stop_reading(&mut self) {
        *self.reading.0.lock().unwrap() = Reading::Stops;
        self.write_to_line(WAKE);
        let (reading, changed) = (self.reading.0.lock().unwrap(), &self.reading.1);
        let waited = changed.wait_timeout_while(reading, self.watchdog, |now| *now != Reading::Stopped);
        assert!(!waited.unwrap().1.timed_out(), "waited for the reader");
        let mut line = self.open_line(OFlags::NONBLOCK);
        while line.write(b" ").is_ok() {}
    }

    /// Reads again what the terminal is sent.
    pub fn read_again(&self) {
        *self.reading.0.lock().unwrap() = Reading::Goes;
        self.reading.1.notify_all();
    }

    /// Waits until the process has ended.
    pub fn wait_for_exit(&mut self) -> ExitStatus {
        let start = Instant::now();
        while self.ended.is_none() {
            assert!(self.hear(start), "waited for the end; there was:\n{}", self.text());
        }
        self.ended.clone().unwrap()
    }

    /// Waits until the process has ended and all that it wrote is read.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let status = self.wait_for_exit();
        let start = Instant::now();
        if self.master.is_some() {
            self.write_to_line(MARK);
            while !self.raw.ends_with(MARK) {
                assert!(self.hear(start), "waited for the rest of the output");
            }
            self.raw.truncate(self.raw.len() - MARK.len());
        }
        status
    }

    /// Closes the terminal, as when its window is closed.
    pub fn close(&mut self) {
        self.closing.store(true, SeqCst);
        // Wakes the reader, which lets go of the terminal.
        self.write_to_line(b"\0");
        let start = Instant::now();
        while !self.let_go {
            assert!(self.hear(start), "waited for the reader");
        }
        self.writer = None;
        self.master = None;
    }

    /// Writes to the terminal as a process in it would.
    pub fn write_to_line(&self, bytes: &[u8]) {
        self.open_line(OFlags::empty()).write_all(bytes).unwrap();
    }

    fn open_line(&self, more: OFlags) -> std::fs::File {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::CLOEXEC | more;
        open(&self.line, flags, Mode::empty()).unwrap().into()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.read_again();
        while let Ok(heard) = self.heard.try_recv() {
            if let Heard::Ended(status) = heard {
                self.ended = Some(status);
            }
        }
        if self.ended.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        if self.master.is_some() {
            self.closing.store(true, SeqCst);
            // Wakes the reader; where the terminal is full it has something to read.
            let _ = self.open_line(OFlags::NONBLOCK).write(b"\0");
        }
    }
}

fn read(
    mut from: Box<dyn Read + Send>,
    to: Sender<Heard>,
    closing: Arc<AtomicBool>,
    reading: Arc<(Mutex<Reading>, Condvar)>,
) {
    std::thread::spawn(move || {
        let mut bytes = [0; 1 << 14];
        while let Ok(n @ 1..) = from.read(&mut bytes) {
            let there = bytes.get(..n).unwrap_or_default().to_vec();
            if closing.load(SeqCst) || to.send(Heard::Bytes(there)).is_err() {
                break;
            }
            let mut now = reading.0.lock().unwrap();
            if *now == Reading::Stops {
                *now = Reading::Stopped;
                reading.1.notify_all();
            }
            drop(reading.1.wait_while(now, |now| *now == Reading::Stopped).unwrap());
        }
        drop(from);
        drop(to.send(Heard::LetGo));
    });
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// The letters and digits at the end of a text; all that a terminal shows of a text wherever rows break.
fn end_of(text: &str, most: usize) -> String {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.iter().skip(letters.len().saturating_sub(most)).collect()
}

/// The letters and digits on the screen before the cursor.
pub fn before_cursor(screen: &Screen) -> String {
    let (row, column) = screen.cursor_position();
    let (_, columns) = screen.size();
    // What stands beside the text, right of the rule between them, is not before the cursor.
    let above = screen.rows(0, columns).take(usize::from(row));
    let above = above.map(|row| row.split('│').next().unwrap_or_default().to_owned());
    let line = screen.contents_between(row, 0, row, column.min(columns));
    above
        .chain([line])
        .flat_map(|row| row.chars().collect::<Vec<_>>())
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The modes that these bytes leave switched on, in the order in which they were: 25 stands for a hidden
/// cursor. Fails where one is switched off before another that was switched on later.
pub fn left_on(raw: &[u8]) -> Vec<u32> {
    let mut on: Vec<u32> = Vec::new();
    for (mode, set) in switches(raw) {
        let set = if mode == 25 { !set } else { set };
        let last = on.iter().rposition(|&m| m == mode);
        match (set, last) {
            (true, None) => on.push(mode),
            (true, Some(_)) => assert_eq!(mode, 25, "{mode} was switched on twice"),
            (false, Some(at)) => {
                let later: Vec<u32> = on.iter().skip(at + 1).copied().filter(|&m| m != 25).collect();
                assert!(mode == 25 || later.is_empty(), "{mode} was switched off before {later:?}");
                on.remove(at);
            }
            // Leaving is written whole, whatever the cursor was.
            (false, None) => {
                let known = mode == 25 || OFF_AT_START.contains(&mode);
                assert!(known, "{mode} was switched off and never on");
            }
        }
    }
    on
}

/// Every private mode that is switched, in order, but for synchronized updates.
fn switches(raw: &[u8]) -> Vec<(u32, bool)> {
    let text = String::from_utf8_lossy(raw);
    let mut found = Vec::new();
    for part in text.split("\x1b[?").skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let set = match part.chars().nth(digits.len()) {
            Some('h') => true,
            Some('l') => false,
            _ => continue,
        };
        match digits.parse() {
            Ok(2026) | Err(_) => {}
            Ok(mode) => found.push((mode, set)),
        }
    }
    found
}
