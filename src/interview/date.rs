//! Parses and formats dates as people write them: "dec 4", "fri", "3w"; "in 11 days", "Mon, Nov 23".

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::date_words;
use crate::language::calendar;
use crate::language::numerals;

/// The latest date accepted for an interview, in days from today: three years. Anything later is a typing
/// error.
const FURTHEST_DAYS: i64 = 3 * 366;

/// Why a text is not a date: what was understood, and examples of valid input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError(String);

impl std::fmt::Display for DateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DateError {}

/// An error with examples that are always valid.
fn unclear(understood: &str) -> DateError {
    DateError(format!("{understood} Try \"dec 4\", \"fri\", \"3w\" or \"2026-12-04\"."))
}

/// Parses a date as typed, relative to `today`.
///
/// A weekday is the next one after today, "next fri" the Friday of the coming week (Monday first); a day
/// without a year is the next such day, today included. Points are day.month, hyphens year-month-day; with
/// slashes a day that could be a month is refused with both readings, unless a weekday settles it. The time of day
/// and its zone are left out.
pub fn parse(text: &str, today: Date) -> Result<Date, DateError> {
    let words = date_words::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.is_empty() {
        return Err(unclear("There is no date yet."));
    }
    let date = relative(&words, today)
        .or_else(|| weekday_alone(&words, today).map(Ok))
        .or_else(|| numeric(&words, today))
        .or_else(|| named(&words, today))
        .unwrap_or_else(|| {
            let said = crate::story::one_line(text, 40);
            Err(unclear(&format!("\"{said}\" is not a date I know.")))
        })?;
    let days = days_between(today, date);
    if days.abs() > FURTHEST_DAYS {
        let side = if days < 0 { "ago" } else { "away" };
        let day = in_full(date);
        return Err(unclear(&format!("That is {day}, more than three years {side}.")));
    }
    Ok(date)
}

/// "today", "tomorrow", "3w", "in 3 weeks", "next month".
fn relative(words: &[&str], today: Date) -> Option<Result<Date, DateError>> {
    let words = match words {
        ["in", rest @ ..] => rest,
        all => all,
    };
    let words = match words {
        [rest @ .., "from", "now" | "today"] => rest,
        all => all,
    };
    let (count, unit) = match words {
        ["today"] => (0, "d"),
        ["tomorrow" | "tmrw" | "tmr"] => (1, "d"),
        ["yesterday"] => (-1, "d"),
        ["day", "after", "tomorrow"] => (2, "d"),
        ["next" | "a" | "an", unit] => (1, *unit),
        [count, unit] => (number(count)?, *unit),
        [joined] => {
            let end = joined.find(|c: char| !c.is_ascii_digit())?;
            let (count, unit) = joined.split_at_checked(end)?;
            (count.parse().ok()?, unit)
        }
        _ => return None,
    };
    let span = match unit {
        "d" | "day" | "days" => Span::new().try_days(count),
        "w" | "wk" | "wks" | "week" | "weeks" => Span::new().try_weeks(count),
        "fortnight" | "fortnights" => Span::new().try_weeks(count.saturating_mul(2)),
        "m" | "mo" | "month" | "months" => Span::new().try_months(count),
        _ => return None,
    };
    let date = span.and_then(|span| today.checked_add(span));
    Some(date.map_err(|_| unclear("That is more than three years away.")))
}

/// A count in digits or as a word; saturates at the largest number.
fn number(word: &str) -> Option<i64> {
    if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return Some(word.parse().unwrap_or(i64::MAX));
    }
    i64::try_from(numerals::value(word)?).ok()
}

/// "fri", "next friday".
fn weekday_alone(words: &[&str], today: Date) -> Option<Date> {
    match words {
        [day] => today.nth_weekday(1, weekday(day)?).ok(),
        // "friday week", "a week on friday", "two weeks from friday".
        [day, "week"] | ["week", day] | ["week", "from", day] => in_weeks(1, day, today),
        [count, "week" | "weeks", day] | [count, "week" | "weeks", "from", day] => {
            in_weeks(if matches!(*count, "a" | "one") { 1 } else { number(count)? }, day, today)
        }
        ["next", day] => {
            let wanted = i64::from(weekday(day)?.to_monday_zero_offset());
            let monday = i64::from(today.weekday().to_monday_zero_offset());
            today.checked_add((7 - monday + wanted).days()).ok()
        }
        _ => None,
    }
}

/// So many weeks after the next such weekday.
fn in_weeks(weeks: i64, day: &str, today: Date) -> Option<Date> {
    let span = Span::new().try_weeks(weeks).ok()?;
    today.nth_weekday(1, weekday(day)?).ok()?.checked_add(span).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(i8::try_from(calendar::weekday(word)?).ok()?).ok()
}

