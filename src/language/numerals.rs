//! Small numbers as English words.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_stand_for_each_other() {
        assert_eq!((1..=12).filter(|&n| value(&in_words(n)) == Some(n)).count(), 12);
        assert_eq!((in_words(0).as_str(), in_words(13).as_str()), ("0", "13"));
        assert_eq!(value("thirteen"), None);
    }
}
