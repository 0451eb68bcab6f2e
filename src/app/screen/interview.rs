//! Prepare: the interview on one page, from its date to what they asked.
//!
//! Owns the rows and which is chosen; everything in them is derived from the preparation and the stories.

use jiff::civil::Date;

use crate::app::command::{Command, Context, ListCommand, PrepareCommand};
use crate::app::exports;
use crate::app::list::List;
use crate::app::msg::Now;
use crate::app::overlay::{Message, Overlay, Picked, Picker, PickerItem};
use crate::app::screen::form::{self, Sheet};
use crate::app::screen::{Screen, viewer::Viewer};
use crate::app::workspace::Workspace;
use crate::export::ExportKind;
use crate::interview::{Asked, Check, LoopPlan, Past, Preparation, Progress, Round, date};
use crate::questions;
use crate::story::{ProbeAnswer, StoryId, one_line};

/// The lists that grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Interviewers.
    Round,
    /// Questions that others report.
    Found,
    /// What they asked.
    Asked,
}

/// What a row stands for; lists by their entry's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterviewItem {
    /// Company, role and date.
    Interview,
    /// Which principles count.
    Principles,
    /// An entry of one of the lists, by its id.
    Entry(Listed, String),
    /// Room for one more in a list.
    Add(Listed),
    /// A question to be able to answer.
    Ready(String),
    /// A research task.
    Research(String),
    /// The page.
    Page,
    /// Questions to ask them.
    AskThem,
    /// Words to mask.
    Masks,
    /// The interview is over.
    Over,
    /// An earlier interview.
    Past(String),
}

/// A row: what it is called, what else is worth knowing, and lines under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewRow {
    /// What it stands for.
    pub item: InterviewItem,
    /// The section it belongs to.
    pub section: &'static str,
    /// Whether it is ticked, where it can be.
    pub tick: Option<bool>,
    /// What it is called.
    pub label: String,
    /// What stands at its right.
    pub note: String,
    /// What stands under it; a warning where so marked.
    pub under: Vec<(String, bool)>,
}

/// Something that is done to the preparation from a list that popped up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Type into its texts.
    Write(Sheet),
    /// Let a principle count, or not.
    Count(String),
    /// Show what can be said of a round.
    Round(String),
    /// Show the principles that a round may ask for.
    Principles(String),
    /// Let a round ask for a principle, or not.
    Asks(String, String),
    /// Show the stories that a round may hear.
    Stories(String),
    /// Let a round hear a story, or not.
    Hears(String, StoryId),
    /// Leave a round's stories to the plan.
    Plan(String),
    /// Show the stories that may have been told.
    Told(String),
    /// Note which story was told.
    Tell(String, Option<StoryId>),
    /// Make it a prompt of one's own.
    Own(Listed, String),
    /// Prepare an answer to the follow-up.
    Answer(String),
    /// Take it out.
    Remove(Listed, String),
    /// Put one of the examples among the questions to ask them.
    Example(String),
    /// The interview is over; with `true` there is a next round.
    Over(bool),
}

impl Deed {
    /// Whether it puts a tick before a row of its list, or takes it away.
    pub const fn ticks(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Asks(..) | Self::Hears(..) | Self::Plan(_) | Self::Example(_))
    }
}

/// The interview on one page.
#[derive(Debug, Clone, Default)]
pub struct Prepare {
    /// How it looks.
    pub progress: Progress,
    /// The rows.
    pub rows: Vec<InterviewRow>,
    /// The chosen one.
    pub list: List,
    built: Option<(u64, u64, Date)>,
}

const INTERVIEW: &str = "The interview";
const ROUNDS: &str = "Rounds";
const READY: &str = "To know before";
const FOUND: &str = "Questions others report";
const PAGE: &str = "To carry";
const AFTER: &str = "Afterwards";