/// The month, 1 to 12.
fn month(word: &str) -> Option<i8> {
    i8::try_from(calendar::month(word)?).ok()
}

/// A numeric date with one kind of separator.
fn numeric(words: &[&str], today: Date) -> Option<Result<Date, DateError>> {
    // Also "fri 5.12." and "5. 12. 2026".
    let (day_name, rest) = split_weekday(words);
    let joined = rest.concat();
    let separator = joined.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '.' | '/' | '-') {
        return None;
    }
    let fields: Vec<&str> = joined.trim_end_matches('.').split(separator).collect();
    let fits = |f: &&str| (1..=4).contains(&f.len()) && f.bytes().all(|b| b.is_ascii_digit());
    if !fields.iter().all(fits) {
        return None;
    }
    let value = |f: &str| f.parse::<i16>().unwrap_or(i16::MAX);
    let fields: Vec<(usize, i16)> = fields.into_iter().map(|f| (f.len(), value(f))).collect();
    let (day, month, year) = match fields.as_slice() {
        [(4, y), (_, m), (_, d)] => (*d, *m, Some(*y)),
        [(_, a), (_, b), rest @ ..] if rest.len() <= 1 => {
            let year = rest.first().map(|&(len, y)| if len <= 2 { 2000 + y } else { y });
            match separator {
                '.' => (*a, *b, year),
                '/' => match (*a <= 12, *b <= 12) {
                    (true, true) if a != b => return Some(either(&joined, (*a, *b, year), day_name, today)),
                    (false, _) => (*a, *b, year),
                    _ => (*b, *a, year),
                },
                _ => return None,
            }
        }
        _ => return None,
    };
    let month = i8::try_from(month).unwrap_or(0);
    Some(settle(day, month, year, today).and_then(|date| agrees(date, day_name)))
}

/// The date of `4/12` or `12/4` that falls on the weekday that was named with it.
fn either(
    said: &str,
    (a, b, year): (i16, i16, Option<i16>),
    day_name: Option<Weekday>,
    today: Date,
) -> Result<Date, DateError> {
    let date = |day, month: i16| settle(day, i8::try_from(month).unwrap_or(0), year, today).ok();
    let falls = |date: &Date| day_name == Some(date.weekday());
    match (date(a, b).filter(falls), date(b, a).filter(falls)) {
        (Some(date), None) | (None, Some(date)) => Ok(date),
        _ => Err(ambiguous(said, a, b)),
    }
}

/// The error for `12/5`, with both readings as they can be typed.
fn ambiguous(said: &str, a: i16, b: i16) -> DateError {
    let name = |m: i16| {
        let full = usize::try_from(m).map_or_else(|_| String::new(), calendar::month_name);
        full.get(..3).unwrap_or_default().to_lowercase()
    };
    DateError(format!("\"{said}\" can be read two ways. Write \"{} {b}\" or \"{} {a}\".", name(a), name(b)))
}

/// "4 dec", "dec 4th", "fri 4 december 2026"; an incomplete date gets an error that says what is missing.
fn named(words: &[&str], today: Date) -> Option<Result<Date, DateError>> {
    let (day_name, words) = split_weekday(words);
    let (mut day, mut month_at, mut year) = (None, None, None);
    for word in words {
        let digits = word.trim_end_matches('.');
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| digits.strip_suffix(end)).unwrap_or(digits);
        let number = bare.bytes().all(|b| b.is_ascii_digit()).then(|| bare.parse::<i16>().ok()).flatten();
        match (number, month(word)) {
            (Some(y), _) if bare.len() == 4 && year.is_none() => year = Some(y),
            (Some(d), _) if bare.len() <= 2 && day.is_none() => day = Some((d, bare != digits)),
            (_, Some(m)) if month_at.is_none() => month_at = Some(m),
            _ => return None,
        }
    }
    let found = match (day, month_at) {
        (Some((day, _)), Some(month)) => settle(day, month, year, today),
        (Some((day, true)), None) if year.is_none() => of_some_month(day, today),
        (Some((day, _)), None) => Err(unclear(&format!("{day} is a day; which month?"))),
        (None, Some(month)) => Err(unclear(&format!("{} is a month; which day?", month_name(month)))),
        (None, None) => return None,
    };
    Some(found.and_then(|date| agrees(date, day_name)))
}

/// Splits off a weekday at the start or the end.
fn split_weekday<'w, 't>(words: &'w [&'t str]) -> (Option<Weekday>, &'w [&'t str]) {
    match words {
        [first, rest @ ..] if !rest.is_empty() && weekday(first).is_some() => (weekday(first), rest),
        [rest @ .., last] if !rest.is_empty() && weekday(last).is_some() => (weekday(last), rest),
        all => (None, all),
    }
}

