//! What the speaker did: own actions in the past tense, and what the telling is in otherwise.

use std::ops::Range;

use super::analysis::Part;
use super::lexicon::Tag;

/// Something the speaker did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The words from the subject, where there is one, to the verb.
    pub words: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Whether it changed something, rather than being there, lending a hand or claiming at large.
    pub strong: bool,
}

/// Words of `-ed` that are no verb in the past.
const NOT_PAST: &[&str] = &[
    "need",
    "speed",
    "feed",
    "indeed",
    "hundred",
    "exceed",
    "proceed",
    "embed",
    "succeed",
    "seed",
    "breed",
    "bed",
    "red",
    "shed",
    "bleed",
    "greed",
    "weed",
    "deed",
    "tired",
    "interested",
    "supposed",
    "sacred",
    "naked",
    "unprecedented",
    "unexpected",
    "related",
    "detailed",
    "limited",
    "advanced",
    "experienced",
    "qualified",
    "dedicated",
    "excited",
    "worried",
    "frustrated",
    "disappointed",
    "satisfied",
    "pleased",
    "so-called",
    "based",
    "united",
    "used",
    "wanted",
    "needed",
    "hoped",
    "believed",
    "seemed",
    "liked",
    "loved",
    "wished",
    "owned",
    "lacked",
    "expected",
    "cared",
    "preferred",
    "existed",
    "remained",
    "appeared",
    "belonged",
    "mattered",
    "depended",
    "unsatisfied",
    "overwhelmed",
    "concerned",
    "motivated",
    "stressed",
    "red",
];
/// After "I", words that end the search for something done: a state, a plan, a habit, a passive.
const ENDS_SEARCH: &[&str] = &[
    "was", "were", "am", "would", "could", "should", "might", "may", "will", "can", "must", "don't",
    "didn't", "couldn't", "wouldn't", "can't", "wasn't", "do", "have", "felt", "thought", "wanted", "knew",
    "hoped", "believed", "think", "feel", "believe", "usually", "always", "tend", "who", "which", "that",
    "because",
];
/// Words after "I" that say it is a plan or a habit.
const NOT_DONE: &[&str] =
    &["would", "will", "could", "can", "should", "might", "may", "must", "usually", "always"];
/// How many words may stand between "I" and what was done: "I then went and personally called".
const REACH: usize = 4;

/// Whether a word is a verb in the past that says that something was done.
pub fn is_past(part: &Part<'_>, at: usize) -> bool {
    if part.has(at, Tag::Stage) {
        return false;
    }
    if part.has(at, Tag::Past) {
        return true;
    }
    let low = part.text.low(at);
    low.len() > 3 && low.ends_with("ed") && !NOT_PAST.contains(&low) && !low.ends_with("eed")
}

/// What the speaker did, in order: "I called", then in the same sentence ", wrote" and "and sent"; and in
/// notes a sentence that starts with such a verb.
pub fn own_actions(part: &Part<'_>) -> Vec<Own> {
    let mut out = Vec::new();
    for (sentence, words) in part.text.sentences.iter().enumerate() {
        let mut mine: Option<usize> = None;
        for at in words.clone() {
            if part.text.words.get(at).is_some_and(|w| w.quoted) {
                continue;
            }
            let low = part.text.low(at);
            if low == "i" || low == "i've" {
                // "I would call and let them know": nothing of it was done.
                let would = (at + 1..at + 3).any(|i| part.is(i, NOT_DONE));
                mine = (!would).then_some(at);
                if let Some(verb) = verb_after(part, at, words.end) {
                    out.push(Own { words: at..verb + 1, sentence, strong: is_strong(part, verb) });
                }
                continue;
            }
            if is_other_subject(part, at) {
                mine = None;
            }
            let notes = at == words.start && is_past(part, at);
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

/// Whether a verb is a deed: no way of being there, no claim at large.
fn is_strong(part: &Part<'_>, verb: usize) -> bool {
    !part.starts(verb, Tag::Aside) && !part.starts(verb, Tag::Claim)
}

fn verb_after(part: &Part<'_>, subject: usize, end: usize) -> Option<usize> {
    for at in (subject + 1..end).take(REACH) {
        if part.is(at, ENDS_SEARCH) {
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

/// Adverbs not of -ly that stand before a verb.
const ADVERBS: &[&str] = &["later", "even", "just", "once", "afterwards", "again", "only", "never", "myself"];

/// Whether a verb goes on from one before it: ", wrote", "and wrote", "then wrote".
fn is_joined(part: &Part<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if part.is(before, &["and", "then", "but", "also"]) || part.text.gap_before(at).contains([',', ';', ':'])
    {
        return true;
    }
    // "and later wrote": one adverb between.
    let adverb = part.text.low(before).ends_with("ly") || part.is(before, ADVERBS);
    adverb && is_joined(part, before)
}

/// Participles that are no past tense.
const PARTICIPLES: &[&str] = &[
    "given",
    "done",
    "taken",
    "written",
    "drawn",
    "shown",
    "chosen",
    "spoken",
    "begun",
    "seen",
    "grown",
    "driven",
    "rewritten",
    "redrawn",
    "broken",
    "flown",
    "thrown",
    "undertaken",
    "overseen",
    "withdrawn",
];

/// The first "was held" or "were appointed" of each sentence in which nobody is named as the one who did it: none
/// that says I, and none that goes on with "by".
pub fn passives(part: &Part<'_>) -> Vec<Range<usize>> {
    let of = |words: &Range<usize>| {
        let spoken = |i: usize| part.text.words.get(i).is_some_and(|w| w.quoted);
        if words.clone().any(|i| part.is(i, &["i", "i've", "i'd", "i'm", "my", "me"])) {
            return None;
        }
        words.clone().find_map(|at| {
            let is = part.is(at, &["was", "were", "been", "being"]) && !spoken(at);
            let adverb = part.text.low(at + 1).ends_with("ly") || part.is(at + 1, ADVERBS);
            let verb = at + 1 + usize::from(adverb);
            let done = verb < words.end && (is_past(part, verb) || part.is(verb, PARTICIPLES));
            (is && done && !part.is(verb + 1, &["by"])).then_some(at..verb + 1)
        })
    };
    part.text.sentences.iter().filter_map(of).collect()
}
