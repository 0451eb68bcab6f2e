//! Recording tellings and hearing them, with the user's own programs.
//!
//! Owns which programs may run, the recordings of this session and what was heard in them. Methods give the effects
//! that follow; a failure is told once a session, and never costs a telling.

use std::collections::HashMap;
use std::time::Duration;

use crate::app::msg::{Effect, Pipe, PipeProblem, Piped, Recording, RunId};
use crate::practice::EntryId;
use crate::story::StoryId;
use crate::voice::{Hearing, Keep, Said, Settings, Unheard};

/// The longest recording of a telling.
const LONGEST: Duration = Duration::from_secs(600);
/// A transcriber may take this many times the length of a recording, and at least [`LEAST`].
const TIMES: u32 = 3;
const LEAST: Duration = Duration::from_secs(20);

/// Recordings and what was heard in them.
#[derive(Debug, Default)]
pub struct Voice {
    settings: Settings,
    allowed: Vec<Vec<String>>,
    /// Whether the user does not want the programs for now.
    declined: bool,
    /// Whether a failure was told.
    told: bool,
    runs: u64,
    /// The telling that is being recorded.
    open: Take,
    takes: HashMap<EntryId, Take>,
    playing: Option<(RunId, Vec<RunId>)>,
    speaking: Option<RunId>,
}

/// The recording of a telling: a piece for each stretch between two breaks.
#[derive(Debug, Default)]
pub struct Take {
    pieces: Vec<Piece>,
    /// The story that was told.
    pub story: Option<StoryId>,
    /// What the transcript says; `None` until it is there, or without a transcriber.
    pub said: Option<Said>,
    /// Whether its figures are in the log.
    pub logged: bool,
}

#[derive(Debug)]
struct Piece {
    run: RunId,
    /// What was heard; `None` while it is recorded.
    heard: Option<Result<Hearing, ()>>,
    /// The run of the transcriber.
    transcriber: Option<RunId>,
    text: Option<String>,
}

impl Take {
    /// What was heard, once every piece was.
    pub fn heard(&self) -> Option<Hearing> {
        let mut whole: Option<Hearing> = None;
        for piece in &self.pieces {
            if let Ok(heard) = piece.heard.as_ref()? {
                whole = Some(whole.map_or_else(|| heard.clone(), |whole| whole.then(heard)));
            }
        }
        whole
    }

    /// The transcript, once every piece is transcribed; `None` without a transcriber.
    pub fn transcript(&self) -> Option<String> {
        let texts: Option<Vec<&str>> = self.pieces.iter().map(|piece| piece.text.as_deref()).collect();
        texts.map(|texts| texts.join(" ")).filter(|text| !text.trim().is_empty())
    }

    /// Whether nothing more will be known of it.
    pub fn is_complete(&self) -> bool {
        self.pieces.iter().all(|piece| piece.heard.is_some() && piece.transcriber.is_none())
    }
}

impl Voice {
    /// The programs of the settings, and the command lines that may run.
    pub fn new(settings: Settings, allowed: Vec<Vec<String>>) -> Self {
        Self { settings, allowed, ..Self::default() }
    }

    /// The command lines that the user was not asked about yet.
    pub fn to_ask(&self) -> Vec<Vec<String>> {
        let all = [&self.settings.record, &self.settings.transcribe, &self.settings.play, &self.settings.say];
        let new = |argv: &&Vec<String>| !argv.is_empty() && !self.allowed.contains(argv);
        if self.declined { Vec::new() } else { all.into_iter().filter(new).cloned().collect() }
    }

    /// The user's answer: whether the programs may run.
    pub fn answer(&mut self, may_run: bool) -> Option<Effect> {
        self.declined = !may_run;
        if may_run {
            self.allowed.extend(self.to_ask());
            return Some(Effect::AllowPrograms(self.allowed.clone()));
        }
        None
    }

    /// How many recordings stay after a session.
    pub fn kept(&self) -> usize {
        match self.settings.keep {
            Keep::None => 0,
            Keep::Last => 1,
            Keep::All => usize::MAX,
        }
    }

