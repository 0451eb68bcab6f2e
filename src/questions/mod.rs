//! What is asked: principles, their prompts, probes, guides, and the order in which they are asked.
//!
//! Owns the form of a pack and the packs that are built in. Takes text, never paths; must not know
//! which stories exist or how anything is shown.

mod own;
mod pack;
mod readiness;

use std::collections::HashMap;

pub use own::{OWN, add_own, own, own_text, reword_own};
pub use pack::{Asked, Guide, Kind, PackError, Principle, Prompt, SCHEMA, parse};
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
    /// Under which principle a prompt of the user's own stands; any other stands where its id says.
    own: HashMap<PromptId, String>,
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
        match self.principles.iter_mut().find(|p| p.id == pack.id) {
            Some(there) => *there = pack,
            None => self.principles.push(pack),
        }
    }

    /// Adds prompts of the user's own to the principles they belong to; those with an unknown principle are left out.
    pub fn add_own(&mut self, prompts: impl IntoIterator<Item = (String, Prompt)>) {
        for (principle, prompt) in prompts {
            let Some(there) = self.principles.iter_mut().find(|p| p.id == principle) else {
                continue;
            };
            self.own.insert(prompt.id.clone(), principle);
            let mut prompts = there.prompts().to_vec();
            match prompts.iter_mut().find(|p| p.id == prompt.id) {
                Some(old) => *old = prompt,
                None => prompts.push(prompt),
            }
            *there = there.clone().with_prompts(prompts);
        }
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
        let principle = self.principle(self.own.get(id).map_or(id.principle(), String::as_str))?;
        Some((principle, principle.prompts().iter().find(|p| p.id == *id)?))
    }

    /// The id of the principle that a prompt is asked for; for one that is not known, what its id says.
    pub fn home<'a>(&'a self, id: &'a PromptId) -> &'a str {
        self.find(id).map_or_else(|| id.principle(), |(principle, _)| principle.id.as_str())
    }

    /// Where in its principle a prompt stands, from 1, and how many there are.
    pub fn place(&self, id: &PromptId) -> Option<(usize, usize)> {
        let (principle, _) = self.find(id)?;
        let prompts = principle.prompts();
        Some((prompts.iter().position(|p| p.id == *id)? + 1, prompts.len()))
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

    #[test]
    fn a_pack_that_is_read_late_says_what_one_read_at_once_says() {
        for (late, built_in) in Bank::built_in().principles().iter().zip(BUILT_IN) {
            assert_eq!(format!("{:?}", late.guide()), format!("{:?}", parse(built_in.text).unwrap().guide()));
            assert_eq!(late.prompts(), parse(built_in.text).unwrap().prompts());
        }
    }
}
