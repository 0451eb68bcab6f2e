//! Draws Stories.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::filter;
use crate::app::screen::stories::Stories;
use crate::app::screen::stories::reader::{found_words, places};
use crate::search::Mark;
use crate::story::{Story, pace};
use crate::text::columns;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::screens::history;
use crate::ui::theme::Role;

/// What the list says of a story that is due today.
const DUE_TODAY: &str = "due today";
/// From this width in columns, the list says what its dates mean.
const DUE_SAID: u16 = 50;

/// Draws both panes if there is space, else the list, or the reader while reading.
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
    let g = screen.geometry(&model.workspace);
    if screen.len(&model.workspace) == 0 {
        empty(model, screen, body, canvas);
    } else if g.list == 0 {
        read(model, screen, layout::reader_alone(body, g), canvas);
    } else if g.reader == 0 {
        list(model, screen, body, canvas);
    } else {
        let areas = layout::list_and_reader(body, g);
        list(model, screen, areas.list, canvas);
        if screen.reading {
            for at in areas.bar.rows() {
                canvas.text(canvas.theme.signs.bar, Role::Focus, at);
            }
        }
        read(model, screen, areas.reader, canvas);
        let story = screen.shown.get(screen.list.chosen).and_then(|id| model.workspace.library.get(id));
        if let Some(story) = story.filter(|_| g.history > 0) {
            for at in areas.rule.rows() {
                canvas.text(canvas.theme.signs.column, Role::Rule, at);
            }
            history::draw(model, story, areas.history, canvas);
        }
    }
}

fn empty(model: &Model, screen: &Stories, body: Rect, canvas: &mut Canvas<'_, '_>) {
    let text = if !screen.query.text().is_empty() {
        "No stories match. Press Esc twice to see them all."
    } else if !screen.filter.is_open() {
        "No stories match this filter. Press Esc to see them all."
    } else if model.workspace.library.complete {
        "No story yet. Enter writes your first; n chooses its question."
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
    let said = area.width >= DUE_SAID;
    let shown = screen.shown.iter().skip(top).take(room).filter_map(|id| workspace.library.get(id));
    let due = shown.map(|s| columns(&due_words(model, s, said))).max().unwrap_or(0) as u16;
    for (i, row) in (top..).zip(area.rows()) {
        let chosen = i == screen.list.chosen;
        let role = if chosen { Role::Chosen } else { Role::Text };
        let at = layout::story_row(row, named, due);
        if let Some(story) = screen.shown.get(i).and_then(|id| workspace.library.get(id)) {
            canvas.render(canvas.stage(workspace.stage(story)), at.stage);
            facts(model, story, said, &at, canvas);
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
            canvas.chosen(at.chosen.union(at.due));
        }
    }
}

/// The columns at the right of a title: its principle if there is space, its time, its due date.
fn facts(model: &Model, story: &Story, said: bool, at: &layout::StoryRow, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let due = due_words(model, story, said);
    let role = if due == DUE_TODAY { Role::Accent } else { Role::Muted };
    let due = canvas.theme.label(due, role);
    canvas.render(due.right_aligned(), at.due);
    let told = workspace
        .practice
        .told(&story.id)
        .unwrap_or_else(|| workspace.coach.settings.seconds(pace::story_words(story)));
    canvas.render(canvas.theme.label(told.to_string(), Role::Muted).right_aligned(), at.time);
    canvas.text(principle(model, story), Role::Muted, at.principle);
}

/// When a story is due: always with the word itself if that is today, else where there is room.
fn due_words(model: &Model, story: &Story, said: bool) -> String {
    match filter::due_words(&model.workspace, story).as_str() {
        "" => String::new(),
        "today" => DUE_TODAY.to_owned(),
        later if said => format!("due {later}"),
        later => later.to_owned(),
    }
}

/// The name of a story's principle, or its id where the bank has none.
fn principle<'a>(model: &'a Model, story: &'a Story) -> &'a str {
    model.workspace.bank.principle(&story.principle).map_or(story.principle.as_str(), |p| p.name.as_str())
}

/// Highlights in a title what the query matched.
fn underline(marks: &[Mark], name: &str, title: Rect, canvas: &mut Canvas<'_, '_>) {
    let end = columns(name) as u16;
    for mark in marks.iter().filter(|m| m.field.is_title()) {
        let Some(found) = name.get(mark.at.clone()) else { continue };
        let before = name.get(..mark.at.start).unwrap_or_default();
        let at = layout::indented(layout::at_most(title, end), columns(before) as u16);
        canvas.text(found, Role::Phrase, at);
    }
}

fn read(model: &Model, screen: &Stories, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let Some(id) = screen.shown.get(screen.list.chosen) else {
        damaged(model, screen, area, canvas);
        return;
    };
    let Some(story) = model.workspace.library.get(id) else { return };
    let found = screen.marks.get(id).map_or_else(Vec::new, |marks| found_words(story, marks));
    for (at, row) in area.rows().zip(screen.reader.iter().skip(screen.scroll.top)) {
        canvas.text(row.text.as_str(), Role::of(row.tone), at);
        for (before, word) in places(&row.text, &found) {
            canvas.text(word, Role::Phrase, layout::indented(at, columns(before) as u16));
        }
    }
    if !screen.scroll.is_at_end(screen.reader.len(), usize::from(area.height)) {
        canvas.more(Rect { width: area.width + 1, ..area });
    }
}

/// A file that cannot be read: what is wrong, and that it will not be changed.
fn damaged(model: &Model, screen: &Stories, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let index = screen.list.chosen.saturating_sub(screen.shown.len());
    let Some(damaged) = model.workspace.library.damaged.get(index) else { return };
    let text = format!(
        "{} cannot be read: {}\n\nThe file is left as it is. Your other stories are not affected.{}",
        damaged.file,
        damaged.reason,
        if damaged.id.is_some() { "\n\nEnter shows its earlier versions." } else { "" }
    );
    canvas.prose(&text, Role::Text, area);
}
