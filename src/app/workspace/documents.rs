//! The preparation for the interview and the user's own prompts.
//!
//! Both are held as JSON, which preserves unknown keys, and in parsed form. Each change is journaled by its
//! top-level key.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{PreparationField, Workspace};
use crate::app::msg::{Effect, Journaled, Now, OtherDocument, Snapshot};
use crate::app::nav::{Focus, Undo};
use crate::app::open::{Listed, Sheet};
use crate::interview::{self, Asked, Check, FoundQuestion, Preparation, Round, date};
use crate::questions::{self, Bank, PromptKind, Readiness};
use crate::story::{Change, DocumentId, PromptId, StoryId};

/// The documents besides stories.
#[derive(Debug)]
pub struct Documents {
    pub preparation: Arc<Preparation>,
    /// The readiness questions and research tasks.
    pub readiness: Readiness,
    /// Incremented with every change to either document.
    pub edition: u64,
    /// The other versions of both documents.
    pub others: Vec<OtherDocument>,
    /// Why the preparation is read-only: its file cannot be read or has a newer format version.
    pub locked: Option<String>,
    /// The documents as JSON, by id; no entry if there is none yet.
    raw: HashMap<DocumentId, Value>,
    /// The bank without the user's own prompts.
    packs: Arc<Bank>,
}

impl Documents {
    /// Empty documents; `packs` is the bank without the user's own prompts.
    pub fn new(packs: Arc<Bank>) -> Self {
        Self {
            preparation: Arc::default(),
            readiness: Readiness::built_in(),
            edition: 0,
            others: Vec::new(),
            locked: None,
            raw: HashMap::new(),
            packs,
        }
    }

    /// The JSON of a document; null if there is none yet.
    pub fn value(&self, doc: &DocumentId) -> Value {
        self.raw.get(doc).cloned().unwrap_or_default()
    }

    /// The date of the interview.
    pub fn interview(&self) -> Option<Date> {
        self.preparation.date
    }

    /// The interview in a few words: "Amazon in 11 days"; empty without a date.
    pub fn interview_words(&self, today: Date) -> String {
        let Some(day) = self.preparation.date else { return String::new() };
        let company = self.preparation.company.trim();
        let name = if company.is_empty() { "Interview" } else { company };
        format!("{} {}", crate::story::one_line(name, 24), date::when(today, day))
    }

    /// The text of an own prompt, by the part of its id after `own/`.
    pub fn own_text(&self, own: &str) -> String {
        questions::own_text(&self.value(&DocumentId::OwnQuestions), own).to_owned()
    }

