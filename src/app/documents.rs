//! The interview and the user's own prompts on the workspace: read, changed and kept with the care of stories.
//!
//! Owns both documents as JSON, so that keys this program does not know stay in them, and what they say
//! beside it. Each change is journaled by its top-level key. Must not know any screen or file.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::msg::{Change, Effect, Now};
use super::workspace::{Undo, Workspace};
use crate::interview::{
    self, Asked, Candidate, Check, FoundQuestion, LoopPlan, Preparation, Progress, Round, date,
};
use crate::questions::{self, Bank, PromptKind, Readiness};
use crate::story::{DocumentId, PromptId, StoryId};

/// What the workspace holds besides stories.
#[derive(Debug)]
pub struct Documents {
    /// What the user entered about the interview.
    pub preparation: Arc<Preparation>,
    /// What to know before the interview.
    pub readiness: Readiness,
    /// Goes up with every change to either document.
    pub edition: u64,
    /// The entry that Prepare shall choose next, by its id.
    pub show: Option<String>,
    /// Why the preparation may not be changed: its file cannot be read, or is of a newer form.
    pub locked: Option<String>,
    /// The documents as they are, by name; without an entry there is none yet.
    raw: HashMap<DocumentId, Value>,
    /// What is asked, without the user's own prompts.
    packs: Arc<Bank>,
}

/// A text of the preparation that can be typed into; lists are named by their entry's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreparationField {
    /// Where.
    Company,
    /// For which role.
    Role,
    /// When, as people type it.
    Date,
    /// Who asks in a round.
    Interviewer(String),
    /// What they do, or what the round is called.
    Title(String),
    /// The note to a readiness question.
    Ready(String),
    /// The note to a research task.
    Research(String),
    /// A question that others report.
    Found(String),
    /// Questions to ask them, one a line.
    AskThem,
    /// Words to mask, one a line.
    Masks,
    /// What they asked.
    Asked(String),
    /// The follow-up that hurt.
    FollowUp(String),
    /// How it went.
    Went(String),
}

impl PreparationField {
    /// The key of the document that holds it.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Role => "role",
            Self::Date => "date",
            Self::Interviewer(_) | Self::Title(_) => "rounds",
            Self::Ready(_) => "readiness",
            Self::Research(_) => "research",
            Self::Found(_) => "found",
            Self::AskThem => "ask_them",
            Self::Masks => "redactions",
            Self::Asked(_) | Self::FollowUp(_) | Self::Went(_) => "afterwards",
        }
    }

    /// The text as it stands in the preparation.
    pub fn of(&self, p: &Preparation) -> String {
        let round = |id: &String| p.rounds.iter().find(|r| r.id == *id);
        let asked = |id: &String| p.afterwards.iter().find(|a| a.id == *id);
        let text = match self {
            Self::Company => Some(&p.company),
            Self::Role => Some(&p.role),
            Self::Date => return p.date.map(|d| d.strftime("%-d %b %Y").to_string()).unwrap_or_default(),
            Self::Interviewer(id) => round(id).map(|r| &r.interviewer),
            Self::Title(id) => round(id).map(|r| &r.title),
            Self::Ready(id) => p.readiness.get(id).map(|c| &c.note),
            Self::Research(id) => p.research.get(id).map(|c| &c.note),
            Self::Found(id) => p.found.iter().find(|f| f.id == *id).map(|f| &f.text),
            Self::AskThem => return p.ask_them.join("\n"),
            Self::Masks => return p.redactions.join("\n"),
            Self::Asked(id) => asked(id).map(|a| &a.asked),
            Self::FollowUp(id) => asked(id).map(|a| &a.follow_up),
            Self::Went(id) => asked(id).map(|a| &a.went),
        };
        text.cloned().unwrap_or_default()
    }

    /// Puts a typed text in; a date that cannot be read leaves the one that is there.
    pub fn put(&self, p: &mut Preparation, text: &str, today: Date) {
        let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        let asked = |p: &mut Preparation, id: &String, to: fn(&mut Asked) -> &mut String| {
            if let Some(a) = p.afterwards.iter_mut().find(|a| a.id == *id) {
                text.clone_into(to(a));
            }
        };
        match self {
            Self::Company => text.clone_into(&mut p.company),
            Self::Role => text.clone_into(&mut p.role),
            Self::Date if text.trim().is_empty() => p.date = None,
            Self::Date => p.date = date::parse(text, today).ok().or(p.date),
            Self::Interviewer(id) | Self::Title(id) => {
                let Some(round) = p.rounds.iter_mut().find(|r| r.id == *id) else { return };
                let there =
                    if matches!(self, Self::Title(_)) { &mut round.title } else { &mut round.interviewer };
                text.clone_into(there);
            }
            Self::Ready(id) => text.clone_into(&mut p.readiness.entry(id.clone()).or_default().note),
            Self::Research(id) => text.clone_into(&mut p.research.entry(id.clone()).or_default().note),
            Self::Found(id) => {
                if let Some(found) = p.found.iter_mut().find(|f| f.id == *id) {
                    text.clone_into(&mut found.text);
                }
            }
            Self::AskThem => p.ask_them = lines(),
            Self::Masks => p.redactions = lines(),
            Self::Asked(id) => asked(p, id, |a| &mut a.asked),
            Self::FollowUp(id) => asked(p, id, |a| &mut a.follow_up),
            Self::Went(id) => asked(p, id, |a| &mut a.went),
        }
    }

    /// Whether a typed text says what the preparation holds, however it is written.
    pub fn says(&self, text: &str, p: &Preparation, today: Date) -> bool {
        let mut typed = p.clone();
        self.put(&mut typed, text, today);
        typed == *p
    }

    /// Whether a typed text is not understood, so that it is not kept.
    pub fn is_unclear(&self, text: &str, today: Date) -> bool {
        *self == Self::Date && !text.trim().is_empty() && date::parse(text, today).is_err()
    }

    /// What is understood of a typed text; empty where that needs no saying.
    pub fn explain(&self, text: &str, p: &Preparation, today: Date) -> String {
        if *self != Self::Date || text.trim().is_empty() {
            return String::new();
        }
        let kept = |d: Date| format!(" Kept: {} {}.", date::words_of(d), d.year());
        match date::parse(text, today) {
            Ok(d) => {
                let read = format!("{} {}, {}", date::words_of(d), d.year(), date::when(today, d));
                // "5 nov" in late November is more likely the one just gone.
                let gone = date::days_between(today, d) > 300 && !text.contains(&d.year().to_string());
                if gone { format!("{read}. If it is over, add {}.", today.year()) } else { read }
            }
            Err(why) => format!("{why}{}", p.date.map(kept).unwrap_or_default()),
        }
    }
}

