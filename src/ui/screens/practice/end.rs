//! Draws the end of a session: what was told, the next day, the heat map.

use jiff::Timestamp;
use ratatui::layout::Rect;

use super::{against, day_of, day_words, usual};
use crate::app::Model;
use crate::app::screen::practice::Practice;
use crate::practice::{Mode, stats};
use crate::story::pace::Seconds;
use crate::text::columns;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, HeatMap, Times};

/// The rows below the tellings: the next day, the last days, and the gaps.
const BELOW: u16 = 3;
/// The rows of the heat map and the gap above it.
const MAP: u16 = 8;

pub fn draw(model: &Model, practice: &Practice, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let title = canvas.theme.label("Told today", Role::Strong);
    let day = canvas.theme.label(day_of(practice), Role::Muted);
    canvas.render(Ends::keep_right(title, day, 1), regions.head);
    let gap = u16::from(!canvas.area().is_tight());
    let map = canvas.area().fits_heat_map();
    let below = BELOW + if map { MAP } else { 0 };
    let all = told_today(model, practice);
    let mut rest = layout::margins(regions.body);
    let room = usize::from(rest.height.saturating_sub(below)).max(1);
    // On a long day the last tellings stay visible.
    let last = all.get(all.len().saturating_sub(room)..).unwrap_or_default();
    rows(last, rest, canvas);
    rest = layout::below(rest, last.len() as u16);
    rest = layout::below(rest, gap);
    if let Some(text) = tomorrow(model, practice) {
        canvas.text(text, Role::Text, layout::row(rest, 0));
        rest = layout::below(rest, 1);
    }
    rest = layout::below(rest, gap);
    let recent = stats::recent_words(&model.workspace.practice.history, practice.day);
    canvas.text(recent, Role::Muted, layout::row(rest, 0));
    if map {
        heat_map(model, practice, layout::below(rest, 1), canvas);
    }
}

/// What is said of a telling of the day.
struct Told {
    name: String,
    time: Seconds,
    /// How long it took against the usual, where that says something.
    against: String,
    grade: &'static str,
    /// When the story comes again.
    next: String,
    /// The times of the story's tellings so far.
    times: Vec<Seconds>,
}

/// Everything told on the day of the session, in order; questions that no story answers are known to the session only.
fn told_today(model: &Model, practice: &Practice) -> Vec<Told> {
    let workspace = &model.workspace;
    let mut told: Vec<(Timestamp, Told)> = Vec::new();
    for (id, record) in workspace.practice.history.records() {
        let due = record.due(practice.day, workspace.documents.interview());
        let today = record.tellings().iter().filter(|t| t.day == practice.day && t.mode != Mode::Interview);
        for telling in today {
            let name =
                workspace.library.get(id).map_or_else(|| "A story that is gone".to_owned(), |s| s.name());
            let next = match due.filter(|_| telling.grade.is_some()) {
                _ if telling.is_slip() => Some("too short to count".to_owned()),
                due => due.map(|due| day_words(due, practice.day)),
            };
            let whole = telling.mode != Mode::Headline;
            let usual = usual(telling.prompt.as_ref().and_then(|id| workspace.bank.prompt(id)));
            let row = Told {
                name,
                time: telling.seconds,
                against: if whole { against(telling.seconds, &usual) } else { String::new() },
                grade: telling.grade.map_or("", |given| given.grade.name()),
                next: next.unwrap_or_default(),
                times: record.times(),
            };
            told.push((telling.at, row));
        }
    }
    told.sort_by_key(|(at, _)| *at);
    let aloud = practice.session.turns().iter().filter(|t| t.item.story.is_none());
    let aloud = aloud.filter_map(|turn| {
        let prompt = turn.item.prompt().and_then(|p| workspace.bank.prompt(p));
        let name = prompt.map(|p| p.short.clone()).unwrap_or_default();
        let time = turn.told?.seconds;
        let [against, next] = [against(time, &usual(prompt)), String::new()];
        Some(Told { name, time, against, grade: "no story yet", next, times: Vec::new() })
    });
    told.into_iter().map(|(_, row)| row).chain(aloud).collect()
}

/// The tellings, in columns as wide as what stands in them; the name gets the rest.
fn rows(told: &[Told], area: Rect, canvas: &mut Canvas<'_, '_>) {
    let widest =
        |text: &dyn Fn(&Told) -> &str| told.iter().map(|t| columns(text(t))).max().unwrap_or(0) as u16;
    let widths = [widest(&|t| &t.against), widest(&|t| t.grade), widest(&|t| &t.next)];
    for (at, told) in area.rows().zip(told) {
        let at = layout::told(at, widths);
        canvas.text(told.name.as_str(), Role::Text, at.name);
        canvas.text(told.time.to_string(), Role::Strong, at.time);
        canvas.render(Times::new(&told.times, canvas.theme), at.times);
        canvas.text(told.against.as_str(), Role::Muted, at.against);
        canvas.text(told.grade, Role::Text, at.grade);
        canvas.render(canvas.theme.label(told.next.as_str(), Role::Muted).right_aligned(), at.next);
    }
}

/// The practice on the next day.
fn tomorrow(model: &Model, practice: &Practice) -> Option<String> {
    let day = practice.day.tomorrow().ok()?;
    if model.workspace.documents.interview() == Some(practice.day) {
        return None;
    }
    let plan = model.workspace.plan(day);
    Some(if plan.items.is_empty() {
        "Tomorrow: nothing is due. Take a break, or tell one just for fun.".to_owned()
    } else {
        format!("Tomorrow: {}.", plan.words())
    })
}

/// Twelve weeks, ending with the days of this week so far.
fn heat_map(model: &Model, practice: &Practice, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let figures = model.workspace.figures(practice.day);
    let weekday = figures.first_weekday(practice.day);
    canvas.render(HeatMap::new(&figures.heat, weekday, canvas.theme), area);
}
