//! A practice session, from the first prompt to the end.
//!
//! A state machine without a clock of its own: inputs and moments in, outcomes out. Every telling becomes an
//! entry as soon as its clock ends, so a session killed halfway keeps what was told.

use std::time::Duration;

use fastrand::Rng;

use super::clock::Clock;
use super::turn::Turn;
use super::{
    Beat, Beats, EntryId, Grade, LogEntry, Mode, Moment, Plan, SessionItem, SessionKind, Split, Stamp, Taken,
    What,
};
use crate::story::pace::Seconds;
use crate::story::{PromptId, Section};

/// The time limit of a follow-up.
const PROBE: Seconds = Seconds(45);
/// The target time of a headline.
const HEADLINE: Seconds = Seconds(30);

/// What the user did, or that the displayed clock is due for an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Advances: starts the clock, ends the telling, ends the follow-up, takes the suggested grade; resumes
    /// after a pause.
    Enter,
    /// Marks the start of the next part; resumes after a pause.
    Space,
    /// Shows the story's name, then its cues.
    Tab,
    Pause,
    /// After a pause: counts the telling as it is.
    CountIt,
    /// After a pause: discards the telling and shows its prompt again.
    DropIt,
    /// One step back: pauses a telling, resumes a paused one, leaves a follow-up unanswered, leaves a review
    /// without a grade, ends a session that is waiting.
    Back,
    /// Skips the story whose prompt is shown.
    Skip,
    /// Ticks or unticks a beat in the review.
    Tick(Beat),
    /// Grades the telling under review.
    Grade(Grade),
    /// Undoes the last grade.
    Undo,
    /// The time returned by [`Session::next_wake`] has come.
    Wake,
}

/// The phase of the current turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// The prompt is shown; no clock runs.
    Waiting,
    Telling,
    FollowUp,
    /// The telling is reviewed and graded.
    LookBack,
    /// All turns are done.
    End,
}

/// Why the clock is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// The user paused.
    Asked,
    /// The program was not running for this long, which is not counted.
    Away(Seconds),
}

/// What the caller has to do after an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Append the entry to the log and add it to the history.
    Append(LogEntry),
    /// A prompt was answered aloud without a story and can be written down now.
    SaidAloud {
        prompt: Option<PromptId>,
        /// The counted time, without pauses.
        seconds: Seconds,
    },
}

/// A running session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    kind: SessionKind,
    turns: Vec<Turn>,
    at: usize,
    phase: Phase,
    clock: Clock,
    pause: Option<Pause>,
    /// The counted time at which each part but the last ended.
    marks: Vec<Seconds>,
    graded: Vec<usize>,
    ids: Rng,
}

impl Session {
    /// Starts a session that shows the prompt of its first turn; the seed determines the ids of its log
    /// entries.
    pub fn new(plan: Plan, seed: u64) -> Self {
        let turns = plan.items.into_iter().map(|item| Turn::new(item, None)).collect();
        let mut session = Self {
            kind: plan.kind,
            turns,
            at: 0,
            phase: Phase::End,
            clock: Clock::default(),
            pause: None,
            marks: Vec::new(),
            graded: Vec::new(),
            ids: Rng::with_seed(seed),
        };
        session.next();
        session
    }

    pub const fn kind(&self) -> SessionKind {
        self.kind
    }

    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The current turn; `None` at the end.
    pub fn turn(&self) -> Option<&Turn> {
        self.turns.get(self.at).filter(|_| self.phase != Phase::End)
    }

    /// All turns, repeats included.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The number of the current turn, from 1, and the total: `story 1 of 3`.
    pub fn place(&self) -> (usize, usize) {
        ((self.at + 1).min(self.turns.len()), self.turns.len())
    }

    /// The counted time as of the last update.
    pub fn elapsed(&self) -> Seconds {
        Seconds(self.clock.counted().as_secs() as u32)
    }

