//! Input of the terminal on a thread of its own: keys and pastes, the size of the window.
//!
//! The thread sleeps in `poll` until bytes or a signal come; to hand the keyboard to another program it is parked
//! (see [`Parking`]).

use std::io::{self, Read as _};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::QueueSelector;
use signal_hook::consts::SIGWINCH;

use super::decoder::Decoder;
use super::{Event, Sender, spawn};
use crate::app::msg::Input;

/// Lets the loop take the keyboard away from the input thread and give it back.
#[derive(Debug, Clone, Default)]
pub struct Parking(Arc<(Mutex<State>, Condvar)>);

#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
enum State {
    #[default]
    Reading,
    Asked,
    Parked,
}

impl Parking {
    /// Asks the thread to stop reading and waits for it; `false` where it does not within 200 ms.
    pub fn park(&self) -> bool {
        let (lock, changed) = &*self.0;
        let mut state = lock.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State::Asked;
        // The signal wakes the thread out of `poll`.
        if signal_hook::low_level::raise(SIGWINCH).is_err() {
            *state = State::Reading;
            return false;
        }
        let wait = changed.wait_timeout_while(state, Duration::from_millis(200), |s| *s == State::Asked);
        let (mut state, _) = wait.unwrap_or_else(PoisonError::into_inner);
        if *state == State::Parked {
            return true;
        }
        *state = State::Reading;
        false
    }

    /// Lets the thread read again.
    pub fn unpark(&self) {
        let (lock, changed) = &*self.0;
        *lock.lock().unwrap_or_else(PoisonError::into_inner) = State::Reading;
        changed.notify_all();
    }

    /// On the input thread: waits here while the keyboard is taken away; `false` where it is not.
    fn stop_if_asked(&self) -> bool {
        let (lock, changed) = &*self.0;
        let mut state = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if *state != State::Asked {
            return false;
        }
        *state = State::Parked;
        changed.notify_all();
        drop(changed.wait_while(state, |s| *s == State::Parked));
        true
    }
}

/// Starts the thread; it ends when the terminal or the loop is gone.
pub fn start(to: Sender) -> io::Result<Parking> {
    let parking = Parking::default();
    let asked = parking.clone();
    let (resized, wake) = UnixStream::pair()?;
    signal_hook::low_level::pipe::register(SIGWINCH, wake)?;
    resized.set_nonblocking(true)?;
    let keyboard = Keyboard::open()?;
    spawn(move || {
        // An error means that nobody reads what is sent, or that there is nothing to read any more.
        drop(read(&keyboard, &resized, &asked, &to));
        drop(to.send(Event::Gone));
    })?;
    Ok(parking)
}

/// Drops what was typed and what the terminal answered, and nobody has read.
pub fn discard() {
    if let Ok(keyboard) = Keyboard::open() {
        // A terminal that is gone is noticed by the thread.
        let _ = rustix::termios::tcflush(keyboard.as_fd(), QueueSelector::IFlush);
    }
}

/// Where keys are read from: standard input, or the terminal itself where that is something else.
enum Keyboard {
    Stdin(io::Stdin),
    Terminal(OwnedFd),
}

impl Keyboard {
    fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if rustix::termios::isatty(&stdin) {
            return Ok(Self::Stdin(stdin));
        }
        // By its name: macOS cannot poll /dev/tty.
        let name = rustix::termios::ttyname(io::stdout(), Vec::new())?;
        Ok(Self::Terminal(rustix::fs::open(
            name,
            OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC,
            Mode::empty(),
        )?))
    }
}

impl AsFd for Keyboard {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(stdin) => stdin.as_fd(),
            Self::Terminal(file) => file.as_fd(),
        }
    }
}

/// Why the thread ends.
struct Over;

/// Reads until the terminal or the loop is gone.
fn read(keyboard: &Keyboard, mut resized: &UnixStream, parking: &Parking, to: &Sender) -> Result<(), Over> {
    let (mut decoder, mut last) = (Decoder::default(), Instant::now());
    let mut bytes = vec![0; 64 << 10];
    let send = |inputs: Vec<Input>| {
        inputs.into_iter().try_for_each(|input| to.send(Event::Input(input)).map_err(|_| Over))
    };
    loop {
        let left = decoder.patience().map(|patience| patience.saturating_sub(last.elapsed()));
        let mut inputs = Vec::new();
        match wait(keyboard, resized, left)? {
            Ready::TimeIsUp => decoder.expire(&mut inputs),
            Ready::Nothing => {}
            Ready::Signal => {
                // Any number of signals is one.
                while resized.read(&mut bytes).is_ok_and(|n| n > 0) {}
                if parking.stop_if_asked() {
                    decoder.reset();
                } else if let Some(size) = super::size() {
                    inputs.push(Input::Resize(size));
                }
            }
            Ready::Bytes => match rustix::io::read(keyboard, &mut bytes[..]) {
                Ok(0) => return Err(Over),
                Ok(n) => {
                    last = Instant::now();
                    decoder.feed(bytes.get(..n).unwrap_or_default(), &mut inputs);
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return Err(Over),
            },
        }
        send(inputs)?;
    }
}

/// What the thread was woken by.
enum Ready {
    Nothing,
    TimeIsUp,
    Signal,
    Bytes,
}

/// Sleeps until there is something to read, or for this long.
fn wait(keyboard: &Keyboard, resized: &UnixStream, most: Option<Duration>) -> Result<Ready, Over> {
    let mut files = [PollFd::new(resized, PollFlags::IN), PollFd::new(keyboard, PollFlags::IN)];
    let most = most.and_then(|most| Timespec::try_from(most).ok());
    match poll(&mut files, most.as_ref()) {
        Ok(0) => Ok(Ready::TimeIsUp),
        Ok(_) => {
            let [signal, keys] = files.map(|file| file.revents());
            if signal.is_empty() {
                // A terminal that is gone is ready to be read, and the read fails.
                if keys.contains(PollFlags::NVAL) { Err(Over) } else { Ok(Ready::Bytes) }
            } else {
                Ok(Ready::Signal)
            }
        }
        Err(Errno::INTR) => Ok(Ready::Nothing),
        Err(_) => Err(Over),
    }
}
