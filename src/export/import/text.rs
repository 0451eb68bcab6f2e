//! Import of Markdown and plain text: parts as headings or labels, several stories by title headings.

use std::collections::BTreeMap;

use super::{Draft, ImportError, MOST_BYTES, MOST_STORIES};
use crate::export::document::{ANSWERS, IF_ASKED};
use crate::questions::Bank;
use crate::story::{FIELDS, FieldKind, ProbeAnswer, PromptId, Section, Story, StoryField, when};

/// What a heading or a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Part(Section),
    /// Any other field of prose or items.
    Field(&'static StoryField),
    Asked,
    Answers,
}

/// How a text marks its parts; one style per file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Markdown headings of this level.
    Headings(usize),
    /// `Situation: …` or `S: …`.
    Labels,
    /// The name alone on its line.
    Alone,
}

/// A classified line.
enum SourceLine<'a> {
    Title(String),
    /// A heading at the level of the parts that names none.
    Strange(&'a str),
    Name(Name, &'a str),
    Text(&'a str),
}

/// Reads stories from Markdown or plain text: each has its four parts as headings of one level or as
/// labels (`Situation:`, `S:`), and a title heading above where there are several.
///
/// All or nothing: an error names the line and what was expected there. What a story says of its
/// principle, questions, date and customer is read where the export wrote it.
pub fn text(text: &str, bank: &Bank) -> Result<Vec<Draft>, ImportError> {
    read(text, Some(bank))
}

/// As [`text`]; without a bank nothing that refers to one is read.
fn read(text: &str, bank: Option<&Bank>) -> Result<Vec<Draft>, ImportError> {
    if text.len() > MOST_BYTES {
        return Err(ImportError::whole("the file is larger than 8 MiB; import it in pieces"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let style = style(text).ok_or_else(|| {
        ImportError::whole(
            "no part of a story is marked in it. Mark the four parts as headings (## Situation) or labels \
             (Situation: or S:), or import JSON",
        )
    })?;
    let mut reader = Reader { style, bank, open: Open::default(), done: Vec::new() };
    for (at, line) in text.lines().enumerate() {
        reader.line(at + 1, line)?;
    }
    reader.finish()?;
    Ok(reader.done)
}

/// The story in a pasted text that is one whole story; `None` for any other text, which is then only text.
pub fn paste(pasted: &str) -> Option<Story> {
    let [draft] = <[Draft; 1]>::try_from(read(pasted, None).ok()?).ok()?;
    Some(draft.story)
}

/// Detects how the text marks its parts.
fn style(text: &str) -> Option<Style> {
    let mut levels = [0_usize; 7];
    for (level, title) in text.lines().filter_map(heading) {
        if let (Some(Name::Part(_)), Some(count)) = (name(title), levels.get_mut(level)) {
            *count += 1;
        }
    }
    // The most frequent level, and the deeper on a tie: a story may be titled "Action".
    let level = levels.iter().enumerate().max_by_key(|&(level, &count)| (count, level));
    if let Some((level, 1..)) = level {
        return Some(Style::Headings(level));
    }
    let part = |found: &Option<Name>| matches!(found, Some(Name::Part(_)));
    let labels = text.lines().map(|l| label(l).map(|(name, _)| name)).filter(part).count();
    let names = text.lines().map(alone).filter(part).count();
    // A label with nothing after its colon counts as both.
    match (labels, names) {
        (0, 0) => None,
        _ if names > labels => Some(Style::Alone),
        _ => Some(Style::Labels),
    }
}

/// The level and text of a Markdown heading.
pub(in crate::export) fn heading(line: &str) -> Option<(usize, &str)> {
    let bare = line.trim_start_matches(' ');
    let rest = bare.trim_start_matches('#');
    let level = bare.len() - rest.len();
    let fits = (1..=6).contains(&level) && line.len() - bare.len() <= 3;
    if !fits || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let text = rest.trim();
    let open = text.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with([' ', '\t']);
    Some((level, if closed { open.trim_end() } else { text }))
}

/// What a heading or label names, ignoring case, emphasis and numbering.
fn name(text: &str) -> Option<Name> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '\u{ff1a}'));
    let bare = bare.split_once(". ").filter(|(n, _)| n.parse::<u8>().is_ok()).map_or(bare, |(_, rest)| rest);
    Some(match bare.to_lowercase().as_str() {
        "situation" | "s" => Name::Part(Section::Situation),
        "task" | "tasks" | "t" => Name::Part(Section::Task),
        "action" | "actions" | "a" => Name::Part(Section::Action),
        "result" | "results" | "r" => Name::Part(Section::Result),
        "lesson" | "lessons" | "lesson learned" | "lessons learned" | "l" => Name::Part(Section::Lesson),
        text if text.eq_ignore_ascii_case(IF_ASKED) => Name::Asked,
        text if text.eq_ignore_ascii_case(ANSWERS) => Name::Answers,
        text => {
            let mut fields =
                FIELDS.iter().filter(|f| matches!(f.kind, FieldKind::Prose(_) | FieldKind::Items(_)));
            Name::Field(fields.find(|f| text.eq_ignore_ascii_case(f.label))?)
        }
    })
}

/// `Situation: text`, `**S:** text`, `- Task : text`: the label before the first colon and what follows.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let line = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
    let (label, rest) = line.split_once([':', '\u{ff1a}'])?;
    // Closing emphasis of the label.
    let closes = label.starts_with(['*', '_']);
    let rest = if closes { rest.trim_start_matches(['*', '_']) } else { rest };
    Some((label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')), rest.trim()))
}

fn label(line: &str) -> Option<(Name, &str)> {
    let (label, rest) = labelled(line)?;
    Some((name(label)?, rest))
}

/// A full name alone on its line.
fn alone(line: &str) -> Option<Name> {
    (line.trim().chars().count() > 1).then(|| name(line))?
}

/// The story being read.
#[derive(Default)]
struct Open {
    /// The line of its title or first part; 0 before either.
    line: usize,
    draft: Draft,
    principle: Option<String>,
    written: Vec<Name>,
    reading: Option<Name>,
    buffer: String,
}

struct Reader<'b> {
    style: Style,
    bank: Option<&'b Bank>,
    open: Open,
    done: Vec<Draft>,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), ImportError> {
        match self.what(line) {
            SourceLine::Strange(text) if self.open.written.is_empty() => {
                self.begin(number)?;
                self.open.draft.story.title = unescaped(text);
            }
            SourceLine::Strange(text) => {
                let reason = format!(
                    "\"{}\" is no part of a story. Parts are Situation, Task, Action, Result and Lesson; the \
                     title of the next story stands one level higher",
                    super::short(text)
                );
                return Err(self.error(number, reason));
            }
            SourceLine::Title(title) => {
                self.begin(number)?;
                self.open.draft.story.title = title;
            }
            SourceLine::Name(name, rest) => {
                if self.open.written.contains(&name) {
                    return Err(self.error(
                        number,
                        format!(
                            "{} comes twice; begin each story with a title heading such as # The auditor",
                            words(name)
                        ),
                    ));
                }
                self.close_part(number)?;
                self.open.written.push(name);
                self.open.reading = Some(name);
                rest.clone_into(&mut self.open.buffer);
                if self.open.line == 0 {
                    self.open.line = number;
                }
            }
            SourceLine::Text(text) if self.open.reading.is_some() => {
                self.open.buffer.push('\n');
                self.open.buffer.push_str(text);
            }
            SourceLine::Text(text) if text.trim().is_empty() => {}
            SourceLine::Text(text) => self.detail(number, text)?,
        }
        Ok(())
    }

    fn what<'l>(&self, line: &'l str) -> SourceLine<'l> {
        let title = |text: &str| SourceLine::Title(unescaped(text));
        match (self.style, heading(line)) {
            (Style::Headings(parts), Some((level, text))) if level < parts => title(text),
            (Style::Headings(parts), Some((level, text))) if level == parts => {
                name(text).map_or(SourceLine::Strange(text), |name| SourceLine::Name(name, ""))
            }
            (Style::Headings(_), _) => SourceLine::Text(line),
            (_, Some((_, text))) => title(text),
            (Style::Labels, None) => match (label(line), labelled(line)) {
                (Some((name, rest)), _) => SourceLine::Name(name, rest),
                (None, Some((label, rest))) if label.eq_ignore_ascii_case("title") => {
                    SourceLine::Title(rest.to_owned())
                }
                _ => SourceLine::Text(line),
            },
            (Style::Alone, None) => {
                alone(line).map_or(SourceLine::Text(line), |name| SourceLine::Name(name, ""))
            }
        }
    }

    /// A line between the title and the first part: a detail such as the date, or the title itself.
    fn detail(&mut self, number: usize, line: &str) -> Result<(), ImportError> {
        if let Some((label, value)) = labelled(line) {
            let value = if self.style == Style::Labels { value.to_owned() } else { unescaped(value) };
            if self.labelled_detail(number, label, value)? {
                return Ok(());
            }
        }
        let open = &mut self.open;
        if !matches!(self.style, Style::Headings(_)) && open.line == 0 && self.done.is_empty() {
            open.line = number;
            line.trim().clone_into(&mut open.draft.story.title);
            return Ok(());
        }
        let expected = match self.style {
            Style::Headings(level) => format!("{} Situation", "#".repeat(level)),
            Style::Labels => "Situation:".to_owned(),
            Style::Alone => "Situation".to_owned(),
        };
        Err(self.error(
            number,
            format!(
                "\"{}\" belongs to no part. Expected was a title (# The auditor) or the first part ({expected})",
                super::short(line)
            ),
        ))
    }

    /// Reads a detail by its label; `false` where the label names none. A detail that comes twice is an error.
    fn labelled_detail(&mut self, number: usize, label: &str, value: String) -> Result<bool, ImportError> {
        let label = if label.eq_ignore_ascii_case("date") { "When" } else { label };
        let known = |f: &&StoryField| {
            let detail = matches!(f.kind, FieldKind::Principle(_) | FieldKind::When(_) | FieldKind::Line(_));
            detail && f.key != "title" && label.eq_ignore_ascii_case(f.label)
        };
        let Some(field) = FIELDS.iter().find(known) else { return Ok(false) };
        let open = &mut self.open;
        if open.principle.is_some() && field.key == "principle" || !field.text(&open.draft.story).is_empty() {
            return Err(self.error(number, format!("{} comes twice before the first part", field.label)));
        }
        if let FieldKind::When(at) = &field.kind {
            *at.of_mut(&mut open.draft.story) = when::kept(&value);
        } else if let FieldKind::Line(at) = &field.kind {
            *at.of_mut(&mut open.draft.story) = value;
        } else if let Some(bank) = self.bank {
            let id = super::principle_id(&value, bank).map_err(|reason| self.error(number, reason))?;
            self.open.principle = Some(id);
        }
        Ok(true)
    }

    /// Ends the story before a title, where one was begun.
    fn begin(&mut self, number: usize) -> Result<(), ImportError> {
        if !self.open.written.is_empty() {
            self.finish()?;
        }
        let headings = matches!(self.style, Style::Headings(_));
        if self.open.written.is_empty() && !headings && !self.open.draft.story.title.is_empty() {
            let title = super::short(&self.open.draft.story.title);
            return Err(self.error(number, format!("the story has a title already: \"{title}\"")));
        }
        // The last title before the parts wins: an earlier one is the heading of the whole file.
        self.open = Open { line: number, ..Open::default() };
        Ok(())
    }

    /// Stores the text of the part that was being read.
    fn close_part(&mut self, number: usize) -> Result<(), ImportError> {
        let open = &mut self.open;
        let Some(name) = open.reading.take() else { return Ok(()) };
        let raw = std::mem::take(&mut open.buffer);
        let markdown = matches!(self.style, Style::Headings(_));
        let text = if markdown { unescaped(raw.trim()) } else { raw.trim().to_owned() };
        match name {
            Name::Part(section) => *open.draft.story.section_mut(section) = text,
            Name::Field(field) => match &field.kind {
                FieldKind::Items(at) => {
                    *at.of_mut(&mut open.draft.story) = items(&raw).into_iter().map(joined).collect();
                }
                FieldKind::Prose(at) => *at.of_mut(&mut open.draft.story) = text,
                FieldKind::Meta
                | FieldKind::Principle(_)
                | FieldKind::Line(_)
                | FieldKind::When(_)
                | FieldKind::Prompts(_)
                | FieldKind::ByPrompt(_)
                | FieldKind::Probes(_)
                | FieldKind::Keys(_) => {}
            },
            Name::Asked => {
                let pairs = items(&raw).into_iter();
                open.draft.story.probes = pairs.map(|(ask, answer)| ProbeAnswer { ask, answer }).collect();
            }
            Name::Answers => {
                let Some(bank) = self.bank else { return Ok(()) };
                let (answers, openings) = answers(&raw, bank).map_err(|reason| self.error(number, reason))?;
                let story = &mut self.open.draft.story;
                (story.answers, story.openings) = (answers, openings);
            }
        }
        Ok(())
    }

    /// Ends the current story, which must have its four parts.
    fn finish(&mut self) -> Result<(), ImportError> {
        let line = self.open.line;
        if matches!(self.style, Style::Headings(_)) {
            let kept = without_rule(&self.open.buffer).len();
            self.open.buffer.truncate(kept);
        }
        self.close_part(line)?;
        let missing: Vec<&str> = Section::STAR
            .into_iter()
            .filter(|&s| !self.open.written.contains(&Name::Part(s)))
            .map(Section::name)
            .collect();
        if !missing.is_empty() {
            let name = match super::short(&self.open.draft.story.title) {
                title if title.is_empty() => "the story".to_owned(),
                title => format!("\"{title}\""),
            };
            let reason = format!(
                "{name} has no {}; a story needs Situation, Task, Action and Result",
                missing.join(" and no ")
            );
            return Err(self.error(line, reason));
        }
        if self.done.len() == MOST_STORIES {
            return Err(ImportError::whole("there are more than 10,000 stories; import them in pieces"));
        }
        let Open { mut draft, principle, .. } = std::mem::take(&mut self.open);
        let story = &mut draft.story;
        story.principle =
            principle.or_else(|| Some(super::home(&story.answers, self.bank?))).unwrap_or_default();
        super::json::tidy(story).map_err(|reason| self.error(line, reason))?;
        self.done.push(draft);
        Ok(())
    }

    fn error(&self, line: usize, reason: String) -> ImportError {
        ImportError { story: Some(self.done.len() + 1), line: Some(line), reason }
    }
}

