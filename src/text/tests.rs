//! Property tests of the field against a simple model.

#![expect(clippy::string_slice, reason = "a range that is no boundary must fail the test")]

use std::time::Duration;

use proptest::prelude::*;
use unicode_linebreak::{BreakClass, break_property};
use unicode_segmentation::UnicodeSegmentation;

use super::display::grapheme_columns;
use super::motion::Motion;
use super::wrap::{Rows, hangs, is_closing};
use super::{Edit, Field, Lines, WrappedRow, columns, cut, display, plain};

/// Fragments of test texts: prose, punctuation, wide and joined graphemes, characters that must not be shown.
const PIECES: &[&str] = &[
    "a",
    "word ",
    "longer ",
    "unbreakable_and_long_enough_to_fill_rows",
    " ",
    "   ",
    "\t",
    "\n",
    "\n\n",
    ".",
    ", ",
    "!!!!!!",
    "(",
    ") ",
    "” ",
    "“",
    "it's ",
    "well-known ",
    "/etc/x ",
    "3.5 ",
    "日本語",
    "、",
    "。",
    "ッ",
    "ｶﾞ",
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "❤️",
    "🇩🇪",
    "🇫",
    "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{301}",
    "e\u{301}",
    "สวัสดี",
    "مرحبا ",
    "می\u{200C}خواهم ",
    "שלום ",
    "क्\u{200D}ष",
    "\u{200D}",
    "\u{200B}",
    "\u{202E}",
    "\u{AD}",
    "\u{FE0F}",
    "\u{600}",
    "\u{1161}",
    "\u{E0041}",
];

/// Characters that are never shown unchanged, wherever they occur.
const STRAY: &[char] = &[
    '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}', '\u{200B}', '\u{200E}', '\u{200F}', '\u{61C}', '\u{2060}', '\u{FEFF}', '\u{AD}', '\u{2028}',
    '\u{2029}',
];

const MOTIONS: &[Motion] = &[
    Motion::Left,
    Motion::Right,
    Motion::WordLeft,
    Motion::WordRight,
    Motion::RowUp,
    Motion::RowDown,
    Motion::RowStart,
    Motion::RowEnd,
    Motion::LineStart,
    Motion::LineEnd,
    Motion::ParagraphUp,
    Motion::ParagraphDown,
    Motion::PageUp,
    Motion::PageDown,
    Motion::TextStart,
    Motion::TextEnd,
];

fn texts(pieces: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![20 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..pieces,
    )
    .prop_map(|pieces| pieces.concat())
}

fn motions() -> impl Strategy<Value = Motion> {
    proptest::sample::select(MOTIONS)
}

#[derive(Debug, Clone)]
enum Step {
    Do(Edit),
    At(usize),
    View(usize, usize),
    Set(String),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => proptest::sample::select(vec!['a', ' ', 'x', '.', ')', '\t', '日', '👩', '\u{200D}', '\u{301}', '🇩'])
            .prop_map(|c| Step::Do(Edit::Insert(c))),
        2 => texts(8).prop_map(|text| Step::Do(Edit::Type(text))),
        3 => texts(8).prop_map(|text| Step::Do(Edit::Paste(text))),
        6 => (motions(), any::<bool>()).prop_map(|(motion, select)| Step::Do(Edit::Move { motion, select })),
        5 => motions().prop_map(|motion| Step::Do(Edit::Erase(motion))),
        4 => proptest::sample::select(vec![
            Edit::Newline, Edit::SelectAll, Edit::Yank, Edit::Undo, Edit::Undo,
            Edit::Redo,
        ]).prop_map(Step::Do),
        3 => any::<usize>().prop_map(Step::At),
        2 => (0_usize..30, 0_usize..6).prop_map(|(columns, rows)| Step::View(columns, rows)),
        1 => texts(20).prop_map(Step::Set),
    ];
    proptest::collection::vec(step, 0..40)
}

fn is_boundary(text: &str, at: usize) -> bool {
    at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at)
}

/// The display width of a row; white space hanging at its end does not count.
fn row_columns(row: &str) -> usize {
    let graphemes: Vec<_> = row.graphemes(true).collect();
    let seen = graphemes.iter().rposition(|g| !hangs(g)).map_or(0, |last| last + 1);
    graphemes[..seen].iter().map(|g| grapheme_columns(g)).sum()
}

