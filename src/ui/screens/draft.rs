//! The picture of Draft.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::draft::{Draft, Geometry, geometry};
use crate::story::{Section, Story, one_line, pace};
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws Draft.
pub fn draw(model: &Model, draft: &Draft, page: &mut Page<'_, '_>) {
    let Some(story) = draft.text(&model.workspace) else { return };
    let parts = draft.shown(model.workspace.size);
    let g = geometry(model.workspace.size, parts.len());
    header(model, draft, story, g, page);
    let counts = draft.counts();
    let mut y = g.above as u16;
    for &section in &parts {
        let words = counts.get(section.index()).copied().unwrap_or_default();
        y = part(model, draft, (section, story.section(section), words), g, y, page);
    }
    if g.lines {
        lines(model, draft, story, counts, g, page);
    }
    if page.area.width >= super::coach::BESIDE {
        if draft.review.complete {
            super::coach::beside(&draft.review, None, page);
        } else {
            beside(model, draft, page);
        }
    }
}

fn header(model: &Model, draft: &Draft, story: &Story, g: Geometry, page: &mut Page<'_, '_>) {
    let workspace = &model.workspace;
    let width = page.area.width;
    let found =
        draft.prompt.as_ref().and_then(|id| Some((id, workspace.bank.find(id)?, workspace.bank.place(id)?)));
    let (sign, role) = crate::ui::mark(page, workspace.stage(story));
    let state = workspace.stage(story).name();
    if g.compact {
        let left = match &found {
            Some((_, (_, prompt), (at, of))) => format!("{at}/{of} {}", prompt.short),
            None => story.name(),
        };
        page.put(1, 0, width.saturating_sub(5), &left, Role::Strong);
        page.put_right(width - 1, 0, sign, role);
        return;
    }
    let left = match &found {
        Some((_, (principle, _), (at, of))) => format!("{}, question {at} of {of}", principle.name),
        None => "A story of its own".to_owned(),
    };
    let x = page.put(1, 0, width / 2 + 10, &left, Role::Muted);
    let start = page.put_right(width - 1, 0, &format!("{sign} {state}"), role);
    let title = if story.title.trim().is_empty() { String::new() } else { story.name() };
    let room = start.saturating_sub(x + 4);
    let title = crate::text::cut(&title, usize::from(room)).into_owned();
    page.put_right(start.saturating_sub(2), 0, &title, Role::Strong);
    let text = found
        .map_or("Not linked to a question yet: m, then link.", |(_, (_, prompt), _)| prompt.text.as_str());
    let wide = (width - 2).min(crate::ui::page::PROSE + 2);
    let rows = crate::ui::page::wrap(text, wide);
    for (i, row) in rows.iter().take(2).enumerate() {
        let cut = i == 1 && rows.len() > 2;
        let end = page.put(1, 1 + i as u16, wide, row, Role::Strong);
        if cut {
            page.put(end.min(wide), 1 + i as u16, 1, "…", Role::Strong);
        }
    }
}

/// Draws one part, open or folded; gives the row below it.
fn part(
    model: &Model,
    draft: &Draft,
    (section, text, words): (Section, &str, pace::Words),
    g: Geometry,
    y: u16,
    page: &mut Page<'_, '_>,
) -> u16 {
    let open = section == draft.focus;
    let right = (g.columns as u16 + 3).min(page.area.width - 1);
    let time = if words.0 == 0 {
        page.theme.signs.none.to_owned()
    } else {
        model.workspace.seconds(words).to_string()
    };
    let start = page.put_right(right, y, &time, Role::Muted);
    if !open {
        page.put(3, y, 10, section.name(), if text.is_empty() { Role::Muted } else { Role::Text });
        let room = start.saturating_sub(17);
        let x = if g.compact { 13 } else { 15 };
        if text.trim().is_empty() {
            page.put(x, y, room, &guide(model, draft, section, 0), Role::Muted);
        } else {
            page.put(x, y, room, &one_line(text, usize::from(room)), Role::Text);
        }
        return y + 1;
    }
    let bar = page.theme.signs.bar;
    let bar_role = if draft.writing { Role::Focus } else { Role::Muted };
    page.put(1, y, 1, bar, bar_role);
    page.put(3, y, 12, section.name(), Role::Strong);
    for row in 0..g.rows as u16 {
        page.put(1, y + 1 + row, 1, bar, bar_role);
    }
    if text.is_empty() {
        hints(model, draft, section, g, y + 1, page);
    }
    page.field(3, y + 1, g.columns as u16, draft.field(section), draft.writing, &draft.phrases(section));
    y + 1 + g.rows as u16
}

/// What stands in an empty open part: its guiding questions, until a word is typed.
fn hints(model: &Model, draft: &Draft, section: Section, g: Geometry, y: u16, page: &mut Page<'_, '_>) {
    if !hinted(draft, g, page) {
        return;
    }
    let mut at = y + 1;
    let last = y + g.rows as u16;
    for i in 0..4 {
        let text = guide(model, draft, section, i);
        for row in crate::ui::page::wrap(&text, g.columns as u16) {
            if at < last {
                page.put(3, at, g.columns as u16, &row, Role::Muted);
                at += 1;
            }
        }
    }
}

