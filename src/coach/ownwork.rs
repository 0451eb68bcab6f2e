//! Who did it: the speaker's own actions in the past tense, and passives without an agent.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;

use super::lexicon::{self, Tag};
use super::part::Part;
use crate::language::is_i;
use crate::language::word_list::{Malformed, WordList};

/// An action of the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The words from the subject, if there is one, to the verb.
    pub words: Range<usize>,
    /// The index of its sentence.
    pub sentence: usize,
    /// Whether it changed something, rather than presence, help or a general claim.
    pub strong: bool,
}

/// The words of `verbs.txt`.
#[derive(Debug, Default)]
struct Verbs {
    not_past: HashSet<&'static str>,
    ends_search: HashSet<&'static str>,
    not_done: HashSet<&'static str>,
    adverbs: HashSet<&'static str>,
    participles: HashSet<&'static str>,
    present: HashSet<&'static str>,
    not_deeds: HashSet<&'static str>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let list = read().unwrap_or_default();
    Verbs {
        not_past: list.set("not past"),
        ends_search: list.set("ends search"),
        not_done: list.set("not done"),
        adverbs: list.set("adverb"),
        participles: list.set("participle"),
        present: list.set("present"),
        not_deeds: list.set("not a deed"),
    }
});

fn read() -> Result<WordList, Malformed> {
    let headings = ["not past", "ends search", "not done", "adverb", "participle", "present", "not a deed"];
    WordList::read(include_str!("verbs.txt"), &headings)
}

/// Maximum words between "I" and the verb: "I then went and personally called".
const REACH: usize = 4;

/// Whether a word is a past-tense verb of action.
pub fn is_past(part: &Part<'_>, at: usize) -> bool {
    if part.has(at, Tag::Stage) {
        return false;
    }
    if part.has(at, Tag::Past) {
        return true;
    }
    let low = part.text.low(at);
    low.len() > 3 && low.ends_with("ed") && !VERBS.not_past.contains(low) && !low.ends_with("eed")
}

/// Whether a word is a participle of action: "I have written".
pub fn is_done(part: &Part<'_>, at: usize) -> bool {
    is_past(part, at) || VERBS.participles.contains(part.text.low(at))
}

/// The speaker's actions told in the present tense: "I call her".
pub fn in_present(part: &Part<'_>) -> Vec<Range<usize>> {
    let quoted = |at: usize| part.text.words.get(at).is_some_and(|w| w.quoted);
    let acts = |at: usize| {
        let verb =
            at + 1 + usize::from(part.text.low(at + 1).ends_with("ly") || part.is(at + 1, &["then", "also"]));
        let here = part.is(at, &["i"]) && VERBS.present.contains(part.text.low(verb));
        (here && !quoted(at)).then_some(at..verb + 1)
    };
    part.all().filter_map(acts).collect()
}

/// Sentences and lines that begin with a deed that nobody does: "Calling the client".
pub fn without_subject(part: &Part<'_>) -> Vec<Range<usize>> {
    let deed = |words: &Range<usize>| {
        let first =
            words.start + usize::from(part.is(words.start, &["then", "and", "also", "first", "next"]));
        let low = part.text.low(first);
        let is = low.len() > 4 && low.ends_with("ing") && !VERBS.not_deeds.contains(low);
        let says_i = words.clone().any(|at| is_i(part.text.low(at)));
        let quoted = part.text.words.get(first).is_some_and(|w| w.quoted);
        (is && !says_i && !quoted).then_some(first..first + 1)
    };
    part.text.sentences.iter().filter_map(deed).collect()
}

/// The speaker's actions in order: "I called", then in the same sentence ", wrote" and "and sent"; in notes
/// also a sentence that starts with such a verb.
pub fn own_actions(part: &Part<'_>) -> Vec<Own> {
    let mut out = Vec::new();
    for (sentence, words) in part.text.sentences.iter().enumerate() {
        let mut mine: Option<usize> = None;
        for at in words.clone() {
            if part.text.words.get(at).is_some_and(|w| w.quoted) {
                continue;
            }
            let low = part.text.low(at);
            if matches!(low, "i" | "i've") || low == "i'd" && is_done(part, at + 1) {
                // "I would call and let them know": none of it was done.
                let would = (at + 1..at + 3).any(|i| VERBS.not_done.contains(part.text.low(i)));
                mine = (!would).then_some(at);
                if let Some(verb) = verb_after(part, at, words.end) {
                    out.push(Own { words: at..verb + 1, sentence, strong: is_strong(part, verb) });
                }
                continue;
            }
            if is_other_subject(part, at) {
                mine = None;
            }
            let notes = begins_note(part, at, words.start) && is_past(part, at);
            let joined = mine.is_some() && is_past(part, at) && is_joined(part, at);
            if notes {
                mine = Some(at);
            }
            if (notes || joined) && !out.last().is_some_and(|o: &Own| o.words.contains(&at)) {
                out.push(Own { words: at..at + 1, sentence, strong: is_strong(part, at) });
            }
        }
    }
    out
}

