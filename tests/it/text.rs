//! The text field, as keys are typed into it. `|` stands for the cursor, `<` and `>` for a selection's ends.

use std::borrow::Cow;
use std::time::Duration;

use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use starcoach::text::{Edit, Field, Lines, Motion, Splice, columns, cut, display, plain};

/// A field and what surrounds it: the kill buffer and a clock that goes on a tenth of a second a key.
struct Desk {
    field: Field,
    kill: String,
    now: Duration,
}

impl Desk {
    fn new(lines: Lines, marked: &str) -> Self {
        let mut field = Field::new(lines, &marked.replace('|', ""));
        field.set_cursor(marked.find('|').unwrap_or(marked.len()));
        Self { field, kill: String::new(), now: Duration::ZERO }
    }

    fn many(marked: &str, columns: usize) -> Self {
        let mut desk = Self::new(Lines::Many, marked);
        desk.field.set_view(columns, 5);
        desk
    }

    fn act(mut self, action: Edit) -> Self {
        self.now += Duration::from_millis(100);
        self.field.apply(action, &mut self.kill, self.now);
        self
    }

    fn typed(self, text: &str) -> Self {
        text.chars().fold(self, |desk, c| desk.act(Edit::Insert(c)))
    }

    fn go(self, motion: Motion) -> Self {
        self.act(Edit::Move { motion, select: false })
    }

    fn extend(self, motion: Motion) -> Self {
        self.act(Edit::Move { motion, select: true })
    }

    fn erase(self, motion: Motion) -> Self {
        self.act(Edit::Erase(motion))
    }

    fn pause(mut self) -> Self {
        self.now += Duration::from_secs(5);
        self
    }

    fn shows(self, marked: &str) -> Self {
        let mut text = self.field.text().to_owned();
        match self.field.selection() {
            Some(selection) => {
                text.insert(selection.end, '>');
                text.insert(selection.start, '<');
            }
            None => text.insert(self.field.cursor(), '|'),
        }
        assert_eq!(text, marked);
        self
    }
}

fn rows(field: &Field) -> Vec<&str> {
    field.rows().map(|row| field.text().get(row.range).unwrap_or_default()).collect()
}

#[test]
fn typing_erasing_and_moving_keep_graphemes_whole() {
    Desk::many("", 40)
        .typed("ae\u{301}")
        .act(Edit::Paste("👩‍👩‍👧‍👦🇩🇪".into()))
        .shows("ae\u{301}👩‍👩‍👧‍👦🇩🇪|")
        .go(Motion::Left)
        .shows("ae\u{301}👩‍👩‍👧‍👦|🇩🇪")
        .erase(Motion::Left)
        .shows("ae\u{301}|🇩🇪")
        .erase(Motion::Left)
        .shows("a|🇩🇪")
        .erase(Motion::Right)
        .shows("a|");
}

#[test]
fn words_are_what_people_call_words() {
    let desk = Desk::many("I didn't, at |3.5% per-cent", 40);
    let desk = desk.go(Motion::WordLeft).shows("I didn't, |at 3.5% per-cent");
    let desk = desk.go(Motion::WordLeft).shows("I |didn't, at 3.5% per-cent");
    let desk = desk.go(Motion::WordRight).shows("I didn't|, at 3.5% per-cent");
    let desk = desk.go(Motion::WordRight).go(Motion::WordRight).shows("I didn't, at 3.5|% per-cent");
    desk.go(Motion::WordRight)
        .go(Motion::WordRight)
        .go(Motion::WordRight)
        .shows("I didn't, at 3.5% per-cent|");
}

#[test]
fn rows_remember_the_column_they_came_from() {
    let desk = Desk::many("a long first line|\nab\nanother long line", 40);
    let desk = desk.go(Motion::RowDown).shows("a long first line\nab|\nanother long line");
    let desk = desk.go(Motion::RowDown).shows("a long first line\nab\nanother long line|");
    let desk = desk.go(Motion::RowUp).go(Motion::RowUp).shows("a long first line|\nab\nanother long line");
    let desk = desk.go(Motion::RowUp).shows("|a long first line\nab\nanother long line");
    desk.go(Motion::TextEnd).go(Motion::RowDown).shows("a long first line\nab\nanother long line|");
}

