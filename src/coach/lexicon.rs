//! The words and phrases known to the rules: `lexicon.txt` by tag, plus the stop words and months of
//! `language`.
//!
//! Single words of [`Tag::Customer`] match in the plural too.

use std::sync::LazyLock;

use crate::language::calendar::month_names;
use crate::language::phrases::{Entry, Phrases};
use crate::language::stem::plural;
use crate::language::stop_words::{Use, stop_words};
use crate::language::word_list::{Malformed, WordList};
use crate::language::{phrases, quantity};

/// The meaning of a word or phrase to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A stop word.
    Stop,
    /// The speaker: I, my, me.
    Me,
    /// The group: we, our, us, the team.
    We,
    /// A past-tense verb of state or thought: not an action.
    Stage,
    /// An irregular past-tense verb: an action.
    Past,
    Month,
    /// A customer or other person served.
    Customer,
    /// A degree without a figure.
    Magnitude,
    /// A count without a figure.
    Many,
    /// A claim without evidence.
    Claim,
    /// A word for a habit rather than one event.
    Habit,
    /// An opinion or a principle instead of an event.
    Opinion,
    /// A word that weakens a statement.
    Hedge,
    /// A filler.
    Filler,
    /// A word for a cause.
    Cause,
    /// A lasting effect.
    Lasting,
    /// A word for a changed outcome.
    Change,
    /// A pleasant outcome without evidence.
    Rosy,
    /// An observable reaction of somebody.
    Proof,
    /// A lesson that anybody could have learned.
    Platitude,
    /// Another person.
    Other,
    /// Somebody else's fault.
    Fault,
    /// A weakness that is really self-praise.
    Brag,
    /// A baseline of a number.
    Baseline,
    /// A mark of a single event.
    Event,
    /// A phrase in which a magnitude word has another meaning.
    NotMagnitude,
    /// Presence without contribution: attended, was involved, raised awareness.
    Aside,
    /// The speaker's own praise of the outcome.
    Grand,
    /// A judgment of somebody else's character, or a fault passed on.
    Slight,
    /// Something that has not happened yet.
    Someday,
    /// Attendance or views, rather than their effect.
    Turnout,
}

impl phrases::Tag for Tag {
    fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// The tags with a list in `lexicon.txt`, and its headings.
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

/// The entry of a lower-case word; a possessive suffix is dropped.
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

/// Whether a lower-case word is known here, as a number, or as a unit.
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
