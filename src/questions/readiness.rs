//! Readiness for the interview: questions to be able to answer, research tasks, questions for the
//! interviewers.
//!
//! Owns the format of `readiness.json`, which is built in. The user's notes and ticks are stored elsewhere.

use std::collections::HashSet;

use serde::Deserialize;

use super::companies::names;
use super::pack::{PackError, SCHEMA, is_id, line_of, read};

const BUILT_IN: &str = include_str!("../../questions/readiness.json");

/// What to know and to look up before the interview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Readiness {
    schema: u32,
    /// The questions to be able to answer, the most important one last.
    pub questions: Vec<ReadyQuestion>,
    pub research: Vec<Research>,
    /// Questions for the interviewers, as a starting point for the user's own list.
    pub ask_them: Vec<String>,
    /// What helps on the day itself, one line each.
    pub day: Vec<String>,
    pub written: WrittenExercise,
}

/// What some companies ask to be written before the interviews.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenExercise {
    /// Words in the names of the companies.
    #[serde(rename = "for")]
    companies: Vec<String>,
    /// What it is, and how it is read.
    pub about: Vec<String>,
    pub subjects: Vec<String>,
}

impl WrittenExercise {
    /// Whether this company asks for it; an empty name stands for a company that is not known yet.
    pub fn is_asked_at(&self, company: &str) -> bool {
        names(&self.companies, company)
    }
}

/// One question to be able to answer before the interview.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyQuestion {
    /// A permanent kebab-case id: notes and ticks refer to it.
    pub id: String,
    pub text: String,
    /// What a good answer contains, in one line.
    pub help: String,
}

/// One place to look things up, with what to look for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Research {
    /// A permanent kebab-case id: notes and ticks refer to it.
    pub id: String,
    pub name: String,
    /// Its use, in one line.
    pub text: String,
    /// What to look for there.
    pub steps: Vec<String>,
}

impl Readiness {
    pub fn built_in() -> Self {
        Self::parse(BUILT_IN).unwrap_or_default()
    }

    /// Parses a list; strict about types, keys and ids, with the line of an error.
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
