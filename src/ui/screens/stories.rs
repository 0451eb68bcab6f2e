//! The picture of Stories: the list and the reader.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::filter;
use crate::app::screen::stories::{self, Stories, View};
use crate::practice::Mode;
use crate::search::Mark;
use crate::story::{Section, Story, pace};
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Columns for when a story is due, and for its principle.
const DUE: u16 = 8;
const PRINCIPLE: u16 = 18;

/// Draws Stories: both where there is room, else the list, or the reader when reading.
pub fn draw(model: &Model, screen: &Stories, page: &mut Page<'_, '_>) {
    let count = match screen.shown.len() {
        1 => "1 story".to_owned(),
        n => format!("{n} stories"),
    };
    let y = crate::ui::head(model, page, &count);
    let y = narrow_line(screen, y, page);
    let y = sift_line(model, screen, y, page);
    let width = page.area.width;
    let bottom = crate::ui::floor(page);
    if screen.len(&model.workspace) == 0 {
        empty(model, screen, y, page);
        return;
    }
    let reader = |x: u16, page: &mut Page<'_, '_>| {
        let at =
            Rect { x, y, width: (width - x).saturating_sub(2).min(PROSE), height: bottom.saturating_sub(y) };
        read(model, screen, at, page);
    };
    if screen.reading && width < 100 {
        reader(1, page);
    } else if width >= 70 {
        let split = if width >= 110 { width - 52 } else { 38 };
        list(model, screen, y, split, page);
        if screen.reading {
            for y in y..bottom {
                page.put(split, y, 1, page.theme.signs.bar, Role::Focus);
            }
        }
        reader(split + 2, page);
    } else {
        list(model, screen, y, width, page);
    }
}

/// The line that narrows, where it is used. Gives the row below.
fn narrow_line(screen: &Stories, y: u16, page: &mut Page<'_, '_>) -> u16 {
    if !screen.writing && screen.query.text().is_empty() {
        return y;
    }
    page.put(1, y, 6, "Find", Role::Accent);
    page.field(6, y, page.area.width - 8, &screen.query, screen.writing, &[]);
    y + 1
}

/// Which stories are shown, where not all are or in another order. Gives the row below.
fn sift_line(model: &Model, screen: &Stories, y: u16, page: &mut Page<'_, '_>) -> u16 {
    let words = screen.filter.words(&model.workspace);
    if words.is_empty() {
        return y;
    }
    page.put(1, y, page.area.width - 2, &words, Role::Accent);
    y + 1
}

fn empty(model: &Model, screen: &Stories, y: u16, page: &mut Page<'_, '_>) {
    let text = if !screen.query.text().is_empty() {
        "Nothing of yours has these words. Esc, then Esc again, shows all."
    } else if !screen.filter.is_open() {
        "None of your stories is like this. Esc shows all."
    } else if model.workspace.library.complete {
        "No story yet. 1 goes to Today, where Enter writes the first."
    } else {
        "Reading your stories…"
    };
    let width = (page.area.width - 4).min(PROSE);
    page.prose(Rect { x: 3, y: y + 1, width, height: 3 }, text, 0, Role::Muted);
}

fn list(model: &Model, screen: &Stories, y: u16, width: u16, page: &mut Page<'_, '_>) {
    let bottom = crate::ui::floor(page);
    let room = usize::from(bottom.saturating_sub(y));
    let workspace = &model.workspace;
    let top = screen.list.top.max((screen.list.chosen + 1).saturating_sub(room));
    for i in 0..room {
        let at = top + i;
        let y = y + i as u16;
        let chosen = at == screen.list.chosen;
        let role = if chosen { Role::Chosen } else { Role::Text };
        if let Some(story) = screen.shown.get(at).and_then(|id| workspace.library.get(id)) {
            let (sign, mark_role) = crate::ui::mark(page, workspace.stage(story));
            page.put(3, y, 1, sign, mark_role);
            let start = facts(model, story, width, y, page);
            let name = if story.version_of.is_some() {
                format!("{} (2nd version)", story.name())
            } else {
                story.name()
            };
            let end = page.put(5, y, start.saturating_sub(6), &name, role);
            if let Some(marks) = screen.marks.get(&story.id) {
                underline(marks, &name, 5, end, y, page);
            }
        } else if let Some(damaged) = workspace.library.damaged.get(at - screen.shown.len()) {
            page.put(3, y, 1, "!", Role::Warn);
            page.put(5, y, width - 6, &damaged.file, role);
        } else {
            break;
        }
        if chosen {
            let sign = page.theme.signs.chosen;
            page.put(1, y, 1, sign, Role::Chosen);
        }
    }
}

