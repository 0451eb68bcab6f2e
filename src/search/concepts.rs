//! What words mean: the table `concepts.txt`, and where its meanings occur in a text.
//!
//! Owns the form of the table. Must not know stories or packs.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::words::{stem, words};

/// The table that is built in.
pub(super) static TABLE: LazyLock<Concepts> = LazyLock::new(|| Concepts::read(include_str!("concepts.txt")));

/// The most other words that may stand between two words of an entry.
const GAP: usize = 2;

/// How strong a weak word is, and what each further word of an entry adds; a word is 1.
const WEAK: f32 = 0.3;
const PHRASE: f32 = 0.4;
/// What is left of an entry that lies inside a longer one.
const INSIDE: f32 = 0.45;

/// A meaning with the principles that it speaks for.
#[derive(Debug)]
pub(super) struct Meaning {
    /// Ids of principles, each with a strength of 1 to 4.
    pub speaks_for: Vec<(&'static str, f32)>,
}

#[derive(Debug)]
struct ConceptEntry {
    meaning: u16,
    rest: Vec<u16>,
}

/// Where a meaning occurs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub meaning: u16,
    /// The words of the text from the first to the last of the entry, by number.
    pub at: Range<usize>,
    /// How much the entry says: more when it is of several words, less when it lies inside a longer one.
    pub strength: f32,
}

/// The table, ready to be used.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    pub meanings: Vec<Meaning>,
    entries: HashMap<u16, Vec<ConceptEntry>>,
    vocabulary: HashMap<String, u16>,
    /// The words of entries as they are spelled.
    spelled: HashSet<String>,
    short: HashMap<&'static str, &'static str>,
    forms: HashMap<&'static str, &'static str>,
    /// Words that say little alone.
    weak: HashSet<u16>,
    /// Words that say nothing alone.
    empty: HashSet<u16>,
}

