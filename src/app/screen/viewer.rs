//! A text that fills the screen, to be read: the page for the interview.
//!
//! The text is that of the export, so that screen and paper say the same.

use crate::app::command::{Context, ListCommand, ViewerCommand};
use crate::app::exports;
use crate::app::page::{Answer, Page, act};
use crate::app::workspace::Workspace;
use crate::export::{ExportKind, Format};

/// A text being read.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// What it is.
    pub title: &'static str,
    /// The text, line by line.
    pub lines: Vec<String>,
    /// The first line in view.
    pub top: usize,
    kind: ExportKind,
}

impl Viewer {
    /// What an export of this kind says.
    pub fn open(kind: ExportKind, workspace: &Workspace) -> Self {
        let text = exports::of_workspace(workspace, (kind, Format::Text), None, false)
            .map_or_else(|why| why, |(text, _)| text);
        let title = match kind {
            ExportKind::Page => "Your page",
            ExportKind::Stories => "Your stories",
            ExportKind::Plan => "Who hears what",
            ExportKind::Numbers => "Your numbers",
        };
        Self { title, lines: text.lines().map(str::to_owned).collect(), top: 0, kind }
    }
}

impl Page for Viewer {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Viewer, Context::List, Context::Global]
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let (page, len) = (page(workspace), self.lines.len());
        let to = match command {
            ListCommand::Up => self.top.saturating_sub(1),
            ListCommand::Down => self.top + 1,
            ListCommand::PageUp => self.top.saturating_sub(page),
            ListCommand::PageDown if self.top + page >= len => return Err("This is the end of it."),
            ListCommand::PageDown => self.top + page,
            ListCommand::First => 0,
            ListCommand::Last => len,
            ListCommand::Open | ListCommand::Left | ListCommand::Right => return Err(""),
        };
        act(move |s: &mut Self, _, _| s.top = to.min(len.saturating_sub(page)))
    }

    fn viewer(&self, _: &Workspace, command: ViewerCommand) -> Answer<Self> {
        let kind = self.kind;
        match command {
            ViewerCommand::Save => act(move |_, workspace, _| exports::choose(workspace, kind, None)),
            ViewerCommand::Copy => act(move |_, workspace, now| exports::copy(workspace, kind, None, now)),
        }
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        let top = self.top;
        *self = Self::open(self.kind, workspace);
        self.top = top.min(self.lines.len());
    }
}

/// The lines in view.
fn page(workspace: &Workspace) -> usize {
    usize::from(workspace.view.size.rows.saturating_sub(4)).max(1)
}