impl Prepare {
    /// Where keys are looked up.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Prepare, Context::List, Context::Places, Context::Global]
    }

    /// What is chosen.
    pub fn item(&self) -> Option<&InterviewItem> {
        self.rows.get(self.list.chosen).map(|r| &r.item)
    }

    /// Whether this screen carries out a command, and why not.
    pub fn available(&self, workspace: &Workspace, command: Command) -> Result<(), &'static str> {
        let p = &workspace.documents.preparation;
        match (command, self.item()) {
            (Command::List(ListCommand::Left | ListCommand::Right), _) => Err("There is one list here."),
            (Command::List(_) | Command::App(_), _) => Ok(()),
            (
                Command::Prepare(PrepareCommand::Tick),
                Some(InterviewItem::Ready(_) | InterviewItem::Research(_)),
            ) => Ok(()),
            (Command::Prepare(PrepareCommand::Tick), _) => Err("What to know before can be ticked."),
            (
                Command::Prepare(PrepareCommand::Own),
                Some(InterviewItem::Entry(Listed::Found | Listed::Asked, _)),
            ) => Ok(()),
            (Command::Prepare(PrepareCommand::Own), _) => {
                Err("Choose a question that others report, or that they asked.")
            }
            (Command::Prepare(PrepareCommand::Answer), Some(InterviewItem::Entry(Listed::Asked, id))) => {
                let asked = p.afterwards.iter().find(|a| a.id == *id);
                let ready = asked.is_some_and(|a| a.story.is_some() && !a.follow_up.trim().is_empty());
                if ready { Ok(()) } else { Err("Note the story you told and the follow-up first.") }
            }
            (Command::Prepare(PrepareCommand::Answer), _) => Err("Choose something they asked first."),
            (Command::Prepare(PrepareCommand::Remove), Some(InterviewItem::Entry(..))) => Ok(()),
            (Command::Prepare(PrepareCommand::Remove), _) => Err("There is nothing here to take out."),
            (Command::Prepare(PrepareCommand::Add), Some(item)) if adds(item).is_some() => Ok(()),
            (Command::Prepare(PrepareCommand::Add), _) => {
                Err("Choose the rounds, the questions others report, or what they asked first.")
            }
            (Command::Prepare(PrepareCommand::Page | PrepareCommand::Save), _) => Ok(()),
            (
                Command::Prepare(PrepareCommand::Copy)
                | Command::Story(_)
                | Command::Choice(_)
                | Command::Coach(_)
                | Command::Draft(_)
                | Command::Form(_)
                | Command::Practice(_)
                | Command::Field(_),
                _,
            ) => Err("That belongs to another screen."),
        }
    }

    /// Carries out a command.
    pub fn run(&mut self, workspace: &mut Workspace, command: Command, now: &Now) {
        match (command, self.item().cloned()) {
            (Command::List(ListCommand::Open), Some(item)) => open(workspace, item, now),
            (Command::List(command), _) => self.list.run(command, self.rows.len(), 8),
            (Command::Prepare(PrepareCommand::Tick), Some(InterviewItem::Ready(id))) => {
                workspace.tick(false, &id, now);
            }
            (Command::Prepare(PrepareCommand::Tick), Some(InterviewItem::Research(id))) => {
                workspace.tick(true, &id, now);
            }
            (Command::Prepare(PrepareCommand::Add), Some(item)) => {
                if let Some(list) = adds(&item) {
                    add(workspace, list, now);
                }
            }
            (Command::Prepare(PrepareCommand::Own), Some(InterviewItem::Entry(list, id))) => {
                make_own(workspace, list, &id, now);
            }
            (Command::Prepare(PrepareCommand::Remove), Some(InterviewItem::Entry(list, id))) => {
                remove(workspace, list, &id, now);
            }
            (Command::Prepare(PrepareCommand::Answer), Some(InterviewItem::Entry(Listed::Asked, id))) => {
                answer(workspace, &id, now);
            }
            (Command::Prepare(PrepareCommand::Page), _) => open(workspace, InterviewItem::Page, now),
            (Command::Prepare(PrepareCommand::Save), _) => exports::choose(workspace, ExportKind::Page, None),
            (
                Command::Prepare(_)
                | Command::App(_)
                | Command::Story(_)
                | Command::Choice(_)
                | Command::Coach(_)
                | Command::Draft(_)
                | Command::Form(_)
                | Command::Practice(_)
                | Command::Field(_),
                _,
            ) => {}
        }
    }

    /// Brings the rows up to date; the chosen one stays chosen.
    pub fn refresh(&mut self, workspace: &mut Workspace) {
        let stamp = (workspace.library.edition, workspace.documents.edition, workspace.today);
        if self.built != Some(stamp) {
            let chosen = self.item().cloned();
            let (plan, progress) = workspace.progress();
            self.rows = rows(workspace, &plan);
            self.progress = progress;
            let place = chosen.and_then(|item| self.rows.iter().position(|r| r.item == item));
            self.list.chosen = place.unwrap_or(self.list.chosen);
            self.built = Some(stamp);
        }
        if let Some(id) = workspace.documents.show.take() {
            let place =
                self.rows.iter().position(|r| matches!(&r.item, InterviewItem::Entry(_, i) if *i == id));
            self.list.chosen = place.unwrap_or(self.list.chosen);
        }
        self.list.fit(self.rows.len(), self.rows.len().max(1));
    }
}

