//! The only filter between stored text and any widget or terminal.
//!
//! Control, bidi and stray zero-width characters become visible marks of one column. The filter looks at one
//! grapheme at a time, so that a row, a cut text and the whole text are shown the same way. Widths are those
//! of ratatui 0.30 (`unicode-width` of each grapheme, plus one for each halfwidth sound mark).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The replacement of a tab, regardless of its column.
const TAB: &str = "    ";
/// The replacement of an invisible character; one column wide in every terminal.
const MARK: char = '\u{25CA}';
/// The base shown for a combining mark without a letter, as in the Unicode charts.
const NO_BASE: char = '\u{25CC}';
const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// Text for one row: controls, newlines, bidi and stray zero-width characters become marks of one column, a
/// tab becomes four spaces. Idempotent; borrowed if nothing changes.
pub fn display(text: &str) -> Cow<'_, str> {
    filter(text, |c| (c == '\t').then_some(TAB))
}

/// Text for a terminal without a widget: like [`display`], but newlines and tabs are kept.
pub fn plain(text: &str) -> Cow<'_, str> {
    filter(text, |c| match c {
        '\n' => Some("\n"),
        '\t' => Some("\t"),
        _ => None,
    })
}

/// The width of the text as shown by [`display`], in columns.
pub fn columns(text: &str) -> usize {
    everyday_text(text).unwrap_or_else(|| graphemes(text).map(grapheme_columns).sum())
}

/// Text cut to at most `columns` columns after a whole grapheme, with `…`; newlines become spaces.
///
/// Takes time for what is shown, not for the rest of the text.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    // Fast path: almost every text of a screen fits and is shown unchanged.
    if text.len() <= columns.saturating_mul(4) && everyday_text(text).is_some_and(|width| width <= columns) {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let over = graphemes(text).take_while(|g| {
        let fits = used <= columns;
        used += grapheme_columns(g);
        fits
    });
    let seen = over.map(str::len).sum();
    let shown = filter(text.get(..seen).unwrap_or_default(), |c| match c {
        '\n' => Some(" "),
        '\t' => Some(TAB),
        _ => None,
    });
    if self::columns(&shown) <= columns {
        return shown;
    }
    let Some(room) = columns.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let fits = graphemes(&shown).take_while(|g| {
        used += grapheme_columns(g);
        used <= room
    });
    let mut short: String = fits.collect();
    short.push('…');
    Cow::Owned(short)
}

/// The width of one stored grapheme as shown; 0 for the empty string only.
pub(super) fn grapheme_columns(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return if *byte == b'\t' { TAB.len() } else { 1 };
    }
    if let Some(columns) = everyday_columns(grapheme) {
        return columns;
    }
    match replaced(grapheme, |_| None) {
        Some(shown) => shown.graphemes(true).map(cell_width).sum(),
        None => cell_width(grapheme),
    }
}

/// Fast path: the width of a grapheme of one common character that is shown unchanged.
fn everyday_columns(grapheme: &str) -> Option<usize> {
    let mut chars = grapheme.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    everyday(c)
}

/// The width of a common character; `None` for any other. Between two common characters there is always a
/// grapheme boundary.
fn everyday(c: char) -> Option<usize> {
    if c.is_ascii() {
        return is_plain(c as u8).then_some(1);
    }
    let narrow = matches!(c,
        '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{24F}' | '\u{391}'..='\u{3A1}' | '\u{3A3}'..='\u{3E1}'
        | '\u{400}'..='\u{481}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{E01}'..='\u{E30}'
        | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2193}' | '\u{2500}'..='\u{25FC}');
    let wide = matches!(c,
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}');
    narrow.then_some(1).or_else(|| wide.then_some(2))
}

/// The width of a text of common characters only, which is shown unchanged.
fn everyday_text(text: &str) -> Option<usize> {
    if text.bytes().all(is_plain) { Some(text.len()) } else { text.chars().map(everyday).sum() }
}

/// Whether each character of the text is shown unchanged, in one column of its own.
pub fn is_one_column_each(text: &str) -> bool {
    text.chars().all(|c| everyday(c) == Some(1))
}

/// The first grapheme of a text, whose start must be a grapheme boundary.
pub(super) fn first_grapheme(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if everyday(first).is_some() && chars.next().is_none_or(|next| everyday(next).is_some()) {
        return text.get(..first.len_utf8());
    }
    text.graphemes(true).next()
}

pub(super) fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = first_grapheme(rest)?;
        rest = rest.get(first.len()..)?;
        Some(first)
    })
}

