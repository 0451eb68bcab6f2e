//! The state shared by all screens.
//!
//! One file per part, with the methods that need only that part. Operations on several parts are here and in
//! `stories` and `documents`; every change to a story or a document goes through these, so that it is
//! journaled and saved. Screens request effects and navigation here; the root performs them.

mod coach_cache;
mod document_versions;
mod documents;
mod drills;
mod finder;
mod library;
mod practice_log;
mod preparation_field;
mod prompts;
mod saving;
mod sessions;
mod standing;
mod stories;
mod target;
mod view;
mod voice;

use std::sync::Arc;

use super::background::{Computed, Job};
use super::msg::{Effect, Now, Problem, Size, Snapshot, TextCopy};
use super::overlay::{Message, Overlay};
use crate::coach::{self, Finding, Review};
use crate::interview::{self, Candidate, LoopPlan, Progress};
use crate::practice::{LogEntry, Plan, Planner, What};
use crate::questions::Bank;
use crate::story::{DocumentId, PromptId, Stage, Story, StoryId, pace};

pub use coach_cache::CoachCache;
pub use documents::Documents;
pub use finder::Finder;
pub use library::Library;
pub use practice_log::PracticeLog;
pub use preparation_field::PreparationField;
pub use prompts::Suggestion;
pub use saving::Saving;
pub use sessions::HEARD;
pub(super) use sessions::NOTHING_YET;
pub use standing::{Figures, Standing, StoryStanding};
pub use target::Target;
pub use view::View;
pub use voice::{Take, Voice};

/// Why there is nothing to copy elsewhere.
pub(super) const ALL_SAVED: &str = "Everything is in its file.";

/// What all screens share.
#[derive(Debug)]
pub struct Workspace {
    pub view: View,
    pub bank: Arc<Bank>,
    pub library: Library,
    pub documents: Documents,
    pub saving: Saving,
    pub coach: CoachCache,
    pub finder: Finder,
    pub practice: PracticeLog,
    pub voice: Voice,
    pub(super) effects: Vec<Effect>,
    rng: fastrand::Rng,
}

impl Workspace {
    /// An empty workspace; `seed` determines the ids of new stories.
    pub fn new(size: Size, bank: Arc<Bank>, data_dir: String, seed: u64) -> Self {
        Self {
            view: View::new(size, data_dir),
            documents: Documents::new(Arc::clone(&bank)),
            bank,
            library: Library::default(),
            saving: Saving::default(),
            coach: CoachCache::default(),
            finder: Finder::default(),
            practice: PracticeLog::default(),
            voice: Voice::default(),
            effects: Vec::new(),
            rng: fastrand::Rng::with_seed(seed),
        }
    }

    /// Queues an effect.
    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// The next random number, determined by the seed.
    pub fn draw(&mut self) -> u64 {
        self.rng.u64(..)
    }

    /// An unused story id.
    pub fn new_id(&mut self) -> StoryId {
        loop {
            let id = StoryId::from_bits(self.draw());
            if !self.library.has(&id) {
                return id;
            }
        }
    }

    /// Shows what helps on the day itself.
    pub fn read_advice(&mut self) {
        let lines = self.documents.readiness.day.iter().map(|line| format!("· {line}")).collect();
        self.view.pop_up(Overlay::Message(Message::new("The day itself", lines)));
    }

    // ---- the coach ----------------------------------------------------------------------------

    /// The stage of a story, by the coach's last result and its tellings.
    pub fn stage(&self, story: &Story) -> Stage {
        self.coach.stage(story, || self.good_tellings(story))
    }

    /// The number of tellings that count for a story to be ready.
    pub fn good_tellings(&self, story: &Story) -> u32 {
        let record = self.practice.history.record(&story.id).filter(|record| record.good_tellings() > 0);
        // How long it has to be is counted from its words: not for each story of a list that nobody told.
        record.map_or(0, |record| record.good_tellings_of(self.coach.settings.shortest(story)))
    }

    /// The estimated speaking time of a story, for display.
    pub fn aloud(&self, story: &Story) -> String {
        format!("about {} aloud", self.coach.settings.seconds(pace::story_words(story)))
    }

    /// Reviews a story now, for a prompt or for all of its prompts, and updates the cache.
    pub fn review(&mut self, id: &StoryId, prompt: Option<&PromptId>) -> Review {
        self.judge(id);
        self.library.get(id).map(|s| self.judged(s, prompt)).unwrap_or_default()
    }

