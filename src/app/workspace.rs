//! What all screens share: the stories, the questions, what is unsaved, the last message.
//!
//! Owns every change to a story: each goes through here, so each is journaled and saved. Screens ask
//! for effects and for other screens here; the root carries that out. Must not know any screen.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::background::{Computed, Job};
use super::command::Place;
use super::documents::Documents;
use super::library::Library;
use super::msg::{Change, Effect, Loaded, Now, Problem, Saving, Size};
use super::overlay::Overlay;
use super::practice_log::Unlogged;
use super::screen::Screen;
use crate::coach::{self, Finding, Review};
use crate::practice::{self, History};
use crate::questions::Bank;
use crate::search::{Hit, Index, Matcher, Scored, StoryMatch};
use crate::story::pace::{Seconds, Words};
use crate::story::{self, Stage};
use crate::story::{DocumentId, ProbeAnswer, PromptId, Section, Story, StoryId};
use crate::text::Splice;

/// Saved after this long without a change.
const QUIET: Duration = Duration::from_millis(1500);
/// Saved at the latest after this long of changes.
const LONGEST: Duration = Duration::from_secs(15);
/// A failed save is tried again after this long.
pub(super) const RETRY: Duration = Duration::from_secs(10);
/// A message stays this long.
const TOAST: Duration = Duration::from_secs(8);

/// Where a screen wants to go.
#[derive(Debug)]
pub enum Go {
    /// Open a screen above this one.
    Push(Box<Screen>),
    /// Open a screen in place of this one.
    Replace(Box<Screen>),
    /// Back to the screen below.
    Pop,
    /// To one of the four places, closing what is above.
    Place(Place),
    /// Open a pop-up.
    Overlay(Box<Overlay>),
}

/// What the `u` of a message takes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Undo {
    /// Bring the story back from the trash.
    Restore(StoryId),
    /// Put the story back to what it was.
    Story(Box<Story>),
    /// Let the story no longer answer the prompt.
    Link(StoryId, PromptId),
    /// Put another document back to what it was.
    Document(DocumentId, Value),
}

/// A message that goes away by itself.
#[derive(Debug, Clone)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// What `u` does.
    pub undo: Option<Undo>,
    /// Whether it says why a key did nothing: then it goes with the next one.
    pub refusal: bool,
    /// When it goes.
    pub until: Duration,
}

/// What of a document is not in its file yet.
#[derive(Debug, Clone, Default)]
struct Pending {
    edition: u64,
    saved: u64,
    first: Duration,
    last: Duration,
    in_flight: Option<u64>,
    based: bool,
    problem: Option<(Duration, Problem)>,
}

/// A text of a story that can be typed into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One of the five parts.
    Section(Section),
    /// What it is called.
    Title,
    /// Who the customer was.
    Customer,
    /// When it happened.
    Happened,
    /// The story in 30 seconds.
    Headline,
    /// The first sentence to a prompt.
    Opening(PromptId),
    /// A cue of the cue card.
    Cue(usize),
    /// The prepared answer to a follow-up.
    Answer(String),
}

impl Target {
    /// The text of this target in a story.
    pub fn of<'s>(&self, story: &'s Story) -> &'s str {
        match self {
            Self::Section(s) => story.section(*s),
            Self::Title => &story.title,
            Self::Customer => &story.customer,
            Self::Happened => &story.happened,
            Self::Headline => &story.headline,
            Self::Opening(p) => story.openings.get(p).map_or("", String::as_str),
            Self::Cue(i) => story.cues.get(*i).map_or("", String::as_str),
            Self::Answer(ask) => {
                story.probes.iter().find(|p| &p.ask == ask).map_or("", |p| p.answer.as_str())
            }
        }
    }

    /// The key of a field that is a plain string in the file; `None` for those inside a list or a map.
    fn plain(&self) -> Option<&'static str> {
        match self {
            Self::Section(s) => Some(s.key()),
            Self::Title => Some("title"),
            Self::Customer => Some("customer"),
            Self::Happened => Some("happened"),
            Self::Headline => Some("headline"),
            Self::Opening(_) | Self::Cue(_) | Self::Answer(_) => None,
        }
    }
}

