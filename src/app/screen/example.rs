//! A worked example: a finished story of ours, and the first try that it grew out of, with the coach's remarks.
//!
//! Read-only; it belongs to no one and is never saved.

use crate::app::command::{Context, ExampleCommand, ListCommand, Move};
use crate::app::memo::Memo;
use crate::app::msg::{Now, Size};
use crate::app::open::Open;
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::scroll::{Scroll, body_rows};
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::coach::{self, Facts, Review};
use crate::questions::{self, Example};
use crate::story::{Section, Story, pace};

/// Maximum text width in columns.
const WIDEST: usize = 76;
/// From this width in columns, the coach's remarks are in a second column.
const BESIDE: u16 = 110;
/// Remarks on a first try; the rest say the same again.
const REMARKS: usize = 5;

#[derive(Debug, Clone)]
pub struct ExampleScreen {
    /// The display name of the principle.
    pub principle: String,
    /// Whether the first try is shown.
    pub is_first_try: bool,
    /// What the coach says of what is shown.
    pub review: Review,
    /// Whether the remarks stand beside the text instead of below it.
    pub beside: bool,
    /// The wrapped text.
    pub rows: Vec<TextRow>,
    pub scroll: Scroll,
    example: Example,
    /// The question that it answers.
    asked: String,
    /// The part to show first.
    part: Option<Section>,
    /// Whether a story of the user's own is open below.
    writing: bool,
    set: Memo<(Size, bool)>,
}

impl ExampleScreen {
    /// The example of a principle, at one of its parts; `None` if it has none.
    pub fn open(
        principle: &str,
        part: Option<Section>,
        writing: bool,
        workspace: &Workspace,
    ) -> Option<Self> {
        let example = questions::example(principle)?;
        let asked = workspace.bank.prompt(&example.prompt).map(|p| p.text.clone()).unwrap_or_default();
        let name = workspace.bank.principle(principle).map_or(principle, |p| &p.name).to_owned();
        Some(Self {
            principle: name,
            is_first_try: false,
            review: Review::default(),
            beside: false,
            rows: Vec::new(),
            scroll: Scroll::default(),
            example,
            asked,
            part,
            writing,
            set: Memo::default(),
        })
    }

    /// The title of the finished story.
    pub fn title(&self) -> &str {
        &self.example.finished.title
    }

    fn shown(&self) -> &Story {
        if self.is_first_try { &self.example.first_try } else { &self.example.finished }
    }

    /// Opens the example that is `by` principles further, in the order in which they are asked.
    fn turn_page(&mut self, by: usize, workspace: &Workspace) {
        let all = workspace.bank.by_how_often();
        let here = all.iter().position(|p| p.id == self.example.prompt.principle()).unwrap_or(0);
        let found = (1..=all.len()).find_map(|step| {
            let id = &all.get((here + by * step) % all.len())?.id;
            Self::open(id, None, self.writing, workspace)
        });
        if let Some(next) = found {
            *self = Self { is_first_try: self.is_first_try, ..next };
        }
    }

    fn lines(&self, workspace: &Workspace) -> Vec<TextRow> {
        let (story, settings) = (self.shown(), &workspace.coach.settings);
        let mut lines = vec![TextRow::new(Tone::Title, self.asked.clone()), TextRow::gap()];
        let time = settings.seconds(pace::story_words(story));
        lines.push(TextRow::new(Tone::Muted, format!("About {time} aloud")));
        for section in Section::ALL {
            let text = story.section(section);
            if !text.is_empty() {
                let time = settings.seconds(pace::words(text));
                lines.push(TextRow::gap());
                lines.push(TextRow::new(Tone::Heading, format!("{}  {time}", section.name())));
                lines.push(TextRow::new(Tone::Text, text));
            }
        }
        if !self.beside {
            lines.extend(self.remarks());
        }
        if !self.is_first_try {
            lines.extend([TextRow::gap(), TextRow::new(Tone::Heading, "What made the difference")]);
            lines.extend(
                self.example.changed.iter().map(|text| TextRow::new(Tone::Text, format!("· {text}"))),
            );
        }
        lines
    }

    /// What the coach says, below the text.
    fn remarks(&self) -> Vec<TextRow> {
        let mut lines = vec![TextRow::gap(), TextRow::new(Tone::Heading, "What the coach sees")];
        if !self.is_first_try {
            let praise = self.review.praise.iter();
            lines.extend(praise.map(|p| TextRow::new(Tone::Good, format!("+ {}", p.message))));
        }
        let findings = self.review.findings.iter().take(REMARKS);
        lines.extend(findings.map(|f| TextRow::new(Tone::Text, format!("? {} {}", f.message, f.question))));
        lines
    }
}

impl Page for ExampleScreen {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        vec![Context::Example, Context::Global]
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let (rows, page) = (self.rows.len(), body_rows(workspace.view.size));
        match command {
            ListCommand::Move(Move::PageDown) if self.scroll.is_at_end(rows, page) => {
                Err("That's the end of it. Tab shows how it began.")
            }
            ListCommand::Open => not_here(),
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.scroll.run(to, rows, page)),
        }
    }

    fn example(&self, _: &Workspace, command: ExampleCommand) -> Answer<Self> {
        match command {
            ExampleCommand::Turn => act(|s: &mut Self, _, _| {
                s.is_first_try = !s.is_first_try;
                s.scroll = Scroll::default();
            }),
            ExampleCommand::Next => act(|s: &mut Self, workspace, _| s.turn_page(1, workspace)),
            ExampleCommand::Previous => act(|s: &mut Self, workspace, _| {
                let before = workspace.bank.principles().len().saturating_sub(1);
                s.turn_page(before, workspace);
            }),
            ExampleCommand::Write => act(|s: &mut Self, workspace, _| {
                if s.writing {
                    workspace.view.leave();
                } else {
                    workspace.view.replace(Open::Prompt(s.example.prompt.clone()));
                }
            }),
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let size = workspace.view.size;
        if self.set.is_stale((size, self.is_first_try)) {
            let prompt = workspace.bank.prompt(&self.example.prompt);
            let facts = Facts::on(questions::judged_on());
            self.review = coach::review(self.shown(), prompt, &workspace.coach.settings, facts);
            self.beside = size.columns >= BESIDE;
            // A margin on both sides, and a column for the scroll marks.
            let columns = usize::from(size.columns.saturating_sub(3)).clamp(1, WIDEST);
            self.rows = self.lines(workspace).iter().flat_map(|line| line.hung(columns)).collect();
        }
        if let Some(part) = self.part.take() {
            let head = |row: &TextRow| row.tone == Tone::Heading && row.text.starts_with(part.name());
            self.scroll.top = self.rows.iter().position(head).unwrap_or(0);
        }
        self.scroll.fit(self.rows.len(), body_rows(size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{model, now};

    #[test]
    fn every_principle_is_reached_by_going_on_and_the_way_back_leads_home() {
        let mut model = model(&[]);
        let mut screen = ExampleScreen::open("customer-obsession", None, false, &model.workspace).unwrap();
        let mut seen = Vec::new();
        for _ in 0..16 {
            screen.refresh(&mut model.workspace, &now());
            seen.push(screen.principle.clone());
            screen.turn_page(1, &model.workspace);
        }
        let home = screen.principle.clone();
        assert_eq!(home, "Customer Obsession");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 16);
        screen.turn_page(15, &model.workspace);
        screen.turn_page(1, &model.workspace);
        assert_eq!(screen.principle, home);
    }
}
