//! The form of the log.

use jiff::civil::date;
use starcoach::practice::{Beats, EntryId, Grade, Log, LogEntry, Mode, Split, What, day_of};
use starcoach::story::pace::Seconds;
use starcoach::story::{PromptId, Section};

use super::{at, graded, story, told, ungraded};

fn text(entries: &[LogEntry]) -> String {
    entries.iter().map(|e| e.line() + "\n").collect()
}

#[test]
fn a_line_is_as_the_log_wants_it_and_comes_back() {
    let mut entry = told(1, 7, &at(0, 0));
    let mut split = Split::default();
    split.set(Section::Action, Seconds(62));
    entry.what = What::Told {
        story: story(7),
        prompt: Some(PromptId("customer-obsession/difficult".into())),
        mode: Mode::Daily,
        seconds: Seconds(125),
        split,
    };
    assert_eq!(
        entry.line(),
        concat!(
            r#"{"id":"baaaaaaaaaaa","at":"2026-11-23T10:00:00+01:00[Europe/Berlin]","kind":"told","#,
            r#""story":"haaaaaaa","prompt":"customer-obsession/difficult","mode":"daily","seconds":125,"#,
            r#""split":{"action":62}}"#
        )
    );
    assert_eq!(LogEntry::parse(&entry.line()), Some(entry));
    let grade = graded(2, 1, Grade::ToldIt, &at(0, 3));
    assert_eq!(
        grade.line(),
        concat!(
            r#"{"id":"caaaaaaaaaaa","at":"2026-11-23T10:03:00+01:00[Europe/Berlin]","kind":"graded","#,
            r#""telling":"baaaaaaaaaaa","beats":"star","probe":true,"grade":3}"#
        )
    );
    let soon = LogEntry { what: What::Soon { story: story(7) }, ..told(9, 7, &at(1, 0)) };
    for entry in [grade, ungraded(3, 1, &at(0, 4)), soon] {
        assert_eq!(LogEntry::parse(&entry.line()), Some(entry));
    }
}

#[test]
fn unreadable_lines_are_counted_and_the_rest_is_kept() {
    let good = text(&[told(1, 1, &at(0, 0)), graded(2, 1, Grade::ToldIt, &at(0, 1))]);
    let bad = concat!(
        "{\"id\":\"aaaa1111\",\"at\":\"2026-11-2\n",
        "\u{0}\u{1}\n",
        "{\"id\":\"../../etc\",\"at\":\"2026-11-23T10:00:00Z\",\"kind\":\"ungraded\",\"telling\":\"aaaa1111\"}\n",
        "{\"id\":\"aaaa1111\",\"at\":\"2026-11-23T10:00:00Z\",\"kind\":\"sung\",\"story\":\"aaaa1111\"}\n",
        "{\"id\":\"aaaa1111\",\"at\":\"2026-11-23T10:00:00Z\",\"kind\":\"graded\",\"telling\":\"aaaa1111\",\"grade\":5}\n",
    );
    let mut bytes = bad.as_bytes().to_vec();
    bytes.extend(b"\xff\xfe\n\n  \n");
    bytes.extend(good.as_bytes());
    let log = Log::parse([bytes.as_slice()]);
    assert_eq!((log.entries.len(), log.unreadable), (2, 6));
}

#[test]
fn keys_of_later_versions_are_passed_over() {
    let line =
        r#"{"id":"aaaa1111","mood":{"a":[1]},"at":"2026-11-23T10:00:00Z","kind":"soon","story":"abcd1234"}"#;
    assert!(LogEntry::parse(line).is_some());
}

#[test]
fn several_texts_are_one_log_whatever_they_share() {
    let a = told(1, 1, &at(0, 0));
    let b = graded(2, 1, Grade::ToldIt, &at(0, 1));
    let c = told(3, 1, &at(2, 0));
    let (one, two) = (text(&[a.clone(), b.clone()]), text(&[c.clone(), a.clone()]));
    let log = Log::parse([one.as_bytes(), two.as_bytes()]);
    assert_eq!(log.entries, [a, b, c]);
    assert_eq!(log, Log::parse([two.as_bytes(), one.as_bytes()]));
}

#[test]
fn a_zone_this_machine_does_not_know_still_has_its_day() {
    let line = r#"{"id":"aaaa1111","at":"2026-11-24T01:10:00+13:00[Mars/Olympus]","kind":"soon","story":"abcd1234"}"#;
    let entry = LogEntry::parse(line).unwrap();
    assert_eq!(entry.at.day(4), date(2026, 11, 23));
    assert_eq!(entry.at.to_string(), "2026-11-24T01:10:00+13:00[Mars/Olympus]");
}

#[test]
fn a_day_begins_at_four_also_when_the_clocks_change() {
    let day = |text: &str| day_of(&text.parse().unwrap(), 4);
    assert_eq!(day("2026-11-24T03:59:59+01:00[Europe/Berlin]"), date(2026, 11, 23));
    assert_eq!(day("2026-11-24T04:00:00+01:00[Europe/Berlin]"), date(2026, 11, 24));
    // The night of 25 October has 25 hours, that of 29 March 23.
    assert_eq!(day("2026-10-25T02:30:00+02:00[Europe/Berlin]"), date(2026, 10, 24));
    assert_eq!(day("2026-10-25T02:30:00+01:00[Europe/Berlin]"), date(2026, 10, 24));
    assert_eq!(day("2026-10-25T04:00:00+01:00[Europe/Berlin]"), date(2026, 10, 25));
    assert_eq!(day("2027-03-28T03:59:00+02:00[Europe/Berlin]"), date(2027, 3, 27));
    assert_eq!(day("2027-03-28T04:00:00+02:00[Europe/Berlin]"), date(2027, 3, 28));
}

#[test]
fn ids_are_as_long_as_the_log_allows() {
    for bits in [0, 1, u64::MAX] {
        let id = EntryId::from_bits(bits);
        assert_eq!(EntryId::parse(id.as_str()), Some(id));
    }
    assert_eq!(EntryId::parse("abcd1234").unwrap().to_string(), "abcd1234");
    for bad in ["", "abcd123", "abcdefghijklm", "ABCD1234", "abcd-1234", "abcd12é4"] {
        assert_eq!(EntryId::parse(bad), None, "{bad}");
    }
}

#[test]
fn beats_are_letters() {
    assert_eq!(Beats::from_letters("lcxrats").letters(), "starcl");
}