/// What finds stories.
struct Finder {
    index: Index,
    matcher: Arc<Matcher>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Finder of {} stories", self.index.len())
    }
}

/// What all screens share.
#[derive(Debug)]
pub struct Workspace {
    /// The size of the screen.
    pub size: Size,
    /// What is asked.
    pub bank: Arc<Bank>,
    /// The stories.
    pub library: Library,
    /// The interview and the user's own prompts.
    pub documents: Documents,
    /// The last message.
    pub toast: Option<Toast>,
    /// What was last cut or copied.
    pub cut: String,
    /// Where the data is, as the user reads it.
    pub data_dir: String,
    /// The coach's settings.
    pub coach: coach::Settings,
    /// The civil day of the last message.
    pub today: jiff::civil::Date,
    /// What the coach sees across the stories.
    pub across: Vec<coach::BankFinding>,
    /// What the coach said that Draft shall go to.
    pub jump: Option<Finding>,
    /// Whether only ASCII signs are drawn.
    pub ascii: bool,
    /// When something was last in its file, as `14:02`.
    pub saved_at: Option<String>,
    /// Directories where copies may be kept when the usual one cannot be written.
    pub elsewhere: Vec<String>,
    /// The principle that Questions shall show next.
    pub principle: Option<String>,
    /// What the log of tellings says.
    pub history: History,
    /// Whether the log was read.
    pub history_known: bool,
    /// When and how long to practice.
    pub practice: practice::Settings,
    /// A failure that is not about one document.
    pub problem: Option<Problem>,
    pub(super) effects: Vec<Effect>,
    pub(super) go: Vec<Go>,
    pending: HashMap<DocumentId, Pending>,
    /// Whether a part is blank or a warning open, as far as a story was judged.
    open: HashMap<StoryId, bool>,
    /// The stories judged since the bank was last sent to be judged: its answer knows less of them.
    rejudged: HashSet<StoryId>,
    finder: Option<Finder>,
    /// Reads questions; made once for a bank.
    pub matcher: Option<Arc<Matcher>>,
    searched: u64,
    indexing: u64,
    generation: u64,
    random: u64,
    pub(super) unlogged: Vec<Unlogged>,
}

impl Workspace {
    /// An empty workspace; `seed` makes the ids of new stories.
    pub fn new(size: Size, bank: Arc<Bank>, data_dir: String, seed: u64) -> Self {
        Self {
            size,
            documents: Documents::new(Arc::clone(&bank)),
            bank,
            library: Library::default(),
            toast: None,
            cut: String::new(),
            data_dir,
            coach: coach::Settings::default(),
            today: jiff::civil::Date::default(),
            across: Vec::new(),
            jump: None,
            ascii: false,
            saved_at: None,
            elsewhere: Vec::new(),
            principle: None,
            history: History::default(),
            history_known: false,
            practice: practice::Settings::default(),
            problem: None,
            effects: Vec::new(),
            go: Vec::new(),
            pending: HashMap::new(),
            open: HashMap::new(),
            rejudged: HashSet::new(),
            finder: None,
            matcher: None,
            searched: 0,
            indexing: 0,
            generation: 0,
            random: seed,
            unlogged: Vec::new(),
        }
    }

    /// Asks for an effect.
    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Asks for another screen or a pop-up.
    pub fn go(&mut self, go: Go) {
        self.go.push(go);
    }

    /// Opens a screen above this one.
    pub fn push(&mut self, screen: Screen) {
        self.go(Go::Push(Box::new(screen)));
    }

    /// Opens a pop-up.
    pub fn pop_up(&mut self, overlay: Overlay) {
        self.go(Go::Overlay(Box::new(overlay)));
    }

