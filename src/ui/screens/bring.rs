//! Draws the bringing in of stories.

use crate::app::screen::bring::{Bring, Progress};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{self, Fits as _};
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// What to do, for whoever has files.
const HOW: &str = "Type the path of a file and press Enter, or drag the file onto this window. Or copy your stories \
                   and paste them right here.";
/// What can be read.
const FORMS: &str = "Markdown, plain text, HTML, RTF, CSV, org and JSON, as long as the parts are marked: a heading or \
                     a label such as \"Situation\" or \"S:\".";
/// That nothing happens yet.
const FIRST: &str = "You'll see what would come in before anything is added.";

pub fn draw(bring: &Bring, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let head = canvas.theme.label("Bring in stories you have", Role::Muted);
    let source =
        if bring.count() > 0 { bring.source.rsplit(['/', '\\']).next().unwrap_or_default() } else { "" };
    let source = canvas.theme.label(source, Role::Muted);
    canvas.render(Ends::keep_left(head, source, 2, 9), layout::at_most(regions.head, layout::ROW - 2));
    canvas.rule(regions.head_rule);
    if let Progress::Read(_) | Progress::Adding(_) = bring.progress {
        let text = layout::at_most(layout::margins(regions.body), layout::PROSE);
        for (at, row) in text.rows().zip(bring.rows.iter().skip(bring.scroll.top)) {
            canvas.text(row.text.as_str(), Role::of(row.tone), at);
        }
        if !bring.scroll.is_at_end(bring.rows.len(), usize::from(text.height)) {
            canvas.more(layout::at_most(layout::margins(regions.body), layout::ROW - 2));
        }
        return;
    }
    ask(bring, canvas);
}

/// The field for the path, with what to do above it and what came of it below.
fn ask(bring: &Bring, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let gap = u16::from(!canvas.area().is_tight());
    let body = layout::at_most(layout::margins(layout::below(regions.body, gap)), layout::PROSE + 2);
    let mut text = layout::at_most(layout::indented(body, 2), layout::PROSE);
    // On a small screen the field and what came of it matter most.
    let room = text.height.saturating_sub(5);
    let mut used = 0;
    for (said, role) in [(HOW, Role::Text), (FORMS, Role::Muted), (FIRST, Role::Muted)] {
        let rows = wrap(said, usize::from(text.width)).len() as u16 + gap;
        if used + rows <= room {
            canvas.prose(said, role, text);
            text = layout::below(text, rows);
            used += rows;
        }
    }
    let field = layout::below(body, used);
    for at in layout::first_rows(field, 2).rows() {
        canvas.text(canvas.theme.signs.bar, Role::Focus, layout::at_most(at, 1));
    }
    canvas.text("File", Role::Strong, layout::row(text, 0));
    let at = layout::row(text, 1);
    if bring.field.text().is_empty() {
        canvas.text("For example: ~/Documents/stories.md", Role::Muted, at);
    }
    canvas.field(&bring.field, true, &[], at);
    let below = layout::below(text, 2 + gap);
    match &bring.progress {
        Progress::Failed(why) => {
            canvas.prose(why, Role::Warn, below);
        }
        Progress::Reading => canvas.text("Reading", Role::Muted, below),
        Progress::Asking | Progress::Read(_) | Progress::Adding(_) => {}
    }
}
