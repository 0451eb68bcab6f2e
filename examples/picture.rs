//! Draws the README's picture from the app itself: `cargo run --example picture > docs/draft.svg`.
//!
//! A model with a sample story goes through the same drawing as on a terminal; each role becomes a class,
//! so that the picture is readable on a light page and on a dark one.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use jiff::{Timestamp, ZonedDateTime};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use starcoach::app::Model;
use starcoach::app::command::key::{Code, Key};
use starcoach::app::msg::{Bookmark, Input, Loaded, Msg, Now, Size};
use starcoach::questions::Bank;
use starcoach::story::{PromptId, Section, Story, StoryId};
use starcoach::ui;
use starcoach::ui::theme::{Role, Theme};

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// A cell, in pixels; the letters are spaced to fill it, whatever the font.
const CELL: (u16, u16) = (9, 19);
/// Space around the screen, in pixels.
const MARGIN: u16 = 16;

const STYLE: &str = "\
text{font:15px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#24292f}\
.page{fill:#fbfaf7;stroke:#d0cdc6}\
.strong,.focus,.chosen{font-weight:bold}\
.muted{fill:#6e6a62}.rule{fill:#c9c5bc}\
.accent,.focus,.chosen{fill:#0b6b75}.good{fill:#2c7a36}.warn{fill:#8f5a00;font-weight:bold}\
.phrase{fill:#8f5a00;text-decoration:underline}.selected{text-decoration:underline}\
.cursor{fill:#24292f;opacity:.75}\
@media(prefers-color-scheme:dark){\
text{fill:#e4e2dd}.page{fill:#1d1f21;stroke:#3a3c3f}.muted{fill:#9a978f}.rule{fill:#4a4c4f}\
.accent,.focus,.chosen{fill:#62c5cf}.good{fill:#7fc98a}.warn,.phrase{fill:#e5b567}\
.cursor{fill:#e4e2dd}}";

fn main() -> anyhow::Result<()> {
    let now = Now { mono: Duration::ZERO, wall: "2026-11-23T09:41:00+00:00[UTC]".parse::<ZonedDateTime>()? };
    let model = model(&now)?;
    let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS))?;
    terminal.draw(|frame| ui::draw(&model, &Theme::named(), frame))?;
    let screen = terminal.backend();
    anyhow::ensure!(screen.cursor_visible(), "The screen has no cursor.");
    print!("{}", svg(screen.buffer(), screen.cursor_position().into()));
    Ok(())
}

/// The app in the middle of a story's Action.
fn model(now: &Now) -> anyhow::Result<Model> {
    let bank = Arc::new(Bank::built_in());
    let mut model =
        Model::new(Size { columns: COLUMNS, rows: ROWS }, bank, "~/.local/share/starcoach".into(), 1);
    let story = sample(now.stamp()).context("The sample's id is no id.")?;
    let bookmark = Bookmark {
        day: now.wall.date().to_string(),
        place: "today".into(),
        story: Some(story.id.clone()),
        prompt: story.answers.first().map(|p| p.0.clone()),
        section: Some(Section::Action),
        cursor: story.action.len(),
    };
    model.update(Msg::Loaded(vec![Loaded { story: Arc::new(story), newer: None }]), now);
    model.update(Msg::LoadedAll(Vec::new()), now);
    model.resume(bookmark, now);
    model.update(Msg::Input(Input::Key(Key::plain(Code::Enter))), now);
    model.workspace.saving.saved_at = Some("09:41".into());
    Ok(model)
}

fn sample(at: Timestamp) -> Option<Story> {
    let mut story = Story::new(StoryId::parse("7m2xq0ab").ok()?, "customer-obsession", at);
    story.title = "The clinic with two spellings".into();
    story.answers = vec![PromptId::new("customer-obsession", "difficult-customer")];
    story.situation = "In March a clinic with 40 doctors told us they would leave. Every Monday their \
        front desk retyped 300 patients by hand, because our import refused any name spelled in two ways."
        .into();
    story.result = "By April they retyped none, and the clinic stayed with us.".into();
    story.task = "I owned the import. I gave myself two weeks to take Mondays off their hands.".into();
    story.action = "I drove there on Monday at seven and typed along with them for three hours. I saw \
        that nine of ten refusals were one accent, lost by their old export. That evening I wrote the rule \
        that matches both spellings, and asked their head nurse to try it on last week's list before "
        .into();
    Some(story)
}

fn svg(buffer: &Buffer, (x, y): (u16, u16)) -> String {
    let (width, height) = (COLUMNS * CELL.0 + 2 * MARGIN, ROWS * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n\
         <title>starcoach, with a story being written</title>\n<style>{STYLE}</style>\n\
         <rect class=\"page\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        width - 1,
        height - 1
    );
    for y in 0..ROWS {
        for run in runs(buffer, y) {
            let (x, length) = (MARGIN + run.x * CELL.0, run.columns * CELL.0);
            let base = MARGIN + y * CELL.1 + 14;
            let text = run.text.replace('&', "&amp;").replace('<', "&lt;");
            out.push_str(&format!(
                "<text class=\"{}\" x=\"{x}\" y=\"{base}\" textLength=\"{length}\" xml:space=\"preserve\">{text}</text>\n",
                run.role.name()
            ));
        }
    }
    let (x, y) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    out.push_str(&format!(
        "<rect class=\"cursor\" x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\"/>\n</svg>\n",
        CELL.1
    ));
    out
}

/// Neighboring cells of one role.
struct Run {
    x: u16,
    columns: u16,
    role: Role,
    text: String,
}

/// A row's runs, without the blanks at their ends.
fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for x in 0..COLUMNS {
        let Some(cell) = buffer.cell((x, y)) else { continue };
        let role = Theme::role(cell.style());
        match runs.last_mut() {
            Some(run) if run.role == role => {
                run.columns += 1;
                run.text.push_str(cell.symbol());
            }
            _ => runs.push(Run { x, columns: 1, role, text: cell.symbol().to_owned() }),
        }
    }
    for run in &mut runs {
        let trimmed = run.text.trim_end_matches(' ');
        run.columns -= (run.text.len() - trimmed.len()) as u16;
        run.text.truncate(trimmed.len());
        let start = run.text.len() - run.text.trim_start_matches(' ').len();
        run.text.drain(..start);
        run.x += start as u16;
        run.columns -= start as u16;
    }
    runs.retain(|r| !r.text.is_empty());
    runs
}