#[test]
fn rows_wrap_at_words_and_spaces_hang() {
    let desk = Desk::many("We lost a client, and then two more.", 11);
    assert_eq!(rows(&desk.field), ["We lost a ", "client, ", "and then ", "two more."]);
    let desk = Desk::many("exactly ten.   next", 13);
    assert_eq!(rows(&desk.field), ["exactly ten.   ", "next"]);
}

#[test]
fn a_word_longer_than_its_row_is_cut_between_graphemes_never_before_punctuation() {
    let desk = Desk::many("abcdefghij). kl", 11);
    assert_eq!(rows(&desk.field), ["abcdefghi", "j). kl"]);
    let desk = Desk::many("日本語、です。", 7);
    assert_eq!(rows(&desk.field), ["日本", "語、で", "す。"]);
}

#[test]
fn the_end_of_a_row_is_before_its_space() {
    let desk = Desk::many("|one two three four", 10);
    assert_eq!(rows(&desk.field), ["one two ", "three ", "four"]);
    let desk = desk.go(Motion::RowEnd).shows("one two| three four");
    assert_eq!(desk.field.cursor_cell(), (7, 0));
    let desk = desk.go(Motion::RowDown).go(Motion::RowStart).shows("one two |three four");
    assert_eq!(desk.field.cursor_cell(), (0, 1));
}

#[test]
fn the_end_of_a_full_row_of_cjk_is_shown_on_that_row() {
    let desk = Desk::many("|日本語日本語", 7).go(Motion::RowEnd);
    assert_eq!((desk.field.cursor(), desk.field.cursor_cell()), (9, (6, 0)));
    let desk = desk.typed("、").shows("日本語、|日本語");
    assert_eq!(rows(&desk.field), ["日本", "語、日", "本語"]);
}

#[test]
fn lines_paragraphs_and_pages() {
    let text = "one\n\ntwo two\nthree|";
    let desk = Desk::many(text, 40).go(Motion::ParagraphUp).shows("one\n\ntwo two\n|three");
    let desk = desk.go(Motion::ParagraphUp).go(Motion::ParagraphUp).shows("|one\n\ntwo two\nthree");
    let desk = desk.go(Motion::ParagraphDown).shows("one\n\n|two two\nthree");
    let desk = desk.go(Motion::LineEnd).shows("one\n\ntwo two|\nthree").go(Motion::LineStart);
    desk.shows("one\n\n|two two\nthree");

    let lines: Vec<String> = (0..20).map(|n| n.to_string()).collect();
    let desk = Desk::many(&format!("|{}", lines.join("\n")), 40).go(Motion::PageDown).go(Motion::PageDown);
    assert_eq!((desk.field.top(), desk.field.cursor_cell()), (4, (0, 4)));
    let desk = desk.go(Motion::PageUp).go(Motion::PageUp).go(Motion::PageUp);
    assert_eq!((desk.field.cursor(), desk.field.top()), (0, 0));
}

#[test]
fn a_selection_is_typed_over_cut_and_yanked() {
    let desk = Desk::many("one |two three", 40).extend(Motion::WordRight).shows("one <two> three");
    let desk = desk.act(Edit::Erase(Motion::WordLeft)).shows("one | three").act(Edit::Yank).act(Edit::Yank);
    let desk = desk.shows("one twotwo| three").extend(Motion::WordLeft).typed("2").shows("one 2| three");
    let desk = desk.act(Edit::SelectAll).shows("<one 2 three>").act(Edit::Erase(Motion::WordLeft)).shows("|");
    assert_eq!(desk.kill, "one 2 three");
    desk.act(Edit::Undo).act(Edit::Undo).shows("one |twotwo three");
}

#[test]
fn kills_follow_each_other_into_one_buffer() {
    let desk = Desk::many("one two three|", 40).erase(Motion::WordLeft).erase(Motion::WordLeft);
    let desk = desk.shows("one |");
    assert_eq!(desk.kill, "two three");
    let desk = desk.act(Edit::Yank).shows("one two three|").erase(Motion::LineStart).shows("|");
    assert_eq!(desk.kill, "one two three");

    let desk = Desk::many("ab|cd\nef", 40).erase(Motion::LineEnd).shows("ab|\nef").erase(Motion::LineEnd);
    let desk = desk.shows("ab|ef");
    assert_eq!(desk.kill, "cd\n");
    assert_eq!(desk.erase(Motion::Left).kill, "cd\n", "a single erased letter is not kept");
}

