//! The widgets that may be drawn: those whose text went through the filter.

use ratatui::widgets::{Clear, Widget};

use super::{
    BigClock, CueCard, Ends, FieldView, Gauge, HeatMap, Hints, Label, Places, PopUp, Prose, Road, SplitBar,
    SplitChart, TimeBar, Times,
};

mod sealed {
    pub trait Sealed {}
}

/// A widget that writes no byte of a text that a cell may not show.
///
/// Implemented here and nowhere else, so that a widget of ratatui with a text of its own does not get onto a
/// canvas: wrap it in one that takes its text through [`Theme`](crate::ui::theme::Theme).
pub trait Filtered: Widget + sealed::Sealed {}

macro_rules! filtered {
    ($($widget:ty),* $(,)?) => {$(
        impl sealed::Sealed for $widget {}
        impl Filtered for $widget {}
    )*};
}

filtered!(
    BigClock<'_>,
    Clear,
    CueCard<'_>,
    Ends<'_>,
    FieldView<'_>,
    Gauge<'_>,
    HeatMap<'_>,
    Hints<'_>,
    Label<'_>,
    Places<'_>,
    PopUp<'_>,
    Prose,
    Road<'_>,
    SplitBar<'_>,
    SplitChart<'_>,
    TimeBar<'_>,
    Times<'_>,
);