/// The date, if it falls on the stated weekday.
fn agrees(date: Date, said: Option<Weekday>) -> Result<Date, DateError> {
    match said {
        Some(day) if day != date.weekday() => Err(unclear(&format!("{} is another weekday.", in_full(date)))),
        _ => Ok(date),
    }
}

fn month_name(month: i8) -> String {
    usize::try_from(month).map_or_else(|_| String::new(), calendar::month_name)
}

/// The given day and month, in the stated year or else at its next occurrence.
fn settle(day: i16, month: i8, year: Option<i16>, today: Date) -> Result<Date, DateError> {
    let Ok(first) = Date::new(year.unwrap_or_else(|| today.year()), month, 1) else {
        return Err(unclear(&format!("There is no month {month}.")));
    };
    let here = |first: Date| {
        let wanted = i8::try_from(day).unwrap_or(0);
        Date::new(first.year(), month, wanted).map_err(|_| {
            let (name, year, has) = (month_name(month), first.year(), first.days_in_month());
            unclear(&format!("{name} {year} has {has} days, so there is no {day}."))
        })
    };
    match here(first) {
        Ok(date) if year.is_none() && date < today => {
            first.checked_add(1.year()).map_err(|_| unclear("That is too far away.")).and_then(here)
        }
        other => other,
    }
}

/// "the 4th": the next such day of a month.
fn of_some_month(day: i16, today: Date) -> Result<Date, DateError> {
    let wanted = i8::try_from(day).unwrap_or(0);
    (0..12)
        .filter_map(|months: i64| today.first_of_month().checked_add(months.months()).ok())
        .filter_map(|first| Date::new(first.year(), first.month(), wanted).ok())
        .find(|date| *date >= today)
        .ok_or_else(|| unclear(&format!("No month has a day {day}.")))
}