    fn read_preparation(&mut self) {
        let value = self.value(&DocumentId::Preparation);
        self.locked = None;
        if value.is_null() {
            self.preparation = Arc::default();
            return;
        }
        let newer = value.get("schema").and_then(Value::as_u64).filter(|&v| v > u64::from(interview::SCHEMA));
        match Preparation::from_value(&value) {
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
    /// Adopts a document as loaded, or as changed by another program.
    pub fn take_document(&mut self, doc: &DocumentId, value: Value) {
        self.documents.raw.insert(doc.clone(), value);
        self.reread(doc);
    }

    fn reread(&mut self, doc: &DocumentId) {
        self.documents.edition += 1;
        match doc {
            DocumentId::Preparation => {
                self.documents.read_preparation();
                self.follow_company();
            }
            DocumentId::OwnQuestions => self.rebuild_bank(),
            DocumentId::Story(_) => {}
        }
    }

    /// Asks for the earlier versions of a document.
    pub(in crate::app) fn list_versions(&mut self, doc: DocumentId) {
        self.effect(Effect::ListVersions(doc));
    }

    /// Adopts the other versions of documents; says so if there is a new one.
    pub(in crate::app) fn take_others(&mut self, others: Vec<OtherDocument>, now: &Now) {
        let is_new = |other: &&OtherDocument| {
            let known = |o: &OtherDocument| (&o.doc, &o.file) == (&other.doc, &other.file);
            !self.documents.others.iter().any(known)
        };
        let new = others.iter().find(is_new).map(|other| Documents::words(&other.doc));
        self.documents.others = others;
        self.documents.edition += 1;
        if let Some(words) = new {
            self.view.say(format!("There is another version of {words}. Prepare shows it."), now);
        }
    }

    /// Makes the bank of the packs for the interview's company and the user's own questions.
    fn rebuild_bank(&mut self) {
        let own = questions::own(&self.documents.value(&DocumentId::OwnQuestions));
        let mut bank = self.documents.packs.for_company(&self.documents.preparation.company);
        bank.add_own(own);
        self.bank = Arc::new(bank);
        self.finder.matcher = None;
        self.library.edition += 1;
        if self.library.complete {
            self.index_all();
        }
    }

    /// Makes the bank anew if other packs are asked at the interview's company than are in it.
    fn follow_company(&mut self) {
        let asked = |bank: &Bank| bank.principles().iter().map(|p| p.id.clone()).collect::<Vec<_>>();
        let wanted = self.documents.packs.for_company(&self.documents.preparation.company);
        if asked(&wanted) != asked(&self.bank) {
            self.rebuild_bank();
        }
    }

    /// Sets top-level keys of a document; null removes a key.
    fn set_document(&mut self, document: &DocumentId, fields: Vec<(String, Value)>, now: &Now) {
        let old = self.documents.value(document);
        let mut before = self.saving.touch(document, now.mono).then(|| old.clone());
        let mut value = if let Value::Object(map) = old { map } else { Map::new() };
        let schema = (!value.contains_key("schema")).then(|| ("schema".to_owned(), Value::from(1)));
        let mut changes = Vec::new();
        for (field, new) in schema.into_iter().chain(fields) {
            if new.is_null() {
                value.shift_remove(&field);
            } else {
                value.insert(field.clone(), new.clone());
            }
            changes.push(Change::Set { field, value: new });
        }
        let value = Value::Object(value);
        self.documents.raw.insert(document.clone(), value.clone());
        for change in changes {
            let (document, after) = (document.clone(), Snapshot::Value(value.clone()));
            self.effect(Effect::Journal(Box::new(Journaled {
                document,
                before: before.take(),
                change,
                after,
            })));
        }
    }

    /// Whether the preparation can be changed; if not, shows why.
    pub fn may_prepare(&mut self, now: &Now) -> bool {
        let Some(why) = self.documents.locked.clone() else { return true };
        self.view.say(why, now);
        false
    }

    /// Changes the preparation and journals the changed keys.
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
        let moved = preparation.company != self.documents.preparation.company;
        self.documents.preparation = Arc::new(preparation);
        self.documents.edition += 1;
        if moved {
            self.follow_company();
        }
    }

    /// Changes the preparation and shows a message that offers undo.
    pub fn prepare_undo(&mut self, text: &str, now: &Now, change: impl FnOnce(&mut Preparation)) {
        let before = self.documents.value(&DocumentId::Preparation);
        let edition = self.documents.edition;
        self.prepare(now, change);
        if self.documents.edition != edition {
            let after = self.documents.value(&DocumentId::Preparation);
            let undo = Undo::Change(DocumentId::Preparation, Box::new((before, after)));
            self.view.say_undo(format!("{text} u undo"), undo, now);
        }
    }

    /// Restores an earlier state of a document, as an ordinary edit.
    pub fn put_back_document(&mut self, doc: &DocumentId, before: &Value, now: &Now) {
        let none = Map::new();
        let present = self.documents.value(doc);
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

    /// Applies text typed into a field of the preparation.
    pub fn typed_entry(&mut self, entry: &PreparationField, text: &str, now: &Now) {
        let today = self.view.today;
        self.prepare(now, |p| entry.put(p, text, today));
    }

    /// Adds an empty entry to a list of the preparation and returns its sheet. If the preparation is
    /// read-only, shows why and returns `None`.
    pub fn add_entry(&mut self, list: Listed, now: &Now) -> Option<Sheet> {
        if !self.may_prepare(now) {
            return None;
        }
        let id = self.new_id().as_str().to_owned();
        self.prepare(now, |p| match list {
            Listed::Round => p.rounds.push(Round { id: id.clone(), ..Round::default() }),
            Listed::Found => p.found.push(FoundQuestion { id: id.clone(), ..FoundQuestion::default() }),
            Listed::Asked => p.afterwards.push(Asked { id: id.clone(), ..Asked::default() }),
        });
        self.view.focus = Some(Focus::Entry(id.clone()));
        Some(match list {
            Listed::Round => Sheet::Round(id),
            Listed::Found => Sheet::Found(id),
            Listed::Asked => Sheet::Asked(id),
        })
    }

    /// Removes the entry of a sheet that was left empty.
    pub fn drop_blank_entry(&mut self, sheet: &Sheet, now: &Now) {
        self.prepare(now, |p| match sheet {
            Sheet::Round(id) => p.rounds.retain(|r| r.id != *id || !r.is_blank()),
            Sheet::Found(id) => p.found.retain(|f| f.id != *id || !f.text.trim().is_empty()),
            Sheet::Asked(id) => p.afterwards.retain(|a| a.id != *id || !a.is_blank()),
            Sheet::Interview
            | Sheet::Ready(_)
            | Sheet::Research(_)
            | Sheet::AskThem
            | Sheet::Masks
            | Sheet::Own(_) => {}
        });
        if matches!(sheet, Sheet::Own(_)) {
            self.own_done();
        }
    }

    /// Toggles a tick.
    pub fn tick(&mut self, research: bool, id: &str, now: &Now) {
        self.prepare(now, |p| {
            let list = if research { &mut p.research } else { &mut p.readiness };
            let check: &mut Check = list.entry(id.to_owned()).or_default();
            check.done = !check.done;
        });
    }

    /// Saves a question as an own prompt under the given principle, or else the most likely one; returns its
    /// id.
    pub fn add_own(&mut self, text: &str, principle: Option<&str>, kind: PromptKind, now: &Now) -> PromptId {
        let text = text.trim();
        let doc = DocumentId::OwnQuestions;
        let document = self.documents.value(&doc);
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

    /// Creates an own prompt without text; returns the part of its id after `own/`.
    pub fn begin_own(&mut self, principle: &str, now: &Now) -> String {
        let own = self.new_id().as_str().to_owned();
        let document = self.documents.value(&DocumentId::OwnQuestions);
        let after = questions::add_own(&document, &own, principle, "", PromptKind::Success);
        self.set_own(&after, now);
        own
    }

    /// Applies text typed into an own prompt.
    pub fn typed_own(&mut self, own: &str, text: &str, now: &Now) {
        let document = self.documents.value(&DocumentId::OwnQuestions);
        self.set_own(&questions::reword_own(&document, own, text), now);
    }

    fn set_own(&mut self, after: &Value, now: &Now) {
        let prompts = after.get("prompts").cloned().unwrap_or_default();
        self.set_document(&DocumentId::OwnQuestions, vec![("prompts".to_owned(), prompts)], now);
    }

    /// Updates the bank after own prompts were edited.
    pub fn own_done(&mut self) {
        self.reread(&DocumentId::OwnQuestions);
    }

    /// The most likely principle of a question; the most often asked one if that is not clear.
    fn likely(&self, question: &str) -> String {
        let (scored, _) = self.finder.answer_to(question, 1);
        let first = || self.bank.by_how_often().first().map(|p| p.id.clone());
        scored.first().map(|s| s.id.clone()).or_else(first).unwrap_or_default()
    }
}

fn object(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