    /// The time limit: 45 s for a follow-up, 30 s for a headline.
    pub fn limit(&self) -> Option<Seconds> {
        match (self.phase, self.kind) {
            (Phase::FollowUp, _) => Some(PROBE),
            (Phase::Waiting | Phase::Telling, SessionKind::Headlines) => Some(HEADLINE),
            (Phase::Waiting | Phase::Telling, _) => self.turn().and_then(|turn| {
                let item = &turn.item;
                item.exercise.as_ref().map(|e| e.limit).or_else(|| Some(*item.pitch.as_ref()?.end()))
            }),
            _ => None,
        }
    }

    /// Why the clock is stopped; `None` where it runs or there is none.
    pub const fn pause(&self) -> Option<Pause> {
        self.pause
    }

    /// The part being told, as marked with Space.
    pub fn part(&self) -> Section {
        self.parts().nth(self.marks.len()).unwrap_or(Section::Result)
    }

    /// The time of each part so far, the current one included; empty where nothing was marked.
    pub fn split(&self) -> Split {
        let mut split = Split::default();
        if self.marks.is_empty() {
            return split;
        }
        let mut from = 0;
        let ends = self.marks.iter().copied().chain([self.elapsed()]);
        for (part, end) in self.parts().zip(ends) {
            split.set(part, Seconds(end.0.saturating_sub(from)));
            from = end.0;
        }
        split
    }

    /// The grade suggested by the facts; `None` outside the review.
    pub fn suggested(&self) -> Option<Grade> {
        self.turn().filter(|_| self.phase == Phase::LookBack)?.suggested()
    }

    /// Whether there is a grade to undo now.
    pub fn can_undo(&self) -> bool {
        !self.graded.is_empty() && matches!(self.phase, Phase::Waiting | Phase::LookBack | Phase::End)
    }

    /// When the displayed clock changes next, on the time scale of [`Moment::at`]; `None` while it is
    /// stopped.
    pub fn next_wake(&self) -> Option<Duration> {
        self.clock.next_second()
    }

    /// Handles an input. If the program was not running until now, the input only pauses the clock.
    pub fn update(&mut self, input: Input, now: Moment) -> Vec<Outcome> {
        if let Some(away) = self.clock.advance(now) {
            self.pause = Some(Pause::Away(Seconds(away.as_secs() as u32)));
            return Vec::new();
        }
        if self.pause.is_some() {
            return self.paused(input, now);
        }
        match self.phase {
            Phase::Waiting => self.waiting(input, now),
            Phase::Telling => self.telling(input, now),
            Phase::FollowUp => self.follow_up(input),
            Phase::LookBack => self.look_back(input, now),
            Phase::End if input == Input::Undo => self.undo(now),
            Phase::End => Vec::new(),
        }
    }

    fn paused(&mut self, input: Input, now: Moment) -> Vec<Outcome> {
        match input {
            Input::Enter | Input::Space | Input::Back => {
                self.pause = None;
                self.clock.go_on(now);
            }
            Input::CountIt => {
                self.pause = None;
                if self.phase == Phase::Telling {
                    return self.finish(now);
                }
                self.look_back_or_on(Some(true));
            }
            Input::DropIt => {
                self.pause = None;
                if self.phase == Phase::Telling {
                    self.wait();
                } else {
                    self.look_back_or_on(Some(false));
                }
            }
            Input::Tab
            | Input::Pause
            | Input::Skip
            | Input::Tick(_)
            | Input::Grade(_)
            | Input::Undo
            | Input::Wake => {}
        }
        Vec::new()
    }

    fn waiting(&mut self, input: Input, now: Moment) -> Vec<Outcome> {
        match input {
            Input::Enter => {
                self.phase = Phase::Telling;
                self.clock = Clock::started(now, None);
            }
            Input::Tab => self.hint(),
            Input::Skip => {
                if let Some(turn) = self.turns.get_mut(self.at) {
                    turn.closed = true;
                }
                self.next();
            }
            Input::Back => self.phase = Phase::End,
            Input::Undo => return self.undo(now),
            Input::Space
            | Input::Pause
            | Input::CountIt
            | Input::DropIt
            | Input::Tick(_)
            | Input::Grade(_)
            | Input::Wake => {}
        }
        Vec::new()
    }

