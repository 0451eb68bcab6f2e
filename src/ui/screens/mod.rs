//! One file a screen: what it shows of the model.

mod ask;
mod coach;
mod compare;
mod draft;
mod form;
mod interview;
mod offer;
mod practice;
mod questions;
mod stories;
mod today;
mod viewer;

use super::page::Page;
use crate::app::Model;
use crate::app::screen::Screen;

/// Draws the screen that is open.
pub fn draw(model: &Model, page: &mut Page<'_, '_>) {
    match model.screen() {
        Screen::Today(s) => today::draw(model, s, page),
        Screen::Questions(s) => questions::draw(model, s, page),
        Screen::Stories(s) => stories::draw(model, s, page),
        Screen::Prepare(s) => interview::draw(model, s, page),
        Screen::Viewer(s) => viewer::draw(s, page),
        Screen::Offer(s) => offer::draw(model, s, page),
        Screen::Draft(s) => draft::draw(model, s, page),
        Screen::Form(s) => form::draw(model, s, page),
        Screen::Coach(s) => coach::draw(model, s, page),
        Screen::Compare(s) => compare::draw(model, s, page),
        Screen::Ask(s) => ask::draw(model, s, page),
        Screen::Practice(s) => practice::draw(model, s, page),
    }
}
