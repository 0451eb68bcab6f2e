//! The order in which people look for titles.

use crate::language::accents::push_plain;

/// What titles are sorted by: letters without case and accents, numbers by their value.
pub fn title_key(title: &str) -> String {
    let mut key = String::with_capacity(title.len() + 4);
    let mut rest = title.trim();
    while let Some(first) = rest.chars().next() {
        if !first.is_ascii_digit() {
            push_plain(first, &mut key);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (digits, after) = rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count());
        let value = digits.trim_start_matches('0');
        // The longer number is the larger one; every number stands where a 0 would.
        key.push('0');
        key.push(char::from_u32(value.len() as u32).unwrap_or(char::MAX));
        key.push_str(value);
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_in_the_order_of_people() {
        let sorted = [
            "",
            "3 vendors",
            "12 vendors",
            "Élan",
            "Story 2",
            "story 9b",
            "Story 10",
            "Story 010 again",
            "the auditor",
            "Zoë",
            "家族",
        ];
        let mut titles = sorted;
        titles.reverse();
        titles.sort_by_key(|title| title_key(title));
        assert_eq!(titles, sorted);
    }
}
