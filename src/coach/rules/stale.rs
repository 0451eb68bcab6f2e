//! An old story.

use jiff::civil::{Date, date};

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};

pub const RULE: Rule = Rule {
    id: RuleId("stale"),
    level: Level::Warning,
    title: "a story of long ago",
    why: "Interviewers ask for the last two or three years: an old story makes them wonder what came since.",
    before: "Happened: 2018",
    after: "Happened: 2025-03",
    false_alarms: "The one story that has no younger like. A hint over three years, a warning over five.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let told = || r.year_told().map(|year| date(year, 12, 31));
    let Some(last) = latest(&r.story.happened).or_else(told) else { return Vec::new() };
    let older_than = |years: i32| {
        let edge = r.facts.today.checked_sub(jiff::Span::new().years(years));
        edge.is_ok_and(|edge| last < edge)
    };
    let (level, years) = if older_than(limits::STALE_YEARS) {
        (Level::Warning, limits::STALE_YEARS)
    } else if older_than(limits::OLD_YEARS) {
        (Level::Hint, limits::OLD_YEARS)
    } else {
        return Vec::new();
    };
    let found = whole(RULE.id, level, None)
        .says(format!("This sounds like more than {} years ago.", words(years)))
        .asks("Is there a more recent one?");
    vec![found]
}

const fn words(years: i32) -> &'static str {
    if years == limits::STALE_YEARS { "five" } else { "three" }
}

/// The latest day that the text can mean; `None` if it names no year.
///
/// Reads `2024`, `2024-03` and `2024-03-05`, and a year within other words.
pub fn latest(happened: &str) -> Option<Date> {
    let mut numbers = happened.trim().split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let is_year = |n: &&str| n.len() == 4 && n.parse::<i16>().is_ok_and(|y| (1950..=2100).contains(&y));
    if let Some((year, rest)) = happened.trim().split_once('-')
        && is_year(&year)
    {
        let year: i16 = year.parse().ok()?;
        let mut rest = rest.splitn(2, '-');
        let month = rest.next().and_then(|m| m.trim().parse::<i8>().ok());
        let day = rest.next().and_then(|d| d.trim().parse::<i8>().ok());
        if let Some(first) = month.and_then(|m| Date::new(year, m, 1).ok()) {
            let named = day.and_then(|d| Date::new(year, first.month(), d).ok());
            return Some(named.unwrap_or_else(|| first.last_of_month()));
        }
    }
    let year = numbers.by_ref().filter(is_year).filter_map(|n| n.parse::<i16>().ok()).max()?;
    Some(date(year, 12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_late_as_it_can_mean() {
        assert_eq!(latest("2024"), Some(date(2024, 12, 31)));
        assert_eq!(latest(" 2024-02 "), Some(date(2024, 2, 29)));
        assert_eq!(latest("2024-03-05"), Some(date(2024, 3, 5)));
        assert_eq!(latest("spring of 2023, until 2024"), Some(date(2024, 12, 31)));
        assert_eq!(latest("2023-2024"), Some(date(2024, 12, 31)));
        assert_eq!(latest("2024-13"), Some(date(2024, 12, 31)));
        assert_eq!(latest("last summer"), None);
        assert_eq!(latest(""), None);
    }
}
