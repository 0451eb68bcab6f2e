//! Stories from tables: CSV and TSV with any columns, and tables in Markdown.
//!
//! A table has a story in each row, with the parts as columns, or a story in each column.

use super::front::Source;
use super::lines::{Span, breaks, unescaped, without_ordinal};
use super::lists;
use super::names::{Name, Trust, name, principles};
use super::style::{Marks, Style};
use super::{Draft, MOST_STORIES, Note, NoteKind, Plan};
use crate::questions::Bank;
use crate::story::{FieldKind, when};

/// A row with the lines on which it begins and ends: a quoted cell goes on over many.
struct Row {
    at: Span,
    cells: Vec<String>,
}

/// The stories of a text that is a table with commas, semicolons or tabs; `None` for any other text.
pub(super) fn csv(text: &str, bank: &Bank) -> Option<Plan> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let count = |mark: char| first.matches(mark).count();
    let mark =
        [';', '\t', ','].into_iter().max_by_key(|mark| count(*mark)).filter(|mark| count(*mark) > 0)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(mark).ok()?)
        .from_reader(text.as_bytes());
    let (mut rows, mut record) = (Vec::new(), csv::StringRecord::new());
    while reader.read_record(&mut record).ok()? {
        let line = record.position().map_or(0, |at| at.line() as usize);
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        // The first counts the end of the file as a line only where it is one; the second misses empty lines.
        let end = (reader.position().line() as usize).saturating_sub(1);
        let last = end.max(line + cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>());
        if rows.is_empty() && cells.len() < 2 {
            return None;
        }
        rows.push(Row { at: Span { first: line, last }, cells });
    }
    read(rows, bank)
}

/// The stories of a table with a row or a column for each in Markdown; `None` where there is no such table.
pub(super) fn markdown(source: &Source, bank: &Bank) -> Option<Plan> {
    if Style::of(&source.lines).is_some_and(|style| matches!(style.parts, Marks::Headings(_))) {
        return None;
    }
    let is_row = |text: &str| text.trim_start().starts_with('|');
    let mut rows = Vec::new();
    let mut outside = Vec::new();
    for line in &source.lines {
        if !is_row(&line.text) {
            outside.push(line);
            continue;
        }
        let inner = line.text.trim().trim_start_matches('|').trim_end_matches('|');
        let cells = inner.replace("\\|", "\u{1}");
        let cells: Vec<String> = cells
            .split('|')
            .map(|cell| breaks(&unescaped(cell.trim().replace('\u{1}', "|").trim_matches('*'))).join("\n"))
            .collect();
        if !cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
            rows.push(Row { at: line.at, cells });
        }
    }
    // Parts down the side of one column of text are labels; of several, each column is a story.
    let by_columns = |rows: &[Row]| {
        let side: Vec<String> = rows.iter().filter_map(|row| row.cells.first().cloned()).collect();
        rows.first().is_some_and(|head| head.cells.len() > 2) && parts_in(&side) >= 3
    };
    if rows.first().is_none_or(|head| parts_in(&head.cells) < 2) && !by_columns(&rows) {
        return None;
    }
    let mut plan = read(rows, bank)?;
    for line in outside.into_iter().chain(&source.comments).chain(&source.front) {
        if !line.text.trim().is_empty() {
            plan.leave(line.at, &line.text, "it stands outside the table");
        }
    }
    plan.notes.sort_by_key(|note| note.line);
    Some(plan)
}

/// How many different parts these cells name.
fn parts_in(cells: &[String]) -> usize {
    let mut found: Vec<Name> = Vec::new();
    for (name, trust) in cells.iter().filter_map(|cell| name(cell)) {
        if name.is_part() && trust != Trust::LowerLetter && !found.contains(&name) {
            found.push(name);
        }
    }
    found.len()
}

/// The stories of a table, by its rows or by its columns.
fn read(rows: Vec<Row>, bank: &Bank) -> Option<Plan> {
    let mut rows = rows.into_iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    let head = rows.next()?;
    if parts_in(&head.cells) >= 2 {
        return Some(by_rows(&head, rows, bank));
    }
    let all: Vec<Row> = std::iter::once(head).chain(rows).collect();
    let first: Vec<String> = all.iter().map(|row| row.cells.first().cloned().unwrap_or_default()).collect();
    // Rows of prose with commas have many more cells than a table with its parts in one column.
    let wide = all.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let even = all.iter().filter(|row| row.cells.len() == wide).count() * 2 > all.len();
    if parts_in(&first) < 3 || wide < 2 || !even || all.iter().any(|row| row.cells.len() < 2) {
        return None;
    }
    let line = all.first().map_or(1, |row| row.at.first);
    let head =
        Row { at: Span { first: line, last: all.last().map_or(line, |row| row.at.last) }, cells: first };
    let columns = (1..wide).map(|column| Row {
        at: head.at,
        cells: all.iter().map(|row| row.cells.get(column).cloned().unwrap_or_default()).collect(),
    });
    let columns: Vec<Row> = columns.collect();
    Some(by_rows(&head, columns.into_iter(), bank))
}

