//! The panel beside the text: the coach, the guiding questions, scenes, what they may ask.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::screen::coach::CoachScreen;
use crate::app::screen::draft::Draft;
use crate::practice::Record;
use crate::story::Section;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::screens::{findings, history};
use crate::ui::theme::Role;
use crate::ui::widgets::{Ends, Prose};

/// Rows that the coach's findings keep when other blocks are added below.
const COACH: u16 = 12;

/// A block of the panel: a heading with a note at its right, and rows below it.
struct Block<'a> {
    heading: String,
    note: String,
    rows: Vec<(Option<(&'a str, Role)>, Prose)>,
}

/// What stands in the panel, in order.
enum Piece<'a> {
    Block(Block<'a>),
    /// The times of the tellings.
    Times(&'a Record),
}

impl Piece<'_> {
    /// Whether there is nothing below the heading.
    fn is_empty(&self) -> bool {
        matches!(self, Self::Block(block) if block.rows.is_empty())
    }

    fn height(&self) -> u16 {
        match self {
            Self::Block(block) => 1 + block.rows.iter().map(|(_, text)| text.height()).sum::<u16>(),
            Self::Times(_) => 1 + history::TIMES,
        }
    }
}

/// Draws the panel; with the coach's review open, that alone.
pub fn draw(
    model: &Model,
    draft: &Draft,
    coach: Option<&CoachScreen>,
    area: Rect,
    canvas: &mut Canvas<'_, '_>,
) {
    if let Some(screen) = coach {
        heading("The coach", &screen.review.summary(), area, canvas);
        findings::list(&screen.review, Some(screen.list.chosen), layout::below(area, 1), canvas);
        return;
    }
    let record = model.workspace.practice.history.record(&draft.story);
    let told = record.filter(|r| r.last_seconds().is_some()).map(Piece::Times);
    let pieces = [
        Some(Piece::Block(guide(model, draft, area.width, canvas))),
        Some(Piece::Block(scenes(draft, area.width, canvas))),
        told,
        Some(Piece::Block(follow_ups(draft, area.width, canvas))),
    ];
    let pieces: Vec<Piece<'_>> = pieces.into_iter().flatten().filter(|p| !p.is_empty()).collect();
    let mut rest = area;
    if draft.review.complete {
        let wanted = 1 + findings::height(&draft.review, area.width);
        // The coach gets what it wants, but leaves room for as many of the other pieces as fit beside the least
        // that it needs.
        let mut below = 0;
        for piece in &pieces {
            if below + piece.height() + 1 + wanted.min(COACH) <= area.height {
                below += piece.height() + 1;
            }
        }
        let mine = layout::first_rows(area, wanted.min(area.height - below));
        let chosen = draft.finding().and_then(|f| draft.review.findings.iter().position(|other| other == f));
        heading("The coach", &draft.review.summary(), mine, canvas);
        findings::list(&draft.review, chosen, layout::below(mine, 1), canvas);
        rest = layout::below(area, mine.height + 1);
    }
    for piece in pieces {
        let height = piece.height();
        if height > rest.height {
            continue;
        }
        match piece {
            Piece::Block(block) => draw_block(block, rest, canvas),
            Piece::Times(record) => {
                history::times(record, rest, canvas);
            }
        }
        rest = layout::below(rest, height + 1);
    }
}

fn heading(text: &str, note: &str, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let [text, note] = [(text, Role::Strong), (note, Role::Muted)].map(|(t, r)| canvas.theme.label(t, r));
    canvas.render(Ends::keep_left(text, note, 2, 6), layout::row(area, 0));
}

fn draw_block(block: Block<'_>, area: Rect, canvas: &mut Canvas<'_, '_>) {
    heading(&block.heading, &block.note, area, canvas);
    let mut rest = layout::below(area, 1);
    for (mark, text) in block.rows {
        let rows = text.height();
        if let Some((sign, role)) = mark {
            canvas.text(sign, role, layout::at_most(layout::row(rest, 0), 1));
        }
        canvas.render(text, layout::first_rows(layout::indented(rest, 2), rows));
        rest = layout::below(rest, rows);
    }
}

/// The guiding questions of the part in focus, ticked as they are answered, and who acts in it.
fn guide<'a>(model: &Model, draft: &Draft, width: u16, canvas: &Canvas<'a, '_>) -> Block<'a> {
    let theme = canvas.theme;
    let voice = draft.panel.voice;
    let note = match draft.focus {
        Section::Action if voice.me + voice.we > 0 => {
            format!("I {}  we {}  numbers {}", voice.me, voice.we, voice.numbers)
        }
        Section::Result if !draft.field(Section::Result).text().is_empty() => {
            format!("numbers {}", voice.numbers)
        }
        Section::Situation | Section::Task | Section::Action | Section::Result | Section::Lesson => {
            String::new()
        }
    };
    let row = |(question, answered): &(String, bool)| {
        let (sign, role) =
            if *answered { (theme.signs.ticked, Role::Good) } else { (theme.signs.unticked, Role::Muted) };
        let text = if *answered { Role::Muted } else { Role::Text };
        (Some((sign, role)), theme.prose(question, width.saturating_sub(2), text))
    };
    let mut rows: Vec<_> = draft.panel.guide.iter().map(row).collect();
    if draft.focus == Section::Lesson && !draft.wants_lesson(&model.workspace) {
        rows.insert(0, (None, theme.prose("Only if you want one", width.saturating_sub(2), Role::Muted)));
    }
    let name = draft.text(&model.workspace).map_or(draft.focus.name(), |story| story.part_name(draft.focus));
    Block { heading: format!("For the {name}"), note, rows }
}

/// Scenes, while nothing is written yet.
fn scenes<'a>(draft: &Draft, width: u16, canvas: &Canvas<'a, '_>) -> Block<'a> {
    let theme = canvas.theme;
    let row = |scene: &String| {
        (Some((theme.signs.none, Role::Muted)), theme.prose(scene, width.saturating_sub(2), Role::Muted))
    };
    let rows = draft.panel.scenes.iter().map(row).collect();
    Block { heading: "Did one of these happen to you?".to_owned(), note: String::new(), rows }
}

/// What they may ask, and whether an answer is prepared.
fn follow_ups<'a>(draft: &Draft, width: u16, canvas: &Canvas<'a, '_>) -> Block<'a> {
    let theme = canvas.theme;
    let row = |(ask, answered): &(String, bool)| {
        let (sign, role) = if *answered { (theme.signs.ticked, Role::Good) } else { ("?", Role::Accent) };
        (Some((sign, role)), theme.prose(ask, width.saturating_sub(2), Role::Text))
    };
    let rows = draft.panel.follow_ups.iter().map(row).collect();
    Block { heading: "If they ask".to_owned(), note: "o cue card".to_owned(), rows }
}
