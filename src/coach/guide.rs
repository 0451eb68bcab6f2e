//! Whether a part answers its guiding questions, and who acts in it: quiet signs while somebody writes.
//!
//! A question is read for what it asks after (a number, a time, a person, …), and the part for whether it
//! names that. What cannot be told stays open; a mark never blocks anything.

use super::lexicon::Tag;
use super::ownwork;
use super::part::Part;

/// What a guiding question asks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Number,
    Time,
    Person,
    Cause,
    /// What was said, or to whom.
    Talk,
    /// Own actions.
    Steps,
    /// What the speaker wanted or took on.
    Aim,
}

/// The words of a question that ask after something.
const SIGNS: [(Wanted, &[&str]); 7] = [
    (
        Wanted::Number,
        &[
            "number",
            "numbers",
            "how much",
            "how many",
            "by how",
            "hours or money",
            "before and after",
            "save",
        ],
    ),
    (Wanted::Time, &["when", "on time", "which point", "first hour"]),
    (Wanted::Person, &["who", "whom", "whose", "person"]),
    (Wanted::Cause, &["why", "cause", "reason"]),
    (
        Wanted::Talk,
        &["say", "said", "tell", "words", "listen", "persuade", "win over", "propose", "view did you seek"],
    ),
    (Wanted::Steps, &["did you do", "step", "layers", "did you try"]),
    (
        Wanted::Aim,
        &[
            "did you want",
            "set yourself",
            "take on",
            "promised",
            "responsible",
            "yours to decide",
            "did you decide",
        ],
    ),
];

/// Verbs of speech, in the past tense.
const SPOKEN: &[&str] = &[
    "said",
    "told",
    "asked",
    "wrote",
    "called",
    "emailed",
    "mailed",
    "rang",
    "phoned",
    "explained",
    "showed",
    "answered",
    "replied",
    "proposed",
    "suggested",
    "offered",
    "listened",
    "promised",
    "admitted",
    "apologized",
    "apologised",
    "presented",
    "argued",
    "warned",
    "invited",
    "messaged",
    "met",
];

/// Minimum words of the speaker's for an aim.
const AIM_WORDS: usize = 5;
/// Minimum own actions for steps.
const STEPS: usize = 2;

/// Whether a text answers a guiding question, as far as that can be told from its words.
fn answers(part: &Part<'_>, question: &str) -> bool {
    let low = format!(" {} ", question.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
    let mut asked = SIGNS
        .into_iter()
        .filter(|(_, signs)| signs.iter().any(|sign| low.contains(&format!(" {sign} "))))
        .map(|(asked, _)| asked)
        .peekable();
    // A question that asks after none of these cannot be told to be answered.
    asked.peek().is_some() && asked.all(|asked| names(part, asked))
}

/// Whether a part names what is asked after.
fn names(part: &Part<'_>, asked: Wanted) -> bool {
    let somebody = || part.all().any(|at| part.is_somebody(at));
    match asked {
        Wanted::Number => !part.quantities().is_empty(),
        Wanted::Time => {
            part.any(Tag::Event)
                || part.any(Tag::Month)
                || part.all().any(|at| part.is(at, &["by", "until", "since"]))
        }
        Wanted::Person => part.any(Tag::Customer) || part.any(Tag::Other) || somebody(),
        Wanted::Cause => part.any(Tag::Cause),
        Wanted::Talk => part.all().any(|at| part.is(at, SPOKEN)) || part.text.words.iter().any(|w| w.quoted),
        Wanted::Steps => ownwork::own_actions(part).len() >= STEPS,
        Wanted::Aim => part.any(Tag::Me) && part.len() >= AIM_WORDS,
    }
}

/// Who acts in a part, and how many figures it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Voice {
    /// Words for the speaker.
    pub me: usize,
    /// Words for the group.
    pub we: usize,
    /// Figures.
    pub numbers: usize,
}

/// What can be told of a part at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glance {
    /// For each guiding question, whether the part answers it.
    pub answered: Vec<bool>,
    pub voice: Voice,
}

/// Reads a part for its guiding questions.
pub fn glance(text: &str, guide: &[String]) -> Glance {
    let part = Part::new(text);
    Glance {
        answered: guide.iter().map(|question| answers(&part, question)).collect(),
        voice: Voice {
            me: part.hits(Tag::Me).len(),
            we: part.hits(Tag::We).len(),
            numbers: part.quantities().len(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(question: &str, text: &str) -> bool {
        glance(text, &[question.to_owned()]).answered[0]
    }

    #[test]
    fn a_question_is_answered_once_the_part_names_what_it_asks_after() {
        for (question, yes, no) in [
            (
                "What came of it for the end customer, in a number?",
                "The calendar opened in 0.8 seconds instead of 9.",
                "The calendar was fast after that.",
            ),
            (
                "Who needed you to know it, and by when?",
                "My manager needed it by Friday.",
                "My manager needed it badly.",
            ),
            ("Who was waiting on the other end?", "Dana ran 14 clinics.", "It was slow."),
            ("Why was it tolerated until then?", "Nobody looked, because it was rare.", "It was rare."),
            (
                "What did you say, in which words?",
                "I told her that I would own it.",
                "I fixed the query that night.",
            ),
            (
                "What did you do first, and then, step by step, for this customer?",
                "I called Dana. Then I read the slow query log.",
                "The team read the log.",
            ),
            (
                "What did you set yourself to do for them?",
                "I told my manager I would own it until it was fixed.",
                "Fix it.",
            ),
        ] {
            assert!(answered(question, yes), "{question}: {yes}");
            assert!(!answered(question, no), "{question}: {no}");
            assert!(!answered(question, ""), "{question}");
        }
    }

    #[test]
    fn what_cannot_be_told_stays_open() {
        let text = "I called Dana on Friday and told her why: 9 seconds were too many for 14 clinics.";
        assert!(!answered("What stood in the way?", text));
    }

    #[test]
    fn the_voice_of_a_part_is_counted() {
        let voice = glance("We got on and we fixed 3 screens. I wrote to my manager.", &[]).voice;
        assert_eq!(voice, Voice { me: 2, we: 2, numbers: 1 });
    }
}
