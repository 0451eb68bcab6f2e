//! The pop-up lists: the command palette, actions on a story, prompts to link, the trash, versions.

use super::Model;
use super::command::{AppCommand, Command, CommandRow, StoryCommand, keymap, rows, synonyms};
use super::msg::{Now, Version};
use super::open::{Open, Picked};
use super::overlay::{Message, Overlay, Picker, PickerItem};
use super::screen::Screen;
use super::workspace::Workspace;
use crate::export::Format;
use crate::questions::{self, Drill};
use crate::story::{DocumentId, Section, Story, StoryId, pace};

/// The actions in the list that a story opens with "more".
const MORE: &[Command] = &[
    Command::Story(StoryCommand::Practice),
    Command::Story(StoryCommand::Edit),
    Command::Story(StoryCommand::Details),
    Command::Story(StoryCommand::Card),
    Command::Story(StoryCommand::Link),
    Command::Story(StoryCommand::Unlink),
    Command::Story(StoryCommand::Duplicate),
    Command::Story(StoryCommand::Versions),
    Command::Story(StoryCommand::Copy),
    Command::Story(StoryCommand::Export),
    Command::Story(StoryCommand::Soon),
    Command::App(AppCommand::Ask),
    Command::App(AppCommand::Trash),
    Command::Story(StoryCommand::Delete),
];

/// The list of actions available for a story.
pub fn more(model: &Model, id: &StoryId) -> Overlay {
    let title = model.workspace.library.get(id).map(|s| s.name()).unwrap_or_default();
    let row = |command: &Command| {
        let row = rows().find(|r| r.command == *command && model.available(r.command).is_ok())?;
        let key = model.keymap.keys(row).first().copied().unwrap_or_default().to_owned();
        Some(PickerItem { label: row.title.to_owned(), note: key, pick: Some(Picked::Run(*command)) })
    };
    Overlay::Picker(Picker::new(title, MORE.iter().filter_map(row).collect(), ""))
}

/// The commands available here by name: those without a key first, movement last.
pub fn palette(model: &Model) -> Overlay {
    let contexts = model.contexts();
    let here = |row: &&CommandRow| row.contexts.iter().any(|c| contexts.contains(c));
    // Of several rows of a command, the one for this screen gives the name.
    let (first, other): (Vec<&CommandRow>, Vec<&CommandRow>) = rows().partition(here);
    let mut found: Vec<&CommandRow> = Vec::new();
    for row in first.into_iter().chain(other) {
        if model.available(row.command).is_ok() && !found.iter().any(|r| r.command == row.command) {
            found.push(row);
        }
    }
    let moves = |row: &CommandRow| matches!(row.command, Command::List(_) | Command::Field(_));
    let shown = |row: &CommandRow| {
        let keys = model.keymap.keys(row);
        let first = || keys.first().copied().filter(|_| moves(row));
        model.keymap.shown(&contexts, row).or_else(first).map(str::to_owned)
    };
    found.sort_by_cached_key(|row| (Picked::Run(row.command).destroys(), moves(row), shown(row).is_some()));
    let item = |row: &&CommandRow| {
        let key = shown(row).map(|k| keymap::label(&k, model.workspace.view.ascii)).unwrap_or_default();
        PickerItem { label: row.title.to_owned(), note: key, pick: Some(Picked::Run(row.command)) }
    };
    let also = found.iter().map(|row| synonyms::of(row.id).to_owned()).collect();
    let picker = Picker::searched("All commands", found.iter().map(item).collect(), Vec::new());
    Overlay::Picker(Picker { also, ..picker })
}

/// What is wrong with the settings and packs.
pub fn notices(workspace: &Workspace) -> Overlay {
    let mut lines: Vec<String> = Vec::new();
    for notice in &workspace.view.notices {
        lines.extend([notice.clone(), String::new()]);
    }
    lines.push("Everything else in them is used.".to_owned());
    Overlay::Message(Message::new("Your settings", lines))
}

/// The prompts that a new story can be written for: those that have none yet first, in the order in which the
/// principles are asked.
pub fn questions(workspace: &Workspace) -> Overlay {
    let principles = workspace.bank.listed();
    let mut rows: Vec<(usize, PickerItem, String)> = Vec::new();
    for (principle, prompt) in principles.iter().flat_map(|p| p.prompts().iter().map(move |q| (p, q))) {
        let have = workspace.library.answering(&prompt.id).len();
        let note = if have == 0 { principle.name.clone() } else { format!("{}, answered", principle.name) };
        let pick = Some(Picked::Open(Open::NewStory(prompt.id.clone())));
        rows.push((have.min(1), PickerItem { label: prompt.short.clone(), note, pick }, prompt.text.clone()));
    }
    rows.sort_by_key(|(have, ..)| *have);
    let (items, wordings) = rows.into_iter().map(|(_, item, text)| (item, text)).unzip();
    let mut picker = Picker::searched("A new story for which question?", items, wordings);
    if workspace.library.is_empty()
        && let Some(first) = workspace.first_prompt()
    {
        let is_first = |i: &PickerItem| i.pick == Some(Picked::Open(Open::NewStory(first.clone())));
        picker.list.chosen = picker.items.iter().position(is_first).unwrap_or(0);
    }
    Overlay::Picker(picker)
}

