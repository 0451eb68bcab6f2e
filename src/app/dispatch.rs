//! Dispatch of commands: each is answered once, with the action to run or the reason why it is unavailable.
//!
//! The app itself handles commands that are the same everywhere and those on the current story; all others go
//! to the screen.

use super::Model;
use super::command::{
    AppCommand, Command, CommandRow, FieldCommand, ListCommand, Place, SessionCommand, StoryCommand, rows,
};
use super::exports;
use super::menus;
use super::msg::{Effect, Now};
use super::open::{FilterChange, FormKind, Open, Picked};
use super::overlay::{Help, Outcome, Overlay};
use super::page::Refusal;
use super::screen::{Screen, filter};
use super::workspace::{ALL_SAVED, NOTHING_YET};
use crate::export::ExportKind;
use crate::questions;
use crate::story::{DocumentId, Story, StoryId};
use crate::text::Edit;

/// The action of a command on the app.
type ModelAction = Box<dyn FnOnce(&mut Model, &Now)>;

/// The action of a command now, or why it is unavailable.
type ModelAnswer = Result<ModelAction, Refusal>;

#[expect(clippy::unnecessary_wraps, reason = "it reads as one of the two answers")]
fn act(action: impl FnOnce(&mut Model, &Now) + 'static) -> ModelAnswer {
    Ok(Box::new(action))
}

impl Model {
    /// Runs a command, or shows why it is unavailable.
    pub fn run(&mut self, command: Command, now: &Now) {
        match self.answer(command) {
            Ok(action) => action(self, now),
            Err(why) => self.workspace.view.refuse(why, now),
        }
    }

    /// Whether a command is available; if not, the reason.
    pub fn available(&self, command: Command) -> Result<(), Refusal> {
        self.answer(command).map(drop)
    }

