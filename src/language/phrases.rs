//! Words and phrases with tags, and whether they stand at a place of a text.
//!
//! In a phrase `a/b` stands for either word and `_` for any word or none.

use std::collections::HashMap;

/// What a word or a phrase is marked with: at most 128 different ones.
pub trait Tag: Copy {
    /// The tag as a bit of a set.
    fn bit(self) -> u128;
}

/// The words that may stand at a place of a phrase; `_` alone stands for any word or none.
pub type Choice = Vec<&'static str>;

/// What is known of the phrases that begin with a word.
#[derive(Debug)]
pub struct Entry<T> {
    /// The tags of the word alone, as bits.
    pub tags: u128,
    /// The phrases it begins: the tag and the places after it.
    pub longer: Vec<(T, Vec<Choice>)>,
}

/// Tagged words and phrases, by their first word.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: HashMap<String, Entry<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T: Tag> Phrases<T> {
    /// Adds a phrase in lower case, its words separated by single blanks.
    pub fn add(&mut self, tag: T, phrase: &'static str) {
        let mut places = phrase.split(' ').map(|place| place.split('/').collect::<Choice>());
        let firsts = places.next().unwrap_or_default();
        let rest: Vec<Choice> = places.collect();
        for first in firsts {
            let entry = self.entry_or_new(first);
            if rest.is_empty() {
                entry.tags |= tag.bit();
            } else {
                entry.longer.push((tag, rest.clone()));
            }
        }
    }

    /// Adds a single word in lower case.
    pub fn add_word(&mut self, tag: T, word: &str) {
        self.entry_or_new(word).tags |= tag.bit();
    }

    fn entry_or_new(&mut self, first: &str) -> &mut Entry<T> {
        self.by_first.entry(first.to_owned()).or_insert_with(|| Entry { tags: 0, longer: Vec::new() })
    }

    /// What is known of a lower-case word; a possessive ending is dropped where the whole is unknown.
    pub fn entry(&self, low: &str) -> Option<&Entry<T>> {
        self.by_first.get(low).or_else(|| {
            let bare = low.strip_suffix("'s").or_else(|| low.strip_suffix('\''))?;
            self.by_first.get(bare)
        })
    }

    /// The tags of a lower-case word alone, with those of the word without a possessive ending, as bits.
    pub fn tags(&self, low: &str) -> u128 {
        let of = |word: &str| self.by_first.get(word).map_or(0, |e| e.tags);
        let bare = low.strip_suffix("'s").or_else(|| low.strip_suffix('\''));
        of(low) | bare.map_or(0, of)
    }

    /// Whether a lower-case word alone has a tag.
    pub fn has(&self, low: &str, tag: T) -> bool {
        self.tags(low) & tag.bit() != 0
    }
}

/// How many words of a phrase's rest match from the start of `words`; `None` where it does not match.
pub fn matches<'w>(rest: &[Choice], mut words: impl Iterator<Item = &'w str> + Clone) -> Option<usize> {
    let Some((choice, tail)) = rest.split_first() else { return Some(0) };
    if choice.as_slice() == ["_"] {
        let mut skipped = words.clone();
        skipped.next()?;
        return matches(tail, words).or_else(|| matches(tail, skipped).map(|n| n + 1));
    }
    let word = words.next()?;
    if choice.contains(&word) { matches(tail, words).map(|n| n + 1) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Only;

    impl Tag for Only {
        fn bit(self) -> u128 {
            1
        }
    }

    fn phrases(all: &[&'static str]) -> Phrases<Only> {
        let mut phrases = Phrases::default();
        for phrase in all {
            phrases.add(Only, phrase);
        }
        phrases
    }

    #[test]
    fn phrases_may_have_gaps_and_choices() {
        let rest = &[vec!["_"], vec!["stakeholders", "teams"]];
        assert_eq!(matches(rest, ["all", "teams"].into_iter()), Some(2));
        assert_eq!(matches(rest, ["stakeholders", "x"].into_iter()), Some(1));
        assert_eq!(matches(rest, ["all", "the", "teams"].into_iter()), None);
        assert_eq!(matches(&[vec!["_"]], std::iter::empty()), None);
    }

    #[test]
    fn words_and_phrases_are_found_by_their_first_word() {
        let known = phrases(&["cost", "a/one third", "was too/very late"]);
        assert!(known.has("cost", Only) && known.has("cost's", Only) && !known.has("a", Only));
        assert_eq!(known.entry("one").map(|e| e.longer.as_slice()), Some(&[(Only, vec![vec!["third"]])][..]));
        assert_eq!(known.entry("was").map(|e| e.longer[0].1.len()), Some(2));
        assert!(known.entry("third").is_none());
    }
}
