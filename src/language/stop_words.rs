//! Words that carry no meaning of their own: one list, by what they are empty for.

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::word_list::{Malformed, WordList};

/// What a word can be empty for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Frequent small words of English, by whose share a text is known to be English.
    English,
    /// Words that separate the fragments of a cue.
    Cue,
    /// Words that say nothing alone in a question to search for.
    Question,
}

const HEADINGS: [&str; 7] =
    ["english cue question", "english cue", "english question", "cue question", "english", "cue", "question"];

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("stop_words.txt"), &HEADINGS)
}

/// The words that are empty for a use, in lower case.
pub fn stop_words(of: Use) -> &'static HashSet<&'static str> {
    static LIST: LazyLock<WordList> = LazyLock::new(|| read().unwrap_or_default());
    static ENGLISH: LazyLock<HashSet<&str>> = LazyLock::new(|| select(&LIST, "english"));
    static CUE: LazyLock<HashSet<&str>> = LazyLock::new(|| select(&LIST, "cue"));
    static QUESTION: LazyLock<HashSet<&str>> = LazyLock::new(|| select(&LIST, "question"));
    match of {
        Use::English => &ENGLISH,
        Use::Cue => &CUE,
        Use::Question => &QUESTION,
    }
}

fn select(list: &WordList, of: &str) -> HashSet<&'static str> {
    list.entries().filter(|(heading, _)| heading.split(' ').any(|h| h == of)).map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_well_formed_and_names_each_word_once() {
        let list = read().unwrap_or_else(|e| panic!("stop_words.txt, {e}"));
        let mut words: Vec<_> = list.entries().map(|(_, word)| word).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        assert!(words.iter().all(|w| *w == w.to_lowercase() && !w.contains(' ')));
    }

    #[test]
    fn a_word_can_be_empty_for_one_use_and_not_for_another() {
        let uses = |word: &str| [Use::English, Use::Cue, Use::Question].map(|u| stop_words(u).contains(word));
        assert_eq!(uses("the"), [true, true, true]);
        assert_eq!(uses("not"), [true, false, false]);
        assert_eq!(uses("situation"), [false, false, true]);
        assert_eq!(uses("customer"), [false, false, false]);
    }
}
