//! Draft: a story in five parts, one of them open.
//!
//! Owns the fields, the focus, and the two levels of Esc. Each edit is saved before it is drawn; see
//! [`Workspace::typed`].

mod geometry;
mod marks;
mod panel;
mod pop_ups;
mod walk;

use geometry::part_rows;
use panel::{GlanceKey, PanelKey};

use crate::app::command::{CoachCommand, Context, DraftCommand, ListCommand, Move};
use crate::app::memo::Memo;
use crate::app::msg::{Effect, Now};
use crate::app::nav::Focus;
use crate::app::open::{FormKind, Open, Picked};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::workspace::{Target, Workspace};
use crate::coach::{self, Finding, Review, RuleId};
use crate::export::import;
use crate::questions::PromptKind;
use crate::story::pace::{WordCount, Words};
use crate::story::{Checks, PromptId, Section, Story, StoryId};
use crate::text::{Edit, Field, Lines, Splice};

pub use geometry::{Geometry, PartRows, geometry};
pub use panel::Panel;

/// Rows of an empty part that shows its guiding questions.
const GUIDED: usize = 5;

#[derive(Debug, Clone)]
pub struct Draft {
    pub story: StoryId,
    /// A new story that is created only when its first word is typed.
    pub fresh: Option<Box<Story>>,
    /// The prompt that it is written for.
    pub prompt: Option<PromptId>,
    /// Whether it is a short answer without parts.
    pub pitch: bool,
    /// The open part.
    pub focus: Section,
    /// Whether the open part is being edited.
    pub writing: bool,
    /// The review from when a part was left last; its spans are adjusted to later edits.
    pub review: Review,
    /// Whether the text changed since the review.
    pub changed: bool,
    /// The rows of each part.
    pub rows: PartRows,
    /// What stands beside the text, if there is room.
    pub panel: Panel,
    /// The key of the finding that was jumped to, until another part gets the focus.
    asked: Option<String>,
    /// What the coach asked at the last review.
    open: Vec<(RuleId, String)>,
    glanced: Memo<GlanceKey>,
    paneled: Memo<PanelKey>,
    fields: [Field; 5],
    counters: [WordCount; 5],
}

impl Draft {
    /// A new story for a prompt, ready for typing.
    pub fn start(prompt: &PromptId, workspace: &mut Workspace, now: &Now) -> Self {
        let mut story = Story::new(workspace.new_id(), workspace.bank.clone().home(prompt), now.stamp());
        story.answers.push(prompt.clone());
        // Its self-check is asked for from the beginning.
        story.checks = (!story.is_pitch()).then(Checks::new);
        let mut draft = Self::with(&story, Some(prompt.clone()));
        draft.fresh = Some(Box::new(story));
        draft.writing = true;
        draft
    }

    /// An existing story, with its first empty part in focus, or else its first.
    pub fn open(story: &StoryId, prompt: Option<PromptId>, workspace: &mut Workspace) -> Option<Self> {
        let story = workspace.library.get(story)?.clone();
        let prompt = prompt.or_else(|| coach::strictest(&story, &workspace.bank).map(|p| p.id.clone()));
        let mut draft = Self::with(&story, prompt);
        let empty = story.missing();
        draft.focus = empty.unwrap_or(draft.focus);
        draft.writing = empty.is_some() && workspace.library.newer(&story.id).is_none();
        draft.judge(workspace);
        draft.jump(workspace);
        Some(draft)
    }

    /// Goes to the finding that another screen wants to be seen.
    fn jump(&mut self, workspace: &mut Workspace) {
        let jump = workspace.view.focus.take_if(|focus| matches!(focus, Focus::Finding(_)));
        if let Some(Focus::Finding(finding)) = jump {
            if let Some(section) = finding.section {
                self.focus = section;
                if let Some(span) = finding.span {
                    self.field_of(section).set_cursor(span.start);
                }
            }
            self.asked = Some(finding.key);
            self.writing = workspace.library.newer(&self.story).is_none();
        }
    }

    fn with(story: &Story, prompt: Option<PromptId>) -> Self {
        let fields = Section::ALL.map(|s| {
            let mut field = Field::new(Lines::Many, story.section(s));
            field.set_cursor(story.section(s).len());
            field
        });
        Self {
            story: story.id.clone(),
            fresh: None,
            prompt,
            pitch: story.is_pitch(),
            focus: story.parts().first().copied().unwrap_or(Section::Situation),
            writing: false,
            review: Review::default(),
            changed: false,
            rows: PartRows::default(),
            panel: Panel::default(),
            asked: None,
            open: Vec::new(),
            glanced: Memo::default(),
            paneled: Memo::default(),
            fields,
            counters: Default::default(),
        }
    }