impl Documents {
    /// Documents with nothing entered; `packs` is what is asked without the user's own prompts.
    pub fn new(packs: Arc<Bank>) -> Self {
        Self {
            preparation: Arc::default(),
            readiness: Readiness::built_in(),
            edition: 0,
            show: None,
            locked: None,
            raw: HashMap::new(),
            packs,
        }
    }

    /// A document as it is now; null where there is none yet.
    pub fn document(&self, doc: &DocumentId) -> Value {
        self.raw.get(doc).cloned().unwrap_or_default()
    }

    fn read_preparation(&mut self) {
        let value = self.document(&DocumentId::Preparation);
        self.locked = None;
        if value.is_null() {
            self.preparation = Arc::default();
            return;
        }
        let newer = value.get("schema").and_then(Value::as_u64).filter(|&v| v > u64::from(interview::SCHEMA));
        match serde_json::from_value::<Preparation>(value) {
            Ok(preparation) => {
                self.preparation = Arc::new(preparation);
                self.locked = newer.map(|v| {
                    format!("preparation.json was written by a newer starcoach (version {v}); update starcoach to change it.")
                });
            }
            Err(error) => {
                self.preparation = Arc::default();
                self.locked =
                    Some(format!("preparation.json cannot be read ({error}). It is left as it is."));
            }
        }
    }
}

impl Workspace {
    /// Takes over a document as it was read, or as another program left it.
    pub fn take_document(&mut self, doc: &DocumentId, value: Value) {
        self.documents.raw.insert(doc.clone(), value);
        self.reread(doc);
    }

    fn reread(&mut self, doc: &DocumentId) {
        self.documents.edition += 1;
        match doc {
            DocumentId::Preparation => self.documents.read_preparation(),
            DocumentId::OwnQuestions => {
                let own = questions::own(&self.documents.document(doc));
                let mut bank = Bank::clone(&self.documents.packs);
                bank.add_own(own);
                self.bank = Arc::new(bank);
                self.matcher = None;
                self.library.edition += 1;
                if self.library.complete {
                    self.index_all();
                }
            }
            DocumentId::Story(_) => {}
        }
    }

