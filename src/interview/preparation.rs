//! What the user entered about the interview: one flat object, merged key by key.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Level;
use crate::questions::{Bank, Principle};
use crate::story::{PromptId, StoryId};

/// The version of the file format that this program writes.
pub const SCHEMA: u32 = 1;

/// The principles mainly for people managers.
pub const FOR_MANAGERS: [&str; 2] = ["hire-and-develop-the-best", "strive-to-be-earths-best-employer"];

/// Everything that the user enters about the interview, as stored in `preparation.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Preparation {
    /// Format version; [`SCHEMA`] in files created by this version.
    pub schema: u32,
    /// May be empty.
    pub company: String,
    /// May be empty.
    pub role: String,
    /// The level of the role as typed, read by [`Level::read`]; may be empty.
    pub level: String,
    /// `None` until it is set.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Date>,
    /// Whether the role manages people: adds the two principles for managers to the default selection.
    pub manager: bool,
    /// The ids of the principles selected by hand; `None` means the default selection.
    pub principles: Option<Vec<String>>,
    /// The interviewers in order.
    pub rounds: Vec<Round>,
    /// Notes and ticks of the readiness questions, by question id.
    pub readiness: BTreeMap<String, Check>,
    /// Notes and ticks of the research tasks, by task id.
    pub research: BTreeMap<String, Check>,
    /// Questions reported by other candidates.
    pub found: Vec<FoundQuestion>,
    /// Questions to ask the interviewers.
    pub ask_them: Vec<String>,
    /// Words to mask in a redacted export.
    pub redactions: Vec<String>,
    /// What was asked in this interview, entered afterwards.
    pub afterwards: Vec<Asked>,
    /// Past interviews, oldest first.
    pub past: Vec<Past>,
    /// Unknown keys, preserved unchanged.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One interviewer of a loop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Round {
    /// An opaque id, stable while the round is edited.
    pub id: String,
    /// May be empty.
    pub interviewer: String,
    /// Their job, or the name of the round; may be empty.
    pub title: String,
    /// The ids of the principles they are likely to ask for.
    pub principles: Vec<String>,
    /// The stories chosen by hand for this round; `None` leaves the choice to the plan.
    pub stories: Option<Vec<StoryId>>,
}

impl Round {
    /// Whether nobody said yet what they ask for or hear.
    pub fn is_open(&self) -> bool {
        self.principles.is_empty() && self.stories.is_none()
    }

    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        let named = [&self.interviewer, &self.title].iter().any(|t| !t.trim().is_empty());
        !named && self.principles.is_empty() && self.stories.is_none()
    }
}

/// A note and a tick.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Check {
    pub note: String,
    pub done: bool,
}

impl Check {
    /// Whether there is an answer: written down, or known by heart.
    pub fn is_answered(&self) -> bool {
        self.done || !self.note.trim().is_empty()
    }
}

/// A question reported by another candidate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FoundQuestion {
    /// An opaque id, used to merge the changes of two windows.
    pub id: String,
    pub text: String,
    /// The user's own prompt that was created from it.
    pub prompt: Option<PromptId>,
}

/// One question of an interview that took place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Asked {
    /// An opaque id, used to merge the changes of two windows.
    pub id: String,
    pub asked: String,
    pub story: Option<StoryId>,
    /// The hardest follow-up; may be empty.
    pub follow_up: String,
    /// The user's own account; may be empty.
    pub went: String,
}

impl Asked {
    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.asked, &self.follow_up, &self.went];
        texts.iter().all(|t| t.trim().is_empty()) && self.story.is_none()
    }
}

/// A past interview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Past {
    /// An opaque id, used to merge the changes of two windows.
    pub id: String,
    pub company: String,
    pub role: String,
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Date>,
    pub rounds: Vec<Round>,
    pub afterwards: Vec<Asked>,
}

impl Default for Preparation {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            company: String::new(),
            role: String::new(),
            level: String::new(),
            date: None,
            manager: false,
            principles: None,
            rounds: Vec::new(),
            readiness: BTreeMap::new(),
            research: BTreeMap::new(),
            found: Vec::new(),
            ask_them: Vec::new(),
            redactions: Vec::new(),
            afterwards: Vec::new(),
            past: Vec::new(),
            extra: Map::new(),
        }
    }
}

impl Preparation {
    /// Reads a preparation from a JSON value; by way of its text, since serde refuses numbers of more than 19 digits in
    /// a flattened field: others may have added such to the file.
    pub fn from_value(value: &Value) -> serde_json::Result<Self> {
        serde_json::from_str(&value.to_string())
    }

    /// Whether a principle is selected for this interview. A selection by hand that names nothing of what is
    /// asked at the company was made for another one.
    pub fn counts(&self, bank: &Bank, principle: &str) -> bool {
        let by_hand = |chosen: &&Vec<String>| chosen.is_empty() || chosen.iter().any(|id| bank.is_asked(id));
        match self.principles.as_ref().filter(by_hand) {
            Some(chosen) => chosen.iter().any(|id| id == principle),
            None => self.manager || !FOR_MANAGERS.contains(&principle),
        }
    }

    /// The selected principles, in the order in which they are asked.
    pub fn counting<'b>(&self, bank: &'b Bank) -> Vec<&'b Principle> {
        bank.by_how_often().into_iter().filter(|p| self.counts(bank, &p.id)).collect()
    }

    /// Selects or deselects a principle; from then on the selection is by hand.
    pub fn set_counts(&mut self, bank: &Bank, principle: &str, counts: bool) {
        let mut chosen: Vec<String> =
            bank.principles().iter().map(|p| p.id.clone()).filter(|id| self.counts(bank, id)).collect();
        chosen.retain(|id| id != principle);
        // What was selected for other companies stays selected there.
        let elsewhere = self.principles.iter().flatten().filter(|id| !bank.is_asked(id));
        chosen.extend(elsewhere.cloned());
        if counts {
            chosen.push(principle.to_owned());
        }
        self.principles = Some(chosen);
    }

    /// Sets the level as typed. That of a manager selects the principles for managers; what is not understood
    /// selects nothing.
    pub fn set_level(&mut self, text: &str) {
        text.clone_into(&mut self.level);
        let Some(level) = Level::read(text) else { return };
        self.manager = level.manages();
        if let Some(chosen) = self.principles.as_mut().filter(|_| level.manages()) {
            for id in FOR_MANAGERS.map(str::to_owned) {
                if !chosen.contains(&id) {
                    chosen.push(id);
                }
            }
        }
    }

    /// Days from `today` to the interview, negative once it is past; `None` without a date.
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.date.map(|date| super::date::days_between(today, date))
    }

    /// Moves the interview to the past ones and keeps what the next one needs: company, role, principles,
    /// notes and questions. `next` is the date of the next round, `None` if there is none.
    pub fn close(&mut self, next: Option<Date>) {
        let day = self.date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let same = self.past.iter().filter(|p| p.id.starts_with(&day)).count();
        self.past.push(Past {
            id: if same == 0 { day } else { format!("{day}-{}", same + 1) },
            company: self.company.clone(),
            role: self.role.clone(),
            date: self.date.take(),
            rounds: std::mem::take(&mut self.rounds),
            afterwards: std::mem::take(&mut self.afterwards),
        });
        self.date = next;
    }
}