    /// Updates the cache after a story, its links or its tellings changed.
    pub(super) fn judge(&mut self, id: &StoryId) {
        let Some(story) = self.library.get(id) else { return };
        let facts = coach::Facts { today: self.view.today, told: self.practice.told(id) };
        let open = coach::is_open(&coach::standing(story, &self.bank, &self.coach.settings, facts));
        if self.coach.note(id, open) {
            self.library.edition += 1;
        }
    }

    /// Reviews a story, for a prompt or for all of its prompts, without updating the cache.
    pub fn judged(&self, story: &Story, prompt: Option<&PromptId>) -> Review {
        let prompt = match prompt {
            Some(prompt) => self.bank.prompt(prompt),
            None => coach::strictest(story, &self.bank),
        };
        let facts = coach::Facts { today: self.view.today, told: self.practice.told(&story.id) };
        coach::review(story, prompt, &self.coach.settings, facts)
    }

    /// Dismisses a finding; `u` restores it.
    pub fn dismiss(&mut self, story: &StoryId, finding: &Finding, now: &Now) {
        if !self.may_change(story, now) {
            return;
        }
        let Some(before) = self.library.get(story).map(|s| Story::clone(s)) else { return };
        self.set(story, now, |s| s.dismissed.extend(finding.keys().cloned()));
        let undo = self.change_of(&before);
        self.view.say_undo("Not asked again in this story. u undo", undo, now);
    }

    /// Explains a rule: its reason, an example before and after, known false alarms.
    pub fn explain(&mut self, finding: &Finding) {
        let Some(rule) = coach::rule(finding.rule.0) else { return };
        let mut lines = vec![finding.message.clone(), String::new(), rule.why.to_owned(), String::new()];
        if !rule.before.is_empty() {
            lines.extend([format!("Before: {}", rule.before), String::new()]);
            lines.extend([format!("After: {}", rule.after), String::new()]);
        }
        if !rule.false_alarms.is_empty() {
            lines.push(format!("When to skip it: {}", rule.false_alarms));
        }
        self.view.pop_up(Overlay::Message(Message::new(rule.title.to_owned(), lines)));
    }

    // ---- background computations ------------------------------------------------------------------

    /// Starts judging and indexing all stories in the background, if there are any.
    pub fn read_all(&mut self) {
        if !self.library.is_empty() || self.finder.is_ready() {
            self.judge_all();
            self.index_all();
        }
    }

    /// Starts judging all stories in the background.
    pub fn judge_all(&mut self) {
        let job = Job::Judge {
            generation: self.coach.begin(),
            stories: self.all_stories(),
            bank: Arc::clone(&self.bank),
            settings: self.coach.settings.clone(),
            today: self.view.today,
            told: self.practice.told_times(),
        };
        self.effect(Effect::Compute(job));
    }

    /// Starts indexing all stories, unless that was done.
    pub fn index_first(&mut self) {
        if !self.finder.is_ready() {
            self.index_all();
        }
    }

    /// Starts indexing all stories in the background.
    pub fn index_all(&mut self) {
        let (stories, bank) = (self.all_stories(), Arc::clone(&self.bank));
        let (generation, matcher) = (self.finder.begin(), self.finder.matcher.clone());
        self.effect(Effect::Compute(Job::Index { generation, stories, bank, matcher }));
    }

    fn all_stories(&self) -> Arc<[Arc<Story>]> {
        self.library.iter().cloned().collect()
    }

    /// Updates a story in the index.
    pub(super) fn index_story(&mut self, id: &StoryId) {
        let story = self.library.get(id).filter(|s| s.version_of.is_none());
        if !self.finder.update(id, story) && self.library.complete {
            // The first story: there was no index yet.
            self.index_all();
        }
    }

    /// Adopts the result of a computation, unless it is outdated.
    pub fn computed(&mut self, computed: Computed) {
        match computed {
            Computed::Judged { generation, open, across } => {
                if self.coach.finish(generation, open, across) {
                    self.library.edition += 1;
                }
            }
            // The screen that asked for it takes it.
            Computed::Planned { .. } => {}
            Computed::Indexed { generation, index, matcher } => {
                self.finder.finish(generation, *index, matcher);
            }
        }
    }

    // ---- saving -------------------------------------------------------------------------------

    /// Requests the saves that are due; with `all`, of every unsaved document.
    pub fn save_due(&mut self, now: &Now, all: bool) {
        for (document, edition) in self.saving.take_due(now.mono, all) {
            let value = match &document {
                DocumentId::Story(id) => self.library.get(id).cloned().map(Snapshot::Story),
                DocumentId::Preparation | DocumentId::OwnQuestions => {
                    Some(Snapshot::Value(self.documents.value(&document)))
                }
            };
            if let Some(value) = value {
                self.effect(Effect::Save { doc: document, edition, value });
            }
        }
    }

