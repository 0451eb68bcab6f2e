//! Stories: the list and the reader.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::filter;
use crate::app::screen::stories::{self, Stories, View};
use crate::practice::Mode;
use crate::search::Mark;
use crate::story::{Section, Story, pace};
use crate::text::{columns, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;

/// A row of the reader.
type ReaderRow = (String, Role);

/// Draws Stories: both where there is room, else the list, or the reader when reading.
pub fn draw(model: &Model, screen: &Stories, canvas: &mut Canvas<'_, '_>) {
    let count = match screen.shown.len() {
        1 => "1 story".to_owned(),
        n => format!("{n} stories"),
    };
    let mut body = crate::ui::head(model, canvas, &count);
    if screen.writing || !screen.query.text().is_empty() {
        let [label, field] = layout::find(layout::row(body, 0));
        canvas.text("Find", Role::Accent, label);
        canvas.field(&screen.query, screen.writing, &[], field);
        body = layout::below(body, 1);
    }
    let filter = screen.filter.words(&model.workspace);
    if !filter.is_empty() {
        canvas.text(filter, Role::Accent, layout::margins(layout::row(body, 0)));
        body = layout::below(body, 1);
    }
    let area = canvas.area();
    if screen.len(&model.workspace) == 0 {
        empty(model, screen, body, canvas);
    } else if screen.reading && !area.fits_reader_beside() {
        read(model, screen, layout::reader_alone(body), canvas);
    } else if area.fits_two_panes() {
        let [left, bar, right] = layout::list_and_reader(body);
        list(model, screen, left, canvas);
        if screen.reading {
            for at in bar.rows() {
                canvas.text(canvas.theme.signs.bar, Role::Focus, at);
            }
        }
        read(model, screen, right, canvas);
    } else {
        list(model, screen, body, canvas);
    }
}

fn empty(model: &Model, screen: &Stories, body: Rect, canvas: &mut Canvas<'_, '_>) {
    let text = if !screen.query.text().is_empty() {
        "Nothing of yours has these words. Esc, then Esc again, shows all."
    } else if !screen.filter.is_open() {
        "None of your stories is like this. Esc shows all."
    } else if model.workspace.library.complete {
        "No story yet. 1 goes to Today, where Enter writes the first."
    } else {
        "Reading your stories…"
    };
    let at = layout::indented(layout::margins(layout::below(body, 1)), 2);
    canvas.prose(text, Role::Muted, layout::first_rows(layout::at_most(at, layout::PROSE), 3));
}

fn list(model: &Model, screen: &Stories, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let room = usize::from(area.height);
    let top = screen.list.top.max((screen.list.chosen + 1).saturating_sub(room));
    let named = !area.is_narrow();
    for (i, row) in (top..).zip(area.rows()) {
        let chosen = i == screen.list.chosen;
        let role = if chosen { Role::Chosen } else { Role::Text };
        let at = layout::story_row(row, named);
        if let Some(story) = screen.shown.get(i).and_then(|id| workspace.library.get(id)) {
            canvas.render(canvas.stage(workspace.stage(story)), at.stage);
            facts(model, story, &at, canvas);
            let again = if story.version_of.is_some() { " (2nd version)" } else { "" };
            let name = format!("{}{again}", story.name());
            canvas.text(name.as_str(), role, at.title);
            if let Some(marks) = screen.marks.get(&story.id) {
                underline(marks, &name, at.title, canvas);
            }
        } else if let Some(damaged) = workspace.library.damaged.get(i - screen.shown.len()) {
            canvas.text("!", Role::Warn, at.stage);
            canvas.text(damaged.file.as_str(), role, at.title.union(at.due));
        } else {
            break;
        }
        if chosen {
            canvas.chosen(at.chosen);
        }
    }
}

/// What stands at the right of a title: its principle where there is room, how long it takes, when it is due.
fn facts(model: &Model, story: &Story, at: &layout::StoryRow, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let due = canvas.theme.label(filter::due_words(workspace, story), Role::Muted);
    canvas.render(due.right_aligned(), at.due);
    let told = workspace
        .practice
        .told(&story.id)
        .unwrap_or_else(|| workspace.coach.settings.seconds(pace::story_words(story)));
    canvas.render(canvas.theme.label(told.to_string(), Role::Muted).right_aligned(), at.time);
    canvas.text(principle(model, story), Role::Muted, at.principle);
}

/// The name of a story's principle, or its id where the bank has none.
fn principle<'a>(model: &'a Model, story: &'a Story) -> &'a str {
    model.workspace.bank.principle(&story.principle).map_or(story.principle.as_str(), |p| p.name.as_str())
}

/// Marks in a title in the list what was found there.
fn underline(marks: &[Mark], name: &str, title: Rect, canvas: &mut Canvas<'_, '_>) {
    let end = columns(name) as u16;
    for mark in marks.iter().filter(|m| m.field.is_title()) {
        let Some(found) = name.get(mark.at.clone()) else { continue };
        let before = name.get(..mark.at.start).unwrap_or_default();
        let at = layout::indented(layout::at_most(title, end), columns(before) as u16);
        canvas.text(found, Role::Phrase, at);
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

fn read(model: &Model, screen: &Stories, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let Some(id) = screen.shown.get(screen.list.chosen) else {
        damaged(model, screen, area, canvas);
        return;
    };
    let Some(story) = model.workspace.library.get(id) else { return };
    let rows: Vec<ReaderRow> = paragraphs(model, screen, story, area.width)
        .into_iter()
        .flat_map(|(text, role)| wrap(&text, usize::from(area.width)).into_iter().map(move |row| (row, role)))
        .collect();
    let room = usize::from(area.height);
    let found = screen.marks.get(id).map_or_else(Vec::new, |marks| found(story, marks));
    let mut top = screen.top.min(rows.len().saturating_sub(1));
    if top == 0 && !screen.reading {
        // Beside the list the first place that was found is in view.
        let first = rows.iter().position(|(text, _)| places(text, &found).next().is_some()).unwrap_or(0);
        top = if first < room { 0 } else { first.saturating_sub(2) };
    }
    for (at, (text, role)) in area.rows().zip(rows.iter().skip(top)) {
        canvas.text(text.as_str(), *role, at);
        for (before, word) in places(text, &found) {
            canvas.text(word, Role::Phrase, layout::indented(at, columns(before) as u16));
        }
    }
    if rows.len() > top + room {
        canvas.more(Rect { width: area.width + 1, ..area });
    }
}

/// Everything that the reader says of a story, before it is wrapped.
fn paragraphs(model: &Model, screen: &Stories, story: &Story, width: u16) -> Vec<ReaderRow> {
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
        View::Cues => cues(story, width, &mut lines),
        View::Openings => openings(model, story, &mut lines),
    }
    lines
}

/// Title, what it is for, and which view this is.
fn heading(model: &Model, story: &Story, view: View) -> Vec<ReaderRow> {
    let workspace = &model.workspace;
    let time = match workspace.practice.told(&story.id) {
        Some(told) => format!("{told} last time"),
        None => format!("about {} aloud", workspace.coach.settings.seconds(pace::story_words(story))),
    };
    let mut facts = vec![workspace.stage(story).name().to_owned(), time];
    facts.extend(
        [principle(model, story).to_owned(), crate::story::when::shown(&story.happened)]
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

fn full(story: &Story, lines: &mut Vec<ReaderRow>) {
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
fn said(screen: &Stories, lines: &mut Vec<ReaderRow>) {
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
fn first_sentences(model: &Model, story: &Story, lines: &mut Vec<ReaderRow>) {
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
fn practiced(model: &Model, story: &Story, lines: &mut Vec<ReaderRow>) {
    let workspace = &model.workspace;
    let tellings = workspace.practice.history.record(&story.id).map_or(&[][..], |r| r.tellings());
    let due = filter::due_words(workspace, story);
    let times = match tellings.len() {
        0 => "Not told yet".to_owned(),
        1 => "Told once".to_owned(),
        n => format!("Told {n} times"),
    };
    let again = if due.is_empty() { String::new() } else { format!(", to tell {due}") };
    lines.push((format!("{times}{again}"), Role::Accent));
    for telling in tellings.iter().rev().take(stories::TELLINGS) {
        let day = crate::interview::date::words_from(workspace.view.today, telling.day);
        let grade = telling.grade.map_or("no grade", |g| g.grade.name());
        let how = if telling.mode == Mode::Interview { "in the interview" } else { grade };
        lines.push((format!("{day:<10}  {:>5}  {how}", telling.seconds.to_string()), Role::Text));
    }
}

/// The cues beside the parts they stand for, whose column their further rows leave free.
fn cues(story: &Story, width: u16, lines: &mut Vec<ReaderRow>) {
    let cues = crate::interview::cues::by_part(story);
    let labels = ["Situation", "Task", "Action", "Result"];
    for (i, cue) in cues.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let label = labels.get(i).copied().unwrap_or("Also");
        for (row, text) in wrap(cue, usize::from(width).saturating_sub(12).max(10)).iter().enumerate() {
            let label = if row == 0 { label } else { "" };
            lines.push((format!("{label:<11} {text}"), Role::Text));
        }
    }
}

fn openings(model: &Model, story: &Story, lines: &mut Vec<ReaderRow>) {
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
fn damaged(model: &Model, screen: &Stories, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let index = screen.list.chosen.saturating_sub(screen.shown.len());
    let Some(damaged) = model.workspace.library.damaged.get(index) else { return };
    let text = format!(
        "{} cannot be read: {}\n\nThe file is left as it is. Your other stories are not affected.",
        damaged.file, damaged.reason
    );
    canvas.prose(&text, Role::Text, area);
}
