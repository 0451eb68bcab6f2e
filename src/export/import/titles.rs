//! Where a story begins that no heading announces, and what its title and the principle before it are.

use super::lines::{SourceLine, is_item, label};
use super::names::{Name, name, principle, without_number};
use crate::questions::Bank;

/// The longest line that is taken for a title where no heading says so, in letters.
pub(super) const MOST_TITLE: usize = 120;

pub(super) fn is_blank(line: &SourceLine) -> bool {
    line.text.trim().is_empty()
}

/// Whether a line is labeled as a detail of a story.
pub(super) fn is_detail(line: &SourceLine) -> bool {
    label(&line.text).and_then(|l| l.name).is_some_and(|(name, _)| name.is_detail() || !name.is_part())
}

/// Where the next story begins at the end of these lines, if a label names its title: with the principle above it.
pub(super) fn titled_at(lines: &[SourceLine], bank: Option<&Bank>) -> Option<usize> {
    let is_title = |line: &SourceLine| {
        let name = label(&line.text).and_then(|label| label.name);
        matches!(name, Some((Name::Field(field), _)) if field.key == "title")
    };
    let at = lines.iter().rposition(is_title)?;
    let to_the_end = lines.iter().skip(at).all(|line| is_blank(line) || is_detail(line));
    let named = |line: &SourceLine| bank.is_some_and(|bank| principle(&line.text, bank).is_some());
    let above = at.checked_sub(1).filter(|above| *above > 0 && lines.get(*above).is_some_and(named));
    to_the_end.then_some(above.unwrap_or(at))
}

/// The principle that stands before a title, and the title: `**Dive Deep** — The slow report`.
pub(super) fn principle_before(named: &str, bank: Option<&Bank>) -> (Option<String>, String) {
    let split = [" — ", " – ", " - ", ": ", " | "].iter().find_map(|mark| named.split_once(mark));
    let found = split.and_then(|(before, rest)| {
        let before = before.trim().trim_matches('*');
        Some((principle(before, bank?)?.id.clone(), rest.trim()))
    });
    match found.filter(|(_, rest)| !rest.is_empty()) {
        Some((id, rest)) => (Some(id), rest.to_owned()),
        None => (None, named.to_owned()),
    }
}

/// Which of the lines before a story is its title: the first of the last paragraph that does not read like a
/// sentence.
pub(super) fn title_at(lines: &[SourceLine]) -> Option<usize> {
    let begins: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| {
            !is_blank(line) && at.checked_sub(1).and_then(|b| lines.get(b)).is_none_or(is_blank)
        })
        .map(|(at, _)| at)
        .collect();
    let short =
        |at: &usize| lines.get(*at).is_some_and(|line| line.text.trim().chars().count() <= MOST_TITLE);
    let sentence = |at: &usize| lines.get(*at).is_some_and(|line| line.text.trim().ends_with('.'));
    let fits = begins.iter().copied().filter(short).collect::<Vec<_>>();
    fits.iter().rev().find(|at| !sentence(at)).or_else(|| fits.first()).copied()
}

/// Whether a line begins an outline's point at the margin.
pub(super) fn is_outline(line: &str) -> bool {
    !line.starts_with([' ', '\t']) && is_item(line) && name(without_number(line)).is_none()
}