#[test]
fn undo_goes_back_by_words_and_pauses() {
    let desk = Desk::many("", 40).typed("we lost ab").pause().typed("out");
    let desk = desk.act(Edit::Undo).shows("we lost ab|").act(Edit::Undo).shows("we lost |");
    let desk = desk.act(Edit::Undo).shows("we |").act(Edit::Redo).shows("we lost |");
    let desk = desk.typed("X").act(Edit::Redo).shows("we lost X|");
    assert!(!desk.field.can_redo());
    let desk = desk.erase(Motion::Left).erase(Motion::Left).erase(Motion::Left).shows("we los|");
    desk.act(Edit::Undo).shows("we lost|").act(Edit::Undo).shows("we lost X|");
}

#[test]
fn moving_the_cursor_ends_a_group() {
    let desk = Desk::many("", 40).typed("ac").go(Motion::Left).go(Motion::Right).typed("d");
    desk.act(Edit::Undo).shows("ac|");
}

#[test]
fn a_paste_is_one_clean_edit() {
    let desk = Desk::many("", 40).typed("a").act(Edit::Paste("\r\nb\rc\u{1b}[31m\td\u{7}\u{2028}e".into()));
    let desk = desk.typed("f").shows("a\nb\nc[31m\td\nef|");
    desk.act(Edit::Undo).act(Edit::Undo).shows("a|");
    Desk::new(Lines::One, "").act(Edit::Paste("a\r\nb\nc".into())).act(Edit::Newline).shows("a b c|");
}

#[test]
fn a_text_from_outside_keeps_the_cursor_and_can_be_undone() {
    let mut desk = Desk::many("one two| three", 40);
    let splices = desk.field.set_text("zero one two three four");
    assert_eq!(splices.len(), 1);
    let desk = desk.act(Edit::Undo).shows("one two| three");
    let mut desk = desk.act(Edit::Redo);
    desk.field.set_cursor(12);
    desk.field.set_text("one two three four");
    desk.shows("one two| three four");
}

#[test]
fn an_equal_text_from_outside_is_no_edit() {
    let mut field = Field::new(Lines::Many, "same");
    assert_eq!(field.set_text("same"), []);
    assert!(!field.can_undo());
}

#[test]
fn a_field_of_one_line_scrolls_sideways() {
    let mut desk = Desk::new(Lines::One, "");
    desk.field.set_view(6, 1);
    let seen = |desk: &Desk| {
        let row = desk.field.visible().next().unwrap();
        (desk.field.text().get(row.range).unwrap().to_owned(), desk.field.cursor_cell().0)
    };
    let desk = desk.typed("abcde");
    assert_eq!(seen(&desk), ("abcde".into(), 5));
    let desk = desk.typed("日");
    assert_eq!(seen(&desk), ("cde日".into(), 5));
    let desk = desk.go(Motion::RowStart);
    assert_eq!(seen(&desk), ("abcde".into(), 0), "half of a wide letter is not shown");
    let desk = desk.go(Motion::TextEnd).erase(Motion::Left).erase(Motion::Left);
    assert_eq!(seen(&desk), ("abcd".into(), 4));
}

#[test]
fn a_field_of_many_rows_keeps_the_cursor_in_view() {
    let mut desk = Desk::many("a\nb\nc\nd\ne\nf\ng", 40);
    desk.field.set_view(40, 3);
    assert_eq!((desk.field.top(), desk.field.cursor_cell()), (4, (1, 2)));
    let desk = desk.go(Motion::TextStart);
    assert_eq!((desk.field.top(), desk.field.cursor_cell()), (0, (0, 0)));
    assert_eq!(desk.field.visible().count(), 3);
}

#[test]
fn a_span_follows_the_edits_around_it() {
    let splice = Splice { at: 4, deleted: 2, inserted: "xyz".into() };
    assert_eq!(splice.shift(0..4), Some(0..4));
    assert_eq!(splice.shift(6..8), Some(7..9));
    assert_eq!(splice.shift(5..8), None);
    assert_eq!(splice.shift(3..7), None);
    let typed = Splice { at: 4, deleted: 0, inserted: "x".into() };
    assert_eq!((typed.shift(2..4), typed.shift(4..6), typed.shift(3..5)), (Some(2..4), Some(5..7), None));
}

