//! The pop-up lists: the command palette, actions on a story, prompts to link, the trash, versions.

use super::Model;
use super::command::{AppCommand, Command, CommandRow, StoryCommand, keymap, rows};
use super::msg::{Now, Version};
use super::open::{Open, Picked};
use super::overlay::{Message, Overlay, Picker, PickerItem};
use super::workspace::Workspace;
use crate::export::Format;
use crate::story::{Section, Story, StoryId, pace};

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
    Overlay::Picker(Picker::searched("All commands", found.iter().map(item).collect(), Vec::new()))
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
    let principles = workspace.bank.by_how_often();
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

/// The prompts that a story can be linked to: those of its principle first.
pub fn link(workspace: &Workspace, story: &Story) -> Overlay {
    let mut principles = workspace.bank.by_how_often();
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
        return Overlay::Picker(Picker::new("Let it answer", items, "It answers every question there is."));
    }
    Overlay::Picker(Picker::searched("Let it answer", items, wordings))
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
    Overlay::Picker(Picker::new("No longer let it answer", items, "It answers no question yet."))
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
    let unsaved = workspace.unsaved_stories();
    let names: Vec<String> = unsaved.iter().map(|s| s.name()).collect();
    let why = workspace.trouble().map(|p| p.detail.clone()).unwrap_or_default();
    let item = |label: &str, note: &str, pick: Option<Picked>| PickerItem {
        label: label.to_owned(),
        note: note.to_owned(),
        pick,
    };
    let mut items =
        vec![item(&format!("Not kept anywhere yet: {}", names.join(", ")), "", None), item(&why, "", None)];
    let mut chosen = None;
    for dir in &workspace.view.elsewhere {
        chosen.get_or_insert(items.len());
        items.push(item(&format!("Save copies in {dir}"), "", Some(Picked::CopyTo(dir.clone()))));
    }
    chosen.get_or_insert(items.len());
    items.push(item("Leave, and print them on the terminal", "", Some(Picked::PrintAndQuit)));
    items.push(item("Leave without them", "", Some(Picked::QuitAnyway)));
    let mut picker = Picker::new("These words are only in memory", items, "");
    picker.list.chosen = chosen.unwrap_or(0);
    Overlay::Picker(picker)
}

/// The path of an exported file, and how to print it if it is meant for paper.
pub fn exported(path: String) -> Overlay {
    let ending = std::path::Path::new(&path).extension().and_then(|ending| ending.to_str());
    let hint = ending.and_then(Format::named).and_then(Format::hint);
    let mut lines = vec![path, String::new(), "Only you can read it.".to_owned()];
    lines.extend(hint.map(str::to_owned));
    Overlay::Message(Message::new("Saved", lines))
}

/// The earlier versions of a story, with their word counts compared with the current one.
pub fn versions(current: &Story, versions: &[Version], now: &Now) -> Picker {
    let words = pace::story_words(current).0;
    let items = versions
        .iter()
        .map(|v| {
            let then = pace::story_words(&v.story).0;
            let parts: Vec<&str> = Section::ALL
                .into_iter()
                .filter(|&s| v.story.section(s) != current.section(s))
                .map(Section::name)
                .collect();
            let at = v.at.to_zoned_datetime(now.wall.time_zone().clone());
            let changed = match parts.len() {
                0 => "same text".to_owned(),
                4.. => "most parts".to_owned(),
                _ => parts.join(", "),
            };
            let label = at.strftime("%a %-d %b, %H:%M").to_string();
            PickerItem {
                label: label.clone(),
                note: format!("{changed} · {then} words, now {words}"),
                pick: Some(Picked::Open(Open::Earlier(Box::new(v.story.clone()), label))),
            }
        })
        .collect();
    Picker::new("Earlier versions", items, "There is no earlier version yet.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{model, now, prompts, story};

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
        assert!(all.contains(&"Leave; everything is kept".to_owned()));
        assert_eq!(all.iter().filter(|l| l.starts_with("Leave")).count(), 1);
    }

    #[test]
    fn versions_say_what_is_different() {
        let current = story(1, "The auditor", 0);
        let mut before = current.clone();
        before.action = "Less".into();
        let at = "2026-11-22T09:00:00Z".parse().unwrap();
        let list = versions(&current, &[Version { at, story: before }], &now());
        assert_eq!(list.items[0].label, "Sun 22 Nov, 10:00");
        assert!(list.items[0].note.starts_with("Action · "), "{}", list.items[0].note);
    }
}