    fn telling(&mut self, input: Input, now: Moment) -> Vec<Outcome> {
        match input {
            // A key that bounces does not end the telling.
            Input::Enter if self.elapsed() > Seconds(0) => return self.finish(now),
            Input::Space if self.marks.len() + 1 < self.parts().count() => self.marks.push(self.elapsed()),
            Input::Tab => self.hint(),
            Input::Pause | Input::Back => self.stop(),
            Input::Enter
            | Input::Space
            | Input::CountIt
            | Input::DropIt
            | Input::Skip
            | Input::Tick(_)
            | Input::Grade(_)
            | Input::Undo
            | Input::Wake => {}
        }
        Vec::new()
    }

    fn follow_up(&mut self, input: Input) -> Vec<Outcome> {
        match input {
            Input::Enter => self.look_back_or_on(Some(true)),
            Input::Back => self.look_back_or_on(Some(false)),
            Input::Pause if !self.clock.is_over() => self.stop(),
            Input::Space
            | Input::Tab
            | Input::Pause
            | Input::CountIt
            | Input::DropIt
            | Input::Skip
            | Input::Tick(_)
            | Input::Grade(_)
            | Input::Undo
            | Input::Wake => {}
        }
        Vec::new()
    }

    fn look_back(&mut self, input: Input, now: Moment) -> Vec<Outcome> {
        if self.kind == SessionKind::Drill {
            if matches!(input, Input::Enter | Input::Skip) {
                self.look_back_or_on(Some(input == Input::Enter));
            } else if input == Input::Back {
                self.phase = Phase::End;
            }
            return Vec::new();
        }
        match input {
            Input::Tick(beat) => {
                if let Some(turn) = self.turns.get_mut(self.at) {
                    turn.beats = turn.beats.toggled(beat);
                    turn.measured = true;
                }
            }
            Input::Grade(grade) => return self.grade(grade, now),
            Input::Enter => return self.suggested().map_or_else(Vec::new, |g| self.grade(g, now)),
            Input::Undo => return self.undo(now),
            Input::Back => {
                if let Some(turn) = self.turns.get_mut(self.at) {
                    turn.closed = true;
                }
                self.next();
            }
            Input::Space
            | Input::Tab
            | Input::Pause
            | Input::CountIt
            | Input::DropIt
            | Input::Skip
            | Input::Wake => {}
        }
        Vec::new()
    }

    fn stop(&mut self) {
        self.clock.stop();
        self.pause = Some(Pause::Asked);
    }

    fn hint(&mut self) {
        let most = if self.kind == SessionKind::Mock { 0 } else { 2 };
        if let Some(turn) = self.turns.get_mut(self.at) {
            turn.hints = (turn.hints + 1).min(most);
        }
    }

    /// The clock ends: the telling is an entry from here on.
    fn finish(&mut self, now: Moment) -> Vec<Outcome> {
        let (seconds, split) = (self.elapsed(), self.split());
        let telling = EntryId::from_bits(self.ids.u64(..));
        let mode = match self.kind {
            SessionKind::Daily | SessionKind::Aloud | SessionKind::Drill => Mode::Daily,
            SessionKind::Mock => Mode::Mock,
            SessionKind::Headlines => Mode::Headline,
        };
        self.clock.stop();
        let Some(turn) = self.turns.get_mut(self.at) else { return Vec::new() };
        turn.told = Some(Taken { telling, seconds, split });
        turn.tick_measured(split);
        let prompt = turn.item.prompt().cloned();
        let asks = turn.item.probe().is_some() && self.kind != SessionKind::Headlines;
        if self.kind == SessionKind::Drill {
            self.next();
            return Vec::new();
        }
        let outcome = match turn.item.story.clone() {
            Some(story) => Outcome::Append(LogEntry {
                id: telling,
                at: Stamp::from(now.wall),
                what: What::Told { story, prompt, mode, seconds, split },
            }),
            None => Outcome::SaidAloud { prompt, seconds },
        };
        if asks {
            self.phase = Phase::FollowUp;
            self.clock = Clock::started(now, Some(Duration::from_secs(u64::from(PROBE.0))));
        } else {
            self.look_back_or_on(None);
        }
        vec![outcome]
    }

