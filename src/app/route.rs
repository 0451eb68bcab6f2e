//! Who carries a command out, and what the world's answers do to the workspace.

use std::sync::Arc;

use super::command::{AppCommand, Command, FieldCommand, ListCommand, Place, StoryCommand};
use super::msg::{Effect, Loaded, Msg, Now, Outside, Recovered};
use super::overlay::{Outcome, Overlay, Picked, Picker};
use super::screen::ask::Ask;
use super::screen::compare::{Compare, OtherVersion};
use super::screen::{Screen, filter, form, interview, offer};
use super::workspace::{Go, Undo};
use super::{Model, exports, menus, practise, typing};
use crate::export;
use crate::story::{DocumentId, Section, Story, StoryId, one_line};

/// Whether a command can be carried out now, and if not why; an empty reason is not worth a message.
pub fn available(model: &Model, command: Command) -> Result<(), &'static str> {
    let screen = model.screen();
    match command {
        Command::App(AppCommand::Ask) if matches!(screen, Screen::Ask(_)) => Err("You are in Ask."),
        Command::App(_) => Ok(()),
        Command::List(_) | Command::Field(_) if !model.overlays.is_empty() => Ok(()),
        Command::Practice(command) => practise::available(model, command),
        Command::Field(_) => match screen {
            Screen::Draft(_)
            | Screen::Form(_)
            | Screen::Questions(_)
            | Screen::Stories(_)
            | Screen::Ask(_)
            | Screen::Practice(_) => Ok(()),
            Screen::Today(_)
            | Screen::Prepare(_)
            | Screen::Viewer(_)
            | Screen::Offer(_)
            | Screen::Coach(_)
            | Screen::Compare(_) => Err("There is no text here."),
        },
        Command::Story(StoryCommand::View | StoryCommand::PageOn)
            if !matches!(screen, Screen::Stories(_)) =>
        {
            Err("That belongs to Stories. 3 opens it.")
        }
        Command::Story(StoryCommand::Edit) if matches!(screen, Screen::Draft(_)) => Err("It is open here."),
        Command::Story(StoryCommand::Unlink) if answers_none(model) => Err("It answers no question yet."),
        Command::Story(_) => match screen.story(&model.workspace) {
            Some(_) => screen.available(&model.workspace, command),
            None => Err("Choose a story first."),
        },
        Command::List(_)
        | Command::Draft(_)
        | Command::Coach(_)
        | Command::Form(_)
        | Command::Prepare(_)
        | Command::Choice(_) => screen.available(&model.workspace, command),
    }
}

/// Whether the story at hand answers no question.
fn answers_none(model: &Model) -> bool {
    let story = model.screen().story(&model.workspace);
    story.and_then(|id| model.workspace.library.get(&id)).is_some_and(|s| s.answers.is_empty())
}

/// Carries out a command that is available.
pub fn run(model: &mut Model, command: Command, now: &Now) {
    match command {
        Command::App(command) => run_app(model, command, now),
        Command::List(command) if !model.overlays.is_empty() => overlay(model, command, now),
        Command::Field(command) => run_field(model, command, now),
        Command::Practice(command) => practise::run(model, command, now),
        Command::Story(command) => run_story(model, command, now),
        Command::List(_)
        | Command::Draft(_)
        | Command::Coach(_)
        | Command::Form(_)
        | Command::Prepare(_)
        | Command::Choice(_) => {
            let (screen, workspace) = model.top();
            screen.run(workspace, command, now);
        }
    }
}

