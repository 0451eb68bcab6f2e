//! Draws the pictures of the documents from the app itself: `cargo run --example pictures` writes docs/pictures/.
//!
//! The example bank of `--demo` goes through the same model and the same drawing as on a terminal; each role becomes a
//! class, so that a picture is readable on a light page and on a dark one. A picture of several frames moves.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use jiff::ZonedDateTime;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use starcoach::app::Model;
use starcoach::app::command::key::Key;
use starcoach::app::msg::{Effect, Input, Loaded, Msg, Now, Size};
use starcoach::practice::{History, Log};
use starcoach::questions::Bank;
use starcoach::story::{DocumentId, Story};
use starcoach::ui::theme::{Role, Theme};
use starcoach::{cli, ui};

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// A cell, in pixels; the letters are spaced to fill it, whatever the font.
const CELL: (u16, u16) = (9, 19);
/// Space around the screen, in pixels.
const MARGIN: u16 = 16;
/// How long each frame of a moving picture stays, in seconds.
const STAYS: usize = 3;

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

/// A frame: the keys that lead there from the one before, and words that it has to show.
type Frame = (&'static [&'static str], &'static str);

/// A picture: the name of its file, what it shows, and its frames.
const PICTURES: &[(&str, &str, &[Frame])] = &[
    ("today", "Today: what to practice, what to finish, how far you are", &[(&[], "Countdown")]),
    ("draft", "Writing a story: the question on top, the parts below it", &[WRITE]),
    ("coach", "The coach: your own words, and a question about them", &[COACH]),
    ("practice", "Practice: the question, the clock, the part being told", &[TELL]),
    ("ask", "Ask: the story for a question", &[(&["a", ASKED], FOUND)]),
    ("prepare", "Prepare: the interview, who asks what, and who hears which story", &[(&["4"], "Rounds")]),
    (
        "tour",
        "Today, a story being written, what the coach asks, a telling with its clock, the look back, the story for a question, the interview",
        &[
            (&[], "Countdown"),
            WRITE,
            COACH,
            (&["<esc>", "<esc>", "<esc>", "1", "p", "<enter>", "wait", " "], "Task …"),
            (&[" ", "wait", " ", "wait", "<enter>", "<enter>", "n"], "✓ a number"),
            (&["<esc>", "<esc>", "<esc>", "a", ASKED], FOUND),
            (&["<esc>", "<esc>", "<esc>", "4"], "Rounds"),
        ],
    ),
];

const WRITE: Frame =
    (&["e", "<shift-tab>", "<end>", " I gave him the area with no manual, tax closing,"], "closing,");
const COACH: Frame = (&["<esc>", "<esc>", "3", "/forty", "<enter>", "e", "c"], "Which part was yours?");
const TELL: Frame = (&["p", "<enter>", "wait", " "], "Task …");
const ASKED: &str = "conflict with boss";
const FOUND: &str = "The freeze that nobody wanted";

fn main() -> anyhow::Result<()> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    for (name, title, frames) in PICTURES {
        let mut app = App::new()?;
        let drawn = frames.iter().map(|(keys, words)| app.press(keys).and_then(|app| app.draw(words)));
        let drawn = drawn.collect::<anyhow::Result<Vec<String>>>()?;
        let path = dir.join(format!("{name}.svg"));
        write(&path, &svg(title, &drawn)).with_context(|| format!("Could not write {}.", path.display()))?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the pictures are files")]
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, text)
}

/// The app with the example bank, on a Monday evening.
struct App {
    model: Model,
    now: Now,
}

impl App {
    fn new() -> anyhow::Result<Self> {
        let wall: ZonedDateTime = "2026-11-23T18:41:00+00:00[UTC]".parse()?;
        let now = Now { mono: Duration::from_secs(1), wall };
        let size = Size { columns: COLUMNS, rows: ROWS };
        let model = Model::new(size, Arc::new(Bank::built_in()), "~/.local/share/starcoach".into(), 1);
        let mut app = Self { model, now };
        let mut stories = Vec::new();
        for (name, text) in cli::demo::files(&app.now.wall)? {
            if name.starts_with("stories/") {
                let story: Story = serde_json::from_str(&text)?;
                stories.push(Loaded { story: Arc::new(story), newer: None });
            } else if name == "preparation.json" {
                app.tell(Msg::Document(DocumentId::Preparation, serde_json::from_str(&text)?));
            } else {
                let log = Log::parse(text.lines().map(str::as_bytes));
                app.tell(Msg::Log(Box::new(History::replay(&log.entries, 4))));
            }
        }
        app.tell(Msg::Loaded(stories));
        app.tell(Msg::LoadedAll(Vec::new()));
        Ok(app)
    }

