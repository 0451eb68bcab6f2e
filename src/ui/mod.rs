//! State to frame: the only room that knows ratatui.
