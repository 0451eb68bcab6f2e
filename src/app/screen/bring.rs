//! Bringing in stories: from a file, or from pasted text.
//!
//! What would come in, and what would not, is shown before anything is added.

use crate::app::background::Job;
use crate::app::command::{BringCommand, Context, ListCommand, Move};
use crate::app::memo::Memo;
use crate::app::msg::{Effect, Now};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::scroll::{Scroll, body_rows};
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::export::import::{self, ImportError, Known, NoteKind, Plan};
use crate::story::{Section, Story, both_ends, pace};
use crate::text::{Edit, Field, Lines};

/// Maximum text width in columns.
const WIDEST: usize = 76;
/// What text is called that was pasted.
const PASTED: &str = "what you pasted";

/// How far it is.
#[derive(Debug, Clone)]
pub enum Progress {
    /// Waiting for a path or for pasted text.
    Asking,
    /// The file is being read.
    Reading,
    /// Nothing can be read from it, and why.
    Failed(String),
    /// What would come in.
    Read(Vec<Story>),
    /// It is being added.
    Adding(Vec<Story>),
}

#[derive(Debug, Clone)]
pub struct Bring {
    /// The path as typed.
    pub field: Field,
    pub progress: Progress,
    /// What is being read: a path, or pasted text.
    pub source: String,
    /// The report, wrapped.
    pub rows: Vec<TextRow>,
    pub scroll: Scroll,
    /// The number of the last reading; results of earlier ones are dropped.
    reading: u64,
    report: Vec<TextRow>,
    set: Memo<(u64, usize)>,
}

impl Bring {
    pub fn open() -> Self {
        Self {
            field: Field::new(Lines::One, ""),
            progress: Progress::Asking,
            source: String::new(),
            rows: Vec::new(),
            scroll: Scroll::default(),
            reading: 0,
            report: Vec::new(),
            set: Memo::default(),
        }
    }

    fn begin(&mut self, source: String) {
        self.source = source;
        self.reading += 1;
        self.progress = Progress::Reading;
    }

    fn read(&mut self, workspace: &mut Workspace) {
        let path = path_of(self.field.text());
        if path.is_empty() {
            let text = "Type the path of a file first, or paste your stories.";
            self.progress = Progress::Failed(text.to_owned());
            return;
        }
        self.begin(path.clone());
        workspace.effect(Effect::ReadFile(path));
    }

    fn pasted(&mut self, text: &str, workspace: &mut Workspace) {
        self.begin(PASTED.to_owned());
        self.plan(text.as_bytes().to_vec(), workspace);
    }

    fn plan(&self, bytes: Vec<u8>, workspace: &mut Workspace) {
        let (bank, matcher) = (workspace.bank.clone(), workspace.finder.matcher.clone());
        let source = self.source.clone();
        workspace.effect(Effect::Compute(Job::Plan {
            generation: self.reading,
            source,
            bytes,
            bank,
            matcher,
        }));
    }

    /// Takes the bytes of a file, or why it cannot be read.
    pub fn file_read(&mut self, path: &str, bytes: Result<Vec<u8>, String>, workspace: &mut Workspace) {
        if path != self.source || !matches!(self.progress, Progress::Reading) {
            return;
        }
        match bytes {
            Ok(bytes) => self.plan(bytes, workspace),
            Err(why) => self.progress = Progress::Failed(capital(&why)),
        }
    }

    /// Takes what was found in a file or in pasted text.
    pub fn planned(
        &mut self,
        reading: u64,
        plan: Result<Plan, ImportError>,
        workspace: &mut Workspace,
        now: &Now,
    ) {
        if reading != self.reading || !matches!(self.progress, Progress::Reading) {
            return;
        }
        match plan {
            Ok(Plan { drafts, notes }) => {
                let stories = import::into_stories(drafts, || workspace.new_id(), now.stamp());
                let (stories, known) = import::sort_out(stories, workspace.library.iter().map(AsRef::as_ref));
                self.report = report(&stories, &notes, &known, workspace);
                self.set = Memo::default();
                self.scroll = Scroll::default();
                self.progress = Progress::Read(stories);
            }
            Err(error) => {
                self.progress =
                    Progress::Failed(format!("Nothing can be read from {}: {error}.", self.source));
            }
        }
    }

    /// Goes back to the report after nothing could be added.
    pub fn failed(&mut self) {
        if let Progress::Adding(stories) = &mut self.progress {
            self.progress = Progress::Read(std::mem::take(stories));
        }
    }

    /// The number of stories that would come in.
    pub fn count(&self) -> usize {
        match &self.progress {
            Progress::Read(stories) | Progress::Adding(stories) => stories.len(),
            Progress::Asking | Progress::Reading | Progress::Failed(_) => 0,
        }
    }

    fn is_asking(&self) -> bool {
        !matches!(self.progress, Progress::Read(_) | Progress::Adding(_))
    }
}

/// Letters of a part in the report: a row, in which its end shows what slipped into it.
const SHOWN: usize = 60;

