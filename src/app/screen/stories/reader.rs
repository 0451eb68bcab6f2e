//! The rows of the reader, and the layout of the list and the reader.

use crate::app::msg::Size;
use crate::app::screen::filter;
use crate::app::scroll::body_rows;
use crate::app::text_row::{TextRow, Tone};
use crate::app::workspace::Workspace;
use crate::coach::Review;
use crate::interview::{cues, date};
use crate::practice::Mode;
use crate::search::Mark;
use crate::story::{Section, Story, pace, when};
use crate::text::wrap;

use super::View;

/// Maximum number of tellings shown.
const TELLINGS: usize = 5;
/// Maximum text width in columns.
const WIDEST: usize = 76;
/// From this width in columns, the list and the reader are side by side.
const BOTH: u16 = 70;
/// From this width in columns, the list stays visible while a story is read.
const LIST_STAYS: u16 = 100;
/// Minimum and usual maximum width of the list beside the reader, in columns.
const LIST: [usize; 2] = [38, 45];
/// Minimum and maximum width of the history beside the reader, in columns.
const HISTORY: [usize; 2] = [28, 44];

/// The layout of the list and the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// Columns of the list; 0 while the reader fills the screen.
    pub list: usize,
    /// Columns of the reader's text; 0 while the list fills the screen.
    pub reader: usize,
    /// Columns of the history beside the reader; 0 where there is no room.
    pub history: usize,
    /// Rows of both.
    pub rows: usize,
}

/// Computes the layout; `above` rows are used by the query and the filter.
pub fn geometry(size: Size, above: usize, reading: bool) -> Geometry {
    let columns = usize::from(size.columns);
    let rows = body_rows(size).saturating_sub(above);
    if reading && size.columns < LIST_STAYS {
        // A margin on both sides, and a column for the scroll marks.
        return Geometry { list: 0, reader: columns.saturating_sub(3).clamp(1, WIDEST), history: 0, rows };
    }
    if size.columns < BOTH {
        return Geometry { list: columns, reader: 0, history: 0, rows };
    }
    // The reader gets its full width first, then the list, then the history.
    let [least, most] = LIST;
    let list = columns.saturating_sub(WIDEST + 4).clamp(least, most);
    // The bar, a margin on both sides, and a column for the scroll marks.
    let reader = (columns - list - 4).min(WIDEST);
    let rest = (columns - list - 4 - reader).saturating_sub(3);
    let [least, most] = HISTORY;
    let history = if rest < least { 0 } else { rest.min(most) };
    let list = if history == most { list + rest - history } else { list };
    Geometry { list, reader, history, rows }
}

/// The rows of a story in a view, wrapped to so many columns; with its history, unless that stands beside it.
pub fn rows(
    workspace: &Workspace,
    story: &Story,
    view: View,
    review: Option<&Review>,
    (columns, with_history): (usize, bool),
) -> Vec<TextRow> {
    let mut text = heading(workspace, story, view);
    match view {
        View::Full => {
            full(story, &mut text);
            said(review, &mut text);
            first_sentences(workspace, story, &mut text);
            if with_history {
                practiced(workspace, story, &mut text);
            }
        }
        View::Headline => {
            let headline = or(&story.headline, "No headline yet. o opens the cue card.");
            text.push(TextRow::new(Tone::Text, headline));
        }
        View::Cues => by_part(story, columns, &mut text),
        View::Openings => openings(workspace, story, &mut text),
    }
    text.iter().flat_map(|paragraph| paragraph.wrapped(columns)).collect()
}

/// The title, the prompt, and the name of the view.
fn heading(workspace: &Workspace, story: &Story, view: View) -> Vec<TextRow> {
    let principle = workspace.bank.principle(&story.principle).map_or(story.principle.as_str(), |p| &p.name);
    let time = match workspace.practice.told(&story.id) {
        Some(told) => format!("{told} last time"),
        None => format!("about {} aloud", workspace.coach.settings.seconds(pace::story_words(story))),
    };
    let facts =
        [workspace.stage(story).name().to_owned(), time, principle.to_owned(), when::shown(&story.happened)];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.trim().is_empty()).collect();
    let mut text =
        vec![TextRow::new(Tone::Title, story.name()), TextRow::new(Tone::Muted, facts.join(" · "))];
    if !story.customer.trim().is_empty() {
        text.push(TextRow::new(Tone::Muted, format!("Customer: {}", story.customer)));
    }
    if let Some(version) = workspace.library.newer(&story.id) {
        let why = format!("Written by a newer starcoach (version {version}): to read, not to change.");
        text.push(TextRow::new(Tone::Warning, why));
    }
    if view != View::Full {
        text.push(TextRow::new(Tone::Heading, view.name()));
    }
    text.push(TextRow::gap());
    text
}

