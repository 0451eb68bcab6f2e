//! The end of a walk: what there is now, one thing to improve first, and what comes next.
//!
//! Everything is computed from the story whenever it is shown again.

use crate::app::command::{CoachCommand, Context, EndingCommand, FormCommand, ListCommand};
use crate::app::list::List;
use crate::app::memo::Memo;
use crate::app::msg::Now;
use crate::app::nav::Focus;
use crate::app::open::{FormKind, Open};
use crate::app::page::{Answer, Page, act, not_here};
use crate::app::workspace::{Target, Workspace};
use crate::coach::{Finding, Review, SELF_CHECK};
use crate::questions::OWN;
use crate::story::{PromptId, Section, Story, StoryId, when};
use crate::text::{Edit, Field, Lines, capital};

/// A row that can be selected.
#[derive(Debug, Clone, PartialEq)]
pub enum EndingItem {
    /// A part that has no text yet.
    Missing(Section),
    /// The first thing to improve.
    Improve(Finding),
    /// So many more remarks.
    More(usize),
    /// The self-check: how many of its questions are open.
    Check(usize),
    /// Tell it aloud.
    Tell,
    /// The next question: its label.
    Next(PromptId, String),
    /// Leave the story.
    Done,
    /// Title, customer and date: the last two for display.
    Details(String),
}

#[derive(Debug, Clone)]
pub struct Ending {
    pub story: StoryId,
    pub prompt: Option<PromptId>,
    pub review: Review,
    /// `You've got three stories now.`
    pub headline: String,
    pub items: Vec<EndingItem>,
    pub list: List,
    /// The title, while it is asked for; it is when the story has none.
    pub title: Option<Field>,
    built: Memo<u64>,
}

impl Ending {
    /// The end of the walk of a story; `None` if it was deleted.
    pub fn open(
        story: &StoryId,
        prompt: Option<PromptId>,
        workspace: &mut Workspace,
        now: &Now,
    ) -> Option<Self> {
        let title = prefill(story, prompt.as_ref(), workspace, now).map(|title| {
            let mut field = Field::new(Lines::One, &title);
            field.select(0..title.len());
            field
        });
        workspace.library.get(story)?;
        let mut ending = Self {
            story: story.clone(),
            prompt,
            review: Review::default(),
            headline: String::new(),
            items: Vec::new(),
            list: List::default(),
            title,
            built: Memo::default(),
        };
        ending.build(workspace);
        Some(ending)
    }

    fn build(&mut self, workspace: &mut Workspace) {
        self.review = workspace.review(&self.story, self.prompt.as_ref());
        let Some(story) = workspace.library.get(&self.story).cloned() else { return };
        let missing = story.missing();
        self.headline = match missing {
            Some(part) => format!("Almost there: no {} yet.", story.part_name(part)),
            None if story.is_pitch() => "You've got an answer to say.".to_owned(),
            None => headline(workspace),
        };
        let findings = &self.review.findings;
        let mut items = Vec::new();
        items.extend(missing.map(EndingItem::Missing));
        items.extend(findings.first().cloned().map(EndingItem::Improve));
        items.extend(findings.len().checked_sub(2).map(|n| EndingItem::More(n + 1)));
        let open = SELF_CHECK.iter().filter(|question| question.answer(&story).is_none()).count();
        items.extend(
            Some(open)
                .filter(|&open| open > 0 && missing.is_none() && !story.is_pitch())
                .map(EndingItem::Check),
        );
        items.extend(missing.is_none().then_some(EndingItem::Tell));
        let next = workspace.next_prompt(self.prompt.as_ref(), &self.story);
        let next = next.and_then(|id| workspace.bank.prompt(&id).map(|p| (id.clone(), p.short.clone())));
        items.extend(next.map(|(id, short)| EndingItem::Next(id, short)));
        items.extend([EndingItem::Done, EndingItem::Details(details(&story))]);
        self.items = items;
        self.list.fit(self.items.len(), self.items.len());
        self.built.is_stale(workspace.library.edition);
    }