    /// After a telling and its follow-up: starts the review, unless it comes at the end or not at all.
    fn look_back_or_on(&mut self, answered: Option<bool>) {
        if let Some(turn) = self.turns.get_mut(self.at) {
            turn.answered = answered;
        }
        self.next();
    }

    fn grade(&mut self, grade: Grade, now: Moment) -> Vec<Outcome> {
        let at = self.at;
        let Some(turn) = self.turns.get_mut(at) else { return Vec::new() };
        let Some(told) = turn.told else { return Vec::new() };
        turn.grade = Some(grade);
        self.graded.push(at);
        let asked = turn.answered.and(turn.item.probe()).map(str::to_owned);
        let what =
            What::Graded { telling: told.telling, beats: turn.beats, probe: turn.answered, asked, grade };
        if grade == Grade::Blanked && self.kind == SessionKind::Daily {
            let mut item = SessionItem { taken: None, ..turn.item.clone() };
            if item.prompts.len() > 1 {
                item.prompts.rotate_left(1);
            }
            if item.probes.len() > 1 {
                item.probes.rotate_left(1);
            }
            self.turns.push(Turn::new(item, Some(at)));
        }
        self.next();
        vec![self.entry(what, now)]
    }

    fn undo(&mut self, now: Moment) -> Vec<Outcome> {
        let Some(at) = self.graded.pop() else { return Vec::new() };
        let Some(turn) = self.turns.get_mut(at) else { return Vec::new() };
        let Some(told) = turn.told else { return Vec::new() };
        turn.grade = None;
        self.turns.retain(|t| t.again != Some(at) || t.told.is_some());
        self.wait();
        self.at = at;
        self.phase = Phase::LookBack;
        vec![self.entry(What::Ungraded { telling: told.telling }, now)]
    }

    /// Ticks the beats that were heard in the recording of a telling that has no grade yet.
    pub fn heard(&mut self, telling: EntryId, beats: Beats) {
        let told = |turn: &&mut Turn| turn.told.is_some_and(|told| told.telling == telling);
        if let Some(turn) = self.turns.iter_mut().find(told).filter(|turn| turn.grade.is_none()) {
            turn.beats = turn.beats.iter().chain(beats.iter()).collect();
            turn.measured = true;
        }
    }

    /// Whether a story is being told: the clock of a telling runs.
    pub fn is_telling(&self) -> bool {
        self.phase == Phase::Telling && self.pause.is_none()
    }

    fn entry(&mut self, what: What, now: Moment) -> Outcome {
        let id = EntryId::from_bits(self.ids.u64(..));
        Outcome::Append(LogEntry { id, at: Stamp::from(now.wall), what })
    }

    /// Moves to the first unfinished turn; in a mock loop all reviews come last.
    fn next(&mut self) {
        self.wait();
        let telling = self.turns.iter().position(Turn::wants_telling);
        let look =
            self.turns.iter().position(Turn::wants_look).filter(|_| self.kind != SessionKind::Headlines);
        let look_first =
            self.kind != SessionKind::Mock && look.is_some_and(|l| telling.is_none_or(|t| l < t));
        (self.at, self.phase) = match (telling, look) {
            (_, Some(look)) if look_first => (look, Phase::LookBack),
            (Some(telling), _) => (telling, Phase::Waiting),
            (None, Some(look)) => (look, Phase::LookBack),
            (None, None) => (self.at, Phase::End),
        };
    }

    /// Shows the prompt with the clock at zero.
    fn wait(&mut self) {
        self.phase = Phase::Waiting;
        self.clock = Clock::default();
        self.marks.clear();
    }

    /// The parts of the current story.
    fn parts(&self) -> impl Iterator<Item = Section> {
        let lesson = self.turn().is_some_and(|t| t.item.lesson);
        let whole = self.turn().is_some_and(|t| t.item.pitch.is_some() || t.item.exercise.is_some());
        let needed = move |s: &Section| !whole || *s == Section::Action;
        Section::STAR.into_iter().chain(lesson.then_some(Section::Lesson)).filter(needed)
    }
}
