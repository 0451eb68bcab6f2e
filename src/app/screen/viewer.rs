//! A text that fills the screen, to be read: the page for the interview.
//!
//! Owns what is shown of it. The text is that of the export, so that screen and paper say the same.

use crate::app::command::{AppCommand, Command, Context, ListCommand, PrepareCommand};
use crate::app::exports;
use crate::app::msg::{Effect, Now};
use crate::app::workspace::{Go, Workspace};
use crate::export::{ExportKind, Format};

/// A text being read.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// What it is.
    pub title: String,
    /// What of the bank it shows.
    pub kind: ExportKind,
    /// The text, line by line.
    pub lines: Vec<String>,
    /// The first line in view.
    pub top: usize,
}

impl Viewer {
    /// The page for the interview.
    pub fn page(workspace: &Workspace) -> Self {
        Self::of("Your page", ExportKind::Page, workspace)
    }

    fn of(title: &str, kind: ExportKind, workspace: &Workspace) -> Self {
        let text = exports::of_workspace(workspace, (kind, Format::Text), None, false)
            .map_or_else(|why| why, |(text, _)| text);
        let lines = text.lines().map(str::to_owned).collect();
        Self { title: title.to_owned(), kind, lines, top: 0 }
    }

    /// Where keys are looked up.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Reading, Context::List, Context::Global]
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, workspace: &Workspace, command: Command) -> Result<(), &'static str> {
        match command {
            Command::List(ListCommand::PageDown) if self.top + page(workspace) >= self.lines.len() => {
                Err("This is the end of it.")
            }
            Command::List(ListCommand::Open | ListCommand::Left | ListCommand::Right) => Err(""),
            Command::List(_)
            | Command::App(_)
            | Command::Prepare(PrepareCommand::Save | PrepareCommand::Copy) => Ok(()),
            Command::Prepare(_)
            | Command::Story(_)
            | Command::Choice(_)
            | Command::Coach(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Practice(_)
            | Command::Field(_) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        let page = page(workspace);
        match command {
            Command::List(command) => {
                self.top = match command {
                    ListCommand::Up => self.top.saturating_sub(1),
                    ListCommand::Down => self.top + 1,
                    ListCommand::PageUp => self.top.saturating_sub(page),
                    ListCommand::PageDown => self.top + page,
                    ListCommand::First => 0,
                    ListCommand::Last => self.lines.len(),
                    ListCommand::Open | ListCommand::Left | ListCommand::Right => self.top,
                }
                .min(self.lines.len().saturating_sub(page));
            }
            Command::Prepare(PrepareCommand::Save) => exports::choose(workspace, self.kind, None),
            Command::Prepare(PrepareCommand::Copy) => {
                match exports::of_workspace(workspace, (self.kind, Format::Markdown), None, false) {
                    Ok((text, _)) => {
                        workspace.effect(Effect::Copy(text));
                        workspace.say("Copied as Markdown.", now);
                    }
                    Err(why) => workspace.say(why, now),
                }
            }
            Command::App(AppCommand::Back) => workspace.go(Go::Pop),
            Command::Prepare(_)
            | Command::App(_)
            | Command::Story(_)
            | Command::Choice(_)
            | Command::Coach(_)
            | Command::Draft(_)
            | Command::Form(_)
            | Command::Practice(_)
            | Command::Field(_) => {}
        }
    }

    /// Takes over what changed.
    pub fn sync(&mut self, workspace: &Workspace) {
        let top = self.top;
        *self = Self::of(&self.title, self.kind, workspace);
        self.top = top.min(self.lines.len());
    }
}

/// The lines in view.
fn page(workspace: &Workspace) -> usize {
    usize::from(workspace.size.rows.saturating_sub(4)).max(1)
}
