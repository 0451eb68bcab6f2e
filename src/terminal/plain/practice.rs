//! A session in lines: the question, the clock, the follow-up, the look back.

use super::driver::{Driver, say};
use crate::app::Model;
use crate::app::command::{AppCommand, Command, PracticeCommand, SessionCommand};
use crate::app::screen::Screen;
use crate::app::screen::practice::Practice;
use crate::practice::{Beat, Grade, Pause, Phase, Turn};

/// Runs a session to its end.
pub fn run(driver: &mut Driver, session: SessionCommand) {
    driver.run(super::session(session));
    if !driver.model.overlays.is_empty() {
        // Nothing is due: what else there is stands in the menu.
        driver.model.overlays.clear();
        say("Nothing is due today. A mock loop is there at any time.");
        return;
    }
    let mut said = String::new();
    while let Some(step) = step(&driver.model) {
        // What was said is not said again: only what it asks.
        if step.text != said {
            say(&step.text);
        }
        said.clone_from(&step.text);
        // At the end of the input a telling is left as if by Esc: what was told counts.
        let line = driver.ask(step.question).unwrap_or_else(|| "q".to_owned());
        answer(driver, step.at, line.trim());
    }
}

/// Where the session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Waiting,
    Telling,
    Paused,
    FollowUp,
    LookBack,
    End,
}

/// What is said, and what can be answered.
struct Step {
    at: At,
    text: String,
    question: &'static str,
}

fn step(model: &Model) -> Option<Step> {
    let Screen::Practice(practice) = model.screen() else { return None };
    let session = &practice.session;
    if let Some(pause) = session.pause() {
        let text = match pause {
            Pause::Asked => format!("Stopped at {}.", session.elapsed()),
            Pause::Away(time) => format!("Stopped: the computer was away for {time}, which does not count."),
        };
        let question = "Enter goes on, c counts it as it is, d drops it.";
        return Some(Step { at: At::Paused, text, question });
    }
    let turn = session.turn();
    Some(match (session.phase(), turn) {
        (Phase::Waiting, Some(turn)) => {
            let (n, all) = session.place();
            let text = format!("\n{n} of {all}. {}{}", model.workspace.asked(&turn.item), hints(model, turn));
            let question = "Enter starts the clock, h is a hint, s passes over it, q ends.";
            Step { at: At::Waiting, text, question }
        }
        (Phase::Telling, Some(turn)) => Step {
            at: At::Telling,
            text: format!("The clock runs. Tell it aloud.{}", hints(model, turn)),
            question: "Enter when you have finished; p pauses, h is a hint.",
        },
        (Phase::FollowUp, _) => Step {
            at: At::FollowUp,
            text: format!("{}\nThe follow-up: {}", session.elapsed(), practice.probe().unwrap_or_default()),
            question: "45 seconds. Enter when you have answered, n if no answer came.",
        },
        (Phase::LookBack, Some(turn)) => look_back(model, practice, turn),
        (Phase::End, _) | (Phase::Waiting | Phase::Telling | Phase::LookBack, None) => Step {
            at: At::End,
            text: end(model, practice),
            question: "Enter goes on, u takes the last grade back.",
        },
    })
}

/// What the hints so far say: the story's name, then its cues.
fn hints(model: &Model, turn: &Turn) -> String {
    let story = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id));
    let Some(story) = story.filter(|_| turn.hints > 0) else { return String::new() };
    let mut text = format!("\nIt is {}.", story.name());
    if turn.hints > 1 {
        let cues = crate::interview::cues::by_part(story);
        let cues: Vec<&str> = cues.iter().map(|cue| cue.trim()).filter(|cue| !cue.is_empty()).collect();
        text.push_str(&format!(" Cues: {}.", cues.join("; ")));
    }
    text
}

