//! Programs of the user's own: a recorder, a player, a transcriber, a voice.
//!
//! Each runs without a shell in a process group of its own, with its output limited. One that shall end, or takes too
//! long, is interrupted, so that a recorder can close its file; then terminated, then killed.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender as Mpsc, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::disk_thread::{DiskReply, DiskRequest};
use super::{Event, Sender};
use crate::app::msg::{Msg, Pipe, PipeProblem, Piped, Recording, RunId};
use crate::store::{self, StoreError};
use crate::voice::{self, WAV};

/// Most bytes of output that are kept.
const MOST_OUTPUT: u64 = 256 * 1024;
/// How long a program may take to end once it was told to, before it is told more firmly.
const PATIENCE: Duration = Duration::from_secs(2);
/// From gentle to final. An interrupted recorder closes its file.
const SIGNALS: [Signal; 3] = [Signal::INT, Signal::TERM, Signal::KILL];

/// The running programs, and the recordings that they made.
#[derive(Default)]
pub struct Pipes {
    runs: HashMap<RunId, Run>,
    recordings: HashMap<RunId, PathBuf>,
}

struct Run {
    to: Mpsc<Notice>,
    /// What is waiting for the file of its recording.
    waits: Option<(Pipe, Receiver<Notice>)>,
    group: Option<Pid>,
}

/// What the thread that watches a program is told.
#[derive(Debug)]
enum Notice {
    Stop,
    Ended(io::Result<ExitStatus>),
}

impl Pipes {
    /// Runs a program, or asks for the file that it shall record into.
    pub fn run(&mut self, pipe: Pipe, to: &Sender) -> Option<DiskRequest> {
        let (notices, inbox) = channel();
        let run = pipe.run;
        let wav = match pipe.recording {
            None => None,
            Some(Recording::Of(of)) => self.recordings.get(&of).cloned(),
            Some(Recording::New) => {
                self.runs.insert(run, Run { to: notices, waits: Some((pipe, inbox)), group: None });
                return Some(DiskRequest::NewRecording(run));
            }
        };
        self.runs.insert(run, Run { to: notices, waits: None, group: None });
        self.start(pipe, wav, inbox, to);
        None
    }

    /// Starts the recorder that has waited for its file.
    pub fn record(&mut self, run: RunId, file: Result<PathBuf, StoreError>, to: &Sender) {
        let Some((pipe, inbox)) = self.runs.get_mut(&run).and_then(|run| run.waits.take()) else { return };
        match file {
            Ok(path) => {
                self.recordings.insert(run, path.clone());
                self.start(pipe, Some(path), inbox, to);
            }
            Err(error) => tell(to, run, Err(PipeProblem::Failed(error.to_string()))),
        }
    }

    fn start(&mut self, pipe: Pipe, wav: Option<PathBuf>, inbox: Receiver<Notice>, to: &Sender) {
        let run = pipe.run;
        match spawn(&pipe.argv, wav.as_ref()) {
            Ok(child) => {
                let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
                if let Some(run) = self.runs.get_mut(&run) {
                    run.group = group;
                    let (told, notices, id) = (to.clone(), run.to.clone(), pipe.run);
                    let started = thread(move || {
                        let outcome = watch(child, group, &pipe, wav, &inbox, notices);
                        tell(&told, id, outcome);
                    });
                    if let Err(problem) = started {
                        signal(group, Signal::KILL);
                        tell(to, id, Err(problem));
                    }
                }
            }
            Err(problem) => tell(to, run, Err(problem)),
        }
    }

    /// Ends a program, which then tells what it has.
    pub fn stop(&self, run: RunId) {
        if let Some(run) = self.runs.get(&run) {
            // It may have ended by itself.
            drop(run.to.send(Notice::Stop));
        }
    }

    /// A program has ended.
    pub fn ended(&mut self, run: RunId) {
        self.runs.remove(&run);
    }

    /// Kills what still runs, at the end of the app.
    pub fn end(&mut self) {
        for (_, run) in self.runs.drain() {
            signal(run.group, Signal::KILL);
        }
    }
}

fn tell(to: &Sender, run: RunId, outcome: Result<Piped, PipeProblem>) {
    // Nobody listens only when the program ends.
    drop(to.send(Event::Disk(DiskReply::Msg(Msg::Piped { run, outcome }))));
}

