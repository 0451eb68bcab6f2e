//! When a story happened: as its file keeps it and as people read it.
//!
//! Owns the reading of months and days that name one date. Other words are free and stay as they are; must not
//! know what day it is.

/// The months, in lower case.
pub const MONTHS: [&str; 12] = [
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

/// As people read it: `Mar 2024` for `2024-03`, `5 Mar 2024` for `2024-03-05`; anything else as it is.
pub fn shown(kept: &str) -> String {
    let parts: Vec<&str> = kept.trim().split('-').collect();
    let month = |text: &str| {
        let number = text.parse::<usize>().ok().filter(|_| text.len() == 2)?;
        short(number.checked_sub(1)?)
    };
    let named = match parts.as_slice() {
        [year, m] if is_year(year) => month(m).map(|m| format!("{m} {year}")),
        [year, m, d] if is_year(year) => month(m).zip(day(d)).map(|(m, d)| format!("{d} {m} {year}")),
        _ => None,
    };
    named.unwrap_or_else(|| kept.to_owned())
}

/// The short name of the month at this place, 0 to 11: `Mar`.
fn short(at: usize) -> Option<String> {
    let mut letters = MONTHS.get(at)?.chars().take(3);
    Some(letters.next()?.to_uppercase().chain(letters).collect())
}

/// As a file keeps it: `2024-03` for `march 2024`, `2024-03-05` for `5 Mar 2024`; anything else as it was typed.
pub fn kept(typed: &str) -> String {
    let words: Vec<&str> = typed.split([' ', ',', '.']).filter(|w| !w.is_empty()).collect();
    let month = |text: &str| {
        let low = text.to_lowercase();
        MONTHS.iter().position(|name| low.len() >= 3 && name.starts_with(&low)).map(|at| at + 1)
    };
    let date = match words.as_slice() {
        [m, year] if is_year(year) => month(m).map(|m| format!("{year}-{m:02}")),
        [m, d, year] | [d, m, year] if is_year(year) && day(d).is_some() => {
            month(m).zip(day(d)).map(|(m, d)| format!("{year}-{m:02}-{d:02}"))
        }
        _ => None,
    };
    date.unwrap_or_else(|| typed.to_owned())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2199).contains(&year))
}

fn day(text: &str) -> Option<u8> {
    text.parse::<u8>().ok().filter(|day| (1..=31).contains(day) && text.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_kept_for_machines_and_shown_to_people() {
        for (typed, file, read) in [
            ("march 2024", "2024-03", "Mar 2024"),
            ("Sept 2023", "2023-09", "Sep 2023"),
            ("May, 2025", "2025-05", "May 2025"),
            ("5 mar 2024", "2024-03-05", "5 Mar 2024"),
            ("March 5, 2024", "2024-03-05", "5 Mar 2024"),
            ("2024-03", "2024-03", "Mar 2024"),
        ] {
            assert_eq!((kept(typed).as_str(), shown(&kept(typed)).as_str()), (file, read), "{typed}");
            assert_eq!(kept(&shown(file)), file);
        }
    }

    #[test]
    fn free_words_stay_as_they_are() {
        for words in
            ["spring 2024", "2024", "last winter", "", " ", "2024-13", "ma 2024", "2024-03-5x", "may"]
        {
            assert_eq!((kept(words).as_str(), shown(words).as_str()), (words, words));
        }
    }
}
