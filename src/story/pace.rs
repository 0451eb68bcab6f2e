//! How long a story is when it is told: words, seconds, shares.

use super::{Section, Story};
use crate::language;

/// Words a minute of somebody who tells a story at an interview, where the user has set nothing else.
///
/// Coaches' convention for conversational English lies at 130 to 150.
pub const WORDS_A_MINUTE: u32 = 140;

/// The span of told time that interviewers are used to: from 1:30 to 2:30.
pub const USUAL: std::ops::RangeInclusive<Seconds> = Seconds(90)..=Seconds(150);

/// A count of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(pub u32);

/// A length of told time in whole seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seconds(pub u32);

impl std::fmt::Display for Seconds {
    /// As minutes and seconds: `1:04`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl Words {
    /// The time it takes to say them, rounded to a whole second; `words_a_minute` of 0 counts as 1.
    pub fn seconds(self, words_a_minute: u32) -> Seconds {
        let pace = u64::from(words_a_minute.max(1));
        Seconds(((u64::from(self.0) * 60 + pace / 2) / pace) as u32)
    }
}

impl std::ops::Add for Words {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Words {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), |a, b| a + b)
    }
}

/// Counts the words of a text as the language module tells them apart.
pub fn words(text: &str) -> Words {
    Words(language::words::count(text) as u32)
}

/// The words of a text that is being written, counted anew only where it changed.
#[derive(Debug, Clone, Default)]
pub struct WordCount {
    text: String,
    words: Words,
}

impl WordCount {
    /// Counts the text as it is now.
    pub fn count(&mut self, text: &str) -> Words {
        if self.text == text {
            return self.words;
        }
        let (old, new) = (self.text.as_bytes(), text.as_bytes());
        let front = same_front(old, new);
        let (rest_old, rest_new) = (old.len() - front, new.len() - front);
        let back = same_back(old, new).min(rest_old).min(rest_new);
        // Out to the blanks around the change: no word reaches across one.
        let blank = |b: &u8| matches!(b, b' ' | b'\n');
        let from = old.get(..front).and_then(|f| f.iter().rposition(blank)).map_or(0, |at| at + 1);
        let behind = old.get(old.len() - back..).unwrap_or_default();
        let back = behind.iter().position(blank).map_or(0, |at| back - at);
        let was = from..old.len() - back;
        let is = text.get(from..new.len() - back).unwrap_or_default();
        let gone = words(self.text.get(was.clone()).unwrap_or_default());
        self.words = Words(self.words.0 - gone.0) + words(is);
        self.text.replace_range(was, is);
        self.words
    }

    /// What was counted last.
    pub const fn words(&self) -> Words {
        self.words
    }
}

/// Compared at once while looking for the first difference, in bytes.
const AT_ONCE: usize = 256;

/// How many bytes two texts have in common at their start.
fn same_front(one: &[u8], other: &[u8]) -> usize {
    let pieces = one.chunks_exact(AT_ONCE).zip(other.chunks_exact(AT_ONCE));
    let whole = pieces.take_while(|(a, b)| a == b).count() * AT_ONCE;
    let (one, other) = (one.get(whole..).unwrap_or_default(), other.get(whole..).unwrap_or_default());
    whole + one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// How many bytes two texts have in common at their end.
fn same_back(one: &[u8], other: &[u8]) -> usize {
    let pieces = one.rchunks_exact(AT_ONCE).zip(other.rchunks_exact(AT_ONCE));
    let whole = pieces.take_while(|(a, b)| a == b).count() * AT_ONCE;
    let before = |text: &[u8]| text.len() - whole;
    let (one, other) = (one.split_at(before(one)).0, other.split_at(before(other)).0);
    whole + one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// The words of each of the five parts.
fn counts(story: &Story) -> [Words; 5] {
    Section::ALL.map(|s| words(story.section(s)))
}

/// The words of all five parts together.
pub fn story_words(story: &Story) -> Words {
    counts(story).into_iter().sum()
}

/// The shares of told time, in whole percent, of Situation with Task, of Action, and of Result, from the words of
/// each part. The Lesson may be told or left for later, so that it counts in none.
///
/// All zero for a story without words; otherwise they add up to 100.
pub fn shares(counts: [Words; 5]) -> [u32; 3] {
    let [situation, task, action, result, _] = counts.map(|words| words.0);
    let setup = situation + task;
    let all = setup + action + result;
    if all == 0 {
        return [0; 3];
    }
    let percent = |part: u32| (part * 100 + all / 2) / all;
    let (a, b) = (percent(setup), percent(action));
    let b = b.min(100 - a.min(100));
    [a, b, 100 - a - b]
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_tally_counts_what_a_count_from_the_start_does(
            first in "(x{90,400}|[ab]{1,3}|[ \n'.-]|\u{301}|é|家){0,30}",
            edits in proptest::collection::vec((0_usize..200, 0_usize..9, "([ab]{1,3}|[ \n'.-]|\u{301}|家){0,3}"), 1..12),
        ) {
            let mut counter = WordCount::default();
            let mut text = first;
            for (at, gone, new) in edits {
                proptest::prop_assert_eq!(counter.count(&text), words(&text), "{:?}", text);
                proptest::prop_assert_eq!(&counter.text, &text);
                let letters: Vec<char> = text.chars().collect();
                let (at, end) = (at.min(letters.len()), (at + gone).min(letters.len()));
                text = letters[..at].iter().copied().chain(new.chars()).chain(letters[end..].iter().copied()).collect();
            }
        }
    }

    #[test]
    fn seconds_round_to_the_nearest() {
        assert_eq!(Words(140).seconds(140), Seconds(60));
        assert_eq!(Words(1).seconds(140), Seconds(0));
        assert_eq!(Words(2).seconds(140), Seconds(1));
        assert_eq!(Words(5).seconds(0), Seconds(300));
        assert_eq!(Seconds(64).to_string(), "1:04");
    }

    #[test]
    fn shares_add_up() {
        let mut s = Story::new(crate::story::StoryId::from_bits(1), "", jiff::Timestamp::UNIX_EPOCH);
        assert_eq!(shares(counts(&s)), [0, 0, 0]);
        s.situation = "a b c".into();
        s.action = "a b c".into();
        assert_eq!(shares(counts(&s)), [50, 50, 0]);
        s.result = "a b c".into();
        assert_eq!(shares(counts(&s)).iter().sum::<u32>(), 100);
    }
}
