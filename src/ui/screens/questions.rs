//! Draws Questions: the principles, their questions, and the full text of the selected one.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::Model;
use crate::app::screen::questions::Questions;
use crate::questions::{Principle, Prompt};
use crate::text::{columns, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, Prose};

/// Maximum rows of a principle's summary.
const SUMMARY: u16 = 4;
/// The fewest rows of questions beside what a principle is.
const FEWEST: u16 = 6;
/// The indentation of the stories below their question, in columns.
const UNDER: u16 = 5;
/// Minimum columns for showing the note at the right of a row.
const NOTE: u16 = 6;

/// Draws both panes if there is space, else the focused one.
pub fn draw(model: &Model, screen: &Questions, canvas: &mut Canvas<'_, '_>) {
    let Some(principle) = screen.principle(&model.workspace) else { return };
    let answered = model.workspace.library.answered(principle);
    let note = match (screen.queried(), screen.found.len()) {
        (false, _) => format!("{answered} of {} answered", principle.main_prompts().len()),
        (true, 1) => "1 question".to_owned(),
        (true, n) => format!("{n} questions"),
    };
    let body = crate::ui::head(model, canvas, &note);
    if screen.queried() {
        queried(model, screen, body, canvas);
    } else if !canvas.area().is_narrow() {
        let [left, right] = layout::questions_panes(body);
        principles(model, screen, left, canvas);
        prompts(model, screen, principle, right, canvas);
    } else if screen.right {
        let [name, below] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
        canvas.text(principle.name.as_str(), Role::Strong, layout::margins(name));
        prompts(model, screen, principle, below, canvas);
    } else {
        principles(model, screen, body, canvas);
    }
}

/// The principles with the marks of their stories. A name that is too long for its row takes a second one.
fn principles(model: &Model, screen: &Questions, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let all = model.workspace.bank.listed();
    let area = layout::margins(area);
    let width = layout::principle_with_marks(layout::row(area, 0)).name.width;
    let names: Vec<Prose> = all.iter().map(|p| canvas.theme.prose(&p.name, width, Role::Text)).collect();
    // The chosen one stays in view.
    let chosen = screen.principles.chosen;
    let rows = |from: usize| names.iter().take(chosen + 1).skip(from).map(Prose::height).sum::<u16>();
    let top = (0..chosen).find(|&from| rows(from) <= area.height).unwrap_or(chosen);
    let mut rest = area;
    for (i, (principle, name)) in all.iter().zip(names).enumerate().skip(top) {
        if rest.is_empty() {
            canvas.more(Rect { width: area.width + 1, ..area });
            break;
        }
        let role = match (i == chosen, screen.right) {
            (true, false) => Role::Chosen,
            (true, true) => Role::Strong,
            (false, _) => Role::Text,
        };
        // There is one chosen row on the screen: the other pane has it, once it has the keys.
        if i == chosen && !screen.right {
            canvas.chosen(rest);
        }
        let areas = layout::principle_with_marks(layout::row(rest, 0));
        let rows = name.height().min(rest.height);
        canvas.render(
            name.styled(canvas.theme.style(role)),
            layout::first_rows(Rect { height: rest.height, ..areas.name }, rows),
        );
        let stories = model.workspace.library.slots(principle);
        for (slot, at) in areas.slots.into_iter().enumerate() {
            let sign = match stories.get(slot) {
                Some(story) => canvas.stage(model.workspace.stage(story)),
                None => canvas.theme.label(canvas.theme.signs.none, Role::Muted),
            };
            canvas.render(sign, at);
        }
        rest = layout::below(rest, rows);
    }
}