    /// Gives top-level keys of a document new values; null takes a key away.
    fn set_document(&mut self, doc: &DocumentId, fields: Vec<(String, Value)>, now: &Now) {
        self.base(doc, now);
        let mut value = match self.documents.raw.remove(doc) {
            Some(Value::Object(map)) => map,
            _ => Map::new(),
        };
        let schema = (!value.contains_key("schema")).then(|| ("schema".to_owned(), Value::from(1)));
        for (field, new) in schema.into_iter().chain(fields) {
            if new.is_null() {
                value.shift_remove(&field);
            } else {
                value.insert(field.clone(), new.clone());
            }
            self.effect(Effect::Journal(doc.clone(), Change::Set { field, value: new }));
        }
        self.documents.raw.insert(doc.clone(), Value::Object(value));
    }

    /// Whether the preparation may be changed; says why not.
    pub fn may_prepare(&mut self, now: &Now) -> bool {
        let Some(why) = self.documents.locked.clone() else { return true };
        self.say(why, now);
        false
    }

    /// Changes the preparation; what is different afterwards is journaled key by key.
    pub fn prepare(&mut self, now: &Now, change: impl FnOnce(&mut Preparation)) {
        if !self.may_prepare(now) {
            return;
        }
        let mut preparation = Preparation::clone(&self.documents.preparation);
        change(&mut preparation);
        if preparation == *self.documents.preparation {
            return;
        }
        let (before, after) = (object(&*self.documents.preparation), object(&preparation));
        let changed = after.into_iter().filter(|(key, value)| before.get(key) != Some(value));
        self.set_document(&DocumentId::Preparation, changed.collect(), now);
        self.documents.preparation = Arc::new(preparation);
        self.documents.edition += 1;
    }

    /// Changes the preparation, with a message whose `u` takes it back.
    pub fn prepare_undo(&mut self, text: &str, now: &Now, change: impl FnOnce(&mut Preparation)) {
        let before = self.documents.document(&DocumentId::Preparation);
        let edition = self.documents.edition;
        self.prepare(now, change);
        if self.documents.edition != edition {
            self.say_undo(format!("{text} u undo"), Undo::Document(DocumentId::Preparation, before), now);
        }
    }

    /// Puts a document back to what it was, as an edit like any other.
    pub fn put_back_document(&mut self, doc: &DocumentId, before: &Value, now: &Now) {
        let none = Map::new();
        let present = self.documents.document(doc);
        let (old, present) =
            (before.as_object().unwrap_or(&none), present.as_object().unwrap_or(&none).clone());
        let gone = present.keys().filter(|k| !old.contains_key(*k)).map(|k| (k.clone(), Value::Null));
        let back = old.iter().filter(|(k, v)| present.get(*k) != Some(v));
        let fields: Vec<_> = gone.chain(back.map(|(k, v)| (k.clone(), v.clone()))).collect();
        if !fields.is_empty() {
            self.set_document(doc, fields, now);
            self.reread(doc);
        }
    }

    /// Takes over what was typed into a text of the preparation.
    pub fn typed_entry(&mut self, entry: &PreparationField, text: &str, now: &Now) {
        let today = self.today;
        self.prepare(now, |p| entry.put(p, text, today));
    }

    /// A new entry of a list of the preparation, empty; gives its id.
    pub fn add_round(&mut self, now: &Now) -> String {
        let id = self.new_id().as_str().to_owned();
        self.prepare(now, |p| p.rounds.push(Round { id: id.clone(), ..Round::default() }));
        id
    }

    /// A new question that others report, empty; gives its id.
    pub fn add_found(&mut self, now: &Now) -> String {
        let id = self.new_id().as_str().to_owned();
        self.prepare(now, |p| p.found.push(FoundQuestion { id: id.clone(), ..FoundQuestion::default() }));
        id
    }

    /// A new line about what they asked, empty; gives its id.
    pub fn add_asked(&mut self, now: &Now) -> String {
        let id = self.new_id().as_str().to_owned();
        self.prepare(now, |p| p.afterwards.push(Asked { id: id.clone(), ..Asked::default() }));
        id
    }

    /// Ticks what is open, and the other way round.
    pub fn tick(&mut self, research: bool, id: &str, now: &Now) {
        self.prepare(now, |p| {
            let list = if research { &mut p.research } else { &mut p.readiness };
            let check: &mut Check = list.entry(id.to_owned()).or_default();
            check.done = !check.done;
        });
    }

