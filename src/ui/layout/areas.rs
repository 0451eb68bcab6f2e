//! The named areas of each screen.

use ratatui::layout::{Constraint, Layout, Rect};

use super::{
    FOUR_GRADES, Fits as _, PROSE, ROW, TABLE, at_most, below, between, first_rows, indented, margins,
    regions, row,
};
use crate::app::screen::draft::Geometry;
use crate::app::screen::stories::reader;

/// Minimum columns of a story's name in a row about a telling.
const NAME: u16 = 18;

/// Splits a row into columns with a gap between them.
///
/// ratatui remembers how it has split an area; without its row, all rows of a list are split once.
fn split<const N: usize>(row: Rect, columns: [Constraint; N], gap: u16) -> [Rect; N] {
    let first = Rect { y: 0, height: 1, ..row };
    let columns: [Rect; N] = Layout::horizontal(columns).spacing(gap).areas(first);
    columns.map(|column| Rect { y: row.y, height: row.height, ..column })
}

/// A principle and the places of its three stories.
#[derive(Debug, Clone, Copy)]
pub struct PrincipleAreas {
    /// Its name.
    pub name: Rect,
    /// Its stories.
    pub slots: [Rect; 3],
}

/// A row within the margins: a principle whose stories have one column each, at the right.
pub fn principle_with_marks(row: Rect) -> PrincipleAreas {
    let columns = [Constraint::Length(2), Constraint::Fill(1), Constraint::Length(1), Constraint::Length(5)];
    let [_, name, _, marks] = split(row, columns, 0);
    let slots = split(marks, [Constraint::Length(1); 3], 1);
    PrincipleAreas { name, slots }
}

/// A row within the margins: a principle whose stories are named where there is room.
pub fn principle_with_slots(row: Rect, narrow: bool) -> PrincipleAreas {
    if narrow {
        return principle_with_marks(at_most(row, row.width.saturating_sub(1)));
    }
    // The longest name is shown whole.
    let name = (row.width / 2 - 15).clamp(24, 44);
    let columns =
        [Constraint::Length(2), Constraint::Length(name), Constraint::Length(2), Constraint::Fill(1)];
    let [_, name, _, slots] = split(row, columns, 0);
    let slots = split(slots, [Constraint::Length(slots.width / 3); 3], 0);
    PrincipleAreas { name, slots: slots.map(|slot: Rect| at_most(slot, slot.width.saturating_sub(1))) }
}

/// A row about a part of a story at the first start: its letter, its name, what belongs into it, a bar, its time.
pub fn part_of_a_story(row: Rect) -> [Rect; 5] {
    split(row, [3, 12, 30, 11, 5].map(Constraint::Length), 0)
}

/// The areas of Today on a wide screen: what to do, the rule between, and how far the stories have come.
pub fn today_columns(body: Rect) -> [Rect; 3] {
    let left = (body.width * 11 / 20).clamp(64, 84);
    let columns = [left, 1, body.width.saturating_sub(left + 3)].map(Constraint::Length);
    let [left, rule, right] = split(body, columns, 1);
    [left, rule, right]
}

/// The pieces of a row about how far a story has come.
#[derive(Debug, Clone, Copy)]
pub struct StandingRow {
    pub stage: Rect,
    pub name: Rect,
    /// The times of its tellings as a line.
    pub times: Rect,
    /// How long it took last.
    pub last: Rect,
    /// What it lacks; empty where there is no room.
    pub lacks: Rect,
}

/// A row about how far a story has come; the line of its times takes room if there is any to draw.
pub fn standing_row(row: Rect, drawn: bool) -> StandingRow {
    let lacks = if row.width >= 60 { 22 } else { 0 };
    let times = if drawn { 9 } else { 0 };
    let columns = [2, 0, times, 7, lacks].map(Constraint::Length);
    let [stage, _, times, last, lacks] = columns;
    let [stage, name, times, last, lacks] = split(row, [stage, Constraint::Fill(1), times, last, lacks], 0);
    let [stage, last] = [at_most(stage, 1), between(last, 1, 0)];
    StandingRow { stage, name, times: between(times, 1, 0), last, lacks: between(lacks, 1, 0) }
}

/// The two panes of Questions.
pub fn questions_panes(body: Rect) -> [Rect; 2] {
    let left = if body.is_wide() { 54 } else { 30 };
    split(body, [Constraint::Length(left), Constraint::Fill(1)], 2)
}

/// The two columns of Prepare, each with a column at its right for the sign that there is more.
pub fn prepare_columns(body: Rect) -> [Rect; 2] {
    let width = body.width.saturating_sub(4) / 2;
    split(body, [Constraint::Length(width); 2], 3)
}