fn run_app(model: &mut Model, command: AppCommand, now: &Now) {
    match command {
        AppCommand::Quit if model.workspace.only_in_memory() => {
            model.workspace.save_due(now, true);
            model.workspace.pop_up(menus::rescue(&model.workspace));
        }
        AppCommand::Quit => {
            model.workspace.save_due(now, true);
            model.workspace.log_due(now, true);
            model.remember(now);
            model.workspace.effect(Effect::Quit);
        }
        AppCommand::Back => match model.overlays.pop() {
            Some(overlay) => overlay.back().into_iter().for_each(|act| perform(model, act, now)),
            None => back(model, now),
        },
        AppCommand::Help => {
            let contexts = model.contexts();
            if !matches!(model.overlays.last(), Some(Overlay::Help { .. })) {
                model.overlays.push(Overlay::Help { top: 0, contexts });
            }
        }
        AppCommand::Palette => model.overlays.push(menus::palette(model)),
        AppCommand::Search if matches!(model.screen(), Screen::Questions(_)) => {
            let (screen, workspace) = model.top();
            screen.run(workspace, Command::App(command), now);
        }
        AppCommand::Search => {
            model.workspace.go(Go::Place(Place::Stories));
            model.settle(now);
            let (screen, workspace) = model.top();
            screen.run(workspace, Command::App(AppCommand::Search), now);
        }
        AppCommand::Ask if matches!(model.screen(), Screen::Ask(_)) => {}
        AppCommand::Ask => {
            let ask = Ask::open(&mut model.workspace);
            model.workspace.push(Screen::Ask(ask));
        }
        AppCommand::Undo => undo(model, now),
        AppCommand::Save => {
            model.workspace.save_due(now, true);
            if model.workspace.unsaved() == 0 {
                model.workspace.say("Everything is saved.", now);
            }
        }
        AppCommand::Suspend => {
            model.workspace.save_due(now, true);
            model.workspace.effect(Effect::Suspend);
        }
        AppCommand::Redraw => model.workspace.effect(Effect::Redraw),
        AppCommand::Go(place) => model.workspace.go(Go::Place(place)),
        AppCommand::NextPlace => step_place(model, 1),
        AppCommand::PreviousPlace => step_place(model, Place::ALL.len() - 1),
        AppCommand::Trash => model.workspace.effect(Effect::ListTrash),
    }
}

/// Esc on a screen: the screen's own step back; at the bottom to Today.
fn back(model: &mut Model, now: &Now) {
    let bottom = model.stack.is_empty();
    let at_rest = model.at_rest();
    let (screen, workspace) = model.top();
    let inside = match screen {
        Screen::Stories(_) => !at_rest,
        Screen::Questions(questions) => questions.queried(),
        Screen::Today(_)
        | Screen::Prepare(_)
        | Screen::Viewer(_)
        | Screen::Offer(_)
        | Screen::Draft(_)
        | Screen::Form(_)
        | Screen::Coach(_)
        | Screen::Compare(_)
        | Screen::Ask(_)
        | Screen::Practice(_) => false,
    };
    if bottom && !inside {
        workspace.go(Go::Place(Place::Today));
        return;
    }
    screen.run(workspace, Command::App(AppCommand::Back), now);
}

fn step_place(model: &mut Model, by: usize) {
    let at = Place::ALL.iter().position(|&p| p == model.place).unwrap_or(0);
    if let Some(&place) = Place::ALL.get((at + by) % Place::ALL.len()) {
        model.workspace.go(Go::Place(place));
    }
}

/// `u`: what the last message offers, else the last edit of the part in focus.
fn undo(model: &mut Model, now: &Now) {
    let offered = model.workspace.toast.as_ref().and_then(|t| t.undo.clone());
    match offered {
        Some(Undo::Restore(id)) => {
            model.workspace.toast = None;
            model.workspace.effect(Effect::Restore(id));
        }
        Some(Undo::Story(before)) => {
            model.workspace.toast = None;
            model.workspace.put_back(&before, now);
            let (screen, workspace) = model.top();
            screen.sync(workspace);
        }
        Some(Undo::Link(id, prompt)) => {
            model.workspace.unlink(&id, &prompt, now);
            let (screen, workspace) = model.top();
            // There is no first sentence to a question that it does not answer.
            if matches!(screen, Screen::Form(f) if f.kind == form::FormKind::Opening(prompt)) {
                workspace.go(Go::Pop);
            }
            screen.sync(workspace);
        }
        Some(Undo::Document(doc, before)) => {
            model.workspace.toast = None;
            model.workspace.put_back_document(&doc, &before, now);
            let (screen, workspace) = model.top();
            screen.sync(workspace);
        }
        None => {
            let (screen, workspace) = model.top();
            screen.run(workspace, Command::App(AppCommand::Undo), now);
        }
    }
}

