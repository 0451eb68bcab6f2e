//! What is asked: principles, their prompts, probes, guides, and the order in which they are asked.
//!
//! Owns the pack format and the built-in packs. Takes text, never paths.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod companies;
mod drills;
mod example;
mod own;
mod pack;
mod probe;
mod readiness;

use std::collections::HashMap;

pub use drills::{Draw, Drill, DrillCard, Show, drills};
pub use example::{Example, judged_on};
pub use own::{add_own, own, own_text, reword_own};
pub use pack::{Asked, Guide, OWN, PackError, Principle, Prompt, PromptKind, SCHEMA, pack_schema, parse};
pub use probe::{Probe, ProbeFamily};
pub use readiness::{Readiness, ReadyQuestion, Research, WrittenExercise};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::story::PITCH;
use crate::story::{PromptId, Section, Story};

/// A built-in pack: the data that lists show, its text, and its worked example. A test checks that the two agree.
struct BuiltIn {
    id: &'static str,
    name: &'static str,
    asked: Asked,
    text: &'static str,
    example: &'static str,
}

/// The built-in packs for Amazon's interviews, in Amazon's order of the principles.
const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "customer-obsession",
        name: "Customer Obsession",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/customer-obsession.json"),
        example: include_str!("../../examples/stories/customer-obsession.json"),
    },
    BuiltIn {
        id: "ownership",
        name: "Ownership",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/ownership.json"),
        example: include_str!("../../examples/stories/ownership.json"),
    },
    BuiltIn {
        id: "invent-and-simplify",
        name: "Invent and Simplify",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/invent-and-simplify.json"),
        example: include_str!("../../examples/stories/invent-and-simplify.json"),
    },
    BuiltIn {
        id: "are-right-a-lot",
        name: "Are Right, A Lot",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/are-right-a-lot.json"),
        example: include_str!("../../examples/stories/are-right-a-lot.json"),
    },
    BuiltIn {
        id: "learn-and-be-curious",
        name: "Learn and Be Curious",
        asked: Asked::Often,
        text: include_str!("../../questions/learn-and-be-curious.json"),
        example: include_str!("../../examples/stories/learn-and-be-curious.json"),
    },
    BuiltIn {
        id: "hire-and-develop-the-best",
        name: "Hire and Develop the Best",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/hire-and-develop-the-best.json"),
        example: include_str!("../../examples/stories/hire-and-develop-the-best.json"),
    },
    BuiltIn {
        id: "insist-on-the-highest-standards",
        name: "Insist on the Highest Standards",
        asked: Asked::Often,
        text: include_str!("../../questions/insist-on-the-highest-standards.json"),
        example: include_str!("../../examples/stories/insist-on-the-highest-standards.json"),
    },
    BuiltIn {
        id: "think-big",
        name: "Think Big",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/think-big.json"),
        example: include_str!("../../examples/stories/think-big.json"),
    },
    BuiltIn {
        id: "bias-for-action",
        name: "Bias for Action",
        asked: Asked::Often,
        text: include_str!("../../questions/bias-for-action.json"),
        example: include_str!("../../examples/stories/bias-for-action.json"),
    },
    BuiltIn {
        id: "frugality",
        name: "Frugality",
        asked: Asked::Rarely,
        text: include_str!("../../questions/frugality.json"),
        example: include_str!("../../examples/stories/frugality.json"),
    },
    BuiltIn {
        id: "earn-trust",
        name: "Earn Trust",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/earn-trust.json"),
        example: include_str!("../../examples/stories/earn-trust.json"),
    },
    BuiltIn {
        id: "dive-deep",
        name: "Dive Deep",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/dive-deep.json"),
        example: include_str!("../../examples/stories/dive-deep.json"),
    },
    BuiltIn {
        id: "have-backbone-disagree-and-commit",
        name: "Have Backbone; Disagree and Commit",
        asked: Asked::Often,
        text: include_str!("../../questions/have-backbone-disagree-and-commit.json"),
        example: include_str!("../../examples/stories/have-backbone-disagree-and-commit.json"),
    },
    BuiltIn {
        id: "deliver-results",
        name: "Deliver Results",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/deliver-results.json"),
        example: include_str!("../../examples/stories/deliver-results.json"),
    },
    BuiltIn {
        id: "strive-to-be-earths-best-employer",
        name: "Strive to be Earth's Best Employer",
        asked: Asked::Rarely,
        text: include_str!("../../questions/strive-to-be-earths-best-employer.json"),
        example: include_str!("../../examples/stories/strive-to-be-earths-best-employer.json"),
    },
    BuiltIn {
        id: "success-and-scale-bring-broad-responsibility",
        name: "Success and Scale Bring Broad Responsibility",
        asked: Asked::Rarely,
        text: include_str!("../../questions/success-and-scale-bring-broad-responsibility.json"),
        example: include_str!("../../examples/stories/success-and-scale-bring-broad-responsibility.json"),
    },
];