    /// Shows a message for some seconds.
    pub fn say(&mut self, text: impl Into<String>, now: &Now) {
        self.toast = Some(Toast { text: text.into(), undo: None, refusal: false, until: now.mono + TOAST });
    }

    /// Says why a key does nothing here, until the next key.
    pub fn refuse(&mut self, why: &str, now: &Now) {
        self.toast = Some(Toast { text: why.to_owned(), undo: None, refusal: true, until: now.mono + TOAST });
    }

    /// Shows a message whose `u` takes something back.
    pub fn say_undo(&mut self, text: impl Into<String>, undo: Undo, now: &Now) {
        self.toast =
            Some(Toast { text: text.into(), undo: Some(undo), refusal: false, until: now.mono + TOAST * 2 });
    }

    /// The next number of a small generator (`SplitMix64`); the same seed gives the same numbers.
    pub fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A story id that is free.
    pub fn new_id(&mut self) -> StoryId {
        loop {
            let id = StoryId::from_bits(self.draw());
            if !self.library.has(&id) {
                return id;
            }
        }
    }

    // ---- the coach ----------------------------------------------------------------------------

    /// How far a story is, by what the coach said last.
    pub fn stage(&self, story: &Story) -> Stage {
        if !story.is_complete() || self.open.get(&story.id) == Some(&true) {
            return Stage::Draft;
        }
        let good = self.history.record(&story.id).map_or(0, practice::Record::good_tellings);
        if good < coach::READY_TELLINGS { Stage::Solid } else { Stage::Ready }
    }

    /// How long so many words take aloud at the user's pace.
    pub fn seconds(&self, words: Words) -> Seconds {
        self.coach.seconds(words)
    }

    /// Judges a story now, for a prompt or for all that it answers, and brings its mark up to date.
    pub fn review(&mut self, id: &StoryId, prompt: Option<&PromptId>) -> Review {
        self.judge(id);
        self.library.get(id).map(|s| self.judged(s, prompt)).unwrap_or_default()
    }

    /// Brings the mark of a story up to date, after it, its links or its tellings changed.
    pub(super) fn judge(&mut self, id: &StoryId) {
        let Some(story) = self.library.get(id) else { return };
        let open = coach::is_open(&self.judged(story, None));
        self.rejudged.insert(id.clone());
        if self.open.insert(id.clone(), open) != Some(open) {
            self.library.edition += 1;
        }
    }

    /// What the coach says of a story, for a prompt or for all that it answers; nothing is noted.
    pub fn judged(&self, story: &Story, prompt: Option<&PromptId>) -> Review {
        let prompt = match prompt {
            Some(prompt) => self.bank.prompt(prompt),
            None => coach::strictest(story, &self.bank),
        };
        let facts = coach::Facts { today: self.today, told: self.told(&story.id) };
        coach::review(story, prompt, &self.coach, facts)
    }

    /// Has all stories judged, and read for finding them, beside the loop; nothing to do before there is one.
    pub fn read_all(&mut self) {
        if !self.library.is_empty() || self.finder.is_some() {
            let stories = self.all_stories();
            self.judge_these(Arc::clone(&stories));
            self.index_these(stories);
        }
    }

    /// Has all stories judged beside the loop.
    pub fn judge_all(&mut self) {
        self.judge_these(self.all_stories());
    }

    fn judge_these(&mut self, stories: Arc<[Arc<Story>]>) {
        self.generation += 1;
        self.rejudged.clear();
        let job = Job::Judge {
            generation: self.generation,
            stories,
            bank: Arc::clone(&self.bank),
            settings: self.coach.clone(),
            today: self.today,
            told: self.told_times(),
        };
        self.effect(Effect::Compute(job));
    }

    /// Has all stories read for finding them, unless that was done.
    pub fn index_first(&mut self) {
        if self.finder.is_none() {
            self.index_all();
        }
    }

    /// Has all stories read for finding them, beside the loop.
    pub fn index_all(&mut self) {
        self.index_these(self.all_stories());
    }

