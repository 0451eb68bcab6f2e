//! Two versions of a story: side by side where there is room, else one below the other.

use ratatui::layout::{Constraint, Layout};

use crate::app::Model;
use crate::app::screen::compare::{Compare, OtherVersion};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;

/// A row of a version.
type VersionRow = (String, Role);

/// Draws the two versions.
pub fn draw(model: &Model, screen: &Compare, canvas: &mut Canvas<'_, '_>) {
    let name = model.workspace.library.get(&screen.story).map(|s| s.name()).unwrap_or_default();
    let (here, there) = match &screen.kind {
        OtherVersion::Sibling(_) => ("yours", "changed elsewhere".to_owned()),
        OtherVersion::Earlier(at) => ("now", format!("as it was on {at}")),
    };
    let regions = canvas.regions();
    canvas.text(format!("Two versions of \"{name}\""), Role::Strong, regions.head);
    let beside = canvas.area().fits_two_versions();
    let body = layout::margins(regions.body);
    let width = (if beside { (body.width - 4) / 2 } else { body.width - 2 }).min(layout::PROSE);
    let columns = [width, if beside { width } else { 0 }].map(Constraint::Length);
    let [left, right] = Layout::horizontal(columns).spacing(2).areas(body);
    let mut rows: Vec<[VersionRow; 2]> = Vec::new();
    let none = || (String::new(), Role::Text);
    for difference in &screen.differences {
        let here = version(&difference.name, here, &difference.here, width);
        let there = version(&difference.name, &there, &difference.there, width);
        if beside {
            let cell = |rows: &[VersionRow], i: usize| rows.get(i).cloned().unwrap_or_else(none);
            rows.extend((0..here.len().max(there.len())).map(|i| [cell(&here, i), cell(&there, i)]));
        } else {
            rows.extend(here.into_iter().chain(there).map(|row| [row, none()]));
        }
        rows.push([none(), none()]);
    }
    if rows.is_empty() {
        canvas.text("They say the same.", Role::Muted, layout::row(body, 0));
    }
    let room = usize::from(body.height);
    let first = screen.top.min(rows.len().saturating_sub(room));
    for ((left, right), row) in left.rows().zip(right.rows()).zip(rows.iter().skip(first)) {
        for (at, (text, role)) in [left, right].into_iter().zip(row) {
            canvas.text(text.as_str(), *role, at);
        }
    }
    if rows.len() > first + room {
        canvas.more(regions.body);
    }
}

/// What one version says of a part, below its name.
fn version(name: &str, whose: &str, text: &str, width: u16) -> Vec<VersionRow> {
    let mut rows = vec![(format!("{name}, {whose}"), Role::Accent)];
    if text.trim().is_empty() {
        rows.push(("Nothing.".to_owned(), Role::Muted));
    } else {
        rows.extend(wrap(text, usize::from(width)).into_iter().map(|row| (row, Role::Text)));
    }
    rows
}