fn run_field(model: &mut Model, command: FieldCommand, now: &Now) {
    if command == FieldCommand::Undo && model.workspace.toast.as_ref().is_some_and(|t| t.undo.is_some()) {
        undo(model, now);
        return;
    }
    if let Some(edit) = typing::action(command) {
        model.edit(edit, now);
        return;
    }
    let field = match model.overlays.last_mut() {
        Some(overlay) => overlay.field_mut(),
        None => model.top().0.field_mut(),
    };
    let selected = field.and_then(|field| {
        let text = field.selected().filter(|text| !text.is_empty())?.to_owned();
        if command == FieldCommand::CopyOrQuit {
            // Lets go of what it copied: pressed again, it leaves.
            field.set_cursor(field.cursor());
        }
        Some(text)
    });
    match selected {
        Some(text) => {
            model.workspace.cut.clone_from(&text);
            model.workspace.effect(Effect::Copy(text));
        }
        None if command == FieldCommand::CopyOrQuit => run_app(model, AppCommand::Quit, now),
        None => {}
    }
}

fn run_story(model: &mut Model, command: StoryCommand, now: &Now) {
    let Some(id) = model.screen().story(&model.workspace) else { return };
    let workspace = &mut model.workspace;
    let Some(story) = workspace.library.get(&id).cloned() else { return };
    match command {
        StoryCommand::Edit if story.version_of.is_some() => {
            if let Some(screen) = Compare::sibling(&id, workspace) {
                workspace.push(Screen::Compare(screen));
            }
        }
        StoryCommand::Edit => {
            if let Some(screen) = form::draft(&id, None, workspace) {
                workspace.push(screen);
            }
        }
        StoryCommand::Card => form::push(form::FormKind::Card, &id, workspace, now),
        StoryCommand::Details => form::push(form::FormKind::Details, &id, workspace, now),
        StoryCommand::Link => workspace.pop_up(menus::link(workspace, &story)),
        StoryCommand::Unlink => workspace.pop_up(menus::unlink(workspace, &story)),
        StoryCommand::Duplicate => duplicate(model, &story, now),
        StoryCommand::Practice => practise::story(workspace, &id, now),
        StoryCommand::Soon => practise::soon(workspace, &id, now),
        StoryCommand::Copy => {
            let what = (export::ExportKind::Stories, export::Format::Markdown);
            match exports::of_workspace(workspace, what, Some(&id), false) {
                Ok((text, _)) => {
                    workspace.effect(Effect::Copy(text));
                    workspace.say("Copied as Markdown.", now);
                }
                Err(why) => workspace.say(why, now),
            }
        }
        StoryCommand::Export => exports::choose(workspace, export::ExportKind::Stories, Some(&id)),
        StoryCommand::Versions => workspace.effect(Effect::ListVersions(id)),
        StoryCommand::Delete => delete(model, &id, now),
        StoryCommand::More => {
            let more = menus::more(model, &id);
            model.workspace.pop_up(more);
        }
        StoryCommand::View | StoryCommand::PageOn => {
            let (screen, workspace) = model.top();
            screen.run(workspace, Command::Story(command), now);
        }
    }
}

fn duplicate(model: &mut Model, story: &Story, now: &Now) {
    // A copy could hold what only a newer program understands.
    if !model.workspace.may_change(&story.id, now) {
        return;
    }
    let mut copy = story.clone();
    copy.id = model.workspace.new_id();
    copy.title = format!("{} (copy)", story.name());
    copy.answers.clear();
    copy.openings.clear();
    (copy.created, copy.updated) = (now.stamp(), now.stamp());
    let name = copy.name();
    model.workspace.create(copy, now);
    model.workspace.say(format!("\"{name}\" is first in Stories. It answers no question yet."), now);
}