/// The reader of stories alone.
pub fn reader_alone(body: Rect, g: reader::Geometry) -> Rect {
    at_most(margins(body), g.reader as u16)
}

/// The areas of Stories side by side.
#[derive(Debug, Clone, Copy)]
pub struct StoriesAreas {
    pub list: Rect,
    /// The bar between the list and the reader.
    pub bar: Rect,
    pub reader: Rect,
    /// The rule before the history, and the history; empty where there is no room.
    pub rule: Rect,
    pub history: Rect,
}

/// The list of stories, the reader, and the history of the chosen one.
pub fn list_and_reader(body: Rect, g: reader::Geometry) -> StoriesAreas {
    let gap = u16::from(g.history > 0);
    // The reader has a margin at its left and the scroll mark at its right.
    let columns = [g.list as u16, 1, g.reader as u16 + 2, gap, gap, g.history as u16];
    let [list, bar, reader, rule, _, history] =
        Layout::horizontal(columns.map(Constraint::Length)).areas(body);
    StoriesAreas { list, bar, reader: at_most(indented(reader, 1), g.reader as u16), rule, history }
}

/// The pieces of a row in the list of stories.
#[derive(Debug, Clone, Copy)]
pub struct StoryRow {
    /// The mark of the chosen one.
    pub chosen: Rect,
    /// The sign of its stage.
    pub stage: Rect,
    /// Its title.
    pub title: Rect,
    /// Its principle; empty where there is no room.
    pub principle: Rect,
    /// How long it takes.
    pub time: Rect,
    /// When it is due.
    pub due: Rect,
}

/// A row of the list of stories, with the principle where there is room for names; the widest due date takes
/// so many columns.
pub fn story_row(row: Rect, named: bool, due: u16) -> StoryRow {
    let principle = if named { 18 } else { 0 };
    let columns = [
        Constraint::Length(2),
        Constraint::Length(2),
        Constraint::Fill(1),
        Constraint::Length(u16::from(named)),
        Constraint::Length(principle),
        Constraint::Length(if named { 6 } else { 5 }),
        Constraint::Length(if due > 0 { due + 1 } else { 0 }),
    ];
    let [chosen, stage, title, _, principle, time, due] = split(margins(row), columns, 0);
    StoryRow { chosen: at_most(chosen, 1), stage: at_most(stage, 1), title, principle, time, due }
}

/// The pieces of a row that names another story to tell.
#[derive(Debug, Clone, Copy)]
pub struct OtherStory {
    /// Its title.
    pub name: Rect,
    /// The sign of its stage.
    pub stage: Rect,
    /// How it stands.
    pub standing: Rect,
}

/// A row that names another story to tell, with the widths of its title and of how it stands.
pub fn other_story(row: Rect, name: u16, standing: u16) -> OtherStory {
    let columns = [2, name, 2, 2, standing, 2].map(Constraint::Length);
    let [_, name, _, stage, standing, _] = split(row, columns, 0);
    OtherStory { name, stage: at_most(stage, 1), standing }
}

/// The areas of Draft below its header.
#[derive(Debug, Clone, Copy)]
pub struct DraftAreas {
    /// The parts, one below the other, without margins.
    pub parts: Rect,
    /// How long the story takes.
    pub pace: Rect,
    /// What the coach says; empty where the panel says it.
    pub coach: Rect,
    /// The rule between the text and the panel; empty without one.
    pub rule: Rect,
    /// What stands beside the text; empty where there is no room.
    pub panel: Rect,
}

/// Lays Draft out.
pub fn draft(area: Rect, geometry: Geometry) -> DraftAreas {
    let body = regions(area).body;
    let [above, coach] = [Constraint::Length(1), Constraint::Length(geometry.coach)];
    let [_, pace, coach] = Layout::vertical([Constraint::Fill(1), above, coach]).areas(body);
    let all = below(Rect { height: body.bottom(), y: 0, ..body }, geometry.above as u16);
    // The margin and the bar at the left, the text, and a column for the cursor.
    let text = geometry.columns as u16 + 4;
    let beside = indented(all, if geometry.panel > 0 { text } else { all.width });
    DraftAreas {
        parts: at_most(all, text),
        pace: margins(at_most(pace, text)),
        coach: at_most(indented(coach, 1), PROSE + 2),
        rule: at_most(beside, 1),
        panel: at_most(indented(beside, 3), geometry.panel as u16),
    }
}