/// What stands at the right of a title: its principle where there is room, the told time and when it is due.
/// Gives the column where that begins.
fn facts(model: &Model, story: &Story, width: u16, y: u16, page: &mut Page<'_, '_>) -> u16 {
    let workspace = &model.workspace;
    let due = filter::due_words(workspace, story);
    let mut right = width - 1;
    page.put_right(right, y, &due, Role::Muted);
    right -= DUE + 1;
    let told =
        workspace.told(&story.id).unwrap_or_else(|| workspace.seconds(pace::story_words(story))).to_string();
    let start = page.put_right(right, y, &told, Role::Muted);
    if width < 60 {
        return start.min(right - 4);
    }
    let name =
        workspace.bank.principle(&story.principle).map_or(story.principle.as_str(), |p| p.name.as_str());
    let at = right - 6 - PRINCIPLE;
    page.put(at, y, PRINCIPLE, name, Role::Muted);
    at
}

/// Marks in a title in the list what was found there.
fn underline(marks: &[Mark], name: &str, x: u16, end: u16, y: u16, page: &mut Page<'_, '_>) {
    for mark in marks.iter().filter(|m| m.field.is_title()) {
        let Some(found) = name.get(mark.at.clone()) else { continue };
        let before = name.get(..mark.at.start).unwrap_or_default();
        let at = x + crate::text::columns(before) as u16;
        page.put(at, y, end.saturating_sub(at), found, Role::Phrase);
    }
}

