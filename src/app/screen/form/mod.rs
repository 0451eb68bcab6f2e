//! Forms about a story or the interview: details, the opening sentence for a prompt, the cue card, the sheets
//! of Prepare.
//!
//! Each line edits a text of the story or the preparation directly, so there is nothing to confirm.

mod sheet;

use crate::app::command::{Context, FormCommand};
use crate::app::msg::Now;
use crate::app::open::{FormKind, Sheet};
use crate::app::page::{Answer, Page, act};
use crate::app::workspace::{PreparationField, Target, Workspace};
use crate::coach::SELF_CHECK;
use crate::interview::cues::{self, BETWEEN};
use crate::story::{Check, CheckAnswer, Story, StoryId, when};
use crate::text::{Edit, Field, Lines};

/// Rows of a multi-line field.
const TEXT_ROWS: u16 = 4;
/// Rows of the prepared answer to a follow-up.
pub const ANSWER_ROWS: u16 = 2;

/// The labels of the cues on a cue card.
const CUES: [&str; 7] = ["Situation", "Task", "Action", "Result", ALSO, ALSO, ALSO];
const ALSO: &str = "Another cue";
/// Cues that belong to a part.
const PARTS: usize = 4;

/// The text that a line edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A text of the story.
    Story(Target),
    /// A text of the preparation.
    Interview(PreparationField),
    /// An own question, by the part of its id after `own/`.
    Own(String),
}

/// A line of a form.
#[derive(Debug, Clone)]
pub struct FormLine {
    pub label: String,
    /// The placeholder of an empty field.
    pub hint: String,
    /// Whether the placeholder is what counts until something else is written.
    pub suggested: bool,
    /// How the text was understood, if that is not obvious.
    pub note: String,
    /// The text that it edits.
    pub target: Aim,
    pub field: Field,
}

impl FormLine {
    /// Whether it is the prepared answer to a follow-up.
    pub fn is_answer(&self) -> bool {
        matches!(self.target, Aim::Story(Target::Answer(_)))
    }
}

#[derive(Debug, Clone)]
pub struct Form {
    pub kind: FormKind,
    /// The story; `None` for a sheet of the preparation.
    pub story: Option<StoryId>,
    /// The title and help of a sheet.
    pub head: (String, Vec<String>),
    pub lines: Vec<FormLine>,
    /// The focused line.
    pub focus: usize,
    /// Whether the focused line is being edited.
    pub writing: bool,
    /// Rows of a multi-line field.
    pub text_rows: u16,
}

