//! A full-screen text: the page for the interview.
//!
//! The text is that of the export, so that screen and paper agree.

use crate::app::command::{Context, ListCommand, Move, ViewerCommand};
use crate::app::exports;
use crate::app::memo::Memo;
use crate::app::msg::Now;
use crate::app::page::{Answer, Page, act};
use crate::app::scroll::{Scroll, body_rows};
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::export::{ExportKind, Format};
use crate::text::wrap;

/// Maximum text width in columns.
const WIDEST: usize = 76;

#[derive(Debug, Clone)]
pub struct Viewer {
    pub title: &'static str,
    /// The wrapped text.
    pub rows: Vec<TextRow>,
    /// The scroll position.
    pub scroll: Scroll,
    text: String,
    kind: ExportKind,
    wrapped: Memo<usize>,
}

impl Viewer {
    /// Opens the export of this kind.
    pub fn open(kind: ExportKind, workspace: &Workspace) -> Self {
        let text = exports::of_workspace(workspace, (kind, Format::Text), None, false)
            .map_or_else(|why| why, |written| written.text);
        let title = match kind {
            ExportKind::Page => "Your page",
            ExportKind::Stories => "Your stories",
            ExportKind::Plan => "Who hears what",
            ExportKind::Numbers => "Your numbers",
        };
        let (rows, scroll, wrapped) = (Vec::new(), Scroll::default(), Memo::default());
        Self { title, rows, scroll, text, kind, wrapped }
    }
}

impl Page for Viewer {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Viewer, Context::List, Context::Global]
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let (rows, page) = (self.rows.len(), body_rows(workspace.view.size));
        match command {
            ListCommand::Move(Move::PageDown) if self.scroll.is_at_end(rows, page) => {
                Err("This is the end of it.")
            }
            ListCommand::Open => Err("There's nothing to open here."),
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.scroll.run(to, rows, page)),
        }
    }

    fn viewer(&self, _: &Workspace, command: ViewerCommand) -> Answer<Self> {
        let kind = self.kind;
        match command {
            ViewerCommand::Save => act(move |_, workspace, _| exports::choose(workspace, kind, None)),
            ViewerCommand::Copy => act(move |_, workspace, now| exports::copy(workspace, kind, None, now)),
        }
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        let scroll = self.scroll;
        *self = Self { scroll, ..Self::open(self.kind, workspace) };
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let size = workspace.view.size;
        // A margin on both sides, and a column for the scroll marks.
        let columns = usize::from(size.columns.saturating_sub(3)).clamp(1, WIDEST);
        if self.wrapped.is_stale(columns) {
            self.rows = self.text.lines().flat_map(|line| set(line, columns)).collect();
        }
        self.scroll.fit(self.rows.len(), body_rows(size));
    }
}

/// Wraps a line, keeping its indentation; the export itself is wrapped to 76 columns.
fn set(line: &str, columns: usize) -> Vec<TextRow> {
    if !line.is_empty() && line.bytes().all(|b| b == b'=') {
        let rule = line.chars().take(columns).collect::<String>();
        return vec![TextRow::new(Tone::Rule, rule)];
    }
    let indent = line.len() - line.trim_start().len();
    let rows = wrap(line.trim_start(), columns.saturating_sub(indent).max(10));
    rows.iter().map(|row| TextRow::new(Tone::Text, format!("{}{row}", " ".repeat(indent)))).collect()
}
