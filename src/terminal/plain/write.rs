//! Writing a story in lines, part by part.

use std::sync::Arc;

use super::driver::{Driver, say};
use crate::app::workspace::Target;
use crate::story::{self, PITCH, PromptId, Section, Story, StoryId};
use crate::text::{Edit, Field, Lines};

/// How many unfinished stories are offered.
const UNFINISHED: usize = 7;

/// Writes a new story, or goes on with one.
pub fn run(driver: &mut Driver) {
    let next = next_question(driver);
    let asked = next.as_ref().and_then(|id| driver.model.workspace.bank.prompt(id)).map(|p| p.text.clone());
    let unfinished: Vec<Arc<Story>> = {
        let stories = driver.model.workspace.library.iter();
        stories.filter(|story| !story.is_complete()).take(UNFINISHED).cloned().collect()
    };
    let mut labels = vec![
        format!("A new story: {}", asked.unwrap_or_default()),
        "A new story for another question".to_owned(),
    ];
    labels.extend(unfinished.iter().map(|story| format!("Finish {}: {}", story.name(), missing(story))));
    let Some(chosen) = driver.choose("Write which one? q goes back.", &labels) else { return };
    let (id, prompt) = match (chosen, chosen.checked_sub(2).and_then(|at| unfinished.get(at))) {
        (_, Some(story)) => (Some(story.id.clone()), story.answers.first().cloned()),
        (0, None) => (None, next),
        (_, None) => match choose_question(driver) {
            Some(prompt) => (None, Some(prompt)),
            None => return,
        },
    };
    let writing = Writing { id, prompt };
    if writing.may_change(driver) {
        writing.run(driver);
    }
}

/// Changes a part of a story, or its title.
pub fn change(driver: &mut Driver) {
    let Some(story) = super::choose_story(driver, "Change which story? q goes back.") else { return };
    let writing = Writing { id: Some(story.id.clone()), prompt: story.answers.first().cloned() };
    if !writing.may_change(driver) {
        return;
    }
    while let Some(story) = driver.model.workspace.library.get(&story.id).cloned() {
        let words = |section: &Section| match story::pace::words(story.section(*section)).0 {
            0 => format!("{}: nothing yet", section.name()),
            1 => format!("{}: 1 word", section.name()),
            n => format!("{}: {n} words", section.name()),
        };
        let mut parts: Vec<String> = Section::ALL.iter().map(words).collect();
        parts.push(format!("Title: {}", story.name()));
        let Some(chosen) = driver.choose("Change what? q ends.", &parts) else { break };
        match Section::ALL.get(chosen) {
            Some(&section) => {
                say("Type more lines, or /d to begin anew. /u takes that back, an empty line ends it.");
                Writing { id: Some(story.id.clone()), prompt: writing.prompt.clone() }.part(driver, section);
            }
            None => writing.title(driver, "The new title, or nothing to leave it:"),
        }
    }
    writing.end(driver);
}

/// The first question that no story answers yet.
fn next_question(driver: &Driver) -> Option<PromptId> {
    let workspace = &driver.model.workspace;
    let principles = workspace.bank.by_how_often();
    let mut ids = principles.iter().flat_map(|principle| principle.prompts()).map(|prompt| &prompt.id);
    ids.find(|id| workspace.library.answering(id).is_empty()).cloned()
}

fn choose_question(driver: &mut Driver) -> Option<PromptId> {
    let bank = Arc::clone(&driver.model.workspace.bank);
    let principles = bank.listed();
    let names: Vec<String> = principles.iter().map(|principle| principle.name.clone()).collect();
    let principle = principles.get(driver.choose("About which principle?", &names)?)?;
    let texts: Vec<String> = principle.prompts().iter().map(|prompt| prompt.text.clone()).collect();
    let chosen = driver.choose("Which question?", &texts)?;
    principle.prompts().get(chosen).map(|prompt| prompt.id.clone())
}

/// The parts that a story has no text for.
fn missing(story: &Story) -> String {
    let blank = |section: &&Section| story.section(**section).trim().is_empty();
    let names: Vec<&str> = story.parts().iter().filter(blank).map(|&part| story.part_name(part)).collect();
    format!("no {} yet", names.join(", ").to_lowercase())
}

/// A story that is being written; it comes to be with its first word.
struct Writing {
    id: Option<StoryId>,
    prompt: Option<PromptId>,
}

impl Writing {
    fn run(mut self, driver: &mut Driver) {
        if let Some(prompt) = self.prompt.as_ref().and_then(|id| driver.model.workspace.bank.prompt(id)) {
            say(&format!("\n{}", prompt.text));
        }
        say("Type what you remember, as many lines as you like. An empty line goes on to the next part. \
             /u takes the last line back, /q stops. All is kept as you type it.");
        for &section in self.parts() {
            if !self.part(driver, section) {
                break;
            }
        }
        let story = |id: &StoryId| driver.model.workspace.library.get(id);
        if self.id.as_ref().and_then(story).is_some_and(|story| story.title.trim().is_empty()) {
            self.title(driver, "A title to find it by, or nothing:");
        }
        self.end(driver);
    }