fn delete(model: &mut Model, id: &StoryId, now: &Now) {
    let open_here = |s: &Screen| match s {
        Screen::Draft(d) => d.story == *id,
        Screen::Form(f) => f.story.as_ref() == Some(id),
        Screen::Coach(r) => r.story == *id,
        Screen::Compare(c) => c.story == *id,
        Screen::Today(_)
        | Screen::Questions(_)
        | Screen::Stories(_)
        | Screen::Prepare(_)
        | Screen::Viewer(_)
        | Screen::Offer(_)
        | Screen::Ask(_)
        | Screen::Practice(_) => false,
    };
    model.stack.retain(|s| !open_here(s));
    model.workspace.trash(id, now);
    let (screen, workspace) = model.top();
    screen.sync(workspace);
}

/// Moves in the pop-up on top, or takes what was picked.
fn overlay(model: &mut Model, command: ListCommand, now: &Now) {
    let page = super::overlay_rows(model.workspace.size.rows, usize::MAX);
    let Some(top) = model.overlays.last_mut() else { return };
    match top.run(command, page) {
        Outcome::Stay => {}
        Outcome::Close(act) => {
            let ticks = top.enter_hint().is_some();
            let back = model.overlays.pop().and_then(Overlay::back);
            if let Some(act) = act {
                perform(model, act, now);
            }
            // After a tick the same list is there again, and leads back to where it came from.
            if ticks && let Some(Go::Overlay(again)) = model.workspace.go.last_mut() {
                again.lead_back(back);
            }
        }
    }
}

fn perform(model: &mut Model, act: Picked, now: &Now) {
    match act {
        Picked::Run(command) => model.run(command, now),
        Picked::Open(id, prompt) => {
            if let Some(screen) = form::draft(&id, prompt, &mut model.workspace) {
                model.workspace.push(screen);
            }
        }
        Picked::Ask(prompt) => {
            let screen = offer::start(&mut model.workspace, &prompt, now);
            model.workspace.push(screen);
        }
        Picked::Link(id, prompt) => {
            model.workspace.link(&id, &prompt, now);
            form::push(form::FormKind::Opening(prompt), &id, &mut model.workspace, now);
        }
        Picked::Unlink(id, prompt) => model.workspace.unlink(&id, &prompt, now),
        Picked::Restore(id) => model.workspace.effect(Effect::Restore(id)),
        Picked::Compare(earlier, at) => {
            let id = earlier.id.clone();
            if let Some(screen) = Compare::open(&id, *earlier, OtherVersion::Earlier(at), &model.workspace) {
                model.workspace.push(Screen::Compare(screen));
            }
        }
        Picked::PrintAndQuit => {
            let stories = model.workspace.unsaved_stories();
            model.workspace.effect(Effect::Rescue(stories));
            model.workspace.effect(Effect::Quit);
        }
        Picked::QuitAnyway => model.workspace.effect(Effect::Quit),
        Picked::CopyTo(dir) => {
            let stories = model.workspace.unsaved_stories();
            model.workspace.effect(Effect::CopyTo(dir, stories));
        }
        Picked::Parts(text, parted) => {
            let (screen, workspace) = model.top();
            if let Screen::Draft(draft) = screen {
                draft.pasted(workspace, &text, parted, now);
            }
        }
        Picked::Filter(filter::FilterChange::Principles) => {
            model.workspace.pop_up(filter::principles(&model.workspace));
        }
        Picked::Filter(change) => {
            if let Screen::Stories(stories) = model.top().0 {
                stories.filter.change(&change);
            }
        }
        Picked::Prepare(deed) => interview::perform(&mut model.workspace, &deed, now),
        Picked::Export(what, story, mask) => export(model, what, story.as_ref(), mask, now),
        Picked::Save(name, extension, text) => {
            model.workspace.effect(Effect::Export { name, extension, text });
        }
    }
    let (screen, workspace) = model.top();
    screen.sync(workspace);
}

/// Writes something out and has it saved, or shows first what was masked.
fn export(
    model: &mut Model,
    what: (export::ExportKind, export::Format),
    story: Option<&StoryId>,
    mask: bool,
    now: &Now,
) {
    let workspace = &mut model.workspace;
    match exports::of_workspace(workspace, what, story, mask) {
        Ok((text, masked)) if mask => exports::confirm_masked(workspace, what, text, &masked),
        Ok((text, _)) => {
            let name = exports::file_name(workspace, what.0, story);
            workspace.effect(Effect::Export { name, extension: what.1.extension(), text });
        }
        Err(why) => workspace.say(why, now),
    }
}

