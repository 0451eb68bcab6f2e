//! What stands beside the text on a wide screen, apart from the coach's review.
//!
//! Derived when a part is entered or left and after each pause in typing, not with each letter.

use super::Draft;
use crate::app::workspace::Workspace;
use crate::coach::{self, Voice};
use crate::practice::Record;
use crate::story::{DocumentId, Section, Story, StoryId};

/// Maximum number of scenes.
const SCENES: usize = 4;
/// Maximum number of follow-ups.
const FOLLOW_UPS: usize = 3;

/// What the panel was derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PanelKey {
    story: StoryId,
    focus: Section,
    writing: bool,
    /// Whether there are words that are not in the file yet: they get there after a pause.
    unsaved: bool,
    /// Whether the story does not exist yet.
    fresh: bool,
    /// The number of findings and of prepared answers.
    findings: usize,
    probes: usize,
    tellings: usize,
}

/// The panel beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// The guiding questions of the part in focus, and whether its text answers each.
    pub guide: Vec<(String, bool)>,
    /// Who acts in that part.
    pub voice: Voice,
    /// Scenes that may remind the user of an event; only while the story has no text.
    pub scenes: Vec<String>,
    /// Follow-ups, and whether an answer is prepared for each.
    pub follow_ups: Vec<(String, bool)>,
}

impl Draft {
    /// The key of the panel for the current state.
    pub(super) fn panel_key(&self, workspace: &Workspace) -> PanelKey {
        PanelKey {
            story: self.story.clone(),
            focus: self.focus,
            writing: self.writing,
            unsaved: workspace.saving.is_unsaved(&DocumentId::Story(self.story.clone())),
            fresh: self.fresh.is_some(),
            findings: self.review.findings.len(),
            probes: self.text(workspace).map_or(0, |s| s.probes.len()),
            tellings: workspace.practice.history.record(&self.story).map_or(0, |r| r.tellings().len()),
        }
    }

    /// Derives the panel.
    pub(super) fn panel(&self, workspace: &Workspace) -> Panel {
        let Some(story) = self.text(workspace) else { return Panel::default() };
        let guide = self.prompt.as_ref().map_or(&[][..], |p| workspace.bank.guide(p, self.focus));
        let glance = coach::glance(story.section(self.focus), guide);
        Panel {
            guide: guide.iter().cloned().zip(glance.answered).collect(),
            voice: glance.voice,
            scenes: if story.is_blank() { self.scenes(workspace) } else { Vec::new() },
            follow_ups: if self.review.complete { self.follow_ups(workspace, story) } else { Vec::new() },
        }
    }

    /// Scenes that may remind the user of an event; for a question of the user's own, one from each other
    /// question of its principle.
    pub(super) fn scenes(&self, workspace: &Workspace) -> Vec<String> {
        let Some((principle, prompt)) = self.prompt.as_ref().and_then(|p| workspace.bank.find(p)) else {
            return Vec::new();
        };
        if !prompt.joggers.is_empty() {
            return prompt.joggers.clone();
        }
        principle.prompts().iter().filter_map(|p| p.joggers.first().cloned()).take(SCENES).collect()
    }

    /// The most likely follow-up, then those that were prepared.
    fn follow_ups(&self, workspace: &Workspace, story: &Story) -> Vec<(String, bool)> {
        let prompt = self.prompt.as_ref().and_then(|p| workspace.bank.prompt(p));
        let record = workspace.practice.history.record(&story.id);
        let asked = record.map(Record::asked).unwrap_or_default();
        let next = prompt.map(|p| coach::follow_ups(&self.review, p, &asked, 1));
        let answered = |ask: &str| {
            story.probes.iter().any(|p| p.ask.trim() == ask.trim() && !p.answer.trim().is_empty())
        };
        let mut all: Vec<String> = next.unwrap_or_default();
        for probe in &story.probes {
            if !probe.ask.trim().is_empty() && !all.contains(&probe.ask) {
                all.push(probe.ask.clone());
            }
        }
        all.truncate(FOLLOW_UPS);
        all.into_iter().map(|ask| (ask.clone(), answered(&ask))).collect()
    }
}
