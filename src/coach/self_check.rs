//! The self-check: six questions that only the writer can answer.

use crate::language::numerals::in_words;
use crate::story::{CheckAnswer, Section, Story, likeness, unlike};

/// A question of the self-check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckQuestion {
    /// Its id in the story's file.
    pub id: &'static str,
    pub text: &'static str,
    /// What a good answer is called on the screen.
    pub well: &'static str,
    /// What an open one is called.
    pub open: &'static str,
    /// What to write about an open one.
    pub hint: &'static str,
    /// The parts that it is about: it is asked again once they changed much.
    parts: &'static [Section],
    /// What an answer in words says.
    words: WordsMean,
}

/// What it says if a question of the self-check is answered in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordsMean {
    /// What is open: the question can be answered with a yes.
    Open,
    /// All is well: the question asks for the words.
    Well,
    /// What is open, unless they are a no.
    OpenUnlessNo,
}

/// The questions in the order in which they are asked.
pub static SELF_CHECK: [CheckQuestion; 6] = [
    CheckQuestion {
        id: "question",
        text: "Does it answer the question that was asked?",
        well: "yes",
        open: "not yet",
        hint: "Which part of it is still unanswered?",
        parts: &[Section::Situation, Section::Action, Section::Result],
        words: WordsMean::Open,
    },
    CheckQuestion {
        id: "customer",
        text: "Would your customer tell it the same way?",
        well: "yes",
        open: "not quite",
        hint: "What would they tell differently?",
        parts: &[Section::Situation, Section::Action, Section::Result],
        words: WordsMean::Open,
    },
    CheckQuestion {
        id: BIGGEST,
        text: "Is it the biggest you have for this principle?",
        well: "yes",
        open: "no",
        hint: "Which one is bigger?",
        parts: &[Section::Situation, Section::Result],
        words: WordsMean::Open,
    },
    CheckQuestion {
        id: "number",
        text: "Which number wouldn't have moved without you?",
        well: "I can say",
        open: "none yet",
        hint: "Who could give you one?",
        parts: &[Section::Result],
        words: WordsMean::Well,
    },
    CheckQuestion {
        id: "wrong",
        text: "What did you get wrong?",
        well: "I can say",
        open: "nothing yet",
        hint: "What would somebody who was there say?",
        parts: &[Section::Action, Section::Lesson],
        words: WordsMean::Well,
    },
    CheckQuestion {
        id: "phone",
        text: "Is there anything you wouldn't want them to call about?",
        well: "nothing",
        open: "there is",
        hint: "What, and how would you tell it yourself?",
        parts: &[Section::Situation, Section::Task, Section::Action, Section::Result, Section::Lesson],
        words: WordsMean::OpenUnlessNo,
    },
];

/// What so many questions of the self-check are called: `Six questions that only you can answer`.
pub fn check_title(open: usize) -> String {
    let count = in_words(open);
    let mut letters = count.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let questions = if open == 1 { "question" } else { "questions" };
    format!("{first}{} {questions} that only you can answer", letters.as_str())
}

/// Bits of 64 in which a text may differ from the one that an answer was given for.
///
/// On sample stories a corrected sentence changes up to 9 and a rewritten part 17 or more.
const MUCH: u32 = 12;

impl CheckQuestion {
    /// The answer in a story; `None` where it is still asked: never answered, or the text changed much since.
    pub fn answer(&self, story: &Story) -> Option<CheckAnswer> {
        let check = story.checks.as_ref()?.get(self.id)?;
        let much = unlike(&check.of, &self.likeness(story)).is_some_and(|bits| bits > MUCH);
        (check.answer == CheckAnswer::Later || !much).then_some(check.answer)
    }

    /// What an answer in words says about the question; `None` where they say nothing.
    pub fn said(&self, words: &str) -> Option<CheckAnswer> {
        const NO: [&str; 5] = ["no", "nope", "none", "nothing", "never"];
        let mut letters = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_no = match (letters.next(), letters.next()) {
            (Some(first), rest) => NO.contains(&first.to_lowercase().as_str()) && rest.is_none(),
            (None, _) => return None,
        };
        match self.words {
            WordsMean::Open => None,
            WordsMean::Well if is_no => Some(CheckAnswer::No),
            WordsMean::OpenUnlessNo if !is_no => Some(CheckAnswer::No),
            WordsMean::Well | WordsMean::OpenUnlessNo => Some(CheckAnswer::Yes),
        }
    }