/// The pieces of the first row of a part.
#[derive(Debug, Clone, Copy)]
pub struct PartRow {
    /// Its name.
    pub name: Rect,
    /// Its text; the columns of the time are still to be taken off.
    pub text: Rect,
    /// How long it takes, at the right.
    pub time: Rect,
}

/// The first row of a part.
pub fn part_row(row: Rect, compact: bool) -> PartRow {
    let text = at_most(margins(row), ROW - 2);
    let [name, text_at] = if compact { [10, 12] } else { [12, 14] };
    let rest = indented(text, text_at);
    let gap = if compact { 4 } else { 2 };
    PartRow {
        name: at_most(indented(text, 2), name),
        text: Rect { width: rest.width.saturating_sub(gap), ..rest },
        time: text,
    }
}

/// The areas of the clock, top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockAreas {
    /// What is said at the first telling of a day; empty where there is no room.
    pub welcome: Rect,
    /// What was asked.
    pub prompt: Rect,
    /// How wide a short prompt is set, in columns.
    pub prompt_width: u16,
    /// The time; three or six rows for large digits, else one.
    pub clock: Rect,
    /// The time as a bar across the whole width, with its scale where there are three rows.
    pub bar: Rect,
    /// What the clock does; empty where there is no room.
    pub state: Rect,
    /// What is shown on request.
    pub hints: Rect,
    /// Whether the hints stand where the prompt was.
    pub covers_prompt: bool,
}

/// Lays the clock out for so many rows of hints: if they do not fit below, first the large digits give way,
/// then the prompt, which has been read, then the scale of the bar.
pub fn clock(area: Rect, hints: u16) -> ClockAreas {
    let all = Rect { y: 0, height: regions(area).body.bottom(), ..area };
    let rows = |y: u16, height: u16| margins(first_rows(below(all, y), height));
    let across = |y: u16, height: u16| first_rows(below(all, y), height);
    let digits = area.digits();
    if digits > 1 {
        // Without hints everything stands a third of the way down; for them it moves up as far as it must.
        let spare = all.height.saturating_sub(18 + digits);
        let top = (2 + spare / 3).min(all.height.saturating_sub(11 + digits + hints)).max(1);
        let end = top + 11 + digits;
        if hints == 0 || end + hints <= all.height {
            return ClockAreas {
                welcome: rows(top - 1, 1),
                prompt: rows(top, 4),
                prompt_width: 50,
                clock: rows(top + 6, digits),
                bar: across(top + 7 + digits, 3),
                state: rows(top + 10 + digits, 1),
                hints: rows(end, all.height),
                covers_prompt: false,
            };
        }
    }
    // The rows from the bar down: with its scale, the state and a row of hints; or with less.
    let below_bar = 4 + hints.max(1);
    let covers_prompt = hints > 1 && all.height < 5 + below_bar;
    let tails = [5, 2, 1];
    let fits = |tail: &u16| all.height >= 1 + hints + tail;
    let tail = if covers_prompt { tails.into_iter().find(fits).unwrap_or(1) } else { below_bar };
    let bar = all.height.saturating_sub(tail).max(3);
    let scale = if tail >= 5 { 3 } else { 1 };
    let prompt = rows(1, bar.saturating_sub(2).max(1));
    ClockAreas {
        welcome: Rect::ZERO,
        prompt,
        prompt_width: PROSE,
        clock: rows(bar - 1, 1),
        bar: across(bar, scale),
        state: rows(bar + scale, u16::from(tail > 1)),
        hints: if covers_prompt { prompt } else { rows(bar + 4, all.height) },
        covers_prompt,
    }
}

/// A cue below the clock: its label and its text, in the middle of the screen.
pub fn cue(row: Rect) -> [Rect; 2] {
    let width = row.width.min(PROSE);
    let row = at_most(indented(row, (row.width + 2 - width) / 2 - 1), width);
    let columns = [Constraint::Length(10), Constraint::Length(1), Constraint::Fill(1)];
    let [label, _, text] = split(row, columns, 0);
    [label, text]
}

/// The pieces of a row about a telling.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// What was told.
    pub name: Rect,
    /// How long it took.
    pub time: Rect,
    /// The story's times so far as a line; empty where there is no room.
    pub times: Rect,
    /// How that stands to the usual; empty where there is no room.
    pub against: Rect,
    /// How it went.
    pub grade: Rect,
    /// When it comes again; empty where there is no room.
    pub next: Rect,
}

