//! Draws Draft.

mod panel;

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::coach::CoachScreen;
use crate::app::screen::draft::{Draft, Geometry, geometry};
use crate::questions;
use crate::story::{Section, Story, one_line, pace};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, DraftAreas};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, SplitBar};

/// Maximum rows of the question above the parts.
const QUESTION: u16 = 2;
/// Minimum rows of a part for showing its guiding questions inside.
const GUIDES: usize = 5;
/// Guiding questions for which there is always room.
const GUIDING: usize = 4;
/// Maximum columns of the quote before a question.
const QUOTE: usize = 24;

pub fn draw(model: &Model, draft: &Draft, canvas: &mut Canvas<'_, '_>) {
    with_coach(model, draft, None, canvas);
}

/// Draws Draft; with the coach's review open, its selected finding stands in the panel.
pub fn with_coach(model: &Model, draft: &Draft, coach: Option<&CoachScreen>, canvas: &mut Canvas<'_, '_>) {
    let Some(story) = draft.text(&model.workspace) else { return };
    let parts = draft.shown(model.workspace.view.size);
    let g = geometry(model.workspace.view.size, parts.len());
    let areas = layout::draft(canvas.area(), g);
    header(model, draft, story, g, canvas);
    let counts = draft.counts();
    let mut rest = areas.parts;
    for &section in &parts {
        let words = counts.get(section.index()).copied().unwrap_or_default();
        let height = 1 + draft.rows.of(section) as u16;
        let at = layout::first_rows(rest, height);
        part(model, draft, (section, story.section(section), words), g, at, canvas);
        rest = layout::below(rest, height + u16::from(draft.rows.all_open));
    }
    if g.lines {
        pace_line(model, draft, (story, counts), g, areas.pace, canvas);
        below_pace(model, draft, g, &areas, canvas);
    }
    for at in areas.rule.rows() {
        canvas.text(canvas.theme.signs.column, Role::Rule, at);
    }
    if g.panel > 0 {
        panel::draw(model, draft, coach, areas.panel, canvas);
    }
}

fn header(model: &Model, draft: &Draft, story: &Story, g: Geometry, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let regions = canvas.regions();
    let found =
        draft.prompt.as_ref().and_then(|id| Some((workspace.bank.find(id)?, workspace.bank.place(id)?)));
    let stage = workspace.stage(story);
    let sign = canvas.stage(stage);
    if g.compact {
        let left = match &found {
            Some(((_, prompt), (at, of))) => format!("{at}/{of} {}", prompt.short),
            None => story.name(),
        };
        canvas.render(Ends::keep_right(canvas.theme.label(left, Role::Strong), sign, 2), regions.head);
        return;
    }
    let left = match &found {
        Some(((principle, _), (at, of))) => format!("{}, question {at} of {of}", principle.name),
        None => "A story of its own".to_owned(),
    };
    let left = canvas.theme.label(left, Role::Muted);
    let stage = sign.followed_by(stage.name());
    let title = if story.title.trim().is_empty() { String::new() } else { story.name() };
    let title = canvas.theme.label(title, Role::Strong).right_aligned();
    let between = layout::between(regions.head, left.width() + 2, stage.width() + 2);
    canvas.render(Ends::keep_right(left, stage, 1), regions.head);
    canvas.render(title, between);
    let text =
        found.map_or("Not linked to a question yet: m, then link.", |((_, prompt), _)| prompt.text.as_str());
    let at = layout::at_most(layout::margins(regions.below_head()), layout::QUESTION);
    let question = canvas.theme.prose(text, at.width, Role::Strong).ellipsis("…");
    canvas.render(question, layout::first_rows(at, QUESTION));
}