const PITCHES: &str = include_str!("../../questions/every-interview.json");

/// All principles and prompts: the built-in ones, then the user's own.
///
/// Only some are asked at the company of the interview ([`Bank::for_company`]); the others are found by their
/// ids, for the stories that answer them.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    /// First those that are asked.
    principles: Vec<Principle>,
    /// How many of them are asked.
    asked: usize,
    /// Principle index and prompt index of each own prompt. All other prompts are found by their id.
    own: HashMap<PromptId, (usize, usize)>,
    /// Companies whose questions are asked too, whatever the interview's company is.
    also_for: Vec<String>,
}

/// Settings of the questions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Companies whose questions are asked besides those of the interview's company.
    pub also_for: Vec<String>,
}

impl Bank {
    /// The built-in packs, as for an interview whose company is not known yet: Amazon's.
    pub fn built_in() -> Self {
        let made = |p: &BuiltIn| Principle::built_in(p.id, p.name, p.asked, p.text);
        let amazon = BUILT_IN.iter().map(|p| {
            // What customers need is asked about everywhere.
            let plain = (p.id == "customer-obsession").then_some("Customers");
            made(p).for_companies(&companies::amazon()).called_elsewhere(plain)
        });
        let mut bank = Self::new(amazon.collect());
        bank.principles.push(Principle::built_in(PITCH, "Every interview", Asked::AlmostAlways, PITCHES));
        bank
    }

    /// A bank of these principles, all of which are asked.
    pub fn new(principles: Vec<Principle>) -> Self {
        Self { asked: principles.len(), principles, ..Self::default() }
    }

    /// Adds a pack: it replaces a principle with the same id, else it comes after those that are asked.
    pub fn add(&mut self, pack: Principle) {
        let Some(at) = self.principles.iter().position(|p| p.id == pack.id) else {
            self.principles.insert(self.asked, pack);
            self.asked += 1;
            for (principle, _) in self.own.values_mut().filter(|(principle, _)| *principle + 1 >= self.asked)
            {
                *principle += 1;
            }
            return;
        };
        // Drop the own prompts of the replaced principle.
        self.own.retain(|_, (principle, _)| *principle != at);
        if let Some(there) = self.principles.get_mut(at) {
            *there = if pack.companies().is_empty() {
                let companies = there.companies().to_vec();
                pack.for_companies(&companies)
            } else {
                pack
            };
        }
    }

    /// Adds the user's own prompts to their principles; prompts of unknown principles are skipped.
    pub fn add_own(&mut self, prompts: impl IntoIterator<Item = (String, Prompt)>) {
        for (principle, prompt) in prompts {
            let Some(at) = self.principles.iter().position(|p| p.id == principle) else { continue };
            let Some(there) = self.principles.get_mut(at).and_then(Principle::prompts_mut) else { continue };
            let known = self.own.get(&prompt.id).filter(|(principle, _)| *principle == at);
            if let Some(old) = known.and_then(|(_, at)| there.get_mut(*at)) {
                *old = prompt;
            } else {
                self.own.insert(prompt.id.clone(), (at, there.len()));
                there.push(prompt);
            }
        }
    }