/// The list that grows from this row: its own; from the interview, who asks.
const fn adds(item: &InterviewItem) -> Option<Listed> {
    match item {
        InterviewItem::Entry(list, _) | InterviewItem::Add(list) => Some(*list),
        InterviewItem::Interview | InterviewItem::Principles => Some(Listed::Round),
        InterviewItem::Ready(_)
        | InterviewItem::Research(_)
        | InterviewItem::Page
        | InterviewItem::AskThem
        | InterviewItem::Masks
        | InterviewItem::Over
        | InterviewItem::Past(_) => None,
    }
}

// ---- rows ---------------------------------------------------------------------------------------

fn rows(workspace: &Workspace, plan: &LoopPlan) -> Vec<InterviewRow> {
    let p = &workspace.documents.preparation;
    let left = p.days_left(workspace.today);
    let mut rows = Vec::new();
    // From the day itself on, what comes afterwards comes first.
    let over = left.is_some_and(|left| left <= 0);
    if over {
        afterwards(workspace, &mut rows);
    }
    rows.push(interview(workspace));
    let all = workspace.bank.principles().len();
    let counting = p.counting(&workspace.bank).len();
    rows.push(row(
        InterviewItem::Principles,
        INTERVIEW,
        "Principles that count",
        format!("{counting} of {all}"),
    ));
    for (at, round) in p.rounds.iter().enumerate() {
        rows.push(round_row(workspace, round, at, plan));
    }
    let note = if p.rounds.is_empty() { "once you know who asks" } else { "" };
    rows.push(row(InterviewItem::Add(Listed::Round), ROUNDS, "Add an interviewer", note));
    for question in &workspace.documents.readiness.questions {
        let item = InterviewItem::Ready(question.id.clone());
        rows.push(check(item, p.readiness.get(&question.id), &question.text, ""));
    }
    for task in &workspace.documents.readiness.research {
        let item = InterviewItem::Research(task.id.clone());
        rows.push(check(item, p.research.get(&task.id), &task.name, &task.text));
    }
    for found in &p.found {
        let note = if found.prompt.is_some() { "among your questions" } else { "" };
        rows.push(row(
            InterviewItem::Entry(Listed::Found, found.id.clone()),
            FOUND,
            &or(&found.text, "Empty"),
            note,
        ));
    }
    rows.push(row(InterviewItem::Add(Listed::Found), FOUND, "Add a question you found", ""));
    carry(workspace, &mut rows);
    if !over {
        afterwards(workspace, &mut rows);
    }
    rows
}

fn row(item: InterviewItem, section: &'static str, label: &str, note: impl Into<String>) -> InterviewRow {
    InterviewRow {
        item,
        section,
        tick: None,
        label: one_line(label, 200),
        note: note.into(),
        under: Vec::new(),
    }
}

