//! Draws Ask.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::ask::Ask;
use crate::search::{StoryMatch, likely, pitch};
use crate::story::{Section, Story, one_line};
use crate::text::{columns, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{CueCard, Ends};

/// Maximum rows of the reason.
const REASON: usize = 2;
/// Maximum number of other stories below the main one.
const BELOW: usize = 2;
/// Rows of cues that take precedence over the other stories and the reason.
const LEAST: usize = 5;

/// A label and what stands beside it.
type Cue = (String, String);

pub fn draw(model: &Model, ask: &Ask, canvas: &mut Canvas<'_, '_>) {
    let tight = canvas.area().is_tight();
    let mut body = head(ask, canvas);
    question(model, ask, layout::first_rows(body, 2), canvas);
    body = layout::below(body, if tight { 2 } else { 3 });
    let text = layout::at_most(layout::margins(body), layout::QUESTION);
    if ask.field.text().trim().is_empty() {
        let hint = "Type what they asked; shorthand will do: \"diff cust\", \"conflict w boss\".";
        canvas.prose(hint, Role::Muted, text);
        return;
    }
    let beside = canvas.area().is_wide() && !tight;
    draw_body(model, ask, text, (tight, beside), canvas);
    if beside {
        let rest = layout::indented(layout::margins(body), text.width + 4);
        others_beside(model, ask, layout::at_most(rest, layout::PROSE), canvas);
    }
}

/// The header, if it fits. Returns the area below.
fn head(ask: &Ask, canvas: &mut Canvas<'_, '_>) -> Rect {
    let regions = canvas.regions();
    if canvas.area().is_tight() {
        return regions.head.union(regions.body);
    }
    let told = match ask.told.len() {
        0 => String::new(),
        1 => "1 story told today".to_owned(),
        n => format!("{n} stories told today"),
    };
    let [title, told] =
        [("Ask".to_owned(), Role::Strong), (told, Role::Muted)].map(|(t, r)| canvas.theme.label(t, r));
    canvas.render(Ends::keep_right(title, told, 1), regions.head);
    canvas.rule(regions.head_rule);
    regions.body
}

/// The question, and below it the principles that it may test.
fn question(model: &Model, ask: &Ask, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let area = Rect { x: 1, width: canvas.area().width.saturating_sub(2), ..area };
    let label = if canvas.area().is_narrow() { "▸ " } else { "They asked ▸ " };
    let label = if model.workspace.view.ascii { label.replace('▸', ">") } else { label.to_owned() };
    let field = layout::indented(area, columns(&label) as u16);
    canvas.text(label, if ask.writing { Role::Focus } else { Role::Muted }, layout::row(area, 0));
    canvas.field(&ask.field, ask.writing, &[], layout::row(field, 0));
    canvas.text(names(model, ask, field.width), Role::Muted, layout::row(field, 1));
}

/// The one or two most likely principles, as many as fit.
fn names(model: &Model, ask: &Ask, room: u16) -> String {
    let likely = likely(&ask.principles).filter_map(|p| model.workspace.bank.principle(&p.id));
    let names: Vec<&str> = likely.map(|p| p.name.as_str()).collect();
    let both = names.join(", or ");
    if columns(&both) <= usize::from(room) {
        return both;
    }
    names.first().copied().unwrap_or_default().to_owned()
}

/// The story to tell with its cues; if none fits, that fact and guides for each part of an answer.
fn draw_body(
    model: &Model,
    ask: &Ask,
    mut at: Rect,
    (tight, beside): (bool, bool),
    canvas: &mut Canvas<'_, '_>,
) {
    let narrow = canvas.area().is_narrow();
    let guides = guides(model, ask, narrow);
    let told = ask.shown().and_then(|found| Some((found, model.workspace.library.get(&found.story)?)));
    let Some((found, story)) = told else {
        canvas.text("Nothing of yours fits yet.", Role::Strong, layout::row(at, 0));
        let at = layout::below(at, if tight { 1 } else { 2 });
        canvas.render(CueCard::new(&guides, at.width, canvas.theme), at);
        return;
    };
    let cues = cues(story, found, narrow);
    let least = 1 + cues.len().min(LEAST) as u16;
    if let Some(closest) = ask.matches.first().filter(|m| !m.fits) {
        let name = model.workspace.library.get(&closest.story).map(|s| s.name()).unwrap_or_default();
        let text = match (tight, ask.chosen) {
            (false, _) => format!("Nothing of yours fits yet. Closest: {name}."),
            // The name is in the next row.
            (true, 0) => "Nothing of yours fits yet. Closest:".to_owned(),
            (true, _) => "Nothing of yours fits yet.".to_owned(),
        };
        let rows = canvas.prose(&text, Role::Warn, layout::first_rows(at, 2));
        at = layout::below(at, rows + u16::from(!tight));
        let guides = CueCard::new(&guides, at.width, canvas.theme);
        let rows = guides.height();
        if ask.untouched() && at.height > rows + least {
            canvas.render(guides, at);
            at = layout::below(at, rows + 1);
        }
    }
    at = layout::below(at, title(model, ask, story, at, canvas));
    let others: Vec<&StoryMatch> = ask.others().take(if beside || tight { 0 } else { BELOW }).collect();
    let because = if found.why.is_empty() || tight { String::new() } else { because(found, at.width) };
    let because_rows = wrap(&because, usize::from(at.width).saturating_sub(2)).len().min(REASON) as u16;
    // The rows after the cues are reserved if there are enough; the cues take the rest.
    let mut tail = 0;
    let mut keep = |rows: u16| {
        let room = at.height >= least + tail + rows;
        tail += if room { rows } else { 0 };
        room
    };
    let with_others = !others.is_empty() && keep(2 + others.len() as u16);
    let with_because = !because.is_empty() && keep(1 + because_rows);
    let explained = with_others && keep(others.len() as u16);
    let card = CueCard::new(&cues, at.width, canvas.theme);
    let used = card.height().min(at.height.saturating_sub(tail));
    canvas.render(card, layout::first_rows(at, used));
    at = layout::below(at, used);
    if with_because {
        let rows = layout::first_rows(layout::below(layout::indented(at, 2), 1), because_rows);
        canvas.prose(&because, Role::Muted, rows);
        at = layout::below(at, 1 + because_rows);
    }
    if with_others {
        others_below(model, ask, &others, explained, layout::below(at, 1), canvas);
    }
}

/// The title, its stage, its time, and whether it is being told; returns the rows used.
fn title(model: &Model, ask: &Ask, story: &Story, at: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let stage = model.workspace.stage(story);
    let running = ask.telling.as_ref().filter(|t| t.story == story.id);
    let told = ask.told.get(&story.id).map(|told| format!("told {told}"));
    let facts = match (running, told, canvas.area().is_narrow()) {
        (Some(telling), ..) => format!("telling it, {}", telling.seconds),
        (None, Some(told), true) => told,
        (None, None, true) => model.workspace.aloud(story),
        (None, told, false) => {
            let told = told.unwrap_or_else(|| "not yet in this interview".to_owned());
            format!("{}, {}, {told}", stage.name(), model.workspace.aloud(story))
        }
    };
    let facts = canvas.theme.label(facts, if running.is_some() { Role::Accent } else { Role::Muted });
    let name = story.name();
    let room = at.width.saturating_sub(facts.width() + 4);
    // A title too long to share its row gets rows of its own.
    let beside = columns(&name) <= usize::from(room);
    let rows = if beside { 0 } else { canvas.theme.prose(&name, at.width, Role::Strong).height().min(2) };
    if at.height <= rows {
        canvas.text(name, Role::Strong, layout::row(at, 0));
        return 1;
    }
    if beside {
        canvas.text(name, Role::Strong, layout::row(at, 0));
    } else {
        canvas.prose(&name, Role::Strong, layout::first_rows(at, rows));
    }
    let at = layout::row(at, rows);
    let sign = layout::indented(at, at.width.saturating_sub(facts.width() + 2));
    canvas.render(canvas.stage(stage), layout::at_most(sign, 1));
    canvas.render(facts.right_aligned(), at);
    rows + 1
}

/// What to say: the opening sentence, one cue per part, the prepared answers.
fn cues(story: &Story, found: &StoryMatch, narrow: bool) -> Vec<Cue> {
    let mut out = Vec::new();
    let opening = found.prompt.as_ref().and_then(|p| story.openings.get(p)).map(|o| one_line(o, 200));
    if let Some(opening) = opening.filter(|o| !o.is_empty()) {
        out.push((if narrow { "▸" } else { "Begin" }.to_owned(), opening));
    }
    let cues = crate::interview::cues::by_part(story);
    for (i, cue) in cues.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        let name = Section::STAR.get(i).map_or("Also", |s| s.name());
        out.push((label(name, narrow), cue.clone()));
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

/// The name of a part, or its initial on a narrow screen.
fn label(name: &str, narrow: bool) -> String {
    name.chars().take(if narrow { 1 } else { name.len() }).collect()
}

/// As many reasons as fit on [`REASON`] rows, the best first.
fn because(found: &StoryMatch, room: u16) -> String {
    let said = |reasons: usize| {
        let why: Vec<&str> = found.why.iter().take(reasons).map(String::as_str).collect();
        format!("Because it {}", why.join(" and "))
    };
    // The margin on the left takes two columns.
    let fits = |reasons: &usize| wrap(&said(*reasons), usize::from(room).saturating_sub(3)).len() <= REASON;
    said((1..=found.why.len()).rev().find(fits).unwrap_or(1))
}

/// The status of another story: its stage, and its time or when it was told.
fn standing(model: &Model, ask: &Ask, story: &Story) -> String {
    let stage = model.workspace.stage(story).name();
    match ask.told.get(&story.id) {
        Some(told) => format!("{stage}, told {told}"),
        None => format!("{stage}, {}", model.workspace.aloud(story)),
    }
}

/// The other stories, one per row: name and status; with a second row each where there is room for the reasons.
fn others_below(
    model: &Model,
    ask: &Ask,
    others: &[&StoryMatch],
    explained: bool,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    canvas.text("Or", Role::Muted, layout::row(area, 0));
    let known: Vec<(&StoryMatch, &Story)> =
        others.iter().filter_map(|m| Some((*m, model.workspace.library.get(&m.story)?.as_ref()))).collect();
    let widest =
        |texts: &mut dyn Iterator<Item = String>| texts.map(|t| columns(&t)).max().unwrap_or(0) as u16;
    let standing_width = widest(&mut known.iter().map(|(_, s)| standing(model, ask, s)));
    let room = area.width.saturating_sub(standing_width + 6);
    let name = widest(&mut known.iter().map(|(_, s)| s.name())).min(room);
    let rows = layout::below(area, 1).rows().step_by(1 + usize::from(explained));
    for (row, (found, story)) in rows.zip(known) {
        let at = layout::other_story(row, name, standing_width);
        canvas.text(story.name(), Role::Text, at.name);
        canvas.render(canvas.stage(model.workspace.stage(story)), at.stage);
        canvas.text(standing(model, ask, story), Role::Muted, at.standing);
        if explained {
            let why = Rect { y: row.y + 1, ..layout::indented(row, 4) };
            canvas.text(found.why.join(" and "), Role::Muted, why);
        }
    }
}

/// The other stories in a second column: the name, and below it status and reason.
fn others_beside(model: &Model, ask: &Ask, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let mut rest = layout::below(area, 1);
    for (i, found) in ask.others().enumerate() {
        let Some(story) = model.workspace.library.get(&found.story) else { continue };
        let (name_at, under) = (layout::indented(rest, 2), layout::indented(rest, 4));
        let name = wrap(&story.name(), usize::from(name_at.width)).len() as u16;
        let why = if found.why.is_empty() { String::new() } else { found.why.join(" and ") };
        let why_rows =
            if why.is_empty() { 0 } else { wrap(&why, usize::from(under.width)).len().min(2) as u16 };
        if rest.height < name + 1 + why_rows {
            return;
        }
        if i == 0 {
            canvas.text("Or", Role::Muted, layout::row(area, 0));
        }
        canvas.render(canvas.stage(model.workspace.stage(story)), layout::at_most(layout::row(rest, 0), 1));
        canvas.prose(&story.name(), Role::Text, name_at);
        canvas.text(standing(model, ask, story), Role::Muted, layout::row(under, name));
        canvas.prose(&why, Role::Muted, layout::first_rows(layout::below(under, name + 1), why_rows));
        rest = layout::below(rest, name + why_rows + 2);
    }
}

/// Without a story: guides for each part of an answer.
fn guides(model: &Model, ask: &Ask, narrow: bool) -> Vec<Cue> {
    let Some(principle) = ask.principles.first().and_then(|p| model.workspace.bank.principle(&p.id)) else {
        return Vec::new();
    };
    if principle.is_pitch() {
        let prompt = pitch(ask.field.text()).and_then(|id| model.workspace.bank.prompt(&id));
        let guide = prompt.map_or(&[][..], |p| p.guide.as_slice());
        let labels = std::iter::once(label("Answer", narrow)).chain(std::iter::repeat(String::new()));
        return labels.zip(guide.iter().cloned()).collect();
    }
    let guide = |s: Section| principle.guide().of(s).first().cloned().unwrap_or_default();
    Section::STAR.into_iter().map(|s| (label(s.name(), narrow), guide(s))).collect()
}
