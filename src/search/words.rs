//! Words: where they stand in a text, folded for comparing, and cut to their stem.
//!
//! Owns spelling. Must not know what a word means or which stories there are.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// A word where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Where it stands, in bytes of the text; never inside a grapheme.
    pub at: Range<usize>,
    /// Its letters, lower case and without accents.
    pub folded: Cow<'a, str>,
}

/// Marks and joiners take no column and belong to the letter before them.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(0)
}

/// Scripts that write no spaces: every character counts as a word.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_apostrophe(c: char) -> bool {
    c == '\'' || c == '\u{2019}'
}

/// The words of a text in order. An apostrophe between letters stays inside its word.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.by_ref().find(|&(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        let alone = stands_alone(first);
        while let Some(&(at, c)) = chars.peek() {
            let letter = c.is_alphanumeric() && !stands_alone(c) && !alone;
            let next = || text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let inside = is_apostrophe(c) && !alone && next().is_some_and(char::is_alphanumeric);
            if !letter && !is_mark(c) && !inside {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let raw = text.get(start..end).unwrap_or_default();
        Some(Word { at: start..end, folded: fold(raw) })
    })
}

/// Lower case, without accents, apostrophes and a possessive ending.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match base(c) {
            Some(letters) => out.push_str(letters),
            None if is_apostrophe(c) => out.push('\''),
            None if is_mark(c) => {}
            None => out.push(c),
        }
    }
    if out.ends_with("'s") {
        out.truncate(out.len() - 2);
    }
    out.retain(|c| c != '\'');
    Cow::Owned(out)
}

/// The plain letters for an accented Latin one.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// The stem of a folded English word by Porter's algorithm (1980); other words come back unchanged.
pub(super) fn stem(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some((_, own)) = KEPT_APART.iter().find(|(start, _)| word.starts_with(start)) {
        return (*own).to_owned();
    }
    let mut w = american(word);
    plural(&mut w);
    past(&mut w);
    if w.ends_with('y') && w.len() > 2 && has_vowel(head(&w, 1)) {
        replace(&mut w, 1, "i");
    }
    swap(&mut w, STEP_2, 0);
    swap(&mut w, STEP_3, 0);
    cut(&mut w);
    if w.ends_with('e') {
        let m = measure(head(&w, 1));
        if m > 1 || (m == 1 && !short_end(head(&w, 1))) {
            w.pop();
        }
    }
    if w.ends_with("ll") && measure(&w) > 1 {
        w.pop();
    }
    w
}

/// Words in -ise to their American form in -ize.
fn american(word: &str) -> String {
    for (end, other) in [("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization")] {
        if let Some(head) = word.strip_suffix(end)
            && head.len() > 4
        {
            return format!("{head}{other}");
        }
    }
    word.to_owned()
}

/// Words that the rules would throw together with another, by their beginning.
const KEPT_APART: &[(&str, &str)] = &[
    ("experienc", "experience"),
    ("improvis", "improvise"),
    ("communit", "community"),
    ("universit", "university"),
    ("organizational", "organization"),
    ("organization", "organization"),
    ("personal", "personal"),
    ("generous", "generous"),
    ("importan", "important"),
    ("relative", "relative"),
    ("realistic", "realistic"),
    ("severe", "severe"),
];

const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];
const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];
const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate",
    "iti", "ous", "ive", "ize",
];

fn head(word: &str, less: usize) -> &str {
    word.get(..word.len().saturating_sub(less)).unwrap_or_default()
}

fn replace(word: &mut String, less: usize, with: &str) {
    word.truncate(word.len().saturating_sub(less));
    word.push_str(with);
}

/// Porter's measure: how often a run of vowels is followed by a run of consonants.
fn measure(word: &str) -> usize {
    let mut before = false;
    let mut count = 0;
    for vowel in vowels(word) {
        count += usize::from(before && !vowel);
        before = vowel;
    }
    count
}

/// For each letter whether it sounds as a vowel; a y does after a consonant.
fn vowels(word: &str) -> impl Iterator<Item = bool> {
    let mut before = true;
    word.bytes().map(move |b| {
        before = matches!(b, b'a' | b'e' | b'i' | b'o' | b'u') || (b == b'y' && !before);
        before
    })
}