    /// The footer label of a table row in the current state.
    pub fn hint(&self, row: &CommandRow) -> &'static str {
        let enter = matches!(row.command, Command::List(ListCommand::Open));
        let here = self.overlays.last().filter(|_| enter).and_then(Overlay::enter_hint);
        here.unwrap_or(row.hint)
    }

    /// The rows that the footer shows, most important first, with their keys.
    pub fn hints(&self) -> Vec<(&str, &'static CommandRow)> {
        let contexts = self.contexts();
        let (mut seen, mut out) = (Vec::new(), Vec::new());
        let here = |r: &&CommandRow| !r.hint.is_empty() && r.contexts.iter().any(|c| contexts.contains(c));
        for row in rows().filter(here) {
            let idle = row.command == Command::App(AppCommand::Back) && self.is_at_rest();
            if seen.contains(&row.hint) || idle || self.available(row.command).is_err() {
                continue;
            }
            if let Some(key) = self.keymap.shown(&contexts, row) {
                seen.push(row.hint);
                out.push((key, row));
            }
        }
        out
    }

    fn answer(&self, command: Command) -> ModelAnswer {
        match command {
            Command::App(command) => self.app(command),
            Command::List(command) if !self.overlays.is_empty() => {
                act(move |model, now| model.in_overlay(command, now))
            }
            Command::Field(command) => self.field(command),
            Command::Session(command) => self.session(command),
            Command::Story(command) => self.story(command),
            Command::List(_)
            | Command::Today(_)
            | Command::Questions(_)
            | Command::Stories(_)
            | Command::Interview(_)
            | Command::Offer(_)
            | Command::Draft(_)
            | Command::Coach(_)
            | Command::Form(_)
            | Command::Ending(_)
            | Command::Compare(_)
            | Command::Ask(_)
            | Command::Practice(_)
            | Command::Viewer(_)
            | Command::Example(_)
            | Command::Bring(_)
            | Command::Cards(_) => {
                self.screen().can(&self.workspace, command)?;
                act(move |model, now| {
                    let (screen, workspace) = model.top();
                    screen.run(workspace, command, now);
                })
            }
        }
    }

    // ---- the whole app ------------------------------------------------------------------------------

    fn app(&self, command: AppCommand) -> ModelAnswer {
        match command {
            AppCommand::Quit => act(Self::quit),
            AppCommand::Back => act(Self::back),
            AppCommand::Help if matches!(self.overlays.last(), Some(Overlay::Help(_))) => {
                Err("These are the keys.")
            }
            AppCommand::Help => act(|model, _| {
                let keys = model.keymap.keys_of(&model.contexts(), model.workspace.view.ascii);
                model.overlays.push(Overlay::Help(Help::new(keys)));
            }),
            AppCommand::Palette => act(|model, _| model.overlays.push(menus::palette(model))),
            AppCommand::Search => act(|model, now| {
                if !model.top().0.search() {
                    model.workspace.view.go_to(Place::Stories);
                    model.settle(now);
                    model.top().0.search();
                }
            }),
            AppCommand::Ask if matches!(self.screen(), Screen::Ask(_)) => Err("You are in Ask."),
            AppCommand::Ask => act(|model, _| model.workspace.view.open(Open::Ask)),
            AppCommand::Progress if matches!(self.screen(), Screen::Progress(_)) => {
                Err("You are looking at it.")
            }
            AppCommand::Progress if self.workspace.library.is_empty() => Err("There is no story here yet."),
            AppCommand::Progress => act(|model, _| model.workspace.view.open(Open::Progress)),
            AppCommand::Undo => act(Self::undo),
            AppCommand::Save => act(|model, now| {
                model.workspace.save_due(now, true);
                if model.workspace.saving.unsaved() == 0 {
                    model.workspace.view.say("Everything is saved.", now);
                }
            }),
            AppCommand::Notices if self.workspace.view.notices.is_empty() => Err("Your settings all work."),
            AppCommand::Notices => act(|model, _| model.overlays.push(menus::notices(&model.workspace))),
            AppCommand::Suspend => act(|model, now| {
                model.workspace.save_due(now, true);
                model.workspace.effect(Effect::Suspend);
            }),
            AppCommand::Redraw => act(|model, _| model.workspace.effect(Effect::Redraw)),
            AppCommand::Go(place) => act(move |model, _| model.workspace.view.go_to(place)),
            AppCommand::NextPlace => act(|model, _| model.step_place(1)),
            AppCommand::PreviousPlace => act(|model, _| model.step_place(Place::ALL.len() - 1)),
            AppCommand::New if self.workspace.bank.principles().is_empty() => Err("There are no questions."),
            AppCommand::New => act(|model, _| {
                let list = menus::questions(&model.workspace);
                model.workspace.view.pop_up(list);
            }),
            AppCommand::Bring if matches!(self.screen(), Screen::Bring(_)) => Err("It's open here."),
            AppCommand::Bring => act(|model, _| model.workspace.view.open(Open::Bring)),
            AppCommand::Example if matches!(self.screen(), Screen::Example(_)) => Err("It's open here."),
            AppCommand::Example => self.example(),
            AppCommand::Trash => act(|model, _| model.workspace.effect(Effect::ListTrash)),
            AppCommand::PreparationVersions => act(|m, _| m.workspace.list_versions(DocumentId::Preparation)),
            AppCommand::OwnVersions => act(|m, _| m.workspace.list_versions(DocumentId::OwnQuestions)),
            AppCommand::CopyUnsaved if self.workspace.unsaved_copies().is_empty() => Err(ALL_SAVED),
            AppCommand::CopyUnsaved => act(|model, _| model.overlays.push(menus::copies(&model.workspace))),
        }
    }

    /// The worked example for what the screen is about, else the one for the first principle.
    fn example(&self) -> ModelAnswer {
        let topic = self.screen().topic(&self.workspace).filter(|(id, _)| questions::has_example(id));
        let first = || Some((self.workspace.bank.exemplary()?.id.clone(), None));
        let Some((principle, part)) = topic.or_else(first) else {
            return Err("There are no examples.");
        };
        let writing = matches!(self.screen(), Screen::Draft(_));
        act(move |model, _| model.workspace.view.open(Open::Example(principle, part, writing)))
    }

    fn quit(&mut self, now: &Now) {
        self.cover(now);
        self.workspace.save_due(now, true);
        if self.workspace.only_in_memory() {
            self.workspace.view.pop_up(menus::rescue(&self.workspace));
            return;
        }
        self.workspace.log_due(now, true);
        self.remember(now);
        self.workspace.effect(Effect::Quit);
    }

    /// Esc: closes the topmost pop-up, else goes one step back within the screen, else leaves it; on the
    /// bottom screen goes to Today.
    fn back(&mut self, now: &Now) {
        if let Some(overlay) = self.overlays.pop() {
            if let Some(picked) = overlay.back() {
                self.pick(picked, now);
            }
            return;
        }
        let bottom = self.stack.is_empty();
        let (screen, workspace) = self.top();
        if screen.back(workspace, now) {
            return;
        }
        if bottom {
            workspace.view.go_to(Place::Today);
        } else {
            workspace.view.leave();
        }
    }

    fn step_place(&mut self, by: usize) {
        let at = Place::ALL.iter().position(|&p| p == self.place).unwrap_or(0);
        if let Some(&place) = Place::ALL.get((at + by) % Place::ALL.len()) {
            self.workspace.view.go_to(place);
        }
    }

    // ---- text fields --------------------------------------------------------------------------------

    fn field(&self, command: FieldCommand) -> ModelAnswer {
        if self.overlays.is_empty() && !self.screen().has_field() {
            return Err("There is no text here.");
        }
        match command {
            FieldCommand::Undo if self.workspace.view.offered_undo().is_some() => act(Self::undo),
            FieldCommand::Undo => edit(Edit::Undo),
            FieldCommand::Redo => edit(Edit::Redo),
            FieldCommand::Newline => edit(Edit::Newline),
            FieldCommand::Move(motion) => edit(Edit::Move { motion, select: false }),
            FieldCommand::Select(motion) => edit(Edit::Move { motion, select: true }),
            FieldCommand::Erase(motion) => edit(Edit::Erase(motion)),
            FieldCommand::SelectAll => edit(Edit::SelectAll),
            FieldCommand::Insert => edit(Edit::Yank),
            FieldCommand::Copy => act(|model, _| {
                model.copy_selection(false);
            }),
            FieldCommand::CopyOrQuit => act(|model, now| {
                if !model.copy_selection(true) {
                    model.quit(now);
                }
            }),
        }
    }

    /// Copies the selection and, with `release`, clears it; false if nothing is selected.
    fn copy_selection(&mut self, release: bool) -> bool {
        let field = match self.overlays.last_mut() {
            Some(overlay) => overlay.field_mut(),
            None => self.top().0.field_mut(),
        };
        let Some(field) = field else { return false };
        let Some(text) = field.selected().filter(|text| !text.is_empty()).map(str::to_owned) else {
            return false;
        };
        if release {
            // A second press leaves.
            field.set_cursor(field.cursor());
        }
        self.workspace.view.clipboard.clone_from(&text);
        self.workspace.effect(Effect::Copy(text));
        true
    }

    // ---- sessions -----------------------------------------------------------------------------------

    fn session(&self, command: SessionCommand) -> ModelAnswer {
        if matches!(self.screen(), Screen::Practice(_)) {
            return Err("Finish this session first.");
        }
        match command {
            SessionCommand::Mock => act(|model, now| model.workspace.practice_mock(now)),
            SessionCommand::Drills => act(|model, _| {
                let list = menus::drills(model);
                model.workspace.view.pop_up(list);
            }),
            SessionCommand::Cards if matches!(self.screen(), Screen::Cards(_)) => Err("They're open here."),
            SessionCommand::Today | SessionCommand::Headlines | SessionCommand::Cards
                if !self.workspace.can_practice() =>
            {
                Err(NOTHING_YET)
            }
            SessionCommand::Today => act(|model, now| model.workspace.practice_today(now)),
            SessionCommand::Cards => act(|model, _| model.workspace.view.open(Open::Cards)),
            SessionCommand::Headlines => act(|model, now| model.workspace.practice_headlines(now)),
        }
    }

    // ---- the current story --------------------------------------------------------------------------

    fn story(&self, command: StoryCommand) -> ModelAnswer {
        let Some(id) = self.screen().story(&self.workspace) else { return Err("Choose a story first.") };
        let Some(story) = self.workspace.library.get(&id).cloned() else { return Err("It is in the trash.") };
        let open = |kind: FormKind| {
            let id = id.clone();
            act(move |model, _| model.workspace.view.open(Open::Form(kind, id)))
        };
        match command {
            StoryCommand::Edit if matches!(self.screen(), Screen::Draft(_)) => Err("It is open here."),
            StoryCommand::Edit if story.version_of.is_some() => {
                act(move |model, _| model.workspace.view.open(Open::SecondVersion(id)))
            }
            StoryCommand::Edit => act(move |model, _| model.workspace.view.open(Open::Story(id, None))),
            StoryCommand::Card => open(FormKind::Card),
            StoryCommand::Details => open(FormKind::Details),
            StoryCommand::Link => act(move |model, _| {
                let list = menus::link(&model.workspace, &story);
                model.workspace.view.pop_up(list);
            }),
            StoryCommand::Unlink if story.answers.is_empty() => Err("It answers no question yet."),
            StoryCommand::Unlink => act(move |model, _| {
                let list = menus::unlink(&model.workspace, &story);
                model.workspace.view.pop_up(list);
            }),
            StoryCommand::Duplicate => act(move |model, now| model.duplicate(&story, now)),
            StoryCommand::Practice => act(move |model, now| model.workspace.practice_story(&id, None, now)),
            StoryCommand::Soon => act(move |model, now| model.workspace.practice_soon(&id, now)),
            StoryCommand::Copy => act(move |model, now| {
                exports::copy(&mut model.workspace, ExportKind::Stories, Some(&id), now);
            }),
            StoryCommand::Export => act(move |model, _| {
                exports::choose(&mut model.workspace, ExportKind::Stories, Some(&id));
            }),
            StoryCommand::Versions => act(move |m, _| m.workspace.list_versions(DocumentId::Story(id))),
            StoryCommand::Delete => act(move |model, now| model.delete(&id, now)),
            StoryCommand::More => act(move |model, _| {
                let more = menus::more(model, &id);
                model.workspace.view.pop_up(more);
            }),
        }
    }

    fn duplicate(&mut self, story: &Story, now: &Now) {
        // A copy could contain data of a newer format version.
        if !self.workspace.may_change(&story.id, now) {
            return;
        }
        let mut copy = story.clone();
        copy.id = self.workspace.new_id();
        copy.title = format!("{} (copy)", story.name());
        copy.answers.clear();
        copy.openings.clear();
        (copy.created, copy.updated) = (now.stamp(), now.stamp());
        let name = copy.short_name();
        self.workspace.create(copy, now);
        self.workspace.view.say(format!("\"{name}\" is first in Stories. It answers no question yet."), now);
    }

    fn delete(&mut self, id: &StoryId, now: &Now) {
        self.stack.retain(|screen| screen.about() != Some(id));
        self.workspace.trash(id, now);
        let (screen, workspace) = self.top();
        screen.sync(workspace);
    }

    // ---- pop-ups ------------------------------------------------------------------------------------

    /// Moves in the topmost pop-up, or accepts its selection.
    fn in_overlay(&mut self, command: ListCommand, now: &Now) {
        let size = self.workspace.view.size;
        let Some(top) = self.overlays.last_mut() else { return };
        match top.run(command, size) {
            Outcome::Stay => {}
            Outcome::Close(picked) => {
                let back = self.overlays.pop().and_then(Overlay::back);
                let Some(picked) = picked else { return };
                let ticks = picked.ticks();
                self.pick(picked, now);
                // A tick reopens the same list, which keeps its way back.
                if ticks && let Some(super::nav::Go::PopUp(again)) = self.workspace.view.go.last_mut() {
                    again.lead_back(back);
                }
            }
        }
    }

    /// Passes a picked item to the screen, or handles it here.
    pub(super) fn pick(&mut self, picked: Picked, now: &Now) {
        let (screen, workspace) = self.top();
        if !screen.picked(workspace, &picked, now) {
            self.carry_out(picked, now);
        }
        let (screen, workspace) = self.top();
        screen.sync(workspace);
    }

    fn carry_out(&mut self, picked: Picked, now: &Now) {
        let workspace = &mut self.workspace;
        match picked {
            Picked::Run(command) => self.run(command, now),
            Picked::Open(open) => workspace.view.open(open),
            Picked::Link(id, prompt) => {
                workspace.link(&id, &prompt, now);
                workspace.view.open(Open::Form(FormKind::Opening(prompt), id));
            }
            Picked::Unlink(id, prompt) => workspace.unlink(&id, &prompt, now),
            Picked::Restore(id) => workspace.effect(Effect::Restore(id)),
            Picked::PrintAndQuit => {
                let copies = workspace.unsaved_copies();
                workspace.effect(Effect::Rescue(copies));
                workspace.effect(Effect::Quit);
            }
            Picked::QuitAnyway => workspace.effect(Effect::Quit),
            Picked::CopyTo(dir) => {
                let copies = workspace.unsaved_copies();
                workspace.effect(Effect::CopyTo(dir, copies));
            }
            Picked::Filter(FilterChange::Principles) => {
                let principles = filter::principles(workspace);
                workspace.view.pop_up(principles);
            }
            Picked::Export(what, story, mask) => {
                exports::export(workspace, what, story.as_ref(), mask, now);
            }
            Picked::Save(name, extension, text) => {
                workspace.effect(Effect::Export { name, extension, text });
            }
            Picked::Drill(id, story) => workspace.practice_drill(&id, story.as_ref(), now),
            Picked::MayRun(may_run) => {
                let effect = workspace.voice.answer(may_run);
                workspace.effects.extend(effect);
            }
            // The screen that asked is gone.
            Picked::Paste(..) | Picked::Filter(_) | Picked::Interview(_) => {}
        }
    }
}

