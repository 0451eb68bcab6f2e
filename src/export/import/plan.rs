//! The plan of an import: the stories that come in, and a note for all that does not, or not as it stood.

use super::lines::Span;
use super::{Draft, short, tidy};
use crate::questions::Bank;
use crate::story::Section;

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The stories that come in, in the order of the file.
    pub drafts: Vec<Draft>,
    /// What is left out, unfinished or changed, in the order of the file.
    pub notes: Vec<Note>,
}

/// What a note tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Something of the file does not come in.
    LeftOut,
    /// A story lacks parts and comes in as a draft.
    Unfinished,
    /// Something comes in otherwise than it stands in the file.
    Changed,
}

/// A note on an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it tells.
    pub kind: NoteKind,
    /// The story it is about, from 1.
    pub story: Option<usize>,
    /// The first line it is about, from 1.
    pub line: Option<usize>,
    /// The last line it is about, where there are several.
    pub last: Option<usize>,
    /// What stands there, shortened; may be empty.
    pub quote: String,
    /// What is said of it.
    pub text: String,
}

impl Note {
    pub(super) fn new(kind: NoteKind, line: Option<usize>, text: String) -> Self {
        Self { kind, story: None, line, last: None, quote: String::new(), text }
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.last) {
            (Some(first), Some(last)) => write!(f, "lines {first} to {last}, ")?,
            (Some(line), None) => {
                write!(f, "line {line}{}", if self.quote.is_empty() { ": " } else { ", " })?;
            }
            (None, _) => {}
        }
        if !self.quote.is_empty() {
            write!(f, "\"{}\"{}: ", self.quote, if self.last.is_some() { " and below" } else { "" })?;
        }
        f.write_str(&self.text)
    }
}

impl Plan {
    /// Whether all of the file comes in, each story with its four parts.
    pub fn is_whole(&self) -> bool {
        self.notes.iter().all(|note| note.kind == NoteKind::Changed)
    }

    /// Gives the only story of a file that has no title this one.
    pub fn name(&mut self, title: &str) {
        if let [draft] = self.drafts.as_mut_slice()
            && draft.story.title.is_empty()
        {
            title.clone_into(&mut draft.story.title);
            let text = format!("\"{}\", the file's name, is the title", short(title));
            self.notes.push(Note { story: Some(1), ..Note::new(NoteKind::Changed, None, text) });
        }
    }

    /// Gives each story for which the file names no principle the one that fits what it says.
    ///
    /// `fitting` is asked with the words of the story and gives the id of a principle.
    pub fn propose(&mut self, bank: &Bank, fitting: impl Fn(&str) -> Option<String>) {
        for (at, draft) in self.drafts.iter_mut().enumerate() {
            if draft.principle.is_some() || !draft.story.principle.is_empty() {
                continue;
            }
            let story = &draft.story;
            let texts = draft.hints.iter().map(String::as_str).chain([story.title.as_str()]);
            let words: Vec<&str> = texts.chain(Section::STAR.map(|part| story.section(part))).collect();
            let Some(id) = fitting(&words.join("\n")) else { continue };
            let name = bank.principle(&id).map_or(id.as_str(), |p| &p.name);
            let text = format!("\"{}\" names no principle; {name} is proposed", short(&story.name()));
            self.notes.push(Note { story: Some(at + 1), ..Note::new(NoteKind::Changed, None, text) });
            draft.story.principle = id;
        }
    }

    /// Adds a story, with a note where parts are missing; `line` is where it begins.
    pub(super) fn add(&mut self, mut draft: Draft, line: Option<usize>, bank: Option<&Bank>) {
        let story = &mut draft.story;
        let number = self.drafts.len() + 1;
        let note = |kind, text| Note { story: Some(number), ..Note::new(kind, line, text) };
        if let Err(reason) = tidy(story) {
            self.notes.push(note(NoteKind::LeftOut, format!("the story is left out: {reason}")));
            return;
        }
        story.principle = match &draft.principle {
            Some(id) => id.clone(),
            None => bank
                .and_then(|bank| story.answers.iter().find_map(|id| bank.find(id)))
                .map_or_else(String::new, |(principle, _)| principle.id.clone()),
        };
        let missing = story.parts().iter().filter(|part| story.section(**part).trim().is_empty());
        let missing: Vec<&str> = missing.map(|&part| story.part_name(part)).collect();
        if missing.len() == story.parts().len() && story.is_blank() {
            self.notes.push(note(NoteKind::LeftOut, "nothing is written under its parts".to_owned()));
            return;
        }
        if !missing.is_empty() {
            let title = match short(&story.title) {
                title if title.is_empty() => format!("story {number}"),
                title => format!("\"{title}\""),
            };
            let text = format!("{title} has no {}; it comes in as a draft", missing.join(", no "));
            self.notes.push(note(NoteKind::Unfinished, text));
        }
        if !draft.hints.is_empty() {
            let text = format!(
                "no question is called \"{}\"; it only helps to propose a principle",
                short(&draft.hints.join(", "))
            );
            self.notes.push(note(NoteKind::Changed, text));
        }
        self.drafts.push(draft);
    }

    /// Notes a line that does not come in; lines that follow one another for the same reason share a note.
    pub(super) fn leave(&mut self, at: Span, text: &str, why: &str) {
        if let Some(note) = self.notes.last_mut()
            && note.kind == NoteKind::LeftOut
            && note.text == why
            && note.line.is_some_and(|first| (first..=at.first).contains(&note.last.unwrap_or(first)))
            && note.last.or(note.line).is_some_and(|end| at.first <= end + 2)
        {
            note.last = Some(at.last).filter(|n| note.line != Some(*n));
            return;
        }
        let quote = short(text.trim());
        let note = Note::new(NoteKind::LeftOut, Some(at.first), why.to_owned());
        self.notes.push(Note { quote, last: Some(at.last).filter(|last| *last > at.first), ..note });
    }
}
