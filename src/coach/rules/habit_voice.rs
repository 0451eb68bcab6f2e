//! A habit or an opinion where the prompt asks for one event.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::ownwork;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("habit-voice"),
    level: Level::Warning,
    title: "a habit where one event is wanted",
    why: "What you usually do cannot be checked; what you did once can. Even \"How do you…\" wants an event.",
    before: "I usually listen first, and I always stay polite.",
    after: "In May a tenant shouted at me about his boiler. I let him finish, then I asked when it last worked.",
    false_alarms: "One event told in the present tense. Quoted and reported speech is left alone.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

/// The parts in which the event has to be told.
const PLACES: [Section; 3] = [Section::Situation, Section::Task, Section::Action];

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let mut habits = Vec::new();
    let mut woulds = 0;
    for section in [Section::Situation, Section::Action] {
        let part = r.part(section);
        let mut here = part.hits(Tag::Habit);
        here.extend(part.hits(Tag::Opinion));
        let would = says_would(part);
        woulds += would.len();
        here.extend(would);
        here.sort_by_key(|h| h.start);
        here.dedup_by_key(|h| h.start);
        habits.extend(here.into_iter().map(|h| (section, h)));
    }
    let one_event = PLACES.iter().any(|&s| marks_an_event(r.part(s)));
    let acts = r.own.len();
    // If anything marks a single event, the rule needs a consistently habitual telling.
    let fires = if woulds >= limits::HABITS && acts < limits::OWN_ACTIONS {
        true
    } else if one_event {
        acts == 0 && habits.len() > limits::HABITS && past_verbs(r) < limits::OWN_ACTIONS
            || acts < limits::OWN_ACTIONS && habits.len() > limits::OWN_ACTIONS
    } else {
        acts < limits::OWN_ACTIONS + 1 && habits.len() >= limits::HABITS
    };
    let Some((section, first)) = habits.first().filter(|_| fires) else { return Vec::new() };
    let found = r
        .at(RULE.id, Level::Warning, *section, first)
        .says("This sounds like a habit or an opinion, not one event.")
        .asks("When did it happen last, and with whom?");
    vec![found]
}

/// Words after which "I would" is a reported promise or plan.
const REPORTS: &[&str] = &[
    "said",
    "told",
    "promised",
    "thought",
    "knew",
    "agreed",
    "decided",
    "asked",
    "hoped",
    "feared",
    "wrote",
    "explained",
    "announced",
    "proposed",
    "offered",
    "expected",
    "assumed",
    "what",
    "which",
    "how",
    "wished",
    "warned",
    "replied",
    "that",
    "swore",
    "insisted",
    "if",
];

/// Every "I would" that is not reported speech.
fn says_would(part: &Part<'_>) -> Vec<Range<usize>> {
    let reported = |i: usize| {
        (part.text.sentence_of(i).start.max(i.saturating_sub(limits::REPORT_REACH))..i)
            .any(|j| part.is(j, REPORTS))
    };
    let at = |i: usize| {
        let would = part.is(i, &["i"]) && part.is(i + 1, &["would"]);
        let quoted = part.text.words.get(i).is_some_and(|w| w.quoted);
        // "If a customer came, I would": a conditional, not a report.
        let conditional = part.is(part.text.sentence_of(i).start, &["if", "when", "then", "after", "in"]);
        (would && !quoted && (conditional || !reported(i))).then_some(i..i + 2)
    };
    part.all().filter_map(at).collect()
}

/// Whether the part contains a month, a year, "last week", a name or a number.
fn marks_an_event(part: &Part<'_>) -> bool {
    let capital = |i: usize| part.text.words.get(i).is_some_and(|w| w.capital);
    !part.quantities().is_empty()
        || part.any(Tag::Event)
        || part.all().any(|i| {
            part.has(i, Tag::Month) && capital(i) && !part.text.is_first(i)
                || part.text.is_name(i)
                || part.text.low(i).len() == 4 && part.text.low(i).bytes().all(|b| b.is_ascii_digit())
        })
}

fn past_verbs(r: &Analysis<'_>) -> usize {
    PLACES.iter().map(|&s| r.part(s)).map(|p| p.all().filter(|&i| ownwork::is_past(p, i)).count()).sum()
}