#[test]
fn what_would_not_be_seen_is_shown_as_a_mark() {
    for (stored, shown) in [
        ("plain", "plain"),
        ("\u{1b}[2J\u{7}\u{7f}\u{9b}", "␛[2J␇␡◊"),
        ("a\nb\tc", "a␊b    c"),
        ("a\u{202E}b\u{2066}c\u{200F}", "a◊b◊c◊"),
        ("a\u{200B}b\u{200D}c\u{AD}\u{FEFF}", "a◊b◊c◊◊"),
        ("a\u{200C}b\u{FE0F}", "a◊b◊"),
        ("ب\u{200C}\u{200C}ب", "ب\u{200C}◊ب"),
        ("👩\u{34F}\u{200D}👧", "👩◊◊👧"),
        ("\u{301}a", "◌\u{301}a"),
        ("\u{E0041}x\u{FFFE}\u{2028}", "◊x◊◊"),
        ("👩‍👩‍👧‍👦 🇩🇪 ❤️ 1️⃣", "👩‍👩‍👧‍👦 🇩🇪 ❤️ 1️⃣"),
        ("می‌خواهم क्‍ष", "می‌خواهم क्‍ष"),
        (
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        ),
    ] {
        assert_eq!(display(stored), shown);
    }
    assert_eq!(plain("a\n\tb\u{1b}"), "a\n\tb␛");
    assert!(matches!((display("é 日 👍🏽"), plain("a\n\té")), (Cow::Borrowed(_), Cow::Borrowed(_))));
}

#[test]
fn a_text_is_cut_after_a_whole_grapheme() {
    assert_eq!(cut("Late shipment", 13), "Late shipment");
    assert_eq!(cut("Late shipment", 7), "Late s…");
    assert_eq!(cut("日本語", 5), "日本…");
    assert_eq!(cut("日本語", 4), "日…");
    assert_eq!(cut("a\nb", 3), "a b");
    assert_eq!((cut("ab", 1), cut("ab", 0)), ("…".into(), "".into()));
    assert_eq!(columns("a\tb日\u{1b}"), 9);
}

/// The columns that ratatui itself moves on by when it draws a text.
fn drawn_columns(shown: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    usize::from(buffer.set_stringn(0, 0, shown, 400, Style::new()).0)
}

#[test]
fn every_character_is_as_wide_as_ratatui_draws_it() {
    // Ideographs, syllables and private use are alike: every hundredth of them will do.
    let many = ('\u{3400}'..='\u{F8FF}').chain('\u{20000}'..='\u{DFFFF}').chain('\u{E1000}'..=char::MAX);
    let one_by_one = ('\0'..'\u{3400}').chain('\u{F900}'..'\u{20000}').chain('\u{E0000}'..'\u{E1000}');
    for c in one_by_one.chain(many.step_by(100)) {
        let shown = display(c.encode_utf8(&mut [0; 4])).into_owned();
        let end = drawn_columns(&shown);
        assert_eq!(columns(&c.to_string()), end, "{c:?} shown as {shown:?}");
        assert!(end > 0, "{c:?}");
        assert_eq!(display(&shown), shown, "{c:?}");
    }
}

proptest! {
    #[test]
    fn a_text_is_as_wide_as_ratatui_draws_it(
        pieces in proptest::collection::vec(prop_oneof![
            any::<char>().prop_map(String::from),
            proptest::sample::select(vec![
                "👩‍👩‍👧‍👦", "👍🏽", "❤️", "🇩🇪", "🇫", "\u{1F3F4}\u{E0067}", "e\u{301}", "\u{301}", "สวัสดี", "مرحبا",
                "क्\u{200D}ष", "\u{200D}", "ｶﾞ", "日本", "\u{600}", "\u{1161}", "\u{115F}", "\u{FE0F}", "\u{34F}", "\u{1b}", "\t",
            ]).prop_map(str::to_owned),
        ], 0..30)
    ) {
        let text = pieces.concat();
        prop_assert_eq!(columns(&text), drawn_columns(&display(&text)));
    }
}
