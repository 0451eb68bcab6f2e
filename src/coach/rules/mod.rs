//! The rules: one per file, collected in one table, strongest first.

mod acronym;
mod bare_choice;
mod blame;
mod borrowed_number;
mod contempt;
mod duplicate_story;
mod effort_numbers;
mod fillers;
mod general_words;
mod generic_lesson;
mod habit_voice;
mod harm_ignored;
mod hedges;
mod humble_brag;
mod jargon;
pub(super) mod limits;
mod long_run;
mod long_sentence;
mod no_admission;
mod no_baseline;
mod no_cause;
mod no_customer;
mod no_lasting_change;
mod no_lesson;
mod no_number;
mod no_own_action;
mod nobody_else;
mod not_yours;
mod nothing_hard;
mod one_sided;
mod only_assigned;
mod only_expected;
mod only_talk;
mod opinion_only;
mod overused;
mod own_reward;
mod praise_admission;
mod praise_baseline;
mod praise_choice;
mod praise_lasting_change;
mod praise_voice;
mod private_data;
mod same_kind;
mod self_check;
mod setup_heavy;
mod stale;
mod task_is_action;
mod tense;
mod thin_action;
mod thin_result;
mod too_long;
mod too_short;
mod undated;
mod vague_claim;
mod vague_magnitude;
mod we_heavy;
mod weak_close;

use std::ops::Range;

use super::analysis::Analysis;
use super::{Finding, Level, RuleId};
use crate::questions::ProbeFamily;
use crate::story::Section;

/// Every rule, in order of strength within a level.
const TABLE: &[Rule] = &[
    // What disqualifies, whatever else the story shows.
    contempt::RULE,
    habit_voice::RULE,
    humble_brag::RULE,
    no_admission::RULE,
    no_lesson::RULE,
    only_expected::RULE,
    // What the story shows of the speaker.
    one_sided::RULE,
    blame::RULE,
    we_heavy::RULE,
    vague_claim::RULE,
    only_talk::RULE,
    no_own_action::RULE,
    only_assigned::RULE,
    bare_choice::RULE,
    opinion_only::RULE,
    not_yours::RULE,
    jargon::RULE,
    // What came of it, and for whom.
    own_reward::RULE,
    borrowed_number::RULE,
    harm_ignored::RULE,
    effort_numbers::RULE,
    thin_result::RULE,
    no_number::RULE,
    no_customer::RULE,
    nobody_else::RULE,
    nothing_hard::RULE,
    // What stays.
    generic_lesson::RULE,
    no_lasting_change::RULE,
    no_cause::RULE,
    self_check::RULE,
    // How concretely it is told.
    general_words::RULE,
    vague_magnitude::RULE,
    no_baseline::RULE,
    task_is_action::RULE,
    // Lengths, shares, dates.
    too_short::RULE,
    too_long::RULE,
    setup_heavy::RULE,
    thin_action::RULE,
    weak_close::RULE,
    tense::RULE,
    stale::RULE,
    undated::RULE,
    // Wording.
    hedges::RULE,
    fillers::RULE,
    acronym::RULE,
    long_sentence::RULE,
    long_run::RULE,
    // Across stories, and before an export.
    duplicate_story::RULE,
    overused::RULE,
    same_kind::RULE,
    private_data::RULE,
    // Praise.
    praise_voice::RULE,
    praise_choice::RULE,
    praise_admission::RULE,
    praise_baseline::RULE,
    praise_lasting_change::RULE,
];

/// What a finding is about, in the order in which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// What happened, who did it, what came of it.
    Substance,
    /// Lengths, shares, dates, the close.
    Structure,
    /// Words and sentences.
    Style,
}

/// One rule with its explanation, as shown by `coach explain`.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id in the config and in dismissals.
    pub id: RuleId,
    /// The most serious level of its findings.
    pub level: Level,
    /// What it looks for, in a few words.
    pub title: &'static str,
    /// Why it matters in an interview.
    pub why: &'static str,
    /// An example that it reports.
    pub before: &'static str,
    /// The same example, improved.
    pub after: &'static str,
    /// Known false alarms.
    pub false_alarms: &'static str,
    /// Whether it applies to text in other languages than English.
    pub any_language: bool,
    /// What its findings are about.
    pub aspect: Aspect,
    /// Whether its hints are counted with others as reasons for a warning.
    pub adds_up: bool,
    /// For praise: the rules whose findings ask for the very thing that is praised.
    pub unless: &'static [&'static str],
    /// The family of the follow-up that its findings lead to.
    pub follow_up: Option<ProbeFamily>,
    /// Checks one story; returns nothing for rules across stories or for exports.
    check: fn(&Analysis<'_>) -> Vec<Finding>,
}

