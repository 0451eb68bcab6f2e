//! Signals and panics: whatever ends the program, the terminal is given back and the words are kept.
//!
//! The signal thread asks nobody: it notes the orderly end in the journal, restores the terminal, makes the journal
//! durable and ends the process.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::{Handle, Signals};

use super::output::Output;
use super::{Event, Sender};
use crate::store::SyncHandle;

/// If ending takes longer than this, the process ends without waiting for the disk.
const AT_WORST: Duration = Duration::from_secs(1);

/// Hears the signals that end or continue the program, from now on; what it does about them begins with
/// [`Listener::start`], which takes up what came in between.
pub fn listen() -> std::io::Result<Listener> {
    // A file that grows too large is an error of the write, not the end of the program.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    Ok(Listener(Signals::new([SIGTERM, SIGHUP, SIGCONT])?))
}

/// Hears the signals that a keyboard sends. Its handle is closed while another program has the keyboard: then nobody
/// hears them here, neither at once nor later.
pub fn keyboard() -> std::io::Result<(Handle, Listener)> {
    let signals = Signals::new([SIGQUIT, SIGINT])?;
    Ok((signals.handle(), Listener(signals)))
}

/// Signals that are heard.
pub struct Listener(Signals);

impl Listener {
    /// Starts the thread that does what they ask for.
    pub fn start(mut self, output: Output, journal: Option<SyncHandle>, to: Sender) {
        std::thread::spawn(move || {
            for signal in &mut self.0 {
                if signal == SIGCONT {
                    drop(to.send(Event::Continued));
                } else {
                    end(signal, &output, journal.as_ref());
                }
            }
        });
    }
}

/// Starts the thread that ends the process when its terminal goes without a signal, as it does where it is not
/// the controlling one: reading then never fails, and crossterm would read for ever.
pub fn watch(output: Output, journal: Option<SyncHandle>) {
    std::thread::spawn(move || {
        let stdout = std::io::stdout();
        // Nothing is asked for: only a terminal that is gone, or that cannot be watched, ends the wait.
        let mut line = [PollFd::new(&stdout, PollFlags::empty())];
        while let Err(Errno::INTR) = poll(&mut line, None) {}
        if line.iter().any(|l| l.revents().contains(PollFlags::HUP)) {
            end(SIGHUP, &output, journal.as_ref());
        }
    });
}

/// Ends the process as a signal asks: words kept, terminal given back, exit code 128 and the signal's number.
pub fn end(signal: i32, output: &Output, journal: Option<&SyncHandle>) {
    at_worst(128 + signal);
    if let Some(journal) = journal {
        // What could not be noted is in the journal all the same, and is found at the next start.
        drop(journal.close());
    }
    output.close();
    exit(128 + signal, journal)
}

/// On a panic of any thread: the terminal is given back, and the user is told where the words are.
pub fn on_panic(output: Output, journal: Option<SyncHandle>, data: String) {
    std::panic::set_hook(Box::new(move |info| {
        at_worst(101);
        output.close();
        eprintln!("starcoach stopped because of a mistake of ours: {info}");
        eprintln!("Your words are kept: start it again and they are there. Your stories are in {data}.");
        exit(101, journal.as_ref())
    }));
}

/// Ends the process after a while, whatever else waits by then: a disk may take its time.
fn at_worst(code: i32) {
    std::thread::spawn(move || {
        std::thread::sleep(AT_WORST);
        signal_hook::low_level::exit(code);
    });
}

/// Makes the journal durable, which may wait for the disk and so comes last, and ends the process.
fn exit(code: i32, journal: Option<&SyncHandle>) -> ! {
    // What cannot be made durable is written all the same: only a power cut could still take it.
    drop(journal.map(SyncHandle::sync));
    signal_hook::low_level::exit(code);
}