    /// The recording of a telling.
    pub fn take(&self, telling: EntryId) -> Option<&Take> {
        self.takes.get(&telling)
    }

    /// Whether a telling is recorded now.
    pub fn is_recording(&self) -> bool {
        self.open.pieces.last().is_some_and(|piece| piece.heard.is_none())
    }

    // ---- recording ----------------------------------------------------------------------------------

    fn pipe(
        &mut self,
        argv: &[String],
        stdin: &str,
        recording: Option<Recording>,
        limit: Duration,
    ) -> Option<Pipe> {
        if self.declined || argv.is_empty() || !self.allowed.iter().any(|allowed| allowed == argv) {
            return None;
        }
        self.runs += 1;
        Some(Pipe { run: RunId(self.runs), argv: argv.to_vec(), stdin: stdin.to_owned(), recording, limit })
    }

    /// The clock of a telling runs, or runs again after a break.
    pub fn record(&mut self, story: &StoryId) -> Option<Effect> {
        let argv = self.settings.record.clone();
        let pipe = self.pipe(&argv, "", Some(Recording::New), LONGEST)?;
        self.open.story = Some(story.clone());
        self.open.pieces.push(Piece { run: pipe.run, heard: None, transcriber: None, text: None });
        Some(Effect::Pipe(pipe))
    }

    /// The clock of a telling stands.
    pub fn rest(&self) -> Option<Effect> {
        let piece = self.open.pieces.last().filter(|piece| piece.heard.is_none());
        piece.map(|piece| Effect::StopPipe(piece.run))
    }

    /// The telling is over and in the log.
    pub fn finish(&mut self, telling: EntryId) {
        let take = std::mem::take(&mut self.open);
        if !take.pieces.is_empty() {
            self.takes.insert(telling, take);
        }
    }

    /// The telling does not count.
    pub fn discard(&mut self) {
        self.open = Take::default();
    }

    /// The session is over: forgets what was heard, and its recordings go.
    pub fn end(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.rest().into_iter().collect();
        let running = self.playing.take().map(|(run, _)| run).into_iter().chain(self.speaking.take());
        effects.extend(running.map(Effect::StopPipe));
        if !self.takes.is_empty() || !self.open.pieces.is_empty() {
            effects.push(Effect::DropRecordings(self.kept()));
        }
        self.discard();
        self.takes.clear();
        effects
    }

    // ---- what the programs say ------------------------------------------------------------------------

    /// A program ended. Gives what follows, and what is to be told.
    pub fn piped(
        &mut self,
        run: RunId,
        outcome: Result<Piped, PipeProblem>,
    ) -> (Option<Effect>, Option<String>) {
        if self.playing.as_ref().is_some_and(|(playing, _)| *playing == run) {
            let (_, rest) = self.playing.take().unwrap_or((run, Vec::new()));
            return match outcome {
                Ok(_) => (self.play_on(rest), None),
                Err(problem) => (None, Some(words(&problem, &self.settings.play, ""))),
            };
        }
        if self.speaking == Some(run) {
            self.speaking = None;
            let problem = outcome.err().map(|problem| words(&problem, &self.settings.say, ""));
            return (None, self.once(problem));
        }
        let transcribe = self.settings.transcribe.clone();
        let Some(piece) = self.piece(run) else { return (None, None) };
        if piece.transcriber == Some(run) {
            piece.transcriber = None;
            let problem = match outcome {
                Ok(Piped::Text(text)) => {
                    piece.text = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
                    None
                }
                Ok(Piped::Sound(_)) => None,
                Err(problem) => Some(words(&problem, &transcribe, "The time still counts.")),
            };
            return (None, self.once(problem));
        }
        match outcome {
            Ok(Piped::Sound(Ok(heard))) => {
                let limit = (Duration::from_millis(u64::from(heard.length)) * TIMES).max(LEAST);
                piece.heard = Some(Ok(heard));
                let pipe = self.pipe(&transcribe, "", Some(Recording::Of(run)), limit);
                if let (Some(pipe), Some(piece)) = (&pipe, self.piece(run)) {
                    piece.transcriber = Some(pipe.run);
                }
                (pipe.map(Effect::Pipe), None)
            }
            Ok(Piped::Sound(Err(unheard))) => {
                piece.heard = Some(Err(()));
                let text = match unheard {
                    Unheard::Silent => "Nothing was heard. Is the microphone muted?",
                    Unheard::NotSound => "The recording is not a WAV file, so there is nothing to hear.",
                };
                (None, self.once(Some(text.to_owned())))
            }
            Ok(Piped::Text(_)) => (None, None),
            Err(problem) => {
                piece.heard = Some(Err(()));
                let text = words(&problem, &self.settings.record, "Telling it without a recording.");
                (None, self.once(Some(text)))
            }
        }
    }

