//! The rows of Prepare, derived from the preparation and the stories.

use crate::app::msg::OtherDocument;
use crate::app::open::Listed;
use crate::app::workspace::{Documents, Workspace};
use crate::interview::{Check, LoopPlan, Round, Tell, date, plan};
use crate::questions::Principle;
use crate::story::{DocumentId, PromptId, StoryId, one_line};

/// The subject of a row; entries of lists are given by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterviewItem {
    /// Another version of a document, by the name of its file.
    Other(DocumentId, String),
    /// Company, role and date.
    Interview,
    /// Which principles count.
    Principles,
    /// The offer to spread them over the interviewers who have none.
    Spread,
    /// An entry of one of the lists, by its id.
    Entry(Listed, String),
    /// A story that an interviewer hears, by the id of the round.
    Hears(String, StoryId),
    /// The row for adding to a list.
    Add(Listed),
    /// A readiness question.
    Ready(String),
    /// A research task.
    Research(String),
    /// A short answer that every interview asks for.
    Pitch(PromptId),
    /// What helps on the day itself.
    Day,
    /// What is to be written before the interviews.
    Written,
    /// The page to take along.
    Page,
    /// The cue cards, to flip through.
    Cards,
    /// Questions for the interviewers.
    AskThem,
    /// Words to mask.
    Masks,
    /// The action for an interview that is over.
    Over,
    /// A past interview.
    Past(String),
}

/// How far something to know or to do is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    Open,
    /// An answer is written down.
    Written,
    /// It is known by heart, or done.
    Done,
}

/// A row with its label, its note, and lines below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewRow {
    pub item: InterviewItem,
    /// The section it belongs to.
    pub section: &'static str,
    /// How far it is, if it can be ticked.
    pub tick: Option<Tick>,
    pub label: String,
    /// Whether it belongs to the row above.
    pub indented: bool,
    /// The text at the right.
    pub note: String,
    /// The lines below it, each with whether it is a warning.
    pub under: Vec<(String, bool)>,
}

const ELSEWHERE: &str = "Changed elsewhere";
const INTERVIEW: &str = "The interview";
const ROUNDS: &str = "Rounds";
const READY: &str = "Know before you go";
const PITCHES: &str = "They always ask";
const FOUND: &str = "Questions other candidates got";
const PAGE: &str = "To bring with you";
const AFTER: &str = "Afterward";

pub(super) fn rows(workspace: &Workspace, plan: &LoopPlan) -> Vec<InterviewRow> {
    let p = &workspace.documents.preparation;
    let left = p.days_left(workspace.view.today);
    let mut rows: Vec<InterviewRow> =
        workspace.documents.others.iter().map(|other| other_row(workspace, other)).collect();
    // From the day itself on, the section for afterwards comes first.
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
        "Principles to prepare",
        format!("{counting} of {all}"),
    ));
    for (at, round) in p.rounds.iter().enumerate() {
        rows.push(round_row(workspace, round, at, plan));
        rows.extend(hears(workspace, round, at, plan));
    }
    let dealt = plan::spread(&p.rounds, &p.counting(&workspace.bank));
    if p.rounds.iter().zip(dealt).any(|(round, principles)| round.principles != principles) {
        let label = "Spread the principles over them";
        rows.push(row(InterviewItem::Spread, ROUNDS, label, "those nobody asks for yet"));
    }
    let note = if p.rounds.is_empty() { "once you know who's interviewing you" } else { "" };
    rows.push(row(InterviewItem::Add(Listed::Round), ROUNDS, "Add an interviewer", note));
    for question in &workspace.documents.readiness.questions {
        let item = InterviewItem::Ready(question.id.clone());
        rows.push(check(item, p.readiness.get(&question.id), &question.text, ""));
    }
    for task in &workspace.documents.readiness.research {
        let item = InterviewItem::Research(task.id.clone());
        rows.push(check(item, p.research.get(&task.id), &task.name, &task.text));
    }
    the_day(workspace, &mut rows);
    pitches(workspace, &mut rows);
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

/// What helps on the day itself, and what is to be written before.
fn the_day(workspace: &Workspace, rows: &mut Vec<InterviewRow>) {
    let advice = format!("{} tips to read the night before", workspace.documents.readiness.day.len());
    rows.push(row(InterviewItem::Day, READY, "The day itself", advice));
    let written = &workspace.documents.readiness.written;
    if written.is_asked_at(&workspace.documents.preparation.company) {
        let note = format!("{} subjects", written.subjects.len());
        rows.push(row(InterviewItem::Written, READY, "Written exercise", note));
    }
}

/// The short answers that every interview asks for.
fn pitches(workspace: &Workspace, rows: &mut Vec<InterviewRow>) {
    for prompt in workspace.bank.pitches().into_iter().flat_map(Principle::prompts) {
        let stage = workspace.library.answering(&prompt.id).first().map(|s| workspace.stage(s).name());
        let item = InterviewItem::Pitch(prompt.id.clone());
        rows.push(row(item, PITCHES, &prompt.text, stage.unwrap_or("not written yet")));
    }
}

fn row(item: InterviewItem, section: &'static str, label: &str, note: impl Into<String>) -> InterviewRow {
    InterviewRow {
        item,
        section,
        tick: None,
        label: one_line(label, 200),
        indented: false,
        note: note.into(),
        under: Vec::new(),
    }
}

