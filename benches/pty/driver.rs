//! A program in a pty: started, typed into, and read until what was typed is on its screen.
//!
//! Never sleeps to wait for a screen: it reads until the screen is there. A program that shows nothing for
//! a minute is killed, and its row fails.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::floor;
use super::shared::{Home, NEWEST};

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// The longest that any row takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What all rows share.
#[derive(Debug)]
pub struct Bench {
    /// Fewer rounds, for a first look.
    pub quick: bool,
    /// Somebody with 10,000 stories.
    pub many: Home,
}

impl Bench {
    /// Writes the sample stories.
    pub fn new(quick: bool) -> anyhow::Result<Self> {
        Ok(Self { quick, many: Home::with(10_000)? })
    }

    /// How many times the two programs take turns.
    pub fn blocks(&self) -> usize {
        if self.quick { 2 } else { 5 }
    }
}

/// A running program and its screen.
pub struct Program {
    child: Box<dyn Child + Send + Sync>,
    reader: Box<dyn Read + Send>,
    writer: Option<Box<dyn Write + Send>>,
    screen: vt100::Parser,
    buffer: Vec<u8>,
    started: Instant,
    /// What it has written so far, in bytes.
    pub written: u64,
    master: Box<dyn MasterPty + Send>,
    #[allow(dead_code, reason = "the watchdog sleeps until this is dropped")]
    watchdog: Sender<()>,
}

impl Program {
    /// Starts the bare program.
    pub fn floor() -> anyhow::Result<Self> {
        let mut command = CommandBuilder::new(std::env::current_exe()?);
        command.arg("--floor");
        Self::start(command)
    }

    /// Starts starcoach for this user.
    pub fn app(home: &Home) -> anyhow::Result<Self> {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_starcoach"));
        for (name, of) in [("DATA", "data"), ("STATE", "state"), ("CONFIG", "config")] {
            command.env(format!("STARCOACH_{name}_DIR"), home.path(of));
        }
        Self::start(command)
    }