impl Concepts {
    fn read(text: &'static str) -> Self {
        let mut table = Self::default();
        let lines = || {
            let mut section = "";
            text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).filter_map(move |line| {
                match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    Some(name) => {
                        section = name;
                        None
                    }
                    None => Some((section, line)),
                }
            })
        };
        // Entries are read last: they are compared in the forms that the rest of the table gives them.
        for (section, line) in lines().filter(|(s, _)| matches!(*s, "short" | "forms")) {
            if let Some((from, to)) = line.split_once(" = ") {
                let map = if section == "short" { &mut table.short } else { &mut table.forms };
                map.insert(from.trim(), to.trim());
            }
        }
        for (_, line) in lines().filter(|(s, _)| *s == "weak") {
            let numbers: Vec<u16> = line.split(' ').map(|word| table.number_or_new(word)).collect();
            table.weak.extend(numbers);
        }
        for (_, line) in lines().filter(|(s, _)| *s == "empty") {
            let numbers: Vec<u16> = line.split(' ').map(|word| table.number_or_new(word)).collect();
            table.empty.extend(numbers);
        }
        for (section, line) in lines().filter(|(s, _)| !matches!(*s, "short" | "forms" | "weak" | "empty")) {
            match line.split_once(": ") {
                Some((head, entries)) => table.add(section, head, entries),
                None => table.add_entries(line),
            }
        }
        table
    }

    /// Adds a meaning: `name 3 (other 2, another 1): entry, entry`.
    fn add(&mut self, section: &'static str, head: &'static str, entries: &str) {
        let (own, others) = head.split_once(" (").unwrap_or((head, ""));
        let strength = own.rsplit_once(' ').map_or("0", |(_, n)| n);
        let others = others.trim_end_matches(')').split(", ").filter_map(|o| o.rsplit_once(' '));
        let speaks_for = std::iter::once((section, strength))
            .chain(others)
            .filter_map(|(id, n)| n.parse::<f32>().ok().filter(|&n| n > 0.0).map(|n| (id, n)))
            .collect();
        self.meanings.push(Meaning { speaks_for });
        self.add_entries(entries);
    }

    /// Adds entries to the last meaning.
    fn add_entries(&mut self, entries: &str) {
        let meaning = self.meanings.len().saturating_sub(1) as u16;
        for entry in entries.split(',') {
            let words: Vec<u16> = words(entry).map(|w| self.number_or_new(&w.folded)).collect();
            if words.iter().all(|w| self.empty.contains(w)) {
                continue;
            }
            if let Some((&first, rest)) = words.split_first() {
                self.entries.entry(first).or_default().push(ConceptEntry { meaning, rest: rest.to_vec() });
            }
        }
    }

    fn number_or_new(&mut self, folded: &str) -> u16 {
        let next = self.vocabulary.len() as u16;
        let normal = self.normal(folded);
        self.spelled.insert(folded.to_owned());
        *self.vocabulary.entry(normal).or_insert(next)
    }

    /// The form in which a folded word is compared: its stem, or that of the word it is a form of.
    pub fn normal(&self, folded: &str) -> String {
        stem(self.forms.get(folded).copied().unwrap_or(folded))
    }

    /// What a shorthand stands for.
    pub fn long(&self, short: &str) -> Option<&'static str> {
        self.short.get(short).copied()
    }

    /// The number of a word's normal form, where an entry uses it.
    pub fn number(&self, normal: &str) -> Option<u16> {
        self.vocabulary.get(normal).copied()
    }

    /// The words that entries use, as they are spelled.
    pub fn spelled(&self) -> impl Iterator<Item = &str> {
        self.spelled.iter().map(String::as_str)
    }

    /// The meanings that occur in a text given as the numbers of its words.
    pub fn find(&self, text: &[Option<u16>]) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for (i, word) in text.iter().enumerate() {
            let Some(entries) = word.as_ref().and_then(|w| self.entries.get(w)) else { continue };
            for entry in entries {
                if let Some(end) = self.follow(text, i, &entry.rest) {
                    let weak = entry.rest.is_empty() && word.is_some_and(|w| self.weak.contains(&w));
                    let strength = if weak { WEAK } else { 1.0 + PHRASE * entry.rest.len().min(3) as f32 };
                    all.push(Found { meaning: entry.meaning, at: i..end, strength });
                }
            }
        }
        let phrases: Vec<Range<usize>> = all.iter().map(|f| f.at.clone()).filter(|at| at.len() > 1).collect();
        for found in &mut all {
            let inside = |s: &Range<usize>| {
                s.start <= found.at.start && s.end >= found.at.end && s.len() > found.at.len()
            };
            if phrases.iter().any(inside) {
                found.strength *= INSIDE;
            }
        }
        all
    }

    /// The end of an entry whose first word stands at `first`, where its other words follow closely enough.
    ///
    /// Before a word that is empty, as in "step up", only empty words may stand between.
    fn follow(&self, text: &[Option<u16>], first: usize, rest: &[u16]) -> Option<usize> {
        let mut at = first;
        for want in rest {
            let near = text.get(at + 1..(at + 2 + GAP).min(text.len()))?;
            let between = near.iter().position(|w| w == &Some(*want))?;
            let empty = |w: &Option<u16>| w.is_some_and(|w| self.empty.contains(&w));
            if self.empty.contains(want) && !near.iter().take(between).all(empty) {
                return None;
            }
            at += 1 + between;
        }
        Some(at + 1)
    }

    /// Whether a word, given by its number, carries no meaning of its own.
    pub fn is_empty_word(&self, normal: &str) -> bool {
        self.number(normal).is_some_and(|n| self.empty.contains(&n))
    }

    /// The meanings that speak for a principle, with their strengths.
    pub fn speaking_for<'a>(&'a self, principle: &'a str) -> impl Iterator<Item = (u16, f32)> + 'a {
        self.meanings.iter().enumerate().filter_map(move |(i, m)| {
            let (_, n) = m.speaks_for.iter().find(|(id, _)| *id == principle)?;
            Some((i as u16, *n))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::Bank;

    fn found(text: &str) -> Vec<(u16, f32)> {
        let numbers: Vec<_> = words(text).map(|w| TABLE.number(&TABLE.normal(&w.folded))).collect();
        TABLE.find(&numbers).into_iter().map(|f| (f.meaning, f.strength)).collect()
    }

    fn speaks_for(text: &str, principle: &str) -> bool {
        let bound: Vec<u16> = TABLE.speaking_for(principle).map(|(m, _)| m).collect();
        found(text).iter().any(|(m, _)| bound.contains(m))
    }

    #[test]
    fn the_table_speaks_for_every_principle_and_no_other() {
        let bank = Bank::built_in();
        for p in bank.principles() {
            assert!(TABLE.speaking_for(&p.id).count() >= 10, "{}", p.id);
        }
        for (id, strength) in TABLE.meanings.iter().flat_map(|m| &m.speaks_for) {
            assert!(bank.principle(id).is_some(), "{id}");
            assert!((1.0..=4.0).contains(strength), "{id} {strength}");
        }
    }

    #[test]
    fn an_entry_is_found_in_any_form_with_few_words_between() {
        assert!(speaks_for("they dropped the big ball", "ownership"));
        assert!(speaks_for("Simplifying", "invent-and-simplify"));
        assert!(!speaks_for("they dropped all of us at the ball", "ownership"));
    }

    #[test]
    fn a_longer_entry_takes_the_place_of_what_lies_inside() {
        let inside = TABLE.speaking_for("earn-trust").map(|(m, _)| m).collect::<Vec<_>>();
        let strength = |text: &str| {
            found(text).iter().filter(|(m, _)| inside.contains(m)).map(|f| f.1).fold(0.0, f32::max)
        };
        assert!(strength("a conflict") > strength("conflict with boss"));
    }

    #[test]
    fn words_that_say_nothing_are_no_meaning_alone() {
        for text in ["", "the person who told me", "once in a while", "customers"] {
            assert_eq!(found(text).is_empty(), text != "customers", "{text}");
        }
    }
}