    /// Whether it is a short answer without parts.
    fn is_pitch(&self) -> bool {
        self.prompt.as_ref().is_some_and(|prompt| prompt.principle() == PITCH)
    }

    fn parts(&self) -> &'static [Section] {
        if self.is_pitch() { &[Section::Action] } else { &Section::ALL }
    }

    /// Whether the story can be changed; says why not.
    fn may_change(&self, driver: &mut Driver) -> bool {
        let mut may = true;
        if let Some(id) = &self.id {
            driver.change(|workspace, now| may = workspace.may_change(id, now));
        }
        may
    }

    /// Asks for a title.
    fn title(&self, driver: &mut Driver, question: &str) {
        let Some(id) = &self.id else { return };
        if let Some(title) = driver.ask(question).filter(|title| !title.trim().is_empty()) {
            driver.change(|workspace, now| {
                workspace.set(id, now, |story| title.trim().clone_into(&mut story.title));
            });
        }
    }

    /// Saves it, and says what the coach sees first.
    fn end(&self, driver: &mut Driver) {
        let Some(id) = &self.id else { return };
        driver.save();
        let Some(story) = driver.model.workspace.library.get(id).cloned() else { return };
        say(&format!("\"{}\" is saved.", story.name()));
        let review = driver.model.workspace.judged(&story, self.prompt.as_ref());
        if let Some(finding) = review.findings.first() {
            say(&format!("The coach: {} {}", finding.message, finding.question));
        }
    }

    /// Reads the lines of one part; `false` to stop here.
    fn part(&mut self, driver: &mut Driver, section: Section) -> bool {
        let name = if self.is_pitch() { "Answer" } else { section.name() };
        say(&format!("\n{name}."));
        let there = self.text(driver, section);
        if there.trim().is_empty() {
            for question in self.guide(driver, section) {
                say(&format!("- {question}"));
            }
        } else {
            say(there.trim_end());
        }
        let mut before: Vec<String> = Vec::new();
        loop {
            let Some(line) = driver.ask(">") else { return false };
            match line.trim() {
                "" => return true,
                "/q" => return false,
                "/d" => {
                    before.push(self.text(driver, section));
                    self.replace(driver, section, "");
                    say("Begun anew.");
                }
                "/u" => match before.pop() {
                    Some(text) => {
                        self.replace(driver, section, &text);
                        say("Taken back.");
                    }
                    None => say("There is no line to take back."),
                },
                _ => {
                    before.push(self.text(driver, section));
                    self.add(driver, section, &line);
                }
            }
        }
    }

    fn text(&self, driver: &Driver, section: Section) -> String {
        let story = self.id.as_ref().and_then(|id| driver.model.workspace.library.get(id));
        story.map_or_else(String::new, |story| story.section(section).to_owned())
    }

    fn guide(&self, driver: &Driver, section: Section) -> Vec<String> {
        let bank = &driver.model.workspace.bank;
        self.prompt.as_ref().map_or(&[][..], |prompt| bank.guide(prompt, section)).to_vec()
    }

    /// Adds a line, as typed into the same field as on the screen.
    fn add(&mut self, driver: &mut Driver, section: Section, line: &str) {
        let id = self.story(driver);
        driver.change(|workspace, now| {
            let Some(story) = workspace.library.get(&id) else { return };
            let text = story.section(section);
            let mut field = Field::new(Lines::Many, text);
            field.set_cursor(text.len());
            let apart = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            let edit = Edit::Paste(format!("{apart}{line}"));
            let splices = field.apply(edit, &mut String::new(), now.mono);
            workspace.typed(&id, &Target::Section(section), splices, field.text(), now);
        });
    }

    fn replace(&self, driver: &mut Driver, section: Section, text: &str) {
        let Some(id) = self.id.clone() else { return };
        driver.change(|workspace, now| {
            workspace.set(&id, now, |story| text.clone_into(story.section_mut(section)));
        });
    }

    /// The story, made now if this is its first word.
    fn story(&mut self, driver: &mut Driver) -> StoryId {
        if let Some(id) = &self.id {
            return id.clone();
        }
        let prompt = self.prompt.clone();
        let id = driver.model.workspace.new_id();
        let home = prompt.as_ref().map_or("", |p| driver.model.workspace.bank.home(p)).to_owned();
        let mut story = Story::new(id.clone(), &home, driver.now().stamp());
        story.answers.extend(prompt);
        driver.change(|workspace, now| workspace.create(story, now));
        self.id = Some(id.clone());
        id
    }
}
