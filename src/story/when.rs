//! When a story happened: as its file keeps it and as people read it.
//!
//! Reads months and days that name one date; any other text stays as it is. Does not depend on the present day.

use crate::language::calendar::{month, month_name};

/// As people read it: `Mar 2024` for `2024-03`, `5 Mar 2024` for `2024-03-05`; anything else as it is.
pub fn shown(kept: &str) -> String {
    let parts: Vec<&str> = kept.trim().split('-').collect();
    let named = |text: &str| short(text.parse().ok().filter(|_| text.len() == 2)?);
    let read = match parts.as_slice() {
        [year, m] if is_year(year) => named(m).map(|m| format!("{m} {year}")),
        [year, m, d] if is_year(year) => named(m).zip(day(d)).map(|(m, d)| format!("{d} {m} {year}")),
        _ => None,
    };
    read.unwrap_or_else(|| kept.to_owned())
}

/// The short name of a month, 1 to 12: `Mar`.
fn short(month: usize) -> Option<String> {
    month_name(month).get(..3).map(str::to_owned)
}

/// As a file keeps it: `2024-03` for `march 2024`, `2024-03-05` for `5 Mar 2024`; anything else as it was typed.
pub fn kept(typed: &str) -> String {
    let words: Vec<&str> = typed.split([' ', ',', '.']).filter(|w| !w.is_empty()).collect();
    let month = |text: &str| month(&text.to_lowercase());
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
