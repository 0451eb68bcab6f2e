//! The picture of Ask.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::ask::Ask;
use crate::search::StoryMatch;
use crate::story::{Section, Story, one_line};
use crate::text::columns;
use crate::ui::page::{PROSE, Page, wrap};
use crate::ui::theme::Role;

/// From this width on the other stories stand beside the one to tell.
const BESIDE: u16 = 110;
/// The most other stories that stand below the one to tell.
const BELOW: usize = 2;
/// How many rows of cues come before the other stories and the reason.
const LEAST: usize = 5;

/// A label and what stands beside it.
type Labelled = (String, String);

/// Draws Ask.
pub fn draw(model: &Model, ask: &Ask, page: &mut Page<'_, '_>) {
    let tight = page.area.height < 16;
    let width = page.area.width;
    let mut y = 0;
    if !tight {
        page.put(1, 0, 20, "Ask", Role::Strong);
        let told = match ask.told.len() {
            0 => String::new(),
            1 => "1 story told today".to_owned(),
            n => format!("{n} stories told today"),
        };
        page.put_right(width - 1, 0, &told, Role::Muted);
        page.rule(1);
        y = 2;
    }
    let label = if width < 60 { "▸ " } else { "They asked ▸ " };
    let label = if model.workspace.ascii { label.replace('▸', ">") } else { label.to_owned() };
    let x = page.put(1, y, 16, &label, if ask.writing { Role::Focus } else { Role::Muted });
    page.field(x, y, width.saturating_sub(x + 1), &ask.field, ask.writing, &[]);
    let names = names(model, ask, width.saturating_sub(x + 1));
    page.put(x, y + 1, width.saturating_sub(x + 1), &names, Role::Muted);
    y += if tight { 2 } else { 3 };
    let bottom = crate::ui::floor(page);
    let at = Rect { x: 1, y, width: (width - 2).min(PROSE + 2), height: bottom.saturating_sub(y) };
    if ask.field.text().trim().is_empty() {
        let hint = "Type what they asked; shorthand will do: \"diff cust\", \"conflict w boss\".";
        page.prose(at, hint, 0, Role::Muted);
        return;
    }
    let beside = width >= BESIDE && !tight;
    body(model, ask, at, (tight, beside), page);
    if beside {
        let x = at.right() + 4;
        let at = Rect { x, width: (width - x).saturating_sub(1).min(PROSE), ..at };
        others_beside(model, ask, at, page);
    }
}

/// The one or two principles that the question may test, as many as there is room for.
fn names(model: &Model, ask: &Ask, room: u16) -> String {
    let likely = ask.principles.iter().take(2).filter_map(|p| model.workspace.bank.principle(&p.id));
    let names: Vec<&str> = likely.map(|p| p.name.as_str()).collect();
    let both = names.join(", or ");
    if columns(&both) <= usize::from(room) {
        return both;
    }
    names.first().copied().unwrap_or_default().to_owned()
}

/// The story to tell with its cues; where nothing fits, that, and what each part of an answer should say.
fn body(model: &Model, ask: &Ask, mut at: Rect, (tight, beside): (bool, bool), page: &mut Page<'_, '_>) {
    let narrow = page.area.width < 60;
    let guides = guides(model, ask, narrow);
    let told = ask.shown().and_then(|found| Some((found, model.workspace.library.get(&found.story)?)));
    let Some((found, story)) = told else {
        page.put(at.x, at.y, at.width, "Nothing of yours fits yet.", Role::Strong);
        labelled(&guides, below(at, if tight { 1 } else { 2 }), page);
        return;
    };
    let lines = lines(story, found, narrow);
    let least = 1 + lines.len().min(LEAST) as u16;
    if let Some(closest) = ask.matches.first().filter(|m| !m.fits) {
        let name = model.workspace.library.get(&closest.story).map(|s| s.name()).unwrap_or_default();
        let text = match (tight, ask.chosen) {
            (false, _) => format!("Nothing of yours fits yet. Closest: {name}."),
            // The name stands in the next row.
            (true, 0) => "Nothing of yours fits yet. Closest:".to_owned(),
            (true, _) => "Nothing of yours fits yet.".to_owned(),
        };
        let rows = page.prose(Rect { height: at.height.min(2), ..at }, &text, 0, Role::Warn) as u16;
        at = below(at, rows.min(2) + u16::from(!tight));
        let rows = height(&guides, at.width);
        if ask.untouched() && at.height > rows + least {
            labelled(&guides, at, page);
            at = below(at, rows + 1);
        }
    }
    let used = head(model, ask, story, at, page);
    at = below(at, used);
    let others: Vec<&StoryMatch> = ask.others().take(if beside || tight { 0 } else { BELOW }).collect();
    let because = if found.why.is_empty() || tight { "" } else { &because(found) };
    // What comes after the cues keeps its rows where there are enough; the cues take what is left.
    let mut tail = 0;
    let mut keep = |rows: u16| {
        let room = at.height >= least + tail + rows;
        tail += if room { rows } else { 0 };
        room
    };
    let with_others = !others.is_empty() && keep(2 + others.len() as u16);
    let with_because = !because.is_empty() && keep(2);
    let used = labelled(&lines, Rect { height: at.height.saturating_sub(tail), ..at }, page);
    at = below(at, used);
    if with_because {
        page.put(3, at.y + 1, at.width - 2, because, Role::Muted);
        at = below(at, 2);
    }
    if with_others {
        others_below(model, ask, &others, below(at, 1), page);
    }
}