fn or(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn interview(workspace: &Workspace) -> InterviewRow {
    let p = &workspace.documents.preparation;
    let label = named(&p.company, &p.role);
    let note = match p.date {
        Some(day) => {
            format!("{}, {}", date::words_from(workspace.today, day), date::when(workspace.today, day))
        }
        None => "no date yet".to_owned(),
    };
    row(InterviewItem::Interview, INTERVIEW, &or(&label, "Company, role and date"), note)
}

/// Two texts with a comma between them where there are two.
fn named(one: &str, other: &str) -> String {
    let both = [one.trim(), other.trim()];
    both.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
}

fn principle_names(workspace: &Workspace, ids: &[String]) -> String {
    let name = |id: &String| workspace.bank.principle(id).map_or(id.clone(), |p| p.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(" · ")
}

fn story_name(workspace: &Workspace, id: &StoryId) -> String {
    workspace.library.get(id).map_or_else(|| "a story that is gone".to_owned(), |s| s.name())
}

fn round_name(round: &Round, at: usize) -> String {
    or(&named(&round.interviewer, &round.title), &format!("Interviewer {}", at + 1))
}

fn round_row(workspace: &Workspace, round: &Round, at: usize, plan: &LoopPlan) -> InterviewRow {
    let asks = or(&principle_names(workspace, &round.principles), "which principles?");
    let mut out =
        row(InterviewItem::Entry(Listed::Round, round.id.clone()), ROUNDS, &round_name(round, at), asks);
    let Some(planned) = plan.rounds.get(at) else { return out };
    for tell in &planned.tells {
        let again = if tell.again { ", told before" } else { "" };
        let principles = principle_names(workspace, &tell.principles);
        let what = if principles.is_empty() { String::new() } else { format!(" for {principles}") };
        out.under.push((format!("{}{what}{again}", story_name(workspace, &tell.story)), false));
    }
    if !planned.missing.is_empty() {
        out.under.push((format!("No story left for {}", principle_names(workspace, &planned.missing)), true));
    }
    out
}

fn check(item: InterviewItem, check: Option<&Check>, label: &str, note: &str) -> InterviewRow {
    let mut out = row(item, READY, label, note);
    out.tick = Some(check.is_some_and(|c| c.done));
    let said = one_line(check.map_or("", |c| c.note.as_str()), 200);
    if !said.is_empty() {
        out.under.push((said, false));
    }
    out
}

fn carry(workspace: &Workspace, rows: &mut Vec<InterviewRow>) {
    let p = &workspace.documents.preparation;
    let count = |n: usize, none: &str| if n == 0 { none.to_owned() } else { n.to_string() };
    rows.push(row(InterviewItem::Page, PAGE, "Your page", "cue cards, numbers, your questions"));
    rows.push(row(
        InterviewItem::AskThem,
        PAGE,
        "Questions to ask them",
        count(p.ask_them.len(), "none yet"),
    ));
    let masks = count(p.redactions.len(), "none");
    rows.push(row(InterviewItem::Masks, PAGE, "Words to mask in what you give away", masks));
}

fn afterwards(workspace: &Workspace, rows: &mut Vec<InterviewRow>) {
    let p = &workspace.documents.preparation;
    let over = p.days_left(workspace.today).is_some_and(|left| left <= 0) || !p.afterwards.is_empty();
    for asked in &p.afterwards {
        let told = asked.story.as_ref().map(|id| story_name(workspace, id)).unwrap_or_default();
        let mut out = row(
            InterviewItem::Entry(Listed::Asked, asked.id.clone()),
            AFTER,
            &or(&asked.asked, "Empty"),
            told,
        );
        for (label, text) in [("it hurt", &asked.follow_up), ("it went", &asked.went)] {
            if !text.trim().is_empty() {
                out.under.push((format!("{label}: {}", one_line(text, 200)), false));
            }
        }
        rows.push(out);
    }
    rows.push(row(InterviewItem::Add(Listed::Asked), AFTER, "Write down what they asked", ""));
    if over {
        rows.push(row(InterviewItem::Over, AFTER, "This interview is over", "next round, or rest"));
    }
    for past in p.past.iter().rev() {
        let day = past.date.map(|d| format!("{} {}", date::words_of(d), d.year())).unwrap_or_default();
        let label = or(&named(&past.company, &past.role), "An interview");
        rows.push(row(InterviewItem::Past(past.id.clone()), AFTER, &label, day));
    }
}

// ---- what rows do -------------------------------------------------------------------------------

fn open(workspace: &mut Workspace, item: InterviewItem, now: &Now) {
    match item {
        InterviewItem::Interview => write(workspace, Sheet::Interview, now),
        InterviewItem::Principles => pop(workspace, count_picker(workspace)),
        InterviewItem::Entry(Listed::Round, id) => round_menu(workspace, &id),
        InterviewItem::Ready(id) => write(workspace, Sheet::Ready(id), now),
        InterviewItem::Research(id) => write(workspace, Sheet::Research(id), now),
        InterviewItem::Entry(Listed::Found, id) => write(workspace, Sheet::Found(id), now),
        InterviewItem::Page => {
            let reading = Viewer::page(workspace);
            workspace.push(Screen::Viewer(reading));
        }
        InterviewItem::AskThem => ask_menu(workspace, now),
        InterviewItem::Masks => write(workspace, Sheet::Masks, now),
        InterviewItem::Entry(Listed::Asked, id) => asked_menu(workspace, &id),
        InterviewItem::Add(list) => add(workspace, list, now),
        InterviewItem::Over => over_menu(workspace),
        InterviewItem::Past(id) => show_past(workspace, &id),
    }
}

fn write(workspace: &mut Workspace, sheet: Sheet, now: &Now) {
    if workspace.may_prepare(now) {
        form::push_sheet(sheet, workspace);
    }
}

fn pop(workspace: &mut Workspace, picker: Picker) {
    workspace.pop_up(Overlay::Picker(picker));
}

fn choice(label: impl Into<String>, note: impl Into<String>, deed: Deed) -> PickerItem {
    PickerItem { label: label.into(), note: note.into(), act: Some(Picked::Prepare(deed)) }
}

/// A row of a list in which several can be on.
fn toggle(workspace: &Workspace, on: bool, label: &str, note: impl Into<String>, deed: Deed) -> PickerItem {
    let sign = if workspace.ascii { "x" } else { "✓" };
    choice(format!("{} {label}", if on { sign } else { " " }), note, deed)
}

/// The same list again, at the same row.
fn again(workspace: &mut Workspace, mut picker: Picker, deed: &Deed) {
    let at = picker.items.iter().position(|i| i.act == Some(Picked::Prepare(deed.clone())));
    picker.list.chosen = at.unwrap_or(0);
    pop(workspace, picker);
}

fn count_picker(workspace: &Workspace) -> Picker {
    let p = &workspace.documents.preparation;
    let principles = workspace.bank.by_how_often();
    let row = |q: &&questions::Principle| {
        let managers = crate::interview::FOR_MANAGERS.contains(&q.id.as_str());
        let note = if managers { "mostly for managers" } else { "" };
        toggle(workspace, p.counts(&q.id), &q.name, note, Deed::Count(q.id.clone()))
    };
    Picker::new("Principles that count", principles.iter().map(row).collect(), "")
}

fn round<'d>(workspace: &'d Workspace, id: &str) -> Option<(usize, &'d Round)> {
    workspace.documents.preparation.rounds.iter().enumerate().find(|(_, r)| r.id == id)
}

fn round_menu(workspace: &mut Workspace, id: &str) {
    let Some((at, round)) = round(workspace, id) else { return };
    let stories = match &round.stories {
        Some(chosen) => format!("{} chosen by you", chosen.len()),
        None => "left to the plan".to_owned(),
    };
    let items = vec![
        choice("Principles they ask for", round.principles.len().to_string(), Deed::Principles(id.into())),
        choice("Stories they hear", stories, Deed::Stories(id.into())),
        choice("Name and role", "", Deed::Write(Sheet::Round(id.into()))),
        choice("Take this interviewer out", "", Deed::Remove(Listed::Round, id.into())),
    ];
    let title = round_name(round, at);
    pop(workspace, Picker::new(title, items, ""));
}

fn asks_picker(workspace: &Workspace, id: &str) -> Option<Picker> {
    let (at, round) = round(workspace, id)?;
    let mut principles = workspace.bank.by_how_often();
    principles.sort_by_key(|q| !workspace.documents.preparation.counts(&q.id));
    let row = |q: &&questions::Principle| {
        let on = round.principles.contains(&q.id);
        toggle(workspace, on, &q.name, "", Deed::Asks(id.to_owned(), q.id.clone()))
    };
    let title = format!("{} asks for", round_name(round, at));
    Some(Picker::new(title, principles.iter().map(row).collect(), ""))
}

/// A list that pops up from a round's, and leads back to it.
fn pop_below(workspace: &mut Workspace, id: &str, picker: Picker) {
    pop(workspace, Picker { back: Some(Picked::Prepare(Deed::Round(id.to_owned()))), ..picker });
}

fn hears_picker(workspace: &Workspace, id: &str) -> Option<Picker> {
    let (at, round) = round(workspace, id)?;
    let (plan, _) = workspace.progress();
    let told: Vec<StoryId> =
        plan.rounds.get(at).map(|r| r.tells.iter().map(|t| t.story.clone()).collect()).unwrap_or_default();
    let mut items =
        vec![toggle(workspace, round.stories.is_none(), "Leave it to the plan", "", Deed::Plan(id.into()))];
    let mut stories: Vec<_> = workspace.library.iter().filter(|s| !s.is_blank()).collect();
    stories.sort_by_key(|s| !round.principles.contains(&s.principle));
    for story in stories {
        let home = workspace.bank.principle(&story.principle).map(|q| q.name.clone()).unwrap_or_default();
        let deed = Deed::Hears(id.to_owned(), story.id.clone());
        items.push(toggle(workspace, told.contains(&story.id), &story.name(), home, deed));
    }
    let title = format!("{} hears", round_name(round, at));
    Some(Picker::new(title, items, ""))
}

fn ask_menu(workspace: &mut Workspace, now: &Now) {
    if workspace.documents.readiness.ask_them.is_empty() {
        write(workspace, Sheet::AskThem, now);
        return;
    }
    pop(workspace, examples(workspace));
}

fn examples(workspace: &Workspace) -> Picker {
    let have = &workspace.documents.preparation.ask_them;
    let note = if have.is_empty() { "one a line".to_owned() } else { format!("{} so far", have.len()) };
    let mut items = vec![choice("Write your own", note, Deed::Write(Sheet::AskThem))];
    for example in &workspace.documents.readiness.ask_them {
        items.push(toggle(workspace, have.contains(example), example, "", Deed::Example(example.clone())));
    }
    Picker::new("Questions to ask them: enter takes one", items, "")
}

fn asked<'d>(workspace: &'d Workspace, id: &str) -> Option<&'d Asked> {
    workspace.documents.preparation.afterwards.iter().find(|a| a.id == id)
}