fn look_back(model: &Model, practice: &Practice, turn: &Turn) -> Step {
    let story = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id));
    let name = story.map(|story| story.name()).unwrap_or_default();
    let time = turn.told.map(|told| told.seconds.to_string()).unwrap_or_default();
    let beats = Beat::ALL.into_iter().filter(|&beat| beat != Beat::Lesson || turn.item.lesson);
    let beats: Vec<String> = beats
        .map(|beat| {
            format!(
                "{} {}{}",
                beat.key(),
                name_of(beat),
                if turn.beats.has(beat) { " was there" } else { "" }
            )
        })
        .collect();
    let grades: Vec<String> = Grade::ALL.map(|grade| format!("{} {}", grade.key(), grade.name())).to_vec();
    let suggested = practice
        .session
        .suggested()
        .map_or_else(String::new, |grade| format!(" Suggested: {} {}.", grade.key(), grade.name()));
    let text = format!("\n{name}, {time}.\n{}.\n{}.{suggested}", beats.join(", "), grades.join(", "));
    Step {
        at: At::LookBack,
        text,
        question: "Letters say what was there; Enter takes the grade, or type 1 to 4; v reads the story.",
    }
}

const fn name_of(beat: Beat) -> &'static str {
    match beat {
        Beat::Situation => "Situation",
        Beat::Task => "Task",
        Beat::Action => "Action",
        Beat::Result => "Result",
        Beat::Number => "a number",
        Beat::Customer => "the customer",
        Beat::Lesson => "the lesson",
    }
}

fn end(model: &Model, practice: &Practice) -> String {
    let mut text = "\nTold today:".to_owned();
    for turn in practice.session.turns() {
        let Some(told) = turn.told else { continue };
        let story = turn.item.story.as_ref().and_then(|id| model.workspace.library.get(id));
        let name = story.map_or_else(|| model.workspace.asked(&turn.item), |story| story.name());
        let grade = turn.grade.map_or("", Grade::name);
        text.push_str(&format!("\n{name}, {}. {grade}", told.seconds));
    }
    text
}

/// Does what was answered.
fn answer(driver: &mut Driver, at: At, line: &str) {
    let practice = |command| Command::Practice(command);
    let back = Command::App(AppCommand::Back);
    let command = match (at, line) {
        (At::LookBack, "v") => {
            let told = driver.model.screen().story(&driver.model.workspace);
            if let Some(story) = told.and_then(|id| driver.model.workspace.library.get(&id)) {
                say(&super::parts(story));
            }
            return;
        }
        (At::LookBack, letters) if !letters.is_empty() && letters != "q" && letters != "u" => {
            return look(driver, letters);
        }
        (_, "") => practice(PracticeCommand::Forward),
        (At::Waiting | At::Telling, "h") => practice(PracticeCommand::Hint),
        (At::Waiting, "s") => practice(PracticeCommand::Skip),
        (At::Telling | At::FollowUp, "p") => practice(PracticeCommand::Pause),
        (At::Paused, "c") => practice(PracticeCommand::Count),
        (At::Paused | At::Telling, "q") => {
            // Left for good: what was told so far counts.
            if at == At::Telling {
                driver.run(practice(PracticeCommand::Pause));
            }
            practice(PracticeCommand::Count)
        }
        (At::Paused, "d") => practice(PracticeCommand::Drop),
        (At::LookBack | At::End | At::Waiting, "u") => practice(PracticeCommand::Undo),
        (At::FollowUp, "n") | (At::Waiting | At::FollowUp | At::LookBack | At::End, "q") => back,
        _ => return say("That means nothing here."),
    };
    driver.run(command);
    if at == At::Telling && command == practice(PracticeCommand::Forward) && is_telling(&driver.model) {
        say("The clock has only just started.");
    }
}

fn is_telling(model: &Model) -> bool {
    step(model).is_some_and(|step| step.at == At::Telling)
}

/// Ticks beats and gives a grade.
fn look(driver: &mut Driver, typed: &str) {
    for c in typed.to_lowercase().chars() {
        let grade = c.to_digit(10).and_then(|n| Grade::from_key(n as u8));
        let command = match (grade, Beat::from_key(c)) {
            (Some(grade), _) => PracticeCommand::Grade(grade),
            (None, Some(beat)) => PracticeCommand::Tick(beat),
            (None, None) if c.is_whitespace() || c == ',' => continue,
            (None, None) => return say("Type letters of what was there, or 1 to 4."),
        };
        driver.run(Command::Practice(command));
    }
}
