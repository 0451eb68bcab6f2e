//! The words of `words.txt` by which the numbers of a Result are told apart.

use std::sync::LazyLock;

use crate::language::phrases::{Phrases, Tag};
use crate::language::word_list::{Malformed, WordList};

/// What a word tells of the number near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clue {
    Follows,
    Before,
    NotYet,
    PerhapsBefore,
    Was,
    Now,
    Moved,
    Saved,
    Compared,
    Hedge,
    Span,
    Time,
    Group,
    Known,
    Rate,
    BesidePlan,
    MovedBy,
    Value,
    Place,
    Began,
    Later,
    Made,
    Currency,
    Apposed,
}

impl Tag for Clue {
    fn bit(self) -> u128 {
        1 << self as u32
    }
}

const CLUES: [(&str, Clue); 24] = [
    ("before what follows", Clue::Follows),
    ("not yet", Clue::NotYet),
    ("beside a plan", Clue::BesidePlan),
    ("place", Clue::Place),
    ("began", Clue::Began),
    ("later", Clue::Later),
    ("made", Clue::Made),
    ("currency", Clue::Currency),
    ("apposed", Clue::Apposed),
    ("before", Clue::Before),
    ("perhaps before", Clue::PerhapsBefore),
    ("was", Clue::Was),
    ("now", Clue::Now),
    ("moved", Clue::Moved),
    ("moved by", Clue::MovedBy),
    ("value", Clue::Value),
    ("saved", Clue::Saved),
    ("compared", Clue::Compared),
    ("hedge", Clue::Hedge),
    ("span", Clue::Span),
    ("time", Clue::Time),
    ("group", Clue::Group),
    ("known", Clue::Known),
    ("rate", Clue::Rate),
];

pub(super) static WORDS: LazyLock<Phrases<Clue>> = LazyLock::new(|| {
    let list = read().unwrap_or_default();
    let mut words = Phrases::default();
    for (heading, clue) in CLUES {
        list.under(heading).for_each(|phrase| words.add(clue, phrase));
    }
    words
});

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("words.txt"), &CLUES.map(|(heading, _)| heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_well_formed() {
        read().unwrap_or_else(|e| panic!("words.txt, {e}"));
    }
}