/// What is left of a rectangle below its first rows.
fn below(at: Rect, rows: u16) -> Rect {
    let rows = rows.min(at.height);
    Rect { y: at.y + rows, height: at.height - rows, ..at }
}

/// The column at which the texts of labelled rows begin.
fn text_at(width: u16) -> (u16, u16) {
    if width < 60 { (1, 3) } else { (3, 15) }
}

fn wrapped(rows: &[Labelled], width: u16) -> impl Iterator<Item = Vec<String>> {
    let room = width.saturating_sub(text_at(width).1 - 1).max(1);
    rows.iter().map(move |(_, text)| wrap(text, room))
}

/// How many rows labelled texts take when nothing is cut.
fn height(rows: &[Labelled], width: u16) -> u16 {
    wrapped(rows, width).map(|r| r.len() as u16).sum()
}

/// Writes labelled texts, wrapped as far as there is room; gives how many rows they take.
///
/// Each text gets a row before any gets a second one.
fn labelled(rows: &[Labelled], at: Rect, page: &mut Page<'_, '_>) -> u16 {
    let (label_at, column) = text_at(at.width);
    let shown = rows.len().min(usize::from(at.height));
    let mut spare = usize::from(at.height) - shown;
    let mut y = at.y;
    for ((label, _), text) in rows.iter().zip(wrapped(rows, at.width)).take(shown) {
        page.put(label_at, y, column - label_at, label, Role::Muted);
        let more = text.len().saturating_sub(1).min(spare);
        spare -= more;
        for (i, row) in text.iter().take(1 + more).enumerate() {
            let cut = i == more && text.len() > 1 + more;
            let row = if cut { &format!("{row} …") } else { row };
            page.put(column, y, at.right() - column, row, Role::Text);
            y += 1;
        }
    }
    y - at.y
}

/// The title, its state, how long it takes, and whether it is being told; gives how many rows that takes.
fn head(model: &Model, ask: &Ask, story: &Story, at: Rect, page: &mut Page<'_, '_>) -> u16 {
    let narrow = at.width < 58;
    let (sign, role) = crate::ui::mark(page, model.workspace.stage(story));
    let running = ask.telling.as_ref().filter(|t| t.story == story.id);
    let told = ask.told.get(&story.id).map(|told| format!("told {told}"));
    let right = match (running, told, narrow) {
        (Some(telling), ..) => format!("telling it, {}", telling.seconds),
        (None, Some(told), true) => told,
        (None, None, true) => model.workspace.aloud(story),
        (None, told, false) => {
            let told = told.unwrap_or_else(|| "not told yet".to_owned());
            format!("{}, {}, {told}", model.workspace.stage(story).name(), model.workspace.aloud(story))
        }
    };
    let said = if running.is_some() { Role::Accent } else { Role::Muted };
    let room = at.width.saturating_sub(columns(&right) as u16 + 4);
    let title = wrap(&story.name(), at.width);
    // A title that does not fit beside what is said of it has its rows to itself.
    let own = if columns(&story.name()) > usize::from(room) { title.len().min(2) as u16 } else { 0 };
    if at.height <= own {
        page.put(at.x, at.y, at.width, &story.name(), Role::Strong);
        return 1;
    }
    let start = page.put_right(at.right(), at.y + own, &right, said);
    page.put(start.saturating_sub(2), at.y + own, 1, sign, role);
    if own == 0 {
        page.put(at.x, at.y, room, &story.name(), Role::Strong);
    }
    for (i, row) in title.iter().take(usize::from(own)).enumerate() {
        page.put(at.x, at.y + i as u16, at.width, row, Role::Strong);
    }
    own + 1
}

