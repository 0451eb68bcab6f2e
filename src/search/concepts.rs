//! The concept table `concepts.txt`: its format, and where its meanings occur in a text.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use crate::language::stem::stem;
use crate::language::stop_words::{Use, stop_words};
use crate::language::word_list::{Line, Malformed, lines};
use crate::language::words::folded_words;

pub(super) static TABLE: LazyLock<Concepts> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Concepts, Malformed> {
    Concepts::read(include_str!("concepts.txt"))
}

/// Maximum other words between two words of an entry.
const GAP: usize = 2;

/// The strength of a weak word, and what each further word of an entry adds; an ordinary word counts 1.
const WEAK: f32 = 0.3;
const PHRASE: f32 = 0.4;
/// The factor for an entry within a longer one.
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

/// An occurrence of a meaning.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub meaning: u16,
    /// The range of word indexes from the first to the last word of the entry.
    pub at: Range<usize>,
    /// The strength: higher for entries of several words, lower within a longer entry.
    pub strength: f32,
}

/// The parsed table.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    pub meanings: Vec<Meaning>,
    entries: HashMap<u16, Vec<ConceptEntry>>,
    vocabulary: HashMap<String, u16>,
    /// The words of entries as spelled.
    spelled: HashSet<String>,
    short: HashMap<&'static str, &'static str>,
    forms: HashMap<&'static str, &'static str>,
    /// Words with little meaning of their own.
    weak: HashSet<u16>,
    /// Words with no meaning of their own.
    empty: HashSet<u16>,
}

fn malformed(line: Line<'_>, problem: &str) -> Malformed {
    Malformed { line: line.number, problem: format!("{:?} {problem}", line.text) }
}

/// Parses the head of a meaning: `name 3 (other 2, another 1)`.
fn speaks_for(section: &'static str, head: &'static str) -> Option<Vec<(&'static str, f32)>> {
    let (own, others) = match head.split_once(" (") {
        Some((own, others)) => (own, others.strip_suffix(')')?),
        None => (head, ""),
    };
    // Without a strength, the meaning does not speak for the principle of its section.
    let own = own.rsplit_once(' ').map(|(_, strength)| (section, strength));
    let others = others.split(", ").filter(|o| !o.is_empty()).map(|other| other.rsplit_once(' '));
    let all: Option<Vec<(&str, &str)>> = own.map(Some).into_iter().chain(others).collect();
    all?.into_iter().map(|(id, strength)| Some((id, strength.parse::<f32>().ok()?))).collect()
}

impl Concepts {
    /// Parses the table; reports the first malformed line.
    fn read(text: &'static str) -> Result<Self, Malformed> {
        let mut table = Self::default();
        let under = |headings: &'static [&str], inside: bool| {
            lines(text).filter(move |line| headings.contains(&line.heading) == inside)
        };
        // Entries are parsed last, since the rest of the table defines their normal forms.
        for line in under(&["short", "forms"], true) {
            let (from, to) = line.text.split_once(" = ").ok_or_else(|| malformed(line, "has no \" = \""))?;
            let map = if line.heading == "short" { &mut table.short } else { &mut table.forms };
            map.insert(from.trim(), to.trim());
        }
        for line in under(&["weak"], true) {
            let numbers: Vec<u16> = line.text.split(' ').map(|word| table.number_or_new(word)).collect();
            table.weak.extend(numbers);
        }
        let empty: Vec<u16> =
            stop_words(Use::Question).iter().map(|word| table.number_or_new(word)).collect();
        table.empty.extend(empty);
        for line in under(&["short", "forms", "weak"], false) {
            match line.text.split_once(": ") {
                Some((head, entries)) => {
                    let speaks_for = speaks_for(line.heading, head)
                        .ok_or_else(|| malformed(line, "has a malformed head"))?;
                    table.meanings.push(Meaning { speaks_for });
                    table.add_entries(entries);
                }
                None if line.text.starts_with(' ') => table.add_entries(line.text),
                None => return Err(malformed(line, "is neither a meaning nor an indented continuation")),
            }
        }
        Ok(table)
    }

    /// Adds entries to the last meaning.
    fn add_entries(&mut self, entries: &str) {
        let meaning = self.meanings.len().saturating_sub(1) as u16;
        for entry in entries.split(',') {
            let words: Vec<u16> = folded_words(entry).map(|(_, word)| self.number_or_new(&word)).collect();
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

    /// The normal form of a folded word: its stem, or that of the word it is a form of.
    pub fn normal(&self, folded: &str) -> String {
        stem(self.forms.get(folded).copied().unwrap_or(folded))
    }

    /// The expansion of an abbreviation.
    pub fn long(&self, short: &str) -> Option<&'static str> {
        self.short.get(short).copied()
    }

    /// The number of a normal form, if an entry uses it.
    pub fn number(&self, normal: &str) -> Option<u16> {
        self.vocabulary.get(normal).copied()
    }

    /// The words of entries as spelled.
    pub fn spelled(&self) -> impl Iterator<Item = &str> {
        self.spelled.iter().map(String::as_str)
    }

    /// The meanings that occur in a text, which is given by the numbers of its words.
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

    /// The end of an entry whose first word is at `first`, if its other words follow closely enough.
    ///
    /// Before an empty word, as in "step up", only empty words may intervene.
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

    /// Whether a normal form has no meaning of its own.
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
        let numbers: Vec<_> =
            folded_words(text).map(|(_, word)| TABLE.number(&TABLE.normal(&word))).collect();
        TABLE.find(&numbers).into_iter().map(|f| (f.meaning, f.strength)).collect()
    }

    fn speaks_for(text: &str, principle: &str) -> bool {
        let bound: Vec<u16> = TABLE.speaking_for(principle).map(|(m, _)| m).collect();
        found(text).iter().any(|(m, _)| bound.contains(m))
    }

    #[test]
    fn the_table_is_well_formed() {
        read().unwrap_or_else(|e| panic!("concepts.txt, {e}"));
    }

    #[test]
    fn a_malformed_line_is_reported_with_its_number() {
        let problem = |text| Concepts::read(text).unwrap_err().to_string();
        assert_eq!(problem("[a]\nx 3 (b 2: one"), "line 2: \"x 3 (b 2: one\" has a malformed head");
        assert_eq!(
            problem("[a]\nx 3: one\ntwo"),
            "line 3: \"two\" is neither a meaning nor an indented continuation"
        );
        assert_eq!(problem("[short]\nmgr manager"), "line 2: \"mgr manager\" has no \" = \"");
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