fn joined(text: &str, rows: &[WrappedRow]) -> String {
    rows.iter().flat_map(|r| [&text[r.range.clone()], if r.hard { "\n" } else { "" }]).collect()
}

/// The invariants of a field, whatever happened to it.
fn check(field: &Field, lines: Lines, columns: usize, height: usize) {
    let text = field.text();
    assert!(is_boundary(text, field.cursor()));
    if let Some(selection) = field.selection() {
        assert!(is_boundary(text, selection.start) && is_boundary(text, selection.end));
    }
    let width = super::wrap_width(lines, columns);
    assert_eq!(field.rows, Rows::new(text, width), "incremental rows are those of a full wrap of {text:?}");
    let (column, row) = field.cursor_cell();
    assert!(usize::from(column) < columns && usize::from(row) < height);
    let visible: Vec<WrappedRow> = field.visible().collect();
    let shown = &visible[usize::from(row)];
    assert!(shown.range.start <= field.cursor() && field.cursor() <= shown.range.end);
    if lines == Lines::One {
        assert!(!text.contains('\n'));
        assert!(super::columns(&text[shown.range.clone()]) <= columns);
        assert_eq!(
            usize::from(column),
            super::columns(&text[shown.range.start..field.cursor()]).min(columns - 1)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn wrapping_loses_nothing_and_fits(text in texts(60), width in 1_usize..40) {
        let field = Field::new(Lines::Many, &text);
        let text = field.text();
        let wrapped = Rows::new(text, width);
        let rows: Vec<WrappedRow> = (0..wrapped.len()).map(|i| wrapped.get(i)).collect();
        prop_assert_eq!(joined(text, &rows), text);
        for row in &rows {
            prop_assert!(is_boundary(text, row.range.start));
            let shown = &text[row.range.clone()];
            prop_assert!(row_columns(shown) <= width || shown.graphemes(true).filter(|g| !hangs(g)).count() == 1,
                "{:?} is wider than {}", shown, width);
        }
        for pair in rows.windows(2).filter(|pair| !pair[0].hard) {
            let first = text[pair[1].range.clone()].graphemes(true).next().unwrap_or_default();
            prop_assert!(!hangs(first));
            // A closing mark starts a row only if everything before it in the row above is closing too.
            let class = |g: &str| break_property(g.chars().next().unwrap().into());
            let mut above = text[pair[0].range.clone()].graphemes(true).skip(1);
            prop_assert!(
                !is_closing(class(first))
                    || above.all(|g| is_closing(class(g)) || hangs(g) || class(g) == BreakClass::Quotation),
                "{:?} starts a row", first
            );
        }
    }

    #[test]
    fn any_keys_leave_a_sound_field(start in texts(30), steps in steps(), one in any::<bool>()) {
        let lines = if one { Lines::One } else { Lines::Many };
        let mut field = Field::new(lines, &start);
        let (mut columns, mut height) = (80, 24);
        let mut journal = field.text().to_owned();
        let mut kill = String::new();
        for (count, step) in steps.into_iter().enumerate() {
            let splices = match step {
                Step::Do(edit) => field.apply(edit, &mut kill, Duration::from_millis(count as u64 * 400)),
                Step::At(at) => { field.set_cursor(at % (field.text().len() + 1)); vec![] }
                Step::View(c, r) => { (columns, height) = (c.max(1), r.max(1)); field.set_view(c, r); vec![] }
                Step::Set(text) => field.set_text(&text),
            };
            for splice in splices {
                prop_assert!(splice.apply(&mut journal));
            }
            prop_assert_eq!(&journal, field.text());
            check(&field, lines, columns, height);
        }
        // Everything can be undone back to the first text and redone.
        let last = field.text().to_owned();
        let mut undone = 0;
        while field.can_undo() {
            field.apply(Edit::Undo, &mut kill, Duration::ZERO);
            check(&field, lines, columns, height);
            undone += 1;
        }
        let first = Field::new(lines, &start);
        prop_assert_eq!(field.text(), first.text());
        // Edits undone earlier may be redone too; only a lower bound is checked here.
        for _ in 0..undone {
            field.apply(Edit::Redo, &mut kill, Duration::ZERO);
        }
        prop_assert_eq!(field.text(), last);
    }

    #[test]
    fn letters_typed_together_are_letters_typed_one_by_one(
        start in "[a-z \n]{0,20}", typed in "[a-z日é. \t]{1,30}", at in any::<usize>(), selected in 0_usize..4
    ) {
        let mut fields = [(); 2].map(|()| {
            let mut field = Field::new(Lines::Many, &start);
            let at = at % (start.len() + 1);
            field.select(at..(at + selected).min(start.len()));
            field
        });
        let [together, apart] = &mut fields;
        let mut kill = String::new();
        prop_assert_eq!(together.apply(Edit::Type(typed.clone()), &mut kill, Duration::ZERO).len(), 1);
        for c in typed.chars() {
            apart.apply(Edit::Insert(c), &mut kill, Duration::ZERO);
        }
        loop {
            prop_assert_eq!((together.text(), together.cursor()), (apart.text(), apart.cursor()));
            prop_assert_eq!(together.can_undo(), apart.can_undo());
            if !together.can_undo() {
                break;
            }
            together.apply(Edit::Undo, &mut kill, Duration::ZERO);
            apart.apply(Edit::Undo, &mut kill, Duration::ZERO);
        }
    }

    #[test]
    fn a_word_left_is_the_start_of_the_last_word_before(text in texts(30), at in any::<usize>()) {
        let mut field = Field::new(Lines::Many, &text);
        field.set_cursor(at % (text.len() + 1));
        let head = field.text()[..field.cursor()].to_owned();
        let word = head.split_word_bound_indices().rfind(|(_, word)| word.contains(char::is_alphanumeric));
        field.apply(Edit::Move { motion: Motion::WordLeft, select: false }, &mut String::new(), Duration::ZERO);
        let start = word.map_or(0, |(start, _)| start);
        let boundary = field.text().grapheme_indices(true).map(|(at, _)| at).rfind(|at| *at <= start);
        prop_assert_eq!(field.cursor(), boundary.unwrap_or(0), "in {:?}", head);
    }

    #[test]
    fn nothing_hidden_is_shown(text in texts(40)) {
        for (shown, kept) in [(display(&text), ""), (plain(&text), "\n\t")] {
            for c in shown.chars() {
                prop_assert!(!c.is_control() || kept.contains(c));
                prop_assert!(!STRAY.contains(&c), "{:?} is shown", c);
            }
            for grapheme in shown.graphemes(true).filter(|g| !kept.contains(g)) {
                prop_assert!(grapheme_columns(grapheme) > 0, "{:?} takes no cell", grapheme);
            }
        }
        let once = display(&text).into_owned();
        prop_assert_eq!(display(&once), once.as_str());
        prop_assert_eq!(columns(&text), columns(&once));
        let once = plain(&text).into_owned();
        prop_assert_eq!(plain(&once), once.as_str());
    }

    #[test]
    fn a_cut_fits(text in texts(20), room in 0_usize..30) {
        let short = cut(&text, room);
        prop_assert!(columns(&short) <= room);
        let all = cut(&text, usize::MAX);
        prop_assert!(short == all || short.is_empty() || all.starts_with(short.trim_end_matches('…')));
    }
}

#[test]
fn a_key_in_a_paragraph_of_ten_thousand_words_wraps_a_few_rows() {
    const WORDS: [&str; 7] = ["we", "found", "that", "nightly", "reconciliation", "rounded", "a"];
    let mut seed = 1_u32;
    let mut text = String::new();
    for _ in 0..10_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(WORDS[(seed >> 16) as usize % WORDS.len()]);
        text.push(' ');
    }
    let mut rows = Rows::new(&text, 72);
    let mut steps = Vec::new();
    for (at, c) in "Then I asked her, and she said: ".chars().enumerate() {
        text.insert(at, c);
        steps.push(rows.edited(&text, at, 0, 1));
    }
    assert_eq!(rows, Rows::new(&text, 72));
    steps.sort_unstable();
    let row = 80;
    assert!(
        steps[steps.len() / 2] <= 4 * row && steps[steps.len() - 1] <= 40 * row,
        "{steps:?} of {}",
        text.len()
    );
}