/// Every rule, in order of strength within a level.
pub fn rules() -> &'static [Rule] {
    TABLE
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    TABLE.iter().find(|r| r.id.0 == id)
}

/// The findings of all enabled rules on a story, in table order.
pub(super) fn run<'r>(analysis: &'r Analysis<'_>) -> impl Iterator<Item = Finding> + 'r {
    TABLE
        .iter()
        .filter(|r| (analysis.english || r.any_language) && analysis.settings.allows(r.id.0))
        .flat_map(move |r| (r.check)(analysis))
}

/// The findings of the two rules that hold for short answers too: how long they take.
pub(super) fn of_length<'r>(analysis: &'r Analysis<'_>) -> impl Iterator<Item = Finding> + 'r {
    let rules = [too_short::RULE, too_long::RULE].into_iter();
    rules.filter(|r| analysis.settings.allows(r.id.0)).flat_map(move |r| (r.check)(analysis))
}

/// Makes hints that add up warnings, strongest first.
///
/// One of them may be a false alarm; several that miss different things rarely are, and in a story told in
/// words that fit any story hardly one is. Where something is to be praised, it takes more of them.
pub(super) fn add_up(analysis: &Analysis<'_>, is_praised: bool, findings: &mut [Finding]) {
    let warned: Vec<RuleId> = findings.iter().filter(|f| f.level == Level::Warning).map(|f| f.rule).collect();
    let adds = |f: &&mut Finding| {
        let counts = rule(f.rule.0).is_some_and(|r| r.adds_up);
        f.level == Level::Hint && counts && !warned.contains(&f.rule)
    };
    let mut hints: Vec<RuleId> = findings.iter_mut().filter(adds).map(|f| f.rule).collect();
    hints.dedup();
    let general = analysis.fits_any();
    let grave =
        limits::ADD_UP.iter().filter(|(least, any)| hints.len() >= *least && (general || !any)).count();
    let unpraised = usize::from(!is_praised && hints.len() >= limits::ADD_UP_UNPRAISED);
    for found in findings.iter_mut().filter(adds).take(grave.max(unpraised)) {
        found.level = Level::Warning;
    }
}

/// Whether praise outweighs hints: anybody can quote somebody, so a voice alone does not (measured).
pub(super) fn outweighs(praise: &Finding) -> bool {
    praise.rule != praise_voice::RULE.id
}

/// Puts findings in the order in which they are shown: what happened before how it is built before how it is
/// worded, warnings before hints, then as in the table.
///
/// A sentence's length comes last, and among the first three at most one finding is about wording.
pub(super) fn put_in_order(findings: &mut Vec<Finding>) {
    let aspect = |f: &Finding| rule(f.rule.0).map_or(Aspect::Style, |r| r.aspect);
    let length = |f: &Finding| matches!(f.rule.0, "long-sentence" | "long-run");
    findings.sort_by_key(|f| (aspect(f), length(f), std::cmp::Reverse(f.level)));
    let styled = findings.iter().position(|f| aspect(f) == Aspect::Style);
    if let Some(first) = styled.filter(|&first| first < limits::SEEN_FIRST - 1) {
        findings.truncate(first + 1);
    }
}

/// Drops praise for what a finding asks for.
pub(super) fn drop_contradicted(praise: &mut Vec<Finding>, findings: &[Finding]) {
    praise.retain(|p| {
        let unless = rule(p.rule.0).map_or(&[][..], |r| r.unless);
        !findings.iter().any(|f| unless.contains(&f.rule.0))
    });
}

/// A finding with the same words for each of these places.
fn each(
    r: &Analysis<'_>,
    rule: &Rule,
    level: Level,
    places: &[(Section, Range<usize>)],
    says: &str,
    asks: &str,
) -> Vec<Finding> {
    let one = |(section, words): &(Section, Range<usize>)| r.at(rule.id, level, *section, words);
    places.iter().take(limits::PLACES).map(|place| one(place).says(says).asks(asks)).collect()
}

/// The check of rules that do not judge a single story.
fn not_one_story(_: &Analysis<'_>) -> Vec<Finding> {
    Vec::new()
}

/// A finding about a part as a whole, or about the whole story.
fn whole(rule: RuleId, level: Level, section: Option<Section>) -> Finding {
    Finding {
        rule,
        level,
        section,
        span: None,
        quote: String::new(),
        message: String::new(),
        question: String::new(),
        key: rule.to_string(),
        also: Vec::new(),
    }
}
