//! What is written to the terminal, and the guard that always gives it back.
//!
//! Owns the modes that were switched on and undoes them in reverse; frames and restoring share one lock.
//! After [`Output::close`] no frame is written. Must not know what a frame shows.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{LocalModes, QueueSelector};

/// A frame over this many bytes goes out as a synchronized update.
const SYNCHRONIZED: usize = 1024;
/// Whoever ends the program waits this long for a frame that is being written, and for a terminal that takes nothing.
const PATIENCE: Duration = Duration::from_millis(200);
/// While the terminal takes nothing, a frame is given up at most this long after the program was told to end.
const LOOK: Duration = Duration::from_millis(20);
/// Cursor and number keys as at the start of a terminal.
const PLAIN_KEYS: &[u8] = b"\x1b[?1l\x1b>";

/// Switches the reports of clicks and of the wheel on, and off.
const MOUSE: [&[u8]; 2] = [b"\x1b[?1000h\x1b[?1006h", b"\x1b[?1006l\x1b[?1000l"];

#[derive(Debug, Default)]
struct State {
    entered: bool,
    closed: bool,
    /// What switches the modes on; goes out with the first that is written after it.
    opening: Vec<u8>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    /// Whether the program ends: what is being written is given up where the terminal takes nothing.
    ending: AtomicBool,
    /// The terminal opened once more, so that a write never waits; `None` where that is not possible.
    line: OnceLock<Option<OwnedFd>>,
    /// Whether the mouse is listened to.
    mouse: bool,
}

/// The terminal's output, shared by the loop and by whoever ends the program.
#[derive(Debug, Clone, Default)]
pub struct Output(Arc<Shared>);

impl Output {
    /// An output that also listens to the mouse, or not.
    pub fn new(mouse: bool) -> Self {
        Self(Arc::new(Shared { mouse, ..Shared::default() }))
    }

    /// Switches on what a full screen needs: raw mode, the alternate screen, paste and focus reports.
    pub fn enter(&self) -> io::Result<()> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Never off without need: a key that came just then would be echoed, or stop the program.
        if !(state.entered && is_raw()) {
            // Off first: crossterm does nothing while it believes that it is on, which after a stop is not so.
            disable_raw_mode()?;
            enable_raw_mode()?;
        }
        // Entered twice, the alternate screen would forget where the cursor was on the other one.
        if !std::mem::replace(&mut state.entered, true) {
            let mouse = if self.0.mouse { MOUSE[0] } else { &[] };
            let bytes = &mut state.opening;
            // The shell's title is put aside, and comes back at the end.
            bytes.extend_from_slice(b"\x1b[22;0t");
            queue!(bytes, SetTitle("starcoach"))?;
            // A program that was killed, this one perhaps, or an editor may have left its mouse, its keys, its
            // colors and its picture.
            bytes.extend_from_slice(PLAIN_KEYS);
            queue!(bytes, DisableMouseCapture, ResetColor)?;
            queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
            bytes.extend_from_slice(mouse);
            queue!(bytes, cursor::Hide)?;
            queue!(bytes, Clear(ClearType::All))?;
        }
        Ok(())
    }

    /// Gives the terminal back, for a while.
    pub fn leave(&self) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.restore(&mut state, None);
    }

    /// Gives the terminal back for good; no frame is written afterwards. Never waits longer than a few times 200 ms.
    pub fn close(&self) {
        self.0.ending.store(true, Ordering::Relaxed);
        let start = Instant::now();
        loop {
            let mut state = match self.0.state.try_lock() {
                Ok(state) => state,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(1));
                    continue;
                }
                Err(TryLockError::WouldBlock) => {
                    self.restore(&mut State { entered: true, ..State::default() }, Some(PATIENCE));
                    return;
                }
            };
            self.restore(&mut state, Some(PATIENCE));
            state.closed = true;
            return;
        }
    }

    /// Writes a whole frame at once.
    fn frame(&self, bytes: &mut Vec<u8>) -> io::Result<()> {
        if bytes.len() > SYNCHRONIZED {
            let mut whole = b"\x1b[?2026h".to_vec();
            whole.append(bytes);
            whole.extend_from_slice(b"\x1b[?2026l");
            *bytes = whole;
        }
        let done = self.send(bytes);
        bytes.clear();
        done
    }

    /// Empties the whole screen.
    pub fn clear(&self) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, Clear(ClearType::All))?;
        self.send(&bytes)
    }

    /// Writes something that is no frame, such as the clipboard.
    pub fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed || !state.entered {
            return Ok(());
        }
        if state.opening.is_empty() {
            return self.write(bytes);
        }
        let mut opening = std::mem::take(&mut state.opening);
        opening.extend_from_slice(bytes);
        self.write(&opening)
    }

    /// Not through `Stdout`, whose buffer would split a frame into several writes.
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        write_to(self.line(), bytes, || self.0.ending.load(Ordering::Relaxed)).map(drop)
    }

    /// The terminal, opened once more where that is possible. A flag of standard output would be one of the shell's
    /// file, too, and of every program with the same terminal.
    fn line(&self) -> BorrowedFd<'_> {
        let opened = self.0.line.get_or_init(|| {
            let name = rustix::termios::ttyname(io::stdout(), Vec::new()).ok()?;
            let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
            rustix::fs::open(name, flags, Mode::empty()).ok()
        });
        opened.as_ref().map_or(rustix::stdio::stdout(), OwnedFd::as_fd)
    }

    /// Switches everything off, in reverse. With a `patience` a terminal that takes nothing for so long loses what it
    /// has not read, and gets this.
    fn restore(&self, state: &mut State, patience: Option<Duration>) {
        if !std::mem::take(&mut state.entered) {
            return;
        }
        // First, since it needs no terminal that reads. One that is gone cannot be restored: nothing to do about it.
        drop(disable_raw_mode());
        if !std::mem::take(&mut state.opening).is_empty() {
            // Nothing was switched on that a terminal knows of.
            return;
        }
        let mut bytes = if self.0.mouse { MOUSE[1].to_vec() } else { Vec::new() };
        let queued =
            queue!(bytes, cursor::Show, DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen);
        if queued.is_err() {
            return;
        }
        bytes.extend_from_slice(b"\x1b[23;0t");
        let (line, begin) = (self.line(), Instant::now());
        let over = || patience.is_some_and(|patience| begin.elapsed() >= patience);
        if write_to(line, &bytes, over).is_ok_and(|written| written < bytes.len()) {
            // A sequence that is cut off by this ends at the next escape.
            let _ = rustix::termios::tcflush(line, QueueSelector::OFlush);
            drop(write_to(line, &bytes, || true));
        }
    }
}

