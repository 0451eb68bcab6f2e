//! Draws the preparation, or the user's own questions, beside another version.

use super::compare::differences;
use crate::app::Model;
use crate::app::screen::other_version::{Origin, OtherVersion};
use crate::app::workspace::Documents;
use crate::ui::canvas::Canvas;

pub fn draw(model: &Model, screen: &OtherVersion, canvas: &mut Canvas<'_, '_>) {
    let words = Documents::words(&screen.doc);
    let title = match &screen.origin {
        Origin::File(file) => format!("Two versions of {words}; the other is in {file}"),
        Origin::Earlier(at) => format!("An earlier version of {words}, of {at}"),
    };
    differences(model, &title, &screen.differences, canvas);
}
