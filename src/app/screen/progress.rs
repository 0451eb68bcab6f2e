//! Progress: how far the stories have come, in pictures.
//!
//! Owns the figures and the arrangement of the pictures, which is one long page that scrolls.

use crate::app::command::{Context, ListCommand};
use crate::app::memo::Memo;
use crate::app::msg::{Now, Size};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::scroll::{Scroll, body_rows};
use crate::app::workspace::{Figures, Standing, StoryStanding, Workspace};
use crate::story::Stage;

/// From this width in columns, the matrix and the pictures stand side by side.
const BESIDE: u16 = 110;
/// Rows of the picture of all times, with its heading and the gap below.
pub const TIMES: usize = 8;
/// Rows of the heat map, with its heading and the gap below.
pub const HEAT: usize = 9;
/// Rows of the summary, with the gap below.
pub const SUMMARY: usize = 5;
/// Rows of the matrix besides its stories: a heading, two rows of codes, the ready ones, and the gap below.
pub const MATRIX: usize = 5;

/// A principle, and how many stories there are for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipleStanding {
    pub name: String,
    /// Two letters for the head of its column.
    pub code: [char; 2],
    pub stories: usize,
    pub ready: usize,
}

/// A row of the matrix: a story, and which principles it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    pub story: StoryStanding,
    pub serves: Vec<bool>,
}

/// How far all stories have come.
#[derive(Debug, Clone, Default)]
pub struct ProgressScreen {
    pub standing: Standing,
    pub figures: Figures,
    pub principles: Vec<PrincipleStanding>,
    pub matrix: Vec<MatrixRow>,
    /// The weekday of the first day of the heat map; Monday is 0.
    pub first_weekday: usize,
    pub scroll: Scroll,
    built: Memo<(u64, u64, String)>,
}

impl ProgressScreen {
    /// Whether the matrix stands beside the pictures.
    pub const fn beside(size: Size) -> bool {
        size.columns >= BESIDE
    }

    /// The rows of the pictures: the summary, and what there is to draw once something was told.
    fn picture_rows(&self) -> usize {
        SUMMARY + if self.figures.times.is_empty() { 0 } else { TIMES + HEAT } + self.principles.len() + 1
    }

    /// The rows of the whole page.
    pub fn rows(&self, size: Size) -> usize {
        let matrix = MATRIX + self.matrix.len();
        let pictures = self.picture_rows();
        if Self::beside(size) { matrix.max(pictures) } else { matrix + pictures }
    }

    fn build(&mut self, workspace: &Workspace, on: jiff::civil::Date) {
        self.standing = workspace.standing(on, 0);
        self.figures = workspace.figures(on);
        let principles = workspace.bank.by_how_often();
        let written = workspace.library.iter().filter(|s| !s.is_blank());
        self.matrix = written
            .map(|s| MatrixRow { story: workspace.standing_of(s), serves: workspace.bank.serves(s) })
            .collect();
        let of = |at: usize| self.matrix.iter().filter(move |row| row.serves.get(at) == Some(&true));
        let counted = principles.iter().enumerate().map(|(at, p)| PrincipleStanding {
            name: p.name.clone(),
            code: code(&p.name),
            stories: of(at).count(),
            ready: of(at).filter(|row| row.story.stage == Stage::Ready).count(),
        });
        self.principles = counted.collect();
        self.first_weekday = self.figures.first_weekday(on);
    }
}

/// Two letters for a principle: the initials of its first two words of weight, else its first two letters.
fn code(name: &str) -> [char; 2] {
    let small = ["and", "the", "for", "to", "be", "a", "on", "of", "with"];
    let mut initials = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty() && !small.contains(&word.to_lowercase().as_str()))
        .filter_map(|word| word.chars().next());
    let mut letters = name.chars().filter(|c| c.is_alphanumeric());
    let first = letters.next().unwrap_or(' ');
    match (initials.next(), initials.next()) {
        (Some(one), Some(two)) => [one, two],
        _ => [first, letters.next().unwrap_or(' ')],
    }
}

impl Page for ProgressScreen {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::List, Context::Global]
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let size = workspace.view.size;
        let (rows, page) = (self.rows(size), body_rows(size));
        match command {
            ListCommand::Open => not_here(),
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.scroll.run(to, rows, page)),
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, now: &Now) {
        let on = workspace.practice.day(now);
        let key = (workspace.library.edition, workspace.documents.edition, on.to_string());
        if self.built.is_stale(key) {
            self.build(workspace, on);
        }
        let size = workspace.view.size;
        self.scroll.fit(self.rows(size), body_rows(size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::Bank;
    use std::collections::HashSet;

    #[test]
    fn every_principle_has_a_code_of_its_own() {
        assert_eq!(code("Customer Obsession"), ['C', 'O']);
        assert_eq!(code("Ownership"), ['O', 'w']);
        assert_eq!(code("Insist on the Highest Standards"), ['I', 'H']);
        let bank = Bank::built_in();
        let codes: HashSet<[char; 2]> = bank.principles().iter().map(|p| code(&p.name)).collect();
        assert_eq!(codes.len(), bank.principles().len());
    }
}
