//! The picture of a form: details, the end of a walk, the opening, the cue card.

use crate::app::Model;
use crate::app::documents::PreparationField;
use crate::app::screen::form::{Aim, Form, FormKind, FormLine};
use crate::app::workspace::Target;
use crate::coach::Review;
use crate::story::{Story, pace};
use crate::text::Lines;
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Draws a form.
pub fn draw(model: &Model, form: &Form, page: &mut Page<'_, '_>) {
    let story = form.story.as_ref().and_then(|id| model.workspace.library.get(id));
    if form.story.is_some() && story.is_none() {
        return;
    }
    let story = story.map(std::convert::AsRef::as_ref);
    let tight = page.area.height < 16;
    let bottom = crate::ui::floor(page);
    let y = header(model, form, story, page);
    // Each line of a form takes its label's row, its text and a gap; the line in focus stays in view.
    let heights: Vec<u16> = form.lines.iter().map(|l| height(form, l, tight)).collect();
    let after = if matches!(form.kind, FormKind::Ending(_)) && !tight { 6 } else { 0 };
    let room = bottom.saturating_sub(y + after);
    let mut first = 0;
    let used = |from: usize| heights.iter().skip(from).take(form.focus + 1 - from).sum::<u16>();
    while first < form.focus && used(first) > room {
        first += 1;
    }
    let (mut at, mut last) = (y, first);
    for (i, line) in form.lines.iter().enumerate().skip(first) {
        let high = heights.get(i).copied().unwrap_or(1);
        if at + high > bottom {
            break;
        }
        let headed = heading(form, line);
        if let Some(heading) = headed {
            page.put(1, at, PROSE, heading, Role::Accent);
        }
        one(form, i, line, at + u16::from(headed.is_some()), tight, page);
        at += high;
        last = i + 1;
    }
    let right = page.area.width - 1;
    if first > 0 {
        page.put_right(right, y, page.theme.signs.above, Role::Muted);
    }
    if last < form.lines.len() {
        page.put_right(right, bottom.saturating_sub(1), page.theme.signs.more, Role::Muted);
    }
    if let (true, Some(story)) = (after > 0, story) {
        ending(model, story, &form.review, at + 1, page);
    }
}

/// Rows of a line: its label, its text, what is understood of it, a gap.
fn height(form: &Form, line: &FormLine, tight: bool) -> u16 {
    let close = form.kind == FormKind::Card || tight;
    let headed = u16::from(heading(form, line).is_some());
    let noted = u16::from(line.target == Aim::Interview(PreparationField::Date));
    match line.field.lines() {
        Lines::Many if form.story.is_none() => form.text_rows + 2,
        Lines::Many => 5,
        Lines::One if close => 2 + noted + headed,
        Lines::One => 3 + noted,
    }
}

/// What stands above the first of several lines of a kind.
fn heading(form: &Form, line: &FormLine) -> Option<&'static str> {
    let asked = |l: &&FormLine| matches!(l.target, Aim::Story(Target::Answer(_)));
    let first = form.lines.iter().find(asked);
    first.filter(|f| f.target == line.target).map(|_| "If they ask")
}

fn header(model: &Model, form: &Form, story: Option<&Story>, page: &mut Page<'_, '_>) -> u16 {
    let width = page.area.width;
    let title = match &form.kind {
        FormKind::Details => "Title and details",
        FormKind::Ending(_) => "Three things to find it by",
        FormKind::Opening(_) => "One story, one more question",
        FormKind::Card => "Cue card",
        FormKind::Sheet(_) => return sheet_header(form, page),
    };
    page.put(1, 0, width - 2, title, Role::Muted);
    if let (true, Some(story)) = (usize::from(width) > title.len() + 12, story) {
        let room = usize::from(width) - title.len() - 4;
        page.put_right(width - 1, 0, &crate::text::cut(&story.name(), room), Role::Strong);
    }
    let tight = page.area.height < 16;
    if let FormKind::Opening(prompt) = &form.kind
        && let Some(prompt) = model.workspace.bank.prompt(prompt)
    {
        let wide = (width - 2).min(PROSE);
        let rows = crate::ui::page::wrap(&prompt.text, wide);
        for (i, row) in rows.iter().take(3).enumerate() {
            page.put(1, 1 + i as u16, wide, row, Role::Strong);
        }
        return 2 + rows.len().min(3) as u16;
    }
    if tight { 1 } else { 2 }
}

/// Draws one line of the form: label, bar and text.
fn one(form: &Form, at: usize, line: &FormLine, y: u16, tight: bool, page: &mut Page<'_, '_>) {
    let focused = at == form.focus;
    let width = page.area.width;
    let role = if focused { Role::Strong } else { Role::Muted };
    page.put(3, y, width - 4, &line.label, role);
    let rows = height(form, line, true) - 1 - u16::from(heading(form, line).is_some());
    if focused {
        let bar = if form.writing { Role::Focus } else { Role::Muted };
        for row in 0..=rows.min(if tight { 1 } else { rows }) {
            page.put(1, y + row, 1, page.theme.signs.bar, bar);
        }
    }
    let wide = (width - 4).min(PROSE);
    if line.field.text().is_empty() {
        page.put(3, y + 1, wide, &line.hint, Role::Muted);
    }
    if line.field.lines() == Lines::One && !(focused && form.writing) {
        // Whoever reads begins at the beginning; only the cursor needs the end.
        page.put(3, y + 1, wide, line.field.text(), Role::Text);
    } else {
        page.field(3, y + 1, wide, &line.field, focused && form.writing, &[]);
    }
    if !line.note.is_empty() {
        page.put(3, y + 2, wide, &line.note, Role::Muted);
    }
}

/// The title of a sheet of Prepare, and what helps. Gives the first free row.
fn sheet_header(form: &Form, page: &mut Page<'_, '_>) -> u16 {
    let (title, help) = &form.head;
    let tight = page.area.height < 16;
    let wide = (page.area.width - 2).min(PROSE);
    let mut y = 0;
    for row in crate::ui::page::wrap(title, wide).iter().take(2) {
        page.put(1, y, wide, row, Role::Strong);
        y += 1;
    }
    let rows: Vec<String> = help.iter().flat_map(|h| crate::ui::page::wrap(h, wide)).collect();
    for row in rows.iter().take(if tight { 2 } else { 9 }) {
        page.put(1, y, wide, row, Role::Muted);
        y += 1;
    }
    y + u16::from(!tight)
}

/// Below the lines at the end of a walk: how long it is, what is good, what to look at.
fn ending(model: &Model, story: &Story, review: &Review, y: u16, page: &mut Page<'_, '_>) {
    let bottom = crate::ui::floor(page);
    let width = (page.area.width - 4).min(PROSE);
    let told = model.workspace.seconds(pace::story_words(story));
    let usual = format!("usual {} to {}", pace::USUAL.start(), pace::USUAL.end());
    let time = match model.workspace.told(&story.id) {
        Some(told) => format!("{told} last time"),
        None => format!("About {told} aloud"),
    };
    page.put(3, y, width, &format!("{time}, {usual}"), Role::Text);
    let mut y = y + 1;
    for praise in review.praise.iter().take(2) {
        if y < bottom {
            page.put(3, y, width, &format!("+ {}", praise.message), Role::Good);
        }
        y += 1;
    }
    for finding in review.findings.iter().take(2) {
        for row in crate::ui::page::wrap(&format!("? {} {}", finding.message, finding.question), width) {
            if y < bottom {
                page.put(3, y, width, &row, Role::Text);
            }
            y += 1;
        }
    }
}
