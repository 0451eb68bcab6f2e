//! Extracts the numbers of a story's Result: baseline, change, result. English patterns only, no judgment.
//!
//! A number goes into a cell only where the words around it say which: a wrong cell misleads in an interview,
//! an empty one does not. The words are in `words.txt`.

mod amount;
mod words;

use std::ops::Range;

use self::amount::{
    Amount, HEDGES, REACH, Usable, amounts, before_hedges, has, is_money, is_share, part_of, phrase,
};
use self::words::{Clue, WORDS};
use crate::language::calendar::month;
use crate::language::quantity::{is_change, is_number};
use crate::language::{Text, is_i};
use crate::story::{Story, StoryId, one_line};

pub use crate::language::quantity::has_quantity;

/// A measure in a Result with the roles of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub story: StoryId,
    /// The whole sentence, or two if the next one gives the value before.
    pub sentence: String,
    /// The value before: "from 14".
    pub baseline: Option<String>,
    /// The change: "by 40 %", "doubled".
    pub change: Option<String>,
    /// The value after: "0"; a single quantity counts as the result.
    pub result: Option<String>,
}

/// Words that mean zero.
const NONE: &[&str] = &["no", "none", "never", "nobody", "without"];

/// The numbers of a story: the measures of its Result, in order. Every sentence with a quantity has a row; its
/// cells are empty where its words do not say which number is which.
pub fn numbers(story: &Story) -> Vec<Number> {
    let text = Text::new(&story.result);
    let amounts = amounts(&text);
    let mut out: Vec<Number> = Vec::new();
    let mut last = None;
    for (at, words) in text.sentences.iter().enumerate() {
        let first = amounts.partition_point(|a| a.words.start < words.start);
        let here: Vec<&Amount> =
            amounts.iter().skip(first).take_while(|a| a.words.start < words.end).collect();
        let written = one_line(text.written(words), 300);
        // "We had started with 19." belongs to the sentence before it.
        if let [only] = here.iter().filter(|a| a.usable != Usable::Never).collect::<Vec<_>>().as_slice()
            && only.clue == Some(Clue::Before)
            && last == at.checked_sub(1)
            && let Some(previous) = out.last_mut()
            && previous.baseline.is_none()
            && previous.change.is_none()
        {
            previous.baseline = Some(shown(&text, only));
            previous.sentence = one_line(&format!("{} {written}", previous.sentence), 300);
            continue;
        }
        if let [only] = here.as_slice()
            && only.usable != Usable::Never
            && phrase(&text, words.start, Clue::Later, words).is_some()
            && last == at.checked_sub(1)
            && let Some(previous) = out.last_mut()
            && (previous.baseline.as_ref(), previous.change.as_ref()) == (None, None)
            && previous.result.is_some()
        {
            previous.baseline = previous.result.replace(shown(&text, only));
            previous.sentence = one_line(&format!("{} {written}", previous.sentence), 300);
            continue;
        }
        let groups = clauses(&text, words, &here);
        let mut rows: Vec<_> = groups.iter().filter_map(|group| cells(&text, group)).collect();
        if rows.is_empty() && !here.is_empty() {
            rows.push([None, None, None]);
        }
        for [baseline, change, result] in rows {
            let sentence = written.clone();
            out.push(Number { story: story.id.clone(), sentence, baseline, change, result });
            last = Some(at);
        }
    }
    out
}