/// What would come in, then what is worth knowing of it.
fn report(stories: &[Story], notes: &[import::Note], known: &[Known], workspace: &Workspace) -> Vec<TextRow> {
    let title = match stories.len() {
        0 => "There's nothing new in it".to_owned(),
        1 => "1 story to bring in".to_owned(),
        n => format!("{n} stories to bring in"),
    };
    let mut lines = vec![TextRow::new(Tone::Title, title)];
    for story in stories {
        let principle =
            workspace.bank.principle(&story.principle).map_or("no principle yet", |p| p.name.as_str());
        let words = pace::story_words(story).0;
        let blank = |part: &&Section| story.section(**part).trim().is_empty();
        let missing: Vec<&str> = Section::STAR.iter().filter(blank).map(|part| part.name()).collect();
        let parts = match missing.as_slice() {
            [] => "all four parts".to_owned(),
            missing => format!("no {} yet", missing.join(", no ")),
        };
        lines.extend([TextRow::gap(), TextRow::new(Tone::Text, story.name())]);
        lines.push(TextRow::new(Tone::Muted, format!("{principle} · {words} words · {parts}")));
        let written = Section::ALL.into_iter().filter(|part| !story.section(*part).trim().is_empty());
        lines.extend(written.map(|part| {
            let shown = both_ends(story.section(part), SHOWN);
            TextRow::new(Tone::Text, format!("· {}: {shown}", part.name()))
        }));
    }
    if notes.is_empty() && known.is_empty() {
        return lines;
    }
    lines.extend([TextRow::gap(), TextRow::new(Tone::Heading, "Worth knowing")]);
    for note in notes {
        let kind = match note.kind {
            NoteKind::LeftOut => "left out, ",
            NoteKind::Unfinished | NoteKind::Changed => "",
        };
        lines.push(TextRow::new(Tone::Text, format!("· {kind}{note}")));
    }
    let there = known.iter().map(|known| format!("· \"{}\" is here already, word for word", known.name));
    lines.extend(there.map(|text| TextRow::new(Tone::Text, text)));
    lines
}

/// The path that was typed, or dropped on the window: without the quotes, the escapes or the scheme that a terminal adds.
fn path_of(typed: &str) -> String {
    let typed = typed.trim();
    if let Some(url) = typed.strip_prefix("file://") {
        return percent_decoded(url);
    }
    for quote in ['\'', '"'] {
        if let Some(inside) = typed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inside.to_owned();
        }
    }
    let mut path = String::new();
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        // A backslash that stands for itself, as in a path of Windows, has a letter after it.
        let escaped = c == '\\' && chars.peek().is_some_and(|next| !next.is_alphanumeric());
        path.extend(if escaped { chars.next() } else { Some(c) });
    }
    path
}

/// A text with a capital at its start.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// Replaces `%20` and the like; what is no such escape stays.
fn percent_decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let Some(code) = code.filter(|_| byte == b'%') {
            bytes.push(code);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Page for Bring {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        if self.is_asking() {
            return vec![Context::BringField, Context::Field];
        }
        vec![Context::Bring, Context::Global]
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let (rows, page) = (self.rows.len(), body_rows(workspace.view.size));
        match command {
            ListCommand::Move(Move::PageDown) if self.scroll.is_at_end(rows, page) => {
                Err("This is the end of it.")
            }
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.scroll.run(to, rows, page)),
            ListCommand::Open => not_here(),
        }
    }

    fn bring(&self, _: &Workspace, command: BringCommand) -> Answer<Self> {
        match command {
            BringCommand::Read if matches!(self.progress, Progress::Reading) => Err("It's being read."),
            BringCommand::Read => act(|s: &mut Self, workspace, _| s.read(workspace)),
            BringCommand::Add if self.count() == 0 => Err("There's nothing new to bring in."),
            BringCommand::Add if matches!(self.progress, Progress::Adding(_)) => Err("They're being added."),
            BringCommand::Add => act(|s: &mut Self, workspace, _| {
                if let Progress::Read(stories) = &mut s.progress {
                    let stories = std::mem::take(stories);
                    workspace.effect(Effect::Import(stories.clone()));
                    s.progress = Progress::Adding(stories);
                }
            }),
            BringCommand::Again => act(|s: &mut Self, _, _| s.progress = Progress::Asking),
        }
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        if let Edit::Paste(text) = &edit
            && text.trim().contains(['\n', '\r'])
        {
            self.pasted(text, workspace);
        } else if self.is_asking() {
            let changed = self.field.apply(edit, &mut workspace.view.clipboard, now.mono);
            if !changed.is_empty() && matches!(self.progress, Progress::Failed(_)) {
                self.progress = Progress::Asking;
            }
        }
    }

    fn takes_paste(&self) -> bool {
        true
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.is_asking().then_some(&mut self.field)
    }

    fn has_field(&self) -> bool {
        self.is_asking()
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let size = workspace.view.size;
        let columns = usize::from(size.columns.saturating_sub(4)).clamp(1, WIDEST);
        self.field.set_view(columns, 1);
        if self.set.is_stale((self.reading, columns)) {
            self.rows = self.report.iter().flat_map(|line| line.hung(columns)).collect();
        }
        self.scroll.fit(self.rows.len(), body_rows(size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_terminals_drop_it() {
        assert_eq!(path_of("  ~/My stories.md "), "~/My stories.md");
        assert_eq!(path_of("'/home/ann/My stories.md' "), "/home/ann/My stories.md");
        assert_eq!(path_of("/home/ann/My\\ stories\\ \\(1\\).md"), "/home/ann/My stories (1).md");
        assert_eq!(path_of("file:///home/ann/My%20stories%25.md"), "/home/ann/My stories%.md");
        assert_eq!(path_of("C:\\Users\\ann\\s.md"), "C:\\Users\\ann\\s.md");
        assert_eq!(path_of("100%"), "100%");
    }
}