/// The words of a story that were found, as they are written.
fn found<'s>(story: &'s Story, marks: &[Mark]) -> Vec<&'s str> {
    let mut words: Vec<&str> = Vec::new();
    for mark in marks {
        let text = match mark.field.key {
            // Not shown as it is kept.
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

/// Where a row has one of these words: what stands before it, and the word.
fn places<'r>(row: &'r str, words: &[&str]) -> impl Iterator<Item = (&'r str, &'r str)> {
    let at = |word: &str| row.match_indices(word).collect::<Vec<_>>();
    words.iter().flat_map(move |w| at(w)).filter_map(|(at, word)| {
        let (before, after) = (row.get(..at)?, row.get(at + word.len()..)?);
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        whole.then_some((before, word))
    })
}

fn read(model: &Model, screen: &Stories, at: Rect, page: &mut Page<'_, '_>) {
    let Some(id) = screen.shown.get(screen.list.chosen) else {
        damaged(model, screen, at, page);
        return;
    };
    let Some(story) = model.workspace.library.get(id) else { return };
    let mut lines = heading(model, story, screen.view);
    match screen.view {
        View::Full => {
            full(story, &mut lines);
            said(screen, &mut lines);
            first_sentences(model, story, &mut lines);
            practiced(model, story, &mut lines);
        }
        View::Headline => {
            lines.push((or(&story.headline, "No headline yet. o opens the cue card."), Role::Text));
        }
        View::Cues => cues(story, at.width, &mut lines),
        View::Openings => openings(model, story, &mut lines),
    }
    let mut rows: Vec<(String, Role)> = Vec::new();
    for (text, role) in lines {
        rows.extend(crate::ui::page::wrap(&text, at.width).into_iter().map(|r| (r, role)));
    }
    let found = screen.marks.get(id).map_or_else(Vec::new, |marks| found(story, marks));
    let mut top = screen.top.min(rows.len().saturating_sub(1));
    if top == 0 && !screen.reading {
        // Beside the list the first place that was found is in view.
        let first = rows.iter().position(|(text, _)| places(text, &found).next().is_some()).unwrap_or(0);
        top = if first < usize::from(at.height) { 0 } else { first.saturating_sub(2) };
    }
    for (i, (text, role)) in rows.iter().skip(top).take(usize::from(at.height)).enumerate() {
        let y = at.y + i as u16;
        page.put(at.x, y, at.width, text, *role);
        for (before, word) in places(text, &found) {
            let x = at.x + crate::text::columns(before) as u16;
            page.put(x, y, at.right().saturating_sub(x), word, Role::Phrase);
        }
    }
    if rows.len() > top + usize::from(at.height) && at.height > 0 {
        page.put(at.right(), at.bottom() - 1, 1, page.theme.signs.more, Role::Muted);
    }
}

/// Title, what it is for, and which view this is.
fn heading(model: &Model, story: &Story, view: View) -> Vec<(String, Role)> {
    let workspace = &model.workspace;
    let principle =
        workspace.bank.principle(&story.principle).map_or(story.principle.as_str(), |p| p.name.as_str());
    let time = match workspace.told(&story.id) {
        Some(told) => format!("{told} last time"),
        None => format!("about {} aloud", workspace.seconds(pace::story_words(story))),
    };
    let mut facts = vec![workspace.stage(story).name().to_owned(), time];
    facts.extend(
        [principle.to_owned(), crate::story::when::shown(&story.happened)]
            .into_iter()
            .filter(|t| !t.trim().is_empty()),
    );
    let mut lines = vec![(story.name(), Role::Strong), (facts.join(" · "), Role::Muted)];
    if !story.customer.trim().is_empty() {
        lines.push((format!("Customer: {}", story.customer), Role::Muted));
    }
    if let Some(version) = workspace.library.newer(&story.id) {
        lines.push((
            format!("Written by a newer starcoach (version {version}): to read, not to change."),
            Role::Warn,
        ));
    }
    if view != View::Full {
        lines.push((view.name().to_owned(), Role::Accent));
    }
    lines.push((String::new(), Role::Text));
    lines
}

fn or(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn full(story: &Story, lines: &mut Vec<(String, Role)>) {
    for section in Section::ALL {
        let text = story.section(section);
        if section == Section::Lesson && text.trim().is_empty() {
            continue;
        }
        lines.push((section.name().to_owned(), Role::Accent));
        let role = if text.trim().is_empty() { Role::Muted } else { Role::Text };
        lines.push((or(text, "Nothing yet."), role));
        lines.push((String::new(), Role::Text));
    }
}

/// What the coach says, as quote, sentence and question.
fn said(screen: &Stories, lines: &mut Vec<(String, Role)>) {
    let Some(review) = screen.said().filter(|r| r.complete) else { return };
    lines.push((review.summary(), Role::Accent));
    for finding in &review.findings {
        if !finding.quote.is_empty() {
            lines.push((format!("\"{}\"", finding.quote), Role::Muted));
        }
        lines.push((format!("{} {}", finding.message, finding.question), Role::Text));
        lines.push((String::new(), Role::Text));
    }
}

/// The first sentences that were written for a prompt.
fn first_sentences(model: &Model, story: &Story, lines: &mut Vec<(String, Role)>) {
    let written: Vec<_> = story.openings.iter().filter(|(_, text)| !text.trim().is_empty()).collect();
    if written.is_empty() {
        return;
    }
    lines.push(("First sentences".to_owned(), Role::Accent));
    for (id, text) in written {
        let asked = model.workspace.bank.prompt(id).map_or(id.as_str(), |p| p.short.as_str());
        lines.push((format!("To {asked}"), Role::Muted));
        lines.push((text.clone(), Role::Text));
    }
    lines.push((String::new(), Role::Text));
}

/// How often it was told and when it comes again; then the last tellings, the latest first.
fn practiced(model: &Model, story: &Story, lines: &mut Vec<(String, Role)>) {
    let workspace = &model.workspace;
    let tellings = workspace.history.record(&story.id).map_or(&[][..], |r| r.tellings());
    let due = filter::due_words(workspace, story);
    let times = match tellings.len() {
        0 => "Not told yet".to_owned(),
        1 => "Told once".to_owned(),
        n => format!("Told {n} times"),
    };
    let again = if due.is_empty() { String::new() } else { format!(", to tell {due}") };
    lines.push((format!("{times}{again}"), Role::Accent));
    for telling in tellings.iter().rev().take(stories::TELLINGS) {
        let day = crate::interview::date::words_from(workspace.today, telling.day);
        let grade = telling.grade.map_or("no grade", |g| g.grade.name());
        let how = if telling.mode == Mode::Interview { "in the interview" } else { grade };
        lines.push((format!("{day:<10}  {:>5}  {how}", telling.seconds.to_string()), Role::Text));
    }
}

/// The cues beside the parts they stand for, whose column their further rows leave free.
fn cues(story: &Story, width: u16, lines: &mut Vec<(String, Role)>) {
    let cues = crate::interview::cues::by_part(story);
    let labels = ["Situation", "Task", "Action", "Result"];
    for (i, cue) in cues.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let label = labels.get(i).copied().unwrap_or("Also");
        for (row, text) in crate::ui::page::wrap(cue, width.saturating_sub(12).max(10)).iter().enumerate() {
            let label = if row == 0 { label } else { "" };
            lines.push((format!("{label:<11} {text}"), Role::Text));
        }
    }
}

fn openings(model: &Model, story: &Story, lines: &mut Vec<(String, Role)>) {
    if story.answers.is_empty() {
        lines.push(("It answers no question yet. m, then link.".to_owned(), Role::Muted));
    }
    for id in &story.answers {
        let text = model.workspace.bank.prompt(id).map_or(id.as_str(), |p| p.text.as_str());
        lines.push((text.to_owned(), Role::Muted));
        let opening = story.openings.get(id).map_or("", String::as_str);
        lines.push((or(opening, "No first sentence of its own."), Role::Text));
        lines.push((String::new(), Role::Text));
    }
}

/// A file that cannot be read: what is wrong, and that it is left alone.
fn damaged(model: &Model, screen: &Stories, at: Rect, page: &mut Page<'_, '_>) {
    let index = screen.list.chosen.saturating_sub(screen.shown.len());
    let Some(damaged) = model.workspace.library.damaged.get(index) else { return };
    let text = format!(
        "{} cannot be read: {}\n\nThe file is left as it is. Your other stories are not affected.",
        damaged.file, damaged.reason
    );
    page.prose(at, &text, 0, Role::Text);
}
