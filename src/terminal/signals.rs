//! Signals and panics: restores the terminal and keeps unsaved words however the program ends.
//!
//! The signal thread does not wait for the loop: it writes `closed` to the journal, restores the terminal, syncs the
//! journal and exits.

use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::{Handle, Signals};

use super::output::Output;
use super::{Event, Sender, spawn};
use crate::store::{CrashLog, SyncHandle};

/// The most characters of a message in the log of crashes.
const MESSAGE: usize = 120;
/// Longest time that exiting may take before the process ends without waiting for the disk.
const AT_WORST: Duration = Duration::from_secs(1);

/// Registers the signals that end or continue the program. They are queued until [`Listener::start`].
pub fn listen() -> std::io::Result<Listener> {
    ignore_file_limit()?;
    Ok(Listener(Signals::new([SIGTERM, SIGHUP, SIGCONT])?))
}

/// Makes exceeding the file size limit a write error instead of the end of the process.
fn ignore_file_limit() -> std::io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(drop)
}

/// Asks for the end on the first signal that would end the program; the second one ends it at once.
pub fn ask_to_end(ask: impl Fn() + Send + 'static) -> std::io::Result<()> {
    ignore_file_limit()?;
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    spawn(move || {
        for (before, signal) in signals.forever().enumerate() {
            if before > 0 {
                Ending::early(Output::default()).exit(128 + signal);
            }
            ask();
        }
    })
    .map(drop)
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
    pub fn start(mut self, ending: Ending, to: Sender) -> std::io::Result<()> {
        spawn(move || {
            for signal in &mut self.0 {
                if signal == SIGCONT {
                    drop(to.send(Event::Continued));
                } else {
                    ending.by_signal(signal);
                }
            }
        })
    }
}

/// How the program ends when it is not the user who leaves: the terminal is restored and the journal synced.
#[derive(Clone)]
pub struct Ending {
    output: Output,
    journal: Option<SyncHandle>,
    watchdog: Option<SyncSender<i32>>,
}

impl Ending {
    /// For the time before there is a journal, and before threads are started.
    pub fn early(output: Output) -> Self {
        Self { output, journal: None, watchdog: None }
    }

    /// With a watchdog, started while threads can be: when the program ends, none may be left. Goes on without it
    /// where none can be started now.
    pub fn new(output: Output, journal: Option<SyncHandle>) -> Self {
        let (watchdog, told) = sync_channel(1);
        let started = spawn(move || {
            if let Ok(code) = told.recv() {
                std::thread::sleep(AT_WORST);
                signal_hook::low_level::exit(code);
            }
        });
        Self { output, journal, watchdog: started.is_ok().then_some(watchdog) }
    }

    /// Ends the process on a signal with exit code 128 + signal number.
    pub fn by_signal(&self, signal: i32) {
        self.at_worst(128 + signal);
        if let Some(journal) = &self.journal {
            // Without `closed` the next start recovers the same words, only not silently.
            drop(journal.close());
        }
        self.output.close();
        self.exit(128 + signal)
    }

    /// Installs the panic hook: restores the terminal, notes the crash, and prints where unsaved words are kept.
    pub fn on_panic(self, data: String, log: CrashLog) {
        std::panic::set_hook(Box::new(move |info| {
            self.at_worst(101);
            self.output.close();
            eprintln!("starcoach crashed because of a bug: {info}");
            eprintln!("Your words are kept: start it again and they are there. Your stories are in {data}.");
            if log.note(&crash(info, &jiff::Timestamp::now())) {
                let path = log.path().display();
                eprintln!(
                    "{path} says when and where it happened, with no word of a story: please send it along."
                );
            }
            self.exit(101)
        }));
    }

    /// Ends the process after a timeout, even if the disk blocks.
    fn at_worst(&self, code: i32) {
        // One that is told already ends it, too.
        let _ = self.watchdog.as_ref().map(|watchdog| watchdog.try_send(code));
    }

    /// Syncs the journal, last because it may block, and ends the process.
    fn exit(&self, code: i32) -> ! {
        if let Some(dir) = TEMPORARY.get() {
            crate::store::remove_temporary(dir);
        }
        // Unsynced lines are written; only a power cut could lose them.
        drop(self.journal.as_ref().map(SyncHandle::sync));
        signal_hook::low_level::exit(code);
    }
}

/// A crash as a line of the log: when, which version, where in the code, and what was wrong.
fn crash(info: &PanicHookInfo<'_>, at: &jiff::Timestamp) -> String {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied();
    let message =
        message.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or_default();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let (version, system) = (env!("STARCOACH_VERSION"), std::env::consts::OS);
    let thread = std::thread::current().name().unwrap_or("another").to_owned();
    format!("{at} {version} {system}, thread {thread}, {place}: {}", harmless(message))
}

/// What a message says before it quotes anything, on one line: what is quoted may be a word of a story.
fn harmless(message: &str) -> String {
    let before = message.split(['"', '\'', '`', '\n']).next().unwrap_or_default();
    before.chars().take(MESSAGE).collect::<String>().trim_end().to_owned()
}

/// A temporary store, which goes with the process.
static TEMPORARY: OnceLock<PathBuf> = OnceLock::new();

/// Has a temporary store removed however the program ends.
pub fn remove_at_end(dir: PathBuf) {
    drop(TEMPORARY.set(dir));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_a_crash_has_nothing_that_the_message_quotes() {
        for (message, noted) in [
            (
                "index out of bounds: the len is 3 but the index is 5",
                "index out of bounds: the len is 3 but the index is 5",
            ),
            (
                "byte index 2 is not a char boundary; it is inside 'é' of `Renée told me`",
                "byte index 2 is not a char boundary; it is inside",
            ),
            ("called `unwrap` on \"Renée\"", "called"),
            ("first line\nRenée", "first line"),
        ] {
            assert_eq!(harmless(message), noted);
        }
        assert_eq!(harmless(&"x".repeat(1000)).len(), MESSAGE);
    }
}