    /// Tells the app something, and what comes of it.
    fn tell(&mut self, msg: Msg) {
        for effect in self.model.update(msg, &self.now) {
            match effect {
                Effect::Compute(job) => self.tell(Msg::Computed(job.run())),
                Effect::Save { doc, edition, .. } => {
                    self.tell(Msg::Saved { doc, edition, merged: None, sibling: None });
                }
                Effect::Log(entry) => self.tell(Msg::Logged(entry.id)),
                _ => {}
            }
        }
    }

    /// Presses keys: one by name, letters as they are typed; `wait` lets the clock run.
    fn press(&mut self, keys: &[&str]) -> anyhow::Result<&mut Self> {
        for keys in keys {
            if *keys == "wait" {
                self.wait(38);
            } else if let Some(name) = keys.strip_prefix('<').and_then(|keys| keys.strip_suffix('>')) {
                self.tell(Msg::Input(Input::Key(Key::parse(name).context("There is no such key.")?)));
            } else {
                for c in keys.chars() {
                    self.tell(Msg::Input(Input::Key(Key::char(c))));
                }
            }
        }
        self.wait(20);
        Ok(self)
    }

    fn wait(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.now.mono += Duration::from_secs(1);
            self.now.wall =
                self.now.wall.checked_add(Duration::from_secs(1)).unwrap_or(self.now.wall.clone());
            self.tell(Msg::Wake);
        }
    }

    /// The screen as elements of a picture; fails where it does not show these words.
    fn draw(&self, words: &str) -> anyhow::Result<String> {
        let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS))?;
        terminal.draw(|frame| ui::draw(&self.model, &Theme::named(), frame))?;
        let screen = terminal.backend();
        let text: String = screen.buffer().content.iter().map(Cell::symbol).collect();
        anyhow::ensure!(text.contains(words), "A frame does not show \"{words}\".\n{screen}");
        // On a row that is only chosen its own sign is enough.
        let cursor = (screen.cursor_visible() && self.model.types()).then(|| screen.cursor_position().into());
        Ok(elements(screen.buffer(), cursor))
    }
}

/// A picture of one frame, or of several that follow one another.
fn svg(title: &str, frames: &[String]) -> String {
    let (width, height) = (COLUMNS * CELL.0 + 2 * MARGIN, ROWS * CELL.1 + 2 * MARGIN);
    let moving = if frames.len() > 1 { motion(frames.len()) } else { String::new() };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n\
         <title>starcoach: {title}</title>\n<style>{STYLE}{moving}</style>\n\
         <rect class=\"page\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        width - 1,
        height - 1
    );
    for (n, frame) in frames.iter().enumerate() {
        out.push_str(&format!("<g class=\"frame frame{n}\">\n{frame}</g>\n"));
    }
    out.push_str("</svg>\n");
    out
}

/// Shows each frame in turn; only the first where motion is not wanted.
fn motion(frames: usize) -> String {
    let all = frames * STAYS;
    let mut style = format!(
        ".frame{{opacity:0;animation:frame {all}s step-end infinite}}@keyframes frame{{0%{{opacity:1}}{:.3}%{{opacity:0}}}}",
        100.0 / frames as f64
    );
    for n in 0..frames {
        style.push_str(&format!(".frame{n}{{animation-delay:{}s}}", n * STAYS));
    }
    style + "@media(prefers-reduced-motion:reduce){.frame{animation:none}.frame0{opacity:1}}"
}

fn elements(buffer: &Buffer, cursor: Option<(u16, u16)>) -> String {
    let mut out = String::new();
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
    if let Some((x, y)) = cursor {
        let (x, y) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
        out.push_str(&format!(
            "<rect class=\"cursor\" x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\"/>\n",
            CELL.1
        ));
    }
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