/// The amounts of a sentence in groups that speak of one measure.
fn clauses<'a>(text: &Text<'_>, sentence: &Range<usize>, amounts: &[&'a Amount]) -> Vec<Vec<&'a Amount>> {
    let mut out: Vec<Vec<&Amount>> = Vec::new();
    let mut last_start = sentence.start;
    for amount in amounts.iter().filter(|a| a.usable != Usable::Never) {
        let part = part_of(text, &amount.words, sentence);
        let verb = amount.clue == Some(Clue::Moved)
            && amount.words.len() == 1
            && is_change(text.low(amount.words.start));
        let new_part = std::mem::replace(&mut last_start, part.start) != part.start;
        let first = text.low(part.start);
        let splits = matches!(first, "and" | "but" | "so" | "which" | "while" | "whereas");
        let begins = new_part && (text.gap_before(part.start).contains(';') || verb || splits);
        let belongs = matches!(amount.clue, Some(Clue::Before | Clue::PerhapsBefore | Clue::Was | Clue::Now));
        let another = new_part && begins_another(text, amount, part.start);
        match out.last_mut() {
            Some(last) if another && is_told(text, last) => out.push(vec![amount]),
            Some(last) if !begins || belongs && is_open(last) => last.push(amount),
            _ => out.push(vec![amount]),
        }
    }
    out
}

/// Whether an amount after the name of a measure is of another measure than those before it: "up 12 %, takings up 20 %",
/// but not "from 22 to 13, a drop of 40 %".
fn begins_another(text: &Text<'_>, amount: &Amount, part: usize) -> bool {
    if is_arrow(text, amount.words.end) {
        return true;
    }
    let from = amount.words.start.checked_sub(1).is_some_and(|at| text.low(at) == "from");
    let named = part < amount.words.start && !has(text, part, Clue::Apposed) && !has(text, part, Clue::Moved);
    named && (from || amount.clue == Some(Clue::Moved))
}

/// Whether a group tells a change, or the values before and after.
fn is_told(text: &Text<'_>, group: &[&Amount]) -> bool {
    group.iter().any(|a| a.clue == Some(Clue::Moved)) || movement(text, group).is_some()
}

/// Whether a group may take the value before or after.
fn is_open(group: &[&Amount]) -> bool {
    group.iter().filter(|a| a.clue != Some(Clue::Moved) && a.usable == Usable::Alone).count() == 1
}

/// Baseline, change and result of a group, where its words give them; `None` if they give nothing.
fn cells(text: &Text<'_>, group: &[&Amount]) -> Option<[Option<String>; 3]> {
    let pair = movement(text, group).or_else(|| contrast(text, group));
    let free = |a: &&&Amount| pair.is_none_or(|(was, is)| !std::ptr::eq(**a, was) && !std::ptr::eq(**a, is));
    let alone = |a: &&&Amount| free(a) && a.usable == Usable::Alone;
    let change = group.iter().filter(alone).find(|a| a.clue == Some(Clue::Moved));
    let mut result = pair.map(|(_, is)| is);
    let mut baseline = pair.map(|(was, _)| was);
    if pair.is_none() {
        let span = |a: &Amount| a.usable == Usable::InPair && is_time(text, a);
        let values = group.iter().filter(|a| a.clue != Some(Clue::Moved) && !span(a));
        // Of several numbers without a sign of their order none is sure.
        if let [only] = values.collect::<Vec<_>>().as_slice()
            && only.usable == Usable::Alone
        {
            if only.clue == Some(Clue::Before) {
                baseline = Some(only);
            } else if is_sure(text, only) && (change.is_none() || is_reached(text, only)) {
                result = Some(only);
            }
        }
    }
    let shown = |a: &Amount| shown(text, a);
    let none =
        baseline.filter(|_| result.is_none() && change.is_none()).is_some_and(|was| says_none(text, was));
    let result = result.map(shown).or_else(|| none.then(|| "0".to_owned()));
    let cells = [baseline.map(shown), change.map(|a| shown(a)), result];
    cells.iter().any(Option::is_some).then_some(cells)
}

/// Whether the sentence of an amount, and nothing else in it, says that there is none now.
fn says_none(text: &Text<'_>, amount: &Amount) -> bool {
    let sentence = text.sentence_of(amount.words.start);
    let others = sentence.clone().filter(|at| !amount.words.contains(at));
    let mut numbers =
        others.filter(|&at| is_number(text.low(at)) || text.low(at).starts_with(char::is_numeric));
    numbers.next().is_none() && sentence.into_iter().any(|at| NONE.contains(&text.low(at)))
}

/// Whether an amount is what something came to: "doubled to $3 million".
fn is_reached(text: &Text<'_>, amount: &Amount) -> bool {
    let sentence = text.sentence_of(amount.words.start);
    let before = before_hedges(text, &amount.words, &sentence);
    before.is_some_and(|at| matches!(text.low(at), "to" | "at"))
}

/// Whether an amount by itself is a result: two colleagues are none.
fn is_sure(text: &Text<'_>, amount: &Amount) -> bool {
    if amount.clue == Some(Clue::PerhapsBefore) {
        return false;
    }
    if is_own_output(text, amount) {
        return false;
    }
    let low = text.low(amount.words.start);
    let ratio = amount.words.clone().any(|at| text.low(at) == "of");
    low.starts_with(char::is_numeric) || low == "zero" || ratio
}

/// Whether an amount counts what somebody made, and not what came of it: "I'd written 9 articles".
fn is_own_output(text: &Text<'_>, amount: &Amount) -> bool {
    if is_share(text, &amount.words) || is_money(text, &amount.words) || is_time(text, amount) {
        return false;
    }
    let sentence = text.sentence_of(amount.words.start);
    let part = part_of(text, &amount.words, &sentence);
    let near = part.start.max(amount.words.start.saturating_sub(4))..amount.words.start;
    let last = near.end.checked_sub(1).filter(|at| near.contains(at));
    let last = if last.is_some_and(|at| text.low(at) == "to") {
        last.and_then(|at| at.checked_sub(1))
    } else {
        last
    };
    let Some(verb) = last.filter(|at| near.contains(at)) else { return false };
    let made = text.low(verb).ends_with("ed") || has(text, verb, Clue::Made);
    // In notes nobody is named: "Also trained 2 juniors."
    let opens = near.len() == 1 || matches!(text.low(near.start), "also" | "then" | "even");
    let noted = part.start == sentence.start && near.len() < 3 && opens;
    made && (noted || near.clone().any(|at| is_i(text.low(at))))
}

/// "from 14 to 0", "to 2.1 from 3.7", "cut 14 kinds to five": the amounts before and after.
fn movement<'a>(text: &Text<'_>, group: &[&'a Amount]) -> Option<(&'a Amount, &'a Amount)> {
    let led = |a: &Amount, word: &str| {
        let sentence = text.sentence_of(a.words.start);
        // "from a loss of £6k"
        let of =
            a.words.start.checked_sub(1).is_some_and(|at| sentence.contains(&at) && text.low(at) == "of");
        let start = if of { a.words.start.saturating_sub(2) } else { a.words.start };
        let hedged =
            (1..=HEDGES).map_while(|back| start.checked_sub(back)).filter(|at| sentence.contains(at));
        let mut words = hedged.map(|at| text.low(at));
        words.find(|low| *low == word || !WORDS.has(low, Clue::Hedge) || *low == "to") == Some(word)
    };
    group.windows(2).find_map(|two| {
        let [first, next] = two else { return None };
        if became(text, first, next) {
            return Some((*first, *next));
        }
        if first.words.end == next.words.start && is_arrow(text, next.words.start)
            || in_turn(text, first, next)
        {
            return Some((*first, *next));
        }
        let near = next.words.start - first.words.end <= REACH;
        let cut = first
            .words
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(text.low(at), "cut" | "reduced" | "lowered"));
        if near && led(next, "to") && (led(first, "from") || cut) {
            Some((*first, *next))
        } else if near && led(first, "to") && led(next, "from") {
            Some((*next, *first))
        } else {
            None
        }
    })
}