/// A row about a telling, whose comparison, grade and next day take so many columns.
pub fn told(row: Rect, [against, grade, next]: [u16; 3]) -> Told {
    let row = at_most(row, TABLE - 2);
    // What matters less goes first, so that the name keeps some room.
    let room = row.width.saturating_sub(NAME + 7 + grade);
    let next = if next + 2 <= room { next } else { 0 };
    let against = if next > 0 && against + next + 4 <= room { against } else { 0 };
    let times = if against > 0 && against + next + 16 <= room { 8 } else { 0 };
    let gap = |width: u16| if width > 0 { 2 } else { 0 };
    let columns = [
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(6),
        Constraint::Length(times + gap(times)),
        Constraint::Length(against + gap(against)),
        Constraint::Length(grade + gap(next)),
        Constraint::Length(next),
    ];
    let [name, _, time, times, against, grade, next] = split(row, columns, 0);
    let cut = |area: Rect, by: u16| Rect { width: area.width.saturating_sub(by), ..area };
    Told { name, time, times: cut(times, 2), against: cut(against, 2), grade, next }
}

/// The pieces of a row about a beat.
#[derive(Debug, Clone, Copy)]
pub struct BeatRow {
    /// Its key and its tick.
    pub tick: Rect,
    /// The part's name; empty where there is no room.
    pub name: Rect,
    /// The cue, and at its right the time.
    pub cue: Rect,
}

/// A row about a beat.
pub fn beat(row: Rect, narrow: bool) -> BeatRow {
    let name = if narrow { 0 } else { 12 };
    let columns = [1, 4, name].map(Constraint::Length);
    let [indent, tick, name] = columns;
    let [_, tick, name, cue] = split(row, [indent, tick, name, Constraint::Fill(1)], 0);
    BeatRow { tick, name, cue }
}

/// The areas of the grades.
#[derive(Debug, Clone, Copy)]
pub struct Grades {
    /// Each grade.
    pub each: [Rect; 4],
    /// Whether they all stand in one row.
    pub one_row: bool,
    /// The row of the date that the suggested one gives.
    pub date: Rect,
}

/// Lays the grades out: in one row, or two by two.
pub fn grades(area: Rect) -> Grades {
    let inside = indented(area, 1);
    let one_row = inside.width >= FOUR_GRADES;
    let across: u16 = if one_row { 4 } else { 2 };
    let step = inside.width / across;
    let at = |i: u16| {
        let at = indented(row(inside, i / across), (i % across) * step);
        at_most(at, step)
    };
    Grades { each: [0, 1, 2, 3].map(at), one_row, date: row(area, 4 / across) }
}

/// The two columns of Progress: the matrix, and the other pictures.
pub fn progress_columns(all: Rect) -> [Rect; 2] {
    let pictures = (all.width * 2 / 5).clamp(46, 60);
    split(all, [Constraint::Fill(1), Constraint::Length(pictures)], 3)
}

/// A principle in Progress: its code, and its name with how many stories there are for it.
pub fn progress_principle(row: Rect) -> [Rect; 2] {
    let row = at_most(row, ROW - 2);
    split(row, [Constraint::Length(2), Constraint::Fill(1)], 1)
}

/// The pieces of a row of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct MatrixAreas {
    pub stage: Rect,
    pub name: Rect,
    /// One cell a principle, with a column between.
    pub cells: Rect,
    /// How often it was told.
    pub told: Rect,
    /// How long it took last.
    pub last: Rect,
    /// Its times as a line; empty where there is no room.
    pub times: Rect,
}

/// A row of the matrix of so many principles: the name gets what is left.
pub fn matrix_row(row: Rect, principles: u16) -> MatrixAreas {
    let cells = principles * 2;
    let spare = row.width.saturating_sub(cells + 32);
    let times = if spare >= 24 { 10 } else { 0 };
    let columns = [
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(cells),
        Constraint::Length(4),
        Constraint::Length(5),
        Constraint::Length(times),
    ];
    let [stage, name, cells, told, last, times] = split(row, columns, 1);
    MatrixAreas { stage, name, cells, told, last, times }
}

/// The cell of a principle in a row of the matrix.
pub fn matrix_cell(cells: Rect, at: u16) -> Rect {
    at_most(indented(cells, at * 2), 1)
}

/// A row of the help: the keys, which take so many columns, and what they do.
pub fn key(row: Rect, keys: u16) -> [Rect; 2] {
    split(row, [Constraint::Length(keys), Constraint::Fill(1)], 2)
}

/// A row with what is typed to find something: its label and the field.
pub fn find(row: Rect) -> [Rect; 2] {
    split(margins(row), [Constraint::Length(5), Constraint::Fill(1)], 0)
}