/// Draws one part: open, or with its first words beside its name.
fn part(
    model: &Model,
    draft: &Draft,
    (section, text, words): (Section, &str, pace::Words),
    g: Geometry,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let focused = section == draft.focus;
    let row = layout::row(area, 0);
    let at = layout::part_row(row, g.compact);
    let time = if words.0 == 0 {
        canvas.theme.signs.none.to_owned()
    } else {
        model.workspace.coach.settings.seconds(words).to_string()
    };
    let time = canvas.theme.label(time, Role::Muted).right_aligned();
    let time_width = time.width();
    canvas.render(time, at.time);
    let role = match (focused, text.is_empty()) {
        (true, _) => Role::Strong,
        (false, true) => Role::Muted,
        (false, false) => Role::Text,
    };
    let name = draft.text(&model.workspace).map_or(section.name(), |story| story.part_name(section));
    canvas.text(name, role, at.name);
    if focused || area.height > 1 {
        open_part(model, draft, (section, text), g, area, canvas);
        return;
    }
    let text_at = Rect { width: at.text.width.saturating_sub(time_width), ..at.text };
    if text.trim().is_empty() {
        canvas.text(guide(model, draft, section, 0), Role::Muted, text_at);
    } else {
        canvas.text(one_line(text, usize::from(text_at.width)), Role::Text, text_at);
    }
}

/// The text of an open part, with a bar where it is in focus.
fn open_part(
    model: &Model,
    draft: &Draft,
    (section, text): (Section, &str),
    g: Geometry,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let field = layout::at_most(layout::indented(layout::below(area, 1), 3), g.columns as u16);
    if section == draft.focus {
        let bar = if draft.writing { Role::Focus } else { Role::Muted };
        for at in layout::margins(area).rows() {
            canvas.text(canvas.theme.signs.bar, bar, layout::at_most(at, 1));
        }
    } else if draft.field(section).row_count() > usize::from(field.height) {
        let start = canvas.theme.prose(text, field.width.saturating_sub(1), Role::Text).ellipsis(" …");
        canvas.render(start, field);
        return;
    }
    if text.is_empty() && guides_inside(draft, g) {
        let mut rest = layout::below(field, 1);
        let questions = (0..).map(|i| guide(model, draft, section, i)).enumerate();
        for (_, question) in questions.take_while(|(i, question)| *i < GUIDING || !question.is_empty()) {
            let rows = canvas.prose(&question, Role::Muted, rest);
            rest = layout::below(rest, rows);
        }
        let home = draft.prompt.as_ref().map(|id| model.workspace.bank.home(id));
        let example = match (home.is_some_and(questions::has_example), draft.writing) {
            (false, _) => "",
            (true, true) => "Esc, then e: how a finished one sounds",
            (true, false) => "e: how a finished one sounds",
        };
        canvas.text(example, Role::Muted, layout::row(layout::below(rest, 1), 0));
    }
    let writing = draft.writing && section == draft.focus;
    canvas.field(draft.field(section), writing, &draft.phrases(section), field);
}

/// Whether the guiding questions are shown in the open part, until a word is typed.
fn guides_inside(draft: &Draft, g: Geometry) -> bool {
    draft.field(draft.focus).text().is_empty() && g.panel == 0 && draft.rows.of(draft.focus) >= GUIDES
}

/// The first guiding question of the part in focus that its words do not answer yet; empty if there is none.
fn next_guide(model: &Model, draft: &Draft) -> String {
    if draft.focus == Section::Lesson || draft.panel.guide.is_empty() {
        return guide(model, draft, draft.focus, 0);
    }
    let open = draft.panel.guide.iter().find(|(_, answered)| !answered);
    open.map(|(question, _)| question.clone()).unwrap_or_default()
}

/// The guiding question of a part at an index; empty if there is none.
fn guide(model: &Model, draft: &Draft, section: Section, at: usize) -> String {
    if section == Section::Lesson && at == 0 && !draft.wants_lesson(&model.workspace) {
        let optional = if draft.focus == section {
            "Optional. Tab goes on without one."
        } else {
            "Only if you want one"
        };
        return optional.to_owned();
    }
    let guide = draft.prompt.as_ref().map_or(&[][..], |p| model.workspace.bank.guide(p, section));
    guide.get(at).cloned().unwrap_or_default()
}