fn edit(edit: Edit) -> ModelAnswer {
    act(move |model, now| model.edit(edit, now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::{DraftCommand, TodayCommand};
    use crate::app::overlay::Picker;
    use crate::app::testing::{model, now, outside, prompts, story};

    #[test]
    fn a_command_that_does_nothing_says_why_until_the_next_key() {
        let mut model = model(&[]);
        assert_eq!(model.available(Command::Story(StoryCommand::Edit)), Err("Choose a story first."));
        model.run(Command::Story(StoryCommand::Edit), &now());
        let toast = model.workspace.view.toast.as_ref().unwrap();
        assert!(toast.refusal && toast.text == "Choose a story first.");
        assert_eq!(model.available(Command::Draft(DraftCommand::Next)), Err("That doesn't work here."));
        assert_eq!(model.available(Command::Session(SessionCommand::Today)), Err(NOTHING_YET));
        assert_eq!(model.available(Command::Today(TodayCommand::Write)), Ok(()));
    }

    #[test]
    fn what_is_picked_goes_to_the_screen_or_is_carried_out() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        let id = StoryId::from_bits(1);
        model.pick(Picked::Link(id.clone(), prompts()[3].clone()), &now());
        assert_eq!(model.workspace.library.get(&id).unwrap().answers.len(), 2);
        model.settle(&now());
        assert!(matches!(model.screen(), Screen::Form(_)), "it asks for the first sentence");
        model.run(Command::App(AppCommand::Undo), &now());
        model.settle(&now());
        assert_eq!(model.workspace.library.get(&id).unwrap().answers.len(), 1);
        assert!(matches!(model.screen(), Screen::Today(_)), "and there is none to ask for any more");
    }

    #[test]
    fn a_copy_is_a_story_of_its_own_and_a_deleted_one_closes_what_is_about_it() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        let id = StoryId::from_bits(1);
        model.workspace.view.open(Open::Story(id.clone(), None));
        model.settle(&now());
        model.run(Command::Story(StoryCommand::Duplicate), &now());
        let copy = model.workspace.library.iter().find(|s| s.id != id).unwrap();
        assert_eq!((copy.title.as_str(), copy.answers.len()), ("The auditor (copy)", 0));
        model.run(Command::Story(StoryCommand::Delete), &now());
        assert!(matches!(model.screen(), Screen::Today(_)));
        assert!(!model.workspace.library.has(&id));
    }

    #[test]
    fn leaving_saves_what_is_unsaved_and_words_that_are_in_memory_only_are_asked_about() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        model.workspace.set(&StoryId::from_bits(1), &now(), |s| s.title.push('!'));
        model.run(Command::App(AppCommand::Quit), &now());
        let effects = outside(std::mem::take(&mut model.workspace.effects));
        assert!(matches!(effects.as_slice(), [Effect::Journal(_), Effect::Save { .. }, Effect::Quit]));
        let problem =
            super::super::msg::Problem { what: String::new(), detail: String::new(), journaled: false };
        model.workspace.saving.problem = Some(problem);
        model.run(Command::App(AppCommand::Quit), &now());
        model.settle(&now());
        assert!(matches!(model.overlays.last(), Some(Overlay::Picker(Picker { .. }))));
        assert_eq!(outside(std::mem::take(&mut model.workspace.effects)), []);
    }
}