/// Whether the terminal hands over each key at once, and as it is.
fn is_raw() -> bool {
    let line = rustix::termios::tcgetattr(io::stdout());
    line.is_ok_and(|l| !l.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG))
}

/// Writes all bytes, and waits for a reader that is slow, but not once `over`; gives how many were written.
fn write_to(file: BorrowedFd<'_>, bytes: &[u8], over: impl Fn() -> bool) -> io::Result<usize> {
    let mut written = 0;
    let look = Timespec::try_from(LOOK).ok();
    while let Some(rest @ [_, ..]) = bytes.get(written..) {
        match rustix::io::write(file, rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(more) => written += more,
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if over() => break,
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&file, PollFlags::OUT)], look.as_ref()) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(written)
}

/// A writer for ratatui's backend: gathers a frame, and writes it when it is flushed.
#[derive(Debug)]
pub struct Frames {
    output: Output,
    bytes: Vec<u8>,
}

impl Frames {
    /// A writer of frames to this output.
    pub fn new(output: Output) -> Self {
        Self { output, bytes: Vec::with_capacity(16 << 10) }
    }
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() { Ok(()) } else { self.output.frame(&mut self.bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    #[test]
    fn a_slow_reader_gets_everything_of_a_file_that_does_not_wait() {
        let (writer, mut reader) = UnixStream::pair().unwrap();
        writer.set_nonblocking(true).unwrap();
        // Far more than fits between the two.
        let sent: Vec<u8> = (0..4 << 20).map(|n: u32| n as u8).collect();
        let expected = sent.clone();
        let reading = std::thread::spawn(move || {
            let mut got = Vec::new();
            reader.read_to_end(&mut got).unwrap();
            got
        });
        assert_eq!(write_to(writer.as_fd(), &sent, || false).unwrap(), sent.len());
        drop(writer);
        assert!(reading.join().unwrap() == expected);
    }

    #[test]
    fn a_reader_that_does_not_read_is_given_up_at_the_end() {
        let (writer, _reader) = UnixStream::pair().unwrap();
        writer.set_nonblocking(true).unwrap();
        let written = write_to(writer.as_fd(), &vec![b'x'; 4 << 20], || true).unwrap();
        assert!(written < 4 << 20, "{written}");
    }

    #[test]
    fn a_reader_that_is_gone_is_an_error() {
        let (writer, reader) = UnixStream::pair().unwrap();
        drop(reader);
        assert!(write_to(writer.as_fd(), b"words", || false).is_err());
    }
}