fn or(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn full(story: &Story, text: &mut Vec<TextRow>) {
    for section in Section::ALL {
        let part = story.section(section);
        let empty = part.trim().is_empty();
        if empty && !story.parts().contains(&section) {
            continue;
        }
        text.push(TextRow::new(Tone::Heading, story.part_name(section)));
        text.push(TextRow::new(if empty { Tone::Muted } else { Tone::Text }, or(part, "Nothing yet.")));
        text.push(TextRow::gap());
    }
}

/// The coach's findings as quote, sentence and question.
fn said(review: Option<&Review>, text: &mut Vec<TextRow>) {
    let Some(review) = review.filter(|r| r.complete) else { return };
    text.push(TextRow::new(Tone::Heading, review.summary()));
    for finding in &review.findings {
        let quotes = finding.quotes();
        if !quotes.is_empty() {
            text.push(TextRow::new(Tone::Muted, quotes));
        }
        text.push(TextRow::new(Tone::Text, format!("{} {}", finding.message, finding.question)));
        text.push(TextRow::gap());
    }
}

/// The opening sentences by prompt.
fn first_sentences(workspace: &Workspace, story: &Story, text: &mut Vec<TextRow>) {
    let written: Vec<_> = story.openings.iter().filter(|(_, text)| !text.trim().is_empty()).collect();
    if written.is_empty() {
        return;
    }
    text.push(TextRow::new(Tone::Heading, "First sentences"));
    for (id, sentence) in written {
        let asked = workspace.bank.prompt(id).map_or(id.as_str(), |p| p.short.as_str());
        text.push(TextRow::new(Tone::Muted, format!("To {asked}")));
        text.push(TextRow::new(Tone::Text, sentence));
    }
    text.push(TextRow::gap());
}

/// The number of tellings and the due date, then the last tellings, latest first.
fn practiced(workspace: &Workspace, story: &Story, text: &mut Vec<TextRow>) {
    let tellings = workspace.practice.history.record(&story.id).map_or(&[][..], |r| r.tellings());
    let due = filter::due_words(workspace, story);
    let times = match tellings.len() {
        0 => "Not told yet".to_owned(),
        1 => "Told once".to_owned(),
        n => format!("Told {n} times"),
    };
    let again = if due.is_empty() { String::new() } else { format!(", to tell {due}") };
    text.push(TextRow::new(Tone::Heading, format!("{times}{again}")));
    for telling in tellings.iter().rev().take(TELLINGS) {
        let day = date::words_from(workspace.view.today, telling.day);
        let grade = telling.grade.map_or("no grade", |g| g.grade.name());
        let how = if telling.mode == Mode::Interview { "in the interview" } else { grade };
        let row = format!("{day:<10}  {:>5}  {how}", telling.seconds.to_string());
        text.push(TextRow::new(Tone::Text, row));
    }
}

/// The cues beside their parts, with a hanging indent.
fn by_part(story: &Story, columns: usize, text: &mut Vec<TextRow>) {
    let labels = ["Situation", "Task", "Action", "Result"];
    for (i, cue) in cues::by_part(story).iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let label = labels.get(i).copied().unwrap_or("Also");
        for (row, cue) in wrap(cue, columns.saturating_sub(12).max(10)).iter().enumerate() {
            let label = if row == 0 { label } else { "" };
            text.push(TextRow::new(Tone::Text, format!("{label:<11} {cue}")));
        }
    }
}

fn openings(workspace: &Workspace, story: &Story, text: &mut Vec<TextRow>) {
    if story.answers.is_empty() {
        text.push(TextRow::new(Tone::Muted, "It answers no question yet. m, then link."));
    }
    for id in &story.answers {
        let asked = workspace.bank.prompt(id).map_or(id.as_str(), |p| p.text.as_str());
        text.push(TextRow::new(Tone::Muted, asked));
        let opening = story.openings.get(id).map_or("", String::as_str);
        text.push(TextRow::new(Tone::Text, or(opening, "No opening line for this question yet.")));
        text.push(TextRow::gap());
    }
}

/// The found words of a story, as written.
pub fn found_words<'s>(story: &'s Story, marks: &[Mark]) -> Vec<&'s str> {
    let mut words: Vec<&str> = Vec::new();
    for mark in marks {
        let text = match mark.field.key {
            // Not shown in their stored form.
            "happened" | "principle" | "probes" => "",
            _ => mark.field.text(story),
        };
        let word = text.get(mark.at.clone()).unwrap_or_default();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The occurrences of these words in a row, each with the text before it.
pub fn places<'r>(row: &'r str, words: &[&str]) -> impl Iterator<Item = (&'r str, &'r str)> {
    let at = |word: &str| row.match_indices(word).collect::<Vec<_>>();
    words.iter().flat_map(move |w| at(w)).filter_map(|(at, word)| {
        let (before, after) = (row.get(..at)?, row.get(at + word.len()..)?);
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        whole.then_some((before, word))
    })
}
