//! The names of months and weekdays, in full and shortened.

/// The months, in lower case.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The weekdays, in lower case, Monday first.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The month that a lower-case word names or begins, 1 to 12; at least three letters, a full stop may follow.
pub fn month(word: &str) -> Option<usize> {
    begins(word, &MONTHS).map(|at| at + 1)
}

/// The weekday that a lower-case word names or begins, from 0 for Monday; at least three letters.
pub fn weekday(word: &str) -> Option<usize> {
    begins(if word == "weds" { "wed" } else { word }, &WEEKDAYS)
}

/// The names and short names by which months stand in a text, in lower case.
pub fn month_names() -> impl Iterator<Item = &'static str> {
    let short = MONTHS.iter().filter_map(|name| name.get(..3)).filter(|short| *short != "may");
    MONTHS.into_iter().chain(short).chain(["sept"])
}

/// A month, 1 to 12, as it is written: `March`; empty for any other number.
pub fn month_name(month: usize) -> String {
    let name = month.checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// The place of the name that the word begins.
fn begins(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    (word.len() >= 3).then(|| names.iter().position(|n| n.starts_with(word)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_beginning() {
        for (word, number) in [("january", 1), ("mar", 3), ("sept", 9), ("sep.", 9), ("decem", 12)] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!((month("ma"), month("marchx"), month("")), (None, None, None));
    }

    #[test]
    fn weekdays_are_known_by_their_beginning() {
        for (word, at) in [("mon", 0), ("tues", 1), ("weds", 2), ("thurs", 3), ("sunday", 6)] {
            assert_eq!(weekday(word), Some(at), "{word}");
        }
        assert_eq!(weekday("su"), None);
    }

    #[test]
    fn every_month_has_a_full_and_a_short_name() {
        let names: Vec<_> = month_names().collect();
        assert_eq!(names.len(), 12 + 11 + 1);
        assert!(["may", "jun", "sept", "october"].iter().all(|n| names.contains(n)));
        assert_eq!((month_name(3).as_str(), month_name(0).as_str()), ("March", ""));
    }
}