fn is_time(text: &Text<'_>, amount: &Amount) -> bool {
    amount.words.clone().any(|at| has(text, at, Clue::Time))
}

/// Whether an arrow stands before a word: 34 % → 28.5 %.
fn is_arrow(text: &Text<'_>, at: usize) -> bool {
    let gap = text.gap_before(at);
    let gap = gap.trim_matches(|c: char| c.is_whitespace() || c == '%' || c == '.');
    matches!(gap, "\u{2192}" | "->" | "-->" | "=>" | "\u{21d2}" | ">" | "\u{279c}" | "\u{2794}")
}

/// Whether two amounts are those of two months in their order: "1,260 letters in January, 0 by the end of April".
fn in_turn(text: &Text<'_>, first: &Amount, next: &Amount) -> bool {
    let sentence = text.sentence_of(first.words.start);
    let part = |a: &Amount| part_of(text, &a.words, &sentence);
    let of = |a: &Amount| (a.words.end..part(a).end).find_map(|at| month(text.low(at)));
    part(first).end == part(next).start
        && part(next).start == next.words.start
        && of(first).zip(of(next)).is_some_and(|(one, other)| one < other)
        && is_alike(text, first, next)
}

/// Whether the first amount became the next: "15 a week became 4".
fn became(text: &Text<'_>, first: &Amount, next: &Amount) -> bool {
    let mut between = first.words.end..next.words.start;
    between.len() <= REACH && between.any(|at| matches!(text.low(at), "became" | "become"))
}

