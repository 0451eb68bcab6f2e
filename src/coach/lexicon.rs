//! The words and phrases that the rules know: `lexicon.txt` by tag, with the stop words and months of `language`.
//!
//! Single words of [`Tag::Customer`] are known in the plural too.

use std::sync::LazyLock;

use crate::language::calendar::month_names;
use crate::language::phrases::{Entry, Phrases};
use crate::language::stem::plural;
use crate::language::stop_words::{Use, stop_words};
use crate::language::word_list::{Malformed, WordList};
use crate::language::{phrases, quantity};

/// What a word or a phrase is to the coach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A frequent small word of English.
    Stop,
    /// The speaker: I, my, me.
    Me,
    /// The group: we, our, us, the team.
    We,
    /// A verb of state or mind in the past: not something done.
    Stage,
    /// An irregular verb in the past: something done.
    Past,
    /// The name of a month.
    Month,
    /// Somebody who is served.
    Customer,
    /// A degree without a figure.
    Magnitude,
    /// A count without a figure.
    Many,
    /// A claim that shows nothing.
    Claim,
    /// A word for what is done always rather than once.
    Habit,
    /// An opinion or a rule of life where an event is wanted.
    Opinion,
    /// A word that takes back what is said.
    Hedge,
    /// A word that fills time.
    Filler,
    /// A word for why it happened.
    Cause,
    /// A trace that stays after the event.
    Lasting,
    /// A word for something that came out different.
    Change,
    /// A pleasant outcome that shows nothing.
    Rosy,
    /// Something somebody did because of it: an outcome that can be seen.
    Proof,
    /// A lesson that everybody has.
    Platitude,
    /// Somebody else.
    Other,
    /// What somebody else did wrong.
    Fault,
    /// A weakness that is praise.
    Brag,
    /// What a number is measured against.
    Baseline,
    /// A sign that one event is told.
    Event,
    /// A phrase in which a size word is none.
    NotMagnitude,
    /// A way of being there without doing it: attended, was involved, raised awareness.
    Aside,
    /// The speaker's own praise of what came of it.
    Grand,
    /// A judgment of somebody else's character, or a fault handed on.
    Slight,
    /// Something that has not happened yet.
    Someday,
    /// A word for who came or looked, rather than what it did for them.
    Turnout,
}

impl phrases::Tag for Tag {
    fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// The tags that have a list in `lexicon.txt`, with their headings.
const HEADINGS: [(Tag, &str); 29] = [
    (Tag::Me, "me"),
    (Tag::We, "we"),
    (Tag::Stage, "stage"),
    (Tag::Past, "past"),
    (Tag::Customer, "customer"),
    (Tag::Magnitude, "magnitude"),
    (Tag::Many, "many"),
    (Tag::Claim, "claim"),
    (Tag::Habit, "habit"),
    (Tag::Opinion, "opinion"),
    (Tag::Hedge, "hedge"),
    (Tag::Filler, "filler"),
    (Tag::Cause, "cause"),
    (Tag::Lasting, "lasting"),
    (Tag::Change, "change"),
    (Tag::Rosy, "rosy"),
    (Tag::Proof, "proof"),
    (Tag::Platitude, "platitude"),
    (Tag::Other, "other"),
    (Tag::Fault, "fault"),
    (Tag::Brag, "brag"),
    (Tag::Baseline, "baseline"),
    (Tag::Event, "event"),
    (Tag::NotMagnitude, "not magnitude"),
    (Tag::Aside, "aside"),
    (Tag::Grand, "grand"),
    (Tag::Slight, "slight"),
    (Tag::Someday, "someday"),
    (Tag::Turnout, "turnout"),
];

/// Looks up a lower-case word; a possessive is dropped.
pub fn entry(low: &str) -> Option<&'static Entry<Tag>> {
    static LEXICON: LazyLock<Phrases<Tag>> = LazyLock::new(|| lexicon(&read().unwrap_or_default()));
    LEXICON.entry(low)
}

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("lexicon.txt"), &HEADINGS.map(|(_, heading)| heading))
}

fn lexicon(list: &WordList) -> Phrases<Tag> {
    let mut all = Phrases::default();
    for (tag, heading) in HEADINGS {
        list.under(heading).for_each(|phrase| all.add(tag, phrase));
    }
    for customer in list.under("customer").filter(|phrase| !phrase.contains(' ')) {
        all.add_word(Tag::Customer, &plural(customer));
    }
    for word in stop_words(Use::English) {
        all.add_word(Tag::Stop, word);
    }
    month_names().for_each(|name| all.add_word(Tag::Month, name));
    all
}

/// Whether a lower-case word is known at all, here or as a number or a unit.
pub fn is_known(low: &str) -> bool {
    entry(low).is_some() || quantity::is_known(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::phrases::Tag as _;

    #[test]
    fn plurals_and_possessives_are_known() {
        for word in ["customer", "customers", "customer's", "customers'", "families", "agency", "agencies"] {
            assert!(entry(word).is_some_and(|e| e.tags & Tag::Customer.bit() != 0), "{word}");
        }
        assert!(entry("custom").is_none());
    }

    #[test]
    fn words_of_language_are_known_too() {
        for (word, tag) in
            [("the", Tag::Stop), ("didn't", Tag::Stop), ("sept", Tag::Month), ("may", Tag::Month)]
        {
            assert!(entry(word).is_some_and(|e| e.tags & tag.bit() != 0), "{word}");
        }
        assert!(is_known("weeks") && is_known("three") && !is_known("qrf"));
    }

    #[test]
    fn the_lexicon_is_well_formed() {
        let list = read().unwrap_or_else(|e| panic!("lexicon.txt, {e}"));
        for (_, phrase) in list.entries() {
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(!phrase.starts_with(['_', '/']), "{phrase:?}");
        }
        assert!((Tag::Turnout as u32) < 64);
    }
}
