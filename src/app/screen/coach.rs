//! The coach's pane: what is good first, then each finding as quote, sentence and question.
//!
//! Owns which finding is chosen. Lies above a Draft, whose text it points into.

use crate::app::command::{AppCommand, CoachCommand, Command, Context, ListCommand};
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::overlay::{Message, Overlay};
use crate::app::workspace::{Go, Undo, Workspace};
use crate::coach::{self, Finding, Review};
use crate::story::{PromptId, Story, StoryId};

/// What the coach says of one story.
#[derive(Debug, Clone)]
pub struct CoachScreen {
    /// The story.
    pub story: StoryId,
    /// The prompt it is judged for.
    pub prompt: Option<PromptId>,
    /// What is said.
    pub review: Review,
    /// The chosen finding.
    pub list: List,
}

impl CoachScreen {
    /// The pane for a story, judged now.
    pub fn open(story: &StoryId, prompt: Option<PromptId>, workspace: &mut Workspace) -> Self {
        let review = workspace.review(story, prompt.as_ref());
        Self { story: story.clone(), prompt, review, list: List::default() }
    }

    /// Where keys are looked up.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Review, Context::List, Context::Global]
    }

    /// The chosen finding.
    pub fn finding(&self) -> Option<&Finding> {
        self.review.findings.get(self.list.chosen)
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, command: Command) -> Result<(), &'static str> {
        match command {
            Command::List(ListCommand::Left | ListCommand::Right) => Err("There is one list here."),
            Command::List(_) | Command::App(_) | Command::Coach(CoachCommand::Open) => Ok(()),
            Command::Coach(CoachCommand::Dismiss | CoachCommand::Why) => {
                self.finding().map(|_| ()).ok_or("There is nothing to look at.")
            }
            Command::Story(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Prepare(_)
            | Command::Choice(_)
            | Command::Practice(_)
            | Command::Field(_) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        match command {
            Command::List(ListCommand::Open) => {
                if let Some(finding) = self.finding() {
                    workspace.jump = Some(finding.clone());
                    workspace.go(Go::Pop);
                }
            }
            Command::List(command) => self.list.run(command, self.review.findings.len(), 5),
            Command::Coach(CoachCommand::Dismiss) => {
                if let Some(finding) = self.finding().cloned() {
                    dismiss(workspace, &self.story, &finding, now);
                    self.sync(workspace);
                }
            }
            Command::Coach(CoachCommand::Why) => {
                if let Some(finding) = self.finding() {
                    why(workspace, finding);
                }
            }
            Command::Coach(CoachCommand::Open) | Command::App(AppCommand::Back) => workspace.go(Go::Pop),
            Command::App(_)
            | Command::Story(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Prepare(_)
            | Command::Choice(_)
            | Command::Practice(_)
            | Command::Field(_) => {}
        }
    }

    /// Judges again after the story changed.
    pub fn sync(&mut self, workspace: &mut Workspace) {
        self.review = workspace.review(&self.story, self.prompt.as_ref());
        self.list.fit(self.review.findings.len(), 50);
    }
}

/// Dismisses a finding for good; `u` brings it back.
pub fn dismiss(workspace: &mut Workspace, story: &StoryId, finding: &Finding, now: &Now) {
    if !workspace.may_change(story, now) {
        return;
    }
    let Some(before) = workspace.library.get(story).map(|s| Story::clone(s)) else { return };
    workspace.set(story, &["dismissed"], now, |s| s.dismissed.push(finding.key.clone()));
    workspace.say_undo("Not asked again in this story. u undo", Undo::Story(Box::new(before)), now);
}

/// Says why a rule speaks: its reason, an example before and after, where it is known to be wrong.
pub fn why(workspace: &mut Workspace, finding: &Finding) {
    let Some(rule) = coach::rule(finding.rule.0) else { return };
    let mut lines = vec![finding.message.clone(), String::new(), rule.why.to_owned(), String::new()];
    if !rule.before.is_empty() {
        lines.extend([format!("Before: {}", rule.before), String::new()]);
        lines.extend([format!("After: {}", rule.after), String::new()]);
    }
    if !rule.false_alarms.is_empty() {
        lines.push(format!("When to pass over it: {}", rule.false_alarms));
    }
    workspace.pop_up(Overlay::Message(Message { title: rule.title.to_owned(), lines, top: 0 }));
}