impl Form {
    /// The form for a story; `None` if the story was deleted.
    pub fn open(kind: FormKind, story: &StoryId, workspace: &Workspace) -> Option<Self> {
        let text = workspace.library.get(story)?.clone();
        let mut lines = Vec::new();
        let mut add = |label: &str, hint: String, target: Target, many: Lines| {
            let field = Field::new(many, &shown(&target, &text));
            let (note, suggested) = (String::new(), matches!(target, Target::Cue(_)) && !hint.is_empty());
            let (label, target) = (label.to_owned(), Aim::Story(target));
            lines.push(FormLine { label, hint, suggested, note, target, field });
        };
        match &kind {
            FormKind::Details => {
                add("Call it", "A name you will know it by".into(), Target::Title, Lines::One);
                let who = "Who was the customer, and what were they missing?";
                add(
                    who,
                    "For example: the largest client; reports she could trust".into(),
                    Target::Customer,
                    Lines::One,
                );
                add("When", "For example: Mar 2024, or spring 2024".into(), Target::Happened, Lines::One);
            }
            FormKind::Opening(prompt) => {
                let hint = "May stay empty. \"I push back when a yes would cost the customer more later.\"";
                let label = "Your first sentence to this question?";
                add(label, hint.to_owned(), Target::Opening(prompt.clone()), Lines::Many);
            }
            FormKind::Card => {
                let parts = cues::by_part(&text);
                // One empty line more than there are cues.
                let own = text.cues.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |at| at + 1);
                for (i, label) in CUES.iter().enumerate().take(own.max(PARTS) + 1) {
                    add(label, parts.get(i).cloned().unwrap_or_default(), Target::Cue(i), Lines::One);
                }
                add("In 30 seconds", "The story in three sentences …".into(), Target::Headline, Lines::Many);
                for ask in follow_ups(workspace, &text) {
                    let hint = "Your answer, in a few words …".to_owned();
                    add(&ask, hint, Target::Answer(ask.clone()), Lines::Many);
                }
            }
            FormKind::Check(_) => {
                for question in &SELF_CHECK {
                    add(question.text, question.hint.to_owned(), Target::Check(question.id), Lines::One);
                }
            }
            FormKind::Sheet(_) => return None,
        }
        // Ready for typing, so that the first letters of a title are not taken for commands. A check has keys for its
        // answers.
        let writing = !matches!(kind, FormKind::Check(_)) && workspace.library.newer(story).is_none();
        let (story, head) = (Some(story.clone()), Default::default());
        let mut form = Self { kind, story, head, lines, focus: 0, writing, text_rows: TEXT_ROWS };
        if let Some(line) = form.lines.first_mut() {
            let end = line.field.text().len();
            line.field.set_cursor(end);
        }
        form.note_answers(&text);
        Some(form)
    }

    /// A story's cue card, with the cursor in the answer to a follow-up.
    pub fn answer(story: &StoryId, ask: &str, workspace: &Workspace) -> Option<Self> {
        let mut form = Self::open(FormKind::Card, story, workspace)?;
        let wanted = Aim::Story(Target::Answer(ask.to_owned()));
        form.focus = form.lines.iter().position(|l| l.target == wanted).unwrap_or(0);
        form.writing = true;
        Some(form)
    }

    /// A sheet of the preparation, ready for typing.
    pub fn sheet(sheet: Sheet, workspace: &Workspace) -> Self {
        let (head, lines) = (sheet::head(&sheet, workspace), sheet::lines(&sheet, workspace));
        let kind = FormKind::Sheet(sheet);
        Self { kind, story: None, head, lines, focus: 0, writing: true, text_rows: TEXT_ROWS }
    }

    /// Whether the subject of the form can be changed; if not, shows why.
    fn may_change(&self, workspace: &mut Workspace, now: &Now) -> bool {
        match &self.story {
            Some(story) => workspace.may_change(story, now),
            None => workspace.may_prepare(now),
        }
    }

    /// After the last line: closes the form.
    fn finish(&mut self, workspace: &mut Workspace, now: &Now) {
        if let Some(at) = self.unclear(workspace) {
            // Text that cannot be parsed is not saved: keep its line, which says why, in focus.
            self.focus = at;
            return;
        }
        if let (FormKind::Sheet(sheet), true) = (&self.kind, self.writing) {
            workspace.view.leave();
            workspace.drop_blank_entry(sheet, now);
            sheet::after(workspace, sheet, now);
            workspace.save_due(now, true);
        }
        if self.story.is_some() && self.writing {
            self.say_linked(workspace, now);
            workspace.view.leave();
            workspace.save_due(now, true);
        }
        self.writing = false;
    }

    /// The first line whose text cannot be parsed.
    fn unclear(&self, workspace: &Workspace) -> Option<usize> {
        self.lines.iter().position(|line| match &line.target {
            Aim::Interview(entry) => entry.is_unclear(line.field.text(), workspace.view.today),
            Aim::Story(_) | Aim::Own(_) => false,
        })
    }

    /// Shows the message of the link and its undo again, since the opening is asked for right after linking.
    fn say_linked(&self, workspace: &mut Workspace, now: &Now) {
        if let (FormKind::Opening(prompt), Some(story)) = (&self.kind, &self.story) {
            workspace.say_linked(story, prompt, "u undo", now);
        }
    }

    /// Answers a question of the self-check: well at first, then open, then well again.
    ///
    /// What is open can be written down at once.
    fn answer_check(&mut self, at: usize, workspace: &mut Workspace, now: &Now) {
        let (Some(question), Some(id)) = (SELF_CHECK.get(at), self.story.clone()) else { return };
        let Some(story) = workspace.library.get(&id).cloned() else { return };
        if !workspace.may_change(&id, now) {
            return;
        }
        let well = question.answer(&story) != Some(CheckAnswer::Yes);
        let answer = if well { CheckAnswer::Yes } else { CheckAnswer::No };
        let of = question.likeness(&story);
        workspace.set(&id, now, |story| {
            let before = story.checks.is_none();
            let checks = story.checks.get_or_insert_default();
            if before {
                // Offered, not demanded: the other questions may stay open.
                let later = || Check { answer: CheckAnswer::Later, ..Check::default() };
                checks.extend(SELF_CHECK.iter().map(|question| (question.id.to_owned(), later())));
            }
            let check = checks.entry(question.id.to_owned()).or_default();
            (check.answer, check.of) = (answer, of);
        });
        self.focus = at;
        self.writing = !well;
        let Some(story) = workspace.library.get(&id).cloned() else { return };
        self.note_answers(&story);
    }

    /// Puts the answers of the self-check beside its questions.
    fn note_answers(&mut self, story: &Story) {
        if !matches!(self.kind, FormKind::Check(_)) {
            return;
        }
        for ((n, question), line) in (1..).zip(&SELF_CHECK).zip(&mut self.lines) {
            let answer = match question.answer(story) {
                Some(CheckAnswer::Yes) => question.well,
                Some(CheckAnswer::No) => question.open,
                Some(CheckAnswer::Later) | None => "",
            };
            let answer = if answer.is_empty() { String::new() } else { format!("  {answer}") };
            line.label = format!("{n}  {}{answer}", question.text);
        }
    }

    /// Adds an empty line once the last cue is being typed.
    fn one_cue_more(&mut self) {
        let Some(line) = self.lines.get(self.focus) else { return };
        let Aim::Story(Target::Cue(at)) = line.target else { return };
        let Some(label) = CUES.get(at + 1) else { return };
        let target = Aim::Story(Target::Cue(at + 1));
        if !line.field.text().is_empty() && !self.lines.iter().any(|l| l.target == target) {
            let (label, hint, note) = ((*label).to_owned(), String::new(), String::new());
            let field = Field::new(Lines::One, "");
            let suggested = false;
            self.lines.insert(self.focus + 1, FormLine { label, hint, suggested, note, target, field });
        }
    }
}