    fn index_these(&mut self, stories: Arc<[Arc<Story>]>) {
        self.indexing += 1;
        let (bank, matcher) = (Arc::clone(&self.bank), self.matcher.clone());
        self.effect(Effect::Compute(Job::Index { generation: self.indexing, stories, bank, matcher }));
    }

    fn all_stories(&self) -> Arc<[Arc<Story>]> {
        self.library.iter().cloned().collect()
    }

    /// Lets a story be found by its words as they are now.
    fn index_story(&mut self, id: &StoryId) {
        let Some(finder) = &mut self.finder else {
            // The first story of all: until now there was nothing to find.
            if self.library.complete {
                self.index_all();
            }
            return;
        };
        match self.library.get(id).filter(|s| s.version_of.is_none()) {
            Some(story) => finder.index.update(Arc::clone(story)),
            None => finder.index.remove(id),
        }
        self.searched += 1;
    }

    /// Goes up whenever a search may find something else.
    pub fn searched(&self) -> u64 {
        self.searched
    }

    /// The stories that hold these words, best first; `None` while they are still being read.
    pub fn find(&self, words: &str, most: usize) -> Option<Vec<Hit>> {
        self.finder.as_ref().map(|f| f.index.find(words, most))
    }

    /// The principles that a question may test and the stories that answer it, best first.
    pub fn answer_to(&self, question: &str, most: usize) -> (Vec<Scored>, Vec<StoryMatch>) {
        let Some(finder) = self.finder.as_ref().filter(|_| !question.trim().is_empty()) else {
            return (Vec::new(), Vec::new());
        };
        (finder.matcher.principles(question), finder.matcher.stories(question, &finder.index, most))
    }

    /// How long a story takes aloud, as the screen says it.
    pub fn aloud(&self, story: &Story) -> String {
        format!("about {} aloud", self.seconds(crate::story::pace::story_words(story)))
    }

    /// Takes in what was computed; an answer to an older question is dropped.
    pub fn computed(&mut self, computed: Computed) {
        match computed {
            Computed::Judged { generation, open, across } if generation == self.generation => {
                self.open.extend(open.into_iter().filter(|(id, _)| !self.rejudged.contains(id)));
                self.across = across;
                self.library.edition += 1;
            }
            Computed::Judged { .. } => {}
            Computed::Indexed { generation, index, matcher } if generation == self.indexing => {
                self.finder = Some(Finder { index: *index, matcher: Arc::clone(&matcher) });
                self.matcher = Some(matcher);
                self.searched += 1;
            }
            Computed::Indexed { .. } => {}
        }
    }

    // ---- changes to stories -------------------------------------------------------------------

    /// Puts a new story on the library and writes it down.
    pub fn create(&mut self, story: Story, now: &Now) {
        let id = story.id.clone();
        let doc = DocumentId::Story(id.clone());
        let value = value_of(&story);
        self.library.put(Loaded { story: Arc::new(story), newer: None });
        self.touch(&doc, now);
        if let Some(p) = self.pending.get_mut(&doc) {
            p.based = true;
        }
        self.effect(Effect::Journal(doc, Change::Created(value)));
        self.judge(&id);
    }

    /// Whether a story may be changed; says why not.
    pub fn may_change(&mut self, id: &StoryId, now: &Now) -> bool {
        let Some(version) = self.library.newer(id) else { return self.library.has(id) };
        self.say(
            format!("Written by a newer starcoach (version {version}). Update yours to change it."),
            now,
        );
        false
    }