/// The questions of all principles that match the query.
fn queried(model: &Model, screen: &Questions, body: Rect, canvas: &mut Canvas<'_, '_>) {
    let [find, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
    draw_find(screen, find, canvas);
    let body = layout::at_most(body, layout::QUESTIONS);
    if screen.found.is_empty() {
        let at = layout::indented(layout::margins(layout::row(body, 1)), 2);
        canvas.text("No questions match. Press Esc to see them all.", Role::Muted, at);
        return;
    }
    let wording = wording_rows(canvas);
    let areas = [Constraint::Fill(1), Constraint::Length(1), Constraint::Length(wording)];
    let [list, _, wording] = Layout::vertical(areas).areas(body);
    let all = model.workspace.bank.listed();
    let top = screen.hits.top.max((screen.hits.chosen + 1).saturating_sub(usize::from(list.height)));
    for (at, (i, &(principle, prompt))) in list.rows().zip(screen.found.iter().enumerate().skip(top)) {
        let Some(principle) = all.get(principle) else { continue };
        let Some(prompt) = principle.prompts().get(prompt) else { continue };
        row(&prompt.short, &principle.name, i == screen.hits.chosen, at, canvas);
    }
    draw_wording(model, screen, wording, canvas);
}

/// The query.
fn draw_find(screen: &Questions, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let [label, field] = layout::find(area);
    canvas.text("Find", Role::Accent, label);
    canvas.field(&screen.query, screen.writing, &[], field);
}

/// A question with a note at the right.
fn row(text: &str, note: &str, chosen: bool, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let area = layout::margins(area);
    if chosen {
        canvas.chosen(area);
    }
    let at = layout::indented(area, 2);
    let role = if chosen { Role::Chosen } else { Role::Text };
    let text = canvas.theme.label(text, role);
    canvas.render(Ends::keep_left(text, canvas.theme.label(note, Role::Muted), 2, NOTE), at);
}

/// The rows reserved for the full text of the selected question.
fn wording_rows(canvas: &Canvas<'_, '_>) -> u16 {
    if canvas.area().is_tight() { 3 } else { 4 }
}

/// Draws the full text of the selected question.
fn draw_wording(model: &Model, screen: &Questions, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let Some(prompt) = screen.prompt(&model.workspace) else { return };
    let width = width(area);
    let area = layout::margins(area);
    let wording = canvas.theme.prose(&prompt.text, width, Role::Strong).ellipsis(" …");
    let used = wording.height().min(area.height);
    canvas.render(wording, area);
    let also = model.workspace.bank.also_asked_under(prompt);
    if !also.is_empty() {
        let text = format!("Also asked under {}", also.join(", "));
        canvas.prose(&text, Role::Muted, Rect { width, ..layout::below(area, used) });
    }
}

fn prompts(
    model: &Model,
    screen: &Questions,
    principle: &Principle,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let whole = area;
    let mut area = layout::at_most(area, layout::ROW);
    // A finding across the principle's stories replaces the summary.
    let across = across(model, principle);
    let (text, role) = across.as_deref().map_or((principle.summary(), Role::Muted), |t| (t, Role::Warn));
    if !canvas.area().is_tight() {
        let at = layout::indented(layout::first_rows(area, SUMMARY), 1);
        let rows = canvas.prose(text, role, Rect { width: at.width.saturating_sub(2), ..at });
        area = layout::below(area, rows + 1);
    }
    // While the principles are looked through, it is told what they are; else what the chosen question is.
    let said = if screen.right { Vec::new() } else { principle.about().split_off(1) };
    let said: Vec<_> =
        said.into_iter().map(|text| canvas.theme.prose(text, width(area), Role::Muted)).collect();
    let wording = match said.iter().map(|prose| prose.height() + 1).sum::<u16>() {
        0 => wording_rows(canvas),
        rows => (rows - 1).min(area.height.saturating_sub(FEWEST)),
    };
    let list = layout::first_rows(area, area.height.saturating_sub(wording + 1));
    let rows = Rect { width: whole.width, ..list };
    let used = draw_prompts(model, screen, principle, (list, rows), canvas);
    // The text follows its list, or keeps its rows at the bottom if the list is longer than the screen.
    let below = layout::below(area, (used + 1).min(area.height.saturating_sub(wording)));
    let mut below = layout::first_rows(below, wording);
    if said.is_empty() {
        draw_wording(model, screen, below, canvas);
    }
    for prose in said {
        let rows = prose.height() + 1;
        canvas.render(prose, layout::margins(below));
        below = layout::below(below, rows);
    }
}

/// The columns of text below the list, one of which is reserved for the scroll mark.
fn width(area: Rect) -> u16 {
    area.width.saturating_sub(3)
}

/// A row of the list of a principle's prompts.
enum ListRow<'p> {
    /// The name of the group that follows.
    Heading(&'p str),
    /// A prompt with its index.
    Prompt(usize, &'p Prompt),
    /// A row of the stories that answer the prompt above it.
    Stories(String),
}

/// The rows of a principle's prompts, with the groups that they stand in.
fn rows(principle: &Principle) -> Vec<ListRow<'_>> {
    let mut rows = Vec::new();
    let mut group = None;
    for (i, prompt) in principle.prompts().iter().enumerate() {
        if prompt.group.as_deref() != group {
            group = prompt.group.as_deref();
            rows.extend(group.map(ListRow::Heading));
        }
        rows.push(ListRow::Prompt(i, prompt));
    }
    rows
}

/// The questions of a principle, each with the stories that answer it: beside it, or in a row below where they
/// would be cut and there is room; that row may be as wide as the pane. Gives the rows used.
fn draw_prompts(
    model: &Model,
    screen: &Questions,
    principle: &Principle,
    (list, whole): (Rect, Rect),
    canvas: &mut Canvas<'_, '_>,
) -> u16 {
    let names = |prompt: &Prompt| match model.workspace.library.answering(&prompt.id).as_slice() {
        [] => String::new(),
        [one] => one.name(),
        [one, more @ ..] => format!("{} +{}", one.name(), more.len()),
    };
    let numbered = |i: usize, prompt: &Prompt| format!("{:2} {}", i + 1, prompt.short);
    let is_cut = |(i, prompt): (usize, &Prompt)| {
        let beside = columns(&numbered(i, prompt)) + columns(&names(prompt)) + 2;
        !names(prompt).is_empty() && beside > usize::from(list.width.saturating_sub(4))
    };
    let room = usize::from(list.height);
    let mut rows = rows(principle);
    let mut below = principle.prompts().iter().enumerate().any(is_cut);
    if below {
        let width = usize::from(whole.width.saturating_sub(UNDER + 3));
        let under = |prompt: &Prompt| wrap(&names(prompt), width).into_iter().filter(|row| !row.is_empty());
        let answered: usize = principle.prompts().iter().map(|prompt| under(prompt).count()).sum();
        below = rows.len() + answered <= room;
        if below {
            let with_stories = |row| {
                let stories: Vec<_> = match &row {
                    ListRow::Prompt(_, prompt) => under(prompt).map(ListRow::Stories).collect(),
                    ListRow::Heading(_) | ListRow::Stories(_) => Vec::new(),
                };
                std::iter::once(row).chain(stories)
            };
            rows = rows.into_iter().flat_map(with_stories).collect();
        }
    }
    let is_chosen = |row: &ListRow<'_>| matches!(row, ListRow::Prompt(i, _) if *i == screen.prompts.chosen);
    let top = (rows.iter().position(is_chosen).unwrap_or(0) + 1).saturating_sub(room);
    for (at, list_row) in list.rows().zip(rows.iter().skip(top)) {
        let inside = layout::margins(at);
        match list_row {
            ListRow::Heading(text) => canvas.text(*text, Role::Muted, layout::indented(inside, 2)),
            ListRow::Stories(names) => {
                let inside = layout::margins(Rect { width: whole.width, ..at });
                canvas.text(names.as_str(), Role::Muted, layout::indented(inside, UNDER));
            }
            ListRow::Prompt(i, prompt) => {
                let beside = if below { String::new() } else { names(prompt) };
                row(&numbered(*i, prompt), &beside, screen.right && is_chosen(list_row), at, canvas);
            }
        }
    }
    rows.len().min(room) as u16
}

/// A finding across the stories of a principle: duplicates, an overused story, three of a kind.
fn across(model: &Model, principle: &Principle) -> Option<String> {
    let slots = model.workspace.library.slots(principle);
    let here = |f: &&crate::coach::BankFinding| {
        f.principles.contains(&principle.id)
            || f.principles.is_empty() && slots.iter().any(|s| f.stories.contains(&s.id))
    };
    model.workspace.coach.across.iter().find(here).map(|f| format!("? {} {}", f.message, f.question))
}
