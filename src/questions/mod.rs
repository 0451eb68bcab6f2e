//! What is asked: principles, their prompts, probes, guides, and the order in which they are asked.
//!
//! Owns the form of a pack and the packs that are built in. Takes text, never paths; must not know
//! which stories exist or how anything is shown.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod own;
mod pack;
mod readiness;

use std::collections::HashMap;

pub use own::{OWN, add_own, own, own_text, reword_own};
pub use pack::{Asked, Guide, PackError, Principle, Prompt, PromptKind, SCHEMA, parse};
pub use readiness::{Readiness, ReadyQuestion, Research};

use crate::story::{PromptId, Section};

/// A pack that is built in: what lists show of it, and its text. A test holds the two together.
struct BuiltIn {
    id: &'static str,
    name: &'static str,
    asked: Asked,
    text: &'static str,
}

/// The packs that are built in, in Amazon's order of the principles.
const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "customer-obsession",
        name: "Customer Obsession",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/customer-obsession.json"),
    },
    BuiltIn {
        id: "ownership",
        name: "Ownership",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/ownership.json"),
    },
    BuiltIn {
        id: "invent-and-simplify",
        name: "Invent and Simplify",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/invent-and-simplify.json"),
    },
    BuiltIn {
        id: "are-right-a-lot",
        name: "Are Right, A Lot",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/are-right-a-lot.json"),
    },
    BuiltIn {
        id: "learn-and-be-curious",
        name: "Learn and Be Curious",
        asked: Asked::Often,
        text: include_str!("../../questions/learn-and-be-curious.json"),
    },
    BuiltIn {
        id: "hire-and-develop-the-best",
        name: "Hire and Develop the Best",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/hire-and-develop-the-best.json"),
    },
    BuiltIn {
        id: "insist-on-the-highest-standards",
        name: "Insist on the Highest Standards",
        asked: Asked::Often,
        text: include_str!("../../questions/insist-on-the-highest-standards.json"),
    },
    BuiltIn {
        id: "think-big",
        name: "Think Big",
        asked: Asked::Sometimes,
        text: include_str!("../../questions/think-big.json"),
    },
    BuiltIn {
        id: "bias-for-action",
        name: "Bias for Action",
        asked: Asked::Often,
        text: include_str!("../../questions/bias-for-action.json"),
    },
    BuiltIn {
        id: "frugality",
        name: "Frugality",
        asked: Asked::Rarely,
        text: include_str!("../../questions/frugality.json"),
    },
    BuiltIn {
        id: "earn-trust",
        name: "Earn Trust",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/earn-trust.json"),
    },
    BuiltIn {
        id: "dive-deep",
        name: "Dive Deep",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/dive-deep.json"),
    },
    BuiltIn {
        id: "have-backbone-disagree-and-commit",
        name: "Have Backbone; Disagree and Commit",
        asked: Asked::Often,
        text: include_str!("../../questions/have-backbone-disagree-and-commit.json"),
    },
    BuiltIn {
        id: "deliver-results",
        name: "Deliver Results",
        asked: Asked::AlmostAlways,
        text: include_str!("../../questions/deliver-results.json"),
    },
    BuiltIn {
        id: "strive-to-be-earths-best-employer",
        name: "Strive to be Earth's Best Employer",
        asked: Asked::Rarely,
        text: include_str!("../../questions/strive-to-be-earths-best-employer.json"),
    },
    BuiltIn {
        id: "success-and-scale-bring-broad-responsibility",
        name: "Success and Scale Bring Broad Responsibility",
        asked: Asked::Rarely,
        text: include_str!("../../questions/success-and-scale-bring-broad-responsibility.json"),
    },
];

/// All principles and prompts that can be asked: built in, then the user's own.
#[derive(Debug, Clone, Default)]
pub struct Bank {
    principles: Vec<Principle>,
    /// Where a prompt of the user's own stands: which principle, and where in it. Any other stands where its id says.
    own: HashMap<PromptId, (usize, usize)>,
}

impl Bank {
    /// The principles that are built in.
    pub fn built_in() -> Self {
        Self::new(BUILT_IN.iter().map(|p| Principle::built_in(p.id, p.name, p.asked, p.text)).collect())
    }

    /// A bank of these principles, in this order.
    pub fn new(principles: Vec<Principle>) -> Self {
        Self { principles, own: HashMap::new() }
    }

    /// Adds a pack: one with the id of a principle that is there replaces it, any other goes last.
    pub fn add(&mut self, pack: Principle) {
        let Some(at) = self.principles.iter().position(|p| p.id == pack.id) else {
            self.principles.push(pack);
            return;
        };
        // What was added to the one that goes, goes with it.
        self.own.retain(|_, (principle, _)| *principle != at);
        if let Some(there) = self.principles.get_mut(at) {
            *there = pack;
        }
    }

    /// Adds prompts of the user's own to the principles they belong to; those with an unknown principle are left out.
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

    /// The same bank with every prompt as this gives it, which must leave ids as they are.
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

    /// The principles in Amazon's order, own packs last.
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// The principles in the order in which they are asked: almost always first; Amazon's order within.
    pub fn by_how_often(&self) -> Vec<&Principle> {
        let mut all: Vec<&Principle> = self.principles.iter().collect();
        all.sort_by_key(|p| p.asked);
        all
    }

    /// The principle with this id.
    pub fn principle(&self, id: &str) -> Option<&Principle> {
        self.principles.iter().find(|p| p.id == id)
    }

    /// The prompt with this full id.
    pub fn prompt(&self, id: &PromptId) -> Option<&Prompt> {
        self.find(id).map(|(_, prompt)| prompt)
    }

    /// The prompt with this full id, and the principle that it is asked for.
    pub fn find(&self, id: &PromptId) -> Option<(&Principle, &Prompt)> {
        let (principle, at) = self.at(id)?;
        Some((principle, principle.prompts().get(at)?))
    }

    /// The principle of a prompt, and where in it the prompt stands.
    fn at(&self, id: &PromptId) -> Option<(&Principle, usize)> {
        if let Some(&(principle, at)) = self.own.get(id) {
            return Some((self.principles.get(principle)?, at));
        }
        let principle = self.principle(id.principle())?;
        Some((principle, principle.prompts().iter().position(|p| p.id == *id)?))
    }

    /// The id of the principle that a prompt is asked for; for one that is not known, what its id says.
    pub fn home<'a>(&'a self, id: &'a PromptId) -> &'a str {
        self.find(id).map_or_else(|| id.principle(), |(principle, _)| principle.id.as_str())
    }

    /// Where in its principle a prompt stands, from 1, and how many there are.
    pub fn place(&self, id: &PromptId) -> Option<(usize, usize)> {
        let (principle, at) = self.at(id)?;
        Some((at + 1, principle.prompts().len()))
    }
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
        // Read again after a change: each replaces itself.
        bank.add_own(own_prompts("ownership", 10_000));
        for n in [0, 1, 9_999] {
            let id = PromptId::new(OWN, &format!("q{n}"));
            let (principle, prompt) = bank.find(&id).unwrap();
            assert_eq!((principle.id.as_str(), &prompt.id), ("ownership", &id));
            assert_eq!(bank.place(&id), Some((11 + n, 10_010)));
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
