//! What the user entered about the interview: one flat object, each key merged on its own.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::questions::{Bank, Principle};
use crate::story::{PromptId, StoryId};

/// The version of the preparation's form that this program writes.
pub const SCHEMA: u32 = 1;

/// The principles that are chiefly for people managers.
pub const FOR_MANAGERS: [&str; 2] = ["hire-and-develop-the-best", "strive-to-be-earths-best-employer"];

/// Everything about the interview that the user enters, as `preparation.json` holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preparation {
    /// Version of the form; [`SCHEMA`] where this program made it.
    pub schema: u32,
    /// Where; may be empty.
    pub company: String,
    /// For which role; may be empty.
    pub role: String,
    /// When; `None` while there is no date.
    pub date: Option<Date>,
    /// Whether the role manages people: then the two principles for managers count by default.
    pub manager: bool,
    /// The ids of the principles that count, once chosen by hand; `None` means the default.
    pub principles: Option<Vec<String>>,
    /// The interviewers, in their order.
    pub rounds: Vec<Round>,
    /// Notes and ticks of the readiness questions, by their id.
    pub readiness: BTreeMap<String, Check>,
    /// Notes and ticks of the research tasks, by their id.
    pub research: BTreeMap<String, Check>,
    /// Questions that others report to have been asked.
    pub found: Vec<FoundQuestion>,
    /// Questions to ask the interviewers.
    pub ask_them: Vec<String>,
    /// Words to mask when something is exported with redaction.
    pub redactions: Vec<String>,
    /// What was asked in this interview, written down afterwards.
    pub afterwards: Vec<Asked>,
    /// Interviews that are over, oldest first.
    pub past: Vec<Past>,
    /// Keys that this program does not know, kept as they were.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One interviewer of a loop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Round {
    /// An opaque id, stable while the round is edited.
    pub id: String,
    /// Who; may be empty.
    pub interviewer: String,
    /// What they do, or what the round is called; may be empty.
    pub title: String,
    /// The ids of the principles they are likely to ask for.
    pub principles: Vec<String>,
    /// The stories they hear, once chosen by hand; `None` leaves it to the plan.
    pub stories: Option<Vec<StoryId>>,
}

impl Round {
    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        let named = [&self.interviewer, &self.title].iter().any(|t| !t.trim().is_empty());
        !named && self.principles.is_empty() && self.stories.is_none()
    }
}

/// A note and a tick.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Check {
    /// What the user wrote.
    pub note: String,
    /// Whether it is done.
    pub done: bool,
}

/// A question that another candidate reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FoundQuestion {
    /// An opaque id, by which two windows' changes are merged.
    pub id: String,
    /// The question.
    pub text: String,
    /// The prompt of the user's own that it became.
    pub prompt: Option<PromptId>,
}

/// One question of an interview that took place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// An opaque id, by which two windows' changes are merged.
    pub id: String,
    /// What they asked.
    pub asked: String,
    /// The story that was told.
    pub story: Option<StoryId>,
    /// The follow-up that hurt; may be empty.
    pub follow_up: String,
    /// How it went, in the user's words; may be empty.
    pub went: String,
}

impl Asked {
    /// Whether nothing was entered.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.asked, &self.follow_up, &self.went];
        texts.iter().all(|t| t.trim().is_empty()) && self.story.is_none()
    }
}

/// An interview that is over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Past {
    /// An opaque id, by which two windows' changes are merged.
    pub id: String,
    /// Where.
    pub company: String,
    /// For which role.
    pub role: String,
    /// When.
    pub date: Option<Date>,
    /// Who asked.
    pub rounds: Vec<Round>,
    /// What they asked.
    pub afterwards: Vec<Asked>,
}

impl Default for Preparation {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            company: String::new(),
            role: String::new(),
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
    /// Whether a principle counts for this interview.
    pub fn counts(&self, principle: &str) -> bool {
        match &self.principles {
            Some(chosen) => chosen.iter().any(|id| id == principle),
            None => self.manager || !FOR_MANAGERS.contains(&principle),
        }
    }

    /// The principles that count, in the order in which they are asked.
    pub fn counting<'b>(&self, bank: &'b Bank) -> Vec<&'b Principle> {
        bank.by_how_often().into_iter().filter(|p| self.counts(&p.id)).collect()
    }

    /// Makes a principle count or not; from then on the choice is by hand.
    pub fn set_counts(&mut self, bank: &Bank, principle: &str, counts: bool) {
        let mut chosen: Vec<String> =
            bank.principles().iter().map(|p| p.id.clone()).filter(|id| self.counts(id)).collect();
        chosen.retain(|id| id != principle);
        if counts {
            chosen.push(principle.to_owned());
        }
        self.principles = Some(chosen);
    }

    /// Days from `today` to the interview, negative once it is over; `None` without a date.
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.date.map(|date| super::date::days_between(today, date))
    }

    /// Puts the interview among the past ones and keeps what serves the next: company, role, principles,
    /// notes and questions. `next` is the next round's date, `None` for rest.
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
