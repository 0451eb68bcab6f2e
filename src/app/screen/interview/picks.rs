//! The lists that rows of Prepare open, and the actions of their items.

use super::rows::{InterviewItem, named, or, round_name, story_name};
use crate::app::msg::Now;
use crate::app::open::{InterviewPick, Listed, Open, Picked, Sheet};
use crate::app::overlay::{Message, Overlay, Picker, PickerItem};
use crate::app::workspace::Workspace;
use crate::export::ExportKind;
use crate::interview::{Asked, Past, Round};
use crate::questions;
use crate::story::{DocumentId, ProbeAnswer, StoryId, one_line};

pub(super) fn open(workspace: &mut Workspace, item: InterviewItem, now: &Now) {
    match item {
        InterviewItem::Other(doc, file) => open_other(workspace, doc, &file, now),
        InterviewItem::Interview => write(workspace, Sheet::Interview, now),
        InterviewItem::Principles => pop(workspace, count_picker(workspace)),
        InterviewItem::Spread => spread(workspace, now),
        InterviewItem::Entry(Listed::Round, id) => round_menu(workspace, &id),
        InterviewItem::Ready(id) => write(workspace, Sheet::Ready(id), now),
        InterviewItem::Research(id) => write(workspace, Sheet::Research(id), now),
        InterviewItem::Entry(Listed::Found, id) => write(workspace, Sheet::Found(id), now),
        InterviewItem::Hears(_, story) => workspace.view.open(Open::Story(story, None)),
        InterviewItem::Cards => workspace.view.open(Open::Cards),
        InterviewItem::Pitch(prompt) => workspace.view.open(Open::Prompt(prompt)),
        InterviewItem::Day => workspace.read_advice(),
        InterviewItem::Written => {
            let written = workspace.documents.readiness.written.clone();
            let subjects = written.subjects.into_iter().map(|subject| format!("· {subject}"));
            let lines = written.about.into_iter().chain(subjects).flat_map(|line| [line, String::new()]);
            let lines = Message::new("Written exercise", lines.collect());
            workspace.view.pop_up(Overlay::Message(lines));
        }
        InterviewItem::Page => {
            workspace.view.open(Open::Viewer(ExportKind::Page));
        }
        InterviewItem::AskThem => ask_menu(workspace, now),
        InterviewItem::Masks => write(workspace, Sheet::Masks, now),
        InterviewItem::Entry(Listed::Asked, id) => asked_menu(workspace, &id),
        InterviewItem::Add(list) => add(workspace, list, now),
        InterviewItem::Over => over_menu(workspace),
        InterviewItem::Past(id) => show_past(workspace, &id),
    }
}

/// Opens another version of a document beside it; says where it is if it cannot be read.
fn open_other(workspace: &mut Workspace, doc: DocumentId, file: &str, now: &Now) {
    let other = workspace.documents.others.iter().find(|other| other.doc == doc && other.file == file);
    match other.map(|other| other.content.is_ok()) {
        Some(true) => workspace.view.open(Open::OtherDocument(doc, file.to_owned())),
        Some(false) => workspace.view.say("That file can't be read. It is left as it is.", now),
        None => {}
    }
}

/// Deals the principles that nobody asks for yet to the interviewers who have none.
fn spread(workspace: &mut Workspace, now: &Now) {
    let bank = workspace.bank.clone();
    workspace.prepare_undo("The principles are spread over them.", now, |p| {
        let counting = p.counting(&bank);
        let dealt = crate::interview::plan::spread(&p.rounds, &counting);
        for (round, principles) in p.rounds.iter_mut().zip(dealt) {
            round.principles = principles;
        }
    });
}

fn write(workspace: &mut Workspace, sheet: Sheet, now: &Now) {
    if workspace.may_prepare(now) {
        workspace.view.open(Open::Sheet(sheet));
    }
}

fn pop(workspace: &mut Workspace, picker: Picker) {
    workspace.view.pop_up(Overlay::Picker(picker));
}

fn choice(label: impl Into<String>, note: impl Into<String>, pick: InterviewPick) -> PickerItem {
    PickerItem { label: label.into(), note: note.into(), pick: Some(Picked::Interview(pick)) }
}

/// A row of a list with multiple selection.
fn toggle(
    workspace: &Workspace,
    on: bool,
    label: &str,
    note: impl Into<String>,
    pick: InterviewPick,
) -> PickerItem {
    let sign = if workspace.view.ascii { "x" } else { "✓" };
    choice(format!("{} {label}", if on { sign } else { " " }), note, pick)
}

/// Reopens a list at the same row.
fn again(workspace: &mut Workspace, mut picker: Picker, pick: &InterviewPick) {
    let at = picker.items.iter().position(|i| i.pick == Some(Picked::Interview(pick.clone())));
    picker.list.chosen = at.unwrap_or(0);
    pop(workspace, picker);
}