/// Whether a word begins a note: a sentence, also after "then", or what stands after a colon.
fn begins_note(part: &Part<'_>, at: usize, start: usize) -> bool {
    const LINKS: [&str; 8] = ["then", "and", "also", "first", "next", "so", "finally", "later"];
    at == start
        || at == start + 1 && part.is(start, &LINKS)
        || part.text.gap_before(at).trim_end().ends_with(':')
}

/// Whether a verb is a real action: neither presence nor a general claim.
fn is_strong(part: &Part<'_>, verb: usize) -> bool {
    !part.starts(verb, Tag::Aside) && !part.starts(verb, Tag::Claim)
}

fn verb_after(part: &Part<'_>, subject: usize, end: usize) -> Option<usize> {
    let perfect = part.is(subject + 1, &["have", "had"]);
    if perfect && part.is(subject + 2, &["to"]) {
        return None;
    }
    for at in (subject + 1 + usize::from(perfect)..end).take(REACH) {
        if perfect && is_done(part, at) {
            return Some(at);
        }
        if VERBS.ends_search.contains(part.text.low(at)) {
            return None;
        }
        if is_past(part, at) {
            return Some(at);
        }
    }
    None
}

fn is_other_subject(part: &Part<'_>, at: usize) -> bool {
    part.is(at, &["we", "they", "he", "she", "it", "who", "which", "you"])
}

/// Whether a verb continues a previous one: ", wrote", "and wrote", "then wrote".
fn is_joined(part: &Part<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if part.is(before, &["and", "then", "but", "also"]) || part.text.gap_before(at).contains([',', ';', ':'])
    {
        return true;
    }
    // "and later wrote": one adverb may come between.
    let adverb = part.text.low(before).ends_with("ly") || VERBS.adverbs.contains(part.text.low(before));
    adverb && is_joined(part, before)
}

/// What other people do or say: a person or a name, then a verb in the past tense, outside quoted speech.
pub fn others(part: &Part<'_>) -> Vec<Range<usize>> {
    let quoted = |at: usize| part.text.words.get(at).is_some_and(|w| w.quoted);
    let person = |at: usize| {
        let name =
            part.text.is_name(at) || part.text.is_first(at) && lexicon::entry(part.text.low(at)).is_none();
        part.has(at, Tag::Person) || part.has(at, Tag::Customer) || name && !part.has(at, Tag::Month)
    };
    let acts = |at: usize| {
        let end = part.text.sentence_of(at).end.min(at + 1 + REACH);
        let verb = (at + 1..end).find(|&v| is_past(part, v))?;
        let between = (at + 1..verb).all(|w| {
            part.text.low(w).ends_with("ly")
                || VERBS.adverbs.contains(part.text.low(w))
                || part.is(w, &["had", "then", "also", "who", "has"])
        });
        between.then_some(at..verb + 1)
    };
    part.all().filter(|&at| !quoted(at) && person(at)).filter_map(acts).collect()
}

/// The first passive ("was held", "were appointed") of each sentence without an agent: no "I", and no
/// following "by".
pub fn passives(part: &Part<'_>) -> Vec<Range<usize>> {
    let of = |words: &Range<usize>| {
        let spoken = |i: usize| part.text.words.get(i).is_some_and(|w| w.quoted);
        if words.clone().any(|i| part.is(i, &["i", "i've", "i'd", "i'm", "my", "me"])) {
            return None;
        }
        words.clone().find_map(|at| {
            let is = part.is(at, &["was", "were", "been", "being"]) && !spoken(at);
            let adverb =
                part.text.low(at + 1).ends_with("ly") || VERBS.adverbs.contains(part.text.low(at + 1));
            let verb = at + 1 + usize::from(adverb);
            let done =
                verb < words.end && (is_past(part, verb) || VERBS.participles.contains(part.text.low(verb)));
            (is && done && !part.is(verb + 1, &["by"])).then_some(at..verb + 1)
        })
    };
    part.text.sentences.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(text: &str) -> Vec<String> {
        let part = Part::new(text);
        own_actions(&part).iter().map(|o| text.get(part.text.span(&o.words)).unwrap().to_owned()).collect()
    }

    #[test]
    fn the_verbs_are_well_formed() {
        let list = read().unwrap_or_else(|e| panic!("verbs.txt, {e}"));
        assert!(list.entries().all(|(_, word)| word == word.to_lowercase()));
    }

    #[test]
    fn actions_of_the_speaker_are_found_in_the_past_tense() {
        assert_eq!(
            done("I then personally called her, wrote the note and later sent the bill."),
            ["I then personally called", "wrote", "sent"]
        );
        assert!(done("I would call her. They called me. I was tired.").is_empty());
    }

    #[test]
    fn passives_name_nobody() {
        let text = "It was quickly fixed. The rule was written by Ana. I was asked.";
        let part = Part::new(text);
        let all: Vec<_> = passives(&part).iter().map(|w| text.get(part.text.span(w)).unwrap()).collect();
        assert_eq!(all, ["was quickly fixed"]);
    }
}
