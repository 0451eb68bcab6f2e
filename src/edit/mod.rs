//! A text field: graphemes, motions, soft wrap, undo. Knows no terminal and no story.