fn by_rows(head: &Row, rows: impl Iterator<Item = Row>, bank: &Bank) -> Plan {
    let mut plan = Plan::default();
    let left_out = |row: &Row, heading: &str, cell: &str| {
        let text = format!("the column \"{}\" has no place in a story", super::short(heading));
        let note = Note::new(NoteKind::LeftOut, Some(row.at.first), text);
        Note {
            quote: super::short(cell.trim()),
            last: Some(row.at.last).filter(|last| *last > row.at.first),
            ..note
        }
    };
    let names: Vec<Option<Name>> = head.cells.iter().map(|cell| name(cell).map(|(name, _)| name)).collect();
    // A column for the title may have any name, or none: it is the first that has no other use.
    let has_title = names.iter().flatten().any(|n| matches!(n, Name::Field(f) if f.key == "title"));
    let words = |cell: &String| {
        !matches!(cell.to_lowercase().trim(), "id" | "#" | "no" | "no." | "nr" | "nr." | "number")
    };
    let spare = head.cells.iter().zip(&names).position(|(cell, name)| name.is_none() && words(cell));
    let title = spare
        .filter(|_| !has_title && !head.cells.first().is_some_and(String::is_empty))
        .or_else(|| (!has_title && head.cells.first().is_some_and(String::is_empty)).then_some(0));
    // A heading of several lines may be what a stray quote swallowed.
    for (cell, name) in head.cells.iter().zip(&names) {
        if name.is_none() && cell.trim().contains('\n') {
            plan.notes.push(left_out(head, cell, cell));
        }
    }
    for row in rows {
        if plan.drafts.len() == MOST_STORIES {
            plan.leave(row.at, "", "there are more than 10,000 stories; import them in pieces");
            break;
        }
        let mut draft = Draft::default();
        let said: Vec<Name> = names.iter().flatten().copied().collect();
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let heading = head.cells.get(column).map_or("", String::as_str);
            let taken = match names.get(column).copied().flatten() {
                Some(name) => cell_of(&mut draft, name, cell.trim(), bank, &said),
                None if title == Some(column) => {
                    without_ordinal(cell.trim()).clone_into(&mut draft.story.title);
                    true
                }
                None => false,
            };
            if !taken {
                plan.notes.push(left_out(&row, heading, cell));
            }
        }
        plan.add(draft, Some(row.at.first), Some(bank));
    }
    plan
}

/// Puts a cell into its place; `false` where it cannot be there.
fn cell_of(draft: &mut Draft, name: Name, text: &str, bank: &Bank, columns: &[Name]) -> bool {
    let story = &mut draft.story;
    let add = |to: &mut String| {
        if !to.is_empty() {
            to.push('\n');
        }
        to.push_str(text);
    };
    match name {
        Name::Part(section) => add(story.section_mut(section)),
        Name::Obstacle => {
            let situation = columns.contains(&Name::Part(crate::story::Section::Situation));
            add(if situation { &mut story.task } else { &mut story.situation });
        }
        Name::Field(field) => match &field.kind {
            FieldKind::When(at) => *at.of_mut(story) = when::kept(text),
            FieldKind::Line(at) => *at.of_mut(story) = text.split_whitespace().collect::<Vec<_>>().join(" "),
            FieldKind::Prose(at) => add(at.of_mut(story)),
            FieldKind::Items(at) => at.of_mut(story).extend(lists::lines(text)),
            _ => return false,
        },
        Name::Principles => {
            let (known, unknown) = principles(text, bank);
            if draft.principle.is_none() {
                draft.principle = known.first().map(|p| p.id.clone());
            }
            return unknown.is_empty() && known.len() < 2;
        }
        Name::Asked => story.probes.extend(lists::follow_ups(text)),
        Name::Answers | Name::BestFor => lists::best_for(text, bank, draft),
    }
    true
}