    /// Opens the story at a finding, or where it is still empty.
    fn edit_at(&self, finding: Option<Finding>, workspace: &mut Workspace) {
        workspace.view.focus = finding.map(Focus::Finding);
        workspace.view.open(Open::Story(self.story.clone(), self.prompt.clone()));
    }

    fn next(next: PromptId, workspace: &mut Workspace) {
        Self::leave(workspace);
        workspace.view.open(Open::Prompt(next));
    }

    /// Closes the story too, not only this screen.
    fn leave(workspace: &mut Workspace) {
        workspace.view.leave();
        workspace.view.leave();
    }

    fn details(&self, workspace: &mut Workspace) {
        workspace.view.open(Open::Form(FormKind::Details, self.story.clone()));
    }

    fn check(&self, workspace: &mut Workspace) {
        workspace.view.open(Open::Form(FormKind::Check(self.prompt.clone()), self.story.clone()));
    }

    fn open_chosen(&self, workspace: &mut Workspace, now: &Now) {
        match self.items.get(self.list.chosen).cloned() {
            Some(EndingItem::Missing(_)) => self.edit_at(None, workspace),
            Some(EndingItem::Improve(finding)) => self.edit_at(Some(finding), workspace),
            Some(EndingItem::More(_)) => {
                workspace.view.open(Open::Coach(self.story.clone(), self.prompt.clone()));
            }
            Some(EndingItem::Check(_)) => self.check(workspace),
            Some(EndingItem::Tell) => workspace.practice_story(&self.story, self.prompt.as_ref(), now),
            Some(EndingItem::Next(next, _)) => Self::next(next, workspace),
            Some(EndingItem::Done) => Self::leave(workspace),
            Some(EndingItem::Details(_)) => self.details(workspace),
            None => {}
        }
    }
}

/// What there is now, with the number of stories whose four parts have text.
fn headline(workspace: &Workspace) -> String {
    const NUMBERS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let whole = workspace.library.iter().filter(|s| s.is_complete() && !s.is_pitch()).count();
    if whole < 2 {
        return "You've got your first story.".to_owned();
    }
    let number = NUMBERS.get(whole - 2).map_or_else(|| whole.to_string(), |&word| word.to_owned());
    format!("You've got {number} stories now.")
}

/// Customer and date, for display; what is missing is asked for.
fn details(story: &Story) -> String {
    let customer = Some(story.customer.trim()).filter(|c| !c.is_empty()).unwrap_or("who was it for?");
    let date = when::shown(&story.happened);
    let date = Some(date.trim()).filter(|d| !d.is_empty()).unwrap_or("when was it?");
    format!("{customer} · {date}")
}

