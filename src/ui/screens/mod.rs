//! One file per screen: how it draws its part of the model.

mod ask;
mod bring;
mod cards;
mod coach;
mod compare;
mod draft;
mod ending;
mod example;
mod findings;
mod form;
mod history;
mod interview;
mod offer;
mod other_version;
mod practice;
mod progress;
mod questions;
mod stories;
mod today;
mod viewer;
mod welcome;

use super::canvas::Canvas;
use crate::app::Model;
use crate::app::screen::Screen;

/// Draws the top screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_, '_>) {
    match model.screen() {
        Screen::Today(s) => today::draw(model, s, canvas),
        Screen::Questions(s) => questions::draw(model, s, canvas),
        Screen::Stories(s) => stories::draw(model, s, canvas),
        Screen::Interview(s) => interview::draw(model, s, canvas),
        Screen::Viewer(s) => viewer::draw(s, canvas),
        Screen::Offer(s) => offer::draw(model, s, canvas),
        Screen::Draft(s) => draft::draw(model, s, canvas),
        Screen::Form(s) => form::draw(model, s, canvas),
        Screen::Coach(s) => coach::draw(model, s, canvas),
        Screen::Compare(s) => compare::draw(model, s, canvas),
        Screen::OtherVersion(s) => other_version::draw(model, s, canvas),
        Screen::Ask(s) => ask::draw(model, s, canvas),
        Screen::Ending(s) => ending::draw(model, s, canvas),
        Screen::Cards(s) => cards::draw(model, s, canvas),
        Screen::Bring(s) => bring::draw(s, canvas),
        Screen::Example(s) => example::draw(s, canvas),
        Screen::Practice(s) => practice::draw(model, s, canvas),
        Screen::Progress(s) => progress::draw(s, canvas),
    }
}
