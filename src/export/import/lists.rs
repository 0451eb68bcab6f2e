//! The lists of a story in Markdown and text: cues, follow-ups, and the questions that it answers.

use super::Draft;
use super::lines::{is_item, unescaped, without_mark};
use super::names;
use crate::questions::Bank;
use crate::story::{ProbeAnswer, PromptId};

/// An item of a list.
pub(super) struct Item {
    pub text: String,
    /// The text of the items under it.
    pub under: String,
    /// Its first and its last line in the list, from 0.
    pub lines: (usize, usize),
}

impl Item {
    /// The item and what is under it as one line.
    pub(super) fn whole(&self) -> String {
        format!("{} {}", self.text, self.under).trim().to_owned()
    }
}

/// The items of a list.
///
/// A line without a mark goes on with what stands above it, so that no line is lost.
pub(super) fn items(text: &str) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let add = |to: &mut String, more: &str| {
        if !to.is_empty() && !more.is_empty() {
            to.push(' ');
        }
        to.push_str(more);
    };
    for (number, line) in text.lines().enumerate() {
        let bare = line.trim_start();
        // An item may be empty: a cue's place says which part it belongs to.
        let marked = if bare.trim_end() == "-" { Some("") } else { bare.strip_prefix("- ") };
        let marked = marked.or_else(|| bare.strip_prefix("* "));
        let item = unescaped(marked.unwrap_or(bare).trim());
        match (out.last_mut(), marked) {
            (Some(above), Some(_)) if bare.len() < line.len() => {
                above.lines.1 = number;
                add(&mut above.under, &item);
            }
            (Some(above), None) => {
                above.lines.1 = if item.is_empty() { above.lines.1 } else { number };
                add(if above.under.is_empty() { &mut above.text } else { &mut above.under }, &item);
            }
            (None, None) if item.is_empty() => {}
            (_, Some(_)) | (None, None) => {
                out.push(Item { text: item, under: String::new(), lines: (number, number) });
            }
        }
    }
    out
}

/// The items of a list, each as one line.
pub(super) fn lines(text: &str) -> Vec<String> {
    items(text).iter().map(Item::whole).collect()
}

/// Follow-ups with their answers: a list with the answers nested, or questions with the answers below them.
pub(super) fn follow_ups(text: &str) -> Vec<ProbeAnswer> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    if first.starts_with("- ") || first.starts_with("* ") || first.trim_end() == "-" {
        let asked = |item: Item| ProbeAnswer { ask: item.text, answer: item.under };
        return items(text).into_iter().map(asked).collect();
    }
    let mut out: Vec<ProbeAnswer> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let bare = without_mark(line).trim_matches(['*', '_', ' ', '#']);
        let asked = ["Q:", "Question:", "Q."].iter().find_map(|mark| bare.strip_prefix(mark));
        let is_question = asked.is_some() || bare.ends_with('?') || (is_item(line) && out.is_empty());
        let answer = ["A:", "Answer:", "A."].iter().find_map(|mark| bare.strip_prefix(mark)).unwrap_or(bare);
        match out.last_mut() {
            Some(last) if !is_question => {
                if !last.answer.is_empty() {
                    last.answer.push(' ');
                }
                last.answer.push_str(unescaped(answer).trim());
            }
            _ => {
                let ask = unescaped(asked.unwrap_or(bare)).trim().to_owned();
                out.push(ProbeAnswer { ask, answer: String::new() });
            }
        }
    }
    out
}

/// A question that a story answers, and how the story then opens.
pub(super) struct Answered {
    pub id: PromptId,
    pub opening: String,
}

/// The questions that a story answers: the id in brackets at the end of an item, as the export writes it, or
/// the question in its own words. What is neither is given back with the reason.
pub(super) fn answered(text: &str, bank: &Bank) -> (Vec<Answered>, Vec<(Item, String)>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for Item { text: item, under: opening, lines } in items(text) {
        // A line that goes on below the id is how the story opens.
        let (item, opening) = match item.rsplit_once(']') {
            Some((head, more)) if head.contains('[') && !more.trim().is_empty() => {
                (format!("{head}]"), format!("{} {opening}", more.trim()).trim().to_owned())
            }
            _ => (item, opening),
        };
        let id = item
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once('['))
            .map(|(_, id)| PromptId(id.to_owned()));
        let named = || prompt(&item, bank).ok_or_else(|| "it is no question that is asked here".to_owned());
        let found = match id {
            Some(id) => super::check_prompt(&id, bank).map(|()| id).or_else(|why| named().map_err(|_| why)),
            None => named(),
        };
        match found {
            Ok(id) => known.push(Answered { id, opening }),
            Err(why) => unknown.push((Item { text: item, under: opening, lines }, why)),
        }
    }
    (known, unknown)
}

/// The question that a text is, by its id, its label or its words.
pub(super) fn prompt(said: &str, bank: &Bank) -> Option<PromptId> {
    let plain = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let wanted = plain(said);
    let all = bank.principles().iter().flat_map(crate::questions::Principle::prompts);
    let mut named =
        all.filter(|p| p.id.as_str() == said.trim() || plain(&p.text) == wanted || plain(&p.short) == wanted);
    named.next().map(|p| p.id.clone()).filter(|_| !wanted.is_empty())
}

/// Links a story to the questions that a text names, one or several; what names none helps to find a principle.
pub(super) fn best_for(said: &str, bank: &Bank, draft: &mut Draft) {
    let said = said.trim_matches(['*', '_', ' ']);
    let whole = prompt(said, bank);
    let pieces: Vec<&str> = if whole.is_some() { vec![said] } else { said.split([',', ';', '\n']).collect() };
    for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
        let found = names::principle(piece, bank).filter(|_| draft.principle.is_none());
        match (prompt(piece, bank), found) {
            (Some(id), _) if draft.story.answers.contains(&id) => {}
            (Some(id), _) => draft.story.answers.push(id),
            (None, Some(principle)) => draft.principle = Some(principle.id.clone()),
            (None, None) => draft.hints.push(piece.to_owned()),
        }
    }
}