    /// Records that a document was saved.
    pub fn saved(&mut self, document: &DocumentId, edition: u64, now: &Now) {
        let time = now.wall.strftime("%H:%M").to_string();
        if self.saving.saved(document, edition, time)
            && let DocumentId::Story(id) = document
        {
            self.index_story(id);
            self.judge(id);
        }
    }

    /// Whether some text is neither in a file nor in the journal.
    pub fn only_in_memory(&self) -> bool {
        let typed = self.saving.problem.as_ref().is_some_and(|p| !p.journaled) && self.saving.unsaved() > 0;
        typed || self.practice.only_in_memory().next().is_some()
    }

    /// What is neither in a file nor in the journal, in a few words each: `The auditor`, `2 tellings`.
    pub fn only_in_memory_names(&self) -> Vec<String> {
        let typed = self.saving.unsaved_documents().into_iter().map(|document| match document {
            DocumentId::Story(id) => self.library.get(id).map(|s| s.name()).unwrap_or_default(),
            DocumentId::Preparation | DocumentId::OwnQuestions => Documents::words(document).to_owned(),
        });
        let is_telling = |entry: &&LogEntry| matches!(entry.what, What::Told { .. });
        let told = self.practice.only_in_memory().next().map(|_| {
            match self.practice.only_in_memory().filter(is_telling).count() {
                0 => "your practice".to_owned(),
                1 => "1 telling".to_owned(),
                n => format!("{n} tellings"),
            }
        });
        typed.chain(told).collect()
    }

    /// Copies of everything that is in memory only or not in its file yet.
    pub fn unsaved_copies(&self) -> Vec<TextCopy> {
        let typed = self.saving.unsaved_documents().into_iter().filter_map(|document| {
            let value = match document {
                DocumentId::Story(id) => serde_json::to_value(self.library.get(id)?.as_ref()).ok()?,
                DocumentId::Preparation | DocumentId::OwnQuestions => self.documents.value(document),
            };
            let file = format!("starcoach-{}.json", document.name());
            Some(TextCopy { file, text: format!("{value:#}\n") })
        });
        let mut lines = self.practice.only_in_memory().peekable();
        // Named like the log, so that it counts once it lies beside it.
        let told = lines.peek().map(|first| format!("practice-{}.jsonl", first.id));
        let text = lines.map(|entry| entry.line() + "\n").collect();
        typed.chain(told.map(|file| TextCopy { file, text })).collect()
    }

    /// The current obstacle to saving.
    pub fn trouble(&self) -> Option<&Problem> {
        self.saving.trouble().or_else(|| self.practice.trouble())
    }

    // ---- the interview and the day's practice ------------------------------------------------------

    /// The stories as input of the plan.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        let candidate = |s| {
            let (stage, told) = (self.stage(s), self.practice.told(&s.id));
            Candidate { story: s, stage, told, weak: coach::has_a_bigger(s) }
        };
        self.library.iter().map(AsRef::as_ref).map(candidate).collect()
    }

    /// The loop plan and the progress toward the interview.
    pub fn progress(&self) -> (LoopPlan, Progress) {
        let candidates = self.candidates();
        let preparation = &self.documents.preparation;
        let plan = interview::plan(&preparation.rounds, &candidates, &self.bank);
        let readiness = &self.documents.readiness;
        let progress = interview::progress(preparation, &candidates, &plan, readiness, self.view.today);
        (plan, progress)
    }

    /// The stories of the interview's rounds; without rounds empty, which means all.
    pub fn for_interview(&self) -> Vec<StoryId> {
        if self.documents.preparation.rounds.is_empty() {
            return Vec::new();
        }
        let (plan, _) = self.progress();
        let mut stories = Vec::new();
        for tell in plan.rounds.into_iter().flat_map(|r| r.tells) {
            if !stories.contains(&tell.story) {
                stories.push(tell.story);
            }
        }
        stories
    }

    /// The practice planner for a day.
    pub fn planner(&self, on: jiff::civil::Date) -> Planner<'_> {
        let stories = self.library.iter().map(AsRef::as_ref);
        Planner::new(stories, &self.bank, &self.practice.history, on, self.documents.interview())
    }

    /// The practice session of a day, today or later.
    pub fn plan(&self, on: jiff::civil::Date) -> Plan {
        self.planner(on).today(self.practice.settings.minutes, &self.for_interview())
    }
}
