//! How practice is started: the day's session, a mock loop, headlines, one story.
//!
//! Must not know what happens in a session; that is the screen's.

use super::Model;
use super::command::{Command, PracticeCommand};
use super::msg::Now;
use super::overlay::{Overlay, Picked, Picker, PickerItem};
use super::screen::{Screen, practice};
use super::workspace::Workspace;
use crate::practice::Plan;
use crate::story::StoryId;

const FIRST: &str = "Write all four parts of a story first, then you can practice it.";

/// Whether a command of practice can be carried out now, and if not why.
pub fn available(model: &Model, command: PracticeCommand) -> Result<(), &'static str> {
    let session = matches!(model.screen(), Screen::Practice(_));
    match command {
        PracticeCommand::Today | PracticeCommand::Mock | PracticeCommand::Headlines if session => {
            Err("Finish this session first.")
        }
        PracticeCommand::Mock => Ok(()),
        PracticeCommand::Today | PracticeCommand::Headlines => {
            let any = model.workspace.library.iter().any(|s| s.is_complete());
            if any { Ok(()) } else { Err(FIRST) }
        }
        PracticeCommand::Forward
        | PracticeCommand::Part
        | PracticeCommand::Hint
        | PracticeCommand::Pause
        | PracticeCommand::Count
        | PracticeCommand::Drop
        | PracticeCommand::Skip
        | PracticeCommand::Tick(_)
        | PracticeCommand::Grade(_)
        | PracticeCommand::Note
        | PracticeCommand::Noted
        | PracticeCommand::FullText
        | PracticeCommand::Undo => model.screen().available(&model.workspace, Command::Practice(command)),
    }
}

/// Carries out a command of practice.
pub fn run(model: &mut Model, command: PracticeCommand, now: &Now) {
    let day = model.workspace.practice_day(now);
    match command {
        PracticeCommand::Today => today(&mut model.workspace, now),
        PracticeCommand::Mock => {
            let seed = model.workspace.draw();
            let plan = model.workspace.planner(day).mock(seed);
            start(&mut model.workspace, plan, now);
        }
        PracticeCommand::Headlines => {
            let workspace = &model.workspace;
            let plan = workspace.planner(day).headlines(&workspace.for_interview());
            start(&mut model.workspace, plan, now);
        }
        PracticeCommand::Forward
        | PracticeCommand::Part
        | PracticeCommand::Hint
        | PracticeCommand::Pause
        | PracticeCommand::Count
        | PracticeCommand::Drop
        | PracticeCommand::Skip
        | PracticeCommand::Tick(_)
        | PracticeCommand::Grade(_)
        | PracticeCommand::Note
        | PracticeCommand::Noted
        | PracticeCommand::FullText
        | PracticeCommand::Undo => {
            let (screen, workspace) = model.top();
            screen.run(workspace, Command::Practice(command), now);
        }
    }
}

/// Starts the day's session; where nothing is due, offers what else could be told.
pub fn today(workspace: &mut Workspace, now: &Now) {
    let plan = workspace.plan(workspace.practice_day(now));
    if !plan.items.is_empty() {
        start(workspace, plan, now);
    } else if workspace.library.iter().any(|s| s.is_complete()) {
        let item = |label: &str, note: &str, command| PickerItem {
            label: label.to_owned(),
            note: note.to_owned(),
            act: Some(Picked::Run(Command::Practice(command))),
        };
        let items = vec![
            item("Mock loop", "4 or 5 questions, no cues", PracticeCommand::Mock),
            item("Headlines", "each story in 30 seconds", PracticeCommand::Headlines),
        ];
        workspace.pop_up(Overlay::Picker(Picker::new("Nothing is due. You could still tell", items, "")));
    } else {
        workspace.say(FIRST, now);
    }
}

fn start(workspace: &mut Workspace, plan: Plan, now: &Now) {
    practice::push(plan, practice::AfterAloud::Back, workspace, now);
}

/// Practices one story, due or not.
pub fn story(workspace: &mut Workspace, id: &StoryId, now: &Now) {
    practice::one(id, None, workspace, now);
}

/// Puts a rewritten story among those that are due today.
pub fn soon(workspace: &mut Workspace, id: &StoryId, now: &Now) {
    let Some(name) = workspace.library.get(id).map(|s| s.name()) else { return };
    workspace.soon(id, now);
    workspace.say(format!("\"{name}\" is due today again."), now);
}
