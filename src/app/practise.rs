//! How practice is started: the day's session, a mock loop, headlines, one story.
//!
//! Must not know what happens in a session; that is the screen's.

use super::Model;
use super::command::{Command, PracticeCommand};
use super::desk::Desk;
use super::msg::Now;
use super::overlay::{Act, Item, Overlay, Picker};
use super::screen::{Screen, practice};
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
            let any = model.desk.shelf.iter().any(|s| s.is_complete());
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
        | PracticeCommand::Undo => model.screen().available(&model.desk, Command::Practice(command)),
    }
}

/// Carries out a command of practice.
pub fn run(model: &mut Model, command: PracticeCommand, now: &Now) {
    let day = model.desk.practice_day(now);
    match command {
        PracticeCommand::Today => today(&mut model.desk, now),
        PracticeCommand::Mock => {
            let seed = model.desk.draw();
            let plan = model.desk.planner(day).mock(seed);
            start(&mut model.desk, plan, now);
        }
        PracticeCommand::Headlines => {
            let desk = &model.desk;
            let plan = desk.planner(day).headlines(&desk.for_interview());
            start(&mut model.desk, plan, now);
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
            let (screen, desk) = model.top();
            screen.run(desk, Command::Practice(command), now);
        }
    }
}

/// Starts the day's session; where nothing is due, offers what else could be told.
pub fn today(desk: &mut Desk, now: &Now) {
    let plan = desk.plan(desk.practice_day(now));
    if !plan.items.is_empty() {
        start(desk, plan, now);
    } else if desk.shelf.iter().any(|s| s.is_complete()) {
        let item = |label: &str, note: &str, command| Item {
            label: label.to_owned(),
            note: note.to_owned(),
            act: Some(Act::Run(Command::Practice(command))),
        };
        let items = vec![
            item("Mock loop", "4 or 5 questions, no cues", PracticeCommand::Mock),
            item("Headlines", "each story in 30 seconds", PracticeCommand::Headlines),
        ];
        desk.pop_up(Overlay::Picker(Picker::new("Nothing is due. You could still tell", items, "")));
    } else {
        desk.say(FIRST, now);
    }
}

fn start(desk: &mut Desk, plan: Plan, now: &Now) {
    practice::push(plan, practice::Then::Back, desk, now);
}

/// Practices one story, due or not.
pub fn story(desk: &mut Desk, id: &StoryId, now: &Now) {
    practice::one(id, None, desk, now);
}

/// Puts a rewritten story among those that are due today.
pub fn soon(desk: &mut Desk, id: &StoryId, now: &Now) {
    let Some(name) = desk.shelf.get(id).map(|s| s.name()) else { return };
    desk.soon(id, now);
    desk.say(format!("\"{name}\" is due today again."), now);
}