fn has_vowel(word: &str) -> bool {
    vowels(word).any(|v| v)
}

/// Consonant, vowel, consonant at the end, the last none of w, x, y: as in "hop".
fn short_end(word: &str) -> bool {
    let sounds: Vec<bool> = vowels(word).collect();
    sounds.ends_with(&[false, true, false]) && !word.ends_with(['w', 'x', 'y'])
}

fn plural(w: &mut String) {
    if w.ends_with("sses") || (w.ends_with("ies") && w.len() > 4) {
        replace(w, 2, "");
    } else if w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") {
        replace(w, 1, "");
    }
}

fn past(w: &mut String) {
    if w.ends_with("eed") {
        if measure(head(w, 3)) > 0 {
            w.pop();
        }
        return;
    }
    let less = match () {
        () if w.ends_with("ed") => 2,
        () if w.ends_with("ing") => 3,
        () => return,
    };
    if !has_vowel(head(w, less)) {
        return;
    }
    replace(w, less, "");
    let mut last = w.bytes().rev();
    let doubled = last.next() == last.next();
    if w.ends_with("at") || w.ends_with("bl") || w.ends_with("iz") {
        w.push('e');
    } else if doubled && !w.ends_with(['l', 's', 'z', 'e', 'o']) {
        w.pop();
    } else if measure(w) == 1 && short_end(w) {
        w.push('e');
    }
}

fn swap(w: &mut String, table: &[(&str, &str)], least: usize) {
    if let Some((end, with)) = table.iter().find(|(end, _)| w.ends_with(end))
        && measure(head(w, end.len())) > least
    {
        replace(w, end.len(), with);
    }
}

fn cut(w: &mut String) {
    let ion = w.ends_with("sion") || w.ends_with("tion");
    let longest = STEP_4.iter().filter(|end| w.ends_with(**end)).map(|end| end.len()).max();
    let less = if ion { Some(3) } else { longest };
    if let Some(less) = less
        && measure(head(w, less)) > 1
    {
        replace(w, less, "");
    }
}

/// Whether `a` becomes `b` by at most `most` letters added, dropped, changed or swapped with the next.
pub(super) fn within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let width = b.len() + 1;
    let mut two_ago = vec![0; width];
    let mut ago: Vec<usize> = (0..width).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |r: &[usize], k: usize| r.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&ago, j) + usize::from(x != y)).min(at(&ago, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                cost = cost.min(at(&two_ago, j - 1) + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|&c| c > most) {
            return false;
        }
        two_ago = std::mem::replace(&mut ago, row);
    }
    ago.last().is_some_and(|&c| c <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("refused", "refusing"),
            ("customers", "customer"),
            ("disagreed", "disagree"),
            ("simplify", "simplified"),
            ("stopped", "stop"),
            ("organised", "organize"),
            ("decisions", "decision"),
            ("commitment", "commitments"),
            ("prioritize", "prioritizing"),
            ("quickly", "quick"),
        ] {
            let (a, b) = (stem(a), stem(b));
            assert!(a == b || a.trim_end_matches("li") == b, "{a} {b}");
        }
        assert_ne!(stem("trust"), stem("truck"));
        assert_eq!(stem("客户"), "客户");
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "I didn\u{2019}t; cafe\u{301}s, Zoë's 客户 1\u{fe0f}\u{20e3}";
        let got: Vec<(String, &str)> =
            words(text).map(|w| (w.folded.to_string(), text.get(w.at.clone()).unwrap())).collect();
        let folded: Vec<&str> = got.iter().map(|(f, _)| f.as_str()).collect();
        assert_eq!(folded, ["i", "didnt", "cafes", "zoe", "客", "户", "1"]);
        assert_eq!(got[2].1, "cafe\u{301}s");
        assert_eq!(got[3].1, "Zoë's");
    }

    #[test]
    fn a_slip_of_the_finger_is_near() {
        for (a, b) in [("manger", "manager"), ("custmoer", "customer"), ("conflcit", "conflict"), ("", "")] {
            assert!(within(a, b, 1), "{a} {b}");
        }
        assert!(!within("manager", "customer", 2));
        assert!(!within("abc", "", 2));
    }
}