    /// The current story.
    pub fn text<'d>(&'d self, workspace: &'d Workspace) -> Option<&'d Story> {
        self.fresh.as_deref().or_else(|| workspace.library.get(&self.story).map(AsRef::as_ref))
    }

    /// The field of a part.
    pub fn field(&self, section: Section) -> &Field {
        let [situation, task, edit, result, lesson] = &self.fields;
        match section {
            Section::Situation => situation,
            Section::Task => task,
            Section::Action => edit,
            Section::Result => result,
            Section::Lesson => lesson,
        }
    }

    fn field_of(&mut self, section: Section) -> &mut Field {
        let [situation, task, edit, result, lesson] = &mut self.fields;
        match section {
            Section::Situation => situation,
            Section::Task => task,
            Section::Action => edit,
            Section::Result => result,
            Section::Lesson => lesson,
        }
    }

    /// Reviews the story; the review is empty until all four parts have text.
    fn judge(&mut self, workspace: &mut Workspace) {
        self.review = workspace.review(&self.story, self.prompt.as_ref());
        self.open = self.review.findings.iter().map(|f| (f.rule, f.question.clone())).collect();
        self.changed = false;
    }

    /// Reviews the story after something was written, and says which question the words have answered.
    fn judge_anew(&mut self, workspace: &mut Workspace, now: &Now) {
        let before = std::mem::take(&mut self.open);
        self.judge(workspace);
        let answered = before.iter().find(|(rule, _)| !self.open.iter().any(|(open, _)| open == rule));
        if let Some((_, question)) = answered.filter(|_| self.review.complete) {
            workspace.view.say(format!("Answered: {question}"), now);
        }
    }

    /// Moves the focus to another part and reviews the story.
    fn turn_to(&mut self, section: Section, workspace: &mut Workspace, now: &Now) {
        self.focus = section;
        self.asked = None;
        self.judge_anew(workspace, now);
    }

    /// The finding to show for the part in focus: the one jumped to, else the first on this part, else the
    /// first on the whole story.
    pub fn finding(&self) -> Option<&Finding> {
        let here = |f: &&Finding| f.section.is_none_or(|s| s == self.focus);
        let asked = self.review.findings.iter().find(|f| self.asked.as_ref() == Some(&f.key));
        asked
            .filter(here)
            .or_else(|| coach::line(&self.review, self.focus))
            .or_else(|| self.review.findings.iter().find(|f| f.section.is_none()))
    }

    /// Whether the prompt asks for a lesson, or the story has one.
    pub fn wants_lesson(&self, workspace: &Workspace) -> bool {
        let kind = self.prompt.as_ref().and_then(|p| workspace.bank.prompt(p)).map(|p| p.kind);
        matches!(kind, Some(PromptKind::Failure | PromptKind::Change))
            || !self.field(Section::Lesson).text().is_empty()
    }

    /// Inserts pasted text: split into parts, or unchanged into the part in focus.
    pub fn pasted(&mut self, workspace: &mut Workspace, text: &str, parted: bool, now: &Now) {
        let story = parted.then(|| import::paste(text)).flatten();
        let Some(story) = story else {
            self.apply(workspace, Edit::Paste(text.to_owned()), now);
            return;
        };
        for section in Section::ALL {
            let part = story.section(section).trim();
            if !part.is_empty() {
                self.focus = section;
                self.apply(workspace, Edit::Paste(part.to_owned()), now);
            }
        }
        self.focus = self.shown(workspace.view.size).first().copied().unwrap_or(Section::Situation);
        if !self.writing {
            self.judge(workspace);
        }
    }

    fn apply(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        let section = self.focus;
        let mut clipboard = std::mem::take(&mut workspace.view.clipboard);
        let changed: Vec<Splice> = self.field_of(section).apply(edit, &mut clipboard, now.mono);
        workspace.view.clipboard = clipboard;
        if changed.is_empty() {
            return;
        }
        if let Some(story) = self.fresh.take() {
            workspace.create(*story, now);
        }
        self.changed = true;
        // Findings on replaced text are dropped.
        let moved = |span| changed.iter().try_fold(span, |span, splice| splice.shift(span));
        self.review.findings.retain_mut(|finding| finding.shift(section, moved));
        let story = self.story.clone();
        workspace.typed(&story, &Target::Section(section), changed, self.field(section).text(), now);
    }