fn asked_menu(workspace: &mut Workspace, id: &str) {
    let Some(asked) = asked(workspace, id) else { return };
    let told = asked.story.as_ref().map(|s| story_name(workspace, s)).unwrap_or_default();
    let title = or(&one_line(&asked.asked, 50), "What they asked");
    let mut items = vec![
        choice("What they asked, and how it went", "", Deed::Write(Sheet::Asked(id.into()))),
        choice("The story you told", told, Deed::Told(id.into())),
    ];
    if !asked.asked.trim().is_empty() {
        items.push(choice("Make it a question of mine", "b", Deed::Own(Listed::Asked, id.into())));
    }
    if asked.story.is_some() && !asked.follow_up.trim().is_empty() {
        items.push(choice("Prepare an answer to the follow-up", "f", Deed::Answer(id.into())));
    }
    items.push(choice("Take it out", "x", Deed::Remove(Listed::Asked, id.into())));
    pop(workspace, Picker::new(title, items, ""));
}

fn told_picker(workspace: &Workspace, id: &str) -> Picker {
    let story = asked(workspace, id).and_then(|a| a.story.clone());
    let mut items =
        vec![toggle(workspace, story.is_none(), "None of mine", "", Deed::Tell(id.to_owned(), None))];
    for s in workspace.library.iter().filter(|s| !s.is_blank()) {
        let on = story.as_ref() == Some(&s.id);
        items.push(toggle(workspace, on, &s.name(), "", Deed::Tell(id.to_owned(), Some(s.id.clone()))));
    }
    Picker::new("Which story did you tell?", items, "")
}

