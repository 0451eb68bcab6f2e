//! Starting practice sessions and adding tellings to the log.

use super::Workspace;
use crate::app::command::{Command, SessionCommand};
use crate::app::msg::{Effect, Now, PipeProblem, Piped, RunId};
use crate::app::open::{AfterAloud, Open, Picked};
use crate::app::overlay::{Overlay, Picker, PickerItem};
use crate::coach;
use crate::interview::{cues, numbers};
use crate::practice::{
    self, Beat, EntryId, Heard, History, LogEntry, Mode, Plan, Planner, Record, SessionItem, Split, Stamp,
    What,
};
use crate::questions::{Prompt, PromptKind};
use crate::story::pace::Seconds;
use crate::story::{PromptId, Section, Stage, Story, StoryId};
use crate::voice::{self, Said};

/// A telling in an interview shorter than this is a key pressed by accident.
const SHORTEST: Seconds = Seconds(20);

/// Shown when no story can be practiced yet.
pub(in crate::app) const NOTHING_YET: &str =
    "Write all four parts of a story first, then you can practice it.";

/// The beats that can be heard, in the order of [`Said::cues`].
pub const HEARD: [Beat; 6] =
    [Beat::Situation, Beat::Task, Beat::Action, Beat::Result, Beat::Number, Beat::Customer];

/// What a transcript says against the cues, the numbers and the customer of a story.
fn told_cues(transcript: &str, spoken: u32, story: Option<&Story>) -> Said {
    let Some(story) = story else { return voice::said(transcript, spoken, []) };
    let cues = cues::by_part(story);
    let parts = (0..Section::STAR.len()).map(|part| cues.get(part).map_or("", String::as_str));
    let mut said = voice::said(transcript, spoken, parts.chain([story.customer.as_str()]));
    let numbers = numbers::numbers(story);
    let numbers = numbers.iter().flat_map(|n| [&n.baseline, &n.change, &n.result]).flatten();
    let number = voice::said(transcript, spoken, numbers.map(String::as_str)).cues.contains(&true);
    said.cues.insert(Section::STAR.len(), number);
    said
}

impl Workspace {
    /// Whether there is a story that can be practiced.
    pub fn can_practice(&self) -> bool {
        self.library.iter().any(|s| s.is_complete())
    }

    /// What is said on leaving: what there is, and what comes tomorrow; nothing where there is no story.
    pub fn farewell(&self, now: &Now) -> Option<String> {
        let stories = self.library.len();
        let ready = self.library.iter().filter(|s| self.stage(s) == Stage::Ready).count();
        let (stories, ready) = match (stories, ready) {
            (0, _) => return None,
            (1, 1) => ("1 story".to_owned(), "ready".to_owned()),
            (1, _) => ("1 story".to_owned(), "not ready yet".to_owned()),
            (n, 0) => (format!("{n} stories"), "none ready yet".to_owned()),
            (n, ready) => (format!("{n} stories"), format!("{ready} ready")),
        };
        let tomorrow =
            self.practice.day(now).tomorrow().ok().filter(|_| self.practice.known && self.can_practice());
        let to_tell = tomorrow.map_or(0, |day| self.plan(day).items.len());
        let next = if to_tell == 0 { String::new() } else { format!(" Tomorrow: {to_tell} to tell.") };
        Some(format!("{stories}, {ready}.{next}"))
    }

    /// Starts the daily session; if nothing is due, offers alternatives.
    pub fn practice_today(&mut self, now: &Now) {
        let plan = self.plan(self.practice.day(now));
        if !plan.items.is_empty() {
            self.start_session(plan, AfterAloud::Back, now);
        } else if self.can_practice() {
            let item = |label: &str, note: &str, command| PickerItem {
                label: label.to_owned(),
                note: note.to_owned(),
                pick: Some(Picked::Run(Command::Session(command))),
            };
            let items = vec![
                item("Mock loop", "4 or 5 questions, no cues", SessionCommand::Mock),
                item("Headlines", "each story in 30 seconds", SessionCommand::Headlines),
                item("Drills", "short exercises", SessionCommand::Drills),
            ];
            self.view.pop_up(Overlay::Picker(Picker::new("Nothing is due. You could still tell", items, "")));
        } else {
            self.view.say(NOTHING_YET, now);
        }
    }

    /// Starts a mock loop.
    pub fn practice_mock(&mut self, now: &Now) {
        let seed = self.draw();
        let plan = self.planner(self.practice.day(now)).mock(seed);
        self.start_session(plan, AfterAloud::Back, now);
    }