    /// Replaces the part in focus with the text from an external editor, as one edit.
    pub fn edited_outside(&mut self, workspace: &mut Workspace, before: &str, text: &str, now: &Now) {
        if let Some(section) = self.holding(before) {
            self.focus = section;
        }
        let text = text.trim_end_matches('\n');
        if text != self.field(self.focus).text().trim_end_matches('\n') {
            self.edit(workspace, Edit::SelectAll, now);
            self.edit(workspace, Edit::Paste(text.to_owned()), now);
        }
    }

    /// The part that contains this text; the one in focus takes precedence.
    pub fn holding(&self, text: &str) -> Option<Section> {
        let mut parts = std::iter::once(self.focus).chain(Section::ALL);
        parts.find(|&part| self.field(part).text() == text)
    }

    /// Wraps the parts, and divides the rows among them.
    fn lay_out(&mut self, g: Geometry, shown: &[Section]) {
        let mut wanted = [0; 5];
        for (section, wanted) in Section::ALL.into_iter().zip(&mut wanted) {
            let focused = section == self.focus;
            let field = self.field_of(section);
            field.set_columns(g.columns);
            *wanted = match field.text().is_empty() {
                false => field.row_count(),
                true if focused && g.panel == 0 => GUIDED,
                true => 0,
            };
        }
        self.rows = part_rows(g, shown, self.focus, wanted);
        for section in Section::ALL {
            let (rows, focused) = (self.rows.of(section), section == self.focus);
            let field = self.field_of(section);
            // What is cut is shown from its start.
            if focused || rows >= field.row_count() {
                field.set_view(g.columns, rows);
            }
        }
    }

    /// The word count of each part.
    pub fn counts(&self) -> [Words; 5] {
        self.counters.each_ref().map(WordCount::words)
    }
}

