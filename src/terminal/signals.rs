//! Signals and panics: restores the terminal and keeps unsaved words however the program ends.
//!
//! The signal thread does not wait for the loop: it writes `closed` to the journal, restores the terminal, syncs the
//! journal and exits.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::{Handle, Signals};

use super::output::Output;
use super::{Event, Sender};
use crate::store::SyncHandle;

/// Longest time that exiting may take before the process ends without waiting for the disk.
const AT_WORST: Duration = Duration::from_secs(1);

/// Registers the signals that end or continue the program. They are queued until [`Listener::start`].
pub fn listen() -> std::io::Result<Listener> {
    // Ignored, so that exceeding the file size limit is a write error instead of the end of the process.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    Ok(Listener(Signals::new([SIGTERM, SIGHUP, SIGCONT])?))
}

/// Registers the signals that the keyboard sends. Close the handle while another program has the terminal: its
/// signals are then neither handled nor queued.
pub fn keyboard() -> std::io::Result<(Handle, Listener)> {
    let signals = Signals::new([SIGQUIT, SIGINT])?;
    Ok((signals.handle(), Listener(signals)))
}

/// A flag that the signals set which ask a command to end. The second one ends it at once.
pub fn canceled() -> std::io::Result<Arc<AtomicBool>> {
    let canceled = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // In this order: the first signal only sets the flag.
        signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&canceled))?;
        signal_hook::flag::register(signal, Arc::clone(&canceled))?;
    }
    Ok(canceled)
}

/// Registered signals.
pub struct Listener(Signals);

impl Listener {
    /// Starts the thread that handles them.
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

/// Ends the process on a signal with exit code 128 + signal number.
pub fn end(signal: i32, output: &Output, journal: Option<&SyncHandle>) {
    at_worst(128 + signal);
    if let Some(journal) = journal {
        // Without `closed` the next start recovers the same words, only not silently.
        drop(journal.close());
    }
    output.close();
    exit(128 + signal, journal)
}

/// Installs the panic hook: restores the terminal and prints where unsaved words are kept.
pub fn on_panic(output: Output, journal: Option<SyncHandle>, data: String) {
    std::panic::set_hook(Box::new(move |info| {
        at_worst(101);
        output.close();
        eprintln!("starcoach stopped because of a mistake of ours: {info}");
        eprintln!("Your words are kept: start it again and they are there. Your stories are in {data}.");
        exit(101, journal.as_ref())
    }));
}

/// Ends the process after a timeout, even if the disk blocks.
fn at_worst(code: i32) {
    std::thread::spawn(move || {
        std::thread::sleep(AT_WORST);
        signal_hook::low_level::exit(code);
    });
}

/// Syncs the journal, last because it may block, and ends the process.
fn exit(code: i32, journal: Option<&SyncHandle>) -> ! {
    // Unsynced lines are written; only a power cut could lose them.
    drop(journal.map(SyncHandle::sync));
    signal_hook::low_level::exit(code);
}