fn words(name: Name) -> &'static str {
    match name {
        Name::Part(section) => section.name(),
        Name::Field(field) => field.label,
        Name::Asked => IF_ASKED,
        Name::Answers => ANSWERS,
    }
}

/// The text without a trailing thematic break (`---`), which separates stories.
fn without_rule(text: &str) -> &str {
    let trimmed = text.trim_end();
    let last = trimmed.rsplit('\n').next().unwrap_or("");
    let rule = last.len() >= 3 && ['-', '*', '_'].iter().any(|&c| last.chars().all(|l| l == c));
    if rule { trimmed.strip_suffix(last).unwrap_or(trimmed) } else { text }
}

/// The items of a list, each with the text of the items under it.
///
/// A line without a mark goes on with what stands above it, so that no line is lost.
fn items(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let add = |to: &mut String, more: &str| {
        if !to.is_empty() && !more.is_empty() {
            to.push(' ');
        }
        to.push_str(more);
    };
    for line in text.lines() {
        let bare = line.trim_start();
        // An item may be empty: a cue's place says which part it belongs to.
        let marked = if bare.trim_end() == "-" { Some("") } else { bare.strip_prefix("- ") };
        let marked = marked.or_else(|| bare.strip_prefix("* "));
        let item = unescaped(marked.unwrap_or(bare).trim());
        match (out.last_mut(), marked) {
            (Some((_, under)), Some(_)) if bare.len() < line.len() => add(under, &item),
            (Some((last, under)), None) => add(if under.is_empty() { last } else { under }, &item),
            (None, None) if item.is_empty() => {}
            (_, Some(_)) | (None, None) => out.push((item, String::new())),
        }
    }
    out
}

/// An item with what stands under it, as one line.
fn joined((item, under): (String, String)) -> String {
    format!("{item} {under}").trim().to_owned()
}

type Answers = (Vec<PromptId>, BTreeMap<PromptId, String>);

/// The questions a story answers, as the export lists them: the id in brackets at the end of the item, the
/// opening sentence nested under it.
fn answers(text: &str, bank: &Bank) -> Result<Answers, String> {
    let (mut ids, mut openings) = Answers::default();
    for (item, opening) in items(text) {
        let id = item.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, id)| id);
        let Some(id) = id else {
            return Err(format!("\"{}\" does not end on the question's id in brackets", super::short(&item)));
        };
        let id = PromptId(id.to_owned());
        super::check_prompt(&id, bank)?;
        if !opening.is_empty() {
            openings.insert(id.clone(), opening);
        }
        ids.push(id);
    }
    Ok((ids, openings))
}

/// Removes Markdown's backslash escapes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => {
                out.push(c);
                continue;
            }
        }
        out.extend(letters.next());
    }
    out
}