/// Days from one date to another, negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The distance in words: "today", "tomorrow", "yesterday", "in 11 days", "11 days ago".
pub fn when(today: Date, date: Date) -> String {
    match days_between(today, date) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// The date as shown on screen: "Mon, Nov 23".
pub fn words_of(date: Date) -> String {
    date.strftime("%a, %b %-d").to_string()
}

/// The date with its year, as shown on screen: "Fri, Dec 4, 2026".
pub fn in_full(date: Date) -> String {
    format!("{}, {}", words_of(date), date.year())
}

/// The date as shown on screen, with the year if it is not the current one: "Fri, Jan 8, 2027".
pub fn words_from(today: Date, date: Date) -> String {
    if today.year() == date.year() { words_of(date) } else { in_full(date) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 23);

    fn read(text: &str) -> Date {
        parse(text, TODAY).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let fourth = date(2026, 12, 4);
        for text in [
            "4 dec",
            "dec 4",
            "Dec 4th",
            "the 4th of December",
            "4. dec.",
            "fri 4 dec",
            "Friday, Dec 4, 2026",
            "4.12.",
            "4.12",
            "4.12.2026",
            "04.12.26",
            "4. 12. 2026",
            "2026-12-04",
            "2026-12-4",
            "2026/12/04",
            "11d",
            "in 11 days",
            "eleven days",
            "11 days from now",
            "next fri",
            "next Friday",
            "the 4th",
            "fri 4.12.",
        ] {
            assert_eq!(read(text), fourth, "{text}");
        }
        for (text, days) in [
            ("today", 0),
            ("tomorrow", 1),
            ("yesterday", -1),
            ("fri", 4),
            ("this friday", 4),
            ("on Fri", 4),
            ("mon", 7),
            ("next mon", 7),
            ("next sunday", 13),
            ("sun", 6),
            ("tues", 1),
            ("3w", 21),
            ("in 3 weeks", 21),
            ("three weeks", 21),
            ("a week", 7),
            ("in a week", 7),
            ("next week", 7),
            ("2 w", 14),
        ] {
            assert_eq!(days_between(TODAY, read(text)), days, "{text}");
        }
        assert_eq!(read("in 2 months"), date(2027, 1, 23));
        assert_eq!(read("25/12"), date(2026, 12, 25));
        assert_eq!(read("12/25/2026"), date(2026, 12, 25));
        assert_eq!(read("12/12"), date(2026, 12, 12));
        assert_eq!(read("22 nov"), date(2027, 11, 22));
        assert_eq!(read("23 nov"), TODAY);
        assert_eq!(read("22 nov 2026"), date(2026, 11, 22));
        assert_eq!(read("sept 1"), date(2027, 9, 1));
    }

    #[test]
    fn what_is_no_date_says_what_was_understood() {
        let error = |text: &str| parse(text, TODAY).unwrap_err().to_string();
        assert_eq!(error("12/5"), "\"12/5\" can be read two ways. Write \"dec 5\" or \"may 12\".");
        assert!(error("dec").starts_with("December is a month; which day? Try \"dec 4\""));
        assert!(error("4").starts_with("4 is a day; which month?"));
        assert!(error("31 nov").starts_with("November 2026 has 30 days, so there is no 31."));
        assert!(error("29 feb 2027").starts_with("February 2027 has 28 days"));
        assert!(error("fri 5 dec").starts_with("Sat, Dec 5, 2026 is another weekday."));
        assert!(error("5.13.").starts_with("There is no month 13."));
        assert!(error("2062-12-04").contains("more than three years away"));
        assert!(error("0001-01-01").contains("Mon, Jan 1, 1, more than three years ago"));
        assert!(error("9999999999999999999999w").contains("Try"));
        assert!(error("999999999 weeks").contains("more than three years away"));
        assert!(error("").starts_with("There is no date yet."));
        assert!(error("soonish").starts_with("\"soonish\" is not a date I know."));
        assert!(error("4 dec 5").contains("not a date"));
    }

    #[test]
    fn dates_are_read_as_they_stand_in_invitations() {
        let fourth = date(2026, 12, 4);
        for text in [
            // Google Calendar, Outlook, Calendly, Apple Mail, Teams.
            "Fri Dec 4, 2026 2pm - 3pm (CET)",
            "Friday, December 4, 2026 2:00 PM-3:00 PM",
            "Friday, December 4, 2026 at 2:00 PM",
            "02:00pm - Friday, December 4, 2026",
            "Friday, 4 December 2026 at 14:00 GMT+1",
            "Fri 4 Dec, 14:30",
            "4 dec 14:30",
            "Dec 4 @ 2 p.m. ET",
            "December 4th at noon",
            "Fri, Dec 4, 2026 from 2:00 to 3:00 PM PST",
            // ISO 8601, iCalendar.
            "2026-12-04T14:00:00Z",
            "2026-12-04T14:00:00+01:00",
            "2026-12-04 14:00",
            "20261204",
            "20261204T140000Z",
            // Spreadsheets and tickets.
            "4-Dec-2026",
            "4-dec",
            "Dec-4-2026",
            "Dec.4",
            "04/Dec/2026",
            "Friday 4/12",
            "Fri 12/4/2026",
            // German, French, Spanish, Italian, Dutch, Portuguese.
            "4. Dezember 2026",
            "Freitag, 4. Dezember 2026, 14:00 Uhr",
            "am 4. Dezember 2026 um 14 Uhr",
            "vendredi 4 décembre 2026 à 14h30",
            "le 4 déc. 2026",
            "viernes, 4 de diciembre de 2026",
            "venerdì 4 dicembre 2026",
            "vrijdag 4 december 2026",
            "4 de dezembro de 2026",
        ] {
            assert_eq!(read(text), fourth, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_people_say_them_and_their_time_is_left_out() {
        for (text, days) in [
            ("a week from friday", 11),
            ("friday week", 11),
            ("a week on Friday", 11),
            ("two weeks from friday", 18),
            ("in a fortnight", 14),
            ("the day after tomorrow", 2),
            ("next Tuesday at 10:00", 8),
            ("in 3 weeks, 2pm", 21),
            ("morgen um 10 Uhr", 1),
        ] {
            assert_eq!(days_between(TODAY, read(text)), days, "{text}");
        }
        for (text, month) in
            [("3 März 2027", 3), ("15 août 2027", 8), ("1 mai 2027", 5), ("9 juillet 2027", 7)]
        {
            assert_eq!(i16::from(read(text).month()), month, "{text}");
        }
        let error = |text: &str| parse(text, TODAY).unwrap_err().to_string();
        assert_eq!(
            error("12/04/2026 2 PM"),
            "\"12/04/2026\" can be read two ways. Write \"dec 4\" or \"apr 12\"."
        );
        assert!(error("12-04-2026").contains("not a date"));
        assert!(error("next january").contains("not a date"));
        assert!(error("sat 4/12").contains("two ways"));
        assert!(error("Thursday, December 4, 2026 at 2:00 PM").contains("another weekday"));
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_an_explanation(text in "\\PC{0,30}|[0-9a-z ./,-]{0,16}") {
            if let Err(e) = parse(&text, TODAY) {
                prop_assert!(!e.to_string().is_empty());
            }
        }

        #[test]
        fn what_the_screens_write_is_read_back(days in 0_i64..360) {
            let date = TODAY.checked_add(days.days()).unwrap();
            prop_assert_eq!(parse(&words_of(date), TODAY), Ok(date));
            prop_assert_eq!(parse(&date.to_string(), TODAY), Ok(date));
            if days > 1 {
                prop_assert_eq!(parse(&when(TODAY, date), TODAY), Ok(date));
            }
        }
    }
}