    /// Starts a session of headlines.
    pub fn practice_headlines(&mut self, now: &Now) {
        let plan = self.planner(self.practice.day(now)).headlines(&self.for_interview());
        self.start_session(plan, AfterAloud::Back, now);
    }

    /// Starts a session of one story, due or not, for `prompt` if one is given.
    pub fn practice_story(&mut self, story: &StoryId, prompt: Option<&PromptId>, now: &Now) {
        let plan = self.planner(self.practice.day(now)).one(story, prompt);
        self.start_session(plan, AfterAloud::Back, now);
    }

    /// Starts a session in which a prompt is answered aloud without a story.
    pub fn say_aloud(&mut self, prompt: &PromptId, after: AfterAloud, now: &Now) {
        self.start_session(Planner::aloud(prompt.clone()), after, now);
    }

    fn start_session(&mut self, mut plan: Plan, after: AfterAloud, now: &Now) {
        if plan.items.is_empty() {
            self.view.say("Write all four parts first, then you can practice it.", now);
            return;
        }
        for item in &mut plan.items {
            item.probes = self.follow_ups(item);
            let prompt = item.prompt().and_then(|id| self.bank.prompt(id));
            item.pitch = prompt.filter(|p| p.kind == PromptKind::Pitch).map(|p| p.usual.clone());
        }
        self.view.open(Open::Practice(Box::new(plan), after));
    }

    /// What to ask after an item's tellings, one for each of its prompts; for a single prompt also what to ask
    /// after a repetition.
    fn follow_ups(&self, item: &SessionItem) -> Vec<String> {
        let Some(story) = item.story.as_ref().and_then(|id| self.library.get(id)) else { return Vec::new() };
        let asked = self.practice.history.record(&story.id).map(Record::asked).unwrap_or_default();
        let count = if item.prompts.len() > 1 { 1 } else { 2 };
        let prompts = item.prompts.iter().filter_map(|id| self.bank.prompt(id));
        let of = |prompt: &Prompt| {
            let review = self.judged(story, Some(&prompt.id));
            coach::follow_ups(&review, prompt, &asked, count)
        };
        prompts.flat_map(of).collect()
    }

    /// The question of an item: what a drill asks, else the prompt's text, else a request to tell this story.
    pub fn asked(&self, item: &SessionItem) -> String {
        if let Some(exercise) = &item.exercise {
            return exercise.ask.clone();
        }
        if let Some(prompt) = item.prompt().and_then(|p| self.bank.prompt(p)) {
            return prompt.text.clone();
        }
        let name =
            item.story.as_ref().and_then(|id| self.library.get(id)).map(|s| s.name()).unwrap_or_default();
        format!("Tell \"{name}\" as if somebody had asked for it.")
    }

    // ---- the log ----------------------------------------------------------------------------------

    /// Adds an entry to the history and the log.
    pub fn log(&mut self, entry: LogEntry) {
        self.practice.add(entry.clone());
        self.library.edition += 1;
        if let What::Told { story, .. } = &entry.what {
            self.judge(story);
        }
        self.effect(Effect::Log(entry));
    }

    // ---- recordings -------------------------------------------------------------------------------

    /// Asks about the user's own programs that were not asked about yet.
    pub fn ask_about_programs(&mut self) {
        let programs = self.voice.to_ask();
        if programs.is_empty() {
            return;
        }
        let row = |label: String, pick| PickerItem { label, note: String::new(), pick };
        let mut items: Vec<PickerItem> = programs.iter().map(|argv| row(argv.join(" "), None)).collect();
        items.extend([
            row(String::new(), None),
            row("They're your programs. starcoach sends nothing;".to_owned(), None),
            row("whether they do, only they know.".to_owned(), None),
            row(String::new(), None),
            row("Run them when I practice".to_owned(), Some(Picked::MayRun(true))),
            row("Not today".to_owned(), Some(Picked::MayRun(false))),
        ]);
        let mut list = Picker::new("config.toml names these programs", items, "");
        list.list.chosen = programs.len() + 4;
        self.view.pop_up(Overlay::Picker(list));
    }

    /// One of the user's own programs ended.
    pub fn piped(&mut self, run: RunId, outcome: Result<Piped, PipeProblem>, now: &Now) {
        let (effect, problem) = self.voice.piped(run, outcome);
        self.effects.extend(effect);
        if let Some(problem) = problem {
            self.view.say(problem, now);
        }
        self.log_heard(now);
    }

