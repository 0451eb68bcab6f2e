//! The widgets that ratatui does not have.
//!
//! Each takes its text through [`Theme::label`], [`Theme::prose`] or [`Theme::span`], which filter it;
//! a [`Canvas`](super::canvas::Canvas) takes only those that do, which [`Filtered`] says.

mod big_clock;
mod cue_card;
mod ends;
mod field_view;
mod filtered;
mod gauge;
mod heat_map;
mod hints;
mod label;
mod places;
mod pop_up;
mod prose;
mod road;
mod split_bar;
mod split_chart;
mod time_bar;
mod times;

pub use big_clock::BigClock;
pub use cue_card::CueCard;
pub use ends::Ends;
pub use field_view::FieldView;
pub use filtered::Filtered;
pub use gauge::Gauge;
pub use heat_map::HeatMap;
pub use hints::Hints;
pub use label::Label;
pub use places::Places;
pub use pop_up::PopUp;
pub use prose::Prose;
pub use road::Road;
pub use split_bar::SplitBar;
pub use split_chart::SplitChart;
pub use time_bar::TimeBar;
pub use times::Times;
