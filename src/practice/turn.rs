//! One story's turn in a session: what was told, ticked, answered and graded.

use super::{Beat, Beats, Grade, GradeFacts, SessionItem, Split, Taken, suggest};
use crate::story::Section;

/// One story's turn in the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub item: SessionItem,
    /// Hints shown so far: 0 none, 1 the story's name, 2 its cues too.
    pub hints: u8,
    /// The finished telling.
    pub told: Option<Taken>,
    pub beats: Beats,
    /// Whether the follow-up was answered, or in a drill what was asked for known; `None` where none was asked.
    pub answered: Option<bool>,
    /// The current grade.
    pub grade: Option<Grade>,
    /// Whether any beat was measured or ticked. Without that, an unticked beat means nothing.
    pub(super) measured: bool,
    /// Skipped, or left without a grade.
    pub(super) closed: bool,
    /// Index of the earlier turn of the same story, which blanked.
    pub again: Option<usize>,
}

impl Turn {
    pub(super) fn new(item: SessionItem, again: Option<usize>) -> Self {
        let told = item.taken;
        let mut turn = Self {
            item,
            hints: 0,
            told,
            beats: Beats::default(),
            answered: None,
            grade: None,
            measured: false,
            closed: false,
            again,
        };
        turn.tick_measured(told.map(|t| t.split).unwrap_or_default());
        turn
    }

    /// Ticks the parts that were marked while telling.
    pub(super) fn tick_measured(&mut self, split: Split) {
        let parts = Section::ALL.into_iter().filter(|&s| split.of(s).is_some());
        self.beats = parts.map(Beat::of).collect();
        self.measured = !self.beats.is_empty();
    }

    pub(super) fn wants_telling(&self) -> bool {
        self.told.is_none() && !self.closed
    }

    pub(super) fn wants_look(&self) -> bool {
        let wants = match &self.item.exercise {
            Some(exercise) => !exercise.answer.is_empty() && self.answered.is_none(),
            None => self.item.story.is_some() && self.grade.is_none(),
        };
        self.told.is_some() && wants && !self.closed
    }

    pub(super) fn suggested(&self) -> Option<Grade> {
        Some(suggest(&GradeFacts {
            seconds: self.told?.seconds,
            usual: self.item.pitch.clone(),
            beats: self.measured.then_some(self.beats),
            answered: self.answered,
            cues: self.hints > 1,
        }))
    }
}