    /// A copy with every prompt mapped by `reword`, which must keep ids unchanged.
    #[must_use]
    pub fn reworded(&self, mut reword: impl FnMut(&Prompt) -> Prompt) -> Self {
        let mut bank = self.clone();
        for prompts in bank.principles.iter_mut().filter_map(Principle::prompts_mut) {
            for prompt in prompts {
                *prompt = reword(prompt);
            }
        }
        bank
    }

    /// The principles that are asked at the company, in its order, own packs last.
    pub fn principles(&self) -> &[Principle] {
        self.principles.get(..self.asked).unwrap_or_default()
    }

    /// Whether a principle is asked at the company.
    pub fn is_asked(&self, principle: &str) -> bool {
        self.principles().iter().any(|p| p.id == principle)
    }

    /// The short answers that every interview asks for.
    pub fn pitches(&self) -> Option<&Principle> {
        self.principle(PITCH)
    }

    /// The principles by how often they are asked, most often first; Amazon's order within.
    pub fn by_how_often(&self) -> Vec<&Principle> {
        let mut all: Vec<&Principle> = self.principles().iter().collect();
        all.sort_by_key(|p| p.asked);
        all
    }

    /// For each principle, most often asked first, whether a story stands for it: it is at home there, or answers one
    /// of its questions.
    pub fn serves(&self, story: &Story) -> Vec<bool> {
        let homes: Vec<&str> = story.answers.iter().map(|id| self.home(id)).collect();
        let serves = |p: &&Principle| p.id == story.principle || homes.contains(&p.id.as_str());
        self.by_how_often().iter().map(serves).collect()
    }

    /// The principle that is asked most often of those that have a worked example.
    pub fn exemplary(&self) -> Option<&Principle> {
        self.by_how_often().into_iter().find(|p| has_example(&p.id))
    }

    /// The principles to look through: [`Self::by_how_often`], then what every interview asks for.
    pub fn listed(&self) -> Vec<&Principle> {
        let mut all = self.by_how_often();
        all.extend(self.pitches());
        all
    }

    pub fn principle(&self, id: &str) -> Option<&Principle> {
        let here = self.principles.iter().find(|p| p.id == id);
        here.or_else(|| companies::others().iter().find(|p| p.id == id))
    }

    /// Adds the questions of these companies to those of the interview's.
    pub fn ask_also_for(&mut self, companies: &[String]) {
        self.also_for = companies.to_vec();
    }

    pub fn prompt(&self, id: &PromptId) -> Option<&Prompt> {
        self.find(id).map(|(_, prompt)| prompt)
    }

    /// The prompt with this full id, and its principle.
    pub fn find(&self, id: &PromptId) -> Option<(&Principle, &Prompt)> {
        let (principle, at) = self.at(id)?;
        Some((principle, principle.prompts().get(at)?))
    }

    /// The index of a prompt's principle and the prompt's index in it.
    fn at(&self, id: &PromptId) -> Option<(&Principle, usize)> {
        if let Some(&(principle, at)) = self.own.get(id) {
            return Some((self.principles.get(principle)?, at));
        }
        let principle = self.principle(id.principle())?;
        Some((principle, principle.prompts().iter().position(|p| p.id == *id)?))
    }

    /// The id of a prompt's principle; for an unknown prompt, the one that its id names.
    pub fn home<'a>(&'a self, id: &'a PromptId) -> &'a str {
        self.find(id).map_or_else(|| id.principle(), |(principle, _)| principle.id.as_str())
    }

    /// The guiding questions for a part of the answer to a prompt.
    pub fn guide(&self, prompt: &PromptId, section: Section) -> &[String] {
        match self.find(prompt) {
            Some((_, prompt)) if !prompt.guide.is_empty() => {
                if section == Section::Action {
                    &prompt.guide
                } else {
                    &[]
                }
            }
            Some((principle, _)) => principle.guide().of(section),
            None => &[],
        }
    }

