//! The first start, before there is a story: what a story is made of, and the ways to begin.
//!
//! A part of Today, which owns the selection.

use crate::app::command::Place;
use crate::app::open::{Open, Picked, Sheet};
use crate::app::overlay::{Overlay, Picker, PickerItem};
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::questions;
use crate::story::Section;

/// A way to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Write a story for the question that is good to begin with.
    Write,
    /// Choose another question.
    Choose,
    /// Look at a finished story.
    Example,
    /// Bring in stories from elsewhere.
    Bring,
    /// Enter the date of the interview.
    Date,
}

impl Door {
    pub const ALL: [Self; 5] = [Self::Write, Self::Choose, Self::Example, Self::Bring, Self::Date];

    /// Opens what is behind it.
    pub fn open(self, workspace: &mut Workspace) {
        match self {
            Self::Write => {
                if let Some(prompt) = workspace.first_prompt() {
                    workspace.view.open(Open::Prompt(prompt));
                }
            }
            Self::Choose => choose(workspace),
            Self::Example => {
                if let Some(first) = workspace.bank.exemplary().map(|p| p.id.clone()) {
                    workspace.view.open(Open::Example(first, None, false));
                }
            }
            Self::Bring => workspace.view.open(Open::Bring),
            Self::Date => {
                workspace.view.go_to(Place::Prepare);
                workspace.view.open(Open::Sheet(Sheet::Interview));
            }
        }
    }
}

/// From this width in columns, a finished story stands beside the ways to begin.
const BESIDE: u16 = 110;
/// The columns left of it, with the margin at the right.
const LEFT: u16 = 85;
/// Its maximum width in columns.
const WIDEST: u16 = 76;

/// A finished story, wrapped for the second column of a wide screen; empty where there is none.
pub fn sample(workspace: &Workspace) -> Vec<TextRow> {
    let size = workspace.view.size;
    let first = workspace.bank.exemplary().map(|p| p.id.clone());
    let Some(example) = first.and_then(|id| questions::example(&id)).filter(|_| size.columns >= BESIDE)
    else {
        return Vec::new();
    };
    let mut lines = vec![TextRow::new(Tone::Muted, "A finished one, as you'd tell it"), TextRow::gap()];
    for section in Section::STAR {
        lines.push(TextRow::new(Tone::Heading, section.name()));
        lines.push(TextRow::new(Tone::Text, example.finished.section(section)));
        lines.push(TextRow::gap());
    }
    let columns = usize::from((size.columns - LEFT).min(WIDEST));
    let mut rows: Vec<TextRow> = lines.iter().flat_map(|line| line.wrapped(columns)).collect();
    let room = usize::from(size.rows.saturating_sub(7));
    if rows.len() > room {
        rows.truncate(room.saturating_sub(1));
        rows.push(TextRow::new(Tone::Muted, "e reads on"));
    }
    rows
}

/// Opens the list of prompts of the most often asked principle.
pub fn choose(workspace: &mut Workspace) {
    let Some(principle) = workspace.bank.by_how_often().first().map(|p| (*p).clone()) else { return };
    let first = workspace.first_prompt();
    let item = |p: &crate::questions::Prompt| PickerItem {
        label: p.short.clone(),
        note: if p.easy { "good to begin with".to_owned() } else { String::new() },
        pick: Some(Picked::Open(Open::Prompt(p.id.clone()))),
    };
    let items = principle.main_prompts().iter().map(item).collect();
    let mut picker = Picker::new(principle.name.clone(), items, "");
    picker.wordings = principle.main_prompts().iter().map(|p| p.text.clone()).collect();
    picker.list.chosen =
        principle.main_prompts().iter().position(|p| Some(&p.id) == first.as_ref()).unwrap_or(0);
    workspace.view.pop_up(Overlay::Picker(picker));
}