impl Model {
    /// Takes in what the world answers.
    pub(super) fn told(&mut self, msg: Msg, now: &Now) {
        if matches!(msg, Msg::Wake | Msg::Resumed)
            && let (Screen::Practice(practice), _) = self.top()
        {
            practice.wake(now);
        }
        match msg {
            Msg::Loaded(batch) => {
                self.workspace.library.load(batch);
                self.take_up(now);
            }
            Msg::LoadedAll(damaged) => {
                self.workspace.library.damaged = damaged;
                self.workspace.library.complete = true;
                self.workspace.library.sort();
                self.workspace.read_all();
                self.take_up(now);
            }
            Msg::Recovered(found) => self.recovered(&found, now),
            Msg::Saved { doc, edition, merged, sibling } => {
                self.workspace.saved(&doc, edition, now);
                self.merged(&doc, merged, sibling, now);
            }
            Msg::SaveFailed { doc, problem } => self.workspace.save_failed(&doc, problem, now),
            Msg::Trash(stories) => {
                let list = menus::trash(&stories);
                self.offer(list, now);
            }
            Msg::Restored(story) => self.workspace.restored(story, now),
            Msg::Versions(id, versions) => {
                if let Some(story) = self.workspace.library.get(&id) {
                    let list = menus::versions(story, &versions, now);
                    self.offer(list, now);
                }
            }
            Msg::Log(history) => {
                self.workspace.log_read(*history);
                if std::mem::take(&mut self.straight) {
                    practise::today(&mut self.workspace, now);
                }
            }
            Msg::Logged(id) => self.workspace.logged(id),
            Msg::LogFailed(id, problem) => self.workspace.log_failed(id, problem, now),
            Msg::Document(doc, value) => self.document(&doc, value, now),
            Msg::Exported(path) => self.overlays.push(menus::exported(path)),
            Msg::Failed(problem) => self.workspace.say(problem.detail, now),
            Msg::Outside(changes) => self.outside(changes, now),
            Msg::Edited { outcome } => self.edited(outcome, now),
            Msg::Copied(dir) => self.workspace.say(format!("Copies of what is unsaved are in {dir}."), now),
            Msg::Computed(computed) => self.workspace.computed(computed),
            Msg::Resumed => self.rescan(),
            Msg::Input(_) | Msg::Wake => return,
        }
        for screen in &mut self.stack {
            screen.sync(&mut self.workspace);
        }
    }

    /// Lets the user pick from a list, or says that there is nothing to pick.
    fn offer(&mut self, list: Picker, now: &Now) {
        if list.items.is_empty() {
            self.workspace.say(list.empty, now);
        } else {
            self.overlays.push(Overlay::Picker(list));
        }
    }

    fn recovered(&mut self, found: &[Recovered], now: &Now) {
        let Some(first) = found.first() else { return };
        for (id, last) in found.iter().filter_map(|r| match &r.doc {
            DocumentId::Story(id) => Some((id, r.last?)),
            DocumentId::Preparation | DocumentId::OwnQuestions => None,
        }) {
            self.back_to(id, last);
        }
        let all: usize = found.iter().map(|r| r.changes).sum();
        let changes = if all == 1 { "1 unsaved change".to_owned() } else { format!("{all} unsaved changes") };
        let whose = match found.len() {
            1 if first.doc == DocumentId::Preparation => "to your preparation".to_owned(),
            1 if first.doc == DocumentId::OwnQuestions => "to your own questions".to_owned(),
            // So short that the whole message has room where the window is query.
            1 => format!("to {}", one_line(&first.name, 24)),
            n if found.iter().all(|r| matches!(r.doc, DocumentId::Story(_))) => format!("in {n} stories"),
            n => format!("in {n} places"),
        };
        let undo = match (&first.doc, first.before.clone()) {
            (_, None) => None,
            (DocumentId::Story(_), Some(before)) => {
                serde_json::from_value::<Story>(before).ok().map(|s| Undo::Story(Box::new(s)))
            }
            (doc, Some(before)) => Some(Undo::Document(doc.clone(), before)),
        };
        let text = format!("Found {changes} {whose} and kept them.");
        match (found.len(), undo) {
            (1, Some(undo)) => self.workspace.say_undo(format!("{text} u undo"), undo, now),
            _ => self.workspace.say(text, now),
        }
    }

