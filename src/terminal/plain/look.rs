//! Finding, reviewing and reading stories in lines.

use super::driver::{Driver, say};
use crate::coach::{self, Finding};
use crate::interview::cues;
use crate::story::Section;

/// How many stories are named for a question.
const STORIES: usize = 5;

/// Finds the story to tell for each question that is typed.
pub fn ask(driver: &mut Driver) {
    loop {
        let Some(question) = driver.ask("\nWhat did they ask? Nothing goes back.") else { return };
        if question.trim().is_empty() {
            return;
        }
        let workspace = &driver.model.workspace;
        let (principles, found) = workspace.finder.answer_to(&question, STORIES);
        let name = |id: &str| workspace.bank.principle(id).map_or_else(|| id.to_owned(), |p| p.name.clone());
        let likely: Vec<String> = principles.iter().take(2).map(|p| name(&p.id)).collect();
        let mut text = format!("{}.", likely.join(", or "));
        let best = found.first().and_then(|m| Some((m, workspace.library.get(&m.story)?)));
        match best {
            Some((best, story)) => {
                let fits = if best.fits { "Tell" } else { "Nothing fits well. Closest is" };
                text.push_str(&format!("\n{fits} \"{}\": {}.", story.name(), best.why.join(" and ")));
                for (section, cue) in Section::STAR.into_iter().zip(cues::by_part(story)) {
                    if !cue.trim().is_empty() {
                        text.push_str(&format!("\n{}: {}", section.name(), cue.trim()));
                    }
                }
                let title = |m: &crate::search::StoryMatch| workspace.library.get(&m.story).map(|s| s.name());
                let others: Vec<String> = found.iter().skip(1).filter(|m| m.fits).filter_map(title).collect();
                if !others.is_empty() {
                    text.push_str(&format!("\nOr: {}.", others.join("; ")));
                }
            }
            None => text.push_str("\nNothing of yours fits yet."),
        }
        say(&text);
    }
}

/// Says what the coach sees in a story, and takes what is not to be asked again.
pub fn review(driver: &mut Driver) {
    let Some(story) = super::choose_story(driver, "Review which story? q goes back.") else { return };
    let prompt = story.answers.first().cloned();
    loop {
        let Some(current) = driver.model.workspace.library.get(&story.id).cloned() else { return };
        let review = driver.model.workspace.judged(&current, prompt.as_ref());
        say(&format!("\n{}: {}.", current.name(), review.summary()));
        for finding in &review.praise {
            say(&format!("Good: {}", in_words(finding)));
        }
        for (n, finding) in (1..).zip(&review.findings) {
            say(&format!("{n}  {}", in_words(finding)));
        }
        if review.findings.is_empty() {
            return;
        }
        let question =
            "w and a number tells you why, x and a number drops it for this story. Enter goes back.";
        let Some(line) = driver.ask(question) else { return };
        let line = line.trim();
        let number = || line.get(1..)?.trim().parse::<usize>().ok()?.checked_sub(1);
        match (line.chars().next(), number().and_then(|at| review.findings.get(at))) {
            (None | Some('q'), _) => return,
            (Some('w'), Some(finding)) => say(&why(finding)),
            (Some('x'), Some(finding)) => {
                driver.change(|workspace, now| workspace.dismiss(&story.id, finding, now));
            }
            _ => say("Type w1 or x1, with the number of what you mean."),
        }
    }
}

/// Reads a story.
pub fn read(driver: &mut Driver) {
    let Some(story) = super::choose_story(driver, "Read which story? q goes back.") else { return };
    let bank = &driver.model.workspace.bank;
    let mut text = format!("\n{}.", story.name());
    for prompt in story.answers.iter().filter_map(|id| bank.prompt(id)) {
        text.push_str(&format!("\nAnswers: {}", prompt.text));
    }
    say(&format!("{text}\n\n{}", super::parts(&story)));
}

/// A finding as a sentence with its place.
fn in_words(finding: &Finding) -> String {
    let place = finding.section.map_or("The story", Section::name);
    let quote = if finding.quote.is_empty() { String::new() } else { format!(" \"{}\".", finding.quote) };
    format!("{place}.{quote} {} {}", finding.message, finding.question).trim_end().to_owned()
}

fn why(finding: &Finding) -> String {
    let Some(rule) = coach::rule(finding.rule.0) else { return String::new() };
    let mut text = rule.why.to_owned();
    for (label, example) in [("Before", rule.before), ("After", rule.after)] {
        if !example.is_empty() {
            text.push_str(&format!("\n{label}: {example}"));
        }
    }
    text
}
