//! Numbers as English words.

/// The words for one to twelve.
const WORDS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The number from 1 to 12 that a lower-case word stands for.
pub fn value(word: &str) -> Option<usize> {
    WORDS.iter().position(|w| *w == word).map(|at| at + 1)
}

/// A number as a word from 1 to 12, else in digits.
pub fn in_words(number: usize) -> String {
    let word = number.checked_sub(1).and_then(|at| WORDS.get(at));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A number that is being read from its words: "two hundred and fourteen".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// What comes before "thousand" or "million".
    high: u64,
    low: u64,
}

impl Reading {
    /// Adds a lower-case word; `false` where it is no part of a number.
    pub fn add(&mut self, word: &str) -> bool {
        let small = value(word).or_else(|| TEENS.iter().position(|w| *w == word).map(|at| at + 13));
        let tens = || TENS.iter().position(|w| *w == word).map(|at| (at + 2) * 10);
        if let Some(value) = small.or_else(tens) {
            self.low += value as u64;
        } else if word == "zero" {
            self.low += 0;
        } else if word == "hundred" {
            self.low = self.low.max(1) * 100;
        } else if let Some((_, times)) = HIGH.iter().find(|(w, _)| *w == word) {
            self.high += self.low.max(1) * times;
            self.low = 0;
        } else {
            return false;
        }
        true
    }

    /// The number that the words say.
    pub const fn number(self) -> u64 {
        self.high + self.low
    }
}

const TEENS: [&str; 7] = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const HIGH: [(&str, u64); 2] = [("thousand", 1000), ("million", 1_000_000)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_from_its_words() {
        let number = |words: &str| {
            let mut reading = Reading::default();
            words.split(' ').all(|word| reading.add(word)).then(|| reading.number())
        };
        assert_eq!(number("zero"), Some(0));
        assert_eq!(number("fourteen"), Some(14));
        assert_eq!(number("ninety nine"), Some(99));
        assert_eq!(number("two hundred fourteen"), Some(214));
        assert_eq!(number("hundred"), Some(100));
        assert_eq!(number("forty thousand three hundred"), Some(40_300));
        assert_eq!(number("two million"), Some(2_000_000));
        assert_eq!(number("many"), None);
    }

    #[test]
    fn words_and_numbers_stand_for_each_other() {
        assert_eq!((1..=12).filter(|&n| value(&in_words(n)) == Some(n)).count(), 12);
        assert_eq!((in_words(0).as_str(), in_words(13).as_str()), ("0", "13"));
        assert_eq!(value("thirteen"), None);
    }
}