fn count_picker(workspace: &Workspace) -> Picker {
    let p = &workspace.documents.preparation;
    let principles = workspace.bank.by_how_often();
    let row = |q: &&questions::Principle| {
        let managers = crate::interview::FOR_MANAGERS.contains(&q.id.as_str());
        let note = if managers { "mostly for managers" } else { "" };
        toggle(workspace, p.counts(&workspace.bank, &q.id), &q.name, note, InterviewPick::Count(q.id.clone()))
    };
    Picker::new("Principles to prepare", principles.iter().map(row).collect(), "")
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
        choice(
            "Principles they ask for",
            round.principles.len().to_string(),
            InterviewPick::Principles(id.into()),
        ),
        choice("Stories they hear", stories, InterviewPick::Stories(id.into())),
        choice("Name and role", "", InterviewPick::Write(Sheet::Round(id.into()))),
        choice("Take this interviewer out", "", InterviewPick::Remove(Listed::Round, id.into())),
    ];
    let title = round_name(round, at);
    pop(workspace, Picker::new(title, items, ""));
}

fn asks_picker(workspace: &Workspace, id: &str) -> Option<Picker> {
    let (at, round) = round(workspace, id)?;
    let mut principles = workspace.bank.by_how_often();
    principles.sort_by_key(|q| !workspace.documents.preparation.counts(&workspace.bank, &q.id));
    let row = |q: &&questions::Principle| {
        let on = round.principles.contains(&q.id);
        toggle(workspace, on, &q.name, "", InterviewPick::Asks(id.to_owned(), q.id.clone()))
    };
    let who = or(&round.interviewer, &format!("interviewer {}", at + 1));
    let title = format!("What {who} asks for");
    Some(Picker::new(title, principles.iter().map(row).collect(), ""))
}

/// Opens a list from a round's list, with a way back to it.
fn pop_below(workspace: &mut Workspace, id: &str, picker: Picker) {
    pop(workspace, Picker { back: Some(Picked::Interview(InterviewPick::Round(id.to_owned()))), ..picker });
}

fn hears_picker(workspace: &Workspace, id: &str) -> Option<Picker> {
    let (at, round) = round(workspace, id)?;
    let (plan, _) = workspace.progress();
    let told: Vec<StoryId> =
        plan.rounds.get(at).map(|r| r.tells.iter().map(|t| t.story.clone()).collect()).unwrap_or_default();
    let mut items = vec![toggle(
        workspace,
        round.stories.is_none(),
        "Leave it to the plan",
        "",
        InterviewPick::Plan(id.into()),
    )];
    let mut stories: Vec<_> = workspace.library.iter().filter(|s| !s.is_blank()).collect();
    stories.sort_by_key(|s| !round.principles.contains(&s.principle));
    for story in stories {
        let home = workspace.bank.principle(&story.principle).map(|q| q.name.clone()).unwrap_or_default();
        let pick = InterviewPick::Hears(id.to_owned(), story.id.clone());
        items.push(toggle(workspace, told.contains(&story.id), &story.name(), home, pick));
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
    let mut items = vec![choice("Write your own", note, InterviewPick::Write(Sheet::AskThem))];
    for example in &workspace.documents.readiness.ask_them {
        items.push(toggle(
            workspace,
            have.contains(example),
            example,
            "",
            InterviewPick::Example(example.clone()),
        ));
    }
    let mut picker = Picker::searched("Questions to ask them: enter takes one", items, Vec::new());
    "None of these has your words. \"Write your own\" is the first row.".clone_into(&mut picker.empty);
    picker
}

fn asked<'d>(workspace: &'d Workspace, id: &str) -> Option<&'d Asked> {
    workspace.documents.preparation.afterwards.iter().find(|a| a.id == id)
}

fn asked_menu(workspace: &mut Workspace, id: &str) {
    let Some(asked) = asked(workspace, id) else { return };
    let told = asked.story.as_ref().map(|s| story_name(workspace, s)).unwrap_or_default();
    let title = or(&one_line(&asked.asked, 50), "What they asked");
    let mut items = vec![
        choice("What they asked, and how it went", "", InterviewPick::Write(Sheet::Asked(id.into()))),
        choice("The story you told", told, InterviewPick::Told(id.into())),
    ];
    if !asked.asked.trim().is_empty() {
        items.push(choice("Make it a question of mine", "b", InterviewPick::Own(Listed::Asked, id.into())));
    }
    if asked.story.is_some() && !asked.follow_up.trim().is_empty() {
        items.push(choice("Prepare an answer to the follow-up", "f", InterviewPick::Answer(id.into())));
    }
    items.push(choice("Take it out", "x", InterviewPick::Remove(Listed::Asked, id.into())));
    pop(workspace, Picker::new(title, items, ""));
}

fn told_picker(workspace: &Workspace, id: &str) -> Picker {
    let story = asked(workspace, id).and_then(|a| a.story.clone());
    let mut items = vec![toggle(
        workspace,
        story.is_none(),
        "None of mine",
        "",
        InterviewPick::Tell(id.to_owned(), None),
    )];
    for s in workspace.library.iter().filter(|s| !s.is_blank()) {
        let on = story.as_ref() == Some(&s.id);
        items.push(toggle(
            workspace,
            on,
            &s.name(),
            "",
            InterviewPick::Tell(id.to_owned(), Some(s.id.clone())),
        ));
    }
    Picker::new("Which story did you tell?", items, "")
}

