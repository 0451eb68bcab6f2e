//! Extracts the numbers of a story's Result: baseline, change, result. English patterns only, no judgment.

use std::ops::Range;

use crate::language::Text;
use crate::language::quantity::{is_change, is_measure, quantities};
use crate::story::{Story, StoryId, one_line};

pub use crate::language::quantity::has_quantity;

/// A sentence of a Result that contains a quantity, with the roles of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub story: StoryId,
    /// The whole sentence.
    pub sentence: String,
    /// The value before: "from 14".
    pub baseline: Option<String>,
    /// The change: "by 40 %", "doubled".
    pub change: Option<String>,
    /// The value after: "0"; a single quantity counts as the result.
    pub result: Option<String>,
}

/// Most words between "from" and "to" in one expression.
const REACH: usize = 6;

/// Words that introduce the value before: "nine days instead of three weeks".
const BEFORE: &[&[&str]] = &[
    &["instead", "of"],
    &["rather", "than"],
    &["compared", "to"],
    &["compared", "with"],
    &["down", "from"],
    &["up", "from"],
    &["where", "before"],
    &["before", "that"],
    &["before", "then"],
    &["used", "to"],
    &["had", "been"],
    &["previously"],
    &["until", "then"],
];
/// Words that mean zero.
const NONE: &[&str] = &["no", "none", "never", "nobody", "without"];

/// The numbers of a story: every sentence of its Result that contains a quantity, in order.
pub fn numbers(story: &Story) -> Vec<Number> {
    let text = Text::new(&story.result);
    let quantities = amounts(&text);
    let sentences = text.sentences.iter().filter_map(|words| {
        let sentence = Sentence::new(&text, words, &quantities)?;
        let (baseline, change, result) = sentence.read();
        let written = one_line(text.written(words), 300);
        Some(Number { story: story.id.clone(), sentence: written, baseline, change, result })
    });
    sentences.collect()
}

/// The numeric quantities of a text with their units: "3 days", "twenty-one", "40 percent".
fn amounts(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for found in quantities(text) {
        let mut amount = found.clone();
        let sentence = text.sentence_of(found.start);
        let joined = |at: usize| text.gap_before(at).chars().all(|c| matches!(c, ' ' | '%' | '-'));
        while amount.end < sentence.end && joined(amount.end) && is_measure(text.low(amount.end)) {
            amount.end += 1;
        }
        match out.last_mut() {
            // Overlaps the previous one: "percent" in "40 percent", or the second half of "twenty-one",
            // "10-15".
            Some(last) if amount.start < last.end => last.end = last.end.max(amount.end),
            Some(last) if amount.start == last.end && is_hyphen(text.gap_before(amount.start)) => {
                last.end = amount.end;
            }
            _ => out.push(amount),
        }
    }
    out
}

fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
}

/// A sentence with its quantities, at least one.
struct Sentence<'t> {
    text: &'t Text<'t>,
    words: &'t Range<usize>,
    amounts: &'t [Range<usize>],
}

impl<'t> Sentence<'t> {
    fn new(text: &'t Text<'t>, words: &'t Range<usize>, all: &'t [Range<usize>]) -> Option<Self> {
        let first = all.partition_point(|a| a.start < words.start);
        let end = all.partition_point(|a| a.start < words.end);
        let amounts = all.get(first..end).filter(|amounts| !amounts.is_empty())?;
        Some(Self { text, words, amounts })
    }

    /// Baseline, change and result, where the sentence gives them.
    fn read(&self) -> (Option<String>, Option<String>, Option<String>) {
        let pair = self.movement().or_else(|| self.contrast());
        let (baseline, mut result, used) =
            pair.map_or((None, None, 0..0), |(was, is, used)| (Some(was), Some(is), used));
        let free = |amount: &&Range<usize>| !used.contains(&amount.start);
        let change = self.amounts.iter().filter(free).find(|amount| self.is_moved(amount));
        if result.is_none() {
            let rest = self.amounts.iter().find(|amount| Some(*amount) != change);
            result = rest.map(|amount| self.written(amount));
        }
        (baseline, change.map(|amount| self.written(amount)), result)
    }

    /// "from 14 to 0", "from 3 days to 4 hours", "14 to 0": the value before, the value after, and the words
    /// of the whole expression.
    fn movement(&self) -> Option<(String, String, Range<usize>)> {
        self.words.clone().filter(|&at| self.is(at, "to")).find_map(|to| {
            let after = self.amounts.iter().find(|a| (to + 1..to + 3).contains(&a.start))?;
            let reach = to.saturating_sub(REACH)..to;
            let before = self.amounts.iter().find(|a| reach.contains(&a.start) && !self.is_change(a))?;
            let near = to - before.start <= 3 || before.start > 0 && self.is(before.start - 1, "from");
            near.then(|| (self.written(before), self.written(after), before.start..after.start + 1))
        })
    }

    /// The values before and after, where the sentence contrasts them.
    fn contrast(&self) -> Option<(String, String, Range<usize>)> {
        let says = |at: usize, said: &[&str]| said.iter().zip(at..).all(|(word, at)| self.is(at, word));
        let (mark, after) = self
            .words
            .clone()
            .find_map(|at| BEFORE.iter().find(|said| says(at, said)).map(|said| (at, at + said.len())))?;
        let was = self.amounts.iter().find(|a| (after..after + REACH).contains(&a.start))?;
        let none = self.words.clone().any(|at| NONE.contains(&self.text.low(at)));
        let earlier = self.amounts.iter().find(|a| a.start < mark);
        let is = earlier.or_else(|| self.amounts.iter().find(|a| a.start > was.start && !none));
        match is {
            Some(is) => {
                let used = was.start.min(is.start)..was.start.max(is.start) + 1;
                Some((self.written(was), self.written(is), used))
            }
            None => none.then(|| (self.written(was), "0".to_owned(), was.start..was.start + 1)),
        }
    }

    /// Whether an amount is a change: "doubled", "by 3", "40 %".
    fn is_moved(&self, amount: &Range<usize>) -> bool {
        let by = amount.start > self.words.start && self.is(amount.start - 1, "by");
        let written = self.written(amount);
        self.is_change(amount) || by || written.contains('%') || written.contains("percent")
    }

    fn is_change(&self, amount: &Range<usize>) -> bool {
        is_change(self.text.low(amount.start))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.words.contains(&at) && self.text.low(at) == word
    }

    /// An amount as written, with its currency or percent sign, without surrounding punctuation.
    fn written(&self, amount: &Range<usize>) -> String {
        let sign = |c: char| matches!(c, '%' | '$' | '\u{20ac}' | '\u{a3}' | '\u{a5}' | '\u{20b9}');
        let written = self.text.written(amount);
        let closing = written.trim_end_matches(|c: char| !c.is_alphanumeric() && !sign(c));
        closing.trim_start_matches(|c: char| !c.is_alphanumeric() && !sign(c)).to_owned()
    }
}