/// Starts a thread. Where the system allows no more, the program cannot be watched and does not run.
fn thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, PipeProblem> {
    std::thread::Builder::new().spawn(work).map_err(|error| PipeProblem::Failed(error.to_string()))
}

fn signal(group: Option<Pid>, signal: Signal) {
    if let Some(group) = group {
        // A group that is gone needs none.
        let _ = kill_process_group(group, signal);
    }
}

fn spawn(argv: &[String], wav: Option<&PathBuf>) -> Result<Child, PipeProblem> {
    let Some((program, arguments)) = argv.split_first() else { return Err(PipeProblem::Missing) };
    let mut command = Command::new(program);
    for argument in arguments {
        match wav {
            Some(path) if argument == WAV => command.arg(path),
            _ => command.arg(argument),
        };
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => PipeProblem::Missing,
        _ => PipeProblem::Failed(error.to_string()),
    })
}

/// Waits for a program to end, or makes it; gives what it left.
fn watch(
    mut child: Child,
    group: Option<Pid>,
    pipe: &Pipe,
    wav: Option<PathBuf>,
    inbox: &Receiver<Notice>,
    notices: Mpsc<Notice>,
) -> Result<Piped, PipeProblem> {
    let (stdin, text) = (child.stdin.take(), pipe.stdin.clone());
    let killed = |problem| {
        signal(group, Signal::KILL);
        problem
    };
    thread(move || {
        if let Some(mut stdin) = stdin {
            // A program that does not read it all does not need it all.
            drop(stdin.write_all(text.as_bytes()));
        }
    })
    .map_err(killed)?;
    let out = child.stdout.take().map(collect).transpose().map_err(killed)?;
    let errors = child.stderr.take().map(collect).transpose().map_err(killed)?;
    thread(move || drop(notices.send(Notice::Ended(child.wait())))).map_err(killed)?;
    let (status, too_slow) = wait(inbox, group, pipe.limit);
    // What the program started itself must not hold its output open.
    signal(group, Signal::KILL);
    let text = |reader: Option<JoinHandle<Vec<u8>>>| {
        let bytes = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (out, errors) = (text(out), text(errors));
    let failed = || {
        let first = errors.lines().find(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned());
        let ended = || match &status {
            Ok(status) => format!("it ended with {status}"),
            Err(error) => error.to_string(),
        };
        PipeProblem::Failed(first.unwrap_or_else(ended))
    };
    let well = status.as_ref().is_ok_and(ExitStatus::success);
    match (&pipe.recording, wav) {
        // How a recorder calls its own interruption does not matter if there is sound.
        (Some(Recording::New), Some(path)) => {
            let heard =
                store::read_recording(&path).map_err(|error| PipeProblem::Failed(error.to_string()))?;
            match voice::hear(&heard) {
                Err(voice::Unheard::NotSound) if !well => Err(failed()),
                heard => Ok(Piped::Sound(heard)),
            }
        }
        _ if too_slow => Err(PipeProblem::TooSlow),
        _ if well => Ok(Piped::Text(out)),
        _ => Err(failed()),
    }
}

/// Waits for the end of a program; gives whether it had to be stopped for being slow.
fn wait(inbox: &Receiver<Notice>, group: Option<Pid>, limit: Duration) -> (io::Result<ExitStatus>, bool) {
    let (mut signals, mut too_slow) = (SIGNALS.into_iter(), false);
    let mut deadline = Instant::now() + limit;
    let mut stopping = false;
    loop {
        match inbox.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Notice::Ended(status)) => return (status, too_slow),
            Ok(Notice::Stop) if stopping => continue,
            Ok(Notice::Stop) => {}
            Err(RecvTimeoutError::Timeout) => too_slow |= !stopping,
            Err(RecvTimeoutError::Disconnected) => return (Err(io::ErrorKind::BrokenPipe.into()), too_slow),
        }
        stopping = true;
        signal(group, signals.next().unwrap_or(Signal::KILL));
        deadline = Instant::now() + PATIENCE;
    }
}