    /// The position of a prompt in its principle, from 1, and the number of prompts there. For those that come
    /// before any heading, only these are counted: "question 3 of 10".
    pub fn place(&self, id: &PromptId) -> Option<(usize, usize)> {
        let (principle, at) = self.at(id)?;
        let main = principle.main_prompts().len();
        Some((at + 1, if at < main { main } else { principle.prompts().len() }))
    }

    /// The names of the other principles under which nearly the same is asked.
    pub fn also_asked_under(&self, prompt: &Prompt) -> Vec<&str> {
        let found = prompt.also_asked.iter().filter_map(|id| self.find(id));
        found.filter(|(p, _)| self.is_asked(&p.id)).map(|(p, _)| p.name.as_str()).collect()
    }
}

/// Whether there is a worked example of a principle.
pub fn has_example(principle: &str) -> bool {
    BUILT_IN.iter().any(|p| p.id == principle)
}

/// The worked example of a principle; `None` for a pack that is not built in.
pub fn example(principle: &str) -> Option<Example> {
    let built_in = BUILT_IN.iter().find(|p| p.id == principle)?;
    // Cannot fail: a test parses every example.
    example::parse(built_in.example).ok()
}

impl Guide {
    /// The guiding questions of a part.
    pub fn of(&self, section: Section) -> &[String] {
        match section {
            Section::Situation => &self.situation,
            Section::Task => &self.task,
            Section::Action => &self.action,
            Section::Result => &self.result,
            Section::Lesson => &self.lesson,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lists_show_of_a_pack_is_what_it_says() {
        for built_in in BUILT_IN {
            let pack = parse(built_in.text).unwrap();
            let said = (pack.id.as_str(), pack.name.as_str(), pack.asked);
            assert_eq!((built_in.id, built_in.name, built_in.asked), said);
        }
    }

    fn own_prompts(under: &str, count: usize) -> Vec<(String, Prompt)> {
        let entry = |n| serde_json::json!({"id": format!("q{n}"), "principle": under, "text": format!("Question {n}?")});
        own(&serde_json::json!({"prompts": (0..count).map(entry).collect::<Vec<_>>()}))
    }

    #[test]
    fn ten_thousand_prompts_of_somebodys_own_are_found_where_they_stand() {
        let mut bank = Bank::built_in();
        bank.add_own(own_prompts("ownership", 10_000));
        // Adding the same prompts again must replace them.
        bank.add_own(own_prompts("ownership", 10_000));
        for n in [0, 1, 9_999] {
            let id = PromptId::new(OWN, &format!("q{n}"));
            let (principle, prompt) = bank.find(&id).unwrap();
            assert_eq!((principle.id.as_str(), &prompt.id), ("ownership", &id));
            assert_eq!(bank.place(&id), Some((12 + n, 10_011)));
        }
    }

    #[test]
    fn a_reworded_bank_knows_its_own_prompts() {
        let mut bank = Bank::built_in();
        bank.add_own(own_prompts("dive-deep", 1));
        let reworded = bank.reworded(|p| Prompt { text: "masked".to_owned(), ..p.clone() });
        let id = PromptId::new(OWN, "q0");
        assert_eq!(
            reworded.find(&id).map(|(p, q)| (p.id.as_str(), q.text.as_str())),
            Some(("dive-deep", "masked"))
        );
        assert_eq!(reworded.place(&id), bank.place(&id));
    }

    #[test]
    fn a_pack_that_is_read_late_says_what_one_read_at_once_says() {
        for (late, built_in) in Bank::built_in().principles().iter().zip(BUILT_IN) {
            assert_eq!(format!("{:?}", late.guide()), format!("{:?}", parse(built_in.text).unwrap().guide()));
            assert_eq!(late.prompts(), parse(built_in.text).unwrap().prompts());
        }
    }
}
