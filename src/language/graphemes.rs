//! Places on grapheme boundaries: what a screen may underline.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Widens a span until both ends stand between graphemes of `text`; an empty span where it lies outside.
pub fn snap(text: &str, span: Range<usize>) -> Range<usize> {
    // Between two plain characters graphemes always meet.
    let plain = |at: usize| {
        let byte = |at: Option<usize>| {
            at.and_then(|at| text.as_bytes().get(at)).is_none_or(|b| matches!(b, b' '..=b'~'))
        };
        at <= text.len() && byte(at.checked_sub(1)) && byte(Some(at))
    };
    if plain(span.start) && plain(span.end) && span.start <= span.end {
        return span;
    }
    let mut out = span.start.min(text.len())..span.end.min(text.len());
    let (mut start_done, mut at) = (false, 0);
    for grapheme in text.graphemes(true) {
        let end = at + grapheme.len();
        if !start_done && end > out.start {
            out.start = at;
            start_done = true;
        }
        if end >= out.end {
            out.end = end;
            break;
        }
        at = end;
    }
    if out.start > out.end { out.end..out.end } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_snap_to_graphemes() {
        let text = "ae\u{301}o";
        assert_eq!(snap(text, 2..3), 1..4);
        assert_eq!(snap(text, 0..1), 0..1);
        assert_eq!(snap(text, 9..12), 5..5);
    }
}