fn over_menu(workspace: &mut Workspace) {
    let items = vec![
        choice("There is a next round", "its date", Deed::Over(true)),
        choice("Rest", "your stories keep", Deed::Over(false)),
    ];
    pop(workspace, Picker::new("This interview is over", items, ""));
}

fn show_past(workspace: &mut Workspace, id: &str) {
    let Some(past) = workspace.documents.preparation.past.iter().find(|p| p.id == id).cloned() else {
        return;
    };
    let lines = past_lines(workspace, &past);
    let title = or(&named(&past.company, &past.role), "An interview");
    workspace.pop_up(Overlay::Message(Message { title, lines, top: 0 }));
}

fn past_lines(workspace: &Workspace, past: &Past) -> Vec<String> {
    let mut lines = Vec::new();
    for asked in &past.afterwards {
        lines.push(format!("· {}", one_line(&asked.asked, 400)));
        let told = asked.story.as_ref().map(|s| format!("told \"{}\"", story_name(workspace, s)));
        let hurt = (!asked.follow_up.is_empty()).then(|| format!("it hurt: {}", asked.follow_up));
        let went = (!asked.went.is_empty()).then(|| format!("it went: {}", asked.went));
        lines.extend([told, hurt, went].into_iter().flatten().map(|t| format!("  {}", one_line(&t, 400))));
    }
    if lines.is_empty() {
        lines.push("Nothing was written down.".to_owned());
    }
    lines
}

