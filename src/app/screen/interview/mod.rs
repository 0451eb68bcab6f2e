//! Prepare: the interview on one page, from its date to the questions that were asked.
//!
//! All rows are derived from the preparation and the stories.

mod picks;
mod rows;

use jiff::civil::Date;

use crate::app::command::{Context, InterviewCommand, ListCommand};
use crate::app::exports;
use crate::app::list::List;
use crate::app::memo::Memo;
use crate::app::msg::Now;
use crate::app::nav::Focus;
use crate::app::open::{Listed, Picked};
use crate::app::page::{Answer, Page, act};
use crate::app::scroll::body_rows;
use crate::app::workspace::Workspace;
use crate::export::ExportKind;
use crate::interview::Progress;
use crate::story::StoryId;

pub use rows::{InterviewItem, InterviewRow, Tick};

#[derive(Debug, Default)]
pub struct Interview {
    pub progress: Progress,
    pub rows: Vec<InterviewRow>,
    pub list: List,
    built: Memo<(u64, u64, Date)>,
}

impl Interview {
    /// The selected item.
    pub fn item(&self) -> Option<&InterviewItem> {
        self.rows.get(self.list.chosen).map(|r| &r.item)
    }
}

impl Page for Interview {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Interview, Context::Story, Context::List, Context::Places, Context::Global]
    }

    /// The story in the selected row.
    fn story(&self, _: &Workspace) -> Option<StoryId> {
        match self.item()? {
            InterviewItem::Hears(_, story) => Some(story.clone()),
            InterviewItem::Interview
            | InterviewItem::Principles
            | InterviewItem::Spread
            | InterviewItem::Entry(..)
            | InterviewItem::Add(_)
            | InterviewItem::Other(..)
            | InterviewItem::Ready(_)
            | InterviewItem::Research(_)
            | InterviewItem::Pitch(_)
            | InterviewItem::Day
            | InterviewItem::Written
            | InterviewItem::Page
            | InterviewItem::Cards
            | InterviewItem::AskThem
            | InterviewItem::Masks
            | InterviewItem::Over
            | InterviewItem::Past(_) => None,
        }
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open => act(|s: &mut Self, workspace, now| {
                if let Some(item) = s.item().cloned() {
                    picks::open(workspace, item, now);
                }
            }),
            ListCommand::Move(to) => act(move |s: &mut Self, workspace, _| {
                // A row may have a heading above it and lines below it: moving by a third of a screen never
                // skips an invisible one.
                s.list.run(to, s.rows.len(), body_rows(workspace.view.size) / 3);
            }),
        }
    }

    fn interview(&self, workspace: &Workspace, command: InterviewCommand) -> Answer<Self> {
        let item = self.item().cloned();
        match command {
            InterviewCommand::Tick => match item {
                Some(InterviewItem::Ready(id)) => {
                    act(move |_, workspace, now| workspace.tick(false, &id, now))
                }
                Some(InterviewItem::Research(id)) => {
                    act(move |_, workspace, now| workspace.tick(true, &id, now))
                }
                _ => Err("What to know before can be ticked."),
            },
            InterviewCommand::Add => {
                let why = "Choose the rounds, the questions others report, or what they asked first.";
                let list = item.as_ref().and_then(adds).ok_or(why)?;
                act(move |_, workspace, now| picks::add(workspace, list, now))
            }
            InterviewCommand::Own => match item {
                Some(InterviewItem::Entry(list @ (Listed::Found | Listed::Asked), id)) => {
                    act(move |_, workspace, now| picks::make_own(workspace, list, &id, now))
                }
                _ => Err("Choose a question that others report, or that they asked."),
            },
            InterviewCommand::Answer => match item {
                Some(InterviewItem::Entry(Listed::Asked, id)) => {
                    let asked = workspace.documents.preparation.afterwards.iter().find(|a| a.id == id);
                    if !asked.is_some_and(|a| a.story.is_some() && !a.follow_up.trim().is_empty()) {
                        return Err("Note the story you told and the follow-up first.");
                    }
                    act(move |_, workspace, now| picks::answer(workspace, &id, now))
                }
                _ => Err("Choose something they asked first."),
            },
            InterviewCommand::Remove => match item {
                Some(InterviewItem::Entry(list, id)) => {
                    act(move |_, workspace, now| picks::remove(workspace, list, &id, now))
                }
                _ => Err("There's nothing to remove here."),
            },
            InterviewCommand::Page => {
                act(|_, workspace, now| picks::open(workspace, InterviewItem::Page, now))
            }
            InterviewCommand::Save => {
                act(|_, workspace, _| exports::choose(workspace, ExportKind::Page, None))
            }
        }
    }

    fn picked(&mut self, workspace: &mut Workspace, picked: &Picked, now: &Now) -> bool {
        let Picked::Interview(pick) = picked else { return false };
        picks::carry_out(workspace, pick, now);
        true
    }

    /// Rebuilds the rows; the selected one stays selected.
    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let stamp = (workspace.library.edition, workspace.documents.edition, workspace.view.today);
        if self.built.is_stale(stamp) {
            let chosen = self.item().cloned();
            let (plan, progress) = workspace.progress();
            self.rows = rows::rows(workspace, &plan);
            self.progress = progress;
            let place = chosen.and_then(|item| self.rows.iter().position(|r| r.item == item));
            self.list.chosen = place.unwrap_or(self.list.chosen);
        }
        if let Some(Focus::Entry(id)) = workspace.view.focus.take_if(|f| matches!(f, Focus::Entry(_))) {
            let is_it = |row: &InterviewRow| matches!(&row.item, InterviewItem::Entry(_, i) if *i == id);
            self.list.chosen = self.rows.iter().position(is_it).unwrap_or(self.list.chosen);
        }
        self.list.fit(self.rows.len(), self.rows.len().max(1));
    }
}

/// The list to which "add" adds from this row; from the interview row, that of the interviewers.
const fn adds(item: &InterviewItem) -> Option<Listed> {
    match item {
        InterviewItem::Entry(list, _) | InterviewItem::Add(list) => Some(*list),
        InterviewItem::Interview
        | InterviewItem::Principles
        | InterviewItem::Spread
        | InterviewItem::Hears(..) => Some(Listed::Round),
        InterviewItem::Other(..)
        | InterviewItem::Ready(_)
        | InterviewItem::Research(_)
        | InterviewItem::Pitch(_)
        | InterviewItem::Day
        | InterviewItem::Written
        | InterviewItem::Page
        | InterviewItem::Cards
        | InterviewItem::AskThem
        | InterviewItem::Masks
        | InterviewItem::Over
        | InterviewItem::Past(_) => None,
    }
}
