//! Draws a form.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::open::FormKind;
use crate::app::screen::form::{ANSWER_ROWS, Aim, Form, FormLine};
use crate::app::workspace::PreparationField;
use crate::interview::{Level, SCOPE};
use crate::story::Story;
use crate::text::{Lines, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// Maximum rows of the question above an opening.
const QUESTION: u16 = 3;
/// Maximum rows of a sheet's title.
const TITLE: u16 = 2;
/// The rows of a multi-line field.
const TEXT: u16 = 5;
/// The columns of the labels of a level's card.
const SCOPE_LABEL: u16 = 18;

pub fn draw(model: &Model, form: &Form, canvas: &mut Canvas<'_, '_>) {
    let story = form.story.as_ref().and_then(|id| model.workspace.library.get(id));
    if form.story.is_some() && story.is_none() {
        return;
    }
    let story = story.map(std::convert::AsRef::as_ref);
    let tight = canvas.area().is_tight();
    let body = header(model, form, story, canvas);
    // The focused line stays visible.
    let heights: Vec<u16> = form.lines.iter().map(|l| height(form, l, tight)).collect();
    let room = body.height;
    let used = |from: usize| heights.iter().skip(from).take(form.focus + 1 - from).sum::<u16>();
    let first = (0..form.focus).find(|&first| used(first) <= room).unwrap_or(form.focus);
    let (mut rest, mut last) = (body, first);
    for (i, (line, &height)) in form.lines.iter().zip(&heights).enumerate().skip(first) {
        if height > rest.height {
            break;
        }
        let mut at = layout::first_rows(rest, height);
        if let Some(heading) = heading(form, line) {
            canvas.text(heading, Role::Accent, layout::margins(layout::row(at, 0)));
            at = layout::below(at, 1);
        }
        draw_line(form, i, line, at, canvas);
        rest = layout::below(rest, height);
        last = i + 1;
    }
    if first > 0 {
        let above = canvas.theme.label(canvas.theme.signs.above, Role::Muted).right_aligned();
        canvas.render(above, layout::row(layout::margins(body), 0));
    }
    if last < form.lines.len() {
        canvas.more(layout::margins(body));
    } else if matches!(form.kind, FormKind::Check(_)) {
        level_card(model, rest, canvas);
    }
}

/// What a story for the level of the role shows, if there is a level and room for all of it.
fn level_card(model: &Model, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let Some(level) = Level::read(&model.workspace.documents.preparation.level) else { return };
    let card = level.card();
    let rows = 1 + card.len() as u16;
    if area.height < rows {
        return;
    }
    let gap = u16::from(area.height > rows);
    let area = layout::margins(layout::below(area, gap));
    canvas.text(
        format!("What a story for a {} role shows", level.name()),
        Role::Accent,
        layout::row(area, 0),
    );
    let text = layout::indented(layout::below(area, 1), SCOPE_LABEL);
    for (at, (label, line)) in (1..).zip(SCOPE.iter().zip(card)) {
        canvas.text(*label, Role::Muted, layout::row(area, at));
        canvas.text(line, Role::Text, layout::row(text, at - 1));
    }
}

/// The height of a line: its label, its text, its note, a gap.
fn height(form: &Form, line: &FormLine, tight: bool) -> u16 {
    let close = matches!(form.kind, FormKind::Card | FormKind::Check(_)) || tight;
    let headed = u16::from(heading(form, line).is_some());
    let noted = [PreparationField::Date, PreparationField::Level].map(Aim::Interview);
    let noted = u16::from(noted.contains(&line.target));
    match line.field.lines() {
        Lines::Many if line.is_answer() => ANSWER_ROWS + 1 + headed + u16::from(!tight),
        Lines::Many if form.story.is_none() => form.text_rows + 2,
        Lines::Many => TEXT,
        Lines::One if close => 2 + noted + headed,
        Lines::One => 3 + noted,
    }
}

/// The heading above the first of several lines of a kind.
fn heading(form: &Form, line: &FormLine) -> Option<&'static str> {
    let first = form.lines.iter().find(|l| l.is_answer());
    first.filter(|f| f.target == line.target).map(|_| "If they ask")
}