impl Page for Draft {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        if self.writing {
            vec![Context::DraftField, Context::Field]
        } else {
            vec![Context::Draft, Context::Story, Context::Global]
        }
    }

    /// The story, once it was created.
    fn story(&self, _: &Workspace) -> Option<StoryId> {
        self.fresh.is_none().then(|| self.story.clone())
    }

    fn about(&self) -> Option<&StoryId> {
        Some(&self.story)
    }

    fn topic(&self, workspace: &Workspace) -> Option<(String, Option<Section>)> {
        let home = self.prompt.as_ref().map(|p| workspace.bank.home(p));
        let principle = home.or_else(|| self.text(workspace).map(|s| s.principle.as_str()))?;
        Some((principle.to_owned(), Some(self.focus)))
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Move(Move::Up) => act(|s: &mut Self, workspace, now| s.step(workspace, false, now)),
            ListCommand::Move(Move::Down) => act(|s: &mut Self, workspace, now| s.step(workspace, true, now)),
            ListCommand::Move(Move::First | Move::Last | Move::PageUp | Move::PageDown)
            | ListCommand::Open => not_here(),
        }
    }

    fn draft(&self, workspace: &Workspace, command: DraftCommand) -> Answer<Self> {
        let unlinked = "This story is not linked to a question yet. m, then link.";
        let newer = "Written by a newer starcoach. Update yours to change it.";
        match command {
            DraftCommand::Write | DraftCommand::Editor if workspace.library.newer(&self.story).is_some() => {
                Err(newer)
            }
            DraftCommand::Write => act(|s: &mut Self, workspace, now| {
                s.writing = s.fresh.is_some() || workspace.may_change(&s.story, now);
            }),
            DraftCommand::Stop => act(|s: &mut Self, workspace, now| {
                s.writing = false;
                s.judge_anew(workspace, now);
            }),
            DraftCommand::Next => act(|s: &mut Self, workspace, now| s.walk_on(workspace, now)),
            DraftCommand::Previous => act(|s: &mut Self, workspace, now| s.step(workspace, false, now)),
            DraftCommand::Part(_) if self.pitch => Err("This is one answer, without parts."),
            DraftCommand::Part(n) => act(move |s: &mut Self, workspace, now| {
                if let Some(&section) = Section::ALL.get(usize::from(n)) {
                    s.turn_to(section, workspace, now);
                }
            }),
            DraftCommand::NextPrompt => {
                let next = workspace.next_prompt(self.prompt.as_ref(), &self.story);
                let next = next.ok_or("Every question here has an answer.")?;
                act(move |_, workspace, now| {
                    workspace.save_due(now, true);
                    workspace.view.replace(Open::Prompt(next));
                })
            }
            DraftCommand::Joggers | DraftCommand::Wording if self.prompt.is_none() => Err(unlinked),
            DraftCommand::Joggers => act(|s: &mut Self, workspace, _| s.show_joggers(workspace)),
            DraftCommand::Wording => act(|s: &mut Self, workspace, _| s.show_wording(workspace)),
            DraftCommand::Editor => act(|s: &mut Self, workspace, now| {
                let text = s.field(s.focus).text().to_owned();
                workspace.save_due(now, true);
                workspace.effect(Effect::OpenEditor(s.story.clone(), s.focus, text));
            }),
            DraftCommand::Aloud
                if self.prompt.is_none() && !self.text(workspace).is_some_and(Story::is_complete) =>
            {
                Err(if self.pitch {
                    "Write your answer first, then you can practice it."
                } else {
                    "Write all four parts first, then you can practice it."
                })
            }
            DraftCommand::Aloud => act(|s: &mut Self, workspace, now| s.aloud(workspace, now)),
            DraftCommand::Redo => act(|s: &mut Self, workspace, now| s.edit(workspace, Edit::Redo, now)),
        }
    }

    fn coach(&self, _: &Workspace, command: CoachCommand) -> Answer<Self> {
        let finding = self.finding().cloned().ok_or("There is nothing to look at in this part.");
        if self.fresh.is_some() {
            return Err("Nothing is written yet.");
        }
        if !self.review.complete {
            return Err("The coach reads it once all four parts are there.");
        }
        match command {
            CoachCommand::Check => act(|s: &mut Self, workspace, _| {
                workspace.view.open(Open::Form(FormKind::Check(s.prompt.clone()), s.story.clone()));
            }),
            CoachCommand::Open => act(|s: &mut Self, workspace, _| {
                workspace.view.open(Open::Coach(s.story.clone(), s.prompt.clone()));
            }),
            CoachCommand::Dismiss => {
                let finding = finding?;
                act(move |s: &mut Self, workspace, now| {
                    workspace.dismiss(&s.story, &finding, now);
                    s.judge(workspace);
                })
            }
            CoachCommand::Why => {
                let finding = finding?;
                act(move |_, workspace, _| workspace.explain(&finding))
            }
        }
    }

    fn undo(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        let before = self.field(self.focus).text().to_owned();
        self.edit(workspace, Edit::Undo, now);
        self.field(self.focus).text() != before
    }

    fn back(&mut self, workspace: &mut Workspace, now: &Now) -> bool {
        workspace.save_due(now, true);
        false
    }

    fn picked(&mut self, workspace: &mut Workspace, picked: &Picked, now: &Now) -> bool {
        let Picked::Paste(text, parted) = picked else { return false };
        self.pasted(workspace, text, *parted, now);
        true
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        if self.fresh.is_none() && !workspace.may_change(&self.story, now) {
            return;
        }
        if let Edit::Paste(text) = &edit
            && !self.pitch
            && self.offer_parts(workspace, text)
        {
            return;
        }
        self.apply(workspace, edit, now);
    }

    fn takes_paste(&self) -> bool {
        true
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(self.field_of(self.focus))
    }

    fn has_field(&self) -> bool {
        true
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        if self.fresh.is_some() {
            return;
        }
        let Some(story) = workspace.library.get(&self.story).cloned() else { return };
        for section in Section::ALL {
            let text = story.section(section);
            if self.field(section).text() != text {
                self.field_of(section).set_text(text);
            }
        }
        if !self.writing {
            self.judge(workspace);
        }
        self.jump(workspace);
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        let shown = self.shown(workspace.view.size);
        let g = geometry(workspace.view.size, shown.len());
        self.lay_out(g, &shown);
        self.refresh_panel(workspace);
        let story = self.fresh.as_deref().or_else(|| workspace.library.get(&self.story).map(AsRef::as_ref));
        if let Some(story) = story {
            for (section, counter) in Section::ALL.into_iter().zip(&mut self.counters) {
                counter.count(story.section(section));
            }
        }
    }
}