    /// Takes over what was typed into a text of a story. `text` is the whole text afterwards.
    pub fn typed(&mut self, id: &StoryId, target: &Target, splices: Vec<Splice>, text: &str, now: &Now) {
        if splices.is_empty() || !self.library.has(id) {
            return;
        }
        let doc = DocumentId::Story(id.clone());
        self.base(&doc, now);
        let stamp = now.stamp();
        // A splice is checked against the text that it leaves, and all are written once the last is made: several of
        // a field give way to the whole text.
        let only = splices.len() == 1;
        let Some(story) = self.library.get_mut(id) else { return };
        story.updated = stamp;
        let Some(field) = target.plain() else {
            let (field, value) = set_nested(story, target, text);
            self.effect(Effect::Journal(doc, Change::Set { field: field.to_owned(), value }));
            return;
        };
        let whole = match target {
            Target::Section(s) => story.section_mut(*s),
            Target::Title => &mut story.title,
            Target::Customer => &mut story.customer,
            Target::Happened => &mut story.happened,
            Target::Headline | Target::Opening(_) | Target::Cue(_) | Target::Answer(_) => &mut story.headline,
        };
        for splice in &splices {
            let range = splice.at..splice.at + splice.deleted;
            if whole.get(range.clone()).is_some() {
                whole.replace_range(range, &splice.inserted);
            }
        }
        // A field cleans what it shows (CR, controls); from the first edit on the story holds what was shown.
        let same = whole == text;
        if !same {
            text.clone_into(whole);
        }
        let others = self.effects.len();
        self.effects.retain(|e| !changes(e, &doc, field));
        let again = self.effects.len() < others;
        let change = match (splices.into_iter().next(), again) {
            (Some(Splice { at, deleted, inserted }), false) if only && same => {
                Change::Splice { field, at, deleted, inserted }
            }
            _ => Change::Set { field: field.to_owned(), value: Value::String(text.to_owned()) },
        };
        self.effect(Effect::Journal(doc, change));
    }

