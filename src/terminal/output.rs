//! What is written to the terminal, and the guard that always gives it back.
//!
//! Owns the modes that were switched on and undoes them in reverse; frames and restoring share one lock.
//! After [`Output::close`] no frame is written. Must not know what a frame shows.

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::LocalModes;

/// A frame over this many bytes goes out as a synchronized update.
const SYNCHRONIZED: usize = 1024;
/// Whoever ends the program waits this long for a frame that is being written.
const PATIENCE: Duration = Duration::from_millis(200);

/// Switches the reports of clicks and of the wheel on, and off.
const MOUSE: [&[u8]; 2] = [b"\x1b[?1000h\x1b[?1006h", b"\x1b[?1006l\x1b[?1000l"];

#[derive(Debug, Default)]
struct State {
    entered: bool,
    /// Whether the mouse is listened to.
    mouse: bool,
    closed: bool,
    /// What switches the modes on; goes out with the first that is written after it.
    opening: Vec<u8>,
}

/// The terminal's output, shared by the loop and by whoever ends the program.
#[derive(Debug, Clone, Default)]
pub struct Output(Arc<Mutex<State>>);

impl Output {
    /// An output that also listens to the mouse, or not.
    pub fn new(mouse: bool) -> Self {
        Self(Arc::new(Mutex::new(State { mouse, ..State::default() })))
    }

    /// Switches on what a full screen needs: raw mode, the alternate screen, paste and focus reports.
    pub fn enter(&self) -> io::Result<()> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Never off without need: a key that came just then would be echoed, or stop the program.
        if !(state.entered && is_raw()) {
            // Off first: crossterm does nothing while it believes that it is on, which after a stop is not so.
            disable_raw_mode()?;
            enable_raw_mode()?;
        }
        // Entered twice, the alternate screen would forget where the cursor was on the other one.
        if !std::mem::replace(&mut state.entered, true) {
            let mouse = if state.mouse { MOUSE[0] } else { &[] };
            let bytes = &mut state.opening;
            queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
            bytes.extend_from_slice(mouse);
            queue!(bytes, cursor::Hide)?;
            // It may be the screen of a program that was killed, this one perhaps, whose picture is still there.
            queue!(bytes, Clear(ClearType::All))?;
        }
        Ok(())
    }

    /// Gives the terminal back, for a while.
    pub fn leave(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        restore(&mut state);
    }

    /// Gives the terminal back for good; no frame is written afterwards. Never waits longer than 200 ms.
    pub fn close(&self) {
        let start = Instant::now();
        loop {
            match self.0.try_lock() {
                Ok(mut state) => {
                    restore(&mut state);
                    state.closed = true;
                    return;
                }
                Err(TryLockError::Poisoned(poisoned)) => {
                    let mut state = poisoned.into_inner();
                    restore(&mut state);
                    state.closed = true;
                    return;
                }
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Err(TryLockError::WouldBlock) => {
                    restore(&mut State { entered: true, ..State::default() });
                    return;
                }
            }
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
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed || !state.entered {
            return Ok(());
        }
        if state.opening.is_empty() {
            return write_all(bytes);
        }
        let mut opening = std::mem::take(&mut state.opening);
        opening.extend_from_slice(bytes);
        write_all(&opening)
    }
}

/// Whether the terminal hands over each key at once, and as it is.
fn is_raw() -> bool {
    let line = rustix::termios::tcgetattr(io::stdout());
    line.is_ok_and(|l| !l.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG))
}

fn restore(state: &mut State) {
    if !std::mem::take(&mut state.entered) {
        return;
    }
    let mut bytes = Vec::new();
    if !std::mem::take(&mut state.opening).is_empty() {
        // Nothing was switched on that a terminal knows of.
        drop(disable_raw_mode());
        return;
    }
    if state.mouse {
        bytes.extend_from_slice(MOUSE[1]);
    }
    let queued = queue!(bytes, cursor::Show, DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen);
    // A terminal that is gone cannot be restored: nothing to be done about it here.
    drop(queued.and_then(|()| write_all(&bytes)));
    drop(disable_raw_mode());
}

fn write_all(bytes: &[u8]) -> io::Result<()> {
    // Not through `Stdout`, whose buffer would split a frame into several writes.
    write_to(io::stdout(), bytes)
}

/// Writes all bytes, and waits for a reader that is slow even where the file was told never to wait: another program
/// that had the same terminal may have left it so.
fn write_to(file: impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(&file, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&file, PollFlags::OUT)], None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
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
        write_to(&writer, &sent).unwrap();
        drop(writer);
        assert!(reading.join().unwrap() == expected);
    }

    #[test]
    fn a_reader_that_is_gone_is_an_error() {
        let (writer, reader) = UnixStream::pair().unwrap();
        drop(reader);
        assert!(write_to(&writer, b"words").is_err());
    }
}
