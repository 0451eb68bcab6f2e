//! The picture of Ask.

use super::page::{PROSE, Page};
use super::theme::Role;
use crate::app::Model;
use crate::app::screen::ask::Ask;
use crate::search::StoryMatch;
use crate::story::{Section, Story, one_line};

/// Draws Ask.
pub fn draw(model: &Model, ask: &Ask, page: &mut Page) {
    let tight = page.area.height < 16;
    let width = page.area.width;
    let mut y = 0;
    if !tight {
        page.put(1, 0, 20, "Ask", Role::Strong);
        let told = match ask.told.len() {
            0 => String::new(),
            1 => "1 story told".to_owned(),
            n => format!("{n} stories told"),
        };
        page.put_right(width - 1, 0, &told, Role::Muted);
        page.rule(1);
        y = 2;
    }
    let label = if width < 60 { "▸ " } else { "They asked ▸ " };
    let label = if model.desk.ascii { label.replace('▸', ">") } else { label.to_owned() };
    let x = page.put(1, y, 16, &label, if ask.writing { Role::Focus } else { Role::Muted });
    page.field(x, y, width.saturating_sub(x + 1), &ask.field, ask.writing, &[]);
    let names: Vec<&str> = ask
        .principles
        .iter()
        .take(2)
        .filter_map(|p| model.desk.bank.principle(&p.id))
        .map(|p| p.name.as_str())
        .collect();
    page.put(x, y + 1, width.saturating_sub(x + 1), &names.join(", or "), Role::Muted);
    y += if tight { 2 } else { 3 };
    if ask.field.text().trim().is_empty() {
        page.put(
            1,
            y,
            width - 2,
            "Type what they asked; shorthand will do: \"diff cust\", \"conflict w boss\".",
            Role::Muted,
        );
        return;
    }
    body(model, ask, y, tight, page);
}

fn body(model: &Model, ask: &Ask, y: u16, tight: bool, page: &mut Page) {
    let bottom = super::floor(page);
    let width = page.area.width;
    let Some(found) = ask.story().and_then(|id| ask.matches.iter().find(|m| m.story == id)) else {
        page.put(1, y, width - 2, "Nothing of yours fits yet.", Role::Strong);
        guides(model, ask, y + 2, page);
        return;
    };
    let Some(story) = model.desk.shelf.get(&found.story) else { return };
    let mut y = y;
    if !found.fits {
        let text = format!("Nothing of yours fits yet. Closest: {}.", story.name());
        page.put(1, y, width - 2, &text, Role::Warn);
        y += 1;
        if !tight {
            guides(model, ask, y + 1, page);
            return;
        }
    }
    head(model, ask, story, y, page);
    y += 1;
    let mut lines = lines(story, found, width < 60);
    let because = because(found);
    let others: Vec<&StoryMatch> = ask.matches.iter().filter(|m| m.story != found.story).take(2).collect();
    // The reason and the others keep their rows; the cues take what is left.
    let tail = if tight { 0 } else { 2 + u16::from(!others.is_empty()) * (2 + others.len() as u16) };
    lines.truncate(usize::from(bottom.saturating_sub(y + tail)));
    let wide = width.min(PROSE + 24);
    let column = if width < 60 { 3 } else { 15 };
    for (label, text) in &lines {
        page.put(if width < 60 { 1 } else { 3 }, y, column - 2, label, Role::Muted);
        page.put(column, y, wide.saturating_sub(column + 1), text, Role::Text);
        y += 1;
    }
    if tight {
        return;
    }
    page.put(3, y + 1, wide - 4, &because, Role::Muted);
    y += 3;
    if !others.is_empty() && y < bottom {
        page.put(1, y, 10, "Or", Role::Muted);
        for other in others {
            y += 1;
            if y < bottom {
                alternative(model, ask, other, y, page);
            }
        }
    }
}

/// The title, its state, how long it takes, and whether it is being told.
fn head(model: &Model, ask: &Ask, story: &Story, y: u16, page: &mut Page) {
    let width = page.area.width.min(PROSE + 4);
    let (sign, role) = super::mark(page, model.desk.state(story));
    let running = ask.telling.as_ref().filter(|t| t.story == story.id);
    let told = ask.told.get(&story.id).map_or("not told yet".to_owned(), |at| format!("told {at}"));
    let idle = format!("{}, {}, {told}", model.desk.state(story).name(), model.desk.aloud(story));
    let right = running.map_or(idle, |telling| format!("telling it, {}", telling.seconds));
    let right = if page.area.width < 60 && running.is_none() { model.desk.aloud(story) } else { right };
    let start =
        page.put_right(width - 1, y, &right, if running.is_some() { Role::Accent } else { Role::Muted });
    page.put(start.saturating_sub(2), y, 1, sign, role);
    page.put(1, y, start.saturating_sub(4), &story.name(), Role::Strong);
}

/// What to say: the first sentence, a cue a part, the prepared answers.
fn lines(story: &Story, found: &StoryMatch, narrow: bool) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let opening = found.prompt.as_ref().and_then(|p| story.openings.get(p)).map(|o| one_line(o, 200));
    if let Some(opening) = opening.filter(|o| !o.is_empty()) {
        out.push((if narrow { "▸" } else { "Begin" }.to_owned(), opening));
    }
    let cues = crate::prepare::cues::by_part(story);
    for (i, cue) in cues.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let name = Section::STAR.get(i).map_or("Also", |s| s.name());
        let label = if narrow { name.chars().take(1).collect() } else { name.to_owned() };
        out.push((label, cue.clone()));
    }
    let answered = story.probes.iter().filter(|p| !p.answer.trim().is_empty());
    for (i, probe) in answered.take(3).enumerate() {
        let label = match (i, narrow) {
            (0, false) => "If asked",
            (0, true) => "?",
            _ => "",
        };
        out.push((label.to_owned(), format!("{} {}", probe.ask, probe.answer)));
    }
    out
}

fn because(found: &StoryMatch) -> String {
    format!("Because it {}", found.why.join(" and "))
}

fn alternative(model: &Model, ask: &Ask, other: &StoryMatch, y: u16, page: &mut Page) {
    let Some(story) = model.desk.shelf.get(&other.story) else { return };
    let width = page.area.width.min(PROSE + 4);
    let (sign, role) = super::mark(page, model.desk.state(story));
    let name = width * 2 / 7;
    page.put(3, y, name, &story.name(), Role::Text);
    page.put(name + 4, y, 1, sign, role);
    let state = match ask.told.get(&other.story) {
        Some(at) => format!("told {at}"),
        None => format!("{}, {}", model.desk.state(story).name(), model.desk.aloud(story)),
    };
    let x = page.put(name + 6, y, 20, &state, Role::Muted);
    let x = x.max(name + 28);
    page.put(x, y, width.saturating_sub(x + 1), &other.why.join(" and "), Role::Muted);
}

/// Without a story: what each part of an answer should say.
fn guides(model: &Model, ask: &Ask, y: u16, page: &mut Page) {
    let Some(principle) = ask.principles.first().and_then(|p| model.desk.bank.principle(&p.id)) else {
        return;
    };
    let bottom = super::floor(page);
    for (y, section) in (y..bottom).zip(Section::STAR) {
        page.put(3, y, 11, section.name(), Role::Muted);
        let guide = principle.guide.of(section).first().cloned().unwrap_or_default();
        page.put(15, y, page.area.width.saturating_sub(16).min(PROSE), &guide, Role::Text);
    }
}