/// The estimated time of the story, and the shares of its parts.
fn pace_line(
    model: &Model,
    draft: &Draft,
    (story, counts): (&Story, [pace::Words; 5]),
    g: Geometry,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    let words: pace::Words = counts.into_iter().sum();
    if words.0 == 0 {
        return;
    }
    let prompt = draft.prompt.as_ref().and_then(|p| model.workspace.bank.prompt(p));
    let usual = prompt.map_or(pace::USUAL, |p| p.usual.clone());
    let usual = format!("usual {} to {}", usual.start(), usual.end());
    let told = model.workspace.practice.told(&draft.story);
    if g.panel > 0 {
        let [situation, task, action, result, _] =
            counts.map(|words| model.workspace.coach.settings.seconds(words));
        let time = told.map_or_else(
            || format!("{} aloud", model.workspace.coach.settings.seconds(words)),
            |told| format!("{told} last time"),
        );
        let time = canvas.theme.label(time, Role::Strong);
        let bar = layout::indented(area, time.width() + 2);
        let usual = canvas.theme.label(usual, Role::Muted);
        let bar = layout::at_most(bar, bar.width.saturating_sub(usual.width() + 2));
        canvas.render(SplitBar::new([situation, task, action, result], canvas.theme), bar);
        canvas.render(Ends::keep_left(time, usual, 2, 8), area);
        return;
    }
    let time = match told {
        Some(told) => format!("{told} last time"),
        None => format!("About {} aloud", model.workspace.coach.settings.seconds(words)),
    };
    // Shares make sense once all four parts have text; each has a fixed column.
    let [setup, action, result] = pace::shares(counts);
    let shares = format!("Situation+Task {setup:>2}% Action {action:>2}% Result {result:>2}%");
    let shares = if story.is_complete() && !draft.pitch { shares } else { String::new() };
    let [time, shares] = [format!("{time}, {usual}"), shares].map(|t| canvas.theme.label(t, Role::Muted));
    let least = shares.width();
    canvas.render(Ends::keep_left(time, shares, 1, least), area);
}

/// The coach's finding for the part in focus; for an incomplete story, the guiding question.
fn below_pace(model: &Model, draft: &Draft, g: Geometry, areas: &DraftAreas, canvas: &mut Canvas<'_, '_>) {
    if areas.coach.is_empty() {
        return;
    }
    if draft.review.complete {
        coach_line(draft, areas.coach, canvas);
        return;
    }
    let question = next_guide(model, draft);
    if !question.is_empty() && !guides_inside(draft, g) {
        asked(canvas, areas.coach);
        canvas.text(question, Role::Text, said(areas.coach));
    }
}

/// The area of a one-row text beside the question mark.
fn said(area: Rect) -> Rect {
    layout::between(layout::row(area, 0), 2, 1)
}

/// Draws the mark before a question.
fn asked(canvas: &mut Canvas<'_, '_>, area: Rect) {
    canvas.text("?", Role::Accent, layout::at_most(layout::row(area, 0), 1));
}

/// The finding for the part in focus, or that there is none.
fn coach_line(draft: &Draft, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let all = &draft.review.findings;
    let text = layout::indented(area, 2);
    let Some(finding) = draft.finding() else {
        // The review is out of date while the user types; it is updated when the part is left.
        if !draft.changed {
            let words = if all.is_empty() {
                "Nothing to ask".to_owned()
            } else {
                format!("Nothing to ask in this part; {} in all", draft.review.summary())
            };
            canvas.text(words, Role::Muted, said(area));
        }
        return;
    };
    // Counted as they come up here: those of this part first.
    let (here, elsewhere): (Vec<_>, Vec<_>) = all.iter().partition(|f| f.section == Some(draft.focus));
    let at = here.into_iter().chain(elsewhere).position(|f| f == finding).unwrap_or(0) + 1;
    let count = canvas.theme.label(format!("{at} of {}", all.len()), Role::Muted);
    let width = text.width.saturating_sub(count.width() + 2);
    canvas.render(count.right_aligned(), layout::row(area, 0));
    asked(canvas, area);
    let quoted = format!("\"{}\": {}", one_line(&finding.quote, QUOTE), finding.question);
    let mut rows = wrap(&quoted, usize::from(width));
    // The question matters most: if both do not fit, the quote is dropped.
    if finding.quote.is_empty() || rows.len() > usize::from(area.height) {
        rows = wrap(&finding.question, usize::from(width));
    }
    let last = usize::from(area.height.saturating_sub(1));
    for (i, (at, row)) in layout::at_most(text, width).rows().zip(&rows).enumerate() {
        let rest = rows.get(i..).filter(|rest| i == last && rest.len() > 1);
        canvas.text(rest.map_or_else(|| row.clone(), |rest| rest.join(" ")), Role::Text, at);
    }
}