impl Page for Ending {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        if self.title.is_some() {
            return vec![Context::FormField, Context::Field];
        }
        vec![Context::Ending, Context::List, Context::Story, Context::Global]
    }

    fn story(&self, _: &Workspace) -> Option<StoryId> {
        Some(self.story.clone())
    }

    fn about(&self) -> Option<&StoryId> {
        Some(&self.story)
    }

    fn list(&self, _: &Workspace, command: ListCommand) -> Answer<Self> {
        match command {
            ListCommand::Open => act(|s: &mut Self, workspace, now| s.open_chosen(workspace, now)),
            ListCommand::Move(to) => {
                act(move |s: &mut Self, _, _| s.list.run(to, s.items.len(), s.items.len()))
            }
        }
    }

    fn ending(&self, workspace: &Workspace, command: EndingCommand) -> Answer<Self> {
        match command {
            EndingCommand::Next => match workspace.next_prompt(self.prompt.as_ref(), &self.story) {
                Some(next) => act(move |_: &mut Self, workspace, _| Self::next(next, workspace)),
                None => Err("Every question has a story."),
            },
            EndingCommand::Done => act(|_: &mut Self, workspace, _| Self::leave(workspace)),
        }
    }

    fn coach(&self, _: &Workspace, command: CoachCommand) -> Answer<Self> {
        match command {
            CoachCommand::Open if self.review.findings.is_empty() => Err("There is nothing to look at."),
            CoachCommand::Open => act(|s: &mut Self, workspace, _| {
                workspace.view.open(Open::Coach(s.story.clone(), s.prompt.clone()));
            }),
            CoachCommand::Check => act(|s: &mut Self, workspace, _| s.check(workspace)),
            CoachCommand::Dismiss | CoachCommand::Why => not_here(),
        }
    }

    fn form(&self, _: &Workspace, command: FormCommand) -> Answer<Self> {
        match command {
            FormCommand::Next | FormCommand::Previous | FormCommand::Stop if self.title.is_some() => {
                act(|s: &mut Self, workspace, now| {
                    s.title = None;
                    workspace.save_due(now, true);
                })
            }
            FormCommand::Next
            | FormCommand::Previous
            | FormCommand::Stop
            | FormCommand::Write
            | FormCommand::Check(_) => not_here(),
        }
    }

    fn edit(&mut self, workspace: &mut Workspace, edit: Edit, now: &Now) {
        let Some(field) = &mut self.title else { return };
        if workspace.may_change(&self.story, now) {
            let changed = field.apply(edit, &mut workspace.view.clipboard, now.mono);
            workspace.typed(&self.story, &Target::Title, changed, field.text(), now);
        }
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.title.as_mut()
    }

    fn has_field(&self) -> bool {
        self.title.is_some()
    }

    fn sync(&mut self, workspace: &mut Workspace) {
        self.build(workspace);
        if matches!(workspace.view.focus, Some(Focus::Finding(_))) {
            // A remark was picked in the coach's review above: the story opens there.
            workspace.view.open(Open::Story(self.story.clone(), self.prompt.clone()));
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        if self.built.key() != Some(&workspace.library.edition) {
            self.build(workspace);
        }
        let columns = usize::from(workspace.view.size.columns.saturating_sub(4).clamp(1, 76));
        if let Some(field) = &mut self.title {
            field.set_view(columns, 1);
        }
    }
}

/// Fills in a missing title from the label of the prompt, unless that is the user's own question, and a missing date
/// from the year and month in the text. Returns the title if there was none.
fn prefill(id: &StoryId, prompt: Option<&PromptId>, workspace: &mut Workspace, now: &Now) -> Option<String> {
    let story = workspace.library.get(id).filter(|_| workspace.library.newer(id).is_none())?;
    let built_in = prompt.filter(|p| p.principle() != OWN).and_then(|p| workspace.bank.prompt(p));
    let label = built_in.map(|p| capital(&p.short)).unwrap_or_default();
    let title = story.title.trim().is_empty().then_some(label);
    let happened = if story.happened.is_empty() { date_in(story) } else { None };
    let mut put = |target: Target, text: &str| {
        let mut field = Field::new(Lines::One, "");
        let splices = field.apply(Edit::Paste(text.to_owned()), &mut String::new(), now.mono);
        workspace.typed(id, &target, splices, text, now);
    };
    if let Some(title) = title.as_deref().filter(|title| !title.is_empty()) {
        put(Target::Title, title);
    }
    if let Some(happened) = happened {
        put(Target::Happened, &happened);
    }
    title
}

/// The first "March 2024" or "2024" of the Situation, as `2024-03` or `2024`.
fn date_in(story: &Story) -> Option<String> {
    let words: Vec<String> = story
        .section(Section::Situation)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let at = words.iter().position(|w| w.len() == 4 && matches!(w.parse::<u32>(), Ok(1990..=2099)))?;
    let year = words.get(at)?;
    let before = at.checked_sub(1).and_then(|i| words.get(i));
    let month = before
        .map(|word| when::kept(&format!("{word} {year}")))
        .filter(|kept| kept.starts_with(year.as_str()));
    Some(month.unwrap_or_else(|| year.clone()))
}
