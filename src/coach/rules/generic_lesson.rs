//! A lesson that anybody could have learned.

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("generic-lesson"),
    level: Level::Warning,
    title: "a lesson that everybody has",
    why: "\"Communication is key\" could end any story. A lesson is yours when somebody could see you act on it.",
    before: "I learned that communication is key.",
    after: "I now read every date back to the client before I hang up.",
    false_alarms: "A short lesson with an artefact whose name the coach does not know. A hint, but a warning \
                   where the question asks for a failure: there a platitude is as good as none.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Change),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Lesson);
    if is_maxim(part) {
        let level = if r.is_failure() { Level::Warning } else { Level::Hint };
        let found = r
            .at(RULE.id, level, Section::Lesson, &part.all())
            .says("This lesson sounds like a saying, not like yours.")
            .asks("What do you do since then that you did not do before?");
        return vec![found];
    }
    let platitudes: Vec<_> = part.hits(Tag::Platitude).into_iter().map(|h| (Section::Lesson, h)).collect();
    let general: Vec<_> = r.general.iter().filter(|(s, _)| *s == Section::Lesson).cloned().collect();
    let practices = practices(part);
    let concrete = part.all().any(|at| {
        // "Half the battle" is no number.
        part.concrete_in(&(at..at + 1)) && !platitudes.iter().any(|(_, words)| words.contains(&at))
    });
    let shows = concrete || part.any(Tag::Mechanism) || practices && part.any(Tag::Lasting);
    let places = if platitudes.is_empty() { &general } else { &platitudes };
    let fires = !shows && (!practices || platitudes.len() > 1 || is_short(part) && !platitudes.is_empty());
    if !fires || places.is_empty() {
        return Vec::new();
    }
    let level = if r.is_failure() && !platitudes.is_empty() { Level::Warning } else { Level::Hint };
    let ask = "What would somebody see you do differently now?";
    each(r, &RULE, level, places, "This lesson would fit any story.", ask)
}

fn is_short(part: &Part<'_>) -> bool {
    part.len() <= limits::LESSON_WORDS
}

/// Verbs after "I" that say what was thought, not what is done since.
const REFLECTS: &[&str] = &[
    "am",
    "was",
    "were",
    "learn",
    "learned",
    "learnt",
    "realize",
    "realized",
    "realise",
    "realised",
    "understand",
    "understood",
    "know",
    "knew",
    "think",
    "thought",
    "believe",
    "believed",
    "feel",
    "felt",
    "see",
    "saw",
    "seen",
    "found",
    "find",
    "discovered",
    "took",
    "take",
    "taken",
    "can",
    "could",
    "should",
    "must",
    "need",
    "needed",
    "want",
    "wanted",
    "try",
    "tend",
    "would",
    "will",
    "hope",
    "come",
    "came",
    "recognized",
    "recognised",
    "appreciate",
    "value",
    "consider",
    "have",
    "had",
    "do",
    "did",
    "may",
    "might",
    "always",
    "definitely",
    "it",
];

/// Whether the speaker says what he or she does since then: "I now read every date back".
fn practices(part: &Part<'_>) -> bool {
    const BETWEEN: &[&str] = &[
        "now",
        "always",
        "never",
        "still",
        "also",
        "first",
        "therefore",
        "since",
        "no",
        "longer",
        "don't",
        "have",
        "had",
        "then",
        "only",
        "even",
    ];
    let subject = |at: usize| part.is(at, &["i", "i've", "i'd", "we", "we've", "i'm"]);
    part.all().filter(|&at| subject(at)).any(|at| {
        let between = |i: &usize| BETWEEN.contains(&part.text.low(*i)) || part.text.low(*i).ends_with("ly");
        let verb = (at + 1..at + 4).find(|i| !between(i)).unwrap_or(at + 1);
        part.text.sentence_of(at).contains(&verb) && !REFLECTS.contains(&part.text.low(verb))
    })
}

/// Whether a short lesson is a maxim: no person, no action, nothing observable.
fn is_maxim(part: &Part<'_>) -> bool {
    let told = |i: usize| part.has(i, Tag::Me) || part.has(i, Tag::We) || is_past(part, i);
    let shows = part.any(Tag::Lasting) || part.concrete_in(&part.all());
    (1..=limits::MAXIM_WORDS).contains(&part.len()) && !shows && !part.all().any(told)
}