fn over_menu(workspace: &mut Workspace) {
    let items = vec![
        choice("There is a next round", "its date", InterviewPick::Over(true)),
        choice("Rest", "your stories keep", InterviewPick::Over(false)),
    ];
    pop(workspace, Picker::new("This interview is over", items, ""));
}

fn show_past(workspace: &mut Workspace, id: &str) {
    let Some(past) = workspace.documents.preparation.past.iter().find(|p| p.id == id).cloned() else {
        return;
    };
    let lines = past_lines(workspace, &past);
    let title = or(&named(&past.company, &past.role), "An interview");
    workspace.view.pop_up(Overlay::Message(Message::new(title, lines)));
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

/// Performs a picked action.
pub(super) fn carry_out(workspace: &mut Workspace, pick: &InterviewPick, now: &Now) {
    match pick {
        InterviewPick::Write(sheet) => write(workspace, sheet.clone(), now),
        InterviewPick::Count(principle) => {
            let bank = workspace.bank.clone();
            workspace.prepare(now, |p| p.set_counts(&bank, principle, !p.counts(&bank, principle)));
            let picker = count_picker(workspace);
            again(workspace, picker, pick);
        }
        InterviewPick::Round(id) => round_menu(workspace, id),
        InterviewPick::Principles(id) => {
            if let Some(picker) = asks_picker(workspace, id) {
                pop_below(workspace, id, picker);
            }
        }
        InterviewPick::NewRound(id) => {
            if let Some(picker) = asks_picker(workspace, id) {
                pop(workspace, picker);
            }
        }
        InterviewPick::Asks(id, principle) => {
            with_round(workspace, id, now, |r| flip(&mut r.principles, principle));
            if let Some(picker) = asks_picker(workspace, id) {
                again(workspace, picker, pick);
            }
        }
        InterviewPick::Stories(id) => {
            if let Some(picker) = hears_picker(workspace, id) {
                pop_below(workspace, id, picker);
            }
        }
        InterviewPick::Hears(id, story) => {
            hear(workspace, id, story, now);
            if let Some(picker) = hears_picker(workspace, id) {
                again(workspace, picker, pick);
            }
        }
        InterviewPick::Plan(id) => {
            with_round(workspace, id, now, |r| r.stories = None);
            if let Some(picker) = hears_picker(workspace, id) {
                again(workspace, picker, pick);
            }
        }
        InterviewPick::Told(id) => pop(workspace, told_picker(workspace, id)),
        InterviewPick::Tell(id, story) => with_asked(workspace, id, now, |a| a.story.clone_from(story)),
        InterviewPick::Own(list, id) => make_own(workspace, *list, id, now),
        InterviewPick::Answer(id) => answer(workspace, id, now),
        InterviewPick::Remove(list, id) => remove(workspace, *list, id, now),
        InterviewPick::Example(text) => {
            workspace.prepare(now, |p| flip(&mut p.ask_them, text));
            let picker = examples(workspace);
            again(workspace, picker, pick);
        }
        InterviewPick::Over(next) => over(workspace, *next, now),
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

/// Adds or removes a story of a round, starting from the plan's proposal.
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

/// Turns a reported or asked question into an own prompt.
pub(super) fn make_own(workspace: &mut Workspace, list: Listed, id: &str, now: &Now) {
    let found = workspace.documents.preparation.found.iter().find(|f| f.id == id);
    let text = match list {
        Listed::Found => found.map(|f| f.text.clone()),
        Listed::Asked => asked(workspace, id).map(|a| a.asked.clone()),
        Listed::Round => None,
    };
    let Some(text) = text.filter(|t| !t.trim().is_empty()) else {
        workspace.view.say("There is no question in it yet. Enter writes one.", now);
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
    workspace.view.say(format!("Now under {under}."), now);
}

/// Saves the hardest follow-up with its story and opens the card to answer it.
pub(super) fn answer(workspace: &mut Workspace, id: &str, now: &Now) {
    let Some(Asked { story: Some(story), follow_up, .. }) = asked(workspace, id).cloned() else { return };
    if follow_up.trim().is_empty() || !workspace.may_change(&story, now) {
        return;
    }
    let ask = follow_up.trim().to_owned();
    workspace.set(&story, now, |s| {
        if !s.probes.iter().any(|p| p.ask == ask) {
            s.probes.push(ProbeAnswer { ask: ask.clone(), answer: String::new() });
        }
    });
    workspace.view.open(Open::Answer(story, ask));
}

pub(super) fn remove(workspace: &mut Workspace, list: Listed, id: &str, now: &Now) {
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
pub(super) fn add(workspace: &mut Workspace, list: Listed, now: &Now) {
    if let Some(sheet) = workspace.add_entry(list, now) {
        workspace.view.open(Open::Sheet(sheet));
    }
}

fn over(workspace: &mut Workspace, next: bool, now: &Now) {
    let text = if next { "Kept below." } else { "Rest; your stories keep." };
    workspace.prepare_undo(text, now, |p| p.close(None));
    if next {
        workspace.view.open(Open::Sheet(Sheet::Interview));
    }
}