    fn start(mut command: CommandBuilder) -> anyhow::Result<Self> {
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let reader = pair.master.try_clone_reader()?;
        let writer = Some(pair.master.take_writer()?);
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let mut killer = child.clone_killer();
        let (watchdog, over) = channel::<()>();
        std::thread::spawn(move || {
            if over.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                drop(killer.kill());
            }
        });
        Ok(Self {
            child,
            reader,
            writer,
            screen: vt100::Parser::new(ROWS, COLUMNS, 0),
            buffer: vec![0; 64 << 10],
            started,
            written: 0,
            master: pair.master,
            watchdog,
        })
    }

    /// Reads what is there, at least one byte; gives when it came.
    fn read(&mut self) -> anyhow::Result<(Instant, usize)> {
        let n = self.reader.read(&mut self.buffer).context("The program ended.")?;
        let at = Instant::now();
        if n == 0 {
            bail!("The program ended.");
        }
        self.screen.process(self.buffer.get(..n).unwrap_or_default());
        self.written += n as u64;
        Ok((at, n))
    }

    /// Reads until this text is on the screen, unless it is there already.
    pub fn until_seen(&mut self, text: &str) -> anyhow::Result<()> {
        if !self.screen.screen().contents().contains(text) {
            self.until(text)?;
        }
        Ok(())
    }

    /// Sends keys and reads what comes of them first.
    pub fn send_once(&mut self, keys: &str) -> anyhow::Result<()> {
        self.send(keys)?;
        self.read()?;
        Ok(())
    }

    /// Reads until this text is on the screen; gives the time since the start.
    pub fn until(&mut self, text: &str) -> anyhow::Result<Duration> {
        loop {
            let (at, _) = self.read().with_context(|| format!("\"{text}\" never came."))?;
            if self.screen.screen().contents().contains(text) {
                return Ok(at - self.started);
            }
        }
    }

    /// Sends keys.
    pub fn send(&mut self, keys: &str) -> anyhow::Result<()> {
        let writer = self.writer.as_mut().context("The writer is at work.")?;
        writer.write_all(keys.as_bytes())?;
        Ok(writer.flush()?)
    }

    /// Sends keys and reads until the text is on the screen; gives the time in between.
    pub fn send_until(&mut self, keys: &str, text: &str) -> anyhow::Result<Duration> {
        let start = self.started.elapsed();
        self.send(keys)?;
        Ok(self.until(text)?.saturating_sub(start))
    }

    /// Goes to Stories and waits until the newest stands first, which is when all are read.
    pub fn newest_first(&mut self) -> anyhow::Result<Duration> {
        self.send_once("3")?;
        while !self.screen.screen().contents().contains(NEWEST) {
            // The chosen row stays the chosen row while stories come.
            self.send_once("g")?;
        }
        Ok(self.started.elapsed())
    }

    /// Sends what may be more than the terminal takes at once; reads meanwhile.
    pub fn pour_until(&mut self, keys: String, text: &str) -> anyhow::Result<Duration> {
        let mut writer = self.writer.take().context("The writer is at work.")?;
        let start = self.started.elapsed();
        let writing = std::thread::spawn(move || writer.write_all(keys.as_bytes()).map(|()| writer));
        let done = self.until(text)?.saturating_sub(start);
        if let Ok(writer) = writing.join() {
            self.writer = Some(writer?);
        }
        Ok(done)
    }

    /// Types one key; gives the time until it is on the screen.
    pub fn key(&mut self, key: char) -> anyhow::Result<Duration> {
        let mut bytes = [0; 4];
        let start = Instant::now();
        self.send(key.encode_utf8(&mut bytes))?;
        loop {
            let (at, n) = self.read()?;
            // A blank is not drawn over a blank; that something came is all there is to see.
            if key == ' '
                || printed(self.buffer.get(..n).unwrap_or_default()).any(|b| u32::from(b) == u32::from(key))
            {
                return Ok(at - start);
            }
        }
    }

    /// The process.
    pub fn pid(&self) -> anyhow::Result<u32> {
        self.child.process_id().context("The program ended.")
    }

    /// Waits until it has ended; gives the time since `from`.
    pub fn ended(mut self, from: Instant) -> anyhow::Result<Duration> {
        let mut reader = self.reader;
        // Who ends may wait for somebody to read what it says last.
        let reading = std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
        self.child.wait()?;
        let time = from.elapsed();
        drop((self.writer, self.master));
        drop(reading.join());
        Ok(time)
    }

    /// Leaves with `q`, and waits until it has ended.
    pub fn leave(mut self) -> anyhow::Result<()> {
        self.send("q")?;
        self.ended(Instant::now())?;
        Ok(())
    }

    /// Ends it from outside; gives how many bytes it wrote since it was last read.
    pub fn kill(mut self) -> anyhow::Result<u64> {
        // Killed at once where that can be, so that it cannot write on its way out.
        let killed = Command::new("kill").args(["-KILL", &self.pid()?.to_string()]).status();
        if !killed.is_ok_and(|k| k.success()) {
            self.child.kill()?;
        }
        self.child.wait()?;
        drop((self.writer.take(), self.master));
        let mut rest = 0;
        while let Ok(n @ 1..) = self.reader.read(&mut self.buffer) {
            rest += n as u64;
        }
        Ok(rest)
    }
}

/// The bytes that are no part of an escape sequence.
fn printed(bytes: &[u8]) -> impl Iterator<Item = u8> {
    let mut escape = false;
    bytes.iter().copied().filter(move |&b| {
        let inside = escape || b == 0x1b;
        escape = if escape { b == b'[' || b == b'?' || b == b';' || b.is_ascii_digit() } else { b == 0x1b };
        !inside
    })
}

/// The bare program, ready for keys.
pub fn floor() -> anyhow::Result<Program> {
    let mut program = Program::floor()?;
    program.until(floor::READY)?;
    Ok(program)
}

/// What stands on the screen where there is no story yet.
pub const FIRST_START: &str = "Write your first story";
/// What stands on every place of starcoach.
pub const PLACES: &str = "3 Stories";
/// What stands on the screen of a story.
const DRAFT: &str = "Lesson";

/// starcoach with no story yet, the first one open and ready for keys.
pub fn fresh(home: &Home) -> anyhow::Result<Program> {
    let mut program = Program::app(home)?;
    // The first start is there once it is known that there is no story.
    program.until_seen(FIRST_START)?;
    program.send_until("\r", DRAFT)?;
    Ok(program)
}

/// starcoach with the newest story's Situation open, the cursor at its end, everything else done.
pub fn newest(home: &Home) -> anyhow::Result<Program> {
    let mut program = Program::app(home)?;
    program.until(PLACES)?;
    program.newest_first()?;
    super::proc::settled(program.pid()?);
    program.send_until("e", DRAFT)?;
    program.send("1\r")?;
    Ok(program)
}

/// starcoach with 10,000 stories, the newest one as it was.
pub fn many(home: &Home) -> anyhow::Result<Program> {
    home.forget()?;
    home.write(&super::shared::story(9_999, 10_000)?)?;
    newest(home)
}