    /// The piece that a program works on.
    fn piece(&mut self, run: RunId) -> Option<&mut Piece> {
        let takes = self.takes.values_mut().chain([&mut self.open]);
        takes.flat_map(|take| &mut take.pieces).find(|p| p.run == run || p.transcriber == Some(run))
    }

    /// A failure, if none was told yet.
    fn once(&mut self, problem: Option<String>) -> Option<String> {
        let first = problem.filter(|_| !self.told);
        self.told |= first.is_some();
        first
    }

    /// Takes that are complete and not in the log yet; each is given once.
    pub fn take_complete(&mut self) -> Vec<(EntryId, &mut Take)> {
        let new = self.takes.iter_mut().filter(|(_, take)| !take.logged && take.is_complete());
        let mut new: Vec<_> = new.map(|(telling, take)| (*telling, take)).collect();
        for (_, take) in &mut new {
            take.logged = true;
        }
        new
    }

    // ---- playing and speaking ---------------------------------------------------------------------------

    /// Plays the recording of a telling, or stops playing.
    pub fn play(&mut self, telling: EntryId) -> Result<Effect, &'static str> {
        if let Some((run, _)) = self.playing.take() {
            return Ok(Effect::StopPipe(run));
        }
        if self.settings.play.is_empty() {
            return Err("No player is set. \"starcoach doctor\" proposes one.");
        }
        let pieces = self.takes.get(&telling).map(|take| take.pieces.iter().map(|piece| piece.run).collect());
        self.play_on(pieces.unwrap_or_default()).ok_or("There's no recording of this telling.")
    }

    fn play_on(&mut self, mut pieces: Vec<RunId>) -> Option<Effect> {
        if pieces.is_empty() {
            return None;
        }
        let piece = pieces.remove(0);
        let argv = self.settings.play.clone();
        let pipe = self.pipe(&argv, "", Some(Recording::Of(piece)), LONGEST)?;
        self.playing = Some((pipe.run, pieces));
        Some(Effect::Pipe(pipe))
    }

    /// Whether questions can be read aloud.
    pub fn speaks(&self) -> bool {
        !self.settings.say.is_empty() && !self.declined
    }

    /// Reads a question aloud.
    pub fn say(&mut self, question: &str) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.hush().into_iter().collect();
        let argv = self.settings.say.clone();
        if let Some(pipe) = self.pipe(&argv, question, None, LONGEST) {
            self.speaking = Some(pipe.run);
            effects.push(Effect::Pipe(pipe));
        }
        effects
    }

    /// Stops reading aloud.
    pub fn hush(&mut self) -> Option<Effect> {
        self.speaking.take().map(Effect::StopPipe)
    }
}

/// A failure of a program in one line.
fn words(problem: &PipeProblem, argv: &[String], then: &str) -> String {
    let program = argv.first().map_or("", |path| path.rsplit('/').next().unwrap_or(path));
    let text = match problem {
        PipeProblem::Missing => format!("{program} isn't installed."),
        PipeProblem::TooSlow => format!("{program} took too long and was stopped."),
        PipeProblem::Failed(line) => format!("{program}: {line}"),
    };
    format!("{text} {then}").trim().to_owned()
}