    /// Lets the start come back to where the last words of a story were typed, where it comes back to that story.
    fn back_to(&mut self, id: &StoryId, (section, cursor): (Section, usize)) {
        if let Some(bookmark) = self.bookmark.as_mut().filter(|b| b.story.as_ref() == Some(id)) {
            (bookmark.section, bookmark.cursor) = (Some(section), cursor);
        }
        let (screen, workspace) = self.top();
        if let Screen::Draft(draft) = screen
            && draft.story == *id
        {
            draft.sync(workspace);
            draft.go_to(section, cursor);
        }
    }

    /// Takes over what another program wrote into a document, and a second version that came of it.
    fn merged(
        &mut self,
        doc: &DocumentId,
        merged: Option<serde_json::Value>,
        sibling: Option<Arc<Story>>,
        now: &Now,
    ) {
        if let (DocumentId::Preparation | DocumentId::OwnQuestions, Some(value)) = (doc, &merged) {
            self.document(doc, value.clone(), now);
        }
        if let (DocumentId::Story(id), Some(value)) = (doc, merged)
            && let Ok(story) = serde_json::from_value::<Story>(value)
        {
            let unsaved = self.workspace.is_unsaved(doc);
            let newer = self.workspace.library.newer(id);
            if unsaved {
                self.workspace.save_due(now, true);
            } else {
                self.workspace.take(Loaded { story: Arc::new(story), newer });
            }
        }
        if let Some(story) = sibling {
            let text = format!(
                "\"{}\" was also changed elsewhere. Both are kept; Stories shows them.",
                story.name()
            );
            self.workspace.take(Loaded { story, newer: None });
            self.workspace.say(text, now);
        }
    }

    /// Takes over a document as it is in its file; what is typed here meanwhile is merged when it is saved.
    fn document(&mut self, doc: &DocumentId, value: serde_json::Value, now: &Now) {
        if self.workspace.is_unsaved(doc) {
            self.workspace.save_due(now, true);
        } else {
            self.workspace.take_document(doc, value);
        }
    }

    fn outside(&mut self, changes: Vec<Outside>, now: &Now) {
        for change in changes {
            match change {
                Outside::Changed(loaded) => {
                    let doc = DocumentId::Story(loaded.story.id.clone());
                    if self.workspace.is_unsaved(&doc) {
                        self.workspace.save_due(now, true);
                    } else {
                        self.workspace.library.put(loaded);
                    }
                }
                Outside::Gone(id) => {
                    if !self.workspace.is_unsaved(&DocumentId::Story(id.clone())) {
                        self.gone(&id, now);
                    }
                }
                Outside::Damaged(damaged) => self.workspace.library.damaged.push(damaged),
            }
        }
        self.workspace.read_all();
    }

    /// A story whose file was deleted by somebody else: off the library, unless it is open here.
    fn gone(&mut self, id: &StoryId, now: &Now) {
        let open = self.stack.iter().any(|s| s.story(&self.workspace).as_ref() == Some(id));
        let Some(story) = self.workspace.library.get(id).cloned() else { return };
        if open {
            self.workspace.put_back(&story, now);
            self.workspace.say("Its file was deleted elsewhere. It is open here, so it is kept.", now);
        } else {
            self.workspace.library.remove(id);
        }
    }

    fn edited(&mut self, outcome: Result<String, String>, now: &Now) {
        match outcome {
            Ok(text) => {
                let (screen, workspace) = self.top();
                if let Screen::Draft(draft) = screen {
                    draft.edited_outside(workspace, &text, now);
                }
            }
            Err(why) => self.workspace.say(why, now),
        }
    }
}
