//! The words and phrases known to the rules: `lexicon.txt` and `language/substance.txt` by tag, plus the stop
//! words and months of `language`.
//!
//! Single words of [`Tag::Customer`] match in the plural too.

use std::sync::LazyLock;

use crate::language::calendar::month_names;
use crate::language::phrases::{Entry, Phrases};
use crate::language::stem::plural;
use crate::language::stop_words::{Use, stop_words};
use crate::language::word_list::{Malformed, WordList};
use crate::language::{phrases, quantity, vocabulary};

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
    /// The speaker's own mistake, said as one.
    Admission,
    /// Something hoped for or planned.
    Expected,
    /// A figure that hundreds of people move.
    CompanyFigure,
    /// Why a figure is the speaker's doing.
    Attributed,
    /// A verb of talk.
    Talk,
    /// A verb that could stand in anybody's story.
    General,
    /// Work that was handed to the speaker.
    Assigned,
    /// Something nobody asked for.
    Unasked,
    /// Another way that was there.
    Alternative,
    /// A count of work rather than effect.
    EffortUnit,
    /// A refusal, a failure, a limit, a doubt.
    Hard,
    /// Another view of the speaker's.
    Disagree,
    /// What followed a decision: carried out, or won over.
    Commit,
    /// What a case is made of.
    Case,
    /// Contempt for other people.
    Contempt,
    /// A colleague's failing, said as a judgment.
    Slighted,
    /// Praise of the speaker's own deed.
    Flattery,
    /// Something that is not the speaker's to tell.
    Secret,
    /// A word that fits any story.
    Abstract,
    /// A view held by feeling.
    Gut,
    /// What a view was checked by.
    Evidence,
    /// What the speaker got for it.
    Reward,
    /// A cost that others bore.
    CostToOthers,
    /// What was done about such a cost.
    Repair,
    /// Something built to go on without the speaker.
    Mechanism,
    /// A reason behind a choice.
    Reason,
    /// Somebody at work who is not the speaker.
    Person,
    /// What people do who are served.
    Served,
    /// A choice said to have been weighed.
    HollowChoice,
    /// Gave up the own view.
    GaveIn,
    /// Held a view against everything said.
    Stubborn,
    /// What else may have moved a figure.
    OtherCause,
    /// A weakness told as a strength.
    Disguised,
}

impl phrases::Tag for Tag {
    fn bit(self) -> u128 {
        1 << self as u32
    }
}

/// The tags with a list in `language/substance.txt`, and its headings.
const SUBSTANCE: [(Tag, &str); 33] = [
    (Tag::Admission, "admission"),
    (Tag::Expected, "expected"),
    (Tag::CompanyFigure, "company figure"),
    (Tag::Attributed, "attributed"),
    (Tag::Talk, "talk"),
    (Tag::General, "general deed"),
    (Tag::Assigned, "assigned"),
    (Tag::Unasked, "unasked"),
    (Tag::Alternative, "alternative"),
    (Tag::EffortUnit, "effort unit"),
    (Tag::Hard, "hard"),
    (Tag::Disagree, "disagree"),
    (Tag::Commit, "commit"),
    (Tag::Case, "case"),
    (Tag::Contempt, "contempt"),
    (Tag::Slighted, "slighted"),
    (Tag::Flattery, "flattery"),
    (Tag::Secret, "secret"),
    (Tag::Abstract, "abstract"),
    (Tag::Gut, "gut"),
    (Tag::Evidence, "evidence"),
    (Tag::Reward, "reward"),
    (Tag::CostToOthers, "at a cost to others"),
    (Tag::Repair, "repair"),
    (Tag::Mechanism, "mechanism"),
    (Tag::Reason, "reason"),
    (Tag::Person, "person"),
    (Tag::Served, "customer shape"),
    (Tag::Disguised, "disguised"),
    (Tag::OtherCause, "other cause"),
    (Tag::Stubborn, "stubborn"),
    (Tag::GaveIn, "gave in"),
    (Tag::HollowChoice, "hollow choice"),
];

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

static LEXICON: LazyLock<Phrases<Tag>> =
    LazyLock::new(|| lexicon(&read().unwrap_or_default(), &read_substance().unwrap_or_default()));

/// The entry of a lower-case word; a possessive suffix is dropped where the whole is unknown.
pub fn entry(low: &str) -> Option<&'static Entry<Tag>> {
    LEXICON.entry(low)
}

/// The same, with the tags of the word alone, as bits.
pub fn tagged(low: &str) -> Option<(&'static Entry<Tag>, u128)> {
    LEXICON.tagged(low)
}

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("lexicon.txt"), &HEADINGS.map(|(_, heading)| heading))
}

fn read_substance() -> Result<WordList, Malformed> {
    WordList::read(vocabulary::SUBSTANCE, &SUBSTANCE.map(|(_, heading)| heading))
}

fn lexicon(list: &WordList, substance: &WordList) -> Phrases<Tag> {
    let mut all = Phrases::default();
    for (tag, heading) in HEADINGS {
        list.under(heading).for_each(|phrase| all.add(tag, phrase));
    }
    for (tag, heading) in SUBSTANCE {
        substance.under(heading).for_each(|phrase| all.add(tag, phrase));
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
        let substance = read_substance().unwrap_or_else(|e| panic!("substance.txt, {e}"));
        for (_, phrase) in list.entries().chain(substance.entries()) {
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(!phrase.starts_with(['_', '/']), "{phrase:?}");
            // A hyphen separates words, so such an entry would never be found.
            assert!(!phrase.contains('-'), "{phrase:?}");
        }
        assert!((Tag::Disguised as u32) < 128);
    }
}