/// The drills, about the story at hand; Today proposes one to finish, which is not the one to drill.
pub fn drills(model: &Model) -> Overlay {
    let story = model.screen().story(&model.workspace);
    let story = story.filter(|_| !matches!(model.screen(), Screen::Today(_)));
    let item = |drill: &Drill| PickerItem {
        label: drill.name.clone(),
        note: length(drill),
        pick: Some(Picked::Drill(drill.id.clone(), story.clone())),
    };
    let drills = questions::drills();
    let mut picker = Picker::new("Drills", drills.iter().map(item).collect(), "");
    picker.wordings = drills.iter().map(|drill| format!("{}.", drill.about)).collect();
    Overlay::Picker(picker)
}

/// How long a drill takes at most: `5 x 20 seconds`, `4 minutes`.
fn length(drill: &Drill) -> String {
    let seconds: u32 = drill.cards.iter().map(|card| card.seconds).sum();
    match drill.rounds * seconds as usize {
        seconds @ 0..90 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", (seconds + 30) / 60),
    }
}

/// The prompts that a story can be linked to: those of its principle first.
pub fn link(workspace: &Workspace, story: &Story) -> Overlay {
    let mut principles = workspace.bank.listed();
    principles.sort_by_key(|p| p.id != story.principle);
    let (mut items, mut wordings) = (Vec::new(), Vec::new());
    for principle in principles {
        for prompt in principle.prompts().iter().filter(|p| !story.answers.contains(&p.id)) {
            items.push(PickerItem {
                label: prompt.short.clone(),
                note: principle.name.clone(),
                pick: Some(Picked::Link(story.id.clone(), prompt.id.clone())),
            });
            wordings.push(prompt.text.clone());
        }
    }
    if items.is_empty() {
        return Overlay::Picker(Picker::new("Use it for", items, "It answers every question there is."));
    }
    Overlay::Picker(Picker::searched("Use it for", items, wordings))
}

/// The prompts that a story is linked to.
pub fn unlink(workspace: &Workspace, story: &Story) -> Overlay {
    let items = story
        .answers
        .iter()
        .map(|id| {
            let found = workspace.bank.find(id);
            PickerItem {
                label: found.map_or_else(|| id.0.clone(), |(_, p)| p.short.clone()),
                note: found.map(|(p, _)| p.name.clone()).unwrap_or_default(),
                pick: Some(Picked::Unlink(story.id.clone(), id.clone())),
            }
        })
        .collect();
    Overlay::Picker(Picker::new("Stop using it for", items, "It answers no question yet."))
}

pub fn trash(stories: &[Story]) -> Picker {
    let items = stories
        .iter()
        .map(|s| PickerItem {
            label: s.name(),
            note: format!("{} words", pace::story_words(s).0),
            pick: Some(Picked::Restore(s.id.clone())),
        })
        .collect();
    Picker::new("Bring back from the trash", items, "The trash is empty.")
}

/// The choices on leaving while some text is in memory only.
pub fn rescue(workspace: &Workspace) -> Overlay {
    let names = workspace.only_in_memory_names();
    let why = workspace.trouble().map(|p| p.detail.clone()).unwrap_or_default();
    let mut items = vec![item(format!("Not kept anywhere yet: {}", names.join(", ")), None), item(why, None)];
    let first = items.len();
    items.extend(places(workspace));
    items.push(item("Leave, and print them on the terminal", Some(Picked::PrintAndQuit)));
    items.push(item("Leave without them", Some(Picked::QuitAnyway)));
    let mut picker = Picker::new("These words are only in memory", items, "");
    picker.list.chosen = first;
    Overlay::Picker(picker)
}

/// Where copies of what is not in its file yet can go.
pub fn copies(workspace: &Workspace) -> Overlay {
    Overlay::Picker(Picker::new(
        "Copy what isn't saved yet",
        places(workspace).collect(),
        "No place is known.",
    ))
}

fn places(workspace: &Workspace) -> impl Iterator<Item = PickerItem> {
    let place = |dir: &String| item(format!("Save copies in {dir}"), Some(Picked::CopyTo(dir.clone())));
    workspace.view.elsewhere.iter().map(place)
}

fn item(label: impl Into<String>, pick: Option<Picked>) -> PickerItem {
    PickerItem { label: label.into(), note: String::new(), pick }
}

/// The path of an exported file, and how to print it if it is meant for paper.
pub fn exported(path: String) -> Overlay {
    let ending = std::path::Path::new(&path).extension().and_then(|ending| ending.to_str());
    let hint = ending.and_then(Format::named).and_then(Format::hint);
    let mut lines = vec![path, String::new(), "Only you can read it.".to_owned()];
    lines.extend(hint.map(str::to_owned));
    Overlay::Message(Message::new("Saved", lines))
}

