//! Being ready for the day: six questions to be able to answer, two research tasks, questions for them.
//!
//! Owns the form of `readiness.json`, which is built in. Must not know what the user noted or ticked.

use std::collections::HashSet;

use serde::Deserialize;

use super::pack::{PackError, SCHEMA, is_id, line_of, read};

/// The list that is built in.
const BUILT_IN: &str = include_str!("../../questions/readiness.json");

/// What to know and to look up before the interview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Readiness {
    schema: u32,
    /// The questions to be able to answer, the most important one last.
    pub questions: Vec<ReadyQuestion>,
    /// Where to look things up.
    pub research: Vec<Research>,
    /// Questions to ask the interviewers, to start a list of one's own.
    pub ask_them: Vec<String>,
}

/// One question to be able to answer before the interview.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyQuestion {
    /// A kebab-case id that never changes: notes and ticks refer to it.
    pub id: String,
    /// The question.
    pub text: String,
    /// What a good answer holds, in one line.
    pub help: String,
}

/// One place to look things up, with what to look for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Research {
    /// A kebab-case id that never changes: notes and ticks refer to it.
    pub id: String,
    /// The name of the place.
    pub name: String,
    /// What it is good for, in one line.
    pub text: String,
    /// What to look for there.
    pub steps: Vec<String>,
}

impl Readiness {
    /// The list that is built in.
    pub fn built_in() -> Self {
        Self::parse(BUILT_IN).unwrap_or_default()
    }

    /// Reads a list; strict about types, keys and ids, and names the line of what is wrong.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        let list: Self = read(text)?;
        if list.schema > SCHEMA {
            let reason =
                format!("this list is of version {}; this starcoach reads up to {SCHEMA}", list.schema);
            return Err(PackError { line: line_of(text, "\"schema\""), reason });
        }
        let ids = list.questions.iter().map(|q| &q.id).chain(list.research.iter().map(|r| &r.id));
        let mut seen = HashSet::new();
        for id in ids {
            let reason = if !is_id(id) {
                format!("\"{id}\" is not an id: use a-z, 0-9 and hyphens")
            } else if !seen.insert(id) {
                format!("two entries have the id \"{id}\"")
            } else {
                continue;
            };
            return Err(PackError { line: line_of(text, id), reason });
        }
        Ok(list)
    }
}