/// Draws the header. Returns the area below, without margins.
fn header(model: &Model, form: &Form, story: Option<&Story>, canvas: &mut Canvas<'_, '_>) -> Rect {
    let title = match &form.kind {
        FormKind::Details => "Title and details",
        FormKind::Opening(_) => "One story, one more question",
        FormKind::Card => "Cue card",
        FormKind::Check(_) => "Six questions that only you can answer",
        FormKind::Sheet(_) => return sheet_header(form, canvas),
    };
    let regions = canvas.regions();
    let title = canvas.theme.label(title, Role::Muted);
    let name = canvas.theme.label(story.map(Story::name).unwrap_or_default(), Role::Strong);
    canvas.render(Ends::keep_left(title, name, 2, 9), regions.head);
    if let FormKind::Opening(prompt) | FormKind::Check(Some(prompt)) = &form.kind
        && let Some(prompt) = model.workspace.bank.prompt(prompt)
    {
        let below = regions.below_head();
        let at = layout::at_most(layout::margins(below), layout::PROSE);
        let rows = canvas.prose(&prompt.text, Role::Strong, layout::first_rows(at, QUESTION));
        return layout::below(below, rows + 1);
    }
    regions.body
}

/// Draws a line of the form: label, bar, text and note.
fn draw_line(form: &Form, i: usize, line: &FormLine, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let focused = i == form.focus;
    let area = layout::margins(area);
    let inside = layout::indented(area, 2);
    canvas.text(
        line.label.as_str(),
        if focused { Role::Strong } else { Role::Muted },
        layout::row(inside, 0),
    );
    let rows = height(form, line, true) - u16::from(heading(form, line).is_some());
    if focused {
        let bar = if form.writing { Role::Focus } else { Role::Muted };
        let rows = if canvas.area().is_tight() { rows.min(2) } else { rows };
        for at in layout::first_rows(area, rows).rows() {
            canvas.text(canvas.theme.signs.bar, bar, layout::at_most(at, 1));
        }
    }
    let text = layout::at_most(layout::below(inside, 1), layout::PROSE);
    if line.field.text().is_empty() {
        // What is suggested counts as it stands; what is only an example is dimmed.
        let role = if line.suggested { Role::Text } else { Role::Muted };
        canvas.text(line.hint.as_str(), role, layout::row(text, 0));
    }
    let writing = focused && form.writing;
    if line.field.lines() == Lines::One && !writing {
        // An unfocused field shows the beginning of its text.
        canvas.text(line.field.text(), Role::Text, layout::row(text, 0));
    } else {
        canvas.field(&line.field, writing, &[], text);
    }
    if !line.note.is_empty() {
        canvas.text(line.note.as_str(), Role::Muted, layout::row(text, 1));
    }
}

/// The title and help of a sheet. Returns the area below, without margins.
fn sheet_header(form: &Form, canvas: &mut Canvas<'_, '_>) -> Rect {
    let (title, help) = &form.head;
    let tight = canvas.area().is_tight();
    let regions = canvas.regions();
    let all = regions.head_rule.union(regions.body);
    let all = Rect { y: 0, height: all.bottom(), ..all };
    let text = layout::at_most(layout::margins(all), layout::PROSE);
    let titled = canvas.prose(title, Role::Strong, layout::first_rows(text, TITLE));
    let text = layout::below(text, titled);
    let rows: Vec<String> = help.iter().flat_map(|h| wrap(h, usize::from(text.width))).collect();
    let most = if tight { 2 } else { 9 };
    for (at, row) in text.rows().zip(rows.iter().take(most)) {
        canvas.text(row.as_str(), Role::Muted, at);
    }
    layout::below(all, titled + rows.len().min(most) as u16 + u16::from(!tight))
}