/// ratatui's width of a grapheme without control characters.
fn cell_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    grapheme.width() + grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// `white` gives the replacement of white space that passes the filter.
fn filter(text: &str, white: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if everyday_text(text).is_some() {
        return Cow::Borrowed(text);
    }
    let mut out: Option<String> = None;
    let mut next = 0;
    for grapheme in graphemes(text) {
        let at = next;
        next += grapheme.len();
        let shown = replaced(grapheme, &white);
        match (&mut out, shown) {
            (None, None) => {}
            (None, Some(shown)) if shown == grapheme => {}
            (None, Some(shown)) => {
                let mut start = String::with_capacity(text.len() + shown.len());
                start.push_str(text.get(..at).unwrap_or_default());
                start.push_str(&shown);
                out = Some(start);
            }
            (Some(out), Some(shown)) => out.push_str(&shown),
            (Some(out), None) => out.push_str(grapheme),
        }
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The replacement of a grapheme, `None` if it is shown unchanged.
fn replaced(grapheme: &str, white: impl Fn(char) -> Option<&'static str>) -> Option<String> {
    if everyday_columns(grapheme).is_some() {
        return None;
    }
    let flag = is_tag_flag(grapheme);
    let mut out = String::new();
    let (mut changed, mut broken, mut previous) = (false, false, None);
    let mut chars = grapheme.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if let Some(shown) = white(c) {
            out.push_str(shown);
            changed = true;
        } else if c.is_control() {
            out.push(picture(c));
            changed = true;
        } else if !may_stand(c, previous, next, flag, broken) {
            out.push(MARK);
            (changed, broken) = (true, true);
        } else {
            if previous.is_none() && extends(c) {
                out.push(NO_BASE);
                changed = true;
            }
            out.push(c);
        }
        previous = out.chars().next_back();
    }
    if out.graphemes(true).any(|g| cell_width(g) == 0) {
        out = out
            .graphemes(true)
            .map(|g| if cell_width(g) == 0 { Cow::Owned(MARK.to_string()) } else { Cow::Borrowed(g) })
            .collect();
        changed = true;
    }
    changed.then_some(out)
}

/// The control picture of a C0 character or DEL, [`MARK`] for C1.
fn picture(control: char) -> char {
    match u32::from(control) {
        c0 @ 0..=0x1F => char::from_u32(0x2400 + c0).unwrap_or(MARK),
        0x7F => '\u{2421}',
        _ => MARK,
    }
}

/// Whether a character may be shown unchanged between `previous` and `next`, its neighbors in the grapheme.
///
/// `flag`: the grapheme is a flag spelled in tags. `broken`: an earlier character of it was replaced by a
/// mark.
fn may_stand(c: char, previous: Option<char>, next: Option<char>, flag: bool, broken: bool) -> bool {
    match c {
        ZWJ if !broken && previous.is_some() && next.is_some_and(|n| n != ZWJ && !extends(n)) => true,
        ZWJ | ZWNJ => previous.is_some_and(uses_joiners),
        // Variation selectors for symbols, Mongolian and ideographs.
        '\u{FE00}'..='\u{FE0F}' => previous.is_some_and(|p| {
            matches!(p, '#' | '*' | '0'..='9') || (!p.is_ascii() && p != MARK && !is_selector(p))
        }),
        '\u{180B}'..='\u{180D}' | '\u{180F}' => {
            previous.is_some_and(|p| matches!(p, '\u{1820}'..='\u{18AA}'))
        }
        '\u{E0100}'..='\u{E01EF}' => previous.is_some_and(
            |p| matches!(p, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}'),
        ),
        '\u{E0000}'..='\u{E007F}' => flag,
        _ => !is_hidden(c),
    }
}

/// Characters that are shown unchanged in no text: controls, bidi controls, zero widths, fillers,
/// non-characters.
pub fn is_hidden(c: char) -> bool {
    let never_a_character = u32::from(c) & 0xFFFE == 0xFFFE;
    c.is_control()
        || never_a_character
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}' | '\u{180F}')
}

/// Scripts whose letters change their shape before a joiner or a non-joiner.
fn uses_joiners(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{6FF}' | '\u{710}'..='\u{74F}' | '\u{750}'..='\u{77F}' | '\u{7CA}'..='\u{7FF}'
        | '\u{840}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17B3}'
        | '\u{17B6}'..='\u{17D3}' | '\u{1820}'..='\u{18AA}' | '\u{A840}'..='\u{A877}'
        | '\u{FB50}'..='\u{FDCF}' | '\u{FE70}'..='\u{FEFC}')
}

/// A black flag with the tags of a region, as for Scotland.
fn is_tag_flag(grapheme: &str) -> bool {
    let Some(region) = grapheme.strip_prefix('\u{1F3F4}').and_then(|r| r.strip_suffix('\u{E007F}')) else {
        return false;
    };
    (3..=6).contains(&region.chars().count())
        && region.chars().all(|c| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}'))
}

/// Whether a character combines with the one before it.
fn extends(c: char) -> bool {
    if matches!(c, '\0'..='\u{2FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}') {
        return false;
    }
    let pair: String = ['a', c].into_iter().collect();
    pair.graphemes(true).nth(1).is_none()
}

/// A text with a capital letter at its start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn between_everyday_characters_there_is_always_a_boundary() {
        for c in (' '..=char::MAX).filter(|&c| everyday(c).is_some()) {
            let text: String = [c, 'a', c, c, '가', c, '한', c, '©', c].iter().collect();
            assert_eq!(text.graphemes(true).count(), 10, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn graphemes_are_those_of_the_standard(pieces in proptest::collection::vec(prop_oneof![
            any::<char>().prop_map(String::from),
            "[ -~éя家가]{1,3}",
            proptest::sample::select(vec![
                "👩‍👩‍👧‍👦", "❤️", "🇩🇪", "🇫", "e\u{301}", "\u{301}", "\r\n", "\u{200D}", "\u{600}", "\u{1161}", "\u{11A8}",
                "\u{FE0F}", "©\u{FE0F}", "▸\u{FE0E}", "คำ",
            ]).prop_map(str::to_owned),
        ], 0..20)) {
            let text = pieces.concat();
            let ours: Vec<&str> = graphemes(&text).collect();
            prop_assert_eq!(ours, text.graphemes(true).collect::<Vec<_>>());
        }
    }
}