/// The earlier versions of a document, and in what each differs from the current one.
pub fn versions(workspace: &Workspace, doc: &DocumentId, versions: Vec<Version>, now: &Now) -> Picker {
    let item = |Version { at, value }: Version| {
        let at = at.to_zoned_datetime(now.wall.time_zone().clone());
        let label = at.strftime("%a, %b %-d, %H:%M").to_string();
        let (note, open) = match doc {
            DocumentId::Story(id) => {
                let story = Story::from_value(value).ok()?;
                let current = workspace.library.get(id).map(AsRef::as_ref);
                (story_note(current, &story), Open::Earlier(Box::new(story), label.clone()))
            }
            DocumentId::Preparation | DocumentId::OwnQuestions => {
                let documents = &workspace.documents;
                let note = match documents.differences(&documents.value(doc), &value).len() {
                    0 => "same text".to_owned(),
                    1 => "1 difference".to_owned(),
                    n => format!("{n} differences"),
                };
                (note, Open::EarlierDocument(doc.clone(), label.clone(), Box::new(value)))
            }
        };
        Some(PickerItem { label, note, pick: Some(Picked::Open(open)) })
    };
    let items = versions.into_iter().filter_map(item).collect();
    Picker::new("Earlier versions", items, "There is no earlier version yet.")
}

/// In which parts a version of a story differs, and the word counts.
fn story_note(current: Option<&Story>, version: &Story) -> String {
    let then = pace::story_words(version).0;
    let Some(current) = current else { return format!("{then} words") };
    let parts = Section::ALL.into_iter().filter(|&s| version.section(s) != current.section(s));
    let parts: Vec<&str> = parts.map(Section::name).collect();
    let changed = match parts.len() {
        0 => "same text".to_owned(),
        4.. => "most parts".to_owned(),
        _ => parts.join(", "),
    };
    format!("{changed} · {then} words, now {}", pace::story_words(current).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::{Effect, Msg, Problem};
    use crate::app::testing::{model, now, prompts, story};
    use crate::story::pace::Seconds;

    fn labels(overlay: &Overlay) -> Vec<String> {
        let Overlay::Picker(picker) = overlay else { panic!("{overlay:?}") };
        picker.items.iter().map(|i| i.label.clone()).collect()
    }

    #[test]
    fn a_story_can_be_linked_to_what_it_does_not_answer_its_own_principle_first() {
        let model = model(&[story(1, "The auditor", 2)]);
        let one = model.workspace.library.iter().next().unwrap();
        let (link, unlink) = (labels(&link(&model.workspace, one)), labels(&unlink(&model.workspace, one)));
        let short = |n: usize| model.workspace.bank.prompt(&prompts()[n]).unwrap().short.clone();
        assert_eq!((link[0].clone(), link[1].clone(), link[2].clone()), (short(0), short(1), short(3)));
        assert_eq!(unlink, [short(2)]);
    }

    #[test]
    fn the_palette_names_each_command_once() {
        let all = labels(&palette(&model(&[story(1, "The auditor", 0)])));
        assert!(all.contains(&"Quit (everything's saved)".to_owned()));
        assert_eq!(all.iter().filter(|l| l.starts_with("Quit")).count(), 1);
    }

    #[test]
    fn a_telling_that_is_in_memory_only_is_offered_on_leaving() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        model.workspace.told_for_real(&StoryId::from_bits(1), None, Seconds(90), &now());
        let logged = std::mem::take(&mut model.workspace.effects);
        let [Effect::Log(entry)] = logged.as_slice() else { panic!("{logged:?}") };
        let failed = |journaled| {
            let problem = Problem { what: "Disk full".into(), detail: "The disk is full.".into(), journaled };
            Msg::LogFailed(entry.id, problem)
        };
        model.update(failed(true), &now());
        assert!(!model.workspace.only_in_memory(), "it is in the journal");
        model.update(failed(false), &now());
        model.run(Command::App(AppCommand::Quit), &now());
        model.update(Msg::Wake, &now());
        let Some(offer) = model.overlays.last() else { panic!("it leaves") };
        assert_eq!(labels(offer)[0], "Not kept anywhere yet: 1 telling");
        let copies = model.workspace.unsaved_copies();
        assert_eq!(copies[0].file, format!("practice-{}.jsonl", entry.id));
        assert_eq!(copies[0].text, entry.line() + "\n");
    }

    #[test]
    fn versions_say_what_is_different() {
        let current = story(1, "The auditor", 0);
        let mut before = current.clone();
        before.action = "Less".into();
        let at = "2026-11-22T09:00:00Z".parse().unwrap();
        let value = serde_json::to_value(before).unwrap();
        let model = model(std::slice::from_ref(&current));
        let doc = DocumentId::Story(current.id.clone());
        let list = versions(&model.workspace, &doc, vec![Version { at, value }], &now());
        assert_eq!(list.items[0].label, "Sun, Nov 22, 10:00");
        assert!(list.items[0].note.starts_with("Action · "), "{}", list.items[0].note);
    }
}