/// Reads a program's output to its end and keeps the first [`MOST_OUTPUT`] bytes.
fn collect(mut from: impl Read + Send + 'static) -> Result<JoinHandle<Vec<u8>>, PipeProblem> {
    thread(move || {
        let mut kept = Vec::new();
        // What could be read counts.
        drop(from.by_ref().take(MOST_OUTPUT).read_to_end(&mut kept));
        drop(io::copy(&mut from, &mut io::sink()));
        kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a program to its end; `stopped` as soon as it has said `ready`.
    fn run(argv: &[&str], stdin: &str, limit: Duration) -> Result<Piped, PipeProblem> {
        let pipe = Pipe {
            run: RunId(1),
            argv: argv.iter().map(|&a| a.to_owned()).collect(),
            stdin: stdin.to_owned(),
            recording: None,
            limit,
        };
        let (to, events) = channel();
        let mut pipes = Pipes::default();
        assert!(pipes.run(pipe, &to).is_none());
        outcome(&events)
    }

    fn outcome(events: &Receiver<Event>) -> Result<Piped, PipeProblem> {
        match events.recv().unwrap() {
            Event::Disk(DiskReply::Msg(Msg::Piped { outcome, .. })) => outcome,
            other => panic!("{other:?}"),
        }
    }

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_program_gets_the_text_and_gives_its_output() {
        let text = "caf\u{e9}\n".repeat(50_000);
        let Ok(Piped::Text(back)) = run(&["cat"], &text, MINUTE) else { panic!() };
        // The last letter is cut in half, and shown as a mark of three bytes.
        assert!(
            (MOST_OUTPUT..MOST_OUTPUT + 3).contains(&(back.len() as u64)),
            "the rest is left: {}",
            back.len()
        );
        assert!(back.starts_with("caf\u{e9}\ncaf\u{e9}\n"));
        assert_eq!(run(&["true"], &text, MINUTE), Ok(Piped::Text(String::new())), "it need not read");
    }

    #[test]
    fn a_program_that_is_missing_or_fails_says_so() {
        assert_eq!(run(&["no-such-program-here"], "", MINUTE), Err(PipeProblem::Missing));
        assert_eq!(run(&[], "", MINUTE), Err(PipeProblem::Missing));
        let said = run(&["sh", "-c", "echo; echo no card >&2; exit 3"], "", MINUTE);
        assert_eq!(said, Err(PipeProblem::Failed("no card".into())));
        let Err(PipeProblem::Failed(silent)) = run(&["false"], "", MINUTE) else { panic!() };
        assert!(silent.contains('1'), "{silent}");
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended_with_all_that_it_started() {
        let slow = run(&["sh", "-c", "sleep 600 & sleep 600"], "", Duration::from_millis(50));
        assert_eq!(slow, Err(PipeProblem::TooSlow));
    }

    #[test]
    fn a_program_that_ignores_the_interrupt_is_ended_all_the_same() {
        let stubborn = ["sh", "-c", "trap '' INT; while :; do sleep 0.1; done"];
        assert_eq!(run(&stubborn, "", Duration::from_millis(300)), Err(PipeProblem::TooSlow));
    }

    #[test]
    fn an_interrupted_recorder_has_closed_its_file() {
        let dir = tempfile::tempdir().unwrap();
        let wav = dir.path().join("1.wav");
        let speech = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/voice/telling.wav");
        let ready = dir.path().join("ready");
        // Writes its file only when it is interrupted, like a recorder that fills in the length.
        let script = format!(
            "trap 'cp {speech} \"$1\"; exit 130' INT; : > {}; while :; do sleep 0.05; done",
            ready.display()
        );
        let argv = ["sh", "-c", &script, "rec", WAV].map(str::to_owned).to_vec();
        let pipe = Pipe {
            run: RunId(7),
            argv,
            stdin: String::new(),
            recording: Some(Recording::New),
            limit: MINUTE,
        };
        let (to, events) = channel();
        let mut pipes = Pipes::default();
        assert!(matches!(pipes.run(pipe, &to), Some(DiskRequest::NewRecording(RunId(7)))));
        pipes.record(RunId(7), Ok(wav), &to);
        while !ready.exists() {
            std::thread::yield_now();
        }
        pipes.stop(RunId(7));
        let told = outcome(&events);
        let Ok(Piped::Sound(Ok(heard))) = &told else { panic!("{told:?}") };
        assert_eq!(heard.pauses().len(), 2);
    }
}