    /// Keeps a question as a prompt of the user's own under the principle that it seems to ask for, or the
    /// one that is given; gives its id.
    pub fn add_own(&mut self, text: &str, principle: Option<&str>, kind: PromptKind, now: &Now) -> PromptId {
        let text = text.trim();
        let doc = DocumentId::OwnQuestions;
        let document = self.documents.document(&doc);
        let same = questions::own(&document).into_iter().find(|(_, p)| p.text == text);
        if let Some((_, prompt)) = same {
            return prompt.id;
        }
        let principle = principle.map_or_else(|| self.likely(text), str::to_owned);
        let id = loop {
            let id = PromptId::new(questions::OWN, StoryId::from_bits(self.draw()).as_str());
            if self.bank.prompt(&id).is_none() {
                break id;
            }
        };
        let own = id.as_str().split_once('/').map_or("", |(_, own)| own);
        let after = questions::add_own(&document, own, &principle, text, kind);
        let prompts = after.get("prompts").cloned().unwrap_or_default();
        self.set_document(&doc, vec![("prompts".to_owned(), prompts)], now);
        self.reread(&doc);
        id
    }

    /// An own prompt with no text yet, under a principle; gives the part of its id after `own/`.
    pub fn begin_own(&mut self, principle: &str, now: &Now) -> String {
        let own = self.new_id().as_str().to_owned();
        let document = self.documents.document(&DocumentId::OwnQuestions);
        let after = questions::add_own(&document, &own, principle, "", PromptKind::Success);
        self.set_own(&after, now);
        own
    }

    /// The text of an own prompt.
    pub fn own_text(&self, own: &str) -> String {
        questions::own_text(&self.documents.document(&DocumentId::OwnQuestions), own).to_owned()
    }

    /// Takes over what was typed into an own prompt.
    pub fn typed_own(&mut self, own: &str, text: &str, now: &Now) {
        let document = self.documents.document(&DocumentId::OwnQuestions);
        self.set_own(&questions::reword_own(&document, own, text), now);
    }

    fn set_own(&mut self, after: &Value, now: &Now) {
        let prompts = after.get("prompts").cloned().unwrap_or_default();
        self.set_document(&DocumentId::OwnQuestions, vec![("prompts".to_owned(), prompts)], now);
    }

    /// Brings the bank up to date with the own prompts, once they are typed.
    pub fn own_done(&mut self) {
        self.reread(&DocumentId::OwnQuestions);
    }

    /// The principle that a question seems to ask for; the one asked most where that is not clear.
    fn likely(&self, question: &str) -> String {
        let (scored, _) = self.answer_to(question, 1);
        let first = || self.bank.by_how_often().first().map(|p| p.id.clone());
        scored.first().map(|s| s.id.clone()).or_else(first).unwrap_or_default()
    }

    /// The stories as the rooms below weigh them.
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        self.library
            .iter()
            .map(|s| Candidate { story: s, stage: self.stage(s), told: self.told(&s.id) })
            .collect()
    }

    /// Which interviewer hears what, and how it looks.
    pub fn progress(&self) -> (LoopPlan, Progress) {
        let candidates = self.candidates();
        let preparation = &self.documents.preparation;
        let plan = interview::plan(&preparation.rounds, &candidates, &self.bank);
        let progress =
            interview::progress(preparation, &candidates, &plan, &self.documents.readiness, self.today);
        (plan, progress)
    }

    /// The interview in a few words: "Amazon in 11 days"; empty without a date.
    pub fn interview_words(&self) -> String {
        let preparation = &self.documents.preparation;
        let Some(day) = preparation.date else { return String::new() };
        let company = preparation.company.trim();
        let name = if company.is_empty() { "Interview" } else { company };
        format!("{} {}", crate::story::one_line(name, 24), date::when(self.today, day))
    }
}

fn object(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_taken_when_it_can_be_read_and_explained_either_way() {
        let today = "2026-11-23".parse().unwrap();
        let mut p = Preparation::default();
        PreparationField::Date.put(&mut p, "4 dec", today);
        assert_eq!(p.date, Some("2026-12-04".parse().unwrap()));
        assert_eq!(PreparationField::Date.explain("4 dec", &p, today), "Fri 4 Dec 2026, in 11 days");
        PreparationField::Date.put(&mut p, "4 dex", today);
        assert_eq!(p.date, Some("2026-12-04".parse().unwrap()));
        let why = PreparationField::Date.explain("4 dex", &p, today);
        assert!(why.contains("4 dex") && why.ends_with("Kept: Fri 4 Dec 2026."), "{why}");
        let shown = PreparationField::Date.of(&p);
        assert!(PreparationField::Date.says(&shown, &p, today), "{shown}");
        PreparationField::Date.put(&mut p, "", today);
        assert_eq!(p.date, None);
    }
}
