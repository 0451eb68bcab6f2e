//! Draws what was heard in the recording of a telling.

use ratatui::layout::Rect;

use crate::app::workspace::{HEARD, Take};
use crate::practice::Beat;
use crate::story::pace::Seconds;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::voice::{Hearing, PACE, Said};

/// The picture of the telling, its pauses and pace, and what was not said; returns the rows used.
pub fn draw(take: &Take, has_number: bool, area: Rect, canvas: &mut Canvas<'_, '_>) -> u16 {
    let Some(hearing) = take.heard() else {
        canvas.text("Listening to the recording …", Role::Muted, layout::row(area, 0));
        return 1;
    };
    let mut rows = vec![(pauses(&hearing), Role::Text)];
    match &take.said {
        Some(said) => {
            rows.push((pace(said), Role::Text));
            rows.extend(not_said(said, has_number).map(|text| (text, Role::Text)));
        }
        None if !take.is_complete() => rows.push(("Writing down what was said …".to_owned(), Role::Muted)),
        None => {}
    }
    let mut used = 0;
    if !canvas.area().is_tight() {
        let [speech, silence, _] = canvas.theme.signs.bars;
        let sign = |share: f32| if share >= 0.5 { speech } else { silence };
        let width = layout::at_most(area, layout::PROSE).width;
        let picture: String = hearing.picture(width).into_iter().map(sign).collect();
        canvas.text(picture, Role::Accent, layout::row(area, 0));
        used = 1;
    }
    for (text, role) in rows {
        used += canvas.prose(&text, role, layout::below(area, used));
    }
    used
}

/// `Speech 0:38 of 0:42 · 2 pauses, the longest 4.1 s · first word after 1.2 s`.
fn pauses(hearing: &Hearing) -> String {
    let seconds = |milliseconds: u32| Seconds((milliseconds + 500) / 1000);
    let tenths = |milliseconds: u32| format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100);
    let pauses = hearing.pauses();
    let longest = pauses.iter().map(|pause| pause.length).max().map(tenths);
    let pauses = match (pauses.len(), longest) {
        (1, Some(longest)) => format!("one pause of {longest}"),
        (count, Some(longest)) => format!("{count} pauses over 2 s, the longest {longest}"),
        (_, None) => "no pause over 2 s".to_owned(),
    };
    let (spoken, length) = (seconds(hearing.spoken()), seconds(hearing.length));
    format!("Speech {spoken} of {length} · {pauses} · first word after {}", tenths(hearing.first_word()))
}

/// `142 words a minute, usual 120 to 160 · at least 3 fillers: um 2, you know 1`.
fn pace(said: &Said) -> String {
    let pace =
        said.pace.map(|pace| format!("{pace} words a minute, usual {} to {}", PACE.start(), PACE.end()));
    let count: usize = said.fillers.iter().map(|filler| filler.count).sum();
    let each = said.fillers.iter().take(3).map(|filler| format!("{} {}", filler.phrase, filler.count));
    let each = each.collect::<Vec<_>>().join(", ");
    let fillers = match count {
        0 => None,
        1 => Some(format!("at least one filler: {each}")),
        count => Some(format!("at least {count} fillers: {each}")),
    };
    pace.into_iter().chain(fillers).collect::<Vec<_>>().join(" · ")
}

/// `Not heard: the Task, a number`, of what the story has; `None` if everything was.
fn not_said(said: &Said, has_number: bool) -> Option<String> {
    let missing = HEARD.into_iter().zip(&said.cues).filter(|(_, told)| !**told);
    let names = missing.filter_map(|(beat, _)| match beat {
        Beat::Situation => Some("the Situation"),
        Beat::Task => Some("the Task"),
        Beat::Action => Some("the Action"),
        Beat::Result => Some("the Result"),
        Beat::Number => has_number.then_some("a number"),
        // A customer goes by many names.
        Beat::Customer | Beat::Lesson => None,
    });
    let names = names.collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| format!("The cues of these weren't heard: {names}"))
}