/// Carries out what was picked or pressed.
pub fn perform(workspace: &mut Workspace, deed: &Deed, now: &Now) {
    match deed {
        Deed::Write(sheet) => write(workspace, sheet.clone(), now),
        Deed::Count(principle) => {
            let bank = workspace.bank.clone();
            workspace.prepare(now, |p| p.set_counts(&bank, principle, !p.counts(principle)));
            let picker = count_picker(workspace);
            again(workspace, picker, deed);
        }
        Deed::Round(id) => round_menu(workspace, id),
        Deed::Principles(id) => {
            if let Some(picker) = asks_picker(workspace, id) {
                pop_below(workspace, id, picker);
            }
        }
        Deed::Asks(id, principle) => {
            with_round(workspace, id, now, |r| flip(&mut r.principles, principle));
            if let Some(picker) = asks_picker(workspace, id) {
                again(workspace, picker, deed);
            }
        }
        Deed::Stories(id) => {
            if let Some(picker) = hears_picker(workspace, id) {
                pop_below(workspace, id, picker);
            }
        }
        Deed::Hears(id, story) => {
            hear(workspace, id, story, now);
            if let Some(picker) = hears_picker(workspace, id) {
                again(workspace, picker, deed);
            }
        }
        Deed::Plan(id) => {
            with_round(workspace, id, now, |r| r.stories = None);
            if let Some(picker) = hears_picker(workspace, id) {
                again(workspace, picker, deed);
            }
        }
        Deed::Told(id) => pop(workspace, told_picker(workspace, id)),
        Deed::Tell(id, story) => with_asked(workspace, id, now, |a| a.story.clone_from(story)),
        Deed::Own(list, id) => make_own(workspace, *list, id, now),
        Deed::Answer(id) => answer(workspace, id, now),
        Deed::Remove(list, id) => remove(workspace, *list, id, now),
        Deed::Example(text) => {
            workspace.prepare(now, |p| flip(&mut p.ask_them, text));
            let picker = examples(workspace);
            again(workspace, picker, deed);
        }
        Deed::Over(next) => over(workspace, *next, now),
    }
}

fn flip<T: PartialEq + Clone>(list: &mut Vec<T>, item: &T) {
    if list.contains(item) {
        list.retain(|i| i != item);
    } else {
        list.push(item.clone());
    }
}

fn with_round(workspace: &mut Workspace, id: &str, now: &Now, change: impl FnOnce(&mut Round)) {
    workspace.prepare(now, |p| {
        if let Some(r) = p.rounds.iter_mut().find(|r| r.id == id) {
            change(r);
        }
    });
}

fn with_asked(workspace: &mut Workspace, id: &str, now: &Now, change: impl FnOnce(&mut Asked)) {
    workspace.prepare(now, |p| {
        if let Some(a) = p.afterwards.iter_mut().find(|a| a.id == id) {
            change(a);
        }
    });
}

/// Puts a story among those that a round hears, or takes it away; the plan's proposal is where it starts.
fn hear(workspace: &mut Workspace, id: &str, story: &StoryId, now: &Now) {
    let Some((at, round)) = round(workspace, id) else { return };
    let mut stories = if let Some(chosen) = &round.stories {
        chosen.clone()
    } else {
        let (plan, _) = workspace.progress();
        plan.rounds.get(at).map(|r| r.tells.iter().map(|t| t.story.clone()).collect()).unwrap_or_default()
    };
    flip(&mut stories, story);
    with_round(workspace, id, now, |r| r.stories = Some(stories));
}

/// Makes a found question, or one they asked, a prompt of the user's own.
fn make_own(workspace: &mut Workspace, list: Listed, id: &str, now: &Now) {
    let found = workspace.documents.preparation.found.iter().find(|f| f.id == id);
    let text = match list {
        Listed::Found => found.map(|f| f.text.clone()),
        Listed::Asked => asked(workspace, id).map(|a| a.asked.clone()),
        Listed::Round => None,
    };
    let Some(text) = text.filter(|t| !t.trim().is_empty()) else {
        workspace.say("There is no question in it yet. Enter writes one.", now);
        return;
    };
    let prompt = workspace.add_own(&text, None, questions::PromptKind::Case, now);
    if list == Listed::Found {
        workspace.prepare(now, |p| {
            if let Some(found) = p.found.iter_mut().find(|f| f.id == id) {
                found.prompt = Some(prompt.clone());
            }
        });
    }
    if let Some(story) = asked(workspace, id).and_then(|a| a.story.clone())
        && workspace.library.has(&story)
    {
        workspace.link(&story, &prompt, now);
    }
    let under = workspace.bank.find(&prompt).map(|(p, _)| p.name.clone()).unwrap_or_default();
    workspace.say(format!("Now under {under}."), now);
}