/// Whether the guiding questions stand in the open part itself.
fn hinted(draft: &Draft, g: Geometry, page: &Page<'_, '_>) -> bool {
    draft.field(draft.focus).text().is_empty() && page.area.width < super::coach::BESIDE && g.rows >= 5
}

/// The guiding question of a part with this number; empty where there is none.
fn guide(model: &Model, draft: &Draft, section: Section, at: usize) -> String {
    let found = draft.prompt.as_ref().and_then(|p| model.workspace.bank.find(p));
    if section == Section::Lesson && at == 0 && !draft.wants_lesson(&model.workspace) {
        return "Only if you want one".to_owned();
    }
    found.and_then(|(principle, _)| principle.guide().of(section).get(at).cloned()).unwrap_or_default()
}

/// The pace line and the coach's line.
fn lines(
    model: &Model,
    draft: &Draft,
    story: &Story,
    counts: [pace::Words; 5],
    g: Geometry,
    page: &mut Page<'_, '_>,
) {
    let y = page.area.height - if g.compact { 2 } else { 3 } - g.coach;
    let words: pace::Words = counts.into_iter().sum();
    let told = model.workspace.seconds(words);
    let width = page.area.width;
    if words.0 > 0 {
        let usual = format!("usual {} to {}", pace::USUAL.start(), pace::USUAL.end());
        let time = match model.workspace.told(&draft.story) {
            Some(told) => format!("{told} last time"),
            None => format!("About {told} aloud"),
        };
        let x = page.put(1, y, width - 2, &format!("{time}, {usual}"), Role::Muted);
        // Shares say something once all four parts are there; each keeps its place while it grows.
        let [setup, action, result] = pace::shares(counts);
        let shares = format!("Situation+Task {setup:>2}% Action {action:>2}% Result {result:>2}%");
        let right = width.min(crate::ui::page::PROSE + 4) - 1;
        if story.is_complete() && usize::from(x) + shares.len() < usize::from(right) {
            page.put_right(right, y, &shares, Role::Muted);
        }
    }
    let wide = (width - 4).min(crate::ui::page::PROSE);
    if draft.review.complete {
        coach_line(draft, y + 1, wide, g.coach, page);
        return;
    }
    let question = guide(model, draft, draft.focus, 0);
    if !question.is_empty() && !hinted(draft, g, page) {
        page.put(1, y + 1, 1, "?", Role::Accent);
        page.put(3, y + 1, wide, &question, Role::Text);
    }
}

/// The one thing to look at in the part in focus, or that there is none here.
fn coach_line(draft: &Draft, y: u16, wide: u16, most: u16, page: &mut Page<'_, '_>) {
    let all = &draft.review.findings;
    let Some(finding) = draft.finding() else {
        if draft.changed {
            // What was asked is being answered; whether it is, shows when the part is left.
            return;
        }
        let text = if all.is_empty() {
            "Nothing to ask".to_owned()
        } else {
            format!("Nothing to ask in this part; {} in all", draft.review.summary())
        };
        page.put(3, y, wide, &text, Role::Muted);
        return;
    };
    let at = all.iter().position(|f| f == finding).unwrap_or(0) + 1;
    let count = format!("{at} of {}", all.len());
    let start = page.put_right(wide + 4, y, &count, Role::Muted);
    page.put(1, y, 1, "?", Role::Accent);
    let room = start.saturating_sub(5);
    let quoted = format!("\"{}\": {}", one_line(&finding.quote, 24), finding.question);
    let mut rows = crate::ui::page::wrap(&quoted, room);
    // The question is what matters: where both do not fit, the quote gives way.
    if finding.quote.is_empty() || rows.len() > usize::from(most) {
        rows = crate::ui::page::wrap(&finding.question, room);
    }
    for (i, row) in (0..most).zip(&rows) {
        let cut = i + 1 == most && rows.len() > usize::from(most);
        let row = if cut { rows.get(usize::from(i)..).unwrap_or_default().join(" ") } else { row.clone() };
        page.put(3, y + i, room, &row, Role::Text);
    }
}

/// The second column of a wide screen: the questions that guide the part in focus.
fn beside(model: &Model, draft: &Draft, page: &mut Page<'_, '_>) {
    let x = 84;
    let width = page.area.width.saturating_sub(x + 1).min(crate::ui::page::PROSE);
    let bottom = page.area.height - 4;
    page.put(x, 4, width, &format!("For the {}", draft.focus.name()), Role::Muted);
    let mut y = 6;
    for at in 0..6 {
        let text = guide(model, draft, draft.focus, at);
        if text.is_empty() || y >= bottom {
            break;
        }
        let rows = page.prose(Rect { x, y, width, height: bottom - y }, &text, 0, Role::Text);
        y += rows as u16 + 1;
    }
}
