//! Which packs are asked at a company.
//!
//! A pack belongs to companies by words in their names, or to every interview. What is asked at a company of
//! which nothing is known are the general competencies.

use std::sync::OnceLock;

use super::pack::parse_company;
use super::{Bank, Principle};

/// Words in the names of companies that ask for Amazon's principles.
const AMAZON: [&str; 6] = ["amazon", "aws", "audible", "twitch", "zappos", "whole foods"];

/// The company of an interview whose company is not known yet.
const UNKNOWN: &str = "amazon";

/// In the `for` of the packs for companies that no pack names.
const ANY: &str = "*";

/// Built-in files with the packs of other companies.
const FILES: [&str; 4] = [
    include_str!("../../questions/companies/google.json"),
    include_str!("../../questions/companies/meta.json"),
    include_str!("../../questions/companies/consulting.json"),
    include_str!("../../questions/companies/general.json"),
];

pub(super) fn amazon() -> Vec<String> {
    AMAZON.map(str::to_owned).to_vec()
}

/// The built-in packs of other companies, read when the first of them is needed.
///
/// A prompt without follow-ups or scenes takes those of the first question that it is like.
pub(super) fn others() -> &'static [Principle] {
    static OTHERS: OnceLock<Vec<Principle>> = OnceLock::new();
    OTHERS.get_or_init(|| {
        let amazon = Bank::built_in();
        // Cannot fail: a test parses every file.
        let mut packs: Vec<Principle> =
            FILES.iter().flat_map(|text| parse_company(text).unwrap_or_default()).collect();
        for prompt in packs.iter_mut().filter_map(Principle::prompts_mut).flatten() {
            let Some(like) = prompt.also_asked.first().and_then(|id| amazon.prompt(id)) else { continue };
            if prompt.probes.is_empty() {
                prompt.probes.clone_from(&like.probes);
            }
            if prompt.joggers.is_empty() {
                prompt.joggers.clone_from(&like.joggers);
            }
        }
        packs
    })
}

/// Whether one of the words is in the name of the company, as a word of it; an empty name stands for the
/// company that is not known yet.
pub(super) fn names(words: &[String], company: &str) -> bool {
    let company = if company.trim().is_empty() { UNKNOWN } else { company };
    let company = format!(" {} ", spaced(company));
    words.iter().any(|word| word != ANY && company.contains(&format!(" {} ", spaced(word))))
}

/// The words of a name in lower case, with one space between them.
fn spaced(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Bank {
    /// The same packs, of which those are asked that are asked at this company; an empty
    /// name stands for Amazon. Prompts of the user's own have to be added afterwards.
    #[must_use]
    pub fn for_company(&self, company: &str) -> Self {
        let mut all: Vec<Principle> = self.principles.iter().map(Principle::original).collect();
        // Not read where they are not needed: the first frame would wait for them.
        if !self.also_for.is_empty() || !names(&amazon(), company) {
            let have = |p: &&Principle| self.principles.iter().any(|q| q.id == p.id);
            all.extend(others().iter().filter(|p| !have(p)).cloned());
        }
        let is_known = all.iter().any(|p| names(p.companies(), company));
        let asked = |p: &Principle| {
            let companies = p.companies();
            !p.is_pitch()
                && (companies.is_empty()
                    || names(companies, company)
                    || !is_known && companies.iter().any(|word| word == ANY)
                    || self.also_for.iter().any(|also| names(companies, also)))
        };
        let (mut on, mut off): (Vec<_>, Vec<_>) = all.drain(..).partition(asked);
        for principle in &mut off {
            // What is made for one company may go by a plain name at others.
            if let Some(plain) = principle.elsewhere() {
                on.push(plain);
            }
        }
        off.retain(|p| !on.iter().any(|o| o.id == p.id));
        on.sort_by_key(|p| p.companies().is_empty());
        let asked = on.len();
        on.append(&mut off);
        Self { principles: on, asked, own: std::collections::HashMap::new(), also_for: self.also_for.clone() }
    }
}