    /// Sets fields of a story that are not typed: `change` gets the story, `fields` are the keys it changes.
    pub fn set(&mut self, id: &StoryId, fields: &[&'static str], now: &Now, change: impl FnOnce(&mut Story)) {
        if !self.library.has(id) {
            return;
        }
        let doc = DocumentId::Story(id.clone());
        self.base(&doc, now);
        let Some(old) = self.library.get(id) else { return };
        let mut story = Story::clone(old);
        change(&mut story);
        story.updated = now.stamp();
        let value = value_of(&story);
        let newer = self.library.newer(id);
        self.library.put(Loaded { story: Arc::new(story), newer });
        for &field in fields {
            let value = value.get(field).cloned().unwrap_or(Value::Null);
            self.effect(Effect::Journal(doc.clone(), Change::Set { field: field.to_owned(), value }));
        }
        self.judge(id);
    }

    /// Takes over a story as it is in its file: from the trash, or as somebody else left it.
    pub(super) fn take(&mut self, loaded: Loaded) {
        let id = loaded.story.id.clone();
        self.library.put(loaded);
        self.judge(&id);
        self.index_story(&id);
    }

    /// Lets a story answer a prompt; `u` takes that back.
    pub fn link(&mut self, id: &StoryId, prompt: &PromptId, now: &Now) {
        if self.may_change(id, now) {
            self.set(id, &["answers"], now, |s| {
                if !s.answers.contains(prompt) {
                    s.answers.push(prompt.clone());
                }
            });
            self.say_linked(id, prompt, "", now);
        }
    }

    /// Says how many prompts a story answers, one of them newly, and `how` to take that back.
    pub fn say_linked(&mut self, id: &StoryId, prompt: &PromptId, how: &str, now: &Now) {
        let Some(story) = self.library.get(id).filter(|s| s.answers.contains(prompt)) else { return };
        let text = match story.answers.len() {
            1 => format!("It answers 1 question now. {how}"),
            n => format!("It answers {n} questions now. {how}"),
        };
        self.say_undo(text.trim_end(), Undo::Link(id.clone(), prompt.clone()), now);
    }

    /// Lets a story no longer answer a prompt; its opening for it goes too, and `u` brings both back.
    pub fn unlink(&mut self, id: &StoryId, prompt: &PromptId, now: &Now) {
        if !self.may_change(id, now) {
            return;
        }
        let Some(before) = self.library.get(id).map(|s| Story::clone(s)) else { return };
        self.set(id, &["answers", "openings"], now, |s| {
            s.answers.retain(|p| p != prompt);
            s.openings.remove(prompt);
        });
        self.say_undo("It no longer answers that question. u undo", Undo::Story(Box::new(before)), now);
    }

    /// Puts a story back to what it was, as an edit like any other.
    pub fn put_back(&mut self, before: &Story, now: &Now) {
        let id = before.id.clone();
        if !self.library.has(&id) {
            self.create(before.clone(), now);
            return;
        }
        let before = before.clone();
        self.set(&id, &story::user_keys(), now, move |s| *s = before);
    }

    /// Moves a story to the trash.
    pub fn trash(&mut self, id: &StoryId, now: &Now) {
        let Some(story) = self.library.remove(id) else { return };
        self.pending.remove(&DocumentId::Story(id.clone()));
        self.effect(Effect::Trash(Arc::clone(&story)));
        let text = format!("\"{}\" is in the trash. u brings it back", story.name());
        self.say_undo(text, Undo::Restore(id.clone()), now);
    }

    /// Takes in a story that is back from the trash.
    pub(super) fn restored(&mut self, story: Arc<Story>, now: &Now) {
        let text = format!("\"{}\" is back.", story.name());
        self.take(Loaded { story, newer: None });
        self.say(text, now);
    }

    // ---- saving -------------------------------------------------------------------------------

    /// Notes the document as it is before its first change since it was last saved.
    pub(super) fn base(&mut self, doc: &DocumentId, now: &Now) {
        let based = self.pending.get(doc).is_some_and(|p| p.based);
        if !based {
            let value = match doc {
                DocumentId::Story(id) => self.library.get(id).map(|s| value_of(s)),
                DocumentId::Preparation | DocumentId::OwnQuestions => Some(self.documents.document(doc)),
            };
            if let Some(value) = value {
                self.effect(Effect::Journal(doc.clone(), Change::Base(value)));
            }
        }
        self.touch(doc, now);
        if let Some(p) = self.pending.get_mut(doc) {
            p.based = true;
        }
    }

    fn touch(&mut self, doc: &DocumentId, now: &Now) {
        let p = self.pending.entry(doc.clone()).or_default();
        if p.edition == p.saved {
            p.first = now.mono;
        }
        p.edition += 1;
        p.last = now.mono;
    }

    /// Asks for the saves whose time has come; with `all`, for every unsaved document.
    pub fn save_due(&mut self, now: &Now, all: bool) {
        let mut due: Vec<DocumentId> = Vec::new();
        for (doc, p) in &self.pending {
            if p.edition > p.saved && p.in_flight.is_none() && (all || p.due() <= now.mono) {
                due.push(doc.clone());
            }
        }
        due.sort();
        for doc in due {
            let value = match &doc {
                DocumentId::Story(id) => match self.library.get(id) {
                    Some(story) => Saving::Story(Arc::clone(story)),
                    None => continue,
                },
                DocumentId::Preparation | DocumentId::OwnQuestions => {
                    Saving::Value(self.documents.document(&doc))
                }
            };
            let Some(p) = self.pending.get_mut(&doc) else { continue };
            p.in_flight = Some(p.edition);
            let edition = p.edition;
            self.effect(Effect::Save { doc, edition, value });
        }
    }

    /// When the next save is due.
    pub fn next_save(&self) -> Option<Duration> {
        self.pending.values().filter(|p| p.edition > p.saved && p.in_flight.is_none()).map(Pending::due).min()
    }

    /// Takes in that a document is in its file.
    pub fn saved(&mut self, doc: &DocumentId, edition: u64, now: &Now) {
        let Some(p) = self.pending.get_mut(doc) else { return };
        p.saved = edition;
        p.in_flight = None;
        p.problem = None;
        if p.edition > edition {
            p.first = p.last;
        } else {
            p.based = false;
        }
        if self.unsaved() == 0 {
            // What could not be written down on its way is in its file now.
            self.problem.take_if(|p| !p.journaled);
        }
        self.saved_at = Some(now.wall.strftime("%H:%M").to_string());
        if let DocumentId::Story(id) = doc {
            self.index_story(id);
            self.judge(id);
        }
    }

    /// Takes in that a document could not be saved.
    pub fn save_failed(&mut self, doc: &DocumentId, problem: Problem, now: &Now) {
        let Some(p) = self.pending.get_mut(doc) else { return };
        p.in_flight = None;
        p.problem = Some((now.mono, problem));
    }

    /// Whether a document has changes that are not in its file.
    pub fn is_unsaved(&self, doc: &DocumentId) -> bool {
        self.pending.get(doc).is_some_and(|p| p.edition > p.saved)
    }

    /// How many documents are not in their files.
    pub fn unsaved(&self) -> usize {
        self.pending.values().filter(|p| p.edition > p.saved).count()
    }

    /// The stories with changes that are not in their files.
    pub fn unsaved_stories(&self) -> Vec<Arc<Story>> {
        let unsaved = self.pending.iter().filter(|(_, p)| p.edition > p.saved).map(|(doc, _)| doc);
        let mut stories: Vec<Arc<Story>> = unsaved
            .filter_map(|doc| match doc {
                DocumentId::Story(id) => self.library.get(id).cloned(),
                DocumentId::Preparation | DocumentId::OwnQuestions => None,
            })
            .collect();
        stories.sort_by(|a, b| a.id.cmp(&b.id));
        stories
    }

    /// Whether there are words that neither a file nor the journal holds.
    pub fn only_in_memory(&self) -> bool {
        self.problem.as_ref().is_some_and(|p| !p.journaled) && !self.unsaved_stories().is_empty()
    }

    /// What keeps something from being saved.
    pub fn trouble(&self) -> Option<&Problem> {
        self.problem
            .as_ref()
            .or_else(|| self.pending.values().find_map(|p| p.problem.as_ref().map(|(_, p)| p)))
            .or_else(|| self.unlogged.iter().find_map(|u| u.problem.as_ref().map(|(_, p)| p)))
    }
}

impl Pending {
    fn due(&self) -> Duration {
        match &self.problem {
            Some((at, _)) => *at + RETRY,
            None => (self.last + QUIET).min(self.first + LONGEST),
        }
    }
}

/// Whether an effect writes down a change to this field.
fn changes(effect: &Effect, doc: &DocumentId, key: &str) -> bool {
    matches!(effect, Effect::Journal(d, Change::Splice { field, .. }) if d == doc && *field == key)
}

fn value_of(story: &Story) -> Value {
    serde_json::to_value(story).unwrap_or(Value::Null)
}

/// Sets a text inside a list or a map; gives the field's key and its whole new value.
fn set_nested(story: &mut Story, target: &Target, text: &str) -> (&'static str, Value) {
    let json = |v: serde_json::Result<Value>| v.unwrap_or(Value::Null);
    match target {
        Target::Opening(prompt) => {
            story.openings.insert(prompt.clone(), text.to_owned());
            ("openings", json(serde_json::to_value(&story.openings)))
        }
        Target::Cue(at) => {
            if story.cues.len() <= *at {
                story.cues.resize(at + 1, String::new());
            }
            if let Some(cue) = story.cues.get_mut(*at) {
                text.clone_into(cue);
            }
            ("cues", json(serde_json::to_value(&story.cues)))
        }
        Target::Answer(ask) => {
            match story.probes.iter_mut().find(|p| &p.ask == ask) {
                Some(p) => text.clone_into(&mut p.answer),
                None => story.probes.push(ProbeAnswer { ask: ask.clone(), answer: text.to_owned() }),
            }
            ("probes", json(serde_json::to_value(&story.probes)))
        }
        Target::Section(_) | Target::Title | Target::Customer | Target::Happened | Target::Headline => {
            ("headline", Value::Null)
        }
    }
}
