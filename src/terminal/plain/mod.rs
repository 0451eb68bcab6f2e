//! Plain mode: the same model and workspace, in lines instead of a screen.
//!
//! For screen readers, slow links and terminals that can do nothing but print. Every line is in the journal when the
//! next is asked for.

mod driver;
mod look;
mod practice;
mod write;

use std::sync::Arc;

use super::{Clock, Start};
use crate::app::command::{Command, SessionCommand};
use crate::practice::Record;
use crate::store::Disk;
use crate::story::{Section, Story};
use driver::{Driver, say};

/// Runs the app in lines until the user leaves or the input ends.
pub fn run(start: Start, store: Disk, clock: Clock) -> anyhow::Result<()> {
    let opens_practice = start.opens_practice;
    let mut driver = Driver::start(start, store, clock)?;
    say(&greeting(&driver));
    for notice in driver.model.workspace.view.notices.clone() {
        say(&notice);
    }
    if opens_practice {
        practice::run(&mut driver, SessionCommand::Today);
    }
    while let Some(chosen) = menu(&mut driver) {
        match chosen {
            Menu::Write => write::run(&mut driver),
            Menu::Practice => practice::run(&mut driver, SessionCommand::Today),
            Menu::Mock => practice::run(&mut driver, SessionCommand::Mock),
            Menu::Ask => look::ask(&mut driver),
            Menu::Review => look::review(&mut driver),
            Menu::Read => look::read(&mut driver),
            Menu::Change => write::change(&mut driver),
        }
    }
    driver.end();
    Ok(())
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Menu {
    Write,
    Practice,
    Mock,
    Ask,
    Review,
    Read,
    Change,
}

/// Asks what to do next; `None` to leave.
fn menu(driver: &mut Driver) -> Option<Menu> {
    driver.look_outside();
    let workspace = &driver.model.workspace;
    let today = workspace.plan(workspace.practice.day(&driver.now())).words();
    let mut items = vec![(Menu::Write, "Write a story".to_owned())];
    if !workspace.library.is_empty() {
        items.extend([
            (Menu::Practice, format!("Practice for today: {today}")),
            (Menu::Mock, "A mock loop: 4 or 5 questions, no cues".to_owned()),
            (Menu::Ask, "Ask: the story for a question".to_owned()),
            (Menu::Review, "Review: what the coach sees".to_owned()),
            (Menu::Read, "Read a story".to_owned()),
            (Menu::Change, "Change a story".to_owned()),
        ]);
    }
    let labels: Vec<String> = items.iter().map(|(_, label)| label.clone()).collect();
    let chosen = driver.choose("What next? q leaves; everything is kept.", &labels)?;
    items.get(chosen).map(|(menu, _)| *menu)
}

fn greeting(driver: &Driver) -> String {
    let (workspace, now) = (&driver.model.workspace, driver.now());
    let stories = match workspace.library.len() {
        0 => "No story yet".to_owned(),
        1 => "1 story".to_owned(),
        n => format!("{n} stories"),
    };
    let interview = match workspace.documents.interview() {
        Some(day) => format!(" The interview is {}.", crate::interview::date::when(now.wall.date(), day)),
        None => String::new(),
    };
    format!("starcoach, {}. {stories}.{interview}", now.wall.strftime("%A, %B %-d"))
}

/// Every story with its stage and its last time, for a list.
fn stories(driver: &Driver) -> Vec<(Arc<Story>, String)> {
    let workspace = &driver.model.workspace;
    let row = |story: &Arc<Story>| {
        let told = workspace.practice.history.record(&story.id).and_then(Record::last_seconds);
        let time = told.map(|time| format!(", told in {time}")).unwrap_or_default();
        (Arc::clone(story), format!("{}: {}{time}", story.name(), workspace.stage(story).name()))
    };
    workspace.library.iter().map(row).collect()
}

/// Lets the user choose a story.
fn choose_story(driver: &mut Driver, question: &str) -> Option<Arc<Story>> {
    let (stories, labels): (Vec<_>, Vec<_>) = stories(driver).into_iter().unzip();
    let chosen = driver.choose(question, &labels)?;
    stories.into_iter().nth(chosen)
}

/// The parts of a story that have text, as people read them.
fn parts(story: &Story) -> String {
    let part = |section: Section| {
        let text = story.section(section).trim();
        (!text.is_empty()).then(|| format!("{}.\n{text}\n", section.name()))
    };
    Section::ALL.into_iter().filter_map(part).collect::<Vec<_>>().join("\n")
}

/// Starts a session.
fn session(command: SessionCommand) -> Command {
    Command::Session(command)
}