/// One amount that the words call the value before, and one that they do not.
fn contrast<'a>(text: &Text<'_>, group: &[&'a Amount]) -> Option<(&'a Amount, &'a Amount)> {
    let valued = || group.iter().copied().filter(|a| a.clue != Some(Clue::Moved));
    for before in [Clue::Before, Clue::PerhapsBefore, Clue::Was] {
        let was: Vec<_> = valued().filter(|a| a.clue == Some(before)).collect();
        let rest: Vec<_> = valued().filter(|a| a.clue != Some(before)).collect();
        let times = was.iter().any(|a| is_time(text, a));
        let said = |a: &Amount| before == Clue::Before && a.clue == Some(Clue::Now);
        // "27 at the start, 19 by the autumn": beside a bare number another one is no name.
        let bare = |a: &Amount| a.words.len() == 1 && !is_time(text, a);
        let both_bare =
            |a: &Amount| said(a) || was.iter().all(|w| bare(w)) && bare(a) && a.clue == Some(Clue::Now);
        let usable = |a: &&Amount| a.usable == Usable::Alone || times && is_time(text, a) || both_bare(a);
        let mut now: Vec<_> = rest.iter().copied().filter(usable).collect();
        if let ([was], true) = (was.as_slice(), now.len() > 1) {
            now.retain(|a| is_alike(text, a, was));
        }
        if let ([was], [is]) = (was.as_slice(), now.as_slice())
            && (is.clue == Some(Clue::Now)
                || before != Clue::Was && is.words.start < was.words.start
                || before == Clue::Before && is_reached(text, is)
                || is.words.start < was.words.start && says_it_was(text, was))
        {
            return Some((was, is));
        }
    }
    None
}

/// Whether a part begins with what was, of what was said just before: "5 %, it was 13 %".
fn says_it_was(text: &Text<'_>, was: &Amount) -> bool {
    let sentence = text.sentence_of(was.words.start);
    let part = part_of(text, &was.words, &sentence);
    let it = matches!(text.low(part.start), "it" | "they") && text.gap_before(part.start).contains(',');
    it && matches!(text.low(part.start + 1), "was" | "were")
}

/// Whether two amounts are of one kind: money, shares, time, or none of these.
fn is_alike(text: &Text<'_>, one: &Amount, other: &Amount) -> bool {
    let kind = |a: &Amount| (is_money(text, &a.words), is_share(text, &a.words), is_time(text, a));
    kind(one) == kind(other)
}

/// An amount as written, with its currency or percent sign, without surrounding punctuation.
fn shown(text: &Text<'_>, amount: &Amount) -> String {
    let sign = |c: char| matches!(c, '%' | '$' | '\u{20ac}' | '\u{a3}' | '\u{a5}' | '\u{20b9}');
    let currency = amount.words.start.checked_sub(1).filter(|&at| has(text, at, Clue::Currency));
    let named = currency.filter(|_| text.gap_before(amount.words.start) == " ");
    let written = text.written(&(named.unwrap_or(amount.words.start)..amount.words.end));
    let closing = written.trim_end_matches(|c: char| !c.is_alphanumeric() && !sign(c));
    closing.trim_start_matches(|c: char| !c.is_alphanumeric() && !sign(c)).to_owned()
}