/// Keeps the follow-up that hurt with the story it was asked about, and opens the card to answer it.
fn answer(workspace: &mut Workspace, id: &str, now: &Now) {
    let Some(Asked { story: Some(story), follow_up, .. }) = asked(workspace, id).cloned() else { return };
    if follow_up.trim().is_empty() || !workspace.may_change(&story, now) {
        return;
    }
    let ask = follow_up.trim().to_owned();
    workspace.set(&story, &["probes"], now, |s| {
        if !s.probes.iter().any(|p| p.ask == ask) {
            s.probes.push(ProbeAnswer { ask: ask.clone(), answer: String::new() });
        }
    });
    form::push_answer(&story, &ask, workspace, now);
}

fn remove(workspace: &mut Workspace, list: Listed, id: &str, now: &Now) {
    let text = match list {
        Listed::Round => "This interviewer is out.",
        Listed::Found => "This question is out.",
        Listed::Asked => "This line is out.",
    };
    workspace.prepare_undo(text, now, |p| match list {
        Listed::Round => p.rounds.retain(|r| r.id != id),
        Listed::Found => p.found.retain(|f| f.id != id),
        Listed::Asked => p.afterwards.retain(|a| a.id != id),
    });
}

/// Adds an empty entry to a list and opens its sheet.
pub fn add(workspace: &mut Workspace, list: Listed, now: &Now) {
    if !workspace.may_prepare(now) {
        return;
    }
    let id = match list {
        Listed::Round => workspace.add_round(now),
        Listed::Found => workspace.add_found(now),
        Listed::Asked => workspace.add_asked(now),
    };
    workspace.documents.show = Some(id.clone());
    let sheet = match list {
        Listed::Round => Sheet::Round(id),
        Listed::Found => Sheet::Found(id),
        Listed::Asked => Sheet::Asked(id),
    };
    form::push_sheet(sheet, workspace);
}

fn over(workspace: &mut Workspace, next: bool, now: &Now) {
    let text = if next { "Kept below." } else { "Rest; your stories keep." };
    workspace.prepare_undo(text, now, |p| p.close(None));
    if next {
        form::push_sheet(Sheet::Interview, workspace);
    }
}

/// Drops what was added and left empty.
pub fn drop_blank(workspace: &mut Workspace, sheet: &Sheet, now: &Now) {
    workspace.prepare(now, |p: &mut Preparation| match sheet {
        Sheet::Round(id) => p.rounds.retain(|r| {
            r.id != *id
                || !r.principles.is_empty()
                || r.stories.is_some()
                || !named(&r.interviewer, &r.title).is_empty()
        }),
        Sheet::Found(id) => p.found.retain(|f| f.id != *id || !f.text.trim().is_empty()),
        Sheet::Asked(id) => p.afterwards.retain(|a| {
            let empty = [&a.asked, &a.follow_up, &a.went].iter().all(|t| t.trim().is_empty());
            a.id != *id || !empty || a.story.is_some()
        }),
        Sheet::Interview
        | Sheet::Ready(_)
        | Sheet::Research(_)
        | Sheet::AskThem
        | Sheet::Masks
        | Sheet::Own(_) => {}
    });
    if matches!(sheet, Sheet::Own(_)) {
        workspace.own_done();
    }
}

/// What follows once the last line of a sheet was typed.
pub fn after_sheet(workspace: &mut Workspace, sheet: &Sheet) {
    match sheet {
        Sheet::Round(id) if round(workspace, id).is_some_and(|(_, r)| r.principles.is_empty()) => {
            if let Some(picker) = asks_picker(workspace, id) {
                pop(workspace, picker);
            }
        }
        Sheet::Asked(id) if asked(workspace, id).is_some_and(|a| a.story.is_none()) => {
            pop(workspace, told_picker(workspace, id));
        }
        Sheet::Interview
        | Sheet::Round(_)
        | Sheet::Ready(_)
        | Sheet::Research(_)
        | Sheet::Found(_)
        | Sheet::AskThem
        | Sheet::Masks
        | Sheet::Own(_)
        | Sheet::Asked(_) => {}
    }
}
