//! The coach's review of a story: praise first, then each finding as quote, sentence and question.
//!
//! Opens above Draft, whose text it refers to.

use crate::app::command::{CoachCommand, Context, ListCommand};
use crate::app::list::List;
use crate::app::nav::Focus;
use crate::app::open::{FormKind, Open};
use crate::app::page::{Answer, Page, act};
use crate::app::scroll::body_rows;
use crate::app::workspace::Workspace;
use crate::coach::{Finding, Review};
use crate::story::{PromptId, StoryId};

#[derive(Debug, Clone)]
pub struct CoachScreen {
    pub story: StoryId,
    /// The prompt that the story is judged for.
    pub prompt: Option<PromptId>,
    pub review: Review,
    pub list: List,
}

impl CoachScreen {
    /// The screen for a story, reviewed now.
    pub fn open(story: &StoryId, prompt: Option<PromptId>, workspace: &mut Workspace) -> Self {
        let review = workspace.review(story, prompt.as_ref());
        Self { story: story.clone(), prompt, review, list: List::default() }
    }

    pub fn finding(&self) -> Option<&Finding> {
        self.review.findings.get(self.list.chosen)
    }
}

impl Page for CoachScreen {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Coach, Context::List, Context::Global]
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        Some(self.story.clone())
    }

    fn about(&self) -> Option<&StoryId> {
        Some(&self.story)
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open => act(|s: &mut Self, workspace, _| {
                if let Some(finding) = s.finding() {
                    workspace.view.focus = Some(Focus::Finding(finding.clone()));
                    workspace.view.leave();
                }
            }),
            ListCommand::Move(to) => {
                act(move |s: &mut Self, workspace, _| {
                    // A finding takes about four rows.
                    let page = body_rows(workspace.view.size) / 4;
                    s.list.run(to, s.review.findings.len(), page);
                })
            }
        }
    }

    fn coach(&self, _: &Workspace, command: CoachCommand) -> Answer<Self> {
        let finding = self.finding().cloned().ok_or("There is nothing to look at.");
        match command {
            CoachCommand::Open => act(|_, workspace, _| workspace.view.leave()),
            CoachCommand::Dismiss => {
                let finding = finding?;
                act(move |s: &mut Self, workspace, now| {
                    workspace.dismiss(&s.story, &finding, now);
                    s.sync(workspace);
                })
            }
            CoachCommand::Check => act(|s: &mut Self, workspace, _| {
                workspace.view.open(Open::Form(FormKind::Check(s.prompt.clone()), s.story.clone()));
            }),
            CoachCommand::Why => {
                let finding = finding?;
                act(move |_, workspace, _| workspace.explain(&finding))
            }
        }
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        self.review = workspace.review(&self.story, self.prompt.as_ref());
        self.list.fit(self.review.findings.len(), 50);
    }
}