/// What to say: the first sentence, a cue a part, the prepared answers.
fn lines(story: &Story, found: &StoryMatch, narrow: bool) -> Vec<Labelled> {
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

/// The name of a part, or its letter where there is no room.
fn label(name: &str, narrow: bool) -> String {
    name.chars().take(if narrow { 1 } else { name.len() }).collect()
}

fn because(found: &StoryMatch) -> String {
    format!("Because it {}", found.why.join(" and "))
}

/// How another story stands: its state, and how long it takes or when it was told.
fn standing(model: &Model, ask: &Ask, story: &Story) -> String {
    let state = model.workspace.stage(story).name();
    match ask.told.get(&story.id) {
        Some(told) => format!("{state}, told {told}"),
        None => format!("{state}, {}", model.workspace.aloud(story)),
    }
}

/// The other stories, one a row: the name, how it stands, why.
fn others_below(model: &Model, ask: &Ask, others: &[&StoryMatch], at: Rect, page: &mut Page<'_, '_>) {
    page.put(at.x, at.y, 10, "Or", Role::Muted);
    let known: Vec<(&StoryMatch, &Story)> =
        others.iter().filter_map(|m| Some((*m, model.workspace.library.get(&m.story)?.as_ref()))).collect();
    let widest =
        |texts: &mut dyn Iterator<Item = String>| texts.map(|t| columns(&t)).max().unwrap_or(0) as u16;
    let name = widest(&mut known.iter().map(|(_, s)| s.name())).min(at.width * 2 / 5);
    let state = widest(&mut known.iter().map(|(_, s)| standing(model, ask, s)));
    for (y, (found, story)) in (at.y + 1..at.bottom()).zip(known) {
        let (sign, role) = crate::ui::mark(page, model.workspace.stage(story));
        page.put(3, y, name, &story.name(), Role::Text);
        page.put(name + 5, y, 1, sign, role);
        page.put(name + 7, y, state, &standing(model, ask, story), Role::Muted);
        let x = name + state + 9;
        page.put(x, y, at.right().saturating_sub(x), &found.why.join(" and "), Role::Muted);
    }
}

/// The other stories beside the one to tell: the name, below it how it stands and why.
fn others_beside(model: &Model, ask: &Ask, at: Rect, page: &mut Page<'_, '_>) {
    let mut y = at.y + 1;
    for (i, found) in ask.others().enumerate() {
        let Some(story) = model.workspace.library.get(&found.story) else { continue };
        let name = wrap(&story.name(), at.width.saturating_sub(2));
        let why = wrap(&found.why.join(" and "), at.width.saturating_sub(4));
        let rows = name.len() + 1 + if found.why.is_empty() { 0 } else { why.len().min(2) };
        if usize::from(at.bottom().saturating_sub(y)) < rows {
            return;
        }
        if i == 0 {
            page.put(at.x, at.y, at.width, "Or", Role::Muted);
        }
        let (sign, role) = crate::ui::mark(page, model.workspace.stage(story));
        page.put(at.x, y, 1, sign, role);
        for row in &name {
            page.put(at.x + 2, y, at.width - 2, row, Role::Text);
            y += 1;
        }
        page.put(at.x + 4, y, at.width - 4, &standing(model, ask, story), Role::Muted);
        y += 1;
        for row in why.iter().take(rows - name.len() - 1) {
            page.put(at.x + 4, y, at.width - 4, row, Role::Muted);
            y += 1;
        }
        y += 1;
    }
}

/// Without a story: what each part of an answer should say.
fn guides(model: &Model, ask: &Ask, narrow: bool) -> Vec<Labelled> {
    let Some(principle) = ask.principles.first().and_then(|p| model.workspace.bank.principle(&p.id)) else {
        return Vec::new();
    };
    let guide = |s: Section| principle.guide().of(s).first().cloned().unwrap_or_default();
    Section::STAR.into_iter().map(|s| (label(s.name(), narrow), guide(s))).collect()
}
