//! Words and phrases with tags, and whether they stand at a place of a text.
//!
//! In a phrase `a/b` stands for either word and `_` for any word or none.

use hashbrown::HashMap;

/// What a word or a phrase is marked with: at most 128 different ones.
pub trait Tag: Copy {
    /// The tag as a bit of a set.
    fn bit(self) -> u128;
}

/// What is known of a word, and of the phrases that begin with it.
///
/// The phrases are kept as they are written, since most are never looked at: thousands are read at the first question.
#[derive(Debug)]
pub struct Entry<T> {
    /// The tags of the word alone, as bits.
    pub tags: u128,
    /// The phrases it begins, by their second word: the tag and the places after that. Hundreds begin with "i".
    by_second: HashMap<&'static str, Vec<(T, &'static str)>>,
    /// Those whose second place is any word or none: the tag and the places after the first.
    gapped: Vec<(T, &'static str)>,
}

impl<T: Tag> Entry<T> {
    /// The phrases that go on with these words, which come after the first, and how many of them each takes.
    pub fn going_on<'a, 'w: 'a>(
        &'a self,
        words: impl Iterator<Item = &'w str> + Clone + 'a,
    ) -> impl Iterator<Item = (T, usize)> + 'a {
        let second = words.clone().next().and_then(|word| self.by_second.get(word));
        let after = words.clone().skip(1);
        let direct = second.into_iter().flatten();
        let direct = direct.filter_map(move |(tag, rest)| Some((*tag, 1 + matches(rest, after.clone())?)));
        let gapped = self.gapped.iter();
        direct.chain(gapped.filter_map(move |(tag, rest)| Some((*tag, matches(rest, words.clone())?))))
    }

    fn add(&mut self, tag: T, rest: &'static str) {
        match first_place(rest) {
            None => self.tags |= tag.bit(),
            Some(("_", _)) => self.gapped.push((tag, rest)),
            Some((second, after)) => {
                for word in second.split('/') {
                    self.by_second.entry(word).or_default().push((tag, after));
                }
            }
        }
    }
}

/// The first place of a phrase's rest and what comes after it; `None` at its end.
fn first_place(rest: &'static str) -> Option<(&'static str, &'static str)> {
    if rest.is_empty() { None } else { Some(rest.split_once(' ').unwrap_or((rest, ""))) }
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
        let (firsts, rest) = first_place(phrase).unwrap_or_default();
        for first in firsts.split('/') {
            self.entry_or_new(first).add(tag, rest);
        }
    }

    /// Adds a single word in lower case.
    pub fn add_word(&mut self, tag: T, word: &str) {
        self.entry_or_new(word).tags |= tag.bit();
    }

    fn entry_or_new(&mut self, first: &str) -> &mut Entry<T> {
        let new = || Entry { tags: 0, by_second: HashMap::new(), gapped: Vec::new() };
        self.by_first.entry_ref(first).or_insert_with(new)
    }

    /// What is known of a lower-case word; a possessive ending is dropped where the whole is unknown.
    pub fn entry(&self, low: &str) -> Option<&Entry<T>> {
        self.by_first.get(low).or_else(|| {
            let bare = low.strip_suffix("'s").or_else(|| low.strip_suffix('\''))?;
            self.by_first.get(bare)
        })
    }

    /// The same, with the tags of the word alone and of the word without a possessive ending, as bits.
    pub fn tagged(&self, low: &str) -> Option<(&Entry<T>, u128)> {
        let whole = self.by_first.get(low);
        let bare = low.strip_suffix("'s").or_else(|| low.strip_suffix('\''));
        let bare = bare.and_then(|bare| self.by_first.get(bare));
        let tags = whole.map_or(0, |e| e.tags) | bare.map_or(0, |e| e.tags);
        Some((whole.or(bare)?, tags))
    }

    /// Whether a lower-case word alone has a tag.
    pub fn has(&self, low: &str, tag: T) -> bool {
        self.tagged(low).is_some_and(|(_, tags)| tags & tag.bit() != 0)
    }
}

/// How many words of a phrase's rest match from the start of `words`; `None` where it does not match.
fn matches<'w>(rest: &'static str, mut words: impl Iterator<Item = &'w str> + Clone) -> Option<usize> {
    let Some((choice, tail)) = first_place(rest) else { return Some(0) };
    if choice == "_" {
        let mut skipped = words.clone();
        skipped.next()?;
        return matches(tail, words).or_else(|| matches(tail, skipped).map(|n| n + 1));
    }
    let word = words.next()?;
    if choice.split('/').any(|c| c == word) { matches(tail, words).map(|n| n + 1) } else { None }
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
        let rest = "_ stakeholders/teams";
        assert_eq!(matches(rest, ["all", "teams"].into_iter()), Some(2));
        assert_eq!(matches(rest, ["stakeholders", "x"].into_iter()), Some(1));
        assert_eq!(matches(rest, ["all", "the", "teams"].into_iter()), None);
        assert_eq!(matches("_", std::iter::empty()), None);
    }

    #[test]
    fn words_and_phrases_are_found_by_their_first_word() {
        let known = phrases(&["cost", "a/one third", "was too/very late", "in _ teams"]);
        assert!(known.has("cost", Only) && known.has("cost's", Only) && !known.has("a", Only));
        let takes = |first: &str, rest: &str| -> Vec<usize> {
            known.entry(first).unwrap().going_on(rest.split_whitespace()).map(|(_, words)| words).collect()
        };
        assert_eq!(
            (takes("one", "third of"), takes("one", "half"), takes("one", "")),
            (vec![1], vec![], vec![])
        );
        assert_eq!(
            (takes("was", "too late"), takes("was", "very late"), takes("was", "late")),
            (vec![2], vec![2], vec![])
        );
        assert_eq!(
            (takes("in", "all teams"), takes("in", "teams"), takes("in", "no big teams")),
            (vec![2], vec![1], vec![])
        );
        assert!(known.entry("third").is_none());
    }
}
