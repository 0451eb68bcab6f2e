//! Finds private data before an export: e-mail addresses, phone and account numbers, and names.

use std::ops::Range;

use crate::language::graphemes::snap;
use crate::language::{Text, calendar};

/// From this many digits, spaces and hyphens ignored, a number is an account or a card.
const ACCOUNT_DIGITS: usize = 12;
/// From this many digits, a number that is grouped or starts with `+` is a phone number.
const PHONE_DIGITS: usize = 7;

/// E-mail addresses, phone numbers and numbers of twelve or more digits, as byte ranges in order.
pub fn private_data(text: &str) -> Vec<Range<usize>> {
    let mut out = mails(text);
    out.extend(numbers(text).into_iter().filter(|n| is_private_number(text.get(n.clone()).unwrap_or(""))));
    out.sort_by_key(|r| r.start);
    let mut end = 0;
    out.retain(|r| {
        let keep = r.start >= end;
        end = end.max(r.end);
        keep
    });
    out.into_iter().map(|r| snap(text, r)).collect()
}

/// What is written like a name inside a sentence, in order; a name of several words once. Days and months are none.
pub fn names(text: &str) -> Vec<String> {
    let text = Text::new(text);
    let is_date = |low: &str| calendar::month(low).is_some() || calendar::weekday(low).is_some();
    let is_name = |at: usize| text.is_name(at) && !is_date(text.low(at));
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let start = at;
        while is_name(at) && (at == start || text.gap_before(at) == " ") {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        let name = text.source.get(text.span(&(start..at))).unwrap_or_default();
        out.push(
            name.strip_suffix("'s").or_else(|| name.strip_suffix("\u{2019}s")).unwrap_or(name).to_owned(),
        );
    }
    out
}

fn mails(text: &str) -> Vec<Range<usize>> {
    let local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let before = text.get(..at)?;
            let after = text.get(at + 1..)?;
            let start = before.char_indices().rev().take_while(|&(_, c)| local(c)).last()?.0;
            let name: &str = after.get(..after.find(|c| !domain(c)).unwrap_or(after.len()))?;
            let name = name.trim_end_matches(['.', '-']);
            let (host, top) = name.rsplit_once('.')?;
            let fits = !host.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
            fits.then_some(start..at + 1 + name.len())
        })
        .collect()
}

/// Runs of digits, possibly separated by single spaces, hyphens, dots, slashes or brackets.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut gap = 0;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            let led = usize::from(matches!(last, '+' | '(') && open.is_none());
            open = Some(open.map_or(at - led, |r| r.start)..at + 1);
            gap = 0;
        } else if open.is_some() {
            gap += 1;
            if gap > 2 || !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\u{2011}') {
                out.extend(open.take());
            }
        }
        last = c;
    }
    out.extend(open);
    out
}

fn is_private_number(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    if digits >= ACCOUNT_DIGITS {
        return !run.contains(". ") && !is_list(run);
    }
    let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).count();
    let led = run.starts_with(['+', '(']) || run.starts_with('0');
    digits >= PHONE_DIGITS && !run.contains(". ") && !is_date(run) && (led || groups >= 3 && digits >= 9)
}

/// `2024-03-05`, `05.03.2024`.
fn is_date(run: &str) -> bool {
    let lens: Vec<usize> = run.split(['-', '.', '/']).map(str::len).collect();
    matches!(lens.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4])
}

/// Years or small numbers separated by spaces.
fn is_list(run: &str) -> bool {
    let year = |g: &str| g.len() == 4 && g.parse::<u32>().is_ok_and(|n| (1950..=2100).contains(&n));
    run.split(' ').count() > 2 && run.split(' ').all(|g| g.len() < 3 || year(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(text: &str) -> Vec<&str> {
        private_data(text).into_iter().map(|r| text.get(r).unwrap()).collect()
    }

    #[test]
    fn addresses_and_numbers_are_found_to_the_letter() {
        assert_eq!(met("Write to jane.doe+x@mail.example.co.uk. Now"), ["jane.doe+x@mail.example.co.uk"]);
        assert_eq!(met("call +49 170 1234567 or (555) 123-4567."), ["+49 170 1234567", "(555) 123-4567"]);
        assert_eq!(met("020 7946 0958, then 555-123-4567"), ["020 7946 0958", "555-123-4567"]);
        assert_eq!(
            met("account 1234567890123456; card 1234 5678 9012 3456"),
            ["1234567890123456", "1234 5678 9012 3456"]
        );
        assert_eq!(met("m\u{fc}ller@b\u{fc}ro.de"), ["m\u{fc}ller@b\u{fc}ro.de"]);
    }

    #[test]
    fn amounts_dates_and_handles_are_left_alone() {
        for text in [
            "1,200,000 euros",
            "2024-03-05 to 2025-01-02",
            "05.03.2024",
            "from 14 to 0, 98%",
            "@mia said",
            "a@b",
            "in 2019 2020 2021",
            "version 2.0.1",
            "40 000 users",
            "we sold 1234567 units",
            "9:30-17:00",
            "",
        ] {
            assert!(met(text).is_empty(), "{text}: {:?}", met(text));
        }
    }

    #[test]
    fn names_are_found_inside_sentences_and_days_are_none() {
        let text = "On Monday I met Dana Fuller at the Leeds office. Dana's team used SQL. \
                    She said: \"We wait.\" In March Dana Fuller left for Müller's.";
        assert_eq!(names(text), ["Dana Fuller", "Leeds", "Dana Fuller", "Müller"]);
    }
}
