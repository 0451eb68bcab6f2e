//! Drills: short exercises with a clock, as data. What is drawn for each card, how long it takes, what is shown after.

use std::sync::OnceLock;

use serde::Deserialize;

use super::ProbeFamily;
use super::pack::{PackError, SCHEMA, line_of, read};

const BUILT_IN: &str = include_str!("../../questions/drills.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrillFile {
    schema: u32,
    drills: Vec<Drill>,
}

/// An exercise: in each round something is drawn, and its cards come one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drill {
    pub id: String,
    pub name: String,
    /// What it is, in one line.
    pub about: String,
    pub draw: Draw,
    #[serde(default = "one")]
    pub rounds: usize,
    #[serde(default)]
    pub show: Show,
    pub cards: Vec<DrillCard>,
}

const fn one() -> usize {
    1
}

/// What a round is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Draw {
    /// Any question.
    Question,
    /// A question that a story answers.
    Answered,
    /// A question that no story answers.
    Open,
    /// A story.
    Story,
}

/// What is shown after a card.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    #[default]
    Nothing,
    /// The principle that the question tests.
    Principle,
    /// The stories that answer the question.
    Story,
    /// The story that comes closest to the question.
    Closest,
}

/// A card. In its texts `{question}` and `{story}` stand for what was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillCard {
    /// What is asked.
    pub ask: String,
    /// The family of follow-ups of which one of the story's own is asked instead, if there is one.
    #[serde(default)]
    pub family: Option<ProbeFamily>,
    /// What to do, in one line.
    pub say: String,
    pub seconds: u32,
}

/// All drills.
pub fn drills() -> &'static [Drill] {
    static DRILLS: OnceLock<Vec<Drill>> = OnceLock::new();
    // Cannot fail: a test parses the file.
    DRILLS.get_or_init(|| parse(BUILT_IN).unwrap_or_default())
}

fn parse(text: &str) -> Result<Vec<Drill>, PackError> {
    let file: DrillFile = read(text)?;
    if file.schema > SCHEMA {
        let reason =
            format!("these drills are of version {}; this starcoach reads up to {SCHEMA}", file.schema);
        return Err(PackError { line: line_of(text, "\"schema\""), reason });
    }
    Ok(file.drills)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drills_can_be_read_and_fit_on_a_narrow_screen() {
        let drills = parse(BUILT_IN).unwrap();
        assert_eq!(drills.len(), 5);
        for drill in drills {
            assert!(!drill.cards.is_empty() && drill.rounds > 0 && drill.name.len() <= 20, "{}", drill.id);
            for card in drill.cards {
                assert!(card.seconds >= 10 && card.say.len() <= 72, "{}: {}", drill.id, card.say);
            }
        }
    }
}