impl Page for Form {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        let many = self.story.is_none()
            && self.lines.get(self.focus).is_some_and(|l| l.field.lines() == Lines::Many);
        if self.writing {
            let lines = if many { Context::FormText } else { Context::FormField };
            return vec![lines, Context::Field];
        }
        match self.kind {
            FormKind::Check(_) => vec![Context::Check, Context::Form, Context::Global],
            FormKind::Details | FormKind::Opening(_) | FormKind::Card | FormKind::Sheet(_) => {
                vec![Context::Form, Context::Global]
            }
        }
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.story.clone()
    }

    fn about(&self) -> Option<&StoryId> {
        self.story.as_ref()
    }

    fn form(&self, _: &Workspace, command: FormCommand) -> Answer<Self> {
        match command {
            FormCommand::Next if self.focus + 1 >= self.lines.len() => {
                act(|s: &mut Self, workspace, now| s.finish(workspace, now))
            }
            FormCommand::Next => act(|s: &mut Self, _, _| s.focus += 1),
            FormCommand::Previous => act(|s: &mut Self, _, _| s.focus = s.focus.saturating_sub(1)),
            FormCommand::Write => {
                act(|s: &mut Self, workspace, now| s.writing = s.may_change(workspace, now))
            }
            FormCommand::Stop => act(|s: &mut Self, _, _| s.writing = false),
            FormCommand::Check(at) => act(move |s: &mut Self, workspace, now| {
                s.answer_check(usize::from(at), workspace, now);
            }),
        }
    }

    fn undo(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        let text = |s: &Self| s.lines.get(s.focus).map(|line| line.field.text().to_owned());
        let before = text(self);
        self.edit(workspace, Edit::Undo, now);
        text(self) != before
    }

    fn back(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        if let FormKind::Sheet(sheet) = &self.kind {
            workspace.drop_blank_entry(sheet, now);
        }
        if let Some(line) = self.unclear(workspace).and_then(|at| self.lines.get(at)) {
            workspace.view.say(line.note.clone(), now);
        }
        self.say_linked(workspace, now);
        workspace.save_due(now, true);
        false
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        if !self.may_change(workspace, now) {
            return;
        }
        let Some(line) = self.lines.get_mut(self.focus) else { return };
        let story = self.story.as_ref().and_then(|id| workspace.library.get(id));
        if line.suggested && line.field.text().is_empty() && story.is_some_and(|story| story.cues.is_empty())
        {
            // What is typed changes the suggestion; it does not wipe it out.
            let adds = matches!(edit, Edit::Insert(_) | Edit::Type(_) | Edit::Paste(_));
            let text = if adds { format!("{}{BETWEEN}", line.hint) } else { line.hint.clone() };
            line.field.set_text(&text);
            line.field.set_cursor(text.len());
        }
        let changed = line.field.apply(edit, &mut workspace.view.clipboard, now.mono);
        if changed.is_empty() {
            return;
        }
        if matches!(self.kind, FormKind::Opening(_)) {
            // Undo now refers to the text; when the form closes, it offers to undo the link again.
            workspace.view.toast = None;
        }
        match (&line.target, &self.story) {
            (Aim::Story(Target::Happened), Some(story)) => {
                let kept = when::kept(line.field.text());
                workspace.set(story, now, |s| s.happened = kept);
            }
            (Aim::Story(target), Some(story)) => {
                if matches!(target, Target::Cue(_)) {
                    keep_cues(workspace, story, now);
                }
                workspace.typed(story, target, changed, line.field.text(), now);
            }
            (Aim::Interview(entry), _) => {
                workspace.typed_entry(entry, line.field.text(), now);
                line.note =
                    entry.explain(line.field.text(), &workspace.documents.preparation, workspace.view.today);
            }
            (Aim::Own(own), _) => workspace.typed_own(own, line.field.text(), now),
            (Aim::Story(_), None) => {}
        }
        if let Some(story) = self.story.as_ref().and_then(|id| workspace.library.get(id)).cloned() {
            self.note_answers(&story);
        }
        self.one_cue_more();
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.lines.get_mut(self.focus).map(|l| &mut l.field)
    }

    fn has_field(&self) -> bool {
        true
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        if let (FormKind::Opening(prompt), Some(id)) = (&self.kind, &self.story)
            && workspace.library.get(id).is_some_and(|s| !s.answers.contains(prompt))
        {
            // Without the link there is no opening sentence.
            workspace.view.leave();
        }
        let story = self.story.as_ref().and_then(|id| workspace.library.get(id));
        let preparation = &workspace.documents.preparation;
        for line in &mut self.lines {
            let text = match (&line.target, story) {
                (Aim::Story(Target::Happened), Some(story))
                    if when::kept(line.field.text()) == story.happened =>
                {
                    continue;
                }
                (Aim::Story(target), Some(story)) => shown(target, story),
                (Aim::Story(_), None) => continue,
                (Aim::Interview(entry), _)
                    if entry.says(line.field.text(), preparation, workspace.view.today) =>
                {
                    continue;
                }
                (Aim::Interview(entry), _) => entry.of(preparation),
                (Aim::Own(own), _) => workspace.documents.own_text(own),
            };
            if line.field.text() != text {
                line.field.set_text(&text);
            }
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let columns = usize::from(workspace.view.size.columns.saturating_sub(4).clamp(1, 76));
        if self.story.is_none() {
            // The only text of a sheet takes all rows below the title, the help and the label.
            self.text_rows = workspace
                .view
                .size
                .rows
                .saturating_sub(if workspace.view.size.rows < 16 { 6 } else { 15 })
                .clamp(2, 12);
        }
        for line in &mut self.lines {
            let rows = if line.is_answer() { ANSWER_ROWS } else { self.text_rows };
            line.field.set_view(columns, usize::from(rows));
        }
    }
}

/// A text of a story as shown in a line.
fn shown(target: &Target, story: &Story) -> String {
    match target {
        Target::Happened => when::shown(&story.happened),
        Target::Section(_)
        | Target::Title
        | Target::Customer
        | Target::Headline
        | Target::Opening(_)
        | Target::Cue(_)
        | Target::Answer(_)
        | Target::Check(_) => target.of(story).to_owned(),
    }
}

/// Saves the suggested cues as shown once one cue is edited.
fn keep_cues(workspace: &mut Workspace, id: &StoryId, now: &Now) {
    let Some(story) = workspace.library.get(id) else { return };
    if story.cues.is_empty() {
        let cues = cues::by_part(story);
        workspace.set(id, now, |s| s.cues = cues);
    }
}

/// The follow-ups of a story: those with answers, then those of its prompts.
fn follow_ups(workspace: &Workspace, story: &Story) -> Vec<String> {
    let mut asks: Vec<String> = story.probes.iter().map(|p| p.ask.clone()).collect();
    for prompt in story.answers.iter().filter_map(|p| workspace.bank.prompt(p)) {
        for probe in &prompt.probes {
            if !asks.contains(&probe.text) && asks.len() < 6 {
                asks.push(probe.text.clone());
            }
        }
    }
    asks
}