    /// The likeness of the parts that it is about.
    pub fn likeness(&self, story: &Story) -> String {
        likeness(self.parts.iter().map(|&part| story.section(part)))
    }
}

/// The id of the question whether another story is bigger.
const BIGGEST: &str = "biggest";

/// Whether the writer said that another story is bigger for this one's principle.
pub fn has_a_bigger(story: &Story) -> bool {
    let biggest = SELF_CHECK.iter().find(|question| question.id == BIGGEST);
    biggest.is_some_and(|question| question.answer(story) == Some(CheckAnswer::No))
}

/// The questions that a story still has to answer to be solid; none for a story from before there was a
/// self-check, to which it is only offered.
pub fn unanswered(story: &Story) -> usize {
    if story.checks.is_none() {
        return 0;
    }
    SELF_CHECK.iter().filter(|question| question.answer(story).is_none()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Check, Checks, StoryId};

    fn story() -> Story {
        let mut story = Story::new(StoryId::from_bits(1), "ownership", jiff::Timestamp::UNIX_EPOCH);
        for part in Section::ALL {
            *story.section_mut(part) = format!(
                "In the {} I called the auditor at noon, and she told me of the 14 totals that she had lost while \
                 her team moved to the second floor, so I printed the page for them.",
                part.name()
            );
        }
        story
    }

    fn answer(story: &mut Story, answer: CheckAnswer) {
        for question in &SELF_CHECK {
            let check = Check { answer, of: question.likeness(story), ..Check::default() };
            story.checks.get_or_insert_default().insert(question.id.to_owned(), check);
        }
    }

    #[test]
    fn a_story_from_before_is_asked_nothing() {
        let mut story = story();
        assert_eq!(unanswered(&story), 0);
        story.checks = Some(Checks::new());
        assert_eq!(unanswered(&story), 6);
        answer(&mut story, CheckAnswer::No);
        assert_eq!(unanswered(&story), 0, "an open answer is an answer");
    }

    #[test]
    fn a_part_that_changed_much_is_asked_about_again() {
        let mut story = story();
        answer(&mut story, CheckAnswer::Yes);
        story.result.push_str(" It took 2 days.");
        assert_eq!(unanswered(&story), 0);
        story.result =
            "By May three branches closed their books on the fifth working day, and nobody stayed \
                        on a Friday evening to wait for the freight invoices of the last week."
                .into();
        let asked: Vec<&str> =
            SELF_CHECK.iter().filter(|q| q.answer(&story).is_none()).map(|q| q.id).collect();
        assert!(asked.contains(&"number") && !asked.contains(&"wrong"), "{asked:?}");
    }

    #[test]
    fn words_answer_the_questions_that_ask_for_them() {
        use CheckAnswer::{No, Yes};
        let said = |id: &str, words: &str| SELF_CHECK.iter().find(|q| q.id == id).unwrap().said(words);
        assert_eq!(said("wrong", "I should've told the day shift first."), Some(Yes));
        assert_eq!(said("number", "The 14 findings."), Some(Yes));
        assert_eq!((said("wrong", "Nothing."), said("number", "none")), (Some(No), Some(No)));
        assert_eq!((said("phone", "No."), said("phone", "nothing")), (Some(Yes), Some(Yes)));
        assert_eq!(said("phone", "No refund was booked until June."), Some(No));
        assert_eq!((said("customer", "It took a week longer."), said("wrong", " ")), (None, None));
    }

    #[test]
    fn what_was_passed_over_stays_so() {
        let mut story = story();
        answer(&mut story, CheckAnswer::Later);
        story.result = "Something else entirely happened to everybody there.".into();
        assert_eq!(unanswered(&story), 0);
    }
}
