//! Draws the cue cards.

use crate::app::Model;
use crate::app::screen::cards::{Card, Cards};
use crate::interview::cues;
use crate::story::{Section, Story};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{CueCard, Ends};

/// Maximum columns of the question.
const QUESTION: u16 = 54;
/// Follow-ups shown on the back.
const FOLLOW_UPS: usize = 3;

pub fn draw(model: &Model, screen: &Cards, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let shown = screen.card().and_then(|card| Some((card, model.workspace.library.get(&card.story)?)));
    let Some((card, story)) = shown else {
        end(screen, canvas);
        return;
    };
    let round = canvas.theme.label(card.round.as_str(), Role::Muted);
    let place = format!("card {} of {}", screen.at + 1, screen.cards.len());
    canvas.render(Ends::keep_right(round, canvas.theme.label(place, Role::Muted), 2), regions.head);
    let body = layout::margins(regions.below_head());
    let question = question(model, card, story);
    let rows = wrap(&question, usize::from(body.width.min(QUESTION)));
    // The question keeps its place when the card is turned over.
    let above = if canvas.area().is_tight() { 0 } else { body.height / 8 };
    let mut rest = layout::below(body, above);
    for (at, row) in rest.rows().zip(&rows) {
        canvas.render(canvas.theme.label(row.as_str(), Role::Strong).centered(), at);
    }
    rest = layout::below(rest, rows.len() as u16 + u16::from(!canvas.area().is_tight()));
    if !screen.turned {
        let say = canvas.theme.label("Say it, then turn it over.", Role::Muted).centered();
        canvas.render(say, layout::row(rest, 0));
        return;
    }
    let width = rest.width.min(layout::PROSE);
    let inside = layout::at_most(layout::indented(rest, (rest.width - width) / 2), width);
    let stage = canvas.stage(model.workspace.stage(story));
    canvas.render(stage, layout::at_most(layout::row(inside, 0), 1));
    canvas.text(story.name(), Role::Accent, layout::indented(layout::row(inside, 0), 2));
    let back = back(card, story, canvas.area().is_narrow());
    canvas.render(CueCard::new(&back, width, canvas.theme), layout::below(inside, 1));
}

/// What is asked: the question that the story answers there, else the story itself.
fn question(model: &Model, card: &Card, story: &Story) -> String {
    let prompt = card.prompt.as_ref().and_then(|id| model.workspace.bank.prompt(id));
    prompt.map_or_else(|| format!("Tell \"{}\".", story.name()), |p| p.text.clone())
}

/// The first sentence, the cues, and the prepared answers.
fn back(card: &Card, story: &Story, narrow: bool) -> Vec<(String, String)> {
    let label = |text: &str, short: &str| if narrow { short.to_owned() } else { text.to_owned() };
    let mut rows = Vec::new();
    let opening = card.prompt.as_ref().and_then(|id| story.openings.get(id)).filter(|o| !o.trim().is_empty());
    rows.extend(opening.map(|o| (label("Begin", "▸"), o.clone())));
    for (i, cue) in cues::by_part(story).into_iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let part = Section::STAR.get(i).map_or("", |&part| story.part_name(part));
        rows.push((label(part, part.get(..1).unwrap_or_default()), cue));
    }
    let answered = story.probes.iter().filter(|p| !p.answer.trim().is_empty());
    for (i, probe) in answered.take(FOLLOW_UPS).enumerate() {
        let label = if i == 0 { label("If asked", "?") } else { String::new() };
        rows.push((label, format!("{} {}", probe.ask, probe.answer)));
    }
    rows
}

/// After the last card, or where there is none.
fn end(screen: &Cards, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    canvas.text("Cue cards", Role::Muted, regions.head);
    let text = match screen.cards.len() {
        0 => "There are no cards yet: write all four parts of a story first.".to_owned(),
        1 => "That was the one. Sleep well.".to_owned(),
        n => format!("Those were all {n}. Sleep well."),
    };
    let body = layout::margins(regions.below_head());
    let at = layout::row(layout::below(body, body.height / 4), 0);
    canvas.render(canvas.theme.label(text, Role::Strong).centered(), at);
}