    /// Logs what was heard in recordings that are complete now.
    fn log_heard(&mut self, now: &Now) {
        let mut entries = Vec::new();
        for (telling, take) in self.voice.take_complete() {
            let Some(hearing) = take.heard() else { continue };
            let story = take.story.as_ref().and_then(|id| self.library.get(id));
            take.said =
                take.transcript().map(|text| told_cues(&text, hearing.spoken(), story.map(AsRef::as_ref)));
            let pauses = hearing.pauses();
            let heard = Heard {
                spoken_ms: hearing.spoken(),
                pauses: pauses.len() as u32,
                longest_ms: pauses.iter().map(|pause| pause.length).max().unwrap_or(0),
                pace: take.said.as_ref().and_then(|said| said.pace),
                fillers: take.said.as_ref().map(|said| said.fillers.iter().map(|f| f.count as u32).sum()),
            };
            entries.push(What::Heard { telling, heard });
        }
        for what in entries {
            let id = EntryId::from_bits(self.draw());
            self.log(LogEntry { id, at: Stamp::from(&now.wall), what });
        }
    }

    /// Records that a story was rewritten and should be practiced soon.
    pub fn practice_soon(&mut self, story: &StoryId, now: &Now) {
        let Some(name) = self.library.get(story).map(|s| s.short_name()) else { return };
        let id = EntryId::from_bits(self.draw());
        let what = What::Soon { story: story.clone() };
        self.log(LogEntry { id, at: Stamp::from(&now.wall), what });
        self.view.say(format!("\"{name}\" is due today again."), now);
    }

    /// Records a telling in a real interview; one that is too short was an accidental key press.
    pub fn told_for_real(&mut self, story: &StoryId, prompt: Option<&PromptId>, seconds: Seconds, now: &Now) {
        if seconds < SHORTEST {
            let text = format!("Stopped after {seconds}. Less than {SHORTEST} does not count as told.");
            self.view.say(text, now);
            return;
        }
        let name = self.library.get(story).map(|s| s.short_name()).unwrap_or_default();
        let id = EntryId::from_bits(self.draw());
        let (story, prompt) = (story.clone(), prompt.cloned());
        let what = What::Told { story, prompt, mode: Mode::Interview, seconds, split: Split::default() };
        self.log(LogEntry { id, at: practice::Stamp::from(&now.wall), what });
        self.view.say(format!("\"{name}\" told in {seconds}."), now);
    }

    /// Adopts the history from the log.
    pub(in crate::app) fn log_read(&mut self, history: History) {
        self.practice.read(history);
        self.library.edition += 1;
        self.judge_all();
    }

    /// Retries the failed entries that are due; with `all`, every one.
    pub(in crate::app) fn log_due(&mut self, now: &Now, all: bool) {
        for entry in self.practice.take_due(now, all) {
            self.effect(Effect::Log(entry));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::{Loaded, Size};
    use crate::app::nav::Go;
    use crate::questions::Bank;
    use crate::story::{Section, Story};
    use jiff::Timestamp;
    use std::sync::Arc;
    use std::time::Duration;

    fn now() -> Now {
        Now { mono: Duration::from_secs(9), wall: "2026-11-23T14:06[Europe/Berlin]".parse().unwrap() }
    }

    fn workspace(complete: bool) -> Workspace {
        let mut workspace =
            Workspace::new(Size { columns: 80, rows: 24 }, Arc::new(Bank::built_in()), String::new(), 1);
        let mut story = Story::new(StoryId::from_bits(1), "ownership", Timestamp::UNIX_EPOCH);
        for part in Section::STAR.into_iter().take(if complete { 4 } else { 3 }) {
            *story.section_mut(part) = "Some words.".to_owned();
        }
        workspace.library.load(vec![Loaded { story: Arc::new(story), newer: None }]);
        workspace
    }

    #[test]
    fn a_session_opens_where_there_is_a_whole_story_and_says_why_not_otherwise() {
        let mut unfinished = workspace(false);
        unfinished.practice_today(&now());
        assert_eq!(unfinished.view.toast.as_ref().unwrap().text, NOTHING_YET);
        let mut ready = workspace(true);
        ready.practice_today(&now());
        assert!(matches!(ready.view.go.as_slice(), [Go::Push(Open::Practice(..))]));
    }

    #[test]
    fn a_slip_of_the_finger_is_no_telling() {
        let (mut workspace, id) = (workspace(true), StoryId::from_bits(1));
        workspace.told_for_real(&id, None, Seconds(2), &now());
        assert!(workspace.effects.is_empty());
        workspace.told_for_real(&id, None, Seconds(90), &now());
        assert_eq!(workspace.practice.told(&id), Some(Seconds(90)));
        assert!(workspace.effects.iter().any(|e| matches!(e, Effect::Log(_))));
    }
}
