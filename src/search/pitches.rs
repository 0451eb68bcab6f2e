//! What every interview asks and no story answers: "tell me about yourself", "why us", by how people ask it.

use std::sync::LazyLock;

use crate::language::word_list::{Malformed, WordList};
use crate::language::words::folded_words;
use crate::questions::PITCH;
use crate::story::PromptId;

/// The questions of the pack, which head the entries.
const HEADINGS: [&str; 7] = [
    "about-yourself",
    "why-this-company",
    "why-leaving",
    "biggest-weakness",
    "five-years",
    "salary",
    "questions-for-us",
];

/// A longer question is about something that happened, whatever else it says.
const MOST_WORDS: usize = 25;

static PITCHES: LazyLock<WordList> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("pitches.txt"), &HEADINGS)
}

/// The question of every interview that this one is; `None` if it asks for something else.
pub fn pitch(question: &str) -> Option<PromptId> {
    let question = question.replace(['\'', '\u{2019}'], "");
    let words: Vec<_> = folded_words(&question).map(|(_, word)| word).collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let asked = format!(" {} ", words.join(" "));
    let is_asked =
        |heading: &&&str| PITCHES.under(heading).any(|phrase| asked.contains(&format!(" {phrase} ")));
    HEADINGS.iter().find(is_asked).map(|heading| PromptId::new(PITCH, heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::Bank;

    #[test]
    fn each_heading_is_a_question_of_the_pack_and_the_list_is_well_formed() {
        let list = read().unwrap_or_else(|e| panic!("pitches.txt, {e}"));
        assert!(list.entries().all(|(_, entry)| entry == entry.to_lowercase() && !entry.contains('\'')));
        let bank = Bank::built_in();
        let ids: Vec<&str> = bank.pitches().unwrap().prompts().iter().map(|p| p.id.as_str()).collect();
        for heading in HEADINGS {
            assert!(ids.contains(&PromptId::new(PITCH, heading).as_str()), "{heading}");
        }
        assert_eq!(ids.len(), HEADINGS.len());
    }

    #[test]
    fn what_every_interview_asks_is_known_and_stories_are_not_taken_for_it() {
        let asked = |question: &str| pitch(question).map(|id| id.as_str().to_owned());
        for (question, id) in [
            ("So, tell me a little about yourself.", "about-yourself"),
            ("Walk me through your résumé?", "about-yourself"),
            ("why amazon", "why-this-company"),
            ("And why do you want to leave your job?", "why-leaving"),
            ("What's your biggest weakness?", "biggest-weakness"),
            ("Where do you see yourself in five years?", "five-years"),
            ("Do you have any questions for me?", "questions-for-us"),
        ] {
            assert_eq!(asked(question), Some(format!("{PITCH}/{id}")), "{question}");
        }
        for question in [
            "Tell me about a time you failed.",
            "Tell me about a time you led yourself and others through a change.",
            "Why did you decide to tell the customer?",
            "Tell me about a time a customer asked why us, and you had to win them over although they had \
             already signed with somebody else the week before.",
            "",
        ] {
            assert_eq!(asked(question), None, "{question}");
        }
    }
}
