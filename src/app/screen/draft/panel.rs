//! What stands beside the text on a wide screen, apart from the coach's review.
//!
//! Derived when a part is entered or left and after each pause in typing, not with each letter.

use jiff::Timestamp;

use super::Draft;
use crate::app::workspace::Workspace;
use crate::coach::{self, Voice};
use crate::practice::Record;
use crate::story::{DocumentId, Section, Story, StoryId};

/// Maximum number of scenes.
const SCENES: usize = 4;
/// Maximum number of follow-ups.
const FOLLOW_UPS: usize = 3;

/// What the marks of the part in focus were derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GlanceKey {
    focus: Section,
    writing: bool,
    /// When the text was last changed before the words that are being typed: they are read after a pause.
    settled: Option<Timestamp>,
}

/// What the rest of the panel was derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PanelKey {
    story: StoryId,
    focus: Section,
    /// Whether the story does not exist yet.
    fresh: bool,
    /// Whether the review found all parts.
    complete: bool,
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
    /// Derives what is out of date.
    pub(super) fn refresh_panel(&mut self, workspace: &Workspace) {
        let (glance, panel) = (self.glance_key(workspace), self.panel_key(workspace));
        if self.glanced.is_stale(glance) {
            (self.panel.guide, self.panel.voice) = self.glance(workspace);
        }
        if self.paneled.is_stale(panel) {
            (self.panel.scenes, self.panel.follow_ups) = self.prompts(workspace);
        }
    }

    /// The guiding questions of the part in focus, whether it answers each, and who acts in it.
    fn glance(&self, workspace: &Workspace) -> (Vec<(String, bool)>, Voice) {
        let guide = self.prompt.as_ref().map_or(&[][..], |p| workspace.bank.guide(p, self.focus));
        let text = self.text(workspace).map_or("", |story| story.section(self.focus));
        let glance = coach::glance(text, guide);
        (guide.iter().cloned().zip(glance.answered).collect(), glance.voice)
    }

    /// The scenes of a story without text, and the follow-ups of a complete one.
    fn prompts(&self, workspace: &Workspace) -> (Vec<String>, Vec<(String, bool)>) {
        let Some(story) = self.text(workspace) else { return Default::default() };
        let scenes = if story.is_blank() { self.scenes(workspace) } else { Vec::new() };
        let asks = self.review.complete;
        (scenes, if asks { self.follow_ups(workspace, story) } else { Vec::new() })
    }

    fn glance_key(&self, workspace: &Workspace) -> GlanceKey {
        let typing = workspace.saving.is_unsaved(&DocumentId::Story(self.story.clone()));
        let settled = match self.glanced.key() {
            Some(last) if typing => last.settled,
            _ => self.text(workspace).map(|story| story.updated),
        };
        GlanceKey { focus: self.focus, writing: self.writing, settled }
    }

    fn panel_key(&self, workspace: &Workspace) -> PanelKey {
        PanelKey {
            story: self.story.clone(),
            focus: self.focus,
            fresh: self.fresh.is_some(),
            complete: self.review.complete,
            findings: self.review.findings.len(),
            probes: self.text(workspace).map_or(0, |s| s.probes.len()),
            tellings: workspace.practice.history.record(&self.story).map_or(0, |r| r.tellings().len()),
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