/// Another version of a document, with its first differences.
fn other_row(workspace: &Workspace, other: &OtherDocument) -> InterviewRow {
    let documents = &workspace.documents;
    let item = InterviewItem::Other(other.doc.clone(), other.file.clone());
    let label = format!("Another version of {}", Documents::words(&other.doc));
    let content = match &other.content {
        Ok(content) => content,
        Err(why) => {
            let mut out = row(item, ELSEWHERE, &label, "cannot be read");
            out.under.push((format!("{why}; {}", other.file), true));
            return out;
        }
    };
    let differences = documents.differences(&documents.value(&other.doc), content);
    let note = match differences.len() {
        0 => "says the same".to_owned(),
        1 => "1 difference".to_owned(),
        n => format!("{n} differences"),
    };
    let mut out = row(item, ELSEWHERE, &label, note);
    for (name, _, there) in differences.iter().filter(|(.., there)| !there.is_empty()).take(2) {
        out.under.push((format!("{name}: {}", one_line(there, 200)), false));
    }
    out
}

pub(super) fn or(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn interview(workspace: &Workspace) -> InterviewRow {
    let p = &workspace.documents.preparation;
    let label = named(&p.company, &p.role);
    let note = match p.date {
        Some(day) => {
            format!(
                "{}, {}",
                date::words_from(workspace.view.today, day),
                date::when(workspace.view.today, day)
            )
        }
        None => "no date yet".to_owned(),
    };
    row(InterviewItem::Interview, INTERVIEW, &or(&label, "Company, role and date"), note)
}

/// Two texts, separated by a comma if neither is empty.
pub(super) fn named(one: &str, other: &str) -> String {
    let both = [one.trim(), other.trim()];
    both.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
}

fn principle_names(workspace: &Workspace, ids: &[String]) -> String {
    let name = |id: &String| workspace.bank.principle(id).map_or(id.clone(), |p| p.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(" · ")
}

pub(super) fn story_name(workspace: &Workspace, id: &StoryId) -> String {
    workspace.library.get(id).map_or_else(|| "a story that is gone".to_owned(), |s| s.name())
}

pub(super) fn round_name(round: &Round, at: usize) -> String {
    or(&named(&round.interviewer, &round.title), &format!("Interviewer {}", at + 1))
}

fn round_row(workspace: &Workspace, round: &Round, at: usize, plan: &LoopPlan) -> InterviewRow {
    let asks = or(&principle_names(workspace, &round.principles), "which principles?");
    let mut out =
        row(InterviewItem::Entry(Listed::Round, round.id.clone()), ROUNDS, &round_name(round, at), asks);
    let Some(planned) = plan.rounds.get(at) else { return out };
    if !planned.missing.is_empty() {
        out.under.push((format!("No story left for {}", principle_names(workspace, &planned.missing)), true));
    }
    out
}

/// The stories that an interviewer hears.
fn hears(workspace: &Workspace, round: &Round, at: usize, plan: &LoopPlan) -> Vec<InterviewRow> {
    let tells = plan.rounds.get(at).map_or(&[][..], |planned| planned.tells.as_slice());
    let story = |tell: &Tell| {
        let again = if tell.again { "told before" } else { "" };
        let note = named(&principle_names(workspace, &tell.principles), again);
        let item = InterviewItem::Hears(round.id.clone(), tell.story.clone());
        InterviewRow { indented: true, ..row(item, ROUNDS, &story_name(workspace, &tell.story), note) }
    };
    tells.iter().map(story).collect()
}

fn check(item: InterviewItem, check: Option<&Check>, label: &str, note: &str) -> InterviewRow {
    let mut out = row(item, READY, label, note);
    let written = matches!(out.item, InterviewItem::Ready(_));
    out.tick = Some(match check {
        Some(check) if check.done => Tick::Done,
        Some(check) if written && check.is_answered() => Tick::Written,
        Some(_) | None => Tick::Open,
    });
    let said = one_line(check.map_or("", |c| c.note.as_str()), 200);
    if !said.is_empty() {
        out.under.push((said, false));
    }
    out
}

fn carry(workspace: &Workspace, rows: &mut Vec<InterviewRow>) {
    let p = &workspace.documents.preparation;
    let count = |n: usize, none: &str| if n == 0 { none.to_owned() } else { n.to_string() };
    let cards = workspace.library.iter().filter(|s| s.is_complete()).count();
    rows.push(row(InterviewItem::Cards, PAGE, "Cue cards to flip through", count(cards, "none yet")));
    rows.push(row(InterviewItem::Page, PAGE, "Your page", "cue cards, numbers, your questions"));
    rows.push(row(
        InterviewItem::AskThem,
        PAGE,
        "Questions to ask them",
        count(p.ask_them.len(), "none yet"),
    ));
    let masks = count(p.redactions.len(), "none");
    rows.push(row(InterviewItem::Masks, PAGE, "Words to mask when you share", masks));
}

fn afterwards(workspace: &Workspace, rows: &mut Vec<InterviewRow>) {
    let p = &workspace.documents.preparation;
    let left = p.days_left(workspace.view.today);
    let over = left.is_some_and(|left| left <= 0) || !p.afterwards.is_empty();
    // Days before the interview there is nothing to write down yet.
    let ahead = left.is_some_and(|left| left > 0) && p.afterwards.is_empty();
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
    if !ahead {
        rows.push(row(InterviewItem::Add(Listed::Asked), AFTER, "Write down what they asked", ""));
    }
    if over {
        rows.push(row(InterviewItem::Over, AFTER, "This interview is over", "next round, or rest"));
    }
    for past in p.past.iter().rev() {
        let day = past.date.map(date::in_full).unwrap_or_default();
        let label = or(&named(&past.company, &past.role), "An interview");
        rows.push(row(InterviewItem::Past(past.id.clone()), AFTER, &label, day));
    }
}
